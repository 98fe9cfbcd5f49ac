//! Appendix One: what the opportunities do to quality, and what is new in them.

use crate::criteria::coverage::{Answer, Verdicts, each_of, each_scheme};
use crate::criteria::{Criterion, Evidence, Kind, Outcome, PlanView, SchemeView, Set, Test};
use crate::plan::fields::words::KpiType;
use crate::plan::fields::{ColumnId, TableId, kpis, schemes};
use crate::plan::{Measure, Row};
use crate::policy::Key;

const AREA: &str = "Opportunities";
const QUALITY: &str = "Quality impact";

/// The expectations in published order.
pub const CRITERIA: &[Criterion] = &[
    Criterion {
        id: "A1-QUA-1",
        asks: "For each opportunity somebody has thought about what it does to the quality of care",
        how: "Each scheme states its quality_impact; partly when those that do hold {coverage} of \
              planned savings. Score and sign-off of the assessment are finding QI",
        reads: &[schemes::QUALITY_IMPACT],
        test: Test::Coverage(considered),
        passes: "Each scheme says what patients will notice, such as shorter waits",
        fails: "Half of the schemes leave their quality impact blank",
        ..Criterion::of(Set::AppendixOne, AREA, QUALITY)
    },
    Criterion {
        id: "A1-QUA-2",
        asks: "What is spent is tied to what it does for quality",
        how: "A reader judges it; first, the schemes with investment must have a KPI of type quality, all of \
              them or those with {coverage} of their planned savings",
        kind: Kind::Judged,
        reads: &[kpis::SCHEME, kpis::TYPE],
        test: Test::Coverage(spend_linked),
        passes: "Every scheme that costs money has a quality indicator, and a reviewer judges the link met, \
                 page 21",
        fails: "£3m is invested in schemes without a quality indicator",
        ..Criterion::of(Set::AppendixOne, AREA, QUALITY)
    },
    Criterion {
        id: "A1-QUA-3",
        asks: "The scorecard measures outcomes for patients",
        how: "Each scheme has a KPI of type quality with a target; partly without a baseline, or when those \
              that pass hold {coverage} of planned savings",
        reads: &[kpis::SCHEME, kpis::TYPE, kpis::BASELINE, kpis::TARGET],
        test: Test::Coverage(measured),
        passes: "Each scheme has a quality indicator, such as appeals decided in time, from 76% to 95%",
        fails: "The scorecard counts activity and money alone",
        ..Criterion::of(Set::AppendixOne, AREA, QUALITY)
    },
    Criterion {
        id: "A1-INN-1",
        asks: "For each opportunity somebody has thought about what could be done in a new or more \
               productive way",
        how: "Each scheme states its innovation; partly when those that do hold {coverage} of \
              planned savings",
        reads: &[schemes::INNOVATION],
        test: Test::Coverage(innovative),
        passes: "Each scheme says what is new in it, such as a shared electronic queue",
        fails: "No scheme says what is new in it",
        ..Criterion::of(Set::AppendixOne, AREA, "Innovation and productivity")
    },
];

fn considered(view: &PlanView, verdicts: &Verdicts) -> Evidence {
    each_stated(view, verdicts, "lacks a quality impact", schemes::QUALITY_IMPACT)
}

fn innovative(view: &PlanView, verdicts: &Verdicts) -> Evidence {
    each_stated(view, verdicts, "lacks a word on innovation", schemes::INNOVATION)
}

fn each_stated(view: &PlanView, verdicts: &Verdicts, lacking: &str, column: ColumnId) -> Evidence {
    each_scheme(view, verdicts, lacking, |scheme| Answer::told(&scheme.scheme.row, column))
}

/// The quality indicators of a scheme; a row that says why there is none is not one.
fn quality_kpis<'a>(scheme: &SchemeView<'a>) -> impl Iterator<Item = &'a Row> + use<'a> {
    scheme.rows(TableId::Kpis).filter(|row| {
        row.word(kpis::TYPE) == Some(KpiType::Quality) && row.stated(kpis::NOT_APPLICABLE).is_none()
    })
}

fn spend_linked(view: &PlanView, verdicts: &Verdicts) -> Evidence {
    let invests = |scheme: &SchemeView| {
        let column = scheme.scheme.row.money(schemes::INVESTMENT);
        let points = scheme.scheme.points(Measure::Investment).filter_map(|point| point.amount);
        column.is_some_and(|sum| !sum.is_zero()) || points.into_iter().any(|a| !a.value.is_zero())
    };
    if !view.in_sums().any(|scheme| invests(&scheme)) {
        let states = |scheme: &SchemeView| {
            scheme.scheme.row.filled(schemes::INVESTMENT)
                || scheme.scheme.points(Measure::Investment).next().is_some()
        };
        return Evidence::unevidenced(if view.in_sums().any(|scheme| states(&scheme)) {
            "every investment stated is nil: there is no spend to link"
        } else {
            "no scheme states an investment"
        });
    }
    each_of(
        view,
        verdicts,
        invests,
        Key::Coverage,
        "lacks a quality indicator for its investment",
        |scheme| {
            let row = quality_kpis(scheme).next();
            Answer::filled(row.map(|row| row.place_of(kpis::TYPE)))
        },
    )
}

fn measured(view: &PlanView, verdicts: &Verdicts) -> Evidence {
    let with = |baseline: bool| {
        move |scheme: &SchemeView| {
            let enough = |row: &Row| row.filled(kpis::TARGET) && (!baseline || row.filled(kpis::BASELINE));
            Answer::among(quality_kpis(scheme), kpis::TARGET, enough)
        }
    };
    let targets = each_scheme(view, verdicts, "lacks a quality indicator with a target", with(false));
    if targets.outcome != Outcome::Met {
        return targets;
    }
    let mut baselines = each_scheme(
        view,
        verdicts,
        "lacks a baseline beside the target of its quality indicator",
        with(true),
    );
    if baselines.outcome.is_short() {
        baselines.outcome = Outcome::Partly;
    }
    baselines
}

#[cfg(test)]
mod tests;
