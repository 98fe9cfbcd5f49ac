//! The views: each as a page, worded for text and markdown alike, and as a table of data. A view has a
//! file of its own, with its page and its columns, and an entry here.

use super::block::Block;
use super::cells::Table;
use super::select::{self, Filter};
use super::{Options, text};
use crate::report::{FinanceLine, Level, List, Lists, Report};
use crate::words::words;
use std::io;

mod bridge;
pub(super) mod brief;
mod card;
mod criteria;
mod exceptions;
mod finance;
mod findings;
mod headroom;
mod lines;
pub(super) mod mix;
pub(super) mod movement;
mod peers;
mod pipeline;
mod plans;
mod practice;
mod reading;
mod risks;
mod rollup;
pub mod series;
mod several;
mod shares;
pub(super) mod summary;
pub(super) mod to_green;
mod withdrawn;
mod xmr;
mod years;

words! {
    /// A part of the report, in the order in which `all` shows them.
    pub enum View {
        Summary = "summary",
        Brief = "brief",
        Criteria = "criteria",
        ReportCard = "report-card",
        Finance = "finance",
        Years = "years",
        Headroom = "headroom",
        Mix = "mix",
        Pipeline = "pipeline",
        Exceptions = "exceptions",
        Practice = "practice",
        Risks = "risks",
        Rollup = "rollup",
        Shares = "shares",
        Movement = "movement",
        Peers = "peers",
        Bridge = "bridge",
        Findings = "findings",
        Reading = "reading",
    }
}

