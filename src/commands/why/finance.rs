//! The page that explains the 5% rule.

use super::{ReadPlans, Texts, coloured};
use crate::calendar::show_date;
use crate::explanation::{Bound, Finance, Level, Member, StatedValue, word};
use crate::figures::cells::UsedCell;
use crate::figures::{AsAtBasis, PlanFigures, Position, Rated};
use crate::money::{Money, Percent, group};
use crate::output::wrapped;
use crate::plan::Plan;
use crate::policy::Key;
use crate::rating::Rating;
use crate::render::clean;
use crate::report::PlanReport;
use std::io::{self, Write};

/// Decimals of a percentage that is shown unrounded.
const PLACES: u32 = 4;

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

/// An amount with all its digits: `-84,750.50`.
pub(super) fn exact(amount: Money) -> String {
    let plain = amount.abs().plain();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let sign = if amount.is_negative() { "-" } else { "" };
    let point = if fraction.is_empty() { "" } else { "." };
    let pence = if fraction.len() == 1 { "0" } else { "" };
    format!("{sign}{}{point}{fraction}{pence}", group(whole))
}

impl FinancePage<'_> {
    /// Writes the page.
    pub(super) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let colour = |rating| coloured(rating, self.is_coloured);
        writeln!(out, "{}", clean(&self.title()))?;
        writeln!(out, "{}   finance to date, {}", colour(self.why.rated.rating), self.as_at())?;
        self.firmness(out)?;
        self.rule(out)?;
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
            let unreported = exact(position.unreported);
            writeln!(out, "unreported: {} of plan to date has no actual", self.pounds(&unreported))?;
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

    fn rule(&self, out: &mut dyn Write) -> io::Result<()> {
        let policy = &self.read.policy;
        writeln!(out, "\nRULE (F13-FIN-5)")?;
        writeln!(out, "shortfall = (plan - actual) / plan, year to date, on the sums")?;
        let amber = policy.word(Key::FinanceAmberFrom);
        let red = policy.word(Key::FinanceRedFrom);
        for (key, text) in [
            (Key::FinanceAmberFrom, format!("green under {amber}%; exactly {amber}% is amber")),
            (Key::FinanceRedFrom, format!("red from {red}%")),
        ] {
            let setting = key.setting();
            let (ground, source) = setting.ground.parts();
            let is_own = policy.word(key) == setting.default;
            let source = if is_own {
                format!("{ground}: {source}")
            } else {
                format!("set by {}; built in: {}", policy.origin(key), setting.default)
            };
            wrapped(out, "", &format!("{text} ({} {}; {source})", setting.name, policy.word(key)))?;
        }
        Ok(())
    }

    fn sums(&self, out: &mut dyn Write) -> io::Result<()> {
        let unit = self.plan.unit.map_or("as read, no unit is stated", |_| "£");
        writeln!(out, "\nSUMS ({unit})")?;
        self.position(out, "to date", "actual", &self.why.to_date, self.why.rated)?;
        if let Some((year, rated)) = &self.why.full_year {
            self.position(out, "the year", "forecast", year, *rated)?;
        }
        Ok(())
    }

    fn position(
        &self,
        out: &mut dyn Write,
        time: &str,
        what: &str,
        position: &Position,
        rated: Rated,
    ) -> io::Result<()> {
        let percent = position.percent().map_or("-".to_owned(), |percent| format!("{}%", unrounded(percent)));
        writeln!(out, "{time}: {}", coloured(rated.rating, self.is_coloured))?;
        for (label, amount) in
            [("plan", position.plan), (what, position.actual), ("variance", position.variance())]
        {
            writeln!(out, "  {label:<10}{:>22}", exact(amount))?;
        }
        writeln!(out, "  {:<10}{percent:>23}", "variance %")
    }

    fn pounds(&self, digits: &str) -> String {
        if self.plan.unit.is_none() {
            return digits.to_owned();
        }
        digits.strip_prefix('-').map_or_else(|| format!("£{digits}"), |digits| format!("-£{digits}"))
    }

    fn distance(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.why.bounds.is_empty() || self.why.to_date.incomplete {
            return Ok(());
        }
        writeln!(out, "\nTO THE NEXT COLOUR")?;
        let mut nearest_first = self.why.bounds.clone();
        nearest_first.sort_by_key(|bound| bound.distance.abs());
        for Bound { key, better, worse, actual, distance } in &nearest_first {
            let percent = self.read.policy.word(*key);
            let boundary = self.pounds(&exact(*actual));
            let amount = self.pounds(&exact(distance.abs()));
            if distance.is_positive() {
                writeln!(out, "{amount} less would be {} ({percent}% short at {boundary})", worse.word())?;
            } else {
                writeln!(
                    out,
                    "more than {amount} more is {} ({percent}% short at {boundary})",
                    better.word()
                )?;
            }
        }
        Ok(())
    }

    fn rest(&self, out: &mut dyn Write) -> io::Result<()> {
        let Some(rest) = &self.why.rest else { return Ok(()) };
        if rest.needed.is_empty() {
            return Ok(());
        }
        writeln!(out, "\nTHE REST OF THE YEAR")?;
        let amount = |amount: Money| self.pounds(&exact(amount));
        writeln!(
            out,
            "{} plans {}; {} months are left, {} planned",
            rest.next.name(),
            amount(rest.next_plan),
            rest.months,
            amount(rest.plan)
        )?;
        if let Some((month, best)) = rest.best {
            writeln!(out, "best month so far: {}, {}", month.name(), amount(best))?;
        }
        for needed in &rest.needed {
            let word = needed.rating.word();
            writeln!(out, "{word} next month: more than {} in {}", amount(needed.next), rest.next.name())?;
            writeln!(out, "{word} at the year's end: more than {} a month", amount(needed.each))?;
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
            writeln!(out, "{}: {value}  {place}", clean(&stated.what))?;
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
            writeln!(out, "{}{amount}: {}  {place}", clean(&left_out.what), clean(&left_out.why))?;
        }
        Ok(())
    }

    fn cells(&self, out: &mut dyn Write) -> io::Result<()> {
        let sources = &self.read.submission.sources;
        let places: Vec<String> = self
            .why
            .members
            .iter()
            .flat_map(|member| &member.cells)
            .map(|cell| sources.show(cell.place))
            .collect();
        let texts = Texts::of(&self.read.grids, sources, places.iter());
        writeln!(out, "\nCELLS")?;
        let is_level = !matches!(self.level, Level::Scheme(_));
        for member in &self.why.members {
            if is_level {
                self.member(out, member)?;
            }
            if member.cells.is_empty() {
                writeln!(out, "  no cell to date")?;
            }
            for cell in &member.cells {
                let place = sources.show(cell.place);
                writeln!(out, "  {}  {place}: {}", in_words(cell), clean(texts.get(&place).unwrap_or("")))?;
            }
        }
        if self.why.members.is_empty() {
            writeln!(out, "  none")?;
        }
        Ok(())
    }

    fn member(&self, out: &mut dyn Write, member: &Member) -> io::Result<()> {
        let Position { plan, actual, .. } = member.to_date;
        let percent =
            member.to_date.percent().map_or(String::new(), |percent| format!(" {}%", percent.show(1, &[])));
        let name = if member.scheme.name() == &*member.scheme.id { "" } else { member.scheme.name() };
        writeln!(
            out,
            "{} {}: plan {}, actual {}, variance {}{percent} {}",
            clean(&member.scheme.id),
            clean(name),
            exact(plan),
            exact(actual),
            exact(actual - plan),
            coloured(member.rating, self.is_coloured)
        )
    }

    /// What else is short of met for a scheme, where more than the money was judged.
    fn others(&self, out: &mut dyn Write) -> io::Result<()> {
        let Level::Scheme(at) = self.level else { return Ok(()) };
        let Some(scheme) = self.plan.schemes.get(at) else { return Ok(()) };
        let judged = self.report.figure_13.iter().filter(|judged| judged.scheme == *scheme.id);
        let short = judged.flat_map(|judged| &judged.expectations).filter(|expectation| {
            !matches!(expectation.result, "met" | "n/a") && expectation.code != super::FINANCE
        });
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

fn unrounded(percent: Percent) -> String {
    percent.show(PLACES, &[])
}

fn in_words(cell: &UsedCell) -> String {
    let period = cell.period.map_or_else(|| "to date".to_owned(), |period| period.to_string());
    let amount = cell.amount.map_or_else(|| "unreadable".to_owned(), |amount| exact(amount.value));
    let measure = word(cell.measure);
    format!("{period} {measure:<6} {amount:>14}")
}
