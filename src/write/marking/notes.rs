//! Notes at flagged cells, in the part of a sheet's notes and in the drawing that shows them. Notes of others
//! stay, and where a cell has one already, or a conversation, it gets none of ours.

use super::book::Book;
use super::parts::{Parts, Relation, main_space};
use super::sheet::Sheet;
use super::xml::{Edits, Kind, Tags, append, escaped};
use super::{At, CellMark, Paragraph, Refused};
use crate::location::letters;
use crate::read::workbook::cell_at;
use crate::write::workbook::size;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Who writes our notes; the notes of templates are by `qipp`. The note says so, too, in its first line, as not
/// every program keeps the author.
const AUTHOR: &str = "qipp mark";
const SIGNED: &str = "qipp mark:";

const COMMENTS: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
const DRAWING: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";

/// What was added to a sheet.
#[derive(Debug, Default)]
pub(super) struct Added {
    /// The relation to its drawing, where it had none.
    pub(super) drawing: Option<String>,
    /// How many flagged cells have a note of others.
    pub(super) others: usize,
}

/// The flagged cells that get a note, each with its marks.
type New<'m> = BTreeMap<At, &'m Vec<&'m CellMark>>;

/// Adds the notes of a sheet's flagged cells; `removes` those of an earlier marking.
pub(super) fn add(
    parts: &mut Parts,
    book: &Book,
    part: &str,
    sheet: &Sheet,
    marks: &BTreeMap<At, Vec<&CellMark>>,
    removes: bool,
) -> Result<Added, Refused> {
    let related = parts.related(part)?;
    let known = related.iter().find(|own| own.kind == "comments" && parts.has(&own.target));
    let text = match known {
        Some(own) => parts.text(&own.target)?,
        None if marks.is_empty() => return Ok(Added::default()),
        None => no_comments(parts.is_strict),
    };
    let listed = Listed::of(&text)?;
    let removed: BTreeSet<At> = listed.ours.iter().filter(|_| removes).map(|(at, _)| *at).collect();
    let new: New =
        marks.iter().filter(|(at, _)| !listed.others.contains(at)).map(|(at, own)| (*at, own)).collect();
    let others = marks.len() - new.len();
    if new.is_empty() && removed.is_empty() {
        return Ok(Added { drawing: None, others });
    }
    let drawing = Drawing::of(parts, book, sheet, &related, new.len())?;
    let Some(shapes) = drawing.as_ref().and_then(|own| with_shapes(&own.text, &removed, &new, sheet)) else {
        // a drawing that cannot be read stays as it is: the list serves
        return Ok(Added { drawing: None, others: marks.len() });
    };
    let name = known
        .map_or_else(|| parts.free(&format!("{}comments", book.folder()), ".xml"), |own| own.target.clone());
    parts.set(&name, listed.with(&text, removes, &new)?);
    if known.is_none() {
        parts.declare(&name, COMMENTS)?;
        parts.relate(part, "comments", &name)?;
    }
    let mut added = Added { drawing: None, others };
    if let Some(own) = drawing {
        parts.set(&own.part, shapes);
        parts.declare(&own.part, DRAWING)?;
        if own.is_new {
            added.drawing = Some(parts.relate(part, "vmlDrawing", &own.part)?);
        }
    }
    Ok(added)
}

/// The notes of a sheet as they stand.
struct Listed {
    /// Each of ours, and the bytes it takes.
    ours: Vec<(At, Range<usize>)>,
    others: BTreeSet<At>,
    authors: usize,
    /// Our number among the authors.
    author: Option<usize>,
    prefix: String,
}

