//! What a column that nothing is read from could be, the likeliest first, each with its evidence: words in
//! its heading, arithmetic with the columns beside it, and its position. For questions to offer; nothing
//! is taken by it.

use super::testimony::TRIPLES;
use super::variances::is_variance;
use super::{Recognition, Shape, Use};
use crate::calendar::Period;
use crate::plan::Measure;
use crate::plan::fields::{ColumnId, TableId, VARIANCES, savings, schemes, years};
use crate::plan::heading::{Figure, Span};
use crate::plan::vocabulary::figures::{figure, is_foreseen};
use crate::plan::vocabulary::rows::{RowMeasure, row_measure};
use crate::problem::Choice;

/// How many meanings are offered, leaving out the column among them.
const MOST: usize = 4;

/// What weighs how much.
const BY_ARITHMETIC: i32 = 8;
const BY_PERCENTAGE: i32 = 2;
const BY_WORD: i32 = 4;
const BY_POSITION: i32 = 1;

/// What a free column of a register can be, those that a table can least do without first.
const OF_SCHEMES: [(ColumnId, &str); 6] = [
    (schemes::PLAN_YEAR, "the year's plan"),
    (schemes::PLAN_YTD, "the plan to date"),
    (schemes::ACTUAL_YTD, "the actual to date"),
    (schemes::FORECAST_YEAR, "the year's forecast"),
    (schemes::VARIANCE_YTD, "the variance to date, as stated"),
    (schemes::VARIANCE_FORECAST, "the variance of the forecast, as stated"),
];

/// What a free column of a tracker can be.
const OF_SAVINGS: [(ColumnId, &str); 3] =
    [(savings::PLAN, "the plan"), (savings::ACTUAL, "the actual"), (savings::FORECAST, "the forecast")];

/// A meaning that a column can have, with what speaks for it.
struct Candidate {
    column: ColumnId,
    says: &'static str,
    weight: i32,
    evidence: Vec<String>,
    by_arithmetic: bool,
}

impl Candidate {
    fn add(&mut self, weight: i32, evidence: String) {
        self.weight += weight;
        self.evidence.push(evidence);
    }
}

