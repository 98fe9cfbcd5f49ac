//! Every kind of stated figure: it fires, and it does not just inside rounding.

use super::super::Severity;
use super::super::examples::money;
use super::*;
use crate::money::Unit;
use crate::plan::TotalOver;
use crate::plan::example::{example, example_of};
use crate::plan::fields::{savings, schemes, years};

fn scheme(cells: &[(&str, &str)]) -> Vec<Found> {
    example().dated("2011-09-30").scheme("S", cells).run(&CHECK)
}

fn sentence(found: &[Found]) -> String {
    assert_eq!(found.len(), 1, "{found:#?}");
    format!("{}; {}", found[0].found, found[0].expected)
}

#[test]
fn a_stated_variance_and_percentage() {
    let stated = |variance: &str, percent: &str| {
        scheme(&[
            ("plan_ytd", "22420"),
            ("actual_ytd", "20407"),
            ("variance_ytd", variance),
            ("percent_ytd", percent),
        ])
    };
    assert!(stated("(2012)", "-9.0").is_empty());
    assert!(stated("(2014)", "-8.98").is_empty(), "two for rounding: 1.5 pounds at most");
    assert_eq!(
        sentence(&stated("(2015)", "-9")),
        "variance to date is stated as -£2,015; -£2,013, actual £20,407 less plan £22,420"
    );
    assert_eq!(stated("(2013)", "-9.1").len(), 1);
    assert!(stated("(2013)", "-0.0898").is_empty(), "a fraction of a workbook");
    assert_eq!(stated("2013", "-9.0").len(), 0, "a flipped column is DA");
}

#[test]
fn a_percentage_is_widened_by_what_rounding_of_its_inputs_can_make() {
    let stated = |percent: &str| scheme(&[("plan_ytd", "10"), ("actual_ytd", "9"), ("percent_ytd", percent)]);
    assert!(stated("-1").is_empty(), "9.49 against 9.51 is next to nothing short");
    assert_eq!(stated("1").len(), 0, "flipped");
    assert_eq!(stated("-20.1").len(), 1);
}

#[test]
fn a_stated_forecast_variance_of_a_plan_that_is_a_dash_cannot_be_checked() {
    let found = scheme(&[("plan_year", "-"), ("forecast_year", "890"), ("variance_forecast", "890")]);
    assert!(found.is_empty());
    let found = scheme(&[("plan_year", "-"), ("forecast_year", "890"), ("variance_forecast", "800")]);
    assert!(found.is_empty());
}

#[test]
fn a_total_of_variances_of_no_plan_is_held_against_the_variances() {
    let plan = |total: &str| {
        example()
            .scheme("A", &[("forecast_year", "90"), ("variance_forecast", "(10)")])
            .scheme("B", &[("forecast_year", "40"), ("variance_forecast", "5")])
            .total(TotalOver::Plan, schemes::VARIANCE_FORECAST, total)
            .run(&CHECK)
    };
    assert!(plan("(5)").is_empty(), "130 less no plan is no variance");
    assert_eq!(plan("(9)").len(), 1);
}

#[test]
fn a_net_saving_is_the_plan_less_the_investment() {
    let net = |net: &str| scheme(&[("plan_year", "260"), ("investment", "140"), ("net", net)]);
    assert!(net("120").is_empty());
    assert_eq!(sentence(&net("130")), "net saving is stated as £130; £120, the plan less the investment");
    assert!(scheme(&[("plan_year", "260"), ("investment", "(140)"), ("net", "120")]).is_empty());
    assert!(scheme(&[("plan_year", "260"), ("net", "130")]).is_empty(), "nothing says what it costs");
}

#[test]
fn totals_of_schemes() {
    let plan = |total: &str| {
        example()
            .scheme("A", &[("plan_year", "100"), ("workstream", "X")])
            .scheme("B", &[("plan_year", "200"), ("workstream", "Y")])
            .scheme("C", &[("plan_year", "50"), ("counted_under", "A")])
            .scheme("D", &[("plan_year", "7"), ("outside_total", "yes")])
            .total(TotalOver::Plan, schemes::PLAN_YEAR, total)
            .run(&CHECK)
    };
    assert!(plan("301").is_empty(), "1.5 for rounding");
    assert_eq!(sentence(&plan("302")), "total of plan_year is stated as £302; £300, the sum of 2 figures");
    let with_others = plan("350");
    assert_eq!((with_others.len(), with_others[0].severity), (1, Severity::Warning));
    assert_eq!(with_others[0].amount, Some(money("50")));
}

