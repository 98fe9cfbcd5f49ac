//! The half of an entry that is ours: what a heading, a column or a row means, with its unit.

use crate::calendar::{FinancialYear, Period, parse_year};
use crate::money::Unit;
use crate::nearest::nearest;
use crate::plan::fields::{Column, ColumnId, TABLES, TableId};
use crate::plan::heading::{PeriodName, Words, take_unit};

/// What the user says that a heading, a column or a row means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ours {
    /// As it is written.
    pub said: String,
    /// What it means.
    pub meaning: Meaning,
    /// The unit of its amounts.
    pub unit: Option<Unit>,
}

/// A meaning, of a column or of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// A column of ours: of the table that is named, else of whichever table has it.
    Column {
        /// The table that is named.
        table: Option<TableId>,
        /// The column's name.
        name: &'static str,
    },
    /// A measure in a period or to date, as headings say it: `2011/12`, `Apr-11 actual`.
    Figure(Words),
    /// Its cells, or the period over it, are months.
    Month,
    /// They are years.
    Year,
    /// A total: compared, not added.
    Total,
    /// A row that is a total over some of the rows above.
    SubTotal,
    /// A row that labels the rows below.
    Section,
    /// A row of headings.
    Heading,
    /// A scheme of this name.
    Scheme(String),
    /// The amounts of this organisation.
    Organisation(String),
    /// Nothing: left out by the user's word.
    Ignore,
}

/// What the user says that a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowMeaning<'a> {
    /// A scheme, of the name that the user gives it.
    Scheme(Option<&'a str>),
    /// A total over everything above.
    Total,
    /// A total over some of the rows above.
    SubTotal,
    /// It labels the rows below.
    Section,
    /// The financial challenge of the organisation: not a scheme.
    Challenge,
    /// The savings identified by the organisation: not a scheme.
    Identified,
    /// It names the organisation of the rows below, or whose amounts it holds.
    Organisation(&'a str),
    /// It holds the headings.
    Heading,
    /// Nothing: left out by the user's word.
    Ignore,
}

impl RowMeaning<'_> {
    /// Every meaning of a row, those with a name without it.
    pub const ALL: [Self; 8] = [
        Self::Scheme(None),
        Self::Total,
        Self::SubTotal,
        Self::Section,
        Self::Challenge,
        Self::Identified,
        Self::Heading,
        Self::Ignore,
    ];

    /// The word for it, without a name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Scheme(_) => "scheme",
            Self::Total => "total",
            Self::SubTotal => "subtotal",
            Self::Section => "section",
            Self::Challenge => "challenge",
            Self::Identified => "identified",
            Self::Organisation(_) => "organisation",
            Self::Heading => "heading",
            Self::Ignore => "ignore",
        }
    }
}

/// The meanings that are one word, and no column.
const WORDS: [(&str, Meaning); 7] = [
    ("month", Meaning::Month),
    ("year", Meaning::Year),
    ("total", Meaning::Total),
    ("subtotal", Meaning::SubTotal),
    ("section", Meaning::Section),
    ("heading", Meaning::Heading),
    ("ignore", Meaning::Ignore),
];

impl Ours {
    /// Understands a meaning; `None` where it means nothing to a reader.
    pub fn of(said: &str) -> Option<Self> {
        let said = said.trim();
        if let Some((key, name)) = said.split_once(':') {
            let name = Some(name.trim().to_owned()).filter(|name| !name.is_empty())?;
            let meaning = match key.trim() {
                "organisation" => Meaning::Organisation(name),
                "scheme" => Meaning::Scheme(name),
                _ => return None,
            };
            return Some(Self { said: said.to_owned(), meaning, unit: None });
        }
        let (text, unit) = if said.contains('£') { take_unit(said) } else { (said.to_owned(), None) };
        let meaning = Meaning::of(text.trim())?;
        Some(Self { said: said.to_owned(), meaning, unit })
    }

    /// The financial year that is said.
    pub(super) fn said_year(&self) -> Option<FinancialYear> {
        parse_year(&self.said)
    }
}

impl Meaning {
    fn of(text: &str) -> Option<Self> {
        let of_words = WORDS.iter().find(|(word, _)| *word == text);
        if let Some((_, meaning)) = of_words {
            return Some(meaning.clone());
        }
        if let Some(column) = column(text) {
            return Some(column);
        }
        let words = Words::of(text);
        if words.understood() {
            return Some(Self::Figure(words));
        }
        let period = Some(PeriodName::Plain(Period::Year(parse_year(text)?)));
        Some(Self::Figure(Words { period, ..Words::default() }))
    }

