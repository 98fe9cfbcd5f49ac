//! From the text of a cell to its value: parsed once, the same for every format.

use super::Value;
use super::fields::{Column, Kind};
use super::heading::period_name;
use super::vocabulary::cells::{NO, YES};
use crate::calendar::{FinancialYear, Period, TimeError, parse_date, parse_month, parse_period, parse_year};
use crate::money::{AmountError, NoFigure, Reading, Unit, parse_amount, parse_number, strip_tags};
use crate::names::{fold_spaces, is_even};
use crate::nearest::nearest;
use crate::placeholders::{Nothing, is_placeholder, is_placeholder_code, is_placeholder_value};
use crate::problem::ProblemKind;
use crate::rating::Stated;
use crate::read::trim;
use words::Said;

mod words;

/// How a column reads `YYYY-MM` that could be a month or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ambiguous {
    Month,
    Year,
    /// Not at all: an error that names both readings.
    Refuse,
}

/// What surrounds a cell and bears on its reading.
#[derive(Debug, Clone, Copy)]
pub struct Context {
    /// The unit of amounts, from the column, the title or the plan.
    pub unit: Option<Unit>,
    /// Whether a lone dash is nil (policy `dash`).
    pub dash_is_nil: bool,
    pub ambiguous: Ambiguous,
    /// The year of a month that names none.
    pub year: Option<FinancialYear>,
}

/// A value, and whether the cell stated its own unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// The value; `None` for a blank cell.
    pub value: Option<Value>,
    /// The unit that an amount states itself.
    pub own_unit: Option<Unit>,
}

impl Read {
    fn of(value: Value) -> Self {
        Self { value: Some(value), own_unit: None }
    }

    fn placeholder(text: &str) -> Self {
        Self::of(Value::Placeholder(fold_spaces(text)))
    }

    const BLANK: Self = Self { value: None, own_unit: None };
}

/// Reads a cell of a column.
///
/// # Errors
/// What is wrong with it, for a problem at its place.
pub fn read(column: &Column, text: &str, context: Context) -> Result<Read, ProblemKind> {
    let stripped = strip_tags(text);
    let text = trim(&stripped);
    if text.is_empty() {
        return Ok(Read::BLANK);
    }
    match column.kind {
        Kind::Amount => amount(text, context),
        Kind::Number | Kind::Percent => parse_number(text)
            .map(|number| number.map_or(Read::BLANK, |number| Read::of(Value::Number(number))))
            .map_err(|error| {
                let expected = match error {
                    AmountError::NotAnAmount => "a number (digits with at most one decimal point)".to_owned(),
                    error => error.to_string(),
                };
                cell(text, &expected, "write digits, or leave the cell blank")
            }),
        Kind::Text | Kind::TextOrNone if is_placeholder(text) => Ok(Read::placeholder(text)),
        Kind::Text if Nothing::of(text).is_some() => Ok(Read::placeholder(text)),
        Kind::Text | Kind::TextOrNone => {
            // what names its row stands on one line
            let is_name = column.required || column.name == "name";
            Ok(Read::of(Value::Text(if is_name { fold_spaces(text) } else { fold_lines(text) })))
        }
        Kind::Id | Kind::Ids => Ok(Read::of(Value::Text(fold_spaces(text)))),
        Kind::Value if is_placeholder_value(text) => Ok(Read::placeholder(text)),
        Kind::Value => Ok(Read::of(Value::Text(fold_spaces(text)))),
        Kind::Word(words) => word(text, words, !column.required),
        Kind::YesNo => yes_no(text),
        Kind::Rag if is_placeholder_code(text) => Ok(Read::BLANK),
        Kind::Rag => Ok(Stated::parse(text)
            .map_or(Read::of(Value::Text(fold_spaces(text))), |rag| Read::of(Value::Rag(rag)))),
        Kind::Date if is_placeholder_code(text) => Ok(Read::BLANK),
        Kind::Date => date(text),
        Kind::Year if is_placeholder_code(text) => Ok(Read::BLANK),
        Kind::Year => parse_year(text)
            .map(|year| Read::of(Value::Year(year)))
            .ok_or_else(|| cell(text, "a financial year", write_year(text))),
        Kind::Period => {
            period(text, context.ambiguous, context.year).map(|period| Read::of(Value::Period(period)))
        }
    }
}

