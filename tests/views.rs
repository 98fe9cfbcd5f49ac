//! What the views print, end to end.

use crate::run::{REGISTER, at, folder, run};
use serde_json::Value;

/// Two organisations of one region, of which one reports a month less.
const TWO: &str = "organisation,region,scheme,workstream,period,plan (£),actual (£)\n\
    North PCT,East,N1,Care,2011-04,100,100\nNorth PCT,East,N1,Care,2011-05,100,\n\
    South PCT,East,S1,Care,2011-04,100,50\nSouth PCT,East,S1,Care,2011-05,100,50\n";

#[test]
fn organisations_of_no_region_are_named_beside_the_regions() {
    let rows = "region,organisation,scheme,month,plan,actual\nNorth,A,S1,2010-04,10,9\n,B,S2,2010-04,10,9\n";
    let files = folder(&[("t.csv", rows)]);
    for view in ["summary", "finance", "rollup"] {
        let run = run(&["assess", &at(&files, "t.csv"), "--view", view, "--by", "region"]);
        assert!(run.out.contains("\nin no region, and in the total only: B\n"), "{view}: {}", run.out);
    }
}

#[test]
fn late_organisations_are_named_with_the_month_the_sums_stand_at() {
    let files = folder(&[("plan.csv", TWO)]);
    let text = run(&["assess", &at(&files, "plan.csv")]).out;
    assert!(
        text.contains("\nreporting late: North PCT; sums stand at 30 Apr 2011, organisations at their own\n"),
        "{text}"
    );
}

/// Of several organisations the first screen says where it stands what would make them green.
#[test]
fn what_makes_several_green_is_pointed_to() {
    let files = folder(&[("plan.csv", TWO)]);
    let plan = at(&files, "plan.csv");
    let text = run(&["assess", &plan]).out;
    let line = text.lines().find(|line| line.starts_with("TO GREEN: ")).unwrap_or_else(|| panic!("{text}"));
    assert!(line.ends_with(" short: --view exceptions"), "{line}");
    assert!(line.contains("1 organisation, 1 workstream, 1 scheme"), "{line}");
    assert!(run(&["assess", &plan, "--view", "exceptions"]).out.contains("South PCT"));
}

/// Every column of a table of money is headed, and no two alike.
#[test]
fn headings_tell_columns_apart() {
    let earlier = ["--previous", "anytown"];
    for view in ["summary", "finance", "report-card", "exceptions", "risks", "movement", "years"] {
        let words = [&["assess", "anytown-mid-year", "--view", view, "--format", "markdown"], &earlier[..]];
        let page = run(&words.concat()).out;
        let lines: Vec<&str> = page.lines().collect();
        for pair in lines.windows(2).filter(|pair| pair[1].starts_with("|-") || pair[1].starts_with("| -")) {
            let heads: Vec<&str> = pair[0].trim_matches('|').split('|').map(str::trim).collect();
            let mut apart = heads.clone();
            apart.sort_unstable();
            apart.dedup();
            assert!(apart.len() == heads.len() && !apart.contains(&""), "{view}: {}", pair[0]);
        }
    }
}

