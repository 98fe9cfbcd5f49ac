//! The rows of headings: the row that holds them (`heading_row`), the row of groups above it (`Year to
//! date` over `Plan`, `Actual`), and what goes on in the row below it (a row of units, or the second
//! half of the headings). A group fills the blank cells to its right.

use super::heading_row::{filled_cells, find, first_amounts, is_amount, is_said};
use super::{Mapping, Meaning, Recognised, Use, names};
use crate::location::Place;
use crate::plan::heading::{Heading, Words, plain};
use crate::plan::values::Ambiguous;
use crate::plan::vocabulary::{figures::is_unit_word, is_title_key, rows::row_measure};
use crate::read::{Form, Grid};
use thin_vec::ThinVec;

/// How many rows headings may be spread over, above or below the row with most of them.
const MORE_ROWS: usize = 2;

impl Recognised {
    /// Its own heading, without groups.
    pub(crate) fn own(&self) -> &Heading {
        self.alone.as_deref().unwrap_or(&self.heading)
    }
}

/// The rows of headings and the columns they make.
pub(super) struct Band {
    /// The first row of headings.
    pub(super) first: usize,
    /// The first row of data, behind the last row of headings.
    pub(super) next: usize,
    /// The columns, with what stands over them.
    pub(super) columns: Vec<Recognised>,
}

/// Finds the headings of a grid. A grid without any has columns that only their places name.
pub(super) fn band(grid: &Grid, mapping: &Mapping) -> Band {
    let is_json = matches!(grid.form, Form::Json(_));
    let heading = if is_json { Some(0) } else { find(grid, mapping) };
    let Some(heading) = heading else {
        let first = first_amounts(grid);
        let width = (first..grid.len()).map(|row| grid.width(row)).max().unwrap_or(0);
        let columns = (0..width).map(|at| column(grid, mapping, (first + 1, first), None, at)).collect();
        return Band { first, next: first, columns };
    };
    let (mut first, mut last, mut units) = (heading, heading, None);
    while last + 1 < grid.len() && is_said(grid, mapping, heading) && is_said(grid, mapping, last + 1) {
        last += 1;
    }
    if !is_json {
        while first > 0 && heading - first < MORE_ROWS && is_group_row(grid, mapping, first - 1, last) {
            first -= 1;
        }
        while last - heading < MORE_ROWS && last + 1 < grid.len() {
            if is_unit_row(grid, last) {
                units = Some(last + 1);
            } else if !goes_on(grid, mapping, first, last) {
                break;
            }
            last += 1;
        }
    }
    let width = (first..=last).map(|row| grid.width(row)).max().unwrap_or(0);
    let columns = (0..width).map(|at| column(grid, mapping, (first, last), units, at)).collect();
    Band { first, next: last + 1, columns }
}

/// Whether the row below the headings says of two of them or more in which unit their cells are:
/// `£000`, `%`, `WTE`, `mmm-yy`.
fn is_unit_row(grid: &Grid, last: usize) -> bool {
    let row = last + 1;
    let texts =
        || (0..grid.width(row)).map(|at| (at, grid.text(row, at).trim())).filter(|(_, t)| !t.is_empty());
    let is_headed = |at: usize| !grid.text(last, at).trim().is_empty();
    let units = texts().filter(|(at, text)| Heading::new(text).is_unit() && is_headed(*at)).count();
    units > 1
        && filled_cells(grid, last) > units
        && texts()
            .all(|(at, text)| is_headed(at) && (Heading::new(text).is_unit() || is_unit_word(&plain(text))))
}

/// Whether a text can stand over a group of columns: words of a measure, a period or a span only.
fn is_group(mapping: &Mapping, text: &str) -> bool {
    Words::of(text).understood() && mapping.get(&Heading::new(text)).is_none()
}

/// Whether a row stands over groups of the columns below it.
fn is_group_row(grid: &Grid, mapping: &Mapping, row: usize, last: usize) -> bool {
    let width = grid.width(row);
    let mut groups = 0;
    let mut before = "";
    for at in 0..width {
        let text = grid.text(row, at).trim();
        if is_amount(text) {
            return false;
        }
        if text.is_empty() {
            continue;
        }
        if at > 0 && is_group(mapping, text) && !is_title_key(before) {
            let end = (at + 1..width).find(|next| !grid.text(row, *next).trim().is_empty());
            let end =
                end.unwrap_or_else(|| (row + 1..=last).map(|row| grid.width(row)).max().unwrap_or(width));
            let over = (at..end).any(|at| joins(grid, mapping, text, row + 1, last, at));
            groups += usize::from(over);
        }
        before = text;
    }
    groups > 0
}

/// Whether a group says something of a column that its own heading does not: they join, and the
/// heading is a measure, a period, a span or a variance.
fn joins(grid: &Grid, mapping: &Mapping, group: &str, first: usize, last: usize, at: usize) -> bool {
    let own = (first..=last).rev().map(|row| grid.text(row, at).trim()).find(|text| !text.is_empty());
    own.is_some_and(|own| {
        let words = Words::of(own);
        let joined = words.join(&Words::of(group));
        is_group(mapping, own) && joined.is_some_and(|joined| joined != words)
    })
}

