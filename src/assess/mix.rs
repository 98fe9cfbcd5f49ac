//! How the planned savings are made up: by workstream (NAO September 2011, Figure 9), driver (1.6),
//! year (Figure 7), recurrence, effect, and gross against investment (3.13).

use super::Run;
use crate::criteria::PlanView;
use crate::figures::contribution::planned_by_year;
use crate::figures::hierarchy::in_total;
use crate::money::{Money, Percent};
use crate::names::ByName;
use crate::plan::Scheme;
use crate::plan::fields::schemes;
use crate::policy::Key;
use crate::report::{MixLine, MixTable, Share};

/// Every mix table for which the plan says something.
pub(super) fn tables(run: &Run, view: &PlanView) -> Vec<MixTable> {
    let total: Money = schemes_of(view).map(|(_, planned)| planned).sum();
    if total.is_zero() {
        return Vec::new();
    }
    let mut by_year = ByName::<Money>::default();
    for scheme in (0..view.plan.schemes.len()).filter_map(|at| view.scheme(at)) {
        if in_total(scheme.scheme) {
            for (year, amount) in planned_by_year(scheme.scheme, scheme.figures) {
                let sum = by_year.of(&year.to_string());
                *sum = *sum + amount;
            }
        }
    }
    let mut by_year: Vec<(String, Money)> = by_year.into_iter().collect();
    by_year.sort();
    let mut tables = vec![
        table("workstream", small_as_other(run, by(view, |scheme| scheme.workstream()), total), total),
        table("year", by_year, total),
        table("driver", by(view, |scheme| scheme.row.text(schemes::DRIVER)), total),
        table("recurrent", by(view, recurrence), total),
        table("effect", by(view, |scheme| scheme.row.text(schemes::EFFECT)), total),
        table("category", by(view, |scheme| scheme.row.text(schemes::CATEGORY)), total),
    ];
    tables.retain(|table| table.lines.iter().any(|line| line.name != NOT_SAID));
    let investment: Money = view
        .plan
        .schemes
        .iter()
        .filter(|scheme| in_total(scheme))
        .filter_map(|scheme| scheme.row.money(schemes::INVESTMENT))
        .sum();
    if !investment.is_zero() {
        let lines = [("gross", total), ("investment", investment), ("net", total - investment)];
        tables.push(table(
            "gross and net",
            lines.map(|(name, amount)| (name.to_owned(), amount)).to_vec(),
            total,
        ));
    }
    tables
}

/// The part for schemes that do not say.
const NOT_SAID: &str = "not stated";

fn recurrence(scheme: &Scheme) -> Option<&str> {
    scheme.row.yes(schemes::RECURRENT).map(|yes| if yes { "recurrent" } else { "non-recurrent" })
}

fn schemes_of<'v>(view: &'v PlanView) -> impl Iterator<Item = (&'v Scheme, Money)> {
    view.plan
        .schemes
        .iter()
        .zip(&view.figures.schemes)
        .filter(|(scheme, _)| in_total(scheme))
        .map(|(scheme, figures)| (scheme, figures.planned))
}

fn by(view: &PlanView, part: impl Fn(&Scheme) -> Option<&str>) -> Vec<(String, Money)> {
    let mut parts = ByName::<Money>::default();
    for (scheme, planned) in schemes_of(view) {
        let sum = parts.of(part(scheme).unwrap_or(NOT_SAID));
        *sum = *sum + planned;
    }
    let mut parts: Vec<(String, Money)> = parts.into_iter().collect();
    parts.sort_by_key(|(_, amount)| std::cmp::Reverse(*amount));
    parts
}

fn small_as_other(run: &Run, parts: Vec<(String, Money)>, total: Money) -> Vec<(String, Money)> {
    let least = run.policy.number(Key::MixOtherUnder);
    let (large, small): (Vec<_>, Vec<_>) = parts
        .into_iter()
        .partition(|(_, amount)| Percent::of(*amount, total).is_some_and(|percent| !percent.under(least)));
    let other: Money = small.iter().map(|(_, amount)| *amount).sum();
    let other = (!small.is_empty()).then(|| {
        let noun = if small.len() == 1 { "workstream" } else { "workstreams" };
        (format!("Other ({} {noun})", small.len()), other)
    });
    large.into_iter().chain(other).collect()
}

fn table(by: &'static str, parts: Vec<(String, Money)>, total: Money) -> MixTable {
    let lines = parts.into_iter().map(|(name, amount)| MixLine {
        name,
        amount,
        share: Percent::of(amount, total).map(|percent| Share::of(percent, &[])),
    });
    MixTable { by, lines: lines.collect() }
}
