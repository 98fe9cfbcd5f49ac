//! DA: data that cannot be meant as it stands.

use super::stated::variances;
use super::{Check, Found, count, names, shown, sums};
use crate::calendar::{Date, Month, days_between, show_date};
use crate::criteria::PlanView;
use crate::figures::{AsAtBasis, PlanFigures};
use crate::location::Place;
use crate::money::Money;
use crate::names::{Names, key};
use crate::nearest::nearest;
use crate::plan::fields::{
    ColumnId, Kind, TABLES, TableId, kpis, milestones, plan, risks, schemes, totals, workstreams,
};
use crate::plan::stated::column_of;
use crate::plan::{Measure, Row, Value};
use crate::policy::Key;
use std::collections::{BTreeMap, BTreeSet};

mod contradictions;
mod posts;
pub mod unused;

pub const CHECK: Check = Check {
    code: "DA",
    title: "Data",
    finds: "amounts that nothing is read from, a column of variances with its signs flipped, savings and dates outside the plan, actuals that stop long \
            before the reporting date, a start after the first actual, a phase of planning beside actuals, \
            a stage of delivered beside milestones to come, indicators better on the side where their target does not lie, workstreams nobody declared, national ones that are none, ratings and \
            totals that are not understood, pay savings that no number of posts makes",
    how: "columns and rows of amounts that are neither in a sum, nor compared, nor left out by your word; \
          variances of a column that are all plan less actual; savings before the year after plan.baseline_year or \
          after plan.horizon_year, where the plan states them; actuals of a period that begins after the \
          reporting date; no actual for more than {actual_days} \
          days before the reporting date; a plan in planning whose schemes report actuals; a workstream of a milestone, KPI, risk or total that no scheme \
          uses and no row declares, and one of a scheme that is nearly a declared one; a stated rating that \
          is no colour; a stated total of a table or column that does not exist; a pay saving, of a full year where that is given, over its \
          whole-time equivalents outside £{wte_cost_least} to £{wte_cost_most}",
    passes: "Variance (2,012) beside plan 22,420 and actual 20,407",
    fails: "Variance 2,013 beside plan 22,420 and actual 20,407, and so in every row",
    run,
};

/// The pairs of names that are compared at most to say which was meant.
const MOST_COMPARED: usize = 100_000;

fn run(view: &PlanView) -> Vec<Found> {
    let own = view.own_figures();
    let mut found = flipped(view, own);
    found.extend(unused::check(view));
    found.extend(contradictions::check(view));
    found.extend(posts::check(view));
    found.extend(outside_the_plan(view));
    found.extend(after_the_date(view, own));
    found.extend(stale(view, own));
    found.extend(unknown_workstreams(view));
    found.extend(ratings(view));
    found.extend(unknown_totals(view));
    found
}

fn flipped(view: &PlanView, own: &PlanFigures) -> Vec<Found> {
    let columns = variances::COLUMNS.into_iter();
    let flipped = columns.filter_map(|column| {
        let places = variances::flipped(view, own, column)?;
        let actual = if column.1 == variances::Of::ToDate { "actual" } else { "forecast" };
        let finding = CHECK.warning(
            format!(
                "{} is plan less {actual} in every row that tells ({})",
                column.0.name(),
                count(places.len(), "cell")
            ),
            format!("{actual} less plan, so that a shortfall is negative"),
            "Turn the signs of the column, and check that the figures are savings.",
        );
        Some(finding.at(places))
    });
    flipped.collect()
}

/// Planned or actual savings of years that the plan itself says it does not cover.
fn outside_the_plan(view: &PlanView) -> Option<Found> {
    let baseline = view.plan.row.year(plan::BASELINE_YEAR);
    let horizon = view.plan.row.year(plan::HORIZON_YEAR);
    baseline.or(horizon)?;
    let outside = |year| baseline.is_some_and(|b| year <= b) || horizon.is_some_and(|h| year > h);
    let (mut years, mut ids, mut sum) = (BTreeSet::new(), Vec::new(), sums::Sum::default());
    for scheme in &view.plan.schemes {
        for year in sums::years_of(scheme, Measure::Plan).into_iter().filter(|year| outside(*year)) {
            let part = sums::in_year(scheme, Measure::Plan, year);
            if part.is_given() && !part.value.is_zero() {
                years.insert(year.to_string());
                ids.push(&*scheme.id);
                sum.merge(&part);
            }
        }
    }
    if ids.is_empty() {
        return None;
    }
    ids.dedup();
    let shown = shown(view, &[sum.value]);
    let after = baseline.map_or_else(String::new, |year| format!("after {year}"));
    let to = horizon.map_or_else(String::new, |year| format!("to {year}"));
    let finding = CHECK.warning(
        format!(
            "{} planned in {}: {}",
            shown.in_words(sum.value),
            names(years.iter().map(String::as_str)),
            names(ids)
        ),
        format!("savings of the plan's own years, {}", format!("{after} {to}").trim()),
        "Correct the period, or the plan's baseline and horizon.",
    );
    Some(finding.at(sum.places).worth(sum.value))
}

