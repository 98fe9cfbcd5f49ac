//! A small writer of pictures: bars and paths on one scale, exact to a tenth of a unit and the same everywhere.

use crate::money::Money;
use crate::render::block::Grid;
use crate::render::html::blocks;
use crate::render::html::ids::Ids;
use maud::{Markup, PreEscaped, html};
use rust_decimal::Decimal;

/// How wide a picture is, in its own units; the page stretches it.
pub const WIDTH: u32 = 480;
/// Of a line of bars: its words, then its bar.
pub const LINE: u32 = 44;

/// How a shape is filled, told apart without colour, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    /// What is there in all.
    Whole,
    /// What is short.
    Short,
    /// What is more.
    More,
    /// What is asked.
    Asked,
    /// One of up to four parts.
    Part(usize),
}

impl Fill {
    fn colours(self) -> (&'static str, &'static str) {
        match self {
            Self::Whole => ("#003087", "#003087"),
            Self::Short => ("url(#hatch)", "#6a140e"),
            Self::More => ("#cce5d8", "#004c23"),
            Self::Asked => ("#ffffff", "#595959"),
            Self::Part(0) => ("#003087", "#003087"),
            Self::Part(1) => ("#6f9fd8", "#003087"),
            Self::Part(2) => ("#d6e4f5", "#003087"),
            Self::Part(_) => ("#ffffff", "#003087"),
        }
    }
}

/// A line of a path, told apart by its weight and its breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stroke {
    pub colour: &'static str,
    pub wide: u32,
    pub breaks: &'static str,
}

/// What stands in a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    Fill(Fill),
    Stroke(Stroke),
}

/// A box.
pub fn bar(x: Decimal, y: Decimal, width: Decimal, height: u32, fill: Fill) -> Markup {
    let (inside, edge) = fill.colours();
    html! { rect x=(tenth(x)) y=(tenth(y)) width=(tenth(width.max(Decimal::ONE))) height=(height) fill=(inside) stroke=(edge) {} }
}

/// To a tenth: the same digits on every machine.
pub fn tenth(value: Decimal) -> String {
    crate::money::round(value, 1).normalize().to_string()
}

/// Words at a place; to its left where they end there.
pub fn words(x: u32, y: Decimal, said: &str, ends: bool) -> Markup {
    html! { text x=(x) y=(tenth(y)) text-anchor=(if ends { "end" } else { "start" }) { (said) } }
}

/// Amounts along a line.
#[derive(Debug, Clone, Copy)]
pub struct Scale {
    least: Money,
    whole: Money,
    length: Decimal,
}

impl Scale {
    /// A scale that holds nil and all amounts over so many units.
    pub fn over(amounts: impl IntoIterator<Item = Money>, length: u32) -> Self {
        let (mut least, mut most) = (Money::ZERO, Money::ZERO);
        for amount in amounts {
            least = least.min(amount);
            most = most.max(amount);
        }
        Self { least, whole: most - least, length: Decimal::from(length) }
    }

    /// A scale of amounts that lie close together, far from nil: it begins below the least, at a round amount;
    /// `None` where they do not.
    pub fn close(amounts: &[Money], length: u32) -> Option<(Self, Money)> {
        let (least, most) = (amounts.iter().min().copied()?, amounts.iter().max().copied()?);
        let span = (most - least).decimal();
        let is_close =
            least.is_positive() && span > Decimal::ZERO && span * Decimal::from(4) < most.decimal();
        let mut round = Decimal::ONE;
        while round * Decimal::TEN <= span {
            round *= Decimal::TEN;
        }
        let begin = Money::new(((least.decimal() - round) / round).floor() * round);
        let scale = Self { least: begin, whole: most - begin, length: Decimal::from(length) };
        (is_close && begin.is_positive()).then_some((scale, begin))
    }

    /// How far along an amount stands.
    pub fn at(self, amount: Money) -> Decimal {
        let above = (amount - self.least).decimal().max(Decimal::ZERO);
        above
            .checked_mul(self.length)
            .and_then(|far| far.checked_div(self.whole.decimal()))
            .unwrap_or_default()
    }

    /// A bar between two amounts, at a height of the picture.
    pub fn bar(self, from: Money, to: Money, y: Decimal, height: u32, fill: Fill) -> Markup {
        let (low, high) = (from.min(to), from.max(to));
        bar(self.at(low), y, self.at(high) - self.at(low), height, fill)
    }
}

/// A picture: what it found, its key, itself, what is said of it, and its figures.
pub struct Picture {
    pub id: &'static str,
    pub title: String,
    pub key: Vec<(Sign, String)>,
    pub height: u32,
    pub drawing: Markup,
    /// What it shows, in at most two sentences.
    pub says: String,
    pub figures: Grid,
}

impl Picture {
    pub fn markup(&self, ids: &mut Ids) -> Markup {
        let [title, says] = ["title", "says"].map(|part| ids.give(&format!("{}-{part}", self.id)));
        html! {
            figure {
                figcaption { (self.title) }
                @if !self.key.is_empty() {
                    ul.key { @for (sign, name) in &self.key { li { (sample(*sign)) (name) } } }
                }
                svg viewBox={ "0 0 " (WIDTH) " " (self.height) } role="img" aria-labelledby={ (title) " " (says) } {
                    title id=(title) { (self.title) }
                    desc id=(says) { (self.says) }
                    (self.drawing)
                }
                details.more.screen {
                    summary { "The figures" }
                    div { (blocks::table(&self.figures, &self.title)) }
                }
            }
        }
    }
}

fn sample(sign: Sign) -> Markup {
    html! {
        svg viewBox="0 0 28 12" aria-hidden="true" {
            @match sign {
                Sign::Fill(fill) => {
                    @let (inside, edge) = fill.colours();
                    rect x="1" y="1" width="26" height="10" fill=(inside) stroke=(edge) {}
                }
                Sign::Stroke(own) => {
                    line x1="0" x2="28" y1="6" y2="6" stroke=(own.colour) stroke-width=(own.wide) stroke-dasharray=(own.breaks) {}
                }
            }
        }
    }
}

/// The hatching of what is short, once for all pictures of a page.
pub fn hatching() -> Markup {
    PreEscaped(
        "<svg class=\"heard\" aria-hidden=\"true\"><defs><pattern id=\"hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
         <rect width=\"6\" height=\"6\" fill=\"#f7d4d1\"></rect><path d=\"M0 6L6 0\" stroke=\"#6a140e\"></path>\
         </pattern></defs></svg>"
            .to_owned(),
    )
}
