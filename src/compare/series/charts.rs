//! The chart test over the months of all submissions: of each month what the latest of them says.

use super::super::snapshot::{SnapMonth, Snapshot};
use crate::assess::months::line as tested_line;
use crate::calendar::{Month, parse_date};
use crate::figures::months::MonthAmounts;
use crate::names::key;
use crate::report::{MonthLine, Whose, XmrLine};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The tests of the subjects of the last submission that have months enough.
pub fn tested(snapshots: &[Snapshot]) -> Vec<XmrLine> {
    let mut months: HashMap<String, BTreeMap<Month, MonthAmounts>> = HashMap::new();
    for own in snapshots.iter().flat_map(all) {
        if let Some(amounts) = amounts(own) {
            let known = months.entry(name(own)).or_default();
            // a later plan of a month is no later word on what was made of it
            if amounts.actual.is_some() || !known.contains_key(&amounts.month) {
                known.insert(amounts.month, amounts);
            }
        }
    }
    let mut lines = Vec::new();
    let mut last: Option<String> = None;
    for own in snapshots.last().into_iter().flat_map(all) {
        let name = name(own);
        if last.as_ref() == Some(&name) {
            continue;
        }
        let about = MonthLine {
            level: own.level,
            whose: Arc::new(Whose {
                organisation: own.organisation.clone(),
                code: own.code.clone(),
                region: own.region.clone(),
                cluster: own.cluster.clone(),
            }),
            workstream: own.workstream.clone(),
            ..MonthLine::default()
        };
        let months = months.get(&name).into_iter().flat_map(BTreeMap::values).copied();
        lines.extend(tested_line(&about, months));
        last = Some(name);
    }
    lines
}

fn all(snapshot: &Snapshot) -> impl Iterator<Item = &SnapMonth> {
    let over = snapshot.rollup.iter().flat_map(|rollup| &rollup.months);
    snapshot.plans.iter().flat_map(|plan| &plan.months).chain(over)
}

fn name(own: &SnapMonth) -> String {
    let region = if own.level.is_own() { "" } else { own.region.as_str() };
    let parts = [own.level.word(), &own.organisation, region, &own.cluster, &own.workstream];
    parts.map(|part| key(part).into_owned()).join("\u{1F}")
}

fn amounts(own: &SnapMonth) -> Option<MonthAmounts> {
    Some(MonthAmounts {
        month: Month::of(parse_date(&format!("{}-01", own.month)).ok()?),
        plan: own.plan,
        actual: own.actual,
        forecast: own.forecast,
        unreported: own.unreported,
        incomplete: own.incomplete,
    })
}
