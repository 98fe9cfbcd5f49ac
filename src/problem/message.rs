//! A problem in words: the place, what stands there, what was expected and how to mend it.

use super::{Choice, Problem, ProblemKind};
use crate::calendar::{Date, show_date};
use crate::cutting::{MOST, and_more, cell, list};
use crate::location::{Place, Sources};
use crate::money::group;
use crate::nearest::did_you_mean;
use crate::words::count;

/// How wide a line of places is where the same is wrong again.
const AGAIN_WIDTH: usize = 96;

/// The most that is said of problems, and of notes, in bytes: nobody reads on.
pub const MOST_SAID: usize = 500_000;

/// The messages of problems, as far as they can be read; how many more there are is the last.
pub fn said(problems: &[Problem], sources: &Sources) -> Vec<String> {
    let (mut messages, mut bytes): (Vec<String>, usize) = (Vec::new(), 0);
    for problem in problems {
        let message = problem.message(sources);
        bytes += message.len();
        if bytes > MOST_SAID && !messages.is_empty() {
            let rest: usize = problems.iter().skip(messages.len()).map(Problem::count).sum();
            messages.push(format!("and {} further on: mend these first", count(rest, "problem")));
            break;
        }
        messages.push(message);
    }
    messages
}

impl Problem {
    /// The whole message: it begins with the place.
    pub fn message(&self, sources: &Sources) -> String {
        let place = match &self.kind {
            ProblemKind::Said { origin, .. } => origin.clone(),
            _ => sources.show(self.place),
        };
        let again = self.again(sources).map_or_else(String::new, |again| format!("\n  {again}"));
        format!("{place}: error[{}]: {}{again}", self.code(), self.without_place(sources))
    }

    /// What is wrong and how to mend it, of what has no place.
    pub fn without_place(&self, sources: &Sources) -> String {
        format!("{}\n  mend: {}", self.what(sources), self.mend_or_answer())
    }

    /// How to mend it, the options that answer it included.
    pub fn mend_or_answer(&self) -> String {
        say_mend(&self.mend(), &self.choices())
    }

    /// How often the same is wrong again, and where: the first ten places.
    fn again(&self, sources: &Sources) -> Option<String> {
        let count = self.again.len();
        let mut text = format!(
            "again in {} more {}:",
            group(&count.to_string()),
            if count == 1 { "cell" } else { "cells" }
        );
        let mut width = text.len();
        let shown = count.min(MOST);
        for (at, again) in self.again.iter().take(MOST).enumerate() {
            let place = match &again.found {
                Some(found) => format!("{} ({})", sources.show(again.place), cell(found)),
                None => sources.show(again.place),
            };
            let (gap, indent) =
                if width + place.len() > AGAIN_WIDTH { ("\n    ", 4) } else { (" ", width + 1) };
            let comma = if at + 1 < shown { "," } else { "" };
            width = indent + place.len() + comma.len();
            text.push_str(&format!("{gap}{place}{comma}"));
        }
        text.push_str(&and_more(count));
        (count > 0).then_some(text)
    }

    /// What is wrong.
    pub fn what(&self, sources: &Sources) -> String {
        let heading = self.heading.as_deref().unwrap_or("");
        let under = if heading.is_empty() { String::new() } else { format!(" under \"{}\"", cell(heading)) };
        match &self.kind {
            ProblemKind::Cell { found, expected, .. } => {
                let stands = if under.is_empty() { " stands here" } else { " stands" };
                format!("`{}`{stands}{under}; expected {expected}", cell(found))
            }
            ProblemKind::Blank { lacks } => format!("this row lacks {lacks}"),
            ProblemKind::MonthOrYear { found, month, year } => {
                format!("`{found}`{under} can be the month {month} or the financial year {year}")
            }
            ProblemKind::NoSuchDay { found } => format!("`{found}`{under} is not a day of the calendar"),
            ProblemKind::Word { found, .. } => {
                format!("`{}`{under} is not one of the words of this column", cell(found))
            }
            ProblemKind::Duplicate { what, first } => {
                format!("{what} is given twice; first at {}", sources.show(*first))
            }
            ProblemKind::Unknown { what, found, .. } => {
                format!("there is no {what} `{}`{under}", cell(found))
            }
            ProblemKind::MissingColumn { table, column, found, .. } => {
                format!("the {table} table has no column `{column}`; its headings are: {}", list(found))
            }
            ProblemKind::NoTable { found, .. } => {
                format!("no table of a savings plan is recognised by its headings: {}", list(found))
            }
            ProblemKind::Contradiction { what, other, .. } => {
                format!("{what}{under}; see {}", sources.show(*other))
            }
            ProblemKind::Circle { bodies, on } => circle(bodies, *on, sources),
            ProblemKind::Open { what, .. }
            | ProblemKind::Syntax { what, .. }
            | ProblemKind::Layout { what, .. }
            | ProblemKind::Said { what, .. }
            | ProblemKind::Judgement { what, .. }
            | ProblemKind::Policy { what, .. }
            | ProblemKind::Limit { what, .. } => format!("{what}{under}"),
        }
    }

