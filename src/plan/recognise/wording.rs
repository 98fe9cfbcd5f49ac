//! Columns that an alias took, and whose cells all say something else: a `Status` of `On track` and
//! `Off track` is no stage, a `QIA` of `Yes` and `No` no date. Such a column is another one than its
//! heading suggests: it is left out like an unknown heading, with a note.

use super::names::meanings;
use super::{Recognition, Use};
use crate::cutting::cell;
use crate::plan::fields::{Column, ColumnId, Kind};
use crate::plan::heading::plain;
use crate::plan::values::{Ambiguous, Context, read};
use crate::problem::ProblemKind;

/// Words and dates are read alike wherever they stand.
const CONTEXT: Context = Context { unit: None, dash_is_nil: false, ambiguous: Ambiguous::Refuse, year: None };

/// How many of the words are shown.
const SHOWN: usize = 4;

impl Recognition<'_> {
    /// Leaves out the columns of which no cell holds what their column holds.
    pub(super) fn leave_other_words(&mut self) {
        for at in 0..self.columns.len() {
            self.take_for_namesake(at);
            if let Some(note) = self.other_words_of(at, &self.columns[at].used) {
                self.notes.push((self.columns[at].place, note));
                self.columns[at].used = Use::Other;
            }
        }
    }

    /// A heading that several columns are called by is the one of them whose words its cells hold: a `Status`
    /// of `Fully developed` and `Plans in progress` is a maturity, no stage.
    fn take_for_namesake(&mut self, at: usize) {
        let column = &self.columns[at];
        let Use::Field(id) = column.used else { return };
        if column.mapped.is_some() || !has_words(id) {
            return;
        }
        let own = self.understood(at, id);
        let is_free = |id: &ColumnId| !self.columns.iter().any(|other| other.used == Use::Field(*id));
        let namesakes = meanings(&column.heading).iter().map(|(namesake, _)| *namesake);
        let mut fit = namesakes.filter(|namesake| {
            namesake.table == id.table
                && has_words(*namesake)
                && is_free(namesake)
                && self.understood(at, *namesake) > own
        });
        if let (Some(namesake), None) = (fit.next(), fit.next()) {
            let note = format!(
                "\"{}\" is taken for `{}`: more of its cells hold words of it than of `{}`",
                cell(&column.heading.raw),
                namesake.name(),
                id.name()
            );
            self.notes.push((column.place, note));
            self.columns[at].used = Use::Field(namesake);
        }
    }

    /// How many cells hold a word of a column, or two of them.
    fn understood(&self, at: usize, id: ColumnId) -> usize {
        let rows = self.data_rows().map(|row| self.grid.text(row, at).trim());
        let is_word = |text: &&str| match read(id.declaration(), text, CONTEXT) {
            Ok(read) => read.value.is_some(),
            Err(ProblemKind::Cell { .. }) => matches!(id.declaration().kind, Kind::Word(_)),
            Err(_) => false,
        };
        rows.filter(is_word).count()
    }

    fn other_words_of(&self, at: usize, used: &Use) -> Option<String> {
        let (Use::Field(id), heading) = (used, &self.columns[at].heading) else { return None };
        let declared = id.declaration();
        let (holds, words) = match declared.kind {
            Kind::Word(words) => ("one of its words", format!(" ({})", words.join(", "))),
            Kind::Date => ("a date", String::new()),
            Kind::YesNo => ("a yes or no", String::new()),
            _ => return None,
        };
        if declared.required || heading.plain == plain(declared.name) || self.columns[at].mapped.is_some() {
            return None;
        }
        let (others, cells) = self.others(at, declared)?;
        (cells > 1).then(|| {
            let (raw, name) = (cell(&heading.raw), declared.name);
            format!(
                "the column \"{raw}\" is not read as `{name}`: none of its cells is {holds}{words} but {}",
                shown(&others)
            )
        })
    }

    /// What stands in the cells of a column, and in how many, where none of them is what it holds.
    fn others(&self, at: usize, declared: &Column) -> Option<(Vec<&str>, usize)> {
        let (mut others, mut cells) = (Vec::new(), 0);
        for row in self.data_rows() {
            let text = self.grid.text(row, at).trim();
            match read(declared, text, CONTEXT) {
                Ok(blank) if blank.value.is_none() => {}
                Err(ProblemKind::Word { near: Some(_), .. } | ProblemKind::NoSuchDay { .. }) | Ok(_) => {
                    return None;
                }
                // two words, or one that another changes: named at its cell
                Err(ProblemKind::Cell { .. }) if matches!(declared.kind, Kind::Word(_)) => return None,
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

/// Whether the cells of a column hold fixed words.
fn has_words(id: ColumnId) -> bool {
    matches!(id.declaration().kind, Kind::Word(_) | Kind::YesNo)
}

/// The first few of some words.
fn shown(words: &[&str]) -> String {
    let more = if words.len() > SHOWN { " …" } else { "" };
    let first: Vec<String> = words.iter().take(SHOWN).map(|text| format!("`{}`", cell(text))).collect();
    format!("{}{more}", first.join(", "))
}
