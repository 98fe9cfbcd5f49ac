use crate::criteria::Outcome::{Met, Partly, Unevidenced, Unmet};
use crate::criteria::appendix_one::sample::Sample;
use crate::plan::fields::{TableId, engagement, kpis, schemes, workstreams};

fn indicator(plan: Sample, scheme: &str, baseline: &str, target: &str) -> Sample {
    plan.row(
        TableId::Kpis,
        &[
            (kpis::SCHEME, scheme),
            (kpis::TYPE, "quality"),
            (kpis::BASELINE, baseline),
            (kpis::TARGET, target),
        ],
    )
}

#[test]
fn a_quality_target_without_a_baseline_is_partly() {
    let plan = || Sample::new("A").scheme("A", &[], &[("2011/12", "5")]);
    let outcome = |plan: Sample| plan.shows("A1-QUA-3").outcome;
    assert_eq!(outcome(indicator(plan(), "A", "76", "95")), Met);
    assert_eq!(outcome(indicator(plan(), "A", "", "95")), Partly);
    assert_eq!(outcome(indicator(plan(), "A", "76", "")), Unmet);
    assert_eq!(outcome(plan()), Unevidenced);
}

#[test]
fn only_schemes_with_investment_need_a_quality_indicator() {
    let plan = |spend| {
        Sample::new("A").scheme("A", &[(schemes::INVESTMENT, spend)], &[("2011/12", "5")]).scheme(
            "B",
            &[(schemes::INVESTMENT, "0")],
            &[("2011/12", "500")],
        )
    };
    assert_eq!(indicator(plan("2"), "A", "", "").shows("A1-QUA-2").outcome, Met);
    let missing = indicator(plan("2"), "B", "", "").shows("A1-QUA-2");
    assert_eq!((missing.outcome, missing.failing), (Unevidenced, vec![0]));
    assert_eq!(plan("0").says("A1-QUA-2").1, "no scheme states an investment");
}

#[test]
fn each_national_workstream_named_is_engaged_with() {
    let plan = |national, partners: &[&str]| {
        let plan = Sample::new("A")
            .row(
                TableId::Workstreams,
                &[(workstreams::WORKSTREAM, "Medicines"), (workstreams::NATIONAL_WORKSTREAM, national)],
            )
            .scheme("A", &[(schemes::WORKSTREAM, "Medicines")], &[("2011/12", "5")])
            .scheme("B", &[(schemes::NATIONAL_WORKSTREAM, "local")], &[("2011/12", "5")]);
        let group = (engagement::GROUP, "national workstream");
        let engaged = partners.iter().fold(plan, |plan, partner| {
            plan.row(TableId::Engagement, &[group, (engagement::PARTNER, *partner)])
        });
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
