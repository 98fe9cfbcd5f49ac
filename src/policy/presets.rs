//! The built-in policies beside the default.

use super::Key;

/// A built-in policy: what it changes from the default.
#[derive(Debug)]
pub struct Preset {
    pub name: &'static str,
    pub values: &'static [(Key, &'static str)],
}

/// Every preset; the default policy is `nao-2011`.
pub const PRESETS: &[Preset] = &[
    // red from 10% short, a level is as red as its reddest part, and token evidence is no evidence
    Preset {
        name: "strict",
        values: &[(Key::FinanceRedFrom, "10"), (Key::Rollup, "worst"), (Key::TokenEvidence, "blank")],
    },
    // plans of today: baseline and horizon from the plan, the forecast rates with the position to date, bodies
    // are not those of 2011, and efficiency is what HM Treasury's framework of November 2025 says it is
    Preset {
        name: "current",
        values: &[
            (Key::BaselineYear, "plan"),
            (Key::HorizonYear, "plan"),
            (Key::ForecastRates, "true"),
            (Key::Reference, "none"),
            (Key::Efficiency, "framework"),
        ],
    },
    // risk adjustment by stage alone, after the Treasury's scale of 2013
    Preset { name: "treasury", values: &[(Key::RiskWeights, "stage")] },
    // risk adjustment at 100%, 50% and nothing
    Preset { name: "prudent", values: &[(Key::WeightAmber, "50"), (Key::WeightRed, "0")] },
];
