//! What the command line of an assessment said that decides what is in the report, as the report repeats it,
//! and `qipp verify` says it again. What the policy holds is the policy's (`--policy`, `--set`, `--map`,
//! `--sign`, `--measure`, `--amounts-in`).

use super::{AssessArgs, Cli, Command};
use crate::report::FILE_OPTIONS;
use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory, FromArgMatches};
use std::ffi::OsString;
use std::path::PathBuf;

/// The options that decide what is in a report, as they are typed without `--`; those that name files apart.
const DECIDING: [&str; 13] = [
    "org",
    "parent",
    "input-format",
    "separator",
    "encoding",
    "limit",
    "keep-going",
    "scope",
    "as-at",
    "select",
    "ignore",
    "expect-org",
    "control",
];
/// Those of the gate, which change nothing of what is judged.
const GATE: [&str; 2] = ["fail-on", "new"];
/// Those that make the policy, which a report repeats by its values.
const POLICY: [&str; 6] = ["policy", "set", "map", "sign", "measure", "amounts-in"];
/// How amounts in its sentences are shown.
const SHOWING: &str = "unit";

impl Cli {
    /// The command line, understood; an assessment knows what it was told.
    ///
    /// # Errors
    /// Wrong usage, or help that is asked for.
    pub fn of(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, clap::Error> {
        let mut command = Self::command();
        let mut matches = command.try_get_matches_from_mut(arguments)?;
        let own = matches.subcommand().map(|(_, own)| own);
        let deciding = || DECIDING.iter().chain(&GATE).chain([&SHOWING]).chain(&FILE_OPTIONS);
        let of = |options: &[&'static str]| own.map_or_else(Vec::new, |own| given(own, options));
        let (given, policy) = (of(&deciding().copied().collect::<Vec<_>>()), of(&POLICY));
        let mut cli = Self::from_arg_matches_mut(&mut matches).map_err(|error| error.format(&mut command))?;
        if let Command::Assess(args) = &mut cli.command {
            (args.given, args.given_policy) = (given, policy);
        }
        Ok(cli)
    }
}

/// Whether an option that was given is of the gate.
pub fn is_of_gate(option: &str) -> bool {
    let name = option.trim_start_matches("--");
    GATE.contains(&name.split_once('=').map_or(name, |(name, _)| name))
}

/// Whether an option that the command has was typed.
fn is_given(matches: &ArgMatches, id: &str) -> bool {
    matches.try_contains_id(id).is_ok() && matches.value_source(id) == Some(ValueSource::CommandLine)
}

/// What was given of some options, each as `--as-at=2011-09`.
fn given(matches: &ArgMatches, options: &[&'static str]) -> Vec<String> {
    options
        .iter()
        .flat_map(|option| {
            let id = option.replace('-', "_");
            let values = matches.try_get_raw(&id).ok().flatten().filter(|_| is_given(matches, &id));
            values.into_iter().flatten().map(move |value| match *option {
                "keep-going" | "new" => format!("--{option}"),
                _ => format!("--{option}={}", value.to_string_lossy()),
            })
        })
        .collect()
}

/// The command line that a report repeats but for the files that its options name, which are given anew.
///
/// # Errors
/// An option that no report repeats, or wrong usage.
pub fn again(
    options: &[String],
    named: &[(String, PathBuf)],
    files: &[PathBuf],
) -> Result<AssessArgs, String> {
    let mut words: Vec<OsString> =
        ["qipp", "assess", "--quiet", "--format=json"].map(OsString::from).to_vec();
    for option in options {
        let name = option.split('=').next().unwrap_or_default().trim_start_matches('-');
        if DECIDING.contains(&name) || GATE.contains(&name) || name == SHOWING {
            words.push(option.into());
        } else {
            return Err(format!("no report repeats the option `{option}`"));
        }
    }
    for (option, path) in named {
        words.extend([option.into(), path.into()]);
    }
    words.push("--".into());
    words.extend(files.iter().map(OsString::from));
    match Cli::of(words).map(|cli| cli.command) {
        Ok(Command::Assess(args)) => Ok(*args),
        Ok(_) => Err("it repeats no assessment".to_owned()),
        Err(error) => Err(error.to_string().trim().trim_start_matches("error: ").to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What changes how a report is written or shown.
    const OTHERS: [&str; 17] = [
        "jobs",
        "quiet",
        "rejects",
        "also",
        "view",
        "by",
        "format",
        "output",
        "report",
        "workstream",
        "scheme",
        "color",
        "write-exceptions",
        "help",
        "files",
        "version",
        "",
    ];

    #[test]
    fn of_every_option_it_is_known_whether_it_decides() {
        let mut command = Cli::command();
        command.build();
        let assess = command.find_subcommand("assess").unwrap();
        for argument in assess.get_arguments() {
            let name = argument.get_long().unwrap_or(argument.get_id().as_str());
            let decides = DECIDING.contains(&name)
                || GATE.contains(&name)
                || name == SHOWING
                || FILE_OPTIONS.contains(&name);
            assert!(
                decides != (OTHERS.contains(&name) || POLICY.contains(&name)),
                "--{name}: does it decide what is in a report?"
            );
            if decides {
                assert_eq!(argument.get_id().as_str(), name.replace('-', "_"));
            }
        }
    }

    #[test]
    fn what_was_said_is_said_again() {
        let said = "qipp assess p.csv --as-at 2011-09 --select A1-FIN,A1-ALL-2 --keep-going --judgements j.csv --quiet";
        let Ok(Cli { command: Command::Assess(args) }) = Cli::of(said.split(' ').map(OsString::from)) else {
            panic!()
        };
        let expected =
            ["--keep-going", "--as-at=2011-09", "--select=A1-FIN", "--select=A1-ALL-2", "--judgements=j.csv"];
        assert_eq!(args.given, expected);
        let named = [("--judgements".to_owned(), PathBuf::from("other/j.csv"))];
        let others: Vec<String> = expected.iter().take(4).map(|own| (*own).to_owned()).collect();
        let twice = again(&others, &named, &args.files).unwrap();
        assert_eq!((twice.judging.as_at, &twice.judging.select), (args.judging.as_at, &args.judging.select));
        assert_eq!(twice.judging.judgements, [PathBuf::from("other/j.csv")]);
        for wrong in ["--output=plan.csv", "-oplan.csv", "--report=json=x", "plan.csv", "--as-at=never"] {
            assert!(again(&[wrong.to_owned()], &[], &[PathBuf::from("p.csv")]).is_err(), "{wrong}");
        }
    }
}
