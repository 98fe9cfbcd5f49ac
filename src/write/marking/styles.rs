//! The styles of a workbook: of a flagged cell's own style a clone with our fill, and what it was before.

use super::book::Book;
use super::parts::Parts;
use super::xml::{Kind, Tag, Tags, append};
use super::{Refused, SAVE_AGAIN, Tone};
use std::collections::BTreeMap;

const PART: &str = "styles.xml";
const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml";

/// The colour of letters on our fills where the cell's own are as light as they; a shade beside the NHS's black.
const LETTERS: &str = "FF212B33";
/// From which brightness (of 255) letters are too light.
const LIGHT: u32 = 150;

/// A list of styles: its name, one of it, what it held, and what is new.
struct Held {
    list: &'static str,
    one: &'static str,
    all: Vec<String>,
    held: usize,
}

impl Held {
    fn new(list: &'static str, one: &'static str) -> Self {
        Self { list, one, all: Vec::new(), held: 0 }
    }

    fn get(&self, at: usize) -> &str {
        self.all.get(at).map_or("", String::as_str)
    }

    /// The number of one, which is added where it is not there.
    fn number(&mut self, one: String) -> usize {
        self.all.iter().position(|known| *known == one).unwrap_or_else(|| {
            self.all.push(one);
            self.all.len() - 1
        })
    }
}

pub(super) struct Styles {
    part: String,
    text: String,
    prefix: String,
    fonts: Held,
    fills: Held,
    borders: Held,
    cells: Held,
    marked: BTreeMap<(usize, Tone), usize>,
    listed: BTreeMap<ListStyle, usize>,
    /// Whether what stands behind a fill of ours is what the cell had before.
    pub(super) keeps_grounds: bool,
}

/// A style of the list, beside those of the workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ListStyle {
    Title,
    /// A line above the table.
    Plain,
    Heading,
    HeadingOfMoney,
    OneLine,
    /// Text that breaks into lines.
    Wrapped,
    Link,
    Money,
    Toned(Tone),
}

impl Styles {
    pub(super) fn open(parts: &mut Parts, book: &Book) -> Result<Self, Refused> {
        let part = match &book.styles {
            Some(part) if parts.has(part) => part.clone(),
            _ => {
                let part = format!("{}{PART}", book.folder());
                parts.set(&part, empty(parts.is_strict));
                parts.declare(&part, KIND)?;
                book.relate(parts, "styles", &part)?;
                part
            }
        };
        let text = parts.text(&part)?;
        let mut own = Self {
            part,
            text: String::new(),
            prefix: String::new(),
            fonts: Held::new("fonts", "font"),
            fills: Held::new("fills", "fill"),
            borders: Held::new("borders", "border"),
            cells: Held::new("cellXfs", "xf"),
            marked: BTreeMap::new(),
            listed: BTreeMap::new(),
            keeps_grounds: true,
        };
        own.read(&text)?;
        if [&own.fonts, &own.fills, &own.borders, &own.cells].iter().any(|held| held.held == 0) {
            return Err(Refused::new("the workbook's styles are not whole", SAVE_AGAIN));
        }
        own.text = text;
        Ok(own)
    }

