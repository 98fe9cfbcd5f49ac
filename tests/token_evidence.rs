//! Token evidence from the outside: each kind as a variant of the worked plan that trips it alone, plans
//! made of nothing else, and what policy `token_evidence` does to them.

use crate::run::{Says, at, run};
use crate::worked_plan::Folder;
use serde_json::Value;
use tempfile::TempDir;

type Variant = (&'static str, fn(Folder) -> Folder);

/// A row of a table for a scheme.
fn with(plan: Folder, table: &str, scheme: &str, cells: &[(&str, &str)]) -> Folder {
    plan.add(table, &[&[("scheme", scheme)], cells].concat())
}

/// The schemes that are more than an idea.
fn schemes(plan: &Folder) -> Vec<String> {
    plan.cells("schemes[scheme!=PC-09|MM-06].scheme")
}

fn milestones(plan: Folder, scheme: &str) -> Folder {
    let owned = ("owner", "Tom Harkness");
    let done = |day| [("due", day), ("status", "done"), ("completed", day)];
    let plan = with(
        plan,
        "milestones",
        scheme,
        &[&[("milestone", "Plan agreed"), owned][..], &done("2011-03-31")].concat(),
    );
    let plan = with(
        plan,
        "milestones",
        scheme,
        &[&[("milestone", "Work begun"), owned][..], &done("2011-06-30")].concat(),
    );
    let to_come = [("milestone", "Work complete"), owned, ("due", "2012-03-31"), ("status", "on track")];
    with(plan, "milestones", scheme, &to_come)
}

fn kpi(plan: Folder, scheme: &str, name: &str, kind: &str, figures: [&str; 4]) -> Folder {
    let [baseline, target, trajectory, actual] = figures;
    let cells = [
        ("kpi", name),
        ("type", kind),
        ("owner", "Tom Harkness"),
        ("baseline", baseline),
        ("target", target),
        ("trajectory", trajectory),
        ("actual", actual),
        ("due", "2012-03-31"),
        ("measured_on", "2011-09-20"),
    ];
    with(plan, "kpis", scheme, &cells)
}

/// Each kind, what is found of it, and the plan that holds it alone.
const KINDS: &[Variant] = &[
    (
        "the same words again: description of 5 schemes (£5,623,680 planned): PC-01, PC-02, PC-03, PC-04, PC-05",
        |plan| {
            let place = "schemes[PC-01|PC-02|PC-03|PC-04|PC-05].description";
            plan.set(place, "Care is moved closer to home, at lower cost and with better outcomes")
        },
    ),
    ("the same words again: mitigation of 5 risks (£", |plan| {
        plan.set("risks[R01|R02|R03|R04|R05].mitigation", "Managed through the programme board")
    }),
    ("the mitigation repeats the risk in 1 risk (£1,187,740 planned): PC-01", |plan| {
        plan.set("risks[R01].mitigation", "Practices send referrals outside the centre.")
            .set("risks[R01].description", "practices send  referrals outside the centre.")
    }),
    ("the same milestones on the same days for 3 schemes (£", |plan| {
        ["PC-03", "PC-04", "PC-05"].into_iter().fold(plan, |plan, scheme| {
            milestones(plan.drop_rows(&format!("milestones[scheme={scheme}]")), scheme)
        })
    }),
    ("no risk of their own, and 1 risk for all of them, in 44 schemes (£", |plan| {
        let all = schemes(&plan).join("; ");
        let kept = plan.set("risks[R01].scheme", &all).set("risks[R01].category", "system configuration");
        kept.drop_rows("risks[risk!=R01]")
    }),
    ("every milestone on one day in 1 scheme (£", |plan| {
        let plan = plan.set("milestones[scheme=PC-03].due, completed", "2011-03-31");
        plan.set("milestones[scheme=PC-03].status", "done")
    }),
    ("3 KPIs the same in name and figures in 3 schemes (£", |plan| {
        ["PC-03", "PC-04", "PC-05"].into_iter().fold(plan, |plan, scheme| {
            kpi(plan, scheme, "Staff trained", "workforce", ["40", "90", "60", "61"])
        })
    }),
    ("3 KPIs with a target equal to the baseline in 1 scheme (£", |plan| {
        plan.set("kpis[scheme=PC-03].baseline, target, trajectory, actual", "50")
    }),
    ("3 KPIs due after the plan's last year in 1 scheme (£", |plan| {
        plan.set("kpis[scheme=PC-03].due", "2014-04-30").blank("kpis[scheme=PC-03].trajectory")
    }),
    ("series of noughts in activity or inputs: 5 cells", |plan| {
        plan.set("activity[point_of_delivery=Ambulance journey].volume", "0")
    }),
    ("1 manager under several spellings (P. Nair / Priya Nair) (£", |plan| {
        plan.set("schemes[PC-07].manager", "P. Nair")
    }),
    ("dated after 14 Oct 2011: 1 engagement, 1 review (£1,187,740 planned): PC-01", |plan| {
        let plan = plan.set("risks[R01].reviewed", "2011-10-20");
        plan.add("engagement", &[("group", "patients"), ("date", "2011-11-01"), ("activity", "Open day")])
    }),
];

/// The report on a plan as JSON.
fn assessed(folder: &TempDir, more: &[&str]) -> Value {
    let (plan, judgements) = (at(folder, "plan"), at(folder, "judgements.csv"));
    let words = ["assess", &plan, "--judgements", &judgements, "--format", "json"];
    run(&[&words[..], more].concat()).json()
}

/// What is found of token evidence.
fn found(report: &Value) -> Vec<String> {
    let of = |finding: &Value| finding["found"].as_str().unwrap().to_owned();
    let all = report["findings"].as_array().unwrap();
    all.iter().filter(|finding| finding["code"] == "TK").map(of).collect()
}

fn overall(report: &Value) -> &str {
    report["plans"][0]["rating"].as_str().unwrap()
}

#[test]
fn each_kind_is_found_alone() {
    for (expected, change) in KINDS {
        let report = assessed(&change(Folder::anytown()).on_disk(), &[]);
        let all = report["findings"].as_array().unwrap();
        assert!(all.len() == 1 && all[0]["code"] == "TK", "{expected}: {all:#?}");
        let is = &found(&report)[0];
        assert!(is.starts_with(expected), "{expected}\n{is}");
        assert!(!all[0]["places"].as_array().unwrap().is_empty(), "{expected}");
    }
}

/// The worked plan with `zz` for nearly every text; its schemes share three milestones on one day and one
/// indicator that asks for nothing.
fn zz() -> Folder {
    let texts = [
        "plan.lead",
        "schemes.description, brief, sponsor, clinical_lead, governance, engagement, assumptions",
        "schemes.quality_impact, innovation, interdependencies, actual_evidence, validated_by",
        "workstreams.lead, delivery_group, governance",
        "risks.description, consequence, mitigation, owner, national_support",
        "assumptions.value, rationale, source",
        "engagement.activity, evidence",
        "inputs.note",
    ];
    let plan = texts.into_iter().fold(Folder::anytown(), |plan, place| plan.set(place, "zz"));
    let ids = schemes(&plan).join("; ");
    let plan = plan.drop_rows("milestones[milestone=*]").drop_rows("kpis[kpi=*]");
    let plan = ["Start", "Middle", "End"].into_iter().fold(plan, |plan, name| {
        let cells = [("milestone", name), ("owner", "zz"), ("due", "2011-04-30"), ("status", "done")];
        with(plan, "milestones", &ids, &[&cells[..], &[("completed", "2011-04-30")]].concat())
    });
    kpi(plan, &ids, "Result", "quality", ["0"; 4])
}

#[test]
fn a_plan_of_placeholders_is_not_green_and_its_milestones_and_indicator_are_found() {
    let folder = zz().on_disk();
    let report = assessed(&folder, &[]);
    assert_eq!(overall(&report), "red");
    let kinds = found(&report);
    let begin = [
        "every milestone on one day in 44 schemes",
        "1 KPI with a target equal to the baseline in 44 schemes",
        "no milestone of their own, and 3 milestones for all of them, in 44 schemes",
        "no KPI of their own, and 1 KPI for all of them, in 44 schemes",
    ];
    assert!(
        kinds.len() == 4 && begin.iter().zip(&kinds).all(|(begin, kind)| kind.starts_with(begin)),
        "{kinds:#?}"
    );
    assert_eq!(overall(&assessed(&folder, &["--policy", "strict"])), "red");
    // a milestone is nothing without its name
    let nameless = zz().set("milestones[Start].milestone", "zz").on_disk();
    let refused = run(&["assess", &at(&nameless, "plan")]).ended(3);
    refused.err.says(&["plan/milestones.csv:2:1: error[blank]", "`zz` stands for what is to come"]);
}

/// The worked plan as one who writes by rote would send it: long and believable sentences, but the same
/// for every scheme, and so its milestones; its indicators ask for nothing.
fn by_rote() -> Folder {
    let sentences = [
        (
            "description",
            "The scheme redesigns the pathway so that care is given closer to home at lower cost.",
        ),
        (
            "quality_impact",
            "Patients are seen sooner and by the right clinician, and safety is maintained throughout.",
        ),
        (
            "innovation",
            "The scheme adopts good practice from elsewhere and uses technology where that helps.",
        ),
        ("engagement", "Partners were engaged through the programme board and support the proposals."),
        ("assumptions", "Volumes and prices are those of the contract, adjusted for growth and inflation."),
    ];
    let plan = sentences
        .into_iter()
        .fold(Folder::anytown(), |plan, (column, sentence)| plan.set(&format!("schemes.{column}"), sentence));
    let plan = plan
        .set("risks.mitigation", "Reviewed monthly by the programme board, which takes action where needed.")
        .drop_rows("milestones[milestone=*]")
        .drop_rows("kpis[kpi=*]");
    schemes(&plan).into_iter().fold(plan, |plan, id| {
        let level = ["90", "90", "90", "90"];
        let plan = kpi(milestones(plan, &id), &id, "Patients satisfied with their care", "quality", level);
        let plan = kpi(plan, &id, "Contacts per month", "activity", level);
        kpi(plan, &id, "Staff in post", "workforce", level)
    })
}

#[test]
fn a_plan_by_rote_keeps_its_colours_by_default_and_is_red_under_strict() {
    let folder = by_rote().on_disk();
    let report = assessed(&folder, &[]);
    assert_eq!(overall(&report), "green");
    let kinds = found(&report);
    let kind = |begins: &str| assert!(kinds.iter().any(|found| found.starts_with(begins)), "{kinds:#?}");
    kind("the same words again: description of 46 schemes");
    kind("the same milestones on the same days for 44 schemes");
    kind("132 KPIs the same in name and figures in 44 schemes");
    kind("132 KPIs with a target equal to the baseline in 44 schemes");
    assert!(kinds.iter().all(|found| !found.contains("set aside")));

    let strict = assessed(&folder, &["--policy", "strict"]);
    assert_eq!(overall(&strict), "red");
    assert_eq!(strict["plans"][0]["not_supplied"], Value::Array(Vec::new()), "it was supplied");
    let kinds = found(&strict);
    assert!(kinds.iter().all(|found| found.ends_with("; set aside, as good as blank")), "{kinds:#?}");
    let blank = ["--set", "token_evidence=blank"];
    assert_eq!(overall(&assessed(&folder, &blank)), "red");
}

#[test]
fn also_strict_names_the_colours_that_differ() {
    let folder = by_rote().on_disk();
    let (plan, judgements) = (at(&folder, "plan"), at(&folder, "judgements.csv"));
    let shown = run(&["assess", &plan, "--judgements", &judgements, "--also", "strict"]).ended(0).out;
    shown.says(&[
        "GREEN",
        "UNDER strict (finance_red_from 10, token_evidence blank, rollup worst): 61\n",
        "Anytown PCT: overall GREEN -> RED; plan GREEN -> AMBER; delivery GREEN -> RED",
        "row Opportunities: Quality impact: GREEN -> RED",
        "PC-01: report card GREEN -> RED",
    ]);
    let back = ["assess", &plan, "--judgements", &judgements, "--policy", "strict", "--also", "nao-2011"];
    run(&back).ended(0).out.says(&["RED", "Anytown PCT: overall RED -> GREEN"]);
}

#[test]
fn what_is_set_aside_is_said_so_and_stays_where_it_is() {
    let folder = by_rote().on_disk();
    let (plan, judgements) = (at(&folder, "plan"), at(&folder, "judgements.csv"));
    let why = |about: &[&str]| {
        let words = ["why", &plan, "--judgements", &judgements, "--policy", "strict"];
        let shown = run(&[&words[..], about].concat()).ended(0).out;
        // lines are broken anywhere
        shown.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    why(&["PC-03", "F13-MIL-2"]).says(&[
        "no due date for milestone 'Plan agreed'",
        "set aside as token evidence: due",
        "2011-03-31",
    ]);
    why(&["A1-QUA-1"]).says(&["set aside as token evidence: quality_impact"]);
    why(&["TK"]).says(&["set aside, as good as blank", "The scheme redesigns the pathway"]);
    // nothing is set aside where nothing is judged
    let kept = at(&folder, "kept");
    run(&["convert", &plan, "--policy", "strict", "-o", &kept, "--to", "folder"]).ended(0);
    let text = |name: &str| std::fs::read_to_string(format!("{kept}/{name}.csv")).unwrap();
    assert_eq!(text("schemes").matches("The scheme redesigns the pathway").count(), 46);
    assert_eq!(text("milestones").matches("2011-03-31").count(), 88);
    let again = run(&["assess", &kept, "--judgements", &judgements, "--format", "json"]).json();
    assert_eq!(again["plans"][0]["ratings"], assessed(&folder, &[])["plans"][0]["ratings"]);
    assert_eq!(found(&again), found(&assessed(&folder, &[])));
}
