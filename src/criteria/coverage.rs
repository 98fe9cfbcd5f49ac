//! "Each scheme" criteria: met when every judged scheme passes, partly when those that pass hold the
//! policy's share of planned savings, unevidenced when no scheme says anything.

use super::{Evidence, Outcome, PlanView, SchemeView};
use crate::location::Place;
use crate::money::{Money, Percent};
use crate::plan::Row;
use crate::plan::fields::ColumnId;
use crate::policy::Key;
use rust_decimal::Decimal;
use std::cmp::Reverse;

/// What one scheme says of a coverage criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It passes; the cells that show it.
    Passes(Vec<Place>),
    /// It says something that is not enough; the cells.
    Short(Vec<Place>),
    Nothing,
}

impl Answer {
    /// Passes when the place is given, says nothing otherwise: the test of a filled cell.
    pub fn filled(place: Option<Place>) -> Self {
        place.map_or(Self::Nothing, |place| Self::Passes(vec![place]))
    }

    /// Passes at the column of the first row that is enough; short where the scheme's rows are not.
    pub fn among<'r>(
        rows: impl Iterator<Item = &'r Row>,
        column: ColumnId,
        enough: impl Fn(&Row) -> bool,
    ) -> Self {
        let mut first = None;
        for row in rows {
            if enough(row) {
                return Self::Passes(vec![row.place_of(column)]);
            }
            first.get_or_insert(row.place);
        }
        first.map_or(Self::Nothing, |place| Self::Short(vec![place]))
    }

    /// Passes when the text cell says something, says nothing otherwise.
    pub fn told(row: &Row, column: ColumnId) -> Self {
        Self::filled(row.text(column).map(|_| row.place_of(column)))
    }
}

/// What readers judged of single schemes, within a coverage criterion.
#[derive(Debug, Default)]
pub struct Verdicts(Vec<Verdict>);

/// What a reader judged of one scheme.
#[derive(Debug, Clone, Copy)]
pub struct Verdict {
    /// Its index in [`crate::plan::Plan::schemes`].
    pub scheme: usize,
    pub said: Outcome,
    pub self_assessed: bool,
    pub place: Place,
}

impl Verdicts {
    pub fn of(verdicts: impl IntoIterator<Item = Verdict>) -> Self {
        Self(verdicts.into_iter().collect())
    }

    /// The answer of a scheme as a reader leaves it: lowered where they judged it short; `None` where a
    /// reviewer excuses it from what it does not say.
    fn lower(&self, scheme: usize, answer: Answer) -> Option<Answer> {
        let Some(verdict) = self.0.iter().find(|verdict| verdict.scheme == scheme) else {
            return Some(answer);
        };
        match (verdict.said, answer) {
            (Outcome::NotApplicable, Answer::Nothing) if !verdict.self_assessed => None,
            (Outcome::Partly | Outcome::Unmet, Answer::Passes(mut places)) => {
                places.insert(0, verdict.place);
                Some(Answer::Short(places))
            }
            (_, answer) => Some(answer),
        }
    }

    /// The first scheme of these that a reader judged met, with the place.
    pub fn met_among(&self, schemes: &[usize]) -> Option<Verdict> {
        let contradicted =
            |verdict: &&Verdict| verdict.said == Outcome::Met && schemes.contains(&verdict.scheme);
        self.0.iter().find(contradicted).copied()
    }
}

/// Tests every judged scheme. `lacking` says in a few words what a failing scheme lacks.
pub fn each_scheme<'a>(
    view: &'a PlanView<'a>,
    verdicts: &Verdicts,
    lacking: &str,
    test: impl Fn(&SchemeView<'a>) -> Answer,
) -> Evidence {
    each_of(view, verdicts, |_| true, Key::Coverage, lacking, test)
}

