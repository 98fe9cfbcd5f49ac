//! The reporting date: given, stated, worked out from the last actual reported, or not stated.

use crate::calendar::{Date, FinancialYear, Month, Period};
use crate::plan::fields::plan as columns;
use crate::plan::{Measure, Plan, Point, Scheme};
use crate::words::words;

/// A reporting date and where it was taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsAt {
    /// The date; `None` where nothing states or shows it.
    pub date: Option<Date>,
    pub basis: AsAtBasis,
    /// The last month with an actual that is not nil, where months are given.
    pub last_reported: Option<Month>,
    /// Months after it that hold nothing but nil: unreported.
    pub trailing_nil: bool,
    /// The year whose end it is, as the latest actual is of that whole year.
    pub of_whole_year: Option<FinancialYear>,
}

words! {
    /// Where a reporting date was taken from.
    #[derive(Default)]
    pub enum AsAtBasis {
        Given = "given",
        /// The plan's own `as_at`.
        Stated = "stated",
        /// The last month with an actual.
        LastActual = "last actual",
        Submitted = "submitted",
        /// The month that all members of a body have reached.
        Common = "common",
        #[default]
        NotStated = "not stated",
    }
}

impl AsAt {
    pub fn of(plan: &Plan, given: Option<Date>) -> Self {
        // a cell that cannot be read says that its month is reported
        let is_nil = |point: &Point| point.amount.is_some_and(|amount| amount.value.is_zero());
        let is_dated = |point: &Point| !matches!(point.period, Period::Span(..));
        let last = latest(plan, |point| is_dated(point) && !is_nil(point));
        let reported = last.map(Period::end);
        let trailing_nil = latest(plan, is_dated).map(Period::end) > reported && reported.is_some();
        let choices = [
            (given, AsAtBasis::Given),
            (plan.row.date(columns::AS_AT), AsAtBasis::Stated),
            (reported, AsAtBasis::LastActual),
            (plan.row.date(columns::SUBMITTED), AsAtBasis::Submitted),
        ];
        let (date, basis) =
            choices.into_iter().find(|(date, _)| date.is_some()).unwrap_or((None, AsAtBasis::NotStated));
        let of_whole_year = match last {
            Some(Period::Year(year)) if basis == AsAtBasis::LastActual => Some(year),
            _ => None,
        };
        Self { date, basis, last_reported: reported.map(Month::of), trailing_nil, of_whole_year }
    }

    /// The year that is reported: that of the date. Where nothing states one, a forecast says which year is under
    /// way: the first one behind whole years of actuals, else the last one that has a forecast and no actual.
    pub fn reporting_year(&self, plan: &Plan) -> Option<FinancialYear> {
        let of_date = self.date.map(FinancialYear::of);
        let years = |measure: Measure| {
            let points = plan.schemes.iter().flat_map(move |scheme| scheme.savings.longer(measure));
            points.filter_map(|point| match point.period {
                Period::Year(year) if point.amount.is_some() => Some(year),
                _ => None,
            })
        };
        match self.basis {
            AsAtBasis::LastActual => {
                let is_over = self.date == of_date.map(|year| year.end());
                let behind = years(Measure::Forecast).filter(|year| is_over && Some(*year) > of_date);
                behind.min().or(of_date)
            }
            AsAtBasis::NotStated if plan.titled_year.is_none() => years(Measure::Forecast).max(),
            _ => of_date,
        }
    }

    /// The last month that has ended by the date: its own, where the date is its last day.
    pub fn last_ended_month(&self) -> Option<Month> {
        self.date.map(Month::last_ended)
    }

    /// Whether the organisation reports actuals by period, so that its date bounds a roll-up.
    pub fn reports(&self) -> bool {
        self.last_reported.is_some()
    }
}

