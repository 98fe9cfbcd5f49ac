//! What the program prints, kept in files: the README's examples, the gallery of errors, `tests/golden/`.
//! After a change on purpose,
//!
//! ```sh
//! QIPP_BLESS=1 cargo test --test qipp
//! ```
//!
//! writes them all again; read the difference before keeping it.

use std::fs;
use std::path::Path;

/// Holds a text against what a file of the repository keeps.
pub fn assert_kept(file: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("QIPP_BLESS").is_some() {
        fs::write(&path, text).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let line = kept.lines().zip(text.lines()).take_while(|(kept, now)| kept == now).count();
    let of = |text: &str| text.lines().nth(line).unwrap_or_default().to_owned();
    assert!(
        kept == text,
        "{file}:{}\nkept: {}\nnow:  {}\nif that is right: QIPP_BLESS=1 cargo test --test qipp",
        line + 1,
        of(&kept),
        of(text)
    );
}
