//! Figure 13, financials: what a scheme is to save and on what grounds, when, and whether it does.

use super::shown::{Examination, cell};
use crate::calendar::FinancialYear;
use crate::criteria::{Criterion, Evidence, SchemeView, Set, Test};
use crate::figures::savings;
use crate::location::Place;
use crate::money::{Amount, Money, Unit, show_amount};
use crate::plan::fields::{ColumnId, TableId, assumptions, savings as points, schemes};
use crate::plan::{Measure, Point, Row, Scheme};

mod phasing;
mod progress;

const AREA: &str = "Financials";

/// The expectations in published order.
pub const CRITERIA: &[Criterion] = &[
    Criterion {
        id: "F13-FIN-1",
        asks: "What the scheme is to save has been worked out from assumptions that bear it",
        how: "the scheme has planned savings and an assumption with a rationale: a row of its own, or its own \
              `assumptions` text",
        reads: &[points::PLAN, assumptions::RATIONALE, schemes::ASSUMPTIONS],
        test: Test::Scheme(estimate),
        passes: "£621,500 planned, since a tenth of referrals can be managed in primary care",
        fails: "£621,500 planned, and nothing says why",
        ..Criterion::of(Set::Figure13, AREA, "Financial estimate")
    },
    Criterion {
        id: "F13-FIN-2",
        asks: "What the scheme costs has been considered and is counted",
        how: "the investment is stated, for the scheme or by period (0 is a statement), and a stated net saving is \
              planned savings of all years less investment, within rounding",
        reads: &[points::PLAN, points::INVESTMENT, schemes::INVESTMENT],
        test: Test::Scheme(costs),
        passes: "£1,187,740 planned, £84,000 invested, £1,103,740 net",
        fails: "A net saving is stated, but not the investment that was taken off",
        ..Criterion::of(Set::Figure13, AREA, "Financial estimate")
    },
    Criterion {
        id: "F13-FIN-3",
        asks: "The assumptions are written down in detail",
        how: "the scheme has assumptions of its own in the assumptions table, each with a value, a unit and a source",
        reads: &[assumptions::VALUE, assumptions::UNIT, assumptions::SOURCE],
        test: Test::Scheme(detail),
        passes: "11 % of referrals, from the audit of 2010",
        fails: "The assumption about tariff has no source",
        ..Criterion::of(Set::Figure13, AREA, "Financial estimate")
    },
    Criterion {
        id: "F13-FIN-4",
        asks: "Savings are phased over the year as they will arise, for instance month by month",
        how: "the current year (before the scheme starts, its first) is planned by month, and the months sum within \
              rounding to each total stated for them, every month from the first saving to March (0 is a plan): met; \
              partly when by quarter, when a month is left out, or when over {last_quarter_most} of the year falls in \
              its last quarter; unmet when there is only a yearly amount or the sum does not agree; n/a when nothing \
              is planned for the year",
        reads: &[points::PLAN],
        test: Test::Scheme(phasing::phased),
        passes: "Twelve monthly amounts that sum to the £621,500 stated for 2011/12",
        fails: "£621,500 for 2011/12, and no month or quarter",
        ..Criterion::of(Set::Figure13, AREA, "Financial phasing")
    },
    Criterion {
        id: "F13-FIN-5",
        asks: "Savings made so far are on track: short of plan by less than five per cent",
        how: "the 5% rule on the year to date: a shortfall under {finance_amber_from} of plan is met, under \
              {finance_red_from} partly, else unmet. Chosen by this project, and marked † where a colour rests on \
              it: months without an actual are taken at nil and at plan, and unevidenced where the two differ or no \
              actual is given; on a plan of nil an actual above nil is met and one below unmet. With `forecast_rates` the worse of this and \
              the year's forecast. N/a before the scheme starts and while nothing is planned",
        decisive: true,
        reads: &[points::PLAN, points::ACTUAL, schemes::PLAN_YTD, schemes::ACTUAL_YTD],
        test: Test::Scheme(progress::on_track),
        passes: "£273,083 saved against £276,400 planned to 30 September 2011, 1.2% short",
        fails: "£264,000 saved against £348,750 planned to date, 24.3% short",
        ..Criterion::of(Set::Figure13, AREA, "Financial progress")
    },
    Criterion {
        id: "F13-FIN-6",
        asks: "Tracking holds the latest actuals, and the forecast follows what has changed",
        how: "every period with a plan that has ended has an actual, and when the shortfall to date is \
              {finance_amber_from} or more there is a forecast for the year that is not below what is already \
              delivered and that can be believed: it takes {forecast_follows} of the shortfall off the year's plan, \
              or asks of each remaining month at most {run_rate_most} times the best one so far; partly when it only \
              differs from the plan; n/a before the scheme starts and while nothing is planned",
        reads: &[points::PLAN, points::ACTUAL, schemes::PLAN_YTD, schemes::ACTUAL_YTD],
        test: Test::Scheme(progress::tracked),
        passes: "Six actuals to September, and a forecast lowered after a slow summer",
        fails: "24.3% behind to date with the forecast still at plan",
        ..Criterion::of(Set::Figure13, AREA, "Financial progress")
    },
];

