//! What is asked of several years, groups, risks or workstreams at once: which of them lack it, in
//! words and with the places.

use crate::criteria::{Evidence, Outcome};
use crate::location::Place;
use crate::plan::Row;
use crate::plan::fields::ColumnId;
use crate::words::listed;

/// What is there and what is missing of something asked many times over.
#[derive(Debug, Default)]
pub struct Gaps {
    said: bool,
    lacking: Vec<(&'static str, Vec<String>)>,
    short: Vec<Place>,
    shown: Vec<Place>,
}

impl Gaps {
    /// A cell that says what is asked.
    pub fn holds(&mut self, place: Place) {
        self.said = true;
        self.shown.push(place);
    }

    /// Nothing says it: `what` is missing for `of` (a year, a risk), at the row that should say it.
    pub fn lacks(&mut self, what: &'static str, of: impl ToString, at: Option<Place>) {
        let of = of.to_string();
        match self.lacking.iter_mut().find(|(known, _)| *known == what) {
            Some((_, names)) if !names.contains(&of) => names.push(of),
            Some(_) => {}
            None => self.lacking.push((what, vec![of])),
        }
        self.short.extend(at);
    }

    /// Something is said that is not enough: `what` is missing for `of`.
    pub fn falls_short(&mut self, what: &'static str, of: impl ToString, at: Place) {
        self.said = true;
        self.lacks(what, of, Some(at));
    }

    /// The plan says something of the matter, though not what is asked.
    pub fn said(&mut self, at: Place) {
        self.said = true;
        self.short.push(at);
    }

    /// Takes a cell that says what is asked, or notes that it is missing at `row`.
    pub fn look(&mut self, what: &'static str, of: impl ToString, cell: Option<Place>, row: Option<Place>) {
        match cell {
            Some(place) => self.holds(place),
            None => self.lacks(what, of, row),
        }
    }

    /// Takes the cell of `column` in a row that is complete, or notes what the rows lack.
    pub fn look_for<'r>(
        &mut self,
        what: &'static str,
        of: impl ToString,
        rows: impl Iterator<Item = &'r Row>,
        column: ColumnId,
        complete: impl Fn(&Row) -> bool,
    ) {
        match rows.max_by_key(|row| complete(row)) {
            Some(row) if complete(row) => self.holds(row.place_of(column)),
            Some(row) => self.falls_short(what, of, row.place),
            None => self.lacks(what, of, None),
        }
    }

    /// Met when nothing is missing, unevidenced when nothing is said, else unmet. `nothing` is the
    /// reason where nothing was asked: every one of none is unevidenced, never met.
    pub fn evidence(mut self, nothing: &str) -> Evidence {
        self.short.dedup();
        let outcome = match (self.lacking.is_empty(), self.said) {
            (true, true) => return Evidence::met(self.shown),
            (true, false) => return Evidence::unevidenced(nothing),
            (false, true) => Outcome::Unmet,
            (false, false) => Outcome::Unevidenced,
        };
        let missing: Vec<String> =
            self.lacking.iter().map(|(what, of)| format!("no {what} for {}", listed(of))).collect();
        self.short.append(&mut self.shown);
        Evidence::new(outcome, missing.join("; "), self.short)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::location::SourceId;

    #[test]
    fn gaps_are_named_once_and_short_places_come_first() {
        let cell = |line| Place::Cell { source: SourceId(0), line, column: 1 };
        let mut gaps = Gaps::default();
        gaps.holds(cell(1));
        gaps.lacks("owner", "R2", Some(cell(2)));
        gaps.lacks("mitigation", "R2", Some(cell(2)));
        gaps.lacks("owner", "R3", Some(cell(3)));
        gaps.lacks("owner", "R2", None);
        let evidence = gaps.evidence("");
        assert_eq!(evidence.outcome, Outcome::Unmet);
        assert_eq!(evidence.reason, "no owner for R2 and R3; no mitigation for R2");
        assert_eq!(evidence.places, [cell(2), cell(3), cell(1)]);
        assert_eq!(Gaps::default().evidence("no open risk").outcome, Outcome::Unevidenced);
    }
}
