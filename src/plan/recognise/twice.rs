//! Two columns that mean the same.

use super::assign::{candidates, spanned};
use super::{Recognition, Use};
use crate::plan::fields::{Kind, TableId};
use crate::problem::Problem;

impl Recognition<'_> {
    /// Two columns of amounts that mean the same: nothing says which one counts.
    pub(super) fn named_twice(&self, table: TableId) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (at, column) in self.columns.iter().enumerate() {
            if column.used != Use::Unused || !self.profile(at).is_numeric() {
                continue;
            }
            let ids = [true, false].into_iter().flat_map(|own| candidates(column.meanings, table, own));
            let spanned =
                spanned(&column.words).filter(|_| table == TableId::Schemes && column.words.period.is_none());
            let amounts = ids.chain(spanned).filter(|id| id.declaration().kind == Kind::Amount);
            let taken = amounts.into_iter().find_map(|id| Some((id, self.position(id)?)));
            let Some((id, other)) = taken else { continue };
            let first = &self.columns[other];
            let raw = &column.heading.raw;
            let what = format!("\"{}\" and \"{raw}\" both mean `{}`", first.heading.raw, id.name());
            let mend = if first.heading.plain == column.heading.plain {
                "give the two columns different headings".to_owned()
            } else {
                format!("leave one of them out: --map \"{raw}=ignore\"")
            };
            problems.push(Problem::contradiction(column.place, what, first.place, mend));
        }
        problems
    }
}
