//! A policy as a report names it.

use crate::criteria::by_id;
use crate::location::hex;
use crate::location::{Place, SourceId, Sources};
use crate::plan::recognise::{Ours, Said, Speaks};
use crate::plan::vocabulary::national::NationalWorkstreams;
use crate::policy::{Key, Origin, Policy, Setting};
use crate::problem::{Problem, ProblemKind};
use crate::report::{MappingEntry, PolicyDiffers, PolicyUsed};
use crate::words::Words;
use sha2::{Digest, Sha256};

/// What gives a colour besides the criteria: readers of settings.
const COLOURED: [&str; 6] = ["appendix-one", "headroom", "judgements", "report-card", "rollup", "TK"];

/// A policy as a report names it.
pub fn policy_used(policy: &Policy) -> PolicyUsed {
    PolicyUsed {
        name: policy.name.clone(),
        hash: hex(&Sha256::digest(policy.canonical())),
        colours: hex(&Sha256::digest(deciding(policy))),
        differs: differs(policy),
        changed: policy.changed().len() + usize::from(policy.has_own_national()),
        stress_loss: policy.word(Key::StressLoss).to_owned(),
        risk_score: policy.word(Key::RiskScore).to_owned(),
    }
}

/// What of a policy differs from the built-in one.
fn differs(policy: &Policy) -> PolicyDiffers {
    let value = |setting: &&Setting| (setting.name.to_owned(), policy.word(setting.key).to_owned());
    let entry = |said: &Said| MappingEntry {
        theirs: said.theirs.clone(),
        ours: said.ours.clone(),
        of: said.speaks.word().to_owned(),
    };
    let named = |(name, others): (&str, String)| (name.to_owned(), others);
    PolicyDiffers {
        values: policy.changed().iter().map(value).collect(),
        mapping: policy.mapping.iter().map(entry).collect(),
        national_workstreams: policy.has_own_national().then(|| policy.national.iter().map(named).collect()),
    }
}

/// The policy of that name, made again of what differs.
///
/// # Errors
/// What this program does not know of it.
pub fn policy_again(name: &str, differs: &PolicyDiffers) -> Result<Policy, String> {
    let mut policy = Policy::default();
    name.clone_into(&mut policy.name);
    for (setting, value) in &differs.values {
        policy.set(setting, value, Origin::File(name.to_owned())).map_err(words)?;
    }
    for MappingEntry { theirs, ours, of } in &differs.mapping {
        let speaks = Speaks::of_word(of).ok_or_else(|| format!("nothing is said of `{of}`"))?;
        if Ours::of(ours).is_none() {
            return Err(format!("`{theirs}` is mapped to `{ours}`; there is no such column"));
        }
        policy.mapping.push(Said { speaks, ..Said::map(theirs, ours) });
    }
    if let Some(own) = &differs.national_workstreams {
        policy.national = NationalWorkstreams::none();
        own.iter().try_for_each(|(name, others)| policy.national.add(name, others))?;
    }
    Ok(policy)
}

/// What is wrong with a setting.
fn words(kind: ProblemKind) -> String {
    Problem::new(Place::File(SourceId(0)), kind).what(&Sources::default())
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
