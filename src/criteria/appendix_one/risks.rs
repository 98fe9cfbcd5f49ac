//! Appendix One: risks and issues.

use super::gaps::Gaps;
use crate::criteria::{Criterion, Evidence, Kind, PlanView, Set, Test};
use crate::plan::Row;
use crate::plan::fields::words::{RiskCategory, RiskStatus};
use crate::plan::fields::{ColumnId, TableId, risks};

const AREA: &str = "Risks and issues";
const ROW: &str = "Risks and issues";

/// The expectations in published order.
pub const CRITERIA: &[Criterion] = &[
    Criterion {
        id: "A1-RSK-1",
        asks: "The main risks and issues of delivery are known, those of staff and of how care is arranged \
               among them",
        how: "`risks` has an open one of category workforce and one of category system configuration",
        reads: &[risks::CATEGORY],
        test: Test::Plan(key_risks),
        passes: "The register has a risk of recruiting physiotherapists and one of a trust's configuration",
        fails: "Every risk in the register is of category finance",
        ..Criterion::of(Set::AppendixOne, AREA, ROW)
    },
    Criterion {
        id: "A1-RSK-2",
        asks: "Difficulties of the local health community are faced",
        how: "`risks` has an open one of category local health community; here alone a reviewer's judgement that \
              there are none counts as met",
        kind: Kind::ComputedOrJudged,
        reads: &[risks::CATEGORY],
        test: Test::Plan(local_difficulties),
        passes: "The register has a risk that the acute trust's deficit holds back the plan",
        fails: "No risk is of category local health community, and no reviewer says that there are none",
        ..Criterion::of(Set::AppendixOne, AREA, ROW)
    },
    Criterion {
        id: "A1-RSK-3",
        asks: "For each risk it is known what follows from it and what is done about it",
        how: "Every open risk (a blank status is open) has a consequence and a mitigation",
        reads: &[risks::CONSEQUENCE, risks::MITIGATION],
        test: Test::Plan(consequences),
        passes: "Each open risk says what would be lost and what is done about it",
        fails: "Risk R07 has no mitigation",
        ..Criterion::of(Set::AppendixOne, AREA, ROW)
    },
    Criterion {
        id: "A1-RSK-4",
        asks: "Somebody answers for each risk",
        how: "Every open risk (a blank status is open) has an owner",
        reads: &[risks::OWNER],
        test: Test::Plan(owners),
        passes: "Each open risk names its owner",
        fails: "Risk R32 has no owner",
        ..Criterion::of(Set::AppendixOne, AREA, ROW)
    },
    Criterion {
        id: "A1-RSK-5",
        asks: "Where national help may be needed to manage a risk, the plan says so and what kind",
        how: "Every open risk (a blank status is open) states its national_support: what, or `none`",
        reads: &[risks::NATIONAL_SUPPORT],
        test: Test::Plan(support),
        passes: "One risk asks for advice on the marginal rate, the others say none: managed locally",
        fails: "The column for national support is blank for half of the open risks",
        ..Criterion::of(Set::AppendixOne, AREA, ROW)
    },
];

/// The risks that are open; a blank status is open.
fn open_risks<'a>(view: &PlanView<'a>) -> impl Iterator<Item = &'a Row> {
    view.rows(TableId::Risks).iter().filter(|row| is_open(row))
}

pub(super) fn is_open(row: &Row) -> bool {
    row.word(risks::STATUS) != Some(RiskStatus::Closed)
}

fn of_category<'a>(view: &PlanView<'a>, category: RiskCategory) -> Option<&'a Row> {
    open_risks(view).find(|row| row.word(risks::CATEGORY) == Some(category))
}

fn key_risks(view: &PlanView) -> Evidence {
    let mut gaps = Gaps::default();
    for category in [RiskCategory::Workforce, RiskCategory::System] {
        let row = of_category(view, category);
        gaps.look("risk", category.word(), row.map(|row| row.place_of(risks::CATEGORY)), None);
    }
    if let Some(row) = open_risks(view).next() {
        gaps.said(row.place);
    }
    gaps.evidence("no risk")
}

/// Unevidenced whatever else the register holds, so that a reviewer's word that there are none counts.
fn local_difficulties(view: &PlanView) -> Evidence {
    match of_category(view, RiskCategory::Community) {
        Some(row) => Evidence::met(vec![row.place_of(risks::CATEGORY)]),
        None => Evidence::unevidenced("no risk of category local health community"),
    }
}

fn consequences(view: &PlanView) -> Evidence {
    each_open_risk(view, &[("consequence", risks::CONSEQUENCE), ("mitigation", risks::MITIGATION)])
}

fn owners(view: &PlanView) -> Evidence {
    each_open_risk(view, &[("owner", risks::OWNER)])
}

fn support(view: &PlanView) -> Evidence {
    each_open_risk(view, &[("word on national support", risks::NATIONAL_SUPPORT)])
}

/// What every open risk must state.
fn each_open_risk(view: &PlanView, asked: &[(&'static str, ColumnId)]) -> Evidence {
    let mut gaps = Gaps::default();
    for row in open_risks(view) {
        let name = row.text(risks::RISK).unwrap_or("a risk without an id");
        for (what, column) in asked {
            // a bare `none` is an answer to national support, and blank elsewhere
            let cell = row.text(*column).map(|_| row.place_of(*column));
            gaps.look(what, name, cell, Some(row.place));
        }
    }
    gaps.evidence("no open risk")
}

#[cfg(test)]
mod tests {
    use crate::criteria::Outcome::{Met, Unevidenced, Unmet};
    use crate::criteria::example::from_baseline;

    #[test]
    fn every_open_risk_is_managed() {
        let risk = |status, owner, support| {
            let cells = [("risk", "R1"), ("status", status), ("owner", owner), ("national_support", support)];
            from_baseline("A").row("risks", &cells).row(
                "risks",
                &[("risk", "R2"), ("owner", "Gareth Pugh"), ("national_support", "none: managed locally")],
            )
        };
        assert_eq!(risk("open", "Priya Nair", "").shows("A1-RSK-4").outcome, Met);
        assert_eq!(risk("", "", "").says("A1-RSK-4"), (Unmet, "no owner for R1".to_owned()));
        assert_eq!(risk("closed", "", "").shows("A1-RSK-4").outcome, Met);
        assert_eq!(risk("open", "", "advice").shows("A1-RSK-5").outcome, Met);
        assert_eq!(risk("open", "", "none").shows("A1-RSK-5").outcome, Met);
        assert_eq!(risk("open", "", "").shows("A1-RSK-5").outcome, Unmet);
        assert_eq!(risk("open", "", "").shows("A1-RSK-3").outcome, Unevidenced);
        assert_eq!(from_baseline("A").says("A1-RSK-3"), (Unevidenced, "no open risk".to_owned()));
    }

    #[test]
    fn key_risks_take_in_workforce_and_system_configuration() {
        let with = |categories: &[&str]| {
            let empty = from_baseline("A");
            categories.iter().fold(empty, |plan, category| plan.row("risks", &[("category", *category)]))
        };
        assert_eq!(with(&["workforce", "system configuration"]).shows("A1-RSK-1").outcome, Met);
        assert_eq!(with(&["workforce"]).says("A1-RSK-1").1, "no risk for system configuration");
        assert_eq!(with(&["finance"]).shows("A1-RSK-1").outcome, Unmet);
        assert_eq!(with(&[]).shows("A1-RSK-1").outcome, Unevidenced);
        assert_eq!(with(&["finance"]).shows("A1-RSK-2").outcome, Unevidenced);
    }
}
