//! Bridges: what a region or a control total states against what its members add up to.

use super::england;
use crate::run::{Says, at, folder, run};
use serde_json::Value;

fn lines<'r>(report: &'r Value, body: &str, figure: &str) -> Vec<(&'r str, &'r str, i64)> {
    let all = report["rollup"]["bridge"].as_array().unwrap().iter();
    all.filter(|line| line["body"] == body && line["figure"] == figure && line["amount"].is_number())
        .map(|line| {
            let amount = line["amount"].to_string().parse().unwrap();
            (line["step"].as_str().unwrap(), line["of"].as_str().unwrap(), amount)
        })
        .collect()
}

/// A region that states challenge and identified savings over two members, and what the members add.
fn stated(challenge: i64, identified: i64, more: &str, words: &[&str]) -> Value {
    let plan = "organisation,parent,unit,as_at\nEast SHA,,£,2011-09-30\nNorth PCT,East SHA,£,2011-09-30\n\
        South PCT,East SHA,£,2011-09-30\n";
    let years = format!(
        "organisation,year,challenge,identified\nEast SHA,2011/12,{challenge},{identified}\n\
         North PCT,2011/12,600,\nSouth PCT,2011/12,390,\n"
    );
    let schemes = format!(
        "organisation,scheme,name,plan_year,maturity,outside_total,investment\n\
         North PCT,N1,Coding,700,,,\nSouth PCT,S1,Theatres,400,,,\n{more}"
    );
    let files = folder(&[("p/plan.csv", plan), ("p/years.csv", &years), ("p/schemes.csv", &schemes)]);
    let path = at(&files, "p");
    run(&[&["assess", &path, "--format", "json"], words].concat()).json()
}

#[test]
fn what_explains_a_difference_is_named_with_its_amount() {
    let found = |report: &Value| {
        let steps = lines(report, "East SHA", "identified");
        steps
            .into_iter()
            .filter(|(step, ..)| !["stated", "member"].contains(step))
            .collect::<Vec<_>>()
            .iter()
            .map(|(step, of, amount)| format!("{step} {of} {amount}").replace("  ", " "))
            .collect::<Vec<String>>()
    };
    assert_eq!(found(&stated(990, 1100, "", &[])), Vec::<String>::new());
    assert_eq!(found(&stated(990, 1101, "", &[])), ["rounding 1"]);
    assert_eq!(found(&stated(990, 1200, "", &[])), ["unexplained 100"]);
    let unidentified = "South PCT,U1,To be found,150,unidentified,,\n";
    assert_eq!(found(&stated(990, 1250, unidentified, &[])), ["outside the total 150"]);
    let outside = "North PCT,X1,Estates,80,,yes,\n";
    assert_eq!(found(&stated(990, 1180, outside, &[])), ["outside the total 80"]);
    let missing = stated(990, 1300, "", &["--expect-org", "North PCT,South PCT,West PCT"]);
    assert_eq!(missing["rollup"]["not_submitted"][0]["organisation"], "West PCT");
    let ru = missing["findings"].as_array().unwrap().iter().filter(|found| found["code"] == "RU");
    assert!(ru.into_iter().any(|found| found["found"] == "not submitted: West PCT"), "{missing}");
}

/// Stated less members and own schemes is the sum of the steps after them, whatever the figures.
#[test]
fn bridges_close_to_the_penny() {
    let mut seed: u64 = 20_110_929;
    let mut next = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    for _ in 0..12 {
        let mut more = String::new();
        for scheme in 0..next(6) {
            let member = ["North PCT", "South PCT", "East SHA"][next(3) as usize];
            let kind = ["unidentified,,", ",yes,", ",,25", ",,"][next(4) as usize];
            more.push_str(&format!(
                "{member},M{scheme},Scheme {scheme},{}.{:02},{kind}\n",
                next(900),
                next(100)
            ));
        }
        let own = ["add", "replace"][next(2) as usize];
        let control = format!("East SHA:2011/12={}", next(3000));
        let words = ["--set", &format!("own={own}"), "--control", &control];
        let report = stated(900 + next(200) as i64, 900 + next(600) as i64, &more, &words);
        let bridge = report["rollup"]["bridge"].as_array().unwrap();
        let pence = |line: &Value| -> i64 {
            let text = if line["amount"].is_null() { "0".to_owned() } else { line["amount"].to_string() };
            let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
            let part: i64 = format!("{part:0<2}").parse().unwrap();
            let whole_pence = whole.parse::<i64>().unwrap().abs() * 100 + part;
            if text.starts_with('-') { -whole_pence } else { whole_pence }
        };
        let mut left: Option<i64> = None;
        for line in bridge.iter().chain([&serde_json::json!({ "step": "stated", "amount": 0 })]) {
            if line["step"] == "stated" {
                assert_eq!(left.unwrap_or(0), 0, "before {line}: {report:#}");
                left = Some(0);
                left = left.map(|left| left + pence(line));
            } else {
                left = left.map(|left| left - pence(line));
            }
        }
        assert!(bridge.len() > 4);
    }
}

