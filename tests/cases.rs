//! The published tables, with the figures their publishers print as the expectation
//! (assessment.md, section 7).

use crate::submitted::Submitted;
use crate::worked_plan::{Folder, changes};
use qipp::inside::report::{FinanceLine, HeadroomReport, PlanReport, Report};

mod papers;
mod providers;

const LONDON: &str = "published/nhs-london-2011-02/as-published.csv";
const SW_ESSEX: &str = "published/sw-essex-2011-06-headroom/as-published.csv";
const SW_ESSEX_MONTH_1: &str = "published/sw-essex-2011-06-headroom/as-published-month1.csv";
const SOUTH_ESSEX: &str = "published/south-essex-2011-06-delivery-boards/as-published.csv";
const ENGLAND: &str = "published/nao-2011-09-sha-shares/as-published-challenge.csv";

/// The codes of the findings that compare what is stated with what is computed.
fn stated(report: &Report) -> Vec<&str> {
    report.findings.iter().filter(|finding| finding.code == "ST").map(|f| f.found.as_str()).collect()
}

/// A line to date as one row: plan, actual, variance, percentage, colour.
fn to_date(plan: &PlanReport, line: &FinanceLine) -> [String; 5] {
    [
        plan.shown.known(line.plan_ytd),
        plan.shown.known(line.actual_ytd),
        plan.shown.known(line.variance_ytd),
        line.percent_ytd.as_ref().map_or_else(String::new, |share| share.text()),
        line.rating.word().to_owned(),
    ]
}

fn organisation(plan: &PlanReport) -> &FinanceLine {
    plan.finance.iter().find(|line| line.level.word() == "organisation").unwrap()
}

/// The headroom table: year, challenge, identified, headroom, % of challenge, colour. A thin percentage
/// is printed with two decimals.
fn headroom(headroom: &HeadroomReport) -> Vec<[String; 6]> {
    let rows = headroom.rows();
    rows.map(|row| {
        [
            row.year.clone(),
            row.challenge.plain(),
            row.identified.unwrap().plain(),
            row.headroom.unwrap().plain(),
            row.percent_of_challenge.as_ref().unwrap().text(),
            row.rating.word().to_owned(),
        ]
    })
    .collect()
}

#[test]
fn london_to_date_by_opportunity() {
    let report = Submitted::fixture(LONDON).assess();
    let plan = &report.plans[0];
    let lines: Vec<(&str, [String; 5])> = plan
        .finance
        .iter()
        .filter(|line| line.level.word() == "scheme")
        .map(|line| (line.scheme.as_str(), to_date(plan, line)))
        .collect();
    #[rustfmt::skip]
    let expected = [
        // drug spend and workforce are printed (2,012) and (4,368): each figure was rounded on its own
        ("Reducing Drug Spend and Prescription", ["22,420", "20,407", "(2,013)", "-9.0", "amber"]),
        ("Workforce Productivity", ["98,196", "93,827", "(4,369)", "-4.4", "green"]),
        ("Clinical Overheads", ["85,044", "63,024", "(22,020)", "-25.9", "red"]),
        ("Non-Clinical Overheads", ["161,855", "171,737", "9,882", "6.1", "green"]),
        ("Safe care", ["127", "549", "422", "332.3", "green"]),
        ("Decommissioning Ineffective Procedures", ["71,353", "57,003", "(14,350)", "-20.1", "red"]),
        ("Staying Healthy", ["3,917", "2,498", "(1,419)", "-36.2", "red"]),
        ("Primary care", ["143,904", "150,546", "6,642", "4.6", "green"]),
        ("Schemes not yet identified or unclassified", ["109,544", "58,349", "(51,195)", "-46.7", "red"]),
        ("Management Cost Reduction", ["39,723", "33,655", "(6,068)", "-15.3", "amber"]),
    ];
    assert_eq!(lines, expected.map(|(name, cells)| (name, cells.map(str::to_owned))));
}

