//! The page that explains headroom: by year and in total, on every basis, with what each scheme brings
//! and what would change the colour.

use super::parts::{self, count, exact, source, unrounded};
use super::texts::{Cells, Texts};
use super::{ReadPlans, coloured};
use crate::explanation::{Headroom, Move, Part, Total, Year};
use crate::figures::HeadroomLine;
use crate::figures::contribution::Reason;
use crate::money::{Money, Percent};
use crate::output::wrapped;
use crate::plan::Plan;
use crate::plan::fields::words::Stage;
use crate::policy::{Key, Policy};
use crate::rating::Rating;
use crate::render::clean;
use crate::report::{HeadroomRow, PlanReport};
use std::io::{self, Write};

/// Schemes of a year that are listed, the largest first.
const LISTED: usize = 10;

/// Everything the page shows.
pub(super) struct Page<'a> {
    pub(super) read: &'a ReadPlans,
    pub(super) plan: &'a Plan,
    pub(super) why: &'a Headroom<'a>,
    pub(super) report: &'a PlanReport,
    pub(super) is_coloured: bool,
}

/// The rule of headroom with its bound and source.
pub(super) fn rule(policy: &Policy, out: &mut dyn Write) -> io::Result<()> {
    let least = policy.word(Key::HeadroomAmberUnder);
    writeln!(out, "\nRULE")?;
    let rule = format!(
        "red when the total or a cumulative year-end is short of the challenge; amber when a year alone is \
         short, or its headroom is under {least}% of its challenge ({})",
        source(policy, Key::HeadroomAmberUnder)
    );
    wrapped(out, "", &rule)
}

/// A labelled amount.
pub(super) fn amount(out: &mut dyn Write, label: &str, amount: Money, note: &str) -> io::Result<()> {
    writeln!(out, "{}", format!("  {label:<24}{:>18}  {note}", exact(amount)).trim_end())
}

/// The cells a row rests on, with what stands in them.
fn quoted(out: &mut dyn Write, row: &HeadroomRow, texts: &Texts) -> io::Result<()> {
    row.places
        .iter()
        .try_for_each(|place| writeln!(out, "  {}: {}", clean(place), clean(texts.get(place).unwrap_or(""))))
}

