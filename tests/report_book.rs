//! The workbook of a report, read back: every value is that of the CSV, every formula gives its cached value,
//! and the sheets keep to the checklist of statistics in spreadsheets.

use crate::libreoffice::{is_there, saved};
use crate::run::{REGISTER, Says, at, folder, qipp, run, run_command};
use crate::whole_nation::nation;
use calamine::{Data, Range, Reader, Xlsx, open_workbook};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufReader, Read, Write};
use tempfile::TempDir;

type Book = Xlsx<BufReader<File>>;

const MID_YEAR: [&str; 3] = ["anytown-mid-year", "--judgements", "anytown-judgements.csv"];
/// The row of headings: above it the title and what the sheet holds.
const HEADING: usize = 2;
const PERCENT: f64 = 100.0;

/// Writes the workbook of an assessment, and gives its path.
fn made(to: &TempDir, words: &[&str]) -> String {
    let path = at(to, "report.xlsx");
    run(&[&["assess"], words, &["--quiet", "--format", "xlsx", "-o", &path]].concat()).ended(0);
    path
}

fn opened(path: &str) -> Book {
    open_workbook(path).unwrap()
}

/// The sheets of views, with their names in the CSV.
fn views(book: &mut Book) -> Vec<(String, Range<Data>)> {
    let names = book.sheet_names();
    let names = names.into_iter().filter(|name| !["Cover", "Charts"].contains(&name.as_str()));
    names.map(|name| (name.to_lowercase().replace(' ', "-"), book.worksheet_range(&name).unwrap())).collect()
}

/// Whether a cell holds what the CSV has.
#[allow(clippy::float_arithmetic, clippy::float_cmp, reason = "a workbook holds binary numbers")]
fn holds(cell: &Data, csv: &str) -> bool {
    let number = |text: &str| text.parse::<f64>().ok();
    match cell {
        Data::Empty => csv.is_empty(),
        Data::Bool(own) => csv == own.to_string(),
        Data::Float(own) => {
            number(csv).is_some_and(|csv| csv == *own || ((csv / PERCENT) - own).abs() < 1e-12)
        }
        Data::Int(own) => number(csv) == Some(*own as f64),
        Data::DateTime(own) => {
            let (year, month, day, ..) = own.to_ymd_hms_milli();
            csv == format!("{year:04}-{month:02}-{day:02}")
        }
        Data::String(own) => own == csv.strip_prefix('\'').filter(|_| !own.starts_with('\'')).unwrap_or(csv),
        other => panic!("{other:?}"),
    }
}

/// Holds every sheet against the CSV of its view, and gives how many cells were compared.
fn assert_as_csv(words: &[&str]) -> usize {
    let to = folder(&[]);
    let mut book = opened(&made(&to, words));
    let tables = at(&to, "tables/");
    let csv = ["--quiet", "--view", "all", "--by", "all", "--format", "csv", "-o", &tables];
    run(&[&["assess"], words, &csv].concat()).ended(0);
    let mut compared = 0;
    let sheets = views(&mut book);
    let with_lines = fs::read_dir(&tables).unwrap().filter(|entry| {
        let text = fs::read_to_string(entry.as_ref().unwrap().path()).unwrap();
        csv::Reader::from_reader(text.as_bytes()).records().next().is_some()
    });
    assert_eq!(with_lines.count(), sheets.len(), "a sheet a view that has lines");
    for (view, sheet) in sheets {
        compared += cells_as_csv(&view, &sheet, &fs::read_to_string(format!("{tables}{view}.csv")).unwrap());
    }
    compared
}

