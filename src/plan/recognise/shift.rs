//! Headings that do not stand over their figures: what happens to a table when a merged cell is
//! exported. It is refused with the shift named; nothing is guessed.

use super::{Content, Recognition, Use};
use crate::plan::fields::Kind;
use crate::problem::Problem;
use std::collections::BTreeMap;

impl Recognition<'_> {
    /// The problem, when a heading of amounts stands over names and amounts stand under no heading.
    pub(super) fn shifted(&self) -> Option<Problem> {
        let (grid, columns) = (self.grid, &self.columns);
        let half = self.data_rows().count() / 2;
        let is_figure = |held: &Content| matches!(held, Content::Figure(_));
        let over_words = columns.iter().enumerate().find(|(at, column)| {
            let amounts = matches!(column.used, Use::Field(id) if id.declaration().kind == Kind::Amount)
                || column.heading.plain.starts_with("original ");
            amounts && self.profile(*at).count(|held| *held == Content::Words) > half
        })?;
        let unheaded = (0..self.profiles.width()).find(|at| {
            columns.get(*at).is_none_or(|column| column.heading.raw.is_empty())
                && self.profile(*at).count(is_figure) > half
        })?;
        let is_figure_or_dash = |held| matches!(held, Content::Figure(_) | Content::NoFigure);
        let first_figure =
            |row: usize| (0..grid.width(row)).find(|at| is_figure_or_dash(self.profiles.content(row, *at)));
        let mut starts: BTreeMap<usize, usize> = BTreeMap::new();
        for start in self.data_rows().filter_map(first_figure) {
            *starts.entry(start).or_default() += 1;
        }
        let usual = starts.iter().max_by_key(|(_, count)| **count).map_or(0, |(start, _)| *start);
        let odd: Vec<String> = self
            .data_rows()
            .filter_map(|row| first_figure(row).filter(|start| *start > usual).map(|start| (row, start)))
            .map(|(row, start)| {
                let name = grid.row(row).find(|text| !text.is_empty()).unwrap_or("");
                format!("the row `{name}` begins its figures {} cells further right", start - usual)
            })
            .collect();
        let mut what = format!(
            "the headings are shifted: \"{}\" stands over names, and the figures of column {} stand under no heading, so each heading is one column to the left of its figures",
            over_words.1.heading.raw,
            unheaded + 1
        );
        if !odd.is_empty() {
            what = format!("{what}; {}", odd.join("; "));
        }
        Some(Problem::layout(
            over_words.1.place,
            what,
            "move the headings (and the rows named) so that each heading stands over its own figures, as in the paper",
        ))
    }
}
