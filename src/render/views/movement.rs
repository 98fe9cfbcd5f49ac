//! What moved between two submissions: the first screen of a comparison, which is also the view `movement` of an
//! assessment, and its tables of data.

use super::View;
use crate::money::Money;
use crate::rating::Rating;
use crate::render::block::{Block, Column, Grid, Room};
use crate::render::{By, CompareView, Options, select, text, words};
use crate::report::{
    AmountOf, Amounts, Level, Move, Moved, Movement, Report, Shares, Shown, Subject, SubjectMovement,
    SubmissionHead,
};

mod bridge;
mod data;
pub mod lists;

use data::BridgeLine;

/// Lines of each table of the first screen.
const PARTS: usize = 6;
const SCHEMES: usize = 4;

fn amount(own: &SubjectMovement, word: Move) -> Option<Money> {
    own.word(word).and_then(|moved| moved.amount)
}

/// The subjects that are asked for: workstreams and the levels above, where no level is.
fn subjects(movement: &Movement, by: Option<By>) -> impl Iterator<Item = &SubjectMovement> {
    let wanted = move |level: Level| match by {
        None => level != Level::Scheme,
        Some(by) => select::levels(by).contains(&level),
    };
    movement.subjects.iter().filter(move |own| wanted(own.level))
}

/// The lines of the view; every level where none is asked for.
pub fn lines(movement: Option<&Movement>, by: Option<By>) -> impl Iterator<Item = &SubjectMovement> {
    movement.into_iter().flat_map(move |own| subjects(own, by.or(Some(By::All))))
}

/// Every year of every bridge that is asked for, each with its total behind it.
pub fn bridge_lines(movement: &Movement, by: Option<By>) -> impl Iterator<Item = BridgeLine<'_>> {
    subjects(movement, by.or(Some(By::All))).flat_map(data::bridge_lines)
}

/// The view of an assessment.
pub fn of(report: &Report, options: &Options) -> Vec<Block> {
    match &report.movement {
        Some(movement) => {
            let view = if options.by.is_some() { CompareView::Movement } else { CompareView::Summary };
            pages(movement, view, options.by)
        }
        None => vec![
            Block::title(View::Movement.title()),
            Block::line(
                "no earlier submission is given: --previous FILE (a plan, or the JSON of an earlier run)",
            ),
        ],
    }
}

/// The pages of a comparison.
pub fn pages(movement: &Movement, view: CompareView, by: Option<By>) -> Vec<Block> {
    let mut blocks = header(movement);
    match view {
        CompareView::Summary | CompareView::Series => first_screen(movement, &mut blocks),
        CompareView::Movement => every_subject(movement, by, &mut blocks),
        CompareView::Bridge => blocks.extend(bridge::of(subjects(movement, by), movement.shown)),
        CompareView::Milestones => blocks.extend(lists::milestone_blocks(movement, usize::MAX)),
        CompareView::Findings => blocks.extend(lists::finding_blocks(movement, usize::MAX)),
        CompareView::Expectations => blocks.extend(lists::expectation_blocks(movement)),
        CompareView::All => {
            every_subject(movement, by.or(Some(By::All)), &mut blocks);
            blocks.extend(bridge::of(subjects(movement, by), movement.shown));
            blocks.extend(lists::milestone_blocks(movement, usize::MAX));
            blocks.extend(lists::finding_blocks(movement, usize::MAX));
            blocks.extend(lists::expectation_blocks(movement));
        }
    }
    blocks
}

/// Who, from when to when, the whole then and now, and what a reader must know before comparing.
fn header(movement: &Movement) -> Vec<Block> {
    let dated = |head: &SubmissionHead| {
        let date = head.as_at.as_deref().map_or_else(|| "a date not stated".to_owned(), words::date);
        format!("{date} ({})", text::clean(&head.name))
    };
    let Some(whole) = &movement.whole else {
        return vec![
            Block::title(View::Movement.title()),
            Block::line("neither submission holds an organisation"),
        ];
    };
    let name = match whole.level {
        Level::Organisation => subject(whole),
        _ => format!("{} organisations", movement.to.organisations),
    };
    let mut blocks = vec![
        Block::title(name),
        Block::line(format!("from {} to {}", dated(&movement.from), dated(&movement.to))),
    ];
    let shown = movement.shown;
    let then_and_now = |from: Rating, to: Rating| {
        if from == to {
            words::rating(to)
        } else {
            format!("{} (was {})", words::rating(to), words::rating(from))
        }
    };
    let colours = whole.rating;
    let mut parts =
        vec![format!("{} {}", then_and_now(colours.from, colours.to), words::arrow(whole.direction))];
    let percent = |name: &str, shares: &Shares, from: Rating, to: Rating| {
        shares.to.as_ref().or(shares.from.as_ref())?;
        let was = words::percent(shares.from.as_ref());
        let was =
            if was.is_empty() { "not known".to_owned() } else { format!("{was} {}", words::upper(from)) };
        let now = format!("{} {}", words::percent(shares.to.as_ref()), words::rating(to));
        Some(format!("{name} {}, was {was}", now.trim()))
    };
    parts.extend(percent("to date", &whole.percent_ytd, whole.finance.from, whole.finance.to));
    parts.extend(percent("forecast", &whole.percent_forecast, whole.forecast.from, whole.forecast.to));
    if let Some(headroom) = whole.headroom.last()
        && let Some(to) = headroom.headroom.to
    {
        let was = headroom.headroom.from;
        let was = was.map_or_else(|| "not assessed".to_owned(), |from| shown.in_words(from));
        let by_challenge = [Move::ChallengeRaised, Move::ChallengeCut].into_iter();
        let by_challenge = by_challenge.filter_map(|word| Some((word, amount(whole, word)?)));
        let said = by_challenge.map(|(word, own)| format!(" ({word} {})", shown.in_words(own.abs())));
        let was = format!(", was {was}{}", said.collect::<String>());
        parts.push(format!("headroom {} {}{was}", shown.in_words(to), words::rating(headroom.rating.to)));
    }
    blocks.push(Block::line(parts.join("   ")));
    if whole.sign_off.from != whole.sign_off.to
        && let (Some(from), Some(to)) = (whole.sign_off.from, whole.sign_off.to)
    {
        blocks.push(Block::line(format!("sign-off: {to}, was {from}")));
    }
    blocks.extend(movement.notes.iter().map(|note| Block::line(format!("note: {}", text::clean(note)))));
    blocks.extend(counts(movement));
    blocks
}

