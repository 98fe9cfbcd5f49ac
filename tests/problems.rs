//! What is unsound in an input: all problems of all files together, each with its place. The exact
//! message of each is in the gallery (`fixtures/broken/README.md`, `tests/gallery.rs`).

use crate::run::run;
use crate::submitted::Submitted;

/// What each option of a message mends: the same file is read without a problem.
#[test]
fn the_mend_that_a_message_offers_helps() {
    let broken = |name: &str| Submitted::fixture(&format!("broken/{name}"));
    for (name, mended) in [
        ("lone-plan.csv", broken("lone-plan.csv").map("plan", "plan_ytd")),
        ("lone-plan.csv", broken("lone-plan.csv").map("plan", "plan_year")),
        ("ambiguous-period.csv", broken("ambiguous-period.csv").map("Period", "month")),
        ("ambiguous-period.csv", broken("ambiguous-period.csv").map("Period", "year")),
        ("all-negative.csv", broken("all-negative.csv").set("sign", "negative")),
        ("variances-the-wrong-way.csv", broken("variances-the-wrong-way.csv").savings()),
        ("milestones.csv", broken("milestones.csv").map("owner", "milestone")),
    ] {
        assert_eq!(mended.messages(), Vec::<String>::new(), "{name}");
    }
}

/// Six unsound things in six tables: all are named at once, each at its place.
#[test]
fn six_problems_are_reported_together() {
    let files = [
        (
            "schemes.csv",
            "scheme,name,starts,plan_year £\nS1,Rents,2011-04-01,1O0\nS2,Beds,31/04/2011,250\nS1,Rents,,90\n",
        ),
        ("judgements.csv", "criterion,result\nA1-VIS-1,met\nA1-VSI-2,met\n"),
        ("milestones.csv", "scheme,due\nS1,2011-06-30\n"),
        ("engagement.csv", "group,partner\nproviders,\"Anytown Hospitals\nclinicians,A practice\n"),
    ];
    let start = Submitted::default();
    let all = files.into_iter().fold(start, |all, (name, text)| all.and(name, text));
    let places: Vec<String> =
        all.messages().iter().map(|message| message.split(']').next().unwrap().to_owned()).collect();
    assert_eq!(
        places,
        [
            "schemes.csv:2:21: error[cell",
            "schemes.csv:3:9: error[date",
            "schemes.csv:4:1: error[duplicate",
            "judgements.csv:3:1: error[unknown",
            "milestones.csv:1:1: error[column",
            "engagement.csv:2:11: error[syntax",
        ]
    );
}

/// The same in one file of several tables, where the file's own order is kept.
#[test]
fn problems_of_one_file_come_in_its_order() {
    let text = "record,scheme,starts,plan_year,criterion,result,milestone,due\n\
                scheme,S1,2011-04-01,£1O0,,,,\n\
                scheme,S2,31/04/2011,£250,,,,\n\
                scheme,S1,,£90,,,,\n\
                judgement,,,,A1-VSI-2,met,,\n\
                milestone,S1,,,,,,2011-06-30\n\
                milestone,S1,,,,,\"Go live,2011-06-30\n";
    let places: Vec<String> = Submitted::text("plan.csv", text)
        .messages()
        .iter()
        .map(|message| message.split(']').next().unwrap().to_owned())
        .collect();
    assert_eq!(
        places,
        [
            "plan.csv:7:18: error[syntax", // what others may follow from comes first
            "plan.csv:2:22: error[cell",
            "plan.csv:3:11: error[date",
            "plan.csv:4:8: error[duplicate",
            "plan.csv:5:14: error[unknown",
            "plan.csv:6:11: error[blank",
        ]
    );
}

