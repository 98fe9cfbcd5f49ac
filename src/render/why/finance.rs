//! Why finance has its colour.

use super::{amount, at_place, cells, exact, in_table, known, left_out, name, sourced};
use crate::explanation::{
    Explanation, Finance, OrganisationSums, Overall, Part, RestOfYear, SchemeSums, StatedFigure, StatedValue,
    Sums, YearPart,
};
use crate::money::Money;
use crate::rating::Rating;
use crate::render::block::{Block, Column, Grid, Room};
use crate::render::words::count;
use crate::render::{text, words};
use crate::report::Level;

pub(super) fn page(why: &Explanation, finance: &Finance) -> Vec<Block> {
    let mut blocks = vec![Block::title(name(why))];
    blocks.extend(why.overall.iter().flat_map(overall));
    let rating = words::rating(finance.to_date.rating);
    blocks.push(Block::item(&format!("{rating}   finance to date, {}", as_at(why, finance))));
    blocks.extend(firmness(why, finance).iter().map(|said| Block::item(said)));
    blocks.extend(rule(finance));
    blocks.push(why.heading_with_unit("SUMS"));
    blocks.extend(sums("to date", "actual", &finance.to_date));
    blocks.extend(finance.year.iter().flat_map(|year| sums(&of_year(finance), "forecast", year)));
    blocks.extend(distance(why, finance));
    blocks.extend(finance.rest_of_year.iter().flat_map(|rest| rest_of_year(why, rest)));
    blocks.extend(stated(finance));
    blocks.extend(left_out(&finance.left_out));
    if !why.subject.level.is_own() {
        blocks.extend(members(finance));
    } else {
        blocks.extend(schemes(why, finance));
    }
    let also = finance.also_short.iter().map(|found| {
        Block::labelled(&format!("{} {}: ", found.code, found.result), &text::clean(&found.reason))
    });
    let id = text::clean(why.subject.scheme.as_deref().unwrap_or(""));
    blocks.extend(Block::under(&format!("ALSO SHORT OF MET (qipp why … {id} CODE)"), also));
    blocks
}

/// The overall colour, and what makes it.
fn overall(overall: &Overall) -> Vec<Block> {
    let beneath = words::worse(&overall.worse).map_or_else(String::new, |worse| format!(", {worse}"));
    let part = |part: &Part| format!("{} {}", part.name, words::rating(part.rating));
    let parts: Vec<String> = overall.parts.iter().map(part).collect();
    let of = if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) };
    let mut blocks = vec![Block::flush(&format!("{}{beneath}   overall{of}", words::rating(overall.rating)))];
    blocks.push(Block::item(&format!("rule: {}", overall.rule)));
    if !overall.held.is_empty() {
        blocks.push(Block::flush(&format!("held: {}", text::clean(&overall.held.join("; ")))));
    }
    blocks
}

fn as_at(why: &Explanation, finance: &Finance) -> String {
    let over_organisations = !why.subject.level.is_own();
    match &finance.as_at {
        Some(date) => format!("as at {} ({})", words::date(date), finance.as_at_from),
        None if over_organisations => "no common reporting date".to_owned(),
        None => "no reporting date stated".to_owned(),
    }
}

/// The year that its figures are for.
fn of_year(finance: &Finance) -> String {
    finance.of_year.map_or_else(|| "the year".to_owned(), |year| format!("the year {year}"))
}

/// What the colour rests on where it is not the plain rule.
fn firmness(why: &Explanation, finance: &Finance) -> Vec<String> {
    let Sums { plan, actual, rating, .. } = finance.to_date;
    let mut said = Vec::new();
    if finance.incomplete {
        said.push("incomplete: something it rests on could not be read".to_owned());
    }
    if finance.unreported_at_nil_and_plan.is_some() || !finance.unreported.is_zero() {
        said.push(format!("unreported: {} of plan to date has no actual", why.pounds(finance.unreported)));
    }
    if let Some((at_nil, at_plan)) = finance.unreported_at_nil_and_plan {
        said.push(match rating {
            Rating::Grey => format!("  {at_nil} if that is nil, {at_plan} if it is to plan: grey"),
            rating => format!("  {rating} whether that is nil or to plan"),
        });
    }
    let is_nil = |sum: Option<Money>| sum.is_none_or(Money::is_zero);
    if is_nil(plan) && is_nil(actual) && finance.unreported.is_zero() && !finance.incomplete {
        said.push("nothing is planned to date, so there is nothing to rate".to_owned());
    } else if plan.is_none() {
        said.push("no plan to date is given, so there is no variance".to_owned());
    } else if is_nil(plan) {
        said.push("a plan of nil: no percentage; an actual above nil is green, below nil red".to_owned());
    } else if rating == Rating::NotApplicable {
        said.push("not under way: not rated yet".to_owned());
    }
    if finance.chosen && rating != Rating::NotApplicable {
        said.push(format!("† {}", words::CHOSEN));
    }
    said
}

