//! A report holds what its views read, and no view is the poorer for what is not worked out.

use crate::submitted::Submitted;
use qipp::inside::render::{By, Format, Options, View, lists, render};
use qipp::inside::report::{Lists, Report};
use std::fmt::Write as _;

/// Twenty-four organisations of two regions, with a body that stands for its members, schemes with no workstream,
/// amounts that are not reported, and a policy that shows headline figures first.
fn several() -> [Submitted; 3] {
    let mut rows = "organisation,region,scheme,workstream,month,plan,actual,forecast\n".to_owned();
    for at in 0..24 {
        let region = if at % 2 == 0 { "North East" } else { "London" };
        for scheme in 0..3 {
            let workstream = ["Urgent care", "Medicines", ""][scheme];
            for month in 4..10 {
                let (plan, forecast) = (50 + at + scheme, 49 + month);
                let actual = if month == 9 && at == 3 { String::new() } else { (40 + at % 13).to_string() };
                writeln!(
                    rows,
                    "Trust {at},{region},S{scheme},{workstream},2011-{month:02},{plan},{actual},{forecast}"
                )
                .unwrap();
            }
        }
    }
    let bodies = "organisation,tier,parent,unit\nLondon,region,,£000\nTrust 1,pct,London,£000\n";
    let tracker = Submitted::text("tracker.csv", rows.as_str());
    let with_body = Submitted::default().table("plan.csv", bodies).table(
        "schemes.csv",
        "organisation,scheme,plan_ytd,actual_ytd,plan_year\nTrust 1,A,100,80,200\nTrust 1,B,50,50,90\n",
    );
    [tracker.clone(), tracker.set("efficiency", "framework"), with_body]
}

fn written(report: &Report, format: Format, options: &Options) -> String {
    let mut out = Vec::new();
    render(report, format, options, &mut out).unwrap();
    String::from_utf8_lossy(&out).into_owned()
}

/// Every view of a submission, of a report that holds what it reads and of one that holds all.
fn same_views(submitted: Submitted) {
    let whole = submitted.assess();
    let mut known: Vec<(Lists, Report)> = Vec::new();
    for format in [Format::Table, Format::Markdown, Format::Csv, Format::Json, Format::Jsonl, Format::Sarif] {
        for view in View::ALL {
            let read = lists(format, &[*view], true, whole.plans.len());
            if !known.iter().any(|(own, _)| *own == read) {
                let mut submitted = submitted.clone();
                submitted.options.lists = read;
                known.push((read, submitted.assess()));
            }
            let report = known.iter().find(|(own, _)| *own == read).map(|(_, report)| report).unwrap();
            for by in [None, Some(By::Scheme), Some(By::All)] {
                let options = Options { views: vec![*view], is_cut: true, by, ..Options::default() };
                let (own, all) = (written(report, format, &options), written(&whole, format, &options));
                let differs = own.lines().zip(all.lines()).find(|(own, all)| own != all);
                assert!(own == all, "{format} {view} {by:?}: {differs:?}");
            }
        }
    }
    assert!(known.len() > 5, "views read different lists");
}

#[test]
fn a_view_of_several_is_the_view_of_the_whole() {
    several().into_iter().for_each(same_views);
}

#[test]
fn a_view_of_one_is_the_view_of_the_whole() {
    same_views(Submitted::folder("anytown-mid-year"));
    same_views(Submitted::fixture("messy/lone-plan.csv").map("Plan", "plan_ytd"));
}

#[test]
fn a_view_of_one_that_is_judged_is_the_view_of_the_whole() {
    same_views(Submitted::folder("anytown-mid-year").reviewed("anytown-judgements.csv"));
}
