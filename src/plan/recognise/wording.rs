//! Columns of fixed words that an alias took, and whose cells say something else: a `Status` of
//! `On track` and `Off track` is no stage. One problem for the column, not one for every row.

use super::{Use, Work};
use crate::plan::fields::Kind;
use crate::plan::heading::plain;
use crate::plan::values::{Ambiguous, Context, read};
use crate::problem::{Problem, ProblemKind};

/// How many of the words are shown.
const SHOWN: usize = 4;

impl Work<'_> {
    /// The columns of which no cell holds one of the words.
    pub(super) fn other_words(&self) -> Vec<Problem> {
        let columns = self.columns.iter().enumerate();
        columns.filter_map(|(at, column)| self.other_words_of(at, &column.used)).collect()
    }

    fn other_words_of(&self, at: usize, used: &Use) -> Option<Problem> {
        let (Use::Field(id), heading) = (used, &self.columns[at].heading) else { return None };
        let declared = id.declaration();
        let Kind::Word(words) = declared.kind else { return None };
        if declared.required || heading.plain == plain(declared.name) || self.mapping.get(heading).is_some() {
            return None;
        }
        let context = Context { unit: None, dash_is_nil: false, ambiguous: Ambiguous::Refuse, year: None };
        let mut others: Vec<&str> = Vec::new();
        for row in self.data_rows() {
            let text = self.grid.text(row, at).trim();
            match read(declared, text, context) {
                Err(ProblemKind::Word { near: None, .. }) if others.contains(&text) => {}
                Err(ProblemKind::Word { near: None, .. }) => others.push(text),
                Ok(blank) if blank.value.is_none() => {}
                _ => return None,
            }
        }
        let more = if others.len() > SHOWN { " …" } else { "" };
        let shown: Vec<String> = others.iter().take(SHOWN).map(|text| format!("`{text}`")).collect();
        (others.len() > 1).then(|| {
            let raw = &heading.raw;
            Problem::new(
                self.columns[at].place,
                ProblemKind::Layout {
                    what: format!(
                        "\"{raw}\" would be the column `{}`, but none of its cells is one of that column's words: {}{more}",
                        declared.name,
                        shown.join(", ")
                    ),
                    mend: format!(
                        "leave the column out: --map \"{raw}=ignore\"; or write in it one of: {}",
                        words.join(", ")
                    ),
                },
            )
        })
    }
}
