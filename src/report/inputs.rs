//! What was read of each input.

use schemars::JsonSchema;
use serde::Serialize;

/// A file, standard input, or a file of a folder.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Input {
    /// Its name as given.
    pub name: String,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// What was read of each of its tables.
    pub tables: Vec<InputTable>,
}

/// What was read of one table of an input.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct InputTable {
    /// Where the row of its headings begins.
    pub place: String,
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
}

/// A column as read.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct InputColumn {
    /// Where the heading stands.
    pub place: String,
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
    pub place: String,
    /// Why it is no row of the plan.
    pub reason: String,
}
