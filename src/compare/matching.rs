//! Which subject of one submission is which of the other: organisations by code, then name; schemes by id, then
//! name; workstreams by name, and where all schemes of one now stand in another.

use super::snapshot::{SnapCard, SnapExpectation, SnapFinance, SnapNotCounted, SnapPlan, SnapYear, Snapshot};
use crate::names::{ByName, key, same};
use crate::report::Level;
use std::borrow::Cow;

/// Something in the earlier submission and in the later one; one of them may lack it.
#[derive(Debug, Clone, Copy)]
pub struct Pair<T> {
    pub from: Option<T>,
    pub to: Option<T>,
}

impl<T: Copy> Pair<T> {
    /// The later one, else the earlier.
    pub fn latest(self) -> Option<T> {
        self.to.or(self.from)
    }
}

/// An organisation in both submissions, or in one.
pub struct PlanPair<'s> {
    pub plan: Pair<&'s SnapPlan>,
    pub schemes: Vec<Pair<SchemeShot<'s>>>,
    /// The workstreams of the earlier submission that are called otherwise in the later one.
    renamed: ByName<String>,
}

/// A scheme in one submission, with all that is said of it there.
#[derive(Debug, Clone, Copy)]
pub struct SchemeShot<'s> {
    pub id: &'s str,
    pub name: &'s str,
    pub workstream: &'s str,
    pub finance: Option<&'s SnapFinance>,
    pub card: Option<&'s SnapCard>,
    /// Its years stand one behind the other.
    pub years: &'s [SnapYear],
    pub not_counted: Option<&'s SnapNotCounted>,
    pub expectations: &'s [SnapExpectation],
}

impl SchemeShot<'_> {
    /// Whether its amounts enter the total.
    pub fn in_total(&self) -> bool {
        self.finance.is_some_and(|line| !line.outside_total)
    }

    /// Why they do not.
    pub fn outside(&self) -> Cow<'_, str> {
        match self.not_counted {
            Some(own) => Cow::Borrowed(&own.why),
            None => Cow::Borrowed("outside the plan's total"),
        }
    }
}

impl PlanPair<'_> {
    /// What a workstream of the earlier submission is called in the later one.
    pub fn workstream_now<'n>(&'n self, name: &'n str) -> &'n str {
        self.renamed.get(name).map_or(name, String::as_str)
    }

    /// What a workstream of the later submission was called, where that is another name.
    pub fn workstream_was(&self, name: &str) -> Option<&str> {
        self.renamed.iter().find(|(_, now)| same(now, name)).map(|(was, _)| was)
    }
}

/// The organisations of two submissions.
pub fn organisations<'s>(from: &'s Snapshot, to: &'s Snapshot) -> Vec<PlanPair<'s>> {
    let code = |plan: &&'s SnapPlan| -> &'s str { plan.code.as_deref().unwrap_or("") };
    let (from, to): (Vec<&SnapPlan>, Vec<&SnapPlan>) =
        (from.plans.iter().collect(), to.plans.iter().collect());
    let pairs = match (from.as_slice(), to.as_slice()) {
        // each has one, and nothing but a file's name tells them apart
        ([one], [other]) if one.is_called_by_its_file || other.is_called_by_its_file => {
            vec![Pair { from: Some(*one), to: Some(*other) }]
        }
        _ => pairs(&from, &to, code, |plan| plan.organisation.as_str()),
    };
    pairs.into_iter().map(of_plan).collect()
}

fn of_plan(plan: Pair<&SnapPlan>) -> PlanPair<'_> {
    let (from, to) = (plan.from.map_or_else(Vec::new, schemes), plan.to.map_or_else(Vec::new, schemes));
    let schemes = pairs(&from, &to, |scheme| scheme.id, |scheme| scheme.name);
    let renamed = renamed_in(plan, &schemes);
    PlanPair { plan, schemes, renamed }
}

