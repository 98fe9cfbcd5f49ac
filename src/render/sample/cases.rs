//! A published table, and many organisations.

use super::{anytown, line, pounds, share};
use crate::rating::Rating::{Amber, Green, Grey, NotApplicable, Red};
use crate::report::*;

/// The published table of NHS London: no workstreams, no challenge, scope `money`.
pub fn london() -> Report {
    let mut report = anytown();
    let scheme = |name, plan, actual, rating| line(Level::Scheme, name, plan, actual, rating);
    let mut unidentified = scheme("Schemes not yet identified or unclassified", 109_544_000, 58_349_000, Red);
    unidentified.note = "unidentified".to_owned();
    let mut apart = scheme("Management Cost Reduction", 39_723_000, 33_655_000, Amber);
    apart.outside_total = true;
    let mut total = line(Level::Organisation, "NHS London", 696_360_000, 617_940_000, Amber);
    total.behind = pounds(-95_366_000);
    total.ahead = pounds(16_946_000);
    let plan = &mut report.plans[0];
    plan.head.organisation = "NHS London".to_owned();
    plan.head.code = None;
    plan.head.period = None;
    plan.head.as_at = None;
    plan.head.scope = Scope::Money;
    plan.head.rating = Amber;
    plan.head.ratings = Ratings { finance: Amber, ..Ratings::default() };
    plan.head.sign_off = None;
    plan.appendix_one.clear();
    plan.figure_13.clear();
    plan.report_card.clear();
    plan.to_green.clear();
    plan.headroom = HeadroomReport {
        unidentified: pounds(148_164_000),
        unidentified_percent: share(148_164, 900_293),
        ..HeadroomReport::default()
    };
    plan.finance = vec![
        scheme("Reducing Drug Spend and Prescription", 22_420_000, 20_407_000, Amber),
        scheme("Workforce Productivity", 98_196_000, 93_827_000, Green),
        scheme("Clinical Overheads", 85_044_000, 63_024_000, Red),
        scheme("Non-Clinical Overheads", 161_855_000, 171_737_000, Green),
        scheme("Safe care", 127_000, 549_000, Green),
        scheme("Decommissioning Ineffective Procedures", 71_353_000, 57_003_000, Red),
        scheme("Staying Healthy", 3_917_000, 2_498_000, Red),
        scheme("Primary care", 143_904_000, 150_546_000, Green),
        unidentified,
        apart,
        total,
    ];
    plan.control =
        Control { schemes: 10, planned: pounds(900_293_000), planned_is: "plan", ..Control::default() };
    plan.coverage = Coverage::default();
    report.findings.clear();
    report
}

/// Thirty organisations in two regions.
pub fn thirty() -> Report {
    let mut report = anytown();
    let first = report.plans.remove(0);
    for n in 0..30_i64 {
        let mut plan = first.clone();
        let name = format!("PCT {n:02} of the long-named northern district");
        let colour = [Red, Amber, Green, Grey, NotApplicable][usize::try_from(n % 5).unwrap()];
        plan.finance = vec![line(Level::Organisation, &name, 1_000_000, 1_000_000 - n * 10_000, colour)];
        plan.head.organisation = name;
        plan.head.rating = colour;
        report.plans.push(plan);
    }
    let mut nation = line(Level::Nation, "England", 30_000_000, 25_650_000, Amber);
    nation.behind = pounds(-4_350_000);
    report.rollup = Some(Rollup {
        no_region: Vec::new(),
        as_at: Some("2011-09-30".to_owned()),
        finance: vec![
            line(Level::Across, "Planned care", 9_000_000, 8_000_000, Amber),
            line(Level::Region, "North", 15_000_000, 12_000_000, Red),
            line(Level::Region, "South", 15_000_000, 13_650_000, Amber),
            nation,
        ],
        headroom: Vec::new(),
        late: vec!["PCT 03".to_owned()],
        bridges: vec![Bridge {
            organisation: "North".to_owned(),
            of: "plan 2011/12".to_owned(),
            steps: vec![("Members".to_owned(), pounds(14_000_000)), ("North".to_owned(), pounds(15_000_000))],
        }],
    });
    report.summary = Summary { organisations: 30, green: 6, amber: 6, red: 6, grey: 6, ..Summary::default() };
    report
}
