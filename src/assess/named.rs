//! What is gathered under names, in order of their first use; a name is found without regard to case.

use std::collections::HashMap;

/// What is gathered, by name.
#[derive(Debug, Clone)]
pub(super) struct Named<T> {
    index: HashMap<String, usize>,
    /// Each name as it is first written, with what is gathered under it.
    pub(super) all: Vec<(String, T)>,
}

impl<T> Default for Named<T> {
    fn default() -> Self {
        Self { index: HashMap::new(), all: Vec::new() }
    }
}

impl<T: Default> Named<T> {
    /// What is gathered under a name so far.
    pub(super) fn of(&mut self, name: &str) -> &mut T {
        let next = self.all.len();
        let at = *self.index.entry(name.to_lowercase()).or_insert(next);
        if at == next {
            self.all.push((name.to_owned(), T::default()));
        }
        &mut self.all[at].1
    }

    /// The same, where the name is known.
    pub(super) fn get(&self, name: &str) -> Option<&T> {
        let at = *self.index.get(&name.to_lowercase())?;
        self.all.get(at).map(|(_, gathered)| gathered)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_in_their_order_and_are_one_in_any_case() {
        let mut named: Named<Vec<u8>> = Named::default();
        for (name, mark) in [("Été", 1), ("Care", 2), ("ÉTÉ", 3), ("care", 4)] {
            named.of(name).push(mark);
        }
        assert_eq!(named.all, [("Été".to_owned(), vec![1, 3]), ("Care".to_owned(), vec![2, 4])]);
        assert_eq!((named.get("CARE"), named.get("other")), (Some(&vec![2, 4]), None));
    }
}