/// The schemes of a plan, those that enter no sum among them.
fn schemes(plan: &SnapPlan) -> Vec<SchemeShot<'_>> {
    let mut cards: ByName<&SnapCard> = ByName::default();
    for card in plan.report_card.iter().filter(|card| card.level == Level::Scheme) {
        cards.insert(&card.scheme, card);
    }
    let mut years: ByName<&[SnapYear]> = ByName::default();
    let lines = plan.years.iter().position(|line| line.level != Level::Scheme).unwrap_or(plan.years.len());
    let lines = plan.years.get(..lines).unwrap_or_default();
    for own in lines.chunk_by(|one, next| one.scheme == next.scheme) {
        if let Some(first) = own.first() {
            years.insert(&first.scheme, own);
        }
    }
    let mut judged: ByName<&[SnapExpectation]> = ByName::default();
    for own in &plan.figure_13 {
        judged.insert(&own.scheme, &own.expectations);
    }
    let shot = |id: &'_ str| (cards.get(id).copied(), years.get(id).copied(), judged.get(id).copied());
    let lines = plan.finance.iter().filter(|line| line.level == Level::Scheme);
    let counted = lines.map(|line| {
        let (card, years, expectations) = shot(&line.scheme);
        SchemeShot {
            id: &line.scheme,
            name: &line.name,
            workstream: &line.workstream,
            finance: Some(line),
            card,
            years: years.unwrap_or_default(),
            not_counted: None,
            expectations: expectations.unwrap_or_default(),
        }
    });
    let others = plan.not_counted.iter().map(|own| {
        let (card, _, expectations) = shot(&own.scheme);
        SchemeShot {
            id: &own.scheme,
            name: &own.name,
            workstream: &own.workstream,
            finance: None,
            card,
            years: &[],
            not_counted: Some(own),
            expectations: expectations.unwrap_or_default(),
        }
    });
    counted.chain(others).collect()
}

/// The schemes that a workstream must have for its going over to another name as a whole to be a new name.
const FEWEST: usize = 2;

fn renamed_in(plan: Pair<&SnapPlan>, schemes: &[Pair<SchemeShot>]) -> ByName<String> {
    let named = |plan: Option<&SnapPlan>| {
        let mut names: ByName<()> = ByName::default();
        for line in plan.iter().flat_map(|plan| &plan.finance).filter(|line| line.level == Level::Scheme) {
            names.add(&line.workstream);
        }
        names
    };
    let both = schemes.iter().filter_map(|pair| Some((pair.from?.workstream, pair.to?.workstream)));
    renamed((&named(plan.from), &named(plan.to)), both)
}

/// Workstreams that are there under one name alone, whose schemes all stand in one that is there under
/// another name alone, and the other way round: of all names then and now, and of each scheme's then and now.
pub fn renamed<'n>(
    (before, after): (&ByName<()>, &ByName<()>),
    both: impl Iterator<Item = (&'n str, &'n str)>,
) -> ByName<String> {
    let mut there: ByName<ByName<usize>> = ByName::default();
    let mut back: ByName<ByName<()>> = ByName::default();
    for (from, to) in both {
        *there.of(from).of(to) += 1;
        back.of(to).add(from);
    }
    let mut renamed = ByName::default();
    for (name, to) in there.iter().filter(|(name, _)| !name.is_empty() && !after.contains(name)) {
        let mut to = to.iter();
        let (Some((now, schemes)), None) = (to.next(), to.next()) else { continue };
        let from_it_alone = back.get(now).is_some_and(|from| from.len() == 1);
        if *schemes >= FEWEST && from_it_alone && !now.is_empty() && !before.contains(now) {
            renamed.insert(name, now.to_owned());
        }
    }
    renamed
}

