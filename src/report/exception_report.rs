//! The exception report (NAO September 2011, paragraph 4.3): what is worse than green, why, and what is
//! being done about it, in the plan's own words.

use super::{Level, Places, Share};
use crate::money::Money;
use crate::rating::Rating;
use schemars::JsonSchema;
use serde::Serialize;
use std::cmp::Reverse;

/// A scheme, workstream or organisation that is short of green.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct ExceptionLine {
    /// What the line is about: a scheme, a workstream or an organisation.
    pub level: Level,
    /// Whose it is.
    pub organisation: String,
    /// Blank for an organisation, and for a scheme that names none.
    pub workstream: String,
    /// The scheme's id; blank at the other levels.
    pub scheme: String,
    /// The scheme's name, its id where it has none; blank at the other levels.
    pub name: String,
    /// Its colour: both halves of its card, of an organisation overall.
    pub rating: Rating,
    /// The columns of the card, or the rows of the plan, that are short, each with its colour:
    /// `finance red`.
    pub short: Vec<String>,
    /// Plan less actual to date, where it is behind.
    pub shortfall: Option<Money>,
    /// The variance to date over the plan to date, where it is behind.
    pub percent: Option<Share>,
    /// Plan less forecast of the year, where the forecast is short.
    pub shortfall_year: Option<Money>,
    /// The variance of the forecast over the year's plan, where it is short.
    pub percent_year: Option<Share>,
    /// What of the shortfall to date the forecast makes good by the end of the year.
    pub recovered: Option<Money>,
    /// Plan to date for which no actual is reported.
    pub unreported: Option<Money>,
    /// Planned saving of the year.
    pub plan_year: Option<Money>,
    /// Why, as the plan tells it: its comment, milestones and KPIs that are missed, risks that call for
    /// action.
    pub reasons: Vec<String>,
    /// What else the criteria find short, of which these are the reasons they give.
    pub found: Vec<String>,
    /// What is being done: mitigations of those risks with how far they have come and whose they are, new
    /// dates of late milestones.
    pub actions: Vec<String>,
    /// The next milestone to come.
    pub next_milestone: Option<String>,
    /// Its day, ISO; the revised one where there is one.
    pub next_due: Option<String>,
    /// Who answers for it: the scheme's manager, the workstream's lead, the plan's.
    pub owner: String,
    /// The scheme's sponsor.
    pub sponsor: String,
    /// Departures in force that somebody accepted: `F13-FIN-5 accepted to 31 Dec 2011,
    /// J Smith (owner P Nair): the tariff is late`.
    pub accepted: Vec<String>,
    /// Whether anything says why: of a workstream, for itself or for one of its schemes short of green.
    pub says_reason: bool,
    /// Whether anything says what is being done: a mitigation, a milestone to come, a forecast that makes
    /// good a part; of a workstream likewise.
    pub says_action: bool,
    /// Whether anything says who answers for it; of a workstream likewise.
    pub says_owner: bool,
    /// Of a workstream, its schemes that are short of green, most money first.
    pub schemes: Vec<String>,
    /// Where what is said stands.
    pub places: Places,
}

impl ExceptionLine {
    /// Where it stands among others of its level: the greatest shortfall first, then what is unreported,
    /// then the greatest plan.
    pub fn order(&self) -> impl Ord + use<> {
        let money = [self.shortfall.or(self.shortfall_year), self.unreported, self.plan_year];
        Reverse(money.map(Option::unwrap_or_default))
    }
}
