//! A plan while it is being read: rows are taken one by one, schemes found by id.

use super::units::Units;
use crate::calendar::{Date, FinancialYear, Period};
use crate::location::Place;
use crate::money::{Unit, strip_tags};
use crate::names::{ByName, fold_spaces, same};
use crate::plan::account::Unused;
use crate::plan::fields::words::{Maturity, Sign};
use crate::plan::fields::{ColumnId, plan, savings, schemes};
use crate::plan::layout::{Record, RecordKind};
use crate::plan::parents::is_of_parent_alone;
use crate::plan::recognise::TitleSource;
use crate::plan::reference::Reference;
use crate::plan::rows::Rows;
use crate::plan::vocabulary::is_unidentified;
use crate::plan::{Cell, Measure, Note, Point, Row, Scheme, Series, StatedRating, StatedTotal, Value};
use crate::problem::{Problem, ProblemKind};
use std::collections::BTreeSet;
use thin_vec::ThinVec;

/// A plan while it is being read.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) organisation: String,
    pub(super) place: Place,
    pub(super) named_by: Option<String>,
    pub(super) parent: Option<(String, Place)>,
    pub(super) row: Option<Row>,
    /// Rows that say no more than a parent and its first day.
    pub(super) other_parents: ThinVec<Row>,
    pub(super) tables: Rows,
    pub(super) schemes: Vec<Scheme>,
    /// Whether the `schemes` table (or its like) declares each scheme.
    pub(super) declared: Vec<bool>,
    /// The schemes by id; `None` for a name that several share under different headings.
    ids: ByName<Option<u32>>,
    /// Whether each scheme is known by its name alone.
    by_name: Vec<bool>,
    pub(super) stated: ThinVec<StatedTotal>,
    /// Grand totals, each with the schemes above it in its table.
    pub(super) stated_grand: ThinVec<(StatedTotal, usize)>,
    /// Ratings of totals, each with the grand total it stands on.
    pub(super) stated_ratings: ThinVec<(StatedRating, Option<usize>)>,
    /// The schemes above each grand total.
    pub(super) grand: ThinVec<Vec<u32>>,
    /// The grids that gave schemes.
    pub(super) grids: BTreeSet<usize>,
    pub(super) titled_year: Option<(FinancialYear, Place, TitleSource)>,
    pub(super) titled_as_at: Option<(Date, Place)>,
    pub(super) titled_cumulative: Option<Place>,
    pub(super) units: Units,
    /// The unit the plan's own row states.
    pub(super) plan_unit: Option<Unit>,
    /// Columns and rows of amounts that nothing is read from.
    pub(super) unused: ThinVec<Unused>,
    /// The Department's figures of its years, as a reviewer gives them.
    pub(super) departmental: ThinVec<Row>,
    /// The lists of bodies that names are held against.
    pub(super) reference: Reference,
    /// The code by which alone it is named.
    pub(super) coded: Option<String>,
    negative: Option<bool>,
    last: Option<u32>,
}

impl Draft {
    pub(super) fn new(organisation: &str, place: Place) -> Self {
        Self {
            organisation: organisation.to_owned(),
            place,
            named_by: None,
            parent: None,
            row: None,
            other_parents: ThinVec::new(),
            tables: Rows::default(),
            schemes: Vec::new(),
            declared: Vec::new(),
            ids: ByName::default(),
            by_name: Vec::new(),
            stated: ThinVec::new(),
            stated_grand: ThinVec::new(),
            stated_ratings: ThinVec::new(),
            grand: ThinVec::new(),
            grids: BTreeSet::new(),
            titled_year: None,
            titled_as_at: None,
            titled_cumulative: None,
            reference: Reference::default(),
            coded: None,
            units: Units::default(),
            plan_unit: None,
            unused: ThinVec::new(),
            departmental: ThinVec::new(),
            negative: None,
            last: None,
        }
    }

