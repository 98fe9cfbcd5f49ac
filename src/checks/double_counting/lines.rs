//! The lines that are held against each other: every scheme that enters a total, with what it says of itself, and
//! how often each of those things is said.

use super::amounts::{Entry, are_unlike};
use super::ceiling::Ceiling;
use super::chance::Bits;
use super::drawn::{Body, Drawn, drawn};
use super::glance::Glance;
use super::growth::Growths;
use super::line::More;
pub(super) use super::line::{Fact, Line, Stated};
use super::near::Near;
use super::order::{Planned, order, rarities};
use super::size::{Size, units};
use super::sketches::Sketches;
use super::words::{Lexicon, Part, Said};
use crate::calendar::FinancialYear;
use crate::money::Money;
use crate::names;
use crate::parallel::Threads;
use crate::plan::fields::{ColumnId, schemes};
use hashbrown::DefaultHashBuilder;
use indexmap::IndexMap;
use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::Hash;

/// The kinds of things that are said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Description,
    Manager,
    Sponsor,
    ClinicalLead,
    Brief,
}

/// Each kind with its column.
pub(super) const FACTS: [(Kind, ColumnId); 5] = [
    (Kind::Description, schemes::DESCRIPTION),
    (Kind::Manager, schemes::MANAGER),
    (Kind::Sponsor, schemes::SPONSOR),
    (Kind::ClinicalLead, schemes::CLINICAL_LEAD),
    (Kind::Brief, schemes::BRIEF),
];

/// The most that a profile in months says.
const MOST_OF_A_PROFILE: Bits = Bits::whole(7);

/// All lines, and how often what they say is said.
pub(super) struct Register<'a> {
    pub lines: Vec<Line>,
    /// What else each of them says.
    stated: Vec<Stated<'a>>,
    /// The amounts of all lines, line by line; and each as near as is quickly told.
    entries: Vec<Entry>,
    near: Vec<Near>,
    /// What is asked first of the amounts, close together.
    amounts: Vec<Size>,
    pub lexicon: Lexicon,
    /// How many lines each organisation has.
    pub sizes: Vec<usize>,
    /// How surprising it is that two workstreams of an organisation have schemes of one name.
    pub namesakes: Bits,
    /// Every name, each with how many lines have it.
    names: IndexMap<Said, u32, DefaultHashBuilder>,
    pub sketches: Sketches,
    /// How many lines say each thing.
    said: Box<[u32]>,
    /// What each phasing says.
    phased: Box<[Bits]>,
    /// How plans grow from year to year.
    pub growths: Growths,
    /// The amounts by region and year, in order of size.
    pub order: Vec<Planned>,
}

/// Things that are said, numbered in the order in which they are first said, and how often each is.
struct Numbered<K>(IndexMap<K, u32, DefaultHashBuilder>);

impl<K> Default for Numbered<K> {
    fn default() -> Self {
        Self(IndexMap::default())
    }
}

impl<K: Hash + Eq> Numbered<K> {
    fn id(&mut self, key: K) -> u32 {
        let entry = self.0.entry(key);
        let at = number(entry.index());
        entry.or_insert(0);
        at
    }

    fn count(&mut self, id: u32) -> Fact {
        self.0.get_index_mut(id as usize).into_iter().for_each(|(_, count)| *count += 1);
        Fact(id)
    }

    fn add(&mut self, key: K) -> Fact {
        let id = self.id(key);
        self.count(id)
    }

    fn counts(self) -> Box<[u32]> {
        self.0.into_values().collect()
    }
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// What is numbered while the lines are gathered.
#[derive(Default)]
struct Gathered<'a> {
    lexicon: Lexicon,
    /// Each name as it is written, by its number where it holds no word of its organisation's.
    written: HashMap<&'a str, u32, DefaultHashBuilder>,
    names: Numbered<Said>,
    workstreams: HashMap<&'a str, Option<u32>, DefaultHashBuilder>,
    keys: Numbered<Cow<'a, str>>,
    said: Numbered<(Kind, String)>,
    phased: Numbered<Box<[u8]>>,
}

impl<'a> Gathered<'a> {
    /// Counts a name; `own` are the words of its organisation's name, which every name of it may have.
    fn name(&mut self, name: &'a str, own: &[u32]) -> u32 {
        let (names, lexicon) = (&mut self.names, &mut self.lexicon);
        let written = *self.written.entry(name).or_insert_with(|| names.id(lexicon.read(name)));
        let less = names.0.get_index(written as usize).and_then(|(said, _)| said.without(own));
        let id = less.map_or(written, |less| names.id(less));
        names.count(id);
        id
    }

    /// The number of a workstream; `None` where a scheme names none.
    fn workstream(&mut self, workstream: &'a str) -> Option<u32> {
        let keys = &mut self.keys;
        let id = || Some(names::key(workstream)).filter(|key| !key.is_empty()).map(|key| keys.id(key));
        *self.workstreams.entry(workstream).or_insert_with(id)
    }

