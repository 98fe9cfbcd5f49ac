//! Whose rows are whose, where a row does not say: the only organisation named in its group, else in
//! the input; else the files are one plan where no table repeats, else one plan each.

use super::Role;
use crate::location::{SourceId, Sources};
use crate::plan::fields::{TableId, plan};
use crate::plan::recognise::{Layout, Shape, Use, organisation_column};
use crate::plan::values::fold;
use crate::plan::vocabulary::{cells::is_undecided, organisations::is_everybody};
use crate::read::{Form, Grid};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::sync::Arc;

/// The organisation columns' names by group.
type Names = BTreeMap<u32, BTreeSet<String>>;

/// The organisation of each grid's rows that name none.
#[derive(Debug, Default)]
pub(super) struct Owners {
    defaults: Vec<Option<String>>,
    named_by: HashMap<String, String>,
}

impl Owners {
    /// Decides from all grids together.
    pub(super) fn of(grids: &[(Arc<Grid>, Role, Layout)], given: Option<&str>, sources: &Sources) -> Self {
        let mut names: Names = Names::new();
        for (grid, role, layout) in grids {
            if *role == Role::Submission {
                names.entry(grid.group).or_default().extend(named(grid, layout));
            }
        }
        let titles = Titles::of(grids);
        let all: BTreeSet<&String> = names.values().flatten().collect();
        let mut owners = Self::default();
        for (at, (grid, ..)) in grids.iter().enumerate() {
            let in_group = names.get(&grid.group).filter(|names| names.len() == 1);
            let only = in_group.and_then(|names| names.first()).or_else(|| {
                let only = all.first().filter(|_| all.len() == 1);
                only.copied()
            });
            let default = match (only, all.is_empty()) {
                (Some(name), _) => Some(name.clone()),
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
        let (name, by) = match (given, in_title) {
            (Some(name), _) => (name.to_owned(), "--org"),
            (None, Some(name)) => (name, "the title"),
            _ if one_plan => (first.unwrap_or(grid).owner.clone(), "the folder or file"),
            _ if repeats(grids, group) => (file(grid, sources), "the file"),
            _ => (grid.owner.clone(), "the folder or file"),
        };
        self.named_by.insert(name.clone(), by.to_owned());
        name
    }
}

/// Whether a table is given twice among some grids of the submission; where none is among all of them,
/// they are one plan.
fn repeats(grids: &[(Arc<Grid>, Role, Layout)], among: impl Fn(&Grid) -> bool) -> bool {
    let mut seen: BTreeMap<Option<TableId>, (SourceId, bool)> = BTreeMap::new();
    let own = grids.iter().filter(|(grid, role, _)| *role == Role::Submission && among(grid));
    let mut tables = own.map(|(grid, _, layout)| {
        let table = match layout.shape {
            Shape::Rows(table) => Some(table),
            Shape::MeasuresDown => Some(TableId::Years),
            Shape::OrganisationsAcross => Some(TableId::Schemes),
            Shape::Records => None,
        };
        (table, (grid.source, matches!(grid.form, Form::Sheet(_))))
    });
    // sheets of one workbook share a table: each holds some of its rows
    tables.any(|(table, from)| seen.insert(table, from).is_some_and(|known| known != from || !from.1))
}

/// The organisations that the titles of each group name, in lower case and as they stand.
#[derive(Debug, Default)]
struct Titles(BTreeMap<u32, BTreeMap<String, String>>);

impl Titles {
    fn of(grids: &[(Arc<Grid>, Role, Layout)]) -> Self {
        let mut titles = Self::default();
        for (grid, _, layout) in grids.iter().filter(|(_, role, _)| *role == Role::Submission) {
            if let Some((name, _)) = &layout.titled.organisation {
                titles.0.entry(grid.group).or_default().insert(name.to_lowercase(), name.clone());
            }
        }
        titles
    }

    /// The only one of all titles.
    fn all(&self) -> Option<String> {
        let names: BTreeMap<&String, &String> = self.0.values().flatten().collect();
        let mut names = names.into_values();
        names.next().filter(|_| names.next().is_none()).cloned()
    }

    /// The only one of a group's titles. A name that the titles of several groups share is not theirs:
    /// it is that of a region, or of one organisation in two months.
    fn of_group(&self, group: u32) -> Option<String> {
        let mut names = self.0.get(&group)?.iter();
        let (folded, name) = names.next().filter(|_| names.next().is_none())?;
        let shared = self.0.iter().any(|(other, names)| *other != group && names.contains_key(folded));
        (!shared).then(|| name.clone())
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

/// The organisations a grid names: in its organisation column, or over its columns.
fn named(grid: &Grid, layout: &Layout) -> BTreeSet<String> {
    let mut names: BTreeSet<String> = BTreeSet::new();
    for column in &layout.columns {
        if let Use::Organisation(name) = &column.used {
            names.insert(name.clone());
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
        for row in layout.first_row..grid.len() {
            let text = grid.text(row, column);
            if text != last && !is_undecided(text) && !is_everybody(text) {
                names.insert(fold(text).into());
                last = text;
            }
        }
    }
    names
}
