//! Appendix One: opportunity areas identified. Set out, estimated, founded, sufficient, joined up.

use crate::criteria::coverage::{Answer, Verdicts, each_scheme};
use crate::criteria::{Criterion, Evidence, Outcome, PlanView, SchemeView, Set, Test};
use crate::figures::headroom::{cumulative, year_row};
use crate::figures::{Headroom, HeadroomLine};
use crate::location::Place;
use crate::money::{Money, Percent};
use crate::names::{key, same};
use crate::plan::fields::{TableId, assumptions, savings, schemes, workstreams, years};
use crate::plan::{Measure, Row, Scheme, ids_of};
use crate::policy::Key;
use crate::words::listed;
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::collections::HashSet;

const AREA: &str = "Opportunities";
const ROW: &str = "Opportunity areas identified";

/// The expectations in published order.
pub const CRITERIA: &[Criterion] = &[
    Criterion {
        id: "A1-OPP-1",
        asks: "The areas in which money can be saved are set out so that a reader can tell them apart",
        how: "Each scheme has a name (an id in words serves), a description and a workstream that the \
              `workstreams` table declares; partly when those that pass hold {coverage} of \
              planned savings",
        reads: &[schemes::NAME, schemes::WORKSTREAM, schemes::DESCRIPTION, workstreams::WORKSTREAM],
        test: Test::Coverage(set_out),
        passes: "Every scheme is named, described and placed in one of the eight declared workstreams",
        fails: "The schemes have codes and amounts, and no description",
        ..Criterion::of(Set::AppendixOne, AREA, ROW)
    },
    Criterion {
        id: "A1-OPP-2",
        asks: "What each opportunity is worth is estimated",
        how: "Each scheme has planned savings other than nil, by period or for the year; partly when those \
              that pass are {coverage} of schemes by count, a scheme without savings having no \
              value",
        reads: &[savings::PERIOD, savings::PLAN, schemes::PLAN_YEAR, schemes::PLAN_YTD],
        test: Test::Coverage(estimated),
        passes: "All 44 schemes have planned savings",
        fails: "Half of the schemes say `TBC` for their savings",
        ..Criterion::of(Set::AppendixOne, AREA, ROW)
    },
    Criterion {
        id: "A1-OPP-3",
        asks: "Each opportunity rests on assumptions that are plain, sensible and written down",
        how: "Each scheme has an assumption, in its own `assumptions` field or in a row with a rationale; \
              partly when those that pass hold {coverage} of planned savings",
        reads: &[assumptions::SCHEME, assumptions::RATIONALE, schemes::ASSUMPTIONS],
        test: Test::Coverage(founded),
        passes: "Each scheme says why its saving is to be expected, such as 11% of referrals managed in \
                 primary care",
        fails: "Schemes with 40% of planned savings give no assumption",
        ..Criterion::of(Set::AppendixOne, AREA, ROW)
    },
    Criterion {
        id: "A1-OPP-4",
        asks: "Together the opportunities are as large as the challenge",
        how: "Identified savings, without unidentified lines, cover the challenge in each year and in total; \
              partly when a single year is short but no cumulative year-end is, or when the challenge is \
              given in total alone and covered; else unmet; unevidenced without a challenge",
        decisive: true,
        reads: &[years::YEAR, years::CHALLENGE, years::IDENTIFIED, savings::PLAN],
        test: Test::Plan(sufficient),
        passes: "£20.6m, £15.2m and £9.0m are identified against challenges of £18.9m, £13.9m and £8.0m",
        fails: "£18.0m is identified against £18.9m in the first year, and £2.0m is still to be found",
        ..Criterion::of(Set::AppendixOne, AREA, ROW)
    },
    Criterion {
        id: "A1-OPP-5",
        asks: "The plan knows which services and schemes depend on each other",
        how: "Each scheme names other schemes that it depends on, or says `none: …` with the reason, and every \
              scheme named exists in the plan; partly when those that pass hold {coverage} of \
              planned savings",
        reads: &[schemes::INTERDEPENDENCIES],
        test: Test::Coverage(joined),
        passes: "PC-01 names PC-07 and PC-03, which exist, and PC-02 says none, with the reason",
        fails: "Every scheme names UC-99, which is no scheme of the plan",
        ..Criterion::of(Set::AppendixOne, AREA, ROW)
    },
];

