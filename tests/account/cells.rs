//! Every cell of every fixture that is read, counted again cell by cell: a second, simple reading of what an
//! amount is, which knows nothing of how tables are understood.

use crate::submitted::Submitted;
use crate::worked_plan::fixture;
use qipp::inside::read::Grid;
use rust_decimal::Decimal;

/// Words of headings under which numbers are no money, where nothing is read from them.
const NO_MONEY: [&str; 14] = [
    "ref",
    "reference",
    "no",
    "number",
    "id",
    "rank",
    "priority",
    "page",
    "score",
    "wte",
    "fte",
    "staff",
    "phase",
    "headcount",
];

/// The columns of a plan that hold money.
const MONEY: [&str; 32] = [
    "plan_year",
    "plan_ytd",
    "actual_ytd",
    "forecast_year",
    "variance_ytd",
    "variance_forecast",
    "recurrent_plan",
    "recurrent_forecast",
    "full_year_effect",
    "reinvested",
    "investment",
    "net",
    "original_plan",
    "challenge",
    "departmental_challenge",
    "identified",
    "headroom",
    "allocation",
    "departmental_allocation",
    "expenditure",
    "budget",
    "pay_bill",
    "cost",
    "plan",
    "actual",
    "forecast",
    "stated",
    "unidentified",
    "unidentified_plan",
    "gross",
    "mitigated",
    "turnover",
];

/// What a cell holds: digits with what people write around them. The unit it states itself, if any.
fn figure(text: &str) -> Option<(Decimal, Option<u32>)> {
    let text = text.trim().replace("<b>", "").replace("</b>", "").to_lowercase();
    if text == "£000" {
        return None; // a unit below a heading
    }
    let negative = text.contains('(') || text.starts_with(['-', '−', '–']) || text.ends_with('-');
    let text = text.trim_matches(|c: char| "+-−–'*".contains(c));
    let text: String = text.chars().filter(|c| !"£,()+− “”".contains(*c) && !c.is_whitespace()).collect();
    let text = text.trim_start_matches('-').to_owned();
    let (digits, power) = match text.trim_end_matches(|c: char| c.is_alphabetic()) {
        digits if digits.len() == text.len() => (digits, None),
        digits => match &text[digits.len()..] {
            "k" => (digits, Some(3)),
            "m" | "million" => (digits, Some(6)),
            "billion" => (digits, Some(9)),
            _ => return None,
        },
    };
    let is_number = digits.chars().all(|c| c.is_ascii_digit() || c == '.') && !digits.is_empty();
    let amount: Decimal = digits.parse().ok().filter(|_| is_number)?;
    Some((if negative { -amount } else { amount }, power))
}

/// A column of a table: where it stands, whether its numbers are money, and the power of ten of their unit.
struct Column {
    at: usize,
    is_money: bool,
    power: u32,
}

/// Whether the numbers of a column are money: as it was taken for, else as its heading says.
fn is_money(ours: Option<&str>, heading: &str) -> bool {
    if let Some(ours) = ours {
        let is = |name: &str| name.split([' ', ',']).next().is_some_and(|name| MONEY.contains(&name));
        let across = ["years of ", "a stated total", "a part of a total"];
        return across.iter().any(|begins| ours.starts_with(begins))
            || ours.split_once('.').is_some_and(|(table, name)| table != "kpis" && is(name));
    }
    let lower = heading.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    heading.contains('£') || !heading.contains('%') && !words.any(|word| NO_MONEY.contains(&word))
}

/// The amounts that stand below the headings of a table.
fn counted(grid: &Grid, headings: usize, columns: &[Column], unit: u32) -> (usize, Decimal) {
    let (mut cells, mut sum) = (0, Decimal::ZERO);
    for row in headings + 1..grid.len() {
        for at in 0..grid.width(row) {
            let column = columns.iter().find(|column| column.at == at);
            let is_money = column.map_or_else(|| is_money(None, grid.text(headings, at)), |own| own.is_money);
            let Some((amount, own)) = figure(grid.text(row, at)).filter(|_| is_money) else { continue };
            cells += 1;
            let power = own.unwrap_or(column.map_or(unit, |column| column.power));
            sum += amount * Decimal::from(10_u64.pow(power));
        }
    }
    (cells, sum)
}

/// The files and folders that may be plans.
fn every_plan() -> Vec<(String, Submitted)> {
    let mut all: Vec<(String, Submitted)> =
        ["anytown", "anytown-mid-year"].map(|name| (name.to_owned(), Submitted::folder(name))).into();
    let mut folders = vec![fixture("")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(fixture("")).unwrap().to_str().unwrap().to_owned();
            let ending = name.rsplit('.').next().unwrap();
            if path.is_dir() && !["broken", "anytown", "anytown-mid-year"].contains(&name.as_str()) {
                folders.push(path);
            } else if ["csv", "txt", "xlsx", "xls", "ods", "json"].contains(&ending) {
                all.push((name.clone(), Submitted::fixture(&name)));
            }
        }
    }
    all.sort_by(|one, other| one.0.cmp(&other.0));
    all
}

/// Lists under one another, the second with other columns, another unit, or staff in the place of money: what
/// is read of them their own tests say.
const LISTS_OF_THEIR_OWN: [&str; 3] =
    ["messy/lists-of-two-units.csv", "messy/savings-and-staff.csv", "tables/06-two-lists-own-headings.csv"];

#[test]
fn every_amount_of_every_fixture_that_is_read_has_one_status() {
    let (mut read, mut lost) = (0, Vec::new());
    for (name, submitted) in every_plan() {
        let (submission, problems) = submitted.read();
        if !problems.is_empty() || LISTS_OF_THEIR_OWN.contains(&name.as_str()) {
            continue;
        }
        let grids = submitted.tables();
        read += 1;
        for reading in &submission.readings {
            let grid = grids.iter().find(|grid| grid.row_at(reading.place).is_some()).unwrap();
            let headings = grid.row_at(reading.place).unwrap();
            // of several tables in one file a column means another thing in each row
            if grid.text(headings, 0) == "record" {
                continue;
            }
            // the keys of JSON stand where they are first used; headings may stand over several rows
            let headings = if name.ends_with(".json") { 0 } else { headings };
            let power = |unit: Option<String>| match unit.as_deref() {
                Some("Thousands") => 3,
                Some("Millions") => 6,
                _ => 0,
            };
            let columns = reading.columns.iter().filter_map(|column| {
                let is_its = |at: &usize| {
                    (headings..grid.len().min(headings + 4)).any(|row| grid.place(row, *at) == column.place)
                };
                let at = (0..grid.width(headings).max(grid.width(headings + 1))).find(is_its)?;
                let is_money =
                    is_money(column.ours.as_ref().map(ToString::to_string).as_deref(), &column.heading);
                Some(Column { at, is_money, power: power(column.unit.map(|unit| format!("{unit:?}"))) })
            });
            // of a table on its side most columns have no heading that was taken for something
            let units =
                reading.columns.iter().map(|column| power(column.unit.map(|unit| format!("{unit:?}"))));
            let counted = counted(grid, headings, &columns.collect::<Vec<_>>(), units.max().unwrap_or(0));
            let all = || reading.account.all().iter().map(|(_, own)| own);
            let found: (usize, Decimal) =
                (all().map(|own| own.cells).sum(), all().map(|own| own.sum.decimal()).sum());
            if found != counted {
                lost.push(format!("{name} {:?}: {found:?} for {counted:?}", reading.table));
            }
        }
    }
    assert!(read > 90, "{read}");
    assert_eq!(lost, Vec::<String>::new());
}
