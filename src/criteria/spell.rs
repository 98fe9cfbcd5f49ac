//! When a scheme takes the time of the person who manages it.

use crate::calendar::{FinancialYear, Month};
use crate::figures::SchemeFigures;
use crate::plan::Scheme;
use crate::plan::fields::words::Stage;

/// When a scheme takes its manager's time. What falls in different spells is never added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Spell {
    /// It has started, and is neither delivered nor closed.
    UnderWay,
    /// It starts in this year.
    From(FinancialYear),
}

impl Spell {
    /// `None` for a scheme that takes no time any more, or is none.
    pub(super) fn of(scheme: &Scheme, figures: &SchemeFigures) -> Option<Self> {
        if !scheme.is_judged() || scheme.stage() == Some(Stage::Delivered) {
            return None;
        }
        let starts = figures.starts.filter(|_| !figures.started);
        Some(starts.map_or(Self::UnderWay, |starts| Self::From(Month::of(starts).financial_year())))
    }
}
