//! Figure 13, key performance indicators: whether the right things are measured, and are hit.

use super::shown::{Examination, cell, cells};
use crate::calendar::{Date, FinancialYear, show_date};
use crate::criteria::{Criterion, Evidence, Outcome, SchemeView, Set, Test};
use crate::location::Place;
use crate::plan::Row;
use crate::plan::fields::words::KpiType;
use crate::plan::fields::{TableId, kpis as columns};

mod progress;

pub use progress::{contradicts_its_aim, progress_of_type};
use progress::{progress, status};

const AREA: &str = "Key performance indicators";
const IDENTIFIED: &str = "Appropriate KPIs identified";
const PROGRESS: &str = "Progress against KPIs";

/// The types that the published question names; an indicator of finance is welcome but not asked for.
const ASKED_FOR: [KpiType; 3] = [KpiType::Quality, KpiType::Activity, KpiType::Workforce];

/// The expectations in published order.
pub const CRITERIA: &[Criterion] = &[
    Criterion {
        id: "F13-KPI-1",
        asks: "Indicators of quality, activity and workforce have been thought about and chosen",
        how: "a KPI of each of the three types, or a row of that type that says in `not_applicable` why not",
        reads: &[columns::TYPE],
        test: Test::Scheme(types),
        passes: "One KPI each of quality and activity, and a reason why no staff are affected",
        fails: "Two activity KPIs and nothing on quality or workforce",
        ..Criterion::of(Set::Figure13, AREA, IDENTIFIED)
    },
    Criterion {
        id: "F13-KPI-2",
        asks: "There is a benchmark or a target to measure each indicator against",
        how: "every KPI has a target or a benchmark, and is due by the end of {horizon_year} or has a trajectory; \
              partly when it has, but a baseline is missing or the stated `better` is the side of the baseline on \
              which the target does not lie",
        reads: &[columns::TARGET, columns::BASELINE, columns::DUE, columns::NOT_APPLICABLE],
        test: Test::Scheme(targets),
        passes: "From 81% of decisions within two days to 95% by March 2012",
        fails: "The KPI 'Short-stay admissions' has neither target nor benchmark",
        ..Criterion::of(Set::Figure13, AREA, IDENTIFIED)
    },
    Criterion {
        id: "F13-KPI-3",
        asks: "Indicators reach what is expected of them by now",
        how: "of the KPIs due (a trajectory is given, or the due date has come): the actual at or beyond the \
              trajectory, else the target, else the benchmark, on the KPI's better side (that of the target from the \
              baseline, else as stated, else that of the target from the trajectory; where nothing says, either \
              side is a miss): met when all are; partly when every miss is within its tolerance in % of the \
              target ({kpi_tolerance} where none is stated); else unmet. No actual is a miss; where nothing says \
              whether a KPI is due, unevidenced at best; n/a before the scheme starts and while none is due",
        decisive: true,
        reads: &[columns::ACTUAL, columns::TRAJECTORY, columns::TARGET, columns::BASELINE, columns::BETTER],
        test: Test::Scheme(progress),
        passes: "88% against a trajectory of 87%",
        fails: "724 short-stay admissions against 683 expected, where fewer are better",
        ..Criterion::of(Set::Figure13, AREA, PROGRESS)
    },
    Criterion {
        id: "F13-KPI-4",
        asks: "What is said of each indicator is up to date, and what is achieved is marked so",
        how: "every due KPI has an actual measured in the {kpi_days} days up to the reporting date, and one that is past \
              due and has reached its target is marked complete; n/a before the scheme starts and while none is due",
        reads: &[columns::ACTUAL, columns::TRAJECTORY, columns::MEASURED_ON, columns::STATUS],
        test: Test::Scheme(status),
        passes: "Measured on 9 September 2011 for a report as at 30 September 2011",
        fails: "Last measured in May 2011 for a report as at 30 September 2011",
        ..Criterion::of(Set::Figure13, AREA, PROGRESS)
    },
];

/// Whether a row of the table is an indicator, and not a reason why there is none.
pub(super) fn is_indicator(row: &Row) -> bool {
    let measured =
        row.filled(columns::TARGET) || row.filled(columns::TRAJECTORY) || row.filled(columns::ACTUAL);
    measured || !row.filled(columns::NOT_APPLICABLE)
}

fn indicators<'a>(view: &SchemeView<'a>) -> impl Iterator<Item = &'a Row> + use<'a> {
    view.rows(TableId::Kpis).filter(|row| is_indicator(row))
}

fn types(view: &SchemeView) -> Evidence {
    let mut seen = Examination::default();
    let rows: Vec<&Row> = view.rows(TableId::Kpis).collect();
    if rows.is_empty() {
        return none_given();
    }
    for kpi_type in ASKED_FOR {
        let counts = |row: &&&Row| {
            row.word(columns::TYPE) == Some(kpi_type)
                && (is_indicator(row) || row.stated(columns::NOT_APPLICABLE).is_some())
        };
        let found: Vec<Place> =
            rows.iter().filter(counts).filter_map(|row| cell(row, columns::TYPE)).collect();
        if found.is_empty() {
            let reason = format!("no {kpi_type} KPI, and nothing says why not");
            seen.short(reason, rows.first().map(|row| row.place));
        } else {
            seen.holds(found);
        }
    }
    seen.met_or_unmet()
}

