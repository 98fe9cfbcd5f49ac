//! The pages that explain a region or the whole: the sums of its members, at the month that all of
//! them have reached.

use super::parts::{self, count, exact};
use super::{ReadPlans, coloured, headroom};
use crate::calendar::show_date;
use crate::explanation::{self, MemberPlan};
use crate::figures::Figures;
use crate::money::{Money, Unit};
use crate::names::same;
use crate::render::clean;
use crate::report::{HeadroomRow, Report};
use std::io::{self, Write};

/// Everything the pages show.
pub(super) struct Page<'a> {
    pub(super) read: &'a ReadPlans,
    pub(super) report: &'a Report,
    /// The region; `None` for all organisations.
    pub(super) name: Option<&'a str>,
    pub(super) is_coloured: bool,
}

impl Page<'_> {
    fn title(&self) -> String {
        self.name.map_or_else(
            || format!("All {} organisations", self.report.plans.len()),
            |name| format!("{}, region", clean(name)),
        )
    }

    /// The unit, where every plan states one.
    fn unit(&self) -> Option<Unit> {
        let plans = &self.read.submission.plans;
        plans.iter().all(|plan| plan.unit.is_some()).then_some(Unit::Pounds)
    }

    /// The 5% rule on the sums.
    pub(super) fn finance(&self, out: &mut dyn Write) -> io::Result<()> {
        let read = self.read;
        let figures = Figures::of(&read.submission, &read.policy, read.options.as_at);
        let why = explanation::region(&read.submission, &figures, &read.policy, self.name);
        let common = figures.common_as_at.map_or_else(
            || "no common reporting date".to_owned(),
            |date| {
                let whence = if read.options.as_at.is_some() { "--as-at" } else { "latest common month" };
                format!("as at {} ({whence})", show_date(date))
            },
        );
        writeln!(out, "{}", self.title())?;
        writeln!(out, "{}   finance to date, {common}", coloured(why.rated.rating, self.is_coloured))?;
        if why.to_date.incomplete {
            writeln!(out, "incomplete: a cell it rests on could not be read")?;
        }
        let unit = self.unit();
        if !why.to_date.unreported.is_zero() {
            let unreported = parts::pounds(unit, why.to_date.unreported);
            writeln!(out, "unreported: {unreported} of plan to date has no actual")?;
        }
        parts::rule(&read.policy, out)?;
        writeln!(out, "\nSUMS ({})", parts::unit_word(unit))?;
        parts::position(out, "to date", "actual", &why.to_date, why.rated, self.is_coloured)?;
        if let Some((year, rated)) = &why.full_year {
            parts::position(out, "the year", "forecast", year, *rated, self.is_coloured)?;
        }
        if !why.bounds.is_empty() && !why.to_date.incomplete {
            parts::distance(out, &read.policy, unit, &why.bounds)?;
        }
        if !why.replaced.is_empty() {
            writeln!(out, "\nLEFT OUT")?;
            for name in &why.replaced {
                writeln!(out, "{}: the region's own schemes stand for its", clean(name))?;
            }
        }
        writeln!(out, "\nMEMBERS ({})", count(why.members.len(), "organisation", "organisations"))?;
        for member in &why.members {
            self.member(out, member)?;
        }
        let sum = |keep: &dyn Fn(Money) -> bool| -> Money {
            let all = why.members.iter().map(|member| member.to_date.variance());
            all.filter(|variance| keep(*variance)).sum()
        };
        let (behind, ahead) = (sum(&|sum| sum.is_negative()), sum(&|sum| !sum.is_negative()));
        let net = exact(why.to_date.variance());
        writeln!(out, "behind {}, ahead {}, net {net}", exact(behind), exact(ahead))?;
        writeln!(out, "the cells of each: qipp why … ORGANISATION")
    }

    fn member(&self, out: &mut dyn Write, member: &MemberPlan) -> io::Result<()> {
        let position = &member.to_date;
        let percent =
            position.percent().map_or(String::new(), |percent| format!(" {}%", percent.show(1, &[])));
        let text = format!(
            "{}: plan {}, actual {}, variance {}{percent} {}",
            clean(&member.plan.organisation),
            exact(position.plan),
            exact(position.actual),
            exact(position.variance()),
            coloured(member.rating, self.is_coloured)
        );
        parts::wrapped_under(out, &text)?;
        let taken = match member.without_forecast {
            0 => String::new(),
            n => format!(
                "; {n} of {} without a forecast, taken at plan",
                count(member.schemes, "scheme", "schemes")
            ),
        };
        let text = format!(
            "  the year: plan {}, forecast {}{taken}",
            exact(member.year.plan),
            exact(member.year.actual)
        );
        parts::wrapped_under(out, &text)
    }

    /// Headroom year by year, and what each member brings to the total.
    pub(super) fn headroom(&self, out: &mut dyn Write) -> io::Result<()> {
        let name = self.name.unwrap_or("");
        let of_name = |row: &&HeadroomRow| same(&row.organisation, name);
        let rows: Vec<&HeadroomRow> =
            self.report.rollup.iter().flat_map(|rollup| &rollup.headroom).filter(of_name).collect();
        writeln!(out, "{}: headroom over the challenge", self.title())?;
        if let Some(total) = rows.last() {
            writeln!(out, "{}", coloured(total.rating, self.is_coloured))?;
        }
        headroom::rule(&self.read.policy, out)?;
        if rows.is_empty() {
            return writeln!(out, "\nno challenge is given: not assessed");
        }
        for row in rows {
            writeln!(out, "\n{}  {}", row.year, coloured(row.rating, self.is_coloured))?;
            let share = row.percent_of_challenge.as_ref();
            let share = share.map_or_else(String::new, |share| format!("{}% of challenge", share.digits()));
            headroom::amount(out, "challenge", row.challenge, "")?;
            headroom::amount(out, "identified", row.identified, "")?;
            headroom::amount(out, "headroom", row.headroom, &share)?;
            headroom::amount(out, "unidentified, apart", row.unidentified, "")?;
            for (label, sum) in [("on forecast", row.forecast), ("risk-adjusted", row.risk_adjusted)] {
                if let Some(sum) = sum {
                    headroom::amount(out, &format!("headroom {label}"), sum, "")?;
                }
            }
            headroom::amount(out, "headroom stressed", row.stressed, "")?;
            for plan in &self.report.plans {
                let belongs = self.name.is_none_or(|name| {
                    same(&plan.organisation, name)
                        || plan.parent.as_ref().is_some_and(|parent| same(parent, name))
                });
                let own = plan.headroom.years.iter().chain(&plan.headroom.total);
                for own in own.filter(|own| belongs && own.year == row.year) {
                    let text = format!(
                        "  {}: challenge {}, identified {}, headroom {}",
                        clean(&plan.organisation),
                        exact(own.challenge),
                        exact(own.identified),
                        exact(own.headroom)
                    );
                    parts::wrapped_under(out, &text)?;
                }
            }
        }
        writeln!(out, "\nwhat is in each: qipp why … ORGANISATION headroom")
    }
}
