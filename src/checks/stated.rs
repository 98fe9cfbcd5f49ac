//! ST: what a submission prints (totals, variances, percentages, net savings, headroom, ratings) against what its
//! own figures make. Nothing within rounding is reported.

use super::{Check, Found, apart, sums};
use crate::criteria::PlanView;
use crate::location::Place;
use crate::money::Money;

mod departmental;
mod net;
mod periods;
mod ratings;
mod totals;
pub(super) mod variances;
mod years;

#[cfg(test)]
mod tests;

pub use totals::across;

/// Stated against computed.
pub const CHECK: Check = Check {
    code: "ST",
    title: "Stated against computed",
    finds: "totals, variances, percentages, net savings, headroom and ratings that a submission states and its own \
            figures do not make",
    how: "every stated figure is computed again from the cells it is over; a difference beyond half a unit of \
          the last digit of each of them (and never under half a penny) is reported with both; what a side \
          of is missing or unread is not compared. A stated rating is compared with the colour of the 5% rule: \
          amber from {finance_amber_from}, red from {finance_red_from}; a challenge that a departmental one bears out, with the one that \
          expenditure and allocation imply, within {challenge_tolerance}; the Department's figures that a plan types \
          itself, with those that a reviewer gives (--departmental)",
    passes: "A total of £617,941k over ten figures in £000 that add to £617,940k",
    fails: "A total of £2,534,000 over figures that add to £2,533,000",
    run,
};

fn run(view: &PlanView) -> Vec<Found> {
    let own = view.own_figures();
    let mut found = totals::run(view, own);
    found.extend(periods::run(view, own));
    found.extend(variances::run(view, own));
    found.extend(net::run(view, own));
    found.extend(years::run(view, own));
    found.extend(departmental::run(view));
    found.extend(ratings::run(view, own));
    found
}

/// A stated amount that differs from the computed one.
fn differs(
    view: &PlanView,
    what: &str,
    stated: (Money, Place),
    computed: &sums::Sum,
    made: &str,
    action: &str,
) -> Found {
    let shown = apart(view, stated.0, computed.value);
    let (says, makes) = (shown.in_words(stated.0), shown.in_words(computed.value));
    let finding = CHECK.error(format!("{what} is stated as {says}"), format!("{makes}, {made}"), action);
    let places = computed.places.iter().copied();
    finding.at([stated.1]).at(places).worth(stated.0 - computed.value)
}
