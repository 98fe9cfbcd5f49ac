//! The report card (NAO September 2011, Figure 12): both halves, for schemes and every level above.

use super::expectations::{colour, nothing_supplied, row_colour};
use super::{Run, Scope};
use crate::criteria::figure_13::kpis::progress_of_type;
use crate::criteria::judging::Judged;
use crate::criteria::{Outcome, SchemeView};
use crate::figures::Sums;
use crate::money::{Money, Percent};
use crate::policy::choices::Rollup;
use crate::policy::{Key, Policy};
use crate::rating::Rating;
use crate::report::{CardColumn, CardLine, CardRatings, Half, Level, Makes};
use rust_decimal::Decimal;

/// A card while it is made.
#[derive(Debug, Clone, Default)]
pub(super) struct Card {
    pub(super) ratings: CardRatings,
    /// Planned savings over all years, the weight of the scheme in the levels above.
    weight: Money,
}

impl Card {
    /// The colours of the columns that count in a half and are wanted.
    fn counted(&self, keep: impl Fn(CardColumn) -> bool) -> Vec<Rating> {
        CardColumn::counted().filter(|column| keep(*column)).map(|column| self.ratings[column]).collect()
    }

    /// The line of the report, with both halves and what they come to.
    fn line(&self, level: Level, halves: [Rating; 3]) -> CardLine {
        let mut ratings = self.ratings.clone();
        for (column, rating) in
            [CardColumn::Development, CardColumn::Progress, CardColumn::Overall].into_iter().zip(halves)
        {
            ratings[column] = rating;
        }
        CardLine { level, ratings, ..CardLine::default() }
    }
}

/// The columns for which an organisation supplied nothing at all (scope `auto`).
pub(super) fn not_supplied(run: &Run, schemes: &[(usize, Vec<Judged>)]) -> Vec<CardColumn> {
    if !run.auto || run.scope == Scope::Money || schemes.is_empty() {
        return Vec::new();
    }
    let columns = columns_of(schemes);
    let silent = |column: &CardColumn| {
        let of_column = |judged: &(&Judged, &Option<CardColumn>)| *judged.1 == Some(*column);
        let results = schemes.iter().flat_map(|(_, results)| results.iter().zip(&columns).filter(of_column));
        // milestones without a date are supplied, though they are evidence of nothing
        let is_silent = results.clone().all(|(judged, _)| !judged.data.has_cells);
        is_silent && nothing_supplied(results.map(|(judged, _)| judged))
    };
    CardColumn::counted().filter(|column| *column != CardColumn::Finance).filter(silent).collect()
}

/// The column of each result; every scheme is asked the same in the same order.
pub(super) fn columns_of(schemes: &[(usize, Vec<Judged>)]) -> Vec<Option<CardColumn>> {
    let of = |judged: &Judged| CardColumn::holding(judged.criterion.id);
    schemes.first().map_or_else(Vec::new, |(_, results)| results.iter().map(of).collect())
}

/// The card of one scheme from its results and their columns.
pub(super) fn of_scheme(
    run: &Run,
    scheme: &SchemeView,
    (results, columns): (&[Judged], &[Option<CardColumn>]),
    left_out: &[CardColumn],
) -> Card {
    debug_assert_eq!(results.len(), columns.len(), "every scheme is asked the same");
    let mut card = Card { weight: scheme.figures.planned.abs(), ..Card::default() };
    let kpis = run.scope != Scope::Money && !left_out.contains(&CardColumn::ProgressKpis);
    for column in CardColumn::ALL.iter().copied().filter(|column| !left_out.contains(column)) {
        let own = || -> Vec<&Judged> {
            let of_column = results.iter().zip(columns).filter(|(_, of)| **of == Some(column));
            of_column.map(|(judged, _)| judged).collect()
        };
        card.ratings[column] = match column.makes() {
            Makes::Criteria(_) => row_colour(&own(), run.policy),
            Makes::Finance(ids) => finance(ids, &own()),
            Makes::Kpis(kind) if kpis => {
                let (hit, current) = progress_of_type(scheme, kind);
                let decided =
                    matches!(hit.outcome, Outcome::Unmet | Outcome::Unevidenced) && hit.decisive_here;
                colour(&[hit.outcome, current.outcome], decided, run.policy)
            }
            _ => Rating::NotApplicable,
        };
    }
    card
}

/// The finance column: the 5% rule's colour, lowered from green to amber by F13-FIN-6.
fn finance(ids: &[&str], results: &[&Judged]) -> Rating {
    let of = |at: usize| {
        let own = results.iter().find(|judged| ids.get(at) == Some(&judged.criterion.id));
        own.map(|judged| judged.outcome)
    };
    let rating = match of(0) {
        Some(Outcome::Met) => Rating::Green,
        Some(Outcome::Partly) => Rating::Amber,
        Some(Outcome::Unmet) => Rating::Red,
        Some(Outcome::Unevidenced | Outcome::Unreviewed) => Rating::Grey,
        Some(Outcome::NotApplicable) | None => Rating::NotApplicable,
    };
    let tracked = of(1).is_none_or(|outcome| !outcome.is_short());
    if rating == Rating::Green && !tracked { Rating::Amber } else { rating }
}

