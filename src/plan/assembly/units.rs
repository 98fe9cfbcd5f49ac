//! Units never mixed: amounts whose unit is stated and amounts of which nothing states one never enter
//! one sum, within an organisation or across all plans of a run.

use crate::cutting;
use crate::location::{Place, Sources};
use crate::money::{Money, Unit, power_of_ten};
use crate::plan::account::Amounts;
use crate::plan::fields::{ColumnId, TableId};
use crate::problem::{Choice, Problem, Question};

/// How many amounts of each kind show what their unit may be.
const SAMPLE: usize = 1000;
/// How many headings a message names.
const NAMED: usize = 5;

/// Amounts of one kind: with a unit, or without.
#[derive(Debug, Default)]
struct Kind {
    cells: usize,
    first: Option<Place>,
    headings: Vec<String>,
    /// Of the first of them, without their signs.
    sample: Amounts,
}

impl Kind {
    fn note(&mut self, amount: Money, place: Place, heading: &str) {
        self.cells += 1;
        if self.cells <= SAMPLE {
            self.first.get_or_insert(place);
            self.sample.add(amount.abs());
            if self.headings.len() < NAMED && !self.headings.iter().any(|known| known == heading) {
                self.headings.push(heading.to_owned());
            }
        }
    }

    /// `4 amounts under "Value", the first at t.csv:2:8`.
    fn said(&self, sources: &Sources) -> String {
        let headings: Vec<String> =
            self.headings.iter().map(|heading| format!("\"{}\"", cutting::cell(heading))).collect();
        let under = if self.headings.iter().all(String::is_empty) {
            String::new()
        } else {
            format!(" under {}", headings.join(", "))
        };
        let first = self.first.map_or_else(String::new, |place| format!(" (first: {})", sources.show(place)));
        format!("{}{under}{first}", crate::words::count(self.cells, "amount"))
    }
}

/// A column, and what its amounts and its printed total come to.
#[derive(Debug)]
struct Summed {
    column: ColumnId,
    with: Money,
    without: Money,
    total: Option<Money>,
}

/// The units of the amounts of a plan.
#[derive(Debug, Default)]
pub(super) struct Units {
    with: Kind,
    without: Kind,
    sums: Vec<Summed>,
    /// The first unit that a column, its table or the plan states of savings; that of any other amount; that of a cell.
    seen: [Option<Unit>; 3],
}

impl Units {
    /// Takes an amount and the unit that its cell states for it, else anything above it. Nil is nil in every unit.
    pub(super) fn note(
        &mut self,
        of_cell: Option<Unit>,
        above: Option<Unit>,
        (amount, is_total): (Money, bool),
        column: ColumnId,
        (place, heading): (Place, &str),
    ) {
        let of_savings = matches!(column.table, TableId::Schemes | TableId::Savings);
        let [savings, others, cells] = &mut self.seen;
        let seen = match of_cell {
            Some(_) => cells,
            None if of_savings => savings,
            None => others,
        };
        let unit = of_cell.or(above);
        *seen = seen.or(unit);
        if amount.is_zero() {
            return;
        }
        let kind = if unit.is_some() { &mut self.with } else { &mut self.without };
        kind.note(amount, place, heading);
        if kind.cells <= SAMPLE {
            self.sum(unit, amount, is_total, column);
        }
    }

    /// The unit in which amounts are written: that of savings, whatever table or cell comes first, else of any other.
    pub(super) fn written(&self) -> Option<Unit> {
        self.seen.into_iter().flatten().next()
    }

    /// Whether further amounts of a kind show nothing more of their unit.
    pub(super) fn is_shown(&self, unit: Option<Unit>) -> bool {
        (if unit.is_some() { &self.with } else { &self.without }).cells >= SAMPLE
    }

    /// Takes that there are further amounts of a kind.
    pub(super) fn note_further(&mut self, unit: Option<Unit>, cells: usize) {
        (if unit.is_some() { &mut self.with } else { &mut self.without }).cells += cells;
    }

    fn sum(&mut self, unit: Option<Unit>, amount: Money, is_total: bool, column: ColumnId) {
        let at = self.sums.iter().position(|known| known.column == column).unwrap_or_else(|| {
            if self.sums.is_empty() {
                self.sums.reserve_exact(1); // there may be a great many plans, each with one
            }
            self.sums.push(Summed { column, with: Money::ZERO, without: Money::ZERO, total: None });
            self.sums.len() - 1
        });
        let Some(known) = self.sums.get_mut(at) else { return };
        match (unit, is_total) {
            (Some(_), true) => known.total = Some(amount),
            (None, true) => {}
            (Some(_), false) => known.with = known.with.checked_add(amount).unwrap_or(known.with),
            (None, false) => known.without = known.without.checked_add(amount).unwrap_or(known.without),
        }
    }

