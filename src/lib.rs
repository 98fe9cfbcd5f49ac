//! qipp judges NHS savings plans against published green-rating criteria.
pub mod calendar;
pub mod location;
pub mod money;
pub mod plan;
pub mod rating;
