//! What an input goes through, and what must hold of it whatever is in it: the fuzzer's targets and the test that
//! replays what they found are this.

use qipp::inside::calendar::{parse_date, parse_period};
use qipp::inside::money::{AmountError, Reading, parse_amount};
use qipp::inside::names::{key, same};
use std::io::{Cursor, Write};
use std::path::Path;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A kind of input; of each there is a target and a folder of the corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Separated text.
    Table,
    Json,
    JsonLines,
    /// A policy with its map, in TOML.
    Policy,
    /// A workbook of Excel: the package itself, or its parts as text (see [`package`]).
    Xlsx,
    Ods,
    /// Separated text that is converted to every form and back.
    Convert,
    /// A workbook that is marked.
    Mark,
    /// Amounts, dates, periods and headings, one a line.
    Values,
}

impl Kind {
    pub const ALL: [Self; 9] = [
        Self::Table,
        Self::Json,
        Self::JsonLines,
        Self::Policy,
        Self::Xlsx,
        Self::Ods,
        Self::Convert,
        Self::Mark,
        Self::Values,
    ];

    /// The name of its target and of its folder.
    pub fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Json => "json",
            Self::JsonLines => "jsonl",
            Self::Policy => "policy",
            Self::Xlsx => "xlsx",
            Self::Ods => "ods",
            Self::Convert => "convert",
            Self::Mark => "mark",
            Self::Values => "values",
        }
    }
}

/// The formats of a result, each with the end of a file of it.
const FORMATS: [(&str, &str); 10] = [
    ("table", "txt"),
    ("markdown", "md"),
    ("csv", "csv"),
    ("json", "json"),
    ("jsonl", "jsonl"),
    ("html", "html"),
    ("xlsx", "xlsx"),
    ("sarif", "sarif"),
    ("junit", "xml"),
    ("github", "txt"),
];

/// What else is asked of a run; the input's own bytes choose.
const ASKED: [&[&str]; 8] = [
    &[],
    &["--keep-going"],
    &["--also", "strict"],
    &["--policy", "current", "--view", "all"],
    &["--view", "all", "--by", "all"],
    &["--as-at", "2011-09", "--sign", "negative"],
    &["--amounts-in", "£000", "--measure", "savings", "--org", "Anytown"],
    &["--policy", "treasury", "--keep-going", "--fail-on", "amber"],
];

/// Plans that a fuzzed policy is tried on: one that its map may answer, and one that it may colour.
const PLANS: [&str; 2] = ["fixtures/messy/quarters-across.csv", "fixtures/northfold-icb-2025/month-6"];

/// Where files of a run stand, and how the program is run.
pub struct Desk<'a> {
    pub folder: &'a Path,
    pub qipp: &'a dyn Fn(&[String]) -> i32,
}

