//! What the user's word makes of the columns, where names alone do not.

use super::{Meaning, Ours};
use crate::cutting::cell;
use crate::plan::Measure;
use crate::plan::fields::{TABLES, TableId};
use crate::plan::heading::period_name;
use crate::plan::recognise::{Recognised, Recognition, Shape, Use};
use crate::problem::{Choice, Problem, Question};

impl Recognition<'_> {
    /// Columns that the user maps to a total, to nothing, or in a list of schemes to a measure of the
    /// organisation, and columns of amounts that are said to hold periods.
    pub(in crate::plan::recognise) fn settle_mapped(&mut self, shape: Shape) -> Vec<Problem> {
        let mut problems = Vec::new();
        for at in 0..self.columns.len() {
            let Some(ours) = &self.columns[at].mapped else { continue };
            if let Some(problem) = self.no_periods(at, ours) {
                problems.push(problem);
            }
            let column = &self.columns[at];
            let used = match ours.meaning {
                Meaning::Ignore => Use::Ignored,
                Meaning::Total => {
                    let measure = column.words.measure().filter(|_| !column.words.others);
                    Use::Total(measure.unwrap_or(Measure::Plan))
                }
                _ => continue,
            };
            if column.used == Use::Unused {
                self.columns[at].used = used;
            }
        }
        if shape == Shape::Rows(TableId::Schemes) {
            self.settle_mapped_challenges();
        }
        problems
    }

    /// What the user says of columns and no pass could do, each with the reason.
    pub(in crate::plan::recognise) fn unfit(&self, table: Option<TableId>) -> Vec<Problem> {
        let columns = self.columns.iter().enumerate();
        let unfit = columns.filter(|(_, column)| column.used == Use::Unused);
        unfit.filter_map(|(at, column)| Some(self.cannot_be(at, column.mapped.as_ref()?, table))).collect()
    }

    /// A column of amounts that is said to hold months or years.
    fn no_periods(&self, at: usize, ours: &Ours) -> Option<Problem> {
        let column = &self.columns[at];
        let is_period = matches!(ours.meaning, Meaning::Month | Meaning::Year)
            || matches!(ours.meaning.column(), Some("period"));
        let holds_periods = || self.texts(at).any(|text| period_name(text).is_some());
        if !is_period || column.words.period.is_some() || !self.profile(at).is_numeric() || holds_periods() {
            return None;
        }
        let (raw, said) = (cell(&column.heading.raw), &ours.said);
        let what = format!("\"{raw}\" is mapped to `{said}`, and its cells are amounts");
        let choices = vec![Choice::column(at, "plan", "its amounts are the plan")];
        let problem = Problem::open(column.place, Question::Layout, what, choices);
        Some(problem.instead("map the column that holds the periods"))
    }

    /// Why a column is not what the user says.
    fn cannot_be(&self, at: usize, ours: &Ours, table: Option<TableId>) -> Problem {
        let column = &self.columns[at];
        let (raw, said) = (cell(&column.heading.raw), &ours.said);
        let name = ours.meaning.column().unwrap_or(said);
        let id = table.and_then(|table| ours.meaning.column_of(table));
        if let Some((other, taken)) = id.and_then(|id| Some((id, self.position(id)?))) {
            let first = &self.columns[taken];
            let what = format!(
                "\"{raw}\" is mapped to `{said}`, and \"{}\" is `{}` already",
                cell(&first.heading.raw),
                other.name()
            );
            let choices = vec![
                Choice::column(taken, "ignore", "the other counts"),
                Choice::column(at, "ignore", "left out"),
            ];
            return Problem::open(column.place, Question::Layout, what, choices);
        }
        let what = match (&ours.meaning, table) {
            (Meaning::SubTotal | Meaning::Section | Meaning::Heading | Meaning::Scheme(_), _) => {
                format!("\"{raw}\" is mapped to `{said}`, which only a row can be")
            }
            (Meaning::Column { .. }, Some(table)) => {
                let has = TABLES.iter().filter(|one| one.column(name).is_some()).map(|one| one.name);
                format!(
                    "\"{raw}\" is mapped to `{said}`; this is a table of {}, and `{name}` is a column of {}",
                    table.declaration().name,
                    has.collect::<Vec<_>>().join(", ")
                )
            }
            (Meaning::Month | Meaning::Year, _) => {
                format!("\"{raw}\" is mapped to `{said}`, and neither it nor its cells name a period")
            }
            _ => format!("\"{raw}\" is mapped to `{said}`, which a column of this table cannot be"),
        };
        let choices = vec![Choice::column(at, "ignore", "left out")];
        Problem::open(column.place, Question::Layout, what, choices)
    }
}

impl Recognised {
    /// The organisation that the user says its amounts are of.
    pub(in crate::plan::recognise) fn organisation_said(&self) -> Option<&str> {
        match &self.mapped.as_ref()?.meaning {
            Meaning::Organisation(name) => Some(name),
            _ => None,
        }
    }
}
