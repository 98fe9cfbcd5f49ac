//! Amounts that are not understood, where the table still lacks what they could be: no colour stands over
//! them, and the user is asked. Where nothing is lacking they are counted and named, and that is all.

use super::Builder;
use super::draft::Draft;
use crate::cutting;
use crate::plan::Measure;
use crate::plan::account::{Line, Unused};
use crate::plan::fields::{ColumnId, Kind, TableId, savings, schemes, years};
use crate::plan::heading::{Figure, Heading};
use crate::plan::recognise::{Layout, Recognised, Shape, Use, nearest_label};
use crate::plan::vocabulary::figures::names_a_variance;
use crate::problem::{Choice, Problem, Question};
use std::collections::BTreeSet;

/// How many columns or rows are asked about with all that they could be; the others can be left out.
const ASKED: usize = 3;
/// How many meanings of each are offered, where there are several of them.
const MEANINGS: usize = 2;

/// What else was submitted, which a table need not have itself.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Elsewhere {
    /// Amounts by scheme and period.
    pub(super) tracker: bool,
    /// Savings of schemes.
    pub(super) schemes: bool,
}

impl Elsewhere {
    pub(super) fn of<'l>(layouts: impl Iterator<Item = &'l Layout>) -> Self {
        layouts.fold(Self::default(), |known, layout| Self {
            tracker: known.tracker || layout.shape == Shape::Rows(TableId::Savings),
            schemes: known.schemes
                || matches!(layout.shape, Shape::Rows(TableId::Schemes) | Shape::OrganisationsAcross),
        })
    }
}

/// A table that is asked about when all are read, and whose drafts its rows are.
pub(super) struct Later {
    pub(super) layout: Layout,
    pub(super) unused: Vec<Unused>,
    pub(super) whose: BTreeSet<usize>,
}

/// What a table lacks that amounts in it could be, in words and as columns of ours.
struct Lacks {
    words: &'static str,
    columns: &'static [ColumnId],
}

const NO_PLAN: Lacks = Lacks {
    words: "the table has no plan",
    columns: &[schemes::PLAN_YEAR, schemes::PLAN_YTD, savings::PLAN],
};
const PLAN_ALONE: Lacks = Lacks {
    words: "the table has a plan, and neither an actual nor a forecast",
    columns: &[schemes::ACTUAL_YTD, schemes::FORECAST_YEAR, savings::ACTUAL, savings::FORECAST],
};
const NOTHING_READ: Lacks = Lacks { words: "nothing else here gives a saving", columns: &[] };
const NO_ACTUAL: Lacks =
    Lacks { words: "the table has no actual", columns: &[schemes::ACTUAL_YTD, savings::ACTUAL] };
const NO_YEARS: Lacks = Lacks {
    words: "the table has neither a challenge nor identified savings",
    columns: &[years::CHALLENGE, years::IDENTIFIED],
};
const NO_CHALLENGE: Lacks = Lacks { words: "the table has no challenge", columns: &[years::CHALLENGE] };
const NO_IDENTIFIED: Lacks =
    Lacks { words: "the table has no identified savings", columns: &[years::IDENTIFIED] };

