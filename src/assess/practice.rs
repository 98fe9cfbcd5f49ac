//! Best-practice examples: which schemes are green, deliver and are substantiated, and the four tests.

use super::Run;
use crate::criteria::judging::Judged;
use crate::criteria::{Outcome, PlanView, SchemeView};
use crate::plan::fields::{ColumnId, schemes, workstreams};
use crate::rating::Rating;
use crate::report::{BestPractice, CardColumn, CardLine, FinanceLine, Level, PracticeLine};
use std::collections::HashMap;

/// The criteria of an estimate's assumptions.
const ASSUMPTIONS: [&str; 2] = ["F13-FIN-1", "F13-FIN-3"];
/// The columns of the card that show implementation.
const IMPLEMENTATION: [CardColumn; 3] =
    [CardColumn::Leadership, CardColumn::ProgressMilestones, CardColumn::MonitoringRisks];
/// The cells that show that quality is assessed, and that an actual is substantiated.
const READ: [ColumnId; 6] = [
    schemes::QIA_SCORE,
    schemes::QIA_MEDICAL,
    schemes::QIA_NURSING,
    schemes::ACTUAL_BASIS,
    schemes::ACTUAL_EVIDENCE,
    schemes::VALIDATED_BY,
];

pub(super) fn report(
    run: &Run,
    view: &PlanView,
    cards: &[CardLine],
    finance: &[FinanceLine],
    of_schemes: &[(usize, Vec<Judged>)],
) -> BestPractice {
    let cards: HashMap<&str, &CardLine> = cards
        .iter()
        .filter(|line| line.level == Level::Scheme)
        .map(|line| (line.scheme.as_str(), line))
        .collect();
    let finance: HashMap<&str, &FinanceLine> = finance
        .iter()
        .filter(|line| line.level == Level::Scheme)
        .map(|line| (line.scheme.as_str(), line))
        .collect();
    let judged: HashMap<usize, &[Judged]> =
        of_schemes.iter().map(|(at, results)| (*at, results.as_slice())).collect();
    let mut report = BestPractice::default();
    for scheme in view.in_sums() {
        let id = &*scheme.scheme.id;
        let (Some(card), Some(line)) = (cards.get(id), finance.get(id)) else { continue };
        report.schemes += 1;
        if !line.actual_ytd.is_some_and(|actual| actual.is_positive()) {
            report.not_delivering += 1;
        } else if card[CardColumn::Overall] != Rating::Green {
            report.not_green += 1;
        } else if !scheme.scheme.is_substantiated() {
            report.not_substantiated += 1;
        } else {
            let results = judged.get(&scheme.at).copied().unwrap_or_default();
            report.examples.push(example(run, &scheme, card, line, results));
        }
    }
    report.examples.sort_by_cached_key(PracticeLine::order);
    report
}

/// A test: whether it is passed, and what shows it.
type Test = (bool, String);

fn example(
    run: &Run,
    scheme: &SchemeView,
    card: &CardLine,
    line: &FinanceLine,
    results: &[Judged],
) -> PracticeLine {
    let row = &scheme.scheme.row;
    let text = |column| row.text(column).unwrap_or("");
    let (savings, quality) = (savings(line), quality(scheme, card));
    let (evidence, implementation) = (evidence(scheme, results), implementation(card));
    let tests = [&savings, &quality, &evidence, &implementation];
    let national = row
        .text(schemes::NATIONAL_WORKSTREAM)
        .or_else(|| scheme.workstream_row().and_then(|row| row.text(workstreams::NATIONAL_WORKSTREAM)));
    let cells = READ.iter().filter(|column| row.filled(**column)).map(|column| row.place_of(*column));
    let places: Vec<_> = line.places.places().iter().copied().chain(cells).collect();
    PracticeLine {
        organisation: scheme.of.plan.organisation.clone(),
        workstream: scheme.scheme.workstream().unwrap_or("").to_owned(),
        scheme: scheme.scheme.id.to_string(),
        name: scheme.scheme.name().to_owned(),
        tests: tests.into_iter().filter(|(passed, _)| *passed).count(),
        savings: savings.0,
        savings_shown: savings.1,
        quality: quality.0,
        quality_shown: quality.1,
        evidenced: evidence.0,
        evidence_shown: evidence.1,
        implementation: implementation.0,
        implementation_shown: implementation.1,
        actual_ytd: line.actual_ytd,
        percent_ytd: line.percent_ytd.clone(),
        national_workstream: national.unwrap_or("").to_owned(),
        owner: row.text(schemes::MANAGER).unwrap_or_else(|| text(schemes::SPONSOR)).to_owned(),
        places: run.places(&places),
    }
}

