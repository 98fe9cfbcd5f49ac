//! Tables as analysts have them, in `fixtures/messy`: each is read right the first time, or refused
//! with a message from which it can be mended at once. What is kept in `tests/golden/messy.txt` was added up
//! by hand: bless no figure that has not been.

use crate::golden::assert_kept;
use crate::run::{Run, Says, digits, run};
use crate::worked_plan::fixture;
use serde_json::Value;

/// An amount as the tests write it: pounds, with commas.
fn pounds(value: &Value) -> String {
    let Some(text) = digits(value) else { return "-".to_owned() };
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, pence) = digits.split_once('.').unwrap_or((digits, ""));
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    let point = if pence.is_empty() { "" } else { "." };
    format!("{sign}{out}{point}{pence}")
}

/// A percentage and its colour.
fn rated(line: &Value, percent: &str, rating: &str) -> String {
    let rating = line[rating].as_str().unwrap();
    match line[percent].as_f64() {
        Some(percent) => format!("{percent:.4}% {rating}"),
        None => rating.to_owned(),
    }
}

/// What was made of each plan of a submission, in five lines that a person can check with a calculator.
fn figures(report: &Value) -> Vec<String> {
    let mut lines = Vec::new();
    for plan in report["plans"].as_array().unwrap() {
        let control = &plan["control"];
        lines.push(format!(
            "{}: {} schemes, {} {}; left out: {} totals, {} columns, {} rows",
            plan["organisation"].as_str().unwrap(),
            control["schemes"],
            control["planned_is"].as_str().unwrap(),
            pounds(&control["planned"]),
            control["total_rows"],
            control["columns_left_out"],
            control["rows_left_out"]
        ));
        let own = |line: &&Value| line["level"] == "organisation";
        if let Some(line) = plan["finance"].as_array().unwrap().iter().find(own) {
            let to_date = rated(line, "percent_ytd", "rating");
            lines.push(format!(
                "to date {} {} {to_date}",
                pounds(&line["plan_ytd"]),
                pounds(&line["actual_ytd"])
            ));
            if line["forecast_year"].is_number() {
                let year = rated(line, "percent_forecast", "rating_forecast");
                lines.push(format!(
                    "year {} {} {year}",
                    pounds(&line["plan_year"]),
                    pounds(&line["forecast_year"])
                ));
            }
        }
        let total = &plan["headroom"]["total"];
        if total.is_object() {
            let [challenge, identified, headroom] =
                ["challenge", "identified", "headroom"].map(|key| pounds(&total[key]));
            let share = rated(total, "percent_of_challenge", "rating");
            lines.push(format!("headroom {challenge} {identified} {headroom} {share}"));
        }
        lines.push(format!("overall {}", plan["rating"].as_str().unwrap()));
    }
    lines
}

fn assess(file: &str, more: &[&str]) -> Run {
    let file = format!("messy/{file}");
    run(&[&["assess", &file, "--format", "json"][..], more].concat())
}

fn report(file: &str, more: &[&str]) -> Value {
    assess(file, more).ended(0).json()
}

/// What was made of a file under these options, as it is kept.
fn section(file: &str, options: &[&str], report: &Value) -> String {
    let head = [&[file], options].concat().join(" ");
    format!("# {head}\n{}\n", figures(report).join("\n"))
}

fn codes(report: &Value) -> Vec<String> {
    let findings = report["findings"].as_array().unwrap().iter();
    findings.map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
}

/// Read right the first time.
const READ: &[&str] = &[
    // £k above and £m below; a list of staff below one of savings
    "lists-of-two-units.csv",
    "savings-and-staff.csv",
    // plan and actual by month under two rows of headings; the total row's name stands in the second column
    "acute-cip-pairs.csv",
    // `,,Plan,,,Actual,,` over bare months; each group ends in a stated total
    "pct-plan-over-months.csv",
    // a `Status` that is no stage is left out
    "status-words.csv",
    // each division written once, above its schemes and sub-total
    "divisions-once.csv",
    // a row of units below the headings, with the heading of the names in it
    "units-below.csv",
    // `M7 YTD Plan`, `M7 YTD Var`, `Recurrent FYE £'000`, an unidentified line without an actual
    "icb-efficiency.csv",
    // a forecast without a plan for the year cannot be rated
    "highlight-report.csv",
    // the same in a workbook, merged over both rows; workstreams merged over their schemes; a total without a name
    "../tracker-titled.xlsx",
    // two title rows, headings merged down and across, a cover and a glossary beside the table
    "board-pack.xlsx",
    "board-ytd-forecast.csv",
    "community-nameless-total.csv",
    "mixed-units.csv",
    // section rows, sub-totals, `of which`, an unidentified line, footnotes; 'Total hip replacement' is a scheme
    "sections-subtotals.csv",
    // quarters; nothing is reported beyond the second
    "quarters-across.csv",
    "pct-years-across.csv",
    "headroom-measures-down.csv",
    "cluster-organisations-across.csv",
    "windows-1252.csv",
    // UTF-16 with tabs, as spreadsheets save 'Unicode text'
    "excel-unicode-text.txt",
    // a dash is a month without an actual: red at nil, amber at plan, so grey
    "pasted-from-web.csv",
    "icb-providers.csv",
    // month and financial year in two columns; the total row has neither
    "month-and-year-columns.csv",
    // no column is called scheme: the divisions repeat, so the descriptions name the schemes; ratings in
    // digits are not compared; blank columns at the end are none
    "division-description.csv",
    // a row after the grand total is read and rated, outside the total; `n/a` is no actual
    "after-the-total.csv",
    // `2011-12` between October and January is December
    "months-as-iso.csv",
    "month-tabs.xlsx",
    // a workbook of Excel 97, with a hidden row and column and a formula that shows nothing: no actual
    "hidden-rows-97.xls",
    "hidden-rows.xlsx",
];

