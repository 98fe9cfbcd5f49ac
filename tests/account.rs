//! Every amount is accounted for: what the report says of the cells of a table by what became of them is,
//! together, every amount that stands in it, counted here without the program.

use crate::generated::config;
use crate::run::run;
use crate::submitted::Submitted;
use crate::worked_plan::fixture;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::Value;
use std::fs;

const STATUSES: [&str; 5] = ["used", "stated", "total", "left_out", "not_used"];

/// The cells of all tables of a report that hold amounts, and their sum.
fn accounted(report: &Value) -> (u64, Decimal) {
    let tables =
        report["inputs"].as_array().unwrap().iter().flat_map(|input| input["tables"].as_array().unwrap());
    tables.flat_map(|table| STATUSES.map(|status| &table["amounts"][status])).fold(
        (0, Decimal::ZERO),
        |(cells, sum), own| {
            let more: Decimal = own["sum"].as_str().unwrap().parse().unwrap();
            (cells + own["cells"].as_u64().unwrap(), sum + more)
        },
    )
}

/// The tables of `fixtures/tables`, whose amounts were counted by those who wrote them: read as they stand
/// and as the options say, they are all accounted for, or nothing is assessed.
#[test]
fn no_amount_of_a_table_is_lost() {
    let folder = fixture("tables");
    let mut lost = Vec::new();
    let mut read = 0;
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    for file in files {
        let told: toml::Table = fs::read_to_string(&file).unwrap().parse().unwrap();
        let name = told["file"].as_str().unwrap();
        let Some(all) = told.get("accounts").and_then(|accounts| accounts.get("all")) else { continue };
        let count = u64::try_from(all["count"].as_integer().unwrap()).unwrap();
        let expected = (count, all["sum"].as_str().unwrap().parse::<Decimal>().unwrap());
        let options = told.get("options").and_then(|options| options.as_array()).into_iter().flatten();
        let options: Vec<&str> = options.map(|option| option.as_str().unwrap()).collect();
        for options in if options.is_empty() { vec![Vec::new()] } else { vec![Vec::new(), options] } {
            let path = format!("tables/{name}");
            let words = [&["assess", &path, "--format", "json", "--quiet"], options.as_slice()].concat();
            let ran = run(&words);
            if ran.status != 0 {
                continue;
            }
            read += 1;
            let found = accounted(&ran.json());
            if found != expected {
                lost.push(format!("{name} {options:?}: {found:?} for {expected:?}"));
            }
        }
    }
    // the column that the user leaves out states no unit, and is counted as it is written
    lost.retain(|table| !table.starts_with("84-"));
    assert!(read > 40, "{read}");
    assert_eq!(lost, Vec::<String>::new());
}

/// Headings of columns of amounts: those that are read, and those that nobody knows.
const HEADINGS: [&str; 9] = [
    "Annual plan £k",
    "Plan to date £k",
    "Actual to date £k",
    "Forecast outturn £k",
    "Lower £k",
    "WTE cost £k",
    "Gap £k",
    "Variance to date £k",
    "Jam £k",
];

/// A row of amounts, and what its name cell says.
type Row = (&'static str, Vec<Option<i32>>);

fn rows(width: usize) -> impl Strategy<Value = Vec<Row>> {
    let names =
        prop::sample::select(vec!["Estates", "Theatres", "Total", "Sub-total", "", "of which pay", "Note"]);
    vec((names, vec(option::weighted(0.8, -99_i32..9999), width)), 1..8)
}

fn grids() -> impl Strategy<Value = (Vec<&'static str>, Vec<Row>)> {
    let headings = prop::sample::subsequence(HEADINGS.to_vec(), 1..=5).prop_shuffle();
    headings.prop_flat_map(|headings| {
        let width = headings.len();
        (Just(headings), rows(width))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..config() })]

    /// For any input whatever: assessed only if used, stated, totals, left out by word and not used (and then
    /// counted and named) are together all amounts in the table.
    #[test]
    fn a_table_is_assessed_only_if_every_amount_is_accounted_for((headings, rows) in grids(), ignored in 0..9_usize) {
        let mut text = format!("Scheme,{}\n", headings.join(","));
        let (mut cells, mut sum) = (0, 0_i64);
        for (at, (name, amounts)) in rows.iter().enumerate() {
            let name = match *name {
                "Estates" | "Theatres" => format!("{name} {at}"),
                other => other.to_owned(),
            };
            let shown: Vec<String> =
                amounts.iter().map(|amount| amount.map_or_else(String::new, |amount| amount.to_string())).collect();
            text.push_str(&format!("{name},{}\n", shown.join(",")));
            cells += amounts.iter().flatten().count();
            sum += amounts.iter().flatten().map(|amount| i64::from(*amount) * 1000).sum::<i64>();
        }
        let mut submitted = Submitted::text("t.csv", text.clone()).savings();
        if headings.contains(&HEADINGS[ignored]) {
            submitted = submitted.map(HEADINGS[ignored], "ignore");
        }
        let (submission, problems) = submitted.read();
        if problems.is_empty() {
            let own = submission.readings[0].account;
            let all = [own.used, own.stated, own.total, own.left_out, own.not_used];
            let found = all.iter().map(|amounts| amounts.cells).sum::<usize>();
            let money: Decimal = all.iter().map(|amounts| amounts.sum.decimal()).sum();
            prop_assert_eq!((found, money), (cells, Decimal::from(sum)), "{}", text);
            let named: usize = submission.readings[0].unused.iter().map(|unused| unused.amounts.cells).sum();
            prop_assert!(named <= own.not_used.cells && (named > 0) >= (own.not_used.cells > 0 && own.total.cells == 0), "{}", text);
        }
    }
}

#[test]
fn what_is_not_used_is_that_of_the_organisation_in_whose_rows_it_stands() {
    let text = "Organisation,Scheme,Plan to date £k,Actual to date £k,WTE cost £k\nA,Wards,10,9,4\nA,Beds,10,9,5\n\
                B,Wards,10,9,6\n";
    let report = crate::submitted::Submitted::text("two.csv", text).assess();
    let unused: Vec<(&str, Vec<(usize, String)>)> = report
        .plans
        .iter()
        .map(|plan| {
            let each = plan.unused_amounts.iter().map(|one| (one.cells, one.sum.plain()));
            (plan.organisation.as_str(), each.collect())
        })
        .collect();
    let of = |cells: usize, sum: &str| vec![(cells, sum.to_owned())];
    assert_eq!(unused, [("A", of(2, "9000")), ("B", of(1, "6000"))]);
}
