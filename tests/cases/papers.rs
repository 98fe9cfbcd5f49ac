//! What papers say in their text, from tables made of it (`fixtures/papers`).

use super::{organisation, stated};
use crate::submitted::Submitted;
use crate::worked_plan::fixture;
use qipp::inside::money::Money;
use qipp::inside::report::Report;

const JANUARY: &str = "papers/nhs-london-2011-01.csv";

fn plain(amount: Option<Money>) -> String {
    amount.map_or_else(String::new, Money::plain)
}

#[test]
fn london_in_january_forecasts_a_point_and_a_half_less() {
    let report = Submitted::fixture(JANUARY).assess();
    let plan = &report.plans[0];
    let total = organisation(plan);
    assert_eq!(plan.shown.known(total.forecast_year), "773,353");
    assert_eq!(plan.shown.known(total.variance_forecast), "(126,941)");
    assert_eq!(total.percent_forecast.as_ref().unwrap().text(), "-14.1");
    assert_eq!(total.rating_forecast.word(), "amber");
    assert_eq!(stated(&report), Vec::<&str>::new());
}

/// £43.7m forecast of £45.2m identified, "a 97% YTD yield".
#[test]
fn south_west_essex_yields_97_per_cent() {
    let report = Submitted::folder("papers/sw-essex-month-1").assess();
    let plan = &report.plans[0];
    let total = organisation(plan);
    assert_eq!(plan.shown.known(total.plan_year), "45.20");
    assert_eq!(plan.shown.known(total.forecast_year), "43.70");
    assert_eq!(total.forecast_yield.as_ref().unwrap().text(), "96.7", "printed 97");
    let variances =
        plan.finance.iter().filter(|line| line.level.word() == "scheme" && line.plan_ytd.is_some());
    let variances: Vec<_> =
        variances.map(|line| (line.name.as_str(), plain(line.variance_ytd), line.rating.word())).collect();
    assert_eq!(
        variances,
        [
            ("Referral Management Centre", "-50000".to_owned(), "red"),
            ("List Validation", "-10000".to_owned(), "red"),
            ("Review of rent and rates", "-100000".to_owned(), "red"),
        ]
    );
}

/// The pipeline of 2013 as the NAO has it from the Treasury: what is approved, planned and scoped at its weight
/// in headroom, and ideas beside it.
#[test]
fn the_treasury_weighs_its_pipeline_by_stage() {
    let plans = |challenge: &str| -> Report {
        let schemes = std::fs::read_to_string(fixture("papers/treasury-pipeline-2013.csv")).unwrap();
        Submitted::default()
            .table("schemes.csv", schemes)
            .table("years.csv", format!("year,challenge £m\n2013/14,{challenge}\n"))
            .set("risk_weights", "stage")
            .assess()
    };
    // 1,120 × 70% + 408 × 60% + 373 × 50% = 784.0 + 244.8 + 186.5
    let report = plans("2065");
    let total = report.plans[0].headroom.total.as_ref().unwrap();
    assert_eq!(plain(total.risk_adjusted.map(|own| own + total.challenge)), "1215300000");
    let pipeline = report.findings.iter().find(|finding| finding.code == "PL").unwrap();
    assert!(pipeline.found.starts_with("ideas worth £164m (£66m at 40%)"), "{}", pipeline.found);
    // 1,215.3 + 65.6 = 1,280.9 of 1,120 + 408 + 373 + 164 = 2,065 (printed 1,282, from rounded rows)
    assert!(pipeline.expected.ends_with("£784m remains"), "2,065 - 1,280.9 = 784.1: {}", pipeline.expected);
    let covered = plans("1280.9");
    let pipeline = covered.findings.iter().find(|finding| finding.code == "PL").unwrap();
    assert!(pipeline.expected.ends_with("they would cover it"), "{}", pipeline.expected);
    let short = plans("1280.91");
    let pipeline = short.findings.iter().find(|finding| finding.code == "PL").unwrap();
    assert!(pipeline.expected.ends_with("remains"), "{}", pipeline.expected);
}

#[test]
fn southampton_is_gross_less_investment_net() {
    let with_net = |net: &str| {
        let text = std::fs::read_to_string(fixture("papers/southampton-2013.csv")).unwrap();
        Submitted::text("southampton.csv", text.replace("10.85", net)).assess()
    };
    let report = with_net("10.85");
    let mix = &report.plans[0].mix;
    let net = mix.iter().find(|table| table.by.contains("net")).unwrap_or_else(|| panic!("{mix:?}"));
    let lines: Vec<_> = net.lines.iter().map(|line| (line.name.as_str(), line.amount.plain())).collect();
    assert_eq!(
        lines,
        [
            ("gross", "12831000".to_owned()),
            ("investment", "1981000".to_owned()),
            ("net", "10850000".to_owned())
        ]
    );
    assert_eq!(stated(&report), Vec::<&str>::new());
    assert_eq!(stated(&with_net("10.86")).len(), 1, "a net that is another is found");
}
