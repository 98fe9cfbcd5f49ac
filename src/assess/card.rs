//! The report card (NAO September 2011, Figure 12): both halves, for schemes and every level above.

use super::expectations::{colour, nothing_supplied, row_colour};
use super::finance::Sums;
use super::{Run, Scope};
use crate::criteria::figure_13::kpis::progress_of_type;
use crate::criteria::judging::Judged;
use crate::criteria::{Outcome, SchemeView};
use crate::figures::finance::with_forecast;
use crate::money::{Money, Percent};
use crate::policy::{Key, Policy};
use crate::rating::Rating;
use crate::report::{CardLine, Level};
use rust_decimal::Decimal;

/// The columns that count, with the criteria they hold: development, then progress.
pub(super) const COLUMNS: [Column; 10] = [
    Column { name: "project brief", development: true, criteria: &["F13-BRF-1"], of: |card| &mut card.brief },
    Column {
        name: "leadership and governance",
        development: true,
        criteria: &["F13-LED-1", "F13-LED-2", "F13-GOV-1", "F13-GOV-2", "F13-GOV-3"],
        of: |card| &mut card.leadership,
    },
    Column {
        name: "milestones",
        development: true,
        criteria: &["F13-MIL-1", "F13-MIL-2"],
        of: |card| &mut card.milestones,
    },
    Column {
        name: "KPIs",
        development: true,
        criteria: &["F13-KPI-1", "F13-KPI-2"],
        of: |card| &mut card.kpis,
    },
    Column {
        name: "financials",
        development: true,
        criteria: &["F13-FIN-1", "F13-FIN-2", "F13-FIN-3", "F13-FIN-4"],
        of: |card| &mut card.financials,
    },
    Column { name: "risks", development: true, criteria: &["F13-RSK-1"], of: |card| &mut card.risks },
    Column {
        name: "progress against milestones",
        development: false,
        criteria: &["F13-MIL-3", "F13-MIL-4"],
        of: |card| &mut card.progress_milestones,
    },
    Column {
        name: "progress against KPIs",
        development: false,
        criteria: &["F13-KPI-3", "F13-KPI-4"],
        of: |card| &mut card.all_kpis,
    },
    Column {
        name: "finance",
        development: false,
        criteria: &["F13-FIN-5", "F13-FIN-6"],
        of: |card| &mut card.finance,
    },
    Column {
        name: "monitoring risks",
        development: false,
        criteria: &["F13-RSK-2"],
        of: |card| &mut card.monitoring_risks,
    },
];

/// The index of the finance column in [`COLUMNS`].
const FINANCE: usize = 8;

/// A column of the report card.
pub(super) struct Column {
    pub(super) name: &'static str,
    development: bool,
    criteria: &'static [&'static str],
    of: fn(&mut Card) -> &mut Rating,
}

/// A scheme's card while it is made: the line's colours and the KPI column that counts once.
#[derive(Debug, Clone, Default)]
pub(super) struct Card {
    brief: Rating,
    leadership: Rating,
    milestones: Rating,
    kpis: Rating,
    financials: Rating,
    risks: Rating,
    progress_milestones: Rating,
    all_kpis: Rating,
    finance: Rating,
    monitoring_risks: Rating,
    by_type: [Rating; 4],
    /// Planned savings over all years, the weight of the scheme in the levels above.
    weight: Money,
    pub(super) regional_plan: Rating,
    pub(super) national_workstreams: Rating,
}

/// The types of KPI in the order of the card.
const KPI_TYPES: [&str; 4] = ["quality", "activity", "workforce", "finance"];

impl Card {
    fn column(&self, at: usize) -> Rating {
        let mut copy = self.clone();
        *(COLUMNS[at].of)(&mut copy)
    }

    fn colours(&self) -> [Rating; 10] {
        std::array::from_fn(|at| self.column(at))
    }

    /// The line of the report. `overall` combines the halves: the worst for schemes.
    fn line(&self, level: Level, halves: [Rating; 3]) -> CardLine {
        let [quality, activity, workforce, finance] = self.by_type;
        let [development, progress, overall] = halves;
        CardLine {
            level,
            brief: self.brief,
            leadership: self.leadership,
            milestones: self.milestones,
            kpis: self.kpis,
            financials: self.financials,
            risks: self.risks,
            regional_plan: self.regional_plan,
            national_workstreams: self.national_workstreams,
            development,
            progress_milestones: self.progress_milestones,
            kpis_quality: quality,
            kpis_activity: activity,
            kpis_workforce: workforce,
            kpis_finance: finance,
            progress_kpis: self.all_kpis,
            finance: self.finance,
            monitoring_risks: self.monitoring_risks,
            progress,
            overall,
            ..CardLine::default()
        }
    }
}

/// The columns for which an organisation supplied nothing at all (scope `auto`).
pub(super) fn not_supplied(run: &Run, schemes: &[(usize, Vec<Judged>)]) -> Vec<usize> {
    if !run.auto || run.scope == Scope::Money || schemes.is_empty() {
        return Vec::new();
    }
    let columns = columns_of(schemes);
    let silent = |at: usize| {
        let of_column = |judged: &(&Judged, &Option<usize>)| *judged.1 == Some(at);
        let results = schemes.iter().flat_map(|(_, results)| results.iter().zip(&columns).filter(of_column));
        nothing_supplied(results.map(|(judged, _)| judged))
    };
    (0..COLUMNS.len()).filter(|at| *at != FINANCE && silent(*at)).collect()
}

