//! The Department's figures, which a reviewer gives with `--departmental` and a plan may type itself.

use crate::run::{Says, at, folder, run};
use serde_json::Value;
use tempfile::TempDir;

const OURS: &str = "anytown-departmental.csv";

/// What is printed of A1-ALL-4 and A1-ALL-7 of each plan: organisation, code, result, reason, places.
fn judged(words: &[&str]) -> Vec<[String; 5]> {
    let asked = ["--scope", "plan", "--select", "A1-ALL-4,A1-ALL-7,ST", "--view", "all", "--format", "json"];
    let report = run(&[&["assess"], words, &asked].concat()).ended(0).json();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let plans = report["plans"].as_array().unwrap().iter();
    let of_plan = plans.flat_map(|plan| {
        let rows = plan["appendix_one"].as_array().unwrap().iter();
        let expectations = rows.flat_map(|row| row["expectations"].as_array().unwrap());
        expectations.map(move |own| {
            let of = text(&plan["organisation"]);
            let places = own["places"].to_string();
            [of, text(&own["code"]), text(&own["result"]), text(&own["reason"]), places]
        })
    });
    let findings = report["findings"].as_array().unwrap().iter().map(|found| {
        let expected = format!("{}; {}", text(&found["found"]), text(&found["expected"]));
        let places = found["places"].to_string();
        [text(&found["organisation"]), text(&found["code"]), text(&found["severity"]), expected, places]
    });
    of_plan.chain(findings).collect()
}

/// A region of two members and nothing wrong in it; `theirs` is what each member types of the Department's.
fn region(theirs: &str, figures: &str) -> TempDir {
    let plan =
        |code: &str| format!("organisation,code,parent,baseline_year\nPCT {code},5{code},Region R,2010/11\n");
    let years = format!(
        "year,allocation £m,departmental_allocation £m,challenge £m\n2010/11,100,{theirs},\n2011/12,100,,4\n"
    );
    let schemes = "scheme,plan_ytd £,actual_ytd £\nS1,100,99\n";
    folder(&[
        ("r/a/plan.csv", &plan("A")),
        ("r/a/years.csv", &years),
        ("r/a/schemes.csv", schemes),
        ("r/b/plan.csv", &plan("B")),
        ("r/b/years.csv", &years),
        ("r/b/schemes.csv", schemes),
        ("r/region/plan.csv", "organisation,tier,baseline_year\nRegion R,region,2010/11\n"),
        ("r/region/years.csv", "year,challenge £m\n2011/12,8\n"),
        ("d.csv", figures),
    ])
}

#[test]
fn what_the_reviewer_gives_counts_and_the_plans_own_is_marked() {
    let own = judged(&["anytown"]);
    assert_eq!(own.len(), 2, "{own:?}");
    assert_eq!(
        (own[0][2].as_str(), &*own[0][3]),
        ("met", "the Department's allocation as the plan states it")
    );
    own[1][3].says(&[
        "the Department's challenge as the plan states it",
        "the challenge is 3.8% of the allocation in 2011/12",
        "4% efficiency, 2.5% pay and price inflation, tariff -1.5%",
    ]);
    let given = judged(&["anytown", "--departmental", OURS]);
    assert_eq!((given.len(), &*given[0][3]), (2, ""));
    assert!(!given[1][3].contains("as the plan states it"), "{}", given[1][3]);
    given[0][4].says(&["anytown/years.csv", OURS]);
    let why = |words: &[&str]| run(&[&["why", "anytown"], words].concat()).ended(0).out;
    why(&["Anytown PCT", "A1-ALL-4"])
        .says(&["met (by data): the Department's allocation as the plan states it"]);
    let page = why(&["Anytown PCT", "A1-ALL-4", "--departmental", OURS]);
    page.says(&["met (by data)", "anytown-departmental.csv:3:21: 485620000"]);
}

