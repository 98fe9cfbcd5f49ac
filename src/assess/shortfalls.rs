//! Everything of an organisation that is judged and may be short, with how far: what a gate is held by and what an
//! exception is about are the same things, measured once.

use crate::criteria::{COVERS_CHALLENGE, FIVE_PERCENT_RULE};
use crate::money::Money;
use crate::plan::limit::Shortfall;
use crate::policy::{Key, Policy};
use crate::rating::Rating;
use crate::report::{ExpectationReport, FinanceLine, Finding, HeadroomReport, Level, Places, PlanReport};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// Something that is judged or found.
pub struct Judged<'r> {
    /// Blank for the organisation's own line.
    pub scheme: &'r str,
    pub code: &'static str,
    /// The result, the colour of a line, or the severity of a finding.
    pub computed: &'static str,
    pub is_short: bool,
    pub reason: Cow<'r, str>,
    /// The money at stake.
    pub amount: Option<Money>,
    pub shortfall: Shortfall,
    pub places: &'r Places,
    /// Which finding.
    pub fingerprint: Option<&'r str>,
}

/// Everything judged of an organisation: its own lines, Appendix One, what it is assured of, its schemes.
pub fn of_plan<'r>(plan: &'r PlanReport, policy: &Policy) -> Vec<Judged<'r>> {
    let of_lines = |line: &'r FinanceLine| (line.scheme.as_str(), line);
    let schemes = plan.finance.iter().filter(|line| line.level == Level::Scheme);
    let money: HashMap<&str, &FinanceLine> = schemes.map(of_lines).collect();
    let whole = plan.finance.iter().find(|line| line.level == Level::Organisation);
    let headroom = of_headroom(&plan.headroom, policy);
    let own = plan.appendix_one.iter().filter(|row| !row.not_supplied).flat_map(|row| &row.expectations);
    let own = own.chain(&plan.integrated_plan).map(|of| {
        let measured = if of.code == COVERS_CHALLENGE { headroom } else { at_stake(of) };
        expectation("", of, measured)
    });
    let rates_forecast = policy.flag(Key::ForecastRates);
    let schemes = plan.figure_13.iter().flat_map(|judged| {
        let line = money.get(judged.scheme.as_str()).copied();
        judged.expectations.iter().map(move |of| {
            let measured = match line.filter(|_| of.code == FIVE_PERCENT_RULE) {
                Some(line) => of_finance(line, rates_forecast),
                None => at_stake(of),
            };
            expectation(&judged.scheme, of, measured)
        })
    });
    // a scheme that no criterion judges, such as a closed one, is held by its money alone
    let judged: HashSet<&str> = plan.figure_13.iter().map(|own| own.scheme.as_str()).collect();
    let unjudged = plan.finance.iter().filter(|line| {
        line.level == Level::Scheme
            && line.rating != Rating::NotApplicable
            && !judged.contains(line.scheme.as_str())
    });
    let unjudged = unjudged.map(|line| {
        let shortfall = of_finance(line, rates_forecast);
        let reason = behind(plan, shortfall);
        Judged {
            scheme: &line.scheme,
            ..own_line(FIVE_PERCENT_RULE, line.rating, reason, shortfall, &line.places)
        }
    });
    let mut all: Vec<Judged> = own.chain(schemes).chain(unjudged).collect();
    let rating = plan.ratings.finance.worse(plan.ratings.forecast);
    if let (Some(line), true) = (whole, rating != Rating::NotApplicable) {
        let shortfall = of_finance(line, true);
        all.push(own_line(FIVE_PERCENT_RULE, rating, behind(plan, shortfall), shortfall, &line.places));
    }
    let is_judged = all.iter().any(|of| of.code == COVERS_CHALLENGE);
    if let (Some(total), false) =
        (&plan.headroom.total, is_judged || plan.ratings.headroom == Rating::NotApplicable)
    {
        let rating = plan.ratings.headroom;
        all.push(own_line(COVERS_CHALLENGE, rating, behind(plan, headroom), headroom, &total.places));
    }
    all
}

/// A finding.
pub fn of_finding(finding: &Finding) -> Judged<'_> {
    Judged {
        scheme: &finding.scheme,
        code: finding.code,
        computed: finding.severity.word(),
        is_short: true,
        reason: Cow::Borrowed(&finding.found),
        amount: finding.amount,
        shortfall: Shortfall { amount: finding.amount, percent: None },
        places: &finding.places,
        fingerprint: Some(&finding.fingerprint),
    }
}

fn expectation<'r>(scheme: &'r str, of: &'r ExpectationReport, shortfall: Shortfall) -> Judged<'r> {
    Judged {
        scheme,
        code: of.code,
        computed: of.result.word(),
        is_short: of.result.is_short(),
        reason: Cow::Borrowed(&of.reason),
        amount: of.amount,
        shortfall,
        places: &of.places,
        fingerprint: None,
    }
}

fn own_line<'r>(
    code: &'static str,
    rating: Rating,
    reason: String,
    shortfall: Shortfall,
    places: &'r Places,
) -> Judged<'r> {
    Judged {
        scheme: "",
        code,
        computed: rating.word(),
        is_short: rating.rank() > Rating::Green.rank(),
        reason: Cow::Owned(reason),
        amount: shortfall.amount,
        shortfall,
        places,
        fingerprint: None,
    }
}

/// "£412k short (14.1%)".
fn behind(plan: &PlanReport, short: Shortfall) -> String {
    let amount = short.amount.map(|amount| format!("{} short", plan.shown.in_words(amount)));
    let percent = short.percent.map(|percent| format!(" ({}%)", percent.show(1, &[])));
    amount.unwrap_or_default() + &percent.unwrap_or_default()
}

fn at_stake(of: &ExpectationReport) -> Shortfall {
    Shortfall { amount: of.amount, percent: None }
}

/// How far a line is behind plan, on the worse of its bases; months without an actual are at nil, so that a waiver
/// does not hold what nobody reports.
fn of_finance(line: &FinanceLine, rates_forecast: bool) -> Shortfall {
    let to_date = line.plan_ytd.map(|plan| {
        let actual = line.actual_ytd.unwrap_or_default();
        Shortfall::of(plan - actual, plan)
    });
    let of_year = (line.plan_year.zip(line.forecast_year)).filter(|_| rates_forecast);
    let of_year = of_year.map(|(plan, forecast)| Shortfall::of(plan - forecast, plan));
    let bases = [(line.rating, to_date), (line.rating_forecast, of_year)];
    let short = bases.into_iter().filter(|(rating, _)| rating.rank() > Rating::Green.rank());
    short.filter_map(|(_, short)| short).fold(Shortfall::default(), Shortfall::worse)
}

/// What is still to be identified for the headroom to be green, in the worst year or in total.
fn of_headroom(headroom: &HeadroomReport, policy: &Policy) -> Shortfall {
    let bound = policy.number(Key::HeadroomAmberUnder);
    let rows = headroom.rows().map(|row| {
        let asked = row.challenge + row.challenge.percent(bound);
        let of_row = Shortfall::of(asked - row.identified.unwrap_or_default(), row.challenge);
        let cumulative = row.cumulative.map(|own| Shortfall::of(-own, row.challenge));
        cumulative.map_or(of_row, |own| of_row.worse(own))
    });
    rows.fold(Shortfall::default(), Shortfall::worse)
}
