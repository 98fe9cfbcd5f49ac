//! The exception report: everything short of green, with the reason and what is being done in the plan's
//! own words. What the plan leaves unsaid is named.

mod said;

use super::Run;
use super::overall::PlanRow;
use crate::criteria::PlanView;
use crate::criteria::judging::Judged;
use crate::money::Money;
use crate::names::ByName;
use crate::plan::Scheme;
use crate::plan::fields::{plan as plan_columns, schemes, workstreams};
use crate::rating::Rating;
use crate::report::{CardColumn, CardLine, ExceptionLine, FinanceLine, Level, Ratings, Short};
use said::Said;
use std::collections::HashMap;
use thin_vec::ThinVec;

/// What the report of a plan has worked out before.
pub(super) struct Worked<'a> {
    pub(super) card: &'a [CardLine],
    /// Of these the line of each scheme, as far as it is judged.
    pub(super) of_each: &'a [Option<&'a CardLine>],
    pub(super) finance: &'a [FinanceLine],
    pub(super) of_schemes: &'a [(usize, Vec<Judged>)],
    /// Rows of the plan that count, with their colours.
    pub(super) rows: Vec<&'a PlanRow<'a>>,
    pub(super) rating: Rating,
    pub(super) ratings: Ratings,
}

/// How many lines the report of a plan has.
pub(super) fn counted(run: &Run, view: &PlanView, worked: &Worked) -> Short {
    let of_line = |line: &FinanceLine| Some([line.rating, line.rating_forecast]);
    let workstreams = worked.workstreams();
    let workstreams = workstreams.filter(|(card, line)| parts(*card, of_line(line)).next().is_some());
    let schemes = view.plan.schemes.iter().zip(&view.figures.schemes).zip(worked.of_each);
    let schemes = schemes.filter(|((scheme, own), card)| {
        let money = scheme.in_sums().then(|| super::finance::colours(run.policy, own));
        parts(**card, money).next().is_some()
    });
    Short {
        organisations: usize::from(worked.parts().next().is_some()),
        workstreams: workstreams.count(),
        schemes: schemes.count(),
    }
}

impl<'a> Worked<'a> {
    /// The parts of the plan that are short, each with its colour.
    fn parts(&self) -> impl Iterator<Item = (&'a str, Rating)> {
        let Ratings { delivery, finance, forecast, headroom, .. } = self.ratings;
        let parts =
            [("delivery", delivery), ("finance", finance), ("forecast", forecast), ("headroom", headroom)];
        let rows = self.rows.iter().map(|row| (row.row, row.rating));
        parts.into_iter().chain(rows).filter(|(_, rating)| is_short(*rating))
    }

    /// The lines of workstreams, each with its card.
    fn workstreams(&self) -> impl Iterator<Item = (Option<&'a CardLine>, &'a FinanceLine)> {
        let mut cards: ByName<&CardLine> = ByName::default();
        for card in self.card.iter().filter(|card| card.level == Level::Workstream) {
            cards.insert(&card.workstream, card);
        }
        let lines = self.finance.iter().filter(|line| line.level == Level::Workstream);
        lines.map(move |line| (cards.get(&line.workstream).copied(), line))
    }
}

/// The lines of a plan: the organisation, its workstreams, its schemes, each level most money first.
pub(super) fn lines(run: &Run, view: &PlanView, worked: &Worked) -> ThinVec<ExceptionLine> {
    let mut of_schemes = of_schemes(run, view, worked);
    of_schemes.sort_by_cached_key(ExceptionLine::order);
    let mut of_workstreams = of_workstreams(run, view, worked, &of_schemes);
    of_workstreams.sort_by_cached_key(ExceptionLine::order);
    of_organisation(run, view, worked).into_iter().chain(of_workstreams).chain(of_schemes).collect()
}

fn is_short(rating: Rating) -> bool {
    matches!(rating, Rating::Amber | Rating::Grey | Rating::Red)
}

