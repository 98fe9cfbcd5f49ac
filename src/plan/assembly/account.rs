//! Counting the amounts of a table by what becomes of them. What is read is counted as it is read;
//! this counts the rest: rows that became no row of the plan, columns that nothing is read from.

use super::aside::Aside;
use super::unread::Later;
use super::{Builder, Current, Role};
use crate::location::Place;
use crate::money::{Money, Unit, figure};
use crate::names::fold_spaces;
use crate::plan::account::{Amounts, Line, Status, Unused};
use crate::plan::fields::{ColumnId, TableId};
use crate::plan::heading::Heading;
use crate::plan::layout::{Fate, Field, Record, RecordKind, Sink};
use crate::plan::recognise::{Layout, Recognised, Shape, Use};
use crate::plan::vocabulary::numbers::may_be_year;
use crate::read::Grid;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What is counted of the grid being read.
#[derive(Debug, Default)]
pub(super) struct Counting {
    /// The rows that became no row of the plan, of the part of the grid being walked.
    pub(super) left: Vec<(usize, Fate, Place)>,
    /// What becomes of the amounts of the record being read; `None` where its row is counted whole.
    kind: Option<RecordKind>,
    /// What is not used, by column.
    columns: HashMap<usize, Unused>,
    /// Of each organisation's rows what is not used, by column.
    shares: BTreeMap<(usize, usize), Amounts>,
    /// From which place on the rows are whose: the draft, wherever another one begins.
    owners: Vec<(Place, usize)>,
    pub(super) unused: Vec<Unused>,
}

impl Counting {
    /// Begins a record. A total over the months of a tracker is a row of its own, as every total is that
    /// stands below others; one over the columns of a row is not.
    pub(super) fn begin(&mut self, record: &Record) {
        let is_row = record.table == TableId::Savings && record.kind == RecordKind::AcrossTotal;
        self.kind = Some(if is_row { RecordKind::SubTotal } else { record.kind });
    }

    /// Takes whose row begins at a place.
    pub(super) fn owned(&mut self, place: Place, draft: usize) {
        if self.owners.last().is_none_or(|(_, last)| *last != draft) {
            self.owners.push((place, draft));
        }
    }

    /// Whose the last row is that begins before a place; `None` where none does.
    fn owner_before(&self, place: Option<Place>) -> Option<usize> {
        let end = place.map_or(self.owners.len(), |place| self.owners.partition_point(|(at, _)| *at < place));
        self.owners.get(end.checked_sub(1)?).map(|(_, draft)| *draft)
    }

    /// Columns and rows of amounts that nothing is read from, the columns first.
    pub(super) fn take(&mut self) -> Vec<Unused> {
        let mut unused: Vec<Unused> = std::mem::take(&mut self.columns).into_values().collect();
        unused.sort_by_key(|column| column.at);
        unused.append(&mut self.unused);
        unused
    }
}

impl Current {
    /// Whether the record being read is a total.
    pub(super) fn is_total(&self) -> bool {
        matches!(self.counting.kind, Some(RecordKind::GrandTotal | RecordKind::SubTotal))
    }

    /// Counts an amount that is read.
    pub(super) fn count(&mut self, column: ColumnId, amount: Money) {
        let status = match self.counting.kind {
            // the row is counted whole: its columns may be nobody's
            Some(RecordKind::GrandTotal | RecordKind::SubTotal) => return,
            Some(RecordKind::AcrossTotal) => Status::Total,
            _ => Status::of(column),
        };
        self.reading.account.add(status, amount);
    }
}