fn amount(text: &str, context: Context) -> Result<Read, ProblemKind> {
    match parse_amount(text, context.unit) {
        Ok(Reading::Figure { amount, own_unit }) => Ok(Read { value: Some(Value::Amount(amount)), own_unit }),
        Ok(Reading::None(NoFigure::Dash)) if context.dash_is_nil => amount("0", context),
        Ok(Reading::None(NoFigure::Blank)) => Ok(Read::BLANK),
        Ok(Reading::None(_)) => Ok(Read::of(Value::NoFigure)),
        Err(error) => {
            let mend = match error {
                AmountError::CreditDebit => "write the saving as a positive number",
                AmountError::SpreadsheetError => "correct the formula in the spreadsheet and save again",
                _ => "write the figure (0 for nil), or leave the cell blank where there is none",
            };
            Err(cell(text, &error.to_string(), mend))
        }
    }
}

/// Reads a period, deciding `YYYY-MM` as the column does.
///
/// # Errors
/// As for [`read`].
pub fn period(text: &str, ambiguous: Ambiguous, year: Option<FinancialYear>) -> Result<Period, ProblemKind> {
    let bare = || period_name(text).filter(|name| name.needs_year());
    match (parse_period(text), ambiguous) {
        (Ok(period), _) => Ok(period),
        (Err(TimeError::Ambiguous(month, _)), Ambiguous::Month) => Ok(Period::Month(month)),
        (Err(TimeError::Ambiguous(_, year)), Ambiguous::Year) => Ok(Period::Year(year)),
        (Err(TimeError::Ambiguous(month, year)), Ambiguous::Refuse) => Err(ProblemKind::MonthOrYear {
            found: text.to_owned(),
            month: format!("{} {}", month.name(), month.year()),
            year: year.to_string(),
        }),
        (Err(_), _) if bare().is_some() => bare().zip(year).map(|(name, year)| name.of_year(year)).ok_or_else(|| {
            let mend = "write the month with its year (Apr-11, M1 2011/12), or the year in a column or title of its own";
            cell(text, "a period with its year", mend)
        }),
        (Err(_), _) => match parse_date(text) {
            Ok(date) => Ok(Period::Month(crate::calendar::Month::of(date))),
            Err(TimeError::NoSuchDay) => Err(ProblemKind::NoSuchDay { found: text.to_owned() }),
            Err(_) => Err(cell(
                text,
                "a month (2011-04), a quarter (Q1 2011/12) or a year (2011/12)",
                if is_calendar_year(text) { write_year(text) } else { "write it in one of these forms" },
            )),
        },
    }
}

fn is_calendar_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn write_year(text: &str) -> &'static str {
    if is_calendar_year(text) {
        "a financial year is written with both its years: 2011/12"
    } else {
        "write it as 2011/12"
    }
}

fn date(text: &str) -> Result<Read, ProblemKind> {
    match parse_date(text) {
        Ok(date) => Ok(Read::of(Value::Date(date))),
        Err(TimeError::NoSuchDay) => Err(ProblemKind::NoSuchDay { found: text.to_owned() }),
        Err(TimeError::TwoDigitYear) => {
            Err(cell(text, "a date with a year of four digits", "write 30/09/2011 (day first) or 2011-09-30"))
        }
        Err(_) => parse_month(text).map(|month| Read::of(Value::Date(month.end()))).map_err(|_| {
            cell(text, "a date", "write it as 2011-09-30, 30/09/2011 (day first) or 30 Sep 2011")
        }),
    }
}

fn word(text: &str, known: &'static [&'static str], optional: bool) -> Result<Read, ProblemKind> {
    match words::of_words(text, known) {
        Said::Word(word) => Ok(Read::of(Value::Word(word))),
        _ if is_placeholder_code(text) => Ok(Read::BLANK),
        Said::Qualified(word, said) => Ok(Read::of(Value::qualified(Value::Word(word), said))),
        Said::Several(one, other) => Err(two_words(text, one, other)),
        Said::Changed(word, by) => Err(changed(text, word, by)),
        Said::Nothing => Err(ProblemKind::Word {
            found: text.to_owned(),
            known: known.iter().map(|word| (*word).to_owned()).collect(),
            near: nearest(&text.to_lowercase().replace('_', " "), known.iter().copied()),
            optional,
        }),
    }
}

