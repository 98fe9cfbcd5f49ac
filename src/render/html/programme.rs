//! The page of several organisations: a line each, worst first by money, then each on its own.

use super::blocks::framed;
use super::ids::Ids;
use super::page::Page;
use super::pictures::organisations;
use super::tags::rating;
use super::{Section, blocks, sections, views, within};
use crate::money::Money;
use crate::rating::Rating;
use crate::render::views::View;
use crate::render::{Options, text, words};
use crate::report::{FinanceLine, Level, PlanReport, Report};
use maud::{Markup, html};
use std::cmp::Reverse;

const VIEWS: [View; 7] = [
    View::Movement,
    View::Bridge,
    View::Shares,
    View::Peers,
    View::Exceptions,
    View::Findings,
    View::Reading,
];

/// A part of the overall rating, with its heading.
type RatedColumn = (&'static str, fn(&PlanReport) -> Rating);

/// The parts beside the figures, left out where no organisation has one.
const BESIDE: [RatedColumn; 5] = [
    ("to date", |plan| plan.ratings.finance),
    ("forecast", |plan| plan.ratings.forecast),
    ("headroom", |plan| plan.ratings.headroom),
    ("delivery", |plan| plan.ratings.delivery),
    ("plan", |plan| plan.ratings.plan),
];

/// Where each organisation stands in full.
#[derive(Debug, Clone, Copy)]
pub enum Each<'n> {
    /// On the same page.
    Beneath,
    /// On pages of these names.
    Linked(&'n [String]),
    /// In a folder that was not asked for.
    Elsewhere,
}

pub fn page<'r>(report: &'r Report, options: &Options, each: Each<'_>, ids: &mut Ids) -> Page<'r> {
    let organisations = crate::words::count(report.summary.organisations, "organisation");
    let title = format!("Savings plans of {organisations}, {}", words::as_at_common(report));
    let mut contents = vec![("decision", "The decision", decision(report))];
    let anchors: Vec<String> = match each {
        Each::Beneath => report.plans.iter().map(|plan| ids.give(&short(plan))).collect(),
        _ => Vec::new(),
    };
    let links: Vec<String> = match each {
        Each::Linked(names) => names.to_vec(),
        _ => anchors.iter().map(|id| format!("#{id}")).collect(),
    };
    contents.push(("money", "Organisations, worst first", lines(report, &links, ids)));
    let rollup = View::Rollup.page(report, options);
    contents.push(("rollup", "Regions and workstreams", blocks::markup(&rollup, 3)));
    let each = match each {
        Each::Beneath => Some(beneath(report, options, &anchors, ids)),
        Each::Linked(_) => None,
        Each::Elsewhere => Some(html! {
            p { "There are too many for one page; " code { "--format html -o FOLDER/" } " writes one for each." }
        }),
    };
    contents.extend(each.map(|each| ("organisations", "Each organisation", each)));
    contents.push(("more-views", "Everything else", views::folds(report, options, &VIEWS, ids)));
    Page {
        running: title.clone(),
        title,
        contents: contents.into_iter().map(|part| Section::of(part, ids)).collect(),
        origin: super::origin(report),
        command: Some(options.command_hint.clone()),
    }
}

/// What an organisation is cited by.
pub fn short(plan: &PlanReport) -> String {
    plan.code.clone().filter(|code| !code.is_empty()).unwrap_or_else(|| plan.organisation.clone())
}

fn decision(report: &Report) -> Markup {
    let summary = &report.summary;
    let counts = [
        (summary.red, Rating::Red),
        (summary.grey, Rating::Grey),
        (summary.amber, Rating::Amber),
        (summary.green, Rating::Green),
    ];
    let brief = report.rollup.as_ref().map_or(&[][..], |rollup| &rollup.brief);
    html! {
        ul.verdict { @for (n, own) in counts.into_iter().filter(|(n, _)| *n > 0) { li { (n) " " (rating(own)) } } }
        @for sentence in brief { p { (text::clean(sentence)) } }
        @for problem in &summary.problems { p { "Not read: " (text::clean(problem)) } }
    }
}

fn whole(plan: &PlanReport) -> Option<&FinanceLine> {
    plan.finance.iter().find(|line| line.level == Level::Organisation)
}

/// A line an organisation, the furthest behind first, and the picture of it.
fn lines(report: &Report, links: &[String], ids: &mut Ids) -> Markup {
    let shown = report.shown();
    let unit = shown.label();
    let variance = |plan: &PlanReport| whole(plan).and_then(|line| line.variance_ytd);
    let link = |at: usize| links.get(at).map(String::as_str);
    let own = report.plans.iter().enumerate().filter(|(_, plan)| plan.level.is_own());
    let mut plans: Vec<(Option<&str>, &PlanReport)> = own.map(|(at, plan)| (link(at), plan)).collect();
    plans.sort_by_key(|(_, plan)| (variance(plan).is_none(), variance(plan), Reverse(plan.rating)));
    let lines: Vec<&FinanceLine> = plans.iter().filter_map(|(_, plan)| whole(plan)).collect();
    let picture = organisations::of(&lines, shown).map(|picture| picture.markup(ids));
    let amount = |amount: Option<Money>| shown.known(amount);
    let says =
        |of: fn(&PlanReport) -> Rating| plans.iter().any(|(_, plan)| of(plan) != Rating::NotApplicable);
    let beside: Vec<&RatedColumn> = BESIDE.iter().filter(|(_, of)| says(*of)).collect();
    let rows = html! {
        thead { tr {
            @for name in ["Organisation", "overall"] { th scope="col" { (name) } }
            th.number scope="col" { "plan to date " (unit) }
            th.number scope="col" { "actual " (unit) }
            th.number scope="col" { "variance " (unit) }
            th.number scope="col" { "%" }
            @for (name, _) in &beside { th scope="col" { (name) } }
        } }
        tbody { @for (link, plan) in &plans {
            @let line = whole(plan);
            tr {
                th scope="row" {
                    @match link {
                        Some(link) => a href=(link) { (words::organisation(plan)) },
                        None => (words::organisation(plan)),
                    }
                }
                td { (rating(plan.rating)) }
                td.number { (amount(line.and_then(|line| line.plan_ytd))) }
                td.number { (amount(line.and_then(|line| line.actual_ytd))) }
                td.number { (amount(line.and_then(|line| line.variance_ytd))) }
                td.number { (words::percent(line.and_then(|line| line.percent_ytd.as_ref()))) }
                @for (_, of) in &beside { td { (rating(of(plan))) } }
            }
        } }
    };
    html! { (framed("Organisations, worst first", rows)) @if let Some(picture) = picture { (picture) } }
}

/// Every organisation in full, each in a fold.
fn beneath(report: &Report, options: &Options, anchors: &[String], ids: &mut Ids) -> Markup {
    let mut folds: Vec<Markup> = Vec::new();
    for (plan, id) in report.plans.iter().zip(anchors) {
        let own = report.of_one(plan);
        let parts = sections(&own, plan, options, ids);
        folds.push(html! {
            details.screen id=(id) {
                summary { (words::organisation(plan)) " " (rating(plan.rating)) }
                div { @for section in &parts { (within(section)) } }
            }
        });
    }
    html! { @for fold in folds { (fold) } }
}
