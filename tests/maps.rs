//! What the user says of a table: by heading, by place, by line, of one input, with a unit; and that
//! nothing that is said is ignored.

use crate::run::{Run, Says, at, folder, inside, run, run_command, run_in};
use crate::worked_plan::fixture;
use serde_json::Value;
use std::sync::Mutex;
use tempfile::TempDir;

/// A list of schemes as people keep it.
const LIST: &str = "Scheme,Opportunity,Delivered to date,Note\n\
    Wards,100,40,x\nBeds,200,90,\nOld,5,5,\nTotal,300,130,\n";

fn assess(folder: &TempDir, files: &[&str], maps: &[&str]) -> Run {
    let mut words = vec!["assess"];
    words.extend(files);
    words.extend(maps.iter().flat_map(|map| ["--map", map]));
    run_in(folder, &words)
}

/// The plan of the year of each organisation, in pounds.
fn plans(run: &Run) -> Vec<(String, String)> {
    let json = run.json();
    let plan = |plan: &Value| {
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        (text(&plan["organisation"]), text(&plan["control"]["planned"]))
    };
    json["plans"].as_array().unwrap().iter().map(plan).collect()
}

fn planned(folder: &TempDir, maps: &[&str]) -> String {
    let mut words = vec!["assess", "list.csv", "--format", "json"];
    words.extend(maps.iter().flat_map(|map| ["--map", map]));
    let run = run_in(folder, &words).ended(0);
    plans(&run).first().unwrap().1.clone()
}

#[test]
fn a_column_is_named_by_its_heading_or_its_place_and_may_state_its_unit() {
    let files = folder(&[("list.csv", LIST)]);
    let of = |column: &str, unit: &str| {
        let plan = format!("{column}=plan_year {unit}");
        planned(&files, &[&plan, "#3=actual_ytd £", "Old=ignore"])
    };
    assert_eq!(of("Opportunity", "£"), "300");
    assert_eq!(of("opportunity ", "£k"), "300000");
    assert_eq!(of("#2", "£m"), "300000000");
}

#[test]
fn rows_are_named_by_their_labels_or_their_lines() {
    let files = folder(&[("list.csv", LIST)]);
    let plan = ["#2=plan_year £", "#3=actual_ytd £"];
    for (row, expected) in [("Old=ignore", "300"), ("line 4=ignore", "300"), ("line 2,4=ignore", "200")] {
        assert_eq!(planned(&files, &[plan[0], plan[1], row, "Total=ignore"]), expected, "{row}");
    }
}

#[test]
fn an_entry_may_be_bound_to_one_input() {
    let files = folder(&[("a.csv", LIST), ("b.csv", LIST)]);
    let bound = ["a.csv:#2=plan_year £", "b.csv:Opportunity=plan_year £k", "#3=actual_ytd £", "Old=ignore"];
    let mut words = vec!["assess", "a.csv", "b.csv", "--format", "json"];
    words.extend(bound.iter().flat_map(|map| ["--map", map]));
    let run = run_in(&files, &words).ended(0);
    let expected = [("a", "300"), ("b", "300000")].map(|(name, sum)| (name.to_owned(), sum.to_owned()));
    assert_eq!(plans(&run), expected);
}

#[test]
fn the_row_of_headings_may_be_said() {
    let text = format!("Scheme,Plan,Actual\nnot the headings,,\n{LIST}");
    let files = folder(&[("list.csv", &text)]);
    let said = ["line 3=heading", "#2=plan_year £", "#3=actual_ytd £", "Old=ignore"];
    assert_eq!(planned(&files, &said), "300");
}

#[test]
fn the_mapping_of_a_submission_renames_nothing_in_the_readers_files() {
    let files = folder(&[
        ("list.csv", LIST),
        ("mine.csv", "criterion,Delivered to date,evidence\nA1-VIS-1,met,seen\n"),
    ]);
    let judged = |map: &str| {
        let words = ["assess", "list.csv", "--judgements", "mine.csv", "--map", "#2=plan_year £"];
        let more = ["--map", "#3=actual_ytd £", "--map", "Old=ignore", "--map", map, "-q"];
        run_in(&files, &[&words[..], &more].concat())
    };
    judged("mine.csv:Delivered to date=result").ended(0);
    judged("#3=actual_ytd £").ended(2).err.says(&["mine.csv", "`result`"]);
    judged("criterion=criterion")
        .ended(2)
        .err
        .says(&["mine.csv is a reader's own file", "--map \"mine.csv:criterion=criterion\""]);
}

