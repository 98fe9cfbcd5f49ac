//! The cover: what was assessed and what came of it, each sheet with a link, what the signs mean, and how the
//! workbook was made.

use super::sheet::{footer, lines_of, link, put_text};
use super::{A4, LINE, Listed, SIZE, TITLE, charts, text};
use crate::rating::Rating;
use crate::render::html::VERIFY;
use crate::render::views::View;
use crate::render::views::said_only;
use crate::render::{Options, colours, conformance, text as texts, words};
use crate::report::{PlanReport, Report};
use crate::words::count;
use rust_xlsxwriter::{
    Color, Format, FormatAlign, FormatBorder, Table, TableColumn, TableStyle, Worksheet, XlsxError,
};

/// The widths of the two columns, in characters.
const LABELS: u16 = 24;
const TEXTS: u16 = 96;
/// Inputs that are named; of more, how many.
const INPUTS: usize = 50;

/// The characters of a title that are read.
const TITLE_LENGTH: usize = 160;

/// What its first cell says: what it is, of whom and as at when.
pub fn title(report: &Report) -> String {
    let whole = whole_title(report);
    texts::fit(&whole, TITLE_LENGTH).into_owned()
}

fn whole_title(report: &Report) -> String {
    match report.plans.as_slice() {
        [plan] => format!("{TITLE}: {}, {}", words::organisation(plan), words::as_at(plan.as_at.as_deref())),
        plans => format!("{TITLE}: {}, {}", count(plans.len(), "plan"), words::as_at_common(report)),
    }
}

/// A line of the cover.
pub enum Said {
    Heading(&'static str),
    Text(String, String),
    Rated(String, Rating),
}

/// A label and what stands beside it.
pub fn line(label: &str, own: String) -> Said {
    Said::Text(label.to_owned(), own)
}

/// The sheets, and whether there are charts before them.
type Sheets<'s> = (&'s [Listed], bool);

pub fn fill(
    sheet: &mut Worksheet,
    title: &str,
    [before, after]: &[Vec<Said>; 2],
    sheets: Sheets,
) -> Result<(), XlsxError> {
    sheet.set_name("Cover")?.set_screen_gridlines(false);
    sheet.set_column_width(0, LABELS)?.set_column_width(1, TEXTS)?;
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0).set_footer(footer());
    sheet.write_string_with_format(0, 0, title, &text().set_bold().set_font_size(SIZE + 7))?;
    sheet.set_row_height(0, LINE * 2)?;
    let mut row = 1;
    for said in before {
        put(sheet, &mut row, said)?;
    }
    contents(sheet, &mut row, sheets)?;
    for said in after {
        put(sheet, &mut row, said)?;
    }
    Ok(())
}

/// What the cover of an assessment says, before and after its list of sheets.
pub fn of_report(report: &Report, options: &Options, empty: &[View]) -> [Vec<Said>; 2] {
    [before(report), after(report, options, empty)]
}

fn label() -> Format {
    text().set_align(FormatAlign::Top).set_bold()
}

fn put(sheet: &mut Worksheet, row: &mut u32, said: &Said) -> Result<(), XlsxError> {
    match said {
        Said::Heading(heading) => {
            let format = text().set_bold().set_font_size(SIZE + 3).set_align(FormatAlign::Bottom);
            sheet.write_string_with_format(*row, 0, *heading, &format)?;
            sheet.set_row_height(*row, LINE * 2)?;
        }
        Said::Text(name, own) => {
            sheet.write_string_with_format(*row, 0, name, &label())?;
            let format = text().set_align(FormatAlign::Top).set_text_wrap();
            put_text(sheet, (*row, 1), own, &format)?;
            let lines = lines_of(own, TEXTS);
            sheet.set_row_height(*row, LINE * u16::try_from(lines).unwrap_or(1))?;
        }
        Said::Rated(name, rating) => {
            sheet.write_string_with_format(*row, 0, name, &label())?;
            sheet.write_string_with_format(*row, 1, rating.word(), &rated(*rating))?;
        }
    }
    *row += 1;
    Ok(())
}

