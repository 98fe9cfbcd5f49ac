//! The command line: exit statuses, options, what goes to which stream.

use crate::run::{REGISTER, Says, at, folder, qipp, run, run_command, run_with_input};
use std::fs;
use std::process::Stdio;

mod explained;

#[test]
fn each_status_has_its_cause() {
    let files = folder(&[
        ("plan.csv", REGISTER),
        ("broken.csv", "scheme,plan_ytd,actual_ytd\nS1,twelve,3\n"),
        ("book.xlsx", "PK\u{3}\u{4}"),
    ]);
    let plan = at(&files, "plan.csv");
    assert_eq!(run(&["assess", &plan]).status, 0);
    assert_eq!(run(&["assess", &plan, "--fail-on", "red:scheme"]).status, 1);
    assert_eq!(run(&["assess", &plan, "--fail-on", "grey"]).status, 0);
    for words in [
        vec!["assess"],
        vec!["assess", "no-such-file.csv"],
        vec!["assess", &plan, "--no-such-option"],
        vec!["assess", &plan, "--set", "finance_red_form=10"],
        vec!["assess", &plan, "--set", "finance_red_from=many"],
        vec!["assess", &plan, "--policy", "no-such-policy"],
        vec!["assess", &plan, "--select", "F13-FIN-55"],
        vec!["assess", &plan, "--view", "summery"],
        vec!["assess", &plan, "--fail-on", "redd"],
        vec!["assess", &plan, "--map", "A=no_such_column"],
        vec!["assess", &plan, "--as-at", "yesterday"],
        vec!["assess", &plan, "--scheme", "S9"],
        vec!["assess", &plan, "-o", "no/such/folder/out.txt"],
        vec!["assess", &plan, &plan],
        vec!["why", &plan, "S9"],
        vec!["why", "no-such-file.csv", "S1"],
        vec!["explain", "F13-FIN-55"],
        vec!["template", "no_such_table"],
    ] {
        let run = run(&words);
        assert_eq!(run.status, 2, "{words:?}: {}", run.err);
        assert_eq!(run.out, "", "{words:?}");
        assert!(run.err.starts_with("error: "), "{words:?}: {}", run.err);
    }
    for name in ["broken.csv", "book.xlsx"] {
        let refused = run(&["assess", &at(&files, name), "--format", "json"]).ended(3);
        let report = refused.json();
        assert_eq!(report["plans"], serde_json::json!([]), "{name}");
        assert_eq!(report["problems"].as_array().map(Vec::len), Some(1), "{name}");
        let run = run(&["assess", &at(&files, name)]).ended(3);
        assert_eq!(run.out, "", "{name}");
        assert!(run.err.ends_with("1 problem in 1 file; nothing was assessed\n"), "{}", run.err);
        assert!(run.err.starts_with(&at(&files, name)), "a message begins with its place");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_a_fault_of_the_machine() {
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let status = qipp(&["policy"]).stdout(full).stderr(Stdio::null()).status();
    assert_eq!(status.unwrap().code(), Some(4));
    let files = folder(&[("plan.csv", REGISTER)]);
    assert_eq!(run(&["assess", &at(&files, "plan.csv"), "-o", "/dev/full"]).status, 4);
}

#[test]
fn a_closed_pipe_ends_it_quietly() {
    let mut child = qipp(&["assess", "anytown-mid-year", "--format", "json", "--quiet"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

/// `| head -1`: the reader of a table of data has gone before all of it is written.
#[test]
fn a_reader_that_has_seen_enough_of_a_table_is_no_fault() {
    use std::io::{BufRead, BufReader};
    let mut tracker = "organisation,scheme,workstream,month,plan (£),actual (£)\n".to_owned();
    for n in 0..20_000 {
        tracker.push_str(&format!("Anytown PCT,Scheme of a long name {n},Care,2011-04,10,9\n"));
    }
    let files = folder(&[("t.csv", &tracker)]);
    let tracker = at(&files, "t.csv");
    for more in [&[][..], &["--as-at", "2011-04"]] {
        let words = ["assess", &tracker, "--quiet", "--format", "csv", "--view", "finance", "--by", "scheme"];
        let mut child =
            qipp(&[&words[..], more].concat()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        assert!(first.starts_with("level,"), "{first}");
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
        assert_eq!(output.status.code(), Some(0), "{more:?}");
    }
}

/// However much is accepted, ignored or filtered, the first screen counts it, and what would make it green stays on it.
#[test]
fn what_is_left_aside_is_counted_on_the_first_screen() {
    let codes = ["A1-VIS-1", "A1-VIS-2", "A1-ACT-2", "A1-QUA-2", "A1-GOV-1", "A1-GOV-2", "A1-CAP-1"];
    let departures = |n: usize| {
        let rows = codes.iter().take(n).zip(0..).map(|(code, at)| {
            let kind = if at == 0 { "disputed" } else { "accepted" };
            let until = if at == 1 { "2011-08-31" } else { "2011-12-31" };
            format!(",{code},{kind},in hand,A Smith,B Jones,{until}\n")
        });
        "scheme,code,kind,reason,owner,approver,until\n".to_owned() + &rows.collect::<String>()
    };
    let page = |n: usize, more: &[&str]| {
        let files = folder(&[("exceptions.csv", &departures(n))]);
        let exceptions = at(&files, "exceptions.csv");
        run(&[&["assess", "anytown-mid-year", "--exceptions", &exceptions], more].concat()).out
    };
    let many = page(7, &["--ignore", "PH"]);
    let above = many.split("\nTO GREEN\n").next().unwrap();
    assert!(
        above.contains("\n7 departures given: 6 accepted, 1 disputed; 2 not in force: --view exceptions\n")
            && above.lines().count() < 12,
        "{many}"
    );
    assert!(many.contains(" 5 excepted; 1 code ignored (--ignore)\n"), "{many}");
    let few = page(3, &["--workstream", "Planned care"]);
    assert!(few.contains("\nA1-VIS-1: ") && !few.contains("departures given"), "{few}");
    assert!(
        few.contains("\nshown: workstream Planned care only, 8 of 45 schemes; rated as a whole\n"),
        "{few}"
    );
}

#[test]
fn the_status_does_not_depend_on_the_format() {
    for format in ["table", "markdown", "csv", "json", "jsonl"] {
        for (rule, status) in [("red", 0), ("amber", 1)] {
            let words =
                ["assess", "anytown-mid-year", "--scope", "plan", "--format", format, "--fail-on", rule];
            let run = run(&words);
            assert_eq!(run.status, status, "{format} {rule}");
            assert!(!run.out.is_empty());
        }
    }
}

#[test]
fn a_gate_without_a_scope_says_so() {
    let words = ["assess", "anytown-mid-year", "--fail-on", "amber"];
    assert!(run(&words).err.contains("a gate without --scope"));
    assert!(!run(&[&words[..], &["--scope", "plan"]].concat()).err.contains("a gate without --scope"));
}

#[test]
fn what_is_printed_as_in_force_passes_the_gate_and_nothing_else() {
    for (departure, in_force, fault) in [
        ("accepted,re-tendered,A Smith,B Jones,2011-12-31", true, ""),
        ("accepted,re-tendered,A Smith,B Jones,2011-08-31", false, "is not in force on the reporting date"),
        ("accepted,re-tendered,A Smith,a  smith,2011-12-31", false, "is approved by its own owner"),
        ("disputed,re-tendered,A Smith,B Jones,2011-12-31", false, ""),
        ("not applicable,re-tendered,A Smith,B Jones,2011-12-31", false, ""),
    ] {
        let exceptions = format!("scheme,code,kind,reason,owner,approver,until\nS3,f13-fin-5,{departure}\n");
        let files = folder(&[("plan.csv", REGISTER), ("exceptions.csv", &exceptions)]);
        let (plan, exceptions) = (at(&files, "plan.csv"), at(&files, "exceptions.csv"));
        let gate = |view: &str| {
            let line = format!("assess {plan} --as-at 2011-09 --exceptions {exceptions} --scope money");
            let words = line.split(' ').chain(["--fail-on", "red:scheme", "--view", view]);
            run(&words.collect::<Vec<_>>()).ended(if in_force { 0 } else { 1 })
        };
        let run = gate("summary");
        assert_eq!(run.err.contains("accepted: S3: red"), in_force, "{}", run.err);
        let kind = departure.split(',').next().unwrap();
        assert!(run.out.contains(&format!("S3 f13-fin-5: UNMET ({kind} to 31 ")), "{}", run.out);
        assert_eq!(run.out.contains("not in force"), !in_force, "{}", run.out);
        let findings = gate("findings").out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(findings.contains("the exception for"), !fault.is_empty(), "{findings}");
        assert!(findings.contains(fault), "{findings}");
    }
}

#[test]
fn files_are_written_whole_or_not_at_all() {
    let files = folder(&[("plan.csv", REGISTER)]);
    let plan = at(&files, "plan.csv");
    let (out, report) = (at(&files, "out.txt"), at(&files, "report.json"));
    let done = run(&["assess", &plan, "-o", &out, "--report", &format!("json={report}")]);
    assert_eq!((done.status, done.out.as_str()), (0, ""));
    let printed = run(&["assess", &plan]);
    assert_eq!(fs::read_to_string(&out).unwrap(), printed.out);
    assert_eq!(fs::read_to_string(&report).unwrap(), run(&["assess", &plan, "--format", "json"]).out);
    assert_eq!(fs::read_dir(files.path()).unwrap().count(), 3, "nothing is left beside them");
    run(&["assess", &plan, "-o", &plan]).ended(2);
    assert_eq!(fs::read_to_string(&plan).unwrap(), REGISTER);
    fs::write(&plan, "scheme,plan_ytd,actual_ytd\nS1,twelve,3\n").unwrap();
    assert_eq!(run(&["assess", &plan, "-o", &out]).status, 3);
    assert_eq!(fs::read_to_string(&out).unwrap(), printed.out, "the earlier result stays");
}

#[test]
fn the_policy_of_the_current_folder_is_used_and_never_a_submissions_own() {
    let files = folder(&[
        ("here/qipp.toml", "finance_red_from = 10\n"),
        ("plan/plan.csv", REGISTER),
        ("plan/qipp.toml", "finance_red_from = 6\n"),
    ]);
    let here = |words: &[&str]| {
        let mut command = qipp(words);
        command.current_dir(files.path().join("here"));
        run_command(command, "")
    };
    let run = here(&["assess", "../plan"]);
    assert!(run.out.contains("policy qipp.toml: 1 value changed"), "{}", run.out);
    assert!(here(&["policy"]).out.contains("finance_red_from = \"10\" # qipp.toml"));
    fs::write(files.path().join("here/qipp.toml"), "finance_red_form = 10\n").unwrap();
    let wrong = here(&["assess", "../plan", "--set", "coverage=most", "--set", "cash_floor=1"]);
    assert_eq!((wrong.status, wrong.out.as_str()), (2, ""));
    assert_eq!(
        wrong.err,
        "\
qipp.toml:1:1: error[policy]: there is no setting `finance_red_form`
  mend: did you mean `finance_red_from`?
error: --set: `most` stands for coverage; expected a percentage, above 0 to 100
  mend: the built-in value is 80: Share of planned savings whose schemes must pass for a coverage criterion to be partly met.
error: --set: there is no setting `cash_floor`
  mend: `qipp policy` prints every setting
"
    );
    let wrong = here(&["policy", "--policy", "strct"]).err;
    assert!(wrong.starts_with("error: --policy: there is neither a policy file nor"), "{wrong}");
}

#[test]
fn standard_input_is_a_plan() {
    let run =
        run_with_input(&["assess", "-", "--scheme", "S2", "--view", "finance", "--by", "scheme"], REGISTER)
            .ended(0);
    assert!(run.out.contains("Agency nurses") && !run.out.contains("Taxis"), "{}", run.out);
    let plan = r#"{"schemes":[{"scheme":"S1","plan_ytd":"£100","actual_ytd":"£94"}]}"#;
    let run = run_with_input(&["assess", "-", "--format", "json"], plan).ended(0);
    let places = crate::citations::places(&run.json());
    assert!(places.contains(&"<stdin>#/schemes/0/plan_ytd".to_owned()), "{places:?}");
}

#[test]
fn a_folder_of_folders_is_several_plans_and_keep_going_drops_the_bad_one() {
    let bad = "scheme,plan_ytd (£),actual_ytd (£)\nS1,twelve,3\n";
    let files = folder(&[
        ("region/alpha/schemes.csv", REGISTER),
        ("region/beta/schemes.csv", REGISTER),
        ("region/gamma/schemes.csv", bad),
    ]);
    let region = at(&files, "region");
    let all = run(&["assess", &region]);
    assert_eq!((all.status, all.out.as_str()), (3, ""));
    let kept = run(&["assess", &region, "--keep-going", "--format", "json"]).ended(3);
    assert!(kept.err.contains("1 problem in 1 file; 2 of 3 organisations assessed"), "{}", kept.err);
    let report: serde_json::Value = kept.json();
    let names: Vec<&str> =
        report["plans"].as_array().unwrap().iter().map(|p| p["organisation"].as_str().unwrap()).collect();
    assert_eq!(names, ["alpha", "beta"]);
    assert_eq!(report["summary"]["dropped"], 1);
    let one = run(&["assess", &at(&files, "region/gamma"), "--keep-going"]).ended(3);
    assert!(one.out.contains("GREY"), "{}", one.out);
}

#[test]
fn loose_files_are_one_plan_where_no_table_repeats() {
    let names = |words: &[&str]| -> Vec<String> {
        let run = run(&[words, &["--format", "json"]].concat());
        let report: serde_json::Value = run.json();
        let plans = report["plans"].as_array().unwrap();
        plans.iter().map(|plan| plan["organisation"].as_str().unwrap().to_owned()).collect()
    };
    let tables = ["assess", "anytown-mid-year/schemes.csv", "anytown-mid-year/savings.csv"];
    assert_eq!(names(&tables), ["schemes"]);
    assert_eq!(names(&[&tables[..], &["--org", "Anytown"]].concat()), ["Anytown"]);
    let files = folder(&[("a/plan.csv", REGISTER), ("b/plan.csv", REGISTER)]);
    assert_eq!(names(&["assess", &at(&files, "a/plan.csv"), &at(&files, "b/plan.csv")]), ["a", "b"]);
}

#[test]
fn the_sheet_of_judgements_owed_comes_back() {
    let files = folder(&[]);
    let sheet = at(&files, "owed.csv");
    assert_eq!(run(&["template", "--review", "anytown-mid-year", "-o", &sheet]).status, 0);
    let blank = fs::read_to_string(&sheet).unwrap();
    let owed = blank.lines().count() - 1;
    assert!(owed >= 10, "{blank}");
    let count = |sheet: &str| {
        let run = run(&["assess", "anytown-mid-year", "--judgements", sheet, "--format", "json"]).ended(0);
        let report: serde_json::Value = run.json();
        report["plans"][0]["coverage"]["unreviewed"].as_u64().unwrap()
    };
    assert_eq!(count(&sheet), owed as u64, "a blank result is no judgement");
    let book = at(&files, "owed.xlsx");
    assert_eq!(run(&["template", "--review", "anytown-mid-year", "-o", &book]).status, 0);
    assert_eq!(count(&book), owed as u64, "a blank result in a workbook is none either");
    assert_eq!(
        run(&["template", "--review", "anytown-mid-year", "-o", &book]).status,
        2,
        "nothing is replaced"
    );
    let filled = blank.replacen("A1-VIS-1,,,", "A1-VIS-1,met,\"Plan, page 3\",", 1);
    assert_ne!(filled, blank);
    fs::write(&sheet, filled).unwrap();
    assert_eq!(count(&sheet), owed as u64 - 1);
}

#[test]
fn blank_tables_are_printed_and_written() {
    let schemes = run(&["template", "schemes"]).out;
    assert!(schemes.starts_with("organisation,") && schemes.contains(",plan_ytd,"), "{schemes}");
    let files = folder(&[]);
    let tables = at(&files, "tables");
    assert_eq!(run(&["template", "-o", &tables]).status, 0);
    let submitted = qipp::inside::plan::fields::TABLES.len() - 1;
    assert_eq!(fs::read_dir(&tables).unwrap().count(), submitted, "exceptions are no part of a submission");
    assert_eq!(run(&["template", "-o", &tables]).status, 2, "nothing is replaced");
}

#[test]
fn another_policy_shows_what_it_would_change() {
    let files = folder(&[("plan.csv", REGISTER)]);
    let run = run(&["assess", &at(&files, "plan.csv"), "--also", "strict"]);
    assert!(
        run.out.contains("UNDER strict (finance_red_from 10, token_evidence blank, rollup worst)"),
        "{}",
        run.out
    );
    assert!(run.out.contains("S2: finance to date AMBER -> RED"), "{}", run.out);
}

#[test]
fn colour_is_for_terminals_and_on_request() {
    let files = folder(&[("plan.csv", REGISTER)]);
    let plan = at(&files, "plan.csv");
    assert!(!run(&["assess", &plan]).out.contains('\u{1B}'));
    assert!(run(&["assess", &plan, "--color", "always"]).out.contains('\u{1B}'));
    let mut forced = qipp(&["assess", &plan]);
    forced.env("CLICOLOR_FORCE", "1");
    assert!(run_command(forced, "").out.contains('\u{1B}'));
    let mut never = qipp(&["assess", &plan]);
    never.env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1");
    assert!(!run_command(never, "").out.contains('\u{1B}'));
}

/// A hint at another view assesses the same: it repeats every option that decides what is assessed.
#[test]
fn a_hint_repeats_what_was_said() {
    let words = [
        "assess",
        "anytown-mid-year",
        "--judgements",
        "anytown-judgements.csv",
        "--set",
        "finance_red_from=12",
        "--as-at",
        "2011-09",
        "--scope",
        "delivery",
        "--org",
        "Any town",
        "--jobs",
        "1",
    ];
    let out = run(&words).ended(0).out;
    let folded = out.split_whitespace().collect::<Vec<_>>().join(" ");
    folded.says(&[
        "findings: qipp assess anytown-mid-year --set=finance_red_from=12 '--org=Any town' --scope=delivery \
         --as-at=2011-09 --judgements=anytown-judgements.csv --view findings",
    ]);
    let hint = |format: &str| run(&[&words[..], &["--format", format]].concat()).ended(0).out;
    hint("html").says(&["qipp assess anytown-mid-year --set=finance_red_from=12"]);
    folded.says(&[" more: --view exceptions)"]);
}
