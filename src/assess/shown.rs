//! How amounts are shown in a plan's tables: one unit and as many decimals as it needs.

use super::Run;
use crate::figures::{Headroom, PlanFigures};
use crate::money::{Money, Unit};
use crate::plan::Plan;
use crate::plan::fields::{TableId, years};
use crate::report::Shown;
use rust_decimal::Decimal;

/// For finance: the unit as read; pounds are shown in thousands from a million.
pub(super) fn finance(run: &Run, plan: &Plan, figures: &PlanFigures) -> Shown {
    let largest = figures
        .schemes
        .iter()
        .map(|scheme| scheme.plan_year.unwrap_or_default().abs().max(scheme.to_date.plan.abs()))
        .sum();
    shown(run, plan, largest, amounts(plan, figures))
}

/// For headroom: millions with one decimal (two where the plan is written in millions).
pub(super) fn headroom(run: &Run, plan: &Plan, headroom: &Headroom) -> Shown {
    let Some(total) = &headroom.total else { return Shown::default() };
    let cells = plan.rows(TableId::Years).iter().flat_map(|row| {
        [years::CHALLENGE, years::IDENTIFIED].into_iter().filter_map(|column| row.amount(column))
    });
    let decimals = cells.map(|amount| -i32::from(amount.last_digit)).max().unwrap_or(0);
    if run.options.unit.is_none() && plan.unit.is_some() && total.challenge.abs() >= million() {
        let places = if plan.unit == Some(Unit::Millions) { 2 } else { 1 };
        return Shown { unit: Some(Unit::Millions), places };
    }
    shown(run, plan, total.challenge.abs(), u32::try_from(decimals.max(0)).unwrap_or(0))
}

/// For what organisations have identified in all years: millions with one decimal from a million on, else as read.
pub(super) fn shares(run: &Run, whole: Money) -> Shown {
    let units = run.submission.plans.iter().filter(|plan| !plan.schemes.is_empty()).map(|plan| plan.unit);
    let Some(unit) = units.min().flatten() else {
        return Shown { unit: None, places: whole.decimal().normalize().scale().min(4) };
    };
    let unit = run.options.unit.unwrap_or(if whole.abs() >= million() { Unit::Millions } else { unit });
    Shown { unit: Some(unit), places: if unit >= Unit::Millions { 1 } else { 0 } }
}

fn million() -> Money {
    Money::new(Decimal::from(1_000_000))
}

/// The decimals of amounts as read, where no unit is stated.
fn amounts(plan: &Plan, figures: &PlanFigures) -> u32 {
    let of_schemes = figures.schemes.iter().flat_map(|scheme| {
        [scheme.plan_year.unwrap_or_default(), scheme.to_date.plan, scheme.to_date.actual]
    });
    if plan.unit.is_some() { 0 } else { of_schemes.map(|amount| amount.decimal().scale()).max().unwrap_or(0) }
}

fn shown(run: &Run, plan: &Plan, largest: Money, decimals_as_read: u32) -> Shown {
    of_unit(run.options.unit, plan.unit, largest, decimals_as_read)
}

/// The unit asked for, else the one that fits amounts that were written in a unit.
pub fn of_unit(asked: Option<Unit>, written: Option<Unit>, largest: Money, decimals_as_read: u32) -> Shown {
    let unit = match (asked, written) {
        (Some(asked), Some(_)) => Some(asked),
        (_, None) => return Shown { unit: None, places: decimals_as_read.min(4) },
        (None, Some(Unit::Pounds)) if largest >= million() => Some(Unit::Thousands),
        (None, Some(Unit::Millions | Unit::Billions)) => Some(Unit::Millions),
        (None, unit) => unit,
    };
    let places = if matches!(unit, Some(Unit::Millions | Unit::Billions)) { 2 } else { 0 };
    Shown { unit, places }
}
