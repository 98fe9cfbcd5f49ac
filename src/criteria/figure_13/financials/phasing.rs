//! Financial phasing: whether the year's savings are planned by month, agree with what is stated
//! for the year, and are not left to its last quarter.

use super::{Sum, show};
use crate::calendar::{FinancialYear, Month, Period};
use crate::criteria::figure_13::shown::{Examination, cell, plain};
use crate::criteria::{Evidence, Outcome, SchemeView};
use crate::figures::savings;
use crate::location::Place;
use crate::money::{Money, Percent};
use crate::plan::fields::schemes;
use crate::plan::{Measure, Point};
use crate::policy::Key;

pub(super) fn phased(view: &SchemeView) -> Evidence {
    let row = &view.scheme.row;
    // the columns are of the reporting year
    let yearly = [schemes::PLAN_YEAR, schemes::PLAN_YTD]
        .into_iter()
        .filter(|_| view.figures.year == view.figures.reporting_year)
        .find_map(|column| cell(row, column));
    let unphased = |places| Evidence::unmet("the year has a single amount and no months", places);
    let Some(year) = view.figures.year else {
        return match yearly {
            Some(place) => unphased(vec![place]),
            None => Evidence::unevidenced("no planned saving is given"),
        };
    };
    let planned: Vec<Point> =
        savings::finest(view.scheme, Measure::Plan, year).filter(|point| point.amount.is_some()).collect();
    let places = || planned.iter().map(|point| point.place).collect::<Vec<_>>();
    if planned.is_empty() {
        let spans: Vec<Place> = spans_over(view, year).collect();
        return match yearly {
            Some(place) => unphased(vec![place]),
            None if !spans.is_empty() => unphased(spans),
            None if view.figures.planned_stated => nothing_planned(year),
            None => Evidence::unevidenced("no planned saving is given"),
        };
    }
    if planned.iter().all(|point| point.amount.is_some_and(|amount| amount.value.is_zero())) {
        return nothing_planned(year);
    }
    if planned.iter().any(|point| matches!(point.period, Period::Year(_) | Period::Span(..))) {
        return Evidence::unmet(format!("{year} has a single amount and no months"), places());
    }
    let mut seen = Examination::default();
    let wrong_total = totals_that_differ(view, year, &planned, &mut seen);
    let quarterly = planned.iter().any(|point| matches!(point.period, Period::Quarter(_)));
    if quarterly {
        let quarters = planned.iter().filter(|point| matches!(point.period, Period::Quarter(_)));
        seen.short(format!("{year} is phased by quarter, not by month"), quarters.map(|point| point.place));
    }
    months_left_out(year, &planned, &mut seen);
    late_in_the_year(view, year, &planned, &mut seen);
    seen.holds(places());
    let outcome = match (seen.all_hold(), wrong_total) {
        (true, _) => Outcome::Met,
        (false, false) => Outcome::Partly,
        (false, true) => Outcome::Unmet,
    };
    seen.into(outcome)
}

/// The sums stated for several years at once, this one among them.
fn spans_over(view: &SchemeView, year: FinancialYear) -> impl Iterator<Item = Place> {
    view.scheme.points(Measure::Plan).filter_map(move |point| match point.period {
        Period::Span(from, to) if (from..=to).contains(&year) => point.amount.map(|_| point.place),
        _ => None,
    })
}

fn nothing_planned(year: FinancialYear) -> Evidence {
    Evidence::not_applicable(format!("nothing is planned for {year}"))
}

/// Whether a total stated for the year or a quarter differs from the amounts within it.
fn totals_that_differ(
    view: &SchemeView,
    year: FinancialYear,
    planned: &[Point],
    seen: &mut Examination,
) -> bool {
    let row = &view.scheme.row;
    let coarse = savings::coarse(view.scheme, Measure::Plan, year);
    let by_period = coarse.filter_map(|point| Some((point.period, point.amount?, Some(point.place))));
    let column = row
        .amount(schemes::PLAN_YEAR)
        .filter(|_| view.figures.reporting_year == Some(year))
        .map(|amount| (Period::Year(year), amount, cell(row, schemes::PLAN_YEAR)));
    let mut differs = false;
    for (period, stated, place) in by_period.chain(column) {
        let mut sum = Sum::default();
        let inside = |point: &&Point| {
            point.period.first_month() >= period.first_month() && point.period.end() <= period.end()
        };
        planned.iter().filter(inside).for_each(|point| sum.point(point));
        if sum.agrees(stated) {
            seen.holds(place);
        } else {
            differs = true;
            let (sum, stated) = (show(view, sum.value), show(view, stated.value));
            seen.short(format!("the amounts within {period} sum to {sum}, but {stated} is stated"), place);
        }
    }
    differs
}

