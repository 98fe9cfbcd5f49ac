//! Every mend that a refusal prints is typed as printed: what it mends is gone, nothing else is said by it, and
//! followed in turn mends end in a reading.

use crate::gallery::arguments;
use crate::run::{Run, at, folder, qipp, run_command};
use crate::worked_plan::fixture;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The options that answer, as they stand in messages.
const OPTIONS: [&str; 7] =
    ["--map ", "--sign ", "--measure ", "--amounts-in ", "--limit ", "--encoding ", "--org "];
/// After how many questions a table is read.
const STEPS: usize = 6;

/// An option as it is typed, and its value.
type Mend = [String; 2];

/// What a message begins with, to its first line's end, and the options it offers as they are typed.
fn offers(said: &str) -> Vec<(String, Vec<Mend>)> {
    let blocks = said.split("\n\n").filter(|block| block.contains(": error["));
    blocks
        .map(|block| {
            // notes are said before a problem
            let lines: Vec<&str> = block.lines().skip_while(|line| !line.contains(": error[")).collect();
            let mends = lines[1..].iter().flat_map(|line| options(line)).collect();
            (lines[0].to_owned(), mends)
        })
        .collect()
}

/// The options in a line, each with its value, without the quotes of a shell.
fn options(line: &str) -> Vec<Mend> {
    let mut found = Vec::new();
    for option in OPTIONS {
        for (at, _) in line.match_indices(option) {
            let rest = &line[at + option.len()..];
            let value = match rest.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    let end = rest[1..].find(quote).unwrap_or_else(|| panic!("not closed: {line}"));
                    &rest[1..=end]
                }
                _ => rest.split([' ', ';', ',', ')']).next().unwrap(),
            };
            found.push([option.trim().to_owned(), value.to_owned()]);
        }
    }
    found
}

/// What an option speaks of: of a mapping what is mapped.
fn speaks_of([option, value]: &Mend) -> &str {
    value.rsplit_once('=').map_or(option, |(theirs, _)| theirs)
}

fn assess(folder: &Path, arguments: &[String], mends: &[Mend]) -> Run {
    let mut command = qipp(&["assess", "--quiet"]);
    command.current_dir(folder).args(arguments).args(mends.iter().flatten());
    run_command(command, "")
}

/// What `qipp map` makes of files.
fn seen(folder: &Path, arguments: &[String], mends: &[Mend]) -> Value {
    let mut command = qipp(&["map", "--format", "json"]);
    command.current_dir(folder).args(arguments).args(mends.iter().flatten());
    run_command(command, "").json()
}

/// What is left out or read by the user's word: of each input its columns and rows.
fn said_of(seen: &Value) -> BTreeMap<&str, BTreeSet<(&str, u64)>> {
    let mut said: BTreeMap<&str, BTreeSet<(&str, u64)>> = BTreeMap::new();
    for table in seen["tables"].as_array().unwrap() {
        let columns = table["columns"].as_array().unwrap().iter();
        let columns = columns.filter(|column| column["evidence"] == "mapping");
        let columns = columns.map(|column| ("column", column["number"].as_u64().unwrap()));
        let rows = table["special_rows"].as_array().unwrap().iter();
        let rows = rows.filter(|row| row["taken_for"] == "left out");
        let all = columns.chain(rows.map(|row| ("row", row["line"].as_u64().unwrap())));
        said.entry(table["input"].as_str().unwrap()).or_default().extend(all);
    }
    said
}

/// What is wrong about a mapping that was offered: of what else it is said.
fn said_besides(before: &Value, after: &Value, mend: &Mend) -> Option<String> {
    let (before, after) = (said_of(before), said_of(after));
    let mut said: Vec<(&str, &str, u64)> = Vec::new();
    for (input, own) in &after {
        let known = before.get(input);
        let new = own.iter().filter(|one| known.is_none_or(|known| !known.contains(one)));
        said.extend(new.map(|(what, number)| (*input, *what, *number)));
    }
    let inputs: BTreeSet<&str> = said.iter().map(|(input, ..)| *input).collect();
    let columns = said.iter().filter(|(_, what, _)| *what == "column").count();
    let rows = said.len() - columns;
    let one_row = rows <= 1 || speaks_of(mend).contains("line ");
    let is_alone = inputs.len() <= 1 && columns <= 1 && (columns == 0 || rows == 0) && one_row;
    (!is_alone).then(|| format!("it speaks of {said:?}"))
}

/// The files of a folder of fixtures, as they are given.
fn files(folder: &str) -> Vec<Vec<String>> {
    let mut names: Vec<String> = fs::read_dir(fixture(folder))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.ends_with(".md") && !name.ends_with(".toml"))
        .collect();
    names.sort();
    if folder == "broken" {
        return names.iter().map(|name| arguments(name)).collect();
    }
    names.into_iter().map(|name| vec![name]).collect()
}

/// Why what a mend answered is still open.
fn still_open(head: &str, mend: &Mend, mended: &Run) -> Option<String> {
    let said = offers(&mended.err);
    let again = said.iter().find(|(still, mends)| {
        still == head
            || still.contains(" is mapped to ")
            || mend[0] == "--map" && mends.iter().any(|other| speaks_of(other) == speaks_of(mend))
    });
    match again {
        _ if mended.status == 2 => Some(mended.err.clone()),
        Some((still, _)) => Some(format!("asked again: {still}")),
        None => None,
    }
}

