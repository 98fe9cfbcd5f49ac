//! The 5% rule from cell to colour, on both sides of each of its bounds and at every level.

use super::{assess, policy};
use crate::worked_plan::{Folder, results};
use qipp::inside::report::{FinanceLine, Report};
use rust_decimal::Decimal;

/// Finance lines by level and name.
fn line<'r>(report: &'r Report, level: &str, name: &str) -> &'r FinanceLine {
    let of = |line: &&FinanceLine| match level {
        "scheme" => line.scheme == name,
        "workstream" => line.workstream == name,
        _ => true,
    };
    report.plans[0].finance.iter().filter(|line| line.level.word() == level).find(of).unwrap()
}

/// The worked plan with an actual of September of one scheme so that the level is short by exactly so
/// much per cent of its plan to date.
fn short(level: &str, name: &str, scheme: &str, percent: &str) -> Folder {
    let plan = Folder::anytown();
    let report = assess(&plan, &policy(&[]));
    let line = line(&report, level, name);
    let (planned, actual) = (line.plan_ytd.unwrap().decimal(), line.actual_ytd.unwrap().decimal());
    let percent: Decimal = percent.parse().unwrap();
    let wanted = planned * (Decimal::ONE_HUNDRED - percent) / Decimal::ONE_HUNDRED;
    let september = format!("savings[scheme={scheme}, period=2011-09].actual");
    let now: Decimal = plan.cells(&september)[0].parse().unwrap();
    plan.set(&september, &(now + wanted - actual).normalize().to_string())
}

/// Shortfall in %, the colour, and the percentage as printed.
const BOUNDS: &[(&str, &str, &str)] = &[
    ("0", "green", "0.0"),
    ("4.9", "green", "-4.9"),
    ("4.9999", "green", "-4.9999"),
    ("5", "amber", "-5.0"),
    ("5.0001", "amber", "-5.0001"),
    ("19.9999", "amber", "-19.9999"),
    ("20", "red", "-20.0"),
    ("20.0001", "red", "-20.0001"),
    ("-5", "green", "5.0"),
    ("-20", "green", "20.0"),
];

/// Each level, and the scheme whose cell is set.
const LEVELS: &[(&str, &str, &str)] =
    &[("scheme", "UC-05", "UC-05"), ("workstream", "Primary care", "PR-03"), ("organisation", "", "CO-05")];

#[test]
fn the_bounds_hold_at_every_level_from_cell_to_colour() {
    for (level, name, scheme) in LEVELS {
        for (percent, colour, printed) in BOUNDS {
            let report = assess(&short(level, name, scheme, percent), &policy(&[]));
            let line = line(&report, level, name);
            assert_eq!(line.rating.word(), *colour, "{level} {percent}% short");
            assert_eq!(line.percent_ytd.as_ref().unwrap().text(), *printed, "{level} {percent}% short");
            let card = report.plans[0].report_card.iter().find(|card| {
                card.level.word() == *level
                    && (card.scheme == *name || card.workstream == *name || *level == "organisation")
            });
            assert_eq!(
                card.unwrap()[qipp::inside::report::CardColumn::Finance].word(),
                *colour,
                "the report card, {level} {percent}% short"
            );
        }
    }
}

#[test]
fn the_expectation_of_a_scheme_follows_the_colour() {
    for (percent, colour, _) in BOUNDS {
        let result =
            &results(&assess(&short("scheme", "UC-05", "UC-05", percent), &policy(&[])))["F13-FIN-5 UC-05"];
        let wanted = match *colour {
            "green" => "met",
            "amber" => "partly",
            _ => "unmet",
        };
        assert_eq!(result, wanted, "{percent}% short");
    }
}

#[test]
fn a_level_is_rated_on_its_own_sums_and_not_on_its_children() {
    let report = assess(&short("scheme", "UC-05", "UC-05", "20"), &policy(&[]));
    assert_eq!(line(&report, "scheme", "UC-05").rating.word(), "red");
    assert_eq!(line(&report, "workstream", "Urgent care").rating.word(), "green");
    assert_eq!(line(&report, "organisation", "").rating.word(), "green");
    let report = assess(&short("organisation", "", "CO-05", "20"), &policy(&[]));
    assert_eq!(line(&report, "organisation", "").rating.word(), "red");
    assert_eq!(line(&report, "workstream", "Urgent care").rating.word(), "green");
    assert_eq!(report.plans[0].ratings.finance.word(), "red");
    assert_eq!(report.plans[0].rating.word(), "red");
}

#[test]
fn a_scheme_counted_under_another_is_rated_and_not_summed() {
    let report = assess(
        &Folder::anytown().set("savings[scheme=UC-07, period=2011-09].actual", "-60000"),
        &policy(&[]),
    );
    let before = assess(&Folder::anytown(), &policy(&[]));
    assert_eq!(results(&report)["F13-FIN-5 UC-07"], "unmet");
    assert_eq!(
        line(&report, "workstream", "Urgent care").actual_ytd,
        line(&before, "workstream", "Urgent care").actual_ytd
    );
    assert_eq!(line(&report, "organisation", "").actual_ytd, line(&before, "organisation", "").actual_ytd);
}

#[test]
fn a_missing_month_is_grey_unless_the_colour_holds_whatever_is_missing() {
    let september = "savings[scheme=UC-05, period=2011-09].actual";
    let open = assess(&Folder::anytown().blank(september), &policy(&[]));
    assert_eq!(line(&open, "scheme", "UC-05").rating.word(), "grey");
    let behind = Folder::anytown().set("savings[scheme=UC-05].actual", "100");
    let holds = assess(&behind.blank(september), &policy(&[]));
    assert_eq!(line(&holds, "scheme", "UC-05").rating.word(), "red");
    assert_eq!(line(&holds, "scheme", "UC-05").note, "holds whatever is missing");
}
