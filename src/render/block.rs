//! The lines of a view, before they have a width: made once and shown by both the table and the
//! markdown format.

use super::text;

/// A piece of a view.
#[derive(Debug, Clone)]
pub enum Block {
    /// A heading: 1 for a page, 2 for a part.
    Heading(u8, String),
    /// A line of text; where it is longer than the page it takes at most this many lines.
    Line(String, usize),
    /// An item of a list: its further lines indented so; without that it is never broken.
    Item(String, Option<usize>),
    Grid(Grid),
    /// A title with labelled texts beneath.
    Entry(String, Vec<(&'static str, String)>),
    /// An empty line.
    Gap,
}

/// How a column takes part in fitting a table to the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// Always in full.
    Whole,
    /// Cut with `…`, to no less than this.
    Cut(usize),
    /// Broken into several lines, to no less than this.
    Wrap(usize),
    /// In full, on a line of its own below the row where the table does not fit.
    Below,
}

/// A column of a table.
#[derive(Debug, Clone)]
pub struct Column {
    pub head: String,
    /// Whether its cells stand to the right.
    pub right: bool,
    /// How it takes part in fitting.
    pub room: Room,
    /// Left out first where this is greatest and the page is too narrow; never where it is 0.
    pub drop: u8,
}

/// A row of a table.
#[derive(Debug, Clone)]
pub enum Row {
    Cells(Vec<String>),
    /// A line across the table.
    Across(String),
}

/// A table.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    /// Whether text shows the headings.
    pub headed: bool,
    /// Whether columns that do not fit continue below, the first repeated.
    pub continues: bool,
}

impl Column {
    pub fn number(head: &str) -> Self {
        Self { head: head.to_owned(), right: true, room: Room::Whole, drop: 0 }
    }

    pub fn text(head: &str, room: Room) -> Self {
        Self { head: head.to_owned(), right: false, room, drop: 0 }
    }

    /// The same, left out where the page is too narrow.
    pub fn or_drop(mut self, drop: u8) -> Self {
        self.drop = drop;
        self
    }
}

impl Grid {
    /// A table with headings.
    pub fn new(columns: Vec<Column>) -> Self {
        Self { columns, rows: Vec::new(), headed: true, continues: false }
    }

    pub fn row(&mut self, cells: Vec<String>) {
        self.rows.push(Row::Cells(cells));
    }

    /// Adds a line across.
    pub fn across(&mut self, text: impl Into<String>) {
        self.rows.push(Row::Across(text.into()));
    }

    /// Leaves out the columns (after the first) in which every row is blank or a dash.
    pub fn without_blank_columns(mut self) -> Self {
        let keep: Vec<bool> = (0..self.columns.len())
            .map(|at| {
                at == 0
                    || self.rows.iter().any(|row| match row {
                        Row::Cells(cells) => {
                            cells.get(at).is_some_and(|cell| !matches!(cell.as_str(), "" | "-"))
                        }
                        Row::Across(_) => false,
                    })
            })
            .collect();
        self.keep(&keep);
        self
    }

    /// The same without its last column.
    pub fn without_last_column(mut self) -> Self {
        let last = self.columns.len().saturating_sub(1);
        self.keep(&(0..self.columns.len()).map(|at| at < last).collect::<Vec<_>>());
        self
    }

    /// Keeps the columns that are marked.
    pub fn keep(&mut self, keep: &[bool]) {
        let kept = |at: usize| keep.get(at).copied().unwrap_or(true);
        let mut at = 0..;
        self.columns.retain(|_| at.next().is_none_or(kept));
        for row in &mut self.rows {
            if let Row::Cells(cells) = row {
                let mut at = 0..;
                cells.retain(|_| at.next().is_none_or(kept));
            }
        }
    }
}

impl Block {
    /// The heading of a page.
    pub fn title(text: impl Into<String>) -> Self {
        Self::Heading(1, text.into())
    }

    /// The heading of a part of a page.
    pub fn part(text: impl Into<String>) -> Self {
        Self::Heading(2, text.into())
    }

    /// Blocks under the heading of a part; nothing where there are none.
    pub fn under(heading: &str, blocks: impl IntoIterator<Item = Self>) -> Vec<Self> {
        let mut all = vec![Self::part(heading)];
        all.extend(blocks);
        if all.len() > 1 { all } else { Vec::new() }
    }

    /// A line of text that takes as many lines as it needs.
    pub fn line(text: impl Into<String>) -> Self {
        Self::Line(text.into(), usize::MAX)
    }

    /// An item whose further lines stand behind the first.
    pub fn item(text: &str) -> Self {
        let blanks = text.len() - text.trim_start().len();
        Self::Item(text.to_owned(), Some(blanks + 2))
    }

    /// An item whose lines stand below one another.
    pub fn flush(text: &str) -> Self {
        Self::Item(text.to_owned(), Some(0))
    }

    /// Text behind a label, its further lines below it.
    pub fn labelled(label: &str, text: &str) -> Self {
        Self::Item(format!("{label}{text}"), Some(text::width(label)))
    }

    /// An item that is never broken or cut, such as a place to be copied.
    pub fn whole(text: &str) -> Self {
        Self::Item(text.to_owned(), None)
    }

    pub fn bold(text: &str) -> Self {
        Self::line(text::bold(text))
    }
}
