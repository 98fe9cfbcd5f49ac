use super::super::examples::money;
use super::*;
use crate::plan::example::{Example, example, example_of};

/// Two schemes of a plan, each with a name, a workstream, what else its row says, and its savings.
type Row<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)], &'a [(&'a str, &'a str)]);

fn plan(rows: &[Row]) -> Example {
    rows.iter().zip(1..).fold(example(), |plan, ((name, workstream, cells, savings), at)| {
        let own = [&[("name", *name), ("workstream", *workstream)], *cells].concat();
        plan.scheme(&format!("S{at}"), &own).planned(savings)
    })
}

const UNUSUAL: &[(&str, &str)] = &[("2011/12", "221900")];

fn two(name: &str, amount: &str, counted_under: Option<&str>) -> Example {
    let under: Vec<(&str, &str)> = counted_under.map(|under| ("counted_under", under)).into_iter().collect();
    plan(&[
        ("Falls prevention and bone health", "Long term", &[], UNUSUAL),
        (name, "Community", &under, &[("2011/12", amount)]),
    ])
}

#[test]
fn the_same_words_and_amount_in_two_workstreams_are_counted_twice() {
    let found = two("Bone health, falls-prevention service", "221900", None).run(&CHECK);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].amount, Some(money("221900")));
    assert_eq!(found[0].expected, "each saving counted once: £221,900 may be counted twice");
    assert_eq!(
        found[0].found,
        "S1 \"Falls prevention and bone health\" (Long term) and S2 \"Bone health, falls-prevention service\" \
         (Community) look like one saving: £221,900 in 2011/12 in both; names share \"falls\", \"prevention\", \
         \"bone\", \"health\""
    );
    for name in
        ["Falls prevention & bone health programme", "Fall prevention", "Bone helth and falls prevention"]
    {
        assert_eq!(two(name, "221901", None).run(&CHECK).len(), 1, "{name}");
    }
}

#[test]
fn another_amount_another_name_or_counted_under_is_no_double() {
    for example in [
        two("Falls prevention and bone health", "222100", None),
        two("Cardiac rehabilitation", "221900", None),
        two("Falls prevention and bone health", "221900", Some("S1")),
    ] {
        assert!(example.run(&CHECK).is_empty());
    }
}

#[test]
fn a_round_amount_is_no_evidence_of_names_that_all_have() {
    let round = &[("2011/12", "100000")][..];
    assert!(
        plan(&[("Skill mix review", "A", &[], round), ("Skill mix", "B", &[], round)]).run(&CHECK).is_empty()
    );
    let wards = [("Ward 3 closure", "A", &[][..], UNUSUAL), ("Ward 4 closure", "B", &[][..], UNUSUAL)];
    assert!(plan(&wards).run(&CHECK).is_empty(), "two wards");
}

#[test]
fn a_saving_under_another_name_is_known_by_what_else_is_the_same() {
    let years = &[("2011/12", "221900"), ("2012/13", "318400"), ("2013/14", "402700")][..];
    let found = plan(&[("Falls", "A", &[], years), ("Cardiac", "B", &[], years)]).run(&CHECK);
    assert_eq!(found.len(), 1, "the same amounts in three years");
    assert!(found[0].found.contains("(3 of 3 years); under other names"), "{}", found[0].found);
    let described: &[(&str, &str)] = &[
        ("description", "Community triage of referrals by extended scope physiotherapists"),
        ("manager", "J. Okafor"),
    ];
    let found = plan(&[("Falls", "A", described, UNUSUAL), ("Cardiac", "B", described, UNUSUAL)]).run(&CHECK);
    assert!(
        found[0].found.ends_with("under other names; the same description and the same manager"),
        "{}",
        found[0].found
    );
}

