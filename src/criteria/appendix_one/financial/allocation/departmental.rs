//! A1-ALL-4 and A1-ALL-7: the allocation and the challenge beside the Department's own figures.

use crate::calendar::FinancialYear;
use crate::criteria::appendix_one::yearly::{difference, no_years, within};
use crate::criteria::{Evidence, Outcome, PlanView};
use crate::figures::headroom::{implied_challenge, year_row, yearly};
use crate::location::Place;
use crate::money::{Money, Percent};
use crate::plan::fields::years as columns;
use crate::plan::{Departmental, Plan};
use crate::policy::{Key, Origin};
use crate::words::listed;
use std::collections::BTreeSet;

/// What a figure of the Department is called that the plan types itself.
const AS_STATED: &str = "as the plan states it";

/// A1-ALL-4.
pub(super) fn allocation(view: &PlanView) -> Evidence {
    let Some(baseline) = view.figures.baseline else { return no_years().not_decisive() };
    let parties: Vec<&Plan> = if view.members.is_empty() {
        vec![view.plan]
    } else {
        view.members.iter().map(|(member, _)| *member).collect()
    };
    let tolerance = view.policy.number(Key::AllocationTolerance);
    let (mut agree, mut short) = (Vec::new(), Vec::new());
    let (mut differ, mut silent, mut unknown, mut typed) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for party in &parties {
        let name = party.organisation.as_str();
        let Some(theirs) = party.departmental(columns::DEPARTMENTAL_ALLOCATION, baseline) else {
            unknown.push(name);
            continue;
        };
        if theirs.as_the_plan_states {
            typed.push(name);
        }
        let row = year_row(party, baseline);
        let Some((row, ours)) = row.and_then(|row| Some((row, row.money(columns::ALLOCATION)?))) else {
            short.push(row.map_or(theirs.place, |row| row.place));
            silent.push(name);
            continue;
        };
        let places = [row.place_of(columns::ALLOCATION), theirs.place];
        if within(ours, theirs.money(), tolerance) {
            agree.extend(places);
            continue;
        }
        short.extend(places);
        differ.push(match difference(ours, theirs.money()) {
            Some(by) => format!("{name} by {}%", by.show(1, &[tolerance])),
            None => name.to_owned(),
        });
    }
    if agree.is_empty() && short.is_empty() {
        let reason = format!("no departmental allocation is given for {baseline}");
        return Evidence::unevidenced(reason).not_decisive();
    }
    let mut reasons = Vec::new();
    if !differ.is_empty() {
        reasons.push(format!("the {baseline} allocation differs from the Department's: {}", listed(&differ)));
    }
    if !silent.is_empty() {
        reasons.push(format!("no {baseline} allocation for {}", listed(&silent)));
    }
    if !unknown.is_empty() {
        reasons.push(format!("no departmental {baseline} allocation for {}", listed(&unknown)));
    }
    if !typed.is_empty() {
        let whose = if parties.len() == 1 { String::new() } else { format!(" for {}", listed(&typed)) };
        reasons.push(format!("the Department's allocation {AS_STATED}{whose}"));
    }
    let outcome = match (differ.is_empty(), silent.is_empty(), unknown.is_empty()) {
        (true, true, true) => Outcome::Met,
        (true, true, false) => Outcome::Partly,
        (true, false, _) if agree.is_empty() => Outcome::Unevidenced,
        _ => Outcome::Unmet,
    };
    short.append(&mut agree);
    Evidence::new(outcome, reasons.join("; "), short)
}

/// What the challenge of a year is held against.
enum Yardstick {
    Departmental(Departmental),
    /// What expenditure and allocation imply.
    Implied(Money),
}

impl Yardstick {
    /// The Department's figure for the year, or, where it gives none, what the plan's own figures imply.
    fn of(view: &PlanView, year: FinancialYear) -> Option<Self> {
        let departmental = view.plan.departmental(columns::DEPARTMENTAL_CHALLENGE, year);
        let implied = || implied_challenge(view.plan, year).map(Self::Implied);
        departmental.map(Self::Departmental).or_else(implied)
    }

    fn amount(&self) -> Money {
        match self {
            Self::Departmental(theirs) => theirs.money(),
            Self::Implied(amount) => *amount,
        }
    }

    fn place(&self) -> Option<Place> {
        match self {
            Self::Departmental(theirs) => Some(theirs.place),
            Self::Implied(_) => None,
        }
    }

    fn is_typed(&self) -> bool {
        matches!(self, Self::Departmental(theirs) if theirs.as_the_plan_states)
    }

    fn whose(&self) -> &'static str {
        match self {
            Self::Departmental(_) => "the Department's challenge",
            Self::Implied(_) => "the challenge that expenditure and allocation imply",
        }
    }
}

/// The years after the baseline: those to the horizon, and every other for which the plan gives a challenge. (That
/// the Department looks further than the plan has to is not held against it.)
fn challenged_years(view: &PlanView) -> BTreeSet<FinancialYear> {
    let after = |year: &FinancialYear| view.figures.baseline.is_none_or(|baseline| *year > baseline);
    let given = view.rows(columns::CHALLENGE.table).iter().filter(|row| {
        row.money(columns::CHALLENGE).is_some() || row.money(columns::DEPARTMENTAL_CHALLENGE).is_some()
    });
    let given = given.filter_map(|row| row.year(columns::YEAR)).filter(after);
    view.figures.forecast_years().chain(given).collect()
}

