//! The tables. What each holds and its columns stand in the file of its subject: one entry a column, and nothing of it
//! is written anywhere else.

use super::Table;

mod delivery;
mod money;
mod review;
mod setting;

pub use delivery::{engagement, kpis, milestones, risks};
pub use money::{savings, schemes, totals};
pub use review::{exceptions, judgements};
pub use setting::{activity, assumptions, inputs, plan, workstreams, years};

tables! {
    Plan plan "plan";
    Years years "year";
    Assumptions assumptions "assumption";
    Activity activity "activity";
    Inputs inputs "input";
    Workstreams workstreams "workstream";
    Schemes schemes "scheme";
    Savings savings "saving";
    Totals totals "total";
    Milestones milestones "milestone";
    Kpis kpis "kpi";
    Risks risks "risk";
    Engagement engagement "engagement";
    Judgements judgements "judgement";
    Exceptions exceptions "exception";
}
