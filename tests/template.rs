//! Templates: blank tables and the worked plan in every form; a workbook filled in as a spreadsheet
//! program fills it.

use crate::run::{at, folder, run};
use std::fs;
use std::io::{Cursor, Read, Write};
use tempfile::TempDir;

const JUDGED: [&str; 5] = ["--judgements", "anytown-judgements.csv", "--quiet", "--view", "all"];

fn template(to: &TempDir, name: &str, options: &[&str]) -> String {
    let path = at(to, name);
    run(&[&["template", "-o", &path], options].concat()).ended(0);
    path
}

#[test]
fn the_worked_plan_is_green_in_every_form() {
    let to = folder(&[]);
    for form in ["plan.xlsx", "plan.csv", "plan.json", "plan.jsonl", "plan/"] {
        let path = template(&to, form, &["--example"]);
        let out = run(&[&["assess", &path], &JUDGED[..3]].concat()).out;
        let lines: Vec<&str> = out.lines().take(3).collect();
        assert_eq!(lines[0], "Anytown PCT (5ZZ)    plan 2011/12 to 2013/14    as at 30 Sep 2011", "{form}");
        assert_eq!(lines[1], "GREEN   workable   (plan GREEN, delivery GREEN, headroom GREEN)", "{form}");
        assert_eq!(run(&["template", "--example", "-o", &path]).status, 2, "{form}: nothing is replaced");
    }
    let printed = run(&["template", "--example"]).out;
    assert_eq!(printed, fs::read_to_string(at(&to, "plan.csv")).unwrap());
    let one = run(&["template", "years", "--example"]).out;
    assert!(one.starts_with("year,allocation,") && one.lines().count() > 3, "{one}");
}

#[test]
fn a_table_alone_is_a_file_of_its_own() {
    let to = folder(&[]);
    let path = template(&to, "register.csv", &["schemes"]);
    assert_eq!(fs::read_to_string(path).unwrap(), run(&["template", "schemes"]).out);
    assert!(run(&["template", "exceptions"]).out.starts_with("organisation,scheme,code,"));
    let several = template(&to, "two.csv", &["plan", "schemes"]);
    assert!(fs::read_to_string(several).unwrap().starts_with("record,organisation,code,"));
    assert_eq!(run(&["template", "plan", "schemes"]).status, 2);
    assert_eq!(run(&["template", "--example", "exceptions"]).status, 2);
}

/// The parts of a workbook.
fn parts(path: &str) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(fs::read(path).unwrap())).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            (part.name().unwrap().into_owned(), text)
        })
        .collect()
}

