//! Comma-separated values: one tidy table a view, one after another, separated by a blank line.
//! Money is plain digits in pounds (as read where no unit is stated).

use super::{Options, View, select};
use crate::rating::Rating;
use crate::report::{CardLine, FinanceLine, HeadroomRow, Report};
use cells::Cells;
use columns::{CARD, CRITERIA, FINANCE, FINDINGS, HEADROOM, MIX, READING, ROLLUP, SUMMARY};
use std::io::{self, BufWriter, Write};

mod cells;
mod columns;
#[cfg(test)]
mod tests;

/// Writes the views.
pub fn write(report: &Report, options: &Options, out: &mut impl Write) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    for (at, view) in options.views.iter().enumerate() {
        if at > 0 {
            out.write_all(b"\n")?;
        }
        let mut cells = Cells::new(&mut out);
        match view {
            View::Summary => summary(report, &mut cells)?,
            View::Criteria => criteria(report, options, &mut cells)?,
            View::ReportCard => cards(report, options, &mut cells)?,
            View::Finance => {
                cells.header(FINANCE)?;
                select::each_finance(report, options, &mut |line| finance(line, &mut cells))?;
            }
            View::Headroom => {
                cells.header(HEADROOM)?;
                select::headroom_rows(report).try_for_each(|row| headroom(row, &mut cells))?;
            }
            View::Mix => mix(report, &mut cells)?,
            View::Rollup => rollup(report, &mut cells)?,
            View::Findings => findings(report, options, &mut cells)?,
            View::Reading => reading(report, &mut cells)?,
        }
        cells.finish()?;
    }
    out.flush()
}

/// Writes the headings of the finance view.
///
/// # Errors
/// What the writer reports.
pub fn finance_header(out: impl Write) -> io::Result<()> {
    let mut cells = Cells::new(out);
    cells.header(FINANCE)?;
    cells.finish()
}

/// Lines of the finance view, one by one, without a report.
pub struct FinanceLines<W: Write>(Cells<W>);

impl<W: Write> FinanceLines<W> {
    /// Lines into a writer.
    pub fn new(out: W) -> Self {
        Self(Cells::new(out))
    }

    /// Writes a line.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn line(&mut self, line: &FinanceLine) -> io::Result<()> {
        finance(line, &mut self.0)
    }

    /// Writes what is still held.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn finish(self) -> io::Result<()> {
        self.0.finish()
    }
}

fn summary<W: Write>(report: &Report, cells: &mut Cells<W>) -> io::Result<()> {
    cells.header(SUMMARY)?;
    for plan in &report.plans {
        cells.text(&plan.organisation)?;
        cells.text(plan.code.as_deref().unwrap_or_default())?;
        cells.text(plan.tier.as_deref().unwrap_or_default())?;
        cells.text(plan.as_at.as_deref().unwrap_or_default())?;
        cells.word(plan.scope.word())?;
        let parts = plan.ratings;
        for rating in [plan.rating, parts.plan, parts.delivery, parts.finance, parts.forecast, parts.headroom]
        {
            cells.rating(rating)?;
        }
        cells.word(plan.sign_off.as_ref().map_or("", |sign_off| sign_off.position.word()))?;
        cells.end()?;
    }
    Ok(())
}

fn finance<W: Write>(line: &FinanceLine, cells: &mut Cells<W>) -> io::Result<()> {
    cells.word(line.level.word())?;
    cells.text(&line.organisation)?;
    cells.text(&line.workstream)?;
    cells.text(&line.scheme)?;
    cells.text(&line.name)?;
    cells.money(line.plan_ytd)?;
    cells.money(line.actual_ytd)?;
    cells.money(line.variance_ytd)?;
    cells.share(line.percent_ytd.as_ref())?;
    cells.rating(line.rating)?;
    cells.money(line.plan_year)?;
    cells.money(line.forecast_year)?;
    cells.money(line.variance_forecast)?;
    cells.share(line.percent_forecast.as_ref())?;
    cells.rating(line.rating_forecast)?;
    cells.money(line.behind)?;
    cells.money(line.ahead)?;
    cells.money(line.unreported)?;
    cells.yes_no(line.outside_total)?;
    cells.yes_no(line.incomplete)?;
    cells.end()
}

fn headroom<W: Write>(row: &HeadroomRow, cells: &mut Cells<W>) -> io::Result<()> {
    cells.text(&row.organisation)?;
    cells.text(&row.year)?;
    cells.money(row.challenge)?;
    cells.money(row.identified)?;
    cells.money(row.unidentified)?;
    cells.money(row.headroom)?;
    cells.share(row.percent_of_challenge.as_ref())?;
    cells.share(row.cover.as_ref())?;
    cells.maybe(row.forecast)?;
    cells.maybe(row.risk_adjusted)?;
    cells.money(row.stressed)?;
    cells.rating(row.rating)?;
    cells.end()
}