/// How many subjects of each level have each word: `schemes: 2 worsened, 1 new`.
fn counts(movement: &Movement) -> Vec<Block> {
    if movement.is_empty() {
        return vec![Block::line("nothing moved")];
    }
    let several = movement.whole.as_ref().is_some_and(|whole| whole.level == Level::Nation);
    let of = |level: Level| {
        let own = movement.counts.iter().filter(|own| own.level == level);
        let said: Vec<String> = own.map(|own| format!("{} {}", own.subjects, own.word)).collect();
        (!said.is_empty())
            .then(|| Block::line(format!("{}: {}", super::finance::plural(level), said.join(", "))))
    };
    let levels = Level::ALL.iter().rev().copied().filter(|level| *level != Level::Nation);
    levels.filter(|level| several || *level != Level::Organisation).filter_map(of).collect()
}

/// What a subject is called.
pub fn subject(own: &Subject) -> String {
    match own.level {
        Level::Scheme => words::scheme(&own.scheme, &own.name),
        Level::Organisation => text::clean(&own.organisation).into_owned(),
        Level::Region => text::clean(&own.region).into_owned(),
        Level::Nation => "All".to_owned(),
        Level::Cluster => text::clean(&own.cluster).into_owned(),
        Level::ClusterWorkstream => of_body(&own.workstream, &own.cluster),
        Level::RegionWorkstream => of_body(&own.workstream, &own.region),
        Level::Workstream | Level::NationWorkstream => text::clean(&own.workstream).into_owned(),
    }
}

/// A scheme or workstream with the body that it is of, which may be cut.
fn of_body(name: &str, body: &str) -> String {
    format!("{} ({})", text::clean(name), text::clean(body))
}

fn first_screen(movement: &Movement, blocks: &mut Vec<Block>) {
    blocks.extend(super::withdrawn::of_movement(movement, false));
    let has = |level: Level| movement.subjects.iter().any(|own| own.level == level && !own.words.is_empty());
    let levels = [Level::Region, Level::Organisation, Level::Workstream];
    let several = movement.whole.as_ref().is_some_and(|whole| whole.level == Level::Nation);
    let levels = levels.into_iter().filter(|level| *level == Level::Workstream || several);
    let part = levels.clone().find(|level| has(*level) && (*level != Level::Workstream || !several));
    for (level, most) in part.into_iter().map(|level| (level, PARTS)).chain([(Level::Scheme, SCHEMES)]) {
        let lines: Vec<&SubjectMovement> =
            movement.subjects.iter().filter(|own| own.level == level && !own.words.is_empty()).collect();
        blocks.extend(table(lines, level, Some(most), movement.shown));
    }
    if let Some(whole) = &movement.whole {
        blocks.extend(bridge::of_whole(whole, movement.shown));
    }
    blocks.extend(lists::milestone_blocks(movement, 2));
    blocks.extend(lists::finding_blocks(movement, 2));
    if !movement.expectations.is_empty() {
        let n = words::count(movement.expectations.len(), "expectation");
        blocks.push(Block::line(format!("{n} with another result: qipp compare --view expectations")));
    }
}

fn every_subject(movement: &Movement, by: Option<By>, blocks: &mut Vec<Block>) {
    let all: Vec<&SubjectMovement> = subjects(movement, by).collect();
    for level in Level::ALL.iter().rev().copied() {
        let lines: Vec<&SubjectMovement> = all.iter().copied().filter(|own| own.level == level).collect();
        blocks.extend(table(lines, level, None, movement.shown));
    }
}

