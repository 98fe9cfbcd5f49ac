//! Plans as they are really sent: a few schemes of the worked plan, with tables, columns and cells left out or changed
//! by chance. How each is judged, and what a board reads of it, is kept in `tests/golden/altered.txt`; read the
//! difference before keeping it.

use crate::board;
use crate::dice::Dice;
use crate::golden::assert_kept;
use crate::run::{folder, run_in};
use crate::worked_plan::fixture;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::fmt::Write as _;

mod bodies;
mod excepted;

/// Which plans are made: each shows something that the others do not.
const PLANS: [u64; 19] = [14, 17, 32, 68, 72, 77, 80, 81, 82, 83, 96, 108, 109, 118, 120, 123, 131, 138, 147];

/// How many groups of like plans are made.
const GROUPS: u64 = 5;

/// What a row is known by, and what it is nothing without.
const KEYS: [&str; 12] = [
    "scheme",
    "workstream",
    "period",
    "year",
    "risk",
    "topic",
    "kind",
    "group",
    "milestone",
    "kpi",
    "point_of_delivery",
    "volume",
];

type Row = Map<String, Value>;

/// A list of rows, and never the object `plan`.
fn rows(table: &mut Value) -> Option<&mut Vec<Value>> {
    table.as_array_mut()
}

fn row(value: &mut Value) -> &mut Row {
    value.as_object_mut().unwrap()
}

fn text<'v>(row: &'v Value, column: &str) -> &'v str {
    row[column].as_str().unwrap_or_default()
}

/// Some schemes of a plan, and what is said of those alone or of the plan as a whole.
fn few(plan: &mut Row, dice: &mut Dice) {
    let mut ids: Vec<String> =
        plan["schemes"].as_array().unwrap().iter().map(|row| text(row, "scheme").to_owned()).collect();
    let count = 1 + dice.roll(3_usize);
    let kept: BTreeSet<String> = (0..count).map(|_| ids.remove(dice.roll(ids.len()))).collect();
    for table in plan.values_mut().filter_map(rows) {
        table.retain(|row| {
            let mut named = text(row, "scheme").split([',', ';']).map(str::trim).filter(|id| !id.is_empty());
            named.all(|id| kept.contains(id))
        });
    }
    let streams: BTreeSet<String> =
        plan["schemes"].as_array().unwrap().iter().map(|row| text(row, "workstream").to_owned()).collect();
    let of_plan = |row: &Value| {
        matches!(text(row, "workstream"), "" | "all") || streams.contains(text(row, "workstream"))
    };
    plan.values_mut().filter_map(rows).for_each(|table| table.retain(of_plan));
    plan.remove("totals");
}

/// Without some tables and columns, and without some of what is said once.
fn left_out(plan: &mut Row, dice: &mut Dice) {
    plan.retain(|table, _| ["plan", "schemes", "savings"].contains(&table.as_str()) || !dice.one_in(9));
    for table in plan.values_mut().filter_map(rows) {
        let columns: BTreeSet<String> =
            table.iter().flat_map(|row| row.as_object().unwrap().keys().cloned()).collect();
        for column in columns {
            if !KEYS.contains(&column.as_str()) && dice.one_in(30) {
                table.iter_mut().for_each(|own| drop(row(own).remove(&column)));
            }
        }
    }
    let once = row(&mut plan["plan"]);
    once.retain(|key, _| key == "organisation" || !dice.one_in(14));
    let mut say = |key: &str, value: &str, times| {
        if dice.one_in(times) {
            once.insert(key.to_owned(), json!(value));
        }
    };
    say("as_at", "2011-06-30", 6);
    say("as_at", "2011-12-31", 6);
    say("as_at", "2012-03-31", 8);
    say("phase", "planning", 5);
    say("basis", "cumulative", 9);
}

/// A cell, otherwise: blank, another amount or date, what nobody can read, or what another row says.
fn otherwise(was: &str, others: &[String], dice: &mut Dice) -> String {
    if dice.one_in(3) {
        return String::new();
    }
    if let Ok(number) = was.parse::<i64>() {
        if dice.one_in(7) {
            return format!("{was} or so");
        }
        let times = *dice.pick(&[0, 50, 93, 96, 107, 150, -100]);
        return (number * times / 100 + i64::from(times == 96)).to_string();
    }
    if was.len() == 10 && was.split('-').count() == 3 {
        let year = 2011 + dice.roll(2_u64);
        return format!("{year}-{:02}-{:02}", 1 + dice.roll(12_u64), 1 + dice.roll(28_u64));
    }
    dice.pick(others).clone()
}

/// One cell in so many otherwise.
fn changed(plan: &mut Row, dice: &mut Dice, one_in: u64) {
    for table in plan.values_mut().filter_map(rows) {
        let before = table.clone();
        for own in table.iter_mut().map(row) {
            let columns: Vec<String> =
                own.keys().filter(|key| !KEYS.contains(&key.as_str())).cloned().collect();
            for column in columns.into_iter().filter(|_| dice.one_in(one_in)).collect::<Vec<_>>() {
                let others: Vec<String> =
                    before.iter().map(|other| text(other, &column).to_owned()).collect();
                let is = otherwise(own[&column].as_str().unwrap_or_default(), &others, dice);
                match is.as_str() {
                    "" => drop(own.remove(&column)),
                    _ => drop(own.insert(column, Value::String(is))),
                }
            }
        }
    }
}

