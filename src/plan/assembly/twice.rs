//! The same money given twice: a summary beside its details, or two views of the same savings. Sheets, files
//! or lists under one another whose columns add up alike are asked about, never added in silence.

use super::Options;
use super::reading::sheet_quoted;
use crate::calendar::Period;
use crate::cutting;
use crate::location::{NameId, Place, SourceId, Sources};
use crate::money::Money;
use crate::plan::fields::{ColumnId, VARIANCES};
use crate::plan::recognise::{InputName, Mapping, RowMeaning};
use crate::plan::{Measure, Scheme, Submission, Value};
use crate::problem::{Choice, Problem, Question};
use crate::read::Grid;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// A file, or a sheet of a workbook.
pub(super) type Input = (SourceId, Option<NameId>);

/// The last line of each input that has schemes.
pub(super) type Ends = BTreeMap<Input, u32>;

/// How many rows two lists have together before their sums say anything.
const FEWEST: usize = 3;
/// The same, where one column alone or the lists of two organisations add up alike.
const MANY: usize = 5;
/// The most inputs that are compared with one another.
const MOST: usize = 400;
/// The longest table that is compared: more rows than a summary has.
const LONGEST: usize = 1 << 14;
/// The part of a sum that rounding may be, at most: one in so many.
const ROUNDING: i64 = 50;

/// What is added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Column(ColumnId),
    Period(Measure, Period),
}

/// A list of schemes, and what its columns add up to: the sum, and how far rounding can have moved it.
#[derive(Debug, Clone, Default)]
struct List {
    first: Option<Place>,
    lines: BTreeSet<u32>,
    rows: usize,
    /// Whose it is: the places of the plans.
    organisations: BTreeSet<usize>,
    /// Whether a cell names one of them, and none is called after its file.
    is_named: bool,
    /// The ids of its schemes.
    ids: BTreeSet<Box<str>>,
    sums: BTreeMap<Key, (Money, Money)>,
}

impl List {
    fn add(&mut self, key: Key, amount: (Money, Money)) {
        let sum = self.sums.entry(key).or_insert((Money::ZERO, Money::ZERO));
        if let (Some(value), Some(slack)) = (sum.0.checked_add(amount.0), sum.1.checked_add(amount.1)) {
            *sum = (value, slack); // too many digits are refused elsewhere
        }
    }

    /// All of several lists.
    fn of<'l>(lists: impl Iterator<Item = &'l Self>) -> Self {
        let mut all = Self::default();
        for list in lists {
            all.first = all.first.or(list.first);
            all.lines.extend(&list.lines);
            all.rows += list.rows;
            all.organisations.extend(&list.organisations);
            all.is_named |= list.is_named;
            all.ids.extend(list.ids.iter().cloned());
            list.sums.iter().for_each(|(key, sum)| all.add(*key, *sum));
        }
        all
    }

    /// Whether this and another add up alike in every column that both have, and not by accident.
    fn is_same_money(&self, other: &Self) -> bool {
        let mut telling: BTreeSet<Money> = BTreeSet::new();
        for (key, (one, slack)) in &self.sums {
            let Some((two, other_slack)) = other.sums.get(key) else { continue };
            let slack = *slack + *other_slack;
            if (*one - *two).abs() > slack {
                return false;
            }
            if slack.decimal() * Decimal::from(ROUNDING) <= one.abs().decimal() && !one.is_zero() {
                telling.insert(*one);
            }
        }
        let of_others = self.organisations.is_disjoint(&other.organisations);
        // two organisations may plan alike; a file and another called after theirs may be one organisation's
        if of_others && (self.is_named || other.is_named || !self.ids.is_disjoint(&other.ids)) {
            return false;
        }
        let fewest = match telling.len() {
            0 => return false,
            1 if of_others => return false,
            1 => MANY,
            _ if of_others => MANY,
            _ => FEWEST,
        };
        self.rows + other.rows >= fewest
    }

    /// Its lines from the first scheme on, as the user names them.
    fn typed(&self, bound: &str, end: Option<u32>) -> String {
        let first = self.lines.first().copied().unwrap_or_default();
        let last = end.or(self.lines.last().copied()).unwrap_or(first);
        let lines = if first < last { format!("{first}-{last}") } else { first.to_string() };
        format!("{bound}line {lines}")
    }
}

/// The input and the line of a place.
pub(super) fn input(place: Place) -> Option<(Input, u32)> {
    match place {
        Place::Cell { source, line, .. } => Some(((source, None), line)),
        Place::Sheet { source, sheet, row, .. } => Some(((source, Some(sheet)), row)),
        _ => None,
    }
}

