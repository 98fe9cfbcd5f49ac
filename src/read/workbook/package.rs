//! The zip file that a workbook is: its parts, inflated no further than the limits allow, and walked
//! as XML without building a tree.

use super::{Limit, Limits};
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;
use std::io::{self, BufReader, Cursor, Read};
use std::rc::Rc;
use zip::ZipArchive;

/// Why a workbook cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A limit is exceeded: which one, and what is too large.
    Limit(Limit, String),
    /// It needs a password.
    Encrypted,
    /// It is no workbook: what it is, and how to mend it.
    Other(String, &'static str),
    Broken(String),
}

/// A limit that was met while inflating.
#[derive(Debug, thiserror::Error)]
#[error("{1}")]
struct Exceeded(Limit, String);

/// A part while it inflates: counts what comes out, whatever the directory of the zip declared.
struct Bounded<R> {
    inner: R,
    name: String,
    part_left: u64,
    total_left: Rc<Cell<u64>>,
    limits: Limits,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let bytes = count as u64;
        let exceeded = |limit, what: String| Err(io::Error::other(Exceeded(limit, what)));
        let Some(left) = self.part_left.checked_sub(bytes) else {
            return exceeded(Limit::Part, too_large(&self.name, &self.limits));
        };
        self.part_left = left;
        let Some(left) = self.total_left.get().checked_sub(bytes) else {
            return exceeded(Limit::Expansion, too_large_together(&self.limits));
        };
        self.total_left.set(left);
        Ok(count)
    }
}

fn too_large(name: &str, limits: &Limits) -> String {
    format!("the part {name} of the workbook expands to more than {}", limits.show(Limit::Part))
}

fn too_large_together(limits: &Limits) -> String {
    format!("the workbook expands to more than {}", limits.show(Limit::Expansion))
}

/// The parts of a zip file.
pub(crate) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Lower-case names with forward slashes, and the index of each.
    names: HashMap<String, usize>,
    total_left: Rc<Cell<u64>>,
    limits: Limits,
}

impl<'b> Package<'b> {
    /// Opens a zip file and checks what its directory declares against the limits.
    pub(crate) fn open(bytes: &'b [u8], limits: &Limits) -> Result<Self, Fault> {
        let broken = |error: zip::result::ZipError| {
            Fault::Broken(format!("this begins as a workbook does, but its zip file is damaged: {error}"))
        };
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
        if archive.len() > limits.count(Limit::Parts) {
            let what = format!("the workbook has more than {} parts", limits.show(Limit::Parts));
            return Err(Fault::Limit(Limit::Parts, what));
        }
        let mut names = HashMap::new();
        let mut declared = 0u64;
        for index in 0..archive.len() {
            let part = archive.by_index_raw(index).map_err(broken)?;
            let name = part.name().map_err(broken)?.replace('\\', "/");
            if part.size() > limits.of(Limit::Part) {
                return Err(Fault::Limit(Limit::Part, too_large(&name, limits)));
            }
            declared = declared.saturating_add(part.size());
            if part.encrypted() {
                return Err(Fault::Encrypted);
            }
            names.insert(name.trim_start_matches('/').to_lowercase(), index);
        }
        let total = limits.of(Limit::Expansion);
        if declared > total {
            return Err(Fault::Limit(Limit::Expansion, too_large_together(limits)));
        }
        Ok(Self { archive, names, total_left: Rc::new(Cell::new(total)), limits: *limits })
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.names.contains_key(&name.to_lowercase())
    }

    fn part(&mut self, name: &str) -> Result<Bounded<impl Read>, Fault> {
        let missing = || Fault::Broken(format!("the workbook lacks its part {name}"));
        let index = *self.names.get(&name.to_lowercase()).ok_or_else(missing)?;
        let inner = self
            .archive
            .by_index(index)
            .map_err(|error| Fault::Broken(format!("the part {name} of the workbook is damaged: {error}")))?;
        Ok(Bounded {
            inner,
            name: name.to_owned(),
            part_left: self.limits.of(Limit::Part),
            total_left: Rc::clone(&self.total_left),
            limits: self.limits,
        })
    }

    /// The beginning of a part, as text.
    pub(super) fn head(&mut self, name: &str) -> Result<String, Fault> {
        let mut bytes = Vec::new();
        let part = self.part(name)?;
        part.take(200).read_to_end(&mut bytes).map_err(|error| io_fault(name, &error))?;
        Ok(String::from_utf8_lossy(&bytes).trim().to_owned())
    }

