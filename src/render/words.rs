//! How figures, dates and colours are worded on a page.

use super::text;
use crate::calendar::{FinancialYear, parse_date, show_date};
use crate::figures::AsAtBasis;
use crate::rating::Rating;
use crate::report::{Direction, FinanceLine, Level, PlanReport, Report, Share, Shown, Worse, WorseOf};
pub use crate::words::count;
use rust_decimal::{Decimal, RoundingStrategy};

/// The colour word, coloured: `AMBER`; `n/a` where nothing applies.
pub fn rating(rating: Rating) -> String {
    text::coloured(rating, upper(rating))
}

/// The colour word in capitals, without colour.
pub fn upper(rating: Rating) -> &'static str {
    match rating {
        Rating::NotApplicable => "n/a",
        Rating::Green => "GREEN",
        Rating::Amber => "AMBER",
        Rating::Grey => "GREY",
        Rating::Red => "RED",
    }
}

/// Where a rating went, as an arrow: up is better.
pub fn arrow(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "↑",
        Direction::Down => "↓",
        Direction::Same => "→",
        Direction::New => "new",
        Direction::Unknown => "",
    }
}

/// The letter of a rating, coloured.
pub fn letter(rating: Rating) -> String {
    text::coloured(rating, rating.letter())
}

/// A date as a page shows it: `30 Sep 2011`.
pub fn date(iso: &str) -> String {
    parse_date(iso).map_or_else(|_| text::clean(iso).into_owned(), show_date)
}

/// A month as a heading shows it: `Sep 2011`.
pub fn month(iso: &str) -> String {
    let first = parse_date(&format!("{iso}-01")).map(show_date).unwrap_or_default();
    first.strip_prefix("1 ").map_or_else(|| text::clean(iso).into_owned(), str::to_owned)
}

/// The reporting date of the header line.
pub fn as_at(iso: Option<&str>) -> String {
    iso.map_or_else(|| "as at not stated".to_owned(), |iso| format!("as at {}", date(iso)))
}

/// The date at which the sums over several organisations stand, and whence it is, where nobody gave it.
pub fn as_at_common(report: &Report) -> String {
    let date = report.rollup.as_ref().and_then(|rollup| rollup.as_at.as_deref());
    let is_given = report.plans.iter().all(|plan| plan.as_at_basis == AsAtBasis::Given);
    let whence = if date.is_some() && !is_given { " (latest common month)" } else { "" };
    format!("{}{whence}", as_at(date))
}

/// A share without its sign per cent, blank where there is none.
pub fn share(share: Option<&Share>) -> String {
    share.map_or_else(String::new, Share::text)
}

/// A variance in per cent, with its sign: `+6.1`, `-9.3`.
pub fn variance(share: Option<&Share>) -> String {
    share.map_or_else(String::new, |share| {
        let text = share.text();
        let ahead = !text.starts_with('-') && text.contains(|c: char| ('1'..='9').contains(&c));
        format!("{}{text}", if ahead { "+" } else { "" })
    })
}

/// A variance with its sign per cent, blank where there is none: `-9.3%`.
pub fn percent(share: Option<&Share>) -> String {
    share.map_or_else(String::new, |_| format!("{}%", variance(share)))
}

/// A share with its sign per cent: `91.2%`.
pub fn percent_of(share: &Share) -> String {
    format!("{}%", share.text())
}

/// A year, or that it is not known which.
pub fn of_year(year: Option<FinancialYear>) -> String {
    year.map_or_else(|| "the year".to_owned(), |year| year.to_string())
}

/// How many other years there are, and where they are shown: `; 2 other years: --view years`.
pub fn other_years(years: &[FinancialYear]) -> String {
    if years.is_empty() {
        return String::new();
    }
    format!("; {}: --view years", count(years.len(), "other year"))
}

/// The reporting year of all organisations; none where it is not known, or they differ.
pub fn common_year(report: &Report) -> Option<FinancialYear> {
    let mut years = report.plans.iter().filter(|plan| plan.level.is_own()).map(|plan| plan.year);
    let first = years.next().flatten()?;
    years.all(|year| year == Some(first)).then_some(first)
}

