//! What is marked in a submitter's own workbook: every problem, finding and expectation short of met, the worst
//! first, each at its cell and as a line of a last sheet.

use super::notices::{self, MOST, Notice};
use super::{text, words};
use crate::assess::blanks::{Blanks, Crossing};
use crate::criteria::Outcome;
use crate::location::{Place, Sources};
use crate::money::{Money, group};
use crate::problem::Problem;
use crate::report::{PlanReport, Report, Severity, Tool};
use crate::words::count;
use crate::write::marking::{CellAt, CellMark, List, ListCell, ListColumn, Marking, Paragraph, Shows, Tone};
use std::collections::BTreeMap;

/// The title of the sheet that lists what is marked; a table that begins with it is that sheet.
pub const MARKS: &str = "What qipp marked in this workbook";

/// What the line below says: whose file or folder it was, which names an organisation that no cell names.
const COPY_OF: &str = "Marked copy of ";

/// What gave the name to a submission of which this line of the sheet is.
pub fn copied_from(line: &str) -> Option<&str> {
    line.strip_prefix(COPY_OF).map(str::trim).filter(|name| !name.is_empty())
}

/// What the sheet is called, where no other is.
const SHEET: &str = "qipp";

/// How serious is what an exception in force accepts.
const ACCEPTED: &str = "accepted";

/// How much is said at one cell; the rest is on the sheet.
const AT_A_CELL: usize = 4;

/// What was submitted: what of it could not be read, and the end of the run over it.
pub struct Submitted<'p> {
    /// Its file or folder, where that is one.
    pub name: Option<&'p str>,
    pub problems: &'p [Problem],
    pub sources: &'p Sources,
    /// "6 problems in 1 file; nothing was assessed"; blank where what could be read was.
    pub end: String,
}

/// A line of the sheet.
struct Line<'r> {
    severity: &'static str,
    tone: Tone,
    code: &'static str,
    /// What the code stands for.
    about: &'static str,
    organisation: &'r str,
    scheme: &'r str,
    what: String,
    expected: String,
    mend: String,
    /// The same for a submitter, who types no options of ours.
    asked: String,
    amount: Option<Money>,
    /// The amount in words.
    at_stake: String,
    /// Where it first stands.
    at: Option<CellAt>,
    /// That in words.
    shown: String,
    /// The cells that are flagged.
    flagged: Vec<CellAt>,
}

/// Where things stand in the workbook that is marked.
pub struct Cells<'c> {
    /// The cell that a place is.
    pub locate: &'c dyn Fn(Place) -> Option<CellAt>,
    /// The cell where a row crosses the column of a heading, where nothing stands in it.
    pub blank: &'c dyn Fn(Crossing) -> Option<CellAt>,
}

/// What is marked of an assessed submission (`None`: of what could not be read).
pub fn marking(
    assessed: Option<(&Report, &Blanks<'_>)>,
    submitted: &Submitted<'_>,
    stands: &Cells<'_>,
) -> Marking {
    let report = assessed.map(|(report, _)| report);
    let problems = submitted.problems.iter();
    let mut lines: Vec<Line> = problems.map(|own| of_problem(own, submitted.sources, stands)).collect();
    let notices = report.map(notices::judged).unwrap_or_default();
    if let Some((report, blanks)) = assessed {
        lines.extend(notices.iter().map(|own| of_notice(report, blanks, own, stands)));
    }
    lines.sort_by_key(|line| line.severity == ACCEPTED);
    let left = lines.len().saturating_sub(MOST);
    lines.truncate(MOST);
    let list = List {
        name: SHEET,
        title: MARKS,
        lines: head(report, submitted, lines.len(), left),
        columns: columns(report),
        rows: lines.iter().map(Line::cells).collect(),
    };
    Marking { cells: cells(&lines), list, earlier: None }
}

fn of_problem<'r>(problem: &Problem, sources: &Sources, stands: &Cells<'_>) -> Line<'r> {
    let again = match problem.count() {
        1 => String::new(),
        more => format!(" (and again in {})", count(more - 1, "more cell")),
    };
    Line {
        severity: "problem",
        tone: Tone::Red,
        code: problem.code(),
        about: "Not read",
        organisation: "",
        scheme: "",
        what: format!("{}{again}", problem.what(sources)),
        expected: String::new(),
        mend: problem.mend_or_answer(),
        asked: asked(problem),
        amount: None,
        at_stake: String::new(),
        at: (stands.locate)(problem.place),
        shown: sources.show(problem.place),
        flagged: problem.places().filter_map(|place| (stands.locate)(place)).collect(),
    }
}

