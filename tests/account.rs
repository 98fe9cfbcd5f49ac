//! Every amount is accounted for: what the report says of the cells of a table by what became of them is,
//! together, every amount that stands in it, counted here without the program.

use crate::generated::config;
use crate::run::{digits, run};
use crate::submitted::Submitted;
use crate::worked_plan::fixture;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use qipp::inside::plan::Status;
use rust_decimal::Decimal;
use serde_json::Value;
use std::cell::Cell;
use std::fs;

mod cells;

const STATUSES: [&str; 5] = ["used", "stated", "total", "left_out", "not_used"];

/// The cells of all tables of a report that hold amounts, and their sum.
fn accounted(report: &Value) -> (u64, Decimal) {
    let tables =
        report["inputs"].as_array().unwrap().iter().flat_map(|input| input["tables"].as_array().unwrap());
    tables.flat_map(|table| STATUSES.map(|status| &table["amounts"][status])).fold(
        (0, Decimal::ZERO),
        |(cells, sum), own| {
            let more: Decimal = digits(&own["sum"]).unwrap().parse().unwrap();
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

/// Headings of columns of amounts without which little is read.
const MAIN: [&str; 3] = ["Annual plan", "Plan to date", "Actual to date"];

/// Headings of further columns of amounts: those that are read, and those that nobody knows.
const FURTHER: [&str; 7] =
    ["Forecast outturn", "Lower", "WTE cost", "Gap", "Variance to date", "Jam", "Board minute"];

const UNITS: [(&str, i64); 3] = [("£", 1), ("£k", 1_000), ("£m", 1_000_000)];

/// A row of amounts: what its name cell says, and whether they are the sums of the schemes above.
#[derive(Debug, Clone)]
struct Row {
    name: &'static str,
    amounts: Vec<Option<i64>>,
    is_sum: bool,
}

/// A table: its headings with their units, its rows, and the heading that the user leaves out.
type Table = (Vec<(&'static str, usize)>, Vec<Row>, usize);

fn rows(width: usize) -> impl Strategy<Value = Vec<Row>> {
    let scheme = || prop::sample::select(vec!["Estates", "Theatres", "Wards"]);
    let other = prop::sample::select(vec!["Total", "Sub-total", "", "of which pay", "Note"]);
    let amounts = || vec(option::weighted(0.8, -99_i64..9999), width);
    let row = (prop_oneof![5 => scheme(), 1 => other], amounts(), prop::bool::weighted(0.8));
    let first = (scheme(), vec((1..9999_i64).prop_map(Some), width));
    let last = option::weighted(0.6, prop::sample::select(vec!["Total", ""]));
    (first, vec(row, 1..6), last).prop_map(move |((name, amounts), further, last)| {
        let first = Row { name, amounts, is_sum: false };
        let further = further.into_iter().map(|(name, amounts, is_sum)| Row { name, amounts, is_sum });
        let last = last.map(|name| Row { name, amounts: vec![None; width], is_sum: true });
        std::iter::once(first).chain(further).chain(last).collect()
    })
}

fn tables() -> impl Strategy<Value = Table> {
    let some = |headings: &[&'static str], least: usize, most: usize| {
        prop::sample::subsequence(headings.to_vec(), least..=most)
    };
    let all: Vec<&'static str> = MAIN.into_iter().chain(FURTHER).collect();
    let headings = prop_oneof![
        3 => some(&FURTHER, 0, 3).prop_map(|further| MAIN.into_iter().chain(further).collect::<Vec<_>>()),
        1 => some(&all, 1, 5),
    ];
    let headings = headings.prop_shuffle().prop_flat_map(|headings| {
        let units = vec(0..UNITS.len(), headings.len());
        units.prop_map(move |units| headings.iter().copied().zip(units).collect::<Vec<_>>())
    });
    headings.prop_flat_map(|headings| {
        let width = headings.len();
        (Just(headings), rows(width), 0..FURTHER.len())
    })
}

impl Row {
    /// Its amounts, below these schemes.
    fn amounts(&self, above: &[Vec<Option<i64>>]) -> Vec<Option<i64>> {
        let is_total = ["Total", "Sub-total", ""].contains(&self.name);
        let sum = |at: usize| above.iter().map(|row| row[at].unwrap_or(0)).sum::<i64>();
        let sums = || (0..self.amounts.len()).map(|at| Some(sum(at))).collect();
        if is_total && self.is_sum { sums() } else { self.amounts.clone() }
    }
}

/// For any input whatever: assessed only if used, stated, totals, left out by word and not used (and then
/// counted and named) are together all amounts in the table. A good part of what is tried is assessed.
#[test]
fn a_table_is_assessed_only_if_every_amount_is_accounted_for() {
    let (tried, assessed) = (Cell::new(0), Cell::new(0));
    let mut runner = TestRunner::new(ProptestConfig { cases: 400, ..config() });
    let result = runner.run(&tables(), |(headings, rows, ignored)| {
        let shown: Vec<String> =
            headings.iter().map(|(heading, unit)| format!("{heading} {}", UNITS[*unit].0)).collect();
        let mut text = format!("Scheme,{}\n", shown.join(","));
        let (mut cells, mut sum, mut above) = (0, 0_i64, Vec::new());
        for (at, row) in rows.iter().enumerate() {
            let amounts = row.amounts(&above);
            let is_scheme = ["Estates", "Theatres", "Wards"].contains(&row.name);
            let name = if is_scheme { format!("{} {at}", row.name) } else { row.name.to_owned() };
            let shown =
                amounts.iter().map(|amount| amount.map_or_else(String::new, |amount| amount.to_string()));
            text.push_str(&format!("{name},{}\n", shown.collect::<Vec<_>>().join(",")));
            for (amount, (_, unit)) in amounts.iter().zip(&headings) {
                cells += usize::from(amount.is_some());
                sum += amount.unwrap_or(0) * UNITS[*unit].1;
            }
            if is_scheme {
                above.push(amounts);
            }
        }
        let mut submitted = Submitted::text("t.csv", text.clone()).savings();
        if headings.iter().any(|(heading, _)| *heading == FURTHER[ignored]) {
            submitted = submitted.map(FURTHER[ignored], "ignore");
        }
        let (submission, problems) = submitted.read();
        tried.set(tried.get() + 1);
        if problems.is_empty() {
            assessed.set(assessed.get() + 1);
            let own = &submission.readings[0].account;
            let found = own.all().iter().map(|(_, amounts)| amounts.cells).sum::<usize>();
            let money: Decimal = own.all().iter().map(|(_, amounts)| amounts.sum.decimal()).sum();
            prop_assert_eq!((found, money), (cells, Decimal::from(sum)), "{}", text);
            let named: usize = submission.readings[0].unused.iter().map(|unused| unused.amounts.cells).sum();
            let not_used = own.of(Status::NotUsed).cells;
            let is_any = not_used > 0 && own.of(Status::Total).cells == 0;
            prop_assert!(named <= not_used && (named > 0) >= is_any, "{}", text);
        }
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
    let (tried, assessed) = (tried.get(), assessed.get());
    assert!(assessed * 3 > tried, "{assessed} of {tried} are assessed");
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
