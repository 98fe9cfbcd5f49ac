//! The codes of criteria and findings, as users write them.

use crate::checks::CHECKS;
use crate::criteria::{self, Criterion};
use crate::names::same;
use crate::nearest::{nearest, offer};
use crate::output::Failure;
use crate::plan::assembly::{Code, JudgedOn};

/// Every criterion and finding, with what a reader judges it on.
pub fn known_codes() -> Vec<Code> {
    let criteria = criteria::all().map(Criterion::code);
    criteria.chain(CHECKS.iter().map(|check| Code { id: check.code, judged: JudgedOn::Nothing })).collect()
}

/// The codes that a user names: one, or all that begin so (`A1-FIN`, `F13`).
///
/// # Errors
/// The caller's mistake, with the nearest known code.
pub fn codes_named(text: &str) -> Result<Vec<&'static str>, Failure> {
    let codes = known_codes().into_iter().map(|code| code.id);
    let begins = |code: &&str| {
        let head = code.get(..text.len());
        !text.is_empty() && head.is_some_and(|head| head.eq_ignore_ascii_case(text))
    };
    let is_whole = codes.clone().any(|code| same(code, text));
    let named: Vec<&str> =
        codes.filter(|code| if is_whole { same(code, text) } else { begins(code) }).collect();
    if named.is_empty() { known_code(text).map(|code| vec![code]) } else { Ok(named) }
}

/// The code as it is declared.
///
/// # Errors
/// The caller's mistake, with the nearest known code.
pub fn known_code(code: &str) -> Result<&'static str, Failure> {
    let codes: Vec<&str> = known_codes().into_iter().map(|code| code.id).collect();
    codes.iter().find(|known| same(known, code)).copied().ok_or_else(|| {
        let near = offer(nearest(code, codes.iter().copied()));
        Failure::usage(format!("there is no criterion or finding `{code}`{near} (`qipp explain` lists them)"))
    })
}
