//! Peers: of every row short of green the most similar plan that is green there, and what it does.

use crate::run::{Says, at, folder, run};
use crate::worked_plan::fixture;
use serde_json::Value;
use std::fs;
use tempfile::TempDir;

/// The worked plan, half-way through its year, as that of another organisation.
struct Plan {
    folder: &'static str,
    tables: Vec<(String, Vec<Vec<String>>)>,
}

impl Plan {
    fn of(folder: &'static str, organisation: &str) -> Self {
        Self::of_fixture("anytown-mid-year", folder, organisation)
    }

    fn of_fixture(name: &str, folder: &'static str, organisation: &str) -> Self {
        let mut tables = Vec::new();
        for entry in fs::read_dir(fixture(name)).unwrap() {
            let path = entry.unwrap().path();
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(&path).unwrap();
            let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
            tables.push((path.file_name().unwrap().to_string_lossy().into_owned(), rows));
        }
        tables.sort();
        let plan = Self { folder, tables };
        plan.put("plan.csv", "organisation", |_| organisation.to_owned())
            .put("plan.csv", "code", |_| String::new())
    }

    /// The same with every cell of a column made anew.
    fn put(mut self, file: &str, column: &str, value: impl Fn(&str) -> String) -> Self {
        let rows = &mut self.tables.iter_mut().find(|(name, _)| name == file).unwrap().1;
        let at = rows[0].iter().position(|heading| heading == column).unwrap();
        rows.iter_mut().skip(1).for_each(|row| row[at] = value(&row[at]));
        self
    }

    fn files(&self) -> Vec<(String, String)> {
        let text = |rows: &[Vec<String>]| {
            let mut writer = csv::Writer::from_writer(Vec::new());
            rows.iter().for_each(|row| writer.write_record(row).unwrap());
            String::from_utf8(writer.into_inner().unwrap()).unwrap()
        };
        self.tables.iter().map(|(name, rows)| (format!("{}/{name}", self.folder), text(rows))).collect()
    }
}

fn written(plans: &[Plan]) -> TempDir {
    let files: Vec<(String, String)> = plans.iter().flat_map(Plan::files).collect();
    folder(&files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>())
}

/// Anytown, Barset without a word on governance, and Coastal, whose schemes and workstreams are called otherwise.
fn three() -> TempDir {
    let other = |word: &str| {
        if word.is_empty() { String::new() } else { format!("{}x", word.to_uppercase().replace(' ', "x")) }
    };
    let renamed = |plan: Plan| {
        ["schemes.csv", "workstreams.csv", "milestones.csv", "kpis.csv", "risks.csv"]
            .into_iter()
            .fold(plan, |plan, file| plan.put(file, "workstream", other))
    };
    written(&[
        Plan::of("barset", "Barset PCT").put("workstreams.csv", "governance", |_| String::new()),
        renamed(Plan::of("coastal", "Coastal PCT"))
            .put("workstreams.csv", "national_workstream", |_| "local".to_owned())
            .put("schemes.csv", "name", other),
        Plan::of("anytown", "Anytown PCT"),
    ])
}

fn line<'r>(report: &'r Value, organisation: &str, row: &str) -> &'r Value {
    let lines = report["peers"].as_array().unwrap();
    let is_it = |line: &&Value| line["organisation"] == organisation && line["row"] == row;
    lines.iter().find(is_it).unwrap_or_else(|| panic!("{organisation} {row}"))
}

