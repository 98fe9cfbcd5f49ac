//! A tracker of which each sheet holds one month: `Apr`, `M3`, `April 2011`. Where the sheets have
//! the same headings and their amounts are those of the month alone, the tab is the period.

use super::sheets::is_total;
use super::{Note, Role};
use crate::calendar::{FinancialYear, Month, month_number, month_word, parse_month, parse_year};
use crate::location::{Place, SourceId, Sources};
use crate::money::{Money, Reading, parse_amount};
use crate::plan::fields::{ColumnId, savings, schemes};
use crate::plan::heading::{Figure, Heading, Words, plain};
use crate::plan::recognise::{Mapping, heading_row};
use crate::problem::{Problem, ProblemKind};
use crate::read::{Form, Grid};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a tab's name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tab {
    Month(Month),
    /// A month of a year that something else must give; April is 1.
    InYear(u8),
}

impl Tab {
    fn parse(name: &str) -> Option<Self> {
        let name = name.trim();
        if let Ok(month) = parse_month(name) {
            return Some(Self::Month(month));
        }
        if let Some(number) = month_number(name) {
            return Some(Self::InYear(number));
        }
        let word = |word: &str| Some((i32::from(month_word(word)?) + 8) % 12 + 1);
        let in_year = |number: i32| u8::try_from(number).ok();
        if let Some(number) = word(name) {
            return in_year(number).map(Self::InYear);
        }
        let (first, rest) = name.split_once([' ', '-', '_'])?;
        let number = in_year(word(first)?)?;
        parse_year(rest).map(|year| Self::Month(month_of(year, number)))
    }
}

fn month_of(year: FinancialYear, number: u8) -> Month {
    year.april().plus(i32::from(number) - 1)
}

/// The months' tabs of a workbook: index of the grid, row of the headings, month.
type Tabs = Vec<(usize, usize, Tab)>;

/// Gives the rows of months' tabs their month.
pub(super) fn join(
    grids: &mut Vec<(Arc<Grid>, Role)>,
    mapping: &Mapping,
    sources: &Sources,
) -> (Vec<Problem>, Vec<Note>) {
    let mut books: BTreeMap<SourceId, Tabs> = BTreeMap::new();
    for (at, (grid, role)) in grids.iter().enumerate() {
        if let (Form::Sheet(_), Role::Submission, Some(tab)) = (grid.form, role, Tab::parse(&grid.hint)) {
            books.entry(grid.source).or_default().push((at, heading_row(grid, mapping), tab));
        }
    }
    let (mut problems, mut notes) = (Vec::new(), Vec::new());
    let mut out = BTreeSet::new();
    for (source, tabs) in books.into_iter().filter(|(_, tabs)| tabs.len() > 1) {
        let Some(headings) = same_headings(grids, &tabs, mapping) else { continue };
        let problem = match months(grids, &tabs, sources.file_name(source)) {
            Ok(months) if has_one_each(&months) => {
                let Some(problem) = looks_cumulative(grids, &tabs, &headings) else {
                    for ((at, heading_row, _), month) in tabs.iter().zip(months) {
                        let Some((grid, _)) = grids.get_mut(*at) else { continue };
                        let (with_month, left_out) = add_month(grid, *heading_row, &headings, month);
                        notes.extend(left_out);
                        *grid = Arc::new(with_month);
                    }
                    continue;
                };
                problem
            }
            Ok(_) => continue,
            Err(problem) => *problem,
        };
        problems.push(problem);
        out.extend(tabs.iter().map(|(at, ..)| *at));
    }
    let mut at = 0;
    grids.retain(|_| {
        at += 1;
        !out.contains(&(at - 1))
    });
    (problems, notes)
}

fn has_one_each(months: &[Month]) -> bool {
    months.iter().collect::<BTreeSet<_>>().len() == months.len()
}

fn is_called(heading: &Heading, column: ColumnId) -> bool {
    let declared = column.declaration();
    heading.plain == plain(declared.name)
        || declared.aliases.iter().any(|alias| plain(alias) == heading.plain)
}

/// A column of the month's amounts, and what it is called in a tracker.
fn amount(heading: &Heading) -> Option<ColumnId> {
    [savings::PLAN, savings::ACTUAL, savings::FORECAST]
        .into_iter()
        .find(|column| is_called(heading, *column))
        .or_else(|| {
            let mut words = heading.plain.split(' ').filter(|word| !word.is_empty());
            let in_month = words.clone().any(|word| word == "month");
            words.by_ref().filter(|word| !matches!(*word, "month" | "in" | "for" | "this")).find_map(|word| {
                match Words::of(word).figure {
                    Some(Figure::Of(measure)) if in_month => Some(super::cells::savings_column(measure)),
                    _ => None,
                }
            })
        })
}

