//! What each row of a list is to find beside what is identified for it, and figures of one month beside the
//! year's plan.

use crate::submitted::Submitted;

const TITLE: &str = "CIP by division £000 2025/26\n";

fn table(text: &str) -> Submitted {
    Submitted::text("register.csv", format!("{TITLE}{text}"))
}

/// The challenge and what is identified of each year.
fn headroom(submitted: Submitted) -> Vec<String> {
    let report = submitted.assess();
    let years = report.plans[0].headroom.years.iter();
    years
        .map(|row| format!("{} {} {}", row.year, row.challenge.plain(), row.identified.unwrap().plain()))
        .collect()
}

const WITH_GAP: &str =
    "Division,Target,Identified,Gap\nA,500,400,100\nB,300,350,(50)\nC,200,90,110\nTotal,1000,840,160\n";
const BARE: &str = "Division,Target,Identified\nA,500,400\nB,300,350\nC,200,90\nTotal,1000,840\n";

#[test]
fn a_target_beside_what_is_identified_is_the_challenge_where_the_gap_says_so() {
    assert_eq!(headroom(table(WITH_GAP)), ["2025/26 1000000 840000"]);
    let wrong = WITH_GAP.replace("C,200,90,110", "C,200,90,150");
    assert!(table(&wrong).messages().join("\n").contains("Target=challenge"));
}

#[test]
fn without_a_gap_it_is_asked_and_each_answer_is_one() {
    let message = table(BARE).messages().join("\n");
    for said in ["Target=challenge", "Identified=identified", "Target=ignore"] {
        assert!(message.contains(said), "{message}");
    }
    for (theirs, ours) in [("Target", "challenge"), ("Identified", "identified")] {
        assert_eq!(headroom(table(BARE).map(theirs, ours)), ["2025/26 1000000 840000"]);
    }
    let sure = BARE.replace("Target", "Savings required");
    assert_eq!(headroom(table(&sure)), ["2025/26 1000000 840000"]);
}

#[test]
fn targets_of_several_years_are_each_of_their_year() {
    let text = "Division,2016/17 target,2016/17 identified,2016/17 gap,2017/18 target,2017/18 identified,2017/18 gap\n\
                A,500,400,-100,510,300,-210\nB,300,350,50,310,150,-160\nC,200,90,-110,220,100,-120\n\
                Total,1000,840,-160,1040,550,-490\n";
    assert_eq!(headroom(table(text)), ["2016/17 1000000 840000", "2017/18 1040000 550000"]);
}

#[test]
fn a_total_of_the_targets_is_compared() {
    let report =
        table(&BARE.replace("Total,1000", "Total,1100").replace("Target", "Savings required")).assess();
    assert!(report.findings.iter().any(|finding| finding.code == "ST"), "{:?}", report.findings);
}

#[test]
fn figures_are_no_names() {
    let text = "Scheme,Opportunity,Delivered to date\nA,500,400\nB,300,350\nC,200,90\n";
    assert!(table(text).messages().join("\n").contains("Opportunity=plan_year"));
}

#[test]
fn the_figures_of_one_month_are_to_date_where_the_year_says_so() {
    let text = |plan: [u16; 3]| {
        let [a, b, c] = plan;
        format!(
            "Scheme,Annual target,Dec-25 plan,Dec-25 delivered\nA,1200,{a},90\nB,600,{b},40\nC,360,{c},35\n"
        )
    };
    let report = table(&text([900, 450, 270])).assess();
    let lines = report.plans[0].finance.iter().map(|line| {
        [line.plan_year, line.plan_ytd, line.actual_ytd].map(|amount| amount.unwrap().plain().to_string())
    });
    assert!(lines.into_iter().any(|line| line == ["2160000", "1620000", "165000"]));
    let message = table(&text([100, 50, 30])).messages().join("\n");
    assert!(message.contains("Dec-25 plan=plan_ytd") && message.contains("Dec-25 plan=ignore"), "{message}");
}

#[test]
fn every_cell_of_an_added_up_challenge_is_cited() {
    let report = table(&BARE.replace("Target", "Savings required")).assess();
    let places: Vec<&String> = report.plans[0].headroom.years[0].places.into_iter().collect();
    let expected = ["register.csv:3:3", "register.csv:4:3", "register.csv:5:3"];
    assert_eq!(places, expected);
}

/// A region with a challenge of its own, two members and a scheme of each.
fn region(identified: &str) -> Vec<String> {
    let at = "2011-09-30";
    let text = format!(
        "record,organisation,tier,parent,unit,as_at,year,challenge,identified,scheme,plan_year\n\
         plan,North,region,,£k,{at},,,,\nplan,A PCT,pct,North,£k,{at},,,,\nplan,B PCT,pct,North,£k,{at},,,,\n\
         years,North,,,,,2011/12,100,{identified},,\nyears,A PCT,,,,,2011/12,50,,,\n\
         scheme,A PCT,,,,,,,,A1,60\nscheme,B PCT,,,,,,,,B1,50\nscheme,North,,,,,,,,N1,5\n"
    );
    let report = Submitted::text("plan.csv", text).assess();
    let rows = report.rollup.unwrap().headroom.into_iter().filter(|row| row.year == "2011/12");
    rows.map(|row| {
        let [identified, headroom] =
            [row.identified, row.headroom].map(|sum| sum.map_or_else(String::new, |sum| sum.plain()));
        format!("{}: {} {identified} {headroom}", row.organisation, row.challenge.plain())
    })
    .collect()
}

#[test]
fn what_the_years_of_a_region_give_stands_for_its_members_and_a_blank_for_nothing() {
    assert_eq!(region(""), ["North: 100000 115000 15000", ": 100000 115000 15000"]);
    assert_eq!(region("90"), ["North: 100000 90000 -10000", ": 100000 90000 -10000"]);
}
