//! How the planned savings are made up.

use super::View;
use crate::money::Money;
use crate::render::block::{Block, Column, Grid, Room};
use crate::render::cells::{Cell, columns};
use crate::render::{text, words};
use crate::report::{Headline, HeadlineFigure, Level, PlanReport, Report, Share, Shown};
use serde::Serialize;

/// A part of the mix with what it divides by; a headline figure, by `headline`.
#[derive(Serialize)]
pub struct MixPart<'a> {
    organisation: &'a str,
    by: &'static str,
    incomplete: bool,
    name: &'a str,
    amount: Money,
    share: Option<&'a Share>,
    of: Option<&'a str>,
    places: &'a [String],
    level: Level,
    region: &'a str,
    cluster: &'a str,
}

columns! {
    MixPart<'_>, line:
    organisation, by, name, amount,
    share = line.share.map_or(Cell::Blank, Cell::Share),
    incomplete, of,
    places = Cell::List(line.places), level, region, cluster,
}

/// What the headline figures are by.
const HEADLINE: &str = "headline";

impl<'a> MixPart<'a> {
    fn headline(line: &'a Headline) -> Self {
        Self {
            organisation: "",
            by: HEADLINE,
            incomplete: line.incomplete,
            name: line.figure.word(),
            amount: line.amount,
            share: line.share.as_ref(),
            of: line.of.as_deref(),
            places: &line.places,
            level: Level::Organisation,
            region: "",
            cluster: "",
        }
    }
}

/// Every part of the mix of these organisations.
pub fn lines(plans: &[PlanReport]) -> impl Iterator<Item = MixPart<'_>> {
    plans.iter().flat_map(|plan| {
        let organisation = &*plan.organisation;
        let headlines =
            plan.headline.iter().map(move |line| MixPart { organisation, ..MixPart::headline(line) });
        headlines.chain(plan.mix.iter().flat_map(move |mix| {
            let (by, incomplete) = (mix.by, mix.incomplete);
            mix.lines.iter().map(move |part| MixPart {
                organisation,
                by,
                incomplete,
                name: &part.name,
                amount: part.amount,
                share: part.share.as_ref(),
                of: None,
                places: &[],
                level: Level::Organisation,
                region: "",
                cluster: "",
            })
        }))
    })
}

/// The headline figures over organisations.
pub fn lines_over(report: &Report) -> impl Iterator<Item = MixPart<'_>> {
    report.rollup.iter().flat_map(|rollup| &rollup.headline).map(|line| MixPart {
        level: line.level,
        region: &line.region,
        cluster: &line.cluster,
        ..MixPart::headline(&line.headline)
    })
}

pub fn of(report: &Report) -> Vec<Block> {
    let mut blocks = vec![Block::title(View::Mix.title())];
    for plan in &report.plans {
        blocks.push(Block::part(words::organisation(plan)));
        blocks.extend(headlines(plan.headline.iter(), plan.shown));
        for (at, mix) in plan.mix.iter().enumerate() {
            if at > 0 || !plan.headline.is_empty() {
                blocks.push(Block::Gap);
            }
            let head =
                words::with_unit(&format!("BY {}", mix.by.replace('_', " ").to_uppercase()), plan.shown);
            let mut grid = Grid::new(vec![
                Column::text(&head, Room::Cut(20)),
                Column::number("plan"),
                Column::number("%"),
            ]);
            for line in &mix.lines {
                let figures = [plan.shown.amount(line.amount), words::share(line.share.as_ref())];
                let mark = |figure: String| if mix.incomplete { words::incomplete(&figure) } else { figure };
                let mut cells = vec![text::clean(&line.name).into_owned()];
                cells.extend(figures.map(mark));
                grid.row(cells);
            }
            blocks.push(Block::Grid(grid));
        }
        if plan.mix.is_empty() {
            blocks.push(Block::line("no planned savings"));
        }
    }
    let over = report.rollup.as_ref().map_or(&[][..], |rollup| &rollup.headline);
    for lines in over.chunk_by(|a, b| (a.level, &a.region, &a.cluster) == (b.level, &b.region, &b.cluster)) {
        let name = lines.first().map_or("", |line| match line.level {
            Level::Cluster => &line.cluster,
            _ => &line.region,
        });
        blocks.push(Block::part(if name.is_empty() {
            "All organisations".into()
        } else {
            text::clean(name)
        }));
        blocks.extend(headlines(lines.iter().map(|line| &line.headline), words::shown(report)));
    }
    let mut all =
        report.plans.iter().flat_map(|plan| &plan.headline).chain(over.iter().map(|own| &own.headline));
    let lacks = report.plans.iter().flat_map(|plan| &plan.mix).any(|mix| mix.incomplete);
    blocks.extend(super::footnotes(false, lacks || all.any(|line| line.incomplete)));
    blocks
}