/// How a problem is mended in the workbook itself.
fn asked(problem: &Problem) -> String {
    let says: Vec<String> = problem.choices().into_iter().map(|choice| choice.says).collect();
    match problem.mend() {
        words if !words.is_empty() => words,
        _ if says.is_empty() => String::new(),
        _ => format!("say which is meant: {}", says.join("; or ")),
    }
}

fn of_notice<'r>(report: &Report, blanks: &Blanks<'_>, notice: &Notice<'r>, stands: &Cells<'_>) -> Line<'r> {
    let amount = notice.amount.filter(|amount| !amount.is_zero());
    let place = notice.places.located(1).next();
    let shown = words::shown_of(report, notice.organisation);
    // what a reader owes, or somebody accepted, is nothing that the submitter should mend
    let is_owed = notice.result == Outcome::Unreviewed.word();
    let whose = (notice.organisation, notice.scheme);
    let missing = blanks.named(notice.code, &notice.what, whose, notice.places.places());
    let mut flagged: Vec<CellAt> = missing.into_iter().filter_map(|own| (stands.blank)(own)).collect();
    if flagged.is_empty() {
        // the cells that fall short stand first, the rest is what they were held against
        let own = place.map(|(place, _)| place).or_else(|| blanks.row_of(notice.organisation, notice.scheme));
        flagged.extend(own.and_then(stands.locate));
    }
    let at = flagged.first().cloned();
    if is_owed || notice.accepted.is_some() {
        flagged.clear();
    }
    Line {
        severity: if notice.accepted.is_some() { ACCEPTED } else { notice.severity.word() },
        tone: match notice.severity {
            _ if notice.accepted.is_some() => Tone::Grey,
            Severity::Error => Tone::Red,
            Severity::Warning => Tone::Amber,
            Severity::Note => Tone::Grey,
        },
        code: notice.code,
        about: notice.about,
        organisation: notice.organisation,
        scheme: notice.scheme,
        what: notice.what.clone(),
        expected: notice.expected.clone(),
        mend: notice.accepted.map_or_else(|| notice.mend.clone(), |words| text::clean(words).into_owned()),
        asked: notice.mend.clone(),
        amount,
        at_stake: amount.map_or_else(String::new, |amount| shown.in_words(amount)),
        at,
        shown: place.map_or_else(String::new, |(place, sources)| sources.show(place)),
        flagged,
    }
}

