//! What lines a view has, and in what order: chosen here once, for every format.

use super::{By, Options};
use crate::criteria::{self, Criterion, Set};
use crate::names::same;
use crate::rating::Rating;
use crate::report::{
    CardColumn, CardLine, ExceptionLine, ExpectationReport, FinanceLine, Finding, HeadroomRow, Level,
    PipelineLine, PlanReport, PracticeLine, Report, RiskLine, ToGreen, YearLine,
};
use serde::ser::Error as _;
use serde::{Serialize, Serializer};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

pub fn levels(by: By) -> &'static [Level] {
    match by {
        By::Scheme => &[Level::Scheme],
        By::Workstream => &[Level::Workstream, Level::NationWorkstream],
        By::Organisation => &[Level::Organisation],
        By::Region => &[Level::Cluster, Level::Region, Level::Nation],
        By::All => Level::ALL,
    }
}

/// What is printed of it all: `--workstream` and `--scheme`.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    workstream: Option<String>,
    scheme: Option<String>,
}

impl Filter {
    pub fn of(options: &Options) -> Self {
        Self { workstream: options.filter_workstream.clone(), scheme: options.filter_scheme.clone() }
    }

    /// Whether nothing is left out.
    pub fn is_open(&self) -> bool {
        self.workstream.is_none() && self.scheme.is_none()
    }

    /// Whether one scheme alone is shown.
    pub fn is_of_scheme(&self) -> bool {
        self.scheme.is_some()
    }

    /// Whether a line of this workstream and scheme (id, name) is shown.
    pub fn shows(&self, workstream: &str, scheme: &str, name: &str) -> bool {
        self.workstream.as_deref().is_none_or(|wanted| same(wanted, workstream))
            && self.scheme.as_deref().is_none_or(|wanted| same(wanted, scheme) || same(wanted, name))
    }

    /// Whether a finance line is shown.
    pub fn has(&self, line: &FinanceLine) -> bool {
        self.shows(&line.workstream, &line.scheme, &line.name)
    }

    /// What would make a plan green, as far as it is about a workstream or scheme that is shown.
    pub fn to_green<'a>(&self, plan: &'a PlanReport) -> impl Iterator<Item = &'a ToGreen> + use<'a> {
        let (filter, schemes) = (self.clone(), self.schemes(plan));
        plan.to_green.iter().filter(move |item| {
            let Some(schemes) = &schemes else { return true };
            let of_workstream = !item.workstream.is_empty() && filter.shows(&item.workstream, "", "");
            of_workstream || item.schemes.iter().any(|scheme| schemes.contains(scheme.as_str()))
        })
    }

    /// The schemes of a plan that are shown; `None` for every one.
    fn schemes<'a>(&self, plan: &'a PlanReport) -> Option<HashSet<&'a str>> {
        (!self.is_open()).then(|| {
            let lines = plan.finance.iter().filter(|line| line.level == Level::Scheme);
            let shown = lines.filter(|line| self.shows(&line.workstream, &line.scheme, &line.name));
            shown.map(|line| line.scheme.as_str()).collect()
        })
    }
}

/// The finance lines of one organisation at a level.
pub fn finance_of<'a>(
    plan: &'a PlanReport,
    level: Level,
    filter: &'a Filter,
) -> impl Iterator<Item = &'a FinanceLine> {
    plan.finance.iter().filter(move |line| shows(line, level, filter))
}

/// The finance lines over organisations at a level.
pub fn finance_over<'a>(
    report: &'a Report,
    level: Level,
    filter: &'a Filter,
) -> impl Iterator<Item = &'a FinanceLine> {
    rolled_up(report).filter(move |line| shows(line, level, filter))
}

/// Every finance line over organisations: workstreams across all, regions, the whole.
pub fn rolled_up(report: &Report) -> impl Iterator<Item = &FinanceLine> {
    report.rollup.iter().flat_map(|rollup| &rollup.finance)
}

fn shows(line: &FinanceLine, level: Level, filter: &Filter) -> bool {
    line.level == level && filter.has(line)
}

/// Every finance line that is asked for, level by level.
pub fn finance_lines<'a>(report: &'a Report, options: &Options) -> impl Iterator<Item = &'a FinanceLine> {
    let filter = Filter::of(options);
    finance_levels(report, options).iter().flat_map(move |level| finance_at(report, *level, &filter))
}

/// Every finance line of a level.
pub fn finance_at<'a>(
    report: &'a Report,
    level: Level,
    filter: &Filter,
) -> impl Iterator<Item = &'a FinanceLine> + use<'a> {
    let over = report.rollup.iter().filter(move |_| !level.is_own()).flat_map(|rollup| &rollup.finance);
    let own = report.plans.iter().filter(move |_| level.is_own()).flat_map(|plan| &plan.finance);
    let filter = filter.clone();
    own.chain(over).filter(move |line| shows(line, level, &filter))
}

