//! The first screen for one plan, in the order a director asks: may I accept it, are we delivering,
//! does the money cover the challenge, what would make it green, where is it weak.

use super::{exceptions, footnotes, headroom, lines, mix, shown_only, to_green};
use crate::criteria::Outcome;
use crate::money::Money;
use crate::rating::Rating;
use crate::render::block::{Block, Column, Grid, Room};
use crate::render::cells::columns;
use crate::render::select::Filter;
use crate::render::{Options, text, words};
use crate::report::{Coverage, ExpectationReport, FinanceLine, Level, PlanReport, Report, RowReport, Scope};

columns! {
    PlanReport, plan:
    organisation, code, tier, as_at, scope, rating,
    plan = plan.ratings.plan,
    delivery = plan.ratings.delivery,
    finance = plan.ratings.finance,
    forecast = plan.ratings.forecast,
    headroom = plan.ratings.headroom,
    sign_off = plan.sign_off.as_ref().map(|sign_off| sign_off.position),
    incomplete = plan.incomplete,
    parent = plan.parent,
    plan_ytd = plan.plan_ytd,
    actual_ytd = plan.actual_ytd,
    variance_ytd = plan.variance_ytd,
    headroom_amount = plan.headroom_amount,
    findings = plan.findings,
    owed = plan.owed,
    exceptions = plan.exceptions.len(),
    file = plan.file,
    level = plan.level,
}

/// The lines the screen should not exceed by much.
pub const SCREEN: usize = 45;
/// Lines kept for what would make it green, and for the last lines.
const ROOM_FOR_TO_GREEN: usize = 13;
/// Notes that are shown.
const NOTES: usize = 3;
/// Rows of Appendix One shown where the screen is full.
const ROWS: usize = 6;

/// The first screen.
pub fn of(report: &Report, plan: &PlanReport, options: &Options) -> Vec<Block> {
    let mut top = vec![header(plan), position(plan)];
    top.extend(held(plan));
    top.push(money(plan));
    top.push(control(plan));
    top.extend(plan.unused_said.as_deref().map(|said| Block::Line(text::clean(said).into_owned(), 3)));
    top.push(policy(report, plan));
    top.extend(remarks(plan));
    top.extend(shown_only(report, options));
    if plan.headline_first && !plan.headline.is_empty() {
        top.push(Block::Gap);
        top.extend(mix::first_screen(&plan.headline.iter().collect::<Vec<_>>(), plan.shown));
    }

    let table = lines::of(plan, &Filter::of(options));
    let mut rest: Vec<Block> = table.blocks;
    if !plan.headroom.years.is_empty() || plan.headroom.total.is_some() {
        rest.push(Block::Gap);
        rest.extend(headroom::first_screen(report, plan));
    }
    let so_far: usize = top.iter().chain(&rest).map(|block| height(block, options.width)).sum();
    rest.extend(appendix_one(plan, SCREEN.saturating_sub(so_far + ROOM_FOR_TO_GREEN)));
    rest.push(Block::Gap);
    let lacks = plan.headroom.total.as_ref().is_some_and(|total| total.incomplete);
    rest.extend(footnotes(table.chosen, table.incomplete || lacks));
    rest.extend(coverage(report, &plan.coverage));
    rest.push(findings(report.findings.len(), options));

    let taken: usize = top.iter().chain(&rest).map(|block| height(block, options.width)).sum();
    let todo = to_green::of(plan, &Filter::of(options), options.width, SCREEN.saturating_sub(taken + 3));
    if !todo.is_empty() {
        top.push(Block::Gap);
        top.extend(todo);
    }
    if !matches!(rest.first(), None | Some(Block::Gap)) {
        top.push(Block::Gap);
    }
    top.extend(rest);
    top
}

/// About how many lines a block takes.
pub fn height(block: &Block, width: usize) -> usize {
    match block {
        Block::Line(line, most) => text::wrap_to(line, width, 3, *most).len(),
        Block::Grid(grid) => grid.rows.len() + usize::from(grid.headed),
        Block::Heading(_, line) => text::wrap_to(line, width, 2, 2).len(),
        Block::Gap | Block::Item(..) => 1,
        Block::Entry(_, fields) => 1 + fields.len(),
    }
}

