//! Nothing that the user says of a table is ignored: an entry that speaks of nothing in any file is refused,
//! with the nearest heading or label.

use super::reading::{guidance, mapping_of};
use super::{Options, Role};
use crate::location::{Place, SourceId, Sources};
use crate::nearest::{did_you_mean, nearest};
use crate::plan::heading::Heading;
use crate::plan::recognise::{Layout, Said, Speaks, attempt, names_input};
use crate::problem::{Choice, Problem, ProblemKind};
use crate::read::Grid;
use std::collections::BTreeSet;
use std::sync::Arc;

/// How many rows of a table are looked at for a label like the one that was said.
const ROWS: usize = 2000;

/// How each table was understood, where it was.
type Layouts = [Option<Result<Layout, Vec<Problem>>>];

/// What was said in vain, and what was said of rows and cannot be so.
pub(super) fn in_vain(
    grids: &[(Arc<Grid>, Role)],
    layouts: &Layouts,
    options: &Options,
    sources: &Sources,
) -> Vec<Problem> {
    if options.mapping.is_empty() {
        return Vec::new();
    }
    let (mut found, mut problems) = (BTreeSet::new(), Vec::new());
    for ((grid, role), layout) in grids.iter().zip(layouts) {
        let mapping = mapping_of(grid, *role, options, sources);
        let (own, wrong) = match layout {
            Some(Ok(layout)) => mapping.found_in(grid, layout, true),
            Some(Err(_)) => {
                let seen = attempt(grid, guidance(&mapping, options, *role, None));
                mapping.found_in(grid, &seen.layout, false)
            }
            None => continue,
        };
        found.extend(own);
        problems.extend(wrong);
    }
    let vain = options.mapping.iter().enumerate().filter(|(at, _)| !found.contains(at));
    let vain = vain.filter(|(_, said)| !is_of_another(said, sources, options.beside));
    problems.extend(vain.map(|(entry, said)| {
        let (what, mend) = why(said, grids, (sources, options.beside));
        let kind = ProblemKind::Said { entry, origin: origin(said), what, mend };
        Problem::new(Place::File(SourceId(0)), kind)
    }));
    problems
}

/// Whether an entry names an input of another submission of the run, and none of this one.
pub fn is_of_another(said: &Said, own: &Sources, beside: &[String]) -> bool {
    let names = |file: &str| names_input(&said.theirs, file);
    beside.iter().any(|file| names(file)) && !own.files().iter().any(|file| names(&file.name))
}

/// The entry as it was given, or where it stands.
fn origin(said: &Said) -> String {
    match said.speaks {
        Speaks::OfBoth => Choice::map(&said.theirs, &said.ours, "").answer.to_string(),
        Speaks::OfColumns | Speaks::OfRows => said.origin.clone(),
    }
}

/// Why an entry speaks of nothing, and what may be meant.
fn why(
    said: &Said,
    grids: &[(Arc<Grid>, Role)],
    (sources, beside): (&Sources, &[String]),
) -> (String, String) {
    let theirs = said.theirs.as_str();
    let own = sources.files().iter().map(|file| file.name.as_str());
    let files: Vec<&str> = own.chain(beside.iter().map(String::as_str)).collect();
    if let Some((input, _)) = theirs.split_once(':') {
        let (file, sheet) = input.split_once('#').map_or((input, None), |(file, sheet)| (file, Some(sheet)));
        let is_name = |name: &&str| *name == file || name.rsplit(['/', '\\']).next() == Some(file);
        let known = files.iter().any(is_name);
        if known && let Some(sheet) = sheet.filter(|sheet| !is_sheet(sheet, grids)) {
            let sheets = grids.iter().map(|(grid, _)| grid.hint.as_str());
            let near = nearest(sheet.trim_matches('\''), sheets.clone());
            let all: BTreeSet<&str> = sheets.collect();
            let all: Vec<&str> = all.into_iter().collect();
            let mend = near.map_or_else(
                || format!("its tables are {}", crate::cutting::list(&all)),
                |near| did_you_mean(&near),
            );
            return (format!("no table of {file} that is read is called `{sheet}`"), mend);
        }
        if !known && file.contains('.') {
            let near =
                nearest(file, files.iter().map(|name| name.rsplit(['/', '\\']).next().unwrap_or(name)));
            let mend = near.map_or_else(
                || format!("the inputs are {}", crate::cutting::list(&files)),
                |near| did_you_mean(&near),
            );
            return (format!("no input is called `{file}`"), mend);
        }
    }
    let noun = match said.speaks {
        Speaks::OfBoth => "no heading or row label",
        Speaks::OfColumns => "no heading",
        Speaks::OfRows => "no row label",
    };
    let of_review = grids.iter().find(|(grid, role)| *role != Role::Submission && holds(grid, theirs));
    if let Some((grid, _)) = of_review {
        let file = sources.file_name(grid.source);
        let what = format!("{noun} of the submission is `{theirs}`; {file} is a reader's own file");
        let bound = Choice::map(format!("{file}:{theirs}"), &said.ours, "").answer;
        return (what, format!("if that file is meant, say so: {bound}"));
    }
    if theirs.starts_with('#') || theirs.starts_with("line ") || theirs.starts_with("lines ") {
        let widest = grids.iter().flat_map(|(grid, _)| (0..grid.len()).map(|row| grid.width(row))).max();
        let last = grids.iter().flat_map(|(grid, _)| (0..grid.len()).map(|row| grid.line(row))).max();
        return if theirs.starts_with('#') {
            (
                format!("no table has a column {theirs}"),
                format!("the widest has {} columns", widest.unwrap_or(0)),
            )
        } else {
            let mend = format!("the last row begins on line {}; a blank line is no row", last.unwrap_or(0));
            let several = theirs.contains([',', '-']);
            let what = format!("no row begins on {}`{theirs}`", if several { "some of " } else { "" });
            (what, mend)
        };
    }
    let cells = grids.iter().flat_map(|(grid, _)| {
        (0..grid.len().min(ROWS)).flat_map(move |row| grid.row(row)).filter(|text| !text.is_empty())
    });
    let mend = match nearest(theirs, cells) {
        Some(near) => did_you_mean(&near),
        None => {
            "take it out, or write it as it stands in the file; `qipp map` lists headings and rows".to_owned()
        }
    };
    (format!("{noun} is `{theirs}` in any file"), mend)
}

fn is_sheet(sheet: &str, grids: &[(Arc<Grid>, Role)]) -> bool {
    grids.iter().any(|(grid, _)| grid.hint == sheet.trim_matches('\''))
}

/// Whether a cell of a table is these words.
fn holds(grid: &Grid, words: &str) -> bool {
    let wanted = Heading::new(words);
    !wanted.plain.is_empty()
        && (0..grid.len().min(ROWS))
            .any(|row| grid.row(row).any(|text| Heading::new(text).plain == wanted.plain))
}
