//! Appendix One: productivity and input unit costs. What care is made of (staff, supplies, capital,
//! buildings), how much of it, and at what cost.

use super::assumed_every_year;
use crate::calendar::FinancialYear;
use crate::criteria::appendix_one::gaps::Gaps;
use crate::criteria::appendix_one::yearly::{difference, no_years, sums_to, years};
use crate::criteria::{Criterion, Evidence, Outcome, PlanView, Set, Test};
use crate::location::Place;
use crate::money::Money;
use crate::names::key;
use crate::plan::Row;
use crate::plan::fields::words::{Driver, Effect, InputKind, Topic};
use crate::plan::fields::{ColumnId, TableId, assumptions, inputs, plan, schemes};
use crate::words::listed;
use rust_decimal::Decimal;

mod estate;

const AREA: &str = "Financial";
const COSTS: &str = "Input unit costs";

/// The expectations in published order.
pub const CRITERIA: &[Criterion] = &[
    Criterion {
        id: "A1-PRD-1",
        asks: "Gains in productivity are identified, and the volume of staff and supplies behind them is \
               analysed",
        how: "A scheme of effect productivity or driver provider has planned savings, and `inputs` has volume \
              and cost, neither of them 0, of pay and of non-pay for the baseline {baseline_year} and every \
              year to the horizon {horizon_year}; partly when only one half holds",
        reads: &[inputs::KIND, inputs::YEAR, inputs::VOLUME, inputs::COST, schemes::EFFECT, schemes::DRIVER],
        test: Test::Plan(productivity),
        passes: "Theatre productivity saves £0.9m; staff, prescriptions and energy have volume and cost for \
                 2010/11 to 2013/14",
        fails: "No scheme raises productivity, and non-pay has a cost without a volume",
        ..Criterion::of(Set::AppendixOne, AREA, "Productivity")
    },
    Criterion {
        id: "A1-INP-1",
        asks: "The plan says what it means for the number of staff and for the buildings needed",
        how: "`inputs` of kind pay (whole-time equivalents, for every staff group of the baseline, and not 0 there) \
              and of kind estate (volume, cost or nil) for the baseline {baseline_year} and the horizon {horizon_year}; partly when staff groups are missing",
        reads: &[inputs::KIND, inputs::YEAR, inputs::VOLUME],
        test: Test::Plan(staff_and_estate),
        passes: "Whole-time equivalents and floor area are given for 2010/11 and 2013/14",
        fails: "Whole-time equivalents stop at 2011/12",
        ..Criterion::of(Set::AppendixOne, AREA, COSTS)
    },
    Criterion {
        id: "A1-INP-2",
        asks: "The whole of staff pay is broken down",
        how: "`inputs` of kind pay has a cost other than 0 for at least two staff groups in the baseline year \
              {baseline_year}, and they sum within rounding to `plan.pay_bill` where that is given",
        reads: &[inputs::KIND, inputs::GROUP, inputs::YEAR, inputs::COST],
        test: Test::Plan(pay_by_group),
        passes: "Seven staff groups cost £47.0281m in 2010/11, which is the pay bill",
        fails: "The staff groups cost £44.9m in 2010/11 and the pay bill is £47.0m",
        ..Criterion::of(Set::AppendixOne, AREA, COSTS)
    },
    Criterion {
        id: "A1-INP-3",
        asks: "What is assumed about pay is plain",
        how: "An assumption of topic pay, with value, unit and rationale, for every year after the baseline \
              {baseline_year} to the horizon {horizon_year}; one without a year holds for all",
        reads: &[assumptions::TOPIC, assumptions::VALUE, assumptions::UNIT, assumptions::RATIONALE],
        test: Test::Plan(pay_assumptions),
        passes: "Pay is assumed to rise by 0.6%, 0.7% and 1.4%, with the reason for each",
        fails: "The pay assumption of 2013/14 has no rationale",
        ..Criterion::of(Set::AppendixOne, AREA, COSTS)
    },
    Criterion {
        id: "A1-INP-4",
        asks: "The plan sets out what it needs in capital",
        how: "`inputs` of kind capital has a cost, or nil, for every year after the baseline {baseline_year} to the horizon {horizon_year}",
        reads: &[inputs::KIND, inputs::YEAR, inputs::COST, inputs::NIL],
        test: Test::Plan(capital),
        passes: "Capital of £2.1m and £0.8m is given for 2011/12 and 2012/13, and nil for 2013/14",
        fails: "Capital is given for 2011/12 alone",
        ..Criterion::of(Set::AppendixOne, AREA, COSTS)
    },
    Criterion {
        id: "A1-INP-5",
        asks: "The plan says which buildings it will do without",
        how: "`inputs` of kind estate falls between the baseline {baseline_year} and the horizon \
              {horizon_year}, by volume or, where volume is not given, by cost (a \
              building given up is nil at the horizon), and a note says what changes; or there is \
              no estate at all, and the horizon says nil, with the reason in its note",
        reads: &[inputs::KIND, inputs::YEAR, inputs::NOTE, inputs::VOLUME, inputs::COST, inputs::NIL],
        test: Test::Plan(estate::falls),
        passes: "Floor area falls from 41,200 to 37,900 square metres, noted as the closure of a clinic",
        fails: "Floor area is the same in 2010/11 and 2013/14",
        ..Criterion::of(Set::AppendixOne, AREA, COSTS)
    },
];

