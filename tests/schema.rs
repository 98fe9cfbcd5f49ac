//! The JSON Schemas hold of what they describe, and of nothing that is misspelt.

use crate::run::{at, folder, run};
use jsonschema::Validator;
use serde_json::{Value, json};
use std::fs;

pub fn schema(options: &[&str]) -> Validator {
    let printed = run(&[&["schema"], options].concat());
    assert_eq!((printed.status, printed.err.as_str()), (0, ""));
    let schema: Value = printed.json();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert!(jsonschema::meta::is_valid(&schema), "the schema is a schema");
    jsonschema::validator_for(&schema).unwrap()
}

pub fn assert_valid(schema: &Validator, value: &Value, what: &str) {
    let errors: Vec<String> = schema
        .iter_errors(value)
        .map(|error| {
            format!("{}: {}", error.instance_path(), error.to_string().chars().take(300).collect::<String>())
        })
        .collect();
    assert_eq!(errors, Vec::<String>::new(), "{what}");
}

fn fixture(name: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(crate::worked_plan::fixture(name)).unwrap()).unwrap()
}

/// The fixtures that are sound, with the options they need.
const FIXTURES: [(&str, &[&str]); 9] = [
    ("anytown", &["--judgements", "anytown-judgements.csv"]),
    ("anytown-mid-year", &[]),
    ("anytown-mid-year", &["--scope", "money"]),
    ("anytown.xlsx", &["--policy", "strict"]),
    ("published/nhs-london-2011-02/as-published.csv", &[]),
    ("published/sw-essex-2011-06-headroom/as-published.csv", &[]),
    ("published/sw-essex-2011-06-headroom/as-published-month1.csv", &["--map", "Plan=plan_ytd"]),
    ("published/south-essex-2011-06-delivery-boards/as-published.csv", &["--sign", "negative"]),
    ("published/nao-2011-09-sha-shares/as-published-challenge.csv", &[]),
];

#[test]
fn every_plan_in_json_is_as_the_schema_says() {
    let schema = schema(&[]);
    for name in ["anytown.json", "anytown-mid-year.json"] {
        let plan = fixture(name);
        assert_valid(&schema, &plan, name);
        assert_valid(&schema, &json!([plan]), "an array of plans");
    }
    let files = folder(&[]);
    for (name, options) in FIXTURES
        .iter()
        .filter(|(_, options)| !options.iter().any(|o| o.starts_with("--judg") || *o == "--scope"))
    {
        let out = run(&[&["convert", name, "--to", "json", "--quiet"], *options].concat()).out;
        assert_valid(&schema, &serde_json::from_str(&out).unwrap(), name);
    }
    for options in [vec![], vec!["--example"]] {
        let out = at(&files, &format!("template{}.json", options.len()));
        assert_eq!(run(&[&["template", "-o", &out], &options[..]].concat()).status, 0);
        let text = fs::read_to_string(&out).unwrap();
        assert_valid(&schema, &serde_json::from_str(&text).unwrap(), "a template");
    }
}

#[test]
fn a_plan_with_a_misspelt_key_or_word_is_not() {
    let schema = schema(&[]);
    let sound = fixture("anytown.json");
    let changes: [(&str, Value); 13] = [
        ("/scheme", json!([])),
        ("/schemes/0/sponser", json!("A")),
        ("/schemes/0/stage", json!("aproved")),
        ("/schemes/0/plan_year", json!({"amount": 1})),
        ("/savings/0/recurrent", json!("yes")),
        ("/plan/organisation", Value::Null),
        ("/schemes/0/plan_year", json!("twelve")),
        ("/schemes/0/starts", json!("next spring")),
        ("/schemes/0/recurrent", json!("perhaps")),
        ("/savings/0/period", json!("summer")),
        ("/years/0/year", json!(2011)),
        ("/risks/0/likelihood", json!("likely")),
        ("/kpis", json!("none")),
    ];
    for (pointer, value) in changes {
        let mut plan = sound.clone();
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        let parent = plan.pointer_mut(parent).unwrap().as_object_mut().unwrap();
        if value.is_null() {
            parent.remove(key);
        } else {
            parent.insert(key.to_owned(), value);
        }
        assert!(!schema.is_valid(&plan), "{pointer}");
    }
}

