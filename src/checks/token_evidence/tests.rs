//! Each kind of token evidence, on both sides of its bound.

use super::CHECK;
use crate::checks::Found;
use crate::plan::example::{Example, example};

type Cells<'a> = &'a [(&'a str, &'a str)];

fn found(example: &Example) -> Vec<Found> {
    example.run(&CHECK)
}

/// What is found, without the schemes and their savings.
fn kinds(example: &Example) -> Vec<String> {
    let kind = |found: Found| found.found.split(" (").next().unwrap_or_default().to_owned();
    found(example).into_iter().map(kind).collect()
}

#[track_caller]
fn finds(example: &Example, kind: &str) {
    assert_eq!(kinds(example), [kind]);
}

#[track_caller]
fn finds_nothing(example: &Example) {
    assert_eq!(kinds(example), Vec::<String>::new());
}

/// Schemes `S1`, `S2` and so on, each with these rows of a table.
fn each(schemes: usize, table: &str, rows: &[Cells]) -> Example {
    (1..=schemes).fold(example().dated("2011-09-30"), |plan, at| {
        let plan = plan.scheme(&format!("S{at}"), &[("workstream", "Estates")]);
        rows.iter().fold(plan, |plan, cells| plan.of_scheme(table, cells))
    })
}

/// So many schemes with one text, and others with a text of their own.
fn texts(column: &str, same: usize, others: usize) -> Example {
    let plan = (0..same).fold(example(), |plan, at| {
        plan.scheme(&format!("S{at}"), &[(column, &format!("The  SCHEME of ward {at} saves money"))])
    });
    (0..others).fold(plan, |plan, at| {
        let own = "a".repeat(at + 2) + "b";
        plan.scheme(&format!("T{at}"), &[(column, &own)])
    })
}

#[test]
fn one_text_for_five_schemes_and_a_tenth_of_those_that_fill_the_column() {
    let columns = [
        ("description", "description"),
        ("governance", "governance"),
        ("engagement", "engagement"),
        ("quality_impact", "quality impact"),
        ("innovation", "innovation"),
        ("assumptions", "assumption"),
    ];
    for (column, called) in columns {
        finds_nothing(&texts(column, 4, 0));
        finds(&texts(column, 5, 0), &format!("the same words again: {called} of 5 schemes"));
        finds(&texts(column, 5, 45), &format!("the same words again: {called} of 5 schemes"));
        finds_nothing(&texts(column, 5, 46));
        finds_nothing(&texts(column, 5, 0).policy("token_schemes", "6"));
        finds(&texts(column, 5, 46).policy("token_share", "9"), &kinds(&texts(column, 5, 45))[0]);
    }
    finds_nothing(&texts("interdependencies", 44, 0));
    let unidentified = (0..9).fold(example(), |plan, at| {
        let cells = [("maturity", "unidentified"), ("description", "Savings to be worked up by the board")];
        plan.scheme(&format!("U{at}"), &cells)
    });
    finds_nothing(&unidentified);
}

#[test]
fn all_columns_together_are_one_finding_with_the_schemes_and_what_they_plan() {
    let both = [("description", "The scheme saves money"), ("innovation", "It is innovative")];
    let plan = (1..=6).fold(example(), |plan, at| {
        let plan = if at < 6 {
            plan.scheme(&format!("S{at}"), &both)
        } else {
            plan.scheme("S6", &[("description", "Own words")])
        };
        plan.planned(&[("2011/12", "1000")])
    });
    let found = found(&plan);
    assert_eq!(
        found[0].found,
        "the same words again: description of 5 schemes, innovation of 5 schemes \
         (£5,000 planned): S1, S2, S3, S4, S5"
    );
    assert_eq!((found.len(), found[0].places.len()), (1, 10));
    assert_eq!(found[0].amount, Some(crate::checks::examples::money("5000")));
}

