//! Folded rows of savings taken into their schemes: a scheme's rows at once, where they are as sound together as
//! each is by itself; else row by row, as if each had been read here.

use super::current::{Current, Noted};
use super::draft::Draft;
use super::owners::Owners;
use super::prepared::Prepared;
use super::reading::{guidance, mapping_of};
use super::{Begun, Builder, Options, Role};
use crate::location::{Place, Sources};
use crate::money::{Money, Unit};
use crate::names::fold_spaces;
use crate::plan::account::{Amounts, Status};
use crate::plan::fields::TableId;
use crate::plan::folding::{Columns, Folded, Kinds, SchemeRows, TakenRows};
use crate::plan::heading::Heading;
use crate::plan::layout::{Field, Record, RecordKind};
use crate::plan::recognise::{Layout, is_over_periods, recognise};
use crate::plan::{Measure, Note, ReadColumn, Reading, Row};
use crate::problem::Problem;
use crate::read::{Grid, trim};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// How the rows of a table of savings are to be folded that begins as a grid does, or that the grid holds what is
/// left of; `None` where it is a table whose rows must be seen together.
pub fn foldable(
    grid: &Grid,
    separator: u8,
    options: &Options,
    sources: &Sources,
) -> Option<(Columns, Layout)> {
    let role = Role::Submission;
    let mapping = mapping_of(grid, role, options, sources);
    let is_over_periods = |text: &str| is_over_periods(&Heading::new(text));
    if options.mapping.is_empty() && !grid.row(0).any(is_over_periods) {
        return None;
    }
    let layout = recognise(grid, guidance(&mapping, options, role, None)).ok()?;
    // what is said may speak of rows, of one file of several, or of nothing
    if !mapping.is_all_in(&layout) {
        return None;
    }
    let seen = |at: usize| {
        let mut kinds = Kinds::default();
        let rows = layout.first_row..grid.len();
        rows.for_each(|row| kinds.see(grid.text(row, at)));
        kinds
    };
    let columns = Columns::of(&layout, separator, options.dash_is_nil, seen)?;
    let own = Arc::new(grid.clone());
    let prepared = Prepared::of(vec![(Arc::clone(&own), role)], options, sources);
    let is_as_it_stands = prepared.grids.iter().all(|(grid, _)| Arc::ptr_eq(grid, &own))
        && prepared.problems.is_empty()
        && prepared.notes.is_empty();
    is_as_it_stands.then_some((columns, layout))
}

/// The folded rows of an organisation's schemes, with the number of its draft and the draft itself.
struct Share {
    at: usize,
    own: Mutex<Option<(Draft, Vec<TakenRows>)>>,
}

/// What came of such a share.
struct Taken {
    draft: Draft,
    reading: Reading,
    noted: Noted,
    problems: Vec<Problem>,
    notes: Vec<Note>,
}

/// A table of which nothing is left to be read but folded rows: they are taken beside those of others.
pub(super) struct Waiting {
    begun: Begun,
    current: Current,
    shares: Vec<Share>,
    found: Found,
}

/// What was found of a table so far.
#[derive(Default)]
struct Found {
    problems: Vec<Problem>,
    notes: Vec<Note>,
}

/// How many tables wait for one another at most.
const MOST_WAITING: usize = 256;

