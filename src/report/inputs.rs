//! What was read of each input.

use crate::location::PlaceAt;
use crate::money::Money;
use crate::plan::account::{Account, Amounts, Status};
use schemars::JsonSchema;
use serde::Serialize;

/// A file, standard input, or a file of a folder.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct Input {
    /// Its name as given.
    pub name: String,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// The organisations that it, or its folder, alone gives a name.
    pub names: Vec<String>,
    /// What was read of each of its tables.
    pub tables: Vec<InputTable>,
}

/// What was read of one table of an input.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct InputTable {
    /// Where the row of its headings begins.
    pub place: PlaceAt<'static>,
    /// The table of a plan that it was taken for.
    pub table: String,
    /// Rows that became rows of the plan.
    pub rows: usize,
    /// Rows left out because they are totals.
    pub totals: usize,
    /// Every column, used or not, in the order given.
    pub columns: Vec<InputColumn>,
    /// Rows left out, with the reason.
    pub left_out: Vec<LeftOut>,
    /// What became of every amount that stands in it.
    pub amounts: AmountsByStatus,
    /// Columns and rows of amounts that nothing is read from.
    pub unused_amounts: Vec<UnusedAmounts>,
}

/// The cells of a table that hold amounts, by what became of them: together all of them.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct AmountsByStatus {
    /// In sums.
    pub used: CellsAndSum,
    /// Compared with what is worked out.
    pub stated: CellsAndSum,
    /// Totals: compared, never added.
    pub total: CellsAndSum,
    /// Left out by the user's word (`=ignore`).
    pub left_out: CellsAndSum,
    /// Nothing is read from them.
    pub not_used: CellsAndSum,
}

/// How many cells, and what they add up to: a saving is positive.
#[derive(Debug, Clone, Copy, Default, Serialize, JsonSchema)]
pub struct CellsAndSum {
    /// Cells.
    pub cells: usize,
    /// Their sum: in pounds where a unit is stated, else as read.
    pub sum: Money,
}

impl From<Amounts> for CellsAndSum {
    fn from(amounts: Amounts) -> Self {
        Self { cells: amounts.cells, sum: amounts.sum }
    }
}

impl From<&Account> for AmountsByStatus {
    fn from(account: &Account) -> Self {
        Self {
            used: account.of(Status::Used).into(),
            stated: account.of(Status::Stated).into(),
            total: account.of(Status::Total).into(),
            left_out: account.of(Status::LeftOut).into(),
            not_used: account.of(Status::NotUsed).into(),
        }
    }
}

/// A column or row of amounts that nothing is read from.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct UnusedAmounts {
    /// `column` or `row`.
    pub line: &'static str,
    /// Its heading or label; which column it is, where it has none.
    pub name: String,
    /// Where it begins.
    pub place: PlaceAt<'static>,
    /// Cells that hold amounts and stand in no total.
    pub cells: usize,
    /// Their sum: in pounds where a unit is stated, else as read.
    pub sum: Money,
    /// The unit they stand in; null where nothing states one.
    pub unit: Option<&'static str>,
}

/// A column as read.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct InputColumn {
    /// Where the heading stands.
    pub place: PlaceAt<'static>,
    /// The heading as it stands.
    pub heading: String,
    /// What it was taken for; null where it was not used.
    pub ours: Option<String>,
    /// The unit its amounts are in; null where nothing states one, and where it holds no amounts.
    pub unit: Option<&'static str>,
    /// Cells that said something.
    pub cells: usize,
}

/// A row left out.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LeftOut {
    /// Where the row begins.
    pub place: PlaceAt<'static>,
    /// Why it is no row of the plan.
    pub reason: String,
}
