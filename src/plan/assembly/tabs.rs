//! A tracker of which each sheet holds one month or year: `Apr`, `M3`, `April 2011`, `2011-12`. Where the sheets have
//! the same headings and their amounts are those of the month alone, the tab is the period.

use super::aside::Aside;
use super::{Options, Role, mapping_of};
use crate::calendar::{Period, month_word, parse_year};
use crate::location::{Place, SourceId, Sources};
use crate::money::{Money, figure};
use crate::plan::fields::{ColumnId, TableId, savings, schemes};
use crate::plan::heading::{Figure, Heading, PeriodName, Words, period_name, plain};
use crate::plan::layout::sums::Sums;
use crate::plan::layout::{Fate, NOT_ADDED};
use crate::plan::recognise::{Mapping, Meaning, heading_row};
use crate::plan::vocabulary::figures::BEYOND_A_MONTH;
use crate::plan::vocabulary::{TotalName, total_name};
use crate::problem::Problem;
use crate::read::{Form, Grid};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Why a row of a month's sheet is left out that is no total.
const NO_FIGURES: &str = "it holds no scheme's figures";

/// The month, the month of a year that something else must give, or the year that a tab's name says.
fn period_of_tab(name: &str) -> Option<PeriodName> {
    let name = name.trim().replace('_', " ");
    let of_tab = |name: PeriodName| match name {
        PeriodName::Plain(Period::Month(_) | Period::Year(_)) | PeriodName::MonthOfYear(_) => Some(name),
        PeriodName::MonthOrYear(_, year) => Some(PeriodName::Plain(year)),
        _ => None,
    };
    period_name(&name).and_then(of_tab).or_else(|| {
        let (month, year) = name.split_once([' ', '-'])?;
        let month = month_word(month).and_then(|_| period_name(month))?;
        Some(PeriodName::Plain(month.of_year(parse_year(year)?)))
    })
}

fn is_year(tab: &PeriodName) -> bool {
    matches!(tab, PeriodName::Plain(Period::Year(_)))
}

/// The months' tabs of a workbook: index of the grid, row of the headings, month.
type Tabs = Vec<(usize, usize, PeriodName)>;

/// What was found where months' tabs were joined.
pub(super) struct Joined {
    pub(super) problems: Vec<Problem>,
    /// The totals and labels between the rows of each tab.
    pub(super) asides: Vec<Aside>,
}

/// Gives the rows of months' tabs their month.
pub(super) fn join(grids: &mut Vec<(Arc<Grid>, Role)>, options: &Options, sources: &Sources) -> Joined {
    let mut books: BTreeMap<SourceId, Tabs> = BTreeMap::new();
    for (at, (grid, role)) in grids.iter().enumerate() {
        if let (Form::Sheet(_), Role::Submission, Some(tab)) = (grid.form, role, period_of_tab(&grid.hint)) {
            let mapping = mapping_of(grid, *role, options, sources);
            books.entry(grid.source).or_default().push((at, heading_row(grid, &mapping), tab));
        }
    }
    let (mut problems, mut asides) = (Vec::new(), Vec::new());
    let mut out = BTreeSet::new();
    let of_one_kind = |tabs: &Tabs| {
        let years = tabs.iter().filter(|(.., tab)| is_year(tab)).count();
        tabs.len() > 1 && (years == 0 || years == tabs.len())
    };
    for (source, tabs) in books.into_iter().filter(|(_, tabs)| of_one_kind(tabs)) {
        let first = tabs.first().and_then(|(at, ..)| grids.get(*at));
        let mapping = first.map(|(grid, role)| mapping_of(grid, *role, options, sources)).unwrap_or_default();
        let Some(headings) = same_headings(grids, &tabs, &mapping) else { continue };
        let problem = match months(grids, &tabs, sources.file_name(source)) {
            Ok(months) if months.iter().collect::<BTreeSet<_>>().len() == months.len() => {
                let of_years = tabs.iter().any(|(.., tab)| is_year(tab));
                let Some(problem) = looks_cumulative(grids, &tabs, &headings).filter(|_| !of_years) else {
                    for ((at, heading_row, _), month) in tabs.iter().zip(months) {
                        let Some((grid, _)) = grids.get_mut(*at) else { continue };
                        let (with_month, aside) = add_month(grid, *heading_row, &headings, month);
                        asides.push(aside);
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
    let mut at = 0..;
    grids.retain(|_| at.next().is_none_or(|at| !out.contains(&at)));
    Joined { problems, asides }
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
                    Some(Figure::Of(measure)) if in_month => Some(measure.column()),
                    _ => None,
                }
            })
        })
}

