//! What is planned, made and forecast by month, and the NHS's chart test of what is delivered.

use crate::submitted::Submitted;
use qipp::inside::render::{By, Format, Options, View, render};
use qipp::inside::report::{Level, MonthLine, Report, XmrLine};

const MONTHS: [&str; 24] = [
    "2011-04", "2011-05", "2011-06", "2011-07", "2011-08", "2011-09", "2011-10", "2011-11", "2011-12",
    "2012-01", "2012-02", "2012-03", "2012-04", "2012-05", "2012-06", "2012-07", "2012-08", "2012-09",
    "2012-10", "2012-11", "2012-12", "2013-01", "2013-02", "2013-03",
];
/// What is made of a plan of 100 a month: planned care falls in September 2012, medicines vary by chance.
const PLANNED_CARE: [i64; 24] =
    [95, 97, 93, 96, 94, 98, 95, 92, 96, 94, 97, 95, 93, 96, 95, 97, 94, 84, 83, 85, 82, 84, 83, 85];
const MEDICINES: [i64; 24] = [
    101, 98, 103, 99, 100, 97, 102, 100, 98, 101, 99, 102, 100, 98, 101, 103, 99, 100, 98, 102, 99, 101, 100,
    98,
];

/// A tracker of two workstreams with as many months of actuals.
pub fn tracker(reported: usize) -> Submitted {
    let mut text = "organisation,region,workstream,scheme,period,plan (£),actual (£)\n".to_owned();
    for (workstream, scheme, made) in [("Planned care", "PC", PLANNED_CARE), ("Medicines", "MM", MEDICINES)] {
        for (at, (month, made)) in MONTHS.iter().zip(made).enumerate() {
            let made = if at < reported { made.to_string() } else { String::new() };
            text.push_str(&format!("Anytown PCT,North,{workstream},{scheme},{month},100,{made}\n"));
        }
    }
    Submitted::text("tracker.csv", text)
}

fn said(line: &XmrLine) -> String {
    let name = [&line.region, &line.organisation, &line.workstream].map(String::as_str).join("/");
    let since = line.since.as_deref().unwrap_or("");
    let rule = line.rule.map_or("", |rule| rule.word());
    let shares = [&line.latest, &line.mean, &line.lower, &line.upper].map(|share| share.text()).join(" ");
    format!(
        "{name}: {} {since} {rule}; {} to {}, {}; {shares}",
        line.result, line.first, line.last, line.points
    )
}

fn page(report: &Report, by: By) -> String {
    let options = Options { views: vec![View::Finance], by: Some(by), ..Options::default() };
    let mut out = Vec::new();
    render(report, Format::Table, &options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_fall_in_delivery_is_told_from_chance() {
    let report = tracker(24).assess();
    let told: Vec<String> = report.plans[0].xmr.iter().map(said).collect();
    assert_eq!(
        told,
        [
            "North/Anytown PCT/Planned care: concerning 2012-09 outside the limits; 2011-04 to 2013-03, 24; \
             85.0 91.8 85.3 98.3",
            "North/Anytown PCT/Medicines: no change  ; 2011-04 to 2013-03, 24; 98.0 100.0 92.9 107.0",
            "North/Anytown PCT/: concerning 2012-09 7 on one side of the mean; 2011-04 to 2013-03, 24; \
             91.5 95.9 92.1 99.6",
        ]
    );
    let page = page(&report, By::Workstream);
    assert!(page.contains("Planned care: concerning since Sep 2012 (outside the limits); 85.0% in Mar 2013"));
    assert!(page.contains("Medicines: no change; 98.0% in Mar 2013"), "{page}");
    assert!(page.contains("NHS England's Making Data Count"), "{page}");
    assert!(page.lines().all(|line| line.chars().count() <= 80), "{page}");
}

#[test]
fn eleven_months_get_no_test_and_a_month_half_reported_breaks_the_run() {
    assert!(tracker(11).assess().plans[0].xmr.is_empty());
    assert_eq!(tracker(12).assess().plans[0].xmr.len(), 3);
    // medicines have no actual of March 2012: of all together eleven months run on since, of planned care 24
    let gap = |text: &str| text.replace("MM,2012-03,100,102", "MM,2012-03,100,");
    let submitted = tracker(24);
    let (name, text) = submitted.texts().next().unwrap();
    let gapped = Submitted::text(name, gap(text)).assess();
    let points: Vec<usize> = gapped.plans[0].xmr.iter().map(|line| line.points).collect();
    assert_eq!(points, [24, 12, 12], "from April 2012 on");
}

#[test]
fn months_hold_what_the_position_to_date_holds() {
    let text = "scheme,workstream,period,plan (£),actual (£),forecast (£)\n\
                A,Beds,2011-04,10,9,\nA,Beds,2011-05,10,8,\nA,Beds,2011-06,10,,7\nA,Beds,2011-07,10,,6\n\
                B,Beds,2011-04,5,,\nB,Beds,2011-05,5,5,\nB,Beds,2011-06,5,,\nB,Beds,2012-04,1,,\n";
    let report = Submitted::text("tracker.csv", text).assess();
    let plan = &report.plans[0];
    let line = |own: &MonthLine| {
        let amounts =
            [own.plan, own.actual, own.forecast].map(|amount| amount.map_or(String::new(), |a| a.plain()));
        format!("{} {} {}", own.month, amounts.join(" "), own.unreported.plain())
    };
    let of_all = plan.months.iter().filter(|own| own.level == Level::Organisation);
    assert_eq!(
        of_all.map(line).collect::<Vec<_>>(),
        // a scheme that forecasts nothing is at its plan
        ["2011-04 15 9 14 5", "2011-05 15 13 13 0", "2011-06 15  12 0", "2011-07 10  6 0", "2012-04 1   0"]
    );
    let whole = plan.finance.last().unwrap();
    assert_eq!(
        (whole.plan_ytd.unwrap().plain(), whole.actual_ytd.unwrap().plain()),
        ("30".into(), "22".into())
    );
    assert_eq!(whole.forecast_year.unwrap().plain(), "45", "14 + 13 + 12 + 6");
}
