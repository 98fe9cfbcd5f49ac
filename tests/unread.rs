//! Amounts that nothing is read from: asked about wherever the table gives nothing else, whatever its
//! headings and names are.

use crate::run::{Says as _, at, folder, run};
use crate::submitted::Submitted;

/// What is asked of a table, in one line; blank where it is read.
fn asked(text: &str) -> String {
    Submitted::text("t.csv", text).messages().join("\n")
}

/// What is planned by a table that is read.
fn planned(text: &str) -> Vec<String> {
    let report = Submitted::text("t.csv", text).assess();
    let lines = report.plans.iter().flat_map(|plan| &plan.finance);
    lines.filter_map(|line| Some(line.plan_year?.plain().to_string())).collect()
}

#[test]
fn amounts_beside_organisations_alone_are_read_or_asked_about() {
    assert!(planned("Organisation,Plan £k\nTrust A,48\nICB,22\n").contains(&"48000".to_owned()));
    for table in [
        "Organisation,Efficiency plan £m\nTrust A,48\nICB,22\n",
        "Trust,Low risk £m,High risk £m\nTrust A,48,2\nICB,22,3\n",
        "Organisation,Unidentified £m\nTrust A,48\nICB,22\n",
        "Organisation,Year,Jam £m\nTrust A,2015/16,48\nICB,2015/16,22\n",
        "Workstream,Lead,Jam £m\nBeds,Jo,48\nLabs,Al,22\n",
    ] {
        assert!(asked(table).contains("unread-amounts"), "{table}: {}", asked(table));
    }
}

#[test]
fn amounts_written_as_money_are_money_whatever_their_headings_say() {
    for column in ["Rest of year,\"1,234.5\",900", "Staff,\"1,200\",90", "Beds,(20),30", "Lower £k,2000,2015"]
    {
        let [heading, first, second] = cells(column);
        let table = format!("Scheme,Plan to date £k,{heading}\nA,10,{first}\nB,20,{second}\n");
        assert!(asked(&table).contains("unread-amounts"), "{table}");
    }
    let titled = "CIP 2015/16 £k,,\nScheme,Plan to date,Lower\nA,10,2000\nB,20,2015\n";
    assert!(asked(titled).contains("\"Lower\""));
    for column in ["Staff,120,90", "WTE,\"1,200.5\",3", "Priority,1,3", "Phase,2,2"] {
        let [heading, first, second] = cells(column);
        let table = format!("Scheme,Plan to date £k,{heading}\nA,10,{first}\nB,20,{second}\n");
        assert_eq!(asked(&table), "", "{table}");
    }
}

/// A heading and two cells, the first perhaps in quotes.
fn cells(column: &str) -> [&str; 3] {
    let (heading, rest) = column.split_once(',').unwrap();
    let (first, second) = rest.rsplit_once(',').unwrap();
    [heading, first, second]
}

#[test]
fn a_title_row_of_figures_is_in_the_account() {
    for title in [",\"1,200\",900", "Savings target:,5000,"] {
        let table = format!("{title}\nScheme,Plan to date £k,Actual to date £k\nA,10,9\n");
        assert!(asked(&table).contains("stands above the headings"), "{title}: {}", asked(&table));
    }
    let dated = "Month:,3,\nYear:,2012,\nScheme,Plan to date £k,Actual to date £k\nA,10,9\n";
    assert_eq!(asked(dated), "");
}

#[test]
fn amounts_that_cannot_be_added_exactly_are_refused_though_unread() {
    let long = "9".repeat(27);
    let table =
        format!("Scheme,Plan to date £k,Actual to date £k,Jam\nA,1,1,{long}\nB,1,1,{long}\nC,1,1,0.123\n");
    assert!(asked(&table).contains("digits"), "{}", asked(&table));
}

/// What `qipp map` says is in the second column.
fn sum_in_map(text: &str) -> serde_json::Value {
    let file = crate::run::run_with_input(&["map", "-", "--format", "json", "--quiet"], text).json();
    file["tables"][0]["columns"][1]["sum"].clone()
}

#[test]
fn the_sum_of_a_column_is_in_its_unit_and_without_its_totals() {
    for (text, sum) in [
        ("Scheme,Jam £k\nA,1\nB,\"£1,500k\"\nTotal,1501\n", 1501),
        ("Scheme,Plan to date £k,Actual to date £k\nA,1,2\nB,£2m,3\nTotal,2001,5\n", 2001),
        ("Scheme,Jam,Jelly\nA,60,1\nB,24,2\nTotal,84,3\n", 84),
    ] {
        assert_eq!(sum_in_map(text), sum, "{text}");
    }
}

