//! What `qipp verify` found, as text.

use super::block::Block;
use super::{Options, table, text};
use crate::compare::documents::Difference;
use crate::compare::verified::{InputDiffers, MadeOf, Verified};
use crate::words::count;
use std::io::{self, Write};

/// How many digits of a hash tell two apart.
const DIGITS: usize = 12;
/// Results that are shown; of more how many.
const SHOWN: usize = 20;

/// Writes what was found; `all` shows every result that moved.
///
/// # Errors
/// Whatever the writer reports.
pub fn verified(found: &Verified, all: bool, width: usize, out: &mut impl Write) -> io::Result<()> {
    table::write(&page(found, all), &Options { width, ..Options::default() }, out)
}

fn page(found: &Verified, all: bool) -> Vec<Block> {
    let mut blocks = Vec::new();
    let (then, now) = (&found.then, &found.now);
    if found.is_reproduced() {
        let organisations = count(found.organisations, "organisation");
        blocks.push(Block::line(format!("reproduced: {organisations}, {}", count(found.figures, "figure"))));
    } else {
        blocks.push(Block::line(format!("not reproduced: {}", parts(found).join(", "))));
    }
    if then.tool != now.tool {
        let made = |by: &crate::compare::verified::MadeBy| {
            text::clean(&format!("{} {}", by.name, by.version)).into_owned()
        };
        blocks.push(Block::line(format!(
            "made by {}, assessed again by {}",
            made(&then.tool),
            made(&now.tool)
        )));
    }
    blocks.extend(Block::under("INPUTS", found.inputs.iter().map(input)));
    let other = found.is_other_policy().then(|| {
        let (then, now) = (digits(&then.policy.hash), digits(&now.policy.hash));
        Block::item(&format!(
            "{}: the report's hash is {then}, that of the values it repeats {now}",
            text::clean(&found.then.policy.name)
        ))
    });
    blocks.extend(Block::under("POLICY", other));
    let moved: Vec<&Difference> = found.results.figures.iter().chain(&found.results.texts).collect();
    let (shown, rest) = if all {
        (moved.len(), found.results.more)
    } else {
        let shown = moved.len().min(SHOWN);
        (shown, found.results.count() - shown)
    };
    let lines = moved.iter().take(shown).map(|own| Block::item(&line(own)));
    let more = (rest > 0).then(|| {
        let all = if all { "" } else { ": --all" };
        Block::line(format!("({rest} more{all})"))
    });
    blocks.extend(Block::under("RESULTS (in the report → assessed again)", lines.chain(more)));
    blocks
}

/// What differs, counted.
fn parts(found: &Verified) -> Vec<String> {
    let results = &found.results;
    let further = if results.more > 0 { " and more" } else { "" };
    [
        (!found.inputs.is_empty()).then(|| count(found.inputs.len(), "input")),
        found.is_other_policy().then(|| "the policy".to_owned()),
        (!results.figures.is_empty()).then(|| count(results.figures.len(), "figure")),
        (!results.texts.is_empty()).then(|| format!("{}{further}", count(results.texts.len(), "text"))),
    ]
    .into_iter()
    .flatten()
    .map(|part| {
        format!("{part} differ{}", if part.starts_with("1 ") || part.starts_with("the ") { "s" } else { "" })
    })
    .collect()
}

fn input(own: &InputDiffers) -> Block {
    let name = |own: &MadeOf| text::clean(&own.name).into_owned();
    let size = |own: &MadeOf| {
        format!(
            "{}, SHA-256 {}",
            count(usize::try_from(own.bytes).unwrap_or(usize::MAX), "byte"),
            digits(&own.sha256)
        )
    };
    Block::item(&match own {
        InputDiffers::Changed { then, now } => {
            format!("changed: {} ({} → {})", name(then), size(then), size(now))
        }
        InputDiffers::Missing(then) => format!("missing: {} ({})", name(then), size(then)),
        InputDiffers::Added(now) => format!("added: {} ({})", name(now), size(now)),
    })
}

/// The beginning of a hash.
fn digits(hash: &str) -> String {
    let shown: String = hash.chars().take(DIGITS).collect();
    text::clean(&shown).into_owned() + "…"
}

/// `Anytown PCT, PC-04: finance: actual to date: 1,037 → 1,060`.
fn line(own: &Difference) -> String {
    let subject = if own.subject.is_empty() { String::new() } else { format!("{}: ", own.subject) };
    let value = |value: &Option<String>| value.as_deref().unwrap_or("not there").to_owned();
    let said = format!("{subject}{}: {} → {}", own.what, value(&own.then), value(&own.now));
    text::clean(&said).into_owned()
}
