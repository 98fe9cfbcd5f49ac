//! What is unsound in an input: each with its place, what stands there, what was expected and how to
//! mend it. All of them are gathered; with any, nothing is assessed.

use crate::calendar::Date;
use crate::location::Place;
use crate::nearest::Known;
use crate::words::words;
use std::collections::BTreeSet;

pub use folding::{Growing, fold};
pub use message::{MOST_SAID, said};

mod folding;
mod message;

/// Something in the input that cannot be read or contradicts itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// The heading or column it is about.
    pub heading: Option<String>,
    /// How its column is typed, where that is not its heading; of what is wrong with a row, what is typed before
    /// its line.
    pub typed: Option<String>,
    /// What is wrong.
    pub kind: ProblemKind,
    /// Where the same is wrong again under the same heading.
    pub again: Vec<Again>,
}

/// Where the same is wrong again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Again {
    /// Where.
    pub place: Place,
    /// What stands there, where it is not what stands at the first place.
    pub found: Option<String>,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// A cell does not hold what its column holds.
    Cell { found: String, expected: String, mend: String },
    /// A required cell is blank: the row lacks this, as `its milestone`.
    Blank { lacks: String },
    /// `2011-12`, where nothing says whether that is a month or a year.
    MonthOrYear { found: String, month: String, year: String },
    /// A date that does not exist.
    NoSuchDay { found: String },
    /// A word that is not one of the column's, which may be left out where it is optional.
    Word { found: String, known: Vec<String>, near: Option<String>, optional: bool },
    /// The same id twice.
    Duplicate { what: String, first: Place },
    /// A name that nothing declares, and the nearest that something does.
    Unknown { what: &'static str, found: String, near: Option<String> },
    /// A required column is missing.
    MissingColumn { table: &'static str, column: &'static str, found: Vec<String>, choices: Vec<Choice> },
    /// What is no table of a plan by its headings, and which of its columns may be ours.
    NoTable { found: Vec<String>, choices: Vec<Choice> },
    /// Two cells contradict each other.
    Contradiction { what: String, other: Place, mend: String },
    /// Bodies each of which reports to the next, and the last to the first, each with the place that says so; and
    /// the day on which they do, where parents change.
    Circle { bodies: Vec<(String, Place)>, on: Option<Date> },
    /// Text that is not well formed: an unclosed quote, JSON that ends early.
    Syntax { what: String, mend: String },
    /// A layout that has more than one reading, or none.
    Layout { what: String, mend: String },
    /// A question that the table leaves open, what the user may answer, the likeliest first, and what
    /// may be done instead.
    Open { question: Question, what: String, choices: Vec<Choice>, instead: String },
    /// What the user says of a table, as an option or where in a policy, and no table has; which of all that is
    /// said it is.
    Said { entry: usize, origin: String, what: String, mend: String },
    /// A reader's judgement that is about nothing that is judged; whether it is the reviewer's own file
    /// that is wrong, and not the submission.
    Judgement { what: String, mend: String, by_reviewer: bool },
    /// A policy that cannot be used.
    Policy { what: String, mend: String },
    /// More than is read.
    Limit { what: String, mend: String },
}

words! {
    /// What a table leaves open.
    pub enum Question {
        /// Amounts that are not understood, in a table that lacks what they could be.
        UnreadAmounts = "unread-amounts",
        /// What a column or a row is.
        Layout = "layout",
        /// In which unit amounts stand.
        Unit = "unit",
        /// Whether amounts are savings at all.
        Spending = "spending",
    }
}

/// An answer to an open question: the option that gives it, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The option.
    pub answer: Answer,
    /// What it says, as `the plan to date`, and why it may be so.
    pub says: String,
}

/// An option that answers an open question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// `--map "THEIRS=OURS"`, and of a row its label, where `theirs` is still its line.
    Map { theirs: String, ours: String, label: Option<String> },
    /// Another option and its value: `--sign negative`.
    Option { name: &'static str, value: String },
}

