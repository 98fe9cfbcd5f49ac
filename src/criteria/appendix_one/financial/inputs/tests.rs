use crate::criteria::Outcome::{Met, Partly, Unevidenced, Unmet};
use crate::criteria::appendix_one::sample::Sample;
use crate::plan::fields::{TableId, inputs, plan, schemes};

const ALL: [&str; 4] = ["2010/11", "2011/12", "2012/13", "2013/14"];

#[test]
fn productivity_asks_for_a_scheme_and_for_volumes() {
    let analysed = |sample: Sample| {
        ["pay", "non-pay"].into_iter().fold(sample, |sample, kind| {
            sample.in_years(
                &ALL,
                inputs::YEAR,
                &[(inputs::KIND, kind), (inputs::VOLUME, "10"), (inputs::COST, "100")],
            )
        })
    };
    let gaining =
        |planned| Sample::new("A").scheme("A", &[(schemes::EFFECT, "productivity")], &[("2011/12", planned)]);
    assert_eq!(analysed(gaining("5")).shows("A1-PRD-1").outcome, Met);
    let (outcome, reason) = analysed(gaining("0")).says("A1-PRD-1");
    assert_eq!(
        (outcome, reason.as_str()),
        (Partly, "the schemes that raise productivity have no planned savings")
    );
    assert_eq!(gaining("5").shows("A1-PRD-1").outcome, Partly);
    assert_eq!(gaining("0").shows("A1-PRD-1").outcome, Unmet);
    assert_eq!(Sample::new("A").shows("A1-PRD-1").outcome, Unevidenced);
}

#[test]
fn staff_groups_sum_to_the_pay_bill_within_rounding() {
    let pay = |bill, groups: &[(&str, &str)]| {
        groups
            .iter()
            .fold(Sample::new("A").own(&[(plan::PAY_BILL, bill)]), |sample, (group, cost)| {
                let kind = (inputs::KIND, "pay");
                let cells = [kind, (inputs::GROUP, *group), (inputs::YEAR, "2010/11"), (inputs::COST, *cost)];
                sample.row(TableId::Inputs, &cells)
            })
            .says("A1-INP-2")
    };
    let two = [("Nursing", "1.2m"), ("Medical", "0.8m")];
    assert_eq!(pay("2.1m", &two).0, Met); // 2.0 against 2.1, each within 0.05
    assert_eq!(pay("", &two).0, Met);
    let off = "the staff groups of 2010/11 differ from the pay bill by 9.1%";
    assert_eq!(pay("2.2m", &two), (Unmet, off.to_owned()));
    assert_eq!(pay("2m", &[("", "2m")]).0, Unmet);
    assert_eq!(pay("2m", &[("Nursing", "")]).0, Unmet);
    assert_eq!(pay("2m", &[]).0, Unevidenced);
}

#[test]
fn a_nil_is_a_statement_of_capital_and_of_estate() {
    let nil = |kind, years: &[&str]| {
        Sample::new("A").in_years(years, inputs::YEAR, &[(inputs::KIND, kind), (inputs::NIL, "yes")])
    };
    assert_eq!(nil("capital", &ALL[1..]).shows("A1-INP-4").outcome, Met);
    assert_eq!(nil("capital", &ALL[2..]).says("A1-INP-4").1, "no capital cost or nil for 2011/12");
    assert_eq!(nil("estate", &ALL[3..]).shows("A1-INP-5").outcome, Met);
    assert_eq!(
        nil("estate", &ALL).says("A1-INP-1"),
        (Unmet, "no pay volume (whole-time equivalents) for 2010/11 and 2013/14".to_owned())
    );
}

#[test]
fn estates_rationalisation_is_a_change_with_a_note() {
    let site = |sample: Sample, group, year, volume, nil, note| {
        sample.row(
            TableId::Inputs,
            &[
                (inputs::KIND, "estate"),
                (inputs::GROUP, group),
                (inputs::YEAR, year),
                (inputs::VOLUME, volume),
                (inputs::NIL, nil),
                (inputs::NOTE, note),
            ],
        )
    };
    let change = |after, nil, note| {
        let before = site(Sample::new("A"), "Clinic", "2010/11", "900", "", "");
        site(before, "Clinic", "2013/14", after, nil, note).says("A1-INP-5")
    };
    assert_eq!(change("700", "", "first floor let").0, Met);
    assert_eq!(change("", "yes", "closed in 2012").0, Met);
    assert_eq!(change("", "yes", ""), (Unmet, "the estate changes and no note says how".to_owned()));
    assert_eq!(change("900", "", "stays").0, Unmet);
    assert_eq!(change("", "", "closed").1, "no estate inputs for both 2010/11 and 2013/14");
    assert_eq!(Sample::new("A").shows("A1-INP-5").outcome, Unevidenced);
}
