//! The pictures of the page: each with its finding as the title, and the same figures in a table beneath.

use super::ids::Ids;
use crate::report::PlanReport;
use maud::Markup;
use maud::html;

mod bridge;
mod headroom;
mod mix;
mod months;
pub mod organisations;
mod svg;

pub use headroom::title as headroom_title;
pub use svg::hatching;

/// The pictures that a plan has figures for; `None` where it has for none.
pub fn of(plan: &PlanReport, ids: &mut Ids) -> Option<Markup> {
    let all = [bridge::of(plan), months::of(plan), headroom::of(plan), mix::of(plan)];
    let all: Vec<Markup> = all.into_iter().flatten().map(|picture| picture.markup(ids)).collect();
    (!all.is_empty()).then(|| html! { div.drawings { @for picture in all { (picture) } } })
}