impl Desk<'_> {
    /// Takes an input through all that is done with its kind.
    pub fn take(&self, kind: Kind, input: &[u8]) {
        match kind {
            Kind::Table => self.assessed("in.csv", input, &[]),
            Kind::Json => self.assessed("in.json", input, &[]),
            Kind::JsonLines => self.assessed("in.jsonl", input, &["--input-format", "jsonl"]),
            Kind::Xlsx => self.assessed("in.xlsx", &package(input, &XLSX), &[]),
            Kind::Ods => self.assessed("in.ods", &package(input, &ODS), &[]),
            Kind::Policy => self.policy(input),
            Kind::Convert => self.converted(input),
            Kind::Mark => self.marked(&package(input, &XLSX)),
            Kind::Values => values(&String::from_utf8_lossy(input)),
        }
    }

    fn at(&self, name: &str) -> String {
        self.folder.join(name).to_string_lossy().into_owned()
    }

    fn put(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.at(name);
        std::fs::write(&path, bytes).expect("a file of the desk");
        path
    }

    /// Runs the program; whatever it was given, it is no fault of the machine or of the program.
    fn run(&self, words: &[&str]) -> i32 {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let status = (self.qipp)(&words);
        assert!((0..=3).contains(&status), "status {status}: qipp {}", words.join(" "));
        status
    }

    /// Assesses an input in a format that its bytes choose, maps it, compares it with itself.
    fn assessed(&self, name: &str, input: &[u8], options: &[&str]) {
        let file = self.put(name, input);
        let sum =
            input.iter().fold(0_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(usize::from(*byte)));
        let (format, ending) = FORMATS[sum % FORMATS.len()];
        let asked = ASKED[sum / FORMATS.len() % ASKED.len()];
        let out = self.at(&format!("out.{ending}"));
        let _ = std::fs::remove_file(&out);
        let status = self.run(&[&["assess", &file, "--format", format, "-o", &out], options, asked].concat());
        if let Ok(bytes) = std::fs::read(&out) {
            sound(format, &bytes);
        } else {
            assert!(status > 1, "no result and status {status}");
        }
        match sum / FORMATS.len() / ASKED.len() % 4 {
            0 => drop(self.run(&[&["map", &file, "-o", &self.at("map.toml")], options].concat())),
            1 => self.compared_with_itself(&file, options),
            2 => drop(self.run(&[&["mark", &file, "-o", &self.at("copy.xlsx")], options].concat())),
            _ => {}
        }
    }

    /// Nothing moved between a plan and itself.
    fn compared_with_itself(&self, file: &str, options: &[&str]) {
        let out = self.at("moved.json");
        let _ = std::fs::remove_file(&out);
        let status = self.run(&[&["compare", file, file, "--format", "json", "-o", &out], options].concat());
        if status == 0 {
            let report: serde_json::Value =
                serde_json::from_slice(&std::fs::read(&out).expect("a result")).expect("JSON");
            for list in ["subjects", "milestones", "findings", "expectations"] {
                let moved = report["movement"][list].as_array().expect("a list of movement");
                assert!(moved.is_empty(), "{list}: {moved:?}");
            }
        }
    }

    /// A policy is read, or refused; what it is tried on is judged by it.
    fn policy(&self, input: &[u8]) {
        let policy = self.put("policy.toml", input);
        self.run(&["policy", "--policy", &policy]);
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/");
        let root = root.strip_suffix("tests/fuzz/").unwrap_or(root);
        let plan = format!("{root}{}", PLANS[input.len() % PLANS.len()]);
        let out = self.at("out.json");
        let _ = std::fs::remove_file(&out);
        self.run(&["assess", &plan, "--policy", &policy, "--format", "json", "-o", &out]);
        if let Ok(bytes) = std::fs::read(&out) {
            sound("json", &bytes);
        }
    }

    /// In every form a plan is the same plan.
    fn converted(&self, input: &[u8]) {
        let file = self.put("in.csv", input);
        // a line of this form says in any case which table it is of; others say so where they must
        let (one, back) = (self.at("one.jsonl"), self.at("back.jsonl"));
        let forms = ["plan.csv", "plan.json", "plan.xlsx", "tables/"].map(|form| self.at(form));
        if self.run(&["convert", &file, "-o", &one]) != 0 {
            return;
        }
        let expected = std::fs::read_to_string(&one).expect("a converted plan");
        for form in &forms {
            let _ = std::fs::remove_file(form);
            let status = self.run(&["convert", &one, "-o", form]);
            // sheets and files by themselves are read as anybody's are: a name may be taken for a total's there
            if status == 3 && (form.ends_with("xlsx") || form.ends_with('/')) {
                assert!(!Path::new(form).exists(), "{form} is refused and written");
                continue;
            }
            assert_eq!(status, 0, "to {form}");
            assert_eq!(self.run(&["convert", form, "-o", &back]), 0, "from {form}");
            let there = std::fs::read_to_string(&back).expect("a plan converted back");
            // in a workbook an amount is a number, which keeps no zeros at its end
            let is_same =
                there == expected || form.ends_with("xlsx") && trimmed(&there) == trimmed(&expected);
            assert!(is_same, "{form}: {there}");
        }
        let _ = std::fs::remove_dir_all(self.at("tables"));
    }

    /// A marked workbook is read as the one it was made from, and marking it again changes nothing.
    fn marked(&self, input: &[u8]) {
        let file = self.put("in.xlsx", input);
        let (copy, again) = (self.at("copy.xlsx"), self.at("again.xlsx"));
        let _ = std::fs::remove_file(&copy);
        let status = self.run(&["mark", &file, "-o", &copy]);
        if !Path::new(&copy).exists() {
            return;
        }
        assert_eq!(self.run(&["mark", &copy, "-o", &again]), status, "marked again");
        let plan = |of: &str, to: &str| {
            let (status, to) = (self.run(&["convert", of, "-o", &self.at(to)]), self.at(to));
            (status == 0).then(|| std::fs::read(to).expect("a converted plan"))
        };
        let (own, theirs) = (plan(&file, "own.json"), plan(&copy, "theirs.json"));
        assert!(own == theirs, "the marked copy is another plan");
    }
}

