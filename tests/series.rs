//! Three submissions or more: paths, what forecasts were worth, delivered savings that are gone, and the chart test
//! over the months of all.

use crate::compare::pairs::programme;
use crate::generated::config;
use crate::months::tracker;
use crate::submitted::Submitted;
use proptest::prelude::*;
use qipp::inside::calendar::parse_date;
use qipp::inside::compare::{Snapshot, compare, read, series};
use qipp::inside::money::Money;
use qipp::inside::policy::Policy;
use qipp::inside::render::{Format, Options, render};
use qipp::inside::report::{BridgeYear, Direction, Move, Report, Series, SubjectPath};

const TRUST: &str = "published/community-trust-2014-15";

fn at(submitted: Submitted, date: &str) -> Report {
    let mut submitted = submitted;
    submitted.options.as_at = Some(parse_date(date).unwrap());
    submitted.assess()
}

fn series_of(reports: &[Report]) -> Series {
    let snapshots: Vec<Snapshot> = reports.iter().map(Snapshot::from).collect();
    series(&snapshots, &Policy::default(), None).unwrap()
}

/// The community trust in months 6, 7 and 8.
fn trust() -> [Report; 3] {
    let month = |file: &str| Submitted::fixture(&format!("{TRUST}/{file}"));
    [
        at(month("as-published-m06.csv"), "2014-09-30"),
        at(month("as-published-m07.csv").map("line 11", "scheme:Service Reviews"), "2014-10-31"),
        at(month("as-published.csv"), "2014-11-30"),
    ]
}

fn thousands(amount: Option<Money>) -> String {
    let plain = amount.map_or_else(String::new, Money::plain);
    plain.strip_suffix("000").map_or(plain.clone(), str::to_owned)
}

#[test]
fn a_community_trusts_101_that_is_gone_in_month_seven_is_found() {
    let series = series_of(&trust());
    let gone: Vec<_> = series.withdrawn.iter().map(|own| (own.submission, own.name.as_str())).collect();
    assert_eq!(gone, [(2, "Health and Wellbeing")], "and nothing else");
    let own = &series.withdrawn[0];
    assert_eq!([own.from, own.to, own.amount].map(Money::plain), ["101000", "0", "101000"]);
    assert_eq!(own.as_at.as_deref(), Some("2014-10-31"));
}

#[test]
fn a_community_trust_from_month_to_month() {
    let series = series_of(&trust());
    let whole = series.whole.as_ref().unwrap();
    let points = whole.points.iter().map(|own| {
        let amounts = [own.plan_ytd, own.actual_ytd, own.forecast_year, own.error].map(thousands).join(" ");
        format!("{} {} {amounts}", own.as_at.as_deref().unwrap(), own.rating.word())
    });
    assert_eq!(
        points.collect::<Vec<_>>(),
        [
            "2014-09-30 green 705 671 1208 -4315",
            "2014-10-31 red 1307 1015 3115 -2408",
            "2014-11-30 amber 4825 3897 5523 ",
        ]
    );
    let [record] = whole.record.as_slice() else { panic!("{:?}", whole.record) };
    assert_eq!((record.outcome_of.word(), record.forecasts), ("latest forecast", 2));
    assert_eq!(record.mean_error.plain(), "-3361500", "the mean of -4,315 and -2,408");
    assert_eq!(record.mean_percent.as_ref().unwrap().text(), "-60.9");
    let plan = whole.bridge.plan;
    // CNS Remodel 51 and Service Reviews 2,910 in month 7; 253, 100, 1,000, 531 and 1,777 in month 8
    let steps = [plan.opening, plan.new, plan.dropped, plan.closing].map(|step| thousands(Some(step)));
    assert_eq!(steps, ["1410", "6622", "0", "8032"]);
    let procurement = series.subjects.iter().find(|path| path.scheme == "Procurement").unwrap();
    let actuals: Vec<String> = procurement.points.iter().map(|own| thousands(own.actual_ytd)).collect();
    assert_eq!(actuals, ["43", "61", "67"]);
    assert!(series.notes.is_empty());
}

#[test]
fn a_year_that_has_ended_says_what_forecasts_were_worth() {
    let month = |forecast: &str, actual: &str| {
        let text = format!(
            "scheme,plan_year (£),forecast_year (£),plan_ytd (£),actual_ytd (£)\nA,120,{forecast},90,{actual}\n"
        );
        Submitted::text("plan.csv", text)
    };
    let reports = [
        at(month("120", "60"), "2011-12-31"),
        at(month("110.01", "80"), "2012-02-29"),
        at(month("95", "90"), "2012-03-31"),
    ];
    let series = series_of(&reports);
    let whole = series.whole.unwrap();
    let [record] = whole.record.as_slice() else { panic!("{:?}", whole.record) };
    assert_eq!(
        (record.outcome_of.word(), record.outcome.plain(), record.forecasts),
        ("actual", "90".into(), 2)
    );
    assert_eq!(record.mean_error.plain(), "25.01", "30 and 20.01: 25.005 to the penny");
    assert_eq!(series_of(&[reports[2].clone(), reports[0].clone(), reports[1].clone()]).notes.len(), 1);
}