/// The names of a workbook's sheets, in order.
fn sheets(parts: &[(String, String)]) -> Vec<&str> {
    let book = &parts.iter().find(|(name, _)| name == "xl/workbook.xml").unwrap().1;
    book.split("<sheet name=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

#[test]
fn the_workbook_explains_itself() {
    let to = folder(&[]);
    let path = template(&to, "blank.xlsx", &[]);
    let parts = parts(&path);
    let part = |name: &str| &parts.iter().find(|(part, _)| part == name).unwrap().1;
    let sheets = sheets(&parts);
    assert_eq!(sheets[..3], ["Read me", "plan", "years"]);
    assert_eq!(sheets.len(), qipp::inside::plan::fields::TABLES.len(), "Read me, and no exceptions");
    let notes: String = parts
        .iter()
        .filter(|(name, _)| name.starts_with("xl/comments"))
        .map(|(_, text)| text.as_str())
        .collect();
    let shared = part("xl/sharedStrings.xml");
    for table in qipp::inside::plan::fields::TABLES.iter().filter(|table| table.name != "exceptions") {
        let said = [table.name, table.meaning.trim()].map(|text| format!(">{text}</t>"));
        assert!(said.iter().all(|text| shared.contains(text)), "Read me explains {}", table.name);
        assert!(part("xl/worksheets/sheet1.xml").contains(&format!("location=\"'{}'!A1\"", table.name)));
        for column in table.columns {
            let meaning = column.meaning.trim().replace('&', "&amp;").replace('<', "&lt;");
            assert!(notes.contains(&meaning), "{}", column.id);
        }
    }
    let schemes =
        part(&format!("xl/worksheets/sheet{}.xml", 1 + sheets.iter().position(|s| *s == "schemes").unwrap()));
    assert!(schemes.contains("\"idea,scoped,planned,approved,delivering,delivered,closed\""));
    let styles = part("xl/styles.xml");
    assert!(styles.contains("yyyy-mm-dd") && styles.contains("#,##0.00"), "{styles}");
}

/// A cell as a spreadsheet program writes it: in the format of its column, what looks like a number as
/// a number, unless the column is text.
fn cell(sheet: &str, at: usize, row: usize, text: &str) -> String {
    let number = |text: &str, name: &str| {
        let value = text.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap();
        value.parse::<usize>().unwrap()
    };
    let mut columns = sheet.split("<col ").skip(1);
    let column = columns.find(|column| (number(column, "min")..=number(column, "max")).contains(&(at + 1)));
    let style = number(column.unwrap(), "style");
    let place = format!("{}{row}", letters(at));
    if text.parse::<f64>().is_ok() {
        format!("<c r=\"{place}\" s=\"{style}\"><v>{text}</v></c>")
    } else {
        format!("<c r=\"{place}\" s=\"{style}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
    }
}

fn letters(at: usize) -> String {
    let letter = |at: usize| char::from(b'A' + u8::try_from(at).unwrap());
    if at < 26 { letter(at).to_string() } else { format!("{}{}", letter(at / 26 - 1), letter(at % 26)) }
}

/// The workbook with rows filled in, by sheet and heading.
fn filled(path: &str, to: &str, rows: &[(&str, &[(&str, &str)])]) {
    let all = parts(path);
    let sheets = sheets(&all);
    let mut writer = zip::ZipWriter::new(fs::File::create(to).unwrap());
    for (name, mut text) in all.clone() {
        for (at, sheet) in sheets.iter().enumerate() {
            if name != format!("xl/worksheets/sheet{}.xml", at + 1) {
                continue;
            }
            let mut added = String::new();
            for (row, (_, cells)) in rows.iter().filter(|(table, _)| table == sheet).enumerate() {
                let declared = qipp::inside::plan::fields::TableId::by_name(sheet).unwrap().declaration();
                let mut placed: Vec<(usize, &str)> = cells
                    .iter()
                    .map(|(heading, text)| {
                        (declared.columns.iter().position(|column| column.name == *heading).unwrap(), *text)
                    })
                    .collect();
                placed.sort_unstable();
                let row = row + 2;
                let cells = placed.iter().map(|(at, value)| cell(&text, *at, row, value));
                added.push_str(&format!("<row r=\"{row}\">{}</row>", cells.collect::<String>()));
            }
            text = text.replace("</sheetData>", &format!("{added}</sheetData>"));
        }
        writer.start_file(&name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap();
}

#[test]
fn a_filled_workbook_assesses_without_a_word_of_configuration() {
    let to = folder(&[]);
    let path = template(&to, "blank.xlsx", &[]);
    let book = at(&to, "plan.xlsx");
    for form in ["blank.xlsx", "tables/", "one.csv", "plan.json", "lines.jsonl"] {
        let blank = if form == "blank.xlsx" { path.clone() } else { template(&to, form, &[]) };
        let empty = run(&["assess", &blank]);
        assert_eq!((empty.status, empty.out.as_str()), (3, ""), "{form}");
        assert!(
            empty.err.starts_with("error: the tables are blank: no row below their headings"),
            "{}",
            empty.err
        );
    }
    filled(
        &path,
        &book,
        &[
            ("plan", &[("organisation", "Sometown PCT"), ("unit", "£000"), ("as_at", "40816")]),
            (
                "schemes",
                &[("scheme", "S1"), ("name", "Ward stock"), ("stage", "delivering"), ("starts", "40634")],
            ),
            (
                "schemes",
                &[
                    ("scheme", "S2"),
                    ("name", "Taxis"),
                    ("recurrent", "yes"),
                    ("plan_ytd", "100"),
                    ("actual_ytd", "70.5"),
                ],
            ),
            ("savings", &[("scheme", "S1"), ("period", "2011-04"), ("plan", "50"), ("actual", "48.25")]),
            ("savings", &[("scheme", "S1"), ("period", "2011-05"), ("plan", "50"), ("actual", "60")]),
        ],
    );
    let result = run(&["assess", &book, "--format", "json", "--quiet"]);
    assert_eq!((result.status, result.err.as_str()), (0, ""));
    assert_eq!(
        run(&["assess", &book]).err,
        "",
        "the sheet that explains the others is no table, and no matter"
    );
    let report: serde_json::Value = result.json();
    let plan = &report["plans"][0];
    assert_eq!((&plan["organisation"], &plan["unit"]), (&"Sometown PCT".into(), &"£k".into()));
    assert_eq!(plan["as_at"], "2011-09-30");
    let line =
        plan["finance"].as_array().unwrap().iter().find(|line| line["level"] == "organisation").unwrap();
    assert_eq!((&line["plan_ytd"], &line["actual_ytd"]), (&200_000.into(), &178_750.into()));
}
