//! The codes of criteria and findings, as users write them.

use crate::checks::CHECKS;
use crate::criteria;
use crate::names::same;
use crate::nearest::{nearest, offer};
use crate::output::Failure;

/// The ids of every criterion and finding.
pub fn known_codes() -> Vec<&'static str> {
    let criteria = criteria::all().map(|criterion| criterion.id);
    criteria.chain(CHECKS.iter().map(|check| check.code)).collect()
}

/// The code as it is declared.
///
/// # Errors
/// The caller's mistake, with the nearest known code.
pub fn known_code(code: &str) -> Result<&'static str, Failure> {
    let codes = known_codes();
    codes.iter().find(|known| same(known, code)).copied().ok_or_else(|| {
        let near = offer(nearest(code, codes.iter().copied()));
        Failure::usage(format!("there is no criterion or finding `{code}`{near} (`qipp explain` lists them)"))
    })
}
