//! Tables as analysts have them, in `fixtures/messy`: each is read right the first time, or refused
//! with a message from which it can be mended at once. The figures were added up by hand.

use crate::cli::{Run, run};
use crate::worked_plan::fixture;
use serde_json::Value;

/// An amount as the tests write it: pounds, with commas.
fn pounds(value: &Value) -> String {
    let Some(text) = value.as_str() else { return "-".to_owned() };
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
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
    match line[percent].as_str() {
        Some(percent) => format!("{percent}% {rating}"),
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
            if line["forecast_year"] != "0" {
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
    let result = assess(file, more);
    assert_eq!(result.status, 0, "{file}: {}", result.err);
    serde_json::from_str(&result.out).unwrap()
}

fn codes(report: &Value) -> Vec<String> {
    let findings = report["findings"].as_array().unwrap().iter();
    findings.map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
}

/// Read right the first time: the file, and its figures.
#[rustfmt::skip]
const READ: &[(&str, &[&str])] = &[
    // plan and actual by month under two rows of headings; the total row's name stands in the second column
    ("acute-cip-pairs.csv", &[
        "Anytown Hospitals NHS Trust: 8 schemes, plan 1,372,000; left out: 1 totals, 0 columns, 3 rows",
        "to date 676,000 600,000 -11.2426% amber",
        "year 1,372,000 1,280,000 -6.7055% amber",
        "overall amber",
    ]),
    // `,,Plan,,,Actual,,` over bare months; each group ends in a stated total
    ("pct-plan-over-months.csv", &[
        "NHS Anytown: 5 schemes, plan 2,172,000; left out: 1 totals, 0 columns, 1 rows",
        "to date 684,000 646,000 -5.5556% amber",
        "overall amber",
    ]),
    // a `Status` that is no stage is left out
    ("status-words.csv", &[
        "status-words: 3 schemes, plan 900,000; left out: 0 totals, 1 columns, 0 rows",
        "to date 450,000 349,000 -22.4444% red",
        "overall red",
    ]),
    // each division written once, above its schemes and sub-total
    ("divisions-once.csv", &[
        "Barchester Hospitals NHS Trust: 6 schemes, plan 2,400,000; left out: 4 totals, 0 columns, 2 rows",
        "to date 1,800,000 1,565,000 -13.0556% amber",
        "year 2,400,000 2,150,000 -10.4167% amber",
        "overall amber",
    ]),
    // a row of units below the headings, with the heading of the names in it
    ("units-below.csv", &[
        "Barset CCG: 4 schemes, plan 8,250,000; left out: 1 totals, 0 columns, 2 rows",
        "to date 4,150,000 3,700,000 -10.8434% amber",
        "year 8,250,000 7,550,000 -8.4848% amber",
        "overall amber",
    ]),
    // `M7 YTD Plan`, `M7 YTD Var`, `Recurrent FYE £'000`, an unidentified line without an actual
    ("icb-efficiency.csv", &[
        "BICB: 5 schemes, plan 9,000,000; left out: 1 totals, 2 columns, 3 rows",
        "to date 5,250,000 4,312,000 -17.8667% amber",
        "year 9,000,000 7,460,000 -17.1111% amber",
        "overall amber",
    ]),
    // a forecast without a plan for the year cannot be rated
    ("highlight-report.csv", &[
        "Barchester Integrated Care System: 3 schemes, plan to date 2,150,000; left out: 1 totals, 3 columns, 2 rows",
        "to date 2,150,000 1,940,000 -9.7674% amber",
        "year 0 5,000,000 grey",
        "overall amber",
    ]),
    // the same in a workbook, merged over both rows; workstreams merged over their schemes; a total without a name
    ("../tracker-titled.xlsx", &[
        "Anytown PCT: 5 schemes, plan 505,250; left out: 1 totals, 0 columns, 3 rows",
        "to date 505,250 491,500 -2.7214% green",
        "year 505,250 491,500 -2.7214% green",
        "overall green",
    ]),
    // two title rows, headings merged down and across, a cover and a glossary beside the table
    ("board-pack.xlsx", &[
        "Anytown Hospitals NHS Foundation Trust: 5 schemes, plan 1,416,000; left out: 1 totals, 0 columns, 3 rows",
        "to date 826,000 750,500 -9.1404% amber",
        "year 1,416,000 1,305,000 -7.8390% amber",
        "overall amber",
    ]),
    ("board-ytd-forecast.csv", &[
        "board-ytd-forecast: 5 schemes, plan 7,430,000; left out: 1 totals, 0 columns, 1 rows",
        "to date 5,500,000 5,091,000 -7.4364% amber",
        "year 7,430,000 6,950,000 -6.4603% amber",
        "overall amber",
    ]),
    ("community-nameless-total.csv", &[
        "Anytown Community Healthcare NHS Trust: 6 schemes, plan 1,140,000; left out: 1 totals, 0 columns, 2 rows",
        "to date 705,000 600,000 -14.8936% amber",
        "year 1,140,000 1,019,000 -10.6140% amber",
        "overall amber",
    ]),
    ("mixed-units.csv", &[
        "mixed-units: 4 schemes, plan 6,000,000; left out: 1 totals, 0 columns, 0 rows",
        "to date 3,000,000 2,745,000 -8.5000% amber",
        "year 6,000,000 5,640,000 -6.0000% amber",
        "overall amber",
    ]),
    // section rows, sub-totals, `of which`, an unidentified line, footnotes; 'Total hip replacement' is a scheme
    ("sections-subtotals.csv", &[
        "NHS Anytown: 7 schemes, plan 2,300,000; left out: 5 totals, 0 columns, 6 rows",
        "to date 1,150,000 980,000 -14.7826% amber",
        "overall amber",
    ]),
    // quarters; nothing is reported beyond the second
    ("quarters-across.csv", &[
        "Anytown Ambulance Service NHS Trust: 4 schemes, plan 1,240,000; left out: 1 totals, 0 columns, 1 rows",
        "to date 540,000 478,000 -11.4815% amber",
        "overall amber",
    ]),
    ("pct-years-across.csv", &[
        "NHS Anytown: 5 schemes, plan 6,650,000; left out: 1 totals, 0 columns, 1 rows",
        "to date 0 0 n/a",
        "overall grey",
    ]),
    ("headroom-measures-down.csv", &[
        "Anytown and District PCT Cluster: 0 schemes, plan to date 0; left out: 0 totals, 0 columns, 1 rows",
        "to date 0 0 n/a",
        "headroom 103,000,000 106,400,000 3,400,000 3.3010% red",
        "overall red",
    ]),
    ("cluster-organisations-across.csv", &[
        "South East Essex: 5 schemes, plan 6,300,000; left out: 1 totals, 0 columns, 0 rows",
        "to date 0 0 n/a",
        "overall grey",
        "South West Essex: 5 schemes, plan 9,000,000; left out: 1 totals, 0 columns, 0 rows",
        "to date 0 0 n/a",
        "overall grey",
    ]),
    ("windows-1252.csv", &[
        "windows-1252: 4 schemes, plan 575,000; left out: 1 totals, 0 columns, 0 rows",
        "to date 287,500 270,350 -5.9652% amber",
        "year 575,000 548,500 -4.6087% green",
        "overall amber",
    ]),
    // UTF-16 with tabs, as spreadsheets save 'Unicode text'
    ("excel-unicode-text.txt", &[
        "excel-unicode-text: 4 schemes, plan 1,080,000; left out: 1 totals, 0 columns, 0 rows",
        "to date 540,000 466,000 -13.7037% amber",
        "year 1,080,000 990,000 -8.3333% amber",
        "overall amber",
    ]),
    // a dash is a month without an actual: red at nil, amber at plan, so grey
    ("pasted-from-web.csv", &[
        "pasted-from-web: 4 schemes, plan 5,200,000; left out: 1 totals, 0 columns, 0 rows",
        "to date 2,600,000 1,867,000 -28.1923% grey",
        "year 5,200,000 4,860,000 -6.5385% amber",
        "overall grey",
    ]),
    ("icb-providers.csv", &[
        "Anytown University Hospitals: 3 schemes, plan 8,000,000; left out: 1 totals, 0 columns, 1 rows",
        "to date 6,000,000 4,680,000 -22.0000% red",
        "year 8,000,000 6,350,000 -20.6250% red",
        "overall red",
        "Anytown Community Trust: 2 schemes, plan 1,400,000; left out: 1 totals, 0 columns, 1 rows",
        "to date 1,050,000 1,020,000 -2.8571% green",
        "year 1,400,000 1,370,000 -2.1429% green",
        "overall green",
        "Anytown ICB: 2 schemes, plan 4,000,000; left out: 1 totals, 0 columns, 1 rows",
        "to date 3,000,000 2,930,000 -2.3333% green",
        "year 4,000,000 3,900,000 -2.5000% green",
        "overall green",
    ]),
    // month and financial year in two columns; the total row has neither
    ("month-and-year-columns.csv", &[
        "month-and-year-columns: 2 schemes, plan 41,500; left out: 1 totals, 0 columns, 0 rows",
        "to date 30,000 24,050 -19.8333% grey",
        "overall grey",
    ]),
    // no column is called scheme: the divisions repeat, so the descriptions name the schemes; ratings in
    // digits are not compared; blank columns at the end are none
    ("division-description.csv", &[
        "division-description: 4 schemes, plan 850,000; left out: 1 totals, 1 columns, 0 rows",
        "to date 425,000 369,000 -13.1765% amber",
        "year 850,000 764,000 -10.1176% amber",
        "overall amber",
    ]),
    // a row after the grand total is read and rated, outside the total; `n/a` is no actual
    ("after-the-total.csv", &[
        "after-the-total: 4 schemes, plan 1,570,000; left out: 1 totals, 1 columns, 0 rows",
        "to date 785,000 421,000 -46.3694% grey",
        "year 1,570,000 1,520,000 -3.1847% green",
        "overall grey",
    ]),
    // `2011-12` between October and January is December
    ("months-as-iso.csv", &[
        "months-as-iso: 2 schemes, plan 272; left out: 0 totals, 0 columns, 0 rows",
        "to date 0 0 n/a",
        "overall grey",
    ]),
    ("month-tabs.xlsx", &[
        "NHS Anytown: 3 schemes, plan 209,000; left out: 0 totals, 0 columns, 4 rows",
        "to date 209,000 198,000 -5.2632% amber",
        "overall amber",
    ]),
    // a workbook of Excel 97, with a hidden row and column and a formula that shows nothing: no actual
    ("hidden-rows-97.xls", &[
        "hidden-rows-97: 4 schemes, plan to date 315,000; left out: 0 totals, 1 columns, 0 rows",
        "to date 315,000 194,000 -38.4127% grey",
        "overall grey",
    ]),
    ("hidden-rows.xlsx", &[
        "hidden-rows: 4 schemes, plan 630,000; left out: 1 totals, 0 columns, 0 rows",
        "to date 315,000 240,000 -23.8095% red",
        "year 630,000 480,000 -23.8095% red",
        "overall red",
    ]),
];

#[test]
fn tables_are_read_right_the_first_time() {
    let mut wrong = Vec::new();
    for (file, expected) in READ {
        let report = report(file, &[]);
        let read = figures(&report);
        if read != *expected {
            wrong.push(format!("{file}\n  {}\nexpected\n  {}", read.join("\n  "), expected.join("\n  ")));
        }
        // every total and variance they print is right
        let codes = codes(&report);
        let stated: Vec<&str> =
            codes.iter().map(String::as_str).filter(|code| matches!(*code, "ST" | "DA")).collect();
        // A1 of the board pack is exactly 5% behind and printed green; digits are no colours
        let expected: &[&str] = match *file {
            "board-pack.xlsx" => &["ST"],
            "division-description.csv" => &["DA"],
            _ => &[],
        };
        assert_eq!(stated, expected, "{file}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A table that is refused: the file, the whole message, and what comes of each mend it offers.
struct Refused {
    file: &'static str,
    message: &'static str,
    mends: &'static [(&'static [&'static str], &'static [&'static str])],
}

/// Refused, and mended in a minute.
#[rustfmt::skip]
const REFUSED: &[Refused] = &[
    Refused {
        file: "lone-plan.csv",
        message: "messy/lone-plan.csv:2:12: error[layout]: this `Plan` beside an actual to date can be the plan to date or the year's plan
  mend: say which: --map \"Plan=plan_ytd\" or --map \"Plan=plan_year\"

1 problem in 1 file; nothing was assessed
",
        mends: &[
            (&["--map", "Plan=plan_ytd"], &[
                "lone-plan: 3 schemes, plan to date 2,700,000; left out: 1 totals, 0 columns, 1 rows",
                "to date 2,700,000 1,735,000 -35.7407% red",
                "overall red",
            ]),
            (&["--map", "Plan=plan_year"], &[
                "lone-plan: 3 schemes, plan 2,700,000; left out: 1 totals, 0 columns, 1 rows",
                "to date 0 1,735,000 grey",
                "overall grey",
            ]),
        ],
    },
    Refused {
        file: "savings-in-brackets.csv",
        message: "messy/savings-in-brackets.csv:4:14: error[layout]: every plan in this column is negative
  mend: if savings are written as negatives here, say so: --sign negative

1 problem in 1 file; nothing was assessed
",
        mends: &[(&["--sign", "negative"], &[
            "Anytown PCT: 4 schemes, plan 6,000,000; left out: 1 totals, 0 columns, 1 rows",
            "to date 3,000,000 2,940,000 -2.0000% green",
            "year 6,000,000 5,970,000 -0.5000% green",
            "overall green",
        ])],
    },
    Refused {
        file: "mental-health-fot.csv",
        message: "messy/mental-health-fot.csv:1:81: error[contradiction]: \"PYE £k\" and \"Gross saving £k\" both mean `plan_year`; see messy/mental-health-fot.csv:1:74
  mend: leave one of them out: --map \"Gross saving £k=ignore\"

1 problem in 1 file; nothing was assessed
",
        // MH5 is an idea, and stays out of the sums
        mends: &[(&["--map", "Gross saving £k=ignore"], &[
            "mental-health-fot: 5 schemes, plan 1,585,000; left out: 1 totals, 1 columns, 0 rows",
            "to date 1,007,000 988,000 -1.8868% green",
            "year 1,585,000 1,568,000 -1.0726% green",
            "overall green",
        ])],
    },
    Refused {
        file: "directorate-spend.csv",
        message: "messy/directorate-spend.csv:1:52: error[layout]: this looks like spending, not savings: \"Actual spend to date £000\"
  mend: give a table of savings; if these amounts are savings, say so: --measure savings

1 problem in 1 file; nothing was assessed
",
        mends: &[],
    },
    Refused {
        file: "variance-turned.csv",
        message: "messy/variance-turned.csv:1:46: error[layout]: this looks like spending, not savings: every \"Variance £000\" is the plan less the actual
  mend: give a table of savings; if these amounts are savings, say so: --measure savings

1 problem in 1 file; nothing was assessed
",
        mends: &[(&["--measure", "savings"], &[
            "variance-turned: 3 schemes, plan to date 830,000; left out: 1 totals, 0 columns, 0 rows",
            "to date 830,000 722,000 -13.0120% amber",
            "overall amber",
        ])],
    },
    Refused {
        file: "year-to-date-tabs.xlsx",
        message: "messy/year-to-date-tabs.xlsx#M5!A2: error[layout]: the sheets `M4`, `M5`, `M6` give the table schemes with the same ids: 2 repeat
  mend: give the one that is meant: messy/year-to-date-tabs.xlsx#M6

1 problem in 1 file; nothing was assessed
",
        mends: &[],
    },
    // three hundred rows, five bad cells, five messages
    Refused {
        file: "tracker-300-rows.csv",
        message: "messy/tracker-300-rows.csv:18:34: error[cell]: `1O40` stands under \"Plan £\"; expected an amount (digits with at most one decimal point, such as 1,234 or (2,012) or £1.2m)
  mend: write the figure (0 for nil), or leave the cell blank where there is none

messy/tracker-300-rows.csv:89:40: error[cell]: `#REF!` stands under \"Actual £\"; expected a figure (the spreadsheet shows an error here)
  mend: correct the formula in the spreadsheet and save again

messy/tracker-300-rows.csv:144:25: error[date]: `31/06/2011` under \"Month\" is not a day of the calendar
  mend: write the date as 2011-09-30 or 30/09/2011 (day first)

messy/tracker-300-rows.csv:202:38: error[cell]: `1.234,50` stands under \"Actual £\"; expected an amount with commas between groups of three digits and one decimal point, such as 1,234.56
  mend: write the figure (0 for nil), or leave the cell blank where there is none

messy/tracker-300-rows.csv:267:27: error[cell]: `2011-13` stands under \"Month\"; expected a month (2011-04), a quarter (Q1 2011/12) or a year (2011/12)
  mend: write it in one of these forms

5 problems in 1 file; nothing was assessed
",
        mends: &[],
    },
];

#[test]
fn what_is_refused_says_how_to_mend_it() {
    for refused in REFUSED {
        let result = assess(refused.file, &[]);
        assert_eq!((result.status, result.out.as_str()), (3, ""), "{}", refused.file);
        assert_eq!(result.err, refused.message, "{}", refused.file);
        for (mend, expected) in refused.mends {
            let offered = mend.last().unwrap();
            assert!(refused.message.contains(offered), "{}: {offered}", refused.file);
            assert_eq!(figures(&report(refused.file, mend)), *expected, "{} {mend:?}", refused.file);
        }
    }
}

/// What is hidden is read and named; so is a formula of which an old workbook does not say whether it
/// was ever calculated.
#[test]
fn what_is_hidden_is_named() {
    let said = assess("hidden-rows.xlsx", &[]).err;
    for note in [
        "messy/hidden-rows.xlsx#Tracker: row 4 is hidden and read all the same\n",
        "messy/hidden-rows.xlsx#Tracker: column F is hidden and read all the same\n",
        "messy/hidden-rows.xlsx#Lookups: this sheet is hidden; it is read all the same\n",
    ] {
        assert!(said.contains(note), "{note}: {said}");
    }
    let said = assess("hidden-rows-97.xls", &[]).err;
    for note in [
        "messy/hidden-rows-97.xls#Schemes: row 4 is hidden and read all the same\n",
        "messy/hidden-rows-97.xls#Schemes: column D is hidden and read all the same\n",
        "messy/hidden-rows-97.xls#Schemes: the formula in C5 shows nothing: if the workbook was never calculated, open, recalculate and save it\n",
    ] {
        assert!(said.contains(note), "{note}: {said}");
    }
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
    let read = READ.iter().map(|(file, _)| *file).filter(|file| !file.starts_with(".."));
    let mut known: Vec<&str> = read.chain(REFUSED.iter().map(|refused| refused.file)).collect();
    known.sort_unstable();
    assert_eq!(there, known);
    assert!(there.len() >= 12);
}