/// The cells in which a scheme's planned savings of all years stand.
pub(super) fn planned_cells(view: &SchemeView) -> Vec<Place> {
    let planned: Vec<Place> = planned_points(view.scheme).map(|point| point.place).collect();
    if !planned.is_empty() {
        return planned;
    }
    let columns = [schemes::PLAN_YEAR, schemes::PLAN_YTD];
    let cells =
        columns.into_iter().filter(|column| view.scheme.row.money(*column).is_some_and(|m| !m.is_zero()));
    cells.filter_map(|column| cell(&view.scheme.row, column)).take(1).collect()
}

fn planned_points(scheme: &Scheme) -> impl Iterator<Item = Point> {
    scheme.points(Measure::Plan).filter(Point::is_not_nil)
}

/// An amount in words: in pounds where the plan states its unit, else as it was read.
fn show(view: &SchemeView, amount: Money) -> String {
    let sign = if amount.is_negative() { "-" } else { "" };
    let pounds = if view.of.plan.unit.is_some() { "£" } else { "" };
    let decimals = match amount.decimal().scale() {
        0 => 0,
        scale if pounds.is_empty() => scale,
        _ => 2,
    };
    format!("{sign}{pounds}{}", show_amount(amount.abs(), Unit::Pounds, decimals))
}

fn estimate(view: &SchemeView) -> Evidence {
    let planned = planned_cells(view);
    let row = &view.scheme.row;
    let mut reasoned: Vec<Place> = cell(row, schemes::ASSUMPTIONS).into_iter().collect();
    let rows: Vec<&Row> = view.rows(TableId::Assumptions).collect();
    let with_rationale = rows.iter().filter(|row| row.text(assumptions::RATIONALE).is_some());
    reasoned.extend(with_rationale.filter_map(|row| cell(row, assumptions::RATIONALE)));
    if planned.is_empty() && rows.is_empty() && reasoned.is_empty() {
        return Evidence::unevidenced("neither planned savings nor an assumption is given");
    }
    let mut seen = Examination::default();
    if planned.is_empty() {
        seen.short("no planned savings", []);
    }
    if reasoned.is_empty() {
        if rows.is_empty() {
            seen.short("no assumption behind the planned savings", []);
        } else {
            seen.short("no assumption has a rationale", rows.iter().map(|row| row.place));
        }
    }
    seen.holds(reasoned.into_iter().chain(planned));
    seen.met_or_unmet()
}

/// An amount put together from cells: its sum, how far rounding may carry it, and the cells.
#[derive(Default)]
struct Sum {
    value: Money,
    rounding: Money,
    places: Vec<Place>,
}

impl Sum {
    fn add(&mut self, amount: Amount, place: Option<Place>) {
        self.value = self.value + amount.value;
        self.rounding = self.rounding + amount.half_digit();
        self.places.extend(place);
    }

    /// The points of a measure over all years: the finest of each year, and spans of years where
    /// nothing finer is given. `None` where no cell gives an amount.
    fn of(scheme: &Scheme, measure: Measure) -> Option<Self> {
        let mut years: Vec<FinancialYear> = scheme.points(measure).filter_map(|p| p.period.year()).collect();
        years.sort_unstable();
        years.dedup();
        let mut sum = Self::default();
        let by_year = years.into_iter().flat_map(|year| savings::finest(scheme, measure, year));
        by_year.for_each(|point| sum.point(&point));
        if sum.places.is_empty() {
            scheme.points(measure).for_each(|point| sum.point(&point));
        }
        (!sum.places.is_empty()).then_some(sum)
    }

    fn point(&mut self, point: &Point) {
        if let Some(amount) = point.amount {
            self.add(amount, Some(point.place));
        }
    }

    fn column(row: &Row, column: ColumnId) -> Option<Self> {
        let mut sum = Self::default();
        sum.add(row.amount(column)?, cell(row, column));
        Some(sum)
    }

    /// Whether a stated amount is this sum, half a unit of the last digit of every cell allowed.
    fn agrees(&self, stated: Amount) -> bool {
        let allowed = self.rounding + stated.half_digit();
        (self.value - stated.value).abs() <= allowed
    }
}

