//! The overall colour of a subject, where that is what was asked about, and what makes it.

use super::subject::Subject;
use crate::names::same;
use crate::plan::Plan;
use crate::policy::choices::Rollup;
use crate::policy::{Key, Policy};
use crate::rating::Rating;
use crate::report::{CardColumn, CardLine, Level, PlanReport, Scope, Worse};
use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;
use std::sync::Arc;

/// The overall colour of a scheme, a workstream or an organisation.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Overall {
    /// The colour.
    pub rating: Rating,
    /// How it is made.
    pub rule: String,
    /// What it is made of: of an organisation its parts, else what of the report card is short of green.
    pub parts: Vec<Part>,
    /// What is worse beneath it; nothing of a scheme and of a workstream.
    pub worse: Worse,
    /// Why it is held at amber, or not rated.
    pub held: Arc<[Cow<'static, str>]>,
}

/// A part of an overall colour.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Part {
    /// Its name.
    pub name: &'static str,
    /// Its colour.
    pub rating: Rating,
}

const OF_SCHEME: &str = "the worse half of its report card, each half as its worst column";
const OF_WORKSTREAM: &str = "red when finance is red, or at least half of the other columns of either half of the report \
    card; green when all are; else amber. Finance goes by its own sums, each other column by {rollup}: green when its \
    green schemes hold {rollup_green} of planned savings and none is red, red when red ones hold {rollup_red}";
const OF_WORKSTREAM_WORST: &str = "the worst column of its report card: finance goes by its own sums, each other column \
    by its worst scheme, as rollup is {rollup}";
const OF_ORGANISATION: &str = "the worst of its parts that are assessed; held at amber by a forecast that is red or short \
    of the challenge and, but in scope money, by what is not assessed or not supplied";

/// The overall colour of a subject; `None` of a row, and in scope `money` of a scheme and of a workstream:
/// there it is that of finance.
pub(super) fn of(
    (plan, report): (&Plan, &PlanReport),
    subject: &Subject,
    policy: &Policy,
) -> Option<Overall> {
    let of_card = |rule: &str, is_own: &dyn Fn(&CardLine) -> bool| {
        let line =
            report.report_card.iter().filter(|_| report.scope != Scope::Money).find(|line| is_own(line))?;
        let columns = CardColumn::counted().map(|column| Part { name: column.name(), rating: line[column] });
        let mut parts: Vec<Part> = columns.filter(|part| part.rating > Rating::Green).collect();
        parts.sort_by_key(|part| std::cmp::Reverse(part.rating));
        let rating = line[CardColumn::Overall];
        Some(Overall {
            rating,
            rule: policy.fill(rule),
            parts,
            worse: Worse::default(),
            held: Arc::default(),
        })
    };
    match subject {
        Subject::Organisation(_) => {
            let all = report.ratings;
            let delivery = match report.scope {
                Scope::Money | Scope::Auto => ("finance", all.finance),
                Scope::Delivery | Scope::Plan => ("delivery", all.delivery),
            };
            let parts = [("plan", all.plan), delivery, ("headroom", all.headroom)];
            let assessed = parts.into_iter().filter(|(_, rating)| *rating != Rating::NotApplicable);
            Some(Overall {
                rating: report.rating,
                rule: OF_ORGANISATION.to_owned(),
                parts: assessed.map(|(name, rating)| Part { name, rating }).collect(),
                worse: report.worse,
                held: Arc::clone(&report.held),
            })
        }
        Subject::Workstream(_, name) => {
            let is_worst = policy.choice(Key::Rollup) == Some(Rollup::Worst);
            let rule = if is_worst { OF_WORKSTREAM_WORST } else { OF_WORKSTREAM };
            of_card(rule, &|line| line.level == Level::Workstream && same(&line.workstream, name))
        }
        Subject::Scheme(_, at) => {
            let scheme = plan.schemes.get(*at)?;
            of_card(OF_SCHEME, &|line| line.level == Level::Scheme && line.scheme == *scheme.id)
        }
        _ => None,
    }
}
