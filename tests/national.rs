//! The national workstreams that a plan may name: the reference list, or a policy's own.

use crate::run::{Says, at, folder, run};

/// The national workstreams that the worked plan serves, under other names of a policy's own.
const OWN: &str = "[national_workstreams]\n\"Elective hubs\" = \"Right care; urgent and emergency care\"\n\
                   \"Neighbourhoods\" = \"Long-term conditions; end of life care; primary care commissioning\"\n\
                   \"Estates\" = \"back office\"\n\"Medicines\" = \"Medicine use and procurement\"\n";

#[test]
fn a_policys_own_list_takes_the_place_of_the_reference_list() {
    let other = "[national_workstreams]\n\"Elective hubs\" = \"theatres; GIRFT\"\n";
    let files = folder(&[("own.toml", OWN), ("other.toml", other)]);
    let asked = |policy: &str| {
        let words = ["assess", "anytown", "--scope", "plan", "--select", "A1-NAT-1,DA", "--format", "json"];
        run(&[&words[..], &["--view", "all", "--policy", policy]].concat()).ended(0).json()
    };
    let result = |report: &serde_json::Value| {
        let rows = report["plans"][0]["appendix_one"].as_array().unwrap().iter();
        let own = rows.flat_map(|row| row["expectations"].as_array().unwrap());
        let mut own = own.map(|own| format!("{}: {}", own["result"], own["reason"]));
        own.next().unwrap()
    };
    let own = asked(&at(&files, "own.toml"));
    assert_eq!(result(&own), r#""met": """#, "each is engaged with, by another of its names");
    assert_eq!(own["policy"]["changed"], 1);
    let other = asked(&at(&files, "other.toml"));
    result(&other).says(&["unmet", "every scheme is local: no national workstream is named"]);
    let found = other["findings"].to_string();
    found.says(&["no national workstream, and counted as local: Right care"]);
    assert_ne!(own["policy"]["hash"], other["policy"]["hash"]);
}

#[test]
fn the_list_in_force_is_printed_and_read_again() {
    let built_in = run(&["policy"]).ended(0).out;
    built_in.says(&[
        "[national_workstreams]",
        "\"Long-term conditions\" = \"ltc\"",
        "NAO September 2011, Figure 4",
    ]);
    let files = folder(&[("own.toml", OWN), ("printed.toml", &built_in)]);
    let own = run(&["policy", "--policy", &at(&files, "own.toml")]).ended(0).out;
    own.says(&["\"Estates\" = \"back office\""]);
    assert!(!own.contains("Long-term conditions\" ="), "{own}");
    let printed = run(&["policy", "--policy", &at(&files, "printed.toml")]).ended(0).out;
    let list = |policy: &str| policy.split_once("[national_workstreams]").unwrap().1.to_owned();
    assert_eq!(list(&printed), list(&built_in));
    // what `qipp map` writes for next month keeps it
    let (kept, own) = (at(&files, "kept.toml"), at(&files, "own.toml"));
    run(&["map", "anytown/schemes.csv", "--policy", &own, "-o", &kept]).ended(0);
    std::fs::read_to_string(&kept)
        .unwrap()
        .says(&["[national_workstreams]\n\"Elective hubs\" = \"Right care; urgent and"]);
    run(&["explain", "A1-NAT-1"]).ended(0).out.says(&["[national_workstreams]"]);
}
