//! The findings view, most serious first.

use super::View;
use crate::rating::Rating;
use crate::render::block::Block;
use crate::render::cells::columns;
use crate::render::select::{self, Filter};
use crate::render::{Options, text, words};
use crate::report::{Finding, Report, Severity, Shown};

columns! {
    Finding, finding:
    severity, code, organisation, workstream, scheme,
    place = finding.places,
    found, expected, amount, action,
}

/// Places of a finding that are named.
const PLACES: usize = 3;

pub fn of(report: &Report, options: &Options) -> Vec<Block> {
    let filter = Filter::of(options);
    let mut blocks = vec![Block::title(View::Findings.title())];
    let mut n = 0;
    for finding in select::findings(report, &filter) {
        if n > 0 {
            blocks.push(Block::Gap);
        }
        n += 1;
        blocks.push(entry(finding, words::shown_of(report, &finding.organisation)));
    }
    if n == 0 {
        blocks.push(Block::line("no findings"));
    }
    blocks
}

fn entry(finding: &Finding, shown: Shown) -> Block {
    let rating = match finding.severity {
        Severity::Error => Rating::Red,
        Severity::Warning => Rating::Amber,
        Severity::Note => Rating::NotApplicable,
    };
    let about: Vec<_> = [&finding.organisation, &finding.workstream, &finding.scheme]
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(|part| text::clean(part))
        .collect();
    let word = text::coloured(rating, finding.severity.word());
    let title = format!("{word} {}  {}", text::bold(finding.code), about.join(" / "));
    let named = finding.places.iter().take(PLACES).map(|place| text::clean(place));
    let mut place = named.collect::<Vec<_>>().join("; ");
    if let Some(more) = finding.places.len().checked_sub(PLACES).filter(|more| *more > 0) {
        place.push_str(&format!("; {more} more: --view findings --format csv"));
    }
    let amount = finding.amount.map_or_else(String::new, |amount| shown.in_words(amount));
    let fields = [
        ("at", place),
        ("found", text::clean(&finding.found).into_owned()),
        ("expected", text::clean(&finding.expected).into_owned()),
        ("amount", amount),
        ("do", text::clean(&finding.action).into_owned()),
    ];
    Block::Entry(title, fields.into_iter().filter(|(_, text)| !text.is_empty()).collect())
}
