//! The corpus of the fuzzer, and every input that once broke a promise, taken through the program again.

mod through;

use crate::run::qipp;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::{AtomicUsize, Ordering};
use through::{Desk, Kind};

fn inputs() -> Vec<(Kind, PathBuf)> {
    let of = |kind: Kind| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzzed/corpus").join(kind.name());
        let files = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let mut files: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
        files.sort();
        assert!(!files.is_empty(), "{}", folder.display());
        files.into_iter().map(move |file| (kind, file))
    };
    Kind::ALL.into_iter().flat_map(of).collect()
}

fn status(words: &[String]) -> i32 {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut command = qipp(&words);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().unwrap().code().expect("an exit status, and no signal")
}

#[test]
fn every_input_of_the_corpus_keeps_every_promise() {
    let (inputs, next) = (inputs(), AtomicUsize::new(0));
    let work = || {
        let folder = tempfile::tempdir().unwrap();
        while let Some((kind, file)) = inputs.get(next.fetch_add(1, Ordering::Relaxed)) {
            let taken = std::panic::catch_unwind(|| {
                Desk { folder: folder.path(), qipp: &status }.take(*kind, &fs::read(file).unwrap());
            });
            assert!(taken.is_ok(), "{}", file.display());
        }
    };
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| (0..workers).for_each(|_| drop(scope.spawn(work))));
}
