//! What must hold of a plan as a whole: ids unique, periods given once, references known, units and
//! signs stated, sums exact.

use super::draft::Draft;
use super::judgements::judged_twice;
use crate::calendar::show_date;
use crate::location::Place;
use crate::money::{Amount, Money};
use crate::names::key;
use crate::nearest::Known;
use crate::plan::cumulative::{self, Turn};
use crate::plan::fields::words::YearBasis;
use crate::plan::fields::{
    ColumnId, TableId, assumptions, engagement, judgements, kpis, milestones, plan, risks, schemes, totals,
    workstreams, years,
};
use crate::plan::{Cell, Measure, Note, Plan, Point, Row, Scheme, TotalOver, Value, ids_of};
use crate::problem::{Choice, Problem, ProblemKind, Question};
use std::collections::HashMap;

/// Columns of other tables that name schemes.
const REFERENCES: [(TableId, ColumnId); 7] = [
    (TableId::Milestones, milestones::SCHEME),
    (TableId::Kpis, kpis::SCHEME),
    (TableId::Risks, risks::SCHEME),
    (TableId::Assumptions, assumptions::SCHEME),
    (TableId::Engagement, engagement::SCHEME),
    (TableId::Judgements, judgements::SCHEME),
    (TableId::Totals, totals::SCHEME),
];

/// Makes a plan of a draft, with the problems and notes that show only in the whole.
pub(super) fn finish(mut draft: Draft) -> (Plan, Vec<Problem>, Vec<Note>) {
    let mut problems = Vec::new();
    let mut notes = Vec::new();
    problems.extend(unique(&draft));
    problems.extend(judged_twice(draft.tables.of(TableId::Judgements).iter()));
    let declared = draft.declared.iter().any(|declared| *declared);
    let mut plan = Plan::new(draft.organisation.clone(), draft.place);
    plan.named_by = draft.named_by.take();
    plan.parent = draft.parent.take().map(|(parent, _)| parent);
    plan.row = draft.row.take().unwrap_or(Row::new(draft.place, Vec::new()));
    draft.give_code(&mut plan);
    plan.other_parents = std::mem::take(&mut draft.other_parents);
    plan.settle_parent(plan.row.date(plan::AS_AT));
    plan.unit = draft.units.written();
    plan.unused = std::mem::take(&mut draft.unused);
    plan.departmental = std::mem::take(&mut draft.departmental);
    plan.stated = std::mem::take(&mut draft.stated);
    let several = draft.grids.len() > 1;
    // another table's schemes are not in a grand total
    let above = |grand: usize| draft.grand.get(grand).filter(|over| several && !over.is_empty()).cloned();
    for (mut total, grand) in std::mem::take(&mut draft.stated_grand) {
        total.over = above(grand).map_or(total.over, TotalOver::Schemes);
        plan.stated.push(total);
    }
    for (mut rating, grand) in std::mem::take(&mut draft.stated_ratings) {
        rating.over = grand.and_then(above).map_or(rating.over, TotalOver::Schemes);
        plan.stated_ratings.push(rating);
    }
    notes.extend(titles(&mut plan, &draft));
    let cumulative = plan.row.word(plan::BASIS) == Some(YearBasis::Cumulative);
    let runs_on = draft.titled_cumulative.filter(|_| plan.row.cell(plan::BASIS).is_none());
    if let Some(place) = runs_on {
        let text =
            "the years run on, as the title says: of each only what it adds to the one before is its own";
        notes.push(Note { place, text: text.to_owned() });
        cumulative::totals(&mut plan.stated);
    }
    plan.tables = std::mem::take(&mut draft.tables);
    if let Some(rows) = plan.tables.of_mut(TableId::Years).filter(|_| cumulative) {
        *rows = cumulative::rows(std::mem::take(rows), Turn::Apart);
    }
    let mut schemes = std::mem::take(&mut draft.schemes);
    let known: Vec<Box<str>> = schemes
        .iter()
        .zip(&draft.declared)
        .filter(|(_, declared)| **declared)
        .map(|(scheme, _)| scheme.id.clone())
        .collect();
    let names = Known::of(known.iter().map(|id| &**id));
    for (scheme, declared_here) in schemes.iter_mut().zip(&draft.declared) {
        if declared && !declared_here {
            let is_empty = scheme.savings.is_empty();
            let place = if is_empty { scheme.row.place } else { scheme.row.place_of(schemes::SCHEME) };
            problems.push(unknown_scheme(&scheme.id, place, &names));
        }
        scheme.savings.shrink();
        problems.extend(given_twice(scheme));
        if cumulative || runs_on.is_some() {
            cumulative::points(&mut scheme.savings, Turn::Apart);
        }
    }
    plan.take_schemes(schemes);
    problems.extend(all_negative(&plan));
    if !known.is_empty() {
        problems.extend(references(&plan, &names));
    }
    problems.extend(beyond_exact_sums(&plan).map(too_many_digits));
    plan.link();
    (plan, problems, notes)
}

