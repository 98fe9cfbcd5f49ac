//! The same sentence again and again, and mitigations that say what the risk says.

use super::{Look, Token};
use crate::names::key;
use crate::placeholders::is_placeholder;
use crate::plan::Row;
use crate::plan::fields::{ColumnId, TableId, risks, schemes};
use crate::policy::Key;
use crate::words::count;
use rust_decimal::Decimal;
use std::collections::HashMap;

/// The texts that are to be a scheme's own, and what they are called.
const OWN: [(ColumnId, &str); 6] = [
    (schemes::DESCRIPTION, "description"),
    (schemes::GOVERNANCE, "governance"),
    (schemes::ENGAGEMENT, "engagement"),
    (schemes::QUALITY_IMPACT, "quality impact"),
    (schemes::INNOVATION, "innovation"),
    (schemes::ASSUMPTIONS, "assumption"),
];

/// A text in the form in which repeats are told: without regard to case, spaces and digits.
fn folded(text: &str) -> String {
    key(text).chars().filter(|c| !c.is_numeric() && !c.is_whitespace()).collect()
}

fn filled(row: &Row, column: ColumnId) -> Option<&str> {
    row.given_text(column).filter(|text| !is_placeholder(text))
}

pub(super) fn repeated(look: &Look) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for (column, what) in OWN {
        let rows = look.plan.schemes.iter().map(|scheme| &scheme.row).enumerate();
        tokens.extend(repeats(look, column, what, "scheme", rows));
    }
    let register = look.plan.rows(TableId::Risks).iter().enumerate();
    tokens.extend(repeats(look, risks::MITIGATION, "mitigation", "risk", register));
    one_finding(tokens)
}

/// The texts of one column that many rows share.
fn repeats<'r>(
    look: &Look,
    column: ColumnId,
    what: &str,
    of: &str,
    rows: impl Iterator<Item = (usize, &'r Row)>,
) -> Option<Token> {
    let mut by_text: HashMap<String, Vec<usize>> = HashMap::new();
    let mut all = 0usize;
    for (at, row) in rows {
        if let Some(text) = filled(row, column) {
            all += 1;
            by_text.entry(folded(text)).or_default().push(at);
        }
    }
    let least = look.policy.count(Key::TokenSchemes);
    let share = look.policy.number(Key::TokenShare);
    let enough = |rows: usize| {
        let held = Decimal::from(rows).checked_mul(Decimal::ONE_HUNDRED);
        rows >= least && held.zip(share.checked_mul(all.into())).is_some_and(|(held, asked)| held >= asked)
    };
    let mut shared: Vec<Vec<usize>> = by_text.into_values().filter(|rows| enough(rows.len())).collect();
    shared.sort_unstable();
    let rows: Vec<usize> = shared.into_iter().flatten().collect();
    if rows.is_empty() {
        return None;
    }
    let schemes = if column.table == TableId::Schemes {
        rows.iter().copied().collect()
    } else {
        rows.iter().flat_map(|row| look.schemes_of(column.table, *row)).collect()
    };
    Some(Token {
        found: format!("{what} of {}", count(rows.len(), of)),
        expected: "words of its own for each scheme and each risk",
        action: "Say what is particular to each, or leave the cell blank.",
        cells: rows.into_iter().map(|row| (row, column)).collect(),
        schemes,
        can_be_set_aside: true,
    })
}

/// The columns together: one finding a kind.
fn one_finding(tokens: Vec<Token>) -> Vec<Token> {
    let said: Vec<String> = tokens.iter().map(|token| token.found.clone()).collect();
    let merged = tokens.into_iter().reduce(|mut all, token| {
        all.cells.extend(token.cells);
        all.schemes.extend(token.schemes);
        all
    });
    let found = format!("the same words again: {}", said.join(", "));
    merged.map(|token| Token { found, ..token }).into_iter().collect()
}

pub(super) fn mitigations_that_repeat_their_risk(look: &Look) -> Option<Token> {
    let repeats = |row: &Row| {
        let mitigation = filled(row, risks::MITIGATION).map(folded);
        let risk =
            [risks::DESCRIPTION, risks::CONSEQUENCE].into_iter().filter_map(|column| filled(row, column));
        mitigation.is_some_and(|mitigation| risk.map(folded).any(|text| text == mitigation))
    };
    let register = look.plan.rows(TableId::Risks).iter().enumerate();
    let rows: Vec<usize> = register.filter(|(_, row)| repeats(row)).map(|(at, _)| at).collect();
    (!rows.is_empty()).then(|| Token {
        found: format!("the mitigation repeats the risk in {}", count(rows.len(), "risk")),
        expected: "what is done about the risk",
        action: "Say what is done, by whom and by when.",
        schemes: rows.iter().flat_map(|row| look.schemes_of(TableId::Risks, *row)).collect(),
        cells: rows.into_iter().map(|row| (row, risks::MITIGATION)).collect(),
        can_be_set_aside: true,
    })
}
