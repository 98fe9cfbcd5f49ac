use crate::criteria::Outcome::{Met, Partly, Unevidenced, Unmet};
use crate::criteria::example::from_baseline;
use crate::plan::example::Example;

const ALL: [&str; 4] = ["2010/11", "2011/12", "2012/13", "2013/14"];

#[test]
fn productivity_asks_for_a_scheme_and_for_volumes() {
    let analysed = |sample: Example| {
        ["pay", "non-pay"].into_iter().fold(sample, |sample, kind| {
            sample.in_years("inputs", &ALL, &[("kind", kind), ("volume", "10"), ("cost", "100")])
        })
    };
    let gaining = |planned| {
        from_baseline("A").scheme("A", &[("effect", "productivity")]).planned(&[("2011/12", planned)])
    };
    assert_eq!(analysed(gaining("5")).shows("A1-PRD-1").outcome, Met);
    let (outcome, reason) = analysed(gaining("0")).says("A1-PRD-1");
    assert_eq!(
        (outcome, reason.as_str()),
        (Partly, "the schemes that raise productivity have no planned savings")
    );
    assert_eq!(gaining("5").shows("A1-PRD-1").outcome, Partly);
    let nought = [("kind", "non-pay"), ("volume", "0"), ("cost", "100")];
    let nought = gaining("5").in_years("inputs", &ALL, &nought).says("A1-PRD-1");
    assert_eq!(nought.0, Partly);
    assert!(nought.1.contains("no non-pay volume and cost for 2010/11"), "{}", nought.1);
    assert_eq!(gaining("0").shows("A1-PRD-1").outcome, Unmet);
    assert_eq!(from_baseline("A").shows("A1-PRD-1").outcome, Unevidenced);
}

#[test]
fn staff_groups_sum_to_the_pay_bill_within_rounding() {
    let pay = |bill, groups: &[(&str, &str)]| {
        groups
            .iter()
            .fold(from_baseline("A").own(&[("pay_bill", bill)]), |sample, (group, cost)| {
                let kind = ("kind", "pay");
                let cells = [kind, ("group", *group), ("year", "2010/11"), ("cost", *cost)];
                sample.row("inputs", &cells)
            })
            .says("A1-INP-2")
    };
    let two = [("Nursing", "1.2m"), ("Medical", "0.8m")];
    assert_eq!(pay("2.1m", &two).0, Met); // 2.0 against 2.1, each within 0.05
    assert_eq!(pay("", &two).0, Met);
    let off = "the staff groups of 2010/11 differ from the pay bill by 9.1%";
    assert_eq!(pay("2.2m", &two), (Unmet, off.to_owned()));
    assert_eq!(pay("2m", &[("", "2m")]).0, Unmet);
    assert_eq!(pay("2m", &[("Nursing", "")]).0, Unmet);
    assert_eq!(pay("", &[("Nursing", "2m"), ("Medical", "0")]).0, Unmet, "one group, and nought");
    assert_eq!(pay("2m", &[]).0, Unevidenced);
}

#[test]
fn a_nil_is_a_statement_of_capital_and_of_estate() {
    let nil = |kind, years: &[&str]| {
        from_baseline("A").in_years("inputs", years, &[("kind", kind), ("nil", "yes")])
    };
    assert_eq!(nil("capital", &ALL[1..]).shows("A1-INP-4").outcome, Met);
    assert_eq!(nil("capital", &ALL[2..]).says("A1-INP-4").1, "no capital cost or nil for 2011/12");
    assert_eq!(nil("estate", &ALL[3..]).shows("A1-INP-5").outcome, Unmet, "without its reason");
    let cells = [("kind", "estate"), ("nil", "yes"), ("note", "all buildings belong to the trust")];
    let reasoned = from_baseline("A").in_years("inputs", &ALL[3..], &cells);
    assert_eq!(reasoned.shows("A1-INP-5").outcome, Met);
    assert_eq!(
        nil("estate", &ALL).says("A1-INP-1"),
        (Unmet, "no pay volume (whole-time equivalents) for 2010/11 and 2013/14".to_owned())
    );
}

#[test]
fn estates_rationalisation_is_a_change_with_a_note() {
    let site = |sample: Example, group, year, volume, nil, note| {
        sample.row(
            "inputs",
            &[
                ("kind", "estate"),
                ("group", group),
                ("year", year),
                ("volume", volume),
                ("nil", nil),
                ("note", note),
            ],
        )
    };
    let change = |after, nil, note| {
        let before = site(from_baseline("A"), "Clinic", "2010/11", "900", "", "");
        site(before, "Clinic", "2013/14", after, nil, note).says("A1-INP-5")
    };
    assert_eq!(change("700", "", "first floor let").0, Met);
    assert_eq!(change("", "yes", "closed in 2012").0, Met);
    assert_eq!(
        change("", "yes", ""),
        (Unmet, "the estate falls, or is nil, and no note says how".to_owned())
    );
    assert_eq!(change("900", "", "stays").0, Unmet);
    assert_eq!(change("950", "", "wing added").0, Unmet, "more of it is no rationalisation");
    assert_eq!(change("", "", "closed").1, "no estate inputs for both 2010/11 and 2013/14");
    assert_eq!(from_baseline("A").shows("A1-INP-5").outcome, Unevidenced);
}

#[test]
fn an_estate_is_compared_by_what_it_costs_where_no_volume_is_given() {
    let change = |before: &[&str], after: &str| {
        let row = |sample: Example, year, cost| {
            let cells =
                [("kind", "estate"), ("group", "Clinic"), ("year", year), ("cost", cost), ("note", "let")];
            sample.row("inputs", &cells)
        };
        let sample = before.iter().fold(from_baseline("A"), |sample, cost| row(sample, "2010/11", *cost));
        row(sample, "2013/14", after).says("A1-INP-5")
    };
    let kept = "the estate does not fall from 2010/11 to 2013/14, and nil is not stated";
    assert_eq!(change(&["900"], "700").0, Met);
    assert_eq!(change(&["900"], "900"), (Unmet, kept.to_owned()));
    assert_eq!(change(&["900"], "950"), (Unmet, kept.to_owned()));
    assert_eq!(change(&["500", "400"], "800").0, Met, "a group is all of its rows");
}

#[test]
fn staff_are_followed_by_group_from_the_baseline_to_the_horizon() {
    let staff = |groups: &[(&str, &str, &str)]| {
        let estate = [("kind", "estate"), ("volume", "900")];
        let sample = from_baseline("A").in_years("inputs", &["2010/11", "2013/14"], &estate);
        let row = |sample: Example, (group, year, volume): &(&str, &str, &str)| {
            let cells = [("kind", "pay"), ("group", *group), ("year", *year), ("volume", *volume)];
            sample.row("inputs", &cells)
        };
        groups.iter().fold(sample, row).says("A1-INP-1")
    };
    let followed = [("Nursing", "2010/11", "40"), ("Nursing", "2013/14", "38")];
    assert_eq!(staff(&followed).0, Met);
    assert_eq!(staff(&[followed[0], ("Nursing", "2013/14", "0")]).0, Met, "all gone by then");
    assert_eq!(staff(&[("Nursing", "2010/11", "0"), followed[1]]).0, Unmet, "none to begin with");
    let lost = |other: &str| {
        let two = [followed[0], followed[1], ("Medical", "2010/11", "9"), (other, "2013/14", "9")];
        staff(&two)
    };
    let reason = "no whole-time equivalents at both ends of the plan for Medical";
    assert_eq!(lost("Clerical"), (Partly, reason.to_owned()));
    assert_eq!(lost("Medical").0, Met);
}
