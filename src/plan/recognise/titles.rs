//! What stands above the headings and in the name of the file or sheet: the year, the unit, the
//! organisation and the date, used when nothing else gives them.

use super::{Guidance, Recognised, Recognition, Use};
use crate::calendar::{Date, FinancialYear, month_number, parse_date, parse_month, parse_year};
use crate::location::Place;
use crate::money::Unit;
use crate::plan::heading::{plain, take_unit};
use crate::plan::reference::Reference;
use crate::plan::vocabulary::organisations::{JOINING, KEYS, KINDS, STOPS};
use crate::read::Grid;

/// What titles and the file's name state.
#[derive(Debug, Clone, Default)]
pub(crate) struct Titled {
    /// The year, where it stands, and whether that is the name of the file.
    pub(crate) year: Option<(FinancialYear, Place, Source)>,
    /// The year, as we write it; blank where none is stated.
    pub(crate) said: String,
    /// The day to which actuals are reported.
    pub(crate) as_at: Option<(Date, Place)>,
    pub(crate) organisation: Option<(String, Place)>,
    /// The title that says that years run on, where they do.
    pub(crate) cumulative: Option<Place>,
}

/// Where a year was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    /// The heading over the names of the schemes.
    Heading,
    /// The headings over figures.
    Column,
    Title,
    /// The name of the file or sheet.
    Name,
    User,
}

impl Source {
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Heading => "the heading",
            Self::Column => "a heading",
            Self::Title => "the title",
            Self::Name => "the name of the file or sheet",
            Self::User => "--map",
        }
    }
}

/// The texts above the headings.
pub(super) struct Titles {
    /// One for each row: its cells, joined.
    rows: Vec<(Place, String)>,
    cells: Vec<(Place, String)>,
    hint: String,
    file: Place,
    mapped: Option<FinancialYear>,
    reference: Reference,
}

impl Titles {
    pub(super) fn of(grid: &Grid, heading_row: usize, guidance: &Guidance) -> Self {
        let mut rows = Vec::new();
        let mut cells = Vec::new();
        for row in 0..heading_row {
            let texts: Vec<(usize, &str)> =
                grid.row(row).enumerate().filter(|(_, text)| !text.is_empty()).collect();
            let Some((first, _)) = texts.first() else { continue };
            let joined: Vec<&str> = texts.iter().map(|(_, text)| *text).collect();
            rows.push((grid.place(row, *first), joined.join(" ")));
            cells.extend(texts.iter().map(|(at, text)| (grid.place(row, *at), (*text).to_owned())));
        }
        let file = Place::File(grid.source);
        Self {
            rows,
            cells,
            hint: grid.hint.clone(),
            file,
            mapped: guidance.mapping.year(),
            reference: guidance.reference,
        }
    }

    /// The text of each row of titles.
    pub(super) fn texts(&self) -> impl Iterator<Item = (Place, &str)> {
        self.rows.iter().map(|(place, text)| (*place, text.as_str()))
    }

    /// The first unit a title states.
    pub(super) fn unit(&self) -> Option<(Place, Unit)> {
        self.cells.iter().find_map(|(place, text)| Some((*place, take_unit(text).1?)))
    }

    /// The year: what the user says, the only one of the titles, else that of the file's name.
    pub(super) fn year(&self) -> Option<(FinancialYear, Place, Source)> {
        if let Some(year) = self.mapped {
            return Some((year, self.file, Source::User));
        }
        let titles =
            self.rows.iter().find_map(|(place, text)| Some((only_year(text)?, *place, Source::Title)));
        titles.or_else(|| Some((only_year(&self.hint)?, self.file, Source::Name)))
    }

    /// The date: `as at 30 September 2011`, `Month 6 2011/12`.
    fn as_at(&self) -> Option<(Date, Place)> {
        let year = self.year().map(|(year, ..)| year);
        let texts = || self.rows.iter().map(|(place, text)| (*place, text.as_str()));
        texts().find_map(|(place, text)| Some((date_in(text)?, place))).or_else(|| {
            let named = std::iter::once((self.file, self.hint.as_str()));
            texts().chain(named).find_map(|(place, text)| {
                let year = only_year(text).or(year)?;
                Some((year.april().plus(i32::from(month_in(text)?) - 1).end(), place))
            })
        })
    }

    /// A known organisation, or words that name one by their kind.
    fn organisation(&self) -> Option<(String, Place)> {
        let stated = self.cells.iter().find_map(|(place, text)| Some((stated_organisation(text)?, *place)));
        stated.or_else(|| {
            self.cells.iter().find_map(|(place, text)| Some((organisation_in(self.reference, text)?, *place)))
        })
    }

    /// The words of the titles and of the file's name, plain.
    pub(super) fn words(&self) -> String {
        let texts = self.cells.iter().map(|(_, text)| text.as_str()).chain([self.hint.as_str()]);
        plain(&texts.collect::<Vec<_>>().join(" ")).into_owned()
    }
}

