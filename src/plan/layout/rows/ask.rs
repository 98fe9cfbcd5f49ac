//! Rows under a name of their own that are the sum of others: a system before its trusts, a programme before
//! its projects, `Trust` below its divisions. As schemes they would count twice; they may be schemes all the
//! same, so it is asked: once for all such rows of a table.

use super::super::{Fate, Problem, Sink, Use, Walk, schemes};
use super::look::{Appearance, Look};
use crate::cutting;
use crate::money::Money;
use crate::plan::line::Line;
use crate::plan::vocabulary::TotalName;
use crate::problem::{Choice, Question};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// A row that is the sum of others.
#[derive(Clone)]
pub(super) struct Sum {
    pub(super) index: usize,
    pub(super) parts: Vec<usize>,
}

impl Sum {
    /// The first of it and its parts.
    pub(super) fn first(&self) -> Option<usize> {
        self.parts.iter().copied().chain([self.index]).min()
    }

    /// The last of them.
    pub(super) fn last(&self) -> Option<usize> {
        self.parts.iter().copied().chain([self.index]).max()
    }
}

/// The most neighbours of a row that are added up to see whether it is their sum.
const LONGEST_RUN: usize = 60;

/// The rows that can be sums or parts, with their figures.
pub(super) struct Table<'t> {
    pub(super) lines: BTreeMap<usize, Line>,
    /// Columns that hold no negative: a sum that has grown beyond a row comes back to it no more.
    pub(super) growing: Vec<bool>,
    pub(super) rows: &'t [Look<'t>],
    /// How many runs of rows have been added up and held against a row.
    pub(super) tried: Cell<usize>,
}

impl<'g> Walk<'g> {
    /// The figures of a row in these columns.
    pub(in crate::plan::layout) fn figures(&self, row: usize, amounts: &[usize]) -> Line {
        Line::of(amounts, |at| self.figure(row, at))
    }

