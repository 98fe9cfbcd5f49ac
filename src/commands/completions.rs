//! `qipp completions`: what a shell needs to complete the command line.

use crate::cli::{Cli, CompletionsArgs};
use crate::output::{Failure, Status, to_stdout};
use clap::CommandFactory;

pub fn run(args: &CompletionsArgs) -> Result<Status, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "qipp", &mut script);
    to_stdout(|out| out.write_all(&script))?;
    Ok(Status::Fine)
}
