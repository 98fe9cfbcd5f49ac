//! RI: the arithmetic of the risk register.

use super::{Check, Found, count, names};
use crate::criteria::PlanView;
use crate::plan::Row;
use crate::plan::fields::{ColumnId, TableId, risks};
use rust_decimal::Decimal;

/// Risk arithmetic.
pub const CHECK: Check = Check {
    code: "RI",
    title: "Risk arithmetic",
    finds: "risk scores that are not likelihood times impact, and likelihoods and impacts outside 1 to 5",
    how: "likelihood and impact are whole numbers from 1 to 5, a score from 1 to 25; a stated score is their product. \
          Where most of a register lies outside, that is one finding for the register",
    passes: "Likelihood 3, impact 4, score 12",
    fails: "Likelihood 3, impact 4, score 10",
    run,
};

/// The greatest likelihood and impact.
const MOST: u32 = 5;

fn run(view: &PlanView) -> Vec<Found> {
    let rows = view.rows(TableId::Risks);
    let outside: Vec<&Row> = rows.iter().filter(|row| is_outside(row)).collect();
    let whole_register = outside.len() > 1 && outside.len() * 2 > rows.len();
    let mut found = Vec::new();
    if whole_register {
        let finding = CHECK.warning(
            format!(
                "{} scored outside 1 to {MOST}: {}",
                count(outside.len(), "risk"),
                names(outside.iter().filter_map(|row| row.text(risks::RISK)))
            ),
            format!("likelihood and impact from 1 to {MOST}"),
            "Score the register on five by five.",
        );
        found.push(finding.at(outside.iter().map(|row| row.place_of(risks::LIKELIHOOD))));
    }
    for row in rows {
        if is_outside(row) {
            found.extend((!whole_register).then(|| out_of_range(row)));
        } else {
            found.extend(wrong_product(row));
        }
    }
    found
}

fn in_range(number: Decimal, most: u32) -> bool {
    number.is_integer() && number >= Decimal::ONE && number <= Decimal::from(most)
}

fn limits() -> [(ColumnId, u32); 3] {
    [(risks::LIKELIHOOD, MOST), (risks::IMPACT, MOST), (risks::SCORE, MOST * MOST)]
}

fn is_outside(row: &Row) -> bool {
    limits().into_iter().any(|(column, most)| row.number(column).is_some_and(|n| !in_range(n, most)))
}

fn about(row: &Row, found: Found) -> Found {
    Found {
        scheme: row.text(risks::SCHEME).unwrap_or_default().to_owned(),
        workstream: row.text(risks::WORKSTREAM).unwrap_or_default().to_owned(),
        ..found
    }
}

fn out_of_range(row: &Row) -> Found {
    let wrong: Vec<(ColumnId, Decimal, u32)> = limits()
        .into_iter()
        .filter_map(|(column, most)| row.number(column).map(|number| (column, number, most)))
        .filter(|(_, number, most)| !in_range(*number, *most))
        .collect();
    let list =
        |text: fn(&(ColumnId, Decimal, u32)) -> String| wrong.iter().map(text).collect::<Vec<_>>().join(", ");
    let found = CHECK.warning(
        format!(
            "risk {}: {}",
            row.text(risks::RISK).unwrap_or_default(),
            list(|(column, number, _)| format!("{} {number}", column.name()))
        ),
        list(|(column, _, most)| format!("{} from 1 to {most}", column.name())),
        "Score the risk on five by five.",
    );
    about(row, found.at(wrong.iter().map(|(column, _, _)| row.place_of(*column))))
}

fn wrong_product(row: &Row) -> Option<Found> {
    let (likelihood, impact) = (row.number(risks::LIKELIHOOD)?, row.number(risks::IMPACT)?);
    let (score, product) = (row.number(risks::SCORE)?, likelihood.checked_mul(impact)?);
    let found = CHECK.error(
        format!("risk {}: score {score}", row.text(risks::RISK).unwrap_or_default()),
        format!("{product}, likelihood {likelihood} times impact {impact}"),
        "Correct the score, or the likelihood and impact.",
    );
    let read = [risks::SCORE, risks::LIKELIHOOD, risks::IMPACT];
    (score != product).then(|| about(row, found.at(read.map(|column| row.place_of(column)))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::example::example;

    fn risks(rows: &[[&str; 3]]) -> Vec<Found> {
        let rows = rows.iter().enumerate();
        rows.fold(example(), |example, (at, [likelihood, impact, score])| {
            let id = format!("R{at}");
            let cells =
                [("risk", id.as_str()), ("likelihood", likelihood), ("impact", impact), ("score", score)];
            example.row("risks", &cells)
        })
        .run(&CHECK)
    }

    #[test]
    fn a_score_is_likelihood_times_impact() {
        assert_eq!(risks(&[["3", "4", "10"]])[0].expected, "12, likelihood 3 times impact 4");
        assert!(risks(&[["3", "4", "12"], ["5", "5", "25"], ["1", "1", "1"]]).is_empty());
    }

    #[test]
    fn likelihood_and_impact_lie_between_one_and_five() {
        let found = risks(&[["6", "4", "24"], ["3", "4", "12"], ["3", "4", "12"]]);
        assert_eq!((found.len(), found[0].found.as_str()), (1, "risk R0: likelihood 6"));
        assert_eq!(risks(&[["0", "4", "0"], ["1", "1", "1"], ["1", "1", "1"]]).len(), 1);
        let register = risks(&[["6", "4", "24"], ["8", "4", "32"], ["10", "4", "40"]]);
        assert_eq!(register.len(), 1, "one finding for the register");
    }
}
