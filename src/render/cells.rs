//! The cells of a view's lines. A view declares its columns once, with `columns!`; every format that
//! writes tables of data walks them.

use crate::calendar::FinancialYear;
use crate::money::Money;
use crate::report::{Places, Share};
use crate::words::Words;
use rust_decimal::Decimal;
use std::io;

/// What a cell holds. It is as small as a text, so that a line is walked without an allocation.
#[derive(Debug, Clone, Copy)]
pub enum Cell<'a> {
    Blank,
    Word(&'static str),
    Text(&'a str),
    /// Several texts.
    List(&'a [String]),
    Money(Money),
    Share(&'a Share),
    Year(FinancialYear),
    /// A whole number.
    Count(usize),
    /// A number that is no money.
    Number(Decimal),
}

/// A value that can stand in a cell.
pub trait InCell {
    fn cell(&self) -> Cell<'_>;
}

impl<W: Words> InCell for W {
    fn cell(&self) -> Cell<'_> {
        Cell::Word(self.word())
    }
}

macro_rules! in_cell {
    ($($of:ty: $own:ident => $cell:expr;)+) => {
        $(impl InCell for $of {
            fn cell(&self) -> Cell<'_> {
                let $own = self;
                $cell
            }
        })+
    };
}

in_cell! {
    Cell<'_>: cell => *cell;
    bool: is => Cell::Word(if *is { "true" } else { "false" });
    usize: count => Cell::Count(*count);
    Decimal: number => Cell::Number(*number);
    &[String]: texts => Cell::List(texts);
    &str: text => Cell::Text(text);
    String: text => Cell::Text(text);
    Money: amount => Cell::Money(*amount);
    FinancialYear: year => Cell::Year(*year);
    Share: share => Cell::Share(share);
    Places: places => Cell::List(places);
}

impl<T: InCell> InCell for Option<T> {
    fn cell(&self) -> Cell<'_> {
        self.as_ref().map_or(Cell::Blank, InCell::cell)
    }
}

/// A line of a view.
pub trait Line {
    fn keys() -> Vec<&'static str>;

    fn each(&self, visit: &mut impl FnMut(Cell<'_>) -> io::Result<()>) -> io::Result<()>;
}

impl<L: Line> Line for &L {
    fn keys() -> Vec<&'static str> {
        L::keys()
    }

    fn each(&self, visit: &mut impl FnMut(Cell<'_>) -> io::Result<()>) -> io::Result<()> {
        L::each(self, visit)
    }
}

/// What tables of lines are written into.
pub trait Table {
    /// The heading, with the key of each column.
    fn head(&mut self, keys: &[&str]) -> io::Result<()>;

    fn line(&mut self, line: &impl Line) -> io::Result<()>;

    fn all<L: Line>(&mut self, mut lines: impl Iterator<Item = L>) -> io::Result<()> {
        self.head(&L::keys())?;
        lines.try_for_each(|line| self.line(&line))
    }
}

/// Declares the columns of a line: each with its key, and what it holds where that is not the field of
/// the same name.
macro_rules! columns {
    ($of:ty, $line:ident: $($key:ident $(= $holds:expr)?),+ $(,)?) => {
        impl $crate::render::cells::Line for $of {
            fn keys() -> Vec<&'static str> {
                vec![$(stringify!($key)),+]
            }

            fn each(
                &self,
                visit: &mut impl FnMut($crate::render::cells::Cell<'_>) -> std::io::Result<()>,
            ) -> std::io::Result<()> {
                use $crate::render::cells::InCell;
                let $line = self;
                $(visit(columns!(@ $line $key $($holds)?).cell())?;)+
                Ok(())
            }
        }
    };
    (@ $line:ident $key:ident) => { $line.$key };
    (@ $line:ident $key:ident $holds:expr) => { $holds };
}

pub(crate) use columns;
