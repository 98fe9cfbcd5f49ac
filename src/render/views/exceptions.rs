//! The exception report: what is short of green, why, what is being done and by whom.

use super::{View, shown_only, to_green};
use crate::render::block::{Block, Column, Grid, Room};
use crate::render::cells::columns;
use crate::render::select;
use crate::render::{Options, text, words};
use crate::report::{ExceptionLine, ExceptionReport, Level, PlanReport, Report};
use std::collections::BTreeMap;

columns! {
    ExceptionLine, line:
    level, organisation, workstream, scheme, name, rating,
    short = line.short.as_slice(),
    shortfall, percent, shortfall_year, percent_year, recovered, unreported, plan_year,
    reasons = line.reasons.as_slice(),
    found = line.found.as_slice(),
    actions = line.actions.as_slice(),
    next_milestone, next_due, owner, sponsor,
    accepted = line.accepted.as_slice(),
    says_reason, says_action, says_owner,
    schemes = line.schemes.as_slice(),
}

/// The most lines of a level on a page.
const MOST: usize = 50;

/// Departures that the first screen names one by one.
const NAMED: usize = 3;

/// What else the criteria find of a line, of which so much is shown.
const FOUND: usize = 2;

pub fn of(report: &Report, options: &Options) -> Vec<Block> {
    let mut blocks = vec![Block::title(View::Exceptions.title())];
    blocks.extend(shown_only(report, options));
    let lines = select::exceptions(report, options);
    if lines.is_empty() {
        let any = report.plans.iter().any(|plan| !plan.exception_report.is_empty());
        let said = if any {
            "nothing at this level is short of green: try --by all"
        } else {
            "nothing is short of green"
        };
        blocks.push(Block::line(said));
        blocks.extend(what_is_green(report, options));
        return blocks;
    }
    let silent = lines.iter().filter(|line| !line.says_reason || !line.says_action).count();
    blocks.push(Block::line(format!(
        "{} short of green, most money first; {silent} without a word on why, or on what is being done (a milestone to \
         come, and a forecast that makes good a part, are such words)",
        lines.len()
    )));
    let several = report.plans.len() > 1;
    for group in lines.chunk_by(|a, b| a.level == b.level) {
        blocks.extend(group.first().map(|first| Block::part(super::finance::plural(first.level))));
        for (at, line) in group.iter().take(MOST).enumerate() {
            if at > 0 {
                blocks.push(Block::Gap);
            }
            let plan = report.plans.iter().find(|plan| plan.organisation == line.organisation);
            blocks.extend(plan.map(|plan| entry(plan, line, several)));
        }
        if let Some(more) = group.len().checked_sub(MOST).filter(|more| *more > 0) {
            blocks.push(Block::Gap);
            blocks.push(Block::line(format!("({more} more: --view exceptions --format csv)")));
        }
    }
    blocks.extend(departures(report, several));
    blocks.extend(what_is_green(report, options));
    blocks
}

/// What would make a plan green, in full; of several plans each says it on its own.
fn what_is_green(report: &Report, options: &Options) -> Vec<Block> {
    let [plan] = report.plans.as_slice() else { return Vec::new() };
    let items = to_green::in_full(plan, &select::Filter::of(options));
    if items.is_empty() { items } else { std::iter::once(Block::part("to green")).chain(items).collect() }
}

/// What somebody departs from: one by one, or of many how many of each kind.
pub fn first_screen(all: &[ExceptionReport]) -> Vec<Block> {
    if all.len() > NAMED {
        return counted(all.iter()).map(Block::line).into_iter().collect();
    }
    let said = all.iter().map(|exception| {
        let computed = exception.computed.as_deref().unwrap_or("nothing").to_uppercase();
        let lapsed = if exception.in_force { "" } else { "; not in force" };
        let subject = format!("{} {}", exception.scheme, exception.code);
        format!("{}: {computed} ({}{lapsed})", subject.trim(), exception.words)
    });
    said.map(|said| Block::Line(text::clean(&said).into_owned(), 2)).collect()
}

/// `44 departures given: 41 accepted, 3 disputed; 5 not in force: --view exceptions`; nothing where there is none.
pub fn counted<'r>(all: impl Iterator<Item = &'r ExceptionReport>) -> Option<String> {
    let (mut n, mut lapsed) = (0, 0);
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for own in all {
        n += 1;
        lapsed += usize::from(!own.in_force);
        *kinds.entry(&own.kind).or_default() += 1;
    }
    let kinds: Vec<String> =
        kinds.into_iter().map(|(kind, n)| format!("{n} {}", text::clean(kind))).collect();
    let lapsed = if lapsed > 0 { format!("; {lapsed} not in force") } else { String::new() };
    let given = words::count(n, "departure");
    (n > 0).then(|| format!("{given} given: {}{lapsed}: --view exceptions", kinds.join(", ")))
}

