//! What stands for something to come is blank wherever a text is asked for: no word of the list gains
//! anything over an empty cell.

use crate::run::{REGISTER, Says, at, folder, run};
use crate::worked_plan::{Folder, results};
use std::collections::BTreeMap;

/// Texts of every kind: names, reasons, evidence, sources.
const TEXTS: [&str; 14] = [
    "plan.lead",
    "schemes[PC-03].brief, sponsor, manager, clinical_lead, governance, engagement, assumptions",
    "schemes[PC-03].description, quality_impact, innovation, interdependencies",
    "workstreams[Planned care].lead, delivery_group, governance, national_workstream",
    "milestones[scheme=PC-03].owner",
    "kpis[scheme=PC-03].not_applicable",
    "assumptions[scheme=PC-03].unit, rationale, source",
    "assumptions[topic=pay].rationale, source",
    "risks[R03].description, consequence, mitigation, owner",
    "risks[R04].national_support",
    "engagement[group=patients].partner, activity, evidence",
    "engagement[group=workforce].activity, evidence",
    "inputs[kind=estate].note",
    "inputs[kind=pay].group",
];

/// A value, where nought is one.
const VALUES: &str = "assumptions[scheme=PC-03].value";

/// Stated nothings without a reason.
const BARE: [&str; 7] =
    ["none", "None.", "none:", "none: TBC", "none: -", "None, to follow", "none because n/a"];

fn filled(places: &[&str], word: &str) -> Folder {
    let plan = places.iter().fold(Folder::anytown(), |plan, place| plan.set(place, word));
    plan.judgement("A1-VIS-1", "evidence", word)
}

fn judged(places: &[&str], word: &str) -> BTreeMap<String, String> {
    results(&filled(places, word).assess())
}

/// The words that the program says are placeholders, and some of the forms beside them.
fn words() -> Vec<String> {
    let said = run(&["explain", "placeholders"]).ended(0).out;
    let words = said.split("\nwords").nth(1).unwrap().split("\nalso").next().unwrap();
    let words: Vec<String> =
        words.split(';').map(|word| word.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert!(words.len() > 30 && words.contains(&"to be confirmed".to_owned()), "{words:?}");
    let forms = ["…", "...", "-", "– –", "?", "x", "zz", ";", "T.B.C.", "(To follow)", "N/A", "[tbc]"];
    words.into_iter().chain(forms.map(str::to_owned)).collect()
}

#[test]
fn no_word_of_the_list_gains_anything_over_an_empty_cell() {
    let places = [&TEXTS[..], &[VALUES]].concat();
    let blank = judged(&places, "");
    let whole = results(&Folder::anytown().assess());
    let lost = whole.iter().filter(|(key, result)| *result == "met" && blank[*key] != "met").count();
    assert!(lost > 20, "{lost}");
    for word in words() {
        assert_eq!(judged(&places, &word), blank, "{word}");
    }
    let texts = judged(&TEXTS, "");
    for nought in ["0", "00"] {
        assert_eq!(judged(&TEXTS, nought), texts, "{nought}");
    }
}

#[test]
fn a_stated_nothing_without_a_reason_meets_nothing() {
    // whether national support is needed, a bare `none` answers
    let places: Vec<&str> =
        TEXTS.into_iter().filter(|place| *place != "risks[R04].national_support").collect();
    let met = |word: &str| -> Vec<String> {
        let all = judged(&places, word);
        all.into_iter().filter(|(_, result)| result == "met").map(|(key, _)| key).collect()
    };
    let blank = met("");
    for word in BARE {
        assert_eq!(met(word), blank, "{word}");
    }
}

#[test]
fn an_exception_without_a_reason_or_a_name_accepts_nothing() {
    for [reason, owner, approver] in
        [["TBC", "J Smith", "A Jones"], ["Agreed", "vacant", "A Jones"], ["Agreed", "J Smith", "to follow"]]
    {
        let exceptions = format!(
            "scheme,code,kind,reason,owner,approver,until\nS3,F13-FIN-5,accepted,{reason},{owner},{approver},2012-03-31\n"
        );
        let files = folder(&[("plan.csv", REGISTER), ("exceptions.csv", &exceptions)]);
        let (plan, exceptions) = (at(&files, "plan.csv"), at(&files, "exceptions.csv"));
        let words = ["assess", &plan, "--as-at", "2011-09", "--exceptions", &exceptions, "--scope", "money"];
        let run = run(&words);
        assert_eq!(run.status, 2, "{}{}", run.out, run.err);
        run.err.says(&["exceptions.csv:2:", "lacks its", "stands for what is to come"]);
    }
}
