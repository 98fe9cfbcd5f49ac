//! What would make it green, with exact amounts, most money first.

use super::{Run, Scope};
use crate::criteria::judging::Judged;
use crate::criteria::{FIVE_PERCENT_RULE, Outcome, PlanView};
use crate::figures::Position;
use crate::figures::distance::{Bound, Rest, above};
use crate::figures::hierarchy::in_total;
use crate::money::{Money, Percent, power_of_ten};
use crate::names::{Names, same};
use crate::plan::Scheme;
use crate::policy::Key;
use crate::rating::Rating;
use crate::report::{FinanceLine, Level, Shown, ToGreen};
use indexmap::IndexMap;
use rust_decimal::RoundingStrategy;
use std::cmp::Reverse;

/// The index of the scheme that a result is of, `None` of the plan's, and the result.
type ResultOf<'j> = (Option<usize>, &'j Judged);

pub(super) fn list<'j>(
    run: &Run,
    view: &PlanView,
    finance: &[&FinanceLine],
    results: impl Iterator<Item = ResultOf<'j>> + Clone,
    shown: Shown,
) -> Vec<ToGreen> {
    let mut items = behind(run, view, finance, shown);
    let as_read = super::shown::headroom(run, view.plan, &view.figures.headroom);
    items.extend(headroom(run, view, if view.plan.unit.is_some() { shown } else { as_read }));
    items.sort_by_key(|item| Reverse(item.amount.unwrap_or_default()));
    if run.scope != Scope::Money {
        items.extend(expectations(view, results.clone()));
    }
    items.extend(owed(results));
    items
}

/// Workstreams short of green, and schemes short of green whose workstream is not.
fn behind(run: &Run, view: &PlanView, finance: &[&FinanceLine], shown: Shown) -> Vec<ToGreen> {
    let short = |line: &&FinanceLine| matches!(line.rating, Rating::Amber | Rating::Red | Rating::Grey);
    let lines = finance.iter().copied();
    let workstreams: Vec<&FinanceLine> =
        lines.clone().filter(|line| line.level.is_of_workstreams()).filter(short).collect();
    let mut names = Names::default();
    workstreams.iter().for_each(|line| _ = names.add(&line.workstream));
    let covered = |line: &FinanceLine| names.contains(&line.workstream);
    let schemes =
        lines.filter(|line| line.level == Level::Scheme).filter(short).filter(|line| !covered(line));
    workstreams.iter().copied().chain(schemes).map(|line| recover(run, view, finance, line, shown)).collect()
}

fn recover(
    run: &Run,
    view: &PlanView,
    finance: &[&FinanceLine],
    line: &FinanceLine,
    shown: Shown,
) -> ToGreen {
    let subject = match line.level {
        level if level.is_of_workstreams() => line.workstream.clone(),
        _ if line.name.is_empty() || line.name == line.scheme => line.scheme.clone(),
        _ => format!("{} {}", line.scheme, line.name),
    };
    let is_workstream = line.level.is_of_workstreams();
    let item = |amount: Option<Money>, text: String, not_recoverable: bool| ToGreen {
        subject: subject.clone(),
        code: FIVE_PERCENT_RULE.to_owned(),
        amount,
        text,
        not_recoverable,
        workstream: if is_workstream { line.workstream.clone() } else { String::new() },
        schemes: if is_workstream { Vec::new() } else { vec![line.scheme.clone()] },
    };
    if line.incomplete {
        return item(None, "a cell it rests on could not be read".to_owned(), false);
    }
    if line.rating == Rating::Grey && line.unreported.is_zero() {
        return item(None, "no plan to date is given: state it".to_owned(), false);
    }
    if line.rating == Rating::Grey {
        let text = format!("{} of plan to date has no actual: report it", shown.in_words(line.unreported));
        return item(Some(line.unreported), text, false);
    }
    let (plan, actual) = (line.plan_ytd.unwrap_or_default(), line.actual_ytd.unwrap_or_default());
    let position = Position::of(plan, actual);
    let behind = plan - actual;
    let more = above(Bound::green(run.policy, &position).more_than());
    let rest = rest_of_year(run, view, line, &position);
    let needed = rest.as_ref().and_then(|rest| rest.needed.last().map(|green| (rest, green)));
    let Some((rest, green)) = needed else {
        let (behind_in_words, more) = (shown.in_words(behind), shown.in_words(round_up(more, shown)));
        return item(Some(behind), format!("{behind_in_words} behind; {more} more is green"), false);
    };
    let mut text = format!(
        "{}{} behind{}; {} must deliver {} to be green",
        if green.not_recoverable { "not recoverable by phasing: " } else { "" },
        shown.in_words(behind),
        worst_of(finance, line, shown),
        rest.next.name(),
        over_plan(above(green.next), rest.next_plan, shown),
    );
    if rest.months > 1 {
        let (each, plan) = (rest.a_month(above(green.rest)), rest.a_month(rest.plan));
        text.push_str(&format!(", or {} a month to March", over_plan(each, plan, shown)));
    }
    if let Some(rate) = Percent::of(actual, plan) {
        text.push_str(&format!("; {}% of plan so far", rate.show(1, &[])));
    }
    item(Some(behind), text, green.not_recoverable)
}

