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
pub struct Places {
    sources: Arc<Sources>,
    all: Box<[Place]>,
    /// Those of an earlier report, which has its own inputs.
    earlier: Box<[PlaceAt<'static>]>,
    words: OnceLock<Box<[String]>>,
}

impl Places {
    /// Places among these inputs.
    pub fn new(sources: &Arc<Sources>, all: &[Place]) -> Self {
        Self { sources: Arc::clone(sources), all: all.into(), ..Self::default() }
    }

    /// Each as it is kept.
    #[must_use]
    pub fn places(&self) -> &[Place] {
        &self.all
    }

    /// The first of them with what names them.
    pub fn located(&self, most: usize) -> impl Iterator<Item = (Place, &Sources)> {
        self.all.iter().take(most).map(|place| (*place, &*self.sources))
    }

    /// Each with its names.
    pub fn at(&self) -> impl Iterator<Item = PlaceAt<'_>> {
        self.all.iter().map(|place| self.sources.at(*place)).chain(self.earlier.iter().cloned())
    }
}

impl Deref for Places {
    type Target = [String];

    fn deref(&self) -> &[String] {
        self.words.get_or_init(|| self.at().map(|place| place.to_string()).collect())
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
        Ok(Self { earlier: earlier.into(), ..Self::default() })
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
