//! Every setting, once: name, value, what it may be, ground, readers.

use super::allowed::{from, over_nil};
use super::{Form, Ground, Setting, choices};
use crate::plan::reference::Reference;
use Form::{Count, Flag, Number, Percent, Word, Year};
use Ground::{Chosen, Inferred, Published};

macro_rules! settings {
    ($($(#[doc = $meaning:literal])+ $key:ident $name:literal: $form:expr, $default:literal, $range:expr, $ground:expr, [$($reader:literal),*];)+) => {
        /// The name of a setting in the program.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Key { $($(#[doc = $meaning])+ $key,)+ }

        /// Every setting, in the order of [`Key`].
        pub const SETTINGS: &[Setting] = &[$(Setting {
            key: Key::$key,
            name: $name,
            form: $form,
            default: $default,
            range: $range,
            ground: $ground,
            read_by: &[$($reader),*],
            meaning: concat!($($meaning),+),
        },)+];
    };
}

impl Key {
    /// The declaration.
    pub fn setting(self) -> &'static Setting {
        &SETTINGS[self as usize]
    }
}

settings! {
    /// Shortfall from which finance is amber, in % of plan; below it, green.
    FinanceAmberFrom "finance_amber_from": Percent, "5", over_nil(100), Published("NAO September 2011, Figure 13: variance of actual against plan under 5 per cent"), ["F13-FIN-5", "F13-FIN-6", "ST", "FO"];
    /// Shortfall from which finance is red, in % of plan.
    FinanceRedFrom "finance_red_from": Percent, "20", over_nil(100), Inferred("NHS London February 2011: ambers at -9.0% and -15.3%, reds at -20.1% and more"), ["F13-FIN-5", "ST"];
    /// Whether the full-year forecast colours finance together with the position to date.
    ForecastRates "forecast_rates": Flag, "false", None, Inferred("NHS London February 2011: Primary care is green to date with its forecast 18% short"), ["F13-FIN-5", "ST"];
    /// Headroom under this share of the challenge is amber.
    HeadroomAmberUnder "headroom_amber_under": Percent, "5", from(0, 100), Published("NAO September 2011, paragraph 3.10: about 5 per cent is the safety net for double counting and slippage"), ["headroom"];
    /// Share of planned savings whose schemes must pass for a coverage criterion to be partly met.
    Coverage "coverage": Percent, "80", over_nil(100), Chosen("four fifths by value leaves no large scheme out"), ["A1-OPP-1", "A1-OPP-2", "A1-OPP-3", "A1-OPP-5", "A1-QUA-1", "A1-QUA-2", "A1-QUA-3", "A1-INN-1", "A1-NAT-1", "A1-MIL-1", "A1-PHA-1", "A1-KPI-1", "A1-GOV-3", "A1-CAP-1"];
    /// Share of planned savings that a floor asks for where it says half.
    FloorShare "floor_share": Percent, "50", over_nil(100), Chosen("half of the money is the least that can speak for the plan"), ["A1-VIS-2", "A1-ALL-2"];
    /// Share of the risks to finance and delivery that must be complete for partly met.
    RisksUnderstood "risks_understood": Percent, "80", over_nil(100), Chosen("four in five, as for schemes"), ["A1-ALL-2"];
    /// The baseline year of a plan; `plan` takes the year the plan names.
    BaselineYear "baseline_year": Year, "2010/11", None, Published("NAO September 2011, Appendix One, Forecast allocation versus activity"), ["A1-ALL-1", "A1-ALL-3", "A1-ALL-4", "A1-ALL-5", "A1-ALL-6", "A1-ALL-7", "A1-ACT-1", "A1-ACT-3", "A1-PRD-1", "A1-INP-1", "A1-INP-2", "A1-INP-3", "A1-INP-4", "A1-INP-5", "A1-OPP-4"];
    /// The last year a plan must reach; `plan` takes the year the plan names.
    HorizonYear "horizon_year": Year, "2013/14", None, Published("NAO September 2011, Appendix One, Forecast allocation versus activity"), ["A1-ALL-5", "A1-ALL-6", "A1-ALL-7", "A1-ACT-1", "A1-ACT-3", "A1-PRD-1", "A1-INP-1", "A1-INP-3", "A1-INP-4", "A1-INP-5", "F13-MIL-2", "F13-KPI-2", "TK"];
    /// How far an allocation may differ from the Department's, in %.
    AllocationTolerance "allocation_tolerance": Percent, "0.1", from(0, 100), Chosen("differences of rounding only"), ["A1-ALL-4"];
    /// How far the challenge may differ from the departmental one, in %.
    ChallengeTolerance "challenge_tolerance": Percent, "5", from(0, 100), Chosen("the same margin as the finance rule"), ["A1-ALL-7", "ST"];
    /// The year of the Department's yardsticks, which are shown beside the challenge of a plan that has it.
    YardstickYear "yardstick_year": Year, "2011/12", None, Published("NAO September 2011, paragraph 2.10: figures for 2011-12"), ["A1-ALL-7"];
    /// The Department's efficiency requirement for that year, in % (shown beside the challenge as % of allocation).
    YardstickEfficiency "yardstick_efficiency": Percent, "4", from(-100, 100), Published("NAO September 2011, paragraph 2.10: the national efficiency requirement for 2011-12"), ["A1-ALL-7"];
    /// The Department's assumption of pay and price inflation for that year, in % (shown beside the challenge).
    YardstickInflation "yardstick_inflation": Percent, "2.5", from(-100, 100), Published("NAO September 2011, paragraph 2.10: the assumption for pay and price inflation"), ["A1-ALL-7"];
    /// The change of tariff prices from the year before to that year, in % (shown beside the challenge).
    YardstickTariff "yardstick_tariff": Percent, "-1.5", from(-100, 100), Published("NAO September 2011, paragraph 2.10: the overall reduction in tariff prices between 2010-11 and 2011-12"), ["A1-ALL-7"];
    /// What a self-assessed `met` is worth.
    SelfAssessment "self_assessment": Word(choices::SelfAssessment::WORDS), "partly", None, Chosen("nobody marks their own work green"), ["judgements"];
    /// What becomes of token evidence: reported alone, or as good as blank to the criteria.
    TokenEvidence "token_evidence": Word(choices::TokenEvidence::WORDS), "report", None, Chosen("that a text is shared is a reason to ask, not yet a judgement"), ["TK"];
    /// Schemes that must share a text, each in a row of its own, for it to be token evidence.
    TokenSchemes "token_schemes": Count, "5", from(2, 1000), Chosen("two or three schemes of a kind may rightly share a sentence"), ["TK"];
    /// Share of the schemes that fill a column that must share a text for it to be token evidence, in %.
    TokenShare "token_share": Percent, "10", from(0, 100), Chosen("in a large plan five alike are few"), ["TK"];
    /// Schemes that must share their milestones, names and dates, or a KPI, name and figures, for it to be token evidence.
    TokenMilestones "token_milestones": Count, "3", from(2, 1000), Chosen("two schemes may rightly run side by side"), ["TK"];
    /// Whether the seven assurances of paragraph 2.6 are judged too.
    IntegratedPlan "integrated_plan": Flag, "false", None, Chosen("they were asked of the plans of 2011-12 only"), ["IP-1", "IP-2", "IP-3", "IP-4", "IP-5", "IP-6", "IP-7"];
    /// How a level takes its colours from its schemes: by value, or the worst.
    Rollup "rollup": Word(choices::Rollup::WORDS), "value", None, Inferred("Halton and St Helens 2011: 13.5% red by value left the programme amber"), ["report-card"];
    /// Share of planned savings that must be green for a level's column to be green.
    RollupGreen "rollup_green": Percent, "95", over_nil(100), Chosen("small gaps do not colour a programme"), ["report-card"];
    /// Share of planned savings from which a level's column is red.
    RollupRed "rollup_red": Percent, "20", over_nil(100), Inferred("Halton and St Helens 2011: 13.5% red by value left the programme amber"), ["report-card"];
    /// Whether a region's own schemes are added to its members' or replace them.
    Own "own": Word(choices::OwnSchemes::WORDS), "add", None, Chosen("a region's own schemes are usually over and above its members'"), ["rollup", "RU"];
    /// What a lone dash in an amount column means.
    Dash "dash": Word(choices::Dash::WORDS), "blank", None, Chosen("a dash may be nil or not reported; not reported is the safer reading"), [];
    /// The sign in which savings are written.
    Sign "sign": Word(choices::Sign::WORDS), "plan", None, Chosen("a saving is positive unless the plan says otherwise"), [];
    /// The unit of amounts that nothing else gives one; `none` leaves them as they are.
    AmountsIn "amounts_in": Word(choices::AmountsIn::WORDS), "none", None, Chosen("a unit that no one states is not guessed"), [];
    /// What the amounts are: savings whatever the headings say, or what the headings say.
    Measure "measure": Word(choices::AmountsAre::WORDS), "headings", None, Chosen("headings that speak of spending stop the run"), [];
    /// The lists of NHS bodies that names and codes are held against: those of 2011, or none.
    Reference "reference": Word(Reference::WORDS), "nhs-2011", None, Chosen("the published papers are of 2011; a body that is not on the lists is read as any other"), ["A1-NAT-1"];
    /// Years before the reporting date within which engagement must be dated.
    EngagementYears "engagement_years": Count, "2", from(0, 100), Chosen("older meetings were about another plan"), ["A1-ENG-1"];
    /// The least number of milestones of a scheme.
    MilestonesLeast "milestones_least": Count, "3", from(1, 100), Chosen("start, middle and end"), ["F13-MIL-2", "TK"];
    /// Share of due milestones that must have been on time for met.
    MilestonesOnTime "milestones_on_time": Percent, "95", over_nil(100), Chosen("one in twenty may slip"), ["F13-MIL-3"];
    /// Share of due milestones that must be done for partly met.
    MilestonesDone "milestones_done": Percent, "80", over_nil(100), Chosen("four in five"), ["F13-MIL-3"];
    /// Days by which a milestone may be overdue for partly met.
    MilestoneOverdueDays "milestone_overdue_days": Count, "30", from(0, 3660), Chosen("one reporting month"), ["F13-MIL-3"];
    /// Days after its due date within which a milestone done counts as done on time.
    MilestoneGraceDays "milestone_grace_days": Count, "7", from(0, 3660), Chosen("a week is within the rhythm of meetings; a day late is no slippage"), ["F13-MIL-3"];
    /// Days around the due date of a cancelled milestone within which its replacement must be due.
    ReplacementDays "replacement_days": Count, "90", from(0, 3660), Chosen("a quarter: later than that it is another piece of work"), ["F13-MIL-3"];
    /// How far a KPI may miss where it states no tolerance, in % of its target.
    KpiTolerance "kpi_tolerance": Percent, "5", from(0, 100), Chosen("the same margin as the finance rule"), ["F13-KPI-3"];
    /// Days within which a KPI must have been measured.
    KpiDays "kpi_days": Count, "95", from(1, 3660), Chosen("a quarter and a few days: data reported by quarter must pass"), ["F13-KPI-4"];
    /// Days before the reporting date without an actual after which that is reported.
    ActualDays "actual_days": Count, "62", from(1, 3660), Chosen("two reporting months"), ["DA"];
    /// Risk score (5 by 5) from which action is asked for.
    RiskScore "risk_score": Count, "8", from(1, 25), Chosen("the usual bound between low and moderate risk on a five by five matrix"), ["F13-RSK-2", "QI"];
    /// Risk score up to which missing action is partly met.
    RiskScorePartly "risk_score_partly": Count, "12", from(1, 25), Chosen("the usual bound between moderate and high risk on a five by five matrix"), ["F13-RSK-2"];
    /// Days within which a risk must have been reviewed.
    RiskDays "risk_days": Count, "62", from(1, 3660), Chosen("two reporting months"), ["F13-RSK-2"];
    /// Share of the year's savings from which the last quarter is too heavy.
    LastQuarterMost "last_quarter_most": Percent, "40", over_nil(100), Chosen("a quarter would be even; beyond two fifths the year is back-loaded"), ["F13-FIN-4"];
    /// Whole-time equivalents a manager can give to all schemes under way together.
    ManagerMost "manager_most": Number, "1", over_nil(100), Chosen("nobody works more than whole time"), ["F13-LED-2"];
    /// Weights of the risk-adjusted basis: by finance rating, by stage or by maturity.
    RiskWeights "risk_weights": Word(choices::RiskWeights::WORDS), "rating", None, Chosen("what is known of delivery says more than the stage"), ["headroom"];
    /// Risk weight of what is not yet delivered by a green scheme, in %.
    WeightGreen "weight_green": Percent, "100", from(0, 100), Inferred("Bristol City Council, budget risk matrix of 2017-18: what is on track counts whole"), ["headroom"];
    /// Risk weight of what is not yet delivered by an amber scheme, in %.
    WeightAmber "weight_amber": Percent, "65", from(0, 100), Inferred("Bristol City Council, budget risk matrix of 2017-18: it gives about 64, rounded here to 65"), ["headroom"];
    /// Risk weight of what is not yet delivered by a red or grey scheme, in %.
    WeightRed "weight_red": Percent, "35", from(0, 100), Inferred("Bristol City Council, budget risk matrix of 2017-18"), ["headroom"];
    /// Risk weight by stage: delivering and delivered, in %.
    WeightDelivering "weight_delivering": Percent, "100", from(0, 100), Published("Treasury pipeline 2013, as reported by the NAO"), ["headroom"];
    /// Risk weight by stage: approved, in %.
    WeightApproved "weight_approved": Percent, "70", from(0, 100), Published("Treasury pipeline 2013, as reported by the NAO"), ["headroom"];
    /// Risk weight by stage: planned, and blank, in %.
    WeightPlanned "weight_planned": Percent, "60", from(0, 100), Published("Treasury pipeline 2013, as reported by the NAO"), ["headroom"];
    /// Risk weight by stage: scoped, and closed, in %.
    WeightScoped "weight_scoped": Percent, "50", from(0, 100), Published("Treasury pipeline 2013, as reported by the NAO"), ["headroom"];
    /// Risk weight by stage: an idea, in the pipeline only, in %.
    WeightIdea "weight_idea": Percent, "40", from(0, 100), Published("Treasury pipeline 2013, as reported by the NAO"), ["PL"];
    /// Risk weight by maturity: fully developed, in %.
    WeightFullyDeveloped "weight_fully_developed": Percent, "90", from(0, 100), Chosen("between what is approved and what is being delivered on the Treasury's scale of 2013"), ["mix"];
    /// Risk weight by maturity: in progress, and blank, in %.
    WeightInProgress "weight_in_progress": Percent, "60", from(0, 100), Chosen("what is planned on the Treasury's scale of 2013"), ["mix"];
    /// Risk weight by maturity: an opportunity, in %.
    WeightOpportunity "weight_opportunity": Percent, "40", from(0, 100), Chosen("an idea on the Treasury's scale of 2013"), ["mix"];
    /// Risk weight by maturity: unidentified, in %.
    WeightUnidentified "weight_unidentified": Percent, "0", from(0, 100), Chosen("what nobody has found cannot be delivered"), ["mix"];
    /// The least that a whole-time equivalent costs in a year, in pounds; pay savings that imply less are reported.
    WteCostLeast "wte_cost_least": Number, "20000", from(0, 1_000_000), Chosen("under the lowest full-time pay of the NHS with its on-costs"), ["DA", "mix"];
    /// The most that a whole-time equivalent costs in a year, in pounds; pay savings that imply more are reported.
    WteCostMost "wte_cost_most": Number, "150000", from(0, 1_000_000), Chosen("above a consultant's pay with its on-costs"), ["DA", "mix"];
    /// What becomes of a gate (`--fail-on`) on what is absent, n/a or not assessed: deleting a table never opens one
    /// that fails.
    GateMissing "gate_missing": Word(choices::GateMissing::WORDS), "fail", None, Chosen("what nobody can look at is no reason to let a plan through"), ["gate"];
    /// What counts as efficiency: what is reported as a saving, or what HM Treasury's Government Efficiency
    /// Framework (November 2025) defines: cash-releasing, non-cash or cost avoidance, against a stated baseline and
    /// counterfactual, with outcomes protected. Under `framework` the headline figures stand on the first screen.
    Efficiency "efficiency": Word(choices::Efficiency::WORDS), "reported", None, Chosen("the papers of 2011 ask for no counterfactual; the preset current follows HM Treasury, Government Efficiency Framework, November 2025"), ["SB", "mix"];
    /// Loss assumed by the stressed basis, in %.
    StressLoss "stress_loss": Percent, "20", from(0, 100), Published("NAO: what savings programmes typically lose"), ["headroom"];
    /// A row is red when at least one in this many of its applicable expectations fails.
    RowRedOneIn "row_red_one_in": Count, "2", from(1, 100), Chosen("half"), ["appendix-one", "report-card"];
    /// A plan is red when at least one in this many of its rows is red.
    PlanRedOneIn "plan_red_one_in": Count, "3", from(1, 100), Chosen("a third"), ["appendix-one"];
    /// Non-recurrent savings above this share are reported.
    NonRecurrentMost "non_recurrent_most": Percent, "25", from(0, 100), Chosen("a quarter to be found again next year"), ["RE"];
    /// Share of the shortfall to date that a forecast must take off the year's plan to be believed, in %.
    ForecastFollows "forecast_follows": Percent, "50", from(0, 100), Chosen("a forecast that gives up less than half of what is behind is a hope"), ["F13-FIN-6"];
    /// Run rate needed for the rest of the year, as a multiple of the one achieved, from which it is reported.
    RunRateMost "run_rate_most": Number, "1.5", over_nil(100), Chosen("half as much again has rarely been recovered"), ["FO", "F13-FIN-6"];
    /// A forecast ahead of plan by this much is reported.
    AheadFrom "ahead_from": Percent, "20", over_nil(1000), Chosen("so far ahead the plan should be phased again"), ["FO"];
    /// By how many points of a percentage a variance must move between two submissions, under the same colour, to be a direction.
    DirectionPoints "direction_points": Number, "1", from(0, 100), Chosen("less than a point is noise of phasing and rounding"), ["movement"];
    /// Workstreams under this share of the total are shown together as Other.
    MixOtherUnder "mix_other_under": Percent, "5", from(0, 100), Published("NAO September 2011, Figure 9, note 1"), ["mix"];
}
