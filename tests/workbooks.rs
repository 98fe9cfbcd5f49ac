//! Workbooks as a user gives them: the worked plan from XLSX and ODS, parts of a workbook, sheets
//! that are no tables or repeat one another, months' tabs, and what is wrong in a cell.

use crate::convert::drop_own_to_a_form;
use crate::run::run;
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use serde_json::Value;
use std::collections::BTreeSet;
use tempfile::TempDir;

/// The sheets of the worked plan.
const SHEETS: [&str; 13] = [
    "plan",
    "schemes",
    "savings",
    "workstreams",
    "years",
    "milestones",
    "kpis",
    "risks",
    "engagement",
    "assumptions",
    "activity",
    "inputs",
    "totals",
];

const JUDGED: [&str; 4] = ["--judgements", "anytown-judgements.csv", "--format", "json"];

fn assessed(plan: &str) -> Value {
    let result = run(&[&["assess", plan][..], &JUDGED].concat());
    assert_eq!((result.status, result.err.as_str()), (0, ""), "{plan}");
    serde_json::from_str(&result.out).unwrap()
}

fn places(value: &Value, all: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => map.values().for_each(|value| places(value, all)),
        Value::Array(items) => items.iter().for_each(|value| places(value, all)),
        Value::String(text) if text.starts_with("anytown.xlsx#") => {
            all.insert(text.clone());
        }
        _ => {}
    }
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
    let mut all = BTreeSet::new();
    places(&assessed("anytown.xlsx"), &mut all);
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
    assert_eq!((grids.len(), problems.len(), notes), (SHEETS.len(), 0, Vec::new()));
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

    /// Adds a sheet: amounts are written as numbers.
    fn sheet(mut self, name: &str, rows: &[&[&str]]) -> Self {
        let sheet = self.book.add_worksheet().set_name(name).unwrap();
        fill(sheet, rows);
        self
    }

    fn assess(&mut self, part: &str, options: &[&str]) -> (i32, String) {
        let path = self.folder.path().join(self.name);
        self.book.save(&path).unwrap();
        let folder = format!("{}/", self.folder.path().to_str().unwrap());
        let argument = format!("{folder}{}{part}", self.name);
        let result = run(&[&["assess", &argument], options].concat());
        (result.status, format!("{}{}", result.err, result.out).replace(&folder, ""))
    }
}

fn fill(sheet: &mut Worksheet, rows: &[&[&str]]) {
    for (row, cells) in rows.iter().enumerate() {
        for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let (row, column) = (u32::try_from(row).unwrap(), u16::try_from(column).unwrap());
            match text.parse::<f64>() {
                Ok(number) => sheet.write(row, column, number).unwrap(),
                Err(_) => sheet.write(row, column, *text).unwrap(),
            };
        }
    }
}

const REGISTER: &[&[&str]] = &[
    &["Scheme", "Workstream", "Plan to date £000", "Actual to date £000"],
    &["PC-01", "Planned care", "100", "99"],
    &["PC-02", "Planned care", "50", "50"],
    &["UC-01", "Urgent care", "200", "196"],
];

#[test]
fn a_sheet_that_is_no_table_is_a_note() {
    let mut book = Book::new()
        .sheet("Cover", &[&["Anytown PCT"], &["Prepared by the PMO"]])
        .sheet("Schemes", REGISTER)
        .sheet("Blank", &[]);
    let (status, said) = book.assess("", &[]);
    assert_eq!(status, 0, "{said}");
    for note in [
        "note: book.xlsx#Blank: nothing stands in this sheet",
        "note: book.xlsx#Cover!A1: this sheet is no table of a savings plan and is left out",
        "read: 3 schemes, plan to date £350k",
    ] {
        assert!(said.contains(note), "{note}: {said}");
    }
    let (status, said) = Book::new().sheet("Cover", &[&["Anytown PCT"]]).assess("", &[]);
    assert_eq!(status, 3, "no table at all: {said}");
}

#[test]
fn sheets_that_repeat_a_table_are_one_problem_that_lists_them() {
    let month = |name: &str, book: Book| book.sheet(name, REGISTER);
    let mut book = month("M6 (Sep)", month("M5", month("M4", Book::new())));
    let (status, said) = book.assess("", &[]);
    let expected = "book.xlsx#M5!A1: error[layout]: the sheets `M4`, `M5`, `M6 (Sep)` give the table schemes with the same ids: 3 repeat\n  mend: give the one that is meant: book.xlsx#'M6 (Sep)'\n\n1 problem in 1 file; nothing was assessed\n";
    assert_eq!((status, said.as_str()), (3, expected));
    let (status, said) = book.assess("#'M6 (Sep)'", &[]);
    assert_eq!(status, 0);
    assert!(said.contains("read: 3 schemes, plan to date £350k"), "{said}");
}

