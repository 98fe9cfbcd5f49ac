//! The finance table of the first screen: workstreams, or schemes where a plan has none.

use crate::calendar::FinancialYear;
use crate::money::Money;
use crate::rating::Rating;
use crate::render::block::{Block, Column, Grid, Room};
use crate::render::select::Filter;
use crate::render::{text, words};
use crate::report::{CardColumn, CardLine, FinanceLine, Level, PlanReport, Scope, Share, Shown};
use std::collections::HashMap;

/// The most lines of the table, and the most where the screen holds a whole plan.
const MOST: usize = 15;
const MOST_OF_A_PLAN: usize = 10;

/// The columns of the report card that stand beside the figures, with their headings.
const BESIDE: [(&str, CardColumn); 4] = [
    ("plan", CardColumn::Development),
    ("miles", CardColumn::ProgressMilestones),
    ("KPIs", CardColumn::ProgressKpis),
    ("risks", CardColumn::MonitoringRisks),
];

/// What a colour of money is headed where no other colour stands beside it, where another does, and where it is a
/// letter, whose heading must not take the room of the letters of the card.
pub const RATING: &str = "rating";
pub const MONEY: &str = "money";
const MONEY_LETTER: &str = "£";

/// The table with what stands below it.
pub struct Lines {
    /// The pieces, none where there is nothing to show.
    pub blocks: Vec<Block>,
    /// Whether a line rests on a choice.
    pub chosen: bool,
    /// Whether a line is not complete.
    pub incomplete: bool,
}

/// Which figures the table compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Plan and actual to date.
    ToDate,
    /// Plan and forecast of the year.
    Year,
    /// The plan of the year alone.
    Plan,
}

impl Basis {
    /// What the lines can show: the position to date, else the year's forecast, else its plan.
    pub fn of<'a>(mut lines: impl Iterator<Item = &'a FinanceLine> + Clone) -> Self {
        let says = |amount: Option<Money>| amount.is_some_and(|amount| !amount.is_zero());
        if lines.clone().any(|line| says(line.plan_ytd) || says(line.actual_ytd)) {
            Self::ToDate
        } else if lines.any(|line| says(line.forecast_year)) {
            Self::Year
        } else {
            Self::Plan
        }
    }

    /// Plan, actual or forecast, and variance of a line; `None` where it is not known.
    fn amounts(self, line: &FinanceLine) -> [Option<Money>; 3] {
        match self {
            Self::ToDate => [line.plan_ytd, line.actual_ytd, line.variance_ytd],
            Self::Year | Self::Plan => [line.plan_year, line.forecast_year, line.variance_forecast],
        }
    }

    /// Where a line stands among others: the furthest behind first, those of which it is not known last.
    pub fn order(self, line: &FinanceLine) -> (bool, Option<Money>) {
        let [.., variance] = self.amounts(line);
        (variance.is_none(), variance)
    }

    /// The colour and percentage of a line.
    pub fn rated(self, line: &FinanceLine) -> (Rating, Option<&Share>) {
        match self {
            Self::ToDate => (line.rating, line.percent_ytd.as_ref()),
            Self::Year => (line.rating_forecast, line.percent_forecast.as_ref()),
            Self::Plan => (Rating::NotApplicable, None),
        }
    }

    /// A title with the unit and, where it is not the position to date, the year of the figures.
    pub fn title(self, title: &str, shown: Shown, year: Option<FinancialYear>) -> String {
        let title = words::with_unit(title, shown);
        if self == Self::ToDate { title } else { format!("{title}, {}", words::of_year(year)) }
    }

    /// The columns of plan, actual and variance with their colour, which is headed as is said.
    pub fn columns(self, colour: &str) -> Vec<Column> {
        let plan = if self == Self::ToDate { "plan to date" } else { "planned" };
        let mut columns = vec![Column::number(plan)];
        if self != Self::Plan {
            columns.push(Column::number(if self == Self::Year { "forecast" } else { "actual" }));
            columns.push(Column::number("var"));
            columns.push(Column::number("%"));
            columns.push(Column::text(colour, Room::Whole));
        }
        columns
    }

    /// The cells of those columns. An amount that is not complete is grey.
    pub fn cells(self, line: &FinanceLine, shown: Shown) -> Vec<String> {
        let [plan, actual, variance] = self.amounts(line);
        let (rating, share) = self.rated(line);
        let show = |amount: Option<Money>| {
            let text = shown.known(amount);
            if line.incomplete && !text.is_empty() { text::coloured(Rating::Grey, &text) } else { text }
        };
        let mut cells = vec![show(plan)];
        if self != Self::Plan {
            cells.extend([show(actual), show(variance), words::variance(share)]);
            cells.push(format!("{} {}", words::rating(rating), words::signs(line)).trim_end().to_owned());
        }
        cells
    }
}

