//! Lists that are alike: of a great many that say the same, one is kept.

use std::collections::HashSet;
use std::hash::Hash;
use std::sync::Arc;

/// Different lists, each once.
#[derive(Debug)]
pub struct Alike<T>(HashSet<Arc<[T]>>);

impl<T> Default for Alike<T> {
    fn default() -> Self {
        Self(HashSet::new())
    }
}

impl<T: Eq + Hash> Alike<T> {
    /// The list that is the same; this one, where there is none yet.
    pub fn of(&mut self, list: Vec<T>) -> Arc<[T]> {
        if let Some(known) = self.0.get(list.as_slice()) {
            return Arc::clone(known);
        }
        let own: Arc<[T]> = list.into();
        self.0.insert(Arc::clone(&own));
        own
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_that_say_the_same_are_one() {
        let mut alike = Alike::default();
        let [one, same, other] = [["a", "b"], ["a", "b"], ["b", "a"]].map(|list| alike.of(list.to_vec()));
        assert!(Arc::ptr_eq(&one, &same));
        assert_eq!((&*one, &*other), (&["a", "b"][..], &["b", "a"][..]));
    }
}
