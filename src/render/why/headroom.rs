//! Why headroom has its colour: by year and in total, on every basis, with what each scheme brings and
//! what would change the colour.

use super::{amount, cells, cited, exact, known, left_out, name, sourced};
use crate::explanation::{
    Contributed, Contribution, Contributions, Explanation, Headroom, HeadroomYear, Move,
};
use crate::money::Money;
use crate::rating::Rating;
use crate::render::block::Block;
use crate::render::words::count;
use crate::render::{text, words};
use crate::report::HeadroomBases;

pub(super) fn page(why: &Explanation, headroom: &Headroom) -> Vec<Block> {
    let mut blocks = vec![
        Block::title(format!("{}: headroom over the challenge", name(why))),
        Block::item(&words::rating(headroom.rating)),
        Block::part("RULE"),
        Block::flush(&format!(
            "red when the total or a cumulative year-end is short of the challenge; amber when a year alone is \
             short, or its headroom is under {}% of its challenge ({})",
            headroom.rule.value,
            sourced(&headroom.rule)
        )),
    ];
    let Some(total) = &headroom.total else {
        blocks.extend([Block::Gap, Block::item("no challenge is given: not assessed")]);
        return blocks;
    };
    if let Some(why) = &headroom.not_assessed {
        blocks.extend([Block::Gap, Block::item(&format!("not assessed: {}", text::clean(why)))]);
    }
    if headroom.bases.is_some() {
        blocks.push(why.heading_with_unit("BASES"));
        blocks.push(Block::labelled("forecast: ", "of each scheme; its plan where the year has none"));
        blocks.push(Block::labelled(
            "risk-adjusted: ",
            "delivered + weight x outstanding; outstanding is the lesser of plan and forecast, less what is \
             delivered; the weight goes by the worse finance rating of to-date and forecast, before a scheme \
             starts by its stage",
        ));
        let stress = &headroom.stress;
        let said = format!("identified less {}% ({})", stress.value, sourced(stress));
        blocks.push(Block::labelled("stressed: ", &said));
    }
    blocks.extend(of_year(why, total, true, headroom.bases.as_ref()));
    blocks.extend(headroom.years.iter().flat_map(|year| of_year(why, year, false, None)));
    if !total.sums.without_challenge.is_empty() {
        let names = crate::words::listed(&total.sums.without_challenge);
        let amount = total.sums.left_out.map(|own| format!(" ({} identified left out)", why.pounds(own)));
        let said = format!(
            "challenge not given by {}{}: what is not known is not green, so that it is amber at best",
            text::clean(&names),
            amount.unwrap_or_default()
        );
        blocks.extend([Block::Gap, Block::item(&said)]);
    }
    blocks.extend(left_out(&headroom.left_out));
    let hint = if headroom.bases.is_some() {
        "every cell of a scheme: qipp why … SCHEME"
    } else {
        "what is in each: qipp why … ORGANISATION headroom"
    };
    blocks.extend([Block::Gap, Block::item(hint)]);
    blocks
}

/// A year or the total: its sums, what would change its colour, and what they are made of.
fn of_year(
    why: &Explanation,
    year: &HeadroomYear,
    is_total: bool,
    bases: Option<&HeadroomBases>,
) -> Vec<Block> {
    let line =
        |label: &str, sum: Money, remark: &str| amount(&format!("  {label}"), 26, &exact(sum), 18, remark);
    let sums = &year.sums;
    let percent = sums.percent_of_challenge.as_ref();
    let percent = percent.map_or(String::new(), |share| format!("{}% of challenge", share.digits()));
    let mut blocks = vec![Block::part(format!("{}  {}", sums.year, words::rating(sums.rating)))];
    if sums.incomplete {
        blocks.push(Block::item("  incomplete: something it rests on could not be read"));
    }
    blocks.push(line("challenge", sums.challenge, ""));
    match sums.identified {
        Some(identified) => blocks.push(line("identified", identified, "")),
        None => blocks.push(Block::item("  nothing says what is identified: not assessed")),
    }
    blocks.extend(sums.headroom.map(|headroom| line("headroom", headroom, &percent)));
    for sum in &year.bases {
        let remark = sum.headroom.map_or_else(String::new, |own| format!("headroom {}", exact(own)));
        blocks.push(line(sum.basis, sum.amount, &remark));
    }
    blocks.extend(sums.cumulative.filter(|_| !is_total).map(|sum| line("cumulative headroom", sum, "")));
    blocks.extend(bases.map(|bases| Block::item(&on_each_basis(bases))));
    blocks.extend(moves(why, &year.moves));
    blocks
        .extend(year.cells.iter().map(|cell| Block::whole(&format!("  {}", cited(&cell.place, &cell.text)))));
    blocks.extend(year.contributions.iter().flat_map(contributions));
    if year.as_stated {
        blocks.push(Block::item(if year.organisations.is_empty() {
            "  identified is as the years table states it: no scheme plans this year"
        } else {
            "  identified is as the region's own years table states it, in place of its members'"
        }));
    }
    if !year.unidentified.is_empty() {
        blocks.push(Block::item("  UNIDENTIFIED, apart"));
    }
    for own in &year.unidentified {
        let said = format!("  {}: {}", words::scheme(&own.scheme, &own.name), exact(own.amounts.identified));
        blocks.push(Block::item(&said));
        blocks.extend(in_short(own));
    }
    for own in &year.organisations {
        let [challenge, identified, headroom] =
            [Some(own.challenge), own.identified, own.headroom].map(known);
        let organisation = text::clean(&own.organisation);
        blocks.push(Block::item(&format!(
            "  {organisation}: challenge {challenge}, identified {identified}, headroom {headroom}"
        )));
    }
    blocks
}

