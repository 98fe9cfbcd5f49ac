//! What speaks for two lines being one saving, each likeness weighed by how surprising it would be by chance
//! (Fellegi and Sunter's way of linking records): an unusual amount tells more than a round one, and a word that
//! few schemes have in their names more than one that all have.

use super::amounts::{Entry, MOST_EQUAL, are_equal, are_unlike, unusual};
use super::chance::{Bits, DIFFERS};
use super::glance::Glance;
use super::lines::{FACTS, Fact, Kind, Line, Register, Stated};
use super::namesakes::{FEW_NAMESAKES, MOST_NAMED, Named, Namesakes, likeness};
use super::near::Near;
use super::words::{Known, Part};

/// What links two lines, told from how much speaks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Link {
    /// How much speaks for one saving beyond what chance asks for.
    pub beyond: Bits,
    pub lines: (u32, u32),
}

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

/// What is asked of pairs of lines, and what was worked out for others.
pub(super) struct Scales<'r, 'a> {
    register: &'r Register<'a>,
    asked: Bits,
    names: Namesakes,
    known: Known,
}

impl<'r, 'a> Scales<'r, 'a> {
    pub fn of(register: &'r Register<'a>) -> Self {
        let lines = register.lines.len();
        let names = Namesakes::among(register.names(), lines);
        Self { register, asked: asked(lines), names, known: Known::default() }
    }

    /// How much speaks for a pair, the earlier line first, beyond what chance asks for; `None` where chance may well
    /// have made it, or it also meets at other amounts than at those with these ranks.
    pub fn weigh(&mut self, lines: (u32, u32), ranks: (u32, u32)) -> Option<Link> {
        let weighed = self.weighed(lines, Some(ranks))?;
        Some(Link { beyond: weighed.beyond, lines })
    }

    /// Whether a pair may weigh enough, of which the one or the other is the earlier line: most cannot, which is told
    /// here without much work.
    #[inline]
    pub fn may_link(&mut self, one: &Glance, other: &Glance, is_earlier: bool) -> bool {
        let amounts = if is_earlier { one.most(other) } else { other.most(one) };
        let asked = self.asked - profile(self.register, one, other);
        one.may_say_more(other)
            || may_be_one_plan(self.register, one, other)
            || self.may_reach(one, other, amounts, asked)
    }

    /// Whether names can say what amounts leave of what is asked.
    #[inline]
    fn may_reach(&mut self, one: &Glance, other: &Glance, amounts: Bits, asked: Bits) -> bool {
        let (names, is_abroad) = ([one.named, other.named], one.body != other.body);
        amounts + MOST_NAMED >= asked && self.names.may_say(asked - amounts, self.register, names, is_abroad)
    }

    /// What speaks for a pair that is weighed.
    pub fn evidence(&mut self, lines: (u32, u32)) -> Option<Evidence> {
        let register = self.register;
        let (one, other) = register.line(lines.0).zip(register.line(lines.1))?;
        let Weighed { beyond, years, same } = self.weighed(lines, None)?;
        let equal = self::years(register, one, other).filter_map(|year| year.found(register, one, other));
        let (own, theirs) = (one.glance, other.glance);
        let name = likeness(register, &mut self.known, [own.named, theirs.named], own.body != theirs.body);
        Some(Evidence { lines, beyond, equal: equal.collect(), years, likeness: Likeness { name, same } })
    }

    fn weighed(&mut self, lines: (u32, u32), ranks: Option<(u32, u32)>) -> Option<Weighed> {
        let register = self.register;
        let (one, other) = register.line(lines.0).zip(register.line(lines.1))?;
        let (own, theirs) = (&one.glance, &other.glance);
        let is_abroad = own.body != theirs.body;
        let may_be_one_plan = may_be_one_plan(register, own, theirs);
        let profile = profile(register, own, theirs);
        let (said, mut same) = if own.may_say_more(theirs) {
            said(register, &mut self.known, lines)?
        } else {
            Default::default()
        };
        let asked = self.asked - profile - said;
        if !may_be_one_plan && !self.may_reach(own, theirs, own.most(theirs), asked) {
            return None;
        }
        let amounts = Amounts::of(register, one, other, ranks)?;
        // which is said however usual the amounts and a level phasing are
        let is_one_plan = amounts.agree && may_be_one_plan;
        if !is_one_plan && !self.may_reach(own, theirs, amounts.bits, asked) {
            return None;
        }
        let names = [own.named, theirs.named];
        let name = self.names.said(register, &mut self.known, names, is_abroad)?;
        let beyond = amounts.bits + name - asked;
        let beyond = if is_one_plan { beyond.max(Bits::NONE) } else { beyond };
        same.extend(is_one_plan.then_some("the same months"));
        let is_alone = !name.is_for() && !said.is_for() && !profile.is_for() && amounts.equal < 2;
        (beyond >= Bits::NONE && !is_alone).then_some(Weighed { beyond, years: amounts.years, same })
    }
}

