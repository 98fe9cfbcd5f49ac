//! Two columns that mean the same.

use super::assign::{candidates, spanned};
use super::{Recognition, Use};
use crate::plan::fields::{Kind, TableId};
use crate::problem::{Problem, ProblemKind};

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
            let taken =
                ids.chain(spanned).filter(|id| id.declaration().kind == Kind::Amount).find_map(|id| {
                    let other = self.position(id)?;
                    Some((id, other))
                });
            let Some((id, other)) = taken else { continue };
            let first = &self.columns[other];
            problems.push(Problem::new(
                column.place,
                ProblemKind::Contradiction {
                    what: format!(
                        "\"{}\" and \"{}\" both mean `{}`",
                        first.heading.raw,
                        column.heading.raw,
                        id.name()
                    ),
                    other: first.place,
                    mend: if first.heading.plain == column.heading.plain {
                        "give the two columns different headings".to_owned()
                    } else {
                        format!("leave one of them out: --map \"{}=ignore\"", column.heading.raw)
                    },
                },
            ));
        }
        problems
    }
}
