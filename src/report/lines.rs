//! The lines of the report's tables: the report card, finance, headroom. Their keys are the CSV's.

use super::{CardColumn, CardRatings, Direction, Level, Places, Share, Whose};
use crate::calendar::FinancialYear;
use crate::money::Money;
use crate::rating::Rating;
use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;
use std::ops::{Deref, Index};
use std::sync::Arc;
use thin_vec::ThinVec;

/// A line of the report card (Figure 12): the keys are the CSV's.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct CardLine {
    /// What the line is over: a scheme up to the nation.
    pub level: Level,
    /// Whose it is.
    #[serde(flatten)]
    pub whose: Arc<Whose>,
    /// Blank for the whole of a level, and for a scheme that names none.
    pub workstream: String,
    /// The scheme's id; blank at the other levels.
    pub scheme: String,
    /// One colour a column; `n/a` where there is nothing to judge.
    #[serde(flatten)]
    pub ratings: CardRatings,
    /// Overall, against the earlier submission; blank without one.
    pub direction: Direction,
    /// Plan development, likewise.
    pub direction_development: Direction,
    /// Progress, likewise.
    pub direction_progress: Direction,
    /// Whether something its finance colour rests on could not be read.
    pub incomplete: bool,
}

impl Deref for CardLine {
    type Target = Whose;

    fn deref(&self) -> &Whose {
        &self.whose
    }
}

impl Index<CardColumn> for CardLine {
    type Output = Rating;

    fn index(&self, column: CardColumn) -> &Rating {
        &self.ratings[column]
    }
}

/// A line of the finance view: the keys are the CSV's.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct FinanceLine {
    /// What the line is over: a scheme up to the nation.
    pub level: Level,
    /// Whose it is.
    #[serde(flatten)]
    pub whose: Arc<Whose>,
    /// Blank for the whole of a level, and for a scheme that names none.
    pub workstream: String,
    /// The scheme's id; blank at the other levels.
    pub scheme: String,
    /// The scheme's name, its id where it has none; blank at the other levels.
    pub name: String,
    /// Planned saving to date; null where nothing says what is planned.
    pub plan_ytd: Option<Money>,
    /// Actual saving to date; null where none is reported.
    pub actual_ytd: Option<Money>,
    /// Actual less plan to date; null where either is.
    pub variance_ytd: Option<Money>,
    /// Variance over plan to date; null where the plan is nil, and where there is no variance.
    pub percent_ytd: Option<Share>,
    /// The colour of the position to date.
    pub rating: Rating,
    /// What the actual to date must grow by, and a penny more, to be green; null where it is green, or cannot be.
    pub short_of_green: Option<Money>,
    /// The year that the figures are for; null where nothing says which, and over organisations whose
    /// years differ.
    pub year: Option<FinancialYear>,
    /// Planned saving of the year; null where nothing says what is planned.
    pub plan_year: Option<Money>,
    /// Forecast saving of the year; null where none is given. In a sum a scheme without one is at plan.
    pub forecast_year: Option<Money>,
    /// Forecast less plan; null where either is.
    pub variance_forecast: Option<Money>,
    /// Variance over plan for the year; null where the plan is nil, and where there is no variance.
    pub percent_forecast: Option<Share>,
    /// The year's yield: forecast over plan; null where the plan is nil or either is not known.
    pub forecast_yield: Option<Share>,
    /// The colour of the forecast.
    pub rating_forecast: Rating,
    /// The sum of the variances of the schemes behind plan (negative), as far as they report; null where
    /// none does.
    pub behind: Option<Money>,
    /// The sum of the variances of the schemes ahead of plan, likewise.
    pub ahead: Option<Money>,
    /// Planned saving to date of the periods for which no actual is reported.
    pub unreported: Money,
    /// Whether it is a scheme that stands outside the plan's total, and so in no sum above it.
    pub outside_total: bool,
    /// Whether something it rests on could not be read.
    pub incomplete: bool,
    /// A remark: `holds whatever is missing`, `not started`, `unidentified`.
    pub note: Cow<'static, str>,
    /// Whether the colour rests on a choice of this project (†).
    pub chosen: bool,
    /// The rating the submission states.
    pub stated: Option<&'static str>,
    /// The last month that has ended, alone, where months are given.
    pub in_month: Option<Box<InMonth>>,
    /// The body above whose own figures stand in the sums in place of this line's (policy `own`); null where the
    /// line is in the sums.
    pub replaced_by: Option<String>,
    /// Where the figures stand.
    pub places: Places,
}

