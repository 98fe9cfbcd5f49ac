//! `--keep-going`: the plan that is bad is lost and no other, and what lacks something that could not be
//! read is marked wherever it is shown.

use crate::run::{Run, at, folder, run};
use serde_json::Value;
use std::fmt::Write;

const TRACKER: &str = "region,organisation,scheme,workstream,month,plan,actual\n";

/// Assesses one file and keeps going.
fn kept(text: &str, view: &[&str]) -> Run {
    let files = folder(&[("t.csv", text)]);
    let file = at(&files, "t.csv");
    run(&[&["assess", &file, "--keep-going"], view].concat()).ended(3)
}

fn names(report: &Value) -> Vec<&str> {
    report["plans"].as_array().unwrap().iter().map(|plan| plan["organisation"].as_str().unwrap()).collect()
}

/// Whether each finance line at a level is marked and grey, by its name.
fn marked(lines: &Value, level: &str, name: &str) -> Vec<(String, bool)> {
    let own = lines.as_array().unwrap().iter().filter(|line| line["level"] == level);
    own.map(|line| {
        let is_marked = line["incomplete"].as_bool().unwrap();
        assert!(!is_marked || line["rating"] == "grey", "{line}");
        (line[name].as_str().unwrap().to_owned(), is_marked)
    })
    .collect()
}

fn pairs(all: &[(&str, bool)]) -> Vec<(String, bool)> {
    all.iter().map(|(name, is)| ((*name).to_owned(), *is)).collect()
}

/// One row among many: a row that is too long, one of a month that is none, a cell that is no figure.
#[test]
fn of_a_hundred_and_fifty_one_the_bad_one_is_lost() {
    let mut all = TRACKER.to_owned();
    for n in 0..151 {
        writeln!(all, "North,O{n},S{n},Care,2010-04,10,9").unwrap();
    }
    for bad in
        ["North,O7,S7,Care,2010-05,10,9,1", "North,O7,S7,Care,Spring,10,9", "North,O7,S7,Care,2010-05,10,x"]
    {
        let run = kept(&format!("{all}{bad}\n"), &["--format", "json"]);
        let told = "1 problem in 1 file; 150 of 151 organisations assessed; left out: O7\n";
        assert!(run.err.ends_with(told), "{}", run.err);
        assert!(!names(&run.json()).contains(&"O7"));
    }
}

/// A plan whose JSON is cut off beside five that are whole takes nothing from them, in a folder and one by one.
#[test]
fn of_six_json_plans_the_truncated_one_is_lost_alone() {
    let of = |n: usize| {
        format!(
            r#"{{"schemes": [{{"organisation": "O{n}", "scheme": "S", "plan_ytd": 10, "actual_ytd": 10}}]}}"#
        )
    };
    let mut all: Vec<(String, String)> = (0..6).map(|n| (format!("p/{n}.json"), of(n))).collect();
    all[3].1.truncate(40);
    let all: Vec<(&str, &str)> = all.iter().map(|(name, text)| (&**name, &**text)).collect();
    let files = folder(&all);
    let one_by_one: Vec<String> = all.iter().map(|(name, _)| at(&files, name)).collect();
    for inputs in [vec![at(&files, "p")], one_by_one] {
        let mut words = vec!["assess", "--keep-going", "--format", "json"];
        words.extend(inputs.iter().map(String::as_str));
        let run = run(&words).ended(3);
        assert!(run.err.ends_with("1 problem in 1 file; 5 of 6 organisations assessed\n"), "{}", run.err);
        let report = run.json();
        assert_eq!(names(&report), ["O0", "O1", "O2", "O4", "O5"]);
        let plans = report["plans"].as_array().unwrap();
        assert!(
            plans.iter().all(|plan| plan["rating"] == "green" && plan["incomplete"] == false),
            "{plans:?}"
        );
    }
}