#[test]
fn sheets_with_different_ids_are_one_plan() {
    let other: &[&[&str]] = &[REGISTER[0], &["LT-01", "Long-term conditions", "10", "10"]];
    let (status, said) = Book::new().sheet("Acute", REGISTER).sheet("Community", other).assess("", &[]);
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("read: 4 schemes, plan to date £360k"), "{said}");
}

#[test]
fn sums_by_workstream_beside_their_schemes_are_refused() {
    let sums: &[&[&str]] = &[
        &["Workstream", "Plan to date £000", "Actual to date £000"],
        &["Planned care", "150", "149"],
        &["Urgent care", "200", "196"],
        &["Total", "350", "345"],
    ];
    let (status, said) = Book::new().sheet("Summary", sums).sheet("Schemes", REGISTER).assess("", &[]);
    let expected = "book.xlsx#Summary!A1: error[layout]: the sheet `Summary` gives by workstream what the sheet `Schemes` gives by scheme: it would count twice\n  mend: give the one that is meant: book.xlsx#Schemes";
    assert_eq!(status, 3);
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
        let (status, said) = book.assess(part, &[]);
        assert_eq!(status, 0, "{said}");
        assert!(said.contains(read), "{part}: {said}");
    }
    let (status, said) = book.assess("#Sumary", &[]);
    let expected = "book.xlsx: error[unknown]: there is no sheet `Sumary`\n  mend: did you mean `Summary`?";
    assert!(status == 3 && said.starts_with(expected), "{said}");
    let no_file = run(&["assess", "anytown.xlsx#plan", "anytown.xlsx#plan"]);
    assert_eq!((no_file.status, no_file.err.contains("anytown.xlsx#plan is given twice")), (2, true));
    let both = run(&["assess", "anytown.xlsx", "anytown.xlsx#plan"]);
    assert_eq!((both.status, both.err.contains("is given whole, too")), (2, true));
    let no_sheets = run(&["assess", "anytown.json#plan"]);
    assert_eq!((no_sheets.status, no_sheets.err.contains("is no workbook")), (2, true));
    let absent = run(&["assess", "absent.xlsx#plan"]);
    assert_eq!((absent.status, absent.err.contains("absent.xlsx: there is no such file")), (2, true));
}

#[test]
fn parts_together_are_the_whole() {
    let parts = SHEETS.map(|sheet| format!("anytown.xlsx#{sheet}"));
    let words: Vec<&str> = parts.iter().map(String::as_str).collect();
    let result = run(&[&["assess"], &words[..], &JUDGED].concat());
    let mut together: Value = serde_json::from_str(&result.out).unwrap();
    let mut whole = assessed("anytown.xlsx");
    assert_eq!(together["inputs"].as_array().unwrap().len(), whole["inputs"].as_array().unwrap().len());
    drop_own_to_a_form(&mut together);
    drop_own_to_a_form(&mut whole);
    assert!(together == whole);
}

const MONTH: &[&str] = &["Scheme", "Name", "Plan", "Actual"];

fn tracker(book: Book, tab: &str, heading: &[&str], plan: &str, actual: &str) -> Book {
    let rows: &[&[&str]] = &[
        &["QIPP tracker, £000"],
        heading,
        &["PC-01", "Referrals", plan, actual],
        &["UC-01", "Admissions", plan, plan],
        &["Total", "", "999", "999"],
    ];
    book.sheet(tab, rows)
}

#[test]
fn tabs_that_each_hold_a_month_are_one_tracker() {
    let book = tracker(Book::new().called("tracker 2011-12.xlsx"), "Apr", MONTH, "10", "9");
    let book = tracker(tracker(book, "May", MONTH, "10", "9"), "M3", MONTH, "12", "9");
    let mut book = book.sheet("Notes", &[&["Prepared by the PMO"]]);
    let (status, said) = book.assess("", &["--as-at", "2011-06"]);
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("read: 2 schemes, plan £64k"), "{said}");
    assert!(said.contains("Apr!A5: the row `Total` of a month's sheet is not read"), "{said}");
}

/// A row is a total by its whole name cell, on months' tabs as elsewhere: `Total hip replacement` is a
/// scheme, and `Total planned care` a total where schemes stand in planned care.
#[test]
fn a_scheme_of_a_months_tab_may_begin_with_total() {
    let rows = |admissions: &'static str| -> Vec<Vec<&'static str>> {
        vec![
            vec!["Scheme", "Workstream", "Plan", "Actual"],
            vec!["Total hip replacement", "Planned care", "40", "38"],
            vec!["Referrals", "Planned care", "10", "9"],
            vec!["Total planned care", "", "50", "47"],
            vec!["Admissions", "Urgent care", admissions, "9"],
            vec!["Total", "", "70", "56"],
        ]
    };
    let mut book = Book::new().called("tracker 2011-12.xlsx");
    for (tab, admissions) in [("Apr", "20"), ("May", "21"), ("Jun", "20")] {
        let rows = rows(admissions);
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        book = book.sheet(tab, &rows);
    }
    let (status, said) = book.assess("", &["--as-at", "2011-06"]);
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("read: 3 schemes, plan 211"), "{said}");
    for row in ["Total planned care", "Total"] {
        assert!(said.contains(&format!("the row `{row}` of a month's sheet is not read")), "{said}");
    }
    assert!(!said.contains("`Total hip replacement` of a month's sheet"), "{said}");
}

