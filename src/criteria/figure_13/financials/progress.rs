//! Financial progress: the 5% rule on a scheme, and whether its tracking keeps up.

use super::show;
use crate::calendar::show_date;
use crate::criteria::figure_13::shown::{Examination, not_under_way, plain};
use crate::criteria::{Evidence, Outcome, SchemeView};
use crate::figures::basis::UsedCell;
use crate::figures::distance::Rest;
use crate::figures::forecast::Doubts;
use crate::figures::{Basis, Position, finance};
use crate::location::Place;
use crate::money::{Money, Percent};
use crate::plan::Measure;
use crate::policy::Key;
use crate::rating::Rating;

/// The cells of a position to date: what is missing, the actual, the rest of the plan.
fn cells(basis: &Basis) -> Vec<Place> {
    let rest = basis.plan.iter().filter(|cell| !basis.missing.contains(cell));
    basis.missing.iter().chain(&basis.actual).chain(rest).map(|cell| cell.place).collect()
}

/// `September 2011`, or how many, or `the year to date`.
fn in_words(missing: &[UsedCell]) -> String {
    let periods: Vec<_> = missing.iter().filter_map(|cell| cell.period).collect();
    match periods.as_slice() {
        [] => "the year to date".to_owned(),
        [one] => one.to_string(),
        [first, .., last] => format!("{} periods from {first} to {last}", periods.len()),
    }
}

/// The basis of the position to date where it can be judged, or what is to be said where it cannot.
fn judged(view: &SchemeView, rating: Rating) -> Result<Basis, Evidence> {
    if let Some(evidence) = not_under_way(view) {
        return Err(evidence);
    }
    let figures = view.figures;
    let basis: Basis = Basis::to_date(view.scheme, figures.reporting_year, view.of.as_at());
    if rating == Rating::NotApplicable {
        let is_undated = view.of.as_at().is_none() && view.scheme.points(Measure::Plan).next().is_some();
        return Err(Evidence::not_applicable(match (figures.to_date.is_empty(), is_undated) {
            (true, true) if basis.is_given => "no reporting date is stated, and the actual is nil",
            (true, true) => "no reporting date is stated and no actual is given",
            (true, false) => "not started: nothing is planned to date",
            (false, _) => "nothing is planned and nothing is saved to date",
        }));
    }
    if figures.to_date.unplanned && rating == Rating::Grey {
        let reason = "savings are reported, but nothing says what was planned to date";
        return Err(Evidence::new(Outcome::Unevidenced, reason, cells(&basis)).not_decisive());
    }
    Ok(basis)
}

pub(super) fn on_track(view: &SchemeView) -> Evidence {
    let (policy, figures) = (view.of.policy, view.figures);
    let position = figures.to_date;
    let rated = figures.rated(policy);
    let rating = finance::with_forecast(policy, rated.rating, figures.full_year);
    if !view.of.says_why {
        return coloured(rating, figures.under_way, String::new(), Vec::new());
    }
    let basis = match judged(view, rating) {
        Ok(basis) => basis,
        Err(evidence) => return evidence,
    };
    let by_period = basis.cells().any(|cell| cell.period.is_some());
    let until = view.of.as_at().filter(|_| by_period);
    let to = until.map_or("to date".to_owned(), |as_at| format!("to {}", show_date(as_at)));
    let mut reason = compared(view, position, "actual", &to);
    let mut places = cells(&basis);
    if position.incomplete {
        reason.push_str("; a cell it rests on could not be read");
    } else if let Some((at_nil, at_plan)) = rated.missing {
        let (missing, amount) = (in_words(&basis.missing), show(view, position.unreported));
        let open = match rated.rating {
            Rating::Grey if position.periods_reported == 0 => String::new(),
            Rating::Grey => format!(": {at_nil} if nothing was saved there, {at_plan} if all of it was"),
            rating => format!(": {rating} holds whatever is missing"),
        };
        reason.push_str(&format!("; no actual for {missing}, planned at {amount}{open}"));
    }
    if policy.flag(Key::ForecastRates)
        && let Some(forecast) = view.figures.full_year
    {
        let rated = forecast.rate(policy).rating;
        reason.push_str(&format!("; {} ({rated})", compared(view, forecast, "forecast", "for the year")));
        places.extend(forecast_cells(view).filter(|place| !basis.places().any(|known| known == *place)));
    }
    coloured(rating, true, reason, places)
}

/// The result that a colour is, of a scheme that is under way or not.
fn coloured(rating: Rating, under_way: bool, reason: String, places: Vec<Place>) -> Evidence {
    match rating {
        Rating::NotApplicable => Evidence::new(Outcome::NotApplicable, reason, places),
        _ if !under_way => Evidence::new(Outcome::NotApplicable, reason, places),
        Rating::Green => Evidence::new(Outcome::Met, reason, places),
        Rating::Amber => Evidence::partly(reason, places),
        Rating::Red => Evidence::unmet(reason, places),
        Rating::Grey => Evidence::new(Outcome::Unevidenced, reason, places).not_decisive(),
    }
}