pub fn of(plan: &PlanReport, filter: &Filter) -> Lines {
    let at = |level: Level| plan.finance.iter().filter(move |line| line.level == level);
    let workstreams = at(Level::Workstream).filter(|line| !line.workstream.is_empty());
    let by_workstream = workstreams.clone().next().is_some() && !filter.is_of_scheme();
    // a scheme without a workstream stands beside the workstreams, so that the lines add up
    let alone = at(Level::Scheme).filter(|line| !by_workstream || line.workstream.is_empty());
    let mut lines: Vec<&FinanceLine> = workstreams.filter(|_| by_workstream).chain(alone).collect();
    lines.retain(|line| filter.is_open() || filter.shows(&line.workstream, &line.scheme, &line.name));
    let total = at(Level::Organisation).next();
    if lines.is_empty() {
        let chosen = total.is_some_and(|line| line.chosen);
        let incomplete = total.is_some_and(|line| line.incomplete);
        return Lines { blocks: Vec::new(), chosen, incomplete };
    }
    let basis = Basis::of(lines.iter().copied().chain(total));
    lines.sort_by_key(|line| basis.order(line));
    let (outside, inside): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| line.outside_total);

    let title = if by_workstream { "WORKSTREAMS" } else { "SCHEMES" };
    let title = basis.title(title, plan.shown, plan.year);
    let cards = cards(plan, if by_workstream { Level::Workstream } else { Level::Scheme });
    let beside_cards = !cards.is_empty() && plan.scope != Scope::Money;
    let mut grid = Grid::new(columns(&title, basis, if beside_cards { MONEY_LETTER } else { RATING }));
    let most = if plan.appendix_one.is_empty() { MOST } else { MOST_OF_A_PLAN };
    let (first, rest) = inside.split_at(if inside.len() > most + 1 { most } else { inside.len() });
    for line in first {
        grid.row(row(plan, line, basis, &cards));
    }
    if !rest.is_empty() {
        let colours = words::colours(rest.iter().map(|line| basis.rated(line).0));
        let view = if by_workstream { "--view finance" } else { "--view finance --by scheme" };
        grid.across(format!("({} more: {colours}: {view})", rest.len()));
    }
    if let Some(total) = total {
        let mut cells = row(plan, total, basis, &whole(plan, &cards));
        if let Some(name) = cells.first_mut() {
            *name = text::bold(if filter.is_open() { "Total" } else { "The whole plan" });
        }
        grid.row(cells);
        if filter.is_open() {
            below(plan, total, basis).into_iter().for_each(|said| grid.across(said));
        }
    }
    if !outside.is_empty() {
        grid.across("outside the total:");
    }
    for line in outside.iter().take(MOST) {
        grid.row(row(plan, line, basis, &cards));
    }
    if let Some(more) = outside.len().checked_sub(MOST).filter(|more| *more > 0) {
        grid.across(format!("({more} more: --view finance --by scheme)"));
    }
    let all = || first.iter().copied().chain(total).chain(outside.iter().copied());
    Lines {
        blocks: vec![Block::Grid(grid.without_blank_columns())],
        chosen: all().any(|line| line.chosen) && basis != Basis::Plan,
        incomplete: all().any(|line| line.incomplete),
    }
}