fn on_each_basis(bases: &HeadroomBases) -> String {
    let all =
        [("forecast", bases.forecast), ("risk-adjusted", bases.risk_adjusted), ("stressed", bases.stressed)];
    let rated = all.into_iter().filter(|(_, rating)| *rating != Rating::NotApplicable);
    let said: Vec<String> =
        rated.map(|(basis, rating)| format!("{basis} {}", words::rating(rating))).collect();
    format!("  as rated on each basis: {}", said.join(", "))
}

fn moves(why: &Explanation, moves: &[Move]) -> Vec<Block> {
    let several = moves.iter().filter(|own| own.to == Rating::Green).count() > 1;
    let said = |Move { to, by, year }: &Move| {
        let within = if *to == Rating::Green { "in" } else { "by the end of" };
        let when = year.as_ref().map_or_else(String::new, |year| format!(" {within} {year}"));
        if by.is_positive() {
            let one = if several && *to == Rating::Green { ", of several" } else { "" };
            format!("  to {to}{one}: identify {} more{when}", why.pounds(*by))
        } else if by.is_zero() {
            format!("  to {to}: any less{when}")
        } else {
            format!("  to {to}: more than {} less{when}", why.pounds(-*by))
        }
    };
    moves.iter().map(|own| Block::item(&said(own))).collect()
}

/// What each scheme brings: the largest, then the rest as one, so that the list closes.
fn contributions(of: &Contributions) -> Vec<Block> {
    let n = of.schemes.len();
    let all = count(n, "scheme");
    let taken = match of.without_forecast {
        0 => "each with a forecast".to_owned(),
        without if without == n => "none with a forecast: taken at plan".to_owned(),
        some => format!("{some} without a forecast: taken at plan"),
    };
    let mut blocks = vec![Block::item(&format!("  CONTRIBUTIONS ({all}, {taken})"))];
    for own in of.schemes.iter().take(of.listed) {
        blocks.extend(contribution(own));
    }
    if n > of.listed {
        blocks.push(Block::item(&format!("  and {} more:", count(n - of.listed, "scheme"))));
        blocks.push(sum(&of.others));
    }
    blocks.push(Block::item(&format!("  all {all}:")));
    blocks.push(sum(&of.all));
    blocks
}

fn contribution(own: &Contribution) -> Vec<Block> {
    let Contributed { identified, forecast, delivered, outstanding, adjusted, .. } = own.amounts;
    let forecast =
        if own.has_forecast { format!("forecast {}", exact(forecast)) } else { "no forecast".to_owned() };
    let name = words::scheme(&own.scheme, &own.name);
    let mut blocks = vec![
        Block::item(&format!("  {name}: identified {}, {forecast}", exact(identified))),
        Block::item(&format!(
            "    adjusted {} = delivered {} + {}% of {} outstanding ({})",
            exact(adjusted),
            exact(delivered),
            own.weight,
            exact(outstanding),
            text::clean(&own.reason)
        )),
    ];
    blocks.extend(in_short(own));
    blocks
}

/// The cells of a contribution, many of one file as one line.
fn in_short(own: &Contribution) -> Vec<Block> {
    match &own.lines {
        Some(lines) => vec![Block::whole(&format!("    {}", text::clean(lines)))],
        None => cells(&own.cells).collect(),
    }
}

/// The sums of some contributions, on every basis.
fn sum(of: &Contributed) -> Block {
    Block::item(&format!(
        "    identified {}, forecast {}, adjusted {} = delivered {} + {} weighted of {} outstanding",
        exact(of.identified),
        exact(of.forecast),
        exact(of.adjusted),
        exact(of.delivered),
        exact(of.weighted),
        exact(of.outstanding)
    ))
}