/// What must be delivered, beside what is planned and the extra over it, where there is any: `£434k (plan £328k,
/// +£106k)`.
fn over_plan(needed: Money, plan: Money, shown: Shown) -> String {
    let extra = needed - plan;
    let extra = if extra.is_positive() {
        format!(", +{}", shown.in_words(round_up(extra, shown)))
    } else {
        String::new()
    };
    format!("{} (plan {}{extra})", shown.in_words(round_up(needed, shown)), shown.in_words(plan))
}

/// The scheme of a workstream that is furthest behind: ` (most in PC-04: £85k)`.
fn worst_of(finance: &[&FinanceLine], line: &FinanceLine, shown: Shown) -> String {
    let own = finance.iter().filter(|scheme| {
        line.level == Level::Workstream
            && scheme.level == Level::Scheme
            && same(&scheme.workstream, &line.workstream)
    });
    own.filter_map(|scheme| scheme.variance_ytd.map(|variance| (variance, scheme)))
        .min_by_key(|(variance, _)| *variance)
        .filter(|(variance, _)| variance.is_negative())
        .map_or_else(String::new, |(variance, scheme)| {
            format!(" (most in {}: {})", scheme.scheme, shown.in_words(-variance))
        })
}

/// Up to the next whole unit shown, so that what is printed is enough.
pub(super) fn round_up(amount: Money, shown: Shown) -> Money {
    let unit = shown.unit.map_or(0, crate::money::Unit::exponent);
    let places = i8::try_from(shown.places).unwrap_or(0);
    let step = power_of_ten(unit - places);
    let steps = amount.decimal().checked_div(step).unwrap_or_default();
    let whole = steps.round_dp_with_strategy(0, RoundingStrategy::AwayFromZero);
    Money::new(whole.checked_mul(step).unwrap_or_else(|| amount.decimal()))
}

fn rest_of_year(run: &Run, view: &PlanView, line: &FinanceLine, position: &Position) -> Option<Rest> {
    let in_workstream = |scheme: &&Scheme| {
        in_total(scheme) && scheme.workstream().is_some_and(|name| same(name, &line.workstream))
    };
    let of_line: Vec<&Scheme> = match line.level {
        level if level.is_of_workstreams() => view.plan.schemes.iter().filter(in_workstream).collect(),
        _ => view.plan.scheme(&line.scheme).into_iter().collect(),
    };
    Rest::of(of_line, view.figures, run.policy, position)
}

/// The savings to identify, year by year, for the headroom to be green.
fn headroom(run: &Run, view: &PlanView, shown: Shown) -> Vec<ToGreen> {
    let least = run.policy.number(Key::HeadroomAmberUnder);
    let lines = &view.figures.headroom.years;
    let total = view.figures.headroom.total.as_deref().into_iter().filter(|_| lines.is_empty());
    lines
        .iter()
        .chain(total)
        .filter(|line| line.rating != Rating::Green)
        .map(|line| {
            let year = line.year.map_or_else(|| "in total".to_owned(), |year| year.to_string());
            let item = |amount: Option<Money>, text: String| ToGreen {
                subject: format!("Headroom {year}"),
                code: "headroom".to_owned(),
                amount,
                text,
                ..ToGreen::default()
            };
            if line.incomplete {
                return item(None, "a cell it rests on could not be read".to_owned());
            }
            let (Some(identified), Some(headroom)) = (line.identified, line.headroom()) else {
                let challenge = shown.in_words(line.challenge);
                return item(None, format!("challenge {challenge}: say what is identified against it"));
            };
            let find = line.challenge + line.challenge.percent(least) - identified;
            if !find.is_positive() {
                return item(
                    None,
                    "green but for members whose challenge is not given: ask for it".to_owned(),
                );
            }
            let now = if headroom.is_negative() {
                format!("{} short of the challenge", shown.in_words(-headroom))
            } else {
                format!("headroom {}", shown.in_words(headroom))
            };
            item(Some(find), format!("{now}; identify {} more", shown.in_words(round_up(find, shown))))
        })
        .collect()
}

