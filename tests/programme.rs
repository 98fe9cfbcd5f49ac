//! What the Department's report card carried beside its colours (NAO September 2011, paragraph 4.3): the
//! exception report, best-practice examples, the risk log; and the pipeline.

use crate::run::{Says, at, folder, run};
use serde_json::Value;

/// The lines of a view of a plan as records of text, by its headings.
fn records(plan: &str, view: &str, more: &[&str]) -> Vec<std::collections::HashMap<String, String>> {
    let out = run(&[&["assess", plan, "--view", view, "--format", "csv"], more].concat()).out;
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    reader.deserialize().map(|record| record.unwrap()).collect()
}

fn page(plan: &str, view: &str) -> String {
    let page = run(&["assess", plan, "--view", view]).out;
    assert!(page.lines().all(|line| line.chars().count() <= 80), "{page}");
    page
}

/// South West Essex PCT, month 1 of 2011/12: what its report says of the three key variances, in a plan's tables.
const SCHEMES: &str = "scheme,name,stage,plan_ytd (£m),actual_ytd (£m),plan_year (£m),forecast_year (£m)\n\
    RMC,Referral Management Centre,delivering,0.1,0.05,1.2,1.15\n\
    LV,List Validation,delivering,0.01,0,0.12,0.12\nRR,Review of rent and rates,delivering,0.1,0,1.2,1.1\n";
const RISKS: &str = "risk,scheme,description,mitigation,mitigation_status\n\
    V1,LV,The financial phasing needs to be reviewed: savings will not be realised until July,Review it,planned\n\
    V2,RR,Negotiations with practices on reimbursement of funds to the PCT go on,,\n";
const MILESTONES: &str = "scheme,milestone,due,status,completed\n\
    LV,Lists validated in every practice,2011-04-29,done,2011-04-29\n";

/// They come out most money first, with their reasons, and of what nothing is said is said so.
#[test]
fn the_key_variances_of_south_west_essex_come_out_with_their_reasons() {
    let tables = [("p/schemes.csv", SCHEMES), ("p/risks.csv", RISKS), ("p/milestones.csv", MILESTONES)];
    let files = folder(&tables);
    let plan = at(&files, "p");
    let lines = records(&plan, "exceptions", &["--by", "scheme", "--as-at", "2011-04-30"]);
    let said = |at: usize, key: &str| lines[at][key].as_str();
    let shown = |keys: [&'static str; 4]| -> Vec<[&str; 4]> {
        (0..lines.len()).map(|at| keys.map(|key| said(at, key))).collect()
    };
    assert_eq!(
        shown(["name", "shortfall", "percent", "shortfall_year"]),
        [
            ["Review of rent and rates", "100000", "-100.0000", "100000"],
            ["Referral Management Centre", "50000", "-50.0000", "50000"],
            ["List Validation", "10000", "-100.0000", ""],
        ]
    );
    assert_eq!(
        shown(["says_reason", "says_action", "recovered", "actions"]),
        [
            ["true", "false", "", ""],
            ["false", "false", "", ""],
            ["true", "true", "10000", "V1: Review it (planned)"],
        ]
    );
    said(0, "reasons").says(&["risk V2: Negotiations with practices on reimbursement"]);
    said(2, "reasons").says(&["risk V1: The financial phasing needs to be reviewed", "until July"]);
    let page = run(&["assess", &plan, "--view", "exceptions", "--as-at", "2011-04-30"]).out;
    page.says(&[
        "RED  RR Review of rent and rates  £0.10m (-100.0%) behind to date",
        "doing    nothing is said",
    ]);
}

#[test]
fn what_a_plan_does_not_say_is_said_to_be_unsaid() {
    let lines = records("anytown-mid-year", "exceptions", &["--scheme", "PC-04"]);
    let [line] = lines.as_slice() else { panic!("{lines:?}") };
    assert_eq!((line["shortfall"].as_str(), line["percent"].as_str()), ("84747", "-24.3002"));
    assert_eq!((line["reasons"].as_str(), line["says_reason"].as_str()), ("", "false"));
    assert_eq!((line["next_due"].as_str(), line["owner"].as_str()), ("2012-01-31", "Lucy Bramwell"));
    let page = page("anytown-mid-year", "exceptions");
    page.says(&[
        "RED  PC-04 Outpatient follow-up ratios  £85k (-24.3%) behind to date",
        "why      nothing is said",
    ]);
    page.says(&["milestone 'First six pathways live' is 98 days overdue"]);
    let by_money: Vec<&str> = page.lines().filter(|line| line.contains("behind to date")).collect();
    assert!(by_money[1].contains("Planned care"), "{by_money:?}");
}

