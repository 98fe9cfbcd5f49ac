//! SB: how much of what is reported as delivered is substantiated. The NAO could support £3.4bn of
//! £5.8bn in 2012.

use super::{Check, Found, in_total, names, shown, used};
use crate::criteria::PlanView;
use crate::location::Place;
use crate::money::{Money, Percent};
use crate::plan::Scheme;
use crate::plan::fields::schemes;
use crate::policy::Key;
use crate::policy::choices::Efficiency;
use std::cmp::Reverse;

pub const CHECK: Check = Check {
    code: "SB",
    title: "Substantiation of actuals",
    finds: "how much of the actual saving to date is substantiated, and the largest savings that are not; under HM \
            Treasury's Government Efficiency Framework (November 2025), savings without a baseline and counterfactual",
    how: "one note a plan, where it fills any of the columns: an actual is substantiated when actual_basis is \
          neither estimate nor none and actual_evidence and validated_by are given; where efficiency is `framework` (in \
          force: {efficiency}), in a plan that fills counterfactual for any scheme, one note with the planned savings of \
          those that do not. It changes no colour",
    passes: "Every actual rests on the ledger or on activity, with a document and the name of who checked it",
    fails: "£3.4m of £5.8m delivered is substantiated",
    run,
};

fn run(view: &PlanView) -> Vec<Found> {
    substantiated(view).into_iter().chain(without_counterfactual(view)).collect()
}

/// Savings that say nothing of what would be spent without them.
fn without_counterfactual(view: &PlanView) -> Option<Found> {
    let is_asked = view.policy.choice(Key::Efficiency) == Some(Efficiency::Framework);
    if !is_asked || !used(view, &[schemes::COUNTERFACTUAL]) {
        return None;
    }
    let pairs = view.plan.schemes.iter().zip(&view.figures.schemes);
    let mut without: Vec<(Money, &Scheme)> = pairs
        .filter(|(scheme, own)| {
            in_total(scheme)
                && !scheme.unidentified
                && own.planned.is_positive()
                && scheme.row.is_blank(schemes::COUNTERFACTUAL)
        })
        .map(|(scheme, own)| (own.planned, scheme))
        .collect();
    without.sort_by_key(|(planned, _)| Reverse(*planned));
    let planned: Money = without.iter().map(|(planned, _)| *planned).sum();
    let finding = CHECK.note(
        format!(
            "{} planned states no baseline and counterfactual: {}",
            shown(view, &[planned]).in_words(planned),
            names(without.iter().map(|(_, scheme)| &*scheme.id))
        ),
        "what would be spent without the scheme, for every saving (HM Treasury, Government Efficiency Framework, \
         November 2025)",
        "State the baseline and the counterfactual, the largest saving first.",
    );
    (!without.is_empty())
        .then(|| finding.at(without.iter().map(|(_, scheme)| scheme.row.place)).worth(planned))
}

fn substantiated(view: &PlanView) -> Vec<Found> {
    let columns = [schemes::ACTUAL_BASIS, schemes::ACTUAL_EVIDENCE, schemes::VALIDATED_BY];
    if !used(view, &columns) {
        return Vec::new();
    }
    let (mut delivered, mut substantiated) = (Money::ZERO, Money::ZERO);
    let mut without: Vec<(Money, &Scheme, Place)> = Vec::new();
    for (scheme, figures) in view.plan.schemes.iter().zip(&view.figures.schemes).filter(|(s, _)| in_total(s))
    {
        let actual = figures.to_date.actual;
        delivered = delivered + actual;
        if scheme.is_substantiated() {
            substantiated = substantiated + actual;
        } else if !actual.is_zero() {
            let lacking = columns.into_iter().find(|column| scheme.row.filled(*column));
            let place = lacking.map_or(scheme.row.place, |column| scheme.row.place_of(column));
            without.push((actual, scheme, place));
        }
    }
    without.sort_by_key(|(actual, _, _)| Reverse(*actual));
    let Some((largest, _, _)) = without.first() else { return Vec::new() };
    let shown = shown(view, &[delivered, substantiated, *largest]);
    let share = Percent::of(substantiated, delivered)
        .map_or_else(String::new, |share| format!(" ({}%)", share.show(1, &[])));
    let list: Vec<String> = without
        .iter()
        .map(|(actual, scheme, _)| format!("{} {}", scheme.id, shown.in_words(*actual)))
        .collect();
    vec![
        CHECK
            .note(
                format!(
                    "{} of {} delivered is substantiated{share}; without: {}",
                    shown.in_words(substantiated),
                    shown.in_words(delivered),
                    names(list.iter().map(String::as_str))
                ),
                "a basis other than an estimate, the evidence and who validated it, for every actual",
                "Name the basis, the evidence and who validated it, the largest first.",
            )
            .at(without.iter().map(|(_, _, place)| *place))
            .worth(without.iter().map(|(actual, _, _)| *actual).sum()),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::examples::money;
    use super::*;
    use crate::plan::example::example;

    fn plan(basis: Option<&str>) -> Vec<Found> {
        let sound = [
            ("actual_ytd", "34"),
            ("actual_basis", "ledger"),
            ("actual_evidence", "M6"),
            ("validated_by", "EP"),
        ];
        let mut other = vec![("actual_ytd", "24"), ("actual_evidence", "M6"), ("validated_by", "EP")];
        other.extend(basis.map(|basis| ("actual_basis", basis)));
        example().scheme("A", &sound).scheme("B", &other).run(&CHECK)
    }

    #[test]
    fn what_is_estimated_or_without_a_basis_is_not_substantiated() {
        let found = plan(Some("estimate"));
        assert_eq!(found[0].found, "£34 of £58 delivered is substantiated (58.6%); without: B £24");
        assert_eq!(found[0].amount, Some(money("24")));
        assert_eq!(plan(None).len(), 1);
        assert!(plan(Some("activity x price")).is_empty());
    }

    #[test]
    fn a_plan_without_these_columns_hears_nothing() {
        assert!(example().scheme("A", &[("actual_ytd", "34")]).run(&CHECK).is_empty());
    }
}
