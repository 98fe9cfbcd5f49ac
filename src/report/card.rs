//! The columns of the report card (NAO September 2011, Figure 12): each declared once, with its key,
//! its names, the half it stands in and what makes its colour.

use crate::plan::fields::words::KpiType;
use crate::rating::Rating;
use crate::words::words;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::ops::{Index, IndexMut};

/// A half of the report card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Half {
    /// Plan development.
    Development,
    /// Progress.
    Progress,
}

/// What makes a column's colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Makes {
    /// Criteria of Figure 13; it counts in its half.
    Criteria(&'static [&'static str]),
    /// The 5% rule, lowered by the second criterion; it counts in its half.
    Finance(&'static [&'static str]),
    /// Progress against the KPIs of one type; shown, not counted.
    Kpis(KpiType),
    /// A criterion of the plan that names schemes; shown, not counted.
    OfPlan(&'static str),
    /// A finding about the organisation; shown, not counted.
    Finding(&'static str),
    /// The columns of its half.
    Half,
    /// Both halves.
    Both,
}

/// The declaration of a column.
struct Declared {
    name: &'static str,
    heading: &'static str,
    half: Half,
    makes: Makes,
    meaning: &'static str,
}

macro_rules! card {
    ($($(#[doc = $meaning:literal])+ $column:ident $key:literal $name:literal $heading:literal $half:ident $makes:expr;)+) => {
        words! {
            /// A column of the report card.
            pub enum CardColumn { $($(#[doc = $meaning])+ $column = $key,)+ }
        }

        const DECLARED: [Declared; CardColumn::ALL.len()] = [$(Declared {
            name: $name,
            heading: $heading,
            half: Half::$half,
            makes: $makes,
            meaning: concat!($($meaning),+),
        },)+];
    };
}

use Makes::{Both, Criteria, Finance, Finding, Kpis, OfPlan};

// column, key, name in a sentence, heading on the page (blank: not shown), half, what makes its colour
card! {
    /// Project brief.
    Brief "brief" "project brief" "brief" Development Criteria(&["F13-BRF-1"]);
    /// Leadership and governance.
    Leadership "leadership" "leadership and governance" "lead" Development Criteria(&["F13-LED-1", "F13-LED-2", "F13-GOV-1", "F13-GOV-2", "F13-GOV-3"]);
    /// Milestones: identified and good enough.
    Milestones "milestones" "milestones" "miles" Development Criteria(&["F13-MIL-1", "F13-MIL-2"]);
    /// KPIs: identified, with targets.
    Kpis "kpis" "KPIs" "KPIs" Development Criteria(&["F13-KPI-1", "F13-KPI-2"]);
    /// Financial estimate and phasing.
    Financials "financials" "financials" "money" Development Criteria(&["F13-FIN-1", "F13-FIN-2", "F13-FIN-3", "F13-FIN-4"]);
    /// Risk identification.
    Risks "risks" "risks" "risks" Development Criteria(&["F13-RSK-1"]);
    /// Alignment to the regional plan (finding RU); shown, not counted.
    RegionalPlan "regional_plan" "regional plan" "region" Development Finding("RU");
    /// Alignment to national workstreams (A1-NAT-1); shown, not counted.
    NationalWorkstreams "national_workstreams" "national workstreams" "nation" Development OfPlan("A1-NAT-1");
    /// Plan development overall.
    Development "development" "plan development" "ALL" Development Makes::Half;
    /// Progress against milestones.
    ProgressMilestones "progress_milestones" "progress against milestones" "miles" Progress Criteria(&["F13-MIL-3", "F13-MIL-4"]);
    /// Progress against KPIs of quality.
    KpisQuality "kpis_quality" "KPIs of quality" "qual" Progress Kpis(KpiType::Quality);
    /// Progress against KPIs of activity.
    KpisActivity "kpis_activity" "KPIs of activity" "activ" Progress Kpis(KpiType::Activity);
    /// Progress against KPIs of workforce.
    KpisWorkforce "kpis_workforce" "KPIs of workforce" "workf" Progress Kpis(KpiType::Workforce);
    /// Progress against KPIs of finance.
    KpisFinance "kpis_finance" "KPIs of finance" "KPI £" Progress Kpis(KpiType::Finance);
    /// Progress against KPIs of all types together: what counts once in the progress half.
    ProgressKpis "progress_kpis" "progress against KPIs" "" Progress Criteria(&["F13-KPI-3", "F13-KPI-4"]);
    /// Financial progress.
    Finance "finance" "finance" "money" Progress Finance(&["F13-FIN-5", "F13-FIN-6"]);
    /// Risk management.
    MonitoringRisks "monitoring_risks" "monitoring risks" "risks" Progress Criteria(&["F13-RSK-2"]);
    /// Progress overall.
    Progress "progress" "progress" "ALL" Progress Makes::Half;
    /// Both halves.
    Overall "overall" "overall" "BOTH" Progress Both;
}

impl CardColumn {
    fn declared(self) -> &'static Declared {
        &DECLARED[self as usize]
    }

    /// Its name in a sentence.
    pub fn name(self) -> &'static str {
        self.declared().name
    }

    /// Its heading on the page.
    pub fn heading(self) -> &'static str {
        self.declared().heading
    }

    /// The half it stands in.
    pub fn half(self) -> Half {
        self.declared().half
    }

    /// What makes its colour.
    pub fn makes(self) -> Makes {
        self.declared().makes
    }

    /// The criteria of Figure 13 that it holds, where it counts in its half.
    pub fn criteria(self) -> &'static [&'static str] {
        match self.makes() {
            Criteria(ids) | Finance(ids) => ids,
            _ => &[],
        }
    }

    /// The columns that count in a half: development, then progress.
    pub fn counted() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|column| !column.criteria().is_empty())
    }

    /// The columns that a reader is shown.
    pub fn shown() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|column| !column.heading().is_empty())
    }

    /// The column that holds a criterion of Figure 13.
    pub fn holding(code: &str) -> Option<Self> {
        Self::counted().find(|column| column.criteria().contains(&code))
    }
}

