//! The last sheet of a marked workbook: a title, a few lines, and a table of everything that is to be mended.

use super::book::Book;
use super::parts::{Parts, main_space, relations_of};
use super::styles::{ListStyle, Styles};
use super::xml::{Tags, escaped};
use super::{CellAt, Refused, Tone};
use crate::location::letters;
use crate::write::workbook::size;

const SHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
const TABLE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml";

/// The most characters (UTF-16 units) of a cell; a character takes two at most.
const CHARACTERS: usize = 32_767 / 2;

/// The height of the title, and the greatest that a row has, in points.
const TITLE: u16 = 24;
const HIGHEST: u16 = 405;

/// Characters of a column's width that a line of text does without.
const ROOM: u16 = 2;

/// A sheet that lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct List {
    /// What it is called, where no sheet is.
    pub name: &'static str,
    /// What its first cell says.
    pub title: &'static str,
    /// What stands below, a line each.
    pub lines: Vec<String>,
    pub columns: Vec<ListColumn>,
    /// Each as wide as the columns.
    pub rows: Vec<Vec<ListCell>>,
}

/// A column of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListColumn {
    pub heading: String,
    /// In characters.
    pub width: u16,
    pub shows: Shows,
}

/// How the texts of a column are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    OneLine,
    /// Text that breaks into lines.
    Wrapped,
    /// Amounts.
    Money,
}

/// A cell of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListCell {
    Blank,
    Text(String),
    /// A word on the fill of its tone.
    Toned(Tone, String),
    /// An amount in plain digits.
    Money(String),
    /// A link to a cell.
    Link(CellAt),
}

/// Puts the list into the workbook, in place of an earlier one, and gives the name of its sheet.
pub(super) fn put(
    parts: &mut Parts,
    book: &mut Book,
    styles: &mut Styles,
    list: &List,
    earlier: Option<&str>,
) -> Result<String, Refused> {
    let known = book.sheets.iter().find(|own| Some(own.part.as_str()) == earlier).cloned();
    let (name, part) = match &known {
        Some(own) => (own.name.clone(), own.part.clone()),
        None => {
            let part = parts.free(&format!("{}worksheets/sheet", book.folder()), ".xml");
            (book.free_name(list.name), part)
        }
    };
    if known.is_some() {
        for table in parts.related(&part)?.into_iter().filter(|own| own.kind == "table") {
            parts.take_out(&table.target);
            parts.undeclare(&table.target)?;
        }
        parts.take_out(&relations_of(&part));
    }
    let table = if list.rows.is_empty() { None } else { Some(table(parts, book, &part, list)?) };
    let text = sheet(parts, styles, list, table.as_deref());
    parts.set(&part, text);
    if known.is_none() {
        parts.declare(&part, SHEET)?;
        book.add(parts, &name, &part)?;
    }
    book.repeat(&name, first_row(list))?;
    Ok(name)
}

/// The row of the headings.
fn first_row(list: &List) -> usize {
    list.lines.len() + 3
}

/// The area of the table: `A5:J36`.
fn area(list: &List) -> String {
    let first = first_row(list);
    let last = letters(u32::try_from(list.columns.len()).unwrap_or(1));
    format!("A{first}:{last}{}", first + list.rows.len())
}

/// Adds the table's part, and gives the relation of the sheet to it.
fn table(parts: &mut Parts, book: &Book, sheet: &str, list: &List) -> Result<String, Refused> {
    let (mut last, mut names) = (0, Vec::new());
    for own in &book.sheets {
        for known in parts.related(&own.part)?.into_iter().filter(|own| own.kind == "table") {
            let text = parts.text(&known.target)?;
            if let Some(tag) = Tags::of(&text).flatten().find(|tag| tag.begins("table")) {
                last = last.max(tag.number::<u32>("id").unwrap_or(0));
                names.extend(["name", "displayName"].iter().filter_map(|key| tag.get(key)));
            }
        }
    }
    names.extend(book.defined()?);
    let free = |own: &String| !names.iter().any(|known| known.eq_ignore_ascii_case(own));
    let all = (1u32..)
        .map(|number| if number == 1 { "qipp_list".to_owned() } else { format!("qipp_list_{number}") });
    let name = all.into_iter().find(free).unwrap_or_default();
    let columns: String = (1..)
        .zip(&list.columns)
        .map(|(id, column): (u32, _)| {
            format!(r#"<tableColumn id="{id}" name="{}"/>"#, escaped(&column.heading))
        })
        .collect();
    let (space, area) = (main_space(parts.is_strict), area(list));
    let text = format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<table xmlns="{space}" id="{}" name="{name}" displayName="{name}" ref="{area}" totalsRowShown="0"><autoFilter ref="{area}"/><tableColumns count="{}">{columns}</tableColumns><tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" showRowStripes="0" showColumnStripes="0"/></table>"#,
        last + 1,
        list.columns.len()
    );
    let part = parts.free(&format!("{}tables/table", book.folder()), ".xml");
    parts.set(&part, text);
    parts.declare(&part, TABLE)?;
    parts.relate(sheet, "table", &part)
}

