//! Finance lines of folded trackers: the lines that [`super::assess`] gives of the same rows, without
//! a plan in memory.

use super::finance::{bare_scheme, level, line};
use crate::calendar::{Date, FinancialYear};
use crate::figures::folding::{self, LevelSums, Organisation, SchemeAt, Tracker};
use crate::figures::hierarchy::in_total;
use crate::figures::{PlanFigures, SchemeFigures, Sums};
use crate::names::ByName;
use crate::plan::reference::is_nation;
use crate::plan::{Plan, Scheme, Submission};
use crate::policy::Policy;
use crate::report::{FinanceLine, Level};
use rust_decimal::Decimal;
use std::collections::HashMap;
use std::ops::Range;

/// How many schemes make a block of lines.
const BLOCK: usize = 2048;

/// A tracker with what its whole numbers are worth.
#[derive(Debug)]
pub struct Folded {
    pub tracker: Tracker,
    /// The weight of its whole numbers.
    pub weight: Decimal,
}

/// The rows that the ordinary reader has read of trackers, with their figures.
#[derive(Debug, Default)]
pub struct Reread {
    plans: ByName<(Plan, PlanFigures)>,
}

impl Reread {
    /// Works out the figures of what was read.
    pub fn of(submission: Submission, policy: &Policy, as_at: Date) -> Self {
        let mut plans = ByName::default();
        for plan in submission.plans {
            let figures = PlanFigures::of(&plan, policy, Some(as_at));
            plans.insert(&plan.organisation.clone(), (plan, figures));
        }
        Self { plans }
    }
}

/// A scheme, folded or read.
#[derive(Debug, Clone, Copy)]
enum Item {
    Folded(SchemeAt),
    /// The index of a scheme in its organisation's plan.
    Read(u32),
}

/// An organisation with its sums.
#[derive(Debug)]
pub struct OrganisationSums {
    pub name: String,
    pub region: Option<String>,
    tracker: usize,
    sums: Sums,
    workstreams: Vec<(String, Sums)>,
    schemes: Vec<Item>,
}

/// What of an organisation is kept beside its sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keep {
    pub workstreams: bool,
    pub schemes: bool,
}

/// The sums of every organisation of a tracker, which is the given one of several.
pub fn organisations(folded: &Folded, number: usize, reread: &Reread, keep: Keep) -> Vec<OrganisationSums> {
    let all = folded.tracker.organisations.iter();
    all.filter_map(|organisation| OrganisationSums::of(folded, number, organisation, reread, keep)).collect()
}

impl OrganisationSums {
    /// The region that it reports to; the nation is none.
    fn region(&self) -> Option<&str> {
        self.region.as_deref().filter(|region| !is_nation(region))
    }

    /// The sums of an organisation; none where all its rows are totals.
    fn of(
        folded: &Folded,
        number: usize,
        organisation: &Organisation,
        reread: &Reread,
        keep: Keep,
    ) -> Option<Self> {
        let read = reread.plans.get(&organisation.name);
        let items = items(&folded.tracker, organisation, read);
        if items.is_empty() && read.is_none() {
            return None;
        }
        let mut total = FoldedAndRead::default();
        let mut workstreams = Workstreams::default();
        for item in &items {
            let Some((scheme, workstream)) = counted(&folded.tracker, read, *item) else { continue };
            total.add(scheme);
            if keep.workstreams
                && let Some(sums) = workstreams.of(workstream)
            {
                sums.add(scheme);
            }
        }
        let region = read.filter(|_| organisation.is_odd).map(|(plan, _)| plan.parent.clone());
        Some(Self {
            name: organisation.name.clone(),
            region: region.unwrap_or_else(|| organisation.region.clone()),
            tracker: number,
            sums: total.sums(folded.weight),
            workstreams: workstreams.sums(folded.weight),
            schemes: if keep.schemes { items } else { Vec::new() },
        })
    }
}

/// The schemes of an organisation in the order of the file; those that are odd as they were read. An
/// odd row may be no scheme at all, but a total.
fn items(tracker: &Tracker, organisation: &Organisation, read: Option<&(Plan, PlanFigures)>) -> Vec<Item> {
    let read_at = |at: usize| u32::try_from(at).ok().map(Item::Read);
    if organisation.is_odd {
        return (0..read.map_or(0, |(plan, _)| plan.schemes.len())).filter_map(read_at).collect();
    }
    let item = |at: &SchemeAt| {
        if !tracker.scheme(*at)?.is_odd() {
            return Some(Item::Folded(*at));
        }
        read_at(read?.0.scheme_index(std::str::from_utf8(tracker.id(*at)).ok()?)?)
    };
    organisation.schemes.iter().filter_map(item).collect()
}

