//! Finance lines: the 5% rule for schemes, workstreams and the organisation, each on its own sums.

use super::Run;
use crate::calendar::{Month, Period};
use crate::figures::distance::Bound;
use crate::figures::hierarchy::replaced_by;
use crate::figures::sums::sides;
use crate::figures::{Basis, Bodies, Figures, PlanFigures, Position, Rated, SchemeFigures, Sums, finance};
use crate::location::Place;
use crate::money::Money;
use crate::plan::fields::schemes;
use crate::plan::{Measure, Plan, Scheme, Submission};
use crate::policy::Policy;
use crate::rating::Rating;
use crate::report::{FinanceLine, InMonth, Level, List, Share, Whose};
use std::borrow::Cow;
use std::sync::Arc;

/// How many cells a line names before they are folded into one place.
const PLACES_SHOWN: usize = 4;

/// The lines of a plan: schemes, where they are read; workstreams, the organisation.
pub(super) fn lines(
    run: &Run,
    (plan, figures): (&Plan, &PlanFigures),
    whose: &Arc<Whose>,
    organisation: &Sums,
) -> Vec<FinanceLine> {
    let reads_schemes =
        run.reads_to_green() || run.reads_any(&[List::Finance, List::ExceptionReport, List::Practice]);
    let month = figures.as_at.last_ended_month().filter(|_| figures.as_at.reports());
    let about = named((run.submission, run.bodies()), run.policy, whose);
    let schemes = || {
        let all = plan.schemes.iter().zip(&figures.schemes);
        all.filter(|(scheme, _)| reads_schemes && scheme.in_sums())
    };
    let mut lines = Vec::with_capacity(schemes().count() + figures.totals.workstreams.len() + 1);
    lines.extend(schemes().map(|own| scheme_line(run, figures, own, month, about.clone())));
    if run.is_its_members(plan) {
        return lines;
    }
    let own = FinanceLine { year: figures.year, ..about };
    lines.extend(figures.totals.workstreams.iter().map(|(workstream, totals)| {
        let workstream = workstream.to_owned();
        let about = FinanceLine { level: Level::Workstream, workstream, ..own.clone() };
        level(run.policy, about, &totals.sums)
    }));
    lines.push(level(run.policy, FinanceLine { level: Level::Organisation, ..own }, organisation));
    lines
}

/// Whether no scheme in the lines says anything of the year; none where no scheme is.
pub(super) fn is_nil(plan: &Plan, figures: &PlanFigures) -> Option<bool> {
    let own = plan.schemes.iter().zip(&figures.schemes).filter(|(scheme, _)| scheme.in_sums());
    let mut own = own.map(|(_, own)| own).peekable();
    let says = |own: &SchemeFigures| {
        let year = own.full_year.and_then(|year| year.known_actual());
        let all = [own.to_date.known_plan(), own.to_date.known_actual(), own.plan_year, year];
        all.into_iter().flatten().any(|amount| !amount.is_zero())
    };
    own.peek()?;
    Some(!own.any(says))
}

/// The colours of a scheme's line: of its position to date, and of its forecast.
pub(super) fn colours(policy: &Policy, own: &SchemeFigures) -> [Rating; 2] {
    [own.rated(policy).rating, of_forecast(policy, own.full_year)]
}

fn of_forecast(policy: &Policy, year: Option<Position>) -> Rating {
    year.map_or(Rating::NotApplicable, |year| year.rate(policy).rating)
}

/// The lines of the schemes of a plan as a table of data has them: without the cells they rest on, the month alone
/// and what is stated.
pub fn of_schemes<'a>(
    (submission, figures): (&'a Submission, &'a Figures),
    policy: &'a Policy,
    at: usize,
) -> impl Iterator<Item = FinanceLine> + 'a {
    let plan = submission.plans.get(at).zip(figures.plans.get(at));
    plan.into_iter().flat_map(move |(plan, own)| {
        let whose = whose(&figures.bodies, plan);
        let about = named((submission, &figures.bodies), policy, &whose);
        let schemes = plan.schemes.iter().zip(&own.schemes).filter(|(scheme, _)| scheme.in_sums());
        schemes.map(move |(scheme, own)| {
            let FinanceLine { whose, replaced_by, .. } = about.clone();
            FinanceLine { whose, replaced_by, ..bare_scheme(policy, scheme, own) }
        })
    })
}

/// What names an organisation in its lines.
fn named((submission, bodies): (&Submission, &Bodies), policy: &Policy, whose: &Arc<Whose>) -> FinanceLine {
    FinanceLine {
        whose: Arc::clone(whose),
        replaced_by: replaced_by(submission, bodies, policy, &whose.organisation),
        ..FinanceLine::default()
    }
}

/// Whose the lines of an organisation are.
pub(super) fn whose(bodies: &Bodies, plan: &Plan) -> Arc<Whose> {
    let name = |of: Option<&str>| of.unwrap_or("").to_owned();
    Arc::new(Whose {
        organisation: plan.organisation.clone(),
        code: plan.code().map(str::to_owned),
        region: name(bodies.region_of(&plan.organisation)),
        cluster: name(bodies.cluster_of(&plan.organisation)),
    })
}

