//! What the columns and rows of each table mean, as a person reads them: the second opinion.

use super::reading::{What, When, month, month_of, pence, rows, when};

/// Each plan in turn: `=`, the plan and the names of others that must say the same; how it is to be looked at
/// (`as-at`, its reporting `year`); then each of its tables, `where unit | rows | columns`.
///
/// - where: `file.csv` of a folder, `across` for organisations or years that stand side by side, `sheet=…`, `of=…`
///   for the organisation and `in=…` for its region where no column says it (`_` for a space)
/// - unit: `£`, `£k`, `£m`, `?` where none is known; `-£k` where savings are written as negatives; `n/a` where all
///   figures are of other units
/// - rows: those of schemes or years, with the workstream where a row above them gives it; `?` for an unidentified
///   line, `!` for one outside the total, `~` for an idea, `as` the name of one that has none; `heading=word` for rows
///   that say so
/// - columns: by letter or `heading`, what stands there, of an amount the time (a period in a column where none is
///   given) and a unit of its own; `C/2*12` is every second column from C, twelve of them, each a period later
pub const CASES: &str = "\
= published/barking-havering-2012-m06/as-published.csv
£k | 3-8 Moved from Red to Blue, Green and Amber; 11-18 CIP mitigation schemes (Red rated currently) | A name, B plan year
= published/barking-havering-2012-m06/as-published-position.csv
£ | 2 | A name, B plan ytd, C actual ytd
= published/community-trust-2014-15/as-published-m06.csv
£k | 2-9 | A name, C plan year, D forecast year, F plan ytd, G actual ytd
= published/community-trust-2014-15/as-published-m07.csv
£k | 2-10; 11 as Service Reviews | A name, C plan year, D forecast year, F plan ytd, G actual ytd
= published/community-trust-2014-15/as-published.csv
£k | 2-16 | A name, C plan year, D forecast year, F plan ytd, G actual ytd
= published/eastern-cheshire-ccg-2016-18/as-published.csv year 2016/17
£ | 2-6 | A name, B*2 plan 2016/17
= published/eastern-cheshire-ccg-2016-18/as-published-programme.csv year 2016/17
£ | 2 | A name, B*2 plan 2016/17
= published/nao-2011-09-sha-shares/as-published-challenge.csv
across £ | 2 | B challenge, C identified
= published/nhs-london-2011-02/as-published.csv
£k | 2-9,10?,12! | B name, C plan year, D forecast year, F plan ytd, G actual ytd
= published/south-essex-2011-06-delivery-boards/as-published.csv year 2011/12
of=South_West_Essex -? | 2-11 | A name, B plan 2011/12
of=South_East_Essex -? | 2-11 | A name, C plan 2011/12
= published/sw-essex-2011-06-headroom/as-published.csv
across ? | 2-5 | A period, B challenge, C identified
= published/sw-essex-2011-06-headroom/as-published-month1.csv
£ | 2-4 | A name, C plan ytd, B actual ytd
= papers/nhs-london-2011-01.csv
£k | 2-9,10?,12! | B name, C plan year, D forecast year, F plan ytd, G actual ytd
= papers/sw-essex-month-1 as-at 2011-04
schemes.csv £m | 2-5 | B name, D plan ytd, E actual ytd, F plan year, G forecast year
= papers/treasury-pipeline-2013.csv year 2013/14
£m | 2-4,5~ | B name, D plan 2013/14
= messy/lists-of-two-units.csv
£k | 3-4 North | A name, B plan ytd, C actual ytd
£m | 8-9 South | A name, B plan ytd, C actual ytd
= messy/savings-and-staff.csv
£k | 3-4 | A name, B plan ytd, C actual ytd
= messy/acute-cip-pairs.csv as-at 2011-09
£k | 6-13 | B name, C workstream, D/2*12 plan 2011-04, E/2*12 actual 2011-04, AE forecast year
= messy/pct-plan-over-months.csv as-at 2011-07
£k | 5-9 | A name, B*12 plan 2011-04, O*12 actual 2011-04
= messy/status-words.csv
£k | 2-4 | A name, C plan year, D plan ytd, E actual ytd
= messy/divisions-once.csv
£k | 5-6 Medicine; 8-9 Surgery; 11-12 Corporate | B name, C plan ytd, D actual ytd, F plan year, G forecast year
= messy/units-below.csv
£m | 5-8 | A name, B plan year, C plan ytd, D actual ytd, F forecast year
= messy/icb-efficiency.csv
£k | 6-9,10? | B name, F plan year, G plan ytd, H actual ytd, J forecast year
= messy/highlight-report.csv
£ | 4-6 | A name, F plan ytd, G actual ytd, I forecast year
= messy/board-ytd-forecast.csv
£k | 4-8 | A name, C plan ytd, D actual ytd, G plan year, H forecast year
= messy/community-nameless-total.csv
£k | 5-10 | A name, B workstream, D plan year, E plan ytd, F actual ytd, H forecast year
= messy/mixed-units.csv
£k | 2-5 | A name, C plan year £m, D forecast year £m, E plan ytd, F actual ytd
= messy/sections-subtotals.csv
£k | 4-5,7 PLANNED CARE; 10-11 URGENT CARE; 14,15? MEDICINES | B name, D plan year, E plan ytd, F actual ytd
= messy/quarters-across.csv as-at 2012-09
£k | 3-6 | A name, C/2*4 plan 2012-04q, D/2*4 actual 2012-04q
= messy/pct-years-across.csv year 2011/12
£m | 4-8 | A name, B workstream, C*4 plan 2011/12
= messy/headroom-measures-down.csv
across £m | 2-5 | B period, D challenge, E identified
= messy/cluster-organisations-across.csv year 2011/12
of=South_East_Essex £k | 2-5,6? | A name, B plan 2011/12
of=South_West_Essex £k | 2-5,6? | A name, C plan 2011/12
= messy/windows-1252.csv
£ | 2-5 | A name, C plan year, D plan ytd, E actual ytd, F forecast year
= messy/excel-unicode-text.txt
£k | 2-5 | B name, C workstream, D plan year, E actual ytd, F plan ytd, G forecast year
= messy/pasted-from-web.csv
£k | 2-5 | A name, B plan ytd, C actual ytd, D plan year, E forecast year
= messy/icb-providers.csv
£k | 3-4,5?,6-9 | A region, B organisation, D name, F plan ytd, G actual ytd, H plan year, I forecast year
= messy/month-and-year-columns.csv as-at 2012-06
£ | 2-9 | A in year, B in month, C id, D name, E plan, F actual
= messy/division-description.csv
£k | 2-5 | A workstream, B name, D plan ytd, E actual ytd, F plan year, G forecast year
= messy/after-the-total.csv
£k | 2-4,6! | A name, C plan year, D plan ytd, E actual ytd, F forecast year
= messy/months-as-iso.csv year 2011/12
? | 2-3 | A name, B*4 plan 2011-10
= messy/lone-plan.csv
£k | 3-5 | A name, B plan ytd, C actual ytd
= messy/savings-in-brackets.csv
-£k | 4-7 | A name, B plan year, C plan ytd, D actual ytd, E forecast year
= messy/mental-health-fot.csv
£k | 2-5,6~ | B name, J plan year, N plan ytd, O actual ytd, P forecast year
= messy/directorate-spend.csv
£k | 2-5 | A name, B plan year, C plan ytd, D actual ytd
= messy/variance-turned.csv
£k | 2-4 | A name, B plan ytd, C actual ytd
= tracker-titled.xlsx as-at 2011-06
sheet=QIPP_tracker £k | 6-7 Planned care; 8-9 Urgent care; 10 Prescribing | C name, D*3 plan 2011-04, G*3 actual 2011-04, J*3 forecast 2011-04
= messy/board-pack.xlsx
sheet=CIP_M7 £k | 6-10 | B name, C workstream, D plan ytd, E actual ytd, G plan year, H forecast year
= messy/month-tabs.xlsx as-at 2012-07
sheet=Apr £k | 4-6 | A id, B name, C plan 2012-04, D actual 2012-04
sheet=May £k | 4-6 | A id, B name, C plan 2012-05, D actual 2012-05
sheet=Jun £k | 4-6 | A id, B name, C plan 2012-06, D actual 2012-06
sheet=Jul £k | 4-6 | A id, B name, C plan 2012-07, D actual 2012-07
= messy/hidden-rows.xlsx
sheet=Tracker £k | 2-5 | A name, B workstream, C plan ytd, D actual ytd, E plan year, F forecast year
= messy/hidden-rows-97.xls
sheet=Schemes £k | 2-5 | A name, B plan ytd, C actual ytd
= register.xls
sheet=Schemes ? | 4-5 Planned care | B id, C name, E plan ytd, F actual ytd
= harrowmere-return-2025.csv as-at 2025-05
£k | 3-14 | B name, C workstream, I*4 plan 2025-04q
= anytown anytown.json anytown.xlsx anytown.ods as-at 2011-09
schemes.csv £ | 2-99 | scheme id, name name, workstream workstream, stage stage, counted_under under, sponsor lead, manager lead
savings.csv £ | 2-999 | scheme id, period period, plan plan, actual actual, forecast forecast
years.csv £ | 2-99 | year period, challenge challenge, identified identified
= anytown-mid-year anytown-mid-year.json as-at 2011-09
schemes.csv £ | 2-99 | scheme id, name name, workstream workstream, stage stage, maturity stage, counted_under under, sponsor lead, manager lead
savings.csv £ | 2-999 | scheme id, period period, plan plan, actual actual, forecast forecast
years.csv £ | 2-99 | year period, challenge challenge, identified identified
= northfold-icb-2025/month-2 as-at 2025-05
ambulance.csv community.csv hospitals.csv icb.csv in=Northfold_Integrated_Care_System £ | record=scheme | organisation organisation, scheme id, name name, workstream workstream, stage stage, maturity stage, sponsor lead, manager lead
ambulance.csv community.csv hospitals.csv icb.csv £ | record=saving | scheme id, period period, plan plan, actual actual, forecast forecast
ambulance.csv community.csv hospitals.csv icb.csv £ | record=year | organisation organisation, year period, challenge challenge
= northfold-icb-2025/month-6 as-at 2025-09
ambulance.csv community.csv hospitals.csv icb.csv in=Northfold_Integrated_Care_System £ | record=scheme | organisation organisation, scheme id, name name, workstream workstream, stage stage, maturity stage, sponsor lead, manager lead
ambulance.csv community.csv hospitals.csv icb.csv £ | record=saving | scheme id, period period, plan plan, actual actual, forecast forecast
ambulance.csv community.csv hospitals.csv icb.csv £ | record=year | organisation organisation, year period, challenge challenge
";