/// The 5% rule with its bounds and their sources.
fn rule(finance: &Finance) -> Vec<Block> {
    let mut blocks = vec![
        Block::part(format!("RULE ({})", finance.code)),
        Block::item("shortfall = (plan - actual) / plan, year to date, on the sums"),
    ];
    if let [amber, red] = finance.rule.as_slice() {
        let green = format!("green under {0}%; exactly {0}% is amber ({1})", amber.value, sourced(amber));
        blocks.push(Block::flush(&green));
        blocks.push(Block::flush(&format!("red from {}% ({})", red.value, sourced(red))));
    }
    blocks
}

/// Plan, actual or forecast, and variance.
fn sums(time: &str, what: &str, sums: &Sums) -> Vec<Block> {
    let percent = sums.percent.as_ref().map_or("-".to_owned(), |percent| format!("{}%", percent.digits()));
    let of = |label: &str, sum: Option<Money>| amount(&format!("  {label}"), 12, &known(sum), 22, "");
    vec![
        Block::item(&format!("{time}: {}", words::rating(sums.rating))),
        of("plan", sums.plan),
        of(what, sums.actual),
        of("variance", sums.variance),
        amount("  variance %", 12, &percent, 23, ""),
    ]
}

/// How far each bound is.
fn distance(why: &Explanation, finance: &Finance) -> Vec<Block> {
    let bounds = finance.next_colours.iter().map(|bound| {
        let at = format!("({}% short at {})", bound.shortfall, why.pounds(bound.actual));
        let (better, worse) = (bound.better, bound.worse);
        let amount = why.pounds(bound.distance.abs());
        Block::flush(&if bound.distance.is_zero() {
            format!("exactly on the bound, which is {worse}: any more is {better} {at}")
        } else if bound.distance.is_positive() {
            format!("{amount} less would be {worse} {at}")
        } else {
            format!("more than {amount} more is {better} {at}")
        })
    });
    Block::under("TO THE NEXT COLOUR", bounds)
}

fn rest_of_year(why: &Explanation, rest: &RestOfYear) -> Vec<Block> {
    let (month, left) = (rest.month.name(), count(rest.months, "month"));
    let verb = if rest.months == 1 { "is" } else { "are" };
    let mut said = vec![format!(
        "{month} plans {}; {left} {verb} left, {} planned",
        why.pounds(rest.month_plan),
        why.pounds(rest.plan)
    )];
    if let Some(best) = &rest.best {
        said.push(format!("best month so far: {}, {}", best.month.name(), why.pounds(best.actual)));
    }
    let more = |sum: Money, when: &str| {
        if sum.is_negative() {
            "whatever is delivered".to_owned()
        } else {
            format!("more than {}{when}", why.pounds(sum))
        }
    };
    for needed in &rest.needed {
        let rating = needed.rating;
        said.push(format!("{rating} next month: {}", more(needed.next_month, &format!(" in {month}"))));
        said.push(format!("{rating} at the year's end: {}", more(needed.each_month, " a month")));
        if needed.not_recoverable {
            said.push("  not recoverable by phasing: above twice the best month so far".to_owned());
        }
    }
    Block::under("THE REST OF THE YEAR", said.iter().map(|said| Block::item(said)))
}

fn stated(finance: &Finance) -> Vec<Block> {
    let figures = finance.stated.iter().flat_map(|StatedFigure { what, value, place }| {
        let value = match value {
            StatedValue::Amount(amount) => exact(*amount),
            StatedValue::Percent(digits) => format!("{digits}%"),
            StatedValue::Rating { word, agrees: true } => format!("{word}, as computed"),
            StatedValue::Rating { word, agrees: false } => {
                format!("{word}, computed {}", finance.to_date.rating)
            }
        };
        at_place(&format!("{}: {value}", text::clean(what)), place)
    });
    Block::under("STATED (compared, never counted)", figures)
}

/// A part of a level: who, its sums and its colour.
fn against_plan(who: &str, sums: &Sums) -> Block {
    let percent = sums.percent.as_ref().map_or(String::new(), |percent| format!(" {}%", percent.text()));
    Block::item(&format!(
        "{who}: plan {}, actual {}, variance {}{percent} {}",
        known(sums.plan),
        known(sums.actual),
        known(sums.variance),
        words::rating(sums.rating)
    ))
}

