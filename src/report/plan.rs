//! What is reported of one organisation.

use super::{
    BestPractice, CardLine, Direction, ExceptionLine, ExceptionReport, FinanceLine, Headline, HeadroomReport,
    Level, MilestoneLine, MonthLine, NotAssessed, NotCounted, PipelineReport, Places, Position, RiskLine,
    Scope, Share, Shown, UnusedAmounts, XmrLine, YearLine,
};
use crate::calendar::FinancialYear;
use crate::criteria::judging::Basis;
use crate::criteria::{Kind, Outcome};
use crate::figures::AsAtBasis;
use crate::money::Money;
use crate::rating::Rating;
use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;
use std::ops::Deref;
use std::sync::Arc;
use thin_vec::ThinVec;

/// What is said of an organisation once.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct PlanHead {
    /// Its name; its file's or folder's where no cell gives one.
    pub organisation: String,
    /// Its code as declared; null where none is.
    pub code: Option<String>,
    /// Its tier as declared; null where none is.
    pub tier: Option<String>,
    /// The organisation or region it reports to; null where none is named.
    pub parent: Option<String>,
    /// What its ratings are over: `organisation`, its own schemes; `cluster`, `region` or `nation`, its
    /// members', where others report to it and it has no schemes of its own.
    pub level: Level,
    /// The plan's title.
    pub title: Option<String>,
    /// First and last year of the plan, where years are known: `2011/12 to 2013/14`.
    pub period: Option<String>,
    /// The reporting date, ISO; null where not stated.
    pub as_at: Option<String>,
    /// Where the date was taken from.
    pub as_at_basis: AsAtBasis,
    /// The reporting year: what every figure of "the year" is for; null where nothing says which.
    pub year: Option<FinancialYear>,
    /// The other years for which amounts are given, in order: the view `years` shows them.
    #[schemars(with = "Vec<FinancialYear>")]
    pub other_years: ThinVec<FinancialYear>,
    /// What is assessed.
    pub scope: Scope,
    /// Rows and columns inside the scope for which nothing at all was supplied (scope `auto`).
    pub not_supplied: Arc<[Cow<'static, str>]>,
    /// What was not assessed, and why.
    pub not_assessed: Arc<[NotAssessed]>,
    /// The unit in which amounts were written: `£`, `£k`, `£m`; null where nothing states one.
    pub unit: Option<&'static str>,
    /// Whether something that its figures rest on could not be read (with `--keep-going`).
    pub incomplete: bool,
    /// The overall rating.
    pub rating: Rating,
    /// The overall rating against the earlier submission; blank without one.
    pub direction: Direction,
    /// What is worse beneath it than the overall rating.
    pub worse: Worse,
    /// What it is the worst of.
    pub ratings: Ratings,
    /// Why overall is held at amber though no part is short, or not rated.
    pub held: Arc<[Cow<'static, str>]>,
    /// The sign-off position (scope `plan` only).
    pub sign_off: Option<Box<SignOff>>,
    /// Planned saving to date, of the organisation as a whole; null where nothing says what is planned.
    pub plan_ytd: Option<Money>,
    /// Actual saving to date; null where none is reported.
    pub actual_ytd: Option<Money>,
    /// Actual less plan to date; null where either is.
    pub variance_ytd: Option<Money>,
    /// Headroom over the challenge of all years; null where it is not assessed.
    pub headroom_amount: Option<Money>,
    /// What of it is furthest behind; null where nothing is.
    pub furthest_behind: Option<Box<FurthestBehind>>,
    /// Findings about it.
    pub findings: usize,
    /// Judgements that a reader still owes.
    pub owed: usize,
    /// The file it was read from; of several in one folder the folder, else each.
    pub file: String,
}

/// The workstream (the scheme, where none is named) that is furthest behind its plan to date.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct FurthestBehind {
    /// Its name.
    pub name: String,
    /// The scheme's id; blank for a workstream.
    pub scheme: String,
    /// Actual less plan to date.
    pub variance_ytd: Money,
}

