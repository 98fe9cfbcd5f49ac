//! Progress against KPIs: which are due, whether they are hit, and whether they are up to date.

use super::super::shown::{Examination, cell, cells, days_up_to, not_under_way, plain, without_date};
use super::{indicators, name, none_given};
use crate::calendar::{Date, show_date};
use crate::criteria::{Evidence, Outcome, SchemeView};
use crate::plan::Row;
use crate::plan::fields::kpis as columns;
use crate::plan::fields::words::{KpiType, Side};
use crate::policy::Key;
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// Progress over the indicators of one type alone, as the report card of Figure 12 shows it: whether
/// they are hit (F13-KPI-3) and whether they are up to date (F13-KPI-4). Not applicable where the scheme has no indicator of it.
pub fn progress_of_type(view: &SchemeView, kpi_type: KpiType) -> (Evidence, Evidence) {
    (hit(due(view, Some(kpi_type)), view), up_to_date(due(view, Some(kpi_type)), view))
}

/// An indicator that is due.
struct Due<'a> {
    row: &'a Row,
    /// Whether its due date has come.
    past_due: bool,
}

/// The indicators that are due, and those of which nothing says whether they are.
struct AllDue<'a> {
    due: Vec<Due<'a>>,
    undated: Vec<&'a Row>,
}

/// That nothing says whether these indicators are due: as bad as unmet, but for deciding alone.
fn undated(rows: &[&Row]) -> Option<Evidence> {
    let name = name(rows.first()?);
    let reason = format!("no due date or trajectory for KPI '{name}', so nothing says whether it is due");
    let places = rows.iter().map(|row| row.place).collect();
    Some(Evidence::new(Outcome::Unevidenced, reason, places).not_decisive())
}

/// The indicators of one type or of all, or what is to be said where none is known to be due.
fn due<'a>(view: &SchemeView<'a>, kpi_type: Option<KpiType>) -> Result<AllDue<'a>, Evidence> {
    if let Some(evidence) = not_under_way(view) {
        return Err(evidence);
    }
    let is_of_type = |row: &Row| kpi_type.is_none_or(|wanted| row.word(columns::TYPE) == Some(wanted));
    let rows: Vec<&Row> = indicators(view).filter(|row| is_of_type(row)).collect();
    if rows.is_empty() {
        return Err(match kpi_type {
            Some(kpi_type) => Evidence::not_applicable(format!("the scheme has no {kpi_type} KPI")),
            None => none_given(),
        });
    }
    let as_at = view.of.as_at();
    let mut due = Vec::new();
    let mut unknown: Vec<&Row> = Vec::new();
    for row in rows {
        let day = row.date(columns::DUE);
        let past_due = day.zip(as_at).is_some_and(|(day, as_at)| day <= as_at);
        if past_due || row.filled(columns::TRAJECTORY) {
            due.push(Due { row, past_due });
        } else if day.is_none() {
            unknown.push(row);
        }
    }
    if !due.is_empty() {
        return Ok(AllDue { due, undated: unknown });
    }
    let none = || match as_at {
        Some(as_at) => Evidence::not_applicable(format!("no KPI is due by {}", show_date(as_at))),
        None => without_date(),
    };
    Err(undated(&unknown).unwrap_or_else(none))
}

pub(super) fn progress(view: &SchemeView) -> Evidence {
    hit(due(view, None), view)
}

pub(super) fn status(view: &SchemeView) -> Evidence {
    up_to_date(due(view, None), view)
}

/// What is expected of an indicator now, and the column that says so.
fn expected(row: &Row) -> Option<Decimal> {
    [columns::TRAJECTORY, columns::TARGET, columns::BENCHMARK]
        .into_iter()
        .find_map(|column| row.number(column))
}

/// What an indicator is to reach in the end.
fn aim(row: &Row) -> Option<Decimal> {
    row.number(columns::TARGET).or_else(|| expected(row))
}

/// The side that is better: on which the aim lies from the baseline; where it lies at it, or there is none,
/// as stated, else on which it lies from what is expected by now.
fn better(row: &Row) -> Option<Side> {
    let onwards = || side(aim(row)?, row.number(columns::TRAJECTORY)?);
    side_of_aim(row).or(row.word(columns::BETTER)).or_else(onwards)
}

/// The side of one value on which another lies.
fn side(value: Decimal, from: Decimal) -> Option<Side> {
    match value.cmp(&from) {
        Ordering::Less => Some(Side::Lower),
        Ordering::Equal => None,
        Ordering::Greater => Some(Side::Higher),
    }
}

/// The side of the baseline on which the aim lies.
fn side_of_aim(row: &Row) -> Option<Side> {
    side(aim(row)?, row.number(columns::BASELINE)?)
}

/// Whether an indicator states as better the side of its baseline on which its aim does not lie.
pub fn contradicts_its_aim(row: &Row) -> bool {
    let stated = row.word::<Side>(columns::BETTER);
    stated.zip(side_of_aim(row)).is_some_and(|(stated, side)| stated != side)
}

