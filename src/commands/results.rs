//! Where the results of one run go: standard output, files, folders of tables or of pages; whole or absent,
//! and never in place of an input.

use super::input::{lies_in_input, refuse_input};
use super::plan_files::make_folder;
use crate::cli::{AssessArgs, ReportFile, is_of_gate};
use crate::output::{Failure, Files, folder_of, is_to_terminal, say, to_stdout, width_on_stdout};
use crate::parallel::Threads;
use crate::render::{self, By, Format, OfSchemes, Options, View, render};
use crate::report::{List, Lists, Report};
use crate::words::typed;
use crate::wrapping::WIDTH;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A page of this size is told to the user: mail and browsers suffer.
const LARGE_PAGE: usize = 10_000_000;

/// A workbook is no text: on a terminal it is not written.
pub fn refuse_on_terminal(format: Format, path: Option<&Path>) -> Result<(), Failure> {
    if format == Format::Xlsx && path.is_none() && is_to_terminal() {
        let said = "a workbook is no text for a terminal; -o REPORT.xlsx writes it to a file";
        return Err(Failure::usage(said));
    }
    Ok(())
}

/// One result: what it is written as, what it holds, and where it goes.
struct Wanted<'a> {
    format: Format,
    views: Vec<View>,
    /// Whether those views are asked for; else a result for machines holds everything.
    is_cut: bool,
    path: Option<&'a Path>,
}

impl Wanted<'_> {
    fn is_folder(&self) -> bool {
        self.path.is_some_and(|path| {
            path.is_dir() || path.as_os_str().to_string_lossy().ends_with(std::path::is_separator)
        })
    }

    /// Whether it is the lines of the finance view alone, those of schemes made as it is written.
    fn is_of_finance_lines(&self) -> bool {
        self.format == Format::Csv && self.views == [View::Finance] && !self.is_folder()
    }

    /// The lists that it reads of a report of so many plans.
    fn lists(&self, plans: usize) -> Lists {
        match self.is_of_finance_lines() {
            true => Lists::of(&[List::Workstreams]),
            false => render::lists(self.format, &self.views, self.is_cut, plans),
        }
    }

    /// The files it is written to, as far as they have a name before it is made.
    fn targets(&self) -> Vec<PathBuf> {
        let Some(path) = self.path else { return Vec::new() };
        match self.format {
            _ if !self.is_folder() => vec![path.to_owned()],
            Format::Csv => self.views.iter().map(|view| path.join(view.file_name())).collect(),
            _ => vec![path.join(render::INDEX)],
        }
    }

    /// One stream holds one table, and a folder holds tables or pages.
    fn check(&self) -> Result<(), Failure> {
        refuse_on_terminal(self.format, self.path)?;
        let several = self.format == Format::Csv && self.views.len() > 1;
        match self.path {
            Some(path) if self.is_folder() && !matches!(self.format, Format::Csv | Format::Html) => {
                let said = "is a folder; give the name of a file (csv and html write folders)";
                Err(Failure::usage(format!("{} {said}", path.display())))
            }
            _ if several && !self.is_folder() => {
                let views: Vec<&str> = self.views.iter().map(|view| view.word()).collect();
                Err(Failure::usage(format!(
                    "one CSV holds one table, and {} views are asked for ({}): -o FOLDER/ writes a file each",
                    views.len(),
                    views.join(", ")
                )))
            }
            _ => Ok(()),
        }
    }
}

/// The results that are asked for, the one to standard output or `-o` last.
fn wanted(args: &AssessArgs) -> Vec<Wanted<'_>> {
    let of_format = |format: Format| match format {
        Format::Xlsx if args.view.is_empty() => View::ALL.to_vec(),
        _ => args.views(),
    };
    let further = args.report.iter().map(|ReportFile { format, views, path }| Wanted {
        format: *format,
        views: if views.is_empty() { of_format(*format) } else { views.clone() },
        is_cut: !views.is_empty() || !args.view.is_empty(),
        path: Some(path),
    });
    let own = Wanted {
        format: args.format,
        views: of_format(args.format),
        is_cut: !args.view.is_empty(),
        path: args.output.as_deref(),
    };
    further.chain([own]).collect()
}

/// The lists that the results read of a report of so many plans.
pub fn lists(args: &AssessArgs, plans: usize) -> Lists {
    let of = |wanted: &Wanted| wanted.lists(plans);
    let mut all = wanted(args).iter().map(of).fold(Lists::NONE, Lists::with);
    if job_summary(args).is_some() {
        all = all.with(render::lists(Format::Markdown, &args.views(), true, plans));
    }
    all
}

/// A result never replaces an input, nor another result; and each can be written as it is asked for.
///
/// # Errors
/// The caller's mistake.
pub fn refuse(args: &AssessArgs) -> Result<(), Failure> {
    let inputs = args.files.iter().chain(args.judging.files()).chain(&args.previous).cloned();
    // what a policy is named by is its file, where there is one
    let policies = args.reading.policy.policy.iter().chain(&args.also).map(PathBuf::from);
    let inputs: Vec<PathBuf> = inputs.chain(policies).collect();
    let mut outputs: BTreeSet<PathBuf> = BTreeSet::new();
    let wanted = wanted(args);
    wanted.iter().try_for_each(Wanted::check)?;
    let folders = wanted.iter().filter(|wanted| wanted.is_folder()).filter_map(|wanted| wanted.path);
    if let Some(folder) = folders.into_iter().find(|folder| lies_in_input(folder, &inputs)) {
        let folder = folder.display();
        return Err(Failure::usage(format!("{folder} lies in an input; give the results another folder")));
    }
    let targets = wanted.iter().flat_map(Wanted::targets);
    let targets = targets.chain(args.judging.rejects.clone()).chain(args.write_exceptions.clone());
    for path in targets {
        let is_file = !path.exists() || path.is_file();
        if is_file && !outputs.insert(real(&path)) {
            return Err(Failure::usage(format!("{} is given for two results", path.display())));
        }
        refuse_input(&path, &inputs)?;
    }
    Ok(())
}