    /// The names of its parts, in small letters.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let mut names: Vec<&str> = self.names.keys().map(String::as_str).collect();
        names.sort_unstable();
        names.into_iter()
    }

    /// A part as text.
    pub(crate) fn text(&mut self, name: &str) -> Result<String, Fault> {
        let mut text = String::new();
        self.part(name)?.read_to_string(&mut text).map_err(|error| io_fault(name, &error))?;
        Ok(text)
    }

    /// Walks a part that may be missing.
    pub(super) fn walk_any(&mut self, name: &str, handler: &mut impl Handler) -> Result<(), Fault> {
        if self.has(name) { self.walk(name, handler) } else { Ok(()) }
    }

    /// Walks a part as XML.
    pub(super) fn walk(&mut self, name: &str, handler: &mut impl Handler) -> Result<(), Fault> {
        let part = self.part(name)?;
        let broken = |what: &dyn std::fmt::Display| {
            Fault::Broken(format!("the part {name} of the workbook is not well-formed: {what}"))
        };
        let mut reader = quick_xml::Reader::from_reader(BufReader::new(part));
        reader.config_mut().expand_empty_elements = true;
        let mut buffer = Vec::new();
        let mut depth = 0usize;
        loop {
            buffer.clear();
            let event = reader.read_event_into(&mut buffer).map_err(|error| match error {
                quick_xml::Error::Io(error) => io_fault(name, &error),
                error => broken(&error),
            })?;
            match event {
                Event::Start(element) => {
                    depth += 1;
                    handler.open(element.local_name().as_ref(), &Element(&element))?;
                }
                Event::End(element) => {
                    depth = depth.saturating_sub(1);
                    handler.close(element.local_name().as_ref())?;
                }
                Event::Text(text) => handler.text(&text.xml10_content())?,
                Event::CData(text) => handler.text(&text.xml10_content())?,
                Event::GeneralRef(reference) => {
                    if let Some(c) = reference.resolve_char_ref().map_err(|error| broken(&error))? {
                        handler.text(c.encode_utf8(&mut [0; 4]))?;
                    } else {
                        let entity = reference.into_inner();
                        let text = quick_xml::escape::resolve_predefined_entity(&entity);
                        handler.text(text.ok_or_else(|| broken(&format!("&{entity}; is not known")))?)?;
                    }
                }
                Event::Eof if depth == 0 => return Ok(()),
                Event::Eof => return Err(broken(&"it ends early")),
                _ => {}
            }
        }
    }
}

fn io_fault(name: &str, error: &io::Error) -> Fault {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<Exceeded>()) {
        Some(Exceeded(limit, what)) => Fault::Limit(*limit, what.clone()),
        None => Fault::Broken(format!("the part {name} of the workbook is damaged: {error}")),
    }
}

pub(super) struct Element<'e>(&'e BytesStart<'e>);

impl Element<'_> {
    /// Its attributes by their whole name, as they are written.
    pub(super) fn each(&self, mut take: impl FnMut(&str, &str)) -> Result<(), Fault> {
        for attribute in self.0.attributes().with_checks(false) {
            let attribute = attribute
                .map_err(|error| Fault::Broken(format!("the workbook is not well-formed: {error}")))?;
            take(attribute.key.as_ref(), &attribute.value);
        }
        Ok(())
    }

    /// An attribute by its whole name, unescaped.
    pub(super) fn get(&self, name: &str) -> Result<Option<String>, Fault> {
        let mut found = None;
        self.each(|key, value| {
            if key == name {
                found = Some(unescaped(value));
            }
        })?;
        Ok(found)
    }
}

/// An attribute's value without its character references.
pub(super) fn unescaped(value: &str) -> String {
    quick_xml::escape::unescape(value).unwrap_or(Cow::Borrowed(value)).into_owned()
}

/// What takes the elements and texts of a part.
pub(super) trait Handler {
    /// An element opens; its name is without its prefix.
    fn open(&mut self, name: &str, element: &Element) -> Result<(), Fault>;
    /// An element closes.
    fn close(&mut self, _name: &str) -> Result<(), Fault> {
        Ok(())
    }
    /// Text between elements.
    fn text(&mut self, _text: &str) -> Result<(), Fault> {
        Ok(())
    }
}