#[test]
fn the_roll_up_as_csv_holds_its_finance_lines() {
    let files = folder(&[("plan.csv", TWO)]);
    let csv = |view: &[&str]| {
        let plan = at(&files, "plan.csv");
        let out = run(&[&["assess", &plan, "--format", "csv", "--view"], view].concat()).out;
        out.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let rows = csv(&["rollup"]);
    let named = rows.iter().map(|row| {
        let cells: Vec<&str> = row.split(',').collect();
        [cells[0], cells[1], cells[2], cells[22]].join(",")
    });
    assert_eq!(
        named.collect::<Vec<_>>(),
        [
            "level,organisation,workstream,region",
            "region_workstream,,Care,East",
            "region,,,East",
            "nation_workstream,,Care,",
            "nation,,,"
        ]
    );
    let finance = csv(&["finance", "--by", "all"]);
    assert!(rows.iter().all(|row| finance.contains(row)), "{rows:?} {finance:?}");
}

#[test]
fn the_gate_names_an_organisation_once() {
    let files = folder(&[("plan.csv", TWO)]);
    let run = run(&["assess", &at(&files, "plan.csv"), "--fail-on", "red,red:finance"]).ended(1);
    assert!(run.err.contains("\n  South PCT: red\n"), "{}", run.err);
    assert!(run.err.contains("\n  South PCT, finance: red\n"), "{}", run.err);
}

#[test]
fn the_month_of_a_finance_view_has_ended_and_is_named() {
    let month = |as_at: &str| {
        let words = ["assess", "anytown-mid-year", "--view", "finance", "--by", "scheme", "--as-at", as_at];
        let text = run(&words).out;
        text.lines().find(|line| line.starts_with("IN ")).unwrap_or("").trim_end().to_owned()
    };
    assert!(month("2011-09-30").starts_with("IN SEP 2011 £k "));
    assert!(month("2011-09-29").starts_with("IN AUG 2011 £k "));
}

#[test]
fn a_filter_shows_its_own_lines_alone() {
    let files = folder(&[("plan.csv", REGISTER)]);
    let plan = at(&files, "plan.csv");
    let finance = run(&["assess", &plan, "--scheme", "S2", "--view", "finance"]).out;
    assert!(finance.contains("Agency nurses") && !finance.contains("Taxis"), "{finance}");
    let words = ["assess", "anytown-mid-year", "--scheme", "PC-04", "--view", "report-card"];
    assert!(run(&words).out.contains("\nPC-04 "));
    let summary = run(&["assess", &plan, "--workstream", "Supplies"]).out;
    let table = &summary[summary.find("\nWORKSTREAMS").unwrap()..];
    assert!(table.contains("\nSupplies ") && !table.contains("Workforce"), "{summary}");
    assert!(table.contains("\nThe whole plan "), "{summary}");
    assert!(
        summary.contains("\nshown: workstream Supplies only, 2 of 3 schemes; rated as a whole\n"),
        "{summary}"
    );
    let mid_year = run(&["assess", "anytown-mid-year", "--workstream", "planned care"]).out;
    assert!(mid_year.contains("\n1. Planned care: "), "{mid_year}");
    assert!(
        !mid_year.contains(". Headroom 2012/13: ") && !mid_year.contains(". Mental health"),
        "{mid_year}"
    );
    let files = folder(&[("plan.csv", TWO)]);
    let two = run(&["assess", &at(&files, "plan.csv"), "--workstream", "care"]).out;
    assert!(two.contains("\nSouth PCT ") && two.contains("shown: workstream care only"), "{two}");
}

/// A scheme without a workstream stands beside the workstreams: the lines add up to the total.
#[test]
fn what_has_no_workstream_is_shown_beside_them() {
    let register = "scheme,workstream,plan_ytd (£),actual_ytd (£)\nBeds,Care,100,90\nRents,,50,50\n";
    let files = folder(&[("plan.csv", register)]);
    let shown = run(&["assess", &at(&files, "plan.csv")]).out;
    assert!(shown.contains("\nCare  ") && shown.contains("\nRents "), "{shown}");
}

#[test]
fn places_are_never_cut() {
    for width in ["p", "a-very-long-name-of-a-tracker-of-savings-plans-in-the-north-of-the-region"] {
        let name = format!("{width}.csv");
        let files = folder(&[(&name, REGISTER)]);
        let plan = at(&files, &name);
        let text = run(&["assess", &plan, "--view", "reading"]).out;
        let whole: String = text.split_whitespace().collect();
        for column in [1, 8, 13, 24, 37] {
            assert!(whole.contains(&format!("{plan}:1:{column}")), "{column}\n{text}");
        }
    }
}

#[test]
fn a_figure_that_lacks_a_cell_is_starred_in_the_header() {
    let years = "year,challenge (£),identified (£)\n2011/12,100,120\n2012/13,abc,120\n";
    let schemes = "scheme,plan_ytd (£),actual_ytd (£),plan_year (£),forecast_year (£)\n\
        S1,100,x,200,200\nS2,100,90,200,y\n";
    let files = folder(&[("plan/schemes.csv", schemes), ("plan/years.csv", years)]);
    let run = run(&["assess", &at(&files, "plan"), "--keep-going"]).ended(3);
    let head = run.out.lines().take(5).collect::<Vec<_>>().join(" ");
    for part in ["to date -55.0%* GREY", "%* GREY   headroom", "* GREY"] {
        assert!(head.contains(part), "{part}\n{}", run.out);
    }
    assert!(run.out.contains("\n* not complete: something it rests on could not be read\n"), "{}", run.out);
}

#[test]
fn one_workstream_is_one() {
    let text = run(&["assess", "anytown-mid-year", "--view", "mix"]).out;
    assert!(text.contains("\nOther (1 workstream) "), "{text}");
}

#[test]
fn a_changed_subject_is_counted_once() {
    let files = folder(&[("plan.csv", REGISTER)]);
    let text = run(&["assess", &at(&files, "plan.csv"), "--also", "strict", "--scope", "money"]).out;
    let changes = &text[text.find("\nUNDER strict").unwrap()..];
    let subjects = changes.lines().filter(|line| line.contains(" -> ")).count();
    let words = changes.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains(&format!("): {subjects} subjects change colour")), "{changes}");
    assert!(changes.contains("\nS2: finance to date AMBER -> RED\n"), "{changes}");
    assert!(!changes.contains("report card"), "{changes}");
}

