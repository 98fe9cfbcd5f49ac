//! What the pictures of a report show, worked out from its lines: the steps from plan to forecast, and plan
//! and actual added up month by month.

use super::{FinanceLine, Level, MonthLine, PlanReport};
use crate::calendar::FinancialYear;
use crate::money::Money;
use rust_decimal::Decimal;

/// The most workstreams behind that a bridge names; the others are one step together.
const NAMED: usize = 3;

/// The steps from what was planned to what is forecast, or reported: they add up to the penny.
#[derive(Debug, Clone, PartialEq)]
pub struct Steps {
    /// The year, where it is known which.
    pub year: Option<FinancialYear>,
    /// Whether they lead to the year's forecast; else to the actual to date.
    pub is_forecast: bool,
    /// What was planned.
    pub plan: Money,
    /// What leads from there, in order; below nil where it falls short.
    pub steps: Vec<Step>,
    /// Where they lead.
    pub outcome: Money,
    /// The challenge of the year, beside its forecast.
    pub challenge: Option<Money>,
}

/// A step of the bridge.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// A workstream, or what is taken together.
    pub name: String,
    /// What it adds.
    pub amount: Money,
}

impl Steps {
    /// The steps of an organisation; `None` where neither a forecast nor an actual is known.
    pub fn of(plan: &PlanReport) -> Option<Self> {
        let whole = plan.finance.iter().find(|line| line.level == Level::Organisation)?;
        let forecast = whole.plan_year.zip(whole.forecast_year).map(|sides| (true, sides));
        let to_date = || whole.plan_ytd.zip(whole.actual_ytd).map(|sides| (false, sides));
        let (is_forecast, (planned, outcome)) = forecast.or_else(to_date)?;
        // a forecast without a plan adds to the whole, too; without a forecast a scheme is at plan
        let variance = |line: &FinanceLine| {
            let [planned, outcome] = if is_forecast {
                [line.plan_year, line.forecast_year]
            } else {
                [line.plan_ytd, line.actual_ytd]
            };
            outcome.map(|outcome| outcome - planned.unwrap_or_default())
        };
        let mut moved: Vec<Step> = parts(plan)
            .filter_map(|line| Some(Step { name: name(line), amount: variance(line)? }))
            .filter(|step| !step.amount.is_zero())
            .collect();
        moved.sort_by_key(|step| step.amount);
        let (behind, ahead): (Vec<Step>, Vec<Step>) =
            moved.into_iter().partition(|step| step.amount.is_negative());
        let mut steps = together(behind, "others behind");
        steps.extend(together(ahead.into_iter().rev().collect(), "others ahead"));
        let named: Money = steps.iter().map(|step| step.amount).sum();
        let rest = outcome - planned - named;
        if !rest.is_zero() {
            steps.push(Step { name: "not by workstream".to_owned(), amount: rest });
        }
        let challenge = plan.headroom.years.iter().find(|row| Some(&row.year) == year(plan).as_ref());
        Some(Self {
            year: plan.year,
            is_forecast,
            plan: planned,
            steps,
            outcome,
            challenge: challenge.filter(|_| is_forecast).map(|row| row.challenge),
        })
    }
}

fn year(plan: &PlanReport) -> Option<String> {
    plan.year.map(|year| year.to_string())
}

/// The lines that add up to the whole: workstreams, and schemes that name none.
fn parts(plan: &PlanReport) -> impl Iterator<Item = &FinanceLine> {
    plan.finance.iter().filter(|line| {
        let is_part = match line.level {
            Level::Workstream => !line.workstream.is_empty(),
            Level::Scheme => line.workstream.is_empty(),
            _ => false,
        };
        is_part && !line.outside_total
    })
}

fn name(line: &FinanceLine) -> String {
    let names = [&line.workstream, &line.name, &line.scheme];
    names.into_iter().find(|name| !name.is_empty()).cloned().unwrap_or_default()
}

/// The greatest steps by name, the others as one.
fn together(mut steps: Vec<Step>, others: &str) -> Vec<Step> {
    if steps.len() > NAMED + 1 {
        let rest = steps.split_off(NAMED);
        let amount = rest.iter().map(|step| step.amount).sum();
        steps.push(Step { name: format!("{} {others}", rest.len()), amount });
    }
    steps
}

