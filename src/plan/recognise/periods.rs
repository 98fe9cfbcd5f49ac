//! Columns of periods: months, quarters and years across, with their measures, their year, and the
//! totals and year-to-date columns beside them; and how the cells of a period column are read.

use super::{Meaning, Problem, Recognised, Recognition, Use, ambiguity, assign};
use crate::calendar::{FinancialYear, Period, parse_year};
use crate::cutting::cell;
use crate::location::Place;
use crate::plan::Measure;
use crate::plan::fields::{Kind, savings, schemes};
use crate::plan::heading::{Figure, PeriodName, Span, Words, period_name};
use crate::plan::vocabulary::figures::figure_of_title;
use crate::problem::{Choice, Question};

/// How to say a year that months leave open.
const SAY_YEAR: &str = "write the year in the headings (Apr-11), in a title row (2011/12) or in the file's name, or give as_at in a plan table";

/// The question of which year months are.
fn which_year(place: Place, what: String) -> Problem {
    let choices = vec![Choice::map("year", "2011/12", "with the year that it is")];
    Problem::open(place, Question::Layout, what, choices).instead(SAY_YEAR)
}

impl Recognition<'_> {
    /// Columns over which a period stands, alone or with a measure.
    pub(super) fn settle_series(&mut self) -> Vec<Problem> {
        let mut problems: Vec<Problem> = self.settle_lone_month().into_iter().collect();
        if !problems.is_empty() {
            return problems;
        }
        self.run_on_as_titled();
        self.settle_to_date(self.known_year().map(|(year, _)| year));
        let name_of = |(at, column): (usize, &Recognised)| {
            let free = column.used == Use::Unused && !column.words.others && !column.heading.percent;
            // variances are worked out, and need no year
            let is_read = column.words.figure != Some(Figure::Variance) && !self.profile(at).is_text();
            let is_read = is_read && !self.is_open_to_date(at);
            let name = column.words.period.filter(|_| free && is_read)?;
            Some((column.words, name))
        };
        let named: Vec<Option<(Words, PeriodName)>> = self.columns.iter().enumerate().map(name_of).collect();
        if named.iter().flatten().next().is_none() {
            return problems;
        }
        let year = self.year_of_months(&named).unwrap_or_else(|problem| {
            problems.push(*problem);
            None
        });
        let months = Self::months_or_years(&named);
        let bare = self.measure_of_bare(&named);
        let only_year = self.only_year_beside_to_date(&named, months);
        for (at, named) in named.iter().enumerate() {
            let Some((words, name)) = named else { continue };
            let Some(measure) = (if words.figure.is_none() { Some(bare) } else { words.measure() }) else {
                continue;
            };
            let period = match (*name, year) {
                (PeriodName::MonthOrYear(month, year), _) => match self.says_months(at).or(months) {
                    Some(true) => month,
                    Some(false) => year,
                    None => {
                        problems.extend(self.month_or_year(at));
                        continue;
                    }
                },
                (name, Some(year)) => name.of_year(year),
                (PeriodName::Plain(period), _) => period,
                _ => continue,
            };
            let of_year = Some(period) == only_year && words.span.is_none();
            let words = Words { span: if of_year { Some(Span::FullYear) } else { words.span }, ..*words };
            self.columns[at].used = self.period_use(at, &words, measure, period);
            if matches!(period, Period::Year(_) | Period::Span(..)) {
                self.columns[at].said = period.to_string();
            }
        }
        problems.extend(self.twice_in_a_period());
        self.settle_beside();
        problems
    }

    /// A column of a period, or of the year to date or the whole year that a period names.
    fn period_use(&self, at: usize, words: &Words, measure: Measure, period: Period) -> Use {
        let spanned = Words { figure: Some(Figure::Of(measure)), ..*words };
        let alone = !self.columns.iter().enumerate().any(|(other, column)| {
            other != at
                && !column.words.others
                && column.words.figure == words.figure
                && column.words.span == words.span
        });
        match assign::spanned(&spanned) {
            Some(id) if alone && self.position(id).is_none() => Use::Field(id),
            _ => Use::Series(measure, period),
        }
    }

    fn says_months(&self, at: usize) -> Option<bool> {
        let column = &self.columns[at];
        match column.mapped.as_ref().map(|ours| &ours.meaning) {
            Some(Meaning::Month) => Some(true),
            Some(Meaning::Year) => Some(false),
            _ => column.words.months.or_else(|| self.is_titled_year(column.words.period)),
        }
    }

    /// `2011-12` is a year where the title names the same one.
    fn is_titled_year(&self, name: Option<PeriodName>) -> Option<bool> {
        let (titled, _, source) = self.stated_year()?;
        let same = matches!(name, Some(PeriodName::MonthOrYear(_, Period::Year(year))) if year == titled);
        (same && source != super::titles::Source::Name).then_some(false)
    }

    /// Whether `2011-12` over columns means months: by the headings that have one reading only.
    fn months_or_years(named: &[Option<(Words, PeriodName)>]) -> Option<bool> {
        let one_reading = |name: &PeriodName| match name {
            PeriodName::Plain(Period::Year(_) | Period::Span(..)) => Some(false),
            PeriodName::Plain(Period::Month(_)) => Some(true),
            _ => None,
        };
        let mut readings = named.iter().flatten().filter_map(|(_, name)| one_reading(name));
        let first = readings.next()?;
        readings.all(|reading| reading == first).then_some(first)
    }

    fn month_or_year(&self, at: usize) -> Option<Problem> {
        let column = &self.columns[at];
        let Some(PeriodName::MonthOrYear(Period::Month(month), Period::Year(year))) = column.words.period
        else {
            return None;
        };
        let (own, month, calendar) = (&column.own().raw, month.name(), month.year());
        let what =
            format!("the heading `{own}` can be the month {month} {calendar} or the financial year {year}");
        let choices = vec![
            Choice::map(own, "month", format!("{month} {calendar}")),
            Choice::map(own, "year", format!("the financial year {year}")),
        ];
        Some(Problem::open(column.place, Question::Layout, what, choices))
    }

    /// The year of months and quarters that name none: from the heading over the names, a title, the
    /// other headings, the file's name, the plan.
    fn year_of_months(
        &mut self,
        named: &[Option<(Words, PeriodName)>],
    ) -> Result<Option<FinancialYear>, Box<Problem>> {
        let first = named.iter().position(|name| name.is_some_and(|(_, name)| name.needs_year()));
        let Some(first) = first else { return Ok(None) };
        let place = self.columns[first].place;
        if let Some((year, from)) = self.known_year() {
            self.notes.push((place, format!("the months are of {year}, as {from} says")));
            return Ok(Some(year));
        }
        let what = format!("nothing says of which year `{}` is", cell(&self.columns[first].heading.raw));
        Err(Box::new(which_year(place, what)))
    }

    /// The year of what names none, and what says so.
    fn known_year(&self) -> Option<(FinancialYear, &'static str)> {
        let stated = self.stated_year();
        let of_name = stated.is_some_and(|(_, _, source)| source == super::titles::Source::Name);
        let stated = stated.map(|(year, _, source)| (year, source.words()));
        let heading = self.year_of_headings().map(|year| (year, "another heading"));
        let plan = self.guidance.year.map(|year| (year, "the plan table"));
        if of_name { heading.or(stated) } else { stated.or(heading) }.or(plan)
    }

    /// The only year that the headings name.
    pub(super) fn year_of_headings(&self) -> Option<FinancialYear> {
        let mut years: Vec<FinancialYear> = self
            .columns
            .iter()
            .filter_map(|column| match column.words.period {
                Some(PeriodName::Plain(period)) => period.year(),
                Some(PeriodName::MonthOrYear(_, period)) => period.year(),
                _ => None,
            })
            .collect();
        years.dedup();
        if let [year] = years.as_slice() { Some(*year) } else { None }
    }

    /// The only year that stands over figures beside those to date: they are of the whole of it.
    fn only_year_beside_to_date(
        &self,
        named: &[Option<(Words, PeriodName)>],
        months: Option<bool>,
    ) -> Option<Period> {
        let beside = [schemes::PLAN_YTD, schemes::ACTUAL_YTD];
        if beside.into_iter().all(|id| self.position(id).is_none()) {
            return None;
        }
        let mut years = named.iter().enumerate().filter_map(|(at, named)| match named.as_ref()?.1 {
            PeriodName::Plain(period @ Period::Year(_)) => Some(period),
            PeriodName::MonthOrYear(_, year) if self.says_months(at).or(months) == Some(false) => Some(year),
            _ => None,
        });
        let first = years.next()?;
        years.all(|year| year == first).then_some(first)
    }

    /// The measure of periods that name none: what the titles say, else the plan.
    fn measure_of_bare(&mut self, named: &[Option<(Words, PeriodName)>]) -> Measure {
        let Some(first) = named.iter().position(|name| name.is_some_and(|(words, _)| words.figure.is_none()))
        else {
            return Measure::Plan;
        };
        let titles = self.titles.words();
        let mut said = titles.split(' ').filter_map(figure_of_title);
        let measure = said.next().unwrap_or(Measure::Plan);
        if measure == Measure::Plan || said.any(|other| other != measure) {
            return Measure::Plan;
        }
        let word = if measure == Measure::Actual { "actuals" } else { "forecasts" };
        let place = self.columns[first].place;
        self.notes
            .push((place, format!("the periods are {word}, as the title or the name of the file says")));
        measure
    }

    /// Two columns that are the same measure of the same period.
    fn twice_in_a_period(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (at, column) in self.columns.iter().enumerate() {
            let Use::Series(measure, period) = column.used else { continue };
            let first = self.columns.iter().take(at).find(|other| other.used == column.used);
            let Some(first) = first else { continue };
            let (one, other, word) = (cell(&first.heading.raw), cell(&column.heading.raw), measure.word());
            let what = format!("\"{one}\" and \"{other}\" are both the {word} for {period}");
            let mend = "say in the headings which is the plan, the actual and the forecast";
            problems.push(Problem::contradiction(column.place, what, first.place, mend));
        }
        problems
    }

    /// Totals, the year to date and the full year beside columns of periods.
    fn settle_beside(&mut self) {
        for at in 0..self.columns.len() {
            let column = &self.columns[at];
            let words = column.words;
            if column.used != Use::Unused || words.others || words.period.is_some() || words.span.is_none() {
                continue;
            }
            let is_of_years = !self
                .columns
                .iter()
                .any(|column| matches!(column.used, Use::Series(_, Period::Month(_) | Period::Quarter(_))));
            if is_of_years && self.columns[at].says_to_date_alone() {
                self.columns[at].used = self.beside_years(at).unwrap_or(Use::Unused);
                continue;
            }
            let Some(measure) = self.measure_beside(at) else { continue };
            let spanned = assign::spanned(&Words { figure: Some(Figure::Of(measure)), ..words });
            self.columns[at].used = match (words.span, spanned) {
                (_, Some(id)) if self.position(id).is_none() => Use::Field(id),
                (Some(Span::Total | Span::FullYear), _) => Use::Total(measure),
                _ => continue,
            };
        }
    }

    /// The measure a column beside periods is of: its own, else the only one of the periods before it
    /// since the last such column.
    fn measure_beside(&self, at: usize) -> Option<Measure> {
        match self.columns[at].words.figure {
            Some(Figure::Of(measure)) => {
                let any = self.columns.iter().any(|c| matches!(c.used, Use::Series(of, _) if of == measure));
                return any.then_some(measure);
            }
            Some(Figure::Variance) => return None,
            None => {}
        }
        let mut found: Option<Measure> = None;
        for column in self.columns.iter().take(at).rev() {
            match column.used {
                Use::Series(measure, _) if found.is_none_or(|known| known == measure) => {
                    found = Some(measure)
                }
                Use::Series(..) => return None,
                Use::Total(_) if found.is_some() => break,
                _ => {}
            }
        }
        found.or_else(|| {
            let mut all = self.columns.iter().filter_map(|column| match column.used {
                Use::Series(measure, _) => Some(measure),
                _ => None,
            });
            let first = all.next()?;
            all.all(|measure| measure == first).then_some(first)
        })
    }

    /// Decides how `YYYY-MM` and months without a year are read in each column of periods: by the
    /// mapping, the heading, or the values that have one reading only.
    pub(super) fn settle_periods(&mut self) -> Vec<Problem> {
        let mut problems = Vec::new();
        self.settle_year_column();
        let by_row = self.columns.iter().any(|column| column.used == Use::Year);
        for at in 0..self.columns.len() {
            let Use::Field(id) = self.columns[at].used else { continue };
            if id.declaration().kind == Kind::Period {
                let texts = self.data_rows().map(|row| self.grid.text(row, at));
                let column = &self.columns[at];
                self.columns[at].ambiguous = ambiguity(&column.heading, column.mapped.as_deref(), texts);
                if !by_row {
                    problems.extend(self.year_of_cells(at));
                }
            }
        }
        problems
    }

    /// A month and its year in two columns of one table.
    fn settle_year_column(&mut self) {
        let Some(period) = self.position(savings::PERIOD) else { return };
        let is_period = |at: &usize| {
            let plain = self.columns[*at].heading.plain.as_str();
            let aliases = savings::PERIOD.declaration().aliases;
            self.columns[*at].used == Use::Unused && (plain == "period" || aliases.contains(&plain))
        };
        let Some(other) = (0..self.columns.len()).find(is_period) else { return };
        let is_year = |at: usize| {
            let mut cells = self.texts(at).peekable();
            cells.peek().is_some() && cells.all(|text| parse_year(text).is_some())
        };
        let (month, year) = match (is_year(period), is_year(other)) {
            (true, false) => (other, period),
            (false, true) => (period, other),
            _ => return,
        };
        self.columns[month].used = self.columns[period].used.clone();
        self.columns[year].used = Use::Year;
    }

    /// The year of cells such as `M6` and `Apr`.
    fn year_of_cells(&mut self, at: usize) -> Option<Problem> {
        let bare = |row: &usize| period_name(self.grid.text(*row, at)).is_some_and(PeriodName::needs_year);
        let row = self.data_rows().find(bare)?;
        let stated = self.stated_year().map(|(year, _, source)| (year, source.words()));
        let known = stated.or_else(|| self.guidance.year.map(|year| (year, "the plan table")));
        if let Some((year, from)) = known {
            self.columns[at].year = Some(year);
            let place = self.columns[at].place;
            self.notes.push((place, format!("the months are of {year}, as {from} says")));
            return None;
        }
        let what = format!("nothing says of which year `{}` is", cell(self.grid.text(row, at)));
        let problem = which_year(self.grid.place(row, at), what);
        Some(problem.under(&self.columns[at].heading.raw))
    }
}
