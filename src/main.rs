//! qipp: assesses NHS savings plans against the published green-rating criteria and the 5% rule.

use std::process::ExitCode;

fn main() -> ExitCode {
    qipp::main(std::env::args_os())
}