impl Listed {
    fn of(text: &str) -> Result<Self, Refused> {
        let mut own = Self {
            ours: Vec::new(),
            others: BTreeSet::new(),
            authors: 0,
            author: None,
            prefix: String::new(),
        };
        let (mut start, mut is_ours, mut at) = (0, false, None);
        let (mut words, mut said) = (0, String::new());
        for tag in Tags::of(text) {
            let tag = tag?;
            if tag.depth == 0 && tag.begins("comments") {
                tag.prefix().clone_into(&mut own.prefix);
            }
            if tag.begins("author") {
                start = tag.range.end;
            }
            if tag.ends("author") {
                if text.get(start..tag.range.start).is_some_and(|name| name.trim() == AUTHOR) {
                    own.author.get_or_insert(own.authors);
                }
                own.authors += 1;
            }
            if tag.begins("comment") {
                start = tag.range.start;
                at = tag.get("ref").and_then(|name| cell_at(&name));
                is_ours = own.author.is_some() && tag.number("authorId") == own.author;
                said.clear();
            }
            if tag.begins("t") {
                words = tag.range.end;
            }
            if tag.kind == Kind::Close && tag.local() == "t" {
                said.push_str(text.get(words..tag.range.start).unwrap_or(""));
            }
            if let Some(at) = at.filter(|_| tag.ends("comment")) {
                if is_ours || said.trim_start().starts_with(SIGNED) {
                    own.ours.push((at, start..tag.range.end));
                } else {
                    own.others.insert(at);
                }
            }
        }
        Ok(own)
    }

    /// The part with our new notes.
    fn with(&self, text: &str, removes: bool, new: &New) -> Result<String, Refused> {
        let mut edits = Edits::default();
        self.ours.iter().filter(|_| removes).for_each(|(_, range)| edits.replace(range.clone(), ""));
        let mut text = edits.applied(text);
        let p = &self.prefix;
        let whole =
            |text: Option<String>| text.ok_or_else(|| Refused::broken("a part of notes is not whole"));
        if self.author.is_none() {
            text = whole(append(&text, "authors", &[], &format!("<{p}author>{AUTHOR}</{p}author>"))?)?;
        }
        let author = self.author.unwrap_or(self.authors);
        let notes: String = new.iter().map(|(at, marks)| comment(p, author, *at, marks)).collect();
        whole(append(&text, "commentList", &[], &notes)?)
    }
}

/// What the notes of a cell say, one below the other.
fn paragraphs<'m>(marks: &[&'m CellMark]) -> impl Iterator<Item = &'m Paragraph> {
    marks.iter().flat_map(|mark| &mark.note)
}

fn comment(p: &str, author: usize, (row, column): At, marks: &[&CellMark]) -> String {
    let mut out = format!(r#"<{p}comment ref="{}{row}" authorId="{author}"><{p}text>"#, letters(column));
    let signed = Paragraph { is_bold: true, text: SIGNED.to_owned() };
    let mut all = std::iter::once(&signed).chain(paragraphs(marks)).peekable();
    while let Some(own) = all.next() {
        let bold = if own.is_bold { format!("<{p}b/>") } else { String::new() };
        let font = format!(
            r#"<{p}sz val="9"/><{p}color indexed="81"/><{p}rFont val="Tahoma"/><{p}family val="2"/>"#
        );
        let end = if all.peek().is_some() { "\n" } else { "" };
        out.push_str(&format!(
            r#"<{p}r><{p}rPr>{bold}{font}</{p}rPr><{p}t xml:space="preserve">{}{end}</{p}t></{p}r>"#,
            escaped(&own.text)
        ));
    }
    out.push_str(&format!("</{p}text></{p}comment>"));
    out
}

fn no_comments(is_strict: bool) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"{}\"><authors/><commentList/></comments>",
        main_space(is_strict)
    )
}

/// The drawing that shows a sheet's notes, and its buttons.
struct Drawing {
    part: String,
    text: String,
    is_new: bool,
}

/// Shapes are numbered in blocks, which no two drawings share.
const BLOCK: usize = 1_024;

