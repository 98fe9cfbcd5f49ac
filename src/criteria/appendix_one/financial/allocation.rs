//! Appendix One: forecast allocation against activity. Where the money stood, where it is going, and
//! how large the challenge is.

use crate::calendar::FinancialYear;
use crate::criteria::appendix_one::gaps::Gaps;
use crate::criteria::appendix_one::risks::is_open;
use crate::criteria::appendix_one::yearly::{no_years, years};
use crate::criteria::coverage::{Answer, Verdicts, each_of};
use crate::criteria::{Criterion, Evidence, Outcome, PlanView, Set, Test};
use crate::figures::headroom::{year_row, yearly};
use crate::money::{Money, Percent};
use crate::plan::Row;
use crate::plan::fields::words::RiskCategory;
use crate::plan::fields::{ColumnId, TableId, plan, risks, years as columns};
use crate::policy::Key;
use crate::words::listed;

mod departmental;

const AREA: &str = "Financial";
const ROW: &str = "Forecast allocation versus activity";

/// The expectations in published order.
pub const CRITERIA: &[Criterion] = &[
    Criterion {
        id: "A1-ALL-1",
        asks: "The plan shows how the organisation's finances stood in the years before it",
        how: "`years` has allocation and expenditure (0 is neither) for the baseline year {baseline_year} \
              and for at least one year before it, so that a surplus or deficit can be stated",
        reads: &[columns::YEAR, columns::ALLOCATION, columns::EXPENDITURE],
        test: Test::Plan(history),
        passes: "Allocation and expenditure are given for 2009/10 and 2010/11",
        fails: "2010/11 is the only year with both allocation and expenditure",
        ..Criterion::of(Set::AppendixOne, AREA, ROW)
    },
    Criterion {
        id: "A1-ALL-2",
        asks: "The plan knows what could stop the money being delivered",
        how: "Open risks of category finance or delivery stand on the plan as a whole or on schemes with {floor_share} \
              of planned savings, and every one has a consequence, a score (or likelihood \
              and impact) and a mitigation; partly when {risks_understood} of them have",
        reads: &[
            risks::CATEGORY,
            risks::CONSEQUENCE,
            risks::MITIGATION,
            risks::SCORE,
            risks::LIKELIHOOD,
            risks::IMPACT,
        ],
        test: Test::Plan(delivery_risks),
        passes: "A finance risk of the whole plan scores 12 and has a consequence and a mitigation",
        fails: "The one delivery risk, on a scheme with 5% of planned savings, has no mitigation",
        ..Criterion::of(Set::AppendixOne, AREA, ROW)
    },
    Criterion {
        id: "A1-ALL-3",
        asks: "The plan starts from the baseline year that was agreed",
        how: "`plan.baseline_year` is {baseline_year}, or any year the plan states where the policy says \
              `plan`, and `years` gives its allocation or expenditure",
        reads: &[plan::BASELINE_YEAR, columns::YEAR, columns::ALLOCATION, columns::EXPENDITURE],
        test: Test::Plan(baseline),
        passes: "The plan states 2010/11 as its baseline and gives that year's figures",
        fails: "The plan states 2009/10 as its baseline where 2010/11 was agreed",
        ..Criterion::of(Set::AppendixOne, AREA, ROW)
    },
    Criterion {
        id: "A1-ALL-4",
        asks: "The baseline allocation of every primary care trust is the one the Department works with",
        how: "In the baseline year `allocation` lies within {allocation_tolerance} of \
              `departmental_allocation`, for each member organisation, or for the plan's own where it has \
              none; partly when some members have no departmental figure; without any it is unevidenced and \
              does not decide. A reviewer gives the Department's figures (--departmental FILE); one that the \
              plan types itself serves only where the reviewer gives none, and the reason says so",
        decisive: true,
        reads: &[columns::YEAR, columns::ALLOCATION, columns::DEPARTMENTAL_ALLOCATION],
        test: Test::Plan(departmental::allocation),
        passes: "The allocation of 2010/11 is £485.62m in the plan and in the Department's figures",
        fails: "The plan's allocation of 2010/11 is 2% above the Department's",
        ..Criterion::of(Set::AppendixOne, AREA, ROW)
    },
    Criterion {
        id: "A1-ALL-5",
        asks: "The forecast runs on to the plan's last year",
        how: "`years` has allocation and expenditure (0 is neither) for every year from the baseline {baseline_year} to the horizon {horizon_year}, without a gap",
        reads: &[columns::YEAR, columns::ALLOCATION, columns::EXPENDITURE],
        test: Test::Plan(forecast),
        passes: "Allocation and expenditure are given for 2010/11, 2011/12, 2012/13 and 2013/14",
        fails: "There is no expenditure for 2013/14",
        ..Criterion::of(Set::AppendixOne, AREA, ROW)
    },
    Criterion {
        id: "A1-ALL-6",
        asks: "The plan says how much has to be saved, year by year, up to its last year",
        how: "`years` has a challenge for every year after the baseline {baseline_year} to the horizon \
              {horizon_year}; nil in all of them sets out none",
        decisive: true,
        reads: &[columns::YEAR, columns::CHALLENGE],
        test: Test::Plan(challenge),
        passes: "A challenge is given for 2011/12, 2012/13 and 2013/14",
        fails: "A challenge is given for 2011/12 alone",
        ..Criterion::of(Set::AppendixOne, AREA, ROW)
    },
    Criterion {
        id: "A1-ALL-7",
        asks: "The size of the challenge fits what the Department assumes",
        how: "The challenge of each year after the baseline lies within {challenge_tolerance} of \
              `departmental_challenge` or, in a year without one, of the challenge that expenditure and \
              allocation imply (the growth of the gap between them); partly when some years have neither, \
              unevidenced when none has. A reviewer gives the Department's figures (--departmental FILE); one \
              that the plan types itself serves only where the reviewer gives none, and the reason says so. \
              The reason also gives the challenge as a percentage of the allocation, beside the \
              yardsticks of the policy where they are of a year of the plan (built in: the Department's for 2011/12)",
        reads: &[
            columns::YEAR,
            columns::CHALLENGE,
            columns::DEPARTMENTAL_CHALLENGE,
            columns::ALLOCATION,
            columns::EXPENDITURE,
        ],
        test: Test::Plan(departmental::challenge),
        passes: "The challenge of 2011/12 is £18.9m where the Department assumes £18.7m",
        fails: "The challenge of 2012/13 is £11.0m where the Department assumes £14.1m",
        ..Criterion::of(Set::AppendixOne, AREA, ROW)
    },
];

