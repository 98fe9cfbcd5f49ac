//! The report: everything a reader may be shown, in order. The only input of a renderer, and as
//! serialised the JSON report. Money is a number with its exact digits, in pounds (as read, where the unit
//! is null); percentages are numbers too.

use crate::calendar::{FinancialYear, parse_year};
use crate::money::{Money, Unit, round, show_amount};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::ops::Deref;

mod bridge;
mod card;
pub mod catalogue;
mod conformance;
mod excepted;
mod exception_report;
pub mod fingerprint;
mod gate;
mod headline;
mod inputs;
mod lines;
mod lists;
mod months;
mod movement;
mod not_assessed;
mod not_read;
mod numbers;
mod options;
mod peers;
pub mod pictures;
mod pipeline;
mod places;
mod plan;
mod policy_used;
mod practice;
mod risk_log;
mod schema;
mod series;
mod share;
mod shares;
mod steps;
mod subject;
mod words;

pub use bridge::{BridgeLine, BridgeStep, Bridged};
pub use card::{CardColumn, CardRatings, Half, Makes};
pub use conformance::{Conformance, LeftUnjudged};
pub use excepted::{Covered, ExceptionReport};
pub use exception_report::ExceptionLine;
pub use gate::{GateHold, GateItem, GateReport, GateRule};
pub use headline::{Headline, HeadlineFigure, HeadlineOver};
pub use inputs::{Input, InputColumn, InputTable, LeftOut, UnusedAmounts};
pub use lines::{
    CardLine, FinanceLine, HeadroomBases, HeadroomReport, HeadroomRow, InMonth, MilestoneLine, NotCounted,
    YearLine,
};
pub use lists::{List, Lists};
pub use months::{MonthLine, XmrLine};
pub use movement::{
    Amounts, COMPARE_SCHEMA, Colours, Comparison, ExpectationChange, FindingChange, HeadroomChange,
    MilestoneChange, Moved, Movement, MovementCount, Shares, SignOffs, SubjectMovement, SubmissionHead,
};
pub use not_assessed::{NotAssessed, Part};
pub use not_read::NotRead;
pub use options::{FILE_OPTIONS, files_of};
pub use peers::{AlikeSchemes, PeerLine, PeerPractice};
pub use pipeline::{Closes, PipelineLine, PipelineReport, PipelineYear};
pub use places::Places;
pub use plan::{
    Control, Coverage, ExpectationReport, FurthestBehind, MixLine, MixTable, PlanHead, PlanReport, Ratings,
    RowReport, SchemeReport, Short, SignOff, ToGreen, Worse, WorseOf,
};
pub use policy_used::{MappingEntry, PolicyDiffers, PolicyUsed};
pub use practice::{BestPractice, PracticeLine};
pub use risk_log::RiskLine;
pub use schema::schema;
pub(crate) use schema::schema_of;
pub use series::{OutcomeOf, PathPoint, Series, SeriesStep, SubjectPath, TrackRecord, Withdrawn};
pub use share::Share;
pub use shares::{ShareBy, ShareLine};
pub use steps::{BridgeYear, ForecastSteps, PlanSteps};
pub use subject::{Body, Subject, Whose};
pub use words::{AmountOf, Direction, Level, MilestoneMove, Move, Position, Scope, Severity};

/// The version of the JSON report's schema.
pub const SCHEMA: &str = "qipp-report/2";

impl<'de> Deserialize<'de> for FinancialYear {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        parse_year(&text).ok_or_else(|| D::Error::custom(format!("`{text}` is no financial year")))
    }
}

impl Serialize for FinancialYear {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What a report was made with, and of.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct ReportHead {
    /// The version of this schema: `qipp-report/2`.
    pub schema: &'static str,
    /// The program.
    pub tool: Tool,
    /// The policy in force.
    pub policy: PolicyUsed,
    /// The options beside the policy that decide what is in the report, as they were typed: `--as-at=2011-09`.
    pub options: Vec<String>,
    /// The inputs and what was read of each.
    pub inputs: Vec<Input>,
    /// What was judged against what, and what was not and why.
    pub conformance: Conformance,
    /// What each criterion asks under this policy.
    #[serde(skip)]
    pub criteria: Vec<catalogue::Asked>,
}

/// The whole report.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct Report {
    /// What it was made with, and of.
    #[serde(flatten)]
    pub head: ReportHead,
    /// One entry an organisation.
    pub plans: Vec<PlanReport>,
    /// The roll-up over organisations, where there are several.
    pub rollup: Option<Rollup>,
    /// Of every row short of green the most similar plan that is green there, where there are several plans.
    pub peers: Vec<PeerLine>,
    /// What moved since the earlier submission (`--previous`); null without one.
    pub movement: Option<Movement>,
    /// What came of the gate (`--fail-on`); null without one.
    pub gate: Option<GateReport>,
    /// What could not be read; without `--keep-going` nothing is assessed then, and `plans` is empty.
    pub problems: Vec<NotRead>,
    /// Findings beyond the criteria, most serious first.
    pub findings: Vec<Finding>,
    /// The whole in a few figures.
    pub summary: Summary,
}

