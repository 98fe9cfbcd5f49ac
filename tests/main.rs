//! What a user sees, as tests: one module a subject.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]

mod account;
mod agreement;
mod awkward;
mod cases;
mod challenges;
mod citations;
mod cli;
mod convert;
mod criteria;
mod dependencies;
mod formats;
mod gallery;
mod generated;
mod golden;
mod keep_going;
mod libreoffice;
mod maps;
mod measure_columns;
mod mends;
mod messy;
mod names;
mod problems;
mod properties;
mod readme;
mod run;
mod schema;
mod submitted;
mod tables;
mod template;
mod tidy;
mod trackers;
mod views;
mod why;
mod workbooks;
mod worked_plan;