/// Three hundred rows of one fault are one message, which counts them.
#[test]
fn one_fault_is_told_once() {
    let mut all = TRACKER.to_owned();
    for n in 0..300 {
        writeln!(all, "North,O{},S{n},Care,2010-04,10,x", n % 6).unwrap();
    }
    let files = folder(&[("t.csv", &all)]);
    let run = run(&["assess", &at(&files, "t.csv"), "--keep-going"]);
    assert_eq!(run.err.matches(": error[").count(), 1, "{}", run.err);
    assert!(
        run.err.contains("again in 299 more cells") && run.err.contains("300 problems in 1 file"),
        "{}",
        run.err
    );
}

/// What sums over organisations lack is marked in them: the region's and the whole's, and no other.
#[test]
fn regions_that_lack_an_organisation_are_marked() {
    let rows =
        "North,A,S1,Care,2010-04,10,10\nNorth,B,S1,Care,2010-04,10,#REF!\nSouth,C,S1,Care,2010-04,10,10\n";
    let report = kept(&format!("{TRACKER}{rows}"), &["--format", "json"]).json();
    assert_eq!(names(&report), ["A", "C"]);
    let lines = &report["rollup"]["finance"];
    assert_eq!(marked(lines, "region", "region"), pairs(&[("North", true), ("South", false)]));
    assert_eq!(marked(lines, "nation", "organisation"), pairs(&[("", true)]));
    assert_eq!(marked(lines, "nation_workstream", "workstream"), pairs(&[("Care", true)]));
}

/// A row of no organisation is nobody's: no organisation is lost for it.
#[test]
fn a_row_of_no_organisation_loses_none() {
    let rows = "North,A,S1,Care,2010-04,10,10\nNorth,,S1,Care,2010-04,10,9\nSouth,C,S1,Care,2010-04,10,10\n";
    let run = kept(&format!("{TRACKER}{rows}"), &["--format", "json"]);
    assert!(
        run.err.ends_with("2 of 2 organisations assessed; in no figure: 1 row of no organisation\n"),
        "{}",
        run.err
    );
    let report = run.json();
    assert_eq!(names(&report), ["A", "C"]);
    assert_eq!(marked(&report["rollup"]["finance"], "nation", "organisation"), pairs(&[("", true)]));
}

/// Where every organisation has a problem each is assessed with marks, and that is said.
#[test]
fn where_all_are_bad_each_is_assessed_and_marked() {
    let rows = "North,A,S1,Care,2010-04,10,x\nNorth,B,S1,Care,2010-04,10,y\n";
    let run = kept(&format!("{TRACKER}{rows}"), &["--format", "json"]);
    assert!(run.err.contains("all 2 organisations have some; each is assessed"), "{}", run.err);
    let report = run.json();
    assert_eq!(names(&report), ["A", "B"]);
    for plan in report["plans"].as_array().unwrap() {
        assert_eq!(marked(&plan["finance"], "scheme", "scheme"), pairs(&[("S1", true)]));
        assert_eq!(plan["control"]["incomplete"], false, "the plan is read");
    }
}

