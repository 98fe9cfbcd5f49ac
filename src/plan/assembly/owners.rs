//! Whose rows are whose, where a row does not say: the only organisation named in its group, else in
//! the input; else the files are one plan where no table repeats, else one plan each.

use super::draft::Draft;
use super::{Builder, Role};
use crate::location::{Place, SourceId, Sources};
use crate::names::{ByName, Names, fold_spaces, same};
use crate::placeholders::is_placeholder_code;
use crate::plan::NAMED_BY_FILE;
use crate::plan::fields::{TableId, plan, savings};
use crate::plan::folding::Folded;
use crate::plan::recognise::{Layout, Shape, Use, organisation_column};
use crate::plan::vocabulary::{organisations::is_everybody, rows::row_measure};
use crate::read::{Form, Grid};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// The organisation of each grid's rows that name none.
#[derive(Debug, Default)]
pub(super) struct Owners {
    defaults: Vec<Option<String>>,
    named_by: ByName<String>,
}

impl Owners {
    /// Decides from all grids together.
    pub(super) fn of(
        grids: &[(Arc<Grid>, Role, Layout)],
        folded: &BTreeMap<SourceId, Folded>,
        given: Option<&str>,
        sources: &Sources,
    ) -> Self {
        let mut by_group: BTreeMap<u32, Names> = BTreeMap::new();
        for (grid, role, layout) in grids {
            if *role == Role::Submission {
                add_named(by_group.entry(grid.group).or_default(), grid, layout, folded.get(&grid.source));
            }
        }
        let titles = Titles::of(grids);
        let mut all = Names::default();
        for (name, ()) in by_group.values().flat_map(Names::iter) {
            all.add(name);
        }
        let mut owners = Self::default();
        for (at, (grid, ..)) in grids.iter().enumerate() {
            let in_group = by_group.get(&grid.group).and_then(Names::only);
            let default = match (in_group.or_else(|| all.only()), all.is_empty()) {
                (Some(name), _) => Some(name.to_owned()),
                (None, false) => given.map(|_| owners.name(at, grids, given, (&titles, sources))),
                (None, true) => Some(owners.name(at, grids, given, (&titles, sources))),
            };
            owners.defaults.push(default);
        }
        owners
    }

    /// The organisation of rows of the grid that name none.
    pub(super) fn default_of(&self, grid: usize) -> Option<String> {
        self.defaults.get(grid).cloned().flatten()
    }

    /// Where a name was taken from, when no cell gives it.
    pub(super) fn named_by(&self, name: &str) -> Option<String> {
        self.named_by.get(name).cloned()
    }

    fn name(
        &mut self,
        at: usize,
        grids: &[(Arc<Grid>, Role, Layout)],
        given: Option<&str>,
        (titles, sources): (&Titles, &Sources),
    ) -> String {
        let Some((grid, ..)) = grids.get(at) else { return String::new() };
        let first = grids.iter().find(|(_, role, _)| *role == Role::Submission).map(|(grid, ..)| grid);
        let group = |other: &Grid| other.group == grid.group;
        let one_plan = given.is_none() && !repeats(grids, |_| true);
        let in_title = if one_plan { titles.all() } else { titles.of_group(grid.group) };
        let [folder_or_file, the_file] = NAMED_BY_FILE;
        let (name, by) = match (given, in_title) {
            (Some(name), _) => (name.to_owned(), "--org"),
            (None, Some(name)) => (name, "the title"),
            _ if one_plan => (first.unwrap_or(grid).owner.clone(), folder_or_file),
            _ if repeats(grids, group) => (file(grid, sources), the_file),
            _ => (grid.owner.clone(), folder_or_file),
        };
        self.named_by.insert(&name, by.to_owned());
        name
    }
}