#[test]
fn the_most_similar_plan_that_is_green_shows_what_it_does() {
    let input = three();
    let report = run(&["assess", &at(&input, ""), "--format", "json"]).ended(0).json();
    let found = line(&report, "Barset PCT", "leadership and governance");
    assert_eq!((&found["rating"], &found["green"]), (&"amber".into(), &2.into()), "{found}");
    // Coastal stands first, and has nothing in common
    assert_eq!(found["peer"], "Anytown PCT");
    let number = |key: &str| found[key].as_f64();
    assert_eq!((number("same_workstreams"), number("alike_share")), (Some(100.0), Some(100.0)));
    assert_eq!(found["schemes_alike"], 44);
    assert_eq!(found["alike"][0]["name"], found["alike"][0]["peer_name"]);
    let does = found["does"].as_array().unwrap();
    let governance = does.iter().find(|does| does["code"] == "F13-GOV-1").unwrap();
    assert_eq!(
        governance["text"],
        "governance Board meets monthly, chaired by Dr Neil Farrow; reports to the QIPP Programme Board"
    );
    let place = crate::run::place(&governance["places"][0]);
    assert!(place.contains("anytown/workstreams.csv:2:"), "{place}");
    // of the same there is one line in every format
    let lines = report["peers"].as_array().unwrap().len();
    let jsonl = run(&["assess", &at(&input, ""), "--format", "jsonl"]).ended(0).out;
    assert_eq!(jsonl.lines().filter(|line| line.starts_with("{\"kind\":\"peer\"")).count(), lines);
    let page = run(&["assess", &at(&input, ""), "--view", "peers"]).ended(0).out;
    page.as_str().says(&[
        "leadership and governance  AMBER",
        "Anytown PCT (100.0% of planned savings in the same workstreams; 44",
        " schemes called alike with 100.0%; 2 plans green here)",
    ]);
    // the schemes called alike that are named are so many of all, and no list that goes on in some view
    let words = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains(" of 44)") && !words.contains(" more"), "{page}");
    let csv = run(&["assess", &at(&input, ""), "--view", "peers", "--format", "csv"]).ended(0).out;
    let rows: Vec<&str> = csv.lines().filter(|row| row.contains("leadership and governance")).collect();
    assert_eq!(rows.len(), does.len(), "{csv}");
}

#[test]
fn schemes_are_called_alike_in_short_forms_too() {
    let other = |name: &str| match name {
        "Musculoskeletal triage and physiotherapy" => "MSK triage & physio".to_owned(),
        "Referral management centre" => "Barset referral mgmt centre scheme".to_owned(),
        other => format!("{}x", other.to_uppercase().replace(' ', "x")),
    };
    let input = written(&[
        Plan::of("anytown", "Anytown PCT").put("workstreams.csv", "governance", |_| String::new()),
        Plan::of("barset", "Barset PCT").put("schemes.csv", "name", other),
    ]);
    let report = run(&["assess", &at(&input, ""), "--format", "json"]).ended(0).json();
    let found = line(&report, "Anytown PCT", "leadership and governance");
    let alike = found["alike"].as_array().unwrap().iter().map(|pair| &pair["scheme"]);
    assert_eq!(alike.collect::<Vec<_>>(), ["PC-01", "PC-03"], "{found}");
}

#[test]
fn where_no_plan_is_green_that_is_said() {
    let input = three();
    let report = run(&["assess", &at(&input, ""), "--format", "json"]).ended(0).json();
    let found = line(&report, "Anytown PCT", "Background: QIPP vision");
    assert_eq!(
        (&found["peer"], &found["green"], &found["does"]),
        (&Value::Null, &0.into(), &Value::Array(vec![]))
    );
    let page = run(&["assess", &at(&input, ""), "--view", "peers"]).ended(0).out;
    page.as_str().says(&["no plan read is green in: Background: QIPP vision (3 short)"]);
}

#[test]
fn the_evidence_of_a_judgement_is_what_the_peer_does() {
    let input = three();
    let judgements = fixture("anytown-judgements.csv");
    let judged = fs::read_to_string(judgements).unwrap();
    let heading = judged.lines().next().unwrap();
    let organisation = heading.split(',').any(|column| column == "organisation");
    let rows: Vec<String> = judged
        .lines()
        .enumerate()
        .map(|(at, row)| match (organisation, at) {
            (true, _) => row.to_owned(),
            (false, 0) => format!("organisation,{row}"),
            _ => format!("Anytown PCT,{row}"),
        })
        .collect();
    let given = folder(&[("judgements.csv", &rows.join("\n"))]);
    let words =
        ["assess", &at(&input, ""), "--judgements", &at(&given, "judgements.csv"), "--format", "json"];
    let report = run(&words).ended(0).json();
    let found = line(&report, "Barset PCT", "Background: QIPP vision");
    assert_eq!(found["peer"], "Anytown PCT");
    let texts: Vec<&str> =
        found["does"].as_array().unwrap().iter().filter_map(|does| does["text"].as_str()).collect();
    assert!(texts.iter().any(|text| text.starts_with("judged met: ")), "{texts:?}");
}

