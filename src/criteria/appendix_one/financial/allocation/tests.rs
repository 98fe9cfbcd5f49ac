use crate::criteria::Outcome::{self, Met, Partly, Unevidenced, Unmet};
use crate::criteria::example::{from_baseline, with_years};
use crate::plan::example::Example;

/// An allocation, and the Department's as a reviewer gives it.
fn allocated(organisation: &str, ours: &str, theirs: &str) -> Example {
    from_baseline(organisation)
        .row("years", &[("year", "2010/11"), ("allocation", ours)])
        .departmental(&[("year", "2010/11"), ("departmental_allocation", theirs)])
}

/// The same, as the plan types it itself.
fn typed(organisation: &str, ours: &str, theirs: &str) -> Example {
    from_baseline(organisation)
        .row("years", &[("year", "2010/11"), ("allocation", ours), ("departmental_allocation", theirs)])
}

/// A1-ALL-7, without how large the challenge is.
fn held(plan: Example) -> (Outcome, String) {
    let (outcome, reason) = plan.says("A1-ALL-7");
    let before = reason.split("; the challenge is ").next().unwrap();
    (outcome, if before.starts_with("the challenge is ") { String::new() } else { before.to_owned() })
}

#[test]
fn history_needs_the_baseline_and_a_year_before() {
    let full = with_years(&[("2009/10", "100", "99", ""), ("2010/11", "104", "105", "")]);
    assert_eq!(full.shows("A1-ALL-1").outcome, Met);
    let half = with_years(&[("2009/10", "100", "", ""), ("2010/11", "104", "105", "")]);
    assert_eq!(half.shows("A1-ALL-1").reason, "no allocation with expenditure for a year before 2010/11");
    let past = with_years(&[("2008/09", "98", "97", ""), ("2009/10", "100", "99", "")]);
    assert_eq!(past.shows("A1-ALL-1").reason, "no allocation with expenditure for 2010/11");
    assert_eq!(with_years(&[("2011/12", "1", "1", "")]).shows("A1-ALL-1").outcome, Unevidenced);
    let named = with_years(&[("2009/10", "100", "99", ""), ("2010/11", "", "", "")]).shows("A1-ALL-1");
    assert_eq!(named.places.len(), 2, "a year that says neither is not cited: {:?}", named.places);
}

#[test]
fn delivery_risks_stand_on_the_plan_or_on_half_of_the_savings() {
    let risk = |scheme: &'static str, mitigation: &'static str| {
        [
            ("scheme", scheme),
            ("category", "finance"),
            ("consequence", "the saving is lost"),
            ("likelihood", "3"),
            ("impact", "4"),
            ("mitigation", mitigation),
        ]
    };
    let plan = || {
        from_baseline("Anytown PCT")
            .scheme("A", &[])
            .planned(&[("2011/12", "60")])
            .scheme("B", &[])
            .planned(&[("2011/12", "40")])
    };
    let with = |scheme, mitigation| plan().row("risks", &risk(scheme, mitigation)).shows("A1-ALL-2");
    assert_eq!(with("A", "monthly review").outcome, Met);
    assert_eq!(with("", "monthly review").outcome, Met);
    let small = with("B", "monthly review");
    assert_eq!((small.outcome, small.failing), (Unmet, vec![0]));
    assert_eq!(with("A", "none").outcome, Unmet);
    assert_eq!(with("", "").outcome, Unmet);
    assert_eq!(plan().shows("A1-ALL-2").outcome, Unevidenced);
}

#[test]
fn the_baseline_is_the_one_agreed() {
    let figures = || with_years(&[("2009/10", "1", "1", ""), ("2010/11", "1", "1", "")]);
    assert_eq!(figures().shows("A1-ALL-3").outcome, Met);
    let other = || figures().own(&[("baseline_year", "2009/10")]);
    let (outcome, reason) = other().says("A1-ALL-3");
    assert_eq!(
        (outcome, reason.as_str()),
        (Unmet, "the plan's baseline year is 2009/10; 2010/11 was agreed")
    );
    assert_eq!(other().policy("baseline_year", "plan").shows("A1-ALL-3").outcome, Met);
    assert_eq!(figures().own(&[]).shows("A1-ALL-3").outcome, Unevidenced);
    assert_eq!(from_baseline("Anytown PCT").shows("A1-ALL-3").outcome, Unmet);
}

