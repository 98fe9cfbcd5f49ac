//! What speaks for two lines being one saving, each likeness weighed by how surprising it would be by chance
//! (Fellegi and Sunter's way of linking records): an unusual amount tells more than a round one, and a word that
//! few schemes have in their names more than one that all have.

use super::amounts::{Entry, are_equal, unusual};
use super::chance::Bits;
use super::lines::{FACTS, Kind, Line, Register, growth};
use super::namesakes::Named;
use super::words::{Part, Said};
use crate::money::Money;

/// What two lines share.
#[derive(Debug, Clone)]
pub(super) struct Evidence {
    pub lines: (u32, u32),
    /// How much speaks for one saving beyond what chance asks for.
    pub beyond: Bits,
    /// The amounts that are equal, by year: of the one and of the other.
    pub equal: Vec<(Entry, Entry)>,
    /// The years for which both plan something.
    pub years: usize,
    pub likeness: Likeness,
}

/// What else than amounts is alike.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Likeness {
    pub name: Named,
    /// What else both say, in words.
    pub same: Vec<&'static str>,
}

/// The odds, in bits, beyond even at which two lines are said to be one saving.
const CERTAINTY: Bits = Bits::whole(3);

/// Of how many lines one is expected to be counted twice.
const ONE_IN: usize = 50;

/// As many lines as are taken to be there where there are fewer.
const FEWEST: usize = 40;

/// What is asked of a pair before chance is ruled out among so many lines.
fn asked(lines: usize) -> Bits {
    Bits::of(lines.max(FEWEST).saturating_mul(ONE_IN) / 2, 1) + CERTAINTY
}

/// Whether a pair may weigh enough, as far as that is quickly told.
pub(super) fn may_weigh(register: &Register, one: &Line, other: &Line) -> bool {
    if may_be_one_plan(register, one, other) {
        return true;
    }
    let asked = asked(register.lines.len());
    let most = one.most().min(other.most()) + profile(register, one, other) + said(register, one, other).0;
    most + MOST_NAMED >= asked && (!register.names.is_kept() || most + names(register, one, other).0 >= asked)
}

/// Weighs a pair; `None` where chance may well have made it.
pub(super) fn weigh(register: &Register, at: (u32, u32)) -> Option<Evidence> {
    let (one, other) = register.line(at.0).zip(register.line(at.1))?;
    let asked = asked(register.lines.len());
    let amounts = Amounts::of(register, one, other)?;
    let profile = profile(register, one, other);
    let (said, mut same) = said(register, one, other);
    let sum = amounts.bits + profile + said;
    // which is said however usual the amounts and a level phasing are
    let is_one_plan = amounts.agree && may_be_one_plan(register, one, other);
    if sum + MOST_NAMED < asked && !is_one_plan {
        return None;
    }
    let (name, named) = names(register, one, other);
    let beyond = sum + name - asked;
    let beyond = if is_one_plan { beyond.max(Bits::NONE) } else { beyond };
    same.extend(is_one_plan.then_some("the same months"));
    let is_alone = !name.is_for() && !said.is_for() && !profile.is_for() && amounts.equal.len() < 2;
    (beyond >= Bits::NONE && !is_alone).then_some(Evidence {
        lines: at,
        beyond,
        equal: amounts.equal.into_iter().map(|(own, theirs)| (own.clone(), theirs.clone())).collect(),
        years: amounts.years,
        likeness: Likeness { name: named, same },
    })
}

/// Whether two lines of one name, which few have, fall alike over the months: in two workstreams of an organisation,
/// or in the same workstream of two.
fn may_be_one_plan(register: &Register, one: &Line, other: &Line) -> bool {
    let is_phased_alike = one.profile.is_some() && one.profile == other.profile;
    let is_placed_so = one.body == other.body || one.workstream == other.workstream;
    let is_named_so = one.named == other.named && register.others_called(one.named) <= FEW_NAMESAKES;
    is_named_so && is_phased_alike && is_placed_so
}

/// What amounts say.
struct Amounts<'a> {
    bits: Bits,
    equal: Vec<(&'a Entry, &'a Entry)>,
    years: usize,
    /// Whether every year of the one is that of the other, none of them net.
    agree: bool,
}

