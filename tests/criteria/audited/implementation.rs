//! Figure 13, the report card, and what they come to: variants that gain nothing and honest ones.

use super::*;

#[test]
fn leadership() {
    gain_nothing(&[
        (
            "a title and other spaces for the same person",
            |plan| {
                plan.set("schemes[PC-01].manager", "Ms. PRIYA  Nair")
                    .set("schemes[PC-01].manager_wte", "0.81")
            },
            &["F13-LED-2 PC-01, PC-07: met -> unmet"],
        ),
        ("no time", |plan| plan.set("schemes[PC-01].manager_wte", "0"), &["F13-LED-2 PC-01: met -> unmet"]),
        (
            "two schemes of one year",
            |plan| {
                plan.set("schemes[PC-06|UC-06].manager", "Anne Other")
                    .set("schemes[PC-06|UC-06].manager_wte", "0.6")
                    .set("schemes[PC-06|UC-06].starts", "2012-04-01")
            },
            &["F13-LED-2 PC-06, UC-06: met -> unmet"],
        ),
    ]);
    lose_nothing(&[("a manager's next scheme, a year from now", |plan| {
        plan.set("schemes[PC-06].manager", "Priya Nair").set("schemes[PC-06].manager_wte", "0.9")
    })]);
}

#[test]
fn milestones() {
    const FIRST: &str = "Triage service specification agreed with local practices";
    const SECOND: &str = "All 34 practices referring through the centre";
    fn cancelled(plan: Folder, name: &str, replaced_by: &str) -> Folder {
        let row = format!("milestones[{name}]");
        plan.set(&format!("{row}.status"), "cancelled")
            .blank(&format!("{row}.completed"))
            .set(&format!("{row}.replaced_by"), replaced_by)
    }
    gain_nothing(&[
        (
            "two cancelled ones that name each other",
            |plan| cancelled(cancelled(plan, FIRST, SECOND), SECOND, FIRST),
            &["F13-MIL-3 PC-01: met -> unmet"],
        ),
        (
            "a milestone of another scheme in its place",
            |plan| cancelled(plan, FIRST, "Service open at four sites"),
            &["F13-MIL-3 PC-01: met -> unmet"],
        ),
        (
            "one of much later in its place",
            |plan| cancelled(plan, FIRST, "Two further specialties added"),
            &["F13-MIL-3 PC-01: met -> unmet"],
        ),
        (
            "put off by being replaced",
            |plan| {
                cancelled(plan, SECOND, "All practices referring").add(
                    "milestones",
                    &[
                        ("scheme", "PC-01"),
                        ("milestone", "All practices referring"),
                        ("due", "2011-10-14"),
                        ("owner", "Priya Nair"),
                        ("status", "on track"),
                    ],
                )
            },
            &["finding MI PC-01"],
        ),
    ]);
    lose_nothing(&[("a day late", |plan| {
        plan.set("milestones[Service open at four sites].completed", "2011-07-01")
    })]);
}

#[test]
fn key_performance_indicators() {
    gain_nothing(&[
        (
            "due after the plan's last year",
            |plan| plan.set("kpis[scheme=PC-01].due", "2015-03-31").blank("kpis[scheme=PC-01].trajectory"),
            &["F13-KPI-2 PC-01: met -> unmet", "finding TK"],
        ),
        (
            "undated beside one that is met",
            |plan| plan.blank("kpis[scheme=PC-01, type!=quality].due, trajectory, actual"),
            &["F13-KPI-2 PC-01: met -> unmet"],
        ),
        (
            "a miss, and better on the other side",
            |plan| {
                plan.set("kpis[scheme=PC-01, type=activity].actual", "240")
                    .set("kpis[scheme=PC-01, type=activity].better", "higher")
            },
            &["F13-KPI-2 PC-01: met -> partly", "F13-KPI-3 PC-01: met -> unmet", "finding DA"],
        ),
        (
            "a target where it began",
            |plan| plan.set("kpis[scheme=PC-01].target", "1").set("kpis[scheme=PC-01].baseline", "1"),
            &["finding TK"],
        ),
    ]);
    lose_nothing(&[("measured by quarter", |plan| {
        plan.set("kpis[measured_on!=].measured_on", "2011-06-30")
    })]);
}