/// Holds a sheet against the CSV of its view, and gives how many cells were compared.
fn cells_as_csv(view: &str, sheet: &Range<Data>, csv: &str) -> usize {
    let mut compared = 0;
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let keys: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let lines: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    // a column that says nothing is left out
    let kept: Vec<usize> =
        (0..keys.len()).filter(|at| lines.iter().any(|line| !line[*at].is_empty())).collect();
    assert_eq!(sheet.start(), Some((0, 0)), "{view}");
    assert_eq!((sheet.height(), sheet.width()), (lines.len() + HEADING + 1, kept.len()), "{view}");
    for (line, cells) in lines.iter().zip(sheet.rows().skip(HEADING + 1)) {
        assert!(cells.iter().any(|cell| *cell != Data::Empty), "{view}: a blank row");
        for (at, cell) in kept.iter().zip(cells) {
            let (key, own) = (&keys[*at], &line[*at]);
            assert!(holds(cell, own), "{view}, {key}: {cell:?} where the CSV has {own}");
            compared += 1;
        }
    }
    compared
}

#[test]
fn a_comparison_is_a_workbook_too() {
    let to = folder(&[]);
    let path = at(&to, "moved.xlsx");
    let of = |words: &[&str]| run(&[&["compare", "anytown", "anytown-mid-year"], words].concat()).ended(0);
    of(&["--format", "xlsx", "-o", &path]);
    let mut book = opened(&path);
    let sheets = views(&mut book);
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["movement", "bridge", "milestones", "findings", "expectations"]);
    let as_csv = |(view, sheet): &(String, Range<Data>)| {
        cells_as_csv(view, sheet, &of(&["--view", view, "--by", "all", "--format", "csv"]).out)
    };
    let compared: usize = sheets.iter().map(as_csv).sum();
    assert!(compared > 1_000, "{compared}");
    let cover = book.worksheet_range("Cover").unwrap();
    assert!(cover.get((0, 0)).unwrap().to_string().ends_with(": from anytown to anytown-mid-year"));
    // it is no plan, and one view is one sheet
    run(&["assess", &path]).ended(3).err.says(&["this is what qipp wrote of an assessment, and no plan"]);
    of(&["--view", "bridge", "--format", "xlsx", "-o", &path]);
    assert_eq!(opened(&path).sheet_names(), ["Cover", "Bridge"]);
    // of three, the series
    run(&["compare", "anytown", "anytown-mid-year", "anytown", "--format", "xlsx", "-o", &path]).ended(0);
    assert_eq!(views(&mut opened(&path))[0].0, "series");
}

#[test]
fn every_value_is_that_of_the_csv() {
    let london = "published/nhs-london-2011-02/as-published.csv";
    for (words, least) in [
        (&MID_YEAR[..], 15_000),
        (&["anytown-mid-year", "--previous", "anytown"], 15_000),
        (&[london], 300),
        (&["northfold-icb-2025/month-6", "--policy", "current"], 5_000),
    ] {
        let compared = assert_as_csv(words);
        assert!(compared > least, "{words:?}: {compared}");
    }
}

/// What a formula of a report gives: a difference, a rounded ratio, or the sum of cells above.
#[allow(clippy::float_arithmetic, reason = "a workbook holds binary numbers")]
fn result(formula: &str, sheet: &Range<Data>) -> f64 {
    let place = |cell: &str| {
        let letters: String = cell.chars().take_while(char::is_ascii_uppercase).collect();
        let column = letters.bytes().fold(0, |at, letter| at * 26 + u32::from(letter - b'A') + 1) - 1;
        (cell[letters.len()..].parse::<u32>().unwrap() - 1, column)
    };
    let value = |cell: &str| match sheet.get_value(place(cell)) {
        Some(Data::Float(own)) => *own,
        other => panic!("{cell}: {other:?}"),
    };
    if let Some(ratio) = formula.strip_prefix("ROUND(") {
        let (part, whole) = ratio.strip_suffix(",6)").unwrap().split_once('/').unwrap();
        return (value(part) / value(whole) * 1e6).round() / 1e6;
    }
    if let Some(range) = formula.strip_prefix("SUM(") {
        let (from, to) = range.strip_suffix(')').unwrap().split_once(':').unwrap();
        let ((first, column), (last, _)) = (place(from), place(to));
        let cell = |row| match sheet.get_value((row, column)) {
            Some(Data::Float(own)) => *own,
            other => panic!("{other:?}"),
        };
        return (first..=last).map(cell).sum();
    }
    let (from, less) = formula.split_once('-').unwrap();
    value(from) - value(less)
}

