//! Which policy is in force: `--policy`, else `qipp.toml` in the current folder, else built in; then
//! what `--set` changes, and for reading what `--sign` and `--map` say.

use crate::cli::{PolicyArgs, ReadingArgs, Sign, known_meaning};
use crate::output::Failure;
use crate::policy::{Key, Origin, Policy, PolicyError};
use std::path::Path;

/// The policy file that is read unasked, in the current folder alone.
const LOCAL: &str = "qipp.toml";

/// The policy in force.
pub fn in_force(args: &PolicyArgs) -> Result<Policy, Failure> {
    let mut policy = match &args.policy {
        Some(name) => named(name)?,
        None if Path::new(LOCAL).is_file() => from_file(LOCAL)?,
        None => Policy::default(),
    };
    let mut errors: Vec<PolicyError> = Vec::new();
    for pair in &args.set {
        errors.extend(policy.set(&pair.0, &pair.1, Origin::Option).err());
    }
    if errors.is_empty() {
        errors.extend(policy.check().err());
    }
    if errors.is_empty() { Ok(policy) } else { Err(refused(&errors)) }
}

/// The policy for reading and assessing: what `--sign` and `--map` say lies on top.
pub fn policy_for(args: &ReadingArgs, mut policy: Policy) -> Result<Policy, Failure> {
    if let Some(sign) = args.sign {
        let word = if sign == Sign::Negative { "negative" } else { "positive" };
        policy
            .set(Key::Sign.setting().name, word, Origin::Option)
            .map_err(|error| Failure::usage(error.to_string()))?;
    }
    policy.mapping.extend(args.map.iter().map(|pair| (pair.0.clone(), pair.1.clone())));
    Ok(policy)
}

/// A policy by its built-in name, else by its file.
pub fn named(name: &str) -> Result<Policy, Failure> {
    match Policy::built_in(name) {
        Ok(policy) => Ok(policy),
        Err(_) if Path::new(name).exists() => from_file(name),
        Err(error) => Err(refused(&[error])),
    }
}

fn from_file(name: &str) -> Result<Policy, Failure> {
    let bytes = std::fs::read(name)
        .map_err(|error| Failure::usage(format!("policy: {name} cannot be read: {error}")))?;
    let text = String::from_utf8(bytes)
        .map_err(|_| Failure::usage(format!("policy: {name} is not a text file in UTF-8")))?;
    let policy = Policy::read_file(&text, name).map_err(|errors| refused(&errors))?;
    for (theirs, ours) in &policy.mapping {
        known_meaning(ours).map_err(|error| Failure::usage(format!("policy {name}: `{theirs}`: {error}")))?;
    }
    Ok(policy)
}

fn refused(errors: &[PolicyError]) -> Failure {
    let lines: Vec<String> = errors.iter().map(PolicyError::to_string).collect();
    Failure::usage(lines.join("\nerror: "))
}
