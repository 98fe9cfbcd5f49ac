//! What a user sees, as tests: one module a subject.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]

mod cases;
mod formats;
mod generated;
mod problems;
mod properties;
#[allow(dead_code)]
mod submitted;
#[expect(dead_code, reason = "the tests of criteria use the rest")]
mod worked_plan;