impl View {
    /// What it shows, in a sentence.
    pub fn about(self) -> &'static str {
        match self {
            Self::Summary => "Every organisation: its ratings and its position to date.",
            Self::Brief => "Five sentences for a board paper.",
            Self::Criteria => "Every expectation with its result.",
            Self::ReportCard => "Both halves of Figure 12.",
            Self::Finance => "Plan, actual and forecast, with variances and ratings.",
            Self::Years => "Plan, actual and forecast of every year, by level.",
            Self::Headroom => "Challenge and headroom by year.",
            Self::Mix => "How the planned savings are made up.",
            Self::Pipeline => "Ideas and scoped schemes against what is short, and which to bring forward.",
            Self::Exceptions => "What is short of green, why, and what is being done.",
            Self::Practice => {
                "Green schemes that deliver what is substantiated, by the four tests of savings, quality, evidence and implementation."
            }
            Self::Risks => "The risk log: score, savings at stake, mitigation, owner, last review.",
            Self::Rollup => "Workstreams across all, regions and the whole.",
            Self::Shares => {
                "Each region's and organisation's share of what is identified; by year; the most common workstreams."
            }
            Self::Movement => "What moved since the earlier submission (--previous).",
            Self::Peers => {
                "Of every row short of green the most similar plan that is green there, and what it does."
            }
            Self::Bridge => "What a region states, or a printed total, against its members, step by step.",
            Self::Findings => "Findings beyond the criteria.",
            Self::Reading => "What was read of each input, and what was left out.",
        }
    }

    /// What it is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::Summary => "Summary",
            Self::Brief => "In brief",
            Self::Criteria => "Criteria",
            Self::ReportCard => "Report card",
            Self::Finance => "Finance",
            Self::Years => "Years",
            Self::Headroom => "Challenge and headroom",
            Self::Mix => "Mix of savings",
            Self::Pipeline => "Pipeline",
            Self::Exceptions => "Exception report",
            Self::Practice => "Best-practice examples",
            Self::Risks => "Risk log",
            Self::Rollup => "Roll-up",
            Self::Shares => "Shares of savings identified",
            Self::Movement => "Movement",
            Self::Peers => "Peers: who is green where a plan is short",
            Self::Bridge => "Bridges",
            Self::Findings => "Findings",
            Self::Reading => "Reading",
        }
    }

    /// The lists of a report that it reads beside what is judged, of one plan or of several.
    fn lists(self, of_one: bool) -> &'static [List] {
        match self {
            Self::Summary if of_one => &[List::Finance, List::Card, List::ToGreen],
            Self::Summary | Self::Headroom | Self::Bridge | Self::Movement | Self::Findings => &[],
            Self::Reading => &[List::Hashes, List::Tables],
            Self::Brief => &[List::Brief],
            Self::Criteria => &[List::Figure13, List::Card],
            Self::ReportCard => &[List::Card],
            Self::Finance => &[List::Finance, List::Months],
            Self::Years => &[List::Years],
            Self::Mix => &[List::Mix],
            Self::Pipeline => &[List::Pipeline],
            Self::Exceptions => &[List::ExceptionReport, List::ToGreen],
            Self::Practice => &[List::Practice],
            Self::Risks => &[List::Risks],
            Self::Rollup => &[List::Card, List::Finance, List::Mix, List::Months, List::Shares, List::Years],
            Self::Shares => &[List::Shares],
            Self::Peers => &[List::Peers],
        }
    }

    /// All that its page reads of a report.
    pub(super) fn read_by_page(self, of_one: bool) -> Lists {
        Lists::of(self.lists(of_one)).with(Lists::of(&[List::Judgement]))
    }

    /// All that its table reads.
    pub(super) fn read_by_table(self, of_one: bool) -> Lists {
        match self {
            Self::Finance => Lists::of(&[List::Finance]),
            Self::Years => Lists::of(&[List::Years]),
            _ => self.read_by_page(of_one),
        }
    }

    /// What its table is called in a folder of tables: `finance.csv`.
    pub fn file_name(self) -> String {
        format!("{}.csv", self.word())
    }

    /// Its page.
    pub(super) fn page(self, report: &Report, options: &Options) -> Vec<Block> {
        match self {
            Self::Summary => match report.plans.as_slice() {
                [plan] => summary::of(report, plan, options),
                _ => several::of(report, options),
            },
            Self::Brief => brief::of(report),
            Self::Criteria => criteria::of(report, options),
            Self::ReportCard => card::of(report, options),
            Self::Finance => finance::of(report, options),
            Self::Years => years::of(report, options),
            Self::Headroom => headroom::of(report),
            Self::Mix => mix::of(report),
            Self::Pipeline => pipeline::of(report, options),
            Self::Exceptions => exceptions::of(report, options),
            Self::Practice => practice::of(report, options),
            Self::Risks => risks::of(report, options),
            Self::Rollup => rollup::of(report),
            Self::Shares => shares::of(report),
            Self::Bridge => bridge::of(report),
            Self::Peers => peers::of(report),
            Self::Movement => movement::of(report, options),
            Self::Findings => findings::of(report, options),
            Self::Reading => reading::of(report),
        }
    }

    /// Its lines as a table of data.
    pub(super) fn table(self, report: &Report, options: &Options, to: &mut impl Table) -> io::Result<()> {
        match self {
            Self::Summary => to.all(report.plans.iter()),
            Self::Brief => to.all(brief::lines(report).iter()),
            Self::Criteria => to.all(select::criteria(report, &Filter::of(options))),
            Self::ReportCard => to.all(select::card_lines(report, options)),
            Self::Finance => to.all(select::finance_lines(report, options)),
            Self::Years => to.all(select::year_lines(report, options)),
            Self::Headroom => to.all(select::headroom_rows(report)),
            Self::Mix => to.all(mix::lines(&report.plans).chain(mix::lines_over(report))),
            Self::Pipeline => to.all(pipeline::lines(report, &Filter::of(options)).into_iter()),
            Self::Practice => to.all(select::practice(report, &Filter::of(options)).into_iter()),
            Self::Exceptions => to.all(select::exceptions(report, options).into_iter()),
            Self::Risks => to.all(select::risks(report, &Filter::of(options)).into_iter()),
            Self::Rollup => to.all(select::rolled_up(report)),
            Self::Shares => to.all(shares::lines(report)),
            Self::Bridge => to.all(bridge::lines(report)),
            Self::Peers => to.all(peers::lines(report)),
            Self::Movement => to.all(movement::lines(report.movement.as_ref(), options.by)),
            Self::Findings => to.all(select::findings(report, &Filter::of(options))),
            Self::Reading => to.all(reading::lines(report)),
        }
    }
}

/// The pages of the views, in order.
pub fn pages(report: &Report, options: &Options) -> Vec<Block> {
    let mut blocks = Vec::new();
    for page in options.threads.map(&options.views, |view| view.page(report, options)) {
        if !blocks.is_empty() {
            blocks.push(Block::Gap);
        }
        blocks.extend(page);
    }
    blocks
}

/// What was judged, and what was not and why: the end of a page that holds every view.
pub fn conformance(report: &Report) -> Vec<Block> {
    let said = super::conformance::of(report);
    let said = said.into_iter().map(|(label, said)| Block::item(&format!("{label}: {said}")));
    Block::under("CONFORMANCE", said)
}

