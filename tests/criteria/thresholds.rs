//! Weakening any threshold changes a result, a colour or a figure of the worked plan or of a small
//! change of it; and each criterion a setting names as its reader is changed by it.

use super::{Change, assess, policy};
use crate::tidy::rust_files;
use crate::worked_plan::{Folder, changes};
use qipp::inside::policy::SETTINGS;
use qipp::inside::report::Report;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

mod coverage;
mod table;

/// A setting, a value that weakens or tightens it, lines among what changes (results, colours and figures;
/// several that change alike in one, `IP-1, IP-3: absent -> met`), and the plan it is tried on.
type Threshold = (&'static str, &'static str, &'static [&'static str], Change);

/// Settings that a reason shows, and on which no result turns (the reason is held by the criterion's own test).
const SHOWN: [&str; 4] =
    ["yardstick_year", "yardstick_efficiency", "yardstick_inflation", "yardstick_tariff"];

/// The lines of several that change alike.
fn apart(lines: &[&str]) -> Vec<String> {
    let parts = lines.iter().flat_map(|line| {
        let (of, change) = line.split_once(": ").unwrap();
        of.split(", ").map(move |one| format!("{one}: {change}"))
    });
    parts.collect()
}

/// Every colour, and the figures of headroom, by what they are of.
fn colours(report: &Report) -> BTreeMap<String, String> {
    let plan = &report.plans[0];
    let mut colours = BTreeMap::new();
    let mut put =
        |of: String, value: String| assert!(colours.insert(of.clone(), value).is_none(), "{of} twice");
    put("overall".to_owned(), plan.rating.word().to_owned());
    put("plan".to_owned(), plan.ratings.plan.word().to_owned());
    put("finance".to_owned(), plan.ratings.finance.word().to_owned());
    put("headroom".to_owned(), plan.ratings.headroom.word().to_owned());
    for row in &plan.appendix_one {
        put(format!("row {}", row.row), row.rating.word().to_owned());
    }
    for line in &plan.report_card {
        let serde_json::Value::Object(cells) = serde_json::to_value(line).unwrap() else { unreachable!() };
        let own = match line.level.word() {
            "scheme" => &line.scheme,
            "workstream" => &line.workstream,
            _ => line.level.word(),
        };
        for (column, colour) in &cells {
            if !matches!(column.as_str(), "level" | "organisation" | "workstream" | "scheme" | "direction") {
                put(format!("card {own} {column}"), colour.as_str().unwrap_or_default().to_owned());
            }
        }
    }
    let headroom = plan.headroom.total.as_ref().unwrap();
    put("headroom risk-adjusted".to_owned(), headroom.risk_adjusted.unwrap().plain());
    put("headroom stressed".to_owned(), headroom.stressed.unwrap().plain());
    colours
}

/// Everything that differs between two reports: results, then colours and figures.
fn differences(before: &Report, after: &Report) -> Vec<String> {
    let (was, is) = (colours(before), colours(after));
    let of_colours = was.iter().filter_map(|(of, was)| {
        let is = is.get(of).unwrap();
        (was != is).then(|| format!("{of}: {was} -> {is}"))
    });
    changes(before, after).into_iter().chain(of_colours).collect()
}

