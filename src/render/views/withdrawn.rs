//! Delivered savings that are reported no more: a falling actual to date is no slippage, and stands first.

use crate::money::Money;
use crate::render::block::Block;
use crate::render::{text, words};
use crate::report::{Level, Move, Movement, Series, SubjectMovement, Withdrawn};

/// What is withdrawn, on a first screen.
const MOST: usize = 5;

/// Of two submissions.
pub fn of_movement(movement: &Movement, in_full: bool) -> Vec<Block> {
    let of_schemes = movement.subjects.iter().filter(|own| own.level == Level::Scheme);
    let mut all: Vec<_> =
        of_schemes.filter_map(|own| Some((own, own.word(Move::Withdrawn)?.amount?))).collect();
    all.sort_by_key(|(_, amount)| *amount);
    let said = |(own, amount): (&SubjectMovement, Money)| {
        let known = |amount| movement.shown.in_words(amount);
        let (from, to) = (own.actual_ytd.from.map(known), own.actual_ytd.to.map(known));
        sentence(
            &words::scheme(&own.scheme, &own.name),
            &format!("{} delivered to date before, {} now", from.unwrap_or_default(), to.unwrap_or_default()),
            &movement.shown.in_words(-amount),
        )
    };
    under(all.into_iter().map(said).collect(), in_full, "movement --by scheme")
}

/// Of a series.
pub fn of_series(series: &Series, in_full: bool) -> Vec<Block> {
    let said = |own: &Withdrawn| {
        let known = |amount| series.shown.in_words(amount);
        let when = |at: usize| when(series, at);
        let (from, to) = (known(own.from), known(own.to));
        sentence(
            &words::scheme(&own.scheme, &own.name),
            &format!("{from} delivered to date {}, {to} {}", when(own.submission - 1), when(own.submission)),
            &known(own.amount),
        )
    };
    under(series.withdrawn.iter().map(said).collect(), in_full, "series")
}

/// A submission by its date, else by its number.
fn when(series: &Series, number: usize) -> String {
    let head = number.checked_sub(1).and_then(|at| series.submissions.get(at));
    let date = head.and_then(|head| head.as_at.as_deref());
    date.map_or_else(|| format!("in submission {number}"), |date| format!("at {}", words::date(date)))
}

fn sentence(name: &str, then_and_now: &str, gone: &str) -> String {
    format!("{}: {then_and_now}: {gone} gone", text::clean(name))
}

fn under(said: Vec<String>, in_full: bool, view: &str) -> Vec<Block> {
    if said.is_empty() {
        return Vec::new();
    }
    let most = if in_full { said.len() } else { MOST };
    let mut blocks = vec![Block::Gap, Block::bold("DELIVERED SAVINGS WITHDRAWN")];
    blocks.extend(said.iter().take(most).map(|said| Block::item(said)));
    if let Some(more) = said.len().checked_sub(most).filter(|more| *more > 0) {
        blocks.push(Block::line(format!("({more} more: --view {view})")));
    }
    blocks
}
