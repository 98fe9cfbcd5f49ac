//! "Did you mean": the nearest known name.

/// The known name nearest to `given`, when one is near enough to be meant.
pub fn nearest<'n>(given: &str, known: impl IntoIterator<Item = &'n str>) -> Option<String> {
    let given = given.to_lowercase();
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&given, &name.to_lowercase()), name))
        .filter(|(distance, name)| *distance <= 1 + name.chars().count() / 3)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn only_what_is_near_is_offered() {
        assert_eq!(nearest("sponser", ["sponsor", "manager"]).as_deref(), Some("sponsor"));
        assert_eq!(nearest("weather", ["sponsor", "manager"]), None);
    }
}
