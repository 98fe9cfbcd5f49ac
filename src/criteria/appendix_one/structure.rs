//! Appendix One: implementation structure. Who delivers, who answers, and with what capacity.

use super::gaps::Gaps;
use crate::criteria::coverage::{Answer, Verdicts, each_scheme};
use crate::criteria::judging::Judged;
use crate::criteria::{Criterion, Evidence, Kind, Outcome, PlanView, Set, Test};
use crate::names::Names;
use crate::plan::Row;
use crate::plan::fields::{ColumnId, plan, schemes, workstreams};

const AREA: &str = "Implementation structure";
const DELIVERY: &str = "Accountability and delivery structure";
const SKILLS: &str = "Skills and capacity";

/// The expectations in published order.
pub const CRITERIA: &[Criterion] = &[
    Criterion {
        id: "A1-GOV-1",
        asks: "It is plain how each workstream will be delivered and by which group",
        how: "A reader judges it; first, every workstream in use must have a lead and a delivery_group in \
              the `workstreams` table",
        kind: Kind::Judged,
        reads: &[
            schemes::WORKSTREAM,
            workstreams::WORKSTREAM,
            workstreams::LEAD,
            workstreams::DELIVERY_GROUP,
        ],
        test: Test::Plan(delivered_by),
        passes: "Urgent care is led by Dr Marsh and delivered by a network with the trust and the council, \
                 and a reviewer judges the structure met, page 30",
        fails: "The urgent care workstream has no delivery group",
        ..Criterion::of(Set::AppendixOne, AREA, DELIVERY)
    },
    Criterion {
        id: "A1-GOV-2",
        asks: "It is described who answers to whom",
        how: "A reader judges it; first, every workstream in use must state its governance, or `none: …` \
              with the reason",
        kind: Kind::Judged,
        reads: &[schemes::WORKSTREAM, workstreams::WORKSTREAM, workstreams::GOVERNANCE],
        test: Test::Plan(governed),
        passes: "Each workstream's board meets monthly and reports to the programme board, and a reviewer \
                 judges it met, page 31",
        fails: "No workstream says to whom it reports",
        ..Criterion::of(Set::AppendixOne, AREA, DELIVERY)
    },
    Criterion {
        id: "A1-GOV-3",
        asks: "Who does what is settled",
        how: "Each scheme names a sponsor and a manager (`none` is not a name); partly when those that have both hold {coverage} of planned savings",
        reads: &[schemes::SPONSOR, schemes::MANAGER],
        test: Test::Coverage(roles),
        passes: "Each scheme has a director as sponsor and a named manager",
        fails: "Schemes with half of planned savings have no manager",
        ..Criterion::of(Set::AppendixOne, AREA, DELIVERY)
    },
    Criterion {
        id: "A1-GOV-4",
        asks: "Somebody at the centre leads the plan and has the people to do it",
        how: "A reader judges it; first, `plan.lead` must name who leads",
        kind: Kind::Judged,
        reads: &[plan::LEAD],
        test: Test::Plan(led),
        passes: "The director of commissioning leads with a team of four, and a reviewer judges it met, \
                 page 32",
        fails: "The plan names nobody",
        ..Criterion::of(Set::AppendixOne, AREA, DELIVERY)
    },
    Criterion {
        id: "A1-GOV-5",
        asks: "It is sketched how progress is watched and reported",
        how: "A reader judges it and refers to the page; no figure can show it",
        kind: Kind::Judged,
        passes: "A reviewer finds the monthly report to the board described on page 33 and judges it met",
        fails: "The reviewer finds no word on reporting and judges it unmet",
        ..Criterion::of(Set::AppendixOne, AREA, DELIVERY)
    },
    Criterion {
        id: "A1-CAP-1",
        asks: "The people and skills to change the workstreams quickly are there",
        how: "A reader judges it; first, each scheme must state its manager_wte, all of them or those with \
              {coverage} of planned savings. Unmet becomes n/a when A1-CAP-2 and A1-CAP-3 are \
              met: the source asks for one or the other",
        kind: Kind::Judged,
        reads: &[schemes::MANAGER_WTE],
        test: Test::Coverage(capacity),
        passes: "Each scheme has a manager with time set aside, and a reviewer judges the skills met, page 35",
        fails: "No scheme says how much time its manager has",
        ..Criterion::of(Set::AppendixOne, AREA, SKILLS)
    },
    Criterion {
        id: "A1-CAP-2",
        asks: "Where people or skills are short, the plan admits that it needs help from the centre",
        how: "A reader judges it and refers to the page; n/a when A1-CAP-1 is met",
        kind: Kind::Judged,
        passes: "A reviewer finds the want of analysts admitted on page 36 and judges it met",
        fails: "Capacity is short and the reviewer finds no word of it",
        ..Criterion::of(Set::AppendixOne, AREA, SKILLS)
    },
    Criterion {
        id: "A1-CAP-3",
        asks: "The help that is needed is described",
        how: "A reader judges it and refers to the page; n/a when A1-CAP-1 is met",
        kind: Kind::Judged,
        passes: "A reviewer finds two analysts for six months asked for on page 36 and judges it met",
        fails: "Help is asked for and the reviewer can't find what kind",
        ..Criterion::of(Set::AppendixOne, AREA, SKILLS)
    },
];