impl Builder<'_> {
    /// Takes the folded rows of the schemes that are first named before a line: those of several organisations side by
    /// side.
    pub(super) fn take_folded(&mut self, before: u32) {
        let Some(mut folded) = self.current.folded.take() else { return };
        self.current.noted.begin(before, self.submission.notes.len());
        let shares = self.shares(&mut folded, Some(before));
        let options = self.options;
        let taken = options.threads.map(&shares, |share| taken(options, &self.current, &folded, share));
        self.join(&shares, taken);
        self.current.folded = Some(folded);
    }

    /// Closes a table once the rest of its folded rows is taken, which may wait for those of others.
    pub(super) fn take_rest(&mut self, begun: Begun, mut folded: Folded) {
        let shares = self.shares(&mut folded, None);
        self.current.folded = Some(folded);
        let (current, found) = self.aside();
        self.waiting.push(Waiting { begun, current, shares, found });
        if self.waiting.len() >= MOST_WAITING {
            self.settle_waiting();
        }
    }

    /// Takes the folded rows of the tables that wait: those of several organisations side by side, and what comes of
    /// them in the order of the tables.
    pub(super) fn settle_waiting(&mut self) {
        if self.waiting.is_empty() {
            return;
        }
        let (current, found) = self.aside();
        let waiting = std::mem::take(&mut self.waiting);
        let shares: Vec<(&Current, &Share)> =
            waiting.iter().flat_map(|own| own.shares.iter().map(|share| (&own.current, share))).collect();
        let options = self.options;
        let all = options
            .threads
            .map(&shares, |(current, share)| taken(options, current, current.folded.as_ref()?, share));
        let mut all = all.into_iter();
        for Waiting { begun, current, shares, found } in waiting {
            self.go_on(current, found);
            let own = all.by_ref().take(shares.len()).collect();
            self.join(&shares, own);
            self.current.noted.settle(&mut self.submission.notes);
            if let Some(folded) = self.current.folded.take() {
                for (at, column) in self.current.reading.columns.iter_mut().enumerate() {
                    column.cells += folded.filled(at);
                }
            }
            self.close(&begun);
        }
        self.go_on(current, found);
    }

    /// Lays the table that is being read aside, with what was found of it.
    fn aside(&mut self) -> (Current, Found) {
        let none =
            Current::new(0, Role::Submission, Reading::of(self.current.reading.place, TableId::Savings));
        let (problems, notes) = self.began;
        let found = Found {
            problems: self.problems.split_off(problems),
            notes: self.submission.notes.split_off(notes),
        };
        (std::mem::replace(&mut self.current, none), found)
    }

    /// Goes on with a table that was laid aside.
    fn go_on(&mut self, current: Current, found: Found) {
        self.current = current;
        self.began = (self.problems.len(), self.submission.notes.len());
        self.problems.extend(found.problems);
        self.submission.notes.extend(found.notes);
    }

    /// Takes what waits where the draft of an organisation is out with it.
    pub(super) fn call_home(&mut self, name: &str) {
        if self.out.is_empty() || self.current.is_last(name) {
            return;
        }
        // as it is called where its draft is made
        let name = fold_spaces(name);
        let at = self.organisations.position(&name).or_else(|| self.draft_known_of_body(&name));
        if at.is_some_and(|at| self.out.contains(&at)) {
            self.settle_waiting();
        }
    }

    /// Takes out the drafts of the organisations whose rows are to be taken, once none of them waits for others.
    fn shares(&mut self, folded: &mut Folded, before: Option<u32>) -> Vec<Share> {
        let mut of_drafts: BTreeMap<usize, Vec<TakenRows>> = BTreeMap::new();
        for rows in folded.take_before(before) {
            let Some((name, place)) = folded.owner(&rows) else { continue };
            self.call_home(name);
            let draft = self.draft_named(name, place);
            self.current.first.get_or_insert(draft);
            of_drafts.entry(draft).or_default().push(rows);
        }
        self.out.extend(of_drafts.keys());
        of_drafts
            .into_iter()
            .filter_map(|(at, rows)| {
                let draft = self.drafts.get_mut(at)?;
                let stand_in = Draft::new("", draft.place);
                let own = Mutex::new(Some((std::mem::replace(draft, stand_in), rows)));
                Some(Share { at, own })
            })
            .collect()
    }

    /// Puts back the drafts of shares with what came of each.
    fn join(&mut self, shares: &[Share], all: Vec<Option<Taken>>) {
        for (share, taken) in shares.iter().zip(all) {
            let (Some(own), Some(taken)) = (self.drafts.get_mut(share.at), taken) else { continue };
            *own = taken.draft;
            self.out.remove(&share.at);
            self.problems.extend(taken.problems);
            self.submission.notes.extend(taken.notes);
            self.current.noted.join(taken.noted);
            self.current.reading.join(&taken.reading);
        }
    }

    /// Takes the rows of a scheme of the only draft.
    fn take_scheme_rows(&mut self, scheme: SchemeRows, layout: &Layout, unit: Option<Unit>) {
        let records = scheme.lines().count();
        let SchemeRows { keys, line, .. } = &scheme;
        let columns = &layout.columns;
        let filled = keys.iter().filter(|(_, _, text, _)| !trim(text).is_empty());
        let fields = filled.filter_map(|(column, from, text, place)| {
            let recognised = columns.get(*from)?;
            let (unit, ambiguous, year) = (recognised.unit, recognised.ambiguous, recognised.year);
            Some(Field { column: *column, text, place: *place, unit, ambiguous, year, from: *from })
        });
        let fields: Vec<Field> = fields.collect();
        let Some(place) = fields.first().map(|field| field.place) else { return };
        let record = Record::new(TableId::Savings, RecordKind::Row, place, fields);
        self.current.counting.begin(&record);
        let draft = 0;
        self.current.reading.rows += records;
        let row = self.row(&record, columns, draft);
        for field in &record.fields {
            if let Some(read) = self.current.reading.columns.get_mut(field.from) {
                read.cells += records - 1; // the first was counted as it was read
            }
        }
        let grid = self.current.grid;
        let Some(own) = self.drafts.get_mut(draft) else { return };
        own.grids.insert(grid);
        let (at, problems, note) = own.scheme_of_saving(&row);
        let is_sound = problems.is_empty() && note.is_none();
        self.problems.extend(problems);
        self.current.noted.take(line_of(row.place), note);
        if !is_sound {
            // whatever is wrong with their keys is wrong with every row of them
            let mut lines: Vec<u32> = scheme.lines().filter(|own| own != line).collect();
            lines.sort_unstable();
            for more in lines {
                let row = below(&row, more - line);
                let (_, problems, note) = own.scheme_of_saving(&row);
                self.problems.extend(problems);
                self.current.noted.take(line_of(row.place), note);
            }
        }
        let (rows, source) = (scheme.rows, place.source());
        let unit = unit.or(own.plan_unit).or(self.options.amounts_in);
        let exponent = unit.map_or(0, Unit::exponent);
        let is_negative = own.negative(self.options.savings_are_negative);
        for measure in Measure::ALL {
            let column = measure.column();
            let Some(from) = layout.column(column) else { continue };
            let heading = columns.get(from).map_or("", |column| column.heading.raw.as_str());
            let (mut cells, mut sum, mut not_nil) = (0, 0i128, 0);
            for (hundredths, column_at, line) in
                rows.iter().filter_map(|row| row.amount(measure).map(|(own, at)| (own, at, row.line())))
            {
                cells += 1;
                sum += i128::from(hundredths);
                not_nil += usize::from(hundredths != 0);
                if !own.units.is_shown(unit) {
                    let place = Place::Cell { source, line, column: column_at.into() };
                    let amount = Money::of_sum(hundredths.into(), exponent).unwrap_or_default();
                    own.units.note(None, unit, (amount, false), column, (place, heading));
                    not_nil -= usize::from(hundredths != 0);
                }
            }
            own.units.note_further(unit, not_nil);
            let turns = is_negative && measure != Measure::Investment;
            let sum = Money::of_sum(if turns { -sum } else { sum }, exponent);
            let amounts = Amounts { cells, sum: sum.unwrap_or_default(), is_beyond: sum.is_none() };
            if cells > 0 {
                self.current.reading.account.add_all(Status::of(column), amounts);
            }
        }
        if let Some(scheme) = at.and_then(|at| own.schemes.get_mut(at as usize)) {
            scheme.savings.add_rows(rows, Place::Cell { source, line: 0, column: 0 }, unit, is_negative);
        }
    }
}

