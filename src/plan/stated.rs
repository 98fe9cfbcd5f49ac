//! Totals as stated: what a row of the `totals` table says, and the row that says it.

use super::fields::{ColumnId, TableId, schemes, totals};
use super::links::ids_of;
use super::{Cell, Plan, Row, Value};
use crate::calendar::Period;
use crate::location::Place;
use crate::money::Amount;
use crate::rating::Stated;

/// A total a submission prints, with what it is over. Never added in; compared.
#[derive(Debug, Clone, PartialEq)]
pub struct StatedTotal {
    pub over: TotalOver,
    pub column: ColumnId,
    pub period: Option<Period>,
    pub amount: Amount,
    pub place: Place,
}

/// A rating that a total row states, with what it is over. Compared, never counted.
#[derive(Debug, Clone, PartialEq)]
pub struct StatedRating {
    pub over: TotalOver,
    pub rating: Stated,
    pub place: Place,
}

/// What a stated total is over.
#[derive(Debug, Clone, PartialEq)]
pub enum TotalOver {
    /// Every scheme inside the plan's total.
    Plan,
    Workstream(Box<str>),
    /// These schemes (indices into [`Plan::schemes`]): a sub-total over the rows above it.
    Schemes(Vec<u32>),
    /// All periods of one scheme: a total column.
    SchemeAllPeriods(u32),
    /// All years of a `years` measure.
    AllYears,
    /// The same row across organisations: a total column over organisations.
    Organisations(Box<str>),
    /// Everything read, across organisations.
    AllOrganisations,
}

/// What a row states; `None` where it names no table, column or figure of ours.
pub(super) fn of_row(plan: &Plan, row: &Row) -> Option<StatedTotal> {
    total(row, |table| over_of_row(plan, row, table))
}

/// The rating that a row states of a total; `None` where it states none.
pub(super) fn rating_of_row(plan: &Plan, row: &Row) -> Option<StatedRating> {
    let over = over_of_row(plan, row, column_of(row)?.table);
    Some(StatedRating { over, rating: row.rag(totals::RATING)?, place: row.place_of(totals::RATING) })
}

fn over_of_row(plan: &Plan, row: &Row, table: TableId) -> TotalOver {
    match (row.text(totals::SCHEME), row.text(totals::WORKSTREAM), table) {
        (Some(ids), _, _) => {
            let known = ids_of(ids).filter_map(|id| plan.scheme_index(id));
            let schemes: Vec<u32> = known.filter_map(|at| u32::try_from(at).ok()).collect();
            match (schemes.as_slice(), row.period(totals::PERIOD)) {
                ([one], None) => TotalOver::SchemeAllPeriods(*one),
                _ => TotalOver::Schemes(schemes),
            }
        }
        (None, Some(workstream), _) => TotalOver::Workstream(workstream.into()),
        (None, None, TableId::Years) => TotalOver::AllYears,
        (None, None, _) => TotalOver::Plan,
    }
}

/// What a row states of all organisations.
pub(super) fn across_of_row(row: &Row) -> Option<StatedTotal> {
    total(row, |_| match row.text(totals::SCHEME) {
        Some(name) => TotalOver::Organisations(name.into()),
        None => TotalOver::AllOrganisations,
    })
}

fn total(row: &Row, over: impl Fn(TableId) -> TotalOver) -> Option<StatedTotal> {
    let column = column_of(row)?;
    let amount = row.amount(totals::STATED)?;
    let (period, place) = (row.period(totals::PERIOD), row.place_of(totals::STATED));
    Some(StatedTotal { over: over(column.table), column, period, amount, place })
}

/// The column of ours that a row states a total of.
pub fn column_of(row: &Row) -> Option<ColumnId> {
    let table = TableId::by_name(row.text(totals::TABLE)?)?.declaration();
    Some(table.column(&row.text(totals::COLUMN)?.trim().to_lowercase())?.id)
}

/// The row that states it; `None` where no row can: over schemes whose ids hold `;` or `:`, or over
/// none.
pub(super) fn to_row(plan: Option<&Plan>, stated: &StatedTotal) -> Option<Row> {
    let of = (stated.column, stated.period, stated.place);
    row_over(plan, &stated.over, of, (totals::STATED, Value::Amount(stated.amount)))
}

/// The row that states a rating; `None` likewise.
pub(super) fn rating_to_row(plan: &Plan, stated: &StatedRating) -> Option<Row> {
    let of = (schemes::RAG, None, stated.place);
    row_over(Some(plan), &stated.over, of, (totals::RATING, Value::Rag(stated.rating)))
}

fn row_over(
    plan: Option<&Plan>,
    over: &TotalOver,
    (column, period, place): (ColumnId, Option<Period>, Place),
    stated: (ColumnId, Value),
) -> Option<Row> {
    let text = |text: &str| Value::Text(text.into());
    let id = |at: &u32| {
        let id = &*plan?.schemes.get(*at as usize)?.id;
        (!id.contains([';', ':'])).then_some(id)
    };
    let over: Option<(ColumnId, Value)> = match over {
        TotalOver::Plan | TotalOver::AllYears | TotalOver::AllOrganisations => None,
        TotalOver::Workstream(name) => Some((totals::WORKSTREAM, text(name))),
        TotalOver::Organisations(name) => Some((totals::SCHEME, text(name))),
        TotalOver::SchemeAllPeriods(one) => Some((totals::SCHEME, text(id(one)?))),
        TotalOver::Schemes(schemes) => {
            let ids: Vec<&str> = schemes.iter().map(id).collect::<Option<_>>()?;
            Some((totals::SCHEME, text(&Some(ids.join("; ")).filter(|ids| !ids.is_empty())?)))
        }
    };
    let of = |(column, value)| Cell { column, value, place };
    let named = [
        (totals::TABLE, text(column.table.declaration().name)),
        (totals::COLUMN, text(column.name())),
        stated,
    ];
    let period = period.map(|period| (totals::PERIOD, Value::Period(period)));
    Some(Row::new(place, named.into_iter().chain(over).chain(period).map(of).collect()))
}
