use crate::criteria::Outcome::{Met, Partly, Unevidenced, Unmet};
use crate::criteria::example::from_baseline;
use crate::plan::example::Example;

fn indicator(plan: Example, scheme: &str, baseline: &str, target: &str) -> Example {
    plan.row("kpis", &[("scheme", scheme), ("type", "quality"), ("baseline", baseline), ("target", target)])
}

#[test]
fn a_quality_target_without_a_baseline_is_partly() {
    let plan = || from_baseline("A").scheme("A", &[]).planned(&[("2011/12", "5")]);
    let outcome = |plan: Example| plan.shows("A1-QUA-3").outcome;
    assert_eq!(outcome(indicator(plan(), "A", "76", "95")), Met);
    assert_eq!(outcome(indicator(plan(), "A", "", "95")), Partly);
    assert_eq!(outcome(indicator(plan(), "A", "76", "")), Unmet);
    assert_eq!(outcome(plan()), Unevidenced);
}

#[test]
fn only_schemes_with_investment_need_a_quality_indicator() {
    let plan = |spend| {
        from_baseline("A")
            .scheme("A", &[("investment", spend)])
            .planned(&[("2011/12", "5")])
            .scheme("B", &[("investment", "0")])
            .planned(&[("2011/12", "500")])
    };
    assert_eq!(indicator(plan("2"), "A", "", "").shows("A1-QUA-2").outcome, Met);
    let missing = indicator(plan("2"), "B", "", "").shows("A1-QUA-2");
    assert_eq!((missing.outcome, missing.failing), (Unevidenced, vec![0]));
    assert_eq!(plan("0").says("A1-QUA-2").1, "no scheme states an investment");
}

#[test]
fn each_national_workstream_named_is_engaged_with() {
    let plan = |national, partners: &[&str]| {
        let plan = from_baseline("A")
            .row("workstreams", &[("workstream", "Medicines"), ("national_workstream", national)])
            .scheme("A", &[("workstream", "Medicines")])
            .planned(&[("2011/12", "5")])
            .scheme("B", &[("national_workstream", "local")])
            .planned(&[("2011/12", "5")]);
        let group = ("group", "national workstream");
        let engaged = partners
            .iter()
            .fold(plan, |plan, partner| plan.row("engagement", &[group, ("partner", *partner)]));
        engaged.says("A1-NAT-1")
    };
    assert_eq!(plan("Medicine use", &["The Medicine use and procurement workstream"]).0, Met);
    assert_eq!(
        plan("Medicine use; Right care", &["Right care"]),
        (Partly, "no engagement with Medicine use".to_owned())
    );
    assert_eq!(plan("Medicine use", &[]).0, Unmet);
    assert_eq!(plan("local", &["Right care"]).0, Unmet);
    let (outcome, reason) = plan("", &["Right care"]);
    assert_eq!(outcome, Unmet);
    assert!(reason.ends_with("; every scheme is local: no national workstream is named"), "{reason}");
}
