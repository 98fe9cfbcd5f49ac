//! What a column that is missing may be called here: the columns of the table that hold what it would
//! hold, for the questions that a refusal puts.

use super::{Content, Recognition, Use};
use crate::plan::fields::{Column, Kind, TABLES};
use crate::plan::values::{Ambiguous, Context, read};
use crate::problem::Choice;

/// How many columns are offered.
const OFFERED: usize = 3;
/// How many of their cells are tried.
const TRIED: usize = 20;

/// Columns that every table has to say whose its rows are.
const WHOSE: [&str; 4] = ["organisation", "region", "scheme", "workstream"];

impl Recognition<'_> {
    /// The columns that may be this one of ours, those without a use first.
    pub(super) fn offers(
        &self,
        missing: &Column,
        used: impl Fn(usize) -> Option<&'static Column>,
    ) -> Vec<Choice> {
        let free = |at: &usize| used(*at).is_none();
        let spare = |at: &usize| used(*at).is_some_and(|own| !own.required && !WHOSE.contains(&own.name));
        let mut columns: Vec<usize> = (0..self.columns.len())
            .filter(|at| (free(at) || spare(at)) && self.may_be(*at, missing))
            .collect();
        columns.sort_by_key(|at| !free(at));
        let offer = |at: usize| {
            let samples: Vec<&str> = self.texts(at).take(2).collect();
            let says = format!("it holds {}", crate::cutting::list(&samples));
            Choice::column(at, missing.name, says)
        };
        columns.into_iter().take(OFFERED).map(offer).collect()
    }

    /// The columns of amounts that are read as nothing, each as one of ours.
    pub(super) fn offers_of_amounts(&self, ours: &[&'static str]) -> Vec<Choice> {
        let columns = || TABLES.iter().flat_map(|table| table.columns);
        let declared = ours.iter().filter_map(|name| columns().find(|column| column.name == *name));
        let unused = |at: usize| match self.columns[at].used {
            Use::Field(id) => Some(id.declaration()),
            _ => None,
        };
        declared.flat_map(|column| self.offers(column, unused)).collect()
    }

    /// Whether the cells of a column hold what another column of ours would.
    fn may_be(&self, at: usize, missing: &Column) -> bool {
        if self.columns[at].heading.raw.trim().is_empty() {
            return false;
        }
        let profile = self.profile(at);
        match missing.kind {
            Kind::Amount => self.is_of_amounts(at) && profile.count(|held| *held == Content::Words) == 0,
            Kind::Text | Kind::TextOrNone | Kind::Id | Kind::Ids | Kind::Value => profile.is_text(),
            _ => {
                let context =
                    Context { unit: None, dash_is_nil: false, ambiguous: Ambiguous::Year, year: None };
                let mut cells = self.texts(at).take(TRIED).peekable();
                cells.peek().is_some() && cells.all(|text| read(missing, text, context).is_ok())
            }
        }
    }
}