/// Amounts of a scheme that are given twice.
fn given_twice(scheme: &Scheme) -> Vec<Problem> {
    let mut problems = Vec::new();
    if scheme.savings.is_given_once() {
        return problems;
    }
    let mut first: Option<Point> = None;
    for point in scheme.savings.all() {
        let is_again = |known: &Point| (known.measure, known.period) == (point.measure, point.period);
        if let Some(known) = first.filter(is_again) {
            let what = format!("the {} of `{}` for {}", point.measure.word(), scheme.id, point.period);
            problems.push(Problem::duplicate(point.place, what, known.place));
        }
        first = Some(point);
    }
    problems
}

/// Amounts that cannot be added exactly, read or not.
pub(super) fn too_many_digits(place: Place) -> Problem {
    let what = "the amounts up to here have too many digits to be added exactly".to_owned();
    let mend = "check the amounts: together they exceed 24 digits".to_owned();
    Problem::new(place, ProblemKind::Limit { what, mend })
}

/// What titles and file names state, where no cell does.
fn titles(plan: &mut Plan, draft: &Draft) -> Vec<Note> {
    let mut notes = Vec::new();
    if let (None, Some((date, place))) = (plan.row.cell(plan::AS_AT), draft.titled_as_at) {
        plan.row.add(Cell { column: plan::AS_AT, value: Value::Date(date), place });
        let text = format!("the date {} is taken from the title or the name of the file", show_date(date));
        notes.push(Note { place, text });
    }
    if let Some(year) = plan.row.year(plan::YEAR) {
        plan.titled_year = Some(year);
    } else if let Some((year, place, source)) = draft.titled_year {
        plan.titled_year = Some(year);
        if plan.row.date(plan::AS_AT).is_none() {
            notes.push(Note { place, text: format!("the year {year} is taken from {}", source.words()) });
        }
    }
    notes
}

/// Rows that may stand once only.
fn unique(draft: &Draft) -> Vec<Problem> {
    let keyed: [(TableId, ColumnId); 3] = [
        (TableId::Years, years::YEAR),
        (TableId::Workstreams, workstreams::WORKSTREAM),
        (TableId::Risks, risks::RISK),
    ];
    let mut problems = Vec::new();
    for (table, column) in keyed {
        let mut seen: HashMap<String, Place> = HashMap::new();
        for row in draft.tables.of(table) {
            let Some(cell) = row.cell(column) else { continue };
            let own = match &cell.value {
                Value::Text(text) => key(text).into_owned(),
                Value::Period(period) => period.to_string(),
                Value::Year(year) => year.to_string(),
                _ => continue,
            };
            if let Some(first) = seen.insert(own.clone(), cell.place) {
                let what = format!("the {} `{own}`", column.name());
                problems.push(Problem::duplicate(cell.place, what, first));
            }
        }
    }
    problems
}

fn unknown_scheme(id: &str, place: Place, known: &Known) -> Problem {
    Problem::unlike(place, "scheme", id, known)
}

/// Schemes named in other tables exist, where a `schemes` table is given.
fn references(plan: &Plan, known: &Known) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (table, column) in REFERENCES {
        for row in plan.rows(table) {
            for id in row.text(column).into_iter().flat_map(ids_of) {
                if plan.scheme(id).is_none() {
                    problems.push(unknown_scheme(id, row.place_of(column), known));
                }
            }
        }
    }
    problems
}