/// The policy in force: `policy nao-2011`, `policy qipp.toml: 3 values changed`.
pub fn policy(report: &Report) -> String {
    let policy = &report.policy;
    let name = text::clean(&policy.name);
    match policy.changed {
        0 => format!("policy {name}"),
        n => format!("policy {name}: {} changed", count(n, "value")),
    }
}

/// A text with the unit of its amounts: `WORKSTREAMS £k`.
pub fn with_unit(title: &str, shown: Shown) -> String {
    format!("{title} {}", shown.label()).trim_end().to_owned()
}

/// What every pound must deliver, as pence, rounded up: `95p` for 94.23%.
pub fn pence_needed(share: &Share) -> String {
    pence(share, RoundingStrategy::ToPositiveInfinity)
}

/// What every pound delivers, as pence, rounded down.
pub fn pence_delivered(share: &Share) -> String {
    pence(share, RoundingStrategy::ToNegativeInfinity)
}

/// With as many decimals as are needed not to say a whole pound that is not one.
fn pence(share: &Share, rounding: RoundingStrategy) -> String {
    let Ok(value) = share.digits().parse::<Decimal>() else { return format!("{}p", share.text()) };
    let rounded = (0..value.scale()).map(|places| value.round_dp_with_strategy(places, rounding));
    let pence = rounded.into_iter().find(|pence| *pence != Decimal::ONE_HUNDRED).unwrap_or(value);
    format!("{}p", pence.normalize())
}

/// What stands where a plan says nothing.
pub const NOTHING_SAID: &str = "nothing is said";

/// How the amounts of an organisation are shown.
pub fn shown_of(report: &Report, organisation: &str) -> Shown {
    let own = report.plans.iter().find(|plan| plan.organisation == organisation);
    own.map_or_else(|| shown(report), |plan| plan.shown)
}

/// How headroom over organisations is shown: as that of the first that has any.
pub fn shown_headroom(report: &Report) -> Shown {
    let has = |plan: &&PlanReport| plan.headroom.total.is_some();
    let first = report.plans.iter().find(has).or(report.plans.first());
    first.map_or_else(Shown::default, |plan| plan.shown_headroom)
}

/// What `†` says.
pub const CHOSEN: &str = "a choice of this project, not the published rule: a plan of nil, or actuals missing \
                          (qipp explain F13-FIN-5)";

/// The sign of a line's footnotes: `†` for a choice, `*` for a figure that is not complete.
pub fn signs(line: &FinanceLine) -> String {
    format!("{}{}", if line.chosen { "†" } else { "" }, if line.incomplete { "*" } else { "" })
}

/// A figure that a cell is missing from: grey, with its star.
pub fn incomplete(figure: &str) -> String {
    text::coloured(Rating::Grey, &format!("{figure}*"))
}

/// The organisation with its code: `Anytown PCT (5ZZ)`.
pub fn organisation(plan: &PlanReport) -> String {
    let name = text::clean(&plan.organisation);
    match plan.code.as_deref().map(text::clean) {
        Some(code) if !code.is_empty() && code != name => format!("{name} ({code})"),
        _ => name.into_owned(),
    }
}

/// A scheme's id and, where it has one, name.
pub fn scheme(id: &str, name: &str) -> String {
    let (id, name) = (text::clean(id), text::clean(name));
    if id == name || name.is_empty() { id.into_owned() } else { format!("{id} {name}") }
}

/// What a finance line is about: its scheme, workstream or organisation.
pub fn subject(line: &FinanceLine) -> String {
    let name = match line.level {
        Level::Scheme if line.name.is_empty() => &line.scheme,
        Level::Scheme => &line.name,
        Level::Workstream | Level::ClusterWorkstream | Level::RegionWorkstream | Level::NationWorkstream => {
            &line.workstream
        }
        Level::Organisation => &line.organisation,
        Level::Cluster => &line.cluster,
        Level::Region => &line.region,
        Level::Nation => "",
    };
    text::clean(name).into_owned()
}

