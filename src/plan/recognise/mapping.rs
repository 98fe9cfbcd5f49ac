//! The user's mapping: their headings and row labels, and what they mean (`--map`, `[columns]`,
//! `[rows]`).

use super::assign::spanned;
use super::{Recognised, Recognition, Use};
use crate::calendar::{FinancialYear, parse_year};
use crate::nearest::nearest;
use crate::plan::Measure;
use crate::plan::fields::TABLES;
use crate::plan::heading::{Heading, Words, plain};
use crate::problem::Problem;
use crate::words::{Words as _, words};

/// The user's mapping: their headings and row labels, and what they mean.
#[derive(Debug, Clone, Default)]
pub struct Mapping(Vec<(String, String)>);

words! {
    /// What a heading may be mapped to that is no column.
    pub(super) enum HeadingMeaning { Month = "month", Year = "year", Total = "total", Ignore = "ignore", }
}

words! {
    /// What a row label may be mapped to.
    pub enum RowMeaning {
        Scheme = "scheme", Total = "total", SubTotal = "subtotal", Section = "section", Ignore = "ignore",
    }
}

impl Mapping {
    /// A mapping from pairs of their words and ours.
    pub fn new(pairs: &[(String, String)]) -> Self {
        Self(
            pairs.iter().map(|(theirs, ours)| (plain(theirs).into_owned(), ours.trim().to_owned())).collect(),
        )
    }

    /// What the user says a heading or label means.
    pub fn get(&self, heading: &Heading) -> Option<&str> {
        if self.0.is_empty() {
            return None;
        }
        let raw = plain(&heading.raw);
        self.0
            .iter()
            .rev()
            .find(|(theirs, _)| !theirs.is_empty() && (*theirs == heading.plain || *theirs == raw))
            .map(|(_, ours)| ours.as_str())
    }

    /// What the user says a column means: by its whole heading, or by the last row of it.
    pub(super) fn of_column(&self, column: &Recognised) -> Option<&str> {
        self.get(&column.heading).or_else(|| self.get(&column.own))
    }

    /// The organisation that a heading is mapped to.
    pub(super) fn organisation(&self, column: &Recognised) -> Option<&str> {
        self.of_column(column)?.strip_prefix("organisation:").map(str::trim)
    }

    /// What the user says the rows with this name are.
    pub fn row(&self, name: &str) -> Option<RowMeaning> {
        if self.0.is_empty() {
            return None;
        }
        RowMeaning::of_word(self.get(&Heading::new(name))?)
    }

    /// The financial year of months that name none: `--map "year=2011/12"`.
    pub(super) fn year(&self) -> Option<FinancialYear> {
        self.0.iter().rev().filter(|(theirs, _)| theirs == "year").find_map(|(_, ours)| parse_year(ours))
    }
}

/// Whether this is a column of ours, of whatever table.
fn is_column(ours: &str) -> bool {
    let name = ours.rsplit('.').next().unwrap_or(ours);
    TABLES.iter().any(|table| table.column(name).is_some())
}

impl Recognition<'_> {
    /// Columns that the user maps to a total, to a measure in a period, or to nothing.
    pub(super) fn settle_mapped(&mut self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for at in 0..self.columns.len() {
            let column = &self.columns[at];
            let Some(ours) = self.mapping.of_column(column) else { continue };
            if column.used != Use::Unused {
                continue;
            }
            let words = Words::of(ours);
            match HeadingMeaning::of_word(ours) {
                Some(HeadingMeaning::Ignore) => self.columns[at].used = Use::Ignored,
                Some(HeadingMeaning::Total) => {
                    let measure = column.words.measure().filter(|_| !column.words.others);
                    self.columns[at].used = Use::Total(measure.unwrap_or(Measure::Plan));
                }
                Some(HeadingMeaning::Month | HeadingMeaning::Year) if column.words.period.is_some() => {}
                _ if words.understood() && (words.period.is_some() || words.span.is_some()) => {
                    self.columns[at].words = words;
                    if let (None, Some(id)) = (words.period, spanned(&words))
                        && self.position(id).is_none()
                    {
                        self.columns[at].used = Use::Field(id);
                    }
                }
                _ if is_column(ours) => {
                    let what = format!(
                        "`{}` is mapped to `{ours}`, which another column is already, or which this table has \
                         not",
                        column.heading.raw
                    );
                    let mend =
                        "map one column only to it, or leave the other out: --map \"Their heading=ignore\"";
                    problems.push(Problem::layout(column.place, what, mend));
                }
                _ => {
                    let names = TABLES.iter().flat_map(|table| table.columns).map(|column| column.name);
                    problems.push(Problem::unknown(column.place, "column of that name", ours, names));
                }
            }
        }
        problems
    }
}

/// Whether a word of ours means anything to a reader: a column, `month`, `year`, `total`, `ignore`,
/// what a row is, an organisation, a financial year, or a measure in a period (`Apr-11 actual`).
pub(crate) fn is_meaning(ours: &str) -> bool {
    let ours = ours.trim();
    HeadingMeaning::WORDS.contains(&ours)
        || RowMeaning::WORDS.contains(&ours)
        || ours.strip_prefix("organisation:").is_some_and(|name| !name.trim().is_empty())
        || is_column(ours)
        || parse_year(ours).is_some()
        || Words::of(ours).understood()
}

/// The column that was meant by a word that means nothing.
pub(crate) fn nearest_meaning(ours: &str) -> Option<String> {
    let name = ours.rsplit('.').next().unwrap_or(ours);
    nearest(name, TABLES.iter().flat_map(|table| table.columns).map(|column| column.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meaning_is_a_column_a_period_or_a_word_of_ours() {
        for ours in
            ["plan_ytd", "schemes.plan_ytd", "month", "ignore", "organisation:A", "Apr-11 actual", "2011/12"]
        {
            assert!(is_meaning(ours), "{ours}");
        }
        for ours in ["", "plam_ytd", "organisation:", "nonsense"] {
            assert!(!is_meaning(ours), "{ours}");
        }
    }
}
