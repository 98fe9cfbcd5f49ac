//! Nation, regions, clusters and their members, from the outside: levels, bridges, who is missing.

use crate::run::{Says, at, folder, run};
use serde_json::Value;
use std::collections::BTreeMap;

mod bridges;
mod replaced;

/// England, two regions, one of them with a cluster; the regions have no schemes of their own.
const PLAN: &str = "organisation,parent,unit,as_at\nEngland,,£,2011-09-30\nNorth SHA,England,£,2011-09-30\n\
    South SHA,England,£,2011-09-30\nTyne Cluster,North SHA,£,2011-09-30\nA PCT,Tyne Cluster,£,2011-09-30\n\
    B PCT,Tyne Cluster,£,2011-09-30\nC PCT,North SHA,£,2011-09-30\nD PCT,South SHA,£,2011-09-30\n";
const SCHEMES: &str = "organisation,scheme,workstream,plan_year,plan_ytd,actual_ytd,forecast_year\n\
    A PCT,A1,Care,100,50,50,100\nA PCT,A2,Beds,40,20,10,20\nB PCT,B1,Care,60,30,30,60\n\
    C PCT,C1,Beds,80,40,40,80\nD PCT,D1,Drugs,20,10,10,20\n";

fn rows(csv: &str) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(csv.as_bytes()).deserialize().map(Result::unwrap).collect()
}

fn england() -> tempfile::TempDir {
    folder(&[("p/plan.csv", PLAN), ("p/schemes.csv", SCHEMES)])
}

#[test]
fn the_sum_of_every_level_is_the_nation() {
    let files = england();
    for view in ["finance", "years"] {
        let csv = run(&["assess", &at(&files, "p"), "--view", view, "--by", "all", "--format", "csv"]).out;
        let mut sums: BTreeMap<String, i64> = BTreeMap::new();
        for row in rows(&csv) {
            let amount = if view == "finance" { &row["plan_year"] } else { &row["plan"] };
            *sums.entry(row["level"].clone()).or_default() += amount.parse::<i64>().unwrap();
        }
        let whole = ["scheme", "workstream", "organisation", "region_workstream", "region"]
            .into_iter()
            .chain(["nation_workstream", "nation"]);
        for level in whole {
            assert_eq!(sums[level], 300, "{view} {level}");
        }
        assert_eq!((sums["cluster"], sums["cluster_workstream"]), (200, 200), "{view}");
    }
}

#[test]
fn a_body_without_schemes_of_its_own_is_its_members() {
    let files = england();
    let report = run(&["assess", &at(&files, "p"), "--format", "json"]).json();
    let plans = report["plans"].as_array().unwrap();
    let of = |name: &str| plans.iter().find(|plan| plan["organisation"] == name).unwrap();
    let levels: Vec<&str> = plans.iter().map(|plan| plan["level"].as_str().unwrap()).collect();
    let own = ["organisation"; 4];
    assert_eq!(levels[..4], ["nation", "region", "region", "cluster"]);
    assert_eq!(levels[4..], own);
    // A and B: 90 of 100 is 10% short; with C 130 of 140 is 7.1%
    let rated = |name: &str| (of(name)["ratings"]["finance"].clone(), of(name)["rating"].clone());
    assert_eq!(rated("Tyne Cluster"), ("amber".into(), "amber".into()));
    assert_eq!(rated("North SHA"), ("amber".into(), "amber".into()));
    assert_eq!(rated("South SHA"), ("green".into(), "green".into()));
    assert_eq!(of("North SHA")["finance"].as_array().unwrap().len(), 0, "no organisation of its own");
    let summary = &report["summary"];
    let counts = ["organisations", "regions", "clusters", "grey"].map(|key| summary[key].as_i64().unwrap());
    assert_eq!(counts, [4, 2, 1, 0]);
    run(&["assess", &at(&files, "p")]).out.says(&["2 regions, 1 cluster, 4 organisations", "\nNorth SHA "]);
    run(&["why", &at(&files, "p"), "North SHA"]).out.says(&["North SHA, region\n", "-7.1", "A PCT"]);
}