fn history(view: &PlanView) -> Evidence {
    let Some(baseline) = view.figures.baseline else { return no_years() };
    let (mut complete, mut shown, mut short) = (Vec::new(), Vec::new(), Vec::new());
    for row in view.rows(TableId::Years) {
        let Some(year) = row.year(columns::YEAR).filter(|year| *year <= baseline) else { continue };
        match (some_money(row, columns::ALLOCATION), some_money(row, columns::EXPENDITURE)) {
            (Some(_), Some(_)) => {
                complete.push(year);
                shown.extend([row.place_of(columns::ALLOCATION), row.place_of(columns::EXPENDITURE)]);
            }
            (None, None) => {}
            _ => short.push(row.place),
        }
    }
    let has_baseline = complete.contains(&baseline);
    if has_baseline && complete.iter().any(|year| *year < baseline) {
        return Evidence::met(shown);
    }
    if complete.is_empty() && short.is_empty() {
        return Evidence::unevidenced(format!(
            "no allocation or expenditure for {baseline} or a year before"
        ));
    }
    short.append(&mut shown);
    let which = if has_baseline { format!("a year before {baseline}") } else { baseline.to_string() };
    Evidence::unmet(format!("no allocation with expenditure for {which}"), short)
}

/// An amount other than nil: an organisation has an allocation and spends it.
fn some_money(row: &Row, column: ColumnId) -> Option<Money> {
    row.money(column).filter(|amount| !amount.is_zero())
}

fn delivery_risks(view: &PlanView) -> Evidence {
    let about_delivery = |row: &&Row| {
        matches!(row.word(risks::CATEGORY), Some(RiskCategory::Finance | RiskCategory::Delivery))
            && is_open(row)
    };
    let relevant: Vec<&Row> = view.rows(TableId::Risks).iter().filter(about_delivery).collect();
    if relevant.is_empty() {
        return Evidence::unevidenced("no open risk of category finance or delivery");
    }
    let (complete, lacking): (Vec<&Row>, Vec<&Row>) = relevant.iter().partition(|row| is_understood(row));
    let places = |rows: &[&Row]| rows.iter().map(|row| row.place_of(risks::CATEGORY)).collect::<Vec<_>>();
    if complete.is_empty() {
        let reason = "no finance or delivery risk has consequence, score and mitigation";
        return Evidence::unmet(reason, places(&lacking));
    }
    let of_plan = |row: &&Row| !row.filled(risks::SCHEME) && !row.filled(risks::WORKSTREAM);
    if !relevant.iter().any(of_plan) {
        let lacks = "lacks a finance or delivery risk";
        let evidence = each_of(
            view,
            &Verdicts::default(),
            |_| true,
            Key::FloorShare,
            lacks,
            |scheme| {
                Answer::among(scheme.rows(TableId::Risks).filter(about_delivery), risks::CATEGORY, |_| true)
            },
        );
        if !matches!(evidence.outcome, Outcome::Met | Outcome::Partly) {
            return evidence;
        }
    }
    if lacking.is_empty() {
        return Evidence::met(places(&complete));
    }
    let count = |rows: &[&Row]| Money::new(rows.len().into());
    let share = Percent::of(count(&complete), count(&relevant));
    let enough = share.is_some_and(|share| !share.under(view.policy.number(Key::RisksUnderstood)));
    let names: Vec<&str> =
        lacking.iter().map(|row| row.text(risks::RISK).unwrap_or("one without an id")).collect();
    let reason = format!("no consequence, score or mitigation for {}", listed(&names));
    let outcome = if enough { Outcome::Partly } else { Outcome::Unmet };
    Evidence::new(outcome, reason, [places(&lacking), places(&complete)].concat())
}

