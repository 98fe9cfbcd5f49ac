//! The groups that totals of a table name: its sections, its workstreams and programmes, its own rows.

use super::super::sums::Sums;
use super::super::{Walk, plain, schemes};
use super::look::{Appearance, Look};
use super::{Classified, Looks, Marks, RowKind, Section, is_group};
use crate::plan::line::Line;
use crate::plan::vocabulary::{TotalName, total_name};
use std::collections::HashSet;

/// The workstreams of the rows, and their names.
#[derive(Debug, Default)]
pub(super) struct Groups {
    of_row: Vec<(usize, bool, Vec<String>)>,
    labels: HashSet<String>,
}

impl Groups {
    /// The schemes above a row that stand in a workstream or programme.
    fn rows_of(&self, group: &str, row: usize) -> Option<Vec<usize>> {
        let above = self.of_row.iter().filter(|(at, is_scheme, _)| *is_scheme && *at < row);
        let over: Vec<usize> = above
            .enumerate()
            .filter(|(_, (_, _, texts))| texts.iter().any(|text| text == group))
            .map(|(order, _)| order)
            .collect();
        (!over.is_empty()).then_some(over)
    }
}

impl<'g> Walk<'g> {
    /// The groups that totals of this table may name.
    pub(super) fn groups(&self, label: usize, looks: &[Look]) -> Groups {
        let names_one = |look: &Look| matches!(look.appearance, Appearance::Named(TotalName::OfGroup { .. }));
        let mut groups = Groups::default();
        if !looks.iter().any(names_one) {
            return groups;
        }
        let workstreams = [schemes::WORKSTREAM, schemes::PROGRAMME].map(|id| self.layout.column(id));
        for look in looks {
            let texts =
                workstreams.iter().flatten().map(|at| plain(self.text_of(look.row, *at)).into_owned());
            groups.of_row.push((look.row, look.appearance == Appearance::Scheme, texts.collect()));
            if matches!(look.appearance, Appearance::Scheme | Appearance::Label(_)) {
                groups.labels.insert(plain(self.grid.text(look.row, label)).into_owned());
            }
        }
        groups
    }

    /// The schemes above a row that have a cell of what it is the total of (`Total Green` of those rated `Green`),
    /// where the row is their sum.
    pub(super) fn of_cells(&self, looks: &Looks, index: usize, kinds: &[Classified]) -> Option<Vec<usize>> {
        let row = looks.rows.get(index)?.row;
        let Some(TotalName::OfGroup { group, .. }) = total_name(self.only_text(row)) else { return None };
        let words = |at: &usize| !looks.amounts.contains(at);
        let is_its = |row: usize| {
            (0..self.layout.columns.len()).filter(words).any(|at| plain(self.text_of(row, at)) == group)
        };
        let schemes = kinds.iter().filter(|own| own.kind == RowKind::Scheme).enumerate();
        let own: Vec<(usize, usize)> =
            schemes.map(|(order, own)| (order, own.row)).filter(|(_, row)| is_its(*row)).collect();
        let mut sum = Line::none(looks.amounts.len());
        own.iter().for_each(|(_, row)| sum.add(&self.figures(*row, looks.amounts)));
        let is_sum = !own.is_empty() && self.figures(row, looks.amounts).is(&sum);
        is_sum.then(|| own.into_iter().map(|(order, _)| order).collect())
    }

    /// Whether the last printed total is the sum of the schemes above it, and not of those with the rows that may
    /// be totals of groups.
    pub(super) fn does_without_groups(&self, looks: &Looks) -> bool {
        let is_total = |look: &Look| look.appearance == Appearance::Named(TotalName::Total);
        let Some(total) = looks.rows.iter().rposition(is_total) else { return false };
        let (mut schemes, mut groups) = (Line::none(looks.amounts.len()), Line::none(looks.amounts.len()));
        for look in looks.rows.iter().take(total) {
            match look.appearance {
                Appearance::Scheme => schemes.add(&self.figures(look.row, looks.amounts)),
                Appearance::Named(TotalName::OfGroup { .. } | TotalName::Perhaps(_)) => {
                    groups.add(&self.figures(look.row, looks.amounts));
                }
                _ => {}
            }
        }
        let Some(total) = looks.rows.get(total) else { return false };
        let mut both = schemes.clone();
        both.add(&groups);
        let total = self.figures(total.row, looks.amounts);
        groups.filled() && total.is(&schemes) && !total.is(&both)
    }

    /// What `Total planned care` is over: the rows of that section or workstream; of no known group, the
    /// rows whose figures it is the sum of.
    pub(super) fn of_group(
        &self,
        row: usize,
        group: &str,
        (sums, marks, sections): (&Sums, &Marks, &[Section<'g>]),
        groups: &Groups,
    ) -> Option<Vec<usize>> {
        let in_section = sections.iter().enumerate().filter(|(_, names)| is_group(names, group));
        let of_section: Vec<usize> = in_section.map(|(at, _)| at).collect();
        if !of_section.is_empty() {
            return Some(of_section);
        }
        if let Some(over) = groups.rows_of(group, row) {
            return Some(over);
        }
        match self.block(sums, marks, row) {
            Some(first) if sums.len() - first > 1 => Some((first..sums.len()).collect()),
            _ if groups.labels.contains(group) => Some(self.nearest(sums, marks, row)),
            _ => None,
        }
    }
}
