//! Five sentences for a board paper: always five, and nothing in them that the rest of the report does not hold.

use crate::agreement::fixtures;
use crate::run::{Run, Says, at, folder, run};
use rust_decimal::Decimal;
use serde_json::Value;
use std::collections::BTreeSet;

/// Every number of a JSON report, its briefs aside.
fn numbers(value: &Value, into: &mut BTreeSet<Decimal>) {
    match value {
        Value::Number(number) => {
            into.extend(number.to_string().parse::<Decimal>().map(|number| number.abs()))
        }
        Value::Array(all) => {
            into.insert(all.len().into());
            all.iter().for_each(|value| numbers(value, into));
        }
        Value::Object(all) => {
            all.iter().filter(|(key, _)| *key != "brief").for_each(|(_, value)| numbers(value, into));
        }
        _ => {}
    }
}

/// An amount, a percentage or a count of a sentence: its digits, its decimals, and how much one of it is.
fn figures(sentence: &str) -> Vec<(Decimal, u32, Decimal)> {
    let words = sentence.split([' ', '(', ')']).filter(|word| word.contains(['£', '%']));
    let figure = |word: &str| {
        let digits: String = word.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
        let digits = digits.trim_end_matches('.');
        let unit = match word.trim_end_matches(['.', ',', ';']).chars().last() {
            Some('n') => 1_000_000_000,
            Some('m') => 1_000_000,
            Some('k') => 1_000,
            _ => 1,
        };
        let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        (digits.parse().unwrap(), decimals as u32, Decimal::from(unit))
    };
    words.map(figure).collect()
}

#[track_caller]
fn holds(name: &str, brief: &Value, report: &Value) {
    let brief: Vec<&str> = brief.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect();
    assert_eq!(brief.len(), 5, "{name}");
    let mut known = BTreeSet::new();
    numbers(report, &mut known);
    for sentence in brief {
        let inner = sentence.strip_suffix('.').unwrap_or_else(|| panic!("{name}: {sentence}"));
        assert!(!inner.contains(". ") && !inner.ends_with('.'), "{name}: one sentence: {sentence}");
        assert!(
            !sentence.contains("  ") && !sentence.contains("F13-") && !sentence.contains("A1-"),
            "{sentence}"
        );
        for (figure, decimals, unit) in figures(sentence) {
            let is_it = |known: &Decimal| {
                let rounded = (*known / unit)
                    .round_dp_with_strategy(decimals, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
                // a percentage keeps to its own side of a bound
                rounded == figure || (*known / unit - figure).abs() < Decimal::new(1, decimals)
            };
            assert!(known.iter().any(is_it), "{name}: {figure} of {sentence}");
        }
    }
}

#[test]
fn every_fixture_has_five_sentences_whose_figures_stand_in_its_report() {
    let mut read = 0;
    for (name, submitted) in fixtures() {
        let Some(report) = submitted.assess_sound() else { continue };
        let report = serde_json::to_value(report).unwrap();
        read += 1;
        report["plans"].as_array().unwrap().iter().for_each(|plan| holds(&name, &plan["brief"], &report));
        if !report["rollup"].is_null() {
            holds(&name, &report["rollup"]["brief"], &report);
        }
    }
    assert!(read > 40, "{read}");
}

/// The sentences of a run in CSV.
fn sentences(run: &Run) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(run.out.as_bytes());
    reader.records().map(|record| record.unwrap()[2].to_owned()).collect()
}

#[test]
fn the_brief_of_a_plan_reads_as_a_paper_would_and_is_one_in_every_format() {
    let asked =
        |format: &str| run(&["assess", "anytown-mid-year", "--view", "brief", "--format", format]).ended(0);
    let said = sentences(&asked("csv"));
    assert_eq!(
        said[0],
        "The savings plan of Anytown PCT for 2011/12 to 2013/14 holds 48 schemes worth £20.8m in 2011/12 and is \
         rated amber overall as at 30 Sep 2011, because the plan's own quality, delivery and the headroom over \
         the challenge are amber, and of its 45 rated schemes 5 are red and 1 is grey (not enough is known to rate them)."
    );
    let json = asked("json").json();
    assert_eq!(json["plans"][0]["brief"].as_array().unwrap().len(), 5);
    let markdown = asked("markdown").out;
    let folded = |text: &str| text.replace('\\', "").split_whitespace().collect::<Vec<_>>().join(" ");
    let (table, markdown) = (folded(&asked("table").out), folded(&markdown));
    for (at, sentence) in said.iter().enumerate() {
        assert_eq!(json["plans"][0]["brief"][at], *sentence);
        assert!(markdown.contains(sentence.as_str()), "{sentence}\n{markdown}");
        assert!(table.contains(sentence.as_str()), "{sentence}\n{table}");
    }
}

#[test]
fn what_is_not_known_is_said_in_words() {
    let brief = |csv: &str| {
        let plan = folder(&[("plan.csv", csv)]);
        sentences(&run(&["assess", &at(&plan, "plan.csv"), "--view", "brief", "--format", "csv"]))
    };
    let none = brief("scheme,workstream,plan_ytd (£),actual_ytd (£)\nTaxis,Supplies,1000,\n");
    assert_eq!(
        none[1],
        "Of the £1k planned to date no saving has been reported, so delivery cannot be rated."
    );
    assert!(
        none[2].ends_with("and headroom cannot be assessed because no challenge is given."),
        "{}",
        none[2]
    );
    let one = brief("scheme,workstream,plan_ytd (£),actual_ytd (£)\nTaxis,Supplies,1000,700\n");
    assert_eq!(
        one[1],
        "£700 has been delivered of the £1k planned to date, £300 or 30.0% behind and red, most of it in Supplies (£300)."
    );
    assert_eq!(
        one[4],
        "To be green it must recover more than £250 of the £300 by which Supplies is behind, and the board is asked to agree how and by when."
    );
}

#[test]
fn what_just_meets_the_challenge_and_what_is_all_to_be_recovered_is_said_so() {
    let brief = |name: &str, text: &str| {
        let plan = folder(&[(name, text)]);
        sentences(&run(&["assess", &at(&plan, name), "--view", "brief", "--format", "csv"]))
    };
    let plan = r#"{
        "plan": {"organisation": "Anytown", "as_at": "2011-09-30", "unit": "£", "baseline_year": "2010/11"},
        "years": [{"year": "2011/12", "challenge": "1000", "identified": "1000"}],
        "schemes": [{"scheme": "S1", "name": "Triage", "workstream": "Care", "plan_ytd": "500", "actual_ytd": "480"}]
    }"#;
    brief("plan.json", plan)[2]
        .says(&["the £1k of savings identified just meet the challenge of £1k (0.0% of it, amber)"]);
    // a tenth, of which nothing is saved and no smaller amount can be said
    let all = brief("plan.csv", "scheme,workstream,plan_ytd,actual_ytd\nTaxis,Supplies,0.10,0\n");
    all[4].says(&["To be green it must recover 0.1 in Supplies, "]);
}
