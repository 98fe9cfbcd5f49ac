//! What was read of each input.

use serde::Serialize;

/// One input.
#[derive(Debug, Clone, Serialize)]
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
#[derive(Debug, Clone, Serialize)]
pub struct InputTable {
    /// Where it begins.
    pub place: String,
    /// What it was taken for.
    pub table: String,
    /// Rows that became rows of the plan.
    pub rows: usize,
    /// Rows left out because they are totals.
    pub totals: usize,
    /// Its columns.
    pub columns: Vec<InputColumn>,
    /// Rows left out, with the reason.
    pub left_out: Vec<LeftOut>,
}

/// A column as read.
#[derive(Debug, Clone, Serialize)]
pub struct InputColumn {
    /// Where the heading stands.
    pub place: String,
    /// The heading as it stands.
    pub heading: String,
    /// What it was taken for; null where it was not used.
    pub ours: Option<String>,
    /// Its unit.
    pub unit: Option<&'static str>,
    /// Cells that said something.
    pub cells: usize,
}

/// A row left out.
#[derive(Debug, Clone, Serialize)]
pub struct LeftOut {
    /// Where.
    pub place: String,
    /// Why.
    pub reason: String,
}
