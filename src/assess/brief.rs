//! Five sentences for a board paper, of one plan or of all: what it is and how it stands, what is delivered, what
//! is forecast and whether it covers the challenge, what is not known, and what would make it green. They say
//! nothing that the rest of the report does not.

use crate::money::Money;
use crate::names::same;
use crate::rating::Rating;
use crate::report::{FinanceLine, HeadroomRow, Level, PlanReport, Position, Shown};
use crate::words::{count, listed};

mod said;
mod whole;

use said::{apart, colour, is_are, money, name, on, percent, rounded_up};
pub use whole::{look_first, of_whole};

/// The brief of one plan.
pub fn of_plan(plan: &PlanReport) -> Vec<String> {
    let line = plan.finance.iter().find(|line| line.level == Level::Organisation);
    vec![
        standing(plan, line),
        delivered(plan, line),
        forecast(plan, line),
        unknown(plan, line),
        decision(plan),
    ]
}

/// What the plan is, its overall rating and why.
fn standing(plan: &PlanReport, line: Option<&FinanceLine>) -> String {
    let year = plan.year.map(|year| year.to_string());
    let period = plan.period.as_ref().filter(|period| year.as_ref() != Some(period));
    let period = period.map_or_else(String::new, |period| format!(" for {}", name(period)));
    let schemes = match plan.control.schemes {
        0 => "holds no schemes".to_owned(),
        n => format!("holds {}", count(n, "scheme")),
    };
    let worth =
        plan.control.planned.filter(|_| !plan.control.incomplete).map_or_else(String::new, |planned| {
            let when = match (plan.control.planned_is, plan.year) {
                ("plan", Some(year)) => format!(" in {year}"),
                ("plan", None) => String::new(),
                _ => " to date".to_owned(),
            };
            format!(" worth {}{when}", money(plan.shown, planned))
        });
    let (red, grey) = (plan.worse.schemes.red, plan.worse.schemes.grey);
    let colours = [(red, "red"), (grey, "grey (not enough is known to rate them)")];
    let colours: Vec<String> = colours
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, word)| format!("{n} {} {word}", is_are(n)))
        .collect();
    let beneath = if colours.is_empty() {
        String::new()
    } else {
        let joins = if plan.rating == Rating::Green { "although" } else { "and" };
        format!(", {joins} of its {} {}", count(plan.worse.schemes.of, "rated scheme"), listed(&colours))
    };
    let rated = match plan.rating {
        Rating::Grey | Rating::NotApplicable => "cannot be rated".to_owned(),
        rating => format!("is rated {} overall", rating.word()),
    };
    let (date, undated) = match on(plan.as_at.as_deref()) {
        Some(date) => (format!(" {date}"), ""),
        None => (String::new(), ", states no reporting date"),
    };
    format!(
        "The savings plan of {}{period} {schemes}{worth}{undated} and {rated}{date}, {}{beneath}.",
        name(&plan.organisation),
        because(plan, line)
    )
}

/// Why the overall rating is what it is.
fn because(plan: &PlanReport, line: Option<&FinanceLine>) -> String {
    let all = plan.ratings;
    let middle = if all.delivery == Rating::NotApplicable { all.finance } else { all.delivery };
    let parts = [
        ("the plan's own quality", all.plan),
        ("delivery", middle),
        ("the headroom over the challenge", all.headroom),
    ];
    let at = |rating: Rating| -> Vec<&str> {
        parts.iter().filter(|(_, own)| *own == rating).map(|(what, _)| *what).collect()
    };
    let assessed = parts.iter().filter(|(_, own)| *own != Rating::NotApplicable).count();
    let worst = at(plan.rating);
    if assessed == 0 || plan.rating == Rating::NotApplicable {
        return "because nothing in it can be assessed".to_owned();
    }
    if plan.rating == Rating::Grey {
        return format!("because too little is known of {}", listed(&worst));
    }
    if plan.rating == Rating::Green {
        let one =
            if assessed == 1 { "the one part that can be assessed is" } else { "all that is assessed is" };
        return format!("because {one} green");
    }
    if !worst.is_empty() {
        return format!("because {} {} {}", listed(&worst), is_are(worst.len()), plan.rating.word());
    }
    let mut held = Vec::new();
    if all.finance == Rating::NotApplicable {
        held.push("nothing was planned to be delivered by then");
    }
    if plan.headroom.not_assessed.is_some() {
        held.push("its cover of the challenge cannot be assessed");
    }
    if !plan.not_supplied.is_empty() {
        held.push("parts of it were not supplied");
    }
    if line.is_some_and(|line| line.rating_forecast.counts_as_red()) {
        held.push("the forecast for the year falls too far short");
    }
    if plan.headroom.bases.forecast == Rating::Red {
        held.push("what is forecast does not cover the challenge");
    }
    if held.is_empty() {
        "because a part of it is short of green".to_owned()
    } else {
        format!("because {}", listed(&held))
    }
}

