//! Inputs as a user gives them, read through the library: files of the fixtures or text written in
//! the test, with the options that decide how they are read.

use crate::worked_plan::fixture;
use qipp::inside::assess::{Options, assess};
use qipp::inside::checks::token_evidence::set_aside;
use qipp::inside::criteria::Criterion;
use qipp::inside::location::{Source, SourceId, Sources};
use qipp::inside::plan::Submission;
use qipp::inside::plan::assembly::{Code, Options as Reading, Role, build};
use qipp::inside::plan::recognise::Said;
use qipp::inside::policy::{Origin, Policy};
use qipp::inside::problem::{Problem, fold};
use qipp::inside::read::{Grid, Limits, csv, json, workbook};
use qipp::inside::report::Report;
use std::path::Path;

/// A file of an input: the name that its places show, its bytes, and the folder it lies in.
#[derive(Debug, Clone)]
struct File {
    name: String,
    bytes: Vec<u8>,
    folder: Option<String>,
    role: Role,
}

/// What is submitted, and how it is to be read and assessed.
#[derive(Debug, Clone, Default)]
pub struct Submitted {
    files: Vec<File>,
    /// The policy in force.
    pub policy: Policy,
    /// How it is assessed.
    pub options: Options,
    savings: bool,
}

impl Submitted {
    /// Nothing yet, to be read and assessed so.
    pub fn under(policy: &Policy, options: &Options) -> Self {
        Self { policy: policy.clone(), options: options.clone(), ..Self::default() }
    }

    /// A file written in the test.
    pub fn text(name: &str, text: impl Into<String>) -> Self {
        Self::default().and(name, text)
    }

    /// A file of the fixtures, shown by its own name without its folder.
    pub fn fixture(path: &str) -> Self {
        Self::default().and_fixture(path)
    }

    /// Every file of a folder of the fixtures: one plan.
    pub fn folder(name: &str) -> Self {
        let mut paths: Vec<_> =
            std::fs::read_dir(fixture(name)).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        let files = paths.iter().map(|path| File {
            name: format!("{name}/{}", path.file_name().unwrap().to_str().unwrap()),
            bytes: std::fs::read(path).unwrap(),
            folder: Some(name.to_owned()),
            role: Role::Submission,
        });
        Self { files: files.collect(), ..Self::default() }
    }

    /// Another file.
    pub fn and(self, name: &str, text: impl Into<String>) -> Self {
        self.file(name, text.into().into_bytes(), None, Role::Submission)
    }

    /// Another table of one folder.
    pub fn table(self, name: &str, text: impl Into<String>) -> Self {
        self.file(name, text.into().into_bytes(), Some("plan"), Role::Submission)
    }

    /// A reviewer's judgements.
    pub fn reviewed_in(self, name: &str, text: impl Into<String>) -> Self {
        self.file(name, text.into().into_bytes(), None, Role::Review)
    }

    fn file(mut self, name: &str, bytes: Vec<u8>, folder: Option<&str>, role: Role) -> Self {
        let folder = folder.map(str::to_owned);
        self.files.push(File { name: name.to_owned(), bytes, folder, role });
        self
    }

    /// Another file of the fixtures.
    pub fn and_fixture(self, path: &str) -> Self {
        let name = Path::new(path).file_name().unwrap().to_str().unwrap().to_owned();
        self.file(&name, std::fs::read(fixture(path)).unwrap(), None, Role::Submission)
    }

    /// A reviewer's judgements of the fixtures.
    pub fn reviewed(self, path: &str) -> Self {
        let name = Path::new(path).file_name().unwrap().to_str().unwrap();
        self.reviewed_in(name, std::fs::read_to_string(fixture(path)).unwrap())
    }

    /// As `--map "THEIRS=OURS"`.
    pub fn map(mut self, theirs: &str, ours: &str) -> Self {
        self.policy.mapping.push(Said::map(theirs, ours));
        self
    }

    /// As `--set KEY=VALUE`.
    pub fn set(mut self, key: &str, value: &str) -> Self {
        self.policy.set(key, value, Origin::Option).unwrap();
        self
    }

