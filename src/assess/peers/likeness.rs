//! How alike two plans are: what part of their planned savings lies in the same workstreams, and which of their
//! schemes are called alike.

use super::super::themes::theme;
use crate::criteria::PlanView;
use crate::figures::hierarchy::in_total;
use crate::money::{Money, Percent, apportion};
use crate::names::key;
use crate::wording::{Text, Token, weight};
use hashbrown::DefaultHashBuilder;
use indexmap::IndexSet;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

/// The units of a plan's planned savings that are compared: hundredths of a per cent.
const UNITS: u32 = 10_000;

/// What of a plan is compared, each workstream and each word as a number.
#[derive(Debug)]
pub(super) struct Profile {
    /// Of every unit of planned savings, how many lie in each workstream, in the order of their numbers.
    parts: Vec<(u32, i64)>,
    schemes: Vec<Item>,
    /// The schemes of each workstream, and those of none, by the words of their names.
    by_word: OnceLock<BTreeMap<Option<u32>, ByWord>>,
    planned: Money,
}

/// The places of schemes by the words of their names.
type ByWord = HashMap<u32, Vec<usize>, DefaultHashBuilder>;

/// What of a plan is compared, before it is known what the other plans hold: numbered among its own alone.
pub(super) struct Written {
    profile: Profile,
    numbers: Numbers,
}

/// The numbers of workstreams and words, in the order in which they are first met.
#[derive(Default)]
pub(super) struct Numbers(IndexSet<String, DefaultHashBuilder>);

impl Numbers {
    fn of(&mut self, name: String) -> u32 {
        u32::try_from(self.0.insert_full(name).0).unwrap_or(u32::MAX)
    }
}

/// A scheme that enters the sums.
#[derive(Debug)]
struct Item {
    /// Its index in the plan.
    at: usize,
    /// Its workstream, where it has one.
    theme: Option<u32>,
    /// What each of its words tells, and the word.
    words: Vec<(usize, u32)>,
    /// What its words tell together.
    weight: usize,
    planned: Money,
}

/// The schemes of two plans that are called alike.
#[derive(Debug, Default)]
pub(super) struct Alike {
    /// Each scheme of the one that has its like, with the likest of the other (indices in the plans).
    pub(super) pairs: Vec<(usize, usize)>,
    /// What those of the one plan to save.
    pub(super) planned: Money,
}

impl Written {
    pub(super) fn of(view: &PlanView) -> Self {
        let all = view.plan.schemes.iter().zip(&view.figures.schemes).enumerate();
        let counted = all.filter(|(_, (scheme, _))| in_total(scheme) && !scheme.unidentified);
        let of_organisation = words(&view.plan.organisation, &[]);
        let (mut schemes, mut numbers) = (Vec::new(), Numbers::default());
        let mut sums: BTreeMap<Option<String>, Money> = BTreeMap::new();
        for (at, (scheme, figures)) in counted {
            let own = scheme.workstream().map_or("", |name| theme(view.plan, view.policy, name));
            let theme = Some(key(own).into_owned()).filter(|theme| !theme.is_empty());
            let sum = sums.entry(theme.clone()).or_default();
            *sum = *sum + figures.planned;
            let words = words(scheme.name(), &of_organisation);
            let words = words.into_iter().map(|word| (weight(&word), numbers.of(word)));
            let words: Vec<(usize, u32)> = words.collect();
            let weight = words.iter().map(|(weight, _)| weight).sum();
            let theme = theme.map(|theme| numbers.of(theme));
            schemes.push(Item { at, theme, words, weight, planned: figures.planned });
        }
        let amounts: Vec<Money> = sums.values().copied().collect();
        let units = apportion(&amounts, UNITS).unwrap_or_default();
        // savings that name no workstream have none in common
        let parts =
            sums.into_keys().zip(units).filter_map(|(theme, units)| Some((numbers.of(theme?), units)));
        let planned = amounts.iter().copied().sum();
        let profile = Profile { parts: parts.collect(), schemes, by_word: OnceLock::new(), planned };
        Self { profile, numbers }
    }

