//! Whether a grid of years across lists themes beside the measures of an organisation. Then its rows are
//! schemes, and the challenge is one row among them; else each row is a measure, and one that is not known by
//! its words is asked about.

use super::{Mapping, Recognition, RowMeaning, names};
use crate::plan::fields::years;
use crate::plan::heading::Heading;
use crate::plan::line::Line;
use crate::plan::vocabulary::rows::{RowMeasure, Says, row_measure, says};
use crate::plan::vocabulary::{TotalName, total_name};

/// What a label of a row says.
enum Label {
    Challenge,
    Identified,
    Other,
    Total,
    Theme,
}

/// What the label of a row of years says by its words.
fn label(mapping: &Mapping, line: u32, text: &str) -> Label {
    let heading = Heading::new(text);
    match mapping.row(line, text) {
        Some(RowMeaning::Scheme(_)) => return Label::Theme,
        Some(RowMeaning::Total | RowMeaning::SubTotal) => return Label::Total,
        Some(RowMeaning::Ignore | RowMeaning::Section | RowMeaning::Heading) => return Label::Other,
        Some(RowMeaning::Challenge | RowMeaning::Identified | RowMeaning::Organisation(_)) | None => {}
    }
    match names::years_label(mapping, line, &heading) {
        Some(years::CHALLENGE) => Label::Challenge,
        Some(years::IDENTIFIED) => Label::Identified,
        Some(_) => Label::Other,
        None => match row_measure(text) {
            Some(RowMeasure::Challenge | RowMeasure::GapToClose) => Label::Challenge,
            Some(RowMeasure::Identified) => Label::Identified,
            Some(RowMeasure::Left) => Label::Other,
            None => match total_name(text) {
                Some(TotalName::OfWhich) => Label::Other,
                Some(named) if named.is_sure() => Label::Total,
                _ => Label::Theme,
            },
        },
    }
}

impl Recognition<'_> {
    /// Whether rows beside the measures are themes: their sum is what is identified, or the printed total; or
    /// nothing says what is identified, and they are several that do not make up the challenge.
    pub(super) fn holds_themes(&self, across: &[usize]) -> bool {
        let (mut themes, mut count) = (Line::none(across.len()), 0);
        let (mut sums, mut challenges, mut said) = (Vec::new(), Vec::new(), false);
        let mut identified = false;
        for row in self.data_rows() {
            let text = self.grid.text(row, 0).trim();
            let line = Line::of(across, |at| self.figure(row, at));
            if text.is_empty() || !line.filled() {
                continue;
            }
            match label(self.mapping, self.grid.line(row), text) {
                Label::Challenge => challenges.push(line),
                Label::Identified => {
                    identified = true;
                    sums.push(line);
                }
                Label::Total => sums.push(line),
                Label::Other => {}
                Label::Theme => {
                    let meaning = self.mapping.row(self.grid.line(row), text);
                    said |= matches!(meaning, Some(RowMeaning::Scheme(_)));
                    count += usize::from(says(text) != Some(Says::Challenge));
                    themes.add(&line);
                }
            }
        }
        let several = count > 1 && !identified && !challenges.is_empty();
        said || count > 0 && sums.iter().any(|sum| sum.is(&themes))
            || several && !challenges.iter().any(|challenge| challenge.is(&themes))
    }
}