/// Takes an organisation's share of a table by itself.
fn taken(options: &Options, table: &Current, folded: &Folded, share: &Share) -> Option<Taken> {
    let (mut draft, rows) = share.own.lock().unwrap_or_else(PoisonError::into_inner).take()?;
    let of = &table.reading;
    let columns = of.columns.iter().map(|column| ReadColumn { cells: 0, ..column.clone() });
    let reading = Reading { columns: columns.collect(), ..Reading::of(of.place, of.table) };
    let mut alone = Builder::new(options, Owners::default());
    alone.current = Current::new(table.grid, table.role, reading);
    if draft.schemes.is_empty() {
        draft.schemes.reserve_exact(rows.len());
    }
    alone.drafts.push(draft);
    for scheme in rows.into_iter().filter_map(|rows| folded.scheme_of(rows)) {
        alone.take_scheme_rows(scheme, &folded.layout, folded.columns.unit);
    }
    let Builder { mut drafts, problems, submission, current, .. } = alone;
    let draft = drafts.pop()?;
    Some(Taken { draft, reading: current.reading, noted: current.noted, problems, notes: submission.notes })
}

fn line_of(place: Place) -> u32 {
    if let Place::Cell { line, .. } = place { line } else { 0 }
}

/// The keys of a row that stands so many lines below and is written alike.
fn below(row: &Row, lines: u32) -> Row {
    let moved = |place: Place| match place {
        Place::Cell { source, line, column } => Place::Cell { source, line: line + lines, column },
        other => other,
    };
    let mut row = row.clone();
    row.place = moved(row.place);
    row.cells.iter_mut().for_each(|cell| cell.place = moved(cell.place));
    row
}
