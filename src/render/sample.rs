//! Small reports made by hand, for the tests of the formats.

use super::{Format, Options, View, render};
use crate::criteria::judging::Basis;
use crate::criteria::{Kind, Outcome};
use crate::figures::AsAtBasis;
use crate::money::{Money, Percent, Unit};
use crate::rating::Rating::{self, Amber, Green, Grey, Red};
use crate::report::*;
use rust_decimal::Decimal;

mod cases;

pub use cases::{london, thirty};

pub fn pounds(n: i64) -> Money {
    Money::new(n.into())
}

pub fn share(part: i64, whole: i64) -> Option<Share> {
    let bounds = [Decimal::from(5), Decimal::from(20)];
    Percent::of(pounds(part), pounds(whole)).map(|percent| Share::of(percent, &bounds))
}

pub fn line(level: Level, name: &str, plan: i64, actual: i64, rating: Rating) -> FinanceLine {
    let own = |wanted: Level| if level.word() == wanted.word() { name.to_owned() } else { String::new() };
    let over = [Level::Organisation, Level::Region, Level::Nation].contains(&level);
    FinanceLine {
        level,
        organisation: if over { name.to_owned() } else { "Anytown PCT".to_owned() },
        workstream: own(Level::Workstream),
        scheme: own(Level::Scheme),
        name: own(Level::Scheme),
        plan_ytd: pounds(plan),
        actual_ytd: pounds(actual),
        variance_ytd: pounds(actual - plan),
        percent_ytd: share(actual - plan, plan),
        rating,
        ..FinanceLine::default()
    }
}

fn card(workstream: &str, letters: [Rating; 4], direction: Direction) -> CardLine {
    CardLine {
        level: if workstream.is_empty() { Level::Organisation } else { Level::Workstream },
        organisation: "Anytown PCT".to_owned(),
        workstream: workstream.to_owned(),
        ratings: [
            (CardColumn::Development, letters[0]),
            (CardColumn::ProgressMilestones, letters[1]),
            (CardColumn::KpisQuality, letters[2]),
            (CardColumn::ProgressKpis, letters[2]),
            (CardColumn::MonitoringRisks, letters[3]),
        ]
        .into_iter()
        .collect(),
        direction,
        ..CardLine::default()
    }
}

fn year(year: &str, challenge: i64, identified: i64, rating: Rating) -> HeadroomRow {
    HeadroomRow {
        organisation: "Anytown PCT".to_owned(),
        year: year.to_owned(),
        challenge: pounds(challenge),
        identified: pounds(identified),
        unidentified: Money::ZERO,
        headroom: pounds(identified - challenge),
        cumulative: pounds(identified - challenge),
        percent_of_challenge: share(identified - challenge, challenge),
        cover: share(identified, challenge),
        forecast: Some(pounds(identified - challenge - 500_000)),
        risk_adjusted: Some(pounds(identified - challenge - 2_000_000)),
        stressed: pounds(identified * 4 / 5 - challenge),
        rating,
        incomplete: false,
        places: vec!["years.csv, line 2".to_owned()].into(),
    }
}

fn expectation(code: &'static str, result: Outcome, reason: &str) -> ExpectationReport {
    ExpectationReport {
        code,
        result,
        kind: Kind::Computed,
        basis: Basis::Data,
        places: vec!["plan.csv, line 4, column C".to_owned()].into(),
        evidence: None,
        reason: reason.to_owned(),
        amount: None,
        schemes: Vec::new(),
    }
}

fn row(area: &'static str, row: &'static str, rating: Rating, found: Vec<ExpectationReport>) -> RowReport {
    RowReport { area, row, rating, not_supplied: false, expectations: found }
}

fn todo(subject: &str, amount: i64, text: &str) -> ToGreen {
    ToGreen {
        subject: subject.to_owned(),
        code: "F13-FIN-5".to_owned(),
        amount: Some(pounds(amount)),
        text: text.to_owned(),
        ..ToGreen::default()
    }
}

