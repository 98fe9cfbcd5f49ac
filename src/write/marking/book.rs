//! The workbook's own part: its sheets, and whether it may be changed.

use super::parts::Parts;
use super::xml::{Edits, Tags, append, escaped};
use super::{Refused, SAVE_AGAIN};

/// The name of the rows that are printed on every page.
const TITLES: &str = "_xlnm.Print_Titles";

/// What stands before the names of cells, where it is there.
const BEFORE_NAMES: [&str; 3] = ["sheets", "functionGroups", "externalReferences"];

/// A sheet of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SheetPart {
    pub(super) name: String,
    pub(super) part: String,
}

pub(super) struct Book {
    part: String,
    text: String,
    is_changed: bool,
    /// The sheets of cells, in their order.
    pub(super) sheets: Vec<SheetPart>,
    /// The names of all sheets, and of what else has a name.
    names: Vec<String>,
    last_id: u32,
    prefix: String,
    /// Its relation to its styles.
    pub(super) styles: Option<String>,
}

impl Book {
    pub(super) fn open(parts: &mut Parts) -> Result<Self, Refused> {
        if parts.names().any(|name| name.starts_with("_xmlsignatures/")) {
            let mend = "save a copy without the signature, and give that: a marked copy cannot keep it";
            return Err(Refused::new("the workbook is signed, and a mark would break its signature", mend));
        }
        let root = parts.related("")?.into_iter().find(|own| own.kind == "officeDocument");
        let part = root.map_or_else(|| "xl/workbook.xml".to_owned(), |own| own.target);
        let text = parts.text(&part)?;
        let related = parts.related(&part)?;
        let target = |id: &str| related.iter().find(|own| own.id == id);
        let (mut sheets, mut names, mut last_id) = (Vec::new(), Vec::new(), 0);
        let mut prefix = String::new();
        for tag in Tags::of(&text) {
            let tag = tag?;
            if tag.depth == 0 && tag.begins("workbook") {
                tag.prefix().clone_into(&mut prefix);
                parts.is_strict =
                    text.get(tag.range.clone()).is_some_and(|own| own.contains("purl.oclc.org"));
            }
            if tag.begins("workbookProtection") && tag.says("lockStructure") {
                let mend =
                    "take the protection of its structure off (Review, Protect Workbook), and mark that";
                return Err(Refused::new(
                    "the workbook's structure is protected: no sheet may be added",
                    mend,
                ));
            }
            if tag.begins("sheet") {
                let name = tag.get("name").unwrap_or_default();
                last_id = last_id.max(tag.number("sheetId").unwrap_or(0));
                let id = tag.get_any("id").unwrap_or_default();
                if let Some(own) = target(&id).filter(|own| own.kind == "worksheet") {
                    sheets.push(SheetPart { name: name.clone(), part: own.target.clone() });
                }
                names.push(name);
            }
        }
        let styles = related.iter().find(|own| own.kind == "styles").map(|own| own.target.clone());
        Ok(Self { part, text, is_changed: false, sheets, names, last_id, prefix, styles })
    }

    /// The sheet of this name.
    pub(super) fn sheet(&self, name: &str) -> Option<&SheetPart> {
        self.sheets.iter().find(|own| own.name == name)
    }

    /// The folder of its parts, with a slash: `xl/`.
    pub(super) fn folder(&self) -> &str {
        self.part.rfind('/').and_then(|at| self.part.get(..=at)).unwrap_or("")
    }

    /// Relates it to a part that it did not have.
    pub(super) fn relate(&self, parts: &mut Parts, kind: &str, target: &str) -> Result<String, Refused> {
        parts.relate(&self.part, kind, target)
    }

    /// A name that no sheet has: this one, or it and a number.
    pub(super) fn free_name(&self, name: &str) -> String {
        let is_free =
            |own: &String| !self.names.iter().any(|known| known.to_lowercase() == own.to_lowercase());
        let numbered = (2u32..).map(|number| format!("{name} ({number})"));
        std::iter::once(name.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
    }

    /// The names that cells and areas have.
    pub(super) fn defined(&self) -> Result<Vec<String>, Refused> {
        let tags = Tags::of(&self.text).filter_map(|tag| match tag {
            Ok(tag) if tag.begins("definedName") => tag.get("name").map(Ok),
            Ok(_) => None,
            Err(refused) => Some(Err(refused)),
        });
        tags.collect()
    }

    /// Adds a sheet behind the others.
    pub(super) fn add(&mut self, parts: &mut Parts, name: &str, part: &str) -> Result<(), Refused> {
        let relation = self.relate(parts, "worksheet", part)?;
        self.last_id += 1;
        let (prefix, space) = (&self.prefix, parts.relations());
        let sheet = format!(
            r#"<{prefix}sheet xmlns:r="{space}" name="{}" sheetId="{}" r:id="{relation}"/>"#,
            escaped(name),
            self.last_id
        );
        let text = append(&self.text, "sheets", &[], &sheet)?;
        self.text =
            text.ok_or_else(|| Refused::new("the workbook says nothing of its sheets", SAVE_AGAIN))?;
        self.is_changed = true;
        self.names.push(name.to_owned());
        Ok(())
    }

    /// Has the headings of a sheet, in this row, stand on every page that it is printed on.
    pub(super) fn repeat(&mut self, name: &str, row: usize) -> Result<(), Refused> {
        let Some(at) = self.names.iter().position(|own| own == name) else { return Ok(()) };
        let said = escaped(&format!("'{}'!${row}:${row}", name.replace('\'', "''")));
        let p = &self.prefix;
        let own = format!(r#"<{p}definedName name="{TITLES}" localSheetId="{at}">{said}</{p}definedName>"#);
        let (mut edits, mut start, mut behind, mut is_known) = (Edits::default(), None, 0, false);
        for tag in Tags::of(&self.text) {
            let tag = tag?;
            let is_it =
                tag.get("name").is_some_and(|name| name == TITLES) && tag.number("localSheetId") == Some(at);
            if tag.begins("definedName") {
                start = is_it.then_some(tag.range.start);
            }
            if let Some(start) = start.filter(|_| tag.ends("definedName")) {
                edits.replace(start..tag.range.end, "");
            }
            is_known |= tag.begins("definedNames");
            if tag.depth == 1 && BEFORE_NAMES.iter().any(|name| tag.ends(name)) {
                behind = tag.range.end;
            }
        }
        if !is_known {
            edits.insert(behind, format!("<{p}definedNames>{own}</{p}definedNames>"));
        }
        self.text = edits.applied(&self.text);
        if is_known {
            self.text = append(&self.text, "definedNames", &[], &own)?.unwrap_or_default();
        }
        self.is_changed = true;
        Ok(())
    }

    /// Puts what was changed into the package.
    pub(super) fn keep(&self, parts: &mut Parts) {
        if self.is_changed {
            parts.set(&self.part, self.text.clone());
        }
    }
}
