//! A row of a table: its cells, what each says and where it stands.

use super::fields::ColumnId;
use crate::calendar::{Date, FinancialYear, Period};
use crate::location::Place;
use crate::money::{Amount, Money};
use crate::placeholders::Nothing;
use crate::rating::Stated;
use crate::words::Words;
use rust_decimal::Decimal;

/// What a cell says.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text, an identifier or several.
    Text(Box<str>),
    Amount(Amount),
    Number(Decimal),
    Date(Date),
    Year(FinancialYear),
    Period(Period),
    /// One of the column's fixed words.
    Word(&'static str),
    YesNo(bool),
    /// A fixed word or a yes or no with more about it: `Pay - Agency`.
    Qualified(Box<Qualified>),
    Rag(Stated),
    /// An amount cell that rightly holds no figure: a dash, `TBC`.
    NoFigure,
    /// An amount that the one before it of its column has in it.
    AddedIn,
    /// A text that stands for what is not known yet, or a `none` where that is no answer: as good as blank.
    Placeholder(Box<str>),
    /// Token evidence, which policy `token_evidence` sets aside: as good as blank (finding TK).
    SetAside(Box<Value>),
    /// Something that could not be read (only with `--keep-going`).
    Unreadable,
}

/// What a cell says, and what it says more: `pay`, and `Pay - Agency`.
#[derive(Debug, Clone, PartialEq)]
pub struct Qualified {
    pub value: Value,
    /// The qualifier, or the whole cell with it, as written.
    pub said: Box<str>,
}

impl Value {
    /// A value with its qualifier.
    pub fn qualified(value: Self, said: Box<str>) -> Self {
        Self::Qualified(Box::new(Qualified { value, said }))
    }

    /// The value without its qualifier.
    pub fn plain(&self) -> &Self {
        match self {
            Self::Qualified(qualified) => &qualified.value,
            value => value,
        }
    }
}

/// A cell of a plan: its column, what it says and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    pub column: ColumnId,
    pub value: Value,
    pub place: Place,
}

/// A row of a table: only the cells that say something.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub place: Place,
    /// The cells, in column order.
    pub cells: Vec<Cell>,
}