/// A scheme as a person reads it.
#[derive(Debug, Clone, Default)]
pub struct Scheme {
    pub organisation: String,
    pub region: String,
    pub workstream: String,
    pub id: String,
    /// How many of its sponsor and its manager are named.
    pub leads: usize,
    pub name: String,
    pub is_unidentified: bool,
    pub is_outside: bool,
    pub is_idea: bool,
    pub cells: Vec<(What, When, Option<i128>)>,
}

/// Whose, of when, what, how much.
pub type OfYear = (String, Option<When>, What, i128);

/// A plan: what it is called as a fixture, what it says, and how it is to be looked at.
#[derive(Debug, Default)]
pub struct Case {
    pub names: Vec<String>,
    pub as_at: Option<i32>,
    /// The April of the year reported of.
    pub april: Option<i32>,
    pub schemes: Vec<Scheme>,
    /// Challenge and what is identified of a year, or of a time that no year is, by organisation.
    pub years: Vec<OfYear>,
}

/// The column of a letter, or under a heading of the first row.
fn column(rows: &[Vec<String>], called: &str) -> usize {
    if called.chars().all(|own| own.is_ascii_uppercase()) {
        return called.bytes().fold(0, |at, own| at * 26 + usize::from(own - b'A') + 1) - 1;
    }
    rows[0].iter().position(|own| own == called).unwrap_or_else(|| panic!("no column {called}"))
}