/// What stands above the table.
fn head(report: Option<&Report>, submitted: &Submitted<'_>, shown: usize, left: usize) -> Vec<String> {
    let mut lines: Vec<String> = submitted.name.iter().map(|name| format!("{COPY_OF}{name}")).collect();
    if !submitted.end.is_empty() {
        lines.push(format!("{}.", capitalised(&submitted.end)));
    }
    match report.map(|report| (report, report.plans.as_slice())) {
        Some((report, [plan])) => lines.push(format!("{}; {}", rated(plan), words::policy(report))),
        Some((report, plans)) => {
            let rated = words::colours(plans.iter().map(|plan| plan.rating));
            lines.push(format!("{}: {rated}; {}", count(plans.len(), "organisation"), words::policy(report)));
        }
        None => {}
    }
    let Tool { name, version } = Tool::THIS;
    if shown == 0 {
        lines.push(format!("Nothing is to be mended ({name} {version})."));
        return lines;
    }
    lines.push(format!(
        "{}, the worst first. A flagged cell is red for a problem or an error, amber for a warning, grey for a note; rest the pointer on it to read why.",
        count(shown, "line")
    ));
    if left > 0 {
        let left = group(&left.to_string());
        lines.push(format!("{left} more are left out, the least serious with the least money: qipp assess --view criteria,findings shows them."));
    }
    lines.push(format!(
        "Mend the cells and send the workbook back as it is: this sheet is read as no table, and marking it again replaces these marks ({name} {version})."
    ));
    lines
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// `Anytown PCT (5ZZ): RED, as at 30 Sep 2011; scope plan`.
fn rated(plan: &PlanReport) -> String {
    let as_at = words::as_at(plan.as_at.as_deref());
    format!("{}: {}, {as_at}; scope {}", words::organisation(plan), words::upper(plan.rating), plan.scope)
}

fn columns(report: Option<&Report>) -> Vec<ListColumn> {
    let has_unit = report.is_some_and(|report| report.plans.iter().all(|plan| plan.unit.is_some()));
    let at_stake = if has_unit { "At stake £" } else { "At stake, as read" };
    let column = |heading: &str, width, shows| ListColumn { heading: heading.to_owned(), width, shows };
    vec![
        column("Severity", 10, Shows::OneLine),
        column("Code", 11, Shows::OneLine),
        column("About", 18, Shows::Wrapped),
        column("Organisation", 15, Shows::Wrapped),
        column("Scheme", 12, Shows::Wrapped),
        column("Sheet", 14, Shows::Wrapped),
        column("Cell", 8, Shows::OneLine),
        column("What", 44, Shows::Wrapped),
        column("Expected", 32, Shows::Wrapped),
        column("How to mend", 32, Shows::Wrapped),
        column(at_stake, 13, Shows::Money),
    ]
}

impl Line<'_> {
    /// Its cells, in the order of the columns.
    fn cells(&self) -> Vec<ListCell> {
        let text = |said: &str| match said {
            "" => ListCell::Blank,
            said => ListCell::Text(said.to_owned()),
        };
        let (sheet, cell) = match self.at.clone() {
            Some(at) => (text(&at.sheet), ListCell::Link(at)),
            None => (text(&self.shown), ListCell::Blank),
        };
        let amount = self.amount.map_or(ListCell::Blank, |amount| ListCell::Money(amount.to_string()));
        vec![
            ListCell::Toned(self.tone, self.severity.to_owned()),
            text(self.code),
            text(self.about),
            text(self.organisation),
            text(self.scheme),
            sheet,
            cell,
            text(&self.what),
            text(&self.expected),
            text(&self.mend),
            amount,
        ]
    }

    /// What the note at its cell says.
    fn paragraphs(&self) -> Vec<Paragraph> {
        let scheme = if self.scheme.is_empty() { String::new() } else { format!(" ({})", self.scheme) };
        let heading = format!("{}: {} [{}]{scheme}", capitalised(self.severity), self.about, self.code);
        let mut all = vec![Paragraph { is_bold: true, text: heading }];
        let said = [
            ("", &self.what),
            ("Expected: ", &self.expected),
            ("To mend: ", &self.asked),
            ("At stake: ", &self.at_stake),
        ];
        let said = said.into_iter().filter(|(_, text)| !text.is_empty());
        all.extend(said.map(|(label, text)| Paragraph { is_bold: false, text: format!("{label}{text}") }));
        all
    }
}

/// The flagged cells, each with what is said there, the worst first.
fn cells(lines: &[Line<'_>]) -> Vec<CellMark> {
    let mut by_cell: BTreeMap<CellAt, Vec<&Line>> = BTreeMap::new();
    for line in lines {
        for at in &line.flagged {
            if by_cell.len() < MOST || by_cell.contains_key(at) {
                by_cell.entry(at.clone()).or_default().push(line);
            }
        }
    }
    let mark = |(at, lines): (CellAt, Vec<&Line>)| {
        let mut note: Vec<Paragraph> =
            lines.iter().take(AT_A_CELL).flat_map(|line| line.paragraphs()).collect();
        if let Some(more @ 1..) = lines.len().checked_sub(AT_A_CELL) {
            note.push(Paragraph { is_bold: true, text: format!("{more} more: sheet {SHEET}") });
        }
        let tone = lines.iter().map(|line| line.tone).min().unwrap_or(Tone::Grey);
        CellMark { at, tone, note }
    };
    by_cell.into_iter().map(mark).collect()
}
