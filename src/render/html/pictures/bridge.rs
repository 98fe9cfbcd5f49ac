//! From plan to forecast: who is behind, who is ahead, and where that leads.

use super::svg::{Fill, LINE, Picture, Scale, Sign, WIDTH, tenth, words};
use crate::money::Money;
use crate::render::block::{Column, Grid, Room};
use crate::render::{text, words as worded};
use crate::report::PlanReport;
use crate::report::pictures::Steps;
use maud::{Markup, html};
use rust_decimal::Decimal;

/// The longest name beside its amount, on a phone, too.
const NAME: usize = 32;

/// A line of the picture: from one amount to another.
struct Drawn {
    name: String,
    amount: Money,
    from: Money,
    to: Money,
    fill: Fill,
}

pub fn of(plan: &PlanReport) -> Option<Picture> {
    let steps = Steps::of(plan)?;
    let lines = lines(&steps);
    let shown = plan.shown;
    let reached: Vec<Money> = lines.iter().map(|line| line.to).collect();
    let close = Scale::close(&reached, WIDTH);
    let scale = close.map_or_else(|| Scale::over(reached, WIDTH), |(scale, _)| scale);
    let begins = close.map(|(_, begin)| format!("bars begin at {}, not at nil", shown.in_words(begin)));
    let said = |line: &Drawn| shown.in_words(line.amount);
    let drawing = html! {
        @for (line, y) in lines.iter().zip((0_u32..).step_by(LINE as usize).map(Decimal::from)) {
            (words(0, y + Decimal::from(16), &line.name, false))
            (words(WIDTH, y + Decimal::from(16), &said(line), true))
            (scale.bar(line.from, line.to, y + Decimal::from(22), 14, line.fill))
            @if close.is_some() && line.from.is_zero() { (broken(y + Decimal::from(22))) }
        }
    };
    let mut figures = Grid::new(vec![
        Column::text("step", Room::Whole),
        Column::number(&worded::with_unit("amount", shown)),
    ]);
    for line in &lines {
        figures.row(vec![line.name.clone(), shown.amount(line.amount)]);
    }
    let picture = Picture {
        id: "picture-bridge",
        title: title(&steps, plan),
        key: begins.map(|said| (Sign::Fill(Fill::Whole), said)).into_iter().collect(),
        height: LINE * u32::try_from(lines.len()).unwrap_or_default(),
        drawing,
        says: says(&steps, plan),
        figures,
    };
    Some(picture)
}

fn lines(steps: &Steps) -> Vec<Drawn> {
    let of_year = steps.year.map_or_else(String::new, |year| format!(" {year}"));
    let (planned, outcome) = if steps.is_forecast {
        (format!("Plan{of_year}"), format!("Forecast{of_year}"))
    } else {
        ("Plan to date".to_owned(), "Actual to date".to_owned())
    };
    let whole =
        |name: String, amount: Money, fill: Fill| Drawn { name, amount, from: Money::ZERO, to: amount, fill };
    let mut lines = vec![whole(planned, steps.plan, Fill::Whole)];
    let mut reached = steps.plan;
    for step in &steps.steps {
        let to = reached + step.amount;
        let fill = if step.amount.is_negative() { Fill::Short } else { Fill::More };
        let name = text::clean(&step.name).into_owned();
        lines.push(Drawn {
            name: text::fit(&name, NAME).into_owned(),
            amount: step.amount,
            from: reached,
            to,
            fill,
        });
        reached = to;
    }
    lines.push(whole(outcome, steps.outcome, Fill::Whole));
    lines.extend(steps.challenge.map(|challenge| whole("Challenge".to_owned(), challenge, Fill::Asked)));
    lines
}

/// The sign of a bar that does not begin at nil.
fn broken(y: Decimal) -> Markup {
    let (top, foot) = (tenth(y - Decimal::ONE), tenth(y + Decimal::from(15)));
    html! { line x1="14" x2="8" y1=(top) y2=(foot) stroke="#ffffff" stroke-width="4" {} }
}

fn title(steps: &Steps, plan: &PlanReport) -> String {
    let short = steps.plan - steps.outcome;
    let what = if steps.is_forecast { "The forecast" } else { "Delivery to date" };
    match () {
        () if short.is_zero() => format!("{what} is at plan"),
        () if short.is_negative() => format!("{what} is {} above plan", plan.shown.in_words(-short)),
        () => format!("{what} is {} short of plan", plan.shown.in_words(short)),
    }
}

fn says(steps: &Steps, plan: &PlanReport) -> String {
    let say = |amount: Money| plan.shown.in_words(amount);
    let worst = steps.steps.first().filter(|step| step.amount.is_negative());
    let worst = worst.map_or_else(String::new, |step| {
        format!(" Furthest behind is {}, {}.", text::clean(&step.name), say(step.amount))
    });
    format!("Steps from a plan of {} to {}.{worst}", say(steps.plan), say(steps.outcome))
}