/// A path as it is, however it is written, also where there is no file yet.
fn real(path: &Path) -> PathBuf {
    let of_new = || Some(folder_of(path).canonicalize().ok()?.join(path.file_name()?));
    path.canonicalize().ok().or_else(of_new).unwrap_or_else(|| path.to_owned())
}

/// Writes every result. What stands beside the report in text (`--also`) follows it there, and is said on
/// standard error beside a machine's format.
///
/// # Errors
/// A fault of the machine, or a folder that does not exist.
pub fn write(
    args: &AssessArgs,
    report: &Report,
    threads: Threads,
    of_schemes: &OfSchemes,
    appendix: &dyn Fn(bool) -> String,
) -> Result<(), Failure> {
    let hint = hint(args);
    let options = |wanted: &Wanted, (colour, width): (bool, usize)| Options {
        views: wanted.views.clone(),
        is_cut: wanted.is_cut,
        by: args.by().or((wanted.format == Format::Xlsx).then_some(By::All)),
        colour,
        width,
        filter_workstream: args.workstream.clone(),
        filter_scheme: args.scheme.clone(),
        command_hint: hint.clone(),
        threads,
    };
    let mut files = Files::default();
    for wanted in wanted(args) {
        let (colour, width) = match wanted.path {
            Some(_) => (args.color.in_file(), WIDTH),
            None if wanted.format == Format::Table => (args.color.on_stdout(), width_on_stdout()),
            None => (args.color.on_stdout(), WIDTH),
        };
        let options = options(&wanted, (colour, width));
        let one = |out: &mut dyn Write| -> io::Result<()> {
            let mut counted = Counted { out, written: 0 };
            if wanted.is_of_finance_lines() {
                return render::finance(report, of_schemes, &options, &mut counted);
            }
            render(report, wanted.format, &options, &mut counted)?;
            if wanted.format == Format::Html && counted.written > LARGE_PAGE && !args.reading.quiet {
                say(
                    "note: the page is over 10 MB; -o FOLDER/ --format html writes one for each organisation",
                );
            }
            match wanted.format {
                Format::Table => out.write_all(appendix(colour).as_bytes()),
                Format::Markdown if !appendix(false).is_empty() => {
                    write!(out, "\n```\n{}```\n", appendix(false).trim_start())
                }
                _ => Ok(()),
            }
        };
        match wanted.path {
            None => to_stdout(one)?,
            Some(path) if !wanted.is_folder() => files.stage(path, one)?,
            Some(folder) => {
                make_folder(folder)?;
                for (name, bytes) in render::folder(report, wanted.format, &options) {
                    files.stage(&folder.join(name), |out| out.write_all(&bytes))?;
                }
            }
        }
    }
    files.commit()?;
    if let Some(path) = job_summary(args) {
        let options = Options { views: args.views(), command_hint: hint.clone(), ..Options::default() };
        let appended = File::options().append(true).create(true).open(&path);
        let written = appended.and_then(|mut file| render(report, Format::Markdown, &options, &mut file));
        written
            .map_err(|error| Failure::machine(format!("{} cannot be written: {error}", path.display())))?;
    }
    let is_text = matches!(args.format, Format::Table | Format::Markdown);
    let text = appendix(false);
    if !is_text && !args.reading.quiet && !text.is_empty() {
        say(text.trim());
    }
    Ok(())
}

/// Writes what is wrong with a submission of which nothing is assessed, as far as the results are for machines: the
/// others have nothing to show, and what is wrong is said.
///
/// # Errors
/// A fault of the machine, or a folder that does not exist.
pub fn write_refused(args: &AssessArgs, report: &Report) -> Result<(), Failure> {
    let options = Options { command_hint: hint(args), ..Options::default() };
    let mut files = Files::default();
    for wanted in wanted(args).into_iter().filter(|wanted| wanted.format.holds_problems()) {
        let one = |out: &mut dyn Write| render(report, wanted.format, &options, &mut { out });
        match wanted.path {
            None => to_stdout(one)?,
            Some(path) => files.stage(path, one)?,
        }
    }
    files.commit()
}

/// Where a GitHub job keeps its summary, where annotations are asked for and nothing else is written there.
fn job_summary(args: &AssessArgs) -> Option<PathBuf> {
    let path = PathBuf::from(std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty())?);
    let all = wanted(args);
    let is_free = all.iter().all(|wanted| wanted.path != Some(path.as_path()));
    (is_free && all.iter().any(|wanted| wanted.format == Format::Github)).then_some(path)
}

/// A writer that knows how much went through it.
struct Counted<'w> {
    out: &'w mut dyn Write,
    written: usize,
}

impl Write for Counted<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.written += written;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The command that made the report, for hints in it: with every option that decides what is assessed.
fn hint(args: &AssessArgs) -> String {
    let files = args.files.iter().map(|path| path.to_string_lossy().into_owned());
    let options = args.given_policy.iter().chain(&args.given).filter(|option| !is_of_gate(option)).cloned();
    let words = files.chain(options).map(|word| typed(&word).into_owned());
    ["qipp assess".to_owned()].into_iter().chain(words).collect::<Vec<_>>().join(" ")
}
