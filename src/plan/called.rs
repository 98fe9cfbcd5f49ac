//! Whom a name or a code means: found at once, however many plans are read.

use super::fields::ColumnId;
use super::reference::Reference;
use super::{Plan, Row};
use crate::names::key;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// Plans by what they are called.
pub struct Called<'p> {
    plans: &'p [Plan],
    by_name: HashMap<Cow<'p, str>, Vec<usize>>,
    by_body: HashMap<&'static str, Vec<usize>>,
}

impl<'p> Called<'p> {
    pub fn of(plans: &'p [Plan]) -> Self {
        let mut own = Self { plans, by_name: HashMap::new(), by_body: HashMap::new() };
        for (at, plan) in plans.iter().enumerate() {
            for name in std::iter::once(plan.organisation.as_str()).chain(plan.code()) {
                own.by_name.entry(key(name)).or_default().push(at);
            }
            if let Some(body) = plan.known {
                own.by_body.entry(body.code).or_default().push(at);
            }
        }
        own
    }

    /// Those that [`Plan::is_called`] says are called so, each once, in their order.
    pub fn plans(&self, name: &str) -> impl Iterator<Item = &'p Plan> {
        let body = Reference::Of2011.body(name).and_then(|body| self.by_body.get(body.code));
        let found = self.by_name.get(&key(name)).into_iter().chain(body).flatten();
        let mut found: Vec<usize> = found.copied().collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().filter_map(|at| self.plans.get(at))
    }
}

/// The rows of a table by the organisations that they name in a column, each organisation's in their order; what names
/// none is of each plan that `nameless` gives.
pub fn rows_of<'p, 'r>(
    plans: &'p [Plan],
    rows: &'r [Row],
    organisation: ColumnId,
    nameless: &'p [Plan],
) -> BTreeMap<&'p str, Vec<&'r Row>> {
    let mut all: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    if rows.is_empty() {
        return all;
    }
    let called = Called::of(plans);
    for row in rows {
        let mut give = |plan: &'p Plan| all.entry(&plan.organisation).or_default().push(row);
        match row.text(organisation) {
            Some(name) => called.plans(name).for_each(&mut give),
            None => nameless.iter().for_each(&mut give),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::location::{Place, SourceId};

    #[test]
    fn those_are_found_that_are_called_so() {
        let named = |name: &str| {
            let mut plan = Plan::new(name.to_owned(), Place::File(SourceId(0)));
            plan.known = Reference::Of2011.body(name);
            plan
        };
        let plans: Vec<Plan> =
            ["North East SHA", "Anytown PCT", "NHS North East", "anytown  pct", "Hull"].map(named).into();
        let called = Called::of(&plans);
        for name in
            ["north east", "NHS North East", "Q30", "Anytown PCT", "ANYTOWN PCT", "5NX", "hull", "Nobody", ""]
        {
            let found: Vec<*const Plan> = called.plans(name).map(std::ptr::from_ref).collect();
            let expected = plans.iter().filter(|plan| plan.is_called(name)).map(std::ptr::from_ref);
            assert_eq!(found, expected.collect::<Vec<_>>(), "{name}");
        }
        assert_eq!(called.plans("q30").count(), 2);
    }
}
