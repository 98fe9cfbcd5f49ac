//! `--also`: which colours another policy would change.

use crate::policy::{Policy, SETTINGS};
use crate::rating::Rating;
use crate::render::{self, clean, coloured};
use crate::report::{CardColumn, FinanceLine, Level, PlanReport, Report, Scope};
use indexmap::IndexMap;

/// A subject of which a colour differs under the other policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it is: `Anytown PCT`, `PC-04`, `headroom 2012/13`.
    pub subject: String,
    /// Which of its colours differ: what, the colour under the policy in force, and under the other.
    pub parts: Vec<(&'static str, Rating, Rating)>,
}

/// Subjects in order of first mention, each with its colours.
type Subjects = IndexMap<String, Vec<(&'static str, Rating)>>;

/// The subjects of which a colour differs, each once, in the order of the report.
pub fn changes(here: &Report, there: &Report) -> Vec<Change> {
    let others = colours(there);
    let changed = |(subject, here): (String, Vec<_>)| {
        let there = others.get(&subject)?;
        let of = |part: &str| there.iter().find(|(other, _)| *other == part).map(|(_, rating)| *rating);
        let parts: Vec<_> = here
            .into_iter()
            .filter_map(|(part, here)| Some((part, here, of(part)?)))
            .filter(|(_, here, there)| here != there)
            .collect();
        (!parts.is_empty()).then_some(Change { subject, parts })
    };
    colours(here).into_iter().filter_map(changed).collect()
}

/// What is printed below the first screen.
pub fn text(policy: &Policy, other: &Policy, changes: &[Change], is_coloured: bool) -> String {
    let mut heading = format!("UNDER {}", clean(&other.name));
    let differ: Vec<String> = SETTINGS
        .iter()
        .filter(|setting| policy.word(setting.key) != other.word(setting.key))
        .map(|setting| format!("{} {}", setting.name, other.word(setting.key)))
        .collect();
    heading.push_str(&match differ.len() {
        0 => " (no value differs)".to_owned(),
        1..=3 => format!(" ({})", differ.join(", ")),
        more => format!(" ({more} values differ)"),
    });
    heading.push_str(&match changes.len() {
        0 => ": no colour changes".to_owned(),
        1 => ": 1 subject changes colour".to_owned(),
        more => format!(": {more} subjects change colour"),
    });
    let of = |change: &Change| {
        let parts: Vec<String> = change
            .parts
            .iter()
            .map(|(part, here, there)| {
                format!("{part} {} -> {}", coloured(*here), coloured(*there)).trim_start().to_owned()
            })
            .collect();
        format!("{}: {}", clean(&change.subject), parts.join("; "))
    };
    let lines: Vec<String> = std::iter::once(heading).chain(changes.iter().map(of)).collect();
    format!("\n{}", render::lines(&lines, is_coloured))
}

/// Every subject with its colours, in the order of the report.
fn colours(report: &Report) -> Subjects {
    let mut all = Subjects::default();
    let alone = report.plans.len() == 1;
    for plan in &report.plans {
        of_plan(plan, alone, &mut all);
    }
    for line in report.rollup.iter().flat_map(|rollup| &rollup.finance) {
        let subject = match line.level {
            Level::NationWorkstream => format!("workstream {}, all organisations", line.workstream),
            Level::ClusterWorkstream | Level::RegionWorkstream => {
                format!("workstream {}, {}", line.workstream, render::body(line))
            }
            Level::Cluster | Level::Region => format!("{} {}", line.level, render::body(line)),
            _ => "all organisations".to_owned(),
        };
        all.entry(subject).or_default().extend(of_line(line));
    }
    all
}

fn of_plan(plan: &PlanReport, alone: bool, all: &mut Subjects) {
    let name = &plan.organisation;
    let at = |what: &str| if alone { what.to_owned() } else { format!("{name}, {what}") };
    all.entry(name.clone()).or_default().extend([
        ("overall", plan.rating),
        ("plan", plan.ratings.plan),
        ("delivery", plan.ratings.delivery),
        ("headroom", plan.ratings.headroom),
        ("headroom on forecast", plan.headroom.bases.forecast),
        ("headroom risk-adjusted", plan.headroom.bases.risk_adjusted),
        ("headroom stressed", plan.headroom.bases.stressed),
    ]);
    for row in &plan.appendix_one {
        all.entry(at(&format!("row {}: {}", row.area, row.row))).or_default().push(("", row.rating));
    }
    for line in &plan.finance {
        let subject = match line.level {
            Level::Scheme => at(&line.scheme),
            Level::Workstream => at(&format!("workstream {}", line.workstream)),
            _ => name.clone(),
        };
        all.entry(subject).or_default().extend(of_line(line));
    }
    // in scope money a card holds nothing but the finance colour
    let cards = plan
        .report_card
        .iter()
        .filter(|card| card.level != Level::Organisation && plan.scope != Scope::Money);
    for card in cards {
        let subject = if card.level == Level::Scheme {
            card.scheme.clone()
        } else {
            format!("workstream {}", card.workstream)
        };
        all.entry(at(&subject)).or_default().push(("report card", card[CardColumn::Overall]));
    }
    for year in &plan.headroom.years {
        all.entry(at(&format!("headroom {}", year.year))).or_default().push(("", year.rating));
    }
}

fn of_line(line: &FinanceLine) -> [(&'static str, Rating); 2] {
    [("finance to date", line.rating), ("forecast", line.rating_forecast)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{CardLine, PlanHead};

    #[test]
    fn only_what_differs_is_listed() {
        let report = |rating| Report {
            plans: vec![PlanReport {
                head: PlanHead {
                    organisation: "Anytown PCT".to_owned(),
                    rating,
                    scope: Scope::Money,
                    ..PlanHead::default()
                },
                report_card: vec![CardLine {
                    level: Level::Scheme,
                    scheme: "PC-01".to_owned(),
                    ratings: [(CardColumn::Overall, rating)].into_iter().collect(),
                    ..CardLine::default()
                }],
                finance: vec![FinanceLine {
                    level: Level::Scheme,
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
        assert_eq!(subjects, ["Anytown PCT", "PC-01"], "each once");
        assert_eq!(found[1].parts, [("finance to date", Rating::Amber, Rating::Red)]);
        assert!(changes(&report(Rating::Amber), &report(Rating::Amber)).is_empty());
    }
}
