//! Generated plans of awkward ids, texts and amounts: in every form they are the same plan.

use crate::convert::{FORMS, assert_same, converted, report};
use crate::run::{at, folder, run};
use crate::schema::{assert_valid, schema};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::{Map, Value, json};

/// Ids and words that a program may take for something else.
const WORDS: [&str; 24] = [
    "1E5",
    "00012",
    "2011-10",
    "2010-11",
    "01/02/2011",
    "TRUE",
    "-5",
    "=1+1",
    "+44",
    "@home",
    "'quoted'",
    "''=1",
    "\"",
    "say \"no\", twice",
    "a|b",
    "Q1 2011/12",
    "1,234.50",
    "£5m",
    "_x0041_",
    "Ynys Môn",
    "日本 🏥",
    "{}",
    "#",
    "<b>x</b>",
];

/// Characters that separate, quote, break lines or begin formulas.
const CHARACTERS: &str = "[a-zA0-9 =+@'\",;|\t\n\\\\{}<>&£éß_#%*~-]{0,24}";

fn word() -> impl Strategy<Value = String> {
    prop::sample::select(&WORDS[..]).prop_map(str::to_owned)
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![2 => word(), 3 => CHARACTERS, 1 => (word(), CHARACTERS).prop_map(|(one, other)| format!("{one}\n{other}"))]
}

/// Amounts without zeros at their end, which a workbook does not keep.
fn amount() -> impl Strategy<Value = String> {
    const DIGITS: [&str; 11] =
        ["0", "-3", "(2,012)", "£1.2m", "1,234", "0.05", "£751k", "12345678901234567.89", "n/a", "TBC", ""];
    prop_oneof![
        2 => prop::sample::select(&DIGITS[..]).prop_map(str::to_owned),
        3 => (1..9_000_000_i64, 0..3_u32).prop_map(|(whole, places)| {
            let one = 10_i64.pow(places);
            let digits = format!("{}.{:0width$}", whole / one, whole % one, width = places as usize);
            digits.trim_end_matches('0').trim_end_matches('.').to_owned()
        }),
    ]
}

fn day() -> impl Strategy<Value = String> {
    (2009..2014, 1..13, 1..29).prop_map(|(year, month, day)| format!("{year}-{month:02}-{day:02}"))
}

/// A row without what is not given.
fn row(cells: &[(&str, Option<&String>)]) -> Value {
    let given = cells
        .iter()
        .filter_map(|(name, cell)| Some(((*name).to_owned(), Value::from(cell.as_ref()?.as_str()))));
    Value::Object(given.collect::<Map<_, _>>())
}

fn scheme(at: usize) -> impl Strategy<Value = (Value, Vec<Value>)> {
    let known = (option::of(text()), option::of(word()), option::of(text()), option::of(day()));
    let months = vec((amount(), option::of(amount())), 0..4);
    (word(), known, option::of((amount(), amount())), months).prop_map(
        move |(word, known, to_date, months)| {
            let id = format!("{word}{at}");
            let (name, workstream, description, starts) = known;
            let to_date = to_date.filter(|_| months.is_empty());
            let scheme = row(&[
                ("scheme", Some(&id)),
                ("name", name.as_ref()),
                ("workstream", workstream.as_ref()),
                ("description", description.as_ref()),
                ("starts", starts.as_ref()),
                ("plan_ytd", to_date.as_ref().map(|(plan, _)| plan)),
                ("actual_ytd", to_date.as_ref().map(|(_, actual)| actual)),
            ]);
            // the last of them is the month that is written like a year
            let periods = ["2011-04", "May-11", "2011-06", "Dec 2011"];
            let saved = months.iter().zip(periods).map(|((plan, actual), period)| {
                row(&[
                    ("scheme", Some(&id)),
                    ("period", Some(&period.to_owned())),
                    ("plan", Some(plan)),
                    ("actual", actual.as_ref()),
                ])
            });
            (scheme, saved.collect())
        },
    )
}

fn plan() -> impl Strategy<Value = Value> {
    let schemes = (scheme(0), scheme(1), scheme(2));
    let unit = prop::sample::select(&["£", "£000", "£m"][..]);
    let risk = (text(), option::of(day()), 1..26_u8);
    (word(), unit, schemes, amount(), amount(), vec(risk, 0..3)).prop_map(
        |(organisation, unit, (one, two, three), challenge, stated, risks)| {
            let schemes = [one, two, three];
            let risks: Vec<Value> = (0..)
                .zip(&risks)
                .map(|(at, (text, reviewed, score))| {
                    let (id, score) = (format!("R{at}"), score.to_string());
                    row(&[
                        ("risk", Some(&id)),
                        ("description", Some(text)),
                        ("reviewed", reviewed.as_ref()),
                        ("score", Some(&score)),
                    ])
                })
                .collect();
            json!({
                "plan": { "organisation": organisation, "unit": unit, "as_at": "2011-09-30" },
                "years": [{ "year": "2011/12", "challenge": challenge }],
                "schemes": schemes.iter().map(|(scheme, _)| scheme).collect::<Vec<_>>(),
                "savings": schemes.iter().flat_map(|(_, saved)| saved).collect::<Vec<_>>(),
                "totals": [{ "table": "schemes", "column": "plan_ytd", "stated": stated }],
                "risks": risks,
            })
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 24,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(2011),
        max_shrink_iters: 60,
        ..ProptestConfig::default()
    })]

    #[test]
    fn an_awkward_plan_is_the_same_in_every_form(plan in plan()) {
        let files = folder(&[("given.json", &plan.to_string())]);
        let given = at(&files, "given.json");
        prop_assume!(run(&["assess", &given, "--quiet"]).status == 0);
        let expected = report(&given, &[]);
        let same = run(&["convert", &given, "--to", "json", "--quiet"]).out;
        assert_valid(&schema(&[]), &serde_json::from_str(&same).unwrap(), "the converted plan");
        for form in FORMS {
            let to = folder(&[]);
            let out = converted(&given, &[], &to, form);
            assert_same(&expected, &report(&out, &[]), form);
            assert_same(&same, &run(&["convert", &out, "--to", "json", "--quiet"]).out, form);
        }
    }
}
