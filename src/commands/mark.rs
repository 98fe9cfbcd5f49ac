//! `qipp mark`: the submitter's own workbook back, with everything that is to be mended at its cell.

use super::input::{Books, lies_in_input, refuse_input};
use super::reading::{Opened, Wanted};
use crate::assess::assess;
use crate::assess::blanks::{Blanks, Crossing};
use crate::cli::MarkArgs;
use crate::location::{Place, SourceId, Sources};
use crate::output::{Failure, Files, Status, say};
use crate::plan::assembly::Role;
use crate::read::{Grid, workbook};
use crate::render::{self, Cells, Submitted};
use crate::report::Report;
use crate::words::count;
use crate::write::marking::{CellAt, Marked, Marking, mark};
use sheets::Sheets;
use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

mod sheets;

pub fn run(args: &MarkArgs) -> Result<Status, Failure> {
    if lies_in_input(&args.output, &args.files) {
        let path = args.output.display();
        return Err(Failure::usage(format!("{path} is an input or lies in one; give the copy another name")));
    }
    refuse_input(&args.output, &args.judging.files().cloned().collect::<Vec<_>>())?;
    let wanted = Wanted { grids: true, books: true, ..Wanted::default() };
    let mut built = Opened::of(&args.files, &args.reading, Some(&args.judging), wanted)?.built(Vec::new());
    let books = built.take_books();
    let (marked, lines, status) = match built.ended() {
        Ok(read) => {
            let report = assess(&read.submission, &read.policy, &read.options);
            let sources = &read.submission.sources;
            let submitted =
                Submitted { name: owner(&read.grids), problems: &read.problems, sources, end: String::new() };
            let blanks = Blanks::of(&read.submission);
            let (marked, lines) = copy(args, &books, &read.grids, Some((&report, &blanks)), &submitted)?;
            (marked, lines, read.status())
        }
        Err(unread) if unread.failure.status == Status::Unsound => {
            let end = unread.failure.message.lines().next().unwrap_or("").to_owned();
            let end = end.trim_start_matches("error: ").to_owned();
            say(&end);
            let submitted = Submitted {
                name: owner(&unread.grids),
                problems: &unread.problems,
                sources: &unread.sources,
                end,
            };
            let (marked, lines) = copy(args, &books, &unread.grids, None, &submitted)?;
            (marked, lines, Status::Unsound)
        }
        Err(unread) => return Err(unread.failure),
    };
    let mut files = Files::default();
    files.stage(&args.output, |out| out.write_all(&marked.bytes))?;
    files.commit()?;
    if !args.reading.quiet {
        say(&said(&marked, lines, &args.output));
    }
    Ok(status)
}

/// The file or folder that names what no cell names, where it is one.
fn owner(grids: &[(Arc<Grid>, Role)]) -> Option<&str> {
    let mut all =
        grids.iter().filter(|(_, role)| *role == Role::Submission).map(|(grid, _)| grid.owner.as_str());
    let first = all.next().filter(|name| !name.is_empty())?;
    all.all(|own| own == first).then_some(first)
}

/// "marked 12 cells on 3 sheets; 31 lines on sheet qipp: written to COPY.xlsx".
fn said(marked: &Marked, lines: usize, path: &Path) -> String {
    let noted = match marked.noted {
        0 => String::new(),
        noted => format!(" ({noted} with a note of others, which stays alone)"),
    };
    format!(
        "marked {} on {}{noted}; {} on sheet {}: written to {}",
        count(marked.cells, "cell"),
        count(marked.sheets, "sheet"),
        count(lines, "line"),
        marked.list,
        path.display()
    )
}

/// The marked copy, and how many lines its list has.
fn copy(
    args: &MarkArgs,
    books: &Books,
    grids: &[(Arc<Grid>, Role)],
    assessed: Option<(&Report, &Blanks<'_>)>,
    submitted: &Submitted<'_>,
) -> Result<(Marked, usize), Failure> {
    let limits = args.reading.limits();
    let own = books.only().filter(|(_, bytes)| workbook::is_open_xml(bytes, &limits));
    let name = own.map_or("", |(source, _)| submitted.sources.file_name(source));
    refuse_ending(&args.output, name)?;
    let sheets = Sheets::of(grids);
    let (bytes, marking) = match own {
        Some((source, bytes)) => {
            let locate = |place| in_workbook(place, source, submitted.sources);
            let marking = marking(assessed, submitted, &sheets, &locate);
            let earlier = books.lists.get(&source).cloned();
            (Cow::Borrowed(bytes), Marking { earlier, ..marking })
        }
        None => {
            let marking = marking(assessed, submitted, &sheets, &|place| sheets.locate(place));
            (Cow::Owned(sheets.workbook()?), marking)
        }
    };
    let lines = marking.list.rows.len();
    let marked = mark(&bytes, &marking, &limits).map_err(|refused| {
        let (what, mend) = (&refused.what, &refused.mend);
        Failure::unsound(format!(
            "error: {name} cannot be marked: {what}; nothing was written\n  mend: {mend}"
        ))
    })?;
    Ok((marked, lines))
}

/// What is marked, by where places stand in the copy.
fn marking(
    assessed: Option<(&Report, &Blanks<'_>)>,
    submitted: &Submitted<'_>,
    sheets: &Sheets<'_>,
    locate: &dyn Fn(Place) -> Option<CellAt>,
) -> Marking {
    let blank = |own: Crossing| {
        let (row, heading) = (locate(own.row)?, locate(own.heading)?);
        let is_one = row.sheet == heading.sheet && sheets.is_blank(own.row, own.heading);
        is_one.then_some(CellAt { column: heading.column, ..row })
    };
    render::marking(assessed, submitted, &Cells { locate, blank: &blank })
}

/// The cell of a place in the workbook itself.
fn in_workbook(place: Place, own: SourceId, sources: &Sources) -> Option<CellAt> {
    match place {
        Place::Sheet { source, sheet, row, column } if source == own => {
            Some(CellAt { sheet: sources.name(sheet).to_owned(), row, column })
        }
        _ => None,
    }
}

/// A copy has the ending of its workbook: a program opens no workbook by another's.
fn refuse_ending(copy: &Path, own: &str) -> Result<(), Failure> {
    let ending = |path: &Path| path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let wanted =
        ending(Path::new(own)).filter(|ending| ending == "xlsm").unwrap_or_else(|| "xlsx".to_owned());
    if ending(copy).as_ref() == Some(&wanted) {
        return Ok(());
    }
    Err(Failure::usage(format!("{}: a marked copy is a workbook; name it .{wanted}", copy.display())))
}
