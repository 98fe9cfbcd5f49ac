//! Which columns hold amounts of money, and which hold running numbers, years, ranks, scores, head counts or
//! dates: as their marks say, then their headings, then their numbers. Every pass that looks for amounts asks here.

use super::{Recognised, Recognition, Shape, Use};
use crate::money::{Reading, parse_amount};
use crate::plan::fields::{Kind, TableId};
use crate::plan::vocabulary::numbers::{self, Numbers};

/// Whole numbers up to this are scores, ranks and phases where the heading says so.
const SMALL: i64 = 100;

/// What the numbers of a column look like.
#[derive(Debug, Default)]
pub(super) struct Look {
    figures: usize,
    /// Cells that say `£`, `k` or `m`.
    marked: usize,
    /// Cells written as money is: `1,234`, `(5)`, `0.5`.
    written: usize,
    /// Whole numbers without any mark, none above [`SMALL`].
    small: usize,
    years: usize,
    /// Numbers that follow one another from 1.
    running: usize,
    /// Digits that begin with a nought: an id or a telephone number.
    padded: usize,
}

impl Look {
    pub(super) fn of<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let mut look = Self::default();
        for text in texts {
            let Ok(Reading::Figure { own_unit, .. }) = parse_amount(text, None) else { continue };
            look.figures += 1;
            look.marked += usize::from(own_unit.is_some() || text.contains('£'));
            look.written += usize::from(text.contains([',', '(', '.']));
            let Some(bare) = text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse::<i64>().ok())
            else {
                continue;
            };
            let is = |found: bool| usize::from(found);
            look.padded += is(text.len() > 1 && text.starts_with('0'));
            if let Some(bare) = bare {
                look.small += is(bare <= SMALL);
                look.years += is(numbers::may_be_year(bare));
                look.running += is(usize::try_from(bare) == Ok(look.figures));
            }
        }
        look
    }

    fn all(&self, some: usize) -> bool {
        some == self.figures
    }
}

impl Recognition<'_> {
    /// Says of each column that nothing is read from whether it holds amounts.
    pub(super) fn settle_money(&mut self, shape: Shape) {
        let tables = [TableId::Schemes, TableId::Savings, TableId::Years, TableId::Totals];
        let of_money = shape.table().is_none_or(|table| tables.contains(&table));
        for at in 0..self.columns.len() {
            self.columns[at].money = match self.columns[at].used {
                Use::Ignored | Use::Other | Use::Unused => self.holds_money(at, of_money),
                _ => Self::is_amount(&self.columns[at].used),
            };
        }
    }

    /// Whether a column is one of amounts, if its table is one of money: most of it is figures, and they are money.
    pub(super) fn is_of_amounts(&self, at: usize) -> bool {
        self.profile(at).is_numeric() && self.holds_money(at, true)
    }

    /// Whether a column is one of amounts that nothing is read from yet.
    pub(super) fn is_free_amount(&self, at: usize) -> bool {
        self.columns[at].used == Use::Unused && self.is_of_amounts(at)
    }

    /// Whether a unit is stated for the whole table: in a title, or over its words.
    fn states_unit(&self) -> bool {
        let over_words = |at: usize| self.columns[at].heading.unit.is_some() && self.profile(at).is_text();
        self.titles.unit().is_some() || (0..self.columns.len()).any(over_words)
    }

    /// Whether a column holds amounts: as its marks say, then its heading, then its numbers.
    fn holds_money(&self, at: usize, of_money: bool) -> bool {
        let profile = self.profile(at);
        let Some(Recognised { heading, meanings, .. }) = self.columns.get(at) else { return false };
        if heading.percent || !profile.has_figures() || profile.is_text() {
            return false;
        }
        let look = profile.look(self.texts(at));
        if look.figures == 0 {
            return false;
        }
        if look.marked > 0 || heading.unit.is_some() {
            return true;
        }
        let said = numbers::of_heading(&heading.plain);
        let is_amount = |id: &crate::plan::fields::ColumnId| id.declaration().kind == Kind::Amount;
        // numbers are never what a column of text is: `Mitigation` over money
        let says_other = |id: &crate::plan::fields::ColumnId| id.declaration().kind != Kind::Text;
        let is_other =
            meanings.iter().any(|(id, _)| says_other(id)) && !meanings.iter().any(|(id, _)| is_amount(id));
        let is_written = look.written > 0;
        // where something states the unit of the table, what looks like years may be as many pounds
        let is_years = look.all(look.years) && (said == Numbers::Scores || !self.states_unit());
        let running = look.figures > 1 && look.all(look.running);
        let is_bare_other = is_other || running || is_years || look.all(look.padded);
        of_money
            && match said {
                Numbers::Money => true,
                Numbers::Other => false,
                Numbers::Counts => is_written,
                Numbers::Scores => is_written || !look.all(look.small) && !is_bare_other,
                Numbers::Unsaid => is_written || !is_bare_other,
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_look_like_what_they_are() {
        let look = |texts: &[&str]| Look::of(texts.iter().copied());
        assert!(look(&["1", "2", "3"]).running == 3 && look(&["1", "2", "4"]).running == 2);
        assert!(look(&["2011", "2012"]).years == 2 && look(&["2,011"]).years == 0);
        assert_eq!(look(&["0113", "0"]).padded, 1);
        assert_eq!(look(&["£3", "4k", "(5)", "words", "£2.1m"]).marked, 3);
        assert_eq!(look(&["7", "100", "101", "7.5"]).small, 2);
    }
}
