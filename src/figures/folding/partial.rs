//! What one thread knows of a tracker: its organisations, workstreams and schemes, packed.

use hashbrown::{DefaultHashBuilder, HashTable};
use indexmap::{IndexMap, IndexSet};
use std::hash::BuildHasher;

/// A text of a part: where it lies among its texts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Text {
    start: u32,
    len: u16,
}

/// A scheme as folded: sums over the months of the year, in ten-thousandths of the unit as written.
#[derive(Debug, Clone, Default)]
pub struct Scheme {
    /// Its first row in the file: chunk, then record.
    pub(super) first: u64,
    pub(super) organisation: u32,
    /// [`PartialTracker::NONE`] where it has none.
    pub(super) workstream: u32,
    pub(super) id: Text,
    /// Blank where it has none: the id serves.
    pub(super) name: Text,
    /// The months that are given, so that one given twice is found.
    pub(super) months: u128,
    /// Plan of the months that have ended.
    pub(super) plan: i64,
    /// Actual of the months that have ended.
    pub(super) actual: i64,
    /// Plan of the months that have ended and have no actual.
    pub(super) unreported: i64,
    pub(super) plan_year: i64,
    /// Actual of the months that have ended, forecast of the rest, plan where there is none.
    pub(super) forecast_year: i64,
    /// How many months that have ended have an actual.
    pub(super) reported: u8,
    /// How many months with a plan have ended without one.
    pub(super) missing: u8,
    /// How many months to come have a forecast.
    pub(super) forecasts: u8,
    pub(super) has_plan: bool,
    pub(super) has_forecast: bool,
    /// Plans above nil in any year.
    pub(super) is_positive: bool,
    /// Plans below nil in any year, up to two.
    pub(super) negatives: u8,
    /// To be read by the ordinary reader.
    pub(super) is_odd: bool,
}

#[derive(Debug, Clone)]
pub(super) struct Owner {
    pub(super) region: Option<Box<[u8]>>,
    pub(super) first: u64,
    /// To be read by the ordinary reader, with all its schemes.
    pub(super) is_odd: bool,
}

/// What was folded of some chunks of a tracker.
#[derive(Debug, Default)]
pub struct PartialTracker {
    pub(super) owners: IndexMap<Box<[u8]>, Owner>,
    workstreams: IndexSet<Box<[u8]>>,
    pub(super) schemes: Vec<Scheme>,
    scheme_index: HashTable<u32>,
    hasher: DefaultHashBuilder,
    texts: Vec<u8>,
    /// Whether a row belongs to no scheme that can be told.
    pub(super) has_odd_rows: bool,
}

impl PartialTracker {
    /// The number of no workstream.
    pub(super) const NONE: u32 = u32::MAX;

    pub(super) fn text(&self, text: Text) -> &[u8] {
        let start = text.start as usize;
        self.texts.get(start..start + usize::from(text.len)).unwrap_or_default()
    }

    /// Keeps a text; `None` where it is too long for this way of keeping it.
    pub(super) fn keep(&mut self, text: &[u8]) -> Option<Text> {
        let kept =
            Text { start: u32::try_from(self.texts.len()).ok()?, len: u16::try_from(text.len()).ok()? };
        self.texts.extend_from_slice(text);
        Some(kept)
    }

    /// The organisation of this name, as it is spelt.
    pub(super) fn owner(&mut self, name: &[u8], first: u64) -> u32 {
        number(self.owners.get_index_of(name).unwrap_or_else(|| {
            let own = Owner { region: None, first, is_odd: !is_ordinary(name) };
            self.owners.insert_full(name.into(), own).0
        }))
    }

    pub(super) fn workstream(&mut self, name: &[u8]) -> u32 {
        let known = self.workstreams.get_index_of(name);
        number(known.unwrap_or_else(|| self.workstreams.insert_full(name.into()).0))
    }

    /// The name of a workstream; blank for none.
    pub(super) fn workstream_name(&self, at: u32) -> &[u8] {
        self.workstreams.get_index(at as usize).map_or(&[], |name| name)
    }

    pub(super) fn is_scheme(&self, at: u32, owner: u32, id: &[u8]) -> bool {
        let known = self.schemes.get(at as usize);
        known.is_some_and(|scheme| scheme.organisation == owner && self.text(scheme.id) == id)
    }

    /// The number of a scheme of an organisation by its name.
    pub(super) fn scheme_of(&self, owner: &[u8], id: &[u8]) -> Option<u32> {
        self.scheme(number(self.owners.get_index_of(owner)?), id)
    }

    /// The number of a scheme of an organisation.
    pub(super) fn scheme(&self, owner: u32, id: &[u8]) -> Option<u32> {
        self.scheme_index.find(self.hash(owner, id), |at| self.is_scheme(*at, owner, id)).copied()
    }

    pub(super) fn add(&mut self, scheme: Scheme) -> u32 {
        let at = number(self.schemes.len());
        let hash = self.hash(scheme.organisation, self.text(scheme.id));
        self.schemes.push(scheme);
        let Self { schemes, scheme_index, hasher, texts, .. } = self;
        scheme_index.insert_unique(hash, at, |other| {
            schemes.get(*other as usize).map_or(0, |scheme| {
                let start = scheme.id.start as usize;
                let id = texts.get(start..start + usize::from(scheme.id.len)).unwrap_or_default();
                hasher.hash_one((scheme.organisation, id))
            })
        });
        at
    }

    fn hash(&self, owner: u32, id: &[u8]) -> u64 {
        self.hasher.hash_one((owner, id))
    }
}

fn number(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

/// Whether a text stands as it is read: nothing to trim, fold or strip.
pub(super) fn is_ordinary(text: &[u8]) -> bool {
    let is_edge = |edge: Option<&u8>| edge.is_none_or(|mark| mark.is_ascii_whitespace() || !mark.is_ascii());
    let mut before = b' ';
    let is_plain = text.iter().all(|mark| {
        let is_double = *mark == b' ' && before == b' ';
        before = *mark;
        // 0xA0 and 0xC2 may be of a space that does not break; `<` of a tag
        !is_double && *mark >= b' ' && !matches!(mark, b'<' | 0x7F | 0xA0 | 0xC2)
    });
    // an apostrophe in front may guard a text from a spreadsheet
    is_plain && text.first() != Some(&b'\'') && !is_edge(text.first()) && !is_edge(text.last())
}
