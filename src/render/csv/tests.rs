use super::CsvTable;
use crate::money::Money;
use crate::render::cells::Cell;
use crate::render::sample::{self, text, view};
use crate::render::{By, Format, Options, View};

fn csv(view_of: View, by: By) -> String {
    let report = if by == By::All { sample::thirty() } else { sample::anytown() };
    text(&report, Format::Csv, &Options { by, ..view(view_of) })
}

#[test]
fn the_finance_table_has_its_columns_and_plain_digits() {
    let text = csv(View::Finance, By::Workstream);
    assert_eq!(
        text.lines().take(2).collect::<Vec<_>>(),
        [
            "level,organisation,workstream,scheme,name,plan_ytd,actual_ytd,variance_ytd,percent_ytd,rating,\
             plan_year,forecast_year,variance_forecast,percent_forecast,rating_forecast,behind,ahead,\
             unreported,outside_total,incomplete",
            "workstream,Anytown PCT,Urgent care,,,2570000,2331000,-239000,-9.2996,amber,0,0,0,,n/a,0,0,0,\
             false,false"
        ]
    );
}

#[test]
fn every_level_comes_in_its_order() {
    let text = csv(View::Finance, By::All);
    let mut levels: Vec<&str> = text.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    levels.dedup();
    assert_eq!(levels, ["workstream", "organisation", "region", "nation"]);
}

#[test]
fn the_other_tables_have_their_columns() {
    let head = |view| csv(view, By::Workstream).lines().next().unwrap().to_owned();
    assert_eq!(
        head(View::Summary),
        "organisation,code,tier,as_at,scope,rating,plan,delivery,finance,forecast,headroom,sign_off"
    );
    assert_eq!(
        head(View::Headroom),
        "organisation,year,challenge,identified,unidentified,headroom,percent_of_challenge,cover,forecast,\
         risk_adjusted,stressed,rating"
    );
    assert_eq!(
        head(View::Criteria),
        "organisation,scheme,set,row,code,result,kind,basis,rating,evidence,reason"
    );
    assert_eq!(
        head(View::ReportCard),
        "level,organisation,workstream,scheme,brief,leadership,milestones,kpis,financials,risks,\
         regional_plan,national_workstreams,development,progress_milestones,kpis_quality,kpis_activity,\
         kpis_workforce,kpis_finance,finance,monitoring_risks,progress,overall,direction"
    );
    assert_eq!(
        head(View::Findings),
        "severity,code,organisation,workstream,scheme,place,found,expected,amount,action"
    );
}

#[test]
fn rows_read_as_they_should() {
    assert_eq!(
        csv(View::Findings, By::Scheme).lines().nth(1).unwrap(),
        "warning,ST,Anytown PCT,,PC1,\"plan.csv, line 4, column F\",\"'=4,000 stated\",\"4,018\",18000,\
         Correct the total"
    );
    assert_eq!(
        csv(View::Headroom, By::Scheme).lines().nth(4).unwrap(),
        "Anytown PCT,total,50000000,52100000,0,2100000,4.2000,104.2000,1600000,100000,-8320000,amber"
    );
    assert_eq!(
        csv(View::Summary, By::Scheme).lines().nth(1).unwrap(),
        "Anytown PCT,5ZZ,PCT,2011-09-30,plan,red,amber,red,amber,red,amber,conditions outstanding"
    );
}

#[test]
fn several_views_are_separated_by_a_blank_line_and_each_is_a_whole_table() {
    let options = Options { views: View::ALL.to_vec(), by: By::All, ..view(View::Summary) };
    let text = text(&sample::anytown(), Format::Csv, &options);
    let tables: Vec<&str> = text.split("\n\n").collect();
    assert_eq!(tables.len(), View::ALL.len());
    for table in tables {
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        assert!(reader.records().all(|record| record.is_ok()));
    }
}

#[test]
fn pence_are_kept() {
    let mut report = sample::anytown();
    report.plans[0].finance[0].plan_ytd = Money::new("0.50".parse().unwrap());
    let text = text(&report, Format::Csv, &Options { by: By::Scheme, ..view(View::Finance) });
    assert!(text.contains("scheme,Anytown PCT,Planned care,PC1,PC1,0.5,"));
}

#[test]
fn money_is_written_as_plain_digits() {
    for text in ["0", "-2013000", "0.05", "12.50", "99999999999999999999999", "-0.10", "1000"] {
        let amount = Money::new(text.parse().unwrap());
        let mut buffer = String::new();
        amount.write_plain(&mut buffer);
        assert_eq!(buffer, amount.decimal().normalize().to_string());
    }
}

#[test]
fn formulas_are_neutralised_and_numbers_are_not() {
    let mut out = Vec::new();
    let mut table = CsvTable::new(&mut out);
    for text in ["=1+1", "\t@x", "a \"b\", c"] {
        table.cell(Cell::Text(text)).unwrap();
    }
    table.cell(Cell::Money(Money::new((-5).into()))).unwrap();
    table.finish().unwrap();
    assert_eq!(String::from_utf8(out).unwrap(), "'=1+1,'@x,\"a \"\"b\"\", c\",-5");
}
