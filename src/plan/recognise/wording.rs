//! Columns that an alias took, and whose cells all say something else: a `Status` of `On track` and
//! `Off track` is no stage, a `QIA` of `Yes` and `No` no date. One problem for the column, not one for
//! every row.

use super::{Use, Work};
use crate::plan::fields::{Column, Kind};
use crate::plan::heading::plain;
use crate::plan::values::{Ambiguous, Context, read};
use crate::problem::{Problem, ProblemKind};

/// How many of the words are shown.
const SHOWN: usize = 4;

impl Work<'_> {
    /// The columns of which no cell holds what their column holds.
    pub(super) fn other_words(&self) -> Vec<Problem> {
        let columns = self.columns.iter().enumerate();
        columns.filter_map(|(at, column)| self.other_words_of(at, &column.used)).collect()
    }

    fn other_words_of(&self, at: usize, used: &Use) -> Option<Problem> {
        let (Use::Field(id), heading) = (used, &self.columns[at].heading) else { return None };
        let declared = id.declaration();
        let (holds, words) = match declared.kind {
            Kind::Word(words) => ("one of that column's words", format!("one of: {}", words.join(", "))),
            Kind::Date => ("a date", "a date (2011-09-30)".to_owned()),
            Kind::YesNo => ("a yes or no", "Y, N".to_owned()),
            _ => return None,
        };
        if declared.required || heading.plain == plain(declared.name) || self.mapping.get(heading).is_some() {
            return None;
        }
        let (others, cells) = self.others(at, declared)?;
        (cells > 1).then(|| {
            let raw = &heading.raw;
            Problem::new(
                self.columns[at].place,
                ProblemKind::Layout {
                    what: format!(
                        "\"{raw}\" would be the column `{}`, but none of its cells is {holds}: {}",
                        declared.name,
                        shown(&others)
                    ),
                    mend: format!("leave the column out: --map \"{raw}=ignore\"; or write in it {words}"),
                },
            )
        })
    }

    /// What stands in the cells of a column, and in how many, where none of them is what it holds.
    fn others(&self, at: usize, declared: &Column) -> Option<(Vec<&str>, usize)> {
        let context = Context { unit: None, dash_is_nil: false, ambiguous: Ambiguous::Refuse, year: None };
        let (mut others, mut cells) = (Vec::new(), 0);
        for row in self.data_rows() {
            let text = self.grid.text(row, at).trim();
            match read(declared, text, context) {
                Ok(blank) if blank.value.is_none() => {}
                Err(ProblemKind::Word { near: Some(_), .. } | ProblemKind::NoSuchDay { .. }) | Ok(_) => {
                    return None;
                }
                // a date as people write it, with a year of two digits: named at its cell
                Err(_) if declared.kind == Kind::Date && text.contains(|c: char| c.is_ascii_digit()) => {
                    return None;
                }
                Err(_) => {
                    cells += 1;
                    if !others.contains(&text) {
                        others.push(text);
                    }
                }
            }
        }
        Some((others, cells))
    }
}

/// The first few of some words.
fn shown(words: &[&str]) -> String {
    let more = if words.len() > SHOWN { " …" } else { "" };
    let first: Vec<String> = words.iter().take(SHOWN).map(|text| format!("`{text}`")).collect();
    format!("{}{more}", first.join(", "))
}