// of a great many organisations most lists are empty, and take a word; those that mostly are not stand in place
/// The assessment of one organisation.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct PlanReport {
    /// What is said of it once.
    #[serde(flatten)]
    pub head: PlanHead,
    /// Five sentences for a board paper: what it is and how it stands; delivery; forecast and headroom; what is
    /// not known or owed; what would make it green.
    #[schemars(with = "Vec<String>")]
    pub brief: ThinVec<String>,
    /// Appendix One, in published order (scope `plan` only).
    #[schemars(with = "Vec<RowReport>")]
    pub appendix_one: ThinVec<RowReport>,
    /// Figure 13, scheme by scheme (scopes `delivery` and `plan`; in scope `money` FIN-5 alone).
    #[schemars(with = "Vec<SchemeReport>")]
    pub figure_13: ThinVec<SchemeReport>,
    /// Paragraph 2.6 (policy `integrated_plan`).
    #[schemars(with = "Vec<ExpectationReport>")]
    pub integrated_plan: ThinVec<ExpectationReport>,
    /// Figure 12, both halves: schemes, workstreams, the organisation.
    pub report_card: Vec<CardLine>,
    /// Finance lines: schemes, workstreams, the organisation.
    pub finance: Vec<FinanceLine>,
    /// Every year: schemes, workstreams, the organisation.
    #[schemars(with = "Vec<YearLine>")]
    pub years: ThinVec<YearLine>,
    /// Every month that schemes give: workstreams, the organisation.
    #[schemars(with = "Vec<MonthLine>")]
    pub months: ThinVec<MonthLine>,
    /// The chart test of what is delivered by month: workstreams, the organisation.
    #[schemars(with = "Vec<XmrLine>")]
    pub xmr: ThinVec<XmrLine>,
    /// Challenge and headroom.
    pub headroom: HeadroomReport,
    /// Milestones, in the order given.
    #[schemars(with = "Vec<MilestoneLine>")]
    pub milestones: ThinVec<MilestoneLine>,
    /// Schemes that are read and enter no sum: ideas, and those counted under another.
    #[schemars(with = "Vec<NotCounted>")]
    pub not_counted: ThinVec<NotCounted>,
    /// Headline figures of the reporting year.
    #[schemars(with = "Vec<Headline>")]
    pub headline: ThinVec<Headline>,
    /// Whether the first screen shows them.
    #[serde(skip)]
    pub headline_first: bool,
    /// How the planned savings are made up.
    #[schemars(with = "Vec<MixTable>")]
    pub mix: ThinVec<MixTable>,
    /// Everything short of green: the organisation, workstreams, schemes, each level most money first.
    #[schemars(with = "Vec<ExceptionLine>")]
    pub exception_report: ThinVec<ExceptionLine>,
    /// How many lines that has, worked out or not.
    #[serde(skip)]
    pub short: Short,
    /// Green schemes that deliver what is substantiated.
    pub best_practice: BestPractice,
    /// Every risk: open ones first, the highest score, then the most money.
    #[schemars(with = "Vec<RiskLine>")]
    pub risk_log: ThinVec<RiskLine>,
    /// Ideas and scoped schemes against what is short.
    pub pipeline: PipelineReport,
    /// What would make it green, most money first.
    pub to_green: Vec<ToGreen>,
    /// How many expectations were judged by what.
    pub coverage: Coverage,
    /// Accepted departures given for the organisation, beside the computed results.
    #[schemars(with = "Vec<ExceptionReport>")]
    pub exceptions: ThinVec<ExceptionReport>,
    /// What was read: the control figures of the first screen.
    pub control: Control,
    /// Columns and rows of amounts that nothing is read from; of a table of several organisations,
    /// with the first of them.
    #[schemars(with = "Vec<UnusedAmounts>")]
    pub unused_amounts: ThinVec<UnusedAmounts>,
    /// Remarks for the reader: how the input was understood, what was taken from a title.
    pub notes: Arc<[Cow<'static, str>]>,
    /// The same in one sentence.
    #[serde(skip)]
    pub unused_said: Option<String>,
    /// Whether its schemes say nothing of the reporting year; none where it has no scheme in the finance lines.
    #[serde(skip)]
    pub is_nil: Option<bool>,
    /// How amounts of the finance tables are shown.
    #[serde(skip)]
    pub shown: Shown,
    /// How amounts of the headroom table are shown.
    #[serde(skip)]
    pub shown_headroom: Shown,
}

impl Deref for PlanReport {
    type Target = PlanHead;

    fn deref(&self) -> &PlanHead {
        &self.head
    }
}

/// How much of a plan is short of green.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Short {
    /// 1 where the plan itself is.
    pub organisations: usize,
    pub workstreams: usize,
    pub schemes: usize,
}

/// How much of what is beneath a colour is worse than the colour.
#[derive(Debug, Clone, Copy, Default, Serialize, JsonSchema)]
pub struct Worse {
    /// Workstreams.
    pub workstreams: WorseOf,
    /// Schemes.
    pub schemes: WorseOf,
}

/// How many of the parts of a level are worse, by colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WorseOf {
    /// How many are rated.
    pub of: usize,
    /// How many are worse and amber.
    pub amber: usize,
    /// How many are worse and grey.
    pub grey: usize,
    /// How many are worse and red.
    pub red: usize,
}

