//! A colour traced to its cells.

use crate::run::{REGISTER, Says, at, digits, folder, run};
use rust_decimal::Decimal;
use serde_json::Value;
use std::fs;

#[test]
fn why_traces_a_colour_to_its_cells() {
    let files = folder(&[("plan.csv", REGISTER)]);
    let plan = at(&files, "plan.csv");
    let scheme = run(&["why", &plan, "agency"]).out;
    scheme.says(&[
        "S2 Agency nurses, Workforce, plan",
        "AMBER",
        "-15.0000%",
        "more than £10 more is green (5% short at £95)",
        "£5 less would be red (20% short at £80)",
        &format!("{plan}:3:32: 85"),
    ]);
    let several = run(&["why", &plan, "S"]).ended(2);
    assert!(several.err.contains("scheme:S1") && several.err.contains("workstream:Supplies"));
    let workstream = run(&["why", &plan, "workstream:supplies"]).out;
    assert!(workstream.contains("-15.0000%") && workstream.contains("S3 Taxis"), "{workstream}");
    let milestones = run(&["why", "anytown-mid-year", "UC-04", "F13-MIL-3"]).out;
    assert!(milestones.contains("anytown-mid-year/milestones.csv:41:32: 2011-06-24"), "{milestones}");
    let row = run(&["why", "anytown-mid-year", "Quality impact"]).out;
    assert!(row.contains("AMBER") && row.contains("A1-QUA-3"), "{row}");
}

/// An explanation as JSON: what is explained.
fn because(words: &[&str], what: &str) -> Value {
    let run = run(&[&["why"], words, &["--format", "json"]].concat());
    assert_eq!(run.status, 0, "{words:?}: {}", run.err);
    let why: Value = run.json();
    assert_eq!(why["schema"], "qipp-why/2");
    assert!(why["because"][what].is_object(), "{words:?}");
    why["because"][what].clone()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap()
}

fn money(value: &Value) -> Decimal {
    // of no cells there is no sum
    digits(value).map_or(Decimal::ZERO, |digits| digits.parse().unwrap())
}

/// The amounts of cells, of a measure or of all.
fn sum(cells: &Value, measure: Option<&str>) -> Decimal {
    let own = list(cells).iter().filter(|cell| measure.is_none_or(|measure| cell["measure"] == measure));
    own.filter(|cell| !cell["amount"].is_null()).map(|cell| money(&cell["amount"])).sum()
}

#[test]
fn the_cells_of_every_position_add_up_to_it() {
    for fixture in ["anytown.json", "anytown-mid-year.json"] {
        let why = because(&[fixture], "finance");
        for scheme in list(&why["schemes"]) {
            for measure in ["plan", "actual"] {
                let cells = sum(&scheme["cells"], Some(measure));
                assert_eq!(cells, money(&scheme["to_date"][measure]), "{}", scheme["scheme"]);
            }
        }
        let total: Decimal =
            list(&why["schemes"]).iter().map(|scheme| money(&scheme["to_date"]["actual"])).sum();
        assert_eq!(total, money(&why["to_date"]["actual"]));
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
        said.says(&[&format!("  {england}:{line}:"), &format!(": {cell}\n")]);
    }
}

#[test]
fn headroom_is_traced_to_every_scheme_and_closes() {
    let run = run(&["why", "anytown-mid-year", "headroom"]).ended(0);
    run.out.says(&[
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
    ]);
    assert!(run.out.lines().all(|line| line.contains(".csv:") || line.chars().count() <= 80));
}

