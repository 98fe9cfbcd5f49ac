//! The bodies of the NHS of 2011: the ten strategic health authorities with their clusters, and the 151
//! primary care trusts, with their codes. For recognition, notes, and lists of who is to submit; never a
//! reason to refuse.
//!
//! Source: names and shares of the authorities, NAO September 2011, Figure 1; ONS codes as published, ODS
//! codes in their order (Q30 published, the others follow); the trusts as in public prescribing data, those
//! of the south east by geography.

use super::heading::plain;
use crate::words::words;
use hashbrown::HashMap;
use std::borrow::Cow;
use std::sync::OnceLock;

words! {
    /// The lists of NHS bodies that names and codes are held against.
    #[derive(Default)]
    pub enum Reference {
        #[default]
        None = "none",
        Of2011 = "nhs-2011",
    }
}

/// What a body is, as `plan.tier` says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// A strategic health authority.
    Region,
    /// A primary care trust.
    Pct,
}

/// A body of the list.
#[derive(Debug, PartialEq, Eq)]
pub struct Body {
    /// Its ODS code: `Q30`, `5D7`.
    pub code: &'static str,
    /// Its name without its kind: `North East`, `Newcastle`.
    pub name: &'static str,
    /// Which of the two it is.
    pub tier: Tier,
    /// What it reports to: a trust's authority, an authority's cluster of October 2011.
    pub above: &'static str,
}

/// What names of the tiers begin or end with, in plain words.
const BEFORE: &str = "nhs ";
const AUTHORITIES: [&str; 3] = [" strategic health authority", " sha", " region"];
const TRUSTS: [&str; 8] = [
    " teaching primary care trust",
    " primary care trust",
    " teaching pct",
    " pct",
    " tpct",
    " care trust plus",
    " community care trust",
    " care trust",
];

/// The nation, whose members are the regions.
const NATION: [&str; 6] = ["england", "nation", "nhs", "nhs england", "national", "department of health"];

/// Whether a name is that of the whole that regions report to.
pub fn is_nation(name: &str) -> bool {
    NATION.contains(&plain(name).as_ref())
}

struct Lists {
    bodies: Vec<Body>,
    by_name: HashMap<Cow<'static, str>, usize>,
    by_code: HashMap<Cow<'static, str>, usize>,
}

/// The cells of a line of the lists: a name that holds a comma stands in quotes.
fn cells(line: &'static str) -> impl Iterator<Item = &'static str> {
    let mut is_quoted = false;
    let ends = move |c: char| {
        is_quoted ^= c == '"';
        c == ',' && !is_quoted
    };
    line.split(ends).map(|cell| cell.trim_matches('"'))
}

fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| {
        let authorities = include_str!("reference/strategic-health-authorities.csv");
        let trusts = include_str!("reference/primary-care-trusts.csv");
        let (mut bodies, mut by_code) = (Vec::new(), HashMap::new());
        // of an authority: ODS code, ONS code, name, cluster; of a trust: code, name, authority
        for (text, tier, at) in [(authorities, Tier::Region, [0, 2, 3]), (trusts, Tier::Pct, [0, 1, 2])] {
            for line in text.lines().skip(1) {
                let cells: Vec<&str> = cells(line).collect();
                let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
                let [code, name, above] = at.map(cell);
                by_code.insert(plain(code), bodies.len());
                if tier == Tier::Region {
                    by_code.insert(plain(cell(1)), bodies.len());
                }
                bodies.push(Body { code, name, tier, above });
            }
        }
        let by_name = bodies.iter().enumerate().map(|(at, body)| (plain(body.name), at)).collect();
        Lists { bodies, by_name, by_code }
    })
}

impl Reference {
    /// The body that a whole text names or whose code it is.
    pub fn body(self, text: &str) -> Option<&'static Body> {
        self.named(text).or_else(|| self.coded(text))
    }

    /// The body that a whole text names, with its kind or without: `North East SHA`, `NHS North East`.
    pub fn named(self, text: &str) -> Option<&'static Body> {
        if self == Self::None {
            return None;
        }
        let words = plain(text);
        let find = |name: &str| lists().by_name.get(name).and_then(|at| lists().bodies.get(*at));
        let bare = words.strip_prefix(BEFORE).unwrap_or(&words);
        let of_kind = |kinds: &[&str], tier: Tier| {
            let name = kinds.iter().find_map(|kind| bare.strip_suffix(kind))?;
            find(name).filter(|body| body.tier == tier)
        };
        find(bare).or_else(|| of_kind(&AUTHORITIES, Tier::Region)).or_else(|| of_kind(&TRUSTS, Tier::Pct))
    }

    /// The body of a code: `Q30` or `E18000001`, `5D7`.
    pub fn coded(self, code: &str) -> Option<&'static Body> {
        let at = lists().by_code.get(plain(code).as_ref()).filter(|_| self != Self::None)?;
        lists().bodies.get(*at)
    }

    /// Whether two texts name one body of the lists.
    pub fn is_one(self, one: &str, other: &str) -> bool {
        self.body(one).is_some_and(|body| self.body(other) == Some(body))
    }
}

