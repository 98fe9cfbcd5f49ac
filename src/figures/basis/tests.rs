//! Which cells stand for a position, by hand: as at 30 June 2011, in the year 2011/12.

use super::*;
use crate::calendar::{parse_date, parse_period, parse_year};
use crate::location::SourceId;
use crate::plan::Point;
use crate::plan::example::example;
use proptest::prelude::*;

type Given<'a> = (&'a str, &'a str, &'a str);

/// A scheme with these cells of its row and these amounts by measure and period; `?` could not be read.
fn scheme(row: &[(&str, &str)], savings: &[Given]) -> Scheme {
    let read = savings.iter().filter(|given| given.2 != "?");
    let plan = read.fold(example().scheme("A", row), |plan, (measure, period, amount)| {
        plan.saving("A", period, measure, amount)
    });
    let mut scheme = plan.made().schemes.remove(0);
    for (measure, period, _) in savings.iter().filter(|given| given.2 == "?") {
        let measure = Measure::ALL.into_iter().find(|known| known.word() == *measure).unwrap();
        let (period, place) = (parse_period(period).unwrap(), scheme.row.place);
        scheme.savings.push(Point { period, measure, amount: None, place });
    }
    scheme
}

/// Plan, actual, unreported, periods unreported and reported, and what else there is to say, of both positions.
fn positions(row: &[(&str, &str)], savings: &[Given]) -> [String; 2] {
    let scheme = scheme(row, savings);
    let (year, as_at) = (parse_year("2011/12"), parse_date("2011-06-30").ok());
    let (to_date, of_year): (Basis, Basis) = Basis::both(&scheme, year, as_at);
    let own = Positions::of(&scheme, year, as_at);
    let of_cells = (to_date.position(), of_year.position(), of_year.is_given);
    assert_eq!((own.to_date, own.of_year, own.is_forecast), of_cells, "{savings:?}");
    [to_date, of_year].map(|basis| {
        let own = basis.position();
        let known = |amount: Option<Money>| amount.map_or_else(|| "-".to_owned(), Money::plain);
        let marks = [(own.unplanned, " unplanned"), (own.incomplete, " incomplete")];
        let marks: String = marks.iter().filter(|(is, _)| *is).map(|(_, mark)| *mark).collect();
        let (plan, actual) = (known(own.known_plan()), known(own.known_actual()));
        let (unreported, missing, reported) = (own.unreported, own.periods_unreported, own.periods_reported);
        assert_eq!(basis.places().count(), basis.plan.len() + basis.actual.len());
        format!("{plan} {actual} {unreported} {missing}/{reported}{marks}")
    })
}

