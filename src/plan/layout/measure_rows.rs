//! Rows that are measures of the organisation: the challenge, what is identified. In a list of schemes each of
//! their cells is a row of `years`; measures down the side make a row of each year across.

use super::rows::{AGAIN, NOT_SAID, STATED};
use super::{ColumnId, Fate, Field, Problem, Record, RecordKind, Sink, TableId, Use, Walk, schemes, years};
use crate::calendar::Period;
use crate::cutting::{cell, list};
use crate::plan::Measure;
use crate::plan::heading::Heading;
use crate::plan::recognise::years_label;
use crate::plan::values::Ambiguous;
use crate::plan::vocabulary::rows::{RowMeasure, Says, row_measure, says};
use crate::problem::{Choice, Question};

/// A row of a table of measures, and what its label says.
struct Labelled {
    row: usize,
    label: Heading,
    named: Named,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    Column(ColumnId),
    /// What is left of the challenge, or the challenge itself where nothing else is.
    Left(RowMeasure),
    Unknown,
}

impl<'g> Walk<'g> {
    /// The rows of a list of schemes that are measures of the organisation: each of their columns is a year, or
    /// the organisation's in the year of the table.
    pub(super) fn measures(&self, rows: &[(usize, ColumnId)], label: usize, sink: &mut impl Sink) {
        let mut undated = None;
        for (at, over) in self.layout.columns.iter().enumerate().filter(|_| !rows.is_empty()) {
            if !self.is_measured(at) {
                continue;
            }
            let dated = !matches!(over.used, Use::Total(_));
            let kind = if dated { RecordKind::Row } else { RecordKind::AcrossTotal };
            let of = |(row, column): &(usize, ColumnId)| {
                let unit = Heading::new(self.grid.text(*row, label)).unit;
                let cell = self.field(*row, at, *column)?;
                Some(Field { unit: cell.unit.or(unit), ..cell })
            };
            let cells: Vec<Field> = rows.iter().filter_map(of).collect();
            let Some(place) = cells.first().map(|cell| cell.place) else { continue };
            let year = dated.then(|| self.year_over(at)).flatten();
            if dated && year.is_none() {
                undated = undated.or(Some(place));
                continue;
            }
            let fields = year.into_iter().chain(cells).collect();
            let mut record = Record::new(TableId::Years, kind, place, fields);
            if let Use::Organisation(name) = &over.used {
                record.organisation = Some(name);
            }
            sink.record(&record, &self.layout.columns);
        }
        for (row, column) in rows {
            let (text, name) = (self.only_text(*row), column.name());
            let others = self.amounts().into_iter().filter(|at| !self.is_measured(*at));
            let others: Vec<Field> = others.filter_map(|at| self.field(*row, at, *column)).collect();
            sink.not_used(*row, text, &others);
            let note = format!("`{text}` is read as the {name} of the organisation, and is no scheme");
            sink.note(self.grid.place(*row, label), note);
        }
        if let (Some(place), Some((row, column))) = (undated, rows.first()) {
            let (text, name, line) = (self.only_text(*row), column.name(), self.line(*row));
            let what = format!("`{text}` is the {name} of the organisation, and nothing says of which year");
            let mend = format!(
                "write the year in a heading or a title, say --map \"year=2011/12\", or leave the row out: --map \
                 \"{line}=ignore\""
            );
            sink.problem(Problem::layout(place, what, mend));
        }
    }

    /// Whether a column of a list of schemes holds measures of the organisation by year, or their total.
    fn is_measured(&self, at: usize) -> bool {
        self.layout.columns.get(at).is_some_and(|column| match &column.used {
            Use::Series(Measure::Plan, Period::Year(_) | Period::Span(..)) => true,
            Use::Organisation(_) | Use::Total(Measure::Plan) => true,
            Use::Field(id) => *id == schemes::PLAN_YEAR,
            _ => false,
        })
    }

