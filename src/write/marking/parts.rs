//! The parts of a workbook's package: read within the limits, changed by name, and zipped again so that what is
//! not changed is copied as it is compressed.

use super::Refused;
use super::xml::{Kind, Tags, append, escaped};
use crate::read::Limits;
use crate::read::workbook::{Package, join};
use indexmap::IndexMap;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

const TYPES: &str = "[Content_Types].xml";
/// The relations of an office document, as its editions call them.
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STRICT_RELATIONS: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships";

pub(super) struct Parts<'b> {
    bytes: &'b [u8],
    package: Package<'b>,
    limits: Limits,
    /// What is changed, by the name in small letters: its name and what it holds; `None` where it is taken out.
    changed: IndexMap<String, (String, Option<String>)>,
    /// Whether it is of the strict edition, whose names are others.
    pub(super) is_strict: bool,
}

/// What a part relates to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Relation {
    pub(super) id: String,
    /// The last word of its kind.
    pub(super) kind: String,
    /// The part, from the root.
    pub(super) target: String,
}

impl<'b> Parts<'b> {
    pub(super) fn open(bytes: &'b [u8], limits: &Limits) -> Result<Self, Refused> {
        let package = Package::open(bytes, limits).map_err(|fault| Refused::of(fault, limits))?;
        Ok(Self { bytes, package, limits: *limits, changed: IndexMap::new(), is_strict: false })
    }

