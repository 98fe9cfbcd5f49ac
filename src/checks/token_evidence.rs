//! TK: evidence that counts because a cell is filled. The same sentence for scheme after scheme, one set
//! of milestones for all, an indicator that asks for no change: each kind is one finding. It colours
//! nothing, unless policy `token_evidence` sets such cells aside: then they are as good as blank, and the
//! criteria decide.

use super::{Check, Found, names, shown};
use crate::calendar::{Date, FinancialYear};
use crate::criteria::PlanView;
use crate::figures::AsAt;
use crate::location::Place;
use crate::money::Money;
use crate::names::key;
use crate::plan::fields::{ColumnId, TableId, plan as plan_columns};
use crate::plan::{Plan, Row, Submission};
use crate::policy::choices::TokenEvidence;
use crate::policy::{Key, Policy};
use std::collections::BTreeSet;

mod dates;
mod kpis;
mod milestones;
mod people;
mod shared;
mod texts;
mod zeros;

/// Token evidence.
pub const CHECK: Check = Check {
    code: "TK",
    title: "Token evidence",
    finds: "cells that are filled and say nothing of their own: one sentence for many schemes, a mitigation \
            that repeats its risk, one set of milestones for several schemes, every milestone on one day, \
            one indicator for several schemes, rows that stand for all schemes alike, indicators that ask for no change or fall due after the plan, \
            series of zeros, one person under several spellings, what is dated after the reporting date",
    how: "one finding a kind, with the schemes and their planned savings. A text is the same after case, spaces \
          and digits are folded, in at least {token_schemes} and {token_share} of the schemes that fill the \
          column (description, governance, engagement, quality impact, innovation, assumptions and their \
          rationale, mitigations); milestones are the same in names and dates, and an indicator in name, \
          baseline, target and benchmark, for at least {token_milestones} schemes, in rows of each one's \
          own; at least {milestones_least} milestones of a scheme, and all, are due on one day; at least \
          half of a scheme's indicators with a target have it equal to the baseline, or are due after the \
          horizon without a trajectory; managers have one surname and first names that can be one. A row that \
          names several schemes, or their workstream, is shared openly: it repeats nothing, but for schemes of \
          several workstreams, at least {token_schemes}, that have no milestone, indicator or risk beside \
          such rows. It colours nothing; under policy token_evidence = blank such cells are as good as blank, but for names",
    passes: "Each scheme is described in words of its own, with milestones and indicators of its own",
    fails: "Forty schemes share one description and three milestones on one day",
    run,
};

/// What token evidence is looked for in.
struct Look<'a> {
    plan: &'a Plan,
    policy: &'a Policy,
    as_at: Option<Date>,
    horizon: Option<FinancialYear>,
}

/// A kind of token evidence that a plan holds.
struct Token {
    found: String,
    expected: &'static str,
    action: &'static str,
    /// The cells: the row in its table (of schemes, the scheme) and the column.
    cells: Vec<(usize, ColumnId)>,
    /// The schemes it is evidence for (indices into [`Plan::schemes`]).
    schemes: BTreeSet<usize>,
    /// Whether policy `token_evidence` can set the cells aside.
    can_be_set_aside: bool,
}

impl Look<'_> {
    fn tokens(&self) -> Vec<Token> {
        let mut tokens = texts::repeated(self);
        tokens.extend(texts::mitigations_that_repeat_their_risk(self));
        tokens.extend(milestones::shared_sets(self));
        tokens.extend(milestones::all_on_one_day(self));
        tokens.extend(kpis::shared(self));
        tokens.extend(kpis::no_change(self));
        tokens.extend(kpis::after_the_horizon(self));
        tokens.extend(shared::by_all(self));
        tokens.extend(zeros::series(self));
        tokens.extend(people::spellings(self));
        tokens.extend(dates::after(self));
        tokens
    }

    fn row(&self, (row, column): (usize, ColumnId)) -> Option<&Row> {
        match column.table {
            TableId::Schemes => self.plan.schemes.get(row).map(|scheme| &scheme.row),
            table => self.plan.rows(table).get(row),
        }
    }

    /// For each row of a table, the schemes to which it belongs.
    fn owners(&self, table: TableId) -> Owners {
        let mut owners = vec![Vec::new(); self.plan.rows(table).len()];
        for scheme in 0..self.plan.schemes.len() {
            for row in self.plan.links.rows_at(table, scheme) {
                if let Some(own) = owners.get_mut(row) {
                    own.push(scheme);
                }
            }
        }
        Owners(owners)
    }
}

/// The schemes to which each row of a table belongs.
struct Owners(Vec<Vec<usize>>);

impl Owners {
    /// The schemes of a row.
    fn of(&self, row: usize) -> &[usize] {
        self.0.get(row).map_or(&[], Vec::as_slice)
    }

    /// The schemes of several rows.
    fn of_all<'r>(&self, rows: impl IntoIterator<Item = &'r usize>) -> BTreeSet<usize> {
        rows.into_iter().flat_map(|row| self.of(*row)).copied().collect()
    }
}

/// A text in the form in which repeats are told: without regard to case, spaces and digits.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    folded.extend(key(text).chars().filter(|c| !c.is_numeric() && !c.is_whitespace()));
    folded
}

fn run(view: &PlanView) -> Vec<Found> {
    let (plan, policy, figures) = (view.plan, view.policy, view.figures);
    let look = Look { plan, policy, as_at: figures.as_at.date, horizon: figures.horizon };
    look.tokens().iter().map(|token| found(view, &look, token)).collect()
}

fn found(view: &PlanView, look: &Look, token: &Token) -> Found {
    let schemes = || token.schemes.iter().filter_map(|at| view.plan.schemes.get(*at));
    let planned: Money = token
        .schemes
        .iter()
        .filter_map(|at| view.figures.schemes.get(*at))
        .map(|own| own.planned.abs())
        .sum();
    let whose = names(schemes().map(|scheme| &*scheme.id));
    let text = match token.schemes.len() {
        0 => token.found.clone(),
        _ => format!("{} ({} planned): {whose}", token.found, shown(view, &[planned]).in_words(planned)),
    };
    let is_aside = token.can_be_set_aside && sets_aside(look.policy);
    let text = if is_aside { format!("{text}; set aside, as good as blank") } else { text };
    let places: Vec<Place> =
        token.cells.iter().filter_map(|cell| Some(look.row(*cell)?.cell(cell.1)?.place)).collect();
    CHECK.warning(text, token.expected, token.action).at(places).worth(planned)
}

/// Whether a policy sets token evidence aside.
pub fn sets_aside(policy: &Policy) -> bool {
    policy.choice(Key::TokenEvidence) == Some(TokenEvidence::Blank)
}

/// Sets the token evidence of every plan aside, where the policy asks for it.
pub fn set_aside(submission: &mut Submission, policy: &Policy, as_at: Option<Date>) {
    if !sets_aside(policy) {
        return;
    }
    for plan in &mut submission.plans {
        let horizon = policy.year(Key::HorizonYear).or_else(|| plan.row.year(plan_columns::HORIZON_YEAR));
        let as_at = AsAt::of(plan, as_at).date;
        let tokens = Look { plan, policy, as_at, horizon }.tokens();
        let cells = tokens.iter().filter(|token| token.can_be_set_aside).flat_map(|token| &token.cells);
        let cells: Vec<(usize, ColumnId)> = cells.copied().collect();
        plan.set_aside(&cells);
    }
}

#[cfg(test)]
mod tests;
