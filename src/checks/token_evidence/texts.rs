//! The same sentence again and again, and mitigations that say what the risk says.

use super::{Look, Owners, Token, folded};
use crate::plan::Row;
use crate::plan::fields::{ColumnId, TableId, assumptions, risks, schemes};
use crate::policy::Key;
use crate::words::count;
use rust_decimal::Decimal;
use std::collections::{BTreeSet, HashMap};

/// The texts that are to be a scheme's own, what they are called, and of what.
const OWN: [(ColumnId, &str, &str); 8] = [
    (schemes::DESCRIPTION, "description", "scheme"),
    (schemes::GOVERNANCE, "governance", "scheme"),
    (schemes::ENGAGEMENT, "engagement", "scheme"),
    (schemes::QUALITY_IMPACT, "quality impact", "scheme"),
    (schemes::INNOVATION, "innovation", "scheme"),
    (schemes::ASSUMPTIONS, "assumption", "scheme"),
    (assumptions::RATIONALE, "rationale", "assumption"),
    (risks::MITIGATION, "mitigation", "risk"),
];

pub(super) fn repeated(look: &Look) -> Vec<Token> {
    let tokens = OWN.iter().filter_map(|(column, what, of)| repeats(look, *column, what, of));
    one_finding(tokens.collect())
}

/// The texts of one column that many schemes share, each in a row of its own.
fn repeats(look: &Look, column: ColumnId, what: &str, of: &str) -> Option<Token> {
    let texts = given(look, column);
    if texts.is_empty() {
        return None;
    }
    let owners = if column.table == TableId::Schemes {
        // a line that is not identified is no scheme
        let own = look.plan.schemes.iter().enumerate();
        Owners(own.map(|(at, scheme)| if scheme.unidentified { Vec::new() } else { vec![at] }).collect())
    } else {
        look.owners(column.table)
    };
    let mut by_text: HashMap<String, Vec<usize>> = HashMap::new();
    let mut filled: BTreeSet<usize> = BTreeSet::new();
    for (at, text) in texts.into_iter().filter(|(at, _)| !owners.of(*at).is_empty()) {
        filled.extend(owners.of(at));
        by_text.entry(folded(text)).or_default().push(at);
    }
    let least = look.policy.count(Key::TokenSchemes).max(2);
    let asked = look.policy.number(Key::TokenShare).checked_mul(filled.len().into())?;
    let is_token = |rows: &Vec<usize>| {
        let schemes = owners.of_all(rows).len();
        rows.len() >= least
            && schemes >= least
            && Decimal::from(schemes).checked_mul(Decimal::ONE_HUNDRED).is_some_and(|held| held >= asked)
    };
    let shared: BTreeSet<usize> = by_text.into_values().filter(is_token).flatten().collect();
    (!shared.is_empty()).then(|| Token {
        found: format!("{what} of {}", count(shared.len(), of)),
        expected: "words of its own for each scheme and each risk",
        action: "Say what is particular to each, or leave the cell blank.",
        schemes: owners.of_all(&shared),
        cells: shared.into_iter().map(|row| (row, column)).collect(),
        can_be_set_aside: true,
    })
}

/// The texts of a column, each with its row in the table: of schemes, with the scheme.
fn given<'p>(look: &Look<'p>, column: ColumnId) -> Vec<(usize, &'p str)> {
    let of = |(at, row): (usize, &'p Row)| Some((at, row.given_text(column)?));
    match column.table {
        TableId::Schemes => {
            look.plan.schemes.iter().map(|scheme| &scheme.row).enumerate().filter_map(of).collect()
        }
        table => look.plan.rows(table).iter().enumerate().filter_map(of).collect(),
    }
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
        let risk = [risks::DESCRIPTION, risks::CONSEQUENCE];
        let mut risk = risk.into_iter().filter_map(|column| row.given_text(column)).map(folded);
        row.given_text(risks::MITIGATION).map(folded).is_some_and(|own| risk.any(|text| text == own))
    };
    let register = look.plan.rows(TableId::Risks).iter().enumerate();
    let rows: Vec<usize> = register.filter(|(_, row)| repeats(row)).map(|(at, _)| at).collect();
    (!rows.is_empty()).then(|| Token {
        found: format!("the mitigation repeats the risk in {}", count(rows.len(), "risk")),
        expected: "what is done about the risk",
        action: "Say what is done, by whom and by when.",
        schemes: look.owners(TableId::Risks).of_all(&rows),
        cells: rows.into_iter().map(|row| (row, risks::MITIGATION)).collect(),
        can_be_set_aside: true,
    })
}
