//! Three submissions or more: the path of each subject, and what its forecasts were worth.

use super::{BridgeYear, Share, Shown, Subject, SubmissionHead, XmrLine};
use crate::calendar::FinancialYear;
use crate::money::Money;
use crate::rating::Rating;
use crate::words::words;
use schemars::JsonSchema;
use serde::Serialize;
use std::ops::Deref;

/// A series of submissions, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Series {
    /// The submissions, oldest first; points and steps name them by their number, from 1.
    pub submissions: Vec<SubmissionHead>,
    /// What a reader must know first: submissions that are not in the order of their dates.
    pub notes: Vec<String>,
    /// The only organisation, or all together; null where the submissions are empty.
    pub whole: Option<SubjectPath>,
    /// Every subject: schemes, workstreams, organisations, regions, the nation.
    pub subjects: Vec<SubjectPath>,
    /// Schemes that report less delivered to date than a submission before.
    pub withdrawn: Vec<Withdrawn>,
    /// The chart test over the months of all submissions, the latest word on each month.
    pub xmr: Vec<XmrLine>,
    /// How amounts are shown.
    #[serde(skip)]
    pub shown: Shown,
}

/// A subject from submission to submission, called as in the latest.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct SubjectPath {
    /// What it is, called as in the latest submission.
    #[serde(flatten)]
    pub subject: Subject,
    /// How it stands in each submission that holds it.
    pub points: Vec<PathPoint>,
    /// What its forecasts of each year were worth.
    pub record: Vec<TrackRecord>,
    /// The bridge of each step, over all years together; of schemes left out.
    pub steps: Vec<SeriesStep>,
    /// All steps together, from the first opening to the last closing: what goes up in one step and comes down in
    /// another is in both.
    pub bridge: BridgeYear,
}

/// A subject in one submission.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct PathPoint {
    /// The submission's number, from 1.
    pub submission: usize,
    /// Its reporting date, ISO; null where not stated.
    pub as_at: Option<String>,
    /// Its overall colour; of regions and the nation that of finance to date.
    pub rating: Rating,
    /// Planned saving to date.
    pub plan_ytd: Option<Money>,
    /// Actual saving to date.
    pub actual_ytd: Option<Money>,
    /// Actual less plan to date.
    pub variance_ytd: Option<Money>,
    /// That variance over plan to date.
    pub percent_ytd: Option<Share>,
    /// The reporting year; null where nothing says which.
    pub year: Option<FinancialYear>,
    /// Planned saving of the reporting year.
    pub plan_year: Option<Money>,
    /// Forecast saving of the reporting year.
    pub forecast_year: Option<Money>,
    /// The forecast less what came: more than nothing is over-forecast. Null where there is no forecast, and of the
    /// submission that says what came.
    pub error: Option<Money>,
}

/// What the forecasts of a year were worth.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TrackRecord {
    /// The year; null where nothing says which.
    pub year: Option<FinancialYear>,
    /// What came.
    pub outcome: Money,
    /// Whether that is the actual of the whole year, or the latest forecast of one that has not ended.
    pub outcome_of: OutcomeOf,
    /// The number of the submission that says it: of the year itself, or of a later one.
    pub submission: usize,
    /// How many forecasts there were before.
    pub forecasts: usize,
    /// The mean of forecast less what came, to the penny: more than nothing is over-forecast.
    pub mean_error: Money,
    /// That mean over what came; null where nothing came.
    pub mean_percent: Option<Share>,
}

words! {
    /// What forecasts are held against.
    pub enum OutcomeOf {
        /// The year has ended, and a submission says what came of it.
        Actual = "actual",
        /// It has not.
        LatestForecast = "latest forecast",
    }
}

/// From one submission to the next.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SeriesStep {
    /// The number of the later submission.
    pub to: usize,
    /// The bridge over all years together.
    pub bridge: BridgeYear,
}

/// A scheme that reports less delivered to date than the submission before, in the same year.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Withdrawn {
    /// The number of the later submission.
    pub submission: usize,
    /// Its reporting date, ISO; null where not stated.
    pub as_at: Option<String>,
    /// The organisation.
    pub organisation: String,
    /// The workstream; blank where it names none.
    pub workstream: String,
    /// The scheme's id.
    pub scheme: String,
    /// Its name, its id where it has none.
    pub name: String,
    /// Delivered to date as the submission before has it.
    pub from: Money,
    /// Delivered to date as this one has it.
    pub to: Money,
    /// What is gone.
    pub amount: Money,
}

impl Deref for SubjectPath {
    type Target = Subject;

    fn deref(&self) -> &Subject {
        &self.subject
    }
}

impl PathPoint {
    /// Whether its reporting year has ended by its date.
    pub fn year_has_ended(&self) -> bool {
        let end = self.year.map(|year| year.end().to_string());
        self.as_at.as_deref().zip(end.as_deref()).is_some_and(|(at, end)| at >= end)
    }
}