/// Whether a table is given twice among some grids of the submission; where none is among all of them,
/// they are one plan.
fn repeats(grids: &[(Arc<Grid>, Role, Layout)], among: impl Fn(&Grid) -> bool) -> bool {
    let mut seen: BTreeMap<Option<TableId>, (SourceId, bool)> = BTreeMap::new();
    let own = grids.iter().filter(|(grid, role, _)| *role == Role::Submission && among(grid));
    let mut tables = own.map(|(grid, _, layout)| {
        let table = layout.shape.table();
        (table, (grid.source, matches!(grid.form, Form::Sheet(_))))
    });
    // sheets of one workbook share a table: each holds some of its rows
    tables.any(|(table, from)| seen.insert(table, from).is_some_and(|known| known != from || !from.1))
}

/// The organisations that the titles of each group name.
#[derive(Debug, Default)]
struct Titles(BTreeMap<u32, Names>);

impl Titles {
    fn of(grids: &[(Arc<Grid>, Role, Layout)]) -> Self {
        let mut titles = Self::default();
        for (grid, _, layout) in grids.iter().filter(|(_, role, _)| *role == Role::Submission) {
            if let Some((name, _)) = &layout.titled.organisation {
                titles.0.entry(grid.group).or_default().add(name);
            }
        }
        titles
    }

    fn all(&self) -> Option<String> {
        let first = self.0.values().next()?.only()?;
        let is_it = |names: &Names| names.only().is_some_and(|name| same(name, first));
        self.0.values().all(is_it).then(|| first.to_owned())
    }

    /// The only one of a group's titles. A name that the titles of several groups share is not theirs:
    /// it is that of a region, or of one organisation in two months.
    fn of_group(&self, group: u32) -> Option<String> {
        let name = self.0.get(&group)?.only()?;
        let shared = self.0.iter().any(|(other, names)| *other != group && names.contains(name));
        (!shared).then(|| name.to_owned())
    }
}

/// The name of a grid's file, without its ending.
fn file(grid: &Grid, sources: &Sources) -> String {
    let name = Path::new(sources.file_name(grid.source)).file_stem();
    match (grid.form, name) {
        (Form::Sheet(_), Some(name)) => name.to_string_lossy().into_owned(),
        _ => grid.hint.clone(),
    }
}

/// Adds the organisations a grid names: in its organisation column, or over its columns.
fn add_named(names: &mut Names, grid: &Grid, layout: &Layout, folded: Option<&Folded>) {
    for column in &layout.columns {
        if let Use::Organisation(name) = &column.used {
            names.add(name);
        }
    }
    let column = match layout.shape {
        Shape::Rows(table) => organisation_column(table).and_then(|id| layout.column(id)),
        Shape::Records => {
            layout.columns.iter().position(|column| column.heading.plain == plan::ORGANISATION.name())
        }
        _ => None,
    };
    if let Some(column) = column {
        let mut last = "";
        // where the rows are organisations, the challenge stands among them
        let is_list = layout.shape == Shape::Rows(TableId::Schemes);
        let of_rows = (layout.first_row..grid.len()).map(|row| grid.text(row, column));
        let of_folded = folded.map(|folded| folded.texts(savings::ORGANISATION)).unwrap_or_default();
        for text in of_rows.chain(of_folded) {
            let is_other =
                || is_placeholder_code(text) || is_everybody(text) || is_list && row_measure(text).is_some();
            if text != last && !is_other() {
                names.add(&fold_spaces(text));
                last = text;
            }
        }
    }
}

impl Builder<'_> {
    /// The draft of an organisation, begun where it is first named.
    pub(super) fn draft(&mut self, name: &str, place: Place) -> usize {
        let known = self.organisations.position(name);
        known.or_else(|| self.draft_of_body(name, place)).unwrap_or_else(|| {
            self.organisations.add(name);
            let mut draft = Draft::new(name, place);
            self.keep_body(&mut draft);
            draft.named_by = self.owners.named_by(name);
            draft.parent = self.options.parent.clone().map(|parent| (parent, place));
            self.drafts.push(draft);
            self.drafts.len() - 1
        })
    }
}
