//! The risk log (NAO September 2011, paragraph 4.3): every risk of a plan, with what it puts at stake and
//! what is done about it.

use super::{Places, numbers};
use crate::money::Money;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;
use std::cmp::Reverse;

/// A risk. What the register does not say is null or blank.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct RiskLine {
    /// Whose risk it is.
    pub organisation: String,
    /// Its id in the register.
    pub risk: String,
    /// Whether it is closed; a risk whose status is blank is open.
    pub closed: bool,
    /// Likelihood times impact, or the score as stated: the worse of the two. Null where it cannot be
    /// scored.
    #[serde(serialize_with = "numbers::known")]
    #[schemars(schema_with = "numbers::known_schema")]
    pub score: Option<Decimal>,
    /// Whether it is open and scores so high (policy `risk_score`), or cannot be scored, that something
    /// must be done about it.
    pub needs_action: bool,
    /// What that action lacks (F13-RSK-2): `its mitigation is only planned`. Null where it lacks nothing.
    pub lacks: Option<String>,
    /// `finance`, `delivery`, `workforce` and so on.
    pub category: String,
    /// The workstream it names, or that of all the schemes it names.
    pub workstream: String,
    /// The schemes it names.
    pub schemes: Vec<String>,
    /// Planned savings, all years, of the schemes it names, or of its workstream; null where it names none.
    pub at_stake: Option<Money>,
    /// The money at risk before mitigation; null where it is not stated.
    pub gross: Option<Money>,
    /// How much of it is mitigated; null where it is not stated.
    pub mitigated: Option<Money>,
    /// The money at risk after mitigation: gross less mitigated, all of it where no mitigation is stated.
    pub net: Option<Money>,
    /// What may happen.
    pub description: String,
    /// What follows if it does.
    pub consequence: String,
    /// What is done about it.
    pub mitigation: String,
    /// `none`, `planned`, `under way` or `complete`.
    pub mitigation_status: String,
    /// Who answers for it.
    pub owner: String,
    /// The day of the last review, ISO.
    pub reviewed: Option<String>,
    /// Days from that review to the reporting date; null where either is not known, or the review is later.
    pub days_since: Option<usize>,
    /// What national support is needed, or `none` with the reason.
    pub national_support: String,
    /// Where the figures stand.
    pub places: Places,
    /// Every scheme it bears on, those of its workstream too; for `--workstream` and `--scheme`.
    #[serde(skip)]
    pub bears_on: Vec<String>,
}

impl RiskLine {
    /// Where it stands in a log: open risks first, the highest score, then the most money at risk after
    /// mitigation, then the most at stake.
    pub fn order(&self) -> impl Ord + use<> {
        let money = [self.net, self.at_stake].map(|amount| Reverse(amount.unwrap_or_default()));
        (self.closed, Reverse(self.score), money)
    }
}
