//! Tables stacked in one sheet, each under its own headings: they become one table with the first one's
//! columns, the line above each a section, an organisation or a scheme. A row of headings that comes again
//! is left out.

use super::may_be_shaped::may_be_shaped;
use super::{Note, Options, Role, mapping_of};
use crate::location::Sources;
use crate::money::{Reading, Unit, parse_amount};
use crate::plan::fields::savings;
use crate::plan::heading::{Heading, period_name, plain};
use crate::plan::recognise::{HEADING_ROWS, Mapping, heads_amounts, is_organisation};
use crate::plan::vocabulary::numbers::{self, Numbers};
use crate::plan::vocabulary::{is_note, is_total, names_a_total};
use crate::read::{Grid, trim};
use std::sync::Arc;

/// The longest table that is looked at: more rows than a person stacks in a sheet.
const LONGEST: usize = 1 << 14;

/// One of the tables of a sheet.
struct Block {
    /// The line above its headings.
    title: Option<usize>,
    heading: usize,
    /// Its rows, headings apart.
    rows: std::ops::Range<usize>,
}

/// What the lines above the headings are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Titles {
    Sections,
    /// A column of this name.
    Column(&'static str),
}

/// Makes one table of each sheet of several.
pub(super) fn unstack(grids: &mut [(Arc<Grid>, Role)], options: &Options, sources: &Sources) -> Vec<Note> {
    let mut notes = Vec::new();
    for (grid, role) in grids.iter_mut() {
        if !may_be_shaped(grid, *role, LONGEST) {
            continue;
        }
        let mapping = mapping_of(grid, *role, options, sources);
        let mut blocks = blocks(grid, &mapping);
        let title = |block: &Block| {
            block.title.map_or("", |row| filled(grid, row).next().map_or("", |(_, text)| text))
        };
        if blocks.len() > 1 {
            let before = notes.len();
            blocks.retain(|block| {
                let staff = is_staff(grid, title(block), block.heading);
                if staff {
                    let text = format!(
                        "`{}` is a table of staff, no money: it is left out",
                        crate::cutting::cell(title(block))
                    );
                    notes.push(Note { place: grid.place(block.heading, 0), text });
                }
                !staff
            });
            if notes.len() > before && blocks.len() == 1 {
                // what is left is one table, with its title
                let all =
                    blocks.iter().map(|block| columns(grid, block, block, 0)).collect::<Option<Vec<_>>>();
                if let Some(all) = all {
                    *grid = Arc::new(joined(grid, &blocks, &all, Titles::Sections));
                }
                continue;
            }
        }
        let Some(first) = blocks.first() else { continue };
        let nameless = is_nameless_tracker(grid, first);
        let titled = blocks.iter().all(|block| block.title.is_some());
        let titles = if nameless && titled {
            Titles::Column(savings::SCHEME.name())
        } else if blocks.len() < 2 {
            continue;
        } else if titled && blocks.iter().all(|block| is_organisation(options.reference, title(block))) {
            Titles::Column("organisation")
        } else {
            Titles::Sections
        };
        let beyond = blocks.iter().map(|block| beyond(grid, block)).max().unwrap_or(0);
        let Some(columns) =
            blocks.iter().map(|block| columns(grid, first, block, beyond)).collect::<Option<Vec<_>>>()
        else {
            continue;
        };
        notes.extend(blocks.iter().skip(1).map(|block| {
            let text = if same(grid, first.heading, block.heading) {
                "the row of headings comes again, and is left out"
            } else {
                "another table under its own headings: its rows are read with those above"
            };
            Note { place: grid.place(block.heading, 0), text: text.to_owned() }
        }));
        *grid = Arc::new(joined(grid, &blocks, &columns, titles));
    }
    notes
}

/// The filled cells of a row.
fn filled(grid: &Grid, row: usize) -> impl Iterator<Item = (usize, &str)> {
    grid.row(row).enumerate().filter(|(_, text)| !text.is_empty())
}

/// Whether two rows say the same.
fn same(grid: &Grid, one: usize, other: usize) -> bool {
    filled(grid, one).eq(filled(grid, other))
}

/// Whether a row is one line of words.
fn is_line(grid: &Grid, row: usize) -> bool {
    let mut cells = filled(grid, row);
    let only = cells.next().filter(|_| cells.next().is_none());
    only.is_some_and(|(_, text)| {
        text.chars().any(char::is_alphabetic) && !is_note(text) && !names_a_total(text)
    })
}

