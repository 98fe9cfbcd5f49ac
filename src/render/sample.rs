//! Reports of small plans, for the tests of the formats.

use super::{Format, Options, View, render};
use crate::assess::{self, assess};
use crate::calendar::parse_date;
use crate::location::{Source, Sources};
use crate::plan::Submission;
use crate::plan::example::{Example, example, example_of};
use crate::report::{Report, Scope};

fn report(plans: &[Example], scope: Scope) -> Report {
    let mut sources = Sources::default();
    sources.add(Source { name: "plan.csv".to_owned(), ..Source::default() });
    let plans = plans.iter().map(Example::made).collect();
    let submission = Submission { sources: sources.into(), plans, ..Submission::default() };
    let policy = crate::policy::Policy::default();
    let as_at = parse_date("2011-09-30").ok();
    assess(&submission, &policy, &assess::Options { scope, as_at, ..assess::Options::default() })
}

/// One plan with something in every view.
pub fn anytown() -> Report {
    let scheme = |plan: Example, id, workstream, plan_ytd, actual_ytd| {
        let amounts = [("plan_ytd", plan_ytd), ("actual_ytd", actual_ytd), ("plan_year", "9000000")];
        let other = [("workstream", workstream), ("stage", "delivering"), ("forecast_year", "6900000")];
        plan.scheme(id, &[amounts, other].concat())
    };
    let plan = example().own(&[("code", "5ZZ"), ("tier", "pct")]);
    let plan = scheme(plan, "PC1", "Planned care", "4430000", "4018000.50");
    let plan = scheme(plan, "UC1", "Urgent care", "2570000", "2619000");
    let years = [("2011/12", "20000000", "20100000"), ("2012/13", "18000000", "19000000")];
    let plan = years.iter().fold(plan, |plan, (year, challenge, identified)| {
        plan.row("years", &[("year", year), ("challenge", challenge), ("identified", identified)])
    });
    report(&[plan], Scope::Plan)
}

/// Thirty organisations in two regions, six each of red, amber and green, the rest grey.
pub fn thirty() -> Report {
    let plans: Vec<Example> = (0..30)
        .map(|n| {
            let name = format!("PCT {n:02} of the long-named northern district");
            let region = if n < 15 { "North" } else { "South" };
            let actual = ["700000", "900000", "1000000", "", ""][n % 5];
            let plan = if n % 5 == 4 { "" } else { "1000000" };
            example_of(&name)
                .own(&[("parent", region)])
                .scheme("S1", &[("stage", "delivering")])
                .saving("S1", "2011-09", "plan", plan)
                .saving("S1", "2011-09", "actual", actual)
        })
        .collect();
    report(&plans, Scope::Money)
}

/// The bytes of some views.
pub fn text(report: &Report, format: Format, options: &Options) -> String {
    let mut out = Vec::new();
    render(report, format, options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

pub fn view(view: View) -> Options {
    Options { views: vec![view], command_hint: "qipp assess anytown/".to_owned(), ..Options::default() }
}
