//! Which row holds the headings: the one with the most known headings among the first; where none is
//! known, the row that stands over the first amounts. A row that holds an amount never does: years,
//! months and units are no amounts.

use super::{Mapping, names};
use crate::money::{figure, parse_number};
use crate::plan::heading::{Figure, Heading, Words, period_name, plain};
use crate::plan::vocabulary::numbers::may_be_year;
use crate::plan::vocabulary::{figures::names_a_variance, is_title_key, is_total};
use crate::read::Grid;
use crate::write::RECORD;

/// How many rows are looked at for headings.
pub(crate) const HEADING_ROWS: usize = 30;
/// What the headings of a row below figures must be worth for those figures to be titles.
const SURE: usize = 4;
/// The most that a cell counts for as a heading.
const MOST_WORTH: usize = 2;
/// Within how many rows of headings the first amounts stand.
const MOST_BETWEEN: usize = 3;

/// The row of the headings; `None` where no row can be one.
pub(super) fn find(grid: &Grid, mapping: &Mapping) -> Option<usize> {
    if mapping.names_headings()
        && let Some(row) = (0..grid.len()).find(|row| is_said(grid, mapping, *row))
    {
        return Some(row);
    }
    let rows = 0..grid.len().min(HEADING_ROWS);
    let several = rows.clone().any(|row| filled_cells(grid, row) > 1);
    let mut best = (0, 0);
    for row in rows.clone() {
        if several && filled_cells(grid, row) == 1 && !grid.text(row, 0).trim().is_empty() {
            continue; // a title
        }
        if MOST_WORTH * filled_cells(grid, row) <= best.1
            || holds_amounts(grid, row)
            || is_total(first(grid, row))
        {
            continue; // it cannot be better, or it is no row of headings
        }
        if let Some(score) = worth_more(grid, mapping, row, best.1) {
            best = (row, score);
        }
    }
    let Some(amounts) = rows.into_iter().find(|row| holds_amounts(grid, *row)) else {
        return Some(best.0);
    };
    if best.1 >= SURE || best.1 > 0 && best.0 < amounts {
        return Some(best.0);
    }
    let over = over(grid, amounts);
    over.or((best.1 > 0 && first(grid, best.0) != first(grid, amounts)).then_some(best.0))
}

/// The row of the headings, or the first row where none can be one.
pub(crate) fn heading_row(grid: &Grid, mapping: &Mapping) -> usize {
    find(grid, mapping).unwrap_or(0)
}

/// Whether the user says that a row holds headings.
pub(super) fn is_said(grid: &Grid, mapping: &Mapping, row: usize) -> bool {
    mapping.names_headings() && mapping.is_heading_row(grid.line(row), first(grid, row))
}

/// Whether a row of words heads rows of amounts: two of its cells at least are known, and as many as the
/// others.
pub(crate) fn heads_amounts(grid: &Grid, mapping: &Mapping, row: usize) -> bool {
    let filled = filled_cells(grid, row);
    let heads = || (row + 1..grid.len()).take(MOST_BETWEEN).any(|below| holds_amounts(grid, below));
    if filled < 2 || grid.text(row, 0).trim() == RECORD || is_total(first(grid, row)) || !heads() {
        return false;
    }
    let most_unknown = (filled / 2).min(filled - 2);
    let mut unknown = grid.row(row).filter(|text| !text.is_empty() && worth(text, mapping) < MOST_WORTH);
    unknown.nth(most_unknown).is_none() && !holds_amounts(grid, row)
}

/// The first row that holds an amount, where none can be the headings of the rows below.
pub(super) fn first_amounts(grid: &Grid) -> usize {
    (0..grid.len().min(HEADING_ROWS)).find(|row| holds_amounts(grid, *row)).unwrap_or(0)
}

/// The row of words above the first amounts that stands over them: it heads most of them.
fn over(grid: &Grid, amounts: usize) -> Option<usize> {
    let row = (0..amounts).rev().find(|row| filled_cells(grid, *row) > 1)?;
    let of_amounts: Vec<usize> =
        (0..grid.width(amounts)).filter(|at| is_amount(grid.text(amounts, *at))).collect();
    let headed = of_amounts.iter().filter(|at| !grid.text(row, **at).trim().is_empty()).count();
    (2 * headed > of_amounts.len()).then_some(row)
}

fn first(grid: &Grid, row: usize) -> &str {
    grid.row(row).find(|text| !text.is_empty()).unwrap_or("")
}

