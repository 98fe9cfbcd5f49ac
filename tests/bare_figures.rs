//! Figures whose headings leave open what they are or of how much time: each is settled by what stands
//! beside it, or asked about, and never taken for the likeliest in silence.

use crate::run::{at, folder, run};
use crate::submitted::Submitted;

fn asked(text: &str) -> String {
    Submitted::text("t.csv", text.to_owned()).messages().join("\n")
}

/// The plan of the year and its forecast, of the first plan.
fn of_year(text: &str) -> (String, String) {
    let report = Submitted::text("t.csv", text.to_owned()).assess();
    let line = report.plans[0].finance.last().expect("a line");
    let [plan, forecast] = [line.plan_year, line.forecast_year].map(|amount| amount.map(|own| own.plain()));
    (plan.unwrap_or_default(), forecast.unwrap_or_default())
}

#[test]
fn the_year_stands_where_its_periods_do_not_reach_its_end() {
    for parts in ["Q1 25/26 Plan £k", "Apr-25 Plan £k"] {
        let text =
            format!("Scheme,{parts},FY 25/26 Plan £k,FY 25/26 FOT £k\nBeds,100,500,450\nTotal,100,500,450\n");
        assert_eq!(of_year(&text), ("500000".into(), "450000".into()), "{parts}");
    }
}

#[test]
fn a_month_without_a_measure_beside_a_plan_of_the_year_is_asked_about() {
    let text = "Scheme,2025/26 Plan £k,2025/26 M6 £k,2025/26 Outturn £k\nBeds,1200,500,1100\n";
    let message = asked(text);
    assert!(message.contains("unread-amounts") && message.contains("2025/26 M6 £k=actual_ytd"), "{message}");
}

#[test]
fn to_date_alone_is_asked_about_where_the_actual_is_lacking() {
    for heading in ["YTD £k", "To date £k", "2024/25 YTD £k"] {
        let text = format!("Scheme,2024/25 plan £k,{heading},2024/25 forecast £k\nBeds,1200,500,1100\n");
        let message = asked(&text);
        let first = message.lines().find(|line| line.contains("--map")).unwrap_or("");
        assert!(first.contains(&format!("{heading}=actual_ytd")), "{message}");
    }
}

#[test]
fn cumulative_behind_years_is_their_sum_or_asked_about() {
    let text = |sum: &str| format!("Saving,2024/25 £m,2025/26 £m,Cumulative £m\nBeds,0.4,0.2,{sum}\n");
    let report = Submitted::text("t.csv", text("0.6")).assess();
    assert!(report.plans[0].finance.iter().all(|line| line.plan_ytd.is_none()));
    assert!(asked(&text("0.9")).contains("Cumulative £m"));
}

#[test]
fn months_under_a_cumulative_title_run_on() {
    let text = "CIP cumulative plan £000,,\nScheme,Apr-24,May-24\nBeds,10,20\nDrugs,5,5\n";
    let report = Submitted::text("t.csv", text.to_owned()).assess();
    let plans: Vec<String> =
        report.plans[0].finance.iter().filter_map(|line| line.plan_ytd).map(|plan| plan.plain()).collect();
    assert!(plans.contains(&"25000".to_owned()), "{plans:?}");
}

#[test]
fn plan_and_actual_beside_cumulative_ones_are_the_months_own() {
    let head = "Scheme,Plan £k,Actual £k,Cumulative plan £k,Cumulative actual £k\n";
    let report = Submitted::text("t.csv", format!("{head}Beds,100,90,500,450\n")).assess();
    let line = &report.plans[0].finance[0];
    assert_eq!(line.actual_ytd.expect("an actual").plain(), "450000");
    // a plan above the one to date is the year's: nothing says which actual counts
    assert!(asked(&format!("{head}Beds,1200,90,500,450\n")).contains("Actual £k=ignore"));
}

#[test]
fn a_budget_is_no_plan_beside_a_saving_target() {
    let text = "Directorate,Budget £k,Saving target £k,Saving achieved £k\nAdults,45000,1500,600\n";
    let message = asked(text);
    assert!(
        message.contains("Saving target £k=plan_year") && !message.contains("Budget £k=plan"),
        "{message}"
    );
}

#[test]
fn a_total_with_a_unit_gives_it_to_the_months_that_make_it() {
    let text =
        |total: u32| format!("Scheme,Apr,May,2025/26 total £k\nBeds,10,10,{total}\nTotal,10,10,{total}\n");
    assert_eq!(of_year(&text(20)).0, "20000");
    let message = asked(&text(30));
    assert!(message.contains("unit") && !message.contains("proves"), "{message}");
}

#[test]
fn amounts_that_recur_are_no_yes_or_no() {
    let text = "Scheme,Recurrent £m,Non-recurrent £m,Total £m\nBeds,1,2,3\nStock,2,2,4\nDrugs,5,1,6\n";
    let message = asked(text);
    assert!(message.contains("Total £m=plan_year"), "{message}");
    assert!(!message.contains("Non-recurrent £m=") && !message.contains("Y or N"), "{message}");
}

/// An actual of a whole year takes the position to its end, and the plan says so.
#[test]
fn a_position_at_the_end_of_a_year_of_actuals_is_said() {
    let said = "the latest actuals are of the whole of 2011/12: taken as at 31 Mar 2012; where the year is not over, \
                give --as-at or plan.as_at";
    let notes = |heading: &str, words: &[&str]| {
        let table = format!("organisation,scheme,{heading}\nA PCT,S1,100,80\n");
        let files = folder(&[("t.csv", &table)]);
        let table = at(&files, "t.csv");
        let words = [&["assess", &table, "--format", "json"], words].concat();
        let report = run(&words).ended(0).json();
        let notes = report["plans"][0]["notes"].as_array().unwrap().clone();
        notes.iter().any(|note| note == said)
    };
    let yearly = "plan 2011/12 £,actual 2011/12 £";
    assert!(notes(yearly, &[]));
    assert!(!notes(yearly, &["--as-at", "2011-09-30"]));
    assert!(!notes("plan 2011-09 £,actual 2011-09 £", &[]));
}
