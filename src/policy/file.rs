//! The policy as a file: read, and printed so that it can be read again.

use super::{Form, Key, Origin, Policy, SETTINGS, Setting};
use crate::location::{Place, SourceId, Sources};
use crate::nearest::did_you_mean;
use crate::plan::recognise::{Ours, Said, Speaks, nearest_meaning};
use crate::problem::{Problem, ProblemKind};
use crate::wrapping::{WIDTH, wrap};
use indexmap::IndexMap;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What a line of comment begins with.
const SIGN: &str = "# ";

impl Policy {
    /// Reads a policy file. It may name the built-in policy it starts from (`policy = "strict"`).
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its line: text that is not TOML, unknown settings
    /// with the nearest known one, values of the wrong form, headings that are mapped to nothing.
    pub fn read_file(text: &str, source: SourceId, sources: &Sources) -> Result<Self, Vec<Problem>> {
        let at = |span: Range<usize>| place(text, source, span.start);
        let (table, errors) = DeTable::parse_recoverable(text);
        if !errors.is_empty() {
            let syntax = errors.iter().map(|error| {
                let kind = ProblemKind::Syntax {
                    what: error.message().trim().replace('\n', "; "),
                    mend: "a policy file is TOML: lines such as `coverage = 80`; `qipp policy` prints one"
                        .to_owned(),
                };
                Problem::new(error.span().map_or(Place::File(source), at), kind)
            });
            return Err(syntax.collect());
        }
        let table = table.get_ref();
        let of = |name: &str| table.iter().find(|(key, _)| key.get_ref().as_ref() == name);
        let mut problems = Vec::new();
        let mut refuse = |span, kind| problems.push(Problem::new(at(span), kind));
        let mut policy = Self::default();
        if let Some((_, base)) = of("policy") {
            match Self::built_in(&value(base, text)) {
                Ok(base) => policy = base,
                Err(kind) => refuse(base.span(), kind),
            }
        }
        sources.file_name(source).clone_into(&mut policy.name);
        let origin = Origin::File(policy.name.clone());
        for (name, given) in table {
            match (name.get_ref().as_ref(), given.get_ref()) {
                ("policy", _) => {}
                (table @ ("columns" | "rows"), DeValue::Table(pairs)) => {
                    let speaks = if table == "rows" { Speaks::OfRows } else { Speaks::OfColumns };
                    for (key, ours) in pairs {
                        let (theirs, word) = (key.get_ref().as_ref(), value(ours, text));
                        if theirs.trim().is_empty() {
                            refuse(key.span(), no_heading(table, &word));
                        } else if Ours::of(&word).is_some() {
                            let origin = sources.show(at(key.span()));
                            policy.mapping.push(Said {
                                theirs: theirs.to_owned(),
                                ours: word,
                                speaks,
                                origin,
                            });
                        } else {
                            refuse(ours.span(), no_meaning(theirs, &word));
                        }
                    }
                }
                (table @ ("columns" | "rows"), _) => {
                    let what = format!("`{table}` is no table of headings");
                    let mend =
                        format!("write [{table}] and below it lines such as \"Their words\" = \"ours\"");
                    refuse(name.span(), ProblemKind::Policy { what, mend });
                }
                (setting, _) => {
                    let set = policy.set(setting, &value(given, text), origin.clone());
                    if let Err(kind) = set {
                        refuse(name.span(), kind);
                    }
                }
            }
        }
        if let Err(kind) = policy.check() {
            let keys = [Key::FinanceRedFrom, Key::FinanceAmberFrom];
            let key = keys.iter().find_map(|key| of(key.setting().name));
            refuse(key.map_or(0..0, |(name, _)| name.span()), kind);
        }
        problems.sort_by_key(|problem| problem.place);
        if problems.is_empty() { Ok(policy) } else { Err(problems) }
    }

    /// The policy as a policy file: every value with its meaning, ground and origin.
    pub fn to_toml(&self) -> String {
        let mut out = format!("# qipp policy in force: {}\n", self.name);
        for setting in SETTINGS {
            let (word, text) = setting.ground.parts();
            out.push('\n');
            comment(&mut out, setting.meaning.trim());
            comment(&mut out, &format!("{word}: {text}"));
            if !setting.read_by.is_empty() {
                comment(&mut out, &format!("read by {}", setting.read_by.join(", ")));
            }
            let line = setting_line(setting, self.word(setting.key));
            out.push_str(&format!("{} # {}\n", line.trim_end(), self.origin(setting.key)));
        }
        out.push_str(&said(&self.mapping));
        out
    }
}

/// A setting as a line of a policy file.
pub fn setting_line(setting: &Setting, value: &str) -> String {
    let value = match setting.form {
        Form::Word(_) | Form::Year | Form::Percent | Form::Number => quoted(value),
        Form::Count | Form::Flag => value.to_owned(),
    };
    format!("{} = {value}\n", setting.name)
}

/// A text as a key or a value of TOML, on one line.
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A comment over as many lines as it needs.
fn comment(out: &mut String, text: &str) {
    for line in wrap(text, WIDTH - SIGN.len(), SIGN.len()) {
        out.push_str(&format!("{SIGN}{line}\n"));
    }
}

/// The line and column of a byte of a text.
fn place(text: &str, source: SourceId, byte: usize) -> Place {
    let before = text.get(..byte).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or("");
    let number = |count: usize| u32::try_from(count + 1).unwrap_or(u32::MAX);
    Place::Cell { source, line: number(before.matches('\n').count()), column: number(line.chars().count()) }
}

/// A value as a user would write it for `--set`.
fn value(given: &Spanned<DeValue>, text: &str) -> String {
    match given.get_ref() {
        DeValue::String(word) => word.clone().into_owned(),
        DeValue::Integer(number) if number.radix() == 10 => number.as_str().to_owned(),
        _ => text.get(given.span()).unwrap_or_default().to_owned(),
    }
}

/// What the user says, as the tables of a policy file.
fn said(mapping: &[Said]) -> String {
    let mut out = String::new();
    for (table, is_of_rows) in [("columns", false), ("rows", true)] {
        // the last of two with one key is the one that holds
        let mut lines: IndexMap<&str, &str> = IndexMap::new();
        for said in mapping.iter().filter(|said| (said.speaks == Speaks::OfRows) == is_of_rows) {
            lines.insert(&said.theirs, &said.ours);
        }
        if !lines.is_empty() {
            out.push_str(&format!("\n[{table}]\n"));
        }
        for (theirs, ours) in lines {
            out.push_str(&format!("{} = {}\n", quoted(theirs), quoted(ours)));
        }
    }
    out
}

/// A column without a heading has a number.
fn no_heading(table: &str, ours: &str) -> ProblemKind {
    let (what, place) = if table == "rows" { ("label", "line 15") } else { ("heading", "#3") };
    ProblemKind::Policy {
        what: format!("a blank {what} is mapped to `{ours}`, and names nothing"),
        mend: format!("name what has no {what} by its place: \"{place}\" = \"{ours}\""),
    }
}

fn no_meaning(theirs: &str, ours: &str) -> ProblemKind {
    let mend = match nearest_meaning(ours) {
        Some(near) => did_you_mean(&near),
        None => "write a column of ours (`qipp schema` has them), or ignore".to_owned(),
    };
    ProblemKind::Policy { what: format!("`{theirs}` is mapped to `{ours}`; there is no such column"), mend }
}
