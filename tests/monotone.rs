//! Withholding never beats answering: over plans made from the worked one, an answer that is deleted,
//! or replaced by a placeholder, by a copy of a sibling's or by a later date, never improves a colour.

use crate::dice::Dice;
use crate::worked_plan::Folder;
use qipp::inside::assess::Options;
use qipp::inside::plan::fields::{Column, Kind, TableId};
use qipp::inside::policy::Policy;
use qipp::inside::rating::Rating;
use qipp::inside::report::{CardColumn, Report};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

/// How many plans are made, and how many answers of each are withheld.
const PLANS: u64 = 30;
const ANSWERS: usize = 4;

/// What may rightly improve a colour when it is withheld: the column, what stood there (blank for
/// anything), how it is withheld, and why that is right.
const EXCEPTIONS: &[(&str, &str, &[How], &str)] = &[
    (
        "milestones.status",
        "cancelled",
        WITHHELD,
        "to cancel is no answer but a failing: without it the milestone is still to be done, and is judged so",
    ),
    (
        "kpis.trajectory",
        "",
        WITHHELD,
        "a trajectory is what makes an indicator due before its date, and a plan need not set one",
    ),
    (
        "kpis.type",
        "",
        WITHHELD,
        "it says in which column of a type an indicator is shown; those do not count, and it counts in any case",
    ),
    (
        "risks.score",
        "",
        WITHHELD,
        "likelihood and impact say the same; where they contradict it the worse counts, and here one is withdrawn",
    ),
    (
        "schemes.manager",
        "",
        &[How::Deleted, How::Placeholder, How::Copied],
        "whose time it is nothing else says, so that it cannot be added to anyone's; the scheme itself is short",
    ),
];

const WITHHELD: &[How] = &[How::Deleted, How::Placeholder];

/// What is done to an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    Deleted,
    Placeholder,
    Copied,
    Later,
}

/// Placeholders and stated nothings that say nothing.
const IDLE: [&str; 10] =
    ["TBC", "T.B.C.", "n/a", "-", "?", "zz", "to follow", "none", "none: TBC", "see above"];

/// A cell that is changed: where, how and to what.
struct Change {
    column: &'static Column,
    table: String,
    row: usize,
    at: usize,
    how: How,
    was: String,
    is: String,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { column, row, how, was, is, .. } = self;
        write!(f, "{} of row {row} {how:?}: '{was}' -> '{is}'", column.id)
    }
}

impl Change {
    fn on(&self, plan: &mut Folder) {
        self.is.clone_into(plan.cell_mut(&self.table, self.row, self.at));
    }
}

/// Whether a column holds answers: not what names a row or what it belongs to, not money, which is what a
/// plan is held to (`properties.rs`), and of the plan's own row not as what it is to be read.
fn holds_answers(column: &Column) -> bool {
    let is_answer = !matches!(column.kind, Kind::Id | Kind::Ids | Kind::Amount | Kind::Period | Kind::Rag);
    let is_frame = column.id.table == TableId::Plan && column.kind != Kind::Text;
    is_answer && !is_frame && !column.required
}

/// Whether a cell answers at all.
fn is_answer(text: &str) -> bool {
    !text.is_empty() && !IDLE.contains(&text)
}

/// Whether a row belongs to a scheme, or is the plan's own.
fn is_near(headings: &[String], row: &[String], scheme: &str, workstream: &str) -> bool {
    let cell = |name: &str| headings.iter().position(|own| own == name).map(|at| row[at].as_str());
    match (cell("scheme"), cell("workstream")) {
        (Some(ids), _) if !ids.is_empty() => ids.split(';').any(|id| id.trim() == scheme),
        (_, Some(name)) => name == workstream,
        _ => true,
    }
}

