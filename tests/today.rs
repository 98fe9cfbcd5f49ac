//! Plans of today: words in the spellings in which returns have them, and columns that they add.

use crate::run::{Says, at, folder, run};
use serde_json::Value;
use std::fs;

/// A return of an ICB's trust, with its words as they come.
const RETURN: &str = "Scheme,Name,Status,Risk,Category,WTE,Rec/Non Rec,YTD plan £000,YTD actual £000,In year value £000,FYE £000\n\
    A1,Agency controls,Fully developed - delivery started,Med,Pay - Agency,12.5,R,100,95,400,400\n\
    A2,Drug switching,Plans in progress,High Risk,Non Pay,,R,50,50,200,300\n\
    A3,Estates,FD,L,Non-pay - estates,,Non-recurrent (one year),10,10,100,0\n\
    A4,Further savings,Not yet identified,High,Pay,,N,0,0,100,0\n";

/// A column of the schemes of a plan as JSON, scheme by scheme.
fn column(plan: &Value, name: &str) -> Vec<String> {
    let schemes = plan["schemes"].as_array().unwrap();
    schemes.iter().map(|scheme| scheme[name].as_str().unwrap_or("").to_owned()).collect()
}

#[test]
fn todays_words_are_read_and_their_qualifiers_kept() {
    let files = folder(&[("return.csv", RETURN)]);
    let (json, csv) = (at(&files, "plan.json"), at(&files, "plan.csv"));
    run(&["convert", &at(&files, "return.csv"), "-o", &json]).ended(0);
    let plan: Value = serde_json::from_str(&fs::read_to_string(&json).unwrap()).unwrap();
    assert_eq!(
        column(&plan, "maturity"),
        [
            "fully developed (Fully developed - delivery started)",
            "in progress (Plans in progress)",
            "fully developed",
            "unidentified"
        ]
    );
    assert_eq!(column(&plan, "delivery_risk"), ["medium", "high (High Risk)", "low", "high"]);
    assert_eq!(
        column(&plan, "category"),
        ["pay (Pay - Agency)", "non-pay", "non-pay (Non-pay - estates)", "pay"]
    );
    assert_eq!(column(&plan, "recurrent"), ["yes", "yes", "no (Non-recurrent (one year))", "no"]);
    assert_eq!(column(&plan, "wte")[0], "12.5");
    assert_eq!(column(&plan, "manager_wte")[0], "", "a bare WTE is no manager's");
    // what is kept is read as it was written, however often
    run(&["convert", &json, "-o", &csv]).ended(0);
    let again = at(&files, "again.json");
    run(&["convert", &csv, "-o", &again]).ended(0);
    let of = |path: &str| fs::read_to_string(path).unwrap();
    assert_eq!(of(&json), of(&again));
}

#[test]
fn two_words_in_one_cell_are_an_error_with_both() {
    for (from, to, says) in [
        (
            "Med,",
            "High/Medium,",
            "`High/Medium` stands under \"Risk\"; expected one word: it says both `high` and `medium`",
        ),
        ("Pay - Agency", "Pay and non-pay", "it says both `pay` and `non-pay`"),
        ("Plans in progress", "Opportunity - FD", "it says both `opportunity` and `fully developed`"),
        ("Plans in progress", "Not fully developed", "`not` makes another of `fully developed`"),
        (",R,100", ",R/NR,100", "it says both `yes` and `no`"),
    ] {
        let files = folder(&[("return.csv", &RETURN.replacen(from, to, 1))]);
        let run = run(&["assess", &at(&files, "return.csv")]).ended(3);
        run.err.says(&[says, "nothing was assessed"]);
    }
}

#[test]
fn a_status_is_the_column_whose_words_it_holds() {
    let status = |words: [&str; 2]| {
        let text =
            format!("Scheme,Status,YTD plan £,YTD actual £\nA,{},10,10\nB,{},10,10\n", words[0], words[1]);
        let files = folder(&[("return.csv", &text)]);
        let json = at(&files, "plan.json");
        run(&["convert", &at(&files, "return.csv"), "-o", &json]).ended(0);
        let plan: Value = serde_json::from_str(&fs::read_to_string(&json).unwrap()).unwrap();
        (column(&plan, "stage"), column(&plan, "maturity"))
    };
    let blank = vec![String::new(), String::new()];
    assert_eq!(status(["Approved", "Idea"]).1, blank);
    assert_eq!(
        status(["FD", "Unidentified"]),
        (blank, vec!["fully developed".into(), "unidentified".into()])
    );
}

