//! What bears on the understanding of a grid, and what was made of its columns.

use super::{Options, Role};
use crate::calendar::FinancialYear;
use crate::plan::fields::TableId;
use crate::plan::recognise::{Guidance, Mapping, Use};

/// What bears on the understanding of a grid.
pub(super) fn guidance<'m>(
    mapping: &'m Mapping,
    options: &Options,
    role: Role,
    year: Option<FinancialYear>,
) -> Guidance<'m> {
    let expected = match role {
        Role::Submission => None,
        Role::Review => Some(TableId::Judgements),
        Role::Exceptions => Some(TableId::Exceptions),
    };
    Guidance { mapping, measure_is_savings: options.measure_is_savings, year, expected }
}

/// What a column was taken for, in words for the reading view.
pub(super) fn ours(used: &Use) -> Option<String> {
    Some(match used {
        Use::Field(id) => id.to_string(),
        Use::Series(measure, period) => format!("savings.{} {period}", format!("{measure:?}").to_lowercase()),
        Use::Organisation(name) => format!("schemes.plan_year of {name}"),
        Use::Across(period) => format!("years of {period}"),
        Use::Labels => "years: the measures".to_owned(),
        Use::Total(_) => "a stated total".to_owned(),
        Use::Year => "the year of the month".to_owned(),
        Use::Record => "record".to_owned(),
        Use::Ignored | Use::Unused => return None,
    })
}
