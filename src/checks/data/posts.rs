//! Pay savings whose posts would each cost what no post does.

use super::{CHECK, Found, shown};
use crate::checks::in_total;
use crate::criteria::PlanView;
use crate::figures::workforce::PayPerWte;
use crate::money::Unit;
use crate::policy::Key;

/// A finding for each scheme; without a unit nobody can say.
pub fn check(view: &PlanView) -> Vec<Found> {
    if view.plan.unit.is_none() {
        return Vec::new();
    }
    let pairs = view.plan.schemes.iter().zip(&view.figures.schemes).filter(|(scheme, _)| in_total(scheme));
    let of_pay = pairs.filter_map(|(scheme, own)| Some((scheme, PayPerWte::of(scheme, own)?)));
    let outside = of_pay.filter(|(_, pay)| pay.is_outside(view.policy));
    outside
        .filter_map(|(scheme, pay)| {
            let (cost, shown) = (pay.cost()?, shown(view, &[pay.pay]));
            let pounds = |amount| crate::money::show_amount(amount, Unit::Pounds, 0);
            let bound = |key| pounds(crate::money::Money::new(view.policy.number(key)));
            let finding = CHECK.warning(
                format!(
                    "a pay saving of {} from {} WTE: £{} for each",
                    shown.in_words(pay.pay),
                    pay.wte.normalize(),
                    pounds(cost)
                ),
                format!("£{} to £{} for each", bound(Key::WteCostLeast), bound(Key::WteCostMost)),
                "Check the posts and the saving: which of the two is not of a full year, or not of pay?",
            );
            Some(finding.about(scheme).at(pay.places).worth(pay.pay))
        })
        .collect()
}
