//! What a line is about, declared once: the first keys of finance, years, months, movement and series.

use super::Level;
use crate::names::key;
use schemars::JsonSchema;
use serde::Serialize;
use std::ops::{Deref, DerefMut};

/// Whose a line of finance, of the report card, of a year or of a month is: shared by all lines of an organisation, of
/// which there may be a great many.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Whose {
    /// The organisation; blank above it.
    pub organisation: String,
    /// The organisation's code; null where none is declared, and above organisations.
    pub code: Option<String>,
    /// The region's name, of an organisation the one it reports to; blank where there is none.
    pub region: String,
    /// The cluster's name, likewise.
    pub cluster: String,
}

/// A level's sums: a workstream, an organisation, and what is over organisations.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Body {
    /// What it is: a scheme up to the nation.
    pub level: Level,
    /// The organisation; blank above it.
    pub organisation: String,
    /// The organisation's code; null where none is declared, and above organisations.
    pub code: Option<String>,
    /// The region's name, of an organisation the one it reports to; blank where there is none.
    pub region: String,
    /// The cluster's name, likewise.
    pub cluster: String,
    /// Blank for the whole of a level, and for a scheme that names none.
    pub workstream: String,
}

/// A level's sums, or a scheme.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Subject {
    /// Where it stands.
    #[serde(flatten)]
    pub body: Body,
    /// The scheme's id; blank at the other levels.
    pub scheme: String,
    /// The scheme's name, its id where it has none; blank at the other levels.
    pub name: String,
}

impl Deref for Subject {
    type Target = Body;

    fn deref(&self) -> &Body {
        &self.body
    }
}

impl DerefMut for Subject {
    fn deref_mut(&mut self) -> &mut Body {
        &mut self.body
    }
}

impl Body {
    /// What tells it from all others of a submission.
    pub fn key(&self) -> String {
        self.key_of(&self.organisation, &self.workstream, "")
    }

    /// The same under other names; a scheme is told by its id, whatever its workstream.
    pub fn key_of(&self, organisation: &str, workstream: &str, scheme: &str) -> String {
        let is_own = self.level.is_own();
        let above = |name: &'_ str| if is_own { String::new() } else { key(name).into_owned() };
        let workstream = if self.level == Level::Scheme { "" } else { workstream };
        let own = [organisation, workstream, scheme].map(|part| key(part).into_owned());
        let parts =
            [vec![self.level.word().to_owned(), above(&self.region), above(&self.cluster)], own.to_vec()];
        parts.concat().join("\u{1F}")
    }
}

impl Subject {
    /// What tells it from all others of a submission.
    pub fn key(&self) -> String {
        self.key_of(&self.organisation, &self.workstream, &self.scheme)
    }
}
