//! Which column of a table each heading is: the user's mapping first, then the tables' own names, then
//! their aliases, then the measure and span that a heading and its group name together.

use super::{Meaning, Recognition, names, scheme_names};
use crate::plan::Measure;
use crate::plan::fields::{ColumnId, TableId, savings, schemes, years};
use crate::plan::heading::{Figure, Span, Words};
use crate::plan::vocabulary::figures::is_plan_of_savings;
use crate::plan::vocabulary::numbers::{self, Numbers};

/// Columns assigned to the fields of a table, with how well they fit.
pub(super) struct Assignment {
    pub(super) fields: Vec<Option<ColumnId>>,
    pub(super) score: usize,
}

impl Assignment {
    fn take(&mut self, at: usize, id: ColumnId, worth: usize) {
        if let Some(field) = self.fields.get(at)
            && field.is_none()
            && !self.fields.contains(&Some(id))
        {
            self.fields[at] = Some(id);
            self.score += worth;
        }
    }

    /// Whether no column is taken for this field.
    pub(super) fn misses(&self, id: ColumnId) -> bool {
        !self.fields.contains(&Some(id))
    }
}

/// The column of the schemes table that a figure to date or for the whole year belongs to.
pub(super) fn spanned(words: &Words) -> Option<ColumnId> {
    if words.others {
        return None;
    }
    Some(match (words.figure?, words.span?) {
        (Figure::Of(Measure::Plan), Span::ToDate) => schemes::PLAN_YTD,
        (Figure::Of(Measure::Actual), Span::ToDate) => schemes::ACTUAL_YTD,
        (Figure::Of(Measure::Plan), Span::FullYear) => schemes::PLAN_YEAR,
        (Figure::Of(Measure::Forecast), Span::FullYear) => schemes::FORECAST_YEAR,
        (Figure::Of(Measure::Investment), Span::FullYear) => schemes::INVESTMENT,
        _ => return None,
    })
}

/// The columns of a table among the meanings of a heading, by their own name or by an alias.
pub(super) fn candidates(
    meanings: &[(ColumnId, bool)],
    table: TableId,
    own_name: bool,
) -> impl Iterator<Item = ColumnId> + use<'_> {
    meanings.iter().filter(move |(id, own)| id.table == table && *own == own_name).map(|(id, _)| *id)
}

impl Recognition<'_> {
    /// Assigns columns to the fields of a table.
    pub(super) fn assign(&self, table: TableId) -> Assignment {
        let mut assigned = Assignment { fields: vec![None; self.columns.len()], score: 0 };
        let is_mapped = |at: usize| self.columns.get(at).is_some_and(|c| c.mapped.is_some());
        let is_renamed = |at: &usize| {
            let mapped = self.columns.get(*at).and_then(|c| c.mapped.as_ref());
            mapped.is_some_and(|ours| !matches!(ours.meaning, Meaning::Figure(_)))
        };
        for (at, column) in self.columns.iter().enumerate() {
            if let Some(ours) = &column.mapped {
                let period = [savings::PERIOD, years::YEAR].into_iter().find(|id| id.table == table);
                let id = ours.meaning.column_of(table);
                let is_period = matches!(ours.meaning, Meaning::Month | Meaning::Year);
                if let Some(id) = if is_period { id.or(period) } else { id } {
                    // a list of schemes may have them too
                    let of_both = [years::CHALLENGE, years::IDENTIFIED].contains(&id);
                    assigned.take(at, id, if of_both { 0 } else { 3 });
                }
            }
        }
        let grouped = |at: usize| self.columns[at].heading.raw != self.columns[at].own().raw;
        for (own_name, worth) in [(true, 3), (false, 2)] {
            for at in (0..self.columns.len()).filter(|at| !is_mapped(*at)) {
                let column = &self.columns[at];
                let of = |meanings| candidates(meanings, table, own_name);
                let mut meant = of(column.meanings).peekable();
                let by_own = meant.peek().is_none() && grouped(at) && !self.group_says_more(at);
                let by_own = of(if by_own { names::meanings(column.own()) } else { &[] });
                // amounts under `ICB` or `Trust` are that organisation's, not the names of several
                let named = |id: &ColumnId| {
                    own_name
                        || names::organisation_column(table) != Some(*id)
                        || !self.profile(at).holds_amounts()
                };
                // nor is a column of amounts the names of schemes
                for id in meant
                    .chain(by_own)
                    .filter(named)
                    .filter(|id| own_name || !self.is_figures_for_names(at, *id))
                {
                    // amounts under `Recurrent £m` are what recurs of the plan, no yes or no
                    let is_amount = || column.heading.unit.is_some() || self.profile(at).holds_amounts();
                    let is_split = id == schemes::RECURRENT && self.profile(at).is_numeric() && is_amount();
                    assigned.take(at, if is_split { schemes::RECURRENT_PLAN } else { id }, worth);
                }
            }
        }
        match table {
            TableId::Schemes => {
                for at in (0..self.columns.len()).filter(|at| !is_renamed(at)) {
                    let words = &self.columns[at].words;
                    let of_period = names::meanings(&self.columns[at].own().without_years());
                    let spanned = spanned(words).filter(|_| words.period.is_none());
                    let mut of_year = candidates(of_period, table, false)
                        .filter(|id| words.others && !self.is_figures_for_names(at, *id));
                    if let Some(id) =
                        spanned.or_else(|| of_year.next()).filter(|_| !self.columns[at].heading.percent)
                    {
                        assigned.take(at, id, 2);
                    }
                }
                assigned.score += scheme_names::settle_names(&self.columns, &mut assigned.fields);
                let periods =
                    self.columns.iter().filter(|c| !c.words.others && c.words.period.is_some()).count();
                let lone = self.columns.iter().filter(|c| is_plan_of_savings(&c.heading.plain)).count();
                assigned.score += if self.fits_savings(&assigned) { lone } else { 0 };
                assigned.score +=
                    if assigned.score > 0 || self.titles_speak_of_savings() { periods } else { 0 };
            }
            TableId::Savings => {
                scheme_names::settle_names(&self.columns, &mut assigned.fields);
            }
            _ => {}
        }
        assigned
    }

    /// Whether a column that an alias makes the names of schemes holds figures: `Opportunity` over amounts. Ids
    /// may be numbers.
    fn is_figures_for_names(&self, at: usize, id: ColumnId) -> bool {
        let heading = &self.columns[at].heading;
        let of_names = match id {
            schemes::NAME | savings::NAME => true,
            schemes::SCHEME | savings::SCHEME => {
                numbers::of_heading(&heading.plain) == Numbers::Money
                    || names::is_alias(heading, schemes::NAME) && self.profile(at).holds_amounts()
            }
            _ => false,
        };
        of_names && self.profile(at).is_numeric()
    }

    /// Whether `Savings` can be the plan: no column says that it is another table.
    fn fits_savings(&self, assigned: &Assignment) -> bool {
        assigned.score > 0 || !self.columns.iter().any(|column| names::is_known(&column.heading))
    }

    /// Whether the group over a column turns its own heading into another figure (`Apr-11` over
    /// `Actual`), so that its own heading alone must not decide.
    fn group_says_more(&self, at: usize) -> bool {
        let column = &self.columns[at];
        let own = Words::of(&column.own().raw);
        own.understood() && own.figure.is_some() && column.words != own
    }
}