/// The word of a text in a column of these words, with or without a qualifier.
pub(super) fn word_in(text: &str, known: &[&'static str]) -> Option<&'static str> {
    match words::of_words(text, known) {
        Said::Word(word) | Said::Qualified(word, _) => Some(word),
        _ => None,
    }
}

fn two_words(text: &str, one: &str, other: &str) -> ProblemKind {
    let expected = format!("one word: it says both `{one}` and `{other}`");
    cell(text, &expected, "write the one that holds, or leave the cell blank")
}

fn changed(text: &str, word: &str, by: &str) -> ProblemKind {
    let expected = format!("a word of this column: `{by}` makes another of `{word}`");
    cell(text, &expected, "write the word that holds, or leave the cell blank")
}

fn yes_no(text: &str) -> Result<Read, ProblemKind> {
    let words = YES.iter().map(|word| (*word, true)).chain(NO.iter().map(|word| (*word, false)));
    let said = |yes: bool| if yes { "yes" } else { "no" };
    match words::of(text, words) {
        Said::Word(yes) => Ok(Read::of(Value::YesNo(yes))),
        _ if is_placeholder_code(text) => Ok(Read::BLANK),
        Said::Qualified(yes, text) => {
            Ok(Read::of(Value::qualified(Value::YesNo(yes), words::kept(said(yes), text))))
        }
        Said::Several(one, other) => Err(two_words(text, said(one), said(other))),
        Said::Changed(..) | Said::Nothing => {
            Err(cell(text, "yes or no", "write Y or N (R or NR for recurrent), or leave the cell blank"))
        }
    }
}

fn cell(found: &str, expected: &str, mend: &str) -> ProblemKind {
    ProblemKind::Cell { found: found.to_owned(), expected: expected.to_owned(), mend: mend.to_owned() }
}

/// The text with the spaces of each line folded; its line breaks stay.
fn fold_lines(text: &str) -> Box<str> {
    let text = trim(text);
    if is_even(text) {
        text.into()
    } else {
        text.lines().map(fold_spaces).collect::<Vec<_>>().join("\n").into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::fields::{assumptions, milestones, plan, risks, schemes};

    const CONTEXT: Context =
        Context { unit: None, dash_is_nil: false, ambiguous: Ambiguous::Refuse, year: None };

    fn value(column: crate::plan::fields::ColumnId, text: &str) -> Option<Value> {
        read(column.declaration(), text, CONTEXT).unwrap().value
    }

    #[test]
    fn a_text_keeps_its_lines_and_a_name_is_one() {
        let text = |text: &str| Some(Value::Text(text.into()));
        assert_eq!(
            value(risks::MITIGATION, " One,  two \r\n\tthree\n\nfour "),
            text("One, two\nthree\n\nfour")
        );
        assert_eq!(value(milestones::MILESTONE, "Sign\n the  lease"), text("Sign the lease"));
    }

    #[test]
    fn words_are_read_through_their_synonyms_and_blanks() {
        assert_eq!(value(plan::TIER, "SHA"), Some(Value::Word("region")));
        assert_eq!(value(milestones::STATUS, "Completed"), Some(Value::Word("done")));
        assert_eq!(value(risks::MITIGATION_STATUS, "in progress"), Some(Value::Word("under way")));
        assert_eq!(value(schemes::STAGE, "TBC"), None);
        for blank in ["?", "x", "Vacant", "none: post vacant"] {
            assert_eq!(value(schemes::SPONSOR, blank), Some(Value::Placeholder(blank.into())));
        }
        assert_eq!(value(schemes::GOVERNANCE, "T.B.C."), Some(Value::Placeholder("T.B.C.".into())));
        assert_eq!(value(schemes::GOVERNANCE, "none"), Some(Value::Text("none".into())));
        assert_eq!(value(assumptions::VALUE, "0"), Some(Value::Text("0".into())));
        assert_eq!(value(schemes::RECURRENT, "NR"), Some(Value::YesNo(false)));
        assert!(read(schemes::STAGE.declaration(), "aproved", CONTEXT).is_err());
    }

    #[test]
    fn an_impossible_date_is_its_own_problem() {
        let error = read(milestones::DUE.declaration(), "31/06/2011", CONTEXT).unwrap_err();
        assert_eq!(error, ProblemKind::NoSuchDay { found: "31/06/2011".into() });
    }
}