fn is_to_date(heading: &Heading) -> bool {
    heading.plain.split(' ').any(|word| BEYOND_A_MONTH.contains(&word)) && !heading.plain.ends_with(" date")
        || heading.plain.ends_with("to date")
}

/// The headings that all tabs have, where they are those of a month of a tracker: amounts of the
/// month, no period and nothing to date.
fn same_headings(grids: &[(Arc<Grid>, Role)], tabs: &Tabs, mapping: &Mapping) -> Option<Vec<Heading>> {
    let headings = |(at, row, _): &(usize, usize, PeriodName)| -> Option<Vec<Heading>> {
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
                let column = ours.meaning.column().unwrap_or_default();
                ours.meaning == Meaning::Month
                    || ["plan_ytd", "actual_ytd", "plan_year", "forecast_year", "period", "year"]
                        .contains(&column)
            })
    };
    let named = first.iter().any(|heading| {
        [savings::SCHEME, savings::NAME, schemes::SCHEME].into_iter().any(|id| is_called(heading, id))
    });
    (same && named && of_month > 0 && !first.iter().any(no_month)).then_some(first)
}

/// The month of each tab; the year from the tab, a title above its headings or the file's name.
fn months(grids: &[(Arc<Grid>, Role)], tabs: &Tabs, file: &str) -> Result<Vec<Period>, Box<Problem>> {
    let of_file =
        Heading::new(file.rsplit(['/', '\\']).next().unwrap_or(file).split('.').next().unwrap_or(file))
            .raw
            .split([' ', '_', '(', ')', ','])
            .find_map(parse_year);
    tabs.iter()
        .map(|(at, row, tab)| {
            if let PeriodName::Plain(month) = tab {
                return Ok(*month);
            }
            let grid = grids.get(*at).map(|(grid, _)| grid);
            let titles = grid.into_iter().flat_map(|grid| (0..*row).flat_map(|row| grid.row(row)));
            let year = titles.flat_map(|title| title.split([' ', '(', ')', ',', ':'])).find_map(parse_year);
            let year = year.or(of_file);
            year.map(|year| tab.of_year(year)).ok_or_else(|| {
                let place = grid.map_or(Place::File(SourceId(0)), |grid| grid.place(*row, 0));
                let what = "the sheets each hold a month, and nothing says of which year";
                let mend = "write the year in their names (Apr 2011), in a title above the headings or in the \
                            file's name (2011-12)";
                Box::new(Problem::layout(place, what, mend))
            })
        })
        .collect()
}

/// The rows of a month's sheet that are totals: by their whole name; where that names a group, if a
/// row stands in that group, or the figures are the sum of rows above.
fn totals(grid: &Grid, heading_row: usize, headings: &[Heading]) -> BTreeSet<usize> {
    let columns = headings.iter().enumerate();
    let amounts: Vec<usize> =
        columns.filter(|(_, heading)| amount(heading).is_some()).map(|(at, _)| at).collect();
    let mut sums = Sums::new(&amounts);
    let mut since_total = 0;
    let mut totals = BTreeSet::new();
    for row in heading_row + 1..grid.len() {
        let figure = |column| figure(grid.text(row, column), None);
        let adds_up = |sums: &Sums| {
            [since_total, 0].into_iter().any(|first| sums.len() > first + 1 && sums.equal(first, figure))
        };
        let is_total = match total_name(name_of(grid, row)) {
            None => false,
            Some(TotalName::OfGroup { group, sure }) => {
                let is_group = |other: usize| grid.row(other).any(|text| plain(text) == group);
                sure || (heading_row + 1..grid.len()).any(is_group) || adds_up(&sums)
            }
            Some(TotalName::Perhaps(_)) => adds_up(&sums),
            Some(_) => true,
        };
        if is_total {
            totals.insert(row);
            since_total = sums.len();
        } else {
            sums.push(figure);
        }
    }
    totals
}

/// The first filled cell of a row.
fn name_of(grid: &Grid, row: usize) -> &str {
    grid.row(row).find(|text| !text.is_empty()).unwrap_or("")
}

