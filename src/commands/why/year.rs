//! The year in the page that explains the 5% rule: the plan and forecast of a scheme cell by cell, and
//! of a level scheme by scheme.

use super::parts::{count, exact, unit_word};
use super::texts::Cells;
use crate::explanation::Member;
use crate::figures::basis::UsedCell;
use crate::money::Money;
use crate::plan::{Measure, Plan};
use crate::render::{clean, fit};
use std::io::{self, Write};

/// The width of a name in the list of a level.
const NAME: usize = 30;

/// A scheme's year: what its plan and forecast are the sums of.
pub(super) fn of_scheme(out: &mut dyn Write, plan: &Plan, member: &Member, cells: &Cells) -> io::Result<()> {
    writeln!(out, "\nTHE YEAR ({})", unit_word(plan.unit))?;
    let year = &member.year_cells;
    writeln!(out, "{:<24}{:>20}", "plan", exact(member.year.plan))?;
    group(out, "to date, above", &above(&year.plan, &member.cells), None)?;
    let rest: Vec<UsedCell> = not_above(&year.plan, &member.cells);
    group(out, "the rest", &rest, Some(cells))?;
    if !member.has_forecast {
        return writeln!(out, "no forecast is given: taken at plan in the sums above it");
    }
    writeln!(out, "{:<24}{:>20}", "forecast", exact(member.year.actual))?;
    let of = |measure: Measure| -> Vec<UsedCell> {
        year.actual.iter().filter(|cell| cell.measure == measure).copied().collect()
    };
    let actual = of(Measure::Actual);
    group(out, "actual to date, above", &above(&actual, &member.cells), None)?;
    group(out, "actual to date", &not_above(&actual, &member.cells), Some(cells))?;
    let forecast = of(Measure::Forecast);
    let whole = forecast.iter().all(|cell| cell.period.is_none());
    group(out, if whole { "as forecast" } else { "forecast of the rest" }, &forecast, Some(cells))?;
    group(out, "no forecast: plan taken", &of(Measure::Plan), None)
}

fn is_in(cell: &UsedCell, list: &[UsedCell]) -> bool {
    list.iter().any(|other| other.place == cell.place)
}

fn above(cells: &[UsedCell], listed: &[UsedCell]) -> Vec<UsedCell> {
    cells.iter().filter(|cell| is_in(cell, listed)).copied().collect()
}

fn not_above(cells: &[UsedCell], listed: &[UsedCell]) -> Vec<UsedCell> {
    cells.iter().filter(|cell| !is_in(cell, listed)).copied().collect()
}

/// A part of a sum with its cells; nothing where there are none.
fn group(out: &mut dyn Write, what: &str, part: &[UsedCell], cells: Option<&Cells>) -> io::Result<()> {
    if part.is_empty() {
        return Ok(());
    }
    let sum: Money = part.iter().filter_map(|cell| cell.amount).map(|amount| amount.value).sum();
    let n = count(part.len(), "cell", "cells");
    writeln!(out, "  {:<24}{:>18}  {n}", what, exact(sum))?;
    cells.map_or(Ok(()), |cells| cells.list(out, part))
}

/// The year of a level: what each scheme brings to plan and forecast.
pub(super) fn of_level(out: &mut dyn Write, plan: &Plan, members: &[Member]) -> io::Result<()> {
    let sum = |pick: &dyn Fn(&Member) -> Money| -> Money { members.iter().map(pick).sum() };
    let without: Vec<&Member> = members.iter().filter(|member| !member.has_forecast).collect();
    writeln!(out, "\nTHE YEAR ({})", unit_word(plan.unit))?;
    let all = count(members.len(), "scheme", "schemes");
    if without.len() == members.len() {
        return writeln!(
            out,
            "none of {all} gives a forecast; plan {}",
            exact(sum(&|member| member.year.plan))
        );
    }
    if !without.is_empty() {
        let taken: Money = without.iter().map(|member| member.year.plan).sum();
        let verb = if without.len() == 1 { "gives" } else { "give" };
        writeln!(out, "{} of {all} {verb} no forecast: taken at plan, {}", without.len(), exact(taken))?;
    }
    writeln!(out, "{:<NAME$}{:>16}{:>16}{:>16}", "", "plan", "forecast", "variance")?;
    let line = |out: &mut dyn Write, name: &str, plan: Money, forecast: Money, note: &str| {
        let name = fit(name, NAME - 1);
        let gap = " ".repeat(NAME.saturating_sub(crate::wrapping::width(&name)));
        let [plan, forecast, variance] = [plan, forecast, forecast - plan].map(exact);
        writeln!(out, "{name}{gap}{plan:>16}{forecast:>16}{variance:>16}{note}")
    };
    for member in members {
        let scheme = member.scheme;
        let name = if scheme.name() == &*scheme.id {
            scheme.id.to_string()
        } else {
            format!("{} {}", scheme.id, scheme.name())
        };
        let note = if member.has_forecast { "" } else { " *" };
        line(out, &clean(&name), member.year.plan, member.year.actual, note)?;
    }
    line(out, "sum", sum(&|member| member.year.plan), sum(&|member| member.year.actual), "")?;
    if !without.is_empty() {
        writeln!(out, "* no forecast: taken at plan")?;
    }
    writeln!(out, "the cells of each: qipp why … SCHEME")
}
