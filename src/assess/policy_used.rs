//! A policy as a report names it.

use super::hex;
use crate::criteria::by_id;
use crate::policy::{Key, Policy, Setting};
use crate::report::PolicyUsed;
use sha2::{Digest, Sha256};

/// What gives a colour besides the criteria: readers of settings.
const COLOURED: [&str; 6] = ["appendix-one", "headroom", "judgements", "report-card", "rollup", "TK"];

/// A policy as a report names it.
pub fn policy_used(policy: &Policy) -> PolicyUsed {
    PolicyUsed {
        name: policy.name.clone(),
        hash: hex(&Sha256::digest(policy.canonical())),
        colours: hex(&Sha256::digest(deciding(policy))),
        changed: policy.changed().len() + usize::from(policy.has_own_national()),
        stress_loss: policy.word(Key::StressLoss).to_owned(),
        risk_score: policy.word(Key::RiskScore).to_owned(),
    }
}

/// The values that decide colours in one line each: not how a file is read, how amounts are shown and ordered, or
/// what is a finding beside them.
fn deciding(policy: &Policy) -> String {
    policy.lines(decides_colours).chain(policy.own_national()).collect()
}

fn decides_colours(setting: &Setting) -> bool {
    setting.read_by.iter().any(|reader| by_id(reader).is_some() || COLOURED.contains(reader))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::recognise::Said;
    use crate::policy::{Origin, SETTINGS};

    #[test]
    fn what_colours_nothing_makes_no_other_policy() {
        let ours = policy_used(&Policy::default());
        let set = |name: &str, value: &str| {
            let mut policy = Policy::default();
            policy.set(name, value, Origin::Option).unwrap();
            policy_used(&policy)
        };
        for (name, value) in [("direction_points", "2"), ("sign", "negative"), ("ahead_from", "30")] {
            let other = set(name, value);
            assert!(other.hash != ours.hash && other.colours == ours.colours, "{name}");
        }
        for (name, value) in [("finance_amber_from", "4"), ("rollup", "worst"), ("token_evidence", "blank")] {
            assert_ne!(set(name, value).colours, ours.colours, "{name}");
        }
        let mut mapped = Policy::default();
        mapped.mapping.push(Said::map("Opportunity", "identified"));
        let mapped = policy_used(&mapped);
        assert!(mapped.hash != ours.hash && mapped.colours == ours.colours);
    }

    #[test]
    fn whatever_colours_reads_a_setting() {
        for reader in COLOURED {
            assert!(SETTINGS.iter().any(|setting| setting.read_by.contains(&reader)), "{reader}");
        }
    }
}
