//! Workbooks as a user gives them: the worked plan from XLSX and ODS, parts of a workbook, sheets
//! that are no tables or repeat one another, months' tabs, and what is wrong in a cell.

use crate::citations::places;
use crate::convert::drop_own_to_a_form;
use crate::run::{Says, folder, run};
use rust_xlsxwriter::{Format, Workbook};
use serde_json::Value;
use std::collections::BTreeSet;
use tempfile::TempDir;

/// The sheets of the worked plan.
fn sheets() -> Vec<&'static str> {
    let tables = qipp::inside::plan::fields::TABLES.iter().map(|table| table.name);
    tables.filter(|name| !matches!(*name, "judgements" | "exceptions")).collect()
}

const JUDGED: [&str; 4] = ["--judgements", "anytown-judgements.csv", "--format", "json"];

fn assessed(plan: &str) -> Value {
    let result = run(&[&["assess", plan][..], &JUDGED].concat());
    assert_eq!((result.status, result.err.as_str()), (0, ""), "{plan}");
    result.json()
}

#[test]
fn the_worked_plan_is_the_same_from_a_workbook() {
    let mut expected = assessed("anytown");
    drop_own_to_a_form(&mut expected);
    for book in ["anytown.xlsx", "anytown.ods"] {
        let mut report = assessed(book);
        drop_own_to_a_form(&mut report);
        assert!(report == expected, "{book}");
    }
}

#[test]
fn every_place_of_a_workbook_is_a_cell_that_holds_something() {
    let mut all = BTreeSet::from_iter(places(&assessed("anytown.xlsx")));
    all.retain(|place| place.starts_with("anytown.xlsx#"));
    assert!(all.len() > 500, "{}", all.len());
    let mut sources = qipp::inside::location::Sources::default();
    let file =
        qipp::inside::location::Source { name: "anytown.xlsx".into(), bytes: 0, sha256: String::new() };
    let source = sources.add(file);
    let bytes = std::fs::read(crate::worked_plan::fixture("anytown.xlsx")).unwrap();
    let (grids, problems, notes) = qipp::inside::read::workbook::read(
        &mut sources,
        source,
        &bytes,
        None,
        0,
        &qipp::inside::read::Limits::DEFAULT,
    );
    assert_eq!((grids.len(), problems.len(), notes), (sheets().len(), 0, Vec::new()));
    let mut cells = BTreeSet::new();
    for grid in &grids {
        for row in 0..grid.len() {
            let filled = (0..grid.width(row)).filter(|column| !grid.text(row, *column).is_empty());
            cells.extend(filled.map(|column| sources.show(grid.place(row, column))));
        }
    }
    assert_eq!(all.difference(&cells).collect::<Vec<_>>(), Vec::<&String>::new());
}

/// A workbook in a folder of its own, and what `qipp assess` says of it. In the messages the folder is
/// left out.
struct Book {
    folder: TempDir,
    book: Workbook,
    name: &'static str,
}

impl Book {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), book: Workbook::new(), name: "book.xlsx" }
    }

    fn called(self, name: &'static str) -> Self {
        Self { name, ..self }
    }

    /// Adds a sheet of these lines, their cells apart by `|`; amounts are written as numbers.
    fn sheet(mut self, name: &str, lines: &str) -> Self {
        let sheet = self.book.add_worksheet().set_name(name).unwrap();
        for (row, line) in (0..).zip(lines.lines()) {
            for (column, text) in (0..).zip(line.split('|')).filter(|(_, text)| !text.is_empty()) {
                match text.parse::<f64>() {
                    Ok(number) => sheet.write(row, column, number).unwrap(),
                    Err(_) => sheet.write(row, column, text).unwrap(),
                };
            }
        }
        self
    }

    /// What is said of it, or of a part of it; it ends so.
    #[track_caller]
    fn said(&mut self, part: &str, options: &[&str], status: i32) -> String {
        let path = self.folder.path().join(self.name);
        self.book.save(&path).unwrap();
        let folder = format!("{}/", self.folder.path().to_str().unwrap());
        let argument = format!("{folder}{}{part}", self.name);
        let result = run(&[&["assess", &argument], options].concat()).ended(status);
        format!("{}{}", result.err, result.out).replace(&folder, "")
    }
}

const REGISTER: &str = "Scheme|Workstream|Plan to date £000|Actual to date £000\n\
    PC-01|Planned care|100|99\nPC-02|Planned care|50|50\nUC-01|Urgent care|200|196";

#[test]
fn a_sheet_that_is_no_table_is_a_note() {
    let book = Book::new().sheet("Cover", "Anytown PCT\nPrepared by the PMO");
    book.sheet("Schemes", REGISTER).sheet("Blank", "").said("", &[], 0).says(&[
        "note: book.xlsx#Blank: nothing stands in this sheet",
        "note: book.xlsx#Cover!A1: this sheet is no table of a savings plan and is left out",
        "read: 3 schemes, plan to date £350k",
    ]);
    // no table at all
    Book::new().sheet("Cover", "Anytown PCT").said("", &[], 3);
}