/// Whether the row below the headings goes on with them: units, with headings of their own where
/// nothing stands above, or words that join with what stands above.
fn goes_on(grid: &Grid, mapping: &Mapping, first: usize, last: usize) -> bool {
    let row = last + 1;
    let (mut units, mut words, mut names) = (0, 0, 0);
    for at in 0..grid.width(row) {
        let text = grid.text(row, at).trim();
        if text.is_empty() {
            continue;
        }
        if is_amount(text) {
            return false;
        }
        if text == grid.text(last, at).trim() {
            continue; // one heading merged over both rows
        }
        let above = plain(grid.text(last, at));
        if Heading::new(text).is_unit() && !matches!(above.as_ref(), "unit" | "units" | "scale") {
            units += 1;
            continue;
        }
        if (first..=last).all(|row| grid.text(row, at).trim().is_empty())
            && (at == 0 || !is_group(mapping, text))
        {
            names += 1; // over the names, whatever it says: `CIP 2019/20`
            continue;
        }
        let over = above_of(grid, mapping, first, last, at);
        let joined = over.as_deref().map(|over| is_group(mapping, over) && joins_text(over, text));
        if !is_group(mapping, text) || joined == Some(false) {
            return false;
        }
        words += 1;
    }
    let beside = names == 0 || units > names;
    units + words > 0 && (words == 0 || words > 1) && beside
}

fn joins_text(group: &str, own: &str) -> bool {
    let words = Words::of(own);
    words.join(&Words::of(group)).is_some_and(|joined| joined != words && joined != Words::of(group))
}

/// What stands over a column in the rows of headings so far, filled from the left.
fn above_of(grid: &Grid, mapping: &Mapping, first: usize, last: usize, at: usize) -> Option<String> {
    let text = grid.text(last, at).trim();
    if !text.is_empty() {
        return Some(text.to_owned());
    }
    (first..=last).rev().find_map(|row| filled(grid, mapping, row, at)).map(|(text, _)| text.to_owned())
}

/// The group that fills a blank cell from its left, and where it stands.
fn filled<'g>(grid: &'g Grid, mapping: &Mapping, row: usize, at: usize) -> Option<(&'g str, usize)> {
    let source = (0..=at).rev().find(|at| !grid.text(row, *at).trim().is_empty())?;
    let text = grid.text(row, source).trim();
    (source == at || source > 0 && is_group(mapping, text)).then_some((text, source))
}

/// A column of the rows of headings: its own heading with the groups over it. `units` is the row that
/// says nothing but units.
fn column(
    grid: &Grid,
    mapping: &Mapping,
    (first, last): (usize, usize),
    units: Option<usize>,
    at: usize,
) -> Recognised {
    let mut parts: Vec<&str> = Vec::new();
    let mut words = Words::default();
    let mut own: Option<(Heading, Place)> = None;
    let (mut unit, mut percent, mut counted) = (None, false, None);
    for row in (first..=last).rev() {
        let text = grid.text(row, at).trim();
        let heading = Heading::new(text);
        if row > first && !text.is_empty() && heading.is_unit() {
            unit = unit.or(heading.unit);
            percent |= heading.percent && heading.unit.is_none();
            continue;
        }
        if units == Some(row) {
            counted = Some(text).filter(|text| !text.is_empty());
            continue;
        }
        if own.is_none() {
            if !text.is_empty() {
                words = Words::of(text);
                own = Some((heading, grid.place(row, at)));
                parts.push(text);
            }
            continue;
        }
        // a group joins, and a heading over two rows is the two together
        let Some((group, source)) = filled(grid, mapping, row, at) else { continue };
        if source == at && parts.last() == Some(&group) {
            continue; // merged over both rows
        }
        if is_group(mapping, group) {
            // `Identified` under `2024/25` is what is identified of that year
            let is_open = words == Words::default()
                || !words.others
                || own.as_ref().is_some_and(|(own, _)| row_measure(&own.raw).is_some());
            let joined = words.join(&Words::of(group)).filter(|_| is_open);
            if let Some(joined) = joined.filter(|joined| *joined != words) {
                words = joined;
                unit = unit.or(Heading::new(group).unit);
                parts.push(group);
            }
        } else if source == at && words.others {
            parts.push(group);
        }
    }
    let place = own.as_ref().map_or_else(|| grid.place(last, at), |(_, place)| *place);
    let own = own.map_or_else(|| Heading::new(""), |(heading, _)| heading);
    parts.reverse();
    let mut heading = if parts.len() > 1 { Heading::new(&parts.join(" ")) } else { own.clone() };
    heading.unit = own.unit.or(heading.unit).or(unit);
    heading.percent |= percent;
    if let Some(counted) = counted.filter(|_| !names::is_known(&heading)) {
        heading = Heading::new(&format!("{} {counted}", heading.raw)); // what is counted: `WTE`
    }
    let mapped = mapping.column(at, &heading, &own).cloned().map(Box::new);
    if let Some(ours) = &mapped {
        heading.unit = ours.unit.or(heading.unit);
        if let Meaning::Figure(said) = ours.meaning {
            words = said;
        }
    }
    Recognised {
        meanings: names::meanings(&heading),
        alone: (own != heading).then(|| Box::new(own)),
        heading,
        words,
        place,
        mapped,
        used: Use::Unused,
        evidence: None,
        money: false,
        unit: None,
        ambiguous: Ambiguous::Refuse,
        year: None,
        said: String::new(),
        candidates: ThinVec::new(),
    }
}
