//! RE: savings that do not recur, and that have to be found again next year.

use super::sums::{self, Sum, within};
use super::{Check, Found, in_total, names, shown};
use crate::criteria::PlanView;
use crate::figures::SchemeFigures;
use crate::money::{Money, Percent};
use crate::plan::Scheme;
use crate::plan::fields::schemes;
use crate::policy::Key;

pub const CHECK: Check = Check {
    code: "RE",
    title: "Recurrence",
    finds: "a plan much of which does not recur, and schemes whose forecast recurs less than planned, so that next \
            year opens short",
    how: "non-recurrent planned savings of the reporting year (the year's plan less recurrent_plan, or all of it where \
          recurrent is no) over those of the schemes that say, above {non_recurrent_most}; per scheme, \
          forecast less recurrent_forecast above plan less recurrent_plan, beyond rounding",
    passes: "£75,000 of £187,550 planned as non-recurrent, and £75,000 of the forecast",
    fails: "All of £420,200 planned as recurrent, and £145,000 of the forecast no longer recurs",
    run,
};

fn run(view: &PlanView) -> Vec<Found> {
    let pairs = || view.plan.schemes.iter().zip(&view.figures.schemes).filter(|(s, _)| in_total(s));
    let mut found: Vec<Found> =
        pairs().filter_map(|(scheme, figures)| opens_short(view, scheme, figures)).collect();
    let (mut once, mut known, mut which) = (Sum::default(), Money::ZERO, Vec::new());
    for (scheme, figures) in pairs().filter(|(scheme, _)| !scheme.unidentified) {
        if let Some(part) = non_recurrent(scheme, figures) {
            known = known + figures.plan_year.unwrap_or_default();
            if part.value.is_positive() {
                which.push((part.value, &*scheme.id));
            }
            once.merge(&part);
        }
    }
    found.extend(mostly_once(view, &once, known, which));
    found
}

fn mostly_once(view: &PlanView, once: &Sum, known: Money, mut which: Vec<(Money, &str)>) -> Option<Found> {
    let most = view.policy.number(Key::NonRecurrentMost);
    let share = Percent::of(once.value, known).filter(|share| share.compare(most).is_gt())?;
    which.sort_by_key(|(amount, _)| std::cmp::Reverse(*amount));
    let shown = shown(view, &[once.value, known]);
    let finding = CHECK.warning(
        format!(
            "{} of {} planned for the year is non-recurrent, {}%: {}",
            shown.in_words(once.value),
            shown.in_words(known),
            share.show(1, &[most]),
            names(which.iter().map(|(_, id)| *id))
        ),
        format!("at most {most}% non-recurrent"),
        "Replace non-recurrent savings by recurrent ones, or plan for next year's gap.",
    );
    Some(finding.at(once.places.iter().copied()).worth(once.value))
}

/// The part of the year's plan that does not recur; `None` where nothing says.
fn non_recurrent(scheme: &Scheme, figures: &SchemeFigures) -> Option<Sum> {
    let part = scheme.row.filled(schemes::RECURRENT_PLAN);
    let recurs = scheme.row.yes(schemes::RECURRENT);
    if !part && recurs.is_none() {
        return None;
    }
    // what is planned of later years is no part of the year that it would be divided by
    let plan = Some(sums::planned_of_reporting_year(scheme, figures)).filter(Sum::is_given)?;
    if part {
        return Some(plan.less(&sums::cell(&scheme.row, schemes::RECURRENT_PLAN)));
    }
    match recurs? {
        true => Some(Sum::default()),
        false => Some(plan),
    }
}

fn forecast(scheme: &Scheme, figures: &SchemeFigures, view: &PlanView) -> Sum {
    let column = sums::cell(&scheme.row, schemes::FORECAST_YEAR);
    if column.is_given() {
        return column;
    }
    sums::forecast_by_period(scheme, figures, view.as_at()).unwrap_or_default()
}

/// A scheme of whose forecast less recurs than of its plan.
fn opens_short(view: &PlanView, scheme: &Scheme, figures: &SchemeFigures) -> Option<Found> {
    let recurrent_plan = sums::cell(&scheme.row, schemes::RECURRENT_PLAN);
    let recurrent_forecast = sums::cell(&scheme.row, schemes::RECURRENT_FORECAST);
    if !recurrent_plan.is_given() || !recurrent_forecast.is_given() {
        return None;
    }
    let (plan, forecast) =
        (sums::planned_of_reporting_year(scheme, figures), forecast(scheme, figures, view));
    if !plan.is_given() || !forecast.is_given() {
        return None;
    }
    let planned_once = plan.clone().less(&recurrent_plan);
    let forecast_once = forecast.clone().less(&recurrent_forecast);
    let more = forecast_once.clone().less(&planned_once);
    if !more.value.is_positive() || within(more.value, more.slack) {
        return None;
    }
    let short = recurrent_plan.value - recurrent_forecast.value;
    let shown = shown(view, &[more.value, forecast.value, recurrent_forecast.value, recurrent_plan.value]);
    let opens = if short.is_positive() {
        format!("; next year opens {} short", shown.in_words(short))
    } else {
        String::new()
    };
    let finding = CHECK.warning(
        format!(
            "{} of the forecast of {} recurs: {} less than planned{opens}",
            shown.in_words(recurrent_forecast.value),
            shown.in_words(forecast.value),
            shown.in_words(more.value)
        ),
        format!("{} that recurs, as planned", shown.in_words(recurrent_plan.value)),
        "Find recurrent savings to replace what no longer recurs.",
    );
    Some(
        finding
            .about(scheme)
            .at(recurrent_forecast.places.iter().chain(&recurrent_plan.places).copied())
            .worth(more.value),
    )
}

#[cfg(test)]
mod tests {
    use super::super::examples::money;
    use super::*;
    use crate::plan::example::example;

    fn scheme(recurrent_forecast: &str) -> Vec<Found> {
        example()
            .dated("2011-09-30")
            .scheme(
                "CO-03",
                &[
                    ("recurrent", "yes"),
                    ("recurrent_plan", "420200"),
                    ("plan_year", "420200"),
                    ("forecast_year", "446263"),
                    ("recurrent_forecast", recurrent_forecast),
                ],
            )
            .run(&CHECK)
    }

    #[test]
    fn a_forecast_that_recurs_less_than_planned() {
        let found = scheme("301263");
        assert_eq!(found[0].amount, Some(money("145000")));
        assert!(found[0].found.ends_with("next year opens £118,937 short"), "{}", found[0].found);
        assert!(scheme("446261").is_empty(), "within rounding");
    }

    #[test]
    fn over_a_quarter_non_recurrent() {
        let plan = |once: &str, every: &str| {
            example()
                .dated("2011-09-30")
                .scheme("A", &[("recurrent", "no"), ("plan_year", once)])
                .scheme("B", &[("recurrent", "yes"), ("plan_year", every)])
                .scheme("C", &[("plan_year", "1000")])
                .run(&CHECK)
        };
        assert!(plan("25", "75").is_empty(), "exactly a quarter of what is said");
        assert_eq!(plan("26", "75").len(), 1);
    }
}
