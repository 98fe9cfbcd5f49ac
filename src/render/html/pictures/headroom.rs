//! What is identified for each year against its challenge, and what is left of it adjusted for risk.

use super::svg::{Fill, Picture, Scale, Sign, WIDTH, tenth, words};
use crate::money::Money;
use crate::render::block::{Column, Grid, Room};
use crate::render::{text, words as worded};
use crate::report::{HeadroomRow, PlanReport};
use maud::html;
use rust_decimal::Decimal;

/// The most years of the picture; the table beneath has all.
const YEARS: usize = 4;
const LINE: u32 = 64;

pub fn of(plan: &PlanReport) -> Option<Picture> {
    let shown = plan.shown_headroom;
    let years: Vec<(&HeadroomRow, Money)> =
        plan.headroom.years.iter().filter_map(|row| Some((row, row.identified?))).collect();
    if years.is_empty() {
        return None;
    }
    let drawn = years.get(..years.len().min(YEARS)).unwrap_or_default();
    let all = drawn.iter().flat_map(|(row, identified)| [row.challenge, *identified]);
    let scale = Scale::over(all, WIDTH);
    let adjusted = |row: &HeadroomRow| row.risk_adjusted.map(|headroom| row.challenge + headroom);
    let drawing = html! {
        @for ((row, identified), y) in drawn.iter().zip((0_u32..).step_by(LINE as usize).map(Decimal::from)) {
            @let said = format!("{} of {}", shown.in_words(*identified), shown.in_words(row.challenge));
            (words(0, y + Decimal::from(16), &text::clean(&row.year), false))
            (words(WIDTH, y + Decimal::from(16), &said, true))
            (scale.bar(Money::ZERO, row.challenge, y + Decimal::from(22), 14, Fill::Asked))
            (scale.bar(Money::ZERO, *identified, y + Decimal::from(38), 14, Fill::Whole))
            @if let Some(adjusted) = adjusted(row) {
                @let x = tenth(scale.at(adjusted));
                line x1=(x) x2=(x) y1=(tenth(y + Decimal::from(34))) y2=(tenth(y + Decimal::from(56))) stroke="#ffffff" stroke-width="6" {}
                line x1=(x) x2=(x) y1=(tenth(y + Decimal::from(34))) y2=(tenth(y + Decimal::from(56))) stroke="#212b32" stroke-width="3" {}
            }
        }
    };
    let mut figures = Grid::new(vec![
        Column::text("year", Room::Whole),
        Column::number(&worded::with_unit("challenge", shown)),
        Column::number(&worded::with_unit("identified", shown)),
        Column::number(&worded::with_unit("headroom", shown)),
        Column::number(&worded::with_unit("identified, risk-adjusted", shown)),
        Column::text("rating", Room::Whole),
    ]);
    for (row, identified) in &years {
        figures.row(vec![
            text::clean(&row.year).into_owned(),
            shown.amount(row.challenge),
            shown.amount(*identified),
            shown.known(row.headroom),
            shown.known(adjusted(row)),
            worded::rating(row.rating),
        ]);
    }
    let picture = Picture {
        id: "picture-headroom",
        title: title(plan),
        key: vec![
            (Sign::Fill(Fill::Asked), "challenge".to_owned()),
            (
                Sign::Fill(Fill::Whole),
                "identified; the upright stroke is what is left of it adjusted for risk".to_owned(),
            ),
        ],
        height: LINE * u32::try_from(drawn.len()).unwrap_or_default(),
        drawing,
        says: format!(
            "Savings identified against the challenge of {}.",
            crate::words::count(years.len(), "year")
        ),
        figures: figures.without_blank_columns(),
    };
    Some(picture)
}

/// What it finds.
pub fn title(plan: &PlanReport) -> String {
    let shown = plan.shown_headroom;
    let total = plan.headroom.total.as_ref().and_then(|total| total.headroom);
    match total {
        Some(short) if short.is_negative() => {
            format!("Identified savings are {} short of the challenge", shown.in_words(-short))
        }
        Some(headroom) => format!("Identified savings are {} above the challenge", shown.in_words(headroom)),
        None => "Identified savings and the challenge".to_owned(),
    }
}
