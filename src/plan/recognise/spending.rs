//! Whether a table's amounts are savings at all. A report of spend, income or surplus has the same
//! columns as a tracker, and its good news is the tracker's bad news.

use super::testimony::{TRIPLES, Triple};
use super::variances::is_difference;
use super::{Recognition, RowMeaning, Use};
use crate::cutting::cell;
use crate::location::Place;
use crate::plan::fields::{Kind, VARIANCES};
use crate::plan::heading::plain;
use crate::plan::vocabulary::figures::says_its_sense;
use crate::plan::vocabulary::{NOT_SAVINGS, TO_PAY_FOR, names_a_total, speaks_of_savings};
use crate::problem::{Choice, Problem, Question};

impl Recognition<'_> {
    /// Headings of spend, income, surplus or deficit over amounts, or variances stated as plan less
    /// actual in a table that nowhere speaks of savings.
    pub(super) fn not_savings(&self) -> Option<Problem> {
        let column = (0..self.columns.len()).find(|at| {
            let column = &self.columns[*at];
            let is_amounts = || match column.used {
                // `Shortfall/(surplus)`: a variance, whose words say in which sense
                Use::Field(id) if VARIANCES.contains(&id) => false,
                Use::Field(id) => id.declaration().kind == Kind::Amount,
                Use::Ignored | Use::Stated => false,
                _ => self.is_of_amounts(*at),
            };
            let words = || column.heading.plain.split(' ');
            words().any(|word| NOT_SAVINGS.contains(&word))
                && !words().any(|word| word.starts_with("saving"))
                && is_amounts()
        });
        let looks = |place: Place, what: &str| {
            let what = format!("this looks like spending, not savings: {what}");
            let choice = Choice::option("measure", "savings", "if these amounts are savings");
            Problem::open(place, Question::Spending, what, vec![choice]).instead("give a table of savings")
        };
        if let Some(at) = column {
            let raw = &self.columns[at].heading.raw;
            let what = format!("this looks like spending, not savings: \"{}\"", cell(raw));
            let mut choices = vec![Choice::option("measure", "savings", "if these amounts are savings")];
            if self.speaks_of_savings() {
                // `Turnover` beside `CIP plan`
                choices.insert(0, Choice::column(at, "ignore", "it is no savings: left out"));
            }
            let problem = Problem::open(self.columns[at].place, Question::Spending, what, choices);
            return Some(problem.instead("give a table of savings"));
        }
        if let Some(at) = self.names_to_pay_for() {
            let raw = cell(&self.columns[at].heading.raw);
            let what = format!("this looks like spending, not savings: each row is a \"{raw}\"");
            let mut choices = vec![Choice::option("measure", "savings", "if these amounts are savings")];
            let last = self.data_rows().filter(|row| !self.grid.is_blank(*row)).last();
            if let Some(last) = last.filter(|last| *last > self.first_row) {
                let lines = format!("line {}-{}", self.grid.line(self.first_row), self.grid.line(last));
                choices.insert(0, Choice::map(lines, "ignore", "they are no savings: left out"));
            }
            let problem = Problem::open(self.columns[at].place, Question::Spending, what, choices);
            return Some(problem.instead("give a table of savings"));
        }
        if let Some((place, text)) = self.titled_spending() {
            return Some(looks(place, &format!("`{}`", cell(&text))));
        }
        if let Some(problem) = self.section_to_pay_for() {
            return Some(problem);
        }
        TRIPLES.into_iter().filter(|_| !self.speaks_of_savings()).find_map(|triple| {
            let Triple { plan, actual, variance, measure } = triple;
            let word = measure.word();
            let at =
                self.position(variance).filter(|at| !says_its_sense(&self.columns[*at].heading.plain))?;
            self.is_plan_less_actual(at, self.position(plan)?, self.position(actual)?).then(|| {
                let raw = cell(&self.columns[at].heading.raw);
                looks(self.columns[at].place, &format!("every \"{raw}\" is the plan less the {word}"))
            })
        })
    }

    /// The column of names whose heading says that they are pressures or investments, where nothing else speaks of
    /// savings.
    fn names_to_pay_for(&self) -> Option<usize> {
        let mut named = (0..self.columns.len()).filter(|at| {
            let words = self.columns[*at].heading.plain.as_str();
            words.split(' ').next_back().is_some_and(|last| TO_PAY_FOR.contains(&last))
                && !self.profile(*at).is_numeric()
        });
        let last = self.data_rows().filter(|row| !self.grid.is_blank(*row)).last()?;
        let is_left_out = || self.is_left_out(self.first_row, last);
        named.next().filter(|_| !self.speaks_of_savings() && !is_left_out())
    }

    /// A section of the list whose label says that its rows are pressures or growth, and no savings.
    fn section_to_pay_for(&self) -> Option<Problem> {
        let names = self.names_at()?;
        let is_label = |row: &usize| {
            let mut filled = self.grid.row(*row).map(str::trim).filter(|text| !text.is_empty());
            filled.next() == Some(self.grid.text(*row, names).trim()) && filled.next().is_none()
        };
        let labels: Vec<usize> = self.data_rows().filter(is_label).collect();
        let mut to_pay_for = labels.iter().filter(|row| {
            let words = plain(self.grid.text(**row, names)).into_owned();
            words.split(' ').next_back().is_some_and(|last| TO_PAY_FOR.contains(&last))
        });
        let first = *to_pay_for.next()?;
        let end = labels.iter().find(|row| **row > first).copied().unwrap_or(self.grid.len());
        let last = (first..end).rev().find(|row| !self.grid.is_blank(*row))?;
        if last == first || self.is_left_out(first + 1, last) {
            return None;
        }
        let label = cell(self.grid.text(first, names).trim()).into_owned();
        let what = format!("this looks like spending, not savings: the rows under `{label}`");
        let lines = format!("line {}-{}", self.grid.line(first), self.grid.line(last));
        let choices = vec![
            Choice::map(lines, "ignore", "they are no savings: left out"),
            Choice::option("measure", "savings", "if these amounts are savings"),
        ];
        Some(Problem::open(self.grid.place(first, names), Question::Spending, what, choices))
    }

    /// Whether the user says of each of these rows that it is left out.
    fn is_left_out(&self, first: usize, last: usize) -> bool {
        let said = |row: usize| {
            let label = self.names_at().map_or("", |at| self.grid.text(row, at));
            self.mapping.row(self.grid.line(row), label.trim())
        };
        (first..=last)
            .filter(|row| !self.grid.is_blank(*row))
            .all(|row| said(row) == Some(RowMeaning::Ignore))
    }

    /// A title, or two rows under no heading, that speak of spending or income where nothing speaks of
    /// savings.
    fn titled_spending(&self) -> Option<(Place, String)> {
        if self.speaks_of_savings() {
            return None;
        }
        let is_so = |text: &str| {
            let words = plain(text);
            words.split(' ').any(|word| NOT_SAVINGS.contains(&word)) && !speaks_of_savings(&words)
        };
        // `Total pressures` says what the rows above it are
        let is_total = |text: &str| {
            let words = plain(text).into_owned();
            names_a_total(text) && words.split(' ').next_back().is_some_and(|last| TO_PAY_FOR.contains(&last))
        };
        let totals = || {
            self.data_rows().filter_map(|row| {
                let at = (0..self.grid.width(row)).find(|at| !self.grid.text(row, *at).trim().is_empty())?;
                let text = self.grid.text(row, at).trim();
                is_total(text).then(|| (self.grid.place(row, at), text))
            })
        };
        let titled = self.titles.texts().find(|(_, text)| is_so(text)).or_else(|| totals().next());
        titled.map(|(place, text)| (place, text.to_owned())).or_else(|| {
            let at = self.names_at().filter(|at| self.columns[*at].heading.raw.is_empty())?;
            let mut rows = self.data_rows().filter(|row| is_so(self.grid.text(*row, at)));
            let (first, _) = (rows.next()?, rows.next()?);
            Some((self.grid.place(first, at), self.grid.text(first, at).trim().to_owned()))
        })
    }

    /// Whether every stated variance is plan less actual; two at least that are not nil.
    fn is_plan_less_actual(&self, variance: usize, plan: usize, actual: usize) -> bool {
        let mut turned = 0;
        for row in self.data_rows() {
            let figures = (self.figure(row, plan), self.figure(row, actual), self.figure(row, variance));
            let (Some(plan), Some(actual), Some(stated)) = figures else { continue };
            match (is_difference(plan, actual, stated), is_difference(actual, plan, stated)) {
                (true, false) => turned += 1,
                (true, true) => {}
                (false, _) => return false,
            }
        }
        turned > 1
    }

    /// Whether a heading, a title or the file's name speaks of savings, or the columns are called as
    /// ours.
    pub(super) fn speaks_of_savings(&self) -> bool {
        let ours = self.columns.iter().any(|column| {
            matches!(column.used, Use::Field(id) if column.heading.raw.contains('_') && column.heading.raw == id.name())
        });
        ours || self.titles_speak_of_savings()
            || self.columns.iter().any(|column| speaks_of_savings(&column.heading.plain))
    }

    /// Whether a title, the name of the file or the heading over the names speaks of savings.
    pub(super) fn titles_speak_of_savings(&self) -> bool {
        let first = || self.columns.first().is_some_and(|column| speaks_of_savings(&column.heading.plain));
        speaks_of_savings(&self.titles.words()) || first()
    }
}
