//! Plan, actual and forecast of every year that is given, of a scheme and of the sums of a level. Of the
//! reporting year they are what the finance lines say of it.

use super::by_period::{ByPeriod, InSums};
use super::sums::Summed;
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
        let counted = [Measure::Plan, Measure::Actual, Measure::Forecast];
        let points = counted.into_iter().flat_map(|measure| scheme.points(measure));
        let years = points.filter_map(|point| point.period.year()).map(Some).chain([figures.reporting_year]);
        let mut sums = Self::default();
        for year in years {
            sums.0.entry(year).or_insert_with(|| in_sums(of_year(scheme, figures, year)));
        }
        sums.0.retain(|_, own| own.incomplete || own.plan.or(own.actual).or(own.forecast).is_some());
        sums
    }

    /// Every year with its amounts.
    pub fn iter(&self) -> impl Iterator<Item = (Option<FinancialYear>, YearAmounts)> {
        self.0.iter().map(|(year, own)| {
            let InSums { plan, actual, incomplete, .. } = *own;
            (*year, YearAmounts { plan, actual, forecast: own.forecast(), incomplete })
        })
    }
}

impl Summed for YearSums {
    fn add_scheme(&mut self, scheme: &Scheme, figures: &SchemeFigures) {
        self.join(&Self::of(scheme, figures));
    }

    fn lack(&mut self) {
        self.lacks();
    }
}

fn in_sums(own: YearAmounts) -> InSums {
    let YearAmounts { plan, actual, forecast, incomplete } = own;
    let mut sums = InSums { plan, actual, incomplete, ..InSums::default() };
    sums.at_forecast(forecast);
    sums
}

fn of_year(scheme: &Scheme, figures: &SchemeFigures, year: Option<FinancialYear>) -> YearAmounts {
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
        plan: given(Measure::Plan),
        actual: given(Measure::Actual),
        forecast: given(Measure::Forecast),
        incomplete: scheme.has_lost_amounts()
            || scheme.savings.unreadable().any(|point| point.period.year() == year),
    }
}
