//! What is unsound in an input: each with its place, what stands there, what was expected and how to
//! mend it. All of them are gathered; with any, nothing is assessed.

use crate::location::{Place, Sources};
use crate::nearest::{did_you_mean, nearest};
use crate::words::words;

/// How wide a line of places is where the same is wrong again.
const AGAIN_WIDTH: usize = 96;

/// Something in the input that cannot be read or contradicts itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// The heading or column it is about.
    pub heading: Option<String>,
    /// What is wrong.
    pub kind: ProblemKind,
    /// Where the same is wrong again under the same heading.
    pub again: Vec<Place>,
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
    MissingColumn { table: &'static str, column: &'static str, found: Vec<String> },
    /// Two cells contradict each other.
    Contradiction { what: String, other: Place, mend: String },
    /// Text that is not well formed: an unclosed quote, JSON that ends early.
    Syntax { what: String, mend: String },
    /// A layout that has more than one reading, or none.
    Layout { what: String, mend: String },
    /// A question that the table leaves open, and what the user may answer, the likeliest first.
    Open { question: Question, what: String, choices: Vec<Choice> },
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
    /// `--map "THEIRS=OURS"`.
    Map { theirs: String, ours: String },
    /// Another option and its value: `--sign negative`.
    Option { name: &'static str, value: String },
}

impl Choice {
    /// That their heading, column or row is this of ours.
    pub fn map(theirs: impl Into<String>, ours: impl Into<String>, says: impl Into<String>) -> Self {
        Self { answer: Answer::Map { theirs: theirs.into(), ours: ours.into() }, says: says.into() }
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
            Self::Map { theirs, ours } => write!(f, "--map \"{theirs}={ours}\""),
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
        Self { place, heading: None, kind, again: Vec::new() }
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
        Self::new(place, ProblemKind::Open { question, what: what.into(), choices })
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
        let near = nearest(found, known);
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
            ProblemKind::Contradiction { .. } => "contradiction",
            ProblemKind::Syntax { .. } => "syntax",
            ProblemKind::Layout { .. } => "layout",
            ProblemKind::Open { question, .. } => question.word(),
            ProblemKind::Policy { .. } => "policy",
            ProblemKind::Limit { .. } => "limit",
        }
    }

    /// The whole message: it begins with the place.
    pub fn message(&self, sources: &Sources) -> String {
        let place = sources.show(self.place);
        let again = self.again(sources).map_or_else(String::new, |again| format!("\n  {again}"));
        format!("{place}: error[{}]: {}{again}", self.code(), self.without_place(sources))
    }

    /// What is wrong and how to mend it, of what has no place.
    pub fn without_place(&self, sources: &Sources) -> String {
        let (what, mend) = self.parts(sources);
        format!("{what}\n  mend: {mend}")
    }

    /// Every place that is wrong.
    pub fn places(&self) -> impl Iterator<Item = Place> {
        std::iter::once(self.place).chain(self.again.iter().copied())
    }

    /// How often the same is wrong again, and where: every cell is named.
    fn again(&self, sources: &Sources) -> Option<String> {
        let count = self.again.len();
        let mut text = format!("again in {count} more {}:", if count == 1 { "cell" } else { "cells" });
        let mut width = text.len();
        for (at, place) in self.again.iter().enumerate() {
            let place = sources.show(*place);
            let (gap, indent) =
                if width + place.len() > AGAIN_WIDTH { ("\n    ", 4) } else { (" ", width + 1) };
            let comma = if at + 1 < count { "," } else { "" };
            width = indent + place.len() + comma.len();
            text.push_str(&format!("{gap}{place}{comma}"));
        }
        (count > 0).then_some(text)
    }

    /// How many cells it is wrong in.
    pub fn count(&self) -> usize {
        1 + self.again.len()
    }

    fn parts(&self, sources: &Sources) -> (String, String) {
        let heading = self.heading.as_deref().unwrap_or("");
        let under = if heading.is_empty() { String::new() } else { format!(" under \"{heading}\"") };
        match &self.kind {
            ProblemKind::Cell { found, expected, mend } => {
                let stands = if under.is_empty() { " stands here" } else { " stands" };
                (format!("`{found}`{stands}{under}; expected {expected}"), mend.clone())
            }
            ProblemKind::Blank { lacks } => {
                (format!("this row lacks {lacks}"), "fill the cell, or delete the row".to_owned())
            }
            ProblemKind::MonthOrYear { found, month, year } => {
                let heading = if heading.is_empty() { "Period" } else { heading };
                (
                    format!("`{found}`{under} can be the month {month} or the financial year {year}"),
                    format!("say which: --map \"{heading}=month\" or --map \"{heading}=year\""),
                )
            }
            ProblemKind::NoSuchDay { found } => (
                format!("`{found}`{under} is not a day of the calendar"),
                "write the date as 2011-09-30 or 30/09/2011 (day first)".to_owned(),
            ),
            ProblemKind::Word { found, known, near, optional } => (
                format!("`{found}`{under} is not one of the words of this column"),
                match near {
                    Some(near) => format!("{} The words are: {}", did_you_mean(near), known.join(", ")),
                    None if *optional && !heading.is_empty() => format!(
                        "write one of: {}; if the column says something else, leave it out: --map \"{heading}=ignore\"",
                        known.join(", ")
                    ),
                    None => format!("write one of: {}", known.join(", ")),
                },
            ),
            ProblemKind::Duplicate { what, first } => (
                format!("{what} is given twice; first at {}", sources.show(*first)),
                "keep one of the two rows, or give them different ids".to_owned(),
            ),
            ProblemKind::Unknown { what, found, near } => (
                format!("there is no {what} `{found}`{under}"),
                near.as_deref().map_or_else(|| format!("correct it, or add the {what}"), did_you_mean),
            ),
            ProblemKind::MissingColumn { table, column, found } => (
                format!("the {table} table has no column `{column}`; its headings are: {}", found.join(", ")),
                format!("add the column, or say which it is: --map \"Their heading={column}\""),
            ),
            ProblemKind::Contradiction { what, other, mend } => {
                (format!("{what}{under}; see {}", sources.show(*other)), mend.clone())
            }
            ProblemKind::Open { what, choices, .. } => (format!("{what}{under}"), say_which(choices)),
            ProblemKind::Syntax { what, mend }
            | ProblemKind::Layout { what, mend }
            | ProblemKind::Policy { what, mend }
            | ProblemKind::Limit { what, mend } => (format!("{what}{under}"), mend.clone()),
        }
    }
}

/// The answers to an open question, each as it is typed and what it says.
fn say_which(choices: &[Choice]) -> String {
    let say = |choice: &Choice| match choice.says.as_str() {
        "" => choice.answer.to_string(),
        says => format!("{} ({says})", choice.answer),
    };
    let [only] = choices else {
        let lines: Vec<String> = choices.iter().map(|choice| format!("\n    {}", say(choice))).collect();
        return format!("say which:{}", lines.concat());
    };
    say(only)
}
