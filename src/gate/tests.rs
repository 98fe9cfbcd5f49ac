use super::*;
use crate::criteria::judging::Basis;
use crate::criteria::{Kind, Outcome};
use crate::policy::Origin;
use crate::report::{
    Covered, ExpectationReport, FinanceLine, Finding, Level as LineLevel, PlanHead, PlanReport, Ratings,
    RowReport, Severity,
};
use Rating::{Amber, Green, Grey, NotApplicable, Red};

fn expectation(code: &'static str, result: Outcome) -> ExpectationReport {
    ExpectationReport {
        code,
        result,
        kind: Kind::Computed,
        basis: Basis::Data,
        places: crate::report::Places::default(),
        evidence: None,
        reason: String::new(),
        amount: None,
        schemes: Vec::new(),
    }
}

/// A report in which every subject has this colour.
fn all(rating: Rating) -> Report {
    let line = |level: LineLevel, scheme: &str| FinanceLine {
        level,
        workstream: "Care".to_owned(),
        scheme: scheme.to_owned(),
        rating,
        ..FinanceLine::default()
    };
    let result = match rating {
        Red => Outcome::Unmet,
        Amber => Outcome::Partly,
        Grey => Outcome::Unevidenced,
        Green => Outcome::Met,
        NotApplicable => Outcome::NotApplicable,
    };
    let head = PlanHead {
        organisation: "Anytown PCT".to_owned(),
        as_at: Some("2011-09-30".to_owned()),
        rating,
        ratings: Ratings {
            plan: rating,
            delivery: rating,
            finance: rating,
            forecast: rating,
            headroom: rating,
        },
        ..PlanHead::default()
    };
    let plan = PlanReport {
        head,
        appendix_one: [RowReport {
            area: "Background",
            row: "QIPP vision",
            rating,
            not_supplied: false,
            expectations: vec![expectation("A1-VIS-1", result)],
        }]
        .into(),
        finance: vec![line(LineLevel::Scheme, "S1"), line(LineLevel::Workstream, "")],
        ..PlanReport::default()
    };
    Report { plans: vec![plan], ..Report::default() }
}

fn exception(scheme: &str, code: &str, in_force: bool) -> ExceptionReport {
    let covered =
        Covered { scheme: scheme.to_owned(), code: code.to_uppercase(), within: true, ..Covered::default() };
    ExceptionReport {
        scheme: scheme.to_owned(),
        code: code.to_owned(),
        kind: "accepted".to_owned(),
        in_force,
        covers: vec![covered],
        ..ExceptionReport::default()
    }
}

fn passes(report: &Report, exceptions: &[ExceptionReport], rule: &str) -> bool {
    passes_under(&Policy::default(), report, exceptions, rule)
}

fn passes_under(policy: &Policy, report: &Report, exceptions: &[ExceptionReport], rule: &str) -> bool {
    let mut report = report.clone();
    report.plans[0].exceptions = exceptions.into();
    let rules = [Rule::parse(rule).unwrap()];
    judge(&report, &rules, policy, None).passed
}

#[test]
fn the_truth_table() {
    let mut lenient = Policy::default();
    lenient.set("gate_missing", "pass", Origin::Option).unwrap();
    for subject in Subject::WORDS {
        for (rating, red, amber, grey) in [
            (Green, true, true, true),
            (Amber, true, false, true),
            (Grey, false, false, false),
            (Red, false, false, true),
        ] {
            let report = all(rating);
            for (level, expected) in [("red", red), ("amber", amber), ("grey", grey)] {
                let rule = format!("{level}:{subject}");
                assert_eq!(passes(&report, &[], &rule), expected, "{rule} of {rating}");
            }
        }
        for level in ["red", "amber", "grey"] {
            let rule = format!("{level}:{subject}");
            assert!(!passes(&all(NotApplicable), &[], &rule), "{rule}: nothing to look at");
            assert!(passes_under(&lenient, &all(NotApplicable), &[], &rule), "{rule}: the other way");
        }
    }
    assert!(!passes(&all(Red), &[], "red"), "the default is the overall rating");
}

#[test]
fn an_exception_in_force_passes_what_it_is_about_and_nothing_else() {
    let report = all(Red);
    let code = "F13-FIN-5";
    assert!(passes(&report, &[exception("", code, true)], "red:finance"));
    assert!(passes(&report, &[exception("S1", "f13-fin-5", true)], "red:scheme"));
    assert!(!passes(&report, &[exception("S1", code, false)], "red:scheme"));
    assert!(!passes(&report, &[exception("S2", code, true)], "red:scheme"));
    assert!(!passes(&report, &[exception("", code, true)], "red:scheme"));
    assert!(!passes(&report, &[exception("S1", "F13-KPI-3", true)], "red:scheme"));
    let all_of_it = ["A1-VIS-1", "A1-OPP-4", code].map(|code| exception("", code, true));
    assert!(!passes(&report, &all_of_it, "red"), "the scheme is not accepted");
    let all_of_it = [&all_of_it[..], &[exception("S1", code, true)]].concat();
    assert!(passes(&report, &all_of_it, "red"));
}

#[test]
fn owed_judgements_and_findings_fail_their_own_rules_only() {
    let mut report = all(Green);
    assert!(passes(&report, &[], "owed"));
    report.plans[0].appendix_one[0].expectations.push(expectation("A1-VIS-2", Outcome::Unreviewed));
    assert!(!passes(&report, &[], "owed"));
    assert!(passes(&report, &[], "red"));
    assert!(passes(&report, &[], "finding"));
    report.findings.push(Finding {
        severity: Severity::Note,
        code: "ST",
        organisation: "Anytown PCT".to_owned(),
        workstream: String::new(),
        scheme: String::new(),
        places: crate::report::Places::default(),
        found: "1".to_owned(),
        expected: "2".to_owned(),
        amount: None,
        action: String::new(),
        fingerprint: String::new(),
    });
    assert!(!passes(&report, &[], "finding"));
}

#[test]
fn rules_say_what_they_expect() {
    assert_eq!(Rule::parse("red").unwrap().to_string(), "red:plan");
    assert!(Rule::parse("redd").unwrap_err().contains("did you mean `red`?"));
    assert!(Rule::parse("red:shceme").unwrap_err().contains("did you mean `scheme`?"));
    assert!(Rule::parse("owed:row").is_err());
}
