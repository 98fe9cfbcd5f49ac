//! PL: what the pipeline of ideas is worth against the risk-adjusted gap.

use super::{Check, Found, names, shown};
use crate::criteria::PlanView;
use crate::figures::pipeline::{Candidate, Closes, Pipeline};
use crate::money::Money;
use crate::plan::Scheme;
use crate::plan::fields::schemes;
use crate::policy::Key;

pub const CHECK: Check = Check {
    code: "PL",
    title: "Pipeline of ideas",
    finds: "ideas that carry savings, which no sum holds, against a challenge that identified savings do not cover \
            once they are risk-adjusted",
    how: "only where the risk-adjusted savings fall short of the challenge and ideas carry planned savings: their sum, \
          weighted by {weight_idea}, against the gap",
    passes: "Risk-adjusted savings cover the challenge: the pipeline is not needed",
    fails: "Ideas worth £348k, £139k weighted, against a risk-adjusted gap of £1.2m",
    run,
};

fn run(view: &PlanView) -> Vec<Found> {
    finding(view).into_iter().collect()
}

fn finding(view: &PlanView) -> Option<Found> {
    let pipeline = Pipeline::of(view.plan, view.figures, view.policy);
    let gap = pipeline.gap.filter(|_| pipeline.closes == Closes::RiskAdjusted)?;
    let ideas: Vec<(&Candidate, &Scheme)> = pipeline
        .ideas()
        .filter_map(|candidate| Some((candidate, view.plan.schemes.get(candidate.at)?)))
        .collect();
    let value: Money = ideas.iter().map(|(idea, _)| idea.uncounted.value).sum();
    let weighted: Money = ideas.iter().map(|(idea, _)| idea.uncounted.weighted).sum();
    if !value.is_positive() {
        return None;
    }
    let weight = view.policy.number(Key::WeightIdea);
    let shown = shown(view, &[value]);
    let left = gap - weighted;
    let end = if left.is_positive() {
        format!(
            "with ideas at {weight}% (--view pipeline: once they are approved) {} remains",
            shown.in_words(left)
        )
    } else {
        "they would cover it".to_owned()
    };
    let finding = CHECK.note(
        format!(
            "ideas worth {} ({} at {weight}%) are not counted: {}",
            shown.in_words(value),
            shown.in_words(weighted),
            names(ideas.iter().map(|(_, scheme)| &*scheme.id))
        ),
        format!("cover for a risk-adjusted gap of {}: {end}", shown.in_words(gap)),
        "Work the ideas up into schemes, the cheapest and readiest first (--view pipeline), and look for more \
         where they leave a gap.",
    );
    Some(finding.at(ideas.iter().map(|(_, scheme)| scheme.row.place_of(schemes::STAGE))).worth(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::example::example;

    fn plan(challenge: &str) -> Vec<Found> {
        example()
            .dated("2011-09-30")
            .scheme("S", &[("stage", "delivering")])
            .saving("S", "2012/13", "plan", "1000")
            .scheme("I", &[("stage", "idea")])
            .saving("I", "2012/13", "plan", "100")
            .row("years", &[("year", "2012/13"), ("challenge", challenge)])
            .run(&CHECK)
    }

    #[test]
    fn ideas_count_for_nothing_until_there_is_a_gap() {
        let found = plan("1050");
        assert_eq!(found[0].found, "ideas worth £100 (£40 at 40%) are not counted: I");
        assert_eq!(
            found[0].expected,
            "cover for a risk-adjusted gap of £50: with ideas at 40% (--view pipeline: once they are approved) £10 remains"
        );
        assert!(plan("1000").is_empty());
    }
}