    /// Asks of the rows that are the sums of others. Until it is answered they are left out.
    pub(super) fn ask_of_sums(
        &self,
        rows: &mut [Look<'g>],
        label: usize,
        amounts: &[usize],
        sink: &mut impl Sink,
    ) {
        let is_row = |look: &Look| matches!(look.appearance, Appearance::Scheme | Appearance::Nameless);
        let line = |look: &Look| Line::of(amounts, |at| self.figure(look.row, at));
        let lines: BTreeMap<usize, Line> = rows
            .iter()
            .enumerate()
            .filter(|(_, look)| is_row(look))
            .map(|(index, look)| (index, line(look)))
            .filter(|(_, line)| line.filled())
            .collect();
        if lines.len() < 3 {
            return;
        }
        let grows =
            |column: usize| lines.values().all(|line| line.get(column).is_none_or(|(v, _)| !v.is_negative()));
        let growing = (0..amounts.len()).map(grows).collect();
        let table = Table { lines, growing, rows, tried: Cell::new(0) };
        let before = self.before_their_parts(&table, label);
        let after = table.after_their_parts();
        let proven = self.printed(&table, &line);
        let asked = self.worth_asking(&table, (before, after), &proven, label);
        let Some((sums, reason)) = asked else { return };
        sink.problem(self.question(rows, &sums, reason));
        for sum in sums {
            if let Some(look) = rows.get_mut(sum.index) {
                look.appearance = Appearance::Left("it is not said whether it is a sub-total", Fate::Refused);
            }
        }
    }

    /// Rows before the rows that they are the sum of.
    fn before_their_parts(&self, table: &Table, label: usize) -> Vec<Sum> {
        let mut found = Vec::new();
        let mut below: Vec<usize> = Vec::new();
        for (index, look) in table.rows.iter().enumerate().rev() {
            let Some(line) = table.lines.get(&index) else {
                if is_barrier(look) {
                    below.clear();
                }
                continue;
            };
            let nearest = || below.iter().rev().copied();
            let grouped = look.appearance == Appearance::Nameless && self.group_of(look.row).is_some();
            let parts = table.parts(line, nearest());
            let lone = |parts: &usize| {
                let child = nearest().next().and_then(|child| table.rows.get(child));
                *parts > 1 || grouped || child.is_some_and(|child| self.is_under(look.row, child.row, label))
            };
            match parts.filter(lone).filter(|_| !look.said) {
                Some(parts) => {
                    let parts = below.split_off(below.len() - parts);
                    below.push(index);
                    found.push(Sum { index, parts });
                }
                None if look.appearance == Appearance::Scheme => below.push(index),
                None => {}
            }
        }
        found.reverse();
        found
    }

    /// What the printed total is, and what the schemes above it are together; of each sub-total too. The
    /// rows of those that hold are schemes, every one.
    fn printed(&self, table: &Table, line: &impl Fn(&Look) -> Line) -> Printed {
        let mut printed = Printed::default();
        let (mut block, mut all): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
        for (index, look) in table.rows.iter().enumerate() {
            match &look.appearance {
                Appearance::Scheme if table.lines.contains_key(&index) => {
                    block.push(index);
                    all.push(index);
                }
                Appearance::Label(_) => block.clear(),
                Appearance::Named(TotalName::OfWhich) => {}
                Appearance::Named(name) => {
                    let own = line(look);
                    if own.is(&table.sum(&block)) {
                        printed.schemes.extend(&block);
                    }
                    if *name == TotalName::Total && !all.is_empty() {
                        printed.total = Some((own, all.clone()));
                    }
                    block.clear();
                }
                _ => {}
            }
        }
        if let Some((total, above)) = &printed.total
            && total.is(&table.sum(above))
        {
            printed.schemes.extend(above);
        }
        printed
    }

    /// The sums to ask about, and what more is said of them: those without which the printed total closes,
    /// else those that no accident makes.
    fn worth_asking(
        &self,
        table: &Table,
        (before, after): (Vec<Sum>, Vec<Sum>),
        printed: &Printed,
        label: usize,
    ) -> Option<(Vec<Sum>, &'static str)> {
        let open = |sums: Vec<Sum>| -> Vec<Sum> {
            sums.into_iter().filter(|sum| !printed.schemes.contains(&sum.index)).collect()
        };
        let (before, after) = (open(before), open(after));
        let proven = |sums: &[Sum]| !sums.is_empty() && printed.closes_without(table, sums);
        for (is_proven, sums) in [(proven(&before), &before), (proven(&after), &after)] {
            if is_proven {
                return Some((sums.clone(), "; the printed total does without"));
            }
        }
        let found: Vec<Sum> = before.iter().chain(&after).cloned().collect();
        let no_accidents = table.no_accidents(&found, |look| self.is_its_own(look.row, label));
        let strong = |sum: &Sum| {
            let Some(look) = table.rows.get(sum.index) else { return false };
            let under = |part: &usize| {
                table.rows.get(*part).is_some_and(|part| self.is_under(look.row, part.row, label))
            };
            look.appearance == Appearance::Nameless
                || sum.parts.iter().all(under)
                || no_accidents.contains(&sum.index)
        };
        let mut asked: Vec<Sum> = before.into_iter().filter(strong).collect();
        let known: BTreeSet<usize> = asked.iter().map(|sum| sum.index).collect();
        let parts: BTreeSet<usize> = asked.iter().flat_map(|sum| sum.parts.iter().copied()).collect();
        let more: Vec<Sum> = after
            .into_iter()
            .filter(|sum| !known.contains(&sum.index) && !parts.contains(&sum.index) && strong(sum))
            .collect();
        asked.extend(more);
        asked.sort_by_key(|sum| sum.index);
        (!asked.is_empty()).then_some((asked, ""))
    }

    /// Whether a row is written as a scheme is: with an id beside its name, and words of its own in other columns
    /// (an owner, a brief) than those that group schemes.
    fn is_its_own(&self, row: usize, label: usize) -> bool {
        let is_filled = |at: usize| !self.grid.text(row, at).trim().is_empty();
        let has_id = self.layout.column(schemes::SCHEME).is_some_and(|at| at != label && is_filled(at));
        let of_groups = [
            schemes::SCHEME,
            schemes::NAME,
            schemes::WORKSTREAM,
            schemes::PROGRAMME,
            schemes::ORGANISATION,
            schemes::REGION,
        ];
        let amounts = self.amounts();
        let is_word = |at: usize| match self.layout.columns.get(at).map(|column| &column.used) {
            Some(Use::Field(id)) => !of_groups.contains(id) && !amounts.contains(&at),
            _ => false,
        };
        has_id && (0..self.layout.columns.len()).any(|at| is_word(at) && is_filled(at))
    }

    /// Whether a row is written as a part of another: numbered below it (`1`, `1.1`), or set further in.
    fn is_under(&self, parent: usize, part: usize, label: usize) -> bool {
        let number = |row: usize| {
            let id = self.layout.column(schemes::SCHEME).map(|at| self.grid.text(row, at).trim());
            let text = id.filter(|id| !id.is_empty()).unwrap_or(self.grid.text(row, label).trim());
            text.split([' ', '\u{a0}']).next().unwrap_or("").trim_end_matches('.')
        };
        let (own, below) = (number(parent), number(part));
        let is_number = own.contains(|c: char| c.is_ascii_digit());
        let numbered =
            is_number && below.strip_prefix(own).is_some_and(|rest| rest.starts_with(['.', '-', '/']));
        let depth = |row: usize| self.grid.text(row, label).chars().take_while(|c| c.is_whitespace()).count();
        numbered || depth(part) > depth(parent)
    }

    fn question(&self, rows: &[Look], sums: &[Sum], reason: &str) -> Problem {
        let mut named: Vec<&Look> = sums.iter().filter_map(|sum| rows.get(sum.index)).collect();
        let has_line = |look: &&Look| self.grid.line(look.row) > 0;
        if !named.iter().all(has_line) {
            named.truncate(1); // several names are not said as one
        }
        let name = |look: &Look| {
            let text = cutting::cell(self.words_of(look).unwrap_or("").trim());
            let line = if has_line(&look) { format!(" ({})", self.line(look.row)) } else { String::new() };
            format!("`{text}`{line}")
        };
        let names: Vec<String> = named.iter().map(|look| name(look)).collect();
        let below = |sum: &Sum| sum.parts.iter().all(|part| *part > sum.index);
        let side = match (sums.iter().any(below), sums.iter().all(below)) {
            (_, true) => "below",
            (false, _) => "above",
            _ => "beside",
        };
        let (is, it, its) =
            if named.len() == 1 { ("is", "it", "its parts") } else { ("are each", "them", "their parts") };
        let reason = if reason.is_empty() { String::new() } else { format!("{reason} {it}") };
        let what = format!(
            "{} {is} the sum of the rows {side} {it}: as schemes the same money would count twice{reason}",
            cutting::list(&names)
        );
        let lines: Vec<String> = named.iter().map(|look| self.line(look.row)).collect();
        let lines = lines.join(",").replace(",line ", ",");
        let over_all = named.len() == 1 && sums.iter().any(|sum| !below(sum) && is_last(rows, sum.index));
        let total = if over_all { "total" } else { "subtotal" };
        let choices = vec![
            Choice::map(&lines, total, format!("compared with {its}, not added")),
            Choice::map(&lines, "scheme", format!("added beside {its}")),
        ];
        let place = named.first().map_or(self.grid.place(0, 0), |look| self.grid.place(look.row, 0));
        Problem::open(place, Question::Layout, what, choices)
    }
}

/// Whether no scheme stands below.
fn is_last(rows: &[Look], index: usize) -> bool {
    rows.iter().skip(index + 1).all(|look| look.appearance != Appearance::Scheme)
}

/// Whether what stands above and below a row is not added together.
pub(super) fn is_barrier(look: &Look) -> bool {
    matches!(look.appearance, Appearance::Label(_) | Appearance::Named(_))
}

/// What the printed totals say.
#[derive(Default)]
struct Printed {
    /// The last total and the schemes above it.
    total: Option<(Line, Vec<usize>)>,
    /// Rows that a printed total adds in.
    schemes: BTreeSet<usize>,
}

impl Printed {
    fn closes_without(&self, table: &Table, sums: &[Sum]) -> bool {
        self.total.as_ref().is_some_and(|(total, above)| {
            let those: BTreeSet<usize> = sums.iter().map(|sum| sum.index).collect();
            let rest: Vec<usize> = above.iter().copied().filter(|index| !those.contains(index)).collect();
            total.is(&table.sum(&rest))
        })
    }
}

impl Table<'_> {
    fn sum(&self, rows: &[usize]) -> Line {
        let columns = self.growing.len();
        let mut sum = Line::none(columns);
        rows.iter().filter_map(|index| self.lines.get(index)).for_each(|line| sum.add(line));
        sum
    }

