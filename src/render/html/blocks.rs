//! The pages of the views as the page's own tables, lists and paragraphs.

use super::tags::said;
use crate::render::block::{Block, Column, Grid, Row};
use maud::{Markup, html};

/// The pieces of a view beneath a heading of this level; its own title is left to that heading.
pub fn markup(blocks: &[Block], level: u8) -> Markup {
    let is_item = |block: &Block| matches!(block, Block::Item(..));
    let mut about = "";
    let groups = blocks.chunk_by(|a, b| is_item(a) && is_item(b)).map(|group| match group {
        [Block::Heading(1, _) | Block::Gap] => html! {},
        [Block::Heading(_, heading)] => {
            about = heading;
            self::heading(level, heading)
        }
        [Block::Line(line, _)] => html! { p { (said(line)) } },
        [Block::Grid(grid)] => table(grid, about),
        [Block::Entry(title, fields)] => html! {
            div.entry {
                p { (said(title)) }
                dl { @for (name, value) in fields { dt { (name) } dd { (said(value)) } } }
            }
        },
        items => html! {
            ul { @for item in items { @if let Block::Item(item, _) = item { li { (said(item.trim())) } } } }
        },
    });
    let groups: Vec<Markup> = groups.collect();
    html! { @for group in groups { (group) } }
}

fn heading(level: u8, heading: &str) -> Markup {
    match level {
        3 => html! { h3 { (said(heading)) } },
        _ => html! { h4 { (said(heading)) } },
    }
}

/// A table in a frame that scrolls by itself where it is wider than the page.
pub fn table(grid: &Grid, about: &str) -> Markup {
    let first = grid.columns.first().map_or("", |column| column.head.as_str());
    let caption = [about, first].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
    framed(
        &caption,
        html! {
            thead { tr { @for column in &grid.columns { (head(column)) } } }
            tbody { @for row in &grid.rows { (line(row, &grid.columns)) } }
        },
    )
}

/// Rows of a table under a caption that is heard, in a frame.
pub fn framed(caption: &str, rows: Markup) -> Markup {
    html! {
        div.frame role="group" aria-label=(plain(caption)) tabindex="0" {
            table {
                caption.heard { (said(caption)) }
                (rows)
            }
        }
    }
}

/// Without the marks of colour.
fn plain(words: &str) -> String {
    words.chars().filter(|c| !crate::render::text::is_mark(*c)).collect()
}

fn head(column: &Column) -> Markup {
    let class = if column.right { "number" } else { "" };
    match column.head.as_str() {
        "" => html! { td {} },
        name => html! { th scope="col" class=[(!class.is_empty()).then_some(class)] { (said(name)) } },
    }
}

fn line(row: &Row, columns: &[Column]) -> Markup {
    let class = |at: usize| columns.get(at).filter(|column| column.right).map(|_| "number");
    match row {
        Row::Across(words) => html! { tr.across { td colspan=(columns.len()) { (said(words)) } } },
        Row::Cells(cells) => html! {
            tr {
                @for (at, cell) in cells.iter().enumerate() {
                    @if at == 0 && !cell.is_empty() { th scope="row" class=[class(at)] { (said(cell)) } }
                    @else { td class=[class(at)] { (said(cell)) } }
                }
            }
        },
    }
}