#[test]
fn keep_going_leaves_out_every_organisation_with_the_same_fault_and_names_it() {
    let rows = |bad: [&str; 3]| {
        let row = |(at, actual): (usize, &str)| format!("O{at},S{at},2010-04,10,{actual}\n");
        let rows: String = bad.into_iter().enumerate().map(row).collect();
        format!("organisation,scheme,month,plan,actual\n{rows}O9,S9,2010-04,10,9\n")
    };
    for (bad, left_out) in [(["#REF!", "9", "#REF!"], "O0, O2"), (["9", "#REF!", "#REF!"], "O1, O2")] {
        let files = folder(&[("t.csv", rows(bad).as_str())]);
        let run = run(&["assess", &at(&files, "t.csv"), "--keep-going", "--format", "json"]).ended(3);
        let told = format!("2 problems in 1 file; 2 of 4 organisations assessed; left out: {left_out}\n");
        assert!(run.err.ends_with(&told), "{}", run.err);
    }
}

/// What is not known is printed nowhere as a number: not in a table, not for a machine, at no level.
#[test]
fn an_unreported_actual_is_blank_at_every_level() {
    let flash = "organisation,region,scheme,workstream,plan_ytd (£),actual_ytd (£)\n\
        A,North,Coding,Care,100,90\nA,North,Theatres,Beds,50,-\nB,North,Energy,Estates,40,TBC\n";
    let files = folder(&[("flash.csv", flash)]);
    let plan = at(&files, "flash.csv");
    let csv = run(&["assess", &plan, "--view", "finance", "--by", "all", "--format", "csv"]).out;
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let columns = [
        "level",
        "scheme",
        "plan_ytd",
        "actual_ytd",
        "variance_ytd",
        "percent_ytd",
        "behind",
        "ahead",
        "unreported",
    ];
    let rows: Vec<String> = reader
        .deserialize::<std::collections::BTreeMap<String, String>>()
        .map(|row| row.unwrap())
        .filter(|row| !row["level"].ends_with("workstream"))
        .map(|row| columns.map(|key| row[key].clone()).join(","))
        .collect();
    assert_eq!(
        rows,
        [
            "scheme,Coding,100,90,-10,-10.0000,-10,0,0",
            "scheme,Theatres,50,,,,,,50",
            "scheme,Energy,40,,,,,,40",
            "organisation,,150,90,-60,-40.0000,-10,0,50",
            "organisation,,40,,,,,,40",
            "region,,190,90,-100,-52.6316,-10,0,90",
            "nation,,190,90,-100,-52.6316,-10,0,90"
        ]
    );
    let text = run(&["assess", &plan, "--view", "finance", "--by", "scheme"]).out;
    let line = text.lines().find(|line| line.starts_with("Theatres")).unwrap();
    assert_eq!(line.split_whitespace().take(5).collect::<Vec<_>>(), ["Theatres", "50", "GREY", "†", "50"]);
}

/// Nothing says what is identified: headroom is not assessed, and never short of the whole challenge.
#[test]
fn headroom_without_identified_savings_is_not_assessed() {
    let challenge = "year,challenge (£),identified (£)\n2011/12,100,\n2012/13,100,";
    let headroom = |identified: &str| {
        let files = folder(&[("years.csv", &format!("{challenge}{identified}\n"))]);
        let plan = at(&files, "years.csv");
        let json = run(&["assess", &plan, "--format", "json"]).json();
        let own = &json["plans"][0];
        let total = &own["headroom"]["total"];
        (
            own["ratings"]["headroom"].clone(),
            own["headroom"]["not_assessed"].clone(),
            [&total["challenge"], &total["identified"], &total["headroom"]].map(|cell| cell.to_string()),
            run(&["assess", &plan]).out.split_whitespace().collect::<Vec<_>>().join(" "),
        )
    };
    let (rating, why, total, text) = headroom("");
    assert_eq!((rating, why), ("n/a".into(), "nothing says what is identified".into()));
    assert_eq!(total, ["200", "null", "null"]);
    assert!(text.contains("headroom not assessed: nothing says what is identified"), "{text}");
    let (rating, why, _, text) = headroom("120");
    assert_eq!((rating, why), ("n/a".into(), "nothing says what is identified in 2011/12".into()));
    assert!(!text.contains("RED"), "{text}");
}

