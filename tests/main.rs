//! What a user sees, as tests: one module a subject.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]

mod cases;
mod citations;
mod cli;
mod convert;
mod criteria;
mod formats;
mod gallery;
mod generated;
mod messy;
mod problems;
mod properties;
mod readme;
mod schema;
mod submitted;
mod template;
mod tidy;
mod views;
mod why;
mod workbooks;
mod worked_plan;
