//! A tracker as people build them: a title and merged bands, formulas, a table, lists, colours by rule, a chart,
//! sparklines, a button, notes, names, hidden rows and a hidden sheet, a protected sheet.

use rust_xlsxwriter::*;

/// Where the headings stand, from 0.
pub const HEADINGS: u32 = 3;

const ROWS: [(&str, &str, &str, u32, u32); 5] = [
    ("S1", "Ward stock", "Supplies", 100, 100),
    ("S2", "Agency nurses", "Workforce", 100, 85),
    ("S3", "Taxis", "Supplies", 100, 70),
    ("S4", "Energy", "Estates", 200, 205),
    ("S5", "Postage", "Estates", 40, 10),
];

/// Writes the tracker; S2's actual has a note of somebody's own.
pub fn tracker(path: &str) {
    let mut book = Workbook::new();
    let white = Format::new().set_bold().set_font_color(Color::White).set_background_color(Color::Navy);
    let money = Format::new().set_num_format("#,##0;[Red]-#,##0").set_background_color(Color::Yellow);
    let locked = Format::new().set_num_format("0.0%").set_italic();
    let sheet = book.add_worksheet();
    sheet.set_name("Tracker 'A' & B").unwrap();
    sheet.merge_range(0, 0, 0, 7, "Anytown PCT: QIPP tracker at 30 September 2011", &white).unwrap();
    sheet.write(1, 0, "£").unwrap();
    let headings = ["Scheme", "Name", "Workstream", "Plan YTD", "Actual YTD", "Variance", "%", "Trend"];
    for (at, heading) in (0..).zip(headings) {
        sheet.write_with_format(HEADINGS, at, heading, &white).unwrap();
    }
    for (row, (id, name, workstream, plan, actual)) in (HEADINGS + 1..).zip(ROWS) {
        sheet.write(row, 0, id).unwrap().write(row, 1, name).unwrap().write(row, 2, workstream).unwrap();
        sheet
            .write_with_format(row, 3, plan, &money)
            .unwrap()
            .write_with_format(row, 4, actual, &money)
            .unwrap();
        let one = row + 1;
        let variance = Formula::new(format!("=E{one}-D{one}"))
            .set_result((i64::from(actual) - i64::from(plan)).to_string());
        sheet.write_formula(row, 5, variance).unwrap();
        let percent = Formula::new(format!("=IF(D{one}=0,0,F{one}/D{one})")).set_result("0");
        sheet.write_formula_with_format(row, 6, percent, &locked).unwrap();
        let line = Sparkline::new().set_range((format!("'Tracker ''A'' & B'!D{one}:E{one}")).as_str());
        sheet.add_sparkline(row, 7, &line).unwrap();
    }
    let (first, last) = (HEADINGS + 1, HEADINGS + 5);
    let scale = ConditionalFormat3ColorScale::new();
    sheet.add_conditional_format(first, 5, last, 5, &scale).unwrap();
    let rule =
        ConditionalFormatCell::new().set_rule(ConditionalFormatCellRule::LessThan(0)).set_format(&white);
    sheet.add_conditional_format(first, 6, last, 6, &rule).unwrap();
    let list = DataValidation::new().allow_list_strings(&["Supplies", "Workforce", "Estates"]).unwrap();
    sheet.add_data_validation(first, 2, last, 2, &list).unwrap();
    sheet
        .insert_note(first + 1, 4, &Note::new("Checked with payroll, 3 Oct").set_author("J. Smith"))
        .unwrap();
    sheet.insert_note(HEADINGS, 0, &Note::new("Ids as in the plan").set_author("J. Smith")).unwrap();
    let button = Button::new().set_caption("Refresh").set_width(80).set_height(30);
    sheet.insert_button(1, 9, &button).unwrap();
    let mut chart = Chart::new(ChartType::Column);
    chart.add_series().set_values(("Tracker 'A' & B", first, 3, last, 3)).set_name("Plan");
    chart.add_series().set_values(("Tracker 'A' & B", first, 4, last, 4)).set_name("Actual");
    chart.set_alt_text("Plan and actual of each scheme");
    sheet.insert_chart(11, 0, &chart).unwrap();
    sheet.set_row_hidden(last).unwrap();
    sheet.set_column_hidden(8).unwrap();
    sheet.protect_with_password("please");
    sheet.write_url(1, 3, Url::new("https://example.org/")).unwrap();
    sheet.set_header("&CTracker").set_repeat_rows(HEADINGS, HEADINGS).unwrap();
    let notes = book.add_worksheet();
    notes.set_name("Notes").unwrap().set_hidden(true);
    notes.write(2, 1, "Nothing of a plan stands here").unwrap();
    let people = book.add_worksheet();
    people.set_name("People").unwrap();
    let rows = [["Person", "Telephone"], ["J. Smith", "x1234"], ["K. Jones", "x5678"]];
    for (row, cells) in (0..).zip(rows) {
        people.write(row, 0, cells[0]).unwrap().write(row, 1, cells[1]).unwrap();
    }
    people.add_table(0, 0, 2, 1, &Table::new().set_name("People")).unwrap();
    book.define_name("Rate", "=0.05").unwrap();
    book.define_name("'People'!Head", "='People'!$A$1").unwrap();
    book.save(path).unwrap();
}