#[test]
fn what_speaks_of_nothing_is_refused_with_the_nearest() {
    let files = folder(&[("list.csv", LIST)]);
    for (map, says) in [
        ("Oportunity=plan_year", "did you mean `Opportunity`?"),
        ("Wardz=ignore", "did you mean `Wards`?"),
        ("#9=plan_year", "the widest has 4 columns"),
        ("line 99=ignore", "no row begins on `line 99`"),
        ("line 4,99=ignore", "no row begins on some of `line 4,99`"),
        ("lst.csv:Opportunity=plan_year", "no input is called `lst.csv`"),
        ("list.csv#M6:Opportunity=plan_year", "no table of list.csv that is read is called `M6`"),
    ] {
        let run = assess(&files, &["list.csv"], &[map]).ended(2);
        run.err.says(&[&format!("--map \"{map}\": error[map]: "), says]);
    }
    let policy = "[columns]\nOpportunty = \"plan_year\"\n[rows]\nOpportunity = \"ignore\"\n";
    std::fs::write(files.path().join("qipp.toml"), policy).unwrap();
    let run = assess(&files, &["list.csv"], &[]).ended(2);
    run.err.says(&[
        "qipp.toml:2:1: error[map]: no heading is `Opportunty` in any file\n  mend: did you mean `Opportunity`?",
        "qipp.toml:4:1: error[map]: no row label is `Opportunity` in any file",
    ]);
    std::fs::write(files.path().join("qipp.toml"), "[columns]\n\"\" = \"ignore\"\n").unwrap();
    let run = assess(&files, &["list.csv"], &[]).ended(2);
    run.err.says(&["qipp.toml:2:1: error[policy]: a blank heading is mapped to `ignore`", "\"#3\""]);
}

#[test]
fn what_cannot_be_so_is_refused_with_the_reason() {
    let files = folder(&[("list.csv", LIST)]);
    for (map, says) in [
        ("Wards=plan_ytd", "the row `Wards` is mapped to `plan_ytd`, which only a column can be"),
        ("Opportunity=month", "\"Opportunity\" is mapped to `month`, and its cells are amounts"),
        ("Opportunity=subtotal", "\"Opportunity\" is mapped to `subtotal`, which only a row can be"),
        ("Note=risks.score", "this is a table of schemes, and `score` is a column of risks"),
        ("Note=actual_ytd", "is `actual_ytd` already"),
    ] {
        let run = assess(&files, &["list.csv"], &["Delivered to date=actual_ytd", map]).ended(3);
        run.err.says(&[says]);
    }
}

#[test]
fn a_row_of_any_table_is_left_out_by_word_and_is_nothing_that_it_cannot_be() {
    let risks = "risk,description,likelihood,impact\nR1,Staff leave,3,4\nR2,Costs rise,2,5\n";
    let json = r#"{"schemes": [{"scheme": "A", "plan_ytd": "£1", "actual_ytd": "£1"}, {"scheme": "B", "plan_ytd": "£2", "actual_ytd": "£2"}]}"#;
    let files = folder(&[("risks.csv", risks), ("plan.json", json)]);
    let rows = |maps: &[&str]| {
        let mut words = vec!["assess", "plan.json", "risks.csv", "--format", "json"];
        words.extend(maps.iter().flat_map(|map| ["--map", map]));
        let json = run_in(&files, &words).ended(0).json();
        [0, 1].map(|input| json["inputs"][input]["tables"][0]["rows"].as_u64().unwrap())
    };
    assert_eq!(rows(&["R1=ignore"]), [2, 1]);
    assert_eq!(rows(&["risks.csv:line 3=ignore"]), [2, 1]);
    assert_eq!(rows(&["plan.json:line 2=ignore"]), [1, 2], "rows of JSON are counted from 1");
    let refused = assess(&files, &["plan.json", "risks.csv"], &["R1=total"]).ended(3);
    refused.err.says(&["the row `R1` is mapped to `total`, which no row of such a table can be"]);
}

#[test]
fn another_policy_says_nothing_in_vain_either() {
    let files = folder(&[("other.toml", "[columns]\n\"No such heading\" = \"ignore\"\n")]);
    let list = fixture("messy/acute-cip-pairs.csv");
    let run = run(&["assess", list.to_str().unwrap(), "--also", &at(&files, "other.toml")]);
    run.ended(2).err.says(&["error[map]: no heading is `No such heading` in any file"]);
}

/// The files and folders of the fixtures that are plans, or are to be refused.
fn every_fixture() -> Vec<String> {
    let mut all = Vec::new();
    for under in ["messy", "broken", "tables", "published"] {
        let mut folders = vec![fixture(under)];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let ending = path.extension().map(|ending| ending.to_string_lossy().into_owned());
                if path.is_dir() {
                    folders.push(path);
                } else if ["csv", "txt", "xlsx", "xls", "json"].contains(&ending.as_deref().unwrap_or("")) {
                    all.push(path.strip_prefix(fixture("")).unwrap().to_string_lossy().into_owned());
                }
            }
        }
    }
    all.sort();
    assert!(all.len() > 150, "{}", all.len());
    all
}