    /// Whether savings are written as negatives: as given, else as the plan says.
    pub(super) fn negative(&mut self, given: Option<bool>) -> bool {
        let row = self.row.as_ref();
        *self.negative.get_or_insert_with(|| {
            given.unwrap_or_else(|| row.and_then(|row| row.word(plan::SIGN)) == Some(Sign::Negative))
        })
    }

    pub(super) fn index_of(&self, id: &str) -> Option<u32> {
        self.ids.get(id).copied().flatten()
    }

    pub(super) fn take_plan(&mut self, mut row: Row) -> Option<Problem> {
        if let Some(first) = &mut self.row {
            let is_dated = |row: &Row| row.filled(plan::PARENT_FROM);
            if is_of_parent_alone(first) && !is_of_parent_alone(&row) {
                std::mem::swap(first, &mut row);
            }
            if is_of_parent_alone(&row) && (is_dated(&row) || is_dated(first)) {
                let same_day = |other: &&Row| other.date(plan::PARENT_FROM) == row.date(plan::PARENT_FROM);
                if let Some(twice) = self.other_parents.iter().chain([&*first]).find(same_day) {
                    let what = format!("the parent of `{}` from that day", self.organisation);
                    return Some(Problem::duplicate(row.place, what, twice.place));
                }
                self.other_parents.push(row);
                return None;
            }
            let what = format!("the plan of `{}`", self.organisation);
            return Some(Problem::duplicate(row.place, what, first.place));
        }
        let mut problem = None;
        if let Some(text) = row.text(plan::UNIT)
            && Unit::parse(text).is_none()
        {
            let kind = ProblemKind::Cell {
                found: text.to_owned(),
                expected: "a unit of money".to_owned(),
                mend: "write £, £000 or £m".to_owned(),
            };
            problem = Some(Problem::new(row.place_of(plan::UNIT), kind).under("unit"));
        }
        if let Some(parent) = row.text(plan::PARENT) {
            self.parent = Some((parent.to_owned(), row.place_of(plan::PARENT)));
        }
        self.negative = None;
        self.row = Some(row);
        problem
    }

    /// Takes the organisation's region as a register or tracker says it.
    fn take_region(&mut self, row: &Row, column: ColumnId) -> Option<Problem> {
        let region = row.text(column)?;
        match &self.parent {
            None => {
                self.parent = Some((region.to_owned(), row.place_of(column)));
                None
            }
            Some((known, _)) if same(known, region) || self.reference.is_one(known, region) => None,
            Some((known, other)) => {
                let organisation = &self.organisation;
                let what = format!(
                    "`{organisation}` is said to belong to `{region}` here and to `{known}` elsewhere"
                );
                let mend = "give one region for each organisation";
                Some(Problem::contradiction(row.place_of(column), what, *other, mend))
            }
        }
    }

    /// Takes a row of the `schemes` table.
    pub(super) fn take_scheme(
        &mut self,
        mut row: Row,
        points: Vec<Point>,
        record: &Record,
    ) -> (Option<u32>, Vec<Problem>) {
        let (section, outside) = (record.section, record.kind == RecordKind::OutsideTotal);
        let mut problems: Vec<Problem> = self.take_region(&row, schemes::REGION).into_iter().collect();
        row.cells.retain(|cell| cell.column != schemes::REGION && cell.column != schemes::ORGANISATION);
        for (column, label) in [(schemes::WORKSTREAM, section[0]), (schemes::PROGRAMME, section[1])] {
            if let (None, Some(label)) = (row.cell(column), label) {
                let value = Value::Text(fold_spaces(&strip_tags(label)));
                row.add(Cell { column, value, place: row.place });
            }
        }
        let Some(mut id) = row.text(schemes::SCHEME).or_else(|| row.text(schemes::NAME)).map(fold_spaces)
        else {
            problems.push(blank(&row, "the scheme's id or name"));
            return (None, problems);
        };
        let unidentified = is_called_unidentified(&row, &id);
        if record.by_name
            && let Some(own) = self.apart(&mut row, &id)
        {
            id = own;
        }
        let place = row.place_of(schemes::SCHEME);
        let known = self.index_of(&id);
        let at = match known {
            Some(at) if self.declared.get(at as usize) == Some(&true) => {
                let first = self.schemes[at as usize].row.place_of(schemes::SCHEME);
                problems.push(same_id(place, &self.schemes[at as usize].id, &id, first));
                return (None, problems);
            }
            Some(at) => {
                let scheme = &mut self.schemes[at as usize];
                scheme.unidentified |= unidentified;
                scheme.outside_total |= outside || row.yes(schemes::OUTSIDE_TOTAL) == Some(true);
                scheme.row = row;
                scheme.savings.extend(points);
                self.declared[at as usize] = true;
                at
            }
            None => {
                let at = self.new_scheme(id, row, true);
                let scheme = &mut self.schemes[at as usize];
                scheme.savings.extend(points);
                scheme.outside_total |= outside;
                scheme.unidentified |= unidentified;
                self.by_name[at as usize] = record.by_name;
                at
            }
        };
        (Some(at), problems)
    }

