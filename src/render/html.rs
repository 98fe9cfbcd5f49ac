//! The page: one file that a director puts into a board paper. It loads nothing and runs nothing, and reads
//! the same where a host refuses its style.

use super::Options;
use super::block::Block;
use super::markdown::Origin;
use crate::report::{PlanReport, Report};
use maud::{Markup, html};
use std::io::{self, Write};

mod audit;
mod blocks;
mod decision;
mod ids;
mod levels;
mod page;
mod pictures;
mod programme;
mod rows;
mod tags;
mod unknown;
mod views;

use ids::Ids;
use page::Page;

/// The first page of a folder of pages.
pub const INDEX: &str = "index.html";

/// Organisations that stand in full on one page; of more, each has a page of its own in a folder.
pub const ON_ONE_PAGE: usize = 50;

/// Writes the page of a report.
pub fn write(report: &Report, options: &Options, out: &mut impl Write) -> io::Result<()> {
    let mut ids = Ids::default();
    let page = match report.plans.as_slice() {
        [plan] => of_plan(report, plan, options, &mut ids),
        plans if plans.len() <= ON_ONE_PAGE => {
            programme::page(report, options, programme::Each::Beneath, &mut ids)
        }
        _ => programme::page(report, options, programme::Each::Elsewhere, &mut ids),
    };
    out.write_all(page.markup().into_string().as_bytes())
}

/// The command that checks a report.
pub use audit::VERIFY;
/// What the picture of headroom finds.
pub use pictures::headroom_title;

/// The pages of a folder: `index.html` and, of several organisations, one each, with its name.
pub fn files(report: &Report, options: &Options) -> Vec<(String, Vec<u8>)> {
    let mut ids = Ids::default();
    if let [plan] = report.plans.as_slice() {
        let page = of_plan(report, plan, options, &mut ids);
        return vec![(INDEX.to_owned(), page.markup().into_string().into_bytes())];
    }
    let mut names = Ids::default();
    names.give("index");
    let names: Vec<String> =
        report.plans.iter().map(|plan| format!("{}.html", names.give(&programme::short(plan)))).collect();
    let index = programme::page(report, options, programme::Each::Linked(&names), &mut ids);
    let mut files = vec![(INDEX.to_owned(), index.markup().into_string().into_bytes())];
    for (plan, name) in report.plans.iter().zip(names) {
        let own = report.of_one(plan);
        let page = of_plan(&own, plan, options, &mut Ids::default());
        files.push((name, page.markup().into_string().into_bytes()));
    }
    files
}

fn of_plan<'r>(report: &'r Report, plan: &'r PlanReport, options: &Options, ids: &mut Ids) -> Page<'r> {
    Page {
        title: decision::title(plan),
        running: decision::running(plan),
        contents: sections(report, plan, options, ids),
        origin: origin(report),
        command: Some(options.command_hint.clone()),
    }
}

fn origin(report: &Report) -> Origin<'_> {
    let (tool, policy) = (&report.tool, &report.policy);
    Origin {
        tool,
        schema: report.schema,
        policy,
        inputs: &report.inputs,
        conformance: Some((&report.conformance, report.plans.len())),
    }
}

/// Writes pages of a comparison.
pub fn write_pages(title: &str, pages: &[Block], origin: Origin<'_>, out: &mut impl Write) -> io::Result<()> {
    let whole = Section {
        id: "decision".to_owned(),
        class: "decision",
        name: "What moved",
        body: blocks::markup(pages, 3),
    };
    let page = Page {
        title: title.to_owned(),
        running: title.to_owned(),
        contents: vec![whole],
        origin,
        command: None,
    };
    out.write_all(page.markup().into_string().as_bytes())
}

/// A part of the page, with what the list of contents calls it.
struct Section {
    id: String,
    /// What it is called in the style.
    class: &'static str,
    name: &'static str,
    body: Markup,
}

/// The parts of an organisation's page, those that have nothing to show left out.
fn sections(report: &Report, plan: &PlanReport, options: &Options, ids: &mut Ids) -> Vec<Section> {
    let all = [
        part("decision", "The decision", Some(decision::of(report, plan))),
        part("unknown", "What is not known", Some(unknown::of(report, plan))),
        part("pictures", "In pictures", pictures::of(plan, ids)),
        part("money", "Savings by workstream", levels::of(report, plan, ids)),
        part("headroom", "Headroom over the challenge", views::headroom(report, plan)),
        part("plan", "The plan: Appendix One", rows::appendix_one(report, plan, ids)),
        part("delivery", "Delivery: Figure 13", rows::figure_13(report, plan, ids)),
        part("more-views", "Everything else", Some(views::more(report, options, ids))),
    ];
    all.into_iter().flatten().map(|part| Section::of(part, ids)).collect()
}

/// What it is called in the style, its name, and what it shows.
type Part = (&'static str, &'static str, Markup);

fn part(class: &'static str, name: &'static str, body: Option<Markup>) -> Option<Part> {
    body.map(|body| (class, name, body))
}

impl Section {
    fn of((class, name, body): Part, ids: &mut Ids) -> Self {
        Self { id: ids.give(class), class, name, body }
    }
}

/// A part under its heading: a landmark of the page.
fn under(section: &Section) -> Markup {
    html! {
        section.part.(section.class) id=(section.id) aria-labelledby={ (section.id) "-head" } {
            h2 id={ (section.id) "-head" } { (section.name) }
            (section.body)
        }
    }
}

/// The same within the part of an organisation.
fn within(section: &Section) -> Markup {
    html! { div.part.(section.class) id=(section.id) { h3 { (section.name) } (section.body) } }
}
