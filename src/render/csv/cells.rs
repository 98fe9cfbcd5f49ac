//! Writing cells: text neutralised for spreadsheets, money as plain digits, without an allocation a
//! cell.

use crate::money::Money;
use crate::rating::Rating;
use crate::render::text;
use crate::report::Share;
use std::io::{self, Write};

/// A table being written.
pub struct Cells<W: Write> {
    writer: csv::Writer<W>,
    buffer: String,
}

impl<W: Write> Cells<W> {
    /// A table into a writer.
    pub fn new(out: W) -> Self {
        let writer = csv::WriterBuilder::new().buffer_capacity(1 << 16).from_writer(out);
        Self { writer, buffer: String::new() }
    }

    /// The heading row.
    pub fn header(&mut self, names: &[&str]) -> io::Result<()> {
        self.writer.write_record(names).map_err(io::Error::from)
    }

    /// A word of this program.
    pub fn word(&mut self, word: &str) -> io::Result<()> {
        self.writer.write_field(word).map_err(io::Error::from)
    }

    /// Text from data. What a spreadsheet would take for a formula gets an apostrophe before it.
    pub fn text(&mut self, text: &str) -> io::Result<()> {
        let neutral = !text.starts_with(['=', '+', '-', '@', '\t', '\r']);
        let text = text::clean(text);
        if neutral && !text.starts_with(['=', '+', '-', '@']) {
            return self.word(&text);
        }
        self.buffer.clear();
        self.buffer.push('\'');
        self.buffer.push_str(&text);
        self.writer.write_field(&self.buffer).map_err(io::Error::from)
    }

    /// Several texts in one cell.
    pub fn list(&mut self, texts: &[String]) -> io::Result<()> {
        match texts {
            [] => self.word(""),
            [one] => self.text(one),
            several => self.text(&several.join("; ")),
        }
    }

    /// An amount as plain digits.
    pub fn money(&mut self, amount: Money) -> io::Result<()> {
        self.buffer.clear();
        amount.write_plain(&mut self.buffer);
        self.writer.write_field(&self.buffer).map_err(io::Error::from)
    }

    /// An amount, blank where there is none.
    pub fn maybe(&mut self, amount: Option<Money>) -> io::Result<()> {
        match amount {
            Some(amount) => self.money(amount),
            None => self.word(""),
        }
    }

    /// A percentage, blank where there is none.
    pub fn share(&mut self, share: Option<&Share>) -> io::Result<()> {
        self.buffer.clear();
        if let Some(share) = share {
            share.write_digits(&mut self.buffer);
        }
        self.writer.write_field(&self.buffer).map_err(io::Error::from)
    }

    /// A colour.
    pub fn rating(&mut self, rating: Rating) -> io::Result<()> {
        self.word(rating.word())
    }

    /// `true` or `false`.
    pub fn yes_no(&mut self, yes: bool) -> io::Result<()> {
        self.word(if yes { "true" } else { "false" })
    }

    /// A whole number.
    pub fn count(&mut self, n: usize) -> io::Result<()> {
        self.word(&n.to_string())
    }

    /// The end of a row.
    pub fn end(&mut self) -> io::Result<()> {
        self.writer.write_record(None::<&[u8]>).map_err(io::Error::from)
    }

    /// The end of the table.
    pub fn finish(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_written_as_plain_digits() {
        for text in ["0", "-2013000", "0.05", "12.50", "99999999999999999999999", "-0.10", "1000"] {
            let amount = Money::new(text.parse().unwrap());
            let mut buffer = String::new();
            amount.write_plain(&mut buffer);
            assert_eq!(buffer, amount.decimal().normalize().to_string());
        }
    }

    #[test]
    fn formulas_are_neutralised_and_numbers_are_not() {
        let mut out = Vec::new();
        let mut cells = Cells::new(&mut out);
        cells.text("=1+1").unwrap();
        cells.text("\t@x").unwrap();
        cells.text("a \"b\", c").unwrap();
        cells.money(Money::new((-5).into())).unwrap();
        cells.end().unwrap();
        cells.finish().unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "'=1+1,'@x,\"a \"\"b\"\", c\",-5\n");
    }
}
