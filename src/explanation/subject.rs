//! What a user means by a name: a scheme, a workstream, an organisation, a region, a row of
//! Appendix One.

use crate::criteria::appendix_one;
use crate::figures::hierarchy::{Bodies, Body, Standing, is_its_members};
use crate::names::key;
use crate::nearest::nearest;
use crate::plan::Submission;
use crate::report::Level;

/// What is explained; plans and schemes by their index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A scheme of a plan.
    Scheme(usize, usize),
    /// A workstream of a plan.
    Workstream(usize, String),
    /// An organisation.
    Organisation(usize),
    /// A region or cluster, by its name and level.
    Region(String, Level),
    /// All organisations together.
    Nation,
    /// A row of Appendix One, of a plan: area and row.
    Row(usize, &'static str, &'static str),
}

impl Subject {
    /// The plan it belongs to, by its index; `None` of a region and the whole.
    pub fn plan(&self) -> Option<usize> {
        match self {
            Self::Scheme(at, _) | Self::Workstream(at, _) | Self::Organisation(at) | Self::Row(at, ..) => {
                Some(*at)
            }
            Self::Region(..) | Self::Nation => None,
        }
    }

    /// The name of a region.
    pub fn region(&self) -> Option<&str> {
        if let Self::Region(name, _) = self { Some(name) } else { None }
    }
}

/// Why a name means nothing, or more than one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotFound {
    /// Several subjects fit; each as it can be given.
    Several(Vec<String>),
    /// None fits; the nearest.
    None(Option<String>),
}

/// A subject with the names by which it is known.
struct Known {
    subject: Subject,
    /// How it can be given without doubt: `scheme:PC-04`.
    full: String,
    names: Vec<String>,
}

/// Finds a subject by its id or name, without regard to case; else by a beginning or a part of it that
/// fits one only. `scheme:`, `workstream:`, `organisation:`, `region:` or `row:` before the name says which kind.
///
/// # Errors
/// [`NotFound`].
pub fn find(submission: &Submission, text: &str) -> Result<Subject, NotFound> {
    let all = known(submission);
    let wanted = key(text);
    type Fits = fn(&str, &str) -> bool;
    let ways: [Fits; 3] = [
        |name, wanted| name == wanted,
        |name, wanted| name.starts_with(wanted),
        |name, wanted| name.contains(wanted),
    ];
    for fits in ways {
        let found: Vec<&Known> = all
            .iter()
            .filter(|known| {
                fits(&key(&known.full), &wanted) || known.names.iter().any(|name| fits(&key(name), &wanted))
            })
            .collect();
        match found.split_first() {
            None => {}
            Some((one, others)) if others.iter().all(|other| other.subject == one.subject) => {
                return Ok(one.subject.clone());
            }
            Some(_) => return Err(NotFound::Several(found.iter().map(|known| known.full.clone()).collect())),
        }
    }
    let names = all.iter().flat_map(|known| known.names.iter().map(String::as_str));
    Err(NotFound::None(nearest(text, names)))
}

fn known(submission: &Submission) -> Vec<Known> {
    let alone = submission.plans.len() == 1;
    let mut all: Vec<Known> = Vec::new();
    for (at, plan) in submission.plans.iter().enumerate() {
        let of = if alone { String::new() } else { format!("{}/", plan.organisation) };
        for (index, scheme) in plan.schemes.iter().enumerate() {
            all.push(Known {
                subject: Subject::Scheme(at, index),
                full: format!("scheme:{of}{}", scheme.id),
                names: vec![scheme.id.to_string(), scheme.name().to_owned()],
            });
        }
        for (name, _) in plan.workstreams_in_use() {
            all.push(Known {
                subject: Subject::Workstream(at, name.to_owned()),
                full: format!("workstream:{of}{name}"),
                names: vec![name.to_owned()],
            });
        }
        let names = [Some(plan.organisation.as_str()), plan.code()];
        all.push(Known {
            subject: Subject::Organisation(at),
            full: format!("organisation:{}", plan.organisation),
            names: names.into_iter().flatten().map(str::to_owned).collect(),
        });
        let mut last = ("", "");
        for criterion in appendix_one::SECTIONS.iter().flat_map(|section| section.iter()) {
            if last != (criterion.area, criterion.row) {
                last = (criterion.area, criterion.row);
                all.push(Known {
                    subject: Subject::Row(at, criterion.area, criterion.row),
                    full: format!("row:{of}{}", criterion.row),
                    names: vec![criterion.row.to_owned()],
                });
            }
        }
    }
    if !alone {
        all.extend(over_organisations(submission));
    }
    all
}

/// The lines of the roll-up: every region, and the whole.
fn over_organisations(submission: &Submission) -> Vec<Known> {
    let bodies = Bodies::of(submission);
    let known = |subject: Subject, full: String, names: &[&str]| Known {
        subject,
        full,
        names: names.iter().map(|name| (*name).to_owned()).collect(),
    };
    let nation = known(Subject::Nation, "nation:all".to_owned(), &["nation", "total"]);
    let above = bodies.leading().filter(|(_, body)| body.standing != Standing::Nation);
    let above = above.map(|(_, Body { name, standing, plan, .. })| {
        let level = if *standing == Standing::Cluster { Level::Cluster } else { Level::Region };
        let full = format!("{level}:{name}");
        let own = plan.and_then(|at| Some((at, submission.plans.get(at)?)));
        match own.filter(|(_, plan)| is_its_members(&bodies, plan)) {
            // what is asked of its plan is asked of its members
            Some((at, _)) => known(Subject::Organisation(at), full, &[]),
            None => known(Subject::Region(name.clone(), level), full, &[name]),
        }
    });
    above.chain([nation]).collect()
}