/// What was forecast for 2010/11, against the actual of it in the plan of 2011/12.
#[test]
fn the_next_years_plan_says_what_came_of_a_year() {
    let month = |rows: &str| {
        Submitted::text(
            "plan.csv",
            format!("scheme,workstream,period,plan (£),forecast (£),actual (£)\n{rows}"),
        )
    };
    let reports = [
        at(month("A,Care,2010/11,120,120,60\n"), "2010-12-31"),
        at(month("A,Care,2010/11,120,110,80\n"), "2011-02-28"),
        at(month("A,Care,2010/11,120,,90\nA,Care,2011/12,200,190,40\n"), "2011-06-30"),
    ];
    let series = series_of(&reports);
    let whole = series.whole.as_ref().unwrap();
    let [record] = whole.record.as_slice() else { panic!("{:?}", whole.record) };
    assert_eq!(
        (
            record.year.unwrap().to_string(),
            record.outcome_of.word(),
            record.outcome.plain(),
            record.submission
        ),
        ("2010/11".into(), "actual", "90".into(), 3)
    );
    assert_eq!((record.forecasts, record.mean_error.plain()), (2, "25".to_owned()), "30 and 20");
    let of_parts = series.subjects.iter().map(|path| path.record.first().map(|own| own.outcome.plain()));
    assert!(
        of_parts.eq([Some("90".to_owned()), Some("90".to_owned()), Some("90".to_owned())]),
        "scheme, workstream"
    );
    let errors: Vec<String> =
        whole.points.iter().map(|own| own.error.map_or_else(String::new, Money::plain)).collect();
    assert_eq!(errors, ["30", "20", ""]);
}

#[test]
fn months_of_earlier_submissions_count_in_the_chart_test() {
    let year = |of: &dyn Fn(&str) -> bool| {
        let submitted = tracker(24);
        let (_, text) = submitted.texts().next().unwrap();
        let lines = text.lines().filter(|line| line.starts_with("organisation") || of(line));
        Submitted::text("tracker.csv", lines.map(|line| format!("{line}\n")).collect::<String>()).assess()
    };
    let month = |line: &str| line.split(',').nth(4).unwrap_or("").to_owned();
    let reports = [
        year(&|line| month(line).as_str() < "2012-01"),
        year(&|line| month(line).as_str() < "2012-04"),
        year(&|line| month(line).as_str() > "2012-03"),
    ];
    let series = series_of(&reports);
    let told = tracker(24).assess();
    let of = |lines: &[qipp::inside::report::XmrLine]| {
        lines
            .iter()
            .map(|own| (own.workstream.clone(), own.result, own.since.clone(), own.points))
            .collect::<Vec<_>>()
    };
    assert_eq!(of(&series.xmr), of(&told.plans[0].xmr), "as of one submission of two years");
}

#[test]
fn london_is_better_in_february_than_in_january() {
    let january = Submitted::fixture("papers/nhs-london-2011-01.csv").assess();
    let february = Submitted::fixture("published/nhs-london-2011-02/as-published.csv").assess();
    let (from, to) = (Snapshot::from(&january), Snapshot::from(&february));
    let movement = compare(&from, &to, &Policy::default(), None).unwrap().movement;
    let whole = movement.whole.as_ref().unwrap();
    assert_eq!(whole.direction, Direction::Up);
    let forecasts =
        [whole.forecast_year.from, whole.forecast_year.to, whole.forecast_year.change].map(thousands);
    assert_eq!(forecasts, ["773353", "786866", "13513"]);
    let percent = |share: &Option<_>| share.as_ref().map(qipp::inside::report::Share::text).unwrap();
    assert_eq!([&whole.percent_forecast.from, &whole.percent_forecast.to].map(percent), ["-14.1", "-12.6"]);
    let bridge = whole.total.forecast.unwrap();
    let steps =
        [bridge.opening, bridge.delivery, bridge.changes, bridge.closing].map(|step| thousands(Some(step)));
    assert_eq!(steps, ["773353", "0", "13513", "786866"]);
    assert!(closes(&whole.total) && movement.subjects.iter().all(|own| closes(&own.total)));
    assert!(movement.subjects.iter().all(|own| own.word(Move::Withdrawn).is_none()));
}

fn closes(bridge: &BridgeYear) -> bool {
    let plan = bridge.plan;
    let steps = [plan.re_based_up, plan.re_based_down, plan.new, plan.dropped, plan.re_profiled, plan.moved];
    let forecast = bridge.forecast.is_none_or(|own| {
        own.opening + [own.delivery, own.changes, own.new, own.dropped, own.moved].into_iter().sum()
            == own.closing
    });
    plan.opening + steps.into_iter().sum() == plan.closing && forecast
}

/// Where the plan of a subject begins and ends.
fn ends(path: &SubjectPath) -> (Money, Money) {
    (path.bridge.plan.opening, path.bridge.plan.closing)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_bridge_over_a_series_closes_and_json_says_the_same(
        programmes in (programme(), programme(), programme())
    ) {
        let reports = [programmes.0.submit().assess(), programmes.1.submit().assess(), programmes.2.submit().assess()];
        let own = series_of(&reports);
        for path in &own.subjects {
            prop_assert!(closes(&path.bridge), "{path:?}");
            prop_assert!(path.steps.iter().all(|step| closes(&step.bridge)));
            for pair in path.steps.windows(2) {
                if pair[0].to + 1 == pair[1].to {
                    prop_assert_eq!(pair[0].bridge.plan.closing, pair[1].bridge.plan.opening, "{:?}", path);
                }
            }
        }
        let whole = own.whole.as_ref().unwrap();
        let direct = compare(&Snapshot::from(&reports[0]), &Snapshot::from(&reports[2]), &Policy::default(), None);
        let direct = direct.unwrap().movement.whole.unwrap();
        if whole.level == direct.level {
        prop_assert_eq!(ends(whole), (direct.total.plan.opening, direct.total.plan.closing));
        }
        let of_json = reports.iter().map(|report| {
            let mut json = Vec::new();
            render(report, Format::Json, &Options::default(), &mut json).unwrap();
            read(str::from_utf8(&json).unwrap()).unwrap().unwrap()
        });
        let of_json = series(&of_json.collect::<Vec<_>>(), &Policy::default(), None).unwrap();
        prop_assert_eq!(of_json, own);
    }
}