impl Choice {
    /// That their heading, column or row is this of ours.
    pub fn map(theirs: impl Into<String>, ours: impl Into<String>, says: impl Into<String>) -> Self {
        let answer = Answer::Map { theirs: theirs.into(), ours: ours.into(), label: None };
        Self { answer, says: says.into() }
    }

    /// That a column of the table, counted from 0, is this of ours. It is typed by its place until all tables
    /// are known; then by its heading, where no other column, row or file has that.
    pub(crate) fn column(at: usize, ours: impl Into<String>, says: impl Into<String>) -> Self {
        Self::map(format!("#{}", at + 1), ours, says)
    }

    /// That a row of the table, by its physical line, is this of ours; with its label, as of a column.
    pub(crate) fn row(line: u32, label: &str, ours: impl Into<String>, says: impl Into<String>) -> Self {
        let (theirs, label) = (format!("line {line}"), Some(label.to_owned()));
        Self { answer: Answer::Map { theirs, ours: ours.into(), label }, says: says.into() }
    }

    /// That an option has this value.
    pub fn option(name: &'static str, value: impl Into<String>, says: impl Into<String>) -> Self {
        Self { answer: Answer::Option { name, value: value.into() }, says: says.into() }
    }
}

impl std::fmt::Display for Answer {
    /// As it is typed in a shell.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Map { theirs, ours, .. } => {
                // headings over several lines are matched without regard to blanks
                let words: Vec<&str> = theirs.split_whitespace().collect();
                let pair = format!("{}={ours}", words.join(" "));
                if pair.contains(['"', '$', '`', '\\']) {
                    write!(f, "--map '{}'", pair.replace('\'', "'\\''"))
                } else {
                    write!(f, "--map \"{pair}\"")
                }
            }
            Self::Option { name, value } => write!(f, "--{name} {value}"),
        }
    }
}

impl ProblemKind {
    /// Text that is not well formed, and how to mend it.
    pub(crate) fn syntax(what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self::Syntax { what: what.into(), mend: mend.into() }
    }
}

impl Problem {
    /// A problem at a place.
    pub fn new(place: Place, kind: ProblemKind) -> Self {
        Self { place, heading: None, typed: None, kind, again: Vec::new() }
    }

    /// A table that cannot be taken as it lies, and how to mend it.
    pub(crate) fn layout(place: Place, what: impl Into<String>, mend: impl Into<String>) -> Self {
        Self::new(place, ProblemKind::Layout { what: what.into(), mend: mend.into() })
    }

    /// A question that the table leaves open, with the answers it may have, the likeliest first.
    pub(crate) fn open(
        place: Place,
        question: Question,
        what: impl Into<String>,
        choices: Vec<Choice>,
    ) -> Self {
        Self::new(place, ProblemKind::Open { question, what: what.into(), choices, instead: String::new() })
    }

    /// What may be done instead of answering an open question.
    pub(crate) fn instead(mut self, words: impl Into<String>) -> Self {
        if let ProblemKind::Open { instead, .. } = &mut self.kind {
            *instead = words.into();
        }
        self
    }

    /// The same a second time.
    pub(crate) fn duplicate(place: Place, what: String, first: Place) -> Self {
        Self::new(place, ProblemKind::Duplicate { what, first })
    }