/// What is shown alone, as a line of a page.
fn shown_only(report: &Report, options: &Options) -> Option<Block> {
    said_only(report, options).map(|said| Block::line(format!("shown: {said}")))
}

/// What a filter leaves: `workstream Planned care only, 3 of 14 schemes; rated as a whole`.
pub(super) fn said_only(report: &Report, options: &Options) -> Option<String> {
    let of = |what: &str, name: &Option<String>| {
        name.as_deref().map(|name| format!("{what} {}", text::clean(name.trim())))
    };
    let parts = [of("workstream", &options.filter_workstream), of("scheme", &options.filter_scheme)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let filter = Filter::of(options);
    let count = |filter: &Filter| {
        let of = |plan| select::finance_of(plan, Level::Scheme, filter).count();
        report.plans.iter().map(of).sum::<usize>()
    };
    (!parts.is_empty()).then(|| {
        let (shown, all) = (count(&filter), super::words::count(count(&Filter::default()), "scheme"));
        format!("{} only, {shown} of {all}; rated as a whole", parts.join(", "))
    })
}

/// How much of the page a list of names may take, and the view that has them all.
#[derive(Debug, Clone, Copy)]
struct Within {
    lines: usize,
    width: usize,
    view: View,
}

impl Within {
    /// The room that a list of organisations has on a page with other things.
    fn names(options: &Options) -> Self {
        Self { lines: 3, width: options.width, view: View::Rollup }
    }
}

/// Names with what stands before and after them: all, or as many as there is room for, and where the others are.
fn named(before: &str, names: &[String], after: &str, within: Option<Within>) -> Option<Block> {
    let names: Vec<_> = names.iter().map(|name| text::clean(name)).collect();
    let said = |n: usize| {
        let more = names.len().saturating_sub(n);
        let more = within.filter(|_| more > 0).map(|own| format!(" ({more} more: --view {})", own.view));
        let shown = names.get(..n).unwrap_or_default().join(", ");
        format!("{before}{shown}{}{after}", more.unwrap_or_default())
    };
    let fits = |n: &usize| within.is_none_or(|own| text::wrap(&said(*n), own.width, 3).len() <= own.lines);
    // a name with its comma takes three columns at least
    let most = within.map_or(usize::MAX, |own| own.lines * own.width / 3).min(names.len());
    let n = (1..=most).rev().find(fits).unwrap_or(1);
    (!names.is_empty()).then(|| Block::line(said(n)))
}

/// Whose lines the own figures of a body above replace, so that they are in no sum.
fn replaced<'r>(lines: impl Iterator<Item = &'r FinanceLine>, within: Option<Within>) -> Vec<Block> {
    let names = lines.map(|line| {
        (first_said([&line.organisation, &line.cluster, &line.region]), line.replaced_by.as_deref())
    });
    all_replaced(names, within)
}

/// The first of some names that is not blank.
fn first_said(names: [&String; 3]) -> &str {
    names.into_iter().find(|name| !name.is_empty()).map_or("", String::as_str)
}

/// The same of bodies, each with the one that replaces it.
fn all_replaced<'r>(
    lines: impl Iterator<Item = (&'r str, Option<&'r str>)>,
    within: Option<Within>,
) -> Vec<Block> {
    let mut by_body: Vec<(&str, Vec<String>)> = Vec::new();
    for (name, above) in lines {
        let Some(above) = above else { continue };
        let known = by_body.iter().position(|(name, _)| *name == above);
        let at = known.unwrap_or_else(|| {
            by_body.push((above, Vec::new()));
            by_body.len() - 1
        });
        if let Some((_, names)) =
            by_body.get_mut(at).filter(|(_, names)| !names.iter().any(|own| own == name))
        {
            names.push(name.to_owned());
        }
    }
    let said = |(above, names): &(&str, Vec<String>)| {
        let before = format!("replaced by {}'s own figures, so in no sum above: ", text::clean(above));
        named(&before, names, "", within)
    };
    by_body.iter().filter_map(said).collect()
}

/// The footnotes that the lines call for: `†` and `*`.
pub(super) fn footnotes(any_chosen: bool, any_incomplete: bool) -> Vec<Block> {
    let mut blocks = Vec::new();
    if any_chosen {
        blocks.push(Block::line(format!("† {}", super::words::CHOSEN)));
    }
    if any_incomplete {
        blocks.push(Block::line("* not complete: something it rests on could not be read"));
    }
    blocks
}