#[test]
fn an_accepted_departure_stands_on_the_line_it_is_about() {
    let given = "scheme,code,kind,reason,owner,approver,from,until\n\
        PC-04,F13-FIN-5,accepted,The tariff is late,P Nair,J Smith,2011-09-01,2011-12-31\n";
    let files = folder(&[("exceptions.csv", given)]);
    let given = at(&files, "exceptions.csv");
    let lines = records("anytown-mid-year", "exceptions", &["--scheme", "PC-04", "--exceptions", &given]);
    lines[0]["accepted"]
        .says(&["F13-FIN-5 accepted to 31 Dec 2011, J Smith (owner P Nair): The tariff is late"]);
    let jsonl = run(&["assess", "anytown-mid-year", "--exceptions", &given, "--format", "jsonl"]).out;
    let of =
        |kind: &str| jsonl.lines().filter(|line| line.starts_with(&format!("{{\"kind\":\"{kind}\""))).count();
    assert_eq!(of("departure"), 1);
    assert_eq!(of("exception"), records("anytown-mid-year", "exceptions", &[]).len());
}

/// Every scheme is an example, or is counted once under why it is none.
#[test]
fn examples_are_green_delivering_and_substantiated_and_the_rest_is_counted() {
    let report = run(&["assess", "anytown-mid-year", "--format", "json"]).json();
    let practice = &report["plans"][0]["best_practice"];
    let examples = practice["examples"].as_array().unwrap();
    let count = |key: &str| practice[key].as_u64().unwrap();
    let others = count("not_delivering") + count("not_green") + count("not_substantiated");
    assert_eq!(examples.len() as u64 + others, count("schemes"));
    let cards = report["plans"][0]["report_card"].as_array().unwrap();
    for example in examples {
        let own = cards.iter().find(|card| card["level"] == "scheme" && card["scheme"] == example["scheme"]);
        assert_eq!(own.unwrap()["overall"], "green", "{example}");
        let tests = ["savings", "quality", "evidenced", "implementation"];
        let passed = tests.iter().filter(|test| example[**test] == true).count() as u64;
        assert_eq!(example["tests"], passed, "{example}");
    }
    let tests: Vec<u64> = examples.iter().map(|example| example["tests"].as_u64().unwrap()).collect();
    assert!(tests.is_sorted_by(|one, other| one >= other), "{tests:?}");
    page("anytown-mid-year", "practice").says(&["1. CO-05 ", "4 of 4 tests", "not green", "  ask      "]);
    page("anytown", "practice")
        .says(&["36 of 43 schemes green, delivering and substantiated; the others: 7 without an"]);
}

/// Without the name of who checked it an actual is not substantiated; without a signature quality is no test passed.
#[test]
fn an_example_loses_its_tests_with_what_shows_them() {
    let scheme = |cells: &str| {
        let heads = "scheme,plan_ytd (£),actual_ytd (£),actual_basis,actual_evidence,validated_by,qia_score,\
            qia_medical,qia_nursing";
        let files = folder(&[("schemes.csv", &format!("{heads}\n{cells}\n"))]);
        let plan = at(&files, "schemes.csv");
        run(&["assess", &plan, "--scope", "money", "--format", "json"]).json()["plans"][0]["best_practice"]
            .clone()
    };
    let sound = scheme("A,100,101,ledger,M6,EP,4,HM,RA");
    assert_eq!((&sound["examples"][0]["savings"], &sound["examples"][0]["tests"]), (&true.into(), &1.into()));
    assert_eq!(scheme("A,100,97,ledger,M6,EP,4,HM,RA")["examples"][0]["savings"], false);
    assert_eq!(scheme("A,100,101,ledger,M6,,4,HM,RA")["not_substantiated"], 1);
    assert_eq!(scheme("A,100,90,ledger,M6,EP,4,HM,RA")["not_green"], 1);
    assert_eq!(scheme("A,100,0,ledger,M6,EP,4,HM,RA")["not_delivering"], 1);
}

