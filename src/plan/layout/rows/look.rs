//! What a row of a list of schemes looks like by itself: by its whole name cell, and by what the user says.

use super::super::{ColumnId, Fate, Sink, Walk, plain, schemes, years};
use crate::money::{Reading, parse_amount, strip_tags};
use crate::plan::recognise::RowMeaning;
use crate::plan::vocabulary::organisations::is_total_of_bodies;
use crate::plan::vocabulary::{TotalName, is_note, is_total, total_name};

/// A row, and what it looks like by itself.
#[derive(Debug, Clone)]
pub(super) struct Look<'g> {
    pub(super) row: usize,
    pub(super) appearance: Appearance<'g>,
    /// The name that the user gives it.
    pub(super) named: Option<String>,
    /// Whether the user says what it is.
    pub(super) said: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Appearance<'g> {
    Scheme,
    Named(TotalName),
    Label(&'g str),
    /// A measure of the `years` table.
    Measure(ColumnId),
    Nameless,
    Note,
    /// Left out, with the reason.
    Left(&'static str, Fate),
}

impl<'g> Walk<'g> {
    pub(super) fn looks(
        &self,
        label: usize,
        amounts: &[usize],
        label_is_id: bool,
        sink: &mut impl Sink,
    ) -> Vec<Look<'g>> {
        let look = |row: usize| {
            let name = self.name_of(row, label, amounts);
            let said = self.said(row, &name, label);
            let mut look = said.unwrap_or_else(|| {
                let appearance = self.look(row, &name, amounts, label_is_id);
                Look { row, appearance, named: None, said: false }
            });
            if look.appearance == Appearance::Scheme && self.too_wide(row, sink) {
                look.appearance = Appearance::Left("it has more cells than headings", Fate::Refused);
            }
            look
        };
        self.data_rows().map(look).collect()
    }

    /// What the user says that a row is.
    fn said(&self, row: usize, name: &str, label: usize) -> Option<Look<'g>> {
        let group = || self.group_of(row).unwrap_or("");
        let meaning = self.mapping.row(self.grid.line(row), if name.is_empty() { group() } else { name })?;
        let mut named = None;
        let appearance = match meaning {
            RowMeaning::Ignore => Appearance::Left("the mapping says so", Fate::ByWord),
            RowMeaning::Heading => Appearance::Left("headings, as the mapping says", Fate::Unread),
            RowMeaning::Scheme(given) => {
                let nameless = self.grid.text(row, label).trim().is_empty() && name.is_empty();
                named = given.map(str::to_owned).or_else(|| nameless.then(|| self.line(row)));
                Appearance::Scheme
            }
            RowMeaning::Section => Appearance::Label(self.only_text(row)),
            RowMeaning::Total => Appearance::Named(TotalName::Total),
            RowMeaning::SubTotal => Appearance::Named(TotalName::SubTotal),
            RowMeaning::Challenge => Appearance::Measure(years::CHALLENGE),
            RowMeaning::Identified => Appearance::Measure(years::IDENTIFIED),
            RowMeaning::Organisation(_) => return None,
        };
        Some(Look { row, appearance, named, said: true })
    }

    /// The name of a row: its name cell, else its id, else a total's word in another text cell.
    pub(in crate::plan::layout) fn name_of(&self, row: usize, label: usize, amounts: &[usize]) -> String {
        let cell = |at: usize| strip_tags(self.grid.text(row, at)).trim().to_owned();
        let own = cell(label);
        if !own.is_empty() {
            return own;
        }
        let id = self.layout.column(schemes::SCHEME).map(cell).filter(|id| !id.is_empty());
        id.or_else(|| {
            let others = (0..self.layout.columns.len()).filter(|at| !amounts.contains(at));
            others.map(cell).find(|text| is_total(text) || total_name(text) == Some(TotalName::OfWhich))
        })
        .unwrap_or_default()
    }

    /// The workstream or programme that a row names.
    pub(super) fn group_of(&self, row: usize) -> Option<&'g str> {
        let of = |id| Some(self.grid.text(row, self.layout.column(id)?).trim());
        let groups = [schemes::PROGRAMME, schemes::WORKSTREAM].into_iter().filter_map(of);
        groups.into_iter().find(|text| !text.is_empty())
    }

    /// What a row is called: by its name, else by the first of its texts that is no number.
    pub(super) fn words_of(&self, look: &Look) -> Option<&'g str> {
        let cell = |at: usize| self.grid.text(look.row, at).trim();
        let name = self.layout.column(schemes::NAME).map(cell).filter(|text| !text.is_empty());
        let mut texts = (0..self.layout.columns.len()).map(cell).filter(|text| !text.is_empty());
        let is_words = |text: &str| text.contains(char::is_alphabetic);
        name.or_else(|| texts.clone().find(|text| is_words(text))).or_else(|| texts.next())
    }

    fn look(&self, row: usize, name: &str, amounts: &[usize], label_is_id: bool) -> Appearance<'g> {
        let figures = self.is_filled(row, amounts);
        let mut filled =
            (0..self.layout.columns.len()).filter(|at| !self.grid.text(row, *at).trim().is_empty());
        let only = filled.next().filter(|_| filled.next().is_none()).filter(|at| !amounts.contains(at));
        if let Some(only) = only.filter(|_| !amounts.is_empty()) {
            let text = self.grid.text(row, only).trim();
            return match text {
                _ if is_total(text) => Appearance::Left("a total without figures", Fate::Total),
                _ if is_note(text) => Appearance::Note,
                _ => Appearance::Label(text),
            };
        }
        if name.is_empty() {
            return match figures {
                true if self.only_dashes(row, amounts) => {
                    Appearance::Left("no name and no figures", Fate::Unread)
                }
                true => Appearance::Nameless,
                false => Appearance::Note,
            };
        }
        match total_name(name) {
            Some(_) if figures && self.are_bodies() && is_total_of_bodies(&plain(name)) => {
                Appearance::Named(TotalName::Total)
            }
            Some(named) if figures && self.is_free(row, name, label_is_id) => Appearance::Named(named),
            _ => Appearance::Scheme,
        }
    }

    /// Whether a row has no id beside its name: what has one is a scheme.
    pub(super) fn is_free(&self, row: usize, name: &str, label_is_id: bool) -> bool {
        let id = self.layout.column(schemes::SCHEME).map_or("", |at| self.grid.text(row, at).trim());
        label_is_id || id.is_empty() || plain(id) == plain(name)
    }

    fn only_dashes(&self, row: usize, amounts: &[usize]) -> bool {
        amounts.iter().all(|at| matches!(parse_amount(self.grid.text(row, *at), None), Ok(Reading::None(_))))
    }
}