#[test]
fn financials() {
    gain_nothing(&[
        (
            "a start to come for a scheme that reports and fails",
            |plan| failing(plan).set("schemes[PC-01].starts", "2012-04-01"),
            &["F13-FIN-5 PC-01: met -> unmet", "finding DA PC-01"],
        ),
        (
            "one month as the phasing of a year",
            |plan| {
                plan.drop_rows("savings[scheme=PC-01, period!=2011-04|2012/13|2013/14]")
                    .blank("schemes[PC-01].plan_year, plan_ytd, actual_ytd, forecast_year")
            },
            &["F13-FIN-4 PC-01: met -> partly"],
        ),
        (
            "a forecast a pound under plan",
            |plan| behind(plan, "71583", "621498"),
            &["F13-FIN-5 PC-01: met -> unmet", "F13-FIN-6 PC-01: met -> partly"],
        ),
        (
            "the rest of the year as it has gone",
            |plan| behind(plan, "32000", "384000"),
            &["F13-FIN-5 PC-01: met -> unmet"],
        ),
        ("a plan in planning that reports", |plan| plan.set("plan.phase", "planning"), &["finding DA"]),
        (
            "delivered, with milestones to come",
            |plan| plan.set("schemes[PC-01].stage", "delivered"),
            &["finding DA PC-01"],
        ),
    ]);
    let followed = after(|plan| behind(plan, "32000", "384000"));
    let lost = changes(untouched(), &followed);
    assert!(!lost.iter().any(|change| change.starts_with("F13-FIN-6")), "a forecast that follows: {lost:#?}");
}

#[test]
fn what_delivery_and_the_sign_off_come_to() {
    let undone = after(|plan| {
        plan.set("milestones.status", "late")
            .blank("milestones.completed")
            .set("kpis[actual!=].actual", "0")
            .set("risks.mitigation_status", "none")
    });
    assert_eq!(plan(&undone).head.ratings.delivery, Rating::Red, "nothing is in hand");
    assert_eq!(plan(&undone).head.ratings.finance, Rating::Green);
    let under = after(|plan| failing(plan).set("schemes[PC-01].counted_under", "PC-02"));
    let sign_off = plan(&under).head.sign_off.as_ref().unwrap();
    assert!(
        sign_off.conditions.iter().any(|condition| condition.contains("PC-01")),
        "{:?}",
        sign_off.conditions
    );
    let hidden = after(failing);
    let sign_off = plan(&hidden).head.sign_off.as_ref().unwrap();
    assert_eq!(card(&hidden, Level::Scheme, "PC-01", CardColumn::Overall), Rating::Red);
    assert_eq!(serde_json::to_value(sign_off).unwrap()["position"], "workable subject to conditions");
    assert!(
        sign_off.conditions.iter().any(|condition| condition.contains("PC-01")),
        "{:?}",
        sign_off.conditions
    );
}

#[test]
fn the_integrated_plan() {
    let asked = policy(&[("integrated_plan", "true")]);
    let unmet = |codes: &[&str]| {
        let plan = crate::criteria::changes::integrated_plan_base();
        let plan = codes.iter().fold(plan, |plan, code| plan.judgement(code, "result", "unmet"));
        assess(&plan, &asked).plans[0].head.rating
    };
    assert_eq!(unmet(&[]), Rating::Green);
    assert_eq!(unmet(&["IP-4"]), Rating::Amber);
    assert_eq!(unmet(&["IP-4", "IP-5", "IP-6"]), Rating::Red);
}