#[test]
fn allocations_agree_within_the_tolerance() {
    assert_eq!(allocated("A", "1001", "1000").shows("A1-ALL-4").outcome, Met);
    let (outcome, reason) = allocated("A", "1001.1", "1000").says("A1-ALL-4");
    assert_eq!(
        (outcome, reason.as_str()),
        (Unmet, "the 2010/11 allocation differs from the Department's: A by 0.11%")
    );
    let withheld = allocated("A", "", "1000").shows("A1-ALL-4");
    assert_eq!((withheld.outcome, withheld.decisive_here), (Unevidenced, true));
    let ungiven = allocated("A", "1000", "").shows("A1-ALL-4");
    assert_eq!((ungiven.outcome, ungiven.decisive_here), (Unevidenced, false));
}

#[test]
fn allocations_of_a_region_are_those_of_its_members() {
    let region = |second: Example| {
        from_baseline("Region").member(allocated("A", "1000", "1000")).member(second).says("A1-ALL-4")
    };
    assert_eq!(region(allocated("B", "500", "500")).0, Met);
    assert_eq!(region(allocated("B", "510", "500")).0, Unmet);
    assert_eq!(region(allocated("B", "", "500")), (Unmet, "no 2010/11 allocation for B".to_owned()));
    assert_eq!(
        region(allocated("B", "500", "")),
        (Partly, "no departmental 2010/11 allocation for B".to_owned())
    );
}

#[test]
fn the_forecast_and_the_challenge_have_no_gap() {
    let plan = with_years(&[
        ("2010/11", "1", "1", ""),
        ("2011/12", "1", "1", "1"),
        ("2012/13", "1", "1", ""),
        ("2013/14", "1", "", "1"),
    ]);
    assert_eq!(plan.says("A1-ALL-5"), (Unmet, "no expenditure for 2013/14".to_owned()));
    assert_eq!(plan.says("A1-ALL-6"), (Unmet, "no challenge for 2012/13".to_owned()));
    let nil = |last| {
        let years = [("2011/12", "0"), ("2012/13", "0"), ("2013/14", last)];
        let years = years.map(|(year, challenge)| (year, "0", "1", challenge));
        with_years(&years)
    };
    let none = nil("0").shows("A1-ALL-6");
    assert_eq!((none.outcome, none.decisive_here), (Unevidenced, true), "a challenge of nil is none");
    assert_eq!(nil("1").shows("A1-ALL-6").outcome, Met, "nil in a year alone");
    assert!(nil("1").says("A1-ALL-5").1.starts_with("no allocation for 2010/11, 2011/12"), "nil is none");
    let span = from_baseline("A").row("years", &[("year", "2011/12 to 2013/14"), ("challenge", "9")]);
    assert_eq!(span.shows("A1-ALL-6").outcome, Unmet);
    assert_eq!(with_years(&[("2010/11", "1", "1", "5")]).shows("A1-ALL-6").outcome, Unevidenced);
}

#[test]
fn the_challenge_is_held_against_the_department_or_what_the_plan_implies() {
    // Gap of 0 in the baseline, 20 and 50 after: implied 20 and 30.
    let implied = |first, second| {
        with_years(&[
            ("2010/11", "100", "100", ""),
            ("2011/12", "100", "120", first),
            ("2012/13", "100", "150", second),
        ])
    };
    let to_2013 = |plan: Example| plan.policy("horizon_year", "2012/13");
    assert_eq!(to_2013(implied("21", "28.5")).shows("A1-ALL-7").outcome, Met);
    assert_eq!(
        held(implied("21", "28.5")),
        (Partly, "nothing to hold the challenge of 2013/14 against".to_owned())
    );
    assert_eq!(
        held(to_2013(implied("21", "28"))).1,
        "the challenge of 2012/13 is 6.7% off the challenge that expenditure and allocation imply"
    );
    assert_eq!(held(to_2013(implied("21", ""))), (Unmet, "no challenge for 2012/13".to_owned()));
    assert_eq!(implied("", "").shows("A1-ALL-7").outcome, Unevidenced);
    let department = from_baseline("A")
        .row("years", &[("year", "2011/12"), ("challenge", "95"), ("departmental_challenge", "100")])
        .row("years", &[("year", "2012/13"), ("challenge", "7")]);
    assert_eq!(
        department.says("A1-ALL-7").1,
        "nothing to hold the challenge of 2012/13 and 2013/14 against; the Department's challenge as the plan \
         states it"
    );
    let both = implied("21", "28.5")
        .row("years", &[("year", "2013/14"), ("challenge", "40"), ("departmental_challenge", "100")]);
    assert_eq!(
        held(both).1,
        "the challenge of 2013/14 is 60.0% off the Department's challenge; the Department's challenge as the plan \
         states it",
        "year by year"
    );
    assert_eq!(with_years(&[("2011/12", "", "", "9")]).shows("A1-ALL-7").outcome, Unevidenced);
}