/// The period that ends last of the actuals that are wanted; of several, the first.
fn latest(plan: &Plan, wanted: impl Fn(&Point) -> bool) -> Option<Period> {
    let of_scheme = |scheme: &Scheme| scheme.savings.latest(Measure::Actual, &wanted);
    let periods = plan.schemes.iter().filter_map(of_scheme).map(|point| point.period);
    periods.reduce(|latest, period| if period.last_month() > latest.last_month() { period } else { latest })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::example::{Example, example};

    /// A plan of one scheme with these months of actuals.
    fn reporting(own: &[(&str, &str)], actual: &[i64]) -> Example {
        example().own(own).scheme("A", &[]).months("actual", actual)
    }

    #[test]
    fn of_what_ends_together_the_first_says_whether_it_is_a_whole_year() {
        let plan = |periods: [&str; 2]| {
            let plan = example().scheme("A", &[]).saving("A", periods[0], "actual", "5");
            plan.scheme("B", &[]).saving("B", periods[1], "actual", "5").made()
        };
        let year = |periods| AsAt::of(&plan(periods), None).of_whole_year.map(|year| year.to_string());
        assert_eq!(year(["2011/12", "M12 2011-12"]).as_deref(), Some("2011/12"));
        assert_eq!(year(["M12 2011-12", "2011/12"]), None);
    }

    #[test]
    fn the_date_is_given_stated_or_the_last_month_that_is_not_nil() {
        let given = Date::new(2011, 12, 31).ok();
        let (stated, submitted) = (("as_at", "2011-10-31"), ("submitted", "2011-09-15"));
        for (own, actual, given, date, basis, trailing_nil) in [
            (&[][..], &[5, 6][..], None, Some("2011-05-31"), AsAtBasis::LastActual, false),
            (&[], &[5, 0, 6, 0, 0], None, Some("2011-06-30"), AsAtBasis::LastActual, true),
            (&[submitted], &[5, 0], None, Some("2011-04-30"), AsAtBasis::LastActual, true),
            (&[submitted], &[0, 0], None, Some("2011-09-15"), AsAtBasis::Submitted, false),
            (&[stated, submitted], &[5, 0], None, Some("2011-10-31"), AsAtBasis::Stated, true),
            (&[stated, submitted], &[5], given, Some("2011-12-31"), AsAtBasis::Given, false),
            (&[], &[0, 0], None, None, AsAtBasis::NotStated, false),
            (&[], &[], None, None, AsAtBasis::NotStated, false),
        ] {
            let as_at = AsAt::of(&reporting(own, actual).made(), given);
            let found = (as_at.date.map(|date| date.to_string()), as_at.basis, as_at.trailing_nil);
            assert_eq!(found, (date.map(str::to_owned), basis, trailing_nil), "{own:?} {actual:?}");
            assert_eq!(as_at.reports(), actual.iter().any(|amount| *amount != 0), "{own:?} {actual:?}");
        }
    }

    #[test]
    fn the_last_month_is_that_of_any_scheme() {
        for [one, other] in [[&[5, 6][..], &[5]], [&[5], &[5, 6]], [&[5, 6], &[5, 6]], [&[], &[5, 6]]] {
            let plan = reporting(&[], one).scheme("B", &[]).months("actual", other);
            let as_at = AsAt::of(&plan.made(), None);
            assert_eq!(as_at.date, Date::new(2011, 5, 31).ok(), "{one:?} {other:?}");
            assert_eq!((as_at.of_whole_year, as_at.last_reported.is_some()), (None, true));
        }
        let whole = example().scheme("A", &[]).saving("A", "2011/12", "actual", "5").made();
        assert_eq!(
            AsAt::of(&whole, None).of_whole_year.map(|year| year.to_string()).as_deref(),
            Some("2011/12")
        );
    }

    #[test]
    fn a_forecast_says_which_year_is_under_way_behind_whole_years_of_actuals() {
        let year = |savings: &[(&str, &str)], titled: &str| {
            let plan = example().scheme("A", &[]);
            let savings = savings.iter().fold(plan, |plan, (of, period)| plan.saving("A", period, of, "5"));
            let mut plan = savings.made();
            plan.titled_year = crate::calendar::parse_year(titled);
            AsAt::of(&plan, None).reporting_year(&plan).map(|year| year.to_string())
        };
        let (over, month) = (("actual", "2011/12"), ("actual", "2011-06"));
        let [this, next, later] = ["2011/12", "2012/13", "2013/14"].map(|year| ("forecast", year));
        for (savings, titled, expected) in [
            (&[over, next, later][..], "", Some("2012/13")),
            (&[over, this, next], "", Some("2012/13")),
            (&[over, this], "", Some("2011/12")),
            (&[month, next], "", Some("2011/12")),
            (&[this, next], "", Some("2012/13")),
            (&[this, next], "2011/12", None),
            (&[over, next], "2011/12", Some("2012/13")),
            (&[], "", None),
        ] {
            assert_eq!(year(savings, titled).as_deref(), expected, "{savings:?} {titled}");
        }
    }

    #[test]
    fn a_month_counts_once_it_has_ended() {
        let last = |day: i8| {
            let date = Date::new(2011, 9, day).ok();
            let as_at = AsAt {
                date,
                basis: AsAtBasis::Given,
                last_reported: None,
                trailing_nil: false,
                of_whole_year: None,
            };
            as_at.last_ended_month().map(|month| month.to_string())
        };
        assert_eq!(last(30).as_deref(), Some("2011-09"));
        assert_eq!(last(29).as_deref(), Some("2011-08"));
    }
}
