//! A table of amounts by name is a list of schemes, whatever the heading over its names says: no heading
//! alone makes a table of money into one of words. What nothing names is asked about.

use super::assign::Assignment;
use super::names::{is_organisation, without_brackets};
use super::profile::Content;
use super::{Recognition, Use};
use crate::cutting::cell;
use crate::names::fold_spaces;
use crate::plan::fields::{TableId, VARIANCES};
use crate::plan::heading::{Heading, plain};
use crate::plan::vocabulary::figures::ordinal_year;
use crate::plan::vocabulary::speaks_of_savings;
use crate::problem::{Choice, Problem, Question};

/// Tables whose rows are sums of money, or are counted with them.
const OF_MONEY: [TableId; 6] =
    [TableId::Plan, TableId::Years, TableId::Inputs, TableId::Schemes, TableId::Savings, TableId::Totals];

impl Recognition<'_> {
    /// The columns of a list of schemes, where a table of amounts by name fits nothing else: no table,
    /// or one of words that only an alias makes of it.
    pub(super) fn amounts_by_name(
        &self,
        best: Option<(TableId, &Assignment)>,
        hinted: Option<TableId>,
    ) -> Option<Assignment> {
        if hinted.is_some_and(|table| table != TableId::Schemes) {
            return None;
        }
        if let Some((table, assigned)) = best {
            let required = table.declaration().columns.iter().filter(|column| column.required);
            let names: Vec<&str> = required.map(|column| column.name).collect();
            let by_alias = self.columns.iter().zip(&assigned.fields).all(|(column, id)| {
                id.is_none_or(|id| {
                    !names.contains(&id.name()) || column.heading.plain != Heading::new(id.name()).plain
                })
            });
            let money = self.has_money_beside(assigned);
            let is_lone = assigned.fields.iter().flatten().count() == 1;
            let only_named = [TableId::Workstreams, TableId::Assumptions, TableId::Plan].contains(&table);
            let by_name = is_lone && only_named || by_alias && !OF_MONEY.contains(&table);
            if !by_name || !money {
                return None;
            }
        }
        let schemes = self.assign(TableId::Schemes);
        let name = self.name_among(&schemes.fields)?;
        (0..self.columns.len()).any(|at| at != name && self.is_of_amounts(at)).then_some(schemes)
    }

    /// Whether a table of words has amounts beside its columns: no heading alone makes one of a table of money.
    pub(super) fn is_money_beside(&self, table: TableId, assigned: &Assignment) -> bool {
        !OF_MONEY.contains(&table) && self.has_money_beside(assigned)
    }

    fn has_money_beside(&self, assigned: &Assignment) -> bool {
        let free = |at: usize| assigned.fields.get(at).is_none_or(Option::is_none);
        (0..self.columns.len()).any(|at| free(at) && self.is_of_amounts(at))
    }

    /// Amounts under years or months alone, in a table that nowhere says that they are savings.
    pub(super) fn not_said_to_be_savings(&self) -> Option<Problem> {
        let labels = || (0..self.columns.len().min(2)).flat_map(|at| self.texts(at));
        let is_said = self.guidance.measure_is_savings
            || self.speaks_of_savings()
            || labels().any(|label| speaks_of_savings(&plain(label)));
        let period = self.columns.iter().find(|column| {
            let words = &column.words;
            words.period.is_some() && !words.others && words.figure.is_none() && column.mapped.is_none()
        })?;
        (!is_said).then(|| {
            let what =
                format!("nothing says that the amounts under \"{}\" are savings", cell(&period.heading.raw));
            let choices = vec![Choice::option("measure", "savings", "they are planned savings")];
            Problem::open(period.place, Question::UnreadAmounts, what, choices)
        })
    }

    /// Amounts by name of which no heading says what they are.
    pub(super) fn nothing_named(&self) -> Vec<Problem> {
        let is_measure = |used: &Use| {
            let is_compared = match used {
                Use::Field(id) => VARIANCES.contains(id),
                Use::Stated | Use::Challenge => true,
                _ => false,
            };
            Self::is_amount(used) && !is_compared
        };
        if self.columns.iter().any(|column| is_measure(&column.used)) {
            return Vec::new();
        }
        let amounts: Vec<usize> = (0..self.columns.len()).filter(|at| self.is_free_amount(*at)).collect();
        let year = self.stated_year().map(|(year, ..)| year);
        let names = self.names().map_or("", |names| names.heading.raw.as_str());
        amounts.iter().map(|at| self.ask_of(*at, names, year.map(|year| year.0))).collect()
    }

    /// What a column of amounts may be.
    fn ask_of(&self, at: usize, names: &str, year: Option<i16>) -> Problem {
        let column = &self.columns[at];
        let heading = self.called(at);
        let cells = self.profile(at).count(|held| matches!(held, Content::Figure(_)));
        let what = format!(
            "nothing says what the amounts under {heading} are ({cells} of them, by {}), and nothing else here is \
             a plan, an actual or a forecast",
            if names.is_empty() { "name".into() } else { cell(names) }
        );
        let mut choices = Vec::new();
        if let Some(ordinal) = ordinal_year(&column.heading.plain) {
            let first = year.unwrap_or(EXAMPLE_YEAR);
            let year = crate::calendar::FinancialYear(first + i16::from(ordinal) - 1).to_string();
            choices.push(Choice::column(at, year, "savings planned for that year: write which it is"));
        }
        let is_body = is_organisation(self.guidance.reference, &without_brackets(&column.heading.raw));
        if is_body || self.may_be_organisation(at) {
            let says = match is_body {
                true => "the savings of that organisation: it is called as one",
                false => "the savings of that organisation: it is called by letters alone",
            };
            let name = fold_spaces(&column.heading.raw);
            choices.push(Choice::column(at, format!("organisation:{name}"), says));
        }
        // what the heading says comes alone: of the others nothing speaks
        let candidates = self.candidates(TableId::Schemes, at);
        let (ignore, meanings) =
            candidates.split_last().map_or((None, &[][..]), |(last, rest)| (Some(last), rest));
        if choices.is_empty() {
            choices.extend_from_slice(meanings);
        }
        choices.extend(ignore.cloned());
        Problem::open(column.place, Question::UnreadAmounts, what, choices)
    }
}

/// The year that an example is given of where nothing names one.
const EXAMPLE_YEAR: i16 = 2016;