/// What readers are asked, of a plan and of its schemes.
const OF_PLAN: [&str; 8] =
    ["A1-VIS-1", "A1-GOV-2", "A1-QUA-2", "A1-RSK-1", "A1-ACT-1", "A1-ALL-3", "A1-INP-2", "IP-3"];
const OF_SCHEME: [&str; 8] =
    ["F13-BRF-1", "F13-GOV-1", "F13-LED-1", "F13-MIL-1", "F13-MIL-3", "F13-KPI-2", "F13-RSK-1", "F13-FIN-2"];

/// Judgements that somebody gives of a plan, with evidence or without.
fn judgements(plan: &Row, dice: &mut Dice) -> Vec<Value> {
    let schemes: Vec<&str> =
        plan["schemes"].as_array().unwrap().iter().map(|row| text(row, "scheme")).collect();
    let mut given = BTreeSet::new();
    for _ in 0..1 + dice.roll(8_usize) {
        let of_plan = dice.one_in(2);
        given.insert(match of_plan {
            true => (*dice.pick(&OF_PLAN), ""),
            false => (*dice.pick(&OF_SCHEME), *dice.pick(&schemes)),
        });
    }
    let of = |(criterion, scheme)| {
        json!({
            "criterion": criterion,
            "scheme": scheme,
            "result": dice.pick(&["met", "met", "partly", "unmet", "n/a"]),
            "evidence": dice.pick(&["", "Board paper of May, page 4"]),
            "comment": dice.pick(&["", "Seen on the visit"]),
            "assessor": "J. Tindall",
            "date": "2011-10-21",
        })
    };
    given.into_iter().map(of).collect()
}

/// The worked plan, before or after half of its year, with a few of its schemes.
fn few_of_worked(dice: &mut Dice) -> Row {
    let worked = *dice.pick(&["anytown.json", "anytown-mid-year.json"]);
    let mut plan: Row = serde_json::from_str(&std::fs::read_to_string(fixture(worked)).unwrap()).unwrap();
    few(&mut plan, dice);
    plan
}

/// A plan with holes and changes, and what a reviewer judges of it.
fn with_holes(mut plan: Row, dice: &mut Dice) -> [String; 2] {
    left_out(&mut plan, dice);
    let one_in = *dice.pick(&[1000, 30, 10, 4]);
    changed(&mut plan, dice, one_in);
    let review = judgements(&plan, dice);
    if dice.one_in(3) {
        plan.insert("judgements".to_owned(), judgements(&plan, dice).into());
    }
    [Value::Object(plan), json!({ "judgements": review })].map(|own| own.to_string())
}

/// A plan made from the worked one, and what a reviewer judges of it.
fn altered(seed: u64) -> [String; 2] {
    let mut dice = Dice(seed);
    let plan = few_of_worked(&mut dice);
    with_holes(plan, &mut dice)
}

#[test]
fn how_plans_with_holes_are_judged_is_kept() {
    let mut out = String::new();
    for seed in PLANS {
        let [plan, review] = altered(seed);
        let input = folder(&[("plan.json", &plan), ("review.json", &review)]);
        let scope = ["plan", "delivery", "auto"][usize::try_from(seed % 3).unwrap()];
        let policy = ["nao-2011", "current"][usize::from(seed % 4 == 3)];
        let words =
            ["assess", "plan.json", "--keep-going", "--format", "json", "--policy", policy, "--scope", scope];
        let reviewed: &[&str] = if seed % 5 < 2 { &["--judgements", "review.json"] } else { &[] };
        let ran = run_in(&input, &[&words[..], reviewed].concat());
        writeln!(
            out,
            "plan {seed}, scope {scope}, policy {policy}, {} judged: {}",
            reviewed.len(),
            ran.status
        )
        .unwrap();
        if !ran.out.is_empty() {
            board::board(&mut out, &ran.json(), board::MANY_LINES);
        }
    }
    assert_kept("tests/golden/altered.txt", &out);
}

/// Four plans of the same schemes, each with holes of its own: which of them shows another what to do.
#[test]
fn what_peers_with_holes_do_is_kept() {
    let mut out = String::new();
    for group in 0..GROUPS {
        let schemes = few_of_worked(&mut Dice(group));
        let plans: Vec<(String, String)> = (0..4)
            .map(|at| {
                let mut plan = schemes.clone();
                plan["plan"]["organisation"] = Value::String(format!("Anytown {at}"));
                let [plan, _] = with_holes(plan, &mut Dice(100 * group + at));
                (format!("all/{at}.json"), plan)
            })
            .collect();
        let files: Vec<(&str, &str)> = plans.iter().map(|(name, plan)| (&**name, &**plan)).collect();
        let words = ["assess", "all", "--keep-going", "--scope", "plan", "--format", "json"];
        let report = run_in(&folder(&files), &words).json();
        writeln!(out, "group {group}").unwrap();
        for line in report["peers"].as_array().unwrap() {
            writeln!(out, "  {}", board::brief(line)).unwrap();
        }
    }
    assert_kept("tests/golden/peers.txt", &out);
}
