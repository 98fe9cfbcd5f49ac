//! What is over organisations: clusters, regions, the nation, each as a whole and by workstream. A scheme is of the
//! bodies of its organisation in the submission that holds it, so that one that moves leaves one and enters another.

use super::bridge::{Bridges, OfScheme};
use super::matching::renamed;
use super::standing::Slips;
use crate::names::{ByName, same};
use crate::report::{Body, Level};

/// The levels of such bodies, in the order of the lines of a report.
pub const LEVELS: [Level; 6] = [
    Level::ClusterWorkstream,
    Level::Cluster,
    Level::RegionWorkstream,
    Level::Region,
    Level::NationWorkstream,
    Level::Nation,
];

/// Where something stands in one submission.
#[derive(Debug, Clone, Copy, Default)]
pub struct Home<'p> {
    pub region: &'p str,
    pub cluster: &'p str,
    /// Blank for what names none.
    pub workstream: &'p str,
    /// The region and the cluster of the body above whose own figures replace it, where one does.
    pub replaced_in: Option<(&'p str, &'p str)>,
}

/// All schemes and milestones of the submissions that are compared.
#[derive(Default)]
pub struct Over<'p> {
    pub schemes: Vec<Placed<'p>>,
    /// Milestones that slipped, of whole organisations and of their workstreams.
    pub slips: Vec<(Home<'p>, String, Slips)>,
}

/// A scheme, and where it stands then and now; `None` where it is not in the total.
pub struct Placed<'p> {
    pub own: OfScheme,
    pub from: Option<Home<'p>>,
    pub to: Option<Home<'p>>,
}

/// The sums of a body or of a workstream of it.
#[derive(Debug, Clone, Default)]
pub struct Sum {
    pub body: Body,
    /// What the workstream was called, where that is another name.
    pub was: Option<String>,
    pub bridges: Bridges,
    pub slips: Slips,
}

impl Over<'_> {
    /// The sums of every body of a level.
    pub fn sums(&self, level: Level) -> Vec<Sum> {
        let renamed = if level.is_of_workstreams() { self.renamed(level) } else { ByName::default() };
        let mut sums: ByName<Sum> = ByName::default();
        for Placed { own, from, to } in &self.schemes {
            let now = |home: &Home| of_home(level, home, home.workstream);
            let was = |home: &Home| {
                let names = renamed.get(body_of(level, home).as_str());
                of_home(
                    level,
                    home,
                    names
                        .and_then(|names| names.get(home.workstream))
                        .map_or(home.workstream, String::as_str),
                )
            };
            let homes = (from.as_ref().and_then(was), to.as_ref().and_then(now));
            share(own, homes, &mut sums);
        }
        for (home, workstream, slips) in &self.slips {
            if workstream.is_empty() == level.is_of_workstreams() {
                continue;
            }
            let body = of_home(level, home, workstream);
            // a body without a scheme in the total is none
            if let Some(sum) = body.and_then(|body| sums.get_mut(&body.key())) {
                sum.slips.join(*slips);
            }
        }
        let named = |mut sum: Sum| {
            let home = Home { region: &sum.body.region, cluster: &sum.body.cluster, ..Home::default() };
            let names = renamed.get(body_of(level, &home).as_str()).into_iter().flat_map(ByName::iter);
            let mut was = names.filter(|(_, now)| same(now, &sum.body.workstream));
            sum.was = was.next().map(|(was, _)| was.to_owned());
            sum
        };
        sums.into_iter().map(|(_, sum)| named(sum)).collect()
    }

    /// The workstreams of each body that are called otherwise now.
    fn renamed(&self, level: Level) -> ByName<ByName<String>> {
        type Then<'p> = (ByName<()>, ByName<()>, Vec<(&'p str, &'p str)>);
        let mut bodies: ByName<Then> = ByName::default();
        for Placed { from, to, .. } in &self.schemes {
            let body = |home: &Option<Home>| home.as_ref().map(|home| body_of(level, home));
            let (was, is) = (body(from), body(to));
            if let (Some(home), Some(body)) = (from, &was) {
                bodies.of(body).0.add(home.workstream);
            }
            if let (Some(home), Some(body)) = (to, &is) {
                bodies.of(body).1.add(home.workstream);
            }
            if let (Some(before), Some(now), Some(body)) =
                (from, to, was.filter(|was| is.as_ref() == Some(was)))
            {
                bodies.of(&body).2.push((before.workstream, now.workstream));
            }
        }
        let mut all = ByName::default();
        for (body, (before, after, both)) in bodies.iter() {
            all.insert(body, renamed((before, after), both.iter().copied()));
        }
        all
    }
}

/// What names the body of a level in which something stands.
fn body_of(level: Level, home: &Home) -> String {
    let Body { region, cluster, .. } = whole_of(level, home);
    format!("{region}\u{1F}{cluster}")
}

fn whole_of(level: Level, home: &Home) -> Body {
    let (region, cluster) = match level {
        Level::Cluster | Level::ClusterWorkstream => (home.region, home.cluster),
        Level::Region | Level::RegionWorkstream => (home.region, ""),
        _ => ("", ""),
    };
    Body { level, region: region.to_owned(), cluster: cluster.to_owned(), ..Body::default() }
}

/// The body of a level; `None` where it stands in no sum of that level, or names no workstream of it.
fn of_home(level: Level, home: &Home, workstream: &str) -> Option<Body> {
    let body = whole_of(level, home);
    // what is replaced is in no sum that holds what replaces it
    let stands_there = |(region, cluster)| {
        let above = whole_of(level, &Home { region, cluster, ..Home::default() });
        same(&above.region, &body.region) && same(&above.cluster, &body.cluster)
    };
    if home.replaced_in.is_some_and(stands_there) {
        return None;
    }
    let is_named = match level {
        Level::Cluster | Level::ClusterWorkstream => !body.cluster.is_empty(),
        Level::Region | Level::RegionWorkstream => !body.region.is_empty(),
        _ => true,
    };
    let of_workstreams = level.is_of_workstreams();
    let workstream = if of_workstreams { workstream } else { "" };
    let holds = is_named && (!of_workstreams || !workstream.is_empty());
    holds.then(|| Body { workstream: workstream.to_owned(), ..body })
}

fn sum_of<'s>(sums: &'s mut ByName<Sum>, body: &Body) -> &'s mut Sum {
    let sum = sums.of(&body.key());
    sum.body = body.clone();
    sum
}

/// Adds a scheme to the body that holds it: to both, where it is not the same.
fn share(own: &OfScheme, homes: (Option<Body>, Option<Body>), sums: &mut ByName<Sum>) {
    match homes {
        (Some(from), Some(to)) if from.key() == to.key() => sum_of(sums, &to).bridges.add(&own.stays),
        (from, to) => {
            if let Some(from) = from {
                sum_of(sums, &from).bridges.add(&own.leaves);
            }
            if let Some(to) = to {
                sum_of(sums, &to).bridges.add(&own.enters);
            }
        }
    }
}
