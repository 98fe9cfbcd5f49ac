//! Which column names the schemes.

use super::names::is_alias;
use super::{Recognised, Recognition, Use};
use crate::names::Names;
use crate::plan::fields::{ColumnId, Kind, savings, schemes};
use crate::plan::heading::Heading;
use crate::plan::vocabulary::is_remark;

/// Headings that name a scheme rather than number it.
fn names_a_scheme(heading: &Heading) -> bool {
    is_alias(heading, schemes::NAME) || matches!(heading.plain.as_str(), "scheme" | "name")
}

/// Where one column numbers the schemes and another names them, each gets its own field; a single
/// one serves as the id. Gives the score that the change adds.
pub(super) fn settle_names(columns: &[Recognised], assigned: &mut [Option<ColumnId>]) -> usize {
    let (id, name) = if assigned.iter().flatten().any(|c| c.table == schemes::SCHEME.table) {
        (schemes::SCHEME, schemes::NAME)
    } else {
        (savings::SCHEME, savings::NAME)
    };
    let position =
        |wanted: ColumnId, assigned: &[Option<ColumnId>]| assigned.iter().position(|c| *c == Some(wanted));
    let number = (0..columns.len()).find(|at| {
        let heading = &columns[*at].heading;
        !names_a_scheme(heading) && is_alias(heading, id) && assigned[*at].is_none_or(|taken| taken == id)
    });
    if let (Some(number), Some(taken)) = (number, position(id, assigned))
        && number != taken
        && names_a_scheme(&columns[taken].heading)
    {
        assigned[number] = Some(id);
        assigned[taken] = if position(name, assigned).is_none() { Some(name) } else { None };
        return 2;
    }
    if let (None, Some(taken)) = (position(id, assigned), position(name, assigned)) {
        assigned[taken] = Some(id);
    }
    0
}

impl Recognition<'_> {
    /// Takes a column for the names of the schemes where no heading is one of theirs.
    pub(super) fn settle_scheme_name(&mut self) {
        if self.position(schemes::SCHEME).is_some() {
            return;
        }
        let taken = |column: &Recognised| if let Use::Field(id) = column.used { Some(id) } else { None };
        let assigned: Vec<Option<ColumnId>> = self.columns.iter().map(taken).collect();
        let Some(at) = self.name_column(&assigned).or_else(|| self.name_among(&assigned)) else { return };
        let is_owner = matches!(assigned[at], None | Some(schemes::ORGANISATION));
        if is_owner && self.names_bodies(at) {
            let column = &mut self.columns[at];
            column.used = Use::Field(schemes::ORGANISATION);
            let note = format!("`{}` names an organisation in every row, and no scheme", column.heading.raw);
            self.notes.push((self.columns[at].place, note));
            return;
        }
        self.columns[at].used = Use::Field(schemes::SCHEME);
        if self.columns[at].heading.raw.is_empty() {
            let place = self.columns[at].place;
            let text = format!("column {} has no heading: it holds words, and names the schemes", at + 1);
            self.notes.push((place, text));
        }
    }

    /// The column that names the rows of a table of amounts, only where some column is called one of
    /// amounts.
    pub(super) fn name_column(&self, assigned: &[Option<ColumnId>]) -> Option<usize> {
        let amounts = assigned.iter().flatten().any(|id| id.declaration().kind == Kind::Amount)
            || (0..self.columns.len()).any(|at| self.is_period(at))
            || self.columns.iter().any(|column| column.heading.plain == "plan");
        if amounts { self.name_among(assigned) } else { None }
    }

    fn is_period(&self, at: usize) -> bool {
        !self.columns[at].words.others && self.columns[at].words.period.is_some()
    }

    /// The column that names the rows: the aliased one, else the first headed column of words that is
    /// nothing else, else the first column where it holds words without a heading, else the first that
    /// is something else.
    pub(super) fn name_among(&self, assigned: &[Option<ColumnId>]) -> Option<usize> {
        let own = |id| assigned.iter().position(|taken| *taken == Some(id));
        let aliased = own(schemes::SCHEME).or_else(|| own(schemes::NAME));
        if aliased.is_some() {
            return aliased;
        }
        let is_headed = |at: usize| !self.columns[at].heading.plain.is_empty();
        let holds_words = |at: usize| {
            // `CIP 2019/20` over names is no period over figures
            let is_named = !self.is_period(at) || at == 0 && self.profile(at).is_text();
            is_named && self.texts(at).next().is_some() && !self.profile(at).is_numeric()
        };
        let free = |at: usize| match assigned.get(at) {
            Some(Some(id)) => [schemes::PROGRAMME, schemes::DESCRIPTION].contains(id),
            Some(None) => !is_remark(&self.columns[at].own().plain),
            None => false,
        };
        let columns = || 0..self.columns.len();
        let unheaded = columns().take(1).find(|at| !is_headed(*at) && self.profile(*at).is_text());
        // a column without a heading that names every row goes before one that says whose they are
        let headed = columns()
            .find(|at| free(*at) && is_headed(*at) && holds_words(*at))
            .filter(|at| unheaded.is_none_or(|first| !self.repeats(*at) || self.repeats(first)));
        // a workstream on every row is a scheme; one that repeats is what its schemes share
        let workstream = own(schemes::WORKSTREAM);
        let workstream = workstream.filter(|at| headed.or(unheaded).is_none() || !self.repeats(*at));
        let of_words = |at: &usize| {
            let kind = assigned.get(*at).copied().flatten().map(|id| id.declaration().kind);
            matches!(kind, Some(Kind::Text | Kind::TextOrNone | Kind::Id | Kind::Word(_))) && holds_words(*at)
        };
        workstream.or(headed).or(unheaded).or_else(|| columns().find(of_words))
    }

    /// Whether a column gives a text twice.
    fn repeats(&self, column: usize) -> bool {
        let mut seen = Names::default();
        self.texts(column).any(|text| !seen.add(text))
    }
}