#[test]
fn the_plans_own_figure_is_compared_with_the_reviewers() {
    let files = folder(&[(
        "d.csv",
        "organisation,year,departmental_allocation £m,departmental_challenge £m\n5zz,2010/11,500,\n5ZZ,2011/12,,30\n",
    )]);
    let found = judged(&["anytown", "--departmental", &at(&files, "d.csv")]);
    assert_eq!((&*found[0][2], &*found[1][2]), ("unmet", "unmet"), "{found:?}");
    found[0][3].says(&["the 2010/11 allocation differs from the Department's: Anytown PCT by 2.9%"]);
    found[1][3].says(&[
        "the challenge of 2011/12 is 36.9% off",
        "challenge of 2012/13 and 2013/14 as the plan states",
    ]);
    assert_eq!(found.len(), 4, "{found:?}");
    found[2][3].says(&[
        "the Department's allocation of 2010/11 is stated as £485,620,000; £500,000,000",
        "as the reviewer gives it",
    ]);
    for finding in &found[2..] {
        assert_eq!((&*finding[1], &*finding[2]), ("ST", "error"));
        finding[4].says(&["anytown/years.csv", "d.csv"]);
    }
}

#[test]
fn the_file_may_have_any_form() {
    let json =
        r#"{"years": [{"organisation": "5ZZ", "year": "2010/11", "departmental_allocation": 485620000}]}"#;
    let files = folder(&[("d.json", json), ("e.csv", "year,departmental_allocation\n2010/11,£485.62m\n")]);
    let book = at(&files, "d.xlsx");
    run(&["convert", &at(&files, "d.json"), "-o", &book]).ended(0);
    for file in [at(&files, "d.json"), at(&files, "e.csv"), format!("{book}#years")] {
        let found = judged(&["anytown", "--departmental", &file]);
        assert_eq!((&*found[0][2], &*found[0][3]), ("met", ""), "{file}");
    }
}

#[test]
fn a_wrong_file_is_the_callers_mistake_and_names_the_place() {
    for (text, said) in [
        (
            "organisation,year,departmental_allocation\nNowhere,2010/11,£4m\n",
            "d.csv:2:1: error[unknown]: there is no organisation `Nowhere`",
        ),
        (
            "year,allocation £m\n2010/11,4\n",
            "d.csv:2:1: error[layout]: the Department's figures hold neither",
        ),
        (
            "organisation,departmental_allocation £m\nAnytown PCT,4\n",
            "d.csv:1:1: error[column]: the years table has no column `year`",
        ),
        ("year,departmental_allocation\n2010/11,x\n", "d.csv:2:9: error[cell]: `x` stands under"),
        ("year,departmental_allocation\n,£5\n", "d.csv:2:2: error[blank]: this row lacks its `year`"),
        (
            "organisation,year,departmental_allocation\n5ZZ,2010/11,£5\nAnytown PCT,2010/11,£6\n",
            "d.csv:3:21: error[duplicate]: the departmental_allocation of `Anytown PCT` for 2010/11 is given twice",
        ),
        (
            "criterion,result\nA1-VIS-1,met\n",
            "d.csv:2:1: error[layout]: this is the table judgements, and the Department's figures by year are expected",
        ),
        ("year,departmental_allocation\n2010/11,\"£5\n", "d.csv:2:9: error[syntax]"),
    ] {
        let files = folder(&[("d.csv", text)]);
        let path = at(&files, "d.csv");
        for more in
            [&[][..], &["--keep-going"], &["--as-at", "2011-09", "--view", "finance", "--format", "csv"]]
        {
            let words = [&["assess", "anytown", "--departmental", &path], more].concat();
            let run = run(&words).ended(2);
            run.err.says(&[said]);
            assert_eq!(run.out, "");
        }
    }
    run(&["assess", "anytown", "--departmental", "anytown"]).ended(2).err.says(&["is a folder"]);
    // a mend works as it is printed
    let files = folder(&[("d.csv", "year,departmental_allocation\n2010/11,x\n2010/11,£485.62m\n")]);
    let path = at(&files, "d.csv");
    run(&["assess", "anytown", "--departmental", &path, "--map", "d.csv:line 2=ignore"]).ended(0);
}

