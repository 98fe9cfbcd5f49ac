//! Weakening any threshold changes a result, a colour or a figure of the worked plan or of a small
//! change of it; and each criterion a setting names as its reader is changed by it.

use super::{Change, assess, policy};
use crate::worked_plan::{Folder, changes};
use qipp::inside::policy::SETTINGS;
use qipp::inside::report::Report;
use std::collections::{BTreeMap, BTreeSet};

mod coverage;
mod table;

/// A setting, a value that weakens or tightens it, lines among what changes (results, colours and figures;
/// several that change alike in one, `IP-1, IP-3: absent -> met`), and the plan it is tried on.
type Threshold = (&'static str, &'static str, &'static [&'static str], Change);

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
                put(format!("card {own} {column}"), colour.as_str().unwrap().to_owned());
            }
        }
    }
    let headroom = plan.headroom.total.as_ref().unwrap();
    put("headroom risk-adjusted".to_owned(), headroom.risk_adjusted.unwrap().plain());
    put("headroom stressed".to_owned(), headroom.stressed.plain());
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
    for setting in SETTINGS.iter().filter(|setting| setting.name != "coverage") {
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
