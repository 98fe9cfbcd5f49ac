//! From grids to plans: the same for every format. Finds all problems, not the first; nothing is
//! dropped, defaulted or guessed in silence.

use super::fields::TableId;
use super::folding::Folded;
use super::layout::{Record, turn};
use super::recognise::{Attempt, attempt, organisation_column, recognise};
use super::{Note, Reading, Submission};
use crate::location::{Place, SourceId, Sources};
use crate::names::{Names, fold_spaces};
use crate::nearest::Known;
use crate::problem::Problem;
use crate::read::Grid;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

mod account;
mod aside;
mod bodies;
mod cells;
mod circles;
mod current;
mod departmental;
mod draft;
mod figures_down;
mod folded;
mod judgements;
mod may_be_shaped;
mod options;
mod owners;
mod prepared;
mod reading;
mod repeated;
mod said;
mod shared;
mod sheets;
mod sink;
mod sound;
mod stacked;
mod stated;
mod survey;
mod table;
mod tabs;
mod take;
mod titled;
mod turned;
mod twice;
mod typed;
mod units;
mod unread;

pub use folded::foldable;
pub use judgements::{Code, JudgedOn};
pub use options::{Options, Role, Whole};
pub use said::is_of_another;

use aside::Aside;
use bodies::Bodies;
use current::Current;
use departmental::Departmental;
use draft::Draft;
use folded::Waiting;
use owners::Owners;
use prepared::Prepared;
use reading::{guidance, holds_nothing, mapping_of};
use repeated::Groups;
use sheets::{Failed, Understood};
pub use survey::survey;
use table::Begun;
use typed::Typed;
use unread::{Elsewhere, Later};

/// Builds the plans. With any problem the submission is not to be assessed, unless the user asks to
/// keep going: then unreadable cells are marked. A table that the caller shares stays whole; of one that
/// is given away the rows are given back as they are read.
pub fn build<G: Into<Arc<Grid>>>(
    grids: Vec<(G, Role)>,
    sources: Sources,
    options: &Options,
) -> (Submission, Vec<Problem>) {
    build_with(grids, BTreeMap::new(), sources, options)
}

/// Builds the plans, where the regular rows of some tables are folded already: their grids hold the rest.
pub fn build_with<G: Into<Arc<Grid>>>(
    grids: Vec<(G, Role)>,
    folded: BTreeMap<SourceId, Folded>,
    sources: Sources,
    options: &Options,
) -> (Submission, Vec<Problem>) {
    let grids = grids.into_iter().map(|(grid, role)| (grid.into(), role));
    // what is folded is a table of its own as it stands
    let (ready, grids): (Vec<_>, Vec<_>) =
        grids.partition(|(grid, _): &(Arc<Grid>, Role)| folded.contains_key(&grid.source));
    let mut prepared = Prepared::of(grids, options, &sources);
    if !ready.is_empty() {
        prepared.grids.extend(ready);
        prepared.grids.sort_by_key(|(grid, _)| grid.source);
    }
    build_prepared((prepared, folded), sources, options)
}

