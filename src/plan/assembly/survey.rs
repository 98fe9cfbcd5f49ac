//! Looks at tables as the reader does and says what it sees, whether they can be read or not.

use super::prepared::Prepared;
use super::reading::{blank_columns, guidance, mapping_of, ours};
use super::sheets::Understood;
use super::typed::Typed;
use super::{Options, Role, build_prepared, titled};
use crate::calendar::Period;
use crate::location::{Place, Sources};
use crate::money::{Money, figure};
use crate::names::fold_spaces;
use crate::plan::Submission;
use crate::plan::fields::{TableId, years};
use crate::plan::heading::Heading;
use crate::plan::layout::{Fate, Field, Record, RecordKind, Sink, walk};
use crate::plan::recognise::{
    Attempt, Layout, Mapping, Recognised, RowMeaning, Shape, Use, attempt, years_label,
};
use crate::plan::survey::{Answer, ColumnMap, Open, RowMap, SCHEMA, Survey, TableMap};
use crate::plan::vocabulary::is_total;
use crate::problem::{self, Choice, Problem, ProblemKind};
use crate::read::Grid;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// How many cells are shown of a column or row.
const SAMPLES: usize = 3;

/// Surveys tables, and builds the plans that they hold.
pub fn survey(
    grids: Vec<(Arc<Grid>, Role)>,
    sources: Sources,
    options: &Options,
) -> (Survey, Submission, Vec<Problem>) {
    let prepared = Prepared::of(grids, options, &sources);
    let grids = prepared.grids.clone();
    let (submission, problems) = build_prepared((prepared, BTreeMap::new()), sources, options);
    let sources = &submission.sources;
    let look = |(grid, role): &(Arc<Grid>, Role), year| {
        let mapping = mapping_of(grid, *role, options, sources);
        let seen = attempt(grid, guidance(&mapping, options, *role, year));
        (mapping, seen)
    };
    let looked: Vec<_> =
        grids.iter().filter(|(grid, _)| !grid.is_empty()).map(|own| (own, look(own, None))).collect();
    let understood: Vec<Understood> = looked
        .iter()
        .filter(|(_, (_, seen))| seen.problems.is_empty())
        .map(|((grid, role), (_, seen))| (Arc::clone(grid), *role, seen.layout.clone()))
        .collect();
    let year = titled::year_of_plan(&understood);
    let all: Vec<Understood> = looked
        .iter()
        .map(|((grid, role), (_, seen))| (Arc::clone(grid), *role, seen.layout.clone()))
        .collect();
    let typed = Typed::of(all.iter(), &BTreeMap::new(), sources, options.whole);
    let tables = looked.into_iter().map(|(own, (mapping, seen))| {
        let again = (year.is_some() && !seen.problems.is_empty()).then(|| look(own, year).1);
        let seen = again.unwrap_or(seen);
        Looked { grid: &own.0, mapping: &mapping, sources, seen: &seen, typed: &typed }.table(&submission)
    });
    let tables = tables.collect();
    let is_open = |problem: &&Problem| !problem.choices().is_empty();
    let open = problems.iter().filter(is_open).map(|problem| open(problem, sources)).collect();
    let rest = problems.iter().filter(|problem| !is_open(problem));
    let rest = rest.map(|problem| problem.message(sources)).collect();
    (Survey { schema: SCHEMA, tables, open, problems: rest }, submission, problems)
}

fn open(problem: &Problem, sources: &Sources) -> Open {
    let question = match &problem.kind {
        ProblemKind::Open { question, .. } => *question,
        _ => problem::Question::Layout,
    };
    let place = sources.show(problem.place);
    Open { question, place, what: problem.what(sources), answers: answers(&problem.choices()) }
}

fn answers(choices: &[Choice]) -> Vec<Answer> {
    choices.iter().map(Answer::from).collect()
}

/// A table and how far it was understood.
struct Looked<'a> {
    grid: &'a Grid,
    mapping: &'a Mapping,
    sources: &'a Sources,
    seen: &'a Attempt,
    typed: &'a Typed<'a>,
}