/// By how much a value misses what is expected, on the indicator's better side; nil or less is a hit.
/// Where nothing says which side that is, on either: not saying is no better than the worse of the two.
fn miss(row: &Row, actual: Decimal, expected: Decimal) -> Decimal {
    let over = actual.saturating_sub(expected);
    match better(row) {
        Some(Side::Lower) => over,
        Some(Side::Higher) => -over,
        None => over.abs(),
    }
}

/// Whether a miss is within the tolerance, by cross-multiplication: miss × 100 ≤ tolerance × |target|.
fn within(miss: Decimal, tolerance: Decimal, row: &Row) -> bool {
    let allowed = aim(row).and_then(|aim| aim.abs().checked_mul(tolerance));
    miss.checked_mul(Decimal::ONE_HUNDRED).zip(allowed).is_some_and(|(miss, allowed)| miss <= allowed)
}

fn hit(due: Result<AllDue, Evidence>, view: &SchemeView) -> Evidence {
    let AllDue { due, undated: without_day } = match due {
        Ok(all) => all,
        Err(evidence) => return evidence,
    };
    let mut seen = Examination::default();
    let mut all_within = true;
    for Due { row, .. } in due {
        let name = name(row);
        let read = [columns::ACTUAL, columns::TRAJECTORY, columns::TARGET, columns::BENCHMARK, columns::DUE];
        let places = cells(row, &read);
        let Some(expected) = expected(row) else {
            all_within = false;
            seen.short(format!("nothing to measure KPI '{name}' against"), [row.place_of(columns::KPI)]);
            continue;
        };
        let Some(actual) = row.number(columns::ACTUAL) else {
            all_within = false;
            let reason = format!("no actual for KPI '{name}' ({} expected)", plain(expected));
            seen.short(reason, [row.place_of(columns::ACTUAL)].into_iter().chain(places));
            continue;
        };
        let miss = miss(row, actual, expected);
        if miss <= Decimal::ZERO {
            seen.holds(places);
            continue;
        }
        let stated = row.number(columns::TOLERANCE);
        let tolerance = stated.unwrap_or_else(|| view.of.policy.number(Key::KpiTolerance)).max(Decimal::ZERO);
        let within = within(miss, tolerance, row);
        all_within &= within;
        let side = if within { "within" } else { "beyond" };
        let reason = format!(
            "KPI '{name}' is {} against {} expected, {side} its tolerance of {}%",
            plain(actual),
            plain(expected),
            plain(tolerance)
        );
        seen.short(reason, places.into_iter().chain(cell(row, columns::TOLERANCE)));
    }
    let outcome = match (seen.all_hold(), all_within) {
        (true, _) => Outcome::Met,
        (false, true) => Outcome::Partly,
        (false, false) => Outcome::Unmet,
    };
    let unknown = undated(&without_day).filter(|_| outcome != Outcome::Unmet);
    unknown.unwrap_or_else(|| seen.into(outcome))
}

fn up_to_date(due: Result<AllDue, Evidence>, view: &SchemeView) -> Evidence {
    let (due, as_at) = match (due, view.of.as_at()) {
        (Ok(all), Some(as_at)) => (all.due, as_at),
        (Ok(_), None) => return without_date(),
        (Err(evidence), _) => return evidence,
    };
    let mut seen = Examination::default();
    for Due { row, past_due } in due {
        let mut places = cells(row, &[columns::MEASURED_ON, columns::ACTUAL, columns::STATUS]);
        match stale(row, past_due, as_at, view.of.policy.days(Key::KpiDays)) {
            Some(reason) => {
                if places.is_empty() {
                    places.push(row.place);
                }
                seen.short(reason, places);
            }
            None => seen.holds(places),
        }
    }
    seen.met_or_unmet()
}

/// Why what is said of a due indicator is not up to date.
fn stale(row: &Row, past_due: bool, as_at: Date, most_days: i32) -> Option<String> {
    let name = name(row);
    let Some(actual) = row.number(columns::ACTUAL) else {
        return Some(format!("no actual for KPI '{name}'"));
    };
    let Some(measured) = row.date(columns::MEASURED_ON) else {
        return Some(format!("no date of measurement for KPI '{name}'"));
    };
    if !days_up_to(measured, as_at, most_days) {
        return Some(format!(
            "KPI '{name}' was measured on {}, not in the {most_days} days up to {}",
            show_date(measured),
            show_date(as_at)
        ));
    }
    let sided = better(row).is_some();
    let reached = aim(row).is_some_and(|aim| !sided || miss(row, actual, aim) <= Decimal::ZERO);
    let unmarked = past_due && reached && row.text(columns::STATUS) != Some("complete");
    let met = if sided { "and met" } else { "and, for all that is said of its better side, met" };
    unmarked.then(|| format!("KPI '{name}' is past due {met}, but not marked complete"))
}

#[cfg(test)]
mod tests {
    use super::super::tests::with;
    use super::*;
    use crate::criteria::example::scheme;

