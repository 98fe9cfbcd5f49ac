//! The brief of several plans: the same five sentences of all of them together, the worst by money named.

use super::{behind, covers, excepted, is_are, money, name, on, outturn, percent, position, still};
use crate::money::Money;
use crate::rating::Rating;
use crate::report::{FinanceLine, HeadroomRow, Level, PlanReport, Report, Shown};
use crate::words::{count, listed};

/// The organisations that are named.
const NAMED: usize = 3;

/// The brief of all; nothing where there is one plan.
pub fn of_whole(report: &Report, shown: Shown) -> Vec<String> {
    let Some(rollup) = &report.rollup else { return Vec::new() };
    let nation = rollup.finance.iter().find(|line| line.level == Level::Nation);
    let headroom = rollup.headroom.iter().find(|row| row.level == Level::Nation && row.year == "total");
    let headroom = match headroom.filter(|total| total.headroom.is_some()) {
        Some(total) => covers(shown, total),
        None => "headroom over all of them cannot be assessed".to_owned(),
    };
    let lines = organisations(report).flat_map(|plan| &plan.finance);
    let worst: Vec<(String, Money)> =
        behind(lines.filter(|line| line.level == Level::Organisation), |line| &line.organisation);
    let delivered = match nation {
        Some(line) => position(shown, line, &worst),
        None => super::nothing_planned(),
    };
    vec![
        standing(report, nation, shown),
        format!("{delivered}{}.", regions(&rollup.finance, shown)),
        format!("{}, and {headroom}.", outturn(shown, nation)),
        unknown(report, nation, shown),
        decision(report, &worst, shown),
    ]
}

/// The plans of organisations: what stands for its members is in the sums.
fn organisations(report: &Report) -> impl Iterator<Item = &PlanReport> {
    report.plans.iter().filter(|plan| plan.level.is_own())
}

/// What the plans are, and how many stand how.
fn standing(report: &Report, nation: Option<&FinanceLine>, shown: Shown) -> String {
    let regions = report.rollup.iter().flat_map(|rollup| &rollup.finance);
    let regions: Vec<&FinanceLine> = regions.filter(|line| line.level == Level::Region).collect();
    let within = match &*regions {
        [] => String::new(),
        [only] => format!(" in {}", name(&only.region)),
        several => format!(" in {}", count(several.len(), "region")),
    };
    let schemes: usize = report.plans.iter().map(|plan| plan.control.schemes).sum();
    let worth = nation.and_then(|line| Some((line.plan_year?, line.year))).map(|(planned, year)| {
        let when = year.map_or_else(String::new, |year| format!(" in {year}"));
        format!(" worth {}{when}", money(shown, planned))
    });
    let summary = &report.summary;
    let colours: Vec<String> = [
        (summary.red, "red"),
        (summary.amber, "amber"),
        (summary.green, "green"),
        (summary.grey, "not rated"),
    ]
    .into_iter()
    .filter(|(n, _)| *n > 0)
    .map(|(n, word)| format!("{n} {} {word}", is_are(n)))
    .collect();
    let date = report.rollup.as_ref().and_then(|rollup| rollup.as_at.as_deref());
    let date = on(date).map_or_else(String::new, |date| format!(", {date}"));
    format!(
        "The savings plans of {}{within} hold {}{}, and of these plans {}{date}.",
        count(organisations(report).count(), "organisation"),
        count(schemes, "scheme"),
        worth.unwrap_or_default(),
        listed(&colours)
    )
}

/// The region that is furthest behind, where there are several.
fn regions(lines: &[FinanceLine], shown: Shown) -> String {
    furthest_region(lines).map_or_else(String::new, |(region, short)| {
        format!(", with {region} the region furthest behind at {}", money(shown, short))
    })
}

fn furthest_region(lines: &[FinanceLine]) -> Option<(String, Money)> {
    let regions = || lines.iter().filter(|line| line.level == Level::Region);
    behind(regions(), |line| &line.region).into_iter().next().filter(|_| regions().count() > 1)
}

