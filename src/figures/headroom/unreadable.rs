//! Which years of a plan rest on what could not be read.

use crate::calendar::FinancialYear;
use crate::figures::hierarchy::in_total;
use crate::plan::fields::{TableId, schemes, years};
use crate::plan::{Measure, Plan};
use std::collections::BTreeSet;

/// The years that rest on what could not be read.
#[derive(Default)]
pub(super) struct Unread {
    all: bool,
    years: BTreeSet<FinancialYear>,
}

impl Unread {
    fn add(&mut self, year: Option<FinancialYear>) {
        match year {
            Some(year) => {
                self.years.insert(year);
            }
            None => self.all = true,
        }
    }

    pub(super) fn contains(&self, year: FinancialYear) -> bool {
        self.all || self.years.contains(&year)
    }

    pub(super) fn is_any(&self) -> bool {
        self.all || !self.years.is_empty()
    }
}

/// What of a plan's challenge and savings could not be read.
#[derive(Default)]
pub(super) struct Unreadable {
    /// Challenges and plans.
    pub(super) plan: Unread,
    /// What the `years` table gives as identified.
    pub(super) identified: Unread,
    /// Actuals, forecasts and what weighs them.
    pub(super) forecast: Unread,
}

impl Unreadable {
    pub(super) fn of(plan: &Plan) -> Self {
        let mut found = Self::default();
        found.plan.all = plan.lost.schemes || plan.lost.years;
        for row in plan.rows(TableId::Years) {
            let year = row.year(years::YEAR);
            if row.unreadable(years::CHALLENGE) || row.unreadable(years::YEAR) {
                found.plan.add(year);
            }
            if row.unreadable(years::IDENTIFIED) {
                found.identified.add(year);
            }
        }
        for scheme in plan.schemes.iter().filter(|scheme| in_total(scheme)) {
            found.plan.all |= scheme.lost || scheme.row.unreadable(schemes::PLAN_YEAR);
            let weighs = [schemes::FORECAST_YEAR, schemes::ACTUAL_YTD, schemes::PLAN_YTD, schemes::STAGE];
            found.forecast.all |= weighs.iter().any(|column| scheme.row.unreadable(*column));
            for point in scheme.savings.unreadable() {
                match point.measure {
                    Measure::Plan => found.plan.add(point.period.year()),
                    Measure::Actual | Measure::Forecast => found.forecast.add(point.period.year()),
                    Measure::Investment => {}
                }
            }
        }
        found
    }
}
