//! The open questions, put one at a time; answers are read from standard input, a line each.

use super::{Looked, Tables};
use crate::cutting::cell;
use crate::output::{Failure, say};
use crate::plan::recognise::{Ours, Said};
use crate::plan::survey::{Answer, Open, Survey};
use crate::policy::{Origin, Policy};
use crate::words::count;
use std::collections::BTreeSet;
use std::io::{self, BufRead};

/// Asks until nothing is open that was not passed over; gives what is seen then, and the policy with the
/// answers in it.
pub fn ask(tables: &Tables, mut policy: Policy) -> Result<(Looked, Policy), Failure> {
    let mut input = io::stdin().lock();
    let mut passed: BTreeSet<String> = BTreeSet::new();
    loop {
        let looked = tables.look(&policy)?;
        let Some(open) = looked.survey.open.iter().find(|open| !passed.contains(&open.what)) else {
            say(&match looked.survey.open.len() {
                0 => "nothing is open".to_owned(),
                left => format!("{} left open", count(left, "question")),
            });
            return Ok((looked, policy));
        };
        put(&looked.survey, open);
        let reply = loop {
            match reply(&mut input, open)? {
                Reply::NoAnswer(why) => say(&format!("  {why}")),
                reply => break reply,
            }
        };
        match reply {
            Reply::Said(said) => policy.mapping.push(said),
            Reply::Option(name, value)
                if policy.set(&name.replace('-', "_"), &value, Origin::Option).is_ok() => {}
            Reply::Option(name, value) => {
                say(&format!("  no policy file can say that: give --{name} {value} when you assess"));
                passed.insert(open.what.clone());
            }
            Reply::Pass | Reply::NoAnswer(_) => {
                passed.insert(open.what.clone());
            }
        }
    }
}

/// What the user replies.
enum Reply {
    /// The question stays open.
    Pass,
    Said(Said),
    /// An option, and its value.
    Option(String, String),
    /// It is no answer, and why.
    NoAnswer(String),
}

/// Puts a question, with samples of what it is about and its answers.
fn put(survey: &Survey, open: &Open) {
    say(&format!("\n{}: {}", open.place, open.what));
    let theirs: BTreeSet<&str> = open.answers.iter().filter_map(|own| own.theirs.as_deref()).collect();
    // `Plan`, `#3`, `FILE:Plan`
    let is_asked = |name: &str| theirs.iter().any(|own| own.strip_suffix(name).is_some_and(is_bound));
    for column in survey.tables.iter().flat_map(|table| &table.columns) {
        let by_place = is_asked(&format!("#{}", column.number));
        let by_name = !column.heading.is_empty() && is_asked(&column.heading);
        if (by_place || by_name) && !column.samples.is_empty() {
            let samples: Vec<_> = column.samples.iter().map(|text| cell(text)).collect();
            say(&format!("  \"{}\" holds {}", cell(&column.heading), samples.join("; ")));
        }
    }
    for (at, answer) in open.answers.iter().enumerate() {
        let said = match &answer.theirs {
            Some(theirs) => format!("{} = {}", cell(theirs), answer.ours),
            None => answer.option.clone(),
        };
        let says = if answer.says.is_empty() { String::new() } else { format!("  ({})", answer.says) };
        say(&format!("  {}  {said}{says}", at + 1));
    }
    say("  a number, your own THEIRS=OURS, or nothing to leave it open:");
}

/// Whether this stands before a heading where a file is named, or nothing does.
fn is_bound(before: &str) -> bool {
    before.is_empty() || before.ends_with(':')
}

fn reply(input: &mut impl BufRead, open: &Open) -> Result<Reply, Failure> {
    let mut line = String::new();
    let read = input.read_line(&mut line);
    if read.map_err(|error| Failure::machine(format!("the answer cannot be read: {error}")))? == 0 {
        let what = cell(&open.what);
        return Err(Failure::usage(format!(
            "--ask asks on a terminal, or reads an answer a line: the input ended at \"{what}\"; nothing is written"
        )));
    }
    let line = line.trim();
    if line.is_empty() {
        return Ok(Reply::Pass);
    }
    if let Ok(number) = line.parse::<usize>() {
        let chosen = number.checked_sub(1).and_then(|at| open.answers.get(at));
        return Ok(match chosen {
            None => Reply::NoAnswer(format!("a number from 1 to {} is expected", open.answers.len())),
            Some(Answer { theirs: Some(theirs), ours, .. }) => Reply::Said(Said::map(theirs, ours)),
            Some(answer) => Reply::Option(answer.name().to_owned(), answer.ours.clone()),
        });
    }
    let pair = line.trim_matches('"').rsplit_once('=');
    Ok(match pair.map(|(theirs, ours)| (theirs.trim(), ours.trim())) {
        Some((theirs, ours)) if !theirs.is_empty() && Ours::of(ours).is_some() => {
            Reply::Said(Said::map(theirs, ours))
        }
        Some((_, ours)) => {
            Reply::NoAnswer(format!("`{ours}` is nothing of ours: `qipp map --help` lists what it may be"))
        }
        None => Reply::NoAnswer("a number, or THEIRS=OURS, is expected".to_owned()),
    })
}