fn is_to_date(heading: &Heading) -> bool {
    heading
        .plain
        .split(' ')
        .any(|word| matches!(word, "ytd" | "date" | "cumulative" | "cum" | "year" | "fot" | "outturn"))
        && !heading.plain.ends_with(" date")
        || heading.plain.ends_with("to date")
}

/// The headings that all tabs have, where they are those of a month of a tracker: amounts of the
/// month, no period and nothing to date.
fn same_headings(grids: &[(Arc<Grid>, Role)], tabs: &Tabs, mapping: &Mapping) -> Option<Vec<Heading>> {
    let headings = |(at, row, _): &(usize, usize, Tab)| -> Option<Vec<Heading>> {
        Some(grids.get(*at)?.0.row(*row).map(Heading::new).collect())
    };
    let words = |headings: &[Heading]| -> Vec<String> {
        let filled = headings.iter().filter(|heading| !heading.plain.is_empty());
        filled.map(|heading| heading.plain.clone()).collect()
    };
    let first = headings(tabs.first()?)?;
    let same = tabs.iter().all(|tab| headings(tab).is_some_and(|other| words(&other) == words(&first)));
    let of_month = first.iter().filter(|heading| amount(heading).is_some()).count();
    let no_month = |heading: &Heading| {
        is_called(heading, savings::PERIOD)
            || Words::of(&heading.raw).period.is_some()
            || is_to_date(heading)
            || mapping.get(heading).is_some_and(|ours| {
                ["plan_ytd", "actual_ytd", "plan_year", "forecast_year", "period", "month", "year"]
                    .contains(&ours.rsplit('.').next().unwrap_or(ours))
            })
    };
    let named = first.iter().any(|heading| {
        [savings::SCHEME, savings::NAME, schemes::SCHEME].into_iter().any(|id| is_called(heading, id))
    });
    (same && named && of_month > 0 && !first.iter().any(no_month)).then_some(first)
}

/// The month of each tab; the year from the tab, a title above its headings or the file's name.
fn months(grids: &[(Arc<Grid>, Role)], tabs: &Tabs, file: &str) -> Result<Vec<Month>, Box<Problem>> {
    let of_file =
        Heading::new(file.rsplit(['/', '\\']).next().unwrap_or(file).split('.').next().unwrap_or(file))
            .raw
            .split([' ', '_', '(', ')', ','])
            .find_map(parse_year);
    tabs.iter()
        .map(|(at, row, tab)| {
            let number = match tab {
                Tab::Month(month) => return Ok(*month),
                Tab::InYear(number) => *number,
            };
            let grid = grids.get(*at).map(|(grid, _)| grid);
            let titles = grid.into_iter().flat_map(|grid| (0..*row).flat_map(|row| grid.row(row)));
            let year = titles.flat_map(|title| title.split([' ', '(', ')', ',', ':'])).find_map(parse_year);
            let year = year.or(of_file);
            year.map(|year| month_of(year, number)).ok_or_else(|| {
                let place = grid.map_or(Place::File(SourceId(0)), |grid| grid.place(*row, 0));
                Box::new(Problem::new(
                    place,
                    ProblemKind::Layout {
                        what: "the sheets each hold a month, and nothing says of which year".to_owned(),
                        mend: "write the year in their names (Apr 2011), in a title above the headings or in the file's name (2011-12)".to_owned(),
                    },
                ))
            })
        })
        .collect()
}

/// The sum of a column over the rows that are no totals.
fn sum(grid: &Grid, heading_row: usize, column: usize) -> Money {
    let figure = |row: usize| match parse_amount(grid.text(row, column), None) {
        Ok(Reading::Figure { amount, .. }) if !grid.row(row).any(is_total) => Some(amount.value),
        _ => None,
    };
    (heading_row + 1..grid.len()).filter_map(figure).sum()
}

