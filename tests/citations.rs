//! Every place a report prints, opened: it is a cell that exists, and it holds what the report says
//! stands there.

use crate::run::place;
use crate::submitted::Submitted;
use qipp::inside::rating::Stated;
use qipp::inside::report::{FinanceLine, Report};
use serde_json::Value;
use std::cell::OnceCell;
use std::collections::BTreeSet;

const LONDON: &str = "published/nhs-london-2011-02/as-published.csv";

/// Every place of a report, in whatever part of it.
pub fn places(value: &Value) -> Vec<String> {
    match value {
        Value::Object(map) => {
            let of_key = |(key, value): (&String, &Value)| match (key.as_str(), value) {
                ("place", at @ Value::Object(_)) => vec![place(at)],
                ("places" | "again", Value::Array(items)) => items.iter().map(place).collect(),
                _ => places(value),
            };
            map.iter().flat_map(of_key).collect()
        }
        Value::Array(items) => items.iter().flat_map(places).collect(),
        _ => Vec::new(),
    }
}

/// The files of a submission, to be opened at a place.
pub struct Opened<'s> {
    files: Vec<OpenedFile<'s>>,
}

/// A file, and what was read of it: once, however many of its places are looked at.
struct OpenedFile<'s> {
    name: &'s str,
    text: &'s str,
    document: OnceCell<Value>,
    /// Where each line begins.
    lines: Vec<usize>,
}

impl<'s> Opened<'s> {
    pub fn of(submitted: &'s Submitted) -> Self {
        let file = |(name, text): (&'s str, &'s str)| {
            let ends = text.split_inclusive('\n').scan(0, |end, line| {
                *end += line.len();
                Some(*end)
            });
            let lines = std::iter::once(0).chain(ends).collect();
            OpenedFile { name, text, document: OnceCell::new(), lines }
        };
        Self { files: submitted.texts().map(file).collect() }
    }

    fn file(&self, place: &str) -> &OpenedFile<'s> {
        let mut files = self.files.iter().filter(|file| place.starts_with(file.name));
        files.next().unwrap_or_else(|| panic!("{place} is in no file"))
    }

    /// The text of the cell that begins at a place, or why there is none.
    fn cell(&self, place: &str) -> Result<String, String> {
        let file = self.file(place);
        let text = file.text;
        let at = &place[file.name.len()..];
        if let Some(pointer) = at.strip_prefix('#') {
            return json_cell(file.document.get_or_init(|| serde_json::from_str(text).unwrap()), pointer);
        }
        if at.is_empty() {
            return Ok(String::new());
        }
        if let Some((lines, _)) = at.strip_prefix(':').unwrap().split_once(" (") {
            let (first, last) = lines.split_once('-').unwrap();
            let (first, last): (usize, usize) = (first.parse().unwrap(), last.parse().unwrap());
            let there = 1 <= first && first <= last && last <= text.lines().count();
            return if there { Ok(String::new()) } else { Err(format!("no lines {first} to {last}")) };
        }
        let (line, column) = at[1..].split_once(':').unwrap();
        let start = file.lines.get(line.parse::<usize>().unwrap() - 1);
        let rest = start.map(|start| &text[*start..]).filter(|rest| !rest.is_empty());
        csv_cell(rest.ok_or("no such line")?, column.parse().unwrap())
    }

    pub fn figure(&self, place: &str) -> String {
        let cell = self.cell(place).unwrap_or_else(|why| panic!("{place}: {why}"));
        plain(&cell).unwrap_or_else(|| panic!("{place} holds `{cell}`, which is no figure"))
    }
}

/// The cell that begins at a character of a line of a text of commas and quotes, given from that line on.
fn csv_cell(rest: &str, column: usize) -> Result<String, String> {
    let offset = rest.char_indices().nth(column - 1).map_or(rest.len(), |(at, _)| at);
    let (before, cell) = rest.split_at(offset);
    if before.contains('\n') {
        return Err("the line is shorter".to_owned());
    }
    // the cells before it, read by the csv crate, must end exactly here
    if !before.is_empty() {
        let closed = before.strip_suffix(',').ok_or("no cell begins here")?;
        if closed.matches('"').count() % 2 == 1 {
            return Err("inside a quoted cell".to_owned());
        }
    }
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(cell.as_bytes());
    let record = reader.records().next().ok_or("nothing begins here")?.map_err(|error| error.to_string())?;
    Ok(record.get(0).unwrap_or("").to_owned())
}

fn json_cell(document: &Value, pointer: &str) -> Result<String, String> {
    match document.pointer(pointer) {
        Some(Value::String(cell)) => Ok(cell.clone()),
        Some(_) => Ok(String::new()),
        None => Err("the pointer leads nowhere".to_owned()),
    }
}

/// The digits of a figure as published: without separators and brackets.
fn plain(cell: &str) -> Option<String> {
    let text: String = cell.replace("<b>", "").replace("</b>", "").replace([',', '£'], "");
    let negative = text.starts_with('(') || text.starts_with('-');
    let digits = text.trim_matches(['(', ')', '-']);
    let figure = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    figure.then(|| format!("{}{digits}", if negative { "-" } else { "" }))
}

fn every_place_is_a_cell(submitted: &Submitted, report: &Report) {
    let all = BTreeSet::from_iter(places(&serde_json::to_value(report).unwrap()));
    assert!(all.len() > 20, "a report says where things stand");
    let opened = Opened::of(submitted);
    let broken = all.iter().filter_map(|place| opened.cell(place).err().map(|why| format!("{place}: {why}")));
    assert_eq!(broken.collect::<Vec<_>>(), Vec::<String>::new());
}

