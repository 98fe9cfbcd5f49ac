//! What the line of an organisation says beside its ratings: its position, where it was read, and what of it is
//! furthest behind.

use crate::figures::PlanFigures;
use crate::location::{SourceId, Sources};
use crate::plan::Plan;
use crate::plan::fields::TABLES;
use crate::report::{FinanceLine, FurthestBehind, Level};
use std::collections::BTreeSet;

/// The file that a plan was read from; of several in one folder the folder, else each.
pub(super) fn file(sources: &Sources, plan: &Plan) -> String {
    let rows = TABLES.iter().flat_map(|table| plan.rows(table.id));
    let rows = rows.chain(plan.schemes.iter().map(|scheme| &scheme.row)).chain([&plan.row]);
    let read: BTreeSet<SourceId> = rows.map(|row| row.place.source()).collect();
    let mut names: Vec<&str> = read.into_iter().map(|source| sources.file_name(source)).collect();
    names.dedup();
    let folder =
        |name: &str| name.rfind(['/', '\\']).map(|at| name.get(..=at).unwrap_or_default().to_owned());
    match names.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first, rest @ ..] => match folder(first) {
            Some(own) if rest.iter().all(|name| folder(name).as_ref() == Some(&own)) => own,
            _ => names.join("; "),
        },
    }
}

/// The workstream that is furthest behind its plan to date, or where no scheme names one the scheme; `None`
/// where nothing is behind.
pub(super) fn furthest_behind(
    plan: &Plan,
    figures: &PlanFigures,
    lines: &[FinanceLine],
) -> Option<FurthestBehind> {
    let lines = lines.iter().filter(|line| line.level == Level::Workstream && !line.outside_total);
    let of_workstreams = lines.filter_map(|line| Some((line.variance_ytd?, &*line.workstream, "")));
    let schemes = plan.schemes.iter().zip(&figures.schemes);
    let schemes = schemes.filter(|(scheme, _)| scheme.in_sums() && !scheme.outside_total);
    let of_schemes = || {
        let known =
            schemes.filter_map(|(scheme, own)| Some((own.to_date.variance()?, scheme.name(), &*scheme.id)));
        known.min_by_key(|(variance, ..)| *variance)
    };
    let (variance, name, scheme) =
        of_workstreams.min_by_key(|(variance, ..)| *variance).or_else(of_schemes)?;
    variance.is_negative().then(|| FurthestBehind {
        name: name.to_owned(),
        scheme: scheme.to_owned(),
        variance_ytd: variance,
    })
}
