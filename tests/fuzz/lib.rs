//! The program as a fuzzer drives it: in the fuzzer's own process, with its files in a folder of its own.

#[path = "../fuzzed/through.rs"]
pub mod through;

use std::cell::OnceCell;
use std::ffi::OsString;
use std::process::ExitCode;
use tempfile::TempDir;
use through::{Desk, Kind};

thread_local! {
    static FOLDER: OnceCell<TempDir> = const { OnceCell::new() };
}

/// The exit status of the program, run on these arguments.
fn qipp(arguments: &[String]) -> i32 {
    let named = std::iter::once("qipp").chain(arguments.iter().map(String::as_str));
    let code = qipp::main(named.map(OsString::from));
    (0..=u8::MAX).find(|status| ExitCode::from(*status) == code).map_or(-1, i32::from)
}

/// Takes one input through all that is done with its kind.
///
/// # Panics
///
/// Where the program breaks one of its promises.
pub fn one(kind: Kind, input: &[u8]) {
    FOLDER.with(|folder| {
        let folder = folder.get_or_init(|| tempfile::tempdir().expect("a temporary folder"));
        Desk { folder: folder.path(), qipp: &qipp }.take(kind, input);
    });
}

/// The target that fuzzes a kind of input.
#[macro_export]
macro_rules! fuzz {
    ($kind:ident) => {
        libfuzzer_sys::fuzz_target!(|input: &[u8]| $crate::one($crate::through::Kind::$kind, input));
    };
}
