use super::settle;
use crate::criteria::Outcome::{self, Met, NotApplicable, Partly, Unevidenced, Unmet, Unreviewed};
use crate::criteria::example::from_baseline;
use crate::criteria::judging::{Basis, Judged, judge};
use crate::criteria::{Evidence, by_id};
use crate::policy::Policy;

fn settled(outcomes: [Outcome; 3]) -> Vec<Outcome> {
    let mut results: Vec<Judged> = ["A1-CAP-1", "A1-CAP-2", "A1-CAP-3"]
        .into_iter()
        .zip(outcomes)
        .map(|(id, outcome)| Judged {
            outcome,
            basis: Basis::Reviewer,
            reason: String::new(),
            ..judge(by_id(id).unwrap(), Evidence::met(vec![]), None, &Policy::default())
        })
        .collect();
    settle(&mut results);
    for result in &results {
        assert_eq!(result.outcome == NotApplicable, !result.reason.is_empty());
    }
    results.iter().map(|result| result.outcome).collect()
}

#[test]
fn capacity_is_there_or_support_is_asked_for() {
    assert_eq!(settled([Met, Unreviewed, Unmet]), [Met, NotApplicable, NotApplicable]);
    assert_eq!(settled([Unmet, Met, Met]), [NotApplicable, Met, Met]);
    assert_eq!(settled([Unmet, Met, Partly]), [Unmet, Met, Partly]);
    assert_eq!(settled([Partly, Met, Met]), [Partly, Met, Met]);
    assert_eq!(settled([Unevidenced, Met, Met]), [Unevidenced, Met, Met]);
}

#[test]
fn every_workstream_in_use_is_led() {
    let plan = |lead, group| {
        from_baseline("A")
            .row("workstreams", &[("workstream", "Urgent care"), ("lead", lead), ("delivery_group", group)])
            .scheme("A", &[("workstream", "urgent care")])
            .scheme("B", &[("workstream", "Pipeline"), ("stage", "idea")])
            .says("A1-GOV-1")
    };
    assert_eq!(plan("Dr Marsh", "Network").0, Met);
    assert_eq!(plan("Dr Marsh", ""), (Unmet, "no delivery group for urgent care".to_owned()));
    assert_eq!(plan("", "").0, Unevidenced);
    assert_eq!(from_baseline("A").shows("A1-GOV-1").outcome, Unevidenced);
}