/// What two lines weigh, the years for which both plan something, and what both say.
struct Weighed {
    beyond: Bits,
    years: usize,
    same: Vec<&'static str>,
}

/// Whether two lines may be one plan: alike, and of a name that few have.
#[inline]
fn may_be_one_plan(register: &Register, one: &Glance, other: &Glance) -> bool {
    one.are_alike(other) && register.others_called(one.named) <= FEW_NAMESAKES
}

/// What two lines plan for a year of which the one plans something.
enum Year<'r> {
    /// The places of the amounts that are equal among those of their lines.
    Equal {
        at: (usize, usize),
        near: (&'r Near, &'r Near),
    },
    Other,
    /// The other plans nothing for it.
    Lacking,
}

impl Year<'_> {
    fn found(&self, register: &Register, one: &Line, other: &Line) -> Option<(Entry, Entry)> {
        let Self::Equal { at, .. } = self else { return None };
        Some((*register.entries_of(one).get(at.0)?, *register.entries_of(other).get(at.1)?))
    }
}

/// The years for which the one of two lines plans something.
fn years<'r>(register: &'r Register, one: &Line, other: &Line) -> impl Iterator<Item = Year<'r>> {
    let (own, theirs) = (register.near_of(one), register.near_of(other));
    let (entries, their_entries) = (register.entries_of(one), register.entries_of(other));
    let equals = move |(at, near): (usize, &'r Near), (its, it): (usize, &'r Near)| {
        let exactly =
            || entries.get(at).zip(their_entries.get(its)).is_some_and(|(one, other)| are_equal(one, other));
        let is_equal = near.size.equals(&it.size).unwrap_or_else(exactly);
        is_equal.then_some(Year::Equal { at: (at, its), near: (near, it) })
    };
    let mut begin = 0;
    let each = own.iter().enumerate().filter(|(_, near)| !near.size.net);
    each.map(move |(at, near)| {
        while theirs.get(begin).is_some_and(|it| it.year < near.year) {
            begin += 1;
        }
        let of_year = |at: usize| theirs.get(at).filter(|it| it.year == near.year).map(|it| (at, it));
        let Some(gross) = of_year(begin) else { return Year::Lacking };
        let of_net =
            || own.get(at + 1).filter(|net| net.size.net).and_then(|net| equals((at + 1, net), gross));
        let equal = equals((at, near), gross);
        let equal = equal.or_else(|| equals((at, near), of_year(begin + 1)?)).or_else(of_net);
        equal.unwrap_or(Year::Other)
    })
}

/// What amounts say.
struct Amounts {
    bits: Bits,
    /// The years in which they are equal, and those for which both plan something.
    equal: usize,
    years: usize,
    /// Whether every year of the one is that of the other, none of them net.
    agree: bool,
}

impl Amounts {
    /// Equal amounts weigh by how unusual they are; of later years only what growth that others share leaves. A
    /// year in which both plan something else speaks against. `None` where more years differ than agree, or the
    /// lines are also met at other amounts than at these.
    fn of(register: &Register, one: &Line, other: &Line, met: Option<(u32, u32)>) -> Option<Self> {
        let mut amounts = Self { bits: Bits::NONE, equal: 0, years: 0, agree: true };
        let (mut differ, mut lacking) = (0, 0);
        let mut before: Option<(usize, &Near)> = None;
        let mut is_met = met.is_none();
        for year in years(register, one, other) {
            match year {
                Year::Equal { at, near: (own, theirs) } => {
                    let ranks = Some((own.rank, theirs.rank));
                    if !is_met && ranks != met && are_met(own, theirs) {
                        return None;
                    }
                    is_met |= ranks == met;
                    let is_net = own.size.net || theirs.size.net;
                    let bits = own.rare.min(theirs.rare) - if is_net { Bits::whole(1) } else { Bits::NONE };
                    // the first year is what was planned; later ones may be made from it
                    let most = before.and_then(|(before, its)| {
                        let is_next = before + 1 == at.0 && !own.size.net && !its.size.net;
                        if is_next { own.grown } else { grown(register, one, before, at.0) }
                    });
                    amounts.bits += most.map_or(bits, |most| bits.part(1, 2).min(most));
                    amounts.agree &= !is_net;
                    amounts.equal += 1;
                    before = Some((at.0, own));
                }
                Year::Other => differ += 1,
                Year::Lacking => lacking += 1,
            }
        }
        amounts.years = amounts.equal + differ;
        let theirs = register.near_of(other).iter().filter(|near| !near.size.net).count();
        lacking += theirs.saturating_sub(amounts.years);
        if amounts.equal == 0 || are_unlike(differ, amounts.equal) {
            return None;
        }
        amounts.agree &= differ == 0 && lacking == 0;
        amounts.bits = amounts.bits - DIFFERS.part(differ, 1) - Bits::quarters(2).part(lacking.min(3), 1);
        Some(amounts)
    }
}

