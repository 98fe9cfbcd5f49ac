//! Savings net of what they cost, as stated, against the plan less the investment.

use super::super::{Found, sums};
use super::differs;
use crate::criteria::PlanView;
use crate::figures::{PlanFigures, SchemeFigures};
use crate::plan::fields::schemes;
use crate::plan::{Measure, Scheme};

const ACTION: &str = "Correct the net saving, or the figure it is taken from.";

pub(super) fn run(view: &PlanView, own: &PlanFigures) -> Vec<Found> {
    let pairs = view.plan.schemes.iter().zip(&own.schemes);
    pairs.filter_map(|(scheme, figures)| finding(view, scheme, figures)).collect()
}

fn finding(view: &PlanView, scheme: &Scheme, figures: &SchemeFigures) -> Option<Found> {
    let stated = scheme.row.amount(schemes::NET)?;
    let invested = sums::cell(&scheme.row, schemes::INVESTMENT);
    let by_period = sums::over(scheme, Measure::Investment, None);
    let investment = if invested.cells > 0 { invested } else { by_period };
    let year = sums::planned_of_year(scheme, figures);
    if !investment.is_given() || !year.is_given() {
        return None;
    }
    let all: sums::Sum = sums::planned_in_all(scheme, figures).map(|(_, sum)| sum).collect();
    let mut written_off = investment.clone();
    written_off.value = -written_off.value; // a cost in brackets
    let made = |plan: &sums::Sum, cost: &sums::Sum| plan.clone().less(cost);
    let agrees = [&year, &all].into_iter().any(|plan| {
        made(plan, &investment).agrees(stated)
            || investment.value.is_negative() && made(plan, &written_off).agrees(stated)
    });
    (!agrees).then(|| {
        let at = (stated.value, scheme.row.place_of(schemes::NET));
        differs(view, "net saving", at, &made(&year, &investment), "the plan less the investment", ACTION)
            .about(scheme)
    })
}