/// What every workstream in use by a judged scheme must state in the `workstreams` table.
fn each_workstream(view: &PlanView, asked: &[(&'static str, ColumnId)]) -> Evidence {
    let mut gaps = Gaps::default();
    let mut seen = Names::default();
    for scheme in view.judged() {
        let Some(name) = scheme.scheme.workstream() else { continue };
        if !seen.add(name) {
            continue;
        }
        let declared = scheme.workstream_row();
        let near = declared.map_or_else(|| scheme.scheme.row.place_of(schemes::WORKSTREAM), |row| row.place);
        for (what, column) in asked {
            let cell = |row: &Row| row.stated(*column).map(|_| row.place_of(*column));
            gaps.look(what, name, declared.and_then(cell), Some(near));
        }
    }
    gaps.evidence("no scheme from scoped to delivered names a workstream")
}

fn delivered_by(view: &PlanView) -> Evidence {
    each_workstream(view, &[("lead", workstreams::LEAD), ("delivery group", workstreams::DELIVERY_GROUP)])
}

fn governed(view: &PlanView) -> Evidence {
    each_workstream(view, &[("governance", workstreams::GOVERNANCE)])
}

fn roles(view: &PlanView, verdicts: &Verdicts) -> Evidence {
    each_scheme(view, verdicts, "lacks a sponsor or a manager", |scheme| {
        let row = &scheme.scheme.row;
        let roles = [schemes::SPONSOR, schemes::MANAGER];
        let said: Vec<_> =
            roles.iter().filter(|column| row.filled(**column)).map(|column| row.place_of(*column)).collect();
        match said.len() {
            0 => Answer::Nothing,
            given if given == roles.len() => Answer::Passes(said),
            _ => Answer::Short(said),
        }
    })
}

fn led(view: &PlanView) -> Evidence {
    let row = &view.plan.row;
    match row.text(plan::LEAD) {
        Some(_) => Evidence::met(vec![row.place_of(plan::LEAD)]),
        None => Evidence::unevidenced("the plan names no lead"),
    }
}

fn capacity(view: &PlanView, verdicts: &Verdicts) -> Evidence {
    each_scheme(view, verdicts, "lacks a stated capacity of its manager (manager_wte)", |scheme| {
        let row = &scheme.scheme.row;
        Answer::filled(row.number(schemes::MANAGER_WTE).map(|_| row.place_of(schemes::MANAGER_WTE)))
    })
}

/// Settles A1-CAP-1 against A1-CAP-2 and A1-CAP-3, over all results of one plan. The source asks that
/// skills and capacity are there, or else that the support needed is recognised and outlined: CAP-2 and
/// CAP-3 do not apply when CAP-1 is met, and an unmet CAP-1 does not apply when both of them are.
pub fn settle(results: &mut [Judged]) {
    let outcome = |id: &str| results.iter().find(|r| r.criterion.id == id).map(|r| r.outcome);
    let met = |id: &str| outcome(id) == Some(Outcome::Met);
    if met("A1-CAP-1") {
        excuse(results, "A1-CAP-2", "skills and capacity are in place: A1-CAP-1 is met");
        excuse(results, "A1-CAP-3", "skills and capacity are in place: A1-CAP-1 is met");
    } else if outcome("A1-CAP-1") == Some(Outcome::Unmet) && met("A1-CAP-2") && met("A1-CAP-3") {
        let reason = "the support needed is recognised and outlined: A1-CAP-2 and A1-CAP-3 are met";
        excuse(results, "A1-CAP-1", reason);
    }
}

fn excuse(results: &mut [Judged], id: &str, reason: &str) {
    for result in results.iter_mut().filter(|result| result.criterion.id == id) {
        result.outcome = Outcome::NotApplicable;
        reason.clone_into(&mut result.reason);
    }
}

#[cfg(test)]
mod tests;
