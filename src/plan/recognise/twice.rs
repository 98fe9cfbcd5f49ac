//! Two columns that mean the same.

use super::assign::{candidates, spanned};
use super::{Content, Recognition};
use crate::plan::account::Amounts;
use crate::plan::fields::{Kind, TableId};
use crate::plan::heading::Span;
use crate::problem::{Choice, Problem, Question};

impl Recognition<'_> {
    /// Two columns of amounts that mean the same: nothing says which one counts.
    pub(super) fn named_twice(&self, table: TableId) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (at, column) in self.columns.iter().enumerate() {
            let is_month = column.words.span == Some(Span::InMonth);
            if is_month || !self.is_free_amount(at) {
                continue;
            }
            let ids = [true, false].into_iter().flat_map(|own| candidates(column.meanings, table, own));
            let spanned =
                spanned(&column.words).filter(|_| table == TableId::Schemes && column.words.period.is_none());
            let amounts = ids.chain(spanned).filter(|id| id.declaration().kind == Kind::Amount);
            let taken = amounts.into_iter().find_map(|id| Some((id, self.position(id)?)));
            let Some((id, other)) = taken else { continue };
            let what = format!(
                "{} and {} both mean `{}`, and one only can count: {} and {}",
                self.called(other),
                self.called(at),
                id.name(),
                self.held(other),
                self.held(at)
            );
            let leave = |out: usize, other: usize| {
                Choice::column(out, "ignore", format!("{} counts", self.called(other)))
            };
            let choices = vec![leave(at, other), leave(other, at)];
            problems.push(Problem::open(column.place, Question::UnreadAmounts, what, choices));
        }
        problems
    }

    /// How many amounts a column holds, and their sum as they are written.
    fn held(&self, at: usize) -> String {
        let mut amounts = Amounts::default();
        for held in self.profile(at).cells() {
            if let Content::Figure(amount) = held {
                amounts.add(amount.value);
            }
        }
        amounts.said(None)
    }
}
