//! Estates rationalisation (A1-INP-5): which buildings the plan does without, from the baseline to the
//! horizon.

use super::{distinct_groups, group_of, is_nil};
use crate::criteria::appendix_one::yearly::{no_years, years};
use crate::criteria::{Evidence, PlanView};
use crate::location::Place;
use crate::money::Money;
use crate::plan::Row;
use crate::plan::fields::words::InputKind;
use crate::plan::fields::{TableId, inputs};
use rust_decimal::Decimal;

pub(super) fn falls(view: &PlanView) -> Evidence {
    let Some((baseline, forecast)) = years(view) else { return no_years() };
    let Some(horizon) = forecast.last().copied() else { return no_years() };
    let rows: Vec<&Row> = view
        .rows(TableId::Inputs)
        .iter()
        .filter(|row| row.word(inputs::KIND) == Some(InputKind::Estate))
        .filter(|row| row.year(inputs::YEAR).is_some_and(|year| (baseline..=horizon).contains(&year)))
        .collect();
    if rows.is_empty() {
        return Evidence::unevidenced(format!("no estate inputs from {baseline} to {horizon}"));
    }
    let (mut unexplained, mut nils, mut compared) = (Vec::new(), Vec::new(), false);
    for group in distinct_groups(&rows) {
        let own = |year| {
            let rows = rows.iter().copied().filter(move |row| row.year(inputs::YEAR) == Some(year));
            End::of(rows.filter(|row| group_of(row) == group))
        };
        let (before, after) = (own(baseline), own(horizon));
        compared |= before.place.is_some() && after.place.is_some();
        if after.nil && after.is_nothing() && before.is_nothing() {
            match rows
                .iter()
                .find(|row| group_of(row) == group && is_nil(row) && row.text(inputs::NOTE).is_some())
            {
                Some(row) => nils.push(row.place_of(inputs::NOTE)),
                None => unexplained.extend(after.place),
            }
        } else if before.falls_to(&after) {
            let notes: Vec<Place> = rows
                .iter()
                .filter(|row| group_of(row) == group && row.text(inputs::NOTE).is_some())
                .map(|row| row.place_of(inputs::NOTE))
                .collect();
            if !notes.is_empty() {
                return Evidence::met(notes.into_iter().chain(before.place).chain(after.place).collect());
            }
            unexplained.extend([before.place, after.place].into_iter().flatten());
        }
    }
    // a nil stands for the whole estate: beside buildings that are kept it says nothing of them
    let only_nil = rows.iter().all(|row| End::of(std::iter::once(*row)).is_nothing());
    if !nils.is_empty() && only_nil {
        return Evidence::met(nils);
    }
    if !unexplained.is_empty() {
        return Evidence::unmet("the estate falls, or is nil, and no note says how", unexplained);
    }
    let places = rows.iter().map(|row| row.place).collect();
    let reason = if compared {
        format!("the estate does not fall from {baseline} to {horizon}, and nil is not stated")
    } else {
        format!("no estate inputs for both {baseline} and {horizon}")
    };
    Evidence::unmet(reason, places)
}

/// The estate of a group at one end of the plan.
#[derive(Default)]
struct End {
    volume: Option<Decimal>,
    cost: Option<Money>,
    nil: bool,
    place: Option<Place>,
}

impl End {
    fn of<'a>(rows: impl Iterator<Item = &'a Row>) -> Self {
        let mut end = Self::default();
        for row in rows {
            if let Some(volume) = row.number(inputs::VOLUME) {
                end.volume = Some(end.volume.unwrap_or_default().saturating_add(volume));
            }
            if let Some(cost) = row.money(inputs::COST) {
                end.cost = Some(end.cost.unwrap_or_default() + cost);
            }
            end.nil |= is_nil(row);
            let said = end.nil || end.volume.is_some() || end.cost.is_some();
            end.place = end.place.or(said.then_some(row.place));
        }
        end
    }

    fn is_nothing(&self) -> bool {
        self.volume.is_none_or(|volume| volume.is_zero()) && self.cost.is_none_or(Money::is_zero)
    }

    /// Whether the later end is less, by volume or, where an end has none, by cost; a stated nil is 0.
    fn falls_to(&self, later: &Self) -> bool {
        let volume = |end: &Self| end.volume.or(end.nil.then_some(Decimal::ZERO));
        let cost = |end: &Self| end.cost.or(end.nil.then_some(Money::ZERO));
        match (volume(self), volume(later)) {
            (Some(before), Some(after)) => after < before,
            _ => cost(self).zip(cost(later)).is_some_and(|(before, after)| after < before),
        }
    }
}
