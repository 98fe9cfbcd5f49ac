//! What one assessment of a submission says that movement reads: made from a report, or read from the JSON
//! of an earlier run. The keys are the report's, so that both are the same snapshot.

use crate::calendar::FinancialYear;
use crate::criteria::Outcome;
use crate::money::{Money, Percent};
use crate::names::{Names, same};
use crate::rating::Rating;
use crate::report::{Body, Level, Places, Position, Scope, Severity};
use serde::Deserialize;

mod json;
mod made;

pub use json::{Refused, read};

/// One assessment of a submission.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Snapshot {
    /// What it is called on the page: the file or folder as given.
    #[serde(skip)]
    pub(crate) label: String,
    pub(crate) policy: UnderPolicy,
    pub(crate) inputs: Vec<SnapInput>,
    pub(crate) plans: Vec<SnapPlan>,
    pub(crate) rollup: Option<SnapRollup>,
    pub(crate) findings: Vec<SnapFinding>,
    pub(crate) summary: SnapSummary,
}

/// An input, with the organisations that it alone gives a name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct SnapInput {
    pub(crate) names: Vec<String>,
}

/// The policy it was assessed under.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct UnderPolicy {
    pub(crate) name: String,
    pub(crate) hash: String,
    /// Blank in reports that do not say it.
    pub(crate) colours: String,
}

impl UnderPolicy {
    /// Whether the same colours come of it.
    pub fn colours_as(&self, other: &Self) -> bool {
        let is_said = !self.colours.is_empty() && !other.colours.is_empty();
        if is_said { self.colours == other.colours } else { self.hash == other.hash }
    }
}

/// How many organisations could not be read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct SnapSummary {
    pub(crate) dropped: usize,
}

/// One organisation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct SnapPlan {
    pub(crate) organisation: String,
    /// Whether nothing but its file or folder gives its name.
    #[serde(skip)]
    pub(crate) is_called_by_its_file: bool,
    pub(crate) code: Option<String>,
    pub(crate) parent: Option<String>,
    pub(crate) as_at: Option<String>,
    pub(crate) year: Option<FinancialYear>,
    pub(crate) scope: Scope,
    pub(crate) unit: Option<String>,
    pub(crate) incomplete: bool,
    pub(crate) rating: Rating,
    pub(crate) ratings: SnapRatings,
    pub(crate) sign_off: Option<SnapSignOff>,
    pub(crate) appendix_one: Vec<SnapRow>,
    pub(crate) figure_13: Vec<SnapJudged>,
    pub(crate) integrated_plan: Vec<SnapExpectation>,
    pub(crate) report_card: Vec<SnapCard>,
    pub(crate) finance: Vec<SnapFinance>,
    pub(crate) years: Vec<SnapYear>,
    pub(crate) months: Vec<SnapMonth>,
    pub(crate) headroom: SnapHeadroom,
    pub(crate) milestones: Vec<SnapMilestone>,
    pub(crate) not_counted: Vec<SnapNotCounted>,
}

/// The parts of an overall rating.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct SnapRatings {
    pub(crate) finance: Rating,
    pub(crate) forecast: Rating,
    pub(crate) headroom: Rating,
}

/// The position on signing off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct SnapSignOff {
    pub(crate) position: Position,
}

/// A row of Appendix One.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct SnapRow {
    pub(crate) expectations: Vec<SnapExpectation>,
}

/// The expectations of one scheme.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct SnapJudged {
    pub(crate) scheme: String,
    pub(crate) expectations: Vec<SnapExpectation>,
}

/// The result of an expectation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct SnapExpectation {
    pub(crate) code: Code,
    pub(crate) result: Outcome,
}

/// The id of a criterion; blank where this program does not know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub &'static str);

/// A line of the report card: both halves and both together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct SnapCard {
    pub(crate) level: Level,
    pub(crate) region: String,
    pub(crate) cluster: String,
    pub(crate) workstream: String,
    pub(crate) scheme: String,
    pub(crate) development: Rating,
    pub(crate) progress: Rating,
    pub(crate) overall: Rating,
}