#[test]
fn a_table_of_several_years_shows_them_all_and_names_the_one_on_the_first_screen() {
    let register = "scheme,2011/12 plan (£),2012/13 plan (£),2013/14 plan (£)\nBeds,100,40,\nRents,50,,60\n";
    let files = folder(&[("plan.csv", register)]);
    let plan = at(&files, "plan.csv");
    let first = run(&["assess", &plan]).out;
    assert!(first.contains("\nread: 2 schemes, plan 2011/12 £150; 2 other years: --view years\n"), "{first}");
    let page = run(&["assess", &plan, "--view", "years"]).out;
    let rows: Vec<Vec<&str>> = page.lines().map(|line| line.split_whitespace().collect()).collect();
    for row in [
        vec!["PLAN", "£", "2011/12", "2012/13", "2013/14", "total"],
        vec!["Beds", "100", "40", "140"],
        vec!["Rents", "50", "60", "110"],
    ] {
        assert!(rows.contains(&row), "{row:?}\n{page}");
    }
    let csv = run(&["assess", &plan, "--view", "years", "--by", "organisation", "--format", "csv"]).out;
    let rows: Vec<&str> = csv.lines().collect();
    assert_eq!(
        rows,
        [
            "level,organisation,code,region,workstream,scheme,name,year,plan,actual,forecast,incomplete,cluster,replaced_by",
            "organisation,plan,,,,,,2011/12,150,,,false,,",
            "organisation,plan,,,,,,2012/13,40,,,false,,",
            "organisation,plan,,,,,,2013/14,60,,,false,,"
        ]
    );
}

/// A closed scheme counts in headroom what it delivered and what it still forecasts, and is named.
#[test]
fn what_a_closed_scheme_gave_up_is_no_longer_counted() {
    let schemes = "scheme,stage,plan_year (£),plan_ytd (£),actual_ytd (£),forecast_year (£)\n\
        Open,delivering,100,50,50,100\nShut,closed,60,30,10,15\n";
    let years = "year,challenge (£)\n2011/12,110\n";
    let plan = "organisation,as_at\nAnytown PCT,2011-09-30\n";
    let files = folder(&[("p/schemes.csv", schemes), ("p/years.csv", years), ("p/plan.csv", plan)]);
    let json = run(&["assess", &at(&files, "p"), "--format", "json"]).json();
    let total = &json["plans"][0]["headroom"]["total"];
    assert_eq!((&total["identified"], &total["headroom"]), (&115.into(), &5.into()));
    assert_eq!(json["plans"][0]["headroom"]["closed"], 45);
    let found: Vec<&str> =
        json["findings"].as_array().unwrap().iter().map(|own| own["found"].as_str().unwrap()).collect();
    assert!(found.contains(&"closed: £45 of £60 no longer counted"), "{found:?}");
}

/// The rating on a total row is compared with the total's; what is stated prints as it is said; the mix
/// parts what is said to recur.
#[test]
fn ratings_of_totals_and_recurrent_parts_are_read() {
    let table = "Scheme,Plan to date £k,Actual to date £k,RAG (finance),Full year plan £k,Recurrent plan £k\n\
        Beds,100,100,Blue,200,150\nRents,100,50,Green,200,200\nTaxis,50,50,G,100,0\nTotal,250,200,Green,500,350\n";
    let files = folder(&[("t.csv", table)]);
    let json = run(&["assess", &at(&files, "t.csv"), "--format", "json"]).json();
    let found: Vec<&str> =
        json["findings"].as_array().unwrap().iter().map(|own| own["found"].as_str().unwrap()).collect();
    assert!(found.contains(&"total stated green, computed red"), "{found:?}");
    assert!(found.contains(&"stated green, computed red"), "{found:?}");
    assert_eq!(json["plans"][0]["finance"][0]["stated"], "blue");
    let mix = json["plans"][0]["mix"].as_array().unwrap();
    let parts = mix.iter().find(|table| table["by"] == "recurrent").unwrap();
    let parts = parts["lines"].as_array().unwrap();
    let parts: Vec<(&str, &Value)> =
        parts.iter().map(|part| (part["name"].as_str().unwrap(), &part["amount"])).collect();
    assert_eq!(parts, [("recurrent", &350_000.into()), ("non-recurrent", &150_000.into())]);
}