impl Recognition<'_> {
    /// Gives each column that nothing is read from what it could be.
    pub(super) fn offer_candidates(&mut self, shape: Shape) {
        let Shape::Rows(table) = shape else { return };
        for at in 0..self.columns.len() {
            self.columns[at].candidates = self.candidates(table, at).into();
        }
    }

    /// What a column of amounts that nothing is read from could be, the likeliest first; the last says
    /// that it is left out. None for a column that is taken, or holds no amounts.
    pub(super) fn candidates(&self, table: TableId, at: usize) -> Vec<Choice> {
        let column = &self.columns[at];
        let free = matches!(column.used, Use::Unused | Use::Other) && self.is_of_amounts(at);
        let slots: &[(ColumnId, &'static str)] = match table {
            _ if !free => &[],
            TableId::Schemes => &OF_SCHEMES,
            TableId::Savings => &OF_SAVINGS,
            _ => &[],
        };
        if slots.is_empty() {
            return Vec::new();
        }
        let untaken = slots.iter().filter(|(id, _)| self.position(*id).is_none());
        let mut found: Vec<Candidate> = untaken
            .map(|(column, says)| Candidate {
                column: *column,
                says,
                weight: 0,
                evidence: Vec::new(),
                by_arithmetic: false,
            })
            .collect();
        for candidate in &mut found {
            self.weigh_words(at, candidate);
            self.weigh_position(at, candidate);
            self.weigh_arithmetic(at, candidate);
        }
        found.retain(|candidate| self.is_sound(candidate));
        // what something speaks for; where nothing does, what the table lacks
        if found.iter().any(|candidate| !candidate.evidence.is_empty()) {
            found.retain(|candidate| !candidate.evidence.is_empty());
        } else {
            found.retain(|candidate| self.is_lacking(candidate.column));
        }
        found.sort_by_key(|candidate| -candidate.weight);
        found.truncate(MOST);
        let choice = |candidate: Candidate| {
            let says = match candidate.evidence.as_slice() {
                [] => format!("if it is {}", candidate.says),
                evidence => format!("{}: {}", candidate.says, evidence.join("; ")),
            };
            Choice::column(at, candidate.column.name(), says)
        };
        let mut choices: Vec<Choice> = found.into_iter().map(choice).collect();
        let is_challenge = row_measure(&column.heading.raw) == Some(RowMeasure::Challenge);
        if is_challenge && table == TableId::Schemes {
            let says = "what each row must find, together the challenge: the heading says so";
            choices.insert(0, Choice::column(at, "challenge", says));
            choices.truncate(MOST);
        }
        if self.totals_what_is_identified(at) {
            let says = "what is identified of the target beside it: its parts add up to it";
            choices.insert(0, Choice::column(at, years::IDENTIFIED.name(), says));
            choices.truncate(MOST);
        }
        choices.push(Choice::column(at, "ignore", "none of these: left out"));
        choices
    }

    /// Whether a column is called a total, columns before it add up to it, and a target stands beside.
    fn totals_what_is_identified(&self, at: usize) -> bool {
        let is_target = |column: &super::Recognised| {
            matches!(column.used, Use::Unused | Use::Field(schemes::PLAN_YEAR))
                && row_measure(&column.heading.raw) == Some(RowMeasure::Challenge)
        };
        let has_parts = at > 1 && self.columns[at - 1].used == Use::Stated;
        has_parts && self.names_a_total(at) && self.columns.iter().any(is_target)
    }

    /// Whether the table would not contradict itself by a meaning: a variance needs what it is the difference
    /// of, and no plan stands beside that of the year.
    fn is_sound(&self, candidate: &Candidate) -> bool {
        let of_variance = TRIPLES.into_iter().find(|triple| triple.variance == candidate.column);
        if let Some(triple) = of_variance {
            let given =
                [triple.plan, triple.actual].into_iter().filter(|id| self.position(*id).is_some()).count();
            return given == 2 || given == 1 && candidate.by_arithmetic;
        }
        let planned = |column: &super::Recognised| {
            matches!(
                column.used,
                Use::Series(Measure::Plan, Period::Year(_) | Period::Span(..)) | Use::Organisation(_)
            )
        };
        candidate.column != schemes::PLAN_YEAR || !self.columns.iter().any(planned)
    }

    /// Whether the table has no figure yet of the kind of a column: a plan, or what came of one.
    fn is_lacking(&self, column: ColumnId) -> bool {
        let (measure, _) = measure_of(column);
        let Some(measure) = measure else { return false };
        let is_plan = measure == Measure::Plan;
        !self.columns.iter().any(|column| match column.used {
            Use::Field(id) if OF_SCHEMES.iter().chain(&OF_SAVINGS).any(|(own, _)| *own == id) => {
                measure_of(id).0.is_some_and(|of| (of == Measure::Plan) == is_plan)
            }
            Use::Series(of, _) => (of == Measure::Plan) == is_plan,
            Use::Organisation(_) => is_plan,
            _ => false,
        })
    }

    /// Words in the heading that are those of a measure or of a time, whatever else it says.
    fn weigh_words(&self, at: usize, candidate: &mut Candidate) {
        let column = &self.columns[at];
        let (of, span) = measure_of(candidate.column);
        let said: Vec<Figure> = column.heading.plain.split(' ').filter_map(figure).collect();
        let foreseen = is_foreseen(&column.heading.plain);
        let identified = row_measure(&column.heading.raw) == Some(RowMeasure::Identified);
        let word = match of {
            None => is_variance(column),
            Some(_) if self.speaks_of_a_gap(at) => false, // `Gap to target` is no target
            Some(Measure::Plan) if identified && candidate.column == schemes::PLAN_YEAR => true,
            Some(Measure::Forecast) => said.contains(&Figure::Of(Measure::Forecast)) || foreseen,
            Some(measure) => said.contains(&Figure::Of(measure)),
        };
        let time = span.is_some() && span == column.words.span;
        if word || time {
            let weight = BY_WORD * (i32::from(word) + i32::from(time));
            candidate.add(weight, "the heading says so".to_owned());
            // `YTD` alone is more often what was made
            let is_made = of == Some(Measure::Actual) && column.says_to_date_alone();
            candidate.weight += i32::from(is_made) * BY_PERCENTAGE;
        } else if column.words.span.is_some() && span.is_some() {
            candidate.weight -= BY_WORD;
        }
    }

    /// What stands before: an actual behind its plan, a forecast behind the year's.
    fn weigh_position(&self, at: usize, candidate: &mut Candidate) {
        let pair = TRIPLES.into_iter().find(|triple| triple.actual == candidate.column);
        let Some(plan) = pair.and_then(|triple| self.position(triple.plan)) else { return };
        if plan + 1 == at {
            candidate.add(BY_POSITION, format!("it stands behind {}", self.called(plan)));
        } else {
            candidate.weight += i32::from(plan < at); // a plan without what came of it
        }
    }

    /// With which other columns it makes plan, actual and variance.
    fn weigh_arithmetic(&self, at: usize, candidate: &mut Candidate) {
        if !self.has_few_amounts() {
            return;
        }
        for triple in TRIPLES {
            let own =
                [triple.plan, triple.actual, triple.variance].iter().position(|id| *id == candidate.column);
            let Some(own) = own else { continue };
            // each of the others is the column that is taken for it, else any that is free
            let options = |id: ColumnId| match self.position(id) {
                Some(taken) => vec![taken],
                None => self.free_amounts(at, VARIANCES.contains(&id)),
            };
            let sides: Vec<Vec<usize>> = [triple.plan, triple.actual, triple.variance]
                .into_iter()
                .enumerate()
                .map(|(place, id)| if place == own { vec![at] } else { options(id) })
                .collect();
            let [plans, actuals, variances] = sides.as_slice() else { continue };
            let all = plans.iter().flat_map(|plan| {
                actuals
                    .iter()
                    .flat_map(move |actual| variances.iter().map(move |variance| (*plan, *actual, *variance)))
            });
            let distinct = all
                .filter(|(plan, actual, variance)| plan != actual && actual != variance && plan != variance);
            let fit = distinct.filter_map(|sides| Some((sides, self.agreement(sides.0, sides.1, sides.2)?)));
            let Some(((plan, actual, variance), agreement)) = fit.take(1).next() else { continue };
            let [p, a, v] = [plan, actual, variance].map(|at| self.called(at));
            let says = format!("{v} is the difference of {p} and {a} {}", agreement.words());
            candidate.add(BY_ARITHMETIC + i32::from(plan < actual), says);
            candidate.by_arithmetic = true;
            let percent = (0..self.columns.len()).find(|at| self.columns[*at].heading.percent);
            if let Some(percent) = percent
                && own < 2
                && self.percentages_agree(percent, plan, variance)
            {
                let says = format!("{} is of {p}", self.called(percent));
                candidate.add(BY_PERCENTAGE, says);
            }
            return;
        }
    }

    /// Other columns of amounts that nothing is read from; variances, or none.
    fn free_amounts(&self, than: usize, variances: bool) -> Vec<usize> {
        let free = |at: &usize| {
            *at != than && is_variance(&self.columns[*at]) == variances && self.is_free_amount(*at)
        };
        let mut all: Vec<usize> = (0..self.columns.len()).filter(free).collect();
        if variances {
            let taken = TRIPLES.into_iter().filter_map(|triple| self.position(triple.variance));
            all.extend(taken);
        }
        all
    }
}

/// The measure of a column, none for a variance, and the time it is of.
fn measure_of(column: ColumnId) -> (Option<Measure>, Option<Span>) {
    match column {
        schemes::PLAN_YEAR => (Some(Measure::Plan), Some(Span::FullYear)),
        schemes::PLAN_YTD => (Some(Measure::Plan), Some(Span::ToDate)),
        schemes::ACTUAL_YTD => (Some(Measure::Actual), Some(Span::ToDate)),
        schemes::FORECAST_YEAR => (Some(Measure::Forecast), Some(Span::FullYear)),
        schemes::VARIANCE_YTD => (None, Some(Span::ToDate)),
        schemes::VARIANCE_FORECAST => (None, Some(Span::FullYear)),
        savings::ACTUAL => (Some(Measure::Actual), None),
        savings::FORECAST => (Some(Measure::Forecast), None),
        _ => (Some(Measure::Plan), None),
    }
}
