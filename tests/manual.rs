//! The manual pages: one a command, saying what `--help` says, the same whenever they are written.

use crate::run::{at, folder, run};
use std::collections::BTreeMap;
use std::fs;

/// The commands that `--help` names.
fn commands() -> Vec<String> {
    let help = run(&["--help"]).ended(0).out;
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let listed = listed.take_while(|line| !line.is_empty());
    listed.map(|line| line.split_whitespace().next().unwrap().to_owned()).collect()
}

/// The pages in a folder by name.
fn pages(folder: &str) -> BTreeMap<String, String> {
    let page = |entry: std::io::Result<fs::DirEntry>| {
        let entry = entry.unwrap();
        (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap())
    };
    fs::read_dir(folder).unwrap().map(page).collect()
}

#[test]
fn every_command_has_a_page_with_all_its_options() {
    let to = folder(&[]);
    let (one, other) = (at(&to, "one/"), at(&to, "new/other"));
    run(&["man", "-o", &one]).ended(0);
    run(&["man", "-o", &other]).ended(0);
    let written = pages(&one);
    assert_eq!(written, pages(&other), "no clock, no folder, no order of a hash");
    let mut expected = vec!["qipp.1".to_owned()];
    expected.extend(commands().iter().map(|command| format!("qipp-{command}.1")));
    expected.sort();
    assert_eq!(written.keys().cloned().collect::<Vec<_>>(), expected);
    assert_eq!(run(&["man"]).ended(0).out, written["qipp.1"]);
    for command in commands() {
        let page = &written[&format!("qipp-{command}.1")];
        assert!(page.contains(&format!(".TH qipp-{command} 1 \\& \"qipp ")), "{page}");
        assert!(written["qipp.1"].contains(&format!("qipp\\-{command}(1)")), "{command}");
        let help = run(&[&command, "--help"]).ended(0).out;
        let options = help.split_whitespace().filter(|word| word.starts_with("--"));
        for option in options {
            let option = option.trim_matches(|c: char| !c.is_alphanumeric() && c != '-').replace('-', "\\-");
            assert!(page.contains(&option), "{command}: {option}\n{page}");
        }
    }
    assert_eq!(run(&["man", "-o", &at(&to, "one/qipp.1")]).status, 2, "a file is no folder");
}