/// The rows that are meant, by number from nought, with what marks them and the workstream above them.
fn meant<'a>(rows: &[Vec<String>], text: &'a str) -> Vec<(usize, char, &'a str)> {
    if let Some((heading, word)) = text.split_once('=') {
        let at = column(rows, heading);
        return (1..rows.len()).filter(|row| rows[*row][at] == word).map(|row| (row, ' ', "")).collect();
    }
    let mut all = Vec::new();
    for list in text.split("; ") {
        let (numbers, workstream) = list.split_once(' ').unwrap_or((list, ""));
        for range in numbers.split(',') {
            let plain = range.trim_end_matches(['?', '!', '~']);
            let mark = range.chars().last().filter(|own| !own.is_ascii_digit()).unwrap_or(' ');
            let (first, last) = plain.split_once('-').unwrap_or((plain, plain));
            let [first, last] = [first, last].map(|own| own.parse::<usize>().unwrap());
            all.extend((first - 1..last.min(rows.len())).map(|row| (row, mark, workstream)));
        }
    }
    all
}

/// The time of the column so many periods on.
fn later(time: When, by: i32) -> When {
    match time {
        When::Months { first, count } => When::Months { first: first + by * count, count },
        other => other,
    }
}

/// What stands in a column, or in several that are so far apart, each a period later.
struct Column<'a> {
    first: usize,
    step: usize,
    times: usize,
    means: &'a str,
    time: Option<&'a str>,
    unit: &'a str,
}