    /// Whether a printed total is that of the amounts, where those without a unit are in this one.
    fn proves(&self, unit: Unit) -> bool {
        self.sums.iter().any(|known| {
            let Some(total) = known.total.filter(|_| !known.without.is_zero()) else { return false };
            let without = known.without.decimal() * power_of_ten(unit.exponent());
            // rounding of a printed total: half a hundredth
            let is_near = |apart: Money| apart.abs().percent(200.into()) <= total.abs().percent(1.into());
            // a total that the others make without them says nothing of them
            !is_near(known.with - total) && is_near(known.with + Money::new(without) - total)
        })
    }
}

/// Amounts with a unit beside amounts without one, in all the plans of a run.
pub(super) fn mixed(plans: &[&Units], sources: &Sources) -> Option<Problem> {
    let all = || plans.iter();
    let (with, without) =
        (gathered(all().map(|units| &units.with)), gathered(all().map(|units| &units.without)));
    let place = without.first.filter(|_| with.cells > 0)?;
    let what = format!(
        "{} {} no unit, and {} {} one: they cannot be added",
        without.said(sources),
        if without.cells == 1 { "has" } else { "have" },
        with.said(sources),
        if with.cells == 1 { "has" } else { "have" },
    );
    let proved = |unit: Unit| all().any(|units| units.proves(unit));
    let far = |unit: Unit| {
        let digits = |kind: &Kind| {
            let mean = kind.sample.sum.decimal() / rust_decimal::Decimal::from(kind.sample.cells.max(1));
            i64::try_from(mean.trunc().to_string().len()).unwrap_or(i64::MAX)
        };
        (digits(&without) + i64::from(unit.exponent()) - digits(&with)).abs()
    };
    let mut units = [Unit::Thousands, Unit::Millions, Unit::Pounds];
    units.sort_by_key(|unit| (!proved(*unit), far(*unit)));
    let choices = units.into_iter().map(|unit| {
        let (value, words) = match unit {
            Unit::Thousands => ("£000", "they are thousands"),
            Unit::Millions => ("£m", "they are millions"),
            _ => ("£", "they are pounds"),
        };
        let why = if proved(unit) { ": the printed total proves it" } else { "" };
        Choice::option("amounts-in", value, format!("{words}{why}"))
    });
    let problem = Problem::open(place, Question::Unit, what, choices.collect())
        .instead("state the unit in the heading (£000), or in the column `unit` of the plan table");
    Some(problem)
}

fn gathered<'k>(kinds: impl Iterator<Item = &'k Kind>) -> Kind {
    kinds.fold(Kind::default(), |mut all, kind| {
        all.cells += kind.cells;
        all.first = all.first.or(kind.first);
        all.sample.merge(kind.sample);
        for heading in &kind.headings {
            if all.headings.len() < NAMED && !all.headings.contains(heading) {
                all.headings.push(heading.clone());
            }
        }
        all
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::location::{Place, SourceId};
    use crate::plan::fields::schemes::PLAN_YEAR;

    fn answers(amounts: &[(Option<Unit>, i64, bool)]) -> Option<Vec<String>> {
        let mut units = Units::default();
        for (unit, amount, is_total) in amounts {
            let place = (Place::File(SourceId(0)), "Plan");
            units.note(*unit, None, (Money::new((*amount).into()), *is_total), PLAN_YEAR, place);
        }
        let mut sources = Sources::default();
        sources.add(crate::location::Source::default());
        let problem = mixed(&[&units], &sources)?;
        Some(problem.choices().iter().map(|choice| choice.answer.to_string()).collect())
    }

    #[test]
    fn bare_amounts_beside_amounts_with_a_unit_are_asked_about() {
        let pounds = Some(Unit::Pounds);
        assert_eq!(answers(&[(None, 5, false), (None, 7, true)]), None, "none has one");
        assert_eq!(answers(&[(pounds, 5, false), (None, 0, false)]), None, "nil is nil in every unit");
        // the printed total proves thousands; else the nearest in size comes first
        let proved = answers(&[(pounds, 3_000_000, false), (None, 20, false), (pounds, 3_020_000, true)]);
        assert_eq!(proved.unwrap()[0], "--amounts-in £000");
        let near = answers(&[(pounds, 106_000_000, false), (None, 235, false)]);
        assert_eq!(near.unwrap()[0], "--amounts-in £m");
    }
}
