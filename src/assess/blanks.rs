//! The blank cells of which an expectation is short: the reason names their column, and the row is one that it rests
//! on, or the scheme's own.

use crate::criteria;
use crate::location::Place;
use crate::plan::Submission;
use crate::plan::fields::{ColumnId, TableId};
use std::collections::BTreeMap;

/// A cell where nothing may stand: its row, by any cell of it, and the heading of its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crossing {
    pub row: Place,
    pub heading: Place,
}

/// Where the columns and the schemes of a submission stand.
pub struct Blanks<'s> {
    /// The row of each scheme, by its organisation and its id.
    rows: BTreeMap<(&'s str, &'s str), Place>,
    /// The headings of each column, in every table that has it.
    headings: BTreeMap<String, Vec<Place>>,
}

impl<'s> Blanks<'s> {
    pub fn of(submission: &'s Submission) -> Self {
        let mut headings: BTreeMap<String, Vec<Place>> = BTreeMap::new();
        for column in submission.readings.iter().flat_map(|reading| &reading.columns) {
            if let Some(ours) = &column.ours {
                headings.entry(ours.to_string()).or_default().push(column.place);
            }
        }
        let schemes = submission.plans.iter().flat_map(|plan| {
            plan.schemes.iter().map(|own| ((plan.organisation.as_str(), &*own.id), own.row.place))
        });
        Self { rows: schemes.collect(), headings }
    }

    /// Where something may be missing, by the reason that an expectation is short for and the places it rests on.
    pub fn named(
        &self,
        code: &str,
        reason: &str,
        (organisation, scheme): (&str, &str),
        places: &[Place],
    ) -> Vec<Crossing> {
        let Some(criterion) = criteria::by_id(code) else { return Vec::new() };
        let named = criterion.reads.iter().filter(|column| is_named(**column, reason));
        let crossings = named.flat_map(|column| {
            let own = self.row_of(organisation, scheme).filter(|_| column.table == TableId::Schemes);
            // of periods those that fall short stand first; those ahead rightly have no actual
            let most = if column.table == TableId::Savings { 1 } else { places.len() };
            let rows: Vec<Place> = places.iter().copied().take(most).chain(own).collect();
            let headings = self.headings.get(&column.to_string()).map_or(&[][..], Vec::as_slice);
            rows.into_iter().flat_map(|row| {
                headings.iter().map(move |heading| Crossing { row, heading: *heading }).collect::<Vec<_>>()
            })
        });
        crossings.collect()
    }

    /// Where the row of a scheme stands.
    pub fn row_of(&self, organisation: &str, scheme: &str) -> Option<Place> {
        self.rows.get(&(organisation, scheme)).copied()
    }
}

/// Whether a reason names a column: `no owner for milestone 'Board approval'`, `the brief lacks a sponsor`.
fn is_named(column: ColumnId, reason: &str) -> bool {
    let name = column.name().replace('_', " ");
    reason.match_indices(&name).any(|(at, _)| {
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let before = reason.get(..at).and_then(|text| text.chars().next_back());
        let after = reason.get(at + name.len()..).and_then(|text| text.chars().next());
        !is_letter(before) && !is_letter(after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_names_a_column_by_its_words() {
        let column = |code: &str| criteria::by_id(code).unwrap().reads[0];
        assert!(is_named(column("F13-LED-1"), "no sponsor is named"));
        assert!(is_named(column("F13-MIL-1"), "no owner for milestone 'A'; no owner for milestone 'B'"));
        assert!(!is_named(column("F13-MIL-1"), "no ownership is shown"));
        assert!(!is_named(column("F13-LED-1"), "the brief lacks a manager"));
    }
}