    /// The words of a description that the name does not have.
    fn description(&mut self, text: &str, own: &[u32], named: u32) -> Vec<u32> {
        let said = self.lexicon.read(text);
        let said = said.without(own).unwrap_or(said);
        let name = self.names.0.get_index(named as usize).map_or(&[][..], |(name, _)| &name.words);
        said.words.into_iter().filter(|word| !name.contains(word)).collect()
    }

    fn line(
        &mut self,
        body: (usize, &Body<'a>),
        region: u32,
        own: &[u32],
        drawn: Drawn<'a>,
    ) -> (Line, Stated<'a>) {
        let Drawn { scheme, figures, profile, investment, actual, entries } = drawn;
        let text = |column: ColumnId| scheme.row.stated(column);
        let named = self.name(scheme.name(), own);
        let description = text(schemes::DESCRIPTION).map(|text| self.description(text, own, named));
        let facts = FACTS.map(|(kind, column)| {
            let key = key(kind, text(column)?)?;
            Some(self.said.add((kind, key)))
        });
        let workstream = self.workstream(scheme.workstream().unwrap_or_default());
        let glance = Glance {
            body: number(body.0),
            workstream: workstream.unwrap_or(Glance::NONE),
            named,
            profile: profile.map_or(Glance::NONE, |profile| self.phased.add(profile).0),
            years: 0,
            ceiling: Ceiling::default(),
            delivered: if actual.is_positive() { last_digits(actual) } else { 0 },
            is_replaced: body.1.is_replaced,
            says_more: investment.is_some() || facts.iter().any(Option::is_some),
        };
        let line = Line { glance, region, entries };
        let more = More { facts, description: description.unwrap_or_default(), investment };
        (line, Stated::of((body.1.plan, scheme, figures), actual, more))
    }
}

impl<'a> Register<'a> {
    pub fn of(bodies: &[Body<'a>], threads: Threads) -> Self {
        let mut gathered = Gathered { lexicon: Lexicon::new(), ..Gathered::default() };
        let drawn = threads.map(bodies, drawn);
        let all = drawn.iter().map(|own| own.lines.len()).sum();
        let (mut lines, mut stated) = (Vec::with_capacity(all), Vec::with_capacity(all));
        let mut entries = Vec::with_capacity(drawn.iter().map(|own| own.entries.len()).sum());
        let mut sizes = Vec::with_capacity(drawn.len());
        let mut regions: HashMap<Option<&str>, u32> = HashMap::new();
        for (at, (body, drawn)) in bodies.iter().zip(drawn).enumerate() {
            let own = gathered.lexicon.read(&body.plan.organisation).words;
            let next = number(regions.len());
            let region = *regions.entry(body.region).or_insert(next);
            sizes.push(drawn.lines.len());
            let before = number(entries.len());
            entries.extend(drawn.entries);
            for mut drawn in drawn.lines {
                drawn.entries.0 += before;
                let (line, more) = gathered.line((at, body), region, &own, drawn);
                lines.push(line);
                stated.push(more);
            }
        }
        let Gathered { mut lexicon, names, said, phased, .. } = gathered;
        for (name, at) in names.0.keys().zip(0..) {
            lexicon.remember(Part::Name, &name.words, at);
        }
        let sketches = Sketches::of(names.0.keys(), &lexicon);
        for (own, at) in stated.iter().zip(0..) {
            lexicon.remember(Part::Description, &own.more().description, at);
        }
        let mut near: Vec<Near> = entries.iter().map(Near::of).collect();
        let mut years = Numbered::<Vec<Option<FinancialYear>>>::default();
        for line in &mut lines {
            let own = near.get(line.range()).unwrap_or_default();
            line.glance.years = years.id(own.iter().map(|near| near.year).collect());
        }
        let of = |line: &Line| entries.get(line.range()).unwrap_or_default();
        let weights = || {
            let growths = Growths::of(lines.iter().map(of));
            let grown: Vec<_> = lines.iter().flat_map(|line| growths.weigh(of(line))).collect();
            (rarities(&entries, &near, lines.len()), grown, growths)
        };
        let ((rare, grown, growths), mut order) =
            threads.beside(weights, || order(&lines, &entries, &near, names.0.len()));
        for ((near, rare), grown) in near.iter_mut().zip(rare).zip(grown) {
            (near.rare, near.grown) = (rare, grown);
        }
        for (planned, at) in order.iter().zip(0..) {
            near.get_mut(planned.entry as usize).into_iter().for_each(|near| near.rank = at);
        }
        for line in &mut lines {
            line.glance.ceiling = Ceiling::of(near.get(line.range()).unwrap_or_default());
        }
        // the order was made before the ceilings were known
        for planned in &mut order {
            let line = lines.get(planned.line as usize);
            line.into_iter().for_each(|line| planned.glance = line.glance);
        }
        let by_month = lines.iter().filter(|line| line.glance.profile != Glance::NONE).count();
        let namesakes = namesakes(&lines, &sizes);
        let others = |lines: u32| lines.saturating_sub(2) as usize;
        let phased =
            phased.counts().into_iter().map(|lines| MOST_OF_A_PROFILE.at_most_of(by_month, others(lines)));
        let (names, said, phased) = (names.0, said.counts(), phased.collect());
        Self {
            lines,
            stated,
            entries,
            amounts: near.iter().map(|near| near.size).collect(),
            near,
            lexicon,
            sizes,
            namesakes,
            names,
            sketches,
            said,
            phased,
            growths,
            order,
        }
    }

    pub fn line(&self, at: u32) -> Option<&Line> {
        self.lines.get(at as usize)
    }

    /// What else a line says of itself, and whose it is.
    pub fn stated(&self, at: u32) -> Option<&Stated<'a>> {
        self.stated.get(at as usize)
    }

