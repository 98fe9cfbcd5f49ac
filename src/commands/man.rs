//! `qipp man`: the manual pages, from the same declarations as `--help`.

use super::plan_files::make_folder;
use crate::cli::{Cli, ManArgs};
use crate::output::{Failure, Files, Status, to_stdout};
use clap::{Command, CommandFactory};
use clap_mangen::Man;

pub fn run(args: &ManArgs) -> Result<Status, Failure> {
    let mut program = Cli::command();
    program.build();
    let Some(folder) = &args.output else {
        to_stdout(|out| page(&program).render(out))?;
        return Ok(Status::Fine);
    };
    make_folder(folder)?;
    let mut files = Files::default();
    for command in [&program].into_iter().chain(program.get_subcommands()) {
        let page = page(command);
        files.stage(&folder.join(page.get_filename()), |out| page.render(out))?;
    }
    files.commit()?;
    Ok(Status::Fine)
}

/// A date of no width, so that the same program writes the same page; an empty one would not hold its place.
const NO_DATE: &str = r"\&";

/// The page of a command.
fn page(command: &Command) -> Man {
    let program = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));
    Man::new(command.clone()).date(NO_DATE).source(program).manual("Savings plans")
}