/// The colour of every column of a line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CardRatings([Rating; CardColumn::ALL.len()]);

impl FromIterator<(CardColumn, Rating)> for CardRatings {
    fn from_iter<I: IntoIterator<Item = (CardColumn, Rating)>>(all: I) -> Self {
        let mut ratings = Self::default();
        all.into_iter().for_each(|(column, rating)| ratings[column] = rating);
        ratings
    }
}

impl Index<CardColumn> for CardRatings {
    type Output = Rating;

    fn index(&self, column: CardColumn) -> &Rating {
        &self.0[column as usize]
    }
}

impl IndexMut<CardColumn> for CardRatings {
    fn index_mut(&mut self, column: CardColumn) -> &mut Rating {
        &mut self.0[column as usize]
    }
}

impl Serialize for CardRatings {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        CardColumn::shown().try_for_each(|column| map.serialize_entry(column.word(), &self[column]))?;
        map.end()
    }
}

impl JsonSchema for CardRatings {
    fn schema_name() -> Cow<'static, str> {
        "CardRatings".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut properties = serde_json::Map::new();
        for column in CardColumn::shown() {
            let mut rating = generator.subschema_for::<Rating>();
            rating.insert("description".to_owned(), column.declared().meaning.trim().into());
            properties.insert(column.word().to_owned(), rating.into());
        }
        let required: Vec<&str> = CardColumn::shown().map(CardColumn::word).collect();
        json_schema!({ "type": "object", "properties": properties, "required": required })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::criteria::figure_13;
    use crate::words::Words;

    #[test]
    fn every_criterion_of_figure_13_counts_in_one_column() {
        for criterion in figure_13::SECTIONS.iter().flat_map(|section| section.iter()) {
            let held = CardColumn::counted().filter(|column| column.criteria().contains(&criterion.id));
            assert_eq!(held.count(), 1, "{}", criterion.id);
        }
        assert_eq!(CardColumn::of_word("progress_kpis").map(CardColumn::heading), Some(""));
    }
}