    /// What a line plans for each year, in order; what investment leaves of it stands behind it.
    pub fn entries_of(&self, line: &Line) -> &[Entry] {
        self.entries.get(line.range()).unwrap_or_default()
    }

    /// One of the amounts of all lines.
    pub fn entry(&self, at: u32) -> Option<&Entry> {
        self.entries.get(at as usize)
    }

    /// The same, each as near as is quickly told.
    pub fn near_of(&self, line: &Line) -> &[Near] {
        self.near.get(line.range()).unwrap_or_default()
    }

    /// Whether two lines with amounts of the same years may be alike in enough of them; `at` are the places of what both
    /// plan for one of those among the amounts of all lines.
    #[inline]
    pub fn may_agree(&self, line: &Line, at: (u32, u32)) -> bool {
        let range = line.range();
        let first = (at.1 as usize + range.start).saturating_sub(at.0 as usize);
        let theirs = self.amounts.get(first..first + range.len()).unwrap_or_default();
        let own = self.amounts.get(range).unwrap_or_default();
        let differ = own.iter().zip(theirs).filter(|(own, theirs)| own.equals(theirs) == Some(false)).count();
        // an amount less its investment is of the same year as that
        !are_unlike(differ, own.len() - differ) || own.iter().any(|size| size.net)
    }

    /// The words of a name.
    pub fn name(&self, named: u32) -> Option<&Said> {
        self.names.get_index(named as usize).map(|(name, _)| name)
    }

    /// How many names there are.
    pub fn names(&self) -> usize {
        self.names.len()
    }

    /// How many lines have a name.
    pub fn called(&self, named: u32) -> usize {
        self.names.get_index(named as usize).map_or(0, |(_, lines)| *lines as usize)
    }

    /// How many other lines than two say the same.
    pub fn others_say(&self, fact: Fact) -> usize {
        self.said.get(fact.0 as usize).map_or(0, |count| count.saturating_sub(2) as usize)
    }

    /// What it says that two lines fall alike in months, which is little where many do.
    pub fn phased(&self, profile: Fact) -> Bits {
        self.phased.get(profile.0 as usize).copied().unwrap_or_default()
    }

    /// How many other lines than two have a name.
    pub fn others_called(&self, named: u32) -> usize {
        self.called(named).saturating_sub(2)
    }
}

/// The last digits of an amount in whole units, never nought.
fn last_digits(amount: Money) -> u32 {
    u32::try_from(units(amount).0 & 0xFFFF_FFFF).unwrap_or(u32::MAX).max(1)
}

/// How surprising one name is in two workstreams of an organisation, from how often that is so here.
fn namesakes(lines: &[Line], sizes: &[usize]) -> Bits {
    let mut named: Vec<(u32, u32)> =
        lines.iter().map(|Line { glance, .. }| (glance.body, glance.named)).collect();
    named.sort_unstable();
    let pairs = |lines: usize| lines * lines.saturating_sub(1) / 2;
    let alike: usize = named.chunk_by(|one, other| one == other).map(|same| pairs(same.len())).sum();
    let all: usize = sizes.iter().map(|size| pairs(*size)).sum();
    Bits::of(all, alike).min(Bits::whole(15))
}

/// What a cell says, in the form in which it is compared; `None` where it tells nothing.
fn key(kind: Kind, text: &str) -> Option<String> {
    let key = match kind {
        Kind::Manager | Kind::Sponsor | Kind::ClinicalLead => names::person(text),
        Kind::Description | Kind::Brief => names::key(text).chars().filter(|c| c.is_alphanumeric()).collect(),
    };
    let least = if kind == Kind::Description { 12 } else { 4 };
    (key.chars().count() >= least).then_some(key)
}
