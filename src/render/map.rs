//! What will be made of tables, as a page: each table, its columns and special rows, and what is open.

use super::block::{Block, Column, Grid, Room};
use super::{Format, Options, json, markdown, table, text, why};
use crate::money::group;
use crate::plan::survey::{Answer, ColumnMap, Open, RowMap, Survey, TableMap};
use crate::words::count;
use std::io::{self, Write};

/// Writes a survey: as text, coloured or not and so wide, or in another of the formats that hold it whole.
///
/// # Errors
/// Whatever the writer reports.
pub fn map(
    survey: &Survey,
    format: Format,
    (colour, width): (bool, usize),
    out: &mut impl Write,
) -> io::Result<()> {
    match format {
        Format::Json | Format::Jsonl => json::write(survey, out),
        Format::Markdown => markdown::blocks(&page(survey), out),
        _ => table::write(&page(survey), &Options { colour, width, ..Options::default() }, out),
    }
}

fn page(survey: &Survey) -> Vec<Block> {
    let mut blocks = Vec::new();
    for own in &survey.tables {
        if !blocks.is_empty() {
            blocks.push(Block::Gap);
        }
        blocks.extend(of_table(own));
    }
    let open = survey.open.iter().enumerate().flat_map(|(at, open)| question(at + 1, open));
    blocks.extend(Block::under("OPEN: only you can say", open));
    let unsound = survey
        .problems
        .iter()
        .flat_map(|problem| problem.lines().map(|line| Block::item(&text::clean(line))).collect::<Vec<_>>());
    blocks.extend(Block::under("ALSO WRONG", unsound));
    blocks.extend(end(survey));
    blocks
}

/// What to do next.
fn end(survey: &Survey) -> Vec<Block> {
    let said = match (survey.open.len(), survey.problems.len()) {
        (0, 0) => "nothing is open: `qipp assess` reads it so; keep this with -o qipp.toml".to_owned(),
        (0, wrong) => format!("nothing is open; {} to mend", count(wrong, "problem")),
        (open, _) => format!(
            "{} open: answer with the options above, or one by one with --ask",
            count(open, "question")
        ),
    };
    vec![Block::Gap, Block::line(said)]
}

fn of_table(own: &TableMap) -> Vec<Block> {
    let mut blocks = vec![Block::title(text::clean(&own.input))];
    let lines: Vec<String> = own.headings.iter().map(|line| group(&line.to_string())).collect();
    let headings = match lines.as_slice() {
        [] => "no row of headings".to_owned(),
        [one] => format!("headings on line {one}"),
        [first, .., last] => format!("headings on lines {first} to {last}"),
    };
    let unit = match &own.unit {
        Some(unit) => format!("amounts in {unit}"),
        None => "no unit is stated".to_owned(),
    };
    blocks.push(Block::line(format!("{}; {headings}; {unit}; {}", own.shape, count(own.rows, "row"))));
    let mut grid = Grid::new(vec![
        Column::number("#"),
        Column::text("COLUMN", Room::Cut(12)),
        Column::text("SAMPLES", Room::Cut(10)),
        Column::number("AMOUNTS"),
        Column::number("SUM"),
        Column::text("TAKEN FOR", Room::Cut(12)),
        Column::text("BY", Room::Whole),
    ]);
    for column in &own.columns {
        grid.row(of_column(column));
        let others: Vec<String> = column.runners_up.iter().map(runner_up).collect();
        if column.taken_for.is_none() && !others.is_empty() {
            grid.across(format!("    could be {}", others.join(", ")));
        }
    }
    blocks.push(Block::Gap);
    blocks.push(Block::Grid(grid));
    if !own.special_rows.is_empty() {
        let mut grid = Grid::new(vec![
            Column::number("LINE"),
            Column::text("ROW", Room::Cut(12)),
            Column::text("SAMPLES", Room::Cut(10)),
            Column::text("TAKEN FOR", Room::Cut(10)),
            Column::text("BECAUSE", Room::Wrap(24)),
        ]);
        own.special_rows.iter().for_each(|row| grid.row(of_row(row)));
        blocks.push(Block::Gap);
        blocks.push(Block::Grid(grid));
    }
    let notes: Vec<Block> =
        own.notes.iter().map(|note| Block::item(&format!("note: {}", text::clean(note)))).collect();
    if !notes.is_empty() {
        blocks.push(Block::Gap);
        blocks.extend(notes);
    }
    blocks
}

fn of_column(column: &ColumnMap) -> Vec<String> {
    let taken = column.word.as_deref().or(column.taken_for.as_deref()).unwrap_or("-");
    let unit = column.unit.map_or_else(String::new, |unit| format!(" {unit}"));
    vec![
        column.number.to_string(),
        text::clean(if column.heading.is_empty() { "(no heading)" } else { &column.heading }).into_owned(),
        samples(&column.samples),
        if column.amounts == 0 { String::new() } else { group(&column.amounts.to_string()) },
        column.sum.map(why::exact).unwrap_or_default(),
        text::clean(&format!("{taken}{unit}")).into_owned(),
        column.evidence.map_or("not read", |evidence| evidence.word()).to_owned(),
    ]
}

fn of_row(row: &RowMap) -> Vec<String> {
    vec![
        Some(row.line).filter(|line| *line > 0).map_or_else(String::new, |line| line.to_string()),
        text::clean(if row.label.is_empty() { "(no name)" } else { &row.label }).into_owned(),
        samples(&row.samples),
        row.taken_for.clone(),
        text::clean(&row.because).into_owned(),
    ]
}

fn samples(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| crate::cutting::cell(text).into_owned()).collect();
    text::clean(&texts.join("; ")).into_owned()
}

fn runner_up(answer: &Answer) -> String {
    text::clean(&answer.ours).into_owned()
}

/// A question with its answers, each on a line of its own to be copied.
fn question(number: usize, open: &Open) -> Vec<Block> {
    let label = format!("{number}. ");
    let mut blocks = vec![Block::labelled(&label, &text::clean(&format!("{}: {}", open.place, open.what)))];
    for answer in &open.answers {
        blocks.push(Block::whole(&format!("     {}", text::clean(&answer.option))));
        if !answer.says.is_empty() {
            blocks.push(Block::item(&format!("         {}", text::clean(&answer.says))));
        }
    }
    blocks
}
