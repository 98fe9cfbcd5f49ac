//! Tables as papers have them, of shapes that nobody listed beforehand (`fixtures/tables`): what is made of
//! each as it stands, held against what a right reading prints. The golden page says which are not read
//! rightly yet; a change of reading, for better or worse, changes it.

use crate::golden::assert_kept;
use crate::run::{digits, run};
use crate::worked_plan::fixture;
use rust_decimal::Decimal;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;

const FIGURES: [&str; 4] = ["plan_year", "plan_ytd", "actual_ytd", "forecast_year"];

/// The figures of the organisations together, and how many schemes there are.
fn figures(report: &Value) -> BTreeMap<String, Decimal> {
    // what is null is not known, and stands in no sum
    let mut sums = BTreeMap::new();
    for plan in report["plans"].as_array().unwrap() {
        let schemes = plan["control"]["schemes"].as_u64().unwrap();
        *sums.entry("schemes".to_owned()).or_default() += Decimal::from(schemes);
        *sums.entry("plans".to_owned()).or_default() += Decimal::ONE;
        let unidentified = digits(&plan["headroom"]["unidentified"]).unwrap_or("0".to_owned());
        *sums.entry("unidentified".to_owned()).or_default() += unidentified.parse::<Decimal>().unwrap();
        let lines = plan["finance"].as_array().unwrap().iter();
        for line in lines.filter(|line| line["level"] == "organisation") {
            for key in FIGURES {
                if let Some(amount) = digits(&line[key]) {
                    *sums.entry(key.to_owned()).or_default() += amount.parse::<Decimal>().unwrap();
                }
            }
        }
    }
    sums
}

/// What differs from the expected figures; blank where nothing does.
fn differences(report: &Value, expected: &toml::Table) -> String {
    let found = figures(report);
    let wanted = |key: &str| match expected.get(key)? {
        toml::Value::Integer(count) => Some(Some(Decimal::from(*count))),
        // a blank is not known
        text => Some(text.as_str()?.parse::<Decimal>().ok()),
    };
    let show = |amount: Option<Decimal>| {
        amount.map_or_else(|| "nothing".to_owned(), |amount| amount.normalize().to_string())
    };
    let keys = FIGURES.into_iter().chain(["schemes", "plans", "unidentified"]);
    let differing = keys.filter_map(|key| {
        let (found, wanted) = (found.get(key).copied(), wanted(key)?);
        (found != wanted).then(|| format!("{key} {} for {}", show(found), show(wanted)))
    });
    differing.collect::<Vec<_>>().join("; ")
}

#[test]
fn what_is_made_of_each_table_is_known() {
    let mut files: Vec<_> =
        fs::read_dir(fixture("tables")).unwrap().map(|file| file.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    let mut page = String::from("table | should be read | is\n");
    for file in files {
        let told: toml::Table = fs::read_to_string(&file).unwrap().parse().unwrap();
        let (name, right) = (told["file"].as_str().unwrap(), told["right"].as_str().unwrap());
        let ran = run(&["assess", &format!("tables/{name}"), "--format", "json", "--quiet"]);
        let is = match ran.status {
            3 if right == "refuse" => "refused".to_owned(),
            3 => "not read yet: refused".to_owned(),
            0 if right == "refuse" => "NOT REFUSED YET".to_owned(),
            0 => match differences(&ran.json(), told["expect"].as_table().unwrap()) {
                none if none.is_empty() => "read".to_owned(),
                some => format!("NOT READ RIGHTLY YET: {some}"),
            },
            other => panic!("{name}: status {other}\n{}", ran.err),
        };
        page.push_str(&format!("{name} | {right} | {is}\n"));
    }
    assert_kept("tests/golden/tables.txt", &page);
}
