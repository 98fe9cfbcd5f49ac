//! The parts of a tracker brought together: organisations and schemes in the order of the file, and
//! what of it is to be read by the ordinary reader.

use super::Columns;
use super::partial::{Owner, PartialTracker, Scheme};
use crate::names::{self, Names, fold_spaces};
use crate::read::records::Span;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// A scheme of a tracker: which part holds it, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SchemeAt {
    part: u32,
    at: u32,
}

/// An organisation of a tracker.
#[derive(Debug, Clone)]
pub struct Organisation {
    /// Its name.
    pub name: String,
    /// The region its rows name.
    pub region: Option<String>,
    /// Its schemes, in the order of the file.
    pub schemes: Vec<SchemeAt>,
    /// Whether the ordinary reader reads all of its rows.
    pub is_odd: bool,
    first: u64,
    /// Its name as it stands in its first row.
    spelt: Box<[u8]>,
}

/// A tracker, folded.
#[derive(Debug, Default)]
pub struct Tracker {
    parts: Vec<PartialTracker>,
    /// Its organisations, in the order of the file.
    pub organisations: Vec<Organisation>,
    has_odd_rows: bool,
}

/// The rows that the ordinary reader is to read.
#[derive(Debug, Default)]
pub struct Oddities {
    /// Organisations all of whose rows are odd, by their keys.
    organisations: HashSet<String>,
    /// The keys of schemes, by that of their organisation.
    schemes: HashMap<String, HashSet<String>>,
}

impl Oddities {
    /// Whether a record is to be read by the ordinary reader.
    pub fn has(&self, columns: &Columns, bytes: &[u8], cells: &[Span]) -> bool {
        columns.keys_of(bytes, cells).is_none_or(|keys| {
            let organisation = key_of(&keys.organisation);
            self.organisations.contains(&organisation)
                || self.schemes.get(&organisation).is_some_and(|ids| ids.contains(&key_of(&keys.id)))
        })
    }
}

fn read(text: &[u8]) -> String {
    fold_spaces(&String::from_utf8_lossy(text)).into()
}

fn key_of(text: &[u8]) -> String {
    names::key(&String::from_utf8_lossy(text)).into_owned()
}

impl Tracker {
    /// Brings the parts together. What they hold of one scheme must agree, as rows of one part must.
    pub fn of(mut parts: Vec<PartialTracker>) -> Self {
        for at in 1..parts.len() {
            let (before, rest) = parts.split_at_mut(at);
            let Some(part) = rest.first_mut() else { continue };
            for known in before {
                merge(known, part);
            }
        }
        let has_odd_rows = parts.iter().any(|part| part.has_odd_rows);
        let (organisations, of_owner) = organisations(&parts);
        let mut tracker = Self { parts, organisations, has_odd_rows };
        tracker.gather(&of_owner);
        tracker
    }

    /// Gives each organisation its schemes, in the order of the file.
    fn gather(&mut self, of_owner: &[Vec<u32>]) {
        let mut order: Vec<(u32, u64, SchemeAt)> = Vec::new();
        for ((number, part), of_owner) in (0u32..).zip(&self.parts).zip(of_owner) {
            for (at, scheme) in (0u32..).zip(&part.schemes) {
                if let Some(organisation) = of_owner.get(scheme.organisation as usize) {
                    order.push((*organisation, scheme.first, SchemeAt { part: number, at }));
                }
            }
        }
        order.sort_unstable_by_key(|(organisation, first, _)| (*organisation, *first));
        for group in order.chunk_by(|one, other| one.0 == other.0) {
            let schemes: Vec<SchemeAt> = group.iter().map(|(_, _, at)| *at).collect();
            let is_odd = self.must_be_read(&schemes);
            let Some(organisation) = group.first().map(|(organisation, ..)| *organisation as usize) else {
                continue;
            };
            if let Some(organisation) = self.organisations.get_mut(organisation) {
                organisation.is_odd |= is_odd;
                organisation.schemes = schemes;
            }
        }
        self.organisations.sort_by_key(|organisation| organisation.first);
    }

    /// Whether schemes of an organisation, each regular, are not so together: ids that may differ
    /// only in case, or plans that are all negative.
    fn must_be_read(&self, schemes: &[SchemeAt]) -> bool {
        let mut keys: Vec<u64> = schemes.iter().map(|at| number(self.id(*at))).collect();
        keys.sort_unstable();
        let is_alike = keys.windows(2).any(|pair| pair.first() == pair.last());
        let all = || schemes.iter().filter_map(|at| self.scheme(*at));
        let negatives: u64 = all().map(|scheme| u64::from(scheme.negatives)).sum();
        is_alike || (negatives > 1 && !all().any(|scheme| scheme.is_positive))
    }