/// Parts with their colours, in words.
fn said<'n>(parts: impl Iterator<Item = (&'n str, Rating)>) -> Vec<String> {
    parts.map(|(name, rating)| format!("{name} {rating}")).collect()
}

/// The columns of a card that are short, and the forecast; `money` is the colours of both bases.
fn parts(
    card: Option<&CardLine>,
    money: Option<[Rating; 2]>,
) -> impl Iterator<Item = (&'static str, Rating)> {
    let columns = card.into_iter().flat_map(|card| CardColumn::counted().map(|of| (of.name(), card[of])));
    // a line that no criterion judges has its money alone
    let to_date = money.filter(|_| card.is_none()).map(|[to_date, _]| (CardColumn::Finance.name(), to_date));
    let all = columns.chain(to_date).chain(money.map(|[_, forecast]| ("forecast", forecast)));
    all.filter(|(_, rating)| is_short(*rating))
}

/// The money of a line: what it is behind, to date and for the year, and what its forecast makes good.
fn money(line: Option<&FinanceLine>) -> ExceptionLine {
    let Some(line) = line else { return ExceptionLine::default() };
    let behind = |variance: Option<Money>| variance.filter(|variance| variance.is_negative()).map(|of| -of);
    let (shortfall, shortfall_year) = (behind(line.variance_ytd), behind(line.variance_forecast));
    let at_end = line.variance_forecast.map(|_| shortfall_year.unwrap_or_default());
    let recovered = shortfall.zip(at_end).map(|(now, at_end)| now - at_end);
    ExceptionLine {
        percent: line.percent_ytd.clone().filter(|_| shortfall.is_some()),
        percent_year: line.percent_forecast.clone().filter(|_| shortfall_year.is_some()),
        shortfall,
        shortfall_year,
        recovered: recovered.filter(|recovered| recovered.is_positive()),
        unreported: Some(line.unreported).filter(|amount| !amount.is_zero()),
        plan_year: line.plan_year,
        ..ExceptionLine::default()
    }
}

fn of_schemes(run: &Run, view: &PlanView, worked: &Worked) -> Vec<ExceptionLine> {
    let finance = worked.finance.iter().filter(|line| line.level == Level::Scheme);
    let finance: HashMap<&str, &FinanceLine> = finance.map(|line| (line.scheme.as_str(), line)).collect();
    let judged: HashMap<usize, &[Judged]> =
        worked.of_schemes.iter().map(|(at, results)| (*at, results.as_slice())).collect();
    let of = |(at, scheme): (usize, &Scheme)| {
        let card = worked.of_each.get(at).copied().flatten();
        let line = finance.get(&*scheme.id).copied();
        let short = said(parts(card, line.map(|line| [line.rating, line.rating_forecast])));
        if short.is_empty() {
            return None;
        }
        let own = view.scheme(at)?;
        let results = judged.get(&at).copied().unwrap_or_default();
        let said = Said::of_scheme(&own, results, line);
        let text = |column| scheme.row.text(column).unwrap_or("").to_owned();
        let forecast = line.map_or(Rating::NotApplicable, |line| line.rating.worse(line.rating_forecast));
        let own = ExceptionLine {
            level: Level::Scheme,
            workstream: scheme.workstream().unwrap_or("").to_owned(),
            scheme: scheme.id.to_string(),
            name: scheme.name().to_owned(),
            rating: card.map_or(forecast, |card| card[CardColumn::Overall]),
            short,
            owner: text(schemes::MANAGER),
            sponsor: text(schemes::SPONSOR),
            ..filled(run, view, money(line), said)
        };
        Some(with_said(own, line))
    };
    view.plan.schemes.iter().enumerate().filter_map(of).collect()
}

