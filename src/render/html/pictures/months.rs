//! Plan and actual added up month by month, with what the months to come must deliver.

use super::svg::{Fill, Picture, Scale, Sign, Stroke, WIDTH, bar, tenth, words};
use crate::money::Money;
use crate::render::block::{Column, Grid, Room};
use crate::render::words as worded;
use crate::report::pictures::{Added, Cumulative};
use crate::report::{PlanReport, Shown};
use maud::{Markup, html};
use rust_decimal::Decimal;

const TOP: u32 = 24;
const DEEP: u32 = 200;
const LEFT: u32 = 8;
const PLAN: Stroke = Stroke { colour: "#595959", wide: 3, breaks: "7 5" };
const ACTUAL: Stroke = Stroke { colour: "#003087", wide: 5, breaks: "none" };
const NEEDED: Stroke = Stroke { colour: "#003087", wide: 3, breaks: "2 5" };

pub fn of(plan: &PlanReport) -> Option<Picture> {
    let path = Cumulative::of(plan)?;
    let last = path.months.last()?;
    let scale =
        Scale::over(path.months.iter().flat_map(|month| [Some(month.plan), month.actual]).flatten(), DEEP);
    let frame = Frame { scale, months: path.months.len() };
    let reported: Vec<&Added> = path.months.iter().filter(|month| month.actual.is_some()).collect();
    let unreported = reported.last().map(|month| month.unreported).filter(|amount| !amount.is_zero());
    let actual: Vec<Point> =
        reported.iter().enumerate().filter_map(|(at, month)| Some(frame.point(at, month.actual?))).collect();
    let planned: Vec<Point> =
        path.months.iter().enumerate().map(|(at, month)| frame.point(at, month.plan)).collect();
    let needed: Vec<Point> = match (actual.last(), planned.last(), path.needed) {
        (Some(from), Some(to), Some(_)) => vec![*from, *to],
        _ => Vec::new(),
    };
    let shown = plan.shown;
    let base = Decimal::from(TOP + DEEP);
    let first = path.months.first().map_or_else(String::new, |month| worded::month(&month.month));
    let drawing = html! {
        line x1=(LEFT) x2=(WIDTH) y1=(tenth(base)) y2=(tenth(base)) stroke="#595959" {}
        @for (at, month) in reported.iter().enumerate() {
            @let before = at.checked_sub(1).and_then(|at| reported.get(at)).map_or(Money::ZERO, |month| month.unreported);
            @if let (true, Some(actual)) = (month.unreported > before, month.actual) {
                @let (x, y) = frame.point(at, actual);
                @let (_, top) = frame.point(at, actual + month.unreported);
                (bar(x - Decimal::from(5), top, Decimal::from(10), height(y - top), Fill::Short))
            }
        }
        (line(&planned, PLAN))
        (line(&needed, NEEDED))
        (line(&actual, ACTUAL))
        (words(LEFT, Decimal::from(16), &format!("{} planned for the year", shown.in_words(last.plan)), false))
        (words(LEFT, base + Decimal::from(20), &first, false))
        (words(WIDTH, base + Decimal::from(20), &worded::month(&last.month), true))
    };
    let picture = Picture {
        id: "picture-months",
        title: title(&path, shown),
        key: key(shown, unreported, !needed.is_empty()),
        height: TOP + DEEP + 28,
        drawing,
        says: "Plan (broken line) and actual (heavy line), added up month by month; the dotted line is what the months to come must deliver.".to_owned(),
        figures: figures(&path, shown),
    };
    Some(picture)
}

/// A place of the picture.
type Point = (Decimal, Decimal);

struct Frame {
    scale: Scale,
    months: usize,
}

impl Frame {
    /// Where an amount at the end of a month stands.
    fn point(&self, at: usize, amount: Money) -> Point {
        let step =
            Decimal::from(WIDTH - LEFT - 8).checked_div(Decimal::from(self.months)).unwrap_or_default();
        let x = Decimal::from(LEFT) + step * Decimal::from(at + 1);
        (x, Decimal::from(TOP + DEEP) - self.scale.at(amount))
    }
}

fn height(value: Decimal) -> u32 {
    use rust_decimal::prelude::ToPrimitive;
    value.round().to_u32().unwrap_or_default().max(2)
}

fn line(points: &[Point], stroke: Stroke) -> Markup {
    let at: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", tenth(*x), tenth(*y))).collect();
    html! {
        @if points.len() > 1 {
            polyline points=(at.join(" ")) fill="none" stroke=(stroke.colour) stroke-width=(stroke.wide) stroke-dasharray=(stroke.breaks) {}
        }
    }
}

fn key(shown: Shown, unreported: Option<Money>, has_needed: bool) -> Vec<(Sign, String)> {
    let mut key = vec![(Sign::Stroke(PLAN), "plan".to_owned()), (Sign::Stroke(ACTUAL), "actual".to_owned())];
    key.extend(has_needed.then(|| (Sign::Stroke(NEEDED), "needed to reach plan".to_owned())));
    let unreported = unreported.map(|amount| format!("not reported: plan of {}", shown.in_words(amount)));
    key.extend(unreported.map(|said| (Sign::Fill(Fill::Short), said)));
    key
}

fn title(path: &Cumulative, shown: Shown) -> String {
    match path.needed {
        Some(needed) => {
            let months = crate::words::count(needed.months, "month");
            let (each, so_far) = (shown.in_words(needed.each), shown.in_words(needed.so_far));
            format!(
                "To reach plan the last {months} must deliver {each} each; so far a month delivered {so_far}"
            )
        }
        None => format!("Savings of {}, month by month", path.year),
    }
}

fn figures(path: &Cumulative, shown: Shown) -> Grid {
    let mut figures = Grid::new(vec![
        Column::text("up to", Room::Whole),
        Column::number(&worded::with_unit("plan", shown)),
        Column::number(&worded::with_unit("actual", shown)),
        Column::number(&worded::with_unit("plan not reported", shown)),
    ]);
    for month in &path.months {
        let unreported = Some(month.unreported).filter(|amount| !amount.is_zero());
        figures.row(vec![
            worded::month(&month.month),
            shown.amount(month.plan),
            shown.known(month.actual),
            shown.known(unreported),
        ]);
    }
    figures.without_blank_columns()
}