/// The inputs of a kind in a year.
fn inputs_of<'a>(
    view: &PlanView<'a>,
    kind: InputKind,
    year: FinancialYear,
) -> impl Iterator<Item = &'a Row> + Clone {
    view.rows(TableId::Inputs)
        .iter()
        .filter(move |row| row.word(inputs::KIND) == Some(kind) && row.year(inputs::YEAR) == Some(year))
}

/// Whether a volume is given, and is not 0.
fn is_some_volume(row: &Row) -> bool {
    row.number(inputs::VOLUME).is_some_and(|volume| !volume.is_zero())
}

/// Whether a cost is given, and is not 0.
fn is_some_cost(row: &Row) -> bool {
    row.money(inputs::COST).is_some_and(|cost| !cost.is_zero())
}

fn is_nil(row: &Row) -> bool {
    row.yes(inputs::NIL) == Some(true)
}

fn productivity(view: &PlanView) -> Evidence {
    let Some((baseline, forecast)) = years(view) else { return no_years() };
    let gains = gains(view);
    let mut gaps = Gaps::default();
    for (kind, what) in
        [(InputKind::Pay, "pay volume and cost"), (InputKind::NonPay, "non-pay volume and cost")]
    {
        for year in std::iter::once(baseline).chain(forecast.iter().copied()) {
            let rows = inputs_of(view, kind, year);
            let both = rows.clone().find(|row| is_some_volume(row) && is_some_cost(row));
            match both.or_else(|| rows.clone().next()) {
                Some(row) if both.is_some() => {
                    gaps.holds(row.place_of(inputs::VOLUME));
                    gaps.holds(row.place_of(inputs::COST));
                }
                Some(row) => gaps.falls_short(what, year, row.place),
                None => gaps.lacks(what, year, None),
            }
        }
    }
    let mut analysis = gaps.evidence("no pay or non-pay inputs");
    match (gains.outcome, analysis.outcome) {
        (Outcome::Met, Outcome::Met) => {
            analysis.places.splice(0..0, gains.places);
            analysis
        }
        (Outcome::Met, _) => Evidence::partly(analysis.reason, analysis.places),
        (_, Outcome::Met) => Evidence::partly(gains.reason, gains.places),
        (gain, analysed) => {
            let silent = gain == Outcome::Unevidenced && analysed == Outcome::Unevidenced;
            let outcome = if silent { Outcome::Unevidenced } else { Outcome::Unmet };
            let places = gains.places.into_iter().chain(analysis.places).collect();
            Evidence::new(outcome, format!("{}; {}", gains.reason, analysis.reason), places)
        }
    }
}

/// The schemes that raise productivity, with their planned savings.
fn gains(view: &PlanView) -> Evidence {
    let column = |row: &Row| {
        [(schemes::EFFECT, Effect::Productivity.word()), (schemes::DRIVER, Driver::Provider.word())]
            .into_iter()
            .find(|(column, word)| row.text(*column) == Some(*word))
            .map(|(column, _)| row.place_of(column))
    };
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for scheme in view.judged() {
        let Some(place) = column(&scheme.scheme.row) else { continue };
        if scheme.figures.planned.is_positive() { &mut with } else { &mut without }.push(place);
    }
    if !with.is_empty() {
        Evidence::met(with)
    } else if !without.is_empty() {
        Evidence::unmet("the schemes that raise productivity have no planned savings", without)
    } else {
        Evidence::unevidenced("no scheme of effect productivity or driver provider")
    }
}

fn staff_and_estate(view: &PlanView) -> Evidence {
    let Some((baseline, forecast)) = years(view) else { return no_years() };
    let mut gaps = Gaps::default();
    for year in std::iter::once(baseline).chain(forecast.last().copied()) {
        look(
            &mut gaps,
            inputs_of(view, InputKind::Pay, year),
            "pay volume (whole-time equivalents)",
            year,
            |row| {
                staff(row)
                    .filter(|wte| year > baseline || !wte.is_zero())
                    .map(|_| row.place_of(inputs::VOLUME))
            },
        );
        look(
            &mut gaps,
            inputs_of(view, InputKind::Estate, year),
            "estate volume, cost or nil",
            year,
            |row| stated(row, &[inputs::VOLUME, inputs::COST]).or_else(|| nil(row)),
        );
    }
    let evidence = gaps.evidence("no year");
    let missing = groups_without_staff(view, baseline, forecast.last().copied());
    if evidence.outcome == Outcome::Met && !missing.is_empty() {
        let reason = format!("no whole-time equivalents at both ends of the plan for {}", listed(&missing));
        return Evidence::partly(reason, evidence.places);
    }
    evidence
}

