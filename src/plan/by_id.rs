//! Where schemes stand among those of a plan, by their ids.

use super::Scheme;
use hashbrown::{DefaultHashBuilder, HashTable};
use std::fmt;
use std::hash::BuildHasher;

/// Fewer schemes than this are looked through.
const FEW: usize = 8;

/// The numbers of schemes, where they are not few; their ids stand with them alone.
#[derive(Clone, Default)]
pub(super) struct ById(Option<Box<Numbers>>);

#[derive(Clone)]
struct Numbers {
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl ById {
    /// The numbers of schemes.
    pub(super) fn of(schemes: &[Scheme]) -> Self {
        if schemes.len() < FEW {
            return Self(None);
        }
        let hasher = DefaultHashBuilder::default();
        let hash = |at: &u32| hasher.hash_one(id(*at, schemes));
        let mut numbers = HashTable::with_capacity(schemes.len());
        for number in (0..).take(schemes.len()) {
            numbers.insert_unique(hash(&number), number, hash);
        }
        Self(Some(Box::new(Numbers { numbers, hasher })))
    }

    /// The index of the scheme of an id, as it is written; each is one scheme's.
    pub(super) fn find(&self, id: &str, schemes: &[Scheme]) -> Option<usize> {
        let Some(own) = &self.0 else { return schemes.iter().position(|scheme| &*scheme.id == id) };
        let is_it = |at: &u32| self::id(*at, schemes) == id;
        own.numbers.find(own.hasher.hash_one(id), is_it).map(|at| *at as usize)
    }
}

impl fmt::Debug for ById {
    /// Whether there are any: in what order is chance.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ById").field(&self.0.is_some()).finish()
    }
}

fn id(at: u32, schemes: &[Scheme]) -> &str {
    schemes.get(at as usize).map_or("", |scheme| &scheme.id)
}