/// Where a director looks first: the region furthest behind, in it the organisation, and of the workstreams of all
/// the one; where none is behind, the region whose headroom is shortest.
pub fn look_first(report: &Report, shown: Shown) -> Option<String> {
    let rollup = report.rollup.as_ref()?;
    let Some((region, short)) = furthest_region(&rollup.finance) else {
        return shortest_headroom(&rollup.headroom, shown);
    };
    let is_region = |line: &&FinanceLine| line.level == Level::Region && name(&line.region) == region;
    let share = percent(rollup.finance.iter().find(is_region).and_then(|line| line.percent_ytd.as_ref()));
    let share = share.map_or_else(String::new, |share| format!(" ({share})"));
    let within = organisations(report).flat_map(|plan| &plan.finance);
    let within = within.filter(|line| line.level == Level::Organisation && name(&line.region) == region);
    let within = behind(within.filter(|line| line.replaced_by.is_none()), |line| &line.organisation);
    let workstreams = rollup.finance.iter().filter(|line| line.level == Level::NationWorkstream);
    let workstreams = behind(workstreams, |line| &line.workstream);
    let said = |before: &str, short: &[(String, Money)]| {
        let first = short.first().filter(|(of, _)| *of != region);
        let first = first.map(|(of, short)| format!("; {before} {of} ({})", money(shown, *short)));
        first.unwrap_or_default()
    };
    Some(format!(
        "look first: {region}, {}{share} behind{}{}",
        money(shown, short),
        said("in it", &within),
        said("of all workstreams", &workstreams)
    ))
}

/// The region whose cumulative headroom is the shortest at the end of a year, where there are several.
fn shortest_headroom(rows: &[HeadroomRow], shown: Shown) -> Option<String> {
    let years = || rows.iter().filter(|row| row.level == Level::Region && row.year != HeadroomRow::TOTAL);
    let short = years().filter_map(|row| Some((row.cumulative.filter(|own| own.is_negative())?, row)));
    let (short, row) = short.min_by_key(|(short, _)| *short)?;
    let is_alone = years().all(|other| other.organisation == row.organisation);
    let region = name(&row.organisation);
    let said = format!(
        "look first: {region}, headroom short by {} by the end of {}",
        money(shown, -short),
        row.year
    );
    (!is_alone).then_some(said)
}

/// What is not known or owed.
fn unknown(report: &Report, nation: Option<&FinanceLine>, shown: Shown) -> String {
    let mut missing = Vec::new();
    if let Some(line) = nation.filter(|line| !line.unreported.is_zero()) {
        missing.push(format!("reports of {} planned to date", money(shown, line.unreported)));
    }
    if report.summary.dropped > 0 {
        missing.push(format!("{} that could not be read", count(report.summary.dropped, "organisation")));
    }
    let all = |n: fn(&PlanReport) -> usize| organisations(report).map(n).sum::<usize>();
    match organisations(report).filter(|plan| plan.headroom.not_assessed.is_some()).count() {
        0 => {}
        n => missing
            .push(format!("a challenge or what is identified against it for {}", count(n, "organisation"))),
    }
    match all(|plan| plan.coverage.unevidenced) {
        0 => {}
        n => missing.push(format!("evidence for {}", count(n, "expectation"))),
    }
    match all(|plan| plan.coverage.unreviewed) {
        0 => {}
        n => missing.push(format!("{} that readers owe", count(n, "judgement"))),
    }
    let in_force = all(|plan| plan.exceptions.iter().filter(|one| one.in_force).count());
    format!("{}; {}.", still(&missing), excepted(in_force))
}

/// Where action is needed first.
fn decision(report: &Report, worst: &[(String, Money)], shown: Shown) -> String {
    let short = organisations(report).filter(|plan| plan.rating != Rating::Green).count();
    let first: Vec<String> = worst
        .iter()
        .take(NAMED)
        .map(|(organisation, short)| format!("{} ({})", name(organisation), money(shown, *short)))
        .collect();
    match (short, first.is_empty()) {
        (0, true) => "Every plan is green, and nothing is asked but to note the position.".to_owned(),
        (0, false) => {
            format!("Every plan is green, and the shortfalls to watch are those of {}.", listed(&first))
        }
        (n, true) => format!(
            "{} {} short of green though none is behind its plan to date, and the decision asked is what each must complete.",
            count(n, "plan"),
            is_are(n)
        ),
        (n, false) => format!(
            "{} {} short of green, and the decision asked is how the shortfalls to date are recovered, first those of {}.",
            count(n, "plan"),
            is_are(n),
            listed(&first)
        ),
    }
}
