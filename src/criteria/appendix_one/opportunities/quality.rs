//! Appendix One: what the opportunities do to quality, what is new in them, and how they join the
//! national workstreams.

use crate::criteria::appendix_one::gaps::listed;
use crate::criteria::coverage::{Answer, each_of, each_scheme};
use crate::criteria::{Criterion, Evidence, Kind, Outcome, PlanView, SchemeView, Set, Test};
use crate::location::Place;
use crate::names::{key, same};
use crate::plan::fields::words::{KpiType, NATIONAL_WORKSTREAM};
use crate::plan::fields::{ColumnId, TableId, engagement, kpis, schemes, workstreams};
use crate::plan::{Measure, Row};
use crate::policy::Key;

const AREA: &str = "Opportunities";
const QUALITY: &str = "Quality impact";

/// The expectations in published order.
pub const CRITERIA: &[Criterion] = &[
    Criterion {
        id: "A1-QUA-1",
        asks: "For each opportunity somebody has thought about what it does to the quality of care",
        how: "Each scheme states its quality_impact; partly when those that do hold policy coverage (80%) of \
              planned savings. Score and sign-off of the assessment are finding QI",
        reads: &[schemes::QUALITY_IMPACT],
        test: Test::Plan(considered),
        passes: "Each scheme says what patients will notice, such as shorter waits",
        fails: "Half of the schemes leave their quality impact blank",
        ..Criterion::of(Set::AppendixOne, AREA, QUALITY)
    },
    Criterion {
        id: "A1-QUA-2",
        asks: "What is spent is tied to what it does for quality",
        how: "A reader judges it; first, the schemes with investment must have a KPI of type quality, all of \
              them or those with policy coverage (80%) of their planned savings",
        kind: Kind::Judged,
        reads: &[kpis::SCHEME, kpis::TYPE],
        test: Test::Plan(spend_linked),
        passes: "Every scheme that costs money has a quality indicator, and a reviewer judges the link met, \
                 page 21",
        fails: "£3m is invested in schemes without a quality indicator",
        ..Criterion::of(Set::AppendixOne, AREA, QUALITY)
    },
    Criterion {
        id: "A1-QUA-3",
        asks: "The scorecard measures outcomes for patients",
        how: "Each scheme has a KPI of type quality with a target; partly without a baseline, or when those \
              that pass hold policy coverage (80%) of planned savings",
        reads: &[kpis::SCHEME, kpis::TYPE, kpis::BASELINE, kpis::TARGET],
        test: Test::Plan(measured),
        passes: "Each scheme has a quality indicator, such as appeals decided in time, from 76% to 95%",
        fails: "The scorecard counts activity and money alone",
        ..Criterion::of(Set::AppendixOne, AREA, QUALITY)
    },
    Criterion {
        id: "A1-INN-1",
        asks: "For each opportunity somebody has thought about what could be done in a new or more \
               productive way",
        how: "Each scheme states its innovation; partly when those that do hold policy coverage (80%) of \
              planned savings",
        reads: &[schemes::INNOVATION],
        test: Test::Plan(innovative),
        passes: "Each scheme says what is new in it, such as a shared electronic queue",
        fails: "No scheme says what is new in it",
        ..Criterion::of(Set::AppendixOne, AREA, "Innovation and productivity")
    },
    Criterion {
        id: "A1-NAT-1",
        asks: "The plan is tied to the national workstreams and shows that it works with them",
        how: "Each scheme, or its workstream, names a national workstream or `local`; at least one names a \
              national one; and `engagement` has a row of group national workstream whose partner names it, \
              for each one named. Partly when schemes with policy coverage (80%) of planned savings pass, \
              or when some of those named are engaged with",
        reads: &[
            schemes::WORKSTREAM,
            schemes::NATIONAL_WORKSTREAM,
            workstreams::WORKSTREAM,
            workstreams::NATIONAL_WORKSTREAM,
            engagement::GROUP,
            engagement::PARTNER,
        ],
        test: Test::Plan(national),
        passes: "Medicines serves Medicine use and procurement, and a meeting with that workstream is dated",
        fails: "Every workstream calls itself local",
        ..Criterion::of(Set::AppendixOne, AREA, "National workstreams")
    },
];

fn considered(view: &PlanView) -> Evidence {
    each_stated(view, "lacks a quality impact", schemes::QUALITY_IMPACT)
}

fn innovative(view: &PlanView) -> Evidence {
    each_stated(view, "lacks a word on innovation", schemes::INNOVATION)
}

fn each_stated(view: &PlanView, lacking: &str, column: ColumnId) -> Evidence {
    each_scheme(view, lacking, |scheme| Answer::stated(&scheme.scheme.row, column))
}

