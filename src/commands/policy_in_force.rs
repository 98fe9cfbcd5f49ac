//! Which policy is in force: `--policy`, else `qipp.toml` in the current folder, else built in; then
//! what `--set` changes, and for reading what `--sign` and `--map` say.

use crate::cli::{AmountKind, PolicyArgs, ReadingArgs};
use crate::location::{Place, Source, SourceId, Sources};
use crate::output::{Failure, Status};
use crate::plan::recognise::Said;
use crate::policy::choices::AmountsAre;
use crate::policy::{Key, Origin, Policy};
use crate::problem::{Problem, ProblemKind, said};
use std::path::Path;

/// The policy file that is read unasked, in the current folder alone.
const LOCAL: &str = "qipp.toml";

/// Whether the policy is one that lies in the current folder and nobody named.
pub fn is_unasked(args: &PolicyArgs) -> bool {
    args.policy.is_none() && Path::new(LOCAL).is_file()
}

/// The policy in force.
///
/// # Errors
/// Everything that is wrong with the file and with what is set.
pub fn in_force(args: &PolicyArgs) -> Result<Policy, Failure> {
    if let Some(policy) = &args.of_report {
        return Ok(policy.clone());
    }
    let read = match &args.policy {
        Some(name) => named(name, "--policy"),
        None if Path::new(LOCAL).is_file() => from_file(LOCAL),
        None => Ok(Policy::default()),
    };
    let mut policy = read.as_ref().cloned().unwrap_or_default();
    let mut wrong: Vec<ProblemKind> =
        args.set.iter().filter_map(|pair| policy.set(&pair.0, &pair.1, Origin::Option).err()).collect();
    if read.is_ok() && wrong.is_empty() {
        wrong.extend(policy.contradictions().into_iter().map(|(_, kind)| kind));
    }
    let set = (!wrong.is_empty()).then(|| of_option("--set", wrong));
    match (read, set) {
        (Ok(_), None) => Ok(policy),
        (Err(file), Some(set)) => {
            Err(Failure { message: format!("{}\n{}", file.message, set.message), ..set })
        }
        (Err(failure), None) | (Ok(_), Some(failure)) => Err(failure),
    }
}

/// The policy for reading and assessing: what `--sign` and `--map` say lies on top.
pub fn policy_for(args: &ReadingArgs, mut policy: Policy) -> Result<Policy, Failure> {
    if let Some(sign) = args.sign {
        let set = policy.set(Key::Sign.setting().name, sign.word(), Origin::Option);
        set.map_err(|kind| of_option("--sign", vec![kind]))?;
    }
    if let Some(AmountKind::Savings) = args.measure {
        let set = policy.set(Key::Measure.setting().name, AmountsAre::Savings.word(), Origin::Option);
        set.map_err(|kind| of_option("--measure", vec![kind]))?;
    }
    if let Some(unit) = args.amounts_in {
        let set = policy.set(Key::AmountsIn.setting().name, unit.label(), Origin::Option);
        set.map_err(|kind| of_option("--amounts-in", vec![kind]))?;
    }
    policy.mapping.extend(args.map.iter().map(|pair| Said::map(&pair.0, &pair.1)));
    Ok(policy)
}

/// A policy by its built-in name, else by its file, as an option gives it.
pub fn named(name: &str, option: &str) -> Result<Policy, Failure> {
    match Policy::built_in(name) {
        Ok(policy) => Ok(policy),
        Err(_) if Path::new(name).exists() => from_file(name),
        Err(kind) => Err(of_option(option, vec![kind])),
    }
}

fn from_file(name: &str) -> Result<Policy, Failure> {
    let bytes =
        std::fs::read(name).map_err(|error| Failure::usage(format!("{name} cannot be read: {error}")))?;
    let text = String::from_utf8(bytes)
        .map_err(|_| Failure::usage(format!("{name} is no policy file: it is not a text in UTF-8")))?;
    let mut sources = Sources::default();
    let source = sources.add(Source { name: name.to_owned(), ..Source::default() });
    Policy::read_file(&text, source, &sources)
        .map_err(|problems| Failure { status: Status::Usage, message: said(&problems, &sources).join("\n") })
}

/// What is wrong with the values of an option.
fn of_option(option: &str, wrong: Vec<ProblemKind>) -> Failure {
    let nowhere = Place::File(SourceId(0));
    let messages = wrong.into_iter().map(|kind| {
        let problem = Problem::new(nowhere, kind).without_place(&Sources::default());
        format!("error: {option}: {problem}")
    });
    Failure { status: Status::Usage, message: messages.collect::<Vec<_>>().join("\n") }
}