/// The amounts of a scheme that are added up, each where it stands.
fn amounts(scheme: &Scheme) -> impl Iterator<Item = (Key, (Money, Money), Place)> {
    let of_row = scheme.row.cells.iter().filter_map(|cell| match cell.value {
        Value::Amount(amount) if !VARIANCES.contains(&cell.column) => {
            Some((Key::Column(cell.column), (amount.value, amount.half_digit()), cell.place))
        }
        _ => None,
    });
    let of_periods = scheme.savings.all().filter_map(|point| {
        let amount = point.amount?;
        let key = Key::Period(point.measure, point.period);
        Some((key, (amount.value, amount.half_digit()), point.place))
    });
    of_row.chain(of_periods)
}

/// The lists of each input: the schemes of every section.
type Lists<'s> = BTreeMap<Input, BTreeMap<Option<&'s str>, List>>;

fn lists<'s>(submission: &'s Submission, ends: &Ends) -> Lists<'s> {
    let mut inputs = Lists::new();
    for (at, plan) in submission.plans.iter().enumerate() {
        for scheme in &plan.schemes {
            for (key, amount, place) in amounts(scheme) {
                let Some((own, line)) = input(place).filter(|(own, _)| ends.contains_key(own)) else {
                    continue;
                };
                let list = inputs.entry(own).or_default().entry(scheme.workstream()).or_default();
                list.first.get_or_insert(place);
                list.rows += usize::from(list.lines.insert(line));
                list.organisations.insert(at);
                list.is_named |= plan.named_by.is_none();
                if !list.ids.contains(&scheme.id) {
                    list.ids.insert(scheme.id.clone());
                }
                list.add(key, amount);
            }
        }
    }
    inputs
}

/// Asks of money that stands twice in a submission.
pub(super) fn asked(submission: &Submission, ends: &Ends, options: &Options) -> Vec<Problem> {
    let asking = Asking { sources: &submission.sources, ends, options };
    if ends.is_empty() {
        return Vec::new();
    }
    let mut problems = Vec::new();
    let mut whole: Vec<(Input, List)> = Vec::new();
    for (own, sections) in lists(submission, ends) {
        problems.extend(asking.of_sections(own, &sections));
        let all = List::of(sections.values());
        if !asking.are_schemes(own, &all) {
            whole.push((own, all));
        }
    }
    if whole.len() <= MOST {
        problems.extend(asking.of_inputs(&whole));
    }
    problems
}

struct Asking<'a> {
    sources: &'a Sources,
    ends: &'a Ends,
    options: &'a Options<'a>,
}