/// Actuals of months after the plan's own date.
fn after_the_date(view: &PlanView, own: &PlanFigures) -> Vec<Found> {
    let Some(as_at) = own.as_at.date.filter(|_| own.as_at.basis != AsAtBasis::Given) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let (mut ids, mut places, mut sum) = (Vec::new(), Vec::new(), Money::ZERO);
    for scheme in &view.plan.schemes {
        // no month but a later one begins after the date
        for point in scheme.savings.points_after(Measure::Actual, Month::of(as_at)) {
            let amount = point.amount.map(|amount| amount.value).unwrap_or_default();
            if !amount.is_zero() {
                ids.push(&*scheme.id);
                places.push(point.place);
                sum = sum + amount;
            }
        }
    }
    if !ids.is_empty() {
        ids.dedup();
        let shown = shown(view, &[sum]);
        let finding = CHECK.warning(
            format!("{} of actual savings after {}: {}", shown.in_words(sum), show_date(as_at), names(ids)),
            format!("actuals to the reporting date, {}", show_date(as_at)),
            "Move as_at forward, or give later figures as forecast.",
        );
        found.push(finding.at(places).worth(sum));
    }
    found
}

/// A plan whose last actual lies long before its reporting date.
fn stale(view: &PlanView, own: &PlanFigures) -> Option<Found> {
    let as_at: Date = own.as_at.date.filter(|_| own.as_at.basis == AsAtBasis::Stated)?;
    let last = own.as_at.last_reported?;
    let (days, most) = (days_between(last.end(), as_at), view.policy.days(Key::ActualDays));
    (days > most).then(|| {
        let at = view.plan.row.place_of(plan::AS_AT);
        CHECK
            .warning(
                format!(
                    "no actual since {} {}, {days} days before {}",
                    last.name(),
                    last.year(),
                    show_date(as_at)
                ),
                format!("actuals within {most} days of the reporting date"),
                "Report the missing months, or set as_at to the last month reported.",
            )
            .at([at])
    })
}

/// Workstreams that only one table knows, and misspelt ones.
fn unknown_workstreams(view: &PlanView) -> Vec<Found> {
    let mut declared = Names::default();
    for name in view.rows(TableId::Workstreams).iter().filter_map(|row| row.text(workstreams::WORKSTREAM)) {
        declared.add(name);
    }
    let mut known = declared.clone();
    let uses = || {
        let all = view.plan.schemes.iter();
        all.filter_map(|own| Some((own.workstream()?, own.row.place_of(schemes::WORKSTREAM))))
    };
    for (name, _) in uses() {
        known.add(name);
    }
    if known.is_empty() {
        return Vec::new();
    }
    let mut found = if declared.is_empty() { Vec::new() } else { unlike(uses(), &declared, true) };
    let elsewhere: [ColumnId; 4] =
        [milestones::WORKSTREAM, kpis::WORKSTREAM, risks::WORKSTREAM, totals::WORKSTREAM];
    let rows = elsewhere.into_iter().flat_map(|column| {
        let rows = view.rows(column.table).iter();
        rows.filter_map(move |row| row.text(column).map(|name| (name, row.place_of(column))))
    });
    found.extend(unlike(rows, &known, false));
    found
}

/// One finding for each name that is not among the known ones: where `near_only`, only if it is
/// nearly one of them.
fn unlike<'u>(uses: impl Iterator<Item = (&'u str, Place)>, known: &Names, near_only: bool) -> Vec<Found> {
    let mut unknown: BTreeMap<String, (&str, Vec<Place>)> = BTreeMap::new();
    for (name, place) in uses {
        if !known.contains(name) {
            unknown.entry(key(name).into_owned()).or_insert_with(|| (name, Vec::new())).1.push(place);
        }
    }
    let compared = known.len().saturating_mul(unknown.len()) <= MOST_COMPARED;
    let finding = |(name, places): (&str, Vec<Place>)| {
        let near = if compared { nearest(name, known.iter().map(|(known, ())| known)) } else { None };
        if near_only && near.is_none() {
            return None;
        }
        let expected = near.map_or_else(
            || "a workstream that a scheme belongs to or that is declared".to_owned(),
            |near| format!("\"{near}\""),
        );
        let finding = CHECK.warning(
            format!("workstream \"{name}\" is unknown ({})", count(places.len(), "cell")),
            expected,
            "Spell the workstream as declared, or declare it.",
        );
        Some(finding.in_workstream(name).at(places))
    };
    unknown.into_values().filter_map(finding).collect()
}

