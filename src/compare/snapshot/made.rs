//! A snapshot of a report in memory.

use super::{
    Code, SnapCard, SnapExpectation, SnapFinance, SnapFinding, SnapHeadroom, SnapHeadroomYear, SnapInput,
    SnapJudged, SnapMilestone, SnapMonth, SnapNotCounted, SnapPlan, SnapRatings, SnapRollup, SnapRow,
    SnapSignOff, SnapSummary, SnapYear, Snapshot, UnderPolicy,
};
use crate::report::{
    CardColumn, CardLine, ExpectationReport, FinanceLine, Finding, HeadroomReport, HeadroomRow,
    MilestoneLine, MonthLine, NotCounted, PlanReport, PolicyUsed, Report, Rollup, YearLine,
};

fn all<'r, T: 'r, S: From<&'r T>>(lines: &'r [T]) -> Vec<S> {
    lines.iter().map(S::from).collect()
}

impl From<&Report> for Snapshot {
    fn from(report: &Report) -> Self {
        Self {
            label: String::new(),
            policy: UnderPolicy::from(&report.policy),
            inputs: report.inputs.iter().map(|input| SnapInput { names: input.names.clone() }).collect(),
            plans: all(&report.plans),
            rollup: report.rollup.as_ref().map(SnapRollup::from),
            findings: all(&report.findings),
            summary: SnapSummary { dropped: report.summary.dropped },
        }
        .marked()
    }
}

impl From<&PolicyUsed> for UnderPolicy {
    fn from(policy: &PolicyUsed) -> Self {
        let PolicyUsed { name, hash, colours, .. } = policy.clone();
        Self { name, hash, colours }
    }
}

impl From<&PlanReport> for SnapPlan {
    fn from(plan: &PlanReport) -> Self {
        let rows = plan.appendix_one.iter().map(|row| SnapRow { expectations: all(&row.expectations) });
        let judged = plan.figure_13.iter().map(|judged| SnapJudged {
            scheme: judged.scheme.clone(),
            expectations: all(&judged.expectations),
        });
        Self {
            organisation: plan.organisation.clone(),
            is_called_by_its_file: false,
            code: plan.code.clone(),
            parent: plan.parent.clone(),
            as_at: plan.as_at.clone(),
            year: plan.year,
            scope: plan.scope,
            unit: plan.unit.map(str::to_owned),
            incomplete: plan.incomplete,
            rating: plan.rating,
            ratings: SnapRatings {
                finance: plan.ratings.finance,
                forecast: plan.ratings.forecast,
                headroom: plan.ratings.headroom,
            },
            sign_off: plan.sign_off.as_ref().map(|own| SnapSignOff { position: own.position }),
            appendix_one: rows.collect(),
            figure_13: judged.collect(),
            integrated_plan: all(&plan.integrated_plan),
            report_card: all(&plan.report_card),
            finance: all(&plan.finance),
            years: all(&plan.years),
            months: all(&plan.months),
            headroom: SnapHeadroom::from(&plan.headroom),
            milestones: all(&plan.milestones),
            not_counted: all(&plan.not_counted),
        }
    }
}

impl From<&Rollup> for SnapRollup {
    fn from(rollup: &Rollup) -> Self {
        Self {
            months: all(&rollup.months),
            years: all(&rollup.years),
            as_at: rollup.as_at.clone(),
            finance: all(&rollup.finance),
            report_card: all(&rollup.report_card),
            headroom: all(&rollup.headroom),
        }
    }
}

impl From<&ExpectationReport> for SnapExpectation {
    fn from(found: &ExpectationReport) -> Self {
        Self { code: Code(found.code), result: found.result }
    }
}

impl From<&CardLine> for SnapCard {
    fn from(line: &CardLine) -> Self {
        Self {
            level: line.level,
            region: line.region.clone(),
            cluster: line.cluster.clone(),
            workstream: line.workstream.clone(),
            scheme: line.scheme.clone(),
            development: line[CardColumn::Development],
            progress: line[CardColumn::Progress],
            overall: line[CardColumn::Overall],
        }
    }
}

impl From<&FinanceLine> for SnapFinance {
    fn from(line: &FinanceLine) -> Self {
        Self {
            level: line.level,
            organisation: line.organisation.clone(),
            region: line.region.clone(),
            cluster: line.cluster.clone(),
            workstream: line.workstream.clone(),
            scheme: line.scheme.clone(),
            name: line.name.clone(),
            plan_ytd: line.plan_ytd,
            actual_ytd: line.actual_ytd,
            variance_ytd: line.variance_ytd,
            rating: line.rating,
            year: line.year,
            plan_year: line.plan_year,
            forecast_year: line.forecast_year,
            variance_forecast: line.variance_forecast,
            rating_forecast: line.rating_forecast,
            behind: line.behind,
            ahead: line.ahead,
            outside_total: line.outside_total,
            incomplete: line.incomplete,
            replaced_by: line.replaced_by.clone(),
        }
    }
}

impl From<&YearLine> for SnapYear {
    fn from(line: &YearLine) -> Self {
        Self {
            level: line.level,
            region: line.region.clone(),
            cluster: line.cluster.clone(),
            workstream: line.workstream.clone(),
            scheme: line.scheme.clone(),
            year: line.year,
            plan: line.plan,
            actual: line.actual,
            forecast: line.forecast,
            incomplete: line.incomplete,
        }
    }
}

impl From<&HeadroomReport> for SnapHeadroom {
    fn from(headroom: &HeadroomReport) -> Self {
        Self { years: all(&headroom.years), total: headroom.total.as_deref().map(From::from) }
    }
}

impl From<&HeadroomRow> for SnapHeadroomYear {
    fn from(row: &HeadroomRow) -> Self {
        Self {
            level: row.level,
            organisation: row.organisation.clone(),
            year: row.year.clone(),
            challenge: Some(row.challenge),
            identified: row.identified,
            headroom: row.headroom,
            rating: row.rating,
        }
    }
}

impl From<&MilestoneLine> for SnapMilestone {
    fn from(line: &MilestoneLine) -> Self {
        Self {
            scheme: line.scheme.clone(),
            workstream: line.workstream.clone(),
            milestone: line.milestone.clone(),
            due: line.due.clone(),
            revised_due: line.revised_due.clone(),
            completed: line.completed.clone(),
            status: line.status.map(str::to_owned),
            places: line.places.clone(),
        }
    }
}

impl From<&NotCounted> for SnapNotCounted {
    fn from(line: &NotCounted) -> Self {
        Self {
            scheme: line.scheme.clone(),
            name: line.name.clone(),
            workstream: line.workstream.clone(),
            why: line.why.clone(),
        }
    }
}

impl From<&Finding> for SnapFinding {
    fn from(finding: &Finding) -> Self {
        Self {
            severity: finding.severity,
            code: finding.code.to_owned(),
            organisation: finding.organisation.clone(),
            workstream: finding.workstream.clone(),
            scheme: finding.scheme.clone(),
            found: finding.found.clone(),
            amount: finding.amount,
        }
    }
}

impl From<&MonthLine> for SnapMonth {
    fn from(line: &MonthLine) -> Self {
        Self {
            level: line.level,
            organisation: line.organisation.clone(),
            code: line.code.clone(),
            region: line.region.clone(),
            cluster: line.cluster.clone(),
            workstream: line.workstream.clone(),
            month: line.month.clone(),
            plan: line.plan,
            actual: line.actual,
            forecast: line.forecast,
            unreported: line.unreported,
            incomplete: line.incomplete,
        }
    }
}