fn criteria<W: Write>(report: &Report, options: &Options, cells: &mut Cells<W>) -> io::Result<()> {
    cells.header(CRITERIA)?;
    select::each_criterion(report, &select::Filter::of(options), &mut |line| {
        let found = line.found;
        cells.text(line.organisation)?;
        cells.text(line.scheme)?;
        cells.word(line.set.word())?;
        cells.text(line.row)?;
        cells.word(found.code)?;
        cells.word(found.result.word())?;
        cells.word(found.kind.word())?;
        cells.word(found.basis.word())?;
        cells.rating(line.rating)?;
        match &found.evidence {
            Some(evidence) => cells.text(evidence)?,
            None => cells.list(&found.places)?,
        }
        cells.text(&found.reason)?;
        cells.end()
    })
}

fn cards<W: Write>(report: &Report, options: &Options, cells: &mut Cells<W>) -> io::Result<()> {
    cells.header(CARD)?;
    for line in select::card_lines(report, options) {
        cells.word(line.level.word())?;
        cells.text(&line.organisation)?;
        cells.text(&line.workstream)?;
        cells.text(&line.scheme)?;
        for rating in ratings(line) {
            cells.rating(rating)?;
        }
        cells.word(line.direction.word())?;
        cells.end()?;
    }
    Ok(())
}

/// The ratings of a report-card line, in the order of its columns.
fn ratings(line: &CardLine) -> [Rating; 18] {
    [
        line.brief,
        line.leadership,
        line.milestones,
        line.kpis,
        line.financials,
        line.risks,
        line.regional_plan,
        line.national_workstreams,
        line.development,
        line.progress_milestones,
        line.kpis_quality,
        line.kpis_activity,
        line.kpis_workforce,
        line.kpis_finance,
        line.finance,
        line.monitoring_risks,
        line.progress,
        line.overall,
    ]
}

fn findings<W: Write>(report: &Report, options: &Options, cells: &mut Cells<W>) -> io::Result<()> {
    cells.header(FINDINGS)?;
    for finding in select::findings(report, &select::Filter::of(options)) {
        cells.word(finding.severity.word())?;
        cells.word(finding.code)?;
        cells.text(&finding.organisation)?;
        cells.text(&finding.workstream)?;
        cells.text(&finding.scheme)?;
        cells.list(&finding.places)?;
        cells.text(&finding.found)?;
        cells.text(&finding.expected)?;
        cells.maybe(finding.amount)?;
        cells.text(&finding.action)?;
        cells.end()?;
    }
    Ok(())
}

fn mix<W: Write>(report: &Report, cells: &mut Cells<W>) -> io::Result<()> {
    cells.header(MIX)?;
    for plan in &report.plans {
        for (by, line) in plan.mix.iter().flat_map(|mix| mix.lines.iter().map(|line| (mix.by, line))) {
            cells.text(&plan.organisation)?;
            cells.word(by)?;
            cells.text(&line.name)?;
            cells.money(line.amount)?;
            cells.share(line.share.as_ref())?;
            cells.end()?;
        }
    }
    Ok(())
}

fn rollup<W: Write>(report: &Report, cells: &mut Cells<W>) -> io::Result<()> {
    cells.header(ROLLUP)?;
    for bridge in select::bridges(report) {
        for (step, amount) in &bridge.steps {
            cells.text(&bridge.organisation)?;
            cells.text(&bridge.of)?;
            cells.text(step)?;
            cells.money(*amount)?;
            cells.end()?;
        }
    }
    Ok(())
}

fn reading<W: Write>(report: &Report, cells: &mut Cells<W>) -> io::Result<()> {
    cells.header(READING)?;
    for (input, table) in report.inputs.iter().flat_map(|i| i.tables.iter().map(move |table| (i, table))) {
        for column in &table.columns {
            cells.text(&input.name)?;
            cells.text(&table.table)?;
            cells.text(&column.place)?;
            cells.text(&column.heading)?;
            cells.text(column.ours.as_deref().unwrap_or_default())?;
            cells.word(column.unit.unwrap_or_default())?;
            cells.count(column.cells)?;
            cells.word(if column.ours.is_none() { "column not used" } else { "" })?;
            cells.end()?;
        }
        for row in &table.left_out {
            cells.text(&input.name)?;
            cells.text(&table.table)?;
            cells.text(&row.place)?;
            for _ in 0..4 {
                cells.word("")?;
            }
            cells.text(&row.reason)?;
            cells.end()?;
        }
    }
    Ok(())
}
