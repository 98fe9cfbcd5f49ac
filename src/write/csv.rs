//! Tables as separated text: a table a file, or all of them in one whose first column names each
//! row's table. Text that a spreadsheet would take for a formula gets an apostrophe before it, which
//! [`crate::read::csv`] takes away again.

use super::{Cell, RECORD, Table, all_columns};
use crate::read::csv::{is_guarded, separates};
use std::io::{self, Write};

/// Writes one table: its headings and its rows.
///
/// # Errors
/// Whatever the writer reports.
pub fn table(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    line(out, table.columns.iter().map(|column| Field::Ours(column.name)))?;
    table.rows.iter().try_for_each(|row| line(out, row.iter().map(Field::Cell)))
}

/// Writes a line of text cells as they stand.
///
/// # Errors
/// Whatever the writer reports.
pub fn texts<'t>(out: &mut dyn Write, cells: impl Iterator<Item = &'t str>) -> io::Result<()> {
    for (at, text) in cells.enumerate() {
        if at > 0 {
            out.write_all(b",")?;
        }
        written(out, text)?;
    }
    out.write_all(b"\n")
}

/// Writes rows of several tables under the columns of all of them.
///
/// # Errors
/// Whatever the writer reports.
pub fn records(tables: &[Table], out: &mut dyn Write) -> io::Result<()> {
    let names = all_columns(tables);
    line(out, std::iter::once(RECORD).chain(names.iter().copied()).map(Field::Ours))?;
    for table in tables {
        let own: Vec<Option<usize>> =
            names.iter().map(|name| table.columns.iter().position(|column| column.name == *name)).collect();
        for row in &table.rows {
            let cells = own.iter().map(|at| at.and_then(|at| row.get(at)).unwrap_or(&Cell::Blank));
            line(out, std::iter::once(Field::Ours(table.one)).chain(cells.map(Field::Cell)))?;
        }
    }
    Ok(())
}

/// A cell, or a word of this program.
enum Field<'t> {
    Ours(&'static str),
    Cell(&'t Cell),
}

fn line<'t>(out: &mut dyn Write, fields: impl Iterator<Item = Field<'t>>) -> io::Result<()> {
    for (at, field) in fields.enumerate() {
        if at > 0 {
            out.write_all(b",")?;
        }
        match field {
            Field::Ours(word) => out.write_all(word.as_bytes())?,
            Field::Cell(Cell::Text(text)) => written(out, text)?,
            Field::Cell(cell) => out.write_all(cell.text().as_bytes())?,
        }
    }
    out.write_all(b"\n")
}

/// Text, guarded and quoted where it needs to be: also where it holds another separator that a reader
/// might take for this one.
fn written(out: &mut dyn Write, text: &str) -> io::Result<()> {
    let guard = if is_guarded(text) { "'" } else { "" };
    let needs_quotes = |c: char| separates(c) || matches!(c, '"' | '\n' | '\r');
    if text.contains(needs_quotes) || text.trim() != text {
        write!(out, "\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        write!(out, "{guard}{text}")
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::location::SourceId;
    use crate::read::{Limits, csv::read};

    fn written(write: impl Fn(&mut dyn Write) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_table_is_headings_and_rows() {
        let tables = sample::tables();
        assert_eq!(
            written(|out| table(&tables[0], out)),
            "id,amount,day,state\n\"A;1\",-98.50,2011-09-30,open\n'=1+1,'-£1.2m,,\n\
             \"say \"\"no\"\", twice\",12345678901234567890.01,,closed\n"
        );
    }

    #[test]
    fn records_share_the_columns_of_one_name() {
        let text = written(|out| records(&sample::tables(), out));
        assert!(text.starts_with("record,id,amount,day,state,note\nthing,\"A;1\",-98.50,2011-09-30,open,\n"));
        assert!(text.ends_with("\nother,B,,,,2011-04\n"));
    }

    #[test]
    fn what_is_written_is_read_back() {
        for text in ["=1", "'=1", "''-x", "'quoted'", "a;b", " padded ", "it's", "\"", "a\nb", "|", "-"] {
            let cell = Cell::Text(text.to_owned());
            let line = written(|out| line(out, [Field::Ours("x"), Field::Cell(&cell)].into_iter()));
            let (grid, problems) = read(SourceId(0), &line, Some(b','), "t", 0, &Limits::DEFAULT);
            assert!(problems.is_empty(), "{line}");
            assert_eq!(grid.text(0, 1), text, "{line}");
        }
    }
}
