//! `qipp mark`: the submitter's own workbook back, marked, and nothing else in it changed.

use crate::convert::{assert_same, drop_own_to_a_form, report};
use crate::run::{REGISTER, Run, Says, at, folder, run};
use crate::worked_plan::fixture;
use package::{Parts, assert_holds, assert_nothing_lost, parts, text};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

mod editions;
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

/// The cells of a sheet that have a note of ours.
fn noted(parts: &Parts, sheet: &str) -> Vec<String> {
    let book = text(parts, "xl/workbook.xml");
    let tag = book.split("<sheet ").find(|own| own.contains(&format!("name=\"{sheet}\""))).unwrap();
    let id = tag.split("r:id=\"").nth(1).unwrap().split('"').next().unwrap();
    let target = |relations: &str, id: &str| {
        let own = relations.split("<Relationship ").find(|own| own.contains(id)).unwrap();
        own.split("Target=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .trim_start_matches("/xl/")
            .to_owned()
    };
    let part = target(text(parts, "xl/_rels/workbook.xml.rels"), &format!("Id=\"{id}\""));
    let file = part.rsplit('/').next().unwrap();
    let Some(relations) = parts.get(&format!("xl/worksheets/_rels/{file}.rels")) else { return Vec::new() };
    let comments = target(&String::from_utf8_lossy(relations), "/comments\"");
    let refs = text(parts, &format!("xl/{comments}")).split("<comment ref=\"").skip(1);
    refs.map(|own| own.split('"').next().unwrap().to_owned()).collect()
}

/// Where an owner, an expenditure or an actual is missing, the blank cell itself is flagged; months ahead are not.
#[test]
fn a_blank_cell_is_flagged_where_a_reason_names_its_column() {
    let (_to, copy, _) = marked("anytown-mid-year", &[], 0);
    let after = parts(&copy);
    let [risks, years, savings] = ["risks", "years", "savings"].map(|sheet| noted(&after, sheet));
    assert_eq!(risks, ["L33", "K34"], "the owner of R32, the mitigation of R33");
    assert_eq!(years, ["E6", "D7"]);
    assert!(savings.contains(&"D345".to_owned()), "{savings:?}");
    assert!(savings.iter().all(|own| !own.starts_with("D346") && !own.starts_with("D351")), "{savings:?}");
    assert_same(&report("anytown-mid-year", &[]), &report(&copy, &[]), "anytown-mid-year");
}

#[test]
fn a_copy_keeps_the_name_that_its_original_gives() {
    let to = folder(&[("plan.csv", REGISTER)]);
    for file in ["register.xls", "tracker-titled.xlsx", &at(&to, "plan.csv")] {
        let copy = at(&to, "another name.xlsx");
        run(&["mark", file, "-o", &copy, "--quiet"]).ended(0);
        assert_same(&report(file, &[]), &report(&copy, &[]), file);
        run(&["compare", file, &copy]).ended(0).out.says(&["nothing moved"]);
    }
}

/// White letters of a heading on navy are no letters on a light fill.
#[test]
fn letters_can_be_read_on_a_fill_of_ours() {
    let own = folder(&[]);
    let book = at(&own, "plan.xlsx");
    let mut twice = rust_xlsxwriter::Workbook::new();
    let navy =
        rust_xlsxwriter::Format::new().set_font_color("FFFFFF").set_background_color("000080").set_bold();
    let sheet = twice.add_worksheet();
    for (at, heading) in (0..).zip(["Scheme", "Plan YTD £", "Actual YTD £", "Actual YTD £"]) {
        sheet.write_with_format(0, at, heading, &navy).unwrap();
    }
    sheet.write_row(1, 0, ["S1"]).unwrap().write_row(1, 1, [100, 50, 60]).unwrap();
    twice.save(&book).unwrap();
    let (_to, copy, _) = marked(&book, &[], 3);
    let (before, after) = (parts(&book), parts(&copy));
    let [_, _, own] = styled(&before, style(text(&before, TRACKER), "D1"));
    let [_, fill, font] = styled(&after, style(text(&after, TRACKER), "D1"));
    assert!(own.contains("FFFFFFFF") && font.contains("FF212B33") && font.contains("<b/>"), "{font}");
    assert!(fill.contains("<bgColor rgb=\"FF000080\"/>"), "{fill}");
    text(&after, "xl/comments1.xml").says(&["To mend: say which is meant: &quot;Actual YTD £&quot; counts"]);
    list(&after).says(&["--map &quot;#4=ignore&quot;"]);
}

/// However much is found, a copy is bounded, the worst first, and the rest counted.
#[test]
fn a_copy_is_bounded() {
    let mut plan = String::from("scheme,plan_ytd (£),actual_ytd (£)\n");
    (0..6_000).for_each(|at| plan.push_str(&format!("S{at},100,{}\n", at % 50)));
    let own = folder(&[("plan.csv", &plan)]);
    let (_to, copy, run) = marked(&at(&own, "plan.csv"), &[], 0);
    run.err.says(&["marked 5,000 cells on 1 sheet; 5,000 lines on sheet qipp"]);
    let after = parts(&copy);
    let list = list(&after);
    assert!(list.contains("1,000 more are left out") && list.contains("ref=\"A1:K5008\""));
}

#[test]
fn part_of_a_workbook_is_marked_in_the_whole() {
    let to = folder(&[]);
    let copy = at(&to, "copy.xlsx");
    run(&["mark", "messy/board-pack.xlsx#CIP M7", "-o", &copy])
        .ended(0)
        .err
        .says(&["marked 4 cells on 1 sheet"]);
    let (before, after) = (parts(&fixture("messy/board-pack.xlsx").to_string_lossy()), parts(&copy));
    assert!(before.keys().all(|name| after.contains_key(name)));
}

/// What somebody accepted is listed, the last, and no cell of it is flagged.
#[test]
fn what_is_accepted_is_not_to_be_mended() {
    let exceptions = "organisation,scheme,code,kind,reason,owner,approver,from,until\nAnytown PCT,PC-05,F13-FIN-5,accepted,Late start agreed,A. Owner,B. Chair,2011-09-01,2011-12-31\n";
    let own = folder(&[("exceptions.csv", exceptions)]);
    let (_to, copy, _) = marked("anytown-mid-year", &["--exceptions", &at(&own, "exceptions.csv")], 0);
    let after = parts(&copy);
    let (last, savings) = (list(&after).rsplit("<row ").next().unwrap(), noted(&after, "savings"));
    assert!(last.contains(">accepted<") && last.contains(">PC-05<") && last.contains("B. Chair"), "{last}");
    assert!(!savings.contains(&"D57".to_owned()) && savings.contains(&"D16".to_owned()), "{savings:?}");
}

/// The headings of the list stand on every page, and the names of others stay.
#[test]
fn the_list_prints_as_a_paper() {
    let own = folder(&[]);
    let book = at(&own, "tracker.xlsx");
    rich::tracker(&book);
    let (_to, copy, _) = marked(&book, &[], 0);
    let again = at(&own, "again.xlsx");
    run(&["mark", &copy, "-o", &again]).ended(0);
    for file in [&copy, &again] {
        let after = parts(file);
        let names = text(&after, "xl/workbook.xml");
        names.says(&[
            "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"3\">&apos;qipp&apos;!$7:$7</definedName>",
            "<definedName name=\"Rate\">0.05</definedName>",
        ]);
        assert_eq!(names.matches("Print_Titles").count(), 2, "its own and the tracker's");
    }
}
