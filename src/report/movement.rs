//! What moved between two submissions: subjects with their words and amounts, bridges that close, milestones,
//! findings and expectations.

use super::{
    AmountOf, BridgeYear, Direction, Level, MilestoneMove, Move, Places, PolicyUsed, Position, Scope, Series,
    Severity, Share, Shown, Subject, Tool,
};
use crate::criteria::Outcome;
use crate::money::Money;
use crate::rating::Rating;
use schemars::JsonSchema;
use serde::Serialize;
use std::ops::Deref;

/// The version of the schema of `qipp compare --format json`.
pub const COMPARE_SCHEMA: &str = "qipp-compare/1";

/// What `qipp compare` says.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Comparison {
    /// The version of this schema: `qipp-compare/1`.
    pub schema: &'static str,
    /// The program.
    pub tool: Tool,
    /// The policy that says which way is up.
    pub policy: PolicyUsed,
    /// What moved between the first submission and the last.
    pub movement: Movement,
    /// From submission to submission, of three or more; null of two.
    pub series: Option<Series>,
}

/// What moved between an earlier submission and a later one. Where nothing did, every list is empty.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Movement {
    /// The earlier submission.
    pub from: SubmissionHead,
    /// The later one.
    pub to: SubmissionHead,
    /// What a reader must know before comparing: another policy, scope or year, organisations that could not
    /// be read.
    pub notes: Vec<String>,
    /// The only organisation, or all together; null where both submissions are empty.
    pub whole: Option<SubjectMovement>,
    /// How many subjects of each level have each word.
    pub counts: Vec<MovementCount>,
    /// Subjects of which anything moved: schemes, workstreams, organisations, regions, the nation.
    pub subjects: Vec<SubjectMovement>,
    /// Milestones that moved, the most days first.
    pub milestones: Vec<MilestoneChange>,
    /// Findings that are new or cleared.
    pub findings: Vec<FindingChange>,
    /// Expectations whose result is another.
    pub expectations: Vec<ExpectationChange>,
    /// How amounts are shown.
    #[serde(skip)]
    pub shown: Shown,
}

impl Movement {
    /// What moved of one organisation.
    #[must_use]
    pub fn of_one(&self, organisation: &str) -> Self {
        let subjects = self.subjects.iter().filter(|own| own.organisation == organisation);
        let subjects: Vec<SubjectMovement> = subjects.cloned().collect();
        let milestones = self.milestones.iter().filter(|own| own.organisation == organisation);
        let findings = self.findings.iter().filter(|own| own.organisation == organisation);
        let expectations = self.expectations.iter().filter(|own| own.organisation == organisation);
        Self {
            from: self.from.clone(),
            to: self.to.clone(),
            notes: self.notes.clone(),
            whole: subjects.iter().find(|own| own.level == Level::Organisation).cloned(),
            counts: MovementCount::all(&subjects),
            milestones: milestones.cloned().collect(),
            findings: findings.cloned().collect(),
            expectations: expectations.cloned().collect(),
            shown: self.shown,
            subjects,
        }
    }
}

impl MovementCount {
    /// How many subjects of each level have each word.
    pub fn all(subjects: &[SubjectMovement]) -> Vec<Self> {
        let mut counts = Vec::new();
        for level in Level::ALL {
            for word in Move::ALL {
                let has = |own: &&SubjectMovement| own.level == *level && own.word(*word).is_some();
                let subjects = subjects.iter().filter(has).count();
                if subjects > 0 {
                    counts.push(Self { level: *level, word: *word, subjects });
                }
            }
        }
        counts
    }
}

/// A submission that is compared.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SubmissionHead {
    /// The file or folder as given.
    pub name: String,
    /// Its reporting date, ISO; null where not stated.
    pub as_at: Option<String>,
    /// The policy it was assessed under.
    pub policy: String,
    /// SHA-256 of that policy's values.
    pub policy_hash: String,
    /// The scope it was assessed in; null where it holds no organisation.
    pub scope: Option<Scope>,
    /// Organisations.
    pub organisations: usize,
    /// Organisations that could not be read.
    pub dropped: usize,
}