impl Builder<'_> {
    /// Asks what amounts are that nothing is read from, where the table lacks what they could be.
    pub(super) fn ask_of_unread(&mut self, layout: &Layout, unused: &[Unused], whose: &BTreeSet<usize>) {
        if unused.is_empty() {
            return;
        }
        let above: Vec<&Unused> = unused.iter().filter(|unused| unused.line == Line::RowAbove).collect();
        if let Some(first) = above.first() {
            let what = format!(
                "{} above the headings, and nothing is read from them: {}",
                standing(above.len(), "row"),
                list(&above)
            );
            let choices = above.iter().map(|row| row.choice("ignore", "it is left out"));
            let problem = Problem::open(first.place, Question::UnreadAmounts, what, choices.collect())
                .instead("move the headings above every row of amounts, or give each table its own file");
            self.problems.push(problem);
        }
        let Some(lacks) = self.lacks(layout, whose) else { return };
        let asked: Vec<(&Unused, Vec<Choice>)> =
            unused.iter().filter_map(|unused| Some((unused, could_be(layout, unused, &lacks)?))).collect();
        let Some((first, _)) = asked.first() else { return };
        let lines: Vec<&Unused> = asked.iter().map(|(unused, _)| *unused).collect();
        let what = format!(
            "{} of amounts {} not understood, and {}: {}",
            lines_of(&lines),
            if lines.len() == 1 { "is" } else { "are" },
            lacks.words,
            list(&lines)
        );
        let place = first.place;
        let alone = asked.len() == 1;
        let mut choices = Vec::new();
        for (_, could_be) in asked.iter().take(ASKED) {
            let (ignore, meanings) = could_be.split_last().map_or((None, &[][..]), |(i, m)| (Some(i), m));
            choices.extend(meanings.iter().take(if alone { usize::MAX } else { MEANINGS }).cloned());
            choices.extend(ignore.cloned());
        }
        choices.extend(asked.iter().skip(ASKED).filter_map(|(_, could_be)| could_be.last().cloned()));
        self.problems.push(Problem::open(place, Question::UnreadAmounts, what, choices));
    }

    /// The same of the tables of yearly measures, once all are read.
    pub(super) fn ask_of_years(&mut self) {
        for Later { layout, unused, whose } in std::mem::take(&mut self.years) {
            self.ask_of_unread(&layout, &unused, &whose);
        }
    }

    /// What a table lacks, and whose it is; `None` where nothing is lacking.
    fn lacks(&self, layout: &Layout, whose: &BTreeSet<usize>) -> Option<Lacks> {
        let used = |wanted: &[ColumnId], of: &[Measure]| {
            layout.columns.iter().any(|column| match &column.used {
                Use::Field(id) => wanted.contains(id),
                Use::Series(measure, _) => of.contains(measure),
                Use::Organisation(_) => of.contains(&Measure::Plan),
                _ => false,
            })
        };
        match layout.shape {
            Shape::Rows(TableId::Schemes) if self.elsewhere.tracker => None,
            Shape::Rows(TableId::Schemes | TableId::Savings) | Shape::OrganisationsAcross => {
                let plan = [NO_PLAN.columns, &[schemes::ORIGINAL_PLAN]].concat();
                let plan = used(&plan, &[Measure::Plan]);
                let progress = used(PLAN_ALONE.columns, &[Measure::Actual, Measure::Forecast]);
                match (plan, progress) {
                    (false, _) => Some(NO_PLAN),
                    (true, false) => Some(PLAN_ALONE),
                    (true, true) if used(NO_ACTUAL.columns, &[Measure::Actual]) => None,
                    // of a plan and a forecast nothing is lacking, but an actual where figures are to date
                    (true, true) => Some(NO_ACTUAL),
                }
            }
            Shape::Rows(TableId::Years) | Shape::MeasuresDown => {
                let given = |column: ColumnId| {
                    let has =
                        |draft: &Draft| draft.tables.of(TableId::Years).iter().any(|row| row.filled(column));
                    !whose.is_empty() && whose.iter().all(|draft| self.drafts.get(*draft).is_some_and(has))
                };
                match (given(years::CHALLENGE), given(years::IDENTIFIED) || self.elsewhere.schemes) {
                    (false, false) => Some(NO_YEARS),
                    (false, true) => Some(NO_CHALLENGE),
                    (true, false) => Some(NO_IDENTIFIED),
                    (true, true) => None,
                }
            }
            Shape::Records => {
                let amounts =
                    |used: &Use| matches!(used, Use::Field(id) if id.declaration().kind == Kind::Amount);
                let any = layout.columns.iter().any(|column| amounts(&column.used));
                (!any && !self.elsewhere.tracker).then_some(NOTHING_READ)
            }
            // amounts beside nothing but names: a list of savings that was taken for another table
            Shape::Rows(_) if !self.elsewhere.schemes && !self.elsewhere.tracker => Some(NOTHING_READ),
            Shape::Rows(TableId::Plan | TableId::Workstreams) => Some(NOTHING_READ),
            _ => None,
        }
    }
}

/// What a column or row could be, the last that it is left out; `None` where its words say that it is
/// none of what the table lacks.
fn could_be(layout: &Layout, unused: &Unused, lacks: &Lacks) -> Option<Vec<Choice>> {
    match unused.line {
        Line::Column => {
            let column = layout.columns.get(unused.at)?;
            let is_any = lacks.columns.is_empty();
            let is_progress = lacks.words != NO_ACTUAL.words || column.says_to_date_alone();
            if says_otherwise(column) && !is_any || !is_progress {
                return None;
            }
            let ignore = || unused.choice("ignore", "none of these: left out");
            let mut known = column.candidates.to_vec();
            if layout.shape == Shape::Records {
                known = vec![unused.choice(schemes::PLAN_YEAR.name(), "if it is the year's plan"), ignore()];
            }
            Some(if known.is_empty() { vec![ignore()] } else { known })
        }
        Line::Row if lacks.words == NO_ACTUAL.words => None,
        Line::Row => {
            let mut names: Vec<(&str, &str)> =
                vec![("scheme", "a scheme"), ("total", "a total of the others")];
            if layout.shape == Shape::MeasuresDown {
                names = lacks.columns.iter().map(|column| (column.name(), "")).collect();
                let near = nearest_label(&Heading::new(&unused.heading));
                names.sort_by_key(|(name, _)| Some(*name) != near);
            }
            let mut choices: Vec<Choice> =
                names.into_iter().map(|(ours, says)| unused.choice(ours, says)).collect();
            choices.push(unused.choice("ignore", "none of these: left out"));
            Some(choices)
        }
        Line::RowAbove => None,
    }
}

/// Whether a heading says that its amounts are differences or costs.
fn says_otherwise(column: &Recognised) -> bool {
    matches!(column.words.figure, Some(Figure::Variance | Figure::Of(Measure::Investment)))
        || names_a_variance(&column.heading.plain)
}

/// `2 columns and 1 row`.
fn lines_of(lines: &[&Unused]) -> String {
    let of = |line: Line| lines.iter().filter(|unused| unused.line == line).count();
    let counts = [(of(Line::Column), "column"), (of(Line::Row), "row")];
    let said: Vec<String> =
        counts.into_iter().filter(|(n, _)| *n > 0).map(|(n, one)| crate::words::count(n, one)).collect();
    said.join(" and ")
}

/// `2 rows of amounts stand`.
fn standing(n: usize, one: &str) -> String {
    format!("{} of amounts {}", crate::words::count(n, one), if n == 1 { "stands" } else { "stand" })
}

/// `"Lower" (8 cells, £1,234k), "Upper" (8 cells, £2,345k)`.
fn list(lines: &[&Unused]) -> String {
    let said: Vec<String> = lines
        .iter()
        .map(|unused| format!("\"{}\" ({})", cutting::cell(&unused.name()), unused.said()))
        .collect();
    cutting::list(&said)
}