impl Builder<'_> {
    /// Counts a total that answers to nothing read.
    pub(super) fn count_unanswered(&mut self, record: &Record) {
        if self.current.counting.kind == Some(RecordKind::AcrossTotal) {
            for field in &record.fields {
                if let Some(amount) = self.signed(field.text, field.unit) {
                    self.current.reading.account.add(Status::Total, amount);
                }
            }
        }
    }

    /// Counts cells of a row that is read, in columns that mean nothing for it.
    pub(super) fn count_unused(&mut self, row: usize, label: &str, cells: &[Field]) {
        let mut amounts = Amounts::default();
        for cell in cells {
            let Some(amount) = self.signed(cell.text, cell.unit) else { continue };
            self.current.reading.account.add(Status::NotUsed, amount);
            amounts.add(amount);
        }
        let Some(first) = cells.first().filter(|_| amounts.cells > 0) else { return };
        let (heading, unit) = (fold_spaces(label).into(), first.unit);
        let unused = Unused { line: Line::Row, at: row, heading, place: first.place, amounts, unit };
        self.current.counting.unused.push(unused);
    }

    /// Counts what was not read of a grid, or of a part of one.
    pub(super) fn count_rest(&mut self, grid: &Grid, layout: &Layout) {
        let left = std::mem::take(&mut self.current.counting.left);
        let fates: HashMap<usize, Fate> = left.iter().map(|(row, fate, _)| (*row, *fate)).collect();
        // which looks through every plan, and there may be a great many
        let needs_unit =
            |column: &Recognised| column.money && column.unit.is_none() && !makes_cells(&column.used);
        let is_asked = !left.is_empty() || layout.columns.iter().any(needs_unit);
        let elsewhere = is_asked.then(|| self.unit_elsewhere()).flatten();
        for (at, column) in layout.columns.iter().enumerate().filter(|(_, column)| !makes_cells(&column.used))
        {
            let rows: Vec<usize> = grid.own_rows(layout.first_row).collect();
            if let Some(read) = self.current.reading.columns.get_mut(at) {
                read.cells += rows.iter().filter(|row| !grid.text(**row, at).trim().is_empty()).count();
            }
            if column.money {
                self.count_column(grid, (at, column), &rows, &fates, column.unit.or(elsewhere));
            }
        }
        for (row, fate, place) in left {
            self.count_row(grid, layout, (row, fate, place), elsewhere);
        }
    }

    /// Counts the rows that were taken out of a table before it was read.
    pub(super) fn count_asides(&mut self, asides: &[Aside], layout: &Layout) {
        for Aside { grid, fates } in asides {
            for (row, (reason, fate)) in fates.iter().enumerate() {
                self.left_out(row, grid.place(row, 0), *reason, *fate);
            }
            self.count_rest(grid, &Layout { heading_row: 0, first_row: 0, ..layout.clone() });
        }
    }

    /// The unit of amounts whose column states none.
    pub(super) fn unit_elsewhere(&self) -> Option<Unit> {
        self.drafts.iter().find_map(|draft| draft.plan_unit).or(self.options.amounts_in)
    }

    /// An amount that is not read, with the sign it would have.
    fn signed(&self, text: &str, unit: Option<Unit>) -> Option<Money> {
        let negative = self.options.savings_are_negative == Some(true);
        figure(text, unit).map(|amount| if negative { -amount.value } else { amount.value })
    }

    /// Closes the account of a table: what is not used is said, or asked about.
    pub(super) fn settle_account(&mut self, layout: &Layout) {
        let shares = std::mem::take(&mut self.current.counting.shares);
        let unused = self.current.counting.take();
        if self.current.reading.account.is_beyond() {
            let place = unused.first().map_or(self.current.reading.place, |unused| unused.place);
            self.problems.push(super::sound::too_many_digits(place));
        }
        let first = self.current.first;
        let whose: BTreeSet<usize> =
            self.current.counting.owners.iter().map(|(_, draft)| *draft).chain(first).collect();
        for one in &unused {
            let is_column = one.line == Line::Column;
            let parts: Vec<(usize, Amounts)> = shares
                .iter()
                .filter(|((_, at), _)| is_column && *at == one.at)
                .map(|((draft, _), amounts)| (*draft, *amounts))
                .collect();
            // a row is its organisation's, as the rows above it are; what has no owner is the first one's
            let whole = || {
                self.current
                    .counting
                    .owner_before(Some(one.place).filter(|_| !is_column))
                    .filter(|_| !is_column)
            };
            let parts = if parts.is_empty() {
                whole().or(first).map(|draft| (draft, one.amounts)).into_iter().collect()
            } else {
                parts
            };
            for (draft, amounts) in parts {
                if let Some(draft) = self.drafts.get_mut(draft) {
                    draft.unused.push(Unused { amounts, ..one.clone() });
                }
            }
        }
        self.current.reading.unused = unused.as_slice().into();
        if self.current.role == Role::Departmental {
            return; // it lacks nothing that its plan has
        }
        // what the organisation says of a year may stand in a table that is read after this one
        if matches!(layout.shape, Shape::MeasuresDown | Shape::Rows(TableId::Years)) && !unused.is_empty() {
            self.years.push(Later { layout: layout.clone(), unused, whose });
        } else {
            self.ask_of_unread(layout, &unused, &whose);
        }
    }

    fn count_column(
        &mut self,
        grid: &Grid,
        (at, column): (usize, &crate::plan::recognise::Recognised),
        rows: &[usize],
        fates: &HashMap<usize, Fate>,
        unit: Option<Unit>,
    ) {
        let of_column = match column.used {
            Use::Ignored => Status::LeftOut,
            Use::Stated => Status::Stated,
            _ => Status::NotUsed,
        };
        let mut amounts = Amounts::default();
        for row in rows.iter().copied() {
            let Some(amount) = self.signed(grid.text(row, at), unit) else { continue };
            let fate = fates.get(&row);
            let status = match fate {
                Some(_) if of_column == Status::Stated => continue, // counted with its row
                Some(Fate::ByWord) => Status::LeftOut,
                _ => of_column,
            };
            self.current.reading.account.add(status, amount);
            if status == Status::NotUsed && fate != Some(&Fate::Total) {
                amounts.add(amount);
                let next = (row + 1 < grid.len()).then(|| grid.place(row + 1, 0));
                if let Some(draft) = self.current.counting.owner_before(next) {
                    self.current.counting.shares.entry((draft, at)).or_default().add(amount);
                }
            }
        }
        if amounts.cells > 0 {
            let heading = fold_spaces(&column.heading.raw).into();
            let unused = self.current.counting.columns.entry(at).or_insert_with(|| Unused {
                line: Line::Column,
                at,
                heading,
                place: column.place,
                amounts: Amounts::default(),
                unit,
            });
            unused.amounts.merge(amounts);
        }
    }

    /// Counts the cells of a row that became no row of the plan, under the columns that are read.
    fn count_row(
        &mut self,
        grid: &Grid,
        layout: &Layout,
        (row, fate, place): (usize, Fate, Place),
        elsewhere: Option<Unit>,
    ) {
        if row < layout.first_row {
            self.count_title(grid, layout, (row, fate, place), elsewhere);
            return;
        }
        let mut amounts = Amounts::default();
        let mut unit = None;
        for (at, column) in layout.columns.iter().enumerate().filter(|(_, column)| is_read(&column.used)) {
            let own = column.unit.or(elsewhere);
            let Some(amount) = self.signed(grid.text(row, at), own).filter(|_| column.money) else {
                continue;
            };
            let status = match fate {
                Fate::Total => Status::Total,
                Fate::Stated => Status::Stated,
                Fate::ByWord => Status::LeftOut,
                Fate::Section | Fate::Unread | Fate::Refused => Status::NotUsed,
            };
            self.current.reading.account.add(status, amount);
            // the total of the others would count them twice
            if !matches!(column.used, Use::Total(_)) {
                amounts.add(amount);
                unit = unit.or(own);
            }
        }
        if matches!(fate, Fate::Section | Fate::Unread) && amounts.cells > 0 {
            self.not_used(grid, Line::Row, row, (place, amounts, unit));
        }
    }

    /// Counts the amounts of a row among the titles: a table above another has them, a date has not.
    fn count_title(
        &mut self,
        grid: &Grid,
        layout: &Layout,
        (row, fate, place): (usize, Fate, Place),
        elsewhere: Option<Unit>,
    ) {
        // its own headings stand above it and may say anything: the unit is that of all below, or none
        let mut units = layout.columns.iter().filter(|column| column.money).map(|column| column.unit);
        let unit = units.next().flatten().filter(|unit| units.all(|other| other == Some(*unit)));
        let unit = unit.or(elsewhere);
        let is_amount = |text: &&str| figure(text, None).is_some() && !Heading::new(text).is_unit();
        let texts = || grid.row(row).filter(is_amount);
        let mut amounts = Amounts::default();
        texts().filter_map(|text| self.signed(text, unit)).for_each(|amount| amounts.add(amount));
        if texts().all(is_year_or_small) {
            return;
        }
        let status = if fate == Fate::ByWord { Status::LeftOut } else { Status::NotUsed };
        self.current.reading.account.add_all(status, amounts);
        if status == Status::NotUsed {
            self.not_used(grid, Line::RowAbove, row, (place, amounts, unit));
        }
    }

    fn not_used(
        &mut self,
        grid: &Grid,
        line: Line,
        row: usize,
        (place, amounts, unit): (Place, Amounts, Option<Unit>),
    ) {
        let mut texts = grid.row(row).map(str::trim);
        let heading = texts.find(|text| !text.is_empty() && figure(text, None).is_none());
        let heading = fold_spaces(heading.unwrap_or_default()).into();
        let at = grid.line(row) as usize;
        self.current.counting.unused.push(Unused { line, at, heading, place, amounts, unit });
    }
}

/// Whether the cells of a column become those of the plan.
fn makes_cells(used: &Use) -> bool {
    is_read(used) && *used != Use::Stated
}

/// Whether anything is read from the cells of a column.
fn is_read(used: &Use) -> bool {
    !matches!(used, Use::Ignored | Use::Other | Use::Unused)
}

/// Whether a number among titles may be that of a year, a month, a page or a version.
fn is_year_or_small(text: &str) -> bool {
    let text = text.trim();
    text.len() <= 4
        && text.bytes().all(|b| b.is_ascii_digit())
        && text.parse().is_ok_and(|n: u32| n < 100 || may_be_year(n))
}
