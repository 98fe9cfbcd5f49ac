//! The first screen of a nation: ten regions, 151 organisations, whatever is missing.

use crate::run::{Says, at, folder, run};
use std::fmt::Write as _;
use tempfile::TempDir;

const REGIONS: [&str; 10] = [
    "North East",
    "North West",
    "Yorkshire and the Humber",
    "East Midlands",
    "West Midlands",
    "East of England",
    "London",
    "South East Coast",
    "South Central",
    "South West",
];
const PCTS: usize = 151;

/// Every PCT plans 600 to date in two workstreams; the first `late` report one month less. London delivers least.
fn nation(late: usize, missing: usize) -> TempDir {
    let mut plan = "organisation,tier,parent,unit\nEngland,nation,,£000\n".to_owned();
    let mut schemes = "organisation,scheme,workstream,month,plan,actual\n".to_owned();
    let mut years = "organisation,year,challenge\n".to_owned();
    for region in REGIONS {
        writeln!(plan, "{region} SHA,region,England,£000").unwrap();
    }
    for at in 0..PCTS {
        let (region, pct) = (REGIONS[at % 10], format!("Borough {at} PCT"));
        writeln!(plan, "{pct},pct,{region} SHA,£000").unwrap();
        let challenge = if at % 9 == 0 { "" } else { "550" };
        writeln!(years, "{pct},2011/12,{challenge}").unwrap();
        for (scheme, workstream) in [("S1", "Urgent care"), ("S2", "Medicines")] {
            for month in 4..10 {
                let actual = match (region, scheme) {
                    _ if month == 9 && at < late => String::new(),
                    ("London", "S1") => (30 + at % 7).to_string(),
                    _ => (45 + at % 7).to_string(),
                };
                writeln!(schemes, "{pct},{scheme},{workstream},2011-{month:02},50,{actual}").unwrap();
            }
        }
    }
    let expected: String = (0..missing).map(|at| format!("Absent {at} PCT\n")).collect();
    folder(&[
        ("n/plan.csv", &plan),
        ("n/schemes.csv", &schemes),
        ("n/years.csv", &years),
        ("expected.csv", &format!("organisation\n{expected}")),
    ])
}

fn fits(screen: &str) {
    let lines: Vec<&str> = screen.lines().collect();
    assert!(lines.len() <= 45, "{} lines:\n{screen}", lines.len());
    for line in lines {
        assert!(line.chars().count() <= 80, "{line}");
    }
}

#[test]
fn the_first_screen_of_a_nation_is_a_screen_that_says_where_to_look() {
    let files = nation(0, 0);
    let screen = run(&["assess", &at(&files, "n")]).ended(0).out;
    fits(&screen);
    screen.says(&[
        "10 regions, 151 organisations",
        "; challenge of 17 of 151 organisations not given",
        "look first: London SHA, £1.7m (18.6%) behind; in it Borough 56 PCT (£150k); of\n   all workstreams Urgent \
         care (£3.2m)\n",
        "\nSouth West SHA ",
        "\nTotal ",
        " WORST OF 151 £k",
        ": --view rollup)\n",
    ]);
    let listed = run(&["assess", &at(&files, "n"), "--view", "rollup"]).out;
    for at in 0..PCTS {
        listed.says(&[&format!("\nBorough {at} PCT ")]);
    }
}

#[test]
fn it_stays_one_with_late_reporters_and_missing_organisations() {
    let files = nation(40, 30);
    let words = ["assess", &at(&files, "n"), "--expect-org", &at(&files, "expected.csv")];
    let screen = run(&words).ended(0).out;
    fits(&screen);
    let one_line = screen.replace("\n   ", " ");
    for (before, all) in [("reporting late: ", 40), ("not submitted (30): ", 30)] {
        let said = one_line.lines().find_map(|line| line.strip_prefix(before)).unwrap();
        let named = said.matches(" PCT").count();
        assert!(said.contains(&format!(" ({} more: --view rollup)", all - named)), "{said}");
    }
    let view = run(&[&words[..], &["--view", "rollup"]].concat()).out.replace("\n   ", " ");
    view.says(&["Borough 39 PCT; sums stand at 31 Aug 2011", "Absent 29 PCT\n"]);
    assert!(!view.contains(" more: "), "{view}");
}

/// Who gives no challenge is said of every body, and what the first screen counts is the nation's.
#[test]
fn members_without_a_challenge_are_named_region_by_region() {
    let files = nation(0, 0);
    let input = at(&files, "n");
    let report = run(&["assess", &input, "--format", "json"]).json();
    let totals = report["rollup"]["headroom"].as_array().unwrap().iter();
    let of = |name: &str| {
        let mut totals = totals.clone().filter(|row| row["year"] == "total");
        totals.find(|row| row["organisation"] == name).unwrap()["without_challenge"].clone()
    };
    let named = |all: [usize; 2]| serde_json::json!(all.map(|at| format!("Borough {at} PCT")));
    assert_eq!(of("South West SHA"), named([9, 99]));
    assert_eq!(of("").as_array().unwrap().len(), 17);
    let said = "challenge not given by Borough 9 PCT, Borough 99 PCT (£1,200k identified left out): not known, so not green";
    let view = run(&["assess", &input, "--view", "headroom"]).out.replace("\n   ", " ");
    assert_eq!(view.matches(&format!("\n{said}\n")).count(), 1, "{view}");
    let view = run(&["assess", &input, "--view", "rollup"]).out.replace("\n   ", " ");
    view.says(&[&format!("\nSouth West SHA: {said}\n")]);
}

/// A region's own challenge stands for its members.
#[test]
fn a_challenge_of_a_region_is_that_of_its_members() {
    let plan = "organisation,parent,unit,as_at\nNorth SHA,,£,2011-06-30\nA PCT,North SHA,£,2011-06-30\n\
        B PCT,North SHA,£,2011-06-30\nC PCT,South SHA,£,2011-06-30\nSouth SHA,,£,2011-06-30\n\
        D PCT,South SHA,£,2011-06-30\n";
    let years = "organisation,year,challenge\nNorth SHA,2011/12,200\nA PCT,2011/12,100\nD PCT,2011/12,50\n";
    let schemes = "organisation,scheme,plan_year\nA PCT,A1,100\nB PCT,B1,90\nC PCT,C1,60\nD PCT,D1,70\n";
    let files = folder(&[("p/plan.csv", plan), ("p/years.csv", years), ("p/schemes.csv", schemes)]);
    let screen = run(&["assess", &at(&files, "p")]).ended(0).out;
    screen.says(&[
        "; challenge of 1 of 4 organisations not given (£60\n   identified left out)\n",
        "look first: North SHA, headroom short by £10 by the end of 2011/12\n",
    ]);
}
