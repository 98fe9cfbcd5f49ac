//! What names mean: known headings and labels with their aliases, organisations that stand over
//! columns, and `YYYY-MM`, which is a month or a year.

use crate::calendar::{Period, parse_period};
use crate::nearest::Known;
use crate::plan::fields::{ColumnId, Kind, TABLES, TableId, plan, savings};
use crate::plan::heading::{Heading, plain};
use crate::plan::reference::Reference;
use crate::plan::values::Ambiguous;
use crate::plan::vocabulary::organisations::is_body;
use hashbrown::HashMap;
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::OnceLock;

use super::mapping;
use super::{Mapping, Ours};

/// What a heading can mean: a column, and whether the heading is its own name.
type Meaning = (ColumnId, bool);

/// Every known heading in plain words, with what it can mean.
fn known() -> &'static HashMap<Cow<'static, str>, Vec<Meaning>> {
    static KNOWN: OnceLock<HashMap<Cow<'static, str>, Vec<Meaning>>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let columns = || TABLES.iter().flat_map(|table| table.columns);
        let names = columns().map(|column| 1 + column.aliases.len()).sum();
        let mut known: HashMap<Cow<'static, str>, Vec<Meaning>> = HashMap::with_capacity(names);
        for column in columns() {
            let own = plain(column.name);
            for alias in column.aliases.iter().map(|alias| plain(alias)).filter(|alias| *alias != own) {
                known.entry(alias).or_default().push((column.id, false));
            }
            known.entry(own).or_default().push((column.id, true));
        }
        known
    })
}

/// The column of a table that a heading names: by the mapping, its own name or an alias.
pub(in crate::plan) fn named_column(
    table: TableId,
    mapped: Option<&Ours>,
    heading: &Heading,
) -> Option<ColumnId> {
    if let Some(ours) = mapped {
        return ours.meaning.column_of(table);
    }
    let candidates = meanings(heading).iter().filter(|(id, _)| id.table == table);
    candidates.min_by_key(|(_, own)| !own).map(|(id, _)| *id)
}

/// The columns that a heading can mean, each with whether it is the column's own name.
pub(super) fn meanings(heading: &Heading) -> &'static [Meaning] {
    known().get(heading.plain.as_str()).map_or(&[], Vec::as_slice)
}

pub(super) fn is_alias(heading: &Heading, of: ColumnId) -> bool {
    meanings(heading).contains(&(of, false))
}

/// Whether a heading is the name of a column or an alias.
pub(super) fn is_known(heading: &Heading) -> bool {
    !meanings(heading).is_empty()
}

/// How `YYYY-MM` is read under a heading: as the mapping or the heading says, else as the texts that
/// have one reading only.
pub(in crate::plan) fn ambiguity<'t>(
    heading: &Heading,
    mapped: Option<&Ours>,
    texts: impl Iterator<Item = &'t str>,
) -> Ambiguous {
    match mapped.map(|ours| &ours.meaning) {
        Some(mapping::Meaning::Month) => return Ambiguous::Month,
        Some(mapping::Meaning::Year) => return Ambiguous::Year,
        _ => {}
    }
    let says = |word: &str| heading.plain.split(' ').any(|w| w == word);
    if says("month") {
        return Ambiguous::Month;
    }
    if says("year") {
        return Ambiguous::Year;
    }
    let (mut months, mut years) = (false, false);
    for text in texts {
        match parse_period(text) {
            Ok(Period::Month(_)) => months = true,
            Ok(Period::Year(_)) if text.contains('-') => years = true,
            _ => {}
        }
        if months && years {
            break;
        }
    }
    match (months, years) {
        (true, false) => Ambiguous::Month,
        (false, true) => Ambiguous::Year,
        _ => Ambiguous::Refuse,
    }
}

/// The names and aliases of the columns of a table.
type NamesOfTable = (Known<'static>, Vec<(Cow<'static, str>, ColumnId)>);

/// The column of a table whose name or alias is nearest to a heading: by its letters, else because the
/// heading holds all its words (`QIA complete?`).
pub(super) fn nearest(table: TableId, heading: &Heading) -> Option<ColumnId> {
    static NAMES: [OnceLock<NamesOfTable>; TABLES.len()] = [const { OnceLock::new() }; TABLES.len()];
    let (known, names) = NAMES.get(table as usize)?.get_or_init(|| {
        let names = table.declaration().columns.iter().flat_map(|column| {
            let all = std::iter::once(&column.name).chain(column.aliases);
            all.map(|name| (plain(name), column.id))
        });
        let names: Vec<(Cow<'static, str>, ColumnId)> = names.collect();
        (Known::few(names.iter().map(|(name, _)| name.clone())), names)
    });
    let near = known.nearest(&heading.plain);
    let words: HashSet<&str> = heading.plain.split(' ').collect();
    let holds = |name: &str| name.len() > 2 && name.split(' ').all(|word| words.contains(word));
    let held = || names.iter().filter(|(name, _)| holds(name)).max_by_key(|(name, _)| name.len());
    match near {
        Some(near) => names.iter().find(|(name, _)| *name == near),
        None => held(),
    }
    .map(|(_, id)| *id)
}

/// Whether a heading can stand over the periods of a table of savings.
pub(in crate::plan) fn is_over_periods(heading: &Heading) -> bool {
    meanings(heading).iter().any(|(id, _)| *id == savings::PERIOD)
}

/// The column of the schemes table that a heading names.
pub(crate) fn schemes_heading(heading: &Heading) -> Option<ColumnId> {
    meanings(heading).iter().map(|(id, _)| *id).find(|id| id.table == TableId::Schemes)
}

/// Whether a whole text is an organisation: the name or code of a known one, or a name of that form.
pub(crate) fn is_organisation(reference: Reference, name: &str) -> bool {
    reference.body(name).is_some() || is_body(name)
}

/// The heading without words in brackets: `(Gross) South East Essex`.
pub(super) fn without_brackets(text: &str) -> String {
    match (text.find('('), text.find(')')) {
        (Some(open), Some(close)) if open < close => {
            let (head, tail) = (text.get(..open).unwrap_or(""), text.get(close + 1..).unwrap_or(""));
            format!("{head}{tail}").trim().to_owned()
        }
        _ => text.to_owned(),
    }
}

/// The column of the `years` table that a row label names, by the mapping, its name or an alias.
pub(crate) fn years_label(mapping: &Mapping, line: u32, label: &Heading) -> Option<ColumnId> {
    if let Some(ours) = mapping.of_row(line, &label.raw) {
        return ours.meaning.column_of(TableId::Years);
    }
    meanings(label)
        .iter()
        .map(|(id, _)| *id)
        .find(|id| id.table == TableId::Years && id.declaration().kind == Kind::Amount)
}

/// The measure of the `years` table whose name is nearest to a row label.
pub(crate) fn nearest_label(label: &Heading) -> Option<&'static str> {
    let id = nearest(TableId::Years, label)?;
    (id.declaration().kind == Kind::Amount).then(|| id.name())
}

pub(crate) fn organisation_column(table: TableId) -> Option<ColumnId> {
    if table == TableId::Plan {
        return Some(plan::ORGANISATION);
    }
    table.declaration().column("organisation").map(|column| column.id)
}