#[test]
fn one_mitigation_or_rationale_in_rows_of_five_schemes() {
    let mitigated: Cells = &[("description", "Slips"), ("mitigation", "Weekly review by the manager")];
    let reasoned: Cells = &[("topic", "other"), ("rationale", "As agreed by the board")];
    finds_nothing(&each(4, "risks", &[mitigated]));
    finds(&each(5, "risks", &[mitigated]), "the same words again: mitigation of 5 risks");
    finds_nothing(&each(4, "assumptions", &[reasoned]));
    finds(&each(5, "assumptions", &[reasoned]), "the same words again: rationale of 5 assumptions");
    finds_nothing(&each(4, "risks", &[mitigated, mitigated]));
    let of_plan = (0..9).fold(example(), |plan, _| plan.row("risks", mitigated));
    finds_nothing(&of_plan);
    let shared = [mitigated, &[("scheme", "S1; S2; S3; S4; S5; S6")]].concat();
    finds_nothing(&each(6, "risks", &[]).row("risks", &shared));
}

#[test]
fn a_mitigation_that_is_the_risk_or_its_consequence() {
    let risk = |mitigation: &str| {
        let said = [("description", "Ward 7 stays open"), ("consequence", "£90,000 is lost")];
        example().scheme("S1", &[]).of_scheme("risks", &[&said[..], &[("mitigation", mitigation)]].concat())
    };
    finds(&risk("WARD 7  stays open"), "the mitigation repeats the risk in 1 risk");
    finds(&risk("£90,000 is lost"), "the mitigation repeats the risk in 1 risk");
    finds_nothing(&risk("Ward 7 stays open until the lease ends"));
}

#[test]
fn one_set_of_milestones_for_three_schemes() {
    let set: [Cells; 2] = [
        &[("milestone", "Policy agreed"), ("due", "2011-04-30")],
        &[("milestone", "Policy in use"), ("due", "2011-06-30")],
    ];
    let same = "the same milestones on the same days for 3 schemes";
    finds_nothing(&each(2, "milestones", &set));
    finds(&each(3, "milestones", &set), same);
    finds(&each(2, "milestones", &set).policy("token_milestones", "2"), &same.replace('3', "2"));
    let third = |name: &str, due: &str| {
        let plan = each(2, "milestones", &set).scheme("S3", &[]);
        plan.of_scheme("milestones", set[1]).of_scheme("milestones", &[("milestone", name), ("due", due)])
    };
    finds(&third("policy  AGREED", "2011-04-30"), same);
    finds_nothing(&third("Policy agreed", "2011-05-01"));
    finds_nothing(&third("Policy signed", "2011-04-30"));
    finds_nothing(&third("Policy agreed", "2011-04-30").of_scheme("milestones", &[("milestone", "Ends")]));
    // names that say nothing are no names of their own
    let nameless: [Cells; 1] = [&[("milestone", "zz"), ("due", "2011-04-30")]];
    finds(&each(3, "milestones", &nameless), same);
    // openly shared
    let named = [set[0], &[("scheme", "S1; S2; S3")]].concat();
    finds_nothing(&each(3, "milestones", &[]).row("milestones", &named));
    let of_workstream = [set[0], &[("workstream", "Estates")]].concat();
    finds_nothing(&each(3, "milestones", &[]).row("milestones", &of_workstream));
}

#[test]
fn every_milestone_of_a_scheme_on_one_day() {
    let due = |days: &[&str]| {
        let plan = each(1, "milestones", &[]);
        ["Agreed", "Signed", "In use"].iter().zip(days).fold(plan, |plan, (name, day)| {
            plan.of_scheme("milestones", &[("milestone", name), ("due", day)])
        })
    };
    let day = "2011-04-30";
    let one_day = "every milestone on one day in 1 scheme";
    finds_nothing(&due(&[day, day]));
    finds(&due(&[day, day, day]), one_day);
    finds(&due(&[day, day]).policy("milestones_least", "2"), one_day);
    finds_nothing(&due(&[day, day, "2011-05-01"]));
    finds_nothing(&due(&[day, day, ""]));
    let shared = [("workstream", "Estates"), ("milestone", "In use"), ("due", day)];
    finds(&due(&[day, day]).row("milestones", &shared), one_day);
}