impl Deref for Report {
    type Target = ReportHead;

    fn deref(&self) -> &ReportHead {
        &self.head
    }
}

impl ReportHead {
    /// What a criterion asks.
    pub fn asked(&self, code: &str) -> Option<&catalogue::Asked> {
        self.criteria.iter().find(|asked| asked.code == code)
    }
}

impl Report {
    /// The report of one of its organisations alone, as if nothing else had been given.
    pub fn of_one(&self, plan: &PlanReport) -> Self {
        let own = |finding: &&Finding| finding.organisation == plan.organisation;
        let plans = vec![plan.clone()];
        let Conformance { selected, ignored, .. } = &self.head.conformance;
        let conformance = Conformance::of(&plans, [selected, ignored], 0);
        Self {
            head: ReportHead { conformance, ..self.head.clone() },
            plans,
            movement: self.movement.as_ref().map(|movement| movement.of_one(&plan.organisation)),
            findings: self.findings.iter().filter(own).cloned().collect(),
            ..Self::default()
        }
    }

    /// How amounts over several organisations are shown: as each of them shows them, else as most can.
    pub fn shown(&self) -> Shown {
        let says = |plan: &&PlanReport| plan.control.schemes > 0 || self.plans.len() == 1;
        let all = || self.plans.iter().map(|plan| plan.shown);
        let with_amounts = self.plans.iter().filter(says).map(|plan| plan.shown);
        with_amounts.reduce(Shown::with).or(all().reduce(Shown::with)).unwrap_or_default()
    }
}

/// The program that made the report.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Tool {
    /// `qipp`.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
}

impl Tool {
    /// This program.
    pub const THIS: Self = Self { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") };
}

/// How amounts are shown in tables: a unit and decimals. Chosen once for each plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shown {
    /// The unit; `None` prints amounts as read.
    pub unit: Option<Unit>,
    /// Decimals.
    pub places: u32,
}

impl Shown {
    /// What shows the amounts of both: the coarser unit, in the decimals of both where it is one.
    pub fn with(self, other: Self) -> Self {
        match (self.unit, other.unit) {
            (Some(one), Some(another)) if one == another => {
                Self { unit: self.unit, places: self.places.max(other.places) }
            }
            (Some(one), Some(another)) => {
                if one > another {
                    self
                } else {
                    other
                }
            }
            _ => Self { unit: None, places: self.places.max(other.places) },
        }
    }

    /// An amount as a table shows it: `(2,013)`.
    pub fn amount(self, amount: Money) -> String {
        crate::money::show_amount(amount, self.unit.unwrap_or(Unit::Pounds), self.places)
    }

    /// An amount as a table shows it, blank where it is not known.
    pub fn known(self, amount: Option<Money>) -> String {
        amount.map_or_else(String::new, |amount| self.amount(amount))
    }

    /// Whether parts add up to their sum as they are shown, too.
    pub fn casts(self, parts: impl Iterator<Item = Money>, sum: Money) -> bool {
        let shown = |amount: Money| round(amount.in_unit(self.unit).decimal(), self.places);
        parts.map(shown).sum::<Decimal>() == shown(sum)
    }