    fn read(&mut self, text: &str) -> Result<(), Refused> {
        let mut list = "";
        let mut start = 0;
        for tag in Tags::of(text) {
            let tag = tag?;
            match tag.depth {
                0 if tag.begins("styleSheet") => tag.prefix().clone_into(&mut self.prefix),
                1 => list = if tag.kind == Kind::Open { tag.local() } else { "" },
                2 => {
                    let held = [&mut self.fonts, &mut self.fills, &mut self.borders, &mut self.cells];
                    let Some(held) = held.into_iter().find(|held| held.list == list) else { continue };
                    if tag.begins(held.one) {
                        start = tag.range.start;
                    }
                    if tag.ends(held.one) {
                        held.all.push(text.get(start..tag.range.end).unwrap_or("").to_owned());
                        held.held = held.all.len();
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The style of a cell whose own is this one, with the fill of this tone.
    pub(super) fn marked(&mut self, style: usize, tone: Tone) -> usize {
        if let Some(known) = self.marked.get(&(style, tone)) {
            return *known;
        }
        let style_at = if style < self.cells.all.len() { style } else { 0 };
        let own = self.cells.get(style_at).to_owned();
        let number = |name: &str| first(&own).and_then(|tag| tag.number::<usize>(name)).unwrap_or(0);
        let (fill, font) = (number("fillId"), number("fontId"));
        let before = ground(self.fills.get(fill)).unwrap_or_else(|| NO_GROUND.to_owned());
        let fill = self.fill(tone.fill(), &before);
        let font = if is_light(self.fonts.get(font)) {
            let dark = with_colour(self.fonts.get(font), &[("rgb", LETTERS)]);
            self.fonts.number(dark)
        } else {
            font
        };
        let number = self.changed(&own, fill, font);
        self.marked.insert((style, tone), number);
        number
    }

    /// The style that a cell had before an earlier marking gave it this one; `None` where none did.
    pub(super) fn original(&mut self, style: usize) -> Option<usize> {
        let own = self.cells.get(style).to_owned();
        let tag = first(&own)?;
        let fill = self.fills.get(tag.number("fillId")?).to_owned();
        let shown = colour(&fill, "fgColor")?;
        if !Tone::ALL.iter().any(|tone| shown == format!(r#"rgb="{}""#, tone.fill())) {
            return None;
        }
        let before = colour(&fill, "bgColor").filter(|own| self.keeps_grounds && own != NO_GROUND);
        let fill = before.map_or(0, |before| self.fill_of(&before, NO_GROUND));
        let font = tag.number("fontId").unwrap_or(0);
        let letters = colour(self.fonts.get(font), "color");
        let font = if letters.is_some_and(|own| own == format!(r#"rgb="{LETTERS}""#)) {
            let light = with_colour(self.fonts.get(font), &[("theme", "0")]);
            self.fonts.number(light)
        } else {
            font
        };
        Some(self.changed(&own, fill, font))
    }

    /// A style of cells with another fill and font.
    fn changed(&mut self, own: &str, fill: usize, font: usize) -> usize {
        let Some(tag) = first(own) else { return 0 };
        let changes = [
            ("fontId", Some(font.to_string())),
            ("fillId", Some(fill.to_string())),
            ("applyFill", Some("1".to_owned())),
            ("applyFont", Some("1".to_owned())),
        ];
        let rest = own.get(tag.range.end..).unwrap_or("");
        self.cells.number(format!("{}{rest}", tag.with(&changes)))
    }

    fn fill(&mut self, rgb: &str, before: &str) -> usize {
        self.fill_of(&format!(r#"rgb="{rgb}""#), before)
    }

    fn fill_of(&mut self, shown: &str, before: &str) -> usize {
        let p = &self.prefix;
        self.fills.number(format!(
            r#"<{p}fill><{p}patternFill patternType="solid"><{p}fgColor {shown}/><{p}bgColor {before}/></{p}patternFill></{p}fill>"#
        ))
    }

    /// The number of a style of the list.
    pub(super) fn of_list(&mut self, style: ListStyle) -> usize {
        if let Some(known) = self.listed.get(&style) {
            return *known;
        }
        let number = self.new_of_list(style);
        self.listed.insert(style, number);
        number
    }

    fn new_of_list(&mut self, style: ListStyle) -> usize {
        let p = self.prefix.clone();
        let family = Tags::of(self.fonts.get(0)).flatten().find(|tag| tag.begins("name"));
        let family = family.and_then(|tag| tag.get("val")).unwrap_or_else(|| "Arial".to_owned());
        let name = format!(r#"<{p}name val="{}"/>"#, super::xml::escaped(&family));
        let font = |before: &str, size: u32, rgb: &str| {
            format!(r#"<{p}font>{before}<{p}sz val="{size}"/><{p}color rgb="{rgb}"/>{name}</{p}font>"#)
        };
        let bold = format!("<{p}b/>");
        let (font, fill) = match style {
            ListStyle::Title => (font(&bold, 14, LETTERS), None),
            ListStyle::Heading | ListStyle::HeadingOfMoney => (font(&bold, 11, LETTERS), Some(HEADING)),
            ListStyle::Link => (font(&format!("<{p}u/>"), 11, "FF0563C1"), None),
            ListStyle::Toned(tone) => (font(&bold, 11, LETTERS), Some(tone.fill())),
            ListStyle::Plain | ListStyle::OneLine | ListStyle::Wrapped | ListStyle::Money => {
                (font("", 11, LETTERS), None)
            }
        };
        let font = self.fonts.number(font);
        let fill = fill.map_or(0, |rgb| self.fill(rgb, NO_GROUND));
        let is_of_table = !matches!(style, ListStyle::Title | ListStyle::Plain);
        let border = if is_of_table { self.borders.number(rule(&p)) } else { 0 };
        let format = if style == ListStyle::Money { THOUSANDS } else { 0 };
        let aligned = match style {
            ListStyle::Wrapped | ListStyle::Heading => r#" wrapText="1""#,
            ListStyle::HeadingOfMoney => r#" horizontal="right" wrapText="1""#,
            _ => "",
        };
        self.cells.number(format!(
            r#"<{p}xf numFmtId="{format}" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><{p}alignment vertical="top"{aligned}/></{p}xf>"#
        ))
    }

    /// Puts what is new into the package.
    pub(super) fn keep(&self, parts: &mut Parts) -> Result<(), Refused> {
        let mut text = self.text.clone();
        for held in [&self.fonts, &self.fills, &self.borders, &self.cells] {
            let new = held.all.get(held.held..).unwrap_or_default();
            if new.is_empty() {
                continue;
            }
            let count = [("count", Some(held.all.len().to_string()))];
            let added = append(&text, held.list, &count, &new.concat())?;
            text = added.ok_or_else(|| Refused::new("the workbook's styles are not whole", SAVE_AGAIN))?;
        }
        if text != self.text {
            parts.set(&self.part, text);
        }
        Ok(())
    }
}

/// The border of the table's cells: a thin grey rule below.
fn rule(p: &str) -> String {
    format!(
        r#"<{p}border><{p}left/><{p}right/><{p}top/><{p}bottom style="thin"><{p}color rgb="FFD8DDE0"/></{p}bottom><{p}diagonal/></{p}border>"#
    )
}

/// `#,##0`, by the number that every workbook knows it by.
const THOUSANDS: u32 = 3;
/// The fill of headings.
const HEADING: &str = "FFD9E1F2";
/// What stands behind our fill where the cell had none.
const NO_GROUND: &str = r#"indexed="64""#;

/// The styles of a workbook that has none.
fn empty(is_strict: bool) -> String {
    let space = super::parts::main_space(is_strict);
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="{space}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf xfId="0"/></cellXfs></styleSheet>"#
    )
}

fn first(text: &str) -> Option<Tag<'_>> {
    Tags::of(text).flatten().next()
}

/// What the first element of this name says of its colour, as it is written.
fn colour(text: &str, name: &str) -> Option<String> {
    let tag = Tags::of(text).flatten().find(|tag| tag.begins(name))?;
    let all = ["auto", "indexed", "rgb", "theme", "tint"].into_iter();
    let said = all.filter_map(|key| Some(format!(r#"{key}="{}""#, tag.get(key)?)));
    Some(said.collect::<Vec<_>>().join(" "))
}

/// The colour of a fill that is of one colour.
fn ground(fill: &str) -> Option<String> {
    let pattern = Tags::of(fill).flatten().find(|tag| tag.begins("patternFill"))?;
    let is_solid = pattern.get("patternType").is_some_and(|own| own == "solid");
    colour(fill, "fgColor").filter(|own| is_solid && !own.is_empty())
}

/// Whether a font's letters are too light for our fills: white, or a colour of the theme that is its ground.
fn is_light(font: &str) -> bool {
    let Some(tag) = Tags::of(font).flatten().find(|tag| tag.begins("color")) else { return false };
    if let Some(rgb) = tag.get("rgb") {
        let part = |from: usize| rgb.get(from..from + 2).and_then(|own| u32::from_str_radix(own, 16).ok());
        let from = rgb.len().saturating_sub(6);
        let parts = [part(from), part(from + 2), part(from + 4)].map(|own| own.unwrap_or(0));
        let [red, green, blue] = parts;
        return (299 * red + 587 * green + 114 * blue) / 1000 > LIGHT;
    }
    let is = |name: &str, numbers: &[u32]| tag.number(name).is_some_and(|own| numbers.contains(&own));
    is("theme", &[0, 2]) || is("indexed", &[1, 9])
}

/// A font with letters of another colour.
fn with_colour(font: &str, colour: &[(&str, &str)]) -> String {
    let Some(tag) = Tags::of(font).flatten().find(|tag| tag.begins("color")) else { return font.to_owned() };
    let said: Vec<String> = colour.iter().map(|(key, value)| format!(r#"{key}="{value}""#)).collect();
    let mut edits = super::xml::Edits::default();
    let end = if tag.kind == Kind::Empty { "/>" } else { ">" };
    edits.replace(tag.range.clone(), format!("<{} {}{end}", tag.name, said.join(" ")));
    edits.applied(font)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn light_letters_are_known() {
        let font = |colour: &str| is_light(&format!("<font><b/><color {colour}/><name val=\"A\"/></font>"));
        assert!(
            font("rgb=\"FFFFFFFF\"") && font("theme=\"0\"") && font("indexed=\"9\"") && font("rgb='FFFF00'")
        );
        assert!(
            !font("rgb=\"FF000000\"")
                && !font("theme=\"1\"")
                && !font("rgb=\"FF0000FF\"")
                && !font("auto=\"1\"")
        );
        assert!(!is_light("<font><b/></font>"));
        let dark = with_colour("<font><b/><color theme=\"0\" tint=\"-0.1\"/></font>", &[("rgb", LETTERS)]);
        assert_eq!(dark, format!("<font><b/><color rgb=\"{LETTERS}\"/></font>"));
    }
}
