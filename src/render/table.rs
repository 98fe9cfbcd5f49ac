//! Aligned text for a terminal, never wider than the page.

use super::block::Block;
use super::side_by_side::write_each;
use super::{Options, text};
use anstyle::{AnsiColor, Style};
use std::io::{self, Write};

mod layout;
#[cfg(test)]
mod tests;

const NARROWEST: usize = 40;

/// How many blocks are laid out at a time: a report of many plans has a great many.
const AT_ONCE: usize = 64;

/// Writes the pages.
pub fn write(blocks: &[Block], options: &Options, out: &mut impl Write) -> io::Result<()> {
    let gap_before = |at: usize| at.checked_sub(1).is_none_or(|before| is_gap(blocks.get(before)));
    let parts = blocks.chunks(AT_ONCE).enumerate().map(|(at, part)| (gap_before(at * AT_ONCE), part));
    let parts: Vec<(bool, &[Block])> = parts.collect();
    let (width, colour) = (options.width.max(NARROWEST), options.colour);
    let text =
        |(gap, part): &(bool, &[Block]), out: &mut Vec<u8>| Page { width, colour, out }.blocks(part, *gap);
    write_each(options.threads, &parts, text, out)?;
    out.flush()
}

fn is_gap(block: Option<&Block>) -> bool {
    matches!(block, Some(Block::Gap))
}

struct Page<'o> {
    width: usize,
    colour: bool,
    out: &'o mut Vec<u8>,
}

impl Page<'_> {
    /// Blocks that follow one another, behind a gap or not.
    fn blocks(&mut self, blocks: &[Block], mut gap: bool) -> io::Result<()> {
        for block in blocks {
            let starts = matches!(block, Block::Heading(2, _) | Block::Gap);
            if starts && !gap {
                self.put("")?;
            }
            gap = is_gap(Some(block));
            match block {
                Block::Gap => {}
                Block::Heading(_, heading) => self.lines(&text::bold(heading), usize::MAX, 2)?,
                Block::Line(line, most) => self.lines(line, *most, 3)?,
                Block::Item(item, Some(indent)) => self.lines(item, usize::MAX, *indent)?,
                Block::Item(item, None) => self.whole(item)?,
                Block::Grid(grid) => {
                    for line in layout::lines(grid, self.width) {
                        self.put(&line)?;
                    }
                }
                Block::Entry(title, fields) => {
                    self.lines(title, usize::MAX, 4)?;
                    for (name, said) in fields {
                        self.lines(&format!("  {name:<9}{said}"), usize::MAX, 11)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Text over at most so many lines; longer text ends with a whole clause.
    fn lines(&mut self, said: &str, most: usize, indent: usize) -> io::Result<()> {
        let lines = text::wrap_to(said, self.width, indent, most);
        lines.iter().try_for_each(|line| self.put(line))
    }

    /// A line, cut to the page.
    fn put(&mut self, line: &str) -> io::Result<()> {
        let line = text::fit(line.trim_end(), self.width);
        self.whole(&line)
    }

    /// A line, its marks turned into colours or taken out.
    fn whole(&mut self, line: &str) -> io::Result<()> {
        if line.is_ascii() {
            self.out.write_all(line.as_bytes())?;
            return self.out.write_all(b"\n");
        }
        let mut from = 0;
        let mut open = Style::new();
        for (at, mark) in line.char_indices().filter(|(_, c)| text::is_mark(*c)) {
            self.out.write_all(line.get(from..at).unwrap_or_default().as_bytes())?;
            from = at + mark.len_utf8();
            if self.colour {
                write!(self.out, "{}", open.render_reset())?;
                open = style(mark);
                write!(self.out, "{}", open.render())?;
            }
        }
        self.out.write_all(line.get(from..).unwrap_or_default().as_bytes())?;
        if self.colour {
            write!(self.out, "{}", open.render_reset())?;
        }
        self.out.write_all(b"\n")
    }
}

fn style(mark: char) -> Style {
    let coloured = |colour: AnsiColor| Style::new().bold().fg_color(Some(colour.into()));
    match mark {
        text::BOLD => Style::new().bold(),
        text::GREEN => coloured(AnsiColor::Green),
        text::AMBER => coloured(AnsiColor::Yellow),
        text::RED => coloured(AnsiColor::Red),
        text::GREY => coloured(AnsiColor::BrightBlack),
        _ => Style::new(),
    }
}
