//! A region made from a seed: ten PCTs whose plans repeat each other as real ones do (every PCT has its medicines
//! management, round figures and equal shares), each written in its own way, and savings that are counted twice.

use super::wording::{self, near};

/// The ways in which a saving is counted twice.
pub const KINDS: [&str; 5] = ["exact", "near", "relabelled", "net", "rounded"];

const PCTS: [&str; 10] = [
    "Ashford Vale PCT",
    "Borough and Fenside PCT",
    "Castle Hill PCT",
    "Denehurst PCT",
    "East Marsh PCT",
    "Fallowfield PCT",
    "Greater Holme PCT",
    "Harbour Coast PCT",
    "Ingleby PCT",
    "Kingsmoor PCT",
];

/// A chain of numbers from a seed (Steele, Lea and Flood's SplitMix).
pub struct Chance(u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub fn of<'t, T>(&mut self, all: &'t [T]) -> &'t T {
        &all[self.below(all.len())]
    }
}

/// How a PCT writes its plan.
struct Style {
    /// It writes thousands of pounds.
    thousands: bool,
    years: usize,
    monthly: bool,
    describes: bool,
    has_managers: bool,
    invests: bool,
}

#[derive(Clone)]
struct Scheme {
    id: String,
    pct: usize,
    name: String,
    workstream: String,
    description: String,
    manager: String,
    brief: String,
    investment: u64,
    /// Pounds, by year from 2011/12.
    years: Vec<u64>,
    /// How a year falls in months, in thousandths; blank where it is not by month.
    months: Vec<u64>,
    thousands: bool,
}

pub struct Region {
    schemes: Vec<Scheme>,
    /// The ids of each saving that is counted twice, and how.
    pub planted: Vec<([String; 2], &'static str)>,
}

impl Region {
    pub fn of(seed: u64) -> Self {
        let mut chance = Chance(seed);
        let mut region = Self { schemes: Vec::new(), planted: Vec::new() };
        for pct in 0..PCTS.len() {
            region.pct(pct, &mut chance);
        }
        for planted in 0..40 {
            region.plant(KINDS[planted % KINDS.len()], planted % 2 == 0, &mut chance);
        }
        region
    }

    pub fn len(&self) -> usize {
        self.schemes.len()
    }

    /// The schemes of one PCT, but for the four that are planted on average.
    fn pct(&mut self, pct: usize, chance: &mut Chance) {
        let style = Style {
            thousands: chance.one_in(2),
            years: *chance.of(&[1, 2, 3, 3]),
            monthly: chance.one_in(3),
            describes: chance.one_in(2),
            has_managers: !chance.one_in(3),
            invests: chance.one_in(2),
        };
        let people: Vec<String> = (0..16).map(|_| wording::person(chance)).collect();
        let mut shared = wording::SHARED.to_vec();
        let first = self.schemes.len();
        while self.schemes.len() < first + 190 {
            let (name, workstream) = if !shared.is_empty() && chance.one_in(3) {
                let (name, workstream) = shared.swap_remove(chance.below(shared.len()));
                (name.to_owned(), workstream.to_owned())
            } else {
                wording::name(chance)
            };
            // a plan seldom has one name twice
            if self.schemes[first..].iter().any(|own| own.name == name) && !chance.one_in(4) {
                continue;
            }
            let scheme = self.scheme(pct, name, workstream, &style, &people, chance);
            self.schemes.push(scheme);
        }
        // an equal share of a target for three workstreams, and two wards of one size
        let share = 500_000 / (3 + chance.below(10) as u64) / 1_000 * 1_000;
        for (name, workstream) in [
            ("Vacancy factor", "Planned care"),
            ("Vacancy factor", "Urgent care"),
            ("Vacancy factor", "Corporate"),
            ("Ward 3 bed closure", "Urgent care"),
            ("Ward 4 bed closure", "Planned care"),
            ("CQUIN stretch", "Contracts"),
        ] {
            let mut scheme = self.scheme(pct, name.into(), workstream.into(), &style, &people, chance);
            scheme.years = vec![if name.starts_with("CQUIN") { 250_000 } else { share }];
            self.schemes.push(scheme);
        }
    }

    fn scheme(
        &self,
        pct: usize,
        name: String,
        workstream: String,
        style: &Style,
        people: &[String],
        chance: &mut Chance,
    ) -> Scheme {
        let manager = if style.has_managers { chance.of(people).clone() } else { String::new() };
        let id = format!("P{pct}-{:04}", self.schemes.len());
        let years = years(style, chance);
        let invests = style.invests && chance.one_in(3);
        let investment = if invests { rounded(years[0] / (3 + chance.below(9) as u64), chance) } else { 0 };
        let months = if style.monthly { wording::phasing(chance) } else { Vec::new() };
        let described = style.describes && !chance.one_in(4);
        let description = if described { wording::description(&name, chance) } else { String::new() };
        let brief = if chance.one_in(3) { format!("PID {}", 100 + chance.below(900)) } else { String::new() };
        let thousands = style.thousands;
        Scheme {
            id,
            pct,
            name,
            workstream,
            description,
            manager,
            brief,
            investment,
            years,
            months,
            thousands,
        }
    }

