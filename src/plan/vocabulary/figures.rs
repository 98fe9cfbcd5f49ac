//! Words over columns of figures: which figure it is, and how much time it is of.

use crate::plan::Measure;

/// Which figure a heading names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    Of(Measure),
    /// A difference of two others, as stated.
    Variance,
}

/// How much time a heading speaks of, where it names no period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    ToDate,
    FullYear,
    /// The month of the report alone, beside the year to date.
    InMonth,
    /// A total over what stands beside it.
    Total,
}

/// Phrases that say how much time is meant, those that hold others first.
pub(crate) const SPANS: [(&[&str], Span); 27] = [
    (&["year", "to", "date"], Span::ToDate),
    (&["ytd"], Span::ToDate),
    (&["to", "date"], Span::ToDate),
    (&["todate"], Span::ToDate),
    (&["cumulative"], Span::ToDate),
    (&["cum"], Span::ToDate),
    (&["year", "todate"], Span::ToDate),
    (&["full", "year"], Span::FullYear),
    (&["whole", "year"], Span::FullYear),
    (&["full", "yr"], Span::FullYear),
    (&["annual"], Span::FullYear),
    (&["year", "end"], Span::FullYear),
    (&["yearend"], Span::FullYear),
    (&["ye"], Span::FullYear),
    (&["for", "the", "year"], Span::FullYear),
    (&["in", "year"], Span::FullYear),
    (&["fy"], Span::FullYear),
    (&["part", "year", "effect"], Span::FullYear),
    (&["part", "year"], Span::FullYear),
    (&["pye"], Span::FullYear),
    (&["in", "month"], Span::InMonth),
    (&["current", "month"], Span::InMonth),
    (&["this", "month"], Span::InMonth),
    (&["month", "only"], Span::InMonth),
    (&["grand", "total"], Span::Total),
    (&["total"], Span::Total),
    (&["totals"], Span::Total),
];

/// Words that say that a column of a month's sheet is not of the month alone.
pub(crate) const BEYOND_A_MONTH: [&str; 7] = ["ytd", "date", "cumulative", "cum", "year", "fot", "outturn"];

/// Words that say nothing of which figure it is.
pub(crate) const NOISE: [&str; 20] = [
    "savings",
    "saving",
    "s",
    "qipp",
    "cip",
    "crip",
    "cres",
    "efficiency",
    "efficiencies",
    "net",
    "gross",
    "value",
    "in",
    "for",
    "of",
    "the",
    "amount",
    "and",
    "against",
    "%",
];

/// The figure that a word in a heading names.
pub(crate) fn figure(word: &str) -> Option<Figure> {
    Some(match word {
        "plan" | "plans" | "planned" | "target" | "targets" | "budget" | "budgeted" | "profile"
        | "profiled" | "phased" | "phasing" | "trajectory" => Figure::Of(Measure::Plan),
        "actual" | "actuals" | "act" | "delivered" | "achieved" | "delivery" | "achievement" | "realised" => {
            Figure::Of(Measure::Actual)
        }
        "forecast" | "forecasts" | "fot" | "outturn" | "projected" | "projection" | "fcast" | "fcst" => {
            Figure::Of(Measure::Forecast)
        }
        "investment" | "cost" | "costs" => Figure::Of(Measure::Investment),
        "variance" | "variances" | "var" | "difference" => Figure::Variance,
        _ => return None,
    })
}

/// Words that call what stands with them a forecast.
pub(crate) const FORETELLS: [&str; 7] =
    ["forecast", "forecasts", "fot", "projected", "projection", "fcast", "fcst"];

/// Words that call figures of the year's end a forecast: `Expected year end savings`.
pub(crate) const EXPECTS: [&str; 4] = ["expected", "likely", "predicted", "anticipated"];

/// Words that call what is made behind them a plan: `Planned delivery`.
pub(crate) const ADJECTIVES: [&str; 3] = ["planned", "target", "profiled"];

/// Words beside that of a forecast that say how sure or how late it is, and of nothing else.
const OF_FORECASTS: [&str; 13] = [
    "likely",
    "most",
    "case",
    "expected",
    "predicted",
    "anticipated",
    "estimated",
    "latest",
    "current",
    "to",
    "be",
    "will",
    "end",
];

/// Whether a word says nothing more of a forecast.
pub(crate) fn is_of_forecasts(word: &str) -> bool {
    OF_FORECASTS.contains(&word)
}

/// Words of what is made that are a plan or a forecast where words before say so: `Forecast delivery`.
const MADE: [&str; 2] = ["delivery", "achievement"];