#[test]
fn years_that_differ_speak_against_it_and_one_that_rounds_does_not() {
    let with = |third: &str| {
        let own = [("2011/12", "221900"), ("2012/13", "318400"), ("2013/14", "402700")];
        let theirs = [("2011/12", "222000"), ("2012/13", "318400"), ("2013/14", third)];
        plan(&[("Falls prevention", "A", &[], &own), ("Fall prevention", "B", &[], &theirs)]).run(&CHECK)
    };
    assert!(with("402700")[0].found.contains("3 of 3 years"));
    assert!(with("511300")[0].found.contains("2 of 3 years"));
    let apart = plan(&[
        ("Falls", "A", &[], &[("2011/12", "221900"), ("2012/13", "318400"), ("2013/14", "402700")]),
        ("Falls", "B", &[], &[("2011/12", "221900"), ("2012/13", "118400"), ("2013/14", "202700")]),
    ]);
    assert!(apart.run(&CHECK).is_empty());
}

#[test]
fn gross_and_net_of_one_saving_are_found() {
    let found = plan(&[
        ("Ward closure", "X", &[("investment", "12345")], &[("2011/12", "100000")]),
        ("Ward closures", "Y", &[], &[("2011/12", "87655")]),
    ])
    .run(&CHECK);
    assert_eq!(found.len(), 1);
    assert!(
        found[0].found.contains("one of them gross and the other less its investment"),
        "{}",
        found[0].found
    );
    assert_eq!(found[0].amount, Some(money("87655")));
}

#[test]
fn a_saving_counted_three_times_is_one_finding() {
    let found = plan(&[
        ("Ambulance triage", "A", &[], UNUSUAL),
        ("Ambulance triage", "B", &[], UNUSUAL),
        ("Triage of ambulances", "C", &[], UNUSUAL),
    ])
    .run(&CHECK);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].amount, Some(money("443800")));
    assert_eq!(found[0].expected, "each saving counted once: £443,800 may be counted 3 times");
}

#[test]
fn members_of_a_region_are_held_against_each_other() {
    let member = |org: &str| {
        example_of(org).scheme("S1", &[("name", "Ambulance triage")]).planned(&[("2011/12", "543210")])
    };
    let found = example_of("Region").run_with(&CHECK, &[member("A PCT"), member("B PCT")]);
    assert_eq!(found.len(), 1);
    assert!(found[0].found.contains("(A PCT)"), "{}", found[0].found);
}

#[test]
fn one_name_with_the_same_round_amount_in_every_month_is_found_however_usual_both_are() {
    let months: Vec<String> = (4..=12)
        .map(|month| format!("2011-{month:02}"))
        .chain(["2012-01".into(), "2012-02".into(), "2012-03".into()])
        .collect();
    let level = |amount: &'static str| -> Vec<(&str, &str)> {
        months.iter().map(|month| (month.as_str(), amount)).collect()
    };
    let (ten, twenty) = (level("10000"), level("25000"));
    let others: Vec<String> = (0..60)
        .map(|at| format!("Review of {}", "abcdefghij".repeat(at / 10 + 1) + &at.to_string()))
        .collect();
    let filled = |rows: &[Row]| {
        let others = others.iter().zip([&ten, &twenty].into_iter().cycle());
        let rows: Vec<Row> = others
            .map(|(name, own)| (name.as_str(), "Estates", &[][..], own.as_slice()))
            .chain(rows.iter().copied())
            .collect();
        plan(&rows).run(&CHECK)
    };
    let two: [Row; 2] = [("Agency spend", "Wards", &[], &twenty), ("Agency spend", "Theatres", &[], &twenty)];
    let found = filled(&two);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].severity == Severity::Note && found[0].found.ends_with("the same name; the same months")
    );
    let other: [Row; 2] = [("Agency spend", "Wards", &[], &twenty), ("Agency spend", "Theatres", &[], &ten)];
    assert!(filled(&other).is_empty());
    let everywhere: Vec<Row> = ["Wards", "Theatres", "Clinics", "Pharmacy", "Imaging", "Catering"]
        .map(|workstream| ("Agency spend", workstream, &[][..], twenty.as_slice()))
        .to_vec();
    assert!(filled(&everywhere).is_empty(), "a name that is written again and again");
}