/// A result is what its format says, and nothing in it steers a terminal or hides.
fn sound(format: &str, bytes: &[u8]) {
    if format == "xlsx" {
        assert!(bytes.starts_with(b"PK"), "no workbook");
        return;
    }
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    match format {
        "json" | "sarif" => drop(serde_json::from_str::<serde_json::Value>(text).expect("JSON")),
        "jsonl" => {
            text.lines().for_each(|line| drop(serde_json::from_str::<serde_json::Value>(line).expect("JSON")))
        }
        "html" => assert!(!text.contains("<script"), "a script"),
        _ => {}
    }
    let steers =
        |c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\r') || matches!(c, '\u{202A}'..='\u{202E}');
    // CSV carries texts as they are: who wrote them finds them again
    assert!(format == "csv" || !text.contains(steers), "a character that steers: {text:?}");
}

/// A text whose decimals have no zeros at their end.
fn trimmed(text: &str) -> String {
    let mut parts = text.split('.');
    let mut all = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let decimals = part[..digits].trim_end_matches('0');
        let point = if decimals.is_empty() && digits > 0 { "" } else { "." };
        all.extend([point, decimals, &part[digits..]]);
    }
    all
}

/// What a reader of values makes of a text, it makes of its own words for it, too.
fn values(text: &str) {
    for line in text.lines() {
        if let Ok(Reading::Figure { amount, .. }) = parse_amount(line, None) {
            let again = parse_amount(&amount.value.plain(), None);
            let same =
                matches!(again, Ok(Reading::Figure { amount: again, .. }) if again.value == amount.value);
            // in pounds an amount of millions may have more digits than are read
            assert!(same || again == Err(AmountError::TooLong), "{line}: {again:?}");
        }
        if let Ok(date) = parse_date(line) {
            assert_eq!(parse_date(&date.to_string()), Ok(date), "{line}");
        }
        let _ = parse_period(line);
        assert!(same(line, line) && key(&key(line)) == key(line), "{line}");
    }
}

/// The small parts without which a package is no workbook.
type Parts = [(&'static str, &'static str)];

const XLSX: [(&str, &str); 4] = [
    ("[Content_Types].xml", include_str!("parts/content-types.xml")),
    ("_rels/.rels", include_str!("parts/rels.xml")),
    ("xl/workbook.xml", include_str!("parts/workbook.xml")),
    ("xl/_rels/workbook.xml.rels", include_str!("parts/workbook-rels.xml")),
];

const ODS: [(&str, &str); 2] = [
    ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
    ("META-INF/manifest.xml", include_str!("parts/manifest.xml")),
];

/// A workbook of parts that are given as text, each below a line `--- its/name.xml`; what lacks is added. Bytes that
/// are a package already stay as they are.
fn package(input: &[u8], usual: &Parts) -> Vec<u8> {
    if input.starts_with(b"PK") {
        return input.to_vec();
    }
    let text = String::from_utf8_lossy(input);
    let given: Vec<(&str, &str)> = format_parts(&text);
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    let lacking = usual.iter().copied().filter(|(name, _)| given.iter().all(|(other, _)| name != other));
    for (name, part) in lacking.chain(given.iter().copied()) {
        // a name that was used, or cannot be one, is left out
        if to.start_file(name, SimpleFileOptions::default()).is_ok() {
            to.write_all(part.as_bytes()).expect("a part");
        }
    }
    to.finish().expect("a package").into_inner()
}

fn format_parts(text: &str) -> Vec<(&str, &str)> {
    let sections = text.strip_prefix("--- ").into_iter().flat_map(|rest| rest.split("\n--- "));
    sections.map(|section| section.split_once('\n').unwrap_or((section, ""))).collect()
}