    /// Counts a saving of somewhere twice: in another workstream, or in another PCT.
    fn plant(&mut self, kind: &'static str, abroad: bool, chance: &mut Chance) {
        let own = loop {
            let at = chance.below(self.schemes.len());
            let own = &self.schemes[at];
            let is_free = self.planted.iter().all(|(pair, _)| !pair.contains(&own.id));
            // a lone figure of one or two digits shows nothing to anyone
            let first = own.years[0];
            let telling = !first.is_multiple_of(10_u64.pow(first.ilog10() - 1));
            let can = match kind {
                "net" => own.investment > 0 && own.investment < first,
                "relabelled" => own.years.len() > 1 || !own.description.is_empty() || !own.manager.is_empty(),
                "rounded" => !own.thousands && own.years.iter().all(|year| *year > 100_000),
                _ => true,
            };
            let is_trap = ["Vacancy", "Ward", "CQUIN"].iter().any(|trap| own.name.starts_with(trap));
            if is_free && telling && can && !is_trap {
                break own.clone();
            }
        };
        let mut copy = own.clone();
        if abroad {
            copy.pct = (own.pct + 1 + chance.below(PCTS.len() - 1)) % PCTS.len();
            if kind != "relabelled" && chance.one_in(2) {
                copy.manager = String::new();
            }
            if chance.one_in(2) {
                copy.description = String::new();
            }
        } else if kind != "relabelled" && chance.one_in(2) {
            copy.manager = wording::person(chance);
        }
        while copy.workstream == own.workstream {
            copy.workstream = (*chance.of(&wording::WORKSTREAMS)).to_owned();
        }
        copy.id = format!("P{}-{:04}", copy.pct, self.schemes.len());
        match kind {
            "near" => copy.name = near(&own.name, PCTS[copy.pct], chance),
            "relabelled" => {
                while copy.name == own.name {
                    copy.name = wording::name(chance).0;
                }
                copy.description = own.description.clone();
            }
            "net" => {
                copy.years[0] -= own.investment;
                copy.investment = 0;
            }
            "rounded" => {
                copy.thousands = true;
                copy.name =
                    if chance.one_in(2) { near(&own.name, PCTS[copy.pct], chance) } else { copy.name };
            }
            _ => {}
        }
        self.planted.push(([own.id, copy.id.clone()], kind));
        self.schemes.push(copy);
    }

    /// The `schemes` and `savings` tables.
    pub fn tables(&self) -> (String, String) {
        let mut schemes =
            String::from("organisation,region,scheme,name,workstream,description,manager,brief\n");
        let mut savings = String::from("organisation,scheme,period,plan (£),investment (£)\n");
        for scheme in &self.schemes {
            let pct = PCTS[scheme.pct];
            let amount = |pounds: u64| match pounds {
                0 => String::new(),
                _ if scheme.thousands => format!("£{}k", (pounds + 500) / 1_000),
                _ => pounds.to_string(),
            };
            let Scheme { id, name, workstream, description, manager, brief, .. } = scheme;
            schemes.push_str(&format!(
                "{pct},Made Region,{id},\"{name}\",{workstream},\"{description}\",{manager},{brief}\n"
            ));
            for (year, pounds) in (2011..).zip(&scheme.years) {
                let invested = if year == 2011 { amount(scheme.investment) } else { String::new() };
                if scheme.months.is_empty() {
                    let year_plan = format!("{pct},{id},{year}/{},{}", year - 1999, amount(*pounds));
                    savings.push_str(&format!("{year_plan},{invested}\n"));
                }
                let shares = scheme.months.iter().zip(1..);
                let mut left = *pounds;
                for (share, month) in shares.filter(|(share, _)| **share > 0) {
                    let last = scheme.months[month..].iter().all(|share| *share == 0);
                    let part = if last { left } else { pounds * share / 1_000 };
                    left -= part;
                    let (of, number) = if month <= 9 { (year, month + 3) } else { (year + 1, month - 9) };
                    let part_said = if scheme.thousands {
                        format!("£{}.{:03}k", part / 1_000, part % 1_000)
                    } else {
                        part.to_string()
                    };
                    let spent = if left + part == *pounds { invested.as_str() } else { "" };
                    savings.push_str(&format!("{pct},{id},{of}-{number:02},{part_said},{spent}\n"));
                }
            }
        }
        (schemes, savings)
    }

    /// A scheme in a line, for whoever looks at what was missed.
    pub fn line(&self, id: &str) -> String {
        let scheme = self.schemes.iter().find(|scheme| scheme.id == id).unwrap();
        format!(
            "{id} \"{}\" {:?} {:?} inv {} {} {}",
            scheme.name, scheme.years, scheme.months, scheme.investment, scheme.manager, scheme.description
        )
    }
}

/// An amount as people plan it: often round, in thousands, or to the pound.
fn rounded(pounds: u64, chance: &mut Chance) -> u64 {
    let places = pounds.max(1).ilog10();
    let to = |digits: u32| 10_u64.pow(places.saturating_sub(digits - 1));
    match chance.below(20) {
        0..=4 => (pounds / to(1)).max(1) * to(1),
        5..=8 => (pounds / (to(2) * 5)).max(1) * to(2) * 5,
        9..=12 => (pounds / to(2)).max(1) * to(2),
        13..=16 => (pounds / 1_000).max(1) * 1_000,
        _ => pounds,
    }
}

fn years(style: &Style, chance: &mut Chance) -> Vec<u64> {
    // from £8,000 to £2m, small ones oftener
    let size = 8_000_u64 << chance.below(8);
    let pounds = size + chance.next() % size;
    let in_thousands = |pounds: u64| if style.thousands { (pounds + 500) / 1_000 * 1_000 } else { pounds };
    let first = in_thousands(rounded(pounds, chance));
    let kind = chance.below(5);
    let mut years = vec![first];
    while years.len() < style.years {
        let last = years[years.len() - 1];
        let next = match kind {
            0 => last,
            1 => first * (years.len() as u64 + 1),
            2 => last + last / 25,
            3 => last / 2,
            _ => rounded(size + chance.next() % size, chance),
        };
        years.push(in_thousands(next));
    }
    years
}