#[test]
fn who_is_expected_may_stand_in_a_file() {
    let list = "code,organisation\n5ZZ,A PCT\n,BB PCT\n";
    let files = folder(&[("p/plan.csv", PLAN), ("p/schemes.csv", SCHEMES), ("expected.csv", list)]);
    let text = run(&["assess", &at(&files, "p"), "--expect-org", &at(&files, "expected.csv")]).out;
    text.says(&["\nnot submitted (1): BB PCT (near: B PCT)\n"]);
    let text = run(&["assess", &at(&files, "p"), "--expect-org", "North East"]).out;
    text.says(&["\nnot submitted (12): Newcastle, "]);
    // a region has the name that the plans give it
    let plan = "organisation,parent,unit,as_at\nNewcastle PCT,North East SHA,£,2011-09-30\n";
    let schemes = "organisation,scheme,plan_year,plan_ytd,actual_ytd\nNewcastle PCT,N1,100,50,50\n";
    let files = folder(&[("p/plan.csv", plan), ("p/schemes.csv", schemes)]);
    let words = ["assess", &at(&files, "p"), "--expect-org", "North East", "--format", "json"];
    let report = run(&words).ended(0).json();
    let missing = report["rollup"]["not_submitted"].as_array().unwrap();
    assert_eq!((missing.len(), missing[0]["region"].as_str()), (11, Some("North East SHA")));
}

/// A circle of parents across files, one of them by code and from a day on.
#[test]
fn a_circle_of_parents_is_refused_with_every_place() {
    let schemes = |name: &str| {
        format!("organisation,scheme,plan_year £,plan_ytd £,actual_ytd £\n{name},S1,100,50,50\n")
    };
    let cluster = "organisation,code,parent,parent_from\nEast Cluster,QEC,,\nEast Cluster,,5AA,2011-04-01\n";
    let files = folder(&[
        ("a/plan.csv", "organisation,code,parent\nA PCT,5AA,North SHA\n"),
        ("a/schemes.csv", &schemes("A PCT")),
        ("b/plan.csv", "organisation,parent\nNorth SHA,East Cluster\n"),
        ("b/schemes.csv", &schemes("North SHA")),
        ("c/plan.csv", cluster),
        ("c/schemes.csv", &schemes("East Cluster")),
        ("d/plan.csv", "organisation,parent\nD PCT,North SHA\n"),
        ("d/schemes.csv", &schemes("D PCT")),
        ("e/plan.csv", "organisation,parent\nEaston PCT,easton  PCT\n"),
        ("e/schemes.csv", &schemes("Easton PCT")),
    ]);
    let all: Vec<String> = ["a", "b", "c", "d", "e"].map(|name| at(&files, name)).to_vec();
    let of = |n: usize| [vec!["assess"], all[..n].iter().map(String::as_str).collect()].concat();
    let refused = run(&of(5)).ended(3);
    refused.err.says(&[
        "a/plan.csv:2:11: error[contradiction]: `A PCT` reports to `North SHA`, `North SHA` (",
        "b/plan.csv:2:11) to `East Cluster`, `East Cluster` (",
        "c/plan.csv:3:15) to `A PCT` on 1 Apr 2011: a circle of parents",
        "mend: correct one of these parents",
        "e/plan.csv:2:12: error[contradiction]: `Easton PCT` reports to `Easton PCT`: no body is its own parent",
        "mend: name the body that it reports to",
    ]);
    let some = run(&[of(5), vec!["--keep-going"]].concat()).ended(3);
    some.err.says(&["1 of 5 organisations assessed; left out: A PCT, North SHA, East Cluster, Easton PCT\n"]);
    let none = run(&[of(3), vec!["--keep-going", "--view", "rollup"]].concat()).ended(3);
    none.err.says(&["in a circle, so that none has a parent: A PCT, East Cluster, North SHA\n"]);
    assert!(!none.out.contains("REGIONS"), "{}", none.out);
}

