//! The house in order: imports go downwards, files are short, no binary floating point, nothing that
//! panics, and every criterion says what it asks.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

mod imports;

/// The floors, from the ground: a file imports from its own floor or below.
const FLOORS: [&[&str]; 7] = [
    &[
        "alike",
        "location",
        "problem",
        "money",
        "calendar",
        "rating",
        "names",
        "nearest",
        "parallel",
        "wording",
        "words",
        "cutting",
        "wrapping",
        "placeholders",
    ],
    &["read", "write"],
    &["plan"],
    &["figures", "policy"],
    &["criteria", "checks", "assess", "compare", "report", "explanation", "gate"],
    &["render"],
    &["cli", "commands", "output", "main", "lib"],
];

/// Lines of a file outside its tests, at most.
const LONGEST: usize = 400;

/// What only tests may say.
const PANICS: [&str; 7] =
    [".unwrap()", ".expect(", "panic!(", "unreachable!(", "todo!(", "unimplemented!(", "assert!("];

/// A source file: its path under `src`, and its lines outside tests and comments.
struct File {
    path: String,
    lines: usize,
    code: Vec<(usize, String)>,
}

pub fn rust_files(folder: &Path, all: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, all);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            all.push(path);
        }
    }
}

/// The part of a text that is not in `#[cfg(test)]`: whole items are cut, to the brace that closes
/// them. Gives the names of test modules in files of their own too.
fn outside_tests(text: &str) -> (Vec<(usize, String)>, Vec<String>) {
    let (mut kept, mut modules) = (Vec::new(), Vec::new());
    let mut lines = text.lines().enumerate().map(|(at, line)| (at + 1, line));
    while let Some((at, line)) = lines.next() {
        if line.trim() != "#[cfg(test)]" {
            kept.push((at, line.to_owned()));
            continue;
        }
        let indent = line.len() - line.trim_start().len();
        let closing = format!("{}}}", " ".repeat(indent));
        for (_, line) in lines.by_ref() {
            if let Some(name) = line
                .trim()
                .trim_start_matches("pub(crate) ")
                .strip_prefix("mod ")
                .and_then(|rest| rest.strip_suffix(';'))
            {
                modules.push(name.to_owned());
            }
            let item_ends = line == closing || line.trim_end().ends_with(';') && !line.contains('{');
            if item_ends && line.len() - line.trim_start().len() == indent {
                break;
            }
        }
    }
    (kept, modules)
}

/// Every source file outside the modules of tests.
fn files() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    rust_files(&root, &mut paths);
    paths.sort();
    let mut tests: BTreeSet<String> = BTreeSet::new();
    let mut files = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
        let (kept, modules) = outside_tests(&text);
        let folder = name.trim_end_matches(".rs");
        tests.extend(modules.iter().map(|module| format!("{folder}/{module}")));
        let lines = kept.len();
        let code = kept.into_iter().filter(|(_, line)| !line.trim_start().starts_with("//"));
        files.push(File { path: name, lines, code: code.collect() });
    }
    let in_tests = |path: &str| {
        let module = path.trim_end_matches(".rs");
        tests.iter().any(|test| module == test || module.starts_with(&format!("{test}/")))
    };
    files.retain(|file| !in_tests(&file.path));
    assert!(files.len() > 80, "the files of the house");
    files
}

/// The module of the first floor that a path belongs to: `plan` for `plan/assembly/draft.rs`.
fn module(path: &str) -> &str {
    path.split(['/', '.']).next().unwrap()
}

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&module))
}

/// Every place where a line of the code holds what `wrong` finds.
fn all(wrong: impl Fn(&File, &str) -> Option<String>) -> Vec<String> {
    let files = files();
    let places = files.iter().flat_map(|file| {
        let found = file
            .code
            .iter()
            .filter_map(|(at, line)| wrong(file, line).map(|what| format!("src/{}:{at}: {what}", file.path)));
        found.collect::<Vec<_>>()
    });
    places.collect()
}

/// The files that each file names.
fn imports() -> imports::Imports {
    let code = |file: File| {
        let lines: Vec<String> = file.code.into_iter().map(|(_, line)| line).collect();
        (file.path.trim_end_matches(".rs").to_owned(), lines.join("\n"))
    };
    imports::of(&files().into_iter().map(code).collect())
}

