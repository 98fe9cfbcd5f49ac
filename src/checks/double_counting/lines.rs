//! The lines that are held against each other: every scheme that enters a total, with what it says of itself, and
//! how often each of those things is said.

use super::super::{in_total, sums};
use super::amounts::{Entry, unusual};
use super::chance::Bits;
use super::namesakes::Known;
use super::words::{Lexicon, Part, Said};
use crate::calendar::{FinancialYear, Period};
use crate::figures::{PlanFigures, SchemeFigures};
use crate::money::Money;
use crate::names;
use crate::plan::fields::{ColumnId, schemes};
use crate::plan::{Measure, Plan, Scheme};
use std::collections::HashMap;

/// A plan with its figures, and whether its schemes are replaced by its region's.
#[derive(Clone, Copy)]
pub(super) struct Body<'a> {
    pub plan: &'a Plan,
    pub figures: &'a PlanFigures,
    /// The region whose total it enters.
    pub region: Option<&'a str>,
    pub is_replaced: bool,
}

/// A scheme that enters a total.
pub(super) struct Line<'a> {
    /// Its organisation's index among the bodies.
    pub body: usize,
    /// Its region's number; all that are of none share one.
    pub region: usize,
    pub plan: &'a Plan,
    pub scheme: &'a Scheme,
    pub workstream: String,
    pub name: Said,
    /// The number of its name among the names of all lines.
    pub named: usize,
    pub description: Said,
    /// What else it says of itself, by [`FACTS`].
    pub facts: [Option<Fact>; 5],
    pub entries: Vec<Entry>,
    pub investment: sums::Sum,
    /// What it has delivered to date, where that is not what was planned.
    pub actual: Money,
    /// How its plan falls in months; `None` where it is not by month.
    pub profile: Option<Fact>,
    pub is_replaced: bool,
}

/// A thing that is said, and how many lines say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Fact(u32);

/// The kinds of things that are said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Description,
    Manager,
    Sponsor,
    ClinicalLead,
    Brief,
    /// How a plan falls in months, in hundredths of all.
    Profile,
}

/// Each kind with its column.
pub(super) const FACTS: [(Kind, ColumnId); 5] = [
    (Kind::Description, schemes::DESCRIPTION),
    (Kind::Manager, schemes::MANAGER),
    (Kind::Sponsor, schemes::SPONSOR),
    (Kind::ClinicalLead, schemes::CLINICAL_LEAD),
    (Kind::Brief, schemes::BRIEF),
];

/// All lines, and how often what they say is said.
pub(super) struct Register<'a> {
    pub lines: Vec<Line<'a>>,
    pub lexicon: Lexicon,
    /// How many lines each organisation has.
    pub sizes: Vec<usize>,
    /// How many lines have a plan by month.
    pub by_month: usize,
    /// How surprising it is that two workstreams of an organisation have schemes of one name.
    pub namesakes: Bits,
    /// What names say of each other.
    pub names: Known,
    /// How many lines have each name.
    called: Vec<usize>,
    facts: Vec<usize>,
    amounts: HashMap<(Option<FinancialYear>, Money), usize>,
    /// How many lines grow by so much from one year to the next, in two hundredths.
    growths: HashMap<i64, usize>,
}

/// Gives numbers to things that are said, and counts them.
#[derive(Default)]
struct Counted {
    ids: HashMap<(Kind, String), u32>,
    counts: Vec<usize>,
}

impl Counted {
    fn add(&mut self, key: (Kind, String)) -> Fact {
        let next = u32::try_from(self.counts.len()).unwrap_or(u32::MAX);
        let id = *self.ids.entry(key).or_insert(next);
        if id == next {
            self.counts.push(0);
        }
        if let Some(count) = self.counts.get_mut(id as usize) {
            *count += 1;
        }
        Fact(id)
    }
}

