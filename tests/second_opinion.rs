//! A second opinion: the 5% rule, sums of levels and headroom worked out again in whole pence, in the plainest way,
//! of ten thousand generated plans, and held against what the program prints.

use crate::dice::Dice;
use crate::run::{at, folder, run};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::OnceLock;

mod by_value;
mod published;

/// How many organisations are made, each a plan of its own.
const PLANS: usize = 10_000;
/// Among how many regions they are.
const REGIONS: usize = 40;
/// The months of the year, and how many of them have ended.
const MONTHS: usize = 12;
const ENDED: usize = 9;

/// A scheme's months in pence; `None` is a blank.
struct Scheme {
    workstream: &'static str,
    plan: [Option<i128>; MONTHS],
    actual: [Option<i128>; MONTHS],
    forecast: [Option<i128>; MONTHS],
    /// What it plans for the year after.
    next: i128,
}

/// A plan and what came of it, over a time.
#[derive(Debug, Clone, Copy, Default)]
struct Position {
    plan: i128,
    actual: i128,
    /// The plan of months of which nothing is reported.
    missing: i128,
    reports: bool,
}

impl Position {
    fn add(&mut self, other: &Self) {
        self.plan += other.plan;
        self.actual += other.actual;
        self.missing += other.missing;
        self.reports |= other.reports;
    }

    /// The colour: the same whether what is missing is nil or as planned, else grey.
    fn colour(&self) -> &'static str {
        let of = |actual: i128| match (self.plan, actual) {
            (0, 0) => "",
            (0, actual) => {
                if actual > 0 {
                    "green"
                } else {
                    "red"
                }
            }
            (plan, actual) if (plan - actual) * 100 >= 20 * plan.abs() => "red",
            (plan, actual) if (plan - actual) * 100 >= 5 * plan.abs() => "amber",
            _ => "green",
        };
        let (least, most) = (of(self.actual), of(self.actual + self.missing));
        match () {
            () if !self.reports && self.plan != 0 => "grey",
            () if least == most => least,
            () => "grey",
        }
    }
}

fn scheme(dice: &mut Dice) -> Scheme {
    let workstream = ["Care", "Drugs", "Estates"][dice.roll(3)];
    let size = 1 + dice.roll(200_000);
    // near the bounds of the rule as often as anywhere
    let share = [100, 100, 95, 95, 96, 94, 80, 81, 79, 40, 0, 130][dice.roll(12)];
    let (mut plan, mut actual, mut forecast) = ([None; MONTHS], [None; MONTHS], [None; MONTHS]);
    let (is_late, has_forecast, reports) = (dice.one_in(12), !dice.one_in(4), !dice.one_in(9));
    for month in 0..MONTHS {
        let own =
            if is_late && month < 10 { 0 } else { size + if dice.one_in(3) { dice.roll(500) } else { 0 } };
        plan[month] = Some(own);
        if month < ENDED && reports && !is_late && !dice.one_in(20) {
            actual[month] = Some(own * share / 100);
        }
        if month >= ENDED && has_forecast && !dice.one_in(6) {
            forecast[month] = Some(own * share / 100);
        }
    }
    Scheme { workstream, plan, actual, forecast, next: dice.roll(900_000) }
}

impl Scheme {
    fn to_date(&self) -> Position {
        let mut all = Position::default();
        for month in 0..ENDED {
            let plan = self.plan[month].unwrap_or_default();
            all.plan += plan;
            match self.actual[month] {
                Some(actual) => (all.actual, all.reports) = (all.actual + actual, true),
                None => all.missing += plan,
            }
        }
        all
    }

    /// The year: what came of past months, what is forecast of the others, else their plan; `None` where nothing is
    /// forecast.
    fn year(&self) -> Option<Position> {
        self.forecast.iter().any(Option::is_some).then(|| {
            let mut all = self.to_date();
            for month in ENDED..MONTHS {
                let plan = self.plan[month].unwrap_or_default();
                all.plan += plan;
                all.actual += self.forecast[month].unwrap_or(plan);
            }
            all.reports = true;
            all
        })
    }

    fn planned(&self) -> i128 {
        self.plan.iter().flatten().sum()
    }

    /// Whether something was to come of it by now, or has.
    fn has_started(&self) -> bool {
        let nil = |own: &Option<i128>| own.is_none_or(|own| own == 0);
        !self.plan[..ENDED].iter().all(nil) || !self.actual.iter().all(nil)
    }
}