fn header(plan: &PlanReport) -> Block {
    let mut parts = vec![words::organisation(plan)];
    parts.extend(plan.period.as_deref().map(|period| format!("plan {}", text::clean(period))));
    parts.push(words::as_at(plan.as_at.as_deref()));
    Block::Heading(1, parts.join("    "))
}

/// The overall rating, the sign-off position and the parts.
fn position(plan: &PlanReport) -> Block {
    let all = plan.ratings;
    let middle =
        if plan.scope == Scope::Money { ("finance", all.finance) } else { ("delivery", all.delivery) };
    let mut parts: Vec<String> = [("plan", all.plan), middle, ("headroom", all.headroom)]
        .into_iter()
        .filter(|(_, rating)| *rating != Rating::NotApplicable)
        .map(|(name, rating)| format!("{name} {}", words::rating(rating)))
        .collect();
    let beneath = words::worse(&plan.worse).map_or_else(String::new, |worse| format!(", {worse}"));
    let direction = words::arrow(plan.direction);
    let rating = format!("{} {direction}", words::rating(plan.rating));
    let mut said = vec![format!("{}{beneath}", rating.trim_end())];
    if parts.is_empty() {
        said.push("not rated".to_owned());
    }
    if let Some(sign_off) = &plan.sign_off {
        said.push(sign_off.position.to_string());
        if sign_off.on_data_alone != plan.rating {
            parts.push(format!("on data alone {}", words::rating(sign_off.on_data_alone)));
        }
    }
    if !parts.is_empty() {
        said.push(format!("({})", parts.join(", ")));
    }
    Block::line(said.join("   "))
}

fn held(plan: &PlanReport) -> Option<Block> {
    held_said(plan).map(Block::line)
}

/// Why overall is held where it is.
pub fn held_said(plan: &PlanReport) -> Option<String> {
    let reasons: Vec<_> = plan.held.iter().map(|reason| text::clean(reason)).collect();
    let word = match plan.rating {
        Rating::Amber => "held at amber",
        Rating::Grey | Rating::NotApplicable => "not rated",
        _ => "also",
    };
    (!reasons.is_empty()).then(|| format!("{word}: {}", reasons.join("; ")))
}

/// To date, forecast, headroom: what is assessed of them.
fn money(plan: &PlanReport) -> Block {
    let mut said = Vec::new();
    if let Some(line) = plan.finance.iter().find(|line| line.level == Level::Organisation) {
        said.extend(to_date(line));
        if line.rating_forecast != Rating::NotApplicable {
            let percent = words::percent(line.percent_forecast.as_ref());
            let name = line.year.map_or("forecast".to_owned(), |year| format!("forecast {year}"));
            let lacks = line.incomplete && line.rating_forecast == Rating::Grey;
            said.push(if lacks {
                figure(&name, words::incomplete(&percent), &words::rating(Rating::Grey))
            } else {
                let unplanned =
                    line.rating_forecast == Rating::Grey && line.plan_year.is_none_or(Money::is_zero);
                let why = if unplanned { " (no plan for the year is given)" } else { "" };
                let at_plan = at_plan(plan, line).unwrap_or_default();
                figure(&name, percent, &format!("{}{why}{at_plan}", words::rating(line.rating_forecast)))
            });
        }
    }
    let shown = plan.shown_headroom;
    said.push(match plan.headroom.total.as_ref().and_then(|total| total.headroom.map(|own| (total, own))) {
        Some((total, headroom)) => {
            let share = words::share(total.percent_of_challenge.as_ref());
            let share = if share.is_empty() { share } else { format!(" {share}%") };
            let amount = format!("{}{share}", shown.in_words(headroom));
            let amount = if total.incomplete { words::incomplete(&amount) } else { amount };
            figure("headroom", amount, &words::rating(plan.headroom.rating))
        }
        None => {
            let why = plan.headroom.not_assessed.as_deref().unwrap_or("no challenge given");
            let rating = match plan.headroom.rating {
                Rating::NotApplicable => String::new(),
                rating => format!(" {} as far as it is,", words::rating(rating)),
            };
            format!("headroom{rating} not assessed: {}", text::clean(why))
        }
    });
    Block::line(said.join("   "))
}