impl Asking<'_> {
    /// Whether the user says that the rows of a list are schemes.
    fn are_schemes(&self, (source, sheet): Input, list: &List) -> bool {
        let sheet = sheet.map_or("", |sheet| self.sources.name(sheet));
        let input = InputName { file: self.sources.file_name(source), sheet };
        let mapping = Mapping::of_input(self.options.mapping, input, true);
        let first = list.lines.first().copied().unwrap_or_default();
        matches!(mapping.row(first, ""), Some(RowMeaning::Scheme(_)))
    }

    /// An input as the user names it.
    fn name(&self, (source, sheet): Input) -> String {
        let file = self.sources.file_name(source);
        let file = if file == "<stdin>" { "-" } else { file };
        sheet.map_or_else(
            || file.to_owned(),
            |sheet| format!("{file}#{}", sheet_quoted(self.sources.name(sheet))),
        )
    }

    /// What the user may say of two lists, each of an input, and of its lines up to one.
    fn choices(&self, lists: [(Input, &List, Option<u32>); 2]) -> Vec<Choice> {
        let bound = |own| if self.ends.len() > 1 { format!("{}:", self.name(own)) } else { String::new() };
        let [one, other] = lists.map(|(own, list, end)| list.typed(&bound(own), end));
        let schemes = lists[0].1.typed(&bound(lists[0].0), None);
        vec![
            Choice::map(one, "ignore", "it gives again what the other gives: left out"),
            Choice::map(other, "ignore", "the other is left out"),
            Choice::map(schemes, "scheme", "no: these are other savings, and both are added"),
        ]
    }

    /// Two views of the same money under one another: the whole table is lists that add up alike.
    fn of_sections(&self, own: Input, sections: &BTreeMap<Option<&str>, List>) -> Option<Problem> {
        let mut lists: Vec<(&Option<&str>, &List)> = sections.iter().collect();
        lists.sort_by_key(|(_, list)| list.lines.first().copied());
        let [(first_name, first), rest @ ..] = lists.as_slice() else { return None };
        let (name, last) = rest.last()?;
        let apart = lists.windows(2).all(|pair| match pair {
            [(_, one), (_, next)] => one.lines.last() < next.lines.first(),
            _ => true,
        });
        let alike = rest.iter().all(|(_, list)| list.rows > 1 && first.is_same_money(list));
        if !apart || !alike || first.rows < 2 || self.are_schemes(own, last) {
            return None;
        }
        let said = |name: &Option<&str>| {
            name.map_or("the rows above".to_owned(), |name| format!("`{}`", cutting::cell(name)))
        };
        let what = format!(
            "{} and {} add up to the same in every column: they can be two views of the same money, which \
             would count twice",
            said(first_name),
            said(name)
        );
        let end = self.ends.get(&own).copied();
        let choices = self.choices([(own, last, end), (own, first, None)]);
        Some(Problem::open(last.first?, Question::Layout, what, choices))
    }

    /// Files and sheets that give the same money: two of them, or one and all the others together.
    fn of_inputs(&self, inputs: &[(Input, List)]) -> Vec<Problem> {
        let (mut problems, mut asked) = (Vec::new(), BTreeSet::new());
        for (at, (own, list)) in inputs.iter().enumerate() {
            let pair = inputs.iter().skip(at + 1).find(|(_, other)| list.is_same_money(other));
            let Some((other, second)) = pair.filter(|(other, _)| asked.insert(*other)) else { continue };
            // fewer rows are the summary
            let [(sums, of_sums), (parts, of_parts)] = if list.rows <= second.rows {
                [(own, list), (other, second)]
            } else {
                [(other, second), (own, list)]
            };
            let end = |own: &Input| self.ends.get(own).copied();
            let choices = self.choices([(*sums, of_sums, end(sums)), (*parts, of_parts, end(parts))]);
            problems.extend(self.problem(*sums, of_sums, &self.name(*parts), choices));
            asked.insert(*own);
        }
        for (own, list) in inputs.iter().filter(|(own, _)| !asked.contains(own)) {
            let others = |within: bool| {
                inputs.iter().filter(move |(other, _)| other != own && (!within || other.0 == own.0))
            };
            let within = [true, false].into_iter().find(|within| {
                others(*within).count() > 1
                    && list.is_same_money(&List::of(others(*within).map(|(_, list)| list)))
            });
            if within.is_some() {
                let end = self.ends.get(own).copied();
                let choices = self.choices([(*own, list, end), (*own, list, None)]);
                let choices =
                    choices.into_iter().enumerate().filter(|(at, _)| *at != 1).map(|(_, choice)| choice);
                problems.extend(self.problem(*own, list, "the others together", choices.collect()));
                break;
            }
        }
        problems
    }

    fn problem(&self, own: Input, list: &List, others: &str, choices: Vec<Choice>) -> Option<Problem> {
        let what = format!(
            "{} and {others} add up to the same in every column that both have: they can be the same money, \
             which would count twice",
            self.name(own)
        );
        let problem = Problem::open(list.first?, Question::Layout, what, choices);
        Some(problem.instead("give the one that is meant"))
    }
}

/// The last line of a table of which the sums are compared.
pub(super) fn end(grid: &Grid) -> Option<(Input, u32)> {
    let last = grid.len().checked_sub(1).filter(|last| *last < LONGEST)?;
    let (own, _) = input(grid.place(last, 0))?;
    Some((own, grid.line(last)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::{Unit, figure};
    use crate::plan::fields::schemes;

    fn list(organisation: usize, rows: &[&[&str]]) -> List {
        let mut list = List { rows: rows.len(), organisations: [organisation].into(), ..List::default() };
        for row in rows {
            for (column, text) in [schemes::PLAN_YEAR, schemes::FORECAST_YEAR].iter().zip(*row) {
                let amount = figure(text, Some(Unit::Thousands)).unwrap();
                list.add(Key::Column(*column), (amount.value, amount.half_digit()));
            }
        }
        list
    }

    #[test]
    fn lists_that_add_up_alike_in_every_column_are_the_same_money() {
        let details = list(0, &[&["500", "450"], &["400", "350"]]);
        assert!(details.is_same_money(&list(0, &[&["900", "800"]])));
        assert!(details.is_same_money(&list(0, &[&["£0.90m", "£0.80m"]])), "rounded");
        assert!(!details.is_same_money(&list(0, &[&["900", "810"]])));
        // by accident: one column of few rows; another organisation's few rows; digits too coarse to tell
        assert!(!list(0, &[&["500"], &["400"]]).is_same_money(&list(0, &[&["900"]])));
        assert!(!details.is_same_money(&list(1, &[&["900", "800"]])));
        assert!(!details.is_same_money(&list(0, &[&["£1m", "£1m"]])));
        let three: &[&[&str]] = &[&["500", "450"], &["300", "300"], &["100", "50"]];
        assert!(list(0, three).is_same_money(&list(1, &[&["600", "450"], &["300", "350"]])));
    }
}
