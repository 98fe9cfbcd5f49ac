//! Schemes whose saving is counted under another: of their own organisation by its id, of another one as
//! `ORGANISATION/ID`.

use crate::location::Place;
use crate::names::ByName;
use crate::nearest::Known;
use crate::plan::circles::circles_of;
use crate::plan::fields::schemes;
use crate::plan::reference::Reference;
use crate::plan::{Note, Plan, Scheme};
use crate::problem::{Problem, ProblemKind};
use std::cell::OnceCell;
use std::collections::HashMap;

/// A scheme: the index of its plan, and its own in it.
type At = (usize, usize);

/// What `counted_under` names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named<'t> {
    Scheme(At),
    /// An organisation that is read, and an id that none of its schemes has.
    NoScheme(usize, &'t str),
    /// An organisation that is not read.
    NotRead(&'t str),
}

/// The organisations that are read, by whatever they have been called so far.
struct Organisations<'p> {
    plans: &'p [Plan],
    called: ByName<Option<usize>>,
}

impl<'p> Organisations<'p> {
    fn of(plans: &'p [Plan]) -> Self {
        Self { plans, called: ByName::default() }
    }

    fn position(&mut self, name: &str) -> Option<usize> {
        let plans = self.plans;
        *self.called.or_insert_with(name, || plans.iter().position(|plan| plan.is_called(name)))
    }

    /// What a scheme of an organisation is counted under: one of its own has the first word, since an id may hold
    /// a stroke.
    fn named<'t>(&mut self, own: usize, text: &'t str) -> Named<'t> {
        let scheme = |plan: usize, id: &str| self.plans.get(plan)?.scheme_index(id).map(|at| (plan, at));
        if let Some(at) = scheme(own, text) {
            return Named::Scheme(at);
        }
        let parts = text.match_indices('/').filter_map(|(at, _)| {
            let (organisation, id) = (text.get(..at)?.trim(), text.get(at + 1..)?.trim());
            (!organisation.is_empty() && !id.is_empty()).then_some((organisation, id))
        });
        let parts: Vec<(&str, &str)> = parts.collect();
        let mut found = None;
        for (organisation, id) in &parts {
            let Some(plan) = self.position(organisation) else { continue };
            match self.plans.get(plan).and_then(|plan| plan.scheme_index(id)) {
                Some(at) => return Named::Scheme((plan, at)),
                None => found = found.or(Some(Named::NoScheme(plan, id))),
            }
        }
        let not_read = parts.first().map(|(organisation, _)| Named::NotRead(organisation));
        found.or(not_read).unwrap_or(Named::NoScheme(own, text))
    }
}

/// What is wrong with what schemes are counted under, and what cannot be told.
pub(super) fn counted_under(plans: &[Plan], reference: Reference) -> (Vec<Problem>, Vec<Note>) {
    let (mut problems, mut notes) = (Vec::new(), Vec::new());
    let mut organisations = Organisations::of(plans);
    let mut under: HashMap<At, (At, Place)> = HashMap::new();
    let names = OnceCell::new();
    let names = || names.get_or_init(|| Known::of(plans.iter().map(|plan| plan.organisation.as_str())));
    let mut ids: HashMap<usize, Known> = HashMap::new();
    for (own, plan) in plans.iter().enumerate() {
        for (at, scheme) in plan.schemes.iter().enumerate() {
            let Some(text) = scheme.row.text(schemes::COUNTED_UNDER) else { continue };
            let place = scheme.row.place_of(schemes::COUNTED_UNDER);
            match organisations.named(own, text) {
                Named::Scheme(named) => {
                    under.insert((own, at), (named, place));
                }
                Named::NoScheme(of, id) => {
                    let of_plan = || plans.get(of).into_iter().flat_map(|plan| &plan.schemes);
                    let known =
                        ids.entry(of).or_insert_with(|| Known::of(of_plan().map(|scheme| &*scheme.id)));
                    problems.push(no_scheme((plans, known), (own, of), (text, id), place));
                }
                Named::NotRead(name) if plans.len() == 1 || reference.body(name).is_some() => {
                    notes.push(not_read(scheme, text, name, place));
                }
                Named::NotRead(name) => {
                    problems.push(Problem::unlike(place, "organisation", name, names()));
                }
            }
        }
    }
    problems.extend(circles(plans, &under));
    (problems, notes)
}

fn not_read(scheme: &Scheme, text: &str, organisation: &str, place: Place) -> Note {
    let text = format!(
        "`{}` is counted under `{text}`, and `{organisation}` is not read here: its saving is left out at the \
         plan's word",
        scheme.id
    );
    Note { place, text }
}

/// A scheme that an organisation does not have; offered is one of its own that is called nearly so, else the one
/// of another organisation that has this id.
fn no_scheme(
    (plans, known): (&[Plan], &Known),
    (own, of): (usize, usize),
    (text, id): (&str, &str),
    place: Place,
) -> Problem {
    let written = |near: String| {
        let organisation = text.strip_suffix(id).unwrap_or_default();
        format!("{organisation}{near}")
    };
    let elsewhere = || {
        let has = plans.iter().enumerate().find(|(at, plan)| *at != own && plan.scheme(id).is_some());
        has.map(|(_, plan)| format!("{}/{id}", plan.organisation))
    };
    let near = elsewhere().filter(|_| of == own).or_else(|| known.nearest(id).map(written));
    Problem::new(place, ProblemKind::Unknown { what: "scheme", found: text.to_owned(), near })
}

/// Schemes that are counted under one another in a circle, so that no sum has them: each circle once, at the
/// first scheme of it.
fn circles(plans: &[Plan], under: &HashMap<At, (At, Place)>) -> Vec<Problem> {
    let id =
        |(plan, at): &At| plans.get(*plan).and_then(|plan| plan.schemes.get(*at)).map_or("", |own| &own.id);
    let mut all: Vec<(&At, &(At, Place))> = under.iter().collect();
    all.sort_unstable_by_key(|(at, _)| **at);
    let next = |(_, (at, _)): &(&At, &(At, Place))| all.binary_search_by_key(&at, |(own, _)| *own).ok();
    let nexts: Vec<Option<usize>> = all.iter().map(next).collect();
    let circle = |around: Vec<usize>| {
        let (first, (after, place)) = all.get(*around.first()?)?;
        let (last, (_, other)) = all.get(*around.last()?)?;
        if last == first {
            return Some(Problem::new(*place, under_itself(id(first))));
        }
        let back = if *last == after { "that one" } else { "that one in the end" };
        let what =
            format!("`{}` is counted under `{}`, and {back} under it: no sum has them", id(first), id(after));
        Some(Problem::contradiction(*place, what, *other, MEND))
    };
    circles_of(&nexts).into_iter().filter_map(circle).collect()
}

/// What to do where no sum has a saving.
const MEND: &str = "leave `counted_under` blank for the scheme whose saving counts";

fn under_itself(id: &str) -> ProblemKind {
    let expected = "another scheme, under which this one is counted".to_owned();
    ProblemKind::Cell { found: id.to_owned(), expected, mend: MEND.to_owned() }
}
