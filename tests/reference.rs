//! The bodies of 2011: one plan and one region under all their names and codes, remarks on what differs from the
//! lists, and never a refusal.

use crate::run::{Says, at, folder, run};

const SCHEMES: &str = "organisation,scheme,name,workstream,plan_ytd (£k),actual_ytd (£k)\n\
    Newcastle PCT,S1,Ward stock,Procurement,100,100\n\
    5D7,S2,Agency nurses,Workforce,100,85\n\
    NHS Gateshead,S3,Taxis,Procurement,100,70\n";
const PLANS: &str = "organisation,code,parent\n\
    NHS Newcastle,5D7,North East SHA\n\
    Gateshead,5KF,NHS North East\n";

#[test]
fn a_body_is_one_plan_and_one_region_under_all_its_names() {
    let input = folder(&[("plan.csv", PLANS), ("schemes.csv", SCHEMES)]);
    let path = at(&input, "");
    let done = run(&["assess", &path, "--format", "json"]).ended(0);
    let report = done.json();
    let names: Vec<&str> = report["plans"]
        .as_array()
        .unwrap()
        .iter()
        .map(|plan| plan["organisation"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["NHS Newcastle", "Gateshead"]);
    assert_eq!(report["plans"][0]["control"]["schemes"], 2);
    assert_eq!(report["plans"][1]["parent"], "North East SHA");
    done.err.as_str().says(&[
        "`Newcastle PCT` is `NHS Newcastle`: both are Newcastle (5D7) on the lists of 2011",
        "`NHS North East` is `North East SHA`: both are North East (Q30) on the lists of 2011",
    ]);
    // the lists are of 2011: plans of today are not held against them
    let today = run(&["assess", &path, "--format", "json", "--policy", "current"]).ended(0).json();
    assert!(today["plans"].as_array().unwrap().len() > 2, "{today}");
}

#[test]
fn a_code_alone_is_a_name() {
    let text = "pct,scheme,plan_ytd (£k),actual_ytd (£k)\n5D7,S1,100,100\n5KF,S2,100,85\n";
    let input = folder(&[("register.csv", text)]);
    let path = at(&input, "register.csv");
    let report = run(&["assess", &path, "--format", "json"]).ended(0).json();
    let of = |at: usize| (report["plans"][at]["organisation"].clone(), report["plans"][at]["code"].clone());
    assert_eq!(of(0), ("Newcastle".into(), "5D7".into()));
    assert_eq!(of(1), ("Gateshead".into(), "5KF".into()));
}

#[test]
fn what_differs_from_the_lists_is_said_and_read() {
    let plans = "organisation,code,parent\n\
        Newcastle,5KF,London\n\
        Gateshead,5ZZ,North East\n\
        Anytown PCT,5D9,North East\n\
        Hartlepool,,Tees cluster\n";
    let schemes = "organisation,scheme,plan_ytd (£k),actual_ytd (£k)\nNewcastle,S1,1,1\nGateshead,S1,1,1\n\
        Anytown PCT,S1,1,1\nHartlepool,S1,1,1\n";
    let input = folder(&[("plan.csv", plans), ("schemes.csv", schemes)]);
    let done = run(&["assess", &at(&input, "")]).ended(0);
    done.err.as_str().says(&[
        "plan.csv:2:11: the code 5KF is that of Gateshead on the lists of 2011; that of Newcastle is 5D7",
        "plan.csv:2:15: Newcastle belongs to North East on the lists of 2011, and here to London",
        "plan.csv:3:11: 5ZZ is not the code of Gateshead on the lists of 2011: 5KF is",
        "plan.csv:4:13: the code 5D9 is that of Hartlepool on the lists of 2011",
    ]);
    assert_eq!(done.err.matches("lists of 2011").count(), 4, "{}", done.err);
    let none = run(&["assess", &at(&input, ""), "--set", "reference=none"]).ended(0);
    assert!(!none.err.contains("2011"), "{}", none.err);
}

/// What is folded as it is read keeps to the lists as well.
#[test]
fn a_tracker_reads_alike_both_ways() {
    let rows = |first: &str, second: &str| {
        format!(
            "organisation,region,scheme,workstream,period,plan,actual\n\
             {first},North East,S1,Beds,2011-04,10,9\n{second},North East,S2,Beds,2011-04,10,8\n\
             Gateshead,North East,S3,Beds,2011-04,10,8\n"
        )
    };
    for text in [rows("Newcastle", "NHS Newcastle"), rows("5D7", "5D7"), rows("Leeds", "Newcastle")] {
        let input = folder(&[("tracker.csv", &text)]);
        let path = at(&input, "tracker.csv");
        let words = ["assess", &path, "--as-at", "2011-04-30", "--view", "finance", "--format", "csv"];
        let all = |more: &[&str]| run(&[&words[..], more].concat()).ended(0);
        let (folded, whole) = (all(&["--by", "all"]), all(&["--by", "all", "--encoding", "utf-8"]));
        assert_eq!(folded.out, whole.out);
        assert_eq!(folded.err, whole.err);
    }
}