    /// An amount with its unit, as a sentence shows it: `£412k`, `£2.1m`, `-£3k`; one that would be nothing in its
    /// unit in pounds: `£95`; nothing is `£0` in any.
    pub fn in_words(self, amount: Money) -> String {
        if amount.is_zero() && self.unit.is_some() {
            return "£0".to_owned();
        }
        let is_lost = |shown: Self, unit: Unit| {
            !amount.is_zero()
                && show_amount(amount, unit, shown.places).chars().all(|c| matches!(c, '0' | '.'))
        };
        if self.unit.is_some_and(|unit| unit != Unit::Pounds && is_lost(self, unit)) {
            return Self { unit: Some(Unit::Pounds), places: 0 }.in_words(amount);
        }
        let digits = show_amount(amount.abs(), self.unit.unwrap_or(Unit::Pounds), self.places);
        let sign = if amount.is_negative() { "-" } else { "" };
        match self.unit {
            None => format!("{sign}{digits}"),
            Some(unit) => format!("{sign}£{digits}{}", unit.label().trim_start_matches('£')),
        }
    }

    /// The unit as a heading states it: `£k`, blank where it is not stated.
    pub fn label(self) -> &'static str {
        self.unit.map_or("", Unit::label)
    }
}

/// The roll-up over organisations.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct Rollup {
    /// The latest common month, ISO.
    pub as_at: Option<String>,
    /// Clusters, regions and the whole, each with its workstreams.
    pub finance: Vec<FinanceLine>,
    /// Figure 12 of the same: finance by their sums, every other column by value over the schemes' own cards.
    pub report_card: Vec<CardLine>,
    /// Every year of the same.
    pub years: Vec<YearLine>,
    /// Every month of the same, as far as schemes give months.
    pub months: Vec<MonthLine>,
    /// The chart test of what they deliver by month.
    pub xmr: Vec<XmrLine>,
    /// Challenge and headroom of clusters, regions and the whole: every year and the total.
    pub headroom: Vec<HeadroomRow>,
    /// The headline figures of the same.
    pub headline: Vec<HeadlineOver>,
    /// Shares of what is identified: by region and organisation, by year, by workstream.
    pub shares: Vec<ShareLine>,
    /// How amounts of the shares are shown.
    #[serde(skip)]
    pub shown_shares: Shown,
    /// Five sentences for a board paper, of all organisations together.
    pub brief: Vec<String>,
    /// Where to look first: the region furthest behind, in it the organisation, and of the workstreams of all the
    /// one; where none is behind, the region whose headroom is shortest at the end of a year. Null where none is.
    pub look_first: Option<String>,
    /// Every figure that a body states, or a control total says, against what its members add up to.
    pub bridge: Vec<BridgeLine>,
    /// Organisations that were expected (`--expect-org`) and are not among those read.
    pub not_submitted: Vec<NotSubmitted>,
    /// Organisations that report later or earlier than the common month.
    pub late: Vec<String>,
    /// Organisations of no region, where others have one: they are in the total alone.
    pub no_region: Vec<String>,
}

/// An organisation that was expected and is not among those read.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NotSubmitted {
    /// Its name as it was expected.
    pub organisation: String,
    /// Its code, where the list gives one; null else.
    pub code: Option<String>,
    /// The region it belongs to, where that is known; blank else.
    pub region: String,
    /// An organisation that is read and is called nearly so; null where none is.
    pub near: Option<String>,
}

/// A finding beyond the criteria.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Finding {
    /// How serious.
    pub severity: Severity,
    /// Its code, such as `ST`.
    pub code: &'static str,
    /// The organisation.
    pub organisation: String,
    /// The workstream.
    pub workstream: String,
    /// The scheme.
    pub scheme: String,
    /// Where.
    pub places: Places,
    /// What stands there.
    pub found: String,
    /// What was expected.
    pub expected: String,
    /// The money at stake.
    pub amount: Option<Money>,
    /// What to do.
    pub action: String,
    /// By which an exception names it: of what it is about, never of a line or an amount.
    pub fingerprint: String,
}

/// The whole in a few figures.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct Summary {
    /// Organisations assessed: of a body that others report to, and that has no schemes of its own, they
    /// alone are counted, in what is rated too.
    pub organisations: usize,
    /// Clusters that organisations report to.
    pub clusters: usize,
    /// Regions likewise.
    pub regions: usize,
    /// Organisations that could not be read (with `--keep-going`).
    pub dropped: usize,
    /// Organisations rated green.
    pub green: usize,
    /// Organisations rated amber.
    pub amber: usize,
    /// Organisations rated red.
    pub red: usize,
    /// Organisations rated grey.
    pub grey: usize,
    /// Findings.
    pub findings: usize,
    /// The problems of what could not be read (with `--keep-going`), each with its place.
    pub problems: Vec<String>,
}
