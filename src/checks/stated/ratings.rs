//! Ratings that the plan states against the colours of the 5% rule.

use super::super::{Found, Severity, count, names, shown};
use super::CHECK;
use crate::criteria::PlanView;
use crate::figures::finance::with_forecast;
use crate::figures::{PlanFigures, Position, Sums};
use crate::plan::fields::{TableId, schemes, workstreams};
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
    found
}

/// The finance rating of each workstream against the colour of its sums.
fn workstreams(view: &PlanView, own: &PlanFigures) -> Vec<Found> {
    let rows = view.rows(TableId::Workstreams);
    if !rows.iter().any(|row| row.filled(workstreams::RAG_FINANCE)) {
        return Vec::new();
    }
    let all = Sums::by_workstream(view.plan, own);
    let mut found = Vec::new();
    for row in rows {
        let (Some(stated), Some(name)) =
            (row.rag(workstreams::RAG_FINANCE), row.text(workstreams::WORKSTREAM))
        else {
            continue;
        };
        let Some(sums) = all.get(name).filter(|sums| !sums.is_incomplete()) else { continue };
        let (colour, to_date) = (sums.rating(view.policy), &sums.to_date);
        let finding = match against(stated, colour) {
            Against::Agrees => continue,
            Against::StatedBetter => better(view, stated, colour, to_date),
            Against::StatedWorse => {
                let mut finding = better(view, stated, colour, to_date);
                finding.severity = Severity::Note;
                finding.amount = None;
                finding.action = "Say what else the rating rests on.".to_owned();
                finding
            }
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
        Stated::Green => Rating::Green,
        Stated::Amber | Stated::AmberGreen => Rating::Amber,
        Stated::Red | Stated::AmberRed => Rating::Red,
    };
    if worst < computed { Against::StatedBetter } else { Against::StatedWorse }
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
