//! `qipp mark`: the submitter's own workbook back, marked, and nothing else in it changed.

use crate::convert::{assert_same, drop_own_to_a_form, report};
use crate::run::{REGISTER, Run, Says, at, folder, run};
use crate::worked_plan::fixture;
use package::{Parts, assert_holds, assert_nothing_lost, parts, text, workbook, write};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

mod package;
mod rich;

const TRACKER: &str = "xl/worksheets/sheet1.xml";

/// What every marked copy has something added to.
const BOOK: [&str; 4] =
    ["[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/workbook.xml"];

/// Marks a file, and gives the copy, which has the same name in a folder of its own.
fn marked(file: &str, options: &[&str], status: i32) -> (TempDir, String, Run) {
    let to = folder(&[]);
    let name = Path::new(file).file_stem().unwrap().to_string_lossy().into_owned();
    let ending = if file.ends_with(".xlsm") { "xlsm" } else { "xlsx" };
    let copy = at(&to, &format!("{name}.{ending}"));
    let run = run(&[&["mark", file, "-o", &copy], options].concat()).ended(status);
    (to, copy, run)
}

/// The XML of the sheet that lists.
fn list(parts: &Parts) -> &str {
    let lists = parts.iter().filter(|(name, bytes)| {
        name.starts_with("xl/worksheets/") && String::from_utf8_lossy(bytes).contains("What qipp marked in")
    });
    let names: Vec<&String> = lists.map(|(name, _)| name).collect();
    assert_eq!(names.len(), 1, "one list");
    text(parts, names[0])
}

/// The style of a cell.
fn style(sheet: &str, cell: &str) -> usize {
    let tag = sheet.split("<c ").find(|own| own.contains(&format!("r=\"{cell}\""))).unwrap();
    let (_, rest) = tag.split_once("s=\"").unwrap();
    rest.split_once('"').unwrap().0.parse().unwrap()
}

/// The style of cells of this number, and its fill and font.
fn styled(parts: &Parts, number: usize) -> [String; 3] {
    let styles = text(parts, "xl/styles.xml");
    let within = |list: &str| {
        let (_, rest) = styles.split_once(&format!("<{list} ")).unwrap();
        rest.split_once(&format!("</{list}>")).unwrap().0.to_owned()
    };
    let nth = |list: &str, one: &str, number: usize| {
        let (all, tag) = (within(list), format!("<{one}"));
        let own = all.split(&tag).skip(1).filter(|own| own.starts_with([' ', '>', '/']));
        own.collect::<Vec<_>>()[number].to_owned()
    };
    let own = nth("cellXfs", "xf", number);
    let id = |name: &str| -> usize {
        let (_, rest) = own.split_once(&format!("{name}=\"")).unwrap();
        rest.split_once('"').unwrap().0.parse().unwrap()
    };
    let (fill, font) = (nth("fills", "fill", id("fillId")), nth("fonts", "font", id("fontId")));
    [own, fill, font]
}

#[test]
fn a_tracker_keeps_all_that_people_build_into_it() {
    let own = folder(&[]);
    let book = at(&own, "tracker.xlsx");
    rich::tracker(&book);
    let (_to, copy, run) = marked(&book, &[], 0);
    run.err.says(&[
        "marked 3 cells on 1 sheet (1 with a note of others, which stays alone); 3 lines on sheet qipp",
    ]);
    let (before, after) = (parts(&book), parts(&copy));
    let drawing = "xl/drawings/vmlDrawing1.vml";
    let comments = "xl/comments1.xml";
    assert_nothing_lost(&before, &after, &[&BOOK[..], &[TRACKER, comments, drawing]].concat());
    for kept in
        ["<f>", "sparkline", "conditionalFormatting", "dataValidation", "sheetProtection", "hyperlink"]
    {
        assert!(text(&after, TRACKER).contains(kept), "{kept}");
    }
    // S3 is red, its fill ours, its letters and the format of its numbers as before
    let sheet = text(&after, TRACKER);
    let [xf, fill, _] = styled(&after, style(sheet, "E7"));
    assert!(fill.contains("FFF7D4D2") && fill.contains("<bgColor rgb=\"FFFFFF00\"/>"), "{fill}");
    assert_eq!(
        xf.contains("numFmtId=\"164\""),
        styled(&before, style(text(&before, TRACKER), "E7"))[0].contains("numFmtId=\"164\"")
    );
    // S2's own note stays alone; S3 and S5 have ours
    let notes = text(&after, comments);
    notes.says(&["Checked with payroll, 3 Oct", "<author>qipp mark</author>", "ref=\"E7\"", "ref=\"E9\""]);
    assert_eq!(notes.matches("ref=\"E6\"").count(), 1);
    let shapes = text(&after, drawing);
    assert_eq!(shapes.matches("ObjectType=\"Note\"").count(), 4);
    assert_eq!(shapes.matches("ObjectType=\"Button\"").count(), 1);
    let mut ids: Vec<&str> =
        shapes.split("<v:shape id=\"").skip(1).map(|own| own.split('"').next().unwrap()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 5, "every shape has a number of its own");
    list(&after)
        .says(&["F13-FIN-5", "location=\"&apos;Tracker &apos;&apos;A&apos;&apos; &amp; B&apos;!E7\""]);
    assert_same(&report(&book, &[]), &report(&copy, &[]), "the copy is the same plan");
}

