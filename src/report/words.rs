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
        Organisation = "organisation",
        /// Workstreams across a cluster.
        ClusterWorkstream = "cluster_workstream",
        /// Organisations of a region that work together.
        Cluster = "cluster",
        /// Workstreams across a region.
        RegionWorkstream = "region_workstream",
        Region = "region",
        /// Workstreams across all organisations.
        NationWorkstream = "nation_workstream",
        Nation = "nation",
    }
}

impl Level {
    /// Whether its lines belong to one organisation.
    pub fn is_own(self) -> bool {
        matches!(self, Self::Scheme | Self::Workstream | Self::Organisation)
    }

    /// Whether its lines are of one workstream each, of an organisation or over several.
    pub fn is_of_workstreams(self) -> bool {
        matches!(
            self,
            Self::Workstream | Self::ClusterWorkstream | Self::RegionWorkstream | Self::NationWorkstream
        )
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
        /// It was not there, or not rated.
        New = "new",
    }
}

words! {
    /// What became of a subject between two submissions. It may be several; every one has its amount.
    pub enum Move {
        /// Its colour is worse.
        Worsened = "worsened",
        /// Its colour is green again.
        Recovered = "recovered",
        /// Its colour is better, short of green; or its variance is, by more than `direction_points`.
        Improved = "improved",
        /// Its variance is worse by more than `direction_points` under the same colour, or a milestone of it
        /// has moved to a later day.
        Slipped = "slipped",
        /// It enters the plan's total.
        New = "new",
        /// It leaves the plan's total.
        Dropped = "dropped",
        /// What it plans over all years together is another sum.
        ReBased = "re-based",
        /// It plans more in one year and less in another.
        ReProfiled = "re-profiled",
        /// A scheme stands in another workstream, or an organisation in another region.
        Moved = "moved",
        /// Its id stands with another name, its name with another id, or it is called otherwise.
        Renamed = "renamed",
        /// The financial challenge of all years together is greater.
        ChallengeRaised = "challenge raised",
        /// The financial challenge of all years together is smaller.
        ChallengeCut = "challenge cut",
        /// A scheme reports less delivered to date than it did at an earlier date of the same year: delivered savings are withdrawn.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// What the amount of a move is.
    pub enum AmountOf {
        /// By how much the variance to date changed.
        VarianceToDate = "change of the variance to date",
        VarianceForecast = "change of the forecast's variance",
        /// Planned savings over all years: what is at stake.
        Plan = "planned savings",
        PlanChange = "change of the planned savings",
        /// Planned savings that stand in other years than before.
        BetweenYears = "planned savings between years",
        ChallengeChange = "change of the financial challenge",
        /// What was reported as delivered and is no more.
        ActualToDate = "change of the actual to date",
    }
}

words! {
    /// What became of a milestone between two submissions.
    #[derive(Default)]
    pub enum MilestoneMove {
        /// It is expected later than it was.
        #[default]
        Slipped = "slipped",
        /// It was done after its original date.
        DoneLate = "done late",
        /// By its original date.
        Done = "done",
        /// It is expected earlier than it was.
        BroughtForward = "brought forward",
        New = "new",
        /// It is cancelled, or no longer there.
        Dropped = "dropped",
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