#[test]
fn every_report_is_as_its_schema_says() {
    let schema = schema(&["--report"]);
    for (name, options) in FIXTURES {
        let out = run(&[&["assess", name, "--format", "json", "--quiet"], options].concat()).out;
        let report: Value = serde_json::from_str(&out).unwrap();
        assert_valid(&schema, &report, name);
        for (pointer, key) in [("", "sumary"), ("/plans/0", "rateing"), ("/plans/0/control", "scheme")] {
            let mut wrong = report.clone();
            wrong.pointer_mut(pointer).unwrap().as_object_mut().unwrap().insert(key.to_owned(), json!(1));
            assert!(!schema.is_valid(&wrong), "{name}{pointer}/{key}");
        }
        for (pointer, value) in [
            ("/plans/0/rating", json!("gren")),
            ("/plans/0/scope", json!("mony")),
            ("/plans/0/finance/0/level", json!("ward")),
            ("/plans/0/finance/0/plan_ytd", json!("1,000")),
            ("/plans/0/control/planned", json!("1.5")),
            ("/schema", json!("qipp-report/0")),
            ("/inputs", json!({})),
        ] {
            let mut wrong = report.clone();
            *wrong.pointer_mut(pointer).unwrap() = value;
            assert!(!schema.is_valid(&wrong), "{name}{pointer}");
        }
        let mut wrong = report;
        wrong["plans"][0].as_object_mut().unwrap().remove("finance");
        assert!(!schema.is_valid(&wrong), "every key is there, always");
    }
    let broken = "scheme,plan_ytd,actual_ytd\nS1,twelve,3\nS2,4,3\nS3,six,3\n";
    let files = folder(&[("broken.csv", broken), ("open.csv", "Scheme,Plan,Actual to date\nA,100,40\n")]);
    let kept = |names: &[&str], code: &str| {
        let files: Vec<String> = names.iter().map(|name| at(&files, name)).collect();
        let mut words = vec!["assess", "--keep-going", "--format", "json"];
        words.extend(files.iter().map(String::as_str));
        let report = run(&words).json();
        assert_valid(&schema, &report, "half read");
        let all = report["problems"].as_array().unwrap();
        all.iter().find(|own| own["code"] == code).unwrap_or_else(|| panic!("{all:?}")).clone()
    };
    let cell = kept(&["broken.csv"], "cell");
    let place = &cell["place"];
    assert!(place["file"].as_str().unwrap().ends_with("broken.csv"), "{cell}");
    assert_eq!((&place["line"], &place["column"]), (&2.into(), &4.into()), "{cell}");
    assert_eq!((cell["code"].as_str(), cell["again"].as_array().map(Vec::len)), (Some("cell"), Some(1)));
    assert!(cell["what"].as_str().unwrap().contains("`twelve`"), "{cell}");
    let open = kept(&["open.csv", "broken.csv"], "layout");
    assert_eq!(open["answers"][0]["option"], "--map \"Plan=plan_ytd\"", "{open}");
}

#[test]
fn what_a_map_sees_is_as_its_schema_says() {
    let schema = schema(&["--map"]);
    for name in ["messy/acute-cip-pairs.csv", "broken/lone-plan.csv", "tables/46-rag-amount-columns.csv"] {
        let map = run(&["map", name, "--format", "json", "-q"]).json();
        assert_valid(&schema, &map, name);
        let mut wrong = map.clone();
        wrong["tables"][0]["columns"][0]["evidence"] = json!("hearsay");
        assert!(!schema.is_valid(&wrong), "{name}");
    }
}
