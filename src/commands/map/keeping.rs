//! A reading as a policy file: each line with its evidence, open questions as choices to uncomment. What is
//! written is read back first: a line that would change the reading is a comment.

use super::{Looked, Tables};
use crate::cutting::{cell, list};
use crate::location::{Source, Sources};
use crate::output::Failure;
use crate::plan::heading::plain;
use crate::plan::recognise::{Said, Speaks};
use crate::plan::survey::{ColumnMap, Evidence, Open, RowMap, Survey, TableMap};
use crate::plan::tables;
use crate::policy::{Origin, Policy, quoted, setting_line};
use crate::words::count;
use crate::wrapping::{WIDTH, width};
use std::collections::BTreeSet;
use std::path::Path;

/// What a file of ours begins with.
const FIRST: &str = "# qipp map";
/// How far lines reach before their comments.
const BEFORE_COMMENTS: usize = 40;
/// How much of a comment is shown at least.
const LEAST_COMMENT: usize = 24;
/// The most rows of tables of which it is tried which lines change the reading.
const FEW_ROWS: usize = 20_000;

/// A line of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    theirs: String,
    ours: String,
    comment: String,
    speaks: Speaks,
    /// Whether it is said, and no comment.
    is_said: bool,
    /// Whether the user said it.
    is_users: bool,
}

/// A file that is not ours is not replaced.
pub fn refuse_other(path: &Path) -> Result<(), Failure> {
    match std::fs::read_to_string(path) {
        Ok(text) if !text.starts_with(FIRST) => {
            let shown = path.display();
            Err(Failure::usage(format!(
                "{shown} is there already, and `qipp map` did not write it; give another name with -o, or take it away"
            )))
        }
        _ => Ok(()),
    }
}

/// The policy file that makes this reading.
pub fn policy_file(tables: &Tables, policy: &Policy, looked: &Looked) -> Result<String, Failure> {
    let mut lines = lines(&looked.survey, &policy.mapping);
    let is_same = |lines: &[Line]| is_same(tables, policy, looked, lines);
    if !is_same(&lines) {
        let rows: usize = looked.survey.tables.iter().map(|table| table.rows).sum();
        let mut tried = lines.clone();
        tried.iter_mut().for_each(|line| line.is_said &= line.is_users);
        if !is_same(&tried) {
            return Err(Failure::unsound(
                "error: no policy file makes the same reading; nothing is written\n  mend: say what differs with --map",
            ));
        }
        let said = lines.iter().enumerate().filter(|(_, line)| line.is_said && !line.is_users);
        let said: Vec<usize> = said.map(|(at, _)| at).collect();
        if rows <= FEW_ROWS {
            let (first, rest) = said.split_at(said.len() / 2);
            [first, rest].into_iter().for_each(|half| say_what_keeps(&mut tried, half, &is_same));
        }
        lines = tried;
    }
    Ok(text(policy, &looked.survey, &lines))
}

/// Says those of some lines that leave the reading as it is: all of them, else what does of either half.
fn say_what_keeps(lines: &mut [Line], some: &[usize], is_same: &impl Fn(&[Line]) -> bool) {
    let say = |lines: &mut [Line], is_said: bool| {
        for at in some {
            if let Some(line) = lines.get_mut(*at) {
                line.is_said = is_said;
            }
        }
    };
    say(lines, true);
    if is_same(lines) {
        return;
    }
    say(lines, false);
    if some.len() > 1 {
        let (first, rest) = some.split_at(some.len() / 2);
        say_what_keeps(lines, first, is_same);
        say_what_keeps(lines, rest, is_same);
    }
}

