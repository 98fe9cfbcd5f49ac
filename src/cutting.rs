//! What people wrote, cut to what a message can hold: long cells and long lists. The one place where
//! text of an input is cut.

use std::borrow::Cow;

/// The most characters of a cell that are shown.
const LONGEST: usize = 80;

/// The most items of a list that are shown.
pub const MOST: usize = 10;

/// A cell as a message quotes it: on one line, cut to 80 characters.
pub fn cell(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    let is_plain = !text.contains(char::is_control) && !text.contains("  ");
    if is_plain && text.len() <= LONGEST {
        return Cow::Borrowed(text);
    }
    let line = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let mut kept = String::new();
    for word in line {
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept.push_str(word);
        if kept.chars().nth(LONGEST).is_some() {
            kept = kept.chars().take(LONGEST - 1).collect();
            kept.truncate(kept.trim_end().len());
            kept.push('…');
            break;
        }
    }
    Cow::Owned(kept)
}

/// Cells as a message lists them: the first ten, each cut, and how many more there are.
pub fn list<T: AsRef<str>>(items: &[T]) -> String {
    let shown: Vec<Cow<str>> = items.iter().take(MOST).map(|item| cell(item.as_ref())).collect();
    format!("{}{}", shown.join(", "), and_more(items.len()))
}

/// The end of a list of so many of which the first ten are shown: `, and 990 more`.
pub fn and_more(all: usize) -> String {
    match all.checked_sub(MOST) {
        None | Some(0) => String::new(),
        Some(more) => format!(", and {} more", crate::money::group(&more.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_one_line_of_eighty_characters() {
        assert_eq!(cell(" Plan to date "), "Plan to date");
        assert_eq!(cell("Plan\nto\tdate"), "Plan to date");
        let (fits, long) = ("é".repeat(80), "é".repeat(81));
        assert_eq!(cell(&fits), fits);
        assert_eq!(cell(&long), format!("{}…", "é".repeat(79)));
        assert_eq!(cell(&"word ".repeat(99)).chars().count(), 80);
    }

    #[test]
    fn a_list_is_ten_items() {
        let all: Vec<String> = (0..1000).map(|n| n.to_string()).collect();
        assert_eq!(list(&all), "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, and 990 more");
        assert_eq!(list(&all[..10]), "0, 1, 2, 3, 4, 5, 6, 7, 8, 9");
    }
}
