//! A series of submissions: the first screen, and its table of data.

use crate::money::Money;
use crate::rating::Rating;
use crate::render::block::{Block, Column, Grid, Room};
use crate::render::cells::{Cell, columns};
use crate::render::{By, select, text, words};
use crate::report::{Level, OutcomeOf, PathPoint, Series, Shown, SubjectPath};

use super::movement::subject;
use super::{withdrawn, xmr};

/// Lines of each table of the first screen.
const MOST: usize = 8;

/// A subject in one submission.
pub struct PointLine<'s> {
    path: &'s SubjectPath,
    point: &'s PathPoint,
}

columns! {
    PointLine<'_>, line:
    level = line.path.level,
    organisation = line.path.organisation.as_str(),
    code = line.path.code.as_deref().unwrap_or(""),
    region = line.path.region.as_str(),
    workstream = line.path.workstream.as_str(),
    scheme = line.path.scheme.as_str(),
    name = line.path.name.as_str(),
    submission = line.point.submission,
    as_at = line.point.as_at.as_deref().unwrap_or(""),
    rating = line.point.rating,
    plan_ytd = line.point.plan_ytd,
    actual_ytd = line.point.actual_ytd,
    variance_ytd = line.point.variance_ytd,
    percent_ytd = line.point.percent_ytd.as_ref().map_or(Cell::Blank, Cell::Share),
    year = line.point.year.map_or(Cell::Blank, Cell::Year),
    plan_year = line.point.plan_year,
    forecast_year = line.point.forecast_year,
    forecast_error = line.point.error,
    cluster = line.path.cluster.as_str(),
}

/// Every subject in every submission.
pub fn lines(series: &Series, by: Option<By>) -> impl Iterator<Item = PointLine<'_>> {
    let levels = select::levels(by.unwrap_or(By::All));
    let paths = series.subjects.iter().filter(move |path| levels.contains(&path.level));
    paths.flat_map(|path| path.points.iter().map(move |point| PointLine { path, point }))
}

/// The page: all of it for the levels asked for, else as much as fits a screen.
pub fn pages(series: &Series, by: Option<By>, in_full: bool) -> Vec<Block> {
    let Some(whole) = &series.whole else {
        return vec![Block::title("Series"), Block::line("the submissions hold no organisation")];
    };
    let name = match whole.level {
        Level::Organisation => text::clean(&whole.organisation).into_owned(),
        _ => "All organisations".to_owned(),
    };
    let mut blocks = vec![Block::title(format!("{name}: {} submissions", series.submissions.len()))];
    blocks.extend(series.submissions.iter().enumerate().map(|(at, own)| {
        Block::item(&format!(
            "{}. {}: {}",
            at + 1,
            words::as_at(own.as_at.as_deref()),
            text::clean(&own.name)
        ))
    }));
    blocks.extend(series.notes.iter().map(|note| Block::line(format!("note: {}", text::clean(note)))));
    blocks.extend(withdrawn::of_series(series, in_full));
    blocks.push(Block::Gap);
    blocks.push(Block::Grid(path(whole, series.shown)));
    blocks.extend(record(whole, series.shown));
    blocks.extend(bridges(whole, series.shown));
    let levels = by.map_or_else(|| levels(series), |by| select::levels(by).to_vec());
    for level in levels {
        let own: Vec<&SubjectPath> = series.subjects.iter().filter(|path| path.level == level).collect();
        let most = if in_full { usize::MAX } else { MOST };
        blocks.extend(paths(&own, series, most));
    }
    blocks.extend(xmr::of_series(&series.xmr));
    blocks
}

/// Below the whole: organisations of several, workstreams of one; schemes where it names none.
fn levels(series: &Series) -> Vec<Level> {
    let has = |level: &Level| series.subjects.iter().any(|path| path.level == *level);
    let several = series.whole.as_ref().is_some_and(|whole| whole.level == Level::Nation);
    let choices: &[Level] =
        if several { &[Level::Region, Level::Organisation] } else { &[Level::Workstream, Level::Scheme] };
    choices.iter().copied().filter(has).take(1).collect()
}

/// Submission by submission.
fn path(path: &SubjectPath, shown: Shown) -> Grid {
    let mut grid = Grid::new(vec![
        Column::text(&words::with_unit("SUBMISSION", shown), Room::Cut(16)),
        Column::text("rating", Room::Whole),
        Column::number("plan to date"),
        Column::number("actual"),
        Column::number("%"),
        Column::number("forecast"),
        Column::number("forecast error"),
    ]);
    for point in &path.points {
        let date = point.as_at.as_deref().map_or_else(String::new, words::date);
        grid.row(vec![
            format!("{}. {date}", point.submission).trim_end().to_owned(),
            words::rating(point.rating),
            shown.known(point.plan_ytd),
            shown.known(point.actual_ytd),
            words::variance(point.percent_ytd.as_ref()),
            shown.known(point.forecast_year),
            shown.known(point.error),
        ]);
    }
    grid.without_blank_columns()
}

