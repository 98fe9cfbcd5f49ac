//! UN: savings nobody has found yet, under whatever name.

use super::sums;
use super::{Check, Found, in_total, shown};
use crate::calendar::FinancialYear;
use crate::criteria::PlanView;
use crate::figures::savings;
use crate::money::{Money, Percent};
use crate::plan::Row;
use crate::plan::fields::{TableId, schemes, years};
use crate::plan::vocabulary::names_schemes_to_come;
use std::collections::BTreeMap;

/// Unidentified savings.
pub const CHECK: Check = Check {
    code: "UN",
    title: "Unidentified savings",
    finds: "unidentified lines, placeholders that hold planned savings, and savings that equal the challenge to the \
            last digit",
    how: "lines read as unidentified, with their planned savings; the unidentified part of a scheme's plan of the year (unidentified_plan); a scheme whose whole name is a placeholder (new \
          schemes, other schemes, TBC, stretch and the like) and that has planned savings; a year in which the \
          planned savings of at least two schemes are exactly the challenge, so that one of them is likely to be \
          the balance",
    passes: "Every planned pound stands under a named scheme",
    fails: "Savings not yet identified, £2.9m",
    run,
};

fn run(view: &PlanView) -> Vec<Found> {
    let planned = view.figures.headroom.planned;
    let mut found = Vec::new();
    for (scheme, figures) in view.plan.schemes.iter().zip(&view.figures.schemes) {
        let part = savings::unidentified(scheme, None, figures.reporting_year, figures.planned);
        let amount = if part.is_zero() { figures.planned } else { part };
        if !in_total(scheme) || amount.is_zero() {
            continue;
        }
        let (what, action) = if !part.is_zero() {
            ("unidentified", "Find the schemes, or lower the plan.")
        } else if names_schemes_to_come(scheme.name()) {
            ("under a placeholder's name", "Name the scheme, or mark the line as unidentified.")
        } else {
            continue;
        };
        let shown = shown(view, &[amount]);
        let share = Percent::of(amount, planned)
            .map_or_else(String::new, |share| format!(", {}% of the plan", share.show(1, &[])));
        let finding = CHECK.warning(
            format!("\"{}\": {} {what}{share}", scheme.name(), shown.in_words(amount)),
            "planned savings under named schemes",
            action,
        );
        let named_by = if scheme.unidentified { schemes::NAME } else { schemes::UNIDENTIFIED_PLAN };
        found.push(finding.about(scheme).at([scheme.row.place_of(named_by)]).worth(amount));
    }
    found.extend(balanced(view));
    found
}

/// Years in which the schemes add to exactly the challenge.
fn balanced(view: &PlanView) -> Vec<Found> {
    let gives = |row: &Row| row.year(years::YEAR).is_some() && row.money(years::CHALLENGE).is_some();
    if !view.rows(TableId::Years).iter().any(gives) {
        return Vec::new();
    }
    let mut by_year: BTreeMap<FinancialYear, (Money, usize)> = BTreeMap::new();
    for (scheme, figures) in view.plan.schemes.iter().zip(&view.figures.schemes) {
        if !in_total(scheme) || scheme.unidentified {
            continue;
        }
        for (year, sum) in sums::planned(scheme, figures).filter(|(_, sum)| !sum.value.is_zero()) {
            let entry = by_year.entry(year).or_default();
            *entry = (entry.0 + sum.value, entry.1 + 1);
        }
    }
    let mut found = Vec::new();
    for row in view.rows(TableId::Years) {
        let (Some(year), Some(challenge)) = (row.year(years::YEAR), row.money(years::CHALLENGE)) else {
            continue;
        };
        if by_year.get(&year).is_some_and(|(sum, schemes)| *sum == challenge && *schemes > 1) {
            let shown = shown(view, &[challenge]);
            let finding = CHECK.note(
                format!(
                    "planned savings of {year} are the challenge to the last digit, {}",
                    shown.in_words(challenge)
                ),
                "savings estimated scheme by scheme, without a balancing figure",
                "Say which line, if any, is the balance, and mark it as unidentified.",
            );
            found.push(finding.at([row.place_of(years::CHALLENGE)]));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::examples::money;
    use super::*;
    use crate::plan::example::example;

    #[test]
    fn an_unidentified_line_and_a_placeholder() {
        let found = example()
            .unidentified("U")
            .saving("U", "2011/12", "plan", "60")
            .scheme("P", &[("name", "New schemes 2")])
            .saving("P", "2011/12", "plan", "40")
            .scheme("S", &[("name", "New schemes for pathology")])
            .saving("S", "2011/12", "plan", "900")
            .run(&CHECK);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].found, "\"To be found\": £60 unidentified, 6.0% of the plan");
        assert_eq!(found[0].amount, Some(money("60")));
        assert_eq!(found[1].scheme, "P");
        assert!(example().unidentified("U").run(&CHECK).is_empty(), "no amount");
    }

    #[test]
    fn savings_that_equal_the_challenge() {
        let plan = |challenge: &str| {
            example()
                .scheme("A", &[])
                .saving("A", "2011/12", "plan", "60")
                .scheme("B", &[])
                .saving("B", "2011/12", "plan", "40")
                .row("years", &[("year", "2011/12"), ("challenge", challenge)])
                .run(&CHECK)
        };
        assert_eq!(plan("100").len(), 1);
        assert!(plan("99").is_empty());
    }
}
