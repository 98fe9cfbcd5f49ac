//! Every dependency that `Cargo.toml` declares is used.

use crate::tidy::rust_files;
use std::path::Path;

/// Whether a crate is named in a text, as the head of a path.
fn is_named(text: &str, name: &str) -> bool {
    let path = format!("{name}::");
    let of_another = |before: &str| before.ends_with(|c: char| c.is_alphanumeric() || c == '_');
    let mut found = text.match_indices(&path).map(|(at, _)| &text[..at]);
    found.any(|before| !of_another(before.trim_end_matches("::")))
}

#[test]
fn every_dependency_is_used() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest: toml::Table = std::fs::read_to_string(root.join("Cargo.toml")).unwrap().parse().unwrap();
    let text_of = |folders: &[&str]| {
        let mut files = Vec::new();
        folders.iter().for_each(|folder| rust_files(&root.join(folder), &mut files));
        files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect::<String>()
    };
    let (program, everything) = (text_of(&["src"]), text_of(&["src", "tests", "benches"]));
    let mut unused = Vec::new();
    for (section, text) in [("dependencies", &program), ("dev-dependencies", &everything)] {
        let declared = manifest[section].as_table().unwrap().keys();
        unused.extend(declared.filter(|name| !is_named(text, &name.replace('-', "_"))));
    }
    assert_eq!(unused, Vec::<&String>::new(), "drop it from Cargo.toml, or use it");
}

#[test]
fn every_dependency_has_a_line() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest: toml::Table = std::fs::read_to_string(root.join("Cargo.toml")).unwrap().parse().unwrap();
    let of_linux = &manifest["target"]["cfg(target_os = \"linux\")"];
    let declared = [&manifest["dependencies"], &of_linux["dependencies"]];
    let mut declared: Vec<&String> = declared.iter().flat_map(|of| of.as_table().unwrap().keys()).collect();
    declared.sort_unstable();
    let text = std::fs::read_to_string(root.join(".github/SECURITY.md")).unwrap();
    let listed: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("- `")?.split_once("`: ").map(|(name, _)| name))
        .collect();
    assert_eq!(listed, declared);
}
