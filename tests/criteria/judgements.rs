//! What readers' judgements do: nothing is green by default, `met` needs its evidence, nobody marks
//! their own work, and nobody judges the data away.

use super::{Change, assess, policy};
use crate::run::{Says, at, folder, run};
use crate::submitted::Submitted;
use crate::worked_plan::{Folder, results};
use qipp::inside::criteria::{Kind, Test, all};
use qipp::inside::report::Report;
use std::sync::LazyLock;

/// The criteria that a reader judges and the worked plan needs (A1-CAP-2 and A1-CAP-3 do not apply to
/// it: see `changes/capacity.rs`).
fn judged() -> Vec<&'static str> {
    let judged = all().filter(|criterion| criterion.kind == Kind::Judged).map(|criterion| criterion.id);
    judged.filter(|id| !matches!(*id, "A1-CAP-2" | "A1-CAP-3")).collect()
}

/// The worked plan, paragraph 2.6 included.
static BEFORE: LazyLock<Report> =
    LazyLock::new(|| assess(&Folder::anytown(), &policy(&[("integrated_plan", "true")])));

fn effects_of(change: impl Fn(Folder) -> Folder, settings: &[(&str, &str)]) -> Vec<String> {
    let policy = policy(&[&[("integrated_plan", "true")], settings].concat());
    super::effects(&BEFORE, &assess(&change(Folder::anytown()), &policy))
}

/// What changes when a judged criterion goes from met to `to`: itself and, once capacity is not met, the
/// support that is needed. (IP-2, which rests on A1-ACT-2, is unmet already: activity stops short.)
fn expected(id: &str, to: &str) -> Vec<String> {
    let mut lines = vec![format!("{id}: met -> {to}")];
    if id == "A1-CAP-1" {
        lines.extend(["A1-CAP-2", "A1-CAP-3"].map(|id| format!("{id}: n/a -> unreviewed")));
    }
    lines
}

#[test]
fn without_a_reader_nothing_judged_is_met_and_the_judgement_is_owed() {
    for id in judged() {
        assert_eq!(effects_of(|plan| plan.unjudged(id), &[]), expected(id, "unreviewed"), "{id}");
        let report = assess(&Folder::anytown().unjudged(id), &policy(&[("integrated_plan", "true")]));
        let owed = &report.plans[0].sign_off.as_ref().unwrap().owed;
        let wanted = if id == "A1-CAP-1" { vec![id, "A1-CAP-2", "A1-CAP-3"] } else { vec![id] };
        assert_eq!(owed, &wanted);
    }
}

#[test]
fn met_without_a_reference_to_the_evidence_is_partly() {
    for id in judged() {
        let found = effects_of(|plan| plan.judgement(id, "evidence", ""), &[]);
        assert_eq!(found, expected(id, "partly"), "{id}");
    }
}

#[test]
fn a_self_assessed_met_is_partly_unless_the_policy_accepts_it() {
    for id in judged() {
        let own = |plan: Folder| plan.unjudged(id).self_assess(id, "met");
        assert_eq!(effects_of(own, &[]), expected(id, "partly"), "{id}");
        assert_eq!(effects_of(own, &[("self_assessment", "accept")]), Vec::<String>::new(), "{id}");
        let excused = |plan: Folder| plan.unjudged(id).self_assess(id, "n/a");
        assert_eq!(effects_of(excused, &[]), expected(id, "unreviewed"), "{id}");
        let confessed = |plan: Folder| plan.unjudged(id).self_assess(id, "unmet");
        assert_eq!(effects_of(confessed, &[]), expected(id, "unmet"), "{id}");
    }
}

#[test]
fn the_reviewer_wins_over_the_submission() {
    for id in judged() {
        assert_eq!(effects_of(|plan| plan.self_assess(id, "unmet"), &[]), Vec::<String>::new(), "{id}");
    }
}

#[test]
fn a_reviewer_finds_partly_unmet_or_that_it_does_not_apply() {
    for id in judged() {
        for result in ["partly", "unmet", "n/a"] {
            let found = effects_of(|plan| plan.judgement(id, "result", result), &[]);
            assert_eq!(found, expected(id, result), "{id} {result}");
        }
    }
}

