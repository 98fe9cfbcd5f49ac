//! Pay savings against the whole-time equivalents that a scheme takes out of the pay bill.

use super::SchemeFigures;
use crate::location::Place;
use crate::money::Money;
use crate::plan::Scheme;
use crate::plan::fields::schemes;
use crate::plan::fields::words::Category;
use crate::policy::{Key, Policy};
use rust_decimal::Decimal;

/// A pay saving with its whole-time equivalents.
#[derive(Debug, Clone, Default)]
pub struct PayPerWte {
    /// The saving of a full year where it is given, else the year's plan.
    pub pay: Money,
    pub wte: Decimal,
    /// The cells of both.
    pub places: Vec<Place>,
}

impl PayPerWte {
    /// Of a scheme that saves pay and says how many posts.
    pub fn of(scheme: &Scheme, own: &SchemeFigures) -> Option<Self> {
        let row = &scheme.row;
        let wte = row.number(schemes::WTE).filter(|wte| *wte > Decimal::ZERO)?;
        if row.word(schemes::CATEGORY) != Some(Category::Pay) || scheme.unidentified {
            return None;
        }
        let mut places = vec![row.place_of(schemes::WTE)];
        let pay = match row.money(schemes::FULL_YEAR_EFFECT) {
            Some(pay) => {
                places.push(row.place_of(schemes::FULL_YEAR_EFFECT));
                pay
            }
            None => {
                let cells = super::basis::planned(scheme, own.reporting_year, own.reporting_year);
                places.extend(cells.iter().map(|cell| cell.place));
                own.plan_year?
            }
        };
        pay.is_positive().then_some(Self { pay, wte, places })
    }

    pub fn add(&mut self, other: Self) {
        self.pay = self.pay + other.pay;
        self.wte += other.wte;
        self.places.extend(other.places);
    }

    /// The implied cost of one, to the penny.
    pub fn cost(&self) -> Option<Money> {
        self.pay.per(self.wte)
    }

    /// Whether the implied cost of one is outside what the policy takes for a year's pay.
    pub fn is_outside(&self, policy: &Policy) -> bool {
        let bound = |key: Key| Money::new(policy.number(key) * self.wte);
        self.pay < bound(Key::WteCostLeast) || self.pay > bound(Key::WteCostMost)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::PlanFigures;
    use crate::plan::example::example;

    #[test]
    fn a_pay_saving_of_posts_that_are_found_has_a_cost_of_one() {
        let cost = |maturity: &str, category: &str, wte: &str| {
            let cells = [
                ("name", "Agency nurses"),
                ("maturity", maturity),
                ("category", category),
                ("wte", wte),
                ("full_year_effect", "80000"),
            ];
            let (plan, policy) = (example().scheme("S", &cells).made(), Policy::default());
            let figures = PlanFigures::of(&plan, &policy, None);
            PayPerWte::of(&plan.schemes[0], &figures.schemes[0]).map(|own| own.cost().map(Money::plain))
        };
        assert_eq!(cost("", "pay", "2"), Some(Some("40000".to_owned())));
        assert_eq!(cost("", "pay", "0"), None, "no post");
        assert_eq!(cost("", "non-pay", "2"), None);
        assert_eq!(cost("unidentified", "pay", "2"), None);
    }
}
