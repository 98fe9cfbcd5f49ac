//! Why headroom has its colour: what each scheme brings to each year on every basis, and how far the
//! next colour is.

use super::{LeftOut, why_left_out};
use crate::calendar::FinancialYear;
use crate::figures::basis::{self, UsedCell};
use crate::figures::contribution::{Contribution, planned_by_year};
use crate::figures::{HeadroomLine, PlanFigures};
use crate::money::Money;
use crate::plan::{Plan, Scheme};
use crate::policy::{Key, Policy};
use crate::rating::Rating;
use std::cmp::Reverse;

/// Why headroom has its colour.
#[derive(Debug, Clone, Default)]
pub struct Headroom<'a> {
    /// Every year with a challenge.
    pub years: Vec<Year<'a>>,
    /// All of them together; `None` where no challenge is given.
    pub total: Option<Total<'a>>,
    /// What belongs to the plan and does not count.
    pub left_out: Vec<LeftOut>,
}

/// One year.
#[derive(Debug, Clone)]
pub struct Year<'a> {
    /// The year.
    pub year: FinancialYear,
    /// Its sums.
    pub line: &'a HeadroomLine,
    /// Headroom to the end of the year.
    pub cumulative: Money,
    /// What the schemes bring, the largest first; empty where the years table says what is identified.
    pub schemes: Vec<Part<'a>>,
    /// Unidentified lines, which stand apart.
    pub unidentified: Vec<Part<'a>>,
    /// What would change its colour.
    pub moves: Vec<Move>,
}

/// All years together.
#[derive(Debug, Clone)]
pub struct Total<'a> {
    /// The sums.
    pub line: &'a HeadroomLine,
    /// What would change the organisation's colour.
    pub moves: Vec<Move>,
}

/// What a scheme brings to a year.
#[derive(Debug, Clone)]
pub struct Part<'a> {
    /// The scheme.
    pub scheme: &'a Scheme,
    /// Its amounts.
    pub of: Contribution,
    /// The cells of its planned saving.
    pub cells: Vec<UsedCell>,
}

/// A change of colour, in savings identified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// The colour.
    pub to: Rating,
    /// How much more must be identified; negative: more than so much less.
    pub by: Money,
    /// The year in which, or by the end of which; `None` for the line's own.
    pub when: Option<FinancialYear>,
}

/// Explains the headroom of a plan.
#[must_use]
pub fn headroom<'a>(plan: &'a Plan, figures: &'a PlanFigures, policy: &Policy) -> Headroom<'a> {
    let mut parts: Vec<(FinancialYear, Part)> = Vec::new();
    let mut left_out = Vec::new();
    for (scheme, own) in plan.schemes.iter().zip(&figures.schemes) {
        if let Some(why) = why_left_out(scheme, super::Level::Organisation) {
            let what = format!("{} {}", scheme.id, scheme.name());
            left_out.push(LeftOut { what, why, amount: None, place: scheme.row.place });
            continue;
        }
        for (year, saving) in planned_by_year(scheme, own) {
            let of = Contribution::of(scheme, own, year, saving, policy, figures.as_at.date);
            let cells = basis::planned(scheme, year, own.reporting_year);
            parts.push((year, Part { scheme, of, cells }));
        }
    }
    parts.sort_by_key(|(_, part)| Reverse(part.of.plan));
    let least = |line: &HeadroomLine| line.challenge.percent(policy.number(Key::HeadroomAmberUnder));
    let mut cumulative = Money::ZERO;
    let mut years: Vec<Year> = Vec::new();
    for line in &figures.headroom.years {
        let Some(year) = line.year else { continue };
        cumulative = cumulative + line.headroom();
        let own = || parts.iter().filter(|(of, _)| *of == year).map(|(_, part)| part);
        let of = |unidentified: bool| -> Vec<Part> {
            own().filter(|part| part.scheme.unidentified == unidentified).cloned().collect()
        };
        years.push(Year {
            year,
            line,
            cumulative,
            schemes: if line.from_schemes { of(false) } else { Vec::new() },
            unidentified: of(true),
            moves: if line.incomplete {
                Vec::new()
            } else {
                of_year(line.headroom(), cumulative, least(line))
            },
        });
    }
    let total = figures.headroom.total.as_ref().map(|line| {
        let moves = if line.incomplete {
            Vec::new()
        } else if years.is_empty() {
            of_year(line.headroom(), line.headroom(), least(line))
        } else {
            of_all(&years, line.rating, least)
        };
        Total { line, moves }
    });
    Headroom { years, total, left_out }
}

/// What would change the colour of one line: its headroom, the cumulative one, and the least that is
/// green.
fn of_year(headroom: Money, cumulative: Money, least: Money) -> Vec<Move> {
    let own = |to: Rating, by: Money| Move { to, by, when: None };
    if headroom.is_negative() && cumulative.is_negative() {
        return vec![own(Rating::Amber, (-headroom).min(-cumulative)), own(Rating::Green, least - headroom)];
    }
    let red = own(Rating::Red, -headroom.max(cumulative));
    if headroom < least || headroom.is_negative() {
        vec![own(Rating::Green, least.max(Money::ZERO) - headroom), red]
    } else {
        vec![own(Rating::Amber, -(headroom - least)), red]
    }
}

/// What would change the colour of all years together.
fn of_all(years: &[Year], rating: Rating, least: impl Fn(&HeadroomLine) -> Money) -> Vec<Move> {
    let mut moves = Vec::new();
    let lowest = years.iter().min_by_key(|year| year.cumulative);
    if rating == Rating::Red
        && let Some(lowest) = lowest
        && let Some(first) = years.iter().find(|year| year.cumulative.is_negative())
    {
        moves.push(Move { to: Rating::Amber, by: -lowest.cumulative, when: Some(first.year) });
    }
    let short = |year: &Year| least(year.line).max(Money::ZERO) - year.line.headroom();
    moves.extend(years.iter().filter(|year| short(year).is_positive()).map(|year| Move {
        to: Rating::Green,
        by: short(year),
        when: Some(year.year),
    }));
    if rating == Rating::Green
        && let Some(nearest) = years.iter().max_by_key(|year| short(year))
    {
        moves.push(Move { to: Rating::Amber, by: short(nearest), when: Some(nearest.year) });
    }
    if rating != Rating::Red
        && let Some(lowest) = lowest
    {
        moves.push(Move { to: Rating::Red, by: -lowest.cumulative, when: Some(lowest.year) });
    }
    moves
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pounds(n: i64) -> Money {
        Money::new(n.into())
    }

    fn moves(headroom: i64, cumulative: i64) -> Vec<(Rating, Money)> {
        let all = of_year(pounds(headroom), pounds(cumulative), pounds(50));
        all.into_iter().map(|own| (own.to, own.by)).collect()
    }

    #[test]
    fn the_distance_to_each_colour_is_exact() {
        use Rating::{Amber, Green, Red};
        assert_eq!(moves(-10, -30), [(Amber, pounds(10)), (Green, pounds(60))]);
        assert_eq!(moves(-10, 20), [(Green, pounds(60)), (Red, pounds(-20))]);
        assert_eq!(moves(40, 20), [(Green, pounds(10)), (Red, pounds(-40))]);
        assert_eq!(moves(80, 100), [(Amber, pounds(-30)), (Red, pounds(-100))]);
    }
}