/// For every judged criterion with a floor: what breaks the floor, and what is left of a reader's `met`.
const FLOORS: &[(&str, Change, &str)] = &[
    ("A1-VIS-2", |plan| plan.blank("schemes.quality_impact"), "unevidenced"),
    ("A1-ACT-2", |plan| plan.blank("assumptions[topic=cost pressure].unit"), "unmet"),
    ("A1-QUA-2", |plan| plan.drop_rows("kpis[type=quality]"), "unevidenced"),
    ("A1-GOV-1", |plan| plan.blank("workstreams[Medicines].lead"), "unmet"),
    ("A1-GOV-2", |plan| plan.blank("workstreams.governance"), "unevidenced"),
    ("A1-GOV-4", |plan| plan.blank("plan.lead"), "unevidenced"),
    ("A1-CAP-1", |plan| plan.blank("schemes.manager_wte"), "unevidenced"),
];

#[test]
fn no_reader_judges_a_missing_floor_away() {
    let floors: Vec<&str> = FLOORS.iter().map(|(id, ..)| *id).collect();
    let with_floor = all().filter(|c| c.kind == Kind::Judged && !matches!(c.test, Test::Reader));
    assert_eq!(floors, with_floor.map(|criterion| criterion.id).collect::<Vec<_>>());
    for (id, change, result) in FLOORS {
        let line = format!("{id}: met -> {result}");
        for judged in ["met", "partly"] {
            let found = effects_of(|plan| change(plan.judgement(id, "result", judged)), &[]);
            assert!(found.contains(&line), "{id}: {found:?}");
            assert!(found.contains(&format!("conflict {id}")), "{id}: {found:?}");
        }
        let silent = effects_of(|plan| change(plan.unjudged(id)), &[]);
        assert!(silent.contains(&line), "{id}: {silent:?}");
        assert!(!silent.iter().any(|line| line.starts_with("conflict")), "{id}: {silent:?}");
        // a reviewer's n/a excuses what the plan leaves unsaid, never what falls short
        let excused = effects_of(|plan| change(plan.judgement(id, "result", "n/a")), &[]);
        let left = if *result == "unevidenced" { format!("{id}: met -> n/a") } else { line };
        assert!(excused.contains(&left), "{id}: {excused:?}");
    }
}

#[test]
fn a_floor_holds_when_it_is_partly_met() {
    let found = effects_of(|plan| plan.blank("schemes[MM-05].manager_wte"), &[]);
    assert_eq!(found, ["F13-LED-2 MM-03, MM-04: met -> unevidenced", "F13-LED-2 MM-05: met -> unmet"]);
    let found = effects_of(|plan| plan.set("kpis[scheme=MM-05, type=quality].type", "finance"), &[]);
    assert_eq!(found, ["A1-QUA-3: met -> partly", "F13-KPI-1 MM-05: met -> unmet"]);
}

#[test]
fn a_reader_can_only_lower_what_the_data_shows() {
    let lowered = effects_of(|plan| plan.judge("A1-INN-1", "", "unmet"), &[]);
    assert_eq!(lowered, ["A1-INN-1: met -> unmet"]);
    let of_one = effects_of(|plan| plan.judge("F13-GOV-2", "PC-01", "partly"), &[]);
    assert_eq!(of_one, ["F13-GOV-2 PC-01: met -> partly"]);
    let excused = effects_of(|plan| plan.judge("A1-INN-1", "", "n/a"), &[]);
    assert_eq!(excused, Vec::<String>::new(), "what is met is not excused");
    let blank = |plan: Folder| plan.blank("schemes[PC-01].innovation");
    let raised = effects_of(|plan| blank(plan).judge("A1-INN-1", "", "met"), &[]);
    assert_eq!(raised, ["A1-INN-1: met -> partly", "conflict A1-INN-1"]);
    let bare = |plan: Folder| plan.set("schemes[PC-01].clinical_lead", "none");
    let raised = effects_of(|plan| bare(plan).judge("F13-GOV-2", "PC-01", "met"), &[]);
    assert_eq!(raised, ["F13-GOV-2 PC-01: met -> unmet", "conflict F13-GOV-2 PC-01"]);
    let excused = effects_of(|plan| bare(plan).judge("F13-GOV-2", "PC-01", "n/a"), &[]);
    assert_eq!(excused, ["F13-GOV-2 PC-01: met -> unmet"]);
    let silent = |plan: Folder| plan.blank("schemes[PC-01].clinical_lead");
    let excused = effects_of(|plan| silent(plan).judge("F13-GOV-2", "PC-01", "n/a"), &[]);
    assert_eq!(excused, ["F13-GOV-2 PC-01: met -> n/a"]);
    let own = effects_of(|plan| silent(plan).self_assess("F13-GOV-2", "n/a"), &[]);
    assert_eq!(own, ["F13-GOV-2 PC-01: met -> unevidenced"]);
}

