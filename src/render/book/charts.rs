//! Charts of what stands in the sheets, each with its finding as the title and said in words.

use super::held::Held;
use super::sheet::footer;
use super::{A4, FONT, HEADING, LINE, Listed, SIZE, text as letters};
use crate::render::html::headroom_title;
use crate::render::text;
use crate::render::views::View;
use crate::report::{Level, PlanReport, Report};
use crate::words::count;
use rust_xlsxwriter::{
    Chart, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartSolidFill, ChartType, Color,
    Worksheet, XlsxError,
};
use std::ops::Range;

pub const NAME: &str = "Charts";
pub const ABOUT: &str = "Charts of the figures in the other sheets, each said in words beside it.";

/// The characters of a name that a title holds.
const NAME_LENGTH: usize = 60;
/// Lines that a chart can show and still be read.
const MOST: usize = 20;
/// In pixels.
const WIDTH: u32 = 900;
const HIGH: u32 = 340;
const BAR: u32 = 34;
/// The height of a line on the screen.
const PIXELS: u32 = 20;

/// The axes, and what is asked beside what is there: told apart in grey, too.
const AXES: u32 = 0x59_5959;
const ASKED: u32 = 0xFF_FFFF;
const WHOLE: u32 = 0x00_3087;
const GRID: u32 = 0xD8_DDE0;

/// A chart before it is drawn.
pub struct Drawn {
    title: String,
    /// What it shows, in at most two sentences.
    says: String,
    kind: ChartType,
    sheet: String,
    /// The columns of its names and of its two figures.
    names: u16,
    figures: [(u16, String); 2],
    /// The first line, and how many.
    first: usize,
    lines: usize,
}

/// The charts that the sheets have figures for.
pub fn of(report: &Report, listed: &[Listed]) -> Vec<Drawn> {
    let find = |view: View| listed.iter().find(|own| own.view == Some(view));
    let [plan] = report.plans.as_slice() else {
        let regions = find(View::Finance).and_then(|own| {
            let level = [Level::Region, Level::Organisation]
                .into_iter()
                .find(|level| !of_level(own, *level).is_empty())?;
            to_date(own, level, "Plan and actual to date".to_owned())
        });
        return regions.into_iter().collect();
    };
    let finance = find(View::Finance).and_then(|own| {
        let level =
            [Level::Workstream, Level::Scheme].into_iter().find(|level| !of_level(own, *level).is_empty())?;
        to_date(own, level, furthest(plan))
    });
    let headroom = find(View::Headroom).and_then(|own| {
        let years = 0..own.rows.len().saturating_sub(usize::from(own.has_totals()));
        let chart = drawn(own, ["year"; 5], ["challenge", "identified"], years)?;
        let years = count(chart.lines, "year");
        let says = format!(
            "Financial challenge and savings identified in {years}; the sheet {} has the figures.",
            own.name
        );
        Some(Drawn { title: headroom_title(plan), says, ..chart })
    });
    finance.into_iter().chain(headroom).collect()
}

/// What is furthest behind its plan to date.
fn furthest(plan: &PlanReport) -> String {
    match &plan.furthest_behind {
        Some(own) => {
            let behind = plan.shown.in_words(own.variance_ytd.abs());
            let name = text::clean(&own.name);
            format!("{} is furthest behind its plan to date, by {behind}", text::fit(&name, NAME_LENGTH))
        }
        None => "Plan and actual to date".to_owned(),
    }
}

/// Plan and actual to date of the lines of a level.
fn to_date(own: &Listed, level: Level, title: String) -> Option<Drawn> {
    let names = ["name", "workstream", "organisation", "region", "scheme"];
    let chart = drawn(own, names, ["plan_ytd", "actual_ytd"], of_level(own, level))?;
    let lines = count(chart.lines, level.word());
    let says = format!("Plan and actual to date of {lines}; the sheet {} has the figures.", own.name);
    Some(Drawn { title, says, kind: ChartType::Bar, ..chart })
}

/// The lines of a level, one below the other.
fn of_level(own: &Listed, level: Level) -> Range<usize> {
    let at = own.columns.iter().position(|column| column.key == "level");
    let is_it = |row: &Vec<Held>| at.and_then(|at| row.get(at)?.text()) == Some(level.word());
    let first = own.rows.iter().position(is_it).unwrap_or(0);
    let lines = own.rows.iter().skip(first).take_while(|row| is_it(row)).count();
    first..first + lines
}