    /// The name of the column of ours that is meant.
    pub fn column(&self) -> Option<&'static str> {
        match self {
            Self::Column { name, .. } => Some(name),
            Self::Year => Some("year"),
            _ => None,
        }
    }

    /// The column of a table that is meant.
    pub fn column_of(&self, table: TableId) -> Option<ColumnId> {
        if let Self::Column { table: Some(named), .. } = self
            && *named != table
        {
            return None;
        }
        table.declaration().column(self.column()?).map(|column| column.id)
    }

    /// What it says of a row.
    pub fn of_row(&self) -> Option<RowMeaning<'_>> {
        Some(match self {
            Self::Column { name: "scheme", .. } => RowMeaning::Scheme(None),
            Self::Column { name: "challenge", .. } => RowMeaning::Challenge,
            Self::Column { name: "identified", .. } => RowMeaning::Identified,
            Self::Scheme(name) => RowMeaning::Scheme(Some(name)),
            Self::Organisation(name) => RowMeaning::Organisation(name),
            Self::Total => RowMeaning::Total,
            Self::SubTotal => RowMeaning::SubTotal,
            Self::Section => RowMeaning::Section,
            Self::Heading => RowMeaning::Heading,
            Self::Ignore => RowMeaning::Ignore,
            Self::Column { .. } | Self::Figure(_) | Self::Month | Self::Year => return None,
        })
    }
}

/// A column of ours, of whatever table: `plan_ytd`, `schemes.plan_ytd`.
fn column(text: &str) -> Option<Meaning> {
    let (table, name) = match text.split_once('.') {
        Some((table, name)) => (Some(TableId::by_name(table)?), name),
        None => (None, text),
    };
    let of = |id: TableId| id.declaration().column(name);
    let column: &'static Column = match table {
        Some(table) => of(table)?,
        None => TABLES.iter().find_map(|table| table.column(name))?,
    };
    Some(Meaning::Column { table, name: column.name })
}

/// The column or word that was meant by a word that means nothing.
pub(crate) fn nearest_meaning(ours: &str) -> Option<String> {
    let name = ours.rsplit('.').next().unwrap_or(ours);
    let names = TABLES.iter().flat_map(|table| table.columns).map(|column| column.name);
    nearest(name, names.chain(WORDS.iter().map(|(word, _)| *word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meaning_is_a_column_a_period_or_a_word_of_ours() {
        for ours in [
            "plan_ytd",
            "schemes.plan_ytd",
            "month",
            "ignore",
            "organisation:A",
            "scheme:Wards",
            "Apr-11 actual",
            "forecast 2016/17",
            "2011/12",
            "heading",
        ] {
            assert!(Ours::of(ours).is_some(), "{ours}");
        }
        for ours in ["", "plam_ytd", "organisation:", "scheme: ", "nonsense", "risks.plan_ytd", "£m"] {
            assert!(Ours::of(ours).is_none(), "{ours}");
        }
    }

    #[test]
    fn a_meaning_may_state_the_unit() {
        let said = |ours: &str| Ours::of(ours).map(|ours| (ours.meaning, ours.unit)).unwrap();
        let column = |name| Meaning::Column { table: None, name };
        assert_eq!(said("plan_year £m"), (column("plan_year"), Some(Unit::Millions)));
        assert_eq!(said("challenge £000"), (column("challenge"), Some(Unit::Thousands)));
        assert_eq!(said("plan_year"), (column("plan_year"), None));
        assert_eq!(said("organisation:A £m").1, None, "a name holds what it holds");
    }

    #[test]
    fn what_is_said_of_a_row() {
        let of = |ours: &str| Ours::of(ours).unwrap();
        assert_eq!(of("scheme").meaning.of_row(), Some(RowMeaning::Scheme(None)));
        assert_eq!(of("scheme:Wards").meaning.of_row(), Some(RowMeaning::Scheme(Some("Wards"))));
        assert_eq!(of("identified").meaning.of_row(), Some(RowMeaning::Identified));
        assert_eq!(of("plan_ytd").meaning.of_row(), None);
    }
}