fn columns(title: &str, basis: Basis, colour: &str) -> Vec<Column> {
    let mut columns = vec![Column::text(title, Room::Cut(14))];
    columns.extend(BESIDE.iter().map(|(name, _)| Column::text(name, Room::Whole).or_drop(1)));
    columns.extend(basis.columns(colour));
    columns.push(Column::text("overall", Room::Whole));
    columns.push(Column::text("note", Room::Cut(8)).or_drop(9));
    columns
}

type Cards<'a> = HashMap<&'a str, &'a CardLine>;

/// The report-card lines of a level, by workstream or scheme.
fn cards<'a>(plan: &'a PlanReport, level: Level) -> Cards<'a> {
    let key =
        |line: &'a CardLine| if level == Level::Scheme { line.scheme.as_str() } else { &line.workstream };
    plan.report_card.iter().filter(|line| line.level == level).map(|line| (key(line), line)).collect()
}

/// The card of the plan as a whole, where its lines have cards.
fn whole<'a>(plan: &'a PlanReport, cards: &Cards<'_>) -> Cards<'a> {
    let card = plan.report_card.iter().find(|line| line.level == Level::Organisation);
    card.filter(|_| !cards.is_empty()).map(|card| ("", card)).into_iter().collect()
}

fn row(plan: &PlanReport, line: &FinanceLine, basis: Basis, cards: &Cards<'_>) -> Vec<String> {
    let card = cards.get(if line.level == Level::Scheme { line.scheme.as_str() } else { &line.workstream });
    let mut cells = vec![words::subject(line)];
    match card.filter(|_| plan.scope != Scope::Money) {
        Some(card) => {
            cells.extend(BESIDE.map(|(_, column)| words::letter(card[column])));
        }
        None => cells.extend([const { String::new() }; BESIDE.len()]),
    }
    cells.extend(basis.cells(line, plan.shown));
    let direction = card.map_or("", |card| words::arrow(card.direction));
    let is_of_money = cards.is_empty() || plan.scope == Scope::Money;
    if let Some(rating) = cells.last_mut().filter(|_| basis != Basis::Plan) {
        *rating = if is_of_money {
            // the money is all that is assessed, and its direction is the card's
            format!("{rating} {direction}").trim_end().to_owned()
        } else {
            // beside the colour of the whole card, which is the worse of both
            format!("{}{}", words::letter(basis.rated(line).0), words::signs(line))
        };
    }
    let overall = card.filter(|_| !is_of_money).map(|card| words::rating(card[CardColumn::Overall]));
    cells.push(overall.map_or_else(String::new, |own| format!("{own} {direction}").trim_end().to_owned()));
    cells.push(remark(&line.note));
    cells
}

/// A remark short enough for the end of a line.
fn remark(note: &str) -> String {
    if note.starts_with("holds") { "holds".to_owned() } else { text::clean(note).into_owned() }
}

/// Behind and ahead, as far as is reported, the plan of what is not, and what they make together.
pub fn balance(line: &FinanceLine, shown: Shown) -> Option<String> {
    let unreported = Some(line.unreported).filter(|amount| !amount.is_zero());
    let parts = [("behind", line.behind), ("ahead", line.ahead), ("unreported: plan of", unreported)];
    let says = |amount: Money| !amount.is_zero();
    if !parts.iter().any(|(_, amount)| amount.is_some_and(says)) {
        return None;
    }
    let parts = parts.into_iter().chain([("net", line.variance_ytd.filter(|_| line.behind.is_some()))]);
    let known = parts.filter_map(|(name, amount)| Some(format!("{name} {}", shown.amount(amount?))));
    Some(known.collect::<Vec<_>>().join("  "))
}

/// What stands below the total: behind, ahead and net; what is unreported; what is unidentified.
fn below(plan: &PlanReport, total: &FinanceLine, basis: Basis) -> Vec<String> {
    let shown = plan.shown;
    let mut said = Vec::new();
    if basis == Basis::ToDate {
        said.extend(balance(total, shown));
    }
    let unidentified = plan.headroom.unidentified;
    if !unidentified.is_zero() {
        let share = words::share(plan.headroom.unidentified_percent.as_ref());
        let of_plan = if share.is_empty() { share } else { format!(": {share}% of plan") };
        said.push(format!("unidentified {}{of_plan}", shown.amount(unidentified)));
    }
    said
}
