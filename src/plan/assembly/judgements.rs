//! Whether judgements are about something: a criterion that is judged there, an organisation and a
//! scheme that exist, each once. No judgement is dropped without a word.

use super::{Builder, Role};
use crate::location::Place;
use crate::names::{key, same};
use crate::nearest::Known;
use crate::plan::called::Called;
use crate::plan::fields::words::Assurance;
use crate::plan::fields::{ColumnId, EVERY_SCHEME, exceptions, judgements};
use crate::plan::{Cell, Plan, Row, Submission, Value};
use crate::problem::{Growing, Problem, ProblemKind};
use std::cell::OnceCell;
use std::collections::HashMap;

/// A code that judgements and exceptions may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// As it is declared.
    pub id: &'static str,
    /// On what a reader judges it.
    pub judged: JudgedOn,
}

/// On what a reader judges it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JudgedOn {
    /// The plan, or one scheme.
    Schemes,
    /// The plan as a whole.
    Plan,
    /// Nothing: it is a finding.
    Nothing,
}

impl Builder<'_> {
    /// Notes a judgement that is about nothing that is judged.
    pub(super) fn check_judgement(&mut self, row: &Row) {
        let Some(id) = row.text(judgements::CRITERION) else { return };
        let place = row.place_of(judgements::CRITERION);
        let judged = || self.options.codes.iter().filter(|code| code.judged != JudgedOn::Nothing);
        let Some(code) = judged().find(|code| same(code.id, id)) else {
            let known = self.judged_codes.get_or_init(|| Known::of(judged().map(|code| code.id)));
            self.problems.push(Problem::unlike(place, "criterion", id, known));
            return;
        };
        if let (JudgedOn::Plan, Some(scheme)) = (code.judged, row.text(judgements::SCHEME)) {
            let what = format!("{} is judged on the plan, not on a scheme ({scheme})", code.id);
            let mend = "leave `scheme` blank, and say in `comment` which scheme it turns on";
            self.problems.push(judgement(row.place_of(judgements::SCHEME), what, mend, self.current.role));
        }
    }
}

/// Gives a judgement the result that its assurance stands for; one that says something else is a contradiction.
pub(super) fn result_of_assurance(row: &mut Row) -> Option<Problem> {
    let assurance: Assurance = row.word(judgements::ASSURANCE)?;
    let place = row.place_of(judgements::ASSURANCE);
    let Some(result) = row.text(judgements::RESULT) else {
        let (column, value) = (judgements::RESULT, Value::Word(assurance.result()));
        if !row.unreadable(column) {
            row.cells.retain(|cell| cell.column != column);
            row.add(Cell { column, value, place });
        }
        return None;
    };
    (result != assurance.result()).then(|| {
        let means = assurance.result();
        let what = format!("the assurance `{assurance}` stands for `{means}`, and the result is `{result}`");
        let mend = "give the result that the assurance stands for, or one of the two alone";
        Problem::contradiction(place, what, row.place_of(judgements::RESULT), mend)
    })
}

fn judgement(place: Place, what: String, mend: &str, role: Role) -> Problem {
    let by_reviewer = role == Role::Review;
    Problem::new(place, ProblemKind::Judgement { what, mend: mend.to_owned(), by_reviewer })
}

/// A table of a reviewer, and the columns that say whom a row of it is about.
struct Given {
    one: &'static str,
    organisation: ColumnId,
    scheme: ColumnId,
}

const JUDGEMENTS: Given =
    Given { one: "judgement", organisation: judgements::ORGANISATION, scheme: judgements::SCHEME };
const EXCEPTIONS: Given =
    Given { one: "exception", organisation: exceptions::ORGANISATION, scheme: exceptions::SCHEME };

/// What must hold across organisations: a reviewer's judgements and exceptions name schemes and organisations
/// that exist.
pub(super) fn across(submission: &Submission) -> Vec<Problem> {
    let mut problems = judged_twice(submission.reviewed.iter());
    let given = submission.reviewed.iter().map(|row| (&JUDGEMENTS, row));
    let given = given.chain(submission.exceptions.iter().map(|row| (&EXCEPTIONS, row)));
    let (organisations, schemes) = (OnceCell::new(), OnceCell::new());
    let plans = &submission.plans;
    let called = OnceCell::new();
    let names =
        || organisations.get_or_init(|| Known::of(plans.iter().map(|plan| plan.organisation.as_str())));
    let of_schemes = || plans.iter().flat_map(|plan| &plan.schemes).map(|scheme| &*scheme.id);
    let ids = || schemes.get_or_init(|| Known::of(of_schemes()));
    problems.extend(given.filter_map(|(given, row)| {
        let (place, what, found) =
            given.about_nobody(row, plans, called.get_or_init(|| Called::of(plans)))?;
        Some(match what {
            Nobody::Unsaid(what) => {
                let mend = "name the organisation it is about in a column `organisation`";
                judgement(place, what, mend, Role::Review)
            }
            Nobody::NoOrganisation => Problem::unlike(place, "organisation", found, names()),
            Nobody::NoScheme => Problem::unlike(place, "scheme", found, ids()),
        })
    }));
    problems
}

/// Why a row is about nobody.
enum Nobody {
    /// It does not say whom it is about.
    Unsaid(String),
    NoOrganisation,
    NoScheme,
}

impl Given {
    /// Where and why a row is about nobody, and what it names.
    fn about_nobody<'r>(
        &self,
        row: &'r Row,
        plans: &[Plan],
        called: &Called,
    ) -> Option<(Place, Nobody, &'r str)> {
        let named = row.text(self.organisation);
        if named.is_none() && plans.len() > 1 {
            let what = format!("the {} names no organisation, and {} are read", self.one, plans.len());
            return Some((row.place, Nobody::Unsaid(what), ""));
        }
        let own: Vec<&Plan> =
            named.map_or_else(|| plans.iter().collect(), |name| called.plans(name).collect());
        if let Some(name) = named.filter(|_| own.is_empty()) {
            return Some((row.place_of(self.organisation), Nobody::NoOrganisation, name));
        }
        let id = row.text(self.scheme).filter(|id| *id != EVERY_SCHEME)?;
        if own.iter().any(|plan| plan.scheme(id).is_some()) {
            return None;
        }
        Some((row.place_of(self.scheme), Nobody::NoScheme, id))
    }
}

/// A criterion judged twice for the same scheme or organisation by the same reader.
pub(super) fn judged_twice<'r>(rows: impl Iterator<Item = &'r Row>) -> Vec<Problem> {
    let mut seen: HashMap<[String; 3], Place> = HashMap::new();
    let mut problems = Growing::default();
    for row in rows {
        let judged = [judgements::ORGANISATION, judgements::SCHEME, judgements::CRITERION]
            .map(|column| key(row.text(column).unwrap_or("")).into_owned());
        let place = row.place_of(judgements::CRITERION);
        if let Some(first) = seen.insert(judged, place) {
            let code = row.text(judgements::CRITERION).unwrap_or("");
            let what = match row.text(judgements::SCHEME) {
                Some(scheme) => format!("the judgement of {code} for `{scheme}`"),
                None => format!("the judgement of {code}"),
            };
            problems.push(Problem::duplicate(place, what, first));
        }
    }
    problems.finish()
}