/// The part of a plan that nobody has found yet is a cell of its own, in what is identified and apart.
#[test]
fn the_part_of_a_scheme_that_is_unidentified_is_traced_to_its_cell() {
    let plan = r#"{"plan": {"organisation": "A", "as_at": "2011-09-30"}, "years": [{"year": "2011-12", "challenge": 50}],
        "schemes": [{"scheme": "S1", "name": "Ward", "plan_year": 60, "unidentified_plan": 15}]}"#;
    let files = folder(&[("u.json", plan)]);
    let year = &because(&[&at(&files, "u.json"), "A", "headroom"], "headroom")["years"][0];
    let cells = |own: &Value| {
        list(&own["cells"]).iter().map(|cell| cell["text"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(cells(&year["contributions"]["schemes"][0]), ["60", "15"]);
    assert_eq!(cells(&year["unidentified"][0]), ["15"]);
}

#[test]
fn the_contributions_to_headroom_add_up_to_every_basis() {
    let why = because(&["anytown-mid-year.json", "headroom"], "headroom");
    assert_eq!(list(&why["years"]).len(), 3);
    for year in list(&why["years"]) {
        let contributions = &year["contributions"];
        let basis = |name: &str| {
            let found = list(&year["bases"]).iter().find(|sum| sum["basis"] == name);
            money(&found.unwrap()["amount"])
        };
        for (key, expected) in [
            ("identified", money(&year["sums"]["identified"])),
            ("forecast", basis("on forecast")),
            ("adjusted", basis("risk-adjusted")),
        ] {
            let schemes = list(&contributions["schemes"]).iter();
            let sum: Decimal = schemes.map(|own| money(&own["amounts"][key])).sum();
            assert_eq!((sum, money(&contributions["all"][key])), (expected, expected), "{key}");
        }
        let unidentified = list(&year["unidentified"]);
        let apart: Decimal = unidentified.iter().map(|own| money(&own["amounts"]["identified"])).sum();
        assert_eq!(apart, basis("unidentified, apart"));
        for own in list(&contributions["schemes"]).iter().chain(unidentified) {
            assert_eq!(sum(&own["cells"], None), money(&own["amounts"]["identified"]), "{}", own["scheme"]);
        }
    }
}

#[test]
fn the_cells_of_every_year_add_up_to_plan_and_forecast() {
    for fixture in ["anytown.json", "anytown-mid-year.json"] {
        for scheme in list(&because(&[fixture], "finance")["schemes"]) {
            let id = format!("scheme:{}", scheme["scheme"].as_str().unwrap());
            let alone = &because(&[fixture, &id], "finance")["schemes"][0];
            let parts = |key: &str| -> Decimal {
                let parts = list(&alone[key]).iter();
                parts.map(|part| sum(&part["cells"], None)).sum()
            };
            assert_eq!(parts("year_plan"), money(&alone["year"]["plan"]), "{id}");
            let forecast = if alone["has_forecast"] == true { "year_forecast" } else { "year_plan" };
            assert_eq!(parts(forecast), money(&alone["year"]["actual"]), "{id}");
        }
    }
}

#[test]
fn a_scheme_lists_its_forecast_and_the_cells_of_the_year() {
    let text = run(&["why", "anytown-mid-year", "PC-04"]).out;
    let year = &text[text.find("\nTHE YEAR 2011/12 (£)").unwrap()..];
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
    let north = run(&["why", &plan, "North"]).ended(0);
    north.out.says(&[
        "North, region\nRED ",
        "MEMBERS (2 organisations)\nBeta: plan 100, actual 60",
        "behind -40, ahead 0",
    ]);
    let nation = run(&["why", &plan, "nation"]).out;
    assert!(nation.starts_with("All 3 organisations\nAMBER "), "{nation}");
    assert_eq!(run(&["why", &plan, "North", "F13-MIL-1"]).status, 2);
    let south = run(&["why", &plan, "region:South"]).out;
    south.says(&["exactly on the bound, which is amber: any more is green (5% short at £95)"]);
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

#[test]
fn every_explanation_is_of_its_schema() {
    let schema: Value = run(&["schema", "--why"]).json();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let rows = "organisation,region,scheme,plan_ytd (£),actual_ytd (£)\nA,North,S1,9,8\nB,North,S1,9,1\n";
    let files = folder(&[("plan.csv", rows)]);
    let plan = at(&files, "plan.csv");
    for words in [
        &[plan.as_str(), "North"][..],
        &[&plan, "nation", "headroom"],
        &["anytown-mid-year", "PC-04"],
        &["anytown-mid-year", "headroom"],
        &["anytown-mid-year", "Quality impact"],
        &["anytown-mid-year", "ST"],
    ] {
        let json: Value = run(&[&["why"], words, &["--format", "json"]].concat()).json();
        let errors: Vec<String> = validator.iter_errors(&json).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{words:?}: {errors:?}");
    }
}

/// A text without the marks that colour it.
fn plain(text: &str) -> String {
    let mut parts = text.split("\u{1B}[");
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |all, part| all + part.split_once('m').unwrap().1)
}

#[test]
fn colour_changes_no_letter_and_no_line() {
    let long = "A Partnership Of Hospitals With A Very Long Name Indeed NHS Trust";
    let row = |organisation: &str, actual: &str| format!("{organisation},North,S1,1000000,{actual}\n");
    let rows: String = (0..9).map(|n| row(&long[..40 + 2 * n], "812345.5")).collect();
    let plan = format!("organisation,region,scheme,plan_ytd (£),actual_ytd (£)\n{rows}");
    let files = folder(&[("plan.csv", &plan)]);
    let plan = at(&files, "plan.csv");
    for words in [
        &["why", &plan, "North"][..],
        &["why", &plan, "nation"],
        &["why", "messy/icb-providers.csv", "nation"],
        &["why", "anytown-mid-year", "PC-04"],
        &["why", "anytown-mid-year", "Planned care"],
        &["why", "anytown-mid-year"],
        &["why", "anytown-mid-year", "headroom"],
        &["why", "anytown-mid-year", "Quality impact"],
        &["why", "anytown-mid-year", "F13-MIL-3"],
        &["why", "anytown-mid-year", "ST"],
        &["assess", "anytown-mid-year", "--view", "all"],
        &["assess", "messy/icb-providers.csv", "--view", "all"],
    ] {
        let colour = |when: &str| run(&[words, &["--color", when]].concat()).out;
        let (coloured, never) = (colour("always"), colour("never"));
        assert!(coloured.contains("\u{1B}[") && !never.contains('\u{1B}'), "{words:?}");
        assert_eq!(plain(&coloured), never, "{words:?}");
    }
}

#[test]
fn an_explanation_is_written_as_markdown_and_to_a_file() {
    let files = folder(&[("plan.csv", REGISTER)]);
    let (plan, page) = (at(&files, "plan.csv"), at(&files, "why.md"));
    let run_to = |path: &str| run(&["why", &plan, "S2", "--format", "markdown", "-o", path]);
    assert_eq!((run_to(&page).status, run_to(&plan).status), (0, 2), "never over an input");
    let text = fs::read_to_string(page).unwrap();
    text.says(&[
        "# S2 Agency nurses, Workforce, plan\n\n- AMBER finance to date,",
        "\n\n## TO THE NEXT COLOUR\n\n- £5 less would be red (20% short at £80)\n",
        "  - to date actual 85 ",
        ", qipp-why/2, policy nao-2011 (",
    ]);
}

#[test]
fn a_page_begins_with_the_colour_that_was_asked_about() {
    let first = |words: &[&str]| {
        let out = run(&[&["why", "anytown-mid-year"], words].concat()).out;
        out.lines().skip(1).take(3).map(str::to_owned).collect::<Vec<_>>()
    };
    let worst = |scheme: &str| {
        let card = run(&[
            "assess",
            "anytown-mid-year",
            "--view",
            "report-card",
            "--by",
            "scheme",
            "--format",
            "csv",
        ])
        .out;
        let line = card.lines().find(|line| line.contains(&format!(",{scheme},"))).unwrap().to_owned();
        let at = card.lines().next().unwrap().split(',').position(|name| name == "overall").unwrap();
        line.split(',').nth(at).unwrap().to_uppercase()
    };
    // green in the money, and worse on its card
    let page = first(&["UC-01"]);
    assert!(page[0].starts_with(&format!("{}   overall: ", worst("UC-01"))), "{page:?}");
    assert_eq!(page[1], "rule: the worse half of its report card, each half as its worst column");
    assert!(page[2].starts_with("GREEN   finance to date"), "{page:?}");
    let asked = first(&["UC-01", "F13-FIN-5"]);
    assert!(asked[0].starts_with("GREEN   finance to date"), "{asked:?}");
    let organisation = first(&[]);
    assert_eq!(
        organisation,
        [
            "AMBER, 1 red and 1 grey of 8 workstreams, 5 red and 1 grey of 45 schemes",
            "overall: plan AMBER, delivery AMBER, headroom AMBER",
            "rule: the worst of its parts that are assessed; held at amber by a forecast that"
        ]
    );
    let of = |rollup: &str| {
        let words = ["why", "anytown-mid-year", "Planned care", "--set", rollup, "--format", "json"];
        run(&words).json()["overall"]["rule"].as_str().unwrap().to_owned()
    };
    assert!(of("rollup=value").starts_with("red when finance is red, or at least half of the other columns"));
    assert!(of("rollup=value").contains("each other column by value (policy rollup): green when"));
    assert!(of("rollup=worst").contains("each other column by its worst scheme"));
    let json = run(&["why", "anytown-mid-year", "UC-01", "--format", "json"]).json();
    assert_eq!(json["overall"]["rating"], worst("UC-01").to_lowercase());
    assert!(json["overall"]["parts"][0]["name"].is_string());
}