/// A column of plans that are all negative: the sign is the other way round.
fn all_negative(plan: &Plan) -> Option<Problem> {
    let columns = [schemes::PLAN_YEAR, schemes::PLAN_YTD].map(|column| {
        plan.schemes
            .iter()
            .filter_map(|scheme| Some((scheme.row.money(column)?, scheme.row.place_of(column))))
            .collect::<Vec<_>>()
    });
    let points = plan.schemes.iter().flat_map(|scheme| scheme.points(Measure::Plan));
    let by_period = points.filter_map(|point| point.amount.map(|amount| (amount.value, point.place)));
    let first = columns.into_iter().find_map(|column| all_below_nil(column.into_iter()));
    first.or_else(|| all_below_nil(by_period)).map(|place| {
        let choice = Choice::option("sign", "negative", "if savings are written as negatives here");
        let what = "every plan in this column is negative";
        Problem::open(place, Question::Layout, what, vec![choice]).instead("correct the signs")
    })
}

/// The first of several amounts that are all negative, nil apart.
fn all_below_nil(amounts: impl Iterator<Item = (Money, Place)>) -> Option<Place> {
    let mut figures = amounts.filter(|(amount, _)| !amount.is_zero());
    let (amount, place) = figures.next()?;
    let mut others = figures.peekable();
    others.peek()?;
    (amount.is_negative() && others.all(|(amount, _)| amount.is_negative())).then_some(place)
}

/// Every amount of a plan that may enter a sum.
fn amounts(plan: &Plan) -> impl Iterator<Item = (Amount, Place)> {
    let tables = crate::plan::fields::TABLES.iter().flat_map(|table| plan.rows(table.id)).flat_map(of_row);
    let schemes = plan.schemes.iter().flat_map(|scheme| {
        let points =
            scheme.savings.all().filter_map(|point| point.amount.map(|amount| (amount, point.place)));
        of_row(&scheme.row).chain(points)
    });
    tables.chain(schemes)
}

/// The amounts of its rows, those of schemes included.
fn rows(plan: &Plan) -> impl Iterator<Item = (Amount, Place)> {
    let tables = crate::plan::fields::TABLES.iter().flat_map(|table| plan.rows(table.id));
    tables.chain(plan.schemes.iter().map(|scheme| &scheme.row)).flat_map(of_row)
}

fn of_row(row: &Row) -> impl Iterator<Item = (Amount, Place)> {
    row.cells.iter().filter_map(|cell| match cell.value {
        Value::Amount(amount) => Some((amount, cell.place)),
        _ => None,
    })
}

/// Where the amounts of a plan cannot be added exactly any more.
fn beyond_exact_sums(plan: &Plan) -> Option<Place> {
    // what all schemes save by month is told apart where it comes near the bound only
    let months = plan.schemes.iter().map(|scheme| scheme.savings.magnitude());
    let all = months.chain(rows(plan).map(|(amount, _)| Some(amount.value.abs())));
    let mut all = all.map(|own| own.filter(|own| own.digits() < crate::money::MAX_DIGITS - TO_SPARE));
    let sum = all.try_fold(Money::ZERO, |sum, own| sum.checked_add(own?));
    let is_far = sum.is_some_and(|sum| sum.digits() < crate::money::MAX_DIGITS - TO_SPARE);
    if is_far { None } else { digits(amounts(plan)) }
}

/// The digits by which sums of sums may seem shorter: pence, and decimals of pence.
const TO_SPARE: u32 = 4;

/// The place at which amounts have too many digits to be added.
fn digits(amounts: impl Iterator<Item = (Amount, Place)>) -> Option<Place> {
    let mut sum = Money::ZERO;
    for (amount, place) in amounts {
        match sum.checked_add(amount.value.abs()) {
            Some(more) if more.digits() <= crate::money::MAX_DIGITS => sum = more,
            _ => return Some(place),
        }
    }
    None
}
