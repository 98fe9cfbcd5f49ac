//! Headroom by hand: years, schemes, spans, and what is not known.

use super::*;
use crate::figures::PlanFigures;
use crate::plan::example::{Example, example};

fn headroom(plan: &Example) -> Headroom {
    PlanFigures::of(&plan.made(), &Policy::default(), None).headroom
}

/// A plan from 2010/11 on of which each year is said to be challenged and identified so.
fn years(given: &[[&str; 3]]) -> Example {
    let plan = example().own(&[("baseline_year", "2010/11")]);
    given.iter().fold(plan, |plan, [year, challenge, identified]| {
        plan.in_years("years", &[*year], &[("challenge", *challenge), ("identified", *identified)])
    })
}

#[test]
fn a_year_end_that_is_short_is_red_and_a_thin_year_amber() {
    use Rating::{Amber, Green, NotApplicable as Unknown, Red};
    for (given, rating, lines) in [
        (&[["100", "105"]][..], Green, &[Green][..]),
        (&[["100", "104.99"]], Amber, &[Amber]),
        (&[["100", "100"]], Amber, &[Amber]),
        (&[["100", "99.99"]], Red, &[Red]),
        (&[["0", "0"]], Green, &[Green]),
        (&[["100", "110"], ["100", "95"]], Amber, &[Green, Amber]),
        (&[["100", "110"], ["100", "90"]], Amber, &[Green, Amber]),
        (&[["100", "110"], ["100", "89"]], Red, &[Green, Red]),
        (&[["100", "95"], ["100", "110"]], Red, &[Red, Green]),
        // from a year of which nothing is known nothing is, but what is short before it
        (&[["100", "90"], ["100", ""]], Red, &[Red, Unknown]),
        (&[["100", ""], ["100", "90"]], Unknown, &[Unknown, Amber]),
        (&[["100", ""], ["100", "105"]], Unknown, &[Unknown, Green]),
    ] {
        let plan = ["2011/12", "2012/13"].iter().zip(given).map(|(year, [one, two])| [*year, *one, *two]);
        let own = headroom(&years(&plan.collect::<Vec<_>>()));
        let found: Vec<Rating> = own.years.iter().map(|line| line.rating).collect();
        assert_eq!((own.rating, &found[..]), (rating, lines), "{given:?}");
        assert_eq!(own.total.map(|line| line.rating), Some(rating), "{given:?}");
    }
}

#[test]
fn schemes_are_held_against_the_years_after_the_baseline_that_have_a_challenge() {
    let plan = years(&[["2010/11", "9", "9"], ["2011/12", "100", "1"], ["2012/13", "50", ""]])
        .scheme("A", &[])
        .planned(&[("2010/11", "7"), ("2011/12", "103"), ("2012/13", "45"), ("2013/14", "20")])
        .saving("A", "2012/13", "forecast", "40")
        .scheme("U", &[("maturity", "unidentified")])
        .planned(&[("2011/12", "6")]);
    let own = headroom(&plan);
    let line = |line: &HeadroomLine| {
        let amounts = [line.identified, line.headroom(), line.forecast, line.risk_adjusted, line.stressed];
        let amounts = amounts.map(|amount| amount.map_or("-".to_owned(), Money::plain)).join(" ");
        format!("{} {amounts} {}", line.challenge, line.unidentified)
    };
    // 40 of 45 is amber: what is planned counts at 65%
    assert_eq!(
        own.years.iter().chain(own.total.as_deref()).map(line).collect::<Vec<_>>(),
        ["100 103 3 103 66.95 82.4 6", "50 45 -5 40 26 36 0", "150 148 -2 143 92.95 118.4 6"]
    );
    assert_eq!((own.rating, own.on_forecast), (Rating::Red, Rating::Red));
    assert_eq!([own.unidentified, own.planned].map(Money::plain), ["6", "181"]);
    let of_schemes = own.of_schemes().filter_map(|line| line.year).map(|year| year.to_string());
    assert_eq!(of_schemes.collect::<Vec<_>>(), ["2011/12", "2012/13", "2013/14"]);
    let whole = own.total.unwrap();
    let said = |percent: Option<Percent>| percent.map(|own| own.show(1, &[]));
    assert_eq!(
        [said(whole.percent()), said(whole.cover()), said(whole.break_even())].map(Option::unwrap),
        ["-1.3", "98.7", "101.4"]
    );
}

