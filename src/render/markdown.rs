//! The same views as markdown: headings, paragraphs and pipe tables.

use super::block::{Block, Grid, Row};
use super::{conformance, text};
use crate::report::{Conformance, Input, PolicyUsed, Tool};
use std::io::{self, BufWriter, Write};

/// What pages were made by and from.
#[derive(Clone, Copy)]
pub struct Origin<'a> {
    pub tool: &'a Tool,
    pub schema: &'a str,
    pub policy: &'a PolicyUsed,
    pub inputs: &'a [Input],
    /// What was judged, of so many organisations; `None` of what is no assessment.
    pub conformance: Option<(&'a Conformance, usize)>,
}

/// Writes the pages, then what they were made from.
pub fn write(blocks: &[Block], origin: &Origin, out: &mut impl Write) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    self::blocks(blocks, &mut out)?;
    footer(origin, &mut out)?;
    out.flush()
}

/// Writes the pages alone.
pub fn blocks(blocks: &[Block], out: &mut impl Write) -> io::Result<()> {
    let mut in_list = false;
    for block in blocks {
        if in_list && !matches!(block, Block::Item(..)) {
            writeln!(out)?;
        }
        in_list = matches!(block, Block::Item(..));
        match block {
            Block::Item(said, _) => {
                let blanks = said.len() - said.trim_start().len();
                let words: Vec<&str> = said.split_whitespace().collect();
                writeln!(out, "{:blanks$}- {}", "", escape(&words.join(" ")))?;
            }
            Block::Gap => {}
            Block::Heading(level, heading) => {
                let signs = if *level == 1 { "#" } else { "##" };
                writeln!(out, "{signs} {}\n", escape(heading))?;
            }
            Block::Line(line, _) => writeln!(out, "{}\n", paragraph(line))?,
            Block::Grid(grid) => table(grid, out)?,
            Block::Entry(title, fields) => {
                writeln!(out, "- **{}**", escape(title))?;
                for (name, said) in fields {
                    writeln!(out, "  - {name}: {}", escape(said))?;
                }
                writeln!(out)?;
            }
        }
    }
    if in_list {
        writeln!(out)?;
    }
    Ok(())
}

fn footer(origin: &Origin, out: &mut impl Write) -> io::Result<()> {
    let (tool, policy) = (origin.tool, origin.policy);
    writeln!(
        out,
        "---\n\n{} {}, {}, policy {} ({})\n",
        escape(tool.name),
        escape(tool.version),
        origin.schema,
        escape(&text::clean(&policy.name)),
        escape(&policy.hash)
    )?;
    if let Some((own, organisations)) = origin.conformance {
        for (label, said) in conformance::lines(own, organisations) {
            writeln!(out, "- {label}: {}", escape(&said))?;
        }
    }
    for input in origin.inputs {
        let name = escape(&text::clean(&input.name));
        writeln!(out, "- {name}: {} bytes, SHA-256 {}", input.bytes, input.sha256)?;
    }
    Ok(())
}

fn table(grid: &Grid, out: &mut impl Write) -> io::Result<()> {
    let cells = |cells: &mut dyn Iterator<Item = &String>| {
        let cells: Vec<String> = cells.map(|cell| escape(cell)).collect();
        format!("| {} |", cells.join(" | "))
    };
    writeln!(out, "{}", cells(&mut grid.columns.iter().map(|column| &column.head)))?;
    let rules: Vec<&str> =
        grid.columns.iter().map(|column| if column.right { "---:" } else { "---" }).collect();
    writeln!(out, "| {} |", rules.join(" | "))?;
    for row in &grid.rows {
        match row {
            Row::Cells(row) => writeln!(out, "{}", cells(&mut row.iter()))?,
            Row::Across(said) => {
                let blanks = " |".repeat(grid.columns.len().saturating_sub(1));
                writeln!(out, "| {} |{blanks}", escape(said))?;
            }
        }
    }
    writeln!(out)
}

/// A paragraph that cannot be taken for a heading or a rule; numbered lines make a list.
fn paragraph(line: &str) -> String {
    let line = escape(line);
    if line.starts_with(['#', '-', '+', '=', '~']) { format!("\\{line}") } else { line }
}

/// Text with the signs of markdown escaped and the marks of colour taken out.
fn escape(said: &str) -> String {
    let mut out = String::with_capacity(said.len());
    for c in said.chars().filter(|c| !text::is_mark(*c)) {
        if matches!(c, '\\' | '|' | '`' | '*' | '<' | '>' | '[' | ']') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::render::sample::{self, text, view};
    use crate::render::{Format, View};

    #[test]
    fn views_are_headings_and_pipe_tables() {
        let mut report = sample::anytown();
        report.plans[0].finance[2].workstream = "Care | *planned* <b>".to_owned();
        let text = text(&report, Format::Markdown, &view(View::Summary));
        assert!(
            text.starts_with("# Anytown PCT (5ZZ)    plan 2011/12 to 2012/13    as at 30 Sep 2011\n\nRED ")
        );
        assert!(text.contains(
            "| WORKSTREAMS £k | plan | miles | KPIs | risks | plan to date | actual | var | % | £ | overall |\n\
             | --- | --- | --- | --- | --- | ---: | ---: | ---: | ---: | --- | --- |\n\
             | Care \\| \\*planned\\* \\<b\\> |"
        ));
        let footer = format!("\nqipp {}, qipp-report/2, policy nao-2011 (", report.tool.version);
        assert!(text.contains(&footer));
        assert!(!text.chars().any(crate::render::text::is_mark));
    }
}
