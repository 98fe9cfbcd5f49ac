//! How the planned savings are made up: by workstream (NAO September 2011, Figure 9), driver (1.6),
//! year (Figure 7), recurrence, effect, and gross against investment (3.13).

use super::Run;
use crate::calendar::FinancialYear;
use crate::criteria::PlanView;
use crate::figures::recurrence::Recurrence;
use crate::figures::savings::planned_by_year;
use crate::figures::sums::counted;
use crate::money::{Money, Percent};
use crate::names::ByName;
use crate::plan::Scheme;
use crate::plan::fields::words::{Category, DeliveryRisk, Maturity, PayType};
use crate::plan::fields::{ColumnId, TableId, schemes as columns};
use crate::policy::Key;
use crate::report::{MixLine, MixTable, Share};

/// Every mix table for which the plan says something.
pub(super) fn tables(run: &Run, view: &PlanView) -> Vec<MixTable> {
    let schemes = || counted(view.plan, view.figures);
    let total: Money = schemes().map(|(_, own)| own.planned).sum();
    if total.is_zero() {
        return Vec::new();
    }
    let of_year = |(year, amount): (FinancialYear, Money)| (year.to_string(), amount);
    let mut by_year =
        sums(schemes().flat_map(|(scheme, own)| planned_by_year(scheme, own.reporting_year)).map(of_year));
    by_year.sort();
    let mut tables = vec![
        table("workstream", small_as_other(run, by(view, |scheme| scheme.workstream()), total), total),
        table("year", by_year, total),
        table("driver", by(view, |scheme| scheme.row.text(columns::DRIVER)), total),
        table("recurrent", recurrent(view), total),
        recurrent_forecast(view),
        table("effect", by(view, |scheme| scheme.row.text(columns::EFFECT)), total),
        table("category", by(view, |scheme| scheme.row.text(columns::CATEGORY)), total),
        pay_types(view),
        table("maturity", by(view, |scheme| scheme.row.text(columns::MATURITY)), total),
        table("delivery_risk", by(view, |scheme| scheme.row.text(columns::DELIVERY_RISK)), total),
        table("maturity and delivery risk", by_both(view), total),
    ];
    tables.retain(|table| table.lines.iter().any(|line| line.name != NOT_SAID));
    let lacks = |column: Option<ColumnId>| {
        schemes().any(|(scheme, own)| {
            own.planned_incomplete || column.is_some_and(|column| scheme.row.unreadable(column))
        })
    };
    for table in &mut tables {
        let column = columns_of(table.by);
        table.incomplete = view.plan.lost.schemes || lacks(column);
    }
    let investment: Money = schemes().filter_map(|(scheme, _)| scheme.row.money(columns::INVESTMENT)).sum();
    if !investment.is_zero() {
        let lines = [("gross", total), ("investment", investment), ("net", total - investment)];
        let lines = lines.map(|(name, amount)| (name.to_owned(), amount)).to_vec();
        let incomplete = view.plan.lost.schemes || lacks(Some(columns::INVESTMENT));
        tables.push(MixTable { incomplete, ..table("gross and net", lines, total) });
    }
    tables
}

/// The column that a table divides by.
fn columns_of(by: &str) -> Option<ColumnId> {
    TableId::Schemes.declaration().column(by).map(|column| column.id)
}

/// The part for schemes that do not say.
const NOT_SAID: &str = "not stated";

/// The parts of what recurs and what does not.
const PARTS: [&str; 2] = ["recurrent", "non-recurrent"];

/// What a scheme says of the whole of it.
fn recurrence(scheme: &Scheme) -> &'static str {
    scheme.row.yes(columns::RECURRENT).map_or(NOT_SAID, |yes| if yes { PARTS[0] } else { PARTS[1] })
}

/// Planned savings: of the year's plan what is given as recurrent and the rest; what nothing parts, by
/// what the scheme says of itself.
fn recurrent(view: &PlanView) -> Vec<(String, Money)> {
    let mut parts = Vec::new();
    for (scheme, own) in counted(view.plan, view.figures) {
        let mut whole = own.planned;
        let given = Recurrence::of(scheme, own).filter(|given| given.by_amount);
        if let Some(given) = given {
            parts.extend([(PARTS[0], given.recurrent), (PARTS[1], given.non_recurrent)]);
            whole = whole - given.recurrent - given.non_recurrent;
        }
        if given.is_none() || !whole.is_zero() {
            parts.push((recurrence(scheme), whole));
        }
    }
    largest_first(parts)
}