/// Every workbook of the fixtures.
fn workbooks(folder: &Path, ending: &str, all: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            workbooks(&path, ending, all);
        } else if path.extension().is_some_and(|own| own == ending) {
            all.push(path);
        }
    }
}

/// What `qipp assess` says of a file: its report, or what is wrong with it.
fn said(file: &str) -> String {
    let run = run(&["assess", file, "--format", "json", "--quiet"]);
    if run.status == 0 {
        let mut value = run.json();
        drop_own_to_a_form(&mut value);
        return serde_json::to_string_pretty(&value).unwrap();
    }
    let folder = Path::new(file).parent().unwrap().to_string_lossy().into_owned();
    run.err.replace(&format!("{folder}/"), "")
}

#[test]
fn every_workbook_is_the_same_plan_marked() {
    let mut all = Vec::new();
    workbooks(Path::new(&fixture("")), "xlsx", &mut all);
    assert!(all.len() > 12, "{}", all.len());
    let mut written = 0;
    for path in all {
        let file = path.to_string_lossy().into_owned();
        let to = folder(&[]);
        let copy = at(&to, &path.file_name().unwrap().to_string_lossy());
        let run = run(&["mark", &file, "-o", &copy, "--quiet"]);
        if !Path::new(&copy).exists() {
            assert_eq!(run.status, 3, "{file}: {}", run.err);
            run.err.says(&["nothing was written"]);
            continue;
        }
        written += 1;
        let (before, after) = (parts(&file), parts(&copy));
        for (name, bytes) in &before {
            if after.get(name) != Some(bytes) {
                assert_holds(text(&after, name), text(&before, name), &format!("{file}: {name}"));
            }
        }
        assert_same(&said(&file), &said(&copy), &file);
        // marked again, it is marked once
        let again = at(&to, "again.xlsx");
        assert_eq!(self::run(&["mark", &copy, "-o", &again, "--quiet"]).status, run.status);
        let again = parts(&again);
        let cells = |parts: &Parts| -> String {
            let rows =
                list(parts).split(" ht=\"").map(|row| row.split_once('"').map_or(row, |(_, rest)| rest));
            let own = path.parent().unwrap().to_string_lossy().into_owned();
            rows.collect::<String>().replace(&own, "").replace(&*to.path().to_string_lossy(), "")
        };
        assert_eq!(cells(&after), cells(&again), "{file}");
        let count = |parts: &Parts, what: &str| {
            parts.values().map(|own| String::from_utf8_lossy(own).matches(what).count()).sum::<usize>()
        };
        for what in
            ["<author>qipp mark", "ObjectType=\"Note\"", "<comment ", "<legacyDrawing ", "<tablePart "]
        {
            assert_eq!(count(&after, what), count(&again, what), "{file}: {what}");
        }
    }
    assert!(written > 10, "{written}");
}

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

#[test]
fn problems_are_marked_where_nothing_is_assessed() {
    let (_to, copy, run) = marked("broken/error-cell.xlsx", &[], 3);
    run.err.says(&[
        "error[cell]: `#REF!` stands under",
        "1 problem in 1 file; nothing was assessed\nmarked 1 cell on 1 sheet; 1 line on sheet qipp",
    ]);
    let after = parts(&copy);
    text(&after, "xl/comments1.xml").says(&[
        "ref=\"C3\"",
        "expected a figure",
        "To mend: correct the formula",
    ]);
    let [_, fill, _] = styled(&after, style(text(&after, TRACKER), "C3"));
    assert!(fill.contains("FFF7D4D2"), "{fill}");
    list(&after).says(&["1 problem in 1 file; nothing was assessed.", "location=\"&apos;Schemes&apos;!C3\""]);
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
fn marks_give_way_to_later_ones() {
    let own = folder(&[]);
    let book = at(&own, "tracker.xlsx");
    rich::tracker(&book);
    let (_to, copy, _) = marked(&book, &[], 0);
    // nothing is short at this threshold: the marks go, and every cell is as it was
    let (_to, clean, run) =
        marked(&copy, &["--set", "finance_amber_from=99", "--set", "finance_red_from=100"], 0);
    run.err.says(&["marked 0 cells on 0 sheets; 0 lines on sheet qipp"]);
    let (before, after) = (parts(&book), parts(&clean));
    for cell in ["E6", "E7", "E9"] {
        let own = styled(&before, style(text(&before, TRACKER), cell));
        let now = styled(&after, style(text(&after, TRACKER), cell));
        assert!(now[1].contains("<fgColor rgb=\"FFFFFF00\"/>"), "{cell}: {}", now[1]);
        assert_eq!(own[2], now[2], "{cell}");
    }
    assert_eq!(text(&after, "xl/comments1.xml").matches("<comment ").count(), 2);
    assert_eq!(text(&after, "xl/drawings/vmlDrawing1.vml").matches("ObjectType=\"Note\"").count(), 2);
    list(&after).says(&["Nothing is to be mended"]);
}
