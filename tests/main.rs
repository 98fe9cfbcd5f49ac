//! What a user sees, as tests: one module a subject.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]

mod cases;
mod criteria;
mod worked_plan;