    /// Every name, in small letters.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let taken_out = |name: &&str| !matches!(self.changed.get(*name), Some((_, None)));
        let added = self.changed.keys().map(String::as_str).filter(|name| !self.package.has(name));
        self.package.names().chain(added).filter(taken_out)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        match self.changed.get(&name.to_lowercase()) {
            Some((_, held)) => held.is_some(),
            None => self.package.has(name),
        }
    }

    /// What a part holds, as it now stands.
    pub(super) fn text(&mut self, name: &str) -> Result<String, Refused> {
        if let Some((_, Some(text))) = self.changed.get(&name.to_lowercase()) {
            return Ok(text.clone());
        }
        self.package.text(name).map_err(|fault| Refused::of(fault, &self.limits))
    }

    /// Changes a part, or adds it.
    pub(super) fn set(&mut self, name: &str, text: String) {
        self.changed.insert(name.to_lowercase(), (name.to_owned(), Some(text)));
    }

    pub(super) fn take_out(&mut self, name: &str) {
        self.changed.insert(name.to_lowercase(), (name.to_owned(), None));
    }

    /// A name that no part has: `xl/comments`, `.xml`.
    pub(super) fn free(&self, before: &str, after: &str) -> String {
        let names = (1u32..).map(|number| format!("{before}{number}{after}"));
        names.into_iter().find(|name| !self.has(name)).unwrap_or_default()
    }

    /// What a part relates to within the package.
    pub(super) fn related(&mut self, part: &str) -> Result<Vec<Relation>, Refused> {
        let (folder, own) = (folder_of(part), relations_of(part));
        if !self.has(&own) {
            return Ok(Vec::new());
        }
        let text = self.text(&own)?;
        let mut all = Vec::new();
        for tag in Tags::of(&text) {
            let tag = tag?;
            if !tag.begins("Relationship") || tag.get("TargetMode").is_some_and(|mode| mode == "External") {
                continue;
            }
            let kind = tag.get("Type").unwrap_or_default();
            all.push(Relation {
                id: tag.get("Id").unwrap_or_default(),
                kind: kind.rsplit('/').next().unwrap_or("").to_owned(),
                target: join(folder, &tag.get("Target").unwrap_or_default()),
            });
        }
        Ok(all)
    }

    /// The namespace of relations, as this edition calls it.
    pub(super) fn relations(&self) -> &'static str {
        if self.is_strict { STRICT_RELATIONS } else { RELATIONS }
    }

    /// Relates a part to another, and gives the id of the relation.
    pub(super) fn relate(&mut self, part: &str, kind: &str, target: &str) -> Result<String, Refused> {
        let own = relations_of(part);
        let text = if self.has(&own) { self.text(&own)? } else { NO_RELATIONS.to_owned() };
        let (mut known, mut prefix) = (Vec::new(), String::new());
        for tag in Tags::of(&text) {
            let tag = tag?;
            if tag.begins("Relationships") {
                tag.prefix().clone_into(&mut prefix);
            }
            known.extend(tag.get("Id").filter(|_| tag.begins("Relationship")));
        }
        let id = (1u32..).map(|number| format!("rId{number}")).find(|id| !known.contains(id));
        let id = id.unwrap_or_default();
        let (space, target) = (self.relations(), escaped(&format!("/{target}")));
        let relation =
            format!(r#"<{prefix}Relationship Id="{id}" Type="{space}/{kind}" Target="{target}"/>"#);
        let text = append(&text, "Relationships", &[], &relation)?;
        self.set(&own, text.ok_or_else(|| Refused::broken("a part of relations holds none"))?);
        Ok(id)
    }

    /// Says what kind of part one is: by its name, or (of a drawing in VML) by its ending.
    pub(super) fn declare(&mut self, part: &str, kind: &str) -> Result<(), Refused> {
        let text = self.text(TYPES)?;
        let (mut prefix, mut is_declared) = (String::new(), false);
        let ending = part.rsplit('.').next().filter(|ending| *ending == "vml");
        let path = format!("/{part}");
        for tag in Tags::of(&text) {
            let tag = tag?;
            if tag.begins("Types") {
                tag.prefix().clone_into(&mut prefix);
            }
            let is = |key: &str, value: &str| tag.get(key).is_some_and(|own| own.eq_ignore_ascii_case(value));
            is_declared |= match ending {
                Some(ending) => tag.begins("Default") && is("Extension", ending),
                None => tag.begins("Override") && is("PartName", &path),
            };
        }
        if is_declared {
            return Ok(());
        }
        let declared = match ending {
            Some(ending) => format!(r#"<{prefix}Default Extension="{ending}" ContentType="{kind}"/>"#),
            None => format!(r#"<{prefix}Override PartName="{}" ContentType="{kind}"/>"#, escaped(&path)),
        };
        let text = append(&text, "Types", &[], &declared)?;
        self.set(TYPES, text.ok_or_else(|| Refused::broken("it does not say what its parts are"))?);
        Ok(())
    }

    /// Takes out what is said of the kind of a part.
    pub(super) fn undeclare(&mut self, part: &str) -> Result<(), Refused> {
        let text = self.text(TYPES)?;
        let path = format!("/{part}");
        let mut edits = super::xml::Edits::default();
        for tag in Tags::of(&text) {
            let tag = tag?;
            let is_it = tag.get("PartName").is_some_and(|own| own.eq_ignore_ascii_case(&path));
            if tag.kind == Kind::Empty && is_it {
                edits.replace(tag.range, "");
            }
        }
        self.set(TYPES, edits.applied(&text));
        Ok(())
    }

    /// The package with what is changed; the rest as it was compressed.
    pub(super) fn zipped(&self) -> Result<Vec<u8>, Refused> {
        let broken = |error: zip::result::ZipError| Refused::broken(&error.to_string());
        let written = |error: std::io::Error| Refused::broken(&error.to_string());
        let mut from = ZipArchive::new(Cursor::new(self.bytes)).map_err(broken)?;
        let mut to = ZipWriter::new(Cursor::new(Vec::with_capacity(self.bytes.len())));
        for index in 0..from.len() {
            let part = from.by_index_raw(index).map_err(broken)?;
            let name = part.name().map_err(broken)?.into_owned();
            match self.changed.get(&plain(&name)) {
                None => to.raw_copy_file(part).map_err(broken)?,
                Some((_, None)) => {}
                Some((_, Some(text))) => {
                    let options = part.options().compression_method(CompressionMethod::Deflated);
                    to.start_file(name, options).map_err(broken)?;
                    to.write_all(text.as_bytes()).map_err(written)?;
                }
            }
        }
        for (key, (name, held)) in &self.changed {
            if let Some(text) = held.as_ref().filter(|_| !self.package.has(key)) {
                // no clock: the same marks are the same bytes
                let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
                to.start_file(name.as_str(), options).map_err(broken)?;
                to.write_all(text.as_bytes()).map_err(written)?;
            }
        }
        Ok(to.finish().map_err(broken)?.into_inner())
    }
}

const NO_RELATIONS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    "\n",
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>"#
);

/// The namespace of the parts of a workbook.
pub(super) fn main_space(is_strict: bool) -> &'static str {
    if is_strict {
        "http://purl.oclc.org/ooxml/spreadsheetml/main"
    } else {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    }
}

/// The name by which a part is found.
fn plain(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

fn folder_of(part: &str) -> &str {
    part.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The part that says what a part relates to.
pub(super) fn relations_of(part: &str) -> String {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    format!("{folder}_rels/{file}.rels")
}
