//! What of a scheme's planned saving of the year recurs, and what reopens the gap of the year after.

use super::SchemeFigures;
use crate::money::Money;
use crate::plan::Scheme;
use crate::plan::fields::schemes;

/// The year's plan, parted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Recurrence {
    pub recurrent: Money,
    pub non_recurrent: Money,
    /// Whether an amount parts it; else a yes or no is of the whole.
    pub by_amount: bool,
}

impl Recurrence {
    /// Of the reporting year: by `recurrent_plan`, else the whole of it by `recurrent`; `None` where neither
    /// says, or nothing is planned.
    pub fn of(scheme: &Scheme, own: &SchemeFigures) -> Option<Self> {
        let plan = own.plan_year?;
        if let Some(recurrent) = scheme.row.money(schemes::RECURRENT_PLAN) {
            return Some(Self { recurrent, non_recurrent: plan - recurrent, by_amount: true });
        }
        let recurs = scheme.row.yes(schemes::RECURRENT)?;
        let (recurrent, non_recurrent) = if recurs { (plan, Money::ZERO) } else { (Money::ZERO, plan) };
        Some(Self { recurrent, non_recurrent, by_amount: false })
    }
}