    /// The year over a column, else that of the table, as a cell.
    pub(super) fn year_over(&self, at: usize) -> Option<Field<'g>> {
        let own = self.heading_field(at, years::YEAR).filter(|field| !field.text.is_empty());
        own.or_else(|| {
            let text = self.layout.titled.said.as_str();
            Some(Field { text, ..self.heading_field(at, years::YEAR)? }).filter(|_| !text.is_empty())
        })
    }

    /// Measures down the side, years across: each year column becomes a row of `years`.
    pub(super) fn measures_down(&self, sink: &mut impl Sink) {
        let amounts: Vec<usize> = (1..self.layout.columns.len())
            .filter(|at| matches!(self.layout.columns[*at].used, Use::Across(_) | Use::Total(_)))
            .collect();
        let mut labelled = Vec::new();
        for row in self.data_rows() {
            let label = Heading::new(self.grid.text(row, 0));
            let place = self.grid.place(row, 0);
            if self.is_said_left_out(row, &label, sink) {
                continue;
            }
            let named =
                match (years_label(self.mapping, self.grid.line(row), &label), row_measure(&label.raw)) {
                    (Some(column), _) => Named::Column(column),
                    (None, Some(RowMeasure::Challenge)) => Named::Column(years::CHALLENGE),
                    (None, Some(RowMeasure::Identified)) => Named::Column(years::IDENTIFIED),
                    (None, Some(left)) => Named::Left(left),
                    (None, None) => Named::Unknown,
                };
            let blank = |at: &usize| self.grid.text(row, *at).trim().is_empty();
            if named == Named::Unknown && amounts.iter().all(blank) {
                sink.left_out(row, place, "no figures stand in this row", Fate::Unread);
            } else {
                labelled.push(Labelled { row, label, named });
            }
        }
        let kept = self.settle_labels(labelled, &amounts, sink);
        for (at, column) in self.layout.columns.iter().enumerate() {
            let (kind, period) = match column.used {
                Use::Across(_) => (RecordKind::Row, true),
                Use::Total(_) => (RecordKind::AcrossTotal, false),
                _ => continue,
            };
            let cells = kept.iter().filter_map(|(row, id, label)| {
                let field = self.field(*row, at, *id)?;
                let said = self.units.get(row).copied();
                Some(Field { unit: said.or(column.heading.unit).or(label.unit).or(field.unit), ..field })
            });
            let year = period.then(|| self.heading_field(at, years::YEAR)).flatten();
            let fields = year.into_iter().chain(cells).collect();
            sink.record(&Record::new(TableId::Years, kind, column.place, fields), &self.layout.columns);
        }
    }

    /// The rows that are read, each as a column of `years`.
    fn settle_labels(
        &self,
        labelled: Vec<Labelled>,
        amounts: &[usize],
        sink: &mut impl Sink,
    ) -> Vec<(usize, ColumnId, Heading)> {
        let line = |row: usize| self.figures(row, amounts);
        let mut kept: Vec<(usize, ColumnId, Heading)> = Vec::new();
        let mut open = Vec::new();
        for Labelled { row, label, named } in labelled {
            let Named::Column(column) = named else {
                open.push((row, label, named));
                continue;
            };
            let said = self.is_said(row, &label);
            match kept.iter().find(|(_, known, _)| *known == column && !said) {
                None => kept.push((row, column, label)),
                Some((first, ..)) if line(*first) == line(row) => {
                    sink.left_out(row, self.grid.place(row, 0), AGAIN, Fate::Stated);
                }
                Some((first, ..)) => {
                    sink.problem(self.second_measure(row, *first, 0, false));
                    sink.left_out(row, self.grid.place(row, 0), NOT_SAID, Fate::Refused);
                }
            }
        }
        let of = |column: ColumnId, kept: &[(usize, ColumnId, Heading)]| {
            kept.iter().find(|(_, known, _)| *known == column).map(|(row, ..)| *row)
        };
        let mut unknown = Vec::new();
        let given = [years::CHALLENGE, years::IDENTIFIED].map(|column| of(column, &kept));
        for (row, label, named) in open {
            let place = self.grid.place(row, 0);
            if let [Some(challenge), Some(identified)] = given
                && matches!(named, Named::Left(_))
            {
                let left = line(identified).less(&line(challenge));
                if line(row).is(&left) || line(row).is(&left.negated()) {
                    sink.left_out(row, place, STATED, Fate::Stated);
                } else {
                    kept.push((row, years::HEADROOM, label));
                }
                continue;
            }
            if let ([None, Some(_)], Named::Left(RowMeasure::GapToClose)) = (given, named) {
                kept.push((row, years::CHALLENGE, label));
                continue;
            }
            unknown.push((row, label));
        }
        self.unknown_labels(&unknown, given, sink);
        kept
    }

    /// Rows of figures whose labels are no measures: a question where one speaks of a second challenge, or
    /// where several may be what is identified. Any other is not used, and asked about as such.
    fn unknown_labels(
        &self,
        unknown: &[(usize, Heading)],
        [challenge, identified]: [Option<usize>; 2],
        sink: &mut impl Sink,
    ) {
        let mut open = Vec::new();
        for (row, label) in unknown {
            let place = self.grid.place(*row, 0);
            let text = cell(&label.raw);
            match challenge {
                Some(first) if says(&label.raw) == Some(Says::Challenge) => {
                    sink.problem(self.second_measure(*row, first, 0, false));
                    sink.left_out(*row, place, NOT_SAID, Fate::Refused);
                }
                Some(_) if identified.is_none() && unknown.len() > 1 => {
                    open.push((*row, text));
                    sink.left_out(*row, place, NOT_SAID, Fate::Refused);
                }
                _ => {
                    let reason = format!("the label `{text}` is not one of a savings plan's yearly measures");
                    sink.left_out(*row, place, reason, Fate::Unread);
                }
            }
        }
        let Some((first, _)) = open.first() else { return };
        let lines: Vec<String> = open.iter().map(|(row, _)| self.grid.line(*row).to_string()).collect();
        let lines = format!("line {}", lines.join(","));
        let names: Vec<String> = open.iter().map(|(_, text)| format!("`{text}`")).collect();
        let what = format!(
            "these rows are no measures that are known by their words, and no row is what is identified: {}",
            list(&names)
        );
        let choices = vec![
            Choice::map(&lines, "scheme", "schemes: what is identified is their sum"),
            Choice::map(&lines, "ignore", "parts of the challenge, or of something else: left out"),
        ];
        sink.problem(Problem::open(self.grid.place(*first, 0), Question::UnreadAmounts, what, choices));
    }

    /// Whether the user says which measure a row is.
    fn is_said(&self, row: usize, label: &Heading) -> bool {
        self.mapping.row(self.grid.line(row), &label.raw).is_some()
    }

    /// Leaves out a row that the user says is none of the measures.
    fn is_said_left_out(&self, row: usize, label: &Heading, sink: &mut impl Sink) -> bool {
        use crate::plan::recognise::RowMeaning;
        let (reason, fate) = match self.mapping.row(self.grid.line(row), &label.raw) {
            Some(RowMeaning::Ignore) => ("the mapping says so", Fate::ByWord),
            Some(RowMeaning::Total | RowMeaning::SubTotal) => (super::NOT_ADDED, Fate::Total),
            _ => return false,
        };
        sink.left_out(row, self.grid.place(row, 0), reason, fate);
        true
    }

    /// The period over a column, as a cell.
    fn heading_field(&self, at: usize, id: ColumnId) -> Option<Field<'g>> {
        let column = self.layout.columns.get(at)?;
        Some(Field {
            column: id,
            text: &column.said,
            place: column.place,
            unit: None,
            ambiguous: Ambiguous::Year,
            year: None,
            from: at,
        })
    }
}
