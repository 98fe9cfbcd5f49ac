//! Parts of a workbook as text: their tags with the bytes they take, and edits that leave every other byte.

use super::Refused;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::ops::Range;

/// What a tag does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Open,
    /// `<c r="A1"/>`.
    Empty,
    Close,
}

/// A tag of a part.
#[derive(Debug, Clone)]
pub(super) struct Tag<'t> {
    pub(super) kind: Kind,
    /// The bytes of the part that it takes.
    pub(super) range: Range<usize>,
    /// How many elements are open around it.
    pub(super) depth: usize,
    /// Its name with its prefix.
    pub(super) name: &'t str,
    /// What stands between its brackets; nothing of a closing one.
    inside: BytesStart<'t>,
}

/// The tags of a part, one after the other.
pub(super) struct Tags<'t> {
    text: &'t str,
    reader: quick_xml::Reader<&'t [u8]>,
    /// The bytes of its mark, which the reader does not count.
    mark: usize,
    depth: usize,
    is_over: bool,
}

impl<'t> Tags<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let plain = text.trim_start_matches('\u{FEFF}');
        let (reader, mark) = (quick_xml::Reader::from_str(plain), text.len() - plain.len());
        Self { text, reader, mark, depth: 0, is_over: false }
    }

    fn reached(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX).saturating_add(self.mark)
    }
}

impl<'t> Iterator for Tags<'t> {
    type Item = Result<Tag<'t>, Refused>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_over {
            let start = self.reached();
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(error) => {
                    self.is_over = true;
                    return Some(Err(Refused::broken(&error.to_string())));
                }
            };
            let range = start..self.reached();
            let (kind, inside) = match event {
                Event::Start(inside) => (Kind::Open, inside),
                Event::Empty(inside) => (Kind::Empty, inside),
                Event::End(_) => (Kind::Close, BytesStart::new("")),
                Event::Eof => return None,
                _ => continue,
            };
            if kind == Kind::Close {
                self.depth = self.depth.saturating_sub(1);
            }
            let depth = self.depth;
            if kind == Kind::Open {
                self.depth += 1;
            }
            let name = self.text.get(range.clone()).map_or("", name_of);
            return Some(Ok(Tag { kind, range, depth, name, inside }));
        }
        None
    }
}

/// The name in `<x:c r="A1">` or `</x:c>`.
fn name_of(tag: &str) -> &str {
    let inside = tag.trim_start_matches(['<', '/']);
    let end = inside.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
    inside.get(..end.unwrap_or(inside.len())).unwrap_or("")
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

impl<'t> Tag<'t> {
    /// Its name without its prefix.
    pub(super) fn local(&self) -> &'t str {
        local(self.name)
    }

    /// What stands before its name, with the colon: `x:`.
    pub(super) fn prefix(&self) -> &'t str {
        self.name.rfind(':').and_then(|at| self.name.get(..=at)).unwrap_or("")
    }

    /// Whether it begins the element of this name.
    pub(super) fn begins(&self, name: &str) -> bool {
        self.kind != Kind::Close && self.local() == name
    }

    /// Whether it ends the element of this name, which may hold nothing.
    pub(super) fn ends(&self, name: &str) -> bool {
        self.kind != Kind::Open && self.local() == name
    }

    /// Its attributes by their whole names, as they are written.
    fn each(&self) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
        let mut all = self.inside.attributes();
        all.with_checks(false);
        all.flatten().map(|own| (own.key.into_inner(), own.value))
    }

    /// An attribute by its whole name, unescaped.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        self.each().find(|(key, _)| *key == name).map(|(_, value)| unescaped(&value))
    }

    /// An attribute by its name, whatever its prefix.
    pub(super) fn get_any(&self, name: &str) -> Option<String> {
        self.each().find(|(key, _)| local(key) == name).map(|(_, value)| unescaped(&value))
    }

    /// A number that an attribute holds.
    pub(super) fn number<N: std::str::FromStr>(&self, name: &str) -> Option<N> {
        self.get(name)?.trim().parse().ok()
    }

    /// Whether an attribute says yes.
    pub(super) fn says(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| matches!(value.trim(), "1" | "true" | "on"))
    }

    /// The tag with other values of some attributes (`None`: without it).
    pub(super) fn with(&self, changes: &[(&str, Option<String>)]) -> String {
        self.written(changes, self.kind == Kind::Empty)
    }

    /// The same as one that others stand in.
    pub(super) fn opened(&self, changes: &[(&str, Option<String>)]) -> String {
        self.written(changes, false)
    }

    /// The tag that closes it.
    pub(super) fn closed(&self) -> String {
        format!("</{}>", self.name)
    }

    fn written(&self, changes: &[(&str, Option<String>)], is_empty: bool) -> String {
        let mut out = format!("<{}", self.name);
        let mut put = |key: &str, value: &str| {
            let quote = if value.contains('"') { '\'' } else { '"' };
            out.push_str(&format!(" {key}={quote}{value}{quote}"));
        };
        for (key, value) in self.each() {
            match changes.iter().find(|(changed, _)| *changed == key) {
                None => put(key, &value),
                Some((_, Some(value))) => put(key, &escaped(value)),
                Some((_, None)) => {}
            }
        }
        for (key, value) in changes {
            if let Some(value) = value.as_ref().filter(|_| self.each().all(|(known, _)| known != *key)) {
                put(key, &escaped(value));
            }
        }
        out.push_str(if is_empty { "/>" } else { ">" });
        out
    }
}

