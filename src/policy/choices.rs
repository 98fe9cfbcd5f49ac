//! What the settings that are a choice can be.

use crate::words::words;

words! {
    /// What a self-assessed `met` is worth.
    pub enum SelfAssessment { Partly = "partly", Accept = "accept", }
}

words! {
    /// What becomes of token evidence (finding TK).
    pub enum TokenEvidence { Report = "report", Blank = "blank", }
}

words! {
    /// How a level takes its colours from its schemes: by their planned savings, or the worst.
    pub enum Rollup { Value = "value", Worst = "worst", }
}

words! {
    /// What a region's own schemes do to its members'.
    pub enum OwnSchemes { Add = "add", Replace = "replace", }
}

words! {
    /// What a lone dash in an amount column means.
    pub enum Dash { Blank = "blank", Nil = "nil", }
}

words! {
    /// The sign in which savings are written; as the plan says, or whatever it says.
    pub enum Sign { Plan = "plan", Positive = "positive", Negative = "negative", }
}

words! {
    /// The unit of amounts that nothing else gives one.
    pub enum AmountsIn { None = "none", Pounds = "£", Thousands = "£k", Millions = "£m", Billions = "£bn", }
}

words! {
    /// What the amounts are, whatever the headings say.
    pub enum AmountsAre { Headings = "headings", Savings = "savings", }
}

words! {
    /// What weighs a saving that is not yet delivered: the worse finance rating, the stage or the maturity.
    pub enum RiskWeights { Rating = "rating", Stage = "stage", Maturity = "maturity", }
}

words! {
    /// What becomes of a gate on what is absent, n/a or not assessed.
    pub enum GateMissing { Fail = "fail", Pass = "pass", }
}

words! {
    /// What counts as efficiency: what is reported as a saving, or what the framework of today defines.
    pub enum Efficiency { Reported = "reported", Framework = "framework", }
}
