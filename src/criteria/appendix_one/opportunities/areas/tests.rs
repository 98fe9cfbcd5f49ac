use crate::criteria::Outcome::{Met, Partly, Unevidenced, Unmet};
use crate::criteria::example::{from_baseline, with_years};
use crate::plan::example::Example;

#[test]
fn an_area_is_named_described_and_declared() {
    let plan = |id, workstream, description| {
        from_baseline("A")
            .row("workstreams", &[("workstream", "Medicines")])
            .scheme(id, &[("workstream", workstream), ("description", description)])
            .planned(&[("2011/12", "5")])
            .says("A1-OPP-1")
    };
    assert_eq!(plan("Prescribing", "medicines", "Generic switching").0, Met);
    assert_eq!(plan("MM-01", "medicines", "Generic switching").0, Unmet);
    assert_eq!(plan("MM-01", "", "").0, Unevidenced);
    let (outcome, reason) = plan("Prescribing", "Estates", "Generic switching");
    assert_eq!(outcome, Unmet);
    assert!(reason.ends_with("; the workstreams table has no Estates"), "{reason}");
}

#[test]
fn savings_are_estimated_for_every_scheme_by_count() {
    let plan = |estimates: &[&str]| {
        let schemes = estimates.iter().enumerate();
        let plan = schemes.fold(from_baseline("A"), |plan, (at, sum)| {
            plan.scheme(&format!("S{at}"), &[]).planned(&[("2011/12", *sum)])
        });
        plan.says("A1-OPP-2")
    };
    assert_eq!(plan(&["5", "7"]).0, Met);
    assert_eq!(plan(&["5", "TBC"]), (Unmet, "1 of 2 schemes without planned savings".to_owned()));
    assert_eq!(plan(&["5", "5", "5", "5", "TBC"]).0, Partly);
    assert_eq!(plan(&["0"]).0, Unmet);
    assert_eq!(plan(&["TBC"]).0, Unevidenced);
}

fn against(challenges: &[&str], identified: &[(&str, &str)]) -> Example {
    let rows: Vec<_> =
        ["2011/12", "2012/13"].iter().zip(challenges).map(|(year, sum)| (*year, "", "", *sum)).collect();
    with_years(&rows).scheme("A", &[]).planned(identified)
}

#[test]
fn opportunities_match_the_challenge() {
    let says =
        |first, second| against(&["10", "10"], &[("2011/12", first), ("2012/13", second)]).says("A1-OPP-4");
    assert_eq!(says("10", "10").0, Met);
    let carried =
        "identified savings cover 90.0% of the challenge of 2012/13; savings of earlier years make it up";
    assert_eq!(says("11", "9"), (Partly, carried.to_owned()));
    let short = "identified savings cover 99.99% of the challenge of 2011/12";
    assert_eq!(says("9.999", "15"), (Unmet, short.to_owned()));
    let total =
        "identified savings cover 80.0% of the challenge of 2012/13, cover 95.0% of the challenge in total";
    assert_eq!(says("11", "8"), (Unmet, total.to_owned()));
}

#[test]
fn unidentified_lines_cover_nothing() {
    let found = against(&["10"], &[("2011/12", "8")]);
    let line = [("maturity", "unidentified")];
    let reason = found.scheme("To be found", &line).planned(&[("2011/12", "5")]).says("A1-OPP-4").1;
    assert_eq!(
        reason,
        "identified savings cover 80.0% of the challenge of 2011/12, unidentified lines left out"
    );
    let only =
        with_years(&[("2011/12", "", "", "10")]).scheme("To be found", &line).planned(&[("2011/12", "15")]);
    let (outcome, reason) = only.says("A1-OPP-4");
    assert_eq!(
        (outcome, reason.as_str()),
        (Unmet, "every saving against the challenge is still unidentified")
    );
}

#[test]
fn nothing_against_the_challenge_is_told_from_what_nobody_has_found() {
    let plan = || {
        let given = [("year", "2011/12"), ("challenge", "10"), ("identified", "0")];
        from_baseline("A").row("years", &given)
    };
    let nothing = (Unmet, "no savings are identified against the challenge".to_owned());
    assert_eq!(plan().says("A1-OPP-4"), nothing);
    let later = plan().unidentified("U").planned(&[("2012/13", "15")]);
    let unfound = (Unmet, "every saving against the challenge is still unidentified".to_owned());
    assert_eq!(later.says("A1-OPP-4"), unfound);
}

#[test]
fn a_challenge_in_total_alone_is_partly_and_none_is_unevidenced() {
    let span = |identified| {
        let cells = [("year", "2011/12 to 2013/14"), ("challenge", "10"), ("identified", identified)];
        from_baseline("A").row("years", &cells).shows("A1-OPP-4").outcome
    };
    assert_eq!(span("11"), Partly);
    assert_eq!(span("9"), Unmet);
    let none = against(&[], &[("2011/12", "8")]).shows("A1-OPP-4");
    assert_eq!((none.outcome, none.decisive_here), (Unevidenced, true));
}

#[test]
fn interdependencies_name_schemes_that_exist() {
    let plan = |text| {
        from_baseline("A")
            .scheme("PC-01", &[("name", "Triage"), ("interdependencies", text)])
            .planned(&[("2011/12", "5")])
            .scheme("pc-02", &[("stage", "idea")])
            .says("A1-OPP-5")
    };
    assert_eq!(plan("PC-02: the same queue").0, Met);
    assert_eq!(plan("none: stands alone; nothing else touches it").0, Met);
    assert_eq!(plan("none").0, Unevidenced);
    assert_eq!([plan("PC-01").0, plan("Triage").0], [Unmet, Unmet], "a scheme that names itself");
    let (outcome, reason) = plan("PC-02; UC-99: beds");
    assert_eq!(outcome, Unmet);
    assert!(reason.ends_with("; the plan has no scheme UC-99 (named by PC-01)"), "{reason}");
}