#[test]
fn one_plan_has_no_peers() {
    let page = run(&["assess", "anytown", "--view", "peers"]).ended(0).out;
    page.as_str().says(&["one plan: nothing to compare"]);
    let report = run(&["assess", "anytown", "--format", "json"]).ended(0).json();
    assert_eq!(report["peers"], Value::Array(vec![]));
}

/// A region that is its members alone has no column of its own, and takes none from them.
#[test]
fn a_region_without_schemes_takes_no_column_from_its_members() {
    let plans = "record,organisation,parent,tier,as_at,unit,scheme,name,workstream,stage,plan_ytd,actual_ytd\n\
        plan,Westmere,,region,2011-09-30,£,,,,,,\n\
        plan,Alder,Westmere,pct,2011-09-30,£,,,,,,\n\
        scheme,Alder,,,,,A1,Ward stock,Supplies,delivering,1000,850\n\
        plan,Beech,Westmere,pct,2011-09-30,£,,,,,,\n\
        scheme,Beech,,,,,B1,Ward stock,Supplies,delivering,1000,1010\n";
    let to = folder(&[("region.csv", plans)]);
    let input = at(&to, "region.csv");
    let report = run(&["assess", &input, "--scope", "delivery", "--format", "json"]).ended(0).json();
    let own = line(&report, "Alder", "finance");
    assert_eq!((own["rating"].as_str(), own["peer"].as_str()), (Some("amber"), Some("Beech")));
}

#[test]
fn what_a_peer_does_is_of_the_row_and_of_what_is_short_there() {
    let blank = |_: &str| String::new();
    let files = written(&[
        Plan::of("barset", "Barset PCT")
            .put("workstreams.csv", "national_workstream", blank)
            .put("engagement.csv", "evidence", blank)
            .put("risks.csv", "mitigation", blank),
        Plan::of("anytown", "Anytown PCT"),
    ]);
    let words = ["assess", &at(&files, ""), "--scope", "plan", "--format", "json"];
    let report = run(&words).json();
    let plans = report["plans"].as_array().unwrap();
    let mut compared = 0;
    for peer in report["peers"].as_array().unwrap().iter().filter(|own| own["set"] == "appendix_one") {
        let own = plans.iter().find(|plan| plan["organisation"] == peer["organisation"]).unwrap();
        let rows = own["appendix_one"].as_array().unwrap().iter();
        let name =
            |row: &Value| format!("{}: {}", row["area"].as_str().unwrap(), row["row"].as_str().unwrap());
        let row = rows.clone().find(|row| name(row) == peer["row"].as_str().unwrap()).unwrap();
        let codes = |short: bool| {
            let all = row["expectations"].as_array().unwrap().iter();
            let is_short = |own: &Value| {
                ["partly", "unmet", "unevidenced", "unreviewed"].contains(&own["result"].as_str().unwrap())
            };
            let all = all.filter(|own| !short || is_short(own)).map(|own| own["code"].clone());
            all.collect::<Vec<_>>()
        };
        let does = peer["does"].as_array().unwrap();
        let of_short = does.iter().any(|own| codes(true).contains(&own["code"]));
        for own in does {
            assert!(codes(of_short).contains(&own["code"]), "{peer}");
            compared += 1;
        }
    }
    assert!(compared > 0);
}

/// Of a row of which one expectation is short, the peer is cited on that one alone, whatever else it meets.
#[test]
fn what_a_peer_does_is_told_of_no_expectation_that_is_met() {
    let files = written(&[
        Plan::of_fixture("anytown", "barset", "Barset PCT").put("risks.csv", "mitigation", |_| String::new()),
        Plan::of_fixture("anytown", "anytown", "Anytown PCT"),
    ]);
    let report = run(&["assess", &at(&files, ""), "--scope", "plan", "--format", "json"]).json();
    let peers = report["peers"].as_array().unwrap();
    let own = peers.iter().find(|own| own["row"] == "Risks and issues: Risks and issues").unwrap();
    let codes: Vec<&str> =
        own["does"].as_array().unwrap().iter().map(|own| own["code"].as_str().unwrap()).collect();
    assert_eq!((own["organisation"].as_str(), codes), (Some("Barset PCT"), vec!["A1-RSK-3"]));
}