/// The headline figures as a table.
fn headlines<'h>(lines: impl Iterator<Item = &'h Headline>, shown: Shown) -> Option<Block> {
    let mut grid = Grid::new(vec![
        Column::text(&words::with_unit("HEADLINES", shown), Room::Cut(20)),
        Column::number("amount"),
        Column::number("%"),
        Column::text("of", Room::Cut(12)),
    ]);
    for line in lines {
        let of = line.of.as_deref().map_or_else(String::new, |of| text::clean(of).into_owned());
        grid.row(vec![line.figure.to_string(), amount(line, shown), words::share(line.share.as_ref()), of]);
    }
    (!grid.rows.is_empty()).then_some(Block::Grid(grid))
}

fn amount(line: &Headline, shown: Shown) -> String {
    let figure = shown.amount(line.amount);
    if line.incomplete { words::incomplete(&figure) } else { figure }
}

/// The main ones of all organisations for their first screen, under a policy that asks for them.
pub fn of_all(report: &Report) -> Vec<Block> {
    let Some(rollup) = report.rollup.as_ref().filter(|_| report.plans.iter().any(|plan| plan.headline_first))
    else {
        return Vec::new();
    };
    let all = rollup.headline.iter().filter(|line| line.level == Level::Nation);
    first_screen(&all.map(|line| &line.headline).collect::<Vec<_>>(), words::shown(report))
}

/// The main ones for the first screen, a sentence a line.
pub fn first_screen(lines: &[&Headline], shown: Shown) -> Vec<Block> {
    use HeadlineFigure as Figure;
    let find = |figure: Figure| lines.iter().copied().find(|line| line.figure == figure);
    let mark = |line: &Headline, said: String| if line.incomplete { words::incomplete(&said) } else { said };
    let money = |figure: Figure| {
        find(figure).map(|line| mark(line, format!("{figure} {}", shown.in_words(line.amount))))
    };
    let percent = |figure: Figure| {
        let line = find(figure)?;
        Some(mark(line, format!("{figure} {}%", words::share(Some(line.share.as_ref()?)))))
    };
    let share_of = |figure: Figure, what: &str| {
        let line = find(figure)?;
        // of several plans some may give none: `turnover 2025/26 of 3 of 4 plans`
        let some = line.of.as_deref().and_then(|of| Some(of.split_at(of.find(" of ")?).1));
        let share = words::share(Some(line.share.as_ref()?));
        Some(mark(line, format!("{share}% of {what}{}", some.unwrap_or_default())))
    };
    let against = |figure: Figure| {
        let line = find(figure)?;
        let of = text::clean(line.of.as_deref()?).into_owned();
        let share = words::share(Some(line.share.as_ref()?));
        Some(mark(line, format!("{figure} {} ({share}% of {of})", shown.in_words(line.amount))))
    };
    let full_year =
        find(Figure::FullYear).map(|line| mark(line, format!("full-year {}", shown.in_words(line.amount))));
    let lines: [Vec<Option<String>>; 5] = [
        vec![
            money(Figure::InYear),
            full_year,
            percent(Figure::Recurrent),
            share_of(Figure::OfAllocation, "allocation"),
            share_of(Figure::OfTurnover, "turnover"),
        ],
        vec![
            percent(Figure::FullyDeveloped),
            percent(Figure::InProgress),
            percent(Figure::Opportunity),
            percent(Figure::Unidentified),
            percent(Figure::MaturityNotStated),
        ],
        vec![
            percent(Figure::HighRiskOrUnidentified),
            percent(Figure::SecondHalf),
            percent(Figure::LastQuarter),
        ],
        vec![against(Figure::ExitRunRateForecast).or_else(|| against(Figure::ExitRunRate))],
        vec![money(Figure::NetRisk), money(Figure::CostOfOneWte)],
    ];
    let said = lines.map(|line| line.into_iter().flatten().collect::<Vec<_>>());
    let said = said.into_iter().filter(|line| !line.is_empty());
    said.map(|line| Block::Line(line.join(", "), 2)).collect()
}