/// A scheme's line: each half is its worst column, the scheme the worse half.
pub(super) fn scheme_line(card: &Card) -> CardLine {
    let half = |half: Half| Rating::worst(card.counted(|column| column.half() == half));
    let (development, progress) = (half(Half::Development), half(Half::Progress));
    card.line(Level::Scheme, [development, progress, development.worse(progress)])
}

/// The card of a level: finance by its own sums, every other column by value.
pub(super) fn of_level(run: &Run, cards: &[&Card], sums: &Sums) -> Card {
    let mut level = Card::default();
    for column in CardColumn::ALL.iter().copied() {
        let own = |card: &Card| card.ratings[column];
        level.ratings[column] = match column.makes() {
            Makes::Finance(ids) if ids.iter().take(1).all(|id| run.options.wants(id)) => {
                sums.rating(run.policy)
            }
            Makes::Finance(_) | Makes::Half | Makes::Both => Rating::NotApplicable,
            Makes::Finding(_) => Rating::worst(cards.iter().map(|card| own(card))),
            Makes::Criteria(_) | Makes::Kpis(_) | Makes::OfPlan(_) => by_value(cards, &own, run.policy),
        };
    }
    level
}

/// A level's line: overall is red when finance is, or at least half of the other columns of either half
/// are; green when all are.
pub(super) fn level_line(run: &Run, card: &Card, level: Level) -> CardLine {
    let worst = run.policy.choice(Key::Rollup) == Some(Rollup::Worst);
    let combine = |finance: Rating, halves: &[&[Rating]]| {
        let others = halves.iter().copied().flatten().copied();
        if worst { Rating::worst(others.chain([finance])) } else { overall(finance, halves) }
    };
    let finance = card.ratings[CardColumn::Finance];
    let others =
        |half: Half| card.counted(move |column| column.half() == half && column != CardColumn::Finance);
    let development = combine(Rating::NotApplicable, &[&others(Half::Development)]);
    let progress = combine(finance, &[&others(Half::Progress)]);
    let both = combine(finance, &[&others(Half::Development), &others(Half::Progress)]);
    card.line(level, [development, progress, both])
}

/// Red where finance is, or at least half of the other columns of either half; green where all are.
fn overall(finance: Rating, halves: &[&[Rating]]) -> Rating {
    if finance.counts_as_red() {
        return finance;
    }
    let applicable = |half: &[Rating]| -> Vec<Rating> {
        half.iter().copied().filter(|colour| *colour != Rating::NotApplicable).collect()
    };
    let is_red = |half: &&[Rating]| {
        let half = applicable(half);
        let red = half.iter().filter(|colour| colour.counts_as_red()).count();
        red > 0 && red * 2 >= half.len()
    };
    if halves.iter().any(is_red) {
        return Rating::Red;
    }
    let all = || {
        let others = halves.iter().flat_map(|half| applicable(half));
        others.chain([finance]).filter(|colour| *colour != Rating::NotApplicable)
    };
    if all().next().is_none() {
        Rating::NotApplicable
    } else if all().all(|colour| colour == Rating::Green) {
        Rating::Green
    } else {
        Rating::Amber
    }
}

/// A column of a level, over the planned savings of the schemes rated in it.
fn by_value(cards: &[&Card], pick: &dyn Fn(&Card) -> Rating, policy: &Policy) -> Rating {
    let rated: Vec<(Rating, Money)> = cards
        .iter()
        .map(|card| (pick(card), card.weight))
        .filter(|(rating, _)| *rating != Rating::NotApplicable)
        .collect();
    if rated.is_empty() {
        return Rating::NotApplicable;
    }
    if policy.choice(Key::Rollup) == Some(Rollup::Worst) {
        return Rating::worst(rated.into_iter().map(|(rating, _)| rating));
    }
    let by_count = rated.iter().all(|(_, weight)| weight.is_zero());
    let weight = |weight: Money| if by_count { Money::new(Decimal::ONE) } else { weight };
    let all: Money = rated.iter().map(|(_, own)| weight(*own)).sum();
    let share = |keep: &dyn Fn(Rating) -> bool| {
        let held: Money = rated.iter().filter(|(rating, _)| keep(*rating)).map(|(_, own)| weight(*own)).sum();
        Percent::of(held, all)
    };
    let reaches =
        |share: Option<Percent>, key: Key| share.is_some_and(|share| !share.under(policy.number(key)));
    let any_red = rated.iter().any(|(rating, _)| rating.counts_as_red());
    if reaches(share(&Rating::counts_as_red), Key::RollupRed) {
        let known = rated.iter().any(|(rating, _)| *rating == Rating::Red);
        return if known { Rating::Red } else { Rating::Grey };
    }
    if !any_red && reaches(share(&|rating| rating == Rating::Green), Key::RollupGreen) {
        return Rating::Green;
    }
    Rating::Amber
}
