//! Best-practice examples over all plans: most tests passed first, then the greatest saving.

use super::{View, shown_only};
use crate::render::block::Block;
use crate::render::cells::columns;
use crate::render::select::{self, Filter};
use crate::render::{Options, text, words};
use crate::report::{BestPractice, PracticeLine, Report};

columns! {
    PracticeLine, line:
    organisation, workstream, scheme, name, tests,
    savings, savings_shown, quality, quality_shown, evidenced, evidence_shown, implementation,
    implementation_shown, actual_ytd, percent_ytd, national_workstream, owner,
}

/// The most examples on a page.
const MOST: usize = 50;

pub fn of(report: &Report, options: &Options) -> Vec<Block> {
    let lines = select::practice(report, &Filter::of(options));
    let mut blocks = vec![Block::title(View::Practice.title())];
    blocks.extend(shown_only(report, options));
    blocks.push(Block::line(counted(report, lines.len())));
    for (at, line) in lines.iter().take(MOST).enumerate() {
        blocks.push(Block::Gap);
        blocks.push(entry(report, at + 1, line));
    }
    if let Some(more) = lines.len().checked_sub(MOST).filter(|more| *more > 0) {
        blocks.push(Block::Gap);
        blocks.push(Block::line(format!("({more} more: --view practice --format csv)")));
    }
    blocks
}

/// How many schemes are examples, and why the others are not.
fn counted(report: &Report, shown: usize) -> String {
    let sum = |of: fn(&BestPractice) -> usize| {
        report.plans.iter().map(|plan| of(&plan.best_practice)).sum::<usize>()
    };
    let others = [
        (sum(|own| own.not_delivering), "without an actual saving"),
        (sum(|own| own.not_green), "not green"),
        (sum(|own| own.not_substantiated), "not substantiated"),
    ];
    let others: Vec<String> =
        others.iter().filter(|(n, _)| *n > 0).map(|(n, why)| format!("{n} {why}")).collect();
    let not = if others.is_empty() { String::new() } else { format!("; the others: {}", others.join(", ")) };
    let all = sum(|own| own.examples.len());
    let of_them = if shown == all { String::new() } else { format!("; shown here: {shown} of the {all}") };
    format!(
        "{all} of {} green, delivering and substantiated{not}{of_them}",
        words::count(sum(|own| own.schemes), "scheme")
    )
}

fn entry(report: &Report, number: usize, line: &PracticeLine) -> Block {
    let shown = words::shown_of(report, &line.organisation);
    let actual =
        line.actual_ytd.map(|amount| format!("{} to date", shown.in_words(amount))).unwrap_or_default();
    let of = (report.plans.len() > 1).then(|| format!(" ({})", text::clean(&line.organisation)));
    let title = format!(
        "{number}. {}{}  {} of 4 tests  {actual}",
        text::bold(&words::scheme(&line.scheme, &line.name)),
        of.unwrap_or_default(),
        line.tests
    );
    let test =
        |passed: bool, said: &str| format!("{}: {}", if passed { "yes" } else { "no" }, text::clean(said));
    let serves = [line.workstream.as_str(), line.national_workstream.as_str()].map(text::clean);
    let serves: Vec<&str> = serves.iter().map(AsRef::as_ref).filter(|name: &&str| !name.is_empty()).collect();
    let fields = [
        ("savings", test(line.savings, &line.savings_shown)),
        ("quality", test(line.quality, &line.quality_shown)),
        ("evidence", test(line.evidenced, &line.evidence_shown)),
        ("how", test(line.implementation, &line.implementation_shown)),
        ("in", serves.join(" / ")),
        ("ask", text::clean(&line.owner).into_owned()),
    ];
    Block::Entry(title, fields.into_iter().filter(|(_, text)| !text.is_empty()).collect())
}
