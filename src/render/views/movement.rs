//! What moved between two submissions: the first screen of a comparison, which is also the view `movement` of an
//! assessment, and its tables of data.

use crate::money::Money;
use crate::rating::Rating;
use crate::render::block::{Block, Column, Grid, Room};
use crate::render::cells::{Cell, columns};
use crate::render::{By, CompareView, Options, select, text, words};
use crate::report::{
    AmountOf, Amounts, BridgeYear, ForecastSteps, Level, Move, Movement, Report, Shares, Shown,
    SubjectMovement, SubmissionHead,
};

mod bridge;
pub mod lists;

/// Lines of each table of the first screen.
const PARTS: usize = 6;
const SCHEMES: usize = 4;

columns! {
    SubjectMovement, own:
    level, organisation, code = own.code.as_deref().unwrap_or(""), region, workstream, scheme, name,
    direction, direction_development, direction_progress,
    words = words_of(own).as_str(),
    worsened = amount(own, Move::Worsened),
    recovered = amount(own, Move::Recovered),
    improved = amount(own, Move::Improved),
    slipped = amount(own, Move::Slipped),
    new = amount(own, Move::New),
    dropped = amount(own, Move::Dropped),
    re_based = amount(own, Move::ReBased),
    renamed_from = own.was.as_deref().unwrap_or(""),
    moved_from = own.moved_from.as_deref().unwrap_or(""),
    rating_from = own.rating.from, rating_to = own.rating.to,
    development_from = own.development.from, development_to = own.development.to,
    progress_from = own.progress.from, progress_to = own.progress.to,
    finance_from = own.finance.from, finance_to = own.finance.to,
    forecast_rating_from = own.forecast.from, forecast_rating_to = own.forecast.to,
    plan_ytd_from = own.plan_ytd.from, plan_ytd_to = own.plan_ytd.to,
    actual_ytd_from = own.actual_ytd.from, actual_ytd_to = own.actual_ytd.to,
    variance_ytd_from = own.variance_ytd.from, variance_ytd_to = own.variance_ytd.to,
    percent_ytd_from = own.percent_ytd.from.as_ref().map_or(Cell::Blank, Cell::Share),
    percent_ytd_to = own.percent_ytd.to.as_ref().map_or(Cell::Blank, Cell::Share),
    plan_year_from = own.plan_year.from, plan_year_to = own.plan_year.to,
    forecast_year_from = own.forecast_year.from, forecast_year_to = own.forecast_year.to,
    variance_forecast_from = own.variance_forecast.from, variance_forecast_to = own.variance_forecast.to,
    percent_forecast_from = own.percent_forecast.from.as_ref().map_or(Cell::Blank, Cell::Share),
    percent_forecast_to = own.percent_forecast.to.as_ref().map_or(Cell::Blank, Cell::Share),
    headroom_from = own.headroom.last().and_then(|own| own.headroom.from),
    headroom_to = own.headroom.last().and_then(|own| own.headroom.to),
    milestones_slipped, incomplete,
}

/// A year of a subject's bridge, or all years together.
pub struct BridgeLine<'m> {
    own: &'m SubjectMovement,
    bridge: &'m BridgeYear,
    is_total: bool,
}

columns! {
    BridgeLine<'_>, line:
    level = line.own.level,
    organisation = line.own.organisation.as_str(),
    region = line.own.region.as_str(),
    workstream = line.own.workstream.as_str(),
    scheme = line.own.scheme.as_str(),
    name = line.own.name.as_str(),
    year = if line.is_total { Cell::Word("total") } else { line.bridge.year.map_or(Cell::Blank, Cell::Year) },
    plan_opening = line.bridge.plan.opening,
    re_based_up = line.bridge.plan.re_based_up,
    re_based_down = line.bridge.plan.re_based_down,
    new = line.bridge.plan.new,
    dropped = line.bridge.plan.dropped,
    re_profiled = line.bridge.plan.re_profiled,
    moved = line.bridge.plan.moved,
    plan_closing = line.bridge.plan.closing,
    forecast_opening = line.forecast(|own| own.opening),
    forecast_delivery = line.forecast(|own| own.delivery),
    forecast_changes = line.forecast(|own| own.changes),
    forecast_new = line.forecast(|own| own.new),
    forecast_dropped = line.forecast(|own| own.dropped),
    forecast_moved = line.forecast(|own| own.moved),
    forecast_closing = line.forecast(|own| own.closing),
}

