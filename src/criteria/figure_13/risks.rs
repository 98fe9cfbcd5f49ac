//! Figure 13, risks: whether the register is there, and something is done about what it holds.

use super::shown::{Examination, cell, cells, days_up_to, plain, without_date};
use crate::calendar::{Date, show_date};
use crate::criteria::{Criterion, Evidence, Outcome, SchemeView, Set, Test};
use crate::plan::Row;
use crate::plan::fields::words::{MitigationStatus, RiskStatus, Stage};
use crate::plan::fields::{ColumnId, TableId, risks as columns};
use crate::policy::{Key, Policy};
use rust_decimal::Decimal;

const AREA: &str = "Risks";

/// The expectations in published order.
pub const CRITERIA: &[Criterion] = &[
    Criterion {
        id: "F13-RSK-1",
        asks: "There is a full register of risks, with what is done about each and by whom",
        how: "at least one risk, each with likelihood, impact, mitigation and owner",
        reads: &[columns::LIKELIHOOD, columns::IMPACT, columns::MITIGATION, columns::OWNER],
        test: Test::Scheme(register),
        passes: "Two risks, each scored, mitigated and owned",
        fails: "The risk R32 has no owner",
        ..Criterion::of(Set::Figure13, AREA, "Risk identification")
    },
    Criterion {
        id: "F13-RSK-2",
        asks: "Something is being done to bring the risks under control",
        how: "each open risk that scores {risk_score} or more (the worse of the stated score and likelihood × \
              impact; one that cannot be scored counts) needs a mitigation under way or complete and a review in the \
              {risk_days} days up to the reporting date: met when all have both, or risks are registered and none scores so \
              high; partly when those that lack it score at most {risk_score_partly}; else unmet; unevidenced when every \
              risk is closed and the scheme is not delivered",
        decisive: true,
        reads: &[columns::MITIGATION_STATUS, columns::REVIEWED],
        test: Test::Scheme(managed),
        passes: "The risk that scores 9 has its mitigation under way and was reviewed this month",
        fails: "The mitigation of a risk that scores 16 is only planned",
        ..Criterion::of(Set::Figure13, AREA, "Risk management")
    },
];

fn register(view: &SchemeView) -> Evidence {
    const PARTS: [(ColumnId, &str); 4] = [
        (columns::LIKELIHOOD, "likelihood"),
        (columns::IMPACT, "impact"),
        (columns::MITIGATION, "mitigation"),
        (columns::OWNER, "owner"),
    ];
    let mut seen = Examination::default();
    let mut any = false;
    for row in view.rows(TableId::Risks) {
        any = true;
        let there = |column: ColumnId| match column {
            columns::LIKELIHOOD | columns::IMPACT => row.number(column).is_some(),
            _ => row.text(column).is_some(),
        };
        let missing: Vec<&str> =
            PARTS.iter().filter(|(column, _)| !there(*column)).map(|(_, what)| *what).collect();
        if !missing.is_empty() {
            seen.short(format!("no {} for risk {}", missing.join(", "), name(row)), [row.place]);
        }
        seen.holds(PARTS.iter().filter_map(|(column, _)| cell(row, *column)));
    }
    if any { seen.met_or_unmet() } else { none_given() }
}

/// The score of a risk: as stated, else likelihood × impact; the worse where both are given.
pub fn score(row: &Row) -> Option<Decimal> {
    let factors = row.number(columns::LIKELIHOOD).zip(row.number(columns::IMPACT));
    let product = factors.and_then(|(likelihood, impact)| likelihood.checked_mul(impact));
    row.number(columns::SCORE).max(product)
}

/// Whether a risk is closed; one whose status is blank is open.
pub fn is_closed(row: &Row) -> bool {
    row.word(columns::STATUS) == Some(RiskStatus::Closed)
}

/// Whether something must be done about a risk: it is open and scores so high, or cannot be scored.
pub fn needs_action(row: &Row, policy: &Policy) -> bool {
    !is_closed(row) && score(row).is_none_or(|score| score >= policy.number(Key::RiskScore))
}

/// What the action on a risk lacks; `None` where it lacks nothing, or nothing but a reporting date.
pub fn action_lacking(row: &Row, policy: &Policy, as_at: Option<Date>) -> Option<String> {
    match lacking(row, policy, as_at) {
        Lacking::Action(what) => Some(what),
        Lacking::Nothing | Lacking::Date => None,
    }
}