/// A finance line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct SnapFinance {
    pub(crate) level: Level,
    pub(crate) organisation: String,
    /// The region's name, of an organisation the one it reports to.
    pub(crate) region: String,
    pub(crate) cluster: String,
    pub(crate) workstream: String,
    pub(crate) scheme: String,
    pub(crate) name: String,
    pub(crate) plan_ytd: Option<Money>,
    pub(crate) actual_ytd: Option<Money>,
    pub(crate) variance_ytd: Option<Money>,
    pub(crate) rating: Rating,
    pub(crate) year: Option<FinancialYear>,
    pub(crate) plan_year: Option<Money>,
    pub(crate) forecast_year: Option<Money>,
    pub(crate) variance_forecast: Option<Money>,
    pub(crate) rating_forecast: Rating,
    pub(crate) behind: Option<Money>,
    pub(crate) ahead: Option<Money>,
    pub(crate) outside_total: bool,
    pub(crate) incomplete: bool,
    /// The nearest body above whose own figures stand in the sums in place of it.
    pub(crate) replaced_by: Option<String>,
}

/// Plan, actual and forecast of a year.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct SnapYear {
    pub(crate) level: Level,
    pub(crate) region: String,
    pub(crate) cluster: String,
    pub(crate) workstream: String,
    pub(crate) scheme: String,
    pub(crate) year: Option<FinancialYear>,
    pub(crate) plan: Option<Money>,
    pub(crate) actual: Option<Money>,
    pub(crate) forecast: Option<Money>,
    pub(crate) incomplete: bool,
}

/// A month of a level's sums.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct SnapMonth {
    pub(crate) level: Level,
    pub(crate) organisation: String,
    pub(crate) code: Option<String>,
    pub(crate) region: String,
    pub(crate) cluster: String,
    pub(crate) workstream: String,
    pub(crate) month: String,
    pub(crate) plan: Option<Money>,
    pub(crate) actual: Option<Money>,
    pub(crate) forecast: Option<Money>,
    pub(crate) unreported: Money,
    pub(crate) incomplete: bool,
}

/// Challenge and headroom.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct SnapHeadroom {
    pub(crate) years: Vec<SnapHeadroomYear>,
    pub(crate) total: Option<SnapHeadroomYear>,
}

/// A year of headroom, or all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct SnapHeadroomYear {
    pub(crate) level: Level,
    /// The name of the region or cluster in a roll-up; blank for all.
    pub(crate) organisation: String,
    pub(crate) year: String,
    pub(crate) challenge: Option<Money>,
    pub(crate) identified: Option<Money>,
    pub(crate) headroom: Option<Money>,
    pub(crate) rating: Rating,
}

/// A milestone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct SnapMilestone {
    pub(crate) scheme: String,
    pub(crate) workstream: String,
    pub(crate) milestone: String,
    pub(crate) due: Option<String>,
    pub(crate) revised_due: Option<String>,
    pub(crate) completed: Option<String>,
    pub(crate) status: Option<String>,
    pub(crate) places: Places,
}

/// A scheme that enters no sum.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct SnapNotCounted {
    pub(crate) scheme: String,
    pub(crate) name: String,
    pub(crate) workstream: String,
    pub(crate) why: String,
}

/// Regions and the whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct SnapRollup {
    pub(crate) as_at: Option<String>,
    pub(crate) finance: Vec<SnapFinance>,
    pub(crate) report_card: Vec<SnapCard>,
    pub(crate) headroom: Vec<SnapHeadroomYear>,
    pub(crate) years: Vec<SnapYear>,
    pub(crate) months: Vec<SnapMonth>,
}

/// A finding beyond the criteria.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct SnapFinding {
    pub(crate) severity: Severity,
    pub(crate) code: String,
    pub(crate) organisation: String,
    pub(crate) workstream: String,
    pub(crate) scheme: String,
    pub(crate) found: String,
    pub(crate) amount: Option<Money>,
}

