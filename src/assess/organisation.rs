//! One organisation's assessment, from its parts to its report.

use super::card::{self, Card};
use super::cards::{card_lines, cards};
use super::expectations::{self, Readers};
use super::headline::{self, Gathered};
use super::members::OfMembers;
use super::{
    Run, Scope, exception_report, finance, head, headroom, listed, mix, months, overall, pipeline, practice,
    risk_log, scope, shown, to_green, years as by_year,
};
use crate::calendar::{FinancialYear, show_date};
use crate::criteria::judging::{Basis, Judged};
use crate::criteria::{Outcome, PlanView};
use crate::figures::sums::counted;
use crate::figures::{AsAtBasis, HeadroomLine, PlanFigures, SchemeFigures, Sums, savings};
use crate::money::Unit;
use crate::plan::Plan;
use crate::plan::fields::{TABLES, TableId, plan as columns, years};
use crate::rating::Rating;
use crate::report::{
    CardColumn, CardLine, Control, Coverage, Direction, ExpectationReport, FinanceLine, Finding, Level, List,
    PlanHead, PlanReport, Ratings, RowReport, SchemeReport,
};
use std::borrow::Cow;
use std::collections::BTreeSet;
use thin_vec::ThinVec;

/// Assesses one organisation, apart from its findings beyond the criteria and what is said of all together.
pub(super) fn assess(run: &Run, view: &PlanView, of_members: Option<&OfMembers>) -> Organisation {
    let (plan, figures) = (view.plan, view.figures);
    let readers = Readers::of(run, view);
    let of_plan = expectations::of_plan(run, view, &readers);
    let integrated = expectations::of_integrated_plan(run, view, &readers, &of_plan);
    let asked = expectations::asked_of_schemes(run);
    // a list that grows to twice what it holds is much where there are a great many schemes
    let mut of_schemes: Vec<(usize, Vec<Judged>)> = Vec::with_capacity(plan.schemes.len());
    of_schemes.extend(
        view.judged().map(|scheme| (scheme.at, expectations::of_scheme(run, &asked, &scheme, &readers))),
    );
    let (rows, assurances) = (overall::rows(run, &of_plan), overall::rows(run, &integrated));
    let own_sums = figures.totals.all.sums;
    let sums = of_members.map_or(own_sums, |of| of.together.totals.all.sums);
    let whose = finance::whose(run.bodies(), plan);
    let finance_lines = finance::lines(run, (plan, figures), &whose, &sums);
    let shown = of_members.map_or_else(|| shown::finance(run, plan, figures), |of| of.shown);
    let of_whole = of_plan.iter().chain(&integrated).map(|judged| (None, judged));
    let of_each_scheme =
        of_schemes.iter().flat_map(|(at, results)| results.iter().map(move |judged| (Some(*at), judged)));
    let all = of_whole.chain(of_each_scheme);
    let of_workstreams = of_members.iter().flat_map(|of| &of.finance).copied();
    let rated: Vec<&FinanceLine> = finance_lines.iter().chain(of_workstreams).collect();
    let to_green =
        if run.reads_to_green() { to_green::list(run, view, &rated, all.clone(), shown) } else { Vec::new() };
    let missing_columns = card::not_supplied(run, &of_schemes);
    let inside: Vec<Cow<str>> = rows
        .iter()
        .filter(|row| row.not_supplied)
        .map(|row| format!("{}: {}", row.area, row.row).into())
        .chain(missing_columns.iter().map(|column| column.name().into()))
        .collect();
    let reports = |results: &[Judged]| -> Vec<ExpectationReport> {
        results.iter().map(|judged| expectations::report(run, view, judged)).collect()
    };
    let appendix_one = rows
        .iter()
        .map(|row| RowReport {
            area: row.area,
            row: row.row,
            rating: row.rating,
            not_supplied: row.not_supplied,
            expectations: row.results.iter().map(|judged| expectations::report(run, view, judged)).collect(),
        })
        .collect();
    let figure_13 = of_schemes
        .iter()
        .filter(|_| run.lists.has(List::Figure13))
        .filter_map(|(at, results)| plan.schemes.get(*at).map(|scheme| (scheme, results)))
        .map(|(scheme, results)| SchemeReport {
            scheme: scheme.id.to_string(),
            name: scheme.name().to_owned(),
            expectations: reports(results),
        })
        .collect();
    let integrated_plan = reports(&integrated);

    let cards =
        |of_schemes: &[(usize, Vec<Judged>)]| cards(run, view, of_schemes, &missing_columns, &of_plan);
    let card = |cards: &[(usize, Card)]| match of_members {
        Some(_) => Vec::new(),
        None => card_lines(run, view, &whose, cards, &sums),
    };
    let delivery = |report_card: &[CardLine]| match run.scope {
        Scope::Plan | Scope::Delivery => {
            let own = of_members.map_or(report_card.last(), |of| of.card);
            own.map_or(Rating::NotApplicable, |line| line[CardColumn::Overall])
        }
        Scope::Money | Scope::Auto => Rating::NotApplicable,
    };
    let of_each = cards(&of_schemes);
    let report_card = card(&of_each);
    let ratings = Ratings {
        plan: overall::of_rows(rows.iter().chain(&assurances), run.policy),
        delivery: delivery(&report_card),
        // with nothing planned to date finance is not assessed; what was lost still shows
        finance: match sums.rating(run.policy) {
            Rating::Green if sums.to_date.plan.is_zero() => Rating::NotApplicable,
            rating => rating,
        },
        forecast: sums.full_year().map_or(Rating::NotApplicable, |year| year.rate(run.policy).rating),
        headroom: figures.headroom.rating,
    };
    let (rating, held) = overall::combine(run, &ratings, &figures.headroom, &inside);
    let owed: Vec<String> = all
        .clone()
        .filter(|(_, judged)| judged.is_owed())
        .map(|(at, judged)| match at.and_then(|at| plan.schemes.get(at)) {
            Some(scheme) => format!("{} {}", judged.criterion.id, scheme.id),
            None => judged.criterion.id.to_owned(),
        })
        .collect();
    let sign_off = (run.scope == Scope::Plan).then(|| {
        let unjudged = || -> Vec<(usize, Vec<Judged>)> {
            let nobody = Readers::default();
            view.judged()
                .map(|scheme| (scheme.at, expectations::of_scheme(run, &asked, &scheme, &nobody)))
                .collect()
        };
        let alone = Ratings {
            plan: overall::on_data_alone(rows.iter().chain(&assurances), run.policy),
            // where nobody judged a scheme the card is of the data as it is
            delivery: if readers.judge_schemes() {
                delivery(&card(&cards(&unjudged())))
            } else {
                ratings.delivery
            },
            ..ratings
        };
        let (alone, _) = overall::combine(run, &alone, &figures.headroom, &inside);
        overall::sign_off(rating, &to_green, owed, alone)
    });
    let mut card_of_each = vec![None; plan.schemes.len()];
    for ((at, _), line) in of_each.iter().zip(&report_card) {
        card_of_each.get_mut(*at).into_iter().for_each(|own| *own = Some(line));
    }
    let worked = exception_report::Worked {
        card: &report_card,
        of_each: &card_of_each,
        finance: &finance_lines,
        of_schemes: &of_schemes,
        rows: rows.iter().filter(|row| !row.not_supplied).collect(),
        rating,
        ratings,
    };
    let short = exception_report::counted(run, view, &worked);
    let exception_report = run.list(List::ExceptionReport, || exception_report::lines(run, view, &worked));
    let best_practice =
        run.list(List::Practice, || practice::report(run, view, &report_card, &finance_lines, &of_schemes));
    let coverage = coverage(run, &of_plan, &integrated, &of_schemes);
    let years = run.list(List::Years, || by_year::lines(run, (plan, figures), &whose));
    let (months, xmr) = run.list(List::Months, || months::lines(run, (plan, figures), &whose));
    let year = of_members.map_or(figures.year, |of| of.together.year);
    let own_years = Some(&figures.totals.all.years).filter(|_| !run.is_its_members(plan));
    let of_years = own_years.into_iter().chain(of_members.map(|of| &of.together.totals.all.years));
    let other_years = of_years.flat_map(|years| years.iter()).filter_map(|(year, _)| year);
    let other_years = other_years.filter(|other| Some(*other) != year).collect();
    let conflicts: Vec<Finding> =
        all.filter_map(|(at, judged)| expectations::conflict(run, plan, at, judged)).collect();
    let whole = finance_lines.iter().find(|line| line.level == Level::Organisation);
    let whole = whole.or(of_members.and_then(|of| of.whole));
    let (as_at, as_at_basis) = match run.figures.common_as_at.filter(|_| of_members.is_some()) {
        Some(date) if figures.as_at.basis != AsAtBasis::Given => (Some(date), AsAtBasis::Common),
        _ => (figures.as_at.date, figures.as_at.basis),
    };
    let head = PlanHead {
        organisation: plan.organisation.clone(),
        code: plan.code().map(str::to_owned),
        tier: plan.tier().map(str::to_owned),
        parent: plan.parent.clone(),
        title: plan.row.text(columns::TITLE).map(str::to_owned),
        period: period(plan),
        level: run.level_of(plan),
        as_at: as_at.map(|date| date.to_string()),
        as_at_basis,
        year,
        other_years,
        scope: run.scope,
        not_assessed: run.alike.not_assessed(super::not_assessed::of(
            run,
            &ratings,
            &figures.headroom,
            &rows,
            &missing_columns,
        )),
        not_supplied: run.alike.said(not_supplied(run, view, inside)),
        unit: plan.unit.map(Unit::label).or(of_members.and_then(|of| of.unit)),
        incomplete: sums.is_incomplete()
            || figures.headroom.total.as_ref().is_some_and(|total| total.incomplete),
        rating,
        direction: Direction::Unknown,
        worse: overall::worse(
            rating,
            report_card.iter().map(beneath).chain(of_members.iter().flat_map(|of| &of.beneath).copied()),
        ),
        ratings,
        held: run.alike.said(held),
        sign_off: sign_off.map(Box::new),
        plan_ytd: whole.and_then(|line| line.plan_ytd),
        actual_ytd: whole.and_then(|line| line.actual_ytd),
        variance_ytd: whole.and_then(|line| line.variance_ytd),
        headroom_amount: figures.headroom.total.as_deref().and_then(HeadroomLine::headroom),
        furthest_behind: head::furthest_behind(plan, figures, &finance_lines).map(Box::new),
        findings: 0, // counted once all are found
        owed: coverage.unreviewed,
        file: head::file(run.sources(), plan),
    };
    let of_cards = report_card.iter().filter(|line| line.level == Level::Scheme);
    let colours = of_cards.map(|line| line[CardColumn::Overall]).collect();
    let gathered = run.shows_headlines().then(|| Gathered::of(view));
    let report = PlanReport {
        head,
        brief: ThinVec::new(), // said once everything is found
        appendix_one,
        figure_13,
        integrated_plan: integrated_plan.into(),
        report_card: run.that_are_read([List::Card; 2], report_card, |line| line.level),
        headroom: headroom::report(run, plan, &figures.headroom, &sums),
        milestones: listed::milestones(run, plan).into(),
        not_counted: listed::not_counted(run, plan, figures).into(),
        headline: gathered.iter().flat_map(|own| headline::of(run, own, figures.year)).collect(),
        headline_first: run.headlines_first(),
        mix: run.list(List::Mix, || mix::tables(run, view)).into(),
        exception_report,
        short,
        best_practice,
        risk_log: run.list(List::Risks, || risk_log::lines(run, view)).into(),
        pipeline: run.list(List::Pipeline, || pipeline::report(run, view)),
        to_green,
        coverage,
        exceptions: ThinVec::new(), // settled once everything is found
        control: control(run, (plan, figures), &own_sums),
        unused_amounts: super::inputs::unused_amounts(&plan.unused, run.sources()).into(),
        unused_said: crate::checks::data::unused::said(view),
        notes: run.alike.said(notes(run, view)),
        shown,
        shown_headroom: match of_members.filter(|_| plan.unit.is_none()) {
            Some(of) => of.shown_headroom,
            None => shown::headroom(run, plan, &figures.headroom),
        },
        is_nil: finance::is_nil(plan, figures),
        finance: run.that_are_read([List::Finance, List::Workstreams], finance_lines, |line| line.level),
        years,
        months: months.into(),
        xmr: xmr.into(),
    };
    let gathered = gathered.map(|own| Box::new(own.without_places()));
    Organisation { report, conflicts, cards: of_each, colours, gathered }
}