/// Shares in percent are no money, whatever column is missing.
#[test]
fn percentages_are_offered_as_no_amounts() {
    let shares = "published/nao-2011-09-sha-shares/as-published.csv";
    let refused = run(&["assess", shares]).ended(3).err;
    refused.says(&["no table of a savings plan is recognised by its headings"]);
    assert!(!refused.contains("--map"), "{refused}");
}

#[test]
fn what_measures_lack_does_not_hang_on_the_order_of_files() {
    let own = folder(&[
        ("a.csv", "A PCT,2011/12,2012/13\nChallenge £m,10,12\nPressures £m,3,4\n"),
        ("b.csv", "B PCT,2011/12,2012/13\nChallenge £m,10,12\nIdentified £m,9,11\n"),
    ]);
    let said = |files: [&str; 2]| {
        let run = run(&["assess", "--quiet", &at(&own, files[0]), &at(&own, files[1])]);
        (run.status, run.err.lines().filter(|line| line.contains("error[")).map(str::to_owned).collect())
    };
    let one: (i32, Vec<String>) = said(["a.csv", "b.csv"]);
    assert_eq!(one, said(["b.csv", "a.csv"]));
    assert_eq!((one.0, one.1.len()), (3, 1), "{:?}", one.1);
    one.1[0].says(&["the table has no identified savings", "Pressures"]);
}

#[test]
fn money_of_rows_of_several_tables_is_asked_about() {
    let text = "record,scheme,name,Saving £k\nscheme,S1,Beds,100\nscheme,S2,Tea,50\n";
    let own = folder(&[("plan.csv", text)]);
    let refused = run(&["assess", &at(&own, "plan.csv")]).ended(3);
    refused.err.says(&[
        "Saving £k\" (2 cells, £150k)",
        "--map \"Saving £k=plan_year\"",
        "--map \"Saving £k=ignore\"",
    ]);
    let read = run(&["assess", &at(&own, "plan.csv"), "--map", "Saving £k=plan_year"]).ended(0);
    read.out.says(&["plan £150k"]);
}

#[test]
fn organisations_that_the_user_names_are_read_beside_what_is_none() {
    let text = "Scheme,Anytown PCT,Otherton PCT,Reserve £k\nBeds,100,50,20\nTea,30,20,5\n";
    let own = folder(&[("plan.csv", text)]);
    let file = at(&own, "plan.csv");
    let first = run(&["assess", &file]).ended(3);
    first.err.says(&["--map \"Anytown PCT=organisation:Anytown PCT\"", "--map \"Reserve £k=ignore\""]);
    let second = run(&["assess", &file, "--map", "Anytown PCT=organisation:Anytown PCT"]).ended(3);
    assert_eq!(second.err.matches("error[").count(), 1, "{}", second.err);
    second.err.says(&["1 column of amounts is not understood", "--map \"Reserve £k=ignore\""]);
}

#[test]
fn amounts_by_year_and_name_are_no_assumptions() {
    let own =
        folder(&[("plan.csv", "Year,Scheme,Saving £k\n2024/25,Beds,100\n2025/26,Beds,60\n2025/26,Tea,50\n")]);
    let refused = run(&["assess", &at(&own, "plan.csv")]).ended(3);
    refused.err.says(&["--map \"Saving £k=plan\""]);
    let read = run(&["assess", &at(&own, "plan.csv"), "--map", "Saving £k=plan", "--view", "years"]).ended(0);
    read.out.says(&["Beds         100       60    160"]);
}

/// A total is over a period; what other tables call `year` or `month` is not read of one, and that is said.
#[test]
fn the_year_of_a_total_is_its_period() {
    let savings = "scheme,name,period,plan (£k),actual (£k)\nS1,One,2011-04,10,9\nS1,One,2011-05,10,9\n";
    for (heading, is_noted) in [("year", true), ("Financial year", true), ("period", false)] {
        let totals = format!("table,column,workstream,{heading},stated\nsavings,plan,,2011/12,20\n");
        let files = folder(&[("p/savings.csv", savings), ("p/totals.csv", &totals)]);
        let run = run(&["assess", &at(&files, "p")]);
        let said = format!("the column \"{heading}\" is not read: of a total the column is `period`");
        assert_eq!(run.err.contains(&said), is_noted, "{heading}: {}", run.err);
    }
}
