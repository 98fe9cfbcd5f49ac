//! Trackers folded as they are read give what the ordinary reader gives: the same lines, notes and
//! problems, for any number of threads. `--encoding utf-8` asks for nothing but the ordinary reader.

use crate::run::{Run, at, folder, run, run_with_input};
use made::Tracker;
use std::fmt::Write as _;

#[path = "../benches/made.rs"]
mod made;

const VIEW: [&str; 7] = ["--as-at", "2010-12-31", "--view", "finance", "--format", "csv", "--by"];

type Rows = Vec<Vec<String>>;

/// How a tracker is written.
#[derive(Clone, Copy)]
struct Style {
    organisations: u64,
    schemes: u64,
    messy: bool,
    by_month: bool,
    separator: char,
    line_end: &'static str,
    all_quoted: bool,
}

const CLEAN: Style = Style {
    organisations: 12,
    schemes: 14,
    messy: false,
    by_month: false,
    separator: ',',
    line_end: "\n",
    all_quoted: false,
};

/// A tracker as rows of cells, headings first: as made for measuring, with blanks, dashes, and names that
/// are odd.
fn rows(style: Style) -> Rows {
    let Style { organisations, schemes, messy, by_month, .. } = style;
    let rows = organisations * schemes * 15;
    let mut text = Vec::new();
    Tracker { rows, schemes, months: 15, first: 0, messy, by_month }.write(&mut text).unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_slice());
    let cells = |row: csv::StringRecord| row.iter().map(str::to_owned).collect();
    let mut rows: Rows = reader.records().map(|row| cells(row.unwrap())).collect();
    for row in rows.iter_mut().skip(1) {
        let (organisation, scheme) = row[3].trim_start_matches("5P").split_once('-').unwrap();
        let (organisation, scheme): (u64, u64) = (organisation.parse().unwrap(), scheme.parse().unwrap());
        row[0] = format!("Region {}", organisation % 4);
        match (messy, scheme % 7) {
            (true, 1) => row[4] = row[4].replacen(' ', "  ", 1),
            (true, 3) => row[4] = "TBC".to_owned(),
            (_, 4) => row[4] = format!("5\" hose {scheme}"),
            _ => {}
        }
        let blank = [(2, scheme % 11 == 5), (7, *row[5] > *"2010-10" && scheme % 9 == 0)];
        blank.iter().filter(|(_, is)| *is).for_each(|(at, _)| row[*at].clear());
        if scheme % 13 == 0 {
            row[8] = "-".to_owned();
        }
    }
    rows
}

