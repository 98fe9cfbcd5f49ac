//! Tables as JSON: an object with a key per table and a line per row, or JSON Lines whose first key
//! names each row's table. Every value is a string, so that no digit is lost on the way.

use super::{Cell, RECORD, Table};
use std::borrow::Cow;
use std::io::{self, Write};

/// Writes an object with a key per table, each an array of objects. Blank cells are left out, except
/// of a table without rows: there one object of blanks shows the keys.
///
/// # Errors
/// Whatever the writer reports.
pub fn object(tables: &[Table], out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"{")?;
    for (at, table) in tables.iter().enumerate() {
        write!(out, "{}\n  ", if at > 0 { "," } else { "" })?;
        string(out, table.name)?;
        out.write_all(b": [")?;
        for (at, row) in rows(table).enumerate() {
            out.write_all(if at > 0 { b",\n    " } else { b"\n    " })?;
            members(out, pairs(table, row))?;
        }
        out.write_all(b"\n  ]")?;
    }
    out.write_all(b"\n}\n")
}

/// Writes a line for each row; of a table without rows one that shows the keys.
///
/// # Errors
/// Whatever the writer reports.
pub fn lines(tables: &[Table], out: &mut dyn Write) -> io::Result<()> {
    for table in tables {
        for row in rows(table) {
            members(out, std::iter::once((RECORD, table.one.into())).chain(pairs(table, row)))?;
            out.write_all(b"\n")?;
        }
    }
    Ok(())
}

/// The rows of a table; where it has none, one that is only its keys.
fn rows(table: &Table) -> impl Iterator<Item = Option<&[Cell]>> {
    let keys = table.rows.is_empty().then_some(None);
    table.rows.iter().map(|row| Some(row.as_slice())).chain(keys)
}

/// The columns that have a value in a row, with it; of no row all of them, blank.
fn pairs<'t>(table: &'t Table, row: Option<&'t [Cell]>) -> impl Iterator<Item = (&'t str, Cow<'t, str>)> {
    table.columns.iter().enumerate().filter_map(move |(at, column)| match row.map(|row| row.get(at)) {
        None => Some((column.name, Cow::Borrowed(""))),
        Some(cell) => cell.filter(|cell| **cell != Cell::Blank).map(|cell| (column.name, cell.text())),
    })
}

fn members<'t>(out: &mut dyn Write, pairs: impl Iterator<Item = (&'t str, Cow<'t, str>)>) -> io::Result<()> {
    out.write_all(b"{")?;
    for (at, (key, value)) in pairs.enumerate() {
        out.write_all(if at > 0 { b", " } else { b"" })?;
        string(out, key)?;
        out.write_all(b": ")?;
        string(out, &value)?;
    }
    out.write_all(b"}")
}

fn string(out: &mut dyn Write, text: &str) -> io::Result<()> {
    serde_json::to_writer(out, text).map_err(io::Error::from)
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn written(write: impl Fn(&mut dyn Write) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn rows_are_objects_without_blanks() {
        let text = written(|out| object(&sample::tables(), out));
        assert!(
            text.contains(r#"    {"id": "A;1", "amount": "-98.50", "day": "2011-09-30", "state": "open"},"#)
        );
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["things"][1], serde_json::json!({"id": "=1+1", "amount": "-£1.2m"}));
        assert_eq!(value["others"][0]["note"], "2011-04");
    }

    #[test]
    fn lines_name_their_table_first_and_blank_tables_show_their_keys() {
        let mut tables = sample::tables();
        let text = written(|out| lines(&tables, out));
        assert_eq!(text.lines().last(), Some(r#"{"record": "other", "note": "2011-04", "id": "B"}"#));
        tables.iter_mut().for_each(|table| table.rows.clear());
        let text = written(|out| lines(&tables, out));
        assert_eq!(text.lines().last(), Some(r#"{"record": "other", "note": "", "id": ""}"#));
        assert!(
            written(|out| object(&tables, out))
                .ends_with("\n  \"others\": [\n    {\"note\": \"\", \"id\": \"\"}\n  ]\n}\n")
        );
    }
}