fn set_out(view: &PlanView, verdicts: &Verdicts) -> Evidence {
    let mut undeclared: Vec<&str> = Vec::new();
    for scheme in view.judged() {
        if let Some(name) = scheme.scheme.workstream()
            && scheme.workstream_row().is_none()
            && !undeclared.iter().any(|known| same(known, name))
        {
            undeclared.push(name);
        }
    }
    let mut evidence =
        each_scheme(view, verdicts, "lacks a name, a description or a declared workstream", |scheme| {
            let row = &scheme.scheme.row;
            let filled: Vec<Place> = [schemes::NAME, schemes::DESCRIPTION, schemes::WORKSTREAM]
                .into_iter()
                .filter(|column| row.filled(*column))
                .map(|column| row.place_of(column))
                .collect();
            let complete = is_named(scheme.scheme)
                && row.text(schemes::DESCRIPTION).is_some()
                && scheme.workstream_row().is_some();
            match (complete, filled.is_empty()) {
                (true, _) => Answer::Passes(filled),
                (false, false) => Answer::Short(filled),
                (false, true) => Answer::Nothing,
            }
        });
    if !undeclared.is_empty() {
        evidence.reason.push_str(&format!("; the workstreams table has no {}", listed(&undeclared)));
        evidence.places.extend(view.rows(TableId::Workstreams).first().map(|row| row.place));
    }
    evidence
}

/// Whether a scheme has a name, or an id that is one: in several words, or without digits.
fn is_named(scheme: &Scheme) -> bool {
    scheme.row.text(schemes::NAME).is_some()
        || scheme.id.contains(char::is_whitespace)
        || !scheme.id.contains(|c: char| c.is_ascii_digit())
}

fn estimated(view: &PlanView, verdicts: &Verdicts) -> Evidence {
    let mut evidence = each_scheme(view, verdicts, "lacks planned savings", |scheme| {
        let place = vec![planned_place(scheme)];
        match (scheme.figures.planned_stated, scheme.figures.planned.is_zero()) {
            (false, _) => Answer::Nothing,
            (true, true) => Answer::Short(place),
            (true, false) => Answer::Passes(place),
        }
    });
    if !matches!(evidence.outcome, Outcome::Partly | Outcome::Unmet) {
        return evidence;
    }
    let count = |number: usize| Money::new(Decimal::from(number));
    let (all, failing) = (view.in_sums().count(), evidence.failing.len());
    let least = view.policy.number(Key::Coverage);
    let enough =
        Percent::of(count(all) - count(failing), count(all)).is_some_and(|share| !share.under(least));
    evidence.outcome = if enough { Outcome::Partly } else { Outcome::Unmet };
    evidence.reason = format!("{failing} of {all} schemes without planned savings");
    evidence
}

/// The first cell that gives a scheme's planned savings.
fn planned_place(scheme: &SchemeView) -> Place {
    let row = &scheme.scheme.row;
    let point = scheme.scheme.points(Measure::Plan).find(|point| point.amount.is_some());
    point.map_or_else(
        || {
            let column = [schemes::PLAN_YEAR, schemes::PLAN_YTD].into_iter().find(|c| row.filled(*c));
            column.map_or(row.place, |column| row.place_of(column))
        },
        |point| point.place,
    )
}

fn founded(view: &PlanView, verdicts: &Verdicts) -> Evidence {
    each_scheme(view, verdicts, "lacks an assumption with a rationale", |scheme| {
        if let passes @ Answer::Passes(_) = Answer::told(&scheme.scheme.row, schemes::ASSUMPTIONS) {
            return passes;
        }
        let reasoned = |row: &Row| row.text(assumptions::RATIONALE).is_some();
        Answer::among(scheme.rows(TableId::Assumptions), assumptions::RATIONALE, reasoned)
    })
}