/// A line of the card as what is beneath an overall rating.
fn beneath(line: &CardLine) -> (Level, Rating) {
    (line.level, line[CardColumn::Overall])
}

/// The assessment of one organisation, with what the levels above it are made of.
pub(super) struct Organisation {
    pub(super) report: PlanReport,
    /// Conflicts between its readers and its data.
    pub(super) conflicts: Vec<Finding>,
    /// The cards of its judged schemes, by the index of the scheme.
    pub(super) cards: Vec<(usize, Card)>,
    /// Their overall colours.
    pub(super) colours: Vec<Rating>,
    /// What its headline figures are made of, where any are shown.
    pub(super) gathered: Option<Box<Gathered>>,
}

fn coverage(
    run: &Run,
    of_plan: &[Judged],
    integrated: &[Judged],
    of_schemes: &[(usize, Vec<Judged>)],
) -> Coverage {
    let mut coverage = Coverage::default();
    let mut count = |judged: &Judged| match judged.outcome {
        Outcome::Unreviewed => coverage.unreviewed += 1,
        Outcome::Unevidenced => coverage.unevidenced += 1,
        _ if matches!(judged.basis, Basis::Reviewer | Basis::SelfAssessed) => coverage.judged += 1,
        _ => coverage.computed += 1,
    };
    if run.scope == Scope::Plan {
        of_plan.iter().chain(integrated).for_each(&mut count);
    } else {
        of_schemes.iter().flat_map(|(_, results)| results).for_each(&mut count);
    }
    coverage
}

