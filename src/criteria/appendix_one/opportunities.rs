//! Appendix One: opportunities. What can be saved, on which assumptions, against the challenge; what it
//! does to quality and innovation; and how it joins the national workstreams.

pub mod areas;
pub mod national;
pub mod quality;
