//! A report agrees with itself: a scheme's colour in the finance lines, on its card, under F13-FIN-5, in
//! `why`, in the gate and in every format is one colour, and the cells cited for a figure sum to it.

mod contradictions;
mod registers;

use crate::generated::{config, ragged, tracker};
use crate::submitted::Submitted;
use crate::worked_plan::fixture;
use contradictions::{contradictions, expectation, sorted};
use proptest::prelude::*;
use qipp::inside::criteria::Outcome;
use qipp::inside::money::Money;
use std::path::PathBuf;

/// Fixtures that are refused whatever is said of them.
const REFUSED: [&str; 4] = [
    "messy/tracker-300-rows.csv",
    "messy/year-to-date-tabs.xlsx",
    "published/nao-2011-09-sha-shares/as-published.csv",
    "published/nhs-london-2011-02/as-published-raw.csv",
];

/// A fixture, read as its refusal asks where it is refused as it stands.
pub fn as_asked(name: &str) -> Submitted {
    let submitted = Submitted::fixture(name);
    match name {
        "messy/directorate-spend.csv" | "messy/variance-turned.csv" => submitted.savings(),
        "messy/lone-plan.csv" | "published/sw-essex-2011-06-headroom/as-published-month1.csv" => {
            submitted.map("Plan", "plan_ytd")
        }
        "published/barking-havering-2012-m06/as-published-position.csv" => {
            submitted.map("Target", "plan_ytd")
        }
        "published/barking-havering-2012-m06/as-published.csv" => submitted.map("#2", "plan_year"),
        "published/community-trust-2014-15/as-published-m07.csv" => {
            submitted.map("line 11", "scheme:Service Reviews")
        }
        "published/eastern-cheshire-ccg-2016-18/as-published.csv" => {
            submitted.map("Year one", "2016/17").map("Year two", "2017/18")
        }
        "messy/mental-health-fot.csv" => submitted.map("Gross saving £k", "ignore"),
        "messy/savings-in-brackets.csv"
        | "published/south-essex-2011-06-delivery-boards/as-published.csv" => {
            submitted.set("sign", "negative")
        }
        _ => submitted,
    }
}

/// Every fixture that is a plan, whatever its form: a file, or a folder that is one plan.
pub fn fixtures() -> Vec<(String, Submitted)> {
    let mut all =
        ["anytown", "anytown-mid-year"].map(|name| (name.to_owned(), Submitted::folder(name))).to_vec();
    let names = |folder: &str| {
        let entries = std::fs::read_dir(fixture(folder)).unwrap().map(|entry| entry.unwrap().path());
        let is_plan = |path: &PathBuf| {
            path.extension().is_some_and(|ending| ending != "md")
                && !["anytown-judgements.csv", "anytown-departmental.csv"]
                    .iter()
                    .any(|of_reviewer| path.ends_with(of_reviewer))
        };
        let names = entries.filter(|path| path.is_dir() || is_plan(path));
        names
            .map(|path| format!("{folder}/{}", path.file_name().unwrap().to_str().unwrap()))
            .collect::<Vec<_>>()
    };
    let published = names("published").into_iter().flat_map(|folder| names(&folder));
    for name in names(".").into_iter().chain(names("messy")).chain(published) {
        if fixture(&name).is_file() {
            all.push((name.clone(), as_asked(&name)));
        }
    }
    all
}

#[test]
fn every_fixture_agrees_with_itself() {
    let (mut wrong, mut unsound) = (Vec::new(), Vec::new());
    for (name, submitted) in fixtures() {
        for as_at in [None, Some("2011-06-30"), Some("2012-03-31")] {
            let mut submitted = submitted.clone();
            submitted.options.as_at = as_at.map(|date| qipp::inside::calendar::parse_date(date).unwrap());
            match contradictions(&submitted) {
                Some(found) => {
                    wrong.extend(found.into_iter().map(|found| format!("{name} {as_at:?}: {found}")))
                }
                None => unsound.push(name.clone()),
            }
        }
    }
    unsound.sort();
    unsound.dedup();
    assert_eq!(unsound, REFUSED);
    assert_eq!(wrong, Vec::<String>::new(), "{}", wrong.join("\n"));
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_tracker_agrees_with_itself(tracker in tracker()) {
        let found = contradictions(&tracker.respelt().in_pounds());
        prop_assert_eq!(found, Some(Vec::new()));
    }

    #[test]
    fn every_register_agrees_with_itself(register in ragged()) {
        let submitted = register.submit();
        prop_assert_eq!(contradictions(&submitted), Some(Vec::new()), "{}", register.text());
        for (scheme, cells, figures) in cited_of_schemes(&submitted) {
            prop_assert_eq!(cells, figures, "{}: cells, figures\n{}", scheme, register.text());
        }
        for (year, counted, held) in stated_and_counted(|years| register.with_years(years)) {
            prop_assert_eq!(counted, held, "{}: counted, held\n{}", year, register.text());
        }
    }
}

/// Whether identified savings that are stated for a year are held against those of the schemes (ST)
/// exactly where headroom counts the schemes'.
fn stated_and_counted(dated: impl Fn(&str) -> Submitted) -> Vec<(String, bool, bool)> {
    let counted =
        dated("year,challenge\n2011/12,5000\n2012/13,5000\n").assess().plans.remove(0).headroom.years;
    let years = counted.iter().map(|row| {
        format!("{},5000,{}\n", row.year, row.identified.unwrap_or_default() + Money::new(9_999.into()))
    });
    let stated = dated(&format!("year,challenge,identified\n{}", years.collect::<String>())).assess();
    let found = &stated.findings;
    let held = |year: &str| {
        found.iter().any(|f| f.code == "ST" && f.found.contains(&format!("identified savings of {year}")))
    };
    counted.iter().map(|row| (row.year.clone(), row.forecast.is_some(), held(&row.year))).collect()
}

/// Each scheme with the sum of the cells that F13-FIN-5 cites, opened, and the sum of its figures.
fn cited_of_schemes(submitted: &Submitted) -> Vec<(String, i64, i64)> {
    let report = submitted.assess();
    let plan = &report.plans[0];
    let opened = crate::citations::Opened::of(submitted);
    let judged = plan.finance.iter().filter_map(|line| {
        let found = expectation(plan, &line.scheme, "F13-FIN-5")
            .filter(|found| found.result != Outcome::NotApplicable)?;
        let cells = found.places.iter().map(|place| opened.figure(place).parse::<i64>().unwrap()).sum();
        let sum = line.plan_ytd.unwrap_or_default() + line.actual_ytd.unwrap_or_default();
        Some((line.scheme.clone(), cells, sum.plain().parse().unwrap()))
    });
    judged.collect()
}