#[test]
fn london_in_total() {
    let report = Submitted::fixture(LONDON).assess();
    let plan = &report.plans[0];
    let total = organisation(plan);
    // printed (78,418)
    assert_eq!(to_date(plan, total), ["696,360", "617,940", "(78,420)", "-11.3", "amber"]);
    assert_eq!(plan.shown.known(total.behind), "(95,366)");
    assert_eq!(plan.shown.known(total.ahead), "16,946");
    assert_eq!(plan.shown.label(), "£k");
    let outside = plan.finance.iter().filter(|line| line.outside_total);
    assert_eq!(
        outside.map(|line| line.scheme.as_str()).collect::<Vec<_>>(),
        ["Management Cost Reduction"],
        "read and rated, and not in the total"
    );
    let unidentified = plan.finance.iter().filter(|line| line.note == "unidentified");
    assert_eq!(unidentified.count(), 1);
    assert_eq!(plan.headroom.unidentified_percent.as_ref().unwrap().text(), "16.5");
    assert_eq!(plan.rating.word(), "amber");
    assert_eq!(plan.scope.word(), "money");
    assert_eq!(plan.headroom.rating.word(), "n/a", "no challenge is given");
    assert!(plan.headroom.total.is_none());
    assert_eq!(plan.control.schemes, 10);
    assert_eq!(plan.control.total_rows, 1);
    assert_eq!(plan.shown.known(plan.control.planned), "900,294");
    assert_eq!(stated(&report), Vec::<&str>::new(), "every difference is within rounding");
    let codes: Vec<(&str, &str)> =
        report.findings.iter().map(|finding| (finding.code, finding.scheme.as_str())).collect();
    assert_eq!(
        codes,
        [("UN", "Schemes not yet identified or unclassified"), ("FO", "Non-Clinical Overheads")]
    );
}

#[test]
fn london_by_year_end() {
    let report = Submitted::fixture(LONDON).assess();
    let plan = &report.plans[0];
    let forecast = |name: &str| {
        let line = plan.finance.iter().find(|line| line.scheme == name).unwrap();
        let percent = line.percent_forecast.as_ref().map_or_else(String::new, |share| share.text());
        format!("{} {percent} {}", plan.shown.known(line.variance_forecast), line.rating_forecast.word())
    };
    for (name, expected) in [
        ("Reducing Drug Spend and Prescription", "3,324 13.9 green"),
        // a dash for the year's plan is no plan of nil
        ("Safe care", "  grey"),
        ("Decommissioning Ineffective Procedures", "(22,805) -23.9 red"),
        ("Primary care", "(42,165) -18.2 amber"),
        ("Management Cost Reduction", "(7,282) -15.5 amber"),
    ] {
        assert_eq!(forecast(name), expected, "{name}");
    }
    let total = organisation(plan);
    assert_eq!(plan.shown.known(total.forecast_year), "786,866");
    assert_eq!(total.rating_forecast.word(), "amber");
}

#[test]
fn london_with_its_headings_shifted_is_refused_and_the_shift_is_named() {
    let messages = Submitted::fixture("published/nhs-london-2011-02/as-published-raw.csv").messages();
    assert_eq!(
        messages,
        ["as-published-raw.csv:2:25: error[layout]: the headings are shifted: \"Original savings as per \
          May 2010\" stands over names, and the figures of column 8 stand under no heading, so each heading \
          is one column to the left of its figures; the row `Management Cost Reduction` begins its figures 2 \
          cells further right\n  mend: move the headings (and the rows named) so that each heading stands \
          over its own figures, as in the paper"]
    );
}

#[test]
fn south_west_essex_has_thin_headroom_in_its_first_year() {
    let report = Submitted::fixture(SW_ESSEX).assess();
    let plan = &report.plans[0];
    #[rustfmt::skip]
    let expected = [
        ["2011/12", "98.29", "98.52", "0.23", "0.23", "amber"],
        ["2012/13", "30.4", "34.73", "4.33", "14.2", "green"],
        ["2013/14", "22.32", "25.79", "3.47", "15.5", "green"],
        ["2014/15", "16.53", "24.59", "8.06", "48.8", "green"],
        // printed 183.62 and 16.08: the sums of rounded years
        ["total", "167.54", "183.63", "16.09", "9.6", "amber"],
    ];
    assert_eq!(headroom(&plan.headroom), expected.map(|row| row.map(str::to_owned)));
    let first = plan.headroom.years[0].percent_of_challenge.as_ref().unwrap();
    assert_eq!(first.digits(), "0.2340", "0.23");
    assert_eq!(plan.headroom.break_even.as_ref().unwrap().text(), "91.2");
    assert_eq!(plan.headroom.bases.stressed.word(), "red", "a fifth lost is more than the headroom");
    assert_eq!(plan.rating.word(), "amber");
    assert_eq!(plan.unit, None, "the table prints no unit");
    assert_eq!(stated(&report), Vec::<&str>::new());
    assert!(report.findings.is_empty(), "{:?}", report.findings);
}