/// What is delivered, and what carries most of the shortfall.
fn delivered(plan: &PlanReport, line: Option<&FinanceLine>) -> String {
    let lines = plan.finance.iter();
    let of = |level: Level| lines.clone().filter(move |line| line.level == level && !line.outside_total);
    let carriers: Vec<(String, Money)> = match of(Level::Workstream).next() {
        Some(_) => behind(of(Level::Workstream), |line| &line.workstream),
        None => {
            behind(of(Level::Scheme), |line| if line.name.is_empty() { &line.scheme } else { &line.name })
        }
    };
    let is_given = |line: &&FinanceLine| line.plan_ytd.is_some() || line.actual_ytd.is_some();
    let said = match (line.filter(is_given), &plan.as_at) {
        (Some(line), _) => position(plan.shown, line, &carriers),
        (None, Some(_)) => nothing_planned(),
        (None, None) => "No position to date is given, so delivery is not rated".to_owned(),
    };
    format!("{said}.")
}

fn nothing_planned() -> String {
    "Nothing was planned to be delivered to date, so delivery is not rated".to_owned()
}

/// The lines that are behind plan, furthest first, by name.
fn behind<'l>(
    lines: impl Iterator<Item = &'l FinanceLine>,
    named: impl Fn(&'l FinanceLine) -> &'l str,
) -> Vec<(String, Money)> {
    let short = lines.filter_map(|line| Some((name(named(line)), line.variance_ytd?)));
    let mut short: Vec<(String, Money)> = short
        .filter(|(_, variance)| variance.is_negative())
        .map(|(name, variance)| (name, -variance))
        .collect();
    short.sort_by_key(|(_, short)| std::cmp::Reverse(*short));
    short
}

/// Plan against actual of a line, and what carries most of the shortfall.
fn position(shown: Shown, line: &FinanceLine, carriers: &[(String, Money)]) -> String {
    let said = |amount: Money| money(shown, amount);
    let (plan, actual) = match (line.plan_ytd.filter(|plan| !plan.is_zero()), line.actual_ytd) {
        (Some(plan), Some(actual)) => (plan, actual),
        (Some(plan), None) => {
            return format!(
                "Of the {} planned to date no saving has been reported, so delivery cannot be rated",
                said(plan)
            );
        }
        (None, Some(actual)) if !actual.is_zero() => {
            return format!(
                "{} is reported as delivered to date, with no plan to hold it against",
                said(actual)
            );
        }
        _ => return nothing_planned(),
    };
    let [made, planned] = apart(shown, actual, plan);
    let made = if actual.is_zero() { "Nothing".to_owned() } else { made };
    let Some(variance) = line.variance_ytd.filter(|_| line.unreported.is_zero()) else {
        return format!(
            "{} has been reported so far against {} planned to date, of which {} has no report; savings to date are {}",
            made,
            planned,
            said(line.unreported),
            colour(line.rating)
        );
    };
    let by = percent(line.percent_ytd.as_ref()).map_or_else(String::new, |percent| format!(" or {percent}"));
    let stands = match variance {
        nil if nil.is_zero() => "exactly as planned".to_owned(),
        short if short.is_negative() => format!("{}{by} behind", said(-short)),
        ahead => format!("{}{by} ahead", said(ahead)),
    };
    let most = match carriers.first() {
        Some((first, short)) if variance.is_negative() => {
            let share = if *short + *short >= -variance { "most of it" } else { "the largest part" };
            format!(", {share} in {first} ({})", said(*short))
        }
        Some((first, short)) => format!(", although {first} is {} behind", said(*short)),
        None => String::new(),
    };
    let rated = colour(line.rating);
    format!("{made} has been delivered of the {planned} planned to date, {stands} and {rated}{most}")
}