/// Whether a word is of what is made, and a forecast, a target or a plan before it is of that.
pub(crate) fn is_made(word: &str) -> bool {
    MADE.contains(&word)
}

/// Whether one of the words of a plain heading is that of a variance, whatever else it says.
pub(crate) fn names_a_variance(heading: &str) -> bool {
    heading.split(' ').any(|word| figure(word) == Some(Figure::Variance))
}

/// The figure that a word of a title says that all below are: fewer words than over a column, as a
/// title speaks of delivery and costs whatever stands below it.
pub(crate) fn figure_of_title(word: &str) -> Option<Measure> {
    Some(match word {
        "plan" | "plans" | "planned" | "profile" | "target" => Measure::Plan,
        "actual" | "actuals" | "delivered" | "achieved" => Measure::Actual,
        "forecast" | "fot" | "outturn" => Measure::Forecast,
        _ => return None,
    })
}

/// Whether a plain heading is that of savings and says nothing of the year to date or the whole year:
/// `Planned savings`.
pub(crate) fn is_plan_of_savings(heading: &str) -> bool {
    let before = heading.strip_suffix("savings").or_else(|| heading.strip_suffix("saving"));
    before.is_some_and(|before| {
        ["", "plan ", "planned ", "target ", "total ", "estimated ", "expected "].contains(&before)
    })
}

/// Whole headings of a plan that say nothing of a time.
const LONE_PLANS: [&str; 12] = [
    "plan",
    "planned",
    "target",
    "total plan",
    "total target",
    "budget",
    "value",
    "savings target",
    "savings plan",
    "target saving",
    "saving target",
    "saving plan",
];

/// What a saving is called whose value is what it is planned to be: `Opportunity value`.
const VALUED: [&str; 9] =
    ["saving", "savings", "opportunity", "scheme", "project", "initiative", "cip", "qipp", "efficiency"];

/// Whether a plain heading is that of a plan and says nothing of the year to date or the whole year.
pub(crate) fn is_lone_plan(heading: &str) -> bool {
    let valued = heading.strip_suffix(" value").is_some_and(|of| VALUED.contains(&of));
    valued || is_plan_of_savings(heading) || LONE_PLANS.contains(&heading)
}

/// Whether the plain heading of a variance says that what it counts is short: `Shortfall/(surplus)`.
pub(crate) fn says_its_sense(heading: &str) -> bool {
    heading.split(' ').any(|word| matches!(word, "shortfall" | "slippage" | "under"))
}

/// What the heading of a plan as it was first made begins with.
pub(crate) const ORIGINAL_PLAN: [&str; 3] = ["original savings", "original plan", "original target"];

/// Words below a heading that say how its cells are written, and are no unit of money.
const UNIT_WORDS: [&str; 24] = [
    "wte",
    "fte",
    "headcount",
    "number",
    "no",
    "nos",
    "days",
    "hours",
    "beds",
    "text",
    "date",
    "mmm yy",
    "mm yy",
    "mmm yyyy",
    "dd mm yy",
    "dd mm yyyy",
    "dd mmm yy",
    "y n",
    "yes no",
    "rag",
    "r a g",
    "name",
    "ratio",
    "score",
];

/// Whether plain words below a heading say how its cells are written.
pub(crate) fn is_unit_word(plain: &str) -> bool {
    UNIT_WORDS.contains(&plain)
}

/// Words of figures that are yet to come, whatever they are called: no actual is named by arithmetic that
/// a heading calls so.
const FORESEEN: [&str; 13] = [
    "expected",
    "likely",
    "predicted",
    "anticipated",
    "estimate",
    "estimated",
    "projected",
    "future",
    "revised",
    "latest",
    "prediction",
    "expectation",
    "risk",
];

/// Whether a plain heading speaks of what is to come.
pub(crate) fn is_foreseen(heading: &str) -> bool {
    heading.split(' ').any(|word| FORESEEN.contains(&word))
}

/// Which year in order a plain heading names that says no date: `Year one`, `Yr 2`.
pub(crate) fn ordinal_year(heading: &str) -> Option<u8> {
    let number = heading.strip_prefix("year ").or_else(|| heading.strip_prefix("yr "))?;
    let words = ["one", "two", "three", "four", "five"];
    let at = words.iter().position(|word| *word == number);
    let at = at.or_else(|| number.parse::<usize>().ok()?.checked_sub(1).filter(|at| *at < words.len()))?;
    u8::try_from(at + 1).ok()
}