#[test]
fn one_indicator_in_rows_of_three_schemes() {
    let kpi: Cells = &[("kpi", "Staff trained"), ("baseline", "40"), ("target", "90")];
    let same = "3 KPIs the same in name and figures in 3 schemes";
    finds_nothing(&each(2, "kpis", &[kpi]));
    finds(&each(3, "kpis", &[kpi]), same);
    let third = |name: &str, target: &str| {
        let cells = [("kpi", name), ("baseline", "40"), ("target", target)];
        each(2, "kpis", &[kpi]).scheme("S3", &[]).of_scheme("kpis", &cells)
    };
    finds(&third("STAFF  trained", "90.0"), same);
    finds_nothing(&third("Staff trained", "91"));
    finds_nothing(&third("Staff in post", "90"));
    let shared = [kpi, &[("scheme", "S1; S2; S3")]].concat();
    finds_nothing(&each(3, "kpis", &[]).row("kpis", &shared));
    finds_nothing(&each(3, "kpis", &[&[("kpi", "Staff trained")]]));
    finds(&each(3, "kpis", &[&[("kpi", "Staff trained"), ("benchmark", "90")]]), same);
}

#[test]
fn at_least_half_of_a_schemes_indicators_ask_for_no_change() {
    let kpis = |level: usize, moving: usize| {
        let row = |plan: Example, at: usize, target: &str| {
            let cells = [("kpi", &*format!("K{}", "x".repeat(at))), ("baseline", "40"), ("target", target)];
            plan.of_scheme("kpis", &cells)
        };
        let plan = (0..level).fold(each(1, "kpis", &[]), |plan, at| row(plan, at, "40.0"));
        (0..moving).fold(plan, |plan, at| row(plan, level + at, "50"))
    };
    finds(&kpis(1, 0), "1 KPI with a target equal to the baseline in 1 scheme");
    finds(&kpis(1, 1), "1 KPI with a target equal to the baseline in 1 scheme");
    finds_nothing(&kpis(1, 2));
    finds_nothing(&each(1, "kpis", &[&[("kpi", "Waits"), ("target", "40")]]));
    let shared = [("scheme", "S1; S2"), ("kpi", "Waits"), ("baseline", "0"), ("target", "0")];
    finds(
        &each(2, "kpis", &[]).row("kpis", &shared),
        "1 KPI with a target equal to the baseline in 2 schemes",
    );
}

#[test]
fn at_least_half_of_a_schemes_indicators_fall_due_after_the_plan() {
    let kpi = |due: &str, trajectory: &str| {
        let cells = [
            ("kpi", "Waits"),
            ("baseline", "40"),
            ("target", "30"),
            ("due", due),
            ("trajectory", trajectory),
        ];
        each(1, "kpis", &[&cells])
    };
    finds_nothing(&kpi("2014-03-31", ""));
    finds(&kpi("2014-04-01", ""), "1 KPI due after the plan's last year in 1 scheme");
    finds_nothing(&kpi("2014-04-01", "38"));
    finds_nothing(&kpi("", ""));
    let in_time = [("kpi", "Stays"), ("target", "3"), ("due", "2012-03-31")];
    finds(
        &kpi("2014-04-01", "").of_scheme("kpis", &in_time),
        "1 KPI due after the plan's last year in 1 scheme",
    );
    finds_nothing(&kpi("2014-04-01", "").of_scheme("kpis", &in_time).of_scheme("kpis", &in_time));
}

#[test]
fn a_series_of_noughts() {
    let activity = |volumes: &[&str]| {
        volumes.iter().zip(["2010/11", "2011/12"]).fold(example(), |plan, (volume, year)| {
            let cells = [("point_of_delivery", "Elective"), ("year", year), ("kind", "forecast")];
            plan.row("activity", &[&cells[..], &[("volume", volume)]].concat())
        })
    };
    finds(&activity(&["0", "0.00"]), "series of noughts in activity or inputs: 2 cells");
    finds_nothing(&activity(&["0"]));
    finds_nothing(&activity(&["0", "1"]));
    finds_nothing(&activity(&["0", ""]));
    let years = ["2010/11", "2011/12"];
    let inputs = |group: &str, volume: &str, cost: &str, nil: &str| {
        let cells = [("kind", "pay"), ("group", group), ("volume", volume), ("cost", cost), ("nil", nil)];
        example().in_years("inputs", &years, &cells)
    };
    finds(&inputs("Nursing", "0", "0", ""), "series of noughts in activity or inputs: 4 cells");
    finds(&inputs("Nursing", "0", "100", ""), "series of noughts in activity or inputs: 2 cells");
    finds_nothing(&inputs("Nursing", "", "100", ""));
    finds_nothing(&inputs("Nursing", "0", "0", "yes"));
    // one group's figures do not stand for another's
    let nursing = [("kind", "pay"), ("group", "Nursing"), ("volume", "30"), ("cost", "100")];
    let beside = inputs("Medical", "0", "0", "").in_years("inputs", &years, &nursing);
    finds(&beside, "series of noughts in activity or inputs: 4 cells");
}

