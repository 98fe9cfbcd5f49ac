//! Organisations side by side, on one scale: what each planned to date, and what it delivered.

use super::svg::{Fill, Picture, Scale, Sign, WIDTH, words};
use crate::money::Money;
use crate::render::block::{Column, Grid, Room};
use crate::render::{text, words as worded};
use crate::report::{FinanceLine, Shown};
use maud::html;
use rust_decimal::Decimal;

/// Organisations that are drawn, the furthest behind first; the table of the page has all.
const DRAWN: usize = 12;
const LINE: u32 = 60;

/// The picture of these lines; `None` where fewer than two say both.
pub fn of(lines: &[&FinanceLine], shown: Shown) -> Option<Picture> {
    let both = |line: &&FinanceLine| Some((line.plan_ytd?, line.actual_ytd?));
    let all: Vec<(&FinanceLine, (Money, Money))> =
        lines.iter().filter_map(|line| Some((*line, both(line)?))).collect();
    if all.len() < 2 {
        return None;
    }
    let drawn = all.get(..all.len().min(DRAWN)).unwrap_or_default();
    let scale = Scale::over(drawn.iter().flat_map(|(_, (plan, actual))| [*plan, *actual]), WIDTH);
    let name = |line: &FinanceLine| text::clean(&line.organisation).into_owned();
    let drawing = html! {
        @for ((line, (plan, actual)), y) in drawn.iter().zip((0_u32..).step_by(LINE as usize).map(Decimal::from)) {
            (words(0, y + Decimal::from(16), &text::fit(&name(line), 32), false))
            (words(WIDTH, y + Decimal::from(16), &worded::percent(line.percent_ytd.as_ref()), true))
            (scale.bar(Money::ZERO, *plan, y + Decimal::from(22), 12, Fill::Asked))
            (scale.bar(Money::ZERO, *actual, y + Decimal::from(36), 12, Fill::Whole))
        }
    };
    let mut figures = Grid::new(vec![
        Column::text("organisation", Room::Whole),
        Column::number(&worded::with_unit("plan to date", shown)),
        Column::number(&worded::with_unit("actual", shown)),
        Column::number("%"),
    ]);
    for (line, (plan, actual)) in drawn {
        let share = worded::variance(line.percent_ytd.as_ref());
        figures.row(vec![name(line), shown.amount(*plan), shown.amount(*actual), share]);
    }
    let behind = all.iter().filter(|(_, (plan, actual))| actual < plan).count();
    let picture = Picture {
        id: "picture-organisations",
        title: format!("{behind} of {} organisations are behind plan", all.len()),
        key: vec![
            (Sign::Fill(Fill::Asked), "plan to date".to_owned()),
            (Sign::Fill(Fill::Whole), "delivered".to_owned()),
        ],
        height: LINE * u32::try_from(drawn.len()).unwrap_or_default(),
        drawing,
        says: format!("Plan to date and delivery of the {} furthest behind, on one scale.", drawn.len()),
        figures,
    };
    Some(picture)
}
