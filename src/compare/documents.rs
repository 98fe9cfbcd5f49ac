//! Two JSON documents of one schema held against each other, value by value: numbers by their exact digits,
//! lists by what their items are about.

use crate::money::group;
use crate::rating::Rating;
use crate::words::in_words;
use rust_decimal::Decimal;
use serde_json::value::RawValue;
use std::collections::{HashMap, VecDeque};

/// Parts of a report that say what it was made with.
const HEAD: [&str; 3] = ["schema", "tool", "options"];
/// Parts whose own [`MARKS`] are compared apart.
const MARKED: [&str; 2] = ["policy", "inputs"];
/// What an input and a policy are told by.
const MARKS: [&str; 4] = ["name", "bytes", "sha256", "hash"];
/// What tells the items of a list apart, and what they are called by.
const NAMES: [&str; 13] = [
    "organisation",
    "region",
    "cluster",
    "workstream",
    "scheme",
    "row",
    "code",
    "year",
    "month",
    "figure",
    "milestone",
    "heading",
    "word",
];
/// What tells them apart besides.
const APART: [&str; 8] = ["level", "name", "by", "severity", "kind", "found", "place", "text"];
/// Differences that are kept; of more it is known how many.
const MOST: usize = 10_000;

/// A value that is another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Whom it is about: `Anytown PCT, Planned care, PC-04`; blank for the whole.
    pub subject: String,
    /// Which value: `finance: actual to date`.
    pub what: String,
    /// As it was; `None` where it was not there.
    pub then: Option<String>,
    /// As it is; `None` where it is not there.
    pub now: Option<String>,
}

/// What differs: figures and colours, then what is said of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Differences {
    /// Figures, colours and whole lines.
    pub figures: Vec<Difference>,
    /// Texts and places.
    pub texts: Vec<Difference>,
    /// Further ones.
    pub more: usize,
}

impl Differences {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.figures.len() + self.texts.len() + self.more
    }

    fn add(&mut self, at: &Path, then: Option<&RawValue>, now: Option<&RawValue>) {
        if self.figures.len() + self.texts.len() >= MOST {
            self.more += 1;
            return;
        }
        let shown = |value: Option<&RawValue>| value.map(|value| shown(value.get()));
        let difference =
            Difference { subject: at.subject(), what: at.what(), then: shown(then), now: shown(now) };
        let is_figure = [then, now].into_iter().flatten().any(|value| is_figure(value.get()));
        if is_figure { self.figures.push(difference) } else { self.texts.push(difference) }
    }
}

/// The results of two reports held against each other.
///
/// # Errors
/// What is no JSON.
pub fn differences(then: &str, now: &str) -> serde_json::Result<Differences> {
    let mut all = Differences::default();
    let (then, now): (&RawValue, &RawValue) = (serde_json::from_str(then)?, serde_json::from_str(now)?);
    Path::default().values(then, now, &mut all)?;
    Ok(all)
}

/// How many numbers the results of a report are.
///
/// # Errors
/// What is no JSON.
pub fn figures(text: &str) -> serde_json::Result<usize> {
    let parts = object(serde_json::from_str(text)?)?;
    let is_result = |key: &str| !HEAD.contains(&key) && !MARKED.contains(&key);
    let results = parts.iter().filter(|(key, _)| is_result(key));
    Ok(results.map(|(_, value)| numbers(value.get())).sum())
}

/// The numbers of a JSON text: what begins like one outside of texts.
fn numbers(text: &str) -> usize {
    let (mut count, mut in_text, mut escaped, mut before) = (0, false, false, b' ');
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = in_text,
            b'"' => in_text = !in_text,
            b'-' | b'0'..=b'9' if !in_text && matches!(before, b' ' | b',' | b':' | b'[' | b'\n') => {
                count += 1
            }
            _ => {}
        }
        before = byte;
    }
    count
}

/// Where a value stands.
#[derive(Debug, Clone, Default)]
struct Path {
    /// Whom it is about.
    names: Vec<String>,
    /// The keys that lead to it.
    keys: Vec<String>,
}

type Object<'t> = Vec<(String, &'t RawValue)>;

impl Path {
    fn subject(&self) -> String {
        self.names.join(", ")
    }

    /// The list it stands in and the key it has.
    fn what(&self) -> String {
        let words = |key: &String| in_words(key);
        match self.keys.as_slice() {
            [] => "the report".to_owned(),
            [one] => words(one),
            [.., list, key] => format!("{}: {}", words(list), words(key)),
        }
    }