fn costs(view: &SchemeView) -> Evidence {
    let (scheme, row) = (view.scheme, &view.scheme.row);
    let net = row.amount(schemes::NET);
    let net_place = cell(row, schemes::NET);
    let invested = Sum::of(scheme, Measure::Investment).or_else(|| Sum::column(row, schemes::INVESTMENT));
    let Some(invested) = invested else {
        return match net_place {
            Some(place) => Evidence::unmet("a net saving is stated, but not the investment", vec![place]),
            None => Evidence::unevidenced("nothing is said of what the scheme costs (0 is a statement)"),
        };
    };
    let mut seen = Examination::default();
    seen.holds(cell(row, schemes::INVESTMENT).into_iter().chain(invested.places.iter().copied()));
    let Some(net) = net else { return seen.met_or_unmet() };
    let gross = Sum::of(scheme, Measure::Plan).or_else(|| Sum::column(row, schemes::PLAN_YEAR));
    let Some(gross) = gross else {
        seen.short("a net saving is stated, but no planned saving to take the investment from", net_place);
        return seen.met_or_unmet();
    };
    let computed = Sum {
        value: gross.value - invested.value,
        rounding: gross.rounding + invested.rounding,
        places: Vec::new(),
    };
    if computed.agrees(net) {
        seen.holds(net_place);
    } else {
        let reason = format!(
            "net {} is stated, but {} planned less {} invested is {}",
            show(view, net.value),
            show(view, gross.value),
            show(view, invested.value),
            show(view, computed.value)
        );
        seen.short(reason, net_place);
    }
    seen.holds(gross.places);
    seen.met_or_unmet()
}

fn detail(view: &SchemeView) -> Evidence {
    const PARTS: [(ColumnId, &str); 3] =
        [(assumptions::VALUE, "value"), (assumptions::UNIT, "unit"), (assumptions::SOURCE, "source")];
    let mut seen = Examination::default();
    let mut any = false;
    for row in view.rows(TableId::Assumptions) {
        any = true;
        let missing: Vec<&str> =
            PARTS.iter().filter(|(column, _)| !row.filled(*column)).map(|(_, what)| *what).collect();
        if !missing.is_empty() {
            let topic = row.text(assumptions::TOPIC).unwrap_or("without a topic");
            seen.short(format!("no {} for assumption '{topic}'", missing.join(", ")), [row.place]);
        }
        seen.holds(PARTS.iter().filter_map(|(column, _)| cell(row, *column)));
    }
    if any {
        return seen.met_or_unmet();
    }
    match cell(&view.scheme.row, schemes::ASSUMPTIONS) {
        Some(place) => {
            let reason = "the assumptions are given in words alone, without value, unit and source";
            Evidence::unmet(reason, vec![place])
        }
        None => Evidence::unevidenced("no assumption is given"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::criteria::Outcome;
    use crate::criteria::example::scheme;
    use crate::plan::example::Example;
    use rust_decimal::Decimal;

    #[test]
    fn a_stated_total_may_differ_by_half_a_last_digit_of_every_cell() {
        let amount = |value: i64, last_digit| Amount { value: Money::new(Decimal::from(value)), last_digit };
        let mut sum = Sum::default();
        sum.add(amount(1_000, 3), None);
        sum.add(amount(2_000, 3), None);
        assert!(sum.agrees(amount(4_500, 3)), "1.5 thousand apart, three printed thousands");
        assert!(!sum.agrees(amount(4_501, 0)));
    }

    #[test]
    fn a_stated_net_saving_is_planned_less_invested() {
        let costs = |cells: &[(&str, &str)]| {
            scheme(cells).planned(&[("2011/12", "1000")]).planned(&[("2012/13", "500")])
        };
        let judge = |cells: &[(&str, &str)]| costs(cells).shows("F13-FIN-2").outcome;
        assert_eq!(judge(&[("investment", "0")]), Outcome::Met);
        assert_eq!(judge(&[("investment", "300"), ("net", "1200")]), Outcome::Met);
        assert_eq!(judge(&[("investment", "300"), ("net", "1203")]), Outcome::Unmet);
        assert_eq!(judge(&[("net", "1200")]), Outcome::Unmet);
        assert_eq!(judge(&[]), Outcome::Unevidenced);
        // thousands less thousands may be off by half of each
        let rounded = |net| {
            let plan = scheme(&[("investment", "3k"), ("net", net)]).planned(&[("2011/12", "12k")]);
            plan.shows("F13-FIN-2").outcome
        };
        assert_eq!([rounded("9999"), rounded("10001")], [Outcome::Met, Outcome::Unmet]);
    }

    #[test]
    fn amounts_are_said_in_pounds_to_the_penny_and_as_read_without_a_unit() {
        let reason = |plan: Example| plan.shows("F13-FIN-2").reason;
        let cells = [("investment", "300.5"), ("net", "1000.25")];
        let plan = || scheme(&cells).planned(&[("2011/12", "1000")]);
        assert_eq!(
            reason(plan()),
            "net £1,000.25 is stated, but £1,000 planned less £300.50 invested is £699.50"
        );
        let unstated = plan().without_unit();
        assert_eq!(
            reason(unstated),
            "net 1,000.25 is stated, but 1,000 planned less 300.5 invested is 699.5"
        );
    }
}