impl Looked<'_> {
    fn layout(&self) -> &Layout {
        &self.seen.layout
    }

    fn table(&self, submission: &Submission) -> TableMap {
        let layout = self.layout();
        let special_rows = if self.seen.problems.is_empty() { self.special_rows() } else { Vec::new() };
        let mut totals: BTreeSet<usize> =
            special_rows.iter().filter(|(_, row)| row.word.is_some()).map(|(at, _)| *at).collect();
        // what is called a total counts what others count, whether the rest is understood or not
        let is_called_total = |row: &usize| {
            let mut texts = self.grid.row(*row).map(str::trim).filter(|text| !text.is_empty());
            texts.next().is_some_and(is_total)
        };
        totals.extend((layout.first_row..self.grid.len()).filter(is_called_total));
        let blank = blank_columns(self.grid, layout);
        let columns = layout.columns.iter().enumerate().zip(blank).filter(|(_, is_blank)| !is_blank);
        let columns = columns.map(|((at, column), _)| self.column(at, column, &totals)).collect();
        let mut units: BTreeMap<&str, usize> = BTreeMap::new();
        for unit in layout.columns.iter().filter_map(|column| column.unit) {
            *units.entry(unit.label()).or_default() += 1;
        }
        let unit = units.into_iter().max_by_key(|(_, count)| *count);
        let own = |place: Place| place.source() == self.grid.source && self.holds(place);
        let mut said: BTreeSet<&str> = BTreeSet::new();
        let notes = submission.notes.iter().filter(|note| own(note.place)).map(|note| note.text.as_str());
        let notes = notes.filter(|text| said.insert(text)).map(str::to_owned);
        let rows = layout.first_row..self.grid.len();
        TableMap {
            input: self.argument(),
            table: layout.shape.table().filter(|_| self.seen.is_shaped).map(|id| id.declaration().name),
            shape: self.shape(),
            headings: (layout.heading_row..layout.first_row).map(|row| self.grid.line(row)).collect(),
            unit: unit.map(|(unit, _)| unit.to_owned()),
            rows: rows.filter(|row| !self.grid.is_blank(*row)).count(),
            columns,
            special_rows: special_rows.into_iter().map(|(_, row)| row).collect(),
            notes: notes.collect(),
        }
    }

    /// Whether a place is one of the table's, or that of its file.
    fn holds(&self, place: Place) -> bool {
        let own = self.sources.show(self.grid.place(0, 0));
        let of_table = |text: &str| text.rsplit_once('!').map(|(sheet, _)| sheet.to_owned());
        of_table(&own) == of_table(&self.sources.show(place)) || matches!(place, Place::File(_))
    }

    /// The table as it is named on the command line.
    fn argument(&self) -> String {
        let shown = self.sources.show(self.grid.place(0, 0));
        match shown.rsplit_once('!') {
            Some((sheet, _)) => sheet.to_owned(),
            None => self.sources.file_name(self.grid.source).to_owned(),
        }
    }

    fn shape(&self) -> String {
        let layout = self.layout();
        let has_series = layout.columns.iter().any(|column| matches!(column.used, Use::Series(..)));
        match layout.shape {
            _ if !self.seen.is_shaped => "no table of a savings plan is recognised".to_owned(),
            Shape::Records => "rows of several tables, each named by its first cell".to_owned(),
            Shape::MeasuresDown => "measures down the side, years across".to_owned(),
            Shape::OrganisationsAcross => "schemes down the side, organisations across".to_owned(),
            Shape::Rows(TableId::Schemes) if has_series => "a list of schemes, periods across".to_owned(),
            Shape::Rows(TableId::Schemes) => "a list of schemes".to_owned(),
            Shape::Rows(TableId::Savings) => "a tracker: a row for each scheme and period".to_owned(),
            Shape::Rows(table) => format!("the table {}", table.declaration().name),
        }
    }

    fn column(&self, at: usize, column: &Recognised, totals: &BTreeSet<usize>) -> ColumnMap {
        let rows = (self.layout().first_row..self.grid.len()).filter(|row| !totals.contains(row));
        let texts = rows.map(|row| self.grid.text(row, at).trim()).filter(|text| !text.is_empty());
        let (mut samples, mut amounts, mut sum): (Vec<String>, _, _) = (Vec::new(), 0, Money::ZERO);
        for text in texts {
            if samples.len() < SAMPLES && !samples.iter().any(|known| known == text) {
                samples.push(text.to_owned());
            }
            if let Some(amount) = figure(text, column.unit).filter(|_| column.money) {
                amounts += 1;
                sum = sum.checked_add(amount.value).unwrap_or(sum);
            }
        }
        let others = column.meanings.iter().filter(|(id, _)| {
            Some(id.table) == self.layout().shape.table() && column.used != Use::Field(*id)
        });
        let others = others.map(|(id, _)| Choice::column(at, id.name(), "it is called so too"));
        let mut runners_up: Vec<Choice> = column.candidates.iter().cloned().chain(others).collect();
        self.typed.choices(self.grid.place(self.layout().heading_row, 0), &mut runners_up);
        ColumnMap {
            number: at + 1,
            heading: fold_spaces(&column.heading.raw).into(),
            samples,
            amounts,
            sum: (amounts > 0).then_some(sum.in_unit(column.unit)),
            unit: column.unit.filter(|_| amounts > 0).map(|unit| unit.label()),
            taken_for: match column.used {
                Use::Ignored => Some("left out".to_owned()),
                _ => ours(&column.used).map(|taken| taken.to_string()),
            },
            word: word(column),
            evidence: column.evidence,
            runners_up: answers(&runners_up),
        }
    }

    fn special_rows(&self) -> Vec<(usize, RowMap)> {
        let mut seen = Seen::of(self.grid, self.layout());
        if self.layout().shape == Shape::MeasuresDown {
            for row in self.layout().first_row..self.grid.len() {
                let label = Heading::new(self.grid.text(row, 0));
                if let Some(id) = years_label(self.mapping, self.grid.line(row), &label) {
                    seen.put(row, Some(id.name()), "a measure of the organisation", "its label");
                }
            }
        }
        walk(self.grid, self.layout(), self.mapping, &mut seen);
        let special = |row: usize| {
            let (word, taken_for, because) = seen.rows.get(&row)?;
            let money = |at: &usize| self.layout().columns.get(*at).is_some_and(|column| column.money);
            let texts = (0..self.grid.width(row)).filter(money).map(|at| self.grid.text(row, at).trim());
            let amounts: Vec<(&str, Money)> =
                texts.filter_map(|text| Some((text, figure(text, None)?.value))).collect();
            let label = self.grid.row(row).find(|text| !text.is_empty() && figure(text, None).is_none());
            let said = self.mapping.row(self.grid.line(row), label.unwrap_or_default());
            let sum: Money = amounts.iter().map(|(_, amount)| *amount).sum();
            let map = RowMap {
                line: self.grid.line(row),
                label: fold_spaces(label.unwrap_or_default()).into(),
                samples: amounts.iter().take(SAMPLES).map(|(text, _)| (*text).to_owned()).collect(),
                amounts: amounts.len(),
                sum: (!amounts.is_empty()).then_some(sum),
                taken_for: taken_for.clone(),
                word: said.map(RowMeaning::word).or(*word),
                because: because.clone(),
            };
            Some((row, map))
        };
        (self.layout().first_row..self.grid.len()).filter_map(special).collect()
    }
}

