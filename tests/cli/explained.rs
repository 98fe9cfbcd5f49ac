//! What the program says of itself: codes, the policy in force, options and their completion.

use crate::run::run;
use qipp::inside::checks::CHECKS;
use qipp::inside::criteria::all as all_criteria;
use qipp::inside::policy::SETTINGS;

#[test]
fn every_code_is_explained() {
    let codes = qipp::inside::criteria::all().map(|criterion| criterion.id);
    for code in codes.chain(qipp::inside::checks::CHECKS.iter().map(|check| check.code)) {
        let run = run(&["explain", &code.to_lowercase()]);
        assert_eq!(run.status, 0, "{code}");
        for part in ["passes ", "fails "] {
            assert!(run.out.contains(part), "{code}: {part}");
        }
        assert!(run.out.lines().all(|line| line.chars().count() <= 80), "{code}");
    }
    let list = run(&["explain"]);
    let json = run(&["explain", "--format", "json"]);
    let all: serde_json::Value = json.json();
    assert_eq!(
        all.as_array().unwrap().len(),
        qipp::inside::criteria::all().count() + qipp::inside::checks::CHECKS.len()
    );
    assert!(qipp::inside::criteria::all().all(|criterion| list.out.contains(criterion.id)));
    assert!(run(&["explain", "F13-FIN-55"]).err.contains("did you mean `F13-FIN-5`?"));
}

/// A value out of its range, and one of a pair that must be ordered, end the run; `qipp policy` says both.
#[test]
fn nonsense_values_of_the_policy_are_refused() {
    let refused = [
        ("coverage=-5", "`-5` stands for coverage; expected a percentage, above 0 to 100"),
        ("rollup_red=0", "`0` stands for rollup_red; expected a percentage, above 0 to 100"),
        ("weight_green=101", "`101` stands for weight_green; expected a percentage, 0 to 100"),
        ("row_red_one_in=0", "`0` stands for row_red_one_in; expected a whole number, 1 to 100"),
        ("kpi_days=1.5", "`1.5` stands for kpi_days; expected a whole number, 1 to 3660"),
        ("manager_most=0", "`0` stands for manager_most; expected a number, above 0 to 100"),
        (
            "finance_red_from=4",
            "finance_red_from = 4 lies below finance_amber_from = 5: nothing could be amber",
        ),
        ("risk_score=13", "risk_score_partly = 12 lies below risk_score = 13: nothing could be partly met"),
        (
            "weight_red=66",
            "weight_amber = 65 lies below weight_red = 66: red would count for more than amber",
        ),
        (
            "horizon_year=2010/11",
            "horizon_year = 2010/11 is not after baseline_year = 2010/11: no year is left to plan",
        ),
    ];
    for (set, said) in refused {
        for command in [&["assess", "anytown"][..], &["policy"]] {
            let run = run(&[command, &["--set", set]].concat()).ended(2);
            assert_eq!(run.out, "", "{set}");
            assert!(run.err.contains(said) && run.err.contains("\n  mend: "), "{set}: {}", run.err);
        }
    }
    for set in ["finance_red_from=5", "kpi_tolerance=0", "weight_red=0", "stress_loss=100"] {
        run(&["policy", "--set", set]).ended(0);
    }
    let policy = run(&["policy"]).out;
    for setting in SETTINGS {
        if let Some(range) = setting.range {
            assert!(policy.contains(&format!("# may be {range}\n")), "{}", setting.name);
        }
        let is_number = setting.default.parse::<f64>().is_ok();
        assert_eq!(setting.range.is_some(), is_number, "{} has its range", setting.name);
    }
}

/// A threshold in a text is the one in force, wherever the text stands.
#[test]
fn explanations_hold_the_policy_in_force() {
    let one = |words: &[&str]| run(words).ended(0).out.split_whitespace().collect::<Vec<_>>().join(" ");
    let built_in = one(&["explain", "A1-OPP-1"]);
    assert!(built_in.contains("pass hold 80% (policy coverage) of planned savings"), "{built_in}");
    let set = ["--set", "coverage=70", "--set", "engagement_years=3", "--set", "horizon_year=plan"];
    let said = |code: &str| one(&[&["explain", code], &set[..]].concat());
    assert!(said("A1-OPP-1").contains("pass hold 70% (policy coverage) of planned savings"));
    assert!(said("A1-ENG-1").contains("in the 3 (policy engagement_years) years up to"));
    assert!(said("A1-ALL-5").contains("to the horizon as the plan names it (policy horizon_year)"));
    let why = one(&[&["why", "anytown", "A1-OPP-1"], &set[..]].concat());
    assert!(why.contains("pass hold 70% (policy coverage) of planned savings"), "{why}");
    let all = run(&[&["explain", "--format", "json"], &set[..]].concat()).out;
    assert!(all.contains("70% (policy coverage)") && !all.contains("80% (policy coverage)"));
    for setting in SETTINGS {
        let unfilled = format!("{{{}}}", setting.name);
        assert!(!all.contains(&unfilled), "{unfilled}");
    }
    let hows = all_criteria().map(|criterion| criterion.how).chain(CHECKS.iter().map(|check| check.how));
    for how in hows {
        for setting in SETTINGS.iter().filter(|setting| setting.range.is_some()) {
            // a text that names a threshold leaves its value to the policy
            let named = how.match_indices(setting.name).filter(|(at, _)| !how[..*at].ends_with(['_', '.']));
            let named = named.filter(|(at, _)| how[..*at].ends_with('{') || setting.name.contains('_'));
            for (at, _) in named {
                assert!(how[..at].ends_with('{'), "{}: {how}", setting.name);
            }
        }
    }
}

#[test]
fn every_option_states_its_default() {
    for command in
        ["assess", "why", "explain", "template", "convert", "schema", "completions", "man", "policy"]
    {
        let help = run(&[command, "--help"]).out;
        assert!(help.lines().all(|line| line.chars().count() <= 80), "{command}");
        let options = help.split("\n      --").skip(1).chain(help.split("\n  -").skip(1));
        for option in options {
            let own = option.split("\n\n      --").next().unwrap().split("\n\n  -").next().unwrap();
            let flat = own.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(flat.contains("[default:") || flat.contains("Print help"), "{command}: {flat}");
        }
    }
    assert_eq!(run(&["--version"]).status, 0);
}

#[test]
fn an_option_is_offered_only_where_it_serves() {
    let help = run(&["convert", "--help"]).out;
    assert!(["--map", "--sign", "--org", "--separator", "--to"].iter().all(|option| help.contains(option)));
    for option in
        ["--scope", "--select", "--ignore", "--judgements", "--exceptions", "--as-at", "--keep-going"]
    {
        assert!(!help.contains(option), "{option} has nothing to do with converting");
    }
}

#[test]
fn every_shell_completes_every_command() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = run(&["completions", shell]);
        assert_eq!((script.status, script.err.as_str()), (0, ""), "{shell}");
        for word in ["assess", "convert", "template", "schema", "completions", "keep-going"] {
            assert!(script.out.contains(word), "{shell}: {word}");
        }
    }
    assert_eq!(run(&["completions", "csh"]).status, 2);
}
