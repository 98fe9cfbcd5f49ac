//! Lasting names of places on the page, so that minutes can cite them: `#PC-04`, `#F13-FIN-5`.

use crate::render::text;
use std::collections::HashSet;

/// The names given so far: none twice.
#[derive(Debug, Default)]
pub struct Ids {
    given: HashSet<String>,
}

impl Ids {
    /// A name for what is called so: the same, without blanks; with a number behind it where another has it.
    pub fn give(&mut self, called: &str) -> String {
        let plain = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' };
        let name: String = text::clean(called).trim().chars().map(plain).collect();
        let name = if name.is_empty() { "unnamed".to_owned() } else { name };
        let mut id = name.clone();
        let mut next = 2..;
        while !self.given.insert(id.clone()) {
            id = next.next().map_or_else(|| name.clone(), |n: usize| format!("{name}--{n}"));
        }
        id
    }
}

#[cfg(test)]
mod tests {
    use super::Ids;

    #[test]
    fn no_place_has_the_name_of_another() {
        let mut ids = Ids::default();
        let names = ["PC-04", "PC-04", "Planned care", " <b>", ""].map(|name| ids.give(name));
        assert_eq!(names, ["PC-04", "PC-04--2", "Planned-care", "-b-", "unnamed"]);
    }
}
