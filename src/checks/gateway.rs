//! GA: the stage of a scheme against its money. North Cumbria took every plan and business case
//! through a single gateway before it could count.

use super::{Check, Found, approved, shown, sums};
use crate::calendar::show_date;
use crate::criteria::PlanView;
use crate::figures::SchemeFigures;
use crate::plan::fields::schemes;
use crate::plan::fields::words::Stage;
use crate::plan::{Measure, Scheme};

pub const CHECK: Check = Check {
    code: "GA",
    title: "Stage against money",
    finds: "actual savings on an idea or on a scheme not yet approved, and savings delivered before approval",
    how: "an actual to date at stage idea, scoped or planned; an actual in a period that ends before approved_on \
          (or brief_approved)",
    passes: "A delivering scheme approved in February 2011 with its first actual in April",
    fails: "An idea with £40k of actual savings",
    run,
};

fn run(view: &PlanView) -> Vec<Found> {
    let pairs = view.plan.schemes.iter().zip(&view.figures.schemes);
    let mut found = Vec::new();
    for (scheme, figures) in pairs.filter(|(scheme, _)| !scheme.unidentified) {
        found.extend(too_early(view, scheme, figures).or_else(|| before_approval(view, scheme)));
    }
    found
}

fn too_early(view: &PlanView, scheme: &Scheme, figures: &SchemeFigures) -> Option<Found> {
    let stage =
        scheme.stage().filter(|stage| matches!(stage, Stage::Idea | Stage::Scoped | Stage::Planned))?;
    let (_, actual) = sums::to_date(scheme, figures, view.as_at());
    if !actual.is_given() || actual.value.is_zero() {
        return None;
    }
    let shown = shown(view, &[actual.value]);
    let aside = if stage == Stage::Idea { ", which no sum holds" } else { "" };
    let finding = CHECK.warning(
        format!("stage {stage}, and {} of actual savings{aside}", shown.in_words(actual.value)),
        "actual savings from approved schemes alone",
        "Bring the stage up to date, or take the actual out.",
    );
    Some(
        finding
            .about(scheme)
            .at([scheme.row.place_of(schemes::STAGE)])
            .at(actual.places.iter().copied())
            .worth(actual.value),
    )
}

fn before_approval(view: &PlanView, scheme: &Scheme) -> Option<Found> {
    let (approved, place) = approved(scheme)?;
    let early: sums::Sum = sums::years_of(scheme, Measure::Actual)
        .into_iter()
        .map(|year| sums::in_part_of_year(scheme, Measure::Actual, year, |period| period.end() < approved))
        .collect();
    if !early.is_given() || early.value.is_zero() {
        return None;
    }
    let shown = shown(view, &[early.value]);
    let finding = CHECK.warning(
        format!("{} delivered before approval on {}", shown.in_words(early.value), show_date(approved)),
        "delivery after approval",
        "Correct the date of approval, or say on whose authority delivery began.",
    );
    Some(finding.about(scheme).at([place]).at(early.places.iter().copied()).worth(early.value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::example::example;

    #[test]
    fn an_idea_delivers_nothing() {
        let plan = |stage: &str, actual: &str| {
            example().scheme("S", &[("stage", stage), ("actual_ytd", actual)]).run(&CHECK)
        };
        assert_eq!(plan("idea", "40")[0].found, "stage idea, and £40 of actual savings, which no sum holds");
        assert_eq!(plan("planned", "40").len(), 1);
        assert!(plan("idea", "0").is_empty());
        assert!(plan("approved", "40").is_empty());
    }

    #[test]
    fn delivery_before_approval() {
        let plan = |approved: &str| {
            example()
                .scheme("S", &[("approved_on", approved)])
                .saving("S", "2011-04", "actual", "7")
                .saving("S", "2011-05", "actual", "9")
                .run(&CHECK)
        };
        assert_eq!(plan("2011-05-01")[0].found, "£7 delivered before approval on 1 May 2011");
        assert!(plan("2011-04-30").is_empty());
    }
}
