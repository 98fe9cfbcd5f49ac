//! How much of an input is read: what a file may claim is bounded whatever it holds, generously, and
//! each bound has a name by which the user can move it.

use crate::money::group;
use crate::nearest::{nearest, offer};
use crate::problem::ProblemKind;

/// What is bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    Cell,
    /// Columns of a table; keys of a JSON object.
    Columns,
    /// How deep arrays and objects of JSON lie in one another.
    Nesting,
    /// Cells of a JSON table of which most are blank.
    Sparse,
    Sheets,
    /// Cells of a workbook, with the blanks between them.
    Cells,
    /// Bytes of all cells of a workbook together; bytes of an input whose length nobody knows.
    Text,
    /// What a workbook repeats without writing it again, rows and merged cells: 16 bytes a cell, and its text.
    Repeated,
    /// Parts of the zip file that a workbook is.
    Parts,
    /// Bytes to which one part of it may expand.
    Part,
    /// Bytes to which all of them may expand together.
    Expansion,
}

/// A limit as the user sees it.
#[derive(Debug, Clone, Copy)]
pub struct Declared {
    /// Which one.
    pub limit: Limit,
    pub name: &'static str,
    /// Whether it counts bytes, and is written with `kB`, `MB` or `GB`.
    pub bytes: bool,
    /// Its value where the user says nothing.
    pub default: u64,
    pub most: u64,
}

const fn declared(limit: Limit, name: &'static str, bytes: bool, default: u64, most: u64) -> Declared {
    Declared { limit, name, bytes, default, most }
}

/// Places and cells of a file are counted in 32 bits, and so is its text.
pub const MOST: u64 = u32::MAX as u64;

/// Every limit, in the order of [`Limit`]. JSON is parsed no deeper than 120, whatever is asked.
pub const LIMITS: [Declared; 11] = [
    declared(Limit::Cell, "cell", true, 1 << 20, MOST),
    declared(Limit::Columns, "columns", false, 16_384, 1 << 20),
    declared(Limit::Nesting, "nesting", false, 64, 120),
    declared(Limit::Sparse, "sparse", false, 20_000_000, MOST),
    declared(Limit::Sheets, "sheets", false, 1_000, MOST),
    declared(Limit::Cells, "cells", false, 50_000_000, MOST),
    declared(Limit::Text, "text", true, 256 << 20, MOST),
    declared(Limit::Repeated, "repeated", true, 16 << 20, MOST),
    declared(Limit::Parts, "parts", false, 10_000, MOST),
    declared(Limit::Part, "part", true, 256 << 20, 1 << 40),
    declared(Limit::Expansion, "expansion", true, 512 << 20, 1 << 40),
];

/// The limits of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits([u64; LIMITS.len()]);

impl Limits {
    /// What stands where the user says nothing.
    pub const DEFAULT: Self = {
        let (mut values, mut at) = ([0; LIMITS.len()], 0);
        while at < LIMITS.len() {
            values[at] = LIMITS[at].default;
            at += 1;
        }
        Self(values)
    };

    /// The value of a limit.
    pub fn of(&self, limit: Limit) -> u64 {
        self.0[limit as usize]
    }

    /// The value of a limit on what is counted in memory.
    pub fn count(&self, limit: Limit) -> usize {
        usize::try_from(self.of(limit)).unwrap_or(usize::MAX)
    }

    /// The same with one of them moved.
    pub fn with(mut self, limit: Limit, value: u64) -> Self {
        self.0[limit as usize] = value;
        self
    }

    /// A limit as it is written: `1 MB`, `16,384`.
    pub fn show(&self, limit: Limit) -> String {
        let declared = &LIMITS[limit as usize];
        if declared.bytes { size(self.of(limit), " ") } else { group(&self.of(limit).to_string()) }
    }

    /// The problem of an input that exceeds a limit: what is too large, and the two ways out.
    pub fn exceeded(&self, limit: Limit, what: String, mend: &str) -> ProblemKind {
        let (declared, value) = (&LIMITS[limit as usize], self.of(limit));
        let higher = value.saturating_mul(2).max(1).min(declared.most);
        let mend = if higher > value {
            let higher = if declared.bytes { size(higher, "") } else { higher.to_string() };
            format!("{mend}; or raise the limit: --limit {}={higher}", declared.name)
        } else {
            mend.to_owned()
        };
        ProblemKind::Limit { what, mend }
    }

