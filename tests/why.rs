//! A colour traced to its cells.

use crate::run::{REGISTER, at, folder, run};
use crate::submitted::Submitted;

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

/// A plan in JSON of the fixtures, read through the library.
fn read_json(fixture: &str) -> qipp::plan::Submission {
    Submitted::fixture(&format!("{fixture}.json")).read().0
}

#[test]
fn the_cells_of_every_position_add_up_to_it() {
    use qipp::money::Money;
    use qipp::plan::Measure;
    for fixture in ["anytown", "anytown-mid-year"] {
        let policy = qipp::policy::Policy::default();
        let submission = read_json(fixture);
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

/// The amount behind a label, of the first line that has it.
fn amount(text: &str, label: &str) -> String {
    let line = text.lines().find(|line| line.trim_start().starts_with(label));
    let line = line.unwrap_or_else(|| panic!("{label}\n{text}"));
    line.trim_start()[label.len()..].split_whitespace().next().unwrap().to_owned()
}

/// A total that no years make is traced to the cells that state it.
#[test]
fn a_total_of_several_years_is_traced_to_its_cells() {
    let england = "published/nao-2011-09-sha-shares/as-published-challenge.csv";
    let said = run(&["why", england, "headroom"]).out;
    for (line, cell) in [(2, "£16.4 billion"), (3, "£17.4 billion")] {
        assert!(
            said.contains(&format!("  {england}:{line}:")) && said.contains(&format!(": {cell}\n")),
            "{said}"
        );
    }
}

#[test]
fn headroom_is_traced_to_every_scheme_and_closes() {
    let run = run(&["why", "anytown-mid-year", "headroom"]);
    assert_eq!(run.status, 0, "{}", run.err);
    for part in [
        "  to green: identify £1,190,160 more in 2012/13\n  to red: more than £1,506,040 less by the end of",
        "  on forecast                     45,049,185  headroom 2,309,185\n",
        "  risk-adjusted                40,603,749.95  headroom -2,136,250.05\n",
        "    adjusted 436,866.95 = delivered 264,003 + 35% of 493,897 outstanding\n      (finance red)",
        "(not started,\n      stage approved)",
        "  and 27 schemes more:\n    identified 9,684,100,",
        "  all 37 schemes:\n    identified 20,848,200, forecast 20,584,905, adjusted 19,434,515.95 =",
        "  UNIDENTIFIED, apart\n  UN-01",
        "anytown-mid-year/savings.csv:571-582 (12 cells)",
        "PC-09 Teledermatology: an idea: pipeline only",
    ] {
        assert!(run.out.contains(part), "{part}\n{}", run.out);
    }
    assert!(run.out.lines().all(|line| line.contains(".csv:") || line.chars().count() <= 80));
}

#[test]
fn the_contributions_to_headroom_add_up_to_every_basis() {
    use qipp::money::Money;
    let policy = qipp::policy::Policy::default();
    let submission = read_json("anytown-mid-year");
    let figures = qipp::figures::Figures::of(&submission, &policy, None);
    let why = qipp::explanation::headroom(&submission.plans[0], &figures.plans[0], &policy);
    assert_eq!(why.years.len(), 3);
    for year in &why.years {
        let sum =
            |pick: &dyn Fn(&qipp::explanation::Part) -> Money| year.schemes.iter().map(pick).sum::<Money>();
        assert_eq!(sum(&|part| part.of.plan), year.line.identified);
        assert_eq!(Some(sum(&|part| part.of.forecast)), year.line.forecast);
        assert_eq!(Some(sum(&|part| part.of.risk_adjusted())), year.line.risk_adjusted);
        let apart: Money = year.unidentified.iter().map(|part| part.of.plan).sum();
        assert_eq!(apart, year.line.unidentified);
        for part in year.schemes.iter().chain(&year.unidentified) {
            let cells: Money = part.cells.iter().filter_map(|cell| cell.amount).map(|cell| cell.value).sum();
            assert_eq!(cells, part.of.plan, "{}", part.scheme.id);
        }
    }
}

#[test]
fn the_cells_of_every_year_add_up_to_plan_and_forecast() {
    use qipp::figures::basis::UsedCell;
    use qipp::money::Money;
    let sum = |cells: &[UsedCell]| -> Money {
        cells.iter().filter_map(|cell| cell.amount).map(|amount| amount.value).sum()
    };
    for fixture in ["anytown", "anytown-mid-year"] {
        let policy = qipp::policy::Policy::default();
        let submission = read_json(fixture);
        let figures = qipp::figures::Figures::of(&submission, &policy, None);
        let (plan, figures) = (&submission.plans[0], &figures.plans[0]);
        let why = qipp::explanation::finance(plan, figures, &policy, qipp::explanation::Level::Organisation);
        for member in &why.members {
            assert_eq!(sum(&member.year_cells.plan), member.year.plan, "{}", member.scheme.id);
            let forecast =
                if member.has_forecast { &member.year_cells.actual } else { &member.year_cells.plan };
            assert_eq!(sum(forecast), member.year.actual, "{}", member.scheme.id);
        }
    }
}

#[test]
fn a_scheme_lists_its_forecast_and_the_cells_of_the_year() {
    let text = run(&["why", "anytown-mid-year", "PC-04"]).out;
    let year = &text[text.find("\nTHE YEAR (£)").unwrap()..];
    assert_eq!(amount(year, "the rest"), "409,150");
    assert_eq!(amount(year, "actual to date, above"), "264,003");
    assert_eq!(amount(year, "forecast of the rest"), "493,897");
    assert!(year.contains("  2012-03 forecast         87,424  anytown-mid-year/savings.csv:54:22: 87424\n"));
    let monthly = "scheme,period,plan (£),actual (£),forecast (£)\n\
        S1,2011-04,100,90,\nS1,2011-05,100,,80\nS1,2011-06,100,,\nS2,2011-04,50,50,\n";
    let files = folder(&[("plan.csv", monthly)]);
    let plan = at(&files, "plan.csv");
    let scheme = run(&["why", &plan, "S1", "--as-at", "2011-04"]).out;
    assert_eq!(amount(&scheme, "no forecast: plan taken"), "100", "{scheme}");
    let all = run(&["why", &plan, "--as-at", "2011-04"]).out;
    assert!(all.contains("1 of 2 schemes gives no forecast: taken at plan, 50\n"), "{all}");
}

#[test]
fn a_region_and_the_whole_are_explained_by_their_members() {
    let row =
        |organisation: &str, parent: &str, actual: &str| format!("{organisation},{parent},S1,100,{actual}\n");
    let rows = [row("Alpha", "North", "100"), row("Beta", "North", "60"), row("Gamma", "South", "95")];
    let plan = format!("organisation,region,scheme,plan_ytd (£),actual_ytd (£)\n{}", rows.concat());
    let files = folder(&[("plan.csv", &plan)]);
    let plan = at(&files, "plan.csv");
    let north = run(&["why", &plan, "North"]);
    assert_eq!(north.status, 0, "{}", north.err);
    for part in
        ["North, region\nRED ", "MEMBERS (2 organisations)\nBeta: plan 100, actual 60", "behind -40, ahead 0"]
    {
        assert!(north.out.contains(part), "{part}\n{}", north.out);
    }
    let nation = run(&["why", &plan, "nation"]).out;
    assert!(nation.starts_with("All 3 organisations\nAMBER "), "{nation}");
    assert_eq!(run(&["why", &plan, "North", "F13-MIL-1"]).status, 2);
    let south = run(&["why", &plan, "region:South"]).out;
    assert!(
        south.contains("exactly on the bound, which is amber: any more is green (5% short at £95)"),
        "{south}"
    );
    let headroom = run(&["why", &plan, "nation", "headroom"]).out;
    assert!(headroom.contains("not assessed"), "{headroom}");
}

#[test]
fn lines_fit_a_terminal_but_for_their_places() {
    for words in [&["why", "anytown-mid-year"][..], &["why", "anytown-mid-year", "Planned care"], &["policy"]]
    {
        let text = run(words).out;
        let wide: Vec<&str> =
            text.lines().filter(|line| line.chars().count() > 80 && !line.contains(".csv:")).collect();
        assert!(wide.is_empty(), "{words:?}: {wide:#?}");
    }
}