/// A1-ALL-7.
pub(super) fn challenge(view: &PlanView) -> Evidence {
    let mut evidence = held_against_yardsticks(view);
    let shares = of_allocation(view);
    let yardsticks = yardsticks(view);
    if !shares.is_empty() {
        let beside = format!("the challenge is {}{yardsticks}", listed(&shares));
        let before = if evidence.reason.is_empty() { "" } else { "; " };
        evidence.reason.push_str(&format!("{before}{beside}"));
    }
    evidence
}

/// The policy's yardsticks, where they are of a year that the plan has; a figure of the policy file's own is not the
/// Department's.
fn yardsticks(view: &PlanView) -> String {
    let has = |year: &FinancialYear| challenged_years(view).contains(year);
    let Some(year) = view.policy.year(Key::YardstickYear).filter(has) else { return String::new() };
    let keys = [Key::YardstickEfficiency, Key::YardstickInflation, Key::YardstickTariff];
    let [efficiency, inflation, tariff] = keys.map(|key| view.policy.word(key));
    let is_own =
        keys.iter().chain([&Key::YardstickYear]).any(|key| view.policy.origin(*key) != Origin::BuiltIn);
    let whose = if is_own { "the policy's own yardsticks" } else { "the Department's yardsticks" };
    format!(
        " ({whose} for {year}: {efficiency}% efficiency, {inflation}% pay and price inflation, tariff {tariff}%)"
    )
}

/// The challenge of each year as a percentage of its allocation.
fn of_allocation(view: &PlanView) -> Vec<String> {
    let share = |year: FinancialYear| {
        let allocation = yearly(view.plan, columns::ALLOCATION, year)?;
        let share = Percent::of(yearly(view.plan, columns::CHALLENGE, year)?, allocation)?;
        Some((share.show(1, &[]), year))
    };
    let shares: Vec<(String, FinancialYear)> = challenged_years(view).into_iter().filter_map(share).collect();
    let said = shares.iter().enumerate().map(|(at, (share, year))| {
        let of = if at == 0 { " of the allocation" } else { "" };
        format!("{share}%{of} in {year}")
    });
    said.collect()
}

fn held_against_yardsticks(view: &PlanView) -> Evidence {
    let tolerance = view.policy.number(Key::ChallengeTolerance);
    let (mut shown, mut short, mut reasons) = (Vec::new(), Vec::new(), Vec::new());
    let (mut said, mut off, mut silent, mut neither) = (false, false, Vec::new(), Vec::new());
    let (mut typed, mut departmental) = (Vec::new(), 0_usize);
    for year in challenged_years(view) {
        let Some(yardstick) = Yardstick::of(view, year) else {
            neither.push(year.to_string());
            continue;
        };
        departmental += usize::from(yardstick.place().is_some());
        if yardstick.is_typed() {
            typed.push(year.to_string());
        }
        let row = year_row(view.plan, year);
        let places = || {
            let own = row.map(|row| row.place_of(columns::CHALLENGE));
            own.into_iter().chain(yardstick.place())
        };
        let challenge = row.and_then(|row| row.money(columns::CHALLENGE));
        said |= challenge.is_some();
        if challenge.is_some_and(|challenge| within(challenge, yardstick.amount(), tolerance)) {
            shown.extend(places());
            continue;
        }
        short.extend(places());
        let whose = yardstick.whose();
        match challenge.map(|challenge| difference(challenge, yardstick.amount())) {
            None => silent.push(year.to_string()),
            Some(None) => reasons.push(format!("the challenge of {year} is not nil, as {whose} is")),
            Some(Some(by)) => {
                reasons.push(format!("the challenge of {year} is {}% off {whose}", by.show(1, &[tolerance])))
            }
        }
        off |= challenge.is_some();
    }
    if shown.is_empty() && short.is_empty() {
        return Evidence::unevidenced(
            "no departmental challenge is given, and expenditure and allocation imply none",
        );
    }
    if !silent.is_empty() {
        reasons.push(format!("no challenge for {}", listed(&silent)));
    }
    let outcome = match (off, silent.is_empty(), neither.is_empty()) {
        (false, true, true) => Outcome::Met,
        (false, true, false) => Outcome::Partly,
        (false, false, _) if !said => Outcome::Unevidenced,
        _ => Outcome::Unmet,
    };
    if !neither.is_empty() {
        reasons.push(format!("nothing to hold the challenge of {} against", listed(&neither)));
    }
    if !typed.is_empty() {
        let which =
            if typed.len() == departmental { String::new() } else { format!(" of {}", listed(&typed)) };
        reasons.push(format!("the Department's challenge{which} {AS_STATED}"));
    }
    short.append(&mut shown);
    Evidence::new(outcome, reasons.join("; "), short)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::criteria::example::from_baseline;

    #[test]
    fn a_challenge_of_either_side_makes_a_year_after_the_baseline_one_to_look_at() {
        let plan = from_baseline("A")
            .in_years("years", &["2010/11", "2016/17"], &[("challenge", "5")])
            .in_years("years", &["2018/19"], &[("departmental_challenge", "5")])
            .in_years("years", &["2017/18"], &[("allocation", "5")]);
        let years: Vec<String> =
            plan.view(|view| challenged_years(view).iter().map(ToString::to_string).collect());
        assert_eq!(years[years.len() - 2..], ["2016/17", "2018/19"]);
        assert_eq!(years[0], "2011/12");
    }
}