#[test]
fn rows_of_the_totals_table() {
    let plan = |workstream: &str, period: &str, stated: &str| {
        let mut cells =
            vec![("table", "savings"), ("column", "plan"), ("period", period), ("stated", stated)];
        cells.extend((!workstream.is_empty()).then_some(("workstream", workstream)));
        example()
            .scheme("A", &[("workstream", "Urgent care")])
            .saving("A", "2011-04", "plan", "100")
            .saving("A", "2011-05", "plan", "100")
            .saving("A", "2012/13", "plan", "50")
            .scheme("B", &[])
            .saving("B", "2011-04", "plan", "10")
            .row("totals", &cells)
            .run(&CHECK)
    };
    assert!(plan("", "2011/12", "210").is_empty());
    assert!(plan("urgent care", "2011/12", "201").is_empty());
    assert!(plan("", "2011-04", "110").is_empty());
    assert!(plan("", "Q1 2011-12", "210").is_empty());
    assert!(plan("", "2011/12 to 2012/13", "260").is_empty());
    let found = plan("Urgent care", "2011/12", "1200");
    assert_eq!(found[0].workstream, "Urgent care");
    assert!(
        sentence(&found).starts_with("total of plan for 2011/12 in Urgent care is stated as £1,200; £200")
    );
}

#[test]
fn columns_against_periods() {
    let plan = |cells: &[(&str, &str)]| {
        let example = example().dated("2011-05-31").scheme("S", cells);
        let months = ["2011-04", "2011-05", "2011-06", "2012-03"];
        let example = months.into_iter().fold(example, |e, month| e.saving("S", month, "plan", "100"));
        example
            .saving("S", "2011-04", "actual", "90")
            .saving("S", "2011-05", "actual", "95")
            .saving("S", "2011-06", "forecast", "80")
            .saving("S", "2012-03", "forecast", "80")
            .run(&CHECK)
    };
    let right = [("plan_year", "400"), ("plan_ytd", "200"), ("actual_ytd", "185"), ("forecast_year", "345")];
    assert!(plan(&right).is_empty());
    assert!(plan(&[("plan_year", "402")]).is_empty(), "2.5 for rounding");
    for wrong in [("plan_year", "403"), ("plan_ytd", "202"), ("actual_ytd", "187"), ("forecast_year", "348")]
    {
        assert_eq!(plan(&[wrong]).len(), 1, "{wrong:?}");
    }
}

#[test]
fn the_year_of_a_tracker_that_does_not_reach_its_end_is_not_held_against_its_months() {
    let plan = |plan_year: &str| {
        example()
            .scheme("S", &[("plan_year", plan_year)])
            .saving("S", "2011-04", "plan", "100")
            .saving("S", "2011-05", "plan", "100")
            .run(&CHECK)
    };
    assert!(plan("1200").is_empty());
    assert_eq!(plan("150").len(), 1, "the months already make more");
}

#[test]
fn quarters_and_spans_against_finer_periods() {
    let plan = |quarter: &str, span: &str| {
        let example = example().scheme("S", &[]);
        ["2011-04", "2011-05", "2011-06"]
            .into_iter()
            .fold(example, |example, month| example.saving("S", month, "plan", "100"))
            .saving("S", "Q1 2011-12", "plan", quarter)
            .saving("S", "2012/13", "plan", "50")
            .saving("S", "2011/12 to 2012/13", "plan", span)
            .run(&CHECK)
    };
    assert!(plan("302", "352").is_empty());
    assert!(sentence(&plan("303", "350")).starts_with("plan for Q1 2011/12 is stated as £303; £300"));
    assert!(sentence(&plan("300", "360")).starts_with("plan for 2011/12 to 2012/13 is stated as £360; £350"));
}

#[test]
fn headroom_and_identified() {
    let plan = |identified: &str, headroom: &str| {
        example()
            .scheme("S", &[])
            .saving("S", "2011/12", "plan", "1000")
            .unidentified("U")
            .saving("U", "2011/12", "plan", "60")
            .row(
                "years",
                &[
                    ("year", "2011/12"),
                    ("challenge", "900"),
                    ("identified", identified),
                    ("headroom", headroom),
                ],
            )
            .run(&CHECK)
    };
    assert!(plan("1001", "101").is_empty());
    assert_eq!(plan("1000", "102").len(), 1);
    assert!(sentence(&plan("1002", "102")).starts_with("identified savings of 2011/12 is stated as £1,002"));
    assert_eq!(plan("1060", "160")[0].severity, Severity::Warning, "unidentified lines among them");
}

