//! DC: the same saving in two workstreams or two member organisations.

use super::sums::{self, within};
use super::{Check, Found, in_total, names, shown};
use crate::calendar::FinancialYear;
use crate::criteria::PlanView;
use crate::figures::{PlanFigures, SchemeFigures};
use crate::location::Place;
use crate::money::Money;
use crate::names;
use crate::plan::fields::schemes;
use crate::plan::{Measure, Plan, Scheme};
use std::collections::{BTreeMap, BTreeSet};

/// Double counting.
pub const CHECK: Check = Check {
    code: "DC",
    title: "Double counting",
    finds: "a saving that two workstreams, or two members of a region, both count",
    how: "names (or descriptions) that are the same words in any order, without case, punctuation, plurals and \
          small words, and planned savings equal within rounding in a year, in two workstreams or two member \
          organisations; also the saving of one equal to the saving less investment of the other (gross and \
          net). A scheme with counted_under, an idea, an unidentified line and a line outside the total are \
          left out",
    passes: "Falls prevention in two workstreams, one of them counted_under the other",
    fails: "Falls prevention and Falls prevention service in two workstreams, £221,900 each in 2011/12",
    run,
};

/// Words that make no difference between two names.
const SMALL_WORDS: &str = "a an and at by for from in into its of on or our the to with \
                           cip initiative local programme project qipp saving scheme service";

/// The least letters one word of a name must have to name a saving.
const NAMING_LETTERS: usize = 4;

/// A scheme that enters a total, and where.
struct Entrant<'a> {
    organisation: usize,
    plan: &'a Plan,
    scheme: &'a Scheme,
    figures: &'a SchemeFigures,
    workstream: String,
}

/// An amount of a line in a year.
struct Entry {
    value: Money,
    slack: Money,
    place: Option<Place>,
    line: usize,
    net: bool,
}

/// What two lines share.
#[derive(Default)]
struct Shared {
    amount: Money,
    years: Vec<Option<FinancialYear>>,
    places: Vec<Place>,
    net: bool,
}

fn run(view: &PlanView) -> Vec<Found> {
    let own = (view.plan, view.figures);
    let bodies: Vec<(&Plan, &PlanFigures)> =
        std::iter::once(own).chain(view.members.iter().copied()).collect();
    let lines = lines(&bodies);
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        let description = line.scheme.row.text(schemes::DESCRIPTION).and_then(key);
        let name = key(line.scheme.name());
        let keys = [name.clone(), description.filter(|text| name.as_ref() != Some(text))];
        for key in keys.into_iter().flatten() {
            by_name.entry(key).or_default().push(at);
        }
    }
    let mut pairs: BTreeMap<(usize, usize), Shared> = BTreeMap::new();
    for group in by_name.values().filter(|group| group.len() > 1) {
        compare(&lines, group, &mut pairs);
    }
    let mut by_first: BTreeMap<usize, Vec<(usize, Shared)>> = BTreeMap::new();
    for ((one, other), shared) in pairs {
        by_first.entry(one).or_default().push((other, shared));
    }
    by_first.into_iter().filter_map(|(one, others)| finding(view, &lines, one, &others)).collect()
}

fn lines<'a>(bodies: &[(&'a Plan, &'a PlanFigures)]) -> Vec<Entrant<'a>> {
    let mut lines = Vec::new();
    for (organisation, (plan, figures)) in bodies.iter().enumerate() {
        for (scheme, figures) in plan.schemes.iter().zip(&figures.schemes) {
            if in_total(scheme) && !scheme.unidentified {
                let workstream = names::key(scheme.workstream().unwrap_or_default()).into_owned();
                lines.push(Entrant { organisation, plan, scheme, figures, workstream });
            }
        }
    }
    lines
}

