//! A colour traced to its cells.

use crate::cli::{REGISTER, at, folder, run};
use std::fs;
use std::path::Path;

#[test]
fn why_traces_a_colour_to_its_cells() {
    let files = folder(&[("plan.csv", REGISTER)]);
    let plan = at(&files, "plan.csv");
    let scheme = run(&["why", &plan, "agency"]).out;
    for part in [
        "S2 Agency nurses, Workforce, plan",
        "AMBER",
        "-15.0000%",
        "more than £10 more is green (5% short at £95)",
        "£5 less would be red (20% short at £80)",
        &format!("{plan}:3:32: 85"),
    ] {
        assert!(scheme.contains(part), "{part}\n{scheme}");
    }
    let several = run(&["why", &plan, "S"]);
    assert_eq!(several.status, 2);
    assert!(several.err.contains("scheme:S1") && several.err.contains("workstream:Supplies"));
    let workstream = run(&["why", &plan, "workstream:supplies"]).out;
    assert!(workstream.contains("-15.0000%") && workstream.contains("S3 Taxis"), "{workstream}");
    let milestones = run(&["why", "anytown-mid-year", "UC-04", "F13-MIL-3"]).out;
    assert!(milestones.contains("anytown-mid-year/milestones.csv:41:32: 2011-06-24"), "{milestones}");
    let row = run(&["why", "anytown-mid-year", "Quality impact"]).out;
    assert!(row.contains("AMBER") && row.contains("A1-QUA-3"), "{row}");
}

/// A JSON fixture, read through the library.
fn read_json(fixture: &str, policy: &qipp::policy::Policy) -> qipp::plan::Submission {
    use qipp::location::{Source, Sources};
    use qipp::plan::build::{Options, Role, build};
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(format!("{fixture}.json"));
    let text = fs::read_to_string(path).unwrap();
    let mut sources = Sources::default();
    let source = sources.add(Source { name: fixture.to_owned(), bytes: 0, sha256: String::new() });
    let (grids, _) = qipp::read::json::read(&mut sources, source, &text, fixture, 0);
    let grids = grids.into_iter().map(|grid| (grid, Role::Submission)).collect();
    let options = Options { policy, organisation: None, parent: None, measure_is_savings: false, codes: &[] };
    build(grids, sources, &options).0
}

#[test]
fn the_cells_of_every_position_add_up_to_it() {
    use qipp::money::Money;
    use qipp::plan::Measure;
    for fixture in ["anytown", "anytown-mid-year"] {
        let policy = qipp::policy::Policy::default();
        let submission = read_json(fixture, &policy);
        let figures = qipp::figures::Figures::of(&submission, &policy, None);
        let (plan, figures) = (&submission.plans[0], &figures.plans[0]);
        let why = qipp::explanation::finance(plan, figures, &policy, qipp::explanation::Level::Organisation);
        for member in &why.members {
            let sum = |measure: Measure| -> Money {
                let cells = member.cells.iter().filter(|cell| cell.measure == measure);
                cells.filter_map(|cell| cell.amount).map(|amount| amount.value).sum()
            };
            assert_eq!(sum(Measure::Plan), member.to_date.plan, "{}", member.scheme.id);
            assert_eq!(sum(Measure::Actual), member.to_date.actual, "{}", member.scheme.id);
        }
        let total: Money = why.members.iter().map(|member| member.to_date.actual).sum();
        assert_eq!(total, why.to_date.actual);
    }
}
