//! Tables as JSON: an object with a key per table and a line per row, or JSON Lines whose first key
//! names each row's table. Every value is a string, so that no digit is lost on the way.

use super::{Cell, RECORD, Table};
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
        if table.rows.is_empty() {
            out.write_all(b"\n    {")?;
            blanks(table, out, true)?;
            out.write_all(b"}")?;
        }
        for (at, row) in table.rows.iter().enumerate() {
            out.write_all(if at > 0 { b",\n    " } else { b"\n    " })?;
            out.write_all(b"{")?;
            keys(table, row, out, true)?;
            out.write_all(b"}")?;
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
        let start = |out: &mut dyn Write| {
            out.write_all(b"{")?;
            pair(out, RECORD, table.one, true)
        };
        if table.rows.is_empty() {
            start(out)?;
            blanks(table, out, false)?;
            out.write_all(b"}\n")?;
        }
        for row in &table.rows {
            start(out)?;
            keys(table, row, out, false)?;
            out.write_all(b"}\n")?;
        }
    }
    Ok(())
}

/// Every column without a value.
fn blanks(table: &Table, out: &mut dyn Write, mut is_first: bool) -> io::Result<()> {
    table.columns.iter().try_for_each(|column| pair(out, column.name, "", std::mem::take(&mut is_first)))
}

/// The columns that have a value.
fn keys(table: &Table, row: &[Cell], out: &mut dyn Write, mut is_first: bool) -> io::Result<()> {
    for (column, cell) in table.columns.iter().zip(row) {
        if *cell != Cell::Blank {
            pair(out, column.name, &cell.text(), std::mem::take(&mut is_first))?;
        }
    }
    Ok(())
}

fn pair(out: &mut dyn Write, key: &str, value: &str, is_first: bool) -> io::Result<()> {
    if !is_first {
        out.write_all(b", ")?;
    }
    string(out, key)?;
    out.write_all(b": ")?;
    string(out, value)
}

fn string(out: &mut dyn Write, text: &str) -> io::Result<()> {
    serde_json::to_writer(out, text).map_err(io::Error::from)
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    #[test]
    fn rows_are_objects_without_blanks() {
        let mut out = Vec::new();
        object(&sample::tables(), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.contains(
            "\n    {\"id\": \"A;1\", \"amount\": \"-98.50\", \"day\": \"2011-09-30\", \"state\": \"open\"},\n"
        ));
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["things"][1], serde_json::json!({"id": "=1+1", "amount": "-£1.2m"}));
        assert_eq!(value["others"][0]["note"], "2011-04");
    }

    #[test]
    fn lines_name_their_table_first() {
        let mut out = Vec::new();
        lines(&sample::tables(), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(
            text.lines().last(),
            Some("{\"record\": \"other\", \"note\": \"2011-04\", \"id\": \"B\"}")
        );
    }

    #[test]
    fn a_blank_table_shows_its_keys() {
        let mut tables = sample::tables();
        tables.iter_mut().for_each(|table| table.rows.clear());
        let mut out = Vec::new();
        object(&tables, &mut out).unwrap();
        let value: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(value["others"], serde_json::json!([{"note": "", "id": ""}]));
        let mut out = Vec::new();
        lines(&tables, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text.lines().last(), Some("{\"record\": \"other\", \"note\": \"\", \"id\": \"\"}"));
    }
}
