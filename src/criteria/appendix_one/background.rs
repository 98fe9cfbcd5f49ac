//! Appendix One: background. The vision, and whether it joins quality to productivity.

use crate::criteria::coverage::{Answer, Verdicts, each_of};
use crate::criteria::{Criterion, Evidence, Kind, PlanView, Set, Test};
use crate::plan::fields::schemes;
use crate::policy::Key;

/// The expectations in published order.
pub const CRITERIA: &[Criterion] = &[
    Criterion {
        id: "A1-VIS-1",
        asks: "The plan sets out plainly what it wants the quality of care to become",
        how: "A reader judges it and refers to the page; no figure can show it",
        kind: Kind::Judged,
        passes: "A reviewer judges it met and refers to the plan, page 4",
        fails: "The plan's first pages speak of money alone and the reviewer judges it unmet",
        ..Criterion::of(Set::AppendixOne, "Background", "QIPP vision")
    },
    Criterion {
        id: "A1-VIS-2",
        asks: "The plan shows how better quality and higher productivity go together",
        how: "A reader judges it; first, schemes with {floor_share} of planned savings must \
              state their quality_impact",
        kind: Kind::Judged,
        reads: &[schemes::QUALITY_IMPACT],
        test: Test::Coverage(linked),
        passes: "Every scheme says what it does to quality, and a reviewer judges the link met, page 6",
        fails: "Schemes with 30% of planned savings say what they do to quality, the rest nothing",
        ..Criterion::of(Set::AppendixOne, "Background", "QIPP vision")
    },
];

fn linked(view: &PlanView, verdicts: &Verdicts) -> Evidence {
    each_of(
        view,
        verdicts,
        |_| true,
        Key::FloorShare,
        "lacks a quality impact",
        |scheme| Answer::told(&scheme.scheme.row, schemes::QUALITY_IMPACT),
    )
}

#[cfg(test)]
mod tests {
    use crate::criteria::Outcome::{Met, Partly, Unevidenced};
    use crate::criteria::example::from_baseline;

    #[test]
    fn half_of_the_savings_must_say_what_they_do_to_quality() {
        let plan = |first, second| {
            from_baseline("A")
                .scheme("A", &[("quality_impact", first)])
                .planned(&[("2011/12", "50")])
                .scheme("B", &[("quality_impact", second)])
                .planned(&[("2011/12", "50")])
                .shows("A1-VIS-2")
                .outcome
        };
        assert_eq!(plan("shorter waits", "fewer visits"), Met);
        assert_eq!(plan("shorter waits", ""), Partly);
        assert_eq!(plan("", "none"), Unevidenced);
    }
}
