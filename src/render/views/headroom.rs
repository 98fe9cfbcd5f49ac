//! Challenge and headroom by year.

use super::{View, footnotes, named};
use crate::money::Money;
use crate::render::block::{Block, Column, Grid, Room};
use crate::render::cells::{Cell, columns};
use crate::render::select::headroom_over;
use crate::render::{text, words};
use crate::report::{HeadroomReport, HeadroomRow, PlanReport, Report, Shown};

columns! {
    HeadroomRow, row:
    organisation, year, challenge, identified, unidentified, headroom, percent_of_challenge, cover, forecast,
    risk_adjusted, stressed, rating, incomplete, incomplete_forecast, level, reopened,
    without_challenge = Cell::List(&row.without_challenge), left_out,
}

/// The headroom of the first screen.
pub fn first_screen(report: &Report, plan: &PlanReport) -> Vec<Block> {
    let rows: Vec<&HeadroomRow> = plan.headroom.rows().collect();
    let mut blocks = vec![Block::Grid(grid(&rows, plan.shown_headroom, false))];
    blocks.extend(bases(report, &plan.headroom, plan.shown_headroom));
    blocks.extend(closed(plan));
    blocks
        .extend(plan.headroom.total.as_ref().and_then(|total| without_challenge(total, plan.shown_headroom)));
    blocks.extend(elsewhere(plan));
    blocks.extend(needs(&plan.headroom).filter(|_| !rows.iter().any(|row| row.incomplete)));
    blocks
}

/// The view: every organisation, then the roll-up.
pub fn of(report: &Report) -> Vec<Block> {
    let mut blocks = vec![Block::title(View::Headroom.title())];
    for plan in &report.plans {
        blocks.push(Block::part(words::organisation(plan)));
        let rows: Vec<&HeadroomRow> = plan.headroom.rows().collect();
        if let Some(why) = &plan.headroom.not_assessed {
            blocks.push(Block::line(format!("headroom not assessed: {}", text::clean(why))));
        }
        if !rows.is_empty() {
            blocks.push(Block::Grid(grid(&rows, plan.shown_headroom, true)));
        }
        let total = plan.headroom.total.as_ref();
        blocks.extend(total.and_then(|total| without_challenge(total, plan.shown_headroom)));
        blocks.extend(bases(report, &plan.headroom, plan.shown_headroom));
        blocks.extend(closed(plan));
        blocks.extend(elsewhere(plan));
        blocks.extend(needs(&plan.headroom));
    }
    let lacks = |row: &HeadroomRow| row.incomplete_forecast;
    let over: Vec<&HeadroomRow> = headroom_over(report).collect();
    let shown = words::shown_headroom(report);
    for rows in over.chunk_by(|a, b| a.organisation == b.organisation) {
        let name = rows.first().map_or("", |row| row.organisation.as_str());
        blocks.push(Block::part(if name.is_empty() {
            "All organisations".into()
        } else {
            text::clean(name)
        }));
        blocks.push(Block::Grid(grid(rows, shown, true)));
        blocks.extend(rows.iter().find_map(|row| without_challenge(row, shown)));
    }
    let own = report.plans.iter().filter_map(|plan| plan.headroom.total.as_deref());
    blocks.extend(footnotes(false, own.chain(over.iter().copied()).any(lacks)));
    blocks
}

/// Who of a body gives no challenge, so that its headroom is that of the others.
fn without_challenge(row: &HeadroomRow, shown: Shown) -> Option<Block> {
    named("challenge not given by ", &row.without_challenge, &left_out(row, shown), None)
}

/// What of a sum is left out where somebody gives no challenge, so that it is amber at best.
pub fn left_out(row: &HeadroomRow, shown: Shown) -> String {
    let amount = row.left_out.map(|amount| format!(" ({} identified left out)", shown.in_words(amount)));
    format!("{}: not known, so not green", amount.unwrap_or_default())
}