impl Recognition<'_> {
    /// What the titles state, with the year that the heading over the names gives first.
    pub(super) fn titled(&self) -> Titled {
        let year = self.stated_year().or_else(|| self.year_over_figures());
        Titled {
            year,
            said: year.map_or_else(String::new, |(year, ..)| year.to_string()),
            as_at: self.titles.as_at().or(self.reported),
            organisation: self.titles.organisation(),
            cumulative: self.years_run_on(),
        }
    }

    /// The only year of the headings, where it stands over figures of no period of their own.
    fn year_over_figures(&self) -> Option<(FinancialYear, Place, Source)> {
        let year = self.year_of_headings()?;
        let over =
            |column: &&Recognised| matches!(column.used, Use::Field(_)) && column.words.period.is_some();
        let column = self.columns.iter().find(over)?;
        Some((year, column.place, Source::Column))
    }

    /// The year the user, the heading over the names, a title or the file's name states.
    pub(super) fn stated_year(&self) -> Option<(FinancialYear, Place, Source)> {
        let stated = self.titles.year();
        if let Some((_, _, Source::User)) = stated {
            return stated;
        }
        let of_heading =
            |name: &Recognised| Some((only_year(&name.heading.raw)?, name.place, Source::Heading));
        self.names().and_then(of_heading).or(stated)
    }
}

/// The only financial year a text names: `QIPP plan 2011/12`, `tracker-2011-12`; none of several.
fn only_year(text: &str) -> Option<FinancialYear> {
    let chars: Vec<char> = text.chars().collect();
    let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let char_is = |at: usize, wanted: &str| chars.get(at).is_some_and(|c| wanted.contains(*c));
    // part of a longer date or number: `11/12/2011`, `2011-12-05`
    let begins = |at: usize| {
        at == 0 || !(digit(at - 1) || char_is(at - 1, "/") || char_is(at - 1, "-") && at > 1 && digit(at - 2))
    };
    let ends = |at: usize| !(digit(at) || char_is(at, "/") || char_is(at, "-") && digit(at + 1));
    let mut found: Option<FinancialYear> = None;
    let mut at = 0;
    while at < chars.len() {
        let year = [9, 7, 5].into_iter().filter(|length| digit(at) && begins(at) && ends(at + length));
        let year = year.into_iter().find_map(|length| {
            let part: String = chars.get(at..at + length)?.iter().collect();
            Some((length, parse_year(&part)?))
        });
        match (year, found) {
            (Some((_, year)), Some(known)) if year != known => return None,
            (Some((length, year)), _) => {
                found = Some(year);
                at += length;
            }
            (None, _) => at += 1,
        }
    }
    found
}

/// The date behind `as at`, `position at`, `to`, `ended`.
fn date_in(text: &str) -> Option<Date> {
    let folded = text.replace([',', '(', ')', ':', '\u{a0}', '\n'], " ");
    let tokens: Vec<&str> = folded.split_whitespace().collect();
    for (at, token) in tokens.iter().enumerate() {
        let two = || at.checked_sub(1).and_then(|before| tokens.get(before)).map(|word| word.to_lowercase());
        let leads = match token.to_lowercase().as_str() {
            "at" => two().is_some_and(|word| matches!(word.as_str(), "as" | "position")),
            "to" => two().is_some_and(|word| matches!(word.as_str(), "up" | "date")),
            "ended" | "ending" | "end" => true,
            _ => false,
        };
        if !leads {
            continue;
        }
        let behind = tokens.get(at + 1..).unwrap_or(&[]);
        let skip = behind
            .iter()
            .take_while(|word| matches!(word.to_lowercase().as_str(), "the" | "end" | "of" | "month" | "at"));
        let behind = behind.get(skip.count()..).unwrap_or(&[]);
        for length in (1..=3.min(behind.len())).rev() {
            let part = behind.get(..length).unwrap_or(&[]).join(" ");
            if let Ok(date) = parse_date(&part).or_else(|_| parse_month(&part).map(|month| month.end())) {
                return Some(date);
            }
        }
    }
    None
}

/// The month number of `Month 6`, `M06`.
fn month_in(text: &str) -> Option<u8> {
    let folded = text.replace([',', '(', ')', ':', '_', '-', '\u{a0}', '\n'], " ");
    let tokens: Vec<&str> = folded.split_whitespace().collect();
    (0..tokens.len()).find_map(|at| {
        let two = tokens.get(at..at + 2).map(|pair| pair.join(" "));
        two.and_then(|pair| month_number(&pair)).or_else(|| month_number(tokens.get(at)?))
    })
}

