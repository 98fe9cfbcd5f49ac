use super::*;
use crate::calendar::parse_period;
use crate::location::{NameId, SourceId};
use crate::money::{Reading, Unit, parse_amount};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn amount(text: &str, unit: Option<Unit>) -> Option<Amount> {
    match parse_amount(text, unit) {
        Ok(Reading::Figure { amount, .. }) => Some(amount),
        _ => None,
    }
}

fn place(form: u8, line: u32, column: u32) -> Place {
    let (source, sheet) = (SourceId(u32::from(form) / 3), NameId(7));
    match form % 3 {
        0 => Place::Cell { source, line, column },
        1 => Place::Sheet { source, sheet, row: line, column },
        _ => Place::Json { source, prefix: sheet, row: line, key: NameId(column) },
    }
}

prop_compose! {
    fn points()(
        period in prop_oneof![
            4 => "20(09|10|11)-0[4-9]", 1 => "Q[1-4] 2010/11", 1 => "20(10/11|11/12)", 1 => "2010/11 to 2012/13",
        ],
        measure in 0usize..4,
        text in prop_oneof![6 => "-?[0-9]{1,6}(\\.[0-9]{1,3})?", 1 => "0(\\.00)?", 1 => "[1-9][0-9]{18}", 1 => "TBC"],
        unit in prop_oneof![Just(None), Just(Some(Unit::Pounds)), Just(Some(Unit::Thousands)), Just(Some(Unit::Millions))],
        form in 0u8..6,
        line in 1u32..40,
        column in prop_oneof![5 => 1u32..200, 1 => 60_000u32..70_000],
    ) -> Point {
        Point {
            period: parse_period(&period).unwrap(),
            measure: Measure::ALL[measure],
            amount: amount(&text, unit),
            place: place(form, line, column),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn points_come_back_as_they_were_put_in_order(given in proptest::collection::vec(points(), 0..60)) {
        let mut series = Series::default();
        series.extend(given.iter().copied());
        let key = |point: &Point| (point.measure, point.period);
        let mut wanted = given.clone();
        // of one period in the order given, but that what is kept beside the months goes by its place
        wanted.sort_by_key(|point| (key(point), point.place));
        let mut found: Vec<Point> = series.all().collect();
        prop_assert!(found.is_sorted_by_key(key));
        found.sort_by_key(|point| (key(point), point.place));
        let text = |points: &[Point]| points.iter().map(|point| format!("{point:?}")).collect::<BTreeSet<_>>();
        prop_assert_eq!(text(&found), text(&wanted));
        prop_assert_eq!(found.len(), wanted.len());
        let mut years: Vec<FinancialYear> = given.iter().filter_map(|point| point.period.year()).collect();
        years.sort_unstable();
        years.dedup();
        prop_assert_eq!(series.years(), years.clone());
        let planned = given.iter().filter(|point| point.measure == Measure::Plan);
        let planned: BTreeSet<_> = planned.filter_map(|point| point.period.year()).collect();
        prop_assert!(series.years_of(&[Measure::Plan]).into_iter().eq(planned));
        let is_given = |point: &&Point| point.amount.is_some_and(|amount| !amount.value.is_zero());
        for measure in Measure::ALL {
            let own = given.iter().filter(|point| point.measure == measure);
            let not_nil: BTreeSet<_> = own.filter(is_given).filter_map(|point| point.period.year()).collect();
            prop_assert!(series.years_not_nil(measure).into_iter().eq(not_nil));
            let months = given.iter().map(|point| point.period.last_month());
            for month in months.collect::<BTreeSet<_>>() {
                let after: Vec<Point> = series.points_after(measure, month).collect();
                let is_after = |point: &Point| point.period.first_month() > month;
                prop_assert_eq!(after, series.points(measure).filter(is_after).collect::<Vec<_>>());
            }
        }
        for year in years {
            for measure in Measure::ALL {
                let is_longer = |point: &Point| !matches!(point.period, Period::Month(_));
                let longer: Vec<Point> = series.points_in(measure, year).filter(is_longer).collect();
                prop_assert!(series.longer_in(measure, year).eq(&longer));
                let own: Vec<Point> = series.points_in(measure, year).collect();
                let all: Vec<Point> = series.points(measure).filter(|point| point.period.is_in(year)).collect();
                prop_assert_eq!(own, all);
            }
        }
    }
}

#[test]
fn a_row_of_a_tracker_is_one_row_of_24_bytes() {
    assert_eq!(size_of::<MonthRow>(), 24);
    let mut series = Series::default();
    for (at, (measure, text)) in [(0, "900"), (1, "-22.70"), (2, "0")].into_iter().enumerate() {
        let (period, column) = (parse_period("2010-04").unwrap(), 40 + u32::try_from(at).unwrap());
        let amount = amount(text, Some(Unit::Thousands));
        series.push(Point { period, measure: Measure::ALL[measure], amount, place: place(0, 5, column) });
    }
    assert_eq!((series.months.len(), series.rest.len()), (1, 0));
}