/// The quality indicators of a scheme; a row that says why there is none is not one.
fn quality_kpis<'a>(scheme: &SchemeView<'a>) -> impl Iterator<Item = &'a Row> + use<'a> {
    scheme.rows(TableId::Kpis).filter(|row| {
        row.word(kpis::TYPE) == Some(KpiType::Quality) && row.stated(kpis::NOT_APPLICABLE).is_none()
    })
}

fn spend_linked(view: &PlanView) -> Evidence {
    let invests = |scheme: &SchemeView| {
        let column = scheme.scheme.row.money(schemes::INVESTMENT);
        let points = scheme.scheme.points(Measure::Investment).filter_map(|point| point.amount);
        column.is_some_and(|sum| !sum.is_zero()) || points.into_iter().any(|a| !a.value.is_zero())
    };
    if !view.judged().any(|scheme| invests(&scheme)) {
        return Evidence::unevidenced("no scheme states an investment");
    }
    each_of(view, invests, Key::Coverage, "lacks a quality indicator for its investment", |scheme| {
        let row = quality_kpis(scheme).next();
        Answer::filled(row.map(|row| row.place_of(kpis::TYPE)))
    })
}

fn measured(view: &PlanView) -> Evidence {
    let with = |baseline: bool| {
        move |scheme: &SchemeView| {
            let enough = |row: &Row| row.filled(kpis::TARGET) && (!baseline || row.filled(kpis::BASELINE));
            Answer::among(quality_kpis(scheme), kpis::TARGET, enough)
        }
    };
    let targets = each_scheme(view, "lacks a quality indicator with a target", with(false));
    if targets.outcome != Outcome::Met {
        return targets;
    }
    let mut baselines =
        each_scheme(view, "lacks a baseline beside the target of its quality indicator", with(true));
    if baselines.outcome.is_short() {
        baselines.outcome = Outcome::Partly;
    }
    baselines
}

/// The national workstreams a scheme serves, and where it says so: in its own row, else in its
/// workstream's.
fn served<'a>(scheme: &SchemeView<'a>) -> Option<(&'a str, Place)> {
    let own = (&scheme.scheme.row, schemes::NATIONAL_WORKSTREAM);
    let of_workstream = scheme.workstream_row().map(|row| (row, workstreams::NATIONAL_WORKSTREAM));
    [Some(own), of_workstream]
        .into_iter()
        .flatten()
        .find_map(|(row, column)| row.stated(column).map(|name| (name, row.place_of(column))))
}

fn is_local(name: &str) -> bool {
    name.split(':').next().is_some_and(|word| word.trim().eq_ignore_ascii_case("local"))
}

fn national(view: &PlanView) -> Evidence {
    let mut named: Vec<(&str, Place)> = Vec::new();
    for scheme in view.judged() {
        let Some((names, place)) = served(&scheme) else { continue };
        for name in names.split(';').map(str::trim).filter(|name| !name.is_empty() && !is_local(name)) {
            if !named.iter().any(|(known, _)| same(known, name)) {
                named.push((name, place));
            }
        }
    }
    let mut evidence = each_scheme(view, "lacks a national workstream or `local`", |scheme| {
        Answer::filled(served(scheme).map(|(_, place)| place))
    });
    if evidence.outcome == Outcome::Unevidenced {
        return evidence;
    }
    if named.is_empty() {
        worsen(
            &mut evidence,
            Outcome::Unmet,
            "every scheme is local: no national workstream is named",
            vec![],
        );
        return evidence;
    }
    let partners: Vec<(String, Place)> = view
        .rows(TableId::Engagement)
        .iter()
        .filter(|row| row.text(engagement::GROUP) == Some(NATIONAL_WORKSTREAM))
        .filter_map(|row| Some((key(row.stated(engagement::PARTNER)?).into_owned(), row)))
        .map(|(partner, row)| (partner, row.place_of(engagement::PARTNER)))
        .collect();
    let engaged = |name: &str| partners.iter().find(|(partner, _)| partner.contains(&*key(name)));
    let (with, without): (Vec<_>, Vec<_>) = named.into_iter().partition(|(name, _)| engaged(name).is_some());
    evidence.places.extend(with.iter().filter_map(|(name, _)| engaged(name)).map(|(_, place)| *place));
    if !without.is_empty() {
        let names: Vec<&str> = without.iter().map(|(name, _)| *name).collect();
        let outcome = if with.is_empty() { Outcome::Unmet } else { Outcome::Partly };
        let places = without.iter().map(|(_, place)| *place).collect();
        worsen(&mut evidence, outcome, &format!("no engagement with {}", listed(&names)), places);
    }
    evidence
}

/// Lowers a result, with one more reason and the places that show it in front.
fn worsen(evidence: &mut Evidence, outcome: Outcome, reason: &str, places: Vec<Place>) {
    evidence.outcome = evidence.outcome.max(outcome);
    if !evidence.reason.is_empty() {
        evidence.reason.push_str("; ");
    }
    evidence.reason.push_str(reason);
    evidence.places.splice(0..0, places);
}

#[cfg(test)]
mod tests;