impl Deref for FinanceLine {
    type Target = Whose;

    fn deref(&self) -> &Whose {
        &self.whose
    }
}

impl FinanceLine {
    /// Whether nothing is planned, reported or forecast.
    pub fn is_nil(&self) -> bool {
        let all = [self.plan_ytd, self.actual_ytd, self.plan_year, self.forecast_year];
        all.into_iter().flatten().all(Money::is_zero)
    }
}

/// A year of the view of years: the keys are the CSV's.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct YearLine {
    /// What the line is over: a scheme up to the nation.
    pub level: Level,
    /// Whose it is.
    #[serde(flatten)]
    pub whose: Arc<Whose>,
    /// Blank for the whole of a level, and for a scheme that names none.
    pub workstream: String,
    /// The scheme's id; blank at the other levels.
    pub scheme: String,
    /// The scheme's name, its id where it has none; blank at the other levels.
    pub name: String,
    /// The year; null where nothing says which one it is.
    pub year: Option<FinancialYear>,
    /// Planned saving; null where none is given.
    pub plan: Option<Money>,
    /// Actual saving, of the reporting year to date; null where none is reported.
    pub actual: Option<Money>,
    /// Forecast saving; null where none is given. In a sum a scheme without one is at plan.
    pub forecast: Option<Money>,
    /// Whether something it rests on could not be read.
    pub incomplete: bool,
    /// The body above whose own figures stand in the sums in place of this line's (policy `own`); null where the
    /// line is in the sums.
    pub replaced_by: Option<String>,
}

impl Deref for YearLine {
    type Target = Whose;

    fn deref(&self) -> &Whose {
        &self.whose
    }
}

/// A milestone as the plan holds it: what movement compares between two submissions.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct MilestoneLine {
    /// The schemes it belongs to, by id, separated by `;`; blank where it names none.
    pub scheme: String,
    /// The workstream it belongs to; blank where it names none.
    pub workstream: String,
    /// What is to be done.
    pub milestone: String,
    /// The day by which it was first to be done, ISO; null where none is given.
    pub due: Option<String>,
    /// A later day since agreed, ISO; null where none is given.
    pub revised_due: Option<String>,
    /// The day on which it was done, ISO; null where none is given.
    pub completed: Option<String>,
    /// Where it stands; null where nothing says so.
    pub status: Option<&'static str>,
    /// Where its dates and status stand.
    pub places: Places,
}

/// A scheme that is read and enters no sum.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct NotCounted {
    /// The scheme's id.
    pub scheme: String,
    /// Its name, its id where it has none.
    pub name: String,
    /// Blank for a scheme that names none.
    pub workstream: String,
    /// Why: `an idea`, `counted under PC-01`.
    pub why: String,
    /// Whether it is counted under another scheme (`counted_under`).
    pub is_counted_elsewhere: bool,
    /// Its planned savings over all years; null where none are given.
    pub planned: Option<Money>,
    /// Where its row begins.
    pub places: Places,
}

/// A month alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct InMonth {
    /// The month: `2011-09`.
    pub month: String,
    /// Its planned saving; null where none is given.
    pub plan: Option<Money>,
    /// Its actual saving; null where none is reported.
    pub actual: Option<Money>,
}