#[test]
fn that_there_are_no_local_difficulties_a_reviewer_may_say() {
    let none = |plan: Folder| plan.set("risks[category=local health community].category", "other");
    assert_eq!(effects_of(|plan| none(plan).judge("A1-RSK-2", "", "met"), &[]), Vec::<String>::new());
    let own = effects_of(|plan| none(plan).self_assess("A1-RSK-2", "met"), &[]);
    assert_eq!(own[0], "A1-RSK-2: met -> unevidenced");
}

#[test]
fn capacity_or_the_support_that_is_needed() {
    let short = |plan: Folder| plan.judgement("A1-CAP-1", "result", "unmet");
    let supported =
        effects_of(|plan| short(plan).judge("A1-CAP-2", "", "met").judge("A1-CAP-3", "", "met"), &[]);
    assert_eq!(supported, ["A1-CAP-1: met -> n/a", "A1-CAP-2: n/a -> met", "A1-CAP-3: n/a -> met"]);
    let half =
        effects_of(|plan| short(plan).judge("A1-CAP-2", "", "met").judge("A1-CAP-3", "", "partly"), &[]);
    assert_eq!(half, ["A1-CAP-1: met -> unmet", "A1-CAP-2: n/a -> met", "A1-CAP-3: n/a -> partly"]);
    let unneeded = effects_of(|plan| plan.judge("A1-CAP-2", "", "unmet"), &[]);
    assert_eq!(unneeded, Vec::<String>::new(), "capacity is met, so support is not asked for");
}

#[test]
fn ip_2_and_ip_3_follow_the_readers_of_what_they_rest_on() {
    let extended = |plan: Folder| {
        let cells =
            [("point_of_delivery", "Day case"), ("year", "2014/15"), ("kind", "forecast"), ("volume", "1")];
        plan.add("activity", &cells)
    };
    let policy = policy(&[("integrated_plan", "true")]);
    let base = assess(&extended(Folder::anytown()), &policy);
    let from = |change: &dyn Fn(Folder) -> Folder| {
        super::effects(&base, &assess(&change(extended(Folder::anytown())), &policy))
    };
    let unread = from(&|plan| plan.unjudged("A1-ACT-2"));
    assert_eq!(unread, ["A1-ACT-2: met -> unreviewed", "IP-2: met -> unreviewed"]);
    let owed = assess(&extended(Folder::anytown()).unjudged("A1-ACT-2"), &policy);
    assert_eq!(
        owed.plans[0].sign_off.as_ref().unwrap().owed,
        ["A1-ACT-2"],
        "IP-2 needs no reader of its own"
    );
    let raised = from(&|plan| plan.set("plan.pay_bill", "1").judge("IP-3", "", "met"));
    assert_eq!(raised, ["A1-INP-2: met -> unmet", "IP-3: met -> unmet", "conflict IP-3"]);
}

#[test]
fn who_wrote_a_judgement_comes_before_what_it_is_about() {
    let of_all = |plan: Folder| plan.judge("F13-GOV-2", "", "partly");
    let by_both = effects_of(|plan| of_all(plan).self_assess_of("F13-GOV-2", "PC-01", "met"), &[]);
    assert_eq!(by_both, ["F13-GOV-2 every scheme: met -> partly"], "the reviewer on every scheme");
    let on_one = effects_of(|plan| of_all(plan).judge("F13-GOV-2", "PC-01", "unmet"), &[]);
    assert_eq!(on_one, ["F13-GOV-2 every scheme but PC-01: met -> partly", "F13-GOV-2 PC-01: met -> unmet"]);
    let own =
        |plan: Folder| plan.self_assess("F13-GOV-2", "partly").self_assess_of("F13-GOV-2", "PC-01", "unmet");
    let on_one = effects_of(own, &[]);
    assert_eq!(on_one, ["F13-GOV-2 every scheme but PC-01: met -> partly", "F13-GOV-2 PC-01: met -> unmet"]);
}

