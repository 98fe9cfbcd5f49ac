//! What a cell of a view holds, as a workbook has it.

use crate::calendar::Date;
use crate::render::cells::Cell;
use crate::render::text;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// The characters (UTF-16 units) that a cell holds.
const CHARACTERS: usize = 32_767;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Held {
    Blank,
    Text(String),
    Truth(bool),
    /// A count, a score: anything but money.
    Number(Decimal),
    /// In pounds, or as read.
    Money(Decimal),
    /// A share of one: 0.05 is 5%.
    Share(Decimal),
    Date(Date),
}

impl Held {
    /// Its number.
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Number(own) | Self::Money(own) | Self::Share(own) => Some(*own),
            Self::Blank | Self::Text(_) | Self::Truth(_) | Self::Date(_) => None,
        }
    }

    pub fn text(&self) -> Option<&str> {
        if let Self::Text(own) = self { Some(own) } else { None }
    }

    pub fn of(cell: Cell) -> Self {
        let number = |digits: String| Decimal::from_str_exact(&digits).ok();
        match cell {
            Cell::Blank => Self::Blank,
            Cell::Word("true") => Self::Truth(true),
            Cell::Word("false") => Self::Truth(false),
            Cell::Word(word) => Self::of_text(word),
            Cell::Text(own) => Self::of_text(own),
            Cell::List(several) => Self::of_text(&several.join("; ")),
            Cell::Money(amount) => {
                number(amount.plain()).map_or_else(|| Self::Text(amount.plain()), Self::Money)
            }
            Cell::Share(share) => {
                let of_hundred = number(share.digits()).and_then(|own| own.checked_mul(Decimal::new(1, 2)));
                of_hundred.map_or_else(|| Self::Text(share.digits()), Self::Share)
            }
            Cell::Year(year) => Self::Text(year.to_string()),
            Cell::Number(own) => Self::Number(own.normalize()),
            Cell::Count(n) => Self::Number(n.into()),
        }
    }

    fn of_text(own: &str) -> Self {
        match fitting(&text::clean(own)) {
            own if own.is_empty() => Self::Blank,
            own => Self::Text(own.into_owned()),
        }
    }
}

/// A text as far as a cell holds it.
pub fn fitting(own: &str) -> Cow<'_, str> {
    let length = own.encode_utf16().count();
    if length <= CHARACTERS {
        return own.into();
    }
    let end = format!("… ({length} characters: --format csv has all)");
    let (mut kept, mut room) = (String::new(), CHARACTERS - end.encode_utf16().count());
    for c in own.chars() {
        let Some(left) = room.checked_sub(c.len_utf16()) else { break };
        room = left;
        kept.push(c);
    }
    (kept + &end).into()
}
