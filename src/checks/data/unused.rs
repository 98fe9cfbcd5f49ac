//! DA: amounts that nothing is read from. They are in no figure, so they are counted and named.

use super::CHECK;
use crate::checks::{Found, MOST_NAMES, count};
use crate::criteria::PlanView;
use crate::cutting::cell;
use crate::money::Money;
use crate::plan::account::{Line, Unused};

/// The columns and rows that are not used, in one sentence: `1 column of amounts not used: WTE cost, 8
/// cells, £1,234k`.
pub fn said(view: &PlanView) -> Option<String> {
    let unused = &view.plan.unused;
    let of = |word: &str| unused.iter().filter(|unused| unused.line.word() == word).count();
    let counts = [Line::Column, Line::Row].map(|line| (of(line.word()), line.word()));
    let counts: Vec<String> =
        counts.into_iter().filter(|(n, _)| *n > 0).map(|(n, word)| count(n, word)).collect();
    if counts.is_empty() {
        return None;
    }
    let one = |unused: &Unused| format!("{}, {}", cell(&unused.name()), unused.said());
    let named: Vec<String> = unused.iter().take(MOST_NAMES).map(one).collect();
    let more = match unused.len() - named.len() {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    Some(format!("{} of amounts not used: {}{more}", counts.join(" and "), named.join("; ")))
}

pub(super) fn check(view: &PlanView) -> Option<Found> {
    let said = said(view)?;
    let unused = &view.plan.unused;
    let sum = unused
        .iter()
        .fold(Money::ZERO, |sum, unused| sum.checked_add(unused.amounts.sum.abs()).unwrap_or(sum));
    let finding = CHECK.warning(
        said,
        "every amount in a sum, compared, or left out by your word",
        "Say what each is: --map \"HEADING=column\", or --map \"HEADING=ignore\".",
    );
    Some(finding.at(unused.iter().map(|unused| unused.place)).worth(sum))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::location::Place;
    use crate::plan::account::Amounts;
    use crate::plan::example::example;

    #[test]
    fn what_is_not_used_is_counted_and_named() {
        let sum = |pounds: i64| Money::new(pounds.into());
        let unused = |line, heading: &str, cells, pounds| Unused {
            line,
            at: 4,
            heading: heading.to_owned(),
            place: Place::File(crate::location::SourceId(0)),
            amounts: Amounts::of(cells, sum(pounds)),
            unit: Some(crate::money::Unit::Pounds),
        };
        assert!(example().scheme("S", &[]).run(&CHECK).is_empty());
        let cost = unused(Line::Column, "WTE cost", 8, 1_234_000);
        let found = example().scheme("S", &[]).unused(std::slice::from_ref(&cost)).run(&CHECK);
        assert_eq!(found[0].found, "1 column of amounts not used: WTE cost, 8 cells, £1,234,000");
        assert_eq!(found[0].amount, Some(sum(1_234_000)));
        let lines = [cost, unused(Line::Column, "", 2, -5), unused(Line::Row, "Gap", 1, 7)];
        let found = example().scheme("S", &[]).unused(&lines).run(&CHECK);
        let words = "2 columns and 1 row of amounts not used: WTE cost, 8 cells, £1,234,000; column 5, 2 cells, -£5; Gap, 1 cell, £7";
        assert_eq!(found[0].found, words);
        assert_eq!(found[0].amount, Some(sum(1_234_012)));
    }
}