/// The schemes without a forecast of their own, which the forecast of the whole takes at their plan.
fn at_plan(plan: &PlanReport, whole: &FinanceLine) -> Option<String> {
    let own = plan
        .finance
        .iter()
        .filter(|line| line.level == Level::Scheme && !line.outside_total && line.year == whole.year);
    let planned = own.filter(|line| line.forecast_year.is_none()).filter_map(|line| line.plan_year);
    let plans: Vec<Money> = planned.filter(|amount| !amount.is_zero()).collect();
    let sum: Money = plans.iter().copied().sum();
    (!plans.is_empty()).then(|| {
        let schemes = crate::words::count(plans.len(), "scheme");
        format!(" ({schemes} without a forecast at plan, {})", plan.shown.in_words(sum))
    })
}

fn to_date(line: &FinanceLine) -> Option<String> {
    if line.rating == Rating::NotApplicable {
        let note = if line.note.is_empty() { "nothing planned to date" } else { &line.note };
        return Some(format!("to date not assessed: {}", text::clean(note)));
    }
    let percent = words::percent(line.percent_ytd.as_ref());
    let mut said = if line.incomplete && line.rating == Rating::Grey {
        figure("to date", words::incomplete(&percent), &words::rating(Rating::Grey))
    } else {
        let sign = if line.chosen { "†" } else { "" };
        figure("to date", percent, &format!("{}{sign}", words::rating(line.rating)))
    };
    if !line.note.is_empty() {
        said.push_str(&format!(" ({})", text::clean(&line.note)));
    }
    Some(said)
}

fn figure(name: &str, value: String, rating: &str) -> String {
    if value.is_empty() { format!("{name} {rating}") } else { format!("{name} {value} {rating}") }
}

/// The control figures: what was read, with its total, and what was left out.
fn control(plan: &PlanReport) -> Block {
    let control = &plan.control;
    let read = words::count(control.schemes, "scheme");
    let left: Vec<String> = [
        (control.total_rows, "total row"),
        (control.rows_left_out, "other row"),
        (control.columns_left_out, "column"),
    ]
    .into_iter()
    .filter(|(n, _)| *n > 0)
    .map(|(n, one)| words::count(n, one))
    .collect();
    let left = match left.split_last() {
        None => String::new(),
        Some((only, [])) => format!("; {only} left out"),
        Some((last, before)) => format!("; {} and {last} left out", before.join(", ")),
    };
    let planned_is = match (control.planned_is, plan.year) {
        ("plan", Some(year)) => format!("plan {year}"),
        ("", _) => "plan".to_owned(),
        (other, _) => other.to_owned(),
    };
    let total = control.planned.map_or_else(
        || ", no plan".to_owned(),
        |planned| {
            let total = plan.shown.in_words(planned);
            let total = if control.incomplete { words::incomplete(&total) } else { total };
            format!(", {planned_is} {total}")
        },
    );
    Block::line(format!("read: {read}{total}{}{left}", words::other_years(&plan.other_years)))
}

fn policy(report: &Report, plan: &PlanReport) -> Block {
    Block::line(format!("scope {}; {}", plan.scope, words::policy(report)))
}

/// What was not supplied, and how the input was understood.
fn remarks(plan: &PlanReport) -> Vec<Block> {
    let mut blocks = Vec::new();
    let missing: Vec<_> = plan.not_supplied.iter().map(|name| text::clean(name)).collect();
    if !missing.is_empty() {
        blocks.push(Block::Line(format!("not supplied: {}", missing.join(", ")), 3));
    }
    blocks.extend(exceptions::first_screen(&plan.exceptions));
    let notes = plan.notes.iter().map(|note| format!("note: {}", text::clean(without_folders(note))));
    let shown = if plan.notes.len() > NOTES + 1 { NOTES } else { plan.notes.len() };
    blocks.extend(notes.take(shown).map(|note| Block::Line(note, 2)));
    if let Some(more) = plan.notes.len().checked_sub(shown).filter(|more| *more > 0) {
        blocks.push(Block::line(format!("({more} more: --view reading)")));
    }
    blocks
}

