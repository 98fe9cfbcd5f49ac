//! What a board reads of a plan, kept for every fixture and for plans made one of each kind: how it is rated and why,
//! its brief, what is short of green and what would make it so. A change of any word or figure shows in
//! `tests/golden/board.txt` and `tests/golden/kinds.txt`; read the difference before keeping it.

use crate::agreement::fixtures;
use crate::golden::assert_kept;
use crate::submitted::Submitted;
use qipp::inside::assess::Options;
use qipp::inside::policy::Policy;
use qipp::inside::report::Scope;
use serde_json::Value;
use std::fmt::Write as _;

/// How many plans of an input and lines of a list are kept: of inputs that people send, and of small ones.
const PLANS: usize = 2;
const LINES: usize = 5;
pub const MANY_LINES: usize = 16;

/// A value with how many places it cites in place of them, and without what says nothing.
pub fn brief(value: &Value) -> Value {
    let says = |value: &Value| {
        !(value.is_null() || *value == Value::Bool(false) || *value == "" || *value == serde_json::json!([]))
    };
    let own = |key: &str, value: &Value| match value.as_array() {
        Some(places) if ["sources", "places"].contains(&key) => places.len().into(),
        _ => brief(value),
    };
    match value {
        Value::Object(all) => {
            let all = all.iter().map(|(key, value)| (key.clone(), own(key, value)));
            Value::Object(all.filter(|(_, value)| says(value)).collect())
        }
        Value::Array(all) => Value::Array(all.iter().map(brief).collect()),
        other => other.clone(),
    }
}

/// The first lines of a list of a plan or a roll-up, with how many there are.
fn list(out: &mut String, (of, lines): (&Value, usize), key: &str) {
    let Some(all) = of[key].as_array().filter(|all| !all.is_empty()) else { return };
    writeln!(out, "  {key}: {}", all.len()).unwrap();
    all.iter().take(lines).for_each(|line| writeln!(out, "    {}", brief(line)).unwrap());
}

/// What is said once of a plan.
const HEAD: [&str; 13] = [
    "organisation",
    "file",
    "as_at",
    "as_at_basis",
    "other_years",
    "incomplete",
    "rating",
    "ratings",
    "held",
    "worse",
    "not_assessed",
    "sign_off",
    "furthest_behind",
];

/// How a plan is rated, and its brief.
fn head(out: &mut String, plan: &Value) {
    let of = |key: &str| format!("  {key} {}\n", brief(&plan[key]));
    out.extend(HEAD.into_iter().filter(|key| !plan[key].is_null()).map(of));
    list(out, (plan, LINES), "brief");
}

/// What is judged and not met, and why.
fn not_met(out: &mut String, (plan, lines): (&Value, usize), half: &str) {
    for subject in plan[half].as_array().into_iter().flatten().take(lines) {
        let name = subject["scheme"].as_str().or(subject["row"].as_str()).unwrap();
        writeln!(out, "  {half} {name}: {}", subject["rating"]).unwrap();
        let asked = subject["expectations"].as_array().into_iter().flatten();
        for asked in asked.filter(|asked| asked["result"] != "met").take(lines) {
            writeln!(out, "    {}", brief(asked)).unwrap();
        }
    }
}

/// All of a report that a board may read.
pub fn board(out: &mut String, report: &Value, lines: usize) {
    for plan in report["plans"].as_array().unwrap().iter().take(PLANS) {
        head(out, plan);
        for key in ["control", "coverage"] {
            writeln!(out, "  {key} {}", brief(&plan[key])).unwrap();
        }
        writeln!(out, "  headroom {}", brief(&plan["headroom"]["total"])).unwrap();
        for key in [
            "notes",
            "finance",
            "years",
            "report_card",
            "exception_report",
            "to_green",
            "headline",
            "not_counted",
            "risk_log",
            "exceptions",
            "mix",
            "months",
            "integrated_plan",
        ] {
            list(out, (plan, lines), key);
        }
        ["appendix_one", "figure_13"].into_iter().for_each(|half| not_met(out, (plan, lines), half));
        list(out, (&plan["best_practice"], lines), "examples");
        list(out, (&plan["pipeline"], lines), "years");
        list(out, (&plan["pipeline"], lines), "schemes");
    }
    if let Some(said) = report["rollup"]["look_first"].as_str() {
        writeln!(out, "  look_first {said}").unwrap();
    }
    for key in [
        "brief",
        "late",
        "no_region",
        "finance",
        "years",
        "months",
        "report_card",
        "headroom",
        "headline",
        "bridge",
        "shares",
    ] {
        list(out, (&report["rollup"], lines), key);
    }
    list(out, (report, lines), "peers");
}