/// Pairs what has an id and a name: both the same; then the id, unless the list was numbered afresh (names that
/// shared an id both stand under others); then a name that is the only one of its kind. In the order of the later, then what is
/// no longer there.
fn pairs<'s, T: Copy>(
    from: &[T],
    to: &[T],
    id: impl Fn(&T) -> &'s str,
    name: impl Fn(&T) -> &'s str,
) -> Vec<Pair<T>> {
    let mut now: Vec<Option<usize>> = vec![None; from.len()];
    let mut was: Vec<Option<usize>> = vec![None; to.len()];
    let by_id = index(from.iter().map(&id));
    let held = |at: usize| by_id.get(id(to.get(at)?)).and_then(|all| all.first()).copied();
    let same_name = |at: usize, other: usize| {
        from.get(other).zip(to.get(at)).is_some_and(|(from, to)| key(name(from)) == key(name(to)))
    };
    let mut take = |taken: &[(usize, usize)], was: &mut [Option<usize>]| {
        for (at, other) in taken {
            if let (Some(was), Some(now)) = (was.get_mut(*at), now.get_mut(*other)) {
                (*was, *now) = (Some(*other), Some(*at));
            }
        }
        now.clone()
    };
    let held_by: Vec<(usize, usize)> = (0..to.len()).filter_map(|at| Some((at, held(at)?))).collect();
    let (both, id_alone): (Vec<_>, Vec<_>) =
        held_by.into_iter().partition(|(at, other)| same_name(*at, *other));
    let taken = take(&both, &mut was);
    let left = |all: &[T], taken: &[Option<usize>]| {
        let names = all.iter().zip(taken).map(|(own, taken)| if taken.is_none() { name(own) } else { "" });
        index(names)
    };
    let (names_from, names_to) = (left(from, &taken), left(to, &was));
    let stands = |names: &ByName<Vec<usize>>, own: Option<&T>| {
        own.is_some_and(|own| names.get(name(own)).is_some_and(|all| !all.is_empty()))
    };
    let elsewhere = |(at, other): &(usize, usize)| {
        (stands(&names_from, to.get(*at)), stands(&names_to, from.get(*other)))
    };
    let is_numbered_afresh = id_alone.iter().any(|pair| elsewhere(pair) == (true, true));
    let holds = |pair: &(usize, usize)| !is_numbered_afresh || elsewhere(pair) == (false, false);
    let ids: Vec<(usize, usize)> = id_alone.into_iter().filter(holds).collect();
    let taken = take(&ids, &mut was);
    let (names_from, names_to) = (left(from, &taken), left(to, &was));
    let only =
        |(name, at): (&str, &Vec<usize>)| match (at.as_slice(), names_from.get(name).map(Vec::as_slice)) {
            ([at], Some([other])) => Some((*at, *other)),
            _ => None,
        };
    let named: Vec<(usize, usize)> = names_to.iter().filter_map(only).collect();
    let taken = take(&named, &mut was);
    let of = |at: usize| from.get(at).copied();
    let later = to.iter().zip(&was).map(|(to, was)| Pair { from: was.and_then(of), to: Some(*to) });
    let gone = from.iter().zip(&taken).filter(|(_, now)| now.is_none());
    later.chain(gone.map(|(from, _)| Pair { from: Some(*from), to: None })).collect()
}

/// Where each name stands; blank ones are left out.
fn index<'n>(names: impl Iterator<Item = &'n str>) -> ByName<Vec<usize>> {
    let mut index: ByName<Vec<usize>> = ByName::default();
    for (at, name) in names.enumerate().filter(|(_, name)| !name.is_empty()) {
        index.of(name).push(at);
    }
    index
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paired(from: &[(&'static str, &'static str)], to: &[(&'static str, &'static str)]) -> Vec<String> {
        let of = |own: Option<(&str, &str)>| own.map_or("-".to_owned(), |(id, name)| format!("{id} {name}"));
        let all = pairs(from, to, |own| own.0, |own| own.1);
        all.into_iter().map(|pair| format!("{} > {}", of(pair.from), of(pair.to))).collect()
    }

    #[test]
    fn ids_then_names() {
        let from = [("1", "Beds"), ("2", "Drugs"), ("3", "Taxis"), ("4", "Rents")];
        let to = [("2", "drugs"), ("1", "Ward beds"), ("9", "Taxis"), ("5", "Estates")];
        assert_eq!(
            paired(&from, &to),
            [
                "2 Drugs > 2 drugs",
                "1 Beds > 1 Ward beds",
                "3 Taxis > 9 Taxis",
                "- > 5 Estates",
                "4 Rents > -"
            ]
        );
    }

    /// A scheme put at the top of a list that is numbered by line.
    #[test]
    fn a_list_that_is_numbered_afresh_goes_by_its_names() {
        let from = [("1", "Beds"), ("2", "Drugs"), ("3", "Taxis")];
        let to = [("1", "Rents"), ("2", "Beds"), ("3", "Drugs"), ("4", "Taxis")];
        assert_eq!(
            paired(&from, &to),
            ["- > 1 Rents", "1 Beds > 2 Beds", "2 Drugs > 3 Drugs", "3 Taxis > 4 Taxis"]
        );
    }

    #[test]
    fn names_that_several_have_pair_nothing() {
        let from = [("1", "Review"), ("2", "Review")];
        assert_eq!(paired(&from, &[("3", "Review")]), ["- > 3 Review", "1 Review > -", "2 Review > -"]);
    }
}