/// Two figures of some lines of a sheet, where there are so many as can be read.
fn drawn(own: &Listed, names: [&str; 5], figures: [&str; 2], lines: Range<usize>) -> Option<Drawn> {
    let at = |key: &str| own.columns.iter().position(|column| column.key == key);
    let says = |at: &usize| {
        let mut cells = own.rows.get(lines.clone()).into_iter().flatten().filter_map(|row| row.get(*at));
        cells.any(|held| held.text().is_some() || held.number().is_some_and(|own| !own.is_zero()))
    };
    let names = names.iter().filter_map(|key| at(key)).find(says)?;
    let figure = |key: &str| {
        let at = at(key).filter(says)?;
        Some((u16::try_from(at).ok()?, own.columns.get(at)?.heading.clone()))
    };
    let [one, other] = figures.map(figure);
    (1..=MOST).contains(&lines.len()).then_some(Drawn {
        title: String::new(),
        says: String::new(),
        kind: ChartType::Column,
        sheet: own.name.clone(),
        names: u16::try_from(names).ok()?,
        figures: [one?, other?],
        first: lines.start,
        lines: lines.len(),
    })
}

pub fn fill(sheet: &mut Worksheet, charts: Vec<Drawn>) -> Result<(), XlsxError> {
    sheet.set_name(NAME)?.set_screen_gridlines(false).set_column_width(0, 120)?;
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 1).set_footer(footer());
    sheet.write_string_with_format(0, 0, NAME, &letters().set_bold().set_font_size(SIZE + 4))?;
    sheet.set_row_height(0, LINE * 3 / 2)?;
    sheet.write_string_with_format(1, 0, ABOUT, &letters())?;
    let mut row = 2;
    for chart in charts {
        sheet.write_string_with_format(row, 0, &chart.says, &letters())?;
        let high = match chart.kind {
            ChartType::Bar => HIGH.max(BAR * u32::try_from(chart.lines).unwrap_or(0) + 120),
            _ => HIGH,
        };
        sheet.insert_chart(row + 1, 0, &made(&chart, high))?;
        row += 2 + high.div_ceil(PIXELS);
    }
    Ok(())
}

fn made(drawn: &Drawn, high: u32) -> Chart {
    let mut chart = Chart::new(drawn.kind);
    let line = |at: usize| HEADING + u32::try_from(at).unwrap_or(0);
    let (first, last) = (line(drawn.first + 1), line(drawn.first + drawn.lines));
    let font = |size: u8| {
        let mut font = ChartFont::new();
        font.set_name(FONT).set_size(size).set_color(Color::RGB(0x21_2B32));
        font
    };
    for ((at, name), fill) in drawn.figures.iter().zip([ASKED, WHOLE]) {
        let series = chart.add_series();
        series.set_categories((drawn.sheet.as_str(), first, drawn.names, last, drawn.names));
        series.set_values((drawn.sheet.as_str(), first, *at, last, *at)).set_name(name.as_str());
        let edge = if fill == ASKED { AXES } else { fill };
        let mut line = ChartLine::new();
        line.set_color(Color::RGB(edge)).set_width(1.5);
        let mut format = ChartFormat::new();
        format.set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(fill))).set_border(&line);
        series.set_format(&mut format).set_gap(60);
    }
    chart.title().set_name(drawn.title.as_str()).set_font(&font(14).set_bold().clone());
    chart.legend().set_position(ChartLegendPosition::Top).set_font(&font(12));
    let mut axis = ChartLine::new();
    axis.set_color(Color::RGB(AXES));
    let mut grid = ChartLine::new();
    grid.set_color(Color::RGB(GRID));
    let mut format = ChartFormat::new();
    format.set_line(&axis);
    let is_bar = drawn.kind == ChartType::Bar;
    // of bars the names stand at the upright axis, the first at the top
    let names = if is_bar { chart.y_axis() } else { chart.x_axis() };
    names.set_font(&font(11)).set_format(&mut format).set_major_gridlines(false);
    if is_bar {
        names.set_reverse();
    }
    let values = if is_bar { chart.x_axis() } else { chart.y_axis() };
    values
        .set_font(&font(11))
        .set_num_format("#,##0")
        .set_major_gridlines(true)
        .set_major_gridlines_line(&grid);
    chart.set_width(WIDTH).set_height(high).set_alt_text(format!("{}. {}", drawn.title, drawn.says));
    chart
}