fn report(submitted: Submitted) -> Option<Value> {
    Some(serde_json::to_value(submitted.assess_sound()?).unwrap())
}

/// The worked plan as readers judge it, as a whole and in its delivery.
fn judged() -> Vec<(String, Submitted)> {
    let of = |(name, scope, is_reviewed): (&str, Scope, bool)| {
        let options = Options { scope, ..Options::default() };
        let own = Submitted::under(&Policy::default(), &options).and_fixture(name);
        let own = if is_reviewed { own.reviewed("anytown-judgements.csv") } else { own };
        (format!("{name}, scope {scope:?}, judged: {is_reviewed}"), own)
    };
    let all = [
        ("anytown.json", Scope::Plan, false),
        ("anytown.json", Scope::Plan, true),
        ("anytown-mid-year.json", Scope::Plan, true),
        ("anytown-mid-year.json", Scope::Delivery, false),
    ];
    all.into_iter().map(of).collect()
}

#[test]
fn what_a_board_reads_of_every_fixture_is_kept() {
    let mut out = String::new();
    for (name, submitted) in fixtures().into_iter().chain(judged()) {
        let Some(report) = report(submitted) else { continue };
        writeln!(out, "{name}").unwrap();
        board(&mut out, &report, LINES);
    }
    assert_kept("tests/golden/board.txt", &out);
}

/// To date: plan and actual of two schemes.
const TO_DATE: [(&str, [&str; 4]); 9] = [
    ("nothing to date", ["", "", "", ""]),
    ("nothing reported", ["1000", "", "500", ""]),
    ("one reported", ["1000", "990", "500", ""]),
    ("as planned", ["1000", "1000", "500", "500"]),
    ("behind", ["1000", "900", "500", "490"]),
    ("far behind", ["1000", "600", "500", "510"]),
    ("ahead", ["1000", "1200", "500", "480"]),
    ("not planned", ["", "70", "", "30"]),
    ("not planned, and nil", ["", "0", "", "0"]),
];

/// The year: plan and forecast of both.
const OF_YEAR: [(&str, [&str; 4]); 5] = [
    ("no forecast", ["2000", "", "1000", ""]),
    ("at plan", ["2000", "2000", "1000", "1000"]),
    ("a little short", ["2000", "1900", "1000", "1000"]),
    ("far short", ["2000", "1200", "1000", "900"]),
    ("more", ["2000", "2100", "1000", "1050"]),
];

/// The challenge of the year.
const CHALLENGES: [(&str, &str); 4] =
    [("no challenge", ""), ("covered", "2400"), ("not quite covered", "2950"), ("not covered", "4000")];

/// A plan of two schemes, in two workstreams or in none.
fn made(to_date: [&str; 4], of_year: [&str; 4], challenge: &str, streams: [&str; 2]) -> Submitted {
    let scheme = |at: usize| {
        let ([plan, actual], [year, forecast]) =
            ([to_date[2 * at], to_date[2 * at + 1]], [of_year[2 * at], of_year[2 * at + 1]]);
        format!("S{at},Scheme {at},{},{plan},{actual},{year},{forecast}\n", streams[at])
    };
    let schemes = format!(
        "scheme,name,workstream,plan_ytd (£k),actual_ytd (£k),plan_year (£k),forecast_year (£k)\n{}{}",
        scheme(0),
        scheme(1)
    );
    let plan = "organisation,as_at\nAnytown,2011-09-30\n";
    let own = Submitted::default().table("plan.csv", plan).table("schemes.csv", schemes);
    match challenge {
        "" => own,
        own_challenge => own.table("years.csv", format!("year,challenge (£k)\n2011/12,{own_challenge}\n")),
    }
}

#[test]
fn what_is_said_of_a_plan_of_each_kind_is_kept() {
    let mut out = String::new();
    for (at, (to_date, own)) in TO_DATE.into_iter().enumerate() {
        for (year, of_year) in OF_YEAR {
            for (challenge, amount) in CHALLENGES {
                let streams = if at % 2 == 0 { ["Care", "Estates"] } else { ["", ""] };
                writeln!(out, "{to_date}, {year}, {challenge}").unwrap();
                let report = report(made(own, of_year, amount, streams)).unwrap();
                let plan = &report["plans"][0];
                head(&mut out, plan);
                list(&mut out, (plan, LINES), "exception_report");
                list(&mut out, (plan, LINES), "to_green");
            }
        }
    }
    assert_kept("tests/golden/kinds.txt", &out);
}