/// Amounts month by month from a month of 2011/12 on; nothing for a blank.
fn months<'a>(measure: &'a str, from: usize, amounts: &[&'a str]) -> Vec<Given<'a>> {
    const MONTHS: [&str; 12] = [
        "2011-04", "2011-05", "2011-06", "2011-07", "2011-08", "2011-09", "2011-10", "2011-11", "2011-12",
        "2012-01", "2012-02", "2012-03",
    ];
    let given = MONTHS[from..].iter().zip(amounts).filter(|(_, amount)| !amount.is_empty());
    given.map(|(month, amount)| (measure, *month, *amount)).collect()
}

#[test]
fn to_date_the_finest_periods_that_have_ended_stand_else_the_column() {
    let plan = months("plan", 0, &["10"; 12]);
    let of = |row: &[(&str, &str)], parts: &[&[Given]]| positions(row, &parts.concat())[0].clone();
    assert_eq!(of(&[], &[&plan, &months("actual", 0, &["9", "8", "7"])]), "30 24 0 0/3");
    assert_eq!(
        of(&[], &[&plan, &months("actual", 0, &["9", "8", "7", "6"])]),
        "30 24 0 0/3",
        "July is not over"
    );
    assert_eq!(of(&[], &[&plan, &months("actual", 0, &["9", "", "7"])]), "30 16 10 1/2");
    assert_eq!(of(&[], &[&plan, &months("actual", 1, &["8"])]), "30 8 20 2/1");
    assert_eq!(of(&[], &[&plan]), "30 - 30 3/0");
    assert_eq!(of(&[], &[&plan, &months("actual", 0, &["9", "?", "7"])]), "30 16 0 0/2 incomplete");
    // a month of nil is not missed, a quarter reports its months, and a month its quarter
    let nil = months("plan", 0, &["10", "0", "10"]);
    assert_eq!(of(&[], &[&nil, &months("actual", 0, &["9", "", "7"])]), "20 16 0 0/2");
    let quarter = |measure, amount| [(measure, "Q1 2011-12", amount)];
    assert_eq!(of(&[], &[&plan, &quarter("actual", "24")]), "30 24 0 0/1");
    assert_eq!(of(&[], &[&quarter("plan", "30"), &months("actual", 1, &["8"])]), "30 8 0 0/1");
    let columns = [("plan_ytd", "31"), ("actual_ytd", "25")];
    assert_eq!(of(&columns, &[]), "31 25 0 0/1");
    assert_eq!(of(&columns[..1], &[]), "31 - 31 1/0");
    assert_eq!(of(&columns, &[&plan]), "30 25 0 0/1");
    assert_eq!(of(&columns, &[&months("actual", 0, &["9", "8", "7"])]), "31 24 0 0/3");
    // what nothing plans is not planned, what begins later is planned for later
    assert_eq!(of(&columns[1..], &[]), "- 25 0 0/1 unplanned");
    assert_eq!(of(&columns[1..], &[&months("plan", 3, &["10"])]), "0 25 0 0/1");
    assert_eq!(of(&columns[1..], &[&months("plan", 2, &["10"])]), "10 25 0 0/1");
    assert_eq!(of(&columns, &[&months("plan", 0, &["0"; 12])]), "0 25 0 0/1", "months of nil are a plan");
    assert_eq!(of(&[], &[]), "- - 0 0/0");
}

#[test]
fn at_its_end_the_amount_of_a_year_stands_for_it_unless_it_is_a_plan_of_nil() {
    let of = |plan, actual| {
        let own = scheme(
            &[("plan_ytd", "31"), ("actual_ytd", "25")],
            &[("plan", "2011/12", plan), ("actual", "2011/12", actual)],
        );
        let own: Basis = Basis::to_date(&own, parse_year("2011/12"), parse_date("2012-03-31").ok());
        [own.position().plan, own.position().actual].map(Money::plain)
    };
    assert_eq!(of("40", "30"), ["40", "30"]);
    assert_eq!(of("0", "0"), ["31", "0"], "an actual of nil is reported");
    assert_eq!(of("?", "30"), ["0", "30"], "what could not be read is no column either");
    // what has begun by the date is not planned for later
    let unplanned = |date| {
        let own = scheme(&[("actual_ytd", "25")], &[("plan", "Q1 2011-12", "30")]);
        let own: Basis = Basis::to_date(&own, parse_year("2011/12"), parse_date(date).ok());
        own.position().unplanned
    };
    assert_eq!([unplanned("2011-03-31"), unplanned("2011-04-30")], [false, true]);
}

#[test]
fn for_the_year_what_is_made_what_is_forecast_and_the_plan_of_what_has_neither() {
    let plan = months("plan", 0, &["10"; 12]);
    let made = months("actual", 0, &["9", "8", "7"]);
    let of = |row: &[(&str, &str)], parts: &[&[Given]]| {
        positions(row, &[&[&plan[..], &made[..]], parts].concat().concat())[1].clone()
    };
    assert_eq!(of(&[], &[]), "120 - 0 0/0");
    assert_eq!(of(&[], &[&months("forecast", 3, &["9"; 9])]), "120 105 0 0/12");
    assert_eq!(of(&[], &[&months("forecast", 3, &["9", "9"])]), "120 112 0 0/5", "the rest at plan");
    assert_eq!(of(&[], &[&months("forecast", 2, &["1", "9", "9"])]), "120 112 0 0/5", "June is made");
    assert_eq!(of(&[], &[&[("forecast", "2011/12", "100")]]), "120 100 0 0/1", "it holds what is made");
    let column = [("forecast_year", "101")];
    assert_eq!(of(&column, &[]), "120 101 0 0/1");
    assert_eq!(of(&column, &[&months("forecast", 3, &["9", "9"])]), "120 101 0 0/1", "they end early");
    assert_eq!(of(&column, &[&months("forecast", 3, &["9"; 9])]), "120 105 0 0/12");
    let missed = positions(&[], &[&plan[..], &made[..2], &months("forecast", 3, &["9"; 9])].concat());
    assert_eq!(missed[1], "120 98 10 1/11");
}

#[test]
fn a_column_of_the_year_stands_where_periods_do_not_reach_its_end_or_the_scheme_its_start() {
    let of = |row: &[(&str, &str)], savings: &[Given]| positions(row, savings)[1].clone();
    let columns = [("plan_year", "130"), ("forecast_year", "90")];
    let starting = |starts| [("starts", starts), columns[0], columns[1]];
    assert_eq!(of(&columns, &[]), "130 90 0 0/1");
    assert_eq!(of(&columns, &months("plan", 0, &["10"; 3])), "130 90 0 0/1");
    assert_eq!(of(&columns, &months("plan", 0, &["10"; 12])), "120 90 0 0/1");
    assert_eq!(of(&columns, &months("plan", 11, &["?"])), "130 90 0 0/1");
    assert_eq!(of(&starting("2012-03-01"), &[]), "130 90 0 0/1");
    assert_eq!(of(&starting("2012-04-01"), &[]), "- - 0 0/0", "it is of another year");
    let reports = [&starting("2012-04-01")[..], &[("actual_ytd", "5")]].concat();
    assert_eq!(of(&reports, &[]), "130 90 0 0/1");
    assert_eq!(of(&starting("2012-04-01"), &months("plan", 0, &["10"])), "130 90 0 0/1");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn months_alone_come_to_what_their_cells_come_to(
        amounts in proptest::collection::vec((0..4usize, 0..30i32, -3_000_000..3_000_000i64), 0..60),
        as_at in 0..40i32,
        is_nil in proptest::bool::weighted(0.2),
    ) {
        let mut scheme = scheme(&[], &[]);
        let first = parse_year("2010/11").unwrap().april();
        for (line, (measure, month, hundredths)) in (1..).zip(amounts) {
            let value = if is_nil { Money::ZERO } else { Money::of_hundredths(hundredths * 1_000) };
            let place = Place::Cell { source: SourceId(0), line, column: 3 };
            let amount = Some(Amount { value, last_digit: 1 });
            scheme.savings.push(Point {
                period: Period::Month(first.plus(month)),
                measure: Measure::ALL[measure],
                amount,
                place,
            });
        }
        prop_assert!(is_of_plain_months(&scheme));
        let date = first.plus(as_at).end();
        for (year, as_at) in [("2010/11", Some(date)), ("2011/12", Some(date)), ("2011/12", None), ("", None)] {
            let of = |own: Positions| (own.to_date, own.of_year, own.reports, own.is_forecast, own.is_plan_lost);
            let year = parse_year(year);
            prop_assert_eq!(
                of(Positions::chosen::<MonthCell>(&scheme, year, as_at)),
                of(Positions::chosen::<UsedCell>(&scheme, year, as_at))
            );
        }
    }
}
