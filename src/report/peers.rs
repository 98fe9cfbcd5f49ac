//! Peers (NAO September 2011, paragraph 2.8: plans are matched with similar ones to inform the less robust): of
//! every row short of green, which plan read is green there, and what it does.

use super::{Places, Share};
use crate::criteria::Set;
use crate::rating::Rating;
use schemars::JsonSchema;
use serde::Serialize;

/// A row or column short of green, and the most similar plan that is green there.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PeerLine {
    /// Whose row it is.
    pub organisation: String,
    /// Appendix One, or Figure 13 for a column of the report card.
    pub set: Set,
    /// The row's area and name; the name of the column.
    pub row: String,
    /// The colour of the row, or of the organisation's column.
    pub rating: Rating,
    /// How many of the other plans are green there.
    pub green: usize,
    /// The most similar of them; null where none is green.
    pub peer: Option<String>,
    /// What part of planned savings lies in the same workstreams: of each workstream the lesser of the two
    /// plans' shares; null where one of them plans nothing.
    pub same_workstreams: Option<Share>,
    /// How many of the organisation's schemes are called like one of the peer's in the same workstream.
    pub schemes_alike: usize,
    /// What part of the organisation's planned savings those schemes hold.
    pub alike_share: Option<Share>,
    /// Those schemes, the greatest saving first, each with the peer's.
    pub alike: Vec<AlikeSchemes>,
    /// What the peer does there: of every expectation that the organisation falls short of.
    pub does: Vec<PeerPractice>,
}

/// A scheme and the peer's that is called alike.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AlikeSchemes {
    /// The organisation's scheme.
    pub scheme: String,
    /// Its name.
    pub name: String,
    /// The peer's scheme.
    pub peer_scheme: String,
    /// Its name.
    pub peer_name: String,
}

/// What a peer says of an expectation, in its own words.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PeerPractice {
    /// The criterion.
    pub code: &'static str,
    /// The peer's scheme that it is said of; blank for the plan.
    pub scheme: String,
    /// The cells that the criterion reads, each with its column, or the evidence of the judgement.
    pub text: String,
    /// Where it stands.
    pub places: Places,
}