/// What was made of a file: the report without what names the policy, else the refusal; without the remarks
/// on how it was understood.
fn made(words: &[&str]) -> (i32, Value, Vec<String>) {
    let run = run(words);
    let mut report = if run.out.is_empty() { Value::Null } else { run.json() };
    for plan in report["plans"].as_array_mut().into_iter().flatten() {
        plan["notes"] = Value::Null;
    }
    let parts = ["inputs", "plans", "regions", "totals"]
        .map(|part| report.get_mut(part).map_or(Value::Null, Value::take));
    let said = run.err.lines().filter(|line| !line.starts_with("note: ") && !line.is_empty());
    (run.status, Value::Array(parts.to_vec()), said.map(str::to_owned).collect())
}

#[test]
fn what_map_keeps_makes_the_same_reading_of_every_fixture() {
    let mut all = every_fixture();
    // the largest first, each as soon as a worker is free
    all.sort_by_key(|file| std::fs::metadata(fixture(file)).unwrap().len());
    let left = Mutex::new(all);
    let next = || left.lock().unwrap().pop();
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        (0..workers).for_each(|_| {
            scope.spawn(|| std::iter::from_fn(next).for_each(|file| kept_again(&file)));
        });
    });
}

fn kept_again(file: &str) {
    let folder = tempfile::tempdir().unwrap();
    let policy = at(&folder, "kept.toml");
    let map = run(&["map", file, "-q", "-o", &policy]);
    assert!([0, 3].contains(&map.status), "{file}: {}", map.err);
    assert!(
        map.out.lines().all(|line| line.chars().count() <= 80 || line.trim_start().starts_with("--")),
        "{file}\n{}",
        map.out
    );
    let before = made(&["assess", file, "--format", "json"]);
    let after = made(&["assess", file, "--format", "json", "--policy", &policy]);
    let text = std::fs::read_to_string(&policy).unwrap();
    assert!(before == after, "{file}\n{text}\nbefore: {before:?}\nafter: {after:?}");
    assert_eq!(map.status == 0, before.0 == 0, "{file}: {}\n{:?}", map.out, before.2);
}

#[test]
fn a_survey_says_what_each_column_and_row_is_taken_for_and_why() {
    let text = "QIPP plan £000\n\nScheme,Opportunity,Deliverd to date,Workstream\n\
        Wards,100,40,Estates\nBeds,200,90,Estates\nTaxis,5,5,Travel\nTotal,305,135,\n";
    let files = folder(&[("list.csv", text)]);
    let words = ["map", "list.csv", "--format", "json", "--map", "Opportunity=plan_year"];
    let json = run_in(&files, &words).json();
    let table = &json["tables"][0];
    assert_eq!(table["headings"], serde_json::json!([3]));
    assert_eq!((table["unit"].as_str(), table["rows"].as_u64()), (Some("£k"), Some(4)));
    let by = |at: usize| {
        let column = &table["columns"][at];
        (column["word"].as_str(), column["evidence"].as_str(), column["amounts"].as_u64())
    };
    assert_eq!(by(0), (Some("scheme"), Some("name"), Some(0)));
    assert_eq!(by(1), (Some("plan_year"), Some("mapping"), Some(3)));
    assert_eq!(by(3), (Some("workstream"), Some("name"), Some(0)));
    assert_eq!(table["columns"][1]["samples"], serde_json::json!(["100", "200", "5"]));
    let total = &table["special_rows"][0];
    assert_eq!((total["line"].as_u64(), total["word"].as_str()), (Some(7), Some("total")));
}

#[test]
fn questions_are_asked_one_at_a_time_and_the_answers_kept() {
    let files = folder(&[("list.csv", "Scheme,Plan,Delivered to date\nWards,100,40\nBeds,200,90\n")]);
    let ask = |answers: &str| run_command(inside(&files, &["map", "list.csv", "--ask"]), answers);
    let ended = ask("").ended(2);
    ended.err.says(&["--map", "nothing is written"].map(|part| if part == "--map" { "Plan" } else { part }));
    assert!(!files.path().join("qipp.toml").exists());
    let run = ask("7\nPlan=nonsense\n1\n").ended(0);
    run.err.says(&[
        "\"Plan\" holds 100; 200",
        "1  Plan = plan_ytd  (the plan to date)",
        "a number from 1 to",
        "`nonsense` is nothing of ours",
        "nothing is open",
    ]);
    let kept = std::fs::read_to_string(files.path().join("qipp.toml")).unwrap();
    kept.says(&["[columns]\n\"Plan\" = \"plan_ytd\"", "# you say so"]);
    run_in(&files, &["assess", "list.csv"]).ended(0).out.says(&["plan"]);
    std::fs::write(files.path().join("qipp.toml"), "coverage = \"70\"\n").unwrap();
    ask("1\n").ended(2).err.says(&["`qipp map` did not write it"]);
}