#[test]
fn a_tracker_with_risk_and_status_is_no_risk_register() {
    let text = "Scheme,Status,Risk,Category,Plan £000\nA,Approved,High,Pay,100\nB,Approved,Low,Non-pay,50\n";
    let files = folder(&[("cip.csv", text)]);
    let json = at(&files, "plan.json");
    run(&["convert", &at(&files, "cip.csv"), "-o", &json]).ended(0);
    let plan: Value = serde_json::from_str(&fs::read_to_string(&json).unwrap()).unwrap();
    assert_eq!(column(&plan, "delivery_risk"), ["high", "low"]);
}

#[test]
fn a_parent_holds_from_its_day() {
    let plan = "organisation,parent,parent_from\n\
        North CCG,West ICB,\nNorth CCG,East ICB,2025-07-01\nSouth CCG,West ICB,\n";
    let schemes = "organisation,scheme,plan_ytd £,actual_ytd £\nNorth CCG,A,100,90\nSouth CCG,A,100,100\n";
    let files = folder(&[("system/plan.csv", plan), ("system/schemes.csv", schemes)]);
    let parents = |path: &str, day: &str| {
        let report = run(&["assess", path, "--as-at", day, "--format", "json"]).ended(0).json();
        let plans = report["plans"].as_array().unwrap().clone();
        plans.iter().map(|plan| plan["parent"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let (system, kept) = (at(&files, "system"), at(&files, "kept.json"));
    run(&["convert", &system, "-o", &kept]).ended(0);
    for path in [&system, &kept] {
        assert_eq!(parents(path, "2025-06-30"), ["West ICB", "West ICB"]);
        assert_eq!(parents(path, "2025-07-31"), ["East ICB", "West ICB"]);
    }
    let twice =
        plan.replace("ICB,\nSouth", "ICB,2025-07-01\nSouth").replace("ICB,2025-07-01\nNorth", "ICB,\nNorth");
    let same_day = twice.replace("West ICB,\nNorth", "West ICB,2025-07-01\nNorth");
    let files = folder(&[("system/plan.csv", &same_day), ("system/schemes.csv", schemes)]);
    run(&["assess", &at(&files, "system")])
        .ended(3)
        .err
        .says(&["the parent of `North CCG` from that day is given twice"]);
}

#[test]
fn an_assurance_stands_for_a_result_and_never_against_one() {
    let judgements = |rows: &str| {
        let files = folder(&[(
            "j.csv",
            &format!("criterion,scheme,result,assurance,evidence,assessor,date\n{rows}"),
        )]);
        run(&[
            "assess",
            "anytown-mid-year",
            "--judgements",
            &at(&files, "j.csv"),
            "--scope",
            "plan",
            "--format",
            "json",
        ])
    };
    let results = |assurance: &str| {
        let rows = format!("A1-VIS-1,,,{assurance},\"IA 12, p3\",360 Assurance,2011-06-01\n");
        let report = judgements(&rows).ended(0).json();
        let rows = report["plans"][0]["appendix_one"].as_array().unwrap().clone();
        let all = rows.iter().flat_map(|row| row["expectations"].as_array().unwrap().clone());
        all.filter(|own| own["code"] == "A1-VIS-1").map(|own| own["result"].clone()).collect::<Vec<_>>()
    };
    for (assurance, result) in [
        ("Substantial", "met"),
        ("Moderate assurance", "partly"),
        ("Limited", "unmet"),
        ("unsatisfactory", "unmet"),
    ] {
        assert_eq!(results(assurance), [result], "{assurance}");
    }
    let against = judgements("A1-VIS-1,,met,Limited,\"IA 12, p3\",360 Assurance,2011-06-01\n");
    against.ended(2).err.says(&["the assurance `limited` stands for `unmet`, and the result is `met`"]);
}

/// The headline figures of the first plan of a run: each with its amount and its percentage.
fn headlines(words: &[&str]) -> Vec<(String, String, String)> {
    let report = run(&[&["assess", "--format", "json"], words].concat()).ended(0).json();
    let lines = report["plans"][0]["headline"].as_array().unwrap().clone();
    let plain = |value: &Value| {
        let text = value.to_string();
        text.split_once('.').map_or(text.clone(), |(whole, part)| match part.trim_end_matches('0') {
            "" => whole.to_owned(),
            part => format!("{whole}.{part}"),
        })
    };
    for line in &lines {
        assert!(!line["places"].as_array().unwrap().is_empty(), "{line}");
    }
    lines
        .iter()
        .map(|line| {
            (line["figure"].as_str().unwrap().to_owned(), plain(&line["amount"]), plain(&line["share"]))
        })
        .collect()
}

/// The amount and the percentage of a figure.
fn of<'l>(lines: &'l [(String, String, String)], figure: &str) -> (&'l str, &'l str) {
    let line = lines.iter().find(|(own, ..)| own == figure).unwrap_or_else(|| panic!("{figure}: {lines:?}"));
    (&line.1, &line.2)
}

const CURRENT: [&str; 2] = ["--policy", "current"];

#[test]
fn the_figures_of_a_systems_paper_come_of_its_return() {
    let lines = headlines(&["harrowmere-return-2025.csv", "--policy", "current"]);
    for (figure, amount, share) in [
        ("in-year plan", "50000000", "null"),
        ("full-year effect", "33346000", "66.692"),
        ("recurrent", "29000000", "58"),
        ("non-recurrent", "21000000", "42"),
        ("fully developed", "35000000", "70"),
        ("plans in progress", "6500000", "13"),
        ("opportunity", "8500000", "17"),
        ("high risk or unidentified", "12000000", "24"),
        ("second half", "38000000", "76"),
        ("last quarter", "22800000", "45.6"),
        ("exit run rate", "91200000", "null"),
        ("pay savings with WTE", "10924000", "null"),
        ("implied cost of one WTE", "71868.42", "null"),
        // 90% of 35,000, 60% of 6,500 and 40% of 8,500
        ("risk-adjusted by maturity", "38800000", "77.6"),
    ] {
        assert_eq!(of(&lines, figure), (amount, share), "{figure}");
    }
    let screen = run(&["assess", "harrowmere-return-2025.csv", "--policy", "current"]).ended(0);
    screen.out.says(&[
        "fully developed 70.0%, plans in progress 13.0%, opportunity 17.0%",
        "recurrent 58.0%",
        "second half 76.0%, last quarter 45.6%",
    ]);
    let default = run(&["assess", "harrowmere-return-2025.csv"]).ended(0);
    assert!(
        !default.out.contains("second half"),
        "the papers of 2011 ask for none of it on the first screen"
    );
    for format in ["table", "markdown", "csv", "jsonl"] {
        let mix =
            run(&["assess", "harrowmere-return-2025.csv", "--view", "mix", "--format", format]).ended(0);
        mix.out.says(&["high risk or unidentified", "76.0"]);
    }
}

#[test]
fn weights_by_maturity_are_the_policys() {
    let words = ["harrowmere-return-2025.csv", "--set"];
    let with = |set: &str| {
        let lines = headlines(&[&words[..], &[set]].concat());
        of(&lines, "risk-adjusted by maturity").0.to_owned()
    };
    assert_eq!(with("weight_fully_developed=80"), "35300000");
    assert_eq!(with("weight_in_progress=50"), "38150000");
    assert_eq!(with("weight_opportunity=20"), "37100000");
    let needs = run(&["assess", "harrowmere-return-2025.csv", "--set", "weight_opportunity=70"]).ended(2);
    needs.err.says(&["what is less mature would count for more"]);
}

/// A plan of a trust by month, with a challenge for next year and risks with amounts.
const PLAN: &str = "record,organisation,as_at,unit,year,allocation,turnover,challenge,scheme,category,wte,recurrent,recurrent_plan,maturity,delivery_risk,unidentified_plan,period,plan,actual,forecast,risk,gross,mitigated,status,counterfactual\n\
    plan,Trust,2025-12-31,£,,,,,,,,,,,,,,,,,,,,,\n\
    year,,,,2024/25,,,,,,,,,,,,,,,,,,,,\n\
    year,,,,2025/26,2000000,4000000,40000,,,,,,,,,,,,,,,,,\n\
    year,,,,2026/27,,,50000,,,,,,,,,,,,,,,,,\n\
    scheme,,,,,,,,A,pay - bank,0.5,yes,12000,FD,high,,,,,,,,,,4% more a year without it\n\
    scheme,,,,,,,,B,non-pay,,no,,,low,4000,,,,,,,,,\n\
    saving,,,,,,,,A,,,,,,,,Q1 2025/26,2000,2000,2000,,,,,\n\
    saving,,,,,,,,A,,,,,,,,Q2 2025/26,4000,4000,4000,,,,,\n\
    saving,,,,,,,,A,,,,,,,,Q3 2025/26,6000,6000,6000,,,,,\n\
    saving,,,,,,,,A,,,,,,,,Q4 2025/26,8000,,7000,,,,,\n\
    saving,,,,,,,,B,,,,,,,,2025/26,20000,,,,,,,\n\
    saving,,,,,,,,B,,,,,,,,2026/27,60000,,,,,,,\n\
    risk,,,,,,,,,,,,,,,,,,,,R1,9000,5000,open,\n\
    risk,,,,,,,,,,,,,,,,,,,,R2,1000,,open,\n\
    risk,,,,,,,,,,,,,,,,,,,,R3,7000,7000,closed,\n";

#[test]
fn headline_figures_are_of_the_year_and_say_what_they_are_of() {
    let files = folder(&[("plan.csv", PLAN)]);
    let path = at(&files, "plan.csv");
    let lines = headlines(&[&path, "--policy", "current"]);
    for (figure, amount, share) in [
        ("in-year plan", "40000", "null"),
        // 12,000 of A by amount; the rest of A and the whole of B do not recur
        ("recurrent", "12000", "30"),
        ("non-recurrent", "28000", "70"),
        ("fully developed", "20000", "50"),
        ("unidentified", "4000", "10"),
        ("maturity not stated", "16000", "40"),
        ("high risk or unidentified", "24000", "60"),
        // of A alone: B gives no months
        ("second half", "14000", "70"),
        ("last quarter", "8000", "40"),
        ("exit run rate", "32000", "64"),
        ("exit run rate on forecast", "28000", "56"),
        ("next year's need", "50000", "null"),
        ("plan against allocation", "40000", "2"),
        ("plan against turnover", "40000", "1"),
        ("gross risk", "10000", "25"),
        ("mitigated risk", "5000", "50"),
        ("net unmitigated risk", "5000", "12.5"),
        ("implied cost of one WTE", "40000", "null"),
    ] {
        assert_eq!(of(&lines, figure), (amount, share), "{figure}");
    }
    let headroom = run(&["assess", &path, "--view", "headroom", "--format", "csv"]).ended(0).out;
    let heading: Vec<&str> = headroom.lines().next().unwrap().split(',').collect();
    let at = heading.iter().position(|name| *name == "reopened").unwrap();
    let last = |year: &str| {
        let line = headroom.lines().find(|line| line.contains(year)).unwrap();
        line.split(',').nth(at).unwrap().to_owned()
    };
    // what of 2025/26 does not recur is to be found again in 2026/27
    assert_eq!((last("2025/26").as_str(), last("2026/27").as_str()), ("", "28000"));
}

#[test]
fn pay_savings_that_no_number_of_posts_makes_are_found() {
    let found = |wte: &str, words: &[&str]| {
        let files = folder(&[("plan.csv", &PLAN.replace(",0.5,yes", &format!(",{wte},yes")))]);
        let path = at(&files, "plan.csv");
        let words = [&["assess", &path, "--view", "findings", "--format", "csv"], words].concat();
        run(&words)
            .ended(0)
            .out
            .lines()
            .filter(|line| line.contains(" WTE: "))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    // £20,000 a post is the least that is not found, and £150,000 the most
    assert!(found("1", &[]).is_empty());
    assert!(found("0.16", &["--set", "wte_cost_most=125000"]).is_empty());
    assert!(found("0", &[]).is_empty(), "no post, no cost of one");
    let low = found("1.25", &[]);
    low[0].says(&["warning,DA,Trust,,A,", "from 1.25 WTE: £16,000 for each", "£20,000 to £150,000 for each"]);
    found("0.125", &[])[0].says(&["£160,000 for each"]);
    assert!(found("0.125", &["--set", "wte_cost_most=200000"]).is_empty());
    assert!(found("1.25", &["--set", "wte_cost_least=10000"]).is_empty());
}

#[test]
fn a_saving_without_a_counterfactual_is_named_under_the_framework() {
    let files = folder(&[("plan.csv", PLAN)]);
    let findings = |words: &[&str]| {
        let path = at(&files, "plan.csv");
        run(&[&["assess", &path, "--view", "findings"], words].concat()).ended(0).out
    };
    findings(&CURRENT).says(&["states no baseline and counterfactual: B", "Government Efficiency Framework"]);
    assert!(!findings(&[]).contains("counterfactual"));
    run(&["policy", "--policy", "current"]).ended(0).out.says(&[
        "efficiency = \"framework\" # policy current",
        "Government Efficiency Framework",
        "November 2025",
    ]);
    run(&["explain", "SB", "--policy", "current"]).ended(0).out.says(&["Government Efficiency Framework"]);
}

#[test]
fn a_system_of_today_is_green_early_and_in_trouble_half_way() {
    let ratings = |version: &str| {
        let path = format!("northfold-icb-2025/{version}");
        let report = run(&["assess", &path, "--policy", "current", "--format", "json"]).ended(0).json();
        let plans = report["plans"].as_array().unwrap().clone();
        let found = report["findings"].as_array().unwrap().len();
        let rating = |code: &str| {
            let plan = plans.iter().find(|plan| plan["code"] == code).unwrap();
            plan["rating"].as_str().unwrap().to_owned()
        };
        (["QZ9", "RZ1", "RZ2", "RZ3"].map(rating), found)
    };
    assert_eq!(ratings("month-2"), (["green"; 4].map(str::to_owned), 0));
    let (half_way, found) = ratings("month-6");
    assert_eq!(half_way, ["amber", "red", "amber", "green"]);
    assert!(found > 0);
    let trust =
        run(&["assess", "northfold-icb-2025/month-6/hospitals.csv", "--policy", "current"]).ended(0).out;
    assert!(trust.lines().count() <= 45, "{trust}");
    assert!(trust.lines().all(|line| line.chars().count() <= 80), "{trust}");
}
