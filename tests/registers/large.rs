//! Large registers of many shapes are read whole: among thousands of rows chance makes hundreds of sums.

use crate::dice::Dice;
use crate::submitted::Submitted;

/// What a cell of amounts holds, beside the row's own figure.
#[derive(Clone, Copy)]
enum Cell {
    /// The row's own figure.
    Own,
    /// Between seven and eleven tenths of it.
    About,
    /// Another figure, in one row of so many.
    Other(u64),
}

/// The columns of amounts of a register.
type Columns = &'static [(&'static str, Cell)];

const SHAPES: [Columns; 6] = [
    &[("Plan 2011/12 £k", Cell::Own)],
    &[("Plan 2011/12 £k", Cell::Own), ("Investment £k", Cell::Other(10))],
    &[
        ("2011/12 plan £k", Cell::Own),
        ("2012/13 plan £k", Cell::Other(2)),
        ("2013/14 plan £k", Cell::Other(3)),
    ],
    &[
        ("2011/12 plan £k", Cell::Other(2)),
        ("2012/13 plan £k", Cell::Other(2)),
        ("Investment £k", Cell::Other(10)),
    ],
    &[("Plan to date £k", Cell::Own), ("Actual to date £k", Cell::About), ("Investment £k", Cell::Other(20))],
    &[("Apr-11 plan £k", Cell::Own), ("May-11 plan £k", Cell::Own), ("Jun-11 plan £k", Cell::Own)],
];

/// How large and how round its figures are.
#[derive(Clone, Copy, Debug)]
enum Figures {
    Small,
    Fives,
    Round,
    Thousands,
}

const FIGURES: [Figures; 4] = [Figures::Small, Figures::Fives, Figures::Round, Figures::Thousands];

impl Figures {
    fn figure(self, dice: &mut Dice) -> u64 {
        match self {
            Self::Small => dice.between(1, 30),
            Self::Fives => dice.between(1, 60) * 5,
            Self::Round => {
                let digits = [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 75];
                digits[dice.between(0, digits.len() as u64) as usize]
                    * [1, 10, 10, 100][dice.between(0, 4) as usize]
            }
            Self::Thousands => dice.between(1_000, 90_000),
        }
    }
}

/// A register of so many schemes; those of sections stand under headings of five, and have no owner.
fn register(
    dice: &mut Dice,
    columns: Columns,
    figures: Figures,
    schemes: usize,
    has_sections: bool,
) -> String {
    let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    let (group, owner) = if has_sections { ("", "") } else { (",Workstream", ",Owner") };
    let mut text = format!("Ref,Scheme{group}{owner},{}\n", names.join(","));
    for scheme in 0..schemes {
        if has_sections && scheme % 5 == 0 {
            text += &format!(",Workstream {}{}\n", scheme / 5, ",".repeat(columns.len()));
        }
        text += &format!("S{scheme:04},Project {scheme}");
        if !has_sections {
            let workstream = ["Planned care", "Urgent care", "Medicines"][dice.between(0, 3) as usize];
            text += &format!(",{workstream},{}", ["A Nair", "R Akande", ""][dice.between(0, 3) as usize]);
        }
        let own = figures.figure(dice);
        for (_, cell) in columns {
            let amount = match cell {
                Cell::Own => own.to_string(),
                Cell::About => (own * dice.between(70, 116) / 100).to_string(),
                Cell::Other(of) if dice.between(0, *of) == 0 => figures.figure(dice).to_string(),
                Cell::Other(_) => String::new(),
            };
            text += &format!(",{amount}");
        }
        text += "\n";
    }
    text
}

#[track_caller]
fn read_whole(schemes: usize, seeds: std::ops::Range<u64>) {
    for seed in seeds {
        for (at, columns) in SHAPES.into_iter().enumerate() {
            for (number, figures) in FIGURES.into_iter().enumerate() {
                let has_sections = (at + number + seed as usize).is_multiple_of(3);
                let mut dice = Dice(seed * 1000 + (at * FIGURES.len() + number) as u64);
                let text = register(&mut dice, columns, figures, schemes, has_sections);
                let (submission, problems) = Submitted::text("register.csv", text).read();
                let says = problems.first().map(|problem| problem.message(&submission.sources));
                assert_eq!(says, None, "seed {seed}, {figures:?}, {}", columns[0].0);
                assert_eq!(submission.plans[0].schemes.len(), schemes, "seed {seed}, {figures:?}");
            }
        }
    }
}

#[test]
fn a_register_of_two_thousand_rows_is_read_whole() {
    read_whole(2_000, 1..2);
}

#[test]
fn a_register_of_three_hundred_rows_is_read_whole() {
    read_whole(300, 1..8);
}

/// A programme before every three projects: no accident however many rows there are.
#[test]
fn programmes_before_their_projects_are_asked_about_among_many_rows() {
    let mut dice = Dice(5);
    let mut text = "Scheme,Plan 2011/12 £k,Forecast 2011/12 £k\n".to_owned();
    for programme in 0..100 {
        let mut project = || [dice.between(100, 900), dice.between(100, 900)];
        let projects = [project(), project(), project()];
        let sum = |at: usize| projects.iter().map(|own| own[at]).sum::<u64>();
        text += &format!("Programme {programme},{},{}\n", sum(0), sum(1));
        for (at, [plan, forecast]) in projects.iter().enumerate() {
            text += &format!("Work {programme} {at},{plan},{forecast}\n");
        }
    }
    let says = Submitted::text("register.csv", text).messages().join("\n");
    assert!(says.contains("the sum of the rows below them"), "{says}");
}