/// Whether the lines of two equal amounts surely meet at them, whatever their names.
fn are_met(one: &Near, other: &Near) -> bool {
    one.rank.abs_diff(other.rank) as usize <= MOST_EQUAL && one.size.reaches(&other.size) == Some(true)
}

/// The most that an amount of a line says beside an earlier one.
fn grown(register: &Register, line: &Line, before: usize, at: usize) -> Option<Bits> {
    let entries = register.entries_of(line);
    let (before, own) = entries.get(before).zip(entries.get(at))?;
    register.growths.most(before.value, own.value)
}

/// What the same phasing in months says, which is little where many plan so.
#[inline]
fn profile(register: &Register, one: &Glance, other: &Glance) -> Bits {
    match one.phasing(other) {
        Some(Some(both)) => register.phased(Fact(both)),
        Some(None) => Bits::whole(-2),
        None => Bits::NONE,
    }
}

/// What those columns say of two lines that both fill some.
fn said(register: &Register, known: &mut Known, lines: (u32, u32)) -> Option<(Bits, Vec<&'static str>)> {
    let (one, other) = register.line(lines.0).zip(register.line(lines.1))?;
    let (mut people, mut rest, mut same) = (Bits::NONE, Bits::NONE, Vec::new());
    let (own, theirs) = (one.glance, other.glance);
    let both_say_more = own.says_more && theirs.says_more;
    let is_delivered = own.delivered > 0;
    let all = if own.body == theirs.body { register.sizes.get(own.body as usize).copied() } else { None };
    let all = all.unwrap_or(register.lines.len());
    let (one, other) = register.stated(lines.0).zip(register.stated(lines.1))?;
    let (more, others) = (one.more(), other.more());
    let facts = FACTS.iter().zip(more.facts.iter().zip(&others.facts));
    for ((kind, _), (own, theirs)) in facts.filter(|_| both_say_more) {
        let Some((own, theirs)) = (*own).zip(*theirs) else { continue };
        let (most, otherwise, what) = match kind {
            Kind::Description => (Bits::whole(12), Bits::NONE, "the same description"),
            Kind::Manager => (Bits::whole(5), Bits::quarters(-2), "the same manager"),
            Kind::Sponsor => (Bits::whole(2), Bits::NONE, "the same sponsor"),
            Kind::ClinicalLead => (Bits::whole(3), Bits::NONE, "the same clinical lead"),
            Kind::Brief => (Bits::whole(7), Bits::NONE, "the same brief"),
        };
        let bits = if own == theirs { most.at_most(all, register.others_say(own)) } else { otherwise };
        let bits = if own != theirs && *kind == Kind::Description {
            near(register, known, one, other)
        } else {
            bits
        };
        if bits.is_for() {
            same.push(if own == theirs { what } else { "nearly the same description" });
        }
        match kind {
            Kind::Manager | Kind::Sponsor | Kind::ClinicalLead => people += bits,
            _ => rest += bits,
        }
    }
    if let Some((own, theirs)) = more.investment.zip(others.investment) {
        if own == theirs && own.is_positive() {
            rest += unusual(own).part(1, 2);
            same.push("the same investment");
        } else {
            rest += Bits::whole(-1);
        }
    }
    if is_delivered && one.actual == other.actual {
        rest += unusual(one.actual).part(1, 2);
        same.push("the same saving to date");
    }
    Some((people.min(Bits::whole(7)) + rest, same))
}

/// The words a description must have to be held against another.
const DESCRIBING_WORDS: usize = 5;

/// What two descriptions say of which most words are the same.
fn near(register: &Register, known: &mut Known, one: &Stated, other: &Stated) -> Bits {
    let (own, theirs) = (&one.more().description, &other.more().description);
    let (least, most) = (own.len().min(theirs.len()), own.len().max(theirs.len()));
    let shared = own.iter().filter(|word| theirs.contains(word)).count();
    if least < DESCRIBING_WORDS || shared * 10 < most * 7 {
        return Bits::NONE;
    }
    let both: Vec<(u32, u32)> =
        own.iter().filter(|word| theirs.contains(word)).map(|word| (*word, *word)).collect();
    let of = |line: u32| Some((&*register.stated(line)?.more().description, 1));
    let others = register.lexicon.lines_with(known, Part::Description, &both, of).saturating_sub(2);
    Bits::whole(9).at_most(register.lines.len(), others)
}