fn savings(line: &FinanceLine) -> Test {
    let is_short = |variance: Option<crate::money::Money>| variance.is_some_and(|of| of.is_negative());
    let behind = line.percent_ytd.as_ref().filter(|_| is_short(line.variance_ytd));
    let short = line.percent_forecast.as_ref().filter(|_| is_short(line.variance_forecast));
    let said = match (behind, short) {
        (Some(behind), _) => format!("{}% to date", behind.text()),
        (None, Some(short)) => format!("in full to date, the forecast {}%", short.text()),
        (None, None) if line.forecast_year.is_some() => "in full, to date and forecast".to_owned(),
        (None, None) => "in full to date; no forecast is given".to_owned(),
    };
    (!is_short(line.variance_ytd) && !is_short(line.variance_forecast), said)
}

fn quality(scheme: &SchemeView, card: &CardLine) -> Test {
    let row = &scheme.scheme.row;
    let assessed = scheme.scheme.is_quality_assessed();
    let signed = [schemes::QIA_MEDICAL, schemes::QIA_NURSING].map(|column| row.text(column).unwrap_or(""));
    let score = row.number(schemes::QIA_SCORE).map(|score| score.normalize().to_string());
    let assessment = match score.filter(|_| assessed) {
        Some(score) => format!("assessed at {score}, signed by {}", signed.join(" and ")),
        None => "no signed assessment".to_owned(),
    };
    let kpis = card[CardColumn::KpisQuality];
    (assessed && kpis == Rating::Green, format!("{assessment}; {}", shown(CardColumn::KpisQuality, kpis)))
}

fn evidence(scheme: &SchemeView, results: &[Judged]) -> Test {
    let met =
        |id: &str| results.iter().any(|judged| judged.criterion.id == id && judged.outcome == Outcome::Met);
    let detailed = ASSUMPTIONS.iter().all(|id| met(id));
    let text = |column| scheme.scheme.row.text(column).unwrap_or("");
    let assumptions = if detailed { "assumptions with their sources" } else { "assumptions not in detail" };
    let said = format!(
        "{assumptions}; actual by {}: {}, checked by {}",
        text(schemes::ACTUAL_BASIS),
        text(schemes::ACTUAL_EVIDENCE),
        text(schemes::VALIDATED_BY)
    );
    (detailed, said)
}

fn implementation(card: &CardLine) -> Test {
    let all: Vec<String> = IMPLEMENTATION.iter().map(|column| shown(*column, card[*column])).collect();
    (IMPLEMENTATION.iter().all(|column| card[*column] == Rating::Green), all.join(", "))
}

/// A column with its colour, or that nothing is due in it.
fn shown(column: CardColumn, rating: Rating) -> String {
    match rating {
        Rating::NotApplicable => format!("{}: none judged", column.name()),
        rating => format!("{} {rating}", column.name()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn that_savings_come_in_full_is_said_with_their_forecast_where_there_is_one() {
        let said = |forecast_year| savings(&FinanceLine { forecast_year, ..FinanceLine::default() });
        assert_eq!(said(None), (true, "in full to date; no forecast is given".to_owned()));
        let forecast = Some(crate::money::Money::new(5.into()));
        assert_eq!(said(forecast), (true, "in full, to date and forecast".to_owned()));
    }
}
