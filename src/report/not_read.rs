//! What could not be read, as data: a problem with its places and how to mend it.

use super::Places;
use crate::location::{Place, PlaceAt, Sources};
use crate::plan::survey::Answer;
use crate::problem::Problem;
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;
/// Something that could not be read.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NotRead {
    /// Where.
    pub place: PlaceAt<'static>,
    /// The code of its kind, as the message has it: `cell`, `unread-amounts`.
    pub code: &'static str,
    /// What is wrong.
    pub what: String,
    /// How to mend it otherwise than by an answer; blank where only that does.
    pub mend: String,
    /// The answers it may have where it is a question, the likeliest first.
    pub answers: Vec<Answer>,
    /// Where the same is wrong again.
    pub again: Vec<PlaceAt<'static>>,
    /// All of these places.
    #[serde(skip)]
    pub places: Places,
}

impl NotRead {
    /// A problem as data.
    pub fn of(problem: &Problem, sources: &Arc<Sources>) -> Self {
        let places: Vec<Place> = problem.places().collect();
        Self {
            places: Places::new(sources, &places),
            place: sources.kept(problem.place),
            code: problem.code(),
            what: problem.what(sources),
            mend: problem.mend(),
            answers: problem.choices().iter().map(Answer::from).collect(),
            again: problem.again.iter().map(|again| sources.kept(again.place)).collect(),
        }
    }
}