/// Challenge and headroom.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
pub struct HeadroomReport {
    /// Year by year.
    #[schemars(with = "Vec<HeadroomRow>")]
    pub years: ThinVec<HeadroomRow>,
    /// In total; null where no challenge is given. Not assessed then, nor where nothing says what is
    /// identified in a year.
    pub total: Option<Box<HeadroomRow>>,
    /// Why it is not assessed, or not in every year; null where it is.
    pub not_assessed: Option<Cow<'static, str>>,
    /// The ratings on each basis: plan, forecast, risk-adjusted, stressed.
    pub bases: HeadroomBases,
    /// Challenge as a percentage of identified: what every pound must deliver.
    pub break_even: Option<Share>,
    /// Actual as a percentage of plan to date: what every pound delivers.
    pub delivery_rate: Option<Share>,
    /// Unidentified lines of the plan.
    pub unidentified: Money,
    /// Planned savings of closed schemes that no longer count in any year.
    pub closed: Money,
    /// Unidentified lines as a percentage of the plan.
    pub unidentified_percent: Option<Share>,
    /// The colour of all years together; `n/a` where it is not assessed.
    pub rating: Rating,
}

impl HeadroomReport {
    /// Every year, then the total.
    pub fn rows(&self) -> impl Iterator<Item = &HeadroomRow> {
        self.years.iter().chain(self.total.as_deref())
    }
}

/// Ratings of the headroom on each basis.
#[derive(Debug, Clone, Copy, Default, Serialize, JsonSchema)]
pub struct HeadroomBases {
    /// On plan.
    pub plan: Rating,
    /// On forecast.
    pub forecast: Rating,
    /// Risk-adjusted.
    pub risk_adjusted: Rating,
    /// After the stress loss.
    pub stressed: Rating,
}

/// A year of the headroom view: the keys are the CSV's.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HeadroomRow {
    /// What it is over: an organisation, a cluster, a region or the nation.
    pub level: Level,
    /// The organisation, or the name of the cluster or region; blank for all together.
    pub organisation: String,
    /// The year, or `total`.
    pub year: String,
    /// Savings needed.
    pub challenge: Money,
    /// Savings identified, without unidentified lines; null where nothing says what is identified.
    pub identified: Option<Money>,
    /// Planned saving of unidentified lines, apart from what is identified.
    pub unidentified: Money,
    /// Planned savings of the year before that do not recur, to be found again; null where no scheme says. It
    /// colours nothing: the challenge may hold it already.
    pub reopened: Option<Money>,
    /// Identified less challenge; null where it is not assessed, as nothing says what is identified.
    pub headroom: Option<Money>,
    /// Cumulative headroom to the end of the year; null where a year up to then is not assessed.
    pub cumulative: Option<Money>,
    /// Headroom over challenge; null where the challenge is nil, and where there is no headroom.
    pub percent_of_challenge: Option<Share>,
    /// Identified over challenge; null likewise.
    pub cover: Option<Share>,
    /// Headroom on forecast; null where schemes give no amounts.
    pub forecast: Option<Money>,
    /// Headroom after risk adjustment; null likewise.
    pub risk_adjusted: Option<Money>,
    /// Headroom after the stress loss; null where there is no headroom.
    pub stressed: Option<Money>,
    /// The colour by headroom and cumulative headroom.
    pub rating: Rating,
    /// Whether something it rests on could not be read.
    pub incomplete: bool,
    /// Whether something that `forecast` and `risk_adjusted` rest on could not be read.
    pub incomplete_forecast: bool,
    /// Of a total above organisations: the organisations beneath that give no challenge, and for which no body in
    /// between gives one.
    pub without_challenge: Vec<String>,
    /// What those organisations identify, which is in no headroom; null where there are none, or none says it.
    pub left_out: Option<Money>,
    /// Where the challenge and identified amounts stand.
    pub places: Places,
}

impl HeadroomRow {
    /// What stands for the year in the row of all years.
    pub const TOTAL: &'static str = "total";
}