/// The figures of a scheme, folded or read.
#[derive(Debug, Clone, Copy)]
enum FoldedOrRead<'a> {
    Folded(&'a folding::Scheme),
    Read(&'a SchemeFigures),
}

/// A scheme that enters the sums of its organisation, with the name of its workstream.
fn counted<'a>(
    tracker: &'a Tracker,
    read: Option<&'a (Plan, PlanFigures)>,
    item: Item,
) -> Option<(FoldedOrRead<'a>, &'a [u8])> {
    match item {
        Item::Folded(at) => Some((FoldedOrRead::Folded(tracker.scheme(at)?), tracker.workstream(at))),
        Item::Read(at) => {
            let (plan, figures) = read?;
            let scheme = plan.schemes.get(at as usize).filter(|scheme| in_total(scheme))?;
            let own = figures.schemes.get(at as usize)?;
            Some((FoldedOrRead::Read(own), scheme.workstream().unwrap_or_default().as_bytes()))
        }
    }
}

/// Sums of folded schemes and of schemes that were read.
#[derive(Debug, Default)]
struct FoldedAndRead {
    folded: LevelSums,
    read: Sums,
}

impl FoldedAndRead {
    fn add(&mut self, scheme: FoldedOrRead) {
        match scheme {
            FoldedOrRead::Folded(scheme) => self.folded.add(scheme),
            FoldedOrRead::Read(figures) => self.read.add(figures),
        }
    }

    fn sums(&self, weight: Decimal) -> Sums {
        let mut sums = self.folded.in_money(weight);
        sums.join(&self.read);
        sums
    }
}

/// Sums by workstream, found first by the bytes of its name: most rows spell it as others do.
#[derive(Debug, Default)]
struct Workstreams {
    spelt: HashMap<Box<[u8]>, usize>,
    sums: ByName<FoldedAndRead>,
}

impl Workstreams {
    fn of(&mut self, name: &[u8]) -> Option<&mut FoldedAndRead> {
        if name.is_empty() {
            return None;
        }
        let at = match self.spelt.get(name).copied() {
            Some(known) => known,
            None => {
                let text = String::from_utf8_lossy(name);
                self.sums.of(&text);
                let at = self.sums.position(&text)?;
                self.spelt.insert(name.into(), at);
                at
            }
        };
        self.sums.at_mut(at)
    }

    fn sums(self, weight: Decimal) -> Vec<(String, Sums)> {
        self.sums.into_iter().map(|(name, sums)| (name, sums.sums(weight))).collect()
    }
}

/// The finance view of trackers.
#[derive(Debug)]
pub struct TrackerFinance<'a> {
    policy: &'a Policy,
    trackers: &'a [Folded],
    reread: &'a Reread,
    /// The reporting year.
    year: FinancialYear,
    organisations: &'a [OrganisationSums],
    across: Vec<(String, Sums)>,
    regions: Vec<(String, OfRegion)>,
    nation: Sums,
}

/// The sums of a region.
#[derive(Debug, Default)]
struct OfRegion {
    sums: Sums,
    workstreams: ByName<Sums>,
}

/// Lines of one level that are written together.
#[derive(Debug, Clone)]
pub struct Block {
    level: Level,
    organisations: Range<usize>,
}

impl<'a> TrackerFinance<'a> {
    pub fn of(
        policy: &'a Policy,
        as_at: Date,
        trackers: &'a [Folded],
        reread: &'a Reread,
        organisations: &'a [OrganisationSums],
    ) -> Self {
        let mut across = ByName::<Sums>::default();
        let mut regions = ByName::<OfRegion>::default();
        let mut nation = Sums::default();
        for organisation in organisations {
            for (name, sums) in &organisation.workstreams {
                across.of(name).join(sums);
            }
            if let Some(region) = organisation.region() {
                let region = regions.of(region);
                region.sums.join(&organisation.sums);
                for (name, sums) in &organisation.workstreams {
                    region.workstreams.of(name).join(sums);
                }
            }
            nation.join(&organisation.sums);
        }
        let (across, regions) = (across.into_iter().collect(), regions.into_iter().collect());
        let year = FinancialYear::of(as_at);
        Self { policy, trackers, reread, year, organisations, across, regions, nation }
    }

    /// Whether any scheme names a workstream.
    pub fn has_workstreams(&self) -> bool {
        !self.across.is_empty()
    }