/// Plan against actual or forecast, with the variance and its percentage.
fn compared(view: &SchemeView, position: Position, what: &str, when: &str) -> String {
    let policy = view.of.policy;
    let percent = position.shown_percent(policy).map_or_else(String::new, |percent| format!(", {percent}%"));
    let variance = position
        .variance()
        .map_or_else(String::new, |variance| format!(": variance {}{percent}", show(view, variance)));
    let known = |amount: Option<Money>| amount.map_or_else(|| "not given".to_owned(), |own| show(view, own));
    let (plan, actual) = (known(position.known_plan()), known(position.known_actual()));
    format!("{what} {actual} against plan {plan} {when}{variance}")
}

fn forecast_cells(view: &SchemeView) -> impl Iterator<Item = Place> + use<> {
    let basis: Basis = Basis::year(view.scheme, view.figures.reporting_year, view.of.as_at());
    basis.actual.into_iter().map(|cell| cell.place)
}

pub(super) fn tracked(view: &SchemeView) -> Evidence {
    let position = view.figures.to_date;
    let basis = match judged(view, view.figures.rated(view.of.policy).rating) {
        Ok(basis) => basis,
        Err(evidence) => return evidence,
    };
    if position.incomplete {
        return Evidence::new(Outcome::Unevidenced, "a cell it rests on could not be read", cells(&basis));
    }
    let mut seen = Examination::default();
    if position.periods_unreported > 0 {
        let reason = format!("no actual for {}", in_words(&basis.missing));
        if position.periods_reported == 0 {
            return Evidence::new(Outcome::Unevidenced, reason, cells(&basis));
        }
        seen.short(reason, basis.missing.iter().map(|cell| cell.place));
    }
    if position.is_behind(view.of.policy) {
        let forecast = forecast_cells(view);
        let doubts = Doubts::of(view.of.policy, view.scheme, view.figures, view.of.as_at());
        match view.figures.full_year {
            None => seen.short("behind plan and no forecast for the year", []),
            Some(year) if year.incomplete => {
                seen.short("a cell of the forecast could not be read", forecast);
            }
            Some(year) if doubts.held_at_plan => {
                let plan = show(view, year.plan);
                seen.short(
                    format!("behind plan, yet the forecast for the year is still the plan of {plan}"),
                    forecast,
                );
            }
            Some(year) if doubts.below_delivered => {
                let reason = format!(
                    "the forecast of {} for the year is below the {} already delivered",
                    show(view, year.actual),
                    show(view, position.actual)
                );
                seen.short(reason, forecast);
            }
            Some(year) => match hoped_for(view, year) {
                Some(reason) if seen.all_hold() => {
                    seen.short(reason, forecast);
                    seen.holds(cells(&basis));
                    return seen.into(Outcome::Partly);
                }
                _ => seen.holds(forecast),
            },
        }
    }
    seen.holds(cells(&basis));
    seen.met_or_unmet()
}

