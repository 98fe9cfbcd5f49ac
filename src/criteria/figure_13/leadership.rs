//! Figure 13, leadership and governance: who answers for a scheme, who runs it and with whom.

use super::shown::{Examination, cell, cells, plain};
use crate::criteria::{Criterion, Evidence, Outcome, SchemeView, Set, Spell, Test};
use crate::location::Place;
use crate::plan::Row;
use crate::plan::fields::{ColumnId, TableId, engagement, schemes, workstreams};
use crate::policy::Key;
use rust_decimal::Decimal;

const AREA: &str = "Leadership and governance";

/// The expectations in published order.
pub const CRITERIA: &[Criterion] = &[
    Criterion {
        id: "F13-LED-1",
        asks: "Somebody senior is named who sponsors the scheme",
        how: "the scheme names its sponsor; `none` is not a name",
        reads: &[schemes::SPONSOR],
        test: Test::Scheme(sponsor),
        passes: "The sponsor is Simon Prendergast",
        fails: "The sponsor is 'TBC'",
        ..Criterion::of(Set::Figure13, AREA, "Leadership identified")
    },
    Criterion {
        id: "F13-LED-2",
        asks: "A project manager is named who has the time to deliver the scheme",
        how: "the scheme names its manager and gives a capacity above nil, and what that person (titles, case and \
              spaces aside) gives to every scheme under way on the reporting date is together at most {manager_most} \
              whole-time equivalents; of a scheme that has not started, what they give to those that start in the \
              same year; of a delivered one, its own share; unevidenced where one of those schemes does not say",
        reads: &[schemes::MANAGER, schemes::MANAGER_WTE],
        test: Test::Scheme(manager),
        passes: "Priya Nair gives 0.4 of her time to this scheme and 0.5 to another",
        fails: "Priya Nair is given 1.3 whole-time equivalents of work over three schemes",
        ..Criterion::of(Set::Figure13, AREA, "Leadership identified")
    },
    Criterion {
        id: "F13-GOV-1",
        asks: "It is clear how the project is governed",
        how: "the scheme or its workstream states its governance, or `none: reason`",
        reads: &[schemes::GOVERNANCE, workstreams::GOVERNANCE],
        test: Test::Scheme(governance),
        passes: "Its workstream's board meets monthly and reports to the programme board",
        fails: "Neither the scheme nor its workstream says how it is governed",
        ..Criterion::of(Set::Figure13, AREA, "Clear governance")
    },
    Criterion {
        id: "F13-GOV-2",
        asks: "Clinicians are engaged where that is appropriate, and where it is not, somebody has thought about it",
        how: "the scheme names its clinical lead, or says `none: reason`",
        reads: &[schemes::CLINICAL_LEAD],
        test: Test::Scheme(clinical),
        passes: "The clinical lead is Dr Neil Farrow",
        fails: "The clinical lead is given as 'none', without a reason",
        ..Criterion::of(Set::Figure13, AREA, "Clear governance")
    },
    Criterion {
        id: "F13-GOV-3",
        asks: "The sector, cluster or local health economy is engaged where that is appropriate",
        how: "the scheme states its engagement, or `none: reason`, or has rows in the engagement table",
        reads: &[schemes::ENGAGEMENT, engagement::GROUP],
        test: Test::Scheme(local_economy),
        passes: "Agreed with the acute trust at the monthly contract meeting",
        fails: "Nothing is said of anybody outside the organisation",
        ..Criterion::of(Set::Figure13, AREA, "Clear governance")
    },
];

fn sponsor(view: &SchemeView) -> Evidence {
    match cell(&view.scheme.row, schemes::SPONSOR) {
        Some(place) => Evidence::met(vec![place]),
        None => Evidence::unevidenced("no sponsor is named"),
    }
}

fn manager(view: &SchemeView) -> Evidence {
    let row = &view.scheme.row;
    let capacity = row.number(schemes::MANAGER_WTE);
    let said = cells(row, &[schemes::MANAGER, schemes::MANAGER_WTE]);
    let Some(manager) = row.text(schemes::MANAGER) else {
        return if said.is_empty() {
            Evidence::unevidenced("no manager is named")
        } else {
            Evidence::unmet("nobody is named as manager", said)
        };
    };
    match capacity {
        None => return Evidence::unmet(format!("no capacity is stated for manager {manager}"), said),
        Some(share) if share <= Decimal::ZERO => {
            return Evidence::unmet(format!("manager {manager} is given no time for the scheme"), said);
        }
        Some(_) => {}
    }
    let (total, most) = (view.manager_total(manager), view.of.policy.number(Key::ManagerMost));
    if total <= most {
        return match view.untold_time(manager) {
            None => Evidence::met(said),
            Some(other) => {
                let id = &other.scheme.id;
                let reason = format!(
                    "nothing says how much of manager {manager}'s time {id} takes, so the total is not known"
                );
                let place = other.scheme.row.place_of(schemes::MANAGER);
                Evidence::new(Outcome::Unevidenced, reason, said.into_iter().chain([place]).collect())
            }
        };
    }
    let mut seen = Examination::default();
    let over = match view.spell() {
        Some(Spell::UnderWay) => "over the schemes under way".to_owned(),
        Some(Spell::From(year)) => format!("over the schemes that start in {year}"),
        None => "on this scheme".to_owned(),
    };
    let reason = format!(
        "manager {manager} is given {} whole-time equivalents {over}, more than {}",
        plain(total),
        plain(most)
    );
    seen.short(reason, said);
    let shares = view.managed_with(manager);
    seen.holds(shares.filter_map(|other| cell(&other.scheme.row, schemes::MANAGER_WTE)));
    seen.into(Outcome::Unmet)
}