/// The forecast for the year, and headroom.
fn forecast(plan: &PlanReport, line: Option<&FinanceLine>) -> String {
    let headroom = plan.headroom.total.as_ref().filter(|total| total.headroom.is_some());
    let headroom = match (headroom, &plan.headroom.not_assessed) {
        (Some(total), _) => covers(plan.shown_headroom, total),
        (None, Some(why)) if why.starts_with("no challenge") => {
            "headroom cannot be assessed because no challenge is given".to_owned()
        }
        (None, Some(why)) => format!("headroom cannot be assessed because {}", name(why)),
        (None, None) => "headroom cannot be assessed".to_owned(),
    };
    format!("{}, and {headroom}.", outturn(plan.shown, line))
}

/// The forecast for the year against its plan.
fn outturn(shown: Shown, line: Option<&FinanceLine>) -> String {
    let given = line.and_then(|line| Some((line, line.forecast_year?)));
    let Some((line, forecast)) = given.filter(|(line, _)| line.rating_forecast != Rating::NotApplicable)
    else {
        return "No forecast for the year is given".to_owned();
    };
    let year = line.year.map_or_else(|| "the year".to_owned(), |year| year.to_string());
    let [forecast, plan] = apart(shown, forecast, line.plan_year.unwrap_or(forecast));
    let against = line.plan_year.map_or_else(String::new, |_| format!(" against a plan of {plan}"));
    let short = percent(line.percent_forecast.as_ref()).zip(line.variance_forecast);
    let short = match short {
        Some((_, variance)) if variance.is_zero() => "as planned, ".to_owned(),
        Some((percent, variance)) if variance.is_negative() => format!("{percent} short, "),
        Some((percent, _)) => format!("{percent} more, "),
        None => String::new(),
    };
    format!("The forecast for {year} is {forecast}{against} ({short}{})", colour(line.rating_forecast))
}

/// Whether what is identified covers the challenge.
fn covers(shown: Shown, total: &HeadroomRow) -> String {
    let (identified, headroom) = (total.identified.unwrap_or_default(), total.headroom.unwrap_or_default());
    let by = percent(total.percent_of_challenge.as_ref());
    let by = by.map_or_else(String::new, |percent| format!("{percent} of it, "));
    let stands = match headroom {
        nil if nil.is_zero() => "just meet".to_owned(),
        short if short.is_negative() => format!("are {} short of", money(shown, -short)),
        over => format!("are {} more than", money(shown, over)),
    };
    let [identified, challenge] = apart(shown, identified, total.challenge);
    format!(
        "the {identified} of savings identified {stands} the challenge of {challenge} ({by}{})",
        colour(total.rating)
    )
}