/// The column of each result; every scheme is asked the same in the same order.
pub(super) fn columns_of(schemes: &[(usize, Vec<Judged>)]) -> Vec<Option<usize>> {
    let of =
        |judged: &Judged| COLUMNS.iter().position(|column| column.criteria.contains(&judged.criterion.id));
    schemes.first().map_or_else(Vec::new, |(_, results)| results.iter().map(of).collect())
}

/// The card of one scheme from its results and their columns.
pub(super) fn of_scheme(
    run: &Run,
    scheme: &SchemeView,
    (results, columns): (&[Judged], &[Option<usize>]),
    left_out: &[usize],
) -> Card {
    debug_assert_eq!(results.len(), columns.len(), "every scheme is asked the same");
    let mut card = Card { weight: scheme.figures.planned.abs(), ..Card::default() };
    for (at, column) in COLUMNS.iter().enumerate() {
        if left_out.contains(&at) {
            continue;
        }
        let of_column = results.iter().zip(columns).filter(|(_, column)| **column == Some(at));
        let own: Vec<&Judged> = of_column.map(|(judged, _)| judged).collect();
        *(column.of)(&mut card) = if at == FINANCE { finance(&own) } else { row_colour(&own, run.policy) };
    }
    let kpis = COLUMNS.iter().position(|column| column.criteria.contains(&"F13-KPI-3"));
    if run.scope != Scope::Money && !kpis.is_some_and(|at| left_out.contains(&at)) {
        for (kind, rating) in KPI_TYPES.iter().zip(&mut card.by_type) {
            let (hit, current) = progress_of_type(scheme, kind);
            let decided = matches!(hit.outcome, Outcome::Unmet | Outcome::Unevidenced) && hit.decisive_here;
            *rating = colour(&[hit.outcome, current.outcome], decided, run.policy);
        }
    }
    card
}

/// The finance column: the 5% rule's colour, lowered from green to amber by F13-FIN-6.
fn finance(results: &[&Judged]) -> Rating {
    let of = |id: &str| results.iter().find(|judged| judged.criterion.id == id).map(|judged| judged.outcome);
    let rating = match of("F13-FIN-5") {
        Some(Outcome::Met) => Rating::Green,
        Some(Outcome::Partly) => Rating::Amber,
        Some(Outcome::Unmet) => Rating::Red,
        Some(Outcome::Unevidenced | Outcome::Unreviewed) => Rating::Grey,
        Some(Outcome::NotApplicable) | None => Rating::NotApplicable,
    };
    let tracked = of("F13-FIN-6").is_none_or(|outcome| !outcome.is_short());
    if rating == Rating::Green && !tracked { Rating::Amber } else { rating }
}

/// A scheme's line: each half is its worst column, the scheme the worse half.
pub(super) fn scheme_line(card: &Card) -> CardLine {
    let colours = card.colours();
    let half = |development: bool| {
        Rating::worst(
            COLUMNS
                .iter()
                .zip(colours)
                .filter(|(column, _)| column.development == development)
                .map(|(_, c)| c),
        )
    };
    let (development, progress) = (half(true), half(false));
    card.line(Level::Scheme, [development, progress, development.worse(progress)])
}

/// The card of a level: finance by its own sums, every other column by value.
pub(super) fn of_level(run: &Run, cards: &[&Card], sums: &Sums) -> Card {
    let mut level = Card::default();
    let combine = |pick: &dyn Fn(&Card) -> Rating| by_value(cards, pick, run.policy);
    for (at, column) in COLUMNS.iter().enumerate() {
        *(column.of)(&mut level) = combine(&|card| card.column(at));
    }
    level.by_type = std::array::from_fn(|at| combine(&|card| card.by_type[at]));
    level.national_workstreams = combine(&|card| card.national_workstreams);
    level.regional_plan = Rating::worst(cards.iter().map(|card| card.regional_plan));
    level.finance =
        if run.options.wants("F13-FIN-5") { finance_of(run.policy, sums) } else { Rating::NotApplicable };
    level
}

/// The finance colour of a level: its own sums, with the forecast where the policy says so.
pub(super) fn finance_of(policy: &Policy, sums: &Sums) -> Rating {
    with_forecast(policy, sums.to_date.rate(policy).rating, sums.full_year())
}

/// A level's line: overall is red when finance is, or at least half the other columns are; green when
/// all are.
pub(super) fn level_line(run: &Run, card: &Card, level: Level) -> CardLine {
    let colours = card.colours();
    let of = |keep: &dyn Fn(usize) -> bool| -> Vec<Rating> {
        (0..COLUMNS.len()).filter(|at| keep(*at)).map(|at| colours[at]).collect()
    };
    let worst = run.policy.word(Key::Rollup) == "worst";
    let combine = |finance: Rating, others: Vec<Rating>| {
        if worst { Rating::worst(others.into_iter().chain([finance])) } else { overall(finance, &others) }
    };
    let development = combine(Rating::NotApplicable, of(&|at| COLUMNS[at].development));
    let progress = combine(card.finance, of(&|at| !COLUMNS[at].development && at != FINANCE));
    let both = combine(card.finance, of(&|at| at != FINANCE));
    card.line(level, [development, progress, both])
}

fn overall(finance: Rating, others: &[Rating]) -> Rating {
    if finance.counts_as_red() {
        return finance;
    }
    let applicable: Vec<Rating> = others.iter().copied().filter(|c| *c != Rating::NotApplicable).collect();
    let red = applicable.iter().filter(|colour| colour.counts_as_red()).count();
    if red > 0 && red * 2 >= applicable.len() {
        return Rating::Red;
    }
    let all = || applicable.iter().copied().chain([finance]).filter(|c| *c != Rating::NotApplicable);
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
    if policy.word(Key::Rollup) == "worst" {
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