/// Declares what gives a cell's value, where it is of that kind.
macro_rules! values {
    ($($(#[$doc:meta])* $name:ident: $kind:ident -> $type:ty;)+) => {
        impl Row {
            $($(#[$doc])*
            pub fn $name(&self, column: ColumnId) -> Option<$type> {
                match *self.cell(column)?.value.plain() {
                    Value::$kind(value) => Some(value),
                    _ => None,
                }
            })+
        }
    };
}

values! {
    /// An amount with the weight of its last digit.
    amount: Amount -> Amount;
    number: Number -> Decimal;
    date: Date -> Date;
    yes: YesNo -> bool;
    rag: Rag -> Stated;
}

impl Row {
    /// A row of these cells, in whatever order they come.
    pub fn new(place: Place, mut cells: Vec<Cell>) -> Self {
        cells.sort_by_key(|cell| cell.column);
        Self { place, cells }
    }

    /// Adds a cell behind those of its column and of those before it.
    pub fn add(&mut self, cell: Cell) {
        let at = self.cells.partition_point(|known| known.column <= cell.column);
        self.cells.insert(at, cell);
    }

    /// The cell of a column, when it says something.
    pub fn cell(&self, column: ColumnId) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.column == column)
    }

    /// All the cells that make up what a column says: several where amounts were added up.
    pub fn cells_of(&self, column: ColumnId) -> impl Iterator<Item = &Cell> {
        self.cells.iter().filter(move |cell| cell.column == column)
    }

    /// Text or a fixed word.
    pub fn text(&self, column: ColumnId) -> Option<&str> {
        match self.cell(column)?.value.plain() {
            Value::Text(text) => Some(text),
            Value::Word(word) => Some(word),
            _ => None,
        }
    }

    /// What a cell says more than its word, as written.
    pub fn qualifier(&self, column: ColumnId) -> Option<&str> {
        match &self.cell(column)?.value {
            Value::Qualified(qualified) => Some(&qualified.said),
            _ => None,
        }
    }

    /// A fixed word, as the type of its column.
    pub fn word<W: Words>(&self, column: ColumnId) -> Option<W> {
        W::of_word(self.text(column)?)
    }

    /// Whether the cell says anything (an unreadable one does not).
    pub fn filled(&self, column: ColumnId) -> bool {
        self.cell(column).is_some_and(|cell| {
            !matches!(
                cell.value,
                Value::NoFigure | Value::Placeholder(_) | Value::SetAside(_) | Value::Unreadable
            )
        })
    }

    /// Text that is not a bare `none`: a `none` counts only with its reason (`none: …`).
    pub fn stated(&self, column: ColumnId) -> Option<&str> {
        self.text(column).filter(|text| Nothing::of(text) != Some(Nothing::Bare))
    }

    /// Whether the cell says that there is nothing, and why.
    pub fn says_none(&self, column: ColumnId) -> bool {
        self.text(column).is_some_and(|text| matches!(Nothing::of(text), Some(Nothing::Because(_))))
    }

    pub fn money(&self, column: ColumnId) -> Option<Money> {
        self.amount(column).map(|amount| amount.value)
    }

    pub fn year(&self, column: ColumnId) -> Option<FinancialYear> {
        match self.cell(column)?.value {
            Value::Year(year) => Some(year),
            Value::Period(period) => period.year(),
            _ => None,
        }
    }

    pub fn period(&self, column: ColumnId) -> Option<Period> {
        match self.cell(column)?.value {
            Value::Period(period) => Some(period),
            Value::Year(year) => Some(Period::Year(year)),
            _ => None,
        }
    }

    /// Whether the cell is blank, or as good as blank.
    pub fn is_blank(&self, column: ColumnId) -> bool {
        self.cell(column).is_none_or(|cell| matches!(cell.value, Value::Placeholder(_) | Value::SetAside(_)))
    }

    /// What the cell says, whether or not it is set aside.
    fn given(&self, column: ColumnId) -> Option<&Value> {
        match &self.cell(column)?.value {
            Value::SetAside(value) => Some(value.plain()),
            value => Some(value.plain()),
        }
    }

    /// Text or a fixed word, whether or not it is set aside.
    pub fn given_text(&self, column: ColumnId) -> Option<&str> {
        match self.given(column)? {
            Value::Text(text) => Some(text),
            Value::Word(word) => Some(word),
            _ => None,
        }
    }

    /// A date, whether or not it is set aside.
    pub fn given_date(&self, column: ColumnId) -> Option<Date> {
        match self.given(column)? {
            Value::Date(date) => Some(*date),
            _ => None,
        }
    }

    /// A number, whether or not it is set aside.
    pub fn given_number(&self, column: ColumnId) -> Option<Decimal> {
        match self.given(column)? {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// A number or the digits of an amount, whether or not it is set aside.
    pub fn given_figure(&self, column: ColumnId) -> Option<Decimal> {
        match self.given(column)? {
            Value::Number(number) => Some(*number),
            Value::Amount(amount) => Some(amount.value.decimal()),
            _ => None,
        }
    }

    /// Sets a cell aside where it says something: it stays where it is, and is as good as blank. Gives
    /// whether there is such a cell.
    pub(super) fn set_aside(&mut self, column: ColumnId) -> bool {
        let is_filled = self.filled(column);
        let cell = self.cells.iter_mut().find(|cell| cell.column == column).filter(|_| is_filled);
        if let Some(cell) = cell {
            let value = std::mem::replace(&mut cell.value, Value::NoFigure);
            cell.value = Value::SetAside(Box::new(value));
        }
        is_filled
    }

    /// Whether the cell is set aside.
    pub fn is_set_aside(&self, column: ColumnId) -> bool {
        self.cell(column).is_some_and(|cell| matches!(cell.value, Value::SetAside(_)))
    }

    /// Whether the cell could not be read.
    pub fn unreadable(&self, column: ColumnId) -> bool {
        self.cell(column).is_some_and(|cell| cell.value == Value::Unreadable)
    }

    /// The place of the cell, or of the row where the cell is blank.
    pub fn place_of(&self, column: ColumnId) -> Place {
        self.cell(column).map_or(self.place, |cell| cell.place)
    }
}
