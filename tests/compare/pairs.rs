//! Generated programmes that are compared: schemes of two regions with months of this year, later years, and
//! workstreams, so that of two programmes some schemes are new, some dropped, some moved, re-based or re-profiled.

use crate::submitted::Submitted;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use qipp::inside::calendar::Date;
use std::collections::BTreeSet;

const ORGANISATIONS: [&str; 3] = ["Anytown PCT", "Borough PCT", "Combe PCT"];
/// Whom they report to, and whom that reports to; the last of them now this way and now that.
const BODIES: [[(&str, &str); 3]; 2] = [
    [("Tyne Cluster", "North"), ("North", ""), ("South", "")],
    [("Tyne Cluster", "North"), ("North", ""), ("Tyne Cluster", "North")],
];
const WORKSTREAMS: [&str; 3] = ["Planned care", "Urgent care", "Medicines"];
const MONTHS: [&str; 3] = ["2011-04", "2011-05", "2011-06"];
const YEARS: [&str; 2] = ["2012/13", "2013/14"];

/// A scheme: where it stands, its months (plan, actual, forecast) and later years (plan).
#[derive(Debug, Clone)]
pub struct Scheme {
    id: usize,
    organisation: usize,
    workstream: usize,
    /// Whether it is an idea, so that it enters no sum.
    idea: bool,
    months: Vec<(i64, Option<i64>, Option<i64>)>,
    years: Vec<i64>,
}

/// One submission, which of the two ways its organisations report, and the challenge of each year, if it gives one.
#[derive(Debug, Clone)]
pub struct Programme(Vec<Scheme>, usize, Vec<Option<i64>>);

fn scheme() -> impl Strategy<Value = Scheme> {
    let month = (1..=200_i64, option::weighted(0.9, 0..=220_i64), option::weighted(0.4, 0..=220_i64));
    let idea = prop_oneof![6 => Just(false), 1 => Just(true)];
    (0..6_usize, 0..3_usize, 0..3_usize, idea, vec(month, 3), vec(0..=400_i64, 2)).prop_map(
        |(id, organisation, workstream, idea, months, years)| Scheme {
            id,
            organisation,
            workstream,
            idea,
            months,
            years,
        },
    )
}

pub fn programme() -> impl Strategy<Value = Programme> {
    let challenges = vec(option::weighted(0.8, 0..=600_i64), 2);
    (vec(scheme(), 2..9), 0..2_usize, challenges).prop_map(|(mut schemes, way, challenges)| {
        schemes.sort_by_key(|scheme| (scheme.organisation, scheme.id));
        schemes.dedup_by_key(|scheme| (scheme.organisation, scheme.id));
        Programme(schemes, way, challenges)
    })
}

impl Programme {
    /// As a table of savings and a table of schemes, at the end of June 2011.
    pub fn submit(&self) -> Submitted {
        let mut savings = "organisation,scheme,period,plan (£),actual (£),forecast (£)\n".to_owned();
        let mut schemes = "organisation,id,workstream,stage\n".to_owned();
        let mut bodies = BTreeSet::new();
        let cell = |amount: Option<i64>| amount.map_or_else(String::new, |own| own.to_string());
        for scheme in &self.0 {
            let organisation = ORGANISATIONS[scheme.organisation];
            let (parent, above) = BODIES[self.1][scheme.organisation];
            bodies.insert((organisation, parent));
            bodies.extend(Some((parent, above)).filter(|_| !above.is_empty()));
            let stage = if scheme.idea { "idea" } else { "delivering" };
            let (id, workstream) = (scheme.id, WORKSTREAMS[scheme.workstream]);
            schemes.push_str(&format!("{organisation},S{id},{workstream},{stage}\n"));
            for ((plan, actual, forecast), month) in scheme.months.iter().zip(MONTHS) {
                let (actual, forecast) = (cell(*actual), cell(*forecast));
                savings.push_str(&format!("{organisation},S{id},{month},{plan},{actual},{forecast}\n"));
            }
            for (plan, year) in scheme.years.iter().zip(YEARS) {
                savings.push_str(&format!("{organisation},S{id},{year},{plan},,\n"));
            }
        }
        let mut years = "organisation,year,challenge (£)\n".to_owned();
        let organisations: BTreeSet<&str> =
            self.0.iter().map(|own| ORGANISATIONS[own.organisation]).collect();
        for organisation in organisations {
            for (challenge, year) in self.2.iter().zip(YEARS) {
                years.push_str(&format!("{organisation},{year},{}\n", cell(*challenge)));
            }
        }
        let mut plan = "organisation,parent\n".to_owned();
        bodies.iter().for_each(|(organisation, parent)| plan.push_str(&format!("{organisation},{parent}\n")));
        let tables = Submitted::default().table("schemes.csv", schemes).table("savings.csv", savings);
        let mut submitted = tables.table("plan.csv", plan).table("years.csv", years);
        submitted.options.as_at = Some(Date::new(2011, 6, 30).unwrap());
        submitted
    }
}