#[test]
fn a_control_total_is_reconciled_or_found() {
    let report =
        stated(990, 1100, "", &["--control", "nation:2011/12=£1,100", "--control", "South PCT:2011/12=410"]);
    assert_eq!(lines(&report, "", "plan"), [("stated", "", 1100), ("member", "East SHA", 1100)]);
    let south = [("stated", "", 410), ("workstream", "no workstream", 400), ("unexplained", "", 10)];
    assert_eq!(lines(&report, "South PCT", "plan"), south);
    let ru = report["findings"].as_array().unwrap().iter().filter(|found| found["code"] == "RU");
    let ru: Vec<&str> = ru.map(|found| found["found"].as_str().unwrap()).collect();
    assert_eq!(ru, ["plan of 2011/12: the control total is £410"]);
    // that of a region says nothing of how its members' plans go with its own
    let delivery = ["--scope", "delivery", "--control", "East SHA:2011/12=1200"];
    let (east, alone) = (stated(990, 1100, "", &delivery), stated(990, 1100, "", &delivery[..2]));
    let members = [("stated", "", 1200), ("member", "North PCT", 700), ("member", "South PCT", 400)];
    assert_eq!(lines(&east, "East SHA", "plan"), [&members[..], &[("unexplained", "", 100)]].concat());
    let regional_plan = |report: &Value, at: usize| {
        report["plans"][at]["report_card"][0]["regional_plan"].as_str().unwrap().to_owned()
    };
    for at in [1, 2] {
        assert_eq!((regional_plan(&east, at), regional_plan(&alone, at)), ("green".into(), "green".into()));
    }
    let files = england();
    let wrong = run(&["assess", &at(&files, "p"), "--control", "Sout SHA:2011/12=5"]).ended(2);
    wrong.err.says(&["there is no organisation `Sout SHA`; did you mean `South SHA`?"]);
}

#[test]
fn what_members_count_twice_is_in_a_bridge_whether_it_is_a_finding_or_not() {
    let schemes = "organisation,scheme,name,workstream,plan_ytd,actual_ytd,plan_year\n\
        A,A1,Falls prevention and bone health,Urgent care,110950,100000,221900\n\
        B,B1,Falls prevention and bone health,Urgent care,110950,100000,221900\n\
        B,B2,Ward stock,Supplies,90000,90000,180000\n";
    let plan = "organisation,tier,parent,unit,as_at\nA,pct,,£,2011-09-30\nB,pct,,£,2011-09-30\n";
    let region = "North,region,,£,2011-09-30\n";
    let years = "organisation,year,challenge,identified\nNorth,2011/12,300000,401900\n";
    let files = folder(&[
        ("region/schemes.csv", schemes),
        ("region/plan.csv", &format!("{}{region}", plan.replace(",pct,,", ",pct,North,"))),
        ("region/years.csv", years),
        ("control/schemes.csv", schemes),
        ("control/plan.csv", plan),
    ]);
    let bridges = |words: &[&str]| run(&[&["assess"], words, &["--view", "bridge"]].concat()).ended(0).out;
    let (region, control) = (at(&files, "region"), at(&files, "control"));
    for words in [&[region.as_str()][..], &[&control, "--control", "nation:2011/12=401900"]] {
        let all = bridges(words);
        all.says(&["counted twice: Falls prevention and bo… (221,900) savings that two members count"]);
        assert_eq!(bridges(&[words, &["--ignore", "DC"]].concat()), all);
    }
}

/// Where a region's own schemes replace its members', a control total is held against those alone.
#[test]
fn a_control_total_is_over_the_schemes_that_replace_the_members() {
    let plan = |body: &str, scheme: &str, amount: u32| {
        format!(
            r#"{{"plan": {{"as_at": "2011-09-30", {body}}}, "schemes": [{{"scheme": "{scheme}", "name": "Ward {scheme}", "plan_year": {amount}}}]}}"#
        )
    };
    let plans = [
        plan(r#""organisation": "North", "tier": "region""#, "R", 100),
        plan(r#""organisation": "A", "parent": "North""#, "S", 60),
        plan(r#""organisation": "B", "parent": "North""#, "T", 40),
    ];
    let files = folder(&[("n.json", &format!(r#"{{"plans": [{}]}}"#, plans.join(",")))]);
    let words = ["--set", "own=replace", "--control", "North:2011/12=120", "--format", "json"];
    let report = run(&[&["assess", &at(&files, "n.json")], &words[..]].concat()).json();
    let bridge = report["rollup"]["bridge"].as_array().unwrap();
    let steps = bridge.iter().map(|line| (line["step"].as_str().unwrap(), line["amount"].as_i64()));
    let own: Vec<_> = steps.skip_while(|step| *step != ("stated", Some(120))).collect();
    assert_eq!(own, [("stated", Some(120)), ("own schemes", Some(100)), ("unexplained", Some(20))]);
}
