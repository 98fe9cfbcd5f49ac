//! qipp judges NHS savings plans against published green-rating criteria.
pub mod assess;
pub mod calendar;
pub mod checks;
pub mod criteria;
pub mod figures;
pub mod location;
pub mod money;
pub mod nearest;
pub mod plan;
pub mod policy;
pub mod problem;
pub mod rating;
pub mod read;
pub mod render;
pub mod report;