/// The year's forecast likewise, where any scheme parts its own.
fn recurrent_forecast(view: &PlanView) -> MixTable {
    let (mut parts, mut is_parted) = (Vec::new(), false);
    for (scheme, own) in counted(view.plan, view.figures) {
        let Some(forecast) = own.full_year.and_then(|year| year.known_actual()) else { continue };
        match scheme.row.money(columns::RECURRENT_FORECAST) {
            Some(recurs) => {
                is_parted = true;
                parts.extend([(PARTS[0], recurs), (PARTS[1], forecast - recurs)]);
            }
            None => parts.push((recurrence(scheme), forecast)),
        }
    }
    let total = parts.iter().map(|(_, amount)| *amount).sum();
    table("recurrent forecast", if is_parted { largest_first(parts) } else { Vec::new() }, total)
}

fn largest_first(parts: Vec<(&str, Money)>) -> Vec<(String, Money)> {
    let mut parts = sums(parts.into_iter().map(|(name, amount)| (name.to_owned(), amount)));
    parts.sort_by_key(|(_, amount)| std::cmp::Reverse(*amount));
    parts
}

/// The sums of amounts by name, in order of first mention.
fn sums(parts: impl Iterator<Item = (String, Money)>) -> Vec<(String, Money)> {
    let mut sums = ByName::<Money>::default();
    for (name, amount) in parts {
        let sum = sums.of(&name);
        *sum = *sum + amount;
    }
    sums.into_iter().collect()
}

fn by(view: &PlanView, part: impl Fn(&Scheme) -> Option<&str>) -> Vec<(String, Money)> {
    let mut parts = sums(
        counted(view.plan, view.figures)
            .map(|(scheme, own)| (part(scheme).unwrap_or(NOT_SAID).to_owned(), own.planned)),
    );
    parts.sort_by_key(|(_, amount)| std::cmp::Reverse(*amount));
    parts
}

/// Pay savings alone, by how those are paid whose pay it is.
fn pay_types(view: &PlanView) -> MixTable {
    let of_pay = counted(view.plan, view.figures)
        .filter(|(scheme, _)| scheme.row.word(columns::CATEGORY) == Some(Category::Pay));
    let paid = |scheme: &Scheme| scheme.pay_type().map_or(NOT_SAID, PayType::word);
    let parts: Vec<(&str, Money)> = of_pay.map(|(scheme, own)| (paid(scheme), own.planned)).collect();
    let total = parts.iter().map(|(_, amount)| *amount).sum();
    table("pay_type", largest_first(parts), total)
}

/// Maturity and delivery risk together, where a scheme says either; the mature first.
fn by_both(view: &PlanView) -> Vec<(String, Money)> {
    let said = |scheme: &Scheme, column| scheme.row.text(column).unwrap_or(NOT_SAID).to_owned();
    let both = counted(view.plan, view.figures).map(|(scheme, own)| {
        let (maturity, risk) = (said(scheme, columns::MATURITY), said(scheme, columns::DELIVERY_RISK));
        let rank =
            |words: &[&str], word: &str| words.iter().position(|own| *own == word).unwrap_or(words.len());
        let at = (rank(Maturity::WORDS, &maturity), rank(DeliveryRisk::WORDS, &risk));
        let is_said = [&maturity, &risk].iter().all(|word| *word != NOT_SAID);
        (at, is_said, format!("{maturity}, {risk}"), own.planned)
    });
    let mut parts: Vec<_> = both.collect();
    if !parts.iter().any(|(_, is_said, ..)| *is_said) {
        return Vec::new();
    }
    parts.sort_by_key(|(at, ..)| *at);
    sums(parts.into_iter().map(|(_, _, name, amount)| (name, amount)))
}

fn small_as_other(run: &Run, parts: Vec<(String, Money)>, total: Money) -> Vec<(String, Money)> {
    let least = run.policy.number(Key::MixOtherUnder);
    let (large, small): (Vec<_>, Vec<_>) = parts
        .into_iter()
        .partition(|(_, amount)| Percent::of(*amount, total).is_some_and(|percent| !percent.under(least)));
    let other: Money = small.iter().map(|(_, amount)| *amount).sum();
    let other = (!small.is_empty())
        .then(|| (format!("Other ({})", crate::words::count(small.len(), "workstream")), other));
    large.into_iter().chain(other).collect()
}

fn table(by: &'static str, parts: Vec<(String, Money)>, total: Money) -> MixTable {
    let lines = parts.into_iter().map(|(name, amount)| MixLine {
        name,
        amount,
        share: Percent::of(amount, total).map(|percent| Share::of(percent, &[])),
    });
    MixTable { by, incomplete: false, lines: lines.collect() }
}
