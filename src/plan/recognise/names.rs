//! The names that are known: headings of every table with their aliases, and organisations.

use crate::plan::fields::{ColumnId, Kind, TABLES, TableId, plan, savings, schemes, workstreams};
use crate::plan::heading::{Heading, plain};
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use super::Mapping;

/// Every known heading: plain text, the column, and whether it is the column's own name.
pub(super) fn known() -> &'static HashMap<String, Vec<(ColumnId, bool)>> {
    static KNOWN: OnceLock<HashMap<String, Vec<(ColumnId, bool)>>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let mut known: HashMap<String, Vec<(ColumnId, bool)>> = HashMap::new();
        for column in TABLES.iter().flat_map(|table| table.columns) {
            known.entry(plain(column.name)).or_default().push((column.id, true));
            for alias in column.aliases {
                let alias = plain(alias);
                if alias != plain(column.name) {
                    known.entry(alias).or_default().push((column.id, false));
                }
            }
        }
        known
    })
}

/// Whether a heading is the name of a column or an alias.
pub(super) fn is_known(heading: &Heading) -> bool {
    known().contains_key(&heading.plain)
}

/// The nearest name or alias of a table's columns, with the column it belongs to.
pub(super) fn nearest(table: TableId, heading: &Heading) -> Option<(String, ColumnId)> {
    let columns = table.declaration().columns;
    let names = columns.iter().flat_map(|column| std::iter::once(&column.name).chain(column.aliases));
    let plains: Vec<String> = names.map(|name| plain(name)).collect();
    let near = crate::nearest::nearest(&heading.plain, plains.iter().map(String::as_str))?;
    let id = columns
        .iter()
        .find(|column| std::iter::once(&column.name).chain(column.aliases).any(|name| plain(name) == near))?
        .id;
    Some((near, id))
}

/// The names of organisations of 2011 (PCTs and SHAs), for recognition only.
pub(super) fn is_known_organisation(name: &str) -> bool {
    static NAMES: OnceLock<HashSet<String>> = OnceLock::new();
    let names = NAMES.get_or_init(|| include_str!("../organisations.txt").lines().map(plain).collect());
    let name = plain(name);
    !name.is_empty() && names.contains(&name)
}

/// The heading without words in brackets: `(Gross) South East Essex`.
pub(super) fn without_brackets(text: &str) -> String {
    match (text.find('('), text.find(')')) {
        (Some(open), Some(close)) if open < close => {
            let (head, tail) = (text.get(..open).unwrap_or(""), text.get(close + 1..).unwrap_or(""));
            format!("{head}{tail}").trim().to_owned()
        }
        _ => text.to_owned(),
    }
}

/// The column of the `years` table that a row label names, by the mapping, its name or an alias.
#[must_use]
pub fn years_label(mapping: &Mapping, label: &Heading) -> Option<ColumnId> {
    if let Some(ours) = mapping.get(label) {
        return TableId::Years.declaration().column(ours).map(|column| column.id);
    }
    let candidates = known().get(&label.plain)?;
    candidates
        .iter()
        .map(|(id, _)| *id)
        .find(|id| id.table == TableId::Years && id.declaration().kind == Kind::Amount)
}

/// The measure of the `years` table whose name is nearest to a row label.
#[must_use]
pub fn nearest_label(label: &Heading) -> Option<&'static str> {
    let (_, id) = nearest(TableId::Years, label)?;
    (id.declaration().kind == Kind::Amount).then(|| id.name())
}

/// The organisation column of a table.
#[must_use]
pub fn organisation_column(table: TableId) -> Option<ColumnId> {
    if table == TableId::Plan {
        return Some(plan::ORGANISATION);
    }
    table.declaration().column("organisation").map(|column| column.id)
}

/// The workstream column of a table that has one.
#[must_use]
pub fn is_workstream(id: ColumnId) -> bool {
    id == schemes::WORKSTREAM || id == savings::WORKSTREAM || id == workstreams::WORKSTREAM
}
