//! Background and finance.

use super::{Case, Folder};

fn unproductive(plan: Folder) -> Folder {
    let plan = plan.set("schemes[effect=productivity].effect", "demand");
    plan.set("schemes[driver=provider].driver", "commissioner")
}

pub const CASES: &[Case] = &[
    ("A1-VIS-1", "no reader has looked", |plan| plan.unjudged("A1-VIS-1")),
    ("A1-VIS-2", "no reader has looked", |plan| plan.unjudged("A1-VIS-2")),
    ("A1-VIS-2", "four workstreams say nothing of quality", |plan| {
        plan.blank(
            "schemes[workstream=Planned care|Urgent care|Medicines|Corporate and estates].quality_impact",
        )
    }),
    ("A1-VIS-2", "no scheme says anything of quality", |plan| plan.blank("schemes.quality_impact")),
    ("A1-ALL-1", "no expenditure in the baseline year", |plan| plan.blank("years[2010/11].expenditure")),
    ("A1-ALL-1", "the years before the baseline are left out", |plan| {
        plan.drop_rows("years[2008/09|2009/10]")
    }),
    ("A1-ALL-1", "no figures for the baseline year or before", |plan| {
        plan.blank("years[2008/09|2009/10|2010/11].allocation, expenditure")
    }),
    ("A1-ALL-2", "no mitigation of finance and delivery risks", |plan| {
        plan.blank("risks[category=finance|delivery].mitigation")
    }),
    ("A1-ALL-2", "no risk is of finance or delivery", |plan| {
        plan.set("risks[category=finance|delivery].category", "other")
    }),
    ("A1-ALL-3", "another baseline year", |plan| plan.set("plan.baseline_year", "2009/10")),
    ("A1-ALL-3", "no baseline year", |plan| plan.blank("plan.baseline_year")),
    ("A1-ALL-4", "allocation 0.11% above the Department's", |plan| {
        plan.set("years[2010/11].allocation", "486154182")
    }),
    ("A1-ALL-4", "no departmental allocation in the baseline year", |plan| {
        plan.blank("years[2010/11].departmental_allocation")
    }),
    ("A1-ALL-4", "no allocation in the baseline year", |plan| plan.blank("years[2010/11].allocation")),
    ("A1-ALL-5", "no expenditure in the last year", |plan| plan.blank("years[2013/14].expenditure")),
    ("A1-ALL-5", "no figures from the baseline year on", |plan| {
        plan.blank("years[year=2010/11|2011/12|2012/13|2013/14].allocation, expenditure")
    }),
    ("A1-ALL-6", "no challenge in the last year", |plan| plan.blank("years[2013/14].challenge")),
    ("A1-ALL-6", "no challenge", |plan| plan.blank("years.challenge")),
    ("A1-ALL-7", "the Department's challenge is 5.1% higher in one year", |plan| {
        plan.set("years[2012/13].departmental_challenge", "14637000")
    }),
    ("A1-ALL-7", "no departmental challenge, and 5.1% off what the plan implies", |plan| {
        plan.blank("years.departmental_challenge").set("years[2013/14].challenge", "8471100")
    }),
    ("A1-ALL-7", "no departmental challenge and no forecast to imply one", |plan| {
        plan.blank("years.departmental_challenge").blank("years[2011/12|2012/13|2013/14].expenditure")
    }),
    ("A1-ACT-1", "one point of delivery has no forecast of the last year", |plan| {
        plan.drop_rows("activity[point_of_delivery=Day case, year=2013/14]")
    }),
    ("A1-ACT-1", "no forecast of the last year", |plan| plan.drop_rows("activity[year=2013/14]")),
    ("A1-ACT-1", "no activity", |plan| plan.without("activity")),
    ("A1-ACT-2", "no reader has looked", |plan| plan.unjudged("A1-ACT-2")),
    ("A1-ACT-2", "no commissioning intention", |plan| {
        plan.set("assumptions[topic=commissioning intention].topic", "other")
    }),
    ("A1-ACT-2", "neither cost pressure nor commissioning intention", |plan| {
        plan.set("assumptions[topic=cost pressure|commissioning intention].topic", "other")
    }),
    ("A1-ACT-3", "no demographic assumption for the last year", |plan| {
        plan.drop_rows("assumptions[topic=demographic, year=2013/14]")
    }),
    ("A1-ACT-3", "no demographic assumption", |plan| {
        plan.set("assumptions[topic=demographic].topic", "other")
    }),
    ("A1-PRD-1", "no volume of pay in one year", |plan| plan.blank("inputs[kind=pay, year=2012/13].volume")),
    ("A1-PRD-1", "no scheme raises productivity", |plan| unproductive(plan)),
    ("A1-PRD-1", "no scheme raises productivity, and one year of non-pay has no cost", |plan| {
        unproductive(plan).blank("inputs[kind=non-pay, year=2012/13].cost")
    }),
    ("A1-PRD-1", "no scheme raises productivity, and no inputs of pay and non-pay", |plan| {
        unproductive(plan).drop_rows("inputs[kind=pay|non-pay]")
    }),
    ("A1-INP-1", "no floor area and no cost of the estate in the last year", |plan| {
        plan.blank("inputs[kind=estate, year=2013/14].volume, cost, nil")
    }),
    ("A1-INP-1", "no inputs of staff and estate", |plan| plan.drop_rows("inputs[kind=pay|estate]")),
    ("A1-INP-2", "another pay bill", |plan| plan.set("plan.pay_bill", "47028105")),
    ("A1-INP-2", "one staff group for all", |plan| plan.set("inputs[kind=pay].group", "All staff")),
    ("A1-INP-2", "no staff in the baseline year", |plan| plan.drop_rows("inputs[kind=pay, year=2010/11]")),
    ("A1-INP-3", "no reason for the pay of one year", |plan| {
        plan.blank("assumptions[scheme=, topic=pay, year=2013/14].rationale")
    }),
    ("A1-INP-3", "no pay assumption", |plan| plan.set("assumptions[topic=pay].topic", "other")),
    ("A1-INP-4", "nil is no longer said of capital in the last year", |plan| {
        plan.blank("inputs[kind=capital].nil")
    }),
    ("A1-INP-4", "no capital", |plan| plan.drop_rows("inputs[kind=capital]")),
    ("A1-INP-5", "no note says what happens to the estate", |plan| plan.blank("inputs[kind=estate].note")),
    ("A1-INP-5", "the estate of the baseline year is left out", |plan| {
        plan.drop_rows("inputs[kind=estate, year=2010/11]")
    }),
    ("A1-INP-5", "no estate", |plan| plan.drop_rows("inputs[kind=estate]")),
];
