//! The risk log: every risk with its score, the savings it bears on, and what is done about it.

use super::Run;
use crate::calendar::days_between;
use crate::criteria::PlanView;
use crate::criteria::figure_13::risks::{action_lacking, is_closed, needs_action, score};
use crate::figures::hierarchy::in_total;
use crate::money::Money;
use crate::names::same;
use crate::plan::Row;
use crate::plan::fields::{ColumnId, TableId, risks as columns};
use crate::plan::ids_of;
use crate::report::RiskLine;

/// The cells that a line's figures rest on.
const READ: [ColumnId; 7] = [
    columns::RISK,
    columns::LIKELIHOOD,
    columns::IMPACT,
    columns::SCORE,
    columns::REVIEWED,
    columns::GROSS,
    columns::MITIGATED,
];

/// The risks of a plan in the order of the log.
pub(super) fn lines(run: &Run, view: &PlanView) -> Vec<RiskLine> {
    let rows = view.rows(TableId::Risks);
    let bears_on = view.plan.links.schemes(TableId::Risks, rows.len(), view.plan.schemes.len());
    let mut lines: Vec<RiskLine> =
        rows.iter().zip(bears_on).map(|(row, schemes)| line(run, view, row, &schemes)).collect();
    lines.sort_by_cached_key(RiskLine::order);
    lines
}

fn line(run: &Run, view: &PlanView, row: &Row, bears_on: &[usize]) -> RiskLine {
    let text = |column| row.text(column).unwrap_or("").to_owned();
    let schemes = || bears_on.iter().filter_map(|at| view.scheme(*at));
    let closed = is_closed(row);
    let needs_action = needs_action(row, run.policy);
    let reviewed = row.date(columns::REVIEWED);
    let since = reviewed.zip(view.as_at()).map(|(reviewed, as_at)| days_between(reviewed, as_at));
    let counted = schemes().filter(|scheme| in_total(scheme.scheme) && scheme.figures.planned_stated);
    let at_stake = counted.map(|scheme| scheme.figures.planned).reduce(|sum: Money, own| sum + own);
    let places: Vec<_> =
        READ.iter().filter(|column| row.filled(**column)).map(|column| row.place_of(*column)).collect();
    let [gross, mitigated] = [columns::GROSS, columns::MITIGATED].map(|column| row.money(column));
    RiskLine {
        organisation: view.plan.organisation.clone(),
        risk: text(columns::RISK),
        closed,
        score: score(row),
        needs_action,
        lacks: action_lacking(row, run.policy, view.as_at()).filter(|_| needs_action),
        category: text(columns::CATEGORY),
        workstream: workstream(row, schemes().map(|scheme| scheme.scheme.workstream())),
        schemes: row.text(columns::SCHEME).into_iter().flat_map(ids_of).map(str::to_owned).collect(),
        at_stake,
        gross,
        mitigated,
        net: gross.map(|gross| gross - mitigated.unwrap_or_default()),
        description: text(columns::DESCRIPTION),
        consequence: text(columns::CONSEQUENCE),
        mitigation: text(columns::MITIGATION),
        mitigation_status: text(columns::MITIGATION_STATUS),
        owner: text(columns::OWNER),
        reviewed: reviewed.map(|date| date.to_string()),
        days_since: since.and_then(|days| usize::try_from(days).ok()),
        national_support: text(columns::NATIONAL_SUPPORT),
        places: run.places(&places),
        bears_on: schemes().map(|scheme| scheme.scheme.id.to_string()).collect(),
    }
}

/// The workstream a risk names, else that of all its schemes, where they have one and the same.
fn workstream<'s>(row: &Row, mut of_schemes: impl Iterator<Item = Option<&'s str>>) -> String {
    if let Some(own) = row.text(columns::WORKSTREAM) {
        return own.to_owned();
    }
    let Some(first) = of_schemes.next().flatten() else { return String::new() };
    let is_one = of_schemes.all(|other| other.is_some_and(|other| same(first, other)));
    if is_one { first.to_owned() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::super::example::assessed;
    use crate::plan::example::example;

    #[test]
    fn a_risk_puts_the_savings_of_its_schemes_at_stake_and_the_worst_open_one_is_first() {
        let plan = example()
            .dated("2011-09-30")
            .scheme("A", &[("workstream", "Care"), ("plan_year", "300")])
            .scheme("B", &[("workstream", "Care"), ("plan_year", "200")])
            .row("risks", &[("risk", "R1"), ("scheme", "A"), ("score", "12"), ("status", "closed")])
            .row("risks", &[("risk", "R2"), ("scheme", "A; B"), ("likelihood", "2"), ("impact", "3")])
            .row(
                "risks",
                &[("risk", "R3"), ("workstream", "care"), ("score", "9"), ("reviewed", "2011-09-10")],
            )
            .row("risks", &[("risk", "R4"), ("description", "A new tariff")]);
        let report = assessed(&plan);
        let log: Vec<_> = report
            .risk_log
            .iter()
            .map(|line| (line.risk.as_str(), line.needs_action, line.at_stake.map(|amount| amount.plain())))
            .collect();
        let money = |digits: &str| Some(digits.to_owned());
        assert_eq!(
            log,
            [
                ("R3", true, money("500")),
                ("R2", false, money("500")),
                ("R4", true, None),
                ("R1", false, money("300")),
            ]
        );
        let first = &report.risk_log[0];
        assert_eq!((first.workstream.as_str(), first.days_since), ("care", Some(20)));
        assert_eq!(first.lacks.as_deref(), Some("nothing says how far its mitigation has come"));
        assert_eq!(report.risk_log[1].workstream, "Care");
    }

    #[test]
    fn of_one_score_the_most_money_after_mitigation_is_first() {
        let plan = example()
            .row("risks", &[("risk", "R1"), ("score", "9"), ("gross", "500"), ("mitigated", "450")])
            .row("risks", &[("risk", "R2"), ("score", "9"), ("mitigated", "900")])
            .row("risks", &[("risk", "R3"), ("score", "9"), ("gross", "80")]);
        let report = assessed(&plan);
        let log = report.risk_log.iter().map(|line| (&*line.risk, line.net.map(|net| net.plain())));
        let net = |digits: &str| Some(digits.to_owned());
        assert_eq!(log.collect::<Vec<_>>(), [("R3", net("80")), ("R1", net("50")), ("R2", None)]);
    }
}