#[test]
fn what_stands_in_no_headroom_is_told() {
    let schemes = |plan: Example| plan.scheme("A", &[]).planned(&[("2010/11", "7"), ("2011/12", "30")]);
    let identified = [["2010/11", "", "3"], ["2011/12", "", "1"], ["2012/13", "", "5"]];
    let own = headroom(&schemes(years(&identified)));
    assert_eq!(own.left_out.map(Money::plain).as_deref(), Some("35"), "of schemes, else of the year");
    assert_eq!(own.not_assessed().as_deref(), Some("no challenge given"));
    assert_eq!(headroom(&years(&[])).left_out, None);
    let unsaid = headroom(&years(&[["2011/12", "100", ""], ["2012/13", "100", ""]]));
    assert_eq!(unsaid.not_assessed().as_deref(), Some("nothing says what is identified"));
    let partly = headroom(&years(&[["2011/12", "100", "100"], ["2012/13", "100", ""]]));
    assert_eq!(partly.not_assessed().as_deref(), Some("nothing says what is identified in 2012/13"));
    assert_eq!(headroom(&schemes(years(&[["2011/12", "30", ""]]))).not_assessed(), None);
}

#[test]
fn a_challenge_of_a_span_of_years_is_held_against_what_is_identified_of_it() {
    let own = headroom(&years(&[["2011/12", "", "9"], ["2011/12 to 2014/15", "100", "120"]]));
    assert!(own.years.is_empty());
    let whole = own.total.unwrap();
    assert_eq!(
        (whole.headroom(), whole.stressed),
        (Some(Money::new(20.into())), Some(Money::new(96.into())))
    );
    assert_eq!((own.rating, own.on_stress), (Rating::Green, Rating::Red));
}

#[test]
fn what_could_not_be_read_is_grey() {
    let mut own = headroom(&years(&[["2011/12", "100", "120"]]));
    assert_eq!((own.rating, own.on_stress, own.on_risk), (Rating::Green, Rating::Red, Rating::NotApplicable));
    own.lack();
    let lines = own.years.iter().chain(own.total.as_deref());
    assert!(
        lines.clone().count() == 2
            && lines.into_iter().all(|line| line.rating == Rating::Grey && line.incomplete)
    );
    assert_eq!((own.rating, own.on_stress, own.on_risk), (Rating::Grey, Rating::Grey, Rating::NotApplicable));
}

/// A region's headroom: its own with the two of its members, of which the second may give no challenge.
fn region(own: &Example, south: &str, own_schemes: &str) -> Headroom {
    let policy = own.clone().policy("own", own_schemes).policy;
    let north = years(&[["2011/12", "25", ""]]).scheme("N", &[]).planned(&[("2011/12", "50")]);
    let north = north.saving("N", "2011/12", "forecast", "40");
    let north = north.scheme("U", &[("maturity", "unidentified")]).planned(&[("2011/12", "6")]);
    let south = years(&[["2011/12", south, ""]]).scheme("S", &[]).planned(&[("2011/12", "40")]);
    let members = [headroom(&north), headroom(&south)];
    Headroom::of_region(Some((&own.made(), &headroom(own))), &members.iter().collect::<Vec<_>>(), &policy)
}