/// The cells of each scheme, then the year.
fn schemes(why: &Explanation, finance: &Finance) -> Vec<Block> {
    let is_level = why.subject.level != Level::Scheme;
    let mut blocks = vec![Block::part("CELLS")];
    for own in &finance.schemes {
        if is_level {
            blocks.push(against_plan(&words::scheme(&own.scheme, &own.name), &own.to_date));
        }
        if own.cells.is_empty() {
            blocks.push(Block::item("  no cell to date"));
        }
        blocks.extend(cells(&own.cells));
    }
    if finance.schemes.is_empty() {
        blocks.push(Block::item("  none"));
        return blocks;
    }
    blocks.push(why.heading_with_unit(&of_year(finance).to_uppercase()));
    match finance.schemes.as_slice() {
        [own] if !is_level => blocks.extend(year_of_scheme(own)),
        schemes => blocks.extend(year_of_level(finance, schemes)),
    }
    blocks
}

/// A scheme's year: what its plan and forecast are the sums of.
fn year_of_scheme(own: &SchemeSums) -> Vec<Block> {
    let of = |part: &YearPart| {
        let n = count(part.cells.len(), "cell");
        let sum = amount(&format!("  {}", part.what), 26, &exact(part.amount), 18, &n);
        let listed = if part.listed_above { &[] } else { part.cells.as_slice() };
        std::iter::once(sum).chain(cells(listed)).collect::<Vec<_>>()
    };
    let mut blocks = vec![amount("plan", 24, &known(own.year.plan), 20, "")];
    blocks.extend(own.year_plan.iter().flat_map(of));
    if !own.has_forecast {
        blocks.push(Block::item("no forecast is given: taken at plan in the sums above it"));
        return blocks;
    }
    blocks.push(amount("forecast", 24, &known(own.year.actual), 20, ""));
    blocks.extend(own.year_forecast.iter().flat_map(of));
    blocks
}

/// The year of a level: what each scheme brings to plan and forecast.
fn year_of_level(finance: &Finance, schemes: &[SchemeSums]) -> Vec<Block> {
    let all = count(schemes.len(), "scheme");
    let without: Vec<&SchemeSums> = schemes.iter().filter(|own| !own.has_forecast).collect();
    let sum = |of: &mut dyn Iterator<Item = Option<Money>>| -> Money { of.flatten().sum() };
    let Some(year) = &finance.year else {
        let plan = sum(&mut schemes.iter().map(|own| own.year.plan));
        return vec![Block::item(&format!("none of {all} gives a forecast; plan {}", exact(plan)))];
    };
    let mut blocks = Vec::new();
    if !without.is_empty() {
        let taken = exact(sum(&mut without.iter().map(|own| own.year.plan)));
        let verb = if without.len() == 1 { "gives" } else { "give" };
        blocks.push(Block::item(&format!(
            "{} of {all} {verb} no forecast: taken at plan, {taken}",
            without.len()
        )));
    }
    let mut grid = Grid::new(vec![
        Column::text("scheme", Room::Cut(14)),
        Column::number("plan"),
        Column::number("forecast"),
        Column::number("variance"),
        Column::text("", Room::Whole),
    ]);
    let mut row = |name: String, sums: &Sums, sign: &str| {
        let amounts = [sums.plan, sums.actual, sums.variance].map(in_table);
        grid.row(std::iter::once(name).chain(amounts).chain([sign.to_owned()]).collect());
    };
    for own in schemes {
        row(words::scheme(&own.scheme, &own.name), &own.year, if own.has_forecast { "" } else { "*" });
    }
    row("sum".to_owned(), year, "");
    blocks.push(Block::Grid(grid));
    if !without.is_empty() {
        blocks.push(Block::item("* no forecast: taken at plan"));
    }
    blocks.push(Block::item("the cells of each: qipp why … SCHEME"));
    blocks
}

/// The organisations of a region.
fn members(finance: &Finance) -> Vec<Block> {
    let members = &finance.organisations;
    let mut blocks = vec![Block::part(format!("MEMBERS ({})", count(members.len(), "organisation")))];
    for OrganisationSums { organisation, to_date, year, schemes, without_forecast } in members {
        blocks.push(against_plan(&text::clean(organisation), to_date));
        let taken = match without_forecast {
            0 => String::new(),
            n => {
                format!("; {n} of {} without a forecast, taken at plan", count(*schemes, "scheme"))
            }
        };
        let (plan, forecast) = (known(year.plan), known(year.actual));
        let of_year = of_year(finance);
        blocks.push(Block::item(&format!("  {of_year}: plan {plan}, forecast {forecast}{taken}")));
    }
    if let Some((behind, ahead)) = finance.behind_and_ahead {
        let [behind, ahead, net] = [Some(behind), Some(ahead), finance.to_date.variance].map(known);
        blocks.push(Block::item(&format!("behind {behind}, ahead {ahead}, net {net}")));
    }
    blocks.push(Block::item("the cells of each: qipp why … ORGANISATION"));
    blocks
}