impl Page<'_> {
    /// Writes the page.
    pub(super) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}: headroom over the challenge", clean(&self.plan.organisation))?;
        writeln!(out, "{}", coloured(self.report.headroom.rating, self.is_coloured))?;
        rule(&self.read.policy, out)?;
        let Some(total) = &self.why.total else {
            return writeln!(out, "\nno challenge is given: not assessed");
        };
        let loss = self.read.policy.word(Key::StressLoss);
        writeln!(out, "\nBASES ({})", parts::unit_word(self.plan.unit))?;
        wrapped(out, "forecast: ", "of each scheme; its plan where the year has none")?;
        wrapped(
            out,
            "risk-adjusted: ",
            "delivered + weight x outstanding; outstanding is the lesser of plan and forecast, less what is \
             delivered; the weight goes by the worse finance rating of to-date and forecast, before a \
             scheme starts by its stage",
        )?;
        wrapped(
            out,
            "stressed: ",
            &format!("identified less {loss}% ({})", source(&self.read.policy, Key::StressLoss)),
        )?;
        let parts = || self.why.years.iter().flat_map(|year| year.schemes.iter().chain(&year.unidentified));
        let cells = Cells::of(self.read, parts().flat_map(|part| &part.cells));
        let rows = self.report.headroom.years.iter().chain(&self.report.headroom.total);
        let texts =
            Texts::of(&self.read.grids, &self.read.submission.sources, rows.flat_map(|row| &row.places));
        self.total(out, total, &texts)?;
        for (year, row) in self.why.years.iter().zip(&self.report.headroom.years) {
            self.year(out, year, row, &texts, &cells)?;
        }
        for (at, left_out) in self.why.left_out.iter().enumerate() {
            if at == 0 {
                writeln!(out, "\nLEFT OUT")?;
            }
            let place = self.read.submission.sources.show(left_out.place);
            parts::at_place(out, &format!("{}: {}", left_out.what, left_out.why), &place)?;
        }
        writeln!(out, "\nevery cell of a scheme: qipp why … SCHEME")
    }

    fn total(&self, out: &mut dyn Write, total: &Total, texts: &Texts) -> io::Result<()> {
        let rating = coloured(self.report.headroom.rating, self.is_coloured);
        writeln!(out, "\ntotal  {rating}")?;
        self.sums(out, total.line)?;
        let bases = self.report.headroom.bases;
        let word = |rating| coloured(rating, self.is_coloured);
        let said = [
            ("forecast", bases.forecast),
            ("risk-adjusted", bases.risk_adjusted),
            ("stressed", bases.stressed),
        ];
        let said: Vec<String> = said
            .into_iter()
            .filter(|(_, rating)| *rating != Rating::NotApplicable)
            .map(|(name, rating)| format!("{name} {}", word(rating)))
            .collect();
        writeln!(out, "  as rated on each basis: {}", said.join(", "))?;
        self.moves(out, &total.moves)?;
        self.report.headroom.total.iter().try_for_each(|row| quoted(out, row, texts))
    }

    fn year(
        &self,
        out: &mut dyn Write,
        year: &Year,
        row: &HeadroomRow,
        texts: &Texts,
        cells: &Cells,
    ) -> io::Result<()> {
        writeln!(out, "\n{}  {}", year.year, coloured(row.rating, self.is_coloured))?;
        self.sums(out, year.line)?;
        amount(out, "cumulative headroom", year.cumulative, "")?;
        self.moves(out, &year.moves)?;
        quoted(out, row, texts)?;
        if year.line.from_schemes {
            self.schemes(out, year, cells)?;
        } else {
            writeln!(out, "  identified is as the years table states it: no scheme plans this year")?;
        }
        if !year.unidentified.is_empty() {
            writeln!(out, "  UNIDENTIFIED, apart")?;
        }
        for part in &year.unidentified {
            parts::wrapped_under(out, &format!("  {}: {}", named(part), exact(part.of.plan)))?;
            cells.folded(out, &part.cells)?;
        }
        Ok(())
    }

    /// A line's sums on every basis, each with its headroom.
    fn sums(&self, out: &mut dyn Write, line: &HeadroomLine) -> io::Result<()> {
        if line.incomplete {
            writeln!(out, "  incomplete: a cell it rests on could not be read")?;
        }
        let headroom = |sum: Money| format!("headroom {}", exact(sum - line.challenge));
        let percent = |share: Option<Percent>| {
            share.map_or(String::new(), |percent| format!("{}% of challenge", unrounded(percent)))
        };
        amount(out, "challenge", line.challenge, "")?;
        amount(out, "identified", line.identified, "")?;
        amount(out, "headroom", line.headroom(), &percent(line.percent()))?;
        amount(
            out,
            "unidentified, apart",
            line.unidentified,
            &headroom(line.identified + line.unidentified),
        )?;
        if let Some(forecast) = line.forecast {
            amount(out, "on forecast", forecast, &headroom(forecast))?;
        }
        if let Some(sum) = line.risk_adjusted {
            amount(out, "risk-adjusted", sum, &headroom(sum))?;
        }
        amount(out, "stressed", line.stressed, &headroom(line.stressed))
    }

    fn moves(&self, out: &mut dyn Write, moves: &[Move]) -> io::Result<()> {
        let pounds = |sum: Money| parts::pounds(self.plan.unit, sum);
        let several = moves.iter().filter(|own| own.to == Rating::Green).count() > 1;
        for Move { to, by, when } in moves {
            let word = to.word();
            let by_end = if *to == Rating::Green { "in" } else { "by the end of" };
            let when = when.map_or_else(String::new, |year| format!(" {by_end} {year}"));
            let text = if by.is_positive() && several && *to == Rating::Green {
                format!("to {word}, of several: identify {} more{when}", pounds(*by))
            } else if by.is_positive() {
                format!("to {word}: identify {} more{when}", pounds(*by))
            } else if by.is_zero() {
                format!("to {word}: any less{when}")
            } else {
                format!("to {word}: more than {} less{when}", pounds(-*by))
            };
            parts::wrapped_under(out, &format!("  {text}"))?;
        }
        Ok(())
    }

    /// What each scheme brings: the largest, then the rest as one, so that the list closes.
    fn schemes(&self, out: &mut dyn Write, year: &Year, cells: &Cells) -> io::Result<()> {
        let n = count(year.schemes.len(), "scheme", "schemes");
        let without = year.schemes.iter().filter(|part| !part.of.has_forecast).count();
        let taken = match without {
            0 => "each with a forecast".to_owned(),
            all if all == year.schemes.len() => "none with a forecast: taken at plan".to_owned(),
            some => format!("{some} without a forecast: taken at plan"),
        };
        writeln!(out, "  CONTRIBUTIONS ({n}, {taken})")?;
        let few = if year.schemes.len() > LISTED + 1 { LISTED } else { year.schemes.len() };
        let (first, rest) = year.schemes.split_at(few);
        for part in first {
            self.part(out, part)?;
            cells.folded(out, &part.cells)?;
        }
        if !rest.is_empty() {
            writeln!(out, "  and {} more:", count(rest.len(), "scheme", "schemes"))?;
            sum(out, rest)?;
        }
        writeln!(out, "  all {n}:")?;
        sum(out, &year.schemes)
    }

    fn part(&self, out: &mut dyn Write, part: &Part) -> io::Result<()> {
        let of = &part.of;
        let forecast = if of.has_forecast {
            format!("forecast {}", exact(of.forecast))
        } else {
            "no forecast".to_owned()
        };
        parts::wrapped_under(out, &format!("  {}: identified {}, {forecast}", named(part), exact(of.plan)))?;
        let weight = self.read.policy.word(of.weight);
        let stage = part.scheme.stage().map_or("blank", Stage::word);
        let why = match of.reason {
            Reason::Finance(rating) => format!("finance {}", rating.word()),
            Reason::NotStarted => format!("not started, stage {stage}"),
            Reason::NotRated => format!("nothing rated yet, stage {stage}"),
            Reason::Policy => format!("stage {stage}"),
        };
        let text = format!(
            "    adjusted {} = delivered {} + {weight}% of {} outstanding ({why})",
            exact(of.risk_adjusted()),
            exact(of.delivered),
            exact(of.outstanding)
        );
        parts::wrapped_under(out, &text)
    }
}

fn named(part: &Part) -> String {
    let (id, name) = (clean(&part.scheme.id), clean(part.scheme.name()));
    if id == name { id.into_owned() } else { format!("{id} {name}") }
}

/// The sums of some contributions, on every basis.
fn sum(out: &mut dyn Write, parts: &[Part]) -> io::Result<()> {
    let of = |pick: &dyn Fn(&Part) -> Money| exact(parts.iter().map(pick).sum());
    let text = format!(
        "    identified {}, forecast {}, adjusted {} = delivered {} + {} weighted of {} outstanding",
        of(&|part| part.of.plan),
        of(&|part| part.of.forecast),
        of(&|part| part.of.risk_adjusted()),
        of(&|part| part.of.delivered),
        of(&|part| part.of.weighted),
        of(&|part| part.of.outstanding)
    );
    parts::wrapped_under(out, &text)
}