/// Expectations short of met, one item each, those that touch most savings first: a scheme's together
/// with the other schemes that fail it.
fn expectations<'j>(view: &PlanView, results: impl Iterator<Item = ResultOf<'j>>) -> Vec<ToGreen> {
    let mut items: Vec<(Money, ToGreen)> = Vec::new();
    let mut by_criterion: IndexMap<&str, Vec<(usize, &Judged)>> = IndexMap::new();
    let id_of = |at: &usize| view.plan.schemes.get(*at).map(|scheme| scheme.id.to_string());
    let item = |code: &str, text: String, schemes: &[usize]| ToGreen {
        subject: code.to_owned(),
        code: code.to_owned(),
        text,
        schemes: schemes.iter().filter_map(id_of).collect(),
        ..ToGreen::default()
    };
    for (at, judged) in results {
        let short = judged.outcome.is_short() && judged.outcome != Outcome::Unreviewed;
        let id = judged.criterion.id;
        // what the sums hold is said with its amounts: see `behind`
        let counted = at.and_then(|at| view.plan.schemes.get(at)).is_none_or(Scheme::in_sums);
        if !short || (id == FIVE_PERCENT_RULE && counted) {
            continue;
        }
        match at {
            None => {
                let text = with_schemes(view, &judged.reason, &judged.data.failing);
                items.push((judged.data.amount.unwrap_or_default(), item(id, text, &judged.data.failing)));
            }
            Some(at) => by_criterion.entry(id).or_default().push((at, judged)),
        }
    }
    for (id, mut schemes) in by_criterion {
        let value = |at: &usize| view.figures.schemes.get(*at).map_or(Money::ZERO, |own| own.planned.abs());
        schemes.sort_by_key(|(at, _)| Reverse(value(at)));
        let touched: Money = schemes.iter().map(|(at, _)| value(at)).sum();
        let Some((first, judged)) = schemes.first() else { continue };
        let name = view.plan.schemes.get(*first).map_or("", |scheme| &*scheme.id);
        let others = match schemes.len() {
            1 => String::new(),
            2 => " (and 1 more scheme)".to_owned(),
            n => format!(" (and {} more schemes)", n - 1),
        };
        let all: Vec<usize> = schemes.iter().map(|(at, _)| *at).collect();
        items.push((touched, item(id, format!("{name}: {}{others}", judged.reason), &all)));
    }
    items.sort_by_key(|(touched, _)| Reverse(*touched));
    items.into_iter().map(|(_, item)| item).collect()
}

fn with_schemes(view: &PlanView, reason: &str, failing: &[usize]) -> String {
    if failing.is_empty() {
        return reason.to_owned();
    }
    let names: Vec<&str> = failing
        .iter()
        .filter_map(|at| view.plan.schemes.get(*at))
        .take(3)
        .map(|scheme| &*scheme.id)
        .collect();
    let more = if failing.len() > names.len() { " …" } else { "" };
    format!("{reason}: {}{more}", names.join(", "))
}

/// What a reader must look at, as one item.
fn owed<'j>(results: impl Iterator<Item = ResultOf<'j>>) -> Option<ToGreen> {
    let owed: Vec<&str> =
        results.filter(|(_, judged)| judged.is_owed()).map(|(_, judged)| judged.criterion.id).collect();
    (!owed.is_empty()).then(|| ToGreen {
        subject: "Judgements owed".to_owned(),
        code: "owed".to_owned(),
        text: format!("{} for a reader to judge: {} (qipp template --review)", owed.len(), owed.join(", ")),
        ..ToGreen::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::example::example;

    #[test]
    fn the_first_schemes_that_fail_are_named_and_more_are_hinted_at() {
        let plan = ["S1", "S2", "S3", "S4"].into_iter().fold(example(), |plan, id| plan.scheme(id, &[]));
        let said = |failing: &[usize]| plan.view(|view| with_schemes(view, "no owner", failing));
        assert_eq!(said(&[]), "no owner");
        assert_eq!(said(&[3, 0]), "no owner: S4, S1");
        assert_eq!(said(&[0, 1, 2]), "no owner: S1, S2, S3");
        assert_eq!(said(&[0, 1, 2, 3]), "no owner: S1, S2, S3 …");
    }
}