/// What somebody accepted, disputes or holds not applicable, whether or not it is in force.
fn departures(report: &Report, several: bool) -> Vec<Block> {
    let mut columns: Vec<Column> =
        several.then(|| Column::text("organisation", Room::Cut(12))).into_iter().collect();
    columns.extend(
        ["scheme", "code", "kind", "computed", "until", "owner"].map(|head| Column::text(head, Room::Cut(8))),
    );
    columns.push(Column::text("in force", Room::Whole));
    let mut grid = Grid::new(columns);
    for plan in &report.plans {
        for of in &plan.exceptions {
            let mut cells: Vec<String> =
                several.then(|| text::clean(&plan.organisation).into_owned()).into_iter().collect();
            let until = of.until.as_deref().map_or_else(String::new, words::date);
            let texts = [&of.scheme, &of.code, &of.kind, of.computed.as_ref().unwrap_or(&String::new())]
                .map(|text| text::clean(text).into_owned());
            cells.extend(texts);
            cells.extend([until, text::clean(&of.owner).into_owned()]);
            cells.push(if of.in_force { "yes" } else { "no" }.to_owned());
            grid.row(cells);
        }
    }
    if grid.rows.is_empty() { Vec::new() } else { vec![Block::part("departures given"), Block::Grid(grid)] }
}

fn entry(plan: &PlanReport, line: &ExceptionLine, several: bool) -> Block {
    let name = match line.level {
        Level::Scheme => words::scheme(&line.scheme, &line.name),
        Level::Workstream => text::clean(&line.workstream).into_owned(),
        _ => words::organisation(plan),
    };
    let of = (several && line.level != Level::Organisation)
        .then(|| format!(" ({})", text::clean(&line.organisation)));
    let name = name + &of.unwrap_or_default();
    let shown = plan.shown;
    let behind = |amount, percent| format!("{} ({})", shown.in_words(amount), words::percent(percent));
    let to_date =
        line.shortfall.map(|amount| format!("{} behind to date", behind(amount, line.percent.as_ref())));
    let unreported = line.unreported.map(|amount| format!("{} of plan unreported", shown.in_words(amount)));
    let title: Vec<String> = [to_date, unreported].into_iter().flatten().collect();
    let title = format!("{}  {}  {}", words::rating(line.rating), text::bold(&name), title.join(", "));
    let year =
        line.shortfall_year.map(|amount| format!("{} short", behind(amount, line.percent_year.as_ref())));
    let recovered = line.recovered.map(|amount| format!("makes good {}", shown.in_words(amount)));
    let forecast = [year, recovered].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let all = |texts: &[String]| text::clean(&texts.join("; ")).into_owned();
    let said = |text: String, is_said: bool| match text.is_empty() {
        true if !is_said => words::NOTHING_SAID.to_owned(),
        _ => text,
    };
    let mut found = all(line.found.get(..FOUND).unwrap_or(&line.found));
    if let Some(more) = line.found.len().checked_sub(FOUND).filter(|more| *more > 0) {
        found.push_str(&format!("; and {more} more: --view criteria"));
    }
    let next = line.next_milestone.as_deref().map(text::clean).map(|name| {
        let due = line.next_due.as_deref().map_or_else(String::new, |due| format!(", {}", words::date(due)));
        format!("{name}{due}")
    });
    let people = [line.owner.as_str(), line.sponsor.as_str()].map(text::clean);
    let people: Vec<&str> = people.iter().map(AsRef::as_ref).filter(|name: &&str| !name.is_empty()).collect();
    let fields = [
        ("short", all(&line.short)),
        ("why", said(all(&line.reasons), line.says_reason)),
        ("found", found),
        ("doing", said(all(&line.actions), line.says_action)),
        ("forecast", forecast),
        ("next", next.unwrap_or_default()),
        ("owner", said(people.join("; sponsor "), line.says_owner)),
        ("accepted", all(&line.accepted)),
        ("schemes", text::clean(&line.schemes.join(", ")).into_owned()),
    ];
    Block::Entry(title, fields.into_iter().filter(|(_, text)| !text.is_empty()).collect())
}
