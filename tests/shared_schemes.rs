//! A scheme that organisations share counts once: `counted_under` names the other's as `ORGANISATION/ID`.

use crate::run::{Says, at, folder, run};
use serde_json::Value;
use tempfile::TempDir;

const HEADINGS: &str = "scheme,name,workstream,counted_under,plan_year,plan_ytd,actual_ytd";

/// Barset and Coastal in one region; each row of schemes is theirs.
fn two(barset: &[&str], coastal: &[&str]) -> TempDir {
    let schemes = |rows: &[&str]| format!("{HEADINGS}\n{}\n", rows.join("\n"));
    let plan = |name: &str, code: &str| {
        format!("organisation,code,parent,unit,as_at\n{name},{code},East SHA,£,2011-09-30\n")
    };
    folder(&[
        ("barset/plan.csv", &plan("Barset PCT", "5XX")),
        ("barset/schemes.csv", &schemes(barset)),
        ("coastal/plan.csv", &plan("Coastal PCT", "5YY")),
        ("coastal/schemes.csv", &schemes(coastal)),
    ])
}

const FALLS: &str = "PC-01,Falls prevention,Community,,100000,50000,52000";

#[test]
fn a_scheme_of_another_organisation_counts_once_by_name_or_code() {
    for under in ["5XX/PC-01", "barset pct / PC-01"] {
        let own = "CO/2,Wound care,Community,,60000,30000,30000";
        let shared = format!("CO-1,Falls prevention,Community,{under},100000,50000,20000");
        let input = two(&[FALLS, "PC-02,Wounds,Care,Coastal PCT/CO/2,60000,30000,0"], &[own, &shared]);
        let report = run(&["assess", &at(&input, ""), "--format", "json"]).ended(0).json();
        let planned = |line: &Value| (line["plan_ytd"].as_i64(), line["actual_ytd"].as_i64());
        let of = |organisation: &str| {
            let plans = report["plans"].as_array().unwrap().iter();
            let plan = plans.clone().find(|plan| plan["organisation"] == organisation).unwrap();
            let line = plan["finance"].as_array().unwrap().iter();
            planned(line.clone().find(|line| line["level"] == "organisation").unwrap())
        };
        assert_eq!(of("Barset PCT"), (Some(50000), Some(52000)));
        assert_eq!(of("Coastal PCT"), (Some(30000), Some(30000)));
        let region = report["rollup"]["finance"].as_array().unwrap().iter();
        assert_eq!(
            planned(region.clone().find(|line| line["level"] == "region").unwrap()),
            (Some(80000), Some(82000))
        );
        let codes = report["findings"].as_array().unwrap().iter().map(|found| &found["code"]);
        assert!(codes.clone().all(|code| code != "DC"), "{:?}", codes.collect::<Vec<_>>());
    }
}

#[test]
fn what_is_counted_under_nothing_that_is_read_is_an_error_with_the_nearest() {
    let said = |under: &str| {
        let input = two(&[FALLS], &[&format!("CO-1,Falls prevention,Community,{under},100000,50000,52000")]);
        run(&["assess", &at(&input, "")]).ended(3).err
    };
    said("Barsett PCT/PC-01").as_str().says(&[
        "coastal/schemes.csv:2:33: error[unknown]: there is no organisation `Barsett PCT`",
        "mend: did you mean `Barset PCT`?",
    ]);
    said("5XX/PC-1").as_str().says(&["there is no scheme `5XX/PC-1`", "did you mean `5XX/PC-01`?"]);
    said("PC-01").as_str().says(&["there is no scheme `PC-01`", "did you mean `Barset PCT/PC-01`?"]);
    said("CO-1").as_str().says(&["`CO-1` stands here; expected another scheme"]);
}

#[test]
fn schemes_counted_under_one_another_are_an_error_for_no_sum_has_them() {
    let input = two(
        &["PC-01,Falls prevention,Community,5YY/CO-1,100000,50000,52000"],
        &["CO-1,Falls,Community,CO-2,100000,50000,52000", "CO-2,Falls,Care,5XX/PC-01,100000,50000,52000"],
    );
    let said = run(&["assess", &at(&input, "")]).ended(3).err;
    said.as_str().says(&[
        "barset/schemes.csv:2:34: error[contradiction]: `PC-01` is counted under `CO-1`, and that one in the end",
        "coastal/schemes.csv:3:",
    ]);
    assert_eq!(said.matches("error[").count(), 1, "{said}");
}

#[test]
fn an_organisation_that_is_not_read_is_a_note_where_one_is_read_alone() {
    let shared = "CO-1,Falls prevention,Community,Barset PCT/PC-01,100000,50000,52000";
    let input = two(&[FALLS], &[shared, "CO-2,Wound care,Community,,60000,30000,30000"]);
    let alone = at(&input, "coastal");
    run(&["assess", &alone]).ended(0).err.as_str().says(&["`Barset PCT` is not read here"]);
    let written = at(&input, "coastal.json");
    run(&["convert", &alone, "-o", &written, "--quiet"]).ended(0);
    let both = [&written, &at(&input, "barset")];
    let report = run(&["assess", both[0], both[1], "--format", "json"]).ended(0).json();
    let region = report["rollup"]["finance"].as_array().unwrap().iter();
    let line = region.clone().find(|line| line["level"] == "region").unwrap();
    assert_eq!(line["plan_ytd"].as_i64(), Some(80000));
}