pub(super) fn filled_cells(grid: &Grid, row: usize) -> usize {
    grid.row(row).filter(|text| !text.is_empty()).count()
}

/// Whether a cell holds a figure or a percentage. One that is only a unit holds none, nor do a year
/// and a month.
pub(super) fn is_amount(text: &str) -> bool {
    let text = text.trim();
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let is_figure = figure(text, None).is_some() || matches!(parse_number(text), Ok(Some(_)));
    is_figure && !Heading::new(text).is_unit() && period_name(text).is_none()
}

/// Whether a row holds an amount. Bare numbers that follow one another are years (`2011`, `2012`) or
/// the numbers of months.
pub(super) fn holds_amounts(grid: &Grid, row: usize) -> bool {
    let mut bare: Vec<u32> = Vec::new();
    for text in grid.row(row).filter(|text| is_amount(text)) {
        match text.parse::<u32>() {
            Ok(number) if number > 0 => bare.push(number),
            _ => return true,
        }
    }
    let follow = bare.windows(2).all(|pair| matches!(pair, [one, next] if *next == one + 1 || next == one));
    let years = bare.iter().all(|number| may_be_year(*number));
    let months = bare.len() > 2 && bare.first() == Some(&1);
    !bare.is_empty() && !(follow && (years || months))
}

/// What the cells of a row count for as headings, where that is more than something known; most rows are told by
/// their first cells.
fn worth_more(grid: &Grid, mapping: &Mapping, row: usize, known: usize) -> Option<usize> {
    let (mut score, mut left) = (0, filled_cells(grid, row));
    for (at, _) in grid.row(row).enumerate().filter(|(_, text)| !text.is_empty()) {
        score += worth_of_cell(grid, mapping, row, at);
        left -= 1;
        if score + MOST_WORTH * left <= known {
            return None;
        }
    }
    (score > known).then_some(score)
}

/// What a cell counts for as a heading; a title and its value (`Month: | M6`) count for nothing.
fn worth_of_cell(grid: &Grid, mapping: &Mapping, row: usize, at: usize) -> usize {
    let text = grid.text(row, at).trim();
    let before = at.checked_sub(1).map_or("", |before| grid.text(row, before).trim());
    let is_value = |key: &str, value: &str| is_title_key(key) && period_name(value).is_some();
    let pair = text.ends_with(':')
        || before.ends_with(':')
        || is_value(text, grid.text(row, at + 1).trim())
        || is_value(before, text);
    if text.is_empty() || pair { 0 } else { worth(text, mapping) }
}

/// What a text counts for as a heading.
pub(super) fn worth(text: &str, mapping: &Mapping) -> usize {
    let heading = Heading::new(text);
    if names::is_known(&heading) || mapping.get(&heading).is_some() || heading.plain == RECORD {
        return MOST_WORTH;
    }
    let words = Words::of(text);
    if words.understood() {
        if words.figure == Some(Figure::Variance) { 1 } else { MOST_WORTH }
    } else {
        usize::from(names_a_variance(&plain(text)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::location::SourceId;
    use crate::read::{Limits, csv};

    fn heading(text: &str) -> Option<usize> {
        let (grid, _) = csv::read(SourceId(0), text, Some(b','), "t", 0, &Limits::DEFAULT);
        find(&grid, &Mapping::default())
    }

    #[test]
    fn a_row_that_holds_an_amount_is_no_row_of_headings() {
        for (text, row) in [
            ("Recovery theme,Year one,Year two\nContracts,£2k,£3k\nTotal,£2k,£3k\n", Some(0)),
            ("Savings agreed\nWard rostering,820\nTotal,820\n", None),
            ("Theme,2024/25,2025/26\nEstates,1,2\nSavings requirement,40.5,44.2\n", Some(0)),
            ("QIPP plans\nScheme,Plan,Actual\nPlan B,tbc,n/a\nSpinal,3,2\n", Some(1)),
            ("Target,£12m\nTheme,Lower,Upper\nLungs,0.8,1.6\n", Some(1)),
            ("Scheme,2011,2012,2013\nBeds,5,6,7\n", Some(0)),
        ] {
            assert_eq!(heading(text), row, "{text}");
        }
    }

    #[test]
    fn units_years_and_months_are_no_amounts() {
        for text in ["£000", "%", "£m", "2011/12", "Apr-11", "M6", "Plan", "", "tbc"] {
            assert!(!is_amount(text), "{text}");
        }
        for text in ["820", "£2,140k", "(5)", "0.0", "76.5%", "£1.2m"] {
            assert!(is_amount(text), "{text}");
        }
    }
}