/// What the forecasts of all were worth, in a sentence.
fn record(path: &SubjectPath, shown: Shown) -> Vec<Block> {
    let said = path.record.iter().map(|own| {
        let is_of_later_year =
            !path.points.iter().any(|point| (point.submission, point.year) == (own.submission, own.year));
        let came = match own.outcome_of {
            OutcomeOf::Actual if is_of_later_year => format!("came, as submission {} has it", own.submission),
            OutcomeOf::Actual => "came".to_owned(),
            OutcomeOf::LatestForecast => "is forecast now (the year has not ended)".to_owned(),
        };
        let share = own
            .mean_percent
            .as_ref()
            .map_or_else(String::new, |share| format!(", {},", words::percent(Some(share))));
        Block::line(format!(
            "forecasts of {}: {} on average{share} against the {} that {came}",
            words::of_year(own.year),
            over_or_under(own.mean_error, shown),
            shown.in_words(own.outcome),
        ))
    });
    said.collect()
}

fn over_or_under(error: Money, shown: Shown) -> String {
    let amount = shown.in_words(error.abs());
    if error.is_zero() {
        "neither over nor under".to_owned()
    } else if error.is_negative() {
        format!("{amount} under")
    } else {
        format!("{amount} over")
    }
}

/// The bridges of plan and forecast, a row a step.
fn bridges(path: &SubjectPath, shown: Shown) -> Vec<Block> {
    let column = |name: &str| Column::number(name);
    let mut plan = Grid::new(vec![
        Column::text(&words::with_unit("PLAN, all years", shown), Room::Cut(16)),
        column("opening"),
        column("up"),
        column("down"),
        column("new"),
        column("dropped"),
        column("moved"),
        column("closing"),
    ]);
    let mut forecast = Grid::new(vec![
        Column::text(&words::with_unit("FORECAST", shown), Room::Cut(16)),
        column("opening"),
        column("delivery"),
        column("changes"),
        column("new"),
        column("dropped"),
        column("moved"),
        column("closing"),
    ]);
    let steps = path.steps.iter().map(|step| (format!("{} to {}", step.to - 1, step.to), &step.bridge));
    let mut has_forecast = false;
    for (name, bridge) in steps.chain([("all steps".to_owned(), &path.bridge)]) {
        let own = bridge.plan;
        let known = |amount: Money| shown.known(Some(amount).filter(|amount| !amount.is_zero()));
        plan.row(vec![
            name.clone(),
            shown.amount(own.opening),
            known(own.re_based_up),
            known(own.re_based_down),
            known(own.new),
            known(own.dropped),
            known(own.moved),
            shown.amount(own.closing),
        ]);
        if let Some(own) = bridge.forecast {
            has_forecast = true;
            forecast.row(vec![
                name,
                shown.amount(own.opening),
                known(own.delivery),
                known(own.changes),
                known(own.new),
                known(own.dropped),
                known(own.moved),
                shown.amount(own.closing),
            ]);
        }
    }
    let mut blocks = vec![Block::Gap, Block::Grid(plan.without_blank_columns())];
    if has_forecast {
        blocks.extend([Block::Gap, Block::Grid(forecast.without_blank_columns())]);
    }
    blocks
}

/// Subjects by how far they over-forecast, the most money first.
fn paths(paths: &[&SubjectPath], series: &Series, most: usize) -> Vec<Block> {
    let Some(level) = paths.first().map(|path| path.level) else { return Vec::new() };
    let shown = series.shown;
    let mut grid = Grid::new(vec![
        Column::text(&words::with_unit(&super::finance::plural(level).to_uppercase(), shown), Room::Cut(22)),
        Column::text("ratings", Room::Whole),
        Column::number("% was"),
        Column::number("% is"),
        Column::number("forecast was"),
        Column::number("forecast is"),
        Column::number("error"),
    ]);
    let mut sorted = paths.to_vec();
    let error = |path: &SubjectPath| path.record.iter().map(|own| own.mean_error).max();
    sorted.sort_by_key(|path| std::cmp::Reverse(error(path)));
    let (first, rest) = sorted.split_at(most.min(sorted.len()));
    for path in first {
        let ratings = path.points.iter().map(|point| match point.rating {
            Rating::NotApplicable => "-".to_owned(),
            rating => words::letter(rating),
        });
        let (one, last) = (path.points.first(), path.points.last());
        let percent =
            |point: Option<&PathPoint>| words::variance(point.and_then(|own| own.percent_ytd.as_ref()));
        let forecast = |point: Option<&PathPoint>| shown.known(point.and_then(|own| own.forecast_year));
        grid.row(vec![
            subject(path),
            ratings.collect::<Vec<_>>().join(" "),
            percent(one),
            percent(last),
            forecast(one),
            forecast(last),
            shown.known(error(path)),
        ]);
    }
    let mut blocks = vec![Block::Gap, Block::Grid(grid.without_blank_columns())];
    if !rest.is_empty() {
        blocks.push(Block::line(format!("({} more: --view series)", rest.len())));
    }
    blocks
}