#[test]
fn stated_ratings() {
    let rag = |rag: &str, actual: &str| scheme(&[("plan_ytd", "100"), ("actual_ytd", actual), ("rag", rag)]);
    assert_eq!(sentence(&rag("G", "95")), "stated green, computed amber; amber: variance to date -£5, -5.0%");
    assert!(rag("G", "95.01").is_empty());
    assert!(rag("AG", "95").is_empty());
    assert_eq!(rag("R", "100")[0].severity, Severity::Note, "worse than the rule makes it");
    assert!(rag("G", "-").is_empty(), "nothing reported: nothing to compare");
    let workstream = example()
        .scheme("S", &[("workstream", "X"), ("plan_ytd", "100"), ("actual_ytd", "79")])
        .row("workstreams", &[("workstream", "X"), ("rag_finance", "Amber")])
        .run(&CHECK);
    assert_eq!((workstream.len(), workstream[0].workstream.as_str()), (1, "X"));
}

#[test]
fn rounding_is_half_of_the_last_digit_printed_of_every_figure() {
    let thousands = |total: &str| {
        example()
            .unit(Unit::Thousands)
            .scheme("A", &[("plan_year", "20,407")])
            .scheme("B", &[("plan_year", "93,827")])
            .total(TotalOver::Plan, schemes::PLAN_YEAR, total)
            .run(&CHECK)
    };
    assert!(thousands("114,235").is_empty());
    assert_eq!(
        sentence(&thousands("114,236")),
        "total of plan_year is stated as £114,236k; £114,234k, the sum of 2 figures"
    );
    let headroom = |total: &str| {
        let year = |year, challenge, identified| {
            [("year", year), ("challenge", challenge), ("identified", identified)]
        };
        example()
            .unit(Unit::Millions)
            .row("years", &year("2011/12", "98.29", "98.52"))
            .row("years", &year("2012/13", "30.40", "34.73"))
            .total(TotalOver::AllYears, years::HEADROOM, total)
            .run(&CHECK)
    };
    assert!(headroom("4.58").is_empty());
    assert_eq!(headroom("4.59").len(), 1);
}

#[test]
fn totals_across_organisations() {
    let organisation = |name: &str, amount: &str| {
        example_of(name).scheme("Board", &[]).saving("Board", "2011/12", "plan", amount)
    };
    let across = |total: &str| {
        let one =
            organisation("A", "55657").total(TotalOver::Organisations("board".into()), savings::PLAN, total);
        let (mut one, other) = (one.made(), organisation("B", "29473").made());
        let stated = std::mem::take(&mut one.stated);
        let submission = crate::plan::Submission {
            plans: vec![one, other],
            stated: stated.to_vec(),
            ..crate::plan::Submission::default()
        };
        let policy = crate::policy::Policy::default();
        let figures = crate::figures::Figures::of(&submission, &policy, None, crate::parallel::Threads::ONE);
        super::across(&submission, &figures, &policy)
    };
    assert!(across("85131").is_empty());
    assert_eq!(across("85132").len(), 1);
}

#[test]
fn a_challenge_is_what_expenditure_and_allocation_imply() {
    let plan = |challenge: &str, departmental: &str| {
        let of = |year, expenditure, challenge, departmental| {
            [
                ("year", year),
                ("allocation", "100"),
                ("expenditure", expenditure),
                ("challenge", challenge),
                ("departmental_challenge", departmental),
            ]
        };
        let baseline = example().row("years", &of("2010/11", "100", "", ""));
        baseline.row("years", &of("2011/12", "120", challenge, departmental)).run(&CHECK)
    };
    assert_eq!(
        sentence(&plan("10", "10")),
        "the challenge of 2011/12 is stated as £10; £20, the growth of expenditure less allocation"
    );
    assert!(plan("21", "10").is_empty(), "within 5%");
    assert!(plan("10", "").is_empty(), "A1-ALL-7 says so");
}

#[test]
fn the_departments_figures_as_the_plan_types_them() {
    let plan = |typed: &str, given: &str| {
        let theirs = [("year", "2011/12"), ("departmental_challenge", given)];
        let own = [("year", "2011/12"), ("challenge", "9"), ("departmental_challenge", typed)];
        example().row("years", &own).departmental(&theirs).run(&CHECK)
    };
    let found = plan("100", "120");
    assert_eq!(
        sentence(&found),
        "the Department's challenge of 2011/12 is stated as £100; £120, as the reviewer gives it"
    );
    assert_eq!((found[0].amount, found[0].places.len()), (Some(money("20")), 2), "both places");
    assert!(plan("120.4", "120").is_empty() && plan("", "120").is_empty() && plan("100", "").is_empty());
}
