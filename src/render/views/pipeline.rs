//! The pipeline: what is short by year, what ideas and scoped schemes would add, and which to bring forward.

use super::{View, shown_only};
use crate::money::Money;
use crate::plan::fields::words::Stage;
use crate::rating::Rating;
use crate::render::block::{Block, Column, Grid, Room};
use crate::render::cells::columns;
use crate::render::select::{self, Filter};
use crate::render::{Options, text, words};
use crate::report::{Closes, HeadroomRow, Level, PipelineLine, PipelineYear, PlanReport, Report};

/// A line of the view: an organisation's year, or a scheme over all of them.
pub struct PipelineRow<'a> {
    level: Level,
    organisation: &'a str,
    year: Option<&'a PipelineYear>,
    line: Option<&'a PipelineLine>,
    closes: Option<Closes>,
    gap: Option<Money>,
}

columns! {
    PipelineRow<'_>, row:
    level, organisation,
    year = row.year.map(|own| own.year.as_str()),
    workstream = row.line.map(|line| line.workstream.as_str()),
    scheme = row.line.map(|line| line.scheme.as_str()),
    name = row.line.map(|line| line.name.as_str()),
    order = row.line.map(|line| line.order),
    stage = row.line.map(|line| line.stage),
    value = row.line.map(|line| line.value).or(row.year.map(|own| own.value)),
    weight = row.line.map(|line| line.weight.as_str()),
    weighted = row.line.map(|line| line.weighted).or(row.year.map(|own| own.weighted)),
    approved = row.line.map(|line| line.approved).or(row.year.map(|own| own.approved)),
    starts = row.line.and_then(|line| line.starts.as_deref()),
    overdue = row.line.map(|line| line.overdue),
    readiness = row.line.map(|line| line.readiness),
    lacks = row.line.map(|line| line.lacks.as_slice()),
    investment = row.line.and_then(|line| line.investment),
    needed = row.line.map(|line| line.needed),
    remains = row.line.and_then(|line| line.remains),
    closes,
    gap,
    risk_adjusted = row.year.and_then(|own| own.risk_adjusted),
    with_pipeline = row.year.and_then(|own| own.with_pipeline),
}

/// Every line: of each organisation its years, then its schemes.
pub fn lines<'r>(report: &'r Report, filter: &Filter) -> Vec<PipelineRow<'r>> {
    let mut rows = Vec::new();
    for plan in &report.plans {
        let organisation = plan.organisation.as_str();
        let pipeline = &plan.pipeline;
        rows.extend(pipeline.years.iter().filter(|_| filter.is_open()).map(|year| {
            let is_total = year.year == HeadroomRow::TOTAL;
            PipelineRow {
                level: Level::Organisation,
                organisation,
                year: Some(year),
                line: None,
                closes: is_total.then_some(pipeline.closes),
                gap: pipeline.gap.filter(|_| is_total),
            }
        }));
        rows.extend(select::pipeline_of(plan, filter).map(|line| PipelineRow {
            level: Level::Scheme,
            organisation,
            year: None,
            line: Some(line),
            closes: None,
            gap: None,
        }));
    }
    rows
}

pub fn of(report: &Report, options: &Options) -> Vec<Block> {
    let filter = Filter::of(options);
    let mut blocks = vec![Block::title(View::Pipeline.title())];
    blocks.extend(shown_only(report, options));
    for plan in &report.plans {
        let lines: Vec<&PipelineLine> = select::pipeline_of(plan, &filter).collect();
        let is_short = plan.pipeline.gap.is_some() && filter.is_open();
        if lines.is_empty() && !(is_short || report.plans.len() == 1) {
            continue;
        }
        blocks.push(Block::part(words::organisation(plan)));
        blocks.push(Block::line(said(plan)));
        if lines.is_empty() {
            blocks.push(Block::line("no idea or scoped scheme with planned savings is given"));
            continue;
        }
        if filter.is_open() {
            blocks.push(Block::Grid(years(plan)));
            blocks.push(Block::Gap);
        }
        blocks.push(Block::Grid(schemes(plan, &lines)));
    }
    if blocks.len() == 1 {
        blocks.push(Block::line("no idea or scoped scheme with planned savings is given"));
        return blocks;
    }
    blocks.push(Block::line(
        "cheapest first: least cost for a pound saved, then the readiest (of scope, approved brief, quality \
         assessment, manager); adds: what it brings once approved, beyond what is counted of it already",
    ));
    blocks
}