/// The word of a rating in its colours.
fn rated(rating: Rating) -> Format {
    let format = text().set_bold().set_align(FormatAlign::Left);
    colours::of(rating).map_or(format.clone(), |pair| {
        let ink = Color::RGB(pair.ink);
        format
            .set_font_color(ink)
            .set_background_color(Color::RGB(pair.ground))
            .set_border_color(ink)
            .set_border_bottom(FormatBorder::Thin)
    })
}

/// What came of it.
fn before(report: &Report) -> Vec<Said> {
    let mut all = Vec::new();
    match report.plans.as_slice() {
        [plan] => {
            all.push(Said::Rated("Overall rating".to_owned(), plan.rating));
            if let Some(sign_off) = &plan.sign_off {
                all.push(line("Sign-off", sign_off.position.word().to_owned()));
            }
            all.extend(parts(plan).map(|(name, rating)| Said::Rated(name.to_owned(), rating)));
        }
        _ => {
            let summary = &report.summary;
            let counts = [
                (summary.red, Rating::Red),
                (summary.grey, Rating::Grey),
                (summary.amber, Rating::Amber),
                (summary.green, Rating::Green),
            ];
            let counts =
                counts.iter().filter(|(n, _)| *n > 0).map(|(n, rating)| format!("{n} {}", rating.word()));
            all.push(line("Organisations", counts.collect::<Vec<_>>().join(", ")));
            let first = report.rollup.as_ref().and_then(|rollup| rollup.look_first.clone());
            all.extend(first.map(|first| line("Look first at", first)));
        }
    }
    let brief = match (&report.rollup, report.plans.as_slice()) {
        (Some(rollup), _) => rollup.brief.as_slice(),
        (None, [plan]) => plan.brief.as_slice(),
        (None, _) => &[],
    };
    let labels = std::iter::once("In brief").chain(std::iter::repeat(""));
    all.extend(labels.zip(brief).map(|(label, own)| line(label, texts::clean(own).into_owned())));
    all.push(line("Scope", scope(report)));
    all.extend(report.summary.problems.iter().map(|own| line("Not read", texts::clean(own).into_owned())));
    all
}

/// The parts of the overall rating that are assessed.
fn parts(plan: &PlanReport) -> impl Iterator<Item = (&'static str, Rating)> {
    let own = plan.ratings;
    let all = [
        ("Plan", own.plan),
        ("Delivery", own.delivery),
        ("Finance to date", own.finance),
        ("Forecast", own.forecast),
        ("Headroom", own.headroom),
    ];
    all.into_iter().filter(|(_, rating)| *rating != Rating::NotApplicable)
}

fn scope(report: &Report) -> String {
    let scope = report.plans.first().map_or("", |plan| plan.scope.word());
    format!("{scope}; {}", words::policy(report))
}

/// The sheets with links, as a table.
fn contents(sheet: &mut Worksheet, row: &mut u32, (listed, has_charts): Sheets) -> Result<(), XlsxError> {
    put(sheet, row, &Said::Heading("What is in this workbook"))?;
    let charts = has_charts.then(|| (charts::NAME.to_owned(), charts::ABOUT.to_owned()));
    let of_view = |own: &Listed| {
        (own.name.clone(), format!("{} {}.", own.about, capital(&count(own.rows.len(), "line"))))
    };
    let all: Vec<(String, String)> = charts.into_iter().chain(listed.iter().map(of_view)).collect();
    let last = *row + u32::try_from(all.len()).unwrap_or(0);
    if last > *row {
        let heading = text().set_bold();
        let heads = ["Sheet", "What it holds"]
            .map(|head| TableColumn::new().set_header(head).set_header_format(heading.clone()));
        let table = Table::new().set_name("contents").set_columns(&heads).set_autofilter(false);
        let table = table.set_style(TableStyle::Light1).set_alt_text_title("Contents");
        sheet.add_table(
            *row,
            0,
            last,
            1,
            &table.set_alt_text("The sheets, with links, and what each holds."),
        )?;
    }
    *row += 1;
    for (name, about) in &all {
        let format = text().set_align(FormatAlign::Top);
        let blue = format
            .clone()
            .set_font_color(Color::RGB(0x00_5EB8))
            .set_underline(rust_xlsxwriter::FormatUnderline::Single);
        sheet.write_url_with_format(*row, 0, link(name), &blue)?;
        sheet.write_string_with_format(*row, 1, about, &format.set_text_wrap())?;
        sheet.set_row_height(*row, LINE * u16::try_from(lines_of(about, TEXTS)).unwrap_or(1))?;
        *row += 1;
    }
    Ok(())
}

fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// What the signs mean.
pub fn how_to_read(are_pounds: bool) -> Vec<Said> {
    let mut all = vec![Said::Heading("How to read it")];
    let money = if are_pounds {
        "In pounds, whole or with pence; a saving is positive, a shortfall negative."
    } else {
        "As read: a plan states no unit. A saving is positive, a shortfall negative."
    };
    all.push(line("Amounts", money.to_owned()));
    all.push(line(
        "Percentages",
        "Of the plan to date, of the year's plan, or of the challenge, as the heading says; rounded once."
            .to_owned(),
    ));
    all.push(line("Blank cells", "Not known, or not applicable; never nil.".to_owned()));
    all.push(line(
        "Ratings",
        "Words: green, amber, red, grey (not known; ranks with red) or n/a. The colour repeats the word."
            .to_owned(),
    ));
    all.push(line(
        "Lines",
        "Levels name themselves (scheme, workstream, organisation, region …): add up one level at a time."
            .to_owned(),
    ));
    all
}

/// What the signs mean, and how it was made.
fn after(report: &Report, options: &Options, empty: &[View]) -> Vec<Said> {
    let mut all = how_to_read(report.plans.iter().all(|plan| plan.unit.is_some()));
    all.push(line("Formulas", "Variances, percentages and totals are formulas where they give exactly the figure reported; all else is the figure itself.".to_owned()));
    if let Some(said) = said_only(report, options) {
        all.push(line("Shown alone", said));
    }
    if !empty.is_empty() {
        let names: Vec<&str> = empty.iter().map(|view| view.word()).collect();
        all.push(line("Without a sheet", format!("Nothing to show: {}", names.join(", "))));
    }
    all.push(Said::Heading("How it was made"));
    all.push(line(
        "Program",
        format!("{} {}, report {}", report.tool.name, report.tool.version, report.schema),
    ));
    all.push(line("Criteria", crate::criteria::EDITION.to_owned()));
    all.push(line("Policy", format!("{}, SHA-256 {}", words::policy(report), report.policy.hash)));
    let ran = conformance::lines(&report.conformance, report.plans.len());
    all.extend(ran.into_iter().map(|(label, own)| line(label, own)));
    all.push(line("Command", texts::clean(&options.command_hint).into_owned()));
    let beside = "with the inputs below and what --report json=report.json writes beside this workbook";
    all.push(line("To check", format!("{VERIFY}, {beside}")));
    let labels = std::iter::once("Inputs").chain(std::iter::repeat(""));
    all.extend(labels.zip(report.inputs.iter().take(INPUTS)).map(|(label, input)| {
        let bytes = count(usize::try_from(input.bytes).unwrap_or(usize::MAX), "byte");
        line(label, format!("{}, {bytes}, SHA-256 {}", texts::clean(&input.name), input.sha256))
    }));
    let rest = report.inputs.len().saturating_sub(INPUTS);
    if rest > 0 {
        all.push(line("", format!("and {rest} more: --format json has all")));
    }
    all
}
