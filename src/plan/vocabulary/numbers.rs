//! Words of headings over numbers: those of money, and those of numbers that are no money.

/// Words that say that the numbers below are money, whatever else the heading says: `WTE cost`.
const MONEY: [&str; 14] = [
    "saving",
    "savings",
    "cost",
    "costs",
    "value",
    "amount",
    "spend",
    "spending",
    "expenditure",
    "budget",
    "income",
    "benefit",
    "benefits",
    "money",
];

/// Words that say so too, but of heads: `WTE planned` is no money.
const MONEY_BUT_OF_HEADS: [&str; 35] = [
    "budgets",
    "plan",
    "planned",
    "actual",
    "actuals",
    "forecast",
    "fot",
    "outturn",
    "variance",
    "total",
    "net",
    "gross",
    "investment",
    "target",
    "challenge",
    "requirement",
    "identified",
    "unidentified",
    "opportunity",
    "opportunities",
    "headroom",
    "gap",
    "shortfall",
    "ytd",
    "delivered",
    "achieved",
    "efficiency",
    "efficiencies",
    "qipp",
    "cip",
    "crip",
    "recurrent",
    "fye",
    "pye",
    "funding",
];

/// Words of numbers that are no money, however large and however written: references, head counts.
const OTHER: [&str; 24] = [
    "no",
    "nos",
    "number",
    "numbers",
    "num",
    "ref",
    "reference",
    "id",
    "code",
    "codes",
    "page",
    "pages",
    "wte",
    "wtes",
    "fte",
    "ftes",
    "headcount",
    "posts",
    "phone",
    "telephone",
    "tel",
    "ext",
    "extension",
    "date",
];

/// Words of heads, which are no money whatever measure of them it is: `WTE planned`.
const HEADS: [&str; 6] = ["wte", "wtes", "fte", "ftes", "headcount", "posts"];

/// Words that say how far figures reach: they are of money as often as not.
const TO_DATE: &str = "to date";

/// Words of counts, as large as bare whole numbers are: `Staff` over `1,200.5` is money.
const COUNTS: [&str; 16] = [
    "staff",
    "heads",
    "beds",
    "bed",
    "quantity",
    "qty",
    "volume",
    "volumes",
    "activity",
    "count",
    "patients",
    "admissions",
    "attendances",
    "referrals",
    "spells",
    "episodes",
];

/// Words over scores, ranks, phases and times, which are small whole numbers or years: `High risk` and
/// `Rest of year` may stand over money.
const SCORES: [&str; 40] = [
    "year",
    "years",
    "month",
    "months",
    "quarter",
    "week",
    "weeks",
    "day",
    "days",
    "hours",
    "times",
    "rank",
    "ranking",
    "priority",
    "order",
    "sequence",
    "score",
    "scores",
    "scoring",
    "weight",
    "weighting",
    "phase",
    "stage",
    "step",
    "tier",
    "level",
    "band",
    "likelihood",
    "impact",
    "probability",
    "confidence",
    "complexity",
    "risk",
    "version",
    "rating",
    "rag",
    "rate",
    "item",
    "line",
    "row",
];

/// Whether a bare number may be a year.
pub(crate) fn may_be_year(number: impl Into<i64>) -> bool {
    (1990..=2060).contains(&number.into())
}

/// What a heading says of the numbers below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numbers {
    Money,
    /// No money, however large.
    Other,
    /// No money where they are bare whole numbers.
    Counts,
    /// No money where they are small whole numbers.
    Scores,
    Unsaid,
}

/// What a plain heading says of the numbers below it.
pub(crate) fn of_heading(heading: &str) -> Numbers {
    let heading = heading.replace(TO_DATE, ""); // a span, and no date
    let says = |words: &[&str]| heading.split(' ').any(|word| words.contains(&word));
    match () {
        () if says(&HEADS) && !says(&MONEY) => Numbers::Other,
        () if says(&MONEY) || says(&MONEY_BUT_OF_HEADS) => Numbers::Money,
        () if says(&OTHER) => Numbers::Other,
        () if says(&COUNTS) => Numbers::Counts,
        () if says(&SCORES) => Numbers::Scores,
        () => Numbers::Unsaid,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_says_what_its_numbers_are() {
        for (heading, said) in [
            ("wte cost", Numbers::Money),
            ("wte", Numbers::Other),
            ("wte reduction planned", Numbers::Other),
            ("no of patients", Numbers::Other),
            ("banked to date", Numbers::Unsaid),
            ("posts to date", Numbers::Other),
            ("start date", Numbers::Other),
            ("high risk", Numbers::Scores),
            ("rest of year", Numbers::Scores),
            ("staff", Numbers::Counts),
            ("lower", Numbers::Unsaid),
        ] {
            assert_eq!(of_heading(heading), said, "{heading}");
        }
    }
}
