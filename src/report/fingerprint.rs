//! The mark by which a finding or a shortfall is known again, whatever line it stands on.

use sha2::{Digest, Sha256};

/// How many bytes of the digest are kept.
const KEPT: usize = 8;

/// The mark of what these say, in hexadecimal.
pub fn of(parts: &[&str]) -> String {
    let digest = Sha256::digest(parts.join("\u{1F}").as_bytes());
    digest.iter().take(KEPT).map(|byte| format!("{byte:02x}")).collect()
}

/// What a sentence is about: itself without its amounts, percentages and counts, which move from month to month;
/// years, dates and ids stay.
pub fn about(sentence: &str) -> String {
    let words: Vec<&str> =
        sentence.split_whitespace().map(|word| if is_figure(word) { "#" } else { word }).collect();
    words.join(" ")
}

fn is_figure(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| matches!(c, '"' | '(' | ')' | ',' | ';' | ':' | '.' | '“' | '”'));
    let digits = bare.trim_start_matches(['-', '−', '£', '(']);
    let is_time = digits.contains(['/', '-']) && digits.starts_with(|c: char| c.is_ascii_digit());
    digits.starts_with(|c: char| c.is_ascii_digit()) && !is_time
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_move_and_what_they_are_of_stays() {
        let about = |sentence| super::about(sentence);
        let one = about(
            "total of plan for 2011/12 in Urgent care is stated as £2,013k, and its schemes sum to £1,900k",
        );
        assert_eq!(
            one,
            about(
                "total of plan for 2011/12 in Urgent care is stated as £3k, and its schemes sum to £1,950k"
            )
        );
        assert_ne!(
            one,
            about(
                "total of plan for 2012/13 in Urgent care is stated as £2,013k, and its schemes sum to £1,900k"
            )
        );
        assert_ne!(about("LT-05 and CE-05 look like one"), about("LT-05 and CE-06 look like one"));
        assert_eq!(about("-14.1% behind (£12k)"), about("-100% behind (£412k)"));
        assert_ne!(of(&["a", "b"]), of(&["ab", ""]));
        assert_eq!(of(&["a"]).len(), 16);
    }
}