impl<'a> Amounts<'a> {
    /// Equal amounts weigh by how unusual they are; of later years only what growth that others share leaves. A
    /// year in which both plan something else speaks against. `None` where more years differ than agree.
    fn of(register: &Register, one: &'a Line, other: &'a Line) -> Option<Self> {
        let mut amounts = Self { bits: Bits::NONE, equal: Vec::new(), years: 0, agree: false };
        let (mut differ, mut lacking) = (0, 0);
        let mut weights: Vec<(Bits, Money)> = Vec::new();
        for own in one.gross() {
            let theirs = || other.entries.iter().filter(|theirs| theirs.year == own.year);
            let net_of_own = one.entries.iter().filter(|net| net.net && net.year == own.year);
            let pairs = theirs().map(|theirs| (own, theirs));
            let pairs = pairs.chain(
                net_of_own
                    .flat_map(|net| theirs().filter(|theirs| !theirs.net).map(move |theirs| (net, theirs))),
            );
            let equal = pairs.into_iter().find(|(own, theirs)| are_equal(own, theirs));
            amounts.years += usize::from(theirs().next().is_some());
            match equal {
                Some((own, theirs)) => {
                    let net = if own.net || theirs.net { Bits::whole(1) } else { Bits::NONE };
                    weights.push((own.rare.min(theirs.rare) - net, own.value));
                    amounts.equal.push((own, theirs));
                }
                None if theirs().next().is_some() => differ += 1,
                None => lacking += 1,
            }
        }
        lacking += other.gross().count().saturating_sub(amounts.years);
        if amounts.equal.is_empty() || differ > amounts.equal.len() {
            return None;
        }
        let is_net = amounts.equal.iter().any(|(own, theirs)| own.net || theirs.net);
        amounts.agree = differ == 0 && lacking == 0 && !is_net;
        // the first year is what was planned; later ones may be made from it
        for (at, (bits, value)) in weights.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|before| weights.get(before));
            amounts.bits += match before.and_then(|(_, before)| growth(*before, *value)) {
                None => *bits,
                Some(growth) => {
                    let others = register.others_grow(growth);
                    let most = if is_simple(growth) { Bits::whole(1) } else { Bits::whole(8) };
                    bits.part(1, 2).min(most.at_most(register.lines.len(), others))
                }
            };
        }
        amounts.bits =
            amounts.bits - Bits::whole(5).part(differ, 1) - Bits::quarters(2).part(lacking.min(3), 1);
        Some(amounts)
    }
}

/// Whether a year is the year before it again, or twice, half, three times it: in two hundredths.
fn is_simple(growth: i64) -> bool {
    [50, 67, 100, 133, 150, 200, 300, 400, 600, 800].iter().any(|simple| (simple - growth).abs() <= 1)
}

/// The most that a profile in months says.
const MOST_OF_A_PROFILE: Bits = Bits::whole(7);

/// What the same phasing in months says, which is little where many plan so.
fn profile(register: &Register, one: &Line, other: &Line) -> Bits {
    match one.profile.zip(other.profile) {
        Some((own, theirs)) if own == theirs => {
            MOST_OF_A_PROFILE.at_most_of(register.by_month, register.others_say(own))
        }
        Some(_) => Bits::whole(-2),
        None => Bits::NONE,
    }
}

/// The most that names say.
const MOST_NAMED: Bits = Bits::whole(15);

/// The other lines that may have a name before it is one that plans have again and again.
const FEW_NAMESAKES: usize = 3;

/// What another number or a contrary word in the names says against.
const APART: Bits = Bits::whole(10);

fn names(register: &Register, one: &Line, other: &Line) -> (Bits, Named) {
    let is_abroad = one.body != other.body;
    register.names.once([one.named, other.named], is_abroad, || {
        names_compared(register, &one.name, &other.name, is_abroad)
    })
}