#[test]
fn a_judgement_of_one_scheme_lowers_it_within_the_coverage_test() {
    let of_one = |by: fn(Folder, &str) -> Folder, scheme: &str| effects_of(|plan| by(plan, scheme), &[]);
    let reviewer = |plan: Folder, scheme: &str| plan.judge("A1-INN-1", scheme, "unmet");
    assert_eq!(of_one(reviewer, "PC-01"), ["A1-INN-1: met -> partly"]);
    assert_eq!(
        of_one(|plan, scheme| plan.self_assess_of("A1-INN-1", scheme, "unmet"), "PC-01"),
        ["A1-INN-1: met -> partly"]
    );
    let report = assess(&reviewer(Folder::anytown(), "PC-01"), &policy(&[]));
    let rows = report.plans[0].appendix_one.iter().flat_map(|row| &row.expectations);
    let short: Vec<_> = rows.filter(|own| own.code == "A1-INN-1").flat_map(|own| &own.schemes).collect();
    assert_eq!(short, ["PC-01"]);
    let raised = |plan: Folder| plan.blank("schemes[PC-01].innovation").judge("A1-INN-1", "PC-01", "met");
    assert_eq!(effects_of(raised, &[]), ["A1-INN-1: met -> partly", "conflict A1-INN-1"]);
}

/// What `qipp assess` says of the worked plan with these judgements: the reviewer's, then the plan's own.
fn refused(judgements: &str) -> [(i32, String); 2] {
    let files = folder(&[("own.csv", judgements)]);
    let path = at(&files, "own.csv");
    let reviewers = run(&["assess", "anytown", "--judgements", &path]);
    let own = run(&["assess", "anytown", &path]);
    [reviewers, own].map(|run| {
        assert_eq!(run.out, "");
        (run.status, run.err)
    })
}

#[test]
fn a_judgement_that_is_about_nothing_is_an_error() {
    for (judgement, said) in [
        (
            "A1-VIS-1,PC-01,met",
            "own.csv:2:10: error[judgement]: A1-VIS-1 is judged on the plan, not on a scheme (PC-01)",
        ),
        (
            "A1-GOV-1,PC-01,unmet",
            "own.csv:2:10: error[judgement]: A1-GOV-1 is judged on the plan, not on a scheme (PC-01)",
        ),
        ("ST,,unmet", "own.csv:2:1: error[unknown]: there is no criterion `ST`"),
        ("A1-VSI-1,,met", "own.csv:2:1: error[unknown]: there is no criterion `A1-VSI-1`"),
        ("F13-GOV-2,PC-99,met", "own.csv:2:11: error[unknown]: there is no scheme `PC-99`"),
    ] {
        let [reviewers, own] = refused(&format!("criterion,scheme,result\n{judgement}\n"));
        assert_eq!((reviewers.0, own.0), (2, 3), "{judgement}: {}{}", reviewers.1, own.1);
        reviewers.1.says(&[said]);
        own.1.says(&[said]);
    }
    let files = folder(&[("j.csv", "organisation,criterion,result\nNowhere,A1-VIS-1,met\n")]);
    let run = run(&["assess", "anytown", "--judgements", &at(&files, "j.csv")]).ended(2);
    run.err.says(&["j.csv:2:1: error[unknown]: there is no organisation `Nowhere`"]);
}