/// Notes the months from the first saving to March that have no plan, nil included.
fn months_left_out(year: FinancialYear, planned: &[Point], seen: &mut Examination) {
    let saving = planned.iter().filter(|point| point.is_not_nil());
    let Some(first) = saving.map(|point| point.period.first_month()).min() else {
        return;
    };
    let is_planned = |month: &Month| {
        planned.iter().any(|point| point.period.first_month() <= *month && month.end() <= point.period.end())
    };
    let missing: Vec<Month> = year.months().filter(|month| *month >= first && !is_planned(month)).collect();
    let said = match missing.as_slice() {
        [] => return,
        [one] => one.to_string(),
        [from, .., to] => format!("{} months from {from} to {to}", missing.len()),
    };
    seen.short(format!("no plan for {said} (0 is a plan)"), planned.iter().map(|point| point.place));
}

/// Notes a year of which too much falls in the last quarter.
fn late_in_the_year(view: &SchemeView, year: FinancialYear, planned: &[Point], seen: &mut Examination) {
    let most = view.of.policy.number(Key::LastQuarterMost);
    let sum = |points: &mut dyn Iterator<Item = &Point>| -> Money {
        points.filter_map(|point| point.amount).map(|amount| amount.value).sum()
    };
    let january = year.april().plus(9);
    let last = || planned.iter().filter(|point| point.period.first_month() >= january);
    let Some(share) = Percent::of(sum(&mut last()), sum(&mut planned.iter())) else { return };
    if share.compare(most).is_gt() {
        let reason =
            format!("{}% of {year} falls in its last quarter, over {}%", share.show(1, &[most]), plain(most));
        seen.short(reason, last().map(|point| point.place));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::criteria::example::scheme;

    #[test]
    fn months_that_sum_are_wanted_and_not_all_at_the_end() {
        let year = |months: &[i64]| scheme(&[]).months("plan", months);
        let even = [100; 12];
        assert_eq!(year(&even).shows("F13-FIN-4").outcome, Outcome::Met);
        assert_eq!(year(&even).planned(&[("2011/12", "1206")]).shows("F13-FIN-4").outcome, Outcome::Met);
        let wrong = year(&even).planned(&[("2011/12", "1300")]).shows("F13-FIN-4");
        assert_eq!(wrong.outcome, Outcome::Unmet);
        assert_eq!(wrong.reason, "the amounts within 2011/12 sum to £1,200, but £1,300 is stated");
        let late = year(&[0, 0, 0, 0, 0, 0, 0, 0, 300, 100, 100, 0]);
        assert_eq!(late.shows("F13-FIN-4").outcome, Outcome::Met, "exactly 40%");
        let late = year(&[0, 0, 0, 0, 0, 0, 0, 0, 299, 100, 100, 0]);
        assert_eq!(late.shows("F13-FIN-4").outcome, Outcome::Partly);
        let one = scheme(&[]).planned(&[("M1 2011-12", "100")]).shows("F13-FIN-4");
        assert_eq!(one.outcome, Outcome::Partly, "one month is no phasing of a year");
        assert!(one.reason.starts_with("no plan for 11 months from 2011-05 to 2012-03"), "{}", one.reason);
        assert_eq!(
            year(&[0, 0, 0, 0, 0, 0, 0, 0, 300, 100, 100]).shows("F13-FIN-4").outcome,
            Outcome::Partly
        );
        let quarters = scheme(&[]).planned(&[("Q1 2011-12", "5")]).planned(&[("Q2 2011-12", "5")]);
        assert_eq!(quarters.shows("F13-FIN-4").outcome, Outcome::Partly);
        assert_eq!(scheme(&[]).planned(&[("2011/12", "5")]).shows("F13-FIN-4").outcome, Outcome::Unmet);
        assert_eq!(scheme(&[("plan_year", "5")]).shows("F13-FIN-4").outcome, Outcome::Unmet);
    }

    #[test]
    fn a_total_is_held_against_the_months_within_it_and_cited() {
        let phased = |quarter: &str| {
            let plan = scheme(&[]).months("plan", &[100; 12]).planned(&[("Q2 2011-12", quarter)]);
            plan.shows("F13-FIN-4")
        };
        assert_eq!(phased("300").outcome, Outcome::Met, "three months, not twelve");
        assert_eq!(phased("1200").outcome, Outcome::Unmet);
        let span = scheme(&[]).planned(&[("2011/12 to 2013/14", "30")]).shows("F13-FIN-4");
        assert_eq!((span.outcome, span.places.len()), (Outcome::Unmet, 1));
        let later = scheme(&[]).planned(&[("2012/13 to 2014/15", "30"), ("2011/12", "0")]).shows("F13-FIN-4");
        assert_eq!(later.reason, "nothing is planned for 2011/12");
    }

    #[test]
    fn a_sum_of_several_years_is_no_phasing_of_one_of_them_and_says_nothing_of_another() {
        let of = |span: &str| scheme(&[]).planned(&[(span, "30")]).shows("F13-FIN-4");
        assert_eq!(of("2011/12 to 2013/14").reason, "the year has a single amount and no months");
        let later = of("2012/13 to 2014/15");
        assert_eq!(
            (later.outcome, &*later.reason),
            (Outcome::NotApplicable, "nothing is planned for 2011/12")
        );
    }
}