/// First and last year for which the plan plans or needs savings.
fn period(plan: &Plan) -> Option<String> {
    let of_schemes = plan.schemes.iter().flat_map(savings::years);
    let challenge = plan.rows(TableId::Years).iter().filter(|row| row.filled(years::CHALLENGE));
    let all = of_schemes.chain(challenge.filter_map(|row| row.year(years::YEAR))).chain(plan.titled_year);
    let ends = all.fold(None, |ends: Option<(FinancialYear, FinancialYear)>, year| {
        Some(ends.map_or((year, year), |(first, last)| (first.min(year), last.max(year))))
    });
    let (first, last) = ends?;
    Some(if first == last { first.to_string() } else { format!("{first} to {last}") })
}

/// What the header names as not supplied: under `auto`, the rows and columns inside the scope, and the
/// tables whose absence narrowed the scope.
fn not_supplied(run: &Run, view: &PlanView, mut inside: Vec<Cow<'static, str>>) -> Vec<Cow<'static, str>> {
    if !run.auto {
        return Vec::new();
    }
    let beyond: &[&[(TableId, &'static str)]] = match run.scope {
        Scope::Money => &[scope::DELIVERY, scope::PLANNING],
        Scope::Delivery => &[scope::PLANNING],
        Scope::Plan | Scope::Auto => &[],
    };
    let absent = beyond.iter().copied().flatten().filter(|(table, _)| view.rows(*table).is_empty());
    inside.extend(absent.map(|(_, name)| Cow::from(*name)));
    inside.shrink_to_fit();
    inside
}

fn control(run: &Run, (plan, figures): (&Plan, &PlanFigures), sums: &Sums) -> Control {
    let sources: BTreeSet<_> = plan
        .schemes
        .iter()
        .map(|scheme| scheme.row.place.source())
        .chain(plan.rows(TableId::Years).iter().map(|row| row.place.source()))
        .chain([plan.row.place.source()])
        .collect();
    let mut control = Control { schemes: plan.schemes.len(), ..Control::default() };
    let yearly = sums.plan_year.filter(|plan| !plan.is_zero() || sums.to_date.plan.is_zero());
    control.planned = yearly.or(sums.to_date.known_plan());
    let is_lost = |own: &SchemeFigures| own.plan_incomplete || own.planned_incomplete;
    control.incomplete = plan.lost.schemes || counted(plan, figures).any(|(_, own)| is_lost(own));
    control.planned_is = if yearly.is_some() { "plan" } else { "plan to date" };
    run.of_inputs.count(&sources, &mut control);
    control
}

fn notes(run: &Run, view: &PlanView) -> Vec<Cow<'static, str>> {
    let plan = view.plan;
    let mut notes = Vec::new();
    if let Some(by) = &plan.named_by {
        notes.push(format!("the organisation's name is taken from {by}").into());
    }
    let amounts = !plan.schemes.is_empty() || !plan.rows(TableId::Years).is_empty();
    if plan.unit.is_none() && amounts {
        notes.push(
            "no unit is stated: amounts print as they are; state it in a heading (£000) or in plan.unit"
                .into(),
        );
    }
    if !amounts && !run.is_its_members(plan) {
        let given = TABLES.iter().map(|table| (plan.rows(table.id).len(), table.name));
        let given: Vec<String> =
            given.filter(|(rows, _)| *rows > 0).map(|(rows, table)| format!("{rows} of {table}")).collect();
        let given = if given.is_empty() { "none".to_owned() } else { given.join(", ") };
        notes.push(format!(
            "there is nothing to rate: no scheme and no yearly figure is given (rows read: {given}); give the schemes with their savings, too"
        ).into());
    }
    if view.figures.as_at.trailing_nil {
        notes.push("the latest months hold nothing but nil actuals: taken as unreported".into());
    }
    if let Some(year) = view.figures.as_at.of_whole_year {
        notes.push(format!(
            "the latest actuals are of the whole of {year}: taken as at {}; where the year is not over, give --as-at or plan.as_at",
            show_date(year.end())
        ).into());
    }
    notes.extend(run.of_inputs.notes(plan.row.place.source()).iter().cloned().map(Cow::from));
    notes.shrink_to_fit();
    notes
}