/// One answer of a plan, changed: mostly one of a scheme, so that several meet.
fn change(dice: &mut Dice, plan: &Folder, scheme: usize) -> Option<Change> {
    let schemes = &plan.tables()["schemes"];
    let (id, workstream) = (&schemes[scheme][0], &schemes[scheme][2]);
    let tables: Vec<&String> =
        plan.tables().keys().filter(|name| TableId::by_name(name) != Some(TableId::Totals)).collect();
    let table = *dice.pick(&tables);
    let rows = &plan.tables()[table];
    let near: Vec<usize> =
        (1..rows.len()).filter(|at| is_near(&rows[0], &rows[*at], id, workstream)).collect();
    let row =
        if near.is_empty() || dice.roll(5) == 0 { 1 + dice.roll(rows.len() - 1) } else { *dice.pick(&near) };
    let declared = TableId::by_name(table).unwrap().declaration();
    let answers: Vec<(usize, &'static Column)> = rows[0]
        .iter()
        .enumerate()
        .filter_map(|(at, name)| Some((at, declared.column(name)?)))
        .filter(|(at, column)| holds_answers(column) && is_answer(&rows[row][*at]))
        .collect();
    if answers.is_empty() {
        return None;
    }
    let (at, column) = *dice.pick(&answers);
    let was = rows[row][at].clone();
    let is_text = matches!(column.kind, Kind::Text | Kind::TextOrNone | Kind::Value);
    let how = match (dice.roll(3), column.kind) {
        (0, _) => How::Deleted,
        (1, Kind::Date) => How::Later,
        (1, _) if is_text => How::Copied,
        _ => How::Placeholder,
    };
    let is = match how {
        How::Deleted => String::new(),
        How::Placeholder => (*dice.pick(&IDLE)).to_owned(),
        How::Copied => rows[1 + dice.roll(rows.len() - 1)][at].clone(),
        // later than any reporting date
        How::Later => format!("{}{}", was[..4].parse::<u16>().unwrap() + 3, &was[4..]),
    };
    Some(Change { column, table: table.clone(), row, at, how, was, is })
}

/// Troubles that a plan may have: columns of a scheme's rows with what is written there.
const TROUBLES: [(&str, &str, &str); 12] = [
    ("milestones", "status", "late"),
    ("milestones", "completed", ""),
    ("milestones", "status", "cancelled"),
    ("milestones", "due", "2011-06-30"),
    ("kpis", "actual", "0"),
    ("kpis", "actual", "9999"),
    ("kpis", "due", "2011-08-31"),
    ("risks", "score", "20"),
    ("risks", "mitigation_status", "planned"),
    ("savings", "actual", "10"),
    ("schemes", "manager_wte", "0.9"),
    ("schemes", "interdependencies", "none"),
];

fn trouble(dice: &mut Dice, plan: &mut Folder, scheme: usize) -> Option<String> {
    let schemes = &plan.tables()["schemes"];
    let (id, workstream) = (schemes[scheme][0].clone(), schemes[scheme][2].clone());
    let (table, column, value) = *dice.pick(&TROUBLES);
    let rows = &plan.tables()[table];
    let at = rows[0].iter().position(|name| name == column).unwrap();
    let near: Vec<usize> = (1..rows.len())
        .filter(|row| is_near(&rows[0], &rows[*row], &id, &workstream) && !rows[*row][at].is_empty())
        .collect();
    if near.is_empty() {
        return None;
    }
    let row = *dice.pick(&near);
    let was = std::mem::replace(plan.cell_mut(table, row, at), value.to_owned());
    Some(format!("{table}.{column} of row {row}: '{was}' -> '{value}'"))
}

/// Every colour of a report by what it is of.
fn colours(report: &Report) -> BTreeMap<String, Rating> {
    let plan = &report.plans[0];
    let of = &plan.ratings;
    let parts = [
        ("overall", plan.rating),
        ("plan", of.plan),
        ("delivery", of.delivery),
        ("finance", of.finance),
        ("forecast", of.forecast),
        ("headroom", of.headroom),
    ];
    let mut all: BTreeMap<String, Rating> =
        parts.into_iter().map(|(name, rating)| (name.to_owned(), rating)).collect();
    all.insert("on data alone".to_owned(), plan.sign_off.as_ref().unwrap().on_data_alone);
    all.extend(plan.appendix_one.iter().map(|row| (format!("row {}", row.row), row.rating)));
    for card in &plan.report_card {
        let of = format!("{} {}{}", card.level, card.workstream, card.scheme);
        all.extend(CardColumn::ALL.iter().map(|column| (format!("{of}: {}", column.word()), card[*column])));
    }
    all
}

/// How bad a colour is; what does not apply is no better than green.
fn rank(rating: Rating) -> u8 {
    rating.rank().max(Rating::Green.rank())
}

/// The plans to make; others with `QIPP_PLANS=100..400`.
fn seeds() -> Range<u64> {
    let asked = std::env::var("QIPP_PLANS").ok();
    let range = asked.as_deref().and_then(|text| text.split_once(".."));
    range.map_or(0..PLANS, |(from, to)| from.parse().unwrap()..to.parse().unwrap())
}

#[test]
fn withholding_an_answer_never_improves_a_colour() {
    let plans = seeds();
    let (policy, options) = (Policy::default(), Options::default());
    let mut improved: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut compared = 0;
    for seed in plans.clone() {
        let mut dice = Dice(seed);
        let mut plan = if dice.roll(3) == 0 { Folder::read("anytown-mid-year") } else { Folder::anytown() };
        let scheme = 1 + dice.roll(plan.tables()["schemes"].len() - 1);
        let mut made: Vec<String> = Vec::new();
        for _ in 0..dice.roll(8) {
            if dice.roll(2) == 0 {
                made.extend(trouble(&mut dice, &mut plan, scheme));
            } else if let Some(change) = change(&mut dice, &plan, scheme) {
                change.on(&mut plan);
                made.push(change.to_string());
            }
        }
        let Some(before) = plan.submitted(&policy, &options).assess_sound() else { continue };
        let before = colours(&before);
        for _ in 0..ANSWERS {
            let Some(change) = change(&mut dice, &plan, scheme) else { continue };
            let mut withheld = plan.clone();
            change.on(&mut withheld);
            let Some(after) = withheld.submitted(&policy, &options).assess_sound() else { continue };
            compared += 1;
            let after = colours(&after);
            let better: Vec<String> = before
                .iter()
                .filter(|(of, was)| rank(after[*of]) < rank(**was))
                .map(|(of, was)| format!("{of}: {was} became {}", after[of]))
                .collect();
            let excused = EXCEPTIONS.iter().any(|(column, was, how, _)| {
                let is_so = was.is_empty() || *was == change.was;
                is_so && *column == change.column.id.to_string() && how.contains(&change.how)
            });
            if !better.is_empty() && !excused {
                let what = format!("{} {:?}", change.column.id, change.how);
                let said =
                    format!("seed {seed}: {change}\n    {}\n    after {made:?}", better.join("\n    "));
                improved.entry(what).or_default().push(said);
            }
        }
    }
    assert!(compared * 2 > plans.count() * ANSWERS, "{compared}");
    let said: Vec<String> = improved
        .iter()
        .map(|(what, cases)| format!("== {what} ({} times)\n  {}", cases.len(), cases[0]))
        .collect();
    assert!(said.is_empty(), "{}", said.join("\n"));
}