#[test]
fn one_manager_under_several_spellings() {
    let managers = |names: &[&str]| {
        (1..).zip(names).fold(example(), |plan, (at, name): (u32, &&str)| {
            plan.scheme(&format!("S{at}"), &[("manager", name)])
        })
    };
    let one: [&[&str]; 6] = [
        &["Priya Nair", "P Nair"],
        &["Priya Nair", "P. Nair"],
        &["Priya Nair", "Nair, Priya"],
        &["Priya Nair", "Ms Priya K Nair"],
        &["P Nair", "P K Nair, programme manager"],
        &["Jane Smith", "John Smith", "Jane A Smith"],
    ];
    for names in one {
        finds(&managers(names), "1 manager under several spellings");
    }
    let several: [&[&str]; 6] = [
        &["Priya Nair", "priya  nair", "Ms Priya Nair", "Priya Nair"],
        &["Priya Nair", "Tom Nair", "Priya Patel"],
        &["Jane Smith", "John Smith", "J Smith"],
        &["J A Smith", "J B Smith"],
        &["Nair", "P Nair"],
        &["TBC", "vacant"],
    ];
    for names in several {
        finds_nothing(&managers(names));
    }
    let named = &found(&managers(&["Priya Nair", "P Nair", "Tom Harkness"]))[0];
    assert!(named.found.contains("(P Nair / Priya Nair)") && named.found.ends_with(": S1, S2"), "{named:?}");
}

#[test]
fn what_is_dated_after_the_reporting_date() {
    let plan = |table: &str, cells: Cells| each(1, "risks", &[]).of_scheme(table, cells);
    let review = |day: &str| plan("risks", &[("description", "Slips"), ("reviewed", day)]);
    finds_nothing(&review("2011-09-30"));
    finds(&review("2011-10-01"), "dated after 30 Sep 2011: 1 review");
    let met = |day: &str| plan("engagement", &[("group", "patients"), ("date", day)]);
    finds_nothing(&met("2011-09-30"));
    finds(&met("2011-10-01"), "dated after 30 Sep 2011: 1 engagement");
    let counted = |year: &str, kind: &str| {
        let cells = [("point_of_delivery", "Elective"), ("year", year), ("kind", kind), ("volume", "900")];
        example().dated("2012-03-31").row("activity", &cells)
    };
    finds_nothing(&counted("2011/12", "actual"));
    finds(&counted("2012/13", "actual"), "dated after 31 Mar 2012: 1 row of actual activity");
    finds_nothing(&counted("2012/13", "forecast"));
    // what is submitted later may say what happened until then
    let submitted = |day: &str| {
        let own = [("as_at", "2011-09-30"), ("submitted", "2011-10-14")];
        review(day).own(&own)
    };
    finds_nothing(&submitted("2011-10-14"));
    finds(&submitted("2011-10-15"), "dated after 14 Oct 2011: 1 review");
    finds_nothing(&review("2011-10-01").own(&[]));
}

#[test]
fn rows_that_stand_for_everybody_where_nobody_has_their_own() {
    let plan = |workstreams: &[&str], own: &str| {
        let plan = workstreams.iter().enumerate().fold(example().dated("2011-09-30"), |plan, (at, name)| {
            plan.scheme(&format!("S{at}"), &[("workstream", *name)])
        });
        let all: Vec<String> = (0..workstreams.len()).map(|at| format!("S{at}")).collect();
        let all = all.join("; ");
        let plan = plan.row("milestones", &[("scheme", &*all), ("milestone", "Go"), ("due", "2011-03-31")]);
        if own.is_empty() { plan } else { plan.row("milestones", &[("scheme", own), ("milestone", "Own")]) }
    };
    let five = ["A", "A", "A", "A", "B"];
    finds(&plan(&five, ""), "no milestone of their own, and 1 milestone for all of them, in 5 schemes");
    finds_nothing(&plan(&five, "S0"));
    finds_nothing(&plan(&five[1..], ""));
    finds_nothing(&plan(&["A"; 5], ""));
}
