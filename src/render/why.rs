//! An explanation as a page: what it says, for text and Markdown alike.

use super::block::Block;
use super::{Format, Options, json, markdown, table, text, words};
use crate::explanation::{Because, Explanation, LeftOut, Threshold};
use crate::money::{Money, Unit};
use crate::report::{Level, Shown};
use std::io::{self, Write};

mod finance;
mod headroom;
mod judged;

/// Writes an explanation: as text, coloured or not and so wide, or in another of the formats that hold it whole.
///
/// # Errors
/// Whatever the writer reports.
pub fn why(
    why: &Explanation,
    format: Format,
    (colour, width): (bool, usize),
    out: &mut impl Write,
) -> io::Result<()> {
    match format {
        Format::Json | Format::Jsonl => json::write(why, out),
        Format::Markdown => {
            let (tool, policy) = (&why.tool, &why.policy);
            let origin =
                markdown::Origin { tool, schema: why.schema, policy, inputs: &[], conformance: None };
            markdown::write(&page(why), &origin, out)
        }
        _ => table::write(&page(why), &Options { colour, width, ..Options::default() }, out),
    }
}

fn page(why: &Explanation) -> Vec<Block> {
    match &why.because {
        Because::Finance(finance) => finance::page(why, finance),
        Because::Headroom(headroom) => headroom::page(why, headroom),
        Because::Judged(judged) => judged::page(why, judged),
    }
}

/// The subject's own name.
fn name(why: &Explanation) -> String {
    let about = &why.subject;
    let organisation = text::clean(&about.organisation);
    let workstream = about.workstream.as_deref().map(text::clean).unwrap_or_default();
    match about.level {
        Level::Scheme => {
            let scheme =
                words::scheme(about.scheme.as_deref().unwrap_or(""), about.name.as_deref().unwrap_or(""));
            let workstream = if workstream.is_empty() { String::new() } else { format!(", {workstream}") };
            format!("{scheme}{workstream}, {organisation}")
        }
        Level::Workstream | Level::ClusterWorkstream | Level::RegionWorkstream | Level::NationWorkstream => {
            format!("{workstream}, {organisation}")
        }
        Level::Organisation => organisation.into_owned(),
        Level::Cluster | Level::Region => format!("{organisation}, {}", about.level),
        Level::Nation => format!("All {} organisations", about.organisations),
    }
}

/// An amount with all its digits: `-84,750.50`.
pub(super) fn exact(amount: Money) -> String {
    in_full(amount, None)
}

/// The same; a dash where it is not known.
fn known(amount: Option<Money>) -> String {
    amount.map_or_else(|| "-".to_owned(), exact)
}

/// The same in a table: `(84,750.50)`.
fn in_table(amount: Option<Money>) -> String {
    amount.map_or_else(|| "-".to_owned(), |amount| whole(amount, None).amount(amount))
}

fn in_full(amount: Money, unit: Option<Unit>) -> String {
    whole(amount, unit).in_words(amount)
}

/// With all the digits of an amount.
fn whole(amount: Money, unit: Option<Unit>) -> Shown {
    let decimals = amount.decimal().normalize().scale();
    Shown { unit, places: if decimals == 1 { 2 } else { decimals } }
}

impl Explanation {
    /// An amount with its sign for pounds, where a unit is stated.
    fn pounds(&self, amount: Money) -> String {
        in_full(amount, self.unit.map(|_| Unit::Pounds))
    }

    /// A heading with what the amounts below it are in.
    fn heading_with_unit(&self, what: &str) -> Block {
        Block::part(format!("{what} ({})", self.unit.unwrap_or("as read, no unit is stated")))
    }
}

/// A labelled amount: label and amount each in a column of its own, a remark behind them.
fn amount(label: &str, labels: usize, amount: &str, amounts: usize, remark: &str) -> Block {
    let line = format!("{label:<labels$}{amount:>amounts$}  {remark}");
    Block::whole(line.trim_end())
}

/// Where a threshold's value comes from.
fn ground(threshold: &Threshold) -> String {
    if threshold.value == threshold.built_in {
        format!("{}: {}", threshold.ground, threshold.source)
    } else {
        format!("set by {}; built in: {}", text::clean(&threshold.origin), threshold.built_in)
    }
}

/// A threshold with its value and where that comes from.
fn sourced(threshold: &Threshold) -> String {
    format!("{} {}; {}", threshold.name, threshold.value, ground(threshold))
}

/// What was left out, under its heading.
fn left_out(all: &[LeftOut]) -> Vec<Block> {
    let out = all.iter().flat_map(|own| {
        let amount = own.amount.map_or_else(String::new, |amount| format!(" {}", exact(amount)));
        let said = format!("{}{amount}: {}", text::clean(&own.what), text::clean(&own.why));
        at_place(&said, own.place.as_deref().unwrap_or(""))
    });
    Block::under("LEFT OUT", out)
}

/// A text with its place: on the same line where both fit, else the place whole on its own.
fn at_place(said: &str, place: &str) -> Vec<Block> {
    let place = text::clean(place);
    let on_one_line = format!("{said}  {place}");
    if text::width(&on_one_line) <= crate::wrapping::WIDTH {
        return vec![Block::whole(on_one_line.trim_end())];
    }
    vec![Block::item(said), Block::whole(&format!("  {place}"))]
}

fn cited(place: &str, said: &str) -> String {
    let (place, said) = (text::clean(place), text::clean(said));
    if said.is_empty() { place.into_owned() } else { format!("{place}: {said}") }
}

/// Cells, each with its amount, its place and the text there.
fn cells(cells: &[crate::explanation::Cell]) -> impl Iterator<Item = Block> {
    cells.iter().map(|cell| {
        let amount = cell.amount.map_or_else(|| "unreadable".to_owned(), exact);
        let place = cited(&cell.place, &cell.text);
        Block::whole(&format!("  {} {:<6} {amount:>14}  {place}", cell.period, cell.measure))
    })
}