fn governance(view: &SchemeView) -> Evidence {
    let mut cells = vec![(&view.scheme.row, schemes::GOVERNANCE)];
    cells.extend(view.workstream_row().map(|row| (row, workstreams::GOVERNANCE)));
    stated(&cells, "how the project is governed")
}

fn clinical(view: &SchemeView) -> Evidence {
    stated(&[(&view.scheme.row, schemes::CLINICAL_LEAD)], "who leads it clinically")
}

fn local_economy(view: &SchemeView) -> Evidence {
    let mut cells = vec![(&view.scheme.row, schemes::ENGAGEMENT)];
    cells.extend(view.rows(TableId::Engagement).map(|row| (row, engagement::GROUP)));
    stated(&cells, "the engagement of sector, cluster or local health economy")
}

/// Met where any of the cells says something, `none` only with its reason.
fn stated(cells: &[(&Row, ColumnId)], what: &str) -> Evidence {
    let filled = || cells.iter().filter_map(|(row, column)| Some((row.stated(*column), cell(row, *column)?)));
    let told: Vec<Place> = filled().filter(|(text, _)| text.is_some()).map(|(_, place)| place).collect();
    if !told.is_empty() {
        return Evidence::met(told);
    }
    let bare: Vec<Place> = filled().map(|(_, place)| place).collect();
    if bare.is_empty() {
        Evidence::unevidenced(format!("nothing is said of {what}"))
    } else {
        Evidence::unmet(format!("'none' is said of {what}, without a reason (write 'none: reason')"), bare)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::criteria::example::scheme;

    #[test]
    fn time_that_another_scheme_does_not_tell_is_no_room_to_spare() {
        let beside = |cells: &[(&str, &str)]| {
            let own = scheme(&[("manager", "P Nair"), ("manager_wte", "0.4")]);
            own.scheme("S2", &[&[("manager", "p nair")][..], cells].concat()).shows("F13-LED-2")
        };
        assert_eq!(beside(&[("manager_wte", "0.6")]).outcome, Outcome::Met);
        assert_eq!(beside(&[("manager_wte", "0.7")]).outcome, Outcome::Unmet);
        let untold = beside(&[]);
        assert_eq!(untold.outcome, Outcome::Unevidenced);
        assert_eq!(
            untold.reason,
            "nothing says how much of manager P Nair's time S2 takes, so the total is not known"
        );
        assert_eq!(beside(&[("stage", "delivered")]).outcome, Outcome::Met, "it takes no time now");
    }

    #[test]
    fn a_stated_nothing_is_an_answer_to_governance_and_not_to_leadership() {
        let judge = |column, text, id| scheme(&[(column, text)]).shows(id).outcome;
        assert_eq!(judge("clinical_lead", "none: premises only", "F13-GOV-2"), Outcome::Met);
        assert_eq!(judge("clinical_lead", "None", "F13-GOV-2"), Outcome::Unmet);
        assert_eq!(judge("sponsor", "none: post vacant", "F13-LED-1"), Outcome::Unevidenced);
        let capacity = |wte| scheme(&[("manager", "P Nair"), ("manager_wte", wte)]).shows("F13-LED-2");
        assert_eq!(capacity("1.0").outcome, Outcome::Met);
        assert_eq!(capacity("1.01").outcome, Outcome::Unmet);
        assert_eq!(capacity("0").outcome, Outcome::Unmet);
    }

    #[test]
    fn whose_time_is_added_up_is_cited() {
        let of = |manager, starts| [("manager", manager), ("manager_wte", "0.6"), ("starts", starts)];
        let plan = scheme(&of("P Nair", "2011-04-01"))
            .scheme("S2", &of("p nair", "2011-05-01"))
            .scheme("S3", &of("A Other", "2011-04-01"))
            .scheme("S4", &of("P Nair", "2013-04-01"));
        let cited = plan.shows("F13-LED-2").places;
        assert_eq!(cited.len(), 3, "the manager, and the shares of two schemes: {cited:?}");
    }

    #[test]
    fn what_falls_in_different_years_is_not_added_up() {
        let with = |starts: &str, stage: &str, also: &str| {
            let own = |starts, stage| {
                [("manager", "P Nair"), ("manager_wte", "0.6"), ("starts", starts), ("stage", stage)]
            };
            let plan = scheme(&own(starts, stage)).scheme("S2", &own(also, "")).shows("F13-LED-2");
            (plan.outcome, plan.reason)
        };
        assert_eq!(with("2011-04-01", "", "2011-09-30").0, Outcome::Unmet, "both under way");
        assert_eq!(with("2011-04-01", "", "2012-04-01").0, Outcome::Met);
        assert_eq!(with("2012-04-01", "", "2011-04-01").0, Outcome::Met);
        assert_eq!(with("2012-04-01", "", "2013-04-01").0, Outcome::Met);
        assert_eq!(with("2011-04-01", "delivered", "2011-04-01").0, Outcome::Met);
        let reason = "manager P Nair is given 1.2 whole-time equivalents over the schemes that start in 2012/13, more than 1";
        assert_eq!(with("2012-04-01", "", "2013-03-31"), (Outcome::Unmet, reason.to_owned()));
    }
}
