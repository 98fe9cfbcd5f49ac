//! Registers that once told two stories: each in the words of a command line.

use super::{contradictions, expectation, sorted, stated_and_counted};
use crate::run::{at, folder, run};
use crate::submitted::Submitted;
use qipp::inside::report::Scope;
use serde_json::Value;

#[test]
fn the_column_of_the_year_is_planned_beside_a_column_of_the_next() {
    let register = "Scheme,Plan for the year,2012/13 plan\nS1,2400,100\n";
    let years = stated_and_counted(|years| {
        let mut files = Submitted::default().table("schemes.csv", register).table("years.csv", years);
        files.options.as_at = Some(qipp::inside::calendar::parse_date("2011-06-30").unwrap());
        files
    });
    assert_eq!(years, [("2011/12".to_owned(), true, true), ("2012/13".to_owned(), true, true)]);
}

#[test]
fn a_forecast_held_at_plan_but_for_rounding_is_held_in_both_places() {
    let register =
        "Scheme,Plan YTD,Actual YTD,Plan for the year,Forecast outturn\nS1,1000.20,900,2000.40,2000\n";
    let mut submitted = Submitted::text("r.csv", register);
    submitted.options.scope = Scope::Plan;
    let report = submitted.assess();
    let held = expectation(&report.plans[0], "S1", "F13-FIN-6").unwrap();
    assert!(held.reason.contains("the forecast for the year is still the plan"), "{}", held.reason);
    assert!(report.findings.iter().any(|f| f.found.starts_with("forecast held at the year's plan")));
    assert_eq!(contradictions(&submitted), Some(Vec::new()));
}

#[test]
fn columns_to_date_beside_months_have_one_colour() {
    let register = "Scheme,Plan for the year,Apr-11 actual,May-11 actual,Jun-11 actual,Plan YTD,Forecast outturn\n\
                    S1,1200,90,90,90,300,1200\nS2,1200,100,100,100,300,1200\n";
    let files = folder(&[("register.csv", register)]);
    let plan = at(&files, "register.csv");
    run(&["assess", &plan, "--as-at", "2011-06-30", "--scope", "money", "--fail-on", "red:scheme"]).ended(0);
    let words = ["assess", &plan, "--as-at", "2011-06-30", "--scope", "money", "--format", "json"];
    let report: Value = run(&words).json();
    let colours = |part: &str, key: &str| -> Vec<String> {
        let lines = report["plans"][0][part].as_array().unwrap().iter();
        let schemes = lines.filter(|line| line["level"] == "scheme");
        schemes.map(|line| line[key].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(colours("finance", "rating"), ["amber", "green"]);
    assert_eq!(colours("report_card", "finance"), ["amber", "green"]);
}

#[test]
fn a_column_to_date_is_cited_beside_months_of_plan() {
    let register = "Scheme,Apr-11 plan,May-11 plan,Jun-11 plan,Actual YTD\nS1,100,100,100,270\n";
    let mut submitted = Submitted::text("r.csv", register);
    submitted.options.as_at = Some(qipp::inside::calendar::parse_date("2011-06-30").unwrap());
    let report = submitted.assess();
    let cells = ["r.csv:2:4", "r.csv:2:8", "r.csv:2:12", "r.csv:2:16"];
    assert_eq!(*report.plans[0].finance[0].places, cells);
    let found = expectation(&report.plans[0], "S1", "F13-FIN-5").unwrap();
    assert_eq!(sorted(found.places.iter()), sorted(cells.map(str::to_owned).iter()));
}

#[test]
fn what_is_recoverable_is_told_from_the_months_that_have_ended() {
    let months = "scheme,period,plan,actual\nS1,2011-04,100,10\nS1,2011-05,100,10\nS1,2011-06,100,10\n\
                  S1,2011-07,100,900\nS1,2011-08,100,\n";
    let files = folder(&[("plan.csv", months)]);
    let plan = at(&files, "plan.csv");
    let said = "not recoverable by phasing";
    let why = run(&["why", &plan, "S1", "--as-at", "2011-06-30"]).out;
    let assessed = run(&["assess", &plan, "--as-at", "2011-06-30"]).out;
    assert!(why.contains(said), "{why}");
    assert!(why.contains("best month so far: June, 10") && !why.contains("best month so far: July"), "{why}");
    assert!(assessed.contains(said), "{assessed}");
}
