//! Totals as a submission prints them: over which schemes, and whose.

use super::Builder;
use crate::names::fold_spaces;
use crate::plan::fields::{TableId, savings, schemes};
use crate::plan::layout::{Record, RecordKind};
use crate::plan::recognise::{Recognised, Use};
use crate::plan::vocabulary::organisations::is_everybody;
use crate::plan::{StatedRating, StatedTotal, TotalOver, Value};
use std::collections::BTreeSet;

/// The organisation whose total it is; `None` for that of everything read, across organisations.
type Owner = Option<usize>;

impl Builder<'_> {
    /// Keeps what a total row or column states.
    pub(super) fn stated(&mut self, record: &Record, columns: &[Recognised]) {
        let Some((owner, over)) = self.over(record, columns) else {
            self.count_unanswered(record);
            return;
        };
        let draft = owner.unwrap_or(0);
        if self.drafts.get(draft).is_none() {
            return;
        }
        let row = self.row(record, columns, draft);
        let mut stated: Vec<StatedTotal> = Vec::new();
        for cell in &row.cells {
            if let Value::Amount(amount) = cell.value {
                stated.push(StatedTotal {
                    over: over.clone(),
                    column: cell.column,
                    period: row.period(savings::PERIOD),
                    amount,
                    place: cell.place,
                });
            }
        }
        let rated = row.cells.iter().find_map(|cell| match cell.value {
            Value::Rag(rating) if cell.column == schemes::RAG => {
                Some(StatedRating { over: over.clone(), rating, place: cell.place })
            }
            _ => None,
        });
        for point in record.series.iter().filter_map(|series| self.series(series, columns, draft)) {
            stated.extend(point.amount.map(|amount| StatedTotal {
                over: over.clone(),
                column: point.measure.column(),
                period: Some(point.period),
                amount,
                place: point.place,
            }));
        }
        if owner.is_none() {
            self.submission.stated.extend(stated);
        } else if over == TotalOver::Plan {
            let taken = self.current.taken.iter().flatten();
            let own = taken.filter(|(of, _)| *of == draft).map(|(_, at)| *at).collect();
            self.drafts[draft].grand.push(own);
            let grand = self.drafts[draft].grand.len() - 1;
            self.drafts[draft].stated_ratings.extend(rated.map(|rating| (rating, Some(grand))));
            self.drafts[draft].stated_grand.extend(stated.into_iter().map(|total| (total, grand)));
        } else {
            self.drafts[draft].stated.extend(stated);
            self.drafts[draft].stated_ratings.extend(rated.map(|rating| (rating, None)));
        }
    }

    /// What a total is over, and whose it is; `None` where nothing read answers to it.
    fn over(&mut self, record: &Record, columns: &[Recognised]) -> Option<(Owner, TotalOver)> {
        let label =
            record.fields.iter().find(|field| field.column == schemes::SCHEME).map_or("", |field| field.text);
        let across = columns.iter().any(|column| matches!(column.used, Use::Organisation(_)));
        if across && record.organisation.is_none() {
            return match record.kind {
                RecordKind::GrandTotal => Some((None, TotalOver::AllOrganisations)),
                RecordKind::SubTotal => None, // a sub-total across organisations: each one's is compared
                _ => Some((None, TotalOver::Organisations(fold_spaces(label)))),
            };
        }
        if record.table == TableId::Years {
            return Some((Some(self.owner(record)?), TotalOver::AllYears));
        }
        if record.kind == RecordKind::AcrossTotal {
            let draft = self.owner(record)?;
            let at = self.drafts.get(draft)?.index_of(label)?;
            return Some((Some(draft), TotalOver::SchemeAllPeriods(at)));
        }
        if record.organisation.is_some() || self.names_organisation(record) {
            let draft = self.owner(record)?;
            return Some((Some(draft), self.over_rows(record, draft)));
        }
        // a total that names no organisation is of those whose rows it is over
        let drafts: BTreeSet<usize> = if record.table == TableId::Savings {
            let drafts = self.drafts.iter().enumerate();
            drafts.filter(|(_, d)| d.grids.contains(&self.current.grid)).map(|(at, _)| at).collect()
        } else {
            let inside = |order: usize| record.kind == RecordKind::GrandTotal || record.over.contains(&order);
            let taken = self.current.taken.iter().enumerate().filter(|(order, _)| inside(*order));
            taken.flat_map(|(_, taken)| taken.iter().map(|(draft, _)| *draft)).collect()
        };
        let mut drafts = drafts.into_iter();
        match (drafts.next(), drafts.next(), record.kind) {
            (Some(draft), None, _) => Some((Some(draft), self.over_rows(record, draft))),
            (Some(_), Some(_), RecordKind::GrandTotal) => Some((None, TotalOver::AllOrganisations)),
            _ => None,
        }
    }

    fn names_organisation(&self, record: &Record) -> bool {
        let column = crate::plan::recognise::organisation_column(record.table);
        record.fields.iter().any(|field| Some(field.column) == column && !is_everybody(field.text))
    }

    fn over_rows(&self, record: &Record, draft: usize) -> TotalOver {
        if record.kind == RecordKind::GrandTotal {
            return TotalOver::Plan;
        }
        let rows = record.over.iter().filter_map(|order| self.current.taken.get(*order)).flatten();
        TotalOver::Schemes(rows.filter(|(of, _)| *of == draft).map(|(_, at)| *at).collect())
    }
}