#[test]
fn imports_go_downwards() {
    let imports = imports();
    let unplaced: Vec<&String> = imports.keys().filter(|file| floor(module(file)).is_none()).collect();
    assert_eq!(unplaced, Vec::<&String>::new(), "files on no floor");
    let upwards = imports.iter().flat_map(|(file, named)| {
        let above = |named: &&String| floor(module(named)) > floor(module(file));
        named.iter().filter(above).map(move |named| format!("src/{file}.rs imports {named}"))
    });
    assert_eq!(upwards.collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn imports_go_round_in_no_circle() {
    assert_eq!(imports::circles(&imports()), Vec::<String>::new());
}

/// A setting that nothing reads would be printed as being in force.
#[test]
fn every_setting_is_read() {
    let mut files = files();
    files.retain(|file| module(&file.path) != "policy");
    let is_read = |key: &str| {
        let key = format!("Key::{key}");
        let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric());
        files.iter().flat_map(|file| &file.code).any(|(_, line)| line.split(&key).skip(1).any(ends))
    };
    let settings = qipp::inside::policy::SETTINGS.iter();
    let unread: Vec<&str> =
        settings.filter(|one| !is_read(&format!("{:?}", one.key))).map(|one| one.name).collect();
    assert_eq!(unread, Vec::<&str>::new());
}

#[test]
fn files_are_short() {
    let long: Vec<String> = files()
        .iter()
        .filter(|file| file.lines > LONGEST)
        .map(|file| format!("src/{} has {} lines", file.path, file.lines))
        .collect();
    assert_eq!(long, Vec::<String>::new());
}

#[test]
fn no_binary_floating_point() {
    let floats = all(|_, line| {
        let mut words = line.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
        words.find(|word| matches!(*word, "f32" | "f64")).map(str::to_owned)
    });
    assert_eq!(floats, Vec::<String>::new());
}

#[test]
fn nothing_panics() {
    let panics =
        all(|_, line| PANICS.iter().find(|word| line.contains(*word)).map(|word| (*word).to_owned()));
    assert_eq!(panics, Vec::<String>::new());
}

/// Only the top floor prints, and only there is a clock, a file or the environment.
#[test]
fn only_the_top_floor_speaks_and_touches_the_machine() {
    let words = [
        "println!(",
        "eprintln!(",
        "print!(",
        "std::fs",
        "std::env::",
        "std::io::stdin",
        "SystemTime",
        "Instant::now",
    ];
    let touched = all(|file, line| {
        let below = floor(module(&file.path)) < Some(6);
        words.iter().find(|word| below && line.contains(*word)).map(|word| (*word).to_owned())
    });
    assert_eq!(touched, Vec::<String>::new());
}

#[test]
fn every_file_says_what_it_is_for() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    rust_files(&root, &mut paths);
    let silent: Vec<PathBuf> = paths
        .into_iter()
        .filter(|path| !path.ends_with("tests.rs"))
        .filter(|path| {
            let text = std::fs::read_to_string(path).unwrap();
            text.lines().next().is_none_or(|first| !first.starts_with("//! ") || first.len() < 12)
        })
        .collect();
    assert_eq!(silent, Vec::<PathBuf>::new());
}

#[test]
fn no_path_of_a_machine_stands_in_the_house() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    for folder in ["src", "tests"] {
        rust_files(&root.join(folder), &mut paths);
    }
    let machine = ["/wo", "/ho", "/Us"].iter().zip(["rk/", "me/", "ers/"]).map(|(a, b)| format!("{a}{b}"));
    let machine: Vec<String> = machine.collect();
    let named: Vec<PathBuf> = paths
        .into_iter()
        .filter(|path| {
            let text = std::fs::read_to_string(path).unwrap();
            machine.iter().any(|place| text.contains(place))
        })
        .collect();
    assert_eq!(named, Vec::<PathBuf>::new());
}

#[test]
fn every_criterion_says_what_it_asks() {
    let mut ids = BTreeSet::new();
    for criterion in qipp::inside::criteria::all() {
        let texts = [
            ("area", criterion.area),
            ("row", criterion.row),
            ("asks", criterion.asks),
            ("how", criterion.how),
            ("passes", criterion.passes),
            ("fails", criterion.fails),
        ];
        for (field, text) in texts {
            assert!(text.chars().count() > 2, "{}: {field} says nothing", criterion.id);
            assert_eq!(text.trim(), text, "{}: {field}", criterion.id);
        }
        assert_ne!(criterion.passes, criterion.fails, "{}", criterion.id);
        assert!(ids.insert(criterion.id), "{} stands twice", criterion.id);
    }
    assert!(ids.len() > 70, "{}", ids.len());
    for column in qipp::inside::plan::fields::TABLES.iter().flat_map(|table| table.columns) {
        assert!(column.meaning.trim().len() > 3, "{} has no meaning", column.id);
    }
}