/// The formulas of the sheets, each with its sheet, place and cached value.
fn formulas(book: &mut Book) -> Vec<(String, String, (u32, u32), f64)> {
    let mut all = Vec::new();
    for name in book.sheet_names() {
        let values = book.worksheet_range(&name).unwrap();
        let own = book.worksheet_formula(&name).unwrap();
        let (row, column) = own.start().unwrap_or_default();
        for (down, right, formula) in own.used_cells() {
            let place = (row + down as u32, column + right as u32);
            let Some(Data::Float(cached)) = values.get_value(place) else { panic!("{name} {place:?}") };
            all.push((name.clone(), formula.clone(), place, *cached));
        }
    }
    all
}

#[test]
#[allow(clippy::float_arithmetic, reason = "a workbook holds binary numbers")]
fn every_formula_gives_the_figure_of_the_report() {
    let to = folder(&[]);
    let path = made(&to, &MID_YEAR);
    let mut book = opened(&path);
    let all = formulas(&mut book);
    let mut kinds: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for (name, formula, place, cached) in &all {
        let gives = result(formula, &book.worksheet_range(name).unwrap());
        assert!((gives - cached).abs() < 1e-6, "{name} {place:?}: {formula} gives {gives}, not {cached}");
        let kind = ["ROUND", "SUM"].into_iter().find(|kind| formula.starts_with(kind)).unwrap_or("-");
        *kinds.entry((name.clone(), kind)).or_default() += 1;
    }
    let of = |name: &str, kind| kinds.get(&(name.to_owned(), kind)).copied().unwrap_or_default();
    assert!(of("Finance", "-") > 80 && of("Finance", "ROUND") > 80, "{kinds:?}");
    // challenge, identified, what is apart, on forecast, risk-adjusted and stressed of all years; headroom of each
    assert!(
        of("Headroom", "SUM") >= 5 && of("Headroom", "-") == 4 && of("Headroom", "ROUND") == 8,
        "{kinds:?}"
    );
    if is_there() {
        recalculated(&to, &path, &all);
    }
}

/// Takes every cached value out, has LibreOffice work the formulas out, and finds the same figures.
#[allow(clippy::float_arithmetic, reason = "a workbook holds binary numbers")]
fn recalculated(to: &TempDir, path: &str, all: &[(String, String, (u32, u32), f64)]) {
    let bare = at(to, "bare.xlsx");
    let mut out = zip::ZipWriter::new(File::create(&bare).unwrap());
    let mut taken = 0;
    for (name, text) in parts(path) {
        let mut pieces = text.split("</f><v>");
        let mut bared = pieces.next().unwrap().to_owned();
        for piece in pieces {
            let (_, rest) = piece.split_once("</v>").unwrap();
            bared.push_str(&format!("</f>{rest}"));
            taken += 1;
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(bared.as_bytes()).unwrap();
    }
    out.finish().unwrap();
    assert_eq!(taken, all.len());
    let mut book = opened(&format!("{}/bare.xlsx", saved(&bare, "xlsx", to, "recalculated")));
    for (name, formula, place, cached) in all {
        let sheet = book.worksheet_range(name).unwrap();
        let Some(Data::Float(found)) = sheet.get_value(*place) else { panic!("{name} {place:?}: {formula}") };
        assert!((found - cached).abs() < 1e-6, "{name} {place:?}: {formula} is {found}, not {cached}");
    }
}

/// The parts of a workbook as text.
fn parts(path: &str) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(File::open(path).unwrap()).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let part = |name: String| {
        let mut text = String::new();
        archive.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
        (name, text)
    };
    names.into_iter().map(part).collect()
}