/// Where a subject stands among others: what went wrong first, by money, then what went well, then the rest.
fn order(own: &SubjectMovement) -> (u8, Money) {
    let has = |word: Move| own.word(word).is_some();
    let money = |words: &[Move]| {
        let amounts = words.iter().filter_map(|word| amount(own, *word));
        amounts.map(Money::abs).max().unwrap_or_default()
    };
    if has(Move::Worsened) {
        (0, -money(&[Move::Worsened]))
    } else if has(Move::Slipped) {
        (1, -money(&[Move::Slipped]))
    } else if has(Move::Recovered) {
        (2, -money(&[Move::Recovered]))
    } else if has(Move::Improved) {
        (3, -money(&[Move::Improved]))
    } else {
        (4, -money(Move::ALL))
    }
}

/// A table of subjects of one level, the worst first: where the most of them is said, in one line each.
fn table(mut lines: Vec<&SubjectMovement>, level: Level, most: Option<usize>, shown: Shown) -> Vec<Block> {
    if lines.is_empty() {
        return Vec::new();
    }
    lines.sort_by_key(|own| order(own));
    let to_date = lines.iter().any(|own| own.variance_ytd.to.or(own.variance_ytd.from).is_some());
    let variance = |own: &SubjectMovement| if to_date { own.variance_ytd } else { own.variance_forecast };
    let what = if to_date { "var" } else { "forecast var" };
    let title = words::with_unit(&super::finance::plural(level).to_uppercase(), shown);
    let is_short = most.is_some();
    // of several organisations a scheme's name alone says too little
    let several =
        lines.iter().any(|own| lines.first().is_some_and(|first| first.organisation != own.organisation));
    let mut grid = Grid::new(vec![
        Column::text(&title, Room::Cut(18)),
        Column::text("was", Room::Whole),
        Column::text("is", Room::Whole),
        Column::number(&format!("{what} was")),
        Column::number(&format!("{what} is")),
        Column::text("moved", if is_short { Room::Cut(16) } else { Room::Wrap(16) }),
    ]);
    let most = most.filter(|most| lines.len() > most + 1);
    let (first, rest) = lines.split_at(most.unwrap_or(lines.len()));
    for own in first {
        let Amounts { from, to, .. } = variance(own);
        let name = match level {
            Level::Scheme | Level::Workstream if several => of_body(&subject(own), &own.organisation),
            _ => subject(own),
        };
        grid.row(vec![
            if own.incomplete { words::incomplete(&name) } else { name },
            there(own, Move::New, own.rating.from),
            format!("{} {}", there(own, Move::Dropped, own.rating.to), words::arrow(own.direction)),
            shown.known(from),
            shown.known(to),
            moved(own, is_short, shown),
        ]);
    }
    if !rest.is_empty() {
        let by = if level == Level::Scheme {
            "scheme"
        } else if level == Level::Workstream {
            "workstream"
        } else {
            level.word()
        };
        grid.across(format!("({} more: --view movement --by {by})", rest.len()));
    }
    vec![Block::Gap, Block::Grid(grid)]
}

/// A colour, blank where the subject was not there.
fn there(own: &SubjectMovement, absent: Move, rating: Rating) -> String {
    if own.word(absent).is_some() { String::new() } else { words::rating(rating) }
}

/// A word with what it was before: `moved 800 (from Wards)`.
fn from(before: Option<&str>, moved: &Moved, was: &str, shown: Shown) -> String {
    let amount = moved.amount.map_or_else(String::new, |amount| format!(" {}", shown.amount(amount)));
    format!("{}{amount} ({was} {})", moved.word, text::clean(before.unwrap_or_default()))
}

/// Its words, each with its amount: `worsened (312), re-based 50`.
fn moved(own: &SubjectMovement, is_short: bool, shown: Shown) -> String {
    // what slipped beside a colour that is worse are milestones, which are counted behind
    let is_said = |word: Move| match word {
        // on the first screen that stands first, by itself
        Move::Withdrawn => !is_short,
        Move::Slipped => own.word(Move::Worsened).is_none(),
        _ => true,
    };
    let mut said: Vec<String> = own
        .words
        .iter()
        .filter(|moved| is_said(moved.word))
        .map(|moved| match (moved.word, moved.amount) {
            (Move::Renamed, _) => from(own.was.as_deref(), moved, "was", shown),
            (Move::Moved, _) => from(own.moved_from.as_deref(), moved, "from", shown),
            (Move::Worsened | Move::Recovered | Move::Improved | Move::Slipped, Some(amount))
                if moved.amount_of == AmountOf::Plan =>
            {
                format!("{} (plan {})", moved.word, shown.amount(amount))
            }
            (word, Some(amount)) => format!("{word} {}", shown.amount(amount)),
            (word, None) => word.to_string(),
        })
        .collect();
    said.extend(own.why.as_deref().map(|why| text::clean(why).into_owned()));
    if own.milestones_slipped > 0 && !is_short {
        let days = own.days.map_or_else(String::new, |days| {
            format!(" by up to {}", words::count(days.unsigned_abs() as usize, "day"))
        });
        said.push(format!("{} slipped{days}", words::count(own.milestones_slipped, "milestone")));
    }
    said.join(", ")
}
