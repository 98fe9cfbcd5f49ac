//! The worked plan's workbook through a real spreadsheet program: opened by LibreOffice and saved as
//! XLSX, ODS and CSV it is the same plan.

use crate::convert::{assert_same, report};
use crate::run::{Says, at, folder, run};
use std::io::Write;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

/// One CSV file for each sheet: comma, quotes, UTF-8, cells as they are and not as they are shown.
const CSV: &str = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";
/// The same, but with cells as they are shown: `1,234.50`.
const CSV_SHOWN: &str = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1";

/// Whether LibreOffice is there. Where it is not, the test says so and passes, unless
/// `QIPP_REQUIRE_TOOLS` is set.
pub fn is_there() -> bool {
    let found = Command::new("soffice").arg("--version").output().is_ok_and(|output| output.status.success());
    if !found {
        assert!(std::env::var_os("QIPP_REQUIRE_TOOLS").is_none(), "soffice is not installed");
        // not captured by the test harness, so that a skip is seen
        let _ = writeln!(std::io::stderr(), "SKIPPED: soffice is not installed; .ci/run installs it");
    }
    found
}

/// Opens a workbook and saves it in another form, in a folder of its own.
pub fn saved(book: &str, form: &str, folder: &TempDir, name: &str) -> String {
    let out = at(folder, name);
    let profile = format!("-env:UserInstallation=file://{}", at(folder, "profile"));
    let words = ["--headless", "--norestore", &profile, "--convert-to", form, "--outdir", &out, book];
    let output = Command::new("soffice").args(words).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(Path::new(&out).read_dir().unwrap().next().is_some(), "nothing was saved as {form}");
    out
}

fn assert_survives(book: &str, to: &TempDir) {
    let expected = report(book, &[]);
    for (name, form) in [("xlsx", "xlsx"), ("ods", "ods"), ("csv", CSV), ("shown", CSV_SHOWN)] {
        assert_same(&expected, &report(&saved(book, form, to, name), &[]), &format!("{book} as {name}"));
    }
}

#[test]
fn a_spreadsheet_program_saves_the_same_plan() {
    if !is_there() {
        return;
    }
    let to = folder(&[]);
    let book = at(&to, "plan.xlsx");
    assert_eq!(run(&["template", "--example", "-o", &book]).status, 0);
    assert_survives(&book, &to);
}

/// Ids and texts that a spreadsheet program would take for something else stay what they are.
#[test]
fn a_spreadsheet_program_leaves_awkward_texts_alone() {
    if !is_there() {
        return;
    }
    let plan = "record,organisation,unit,as_at,scheme,name,description,plan_ytd,actual_ytd,starts,period,plan,actual\n\
        plan,\"Ynys Môn, \"\"Trust\"\"\",£000,2011-09-30,,,,,,,,,\n\
        scheme,,,,00012,Ward stock,'=1+1,100.50,98.25,2011-04-01,,,\n\
        scheme,,,,1E5,'-Agency,\"two\nlines, and a comma\",-3,£1.2m,,,,\n\
        scheme,,,,2011-10,TRUE,1/2,7,7.00,,,,\n\
        saving,,,,00012,,,,,,2011-04,10,9.5\nsaving,,,,00012,,,,,,2011-12,10,TBC\n";
    let to = folder(&[("awkward.csv", plan)]);
    let book = at(&to, "plan.xlsx");
    run(&["convert", &at(&to, "awkward.csv"), "-o", &book]).ended(0);
    assert_survives(&book, &to);
}

/// A marked copy opens, is the same plan however it is saved, and marked again once saved has its marks once.
#[test]
fn a_spreadsheet_program_opens_a_marked_copy() {
    if !is_there() {
        return;
    }
    let to = folder(&[]);
    let copy = at(&to, "anytown.xlsx");
    let marked = |file: &str, out: &str| {
        let words = ["mark", file, "--org", "Anytown PCT", "-o", out];
        run(&words).ended(0).err
    };
    let said = marked("anytown-mid-year", &copy);
    let of = ["--org", "Anytown PCT"];
    let expected = report(&copy, &of);
    for form in ["xlsx", "ods"] {
        let saved = format!("{}/anytown.{form}", saved(&copy, form, &to, form));
        assert_same(&expected, &report(&saved, &of), form);
        let again = marked(&saved, &at(&to, &format!("again-{form}.xlsx")));
        again.says(&[said.split(" on ").next().unwrap()]);
        assert!(!again.contains("with a note of others"), "{again}");
    }
}