#[test]
fn it_keeps_to_the_checklist() {
    let to = folder(&[]);
    let path = made(&to, &MID_YEAR);
    let all = parts(&path);
    let sheets: Vec<&String> =
        all.iter().filter(|(name, _)| name.contains("worksheets/sheet")).map(|(_, text)| text).collect();
    let mut book = opened(&path);
    let names = book.sheet_names();
    assert_eq!(names[..4], ["Cover", "Charts", "Summary", "Brief"]);
    for text in &sheets {
        for word in ["<mergeCell", "<pane", "hidden=\"1\""] {
            assert!(!text.contains(word), "{word}");
        }
    }
    let mut tables: Vec<&str> = Vec::new();
    for (_, table) in all.iter().filter(|(name, _)| name.contains("tables/table")) {
        let name = table.split_once("displayName=\"").unwrap().1.split('"').next().unwrap();
        assert!(!tables.contains(&name) && !table.contains("headerRowCount=\"0\""), "{name}");
        tables.push(name);
    }
    assert_eq!(tables.len(), names.len() - 1, "a table a sheet, but for the charts: {tables:?}");
    let of = |part: &str| &all.iter().find(|(name, _)| name == part).unwrap().1;
    of("docProps/core.xml")
        .as_str()
        .says(&["Assessment of savings plans: Anytown PCT (5ZZ)", "2011-09-30T00:00:00Z"]);
    assert!(!of("xl/workbook.xml").contains("activeTab"), "the first sheet is the active one");
    let drawings: String = all
        .iter()
        .filter(|(name, _)| name.contains("drawings/drawing"))
        .map(|(_, text)| text.as_str())
        .collect();
    assert_eq!(drawings.matches(" descr=\"").count(), 2, "every chart is said in words");
    drawings.as_str().says(&[
        "descr=\"Planned care is furthest behind its plan to date, by £214k. Plan and actual",
        "descr=\"Identified savings are £2.6m above the challenge. Financial challenge",
    ]);
    // a colour for each of four words in every column of ratings, in the pairs of the page
    let styles = of("xl/styles.xml");
    styles.as_str().says(&[
        "FF004C23", "FFCCE5D8", "FF4D3708", "FFFFDC8E", "FF6A140E", "FFF7D4D1", "FF354550", "FFDBE0E3",
    ]);
    let cover = book.worksheet_range("Cover").unwrap();
    let text = |row: usize, at: usize| cover.get((row, at)).map(ToString::to_string).unwrap_or_default();
    assert_eq!(text(0, 0), "Assessment of savings plans: Anytown PCT (5ZZ), as at 30 Sep 2011");
    assert_eq!((text(1, 0), text(1, 1)), ("Overall rating".to_owned(), "amber".to_owned()));
    let first = (0..cover.height()).find(|row| text(*row, 0) == "Sheet").unwrap();
    for (row, name) in (first + 1..).zip(&names[1..]) {
        assert_eq!(text(row, 0), *name, "the cover lists every sheet");
    }
    let links = sheets[0].matches("<hyperlink ").count();
    assert_eq!(links, names.len() - 1);
}

#[test]
fn the_same_report_is_the_same_bytes() {
    let bytes = |zone: &str, language: &str, jobs: &str| {
        let to = folder(&[]);
        let path = at(&to, "report.xlsx");
        let words =
            [&["assess"], &MID_YEAR[..], &["--format", "xlsx", "-q", "--jobs", jobs, "-o", &path]].concat();
        let mut command = qipp(&words);
        command.env("TZ", zone).env("LANG", language).env("LC_ALL", language);
        run_command(command, "").ended(0);
        fs::read(path).unwrap()
    };
    let first = bytes("UTC", "C", "1");
    std::thread::sleep(std::time::Duration::from_millis(2100));
    assert!(first == bytes("Pacific/Auckland", "de_DE.UTF-8", "4"));
}