    /// Whether nothing is planned, reported or forecast in the year of the reporting date.
    pub fn is_nil(&self) -> bool {
        self.organisations
            .iter()
            .all(|organisation| level(self.policy, FinanceLine::default(), &organisation.sums).is_nil())
    }

    /// The blocks of a level, in the order in which they are written.
    pub fn blocks(&self, level: Level) -> Vec<Block> {
        if !level.is_own() {
            let over_several = self.organisations.len() > 1;
            return over_several.then_some(Block { level, organisations: 0..0 }).into_iter().collect();
        }
        let mut blocks = Vec::new();
        let (mut first, mut schemes) = (0, 0);
        for (at, organisation) in self.organisations.iter().enumerate() {
            schemes += organisation.schemes.len().max(8);
            if schemes >= BLOCK {
                blocks.push(Block { level, organisations: first..at + 1 });
                (first, schemes) = (at + 1, 0);
            }
        }
        blocks.push(Block { level, organisations: first..self.organisations.len() });
        blocks
    }

    pub fn lines(&self, block: &Block) -> Box<dyn Iterator<Item = FinanceLine> + '_> {
        let own = self.organisations.get(block.organisations.clone()).unwrap_or_default().iter();
        let about = FinanceLine { level: block.level, year: Some(self.year), ..FinanceLine::default() };
        let own_line = {
            let about = about.clone();
            move |own: &OrganisationSums, workstream: &str, sums: &Sums| {
                let (organisation, region) = (own.name.clone(), own.region().unwrap_or("").to_owned());
                let workstream = workstream.to_owned();
                let about = FinanceLine { organisation, region, workstream, ..about.clone() };
                level(self.policy, about, sums)
            }
        };
        let over = move |region: &str, workstream: &str, sums: &Sums| {
            let (region, workstream) = (region.to_owned(), workstream.to_owned());
            level(self.policy, FinanceLine { region, workstream, ..about.clone() }, sums)
        };
        match block.level {
            Level::Scheme => Box::new(own.flat_map(|organisation| {
                organisation.schemes.iter().filter_map(|item| self.scheme(organisation, *item))
            })),
            Level::Workstream => Box::new(own.flat_map(move |organisation| {
                let (all, own_line) = (organisation.workstreams.iter(), own_line.clone());
                all.map(move |(name, sums)| own_line(organisation, name, sums))
            })),
            Level::Organisation => {
                Box::new(own.map(move |organisation| own_line(organisation, "", &organisation.sums)))
            }
            // a tracker names no cluster
            Level::ClusterWorkstream | Level::Cluster => Box::new(std::iter::empty()),
            Level::RegionWorkstream => Box::new(self.regions.iter().flat_map(move |(region, own)| {
                let over = over.clone();
                own.workstreams.iter().map(move |(name, sums)| over(region, name, sums))
            })),
            Level::NationWorkstream => {
                Box::new(self.across.iter().map(move |(name, sums)| over("", name, sums)))
            }
            Level::Region => Box::new(self.regions.iter().map(move |(name, own)| over(name, "", &own.sums))),
            Level::Nation => Box::new(std::iter::once(over("", "", &self.nation))),
        }
    }

    fn scheme(&self, organisation: &OrganisationSums, item: Item) -> Option<FinanceLine> {
        let region = organisation.region().unwrap_or("").to_owned();
        match item {
            Item::Folded(at) => {
                let Folded { tracker, weight } = self.trackers.get(organisation.tracker)?;
                let scheme = tracker.scheme(at)?;
                let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                let to_date = scheme.to_date(*weight);
                let rated = to_date.rate(self.policy);
                Some(FinanceLine {
                    level: Level::Scheme,
                    organisation: organisation.name.clone(),
                    region,
                    workstream: text(tracker.workstream(at)),
                    scheme: text(tracker.id(at)),
                    name: text(tracker.name(at)),
                    year: Some(self.year),
                    ..line(self.policy, &to_date, rated, scheme.full_year(*weight), scheme.plan_year(*weight))
                })
            }
            Item::Read(at) => {
                let (plan, figures) = self.reread.plans.get(&organisation.name)?;
                let (scheme, own): (&Scheme, &SchemeFigures) =
                    (plan.schemes.get(at as usize)?, figures.schemes.get(at as usize)?);
                scheme
                    .in_sums()
                    .then(|| FinanceLine { region, ..bare_scheme(self.policy, plan, scheme, own) })
            }
        }
    }
}
