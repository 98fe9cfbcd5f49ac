//! "Did you mean": the nearest known name, and the words that offer it.

use crate::names::key;

/// The longest text that is compared, in characters: nobody means a name by more.
const LONGEST: usize = 80;

/// The known name nearest to `given`, when one is near enough to be meant.
pub fn nearest<'n>(given: &str, known: impl IntoIterator<Item = &'n str>) -> Option<String> {
    let length = |text: &str| text.chars().take(LONGEST + 1).count();
    if !(3..=LONGEST).contains(&length(given)) {
        return None;
    }
    let given = key(given);
    known
        .into_iter()
        .map(|name| (name, length(name)))
        .filter(|(_, length)| *length <= LONGEST)
        .map(|(name, length)| (strsim::damerau_levenshtein(&given, &key(name)), length, name))
        .filter(|(distance, length, _)| *distance <= (length / 3).max(1))
        .min_by_key(|(distance, ..)| *distance)
        .map(|(.., name)| name.to_owned())
}

/// The question that offers a name.
pub fn did_you_mean(near: &str) -> String {
    format!("did you mean `{near}`?")
}

/// The same as the end of a message, where there is a name to offer.
pub fn offer(near: Option<impl AsRef<str>>) -> String {
    near.map_or_else(String::new, |near| format!("; {}", did_you_mean(near.as_ref())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_near_is_offered() {
        assert_eq!(nearest("sponser", ["sponsor", "manager"]).as_deref(), Some("sponsor"));
        assert_eq!(nearest("weather", ["sponsor", "manager"]), None);
        assert_eq!(nearest("type", ["fye", "stage"]), None);
        assert_eq!(nearest("pod", ["pid"]).as_deref(), Some("pid"));
        assert_eq!(nearest("pm", ["rm"]), None, "too short to tell");
        let long = "sponsor ".repeat(11);
        assert_eq!(nearest(&long, [long.as_str()]), None, "no name is as long");
        assert_eq!(offer(Some("sponsor")), "; did you mean `sponsor`?");
        assert_eq!(offer(None::<&str>), "");
    }
}
