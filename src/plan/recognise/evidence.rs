//! On what evidence a column is taken for what it is: each pass vouches for the columns that it settled.

use super::{Layout, Recognised, Recognition, Use};
use crate::plan::fields::{ColumnId, savings, schemes};
use crate::words::words;

words! {
    /// What speaks for the use of a column.
    pub enum Evidence {
        /// The user says so.
        Mapping = "mapping",
        /// It is called as our column is.
        Name = "name",
        /// Its heading is a known name for it.
        Alias = "alias",
        /// The words of its heading, and of what stands over it.
        Words = "words",
        /// Where it stands, and what the columns beside it are.
        Position = "position",
        /// Its figures with those of others.
        Arithmetic = "arithmetic",
    }
}

impl Recognition<'_> {
    /// Vouches for every column that has come to be used since the pass before.
    pub(super) fn vouch(&mut self, evidence: Evidence) {
        for column in self.columns.iter_mut().filter(|column| is_new(column)) {
            column.evidence = Some(if column.mapped.is_some() { Evidence::Mapping } else { evidence });
        }
    }

    /// Vouches for the columns that the shape of the table decides.
    pub(super) fn vouch_by_name(&mut self) {
        for column in self.columns.iter_mut().filter(|column| is_new(column)) {
            column.evidence = Some(match column.used {
                _ if column.mapped.is_some() => Evidence::Mapping,
                Use::Field(id) => by_name(column, id).unwrap_or(match column.words.understood() {
                    true => Evidence::Words,
                    false => Evidence::Position,
                }),
                Use::Labels => Evidence::Position,
                _ => Evidence::Words,
            });
        }
    }
}

fn is_new(column: &Recognised) -> bool {
    column.evidence.is_none() && column.used != Use::Unused
}

/// Whether a heading is the name of a column, or an alias.
fn by_name(column: &Recognised, id: ColumnId) -> Option<Evidence> {
    let own = super::names::meanings(column.own());
    let mut meant = column.meanings.iter().chain(own);
    if let Some((_, is_own)) = meant.clone().find(|(meant, _)| *meant == id) {
        return Some(if *is_own { Evidence::Name } else { Evidence::Alias });
    }
    // the id of a scheme serves as its name, and its name as its id
    let names = [schemes::SCHEME, schemes::NAME, savings::SCHEME, savings::NAME];
    let is_name = |id: &ColumnId| names.contains(id);
    (is_name(&id) && meant.any(|(meant, _)| is_name(meant))).then_some(Evidence::Alias)
}

/// How far a grid was understood, whether it can be read or not.
pub(crate) struct Attempt {
    /// What was settled of its columns; of no shape where none was recognised.
    pub(crate) layout: Layout,
    pub(crate) is_shaped: bool,
    pub(crate) problems: Vec<crate::problem::Problem>,
}
