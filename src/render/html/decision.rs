//! The first sheet: may it be accepted, is it delivering, does the money cover the challenge, and what would
//! make it green.

use super::blocks;
use super::tags::{rating, said};
use crate::rating::Rating;
use crate::render::block::Block;
use crate::render::views::{self, summary, to_green};
use crate::render::{text, words};
use crate::report::{CardColumn, FinanceLine, Level, PlanReport, Report, Scope};
use maud::{Markup, html};

/// What would make it green, as far as the first sheet shows it.
const FIRST: usize = 5;

pub fn title(plan: &PlanReport) -> String {
    let period = plan.period.as_deref().map_or(String::new(), |period| format!(" {}", text::clean(period)));
    format!("{}: savings plan{period}, {}", words::organisation(plan), words::as_at(plan.as_at.as_deref()))
}

/// What stands at the head of each printed page.
pub fn running(plan: &PlanReport) -> String {
    format!("{}, {}", words::organisation(plan), words::as_at(plan.as_at.as_deref()))
}

pub fn of(report: &Report, plan: &PlanReport) -> Markup {
    html! {
        div.verdict {
            (rating(plan.rating))
            @let arrow = words::arrow(plan.direction);
            p {
                @if let Some(sign_off) = &plan.sign_off { strong { (capital(sign_off.position.word())) } ". " }
                @if let Some(worse) = words::worse(&plan.worse) { "Beneath it: " (worse) ". " }
                @if !arrow.is_empty() { "Against the earlier submission: " (plan.direction.word()) " " (arrow) ". " }
                @if let Some(sign_off) = plan.sign_off.as_ref().filter(|own| own.on_data_alone != plan.rating) {
                    "On data alone " (rating(sign_off.on_data_alone)) ". "
                }
            }
        }
        @if let Some(held) = summary::held_said(plan) { p { (capital(&held)) } }
        (parts(plan))
        @for sentence in plan.brief.iter().skip(1).take(2) { p { (text::clean(sentence)) } }
        (todo(plan))
        (conditions(plan))
        p.source {
            "Scope " (plan.scope.word()) "; " (words::policy(report)) "; "
            (crate::words::count(plan.control.schemes, "scheme")) " read."
        }
        (blocks::markup(&footnotes(plan), 3))
    }
}

/// What the signs beside the figures of the page say.
fn footnotes(plan: &PlanReport) -> Vec<Block> {
    let total = plan.headroom.total.as_ref().is_some_and(|total| total.incomplete);
    let incomplete = total || plan.finance.iter().any(|line| line.incomplete);
    views::footnotes(plan.finance.iter().any(|line| line.chosen), incomplete)
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The parts of the overall rating, each with the figure behind it.
fn parts(plan: &PlanReport) -> Markup {
    let all = plan.ratings;
    let whole = plan.finance.iter().find(|line| line.level == Level::Organisation);
    let met = plan.appendix_one.iter().filter(|row| row.rating == Rating::Green).count();
    let rows = plan.appendix_one.iter().filter(|row| row.rating != Rating::NotApplicable).count();
    let plan_says = (rows > 0).then(|| format!("{met} of {rows} rows green"));
    html! {
        dl.parts {
            @if plan.scope == Scope::Plan { (part("Plan", all.plan, plan_says)) }
            @if plan.scope != Scope::Money { (part("Delivery", all.delivery, short_schemes(plan))) }
            (part("Savings to date", all.finance, whole.and_then(to_date)))
            (part(&forecast_of(whole), all.forecast, whole.and_then(forecast)))
            (part("Headroom", all.headroom, headroom(plan)))
        }
    }
}

fn part(name: &str, own: Rating, figure: Option<String>) -> Markup {
    html! {
        div {
            dt { (name) }
            dd {
                @if own == Rating::NotApplicable { "not assessed" } @else { (rating(own)) }
                @if let Some(figure) = figure { small { (figure) } }
            }
        }
    }
}

/// How many of the schemes that have a card are red or grey.
fn short_schemes(plan: &PlanReport) -> Option<String> {
    let cards = plan.report_card.iter().filter(|card| card.level == Level::Scheme);
    let rated: Vec<Rating> = cards.map(|card| card[CardColumn::Overall]).collect();
    let of = rated.iter().filter(|own| **own != Rating::NotApplicable).count();
    let short = rated.iter().filter(|own| own.counts_as_red()).count();
    (of > 0).then(|| match short {
        0 => format!("none of {of} schemes red"),
        short => format!("{short} of {of} schemes red or grey"),
    })
}

fn to_date(line: &FinanceLine) -> Option<String> {
    let percent = words::percent(line.percent_ytd.as_ref());
    let sign = words::signs(line);
    let note = if line.note.is_empty() { String::new() } else { format!(" ({})", text::clean(&line.note)) };
    (!percent.is_empty() || !note.is_empty()).then(|| format!("{percent} against plan {sign}{note}"))
}

fn forecast_of(line: Option<&FinanceLine>) -> String {
    let year = line.and_then(|line| line.year);
    year.map_or_else(|| "Forecast of the year".to_owned(), |year| format!("Forecast {year}"))
}

fn forecast(line: &FinanceLine) -> Option<String> {
    let percent = words::percent(line.percent_forecast.as_ref());
    let lacks = if line.incomplete { "*" } else { "" };
    (!percent.is_empty()).then(|| format!("{percent}{lacks} against plan"))
}

fn headroom(plan: &PlanReport) -> Option<String> {
    let total = plan.headroom.total.as_ref()?;
    let Some(amount) = total.headroom else {
        return plan.headroom.not_assessed.as_deref().map(|why| text::clean(why).into_owned());
    };
    let share = words::share(total.percent_of_challenge.as_ref());
    let share = if share.is_empty() { share } else { format!(", {share}% of the challenge") };
    let lacks = if total.incomplete { "*" } else { "" };
    Some(format!("{}{lacks}{share}", plan.shown_headroom.in_words(amount)))
}

/// What would make it green, most money first; the rest folded.
fn todo(plan: &PlanReport) -> Markup {
    let (first, rest) = plan.to_green.split_at(plan.to_green.len().min(FIRST));
    html! {
        @if !first.is_empty() {
            h3 { "To be green" }
            ol { @for item in first { li { (said(&to_green::said(item))) } } }
            @if !rest.is_empty() {
                details.more.screen {
                    summary { (rest.len()) " more" }
                    div { ol start=(first.len() + 1) { @for item in rest { li { (said(&to_green::said(item))) } } } }
                }
            }
        }
    }
}

/// The conditions of signing off, where they say more than what would make it green.
fn conditions(plan: &PlanReport) -> Markup {
    let conditions = plan.sign_off.as_ref().map_or(&[][..], |sign_off| &sign_off.conditions);
    html! {
        @if !conditions.is_empty() {
            details.more.screen {
                summary { "Conditions of signing it off: " (conditions.len()) }
                div { ol { @for condition in conditions { li { (text::clean(condition)) } } } }
            }
        }
    }
}