/// Follows the first mend of every problem until there is a reading, or a problem that no option mends.
fn follow(folder: &Path, arguments: &[String], first: &Mend) -> Result<(), String> {
    let mut mends = vec![first.clone()];
    for _ in 0..STEPS {
        let run = assess(folder, arguments, &mends);
        let open = offers(&run.err);
        match run.status {
            0 | 1 => return Ok(()),
            // what no option mends is mended in the file
            3 if open.iter().any(|(_, mends)| mends.is_empty()) => return Ok(()),
            3 if run.err.contains("the tables are blank") => return Ok(()),
            _ => {}
        }
        let further: Vec<Mend> = open.into_iter().filter_map(|(_, mends)| mends.into_iter().next()).collect();
        if further.is_empty() {
            return Err(format!("after {mends:?}: {}", run.err));
        }
        mends.extend(further);
    }
    Err(format!("{STEPS} steps are not enough: {mends:?}"))
}

/// Types every mend of every refusal of a folder's files; gives how many were typed.
fn type_mends(folder: &str) -> usize {
    let (mut typed, mut wrong) = (0, Vec::new());
    let within = fixture(folder);
    for arguments in files(folder) {
        let refused = assess(&within, &arguments, &[]);
        if refused.status != 3 {
            continue;
        }
        for placeholder in ["Their heading", "THEIRS", "--encoding NAME", "=OURS"] {
            assert!(!refused.err.contains(placeholder), "{arguments:?}: {}", refused.err);
        }
        let tried: BTreeSet<(String, Mend)> = offers(&refused.err)
            .into_iter()
            .flat_map(|(head, mends)| mends.into_iter().map(move |mend| (head.clone(), mend)))
            .collect();
        let of_tables = tried.iter().any(|(_, mend)| mend[0] == "--map");
        let before = of_tables.then(|| seen(&within, &arguments, &[]));
        for (head, mend) in tried {
            typed += 1;
            let mended = assess(&within, &arguments, std::slice::from_ref(&mend));
            let besides = before.as_ref().filter(|_| mend[0] == "--map").and_then(|before| {
                said_besides(before, &seen(&within, &arguments, std::slice::from_ref(&mend)), &mend)
            });
            let why = still_open(&head, &mend, &mended)
                .or(besides)
                .or_else(|| follow(&within, &arguments, &mend).err());
            if let Some(why) = why {
                wrong.push(format!("{folder}/{arguments:?}: {head}\n  typed: {}\n  {why}", mend.join(" ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {typed} mends do not mend:\n{}", wrong.len(), wrong.join("\n"));
    typed
}

#[test]
fn every_mend_of_a_broken_file_mends() {
    assert!(type_mends("broken") > 15);
}

#[test]
fn every_mend_of_a_messy_table_mends() {
    assert!(type_mends("messy") > 3);
}

#[test]
fn every_mend_of_another_table_mends() {
    assert!(type_mends("tables") > 10);
}

/// A list whose rows are called as what is asked about, and a column.
fn namesakes(names: &BTreeSet<String>) -> String {
    let last = names.iter().next_back().unwrap();
    let mut text = format!("Scheme,Plan to date £k,Actual to date £k,\"{last}\"\n");
    names.iter().for_each(|name| text.push_str(&format!("\"{name}\",100,90,done\n")));
    text
}

#[test]
fn a_mend_of_one_file_says_nothing_of_another() {
    let (mut typed, mut wrong) = (0, Vec::new());
    for name in files("tables").into_iter().flatten().filter(|name| name.ends_with(".csv")) {
        let refused = assess(&fixture("tables"), std::slice::from_ref(&name), &[]);
        let all = offers(&refused.err).into_iter().flat_map(|(_, mends)| mends);
        let names: BTreeSet<String> = all
            .filter(|mend| mend[0] == "--map" && !mend[1].starts_with("year="))
            .map(|mend| speaks_of(&mend).to_owned())
            .collect();
        if names.is_empty() {
            continue;
        }
        let text = fs::read_to_string(fixture("tables").join(&name)).unwrap();
        let both = folder(&[(&name, &text), ("namesakes.csv", &namesakes(&names))]);
        let arguments = [name.clone(), "namesakes.csv".to_owned()];
        let refused = assess(both.path(), &arguments, &[]);
        let before = seen(both.path(), &arguments, &[]);
        for (head, mends) in offers(&refused.err).into_iter().filter(|(head, _)| head.starts_with(&name)) {
            for mend in mends.into_iter().filter(|mend| mend[0] == "--map" && !mend[1].starts_with("year=")) {
                typed += 1;
                let mended = assess(both.path(), &arguments, std::slice::from_ref(&mend));
                let after = seen(both.path(), &arguments, std::slice::from_ref(&mend));
                let why = still_open(&head, &mend, &mended).or_else(|| said_besides(&before, &after, &mend));
                if let Some(why) = why {
                    wrong.push(format!("{name}: {head}\n  typed: {}\n  {why}", mend.join(" ")));
                }
            }
        }
    }
    assert!(typed > 50, "{typed}");
    assert!(wrong.is_empty(), "{} of {typed} are said of more:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_heading_that_is_a_label_too_is_typed_by_its_place() {
    let list = "Scheme,Plan to date £k,Other,RAG\nBeds,100,90,G\nOther,50,40,G\nJam,20,10,G\n";
    let own = folder(&[("a.csv", list)]);
    let said = run_command(qipp(&["assess", &at(&own, "a.csv")]), "").err;
    assert!(said.contains("--map \"#3=ignore\"") && !said.contains("\"Other="), "{said}");
}