/// A plan that grows with every month by about its first month is one to date, whatever its heading
/// says: which it is must be said.
fn looks_cumulative(grids: &[(Arc<Grid>, Role)], tabs: &Tabs, headings: &[Heading]) -> Option<Problem> {
    let is_plan = |heading: &Heading| amount(heading).is_some() && !heading.plain.contains("month");
    let column = headings.iter().position(is_plan)?;
    let sums: Vec<Money> = tabs
        .iter()
        .filter_map(|(at, row, _)| grids.get(*at).map(|(grid, _)| sum(grid, *row, column)))
        .collect();
    let (first, second) = (*sums.first()?, *sums.get(1)?);
    let grows =
        sums.windows(2).all(|pair| matches!(pair, [before, after] if *after - *before >= first_half(first)));
    let to_date = sums.len() > 2 && grows && first > Money::ZERO && second > first;
    let (at, row, _) = tabs.get(1)?;
    let (grid, _) = grids.get(*at)?;
    to_date.then(|| {
        let raw = &headings.get(column).map_or("", |heading| heading.raw.as_str());
        Problem::new(
            grid.place(*row, column),
            ProblemKind::Layout {
                what: format!(
                    "the sheets each hold a month, and `{raw}` grows from each to the next: it can be the month's or the figure to date"
                ),
                mend: format!("say which in the headings: \"Month {}\", or \"{raw} to date\" and give the last sheet alone: FILE#Sheet", raw.to_lowercase()),
            },
        )
        .under(raw)
    })
}

/// Half of an amount, rounded down to what can be compared.
fn first_half(amount: Money) -> Money {
    Money::new(amount.decimal() / rust_decimal::Decimal::TWO)
}

/// The grid with a column of its month; totals and labels between the rows are left out and named.
fn add_month(grid: &Grid, heading_row: usize, headings: &[Heading], month: Month) -> (Grid, Vec<Note>) {
    let mut out = Grid::new(grid.source, grid.form, "savings", grid.group);
    out.owner.clone_from(&grid.owner);
    let width = (0..grid.len()).map(|row| grid.width(row)).max().unwrap_or(0);
    let mut notes = Vec::new();
    for row in 0..grid.len() {
        let place = grid.place(row, 0);
        let Place::Sheet { row: line, column: first, .. } = place else { continue };
        let filled = grid.row(row).filter(|text| !text.is_empty()).count();
        if row > heading_row {
            let name = grid.row(row).find(|text| !text.is_empty()).unwrap_or("");
            if filled < 2 || is_total(name) {
                let text =
                    format!("the row `{name}` of a month's sheet is not read: it holds no scheme's figures");
                notes.push(Note { place, text });
                continue;
            }
        }
        for column in 0..width {
            let at = u32::try_from(column).unwrap_or(u32::MAX);
            let text = grid.text(row, column);
            let known = headings.get(column).filter(|_| row == heading_row).and_then(|heading| {
                let column = amount(heading)?;
                (!is_called(heading, column)).then_some(column.name())
            });
            out.push_cell(known.unwrap_or(text), line, first.saturating_add(at));
        }
        if row == heading_row {
            out.push_cell("month", line, first);
        } else if row > heading_row {
            out.push_cell(&month.to_string(), line, first);
        }
        out.end_row();
    }
    (out, notes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_tabs() {
        let month = |year, number| Some(Tab::Month(Month::new(year, number).unwrap()));
        for (name, tab) in [
            ("Apr", Some(Tab::InYear(1))),
            ("March", Some(Tab::InYear(12))),
            ("M3", Some(Tab::InYear(3))),
            ("Month 12", Some(Tab::InYear(12))),
            ("April 2011", month(2011, 4)),
            ("Jan-12", month(2012, 1)),
            ("M10 2011-12", month(2012, 1)),
            ("Jan 2011-12", month(2012, 1)),
            ("Schemes", None),
            ("Sheet1", None),
            ("May be closed", None),
            ("2011-12", None),
        ] {
            assert_eq!(Tab::parse(name), tab, "{name}");
        }
    }

    #[test]
    fn amounts_of_the_month_and_to_date() {
        for (heading, column) in [
            ("Plan £000", Some(savings::PLAN)),
            ("Actual", Some(savings::ACTUAL)),
            ("In-month actual", Some(savings::ACTUAL)),
            ("Month plan", Some(savings::PLAN)),
            ("Month", None),
            ("Plan YTD", None),
        ] {
            assert_eq!(amount(&Heading::new(heading)), column, "{heading}");
        }
        for heading in
            ["Plan YTD", "Actual to date", "Cumulative plan", "Year end forecast", "Full year plan"]
        {
            assert!(is_to_date(&Heading::new(heading)), "{heading}");
        }
        for heading in ["Plan", "Month actual", "Start date", "Scheme"] {
            assert!(!is_to_date(&Heading::new(heading)), "{heading}");
        }
    }
}