fn columns<'a>(rows: &[Vec<String>], text: &'a str, unit: &'a str) -> Vec<Column<'a>> {
    let of = |described: &'a str| {
        let mut words = described.split(' ');
        let place = words.next().unwrap();
        let (place, times) = place.split_once('*').unwrap_or((place, "1"));
        let (place, step) = place.split_once('/').unwrap_or((place, "1"));
        let [times, step] = [times, step].map(|own| own.parse::<usize>().unwrap());
        let (means, time) = (words.next().unwrap(), words.next());
        Column { first: column(rows, place), step, times, means, time, unit: words.next().unwrap_or(unit) }
    };
    text.split(", ").map(of).collect()
}

/// What a row says, of a scheme or of a year.
fn read_row(case: &mut Case, mut own: Scheme, at: usize, cells: &[String], columns: &[Column]) {
    let (mut period, mut in_year) = (None, "");
    for column in columns {
        let cell = |nth: usize| cells.get(column.first + nth * column.step).map_or("", |own| own.trim());
        let text = cell(0).replace("<b>", "").replace("</b>", "");
        let what = match column.means {
            "plan" => What::Plan,
            "actual" => What::Actual,
            "forecast" => What::Forecast,
            "challenge" | "identified" => {
                let is_challenge = column.means == "challenge";
                let what = if is_challenge { What::Challenge } else { What::Identified };
                let amount = pence(cell(0), column.unit);
                case.years.extend(amount.map(|amount| (own.organisation.clone(), period, what, amount)));
                continue;
            }
            means => {
                match (means, column.time) {
                    ("name", _) if !own.name.is_empty() => {}
                    ("name", _) if text.is_empty() => own.name = format!("line {}", at + 1),
                    ("name", _) => own.name = text,
                    ("id", _) => own.id = text,
                    ("workstream", _) => own.workstream = text,
                    ("organisation", _) => own.organisation = text,
                    ("region", _) => own.region = text,
                    ("lead", _) => own.leads += usize::from(!text.is_empty()),
                    ("stage", _) => {
                        own.is_idea |= text == "idea";
                        own.is_unidentified |=
                            ["unidentified", "Not yet identified"].contains(&text.as_str());
                    }
                    ("under", _) => own.is_idea |= !text.is_empty(),
                    ("period", _) => period = Some(when(cell(0))),
                    ("in", Some("year")) => in_year = cell(0),
                    ("in", _) => period = Some(month_of(in_year, cell(0))),
                    _ => panic!("{means}"),
                }
                continue;
            }
        };
        let time = column.time.map(when).or(period).unwrap();
        let sign = if column.unit.starts_with('-') { -1 } else { 1 };
        for nth in 0..column.times {
            let amount = pence(cell(nth), column.unit).map(|amount| amount * sign);
            own.cells.push((what, later(time, i32::try_from(nth).unwrap()), amount));
        }
    }
    match case.schemes.iter_mut().find(|other| !own.id.is_empty() && other.id == own.id) {
        Some(other) => other.cells.append(&mut own.cells),
        None if own.name.is_empty() => {}
        None => case.schemes.push(own),
    }
}

