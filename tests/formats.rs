//! The same plan in every form gives one and the same report: as a folder of tables, as one JSON
//! object, as an array, as one CSV whose first column names each row's table, and as JSON Lines.

use crate::convert::{assert_same, drop_own_to_a_form};
use crate::submitted::Submitted;
use crate::worked_plan::fixture;
use serde_json::{Map, Value};

const FOLDERS: [&str; 2] = ["anytown", "anytown-mid-year"];

/// The report as a reader of any form sees it.
fn report(submitted: &Submitted) -> String {
    let mut value = serde_json::to_value(submitted.assess()).unwrap();
    drop_own_to_a_form(&mut value);
    serde_json::to_string_pretty(&value).unwrap()
}

/// A table of the folder: its name in one word, its headings and rows.
struct Table {
    one: &'static str,
    many: String,
    headings: Vec<String>,
    rows: Vec<Vec<String>>,
}

fn tables(folder: &str) -> Vec<Table> {
    let mut paths: Vec<_> =
        std::fs::read_dir(fixture(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let table = |path: &std::path::PathBuf| {
        let mut reader = csv::Reader::from_path(path).unwrap();
        let headings = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        let many = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let declared = qipp::inside::plan::fields::TABLES.iter().find(|table| table.name == many).unwrap();
        Table { one: declared.one, many, headings, rows }
    };
    paths.iter().map(table).collect()
}

/// A row as a JSON object; blank cells are left out.
fn object(table: &Table, row: &[String]) -> Map<String, Value> {
    let filled = table.headings.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
    filled.map(|(heading, cell)| (heading.clone(), Value::from(cell.as_str()))).collect()
}

/// One object with a key for each table.
fn as_object(tables: &[Table]) -> Value {
    let of_table = |table: &Table| {
        let rows: Vec<Value> = table.rows.iter().map(|row| Value::Object(object(table, row))).collect();
        (table.many.clone(), Value::Array(rows))
    };
    Value::Object(tables.iter().map(of_table).collect())
}

/// A row of any table to a line, with its table under `record`.
fn as_lines(tables: &[Table]) -> String {
    let mut text = String::new();
    for table in tables {
        for row in &table.rows {
            let mut all = Map::new();
            all.insert("record".to_owned(), Value::from(table.one));
            all.extend(object(table, row));
            text.push_str(&Value::Object(all).to_string());
            text.push('\n');
        }
    }
    text
}

/// One CSV over the columns of all tables.
fn as_records(tables: &[Table]) -> String {
    let mut headings = vec!["record".to_owned()];
    for heading in tables.iter().flat_map(|table| &table.headings) {
        if !headings.contains(heading) {
            headings.push(heading.clone());
        }
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&headings).unwrap();
    for table in tables {
        for row in &table.rows {
            let cell = |heading: &String| match table.headings.iter().position(|own| own == heading) {
                Some(at) => row[at].as_str(),
                None => "",
            };
            let cells = headings.iter().skip(1).map(cell);
            writer.write_record(std::iter::once(table.one).chain(cells)).unwrap();
        }
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

#[test]
fn every_form_gives_the_same_report() {
    for folder in FOLDERS {
        let tables = tables(folder);
        let object = as_object(&tables);
        let given = Submitted::folder(folder).reviewed("anytown-judgements.csv");
        let expected = report(&given);
        assert!(expected.contains("\"A1-RSK-5\""), "a whole plan");
        for (form, submitted) in [
            ("the JSON fixture", Submitted::fixture(&format!("{folder}.json"))),
            ("one JSON object", Submitted::text("plan.json", object.to_string())),
            ("an array of objects", Submitted::text("plan.json", Value::from(vec![object]).to_string())),
            ("one CSV with a record column", Submitted::text("plan.csv", as_records(&tables))),
            ("JSON Lines", Submitted::text("plan.jsonl", as_lines(&tables))),
            ("a CSV with semicolons", Submitted::text("plan.csv", with_semicolons(&as_records(&tables)))),
        ] {
            let other = report(&submitted.reviewed("anytown-judgements.csv"));
            assert_same(&expected, &other, &format!("{folder} as {form}"));
        }
    }
}

fn with_semicolons(text: &str) -> String {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    for row in reader.records() {
        writer.write_record(&row.unwrap()).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

/// Line ends, a byte-order mark's remains and blank lines are nothing to a plan.
#[test]
fn line_ends_and_blank_lines_change_nothing() {
    let text = "scheme,plan_ytd £,actual_ytd £\nS1,100,90\nS2,200,210\n";
    let expected = report(&Submitted::text("plan.csv", text));
    for other in [
        text.replace('\n', "\r\n"),
        text.replace('\n', "\n\n"),
        text.replace('\n', ",,\n"),
        text.trim_end().to_owned(),
        text.replace(',', "\t"),
        text.replace("100", "\"100\"").replace("S1", "  S1 "),
    ] {
        assert_same(&expected, &report(&Submitted::text("plan.csv", other.clone())), &other);
    }
}
