//! Bodies of the reference lists: one plan under all the names of a body, one region, and remarks where what is
//! given differs from the lists. Never an error.

use super::{Builder, Draft};
use crate::location::Place;
use crate::names::{Names, same};
use crate::plan::fields::plan;
use crate::plan::reference::Body;
use crate::plan::{Cell, Note, Plan, Value};
use std::collections::BTreeMap;

/// The drafts of the bodies that are named so far.
#[derive(Debug, Default)]
pub(super) struct Bodies {
    drafts: BTreeMap<&'static str, usize>,
    /// Further names of theirs that a remark is made of.
    others: Names,
}

fn one_body(other: &str, first: &str, body: &Body) -> String {
    format!("`{other}` is `{first}`: both are {} ({}) on the lists of 2011", body.name, body.code)
}

impl Builder<'_> {
    /// The draft of a body by another of its names or its code.
    pub(super) fn draft_of_body(&mut self, name: &str, place: Place) -> Option<usize> {
        let body = self.options.reference.body(name)?;
        let at = self.draft_known_of_body(name)?;
        if self.bodies.others.add(name)
            && let Some(draft) = self.drafts.get(at)
        {
            let text = one_body(name, &draft.organisation, body);
            self.submission.notes.push(Note { place, text });
        }
        Some(at)
    }

    /// The same, without a remark.
    pub(super) fn draft_known_of_body(&self, name: &str) -> Option<usize> {
        let body = self.options.reference.body(name)?;
        self.bodies.drafts.get(body.code).copied()
    }

    /// Keeps a new draft under its body; one that only a code names is called by its name.
    pub(super) fn keep_body(&mut self, draft: &mut Draft) {
        let reference = self.options.reference;
        draft.reference = reference;
        let Some(body) = reference.body(&draft.organisation) else { return };
        self.bodies.drafts.insert(body.code, self.drafts.len());
        if reference.named(&draft.organisation).is_none() {
            draft.coded = Some(std::mem::replace(&mut draft.organisation, body.name.to_string()));
        }
    }

    /// Gives the plans their bodies, regions that are one body one name, and remarks on what differs from the
    /// lists. With each plan the place of its parent.
    pub(super) fn settle_bodies(&mut self, plans: &mut [(Plan, Option<Place>)]) {
        let reference = self.options.reference;
        let mut first: BTreeMap<&str, String> = BTreeMap::new();
        for (plan, _) in &mut *plans {
            plan.known = reference.named(&plan.organisation);
            if let Some(body) = plan.known {
                first.entry(body.code).or_insert_with(|| plan.organisation.clone());
            }
        }
        for (plan, place) in plans {
            let place = place.unwrap_or(plan.row.place);
            let said = |text: String| Note { place, text };
            if let Some((body, parent)) =
                plan.parent.as_deref().and_then(|parent| Some((reference.body(parent)?, parent)))
            {
                let own_name = || reference.named(parent).map_or(&*body.name, |_| parent).to_owned();
                let name = first.entry(body.code).or_insert_with(own_name).clone();
                if !same(&name, parent) {
                    self.submission.notes.push(said(one_body(parent, &name, body)));
                }
                if let Some(own) = plan.known.filter(|own| own.tier > body.tier && own.above != body.name) {
                    self.submission.notes.push(said(format!(
                        "{} belongs to {} on the lists of 2011, and here to {parent}",
                        own.name, own.above
                    )));
                }
                plan.parent = Some(name);
            }
            self.submission
                .notes
                .extend(code_of_another(plan, self.options.reference.coded(plan.code().unwrap_or(""))));
        }
    }
}

/// A code that the lists give to another body, or that is not the body's.
fn code_of_another(plan: &Plan, coded: Option<&Body>) -> Option<Note> {
    let code = plan.code().filter(|_| plan.known != coded)?;
    let text = match (plan.known, coded) {
        (None, None) => return None,
        (Some(own), None) => {
            format!("{code} is not the code of {} on the lists of 2011: {} is", own.name, own.code)
        }
        (own, Some(other)) => {
            let own = own.map_or_else(String::new, |own| format!("; that of {} is {}", own.name, own.code));
            format!("the code {code} is that of {} on the lists of 2011{own}", other.name)
        }
    };
    Some(Note { place: plan.row.place_of(plan::CODE), text })
}

impl Draft {
    /// Gives the plan the code by which alone it is named.
    pub(super) fn give_code(&mut self, plan: &mut Plan) {
        if let Some(code) = self.coded.take().filter(|_| plan.code().is_none()) {
            let value = Value::Text(code.into());
            plan.row.add(Cell { column: plan::CODE, value, place: self.place });
        }
    }
}