fn build_prepared(
    (prepared, folded): (Prepared, BTreeMap<SourceId, Folded>),
    sources: Sources,
    options: &Options,
) -> (Submission, Vec<Problem>) {
    let Prepared { grids, asides, mut problems, mut notes } = prepared;
    let mut understood: Vec<Understood> = Vec::with_capacity(grids.len());
    let mut failed = Vec::new();
    let (mut left, mut unread): (Vec<(Arc<Grid>, Role)>, Vec<Understood>) = (Vec::new(), Vec::new());
    let layouts = options.threads.map(&grids, |(grid, role)| {
        if let Some(folded) = folded.get(&grid.source) {
            return Some(Ok(folded.layout.clone()));
        }
        let mapping = mapping_of(grid, *role, options, &sources);
        (!grid.is_empty()).then(|| recognise(grid, guidance(&mapping, options, *role, None)))
    });
    if problems.is_empty() {
        problems.extend(said::in_vain(&grids, &layouts, options, &sources));
    }
    for ((grid, role), layout) in grids.into_iter().zip(layouts) {
        let Some(layout) = layout else {
            problems.push(holds_nothing(&grid));
            continue;
        };
        match layout {
            Ok(layout) => understood.push((grid, role, layout)),
            Err(_) => left.push((grid, role)),
        }
    }
    // what the plan table says of the year may be all that another table lacks
    let year = titled::year_of_plan(&understood);
    for (grid, role) in left {
        let mapping = mapping_of(&grid, role, options, &sources);
        let Attempt { layout, problems, .. } = attempt(&grid, guidance(&mapping, options, role, year));
        if problems.is_empty() {
            understood.push((grid, role, layout));
        } else {
            failed.push(Failed::new(&grid, problems));
            unread.push((grid, role, layout));
        }
    }
    let typed = Typed::of(understood.iter().chain(&unread), &folded, &sources, options.whole);
    let (found, said) = sheets::leave_out(failed, &understood);
    problems.extend(found);
    notes.extend(said);
    problems.extend(sheets::take_repeated(&mut understood, options, &sources));
    finish_reading((understood, folded), &typed, asides, (problems, notes), sources, options)
}

/// Reads the rows of recognised tables, the tables that others refer to first.
fn finish_reading(
    (mut understood, mut folded): (Vec<Understood>, BTreeMap<SourceId, Folded>),
    typed: &Typed<'_>,
    asides: Vec<Aside>,
    (problems, notes): (Vec<Problem>, Vec<Note>),
    sources: Sources,
    options: &Options,
) -> (Submission, Vec<Problem>) {
    understood.sort_by_key(|(_, role, layout)| {
        let turn = turn(layout.shape.table().unwrap_or(TableId::Schemes));
        (*role != Role::Submission, turn)
    });
    if let Some(unit) =
        options.amounts_in.filter(|_| !understood.iter().any(|(.., layout)| layout.may_state_unit()))
    {
        for (.., layout) in &mut understood {
            layout.columns.iter_mut().filter(|column| column.money).for_each(|column| {
                column.unit.get_or_insert(unit);
            });
        }
    }
    let owners = Owners::of(&understood, &folded, options.organisation.as_deref(), &sources);
    let mut builder = Builder::new(options, owners);
    builder.groups = understood.iter().map(|(grid, ..)| (grid.source, grid.group)).collect();
    builder.elsewhere = Elsewhere::of(understood.iter().map(|(.., layout)| layout));
    builder.problems = problems;
    builder.submission.notes = notes;
    builder.asides = asides;
    builder.submission.readings.reserve_exact(understood.len());
    for (at, (grid, role, layout)) in understood.into_iter().enumerate() {
        let mapping = mapping_of(&grid, role, options, &sources);
        // each table is dropped once it is read
        let folded = folded.remove(&grid.source);
        builder.grid(at, (grid, folded), role, layout, &mapping);
    }
    builder.finish(typed, sources)
}

/// How many plans are made of their drafts at once: there may be a great many.
const FINISHED_AT_ONCE: usize = 4_096;

struct Builder<'a> {
    options: &'a Options<'a>,
    owners: Owners,
    drafts: Vec<Draft>,
    /// The organisations of the drafts, in their order.
    organisations: Names,
    bodies: Bodies,
    problems: Vec<Problem>,
    submission: Submission,
    current: Current,
    /// How many problems and notes there were before the current table was begun.
    began: (usize, usize),
    /// Tables whose folded rows are taken together, and the drafts that are out with them.
    waiting: Vec<Waiting>,
    out: BTreeSet<usize>,
    /// The folder, file or object that each input belongs to.
    groups: Groups,
    elsewhere: Elsewhere,
    ends: twice::Ends,
    asides: Vec<Aside>,
    years: Vec<Later>,
    departmental: Departmental,
    /// The codes that may be judged, once one was named that is none.
    judged_codes: OnceLock<Known<'a>>,
}

