//! Workbooks of every kind: the strict edition, with macros, protected, written loosely; and what is none.

use super::package::{assert_holds, parts, text, workbook, write};
use super::{TRACKER, list, marked};
use crate::convert::{assert_same, report};
use crate::run::{REGISTER, Says, at, folder, run};
use std::path::Path;

#[test]
fn what_is_no_workbook_of_its_own_gets_a_fresh_one() {
    let own = folder(&[("plan.csv", REGISTER)]);
    let csv = at(&own, "plan.csv");
    for (file, options) in [
        ("anytown.ods", vec![]),
        ("register.xls", vec![]),
        ("anytown.json", vec!["--org", "Anytown PCT"]),
        ("anytown", vec!["--org", "Anytown PCT"]),
        ("anytown-mid-year", vec![]),
        (csv.as_str(), vec![]),
    ] {
        let (_to, copy, _) = marked(file, &options, 0);
        assert_same(&report(file, &options), &report(&copy, &options), file);
        list(&parts(&copy));
    }
    // numbers are numbers, names are text
    let (_to, copy, run) = marked(&csv, &[], 0);
    run.err.says(&["marked 2 cells on 1 sheet; 2 lines on sheet qipp"]);
    let sheet = parts(&copy);
    text(&sheet, TRACKER).says(&["<c r=\"A2\" t=\"s\">", "<c r=\"D2\"><v>100</v></c>"]);
}

/// A sheet whose third row lacks its actual, in several ways of writing a sheet.
const LOOSE: [&str; 3] = [
    // prefixed, rows and cells without places, a shared formula
    r#"<x:worksheet xmlns:x="MAIN"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>Scheme</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>Plan YTD £</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>Actual YTD £</x:t></x:is></x:c></x:row><x:row><x:c t="inlineStr"><x:is><x:t>S1</x:t></x:is></x:c><x:c><x:v>100</x:v></x:c><x:c><x:f t="shared" ref="C2:C3" si="0">B2/2</x:f><x:v>50</x:v></x:c></x:row><x:row><x:c t="inlineStr"><x:is><x:t>S2</x:t></x:is></x:c><x:c><x:v>60</x:v></x:c><x:c><x:f t="shared" si="0"/><x:v>30</x:v></x:c></x:row></x:sheetData></x:worksheet>"#,
    // a dimension, places, something behind the cells
    r#"<worksheet xmlns="MAIN"><dimension ref="A1:C3"/><sheetData><row r="1" spans="1:3"><c r="A1" t="inlineStr"><is><t>Scheme</t></is></c><c r="B1" t="inlineStr"><is><t>Plan YTD £</t></is></c><c r="C1" t="inlineStr"><is><t>Actual YTD £</t></is></c></row><row r="2" spans="1:3"><c r="A2" t="inlineStr"><is><t>S1</t></is></c><c r="B2"><v>100</v></c><c r="C2"><v>50</v></c></row><row r="3" spans="1:3"><c r="A3" t="inlineStr"><is><t>S2</t></is></c><c r="B3"><v>60</v></c><c r="C3"><v>30</v></c></row></sheetData><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><extLst/></worksheet>"#,
    // rows out of order
    r#"<worksheet xmlns="MAIN"><sheetData><row r="3"><c r="C3"><v>30</v></c><c r="A3" t="inlineStr"><is><t>S2</t></is></c><c r="B3"><v>60</v></c></row><row r="1"><c r="A1" t="inlineStr"><is><t>Scheme</t></is></c><c r="B1" t="inlineStr"><is><t>Plan YTD £</t></is></c><c r="C1" t="inlineStr"><is><t>Actual YTD £</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>S1</t></is></c><c r="B2"><v>100</v></c><c r="C2"><v>50</v></c></row></sheetData></worksheet>"#,
];

#[test]
fn a_sheet_is_marked_however_it_is_written() {
    for (at_once, sheet) in LOOSE.into_iter().enumerate() {
        let own = folder(&[]);
        let book = at(&own, "plan.xlsx");
        write(&book, &workbook(sheet));
        let (_to, copy, run) = marked(&book, &["--org", "Anytown"], 0);
        run.err.says(&["marked 2 cells on 1 sheet; 2 lines on sheet qipp"]);
        assert_same(&report(&book, &["--org", "Anytown"]), &report(&copy, &["--org", "Anytown"]), sheet);
        let (before, after) = (parts(&book), parts(&copy));
        let sheet = text(&after, TRACKER);
        assert_holds(sheet, text(&before, TRACKER), TRACKER);
        let marked = sheet.matches(" s=\"").count();
        assert_eq!(marked, 2, "{sheet}");
        let behind = if at_once == 1 {
            "<legacyDrawing xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:id=\"rId2\"/><extLst/>"
        } else {
            "legacyDrawing "
        };
        sheet.says(&[behind]);
    }
}

