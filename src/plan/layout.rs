//! From a recognised grid to records: one for each row of a plan's tables, with the totals, section
//! rows and footnotes that people write between them told apart.

use super::Measure;
use super::fields::{ColumnId, Kind, TableId, schemes};
use super::heading::plain;
use super::recognise::{Layout, Mapping, Recognised, Shape, Use};
use super::values::Ambiguous;
use crate::calendar::Period;
use crate::location::Place;
use crate::money::{Reading, Unit, parse_amount, strip_tags};
use crate::problem::{Problem, ProblemKind};
use crate::read::Grid;

mod across;

/// One cell of a record.
#[derive(Debug, Clone, Copy)]
pub struct Field<'g> {
    /// The column.
    pub column: ColumnId,
    /// The text as it stands.
    pub text: &'g str,
    /// Where.
    pub place: Place,
    /// The unit its heading states.
    pub unit: Option<Unit>,
    /// How `YYYY-MM` is read.
    pub ambiguous: Ambiguous,
    /// The index of its column in the layout, for counting what was read.
    pub from: usize,
}

/// An amount of a scheme in a period, from a column of that period.
#[derive(Debug, Clone, Copy)]
pub struct Series<'g> {
    /// Which figure.
    pub measure: Measure,
    /// When.
    pub period: Period,
    /// The cell.
    pub cell: Field<'g>,
}

/// What a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordKind {
    /// A row of the table.
    Row,
    /// A row after the grand total: read and rated, outside the total.
    OutsideTotal,
    /// A total over everything above; compared, never added.
    GrandTotal,
    /// A total over the rows since the last total or section.
    SubTotal,
    /// A total over a column that the record's other cells do not hold: a `Total` column.
    AcrossTotal,
}

/// One row of a table, from whatever layout.
#[derive(Debug, Clone)]
pub struct Record<'g> {
    /// The table.
    pub table: TableId,
    /// What it is.
    pub kind: RecordKind,
    /// Where it begins.
    pub place: Place,
    /// Its cells.
    pub fields: Vec<Field<'g>>,
    /// Its amounts by period.
    pub series: Vec<Series<'g>>,
    /// The workstream and programme that section rows above it name.
    pub section: [Option<&'g str>; 2],
    /// The organisation whose column it stands in.
    pub organisation: Option<&'g str>,
}

/// Receives the records of a grid.
pub trait Sink {
    /// Takes a record.
    fn record(&mut self, record: &Record, columns: &[Recognised]);
    /// Takes a problem.
    fn problem(&mut self, problem: Problem);
    /// Takes a row that was left out, with the reason, and whether it is a total.
    fn left_out(&mut self, place: Place, reason: String, total: bool);
}

/// Walks the rows of a grid.
pub fn walk(grid: &Grid, layout: &Layout, mapping: &Mapping, sink: &mut impl Sink) {
    let walk = Walk { grid, layout, mapping };
    match layout.shape {
        Shape::Rows(TableId::Schemes) => walk.schemes(sink),
        Shape::Rows(table) => walk.rows(table, sink),
        Shape::Records => walk.records(sink),
        Shape::MeasuresDown => walk.measures_down(sink),
        Shape::OrganisationsAcross => walk.organisations_across(sink),
    }
}

struct Walk<'g> {
    grid: &'g Grid,
    layout: &'g Layout,
    mapping: &'g Mapping,
}

/// What a row of a table of schemes is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RowKind {
    Scheme,
    Total,
    SubTotal,
    OfWhich,
    Section,
    Footnote,
    Nameless,
}

impl<'g> Walk<'g> {
    fn data_rows(&self) -> impl Iterator<Item = usize> + use<> {
        let rows = self.layout.heading_row + 1..self.grid.len();
        let grid_blank: Vec<bool> = rows.clone().map(|row| self.grid.is_blank(row)).collect();
        rows.zip(grid_blank).filter(|(_, blank)| !blank).map(|(row, _)| row)
    }

