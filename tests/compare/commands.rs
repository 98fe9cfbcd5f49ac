//! `qipp compare` and `qipp assess --previous`, end to end.

use crate::run::{Run, Says, at, folder, run};
use tempfile::TempDir;

const HEAD: &str = "organisation,scheme_id,scheme,workstream,plan_ytd (£),actual_ytd (£),plan 2011/12 (£),\
    forecast 2011/12 (£),plan 2012/13 (£)\n";
/// June: Taxis is green, Rents behind, Beds far behind.
const JUNE: &str = "Anytown PCT,S1,Taxis,Estates,100000,99000,400000,400000,0\n\
    Anytown PCT,S2,Rents,Estates,100000,90000,400000,380000,50000\n\
    Anytown PCT,S3,Beds,Wards,200000,120000,800000,600000,0\n\
    Anytown PCT,S4,Old scheme,Wards,10000,10000,40000,40000,0\n";
/// July: Taxis is worse, Rents recovered and called otherwise, Beds has moved and is put off to the next year, one
/// is gone and one is new.
const JULY: &str = "Anytown PCT,S1,Taxis,Estates,130000,110000,400000,330000,0\n\
    Anytown PCT,S2,Rent reviews,Estates,130000,129000,400000,400000,60000\n\
    Anytown PCT,S3,Beds,Estates,150000,100000,600000,500000,200000\n\
    Anytown PCT,S5,Pharmacy reviews,Wards,20000,20000,60000,60000,0\n";

fn two() -> TempDir {
    folder(&[("june.csv", &format!("{HEAD}{JUNE}")), ("july.csv", &format!("{HEAD}{JULY}"))])
}

fn compare(files: &TempDir, words: &[&str]) -> Run {
    run(&[&["compare", &at(files, "june.csv"), &at(files, "july.csv")], words].concat())
}

#[test]
fn the_first_screen_says_what_moved_and_by_how_much() {
    let files = two();
    let out = compare(&files, &[]).ended(0).out;
    squeezed(&out).says(&[
        "schemes: 1 worsened, 1 recovered, 1 improved, 1 new, 1 dropped, 1 re-based, 1 re-profiled, 1 moved, 1 renamed",
        "AMBER (was RED) ↑",
        "worsened (19)",
        "recovered 9",
        "renamed",
        "moved 800",
        "new 60",
        "dropped (40)",
    ]);
    let bridge: Vec<String> =
        out.lines().skip_while(|line| !line.starts_with("PLAN BRIDGE")).take(8).map(squeezed).collect();
    assert_eq!(
        bridge,
        [
            "PLAN BRIDGE £k 2011/12 2012/13 total",
            "opening plan 1,640 50 1,690",
            "re-based up 0 10 10",
            "new 60 0 60",
            "dropped (40) 0 (40)",
            "re-profiled between years (200) 200 0",
            "closing plan 1,460 260 1,720",
            "",
        ]
    );
    let shown: Vec<&str> = out.lines().collect();
    assert!(shown.len() <= 45, "{} lines\n{out}", shown.len());
    assert!(shown.iter().all(|line| line.chars().count() <= 80), "{out}");
}

/// Lines that do not add up as they are shown say why, and lines that do say nothing.
#[test]
fn a_bridge_that_was_rounded_says_so() {
    let of = |plan: &str| -> String {
        let head =
            "organisation,scheme,workstream,plan_ytd (£),actual_ytd (£),plan 2011/12 (£),plan 2012/13 (£)\n";
        let row = |n: u32| format!("Anytown PCT,S{n},W,100400,90400,{plan},{plan}\n");
        (1..=3).fold(head.to_owned(), |all, n| all + &row(n))
    };
    for (to, is_rounded) in [("400800", true), ("401400", false)] {
        let files = folder(&[("june.csv", &of("400400")), ("july.csv", &of(to))]);
        let out = compare(&files, &[]).ended(0).out;
        assert!(out.contains("PLAN BRIDGE £k"), "{out}");
        assert_eq!(out.contains("(rounded: the lines add up before rounding)"), is_rounded, "{to}: {out}");
    }
}

