//! RB: plans that are no longer the plan first approved.

use super::sums::{self, Sum, within};
use super::{Check, Found, Severity, apart, shown};
use crate::criteria::PlanView;
use crate::figures::contribution::Contribution;
use crate::figures::savings::planned_by_year;
use crate::figures::{Position, SchemeFigures, finance};
use crate::money::Money;
use crate::plan::fields::schemes;
use crate::plan::fields::words::Stage;
use crate::plan::{Measure, Scheme};
use rust_decimal::Decimal;

/// Re-based plans.
pub const CHECK: Check = Check {
    code: "RB",
    title: "Re-based plans",
    finds: "a plan that differs from the one first approved, closed schemes whose plan was taken out, and what closed \
            schemes gave up",
    how: "original_plan against the year's plan and the plan of all years, never the plan to date: it must be \
          one of them within rounding; \
          with the colour of actual to date (else of the forecast) against the plan as it is, and against the \
          original one, spread alike. A closed scheme keeps its plan in every total, and in headroom counts what \
          it delivered and what it still forecasts",
    passes: "Original plan £458,050 and plan £458,050",
    fails: "Original plan £600k and plan £450k: green against the plan, amber against the original",
    run,
};

fn run(view: &PlanView) -> Vec<Found> {
    let pairs = view.plan.schemes.iter().zip(&view.figures.schemes).filter(|(s, _)| s.in_sums());
    pairs
        .flat_map(|(scheme, figures)| {
            let given_up = given_up(view, scheme, figures).filter(|_| !scheme.outside_total);
            finding(view, scheme, figures).into_iter().chain(given_up)
        })
        .collect()
}

/// What a closed scheme planned and neither delivered nor still forecasts: headroom counts it no longer.
fn given_up(view: &PlanView, scheme: &Scheme, figures: &SchemeFigures) -> Option<Found> {
    if scheme.stage() != Some(Stage::Closed) {
        return None;
    }
    let (mut amount, mut planned) = (Money::ZERO, Money::ZERO);
    for (year, plan) in planned_by_year(scheme, figures.reporting_year) {
        let own = Contribution::of(scheme, figures, year, plan, view.policy, view.as_at());
        (amount, planned) = (amount + own.given_up, planned + plan);
    }
    let shown = shown(view, &[amount, planned]);
    let finding = CHECK.warning(
        format!("closed: {} of {} no longer counted", shown.in_words(amount), shown.in_words(planned)),
        "savings against the challenge that are delivered or still forecast",
        "Find other savings for what the scheme gave up.",
    );
    let found = finding.about(scheme).at([scheme.row.place_of(schemes::STAGE)]).worth(amount);
    (!amount.is_zero()).then_some(found)
}

fn finding(view: &PlanView, scheme: &Scheme, figures: &SchemeFigures) -> Option<Found> {
    let original = sums::cell(&scheme.row, schemes::ORIGINAL_PLAN);
    let stated = scheme.row.amount(schemes::ORIGINAL_PLAN)?;
    let mut by_year = sums::planned_in_all(scheme, figures).map(|(_, sum)| sum).peekable();
    let closed = scheme.stage() == Some(Stage::Closed);
    // a plan to date is of another time: the year's plan may be as it was
    let is_to_date = !scheme.row.filled(schemes::PLAN_YEAR) && scheme.points(Measure::Plan).next().is_none();
    if by_year.peek().is_none() && !closed || is_to_date && scheme.row.filled(schemes::PLAN_YTD) {
        return None;
    }
    let all: Sum = by_year.collect();
    let year = sums::planned_of_year(scheme, figures);
    if [&all, &year].into_iter().any(|sum| sum.unreadable || sum.agrees(stated)) {
        return None;
    }
    let distance = |sum: &Sum| (sum.value - original.value).abs();
    let current = if distance(&all) < distance(&year) { &all } else { &year };
    let change = current.value - original.value;
    let shown = apart(view, original.value, current.value);
    let lowered = change.is_negative();
    let colours = colours(view, figures, original.value, current.value).unwrap_or_default();
    let (what, action) = if closed && current.value.is_zero() {
        ("closed, and its plan taken out", "Put the plan back: a closed scheme keeps it in every total.")
    } else if lowered {
        ("plan lowered", "Say who approved the change, and judge delivery against the original plan too.")
    } else {
        ("plan raised", "Say who approved the change.")
    };
    let finding = CHECK.finding(
        if lowered { Severity::Warning } else { Severity::Note },
        format!(
            "{what} from {} to {}{colours}",
            shown.in_words(original.value),
            shown.in_words(current.value)
        ),
        format!("{}, the plan first approved", shown.in_words(original.value)),
        action,
    );
    Some(finding.about(scheme).at(original.places.iter().chain(&current.places).copied()).worth(change))
}

/// The colours against the plan as it is and against the original one, where both can be told.
fn colours(view: &PlanView, figures: &SchemeFigures, original: Money, current: Money) -> Option<String> {
    let (position, of) = match figures.full_year {
        _ if figures.to_date.periods_reported > 0 && !figures.to_date.plan.is_zero() => {
            (figures.to_date, "to date")
        }
        Some(full) => (full, "on forecast"),
        None => return None,
    };
    let spread = Position { plan: spread(position.plan, original, current)?, ..position };
    let whole = |position: &Position| position.periods_unreported == 0 && !position.incomplete;
    let now = finance::colour(view.policy, position.plan, position.actual);
    let then = finance::colour(view.policy, spread.plan, spread.actual);
    whole(&position).then(|| format!(": {of} {now} against it, {then} against the original"))
}

/// A part of the plan as it would be of the original plan, spread alike.
fn spread(part: Money, original: Money, current: Money) -> Option<Money> {
    let product: Decimal = part.decimal().checked_mul(original.decimal())?;
    let spread = product.checked_div(current.decimal())?;
    (!within(current, Money::ZERO)).then(|| Money::new(spread))
}

#[cfg(test)]
mod tests {
    use super::super::examples::money;
    use super::*;
    use crate::plan::example::example;

    fn scheme(cells: &[(&str, &str)]) -> Vec<Found> {
        example().dated("2011-09-30").scheme("S", cells).run(&CHECK)
    }

    #[test]
    fn a_lowered_plan_with_both_colours() {
        let plan = |original: &str| {
            scheme(&[
                ("original_plan", original),
                ("plan_year", "450"),
                ("plan_ytd", "225"),
                ("actual_ytd", "225"),
            ])
        };
        let found = plan("500");
        assert_eq!(
            found[0].found,
            "plan lowered from £500 to £450: to date green against it, amber against the original"
        );
        assert_eq!(found[0].amount, Some(money("50")));
        assert!(plan("451").is_empty(), "within rounding");
        assert_eq!(plan("400")[0].severity, Severity::Note);
    }

    #[test]
    fn a_plan_to_date_is_no_change_of_the_plan_of_the_year() {
        assert!(scheme(&[("original_plan", "500"), ("plan_ytd", "225"), ("actual_ytd", "200")]).is_empty());
    }

    #[test]
    fn a_closed_scheme_whose_plan_is_gone() {
        let found = scheme(&[("original_plan", "500"), ("stage", "closed")]);
        assert_eq!(found[0].found, "closed, and its plan taken out from £500 to £0");
        let found = scheme(&[("original_plan", "500"), ("stage", "closed"), ("plan_year", "500")]);
        let said: Vec<&str> = found.iter().map(|found| found.found.as_str()).collect();
        assert_eq!(said, ["closed: £500 of £500 no longer counted"]);
    }
}
