//! The columns of a sheet: what they are called, how they show what they hold, and how wide they are.

use super::held::Held;
use super::text;
use crate::rating::Rating;
use crate::words::in_words;
use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

/// The widths of columns, in characters: the narrowest, the widest, and from where a text is wrapped.
const NARROW: usize = 10;
const WIDE: usize = 50;
/// The room beside a heading that the button of a filter takes.
const BUTTON: usize = 3;
/// The lines of a heading.
const HEADING_LINES: usize = 2;

/// Names of ours that are not written as other words are.
const SHORT: [(&str, &str); 4] = [("Kpis", "KPIs"), ("kpis", "KPIs"), ("Wte", "WTE"), ("wte", "WTE")];

/// How programs that show true and false by a format show them.
const TRUTH: &str = r#""true";"true";"false""#;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    Text,
    Rating,
    /// With so many decimals.
    Money(u32),
    Number,
    Share,
    Date,
    Truth,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its key in the other formats.
    pub key: String,
    pub heading: String,
    pub holds: Holds,
    /// In characters.
    pub width: u16,
}

/// The columns of a table, by what its rows hold.
pub fn of(keys: &[String], rows: &[Vec<Held>], are_pounds: bool) -> Vec<Column> {
    let unit = if are_pounds { "£" } else { "as read" };
    let column = |(at, key): (usize, &String)| {
        let cells = || rows.iter().filter_map(move |row| row.get(at)).filter(|held| **held != Held::Blank);
        let holds = holds(cells());
        let mut heading = in_words(key);
        if let Some(first) = heading.get(..1) {
            heading.replace_range(..1, &first.to_uppercase());
        }
        for (ours, shown) in SHORT {
            heading = heading.replace(ours, shown);
        }
        if matches!(holds, Holds::Money(_)) {
            heading.push_str(&format!(" ({unit})"));
        }
        let longest = cells().map(|held| width(held, holds)).max().unwrap_or(0);
        let of_heading = (heading.chars().count() + BUTTON).div_ceil(HEADING_LINES);
        let words = heading.split(' ').map(|word| word.chars().count() + BUTTON).max().unwrap_or(0);
        let wanted = (longest + 3).max(of_heading).max(words).clamp(NARROW, WIDE);
        Column { key: key.clone(), heading, holds, width: u16::try_from(wanted).unwrap_or(u16::MAX) }
    };
    keys.iter().enumerate().map(column).collect()
}

fn holds<'h>(cells: impl Iterator<Item = &'h Held> + Clone) -> Holds {
    let is_rating = |held: &Held| held.text().is_some_and(|text| Rating::WORDS.contains(&text));
    let is_any = cells.clone().next().is_some();
    let decimals =
        |held: &Held| if let Held::Money(own) = held { Some(own.normalize().scale()) } else { None };
    match cells.clone().next() {
        _ if is_any && cells.clone().all(is_rating) => Holds::Rating,
        _ if cells.clone().any(|held| matches!(held, Held::Money(_))) => {
            Holds::Money(match cells.filter_map(decimals).max().unwrap_or(0) {
                0 => 0,
                some => some.max(2),
            })
        }
        _ if cells.clone().any(|held| matches!(held, Held::Share(_))) => Holds::Share,
        _ if cells.clone().any(|held| matches!(held, Held::Number(_))) => Holds::Number,
        _ if is_any && cells.clone().all(|held| matches!(held, Held::Date(_))) => Holds::Date,
        _ if is_any && cells.clone().all(|held| matches!(held, Held::Truth(_))) => Holds::Truth,
        _ => Holds::Text,
    }
}

/// The characters that a cell shows in its longest line.
fn width(held: &Held, holds: Holds) -> usize {
    let digits = |own: &Decimal| own.trunc().abs().to_string().len();
    match (held, holds) {
        (Held::Money(own), Holds::Money(decimals)) => digits(own) * 4 / 3 + 3 + decimals as usize,
        (Held::Share(_), _) => 8,
        (Held::Date(_), _) => 11,
        (Held::Number(own), _) => own.to_string().len(),
        (Held::Text(text), _) => text.lines().map(|line| line.chars().count()).max().unwrap_or(0),
        _ => 5,
    }
}

impl Column {
    /// How its cells look.
    pub fn format(&self) -> Format {
        let format = text().set_align(FormatAlign::Top);
        match self.holds {
            Holds::Money(decimals) => {
                let point = if decimals > 0 { "." } else { "" };
                format.set_num_format(format!("#,##0{point}{}", "0".repeat(decimals as usize)))
            }
            Holds::Share => format.set_num_format("0.0%"),
            Holds::Number => format,
            Holds::Date => left(format).set_num_format("d mmm yyyy"),
            Holds::Rating => left(format),
            Holds::Truth => left(format).set_num_format(TRUTH),
            Holds::Text => left(format).set_text_wrap(),
        }
    }

    /// How its heading looks.
    pub fn heading_format(&self) -> Format {
        let heading = text().set_bold().set_text_wrap().set_align(FormatAlign::Bottom);
        let heading = heading.set_border_bottom(FormatBorder::Thin);
        match self.holds {
            Holds::Money(_) | Holds::Share | Holds::Number => heading.set_align(FormatAlign::Right),
            _ => left(heading),
        }
    }
}

/// What begins at the left stands clear of a number before it.
fn left(format: Format) -> Format {
    format.set_align(FormatAlign::Left).set_indent(1)
}

/// What the sheet of a view is called: `Report card`.
pub fn sheet_name(view: &str) -> String {
    let mut name = view.replace('-', " ");
    if let Some(first) = name.get(..1) {
        name.replace_range(..1, &first.to_uppercase());
    }
    name
}
