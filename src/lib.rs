//! qipp judges NHS savings plans against published green-rating criteria, and traces every colour to the
//! cells and to the published row that make it. This page is the plan of the house.
//!
//! # Floors
//!
//! A file imports from its own floor or below, and no circle goes round; `tests/tidy.rs` holds it to that.
//!
//! | floor | what stands there |
//! |---|---|
//! | 6 | `commands`, `cli`, `output`: arguments, files, standard output, exit statuses; only here are files opened and words printed |
//! | 5 | `render`: a report to bytes; computes nothing |
//! | 4 | `criteria`, `checks`, `assess`, `compare`, `explanation`, `gate`, `report`: judgement; pure, no clock, no files |
//! | 3 | `figures`, `policy`: sums made once; the numbers that decide, each with its source or reason |
//! | 2 | `plan`: what a savings plan is; knows no file format |
//! | 1 | `read`, `write`: file formats; know nothing of savings plans |
//! | 0 | `location`, `problem`, `money`, `calendar`, `rating`, `names`, `nearest`, `placeholders`, `words`, `wording`, `cutting`, `wrapping`, `parallel` |
//!
//! # The walk of a cell
//!
//! 1. `commands::input` opens a file; `read::{csv, json, workbook}` makes it a `Grid`: text cells, each with its place.
//! 2. `plan::assembly` makes one table of lists that stand one under the other, of tabs that hold a month or a year
//!    each, and of a table on its side. `plan::recognise` says what each column is, in the numbered passes at its
//!    head; `plan::layout` what each row is; `plan::values` reads the text once; `plan::assembly` puts rows and
//!    points into a `Plan` and gathers every problem, not the first. `plan::account` gives every amount of a table
//!    one status (used, stated, total, left out by the user's word, not used) from what its row and its column are;
//!    what is not used is asked about where the table lacks what it could be, else it is a finding DA.
//! 3. `figures::basis` chooses the cells of a position; `figures::finance` makes the position and its colour,
//!    `figures::sums` those of the levels above, `figures::headroom` what covers the challenge.
//! 4. `assess::expectations` asks each criterion, `checks` look for what contradicts itself, `assess::card` and
//!    `assess::overall` combine; `explanation` tells the same story for one subject.
//! 5. `report` holds what may be shown; `render` writes it as text, Markdown, CSV or JSON.
//!
//! The regular rows of a table of savings never become cells: `commands::input::folding` cuts the text into chunks
//! (`read::chunks`) and threads fold them (`plan::folding`) into rows of months, which `plan::assembly::folded` puts
//! into the series of their schemes (`plan::series`). Any other row goes alone through the reader above into the
//! same scheme, and nothing above `plan` knows which. Where the cells themselves are wanted (`--keep-going`, `mark`,
//! `why`) every row goes that way; tests hold the two to each other.
//!
//! # Where each fact is declared
//!
//! | fact | place |
//! |---|---|
//! | a table; its columns: name, aliases, kind, meaning | `plan/fields/tables.rs`; `plan/fields/tables/` |
//! | how a scheme's months are kept; which rows are folded | `plan/series.rs`; `plan/folding.rs` |
//! | the words of savings papers: totals, unidentified lines, figures | `plan/vocabulary/` |
//! | which columns hold money; what becomes of an amount | `plan/recognise/money.rs`; `plan/account.rs` |
//! | what a user may say of a heading or a row, and what it says | `plan/recognise/mapping/ours.rs`, `theirs.rs` |
//! | what an open question may be answered | `Choice` in `problem.rs`; `plan/recognise/candidates.rs` for columns |
//! | how a column or row is typed in an answer | `plan/assembly/typed.rs` |
//! | the bodies of 2011 with their codes, and who belongs to whom | `plan/reference.rs` |
//! | a fixed word of ours (scope, level, result, stage …) | its type, by `words!` |
//! | a threshold: value, what it may be, source, who reads it | `policy/settings.rs`; pairs in `policy/allowed.rs` |
//! | a threshold in a text: `{coverage}` | `Policy::fill`, `policy/filling.rs` |
//! | a criterion | an entry in the file of its published section, `criteria/` |
//! | a finding | a file of `checks/`, named in `checks.rs` |
//! | the cells of the 5% rule | `figures/basis.rs` |
//! | the distance to the next colour, the rest of the year | `figures/distance.rs` |
//! | what a gate is held by, and what an exception is about; how far one goes | `assess/shortfalls.rs`; `plan/limit.rs` |
//! | what was not assessed, and why | `assess/not_assessed.rs` |
//! | by what a finding is known again | `report/fingerprint.rs` |
//! | what of a view stays in JSON and JSON Lines | `render/cut.rs` |
//! | which lists of a report a view reads, so that others are not worked out | `View::read_by_page`, `report/lists.rs` |
//! | a column of the report card | `report/card.rs` |
//! | the columns of a view | the view's file in `render/views/` |
//! | the colours of ratings | `render/colours.rs` |
//! | which figures of a workbook are formulas | `render/book/formulas.rs` |
//! | what a report says that a criterion asks; what its pictures show | `report/catalogue.rs`; `report/pictures.rs` |
//! | what a workbook that goes back says at its cells; how its package is changed | `render/marks.rs`; `write/marking.rs` |
//! | whether two names are one; the nearest name; how long cells and lists are cut; how text breaks into lines; lists that are alike, kept once | `names.rs`, `nearest.rs`, `cutting.rs`, `wrapping.rs`, `alike.rs` |
//! | which words of names are one, tell little or tell nothing | `wording.rs`, `wording/lists.rs` |
//! | what is a placeholder, or a stated nothing | `placeholders.rs` |
//! | how to add one of these | `.github/CONTRIBUTING.md` |