fn managed(view: &SchemeView) -> Evidence {
    const READ: &[ColumnId] = &[
        columns::MITIGATION_STATUS,
        columns::REVIEWED,
        columns::SCORE,
        columns::LIKELIHOOD,
        columns::IMPACT,
        columns::STATUS,
    ];
    let policy = view.of.policy;
    let partly = policy.number(Key::RiskScorePartly);
    let rows: Vec<&Row> = view.rows(TableId::Risks).collect();
    if rows.is_empty() {
        return none_given();
    }
    if rows.iter().all(|row| is_closed(row)) && view.scheme.stage() != Some(Stage::Delivered) {
        let reason = "every risk is closed, though the scheme is not delivered: no open risk is registered";
        return Evidence::new(Outcome::Unevidenced, reason, rows.iter().map(|row| row.place).collect())
            .not_decisive();
    }
    let mut seen = Examination::default();
    let (mut all_low, mut undated) = (true, false);
    for row in rows {
        let score = score(row);
        let places = cells(row, READ);
        if !needs_action(row, policy) {
            seen.holds(places);
            continue;
        }
        match lacking(row, policy, view.of.as_at()) {
            Lacking::Nothing => seen.holds(places),
            Lacking::Date => {
                undated = true;
                seen.holds(places);
            }
            Lacking::Action(what) => {
                all_low &= score.is_some_and(|score| score <= partly);
                let scored =
                    score.map_or("has no score".to_owned(), |score| format!("scores {}", plain(score)));
                let places = if places.is_empty() { vec![row.place] } else { places };
                seen.short(format!("risk {} {scored} and {what}", name(row)), places);
            }
        }
    }
    match (seen.all_hold(), all_low) {
        (true, _) if undated => without_date(),
        (true, _) => seen.into(Outcome::Met),
        (false, true) => seen.into(Outcome::Partly),
        (false, false) => seen.into(Outcome::Unmet),
    }
}

/// What an open risk that calls for action lacks.
enum Lacking {
    Nothing,
    /// A reporting date to hold its review against.
    Date,
    Action(String),
}

fn lacking(row: &Row, policy: &Policy, as_at: Option<Date>) -> Lacking {
    match row.word(columns::MITIGATION_STATUS) {
        Some(MitigationStatus::UnderWay | MitigationStatus::Complete) => {}
        Some(MitigationStatus::Planned) => {
            return Lacking::Action("its mitigation is only planned".to_owned());
        }
        Some(MitigationStatus::Nothing) => {
            return Lacking::Action("nothing is done to mitigate it".to_owned());
        }
        None => return Lacking::Action("nothing says how far its mitigation has come".to_owned()),
    }
    let Some(reviewed) = row.date(columns::REVIEWED) else {
        return Lacking::Action("no review of it is dated".to_owned());
    };
    let Some(as_at) = as_at else { return Lacking::Date };
    let most = policy.days(Key::RiskDays);
    if days_up_to(reviewed, as_at, most) {
        return Lacking::Nothing;
    }
    Lacking::Action(format!(
        "was reviewed on {}, not in the {most} days up to {}",
        show_date(reviewed),
        show_date(as_at)
    ))
}

fn none_given() -> Evidence {
    Evidence::unevidenced("no risk is registered")
}

fn name(row: &Row) -> &str {
    row.text(columns::RISK).unwrap_or("without an id")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::criteria::example::scheme;

    fn managed(cells: &[(&str, &str)]) -> Evidence {
        scheme(&[]).of_scheme("risks", &[&[("risk", "R1")], cells].concat()).shows("F13-RSK-2")
    }

    #[test]
    fn the_worse_of_two_scores_counts_and_no_score_is_no_excuse() {
        let low = [("likelihood", "2"), ("impact", "3")];
        assert_eq!(managed(&low).outcome, Outcome::Met);
        assert_eq!(managed(&[low[0], low[1], ("score", "8")]).outcome, Outcome::Partly);
        let high = [("likelihood", "4"), ("impact", "4"), ("score", "6")];
        assert_eq!(managed(&high).outcome, Outcome::Unmet);
        assert_eq!(managed(&[("likelihood", "5")]).outcome, Outcome::Unmet);
        let closed = managed(&[high[0], high[1], ("status", "closed")]);
        assert_eq!((closed.outcome, closed.decisive_here), (Outcome::Unevidenced, false), "nothing is open");
        let delivered =
            scheme(&[("stage", "delivered")]).of_scheme("risks", &[("risk", "R1"), ("status", "closed")]);
        assert_eq!(delivered.shows("F13-RSK-2").outcome, Outcome::Met);
        let none = scheme(&[]).shows("F13-RSK-2");
        assert_eq!((none.outcome, none.decisive_here), (Outcome::Unevidenced, true));
    }

    #[test]
    fn action_needs_a_review_that_is_not_old() {
        let acted = |reviewed| {
            managed(&[("score", "12"), ("mitigation_status", "under way"), ("reviewed", reviewed)]).outcome
        };
        assert_eq!(acted("2011-07-30"), Outcome::Met, "62 days");
        assert_eq!(acted("2011-07-29"), Outcome::Partly, "63 days");
        let cells =
            [("risk", "R1"), ("score", "12"), ("mitigation_status", "under way"), ("reviewed", "2011-07-30")];
        let undated = scheme(&[]).own(&[]).of_scheme("risks", &cells).shows("F13-RSK-2");
        assert_ne!(undated.outcome, Outcome::Met, "nothing to hold a review against");
    }
}
