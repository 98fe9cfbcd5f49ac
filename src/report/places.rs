//! Places of a report's line: kept as numbers, and given names, or put into words, when they are asked for.

use crate::location::{Place, PlaceAt, Sources};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

/// Where what a line says stands: `plan.csv:14:7`. Most are never printed, so that words are made of
/// them only where somebody reads them. In JSON each is its file, and the line, cell or pointer in it.
#[derive(Debug, Clone, Default)]
pub struct Places(Option<Box<Kept>>);

/// Apart from the lines that hold it: many lines of a long report stand nowhere.
#[derive(Debug, Clone, Default)]
struct Kept {
    sources: Arc<Sources>,
    all: Box<[Place]>,
    /// Those of an earlier report, which has its own inputs.
    earlier: Box<[PlaceAt<'static>]>,
    words: OnceLock<Box<[String]>>,
}

impl Places {
    /// Places among these inputs.
    pub fn new(sources: &Arc<Sources>, all: &[Place]) -> Self {
        let kept = || Kept { sources: Arc::clone(sources), all: all.into(), ..Kept::default() };
        Self((!all.is_empty()).then(|| Box::new(kept())))
    }

    /// Each as it is kept.
    #[must_use]
    pub fn places(&self) -> &[Place] {
        self.0.as_ref().map_or(&[], |kept| &kept.all)
    }

    /// The first of them with what names them.
    pub fn located(&self, most: usize) -> impl Iterator<Item = (Place, &Sources)> {
        let kept = self.0.iter();
        kept.flat_map(move |kept| kept.all.iter().take(most).map(|place| (*place, &*kept.sources)))
    }

    /// Each with its names.
    pub fn at(&self) -> impl Iterator<Item = PlaceAt<'_>> {
        self.0.iter().flat_map(|kept| kept.at())
    }
}

impl Kept {
    fn at(&self) -> impl Iterator<Item = PlaceAt<'_>> {
        self.all.iter().map(|place| self.sources.at(*place)).chain(self.earlier.iter().cloned())
    }
}

impl Deref for Places {
    type Target = [String];

    fn deref(&self) -> &[String] {
        let words = |kept: &Kept| kept.at().map(|place| place.to_string()).collect();
        self.0.as_ref().map_or(&[], |kept| kept.words.get_or_init(|| words(kept)))
    }
}

impl<'p> IntoIterator for &'p Places {
    type Item = &'p String;
    type IntoIter = std::slice::Iter<'p, String>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl PartialEq for Places {
    fn eq(&self, other: &Self) -> bool {
        self.at().eq(other.at())
    }
}

impl Eq for Places {}

impl<'de> Deserialize<'de> for Places {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let earlier = Vec::<PlaceAt<'static>>::deserialize(deserializer)?;
        Ok(Self(Some(Box::new(Kept { earlier: earlier.into(), ..Kept::default() }))))
    }
}

impl Serialize for Places {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.at())
    }
}

impl JsonSchema for Places {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Vec::<PlaceAt>::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Vec::<PlaceAt>::json_schema(generator)
    }
}