mod alike;
mod assess;
mod calendar;
mod checks;
mod cli;
mod commands;
mod compare;
mod criteria;
mod cutting;
mod explanation;
mod figures;
mod gate;
mod location;
mod money;
mod names;
mod nearest;
mod output;
mod parallel;
mod placeholders;
mod plan;
mod policy;
mod problem;
mod rating;
mod read;
mod render;
mod report;
mod wording;
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
        pub use crate::money::{AmountError, Money, PlainAmount, Reading, parse_amount};
    }
    pub mod names {
        pub use crate::names::{key, same};
    }
    pub mod rating {
        pub use crate::rating::{Rating, Stated};
    }
    pub mod problem {
        pub use crate::problem::{Problem, fold};
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
        pub use crate::plan::account::Status;
        pub use crate::plan::{Measure, Plan, Submission, assembly, fields, folding, recognise, reference};
    }
    pub mod figures {
        pub use crate::figures::{Figures, PlanFigures};
    }
    pub mod criteria {
        pub use crate::criteria::{Criterion, Kind, Outcome, Set, Test, all, by_id};
    }
    pub mod checks {
        pub use crate::checks::{CHECKS, token_evidence};
    }
    pub mod assess {
        pub use crate::assess::{Options, assess};
    }
    pub mod compare {
        pub use crate::compare::{
            Compared, Snapshot, UnitsDiffer, compare, is_worse, series,
            snapshot::{Refused, read},
        };
    }
    pub mod explanation {
        pub use crate::explanation::{Assessed, Because, Finance, Question, Unexplained, subject};
    }
    pub mod report {
        pub use crate::report::{
            BridgeYear, CardColumn, CardLine, Direction, ExpectationReport, FinanceLine, HeadroomReport,
            Level, Lists, MonthLine, Move, Movement, Places, PlanReport, Report, Scope, Series, Share,
            Subject, SubjectMovement, SubjectPath, XmrLine, YearLine,
        };
    }
    pub mod render {
        pub use crate::render::{By, Format, Options, View, lists, render};
    }
    pub mod gate {
        pub use crate::gate::{Before, Rule, Subject, judge};
    }
}