/// A row that is not taken is missing from every sum over schemes, and from the scheme it names.
#[test]
fn a_row_that_is_not_taken_marks_every_sum() {
    let head = "scheme,workstream,plan_ytd (£),actual_ytd (£),plan_year (£)\n";
    let rows = "S1,W1,100,99,200\nS2,W2,100,99,200\nS2,W2,50,50,60\nTotal,,1,1,1\n";
    let run = kept(&format!("{head}{rows}"), &["--format", "json"]);
    let report = run.json();
    let plan = &report["plans"][0];
    assert_eq!(marked(&plan["finance"], "scheme", "scheme"), pairs(&[("S1", false), ("S2", true)]));
    assert_eq!(marked(&plan["finance"], "workstream", "workstream"), pairs(&[("W1", true), ("W2", true)]));
    assert_eq!(marked(&plan["finance"], "organisation", "workstream"), pairs(&[("", true)]));
    assert_eq!(plan["control"]["incomplete"], true);
    assert!(plan["mix"].as_array().unwrap().iter().all(|table| table["incomplete"] == true));
    assert_eq!(report["findings"], serde_json::json!([]), "no total is compared with what lacks a row");
    let text = kept(&format!("{head}{rows}"), &["--view", "summary,mix"]).out;
    for part in ["plan £400*", "W2  ", "200*  50.0*", "to date -1.0%* GREY"] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

/// An actual that cannot be read leaves the headroom on plan as it is, and holds the reporting date.
#[test]
fn what_rests_on_a_cell_and_nothing_else_is_marked() {
    let tables = |actual: &str| {
        [
            ("plan/years.csv", "year,challenge (£)\n2011/12,20\n".to_owned()),
            (
                "plan/savings.csv",
                format!(
                    "scheme,period,plan (£),actual (£),forecast (£)\nS1,2011-04,15,15,15\nS1,2011-05,15,{actual},15\n"
                ),
            ),
        ]
    };
    let assessed = |actual: &str, status: i32| {
        let tables = tables(actual);
        let files: Vec<(&str, &str)> = tables.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let files = folder(&files);
        run(&["assess", &at(&files, "plan"), "--keep-going", "--format", "json"]).ended(status).json()
    };
    let (whole, lacking) = (assessed("15", 0), assessed("x", 3));
    assert_eq!(lacking["plans"][0]["as_at"], "2011-05-31");
    assert_eq!(lacking["plans"][0]["as_at"], whole["plans"][0]["as_at"]);
    let row = |report: &Value| report["plans"][0]["headroom"]["years"][0].clone();
    let of = |key: &str| (row(&whole)[key].clone(), row(&lacking)[key].clone());
    assert_eq!(of("rating").0, of("rating").1);
    assert_eq!((of("incomplete").1, of("incomplete_forecast").1), (false.into(), true.into()));
    let bases = &lacking["plans"][0]["headroom"]["bases"];
    assert_eq!([&bases["plan"], &bases["forecast"], &bases["risk_adjusted"]], ["green", "grey", "grey"]);
}

/// The rows left out are written as they stand, with the reason of each, and nothing else.
#[test]
fn rejects_are_the_rows_left_out_with_their_reasons() {
    let rows = "North,A,S1,Care,2010-04,10,10\nNorth,B,S1,Care,2010-04,10,10\nNorth,B,\"S2, new\",Care,Spring,10,x\n";
    let files = folder(&[("t.csv", &format!("{TRACKER}{rows}"))]);
    let (file, out) = (at(&files, "t.csv"), at(&files, "rejects.csv"));
    let assess = |words: &[&str]| run(&[&["assess", &file, "--quiet", "--rejects", &out], words].concat());
    assess(&[]).ended(2);
    assess(&["--keep-going", "-o", &out]).ended(2);
    assert!(!std::path::Path::new(&out).exists(), "written whole or not at all");
    assess(&["--keep-going"]).ended(3);
    let mut read = csv::Reader::from_path(&out).unwrap();
    let head: Vec<String> = read.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(head[..4], ["file", "place", "code", "reason"]);
    assert_eq!(format!("{}\n", head[4..].join(",")), TRACKER);
    let read: Vec<Vec<String>> =
        read.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    assert_eq!(read.len(), 2);
    assert_eq!((&*read[0][2], &*read[0][3]), ("left-out", "its organisation is left out: B"));
    assert_eq!(read[1][1], format!("{file}:4:1"));
    assert_eq!(read[1][2], "cell");
    assert!(read[1][3].contains("`Spring` stands") && read[1][3].contains("`x` stands"), "{:?}", read[1]);
    assert_eq!(read[1][4..], ["North", "B", "S2, new", "Care", "Spring", "10", "x"]);
    let sound = run(&["assess", "anytown", "--quiet", "--keep-going", "--rejects", &out]);
    assert_ne!(sound.status, 3);
    assert_eq!(std::fs::read_to_string(&out).unwrap(), "file,place,code,reason\n");
}

#[test]
fn who_could_not_be_read_is_missing_once_in_the_bridge_of_its_region() {
    let plan = "organisation,parent,unit,as_at\nEast SHA,,£,2011-09-30\nNorth PCT,East SHA,£,2011-09-30\n\
        South PCT,East SHA,£,2011-09-30\n";
    let years = "organisation,year,challenge,identified\nEast SHA,2011/12,990,1100\nNorth PCT,2011/12,600,\n";
    let schemes =
        "organisation,scheme,name,plan_year\nNorth PCT,N1,Coding,700\nSouth PCT,S1,Theatres,about 4\n";
    let files = folder(&[("p/plan.csv", plan), ("p/years.csv", years), ("p/schemes.csv", schemes)]);
    let missing = |words: &[&str]| {
        let own = ["assess", &at(&files, "p"), "--keep-going", "--format", "json"];
        let report = run(&[&own[..], words].concat()).json();
        let steps = report["rollup"]["bridge"].as_array().unwrap().iter();
        let challenge = steps.filter(|line| line["figure"] == "challenge" && line["step"] == "not submitted");
        challenge.map(|line| (line["of"].clone(), line["amount"].to_string())).collect::<Vec<_>>()
    };
    let south = |amount: &str| ("South PCT".into(), amount.to_owned());
    assert_eq!(missing(&[]), [south("null"), south("390")]);
    assert_eq!(missing(&["--expect-org", "North PCT,South PCT"]), missing(&[]));
}

/// Whether each line of a level in a list of years is marked, by its year.
fn marked_years(lines: &Value, level: &str) -> Vec<(String, bool)> {
    let own = lines.as_array().unwrap().iter().filter(|line| line["level"] == level);
    own.map(|line| (line["year"].as_str().unwrap().to_owned(), line["incomplete"].as_bool().unwrap()))
        .collect()
}

#[test]
fn a_year_of_which_an_amount_is_lost_is_marked_and_no_other() {
    let rows = "North,A,S1,Care,2011-04,10,9\nNorth,A,S1,Care,2012-04,10,\nNorth,A,S1,Care,2013-04,x,\n";
    let run = kept(&format!("{TRACKER}{rows}"), &["--format", "json", "--as-at", "2011-04-30"]);
    let years = pairs(&[("2011/12", false), ("2012/13", false), ("2013/14", true)]);
    for level in ["scheme", "workstream", "organisation"] {
        assert_eq!(marked_years(&run.json()["plans"][0]["years"], level), years, "{level}");
    }
}

/// A row of too many cells may be of any organisation: every year of those above them lacks it.
#[test]
fn every_year_over_organisations_lacks_a_row_that_may_be_of_any() {
    let rows = "North,A,S1,Care,2011-04,10,9\nNorth,A,S1,Care,2012-04,10,\nNorth,C,S2,Care,2011-04,10,9,7,8\nSouth,D,S1,Care,2011-04,10,9\n";
    let run = kept(&format!("{TRACKER}{rows}"), &["--format", "json", "--as-at", "2011-04-30"]);
    let years = &run.json()["rollup"]["years"];
    assert_eq!(marked_years(years, "nation"), pairs(&[("2011/12", true), ("2012/13", true)]));
    let region = [("2011/12", true), ("2012/13", true), ("2011/12", true)];
    assert_eq!(marked_years(years, "region_workstream"), pairs(&region));
}

/// Where a region's own `years` give every figure of a year, it lacks nothing of a member that is lost.
#[test]
fn a_region_lacks_what_a_lost_member_had_unless_it_gives_it_itself() {
    let of = |identified: &str| {
        format!(
            r#"{{"plans": [
                {{"plan": {{"organisation": "North", "tier": "region"}}, "years": [{{"year": "2011-12", "challenge": 100{identified}}}]}},
                {{"plan": {{"organisation": "A", "parent": "North"}}, "schemes": [{{"scheme": "S", "name": "Ward", "plan_year": 60}}]}},
                {{"plan": {{"organisation": "B", "parent": "North"}}, "schemes": [{{"scheme": "S", "name": "Bed", "plan_year": "x"}}]}}
            ]}}"#
        )
    };
    for (identified, rating, lacks) in [(r#", "identified": 110"#, "green", false), ("", "grey", true)] {
        let files = folder(&[("r.json", &of(identified))]);
        let report =
            run(&["assess", &at(&files, "r.json"), "--keep-going", "--format", "json"]).ended(3).json();
        let own = report["rollup"]["headroom"].as_array().unwrap();
        let own = own.iter().find(|row| row["level"] == "region").unwrap();
        assert_eq!((&own["rating"], &own["incomplete"]), (&rating.into(), &lacks.into()), "{own}");
    }
}