fn targets(view: &SchemeView) -> Evidence {
    let mut seen = Examination::default();
    let (mut any, mut all_targets) = (false, true);
    let horizon = view.of.figures.horizon.map(FinancialYear::end);
    for row in indicators(view) {
        any = true;
        let (name, place) = (name(row), row.place_of(columns::KPI));
        let aims = cells(row, &[columns::TARGET, columns::BENCHMARK]);
        if aims.is_empty() {
            all_targets = false;
            seen.short(format!("no target or benchmark for KPI '{name}'"), [place]);
        } else if let Some(when) = never_due(row, horizon) {
            all_targets = false;
            seen.short(format!("KPI '{name}' {when}"), [row.place_of(columns::DUE)]);
        } else if !row.filled(columns::BASELINE) {
            seen.short(format!("no baseline for KPI '{name}'"), [place]);
        } else if contradicts_its_aim(row) {
            let reason = format!("KPI '{name}' states as better the side on which its target does not lie");
            seen.short(reason, [row.place_of(columns::BETTER)]);
        }
        seen.holds(
            aims.into_iter().chain(cells(row, &[columns::BASELINE, columns::DUE, columns::TRAJECTORY])),
        );
    }
    if !any {
        return none_given();
    }
    let outcome = match (seen.all_hold(), all_targets) {
        (true, _) => Outcome::Met,
        (false, true) => Outcome::Partly,
        (false, false) => Outcome::Unmet,
    };
    seen.into(outcome)
}

/// Why an indicator does not come to be measured against its target within the plan.
fn never_due(row: &Row, horizon: Option<Date>) -> Option<String> {
    if row.filled(columns::TRAJECTORY) {
        return None;
    }
    match (row.date(columns::DUE), horizon) {
        (None, _) => Some("has neither a due date nor a trajectory".to_owned()),
        (Some(due), Some(horizon)) if due > horizon => {
            Some(format!("is due on {}, after {}", show_date(due), show_date(horizon)))
        }
        _ => None,
    }
}

fn none_given() -> Evidence {
    Evidence::unevidenced("no KPI is given")
}

fn name(row: &Row) -> &str {
    row.text(columns::KPI).unwrap_or("without a name")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::criteria::example::scheme;
    use crate::plan::example::Example;

    const NAMED: [(&str, &str); 2] = [("kpi", "Admissions"), ("type", "activity")];

    pub(super) fn with(cells: &[(&str, &str)]) -> Example {
        scheme(&[]).of_scheme("kpis", &[&NAMED[..], cells].concat())
    }

    #[test]
    fn a_kpi_is_to_be_measured_within_the_plan() {
        let aimed = |cells: &[(&str, &str)]| {
            with(&[&[("baseline", "740"), ("target", "600")][..], cells].concat()).shows("F13-KPI-2")
        };
        assert_eq!(aimed(&[("due", "2014-03-31")]).outcome, Outcome::Met);
        assert_eq!(aimed(&[("trajectory", "683")]).outcome, Outcome::Met);
        let late = aimed(&[("due", "2014-04-01")]);
        assert_eq!(late.outcome, Outcome::Unmet);
        assert_eq!(late.reason, "KPI 'Admissions' is due on 1 Apr 2014, after 31 Mar 2014");
        assert_eq!(aimed(&[]).outcome, Outcome::Unmet, "undated");
        assert_eq!(aimed(&[("due", "2014-03-31"), ("better", "higher")]).outcome, Outcome::Partly);
        assert_eq!(aimed(&[("due", "2014-03-31"), ("better", "lower")]).outcome, Outcome::Met);
    }

    #[test]
    fn a_reason_why_a_type_is_not_needed_is_no_indicator() {
        let excuse = [("not_applicable", "no staff are affected")];
        for column in ["target", "trajectory", "actual"] {
            let measured = with(&[excuse[0], (column, "600")]);
            assert!(measured.see(|view| indicators(view).count() == 1), "{column}");
        }
        assert_eq!(with(&excuse).shows("F13-KPI-2").outcome, Outcome::Unevidenced);
        assert_eq!(
            with(&excuse).shows("F13-KPI-1").reason,
            "no quality KPI, and nothing says why not; no workforce KPI, and nothing says why not"
        );
        let both = [excuse[0], ("trajectory", "80"), ("actual", "70")];
        assert_eq!(with(&both).shows("F13-KPI-3").outcome, Outcome::Unmet, "an excuse does not hide a miss");
        assert_eq!(
            with(&both).see(|view| progress_of_type(view, KpiType::Activity)).0.outcome,
            Outcome::Unmet
        );
        assert_eq!(
            with(&both).see(|view| progress_of_type(view, KpiType::Quality)).0.outcome,
            Outcome::NotApplicable
        );
    }
}