/// Whether the file would make the reading that was shown.
fn is_same(tables: &Tables, policy: &Policy, looked: &Looked, lines: &[Line]) -> bool {
    let mut sources = Sources::default();
    let source = sources.add(Source::default());
    let kept = Policy::read_file(&text(policy, &looked.survey, lines), source, &sources);
    let Ok(again) = kept.map(|kept| tables.seen(&kept)) else { return false };
    let readings = |looked: &Looked| -> Vec<String> {
        looked.submission.readings.iter().map(|reading| format!("{reading:?}")).collect()
    };
    tables::of(&again.submission).0 == tables::of(&looked.submission).0
        && readings(&again) == readings(looked)
        && again.survey.open == looked.survey.open
        && again.survey.problems == looked.survey.problems
}

/// What the user says already, then what was recognised.
fn lines(survey: &Survey, mapping: &[Said]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for said in mapping {
        let speaks = match said.speaks {
            Speaks::OfBoth if is_of_rows(survey, &said.theirs) => Speaks::OfRows,
            Speaks::OfBoth => Speaks::OfColumns,
            own => own,
        };
        lines.retain(|line| line.theirs != said.theirs || line.speaks != speaks);
        let (theirs, ours, comment) = (said.theirs.clone(), said.ours.clone(), "you say so".to_owned());
        lines.push(Line { theirs, ours, comment, speaks, is_said: true, is_users: true });
    }
    let own = survey.tables.iter().flat_map(|table| {
        let columns = table.columns.iter().filter_map(|column| of_column(survey, table, column));
        let rows = table.special_rows.iter().filter(|row| row.word.is_some() || row.amounts > 0);
        columns.chain(rows.map(|row| of_row(survey, table, row)))
    });
    for line in own {
        if !lines.iter().any(|other| other.theirs == line.theirs && other.speaks == line.speaks) {
            lines.push(line);
        }
    }
    lines
}

/// Whether an entry that may speak of both speaks of a row: no column is called so.
fn is_of_rows(survey: &Survey, theirs: &str) -> bool {
    let behind = survey.tables.iter().find_map(|table| {
        let file = table.input.split('#').next().unwrap_or_default();
        [table.input.as_str(), file].iter().find_map(|name| theirs.strip_prefix(name)?.strip_prefix(':'))
    });
    let own = behind.unwrap_or(theirs).trim();
    let mut columns = survey.tables.iter().flat_map(|table| &table.columns);
    let is_column = own.starts_with('#') || plain(own) == "year";
    !is_column && !columns.any(|column| plain(&column.heading) == plain(own))
}

/// The line of a column that the user says nothing of.
fn of_column(survey: &Survey, table: &TableMap, column: &ColumnMap) -> Option<Line> {
    if column.evidence == Some(Evidence::Mapping) {
        return None;
    }
    let same = |other: &&ColumnMap| plain(&other.heading) == plain(&column.heading);
    let is_alone = !plain(&column.heading).is_empty() && table.columns.iter().filter(same).count() == 1;
    let mut theirs = if is_alone { column.heading.clone() } else { format!("#{}", column.number) };
    let others = survey.tables.iter().filter(|other| other.input != table.input);
    let differs = others.flat_map(|other| &other.columns).any(|other| {
        let is_called = if is_alone { same(&other) } else { other.number == column.number };
        is_called && other.word != column.word
    });
    if differs {
        theirs = format!("{}:{theirs}", table.input);
    }
    let held = match column.sum {
        None => column.samples.iter().map(|text| cell(text)).collect::<Vec<_>>().join("; "),
        Some(sum) => format!("{}, {}", count(column.amounts, "amount"), sum.decimal().normalize()),
    };
    let by = column.evidence.map_or("not read", Evidence::word);
    // a heading that names its own period is another one next month
    let names_period = column.word.as_deref().is_some_and(|word| word.contains(|c: char| c.is_ascii_digit()));
    Some(Line {
        theirs,
        ours: column.word.clone().unwrap_or_else(|| "ignore".to_owned()),
        comment: if held.is_empty() { by.to_owned() } else { format!("{by}; {held}") },
        speaks: Speaks::OfColumns,
        is_said: column.word.is_some() && !names_period,
        is_users: false,
    })
}