fn sufficient(view: &PlanView) -> Evidence {
    let headroom = &view.figures.headroom;
    let Some(total) = headroom.total.as_deref() else {
        return Evidence::unevidenced("no challenge is given to hold the identified savings against");
    };
    let place = |line: &HeadroomLine| {
        let row = line.year.and_then(|year| year_row(view.plan, year));
        let row = row.or_else(|| view.rows(TableId::Years).iter().find(|row| row.filled(years::CHALLENGE)));
        row.map_or(view.plan.row.place, |row| row.place_of(years::CHALLENGE))
    };
    if total.identified.is_some_and(Money::is_zero) && total.challenge.is_positive() {
        let unidentified = headroom.years.iter().any(|line| !line.unidentified.is_zero());
        let reason = if unidentified || !headroom.unidentified.is_zero() {
            "every saving against the challenge is still unidentified"
        } else {
            "no savings are identified against the challenge"
        };
        let alone = headroom.years.is_empty().then_some(total);
        return Evidence::unmet(reason, headroom.years.iter().chain(alone).map(place).collect());
    }
    if headroom.years.is_empty() {
        let places = vec![place(total)];
        return match total.headroom() {
            None => not_said(headroom),
            Some(headroom) if headroom.is_negative() => {
                Evidence::unmet(format!("identified savings {} in total", covers(total)), places)
            }
            Some(_) => Evidence::partly(
                "the challenge is given in total only, so no year can be shown covered",
                places,
            ),
        };
    }
    let (mut short, mut covered, mut reasons) = (Vec::new(), Vec::new(), Vec::new());
    let mut overdrawn = false;
    for (line, cumulative) in headroom.years.iter().zip(cumulative(&headroom.years)) {
        let is_short = line.headroom().is_some_and(Money::is_negative);
        let is_overdrawn = cumulative.is_some_and(Money::is_negative);
        overdrawn |= is_overdrawn;
        if is_short || is_overdrawn {
            short.push(place(line));
        } else {
            covered.push(place(line));
        }
        if is_short {
            let year = line.year.map_or_else(String::new, |year| format!(" of {year}"));
            reasons.push(format!("{}{year}", covers(line)));
        }
    }
    if !overdrawn && total.identified.is_none() {
        return not_said(headroom);
    }
    if short.is_empty() {
        return Evidence::met(covered);
    }
    short.append(&mut covered);
    if total.headroom().is_some_and(Money::is_negative) && headroom.years.len() > 1 {
        reasons.push(format!("{} in total", covers(total)));
    }
    let reason = format!("identified savings {}", reasons.join(", "));
    if overdrawn {
        let aside = if headroom.unidentified.is_zero() { "" } else { ", unidentified lines left out" };
        Evidence::unmet(format!("{reason}{aside}"), short)
    } else {
        Evidence::partly(format!("{reason}; savings of earlier years make it up"), short)
    }
}

fn not_said(headroom: &Headroom) -> Evidence {
    Evidence::unevidenced(headroom.not_assessed().unwrap_or_default())
}

fn covers(line: &HeadroomLine) -> String {
    let cover = line.cover().map_or_else(
        || "do not cover".to_owned(),
        |cover| format!("cover {}%", cover.show(1, &[Decimal::ONE_HUNDRED])),
    );
    format!("{cover} of the challenge")
}

fn joined(view: &PlanView, verdicts: &Verdicts) -> Evidence {
    let known: HashSet<Cow<str>> =
        view.plan.schemes.iter().flat_map(|scheme| [key(&scheme.id), key(scheme.name())]).collect();
    let is_known = |id: &str| known.contains(&key(id));
    let mut unknown: Vec<String> = Vec::new();
    for scheme in view.judged() {
        for id in others_named(scheme.scheme).filter(|id| !is_known(id)) {
            let named = format!("{id} (named by {})", scheme.scheme.id);
            if !unknown.contains(&named) {
                unknown.push(named);
            }
        }
    }
    let mut evidence = each_scheme(
        view,
        verdicts,
        "lacks interdependencies with existing schemes, or `none: …`",
        |scheme| {
            let row = &scheme.scheme.row;
            let place = vec![row.place_of(schemes::INTERDEPENDENCIES)];
            let mut named = others_named(scheme.scheme).peekable();
            match row.stated(schemes::INTERDEPENDENCIES) {
                None => Answer::Nothing,
                Some(_) if row.says_none(schemes::INTERDEPENDENCIES) => Answer::Passes(place),
                Some(_) if named.peek().is_some() && named.all(is_known) => Answer::Passes(place),
                Some(_) => Answer::Short(place),
            }
        },
    );
    if !unknown.is_empty() && evidence.outcome != Outcome::Met {
        evidence.reason.push_str(&format!("; the plan has no scheme {}", listed(&unknown)));
    }
    evidence
}

/// The schemes, itself left out, on which a scheme says that it depends.
fn others_named(scheme: &Scheme) -> impl Iterator<Item = &str> {
    let stated = scheme.row.stated(schemes::INTERDEPENDENCIES);
    let stated = stated.filter(|_| !scheme.row.says_none(schemes::INTERDEPENDENCIES));
    let is_itself = |id: &&str| same(id, &scheme.id) || same(id, scheme.name());
    stated.into_iter().flat_map(ids_of).filter(move |id| !is_itself(id))
}

#[cfg(test)]
mod tests;