/// One plan with everything in it.
pub fn anytown() -> Report {
    let mut total = line(Level::Organisation, "Anytown PCT", 7_000_000, 6_349_000, Amber);
    total.behind = pounds(-700_000);
    total.ahead = pounds(49_000);
    total.percent_forecast = share(-214, 1000);
    total.rating_forecast = Red;
    let mut late = line(Level::Workstream, "Planned care", 4_430_000, 4_018_000, Amber);
    late.chosen = true;
    let head = PlanHead {
        organisation: "Anytown PCT".to_owned(),
        code: Some("5ZZ".to_owned()),
        tier: Some("PCT".to_owned()),
        parent: None,
        title: None,
        period: Some("2011/12 to 2013/14".to_owned()),
        as_at: Some("2011-09-30".to_owned()),
        as_at_basis: AsAtBasis::Given,
        scope: Scope::Plan,
        not_supplied: Vec::new(),
        unit: Some("£k"),
        rating: Red,
        ratings: Ratings { plan: Amber, delivery: Red, finance: Amber, forecast: Red, headroom: Amber },
        held: Vec::new(),
        sign_off: Some(SignOff {
            position: Position::Outstanding,
            conditions: Vec::new(),
            owed: vec!["A1-VIS-1".to_owned()],
            on_data_alone: Red,
        }),
    };
    let plan = PlanReport {
        head,
        appendix_one: vec![
            row("Background", "QIPP vision", Green, vec![expectation("A1-VIS-1", Outcome::Met, "")]),
            row(
                "Financial",
                "Forecast allocation versus activity",
                Amber,
                vec![
                    expectation("A1-ALL-1", Outcome::Met, ""),
                    expectation("A1-ALL-5", Outcome::Unmet, "forecast stops 2012/13"),
                    expectation("A1-ALL-7", Outcome::NotApplicable, "no region"),
                ],
            ),
        ],
        figure_13: vec![SchemeReport {
            scheme: "PC1".to_owned(),
            name: "Referral centre".to_owned(),
            expectations: vec![
                expectation("F13-LED-1", Outcome::Met, ""),
                expectation("F13-FIN-5", Outcome::Partly, "9.3% behind plan to date"),
            ],
        }],
        integrated_plan: Vec::new(),
        report_card: vec![
            card("Planned care", [Green, Amber, Green, Red], Direction::Down),
            card("Urgent care", [Green, Green, Grey, Green], Direction::Up),
            card("", [Green, Amber, Grey, Red], Direction::Unknown),
        ],
        finance: vec![
            FinanceLine {
                workstream: "Planned care".to_owned(),
                ..line(Level::Scheme, "PC1", 4_430_000, 4_018_000, Amber)
            },
            line(Level::Workstream, "Urgent care", 2_570_000, 2_331_000, Amber),
            late,
            total,
        ],
        headroom: HeadroomReport {
            years: vec![
                year("2011/12", 20_000_000, 20_100_000, Amber),
                year("2012/13", 18_000_000, 19_000_000, Green),
                year("2013/14", 12_000_000, 13_000_000, Green),
            ],
            total: Some(year("total", 50_000_000, 52_100_000, Amber)),
            bases: HeadroomBases { plan: Amber, forecast: Amber, risk_adjusted: Amber, stressed: Red },
            break_even: share(50_000, 52_100),
            delivery_rate: share(907, 1000),
            unidentified: Money::ZERO,
            unidentified_percent: None,
            rating: Amber,
        },
        mix: vec![MixTable {
            by: "workstream",
            lines: vec![MixLine {
                name: "Planned care".to_owned(),
                amount: pounds(4_430_000),
                share: share(443, 700),
            }],
        }],
        to_green: vec![
            todo("Planned care", 412_000, "£412k behind. October must deliver £892k (plan £738k)"),
            todo("Urgent care", 239_000, "£239k behind"),
        ],
        coverage: Coverage { computed: 32, judged: 5, unreviewed: 8, unevidenced: 3, excepted: 0 },
        control: Control {
            schemes: 41,
            planned: pounds(45_200_000),
            planned_is: "plan",
            total_rows: 3,
            columns_left_out: 2,
            rows_left_out: 0,
        },
        exceptions: Vec::new(),
        notes: Vec::new(),
        shown: Shown { unit: Some(Unit::Thousands), places: 0 },
        shown_headroom: Shown { unit: Some(Unit::Millions), places: 1 },
    };
    whole(vec![plan])
}

fn whole(plans: Vec<PlanReport>) -> Report {
    Report {
        schema: SCHEMA,
        tool: Tool { name: "qipp", version: "0.1.0" },
        policy: PolicyUsed {
            name: "nao-2011".to_owned(),
            hash: "abc".to_owned(),
            changed: 0,
            stress_loss: "20".to_owned(),
        },
        inputs: vec![Input {
            name: "plan.csv".to_owned(),
            bytes: 1234,
            sha256: "0f".repeat(32),
            tables: vec![InputTable {
                place: "plan.csv, line 1".to_owned(),
                table: "schemes".to_owned(),
                rows: 41,
                totals: 3,
                columns: vec![InputColumn {
                    place: "plan.csv, line 1, column A".to_owned(),
                    heading: "Scheme".to_owned(),
                    ours: Some("name".to_owned()),
                    unit: None,
                    cells: 41,
                }],
                left_out: vec![LeftOut {
                    place: "plan.csv, line 9".to_owned(),
                    reason: "a total".to_owned(),
                }],
            }],
        }],
        findings: vec![Finding {
            severity: Severity::Warning,
            code: "ST",
            organisation: "Anytown PCT".to_owned(),
            workstream: String::new(),
            scheme: "PC1".to_owned(),
            places: vec!["plan.csv, line 4, column F".to_owned()].into(),
            found: "=4,000 stated".to_owned(),
            expected: "4,018".to_owned(),
            amount: Some(pounds(18_000)),
            action: "Correct the total".to_owned(),
        }],
        summary: Summary { organisations: plans.len(), findings: 1, ..Summary::default() },
        plans,
        rollup: None,
    }
}

/// The bytes of some views.
pub fn text(report: &Report, format: Format, options: &Options) -> String {
    let mut out = Vec::new();
    render(report, format, options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

pub fn view(view: View) -> Options {
    Options { views: vec![view], command_hint: "qipp assess anytown/".to_owned(), ..Options::default() }
}
