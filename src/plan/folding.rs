//! The savings rows of separated text, folded into the series of their schemes as they are read, by as many
//! threads as there are: memory grows by 24 bytes a row, and no cell of it is kept as text.
//!
//! Only what is regular is folded: rows with the keys of a scheme, a month and plain amounts. Any other row (a
//! cell that cannot be read, a quarter, a total, a row that names no scheme) is given back as it stands and goes,
//! alone, through the ordinary reader into the same scheme. What is folded can be told row by row again, so that
//! whatever is wrong with rows that are regular each by itself (a month given twice, a scheme of two workstreams)
//! is found and said where every row is judged: in `plan::assembly`.

use super::Measure;
use super::fields::{ColumnId, TableId, savings};
use super::recognise::{Layout, Shape, Use};
use super::values::Ambiguous;
use crate::calendar::FinancialYear;
use crate::money::Unit;

mod cells;
mod fold;
mod folded;
mod part;

pub use cells::Kinds;
pub use fold::Fold;
pub use folded::{Folded, SchemeRows, TakenRows};
pub use part::Part;

/// What a column is to the fold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ColumnRole {
    /// Of whom or of which scheme the row is.
    Key(ColumnId),
    Period,
    Amount(Measure),
    /// Nothing is read from it; what its cells were seen to hold.
    Unread(Kinds),
}

/// How the columns of a table of savings are to be folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    roles: Vec<ColumnRole>,
    /// How many columns stand before the first figure: a row that begins there as the last one did belongs to
    /// the same scheme, and its keys stand where they stood.
    keys: usize,
    separator: u8,
    /// How its periods are read.
    ambiguous: Ambiguous,
    year: Option<FinancialYear>,
    dash_is_nil: bool,
    /// The unit that the headings of its amounts state.
    pub(super) unit: Option<Unit>,
}

/// The columns that say whose a row is; each stands once.
const KEYS: [ColumnId; 5] =
    [savings::REGION, savings::ORGANISATION, savings::WORKSTREAM, savings::SCHEME, savings::NAME];

impl Columns {
    /// The columns of a recognised table, with what was seen in each column that nothing is read from. `None`
    /// where it is not one that can be folded: no table of savings, one with titles or without organisations,
    /// with columns of other kinds, keys behind figures, or several units.
    pub fn of(
        layout: &Layout,
        separator: u8,
        dash_is_nil: bool,
        seen: impl Fn(usize) -> Kinds,
    ) -> Option<Self> {
        if layout.shape != Shape::Rows(TableId::Savings) || layout.heading_row != 0 || layout.first_row != 1 {
            return None;
        }
        if layout.columns.len() > fold::MOST_COLUMNS {
            return None;
        }
        let mut roles = Vec::with_capacity(layout.columns.len());
        let (mut reading, mut units) = (None, Vec::new());
        for (at, column) in layout.columns.iter().enumerate() {
            roles.push(match column.used {
                Use::Field(id) if KEYS.contains(&id) => ColumnRole::Key(id),
                Use::Field(savings::PERIOD) => {
                    reading = Some((column.ambiguous, column.year));
                    ColumnRole::Period
                }
                Use::Field(id) => {
                    units.push(column.unit);
                    ColumnRole::Amount(Measure::ALL.into_iter().find(|measure| measure.column() == id)?)
                }
                // amounts that nothing is read from are counted and named where all cells are seen
                Use::Ignored | Use::Other | Use::Unused if !column.money => ColumnRole::Unread(seen(at)),
                _ => return None,
            });
        }
        let (ambiguous, year) = reading?;
        let unit = *units.first()?;
        let has = |id: ColumnId| roles.contains(&ColumnRole::Key(id));
        let is_figure = |role: &ColumnRole| matches!(role, ColumnRole::Period | ColumnRole::Amount(_));
        let keys = roles.iter().position(is_figure)?;
        let is_key = |role: &ColumnRole| matches!(role, ColumnRole::Key(_));
        let can_be_folded = has(savings::ORGANISATION)
            && has(savings::SCHEME)
            && units.iter().all(|other| *other == unit)
            && !roles.iter().skip(keys).any(is_key);
        can_be_folded.then_some(Self { roles, keys, separator, ambiguous, year, dash_is_nil, unit })
    }

    /// Whether rows are read alike by these columns and by others: whatever was seen in those that nothing is
    /// read from.
    pub fn reads_like(&self, other: &Self) -> bool {
        let plain = |role: &ColumnRole| match role {
            ColumnRole::Unread(_) => ColumnRole::Unread(Kinds::default()),
            role => *role,
        };
        let roles = |own: &Self| own.roles.iter().map(plain).collect::<Vec<_>>();
        roles(self) == roles(other) && Self { roles: other.roles.clone(), ..self.clone() } == *other
    }

    /// The separator of its cells.
    pub fn separator(&self) -> u8 {
        self.separator
    }

    /// The columns of ours that say whose a row is, each with where it stands.
    fn key_columns(&self) -> impl Iterator<Item = (usize, ColumnId)> + '_ {
        let roles = self.roles.iter().enumerate();
        roles.filter_map(|(at, role)| if let ColumnRole::Key(id) = role { Some((at, *id)) } else { None })
    }
}