/// The name behind `Organisation:` in one cell.
fn stated_organisation(text: &str) -> Option<String> {
    let (key, name) = text.split_once(':')?;
    let is_key = KEYS.contains(&plain(key).as_ref());
    let name = name.trim();
    (is_key && !name.is_empty() && !name.contains(['\n', ';'])).then(|| name.to_owned())
}

/// A known organisation, or words that name one by their kind: `Anytown PCT`, `NHS Anytown`.
fn organisation_in(reference: Reference, text: &str) -> Option<String> {
    for part in text.split(['–', '—', '|', ':', ';', ',', '\n', '(', ')']).flat_map(|part| part.split(" - "))
    {
        let part = part.trim();
        if reference.named(part).is_some() {
            return Some(part.to_owned());
        }
        let words: Vec<&str> = part.split_whitespace().collect();
        if let Some(name) = by_kind(&words).or_else(|| nhs(&words)) {
            return Some(name);
        }
    }
    None
}

fn is_name_word(word: &str) -> bool {
    let lower = word.to_lowercase();
    !STOPS.contains(&lower.as_str())
        && (word.starts_with(char::is_uppercase) || JOINING.contains(&lower.as_str()))
        && !word.starts_with(|c: char| c.is_ascii_digit())
}

/// The words before and with a kind of organisation.
fn by_kind(words: &[&str]) -> Option<String> {
    for kind in KINDS {
        for at in 1..words.len() {
            let here = words.get(at..at + kind.len()).unwrap_or(&[]);
            if here.len() != kind.len()
                || !here.iter().zip(kind).all(|(word, kind)| word.eq_ignore_ascii_case(kind))
            {
                continue;
            }
            let before = words.get(..at).unwrap_or(&[]);
            let from = before.iter().rposition(|word| !is_name_word(word)).map_or(0, |stop| stop + 1);
            let skip = before.get(from..).unwrap_or(&[]);
            let skip = skip.iter().take_while(|word| word.starts_with(char::is_lowercase)).count();
            let name = words.get(from + skip..at + kind.len()).unwrap_or(&[]);
            let cluster = words.get(at + kind.len()).filter(|word| word.eq_ignore_ascii_case("cluster"));
            if name.len() > kind.len() {
                return Some(name.iter().chain(cluster).copied().collect::<Vec<_>>().join(" "));
            }
        }
    }
    None
}

/// `NHS Anytown`, up to a word that is no name.
fn nhs(words: &[&str]) -> Option<String> {
    let at = words.iter().position(|word| *word == "NHS")?;
    let name: Vec<&str> =
        words.get(at + 1..)?.iter().take_while(|word| is_name_word(word)).copied().collect();
    let joining = |word: &&str| word.starts_with(char::is_lowercase) || *word == "&";
    let end = name.iter().rposition(|word| !joining(word))? + 1;
    Some(format!("NHS {}", name.get(..end)?.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_found_in_titles_and_file_names() {
        let year = Some(FinancialYear(2011));
        for text in [
            "QIPP plan 2011/12",
            "tracker-2011-12",
            "cip_2011-12 v3",
            "FY2011/12",
            "(2011/2012)",
            "11/12 CIP",
        ] {
            assert_eq!(only_year(text), year, "{text}");
        }
        for text in ["2011/12 to 2014/15", "11/12/2011", "24/02/2011", "2011", "2011-09"] {
            assert_eq!(only_year(text), None, "{text}");
        }
    }

    #[test]
    fn dates_are_found_behind_as_at() {
        let day = Date::new(2011, 9, 30).ok();
        for text in [
            "Position as at 30 September 2011",
            "as at: 30/09/2011",
            "QIPP savings for the period ended 30 Sept 2011 (£000)",
            "Position at end of September 2011",
            "Up to 30th September 2011",
        ] {
            assert_eq!(date_in(text), day, "{text}");
        }
        assert_eq!(date_in("Board meeting, 24 November 2011"), None);
        assert_eq!(month_in("Month 6 2011/12"), Some(6));
        assert_eq!(month_in("QIPP_M06_2011-12"), Some(6));
    }

    #[test]
    fn organisations_are_found_only_by_name_or_kind() {
        let name = |text: &str| organisation_in(Reference::Of2011, text);
        assert_eq!(name("South West Essex"), Some("South West Essex".into()));
        assert_eq!(name("Anytown PCT QIPP tracker"), Some("Anytown PCT".into()));
        assert_eq!(
            name("QIPP plan of Bath and Anytown Primary Care Trust"),
            Some("Bath and Anytown Primary Care Trust".into())
        );
        assert_eq!(name("NHS Anytown and District - QIPP savings"), Some("NHS Anytown and District".into()));
        assert_eq!(name("NHS Anytown ICB efficiency plan 2024/25"), Some("NHS Anytown ICB".into()));
        assert_eq!(name("QIPP savings tracker 2011/12"), None);
        assert_eq!(name("NHS QIPP report"), None);
    }
}