/// The tables of a sheet.
fn blocks(grid: &Grid, mapping: &Mapping) -> Vec<Block> {
    let mut headings: Vec<usize> = Vec::new();
    for row in 0..grid.len() {
        let is_next = match (headings.first(), row.checked_sub(1)) {
            (None, _) if row >= HEADING_ROWS => break,
            (None, _) => true,
            (Some(_), None) => false,
            (Some(first), Some(before)) => same(grid, *first, row) || is_end(grid, before, row),
        };
        if is_next && heads_amounts(grid, mapping, row) {
            headings.push(row);
        }
    }
    // headings over two rows are not taken apart
    if headings.windows(2).any(|pair| matches!(pair, [one, next] if next - one < 2)) {
        return Vec::new();
    }
    let starts: Vec<usize> = headings.iter().map(|heading| start(grid, *heading)).collect();
    let ends = starts.iter().skip(1).copied().chain([grid.len()]);
    let title = |heading: usize, start: usize| (start..heading).rev().find(|row| is_line(grid, *row));
    let made = headings.iter().zip(&starts).zip(ends).map(|((heading, start), end)| Block {
        title: title(*heading, *start),
        heading: *heading,
        rows: heading + 1..end,
    });
    let mut blocks: Vec<Block> = made.collect();
    // a line above the first table alone is a title of the whole sheet
    if blocks.iter().skip(1).any(|block| block.title.is_none())
        && let Some(first) = blocks.first_mut()
    {
        first.title = None;
    }
    blocks
}

/// Whether a table may end with a row: the next is blank, or this is a line alone or a total.
fn is_end(grid: &Grid, row: usize, next: usize) -> bool {
    let mut cells = filled(grid, row);
    let gap = grid.line(next) > grid.line(row) + 1;
    gap || match (cells.next(), cells.next()) {
        (Some((_, text)), Some(_)) => names_a_total(text),
        _ => true,
    }
}

/// The first of the lines and blank rows directly above headings.
fn start(grid: &Grid, heading: usize) -> usize {
    let above = |row: &usize| grid.is_blank(*row) || is_line(grid, *row);
    (0..heading).rev().take_while(above).last().unwrap_or(heading)
}

/// A tracker that says months and amounts, and of no scheme.
fn is_nameless_tracker(grid: &Grid, block: &Block) -> bool {
    let period = filled(grid, block.heading).find(|(_, text)| {
        let words = plain(text);
        words == savings::PERIOD.name() || savings::PERIOD.declaration().aliases.contains(&words.as_ref())
    });
    let Some((at, _)) = period else { return false };
    let mut cells = block.rows.clone().map(|row| trim(grid.text(row, at))).filter(|text| !text.is_empty());
    let months = cells.clone().filter(|text| period_name(text).is_some()).count();
    let words = |column: usize| {
        let texts = block.rows.clone().map(|row| trim(grid.text(row, column)));
        texts.filter(|text| text.chars().filter(|c| c.is_alphabetic()).count() > 2).count()
    };
    months > 1
        && cells.all(|text| period_name(text).is_some() || is_total(text))
        && (0..grid.width(block.heading)).all(|column| column == at || words(column) == 0)
}

/// Where each column of a later table stands in the first one, with further ones behind; `None` where it is
/// another kind of table.
fn columns(grid: &Grid, first: &Block, block: &Block, beyond: usize) -> Option<Vec<(usize, usize)>> {
    let known: Vec<(usize, String)> =
        filled(grid, first.heading).map(|(at, text)| (at, Heading::new(text).plain)).collect();
    let (mut out, mut shared) = (Vec::new(), 0);
    // a cell beyond the headings keeps its place, and gets no heading that only another table has
    let mut next = beyond.max(grid.width(first.heading));
    let of_block: Vec<(usize, &str)> = filled(grid, block.heading).collect();
    for (at, text) in &of_block {
        let words = Heading::new(text).plain;
        let taken = |to: usize| out.iter().any(|(_, other)| *other == to);
        let to = known.iter().find(|(to, own)| *own == words && !taken(*to)).map(|(to, _)| *to);
        shared += usize::from(to.is_some());
        let to = to.unwrap_or_else(|| {
            next += 1;
            next - 1
        });
        out.push((*at, to));
    }
    (shared > 1 && 2 * shared >= of_block.len().min(known.len())).then_some(out)
}

/// Where the last cell ends that stands beyond the headings of a table; 0 where none does.
fn beyond(grid: &Grid, block: &Block) -> usize {
    let width = filled(grid, block.heading).map(|(at, _)| at + 1).last().unwrap_or(0);
    let ends = block.rows.clone().filter_map(|row| filled(grid, row).map(|(at, _)| at + 1).last());
    ends.filter(|end| *end > width).max().unwrap_or(0)
}

/// Whether a table is one of staff: its title says so, and no heading of it speaks of pounds.
fn is_staff(grid: &Grid, title: &str, heading: usize) -> bool {
    let words = plain(title);
    words.split(' ').any(|word| ["wte", "wtes", "fte", "ftes", "headcount"].contains(&word))
        && Heading::new(title).unit.is_none()
        && filled(grid, heading).all(|(_, text)| Heading::new(text).unit.is_none())
}

