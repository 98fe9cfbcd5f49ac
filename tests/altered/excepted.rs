//! What falls short today, accepted by chance: by the owner himself, too late, not as far, of every scheme, without a
//! fingerprint. Which of it is in force, and what is said of the rest, is kept in `tests/golden/excepted.txt`.

use crate::board;
use crate::dice::Dice;
use crate::golden::assert_kept;
use crate::run::{folder, run_in};
use std::fmt::Write as _;

/// Schemes behind and ahead, one of them closed, which no criterion judges, and years short of their challenge.
const REGISTER: &str = r#"{
    "plan": {"organisation": "Anytown PCT", "as_at": "2011-09-30", "unit": "£"},
    "years": [
        {"year": "2011/12", "challenge": "900000", "identified": "880000"},
        {"year": "2012/13", "challenge": "500000", "identified": "700000"}
    ],
    "schemes": [
        {"scheme": "S1", "name": "Ward stock", "stage": "delivering", "plan_ytd": "100000", "actual_ytd": "80000",
         "plan_year": "2000000", "forecast_year": "1950000"},
        {"scheme": "S2", "name": "Taxis", "stage": "closed", "plan_ytd": "50000", "actual_ytd": "20000",
         "plan_year": "90000", "forecast_year": "60000"},
        {"scheme": "S3", "name": "Agency nurses", "stage": "closed", "plan_ytd": "60000", "actual_ytd": "60000",
         "plan_year": "120000", "forecast_year": "120000"}
    ]
}"#;

/// The plans whose shortfalls are accepted: altered ones, the worked one and a register, each with its scope.
fn plans() -> Vec<(u64, &'static str, String)> {
    let worked = std::fs::read_to_string(crate::worked_plan::fixture("anytown-mid-year.json")).unwrap();
    let altered = [(14, "plan"), (81, "plan"), (123, "delivery")];
    let of_worked = [(1, "plan"), (2, "delivery"), (3, "money")];
    let made = altered.into_iter().map(|(seed, scope)| {
        let [plan, _] = super::altered(seed);
        (seed, scope, plan)
    });
    let worked = of_worked.into_iter().map(|(seed, scope)| (seed, scope, worked.clone()));
    let register =
        ["delivery", "money"].into_iter().zip(4..).map(|(scope, seed)| (seed, scope, REGISTER.to_owned()));
    made.chain(worked).chain(register).collect()
}

/// What somebody may write in a column that is there to be filled in, or changed; "=" leaves it as it is.
fn filled(column: &str) -> &'static [&'static str] {
    match column {
        "reason" => &["Agreed by the board"],
        "owner" => &["Chief nurse"],
        "approver" => &["Chair", "Chair", "Chair", "Chair", "Chief nurse"],
        "from" => &["", "", "2011-01-01", "2012-01-01"],
        "until" => &["2012-12-31", "2012-12-31", "2012-12-31", "2011-09-30", "2011-06-30"],
        "kind" => &["=", "=", "=", "=", "disputed", "not applicable"],
        "up_to" => &["=", "=", "=", "", "1%", "£1", "100%"],
        "fingerprint" => &["=", "=", ""],
        "scheme" => &["=", "=", "=", "*"],
        "organisation" => &["=", "Anytown PCT"],
        _ => &["="],
    }
}

/// The exceptions to fill in, filled in.
fn accepted(sheet: &str, dice: &mut Dice) -> String {
    let mut reader = csv::Reader::from_reader(sheet.as_bytes());
    let headings = reader.headers().unwrap().clone();
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(&headings).unwrap();
    for row in reader.records().map(Result::unwrap) {
        let own = headings.iter().zip(&row).map(|(heading, was)| match *dice.pick(filled(heading)) {
            "=" => was,
            other => other,
        });
        out.write_record(own).unwrap();
    }
    String::from_utf8(out.into_inner().unwrap()).unwrap()
}

#[test]
fn what_is_accepted_of_a_plan_is_kept() {
    let mut out = String::new();
    for (seed, scope, plan) in plans() {
        let input = folder(&[("plan.json", &plan)]);
        let words = ["assess", "plan.json", "--scope", scope, "--quiet", "--format", "json"];
        run_in(&input, &[&words[..], &["--write-exceptions", "own.csv"]].concat());
        let sheet = input.path().join("own.csv");
        let today = std::fs::read_to_string(&sheet).unwrap();
        std::fs::write(&sheet, accepted(&today, &mut Dice(seed))).unwrap();
        let ran = run_in(
            &input,
            &[&words[..], &["--exceptions", "own.csv", "--fail-on", "amber:row,finding"]].concat(),
        );
        let report = ran.json();
        writeln!(out, "plan {seed}, scope {scope}: {}\n{today}", ran.status).unwrap();
        writeln!(out, "  gate {}", board::brief(&report["gate"])).unwrap();
        let lines =
            [&report["plans"][0]["exceptions"], &report["findings"]].map(|list| list.as_array().unwrap());
        for line in lines.into_iter().flatten() {
            writeln!(out, "  {}", board::brief(line)).unwrap();
        }
    }
    assert_kept("tests/golden/excepted.txt", &out);
}