impl BridgeLine<'_> {
    fn forecast(&self, step: fn(&ForecastSteps) -> Money) -> Option<Money> {
        self.bridge.forecast.as_ref().map(step)
    }
}

fn amount(own: &SubjectMovement, word: Move) -> Option<Money> {
    own.word(word).and_then(|moved| moved.amount)
}

/// Its words, one behind the other.
fn words_of(own: &SubjectMovement) -> String {
    own.words.iter().map(|moved| moved.word.word()).collect::<Vec<_>>().join("; ")
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
    subjects(movement, by.or(Some(By::All))).flat_map(|own| {
        let years = own.years.iter().map(|bridge| BridgeLine { own, bridge, is_total: false });
        years.chain([BridgeLine { own, bridge: &own.total, is_total: true }])
    })
}

/// The view of an assessment.
pub fn of(report: &Report, options: &Options) -> Vec<Block> {
    match &report.movement {
        Some(movement) => {
            let view = if options.by.is_some() { CompareView::Movement } else { CompareView::Summary };
            pages(movement, view, options.by)
        }
        None => vec![
            Block::title("Movement"),
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
        return vec![Block::title("Movement"), Block::line("neither submission holds an organisation")];
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
        let was =
            headroom.headroom.from.map_or_else(String::new, |from| format!(", was {}", shown.in_words(from)));
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
    let levels = [Level::Region, Level::Organisation, Level::Workstream, Level::Scheme];
    let several = movement.whole.as_ref().is_some_and(|whole| whole.level == Level::Nation);
    let of = |level: Level| {
        let own = movement.counts.iter().filter(|own| own.level == level);
        let said: Vec<String> = own.map(|own| format!("{} {}", own.subjects, own.word)).collect();
        (!said.is_empty())
            .then(|| Block::line(format!("{}: {}", super::finance::plural(level), said.join(", "))))
    };
    levels.into_iter().filter(|level| several || *level != Level::Organisation).filter_map(of).collect()
}

/// What a subject is called.
pub fn subject(own: &SubjectMovement) -> String {
    match own.level {
        Level::Scheme => words::scheme(&own.scheme, &own.name),
        Level::Organisation => text::clean(&own.organisation).into_owned(),
        Level::Region => text::clean(&own.region).into_owned(),
        Level::Nation => "All".to_owned(),
        Level::Cluster => text::clean(&own.region).into_owned(),
        Level::Workstream | Level::ClusterWorkstream | Level::RegionWorkstream | Level::NationWorkstream => {
            text::clean(&own.workstream).into_owned()
        }
    }
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
        blocks.push(Block::line(format!("{n} with another result: --view expectations")));
    }
}

fn every_subject(movement: &Movement, by: Option<By>, blocks: &mut Vec<Block>) {
    let levels = [Level::Nation, Level::Region, Level::Organisation, Level::Workstream, Level::Scheme];
    let all: Vec<&SubjectMovement> = subjects(movement, by).collect();
    for level in levels {
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
        (4, -money(&[Move::New, Move::Dropped, Move::ReBased, Move::Renamed]))
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
        Column::number("is"),
        Column::text("moved", if is_short { Room::Cut(16) } else { Room::Wrap(16) }),
    ]);
    let most = most.filter(|most| lines.len() > most + 1);
    let (first, rest) = lines.split_at(most.unwrap_or(lines.len()));
    for own in first {
        let Amounts { from, to, .. } = variance(own);
        let name = match level {
            Level::Scheme | Level::Workstream if several => {
                format!("{}: {}", text::clean(&own.organisation), subject(own))
            }
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

/// Its words, each with its amount: `worsened (312), re-based 50`.
fn moved(own: &SubjectMovement, is_short: bool, shown: Shown) -> String {
    let mut said: Vec<String> = own
        .words
        .iter()
        // on the first screen that stands first, by itself
        .filter(|moved| !is_short || moved.word != Move::Withdrawn)
        .map(|moved| match (moved.word, moved.amount) {
            (Move::Renamed, _) => {
                format!("renamed (was {})", text::clean(own.was.as_deref().unwrap_or_default()))
            }
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
    said.extend(own.moved_from.as_deref().map(|from| format!("moved from {}", text::clean(from))));
    if own.milestones_slipped > 0 && !is_short {
        let days = own.days.map_or_else(String::new, |days| {
            format!(" by up to {}", words::count(days.unsigned_abs() as usize, "day"))
        });
        said.push(format!("{} slipped{days}", words::count(own.milestones_slipped, "milestone")));
    }
    said.join(", ")
}
