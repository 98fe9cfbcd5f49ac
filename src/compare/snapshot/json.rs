//! A snapshot from the JSON of an earlier run. Amounts are read as exact digits, whether they stand as
//! numbers or as texts; a report of another version is refused by its name.

use super::{Code, Snapshot};
use crate::criteria::by_id;
use crate::report::SCHEMA;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use std::borrow::Cow;

/// What the documents of this program begin their schema's name with.
const OURS: &str = "qipp-";

/// Why a JSON document is no earlier assessment that can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// It is another document, or a report of another version: its schema.
    Other(String),
    /// It holds the problems of a submission that was refused, and no assessment.
    Problems,
    /// It is not as the schema says: what is wrong, with line and column.
    Broken(String),
}

/// What tells a report from a plan.
#[derive(Deserialize)]
struct Head<'t> {
    #[serde(borrow, default)]
    schema: Option<Cow<'t, str>>,
    #[serde(borrow, default)]
    problems: Option<&'t RawValue>,
}

/// The snapshot that a JSON text holds; `None` where it is no document of this program, but a plan.
///
/// # Errors
/// Why it cannot be read.
pub fn read(text: &str) -> Option<Result<Snapshot, Refused>> {
    // a plan may have a key of that name, with anything under it
    let head: Head = serde_json::from_str(text).ok()?;
    let schema = head.schema.filter(|schema| schema.starts_with(OURS))?;
    if schema != SCHEMA {
        return Some(Err(Refused::Other(schema.into_owned())));
    }
    let read = serde_json::from_str::<Snapshot>(text)
        .map(Snapshot::marked)
        .map_err(|error| Refused::Broken(error.to_string()));
    let has_problems = head.problems.is_some_and(|own| !matches!(own.get(), "null" | "[]"));
    Some(read.and_then(|snapshot| {
        if snapshot.plans.is_empty() && has_problems {
            return Err(Refused::Problems);
        }
        Ok(snapshot)
    }))
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let code = Cow::<str>::deserialize(from)?;
        Ok(Self(by_id(&code).map_or("", |criterion| criterion.id)))
    }
}