/// The line of a special row.
fn of_row(survey: &Survey, table: &TableMap, row: &RowMap) -> Line {
    let rows = survey.tables.iter().flat_map(|table| &table.special_rows);
    let same = rows.filter(|other| plain(&other.label) == plain(&row.label));
    let words: BTreeSet<Option<&str>> = same.map(|other| other.word).collect();
    let is_alone = !plain(&row.label).is_empty() && words.len() == 1;
    let theirs = match survey.tables.len() {
        _ if is_alone => row.label.clone(),
        1 => format!("line {}", row.line),
        _ => format!("{}:line {}", table.input, row.line),
    };
    let because = if row.because.is_empty() { &row.taken_for } else { &row.because };
    Line {
        theirs,
        ours: row.word.unwrap_or("ignore").to_owned(),
        comment: format!("line {}: {because}", row.line),
        speaks: Speaks::OfRows,
        // another file has other lines
        is_said: is_alone && row.word.is_some(),
        is_users: false,
    }
}

/// The file.
fn text(policy: &Policy, survey: &Survey, lines: &[Line]) -> String {
    let inputs: Vec<&str> = survey.tables.iter().map(|table| table.input.as_str()).collect();
    let mut out = format!(
        "{FIRST} of {}\n# What is read as what, and why. A line with # before it is a remark: it is read so\n\
         # without being said, or it answers an open question once the # is taken away.\n",
        list(&inputs)
    );
    for setting in policy.changed().into_iter().filter(|own| policy.origin(own.key) != Origin::BuiltIn) {
        out.push_str(&setting_line(setting, policy.word(setting.key)));
    }
    let by_map = |open: &&Open| open.answers.iter().any(|answer| answer.theirs.is_some());
    let (of_tables, of_options): (Vec<&Open>, Vec<&Open>) = survey.open.iter().partition(by_map);
    of_options.iter().for_each(|open| out.push_str(&choices(open)));
    for speaks in [Speaks::OfColumns, Speaks::OfRows] {
        let own = lines.iter().filter(|line| line.speaks == speaks).map(Line::text);
        let is_its = |open: &&&Open| {
            let theirs = open.answers.iter().find_map(|answer| answer.theirs.as_deref());
            theirs.is_some_and(|theirs| is_of_rows(survey, theirs)) == (speaks == Speaks::OfRows)
        };
        let open = of_tables.iter().filter(is_its).map(|open| choices(open));
        let said: String = own.chain(open).collect();
        if !said.is_empty() {
            out.push_str(&format!("\n{}\n{said}", speaks.word()));
        }
    }
    if policy.has_own_national() {
        out.push_str(&format!("\n{}", policy.national_lines()));
    }
    out
}

impl Line {
    fn text(&self) -> String {
        let sign = if self.is_said { "" } else { "# " };
        let said = format!("{sign}{} = {}", quoted(&self.theirs), quoted(&self.ours));
        commented(&said, &self.comment)
    }
}

/// A line with its comment, cut to the page.
fn commented(line: &str, comment: &str) -> String {
    let line = format!("{line:<BEFORE_COMMENTS$} # ");
    let room = WIDTH.saturating_sub(width(&line)).max(LEAST_COMMENT);
    let comment = cell(comment);
    let fits = comment.chars().count() <= room;
    let cut: String =
        if fits { comment.into() } else { comment.chars().take(room - 1).chain(['…']).collect() };
    format!("{}\n", format!("{line}{cut}").trim_end_matches([' ', '#']))
}

/// An open question, its answers as lines to uncomment.
fn choices(open: &Open) -> String {
    let mut out = format!("\n# OPEN, {}: {}\n", open.place, cell(&open.what));
    for answer in &open.answers {
        let theirs = answer.theirs.as_deref().map(|theirs| theirs.split_whitespace().collect::<Vec<_>>());
        let key = match theirs {
            Some(words) => quoted(&words.join(" ")),
            None => answer.name().replace('-', "_"),
        };
        let line = format!("# {key} = {}", quoted(&answer.ours));
        out.push_str(&commented(&line, &answer.says));
    }
    out
}
