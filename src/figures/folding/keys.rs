//! The keys of a row: whose it is, and of which scheme.

use super::partial::is_ordinary;
use super::{ColumnRole, Columns};
use crate::plan::Value;
use crate::plan::fields::savings;
use crate::plan::values::{self, Ambiguous, Context};
use crate::plan::vocabulary::total_name;
use crate::read::csv::unguarded;
use crate::read::records::Span;
use std::borrow::Cow;

/// The longest word that says of a name that there is none.
const LONGEST_WORD: usize = 16;

#[derive(Default)]
pub(super) struct Keys<'b> {
    pub(super) region: Cow<'b, [u8]>,
    pub(super) organisation: Cow<'b, [u8]>,
    pub(super) workstream: Cow<'b, [u8]>,
    pub(super) id: Cow<'b, [u8]>,
    pub(super) name: Cow<'b, [u8]>,
}

impl Columns {
    /// The keys of a row; `None` where it has more cells than headings, or none that says anything.
    pub(super) fn keys_of<'b>(&self, bytes: &'b [u8], cells: &[Span]) -> Option<Keys<'b>> {
        let beyond = cells.get(self.roles.len()..).unwrap_or_default();
        if beyond.iter().any(|span| span.start < span.end) {
            return None;
        }
        let mut keys = Keys::default();
        for (role, span) in self.roles.iter().zip(cells) {
            let key = match role {
                ColumnRole::Region => &mut keys.region,
                ColumnRole::Organisation => &mut keys.organisation,
                ColumnRole::Workstream => &mut keys.workstream,
                ColumnRole::Scheme => &mut keys.id,
                ColumnRole::Name => &mut keys.name,
                _ => continue,
            };
            *key = span.text(bytes);
        }
        let says_nothing = is_blank(&keys.id) && cells.iter().all(|span| is_blank(&span.text(bytes)));
        (!says_nothing).then_some(keys)
    }
}

/// Whether a cell says nothing.
pub(super) fn is_blank(text: &[u8]) -> bool {
    text.iter().all(u8::is_ascii_whitespace)
}

/// Whether a line is blank, and so no row.
pub(super) fn is_blank_line(cells: &[Span], bytes: &[u8]) -> bool {
    cells.len() == 1 && cells.iter().all(|span| is_blank(&span.text(bytes)))
}

/// Whether an id may name a total instead of a scheme.
pub(super) fn may_be_a_total(id: &[u8]) -> bool {
    std::str::from_utf8(id).is_ok_and(|id| total_name(id).is_some())
}

/// A name as it is read; blank where the cell says nothing.
pub(super) fn name_of(text: &[u8]) -> Option<Cow<'_, [u8]>> {
    let is_plain = text.len() > LONGEST_WORD && is_ordinary(text);
    if text.is_empty() || is_plain {
        return Some(Cow::Borrowed(text));
    }
    let text = unguarded(std::str::from_utf8(text).ok()?);
    let context = Context { unit: None, dash_is_nil: false, ambiguous: Ambiguous::Refuse, year: None };
    let read = values::read(savings::NAME.declaration(), text, context).ok()?;
    Some(match read.value {
        Some(Value::Text(name)) => Cow::Owned(name.into_boxed_bytes().into_vec()),
        _ => Cow::Borrowed(&[]),
    })
}