    fn field(&self, row: usize, at: usize, column: ColumnId) -> Option<Field<'g>> {
        let text = self.grid.text(row, at);
        let recognised = self.layout.columns.get(at)?;
        (!text.trim().is_empty()).then(|| Field {
            column,
            text,
            place: self.grid.place(row, at),
            unit: recognised.unit,
            ambiguous: recognised.ambiguous,
            from: at,
        })
    }

    fn record(&self, table: TableId, row: usize) -> Record<'g> {
        let mut fields = Vec::new();
        let mut series = Vec::new();
        for (at, column) in self.layout.columns.iter().enumerate() {
            match &column.used {
                Use::Field(id) => fields.extend(self.field(row, at, *id)),
                Use::Series(measure, period) => {
                    let cell = self.field(row, at, schemes::PLAN_YEAR);
                    series.extend(cell.map(|cell| Series { measure: *measure, period: *period, cell }));
                }
                _ => {}
            }
        }
        let first = fields.iter().map(|field: &Field| field.from).min().unwrap_or(0);
        Record {
            table,
            kind: RecordKind::Row,
            place: self.grid.place(row, first),
            fields,
            series,
            section: [None, None],
            organisation: None,
        }
    }

    fn rows(&self, table: TableId, sink: &mut impl Sink) {
        for row in self.data_rows() {
            if self.too_wide(row, sink) {
                continue;
            }
            sink.record(&self.record(table, row), &self.layout.columns);
        }
    }

    /// Cells beyond the headings that say something are lost unless reported.
    fn too_wide(&self, row: usize, sink: &mut impl Sink) -> bool {
        let beyond = (self.layout.columns.len()..self.grid.width(row))
            .find(|at| !self.grid.text(row, *at).trim().is_empty());
        let Some(at) = beyond else { return false };
        sink.problem(Problem::new(
            self.grid.place(row, at),
            ProblemKind::Layout {
                what: format!(
                    "`{}` stands beyond the last heading: the row has more cells than there are headings",
                    self.grid.text(row, at).trim()
                ),
                mend: "add the heading, or put a cell that holds a separator in quotes".to_owned(),
            },
        ));
        true
    }

    /// A table of schemes, with the rows people write between them.
    fn schemes(&self, sink: &mut impl Sink) {
        let columns = &self.layout.columns;
        let is_amount = |column: &Recognised| match column.used {
            Use::Field(id) => id.declaration().kind == Kind::Amount,
            Use::Series(..) | Use::Total => true,
            _ => false,
        };
        let amounts: Vec<usize> = (0..columns.len()).filter(|at| is_amount(&columns[*at])).collect();
        let name = self.layout.column(schemes::NAME);
        let id = self.layout.column(schemes::SCHEME);
        let Some(label) = name.or(id) else { return };
        let labelled_by_section = self.layout.column(schemes::WORKSTREAM).is_none();
        let rows: Vec<usize> = self.data_rows().collect();
        let last_total = rows
            .iter()
            .copied()
            .rfind(|row| self.row_kind(*row, label, &amounts, id == Some(label)) == RowKind::Total);
        let mut section: [Option<&str>; 2] = [None, None];
        let mut before_was_section = false;
        let mut outside = false;
        for (index, row) in rows.iter().copied().enumerate() {
            let kind = self.row_kind(row, label, &amounts, id == Some(label));
            let place = self.grid.place(row, label);
            let was_section = std::mem::take(&mut before_was_section);
            match kind {
                RowKind::Section
                    if rows.iter().skip(index + 1).any(|later| self.has_figure(*later, &amounts)) =>
                {
                    let text = self.grid.text(row, label).trim();
                    if labelled_by_section {
                        section = if was_section { [section[0], Some(text)] } else { [Some(text), None] };
                    }
                    before_was_section = true;
                    sink.left_out(place, format!("a section heading: `{text}` labels the rows below"), false);
                }
                RowKind::Section | RowKind::Footnote => {
                    sink.left_out(place, "a footnote: no figures stand in this row".to_owned(), false);
                }
                RowKind::Nameless => self.nameless(row, &rows[..index], &amounts, sink),
                RowKind::OfWhich => {
                    sink.left_out(place, "`of which`: part of a row above, not added".to_owned(), true);
                }
                RowKind::Total | RowKind::SubTotal => {
                    let grand = kind == RowKind::Total && Some(row) == last_total;
                    let mut record = self.record(TableId::Schemes, row);
                    record.kind = if grand { RecordKind::GrandTotal } else { RecordKind::SubTotal };
                    record.section = section;
                    sink.left_out(place, "a total: compared, not added".to_owned(), true);
                    sink.record(&record, columns);
                    outside |= grand;
                    section = if grand { [None, None] } else { section };
                }
                RowKind::Scheme => {
                    if self.too_wide(row, sink) {
                        continue;
                    }
                    let mut record = self.record(TableId::Schemes, row);
                    record.kind = if outside { RecordKind::OutsideTotal } else { RecordKind::Row };
                    record.section = section;
                    sink.record(&record, columns);
                    self.across_totals(row, &record, sink);
                }
            }
        }
    }

    /// A `Total` column over the periods of a scheme.
    fn across_totals(&self, row: usize, record: &Record<'g>, sink: &mut impl Sink) {
        let total = self.layout.columns.iter().position(|column| column.used == Use::Total);
        let Some(cell) = total.and_then(|at| self.field(row, at, schemes::PLAN_YEAR)) else { return };
        let name = record.fields.iter().find(|field| field.column == schemes::SCHEME).copied();
        let total = Record {
            kind: RecordKind::AcrossTotal,
            fields: name.into_iter().chain([cell]).collect(),
            series: Vec::new(),
            ..record.clone()
        };
        sink.record(&total, &self.layout.columns);
    }

    fn has_figure(&self, row: usize, amounts: &[usize]) -> bool {
        amounts.iter().any(|at| !self.grid.text(row, *at).trim().is_empty())
    }

    /// What a row is, by its whole name cell and whether it holds figures.
    fn row_kind(&self, row: usize, label: usize, amounts: &[usize], label_is_id: bool) -> RowKind {
        let cell = strip_tags(self.grid.text(row, label));
        let name = cell.trim();
        let figures = self.has_figure(row, amounts);
        let id = self.layout.column(schemes::SCHEME).map_or("", |at| self.grid.text(row, at).trim());
        if name.is_empty() && (id.is_empty() || label_is_id) {
            return if figures { RowKind::Nameless } else { RowKind::Footnote };
        }
        let words = plain(name);
        let total = match words.as_str() {
            "total" | "totals" | "grand total" | "overall total" | "total savings" | "total schemes"
            | "total qipp" | "total cip" | "total plan" | "total programme" => Some(RowKind::Total),
            "sub total" | "subtotal" | "sub totals" => Some(RowKind::SubTotal),
            _ if words.starts_with("of which") => Some(RowKind::OfWhich),
            _ => self.total_of_group(&words),
        };
        if let Some(total) = total.filter(|_| figures && (label_is_id || id.is_empty() || id == name)) {
            return total;
        }
        let others = self
            .layout
            .columns
            .iter()
            .enumerate()
            .any(|(at, _)| at != label && !self.grid.text(row, at).trim().is_empty());
        if !others && !amounts.is_empty() {
            let note = name.len() > 80
                || ["note", "source", "*", "†", "("]
                    .iter()
                    .any(|start| name.to_lowercase().starts_with(start));
            return if note { RowKind::Footnote } else { RowKind::Section };
        }
        RowKind::Scheme
    }

    /// `Total planned care`, `Planned care total`: a sub-total where the group is a workstream or a
    /// section above; `Total hip replacement` is a scheme.
    fn total_of_group(&self, words: &str) -> Option<RowKind> {
        let group = words
            .strip_prefix("sub total ")
            .or_else(|| words.strip_prefix("subtotal "))
            .or_else(|| words.strip_prefix("total "))
            .or_else(|| words.strip_suffix(" sub total"))
            .or_else(|| words.strip_suffix(" subtotal"))
            .or_else(|| words.strip_suffix(" total"))?;
        let group = group.strip_prefix("for ").or_else(|| group.strip_prefix("of ")).unwrap_or(group);
        let at = self.layout.column(schemes::WORKSTREAM);
        let label = self.layout.column(schemes::NAME).or_else(|| self.layout.column(schemes::SCHEME))?;
        let known = self.data_rows().any(|row| {
            let workstream = at.is_some_and(|at| plain(self.grid.text(row, at)) == group);
            workstream || plain(self.grid.text(row, label)) == group
        });
        known.then_some(RowKind::SubTotal)
    }

    /// A row of figures without a name: a total when it equals the rows above, else an error.
    fn nameless(&self, row: usize, above: &[usize], amounts: &[usize], sink: &mut impl Sink) {
        let figure = |row: usize, at: usize| match parse_amount(self.grid.text(row, at), None) {
            Ok(Reading::Figure { amount, .. }) => Some(amount),
            _ => None,
        };
        let equals =
            amounts.iter().filter_map(|at| figure(row, *at).map(|total| (*at, total))).all(|(at, total)| {
                let parts: Vec<_> = above.iter().filter_map(|row| figure(*row, at)).collect();
                let sum: crate::money::Money = parts.iter().map(|part| part.value).sum();
                let slack: crate::money::Money =
                    parts.iter().chain([&total]).map(|part| part.half_digit()).sum();
                (sum - total.value).abs() <= slack
            });
        if equals && !above.is_empty() {
            let mut record = self.record(TableId::Schemes, row);
            record.kind = RecordKind::SubTotal;
            sink.left_out(
                self.grid.place(row, 0),
                "a total without a name: it equals the rows above; compared, not added".to_owned(),
                true,
            );
            sink.record(&record, &self.layout.columns);
        } else {
            sink.problem(Problem::new(
                self.grid.place(row, 0),
                ProblemKind::Layout {
                    what: "this row of figures has no name and is not the total of the rows above".to_owned(),
                    mend: "name the scheme, or call the row Total".to_owned(),
                },
            ));
        }
    }
}

/// Whether a name says that nobody has found the saving yet.
#[must_use]
pub fn is_unidentified(name: &str) -> bool {
    let words = plain(name);
    [
        "unidentified",
        "not yet identified",
        "unclassified",
        "unallocated",
        "to be found",
        "to be identified",
        "balancing figure",
    ]
    .iter()
    .any(|phrase| words.contains(phrase))
}
