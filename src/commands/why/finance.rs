//! The page that explains the 5% rule.

use super::parts::{self, exact};
use super::texts::Cells;
use super::{ReadPlans, coloured, year};
use crate::calendar::show_date;
use crate::explanation::{Finance, Level, Member, StatedValue};
use crate::figures::{AsAtBasis, PlanFigures, Position, Rated};
use crate::money::Money;
use crate::output::wrapped;
use crate::plan::Plan;
use crate::rating::Rating;
use crate::render::clean;
use crate::report::PlanReport;
use std::io::{self, Write};

/// Everything the page shows.
pub(super) struct FinancePage<'a> {
    pub(super) read: &'a ReadPlans,
    pub(super) plan: &'a Plan,
    pub(super) figures: &'a PlanFigures,
    pub(super) why: &'a Finance<'a>,
    pub(super) level: Level<'a>,
    pub(super) report: &'a PlanReport,
    pub(super) is_coloured: bool,
}

impl FinancePage<'_> {
    /// Writes the page.
    pub(super) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let colour = |rating| coloured(rating, self.is_coloured);
        writeln!(out, "{}", clean(&self.title()))?;
        writeln!(out, "{}   finance to date, {}", colour(self.why.rated.rating), self.as_at())?;
        self.firmness(out)?;
        parts::rule(&self.read.policy, out)?;
        self.sums(out)?;
        self.distance(out)?;
        self.rest(out)?;
        self.stated(out)?;
        self.left_out(out)?;
        self.cells(out)?;
        self.others(out)
    }

    fn title(&self) -> String {
        let of = &self.plan.organisation;
        match self.level {
            Level::Scheme(at) => self.plan.schemes.get(at).map_or_else(String::new, |scheme| {
                let name =
                    if scheme.name() == &*scheme.id { String::new() } else { format!(" {}", scheme.name()) };
                let workstream = scheme.workstream().map_or_else(String::new, |name| format!(", {name}"));
                format!("{}{name}{workstream}, {of}", scheme.id)
            }),
            Level::Workstream(name) => format!("{name}, {of}"),
            Level::Organisation => of.clone(),
        }
    }

    fn as_at(&self) -> String {
        let as_at = self.figures.as_at;
        let basis = match as_at.basis {
            AsAtBasis::Given => "--as-at",
            AsAtBasis::Stated => "the plan's own date",
            AsAtBasis::LastActual => "the last month with an actual",
            AsAtBasis::Submitted => "the day of submission",
            AsAtBasis::NotStated => "",
        };
        match as_at.date {
            Some(date) => format!("as at {} ({basis})", show_date(date)),
            None => "no reporting date stated".to_owned(),
        }
    }

    /// What the colour rests on where it is not the plain rule.
    fn firmness(&self, out: &mut dyn Write) -> io::Result<()> {
        let Rated { rating, missing, chosen } = self.why.rated;
        let position = &self.why.to_date;
        if position.incomplete {
            writeln!(out, "incomplete: a cell it rests on could not be read")?;
        }
        if let Some((at_nil, at_plan)) = missing {
            let unreported = self.pounds(position.unreported);
            writeln!(out, "unreported: {unreported} of plan to date has no actual")?;
            if rating == Rating::Grey {
                writeln!(
                    out,
                    "  {} if that is nil, {} if it is to plan: grey",
                    at_nil.word(),
                    at_plan.word()
                )?;
            } else {
                writeln!(out, "  {} whether that is nil or to plan", rating.word())?;
            }
        }
        if position.is_empty() && !position.incomplete {
            writeln!(out, "nothing is planned to date, so there is nothing to rate")?;
        } else if position.plan.is_zero() {
            writeln!(out, "a plan of nil: no percentage; an actual above nil is green, below nil red")?;
        }
        if chosen && rating != Rating::NotApplicable {
            writeln!(out, "† the colour rests on a choice of this project (`qipp policy`)")?;
        }
        Ok(())
    }

    fn sums(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\nSUMS ({})", parts::unit_word(self.plan.unit))?;
        let of = |out: &mut dyn Write, time: &str, what: &str, position: &Position, rated: Rated| {
            parts::position(out, time, what, position, rated, self.is_coloured)
        };
        of(out, "to date", "actual", &self.why.to_date, self.why.rated)?;
        if let Some((year, rated)) = &self.why.full_year {
            of(out, "the year", "forecast", year, *rated)?;
        }
        Ok(())
    }

    fn pounds(&self, amount: Money) -> String {
        parts::pounds(self.plan.unit, amount)
    }

    fn distance(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.why.bounds.is_empty() || self.why.to_date.incomplete {
            return Ok(());
        }
        parts::distance(out, &self.read.policy, self.plan.unit, &self.why.bounds)
    }

    fn rest(&self, out: &mut dyn Write) -> io::Result<()> {
        let Some(rest) = &self.why.rest else { return Ok(()) };
        if rest.needed.is_empty() {
            return Ok(());
        }
        writeln!(out, "\nTHE REST OF THE YEAR")?;
        let amount = |amount: Money| self.pounds(amount);
        let left =
            if rest.months == 1 { "1 month is".to_owned() } else { format!("{} months are", rest.months) };
        writeln!(
            out,
            "{} plans {}; {left} left, {} planned",
            rest.next.name(),
            amount(rest.next_plan),
            amount(rest.plan)
        )?;
        if let Some((month, best)) = rest.best {
            writeln!(out, "best month so far: {}, {}", month.name(), amount(best))?;
        }
        for needed in &rest.needed {
            let word = needed.rating.word();
            let more = |sum: Money, when: &str| match sum.is_negative() {
                true => "whatever is delivered".to_owned(),
                false => format!("more than {}{when}", amount(sum)),
            };
            let month = format!(" in {}", rest.next.name());
            writeln!(out, "{word} next month: {}", more(needed.next, &month))?;
            writeln!(out, "{word} at the year's end: {}", more(rest.a_month(needed.rest), " a month"))?;
            if needed.not_recoverable {
                writeln!(out, "  not recoverable by phasing: above twice the best month so far")?;
            }
        }
        Ok(())
    }

    fn stated(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.why.stated.is_empty() {
            return Ok(());
        }
        writeln!(out, "\nSTATED (compared, never counted)")?;
        for stated in &self.why.stated {
            let value = match stated.value {
                StatedValue::Amount(amount) => exact(amount.value),
                StatedValue::Percent(number) => format!("{}%", number.normalize()),
                StatedValue::Rating(stated, true) => format!("{}, as computed", stated.word()),
                StatedValue::Rating(stated, false) => {
                    format!("{}, computed {}", stated.word(), self.why.rated.rating.word())
                }
            };
            let place = self.read.submission.sources.show(stated.place);
            parts::at_place(out, &format!("{}: {value}", stated.what), &place)?;
        }
        Ok(())
    }

    fn left_out(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.why.left_out.is_empty() {
            return Ok(());
        }
        writeln!(out, "\nLEFT OUT")?;
        for left_out in &self.why.left_out {
            let amount =
                left_out.amount.map_or_else(String::new, |amount| format!(" {}", exact(amount.value)));
            let place = self.read.submission.sources.show(left_out.place);
            parts::at_place(out, &format!("{}{amount}: {}", left_out.what, left_out.why), &place)?;
        }
        Ok(())
    }

    fn cells(&self, out: &mut dyn Write) -> io::Result<()> {
        let is_level = !matches!(self.level, Level::Scheme(_));
        let cells = self.why.members.iter().flat_map(|member| {
            let year = member.year_cells.plan.iter().chain(&member.year_cells.actual);
            member.cells.iter().chain(year.filter(move |_| !is_level))
        });
        let cells = Cells::of(self.read, cells);
        writeln!(out, "\nCELLS")?;
        for member in &self.why.members {
            if is_level {
                self.member(out, member)?;
            }
            if member.cells.is_empty() {
                writeln!(out, "  no cell to date")?;
            }
            cells.list(out, &member.cells)?;
        }
        match self.why.members.as_slice() {
            [] => writeln!(out, "  none"),
            [member] if !is_level => year::of_scheme(out, self.plan, member, &cells),
            members => year::of_level(out, self.plan, members),
        }
    }

    fn member(&self, out: &mut dyn Write, member: &Member) -> io::Result<()> {
        let Position { plan, actual, .. } = member.to_date;
        let percent =
            member.to_date.percent().map_or(String::new(), |percent| format!(" {}%", percent.show(1, &[])));
        let name = if member.scheme.name() == &*member.scheme.id { "" } else { member.scheme.name() };
        let text = format!(
            "{} {}: plan {}, actual {}, variance {}{percent} {}",
            clean(&member.scheme.id),
            clean(name),
            exact(plan),
            exact(actual),
            exact(actual - plan),
            coloured(member.rating, self.is_coloured)
        );
        parts::wrapped_under(out, &text)
    }

    /// What else is short of met for a scheme, where more than the money was judged.
    fn others(&self, out: &mut dyn Write) -> io::Result<()> {
        let Level::Scheme(at) = self.level else { return Ok(()) };
        let Some(scheme) = self.plan.schemes.get(at) else { return Ok(()) };
        let judged = self.report.figure_13.iter().filter(|judged| judged.scheme == *scheme.id);
        let short = judged
            .flat_map(|judged| &judged.expectations)
            .filter(|expectation| expectation.result.is_short() && expectation.code != super::FINANCE);
        for (at, expectation) in short.enumerate() {
            if at == 0 {
                writeln!(out, "\nALSO SHORT OF MET (qipp why … {} CODE)", clean(&scheme.id))?;
            }
            let label = format!("{} {}: ", expectation.code, expectation.result);
            wrapped(out, &label, &clean(&expectation.reason))?;
        }
        Ok(())
    }
}
