//! The report card of one organisation: of its schemes, its workstreams and the whole.

use super::Run;
use super::card::{self, Card};
use crate::criteria::PlanView;
use crate::criteria::appendix_one::opportunities::national;
use crate::criteria::judging::Judged;
use crate::figures::hierarchy::in_total;
use crate::figures::{SchemeFigures, Sums};
use crate::names::ByName;
use crate::report::{CardColumn, CardLine, Level, List, Makes, Whose};
use std::sync::Arc;

/// A card for each judged scheme, with its index.
pub(super) fn cards(
    run: &Run,
    view: &PlanView,
    of_schemes: &[(usize, Vec<Judged>)],
    left_out: &[CardColumn],
    of_plan: &[Judged],
) -> Vec<(usize, Card)> {
    let is_asked = |code: &str| of_plan.iter().any(|judged| judged.criterion.id == code);
    let columns = card::columns_of(of_schemes);
    let mut cards = Vec::with_capacity(of_schemes.len());
    cards.extend(of_schemes.iter().filter_map(|(at, results)| {
        let scheme = view.scheme(*at)?;
        let mut card = card::of_scheme(run, &scheme, (results, &columns), left_out);
        for column in CardColumn::ALL {
            match column.makes() {
                Makes::Finding(_) => card.ratings[*column] = run.alignment(view.plan),
                Makes::OfPlan(code) if is_asked(code) => {
                    card.ratings[*column] = national::alignment(&scheme);
                }
                _ => {}
            }
        }
        Some((*at, card))
    }));
    cards
}

/// Lines for schemes, workstreams and the organisation.
pub(super) fn card_lines(
    run: &Run,
    view: &PlanView,
    whose: &Arc<Whose>,
    cards: &[(usize, Card)],
    sums: &Sums,
) -> Vec<CardLine> {
    let plan = view.plan;
    let named = |line: CardLine| CardLine { whose: Arc::clone(whose), ..line };
    // else the colours alone are counted
    let reads_names = run.reads_any(&[List::Card, List::Practice]);
    let of_schemes = cards.iter().filter_map(|(at, card)| Some((at, plan.schemes.get(*at)?, card)));
    let of_schemes = of_schemes.map(|(at, scheme, card)| {
        let line = card::scheme_line(card);
        if !reads_names {
            return line;
        }
        named(CardLine {
            workstream: scheme.workstream().unwrap_or("").to_owned(),
            scheme: scheme.id.to_string(),
            incomplete: view.figures.schemes.get(*at).is_some_and(SchemeFigures::is_incomplete),
            ..line
        })
    });
    let mut lines = Vec::with_capacity(cards.len() + view.figures.totals.workstreams.len() + 1);
    lines.extend(of_schemes);
    let mut counted: Vec<&Card> = Vec::with_capacity(cards.len());
    let mut of_workstream: ByName<Vec<&Card>> = ByName::default();
    for (at, card) in cards {
        let Some(scheme) = plan.schemes.get(*at).filter(|scheme| in_total(scheme)) else { continue };
        counted.push(card);
        if let Some(workstream) = scheme.workstream() {
            of_workstream.of(workstream).push(card);
        }
    }
    for (name, totals) in view.figures.totals.workstreams.iter() {
        let sums = &totals.sums;
        let own = of_workstream.get(name).map_or(&[][..], Vec::as_slice);
        let level = card::of_level(run, own, sums);
        let line = card::level_line(run, &level, Level::Workstream);
        lines.push(named(CardLine { workstream: name.to_owned(), incomplete: sums.is_incomplete(), ..line }));
    }
    let level = card::of_level(run, &counted, sums);
    let line = card::level_line(run, &level, Level::Organisation);
    lines.push(named(CardLine { incomplete: sums.is_incomplete(), ..line }));
    lines
}