/// Why a forecast that differs from the plan is more hope than forecast; `None` where it can be believed.
fn hoped_for(view: &SchemeView, year: Position) -> Option<String> {
    let (policy, position) = (view.of.policy, view.figures.to_date);
    let (behind, taken_off) = (position.plan - position.actual, year.plan - year.actual);
    if Percent::of(taken_off, behind).is_some_and(|share| !share.under(policy.number(Key::ForecastFollows))) {
        return None;
    }
    let short = format!(
        "the forecast takes only {} of the {} behind off the year's plan",
        show(view, taken_off),
        show(view, behind)
    );
    let rest = Rest::of([view.scheme], view.of.figures, policy, &position);
    let Some((rest, (_, best))) = rest.as_ref().and_then(|rest| Some((rest, rest.best?))) else {
        return Some(format!("{short}, and no month shows what can be delivered"));
    };
    let most = policy.number(Key::RunRateMost);
    let bearable = best.decimal().checked_mul(most).and_then(|most| most.checked_mul(rest.months.into()));
    let left = year.actual - position.actual;
    if bearable.is_some_and(|bearable| left.decimal() <= bearable) {
        return None;
    }
    let each = show(view, rest.a_month(left));
    Some(format!(
        "{short}, and asks {each} a month, over {} times the best so far ({})",
        plain(most),
        show(view, best)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::criteria::example::scheme;
    use crate::plan::example::Example;

    fn year(actuals: &[i64]) -> Example {
        scheme(&[]).months("plan", &[100; 12]).months("actual", actuals)
    }

    #[test]
    fn missing_months_leave_it_open_unless_the_colour_holds() {
        let judge = |actuals: &[i64]| year(actuals).shows("F13-FIN-5");
        assert_eq!(
            judge(&[96; 6]).reason,
            "actual £576 against plan £600 to 30 Sep 2011: variance -£24, -4.0%"
        );
        assert_eq!(judge(&[95; 6]).outcome, Outcome::Partly, "exactly 5% short");
        let open = judge(&[100; 5]);
        assert_eq!((open.outcome, open.decisive_here), (Outcome::Unevidenced, false));
        assert!(
            open.reason.ends_with("amber if nothing was saved there, green if all of it was"),
            "{}",
            open.reason
        );
        let holds = judge(&[10; 5]);
        assert_eq!(holds.outcome, Outcome::Unmet);
        assert!(holds.reason.ends_with("red holds whatever is missing"), "{}", holds.reason);
        assert!(judge(&[119; 5]).reason.ends_with("green holds whatever is missing"));
        assert_eq!(judge(&[]).outcome, Outcome::Unevidenced);
    }

    #[test]
    fn a_colour_is_a_result_of_schemes_under_way_alone() {
        let result = |rating, under_way| coloured(rating, under_way, String::new(), Vec::new()).outcome;
        assert_eq!(
            [result(Rating::Red, true), result(Rating::Red, false)],
            [Outcome::Unmet, Outcome::NotApplicable]
        );
        assert_eq!(result(Rating::NotApplicable, true), Outcome::NotApplicable);
    }

    #[test]
    fn a_plan_that_is_withheld_is_not_a_plan_of_nil() {
        let unplanned = scheme(&[]).months("actual", &[100; 6]);
        assert_eq!(unplanned.shows("F13-FIN-5").outcome, Outcome::Unevidenced);
        let unphased = scheme(&[]).months("actual", &[100; 6]).planned(&[("2011/12", "9000")]);
        assert_eq!(unphased.shows("F13-FIN-5").outcome, Outcome::Unevidenced);
        let early =
            scheme(&[("starts", "2011-04-01")]).months("actual", &[100; 6]).planned(&[("M9 2011-12", "100")]);
        assert_eq!(early.shows("F13-FIN-5").outcome, Outcome::Met, "ahead of a plan that begins in December");
    }

    #[test]
    fn columns_to_date_stand_without_a_date() {
        let register = |actual| scheme(&[("plan_ytd", "600"), ("actual_ytd", actual)]).own(&[]);
        assert_eq!(register("590").shows("F13-FIN-5").outcome, Outcome::Met);
        assert_eq!(register("400").shows("F13-FIN-5").outcome, Outcome::Unmet);
        assert_eq!(register("590").shows("F13-FIN-6").outcome, Outcome::Met);
        let planned = scheme(&[]).months("plan", &[100; 12]).own(&[]);
        let shown = planned.shows("F13-FIN-5");
        assert_eq!(shown.outcome, Outcome::NotApplicable);
        assert_eq!(shown.reason, "no reporting date is stated and no actual is given");
        let nil = scheme(&[]).months("plan", &[100; 12]).months("actual", &[0; 6]).own(&[]);
        assert_eq!(nil.shows("F13-FIN-5").outcome, Outcome::Unevidenced, "an actual, and no date");
        let column = scheme(&[("actual_ytd", "0")]).months("plan", &[100; 12]).own(&[]).shows("F13-FIN-5");
        assert_eq!(column.reason, "no reporting date is stated, and the actual is nil");
    }

    #[test]
    fn the_forecast_rates_only_where_the_policy_says_so() {
        let slipping = || year(&[100; 6]).months("forecast", &[0; 12]);
        assert_eq!(slipping().shows("F13-FIN-5").outcome, Outcome::Met);
        assert_eq!(slipping().policy("forecast_rates", "true").shows("F13-FIN-5").outcome, Outcome::Unmet);
    }

    #[test]
    fn a_forecast_follows_a_shortfall() {
        let judge = |forecast: &[i64]| year(&[80; 6]).months("forecast", forecast).shows("F13-FIN-6");
        assert_eq!(judge(&[]).reason, "behind plan and no forecast for the year");
        assert_eq!(judge(&[80; 12]).outcome, Outcome::Met);
        let hope = judge(&[80, 80, 80, 80, 80, 80, 120, 120, 120, 120, 120, 119]);
        assert_eq!(hope.outcome, Outcome::Met, "119.8 a month is within 1.5 times 80");
        let steep = |rest: i64| {
            let months = [60, 60, 60, 60, 60, 60, rest, rest, rest, rest, rest, rest];
            scheme(&[])
                .months("plan", &[100; 12])
                .months("actual", &[60; 6])
                .months("forecast", &months)
                .shows("F13-FIN-6")
        };
        assert_eq!(steep(120).outcome, Outcome::Met, "half of the shortfall is taken off");
        let hoped = steep(130);
        assert_eq!(hoped.outcome, Outcome::Partly);
        assert_eq!(
            hoped.reason,
            "the forecast takes only £60 of the £240 behind off the year's plan, and asks £130 a month, over 1.5 \
             times the best so far (£60)"
        );
        let held = judge(&[0, 0, 0, 0, 0, 0, 120, 120, 120, 120, 120, 120]);
        assert_eq!(held.reason, "behind plan, yet the forecast for the year is still the plan of £1,200");
        assert_eq!(judge(&[0, 0, 0, 0, 0, 0, -20, -20, -20, -20, -20, -20]).outcome, Outcome::Unmet);
        assert_eq!(
            year(&[96; 6]).shows("F13-FIN-6").outcome,
            Outcome::Met,
            "under 5% short needs no forecast"
        );
        assert_eq!(year(&[100; 5]).shows("F13-FIN-6").outcome, Outcome::Unmet);
    }
}