impl<'a> Register<'a> {
    pub fn of(bodies: &[Body<'a>]) -> Self {
        let mut lexicon = Lexicon::new();
        let mut said = Counted::default();
        let (mut lines, mut sizes) = (Vec::new(), Vec::new());
        let mut regions: HashMap<Option<&str>, usize> = HashMap::new();
        let mut names: HashMap<Said, usize> = HashMap::new();
        for (body, of) in bodies.iter().enumerate() {
            let own = lexicon.read(&of.plan.organisation, &[]).words;
            let before = lines.len();
            let next = regions.len();
            let region = *regions.entry(of.region).or_insert(next);
            for (scheme, figures) in of.plan.schemes.iter().zip(&of.figures.schemes) {
                if !in_total(scheme) || scheme.unidentified {
                    continue;
                }
                let entries = entries(scheme, figures);
                if entries.is_empty() {
                    continue;
                }
                let name = lexicon.read(scheme.name(), &own);
                let text = |column: ColumnId| scheme.row.stated(column);
                let description = text(schemes::DESCRIPTION).map(|text| lexicon.read(text, &own));
                let mut description = description.unwrap_or_default();
                description.words.retain(|word| !name.words.contains(word));
                let at = u32::try_from(lines.len()).unwrap_or(u32::MAX);
                lexicon.remember(Part::Name, &name, at);
                lexicon.remember(Part::Description, &description, at);
                let next = names.len();
                let named = *names.entry(name.clone()).or_insert(next);
                let facts = FACTS.map(|(kind, column)| {
                    let key = key(kind, text(column)?)?;
                    Some(said.add((kind, key)))
                });
                let profile = profile(scheme).map(|shape| said.add((Kind::Profile, shape)));
                let to_date = figures.to_date;
                let delivered = to_date.known_actual().filter(|actual| Some(*actual) != to_date.known_plan());
                lines.push(Line {
                    body,
                    region,
                    plan: of.plan,
                    scheme,
                    workstream: names::key(scheme.workstream().unwrap_or_default()).into_owned(),
                    name,
                    named,
                    description,
                    facts,
                    entries,
                    investment: invested(scheme),
                    actual: delivered.unwrap_or_default(),
                    profile,
                    is_replaced: of.is_replaced,
                });
            }
            sizes.push(lines.len() - before);
        }
        let (mut amounts, mut growths) = (HashMap::new(), HashMap::new());
        for line in &lines {
            for entry in line.entries.iter().filter(|entry| !entry.net) {
                *amounts.entry((entry.year, entry.value)).or_insert(0) += 1;
            }
            for growth in line.growths() {
                *growths.entry(growth).or_insert(0) += 1;
            }
        }
        let by_month = lines.iter().filter(|line| line.profile.is_some()).count();
        let namesakes = namesakes(&lines, &sizes);
        let mut called = vec![0; names.len()];
        for line in &lines {
            called.get_mut(line.named).into_iter().for_each(|count: &mut usize| *count += 1);
        }
        let names = Known::among(names.len(), lines.len());
        let facts = said.counts;
        let mut register =
            Self { lines, lexicon, sizes, by_month, namesakes, names, called, facts, amounts, growths };
        register.weigh_amounts();
        register
    }

    /// Gives every amount its rarity.
    fn weigh_amounts(&mut self) {
        let mut lines = std::mem::take(&mut self.lines);
        let all = lines.len();
        for entry in lines.iter_mut().flat_map(|line| &mut line.entries) {
            entry.rare = unusual(entry.value).at_most(all, self.others_plan(entry.year, entry.value));
        }
        self.lines = lines;
    }

    pub fn line(&self, at: u32) -> Option<&Line<'a>> {
        self.lines.get(at as usize)
    }

    /// How many other lines than two say the same.
    pub fn others_say(&self, fact: Fact) -> usize {
        self.facts.get(fact.0 as usize).map_or(0, |count| count.saturating_sub(2))
    }

    /// How many other lines than two have a name.
    pub fn others_called(&self, named: usize) -> usize {
        self.called.get(named).map_or(0, |count| count.saturating_sub(2))
    }

    /// How many other lines than two plan this amount in a year.
    fn others_plan(&self, year: Option<FinancialYear>, value: Money) -> usize {
        self.amounts.get(&(year, value)).map_or(0, |count| count.saturating_sub(2))
    }

    /// How many other lines than two grow alike from one year to the next.
    pub fn others_grow(&self, growth: i64) -> usize {
        let near = (growth - 1)..=(growth + 1);
        near.filter_map(|growth| self.growths.get(&growth)).sum::<usize>().saturating_sub(2)
    }
}