#[test]
fn sheets_that_repeat_a_table_are_one_problem_that_lists_them() {
    let mut book = Book::new().sheet("M4", REGISTER).sheet("M5", REGISTER).sheet("M6 (Sep)", REGISTER);
    let expected = "book.xlsx#M5!A1: error[layout]: the sheets `M4`, `M5`, `M6 (Sep)` give the table schemes with the same ids: 3 repeat\n  mend: give the one that is meant: book.xlsx#'M6 (Sep)'; or say which:\n    --map \"book.xlsx#M4:line 2-4=ignore\" (the sheet `M4` is left out)\n    --map \"book.xlsx#M5:line 2-4=ignore\" (the sheet `M5` is left out)\n    --map \"book.xlsx#'M6 (Sep)':line 2-4=ignore\" (the sheet `M6 (Sep)` is left out)\n\n1 problem in 1 file; nothing was assessed\n";
    assert_eq!(book.said("", &[], 3), expected);
    book.said("#'M6 (Sep)'", &[], 0).says(&["read: 3 schemes, plan to date £350k"]);
}

#[test]
fn sheets_with_different_ids_are_one_plan() {
    let headings = REGISTER.lines().next().unwrap();
    let other = format!("{headings}\nLT-01|Long-term conditions|10|10");
    let mut book = Book::new().sheet("Acute", REGISTER).sheet("Community", &other);
    book.said("", &[], 0).says(&["read: 4 schemes, plan to date £360k"]);
}

#[test]
fn sums_by_workstream_beside_their_schemes_are_refused() {
    let sums = "Workstream|Plan to date £000|Actual to date £000\n\
        Planned care|150|149\nUrgent care|200|196\nTotal|350|345";
    let said = Book::new().sheet("Summary", sums).sheet("Schemes", REGISTER).said("", &[], 3);
    let expected = "book.xlsx#Summary!A1: error[layout]: the sheet `Summary` gives by workstream what the sheet `Schemes` gives by scheme: it would count twice\n  mend: give the one that is meant: book.xlsx#Schemes";
    assert!(said.starts_with(expected), "{said}");
}

#[test]
fn parts_of_a_workbook_are_given_as_spreadsheets_write_them() {
    let mut book = Book::new().sheet("Summary", REGISTER).sheet("All schemes", REGISTER);
    for (part, read) in [
        ("#Summary", "read: 3 schemes, plan to date £350k"),
        ("#'All schemes'!A1:D3", "read: 2 schemes, plan to date £150k"),
        ("#all schemes!A1:D3", "read: 2 schemes, plan to date £150k"),
    ] {
        book.said(part, &[], 0).says(&[read]);
    }
    let said = book.said("#Sumary", &[], 3);
    let expected = "book.xlsx: error[unknown]: there is no sheet `Sumary`\n  mend: did you mean `Summary`?";
    assert!(said.starts_with(expected), "{said}");
    for (files, why) in [
        (&["anytown.xlsx#plan", "anytown.xlsx#plan"][..], "anytown.xlsx#plan is given twice"),
        (&["anytown.xlsx", "anytown.xlsx#plan"], "is given whole, too"),
        (&["anytown.json#plan"], "is no workbook"),
        (&["absent.xlsx#plan"], "absent.xlsx: there is no such file"),
    ] {
        run(&[&["assess"], files].concat()).ended(2).err.says(&[why]);
    }
}

#[test]
fn parts_together_are_the_whole() {
    let parts: Vec<String> = sheets().iter().map(|sheet| format!("anytown.xlsx#{sheet}")).collect();
    let words: Vec<&str> = parts.iter().map(String::as_str).collect();
    let mut together = run(&[&["assess"], &words[..], &JUDGED].concat()).json();
    let mut whole = assessed("anytown.xlsx");
    assert_eq!(together["inputs"].as_array().unwrap().len(), whole["inputs"].as_array().unwrap().len());
    drop_own_to_a_form(&mut together);
    drop_own_to_a_form(&mut whole);
    assert!(together == whole);
}

const MONTH: &str = "Scheme|Name|Plan|Actual";

fn tracker(book: Book, tab: &str, heading: &str, plan: &str, actual: &str) -> Book {
    let rows = format!("PC-01|Referrals|{plan}|{actual}\nUC-01|Admissions|{plan}|{plan}\nTotal||999|999");
    book.sheet(tab, &format!("QIPP tracker, £000\n{heading}\n{rows}"))
}

