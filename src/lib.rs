//! qipp judges NHS savings plans against published green-rating criteria.

mod assess;
mod calendar;
mod checks;
mod cli;
mod commands;
mod criteria;
mod explanation;
mod figures;
mod location;
mod money;
mod names;
mod nearest;
mod output;
mod parallel;
mod plan;
mod policy;
mod problem;
mod rating;
mod read;
mod render;
mod report;
mod words;
mod wrapping;
mod write;

pub use commands::main;

/// What tests and benches drive, by module; the rest is the crate's own.
#[allow(missing_docs, reason = "each is documented where it stands")]
pub mod inside {
    pub mod location {
        pub use crate::location::{Source, SourceId, Sources};
    }
    pub mod calendar {
        pub use crate::calendar::{Date, Month, TimeError, parse_date, parse_period};
    }
    pub mod money {
        pub use crate::money::{AmountError, Money, PlainAmount, parse_amount};
    }
    pub mod rating {
        pub use crate::rating::{Rating, Stated};
    }
    pub mod problem {
        pub use crate::problem::Problem;
    }
    pub mod parallel {
        pub use crate::parallel::Threads;
    }
    pub mod read {
        pub use crate::read::{Grid, Limits, chunks, csv, json, records, workbook};
    }
    pub mod policy {
        pub use crate::policy::{Key, Origin, Policy, SETTINGS};
    }
    pub mod plan {
        pub use crate::plan::{Measure, Plan, Submission, assembly, fields, recognise};
    }
    pub mod figures {
        pub use crate::figures::{Figures, PlanFigures, folding};
    }
    pub mod criteria {
        pub use crate::criteria::{Criterion, Kind, Outcome, Set, Test, all, by_id};
    }
    pub mod checks {
        pub use crate::checks::CHECKS;
    }
    pub mod assess {
        pub use crate::assess::{Options, assess};
    }
    pub mod explanation {
        pub use crate::explanation::{Assessed, Because, Finance, Question, Unexplained, subject};
    }
    pub mod report {
        pub use crate::report::{
            CardColumn, CardLine, ExpectationReport, FinanceLine, HeadroomReport, Level, Places, PlanReport,
            Report, Scope,
        };
    }
    pub mod render {
        pub use crate::render::{By, Format, Options, View, render};
    }
    pub mod commands {
        pub use crate::commands::gate;
    }
}