/// What is stated stands where a finding ST says: a figure as digits, a rating as its letter.
fn stated_figures_stand_where_they_are_said_to(submitted: &Submitted, report: &Report, expected: usize) {
    let opened = Opened::of(submitted);
    let stated: Vec<_> = report.findings.iter().filter(|finding| finding.code == "ST").collect();
    assert_eq!(stated.len(), expected, "{stated:?}");
    for finding in stated {
        let cell = opened.cell(&finding.places[0]).unwrap();
        let stated = Stated::parse(&cell).map_or(cell, |rating| rating.word().to_owned());
        let said = finding.found.replace([',', '£'], "");
        assert!(said.contains(&stated), "{}: `{stated}` in `{}`", finding.places[0], finding.found);
    }
}

fn scheme_lines(report: &Report) -> impl Iterator<Item = &FinanceLine> {
    report.plans[0].finance.iter().filter(|line| line.level.word() == "scheme" && !line.places.is_empty())
}

#[test]
fn london_cites_its_cells() {
    let london = Submitted::fixture(LONDON);
    let report = london.assess();
    every_place_is_a_cell(&london, &report);
    let opened = Opened::of(&london);
    for line in scheme_lines(&report) {
        let cells: Vec<String> = line.places.iter().map(|place| opened.figure(place)).collect();
        let figures = [line.plan_ytd, line.actual_ytd].map(|money| money.unwrap().plain());
        let figures = figures.map(|pounds| pounds.strip_suffix("000").unwrap().to_owned());
        assert_eq!(cells, figures, "{}: plan and actual", line.scheme);
    }
    let unidentified = report.findings.iter().find(|finding| finding.code == "UN").unwrap();
    assert_eq!(opened.cell(&unidentified.places[0]).unwrap(), unidentified.scheme);
}

/// A row of the worked plan's tracker: line, scheme, month, plan, actual.
fn tracker(submitted: &Submitted) -> Vec<(usize, String, String, i64, Option<i64>)> {
    let (_, text) = submitted.texts().find(|(name, _)| name.ends_with("savings.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader
        .records()
        .map(|row| {
            let row = row.unwrap();
            let line = usize::try_from(row.position().unwrap().line()).unwrap();
            let actual = Some(&row[3]).filter(|cell| !cell.is_empty()).map(|cell| cell.parse().unwrap());
            (line, row[0].to_owned(), row[1].to_owned(), row[2].parse().unwrap_or(0), actual)
        })
        .collect()
}

#[test]
fn a_folder_cites_its_cells() {
    let folder = Submitted::folder("anytown-mid-year").reviewed("anytown-judgements.csv");
    let report = folder.assess();
    every_place_is_a_cell(&folder, &report);
    stated_figures_stand_where_they_are_said_to(&folder, &report, 2);
    // a position to date is folded: from the first line to the last, so many cells
    let rows = tracker(&folder);
    for line in scheme_lines(&report).filter(|line| line.places[0].ends_with("cells)")) {
        let own: Vec<_> = rows
            .iter()
            .filter(|(_, scheme, month, ..)| {
                *scheme == line.scheme && ("2011-04"..="2011-09").contains(&&**month)
            })
            .collect();
        let (plan, actual): (i64, i64) =
            (own.iter().map(|row| row.3).sum(), own.iter().filter_map(|row| row.4).sum());
        assert_eq!(
            (line.plan_ytd.unwrap().plain(), line.actual_ytd.unwrap().plain()),
            (plan.to_string(), actual.to_string())
        );
        let cells = own.len() + own.iter().filter(|row| row.4.is_some()).count();
        let (first, last) = (own.first().unwrap().0, own.last().unwrap().0);
        assert_eq!(*line.places, [format!("anytown-mid-year/savings.csv:{first}-{last} ({cells} cells)")]);
    }
}

#[test]
fn a_json_plan_cites_its_pointers() {
    let json = Submitted::fixture("anytown-mid-year.json").reviewed("anytown-judgements.csv");
    let report = json.assess();
    every_place_is_a_cell(&json, &report);
    stated_figures_stand_where_they_are_said_to(&json, &report, 2);
    let opened = Opened::of(&json);
    for line in scheme_lines(&report).filter(|line| line.plan_ytd.is_some_and(|plan| !plan.is_zero())) {
        let sum: i64 = line.places.iter().map(|place| opened.figure(place).parse::<i64>().unwrap()).sum();
        let figures = line.plan_ytd.unwrap() + line.actual_ytd.unwrap();
        assert_eq!(sum.to_string(), figures.plain(), "{}: every cell of plan and actual", line.scheme);
    }
}

/// A table of JSON Lines cites the line and the key; a heading stands where its key is first used.
#[test]
fn json_lines_cite_line_and_key() {
    let lines = "{\"scheme\":\"S1\",\"plan_ytd\":\"£100\",\"actual_ytd\":\"£90\"}\n\n\
                 {\"scheme\":\"S2\",\"plan_ytd\":\"£100\",\"actual_ytd\":\"£95\",\"rag\":\"A\"}\n";
    let report = Submitted::text("plan.jsonl", lines).assess();
    let places: Vec<&String> = scheme_lines(&report).flat_map(|line| &line.places).collect();
    assert_eq!(
        places,
        [
            "plan.jsonl:1#/plan_ytd",
            "plan.jsonl:1#/actual_ytd",
            "plan.jsonl:3#/plan_ytd",
            "plan.jsonl:3#/actual_ytd"
        ]
    );
    let headings = report.inputs[0].tables[0].columns.last().map(|column| column.place.to_string());
    assert_eq!(headings.as_deref(), Some("plan.jsonl:3#/rag"));
}
