//! What a submission itself states of its finance: compared, never counted.

use crate::explanation::Assessed;
use crate::explanation::subject::Subject;
use crate::location::Place;
use crate::money::Money;
use crate::names::same;
use crate::plan::fields::{ColumnId, schemes, workstreams};
use crate::plan::{Plan, Row, TotalOver, Value};
use crate::rating::Rating;
use schemars::JsonSchema;
use serde::Serialize;

/// A figure as the submission states it, beside the computed one.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StatedFigure {
    /// What it states.
    pub what: String,
    /// The figure.
    pub value: StatedValue,
    /// Where.
    pub place: String,
}

/// What a submission states.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum StatedValue {
    /// An amount.
    Amount(Money),
    /// A percentage.
    Percent(String),
    /// A rating, and whether the computed colour agrees with it.
    Rating {
        /// The word.
        word: &'static str,
        /// Whether the computed colour is the same.
        agrees: bool,
    },
}

impl Assessed<'_> {
    /// What the submission states of the subject.
    pub(super) fn stated(&self, plan: &Plan, subject: &Subject, computed: Rating) -> Vec<StatedFigure> {
        let figure = |what: &str, value: StatedValue, place: Place| StatedFigure {
            what: what.to_owned(),
            value,
            place: self.place(place),
        };
        let rating = |what: &str, row: &Row, column: ColumnId| {
            row.rag(column).map(|stated| {
                let value = StatedValue::Rating { word: stated.word(), agrees: stated.agrees(computed) };
                figure(what, value, row.place_of(column))
            })
        };
        let totals = |is_level: &dyn Fn(&TotalOver) -> bool| -> Vec<StatedFigure> {
            let own = plan.stated.iter().filter(|total| is_level(&total.over));
            own.map(|total| {
                let period = total.period.map_or_else(String::new, |period| format!(" {period}"));
                let what = format!("total {}{period}", total.column.name());
                figure(&what, StatedValue::Amount(total.amount.value), total.place)
            })
            .collect()
        };
        match subject {
            Subject::Scheme(_, at) => {
                let Some(scheme) = plan.schemes.get(*at) else { return Vec::new() };
                let cells = [schemes::VARIANCE_YTD, schemes::PERCENT_YTD]
                    .into_iter()
                    .filter_map(|column| Some((column, scheme.row.cell(column)?)));
                let figures = cells.filter_map(|(column, cell)| {
                    let value = match &cell.value {
                        Value::Amount(amount) => StatedValue::Amount(amount.value),
                        Value::Number(number) => StatedValue::Percent(number.normalize().to_string()),
                        _ => return None,
                    };
                    Some(figure(column.name(), value, cell.place))
                });
                figures.chain(rating("rating", &scheme.row, schemes::RAG)).collect()
            }
            Subject::Workstream(_, name) => {
                let row = plan.workstream(name);
                let stated = row.and_then(|row| rating("finance rating", row, workstreams::RAG_FINANCE));
                let is_own =
                    |over: &TotalOver| matches!(over, TotalOver::Workstream(other) if same(other, name));
                stated.into_iter().chain(totals(&is_own)).collect()
            }
            _ => {
                let rated = plan.stated_ratings.iter().filter(|own| own.over == TotalOver::Plan);
                let rated = rated.map(|own| {
                    let word = own.rating.word();
                    let value = StatedValue::Rating { word, agrees: own.rating.agrees(computed) };
                    figure("total rating", value, own.place)
                });
                rated.chain(totals(&|over| matches!(over, TotalOver::Plan))).collect()
            }
        }
    }
}
