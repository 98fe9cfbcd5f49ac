//! What each command does. Only here are files opened and words printed.

use crate::cli::{Cli, Command};
use crate::output::{Failure, Status, say};
use std::ffi::OsString;
use std::io::{ErrorKind, Write};
use std::process::ExitCode;

mod also;
mod assess;
mod codes;
mod compare;
mod completions;
mod convert;
mod exceptions;
mod explain;
mod gated;
mod input;
mod keep_going;
mod man;
mod map;
mod mark;
mod plan_files;
mod policy;
mod policy_in_force;
mod progress;
mod reading;
mod rejects;
mod results;
mod review;
mod schema;
mod several;
mod submissions;
mod template;
mod verify;
mod why;

/// Runs the program on its arguments and gives the exit status.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    std::panic::set_hook(Box::new(|bug| {
        let place = bug.location().map_or_else(String::new, |place| {
            format!(" ({}:{})", place.file().rsplit(['/', '\\']).next().unwrap_or(""), place.line())
        });
        say(&format!("error: a fault in qipp itself{place}; nothing it printed is to be relied on"));
        std::process::exit(Status::Machine as i32);
    }));
    let cli = match Cli::of(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            let usage = error.use_stderr();
            return match error.print().and_then(|()| std::io::stdout().flush()) {
                _ if usage => Status::Usage.into(),
                // help into a closed pipe has been read enough
                Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                    say(&format!("error: the help cannot be written: {error}"));
                    Status::Machine.into()
                }
                _ => Status::Fine.into(),
            };
        }
    };
    match run(cli) {
        Ok(status) => status.into(),
        Err(failure) => {
            if !failure.message.is_empty() {
                say(&failure.message);
            }
            failure.status.into()
        }
    }
}

fn run(cli: Cli) -> Result<Status, Failure> {
    match cli.command {
        Command::Assess(args) => assess::run(&args),
        Command::Map(args) => map::run(&args),
        Command::Why(args) => why::run(&args),
        Command::Compare(args) => compare::run(&args),
        Command::Mark(args) => mark::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Template(args) => template::run(&args),
        Command::Convert(args) => convert::run(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Policy(args) => policy::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    }
}
