//! QI: savings booked before their effect on quality and equality was assessed. That a quality impact
//! is described at all is A1-QUA-1.

use super::{Check, Found, shown, used};
use crate::criteria::{PlanView, SchemeView};
use crate::location::Place;
use crate::plan::fields::{TableId, risks, schemes};
use crate::policy::Key;

/// Quality impact.
pub const CHECK: Check = Check {
    code: "QI",
    title: "Quality impact assessment",
    finds: "savings booked by a scheme without a completed quality impact assessment or equality assessment",
    how: "a scheme with an actual to date, in a plan that fills these columns for any scheme: qia_score, qia_medical \
          and qia_nursing must be given, a score over {risk_score} needs a risk of the scheme with a \
          mitigation (where a risk register is given), and eqia_date must be given",
    passes: "Score 6, signed by the medical and the nursing director, equality assessment of 11 January 2011",
    fails: "£148,347 booked, no score and no signatures",
    run,
};

fn run(view: &PlanView) -> Vec<Found> {
    let quality =
        used(view, &[schemes::QIA_SCORE, schemes::QIA_MEDICAL, schemes::QIA_NURSING, schemes::QIA_DATE]);
    let equality = used(view, &[schemes::EQIA_DATE]);
    if !quality && !equality {
        return Vec::new();
    }
    let judged = view.judged().filter(|scheme| {
        scheme.scheme.in_sums() && !scheme.scheme.unidentified && scheme.figures.to_date.actual.is_positive()
    });
    judged.filter_map(|scheme| finding(scheme, quality, equality)).collect()
}

fn finding(scheme: SchemeView, quality: bool, equality: bool) -> Option<Found> {
    let row = &scheme.scheme.row;
    let mut lacking: Vec<&str> = Vec::new();
    let mut places: Vec<Place> = Vec::new();
    if quality {
        if !row.filled(schemes::QIA_SCORE) {
            lacking.push("a score");
        }
        for (column, what) in [
            (schemes::QIA_MEDICAL, "the medical director's signature"),
            (schemes::QIA_NURSING, "the nursing director's signature"),
        ] {
            if row.text(column).is_none() {
                lacking.push(what);
            }
        }
        if needs_mitigation(scheme) {
            lacking.push("a mitigation of its score");
            places.push(row.place_of(schemes::QIA_SCORE));
        }
    }
    if equality && !row.filled(schemes::EQIA_DATE) {
        lacking.push("an equality assessment");
    }
    if lacking.is_empty() {
        return None;
    }
    let actual = scheme.figures.to_date.actual;
    let shown = shown(scheme.of, &[actual]);
    places.push(row.place);
    let finding = CHECK.warning(
        format!("{} booked without {}", shown.in_words(actual), lacking.join(", ")),
        "a completed quality and equality assessment before savings are booked",
        "Complete the assessment, and hold the saving back until it is signed.",
    );
    Some(finding.about(scheme.scheme).at(places).worth(actual))
}

/// Whether the score is over the bound and no risk of the scheme is mitigated.
fn needs_mitigation(scheme: SchemeView) -> bool {
    let bound = scheme.of.policy.number(Key::RiskScore);
    let over = scheme.scheme.row.number(schemes::QIA_SCORE).is_some_and(|score| score > bound);
    over && !scheme.of.rows(TableId::Risks).is_empty()
        && !scheme.rows(TableId::Risks).any(|risk| risk.text(risks::MITIGATION).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::example::{Example, example};

    const SIGNED: [(&str, &str); 4] =
        [("actual_ytd", "100"), ("qia_medical", "HM"), ("qia_nursing", "RA"), ("eqia_date", "2011-01-11")];

    fn plan(score: Option<&str>) -> Example {
        let mut cells = SIGNED.to_vec();
        cells.extend(score.map(|score| ("qia_score", score)));
        example().scheme("S", &cells).row("risks", &[("risk", "R1"), ("score", "4")])
    }

    #[test]
    fn booked_without_a_score() {
        assert_eq!(plan(None).run(&CHECK)[0].found, "£100 booked without a score");
        assert!(plan(Some("8")).run(&CHECK).is_empty());
    }

    #[test]
    fn a_score_over_eight_needs_a_mitigation() {
        assert_eq!(plan(Some("9")).run(&CHECK).len(), 1);
        let mitigated = plan(Some("9"))
            .row("risks", &[("risk", "R2"), ("scheme", "S"), ("mitigation", "monthly review")]);
        assert!(mitigated.run(&CHECK).is_empty());
    }

    #[test]
    fn nothing_is_asked_of_a_plan_without_these_columns_or_a_scheme_without_savings() {
        assert!(example().scheme("S", &[("actual_ytd", "100")]).run(&CHECK).is_empty());
        let idle = example().scheme("S", &SIGNED).scheme("T", &[("actual_ytd", "0")]);
        assert_eq!(idle.run(&CHECK).len(), 1, "only S");
    }
}