/// The words of a name in order, small words and plurals left out; `None` where no word names
/// anything.
fn key(text: &str) -> Option<String> {
    let lower = names::key(text);
    let mut words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| if word.len() > NAMING_LETTERS { word.strip_suffix('s').unwrap_or(word) } else { word })
        .filter(|word| SMALL_WORDS.split(' ').all(|small| small != *word))
        .collect();
    words.sort_unstable();
    words.dedup();
    let names = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() >= NAMING_LETTERS;
    words.iter().any(names).then(|| words.join(" "))
}

/// Finds equal amounts among lines of one name: sorted, and each held against the first of its run.
fn compare(lines: &[Entrant], group: &[usize], pairs: &mut BTreeMap<(usize, usize), Shared>) {
    let mut by_year: BTreeMap<Option<FinancialYear>, Vec<Entry>> = BTreeMap::new();
    for at in group {
        let Some(line) = lines.get(*at) else { continue };
        for (year, entry) in entries(*at, line) {
            by_year.entry(year).or_default().push(entry);
        }
    }
    for (year, mut entries) in by_year {
        entries.sort_by_key(|entry| (entry.value, entry.net, entry.line));
        let mut start = 0;
        for at in 1..entries.len() {
            let (Some(first), Some(entry)) = (entries.get(start), entries.get(at)) else { break };
            if !within(entry.value - first.value, entry.slack + first.slack) {
                start = at;
                continue;
            }
            let apart = lines.get(first.line).zip(lines.get(entry.line)).is_some_and(|(a, b)| differ(a, b));
            if apart && !(first.net && entry.net) {
                let pair = (first.line.min(entry.line), first.line.max(entry.line));
                let shared = pairs.entry(pair).or_default();
                if !shared.years.contains(&year) {
                    shared.years.push(year);
                    shared.amount = shared.amount + first.value.min(entry.value);
                    shared.places.extend([first.place, entry.place].into_iter().flatten());
                    shared.net |= first.net || entry.net;
                }
            }
        }
    }
}

/// What a line plans by year, and the same less its investment where that is given.
fn entries(at: usize, line: &Entrant) -> Vec<(Option<FinancialYear>, Entry)> {
    let planned = sums::planned_in_all(line.scheme, line.figures);
    let one_year = planned.len() == 1;
    let mut entries = Vec::new();
    for (year, sum) in planned.into_iter().filter(|(_, sum)| sum.is_given() && !sum.value.is_zero()) {
        let place = sum.places.first().copied();
        let mut invested = year.map_or_else(sums::Sum::default, |year| {
            sums::in_year(line.scheme, Measure::Investment, year, |_| true)
        });
        if invested.cells == 0 && one_year {
            invested = sums::cell(&line.scheme.row, schemes::INVESTMENT);
        }
        if invested.is_given() && !invested.value.is_zero() {
            let net = sum.clone().less(&invested);
            let entry = Entry { value: net.value, slack: net.slack, place, line: at, net: true };
            entries.extend((!net.value.is_zero()).then_some((year, entry)));
        }
        entries.push((year, Entry { value: sum.value, slack: sum.slack, place, line: at, net: false }));
    }
    entries
}

/// Whether two lines are in two workstreams of one organisation, or in two organisations.
fn differ(one: &Entrant, other: &Entrant) -> bool {
    if one.organisation != other.organisation {
        return true;
    }
    let named = !one.workstream.is_empty() && !other.workstream.is_empty();
    // A member's own pairs are found with the member.
    named && one.workstream != other.workstream && one.organisation == 0
}

