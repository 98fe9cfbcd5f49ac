//! What would make it green, most money first.

use crate::money::Money;
use crate::render::block::Block;
use crate::render::select::Filter;
use crate::render::text;
use crate::report::{PlanReport, ToGreen};

/// The most that are shown on the first screen.
const MOST: usize = 8;
/// The lines one item may take.
const LINES: usize = 3;
/// The lines it has in any case.
const LEAST: usize = 6;

/// The list, in about `room` lines, as far as it is about what is shown.
pub fn of(plan: &PlanReport, filter: &Filter, width: usize, room: usize) -> Vec<Block> {
    let items: Vec<&ToGreen> = filter.to_green(plan).collect();
    if items.is_empty() {
        return Vec::new();
    }
    let room = room.max(LEAST);
    let mut blocks = vec![Block::bold("TO GREEN")];
    let mut taken = 0;
    let mut shown = 0;
    for (at, item) in items.iter().enumerate().take(MOST) {
        let line = sentence(at + 1, item);
        let lines = text::wrap_to(&line, width, 3, LINES).len();
        if taken + lines > room && shown > 0 {
            break;
        }
        taken += lines;
        shown += 1;
        blocks.push(Block::Line(line, LINES));
    }
    let rest = items.get(shown..).unwrap_or_default();
    if !rest.is_empty() {
        let amount: Money = rest.iter().filter_map(|item| item.amount).sum();
        let amount =
            if amount.is_zero() { String::new() } else { format!(", {}", plan.shown.in_words(amount)) };
        blocks.push(Block::line(format!("({} more{amount}: --view exceptions)", rest.len())));
    }
    blocks
}

/// The list in full.
pub fn in_full(plan: &PlanReport, filter: &Filter) -> Vec<Block> {
    let items = filter.to_green(plan).zip(1..);
    items.map(|(item, at)| Block::line(sentence(at, item))).collect()
}

fn sentence(number: usize, item: &ToGreen) -> String {
    format!("{number}. {}", said(item))
}

/// What it is about and what to do.
pub fn said(item: &ToGreen) -> String {
    let (subject, said) = (text::clean(&item.subject), text::clean(&item.text));
    let about = if subject.is_empty() || said.starts_with(subject.as_ref()) {
        said.into_owned()
    } else {
        format!("{subject}: {said}")
    };
    let phasing = item.not_recoverable && !about.contains("not recoverable");
    let beyond = if phasing { " (not recoverable by phasing)" } else { "" };
    format!("{about}{beyond}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::criteria::FIVE_PERCENT_RULE;

    #[test]
    fn an_item_that_cannot_be_recovered_says_so() {
        let item = ToGreen {
            subject: "Planned care".to_owned(),
            code: FIVE_PERCENT_RULE.to_owned(),
            amount: None,
            text: "£412k behind".to_owned(),
            not_recoverable: true,
            ..ToGreen::default()
        };
        assert_eq!(sentence(1, &item), "1. Planned care: £412k behind (not recoverable by phasing)");
    }
}