/// The unit of a column: its heading's, else that of the line above the table.
fn unit_of(grid: &Grid, heading: usize, at: usize, title: Option<Unit>) -> Option<Unit> {
    let heading = Heading::new(grid.text(heading, at));
    if heading.percent { None } else { heading.unit.or(title) }
}

/// An amount without a unit of its own, with one.
fn with_unit(text: &str, unit: Unit) -> Option<String> {
    let Ok(Reading::Figure { amount, own_unit: None }) = parse_amount(text, None) else { return None };
    let digits = amount.value.plain();
    let (sign, digits) = digits.strip_prefix('-').map_or(("", &*digits), |digits| ("-", digits));
    Some(match unit {
        Unit::Pounds => format!("{sign}{digits} pounds"),
        _ => format!("{sign}£{digits}{}", unit.label().trim_start_matches('£')),
    })
}

/// The name in a line above a table: what stands behind `Scheme:` and before what its figures are, as
/// `- benefits profile`; else the whole line.
fn name_of(text: &str) -> &str {
    let named = text.split_once(':').filter(|(key, _)| plain(key) == savings::SCHEME.name());
    let name = named.map_or(text, |(_, name)| {
        let parts = name.rsplit_once(" - ");
        parts.filter(|(_, last)| numbers::of_heading(&plain(last)) == Numbers::Money).map_or(name, |p| p.0)
    });
    trim(name)
}

/// One table of several.
fn joined(grid: &Grid, blocks: &[Block], columns: &[Vec<(usize, usize)>], titles: Titles) -> Grid {
    let mut out = grid.alike(&grid.hint);
    let Some(first) = blocks.first() else { return out };
    let title =
        |block: &Block| if titles == Titles::Sections && blocks.len() > 1 { block.title } else { None };
    let said = |block: &Block| {
        let text = title(block).and_then(|row| filled(grid, row).next())?;
        Heading::new(text.1).unit
    };
    // the unit that every line above a table states is that of them all
    let common = said(first).filter(|unit| blocks.iter().all(|block| said(block) == Some(*unit)));
    if let (Some(unit), Some(row)) = (common, first.title) {
        out.push_at(grid, row, 0, unit.label());
        out.end_row();
    }
    let unit =
        |block: &Block, at: usize| unit_of(grid, block.heading, at, said(block).filter(|_| common.is_none()));
    let titles_above = (0..first.heading).filter(|row| title(first) != Some(*row));
    titles_above.for_each(|row| out.push_row(grid, row));
    let width =
        columns.iter().flatten().map(|(_, to)| to + 1).max().unwrap_or(0).max(grid.width(first.heading));
    let named: Option<&str> = if let Titles::Column(name) = titles { Some(name) } else { None };
    // the headings: the first table's, then those that only later ones have
    let mut units = Vec::new();
    for to in 0..width {
        let mut of = blocks.iter().zip(columns).filter_map(|(block, columns)| {
            let (at, _) = columns.iter().find(|(_, other)| *other == to)?;
            Some((block, *at))
        });
        let known = of.next();
        // under a heading without a unit amounts with one keep it
        let bare = known.filter(|(block, at)| unit(block, *at).is_some());
        let bare = bare.and_then(|_| of.find(|(block, at)| unit(block, *at).is_none()));
        let (block, at) = bare.or(known).unwrap_or((first, to));
        units.push(Heading::new(grid.text(block.heading, at)).unit);
        let row = block.heading;
        out.push_at(grid, row, at, grid.text(row, at));
    }
    if let Some(name) = named {
        out.push_at(grid, first.heading, 0, name);
    }
    out.end_row();
    for (block, columns) in blocks.iter().zip(columns) {
        if let Some(row) = title(block) {
            out.push_row(grid, row);
        }
        for row in block.rows.clone().filter(|row| !grid.is_blank(*row)) {
            for to in 0..width {
                // a cell beyond the headings keeps its place
                let at = columns.iter().find(|(_, other)| *other == to).map_or(to, |(at, _)| *at);
                let is_own =
                    columns.iter().any(|(_, other)| *other == to) || columns.iter().all(|(at, _)| *at != to);
                let text = if is_own { grid.text(row, at) } else { "" };
                let own = unit(block, at).filter(|own| units.get(to) != Some(&Some(*own)));
                let stated = own.and_then(|own| with_unit(text, own));
                out.push_at(grid, row, at, stated.as_deref().unwrap_or(text));
            }
            for at in width..grid.width(row) {
                out.push_at(grid, row, at, grid.text(row, at));
            }
            if let (Some(_), Some(line)) = (named, block.title) {
                let (at, text) = filled(grid, line).next().unwrap_or((0, ""));
                out.push_at(grid, line, at, name_of(text));
            }
            out.end_row();
        }
    }
    out
}