fn of_workstreams(
    run: &Run,
    view: &PlanView,
    worked: &Worked,
    schemes: &[ExceptionLine],
) -> Vec<ExceptionLine> {
    let mut beneath: ByName<Vec<&ExceptionLine>> = ByName::default();
    for line in schemes.iter().filter(|line| !line.workstream.is_empty()) {
        beneath.of(&line.workstream).push(line);
    }
    let of = |(card, line): (Option<&CardLine>, &FinanceLine)| {
        let short = said(parts(card, Some([line.rating, line.rating_forecast])));
        let row = view.plan.workstream(&line.workstream);
        let mine = beneath.get(&line.workstream).map_or(&[][..], Vec::as_slice);
        let own = ExceptionLine {
            level: Level::Workstream,
            workstream: line.workstream.clone(),
            rating: card.map_or(line.rating, |card| card[CardColumn::Overall]),
            owner: row.and_then(|row| row.text(workstreams::LEAD)).unwrap_or("").to_owned(),
            schemes: mine.iter().map(|line| line.scheme.clone()).collect(),
            ..filled(run, view, money(Some(line)), Said::of_workstream(view, &line.workstream))
        };
        let own = with_said(own, Some(line));
        (!short.is_empty()).then(|| ExceptionLine {
            short,
            says_reason: own.says_reason || mine.iter().any(|line| line.says_reason),
            says_action: own.says_action || mine.iter().any(|line| line.says_action),
            says_owner: own.says_owner || mine.iter().any(|line| line.says_owner),
            ..own
        })
    };
    worked.workstreams().filter_map(of).collect()
}

fn of_organisation(run: &Run, view: &PlanView, worked: &Worked) -> Option<ExceptionLine> {
    let Ratings { delivery, finance, forecast, headroom, .. } = worked.ratings;
    let short = said(worked.parts());
    let line = worked.finance.iter().find(|line| line.level == Level::Organisation);
    // the risks of the whole plan are why its delivery or its money is short, not why its papers are
    let is_of_plan = [delivery, finance, forecast, headroom].into_iter().any(is_short);
    let said = if is_of_plan { Said::of_plan(view) } else { Said::default() };
    let rows = worked.rows.iter().filter(|row| is_short(row.rating)).flat_map(|row| &row.results);
    let found = rows.filter(|judged| judged.outcome.is_short()).map(|judged| match judged.is_owed() {
        true => format!("{} waits for a reader's judgement", judged.criterion.id),
        false => judged.reason.clone(),
    });
    let own = ExceptionLine {
        level: Level::Organisation,
        rating: worked.rating,
        owner: view.plan.row.text(plan_columns::LEAD).unwrap_or("").to_owned(),
        found: found.collect(),
        ..filled(run, view, money(line), said)
    };
    (!short.is_empty()).then(|| with_said(ExceptionLine { short, ..own }, line))
}

/// A line with what the plan says.
fn filled(run: &Run, view: &PlanView, line: ExceptionLine, said: Said) -> ExceptionLine {
    ExceptionLine {
        organisation: view.plan.organisation.clone(),
        reasons: said.reasons,
        found: said.found,
        actions: said.actions,
        next_due: said.next.as_ref().map(|(_, date)| date.to_string()),
        next_milestone: said.next.map(|(name, _)| name),
        places: run.places(&said.places),
        ..line
    }
}

/// A line with whether it is said who answers for it, what is being done, and why: a reason that the
/// criteria give serves where the money is not short of green.
fn with_said(line: ExceptionLine, money: Option<&FinanceLine>) -> ExceptionLine {
    let money_short = money.is_some_and(|line| is_short(line.rating) || is_short(line.rating_forecast));
    ExceptionLine {
        says_reason: !line.reasons.is_empty() || (!money_short && !line.found.is_empty()),
        says_action: !line.actions.is_empty() || line.next_milestone.is_some() || line.recovered.is_some(),
        says_owner: !line.owner.is_empty() || !line.sponsor.is_empty(),
        ..line
    }
}