#[test]
fn tabs_that_each_hold_a_month_are_one_tracker() {
    let book = tracker(Book::new().called("tracker 2011-12.xlsx"), "Apr", MONTH, "10", "9");
    let book = tracker(tracker(book, "May", MONTH, "10", "9"), "M3", MONTH, "12", "9");
    book.sheet("Notes", "Prepared by the PMO")
        .said("", &["--as-at", "2011-06"], 0)
        .says(&["read: 2 schemes, plan 2011/12 £64k; 3 total rows"]);
}

/// A row is a total by its whole name cell, on months' tabs as elsewhere: `Total hip replacement` is a
/// scheme, and `Total planned care` a total where schemes stand in planned care.
#[test]
fn a_scheme_of_a_months_tab_may_begin_with_total() {
    let mut book = Book::new().called("tracker 2011-12.xlsx");
    for (tab, admissions) in [("Apr", "20"), ("May", "21"), ("Jun", "20")] {
        let rows = format!(
            "Scheme|Workstream|Plan|Actual\nTotal hip replacement|Planned care|40|38\n\
             Referrals|Planned care|10|9\nTotal planned care||50|47\n\
             Admissions|Urgent care|{admissions}|9\nTotal||70|56"
        );
        book = book.sheet(tab, &rows);
    }
    let said = book.said("", &["--as-at", "2011-06"], 0);
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    said.says(&["read: 3 schemes, plan 2011/12 211; 6 total rows left out"]);
    assert!(!said.contains("`Total hip replacement` of a month's sheet"), "{said}");
}

#[test]
fn tabs_of_months_need_a_year_and_amounts_of_the_month() {
    let of = |name: &'static str, heading: &str, amounts: [&str; 3], status: i32| {
        let tabs = ["Apr", "May", "Jun"].into_iter().zip(amounts);
        let book = Book::new().called(name);
        tabs.fold(book, |book, (tab, plan)| tracker(book, tab, heading, plan, "5")).said("", &[], status)
    };
    let said = of("book.xlsx", MONTH, ["10", "10", "10"], 3);
    let no_year = "the sheets each hold a month, and nothing says of which year";
    assert!(said.starts_with(&format!("book.xlsx#Apr!A2: error[layout]: {no_year}")), "{said}");
    let grows = ["10", "20", "30"];
    let said = of("book.xlsx", "Scheme|Name|Plan to date|Actual to date", grows, 3);
    let repeat = "book.xlsx#May!A2: error[layout]: the sheets `Apr`, `May`, `Jun` give the table schemes with the same ids: 2 repeat\n  mend: give the one that is meant: book.xlsx#Jun";
    assert!(said.starts_with(repeat), "{said}");
    of("2011-12.xlsx", MONTH, grows, 3)
        .says(&["`Plan` grows from each to the next: it can be the month's or the figure to date"]);
    of("2011-12.xlsx", "Scheme|Name|Month plan|Month actual", grows, 0);
}

#[test]
fn what_is_wrong_is_named_at_its_cell() {
    let lines = "||Scheme|Plan to date £|Actual to date £|Starts\n||PC-01|#REF!|about 5";
    let mut book = Book::new().sheet("Plan 2011-12", &format!("{}{lines}", "\n".repeat(6)));
    let date = Format::new().set_num_format("dd/mm/yyyy");
    book.book.worksheet_from_index(0).unwrap().write_with_format(7, 5, 60.0, &date).unwrap();
    book.said("", &[], 3).says(&[
        "book.xlsx#'Plan 2011-12'!D8: error[cell]: `#REF!` stands under",
        "book.xlsx#'Plan 2011-12'!E8: error[cell]: `about 5` stands",
        "book.xlsx#'Plan 2011-12'!F8: error[date]: `29/02/1900` under \"Starts\" is not a day",
    ]);
}

#[test]
fn workbooks_in_folders_and_old_ones() {
    let (mut book, both) = (Book::new().sheet("Schemes", REGISTER), folder(&[]));
    for (name, plan) in [("one.xlsx", 100.0), ("two.xlsx", 110.0)] {
        // the same money in both would be asked about
        book.book.worksheet_from_index(0).unwrap().write(1, 2, plan).unwrap();
        book.book.save(both.path().join(name)).unwrap();
    }
    run(&["assess", both.path().to_str().unwrap()]).ended(0).out.says(&["one ", "two "]);
    run(&["assess", "register.xls"]).ended(0).out.says(&["read: 2 schemes, plan to date 65.5"]);
}

/// Its headings are merged over two rows; its figures are asserted in `messy.rs`.
#[test]
fn the_titled_tracker_names_what_is_hidden_and_left_out() {
    let result = run(&["assess", "tracker-titled.xlsx"]).ended(0);
    result.err.says(&[
        "tracker-titled.xlsx#Lookups: this sheet is hidden; it is read all the same",
        "tracker-titled.xlsx#Notes!B3: this sheet is no table of a savings plan and is left out (again at tracker-titled.xlsx#Lookups!A1)",
    ]);
}