/// What names say: by how many words they share and how few other lines have those; in two organisations less,
/// for every PCT has its own medicines management.
fn names_compared(register: &Register, one: &Said, other: &Said, is_abroad: bool) -> (Bits, Named) {
    let lexicon = &register.lexicon;
    let alike = lexicon.compare(one, other);
    let telling = |word: u32| !lexicon.is_generic(word);
    let weight = |word: u32| if telling(word) { 2 } else { 1 };
    let both: usize = alike.both.iter().map(|(own, theirs)| weight(*own).max(weight(*theirs))).sum();
    let alone = alike.alone.each_ref().map(|words| words.iter().map(|word| weight(*word)).sum::<usize>());
    let least = alone.iter().copied().min().unwrap_or(0);
    let apart = if lexicon.are_apart(one, other, &alike) { APART } else { Bits::NONE };
    if both == 0 || least > both {
        return (Bits::whole(-2) - apart, Named::Otherwise);
    }
    let told = alike.both.iter().filter(|(own, theirs)| telling(*own) && telling(*theirs)).count();
    let most = match (told, is_abroad) {
        (0, false) => {
            if alike.both.len() > 1 {
                Bits::whole(6)
            } else {
                Bits::whole(3)
            }
        }
        (0, true) => {
            if alike.both.len() > 1 {
                Bits::whole(5)
            } else {
                Bits::quarters(10)
            }
        }
        (1, false) => Bits::whole(8),
        (1, true) => Bits::whole(7),
        (2, false) => Bits::whole(12),
        (2, true) => Bits::whole(10),
        (_, false) => MOST_NAMED,
        (_, true) => Bits::whole(11),
    };
    let has = |line: u32, word: u32| register.line(line).is_some_and(|line| line.name.words.contains(&word));
    let others = lexicon.lines_with(Part::Name, &alike.both, has).saturating_sub(2);
    let shared = most.at_most(register.lines.len(), others).part(both, both + least);
    let more: usize = alone.iter().sum();
    let named = if more == 0 { Named::Same } else { Named::Near };
    let is_one_name = named == Named::Same && one.labels == other.labels;
    let is_own = is_one_name && !is_abroad && told > 0 && others <= FEW_NAMESAKES;
    let shared = if is_own { shared.max(register.namesakes) } else { shared };
    (shared - Bits::quarters(2).part(more.min(4), 1) - apart, named)
}

/// What the other columns say that both fill.
fn said(register: &Register, one: &Line, other: &Line) -> (Bits, Vec<&'static str>) {
    let (mut people, mut rest, mut same) = (Bits::NONE, Bits::NONE, Vec::new());
    let lines = if one.body == other.body { register.sizes.get(one.body).copied() } else { None };
    let lines = lines.unwrap_or(register.lines.len());
    for ((kind, _), (own, theirs)) in FACTS.iter().zip(one.facts.iter().zip(&other.facts)) {
        let Some((own, theirs)) = (*own).zip(*theirs) else { continue };
        let (most, otherwise, what) = match kind {
            Kind::Description => (Bits::whole(12), Bits::NONE, "the same description"),
            Kind::Manager => (Bits::whole(5), Bits::quarters(-2), "the same manager"),
            Kind::Sponsor => (Bits::whole(2), Bits::NONE, "the same sponsor"),
            Kind::ClinicalLead => (Bits::whole(3), Bits::NONE, "the same clinical lead"),
            Kind::Brief => (Bits::whole(7), Bits::NONE, "the same brief"),
            Kind::Profile => continue,
        };
        let bits = if own == theirs { most.at_most(lines, register.others_say(own)) } else { otherwise };
        let bits =
            if own != theirs && *kind == Kind::Description { near(register, one, other) } else { bits };
        if bits.is_for() {
            same.push(if own == theirs { what } else { "nearly the same description" });
        }
        match kind {
            Kind::Manager | Kind::Sponsor | Kind::ClinicalLead => people += bits,
            _ => rest += bits,
        }
    }
    if one.investment.is_given() && other.investment.is_given() {
        let [own, theirs] = [one, other].map(|line| line.investment.value);
        if own == theirs && own.is_positive() {
            rest += unusual(own).part(1, 2);
            same.push("the same investment");
        } else {
            rest += Bits::whole(-1);
        }
    }
    if one.actual.is_positive() && one.actual == other.actual {
        rest += unusual(one.actual).part(1, 2);
        same.push("the same saving to date");
    }
    (people.min(Bits::whole(7)) + rest, same)
}

/// The words a description must have to be held against another.
const DESCRIBING_WORDS: usize = 5;

/// What two descriptions say of which most words are the same.
fn near(register: &Register, one: &Line, other: &Line) -> Bits {
    let (own, theirs) = (&one.description.words, &other.description.words);
    let (least, most) = (own.len().min(theirs.len()), own.len().max(theirs.len()));
    let shared = own.iter().filter(|word| theirs.contains(word)).count();
    if least < DESCRIBING_WORDS || shared * 10 < most * 7 {
        return Bits::NONE;
    }
    let both: Vec<(u32, u32)> =
        own.iter().filter(|word| theirs.contains(word)).map(|word| (*word, *word)).collect();
    let has =
        |line: u32, word: u32| register.line(line).is_some_and(|line| line.description.words.contains(&word));
    let others = register.lexicon.lines_with(Part::Description, &both, has).saturating_sub(2);
    Bits::whole(9).at_most(register.lines.len(), others)
}
