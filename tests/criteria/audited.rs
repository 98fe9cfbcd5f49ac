//! What an auditor tried on the worked plan, by published row: variants that say less than they seem to, which
//! gain nothing, and honest ones, which lose nothing.

use super::{Change, assess, effects, policy};
use crate::worked_plan::{Folder, changes};
use qipp::inside::policy::Policy;
use qipp::inside::rating::Rating;
use qipp::inside::report::{CardColumn, Level, PlanReport, Report};
use std::sync::OnceLock;

mod implementation;

/// What is tried, the change, and what then shows: results as `CODE schemes: before -> after`, and findings.
type Tried = (&'static str, Change, &'static [&'static str]);

fn untouched() -> &'static Report {
    static REPORT: OnceLock<Report> = OnceLock::new();
    REPORT.get_or_init(|| assess(&Folder::anytown(), &Policy::default()))
}

fn after(change: Change) -> Report {
    assess(&change(Folder::anytown()), &Policy::default())
}

fn plan(report: &Report) -> &PlanReport {
    &report.plans[0]
}

/// Each variant shows what it hides.
fn gain_nothing(tried: &[Tried]) {
    for (what, change, shown) in tried {
        let effects = effects(untouched(), &after(*change));
        for line in *shown {
            assert!(effects.iter().any(|effect| effect == line), "{what}: {line} is not in {effects:#?}");
        }
        assert!(!effects.iter().any(|effect| effect.ends_with("-> met")), "{what}: {effects:#?}");
    }
}

/// Each variant leaves every result as it was.
fn lose_nothing(tried: &[(&str, Change)]) {
    for (what, change) in tried {
        let after = after(*change);
        assert_eq!(changes(untouched(), &after), Vec::<String>::new(), "{what}");
        assert_eq!(plan(&after).head.rating, Rating::Green, "{what}");
    }
}

/// A column of the card: of a scheme, of a workstream, or of the organisation.
fn card(report: &Report, level: Level, name: &str, column: CardColumn) -> Rating {
    let mut lines = plan(report).report_card.iter().filter(|line| line.level == level);
    let of = |line: &&qipp::inside::report::CardLine| match level {
        Level::Scheme => line.scheme == name,
        Level::Workstream => line.workstream == name,
        _ => true,
    };
    lines.find(of).unwrap_or_else(|| panic!("no line for {name}"))[column]
}

/// PC-01 saves next to nothing: £6,000 of the £276,400 planned.
fn failing(plan: Folder) -> Folder {
    plan.set("savings[scheme=PC-01, actual!=].actual", "1000").set("schemes[PC-01].actual_ytd", "6000")
}

/// PC-01 has delivered about 70%, and forecasts each of its last six months at this.
fn behind(plan: Folder, last_months: &str, forecast: &str) -> Folder {
    let plan = plan.set("savings[scheme=PC-01, actual!=].actual, forecast", "32000");
    let plan = plan.set("savings[scheme=PC-01, period=2011-1*|2012-0*].forecast", last_months);
    plan.set("schemes[PC-01].actual_ytd", "192000").set("schemes[PC-01].forecast_year", forecast)
}

#[test]
fn forecast_allocation_versus_activity() {
    gain_nothing(&[
        (
            "the challenges of two years changed about, the total as it was",
            |plan| {
                plan.set("years[2012/13].challenge", "8040000").set("years[2013/14].challenge", "13890000")
            },
            &["A1-ALL-7: met -> unmet", "A1-OPP-4: met -> partly"],
        ),
        (
            "half of what the Department wants in one year",
            |plan| plan.set("years[2012/13].departmental_challenge", "27780000"),
            &["A1-ALL-7: met -> unmet"],
        ),
        (
            "a challenge of nil, and the Department's typed alike",
            |plan| {
                plan.set("years[2011/12|2012/13|2013/14].challenge, departmental_challenge", "0")
                    .without("totals")
            },
            &["A1-ALL-6: met -> unevidenced", "finding ST (3)"],
        ),
        (
            "half of the challenge, and the Department's typed alike",
            |plan| plan.set("years[2011/12].challenge, departmental_challenge", "9470000").without("totals"),
            &["finding ST"],
        ),
        (
            "nil for an allocation and an expenditure",
            |plan| plan.set("years[2013/14].allocation, expenditure", "0"),
            &["A1-ALL-5: met -> unmet"],
        ),
        (
            "a delivery risk without a mitigation",
            |plan| plan.blank("risks[R01].mitigation"),
            &["A1-ALL-2: met -> partly", "A1-RSK-3: met -> unmet"],
        ),
    ]);
    let nil =
        |plan: Folder| plan.set("years[2011/12|2012/13|2013/14].challenge, departmental_challenge", "0");
    assert_eq!(plan(&after(nil)).head.rating, Rating::Red);
    lose_nothing(&[("a challenge of nil in the last year alone, as the figures imply", |plan| {
        plan.set("years[2013/14].challenge, departmental_challenge", "0")
            .set("years[2013/14].allocation", "550090000")
            .set("years[2013/14].expenditure", "581800000")
    })]);
}

#[test]
fn activity_productivity_and_input_unit_costs() {
    gain_nothing(&[
        (
            "no activity at all",
            |plan| plan.set("activity.volume", "0"),
            &["A1-ACT-1: met -> unevidenced", "finding TK"],
        ),
        (
            "forecasts of nought",
            |plan| plan.set("activity[kind=forecast].volume", "0"),
            &["A1-ACT-1: met -> unmet"],
        ),
        (
            "volumes of nought",
            |plan| plan.set("inputs[kind=non-pay].volume", "0"),
            &["A1-PRD-1: met -> partly"],
        ),
        (
            "one staff group of seven followed",
            |plan| plan.drop_rows("inputs[kind=pay, group!=Management, year!=2010/11]"),
            &["A1-INP-1: met -> partly"],
        ),
        (
            "one staff group of seven",
            |plan| plan.drop_rows("inputs[kind=pay, group!=Management]"),
            &["A1-INP-2: met -> unmet"],
        ),
        (
            "pay that costs nought, and no pay bill to hold it against",
            |plan| plan.set("inputs[kind=pay].cost", "0").blank("plan.pay_bill"),
            &["A1-INP-2: met -> unmet"],
        ),
        (
            "an estate that grows",
            |plan| plan.set("inputs[kind=estate, year=2013/14].volume", "20000"),
            &["A1-INP-5: met -> unmet"],
        ),
        ("an estate of nil, and buildings", |plan| plan.set("inputs[kind=estate].nil", "yes"), &[]),
    ]);
}

#[test]
fn opportunity_areas() {
    gain_nothing(&[
        (
            "itself",
            |plan| plan.set("schemes[PC-02].interdependencies", "PC-02"),
            &["A1-OPP-5: met -> partly"],
        ),
        (
            "a separator",
            |plan| plan.set("schemes[PC-02].interdependencies", ";"),
            &["A1-OPP-5: met -> partly"],
        ),
        (
            "a bare none",
            |plan| plan.set("schemes[PC-02].interdependencies", "none"),
            &["A1-OPP-5: met -> partly"],
        ),
        (
            "a reason to come",
            |plan| plan.set("schemes[PC-02].interdependencies", "none: TBC"),
            &["A1-OPP-5: met -> partly"],
        ),
        (
            "a reason that is none",
            |plan| plan.set("schemes[PC-02].interdependencies", "none: not needed"),
            &["A1-OPP-5: met -> partly"],
        ),
        (
            "words that stand for none",
            |plan| {
                plan.set("schemes[PC-02].description", "T.B.C.")
                    .set("schemes[PC-02].sponsor", "Vacant")
                    .set("schemes[PC-02].quality_impact", "to follow")
                    .set("schemes[PC-02].innovation", "zz")
            },
            &[
                "A1-OPP-1: met -> partly",
                "A1-GOV-3: met -> partly",
                "A1-QUA-1: met -> partly",
                "A1-INN-1: met -> partly",
                "F13-LED-1 PC-02: met -> unevidenced",
                "F13-BRF-1 PC-02: met -> partly",
            ],
        ),
        (
            "schemes that say nothing of quality, left out of the total",
            |plan| {
                plan.set("schemes[workstream=Corporate and estates].outside_total", "yes")
                    .blank("schemes[workstream=Corporate and estates].quality_impact")
            },
            &["A1-OPP-4: met -> unmet"],
        ),
    ]);
    lose_nothing(&[("a stated nothing in other words", |plan| {
        plan.set("schemes[PC-02].interdependencies", "None, the policy stands on its own")
    })]);
    let silent = "description, quality_impact, innovation, interdependencies, sponsor, manager";
    for (what, column, value) in
        [("counted under another", "", ""), ("outside the total", "outside_total", "yes")]
    {
        // UC-07 is counted under UC-01 as it stands
        let blanked = Folder::anytown().blank(&format!("schemes[UC-07].{silent}"));
        let blanked = match column {
            "" => blanked,
            column => {
                blanked.blank("schemes[UC-07].counted_under").set(&format!("schemes[UC-07].{column}"), value)
            }
        };
        let lost = changes(untouched(), &assess(&blanked, &Policy::default()));
        assert!(lost.iter().all(|change| change.starts_with("F13-")), "{what}: {lost:#?}");
        assert!(!lost.is_empty(), "{what}");
    }
}

#[test]
fn lines_that_are_not_identified() {
    let of_a_hundredth = |name: &str| {
        let plan = Folder::anytown()
            .add("schemes", &[("scheme", "UN-01"), ("name", name), ("workstream", "Planned care")]);
        plan.add("savings", &[("scheme", "UN-01"), ("period", "2012/13"), ("plan", "452600")])
    };
    for name in [
        "Unidentified",
        "Not yet found",
        "To be found",
        "Further efficiencies",
        "Savings gap",
        "QIPP gap",
        "Stretch",
        "Unmet target",
        "In development",
        "Balancing figure",
        "Unallocated",
        "Unclassified",
    ] {
        let after = assess(&of_a_hundredth(name), &Policy::default());
        assert_eq!(changes(untouched(), &after), Vec::<String>::new(), "{name}");
        assert!(after.findings.iter().any(|finding| finding.code == "UN"), "{name}");
        let of_total = |report: &Report| plan(report).headroom.total.as_ref().unwrap().identified;
        assert_eq!(of_total(&after), of_total(untouched()), "{name}: it covers nothing");
    }
}

#[test]
fn quality_impact_and_national_workstreams() {
    gain_nothing(&[
        (
            "no scheme costs anything",
            |plan| {
                plan.set("schemes[investment!=].investment", "0")
                    .blank("savings.investment")
                    .blank("schemes.net")
            },
            &["A1-QUA-2: met -> unevidenced", "conflict A1-QUA-2"],
        ),
        (
            "any word as a national workstream, and engagement with it",
            |plan| {
                plan.set("workstreams.national_workstream", "Excellence")
                    .set("engagement[group=national workstream].partner", "Excellence")
            },
            &["A1-NAT-1: met -> unmet", "finding DA"],
        ),
        (
            "part of a name as the partner",
            |plan| plan.set("engagement[group=national workstream].partner", "Right"),
            &["A1-NAT-1: met -> unmet"],
        ),
        (
            "engagement that is still to come",
            |plan| plan.set("engagement[group=national workstream].date", "2011-10-01"),
            &["A1-NAT-1: met -> unmet"],
        ),
    ]);
    let column = CardColumn::NationalWorkstreams;
    let unengaged = after(|plan| plan.drop_rows("engagement[partner=Medicine use and procurement]"));
    assert_eq!(card(&unengaged, Level::Workstream, "Medicines", column), Rating::Red);
    assert_eq!(card(untouched(), Level::Workstream, "Medicines", column), Rating::Green);
    let local = after(|plan| {
        plan.set("workstreams[Medicines].national_workstream", "local")
            .set("schemes[workstream=Medicines].national_workstream", "local")
    });
    assert_eq!(card(&local, Level::Workstream, "Medicines", column), Rating::NotApplicable);
    let regional = CardColumn::RegionalPlan;
    assert_eq!(
        card(untouched(), Level::Organisation, "", regional),
        Rating::NotApplicable,
        "no region is read"
    );
}

#[test]
fn engagement_and_risks() {
    gain_nothing(&[
        (
            "meetings that are still to come",
            |plan| plan.set("engagement.date", "2011-10-15"),
            &["A1-ENG-1: met -> unmet", "finding TK"],
        ),
        (
            "meetings about another plan",
            |plan| plan.set("engagement.date", "2009-09-29"),
            &["A1-ENG-1: met -> unmet"],
        ),
        (
            "every risk of a scheme closed",
            |plan| plan.set("risks[scheme=PC-01].status", "closed"),
            &["F13-RSK-2 PC-01: met -> unevidenced"],
        ),
        (
            "closed risks of the workforce and of the local health community",
            |plan| plan.set("risks[category=workforce|local health community].status", "closed"),
            &["A1-RSK-1: met -> unmet", "A1-RSK-2: met -> unevidenced"],
        ),
    ]);
}