/// Reads a table of a plan: `where unit | rows | columns`.
fn read(case: &mut Case, text: &str) {
    let [place, lines, described] = text.split(" | ").collect::<Vec<_>>().try_into().unwrap();
    let (mut files, mut sheet, mut is_across, mut unit) = (Vec::new(), None, false, "");
    let (mut of, mut region) = (String::new(), String::new());
    for word in place.split(' ') {
        match word.split_once('=') {
            Some(("sheet", own)) => sheet = Some(own.replace('_', " ")),
            Some(("in", own)) => region = own.replace('_', " "),
            Some((_, own)) => of = own.replace('_', " "),
            None if word == "across" => is_across = true,
            None if word.ends_with(".csv") => files.push(format!("{}/{word}", case.names[0])),
            None => unit = word,
        }
    }
    if files.is_empty() {
        files.push(case.names[0].clone());
    }
    for file in files {
        let rows = rows(&file, sheet.as_deref(), is_across);
        let columns = columns(&rows, described, unit);
        for (at, mark, above) in meant(&rows, lines) {
            let (name, workstream) = above.strip_prefix("as ").map_or(("", above), |name| (name, ""));
            let own = Scheme {
                organisation: of.clone(),
                region: region.clone(),
                name: name.to_owned(),
                workstream: workstream.to_owned(),
                is_unidentified: mark == '?',
                is_outside: mark == '!',
                is_idea: mark == '~',
                ..Scheme::default()
            };
            read_row(case, own, at, &rows[at], &columns);
        }
    }
}

/// Every plan.
pub fn cases() -> Vec<Case> {
    let mut all = Vec::<Case>::new();
    for line in CASES.lines() {
        let Some(head) = line.strip_prefix("= ") else {
            read(all.last_mut().unwrap(), line);
            continue;
        };
        let mut case = Case::default();
        let mut words = head.split(' ');
        while let Some(word) = words.next() {
            match word {
                "as-at" => case.as_at = month(words.next().unwrap()),
                "year" => match when(words.next().unwrap()) {
                    When::Months { first, .. } => case.april = Some(first),
                    other => panic!("{other:?}"),
                },
                name => case.names.push(name.to_owned()),
            }
        }
        case.april = case.april.or(case.as_at.map(|month| (month - 3).div_euclid(12) * 12 + 3));
        all.push(case);
    }
    for case in &mut all {
        // names that stand twice are told apart by what they stand under
        let twice = |own: &Scheme, all: &[Scheme]| {
            all.iter()
                .filter(|other| (&other.name, &other.organisation) == (&own.name, &own.organisation))
                .count()
                > 1
        };
        let named: Vec<bool> = case.schemes.iter().map(|own| twice(own, &case.schemes)).collect();
        for (own, _) in case.schemes.iter_mut().zip(named).filter(|(_, is_twice)| *is_twice) {
            own.name = format!("{} ({})", own.name, own.workstream);
        }
    }
    all
}
