//! Regions and their members, each with something left out by chance: who reports to whom, a budget, a challenge,
//! months and whole plans. What is said of them together is kept in `tests/golden/bodies.txt`.

use crate::board;
use crate::dice::Dice;
use crate::golden::assert_kept;
use crate::run::{folder, run_in};
use std::fmt::Write as _;

/// Which inputs are made: each shows something that the others do not.
const INPUTS: [u64; 6] = [1, 3, 5, 43, 47, 56];
const REGIONS: [&str; 4] = ["North East", "Midshire", "London", "South West"];
const WORKSTREAMS: [&str; 4] = ["Urgent care", "Medicines", "Planned care", "Estates"];

/// What stands for an amount and is none.
const UNREAD: &str = "fifty or so";

/// The tables of an input, who is expected, and what the regions state.
struct Made {
    plan: String,
    schemes: String,
    years: String,
    expected: String,
    controls: Vec<String>,
}

/// What a scheme plans and reports in each month of the year; some say nothing of some.
fn months(out: &mut String, dice: &mut Dice, begin: &str) {
    for month in 4..*dice.pick(&[10, 13]) {
        let plan = *dice.pick(&["50", "50", "50", "50.5", "50.5", "", UNREAD]);
        let actual = if month < 10 { *dice.pick(&["45", "50", "50", "30", "30", "", UNREAD]) } else { "" };
        writeln!(out, "{begin},2011-{month:02},{plan},{actual},{}", dice.pick(&["", "48", "51"])).unwrap();
    }
}

fn member(made: &mut Made, dice: &mut Dice, name: &str, region: &str) {
    let tier = *dice.pick(&["pct", "pct", "pct", ""]);
    let parent = match dice.roll(8) {
        0 => String::new(),
        1 | 2 => format!("{region} Cluster"),
        _ => format!("{region} SHA"),
    };
    let (as_at, budget) = (*dice.pick(&["", "", "2011-09-30"]), *dice.pick(&["", "50000"]));
    let baseline = *dice.pick(&["", "", "2010/11", "2011/12"]);
    writeln!(made.plan, "{name},{tier},{parent},£000,{as_at},{budget},{baseline}").unwrap();
    let years: &[&str] = dice.pick::<&[&str]>(&[
        &["2011/12"],
        &["2011/12", "2012/13", "2013/14"],
        &["2010/11", "2011/12"],
        &["2011/12 to 2013/14"],
        &["2011/12 to 2013/14", "2012/13"],
    ]);
    for year in years {
        // challenge, identified and allocation
        let all = [["", "550", "600", UNREAD], ["", "620", "500", UNREAD], ["", "60000", "", ""]];
        let own = all.map(|of_one| *dice.pick(&of_one));
        writeln!(made.years, "{name},{year},{}", own.join(",")).unwrap();
    }
    for scheme in 0..*dice.pick(&[0, 1, 2, 4]) {
        let begin = format!("{name},S{scheme},{}", dice.pick(&WORKSTREAMS));
        months(&mut made.schemes, dice, &begin);
    }
}

fn made(seed: u64) -> Made {
    let mut dice = Dice(seed);
    let mut made = Made {
        plan: "organisation,tier,parent,unit,as_at,budget,baseline_year\n".to_owned(),
        schemes: "organisation,scheme,workstream,month,plan,actual,forecast\n".to_owned(),
        years: "organisation,year,challenge,identified,allocation\n".to_owned(),
        expected: "organisation\nAbsent PCT\n".to_owned(),
        controls: Vec::new(),
    };
    let regions = &REGIONS[..*dice.pick(&[1, 2, 4])];
    let nation = if !dice.one_in(4) {
        let (name, tier) =
            *dice.pick(&[("England", "nation"), ("England", ""), ("Albion", "nation"), ("Albion", "")]);
        writeln!(made.plan, "{name},{tier},,£000,,,").unwrap();
        name
    } else {
        ""
    };
    for region in regions {
        let (tier, parent) = (*dice.pick(&["region", "region", ""]), *dice.pick(&[nation, nation, ""]));
        writeln!(made.plan, "{region} SHA,{tier},{parent},£000,,{},", dice.pick(&["", "90000"])).unwrap();
        if dice.one_in(2) {
            writeln!(made.plan, "{region} Cluster,cluster,{region} SHA,£000,,,").unwrap();
        }
        made.controls.push(format!("{region} SHA:2011/12={}", dice.pick(&["£1m", "£2m", "£2.5m"])));
        if dice.one_in(3) {
            let (challenge, identified) = (*dice.pick(&["3000", ""]), *dice.pick(&["2500", ""]));
            writeln!(made.years, "{region} SHA,2011/12,{challenge},{identified},").unwrap();
        }
        if dice.one_in(5) {
            writeln!(made.schemes, "{region} SHA,R1,Urgent care,2011-09,100,90,").unwrap();
        }
    }
    for number in 0..*dice.pick(&[3, 6, 12]) {
        let name = format!("Borough {number} PCT");
        if number < 3 {
            writeln!(made.expected, "{name}").unwrap();
        }
        member(&mut made, &mut dice, &name, regions[number % regions.len()]);
    }
    if dice.one_in(2) {
        made.schemes = made.schemes.replace(UNREAD, "");
        made.years = made.years.replace(UNREAD, "");
    }
    made
}

#[test]
fn what_is_said_of_members_with_holes_is_kept() {
    let mut out = String::new();
    for seed in INPUTS {
        let made = made(seed);
        let input = folder(&[
            ("n/plan.csv", &made.plan),
            ("n/schemes.csv", &made.schemes),
            ("n/years.csv", &made.years),
            ("expected.csv", &made.expected),
        ]);
        let controls = made.controls.iter().flat_map(|own| ["--control", own]);
        let held: Vec<&str> = if seed % 2 == 0 {
            Vec::new()
        } else {
            controls.chain(["--expect-org", "expected.csv"]).collect()
        };
        let policy = ["nao-2011", "current"][usize::from(seed % 4 > 1)];
        let own = ["own=add", "own=replace"][usize::from(seed % 3 == 1)];
        let words = ["assess", "n", "--keep-going", "--format", "json", "--policy", policy, "--set", own];
        let ran = run_in(&input, &[&words[..], &held].concat());
        writeln!(out, "input {seed}, held: {}, policy {policy}, {own}: {}", !held.is_empty(), ran.status)
            .unwrap();
        if !ran.out.is_empty() {
            board::board(&mut out, &ran.json(), board::MANY_LINES);
        }
    }
    assert_kept("tests/golden/bodies.txt", &out);
}
