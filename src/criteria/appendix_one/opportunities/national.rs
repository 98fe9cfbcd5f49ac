//! Appendix One: how the opportunities join the national workstreams (NAO September 2011, Figure 4).

use crate::criteria::coverage::{Answer, Verdicts, each_scheme};
use crate::criteria::{Criterion, Evidence, Outcome, PlanView, SchemeView, Set, Test};
use crate::location::Place;
use crate::names::same;
use crate::plan::Row;
use crate::plan::fields::words::NATIONAL_WORKSTREAM;
use crate::plan::fields::{TableId, engagement, schemes, workstreams};
use crate::plan::reference::Reference;
use crate::plan::vocabulary::national::LOCAL;
use crate::policy::{Key, Policy};
use crate::rating::Rating;
use crate::words::listed;

/// The expectations in published order.
pub const CRITERIA: &[Criterion] = &[Criterion {
    id: "A1-NAT-1",
    asks: "The plan is tied to the national workstreams and shows that it works with them",
    how: "Each scheme, or its workstream, names a national workstream (by its name or one of its other names: \
          the list stands in the policy under [national_workstreams], and `qipp policy` prints it) or `local`; \
          another word counts as local. Where the policy holds to no list of 2011 (reference \"none\", as in \
          `current`) and has none of its own, whatever the plan names as national is. At least one is national; and for each one named `engagement` has a row \
          of group national workstream, dated by the reporting date, whose partner is that workstream, by its \
          whole name. Partly when schemes with {coverage} of planned savings pass, or when some of \
          those named are engaged with",
    reads: &[
        schemes::WORKSTREAM,
        schemes::NATIONAL_WORKSTREAM,
        workstreams::WORKSTREAM,
        workstreams::NATIONAL_WORKSTREAM,
        engagement::GROUP,
        engagement::PARTNER,
        engagement::DATE,
    ],
    test: Test::Coverage(national),
    passes: "Medicines serves Medicine use and procurement, and a meeting with that workstream is dated",
    fails: "Every workstream calls itself local",
    ..Criterion::of(Set::AppendixOne, "Opportunities", "National workstreams")
}];

/// What a scheme says of the national workstreams it serves, in its own row, else in its workstream's.
struct Served<'a> {
    place: Place,
    text: &'a str,
}

impl<'a> Served<'a> {
    fn of(scheme: &SchemeView<'a>) -> Option<Self> {
        let own = (&scheme.scheme.row, schemes::NATIONAL_WORKSTREAM);
        let of_workstream = scheme.workstream_row().map(|row| (row, workstreams::NATIONAL_WORKSTREAM));
        [Some(own), of_workstream]
            .into_iter()
            .flatten()
            .find_map(|(row, column)| row.text(column).map(|text| Self { place: row.place_of(column), text }))
    }

    /// The names it gives, `local` among them.
    fn names(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.text.split(';').map(str::trim).filter(|name| !name.is_empty())
    }

    /// The national workstreams among them.
    fn national<'v>(&self, view: &'v PlanView) -> impl Iterator<Item = &'v str> + use<'a, 'v>
    where
        'a: 'v,
    {
        let policy = view.policy;
        self.names().filter_map(|name| national_of(policy, name))
    }
}

fn is_local(name: &str) -> bool {
    name.split(':').next().is_some_and(|word| word.trim().eq_ignore_ascii_case(LOCAL))
}

/// Whether any name is that of a national workstream: the policy holds to no list of 2011 and has none of its own.
fn takes_any(policy: &Policy) -> bool {
    policy.choice(Key::Reference) == Some(Reference::None) && !policy.has_own_national()
}

/// The national workstream that a name is; `None` of a local one.
fn national_of<'n>(policy: &'n Policy, name: &'n str) -> Option<&'n str> {
    if takes_any(policy) { Some(name).filter(|name| !is_local(name)) } else { policy.national.named(name) }
}

/// Each word for the national workstream that is neither one nor `local`, with where it first stands.
pub fn unknown_words<'a>(view: &'a PlanView<'a>) -> Vec<(&'a str, Place)> {
    let mut unknown: Vec<(&str, Place)> = Vec::new();
    for served in view.judged().filter_map(|scheme| Served::of(&scheme)) {
        let is_unknown = |name: &&str| !is_local(name) && national_of(view.policy, name).is_none();
        for name in served.names().filter(is_unknown) {
            if !unknown.iter().any(|(known, _)| same(known, name)) {
                unknown.push((name, served.place));
            }
        }
    }
    unknown
}

/// The row, dated by the reporting date, that shows engagement with a national workstream.
fn engaged<'a>(view: &PlanView<'a>, name: &str) -> Option<&'a Row> {
    let has_come = |date| view.as_at().is_none_or(|as_at| date <= as_at);
    view.rows(TableId::Engagement).iter().find(|row| {
        row.text(engagement::GROUP) == Some(NATIONAL_WORKSTREAM)
            && row.date(engagement::DATE).is_some_and(has_come)
            && row
                .text(engagement::PARTNER)
                .and_then(|partner| national_of(view.policy, partner))
                .is_some_and(|partner| same(partner, name))
    })
}