/// How many subjects of a level have a word, and what their amounts come to.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MovementCount {
    /// The level.
    pub level: Level,
    /// The word.
    pub word: Move,
    /// How many.
    pub subjects: usize,
}

/// A subject and what moved of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct SubjectMovement {
    /// What it is.
    #[serde(flatten)]
    pub subject: Subject,
    /// What it was called, where that is another name or id; null where it is not.
    pub was: Option<String>,
    /// The workstream of a scheme, or the region of an organisation, that it moved from; null where it stayed.
    pub moved_from: Option<String>,
    /// What became of it, each word with its amount.
    pub words: Vec<Moved>,
    /// Why it enters or leaves the total, where it is in both submissions: `was an idea`; null elsewhere.
    pub why: Option<String>,
    /// Against the earlier submission.
    pub direction: Direction,
    /// Both halves of its report card together; blank where it has none.
    pub direction_card: Direction,
    /// Plan development against the earlier submission; blank where there is no such half.
    pub direction_development: Direction,
    /// Progress against the earlier submission; blank likewise.
    pub direction_progress: Direction,
    /// The overall colour; of regions and the nation that of their report card.
    pub rating: Colours,
    /// Plan development.
    pub development: Colours,
    /// Progress.
    pub progress: Colours,
    /// Finance to date.
    pub finance: Colours,
    /// The forecast of the year.
    pub forecast: Colours,
    /// The position on signing off (organisations in scope `plan`).
    pub sign_off: SignOffs,
    /// Planned saving to date.
    pub plan_ytd: Amounts,
    /// Actual saving to date.
    pub actual_ytd: Amounts,
    /// Actual less plan to date.
    pub variance_ytd: Amounts,
    /// That variance over plan to date.
    pub percent_ytd: Shares,
    /// Planned saving of the reporting year.
    pub plan_year: Amounts,
    /// Forecast saving of the reporting year.
    pub forecast_year: Amounts,
    /// Forecast less plan.
    pub variance_forecast: Amounts,
    /// That variance over plan.
    pub percent_forecast: Shares,
    /// Headroom by year, then in total (organisations, regions, the nation).
    pub headroom: Vec<HeadroomChange>,
    /// The bridge of every year, in order.
    pub years: Vec<BridgeYear>,
    /// The bridge of all years together.
    pub total: BridgeYear,
    /// Milestones of it that slipped.
    pub milestones_slipped: usize,
    /// The most days by which one of them slipped since the earlier submission; null where none did.
    pub days: Option<i32>,
    /// Whether something it rests on could not be read, in either submission.
    pub incomplete: bool,
}

/// A word with its amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Moved {
    /// The word.
    pub word: Move,
    /// The amount; null where the submission gives no money for it.
    pub amount: Option<Money>,
    /// What the amount is.
    pub amount_of: AmountOf,
}

/// A colour then and now; `n/a` where it is not rated or not there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Colours {
    /// In the earlier submission.
    pub from: Rating,
    /// In the later one.
    pub to: Rating,
}

/// An amount then and now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Amounts {
    /// In the earlier submission; null where it is not known.
    pub from: Option<Money>,
    /// In the later one; null where it is not known.
    pub to: Option<Money>,
    /// The later less the earlier; null where either is not known.
    pub change: Option<Money>,
}

/// A percentage then and now.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Shares {
    /// In the earlier submission; null where there is none.
    pub from: Option<Share>,
    /// In the later one; null where there is none.
    pub to: Option<Share>,
}

/// A position on signing off then and now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SignOffs {
    /// In the earlier submission; null outside scope `plan`.
    pub from: Option<Position>,
    /// In the later one; null outside scope `plan`.
    pub to: Option<Position>,
}