impl Drawing {
    /// The drawing of a sheet, or one for so many notes; `None` where it cannot be read.
    fn of(
        parts: &mut Parts,
        book: &Book,
        sheet: &Sheet,
        related: &[Relation],
        notes: usize,
    ) -> Result<Option<Self>, Refused> {
        if let Some(id) = &sheet.drawing {
            let Some(own) = related.iter().find(|own| own.id == *id) else { return Ok(None) };
            let text = parts.text(&own.target).ok();
            return Ok(text.map(|text| Self { part: own.target.clone(), text, is_new: false }));
        }
        let drawings: Vec<String> =
            parts.names().filter(|name| name.ends_with(".vml")).map(str::to_owned).collect();
        let taken = drawings.iter().filter_map(|name| last_block(&parts.text(name).ok()?)).max().unwrap_or(0);
        let blocks: Vec<String> = (0..=notes / BLOCK).map(|more| (taken + 1 + more).to_string()).collect();
        let part = parts.free(&format!("{}drawings/vmlDrawing", book.folder()), ".vml");
        let text = format!(
            r#"<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{}"/></o:shapelayout></xml>"#,
            blocks.join(",")
        );
        Ok(Some(Self { part, text, is_new: true }))
    }
}

/// What stands between two texts.
fn between<'t>(text: &'t str, before: &str, after: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once(after).map(|(own, _)| own)
}

/// The blocks of numbers that a drawing has.
fn blocks(text: &str) -> impl Iterator<Item = usize> {
    let said = between(text, "<o:idmap", ">").and_then(|tag| between(tag, "data=\"", "\""));
    said.unwrap_or("").split(',').filter_map(|own| own.trim().parse().ok())
}

fn last_block(text: &str) -> Option<usize> {
    blocks(text).max()
}

/// The characters in a line of a note, its width and the height of a line in pixels.
const LINE: (u16, u32, u32) = (46, 300, 15);

/// What the numbers of shapes stand behind.
const SHAPE: &str = "_x0000_s";

/// A drawing with shapes for new notes and without those of removed ones. Drawings of old programs are not always
/// XML: they are read as text. `None` where it is none.
fn with_shapes(text: &str, removed: &BTreeSet<At>, new: &New, sheet: &Sheet) -> Option<String> {
    let mut edits = Edits::default();
    let mut at = 0;
    while let Some(start) = text.get(at..)?.find("<v:shape ").map(|own| at + own) {
        let end = text.get(start..)?.find("</v:shape>").map(|own| start + own + "</v:shape>".len())?;
        let shape = text.get(start..end)?;
        let place = |name: &str| -> Option<u32> {
            let own = between(shape, &format!("<x:{name}>"), "</")?;
            own.trim().parse::<u32>().ok()?.checked_add(1)
        };
        let is_note = shape.contains("ObjectType=\"Note\"");
        if is_note && place("Row").zip(place("Column")).is_some_and(|own| removed.contains(&own)) {
            edits.replace(start..end, "");
        }
        at = end;
    }
    let close = text.rfind("</xml>")?;
    let numbers = text.split(SHAPE).skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        rest.get(..end)?.parse::<usize>().ok()
    });
    let first = numbers.max().unwrap_or_else(|| blocks(text).min().unwrap_or(1).saturating_mul(BLOCK));
    let mut shapes = String::new();
    if !text.contains("id=\"_x0000_t202\"") {
        shapes.push_str(KIND);
    }
    for (number, ((row, column), marks)) in (first + 1..).zip(new) {
        let words = paragraphs(marks).map(|own| own.text.as_str());
        let words: Vec<&str> = std::iter::once(SIGNED).chain(words).collect();
        let lines: u32 = words.iter().map(|own| u32::from(size::lines(own, LINE.0))).sum();
        let (wide, high) = (LINE.1, (lines + 1) * LINE.2);
        let anchor = sheet.room.anchor((*row, *column), (wide, high));
        shapes.push_str(&format!(
            r##"<v:shape id="{SHAPE}{number}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;width:{}pt;height:{}pt;z-index:{};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{}</x:Row><x:Column>{}</x:Column></x:ClientData></v:shape>"##,
            wide * 3 / 4,
            high * 3 / 4,
            number - first,
            row - 1,
            column - 1
        ));
    }
    edits.insert(close, shapes);
    Some(edits.applied(text))
}

/// The kind of shape that notes are.
const KIND: &str = r#"<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>"#;