/// Whether a risk has a consequence, a score (stated, or likelihood and impact) and a mitigation.
fn is_understood(row: &Row) -> bool {
    let scored = row.filled(risks::SCORE) || (row.filled(risks::LIKELIHOOD) && row.filled(risks::IMPACT));
    scored && row.text(risks::CONSEQUENCE).is_some() && row.text(risks::MITIGATION).is_some()
}

fn baseline(view: &PlanView) -> Evidence {
    let own = &view.plan.row;
    let Some(stated) = own.year(plan::BASELINE_YEAR) else {
        return Evidence::unevidenced("the plan states no baseline year");
    };
    let place = own.place_of(plan::BASELINE_YEAR);
    if let Some(agreed) = view.policy.year(Key::BaselineYear).filter(|agreed| *agreed != stated) {
        let reason = format!("the plan's baseline year is {stated}; {agreed} was agreed");
        return Evidence::unmet(reason, vec![place]);
    }
    let row = year_row(view.plan, stated);
    let figure = row.and_then(|row| {
        [columns::ALLOCATION, columns::EXPENDITURE]
            .into_iter()
            .find(|column| row.filled(*column))
            .map(|column| row.place_of(column))
    });
    match figure {
        Some(figure) => Evidence::met(vec![place, figure]),
        None => Evidence::unmet(
            format!("no allocation or expenditure for the baseline year {stated}"),
            vec![row.map_or(place, |row| row.place)],
        ),
    }
}

fn forecast(view: &PlanView) -> Evidence {
    let Some((baseline, forecast)) = years(view) else { return no_years() };
    let mut gaps = Gaps::default();
    for year in std::iter::once(baseline).chain(forecast) {
        look_at_year(&mut gaps, view, year, columns::ALLOCATION, "allocation", some_money);
        look_at_year(&mut gaps, view, year, columns::EXPENDITURE, "expenditure", some_money);
    }
    gaps.evidence("no year")
}

fn challenge(view: &PlanView) -> Evidence {
    let Some((baseline, forecast)) = years(view) else { return no_years() };
    let given = |year: &FinancialYear| yearly(view.plan, columns::CHALLENGE, *year);
    if !forecast.is_empty() && forecast.iter().all(|year| given(year).is_some_and(Money::is_zero)) {
        let rows = forecast.iter().filter_map(|year| year_row(view.plan, *year));
        let places = rows.map(|row| row.place_of(columns::CHALLENGE)).collect();
        return Evidence::new(Outcome::Unevidenced, "the challenge of every year is nil", places);
    }
    let mut gaps = Gaps::default();
    for year in forecast {
        look_at_year(&mut gaps, view, year, columns::CHALLENGE, "challenge", Row::money);
    }
    let after = |row: &&Row| row.year(columns::YEAR).is_none_or(|year| year > baseline);
    let elsewhere =
        view.rows(TableId::Years).iter().filter(after).find(|row| row.money(columns::CHALLENGE).is_some());
    if let Some(row) = elsewhere {
        gaps.said(row.place_of(columns::CHALLENGE));
    }
    gaps.evidence("no forecast year")
}

fn look_at_year(
    gaps: &mut Gaps,
    view: &PlanView,
    year: FinancialYear,
    column: ColumnId,
    what: &'static str,
    amount: fn(&Row, ColumnId) -> Option<Money>,
) {
    let row = year_row(view.plan, year);
    let cell = row.filter(|row| amount(row, column).is_some()).map(|row| row.place_of(column));
    gaps.look(what, year, cell, row.map(|row| row.place));
}

#[cfg(test)]
mod tests;