/// Headroom of a year then and now, and what of its change is of the challenge and what of the savings
/// identified: `headroom.from + by_challenge + by_identified = headroom.to`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HeadroomChange {
    /// The year, or `total`.
    pub year: String,
    /// Headroom.
    pub headroom: Amounts,
    /// Savings needed.
    pub challenge: Amounts,
    /// Savings identified, without unidentified lines.
    pub identified: Amounts,
    /// What headroom gains by the challenge: negative where the challenge is raised. Null where headroom is not
    /// assessed in both submissions; a year of which one gives no challenge enters or leaves as a whole.
    pub by_challenge: Option<Money>,
    /// What headroom gains by the savings identified; null likewise.
    pub by_identified: Option<Money>,
    /// Its colour.
    pub rating: Colours,
}

/// A milestone that moved. Days count against the original due date: the earlier submission's.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MilestoneChange {
    /// The organisation.
    pub organisation: String,
    /// Its workstream; blank where it names none.
    pub workstream: String,
    /// Its schemes; blank where it names none.
    pub scheme: String,
    /// The milestone.
    pub milestone: String,
    /// What became of it.
    pub what: MilestoneMove,
    /// The original due date, ISO; null where none is given.
    pub due: Option<String>,
    /// When it was expected or done in the earlier submission, ISO; null where it was not there.
    pub from: Option<String>,
    /// When it is expected or was done in the later one, ISO; null where it is dropped.
    pub to: Option<String>,
    /// Days later (negative: earlier) than the earlier submission expected; null where either is not known.
    pub days: Option<i32>,
    /// Days after the original due date (negative: before); null where either is not known.
    pub days_late: Option<i32>,
    /// Where it stands in the later submission, else in the earlier.
    pub places: Places,
}

/// A finding that is new or cleared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FindingChange {
    /// Whether it is new (else cleared).
    pub new: bool,
    /// How serious.
    pub severity: Severity,
    /// Its code.
    pub code: String,
    /// The organisation.
    pub organisation: String,
    /// The workstream.
    pub workstream: String,
    /// The scheme.
    pub scheme: String,
    /// What stands there.
    pub found: String,
    /// The money at stake; null where it is not about money.
    pub amount: Option<Money>,
}

/// An expectation whose result is another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ExpectationChange {
    /// The organisation.
    pub organisation: String,
    /// The scheme's id; blank for the plan's own.
    pub scheme: String,
    /// The criterion's id.
    pub code: &'static str,
    /// The earlier result.
    pub from: Outcome,
    /// The later result.
    pub to: Outcome,
}

impl Amounts {
    /// Then and now.
    pub fn of(from: Option<Money>, to: Option<Money>) -> Self {
        Self { from, to, change: to.zip(from).map(|(to, from)| to - from) }
    }

    /// Whether it is another amount, or known of one alone.
    pub fn differs(&self) -> bool {
        self.from != self.to
    }
}

impl Colours {
    /// Whether it is another colour.
    pub fn differs(self) -> bool {
        self.from != self.to
    }
}

impl HeadroomChange {
    /// Whether the challenge or what is identified is another.
    pub fn moves(&self) -> bool {
        self.headroom.differs() || self.challenge.differs() || self.identified.differs()
    }
}

impl Deref for SubjectMovement {
    type Target = Subject;

    fn deref(&self) -> &Subject {
        &self.subject
    }
}

impl SubjectMovement {
    /// Its word of a kind.
    pub fn word(&self, word: Move) -> Option<&Moved> {
        self.words.iter().find(|moved| moved.word == word)
    }
}

impl Movement {
    /// Whether nothing moved.
    pub fn is_empty(&self) -> bool {
        self.subjects.is_empty()
            && self.milestones.is_empty()
            && self.findings.is_empty()
            && self.expectations.is_empty()
    }
}