#[test]
fn the_reviewers_figure_counts_and_the_plans_own_serves_where_there_is_none() {
    let own = typed("A", "1000", "1000");
    let reason = "the Department's allocation as the plan states it";
    assert_eq!(own.says("A1-ALL-4"), (Met, reason.to_owned()), "said of a met result, too");
    let both =
        typed("A", "1000", "1000").departmental(&[("year", "2010/11"), ("departmental_allocation", "1100")]);
    assert_eq!(
        both.says("A1-ALL-4"),
        (Unmet, "the 2010/11 allocation differs from the Department's: A by 9.1%".to_owned())
    );
    let region = from_baseline("Region").member(allocated("A", "1", "1")).member(typed("B", "2", "2"));
    let reason = "the Department's allocation as the plan states it for B";
    assert_eq!(region.says("A1-ALL-4"), (Met, reason.to_owned()));
    let nowhere = from_baseline("A").departmental(&[("year", "2010/11"), ("departmental_allocation", "5")]);
    let withheld = nowhere.shows("A1-ALL-4");
    assert_eq!((withheld.outcome, withheld.decisive_here), (Unevidenced, true), "a row left out is withheld");
}

#[test]
fn the_challenge_is_held_against_what_the_reviewer_gives() {
    let plan = |typed: &str| {
        let years = [("2011/12", "95"), ("2012/13", "50")];
        years.into_iter().fold(from_baseline("A").policy("horizon_year", "2012/13"), |plan, (year, own)| {
            plan.row("years", &[("year", year), ("challenge", own), ("departmental_challenge", typed)])
        })
    };
    let theirs = |plan: Example, year: &str, amount: &str| {
        plan.departmental(&[("year", year), ("departmental_challenge", amount)])
    };
    let both = theirs(theirs(plan("1"), "2011/12", "95"), "2012/13", "50");
    assert_eq!(both.says("A1-ALL-7"), (Met, String::new()));
    let one = theirs(plan("50"), "2011/12", "95");
    let reason = "the Department's challenge of 2012/13 as the plan states it";
    assert_eq!(one.says("A1-ALL-7"), (Met, reason.to_owned()));
    let further = theirs(both, "2013/14", "50");
    assert_eq!(further.shows("A1-ALL-7").outcome, Met, "a year beyond the horizon is not asked for");
    let withheld = theirs(from_baseline("A").policy("horizon_year", "2011/12"), "2011/12", "95");
    assert_eq!(withheld.says("A1-ALL-7"), (Unevidenced, "no challenge for 2011/12".to_owned()));
}

#[test]
fn the_challenge_is_shown_beside_the_departments_yardsticks() {
    let plan = with_years(&[
        ("2010/11", "1000", "1000", ""),
        ("2011/12", "1000", "1040", "40"),
        ("2012/13", "2000", "2090", "50"),
        ("2013/14", "2000", "2140", "50"),
    ]);
    let beside = "the challenge is 4.0% of the allocation in 2011/12, 2.5% in 2012/13 and 2.5% in 2013/14 (the \
                  Department's yardsticks for 2011/12: 4% efficiency, 2.5% pay and price inflation, tariff -1.5%)";
    assert_eq!(plan.says("A1-ALL-7"), (Met, beside.to_owned()));
    let other = plan.clone().policy("yardstick_efficiency", "5").policy("yardstick_tariff", "-2.5");
    let reason = other.says("A1-ALL-7").1;
    assert!(reason.contains("5% efficiency") && reason.contains("tariff -2.5%"), "{reason}");
    assert!(reason.contains("the policy's own yardsticks for 2011/12"), "{reason}");
    let today = plan.policy("yardstick_year", "2025/26").says("A1-ALL-7").1;
    assert!(today.contains("of the allocation") && !today.contains("yardstick"), "{today}");
}
