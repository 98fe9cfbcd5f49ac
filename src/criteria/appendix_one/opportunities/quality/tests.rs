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
    assert_eq!(plan("0").says("A1-QUA-2").1, "every investment stated is nil: there is no spend to link");
    // an investment may be phased by period
    let phased = |spend| {
        let plan = from_baseline("A").scheme("A", &[]).planned(&[("2011/12", "5")]);
        plan.saving("A", "2011/12", "investment", spend).says("A1-QUA-2")
    };
    assert_eq!(phased("2").1, "no scheme has a quality indicator for its investment");
    assert_eq!(phased("0"), plan("0").says("A1-QUA-2"));
    assert_eq!(phased("-").1, "no scheme states an investment");
}