/// The members of a body by name or code: the trusts of an authority, the authorities of a cluster of them or
/// of England, in the order of their codes. `None` where the lists know no such body, or it has no members.
pub fn members_of(name: &str) -> Option<Vec<&'static Body>> {
    let bodies = || lists().bodies.iter();
    let words = plain(name);
    let members: Vec<&Body> = match Reference::Of2011.body(name) {
        Some(body) => bodies().filter(|other| other.tier > body.tier && other.above == body.name).collect(),
        None if is_nation(name) => bodies().filter(|body| body.tier == Tier::Region).collect(),
        None => {
            let cluster = words.strip_prefix(BEFORE).unwrap_or(&words);
            bodies().filter(|body| body.tier == Tier::Region && plain(body.above) == cluster).collect()
        }
    };
    (!members.is_empty()).then_some(members)
}

/// The name of the body that is nearest to a text, where one is near enough to be meant.
pub fn nearest(text: &str) -> Option<String> {
    let words = plain(text);
    let bare = words.strip_prefix(BEFORE).unwrap_or(&words);
    let kind = AUTHORITIES.iter().chain(&TRUSTS).find(|kind| bare.ends_with(**kind));
    let bare = kind.and_then(|kind| bare.strip_suffix(kind)).unwrap_or(bare);
    crate::nearest::nearest(bare, lists().bodies.iter().map(|body| body.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTS: Reference = Reference::Of2011;

    #[test]
    fn every_body_is_read_and_has_a_name_of_its_own() {
        let of = |tier: Tier| lists().bodies.iter().filter(|body| body.tier == tier).count();
        assert_eq!((of(Tier::Region), of(Tier::Pct)), (10, 151));
        assert_eq!((lists().by_name.len(), lists().by_code.len()), (161, 171));
        assert_eq!(LISTS.coded("5HG").map(|body| body.name), Some("Ashton, Leigh and Wigan"));
        for body in lists().bodies.iter().filter(|body| body.tier == Tier::Pct) {
            let above = LISTS.named(body.above).unwrap();
            assert_eq!(above.tier, Tier::Region, "{}", body.name);
        }
    }

    #[test]
    fn a_body_is_one_under_all_its_names() {
        for text in [
            "North East",
            "North East SHA",
            "NHS North East",
            "NORTH EAST Strategic Health Authority",
            "Q30",
            "e18000001",
        ] {
            assert_eq!(LISTS.body(text).map(|body| body.code), Some("Q30"), "{text}");
        }
        for text in [
            "Newcastle PCT",
            "NHS Newcastle",
            "5d7",
            "Newcastle Primary Care Trust",
            "Newcastle Teaching PCT",
        ] {
            assert_eq!(LISTS.body(text).map(|body| body.code), Some("5D7"), "{text}");
        }
        assert!(LISTS.is_one("Barking & Dagenham PCT", "NHS Barking and Dagenham"));
        for text in ["London PCT", "Newcastle SHA", "Newcastle CCG", "Newcastle upon Tyne", "NHS", ""] {
            assert_eq!(LISTS.body(text), None, "{text}");
        }
        assert_eq!(Reference::None.body("Newcastle PCT"), None);
        assert!(!Reference::None.is_one("5D7", "5D7"));
    }

    #[test]
    fn members_are_those_of_the_list() {
        let names = |of: &str| members_of(of).map(|all| all.iter().map(|body| body.name).collect::<Vec<_>>());
        let trusts = names("Q30").unwrap();
        assert_eq!(
            (trusts.len(), trusts.first(), trusts.last()),
            (12, Some(&"Newcastle"), Some(&"Northumberland"))
        );
        assert_eq!(names("NHS North East"), Some(trusts));
        assert_eq!(
            names("Midlands and East").unwrap(),
            ["East Midlands", "West Midlands", "East of England"]
        );
        // an authority and a cluster of one: its trusts
        assert_eq!(names("London").unwrap().len(), 31);
        assert_eq!(names("England").unwrap().len(), 10);
        assert_eq!((names("Newcastle"), names("Anytown")), (None, None));
        let all: usize = members_of("England")
            .unwrap()
            .iter()
            .filter_map(|sha| members_of(sha.name))
            .map(|own| own.len())
            .sum();
        assert_eq!(all, 151);
    }

    #[test]
    fn a_near_name_is_offered() {
        assert_eq!(nearest("NHS Newcastel").as_deref(), Some("Newcastle"));
        assert_eq!(nearest("Yorkshire and Humber SHA").as_deref(), Some("Yorkshire and the Humber"));
        assert_eq!(nearest("Anytown PCT"), None);
    }
}
