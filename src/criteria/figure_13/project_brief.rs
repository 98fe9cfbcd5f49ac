//! Figure 13, project briefs: whether a scheme can be started from what is written down.

use super::shown::{Examination, cell, cells};
use crate::calendar::show_date;
use crate::criteria::{Criterion, Evidence, Outcome, SchemeView, Set, Test};
use crate::location::Place;
use crate::plan::fields::{TableId, assumptions, kpis, milestones, risks, savings, schemes};

use super::financials::planned_cells;
use super::kpis::is_indicator;

/// The expectations in published order.
pub const CRITERIA: &[Criterion] = &[Criterion {
    id: "F13-BRF-1",
    asks: "A project brief is complete and has the detail that starting and delivering the scheme needs",
    how: "met when a brief is named and approved by the reporting date, and the scheme has a description, a \
          sponsor, a manager, planned savings, assumptions, milestones, KPIs and risks; partly when a brief is \
          named and any of these is missing; unmet when an approval is dated but no brief is named",
    reads: &[
        schemes::BRIEF,
        schemes::BRIEF_APPROVED,
        schemes::DESCRIPTION,
        schemes::SPONSOR,
        schemes::MANAGER,
        savings::PLAN,
        assumptions::TOPIC,
        milestones::MILESTONE,
        kpis::KPI,
        risks::RISK,
    ],
    test: Test::Scheme(complete_brief),
    passes: "Brief 'PC-01 version 2.1', approved 29 November 2010, with every part of the scheme filled in",
    fails: "A brief is named, but nobody has approved it and the scheme has no risks",
    ..Criterion::of(Set::Figure13, "Project briefs", "Summary project brief")
}];

fn complete_brief(view: &SchemeView) -> Evidence {
    let row = &view.scheme.row;
    let Some(brief) = cell(row, schemes::BRIEF) else {
        let said = cells(row, &[schemes::BRIEF, schemes::BRIEF_APPROVED]);
        return if said.is_empty() {
            Evidence::unevidenced("no project brief is named")
        } else {
            Evidence::unmet("no project brief is named: give its name or reference", said)
        };
    };
    let mut seen = Examination::default();
    seen.holds([brief]);
    match row.date(schemes::BRIEF_APPROVED).zip(cell(row, schemes::BRIEF_APPROVED)) {
        Some((approved, place)) if view.of.as_at().is_some_and(|as_at| approved > as_at) => {
            seen.short(format!("an approval by the reporting date (dated {})", show_date(approved)), [place]);
        }
        Some((_, place)) => seen.holds([place]),
        None => seen.short("its approval", []),
    }
    let mut part = |what: &str, cells: Vec<Place>| {
        if cells.is_empty() { seen.short(what, []) } else { seen.holds(cells) }
    };
    let own = |column| cell(row, column).into_iter().collect::<Vec<_>>();
    let of = |table, column| view.rows(table).filter_map(|row| cell(row, column)).take(1).collect::<Vec<_>>();
    part("a description", own(schemes::DESCRIPTION));
    part("a sponsor", own(schemes::SPONSOR));
    part("a manager", own(schemes::MANAGER));
    part("planned savings", planned_cells(view).into_iter().take(1).collect());
    let mut behind = own(schemes::ASSUMPTIONS);
    behind.extend(of(TableId::Assumptions, assumptions::TOPIC));
    part("assumptions", behind);
    part("milestones", of(TableId::Milestones, milestones::MILESTONE));
    let indicators = view.rows(TableId::Kpis).filter(|row| is_indicator(row));
    part("KPIs", indicators.filter_map(|row| cell(row, kpis::KPI)).take(1).collect());
    part("risks", of(TableId::Risks, risks::RISK));
    if seen.all_hold() {
        return seen.into(Outcome::Met);
    }
    seen.missing("the brief lacks")
}

#[cfg(test)]
mod tests {
    use crate::criteria::example::scheme;

    #[test]
    fn a_brief_is_approved_by_the_reporting_date() {
        let reason =
            |day| scheme(&[("brief", "Version 2"), ("brief_approved", day)]).shows("F13-BRF-1").reason;
        assert!(!reason("2011-09-30").contains("an approval"));
        assert!(reason("2011-10-01").contains("an approval by the reporting date (dated 1 Oct 2011)"));
        assert!(reason("").contains("its approval"));
    }
}