#[test]
fn south_west_essex_in_month_one_needs_to_be_told_what_plan_means() {
    assert_eq!(
        Submitted::fixture(SW_ESSEX_MONTH_1).messages(),
        [
            "as-published-month1.csv:1:18: error[layout]: this `Plan` beside an actual to date can be the plan \
          to date or the year's plan\n  mend: say which:\n    --map \"Plan=plan_ytd\" (the plan to date)\n    --map \
          \"Plan=plan_year\" (the year's plan)"
        ]
    );
    let report = Submitted::fixture(SW_ESSEX_MONTH_1).map("Plan", "plan_ytd").assess();
    let plan = &report.plans[0];
    let lines: Vec<(String, String, &str)> = plan
        .finance
        .iter()
        .map(|line| (line.plan_ytd.unwrap().plain(), line.actual_ytd.unwrap().plain(), line.rating.word()))
        .collect();
    let expected = [
        ("100000", "50000", "red"),
        ("10000", "0", "red"),
        ("100000", "0", "red"),
        ("210000", "50000", "red"),
    ];
    assert_eq!(lines, expected.map(|(plan, actual, colour)| (plan.to_owned(), actual.to_owned(), colour)));
    assert_eq!(organisation(plan).percent_ytd.as_ref().unwrap().text(), "-76.2");
    let yearly = Submitted::fixture(SW_ESSEX_MONTH_1).map("Plan", "plan_year").assess();
    assert_eq!(yearly.plans[0].rating.word(), "grey", "with the year's plan nothing is planned to date");
}

#[test]
fn south_essex_writes_savings_as_negatives() {
    let refused = Submitted::fixture(SOUTH_ESSEX).messages();
    assert_eq!(refused.len(), 1, "once for both organisations: {refused:?}");
    assert!(
        refused[0].contains("or --sign negative (if ") && refused[0].contains("1 more cell"),
        "{refused:?}"
    );

    let report = Submitted::fixture(SOUTH_ESSEX).set("sign", "negative").assess();
    let plans: Vec<(&str, String, &str, usize)> = report
        .plans
        .iter()
        .map(|plan| {
            let planned = organisation(plan).plan_year.unwrap().plain();
            (plan.organisation.as_str(), planned, plan.rating.word(), plan.control.schemes)
        })
        .collect();
    assert_eq!(
        plans,
        [
            ("South West Essex", "55657".to_owned(), "grey", 10),
            ("South East Essex", "29473".to_owned(), "grey", 10)
        ],
        "no challenge and no actuals: not rated"
    );
    let rollup = report.rollup.as_ref().unwrap();
    let nation = rollup.finance.iter().find(|line| line.level.word() == "nation").unwrap();
    assert_eq!(nation.plan_year.unwrap().plain(), "85130");
    assert!(rollup.headroom.is_empty());
    assert_eq!(stated(&report), Vec::<&str>::new(), "totals agree, down and across");
}

#[test]
fn england_has_six_per_cent_more_than_it_needs() {
    let report = Submitted::fixture(ENGLAND).assess();
    let plan = &report.plans[0];
    assert_eq!(
        headroom(&plan.headroom),
        [["total", "16400000000", "17400000000", "1000000000", "6.1", "green"].map(str::to_owned)],
        "the NAO says about 5%"
    );
    assert_eq!(plan.headroom.break_even.as_ref().unwrap().text(), "94.3");
    assert_eq!(plan.rating.word(), "green");
}

#[test]
fn the_worked_plan_is_green_throughout_and_has_no_findings() {
    let report = Folder::anytown().assess();
    let plan = &report.plans[0];
    assert_eq!(plan.rating.word(), "green");
    let short: Vec<String> = crate::worked_plan::results(&report)
        .into_iter()
        .filter(|(_, result)| !matches!(result.as_str(), "met" | "n/a"))
        .map(|(code, result)| format!("{code}: {result}"))
        .collect();
    assert_eq!(short, Vec::<String>::new());
    assert!(report.findings.is_empty(), "{:?}", report.findings);
    assert!(changes(&report, &Folder::anytown().assess()).is_empty());
}
