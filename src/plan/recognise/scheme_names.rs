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
        if let Some(at) = self.name_column(&assigned) {
            self.columns[at].used = Use::Field(schemes::SCHEME);
        }
    }

    /// The column that names the rows of a table of amounts: the aliased one, else the first headed
    /// text column; only where some column holds amounts by name.
    pub(super) fn name_column(&self, assigned: &[Option<ColumnId>]) -> Option<usize> {
        let named = |at: usize| !self.columns[at].words.others && self.columns[at].words.period.is_some();
        let amounts = assigned.iter().flatten().any(|id| id.declaration().kind == Kind::Amount)
            || (0..self.columns.len()).any(named)
            || self.columns.iter().any(|column| column.heading.plain == "plan");
        if !amounts {
            return None;
        }
        let own = |id| assigned.iter().position(|taken| *taken == Some(id));
        let aliased = own(schemes::SCHEME).or_else(|| own(schemes::NAME));
        if aliased.is_some() {
            return aliased;
        }
        let headed = |at: &usize| {
            let free = match assigned.get(*at) {
                Some(Some(id)) => [schemes::PROGRAMME, schemes::DESCRIPTION].contains(id),
                Some(None) => !is_remark(&self.columns[*at].own.plain),
                None => false,
            };
            free && !self.columns[*at].heading.plain.is_empty()
                && !named(*at)
                && self.texts(*at).next().is_some()
                && !self.profile(*at).is_numeric()
        };
        let headed = (0..self.columns.len()).find(headed);
        // a workstream on every row is a scheme; one that repeats is what its schemes share
        let workstream = own(schemes::WORKSTREAM);
        workstream.filter(|at| headed.is_none() || !self.repeats(*at)).or(headed)
    }

    /// Whether a column gives a text twice.
    fn repeats(&self, column: usize) -> bool {
        let mut seen = Names::default();
        self.texts(column).any(|text| !seen.add(text))
    }
}