/// What is not known or owed.
fn unknown(plan: &PlanReport, line: Option<&FinanceLine>) -> String {
    let mut missing = Vec::new();
    if let Some(line) = line.filter(|line| !line.unreported.is_zero()) {
        missing.push(format!("reports of {} planned to date", money(plan.shown, line.unreported)));
    }
    if !plan.headroom.unidentified.is_zero() {
        missing.push(format!(
            "schemes for {} not yet identified",
            money(plan.shown, plan.headroom.unidentified)
        ));
    }
    let supplied: Vec<String> = plan.not_supplied.iter().map(|what| name(&what.replace(": ", " "))).collect();
    if !supplied.is_empty() {
        missing.push(format!("anything on {}", listed(&supplied)));
    }
    match plan.coverage.unevidenced {
        0 => {}
        n => missing.push(format!("evidence for {}", count(n, "expectation"))),
    }
    match plan.coverage.unreviewed {
        0 => {}
        n => missing.push(format!("{} that readers owe", count(n, "judgement"))),
    }
    if plan.incomplete {
        missing.push("figures that could not be read".to_owned());
    }
    format!("{}; {}.", still(&missing), excepted(plan.exceptions.iter().filter(|one| one.in_force).count()))
}

fn still(missing: &[String]) -> String {
    if missing.is_empty() {
        "Nothing that was asked for is missing".to_owned()
    } else {
        format!("Still missing: {}", listed(missing))
    }
}

fn excepted(n: usize) -> String {
    match n {
        0 => "no exception is in force".to_owned(),
        n => format!("{} {} in force", count(n, "accepted exception"), is_are(n)),
    }
}

/// The things to do that are named; of more how many there are.
const NAMED: usize = 2;

/// What would make it green, and what is asked of the board.
fn decision(plan: &PlanReport) -> String {
    let todo: Vec<String> = plan.to_green.iter().filter_map(|item| to_do(plan, item)).take(NAMED).collect();
    let more = plan.to_green.len() - todo.len();
    let mut all = todo;
    match more {
        0 => {}
        n if all.is_empty() => all.push(format!("settle {}", count(n, "open point"))),
        n => all.push(format!("settle {}", count(n, "further open point"))),
    }
    let asked = match plan.sign_off.as_ref().map(|sign_off| sign_off.position) {
        Some(Position::Workable) => "the plan is workable as it is".to_owned(),
        Some(Position::Conditional) => {
            "until then the plan is workable only subject to conditions".to_owned()
        }
        Some(Position::Outstanding) => {
            "until then conditions are outstanding and it should not be signed off".to_owned()
        }
        None if all.is_empty() => "the board is asked to note the position".to_owned(),
        None => "the board is asked to agree how and by when".to_owned(),
    };
    if all.is_empty() {
        let needs = match plan.rating {
            Rating::Green => "Nothing more is needed for it to stay green",
            Rating::Grey | Rating::NotApplicable => "Nothing in it can be rated yet",
            Rating::Amber | Rating::Red => "Nothing in it is short of green",
        };
        return format!("{needs}, and {asked}.");
    }
    let green = if plan.rating == Rating::Green { "For every part of it to be green" } else { "To be green" };
    format!("{green} it must {}, and {asked}.", listed(&all))
}

/// A thing to do about money, in words; `None` of the rest.
fn to_do(plan: &PlanReport, item: &crate::report::ToGreen) -> Option<String> {
    let amount = money(plan.shown, item.amount?);
    if let Some(year) = item.subject.strip_prefix("Headroom ").filter(|_| item.code == "headroom") {
        let when = if year == "in total" { year.to_owned() } else { format!("for {year}") };
        return Some(format!("identify {amount} more {when}"));
    }
    let is_line = |line: &&FinanceLine| match line.level {
        Level::Workstream => same(&line.workstream, &item.workstream),
        Level::Scheme => item.workstream.is_empty() && item.schemes.contains(&line.scheme),
        _ => false,
    };
    let line = plan.finance.iter().find(is_line)?;
    let subject = name(if line.level == Level::Workstream { &line.workstream } else { &line.name });
    Some(match line.rating {
        Rating::Grey => format!("report on {amount} planned in {subject}"),
        _ => match line.short_of_green.map(|least| rounded_up(plan.shown, least)) {
            Some(least) if least != amount => {
                format!("recover more than {least} of the {amount} by which {subject} is behind")
            }
            _ => format!("recover {amount} in {subject}"),
        },
    })
}
