//! Subjects whose colour is worse than in the earlier submission.

use super::items::{FINANCE, HEADROOM, Item, of_scheme, overall, subjects_of};
use super::{Level, Rule, Subject};
use crate::compare::is_worse;
use crate::names::same;
use crate::rating::Rating;
use crate::report::{Colours, Level as LineLevel, PlanReport, Report, SubjectMovement};

/// The subjects of the rule in one organisation. What was rated and is not any more is worse: what is taken out
/// never opens a gate.
pub(super) fn items(report: &Report, plan: &PlanReport, rule: Rule) -> Vec<Item> {
    let Some(movement) = &report.movement else { return Vec::new() };
    let amber = Rule { level: Level::Amber, ..rule };
    let own: Vec<&SubjectMovement> =
        movement.subjects.iter().filter(|own| own.organisation == plan.organisation).collect();
    let whole = own.iter().find(|own| own.level == LineLevel::Organisation);
    let of_whole =
        |pick: &dyn Fn(&SubjectMovement) -> Colours| whole.map(|own| pick(own)).unwrap_or_default();
    let of_plan = |code: &str| vec![(String::new(), code.to_owned())];
    let one = |name: &str, colours: Colours, held_by| item(name, colours, held_by);
    match rule.subject {
        Subject::Plan => vec![one(&plan.organisation, of_whole(&|own| own.rating), overall(plan, amber))],
        Subject::Finance => vec![one("finance", of_whole(&|own| own.finance), of_plan(FINANCE))],
        Subject::Forecast => vec![one("forecast", of_whole(&|own| own.forecast), of_plan(FINANCE))],
        Subject::Headroom => {
            let total = |own: &SubjectMovement| own.headroom.last().map(|own| own.rating).unwrap_or_default();
            vec![one("headroom", of_whole(&total), of_plan(HEADROOM))]
        }
        Subject::Scheme | Subject::Workstream => {
            let level =
                if rule.subject == Subject::Scheme { LineLevel::Scheme } else { LineLevel::Workstream };
            let name = |own: &SubjectMovement| {
                if level == LineLevel::Scheme { &own.scheme } else { &own.workstream }.clone()
            };
            let moved: std::collections::HashMap<String, Colours> = own
                .iter()
                .filter(|own| own.level == level && (own.rating.differs()))
                .map(|own| (name(own), own.rating))
                .collect();
            subjects_of(plan, level)
                .map(|subject| {
                    let colours = moved.get(subject).copied().unwrap_or_default();
                    let schemes = plan.finance.iter().filter(|line| line.level == LineLevel::Scheme);
                    let held_by = if level == LineLevel::Scheme {
                        of_scheme(plan, subject, amber)
                    } else if is_fallen(colours) {
                        let own = schemes.filter(|line| same(&line.workstream, subject));
                        own.flat_map(|line| of_scheme(plan, &line.scheme, amber)).collect()
                    } else {
                        Vec::new()
                    };
                    one(subject, colours, held_by)
                })
                .collect()
        }
        Subject::Row => Vec::new(),
    }
}

fn is_fallen(colours: Colours) -> bool {
    let is_gone = colours.to == Rating::NotApplicable && colours.from != Rating::NotApplicable;
    is_gone || is_worse(colours.from, colours.to)
}

fn item(name: &str, colours: Colours, held_by: Vec<super::items::Pair>) -> Item {
    let was = |rating: Rating| if rating == Rating::NotApplicable { "not rated" } else { rating.word() };
    Item {
        name: name.to_owned(),
        says: format!("{}, was {}", was(colours.to), was(colours.from)),
        fails: is_fallen(colours),
        held_by,
    }
}