/// A plan that grows with every month by about its first month is one to date, whatever its heading
/// says: which it is must be said.
fn looks_cumulative(grids: &[(Arc<Grid>, Role)], tabs: &Tabs, headings: &[Heading]) -> Option<Problem> {
    let is_plan = |heading: &Heading| amount(heading).is_some() && !heading.plain.contains("month");
    let column = headings.iter().position(is_plan)?;
    let sum = |grid: &Grid, heading_row: usize| -> Money {
        let totals = totals(grid, heading_row, headings);
        let rows = (heading_row + 1..grid.len()).filter(|row| !totals.contains(row));
        rows.filter_map(|row| figure(grid.text(row, column), None)).map(|amount| amount.value).sum()
    };
    let sums: Vec<Money> =
        tabs.iter().filter_map(|(at, row, _)| grids.get(*at).map(|(grid, _)| sum(grid, *row))).collect();
    let (first, second) = (*sums.first()?, *sums.get(1)?);
    // half of the first, rounded down to what can be compared
    let half = Money::new(first.decimal() / rust_decimal::Decimal::TWO);
    let grows = sums.windows(2).all(|pair| matches!(pair, [before, after] if *after - *before >= half));
    let to_date = sums.len() > 2 && grows && first > Money::ZERO && second > first;
    let (at, row, _) = tabs.get(1)?;
    let (grid, _) = grids.get(*at)?;
    to_date.then(|| {
        let raw = &headings.get(column).map_or("", |heading| heading.raw.as_str());
        let what = format!(
            "the sheets each hold a month, and `{raw}` grows from each to the next: it can be the month's or \
             the figure to date"
        );
        let mend = format!(
            "say which in the headings: \"Month {}\", or \"{raw} to date\" and give the last sheet alone: \
             FILE#Sheet",
            raw.to_lowercase()
        );
        Problem::layout(grid.place(*row, column), what, mend).under(raw)
    })
}

/// The grid with a column of its month, and the totals and labels between its rows.
fn add_month(grid: &Grid, heading_row: usize, headings: &[Heading], month: Period) -> (Grid, Aside) {
    let hint = TableId::Savings.declaration().name;
    let mut out = grid.alike(hint);
    let mut aside = Aside { grid: grid.alike(hint), fates: Vec::new() };
    let width = (0..grid.len()).map(|row| grid.width(row)).max().unwrap_or(0);
    let totals = totals(grid, heading_row, headings);
    for row in 0..grid.len() {
        let Place::Sheet { row: line, column: first, .. } = grid.place(row, 0) else { continue };
        let filled = grid.row(row).filter(|text| !text.is_empty()).count();
        let is_total = totals.contains(&row);
        let is_out = row > heading_row && (filled < 2 || is_total);
        let to = if is_out { &mut aside.grid } else { &mut out };
        for column in 0..width {
            let at = u32::try_from(column).unwrap_or(u32::MAX);
            let text = grid.text(row, column);
            let known = headings.get(column).filter(|_| row == heading_row).and_then(|heading| {
                let column = amount(heading)?;
                (!is_called(heading, column)).then_some(column.name())
            });
            to.push_cell(known.unwrap_or(text), line, first.saturating_add(at));
        }
        if row == heading_row {
            to.push_cell(if matches!(month, Period::Year(_)) { "period" } else { "month" }, line, first);
        } else if row > heading_row && !is_out {
            to.push_cell(&month.to_string(), line, first);
        }
        to.end_row();
        if is_out {
            let fate = if is_total { (NOT_ADDED, Fate::Total) } else { (NO_FIGURES, Fate::Unread) };
            aside.fates.push(fate);
        }
    }
    (out, aside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::FinancialYear;

    #[test]
    fn names_of_tabs() {
        let of_year = |number| Some(PeriodName::MonthOfYear(number));
        let month = |year, number| {
            Some(PeriodName::Plain(Period::Month(crate::calendar::Month::new(year, number).unwrap())))
        };
        for (name, tab) in [
            ("Apr", of_year(1)),
            ("March", of_year(12)),
            ("M3", of_year(3)),
            ("Month 12", of_year(12)),
            ("April 2011", month(2011, 4)),
            ("Jan-12", month(2012, 1)),
            ("M10 2011-12", month(2012, 1)),
            ("Jan 2011-12", month(2012, 1)),
            ("Schemes", None),
            ("Sheet1", None),
            ("May be closed", None),
            ("M3_2011-12", month(2011, 6)),
            ("2022-23", Some(PeriodName::Plain(Period::Year(FinancialYear(2022))))),
            ("2011-12", Some(PeriodName::Plain(Period::Year(FinancialYear(2011))))),
        ] {
            assert_eq!(period_of_tab(name), tab, "{name}");
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