/// Stated ratings in words that are no colour.
fn ratings(view: &PlanView) -> Option<Found> {
    let (mut words, mut places): (BTreeSet<String>, Vec<Place>) = (BTreeSet::new(), Vec::new());
    let mut look = |row: &Row| {
        for cell in &row.cells {
            if let (Kind::Rag, Value::Text(text)) = (cell.column.declaration().kind, &cell.value) {
                words.insert(format!("\"{text}\""));
                places.push(cell.place);
            }
        }
    };
    view.plan.schemes.iter().for_each(|scheme| look(&scheme.row));
    view.rows(TableId::Workstreams).iter().for_each(look);
    (!words.is_empty()).then(|| {
        CHECK
            .note(
                format!(
                    "{} not understood: {}",
                    count(places.len(), "stated rating"),
                    names(words.iter().map(String::as_str))
                ),
                "red, amber or green, a letter of them, blue or complete",
                "Write the colour, or leave the rating out.",
            )
            .at(places)
    })
}

/// Stated totals of a table or column that does not exist.
fn unknown_totals(view: &PlanView) -> Vec<Found> {
    let finding = |row: &Row| {
        let (table, column) = (row.text(totals::TABLE)?, row.text(totals::COLUMN)?);
        if column_of(row).is_some() {
            return None;
        }
        let near = match TableId::by_name(table).map(TableId::declaration) {
            Some(table) => nearest(column, table.columns.iter().map(|column| column.name)),
            None => nearest(table, TABLES.iter().map(|table| table.name)),
        };
        let found = CHECK.note(
            format!("a total of {table}.{column} is stated, which is no column of ours: it is not checked"),
            near.map_or_else(|| "a table and column of the plan".to_owned(), |near| format!("\"{near}\"")),
            "Name the table and column the total is over.",
        );
        Some(found.at([row.place_of(totals::COLUMN)]))
    };
    view.rows(TableId::Totals).iter().filter_map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::example::example;

    fn variances(stated: &[&str]) -> Vec<Found> {
        let rows = stated.iter().enumerate();
        rows.fold(example(), |example, (at, stated)| {
            let cells = [("plan_ytd", "100"), ("actual_ytd", "90"), ("variance_ytd", stated)];
            example.scheme(&format!("S{at}"), &cells)
        })
        .run(&CHECK)
    }

    #[test]
    fn flipped_signs_are_one_finding_for_the_column() {
        let found = variances(&["10", "11", "10"]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].places.len(), 3);
        assert!(variances(&["10", "-10"]).is_empty(), "one row only: that is ST");
        assert!(variances(&["-10", "-11"]).is_empty());
    }

    #[test]
    fn savings_outside_the_plans_own_years() {
        let plan = |year: &str| {
            example()
                .own(&[("baseline_year", "2010/11"), ("horizon_year", "2013/14")])
                .scheme("S", &[])
                .saving("S", year, "plan", "100")
                .run(&CHECK)
        };
        assert_eq!(plan("2021/22")[0].expected, "savings of the plan's own years, after 2010/11 to 2013/14");
        assert_eq!(plan("2010/11").len(), 1);
        assert!(plan("2011/12").is_empty() && plan("2013/14").is_empty());
    }

    #[test]
    fn actuals_after_or_long_before_the_reporting_date() {
        let plan = |as_at: &str| {
            example().dated(as_at).scheme("S", &[]).saving("S", "2011-09", "actual", "100").run(&CHECK)
        };
        assert!(plan("2011-08-31")[0].found.starts_with("£100 of actual savings after 31 Aug 2011"));
        assert!(plan("2011-12-01").is_empty(), "62 days");
        assert_eq!(plan("2011-12-02").len(), 1, "63 days");
    }

    #[test]
    fn workstreams_ratings_and_totals_nobody_knows() {
        let plan = |workstream: &str, rag: &str, column: &str| {
            example()
                .row("workstreams", &[("workstream", "Planned care")])
                .scheme("S", &[("workstream", workstream), ("rag", rag)])
                .row("milestones", &[("milestone", "m"), ("workstream", "planned care")])
                .row("totals", &[("table", "schemes"), ("column", column), ("stated", "1")])
                .run(&CHECK)
        };
        assert!(plan("Planned Care", "G", "plan_year").is_empty());
        assert!(plan("Urgent", "G", "plan_year").is_empty(), "undeclared alone is A1-OPP-1");
        assert_eq!(plan("Planed care", "G", "plan_year")[0].expected, "\"Planned care\"");
        assert_eq!(plan("Planned care", "purple", "plan_year").len(), 1);
        assert_eq!(plan("Planned care", "G", "plan_yaer")[0].expected, "\"plan_year\"");
        let risk = example()
            .scheme("S", &[("workstream", "Planned care")])
            .row("risks", &[("risk", "R"), ("workstream", "Estates")]);
        assert_eq!(risk.run(&CHECK).len(), 1);
    }
}
