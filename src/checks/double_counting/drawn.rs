//! What double counting draws from a scheme by itself, before it is held against others.

use super::super::in_total;
use super::super::sums::{self, CellPlaces};
use super::amounts::{Entry, share, whole_share};
use crate::calendar::{FinancialYear, Period};
use crate::figures::{PlanFigures, SchemeFigures};
use crate::money::Money;
use crate::plan::fields::schemes;
use crate::plan::{Measure, Plan, Scheme};

/// A plan with its figures, and whether its schemes are replaced by its region's.
#[derive(Clone, Copy)]
pub(super) struct Body<'a> {
    pub plan: &'a Plan,
    pub figures: &'a PlanFigures,
    /// The region whose total it enters.
    pub region: Option<&'a str>,
    pub is_replaced: bool,
}

/// What is drawn of an organisation.
pub(super) struct DrawnBody<'a> {
    pub lines: Vec<Drawn<'a>>,
    /// The amounts of its lines, line by line.
    pub entries: Vec<Entry>,
}

/// A scheme that enters a total.
pub(super) struct Drawn<'a> {
    pub scheme: &'a Scheme,
    pub figures: &'a SchemeFigures,
    /// How its planned months stand to their sum, in hundredths.
    pub profile: Option<Box<[u8]>>,
    pub investment: Option<Money>,
    /// What it has delivered to date, where that is not what was planned.
    pub actual: Money,
    /// Where its amounts begin among those of its organisation, and how many there are.
    pub entries: (u32, u32),
}

/// For how many amounts of a scheme room is made at once: few plan further.
const USUAL_YEARS: usize = 4;

/// What is drawn of the schemes of an organisation.
pub(super) fn drawn<'a>(body: &Body<'a>) -> DrawnBody<'a> {
    let most = body.plan.schemes.len();
    let mut of =
        DrawnBody { lines: Vec::with_capacity(most), entries: Vec::with_capacity(most * USUAL_YEARS) };
    for (scheme, figures) in body.plan.schemes.iter().zip(&body.figures.schemes) {
        if !in_total(scheme) || scheme.unidentified {
            continue;
        }
        let before = of.entries.len();
        of.entries.extend(entries(scheme, figures).map(|(entry, _)| entry));
        let [first, count] =
            [before, of.entries.len() - before].map(|at| u32::try_from(at).unwrap_or(u32::MAX));
        if count == 0 {
            continue;
        }
        let to_date = figures.to_date;
        let delivered = to_date.known_actual().filter(|actual| Some(*actual) != to_date.known_plan());
        of.lines.push(Drawn {
            scheme,
            figures,
            profile: profile(scheme),
            investment: invested(scheme),
            actual: delivered.unwrap_or_default(),
            entries: (first, count),
        });
    }
    of.entries.shrink_to_fit();
    of.lines.shrink_to_fit();
    of
}

/// What a line plans by year, and the same less its investment where that is given; each with its cells.
pub(super) fn entries(scheme: &Scheme, figures: &SchemeFigures) -> impl Iterator<Item = (Entry, CellPlaces)> {
    let invests = invests(scheme);
    let mut planned = sums::planned_in_all(scheme, figures).peekable();
    let first = planned.peek().and_then(|(year, _)| *year);
    let given = planned.filter(|(_, sum)| sum.is_given() && sum.value.is_positive());
    given.flat_map(move |(year, sum)| {
        let net = less_invested(scheme, year.filter(|_| invests), year == first, &sum);
        [Some((sum, false)), net.map(|net| (net, true))]
            .into_iter()
            .flatten()
            .map(move |(sum, is_net)| (Entry::new(year, &sum, is_net), sum.places))
    })
}

/// Whether anything is invested by period, which is of few schemes.
fn invests(scheme: &Scheme) -> bool {
    scheme.points(Measure::Investment).next().is_some()
}

/// What the investment of a year leaves of its plan, where it is given.
fn less_invested(
    scheme: &Scheme,
    year: Option<FinancialYear>,
    is_first: bool,
    planned: &sums::Sum,
) -> Option<sums::Sum> {
    let mut invested =
        year.map_or_else(sums::Sum::default, |year| sums::in_year(scheme, Measure::Investment, year));
    // what no year has for itself is spent in the first
    if invested.cells == 0 && is_first {
        invested = sums::cell(&scheme.row, schemes::INVESTMENT);
    }
    let net = (invested.is_given() && !invested.value.is_zero()).then(|| planned.clone().less(&invested));
    net.filter(|net| net.value.is_positive())
}

fn invested(scheme: &Scheme) -> Option<Money> {
    let by_period = invests(scheme).then(|| sums::over(scheme, Measure::Investment, None));
    let by_period = by_period.filter(|own| own.cells > 0);
    let invested = by_period.unwrap_or_else(|| sums::cell(&scheme.row, schemes::INVESTMENT));
    invested.is_given().then_some(invested.value)
}

/// How the planned months stand to their sum, in hundredths; `None` where fewer than three have a plan.
fn profile(scheme: &Scheme) -> Option<Box<[u8]>> {
    if let Some(months) = scheme.savings.hundredths(Measure::Plan) {
        return profile_of(months.map(i64::from));
    }
    let of_months = scheme.points(Measure::Plan);
    let of_months = of_months.take_while(|point| matches!(point.period, Period::Month(_)));
    let months: Vec<Money> =
        of_months.map(|point| point.amount.map(|own| own.value)).collect::<Option<_>>()?;
    let sum: Money = months.iter().copied().sum();
    if months.iter().filter(|month| month.is_positive()).count() < 3 || !sum.is_positive() {
        return None;
    }
    months.into_iter().map(|month| u8::try_from(share(month, sum, 100)?).ok()).collect()
}

/// The same of months in whole numbers.
fn profile_of(months: impl Iterator<Item = i64> + Clone) -> Option<Box<[u8]>> {
    let (mut all, mut planned, mut sum) = (0, 0, 0);
    for month in months.clone() {
        all += 1;
        planned += usize::from(month > 0);
        sum += month;
    }
    if planned < 3 || sum <= 0 {
        return None;
    }
    let mut shares = Vec::with_capacity(all);
    for month in months {
        shares.push(u8::try_from(whole_share(month, sum, 100)?).ok()?);
    }
    Some(shares.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_profile_is_the_same_in_whole_numbers(months in prop::collection::vec(-40_i64..900, 0..30)) {
            let amounts: Vec<Money> = months.iter().map(|month| Money::of_hundredths(*month)).collect();
            let sum: Money = amounts.iter().copied().sum();
            let is_told = amounts.iter().filter(|own| own.is_positive()).count() >= 3 && sum.is_positive();
            let part = |own: &Money| u8::try_from(share(*own, sum, 100)?).ok();
            let slow = is_told.then(|| amounts.iter().map(part).collect::<Option<Box<[u8]>>>()).flatten();
            prop_assert_eq!(profile_of(months.iter().copied()), slow);
        }
    }
}
