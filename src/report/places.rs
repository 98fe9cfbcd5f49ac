//! Places of a report's line: kept as numbers, put into words when they are asked for.

use crate::location::{Place, Sources};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

/// Where what a line says stands: `plan.csv:14:7`. Most are never printed, so that words are made of
/// them only where somebody reads them.
#[derive(Debug, Clone, Default)]
pub struct Places {
    sources: Arc<Sources>,
    all: Box<[Place]>,
    words: OnceLock<Box<[String]>>,
}

impl Places {
    /// Places among these inputs.
    pub fn new(sources: &Arc<Sources>, all: &[Place]) -> Self {
        Self { sources: Arc::clone(sources), all: all.into(), words: OnceLock::new() }
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

    /// Each in words.
    fn shown(&self) -> impl Iterator<Item = String> {
        self.all.iter().map(|place| self.sources.show(*place))
    }
}

impl Deref for Places {
    type Target = [String];

    fn deref(&self) -> &[String] {
        self.words.get_or_init(|| self.shown().collect())
    }
}

impl<'p> IntoIterator for &'p Places {
    type Item = &'p String;
    type IntoIter = std::slice::Iter<'p, String>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl From<Vec<String>> for Places {
    fn from(words: Vec<String>) -> Self {
        Self { words: OnceLock::from(words.into_boxed_slice()), ..Self::default() }
    }
}

impl Serialize for Places {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.words.get() {
            Some(words) => serializer.collect_seq(words),
            None => serializer.collect_seq(self.shown()),
        }
    }
}

impl JsonSchema for Places {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Vec::<String>::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Vec::<String>::json_schema(generator)
    }
}