#[test]
fn what_is_about_nothing_is_said() {
    let text = "organisation,year,departmental_allocation £,departmental_challenge £,identified £\n\
                Anytown PCT,2010/11,485620000,,\n\
                Anytown PCT,2015/16,,5,7\n\
                Anytown PCT,2010/11 to 2013/14,5,,\n\
                Anytown PTC,2010/11,5,,\n";
    let files = folder(&[("d.csv", text)]);
    let path = at(&files, "d.csv");
    let said = run(&["assess", "anytown", "--departmental", &path]).ended(0).err;
    said.says(&[
        "d.csv:3:13: the plan has no row of this year: the Department's figure has nothing beside it",
        "d.csv:3:24: `identified` is no figure of the Department's here, and is not read",
        "d.csv:4:13: a span of years: the Department's figures are compared year by year",
        "d.csv:5:1: the Department's figures of organisations that are not read are left out: Anytown PTC; did you mean `Anytown PCT`?",
    ]);
    let reading = run(&["assess", "anytown", "--departmental", &path, "--view", "reading"]).ended(0).out;
    reading.says(&["no plan of `Anytown PTC` is read"]);
}

#[test]
fn several_plans_are_told_apart_and_a_region_is_judged_by_its_members() {
    let files =
        region("100", "organisation,year,departmental_allocation £m\npct a,2010/11,100\n5B,2010/11,120\n");
    let (plans, given) = (at(&files, "r"), at(&files, "d.csv"));
    let results = |words: &[&str]| -> Vec<String> {
        let found = judged(words);
        let of_allocation = found.iter().filter(|own| own[1] == "A1-ALL-4");
        of_allocation.map(|[of, _, result, reason, _]| format!("{of}: {result} {reason}")).collect()
    };
    let typed = "the Department's allocation as the plan states it";
    assert_eq!(
        results(&[&plans]),
        [
            format!("PCT A: met {typed}"),
            format!("PCT B: met {typed}"),
            format!("Region R: met {typed} for PCT A and PCT B"),
        ]
    );
    let differs = "unmet the 2010/11 allocation differs from the Department's: PCT B by 16.7%";
    assert_eq!(
        results(&[&plans, "--departmental", &given]),
        ["PCT A: met ".to_owned(), format!("PCT B: {differs}"), format!("Region R: {differs}")]
    );
    // a plan that cannot be read takes its figures with it, and no other plan's
    std::fs::write(files.path().join("r/b/schemes.csv"), "scheme,plan_ytd £\nS1,twelve\n").unwrap();
    let kept = run(&[
        "assess",
        &plans,
        "--departmental",
        &given,
        "--keep-going",
        "--view",
        "criteria",
        "--scope",
        "plan",
    ]);
    let kept = kept.ended(3);
    assert!(kept.out.contains("PCT A") && !kept.err.contains("no organisation"), "{}{}", kept.out, kept.err);
    let nameless = region("100", "year,departmental_allocation £m\n2010/11,100\n");
    let run = run(&["assess", &at(&nameless, "r"), "--departmental", &at(&nameless, "d.csv")]).ended(2);
    run.err.says(&["d.csv:2:1: error[layout]: this row of the Department's figures names no organisation, and 3 are read"]);
}

#[test]
fn a_figure_without_a_unit_has_its_plans() {
    // Anytown's plan is in pounds; beside amounts that have one and a plan that states none it is asked about
    let files = folder(&[("d.csv", "year,departmental_allocation\n2010/11,485620000\n")]);
    let found = judged(&["anytown", "--departmental", &at(&files, "d.csv")]);
    assert_eq!((found.len(), &*found[0][2]), (2, "met"), "{found:?}");
    let bare = region("100", "organisation,year,departmental_allocation\nPCT A,2010/11,100\n");
    let (plans, given) = (at(&bare, "r"), at(&bare, "d.csv"));
    run(&["assess", &plans, "--departmental", &given]).ended(2).err.says(&["d.csv:2:15: error[unit]"]);
    let said = judged(&[&plans, "--departmental", &given, "--amounts-in", "£m"]);
    assert_eq!((&*said[0][2], &*said[0][3]), ("met", ""));
}

#[test]
fn what_a_scope_does_without_is_said() {
    let words = ["assess", "anytown", "--judgements", "anytown-judgements.csv"];
    let given = ["--departmental", "anytown-departmental.csv", "--scope"];
    let said = |scope: &str| run(&[&words[..], &given, &[scope]].concat()).ended(0).err;
    said("money").says(&[
        "note: scope money does not judge the plan, and does without",
        "judgements and --departmental",
    ]);
    assert!(!said("plan").contains("does without"));
}
