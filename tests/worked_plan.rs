//! The worked plan, loaded through the library, changed by a cell or a row, and assessed.

use crate::submitted::Submitted;
use qipp::inside::assess::Options;
use qipp::inside::policy::Policy;
use qipp::inside::report::Report;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A folder of tables held in memory, so that a test can change a cell and assess again.
#[derive(Clone)]
pub struct Folder {
    tables: BTreeMap<String, Vec<Vec<String>>>,
    judgements: Option<Vec<Vec<String>>>,
}

/// The path of a fixture.
pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

fn rows(path: &Path) -> Vec<Vec<String>> {
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(path).unwrap();
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn text(rows: &[Vec<String>]) -> String {
    let mut writer = ::csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

fn column(headings: &[String], heading: &str) -> usize {
    headings.iter().position(|name| name == heading).unwrap_or_else(|| panic!("no column {heading}"))
}

/// Whether a row is one that a test speaks of: `[PC-01]` names it under the table's own name, `[scheme=PC-01,
/// period=2011-09]` by its cells. `|` stands between words of which one will do, `*` for any letters that
/// end a cell, at least one; `!=` for every other word.
fn is_meant(table: &str, headings: &[String], row: &[String], rows: &str) -> bool {
    rows.split(", ").all(|of| {
        let (heading, words) = of.split_once('=').unwrap_or((table.trim_end_matches('s'), of));
        let cell = &row[column(headings, heading.trim_end_matches('!'))];
        let is = |word: &str| match word.strip_suffix('*') {
            Some(begins) => cell.len() > begins.len() && cell.starts_with(begins),
            None => cell == word,
        };
        words.split('|').any(is) != heading.ends_with('!')
    })
}

/// The table, the rows and the heading of `table[rows].heading`; of a table alone every row.
fn place(place: &str) -> (&str, Option<&str>, &str) {
    let Some((table, rest)) = place.split_once('[') else {
        let (table, heading) = place.split_once('.').unwrap();
        return (table, None, heading);
    };
    let (rows, heading) = rest.split_once(']').unwrap();
    (table, Some(rows), heading.trim_start_matches('.'))
}

impl Folder {
    /// The tables of a fixture folder.
    pub fn read(name: &str) -> Self {
        let mut tables = BTreeMap::new();
        for entry in std::fs::read_dir(fixture(name)).unwrap() {
            let path = entry.unwrap().path();
            let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
            tables.insert(stem, rows(&path));
        }
        Self { tables, judgements: None }
    }

    /// The worked plan with its reviewer's judgements: green throughout.
    pub fn anytown() -> Self {
        let judgements = rows(&fixture("anytown-judgements.csv"));
        Self { judgements: Some(judgements), ..Self::read("anytown") }
    }

    /// The column of a heading.
    fn column(rows: &[Vec<String>], heading: &str) -> usize {
        column(&rows[0], heading)
    }

    fn rows_mut(&mut self, table: &str) -> &mut Vec<Vec<String>> {
        self.tables.get_mut(table).unwrap_or_else(|| panic!("no table {table}"))
    }

    /// Sets the cells at a place: `schemes[PC-01].brief` (see [`is_meant`]), or of several columns,
    /// `schemes[PC-01].brief, sponsor`.
    pub fn set(mut self, at: &str, value: &str) -> Self {
        let (table, meant, heading) = place(at);
        let rows = self.rows_mut(table);
        let headings = rows[0].clone();
        let columns: Vec<usize> = heading.split(", ").map(|heading| column(&headings, heading)).collect();
        let is_meant =
            |row: &&mut Vec<String>| meant.is_none_or(|meant| is_meant(table, &headings, row, meant));
        let mut changed = 0;
        for row in rows.iter_mut().skip(1).filter(is_meant) {
            columns.iter().for_each(|at| value.clone_into(&mut row[*at]));
            changed += 1;
        }
        assert!(changed > 0, "the change of {at} changes nothing");
        self
    }

    /// Blanks the cells at a place; without rows, a whole column.
    pub fn blank(self, at: &str) -> Self {
        self.set(at, "")
    }

    /// Drops rows: `kpis[scheme=PC-05]`.
    pub fn drop_rows(mut self, at: &str) -> Self {
        let (table, meant, _) = place(at);
        let rows = self.rows_mut(table);
        let (before, headings) = (rows.len(), rows.remove(0));
        rows.retain(|row| !is_meant(table, &headings, row, meant.unwrap()));
        rows.insert(0, headings);
        assert!(rows.len() < before, "nothing of {at} is dropped");
        self
    }

    /// Drops a whole table.
    pub fn without(mut self, table: &str) -> Self {
        assert!(self.tables.remove(table).is_some(), "no table {table}");
        self
    }

    /// Drops the reviewer's judgements of a criterion.
    pub fn unjudged(mut self, criterion: &str) -> Self {
        let rows = self.judgements.as_mut().unwrap();
        let at = Self::column(rows, "criterion");
        let before = rows.len();
        rows.retain(|row| row[at] != criterion);
        assert!(rows.len() < before, "{criterion} is not judged");
        self
    }

    /// Adds a row, by heading.
    pub fn add(mut self, table: &str, cells: &[(&str, &str)]) -> Self {
        let rows = self.rows_mut(table);
        let mut row = vec![String::new(); rows[0].len()];
        for (heading, value) in cells {
            row[Self::column(rows, heading)] = (*value).to_owned();
        }
        rows.push(row);
        self
    }

    /// Sets a cell of the reviewer's judgement of a criterion.
    pub fn judgement(mut self, criterion: &str, heading: &str, value: &str) -> Self {
        let rows = self.judgements.as_mut().unwrap();
        let (of, at) = (Self::column(rows, "criterion"), Self::column(rows, heading));
        let row = rows.iter_mut().find(|row| row[of] == criterion);
        row.unwrap_or_else(|| panic!("{criterion} is not judged"))[at] = value.to_owned();
        self
    }

    /// Adds a reviewer's judgement, met with its evidence or otherwise; `scheme` is blank for the plan.
    pub fn judge(mut self, criterion: &str, scheme: &str, result: &str) -> Self {
        let rows = self.judgements.as_mut().unwrap();
        if !rows[0].iter().any(|heading| heading == "scheme") {
            rows[0].push("scheme".to_owned());
            rows.iter_mut().skip(1).for_each(|row| row.push(String::new()));
        }
        let mut row = vec![String::new(); rows[0].len()];
        for (heading, value) in
            [("criterion", criterion), ("scheme", scheme), ("result", result), ("evidence", "page 1")]
        {
            row[Self::column(rows, heading)] = value.to_owned();
        }
        rows.push(row);
        self
    }

    /// Adds a judgement to the submission itself.
    pub fn self_assess(self, criterion: &str, result: &str) -> Self {
        self.self_assess_of(criterion, "", result)
    }

    /// Adds a judgement of a scheme to the submission itself.
    pub fn self_assess_of(mut self, criterion: &str, scheme: &str, result: &str) -> Self {
        let cells = |row: [&str; 4]| row.map(str::to_owned).to_vec();
        let table = self.tables.entry("judgements".to_owned());
        let table = table.or_insert_with(|| vec![cells(["criterion", "scheme", "result", "evidence"])]);
        table.push(cells([criterion, scheme, result, "plan, page 1"]));
        self
    }

    /// The cells at a place.
    pub fn cells(&self, at: &str) -> Vec<String> {
        let (table, meant, heading) = place(at);
        let rows = &self.tables[table];
        let column = Self::column(rows, heading);
        let kept = rows.iter().skip(1).filter(|row| is_meant(table, &rows[0], row, meant.unwrap()));
        kept.map(|row| row[column].clone()).collect()
    }

    /// Its tables, each with the row of headings first.
    pub fn tables(&self) -> &BTreeMap<String, Vec<Vec<String>>> {
        &self.tables
    }

    /// A cell by its table, its row (the first below the headings is 1) and its column.
    pub fn cell_mut(&mut self, table: &str, row: usize, column: usize) -> &mut String {
        &mut self.rows_mut(table)[row][column]
    }

    /// Its tables and its reviewer's judgements, to be read under a policy.
    pub fn submitted(&self, policy: &Policy, options: &Options) -> Submitted {
        let given = Submitted::under(policy, options);
        let tables = self.tables.iter();
        let plan = tables.fold(given, |plan, (name, rows)| plan.table(&format!("{name}.csv"), text(rows)));
        let judgements = self.judgements.iter();
        judgements.fold(plan, |plan, rows| plan.reviewed_in("judgements.csv", text(rows)))
    }

    /// Its tables in a folder `plan`, and its reviewer's judgements in `judgements.csv` beside it.
    pub fn on_disk(&self) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("plan")).unwrap();
        let tables = self.tables.iter().map(|(name, rows)| (format!("plan/{name}.csv"), rows));
        let judgements = self.judgements.iter().map(|rows| ("judgements.csv".to_owned(), rows));
        for (name, rows) in tables.chain(judgements) {
            std::fs::write(folder.path().join(name), text(rows)).unwrap();
        }
        folder
    }

    /// Reads and assesses; panics with the problems where there are any.
    pub fn assess_with(&self, policy: &Policy, options: &Options) -> Report {
        self.submitted(policy, options).assess()
    }

    /// Reads and assesses under the default policy.
    pub fn assess(&self) -> Report {
        self.assess_with(&Policy::default(), &Options::default())
    }
}

/// Every result of the first plan by code (with the scheme for Figure 13): `A1-VIS-1` → `met`.
pub fn results(report: &Report) -> BTreeMap<String, String> {
    let plan = &report.plans[0];
    let of_plan = plan.appendix_one.iter().flat_map(|row| &row.expectations).chain(&plan.integrated_plan);
    let of_plan = of_plan.map(|e| (e.code.to_owned(), e.result.to_string()));
    let of_schemes = plan.figure_13.iter().flat_map(|scheme| {
        scheme.expectations.iter().map(|e| (format!("{} {}", e.code, scheme.scheme), e.result.to_string()))
    });
    of_plan.chain(of_schemes).collect()
}

/// What differs between two reports' results, as `CODE scheme: before -> after`, in order.
pub fn changes(before: &Report, after: &Report) -> Vec<String> {
    let (before, after) = (results(before), results(after));
    let keys: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    keys.into_iter()
        .filter_map(|key| {
            let (was, is) = (before.get(key), after.get(key));
            let word = |result: Option<&String>| result.map_or("absent".to_owned(), Clone::clone);
            (was != is).then(|| format!("{key}: {} -> {}", word(was), word(is)))
        })
        .collect()
}