    fn falling(actual: &str) -> Evidence {
        let cells = [("baseline", "740"), ("target", "600"), ("trajectory", "683"), ("actual", actual)];
        with(&cells).shows("F13-KPI-3")
    }

    #[test]
    fn a_kpi_whose_target_lies_below_its_baseline_is_better_lower() {
        assert_eq!(falling("683").outcome, Outcome::Met);
        assert_eq!(falling("600").outcome, Outcome::Met);
        assert_eq!(falling("713").outcome, Outcome::Partly, "30 over, exactly 5% of the target");
        assert_eq!(falling("713.01").outcome, Outcome::Unmet);
        assert_eq!(
            falling("724").reason,
            "KPI 'Admissions' is 724 against 683 expected, beyond its tolerance of 5%"
        );
    }

    #[test]
    fn a_contradictory_side_does_not_turn_a_miss_into_a_hit() {
        let turned = [
            ("baseline", "740"),
            ("target", "600"),
            ("actual", "760"),
            ("due", "2011-09-30"),
            ("better", "higher"),
        ];
        assert_eq!(with(&turned).shows("F13-KPI-3").outcome, Outcome::Unmet);
        let level = [
            ("baseline", "90"),
            ("target", "90"),
            ("actual", "95"),
            ("due", "2011-09-30"),
            ("better", "lower"),
        ];
        assert_eq!(with(&level).shows("F13-KPI-3").outcome, Outcome::Unmet, "no side but the stated one");
    }

    #[test]
    fn a_kpi_is_due_by_its_trajectory_or_its_date() {
        let future = [("target", "90"), ("due", "2012-03-31")];
        assert_eq!(with(&future).shows("F13-KPI-3").outcome, Outcome::NotApplicable);
        let past = [("target", "90"), ("due", "2011-09-30")];
        assert_eq!(
            with(&past).shows("F13-KPI-3").outcome,
            Outcome::Unmet,
            "a due KPI without an actual is a miss"
        );
        let silent = with(&[("target", "90")]).shows("F13-KPI-3");
        assert_eq!((silent.outcome, silent.decisive_here), (Outcome::Unevidenced, false));
        let none = scheme(&[]).shows("F13-KPI-3");
        assert_eq!((none.outcome, none.decisive_here), (Outcome::Unevidenced, true));
        let hit = [("trajectory", "80"), ("actual", "81"), ("better", "higher")];
        assert_eq!(with(&hit).own(&[]).shows("F13-KPI-3").outcome, Outcome::Met, "needs no date");
        assert_eq!(with(&hit).own(&[]).shows("F13-KPI-4").outcome, Outcome::Unevidenced, "needs one");
    }

    #[test]
    fn not_to_say_which_side_is_better_is_no_better_than_the_worse() {
        let value = |more: &[(&str, &str)], actual| {
            let cells = [("target", "600"), ("trajectory", "683"), ("actual", actual)];
            with(&[&cells[..], more].concat()).shows("F13-KPI-3").outcome
        };
        // the target lies below what is expected by now
        assert_eq!(value(&[], "724"), Outcome::Unmet);
        assert_eq!(value(&[], "650"), Outcome::Met);
        let bare = |actual| {
            let cells = [("target", "100"), ("due", "2011-09-30"), ("actual", actual)];
            with(&cells).shows("F13-KPI-3").outcome
        };
        assert_eq!(
            ["100", "105", "95", "106", "94"].map(bare),
            [Outcome::Met, Outcome::Partly, Outcome::Partly, Outcome::Unmet, Outcome::Unmet]
        );
    }

    #[test]
    fn an_undated_kpi_beside_others_may_be_due() {
        let hit = [("trajectory", "80"), ("actual", "81"), ("better", "higher")];
        let beside = with(&hit).of_scheme("kpis", &[("kpi", "Stays"), ("target", "3")]).shows("F13-KPI-3");
        assert_eq!((beside.outcome, beside.decisive_here), (Outcome::Unevidenced, false));
        assert_eq!(
            beside.reason,
            "no due date or trajectory for KPI 'Stays', so nothing says whether it is due"
        );
        let missed = [("trajectory", "80"), ("actual", "60"), ("better", "higher")];
        let beside = with(&missed).of_scheme("kpis", &[("kpi", "Stays"), ("target", "3")]).shows("F13-KPI-3");
        assert_eq!(beside.outcome, Outcome::Unmet);
    }

    #[test]
    fn what_is_past_due_and_met_is_marked_complete() {
        let status = |status, measured| {
            let due = [("target", "90"), ("due", "2011-09-30"), ("actual", "92")];
            let said = [("status", status), ("measured_on", measured)];
            with(&[&due[..], &said].concat()).shows("F13-KPI-4").outcome
        };
        assert_eq!(status("complete", "2011-06-27"), Outcome::Met, "95 days");
        assert_eq!(status("complete", "2011-06-26"), Outcome::Unmet, "96 days");
        assert_eq!(status("complete", "2011-10-01"), Outcome::Unmet, "after the reporting date");
        assert_eq!(status("on track", "2011-09-30"), Outcome::Unmet);
    }
}
