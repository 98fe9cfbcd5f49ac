//! Who is expected, and printed totals, as the options name them.

use crate::assess::{ControlTotal, Expected};
use crate::cli::{ControlArg, SeveralArgs};
use crate::figures::Bodies;
use crate::location::{Source, hex};
use crate::money::{Reading, Unit, parse_amount};
use crate::names::same;
use crate::nearest::{nearest, offer};
use crate::output::Failure;
use crate::plan::Submission;
use crate::plan::reference::is_nation;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What a list of organisations calls the column of their names.
const NAMES: [&str; 3] = ["organisation", "organization", "name"];

/// Everybody who is expected: as named, and as the files named list them; and those files, as they are called.
pub fn expected(
    args: &SeveralArgs,
    called: &BTreeMap<PathBuf, String>,
) -> Result<(Vec<Expected>, Vec<Source>), Failure> {
    let (mut all, mut files) = (Vec::new(), Vec::new());
    for item in args.expect_org.iter().map(|item| item.trim()).filter(|item| !item.is_empty()) {
        let path = Path::new(item);
        if !path.is_file() {
            all.push(Expected { name: item.to_owned(), code: None });
            continue;
        }
        let bytes = fs::read(path).map_err(|error| Failure::unreadable(item, &error))?;
        let name = called.get(path).map_or(item, String::as_str).to_owned();
        files.push(Source { name, bytes: bytes.len() as u64, sha256: hex(&Sha256::digest(&bytes)) });
        all.extend(listed(&bytes));
    }
    Ok((all, files))
}

/// The organisations of a file: one a line, or a table with a column of their names.
fn listed(bytes: &[u8]) -> Vec<Expected> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{FEFF}');
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().flatten().collect();
    let head = rows.first();
    let column = |is: &dyn Fn(&str) -> bool| head.and_then(|row| row.iter().position(|cell| is(cell.trim())));
    let name = column(&|cell| NAMES.iter().any(|name| same(name, cell)));
    let code = column(&|cell| same("code", cell)).filter(|_| name.is_some());
    let cell = |row: &csv::StringRecord, at: usize| {
        row.get(at).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let below = rows.iter().skip(usize::from(name.is_some()));
    let named = below.filter_map(|row| {
        let code = code.and_then(|at| cell(row, at));
        Some(Expected { name: cell(row, name.unwrap_or(0)).or_else(|| code.clone())?, code })
    });
    named.collect()
}

/// The control totals, each of an organisation or body that is read.
///
/// # Errors
/// A name that nothing read has, with the nearest.
pub fn controls(args: &SeveralArgs, submission: &Submission) -> Result<Vec<ControlTotal>, Failure> {
    let bodies = Bodies::of(submission);
    args.control.iter().map(|control| total(control, submission, &bodies)).collect()
}

fn total(control: &ControlArg, submission: &Submission, bodies: &Bodies) -> Result<ControlTotal, Failure> {
    let name = &control.organisation;
    let plans = || submission.plans.iter();
    let own = plans().find(|plan| plan.is_called(name));
    let body = own.map(|plan| plan.organisation.clone());
    let body = body.or_else(|| bodies.named(name).map(|(_, body)| body.name.clone()));
    let is_all = body.is_none() && (is_nation(name) || ["total", "all"].iter().any(|all| same(all, name)));
    if body.is_none() && !is_all {
        let above = bodies.leading().map(|(_, body)| body.name.as_str());
        let known = plans().map(|plan| plan.organisation.as_str()).chain(above).chain(["nation"]);
        return Err(Failure::usage(format!(
            "--control: there is no organisation `{name}`{}",
            offer(nearest(name, known))
        )));
    }
    let beneath = body.as_deref().and_then(|name| bodies.named(name)).map(|(at, _)| bodies.plans_of(at));
    let of: Vec<usize> = beneath.unwrap_or_else(|| (0..submission.plans.len()).collect());
    let mut units: Vec<Unit> = of.iter().filter_map(|at| submission.plans.get(*at)?.unit).collect();
    units.sort_unstable();
    units.dedup();
    let read = parse_amount(&control.amount, units.first().copied());
    let Ok(Reading::Figure { amount, own_unit }) = read else {
        return Err(Failure::usage(format!("--control: `{}` is not an amount", control.amount)));
    };
    if own_unit.is_none() && units.len() > 1 {
        return Err(Failure::usage(format!(
            "--control: the plans of `{name}` are in several units; write that of the total, as £412.5m"
        )));
    }
    Ok(ControlTotal { body, year: control.year, amount })
}
