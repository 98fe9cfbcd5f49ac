//! A line for each organisation, worst first by money.

use super::lines::{Basis, MONEY};
use crate::rating::Rating;
use crate::render::block::{Column, Grid, Room};
use crate::render::{text, words};
use crate::report::{FinanceLine, Level, PlanReport, Report};

/// Every organisation; nothing where none has a line of finance.
pub fn table(report: &Report) -> Option<Grid> {
    let whole = |plan: &'_ PlanReport| plan.finance.iter().position(|line| line.level == Level::Organisation);
    let mut plans: Vec<(&PlanReport, &FinanceLine)> =
        report.plans.iter().filter_map(|plan| Some((plan, plan.finance.get(whole(plan)?)?))).collect();
    let basis = Basis::of(plans.iter().map(|(_, line)| *line));
    plans.sort_by_key(|(plan, line)| (basis.order(line), std::cmp::Reverse(plan.rating)));
    let shown = words::shown(report);
    let title = basis.title(
        if basis == Basis::Plan { "PLANS" } else { "WORST FIRST" },
        shown,
        words::common_year(report),
    );
    let mut columns = vec![Column::text(&title, Room::Cut(16)), Column::text("overall", Room::Whole)];
    columns.extend(basis.columns(MONEY));
    if basis == Basis::ToDate {
        columns.push(Column::text("forecast", Room::Whole).or_drop(1));
    }
    columns.push(Column::number("headroom").or_drop(2));
    let mut grid = Grid::new(columns);
    for (plan, line) in plans {
        let mut cells = vec![words::organisation(plan), words::rating(plan.rating)];
        cells.extend(basis.cells(line, shown));
        if basis == Basis::ToDate {
            cells.push(words::letter(plan.ratings.forecast));
        }
        cells.push(shown.known(plan.headroom_amount));
        grid.row(cells);
        let (rating, _) = basis.rated(line);
        if let Some(behind) = plan.furthest_behind.as_ref().filter(|_| rating != Rating::Green) {
            let (name, amount) = (text::clean(&behind.name), shown.amount(behind.variance_ytd));
            grid.across(format!("  furthest behind: {name} {amount}"));
        }
    }
    (!grid.rows.is_empty()).then(|| grid.without_blank_columns())
}