#[test]
fn the_risk_log_has_every_risk_the_worst_first_with_what_is_at_stake() {
    let lines = records("anytown-mid-year", "risks", &[]);
    let first = &lines[0];
    let said = ["risk", "score", "at_stake", "lacks", "mitigation_status", "days_since"]
        .map(|key| first[key].as_str());
    assert_eq!(said, ["R33", "16", "1388630", "its mitigation is only planned", "planned", "9"]);
    assert_eq!(lines.last().unwrap()["closed"], "true");
    let scores: Vec<u32> = lines
        .iter()
        .filter(|line| line["closed"] == "false")
        .map(|line| line["score"].parse().unwrap())
        .collect();
    assert!(scores.is_sorted_by(|one, other| one >= other), "{scores:?}");
    let page = page("anytown-mid-year", "risks");
    page.says(&[
        "54 open: 27 score 8 or more (or have no score), 1 of them without due action; 1",
        "\nclosed\n",
    ]);
    assert!(records("anytown-mid-year", "risks", &["--scheme", "CE-03"]).len() < lines.len());
    let json = run(&["assess", "anytown-mid-year", "--format", "json"]).json();
    assert_eq!(json["plans"][0]["risk_log"][0]["score"], 16);
}

/// Years sum to the total; each scheme leaves less; and the finding PL tells of the same gap.
#[test]
fn the_pipeline_closes_what_is_short_and_says_what_remains() {
    let report = run(&["assess", "anytown-mid-year", "--format", "json"]).json();
    let pipeline = &report["plans"][0]["pipeline"];
    let pence = |value: &Value| (value.as_f64().unwrap() * 100.0).round();
    let years = pipeline["years"].as_array().unwrap();
    let (total, years) = years.split_last().unwrap();
    for key in ["value", "weighted", "approved", "risk_adjusted", "with_pipeline"] {
        assert_eq!(years.iter().map(|year| pence(&year[key])).sum::<f64>(), pence(&total[key]), "{key}");
    }
    let mut short = pence(&pipeline["gap"]);
    assert_eq!(short, -pence(&total["risk_adjusted"]));
    for scheme in pipeline["schemes"].as_array().unwrap() {
        short -= pence(&scheme["approved"]);
        assert_eq!(pence(&scheme["remains"]), short, "{scheme}");
    }
    assert_eq!(pence(&pipeline["remains"]), short);
    let page = page("anytown-mid-year", "pipeline");
    page.says(&[
        "risk-adjusted shortfall of £2,136k; bring forward 4 schemes: £1,725k remains",
        "4. MM-06 Minor",
    ]);
    let findings = report["findings"].as_array().unwrap();
    let found = findings.iter().find(|finding| finding["code"] == "PL").unwrap();
    found["expected"].as_str().unwrap().says(&["£2,136,250: "]);
    let kinds = run(&["assess", "anytown-mid-year", "--format", "jsonl"]).out;
    kinds.says(&[
        "{\"kind\":\"pipeline\"",
        "{\"kind\":\"pipeline_year\"",
        "{\"kind\":\"pipeline_scheme\"",
        "{\"kind\":\"practice\"",
        "{\"kind\":\"risk\"",
    ]);
}

#[test]
fn a_plan_without_any_of_it_says_so() {
    let files = folder(&[("plan.csv", crate::run::REGISTER)]);
    let plan = at(&files, "plan.csv");
    for (view, said) in [
        ("risks", "no risk is registered"),
        ("pipeline", "no idea or scoped scheme with planned savings is given"),
        ("practice", "0 of 3 schemes green, delivering and substantiated"),
    ] {
        page(&plan, view).says(&[said]);
        let markdown = run(&["assess", &plan, "--view", view, "--format", "markdown"]).out;
        assert!(markdown.starts_with("# "), "{markdown}");
    }
}

#[test]
fn what_is_behind_is_made_up_in_the_months_that_are_left() {
    let to_green = |ended: usize, as_at: &str| {
        let months: String = (0..12)
            .map(|at| {
                let (year, month) = (2011 + (at + 3) / 12, (at + 3) % 12 + 1);
                let actual = if at < ended { "80" } else { "" };
                format!("S1,Care,{year}-{month:02},100,{actual}\n")
            })
            .collect();
        let files =
            folder(&[("plan.csv", &format!("scheme,workstream,month,plan (£k),actual (£k)\n{months}"))]);
        let report = run(&["assess", &at(&files, "plan.csv"), "--as-at", as_at, "--format", "json"]).json();
        report["plans"][0]["to_green"][0]["text"].as_str().unwrap().to_owned()
    };
    let with_two = to_green(10, "2012-01-31");
    with_two.says(&["February must deliver", " a month to March"]);
    let with_one = to_green(11, "2012-02-29");
    with_one.says(&["March must deliver"]);
    assert!(!with_one.contains(" a month to March"), "{with_one}");
}