#[test]
fn a_workbook_that_may_not_be_changed_is_refused() {
    let own = folder(&[]);
    let book = at(&own, "plan.xlsx");
    let sound = workbook(LOOSE[1]);
    let mut signed = sound.clone();
    signed.insert("_xmlsignatures/sig1.xml".to_owned(), b"<a/>".to_vec());
    let mut locked = sound.clone();
    let with_lock = text(&sound, "xl/workbook.xml")
        .replace("<sheets>", "<workbookProtection lockStructure=\"1\"/><sheets>");
    locked.insert("xl/workbook.xml".to_owned(), with_lock.into_bytes());
    for (parts, why) in
        [(signed, "the workbook is signed"), (locked, "the workbook's structure is protected")]
    {
        write(&book, &parts);
        let copy = at(&own, "copy.xlsx");
        let run = run(&["mark", &book, "-o", &copy]).ended(3);
        run.err.says(&[&format!("error: {book} cannot be marked: {why}"), "nothing was written\n  mend: "]);
        assert!(!Path::new(&copy).exists());
    }
    let copy = at(&own, "copy.xlsx");
    run(&["mark", "broken/encrypted.xlsx", "-o", &copy])
        .ended(3)
        .err
        .says(&["the workbook is encrypted", "nothing was written"]);
    assert!(!Path::new(&copy).exists());
    // only what keeps others from adding sheets is in the way
    write(&book, &sound);
    run(&["mark", &book, "-o", &book]).ended(2).err.says(&["is an input"]);
    run(&["mark", &book]).ended(2);
    run(&["mark", &book, "-o", &at(&own, "copy.csv")]).ended(2).err.says(&["name it .xlsx"]);
}

#[test]
fn the_strict_edition_and_workbooks_of_macros_are_marked_in_their_own_way() {
    let own = folder(&[]);
    let mut strict = workbook(LOOSE[1]);
    for (name, bytes) in &mut strict {
        let text = String::from_utf8(bytes.clone()).unwrap();
        let text = text
            .replace(
                "http://schemas.openxmlformats.org/officeDocument/2006",
                "http://purl.oclc.org/ooxml/officeDocument",
            )
            .replace(
                "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                "http://purl.oclc.org/ooxml/spreadsheetml/main",
            );
        if name != "[Content_Types].xml" {
            *bytes = text.into_bytes();
        }
    }
    let book = at(&own, "plan.xlsx");
    write(&book, &strict);
    let (_to, copy, _) = marked(&book, &[], 0);
    let after = parts(&copy);
    for (name, bytes) in &after {
        let text = String::from_utf8_lossy(bytes);
        assert!(
            !text.contains("openxmlformats.org/spreadsheetml") && !text.contains("org/officeDocument/2006"),
            "{name}"
        );
    }
    assert_same(&report(&book, &[]), &report(&copy, &[]), "strict");

    let mut macros = workbook(LOOSE[1]);
    macros.insert("xl/vbaProject.bin".to_owned(), vec![0, 159, 146, 150]);
    let book = at(&own, "plan.xlsm");
    write(&book, &macros);
    let (_to, copy, _) = marked(&book, &[], 0);
    assert_eq!(parts(&copy)["xl/vbaProject.bin"], [0, 159, 146, 150]);
    run(&["mark", &book, "-o", &at(&own, "copy.xlsx")]).ended(2).err.says(&["name it .xlsm"]);
}

/// A conversation is left alone: the cell has its fill, and the list explains it.
#[test]
fn conversations_are_left_alone() {
    let own = folder(&[]);
    let mut talked = workbook(LOOSE[1]);
    let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{types}/comments\" Target=\"../comments1.xml\"/><Relationship Id=\"rId2\" Type=\"{types}/vmlDrawing\" Target=\"../drawings/vmlDrawing1.vml\"/><Relationship Id=\"rId3\" Type=\"http://schemas.microsoft.com/office/2017/10/relationships/threadedComment\" Target=\"../threadedComments/threadedComment1.xml\"/></Relationships>"
    );
    let comments = "<comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><authors><author>tc={1-2}</author></authors><commentList><comment ref=\"C2\" authorId=\"0\"><text><t>[Threaded comment] Is this right?</t></text></comment></commentList></comments>";
    let drawing = "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><v:shape id=\"_x0000_s1025\"><br><x:ClientData ObjectType=\"Note\"><x:Row>1</x:Row><x:Column>2</x:Column></x:ClientData></v:shape></xml>";
    let sheet = text(&talked, TRACKER)
        .replace("<extLst/>", &format!("<legacyDrawing xmlns:r=\"{types}\" r:id=\"rId2\"/><extLst/>"));
    for (name, text) in [
        (TRACKER, sheet.as_str()),
        ("xl/worksheets/_rels/sheet1.xml.rels", &relations),
        ("xl/comments1.xml", comments),
        ("xl/drawings/vmlDrawing1.vml", drawing),
        ("xl/threadedComments/threadedComment1.xml", "<ThreadedComments/>"),
    ] {
        talked.insert(name.to_owned(), text.as_bytes().to_vec());
    }
    let book = at(&own, "plan.xlsx");
    write(&book, &talked);
    let (_to, copy, run) = marked(&book, &[], 0);
    run.err.says(&["marked 2 cells on 1 sheet (1 with a note of others, which stays alone)"]);
    let (before, after) = (parts(&book), parts(&copy));
    for name in ["xl/threadedComments/threadedComment1.xml", "xl/worksheets/_rels/sheet1.xml.rels"] {
        assert_eq!(before[name], after[name], "{name}");
    }
    let notes = text(&after, "xl/comments1.xml");
    notes.says(&["Is this right?", "ref=\"C3\""]);
    assert_eq!(notes.matches("ref=\"C2\"").count(), 1);
    text(&after, "xl/drawings/vmlDrawing1.vml").says(&["<br>", "_x0000_s1026"]);
    assert_eq!(text(&after, TRACKER).matches("<legacyDrawing").count(), 1);
    // a drawing that cannot be read stays as it is
    talked.insert("xl/drawings/vmlDrawing1.vml".to_owned(), vec![0xFF, 0xFE, 0]);
    write(&book, &talked);
    let (_to, copy, run) = marked(&book, &[], 0);
    run.err.says(&["marked 2 cells on 1 sheet (2 with a note of others"]);
    assert_eq!(parts(&copy)["xl/drawings/vmlDrawing1.vml"], [0xFF, 0xFE, 0]);
}