/// The alignment of one scheme, for the report card: whether the plan is engaged with each national
/// workstream that it serves; not applicable to a local one.
pub fn alignment(scheme: &SchemeView) -> Rating {
    let Some(served) = Served::of(scheme) else { return Rating::Grey };
    let named: Vec<&str> = served.national(scheme.of).collect();
    let with = named.iter().filter(|name| engaged(scheme.of, name).is_some()).count();
    match (named.len(), with) {
        (0, _) => Rating::NotApplicable,
        (all, with) if with == all => Rating::Green,
        (_, 0) => Rating::Red,
        _ => Rating::Amber,
    }
}

fn national(view: &PlanView, verdicts: &Verdicts) -> Evidence {
    let mut named: Vec<(&str, Place)> = Vec::new();
    for served in view.judged().filter_map(|scheme| Served::of(&scheme)) {
        for name in served.national(view) {
            if !named.iter().any(|(known, _)| same(known, name)) {
                named.push((name, served.place));
            }
        }
    }
    let mut evidence = each_scheme(view, verdicts, "lacks a national workstream or `local`", |scheme| {
        Answer::filled(Served::of(scheme).map(|served| served.place))
    });
    if evidence.outcome == Outcome::Unevidenced {
        return evidence;
    }
    if named.is_empty() {
        let reason = "every scheme is local: no national workstream is named";
        worsen(&mut evidence, Outcome::Unmet, reason, vec![]);
        return evidence;
    }
    let (with, without): (Vec<_>, Vec<_>) =
        named.into_iter().partition(|(name, _)| engaged(view, name).is_some());
    let shown = with.iter().filter_map(|(name, _)| engaged(view, name));
    evidence.places.extend(shown.map(|row| row.place_of(engagement::PARTNER)));
    if !without.is_empty() {
        let names: Vec<&str> = without.iter().map(|(name, _)| *name).collect();
        let outcome = if with.is_empty() { Outcome::Unmet } else { Outcome::Partly };
        let places = without.iter().map(|(_, place)| *place).collect();
        worsen(&mut evidence, outcome, &format!("no dated engagement with {}", listed(&names)), places);
    }
    evidence
}

/// Lowers a result, with one more reason and the places that show it in front.
fn worsen(evidence: &mut Evidence, outcome: Outcome, reason: &str, places: Vec<Place>) {
    evidence.outcome = evidence.outcome.max(outcome);
    if !evidence.reason.is_empty() {
        evidence.reason.push_str("; ");
    }
    evidence.reason.push_str(reason);
    evidence.places.splice(0..0, places);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::criteria::Outcome::{Met, Partly, Unmet};
    use crate::criteria::example::from_baseline;
    use crate::plan::example::Example;

    fn plan(national: &str, partners: &[&str]) -> Example {
        let plan = from_baseline("A")
            .row("workstreams", &[("workstream", "Medicines"), ("national_workstream", national)])
            .scheme("A", &[("workstream", "Medicines")])
            .planned(&[("2011/12", "5")])
            .scheme("B", &[("national_workstream", "local")])
            .planned(&[("2011/12", "5")]);
        let dated = [("group", "national workstream"), ("date", "2011-01-12")];
        partners.iter().fold(plan, |plan, partner| {
            plan.row("engagement", &[&dated[..], &[("partner", *partner)]].concat())
        })
    }

    #[test]
    fn each_national_workstream_named_is_engaged_with() {
        let says = |national, partners: &[&str]| plan(national, partners).says("A1-NAT-1");
        assert_eq!(says("prescribing", &["The Medicine use and procurement workstream"]).0, Met);
        assert_eq!(says("prescribing", &["Medicine"]).0, Unmet, "a part of a name is none");
        assert_eq!(
            says("prescribing; Right care", &["Right care"]),
            (Partly, "no dated engagement with Medicine use and procurement".to_owned())
        );
        assert_eq!(says("prescribing", &[]).0, Unmet);
        let as_at = |day| plan("prescribing", &["Prescribing"]).dated(day).shows("A1-NAT-1").outcome;
        assert_eq!([as_at("2011-01-12"), as_at("2011-01-11")], [Met, Unmet], "on the day, the day before it");
        assert_eq!(says("local", &["Right care"]).0, Unmet);
        assert_eq!(says("excellence", &["excellence"]).0, Unmet, "any word is no national workstream");
        let (outcome, reason) = says("", &["Right care"]);
        assert_eq!(outcome, Unmet);
        assert!(reason.ends_with("; every scheme is local: no national workstream is named"), "{reason}");
    }

    #[test]
    fn a_policy_of_today_takes_whatever_is_named_as_national() {
        let says = |national, partners: &[&str]| {
            plan(national, partners).policy("reference", "none").says("A1-NAT-1").0
        };
        assert_eq!(says("Elective recovery", &["elective recovery"]), Met);
        assert_eq!(says("Elective recovery", &["Right care"]), Unmet);
        assert_eq!(says("local", &["Right care"]), Unmet);
    }

    #[test]
    fn the_card_says_whether_a_schemes_own_workstreams_are_engaged_with() {
        let aligned = |national, partners: &[&str]| {
            plan(national, partners).view(|view| [0, 1].map(|at| alignment(&view.scheme(at).unwrap())))
        };
        assert_eq!(aligned("Right care", &["Right care"]), [Rating::Green, Rating::NotApplicable]);
        assert_eq!(aligned("Right care; Workforce", &["Right care"])[0], Rating::Amber);
        assert_eq!(aligned("Right care", &[])[0], Rating::Red);
        assert_eq!(aligned("", &[])[0], Rating::Grey);
    }
}