#[test]
fn tabs_of_months_need_a_year_and_amounts_of_the_month() {
    let two = |heading: &[&str], amounts: [&str; 3]| {
        let [april, may, june] = amounts;
        let book = tracker(tracker(Book::new(), "Apr", heading, april, "5"), "May", heading, may, "5");
        tracker(book, "Jun", heading, june, "5")
    };
    let (status, said) = two(MONTH, ["10", "10", "10"]).assess("", &[]);
    assert_eq!(status, 3);
    assert!(
        said.starts_with(
            "book.xlsx#Apr!A2: error[layout]: the sheets each hold a month, and nothing says of which year"
        ),
        "{said}"
    );
    let to_date = &["Scheme", "Name", "Plan to date", "Actual to date"];
    let (status, said) = two(to_date, ["10", "20", "30"]).assess("", &[]);
    assert_eq!(status, 3);
    let repeat = "book.xlsx#May!A2: error[layout]: the sheets `Apr`, `May`, `Jun` give the table schemes with the same ids: 2 repeat\n  mend: give the one that is meant: book.xlsx#Jun";
    assert!(said.starts_with(repeat), "{said}");
    let grows = |heading: &[&str]| two(heading, ["10", "20", "30"]).called("2011-12.xlsx").assess("", &[]);
    let (status, said) = grows(MONTH);
    assert_eq!(status, 3);
    assert!(
        said.contains("`Plan` grows from each to the next: it can be the month's or the figure to date"),
        "{said}"
    );
    let (status, said) = grows(&["Scheme", "Name", "Month plan", "Month actual"]);
    assert_eq!(status, 0, "{said}");
}

#[test]
fn what_is_wrong_is_named_at_its_cell() {
    let mut book = Book::new();
    let sheet = book.book.add_worksheet().set_name("Plan 2011-12").unwrap();
    sheet.write(6, 2, "Scheme").unwrap();
    sheet.write(6, 3, "Plan to date £").unwrap();
    sheet.write(6, 4, "Actual to date £").unwrap();
    sheet.write(6, 5, "Starts").unwrap();
    sheet.write(7, 2, "PC-01").unwrap();
    sheet.write(7, 3, "#REF!").unwrap();
    sheet.write(7, 4, "about 5").unwrap();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    sheet.write_with_format(7, 5, 60.0, &date).unwrap();
    let (status, said) = book.assess("", &[]);
    assert_eq!(status, 3);
    for place in [
        "book.xlsx#'Plan 2011-12'!D8: error[cell]: `#REF!` stands under",
        "book.xlsx#'Plan 2011-12'!E8: error[cell]: `about 5` stands",
        "book.xlsx#'Plan 2011-12'!F8: error[date]: `29/02/1900` under \"Starts\" is not a day",
    ] {
        assert!(said.contains(place), "{place}: {said}");
    }
}

#[test]
fn workbooks_in_folders_and_old_ones() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["one.xlsx", "two.xlsx"] {
        let mut book = Workbook::new();
        fill(book.add_worksheet().set_name("Schemes").unwrap(), REGISTER);
        book.save(folder.path().join(name)).unwrap();
    }
    let result = run(&["assess", folder.path().to_str().unwrap()]);
    assert_eq!(result.status, 0, "{}", result.err);
    assert!(result.out.contains("one ") && result.out.contains("two "), "{}", result.out);
    let old = run(&["assess", "register.xls"]);
    assert_eq!(old.status, 0, "{}", old.err);
    assert!(old.out.contains("read: 2 schemes, plan to date 65.5"), "{}", old.out);
}

/// Its headings are merged over two rows; its figures are asserted in `messy.rs`.
#[test]
fn the_titled_tracker_names_what_is_hidden_and_left_out() {
    let result = run(&["assess", "tracker-titled.xlsx"]);
    assert_eq!(result.status, 0, "{}", result.err);
    for note in [
        "tracker-titled.xlsx#Lookups: this sheet is hidden; it is read all the same",
        "tracker-titled.xlsx#Notes!B3: this sheet is no table of a savings plan and is left out",
        "tracker-titled.xlsx#Lookups!A1: this sheet is no table of a savings plan and is left out",
    ] {
        assert!(result.err.contains(note), "{note}: {}", result.err);
    }
}