/// The sums of a level.
#[derive(Debug, Default)]
struct Level {
    to_date: Position,
    year: Position,
    has_forecast: bool,
}

impl Level {
    fn add(&mut self, scheme: &Scheme) {
        self.to_date.add(&scheme.to_date());
        let at_plan = Position {
            plan: scheme.planned(),
            actual: scheme.planned(),
            reports: true,
            ..Position::default()
        };
        self.year.add(&scheme.year().unwrap_or(at_plan));
        self.has_forecast |= scheme.year().is_some();
    }
}

fn pounds(pence: i128) -> String {
    let (sign, own) = (if pence < 0 { "-" } else { "" }, pence.abs());
    format!("{sign}{}.{:02}", own / 100, own % 100)
}

fn pence(text: &str) -> i128 {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    sign * (whole.parse::<i128>().unwrap() * 100 + format!("{part:0<2}").parse::<i128>().unwrap())
}

/// The lines of a CSV by some of its columns.
fn lines(csv: &str, by: &[&str]) -> BTreeMap<Vec<String>, BTreeMap<String, String>> {
    let mut rows = csv.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
    let head = rows.next().unwrap();
    let line = |row: Vec<String>| head.iter().cloned().zip(row).collect::<BTreeMap<_, _>>();
    rows.map(line).map(|line| (by.iter().map(|name| line[*name].clone()).collect(), line)).collect()
}

/// The region of a plan.
fn region(at: usize) -> String {
    format!("Region {}", at % REGIONS)
}

/// The levels above a scheme: what each is over, its region, organisation and workstream.
fn above(region: &str, organisation: &str, workstream: &str) -> [[String; 4]; 6] {
    [
        ["workstream", region, organisation, workstream],
        ["organisation", region, organisation, ""],
        ["region_workstream", region, "", workstream],
        ["region", region, "", ""],
        ["nation_workstream", "", "", workstream],
        ["nation", "", "", ""],
    ]
    .map(|key| key.map(str::to_owned))
}

/// Every plan that is made, with its challenges, and what the program prints of all: finance and headroom.
struct Made {
    plans: Vec<Vec<Scheme>>,
    challenges: Vec<[i128; 2]>,
    finance: String,
    headroom: String,
}

fn made() -> &'static Made {
    static MADE: OnceLock<Made> = OnceLock::new();
    MADE.get_or_init(|| {
        let (plans, challenges, files) = written();
        let report = |view: &str| (at(&files, view), format!("csv:{view}={}", at(&files, view)));
        let [(finance, of_finance), (headroom, of_headroom)] = ["finance", "headroom"].map(report);
        let words = ["assess", &at(&files, "plan"), "--as-at", "2011-12-31", "--by", "all", "--quiet"];
        run(&[&words[..], &["--report", &of_finance, "--report", &of_headroom]].concat()).ended(0);
        let [finance, headroom] = [finance, headroom].map(|path| std::fs::read_to_string(path).unwrap());
        Made { plans, challenges, finance, headroom }
    })
}

/// Every plan that is made, and its files.
fn written() -> (Vec<Vec<Scheme>>, Vec<[i128; 2]>, tempfile::TempDir) {
    let mut dice = Dice(2011);
    let (mut plans, mut challenges) = (Vec::new(), Vec::new());
    let mut savings =
        "region,organisation,workstream,scheme,name,month,plan (£),actual (£),forecast (£)\n".to_owned();
    let mut years = "organisation,year,challenge (£)\n".to_owned();
    let cell = |own: Option<i128>| own.map_or_else(String::new, pounds);
    for at in 0..PLANS {
        let own: Vec<Scheme> = (0..1 + dice.roll(3)).map(|_| scheme(&mut dice)).collect();
        for (number, scheme) in own.iter().enumerate() {
            let begin = format!(
                "{},Plan {at},{},P{at}-{number},Scheme {number} of {at}",
                region(at),
                scheme.workstream
            );
            for month in 0..MONTHS {
                let (year, number) = (2011 + (month + 3) / 12, (month + 3) % 12 + 1);
                let cells = [scheme.plan[month], scheme.actual[month], scheme.forecast[month]].map(cell);
                let _ = writeln!(savings, "{begin},{year}-{number:02},{}", cells.join(","));
            }
            let _ = writeln!(savings, "{begin},2012/13,{},,", pounds(scheme.next));
        }
        let planned: [i128; 2] =
            [own.iter().map(Scheme::planned).sum(), own.iter().map(|own| own.next).sum()];
        let share = [96, 95, 100, 101, 80, 105][dice.roll(6)];
        let challenge = planned.map(|planned| 1 + planned * share / 100);
        for (year, own) in ["2011/12", "2012/13"].into_iter().zip(challenge) {
            let _ = writeln!(years, "Plan {at},{year},{}", pounds(own));
        }
        plans.push(own);
        challenges.push(challenge);
    }
    let files = folder(&[("plan/savings.csv", &savings), ("plan/years.csv", &years)]);
    (plans, challenges, files)
}

