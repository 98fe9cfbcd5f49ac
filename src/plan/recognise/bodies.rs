//! Rows that are organisations: a list whose only names are those of NHS bodies, under a heading that says so.
//! Each row is then what one organisation saves, and no scheme of another.

use super::{Recognition, names};
use crate::names::Names;
use crate::plan::fields::schemes;
use crate::plan::heading::{Heading, plain};
use crate::plan::vocabulary::names_a_total;
use crate::plan::vocabulary::organisations::{is_body, is_nickname};
use crate::plan::vocabulary::rows::{RowMeasure, row_measure};

/// Words beside the kinds of organisations in the heading over their names.
const BESIDE: [&str; 6] = ["name", "of", "nhs", "and", "or", "the"];

/// Kinds of NHS bodies: under such a heading the kind may be left out of the names.
const KINDS: [&str; 5] = ["pct", "ccg", "icb", "trust", "sha"];

impl Recognition<'_> {
    /// Whether a column that nothing else names the rows beside holds an organisation in each of them.
    pub(super) fn names_bodies(&self, at: usize) -> bool {
        let column = &self.columns[at];
        if let Some(ours) = &column.mapped {
            return ours.meaning.column_of(schemes::ORGANISATION.table) == Some(schemes::ORGANISATION);
        }
        let words = || column.heading.plain.split(' ').filter(|word| !BESIDE.contains(word));
        let one = |word: &str| word.strip_suffix('s').unwrap_or(word).to_owned();
        let is_kind = |word: &str| names::is_alias(&Heading::new(&one(word)), schemes::ORGANISATION);
        let is_own = |word: &str| word == schemes::ORGANISATION.name() || is_kind(word);
        if words().next().is_none() || !words().all(|word| is_own(word) || is_own(&one(word))) {
            return false;
        }
        let kind = words().map(one).find(|word| KINDS.contains(&word.as_str()));
        let is_body = |text: &str| {
            let with_kind =
                || kind.as_ref().is_some_and(|kind| is_body(&format!("{text} {}", kind.to_uppercase())));
            names::is_organisation(self.guidance.reference, text) || is_nickname(text) || with_kind()
        };
        let (mut known, mut challenge, mut left) = (Names::default(), false, false);
        for row in self.data_rows() {
            let text = self.grid.text(row, at).trim();
            let has_figures = (0..self.columns.len()).any(|other| self.figure(row, other).is_some());
            if !has_figures || text.is_empty() || names_a_total(text) {
                continue;
            }
            match row_measure(text) {
                Some(RowMeasure::Left | RowMeasure::Identified) => left = true,
                Some(_) => challenge = true,
                None if !is_body(text) || !known.add(&plain(text)) => return false,
                None => {}
            }
        }
        !known.is_empty() && (challenge || !left)
    }
}
