//! Workbooks as packages: their parts, and what of one is still there in another.

use quick_xml::events::Event;
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

pub type Parts = BTreeMap<String, Vec<u8>>;

pub fn parts(path: &str) -> Parts {
    parts_of(std::fs::read(path).unwrap())
}

pub fn parts_of(bytes: Vec<u8>) -> Parts {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

pub fn text<'p>(parts: &'p Parts, name: &str) -> &'p str {
    let bytes = parts.get(name).unwrap_or_else(|| panic!("{name} of {:?}", parts.keys()));
    std::str::from_utf8(bytes).unwrap()
}

/// Writes a workbook of these parts.
pub fn write(path: &str, parts: &Parts) {
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        to.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        to.write_all(bytes).unwrap();
    }
    std::fs::write(path, to.finish().unwrap().into_inner()).unwrap();
}

/// The small parts of a workbook of one sheet.
pub fn workbook(sheet: &str) -> Parts {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    let types = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let all = [
        (
            "[Content_Types].xml",
            format!(
                r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{types}.worksheet+xml"/></Types>"#
            ),
        ),
        (
            "_rels/.rels",
            format!(
                r#"<Relationships xmlns="{relations}"><Relationship Id="rId1" Type="{kinds}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                r#"<workbook xmlns="{main}" xmlns:r="{kinds}"><sheets><sheet name="Schemes" sheetId="1" r:id="rId1"/></sheets></workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                r#"<Relationships xmlns="{relations}"><Relationship Id="rId1" Type="{kinds}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
            ),
        ),
        ("xl/worksheets/sheet1.xml", sheet.replace("MAIN", main)),
    ];
    all.into_iter().map(|(name, text)| (name.to_owned(), text.into_bytes())).collect()
}

/// The tags and texts of a part in order, but for what marking a cell may change: the style of cells, counts, the
/// used area, spans of rows.
fn pieces(xml: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut all = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => {
                let name = tag.local_name().as_ref().to_owned();
                let changes = |key: &str| {
                    name == "c" && key == "s"
                        || key == "count"
                        || name == "dimension"
                        || name == "row" && key == "spans"
                };
                let kept = tag.attributes().flatten().filter(|own| !changes(own.key.as_ref()));
                let kept: Vec<String> =
                    kept.map(|own| format!("{}={}", own.key.as_ref(), own.value)).collect();
                all.push(format!("<{name} {}>", kept.join(" ")));
            }
            Event::End(tag) => all.push(format!("</{}>", tag.local_name().as_ref())),
            Event::Text(text) => all.push(text.into_inner().into_owned()),
            Event::GeneralRef(text) => all.push(text.into_inner().into_owned()),
            Event::Eof => return all,
            _ => {}
        }
    }
}

/// Whether everything of one part stands in the other, in its order.
#[track_caller]
pub fn assert_holds(all: &str, own: &str, what: &str) {
    let mut all = pieces(all).into_iter();
    for piece in pieces(own) {
        assert!(all.any(|other| other == piece), "{what}: {piece} is lost");
    }
}

/// Every part of a workbook is in its marked copy: those of these names with something added, all others byte for
/// byte.
#[track_caller]
pub fn assert_nothing_lost(own: &Parts, copy: &Parts, touched: &[&str]) {
    for (name, bytes) in own {
        let other = copy.get(name).unwrap_or_else(|| panic!("{name} is lost"));
        if touched.contains(&name.as_str()) {
            assert_ne!(bytes, other, "{name} is touched");
            assert_holds(text(copy, name), text(own, name), name);
        } else {
            assert!(bytes == other, "{name} is changed");
        }
    }
}