fn text(rows: &[Vec<String>], style: Style) -> String {
    let mut text = String::new();
    for row in rows {
        let cells = row.iter().map(|cell| {
            let quoted = style.all_quoted || cell.contains([style.separator, '\n']) || cell.starts_with('"');
            if quoted { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
        });
        let _ = write!(
            text,
            "{}{}",
            cells.collect::<Vec<_>>().join(&style.separator.to_string()),
            style.line_end
        );
    }
    text
}

fn assess(path: &str, by: &str, options: &[&str]) -> Run {
    run(&[&["assess", path], &VIEW[..], &[by], options].concat())
}

/// Both ways give the same, under any number of threads; gives what they give.
fn same(path: &str, options: &[&str]) -> Run {
    let ordinary = |by| assess(path, by, &[options, &["--encoding", "utf-8"]].concat());
    for by in ["organisation", "workstream"] {
        let (one, other) = (assess(path, by, options), ordinary(by));
        assert_eq!((one.status, &one.err), (other.status, &other.err), "{path} by {by}");
        assert!(one.out == other.out, "{path} by {by}: {}", first_difference(&one.out, &other.out));
    }
    let expected = ordinary("all");
    for jobs in ["1", "2", "5"] {
        let folded = assess(path, "all", &[options, &["--jobs", jobs]].concat());
        assert_eq!(folded.status, expected.status, "{path}, {jobs} threads: {}", folded.err);
        assert!(
            folded.out == expected.out,
            "{path}, {jobs} threads: {}",
            first_difference(&folded.out, &expected.out)
        );
        assert_eq!(folded.err, expected.err, "{path}, {jobs} threads");
    }
    expected
}

fn first_difference(one: &str, other: &str) -> String {
    let differs = one.lines().zip(other.lines()).find(|(one, other)| one != other);
    differs.map_or_else(|| "one is longer".to_owned(), |(one, other)| format!("\n{one}\nis to be\n{other}"))
}

/// A tracker written so is read alike both ways, from a file and from standard input, and with a mark before it.
fn written(name: &str, style: Style) {
    let text = text(&rows(style), style);
    let folder = folder(&[(name, text.as_str())]);
    let result = same(&at(&folder, name), &[]);
    assert_eq!((result.status, result.err.as_str()), (0, ""), "{name}");
    let schemes = style.organisations * style.schemes;
    assert!(result.out.lines().filter(|line| line.starts_with("scheme,")).count() as u64 == schemes);
    if name == "large.csv" {
        assert!(text.len() > 3 << 20, "several chunks: {}", text.len());
    }
    let marked = format!("\u{FEFF}\n{text}");
    std::fs::write(folder.path().join("marked.csv"), marked).unwrap();
    assert!(same(&at(&folder, "marked.csv"), &[]).out == result.out);
    let stdin = run_with_input(&[&["assess", "-"], &VIEW[..], &["all"]].concat(), &text);
    assert!(stdin.status == 0 && stdin.out == result.out, "{name} on standard input");
}

const LARGE: Style = Style { organisations: 60, schemes: 45, messy: true, ..CLEAN };

#[test]
fn a_tracker_of_several_chunks() {
    written("large.csv", LARGE);
}

#[test]
fn a_tracker_of_several_chunks_by_month() {
    written("months.csv", Style { by_month: true, ..LARGE });
}

#[test]
fn however_a_tracker_is_written() {
    let styles = [
        ("clean.csv", CLEAN),
        ("messy.csv", Style { messy: true, ..CLEAN }),
        ("crlf.csv", Style { messy: true, line_end: "\r\n", ..CLEAN }),
        ("cr.csv", Style { line_end: "\r", ..CLEAN }),
        ("quoted.csv", Style { messy: true, all_quoted: true, ..CLEAN }),
        ("semicolons.csv", Style { messy: true, separator: ';', ..CLEAN }),
    ];
    styles.into_iter().for_each(|(name, style)| written(name, style));
}

/// The clean tracker with a change.
fn with(change: impl FnOnce(&mut Rows)) -> Rows {
    let mut rows = rows(CLEAN);
    change(&mut rows);
    rows
}

/// Changes one cell of a row of the clean tracker.
fn changed(row: usize, column: usize, cell: &str) -> Rows {
    with(|rows| cell.clone_into(&mut rows[row][column]))
}

/// The clean tracker with another row at its end.
fn added(row: [&str; 9]) -> Rows {
    with(|rows| rows.push(row.map(str::to_owned).to_vec()))
}

/// The clean tracker with another plan wherever a column holds this.
fn planned(column: usize, of: &str, plan: &str) -> Rows {
    with(|rows| {
        rows.iter_mut().skip(1).filter(|row| row[column] == of).for_each(|row| plan.clone_into(&mut row[6]));
    })
}

/// What is odd in a row, and how a run on it ends.
type Odd = (&'static str, Rows, i32);

fn read_alike(odd: Vec<Odd>) {
    for (what, rows, status) in odd {
        let name = format!("{}.csv", what.replace([' ', ','], "-"));
        let folder = folder(&[(&name, text(&rows, CLEAN).as_str())]);
        let result = same(&at(&folder, &name), &[]);
        assert_eq!(result.status, status, "{what}: {}", result.err);
        assert_eq!(result.out.is_empty(), status != 0, "{what}");
    }
}

#[test]
fn whatever_is_odd_in_a_figure_is_read_as_it_always_is() {
    let (month, plan, actual) = (5, 6, 7);
    read_alike(vec![
        ("a cell that is no amount", changed(100, actual, "1O0"), 3),
        ("a cell that is no month", changed(100, month, "Febtember"), 3),
        ("no figure, with a note", changed(100, actual, "n/a"), 0),
        ("an amount in its own unit", changed(100, actual, "£1.2m"), 3),
        (
            "units in all amounts of one organisation",
            with(|rows| {
                for row in rows.iter_mut().filter(|row| row[1] == "5P0003") {
                    for cell in [plan, actual, 8] {
                        let unit = if row[cell].is_empty() { "" } else { "k" };
                        row[cell].push_str(unit);
                    }
                }
            }),
            3,
        ),
        ("an amount with pounds", changed(100, actual, "£1,200"), 0),
        ("five decimals", changed(100, actual, "1.23456"), 0),
        ("thirteen digits", changed(100, actual, "1234567890123"), 0),
        ("a month in words", changed(100, month, "Jan-11"), 0),
        ("a month far away", changed(100, month, "1998-04"), 0),
        ("a month given twice", changed(20, month, "2010-04"), 3),
        ("a quarter", changed(20, month, "Q2 2012-13"), 0),
    ]);
}

#[test]
fn whatever_is_odd_in_a_name_is_read_as_it_always_is() {
    let (month, plan, actual) = (5, 6, 7);
    read_alike(vec![
        ("another workstream", changed(100, 2, "Elsewhere"), 3),
        ("another workstream by case", with(|rows| rows[100][2] = rows[100][2].to_uppercase()), 3),
        ("an id spaced otherwise", changed(100, 3, " 5P0000-006"), 0),
        ("a guarded name", with(|rows| rows[100][4].insert_str(0, "'=")), 0),
        ("a guarded id", changed(100, 3, "'-1"), 0),
        ("a guarded amount", changed(100, actual, "'-12"), 0),
        ("another name", changed(100, 4, "Renamed"), 0),
        ("the same name, spaced otherwise", with(|rows| rows[100][4] = rows[100][4].replace(' ', "  ")), 0),
        ("another region", changed(100, 0, "Elsewhere"), 3),
        ("an organisation by case", changed(100, 1, "5p0000"), 0),
        ("an organisation that is its region", changed(100, 1, "Region 1"), 0),
        ("an organisation spaced otherwise", changed(100, 1, "5P0000 "), 0),
        ("no organisation", changed(100, 1, ""), 3),
        ("an id by case", changed(100, 3, "5p0000-006"), 3),
        ("no id", changed(100, 3, ""), 0),
        ("a total", changed(100, 3, "Total"), 0),
        ("a total of everything", added(["", "Total", "", "", "", "2010-04", "1", "2", "3"]), 0),
        (
            "a total of an organisation",
            added(["Region 0", "5P0000", "", "", "Total", "2010-04", "1", "2", "3"]),
            0,
        ),
        ("no month", changed(100, month, ""), 3),
        ("everything blank", with(|rows| rows[100] = vec![String::new(); 9]), 0),
        ("too few cells", with(|rows| rows[100].truncate(7)), 0),
        ("too many cells", with(|rows| rows[100].push("more".into())), 3),
        ("too many blank cells", with(|rows| rows[100].push(String::new())), 0),
        (
            "plan and actual in rows of their own",
            with(|rows| {
                let mut other = rows[100].clone();
                (rows[100][actual], other[plan], other[8]) = (String::new(), String::new(), String::new());
                rows.push(other);
            }),
            0,
        ),
        ("plans that are all negative", planned(1, "5P0007", "-5"), 3),
        ("actuals without a plan", planned(3, "5P0007-003", ""), 0),
        ("forecasts of an organisation without a plan", planned(1, "5P0007", ""), 0),
    ]);
}

#[test]
fn raw_bytes_that_are_not_a_regular_table() {
    let clean = text(&rows(CLEAN), CLEAN);
    let lines: Vec<&str> = clean.split_inclusive('\n').collect();
    let with = |line: &str| format!("{}{line}{}", lines[..50].concat(), lines[50..].concat());
    let several = [
        ("unclosed", with("Region 0,5P0000,W,\"5P0000-99,Name,2010-04,1,2,3\n"), 3),
        ("stray", with("Region 0,5P0000,Workstream 1,5P0000-99,x 5\" hose,2010-04,1,2,3\n"), 0),
        ("blank lines", with("\n \n\n"), 0),
        ("title", format!("QIPP tracker 2010/11\n{clean}"), 0),
        ("windows-1252", with("Region 0,5P0000,Workstream 1,5P0000-98,Caf\u{e9},2010-04,1,2,3\n"), 0),
        ("headings only", lines[0].to_owned(), 3),
        ("extra column", clean.lines().map(|line| format!("{line},x\n")).collect::<String>(), 0),
        ("thousands", clean.replacen("plan,actual,forecast", "plan £k,actual £k,forecast £k", 1), 0),
        ("units mixed", clean.replacen("plan,actual,forecast", "plan £k,actual £m,forecast £k", 1), 0),
        ("period", clean.replacen(",month,", ",period,", 1), 0),
    ];
    for (what, text, status) in several {
        let folder = folder(&[]);
        let bytes: Vec<u8> = if what == "windows-1252" {
            text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
        } else {
            text.into_bytes()
        };
        std::fs::write(folder.path().join("tracker.csv"), bytes).unwrap();
        let path = at(&folder, "tracker.csv");
        let folded = assess(&path, "all", &[]);
        if what == "windows-1252" {
            assert_eq!(folded.status, 0);
            assert!(folded.err.contains("read as windows-1252"), "{}", folded.err);
            continue;
        }
        let result = same(&path, &[]);
        assert_eq!(result.status, status, "{what}: {}", result.err);
    }
}

#[test]
fn options_bear_on_both_ways_alike() {
    let mut negative = rows(CLEAN);
    for cell in negative.iter_mut().skip(1).flat_map(|row| row.iter_mut().skip(6)) {
        *cell = cell.strip_prefix('-').map_or_else(|| format!("-{cell}"), str::to_owned);
    }
    let folder = folder(&[
        ("clean.csv", text(&rows(CLEAN), CLEAN).as_str()),
        ("negative.csv", text(&negative, CLEAN).as_str()),
        ("renamed.csv", text(&rows(CLEAN), CLEAN).replacen("actual", "delivered so far", 1).as_str()),
    ]);
    let clean = at(&folder, "clean.csv");
    let expected = same(&clean, &[]);
    assert!(same(&at(&folder, "negative.csv"), &["--sign", "negative", "--set", "dash=blank"]).status == 0);
    let mapped = same(&at(&folder, "renamed.csv"), &["--map", "delivered so far=actual"]);
    assert_eq!(mapped.out, expected.out);
    for options in [&["--policy", "strict"][..], &["--set", "dash=nil"], &["--quiet"]] {
        assert_eq!(same(&clean, options).status, 0);
    }
    let out = at(&folder, "out.csv");
    let run = assess(&clean, "all", &["-o", &out]);
    assert_eq!((run.status, run.out.as_str()), (0, ""));
    assert_eq!(std::fs::read_to_string(out).unwrap(), expected.out);
}

#[test]
fn many_files_are_read_in_their_order_and_a_bad_one_is_named() {
    let all = rows(Style { organisations: 25, ..CLEAN });
    let of = |organisation: usize| {
        let own = all.iter().skip(1).filter(|row| row[1] == format!("5P{organisation:04}")).cloned();
        text(&all[..1].iter().cloned().chain(own).collect::<Vec<_>>(), CLEAN)
    };
    let folder = folder(&[]);
    let path = |at: usize| folder.path().join(format!("plan{at:02}.csv"));
    (0..25).for_each(|at| std::fs::write(path(at), of(at)).unwrap());
    let whole = folder.path().display().to_string();
    let result = same(&whole, &[]).ended(0);
    let order: Vec<&str> = result.out.lines().filter(|line| line.starts_with("organisation,")).collect();
    assert_eq!(order.len(), 25);
    assert!(order.is_sorted());
    // one bad cell among them, and a note
    std::fs::write(path(7), of(7).replacen(",2010-05,", ",2010-5x,", 1)).unwrap();
    let bad = same(&whole, &[]).ended(3);
    assert!(bad.err.contains("plan07.csv:3:"), "{}", bad.err);
    assert!(bad.err.contains("1 problem in 1 file"), "{}", bad.err);
    // an organisation in two files is one organisation
    std::fs::write(path(7), of(8).replace("5P0008-", "5P0008-x")).unwrap();
    let joined = same(&whole, &[]).ended(0);
    assert_eq!(joined.out.lines().filter(|line| line.starts_with("organisation,")).count(), 24);
}

#[test]
fn a_date_outside_the_tracker_is_said_either_way() {
    let files = folder(&[("t.csv", "scheme,month,plan,actual\nS1,2010-04,10,9\nS1,2010-05,10,9\n")]);
    let tracker = at(&files, "t.csv");
    for view in [&["--view", "finance", "--format", "csv"][..], &[]] {
        let told = |date: &str| {
            let run = run(&[&["assess", tracker.as_str(), "--as-at", date], view].concat()).ended(0);
            run.err.contains("nothing is planned, reported or forecast in 2011/12, the year of --as-at")
        };
        assert!(told("2011-12-31") && !told("2010-05-31"), "{view:?}");
    }
}
