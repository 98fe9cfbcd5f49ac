//! `--also`: which colours another policy would change.

use crate::policy::{Policy, SETTINGS};
use crate::rating::Rating;
use crate::report::{FinanceLine, PlanReport, Report};
use std::collections::BTreeMap;

/// A subject whose colour differs under the other policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it is: `Anytown PCT, overall`, `PC-04, finance to date`.
    pub subject: String,
    /// Its colour under the policy in force.
    pub here: Rating,
    /// Its colour under the other.
    pub there: Rating,
}

/// The colours that differ, in the order of the report.
pub fn changes(here: &Report, there: &Report) -> Vec<Change> {
    let others: BTreeMap<String, Rating> = colours(there).into_iter().collect();
    colours(here)
        .into_iter()
        .filter_map(|(subject, here)| {
            let there = *others.get(&subject)?;
            (here != there).then_some(Change { subject, here, there })
        })
        .collect()
}

/// What is printed below the first screen.
pub fn text(policy: &Policy, other: &Policy, changes: &[Change], is_coloured: bool) -> String {
    let mut out = format!("\nUNDER {}", other.name);
    let differ: Vec<String> = SETTINGS
        .iter()
        .filter(|setting| policy.word(setting.key) != other.word(setting.key))
        .map(|setting| format!("{} {}", setting.name, other.word(setting.key)))
        .collect();
    out.push_str(&match differ.len() {
        0 => " (no value differs)".to_owned(),
        1..=3 => format!(" ({})", differ.join(", ")),
        more => format!(" ({more} values differ)"),
    });
    out.push_str(&match changes.len() {
        0 => ": no colour changes\n".to_owned(),
        1 => ": one colour changes\n".to_owned(),
        more => format!(": {more} colours change\n"),
    });
    for change in changes {
        let word = |rating: Rating| super::why::coloured(rating, is_coloured);
        let subject = crate::render::clean(&change.subject);
        out.push_str(&format!("{subject}: {} -> {}\n", word(change.here), word(change.there)));
    }
    out
}

fn colours(report: &Report) -> Vec<(String, Rating)> {
    let alone = report.plans.len() == 1;
    let mut all: Vec<(String, Rating)> = Vec::new();
    for plan in &report.plans {
        all.extend(of_plan(plan, alone));
    }
    for line in report.rollup.iter().flat_map(|rollup| &rollup.finance) {
        all.extend(of_line(line, &line.organisation));
    }
    all
}

fn of_plan(plan: &PlanReport, alone: bool) -> Vec<(String, Rating)> {
    let name = &plan.organisation;
    let within = if alone { "" } else { name };
    let at = |what: &str| if within.is_empty() { what.to_owned() } else { format!("{within}, {what}") };
    let parts = [
        ("overall", plan.rating),
        ("plan", plan.ratings.plan),
        ("delivery", plan.ratings.delivery),
        ("headroom", plan.ratings.headroom),
        ("headroom on forecast", plan.headroom.bases.forecast),
        ("headroom risk-adjusted", plan.headroom.bases.risk_adjusted),
        ("headroom stressed", plan.headroom.bases.stressed),
    ];
    let mut all: Vec<(String, Rating)> =
        parts.into_iter().map(|(part, rating)| (format!("{name}, {part}"), rating)).collect();
    all.extend(plan.appendix_one.iter().map(|row| (at(&format!("row {}", row.row)), row.rating)));
    for line in &plan.finance {
        let subject = match line.level {
            "scheme" => at(&line.scheme),
            "workstream" => at(&line.workstream),
            _ => name.clone(),
        };
        all.extend(of_line(line, &subject));
    }
    for card in plan.report_card.iter().filter(|card| card.level != "organisation") {
        let subject = if card.level == "scheme" { &card.scheme } else { &card.workstream };
        all.push((at(&format!("{subject}, report card")), card.overall));
    }
    for year in plan.headroom.years.iter().chain(&plan.headroom.total) {
        all.push((at(&format!("headroom {}", year.year)), year.rating));
    }
    all
}

fn of_line(line: &FinanceLine, subject: &str) -> [(String, Rating); 2] {
    let level = match line.level {
        "workstream" => "workstream ",
        "region" => "region ",
        _ => "",
    };
    let subject = if line.organisation.is_empty() && subject.is_empty() { &line.workstream } else { subject };
    [
        (format!("{level}{subject}, finance to date"), line.rating),
        (format!("{level}{subject}, forecast"), line.rating_forecast),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_listed() {
        let report = |rating| Report {
            plans: vec![PlanReport {
                organisation: "Anytown PCT".to_owned(),
                rating,
                finance: vec![FinanceLine {
                    level: "scheme",
                    scheme: "PC-01".to_owned(),
                    rating,
                    ..FinanceLine::default()
                }],
                ..PlanReport::default()
            }],
            ..Report::default()
        };
        let found = changes(&report(Rating::Amber), &report(Rating::Red));
        let subjects: Vec<&str> = found.iter().map(|change| change.subject.as_str()).collect();
        assert_eq!(subjects, ["Anytown PCT, overall", "PC-01, finance to date"]);
        assert!(changes(&report(Rating::Amber), &report(Rating::Amber)).is_empty());
    }
}
