//! The built-in policies beside the default.

use super::Key;

/// A built-in policy: what it changes from the default.
#[derive(Debug)]
pub struct Preset {
    /// Its name.
    pub name: &'static str,
    /// What it is for.
    pub meaning: &'static str,
    /// The values it changes.
    pub values: &'static [(Key, &'static str)],
}

/// Every preset; the default policy is `nao-2011`.
pub const PRESETS: &[Preset] = &[
    Preset {
        name: "strict",
        meaning: "red from 10% short, and a level is as red as its reddest part",
        values: &[(Key::FinanceRedFrom, "10"), (Key::Rollup, "worst")],
    },
    Preset {
        name: "current",
        meaning: "plans of today: baseline and horizon from the plan, and the forecast rates with the position to date",
        values: &[(Key::BaselineYear, "plan"), (Key::HorizonYear, "plan"), (Key::ForecastRates, "true")],
    },
    Preset {
        name: "treasury",
        meaning: "risk adjustment by stage alone, after the Treasury's scale of 2013",
        values: &[(Key::RiskWeights, "stage")],
    },
    Preset {
        name: "prudent",
        meaning: "risk adjustment at 100%, 50% and nothing",
        values: &[(Key::WeightAmber, "50"), (Key::WeightRed, "0")],
    },
];