    /// A name that is none of those known.
    pub(crate) fn unknown<'n>(
        place: Place,
        what: &'static str,
        found: &str,
        known: impl IntoIterator<Item = &'n str>,
    ) -> Self {
        Self::unlike(place, what, found, &Known::of(known))
    }

    /// The same of names that many are held against.
    pub(crate) fn unlike(place: Place, what: &'static str, found: &str, known: &Known) -> Self {
        let near = known.nearest(found);
        Self::new(place, ProblemKind::Unknown { what, found: found.to_owned(), near })
    }

    /// A cell that contradicts another.
    pub(crate) fn contradiction(place: Place, what: String, other: Place, mend: impl Into<String>) -> Self {
        Self::new(place, ProblemKind::Contradiction { what, other, mend: mend.into() })
    }

    /// The same, under a heading.
    pub fn under(mut self, heading: &str) -> Self {
        self.heading = Some(heading.to_owned());
        self
    }

    /// A short code for machines.
    pub fn code(&self) -> &'static str {
        match &self.kind {
            ProblemKind::Cell { .. } => "cell",
            ProblemKind::Blank { .. } => "blank",
            ProblemKind::MonthOrYear { .. } => "period",
            ProblemKind::NoSuchDay { .. } => "date",
            ProblemKind::Word { .. } => "word",
            ProblemKind::Duplicate { .. } => "duplicate",
            ProblemKind::Unknown { .. } => "unknown",
            ProblemKind::MissingColumn { .. } => "column",
            ProblemKind::Contradiction { .. } | ProblemKind::Circle { .. } => "contradiction",
            ProblemKind::Syntax { .. } => "syntax",
            ProblemKind::NoTable { .. } | ProblemKind::Layout { .. } => "layout",
            ProblemKind::Open { question, .. } => question.word(),
            ProblemKind::Said { .. } => "map",
            ProblemKind::Judgement { .. } => "judgement",
            ProblemKind::Policy { .. } => "policy",
            ProblemKind::Limit { .. } => "limit",
        }
    }

    /// Whether the caller is mistaken and not the input.
    pub fn is_usage(&self) -> bool {
        matches!(self.kind, ProblemKind::Said { .. } | ProblemKind::Judgement { by_reviewer: true, .. })
    }

    /// Which of all that the user says of tables is said in vain.
    pub fn entry(&self) -> Option<usize> {
        if let ProblemKind::Said { entry, .. } = &self.kind { Some(*entry) } else { None }
    }

    /// Every place that is wrong.
    pub fn places(&self) -> impl Iterator<Item = Place> {
        let around = match &self.kind {
            ProblemKind::Circle { bodies, .. } => bodies.get(1..).unwrap_or_default(),
            _ => &[],
        };
        let around = around.iter().map(|(_, place)| *place);
        std::iter::once(self.place).chain(around).chain(self.again.iter().map(|again| again.place))
    }

    /// That its rows are left out, where a few lines are all that is wrong.
    fn without_rows(&self) -> Vec<Choice> {
        let line = |place: Place| match place {
            Place::Cell { line, .. } => Some(line),
            Place::Sheet { row, .. } => Some(row),
            _ => None,
        };
        let lines: Option<BTreeSet<u32>> = self.places().map(line).collect();
        let few = lines.filter(|lines| lines.len() <= crate::cutting::MOST);
        let (Some(lines), Some(before)) = (few, &self.typed) else { return Vec::new() };
        let says = match (&self.kind, lines.len()) {
            (ProblemKind::Duplicate { .. }, _) => "the first counts, and what repeats it is left out",
            (_, 1) => "the row is left out",
            _ => "the rows are left out",
        };
        let lines: Vec<String> = lines.iter().map(u32::to_string).collect();
        vec![Choice::map(format!("{before}line {}", lines.join(",")), "ignore", says)]
    }

    /// How many cells it is wrong in.
    pub fn count(&self) -> usize {
        1 + self.again.len()
    }

    /// The options that would answer it, the likeliest first.
    pub fn choices(&self) -> Vec<Choice> {
        let heading = self.typed.as_deref().or(self.heading.as_deref()).unwrap_or("");
        match &self.kind {
            ProblemKind::Open { choices, .. }
            | ProblemKind::MissingColumn { choices, .. }
            | ProblemKind::NoTable { choices, .. } => choices.clone(),
            ProblemKind::MonthOrYear { month, year, .. } => {
                let heading = if heading.is_empty() { "Period" } else { heading };
                vec![
                    Choice::map(heading, "month", format!("months, such as {month}")),
                    Choice::map(heading, "year", format!("financial years, such as {year}")),
                ]
            }
            ProblemKind::Cell { .. } | ProblemKind::Duplicate { .. } => self.without_rows(),
            ProblemKind::Word { near: None, optional: true, .. } if !heading.is_empty() => {
                vec![Choice::map(heading, "ignore", "if the column says something else: it is left out")]
            }
            _ => Vec::new(),
        }
    }
}
