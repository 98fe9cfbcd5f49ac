//! What must hold of every tracker: worse figures never give a better colour, order and units decide
//! nothing, sums are sums, and a slow second reckoning in whole pence agrees.

use crate::generated::{ENDED, Month, Scheme, Tracker, config, tracker};
use crate::submitted::Submitted;
use proptest::prelude::*;
use proptest::sample::Index;
use qipp::inside::money::Money;
use qipp::inside::rating::Rating;
use qipp::inside::report::{FinanceLine, Report};
use std::collections::BTreeMap;

/// What names a line: level, organisation or region, workstream, scheme.
type Key = (&'static str, String, String, String);

/// Every finance line of a report, by what names it.
fn lines(report: &Report) -> BTreeMap<Key, &FinanceLine> {
    let own = report.plans.iter().flat_map(|plan| &plan.finance);
    let above = report.rollup.iter().flat_map(|rollup| &rollup.finance);
    let key = |line: &FinanceLine| {
        let name = if line.level.is_own() { &line.organisation } else { &line.region };
        (line.level.word(), name.clone(), line.workstream.clone(), line.scheme.clone())
    };
    own.chain(above).map(|line| (key(line), line)).collect()
}

/// Every colour of a report under a name.
fn colours(report: &Report) -> BTreeMap<String, Rating> {
    let mut all = BTreeMap::new();
    for (key, line) in lines(report) {
        all.insert(format!("{key:?} to date"), line.rating);
        all.insert(format!("{key:?} forecast"), line.rating_forecast);
    }
    for plan in &report.plans {
        let (of, bases) = (&plan.ratings, &plan.headroom.bases);
        let named = [
            ("overall", plan.rating),
            ("finance", of.finance),
            ("forecast", of.forecast),
            ("delivery", of.delivery),
            ("headroom on plan", bases.plan),
            ("headroom on forecast", bases.forecast),
            ("headroom risk-adjusted", bases.risk_adjusted),
            ("headroom stressed", bases.stressed),
        ];
        for (name, rating) in named {
            all.insert(format!("{}: {name}", plan.organisation), rating);
        }
        for card in &plan.report_card {
            let of = format!("{} {} {}", card.level, card.workstream, card.scheme);
            all.insert(
                format!("{}: card of {of}", plan.organisation),
                card[qipp::inside::report::CardColumn::Overall],
            );
        }
    }
    for row in report.rollup.iter().flat_map(|rollup| &rollup.headroom) {
        all.insert(format!("headroom of {} {}", row.organisation, row.year), row.rating);
    }
    all
}

/// How bad a colour is; what does not apply is no better than green.
fn rank(rating: Rating) -> u8 {
    rating.rank().max(Rating::Green.rank())
}

/// The figures and colours of a line as text, without places.
fn figures(line: &FinanceLine) -> String {
    let bare = FinanceLine { places: qipp::inside::report::Places::default(), ..line.clone() };
    format!("{bare:?}")
}

fn all_figures(report: &Report) -> BTreeMap<Key, String> {
    lines(report).into_iter().map(|(key, line)| (key, figures(line))).collect()
}

/// A level's sums: what must stay when a scheme is split in two.
fn sums(report: &Report) -> BTreeMap<Key, ([Option<Money>; 6], Rating)> {
    let levels = lines(report).into_iter().filter(|(key, _)| key.0 != "scheme");
    levels
        .map(|(key, line)| {
            let net = line.behind.zip(line.ahead).map(|(behind, ahead)| behind + ahead);
            let unreported = Some(line.unreported);
            let sums = [line.plan_ytd, line.actual_ytd, line.variance_ytd, unreported, line.plan_year, net];
            (key, (sums, line.rating))
        })
        .collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_worse_actual_never_improves_a_colour(
        tracker in tracker(), scheme in any::<Index>(), month in any::<Index>(), delete in any::<bool>()
    ) {
        let tracker = tracker.reported();
        let before = tracker.in_pounds().assess();
        let after = colours(&tracker.worse(scheme, month, delete).in_pounds().assess());
        for (name, was) in colours(&before) {
            prop_assert!(rank(after[&name]) >= rank(was), "{name}: {was} became {}", after[&name]);
        }
    }

    // Where months are missing already, a line that is grey between amber and green can become a firm
    // amber when an actual falls: the range shrank to its worse end. No other colour may improve.
    #[test]
    fn a_worse_actual_never_improves_a_colour_that_is_known(
        tracker in tracker(), scheme in any::<Index>(), month in any::<Index>(), delete in any::<bool>()
    ) {
        let before = tracker.in_pounds().assess();
        let after = tracker.worse(scheme, month, delete).in_pounds().assess();
        let after = lines(&after);
        for (key, was) in lines(&before) {
            let is = after[&key];
            for (was, is) in [(was.rating, is.rating), (was.rating_forecast, is.rating_forecast)] {
                prop_assert!(was == Rating::Grey || rank(is) >= rank(was), "{key:?}: {was} became {is}");
            }
        }
    }

    #[test]
    fn the_order_of_rows_decides_nothing(
        (tracker, order) in tracker().prop_flat_map(|tracker| {
            let rows: Vec<usize> = (0..tracker.rows(false).len()).collect();
            (Just(tracker), Just(rows).prop_shuffle())
        })
    ) {
        let rows = tracker.rows(false);
        let shuffled: Vec<String> = order.iter().map(|at| rows[*at].clone()).collect();
        let (one, other) = (tracker.in_pounds().assess(), tracker.submit(&shuffled, "£").assess());
        prop_assert_eq!(all_figures(&one), all_figures(&other));
        prop_assert_eq!(colours(&one), colours(&other));
    }

    #[test]
    fn pounds_or_thousands_change_no_colour(tracker in tracker()) {
        let pounds = tracker.in_pounds().assess();
        let same_money = tracker.submit(&tracker.rows(true), "£000").assess();
        prop_assert_eq!(all_figures(&pounds), all_figures(&same_money));
        prop_assert_eq!(colours(&pounds), colours(&same_money));
        let mut larger = tracker.clone();
        larger.challenge *= 1000;
        let same_digits = larger.submit(&tracker.rows(false), "£000").assess();
        prop_assert_eq!(colours(&pounds), colours(&same_digits));
    }

    #[test]
    fn splitting_a_scheme_keeps_every_sum(tracker in tracker(), split in any::<Index>(), part in 1..10_i64) {
        let at = split.index(tracker.schemes.len());
        let mut apart = tracker.clone();
        let whole = tracker.schemes[at].clone();
        let portion = |pence: i64| pence * part / 10;
        let first = |month: &Month| Month {
            plan: portion(month.plan),
            actual: month.actual.map(portion),
            forecast: month.forecast.map(portion),
        };
        let rest = |month: &Month| Month {
            plan: month.plan - portion(month.plan),
            actual: month.actual.map(|pence| pence - portion(pence)),
            forecast: month.forecast.map(|pence| pence - portion(pence)),
        };
        apart.schemes[at].months = whole.months.iter().map(first).collect();
        let months = whole.months.iter().map(rest).collect();
        apart.schemes.insert(at + 1, Scheme { id: format!("{}-rest", whole.id), months, ..whole });
        prop_assert_eq!(sums(&tracker.in_pounds().assess()), sums(&apart.in_pounds().assess()));
    }

    #[test]
    fn the_bounds_are_exact_from_both_sides(twentieths in 1..5_000_000_i64, months in 1..=ENDED) {
        // a plan whose twentieth is a whole number of pence, all of it in one month, as much behind
        let plan = twentieths * 20;
        let colour = |actual: i64| {
            let mut quiet = vec![Month { plan: 0, actual: Some(0), forecast: None }; ENDED];
            quiet[months - 1] = Month { plan, actual: Some(actual), forecast: None };
            let scheme = Scheme {
                region: "London", organisation: "Anytown PCT", workstream: "Estates",
                id: "S1".to_owned(), months: quiet,
            };
            let report = Tracker { schemes: vec![scheme], challenge: 1 }.in_pounds().assess();
            let colours: Vec<Rating> = lines(&report).values().map(|line| line.rating).collect();
            prop_assert!(colours.iter().all(|colour| *colour == colours[0]), "every level: {colours:?}");
            Ok(colours[0])
        };
        prop_assert_eq!(colour(plan - twentieths + 1)?, Rating::Green);
        prop_assert_eq!(colour(plan - twentieths)?, Rating::Amber, "exactly 5% is not under 5%");
        prop_assert_eq!(colour(plan - 4 * twentieths + 1)?, Rating::Amber);
        prop_assert_eq!(colour(plan - 4 * twentieths)?, Rating::Red, "exactly 20%");
        prop_assert_eq!(colour(plan + twentieths)?, Rating::Green, "ahead");
    }

    #[test]
    fn a_slow_reckoning_in_pence_agrees(tracker in tracker()) {
        let report = tracker.in_pounds().assess();
        let fast = lines(&report);
        let mut slow = reckoned(&tracker);
        if report.rollup.is_none() {
            slow.retain(|key, _| !is_above_organisations(key));
        }
        prop_assert_eq!(fast.keys().collect::<Vec<_>>(), slow.keys().collect::<Vec<_>>());
        for (key, line) in fast {
            let to_date = &slow[&key];
            let net = line.behind.zip(line.ahead).map(|(behind, ahead)| behind + ahead);
            let printed =
                [line.plan_ytd, Some(line.unreported), line.actual_ytd, line.variance_ytd, net];
            // of what nobody reports nothing is known
            let reported = |pence: i128| (to_date.reported > 0).then_some(pence);
            let variance = to_date.actual - to_date.plan;
            let pence = [
                Some(to_date.plan),
                Some(to_date.unreported),
                reported(to_date.actual),
                reported(variance),
                reported(variance + to_date.unreported),
            ];
            let printed = printed.map(|money| money.map(|money| money.plain()));
            prop_assert_eq!(printed, pence.map(|pence| pence.map(pounds)), "{:?}", key);
            prop_assert_eq!(line.rating.word(), to_date.colour(), "{:?} {:?}", key, to_date);
        }
    }
}

fn is_above_organisations((level, ..): &Key) -> bool {
    !matches!(*level, "scheme" | "workstream" | "organisation")
}

/// Pence as exact digits of pounds.
fn pounds(pence: i128) -> String {
    let sign = if pence < 0 { "-" } else { "" };
    let text = format!("{sign}{}.{:02}", pence.abs() / 100, pence.abs() % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The position to date in whole pence: the second reckoning.
#[derive(Debug, Default, Clone)]
struct Pence {
    plan: i128,
    actual: i128,
    unreported: i128,
    reported: usize,
    missing: usize,
}

impl Pence {
    fn add(&mut self, scheme: &Scheme) {
        for month in &scheme.months[..ENDED] {
            self.plan += i128::from(month.plan);
            match month.actual {
                Some(actual) => {
                    self.actual += i128::from(actual);
                    self.reported += 1;
                }
                None if month.plan != 0 => {
                    self.unreported += i128::from(month.plan);
                    self.missing += 1;
                }
                None => {}
            }
        }
    }

    /// The 5% rule by hand: the colour with what is missing at nil and at plan, grey where they differ.
    fn colour(&self) -> &'static str {
        let rule = |actual: i128| {
            let short = self.plan - actual;
            match self.plan.abs() {
                0 if actual > 0 => "green",
                0 if actual < 0 => "red",
                0 => "n/a",
                size if short * 20 < size => "green",
                size if short * 5 < size => "amber",
                _ => "red",
            }
        };
        let (at_nil, at_plan) = (rule(self.actual), rule(self.actual + self.unreported));
        let nothing_reported = self.reported == 0 && self.missing > 0 && self.plan != 0;
        if at_nil == at_plan && !nothing_reported { at_nil } else { "grey" }
    }
}

/// Every line there must be, reckoned from the rows.
fn reckoned(tracker: &Tracker) -> BTreeMap<Key, Pence> {
    let mut all: BTreeMap<Key, Pence> = BTreeMap::new();
    for scheme in &tracker.schemes {
        let (organisation, workstream) = (scheme.organisation, scheme.workstream);
        let key = |level, organisation: &str, workstream: &str, id: &str| {
            (level, organisation.to_owned(), workstream.to_owned(), id.to_owned())
        };
        for key in [
            key("scheme", organisation, workstream, &scheme.id),
            key("workstream", organisation, workstream, ""),
            key("organisation", organisation, "", ""),
            key("region_workstream", scheme.region, workstream, ""),
            key("nation_workstream", "", workstream, ""),
            key("region", scheme.region, "", ""),
            key("nation", "", "", ""),
        ] {
            all.entry(key).or_default().add(scheme);
        }
    }
    all
}

/// A register's rows in any order give the same lines: nothing rests on a neighbour.
#[test]
fn the_rows_of_a_register_can_stand_in_any_order() {
    let rows = [
        "PC-01,Planned care,900,400,370,880",
        "PC-02,Planned care,100,50,60,120",
        "ES-01,Estates,500,250,190,400",
        "UN-01,Estates,300,0,0,",
        "MM-01,,120,60,,",
    ];
    let assess = |order: &[usize]| {
        let body: Vec<&str> = order.iter().map(|at| rows[*at]).collect();
        let text = format!(
            "scheme,workstream,plan_year £,plan_ytd £,actual_ytd £,forecast_year £\n{}\n",
            body.join("\n")
        );
        all_figures(&Submitted::text("register.csv", text).assess())
    };
    let as_given = assess(&[0, 1, 2, 3, 4]);
    for order in [[4, 3, 2, 1, 0], [2, 0, 4, 1, 3], [1, 4, 0, 3, 2]] {
        assert_eq!(assess(&order), as_given);
    }
}