fn staff(row: &Row) -> Option<Decimal> {
    row.number(inputs::VOLUME)
}

/// The staff groups of the baseline that are not followed to the horizon.
fn groups_without_staff<'a>(
    view: &PlanView<'a>,
    baseline: FinancialYear,
    horizon: Option<FinancialYear>,
) -> Vec<&'a str> {
    let has = |group: &str, year| {
        inputs_of(view, InputKind::Pay, year).any(|row| group_of(row) == group && staff(row).is_some())
    };
    let rows: Vec<&Row> = inputs_of(view, InputKind::Pay, baseline).collect();
    let mut missing: Vec<&str> = Vec::new();
    for row in rows {
        let name = row.text(inputs::GROUP).unwrap_or("staff of no group");
        let followed = [Some(baseline), horizon].into_iter().flatten().all(|year| has(&group_of(row), year));
        if !followed && !missing.contains(&name) {
            missing.push(name);
        }
    }
    missing
}

/// Takes the first input that says what is asked of a year, or notes that it is missing.
fn look<'a>(
    gaps: &mut Gaps,
    rows: impl Iterator<Item = &'a Row> + Clone,
    what: &'static str,
    year: FinancialYear,
    says: impl Fn(&Row) -> Option<Place>,
) {
    match (rows.clone().find_map(says), rows.clone().next()) {
        (Some(place), _) => gaps.holds(place),
        (None, Some(row)) => gaps.falls_short(what, year, row.place),
        (None, None) => gaps.lacks(what, year, None),
    }
}

/// The place of the first of these columns that is filled.
fn stated(row: &Row, columns: &[ColumnId]) -> Option<Place> {
    columns.iter().find(|column| row.filled(**column)).map(|column| row.place_of(*column))
}

fn nil(row: &Row) -> Option<Place> {
    is_nil(row).then(|| row.place_of(inputs::NIL))
}

fn pay_by_group(view: &PlanView) -> Evidence {
    let Some(baseline) = view.figures.baseline else { return no_years() };
    let costed: Vec<&Row> =
        inputs_of(view, InputKind::Pay, baseline).filter(|row| is_some_cost(row)).collect();
    let place = |row: &&Row| row.place_of(inputs::COST);
    if costed.is_empty() {
        return match inputs_of(view, InputKind::Pay, baseline).next() {
            Some(row) => Evidence::unmet(format!("no pay cost for {baseline}"), vec![row.place]),
            None => Evidence::unevidenced(format!("no pay cost for {baseline}")),
        };
    }
    let grouped: Vec<&Row> = costed.iter().filter(|row| row.text(inputs::GROUP).is_some()).copied().collect();
    if distinct_groups(&grouped).len() < 2 {
        return Evidence::unmet(
            format!("the pay cost of {baseline} is not split by staff group"),
            costed.iter().map(place).collect(),
        );
    }
    let places: Vec<Place> = grouped.iter().map(place).collect();
    let parts: Vec<_> = grouped.iter().filter_map(|row| row.amount(inputs::COST)).collect();
    match view.plan.row.amount(plan::PAY_BILL) {
        Some(bill) if !sums_to(&parts, bill) => {
            let sum: Money = parts.iter().map(|part| part.value).sum();
            let by = difference(sum, bill.value);
            let by = by.map_or_else(String::new, |off| format!(" by {}%", off.show(1, &[])));
            let bill = view.plan.row.place_of(plan::PAY_BILL);
            Evidence::unmet(
                format!("the staff groups of {baseline} differ from the pay bill{by}"),
                std::iter::once(bill).chain(places).collect(),
            )
        }
        _ => Evidence::met(places),
    }
}

/// The groups of some inputs, each once, in the order given; an input without one is of group "".
fn distinct_groups(rows: &[&Row]) -> Vec<String> {
    let mut groups = Vec::new();
    for row in rows {
        let group = group_of(row);
        if !groups.contains(&group) {
            groups.push(group);
        }
    }
    groups
}

fn group_of(row: &Row) -> String {
    key(row.text(inputs::GROUP).unwrap_or_default()).into_owned()
}

fn pay_assumptions(view: &PlanView) -> Evidence {
    assumed_every_year(view, Topic::Pay, "pay assumption with value, unit and rationale")
}

fn capital(view: &PlanView) -> Evidence {
    let Some((_, forecast)) = years(view) else { return no_years() };
    let mut gaps = Gaps::default();
    for year in forecast {
        look(&mut gaps, inputs_of(view, InputKind::Capital, year), "capital cost or nil", year, |row| {
            stated(row, &[inputs::COST]).or_else(|| nil(row))
        });
    }
    gaps.evidence("no forecast year")
}

#[cfg(test)]
mod tests;
