//! Shares of what is identified: Figure 1 of the NAO's briefing from a made nation, savings by year, and the
//! workstreams that most plans have.

use crate::run::{Says, at, folder, run};
use qipp::inside::plan::reference::members_of;
use std::fmt::Write as _;
use tempfile::TempDir;

/// Figure 1: name, share of the total in tenths of a per cent, saving in tenths of a per cent of budget.
const FIGURE_1: [(&str, i64, i64); 10] = [
    ("North East", 49, 173),
    ("South Central", 64, 192),
    ("West Midlands", 88, 162),
    ("East Midlands", 89, 212),
    ("Yorkshire and the Humber", 92, 173),
    ("South East Coast", 101, 247),
    ("South West", 105, 213),
    ("East of England", 120, 232),
    ("North West", 137, 182),
    ("London", 155, 185),
];

/// £17.4 billion, paragraph 3.10.
const IDENTIFIED: i64 = 17_400_000_000;

/// An amount in parts of these weights, the last with what is left.
fn parts(amount: i64, weights: &[i64]) -> Vec<i64> {
    let whole: i64 = weights.iter().sum();
    let mut parts: Vec<i64> = weights.iter().map(|weight| amount / whole * weight).collect();
    *parts.last_mut().unwrap() += amount - parts.iter().sum::<i64>();
    parts
}

/// The 151 trusts of 2011, whose savings and budgets are those of Figure 1 region by region: each with two
/// schemes over four years, one for medicines under several names.
fn nation() -> TempDir {
    let mut plans = "organisation,code,parent,budget (£)\n".to_owned();
    let mut schemes = "organisation,scheme,name,workstream\n".to_owned();
    let mut savings = "organisation,scheme,period,plan (£)\n".to_owned();
    for (region, share, of_budget) in FIGURE_1 {
        let trusts = members_of(region).unwrap();
        let weights: Vec<i64> = (0..trusts.len()).map(|at| 5 + at as i64 % 4).collect();
        let saving = IDENTIFIED / 1000 * share;
        let budgets = parts(saving / of_budget * 1000, &weights);
        for (at, trust) in trusts.iter().enumerate() {
            let (name, code) = (&trust.name, &trust.code);
            writeln!(plans, "\"{name} PCT\",{code},{region} SHA,{}", budgets[at]).unwrap();
            let medicines = ["Medicines management", "Prescribing", "Medicine use and procurement"][at % 3];
            let care = if at % 2 == 0 { "Planned care" } else { "Urgent care" };
            let own = parts(parts(saving, &weights)[at], &[3, 2]);
            for (id, (workstream, amount)) in [(medicines, own[0]), (care, own[1])].into_iter().enumerate() {
                writeln!(schemes, "\"{name} PCT\",S{id},{workstream} in {code},{workstream}").unwrap();
                for (year, amount) in (11..).zip(parts(amount, &[30, 27, 23, 20])) {
                    writeln!(savings, "\"{name} PCT\",S{id},20{year}/{},{amount}", year + 1).unwrap();
                }
            }
        }
    }
    folder(&[("plan.csv", &plans), ("schemes.csv", &schemes), ("savings.csv", &savings)])
}

fn records(text: &str) -> Vec<csv::StringRecord> {
    csv::Reader::from_reader(text.as_bytes()).records().map(Result::unwrap).collect()
}

/// A percentage in units of a ten-thousandth.
fn units(text: &str) -> i64 {
    text.replace('.', "").parse().unwrap()
}

