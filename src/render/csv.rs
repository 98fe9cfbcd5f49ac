//! Comma-separated values: one tidy table a view, one after another, separated by a blank line.
//! Money is plain digits in pounds (as read where no unit is stated); text is neutralised for
//! spreadsheets.

use super::Options;
use super::cells::{Cell, Line, Table};
use super::select::{self, Filter};
use super::side_by_side::write_each;
use super::text;
use crate::report::{FinanceLine, Level, Report};
use std::io::{self, BufWriter, Write};

#[cfg(test)]
mod tests;

/// Writes the views.
pub fn write(report: &Report, options: &Options, out: &mut impl Write) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    for (at, view) in options.views.iter().enumerate() {
        if at > 0 {
            out.write_all(b"\n")?;
        }
        let mut table = CsvTable::new(&mut out);
        view.table(report, options, &mut table)?;
        table.finish()?;
    }
    out.flush()
}

/// The finance lines of the schemes of a plan, by its index.
pub type OfSchemes<'a> = dyn Fn(usize) -> Box<dyn Iterator<Item = FinanceLine> + 'a> + Sync + 'a;

/// How many schemes make a block of lines.
const BLOCK: usize = 2048;

/// Writes the finance view as [`write()`] does, of a report that holds no lines of schemes: blocks of them are made by
/// several threads while it is written.
pub fn finance(
    report: &Report,
    of_schemes: &OfSchemes,
    options: &Options,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    finance_header(&mut out)?;
    let filter = Filter::of(options);
    let mut schemes = 0;
    let mut blocks: Vec<Vec<usize>> = vec![Vec::new()];
    for (at, plan) in report.plans.iter().enumerate() {
        schemes += plan.control.schemes;
        blocks.last_mut().into_iter().for_each(|block| block.push(at));
        if schemes >= BLOCK {
            schemes = 0;
            blocks.push(Vec::new());
        }
    }
    let text = |block: &Vec<usize>, text: &mut Vec<u8>| {
        let mut lines = FinanceLines::new(text);
        let mut own = block.iter().flat_map(|at| of_schemes(*at)).filter(|line| filter.has(line));
        own.try_for_each(|line| lines.line(&line))?;
        lines.finish()
    };
    for level in select::finance_levels(report, options) {
        if *level == Level::Scheme {
            write_each(options.threads, &blocks, text, &mut out)?;
            continue;
        }
        let mut lines = FinanceLines::new(&mut out);
        select::finance_at(report, *level, &filter).try_for_each(|line| lines.line(line))?;
        lines.finish()?;
    }
    out.flush()
}

/// A file for each view.
pub fn files(report: &Report, options: &Options) -> Vec<(String, Vec<u8>)> {
    let each = options.views.iter().map(|view| {
        let mut bytes = Vec::new();
        let options = Options { views: vec![*view], ..options.clone() };
        // memory takes whatever is written
        let _ = write(report, &options, &mut bytes);
        (view.file_name(), bytes)
    });
    each.collect()
}

/// Writes one table.
pub fn table(
    out: &mut impl Write,
    fill: impl FnOnce(&mut CsvTable<&mut dyn Write>) -> io::Result<()>,
) -> io::Result<()> {
    let mut buffered = BufWriter::with_capacity(1 << 16, out);
    let mut table = CsvTable::new(&mut buffered as &mut dyn Write);
    fill(&mut table)?;
    table.finish()?;
    buffered.flush()
}

/// Writes the headings of the finance view.
fn finance_header(out: impl Write) -> io::Result<()> {
    let mut table = CsvTable::new(out);
    table.head(&FinanceLine::keys())?;
    table.finish()
}

/// Lines of the finance view, one by one, without a report.
struct FinanceLines<W: Write>(CsvTable<W>);

impl<W: Write> FinanceLines<W> {
    fn new(out: W) -> Self {
        Self(CsvTable::new(out))
    }

    fn line(&mut self, line: &FinanceLine) -> io::Result<()> {
        self.0.line(line)
    }

    /// Writes what is still held.
    fn finish(self) -> io::Result<()> {
        self.0.finish()
    }
}

/// What went wrong with what is written to, as it said it: that its reader has gone is no fault.
fn fault(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(own) => own,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// A table being written, without an allocation a cell.
pub struct CsvTable<W: Write> {
    writer: csv::Writer<W>,
    buffer: String,
}

impl<W: Write> CsvTable<W> {
    fn new(out: W) -> Self {
        let writer = csv::WriterBuilder::new().buffer_capacity(1 << 16).from_writer(out);
        Self { writer, buffer: String::new() }
    }

    fn cell(&mut self, cell: Cell<'_>) -> io::Result<()> {
        self.buffer.clear();
        match cell {
            Cell::Word(word) => return self.field(word),
            Cell::Text(text) => return self.text(text),
            Cell::List([one]) => return self.text(one),
            Cell::List(several) => return self.text(&several.join("; ")),
            Cell::Blank => {}
            Cell::Money(amount) => amount.write_plain(&mut self.buffer),
            Cell::Share(share) => share.write_digits(&mut self.buffer),
            Cell::Year(year) => self.buffer.push_str(&year.to_string()),
            Cell::Number(number) => self.buffer.push_str(&number.normalize().to_string()),
            Cell::Count(n) => self.buffer.push_str(itoa::Buffer::new().format(n)),
        }
        self.writer.write_field(&self.buffer).map_err(fault)
    }

    /// Text from data. What a spreadsheet would take for a formula gets an apostrophe before it.
    fn text(&mut self, text: &str) -> io::Result<()> {
        let neutral = !text.starts_with(['=', '+', '-', '@', '\t', '\r']);
        let text = text::clean(text);
        if neutral && !text.starts_with(['=', '+', '-', '@']) {
            return self.field(&text);
        }
        self.buffer.push('\'');
        self.buffer.push_str(&text);
        self.writer.write_field(&self.buffer).map_err(fault)
    }

    fn field(&mut self, text: &str) -> io::Result<()> {
        self.writer.write_field(text).map_err(fault)
    }

    fn finish(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

impl<W: Write> Table for CsvTable<W> {
    fn head(&mut self, keys: &[&str]) -> io::Result<()> {
        self.writer.write_record(keys).map_err(fault)
    }

    fn line(&mut self, line: &impl Line) -> io::Result<()> {
        line.each(&mut |cell| self.cell(cell))?;
        self.writer.write_record(None::<&[u8]>).map_err(fault)
    }
}