/// The levels of the finance view.
pub fn finance_levels(report: &Report, options: &Options) -> &'static [Level] {
    let lines = report.plans.iter().flat_map(|plan| &plan.finance);
    else_schemes(options, lines.map(|line| line.level))
}

/// The levels of the view of years.
pub fn year_levels(report: &Report, options: &Options) -> &'static [Level] {
    let lines = report.plans.iter().flat_map(|plan| &plan.years);
    else_schemes(options, lines.map(|line| line.level))
}

/// The levels that are asked for; where none is and no scheme names a workstream, schemes.
fn else_schemes(options: &Options, mut lines: impl Iterator<Item = Level>) -> &'static [Level] {
    let Some(by) = options.by else {
        let has_workstreams = lines.any(|level| level == Level::Workstream);
        return levels(if has_workstreams { By::Workstream } else { By::Scheme });
    };
    levels(by)
}

/// The lines of years at a level.
pub fn years_at<'a>(
    report: &'a Report,
    level: Level,
    filter: &Filter,
) -> impl Iterator<Item = &'a YearLine> + use<'a> {
    let filter = filter.clone();
    let over = report.rollup.iter().filter(move |_| !level.is_own()).flat_map(|rollup| &rollup.years);
    let own = report.plans.iter().filter(move |_| level.is_own()).flat_map(|plan| &plan.years);
    own.chain(over).filter(move |line| {
        let shown = filter.is_open() || filter.shows(&line.workstream, &line.scheme, &line.name);
        line.level == level && shown
    })
}

/// Every line of years that is asked for, level by level.
pub fn year_lines<'a>(report: &'a Report, options: &Options) -> impl Iterator<Item = &'a YearLine> {
    let filter = Filter::of(options);
    year_levels(report, options).iter().flat_map(move |level| years_at(report, *level, &filter))
}

/// The report-card lines that are asked for, level by level.
pub fn card_lines<'a>(report: &'a Report, options: &Options) -> impl Iterator<Item = &'a CardLine> {
    let filter = Filter::of(options);
    levels(options.by.unwrap_or(By::Workstream)).iter().flat_map(move |level| {
        let filter = filter.clone();
        let own = report.plans.iter().filter(|_| level.is_own()).flat_map(|plan| &plan.report_card);
        let over = report.rollup.iter().filter(|_| !level.is_own()).flat_map(|rollup| &rollup.report_card);
        own.chain(over).filter(move |line| {
            let shown = filter.is_open() || filter.shows(&line.workstream, &line.scheme, &line.scheme);
            line.level == *level && shown
        })
    })
}

/// The headroom rows: each organisation's years and total, then those of the roll-up.
pub fn headroom_rows(report: &Report) -> impl Iterator<Item = &HeadroomRow> {
    report.plans.iter().flat_map(|plan| plan.headroom.rows()).chain(headroom_over(report))
}

/// The headroom rows of the roll-up, without the regions whose own plan shows the same.
pub fn headroom_over(report: &Report) -> impl Iterator<Item = &HeadroomRow> {
    let has_own = |name: &str| {
        report.plans.iter().any(|plan| plan.headroom.total.is_some() && same(&plan.organisation, name))
    };
    let rows = report.rollup.iter().flat_map(|rollup| &rollup.headroom);
    rows.filter(move |row| row.organisation.is_empty() || !has_own(&row.organisation))
}

/// What is short of green at the levels asked for, every one where none is: organisations, workstreams,
/// schemes, each most money first.
pub fn exceptions<'r>(report: &'r Report, options: &Options) -> Vec<&'r ExceptionLine> {
    let levels = levels(options.by.unwrap_or(By::All));
    let filter = Filter::of(options);
    let lines = report.plans.iter().flat_map(|plan| &plan.exception_report);
    let is_shown = |line: &&ExceptionLine| {
        let shown = filter.is_open() || filter.shows(&line.workstream, &line.scheme, &line.name);
        levels.contains(&line.level) && shown
    };
    let mut lines: Vec<&ExceptionLine> = lines.filter(is_shown).collect();
    lines.sort_by_cached_key(|line| (Reverse(line.level), line.order()));
    lines
}

/// The best-practice examples that are shown, over all organisations in order.
pub fn practice<'r>(report: &'r Report, filter: &Filter) -> Vec<&'r PracticeLine> {
    let lines = report.plans.iter().flat_map(|plan| &plan.best_practice.examples);
    let is_shown = |line: &&PracticeLine| filter.shows(&line.workstream, &line.scheme, &line.name);
    let mut lines: Vec<&PracticeLine> = lines.filter(is_shown).collect();
    lines.sort_by_cached_key(|line| line.order());
    lines
}

/// The schemes of a plan's pipeline that are shown, in order.
pub fn pipeline_of<'r>(
    plan: &'r PlanReport,
    filter: &Filter,
) -> impl Iterator<Item = &'r PipelineLine> + use<'r> {
    let filter = filter.clone();
    let is_shown = move |line: &&PipelineLine| filter.shows(&line.workstream, &line.scheme, &line.name);
    plan.pipeline.schemes.iter().filter(is_shown)
}

