//! Milestones that moved, findings that are new or cleared, expectations whose result is another.

use crate::render::block::{Block, Column, Grid, Room};
use crate::render::cells::{Cell, columns};
use crate::render::{text, words};
use crate::report::{ExpectationChange, FindingChange, MilestoneChange, MilestoneMove, Movement, Severity};

/// A milestone that moved.
pub struct MilestoneRow<'m>(&'m MilestoneChange);

columns! {
    MilestoneRow<'_>, row:
    organisation = row.0.organisation.as_str(),
    workstream = row.0.workstream.as_str(),
    scheme = row.0.scheme.as_str(),
    milestone = row.0.milestone.as_str(),
    what = row.0.what,
    due = row.0.due.as_deref().unwrap_or(""),
    from = row.0.from.as_deref().unwrap_or(""),
    to = row.0.to.as_deref().unwrap_or(""),
    days = row.0.days.map(|days| days.to_string()).as_deref().map_or(Cell::Blank, Cell::Text),
    days_late = row.0.days_late.map(|days| days.to_string()).as_deref().map_or(Cell::Blank, Cell::Text),
    place = Cell::List(&row.0.places),
}

columns! {
    FindingChange, finding:
    change = change(finding),
    severity, code = finding.code.as_str(), organisation, workstream, scheme, found, amount,
}

columns! {
    ExpectationChange, own:
    organisation, scheme, code, from, to,
}

fn change(finding: &FindingChange) -> &'static str {
    if finding.new { "new" } else { "cleared" }
}

/// The lines of milestones.
pub fn milestones(movement: &Movement) -> impl Iterator<Item = MilestoneRow<'_>> {
    movement.milestones.iter().map(MilestoneRow)
}

/// Milestones that slipped, were done late or dropped, and how many moved otherwise.
pub fn milestone_blocks(movement: &Movement, most: usize) -> Vec<Block> {
    let all = &movement.milestones;
    if all.is_empty() {
        return Vec::new();
    }
    let of = |what: MilestoneMove| all.iter().filter(|own| own.what == what).count();
    let counts: Vec<String> = MilestoneMove::ALL
        .iter()
        .filter(|what| of(**what) > 0)
        .map(|what| format!("{} {what}", of(*what)))
        .collect();
    let mut blocks = vec![
        Block::Gap,
        Block::bold(&format!("MILESTONES against their original dates: {}", counts.join(", "))),
    ];
    let (first, rest) = all.split_at(most.min(all.len()));
    blocks.extend(first.iter().map(|own| Block::item(&said(own))));
    if !rest.is_empty() {
        blocks.push(Block::line(format!("({} more: qipp compare --view milestones)", rest.len())));
    }
    blocks
}

fn said(own: &MilestoneChange) -> String {
    let owner = if own.scheme.is_empty() { &own.workstream } else { &own.scheme };
    let name = format!("{} '{}'", text::clean(owner), text::clean(&own.milestone));
    let days = |days: i32| words::count(days.unsigned_abs() as usize, "day");
    let due = own.due.as_deref().map_or_else(|| "no original date".to_owned(), words::date);
    let to = own.to.as_deref().map_or_else(String::new, words::date);
    let late = match own.days_late {
        Some(late) if late > 0 => format!("{} late against {due}", days(late)),
        Some(late) if late < 0 => format!("{} before {due}", days(late)),
        Some(_) => format!("on {due}, its original date"),
        None => due,
    };
    let what = match own.what {
        MilestoneMove::Slipped => {
            format!("slipped {} to {to}: {late}", own.days.map(days).unwrap_or_default())
        }
        MilestoneMove::BroughtForward => {
            format!("brought forward {} to {to}: {late}", own.days.map(days).unwrap_or_default())
        }
        MilestoneMove::DoneLate | MilestoneMove::Done => format!("done {to}: {late}"),
        MilestoneMove::New => format!("new, due {late}"),
        MilestoneMove::Dropped => format!("dropped; it was due {late}"),
    };
    format!("{} {what}", name.trim_start())
}

/// Findings that are new, then those that are cleared.
pub fn finding_blocks(movement: &Movement, most: usize) -> Vec<Block> {
    let all = &movement.findings;
    if all.is_empty() {
        return Vec::new();
    }
    let new = all.iter().filter(|own| own.new).count();
    let mut blocks =
        vec![Block::Gap, Block::bold(&format!("FINDINGS: {new} new, {} cleared", all.len() - new))];
    let mut sorted: Vec<&FindingChange> = all.iter().collect();
    sorted.sort_by_key(|own| (!own.new, own.severity));
    let (first, rest) = sorted.split_at(most.min(sorted.len()));
    for own in first {
        let about = [&own.organisation, &own.workstream, &own.scheme];
        let about = about.into_iter().rev().find(|part| !part.is_empty()).map_or("", String::as_str);
        let severity = if own.severity == Severity::Note { "note" } else { own.severity.word() };
        let line = format!("{} {severity} {} {about}: {}", change(own), own.code, own.found);
        let lines = if most == usize::MAX { usize::MAX } else { 1 };
        blocks.push(Block::Line(text::clean(&line).into_owned(), lines));
    }
    if !rest.is_empty() {
        blocks.push(Block::line(format!("({} more: qipp compare --view findings)", rest.len())));
    }
    blocks
}

/// Every expectation whose result is another.
pub fn expectation_blocks(movement: &Movement) -> Vec<Block> {
    if movement.expectations.is_empty() {
        return Vec::new();
    }
    let mut grid = Grid::new(vec![
        Column::text("EXPECTATIONS", Room::Cut(12)),
        Column::text("organisation", Room::Cut(16)),
        Column::text("scheme", Room::Cut(16)),
        Column::text("was", Room::Whole),
        Column::text("is", Room::Whole),
    ]);
    for own in &movement.expectations {
        grid.row(vec![
            own.code.to_owned(),
            text::clean(&own.organisation).into_owned(),
            text::clean(&own.scheme).into_owned(),
            own.from.to_string(),
            own.to.to_string(),
        ]);
    }
    vec![Block::Gap, Block::Grid(grid)]
}