/// What is to be closed, and how far the pipeline does.
fn said(plan: &PlanReport) -> String {
    let (pipeline, shown) = (&plan.pipeline, plan.shown);
    let Some(gap) = pipeline.gap else {
        return match plan.headroom.rating {
            Rating::NotApplicable => "headroom is not assessed, and no forecast is short".to_owned(),
            _ => "risk-adjusted savings cover the challenge: nothing needs to be brought forward".to_owned(),
        };
    };
    let end = match pipeline.remains.filter(|remains| remains.is_positive()) {
        Some(remains) => format!("{} remains: look for more", shown.in_words(remains)),
        None => "that closes it".to_owned(),
    };
    let bring = match pipeline.schemes.iter().filter(|line| line.needed).count() {
        0 => "there is no scheme to bring forward".to_owned(),
        n => format!("bring forward {}: {end}", words::count(n, "scheme")),
    };
    format!("{} of {}; {bring}", pipeline.closes, shown.in_words(gap))
}

/// A figure of a year.
type Pick = fn(&PipelineYear) -> Option<Money>;

/// What is short by year, and what the pipeline adds.
fn years(plan: &PlanReport) -> Grid {
    let shown = plan.shown;
    let mut columns = vec![Column::text(&words::with_unit("BY YEAR", shown), Room::Cut(28))];
    let one = plan.pipeline.years.len() == 2;
    let all: Vec<&PipelineYear> =
        plan.pipeline.years.iter().filter(|own| !one || own.year != HeadroomRow::TOTAL).collect();
    columns.extend(all.iter().map(|own| Column::number(&own.year)));
    let mut grid = Grid::new(columns);
    let rows: [(&str, Pick); 5] = [
        ("Risk-adjusted headroom", |own| own.risk_adjusted),
        ("Pipeline: planned savings", |own| Some(own.value)),
        ("  would add, as it stands", |own| Some(own.weighted)),
        ("  would add, once approved", |own| Some(own.approved)),
        ("Headroom with all approved", |own| own.with_pipeline),
    ];
    for (name, pick) in rows {
        if all.iter().any(|own| pick(own).is_some()) {
            let cells = all.iter().map(|own| shown.known(pick(own)));
            grid.row(std::iter::once(name.to_owned()).chain(cells).collect());
        }
    }
    grid.continues = true;
    grid
}

/// The schemes in the order in which they are to be brought forward, and where what is short is closed.
fn schemes(plan: &PlanReport, lines: &[&PipelineLine]) -> Grid {
    let shown = plan.shown;
    let mut grid = Grid::new(vec![
        Column::text(&words::with_unit("BRING FORWARD", shown), Room::Cut(16)),
        Column::text("stage", Room::Whole),
        Column::text("from", Room::Whole),
        Column::number("ready"),
        Column::number("cost"),
        Column::number("plan"),
        Column::number("adds"),
        Column::number("remains"),
        Column::text("lacks", Room::Wrap(12)),
    ]);
    let closes = lines.iter().rposition(|line| line.needed).filter(|at| at + 1 < lines.len());
    for (at, line) in lines.iter().enumerate() {
        let from = line.starts.as_deref().map_or_else(String::new, |day| month(day, line.overdue));
        grid.row(vec![
            format!("{}. {}", line.order, words::scheme(&line.scheme, &line.name)),
            if line.stage == Stage::Idea { "idea" } else { "scoped" }.to_owned(),
            from,
            format!("{} of 4", line.readiness),
            shown.known(line.investment),
            shown.amount(line.value),
            shown.amount(line.approved),
            shown.known(line.remains),
            if line.readiness == 0 {
                "all four".to_owned()
            } else {
                text::clean(&line.lacks.join(", ")).into_owned()
            },
        ]);
        if Some(at) == closes {
            grid.across("not needed to close it:");
        }
    }
    grid
}

/// The month from which a scheme could deliver; whether it has passed.
fn month(day: &str, overdue: bool) -> String {
    let month = words::month(day.get(..7).unwrap_or(day));
    if overdue { format!("{month}, past") } else { month }
}
