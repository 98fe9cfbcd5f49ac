//! Bodies that report to themselves, by way of others or at once.

use crate::location::Place;
use crate::plan::Plan;
use crate::plan::fields::plan;
use crate::plan::parents::{Circle, circles};
use crate::problem::{Problem, ProblemKind};

/// A problem for every circle of parents. With each plan the place of the parent that it is given.
pub(super) fn of_parents(plans: &[(Plan, Option<Place>)]) -> Vec<Problem> {
    let own: Vec<&Plan> = plans.iter().map(|(plan, _)| plan).collect();
    circles(&own).iter().filter_map(|circle| problem(circle, plans)).collect()
}

fn problem(circle: &Circle, plans: &[(Plan, Option<Place>)]) -> Option<Problem> {
    let bodies = circle.plans.iter().filter_map(|at| plans.get(*at)).map(|(own, place)| {
        let said = own.parent_row_on(circle.on).map(|row| row.place_of(plan::PARENT));
        (own.organisation.clone(), said.or(*place).unwrap_or(own.row.place))
    });
    let bodies: Vec<(String, Place)> = bodies.collect();
    let (_, first) = bodies.first()?;
    Some(Problem::new(*first, ProblemKind::Circle { bodies, on: circle.on }))
}