#[test]
fn the_rule_and_the_sums_are_what_whole_pence_say() {
    let Made { plans, finance, .. } = made();
    let printed = lines(finance, &["level", "region", "organisation", "workstream", "scheme"]);
    let mut compared = 0;
    let mut check = |key: [&str; 5], level: &Level, is_rated: bool| {
        let line =
            printed.get(key.map(str::to_owned).as_slice()).unwrap_or_else(|| panic!("no line {key:?}"));
        let says = |name: &str| line[name].as_str();
        assert_eq!(pence(says("plan_ytd")), level.to_date.plan, "{key:?} {line:?}");
        if level.to_date.reports {
            assert_eq!(pence(says("actual_ytd")), level.to_date.actual, "{key:?} {line:?}");
        }
        let colour = if is_rated { level.to_date.colour() } else { "" };
        assert_eq!(says("rating").replace("n/a", ""), colour, "{key:?} {level:?} {line:?}");
        assert_eq!(pence(says("plan_year")), level.year.plan, "{key:?} {line:?}");
        if level.has_forecast {
            assert_eq!(pence(says("forecast_year")), level.year.actual, "{key:?} {line:?}");
            let colour = level.year.colour();
            assert_eq!(says("rating_forecast").replace("n/a", ""), colour, "{key:?} {level:?} {line:?}");
        }
        compared += 1;
    };
    // every level above schemes, by what names it
    let mut levels = BTreeMap::<[String; 4], Level>::new();
    for (at, schemes) in plans.iter().enumerate() {
        let (organisation, region) = (format!("Plan {at}"), region(at));
        for (number, scheme) in schemes.iter().enumerate() {
            let (mut own, workstream) = (Level::default(), scheme.workstream);
            own.add(scheme);
            let id = format!("P{at}-{number}");
            check(["scheme", &region, &organisation, workstream, &id], &own, scheme.has_started());
            for key in above(&region, &organisation, workstream) {
                levels.entry(key).or_default().add(scheme);
            }
        }
    }
    for (key, level) in &levels {
        let [of, region, organisation, workstream] = key.each_ref().map(String::as_str);
        check([of, region, organisation, workstream, ""], level, true);
    }
    assert_eq!(compared, printed.len(), "each line is held against its sums");
    assert!(compared > 4 * PLANS, "{compared}");
}

#[test]
fn headroom_is_what_whole_pence_say() {
    let Made { plans, challenges, headroom, .. } = made();
    let printed = lines(headroom, &["organisation", "year"]);
    for (at, (schemes, challenge)) in plans.iter().zip(challenges).enumerate() {
        let identified: [i128; 2] =
            [schemes.iter().map(Scheme::planned).sum(), schemes.iter().map(|own| own.next).sum()];
        let mut before = 0;
        for (number, year) in ["2011/12", "2012/13"].into_iter().enumerate() {
            let line = &printed[&vec![format!("Plan {at}"), year.to_owned()]];
            let own = identified[number] - challenge[number];
            before += own;
            let is_thin = own * 100 < 5 * challenge[number];
            let colour = match () {
                () if own < 0 && before < 0 => "red",
                () if is_thin => "amber",
                () => "green",
            };
            assert_eq!(pence(&line["challenge"]), challenge[number], "{line:?}");
            assert_eq!(pence(&line["identified"]), identified[number], "{line:?}");
            assert_eq!(pence(&line["headroom"]), own, "{line:?}");
            assert_eq!(line["rating"], colour, "{line:?}");
        }
    }
}
