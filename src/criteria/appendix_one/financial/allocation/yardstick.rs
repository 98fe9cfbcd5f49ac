//! What the challenge is held against (A1-ALL-7): year by year the Department's figure, or, where it gives
//! none, what the plan's own expenditure and allocation imply.

use crate::calendar::FinancialYear;
use crate::criteria::appendix_one::gaps::listed;
use crate::criteria::appendix_one::yearly::{difference, within};
use crate::criteria::{Evidence, Outcome, PlanView};
use crate::figures::headroom::{implied_challenge, year_row, yearly};
use crate::money::Money;
use crate::plan::fields::{TableId, years as columns};
use crate::policy::Key;
use std::collections::BTreeSet;

/// What the challenge of a year is held against.
enum Yardstick {
    Departmental(Money),
    /// What expenditure and allocation imply.
    Implied(Money),
}

impl Yardstick {
    /// The Department's figure for the year, or, where it gives none, what the plan's own figures imply.
    fn of(view: &PlanView, year: FinancialYear) -> Option<Self> {
        let departmental = yearly(view.plan, columns::DEPARTMENTAL_CHALLENGE, year).map(Self::Departmental);
        departmental.or_else(|| implied_challenge(view.plan, year).map(Self::Implied))
    }

    fn amount(&self) -> Money {
        match self {
            Self::Departmental(amount) | Self::Implied(amount) => *amount,
        }
    }

    fn whose(&self) -> &'static str {
        match self {
            Self::Departmental(_) => "the Department's challenge",
            Self::Implied(_) => "the challenge that expenditure and allocation imply",
        }
    }
}

/// The years after the baseline: those to the horizon, and every other for which a challenge is given.
fn challenged_years(view: &PlanView) -> BTreeSet<FinancialYear> {
    let after = |year: &FinancialYear| view.figures.baseline.is_none_or(|baseline| *year > baseline);
    let given = view.rows(TableId::Years).iter().filter(|row| {
        row.money(columns::CHALLENGE).is_some() || row.money(columns::DEPARTMENTAL_CHALLENGE).is_some()
    });
    view.figures
        .forecast_years()
        .chain(given.filter_map(|row| row.year(columns::YEAR)).filter(after))
        .collect()
}

pub(super) fn in_line(view: &PlanView) -> Evidence {
    let tolerance = view.policy.number(Key::ChallengeTolerance);
    let (mut shown, mut short, mut reasons) = (Vec::new(), Vec::new(), Vec::new());
    let (mut said, mut off, mut silent, mut neither) = (false, false, Vec::new(), Vec::new());
    for year in challenged_years(view) {
        let Some(yardstick) = Yardstick::of(view, year) else {
            neither.push(year.to_string());
            continue;
        };
        let Some(row) = year_row(view.plan, year) else { continue };
        let place = row.place_of(columns::CHALLENGE);
        let challenge = row.money(columns::CHALLENGE);
        said |= challenge.is_some();
        if challenge.is_some_and(|challenge| within(challenge, yardstick.amount(), tolerance)) {
            shown.push(place);
            continue;
        }
        short.push(place);
        let whose = yardstick.whose();
        match challenge.map(|challenge| difference(challenge, yardstick.amount())) {
            None => silent.push(year.to_string()),
            Some(None) => reasons.push(format!("the challenge of {year} is not nil, as {whose} is")),
            Some(Some(by)) => {
                reasons.push(format!("the challenge of {year} is {}% off {whose}", by.show(1, &[tolerance])))
            }
        }
        off |= challenge.is_some();
    }
    if shown.is_empty() && short.is_empty() {
        return Evidence::unevidenced(
            "no departmental challenge is given, and expenditure and allocation imply none",
        );
    }
    if !silent.is_empty() {
        reasons.push(format!("no challenge for {}", listed(&silent)));
    }
    let outcome = match (off, silent.is_empty(), neither.is_empty()) {
        (false, true, true) => return Evidence::met(shown),
        (false, true, false) => Outcome::Partly,
        (false, false, _) if !said => Outcome::Unevidenced,
        _ => Outcome::Unmet,
    };
    if !neither.is_empty() {
        reasons.push(format!("nothing to hold the challenge of {} against", listed(&neither)));
    }
    short.append(&mut shown);
    Evidence::new(outcome, reasons.join("; "), short)
}
