//! "Did you mean": the nearest known name.

/// The known name nearest to `given`, when one is near enough to be meant.
pub fn nearest<'n>(given: &str, known: impl IntoIterator<Item = &'n str>) -> Option<String> {
    let given = given.to_lowercase();
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&given, &name.to_lowercase()), name))
        .filter(|(distance, name)| {
            given.chars().count() > 2 && *distance <= (name.chars().count() / 3).max(1)
        })
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
        assert_eq!(nearest("type", ["fye", "stage"]), None);
        assert_eq!(nearest("pod", ["pid"]).as_deref(), Some("pid"));
        assert_eq!(nearest("pm", ["rm"]), None, "too short to tell");
    }
}
