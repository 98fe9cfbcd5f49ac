//! Which table a grid is, and in which way it lies.

use super::assign::Assignment;
use super::{Meaning, Recognition, Shape, Use, names};
use crate::plan::fields::{ColumnId, Kind, TABLES, TableId, schemes};
use crate::plan::vocabulary::figures::{is_lone_plan, is_plan_of_savings};
use crate::problem::{Problem, ProblemKind};
use crate::write::RECORD;

impl Recognition<'_> {
    /// Decides the shape and assigns columns by name.
    pub(super) fn shape(&mut self) -> Result<Shape, Vec<Problem>> {
        if self.columns.first().is_some_and(|column| column.heading.plain == RECORD) {
            self.records();
            return Ok(Shape::Records);
        }
        if self.measures_down() {
            return Ok(Shape::MeasuresDown);
        }
        if self.organisations_across() {
            return Ok(Shape::OrganisationsAcross);
        }
        let hinted = self.guidance.expected.or_else(|| TableId::by_name(&self.grid.hint));
        let mut best: Option<(usize, TableId, Assignment)> = None;
        let mut lacking: Option<(usize, TableId)> = None;
        let mut tracker = 0;
        for table in TABLES {
            let assigned = self.assign(table.id);
            if assigned.score == 0 {
                continue;
            }
            let missing = table.columns.iter().any(|c| c.is_lacking(|id| !assigned.misses(id)));
            let named = table.id == TableId::Schemes && self.name_column(&assigned.fields).is_some();
            if missing && !named {
                // a tracker without its periods may still be a register of schemes, and so may measures by name
                let by_name = || table.id == TableId::Years && self.measures_by_name(&assigned);
                // neither amounts under words nor beside them make a table of words: `Mitigation` over money
                let is_money =
                    || self.is_money_for_text(&assigned) || self.is_money_beside(table.id, &assigned);
                // where the table is said, none is guessed
                let is_asked = hinted.is_none() && lacking.is_none_or(|(known, _)| assigned.score > known);
                if table.id == TableId::Savings {
                    tracker = assigned.score;
                } else if is_asked && !by_name() && !is_money() {
                    lacking = Some((assigned.score, table.id));
                }
                continue;
            }
            let score = assigned.score + if hinted == Some(table.id) { 4 } else { 0 };
            if best.as_ref().is_none_or(|(known, ..)| score > *known) {
                best = Some((score, table.id, assigned));
            }
        }
        if let Some((score, table, assigned)) = &mut best
            && hinted.is_none()
            && let Some(schemes) = self.savings_beside(*table, assigned)
        {
            (*score, *table, *assigned) = (schemes.score, TableId::Schemes, schemes);
        }
        let known = best.as_ref().map(|(_, table, assigned)| (*table, assigned));
        if let Some(assigned) = self.amounts_by_name(known, hinted) {
            if let Some(problem) = self.not_said_to_be_savings() {
                return Err(vec![problem]);
            }
            self.take(&assigned);
            return Ok(Shape::Rows(TableId::Schemes));
        }
        let Some((_, table, assigned)) = best else { return Err(vec![self.no_table(hinted)]) };
        if table == TableId::Savings
            && let Some(problem) = self.figures_in_rows()
        {
            return Err(vec![problem]);
        }
        if hinted.is_some_and(|hinted| hinted != table && self.assign(hinted).score > assigned.score) {
            return Err(vec![self.no_table(hinted)]);
        }
        if let Some((score, other)) = lacking
            && hinted.is_none()
            && score > assigned.score.max(tracker)
        {
            return Err(vec![self.no_table(Some(other))]);
        }
        self.take(&assigned);
        Ok(Shape::Rows(table))
    }

    /// The columns of a list of schemes, where a table of words would leave savings beside it: a tracker with
    /// `Risk`, `Status` and `Category` is no risk register.
    fn savings_beside(&self, table: TableId, assigned: &Assignment) -> Option<Assignment> {
        if !self.is_money_beside(table, assigned) {
            return None;
        }
        let schemes = self.assign(TableId::Schemes);
        let is_list = self.name_column(&schemes.fields).is_some() || !schemes.misses(schemes::SCHEME);
        let is_saving = |at: usize| {
            let column = &self.columns[at];
            let is_money = |id: ColumnId| id.declaration().kind == Kind::Amount;
            schemes.fields.get(at).copied().flatten().is_some_and(is_money)
                || is_plan_of_savings(&column.heading.plain)
                || is_lone_plan(&column.heading.plain)
        };
        let free = (0..self.columns.len()).filter(|at| assigned.fields.get(*at).is_none_or(Option::is_none));
        (is_list && free.into_iter().any(|at| self.is_of_amounts(at) && is_saving(at))).then_some(schemes)
    }

    /// Whether a column of numbers would be one of text.
    fn is_money_for_text(&self, assigned: &Assignment) -> bool {
        let is_text = |id: ColumnId| id.declaration().kind == Kind::Text;
        let fields = assigned.fields.iter().enumerate();
        fields.into_iter().any(|(at, id)| id.is_some_and(is_text) && self.profile(at).is_numeric())
    }

    fn take(&mut self, assigned: &Assignment) {
        for (column, id) in self.columns.iter_mut().zip(&assigned.fields) {
            if let Some(id) = id {
                column.used = Use::Field(*id);
            }
        }
    }

    /// The columns of rows of several tables: each is what the first table that has it calls it; the
    /// rows themselves are read by their own table.
    fn records(&mut self) {
        let year = self.stated_year().map(|(year, ..)| year).or(self.guidance.year);
        for (at, column) in self.columns.iter_mut().enumerate() {
            column.year = year;
            column.used = if at == 0 {
                Use::Record
            } else if column.mapped.as_ref().is_some_and(|ours| ours.meaning == Meaning::Ignore) {
                Use::Ignored
            } else {
                let mut ids = TABLES
                    .iter()
                    .filter_map(|t| names::named_column(t.id, column.mapped.as_deref(), &column.heading));
                ids.next().map_or(Use::Unused, Use::Field)
            };
        }
    }

    /// Why the grid is none of the tables: the column that is missing, or that nothing is known.
    fn no_table(&self, hinted: Option<TableId>) -> Problem {
        let likely = hinted.or_else(|| {
            let scores = TABLES.iter().map(|table| (self.assign(table.id).score, table.id));
            let best = scores.max_by_key(|(score, _)| *score);
            best.filter(|(score, _)| *score >= 4).map(|(_, table)| table)
        });
        if let Some(table) = likely {
            let assigned = self.assign(table);
            let has = |id| !assigned.misses(id);
            let missing = table.declaration().columns.iter().find(|c| c.is_lacking(has));
            if let (Some(missing), true) = (missing, assigned.score > 0) {
                let (table, column, found) = (table.declaration().name, missing.name, self.headings());
                let taken = |at: usize| Some(assigned.fields.get(at)?.as_ref()?.declaration());
                let choices = self.offers(missing, taken);
                let kind = ProblemKind::MissingColumn { table, column, found, choices };
                return Problem::new(self.place(), kind);
            }
        }
        let near = || crate::nearest::nearest(&self.grid.hint, TABLES.iter().map(|table| table.name));
        // a table of a known name has none of its columns
        let near = || near().filter(|near| *near != self.grid.hint);
        if let (crate::read::Form::Json(_), Some(near)) = (self.grid.form, near()) {
            let found = self.grid.hint.clone();
            let kind = ProblemKind::Unknown { what: "table", found, near: Some(near) };
            return Problem::new(self.place(), kind);
        }
        let required = hinted.and_then(|table| table.declaration().columns.iter().find(|c| c.required));
        let column: &[&str] = match &required {
            Some(column) => &[column.name],
            None => &[schemes::PLAN_YEAR.name(), schemes::PLAN_YTD.name()],
        };
        let (found, choices) = (self.headings(), self.offers_of_amounts(column));
        Problem::new(self.place(), ProblemKind::NoTable { found, choices })
    }
}