fn squeezed(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_json_of_an_earlier_run_stands_for_its_plan() {
    let files = two();
    let (june, july, json) = (at(&files, "june.csv"), at(&files, "july.csv"), at(&files, "june.json"));
    run(&["assess", &june, "--format", "json", "-o", &json]).ended(0);
    let of_json = run(&["compare", &json, &july, "--format", "json"]).ended(0).out;
    let of_plan = compare(&files, &["--format", "json"]).ended(0).out;
    assert_eq!(of_json.replace("june.json", "june.csv"), of_plan);
    let text = std::fs::read_to_string(&json).unwrap();
    std::fs::write(&json, text.replacen("qipp-report/2", "qipp-report/1", 1)).unwrap();
    let refused = run(&["compare", &json, &july]).ended(3);
    refused.err.says(&[
        "june.json:2: error: this is a qipp-report/1; this program reads qipp-report/2",
        "mend: assess the plan files again",
    ]);
    run(&["assess", &july, "--previous", &json]).ended(3).err.says(&["qipp-report/1"]);
    std::fs::write(&json, text.get(..text.len() / 2).unwrap()).unwrap();
    assert_ne!(run(&["compare", &json, &july]).status, 0, "half of a report");
}

#[test]
fn every_format_holds_the_movement() {
    let files = two();
    let json = compare(&files, &["--format", "json"]).json();
    assert_eq!(json["schema"], "qipp-compare/1");
    let subjects = json["movement"]["subjects"].as_array().unwrap();
    let taxis = subjects.iter().find(|own| own["scheme"] == "S1").unwrap();
    assert_eq!((&taxis["direction"], &taxis["words"][0]["amount"]), (&"down".into(), &(-19000).into()));
    let csv = compare(&files, &["--format", "csv", "--by", "scheme"]).out;
    csv.says(&[
        "level,organisation,code,region,workstream,scheme,name,direction,",
        "scheme,Anytown PCT,,,Estates,S1,Taxis,down,",
    ]);
    let words = [
        ("worsened", "-19000"),
        ("recovered", "9000"),
        ("improved", "30000"),
        ("new", "60000"),
        ("dropped", "-40000"),
        ("re_based", "10000"),
        ("re_profiled", "200000"),
        ("moved", "800000"),
        ("renamed", "460000"),
    ];
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    let heads = rows.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    for (word, amount) in words {
        let at = heads.iter().position(|head| head == word).unwrap();
        let amounts: Vec<&str> =
            rows.iter().filter_map(|row| row.get(at)).filter(|own| !own.is_empty()).collect();
        assert_eq!(amounts, [amount], "{word}");
        let word = word.replace('_', "-");
        let of_json = subjects.iter().filter(|own| own["level"] == "scheme");
        let of_json: Vec<String> = of_json
            .flat_map(|own| own["words"].as_array().unwrap())
            .filter(|own| own["word"] == word.as_str())
            .map(|own| own["amount"].to_string())
            .collect();
        assert_eq!(of_json, [amount], "{word}");
    }
    let page = squeezed(&compare(&files, &["--view", "movement", "--by", "scheme"]).out);
    page.says(&["re-profiled 200", "moved 800", "renamed 460", "re-based 10"]);
    let bridge = compare(&files, &["--format", "csv", "--view", "bridge", "--by", "organisation"]).out;
    bridge.says(&["\norganisation,Anytown PCT,,,,,total,1690000,10000,0,60000,-40000,0,0,1720000,"]);
    let lines = compare(&files, &["--format", "jsonl"]).out;
    for kind in ["comparison", "movement", "moved_subject", "moved_expectation"] {
        assert!(lines.contains(&format!("{{\"kind\":\"{kind}\",")), "{kind}");
    }
    compare(&files, &["--format", "markdown"]).out.says(&["# Anytown PCT", "| PLAN BRIDGE £k |"]);
    let schema: serde_json::Value = serde_json::from_str(&run(&["schema", "--compare"]).out).unwrap();
    let is_valid = jsonschema::validator_for(&schema).unwrap().is_valid(&json);
    assert!(is_valid, "{:?}", jsonschema::validate(&schema, &json));
}

#[test]
fn an_earlier_submission_fills_the_directions() {
    let files = two();
    let (june, july) = (at(&files, "june.csv"), at(&files, "july.csv"));
    let json = run(&["assess", &july, "--previous", &june, "--format", "json"]).ended(0).json();
    let plan = &json["plans"][0];
    assert_eq!(plan["direction"], "up");
    let card = |scheme: &str| {
        let cards = plan["report_card"].as_array().unwrap();
        cards.iter().find(|card| card["scheme"] == scheme).unwrap()["direction"].clone()
    };
    assert_eq!([card("S1"), card("S2"), card("S5")], ["down", "up", "new"]);
    assert_eq!(json["movement"]["from"]["name"].as_str().unwrap(), june);
    let page = run(&["assess", &july, "--previous", &june]).out;
    page.says(&["AMBER ↑", "AMBER ↓"]);
    let view = run(&["assess", &july, "--previous", &june, "--view", "movement"]).out;
    view.says(&["PLAN BRIDGE £k", "worsened (19)"]);
    run(&["assess", &july, "--view", "movement"]).out.says(&["--previous FILE"]);
    let alone = run(&["assess", &july, "--format", "json"]).json();
    assert_eq!((&alone["movement"], &alone["plans"][0]["direction"]), (&serde_json::Value::Null, &"".into()));
}

#[test]
fn the_gate_knows_what_is_worse_and_what_is_new() {
    let files = two();
    let (june, july) = (at(&files, "june.csv"), at(&files, "july.csv"));
    let gate =
        |words: &[&str]| run(&[&["assess", &july, "--previous", &june, "--scope", "money"], words].concat());
    gate(&["--fail-on", "worse:scheme"])
        .ended(1)
        .err
        .says(&["gate worse:scheme failed: 1 of", "  S1: amber, was green"]);
    gate(&["--fail-on", "worse"]).ended(0);
    gate(&["--fail-on", "worse:workstream"]).ended(0);
    let red = gate(&["--fail-on", "red:scheme"]).ended(1);
    red.err.says(&["  S3: red"]);
    let new = gate(&["--fail-on", "red:scheme", "--new"]).ended(0);
    new.err.says(&["1 subject short as in the earlier submission"]);
    let amber = gate(&["--fail-on", "amber:scheme", "--new"]).ended(1);
    amber.err.says(&["  S1: amber"]);
    assert!(!amber.err.contains("S3: red"), "{}", amber.err);
    for (words, says) in [
        (&["--fail-on", "red", "--new"][..], "--new needs --previous"),
        (&["--fail-on", "worse"], "--fail-on worse:plan needs --previous"),
    ] {
        run(&[&["assess", &july], words].concat()).ended(2).err.says(&[says]);
    }
    let json = at(&files, "june.json");
    run(&["assess", &june, "--format", "json", "-o", &json, "--scope", "money", "--policy", "strict"])
        .ended(0);
    let other = run(&["assess", &july, "--previous", &json, "--scope", "money", "--fail-on", "red", "--new"]);
    other.ended(2).err.says(&["was assessed under policy strict"]);
    let page = run(&["compare", &json, &july, "--scope", "money"]).ended(0).out;
    squeezed(&page).says(&["note: assessed under policy strict, then under nao-2011"]);
}

#[test]
fn milestones_are_held_against_their_original_dates() {
    let schemes = "scheme,workstream,plan_ytd (£),actual_ytd (£)\nS1,Care,100,100\nS2,Care,100,100\n";
    let head = "scheme,milestone,due,revised_due,status,completed\n";
    let before =
        "S1,Open,2011-09-30,,on track,\nS1,Recruit,2011-07-31,,on track,\nS2,Close,2011-12-31,,on track,\n";
    // the date of one is written over, one was done late, one is gone
    let after = "S1,Open,2011-10-31,,on track,\nS1,Recruit,2011-07-31,,done,2011-08-10\n";
    let plan = |as_at: &str| format!("organisation,as_at\nAnytown PCT,{as_at}\n");
    let files = folder(&[
        ("june/schemes.csv", schemes),
        ("june/milestones.csv", &format!("{head}{before}")),
        ("june/plan.csv", &plan("2011-06-30")),
        ("august/schemes.csv", schemes),
        ("august/milestones.csv", &format!("{head}{after}")),
        ("august/plan.csv", &plan("2011-08-31")),
    ]);
    let words = ["compare", &at(&files, "june"), &at(&files, "august"), "--view", "milestones"];
    let out = run(&words).ended(0).out;
    squeezed(&out).says(&[
        "MILESTONES against their original dates: 1 slipped, 1 done late, 1 dropped",
        "S1 'Open' slipped 31 days to 31 Oct 2011: 31 days late against 30 Sep 2011",
        "S1 'Recruit' done 10 Aug 2011: 10 days late against 31 Jul 2011",
        "S2 'Close' dropped; it was due 31 Dec 2011",
    ]);
    let csv = run(&[&words[..], &["--format", "csv"]].concat()).out;
    csv.says(&["\nAnytown PCT,,S1,Open,slipped,2011-09-30,2011-09-30,2011-10-31,31,31,"]);
}

#[test]
fn amounts_with_and_without_a_unit_are_not_compared() {
    let rows = "scheme,plan_ytd,actual_ytd\nS1,100,90\n";
    let files = folder(&[
        ("a.csv", rows),
        ("b.csv", &rows.replace("plan_ytd", "plan_ytd (£)").replace("actual_ytd", "actual_ytd (£)")),
    ]);
    let run = run(&["compare", &at(&files, "a.csv"), &at(&files, "b.csv")]).ended(3);
    run.err.says(&["a.csv: error: its amounts have no unit, and those of"]);
}

#[test]
fn regions_and_the_nation_have_bridges_and_an_idea_that_counts_is_new() {
    let head = "organisation,region,scheme,workstream,stage,plan_year (£),forecast_year (£)\n";
    let before = "Anytown,North,A1,Care,delivering,100,100\nBorough,South,B1,Care,delivering,200,180\n\
        Borough,South,B2,Care,idea,50,50\n";
    let after = "Anytown,South,A1,Care,delivering,100,90\nBorough,South,B1,Care,delivering,200,180\n\
        Borough,South,B2,Care,delivering,50,50\n";
    let files = folder(&[("one.csv", &format!("{head}{before}")), ("two.csv", &format!("{head}{after}"))]);
    let words = ["compare", &at(&files, "one.csv"), &at(&files, "two.csv"), "--as-at", "2011-06-30"];
    let bridge = run(&[&words[..], &["--format", "csv", "--view", "bridge", "--by", "region"]].concat()).out;
    let totals: Vec<&str> = bridge.lines().filter(|line| line.contains(",total,")).collect();
    assert_eq!(
        totals,
        [
            // what is forecast less is lost before the move
            "region,,North,,,,total,100,0,0,0,0,0,-100,0,100,0,-10,0,0,-90,0,,,,,",
            "region,,South,,,,total,200,0,0,50,0,0,100,350,180,0,0,50,0,90,320,,,,,",
            "nation,,,,,,total,300,0,0,50,0,0,0,350,280,0,-10,50,0,0,320,,,,,",
        ],
        "{bridge}"
    );
    let page = run(&[&words[..], &["--view", "movement", "--by", "scheme"]].concat()).out;
    squeezed(&page).says(&["new 50, was an idea"]);
}

#[test]
fn what_is_said_of_one_submission_is_looked_for_in_all() {
    let files = folder(&[
        ("june.csv", "scheme,plan_ytd (£),actual_ytd (£)\nTaxis,100,90\n"),
        ("july.csv", "scheme,Sums to date (£),actual_ytd (£)\nTaxis,100,95\n"),
    ]);
    let (june, july) = (at(&files, "june.csv"), at(&files, "july.csv"));
    let run_with = |said: &str| run(&["compare", &june, &july, "--map", said]);
    for said in ["july.csv:Sums to date=plan_ytd", "Sums to date=plan_ytd"] {
        run_with(said).ended(0).out.says(&["was -10.0%"]);
        run(&["assess", &july, "--previous", &june, "--also", "strict", "--map", said]).ended(0);
        run(&["assess", &june, "--previous", &july, "--also", "strict", "--map", said]).ended(0);
    }
    for (said, says) in [
        (
            "jully.csv:Sums to date=plan_ytd",
            "no input is called `jully.csv`\n  mend: did you mean `july.csv`?",
        ),
        ("june.csv:Sums to date=plan_ytd", "no heading or row label is `june.csv:Sums to date` in any file"),
        ("Some to date=plan_ytd", "no heading or row label is `Some to date` in any file"),
    ] {
        let err = run_with(said).ended(2).err;
        err.says(&[says]);
        assert_eq!(err.matches("error[map]").count(), 1, "{err}");
    }
    let json = at(&files, "june.json");
    run(&["assess", &june, "--format", "json", "-o", &json]).ended(0);
    run(&["compare", &json, &json, "--map", "a=b"]).ended(2);
    let page = run(&["compare", &json, &july, "--map", "Sums to date=plan_ytd"]).ended(0).out;
    assert!(!page.contains("note: assessed under"), "a mapping decides no colour: {page}");
    let new = ["--map", "Sums to date=plan_ytd", "--scope", "auto", "--fail-on", "red", "--new"];
    run(&[&["assess", &july, "--previous", &json], &new[..]].concat()).ended(0);
}

#[test]
fn a_challenge_that_is_raised_is_named_and_headroom_is_bridged() {
    let of = |month: &str| {
        let fixtures = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
        fixtures.join("northfold-icb-2025").join(month).display().to_string()
    };
    let words = ["compare", &of("month-2"), &of("month-6")];
    let page = run(&words).ended(0).out;
    squeezed(&page).says(&[
        "headroom £4,890k GREEN, was £6,040k (challenge raised £1,150k)",
        "organisations: 1 worsened, 3 slipped, 1 challenge raised",
        "opening headroom 3,630 2,410 6,040",
        "by the financial challenge (1,150) 0 (1,150)",
        "by savings identified 0 0 0",
        "closing headroom 2,480 2,410 4,890",
    ]);
    let one = run(&[&words[..], &["--by", "organisation", "--view", "movement"]].concat()).out;
    squeezed(&one).says(&["challenge raised 1,150"]);
    let bridge = run(&[&words[..], &["--by", "region", "--view", "bridge", "--format", "csv"]].concat()).out;
    bridge.says(&[",headroom_opening,headroom_by_challenge,headroom_by_identified,headroom_closing\n"]);
    bridge.says(&[",6040000,-1150000,0,4890000\n"]);
    let json = run(&[&words[..], &["--format", "json"]].concat()).json();
    let total = json["movement"]["whole"]["headroom"].as_array().unwrap().last().unwrap();
    assert_eq!((&total["by_challenge"], &total["by_identified"]), (&(-1_150_000).into(), &0.into()));
    let html = run(&["assess", &of("month-6"), "--previous", &of("month-2"), "--format", "html"]).out;
    html.says(&["by the financial challenge"]);
}