#[test]
fn a_given_date_is_that_of_the_sums_over_organisations_too() {
    let rows = "organisation,scheme,plan_ytd (£),actual_ytd (£)\nA,S1,100,90\nB,S2,50,50\n";
    let files = folder(&[("plan.csv", rows)]);
    let text = run(&["assess", &at(&files, "plan.csv"), "--as-at", "2011-09-30"]).out;
    assert!(text.starts_with("2 organisations    as at 30 Sep 2011\n"), "{text}");
    assert!(!text.contains("REGIONS") && text.contains("\nALL £  plan to date  actual"), "{text}");
    let finance = run(&["assess", &at(&files, "plan.csv"), "--view", "finance", "--format", "csv"]).out;
    assert!(finance.contains("\nscheme,A,,S1,"), "schemes, where none names a workstream: {finance}");
}

/// Beside every overall colour stands what is worse beneath it, once in the report.
#[test]
fn a_colour_never_hides_what_is_under_it() {
    let schemes = "organisation,scheme,workstream,plan_ytd (£),actual_ytd (£)\n\
        A,A1,Care,1000,1000\nA,A2,Care,20,10\nA,A3,Beds,100,90\nA,A4,Beds,100,100\nA,A5,Taxis,100,85\n\
        B,B1,Care,100,100\nC,C1,Care,100,50\nC,C2,Care,100,10\n";
    let years =
        "organisation,year,challenge (£),identified (£)\nA,2011/12,10,20\nB,2011/12,10,20\nC,2011/12,10,20\n";
    let files = folder(&[("p/schemes.csv", schemes), ("p/years.csv", years)]);
    let path = at(&files, "p");
    let text = run(&["assess", &path]).out;
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    let lines: Vec<&str> = text.lines().collect();
    let beneath = |name: &str| {
        let line = lines.iter().position(|line| line.starts_with(name)).unwrap();
        lines[line + 1]
    };
    assert!(beneath("A ").contains("2 of 3 workstreams amber, 1 red and 2 amber of 5 schemes"), "{text}");
    assert!(!beneath("B ").contains(" of 1 "), "{text}");
    assert!(!beneath("C ").contains(" of 2 "), "red hides nothing worse: {text}");
    let json = run(&["assess", &path, "--format", "json"]).json();
    let worse = &json["plans"][0]["worse"];
    assert_eq!(worse["workstreams"], serde_json::json!({ "of": 3, "amber": 2, "grey": 0, "red": 0 }));
    assert_eq!(worse["schemes"], serde_json::json!({ "of": 5, "amber": 2, "grey": 0, "red": 1 }));
    let screen = run(&["assess", "anytown-mid-year"]).out;
    assert!(
        screen.lines().nth(1).unwrap().starts_with("AMBER, 1 red and 1 grey of 8 workstreams, "),
        "{screen}"
    );
    assert!(run(&["assess", "anytown"]).out.lines().nth(1).unwrap().starts_with("AMBER   "));
}

/// However deep the folder, the words of a remark stand on the first screen.
#[test]
fn a_remark_keeps_its_words_whatever_the_folder() {
    let files = folder(&[("list.csv", ",2016-17,2017-18\nQIPP plan,£9.66m,£16.4m\n")]);
    let deep =
        ["submissions of the year", "region of the north", "anytown primary care trust", "second return"];
    let deep = deep.iter().fold(files.path().to_owned(), |path, part| path.join(part));
    std::fs::create_dir_all(&deep).unwrap();
    std::fs::rename(files.path().join("list.csv"), deep.join("list.csv")).unwrap();
    let text = run(&["assess", deep.join("list.csv").to_str().unwrap()]).ended(0).out;
    assert!(text.contains("note: list.csv:1:1: column 1 has no heading: it holds words"), "{text}");
    assert!(!text.contains("note: …"), "{text}");
}