#[test]
fn an_organisation_may_be_named_by_its_code_and_of_several_it_must_be() {
    let of = |judgements: &str| {
        let judged = Submitted::folder("anytown").reviewed_in("j.csv", judgements).assess();
        results(&judged)["A1-VIS-1"].clone()
    };
    for name in ["Anytown PCT", "anytown  pct", "5ZZ", "5zz"] {
        let judgements = format!("organisation,criterion,result\n{name},A1-VIS-1,unmet\n");
        assert_eq!(of(&judgements), "unmet", "{name}");
    }
    let schemes = "scheme,plan_ytd £,actual_ytd £\nS1,100,99\n";
    let two = folder(&[
        ("r/a/schemes.csv", schemes),
        ("r/b/schemes.csv", schemes),
        ("j.csv", "criterion,result\nA1-VIS-1,met\n"),
    ]);
    let run = run(&["assess", &at(&two, "r"), "--judgements", &at(&two, "j.csv")]).ended(2);
    assert_eq!(run.out, "");
    run.err.says(&["j.csv:2:1: error[judgement]: the judgement names no organisation, and 2 are read"]);
}

/// The rating on data alone, the plan's, delivery's and the overall one, and the sign-off position with how many
/// conditions it has.
fn signed_off(plan: &Folder, settings: &[(&str, &str)]) -> ([&'static str; 4], String, Vec<String>) {
    let report = assess(plan, &policy(settings));
    let plan = &report.plans[0];
    let sign_off = plan.sign_off.as_ref().unwrap();
    let position = serde_json::to_value(sign_off).unwrap()["position"].as_str().unwrap().to_owned();
    let ratings = [sign_off.on_data_alone, plan.ratings.plan, plan.ratings.delivery, plan.rating];
    (ratings.map(|rating| rating.word()), position, sign_off.conditions.clone())
}

#[test]
fn data_alone_holds_no_judgement_of_a_scheme_either() {
    let refused = Folder::anytown().judge("F13-GOV-2", "", "unmet").judge("F13-LED-1", "", "unmet");
    let ([on_data, _, delivery, overall], ..) = signed_off(&refused, &[]);
    assert_eq!((on_data, delivery, overall), ("green", "amber", "amber"));
    let short = refused.blank("schemes.manager").blank("schemes.sponsor");
    let ([on_data, ..], ..) = signed_off(&short, &[]);
    assert_ne!(on_data, "green", "what the data lacks shows there");
}

#[test]
fn workable_has_no_conditions() {
    let (ratings, position, conditions) = signed_off(&Folder::anytown(), &[]);
    assert_eq!((ratings[3], &*position, conditions.len()), ("green", "workable", 0));
    // one small scheme short of green leaves the plan green, and is a condition
    let (ratings, position, conditions) =
        signed_off(&Folder::anytown().judge("F13-GOV-2", "PC-03", "unmet"), &[]);
    assert_eq!((ratings[3], &*position), ("green", "workable subject to conditions"), "{conditions:?}");
    assert!(!conditions.is_empty());
}

#[test]
fn paragraph_2_6_colours_the_plan_where_it_is_asked_for() {
    let unmet = |codes: &[&str]| {
        codes.iter().fold(Folder::anytown(), |plan, code| match *code {
            "IP-3" => plan.judge(code, "", "unmet"),
            code => plan.judgement(code, "result", "unmet"),
        })
    };
    let on = [("integrated_plan", "true")];
    let of = |codes: &[&str]| {
        let (ratings, position, conditions) = signed_off(&unmet(codes), &on);
        let named = |code: &&str| conditions.iter().any(|condition| condition.contains(*code));
        assert!(codes.iter().chain(&["IP-2"]).all(named), "{codes:?}: {conditions:?}");
        (ratings[1], ratings[3], position)
    };
    // IP-2 is unmet in the worked plan: its activity stops short of four years
    assert_eq!(of(&[]), ("amber", "amber", "workable subject to conditions".to_owned()));
    assert_eq!(of(&["IP-1"]).0, "amber", "two of seven");
    assert_eq!(
        of(&["IP-1", "IP-4"]),
        ("red", "red", "conditions outstanding".to_owned()),
        "a third of seven"
    );
    assert_eq!(of(&["IP-1", "IP-3", "IP-4", "IP-5", "IP-6", "IP-7"]).0, "red");
    let off = signed_off(&unmet(&["IP-1", "IP-3", "IP-4", "IP-5", "IP-6", "IP-7"]), &[]);
    assert_eq!(off.1, "workable", "they are not asked for");
}