/// The word that says to `--map` what a column is.
fn word(column: &Recognised) -> Option<String> {
    if let Some(ours) = &column.mapped {
        return Some(ours.said.clone());
    }
    Some(match &column.used {
        Use::Field(id) => id.name().to_owned(),
        Use::Series(measure, period) => format!("{} {}", measure.word(), named(*period)),
        Use::Organisation(name) => format!("organisation:{name}"),
        Use::Across(period) => named(*period),
        Use::Total(_) => "total".to_owned(),
        Use::Challenge => years::CHALLENGE.name().to_owned(),
        Use::Ignored => "ignore".to_owned(),
        Use::Labels | Use::Year | Use::Record | Use::Stated | Use::Other | Use::Unused => return None,
    })
}

/// A period in words that have one reading.
fn named(period: Period) -> String {
    match period {
        Period::Month(month) => {
            format!("{}-{:02}", month.name().get(..3).unwrap_or_default(), month.year().rem_euclid(100))
        }
        other => other.to_string(),
    }
}

/// How many rows a table has at most whose rows may stand in another order than in their file.
const FEW_ROWS: usize = 1 << 14;

/// The rows that are not simply one of the table's: the word for `--map`, what each is, and why.
struct Seen<'a> {
    layout: &'a Layout,
    grid: &'a Grid,
    /// The row of each place: a table that was turned or joined has them in another order than its file.
    places: HashMap<Place, usize>,
    rows: BTreeMap<usize, (Option<&'static str>, String, String)>,
}