    /// As `--measure savings`.
    pub fn savings(mut self) -> Self {
        self.savings = true;
        self
    }

    /// The text of each file that is UTF-8 under its name, for tests that open what a report cites.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        let texts =
            self.files.iter().map(|file| Some((file.name.as_str(), str::from_utf8(&file.bytes).ok()?)));
        texts.flatten()
    }

    fn grids(&self, sources: &mut Sources, problems: &mut Vec<Problem>) -> Vec<(Grid, Role)> {
        let mut grids = Vec::new();
        for (at, file) in self.files.iter().enumerate() {
            let source = sources.add(Source {
                name: file.name.clone(),
                bytes: file.bytes.len() as u64,
                sha256: String::new(),
            });
            let stem = Path::new(&file.name).file_stem().unwrap().to_str().unwrap();
            let first = self.files.iter().position(|other| other.folder == file.folder);
            let group = if file.folder.is_some() { first.unwrap() } else { at };
            let owner = file.folder.as_deref().unwrap_or(stem);
            let (found, broken) = read(sources, source, &file.bytes, stem, u32::try_from(group).unwrap());
            problems.extend(broken);
            for mut grid in found {
                owner.clone_into(&mut grid.owner);
                grids.push((grid, file.role));
            }
        }
        grids
    }

    /// Its tables as they stand in the files.
    pub fn tables(&self) -> Vec<Grid> {
        let (mut sources, mut problems) = (Sources::default(), Vec::new());
        self.grids(&mut sources, &mut problems).into_iter().map(|(grid, _)| grid).collect()
    }

    /// Reads it: what was understood, and every problem.
    pub fn read(&self) -> (Submission, Vec<Problem>) {
        let (mut sources, mut problems) = (Sources::default(), Vec::new());
        let grids = self.grids(&mut sources, &mut problems);
        let codes: Vec<Code> = qipp::inside::criteria::all().map(Criterion::code).collect();
        let reading = Reading { measure_is_savings: self.savings, codes: &codes, ..self.policy.reading() };
        let (submission, found) = build(grids, sources, &reading);
        problems.extend(found);
        fold(&mut problems);
        (submission, problems)
    }

    /// The messages of every problem, in the order in which they are said.
    pub fn messages(&self) -> Vec<String> {
        let (submission, problems) = self.read();
        problems.iter().map(|problem| problem.message(&submission.sources)).collect()
    }

    /// Assesses it; it must be sound.
    pub fn assess(&self) -> Report {
        let (submission, problems) = self.read();
        let messages: Vec<String> = problems.iter().map(|p| p.message(&submission.sources)).collect();
        assert!(messages.is_empty(), "{}", messages.join("\n"));
        self.judge(submission)
    }

    /// Assesses it where it is sound.
    pub fn assess_sound(&self) -> Option<Report> {
        let (submission, problems) = self.read();
        problems.is_empty().then(|| self.judge(submission))
    }

    fn judge(&self, mut submission: Submission) -> Report {
        set_aside(&mut submission, &self.policy, self.options.as_at);
        assess(&submission, &self.policy, &self.options)
    }
}

fn read(
    sources: &mut Sources,
    source: SourceId,
    bytes: &[u8],
    stem: &str,
    group: u32,
) -> (Vec<Grid>, Vec<Problem>) {
    if workbook::is_workbook(bytes) {
        let (grids, problems, _) = workbook::read(sources, source, bytes, None, group, &Limits::DEFAULT);
        return (grids, problems);
    }
    let encoding = if str::from_utf8(bytes).is_ok() { encoding_rs::UTF_8 } else { encoding_rs::WINDOWS_1252 };
    let (text, ..) = encoding.decode(bytes);
    if text.trim_start().starts_with(['{', '[']) {
        return json::read(sources, source, &text, stem, 1000 * (group + 1), &Limits::DEFAULT);
    }
    let (grid, problems) = csv::read(source, &text, None, stem, group, &Limits::DEFAULT);
    (vec![grid], problems)
}