fn finding(view: &PlanView, lines: &[Entrant], one: usize, others: &[(usize, Shared)]) -> Option<Found> {
    let one = lines.get(one)?;
    let with: Vec<(&Entrant, &Shared)> =
        others.iter().filter_map(|(other, shared)| lines.get(*other).map(|line| (line, shared))).collect();
    let abroad = with.iter().any(|(other, _)| other.organisation != one.organisation);
    let of = |line: &Entrant| {
        let within =
            if abroad { &line.plan.organisation } else { line.scheme.workstream().unwrap_or_default() };
        if *line.scheme.id == *line.scheme.name() {
            return format!("\"{}\" ({within})", line.scheme.name());
        }
        format!("{} \"{}\" ({within})", line.scheme.id, line.scheme.name())
    };
    let amount: Money = with.iter().map(|(_, shared)| shared.amount).sum();
    let years: BTreeSet<FinancialYear> =
        with.iter().flat_map(|(_, shared)| shared.years.iter().copied().flatten()).collect();
    let years: Vec<String> = years.iter().map(ToString::to_string).collect();
    let when = if years.is_empty() { String::new() } else { format!(" in {}", years.join(", ")) };
    let net = with.iter().any(|(_, shared)| shared.net);
    let same = if net { "the same amount, one gross and one net," } else { "the same amount" };
    let others: Vec<String> = with.iter().map(|(other, _)| of(other)).collect();
    let others = names(others.iter().map(String::as_str));
    let shown = shown(view, &[amount]);
    let finding = CHECK.warning(
        format!("{} and {others} plan {same}{when}", of(one)),
        format!("each saving counted once: {} may be counted twice", shown.in_words(amount)),
        "Fill counted_under in one of them, or say how the savings differ.",
    );
    Some(
        finding
            .about(one.scheme)
            .at([one.scheme.row.place_of(schemes::NAME)])
            .at(with.iter().map(|(other, _)| other.scheme.row.place_of(schemes::NAME)))
            .at(with.iter().flat_map(|(_, shared)| shared.places.iter().copied()))
            .worth(amount),
    )
}

#[cfg(test)]
mod tests {
    use super::super::examples::money;
    use super::*;
    use crate::plan::example::{Example, example, example_of};

    fn two(name: &str, amount: &str, counted_under: Option<&str>) -> Example {
        let mut example = example()
            .scheme("LT-05", &[("name", "Falls prevention and bone health"), ("workstream", "Long term")]);
        example = example.saving("LT-05", "2011/12", "plan", "221900");
        let mut cells = vec![("name", name), ("workstream", "Community")];
        cells.extend(counted_under.map(|under| ("counted_under", under)));
        example.scheme("CE-05", &cells).saving("CE-05", "2011/12", "plan", amount)
    }

    #[test]
    fn the_same_words_and_amount_in_two_workstreams_are_counted_twice() {
        let found = two("Bone health, falls-prevention service", "221900", None).run(&CHECK);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].amount, Some(money("221900")));
        assert_eq!(found[0].expected, "each saving counted once: £221,900 may be counted twice");
        assert_eq!(
            two("Falls prevention and bone health", "221901", None).run(&CHECK).len(),
            1,
            "within rounding"
        );
    }

    #[test]
    fn another_amount_another_name_or_counted_under_is_no_double() {
        for example in [
            two("Falls prevention and bone health", "221902", None),
            two("Falls prevention", "221900", None),
            two("Falls prevention and bone health", "221900", Some("LT-05")),
        ] {
            assert!(example.run(&CHECK).is_empty());
        }
        assert_eq!(key("PC-01"), None, "a code names nothing");
    }

    #[test]
    fn gross_and_net_of_one_saving_are_found() {
        let example = example()
            .scheme("A", &[("name", "Ward closure"), ("workstream", "X"), ("investment", "100")])
            .saving("A", "2011/12", "plan", "1000")
            .scheme("B", &[("name", "Ward closures"), ("workstream", "Y")])
            .saving("B", "2011/12", "plan", "900");
        let found = example.run(&CHECK);
        assert_eq!(found.len(), 1);
        assert!(found[0].found.contains("one gross and one net"), "{}", found[0].found);
    }

    #[test]
    fn members_of_a_region_are_held_against_each_other() {
        let member = |org: &str| {
            example_of(org)
                .scheme("S1", &[("name", "Ambulance triage")])
                .saving("S1", "2011/12", "plan", "500")
        };
        let found = example_of("Region").run_with(&CHECK, &[member("A PCT"), member("B PCT")]);
        assert_eq!(found.len(), 1);
        assert!(found[0].found.contains("(A PCT)"), "{}", found[0].found);
    }
}