#[test]
fn figure_1_is_reproduced() {
    let input = nation();
    let path = at(&input, "");
    let page = run(&["assess", &path, "--view", "rollup", "--quiet"]).ended(0).out;
    for (region, share, of_budget) in FIGURE_1 {
        let (share, of_budget) =
            (format!("{}.{}", share / 10, share % 10), format!("{}.{}", of_budget / 10, of_budget % 10));
        let words = |line: &&str| {
            let words: Vec<&str> = line.split_whitespace().collect();
            line.starts_with(region) && words.contains(&&*share) && words.last() == Some(&&*of_budget)
        };
        assert!(page.lines().any(|line| words(&line)), "{region} {share} {of_budget}\n{page}");
    }
    let has = |line: &[&str]| page.lines().any(|own| own.split_whitespace().collect::<Vec<_>>() == line);
    assert!(has(&["Total", "17,400.0", "100.0", "89,106.7", "19.5"]), "{page}");
    page.as_str().says(&["SHARES £m", "SAVINGS BY YEAR, %", "MOST COMMON WORKSTREAMS £m"]);
    assert!(page.lines().all(|line| line.chars().count() <= 80), "{page}");
    // as data: every whole adds up to 100.0
    let rows =
        records(&run(&["assess", &path, "--view", "shares", "--format", "csv", "--quiet"]).ended(0).out);
    let sum = |by: &str, level: &str, region: Option<&str>| -> i64 {
        let own = rows.iter().filter(|row| &row[0] == by && &row[1] == level);
        own.filter(|row| region.is_none_or(|region| &row[2] == region)).map(|row| units(&row[9])).sum()
    };
    assert_eq!(sum("body", "region", None), 1_000_000);
    for (region, ..) in FIGURE_1 {
        let name = format!("{region} SHA");
        assert_eq!(sum("body", "organisation", Some(&name)), 1_000_000, "{region}");
        assert_eq!(sum("year", "region", Some(&name)), 1_000_000, "{region}");
    }
    assert_eq!(rows.iter().filter(|row| &row[0] == "body" && &row[1] == "organisation").count(), 151);
    // Figure 7
    let years: Vec<(&str, &str)> = rows
        .iter()
        .filter(|row| &row[0] == "year" && &row[1] == "nation")
        .map(|row| (&row[5], &row[9]))
        .collect();
    assert_eq!(
        years,
        [("2011/12", "30.0000"), ("2012/13", "27.0000"), ("2013/14", "23.0000"), ("2014/15", "20.0000")]
    );
    assert!(has(&["Total", "30.0", "27.0", "23.0", "20.0"]), "{page}");
    // Figure 8, and 3.12: medicines alone are in every plan, under whatever name
    let common: Vec<(&str, &str, &str)> =
        rows.iter().filter(|row| &row[0] == "workstream").map(|row| (&row[6], &row[7], &row[9])).collect();
    assert_eq!(common[0], ("Medicine use and procurement", "151", "60.0000"));
    assert_eq!(common.len(), 3, "{common:?}");
    assert_eq!(common.iter().map(|row| row.1.parse::<usize>().unwrap()).sum::<usize>(), 302);
}

#[test]
fn what_a_region_gives_stands_in_place_of_its_members_and_a_blank_is_no_nought() {
    let plans = "organisation,parent,budget\nCoastal SHA,,\nAnytown PCT,Coastal SHA,£1000k\nBarset PCT,Coastal SHA,\n\
        Cranford PCT,Coastal SHA,£500k\n";
    let schemes = "organisation,scheme,name,workstream\nAnytown PCT,S1,Beds,Urgent care\nBarset PCT,S1,Beds,Urgent care\n";
    let savings = "organisation,scheme,period,plan (£k)\nAnytown PCT,S1,2011/12,60\nBarset PCT,S1,2011/12,30\n\
        Barset PCT,S1,2012/13,20\n";
    let years = "organisation,year,identified (£k),allocation (£k)\nCoastal SHA,2011/12,100,\nBarset PCT,2011/12,,800\n";
    let input = folder(&[
        ("plan.csv", plans),
        ("schemes.csv", schemes),
        ("savings.csv", savings),
        ("years.csv", years),
    ]);
    let text =
        run(&["assess", &at(&input, ""), "--view", "shares", "--format", "csv", "--quiet"]).ended(0).out;
    let rows = records(&text);
    let of = |level: &str, name: &str| -> Vec<String> {
        let row = rows
            .iter()
            .find(|row| &row[0] == "body" && &row[1] == level && (&row[2] == name || &row[3] == name));
        let row = row.unwrap_or_else(|| panic!("{level} {name}\n{text}"));
        [8, 9, 10, 11].map(|at| row[at].to_owned()).to_vec()
    };
    // 100 of 2011/12 as the region gives it, and 20 of 2012/13 as its members do
    assert_eq!(of("region", "Coastal SHA")[..2], ["120000", "100.0000"]);
    assert_eq!(of("organisation", "Anytown PCT"), ["60000", "54.5000", "1000000", "6.0000"]);
    assert_eq!(of("organisation", "Barset PCT"), ["50000", "45.5000", "800000", "6.2500"], "its allocation");
    assert_eq!(of("organisation", "Cranford PCT"), ["", "", "500000", ""], "nothing says what it identified");
    assert_eq!(of("region", "Coastal SHA")[2..], ["2300000", "5.2174"]);
    let one = run(&["assess", "anytown", "--view", "shares"]).ended(0).out;
    one.as_str().says(&["one organisation: nothing to share out"]);
}
