//! The columns of each view.

/// The columns of the summary.
pub const SUMMARY: &[&str] = &[
    "organisation",
    "code",
    "tier",
    "as_at",
    "scope",
    "rating",
    "plan",
    "delivery",
    "finance",
    "forecast",
    "headroom",
    "sign_off",
];
/// The columns of the finance view.
pub const FINANCE: &[&str] = &[
    "level",
    "organisation",
    "workstream",
    "scheme",
    "name",
    "plan_ytd",
    "actual_ytd",
    "variance_ytd",
    "percent_ytd",
    "rating",
    "plan_year",
    "forecast_year",
    "variance_forecast",
    "percent_forecast",
    "rating_forecast",
    "behind",
    "ahead",
    "unreported",
    "outside_total",
    "incomplete",
];
/// The columns of the headroom view.
pub const HEADROOM: &[&str] = &[
    "organisation",
    "year",
    "challenge",
    "identified",
    "unidentified",
    "headroom",
    "percent_of_challenge",
    "cover",
    "forecast",
    "risk_adjusted",
    "stressed",
    "rating",
];
/// The columns of the criteria view.
pub const CRITERIA: &[&str] = &[
    "organisation",
    "scheme",
    "set",
    "row",
    "code",
    "result",
    "kind",
    "basis",
    "rating",
    "evidence",
    "reason",
];
/// The columns of the report card.
pub const CARD: &[&str] = &[
    "level",
    "organisation",
    "workstream",
    "scheme",
    "brief",
    "leadership",
    "milestones",
    "kpis",
    "financials",
    "risks",
    "regional_plan",
    "national_workstreams",
    "development",
    "progress_milestones",
    "kpis_quality",
    "kpis_activity",
    "kpis_workforce",
    "kpis_finance",
    "finance",
    "monitoring_risks",
    "progress",
    "overall",
    "direction",
];
/// The columns of the findings.
pub const FINDINGS: &[&str] = &[
    "severity",
    "code",
    "organisation",
    "workstream",
    "scheme",
    "place",
    "found",
    "expected",
    "amount",
    "action",
];
/// The columns of the mix of savings.
pub const MIX: &[&str] = &["organisation", "by", "name", "amount", "share"];
/// The columns of the bridges of the roll-up.
pub const ROLLUP: &[&str] = &["organisation", "of", "step", "amount"];
/// The columns of what was read.
pub const READING: &[&str] = &["input", "table", "place", "heading", "ours", "unit", "cells", "left_out"];