    /// How many of the nearest rows one is the sum of.
    fn parts(&self, line: &Line, nearest: impl Iterator<Item = usize>) -> Option<usize> {
        let mut sum = Line::none(self.growing.len());
        let parts = nearest.filter_map(|index| self.lines.get(&index));
        for (at, part) in parts.take(LONGEST_RUN).enumerate() {
            sum.add(part);
            self.tried.set(self.tried.get() + 1);
            if line.is_wholly(&sum) {
                return Some(at + 1);
            }
            let beyond = |column: usize| -> bool {
                let of = |line: &Line| line.get(column).unwrap_or((Money::ZERO, Money::ZERO));
                let (own, sum) = (of(line), of(&sum));
                self.growing.get(column) == Some(&true) && sum.0 - own.0 > sum.1 + own.1
            };
            if (0..self.growing.len()).any(beyond) {
                return None;
            }
        }
        None
    }

    /// Rows behind the rows that they are the sum of: those of a block, or everything above.
    fn after_their_parts(&self) -> Vec<Sum> {
        let mut found = Vec::new();
        let (mut above, mut all): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
        let mut everything = self.sum(&[]);
        for (index, look) in self.rows.iter().enumerate() {
            let scheme = look.appearance == Appearance::Scheme;
            let Some(line) = self.lines.get(&index).filter(|_| scheme) else {
                if is_barrier(look) {
                    above.clear();
                }
                continue;
            };
            let block =
                self.parts(line, above.iter().rev().copied()).filter(|parts| *parts > 1 && !look.said);
            if !look.said && all.len() > 1 && line.is_wholly(&everything) {
                above.clear();
                found.push(Sum { index, parts: all.clone() });
            } else if let Some(parts) = block {
                let parts = above.split_off(above.len() - parts);
                found.push(Sum { index, parts });
            } else {
                everything.add(line);
                above.push(index);
                all.push(index);
            }
        }
        found
    }
}