#[test]
fn a_question_left_open_is_kept_as_choices() {
    let files = folder(&[("list.csv", "Scheme,Plan,Delivered to date\nWards,100,40\nBeds,200,90\n")]);
    run_in(&files, &["map", "list.csv", "-o", "qipp.toml"]).ended(3);
    let kept = std::fs::read_to_string(files.path().join("qipp.toml")).unwrap();
    kept.says(&["# OPEN, list.csv:1:8: ", "# \"Plan\" = \"plan_ytd\"", "# the plan to date"]);
    run_in(&files, &["assess", "list.csv"]).ended(3);
    let answered = kept.replace("# \"Plan\" = \"plan_ytd\"", "\"Plan\" = \"plan_ytd\"");
    std::fs::write(files.path().join("qipp.toml"), answered).unwrap();
    run_in(&files, &["assess", "list.csv"]).ended(0);
}

/// The sayings that `.github/READING.md` lists, each with the file that it is tried on.
fn sayings() -> Vec<(String, String)> {
    let readme = std::fs::read_to_string(fixture("../.github/READING.md")).unwrap();
    let code = |cell: &str| cell.trim().strip_prefix('`')?.strip_suffix('`').map(str::to_owned);
    let row = |line: &str| {
        let cells: Vec<&str> = line.strip_prefix("| ")?.strip_suffix(" |")?.split(" | ").collect();
        let [saying, _, file] = cells.as_slice() else { return None };
        Some((code(saying).filter(|saying| saying.contains('='))?, code(file)?))
    };
    readme.lines().filter_map(row).collect()
}

#[test]
fn every_saying_listed_is_what_is_made_of_the_table() {
    let sayings = sayings();
    assert!(sayings.len() > 15, "{}", sayings.len());
    let help = run(&["map", "--help"]).ended(0).out;
    for (saying, file) in &sayings {
        let (theirs, ours) = saying.rsplit_once('=').unwrap();
        let word = ours.split([':', ' ']).next().unwrap();
        assert!(word.contains(|c: char| c.is_ascii_digit()) || help.contains(word), "{word} in --help");
        let map = run(&["map", file, "-q", "--format", "json", "--map", saying]);
        assert!([0, 3].contains(&map.status), "{saying}: {}", map.err);
        let json = map.json();
        assert!(!map.out.contains("is mapped to"), "{saying}: {}", map.out);
        let table = &json["tables"][0];
        let line = theirs.rsplit_once("line ").map(|(_, lines)| lines.split([',', '-']).next().unwrap());
        let in_columns = table["columns"]
            .as_array()
            .unwrap()
            .iter()
            .any(|column| column["evidence"] == "mapping" && column["word"].as_str() == Some(ours));
        let in_rows = table["special_rows"].as_array().unwrap().iter().any(|row| {
            let is_it = row["label"].as_str() == Some(theirs)
                || line.is_some_and(|line| row["line"].as_u64() == line.parse().ok());
            is_it && row["word"].as_str() == Some(ours)
        });
        let elsewhere = ["heading", "scheme"].contains(&ours) || theirs == "year";
        assert!(in_columns || in_rows || elsewhere, "{saying}: {}", map.out);
    }
}

#[test]
fn a_row_of_a_turned_table_is_said_by_its_name() {
    let turned = "CIP 2011/12 £k,,,,,\n,Medicine,Beds,Drugs,Estates,Total\nPlan to date,300,100,200,300,600\n\
        Actual to date,300,90,210,150,450\nYear plan,600,200,400,600,1200\n";
    let files = folder(&[("list.csv", turned)]);
    let asked = assess(&files, &["list.csv"], &[]).ended(3);
    asked.err.says(&["`Medicine` is the sum of the rows below it", "--map \"Medicine=subtotal\""]);
    assert_eq!(planned(&files, &["Medicine=subtotal"]), "1200000");
    let refused = assess(&files, &["list.csv"], &["line 3=ignore"]).ended(2);
    refused.err.says(&["no row begins on `line 3`"]);
}

#[test]
fn a_row_may_have_a_unit_of_its_own() {
    let files = folder(&[("list.csv", "Scheme,2011/12 £k\nWards,400\nBeds,\"1,100\"\nNeeded,2\n")]);
    let run = assess(&files, &["list.csv"], &["line 4=challenge £m"]).ended(0);
    run.out.says(&["£500k short of the challenge"]);
    let run = assess(&files, &["list.csv"], &["line 4=ignore £m"]).ended(3);
    run.err.says(&["the row `Needed` is mapped to `ignore £m`, and no amount is read from such a row"]);
}
