//! Policy `own = "replace"`: a body's own figures in place of its members'.

use super::{PLAN, SCHEMES, rows};
use crate::run::{Says, at, folder, run};
use serde_json::Value;
use std::collections::BTreeMap;

/// With `own = "replace"` the members' lines stand for information: those not marked add up to the nation.
#[test]
fn lines_that_nothing_replaces_add_up_to_the_nation() {
    let own = "North SHA,N1,Care,250,120,110,250\nTyne Cluster,T1,Beds,90,40,40,90\n";
    let files = folder(&[("p/plan.csv", PLAN), ("p/schemes.csv", &format!("{SCHEMES}{own}"))]);
    let words = ["assess", &at(&files, "p"), "--set", "own=replace"];
    let csv = run(&[&words[..], &["--view", "finance", "--by", "all", "--format", "csv"]].concat()).out;
    let sum = |level: &str| -> i64 {
        let rows =
            rows(&csv).into_iter().filter(|row| row["level"] == level && row["replaced_by"].is_empty());
        rows.map(|row| row["plan_year"].parse::<i64>().unwrap()).sum()
    };
    assert_eq!(["scheme", "workstream", "organisation", "nation"].map(sum), [270; 4]);
    let marked = rows(&csv).into_iter().filter(|row| !row["replaced_by"].is_empty());
    let marked: Vec<_> =
        marked.map(|row| (row["organisation"].clone(), row["replaced_by"].clone())).collect();
    assert!(marked.contains(&("A PCT".to_owned(), "Tyne Cluster".to_owned())), "{marked:?}");
    assert!(marked.contains(&("Tyne Cluster".to_owned(), "North SHA".to_owned())), "{marked:?}");
    let said = [
        "\nreplaced by North SHA's own figures, so in no sum above: Tyne Cluster, C PCT\n",
        "\nreplaced by Tyne Cluster's own figures, so in no sum above: A PCT, B PCT\n",
    ];
    run(&words).out.says(&["plan 2011/12 £640, of it £370 replaced\n"]);
    for view in ["summary", "rollup", "finance"] {
        let view = ["--view", view, "--by", "organisation"];
        run(&[&words[..], &view].concat()).out.says(&said);
    }
}

/// A region's own total in place of its members', in September and in October.
fn with_own_total() -> tempfile::TempDir {
    let plan = |date: &str| {
        format!(
            "organisation,parent,unit,as_at\nNorth SHA,,£,{date}\nA PCT,North SHA,£,{date}\nB PCT,North SHA,£,{date}\n"
        )
    };
    let schemes = |rows: &str| {
        format!("organisation,scheme,workstream,plan_year,plan_ytd,actual_ytd,forecast_year\n{rows}")
    };
    let earlier = "A PCT,A1,Care,100,50,50,100\nB PCT,B1,Care,60,30,30,60\nNorth SHA,N1,Care,170,85,80,160\n";
    let later = "A PCT,A1,Care,120,60,55,110\nB PCT,B1,Care,60,35,33,60\nNorth SHA,N1,Care,180,105,100,165\n";
    folder(&[
        ("sep/plan.csv", &plan("2011-09-30")),
        ("sep/schemes.csv", &schemes(earlier)),
        ("oct/plan.csv", &plan("2011-10-31")),
        ("oct/schemes.csv", &schemes(later)),
        (
            "mixed/plan.csv",
            &plan("2011-10-31").replace("A PCT,North SHA,£,2011-10-31", "A PCT,North SHA,£,2011-09-30"),
        ),
        ("mixed/schemes.csv", &schemes(later)),
    ])
}

/// What is replaced is in no bridge above, as it is in no sum.
#[test]
fn a_bridge_over_organisations_holds_no_line_that_is_replaced() {
    let files = with_own_total();
    let moved = |own: &str| {
        let words = ["compare", &at(&files, "sep"), &at(&files, "oct"), "--set", own, "--format", "json"];
        run(&words).json()["movement"].clone()
    };
    let steps = |movement: &Value, level: &str| -> Vec<i64> {
        let own = movement["subjects"].as_array().unwrap().iter().find(|own| own["level"] == level).unwrap();
        let bridge = &own["total"];
        let keys = [("plan", "opening"), ("plan", "re_based_up"), ("plan", "closing")];
        let forecast = [("forecast", "opening"), ("forecast", "closing")];
        assert_eq!(own["plan_year"]["to"], bridge["plan"]["closing"], "{level}");
        assert_eq!(own["forecast_year"]["to"], bridge["forecast"]["closing"], "{level}");
        keys.into_iter().chain(forecast).map(|(of, key)| bridge[of][key].as_i64().unwrap()).collect()
    };
    let (replaced, added) = (moved("own=replace"), moved("own=add"));
    for level in ["region", "region_workstream", "nation", "nation_workstream"] {
        assert_eq!(steps(&replaced, level), [170, 10, 180, 160, 165], "{level}");
        assert_eq!(steps(&added, level), [330, 30, 360, 320, 335], "{level}");
    }
    let page = run(&["compare", &at(&files, "sep"), &at(&files, "oct"), "--view", "bridge"]).out;
    page.says(&[
        "\nworkstream Care of A PCT\n",
        "\nworkstream Care of region North SHA\n",
        "\nall organisations\n",
    ]);
}