    /// The problem of a cell of so many bytes.
    pub fn cell(&self, bytes: usize, mend: &str) -> ProblemKind {
        let most = self.show(Limit::Cell);
        let what = format!("this cell holds {bytes} bytes; the most that is read is {most}");
        self.exceeded(Limit::Cell, what, mend)
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}

const UNITS: [(&str, u64); 3] = [("GB", 1 << 30), ("MB", 1 << 20), ("kB", 1 << 10)];

/// A number of bytes in the largest unit that shows it whole.
fn size(bytes: u64, gap: &str) -> String {
    match UNITS.iter().find(|(_, unit)| bytes >= *unit && bytes.is_multiple_of(*unit)) {
        Some((name, unit)) => format!("{}{gap}{name}", bytes / unit),
        None if gap.is_empty() => bytes.to_string(),
        None => format!("{}{gap}bytes", group(&bytes.to_string())),
    }
}

/// Reads a limit as the user writes it: `cell=2MB`, `sheets=2000`.
///
/// # Errors
/// A sentence that says what was expected: a known name, a whole number, no more than the most.
pub fn parse(text: &str) -> Result<(Limit, u64), String> {
    let Some((name, value)) = text.split_once('=') else {
        return Err("NAME=VALUE is expected, such as cell=2MB or sheets=2000".to_owned());
    };
    let (name, value) = (name.trim(), value.trim());
    let Some(declared) = LIMITS.iter().find(|limit| limit.name == name) else {
        let names = LIMITS.iter().map(|limit| limit.name);
        let near = offer(nearest(name, names.clone()));
        let all: Vec<&str> = names.collect();
        return Err(format!("there is no limit `{name}`{near} (one of: {})", all.join(", ")));
    };
    let digits = value.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = value.get(digits.len()..).unwrap_or("").to_lowercase();
    let unit = match UNITS.iter().find(|(name, _)| name.to_lowercase() == unit && declared.bytes) {
        Some((_, unit)) => Some(*unit),
        None => (unit.is_empty() || declared.bytes && unit == "b").then_some(1),
    };
    let number: Option<u64> = digits.trim().parse().ok();
    let value = number.zip(unit).and_then(|(number, unit)| number.checked_mul(unit));
    let (kind, one) =
        if declared.bytes { ("a number of bytes, kB, MB or GB", "2MB") } else { ("a whole number", "100") };
    let Some(value) = value else { return Err(format!("{kind} is expected, such as {name}={one}")) };
    if value == 0 || value > declared.most {
        let most = if declared.bytes { size(declared.most, "") } else { declared.most.to_string() };
        return Err(format!("`{name}` can be from 1 to {most}, such as {name}={one}"));
    }
    Ok((declared.limit, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_declared_in_their_order() {
        for (at, declared) in LIMITS.iter().enumerate() {
            assert_eq!(declared.limit as usize, at, "{}", declared.name);
            assert_eq!(Limits::DEFAULT.of(declared.limit), declared.default);
            assert!(declared.default <= declared.most);
        }
    }

    #[test]
    fn limits_are_written_as_people_write_sizes() {
        assert_eq!(parse("cell=2MB"), Ok((Limit::Cell, 2 << 20)));
        assert_eq!(parse(" cell = 100 "), Ok((Limit::Cell, 100)));
        assert_eq!(parse("expansion=1gb"), Ok((Limit::Expansion, 1 << 30)));
        assert_eq!(parse("sheets=2000"), Ok((Limit::Sheets, 2000)));
        for wrong in [
            "cell",
            "cells=2MB",
            "cell=-1",
            "cell=1.5MB",
            "cell=0",
            "nesting=121",
            "sheet=2",
            "cell=9999999999GB",
        ] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
        assert!(parse("sheet=2").unwrap_err().contains("did you mean `sheets`?"));
    }

    #[test]
    fn what_exceeds_a_limit_is_told_how_to_move_it() {
        let kind = Limits::DEFAULT.exceeded(Limit::Cell, "too long".to_owned(), "shorten it");
        let wanted = "shorten it; or raise the limit: --limit cell=2MB";
        assert!(matches!(kind, ProblemKind::Limit { mend, .. } if mend == wanted));
        let deep = Limits::DEFAULT.with(Limit::Nesting, 120);
        let kind = deep.exceeded(Limit::Nesting, "too deep".to_owned(), "flatten it");
        assert!(matches!(kind, ProblemKind::Limit { mend, .. } if mend == "flatten it"));
        assert_eq!(Limits::DEFAULT.show(Limit::Columns), "16,384");
        assert_eq!(Limits::DEFAULT.show(Limit::Cell), "1 MB");
    }
}
