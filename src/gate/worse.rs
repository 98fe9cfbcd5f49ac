//! Subjects whose colour is worse than in the earlier submission.

use super::items::{Item, Pair, Schemes, missing, of_workstreams, overall, subjects_of, without_missing};
use super::{Level, Rule, Subject};
use crate::compare::is_worse;
use crate::criteria::{COVERS_CHALLENGE, FIVE_PERCENT_RULE};
use crate::rating::Rating;
use crate::report::{Colours, Level as LineLevel, PlanReport, Report, SubjectMovement};
use std::collections::HashMap;

/// The subjects of the rule in one organisation. What was rated and is not any more is worse, and what was never
/// assessed is nothing to look at: what is taken out never opens a gate.
pub(super) fn items(report: &Report, plan: &PlanReport, rule: &Rule) -> Vec<Item> {
    let Some(movement) = &report.movement else { return Vec::new() };
    let amber = Rule { level: Level::Amber, ..rule.clone() };
    let own: Vec<&SubjectMovement> =
        movement.subjects.iter().filter(|own| own.organisation == plan.organisation).collect();
    let whole = own.iter().find(|own| own.level == LineLevel::Organisation);
    let of_whole =
        |pick: &dyn Fn(&SubjectMovement) -> Colours| whole.map(|own| pick(own)).unwrap_or_default();
    let of_plan = |code: &str| vec![Pair::of_plan(code)];
    let mut items = match rule.subject {
        Subject::Plan => vec![item(&plan.organisation, of_whole(&|own| own.rating), overall(plan, &amber))],
        Subject::Finance => vec![item("finance", of_whole(&|own| own.finance), of_plan(FIVE_PERCENT_RULE))],
        Subject::Forecast => {
            vec![item("forecast", of_whole(&|own| own.forecast), of_plan(FIVE_PERCENT_RULE))]
        }
        Subject::Headroom => {
            let total = |own: &SubjectMovement| own.headroom.last().map(|own| own.rating).unwrap_or_default();
            vec![item("headroom", of_whole(&total), of_plan(COVERS_CHALLENGE))]
        }
        Subject::Scheme | Subject::Workstream => {
            let level =
                if rule.subject == Subject::Scheme { LineLevel::Scheme } else { LineLevel::Workstream };
            let name = |own: &SubjectMovement| {
                if level == LineLevel::Scheme { &own.scheme } else { &own.workstream }.clone()
            };
            let moved: HashMap<String, Colours> = own
                .iter()
                .filter(|own| own.level == level && own.rating.differs())
                .map(|own| (name(own), own.rating))
                .collect();
            let (schemes, mut beneath) = (Schemes::of(plan, &amber), of_workstreams(plan, &amber));
            let of = |subject: &str| {
                let colours = moved.get(subject).copied().unwrap_or_default();
                let held_by = match level {
                    LineLevel::Scheme => schemes.held_by(subject),
                    _ => beneath.remove(subject).unwrap_or_default(),
                };
                item(subject, colours, held_by)
            };
            subjects_of(plan, level).map(of).collect()
        }
        Subject::Row | Subject::Delivery => Vec::new(),
    };
    without_missing(&mut items, missing(plan, rule.subject));
    items
}

fn is_fallen(colours: Colours) -> bool {
    let is_gone = colours.to == Rating::NotApplicable && colours.from != Rating::NotApplicable;
    is_gone || is_worse(colours.from, colours.to)
}

fn item(name: &str, colours: Colours, held_by: Vec<Pair>) -> Item {
    let was = |rating: Rating| if rating == Rating::NotApplicable { "not rated" } else { rating.word() };
    let says = format!("{}, was {}", was(colours.to), was(colours.from));
    Item::new(name, says, is_fallen(colours), held_by)
}
