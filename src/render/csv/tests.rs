use super::CsvTable;
use crate::money::Money;
use crate::render::cells::Cell;
use crate::render::sample::{self, text, view};
use crate::render::{By, Format, Options, View};

fn csv(view_of: View, by: By) -> String {
    let report = if by == By::All { sample::thirty() } else { sample::anytown() };
    text(&report, Format::Csv, &Options { by: Some(by), ..view(view_of) })
}

#[test]
fn the_finance_table_has_its_columns_and_plain_digits() {
    let text = csv(View::Finance, By::Workstream);
    assert_eq!(
        text.lines().take(2).collect::<Vec<_>>(),
        [
            "level,organisation,workstream,scheme,name,plan_ytd,actual_ytd,variance_ytd,percent_ytd,rating,\
             plan_year,forecast_year,variance_forecast,percent_forecast,rating_forecast,behind,ahead,\
             unreported,outside_total,incomplete,year,code,region,cluster,forecast_yield,replaced_by",
            "workstream,Anytown PCT,Planned care,,,4430000,4018000.5,-411999.5,-9.3002,amber,9000000,6900000,\
             -2100000,-23.3333,red,-411999.5,0,0,false,false,2011/12,5ZZ,,,76.6667,"
        ]
    );
}

#[test]
fn every_level_comes_in_its_order() {
    let text = csv(View::Finance, By::All);
    let mut levels: Vec<&str> = text.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    levels.dedup();
    assert_eq!(levels, ["scheme", "organisation", "region", "nation"]);
}

#[test]
fn the_other_tables_have_their_columns() {
    let head = |view| csv(view, By::Workstream).lines().next().unwrap().to_owned();
    assert_eq!(
        head(View::Summary),
        "organisation,code,tier,as_at,scope,rating,plan,delivery,finance,forecast,headroom,sign_off,incomplete,\
         parent,plan_ytd,actual_ytd,variance_ytd,headroom_amount,findings,owed,exceptions,file,level"
    );
    assert_eq!(
        head(View::Headroom),
        "organisation,year,challenge,identified,unidentified,headroom,percent_of_challenge,cover,forecast,\
         risk_adjusted,stressed,rating,incomplete,incomplete_forecast,level,reopened,without_challenge,left_out"
    );
    assert_eq!(
        head(View::Criteria),
        "organisation,scheme,set,row,code,result,kind,basis,rating,evidence,reason"
    );
    assert_eq!(
        head(View::ReportCard),
        "level,organisation,workstream,scheme,brief,leadership,milestones,kpis,financials,risks,\
         regional_plan,national_workstreams,development,progress_milestones,kpis_quality,kpis_activity,\
         kpis_workforce,kpis_finance,finance,monitoring_risks,progress,overall,direction,incomplete,\
         direction_development,direction_progress,region,cluster"
    );
    assert_eq!(
        head(View::Findings),
        "severity,code,organisation,workstream,scheme,place,found,expected,amount,action"
    );
}

#[test]
fn rows_read_as_they_should() {
    let row = |view, at| csv(view, By::Scheme).lines().nth(at).unwrap().to_owned();
    assert_eq!(
        row(View::Findings, 1),
        "error,ST,Anytown PCT,,,plan.csv:5:8; plan.csv:3:47; plan.csv:4:47,\"identified savings of 2011/12 is \
         stated as £20,100,000\",\"£18,000,000, the planned savings of its schemes\",2100000,Make identified \
         savings and the schemes agree."
    );
    assert_eq!(
        row(View::Headroom, 3),
        "Anytown PCT,total,38000000,37000000,0,-1000000,-2.6316,97.3684,,,-8400000,red,false,false,organisation,,,"
    );
    assert_eq!(
        row(View::Summary, 1),
        "Anytown PCT,5ZZ,pct,2011-09-30,plan,red,red,red,amber,red,red,conditions outstanding,false,,\
         7000000,6637000.5,-362999.5,-1000000,1,5,0,plan.csv,organisation"
    );
}

#[test]
fn several_views_are_separated_by_a_blank_line_and_each_is_a_whole_table() {
    let options = Options { views: View::ALL.to_vec(), by: Some(By::All), ..view(View::Summary) };
    let text = text(&sample::anytown(), Format::Csv, &options);
    let tables: Vec<&str> = text.split("\n\n").collect();
    assert_eq!(tables.len(), View::ALL.len());
    for table in tables {
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        assert!(reader.records().all(|record| record.is_ok()));
    }
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
