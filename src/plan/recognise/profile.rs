//! What the cells of each column below the headings hold. A column is parsed once, when a pass first
//! asks about it; every pass reads the same profile.

use super::money::Look;
use crate::money::{Amount, AmountError, Reading, parse_amount};
use crate::read::Grid;
use std::cell::OnceCell;

/// How many filled cells show whether a column holds amounts or words.
pub(crate) const SAMPLE: usize = 200;

/// What a cell holds where an amount may stand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Content {
    Blank,
    /// A dash, or a word such as `TBC`.
    NoFigure,
    /// An amount, in the unit that the cell itself states.
    Figure(Amount),
    /// What looks like an amount, ill written: what is wrong with it is said when it is read.
    IllWritten,
    /// Words where figures might stand.
    Words,
}

impl Content {
    fn of(text: &str) -> Self {
        match parse_amount(text, None) {
            Ok(Reading::Figure { amount, .. }) => Self::Figure(amount),
            Ok(Reading::None(_)) if text.trim().is_empty() => Self::Blank,
            Ok(Reading::None(_)) => Self::NoFigure,
            Err(AmountError::NotAnAmount) => {
                let digits = text.chars().filter(char::is_ascii_digit).count();
                let is_like = digits > 0 && digits >= text.chars().filter(|c| c.is_alphabetic()).count();
                if is_like { Self::IllWritten } else { Self::Words }
            }
            Err(_) => Self::IllWritten,
        }
    }

    fn looks_like_figure(self) -> bool {
        matches!(self, Self::Figure(_) | Self::IllWritten)
    }
}

/// What a column holds. Whether it holds amounts or words its first cells show; the others are parsed when
/// a pass asks for them, so that the names of a long list never are.
pub(super) struct Profile<'g> {
    grid: &'g Grid,
    first_row: usize,
    column: usize,
    balance: OnceCell<i32>,
    cells: OnceCell<Vec<Content>>,
    /// What its numbers look like, once it is asked.
    look: OnceCell<Look>,
}

impl<'g> Profile<'g> {
    fn of(grid: &'g Grid, first_row: usize, column: usize) -> Self {
        Self {
            grid,
            first_row,
            column,
            balance: OnceCell::new(),
            cells: OnceCell::new(),
            look: OnceCell::new(),
        }
    }

    fn texts(&self) -> impl Iterator<Item = &'g str> + use<'g> {
        let (grid, column) = (self.grid, self.column);
        (self.first_row..grid.len()).map(move |row| grid.text(row, column))
    }

    /// What the cells hold, in order: one that repeats the cell above is not parsed again.
    fn contents(&self) -> impl Iterator<Item = Content> + use<'g> {
        let mut last = ("", Content::Blank);
        self.texts().map(move |text| {
            if text != last.0 {
                last = (text, Content::of(text));
            }
            last.1
        })
    }

    /// Of each row of data, in order.
    pub(super) fn cells(&self) -> &[Content] {
        self.cells.get_or_init(|| self.contents().collect())
    }

    /// How many cells hold something.
    pub(super) fn filled(&self) -> usize {
        self.count(|content| *content != Content::Blank)
    }

    /// How many of the first cells look like figures less how many are words.
    fn balance(&self) -> i32 {
        let worth = |held: &Content| i32::from(held.looks_like_figure()) - i32::from(*held == Content::Words);
        let first = || {
            let held = self.contents().filter(|held| *held != Content::Blank);
            held.take(SAMPLE).map(|held| worth(&held)).sum()
        };
        // of a short column all are parsed
        let is_short = self.grid.len() <= self.first_row + SAMPLE;
        *self.balance.get_or_init(|| if is_short { self.cells().iter().map(worth).sum() } else { first() })
    }

    /// Whether most filled cells are amounts.
    pub(super) fn is_numeric(&self) -> bool {
        self.balance() > 0
    }

    /// Whether the column holds words more than figures.
    pub(super) fn is_text(&self) -> bool {
        self.balance() < 0
    }

    /// Whether any cell looks like a figure.
    pub(super) fn has_figures(&self) -> bool {
        self.cells().iter().any(|held| held.looks_like_figure())
    }

    /// Whether every filled cell is an amount, and some are written as money is, and names and numbers are not:
    /// `1,234`, `(5)`, `£3`.
    pub(super) fn holds_amounts(&self) -> bool {
        let is_none = |held: &Content| matches!(held, Content::IllWritten | Content::Words);
        let has_marks = || self.texts().any(|text| text.contains(['.', ',', '(', '£']));
        !self.is_text() && has_marks() && !self.cells().iter().any(is_none)
    }

    /// What its numbers look like: the texts are those of its cells.
    pub(super) fn look<'t>(&self, texts: impl Iterator<Item = &'t str>) -> &Look {
        self.look.get_or_init(|| Look::of(texts))
    }

    /// How many cells hold what is asked for.
    pub(super) fn count(&self, is: impl Fn(&Content) -> bool) -> usize {
        self.cells().iter().filter(|held| is(held)).count()
    }
}

/// The profiles of the columns of a grid.
pub(super) struct Profiles<'g> {
    first_row: usize,
    columns: Vec<Profile<'g>>,
    beyond: Profile<'g>,
}

impl<'g> Profiles<'g> {
    pub(super) fn of(grid: &'g Grid, first_row: usize) -> Self {
        let width = (0..grid.len()).map(|row| grid.width(row)).max().unwrap_or(0);
        let columns = (0..width).map(|at| Profile::of(grid, first_row, at)).collect();
        Self { first_row, columns, beyond: Profile::of(grid, grid.len(), width) }
    }

    /// How many columns there are, those without a heading included.
    pub(super) fn width(&self) -> usize {
        self.columns.len()
    }

    /// The profile of a column; of none beyond the last.
    pub(super) fn column(&self, at: usize) -> &Profile<'g> {
        self.columns.get(at).unwrap_or(&self.beyond)
    }

    /// What a cell holds, by its row in the grid.
    pub(super) fn content(&self, row: usize, column: usize) -> Content {
        let own = row.checked_sub(self.first_row);
        own.and_then(|row| self.column(column).cells().get(row).copied()).unwrap_or(Content::Blank)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_cell_holds() {
        for (text, held) in [
            ("", "Blank"),
            (" ", "Blank"),
            ("-", "NoFigure"),
            ("TBC", "NoFigure"),
            ("(2,012)", "Figure"),
            ("£1.2m", "Figure"),
            ("12.345.678", "IllWritten"),
            ("#REF!", "IllWritten"),
            ("Referral management", "Words"),
            ("Ward 7", "Words"),
        ] {
            assert!(format!("{:?}", Content::of(text)).starts_with(held), "{text}");
        }
    }
}