impl Snapshot {
    /// Marks the plans that nothing but a file or folder gives a name.
    fn marked(mut self) -> Self {
        let mut names = Names::default();
        self.inputs.iter().flat_map(|input| &input.names).for_each(|name| {
            names.add(name);
        });
        for plan in &mut self.plans {
            plan.is_called_by_its_file = names.contains(&plan.organisation);
        }
        self
    }
}

impl SnapPlan {
    /// The region it belongs to; blank where it has none.
    pub fn region(&self) -> &str {
        let by_parent = || self.parent.as_deref().unwrap_or("");
        let own = self.own_years().map(|line| line.region.as_str());
        own.filter(|region| !region.is_empty()).unwrap_or_else(by_parent)
    }

    /// The cluster it belongs to; blank where it has none.
    pub fn cluster(&self) -> &str {
        self.own_years().map_or("", |line| &line.cluster)
    }

    fn own_years(&self) -> Option<&SnapYear> {
        self.years.iter().find(|line| line.level == Level::Organisation)
    }

    /// The nearest body above whose own figures stand in the sums in place of its.
    pub fn replaced_by(&self) -> Option<&str> {
        self.finance.iter().find_map(|line| line.replaced_by.as_deref())
    }

    /// Its report card as a whole.
    pub fn card(&self) -> Option<&SnapCard> {
        self.report_card.iter().find(|card| card.level == Level::Organisation)
    }

    /// Its finance line as a whole.
    pub fn whole(&self) -> Option<&SnapFinance> {
        self.finance.iter().find(|line| line.level == Level::Organisation)
    }
}

impl SnapFinance {
    /// The variance to date as a percentage of plan; `None` where there is none, or the plan is nil.
    pub fn percent_ytd(&self) -> Option<Percent> {
        Percent::of(self.variance_ytd?, self.plan_ytd?)
    }

    /// The forecast's variance as a percentage of the year's plan; `None` likewise.
    pub fn percent_forecast(&self) -> Option<Percent> {
        Percent::of(self.variance_forecast?, self.plan_year?)
    }

    /// The variance to date as far as it is reported, nil where nothing is.
    pub fn reported_variance(&self) -> Money {
        self.behind.unwrap_or_default() + self.ahead.unwrap_or_default()
    }
}

impl SnapRollup {
    /// The line of a body over organisations, or of a workstream of it.
    pub fn line(&self, of: &Body) -> Option<&SnapFinance> {
        self.finance
            .iter()
            .find(|line| is_of(of, line.level, [&line.region, &line.cluster, &line.workstream]))
    }

    /// Its card.
    pub fn card(&self, of: &Body) -> Option<&SnapCard> {
        let mut cards = self.report_card.iter();
        cards.find(|card| is_of(of, card.level, [&card.region, &card.cluster, &card.workstream]))
    }

    /// Its headroom; a workstream has none.
    pub fn headroom(&self, of: &Body) -> impl Iterator<Item = &SnapHeadroomYear> {
        let name = if of.level == Level::Cluster { of.cluster.clone() } else { of.region.clone() };
        let level = of.level;
        self.headroom.iter().filter(move |row| row.level == level && same(&row.organisation, &name))
    }
}

fn is_of(of: &Body, level: Level, names: [&str; 3]) -> bool {
    let own = [&of.region, &of.cluster, &of.workstream];
    level == of.level && own.iter().zip(names).all(|(own, name)| same(own, name))
}

impl Snapshot {
    /// Its reporting date: that of its only organisation, else the common one.
    pub fn as_at(&self) -> Option<&str> {
        match (self.plans.as_slice(), &self.rollup) {
            ([plan], _) => plan.as_at.as_deref(),
            (_, Some(rollup)) => rollup.as_at.as_deref(),
            _ => None,
        }
    }

    /// Whether its amounts have a unit; `None` where there is nothing to have one.
    pub fn has_unit(&self) -> Option<bool> {
        self.plans.iter().find(|plan| !plan.finance.is_empty()).map(|plan| plan.unit.is_some())
    }
}
