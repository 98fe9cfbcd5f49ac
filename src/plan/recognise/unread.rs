//! Columns that are not read: each is named, with the nearest known name; nothing is ignored in
//! silence.

use super::{Recognition, Shape, Use, names};
use crate::nearest::offer;
use crate::plan::fields::{ColumnId, REVIEW_NOTES, TableId, totals};
use crate::plan::heading::{Figure, Heading, Span, plain};
use crate::plan::vocabulary::is_remark;

impl Recognition<'_> {
    /// Notes on the columns that nothing is read from.
    pub(super) fn note_unread(&mut self, shape: Shape) {
        let table = shape.table().unwrap_or(TableId::Schemes);
        for at in 0..self.columns.len() {
            let column = &self.columns[at];
            let heading = crate::cutting::cell(&column.heading.raw);
            let text = match column.used {
                Use::Unused if is_help(table, column.own()) => continue,
                Use::Ignored => format!("the column \"{heading}\" is left out, as the mapping says"),
                Use::Unused if heading.is_empty() && !self.profile(at).has_figures() => continue, // the reading view lists it
                Use::Unused if heading.is_empty() => {
                    let cells = crate::words::count(self.profile(at).filled(), "cell");
                    format!("column {} has no heading: its {cells} are not read", at + 1)
                }
                Use::Unused if column.words.figure == Some(Figure::Variance) && column.words.understood() => {
                    format!("the column \"{heading}\" is not read: variances of periods are worked out")
                }
                Use::Unused if column.words.span == Some(Span::InMonth) && column.words.understood() => {
                    format!(
                        "the column \"{heading}\" is of the month alone, beside figures to date: not read"
                    )
                }
                Use::Unused if is_remark(&column.own().plain) => {
                    format!("the column \"{heading}\" holds remarks and is not read")
                }
                Use::Unused
                    if table == TableId::Totals && OF_PERIODS.contains(&column.own().plain.as_str()) =>
                {
                    let period = totals::PERIOD.name();
                    format!("the column \"{heading}\" is not read: of a total the column is `{period}`")
                }
                Use::Unused => {
                    let near = offer(names::nearest(table, column.own()).map(ColumnId::name));
                    format!("the column \"{heading}\" is not known{near}")
                }
                _ => continue,
            };
            self.notes.push((column.place, text));
        }
    }
}

/// What the column of a total's period is called in other tables, and often here.
const OF_PERIODS: [&str; 4] = ["year", "financial year", "quarter", "month"];

/// Whether a column is one of those that help a reader to judge, and that nothing is read from.
fn is_help(table: TableId, heading: &Heading) -> bool {
    matches!(table, TableId::Judgements | TableId::Exceptions)
        && REVIEW_NOTES.iter().any(|(name, _)| plain(name) == heading.plain)
}
