//! Ratings that the plan states against the colours of the 5% rule.

use super::super::{Found, Severity, count, names, shown};
use super::CHECK;
use crate::criteria::PlanView;
use crate::figures::finance::with_forecast;
use crate::figures::hierarchy::in_total;
use crate::figures::{PlanFigures, Position, Sums};
use crate::names::same;
use crate::plan::fields::{TableId, schemes, workstreams};
use crate::plan::{Scheme, TotalOver};
use crate::rating::{Rating, Stated};

pub(super) fn run(view: &PlanView, own: &PlanFigures) -> Vec<Found> {
    let mut found = Vec::new();
    let mut worse = Vec::new();
    for (scheme, figures) in view.plan.schemes.iter().zip(&own.schemes) {
        let Some(stated) = scheme.row.rag(schemes::RAG) else { continue };
        if figures.is_incomplete() {
            continue;
        }
        let colour = with_forecast(view.policy, figures.rated(view.policy).rating, figures.full_year);
        match against(stated, colour) {
            Against::Agrees => {}
            Against::StatedWorse => worse.push(scheme),
            Against::StatedBetter => found.push(
                better(view, stated, colour, &figures.to_date)
                    .about(scheme)
                    .at([scheme.row.place_of(schemes::RAG)]),
            ),
        }
    }
    if !worse.is_empty() {
        let ids = names(worse.iter().map(|scheme| &*scheme.id));
        let finding = CHECK.note(
            format!("{} stated worse than the 5% rule makes: {ids}", count(worse.len(), "rating")),
            "the colour of actual against plan to date",
            "Say what else the rating rests on.",
        );
        found.push(finding.at(worse.iter().map(|scheme| scheme.row.place_of(schemes::RAG))));
    }
    found.extend(workstreams(view, own));
    found.extend(totals(view, own));
    found
}

/// The rating of a total row against the colour of the sums of what it is over.
fn totals(view: &PlanView, own: &PlanFigures) -> Vec<Found> {
    let mut found = Vec::new();
    for total in &view.plan.stated_ratings {
        let is_over = |at: usize, scheme: &Scheme| match &total.over {
            TotalOver::Plan => in_total(scheme),
            TotalOver::Workstream(name) => {
                in_total(scheme) && scheme.workstream().is_some_and(|own| same(own, name))
            }
            TotalOver::Schemes(over) => u32::try_from(at).is_ok_and(|at| over.contains(&at)),
            _ => false,
        };
        let mut sums = Sums::default();
        for (at, (scheme, figures)) in view.plan.schemes.iter().zip(&own.schemes).enumerate() {
            if is_over(at, scheme) {
                sums.add(figures);
            }
        }
        let colour = sums.rating(view.policy);
        let mut finding = match against(total.rating, colour) {
            Against::Agrees => continue,
            Against::StatedBetter => better(view, total.rating, colour, &sums.to_date),
            Against::StatedWorse => worse(view, total.rating, colour, &sums.to_date),
        };
        finding.found = format!("total {}", finding.found);
        if let TotalOver::Workstream(name) = &total.over {
            finding = finding.in_workstream(name);
        }
        found.push(finding.at([total.place]));
    }
    found
}

/// The finance rating of each workstream against the colour of its sums.
fn workstreams(view: &PlanView, own: &PlanFigures) -> Vec<Found> {
    let rows = view.rows(TableId::Workstreams);
    if !rows.iter().any(|row| row.filled(workstreams::RAG_FINANCE)) {
        return Vec::new();
    }
    let all = &own.totals.workstreams;
    let mut found = Vec::new();
    for row in rows {
        let (Some(stated), Some(name)) =
            (row.rag(workstreams::RAG_FINANCE), row.text(workstreams::WORKSTREAM))
        else {
            continue;
        };
        let Some(sums) = all.get(name).map(|own| &own.sums).filter(|sums| !sums.is_incomplete()) else {
            continue;
        };
        let (colour, to_date) = (sums.rating(view.policy), &sums.to_date);
        let finding = match against(stated, colour) {
            Against::Agrees => continue,
            Against::StatedBetter => better(view, stated, colour, to_date),
            Against::StatedWorse => worse(view, stated, colour, to_date),
        };
        found.push(finding.in_workstream(name).at([row.place_of(workstreams::RAG_FINANCE)]));
    }
    found
}

enum Against {
    Agrees,
    StatedBetter,
    StatedWorse,
}

/// A colour that is not known, and one of nothing, contradict no statement.
fn against(stated: Stated, computed: Rating) -> Against {
    if matches!(computed, Rating::NotApplicable | Rating::Grey) || stated.agrees(computed) {
        return Against::Agrees;
    }
    let worst = match stated {
        Stated::Green | Stated::Blue | Stated::Complete => Rating::Green,
        Stated::Amber | Stated::AmberGreen => Rating::Amber,
        Stated::Red | Stated::AmberRed => Rating::Red,
    };
    if worst < computed { Against::StatedBetter } else { Against::StatedWorse }
}

/// A note of a rating stated worse than the computed one.
fn worse(view: &PlanView, stated: Stated, computed: Rating, to_date: &Position) -> Found {
    let mut finding = better(view, stated, computed, to_date);
    finding.severity = Severity::Note;
    finding.amount = None;
    finding.action = "Say what else the rating rests on.".to_owned();
    finding
}

fn better(view: &PlanView, stated: Stated, computed: Rating, to_date: &Position) -> Found {
    let variance = to_date.variance().unwrap_or_default();
    let shown = shown(view, &[variance]);
    let percent =
        to_date.shown_percent(view.policy).map_or_else(String::new, |percent| format!(", {percent}%"));
    CHECK
        .warning(
            format!("stated {}, computed {computed}", stated.word()),
            format!("{computed}: variance to date {}{percent}", shown.in_words(variance)),
            "Correct the stated rating.",
        )
        .worth(variance)
}
