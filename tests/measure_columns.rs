//! Columns of figures that no word of ours names: what arithmetic may say of them, and where it may not.

use crate::submitted::Submitted;

/// A register of four schemes whose third column is called by no word of ours.
fn register(heading: &str, rows: &[&str]) -> Submitted {
    let mut text = format!("Scheme £k,Plan to date,{heading}\n");
    for row in rows {
        text.push_str(row);
        text.push('\n');
    }
    Submitted::text("register.csv", text)
}

const ROWS: [&str; 5] = ["A,100,90,(10)", "B,200,150,(50)", "C,50,50,0", "D,80,96,16", "Total,430,386,(44)"];

fn with(at: usize, row: &'static str) -> Vec<&'static str> {
    let mut rows = ROWS.to_vec();
    rows[at] = row;
    rows
}

/// What is asked, in one line; blank where it is read.
fn asked(submitted: Submitted) -> String {
    submitted.messages().join("\n")
}

#[test]
fn the_third_of_plan_actual_and_variance_is_named_by_the_other_two() {
    let report = register("Banked,Variance", &ROWS).assess();
    let lines = &report.plans[0].finance;
    assert!(lines.iter().any(|line| line.actual_ytd.unwrap().plain() == "386000"), "{lines:?}");
    let notes = &report.plans[0].notes;
    let taken = "\"Banked\" is taken for `actual_ytd`: \"Variance\" is how far it is from \"Plan to date\"";
    assert!(notes.iter().any(|note| note.contains(taken)), "{notes:?}");
}

#[test]
fn one_row_or_a_total_that_does_not_agree_is_enough_to_ask() {
    for (at, row) in [(1, "B,200,155,(50)"), (4, "Total,430,386,(144)")] {
        let message = asked(register("Banked,Variance", &with(at, row)));
        assert!(message.contains("unread-amounts") && message.contains("Banked=actual_ytd"), "{message}");
    }
    // a total may print its variance in the other sense
    assert_eq!(asked(register("Banked,Variance", &with(4, "Total,430,386,44"))), "");
}

#[test]
fn numbers_that_are_no_money_are_neither_taken_nor_offered() {
    for heading in ["Headcount", "WTE", "Posts"] {
        let report = register(&format!("{heading},Variance"), &ROWS).assess();
        let lines = &report.plans[0].finance;
        assert!(lines.iter().all(|line| line.actual_ytd.is_none()), "{heading}: {lines:?}");
        let message =
            asked(Submitted::text("r.csv", format!("Scheme £k,{heading},Found\nA,12,100\nB,3,200\n")));
        assert!(
            message.contains("Found=plan_year") && !message.contains(&format!("{heading}=")),
            "{message}"
        );
    }
}

#[test]
fn rows_without_a_variance_tell_nothing() {
    let rows = ["A,100,100,0", "B,200,200,0", "C,50,50,0", "D,80,96,16", "Total,430,446,16"];
    assert!(asked(register("Banked,Variance", &rows)).contains("Banked=actual_ytd"));
}

#[test]
fn where_two_columns_fit_none_is_taken() {
    let rows = ["A,100,90,90,(10)", "B,200,150,150,(50)", "C,50,50,50,0", "D,80,96,96,16"];
    let message = asked(register("Banked,Validated,Variance", &rows));
    assert!(message.contains("Banked=actual_ytd") && message.contains("Validated=actual_ytd"), "{message}");
}

#[test]
fn a_part_that_does_not_add_up_is_not_compared() {
    let text = |rest: u32| {
        format!("Scheme £k,Recurrent plan,Other,Plan for the year\nA,60,40,100\nB,20,{rest},50\nC,30,45,75\n")
    };
    assert_eq!(asked(Submitted::text("parts.csv", text(30))), "", "60 + 40, 20 + 30, 30 + 45");
    let message = asked(Submitted::text("parts.csv", text(40)));
    assert!(message.contains("unread-amounts") && message.contains("\"Other\""), "{message}");
}

#[test]
fn what_each_row_must_find_and_has_found_is_the_challenge_and_the_plan() {
    let text = "2025/26 £k,,,\nDivision,Target,Identified,Gap\nA,100,90,(10)\nB,200,150,(50)\nC,50,60,10\n";
    let report = Submitted::text("found.csv", text).assess();
    let headroom = report.plans[0].headroom.years[0].headroom.unwrap();
    assert_eq!(headroom.plain(), "-50000", "350 to find and 300 found");
    assert_eq!(report.plans[0].unused_amounts.len(), 0, "the gap is compared");
    // beside what came of it a target is what was planned
    let text = "2025/26 £k,,,\nDivision,Target,Identified,Delivered\nA,100,90,10\nB,200,150,50\nC,50,60,10\n";
    assert!(asked(Submitted::text("found.csv", text)).contains("Target=plan_ytd"));
}

#[test]
fn only_what_something_speaks_for_is_offered() {
    let message = asked(Submitted::text("range.csv", "Pathway £k,Lower,Upper\nA,1,2\nB,3,4\nC,5,6\n"));
    assert!(message.contains("\"Lower=plan_year\" (if it is the year's plan)"), "{message}");
    assert!(!message.contains("variance"), "{message}");
    // a gap to a target is none, and a variance of nothing contradicts itself
    let message = asked(Submitted::text("gap.csv", "Pathway £k,Gap to target\nA,1\nB,3\nC,5\n"));
    assert!(!message.contains("says so") && !message.contains("variance"), "{message}");
    let years = asked(Submitted::text("years.csv", "Theme £k,Year one,Year two\nA,1,2\nB,3,4\n"));
    assert!(!years.contains("plan_ytd"), "{years}");
}