#[test]
fn every_threshold_changes_what_it_is_said_to() {
    let mut wrong = String::new();
    for (setting, value, seen, change) in table::THRESHOLDS {
        let plan = change(Folder::anytown());
        let before = assess(&plan, &policy(&[]));
        let after = assess(&plan, &policy(&[(setting, value)]));
        let found = differences(&before, &after);
        for line in apart(seen) {
            if !found.contains(&line) {
                wrong.push_str(&format!("\n{setting} = {value}: not seen: {line}\n"));
                found.iter().take(40).for_each(|line| wrong.push_str(&format!("    {line}\n")));
            }
        }
        assert!(!seen.is_empty(), "{setting}");
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// What a line is of, as a setting names its readers.
fn reader(line: &str) -> &str {
    match line.split([' ', ':']).next().unwrap() {
        "card" => "report-card",
        "row" | "plan" => "appendix-one",
        id => id,
    }
}

#[test]
fn every_threshold_and_each_of_its_readers_is_tried() {
    let ids: BTreeSet<&str> = qipp::inside::criteria::all().map(|criterion| criterion.id).collect();
    let judges = |reader: &&&str| {
        ids.contains(**reader) || ["report-card", "headroom", "appendix-one"].contains(*reader)
    };
    let mut tried = 0;
    let decides = |name: &str| name != "coverage" && !SHOWN.contains(&name);
    for setting in SETTINGS.iter().filter(|setting| decides(setting.name)) {
        let own = table::THRESHOLDS.iter().filter(|(name, ..)| *name == setting.name);
        let lines: Vec<String> = own.flat_map(|(_, _, seen, _)| apart(seen)).collect();
        let seen: BTreeSet<&str> = lines.iter().map(|line| reader(line)).collect();
        for wanted in setting.read_by.iter().filter(judges) {
            assert!(seen.contains(wanted), "{} does not change {wanted}", setting.name);
            tried += 1;
        }
    }
    assert!(tried > 60, "{tried}");
}

/// Every criterion and finding: its code, and how it is judged or found.
fn hows() -> impl Iterator<Item = (&'static str, &'static str)> {
    let criteria = qipp::inside::criteria::all().map(|criterion| (criterion.id, criterion.how));
    criteria.chain(qipp::inside::checks::CHECKS.iter().map(|check| (check.code, check.how)))
}

/// The codes that a source file declares, or else the file of the section it is part of; the roots of
/// criteria and checks name criteria without being any.
fn codes(path: &Path) -> Vec<&'static str> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let own: Vec<&str> =
        hows().map(|(code, _)| code).filter(|code| text.contains(&format!("\"{code}\""))).collect();
    let is_section =
        |folder: &&Path| !["src", "criteria", "checks"].iter().any(|root| folder.ends_with(root));
    match path.parent().filter(is_section).filter(|_| own.is_empty()) {
        Some(folder) => codes(&folder.with_extension("rs")),
        None => own,
    }
}

#[test]
fn a_setting_names_whatever_reads_it() {
    let mut wrong = Vec::new();
    let mut files: Vec<PathBuf> = Vec::new();
    for part in ["checks", "criteria"] {
        rust_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(part), &mut files);
    }
    for path in files.iter().filter(|path| !path.ends_with("tests.rs")) {
        let (text, codes) = (std::fs::read_to_string(path).unwrap(), codes(path));
        // a bound beside which a percentage is only shown decides nothing
        for part in
            text.lines().filter(|line| !line.contains(".show(")).flat_map(|line| line.split("Key::").skip(1))
        {
            let key: String = part.chars().take_while(char::is_ascii_alphanumeric).collect();
            let Some(setting) = SETTINGS.iter().find(|setting| format!("{:?}", setting.key) == key) else {
                continue;
            };
            let is_named = |code: &&str| setting.read_by.contains(code);
            if setting.read_by.is_empty() || !codes.is_empty() && !codes.iter().any(is_named) {
                wrong.push(format!("{} is read in {}", setting.name, path.display()));
            }
        }
    }
    let is_word = |c: char| c.is_ascii_alphanumeric() || "_.".contains(c);
    for (code, how) in hows() {
        let words: Vec<&str> = how.split(|c| !is_word(c)).map(|word| word.trim_end_matches('.')).collect();
        for setting in SETTINGS.iter().filter(|setting| !setting.read_by.contains(&code)) {
            let mut named = words.iter().enumerate().filter(|(_, word)| **word == setting.name);
            if named.any(|(at, word)| word.contains('_') || at > 0 && words[at - 1] == "policy") {
                wrong.push(format!("{code} is judged by {}", setting.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
