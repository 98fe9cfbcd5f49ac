//! What a problem takes from the figures of a plan that is assessed all the same.

use super::rows::Rows;
use super::traces::{Held, Traces};
use crate::location::Place;
use crate::plan::fields::{ColumnId, TableId, schemes};
use crate::plan::{Lost, Plan, Submission};
use crate::problem::{Problem, ProblemKind};

/// Columns of a scheme, no amounts, that bear on all its figures.
const BEARING: [ColumnId; 4] =
    [schemes::OUTSIDE_TOTAL, schemes::COUNTED_UNDER, schemes::MATURITY, schemes::STARTS];

/// Marks what a plan lacks because of a problem at a place.
pub(super) fn mark(
    submission: &mut Submission,
    at: usize,
    (problem, place): (&Problem, Place),
    traces: &Traces,
    rows: &Rows,
) {
    let held: Vec<Held> =
        traces.held(place).iter().filter(|(plan, _)| *plan == at).map(|(_, held)| *held).collect();
    let table = if held.is_empty() { table_of(problem, place, submission, rows) } else { None };
    let Some(plan) = submission.plans.get_mut(at) else { return };
    for held in &held {
        match (held, &problem.kind) {
            (Held::Plan, _) => all(plan),
            (Held::Scheme(scheme), kind) if is_of_cell(kind) => {
                let Some(scheme) = plan.schemes.get_mut(*scheme) else { continue };
                // an amount that cannot be read is marked where it stands
                scheme.lost |= BEARING.iter().any(|column| scheme.row.unreadable(*column));
            }
            (Held::Scheme(scheme), kind) if is_of_row(kind) => {
                plan.lost.schemes = true;
                if let Some(scheme) = plan.schemes.get_mut(*scheme) {
                    scheme.lost = true;
                }
            }
            (Held::Scheme(_), _) => all(plan),
            (Held::Row(TableId::Years), kind) => plan.lost.years |= !is_of_cell(kind),
            (Held::Row(_) | Held::Total, _) => {}
        }
    }
    if held.is_empty() {
        not_taken(plan, table, place, rows);
    }
}

/// Marks what a plan lacks of a row or a table that was not taken.
fn not_taken(plan: &mut Plan, table: Option<TableId>, place: Place, rows: &Rows) {
    match table {
        Some(TableId::Schemes | TableId::Savings) => {
            plan.lost.schemes = true;
            let is_tracker = table == Some(TableId::Savings);
            let mut named = false;
            for scheme in &mut plan.schemes {
                if rows.names(place, &scheme.id) || rows.names(place, scheme.name()) {
                    scheme.lost = true;
                    named = true;
                }
            }
            if is_tracker && !named {
                plan.schemes.iter_mut().for_each(|scheme| scheme.lost = true);
            }
        }
        Some(TableId::Years) => plan.lost.years = true,
        None | Some(TableId::Plan) => all(plan),
        // no figure rests on the other tables
        Some(_) => {}
    }
}

fn all(plan: &mut Plan) {
    plan.lost = Lost { schemes: true, years: true };
    plan.schemes.iter_mut().for_each(|scheme| scheme.lost = true);
}

/// The table that lacks what a problem is about; `None` where nothing says which.
fn table_of(problem: &Problem, place: Place, submission: &Submission, rows: &Rows) -> Option<TableId> {
    match &problem.kind {
        ProblemKind::MissingColumn { table, .. } => TableId::by_name(table),
        _ => rows.table(place, submission),
    }
}

/// Whether a problem is of a cell, which stays marked as one that could not be read.
fn is_of_cell(kind: &ProblemKind) -> bool {
    matches!(
        kind,
        ProblemKind::Cell { .. }
            | ProblemKind::MonthOrYear { .. }
            | ProblemKind::NoSuchDay { .. }
            | ProblemKind::Word { .. }
    )
}

/// Whether a problem is of a row and what it is called.
fn is_of_row(kind: &ProblemKind) -> bool {
    matches!(
        kind,
        ProblemKind::Blank { .. }
            | ProblemKind::Duplicate { .. }
            | ProblemKind::Unknown { .. }
            | ProblemKind::Contradiction { .. }
    )
}