#[test]
fn plans_of_several_dates_are_not_compared_without_a_word() {
    let files = with_own_total();
    let said = "the plans of the later submission are as at 30 Sep 2011 to 31 Oct 2011";
    let notes = |to: &str| {
        let words = ["compare", &at(&files, "sep"), &at(&files, to), "--format", "json"];
        run(&words).json()["movement"]["notes"].to_string()
    };
    let mixed = notes("mixed");
    assert!(mixed.contains(said) && mixed.contains("(older: those of A PCT)"), "{mixed}");
    assert!(!notes("oct").contains("the plans of"));
}

/// A region inside a nation, both with a total of their own: each is its own sum, and the nation's holds one.
#[test]
fn totals_that_replace_totals_sum_once() {
    let plan = "organisation,parent,unit,as_at\nEngland,,£,2011-09-30\nNorth SHA,England,£,2011-09-30\n\
        South SHA,England,£,2011-09-30\nA PCT,North SHA,£,2011-09-30\nD PCT,South SHA,£,2011-09-30\n";
    let schemes = "organisation,scheme,workstream,plan_year,plan_ytd,actual_ytd,forecast_year\n\
        A PCT,A1,Care,100,50,50,100\nD PCT,D1,Drugs,20,10,10,20\nNorth SHA,N1,Care,170,85,80,160\n\
        England,E1,Care,300,150,140,290\n";
    let files = folder(&[("p/plan.csv", plan), ("p/schemes.csv", schemes)]);
    let words = ["assess", &at(&files, "p"), "--set", "own=replace", "--by", "all", "--format", "csv"];
    for (view, plan) in [("finance", "plan_year"), ("years", "plan")] {
        let csv = run(&[&words[..], &["--view", view]].concat()).out;
        let all = rows(&csv);
        let sum = |level: &str, is_in: &dyn Fn(&BTreeMap<String, String>) -> bool| -> i64 {
            let own = all.iter().filter(|row| row["level"] == level && is_in(row));
            own.map(|row| row[plan].parse::<i64>().unwrap()).sum()
        };
        for level in ["scheme", "workstream", "organisation", "nation", "nation_workstream"] {
            assert_eq!(sum(level, &|row| row["replaced_by"].is_empty()), 300, "{view} {level}");
        }
        let of = |region: &'static str| {
            sum("region", &|row| row["region"] == region && row["replaced_by"] == "England")
        };
        assert_eq!((of("North SHA"), of("South SHA")), (170, 20), "{view}");
    }
    let report = run(&["assess", &at(&files, "p"), "--set", "own=replace", "--format", "json"]).json();
    let care: Vec<_> = report["rollup"]["bridge"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|line| line["body"] == "England" && line["workstream"] == "Care")
        .map(|line| {
            (line["step"].as_str().unwrap(), line["of"].as_str().unwrap(), line["amount"].as_i64().unwrap())
        })
        .collect();
    assert_eq!(
        care,
        [
            ("stated", "", 300),
            ("member", "North SHA", 170),
            ("only here", "E1", 300),
            ("only there", "N1", -170)
        ]
    );
    let why = run(&["why", &at(&files, "p"), "region:North SHA", "--set", "own=replace"]).out;
    why.says(&["plan                          85", "actual                        80"]);
}

/// The months of a level sum once, too: a line whose figures others stand for says whose.
#[test]
fn months_that_a_total_replaces_say_so() {
    let plan = "organisation,parent,unit,as_at\nEngland,,£,2011-05-31\nNorth SHA,England,£,2011-05-31\n\
        South SHA,England,£,2011-05-31\nA PCT,North SHA,£,2011-05-31\nD PCT,South SHA,£,2011-05-31\n";
    let savings = "organisation,scheme,period,plan,actual\nA PCT,A1,2011-04,100,50\nD PCT,D1,2011-04,20,10\n\
        North SHA,N1,2011-04,170,85\nEngland,E1,2011-04,300,150\n";
    let files = folder(&[("p/plan.csv", plan), ("p/savings.csv", savings)]);
    let report = run(&["assess", &at(&files, "p"), "--set", "own=replace", "--format", "json"]).json();
    let parts = report["plans"].as_array().unwrap().iter().chain([&report["rollup"]]);
    let months: Vec<_> = parts.flat_map(|part| part["months"].as_array().unwrap()).collect();
    for level in ["organisation", "nation"] {
        let own = months.iter().filter(|line| line["level"] == level && line["replaced_by"].is_null());
        assert_eq!(own.map(|line| line["plan"].as_i64().unwrap()).sum::<i64>(), 300, "{level}");
    }
    let by = |key: &str, name: &str| {
        months.iter().find(|line| line[key] == name).unwrap()["replaced_by"].as_str().unwrap().to_owned()
    };
    assert_eq!([by("organisation", "A PCT"), by("organisation", "North SHA")], ["North SHA", "England"]);
    assert_eq!(by("region", "South SHA"), "England");
}
