//! What is weighed by planned savings, worked out again in whole pence: which schemes a criterion covers, and the
//! colours of the report card above schemes.

use super::{above, lines, pounds, region};
use crate::dice::Dice;
use crate::run::{at, folder, run};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// How many plans are made: each is judged against every criterion.
const PLANS: usize = 2_500;

/// A scheme by what it plans, how its only milestone went and whom it names.
struct Weighed {
    workstream: &'static str,
    planned: i128,
    milestone: &'static str,
    sponsor: bool,
    manager: bool,
}

/// When a milestone that was due on 1 June was done, by the colour that gives it at the end of December.
fn done_on(colour: &str) -> &'static str {
    match colour {
        "green" => "done,2011-06-05",
        "amber" => "done,2011-06-21",
        _ => ",",
    }
}

fn made() -> (Vec<Vec<Weighed>>, tempfile::TempDir) {
    let mut dice = Dice(2012);
    let mut plan = "organisation,region,as_at\n".to_owned();
    let mut schemes = "organisation,workstream,scheme,name,sponsor,manager\n".to_owned();
    let mut savings = "organisation,scheme,period,plan (£)\n".to_owned();
    let mut milestones = "organisation,scheme,milestone,due,owner,status,completed\n".to_owned();
    let mut plans = Vec::new();
    for number in 0..PLANS {
        let _ = writeln!(plan, "Plan {number},{},2011-12-31", region(number));
        let (is_good, count) = (dice.one_in(3), 1 + dice.roll(4));
        let own = (0..count).map(|_| Weighed {
            workstream: ["Care", "Drugs"][dice.roll(2)],
            // near the bounds of a fifth and a twentieth as often as anywhere
            planned: [100, 400, 1_900, 2_000, 8_000, 8_001][dice.roll(6)],
            milestone: match dice.roll(if is_good { 12 } else { 4 }) {
                0 => "red",
                1 => "amber",
                _ => "green",
            },
            sponsor: !dice.one_in(5),
            manager: !dice.one_in(5),
        });
        let own: Vec<Weighed> = own.collect();
        for (at, scheme) in own.iter().enumerate() {
            let (of, id) = (format!("Plan {number}"), format!("P{number}-{at}"));
            let name =
                |is: bool, role: &str| if is { format!("{role} {at} of {number}") } else { String::new() };
            let (sponsor, manager) = (name(scheme.sponsor, "Sponsor"), name(scheme.manager, "Manager"));
            let _ = writeln!(
                schemes,
                "{of},{},{id},Scheme {at} of {number},{sponsor},{manager}",
                scheme.workstream
            );
            let _ = writeln!(savings, "{of},{id},2011/12,{}", pounds(scheme.planned));
            let done = done_on(scheme.milestone);
            let _ = writeln!(milestones, "{of},{id},Start of {at},2011-06-01,Owner {at},{done}");
        }
        plans.push(own);
    }
    let tables = [("plan", &plan), ("schemes", &schemes), ("savings", &savings), ("milestones", &milestones)];
    let files = tables.map(|(name, text)| (format!("plan/{name}.csv"), text));
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    (plans, folder(&files))
}

/// What schemes of a level plan, by the colour of their milestones.
#[derive(Default)]
struct ByColour(BTreeMap<&'static str, i128>);

impl ByColour {
    /// Green where green schemes hold 95% and none is red, red where red ones hold 20%.
    fn colour(&self) -> &'static str {
        let of = |colour: &str| self.0.get(colour).copied().unwrap_or_default();
        let all: i128 = self.0.values().sum();
        match () {
            () if of("red") == 0 && of("green") * 100 >= all * 95 => "green",
            () if of("red") * 100 >= all * 20 => "red",
            () => "amber",
        }
    }
}

#[test]
fn the_report_card_is_what_whole_pence_say() {
    let (plans, files) = made();
    let words = ["--view", "report-card", "--by", "all", "--format", "csv", "--quiet"];
    let out = run(&[&["assess", &at(&files, "plan")], &words[..]].concat()).ended(0).out;
    let printed = lines(&out, &["level", "region", "organisation", "workstream", "scheme"]);
    let mut levels = BTreeMap::<[String; 4], ByColour>::new();
    let line = |key: [&str; 5]| {
        printed.get(key.map(str::to_owned).as_slice()).unwrap_or_else(|| panic!("no line {key:?}"))
    };
    for (number, schemes) in plans.iter().enumerate() {
        let (organisation, region) = (format!("Plan {number}"), region(number));
        for (at, scheme) in schemes.iter().enumerate() {
            let (id, workstream) = (format!("P{number}-{at}"), scheme.workstream);
            let own = line(["scheme", &region, &organisation, workstream, &id]);
            assert_eq!(own["progress_milestones"], scheme.milestone, "{own:?}");
            for key in above(&region, &organisation, workstream) {
                let level = levels.entry(key).or_default();
                *level.0.entry(scheme.milestone).or_default() += scheme.planned;
            }
        }
    }
    let mut seen = BTreeMap::<&str, usize>::new();
    for (key, level) in &levels {
        let [of, region, organisation, workstream] = key.each_ref().map(String::as_str);
        let own = line([of, region, organisation, workstream, ""]);
        assert_eq!(own["progress_milestones"], level.colour(), "{:?} {own:?}", level.0);
        *seen.entry(level.colour()).or_default() += 1;
    }
    assert!(seen.len() == 3 && seen.values().all(|of| *of > PLANS / 10), "{seen:?}");
}

#[test]
fn coverage_is_what_whole_pence_say() {
    let (plans, files) = made();
    let words = ["--scope", "plan", "--view", "criteria", "--format", "csv", "--quiet"];
    let out = run(&[&["assess", &at(&files, "plan")], &words[..]].concat()).ended(0).out;
    // the sheets of schemes would be many
    let own = out.lines().filter(|line| line.starts_with("organisation,") || line.contains(",A1-GOV-3,"));
    let printed = lines(&own.collect::<Vec<_>>().join("\n"), &["organisation"]);
    let mut seen = BTreeMap::<&str, usize>::new();
    for (number, schemes) in plans.iter().enumerate() {
        let (mut all, mut passing) = (0, 0);
        for scheme in schemes {
            all += scheme.planned;
            passing += if scheme.sponsor && scheme.manager { scheme.planned } else { 0 };
        }
        let expected = match () {
            () if passing == all => "met",
            () if schemes.iter().all(|own| !own.sponsor && !own.manager) => "unevidenced",
            () if passing * 100 >= all * 80 => "partly",
            () => "unmet",
        };
        let own = &printed[&vec![format!("Plan {number}")]];
        assert_eq!(own["result"], expected, "{own:?}");
        *seen.entry(expected).or_default() += 1;
    }
    assert!(seen.len() == 4 && seen.values().all(|of| *of > PLANS / 200), "{seen:?}");
}