/// A region's own rows name it as their region: no circle.
#[test]
fn a_region_may_stand_in_its_own_rows() {
    let rows = "region,organisation,scheme,month,plan £,actual £\nLondon,A PCT,S1,2011-04,100,100\n\
        London,London,L1,2011-04,50,50\n";
    let files = folder(&[("t.csv", rows)]);
    run(&["assess", &at(&files, "t.csv"), "--view", "rollup"]).ended(0).out.says(&["\nLondon ", " 150 "]);
    run(&["assess", &at(&files, "t.csv"), "--parent", "London"]).ended(0);
}

/// A region, its cluster and a PCT beside it: two PCTs count one saving, and one gives no challenge.
const MEMBERS: &str = "organisation,tier,parent,unit,as_at\nNorth SHA,region,,£000,2011-09-30\n\
    Tyne Cluster,cluster,North SHA,£000,2011-09-30\nAnytown PCT,pct,Tyne Cluster,£000,2011-09-30\n\
    Bytown PCT,pct,Tyne Cluster,£000,2011-09-30\nWestbury PCT,pct,North SHA,£000,2011-09-30\n";
const SAVINGS: &str = "organisation,scheme,name,workstream,description,manager,plan_year,plan_ytd,actual_ytd\n\
    Anytown PCT,A1,Falls prevention service,Urgent care,A community team that visits older people after a first \
    fall to stop a second,J. Smith,1487.3,700,650\n\
    Anytown PCT,A2,Generic prescribing,Medicines,Switching branded statins to generics in all practices,P. Lane,\
    2200,1100,1100\n\
    Bytown PCT,B1,Falls prevention service,Urgent care,A community team that visits older people after a first \
    fall to stop a second,J. Smith,1487.3,700,690\n\
    Bytown PCT,B2,Estates rationalisation,Estates,Two clinics close and lease back,R. Gold,1300,600,500\n\
    Westbury PCT,W1,Outpatient follow-ups,Planned care,Follow-up ratio to upper quartile,K. Webb,3212.7,1600,1500\n";

fn amounts<'r>(report: &'r Value, figure: &str, workstream: &str) -> Vec<(&'r str, &'r str, i64)> {
    let all = report["rollup"]["bridge"].as_array().unwrap().iter();
    let own = all.filter(|line| line["figure"] == figure && line["workstream"] == workstream);
    own.filter(|line| line["amount"].is_number())
        .map(|line| {
            let text = line["amount"].to_string();
            let pounds = text.split('.').next().unwrap().parse().unwrap();
            (line["step"].as_str().unwrap(), line["of"].as_str().unwrap(), pounds)
        })
        .collect()
}

#[test]
fn what_two_members_count_is_a_step_by_member_and_by_workstream() {
    let years = "organisation,year,challenge,identified\nNorth SHA,2011/12,9000,8200\n\
        Anytown PCT,2011/12,4000,\nWestbury PCT,2011/12,2500,\n";
    let files = folder(&[("p/plan.csv", MEMBERS), ("p/years.csv", years), ("p/schemes.csv", SAVINGS)]);
    let report = run(&["assess", &at(&files, "p"), "--format", "json"]).json();
    let twice = ("counted twice", "Falls prevention service", -1_487_300);
    let by_member = [
        ("stated", "", 8_200_000),
        ("member", "Tyne Cluster", 6_474_600),
        ("member", "Westbury PCT", 3_212_700),
        twice,
    ];
    let by_workstream = [
        ("stated", "", 8_200_000),
        ("workstream", "Urgent care", 2_974_600),
        ("workstream", "Medicines", 2_200_000),
        ("workstream", "Estates", 1_300_000),
        ("workstream", "Planned care", 3_212_700),
        twice,
    ];
    let found = amounts(&report, "identified", "");
    assert_eq!(found, [by_member.as_slice(), by_workstream.as_slice()].concat());
    let challenge = amounts(&report, "challenge", "");
    assert_eq!(challenge.last(), Some(&("not submitted", "Bytown PCT", 2_500_000)));
    let ru = report["findings"].as_array().unwrap().iter().filter(|found| found["code"] == "RU");
    assert_eq!(ru.count(), 2, "by workstream it is the same figure");
}