    /// Numbers its workstreams and words among those of all plans.
    pub(super) fn numbered(self, numbers: &mut Numbers) -> Profile {
        let Self { mut profile, numbers: own } = self;
        let among_all: Vec<u32> = own.0.into_iter().map(|name| numbers.of(name)).collect();
        let renumber = |own: &mut u32| *own = among_all.get(*own as usize).copied().unwrap_or(u32::MAX);
        for item in &mut profile.schemes {
            item.theme.iter_mut().chain(item.words.iter_mut().map(|(_, word)| word)).for_each(renumber);
        }
        profile.parts.iter_mut().for_each(|(theme, _)| renumber(theme));
        profile.parts.sort_unstable();
        profile
    }
}

impl Profile {
    fn by_word(&self) -> &BTreeMap<Option<u32>, ByWord> {
        self.by_word.get_or_init(|| {
            let mut by_word: BTreeMap<Option<u32>, ByWord> = BTreeMap::new();
            for (at, item) in self.schemes.iter().enumerate() {
                let of_theme = by_word.entry(item.theme).or_default();
                for (_, word) in &item.words {
                    of_theme.entry(*word).or_default().push(at);
                }
            }
            by_word
        })
    }

    /// Whether it plans any savings.
    pub(super) fn is_planned(&self) -> bool {
        self.planned.is_positive()
    }

    /// Of every unit of planned savings, how many lie in the same workstream of both plans.
    pub(super) fn overlap(&self, other: &Self) -> i64 {
        let mut theirs = other.parts.iter().peekable();
        let both = |(theme, own): &(u32, i64)| {
            while theirs.next_if(|(name, _)| name < theme).is_some() {}
            theirs.next_if(|(name, _)| name == theme).map(|(_, its)| *own.min(its))
        };
        self.parts.iter().filter_map(both).filter(|units| *units > 0).sum()
    }

    /// The schemes called alike: at least half of what the words of both tell is the same, in workstreams that
    /// are the same or where one has none.
    pub(super) fn alike(&self, other: &Self) -> Alike {
        let mut alike = Alike::default();
        // by scheme of the other, what the words tell that it shares; and which share any
        let (mut shared, mut met): (Vec<usize>, Vec<usize>) = (vec![0; other.schemes.len()], Vec::new());
        for own in &self.schemes {
            let is_apart = |its: Option<u32>| own.theme.zip(its).is_some_and(|(own, its)| own != its);
            for (_, by_word) in other.by_word().iter().filter(|(its, _)| !is_apart(**its)) {
                for (weight, word) in &own.words {
                    for at in by_word.get(word).into_iter().flatten() {
                        let Some(shared) = shared.get_mut(*at) else { continue };
                        if *shared == 0 {
                            met.push(*at);
                        }
                        *shared += weight;
                    }
                }
            }
            let like = met.drain(..).filter_map(|at| {
                let (its, common) = (other.schemes.get(at)?, std::mem::take(shared.get_mut(at)?));
                let all = own.weight + its.weight - common;
                (common * 2 >= all).then_some((common, all, its.at))
            });
            // the greatest part of words in common, then the first
            let best = like.reduce(|best, next| {
                let (ours, theirs) = (next.0 * best.1, best.0 * next.1);
                if ours > theirs || ours == theirs && next.2 < best.2 { next } else { best }
            });
            if let Some((.., its)) = best {
                alike.pairs.push((own.at, its));
                alike.planned = alike.planned + own.planned;
            }
        }
        alike
    }

    /// A part of the plan's planned savings, in the same units.
    pub(super) fn units(&self, part: Money) -> i64 {
        match apportion(&[part, self.planned - part], UNITS).as_deref() {
            Some([own, _]) => *own,
            _ => 0,
        }
    }
}