/// A table with a column a year.
fn grid(rows: &[&HeadroomRow], shown: Shown, in_full: bool) -> Grid {
    let mut columns = vec![Column::text(&words::with_unit("HEADROOM", shown), Room::Cut(18))];
    columns.extend(rows.iter().map(|row| Column::number(&text::clean(&row.year))));
    let mut grid = Grid::new(columns);
    grid.continues = true;
    let mut line = |label: &str, on_forecast: bool, cell: &dyn Fn(&HeadroomRow) -> String| {
        let lacks = |row: &HeadroomRow| if on_forecast { row.incomplete_forecast } else { row.incomplete };
        let mut cells = vec![label.to_owned()];
        cells.extend(rows.iter().map(|row| match (lacks(row), cell(row)) {
            (true, figure) if figure.contains(|c: char| c.is_ascii_digit()) => words::incomplete(&figure),
            (_, figure) => figure,
        }));
        grid.row(cells);
    };
    line("Financial challenge", false, &|row| shown.amount(row.challenge));
    line("Savings identified", false, &|row| shown.known(row.identified));
    line("Headroom/(shortfall)", false, &|row| shown.known(row.headroom));
    line("% of challenge", false, &|row| words::share(row.percent_of_challenge.as_ref()));
    line("Rating", false, &|row| words::rating(row.rating));
    if rows.iter().any(|row| !row.unidentified.is_zero()) {
        line("Unidentified, apart", false, &|row| shown.amount(row.unidentified));
        if in_full {
            line("Headroom with it", false, &|row| {
                shown.known(row.headroom.map(|headroom| headroom + row.unidentified))
            });
        }
    }
    if in_full {
        line("Cumulative headroom", false, &|row| shown.known(row.cumulative));
        line("Cover %", false, &|row| words::share(row.cover.as_ref()));
        if rows.iter().any(|row| row.forecast.is_some()) {
            line("On forecast", true, &|row| shown.known(row.forecast));
            line("Risk-adjusted", true, &|row| shown.known(row.risk_adjusted));
        }
        if rows.iter().any(|row| row.reopened.is_some_and(|amount| !amount.is_zero())) {
            line("Reopened, non-rec.", false, &|row| shown.known(row.reopened));
        }
        line("What if after loss", false, &|row| shown.known(row.stressed));
    }
    grid
}

/// The headroom on each other basis, with its colour; what would be after a loss is no colour of the plan, and says so.
fn bases(report: &Report, headroom: &HeadroomReport, shown: Shown) -> Option<Block> {
    let total = headroom.total.as_ref()?;
    let bases = headroom.bases;
    let loss = format!("what if {}% lost:", report.policy.stress_loss);
    let said: Vec<String> = [
        ("on forecast", total.forecast, bases.forecast, total.incomplete_forecast),
        ("risk-adjusted", total.risk_adjusted, bases.risk_adjusted, total.incomplete_forecast),
        (&*loss, total.stressed, bases.stressed, total.incomplete),
    ]
    .into_iter()
    .filter_map(|(name, amount, rating, incomplete)| {
        amount.map(|amount| {
            let figure = shown.in_words(amount);
            let figure = if incomplete { words::incomplete(&figure) } else { figure };
            format!("{name} {figure} {}", words::rating(rating))
        })
    })
    .collect();
    (!said.is_empty()).then(|| Block::line(said.join("; ")))
}

/// What closed schemes gave up.
fn closed(plan: &PlanReport) -> Option<Block> {
    let closed = plan.headroom.closed;
    let said = format!("closed: {} no longer counted", plan.shown_headroom.in_words(closed));
    (!closed.is_zero() && plan.headroom.total.is_some()).then(|| Block::line(said))
}

/// What a plan counts elsewhere (`counted_under`), which its headroom lacks.
fn elsewhere(plan: &PlanReport) -> Option<Block> {
    let own = plan.not_counted.iter().filter(|own| own.is_counted_elsewhere);
    let amounts: Vec<Money> = own.filter_map(|own| own.planned).collect();
    let sum: Money = amounts.iter().copied().sum();
    let schemes = words::count(amounts.len(), "scheme");
    let said = format!(
        "counted under another: {} of {schemes} is not in this headroom",
        plan.shown_headroom.in_words(sum)
    );
    (!sum.is_zero()).then(|| Block::line(said))
}

/// What every pound must deliver, beside what it delivers.
fn needs(headroom: &HeadroomReport) -> Option<Block> {
    let needs = words::pence_needed(headroom.break_even.as_ref()?);
    let getting =
        headroom.delivery_rate.as_ref().map(|rate| format!(", getting {}", words::pence_delivered(rate)));
    Some(Block::line(format!("needs {needs} in the £{}", getting.unwrap_or_default())))
}