impl<'a> Builder<'a> {
    fn new(options: &'a Options<'a>, owners: Owners) -> Self {
        let reading = Reading::of(Place::File(crate::location::SourceId(0)), TableId::Schemes);
        Self {
            options,
            owners,
            drafts: Vec::new(),
            organisations: Names::default(),
            bodies: Bodies::default(),
            problems: Vec::new(),
            submission: Submission::default(),
            current: Current::new(0, Role::Submission, reading),
            began: (0, 0),
            waiting: Vec::new(),
            out: BTreeSet::new(),
            groups: Groups::new(),
            elsewhere: Elsewhere::default(),
            ends: twice::Ends::new(),
            asides: Vec::new(),
            years: Vec::new(),
            departmental: Departmental::default(),
            judged_codes: OnceLock::new(),
        }
    }

    fn owner(&mut self, record: &Record) -> Option<usize> {
        let column = organisation_column(record.table);
        let named = record.fields.iter().find(|field| Some(field.column) == column);
        let name = match (record.organisation, named) {
            (Some(name), _) => name,
            (None, Some(field)) => field.text,
            (None, None) => {
                if self.current.nameless.is_some() {
                    return self.current.nameless;
                }
                let Some(name) = self.owners.default_of(self.current.grid) else {
                    self.problems.push(Problem::layout(
                        record.place,
                        "this row names no organisation, and several are named in the input",
                        "add an organisation column, or give one organisation's files at a time",
                    ));
                    return None;
                };
                self.current.nameless = Some(self.draft(&name, record.place));
                return self.current.nameless;
            }
        };
        Some(self.draft_named(name, record.place))
    }

    /// The draft of an organisation that a cell names, in a record that begins at a place.
    fn draft_named(&mut self, name: &str, place: Place) -> usize {
        if let Some((last, at)) = &self.current.last_organisation
            && last == name
        {
            return *at;
        }
        let folded = fold_spaces(name);
        let at = self.draft(&folded, place);
        self.take_titled(at);
        self.current.last_organisation = Some((name.to_owned(), at));
        at
    }

    fn finish(mut self, typed: &Typed, sources: Sources) -> (Submission, Vec<Problem>) {
        self.settle_waiting();
        self.ask_of_years();
        self.settle_departmental();
        let mut plans = Vec::new();
        let mut said: HashSet<(Place, String)> = HashSet::new();
        let units: Vec<_> = self.drafts.iter().map(|draft| &draft.units).collect();
        self.problems.extend(units::mixed(&units, &sources));
        let mut drafts = std::mem::take(&mut self.drafts).into_iter();
        plans.reserve_exact(drafts.len());
        while !drafts.as_slice().is_empty() {
            let some: Vec<_> =
                drafts.by_ref().take(FINISHED_AT_ONCE).map(|draft| Mutex::new(Some(draft))).collect();
            let finished = self.options.threads.map(&some, |draft| {
                let draft = draft.lock().unwrap_or_else(PoisonError::into_inner).take()?;
                let parent_at = draft.parent.as_ref().map(|(_, place)| *place);
                Some((sound::finish(draft), parent_at))
            });
            for ((plan, problems, notes), parent_at) in finished.into_iter().flatten() {
                self.problems.extend(problems);
                // what is said of a table is said once, however many organisations it holds
                self.submission
                    .notes
                    .extend(notes.into_iter().filter(|note| said.insert((note.place, note.text.clone()))));
                plans.push((plan, parent_at));
            }
        }
        self.settle_bodies(&mut plans);
        self.problems.extend(circles::of_parents(&plans));
        self.submission.plans = plans.into_iter().map(|(plan, _)| plan).collect();
        self.submission.sources = sources.into();
        let (problems, notes) = shared::counted_under(&self.submission.plans, self.options.reference);
        self.problems.extend(problems);
        self.submission.notes.extend(notes);
        self.problems.extend(judgements::across(&self.submission));
        self.problems.extend(twice::asked(&self.submission, &self.ends, self.options));
        typed.settle(&mut self.problems);
        self.problems.sort_by_key(|problem| problem.place);
        self.problems.dedup();
        repeated::gather(&mut self.problems, &self.groups, &self.submission);
        crate::problem::fold(&mut self.problems);
        (self.submission, self.problems)
    }
}
