//! Which file of the house names which: the graph of its imports, and the circles in it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The files (paths under `src`, without their ending) that each file names.
pub type Imports = BTreeMap<String, BTreeSet<String>>;

/// The graph of files with their code: of every path that begins with `crate`, `super`, `self` or the
/// crate's name, in an import or in the code, and of every `mod`.
pub fn of(files: &BTreeMap<String, String>) -> Imports {
    let imports = files.iter().map(|(file, code)| {
        let own: Vec<&str> = if is_root(file) { Vec::new() } else { file.split('/').collect() };
        let paths = paths(code).into_iter().chain(modules(code).map(|name| vec!["self", name]));
        let named = paths.filter_map(|path| file_of(&own, &path, files)).filter(|named| named != file);
        (file.clone(), named.collect())
    });
    imports.collect()
}

fn is_root(file: &str) -> bool {
    matches!(file, "lib" | "main")
}

/// The names of `mod name;`.
fn modules(code: &str) -> impl Iterator<Item = &str> {
    code.lines().filter_map(|line| line.trim().split_once("mod ")?.1.strip_suffix(';'))
}

/// Every path of the code that begins with one of the house's own words.
fn paths(code: &str) -> Vec<Vec<&str>> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let starts = ["crate::", "super::", "self::", "qipp::"].into_iter().flat_map(|word| {
        let found = code.match_indices(word).map(|(at, _)| at);
        found.filter(|at| !code[..*at].ends_with(|c: char| is_name(c) || c == ':'))
    });
    starts.flat_map(|at| tree(&code[at..]).0).collect()
}

/// The paths of a tree such as `a::{b, c::D}`, and what stands behind it.
fn tree(text: &str) -> (Vec<Vec<&str>>, &str) {
    let text = text.trim_start();
    if let Some(mut rest) = text.strip_prefix('{') {
        let mut all = Vec::new();
        loop {
            let (paths, behind) = tree(rest);
            all.extend(paths);
            let behind = behind.trim_start().trim_start_matches(',').trim_start();
            if behind.is_empty() || behind.starts_with('}') || behind.len() == rest.len() {
                return (all, behind.get(1..).unwrap_or(""));
            }
            rest = behind;
        }
    }
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let Some(below) = rest.strip_prefix("::").filter(|below| !below.starts_with('<')) else {
        return (vec![vec![name]], rest);
    };
    let (paths, rest) = tree(below);
    (paths.into_iter().map(|path| [vec![name], path].concat()).collect(), rest)
}

/// The file that a path leads to: the deepest module on its way.
fn file_of(own: &[&str], path: &[&str], files: &BTreeMap<String, String>) -> Option<String> {
    let ups = path.iter().take_while(|name| **name == "super").count();
    let base = match path.first() {
        Some(&"super") => own.get(..own.len().checked_sub(ups)?)?,
        Some(&"self") => own,
        _ => &[],
    };
    let mut path = [base, &path[ups.max(1)..]].concat();
    while !path.is_empty() && !files.contains_key(&path.join("/")) {
        path.pop();
    }
    (!path.is_empty()).then(|| path.join("/"))
}

/// The circles: of each file the shortest way over others back to itself, each circle once. That a
/// file names what stands in a module around it is no part of one: a module and its files are one.
pub fn circles(imports: &Imports) -> Vec<String> {
    let next = |file: &str| {
        let named = imports.get(file).into_iter().flatten();
        let file = file.to_owned();
        named.filter(move |named| !file.starts_with(&format!("{named}/")))
    };
    let mut found = Vec::new();
    for start in imports.keys() {
        let mut before: BTreeMap<&str, &str> = BTreeMap::new();
        let mut queue = VecDeque::from([start.as_str()]);
        while let Some(file) = queue.pop_front().filter(|_| !before.contains_key(start.as_str())) {
            for named in next(file) {
                before.entry(named).or_insert_with(|| {
                    queue.push_back(named);
                    file
                });
            }
        }
        let mut way = vec![start.as_str()];
        while let Some(file) = before.get(way[way.len() - 1]).copied() {
            way.push(file);
            if file == start {
                break;
            }
        }
        way.reverse();
        if way.len() > 1 && way.iter().min() == Some(&start.as_str()) {
            found.push(way.join(" -> "));
        }
    }
    found
}

#[test]
fn a_made_up_house_shows_its_circles_and_its_imports() {
    let files = [
        ("lib", "pub mod a;\nmod b;\nmod c;\n"),
        ("a", "mod x;\nmod y;\nuse x::X;\npub const ONE: u32 = 1;\n"),
        ("a/x", "use super::ONE;\nuse super::y::{self, Y};\n"),
        ("a/y", "use crate::{\n    b::{B, deep::{Deep}},\n    c,\n};\n"),
        ("b", "mod deep;\nfn of() -> u32 { crate::a::ONE }\n"),
        ("b/deep", "use super::super::c::C;\nfn of() -> c::D { xcrate::a::of() }\n"),
        ("c", "use self::d::D;\nmod d;\n"),
        ("c/d", "use super::C;\n"),
    ];
    let files = files.map(|(file, code)| (file.to_owned(), code.to_owned())).into();
    let imports = of(&files);
    let named = |file: &str| imports[file].iter().map(String::as_str).collect::<Vec<_>>();
    assert_eq!(named("lib"), ["a", "b", "c"]);
    assert_eq!(named("a/x"), ["a", "a/y"]);
    assert_eq!(named("a/y"), ["b", "b/deep", "c"]);
    assert_eq!(named("b/deep"), ["c"]);
    assert_eq!(named("c/d"), ["c"], "a file may name what its module holds");
    assert_eq!(circles(&imports), ["a -> a/y -> b -> a"]);
}