/// How surprising one name is in two workstreams of an organisation, from how often that is so here.
fn namesakes(lines: &[Line], sizes: &[usize]) -> Bits {
    let mut named: HashMap<(usize, &Said), usize> = HashMap::new();
    let mut pairs = 0;
    for line in lines {
        let before = named.entry((line.body, &line.name)).or_insert(0);
        pairs += *before;
        *before += 1;
    }
    let all: usize = sizes.iter().map(|size| size * size.saturating_sub(1) / 2).sum();
    Bits::of(all, pairs).min(Bits::whole(15))
}

impl Line<'_> {
    /// What it plans for each year, without what investment leaves.
    pub fn gross(&self) -> impl Iterator<Item = &Entry> + Clone {
        self.entries.iter().filter(|entry| !entry.net)
    }

    /// The most that its amounts can say.
    pub fn most(&self) -> Bits {
        self.entries.iter().fold(Bits::NONE, |most, entry| most + entry.rare)
    }

    fn growths(&self) -> impl Iterator<Item = i64> {
        self.gross().zip(self.gross().skip(1)).filter_map(|(one, next)| growth(one.value, next.value))
    }
}

/// How one amount stands to another, in two hundredths.
pub(super) fn growth(one: Money, next: Money) -> Option<i64> {
    use rust_decimal::prelude::ToPrimitive;
    let ratio = next.decimal().checked_mul(200.into())?.checked_div(one.decimal())?;
    ratio.round().to_i64()
}

/// What a cell says, in the form in which it is compared; `None` where it tells nothing.
fn key(kind: Kind, text: &str) -> Option<String> {
    let key = match kind {
        Kind::Manager | Kind::Sponsor | Kind::ClinicalLead => names::person(text),
        Kind::Description | Kind::Brief | Kind::Profile => {
            names::key(text).chars().filter(|c| c.is_alphanumeric()).collect()
        }
    };
    let least = if kind == Kind::Description { 12 } else { 4 };
    (key.chars().count() >= least).then_some(key)
}

/// What a line plans by year, and the same less its investment where that is given.
fn entries(scheme: &Scheme, figures: &SchemeFigures) -> Vec<Entry> {
    let planned = sums::planned_in_all(scheme, figures);
    let mut entries = Vec::new();
    let first = planned.first().and_then(|(year, _)| *year);
    for (year, sum) in planned.into_iter().filter(|(_, sum)| sum.is_given() && sum.value.is_positive()) {
        let mut invested = year.map_or_else(sums::Sum::default, |year| {
            sums::in_year(scheme, Measure::Investment, year, |_| true)
        });
        // what no year has for itself is spent in the first
        if invested.cells == 0 && year == first {
            invested = sums::cell(&scheme.row, schemes::INVESTMENT);
        }
        let net = (invested.is_given() && !invested.value.is_zero()).then(|| sum.clone().less(&invested));
        entries.push(Entry::new(year, sum, false));
        entries.extend(net.filter(|net| net.value.is_positive()).map(|net| Entry::new(year, net, true)));
    }
    entries
}

fn invested(scheme: &Scheme) -> sums::Sum {
    let by_period = sums::over(scheme, Measure::Investment, None);
    if by_period.cells > 0 { by_period } else { sums::cell(&scheme.row, schemes::INVESTMENT) }
}

/// How the planned months stand to their sum, in hundredths; `None` where fewer than three have a plan.
fn profile(scheme: &Scheme) -> Option<String> {
    use rust_decimal::prelude::ToPrimitive;
    let months: Vec<Money> = scheme
        .points(Measure::Plan)
        .filter(|point| matches!(point.period, Period::Month(_)))
        .map(|point| point.amount.map(|amount| amount.value))
        .collect::<Option<_>>()?;
    let sum: Money = months.iter().copied().sum();
    let filled = months.iter().filter(|month| month.is_positive()).count();
    if filled < 3 || !sum.is_positive() {
        return None;
    }
    let share = |month: &Money| {
        let share = month.decimal().checked_mul(100.into())?.checked_div(sum.decimal())?;
        Some(format!("{} ", share.round().to_u8()?))
    };
    months.iter().map(share).collect()
}
