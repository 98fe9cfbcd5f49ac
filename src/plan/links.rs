//! Which schemes each milestone, indicator, risk, assumption and engagement row belongs to.

use super::fields::{ColumnId, TableId, assumptions, engagement, kpis, milestones, risks};
use super::{Plan, Row};
use crate::names::ByName;
use thin_vec::ThinVec;

/// For each scheme, the rows that belong to it: by its id, by one of several ids, or by its
/// workstream.
#[derive(Debug, Clone, Default)]
pub struct Links {
    by_table: ThinVec<(TableId, Vec<Vec<u32>>)>,
}

/// The tables whose rows may belong to schemes: their scheme and workstream columns.
const LINKED: [(TableId, ColumnId, Option<ColumnId>); 5] = [
    (TableId::Milestones, milestones::SCHEME, Some(milestones::WORKSTREAM)),
    (TableId::Kpis, kpis::SCHEME, Some(kpis::WORKSTREAM)),
    (TableId::Risks, risks::SCHEME, Some(risks::WORKSTREAM)),
    (TableId::Assumptions, assumptions::SCHEME, None),
    (TableId::Engagement, engagement::SCHEME, None),
];

impl Links {
    /// Works out the links of a plan.
    pub(super) fn of(plan: &Plan) -> Self {
        let mut by_workstream: ByName<Vec<usize>> = ByName::default();
        for (at, scheme) in plan.schemes.iter().enumerate() {
            if let Some(name) = scheme.workstream() {
                by_workstream.of(name).push(at);
            }
        }
        let mut by_table = ThinVec::new();
        for (table, scheme_column, workstream_column) in LINKED {
            let rows = plan.rows(table);
            if rows.is_empty() {
                continue;
            }
            let mut links = vec![Vec::new(); plan.schemes.len()];
            for (at, row) in rows.iter().enumerate() {
                let at = u32::try_from(at).unwrap_or(u32::MAX);
                let mut link = |scheme: usize| {
                    if let Some(list) = links.get_mut(scheme)
                        && list.last() != Some(&at)
                    {
                        list.push(at);
                    }
                };
                let mut schemes: Vec<usize> = Vec::new();
                if let Some(ids) = row.text(scheme_column) {
                    schemes.extend(ids_of(ids).filter_map(|id| plan.scheme_index(id)));
                } else if let Some(name) = workstream_column.and_then(|column| row.text(column)) {
                    schemes.extend(by_workstream.get(name).into_iter().flatten());
                }
                schemes.into_iter().for_each(&mut link);
            }
            by_table.push((table, links));
        }
        Self { by_table }
    }

    fn at(&self, table: TableId, scheme: usize) -> &[u32] {
        let of_table = self.by_table.iter().find(|(own, _)| *own == table);
        of_table.and_then(|(_, links)| links.get(scheme)).map_or(&[], Vec::as_slice)
    }

    /// The rows of `table`, by their index, that belong to the scheme at `scheme`.
    pub fn rows_at(&self, table: TableId, scheme: usize) -> impl Iterator<Item = usize> {
        self.at(table, scheme).iter().map(|at| *at as usize)
    }

    /// For each of so many rows of `table`, the schemes it belongs to.
    pub fn schemes(&self, table: TableId, rows: usize, schemes: usize) -> Vec<Vec<usize>> {
        let mut of_rows = vec![Vec::new(); rows];
        for scheme in 0..schemes {
            for row in self.rows_at(table, scheme) {
                if let Some(own) = of_rows.get_mut(row) {
                    own.push(scheme);
                }
            }
        }
        of_rows
    }

    /// Whether a row of `table` belongs to a scheme.
    pub fn belongs(&self, table: TableId, row: usize, scheme: usize) -> bool {
        u32::try_from(row).is_ok_and(|row| self.at(table, scheme).binary_search(&row).is_ok())
    }

    /// The rows of `table` that belong to the scheme at `scheme`.
    pub fn rows<'p>(
        &'p self,
        plan: &'p Plan,
        table: TableId,
        scheme: usize,
    ) -> impl Iterator<Item = &'p Row> {
        self.rows_at(table, scheme).filter_map(move |at| plan.rows(table).get(at))
    }
}

/// The ids of a cell that holds several, separated by `;`, without the text behind a colon.
pub fn ids_of(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';')
        .map(|part| part.split_once(':').map_or(part, |(id, _)| id).trim())
        .filter(|id| !id.is_empty())
}
