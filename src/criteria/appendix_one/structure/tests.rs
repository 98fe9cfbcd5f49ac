use super::settle;
use crate::criteria::Outcome::{self, Met, NotApplicable, Partly, Unevidenced, Unmet, Unreviewed};
use crate::criteria::appendix_one::sample::Sample;
use crate::criteria::judging::{Basis, Judged};
use crate::criteria::{Evidence, by_id};
use crate::plan::fields::{TableId, schemes, workstreams};

fn settled(outcomes: [Outcome; 3]) -> Vec<Outcome> {
    let mut results: Vec<Judged> = ["A1-CAP-1", "A1-CAP-2", "A1-CAP-3"]
        .into_iter()
        .zip(outcomes)
        .map(|(id, outcome)| Judged {
            criterion: by_id(id).unwrap(),
            outcome,
            basis: Basis::Reviewer,
            data: Evidence::met(vec![]),
            evidence: None,
            reason: String::new(),
            places: vec![],
            conflict: None,
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
        Sample::new("A")
            .row(
                TableId::Workstreams,
                &[
                    (workstreams::WORKSTREAM, "Urgent care"),
                    (workstreams::LEAD, lead),
                    (workstreams::DELIVERY_GROUP, group),
                ],
            )
            .scheme("A", &[(schemes::WORKSTREAM, "urgent care")], &[])
            .scheme("B", &[(schemes::WORKSTREAM, "Pipeline"), (schemes::STAGE, "idea")], &[])
            .says("A1-GOV-1")
    };
    assert_eq!(plan("Dr Marsh", "Network").0, Met);
    assert_eq!(plan("Dr Marsh", ""), (Unmet, "no delivery group for urgent care".to_owned()));
    assert_eq!(plan("", "").0, Unevidenced);
    assert_eq!(Sample::new("A").shows("A1-GOV-1").outcome, Unevidenced);
}
