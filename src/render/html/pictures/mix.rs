//! How the planned savings are made up: by maturity, by risk, recurrent or not.

use super::svg::{Fill, Picture, Scale, WIDTH, words};
use crate::money::Money;
use crate::render::block::{Column, Grid, Room};
use crate::render::{text, words as worded};
use crate::report::{MixLine, MixTable, PlanReport};
use maud::{Markup, html};
use rust_decimal::Decimal;

/// The tables that are drawn, by their names and what the picture calls them.
const DRAWN: [(&str, &str); 3] =
    [("maturity", "By maturity"), ("delivery_risk", "By delivery risk"), ("recurrent", "Recurrent or not")];
/// The most parts of a bar; the others are one.
const PARTS: usize = 4;
const BAR: u32 = 48;
const WORDS: u32 = 20;

pub fn of(plan: &PlanReport) -> Option<Picture> {
    let tables: Vec<(&str, &MixTable)> = DRAWN
        .iter()
        .filter_map(|(by, name)| Some((*name, plan.mix.iter().find(|table| table.by == *by)?)))
        .filter(|(_, table)| table.lines.len() > 1)
        .collect();
    if tables.is_empty() {
        return None;
    }
    let mut y = 0;
    let mut figures = Grid::new(vec![
        Column::text("part", Room::Whole),
        Column::number(&worded::with_unit("planned savings", plan.shown)),
        Column::number("%"),
    ]);
    let mut drawn: Vec<Markup> = Vec::new();
    for (name, table) in &tables {
        let parts = parts(table);
        drawn.push(self::table(name, &parts, y, plan));
        y += BAR + WORDS * u32::try_from(parts.len()).unwrap_or_default() + 8;
        figures.across(*name);
        for line in &table.lines {
            figures.row(vec![
                text::clean(&line.name).into_owned(),
                plan.shown.amount(line.amount),
                worded::share(line.share.as_ref()),
            ]);
        }
    }
    let picture = Picture {
        id: "picture-mix",
        title: title(&tables),
        key: Vec::new(),
        height: y,
        drawing: html! { @for table in drawn { (table) } },
        says: "Planned savings of all years, each bar divided into its parts.".to_owned(),
        figures,
    };
    Some(picture)
}

struct Part {
    name: String,
    amount: Money,
    share: String,
}

/// The first parts of a table, and what is left as one.
fn parts(table: &MixTable) -> Vec<Part> {
    let part = |line: &MixLine| Part {
        name: text::clean(&line.name).into_owned(),
        amount: line.amount,
        share: line.share.as_ref().map(worded::percent_of).unwrap_or_default(),
    };
    if table.lines.len() <= PARTS {
        return table.lines.iter().map(part).collect();
    }
    let (first, rest) = table.lines.split_at(PARTS - 1);
    let mut parts: Vec<Part> = first.iter().map(part).collect();
    let amount = rest.iter().map(|line| line.amount).sum();
    parts.push(Part { name: format!("{} others", rest.len()), amount, share: String::new() });
    parts
}

fn table(name: &str, parts: &[Part], top: u32, plan: &PlanReport) -> Markup {
    let whole: Money = parts.iter().map(|part| part.amount).sum();
    let scale = Scale::over([whole], WIDTH);
    let mut from = Money::ZERO;
    let at = |y: u32| Decimal::from(top + y);
    let spans: Vec<(Money, Money)> = parts
        .iter()
        .map(|part| {
            let start = from;
            from = from + part.amount;
            (start, from)
        })
        .collect();
    html! {
        (words(0, at(16), name, false))
        @for (n, (start, end)) in spans.iter().enumerate() {
            (scale.bar(*start, *end, at(22), 18, Fill::Part(n)))
        }
        @for ((n, part), y) in parts.iter().enumerate().zip((0_u32..).map(|line| BAR + WORDS * line)) {
            (super::svg::bar(Decimal::ONE, at(y), Decimal::from(14), 10, Fill::Part(n)))
            (words(22, at(y + 11), &part.name, false))
            (words(WIDTH, at(y + 11), format!("{}  {}", plan.shown.in_words(part.amount), part.share).trim(), true))
        }
    }
}

fn title(tables: &[(&str, &MixTable)]) -> String {
    let greatest = tables.first().and_then(|(_, table)| table.lines.first());
    let said = greatest.and_then(|line| {
        Some((text::clean(&line.name).into_owned(), worded::percent_of(line.share.as_ref()?)))
    });
    said.map_or_else(
        || "What the savings are made of".to_owned(),
        |(name, share)| format!("{share} of the planned savings are {name}"),
    )
}