/// The risks that are shown, over all organisations in the order of the log.
pub fn risks<'r>(report: &'r Report, filter: &Filter) -> Vec<&'r RiskLine> {
    let of_plan = |plan: &'r PlanReport| {
        let schemes = filter.schemes(plan);
        let is_shown = move |line: &&RiskLine| {
            schemes.as_ref().is_none_or(|shown| line.bears_on.iter().any(|id| shown.contains(id.as_str())))
        };
        plan.risk_log.iter().filter(is_shown)
    };
    let mut lines: Vec<&RiskLine> = report.plans.iter().flat_map(of_plan).collect();
    lines.sort_by_cached_key(|line| line.order());
    lines
}

pub fn findings<'r>(report: &'r Report, filter: &Filter) -> impl Iterator<Item = &'r Finding> {
    let open = filter.is_open();
    report
        .findings
        .iter()
        .filter(move |finding| open || filter.shows(&finding.workstream, &finding.scheme, &finding.scheme))
}

/// One expectation with where it belongs.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct CriterionLine<'a> {
    pub organisation: &'a str,
    /// The scheme's id; blank for the plan's own.
    pub scheme: &'a str,
    /// The scheme's name; blank likewise.
    #[serde(skip)]
    pub name: &'a str,
    pub set: Set,
    /// The published row or column.
    pub row: &'a str,
    /// The colour of that row, or of that column of the scheme's report card.
    pub rating: Rating,
    #[serde(flatten, serialize_with = "kind_as_test")]
    pub found: &'a ExpectationReport,
}

/// An expectation's own kind (`computed`, `judged`) is `test` where `kind` is the line's.
fn kind_as_test<S: Serializer>(found: &ExpectationReport, to: S) -> Result<S::Ok, S::Error> {
    let value = serde_json::to_value(found).map_err(S::Error::custom)?;
    let keys = value.as_object().into_iter().flatten();
    to.collect_map(keys.map(|(key, value)| (if key == "kind" { "test" } else { key }, value)))
}

/// Every expectation that is shown: Appendix One, Figure 13 scheme by scheme, paragraph 2.6.
pub fn criteria<'a>(report: &'a Report, filter: &Filter) -> impl Iterator<Item = CriterionLine<'a>> {
    let criteria = Criteria::default();
    report.plans.iter().flat_map(move |plan| criteria.of(plan, filter))
}

/// The criteria by id.
pub struct Criteria(HashMap<&'static str, &'static Criterion>);

impl Default for Criteria {
    fn default() -> Self {
        Self(criteria::all().map(|criterion| (criterion.id, criterion)).collect())
    }
}

impl Criteria {
    /// The expectations of one plan that are shown.
    pub fn of<'a>(&self, plan: &'a PlanReport, filter: &Filter) -> Vec<CriterionLine<'a>> {
        criteria_of(plan, filter, &self.0)
    }
}

fn criteria_of<'a>(
    plan: &'a PlanReport,
    filter: &Filter,
    declared: &HashMap<&str, &'static Criterion>,
) -> Vec<CriterionLine<'a>> {
    let row_of = |code: &str| declared.get(code).map_or("", |criterion| criterion.row);
    let organisation = plan.organisation.as_str();
    let line = |set, row, rating, found| CriterionLine {
        organisation,
        scheme: "",
        name: "",
        set,
        row,
        rating,
        found,
    };
    let mut lines = Vec::new();
    for row in plan.appendix_one.iter().filter(|_| filter.is_open()) {
        lines.extend(row.expectations.iter().map(|found| line(Set::AppendixOne, row.row, row.rating, found)));
    }
    let (cards, shown) = (scheme_cards(plan), filter.schemes(plan));
    let is_shown = |id: &str| shown.as_ref().is_none_or(|shown| shown.contains(id));
    for scheme in plan.figure_13.iter().filter(|scheme| is_shown(&scheme.scheme)) {
        let card = cards.get(scheme.scheme.as_str());
        lines.extend(scheme.expectations.iter().map(|found| {
            let column = CardColumn::holding(found.code);
            let rating = card.zip(column).map_or(Rating::NotApplicable, |(card, column)| card[column]);
            let line = line(Set::Figure13, row_of(found.code), rating, found);
            CriterionLine { scheme: &scheme.scheme, name: &scheme.name, ..line }
        }));
    }
    for found in plan.integrated_plan.iter().filter(|_| filter.is_open()) {
        lines.push(line(Set::IntegratedPlan, row_of(found.code), Rating::NotApplicable, found));
    }
    lines
}

/// The report-card lines of the schemes of a plan, by id.
fn scheme_cards(plan: &PlanReport) -> HashMap<&str, &CardLine> {
    let lines = plan.report_card.iter().filter(|line| line.level == Level::Scheme);
    lines.map(|line| (line.scheme.as_str(), line)).collect()
}
