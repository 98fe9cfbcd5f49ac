//! `FILE#Sheet!A5:AC60`: the sheet or area of a workbook that is to be read.

use crate::names::same;

/// An area of a sheet; rows and columns from 1, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// First and last row.
    pub rows: (u32, u32),
    /// First and last column.
    pub columns: (u32, u32),
}

/// A sheet of a workbook, or an area of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetRange {
    /// The sheet; where it is not named, every one.
    pub sheet: Option<String>,
    /// The area; where it is not given, the whole sheet.
    pub area: Option<Area>,
}

impl SheetRange {
    /// Whether a sheet of this name is meant.
    pub(super) fn takes(&self, name: &str) -> bool {
        self.sheet.as_deref().is_none_or(|wanted| same(wanted, name))
    }
}

impl Area {
    /// Whether a cell lies in it.
    pub fn contains(&self, row: u32, column: u32) -> bool {
        (self.rows.0..=self.rows.1).contains(&row) && (self.columns.0..=self.columns.1).contains(&column)
    }

    /// `A5:AC60`, `C7`, `A:C` or `5:60`, with or without dollar signs.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().replace('$', "");
        let (first, last) = text.split_once(':').unwrap_or((&text, &text));
        let (first, last) = (corner(first)?, corner(last)?);
        let is_span = text.contains(':');
        let span = |first: Option<u32>, last: Option<u32>| match (first, last) {
            (Some(one), Some(other)) => Some((one.min(other), one.max(other))),
            (None, None) if is_span => Some((1, u32::MAX)),
            _ => None,
        };
        let (columns, rows) = (span(first.0, last.0)?, span(first.1, last.1)?);
        Some(Self { rows, columns })
    }
}

/// The column and row of `AC60`, either of which may be missing.
fn corner(text: &str) -> Option<(Option<u32>, Option<u32>)> {
    let text = text.trim();
    let split = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    let (letters, digits) = text.split_at(split);
    if letters.len() > 3 || digits.len() > 7 || text.is_empty() {
        return None;
    }
    let column = letters
        .bytes()
        .fold(0u32, |sum, letter| sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    let row = digits.parse::<u32>().ok().filter(|row| *row > 0 && !digits.starts_with('+'));
    (digits.is_empty() || row.is_some()).then_some(((column > 0).then_some(column), row))
}

/// The row and column, from 1, of a cell called `AC60`.
pub(crate) fn cell(text: &str) -> Option<(u32, u32)> {
    match corner(text)? {
        (Some(column), Some(row)) => Some((row, column)),
        _ => None,
    }
}

/// Splits an argument into a file's name and the part of it that is meant: `FILE#Sheet`,
/// `FILE#Sheet!A5:AC60`, `FILE#'Sheet name'!C7:D9`, `FILE#A5:AC60`. To be asked only where no file
/// has the whole name.
pub fn split_range(argument: &str) -> (&str, Option<SheetRange>) {
    let at = if argument.ends_with('\'') || argument.contains("'!") {
        argument.find("#'")
    } else {
        argument.rfind('#')
    };
    let Some((path, rest)) = at.map(|at| (&argument[..at], &argument[at + 1..])) else {
        return (argument, None);
    };
    match parse(rest) {
        Some(part) if !path.is_empty() => (path, Some(part)),
        _ => (argument, None),
    }
}

fn parse(text: &str) -> Option<SheetRange> {
    let (name, range) = if let Some(quoted) = text.strip_prefix('\'') {
        let end = quoted.rfind('\'')?;
        let range = match quoted.get(end + 1..)? {
            "" => None,
            range => Some(range.strip_prefix('!')?),
        };
        (quoted.get(..end)?.replace("''", "'"), range)
    } else if let Some((name, range)) = text.rsplit_once('!') {
        (name.to_owned(), Some(range))
    } else if text.contains(':') && Area::parse(text).is_some() {
        (String::new(), Some(text))
    } else {
        (text.to_owned(), None)
    };
    let area = range.map(|range| Area::parse(range).ok_or(())).transpose().ok()?;
    let sheet = Some(name.trim().to_owned()).filter(|name| !name.is_empty());
    (sheet.is_some() || area.is_some()).then_some(SheetRange { sheet, area })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(rows: (u32, u32), columns: (u32, u32)) -> Option<Area> {
        Some(Area { rows, columns })
    }

    #[test]
    fn parts_are_split_off() {
        let part = |argument: &str| {
            let (path, part) = split_range(argument);
            let part = part.unwrap();
            (path.to_owned(), part.sheet.unwrap_or_default(), part.area)
        };
        let book = || "dir/book.xlsx".to_owned();
        assert_eq!(part("dir/book.xlsx#Schemes"), (book(), "Schemes".into(), None));
        assert_eq!(part("dir/book.xlsx#Schemes!A5:AC60"), (book(), "Schemes".into(), area((5, 60), (1, 29))));
        assert_eq!(
            part("dir/book.xlsx#'M6 (Sep)'!$C$7:D9"),
            (book(), "M6 (Sep)".into(), area((7, 9), (3, 4)))
        );
        assert_eq!(part("dir/book.xlsx#'It''s #1!'"), (book(), "It's #1!".into(), None));
        assert_eq!(part("dir/book.xlsx#A5:C9"), (book(), String::new(), area((5, 9), (1, 3))));
        assert_eq!(
            part("dir/book.xlsx#Plan 2011-12!C7"),
            (book(), "Plan 2011-12".into(), area((7, 7), (3, 3)))
        );
        assert_eq!(part("a#b.xlsx#M6"), ("a#b.xlsx".into(), "M6".into(), None));
        for whole in
            ["book.xlsx", "book.xlsx#", "#Schemes", "book.xlsx#Schemes!", "book.xlsx#Schemes!first:last"]
        {
            assert_eq!(split_range(whole), (whole, None));
        }
    }

    #[test]
    fn areas_are_read_as_spreadsheets_write_them() {
        assert_eq!(Area::parse("C9:A5"), area((5, 9), (1, 3)));
        assert_eq!(Area::parse("A:C"), area((1, u32::MAX), (1, 3)));
        assert_eq!(Area::parse("5:60"), area((5, 60), (1, u32::MAX)));
        for wrong in ["", "C", "7", "A0:B3", "A1:B", "1A:B2", "ABCD1:ABCE2", ":", "A1:B2:C3"] {
            assert_eq!(Area::parse(wrong), None, "{wrong}");
        }
    }
}
