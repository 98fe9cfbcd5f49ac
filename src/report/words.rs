//! The words of the report that are its own.

use crate::words::words;

words! {
    /// What is assessed.
    #[derive(Default)]
    pub enum Scope {
        /// What the tables given allow: see [`Scope`]'s other values.
        #[default]
        Auto = "auto",
        Plan = "plan",
        /// The 5% rule, headroom and Figure 13.
        Delivery = "delivery",
        /// The 5% rule and headroom.
        Money = "money",
    }
}

words! {
    /// A level of lines, in the order of `--by all`.
    #[derive(Default)]
    pub enum Level {
        #[default]
        Scheme = "scheme",
        /// Workstreams within an organisation.
        Workstream = "workstream",
        /// Workstreams across all organisations.
        Across = "workstream",
        Organisation = "organisation",
        Region = "region",
        Nation = "nation",
    }
}

impl Level {
    /// Whether its lines belong to one organisation.
    pub fn is_own(self) -> bool {
        matches!(self, Self::Scheme | Self::Workstream | Self::Organisation)
    }
}

words! {
    /// How serious a finding is.
    pub enum Severity {
        /// The plan contradicts itself.
        Error = "error",
        /// Somebody should act.
        Warning = "warning",
        /// Somebody should know.
        Note = "note",
    }
}

words! {
    /// Where a rating went against the earlier submission.
    #[derive(Default)]
    pub enum Direction {
        /// There is no earlier submission.
        #[default]
        Unknown = "",
        Up = "up",
        Down = "down",
        /// No other.
        Same = "same",
    }
}

words! {
    /// Whether a plan may be signed off (NAO September 2011, paragraph 2.7).
    pub enum Position {
        /// As it is.
        Workable = "workable",
        /// Once its conditions are met.
        Conditional = "workable subject to conditions",
        Outstanding = "conditions outstanding",
    }
}