    /// How to mend it otherwise than by an option.
    pub fn mend(&self) -> String {
        match &self.kind {
            ProblemKind::Blank { .. } => "fill the cell, or delete the row".to_owned(),
            ProblemKind::MonthOrYear { .. } => String::new(),
            ProblemKind::NoSuchDay { .. } => {
                "write the date as 2011-09-30 or 30/09/2011 (day first)".to_owned()
            }
            ProblemKind::Word { known, near: Some(near), .. } => {
                format!("{} The words are: {}", did_you_mean(near), known.join(", "))
            }
            ProblemKind::Word { known, near: None, .. } => format!("write one of: {}", known.join(", ")),
            ProblemKind::Duplicate { .. } => {
                "keep one of the two rows, or give them different ids".to_owned()
            }
            ProblemKind::Unknown { what, near, .. } => {
                near.as_deref().map_or_else(|| format!("correct it, or add the {what}"), did_you_mean)
            }
            ProblemKind::MissingColumn { .. } => "add the column".to_owned(),
            ProblemKind::NoTable { .. } => "name the columns as `qipp template` does".to_owned(),
            ProblemKind::Circle { bodies, .. } if bodies.len() == 1 => {
                "name the body that it reports to, or leave the parent blank where there is none".to_owned()
            }
            ProblemKind::Circle { .. } => {
                "correct one of these parents, or leave it blank where a body reports to nobody".to_owned()
            }
            ProblemKind::Open { instead, .. } => instead.clone(),
            ProblemKind::Cell { mend, .. }
            | ProblemKind::Contradiction { mend, .. }
            | ProblemKind::Syntax { mend, .. }
            | ProblemKind::Layout { mend, .. }
            | ProblemKind::Said { mend, .. }
            | ProblemKind::Judgement { mend, .. }
            | ProblemKind::Policy { mend, .. }
            | ProblemKind::Limit { mend, .. } => mend.clone(),
        }
    }
}

/// Who reports to whom: `A` to `B`, and `B` (place) to `A`.
fn circle(bodies: &[(String, Place)], on: Option<Date>, sources: &Sources) -> String {
    let on = on.map_or_else(String::new, |day| format!(" on {}", show_date(day)));
    let next = bodies.iter().skip(1).chain(bodies.first());
    let links = bodies.iter().zip(next).enumerate().map(|(at, ((name, place), (above, _)))| match at {
        0 => format!("`{}` reports to `{}`", cell(name), cell(above)),
        _ => format!("`{}` ({}) to `{}`", cell(name), sources.show(*place), cell(above)),
    });
    let links: Vec<String> = links.collect();
    match &*links {
        [own] => format!("{own}{on}: no body is its own parent"),
        [first, last] => format!("{first}, and {last}{on}: a circle of parents"),
        several => {
            let shown = several.get(..MOST).unwrap_or(several).join(", ");
            format!("{shown}{}{on}: a circle of parents", and_more(several.len()))
        }
    }
}

/// What may be done, and the options that answer, each as it is typed and what it says.
fn say_mend(words: &str, choices: &[Choice]) -> String {
    let say = |choice: &Choice| match choice.says.as_str() {
        "" => choice.answer.to_string(),
        says => format!("{} ({says})", choice.answer),
    };
    let or = if words.is_empty() { "" } else { "; or " };
    match choices {
        [] => words.to_owned(),
        [only] => format!("{words}{or}{}", say(only)),
        several => {
            let lines: Vec<String> = several.iter().map(|choice| format!("\n    {}", say(choice))).collect();
            format!("{words}{or}say which:{}", lines.concat())
        }
    }
}