/// The words of a name, each once, without those of its organisation's own name where it has others.
fn words(name: &str, of_organisation: &[String]) -> Vec<String> {
    let text = Text::of(name);
    let words = text.tokens().filter_map(|token| match token {
        Token::Word(word) => Some(word.to_owned()),
        Token::Label(_) => None,
    });
    let mut words: Vec<String> = words.collect();
    if words.iter().any(|word| !of_organisation.contains(word)) {
        words.retain(|word| !of_organisation.contains(word));
    }
    words.sort_unstable();
    words.dedup();
    words
}

/// Units as a percentage.
pub(super) fn percent(units: i64) -> Option<Percent> {
    Percent::of(Money::new(Decimal::from(units)), Money::new(Decimal::from(UNITS)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::PlanFigures;
    use crate::plan::example::{Example, example};
    use crate::policy::Policy;

    fn profiles(plans: &[Example]) -> Vec<Profile> {
        let mut numbers = Numbers::default();
        let profile = |own: &Example| {
            let (plan, policy) = (own.made(), Policy::default());
            let figures = PlanFigures::of(&plan, &policy, None);
            Written::of(&PlanView::new(&plan, &figures, &policy, Vec::new())).numbered(&mut numbers)
        };
        plans.iter().map(profile).collect()
    }

    fn planned(plan: Example, id: &str, workstream: &str, name: &str, pounds: &str) -> Example {
        plan.scheme(id, &[("workstream", workstream), ("name", name)]).planned(&[("2011/12", pounds)])
    }

    #[test]
    fn plans_are_alike_by_workstreams_and_names_in_whatever_order_they_come() {
        let one = planned(example(), "S1", "Care", "Falls prevention", "300");
        let one = planned(one, "S2", "Acute", "Ward closure", "100");
        let other = planned(example(), "T1", "acute", "Closure of the ward", "50");
        let other = planned(other, "T2", "CARE", "Patient transport", "30");
        let other = planned(other, "T3", "", "Falls prevention", "20");
        let all = profiles(&[one, other]);
        // three quarters and a quarter, beside three tenths and a half; what names no workstream is left out
        assert_eq!((all[0].overlap(&all[1]), all[1].overlap(&all[0])), (5_500, 5_500));
        let alike = all[0].alike(&all[1]);
        assert_eq!((alike.pairs, alike.planned.plain()), (vec![(0, 2), (1, 0)], "400".to_owned()));
        let back = all[1].alike(&all[0]);
        assert_eq!((back.pairs, back.planned.plain()), (vec![(0, 1), (2, 0)], "70".to_owned()));
    }

    /// Four of six words in common are more than three of five, and as many are the first's.
    #[test]
    fn of_several_that_are_called_alike_the_likest_is_taken() {
        let one = planned(example(), "S1", "Care", "Falls rehab stroke frailty diabetes", "300");
        let less = ("L", "Falls rehab stroke");
        let more = ("M", "Falls rehab stroke frailty asthma");
        let liked = |others: &[(&str, &str)]| {
            let other =
                others.iter().fold(example(), |plan, (id, name)| planned(plan, id, "Care", name, "50"));
            let all = profiles(&[one.clone(), other]);
            all[0].alike(&all[1]).pairs
        };
        assert_eq!(liked(&[less, more]), [(0, 1)]);
        assert_eq!(liked(&[more, less]), [(0, 0)]);
        assert_eq!(liked(&[less, more, ("N", more.1)]), [(0, 1)]);
    }

    #[test]
    fn one_name_in_two_workstreams_is_not_alike() {
        let one = planned(example(), "S1", "Care", "Falls prevention", "300");
        let other = planned(example(), "S1", "Acute", "Falls prevention", "300");
        let all = profiles(&[one, other]);
        assert_eq!(all[0].overlap(&all[1]), 0);
        assert!(all[0].alike(&all[1]).pairs.is_empty());
    }
}