fn unescaped(value: &str) -> String {
    quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), Cow::into_owned)
}

/// Text as it stands in XML: without what no XML holds, and so that no `_x000D_` in it is read as a character.
pub(super) fn escaped(text: &str) -> String {
    let is_held = |c: char| !c.is_control() || matches!(c, '\n' | '\t');
    let kept: String =
        text.chars().filter(|c| is_held(*c) && !matches!(c, '\u{FFFE}' | '\u{FFFF}')).collect();
    let escaped = quick_xml::escape::escape(&kept).into_owned();
    if !escaped.contains("_x") {
        return escaped;
    }
    let mut out = String::with_capacity(escaped.len());
    for (at, c) in escaped.char_indices() {
        let code = escaped.get(at..at + 7).unwrap_or("").as_bytes();
        let is_code =
            matches!(code, [b'_', b'x', digits @ .., b'_'] if digits.iter().all(u8::is_ascii_hexdigit));
        out.push_str(if is_code { "_x005F" } else { "" });
        out.push(c);
    }
    out
}

/// Changes of a text, each at the bytes it replaces.
#[derive(Debug, Default)]
pub(super) struct Edits(Vec<(Range<usize>, String)>);

impl Edits {
    pub(super) fn replace(&mut self, range: Range<usize>, with: impl Into<String>) {
        self.0.push((range, with.into()));
    }

    /// Puts a text before this byte.
    pub(super) fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.0.push((at..at, text.into()));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text with the changes; what is put at one place stands in the order in which it was given.
    pub(super) fn applied(mut self, text: &str) -> String {
        self.0.sort_by_key(|(range, _)| (range.start, range.end));
        let mut out =
            String::with_capacity(text.len() + self.0.iter().map(|(_, own)| own.len()).sum::<usize>());
        let mut at = 0;
        for (range, own) in &self.0 {
            out.push_str(text.get(at..range.start).unwrap_or(""));
            out.push_str(own);
            at = at.max(range.end);
        }
        out.push_str(text.get(at..).unwrap_or(""));
        out
    }
}

/// Puts something at the end of the first element of this name, and changes what its tag says.
pub(super) fn append(
    text: &str,
    name: &str,
    changes: &[(&str, Option<String>)],
    inside: &str,
) -> Result<Option<String>, Refused> {
    let mut edits = Edits::default();
    let mut opened: Option<usize> = None;
    for tag in Tags::of(text) {
        let tag = tag?;
        match tag.kind {
            Kind::Empty if opened.is_none() && tag.local() == name => {
                let all = format!("{}{inside}{}", tag.opened(changes), tag.closed());
                edits.replace(tag.range, all);
                return Ok(Some(edits.applied(text)));
            }
            Kind::Open if opened.is_none() && tag.local() == name => {
                opened = Some(tag.depth);
                if !changes.is_empty() {
                    edits.replace(tag.range.clone(), tag.with(changes));
                }
            }
            Kind::Close if opened == Some(tag.depth) => {
                edits.insert(tag.range.start, inside);
                return Ok(Some(edits.applied(text)));
            }
            _ => {}
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_know_their_bytes() {
        let text = "\u{FEFF}<?xml version=\"1.0\"?>\n<x:a b = '1\"'><!-- <c/> --><c d=\"é\"/>t</x:a>";
        let tags: Vec<Tag> = Tags::of(text).collect::<Result<_, _>>().unwrap();
        let shown: Vec<(&str, usize)> =
            tags.iter().map(|tag| (&text[tag.range.clone()], tag.depth)).collect();
        assert_eq!(shown, [("<x:a b = '1\"'>", 0), ("<c d=\"é\"/>", 1), ("</x:a>", 0)]);
        assert_eq!((tags[0].local(), tags[0].prefix(), tags[2].local()), ("a", "x:", "a"));
        assert_eq!(tags[0].with(&[("s", Some("<5".to_owned()))]), "<x:a b='1\"' s=\"&lt;5\">");
        assert_eq!(tags[1].opened(&[("d", None)]), "<c>");
    }

    #[test]
    fn edits_leave_every_other_byte() {
        let mut edits = Edits::default();
        edits.insert(3, "!");
        edits.replace(0..1, "X");
        edits.insert(3, "?");
        assert_eq!(edits.applied("abcdef"), "Xbc!?def");
        let put = |text: &str| append(text, "b", &[("n", Some("2".to_owned()))], "<c/>").unwrap();
        assert_eq!(put("<a><b n='1'><b/></b></a>").as_deref(), Some("<a><b n=\"2\"><b/><c/></b></a>"));
        assert_eq!(put("<a><b/></a>").as_deref(), Some("<a><b n=\"2\"><c/></b></a>"));
        assert_eq!(put("<a/>"), None);
    }

    #[test]
    fn no_text_is_taken_for_a_character() {
        assert_eq!(escaped("a<b & \u{1}_x0041_ _x41_"), "a&lt;b &amp; _x005F_x0041_ _x41_");
    }
}
