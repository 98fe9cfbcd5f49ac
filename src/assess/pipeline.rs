//! The pipeline as it is reported.

use super::Run;
use crate::criteria::PlanView;
use crate::figures::HeadroomLine;
use crate::figures::pipeline::{Candidate, Pipeline, Uncounted};
use crate::report::{HeadroomRow, PipelineLine, PipelineReport, PipelineYear};

pub(super) fn report(run: &Run, view: &PlanView) -> PipelineReport {
    let pipeline = Pipeline::of(view.plan, view.figures, run.policy);
    let headroom = &view.figures.headroom;
    let of_year = |(year, uncounted): (&_, &Uncounted)| {
        let line = headroom.years.iter().find(|line| line.year == Some(*year));
        year_line(year.to_string(), line, *uncounted)
    };
    let years = pipeline.years.iter().filter(|_| !pipeline.candidates.is_empty());
    let mut years: Vec<PipelineYear> = years.map(of_year).collect();
    if !years.is_empty() {
        years.push(year_line(HeadroomRow::TOTAL.to_owned(), headroom.total.as_deref(), pipeline.total()));
    }
    let schemes = pipeline.candidates.iter().enumerate();
    PipelineReport {
        closes: pipeline.closes,
        gap: pipeline.gap,
        remains: pipeline.remains,
        years: years.into(),
        schemes: schemes.filter_map(|(at, candidate)| line(run, view, at + 1, candidate)).collect(),
    }
}

fn year_line(year: String, line: Option<&HeadroomLine>, uncounted: Uncounted) -> PipelineYear {
    let Uncounted { value, weighted, approved } = uncounted;
    let risk_adjusted = line.and_then(|line| Some(line.risk_adjusted? - line.challenge));
    let with_pipeline = risk_adjusted.map(|headroom| headroom + approved);
    PipelineYear { year, risk_adjusted, value, weighted, approved, with_pipeline }
}

fn line(run: &Run, view: &PlanView, order: usize, candidate: &Candidate) -> Option<PipelineLine> {
    let scheme = view.plan.schemes.get(candidate.at)?;
    let Uncounted { value, weighted, approved } = candidate.uncounted;
    Some(PipelineLine {
        organisation: view.plan.organisation.clone(),
        order,
        workstream: scheme.workstream().unwrap_or("").to_owned(),
        scheme: scheme.id.to_string(),
        name: scheme.name().to_owned(),
        stage: candidate.stage,
        value,
        weight: run.policy.word(candidate.weight).to_owned(),
        weighted,
        approved,
        starts: candidate.from.map(|date| date.to_string()),
        overdue: candidate.from.zip(view.as_at()).is_some_and(|(from, as_at)| from <= as_at),
        readiness: candidate.readiness(),
        lacks: candidate.lacks.iter().map(|what| (*what).to_owned()).collect(),
        investment: candidate.investment,
        needed: candidate.remains.is_some(),
        remains: candidate.remains,
        places: run.places(&candidate.places),
    })
}
