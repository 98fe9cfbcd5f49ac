//! Aligned text for a terminal, never wider than the page.

use super::block::Block;
use super::{Options, text};
use anstyle::{AnsiColor, Style};
use std::io::{self, BufWriter, Write};

mod layout;
#[cfg(test)]
mod tests;

/// The narrowest page.
const NARROWEST: usize = 40;

/// Writes the pages.
pub fn write(blocks: &[Block], options: &Options, out: &mut impl Write) -> io::Result<()> {
    let mut page = Page {
        width: options.width.max(NARROWEST),
        colour: options.colour,
        out: BufWriter::with_capacity(1 << 16, out),
    };
    let mut gap = true;
    for block in blocks {
        let starts = matches!(block, Block::Heading(2, _) | Block::Gap);
        if starts && !gap {
            page.put("")?;
        }
        gap = matches!(block, Block::Gap);
        match block {
            Block::Gap => {}
            Block::Heading(_, heading) => page.lines(&text::bold(heading), usize::MAX, 2)?,
            Block::Line(line, most) => page.lines(line, *most, 3)?,
            Block::Grid(grid) => {
                for line in layout::lines(grid, page.width) {
                    page.put(&line)?;
                }
            }
            Block::Entry(title, fields) => {
                page.lines(title, usize::MAX, 4)?;
                for (name, said) in fields {
                    page.lines(&format!("  {name:<9}{said}"), usize::MAX, 11)?;
                }
            }
        }
    }
    page.out.flush()
}

struct Page<W: Write> {
    width: usize,
    colour: bool,
    out: BufWriter<W>,
}

impl<W: Write> Page<W> {
    /// Text over at most so many lines; what is left over is cut.
    fn lines(&mut self, said: &str, most: usize, indent: usize) -> io::Result<()> {
        let mut lines = text::wrap(said, self.width, indent);
        if lines.len() > most {
            let rest = lines.split_off(most.saturating_sub(1));
            let joined = rest.iter().map(|line| line.trim_start()).collect::<Vec<_>>().join(" ");
            let margin = if most > 1 { " ".repeat(indent) } else { String::new() };
            lines.push(text::fit(&format!("{margin}{joined}"), self.width).into_owned());
        }
        lines.iter().try_for_each(|line| self.put(line))
    }

    /// A line, its marks turned into colours or taken out.
    fn put(&mut self, line: &str) -> io::Result<()> {
        let line = text::fit(line.trim_end(), self.width);
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

/// How a mark looks.
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
