//! Objects and texts of a JSON document as they stand: keys in order, values not yet read.

use serde::de::{Error as _, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

/// Up to how many keys of an object are held against each other one by one.
const FEW_KEYS: usize = 64;

/// An object's keys and raw values, in order, duplicates kept.
pub(super) type Pairs<'t> = Vec<(Cow<'t, str>, &'t RawValue)>;

/// An object; a key that stands twice is an error.
pub(super) struct Object<'t>(pub(super) Pairs<'t>);

impl<'t> serde::Deserialize<'t> for Object<'t> {
    fn deserialize<D: serde::Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'t> Visitor<'t> for Collect {
            type Value = Object<'t>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs: Pairs<'t> = Vec::new();
                let mut known: HashSet<Cow<'t, str>> = HashSet::new();
                while let Some(key) = map.next_key::<Key<'t>>()? {
                    if pairs.len() == FEW_KEYS {
                        known.extend(pairs.iter().map(|(key, _)| key.clone()));
                    }
                    let is_known = match pairs.len() < FEW_KEYS {
                        true => pairs.iter().any(|(known, _)| *known == key.0),
                        false => !known.insert(key.0.clone()),
                    };
                    if is_known {
                        let what = format!("the key `{}` stands twice in one object", key.0);
                        return Err(A::Error::custom(what));
                    }
                    pairs.push((key.0, map.next_value()?));
                }
                Ok(Object(pairs))
            }
        }
        deserializer.deserialize_map(Collect)
    }
}

/// A key, borrowed where it has no escapes.
#[derive(serde::Deserialize)]
struct Key<'t>(#[serde(borrow)] Cow<'t, str>);
