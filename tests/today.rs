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
