//! The headline figures of a system: what its members' make together.

use crate::run::{Says, at, exact, folder, run};
use rust_decimal::Decimal;
use serde_json::Value;

type Line = (String, Decimal, Option<Decimal>, String);

fn number(value: &Value) -> Option<Decimal> {
    value.as_str().map(|text| text.parse().unwrap())
}

/// Figure, amount, share and what it is of.
fn line(line: &Value) -> Line {
    let text = |key: &str| line[key].as_str().unwrap_or_default().to_owned();
    (text("figure"), number(&line["amount"]).unwrap(), number(&line["share"]), text("of"))
}

/// The lines of every member, and of a level above.
fn headlines(words: &[&str], level: &str) -> (Vec<Vec<Line>>, Vec<Line>) {
    let out = run(&[&["assess"], words, &["--format", "json"]].concat()).ended(0).out;
    let report = exact(&out);
    let own = |plan: &Value| plan["headline"].as_array().unwrap().iter().map(line).collect();
    let members = report["plans"].as_array().unwrap().iter().map(own).collect();
    let over = report["rollup"]["headline"].as_array().unwrap().iter();
    (members, over.filter(|line| line["level"] == level).map(line).collect())
}

fn amount(lines: &[Line], figure: &str) -> Option<Decimal> {
    lines.iter().find(|(name, ..)| name == figure).map(|(_, amount, ..)| *amount)
}

#[test]
fn headlines_of_a_system_are_the_sums_of_its_members() {
    let words = ["northfold-icb-2025/month-6", "--policy", "current"];
    let (members, system) = headlines(&words, "region");
    assert_eq!(members.len(), 4);
    let in_year = amount(&system, "in-year plan").unwrap();
    for figure in [
        "in-year plan",
        "full-year effect",
        "recurrent",
        "non-recurrent",
        "fully developed",
        "plans in progress",
        "unidentified",
        "high risk or unidentified",
        "second half",
        "last quarter",
        "exit run rate",
        "next year's need",
        "gross risk",
        "mitigated risk",
        "net unmitigated risk",
        "pay savings with WTE",
        "risk-adjusted by rating",
        "risk-adjusted by stage",
        "risk-adjusted by maturity",
    ] {
        let sum: Decimal = members.iter().filter_map(|own| amount(own, figure)).sum();
        assert_eq!(amount(&system, figure), Some(sum), "{figure}");
        assert!(sum > Decimal::ZERO, "{figure}");
    }
    let find = |figure: &str| system.iter().find(|(name, ..)| name == figure).unwrap();
    for figure in ["recurrent", "high risk or unidentified", "net unmitigated risk"] {
        let (_, amount, share, of) = find(figure);
        assert_eq!(of, "plan 2025/26");
        let exact = *amount * Decimal::ONE_HUNDRED / in_year;
        assert!((share.unwrap() - exact).abs() < Decimal::new(1, 4), "{figure}");
    }
    // three trusts give a turnover, and the board an allocation: each against the plans of those alone
    let of_some: Decimal = members.iter().filter_map(|own| amount(own, "plan against turnover")).sum();
    let (_, planned, share, of) = find("plan against turnover");
    assert_eq!((*planned, of.as_str()), (of_some, "turnover 2025/26 of 3 of 4 plans"));
    let turnover = Decimal::from(889_200_000 + 309_400_000 + 187_300_000);
    assert!((share.unwrap() - *planned * Decimal::ONE_HUNDRED / turnover).abs() < Decimal::new(1, 4));
    // the cost of a post is of the sums, no sum of costs
    let (_, cost, _, posts) = find("implied cost of one WTE");
    let posts: Decimal = posts.trim_end_matches(" WTE").parse().unwrap();
    let exact = amount(&system, "pay savings with WTE").unwrap() / posts;
    assert!((*cost - exact).abs() <= Decimal::new(1, 2));
    let (_, nation) = headlines(&words, "nation");
    assert_eq!(nation, system);
}

/// A scheme of two organisations counts once, and a member that says nothing of recurrence is not stated.
const SCHEMES: &str = "organisation,scheme,counted_under,recurrent,maturity,plan_year\n\
    A Trust,A1,,yes,fully developed,100\nA Trust,A2,,no,opportunity,50\nB Trust,B1,A Trust/A1,,,100\n\
    B Trust,B2,,,,30\n";
const PLAN: &str = "organisation,tier,parent,unit,as_at\nEast System,region,,£,2025-09-30\n\
    A Trust,provider,East System,£,2025-09-30\nB Trust,provider,East System,£,2025-09-30\n";

#[test]
fn what_counts_elsewhere_and_what_is_replaced_is_in_no_headline() {
    let years = "organisation,year,turnover\nA Trust,2025/26,1000\nB Trust,2025/26,2000\n";
    let input = |schemes: &str, years: &str| {
        folder(&[("p/plan.csv", PLAN), ("p/schemes.csv", schemes), ("p/years.csv", years)])
    };
    let of = |files: &tempfile::TempDir, words: &[&str]| {
        let path = at(files, "p");
        let (_, lines) = headlines(&[&[path.as_str()], words].concat(), "region");
        move |figure: &str| amount(&lines, figure).map(|amount| amount.to_string()).unwrap_or_default()
    };
    let both = of(&input(SCHEMES, years), &[]);
    let said = ["in-year plan", "recurrent", "non-recurrent", "recurrence not stated", "maturity not stated"];
    assert_eq!(said.map(both), ["180", "100", "50", "30", "30"]);
    let own = format!("{SCHEMES}East System,E1,,no,opportunity,70\n");
    let added = of(&input(&own, years), &["--set", "own=add"]);
    assert_eq!([added("in-year plan"), added("non-recurrent")], ["250", "120"]);
    let replaced = of(&input(&own, years), &["--set", "own=replace"]);
    assert_eq!([replaced("in-year plan"), replaced("plan against turnover")], ["70", ""]);
    // what the system itself gives stands in place of what its members give
    let system = format!("{years}East System,2025/26,4000\n");
    let (_, lines) = headlines(&[&at(&input(SCHEMES, &system), "p")], "region");
    let against = lines.iter().find(|(name, ..)| name == "plan against turnover").unwrap();
    assert_eq!(
        (against.1.to_string(), against.2.map(|share| share.normalize().to_string())),
        ("180".into(), Some("4.5".into()))
    );
}

#[test]
fn the_headlines_of_a_system_stand_in_the_mix_and_on_its_first_screen() {
    let words = ["assess", "northfold-icb-2025/month-6", "--policy", "current"];
    let screen = run(&words).ended(0).out;
    let lines: Vec<&str> = screen.lines().collect();
    assert!(lines.len() <= 45 && lines.iter().all(|line| line.chars().count() <= 80), "{screen}");
    screen.says(&[
        "\nin-year plan £",
        ", full-year £",
        "high risk or unidentified ",
        "\nexit run rate",
        " of 3 of 4 plans\n",
    ]);
    run(&[&words[..], &["--view", "mix"]].concat())
        .out
        .says(&["\nNorthfold Integrated Care System\nHEADLINES £"]);
    let csv = run(&[&words[..], &["--view", "mix", "--format", "csv"]].concat()).out;
    csv.says(&[",region,Northfold Integrated Care System,\n", ",nation,,\n"]);
    assert!(!run(&words[..2]).ended(0).out.contains("in-year plan"));
}