/// A region's own total row, and a line of the totals table.
#[test]
fn a_total_of_a_region_is_held_against_its_members() {
    let total = format!("{SAVINGS}North SHA,,Total,,,,8200,4700,4440\n");
    let files = folder(&[("p/plan.csv", MEMBERS), ("p/schemes.csv", &total)]);
    let row = run(&["assess", &at(&files, "p"), "--format", "json"]).json();
    let of_workstream = "organisation,table,column,workstream,period,stated\n\
        North SHA,schemes,plan_year,Urgent care,,1487.3\n";
    let files =
        folder(&[("p/plan.csv", MEMBERS), ("p/schemes.csv", SAVINGS), ("p/totals.csv", of_workstream)]);
    let table = run(&["assess", &at(&files, "p"), "--format", "json"]).json();
    let stated = |report: &Value, code: &str| {
        let found = report["findings"].as_array().unwrap().iter().filter(|found| found["code"] == code);
        found.map(|found| found["found"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(amounts(&row, "plan", "")[3], ("counted twice", "Falls prevention service", -1_487_300));
    assert_eq!(stated(&row, "RU"), ["plan of 2011/12 is stated as £8,200.0k"]);
    let urgent = amounts(&table, "plan", "Urgent care");
    assert_eq!(
        urgent[1..],
        [("member", "Tyne Cluster", 2_974_600), ("counted twice", "Falls prevention service", -1_487_300),]
    );
    assert_eq!(stated(&table, "RU"), ["plan of Urgent care of 2011/12 is stated as £1,487.3k"]);
    let st = stated(&table, "ST");
    assert!(!st.iter().any(|found| found.contains("plan_year")), "said once: {st:?}");
}

/// Savings that two members count are a step where they explain a part of the difference, and are named where they
/// explain none; the bridge closes either way.
#[test]
fn savings_counted_twice_that_do_not_close_a_bridge_are_a_step_or_named() {
    let schemes = "organisation,region,id,name,workstream,description,plan_year (£)\n\
        Anytown Trust,North,A1,Falls prevention and bone health,Urgent care,Falls clinic,221900\n\
        Anytown Trust,North,A2,Theatre lists,Planned care,,400000\n\
        Borough Trust,North,B1,Falls prevention and bone health,Urgent care,Falls clinic,221900\n\
        Borough Trust,North,B2,Stock,Planned care,,300000\n";
    let bridge = |stated: i64| {
        let years = format!("organisation,year,identified (£)\nNorth,2025/26,{stated}\n");
        let files = folder(&[("p/schemes.csv", schemes), ("p/years.csv", &years)]);
        let words = ["assess", &at(&files, "p"), "--as-at", "2025-09-30", "--format", "json"];
        let report = run(&words).json();
        let lines = report["rollup"]["bridge"].as_array().unwrap().iter();
        let by_member = lines.take(5).take_while(|line| line["step"] != "workstream");
        by_member
            .map(|line| {
                let text = |key: &str| line[key].as_str().unwrap().to_owned();
                (text("step"), line["amount"].as_i64().unwrap(), text("note"))
            })
            .collect::<Vec<_>>()
    };
    let steps = |of: &[(String, i64, String)]| {
        of.iter().skip(3).map(|(step, amount, _)| (step.clone(), *amount)).collect::<Vec<_>>()
    };
    let named = |name: &str, amount: i64| (name.to_owned(), amount);
    let part = bridge(800_000);
    assert_eq!(steps(&part), [named("counted twice", -221_900), named("unexplained", -121_900)]);
    for (stated, says) in [
        (
            1_100_000,
            "two members count Falls prevention and bone health (finding DC), which explains no part",
        ),
        (1_143_800, "agrees though two members count Falls prevention and bone health (finding DC)"),
        (1_300_000, "which explains no part of the difference"),
    ] {
        let none = bridge(stated);
        assert!(none[0].2.contains(says), "{none:?}");
        assert!(none.iter().all(|(step, ..)| step != "counted twice"), "{none:?}");
    }
}

#[test]
fn a_region_is_dated_by_the_month_its_members_have_reached_unless_a_date_is_given() {
    let months = "organisation,scheme,workstream,month,plan,actual\n\
        A,A1,Care,2011-04,10,10\nA,A1,Care,2011-05,10,10\nA,A1,Care,2011-06,10,\n\
        B,B1,Care,2011-04,10,10\nB,B1,Care,2011-05,10,10\nB,B1,Care,2011-06,10,9\n";
    let plan = "organisation,tier,parent,unit\nNorth,region,,£\nA,pct,North,£\nB,pct,North,£\n";
    let files = folder(&[("p/savings.csv", months), ("p/plan.csv", plan)]);
    let dated = |words: &[&str]| {
        let report =
            run(&[&["assess", &at(&files, "p"), "--format", "json"], words].concat()).ended(0).json();
        let of = |plan: &Value| ["as_at", "as_at_basis"].map(|key| plan[key].as_str().unwrap().to_owned());
        report["plans"].as_array().unwrap().iter().map(of).collect::<Vec<_>>()
    };
    let [may, june] = ["2011-05-31", "2011-06-30"];
    assert_eq!(dated(&[]), [[may, "common"], [may, "last actual"], [june, "last actual"]]);
    assert_eq!(dated(&["--as-at", june]), [[june, "given"]; 3]);
}

#[test]
fn a_cluster_without_schemes_stands_for_its_own_members() {
    let plan = format!("{PLAN}Tees Cluster,North SHA,£,2011-09-30\nE PCT,Tees Cluster,£,2011-09-30\n");
    let schemes = format!("{SCHEMES}E PCT,E1,Estates,10,5,1,10\n");
    let files = folder(&[("p/plan.csv", &plan), ("p/schemes.csv", &schemes)]);
    let report = run(&["assess", &at(&files, "p"), "--format", "json"]).json();
    let worse = |name: &str| {
        let plan =
            report["plans"].as_array().unwrap().iter().find(|plan| plan["organisation"] == name).unwrap();
        let of = |level: &str| {
            [&plan["worse"][level]["of"], &plan["worse"][level]["red"]].map(|n| n.as_u64().unwrap())
        };
        [of("workstreams"), of("schemes")]
    };
    assert_eq!(worse("Tyne Cluster"), [[2, 1], [3, 1]], "Beds is behind, and A2 in it");
    assert_eq!(worse("Tees Cluster"), [[1, 0], [1, 0]], "not worse than the cluster, which is red");
    assert_eq!(worse("North SHA"), [[3, 1], [5, 2]]);
}

#[test]
fn where_a_plan_was_read_is_its_folder_or_each_of_its_files() {
    let files = folder(&[
        ("p/x/plan.csv", "organisation,as_at\nAnytown,2011-09-30\n"),
        ("p/x/years.csv", "organisation,year,challenge\nAnytown,2011/12,100\n"),
        (
            "p/y/schemes.csv",
            "organisation,scheme,plan_ytd,actual_ytd,outside_total\nAnytown,S1,100,90,no\nAnytown,S2,100,10,yes\n",
        ),
    ]);
    let read = |input: &str| {
        let plan = run(&["assess", &at(&files, input), "--format", "json"]).json()["plans"][0].take();
        let file = plan["file"].as_str().unwrap().replace(&at(&files, ""), "");
        (file, plan["furthest_behind"]["scheme"].as_str().map(str::to_owned))
    };
    assert_eq!(read("p/x"), ("p/x/".to_owned(), None));
    let both = "p/x/plan.csv; p/x/years.csv; p/y/schemes.csv";
    assert_eq!(read("p"), (both.to_owned(), Some("S1".to_owned())), "S2 is outside the total");
}