impl<'a> Seen<'a> {
    fn of(grid: &'a Grid, layout: &'a Layout) -> Self {
        let rows = (layout.first_row..grid.len()).filter(|_| grid.len() <= FEW_ROWS);
        let cells = rows.flat_map(|row| (0..grid.width(row)).map(move |at| (grid.place(row, at), row)));
        Self { layout, grid, places: cells.collect(), rows: BTreeMap::new() }
    }

    fn row(&self, place: Place) -> Option<usize> {
        self.places.get(&place).copied().or_else(|| self.grid.row_at(place))
    }

    fn put(&mut self, row: usize, word: Option<&'static str>, taken_for: &str, because: &str) {
        let known = self.rows.entry(row).or_default();
        if known.1.is_empty() {
            *known = (word, taken_for.to_owned(), because.to_owned());
        } else {
            known.0 = known.0.or(word);
        }
    }
}

impl Sink for Seen<'_> {
    fn record(&mut self, record: &Record, _: &[Recognised]) {
        let (Some(row), table) = (self.row(record.place), record.table) else { return };
        let measure = [years::CHALLENGE, years::IDENTIFIED].into_iter();
        match record.kind {
            RecordKind::GrandTotal => self.rename(row, "total", "the total"),
            RecordKind::SubTotal => self.rename(row, "subtotal", "a sub-total"),
            RecordKind::OutsideTotal => {
                self.put(row, None, "a scheme outside the total", "it stands below the total");
            }
            RecordKind::Row
                if table == TableId::Years && self.layout.shape.table() == Some(TableId::Schemes) =>
            {
                let held = measure.filter(|id| record.fields.iter().any(|field| field.column == *id));
                for id in held {
                    self.put(row, Some(id.name()), "a measure of the organisation", "its label");
                }
            }
            RecordKind::Row | RecordKind::AcrossTotal => {}
        }
    }

    fn problem(&mut self, _: Problem) {}

    fn left_out(&mut self, row: usize, _: Place, reason: impl Into<String>, fate: Fate) {
        let reason = reason.into();
        let (word, taken_for) = match fate {
            Fate::Total => (None, "a total"),
            Fate::Stated => (None, "stated"),
            Fate::ByWord => (Some("ignore"), "left out"),
            Fate::Section => (Some("section"), "a section"),
            Fate::Unread | Fate::Refused => (None, "not read"),
        };
        self.put(row, word, taken_for, &reason);
    }

    fn not_used(&mut self, _: usize, _: &str, _: &[Field]) {}

    fn note(&mut self, _: Place, _: String) {}
}

impl Seen<'_> {
    /// A total by its kind: that it is one was said before.
    fn rename(&mut self, row: usize, word: &'static str, taken_for: &str) {
        let because = self.rows.remove(&row).map_or_else(String::new, |(.., because)| because);
        self.put(row, Some(word), taken_for, &because);
    }
}