/// A cell of text, which no other part holds.
fn text_cell(at: &str, style: usize, text: &str) -> String {
    let text: String = text.chars().take(CHARACTERS).collect();
    let text = escaped(&text);
    format!(r#"<c r="{at}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>"#)
}

fn sheet(parts: &Parts, styles: &mut Styles, list: &List, table: Option<&str>) -> String {
    let (space, relations) = (main_space(parts.is_strict), parts.relations());
    let title = text_cell("A1", styles.of_list(ListStyle::Title), list.title);
    let mut rows = format!(r#"<row r="1" ht="{TITLE}" customHeight="1">{title}</row>"#);
    let plain = styles.of_list(ListStyle::Plain);
    for (row, line) in (2..).zip(&list.lines) {
        let cell = text_cell(&format!("A{row}"), plain, line);
        rows.push_str(&format!(r#"<row r="{row}">{cell}</row>"#));
    }
    let first = first_row(list);
    let mut links = String::new();
    if table.is_some() {
        let heading = |(at, column): (u32, &ListColumn)| {
            let is_money = column.shows == Shows::Money;
            let style = if is_money { ListStyle::HeadingOfMoney } else { ListStyle::Heading };
            text_cell(&format!("{}{first}", letters(at)), styles.of_list(style), &column.heading)
        };
        let cells: String = (1..).zip(&list.columns).map(heading).collect();
        rows.push_str(&format!(r#"<row r="{first}">{cells}</row>"#));
        for (row, cells) in (first + 1..).zip(&list.rows) {
            rows.push_str(&format!(
                r#"<row r="{row}" ht="{}" customHeight="1">"#,
                height(&list.columns, cells)
            ));
            for ((at, column), cell) in (1..).zip(&list.columns).zip(cells) {
                let at = format!("{}{row}", letters(at));
                rows.push_str(&list_cell(&at, column, cell, styles));
                if let ListCell::Link(to) = cell {
                    let shown = format!("{}{}", letters(to.column), to.row);
                    let location = format!("'{}'!{shown}", to.sheet.replace('\'', "''"));
                    let location = escaped(&location);
                    links.push_str(&format!(
                        r#"<hyperlink ref="{at}" location="{location}" tooltip="Go to {location}" display="{shown}"/>"#
                    ));
                }
            }
            rows.push_str("</row>");
        }
    }
    if !links.is_empty() {
        links = format!("<hyperlinks>{links}</hyperlinks>");
    }
    let columns: String = (1u32..)
        .zip(&list.columns)
        .map(|(at, column)| {
            format!(r#"<col min="{at}" max="{at}" width="{}" customWidth="1"/>"#, column.width)
        })
        .collect();
    let table = table.map_or_else(String::new, |id| {
        format!(r#"<tableParts count="1"><tablePart r:id="{id}"/></tableParts>"#)
    });
    let area = area(list);
    let last = area.rsplit(':').next().unwrap_or("A1");
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="{space}" xmlns:r="{relations}"><sheetPr><tabColor rgb="FFFFDC8F"/><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:{last}"/><sheetViews><sheetView showGridLines="0" workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>{rows}</sheetData>{links}<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/><headerFooter><oddFooter>&amp;L&amp;A&amp;RPage &amp;P of &amp;N</oddFooter></headerFooter>{table}</worksheet>"#
    )
}

/// The height of a row, in points: not every program finds it for itself.
fn height(columns: &[ListColumn], cells: &[ListCell]) -> u16 {
    let lines = columns.iter().zip(cells).map(|(column, cell)| match cell {
        ListCell::Text(text) if column.shows == Shows::Wrapped => {
            size::lines(text, column.width.saturating_sub(ROOM))
        }
        _ => 1,
    });
    lines.max().unwrap_or(1).saturating_mul(size::LINE).min(HIGHEST)
}

fn list_cell(at: &str, column: &ListColumn, cell: &ListCell, styles: &mut Styles) -> String {
    let style = match (cell, column.shows) {
        (ListCell::Toned(tone, _), _) => ListStyle::Toned(*tone),
        (ListCell::Money(_), _) => ListStyle::Money,
        (ListCell::Link(_), _) => ListStyle::Link,
        (_, Shows::Wrapped) => ListStyle::Wrapped,
        (_, Shows::Money) => ListStyle::Money,
        (_, Shows::OneLine) => ListStyle::OneLine,
    };
    let style = styles.of_list(style);
    match cell {
        ListCell::Blank => format!(r#"<c r="{at}" s="{style}"/>"#),
        ListCell::Text(text) | ListCell::Toned(_, text) => text_cell(at, style, text),
        ListCell::Money(digits) => format!(r#"<c r="{at}" s="{style}"><v>{digits}</v></c>"#),
        ListCell::Link(to) => text_cell(at, style, &format!("{}{}", letters(to.column), to.row)),
    }
}