/// Plan and actual of the reporting year, added up from month to month.
#[derive(Debug, Clone, PartialEq)]
pub struct Cumulative {
    /// The year.
    pub year: FinancialYear,
    /// From April on, as far as the plan gives months.
    pub months: Vec<Added>,
    /// What must come to reach the plan of these months.
    pub needed: Option<Needed>,
}

/// All months up to one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// The month: `2011-09`.
    pub month: String,
    /// Planned up to its end.
    pub plan: Money,
    /// Reported up to its end; `None` of months to come.
    pub actual: Option<Money>,
    /// The plan up to its end of which nothing is reported, though the month has ended.
    pub unreported: Money,
}

/// What the months to come must deliver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Needed {
    /// Months to come.
    pub months: usize,
    /// What each of them must deliver to reach the plan, in even parts.
    pub each: Money,
    /// What each month so far delivered, on average.
    pub so_far: Money,
}

impl Cumulative {
    /// Of an organisation that reports by month; `None` where it does not, or plans nothing by month.
    pub fn of(plan: &PlanReport) -> Option<Self> {
        let year = plan.year?;
        let months: Vec<String> = year.months().map(|month| month.to_string()).collect();
        let own = plan.months.iter().filter(|line| line.level == Level::Organisation);
        let lines: Vec<&MonthLine> = own.filter(|line| months.contains(&line.month)).collect();
        let [mut planned, mut actual, mut unreported] = [Money::ZERO; 3];
        let mut reported = 0;
        let added: Vec<Added> = lines
            .iter()
            .map(|line| {
                planned = planned + line.plan.unwrap_or_default();
                actual = actual + line.actual.unwrap_or_default();
                unreported = unreported + line.unreported;
                let ended = line.actual.is_some() || !line.unreported.is_zero();
                reported += usize::from(ended);
                Added {
                    month: line.month.clone(),
                    plan: planned,
                    actual: ended.then_some(actual),
                    unreported: if ended { unreported } else { Money::ZERO },
                }
            })
            .collect();
        if reported == 0 || planned.is_zero() {
            return None;
        }
        let to_come = added.len() - reported;
        let per = |amount: Money, months: usize| amount.per(Decimal::from(months)).filter(|_| months > 0);
        let needed = per(planned - actual, to_come).zip(per(actual, reported));
        let needed = needed.map(|(each, so_far)| Needed { months: to_come, each, so_far });
        Some(Self { year, months: added, needed })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(level: Level, workstream: &str, plan: i64, forecast: i64) -> FinanceLine {
        let money = |amount: i64| Some(Money::new(Decimal::from(amount)));
        FinanceLine {
            level,
            workstream: workstream.to_owned(),
            plan_year: money(plan),
            forecast_year: money(forecast),
            variance_forecast: money(forecast - plan),
            ..FinanceLine::default()
        }
    }

    #[test]
    fn the_steps_lead_from_plan_to_forecast_to_the_penny() {
        let mut plan = PlanReport::default();
        for (at, short) in [5, 40, 30, 20, 10].into_iter().enumerate() {
            plan.finance.push(line(Level::Workstream, &format!("W{at}"), 100, 100 - short));
        }
        plan.finance.push(line(Level::Workstream, "Ahead", 100, 107));
        plan.finance.push(line(Level::Organisation, "", 600, 500));
        let steps = Steps::of(&plan).unwrap();
        let said: Vec<(&str, String)> =
            steps.steps.iter().map(|step| (step.name.as_str(), step.amount.plain())).collect();
        let expected = [
            ("W1", "-40"),
            ("W2", "-30"),
            ("W3", "-20"),
            ("2 others behind", "-15"),
            ("Ahead", "7"),
            ("not by workstream", "-2"),
        ];
        assert_eq!(said, expected.map(|(name, amount)| (name, amount.to_owned())));
        let sum: Money = steps.steps.iter().map(|step| step.amount).sum();
        assert_eq!(steps.plan + sum, steps.outcome);
    }
}
