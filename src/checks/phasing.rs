//! PH: phasing that cannot be right. Periods that do not sum are ST; a first milestone after the
//! first saving is F13-MIL-2.

use super::{Check, Found, approved, count, in_total, names, shown, sums};
use crate::calendar::show_date;
use crate::criteria::PlanView;
use crate::figures::savings;
use crate::location::Place;
use crate::money::Money;
use crate::plan::fields::words::YearBasis;
use crate::plan::fields::{plan, schemes};
use crate::plan::{Measure, Scheme};

pub const CHECK: Check = Check {
    code: "PH",
    title: "Phasing",
    finds: "a gap of a year between planned savings; savings planned before approval; a recurrent scheme that \
            plans the same amount in every year",
    how: "years without a planned saving between a scheme's first and last; a period with a planned saving that \
          ends before approved_on (or brief_approved) and has no actual (that is GA); equal planned savings in \
          every year of a scheme that says it is recurrent, in a plan whose basis is incremental",
    passes: "£800k in 2011/12 and £300k more in 2012/13, approved in February 2011",
    fails: "A recurrent scheme with £200k in each of 2011/12, 2012/13 and 2013/14: running on, or new each year?",
    run,
};

fn run(view: &PlanView) -> Vec<Found> {
    let mut found = Vec::new();
    let mut equal: Vec<(&Scheme, Money, Vec<Place>)> = Vec::new();
    let incremental = view.plan.row.word(plan::BASIS) != Some(YearBasis::Cumulative);
    for scheme in view.plan.schemes.iter().filter(|scheme| in_total(scheme) && !scheme.unidentified) {
        found.extend(gap(scheme));
        found.extend(before_approval(view, scheme));
        if incremental && scheme.row.yes(schemes::RECURRENT) == Some(true) {
            equal.extend(equal_years(scheme).map(|(amount, places)| (scheme, amount, places)));
        }
    }
    found.extend(all_equal(view, &equal));
    found
}

fn gap(scheme: &Scheme) -> Option<Found> {
    let years = savings::years(scheme);
    let (first, last) = (*years.first()?, *years.last()?);
    let missing: Vec<String> =
        first.to(last).filter(|year| !years.contains(year)).map(|year| year.to_string()).collect();
    if missing.is_empty() {
        return None;
    }
    let places = scheme.points(Measure::Plan).map(|point| point.place);
    let finding = CHECK.note(
        format!("savings planned from {first} to {last}, none in {}", missing.join(", ")),
        "savings in every year between the first and the last",
        "Fill the year in, or say why it has none.",
    );
    Some(finding.about(scheme).at(places))
}

fn before_approval(view: &PlanView, scheme: &Scheme) -> Option<Found> {
    let (approved, place) = approved(scheme)?;
    let early = |measure: Measure| {
        scheme.points(measure).filter(move |point| point.period.end() < approved && point.is_not_nil())
    };
    if early(Measure::Actual).next().is_some() {
        return None;
    }
    let first = early(Measure::Plan).next()?;
    let sum = sums::years_of(scheme, Measure::Plan)
        .into_iter()
        .map(|year| sums::in_part_of_year(scheme, Measure::Plan, year, |period| period.end() < approved))
        .collect::<sums::Sum>();
    let shown = shown(view, &[sum.value]);
    let finding = CHECK.warning(
        format!(
            "{} planned from {}, approved on {}",
            shown.in_words(sum.value),
            first.period,
            show_date(approved)
        ),
        "savings planned from the approval on",
        "Phase the savings again from the day of approval.",
    );
    Some(finding.about(scheme).at([place]).at(sum.places.iter().copied()).worth(sum.value))
}

/// The amount that a scheme plans in every one of its years, where there is more than one.
fn equal_years(scheme: &Scheme) -> Option<(Money, Vec<Place>)> {
    let sums: Vec<sums::Sum> = sums::years_of(scheme, Measure::Plan)
        .into_iter()
        .map(|year| sums::in_year(scheme, Measure::Plan, year))
        .collect();
    let first = sums.first().filter(|_| sums.len() > 1)?;
    let same = sums.iter().all(|sum| sum.is_given() && sum.value == first.value);
    let places = sums.iter().filter_map(|sum| sum.places.first().copied()).collect();
    (same && !first.value.is_zero()).then_some((first.value, places))
}

fn all_equal(view: &PlanView, equal: &[(&Scheme, Money, Vec<Place>)]) -> Option<Found> {
    let (first, amount, _) = equal.first()?;
    let repeated: Money =
        equal.iter().map(|(_, amount, places)| (1..places.len()).map(|_| *amount).sum::<Money>()).sum();
    let shown = shown(view, &[*amount, repeated]);
    let what = if equal.len() == 1 {
        format!("recurrent, and {} planned in every year", shown.in_words(*amount))
    } else {
        let ids = names(equal.iter().map(|(scheme, _, _)| &*scheme.id));
        format!("{} plan the same amount in every year: {ids}", count(equal.len(), "recurrent scheme"))
    };
    let found = CHECK.warning(
        what,
        format!(
            "the saving first made in each year; {} would be counted again if it only runs on",
            shown.in_words(repeated)
        ),
        "Give each year's new saving, or state basis = cumulative.",
    );
    let found = found.at(equal.iter().flat_map(|(_, _, places)| places.iter().copied())).worth(repeated);
    Some(if equal.len() == 1 { found.about(first) } else { found })
}

#[cfg(test)]
mod tests {
    use super::super::examples::money;
    use super::*;
    use crate::plan::example::example;

    fn plan(years: &[(&str, &str)], cells: &[(&str, &str)]) -> Vec<Found> {
        let example = example().scheme("S", cells);
        years
            .iter()
            .fold(example, |example, (year, amount)| example.saving("S", year, "plan", amount))
            .run(&CHECK)
    }

    #[test]
    fn equal_amounts_every_year_of_a_recurrent_scheme() {
        let found =
            plan(&[("2011/12", "200"), ("2012/13", "200"), ("2013/14", "200")], &[("recurrent", "yes")]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].amount, Some(money("400")));
        assert!(plan(&[("2011/12", "200"), ("2012/13", "201")], &[("recurrent", "yes")]).is_empty());
        assert!(plan(&[("2011/12", "200"), ("2012/13", "200")], &[]).is_empty(), "not said to be recurrent");
        assert!(plan(&[("2011/12", "200")], &[("recurrent", "yes")]).is_empty(), "one year");
    }

    #[test]
    fn a_year_with_none() {
        let found = plan(&[("2011/12", "5"), ("2013/14", "6")], &[]);
        assert_eq!(found[0].found, "savings planned from 2011/12 to 2013/14, none in 2012/13");
        assert!(plan(&[("2011/12", "5"), ("2012/13", "6")], &[]).is_empty());
    }

    #[test]
    fn savings_before_approval() {
        let cells = [("approved_on", "2011-06-01")];
        let found = plan(&[("2011-04", "5"), ("2011-05", "6"), ("2011-06", "7")], &cells);
        assert_eq!(found[0].found, "£11 planned from 2011-04, approved on 1 Jun 2011");
        assert!(plan(&[("2011-06", "7")], &cells).is_empty(), "approved within the month");
    }
}
