//! A forecast of the year that the position to date does not bear out: told once, worded by F13-FIN-6
//! and by FO.

use super::basis::UsedCell;
use super::{Basis, SchemeFigures, basis};
use crate::calendar::Date;
use crate::money::Money;
use crate::plan::fields::schemes;
use crate::plan::{Measure, Scheme};
use crate::policy::Policy;

/// What speaks against a forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Doubts {
    /// The year's plan is still forecast, though the scheme is amber or red to date.
    pub held_at_plan: bool,
    /// Less is forecast for the year than is delivered already.
    pub below_delivered: bool,
}

impl Doubts {
    /// Of a scheme's forecast; none where there is no forecast, or a cell of it could not be read.
    pub fn of(policy: &Policy, scheme: &Scheme, figures: &SchemeFigures, as_at: Option<Date>) -> Self {
        let Some(year) = figures.full_year.filter(|year| !year.incomplete) else { return Self::default() };
        let may_be_held = figures.to_date.is_behind(policy) && !year.plan.is_zero();
        let short = figures.to_date.actual - year.actual;
        if !may_be_held && !short.is_positive() {
            return Self::default();
        }
        let of_year = || Basis::year(scheme, figures.reporting_year, as_at).actual;
        let to_date = || Basis::to_date(scheme, figures.reporting_year, as_at).actual;
        // a forecast by period is held only at exactly the plan; a column may be the plan rounded
        let of_column = |cell: &UsedCell| cell.measure == Measure::Forecast && cell.period.is_none();
        let rounding = || {
            let cells = scheme.row.filled(schemes::FORECAST_YEAR).then(of_year);
            cells
                .filter(|cells| cells.iter().all(of_column))
                .map_or(Money::ZERO, |cells| basis::slack(&cells))
        };
        let is_held = |variance| basis::within(variance, rounding());
        let is_rounded = |short| basis::within(short, basis::slack(&of_year()) + basis::slack(&to_date()));
        Self {
            held_at_plan: may_be_held && year.variance().is_some_and(is_held),
            below_delivered: short.is_positive() && !is_rounded(short),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::PlanFigures;
    use crate::plan::example::{Example, example};

    fn doubts(plan: &Example) -> [bool; 2] {
        let (plan, policy) = (plan.made(), Policy::default());
        let figures = PlanFigures::of(&plan, &policy, None);
        let own = Doubts::of(&policy, &plan.schemes[0], &figures.schemes[0], figures.as_at.date);
        [own.held_at_plan, own.below_delivered]
    }

    #[test]
    fn a_forecast_by_period_is_held_at_exactly_the_plan_and_a_column_within_its_rounding() {
        let behind = |row: &[(&str, &str)]| {
            let plan = example().dated("2011-09-30").scheme("S", row);
            plan.months("plan", &[100; 12]).months("actual", &[50; 6])
        };
        let rest = |amounts: [&str; 6]| {
            let months = (7..=12).map(|month| format!("M{month} 2011-12"));
            let column = behind(&[("forecast_year", "1.2k")]);
            let own =
                |plan: Example, (month, amount): (String, &str)| plan.saving("S", &month, "forecast", amount);
            doubts(&months.zip(amounts).fold(column, own))
        };
        assert_eq!(rest(["0.2k", "0.1k", "0.2k", "0.1k", "0.2k", "0.1k"]), [true, false]);
        assert_eq!(rest(["0.2k", "0.1k", "0.2k", "0.1k", "0.1k", "0.1k"]), [false, false]);
        assert_eq!(doubts(&behind(&[("forecast_year", "1.2k")])), [true, false]);
        assert_eq!(doubts(&behind(&[("forecast_year", "1.1k")])), [false, false]);
    }

    #[test]
    fn a_forecast_falls_below_what_is_delivered_by_more_than_both_are_rounded() {
        let of = |forecast| {
            let columns = [("plan_ytd", "12k"), ("actual_ytd", "12k"), ("forecast_year", forecast)];
            doubts(&example().dated("2011-09-30").scheme("S", &columns))[1]
        };
        assert_eq!(["11k", "10k", "12k"].map(of), [false, true, false]);
    }
}