/// A table that is refused, and the options its message offers, one of which mends it.
type Refused = (&'static str, &'static [&'static [&'static str]]);

/// Refused, and mended in a minute.
const REFUSED: &[Refused] = &[
    ("lone-plan.csv", &[&["--map", "Plan=plan_ytd"], &["--map", "Plan=plan_year"]]),
    ("savings-in-brackets.csv", &[&["--sign", "negative"]]),
    // MH5 is an idea, and stays out of the sums
    ("mental-health-fot.csv", &[&["--map", "Gross saving £k=ignore"]]),
    ("directorate-spend.csv", &[]),
    ("variance-turned.csv", &[&["--measure", "savings"]]),
    ("year-to-date-tabs.xlsx", &[]),
    // three hundred rows, five bad cells, five messages
    ("tracker-300-rows.csv", &[]),
];

#[test]
fn tables_are_read_right_or_refused_with_a_mend() {
    let mut said = String::new();
    for file in READ {
        let report = report(file, &[]);
        said.push_str(&section(file, &[], &report));
        // every total and variance they print is right
        let codes = codes(&report);
        let stated: Vec<&str> =
            codes.iter().map(String::as_str).filter(|code| matches!(*code, "ST" | "DA")).collect();
        // A1 of the board pack is exactly 5% behind and printed green; digits are no colours
        let expected: &[&str] = match *file {
            "board-pack.xlsx" => &["ST"],
            // amounts that nothing is read from: a month's own figures, a weighted forecast
            "division-description.csv" | "highlight-report.csv" | "icb-efficiency.csv" => &["DA"],
            _ => &[],
        };
        assert_eq!(stated, expected, "{file}");
    }
    for (file, mends) in REFUSED {
        let refused = assess(file, &[]).ended(3);
        assert_eq!(refused.json()["plans"], serde_json::json!([]), "{file}");
        said.push_str(&format!("# {file}\n{}", refused.err));
        for mend in *mends {
            assert!(refused.err.contains(mend.last().unwrap()), "{file}: {mend:?}");
            said.push_str(&section(file, mend, &report(file, mend)));
        }
    }
    assert_kept("tests/golden/messy.txt", &said);
    // what an option says a policy may say, too
    assess("variance-turned.csv", &["--set", "measure=savings"]).ended(0);
}

/// What is hidden is read and named; so is a formula of which an old workbook does not say whether it
/// was ever calculated.
#[test]
fn what_is_hidden_is_named() {
    let said = assess("hidden-rows.xlsx", &[]).err;
    said.says(&[
        "messy/hidden-rows.xlsx#Tracker: row 4 is hidden and read all the same\n",
        "messy/hidden-rows.xlsx#Tracker: column F is hidden and read all the same\n",
        "messy/hidden-rows.xlsx#Lookups: this sheet is hidden; it is read all the same\n",
    ]);
    let said = assess("hidden-rows-97.xls", &[]).err;
    said.says(&["messy/hidden-rows-97.xls#Schemes: row 4 is hidden and read all the same\n",
        "messy/hidden-rows-97.xls#Schemes: column D is hidden and read all the same\n",
        "messy/hidden-rows-97.xls#Schemes: the formula in C5 shows nothing: if the workbook was never calculated, open, recalculate and save it\n"]);
}

#[test]
fn what_is_not_compared_or_not_read_is_named() {
    let said = assess("division-description.csv", &[]).err;
    let note =
        "messy/division-description.csv:1:88: the column \"Narrative\" holds remarks and is not read\n";
    assert!(said.contains(note), "{said}");
    let report = report("division-description.csv", &[]);
    let found =
        report["findings"].as_array().unwrap().iter().find(|finding| finding["code"] == "DA").unwrap();
    assert_eq!(found["found"], "4 stated ratings not understood: \"1\", \"2\", \"3\"");
}

/// Every table is one or the other.
#[test]
fn no_table_is_forgotten() {
    let entries = std::fs::read_dir(fixture("messy")).unwrap();
    let mut there: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    there.sort();
    let read = READ.iter().copied().filter(|file| !file.starts_with(".."));
    let mut known: Vec<&str> = read.chain(REFUSED.iter().map(|(file, _)| *file)).collect();
    known.sort_unstable();
    assert_eq!(there, known);
}