    /// The scheme at a place.
    pub fn scheme(&self, at: SchemeAt) -> Option<&Scheme> {
        self.parts.get(at.part as usize)?.schemes.get(at.at as usize)
    }

    /// Its id.
    pub fn id(&self, at: SchemeAt) -> &[u8] {
        self.part_and(at).map_or(&[], |(part, scheme)| part.text(scheme.id))
    }

    /// Its name; the id where it has none.
    pub fn name(&self, at: SchemeAt) -> &[u8] {
        let name = self.part_and(at).map_or(&[][..], |(part, scheme)| part.text(scheme.name));
        if name.is_empty() { self.id(at) } else { name }
    }

    /// Its workstream; blank where it has none.
    pub fn workstream(&self, at: SchemeAt) -> &[u8] {
        self.part_and(at).map_or(&[], |(part, scheme)| part.workstream_name(scheme.workstream))
    }

    fn part_and(&self, at: SchemeAt) -> Option<(&PartialTracker, &Scheme)> {
        let part = self.parts.get(at.part as usize)?;
        Some((part, part.schemes.get(at.at as usize)?))
    }

    /// What the ordinary reader is to read; `None` where everything is regular.
    pub fn oddities(&self) -> Option<Oddities> {
        let mut odd = Oddities::default();
        for organisation in &self.organisations {
            let name = names::key(&organisation.name).into_owned();
            if organisation.is_odd {
                odd.organisations.insert(name);
                continue;
            }
            let ids: HashSet<String> = organisation
                .schemes
                .iter()
                .filter(|at| self.scheme(**at).is_some_and(Scheme::is_odd))
                .map(|at| key_of(self.id(*at)))
                .collect();
            if !ids.is_empty() {
                odd.schemes.insert(name, ids);
            }
        }
        let is_any = self.has_odd_rows || !odd.organisations.is_empty() || !odd.schemes.is_empty();
        is_any.then_some(odd)
    }
}

/// The organisations of all parts, and for each part which organisation each of its owners is. One
/// spelt in two ways is odd: its schemes may be spread over both.
fn organisations(parts: &[PartialTracker]) -> (Vec<Organisation>, Vec<Vec<u32>>) {
    let mut organisations: Vec<Organisation> = Vec::new();
    let mut names = Names::default();
    let mut add = |spelt: &[u8], owner: &Owner| -> u32 {
        let name = read(spelt);
        let region = owner.region.as_deref().map(read);
        let at = names.position(&name).unwrap_or_else(|| {
            names.add(&name);
            organisations.push(Organisation {
                name: name.clone(),
                region: region.clone(),
                schemes: Vec::new(),
                is_odd: owner.is_odd,
                first: owner.first,
                spelt: spelt.into(),
            });
            organisations.len() - 1
        });
        if let Some(known) = organisations.get_mut(at) {
            let differs = known.region.is_some() && region.is_some() && known.region != region;
            known.is_odd |= owner.is_odd || differs || *known.spelt != *spelt;
            known.region = known.region.take().or(region);
            if owner.first < known.first {
                (known.first, known.name) = (owner.first, name);
            }
        }
        u32::try_from(at).unwrap_or(u32::MAX)
    };
    let of_part =
        |part: &PartialTracker| part.owners.iter().map(|(spelt, owner)| add(spelt, owner)).collect();
    let of_owner = parts.iter().map(of_part).collect();
    (organisations, of_owner)
}

/// Adds the schemes of `part` that `known` has too to those of `known`.
fn merge(known: &mut PartialTracker, part: &mut PartialTracker) {
    for at in 0..part.schemes.len() {
        let Some(scheme) = part.schemes.get(at) else { continue };
        let Some((owner, _)) = part.owners.get_index(scheme.organisation as usize) else { continue };
        let Some(own) = known.scheme_of(owner, part.text(scheme.id)) else { continue };
        let Some(before) = known.schemes.get(own as usize) else { continue };
        let is_same = known.text(before.name) == part.text(scheme.name)
            && known.workstream_name(before.workstream) == part.workstream_name(scheme.workstream);
        if let (Some(own), Some(scheme)) = (known.schemes.get_mut(own as usize), part.schemes.get_mut(at)) {
            own.is_odd |= !is_same;
            own.join(scheme);
            scheme.organisation = PartialTracker::NONE;
        }
    }
}

/// A number that ids have in common that differ only in case; others seldom do.
fn number(id: &[u8]) -> u64 {
    let key = if id.is_ascii() { Cow::Borrowed(id) } else { Cow::Owned(key_of(id).into_bytes()) };
    key.iter().fold(0xCBF2_9CE4_8422_2325, |hash, mark| {
        (hash ^ u64::from(mark.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01B3)
    })
}