/// The line of a level's sums, with what it is about.
pub(super) fn level(policy: &Policy, about: FinanceLine, sums: &Sums) -> FinanceLine {
    let FinanceLine { level, whose, workstream, year, replaced_by, .. } = about;
    FinanceLine {
        level,
        whose,
        workstream,
        year,
        replaced_by,
        behind: sums.behind_and_ahead.map(|(behind, _)| behind),
        ahead: sums.behind_and_ahead.map(|(_, ahead)| ahead),
        incomplete: sums.is_incomplete(),
        ..line(policy, &sums.to_date, sums.to_date.rate(policy), sums.full_year(), sums.plan_year)
    }
}

/// What every line has in common: figures, percentages, colours; whether something of it is lost its maker knows.
pub(super) fn line(
    policy: &Policy,
    to_date: &Position,
    rated: Rated,
    year: Option<Position>,
    plan_year: Option<Money>,
) -> FinanceLine {
    let bounds = finance::bounds(policy);
    let net = to_date.reported_variance().map(sides);
    let mut note = Cow::Borrowed("");
    if let Some((at_nil, at_plan)) = rated.missing {
        note = if rated.rating == Rating::Grey {
            let (at_nil, at_plan) = (at_nil.word(), at_plan.word());
            format!("{at_nil} if what is unreported is nil, {at_plan} if it is to plan").into()
        } else {
            "holds whatever is missing".into()
        };
    } else if to_date.unplanned {
        note = "no plan to date is given".into();
    } else if to_date.is_empty() && !to_date.incomplete {
        note = "nothing planned to date".into();
    }
    FinanceLine {
        plan_ytd: to_date.known_plan(),
        actual_ytd: to_date.known_actual(),
        variance_ytd: to_date.variance(),
        behind: net.map(|(behind, _)| behind),
        ahead: net.map(|(_, ahead)| ahead),
        percent_ytd: to_date.percent().map(|percent| Share::of(percent, &bounds)),
        rating: rated.rating,
        short_of_green: short_of_green(policy, to_date, rated.rating),
        plan_year,
        forecast_year: year.and_then(|year| year.known_actual()),
        variance_forecast: year.and_then(|year| year.variance()),
        percent_forecast: year.and_then(|year| year.percent()).map(|percent| Share::of(percent, &bounds)),
        forecast_yield: year.and_then(|year| year.yields()).map(|yields| Share::of(yields, &[])),
        rating_forecast: of_forecast(policy, year),
        unreported: to_date.unreported,
        chosen: rated.chosen && rated.rating != Rating::NotApplicable,
        note,
        ..FinanceLine::default()
    }
}

/// What a position must grow by to be green.
fn short_of_green(policy: &Policy, to_date: &Position, rating: Rating) -> Option<Money> {
    let is_short = matches!(rating, Rating::Amber | Rating::Red) && !to_date.plan.is_zero();
    is_short.then(|| Bound::green(policy, to_date).more_than())
}

fn scheme_line(
    run: &Run,
    figures: &PlanFigures,
    (scheme, own): (&Scheme, &SchemeFigures),
    month: Option<Month>,
    about: FinanceLine,
) -> FinanceLine {
    let bare = bare_scheme(run.policy, scheme, own);
    let FinanceLine { whose, replaced_by, .. } = about;
    let basis = Basis::to_date(scheme, own.reporting_year, figures.as_at.date);
    let note = if scheme.unidentified {
        "unidentified".into()
    } else if !own.under_way {
        "not started".into()
    } else {
        bare.note.clone()
    };
    FinanceLine {
        whose,
        replaced_by,
        note,
        stated: scheme.row.rag(schemes::RAG).map(crate::rating::Stated::word),
        in_month: month.and_then(|month| in_month(scheme, month)).map(Box::new),
        places: run.places(&folded(basis.places().collect())),
        ..bare
    }
}

/// The figures and colours of a scheme's line, and what names it in its organisation.
pub(super) fn bare_scheme(policy: &Policy, scheme: &Scheme, own: &SchemeFigures) -> FinanceLine {
    FinanceLine {
        level: Level::Scheme,
        workstream: scheme.workstream().unwrap_or("").to_owned(),
        scheme: scheme.id.to_string(),
        name: scheme.name().to_owned(),
        outside_total: scheme.outside_total,
        year: own.reporting_year,
        incomplete: own.is_incomplete(),
        ..line(policy, &own.to_date, own.rated(policy), own.full_year, own.plan_year)
    }
}

fn in_month(scheme: &Scheme, month: Month) -> Option<InMonth> {
    let at = |measure| {
        scheme.point(measure, Period::Month(month)).and_then(|point| point.amount).map(|amount| amount.value)
    };
    let (plan, actual) = (at(Measure::Plan), at(Measure::Actual));
    (plan.is_some() || actual.is_some()).then(|| InMonth { month: month.to_string(), plan, actual })
}

/// Many cells of one text file as one place: first line, last line, how many. Cells of workbooks stay as they are.
pub(super) fn folded(places: Vec<Place>) -> Vec<Place> {
    if places.len() <= PLACES_SHOWN {
        return places;
    }
    let mut folded: Vec<Place> = Vec::new();
    for place in places {
        let Place::Cell { source, line, .. } = place else {
            folded.push(place);
            continue;
        };
        let of_source =
            |known: &&mut Place| matches!(known, Place::Lines { source: own, .. } if *own == source);
        match folded.iter_mut().find(of_source) {
            Some(Place::Lines { first, last, cells, .. }) => {
                (*first, *last, *cells) = ((*first).min(line), (*last).max(line), *cells + 1);
            }
            _ => folded.push(Place::Lines { source, first: line, last: line, cells: 1 }),
        }
    }
    folded
}
