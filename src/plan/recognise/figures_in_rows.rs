//! Figures that stand in rows, and trackers that have none.

use super::{Recognition, Use};
use crate::plan::fields::{savings, schemes};
use crate::plan::heading::{Figure, Words, plain};
use crate::problem::{Problem, Question};

impl Recognition<'_> {
    /// A tracker none of whose columns holds plans, actuals or forecasts: they stand in rows, or
    /// under other headings.
    pub(super) fn without_amounts(&self) -> Option<Problem> {
        if self.columns.iter().any(|column| Self::is_amount(&column.used)) {
            return None;
        }
        let what = "no column of this tracker is a plan, an actual or a forecast";
        let choices = self.offers_of_amounts(&[savings::PLAN.name(), savings::ACTUAL.name()]);
        let open = || Problem::open(self.place(), Question::Layout, what, choices);
        let instead = "give columns `plan`, `actual` or `forecast`";
        self.figures_in_rows().or_else(|| Some(open().instead(instead)))
    }

    /// The same of a list of schemes with periods across.
    pub(super) fn figures_in_rows_of_series(&self) -> Option<Problem> {
        let series = self.columns.iter().any(|column| matches!(column.used, Use::Series(..)));
        if series { self.figures_in_rows() } else { None }
    }

    /// Rows that are figures (`Plan`, `Actual`) and not schemes: one scheme over several rows.
    pub(super) fn figures_in_rows(&self) -> Option<Problem> {
        let figure = |text: &str| {
            let words = Words::of(text);
            words.figure.filter(|_| words.period.is_none() && !words.others)
        };
        let is_measure = |text: &str| matches!(figure(text), Some(Figure::Of(_)));
        let is_figure = |text: &str| is_measure(text) || figure(text) == Some(Figure::Variance);
        (0..self.columns.len()).find_map(|at| {
            let label = matches!(self.columns[at].used, Use::Unused | Use::Field(schemes::SCHEME | schemes::NAME));
            let mut cells = self.texts(at);
            let (first, second) = (cells.next()?, cells.next()?);
            let both = is_measure(first) && is_measure(second);
            let all = label && both && plain(first) != plain(second) && [first, second].into_iter().chain(cells).all(is_figure);
            all.then(|| {
                let heading = crate::cutting::cell(&self.columns[at].heading.raw);
                let what =
                    format!("the rows under \"{heading}\" are figures (`{first}`, `{second}`), not schemes");
                let mend = "write one row for each scheme, with the figures side by side (Apr-11 plan, Apr-11 \
                            actual), or one row for each scheme and month";
                Problem::layout(self.grid.place(self.first_row, at), what, mend)
            })
        })
    }
}