/// A heading that is not known is a note, with the nearest name; a word of the user's own need not be.
#[test]
fn an_unknown_heading_is_a_note() {
    let text = "scheme,sponser,colour of the folder,plan_ytd £,actual_ytd £\nS1,A Nurse,blue,100,90\n";
    let notes = Submitted::text("plan.csv", text).assess().plans[0].notes.clone();
    assert_eq!(
        notes[1..],
        [
            "plan.csv:1:8: the column \"sponser\" is not known; did you mean `sponsor`?",
            "plan.csv:1:16: the column \"colour of the folder\" is not known",
        ]
    );
}

/// What exceeds a limit names it and its option, which moves it; the last one given counts.
#[test]
fn limits_are_named_and_moved() {
    for (given, limit, mend) in [
        ("anytown.xlsx", "sheets=3", "--limit sheets=6"),
        ("anytown.xlsx", "expansion=20kB", "--limit expansion=40kB"),
        ("anytown.ods", "cells=50", "--limit cells=100"),
        ("anytown.json", "nesting=2", "--limit nesting=4"),
        ("anytown.json", "cell=20", "--limit cell=40"),
        ("anytown/schemes.csv", "columns=3", "--limit columns=6"),
    ] {
        let result = run(&["assess", given, "--limit", limit]);
        assert_eq!(result.status, 3, "{limit}");
        let said = result.err;
        assert!(said.contains("error[limit]") && said.contains(mend), "{limit}: {said}");
    }
    let moved = ["assess", "anytown.json", "--limit", "nesting=2", "--limit", "nesting=100", "--quiet"];
    assert_eq!(run(&moved).status, 0);
    assert_eq!(run(&["assess", "anytown.json", "--limit", "sheet=2"]).status, 2);
}

/// One unknown word all down a column is one message that names every place.
#[test]
fn one_word_again_and_again_is_said_once() {
    let rows: String = (2..8).map(|n| format!("S{n},planed,1,1\n")).collect();
    let said =
        Submitted::default().and("r.csv", format!("scheme,stage,plan_ytd,actual_ytd\n{rows}")).messages();
    assert_eq!(said.len(), 1);
    let again = "again in 5 more cells: r.csv:3:4, r.csv:4:4, r.csv:5:4, r.csv:6:4, r.csv:7:4";
    assert!(said[0].ends_with(&format!("\n  {again}")), "{}", said[0]);
}

/// Long cells are cut, and of many places the first ten are named, with what stands there.
#[test]
fn long_cells_and_lists_are_cut() {
    let long = "words ".repeat(90);
    let rows: String = (0..1000).map(|n| format!("S{n},paused since {n},1,1\n")).collect();
    let text = format!("scheme,stage,plan_ytd,actual_ytd\n{rows}X,{long},1,1\n");
    let said = Submitted::text("r.csv", text).map("stage", "stage").messages();
    assert_eq!(said.len(), 1, "{said:#?}");
    assert!(said[0].contains("again in 1,000 more cells: r.csv:3:4 (`paused since 1`),"), "{}", said[0]);
    assert!(said[0].ends_with("r.csv:12:5 (`paused since 10`), and 990 more"), "{}", said[0]);
    assert!(said[0].lines().all(|line| line.chars().count() < 260), "{}", said[0]);
    let headings: Vec<String> = (0..300).map(|n| format!("heading {n}")).collect();
    let text = format!("{}\n", headings.join(",")).repeat(2);
    let said = Submitted::text("r.csv", text).messages();
    assert!(said[0].contains("heading 9, and 290 more"), "{}", said[0]);
}

/// What matters most is said first: that it looks like spending, before which year a plan is for.
#[test]
fn that_it_looks_like_spending_is_said_first() {
    let text = "scheme,plan £k,actual to date £k,annual spend £k\nS1,100,90,5\nS2,70,60,6\n";
    let codes = |text: &str| -> Vec<String> {
        let said = Submitted::text("r.csv", text).messages();
        said.iter().map(|said| said.split(['[', ']']).nth(1).unwrap().to_owned()).collect()
    };
    assert_eq!(codes(text), ["spending", "layout"]);
}
