//! Ordinary registers are read: in a long one some row is the sum of its neighbours by chance, and nobody is to
//! be asked about it.

use crate::dice::Dice;
use crate::submitted::Submitted;
use std::fmt::Write as _;

mod large;

/// A register of schemes with plans of two or three digits, each delivered more or less.
fn register(dice: &mut Dice, total: bool) -> String {
    let mut text = "Scheme,Plan to date £k,Actual to date £k\n".to_owned();
    let (schemes, most) = (dice.between(10, 301), [100, 1000][usize::from(dice.between(0, 2) == 1)]);
    let mut sums = (0, 0);
    for scheme in 0..schemes {
        let plan = dice.between(10, most);
        let actual = plan * dice.between(70, 116) / 100;
        sums = (sums.0 + plan, sums.1 + actual);
        writeln!(text, "Scheme {scheme},{plan},{actual}").unwrap();
    }
    if total {
        writeln!(text, "Total,{},{}", sums.0, sums.1).unwrap();
    }
    text
}

#[test]
fn nothing_is_asked_of_a_sum_that_chance_makes() {
    for total in [true, false] {
        let mut dice = Dice(11);
        let refused = (0..200).filter(|_| {
            let text = register(&mut dice, total);
            !Submitted::text("register.csv", text).messages().is_empty()
        });
        assert_eq!(refused.count(), 0, "of 200 registers, with a printed total: {total}");
    }
}

const COLOURS: &str = "Saving,RAG,2026/27 £000\nReviews,Green,500\nFees,Amber,120\nLeases,Green,80\n";

#[test]
fn a_total_of_a_colour_is_no_scheme() {
    let files = [
        format!("{COLOURS}Total Green,,580\nTotal Amber,,120\nOverall,,700\n"),
        format!("{COLOURS}Total Green,,580\nTotal Amber,,120\n"),
        // the printed total does without what equals no rows
        format!("{COLOURS}Total of other places,,13\nOverall,,700\n"),
    ];
    for text in files {
        let (submission, problems) = Submitted::text("list.csv", text.as_str()).read();
        assert!(problems.is_empty(), "{text}");
        let plan = submission.plans.first().unwrap();
        assert_eq!(plan.schemes.len(), 3, "{text}");
    }
}

#[test]
fn a_sub_total_by_the_users_word_is_compared_with_what_it_equals() {
    let text = format!("{COLOURS}Green together,,580\nAmber together,,120\nOverall,,700\n");
    let submitted = Submitted::text("list.csv", text).map("line 5-6", "subtotal");
    let report = submitted.assess();
    assert!(report.findings.is_empty(), "a false ST");
}

#[test]
fn what_is_part_of_another_row_is_no_scheme_wherever_it_says_so() {
    let text = "Scheme,Type,Plan £k\nAgency,Recurrent,500\nAgency,Non recurrent,100\nTotal,,600\nof which recurrent,,500\n";
    let (submission, _) = Submitted::text("list.csv", text).map("Type", "scheme").read();
    assert_eq!(submission.plans[0].schemes.len(), 2);
}

#[test]
fn a_second_requirement_among_themes_is_asked_about() {
    let text = "QIPP £k,2011/12,2012/13\nWards,10,20\nBeds,3,4\nSavings requirement,15,25\n";
    let second = "Further savings required (BCF),5,5\n";
    let says = |text: String| Submitted::text("list.csv", text).messages().join("\n");
    assert!(says(format!("{text}{second}")).contains("is a second requirement beside `Savings requirement`"));
    assert_eq!(says(format!("{text}{second}Total,18,29\n")), "", "the printed total needs it");
}

#[test]
fn what_savings_are_to_pay_for_is_no_saving() {
    for heading in ["Pressure", "Cost pressure", "Growth", "Investment"] {
        let text = format!("{heading},Directorate,2026/27 £000\nPay award,All,3000\nDemand,Adults,2000\n");
        let says = Submitted::text("list.csv", text).messages().join("\n");
        assert!(says.contains("this looks like spending"), "{heading}: {says}");
    }
}

#[test]
fn measures_down_the_side_are_no_schemes() {
    let text = "CIP 2024/25 £000,,\nMonth,Apr,May\nPlan,100,120\nActual,90,110\nVariance,-10,-10\n";
    let (submission, problems) = Submitted::text("list.csv", text).read();
    assert!(problems.is_empty(), "{problems:?}");
    let names: Vec<&str> = submission.plans[0].schemes.iter().map(|scheme| scheme.name()).collect();
    assert_eq!(names, ["CIP 2024/25 £000"]);
    for row in ["Cumulative actual,90,200", "Actual,1,1"] {
        let says = Submitted::text("list.csv", format!("{text}{row}\n")).messages().join("\n");
        assert!(says.contains("are figures (`Plan`, `Actual`), not schemes"), "{row}: {says}");
    }
}

#[test]
fn what_is_said_of_a_row_of_a_tracker_is_obeyed_or_refused() {
    let text = "scheme,period,plan,actual\nA,2011-04,10,9\nB,2011-04,20,19\nAll of it,2011-04,30,28\n";
    let said = |theirs: &str, ours: &str| Submitted::text("tracker.csv", text).map(theirs, ours);
    for (theirs, ours) in [("line 4", "total"), ("All of it", "subtotal"), ("All of it", "ignore")] {
        let (submission, problems) = said(theirs, ours).read();
        assert!(problems.is_empty(), "{theirs}={ours}");
        assert_eq!(submission.plans[0].schemes.len(), 2, "{theirs}={ours}");
    }
    for ours in ["section", "organisation:X", "scheme:Beds", "challenge"] {
        let says = said("B", ours).messages().join("\n");
        assert!(says.contains(&format!("the row `B` is mapped to `{ours}`")), "{ours}: {says}");
    }
}

#[test]
fn a_proposal_names_what_a_reference_numbers() {
    let text =
        "Ref,Directorate,Proposal,2026/27 £000\nASC1,Adults,Reviews of care,500\nASC2,Adults,Fees,120\n";
    let (submission, problems) = Submitted::text("savings.csv", text).read();
    assert!(problems.is_empty(), "{problems:?}");
    let names: Vec<&str> = submission.plans[0].schemes.iter().map(|scheme| scheme.name()).collect();
    assert_eq!(names, ["Reviews of care", "Fees"]);
}