#[test]
fn a_region_has_what_it_gives_else_what_its_members_have() {
    let given = |challenge: &str, identified: &str| years(&[["2011/12", challenge, identified]]);
    let schemes = |plan: Example, year: &str| plan.scheme("R", &[]).planned(&[(year, "5")]);
    for (own, south, own_schemes, expected, unidentified) in [
        (given("60", ""), "25", "add", "2011/12 60 90 80 38 72 true", "6"),
        (given("60", "50"), "25", "add", "2011/12 60 50 - - 40 false", "6"),
        (years(&[]), "25", "add", "2011/12 50 90 80 38 72 true", "6"),
        // against its own challenge stands what a member identifies that gives none
        (given("60", ""), "", "add", "2011/12 60 90 80 38 72 true", "6"),
        (years(&[]), "", "add", "2011/12 25 50 40 14 40 true", "6"),
        (schemes(given("60", ""), "2011/12"), "25", "add", "2011/12 60 95 85 41 76 true", "6"),
        (schemes(given("60", ""), "2011/12"), "25", "replace", "2011/12 60 5 5 3 4 true", "0"),
        (schemes(years(&[]), "2012/13"), "25", "replace", "2011/12 50 - - - - false", "0"),
        // what it gives stands in place of its own schemes, too
        (schemes(given("60", "50"), "2011/12"), "25", "replace", "2011/12 60 50 - - 40 false", "0"),
    ] {
        let found = region(&own, south, own_schemes);
        let shown = |line: &HeadroomLine| {
            let amounts = [line.identified, line.forecast, line.risk_adjusted, line.stressed];
            let amounts = amounts.map(|amount| amount.map_or("-".to_owned(), Money::plain)).join(" ");
            let year = line.year.map(|year| year.to_string()).unwrap_or_default();
            format!("{year} {} {amounts} {}", line.challenge, line.from_schemes)
        };
        assert_eq!(found.years.iter().map(shown).collect::<Vec<_>>(), [expected], "{own_schemes}");
        assert_eq!(found.unidentified.plain(), unidentified, "{expected} {own_schemes}");
    }
    // a forecast of its members is not held against what it gives itself
    let own = region(&given("45", "50"), "25", "add");
    assert_eq!((own.rating, own.on_forecast, own.on_risk, own.on_stress), {
        (Rating::Green, Rating::NotApplicable, Rating::NotApplicable, Rating::Red)
    });
    let own = region(&given("85", ""), "25", "add");
    assert_eq!((own.rating, own.on_forecast), (Rating::Green, Rating::Red));
}

#[test]
fn a_year_of_a_region_lacks_what_its_own_figures_lack() {
    let lacks = |is_incomplete: bool| {
        let plan = years(&[["2011/12", "60", ""]]);
        let (mut own, member) = (headroom(&plan), headroom(&years(&[["2011/12", "25", "30"]])));
        own.years[0].incomplete = is_incomplete;
        Headroom::of_region(Some((&plan.made(), &own)), &[&member], &Policy::default()).years[0].incomplete
    };
    assert!(lacks(true) && !lacks(false));
}

#[test]
fn a_region_restates_all_where_it_gives_every_year_of_its_challenge() {
    for (given, expected) in [
        (&[["2011/12", "60", "50"]][..], true),
        (&[["2011/12", "60", ""]], false),
        (&[["2011/12", "60", "50"], ["2012/13", "60", ""]], false),
        (&[["2011/12", "", "50"]], false),
    ] {
        let plan = years(given);
        assert_eq!(headroom(&plan).restates_all(&plan.made()), expected, "{given:?}");
    }
}

#[test]
fn a_sum_adds_its_parts_and_is_amber_at_best_where_one_gives_no_challenge() {
    let part = |identified: &str, found: &str| {
        let plan = years(&[["2011/12", "100", ""]]).scheme("A", &[]).planned(&[("2011/12", identified)]);
        let closed = [("stage", "closed"), ("name", "Given up")];
        let plan = plan.scheme("C", &closed).planned(&[("2011/12", "3")]);
        headroom(&plan.scheme("U", &[("maturity", "unidentified")]).planned(&[("2011/12", found)]))
    };
    let parts = [part("120", "2"), part("110", "5")];
    let sum = Headroom::sum(parts.iter(), &Policy::default());
    assert_eq!([sum.unidentified, sum.planned, sum.given_up].map(Money::plain), ["7", "243", "6"]);
    let line =
        |own: &Headroom| own.total.clone().map(|line| (line.challenge.plain(), line.unidentified.plain()));
    assert_eq!(line(&sum), Some(("200".to_owned(), "7".to_owned())));
    assert_eq!((sum.rating, sum.without.len()), (Rating::Green, 0));
    let silent = headroom(&years(&[]).scheme("A", &[]).planned(&[("2011/12", "9")])).into_part(Some(4));
    let parts = [silent, part("120", "0").into_part(Some(5))];
    let sum = Headroom::sum(parts.iter(), &Policy::default());
    assert_eq!((sum.rating, &sum.without[..]), (Rating::Amber, &[4][..]));
    assert_eq!(sum.left_out.map(Money::plain).as_deref(), Some("9"));
}