/// The parts of the overall rating; `n/a` where a part is not assessed.
#[derive(Debug, Clone, Copy, Default, Serialize, JsonSchema)]
pub struct Ratings {
    /// Appendix One.
    pub plan: Rating,
    /// Figure 13 and the 5% rule.
    pub delivery: Rating,
    /// The 5% rule, to date.
    pub finance: Rating,
    /// The 5% rule, on the year's forecast.
    pub forecast: Rating,
    /// Headroom over the challenge.
    pub headroom: Rating,
}

/// NAO September 2011, paragraph 2.7: may the plan be signed off?
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SignOff {
    /// The position.
    pub position: Position,
    /// Everything short of green, most money first.
    pub conditions: Vec<String>,
    /// Judgements a reader still owes: criterion ids, with the scheme where there is one.
    pub owed: Vec<String>,
    /// The rating without any judgement.
    pub on_data_alone: Rating,
}

/// A row of Appendix One.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RowReport {
    /// The published area.
    pub area: &'static str,
    /// The published row.
    pub row: &'static str,
    /// Its rating.
    pub rating: Rating,
    /// Whether nothing of it was supplied (scope `auto`), so that it stays out of the colours.
    pub not_supplied: bool,
    /// Its expectations.
    pub expectations: Vec<ExpectationReport>,
}

/// The implementation criteria of one scheme.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SchemeReport {
    /// The scheme's id.
    pub scheme: String,
    /// Its name.
    pub name: String,
    /// Its expectations.
    pub expectations: Vec<ExpectationReport>,
}

/// The result of one expectation.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ExpectationReport {
    /// The criterion's id.
    pub code: &'static str,
    /// The result.
    pub result: Outcome,
    /// Who decides.
    pub kind: Kind,
    /// What decided it.
    pub basis: Basis,
    /// Where what it rests on stands.
    pub places: Places,
    /// The evidence a reader refers to.
    pub evidence: Option<String>,
    /// Why it is short of met, or does not apply.
    pub reason: String,
    /// The planned savings of the schemes that fall short.
    pub amount: Option<Money>,
    /// The schemes that fall short, biggest saving first.
    pub schemes: Vec<String>,
}

/// One table of the mix of savings.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MixTable {
    /// What it divides by: `workstream`, `driver`, `year` and so on.
    pub by: &'static str,
    /// Whether something it rests on could not be read.
    pub incomplete: bool,
    /// Its lines.
    pub lines: Vec<MixLine>,
}

/// One part of the mix.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MixLine {
    /// The part.
    pub name: String,
    /// Planned savings.
    pub amount: Money,
    /// Share of the whole.
    pub share: Option<Share>,
}

/// Something that would make it green.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct ToGreen {
    /// The scheme, workstream, row or year.
    pub subject: String,
    /// The criterion or finding.
    pub code: String,
    /// The money to recover or to find; null where it is not about money.
    pub amount: Option<Money>,
    /// What to do, in a sentence.
    pub text: String,
    /// Whether no phasing of the rest of the year can recover it.
    pub not_recoverable: bool,
    /// The workstream it is about as a whole; for `--workstream`.
    #[serde(skip)]
    pub workstream: String,
    /// The schemes it is about; for `--workstream` and `--scheme`.
    #[serde(skip)]
    pub schemes: Vec<String>,
}

/// How many expectations were decided by what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Coverage {
    /// Decided by data.
    pub computed: usize,
    /// Decided by a reader.
    pub judged: usize,
    /// Owed by a reader.
    pub unreviewed: usize,
    /// Without evidence.
    pub unevidenced: usize,
    /// Covered by an exception.
    pub excepted: usize,
}

impl Coverage {
    /// Both together.
    pub fn with(self, other: Self) -> Self {
        Self {
            computed: self.computed + other.computed,
            judged: self.judged + other.judged,
            unreviewed: self.unreviewed + other.unreviewed,
            unevidenced: self.unevidenced + other.unevidenced,
            excepted: self.excepted + other.excepted,
        }
    }
}

/// What was read, as control figures.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct Control {
    /// Schemes read.
    pub schemes: usize,
    /// The control total: planned savings of the year (else to date) inside the plan's total; null where
    /// nothing says what is planned.
    pub planned: Option<Money>,
    /// What the control total is: `plan` or `plan to date`.
    pub planned_is: &'static str,
    /// Whether something the control total rests on could not be read.
    pub incomplete: bool,
    /// Total rows left out.
    pub total_rows: usize,
    /// Columns left out.
    pub columns_left_out: usize,
    /// Other rows left out.
    pub rows_left_out: usize,
}