#[test]
fn a_text_never_becomes_a_formula_and_a_long_one_is_cut_by_word() {
    let long = "é".repeat(40_000);
    let plan = format!(
        "scheme,name,workstream,plan_ytd (£),actual_ytd (£)\n\"=HYPERLINK(\"\"http://x\"\")\",'+1,@SUM(A1),100,90\n\
         S2,-3,{long},100,5\nS3,\"\u{1b}[31mred\u{7}\",=2+3,7,7\n"
    );
    let to = folder(&[("plan.csv", &plan)]);
    let mut book = opened(&made(&to, &[&at(&to, "plan.csv"), "--by", "scheme"]));
    let sheet = book.worksheet_range("Finance").unwrap();
    let texts: Vec<String> = sheet
        .rows()
        .flatten()
        .filter_map(|cell| match cell {
            Data::String(text) => Some(text.clone()),
            _ => None,
        })
        .collect();
    for text in ["=HYPERLINK(\"http://x\")", "@SUM(A1)", "-3", "=2+3"] {
        assert!(texts.iter().any(|own| own == text), "{text}: {texts:?}");
    }
    let cut = texts.iter().find(|text| text.starts_with("éé")).unwrap();
    assert_eq!(cut.encode_utf16().count(), 32_767);
    assert!(cut.ends_with("… (40000 characters: --format csv has all)"), "{}", &cut[cut.len() - 60..]);
    assert!(texts.iter().all(|text| !text.contains('\u{1b}')));
    for (_, formula, ..) in formulas(&mut book) {
        assert!(!formula.contains("HYPERLINK") && !formula.contains("2+3"), "{formula}");
    }
}

#[test]
fn it_is_refused_as_a_plan_and_replaces_none() {
    let to = folder(&[("plan.csv", REGISTER)]);
    let path = made(&to, &[&at(&to, "plan.csv")]);
    let refused = run(&["assess", &path]).ended(3);
    refused.err.says(&["error[layout]: this is what qipp wrote of an assessment, and no plan\n  mend: "]);
    assert_eq!(run(&["assess", &path, "--format", "xlsx", "-o", &path]).status, 2);
    assert_eq!(run(&["assess", &at(&to, "plan.csv"), "--format", "xlsx", "-o", &at(&to, "a/")]).status, 2);
    // one view, beside the first screen
    let own = at(&to, "finance.xlsx");
    run(&["assess", &at(&to, "plan.csv"), "--report", &format!("xlsx:finance={own}")]).ended(0);
    assert_eq!(opened(&own).sheet_names(), ["Cover", "Charts", "Finance"]);
}

/// Ten thousand findings and as many schemes: a file that opens, with every line in it.
#[test]
fn a_submission_of_ten_thousand_findings_is_a_file_of_some_megabytes() {
    let mut plan = String::from("scheme,name,workstream,plan_ytd (£),actual_ytd (£),variance_ytd (£)\n");
    plan.extend(
        (0..10_000).map(|at| format!("S{at},Scheme {at},W{},{},{},7\n", at % 40, 1000 + at, 900 + at)),
    );
    let to = folder(&[("plan.csv", &plan)]);
    let path = made(&to, &[&at(&to, "plan.csv")]);
    assert!(fs::metadata(&path).unwrap().len() < 10_000_000);
    let sheet = opened(&path).worksheet_range("Findings").unwrap();
    assert!(sheet.height() > 10_000, "{}", sheet.height());
}

/// Every line of twenty organisations at every level, and a cover that says where to look first.
#[test]
fn a_nation_is_a_workbook_too() {
    let input = nation(6);
    let to = folder(&[]);
    let path = made(&to, &[&at(&input, "")]);
    assert!(fs::metadata(&path).unwrap().len() < 3_000_000);
    let mut book = opened(&path);
    let summary = book.worksheet_range("Summary").unwrap();
    assert_eq!(summary.height(), HEADING + 1 + 20);
    let finance = book.worksheet_range("Finance").unwrap();
    let levels = finance.rows().skip(HEADING + 1).map(|row| row[0].to_string());
    let mut lines: BTreeMap<String, usize> = BTreeMap::new();
    levels.for_each(|level| *lines.entry(level).or_default() += 1);
    assert_eq!((lines["scheme"], lines["organisation"], lines["region"], lines["nation"]), (240, 20, 10, 1));
    let cover = book.worksheet_range("Cover").unwrap();
    let labels: Vec<String> = cover.rows().take(3).map(|row| row[0].to_string()).collect();
    assert_eq!(labels[1..], ["Organisations", "Look first at"]);
}
