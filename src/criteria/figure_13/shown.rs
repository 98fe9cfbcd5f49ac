//! What the expectations of Figure 13 share: the phase, cells that name something, and rows that
//! hold or fall short gathered into evidence.

use crate::calendar::{Date, days_between, show_date};
use crate::criteria::{Evidence, Outcome, SchemeView};
use crate::location::Place;
use crate::money::{Money, Percent};
use crate::plan::Row;
use crate::plan::fields::ColumnId;
use rust_decimal::Decimal;

/// How many shortfalls a reason spells out before it counts the rest.
const SPELT_OUT: usize = 3;

/// Not applicable, with the reason, where the progress of a scheme is not judged yet.
pub(super) fn not_under_way(view: &SchemeView) -> Option<Evidence> {
    if view.figures.under_way {
        return None;
    }
    let reason = match view.figures.starts {
        _ if view.of.plan.planning() => {
            "the plan is in planning: there is no progress to judge yet".to_owned()
        }
        Some(starts) => format!("the scheme starts on {}", show_date(starts)),
        None => "the scheme has not started".to_owned(),
    };
    Some(Evidence::not_applicable(reason))
}

/// Unevidenced for want of a reporting date. Nothing is known to be due, so nothing is decisive.
pub(super) fn without_date() -> Evidence {
    Evidence::unevidenced("no reporting date is stated or shown, and this depends on one").not_decisive()
}

/// Whether a day lies in so many days up to the reporting date, and not after it.
pub(super) fn days_up_to(day: Date, as_at: Date, most: i32) -> bool {
    (0..=most).contains(&days_between(day, as_at))
}

/// A count as a percentage of another, for comparison with a threshold.
pub(super) fn share(part: usize, whole: usize) -> Option<Percent> {
    Percent::of(Money::new(Decimal::from(part)), Money::new(Decimal::from(whole)))
}

/// A number without trailing zeros.
pub(super) fn plain(number: Decimal) -> String {
    number.normalize().to_string()
}

/// `1 day`, `24 days`.
pub(super) fn days(count: i32) -> String {
    if count == 1 { "1 day".to_owned() } else { format!("{count} days") }
}

/// What was examined: the cells that hold, and each shortfall with its cells.
#[derive(Debug, Default)]
pub(super) struct Examination {
    reasons: Vec<String>,
    short: Vec<Place>,
    holds: Vec<Place>,
}

impl Examination {
    /// Notes cells that hold.
    pub(super) fn holds(&mut self, places: impl IntoIterator<Item = Place>) {
        self.holds.extend(places);
    }

    /// Notes a shortfall and the cells that show it.
    pub(super) fn short(&mut self, reason: impl Into<String>, places: impl IntoIterator<Item = Place>) {
        self.reasons.push(reason.into());
        self.short.extend(places);
    }

    /// Whether nothing falls short.
    pub(super) fn all_hold(&self) -> bool {
        self.reasons.is_empty()
    }

    /// The evidence: this outcome, every shortfall in the reason, its cells first, each cell once.
    pub(super) fn into(self, outcome: Outcome) -> Evidence {
        let more = self.reasons.len().saturating_sub(SPELT_OUT);
        let mut reason = self.reasons.iter().take(SPELT_OUT).cloned().collect::<Vec<_>>().join("; ");
        if more > 0 {
            reason.push_str(&format!("; and {more} more"));
        }
        let mut places: Vec<Place> = Vec::with_capacity(self.short.len() + self.holds.len());
        for place in self.short.into_iter().chain(self.holds) {
            if !places.contains(&place) {
                places.push(place);
            }
        }
        Evidence::new(outcome, reason, places)
    }

    /// Partly met: everything that is missing, in one list.
    pub(super) fn missing(self, subject: &str) -> Evidence {
        let reason = format!("{subject} {}", self.reasons.join(", "));
        Evidence { reason, ..self.into(Outcome::Partly) }
    }

    /// Met where nothing falls short, else unmet.
    pub(super) fn met_or_unmet(self) -> Evidence {
        let outcome = if self.all_hold() { Outcome::Met } else { Outcome::Unmet };
        self.into(outcome)
    }
}

/// The cell of a column, as the place of a row's own cell where it says something.
pub(super) fn cell(row: &Row, column: ColumnId) -> Option<Place> {
    row.cell(column).filter(|_| row.filled(column)).map(|cell| cell.place)
}

/// Those of the columns' cells that say something.
pub(super) fn cells(row: &Row, columns: &[ColumnId]) -> Vec<Place> {
    columns.iter().filter_map(|column| cell(row, *column)).collect()
}

#[cfg(test)]
mod tests {
    use crate::criteria::Outcome;
    use crate::criteria::example::scheme;

    #[test]
    fn a_blank_scheme_meets_nothing() {
        for criterion in crate::criteria::figure_13::SECTIONS.iter().copied().flatten() {
            let evidence = scheme(&[("name", "Triage")]).shows(criterion.id);
            assert_ne!(evidence.outcome, Outcome::Met, "{}", criterion.id);
            assert!(!evidence.reason.is_empty() && !evidence.reason.ends_with('.'), "{}", criterion.id);
        }
    }
}
