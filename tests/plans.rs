//! A line for each organisation: in the roll-up worst first by money, in the CSV with its figures and counts.

use crate::run::{Says, at, folder, run};

const PLANS: &str = "organisation,code,parent,as_at\nAnytown PCT,5ZZ,Coastal SHA,2011-09-30\n\
    Barset PCT,,Coastal SHA,2011-09-30\n";
const SCHEMES: &str = "organisation,scheme,name,workstream,plan_ytd (£k),actual_ytd (£k)\n\
    Anytown PCT,S1,Ward stock,Procurement,100,99\n\
    Anytown PCT,S2,Taxis,Transport,50,49\n\
    Barset PCT,S1,Agency nurses,Workforce,100,70\n\
    Barset PCT,S2,Rota,Procurement,100,95\n";
const YEARS: &str = "organisation,year,challenge (£k),identified (£k)\nAnytown PCT,2011/12,140,150\n";

#[test]
fn every_plan_has_its_line_worst_first() {
    let input = folder(&[("plan.csv", PLANS), ("schemes.csv", SCHEMES), ("years.csv", YEARS)]);
    let page = run(&["assess", &at(&input, ""), "--view", "rollup"]).ended(0).out;
    let (first, second) = (page.find("Barset PCT").unwrap(), page.find("Anytown PCT (5ZZ)").unwrap());
    assert!(first < second, "{page}");
    page.as_str().says(&["WORST FIRST £k", "furthest behind: Workforce (30)"]);
    assert!(!page.contains("furthest behind: Procurement"), "what is green is not asked about\n{page}");
    assert!(page.lines().all(|line| line.chars().count() <= 80), "{page}");
}

#[test]
fn the_summary_as_csv_has_figures_and_counts() {
    let input = folder(&[("plan.csv", PLANS), ("schemes.csv", SCHEMES), ("years.csv", YEARS)]);
    let text = run(&["assess", &at(&input, ""), "--format", "csv"]).ended(0).out;
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headings = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let cell = |row: usize, key: &str| {
        let column =
            headings.iter().position(|heading| heading == key).unwrap_or_else(|| panic!("{key}: {text}"));
        rows[row][column].to_owned()
    };
    let barset = (0..rows.len()).find(|row| cell(*row, "organisation") == "Barset PCT").unwrap();
    let anytown = (0..rows.len()).find(|row| cell(*row, "organisation") == "Anytown PCT").unwrap();
    let of = |row: usize, keys: &[&str]| keys.iter().map(|key| cell(row, key)).collect::<Vec<_>>();
    let keys = ["parent", "plan_ytd", "actual_ytd", "variance_ytd", "headroom_amount", "owed", "exceptions"];
    assert_eq!(of(barset, &keys), ["Coastal SHA", "200000", "165000", "-35000", "", "0", "0"]);
    assert_eq!(of(anytown, &keys), ["Coastal SHA", "150000", "148000", "-2000", "10000", "0", "0"]);
    assert_eq!(cell(barset, "file"), at(&input, ""));
    // the counts are those of the report
    let report = run(&["assess", &at(&input, ""), "--format", "json"]).ended(0).json();
    let about = |name: &str| {
        report["findings"].as_array().unwrap().iter().filter(|found| found["organisation"] == name).count()
    };
    assert_eq!(cell(barset, "findings"), about("Barset PCT").to_string());
    assert_eq!(cell(anytown, "findings"), about("Anytown PCT").to_string());
}

#[test]
fn the_unit_of_its_savings_is_that_of_a_report_in_whatever_order_tables_stand() {
    let plan = r#""plan": {"organisation": "Anytown", "unit": "£m", "as_at": "2011-09-30"}"#;
    let schemes = r#""schemes": [{"scheme": "S1", "plan_ytd": "3", "actual_ytd": "3"}]"#;
    let years = r#""years": [{"year": "2011/12", "challenge": "£751k", "identified": "£1m"}]"#;
    let orders = [[plan, schemes, years], [plan, years, schemes], [years, schemes, plan]];
    for order in orders {
        let input = folder(&[("plan.json", &format!("{{{}}}", order.join(", ")))]);
        let report = run(&["assess", &at(&input, "plan.json"), "--format", "json"]).ended(0).json();
        let own = &report["plans"][0];
        assert_eq!((&own["unit"], &own["plan_ytd"]), (&"£m".into(), &3_000_000.into()), "{order:?}");
    }
}