    fn below(&self, key: &str) -> Self {
        let mut below = self.clone();
        if key != "plans" {
            below.keys.push(key.to_owned());
        }
        below
    }

    /// The place of an item of a list: whom it is about, beyond what is said already.
    fn item(&self, item: &RawValue) -> serde_json::Result<Self> {
        let mut below = self.clone();
        if begins(item) == b'{' {
            let item = object(item)?;
            let has_organisation = value_of(&item, "organisation").is_some();
            // an organisation's code and the year of its position are the same on all its lines
            let is_dated = !matches!(self.keys.last().map(String::as_str), None | Some("finance"));
            for (key, name) in NAMES.iter().zip(named(&item, &NAMES)) {
                let tells = (*key != "code" || !has_organisation) && (*key != "year" || is_dated);
                if tells && !name.is_empty() && !below.names.contains(&name) {
                    below.names.push(name);
                }
            }
        }
        Ok(below)
    }

    fn values(&self, then: &RawValue, now: &RawValue, all: &mut Differences) -> serde_json::Result<()> {
        if then.get() == now.get() {
            return Ok(());
        }
        match (begins(then), begins(now)) {
            (b'{', b'{') => self.objects(&object(then)?, &object(now)?, all),
            (b'[', b'[') => self.lists(&list(then)?, &list(now)?, all),
            _ if is_same(then.get(), now.get()) => Ok(()),
            _ => {
                all.add(self, Some(then), Some(now));
                Ok(())
            }
        }
    }

    fn objects(&self, then: &Object, now: &Object, all: &mut Differences) -> serde_json::Result<()> {
        let is_head = |key: &str| match self.keys.as_slice() {
            [] => self.names.is_empty() && HEAD.contains(&key),
            [marked] => MARKED.contains(&marked.as_str()) && MARKS.contains(&key),
            _ => false,
        };
        for (key, own) in then.iter().filter(|(key, _)| !is_head(key)) {
            match value_of(now, key) {
                Some(other) => self.below(key).values(own, other, all)?,
                None => all.add(&self.below(key), Some(own), None),
            }
        }
        for (key, own) in now.iter().filter(|(key, _)| !is_head(key) && value_of(then, key).is_none()) {
            all.add(&self.below(key), None, Some(own));
        }
        Ok(())
    }

    /// Items are paired by what they are about; what has no partner in order; what is left is new or gone.
    fn lists(&self, then: &[&RawValue], now: &[&RawValue], all: &mut Differences) -> serde_json::Result<()> {
        let is_marked = matches!(self.keys.as_slice(), [list] if MARKED.contains(&list.as_str()));
        let mut by_name: HashMap<String, VecDeque<usize>> = HashMap::new();
        for (at, item) in now.iter().enumerate() {
            by_name.entry(key_of(item)?).or_default().push_back(at);
        }
        let mut partners: Vec<Option<usize>> = Vec::with_capacity(then.len());
        for item in then {
            partners.push(by_name.get_mut(&key_of(item)?).and_then(VecDeque::pop_front));
        }
        let mut left: VecDeque<usize> = by_name.into_values().flatten().collect();
        left.make_contiguous().sort_unstable();
        let paired: Vec<usize> = partners.iter().copied().flatten().collect();
        for (own, partner) in then.iter().zip(&mut partners) {
            if !is_marked {
                *partner = partner.or_else(|| left.pop_front());
            }
            let at = self.item(own)?;
            match partner.and_then(|at| now.get(at)) {
                Some(other) => at.values(own, other, all)?,
                None if is_marked => {}
                None => all.add(&at, Some(own), None),
            }
        }
        for own in left.into_iter().filter(|_| !is_marked).filter_map(|at| now.get(at)) {
            all.add(&self.item(own)?, None, Some(own));
        }
        if !paired.is_sorted() {
            let order = RawValue::from_string("\"another order\"".to_owned())?;
            all.add(&self.below("order"), None, Some(&order));
        }
        Ok(())
    }
}

/// What tells an item of a list from others.
fn key_of(item: &RawValue) -> serde_json::Result<String> {
    if begins(item) != b'{' {
        return Ok(item.get().to_owned());
    }
    let item = object(item)?;
    Ok([named(&item, &NAMES), named(&item, &APART)].concat().join("\n"))
}

/// What an item says under these keys.
fn named(item: &Object, keys: &[&str]) -> Vec<String> {
    let text = |value: &RawValue| serde_json::from_str::<String>(value.get()).unwrap_or_default();
    keys.iter().map(|key| value_of(item, key).map(text).unwrap_or_default()).collect()
}