    /// The id of a scheme whose name another has under another heading: both are called by name and heading,
    /// `Other (Corporate)`.
    fn apart(&mut self, row: &mut Row, name: &str) -> Option<Box<str>> {
        let known = self.ids.get(name).copied()?;
        if let Some(at) = known {
            let first = self.schemes.get_mut(at as usize)?;
            let by_name =
                self.declared.get(at as usize) == Some(&true) && self.by_name.get(at as usize) == Some(&true);
            if !by_name || group(&first.row) == group(row) {
                return None;
            }
            if let Some(own) = qualified(&mut first.row, name) {
                first.id.clone_from(&own);
                self.ids.insert(name, None);
                self.ids.insert(&own, Some(at));
            }
        }
        qualified(row, name)
    }

    fn new_scheme(&mut self, id: Box<str>, row: Row, declared: bool) -> u32 {
        let at = u32::try_from(self.schemes.len()).unwrap_or(u32::MAX);
        self.ids.insert(&id, Some(at));
        let unidentified = is_called_unidentified(&row, &id);
        let outside_total = row.yes(schemes::OUTSIDE_TOTAL) == Some(true);
        if self.schemes.capacity() == 0 {
            // an organisation of a great many may have but one
            self.schemes.reserve_exact(1);
        }
        self.schemes.push(Scheme {
            id,
            row,
            savings: Series::default(),
            outside_total,
            unidentified,
            lost: false,
        });
        self.declared.push(declared);
        self.by_name.push(false);
        at
    }

    /// The scheme of a row of the `savings` table, made where it is new; none where the row names none.
    pub(super) fn scheme_of_saving(&mut self, row: &Row) -> (Option<u32>, Vec<Problem>, Option<Note>) {
        let mut problems: Vec<Problem> = self.take_region(row, savings::REGION).into_iter().collect();
        let Some(id) = row.text(savings::SCHEME).or_else(|| row.text(savings::NAME)) else {
            problems.push(blank(row, "the scheme's id"));
            return (None, problems, None);
        };
        let place = row.place_of(savings::SCHEME);
        let known =
            self.last.filter(|at| &*self.schemes[*at as usize].id == id).or_else(|| self.index_of(id));
        let mut note = None;
        let at = match known {
            Some(at) => {
                let scheme = &self.schemes[at as usize];
                if &*scheme.id != id {
                    problems.push(same_id(place, &scheme.id, id, scheme.row.place));
                }
                let (found, said) = compare(scheme, row);
                problems.extend(found);
                note = said;
                at
            }
            None => {
                let copied = [
                    (savings::SCHEME, schemes::SCHEME),
                    (savings::NAME, schemes::NAME),
                    (savings::WORKSTREAM, schemes::WORKSTREAM),
                ];
                let copied_of = |(from, to): &(ColumnId, ColumnId)| {
                    row.cell(*from).map(|cell| Cell {
                        column: *to,
                        value: cell.value.clone(),
                        place: cell.place,
                    })
                };
                // no more room than there are cells: there may be a great many schemes
                let mut cells = Vec::with_capacity(copied.len());
                cells.extend(copied.iter().filter_map(copied_of));
                self.new_scheme(id.into(), Row::new(row.place, cells), false)
            }
        };
        self.last = Some(at);
        (Some(at), problems, note)
    }