/// The rows of Appendix One that are short of green, with the first reason of each.
fn appendix_one(plan: &PlanReport, room: usize) -> Vec<Block> {
    if plan.appendix_one.is_empty() {
        return Vec::new();
    }
    let judged = || plan.appendix_one.iter().filter(|row| !row.not_supplied);
    let green = judged().filter(|row| row.rating == Rating::Green).count();
    let mut short: Vec<&RowReport> = judged().filter(|row| row.rating.rank() > 1).collect();
    if short.is_empty() {
        return vec![Block::Gap, Block::bold(&format!("APPENDIX ONE: all {green} rows green"))];
    }
    let heading =
        format!("APPENDIX ONE: rows short of green, with expectations met ({green} green not shown)");
    let mut blocks = vec![Block::Gap, Block::bold(&heading)];
    let rows = room.max(ROWS);
    let more = if short.len() > rows + 1 { short.len() - rows } else { 0 };
    if more > 0 {
        short.sort_by_key(|row| std::cmp::Reverse(row.rating));
        short.truncate(rows);
    }
    let mut grid = Grid::new(vec![
        Column::text("row", Room::Cut(30)),
        Column::text("rating", Room::Whole),
        Column::number("met"),
        Column::text("first reason", Room::Cut(20)),
    ]);
    grid.headed = false;
    for row in short {
        let applies = row.expectations.iter().filter(|found| found.result != Outcome::NotApplicable);
        let met = row.expectations.iter().filter(|found| found.result == Outcome::Met).count();
        grid.row(vec![
            format!("{}: {}", text::clean(row.area), text::clean(row.row)),
            words::rating(row.rating),
            format!("{met} of {}", applies.count()),
            first_reason(&row.expectations),
        ]);
    }
    if !grid.rows.is_empty() {
        blocks.push(Block::Grid(grid));
    }
    if more > 0 {
        blocks.push(Block::line(format!("({more} more: --view criteria)")));
    }
    blocks
}

/// The reason of the worst expectation of a row.
fn first_reason(expectations: &[ExpectationReport]) -> String {
    let order = [Outcome::Unmet, Outcome::Unevidenced, Outcome::Partly, Outcome::Unreviewed];
    let worst = order.iter().find_map(|result| expectations.iter().find(|found| found.result == *result));
    worst.map_or_else(String::new, |found| match (found.result, text::clean(&found.reason)) {
        (Outcome::Unreviewed, _) => format!("a reader owes {}", found.code),
        (result, reason) if reason.is_empty() => format!("{} {result}", found.code),
        (_, reason) => reason.into_owned(),
    })
}

/// How many expectations were decided by what, and how many codes were not asked.
pub fn coverage(report: &Report, coverage: &Coverage) -> Option<Block> {
    let owed = if coverage.unreviewed == 1 { "judgement owed" } else { "judgements owed" };
    let parts: Vec<String> = [
        (coverage.computed, "computed"),
        (coverage.judged, "judged"),
        (coverage.unreviewed, owed),
        (coverage.unevidenced, "without evidence"),
        (coverage.excepted, "excepted"),
    ]
    .into_iter()
    .filter(|(n, _)| *n > 0)
    .map(|(n, word)| format!("{n} {word}"))
    .collect();
    let own = &report.conformance;
    let asked = [(own.ignored.len(), "ignored (--ignore)"), (own.selected.len(), "judged alone (--select)")];
    let asked = asked.into_iter().filter(|(n, _)| *n > 0);
    let asked = asked.map(|(n, how)| format!("{} {how}", words::count(n, "code")));
    let all: Vec<String> =
        Some(parts.join(", ")).filter(|said| !said.is_empty()).into_iter().chain(asked).collect();
    (!all.is_empty()).then(|| Block::line(all.join("; ")))
}

/// The count of findings, with the command that shows them.
pub fn findings(n: usize, options: &Options) -> Block {
    if n == 0 {
        return Block::line("no findings");
    }
    let hint = text::clean(&options.command_hint);
    Block::line(format!("{}: {hint} --view findings", words::count(n, "finding")))
}
/// A remark without the folders of the file it is about, which would leave its words no room: the header says
/// what is read, and the views `reading` and JSON name the file in full.
fn without_folders(note: &str) -> &str {
    let place = note.split_once(": ").map_or("", |(place, _)| place);
    // `folder/plan.csv:1:2`, `folder/book.xlsx#Sheet!A1`
    let is_cell = |place: &str| place.contains(':') && place.ends_with(|c: char| c.is_ascii_digit());
    let is_place = place.contains('#') || is_cell(place);
    let name = place.rfind(['/', '\\']).filter(|_| is_place).map_or(0, |at| at + 1);
    note.get(name..).unwrap_or(note)
}
