//! The policy as a file: read, and printed so that it can be read again.

use super::{Form, Origin, Policy, SETTINGS, Setting};
use crate::location::{Place, SourceId, Sources};
use crate::nearest::did_you_mean;
use crate::plan::recognise::{Ours, Said, Speaks, nearest_meaning};
use crate::plan::vocabulary::national::{NationalWorkstreams, SEPARATOR};
use crate::problem::{Problem, ProblemKind};
use crate::wrapping::{WIDTH, width, wrap};
use indexmap::IndexMap;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The tables of a policy file beside its settings.
pub(super) const SECTIONS: [&str; 3] = ["columns", "rows", NATIONAL];

/// The table of the national workstreams.
const NATIONAL: &str = "national_workstreams";

/// What a line of comment begins with.
const SIGN: &str = "# ";

impl Policy {
    /// Reads a policy file. It may name the built-in policy it starts from (`policy = "strict"`).
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its line: text that is not TOML, unknown settings
    /// with the nearest known one, values of the wrong form, headings that are mapped to nothing.
    pub fn read_file(text: &str, source: SourceId, sources: &Sources) -> Result<Self, Vec<Problem>> {
        let ends: Vec<usize> = memchr::memchr_iter(b'\n', text.as_bytes()).collect();
        let at = |span: Range<usize>| place((text, &ends), source, span.start);
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
                (table @ ("columns" | "rows"), _) => refuse(name.span(), no_section(table, "headings")),
                (NATIONAL, DeValue::Table(pairs)) => {
                    policy.national = NationalWorkstreams::none();
                    for (key, others) in pairs {
                        let added = match others.get_ref() {
                            DeValue::String(others) => policy.national.add(key.get_ref(), others),
                            _ => Err(format!("the other names of `{}` are no text", key.get_ref())),
                        };
                        if let Err(what) = added {
                            refuse(key.span(), ProblemKind::Policy { what, mend: national_line() });
                        }
                    }
                    if pairs.is_empty() {
                        let what = format!("[{NATIONAL}] names no workstream");
                        refuse(name.span(), ProblemKind::Policy { what, mend: national_line() });
                    }
                }
                (NATIONAL, _) => refuse(name.span(), no_section(NATIONAL, "national workstreams")),
                (setting, _) => {
                    let set = policy.set(setting, &value(given, text), origin.clone());
                    if let Err(kind) = set {
                        refuse(name.span(), kind);
                    }
                }
            }
        }
        for (keys, kind) in policy.contradictions() {
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
            if let Some(range) = setting.range {
                comment(&mut out, &format!("may be {range}"));
            }
            if !setting.read_by.is_empty() {
                comment(&mut out, &format!("read by {}", setting.read_by.join(", ")));
            }
            let line = setting_line(setting, self.word(setting.key));
            out.push_str(&format!("{} # {}\n", line.trim_end(), self.origin(setting.key)));
        }
        out.push_str(&said(&self.mapping));
        out.push('\n');
        comment(
            &mut out,
            "The national workstreams that a plan may name, each with its other names. A list of your own takes \
             the place of this one, and has to name every workstream.",
        );
        comment(
            &mut out,
            "published: NAO September 2011, Figure 4; inferred: the other names, which published plans use",
        );
        comment(&mut out, "read by A1-NAT-1, report-card");
        out.push_str(&self.national_lines());
        out
    }

    /// Whether it has a list of national workstreams of its own.
    pub fn has_own_national(&self) -> bool {
        !self.national.is_reference()
    }

    /// The national workstreams as a table of a policy file.
    pub fn national_lines(&self) -> String {
        let lines = self.national.iter();
        let lines = lines.map(|(name, others)| format!("{} = {}\n", quoted(name), on_lines(name, &others)));
        format!("[{NATIONAL}]\n{}", lines.collect::<String>())
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

/// A text as the value of a key in TOML, broken at blanks where it does not fit the page.
fn on_lines(key: &str, text: &str) -> String {
    let (key, value) = (quoted(key), quoted(text));
    let is_short = |word: &str| width(word) < WIDTH / 2;
    if width(&key) + width(" = ") + width(&value) <= WIDTH || !value.split(' ').all(is_short) {
        return value;
    }
    let inner = value.get(1..value.len() - 1).unwrap_or_default();
    let lines = wrap(inner, WIDTH - 4, 0).join(" \\\n  ");
    format!("\"\"\"\\\n  {lines}\"\"\"")
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

/// The line and column of a byte of a text whose lines end at these.
fn place((text, ends): (&str, &[usize]), source: SourceId, byte: usize) -> Place {
    let line = ends.partition_point(|end| *end < byte);
    let start = line.checked_sub(1).and_then(|before| ends.get(before)).map_or(0, |end| end + 1);
    let before = text.get(start..byte.min(text.len())).unwrap_or_default();
    let number = |count: usize| u32::try_from(count + 1).unwrap_or(u32::MAX);
    Place::Cell { source, line: number(line), column: number(before.chars().count()) }
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

fn no_section(table: &str, of: &str) -> ProblemKind {
    let line = if table == NATIONAL { national_line() } else { "\"Their words\" = \"ours\"".to_owned() };
    ProblemKind::Policy {
        what: format!("`{table}` is no table of {of}"),
        mend: format!("write [{table}] and below it lines such as {line}"),
    }
}

/// A line of the table of national workstreams.
fn national_line() -> String {
    format!("\"Right care\" = \"variation{SEPARATOR} decommissioning\"")
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

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::location::Source;

    /// A policy file, or its problems as they are printed.
    pub fn read(text: &str) -> Result<Policy, Vec<String>> {
        let mut sources = Sources::default();
        let source = sources.add(Source { name: "qipp.toml".to_owned(), ..Source::default() });
        let shown = |problems: Vec<Problem>| problems.iter().map(|one| one.message(&sources)).collect();
        Policy::read_file(text, source, &sources).map_err(shown)
    }

    #[test]
    fn a_policy_may_have_national_workstreams_of_its_own() {
        let own = read("[national_workstreams]\n\"Elective hubs\" = \"theatres; GIRFT\"\n").unwrap();
        assert_eq!(own.national.named("girft"), Some("Elective hubs"));
        assert_eq!(own.national.named("Right care"), None);
        assert_ne!(own.canonical(), Policy::default().canonical());
        assert_eq!(read(&own.to_toml()).unwrap().canonical(), own.canonical());
        assert!(!read(&Policy::default().to_toml()).unwrap().has_own_national());
        let words = "many words of one name ".repeat(9);
        let long = format!("[national_workstreams]\n\"A \\\"b\\\"\" = \"{words}; \\\\ end \\\"x\\\"\"\n");
        let read_once = read(&long).unwrap();
        assert_eq!(
            read(&read_once.to_toml()).unwrap().canonical(),
            read_once.canonical(),
            "over several lines"
        );
        let wrong = "national_workstreams = 3\ncoverage = 80\n";
        assert!(read(wrong).unwrap_err()[0].starts_with(
            "qipp.toml:1:1: error[policy]: `national_workstreams` is no table of national workstreams"
        ));
        let wrong = "[national_workstreams]\nA = \"x\"\nB = \"X; y\"\nC = 3\nlocal = \"\"\n";
        let said = read(wrong).unwrap_err().join("\n");
        for line in [
            "qipp.toml:3:1: error[policy]: `X` names two national workstreams, A and B",
            "qipp.toml:4:1: error[policy]: the other names of `C` are no text",
            "qipp.toml:5:1: error[policy]: `local` names no national workstream",
        ] {
            assert!(said.contains(line), "{said}");
        }
        assert!(read("[national_workstreams]\n").unwrap_err()[0].contains("names no workstream"));
    }

    #[test]
    fn a_printed_policy_says_who_reads_a_setting_where_something_does() {
        let printed = Policy::default().to_toml();
        assert!(printed.lines().all(|line| line.trim_end() != "# read by"), "{printed}");
        let read = SETTINGS.iter().filter(|setting| !setting.read_by.is_empty()).count();
        let said = printed.matches("\n# read by ").count();
        assert_eq!(said, read + 1, "the list of national workstreams is read, too");
    }

    #[test]
    fn a_text_stands_on_one_line_as_long_as_it_fits_and_has_words_to_break_at() {
        let lines = |text: &str| on_lines("key", text).lines().count();
        let room = WIDTH - "\"key\" = \"\"".len();
        let words = |length: usize| "of ten mor".repeat(length)[..length].to_owned();
        assert_eq!((lines(&words(room)), lines(&words(room + 1))), (1, 2));
        for (text, count) in [(words(300), 5), ("a".repeat(300), 1)] {
            assert_eq!(lines(&text), count, "{}", on_lines("key", &text));
            assert!(count == 1 || on_lines("key", &text).lines().all(|line| line.len() <= WIDTH));
        }
        let longest = WIDTH / 2 - 1;
        for (word, is_broken) in [(longest, true), (longest + 1, false)] {
            let text = format!("of {} {}", "a".repeat(word), words(room));
            assert_eq!(lines(&text) > 1, is_broken, "a word of {word}");
        }
    }

    #[test]
    fn any_text_is_a_value_that_reads_back() {
        let text = "a \"b\" \\ c\td\ne\u{7f}\u{1}f";
        let line = format!("key = {}\n", quoted(text));
        let read_back = DeTable::parse(&line).unwrap();
        assert_eq!(read_back.get_ref().get("key").unwrap().get_ref().as_str(), Some(text));
    }

    #[test]
    fn a_byte_at_the_end_of_a_line_stands_on_it() {
        let (text, ends) = ("ab\ncd\n", [2, 5]);
        let at = |byte: usize| match place((text, &ends), SourceId(0), byte) {
            Place::Cell { line, column, .. } => (line, column),
            other => panic!("{other:?}"),
        };
        assert_eq!([0, 2, 3, 5, 6].map(at), [(1, 1), (1, 3), (2, 1), (2, 3), (3, 1)]);
    }

    #[test]
    fn a_number_is_read_as_people_group_it_and_in_tens_alone() {
        assert_eq!(
            read("coverage = 7_5\n").unwrap().canonical(),
            read("coverage = 75\n").unwrap().canonical()
        );
        assert!(read("coverage = 0x10\n").is_err(), "16 or 10?");
    }

    #[test]
    fn what_the_user_says_is_kept_in_its_table_and_a_wrong_table_is_told_a_line_that_is_right() {
        let text = "[columns]\n\"Saving by\" = \"manager\"\n\n[rows]\n\"Grand sum\" = \"total\"\n";
        let own = read(text).unwrap();
        assert_eq!(own.mapping.len(), 2);
        assert!(own.to_toml().contains(&format!("\n{text}\n")), "{}", own.to_toml());
        for table in ["columns", "rows", NATIONAL] {
            let said = read(&format!("{table} = 3\n")).unwrap_err().join("\n");
            let mend = said.split_once(&format!("write [{table}] and below it lines such as ")).unwrap().1;
            let line = mend.lines().next().unwrap();
            if table == NATIONAL {
                assert_ne!(
                    read(&format!("[{table}]\n{line}\n")).unwrap().canonical(),
                    Policy::default().canonical()
                );
            } else {
                assert_eq!(line, "\"Their words\" = \"ours\"");
            }
        }
    }
}