fn value_of<'t>(object: &Object<'t>, wanted: &str) -> Option<&'t RawValue> {
    object.iter().find(|(key, _)| key == wanted).map(|(_, value)| *value)
}

fn begins(value: &RawValue) -> u8 {
    value.get().bytes().next().unwrap_or(b' ')
}

fn object(value: &RawValue) -> serde_json::Result<Object<'_>> {
    serde_json::from_str::<indexmap::IndexMap<String, &RawValue>>(value.get())
        .map(|own| own.into_iter().collect())
}

fn list(value: &RawValue) -> serde_json::Result<Vec<&RawValue>> {
    serde_json::from_str(value.get())
}

/// Whether two values that are written otherwise are one: `1.50` and `1.5`, `"£"` and `"\u00a3"`.
fn is_same(then: &str, now: &str) -> bool {
    let number = |text: &str| Decimal::from_str_exact(text).ok();
    let text = |text: &str| serde_json::from_str::<String>(text).ok();
    let is_one = |one: Option<Decimal>, other: Option<Decimal>| one.is_some() && one == other;
    is_one(number(then), number(now)) || (text(then).is_some() && text(then) == text(now))
}

/// Whether a value is a figure, a colour, or a line that is new or gone; not a text or a place.
fn is_figure(value: &str) -> bool {
    match value.bytes().next() {
        Some(b'"') => Rating::WORDS.contains(&value.trim_matches('"')),
        Some(b'n') | None => false,
        _ => true,
    }
}

/// A value in words.
fn shown(value: &str) -> String {
    match value.bytes().next() {
        Some(b'"') => serde_json::from_str(value).unwrap_or_else(|_| value.to_owned()),
        Some(b'-' | b'0'..=b'9') => {
            let (whole, decimals) = value.split_once('.').map_or((value, None), |(a, b)| (a, Some(b)));
            let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
            let decimals = decimals.map_or_else(String::new, |own| format!(".{own}"));
            format!("{sign}{}{decimals}", group(digits))
        }
        Some(b'n') => "not known".to_owned(),
        Some(b'{' | b'[') => "a line".to_owned(),
        _ => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(then: &str, now: &str) -> Vec<String> {
        let all = differences(then, now).unwrap();
        let or = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
        let line =
            |own: &Difference| format!("{}|{}|{}|{}", own.subject, own.what, or(&own.then), or(&own.now));
        all.figures.iter().chain(&all.texts).map(line).collect()
    }

    #[test]
    fn every_digit_counts_and_how_it_is_written_does_not() {
        let then =
            r#"{"tool": 1, "plans": [{"organisation": "A", "a": 100000000000000000000.01, "b": 1.5}]}"#;
        let now = r#"{"tool":2,"plans":[{"organisation":"\u0041","a":100000000000000000000.02,"b":1.50}]}"#;
        assert_eq!(said(then, now), ["A|a|100,000,000,000,000,000,000.01|100,000,000,000,000,000,000.02"]);
    }

    #[test]
    fn lines_are_paired_by_whom_they_are_about() {
        let line = |scheme: &str, actual: &str| format!(r#"{{"scheme":"{scheme}","actual_ytd":{actual}}}"#);
        let plan = |lines: &[String]| {
            format!(r#"{{"plans":[{{"organisation":"A","rating":"red","finance":[{}]}}]}}"#, lines.join(","))
        };
        let then = plan(&[line("S1", "-1234.5"), line("S2", "2"), line("S3", "3")]);
        let now = plan(&[line("S1", "-1234"), line("S3", "null")]).replace("red", "amber");
        assert_eq!(
            said(&then, &now),
            [
                "A|rating|red|amber",
                "A, S1|finance: actual to date|-1,234.5|-1,234",
                "A, S2|finance|a line|-",
                "A, S3|finance: actual to date|3|not known",
            ]
        );
        let turned = plan(&[line("S2", "2"), line("S1", "-1234.5"), line("S3", "3")]);
        assert_eq!(said(&then, &turned), ["A|finance: order|-|another order"]);
        assert_eq!(said(&then, &then), Vec::<String>::new());
    }

    #[test]
    fn numbers_are_counted_outside_of_texts() {
        assert_eq!(
            figures(r#"{"schema": 3, "a": [1, -2.5, "3, 4"], "b": {"c": 0, "d\"": null}}"#).unwrap(),
            3
        );
    }
}
