//! Plan, actual and forecast of every year that is given, of a scheme and of the sums of a level. Of the
//! reporting year they are what the finance lines say of it.

use super::by_period::{ByPeriod, InSums};
use super::{SchemeFigures, savings};
use crate::calendar::FinancialYear;
use crate::money::Money;
use crate::plan::{Measure, Scheme};

/// The amounts of a year; `None` where nothing gives one.
#[derive(Debug, Clone, Copy, Default)]
pub struct YearAmounts {
    pub plan: Option<Money>,
    pub actual: Option<Money>,
    pub forecast: Option<Money>,
    /// Whether a cell of them could not be read.
    pub incomplete: bool,
}

/// Amounts by year, in order; the year is `None` where nothing says which one it is.
pub type YearSums = ByPeriod<Option<FinancialYear>>;

impl YearSums {
    /// The years of a scheme.
    pub fn of(scheme: &Scheme, figures: &SchemeFigures) -> Self {
        let mut sums = Self::default();
        sums.put(scheme, figures, &savings::planned_by_year(scheme, figures.reporting_year));
        sums
    }

    /// Puts the years of a scheme in the place of others; what it plans by year is known.
    pub(super) fn put(
        &mut self,
        scheme: &Scheme,
        figures: &SchemeFigures,
        planned: &[(FinancialYear, Money)],
    ) {
        self.0.clear();
        let counted = [Measure::Plan, Measure::Actual, Measure::Forecast];
        let years = savings::years_with(scheme, &counted, figures.reporting_year);
        let undated = figures.reporting_year.is_none().then_some(None);
        for year in undated.into_iter().chain(years.into_iter().map(Some)) {
            let own = of_year(scheme, figures, year, planned);
            if own.incomplete || own.plan.or(own.actual).or(own.forecast).is_some() {
                self.0.push((year, in_sums(own)));
            }
        }
    }

    /// What a measure gives of a year.
    pub(super) fn given(&self, measure: Measure, year: FinancialYear) -> Option<Money> {
        let (_, own) = self.0.iter().find(|(known, _)| *known == Some(year))?;
        match measure {
            Measure::Plan => own.plan,
            Measure::Actual => own.actual,
            Measure::Forecast => own.forecast(),
            Measure::Investment => None,
        }
    }

    /// Every year with its amounts.
    pub fn iter(&self) -> impl Iterator<Item = (Option<FinancialYear>, YearAmounts)> {
        self.0.iter().map(|(year, own)| {
            let InSums { plan, actual, incomplete, .. } = *own;
            (*year, YearAmounts { plan, actual, forecast: own.forecast(), incomplete })
        })
    }
}

fn in_sums(own: YearAmounts) -> InSums {
    let YearAmounts { plan, actual, forecast, incomplete } = own;
    let mut sums = InSums { plan, actual, incomplete, ..InSums::default() };
    sums.at_forecast(forecast);
    sums
}

fn of_year(
    scheme: &Scheme,
    figures: &SchemeFigures,
    year: Option<FinancialYear>,
    planned: &[(FinancialYear, Money)],
) -> YearAmounts {
    if year == figures.reporting_year {
        return YearAmounts {
            plan: figures.plan_year,
            actual: figures.to_date.known_actual(),
            forecast: figures.full_year.and_then(|year| year.known_actual()),
            incomplete: figures.is_incomplete(),
        };
    }
    let given = |measure: Measure| savings::in_year(scheme, measure, year?);
    YearAmounts {
        plan: planned.iter().find(|(own, _)| Some(*own) == year).map(|(_, amount)| *amount),
        actual: given(Measure::Actual),
        forecast: given(Measure::Forecast),
        incomplete: scheme.has_lost_amounts()
            || scheme.savings.unreadable().any(|point| point.period.year() == year),
    }
}