/// The cluster or region that a line is of.
pub fn body(line: &FinanceLine) -> String {
    text::clean(if line.cluster.is_empty() { &line.region } else { &line.cluster }).into_owned()
}

/// How amounts over several organisations are shown: as each of them shows them, else as most can.
pub fn shown(report: &Report) -> Shown {
    report.shown()
}

/// What is worse beneath a colour: `1 of 8 workstreams amber, 2 of 46 schemes red`; `None` where nothing is.
pub fn worse(worse: &Worse) -> Option<String> {
    let at = |of: WorseOf, what: &str| {
        let colours = [(of.red, "red"), (of.grey, "grey"), (of.amber, "amber")];
        let mut named = colours.into_iter().filter(|(n, _)| *n > 0);
        let (n, colour) = named.next()?;
        let rest: String = named.map(|(n, colour)| format!(" and {n} {colour}")).collect();
        let all = count(of.of, what);
        Some(match rest.as_str() {
            "" => format!("{n} of {all} {colour}"),
            rest => format!("{n} {colour}{rest} of {all}"),
        })
    };
    let said: Vec<String> =
        [at(worse.workstreams, "workstream"), at(worse.schemes, "scheme")].into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(", "))
}

/// The schemes that are worse beneath a colour, in a cell: `2 red`.
pub fn worse_schemes(worse: &Worse) -> String {
    let WorseOf { red, grey, amber, .. } = worse.schemes;
    let mut named = [(red, "red"), (grey, "grey"), (amber, "amber")].into_iter().filter(|(n, _)| *n > 0);
    named.next().map_or_else(String::new, |(n, colour)| format!("{n} {colour}"))
}

/// How many of each colour: `3 green, 1 amber, 2 red`; what there is none of is not said.
pub fn colours(ratings: impl Iterator<Item = Rating>) -> String {
    let mut counts = [0_usize; 5];
    for rating in ratings {
        if let Some(count) = counts.get_mut(place(rating)) {
            *count += 1;
        }
    }
    let named = ["red", "grey", "amber", "green", "not rated"];
    let parts = counts.iter().zip(named).filter(|(n, _)| **n > 0).map(|(n, word)| format!("{n} {word}"));
    parts.collect::<Vec<_>>().join(", ")
}

fn place(rating: Rating) -> usize {
    match rating {
        Rating::Red => 0,
        Rating::Grey => 1,
        Rating::Amber => 2,
        Rating::Green => 3,
        Rating::NotApplicable => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::{Money, Percent};

    fn of(part: &str, whole: &str) -> Share {
        let money = |text: &str| Money::new(text.parse().unwrap());
        Share::of(Percent::of(money(part), money(whole)).unwrap(), &[])
    }

    #[test]
    fn a_need_is_rounded_up_and_an_achievement_down() {
        assert_eq!(pence_needed(&of("94.23", "100")), "95p");
        assert_eq!(pence_delivered(&of("94.93", "100")), "94p");
        assert_eq!(pence_needed(&of("94", "100")), "94p");
        assert_eq!(pence_needed(&of("998", "1000")), "99.8p", "not yet a whole pound");
        assert_eq!(pence_delivered(&of("1003", "1000")), "100.3p");
        assert_eq!(pence_delivered(&of("5", "5")), "100p");
    }

    #[test]
    fn a_variance_shows_its_sign() {
        assert_eq!(variance(Some(&of("6.1", "100"))), "+6.1");
        assert_eq!(variance(Some(&of("-9.3", "100"))), "-9.3");
        assert_eq!(variance(Some(&of("0", "100"))), "0.0");
        assert_eq!(date("2011-09-30"), "30 Sep 2011");
        assert_eq!(
            colours([Rating::Red, Rating::NotApplicable, Rating::Red].into_iter()),
            "2 red, 1 not rated"
        );
    }
}