/// Tests the judged schemes that `among` picks; `least` is the policy's share of planned savings from
/// which it is partly met (a floor holds at met or partly).
pub fn each_of<'a>(
    view: &'a PlanView<'a>,
    verdicts: &Verdicts,
    among: impl Fn(&SchemeView<'a>) -> bool,
    least: Key,
    lacking: &str,
    test: impl Fn(&SchemeView<'a>) -> Answer,
) -> Evidence {
    let least = view.policy.number(least);
    let mut failing: Vec<(Money, usize, Place)> = Vec::new();
    let mut shown = Vec::new();
    let (mut passed_value, mut all_value) = (Money::ZERO, Money::ZERO);
    let (mut passed, mut all, mut silent) = (0u32, 0u32, true);
    for scheme in view.in_sums().filter(|scheme| among(scheme)) {
        let Some(answer) = verdicts.lower(scheme.at, test(&scheme)) else { continue };
        let value = scheme.figures.planned.abs();
        all_value = all_value + value;
        all += 1;
        match answer {
            Answer::Passes(places) => {
                silent = false;
                passed += 1;
                passed_value = passed_value + value;
                shown.extend(places);
            }
            Answer::Short(places) => {
                silent = false;
                let place = places.first().copied().unwrap_or(scheme.scheme.row.place);
                failing.push((value, scheme.at, place));
            }
            Answer::Nothing => failing.push((value, scheme.at, scheme.scheme.row.place)),
        }
    }
    if all == 0 {
        return Evidence::unevidenced("the plan has no scheme from scoped to delivered");
    }
    if failing.is_empty() {
        return Evidence::met(shown);
    }
    failing.sort_by_key(|(value, at, _)| (Reverse(*value), *at));
    let by_count = all_value.is_zero();
    let share = if by_count {
        Percent::of(Money::new(Decimal::from(passed)), Money::new(Decimal::from(all)))
    } else {
        Percent::of(passed_value, all_value)
    };
    let enough = share.is_some_and(|share| !share.under(least));
    let outcome = match (silent, enough) {
        (true, _) => Outcome::Unevidenced,
        (false, true) => Outcome::Partly,
        (false, false) => Outcome::Unmet,
    };
    let of_what = if by_count { "schemes" } else { "planned savings" };
    let share = share.map_or_else(String::new, |share| share.show(1, &[least]));
    let reason = if silent {
        format!(
            "no scheme {}",
            lacking.strip_prefix("lacks ").map_or(lacking.to_owned(), |what| format!("has {what}"))
        )
    } else {
        let (count, verb) = if failing.len() == 1 {
            ("1 scheme".to_owned(), lacking.to_owned())
        } else {
            (
                format!("{} schemes", failing.len()),
                lacking.strip_prefix("lacks ").map_or(lacking.to_owned(), |what| format!("lack {what}")),
            )
        };
        format!("{count} {verb}; those that pass hold {share}% of {of_what}")
    };
    Evidence {
        outcome,
        reason,
        places: failing.iter().map(|(_, _, place)| *place).collect(),
        amount: Some(failing.iter().map(|(value, _, _)| *value).sum()),
        failing: failing.into_iter().map(|(_, at, _)| at).collect(),
        decisive_here: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::example::{Example, example};
    use crate::plan::fields::schemes;

    /// Schemes with these planned savings, of which some say what their quality impact is.
    fn plan(of: &[(&str, bool)]) -> Example {
        (0..).zip(of).fold(example(), |plan, (at, (saving, says))| {
            let cells = [("quality_impact", "Shorter waits")];
            let plan = plan.scheme(&format!("S{at}"), &cells[usize::from(!says)..]);
            if saving.is_empty() { plan } else { plan.planned(&[("2011/12", saving)]) }
        })
    }

    fn tested(of: &[(&str, bool)], verdicts: &[Verdict]) -> Evidence {
        let verdicts = Verdicts::of(verdicts.iter().copied());
        plan(of).view(|view| {
            each_scheme(view, &verdicts, "lacks a quality impact", |scheme| {
                Answer::told(&scheme.scheme.row, schemes::QUALITY_IMPACT)
            })
        })
    }

    #[test]
    fn four_fifths_of_planned_savings_are_partly_enough() {
        use Outcome::{Met, Partly, Unevidenced, Unmet};
        for (of, outcome, failing, amount) in [
            (&[("80", true), ("20", true)][..], Met, &[][..], None),
            (&[("80", true), ("20", false)], Partly, &[1], Some("20")),
            (&[("79.99", true), ("20.01", false)], Unmet, &[1], Some("20.01")),
            // a planned cost weighs as much as a saving; the greatest comes first
            (&[("-80", true), ("5", false), ("-15", false)], Partly, &[2, 1], Some("20")),
            (&[("-20", true), ("80", false)], Unmet, &[1], Some("80")),
            (&[("1", false), ("2", false)], Unevidenced, &[1, 0], Some("3")),
            // by count where no savings are stated
            (&[("", true), ("", true), ("", true), ("", true), ("", false)], Partly, &[4], Some("0")),
            (&[("", true), ("", true), ("", true), ("", false)], Unmet, &[3], Some("0")),
            (&[], Unevidenced, &[], None),
        ] {
            let found = tested(of, &[]);
            assert_eq!((found.outcome, &found.failing[..]), (outcome, failing), "{of:?}: {}", found.reason);
            assert_eq!(found.amount.map(Money::plain).as_deref(), amount, "{of:?}");
        }
        let reason = |of: &[(&str, bool)]| tested(of, &[]).reason;
        assert_eq!(
            reason(&[("80", true), ("20", false)]),
            "1 scheme lacks a quality impact; those that pass hold 80.0% of planned savings"
        );
        assert_eq!(
            reason(&[("", true), ("", false), ("", false)]),
            "2 schemes lack a quality impact; those that pass hold 33.3% of schemes"
        );
        assert_eq!(reason(&[("", false)]), "no scheme has a quality impact");
    }

    #[test]
    fn a_reader_lowers_a_scheme_and_a_reviewer_excuses_one_that_says_nothing() {
        let place = example().scheme("S", &[]).made().schemes[0].row.place;
        let of = [("80", true), ("20", false)];
        for (scheme, said, self_assessed, outcome, failing) in [
            (0, Outcome::Met, false, Outcome::Partly, &[1][..]),
            (0, Outcome::Partly, false, Outcome::Unmet, &[0, 1]),
            (0, Outcome::Unmet, true, Outcome::Unmet, &[0, 1]),
            (1, Outcome::Unmet, false, Outcome::Partly, &[1]),
            (1, Outcome::NotApplicable, false, Outcome::Met, &[]),
            // excused by itself it is not
            (1, Outcome::NotApplicable, true, Outcome::Partly, &[1]),
            (0, Outcome::NotApplicable, false, Outcome::Partly, &[1]),
        ] {
            let verdict = Verdict { scheme, said, self_assessed, place };
            let found = tested(&of, &[verdict]);
            assert_eq!((found.outcome, &found.failing[..]), (outcome, failing), "{verdict:?}");
            let verdicts = Verdicts::of([verdict]);
            let contradicted = (said == Outcome::Met).then_some(scheme);
            assert_eq!(verdicts.met_among(&[0, 1]).map(|own| own.scheme), contradicted);
            assert!(verdicts.met_among(&[2]).is_none());
        }
    }
}