    /// Takes a row of the `savings` table.
    pub(super) fn take_saving(&mut self, row: &Row) -> (Vec<Problem>, Option<Note>) {
        let (at, mut problems, note) = self.scheme_of_saving(row);
        let Some(at) = at else { return (problems, note) };
        let period = match row.period(savings::PERIOD) {
            Some(period) => period,
            // amounts of a period that cannot be read may belong to any
            None if row.unreadable(savings::PERIOD) => {
                Period::Span(FinancialYear::FIRST, FinancialYear::LAST)
            }
            None => {
                problems.push(blank(row, "its period"));
                return (problems, note);
            }
        };
        let known_period = !row.unreadable(savings::PERIOD);
        for measure in Measure::ALL {
            let Some(cell) = row.cell(measure.column()) else { continue };
            let amount = match cell.value {
                Value::Amount(amount) => Some(amount).filter(|_| known_period),
                Value::Unreadable => None,
                _ => continue,
            };
            self.schemes[at as usize].savings.push(Point { period, measure, amount, place: cell.place });
        }
        (problems, note)
    }
}

/// The workstream and the programme of a scheme.
fn group(row: &Row) -> Option<String> {
    let parts: Vec<&str> =
        [schemes::WORKSTREAM, schemes::PROGRAMME].into_iter().filter_map(|id| row.text(id)).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Calls a scheme by its name and its group.
fn qualified(row: &mut Row, name: &str) -> Option<Box<str>> {
    let own: Box<str> = format!("{name} ({})", group(row)?).into();
    let place = row.place_of(schemes::SCHEME);
    row.cells.retain(|cell| cell.column != schemes::SCHEME);
    row.add(Cell { column: schemes::SCHEME, value: Value::Text(own.clone()), place });
    Some(own)
}

fn is_called_unidentified(row: &Row, id: &str) -> bool {
    row.word(schemes::MATURITY) == Some(Maturity::Unidentified)
        || is_unidentified(id)
        || row.text(schemes::NAME).is_some_and(is_unidentified)
}

fn same_id(place: Place, known: &str, id: &str, first: Place) -> Problem {
    let (known, id) = (crate::cutting::cell(known), crate::cutting::cell(id));
    if known == id {
        return Problem::duplicate(place, format!("the scheme `{id}`"), first);
    }
    let what = format!("`{id}` and `{known}` differ only in case: one scheme or two?");
    Problem::contradiction(place, what, first, "write the id in one way")
}

fn blank(row: &Row, lacks: &str) -> Problem {
    Problem::new(row.place, ProblemKind::Blank { lacks: lacks.to_owned() })
}

/// A tracker's row against what is known of its scheme: another workstream is a problem, another
/// name a note.
fn compare(scheme: &Scheme, row: &Row) -> (Option<Problem>, Option<Note>) {
    let id = &scheme.id;
    let mut problem = None;
    if let (Some(here), Some(known)) = (row.text(savings::WORKSTREAM), scheme.workstream())
        && here != known
    {
        let what =
            format!("the scheme `{id}` stands in the workstream `{here}` here and in `{known}` before");
        let (place, other) = (row.place_of(savings::WORKSTREAM), scheme.row.place_of(schemes::WORKSTREAM));
        let mend = "give one workstream for each scheme";
        problem = Some(Problem::contradiction(place, what, other, mend));
    }
    let mut note = None;
    if let (Some(here), Some(known)) = (row.text(savings::NAME), scheme.row.text(schemes::NAME))
        && here != known
    {
        let text =
            format!("the scheme `{id}` is called `{here}` here and `{known}` before; the first stands");
        note = Some(Note { place: row.place_of(savings::NAME), text });
    }
    (problem, note)
}
