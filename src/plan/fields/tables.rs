//! The tables and their columns: one entry a column, and nothing of it is written anywhere else.
use super::{Column, ColumnId, Table};
tables! {
    /// One row for each organisation: who submits, as at when, in which unit.
    Plan plan "plan" {
        /// The organisation's name.
        ORGANISATION "organisation": Id, required, ["organization", "org", "body", "pct", "ccg", "icb", "trust", "provider", "organisation name", "name"];
        /// Its code (5ZZ, Q36).
        CODE "code": Id, optional, ["org code", "organisation code", "ods code"];
        /// Its tier.
        TIER "tier": Word(Tier::WORDS), optional, ["type", "organisation type"];
        /// The organisation it reports to.
        PARENT "parent": Id, optional, ["region", "sha", "strategic health authority", "cluster", "system"];
        /// The day from which it reports to that parent; another `plan` row of the organisation gives the one before.
        PARENT_FROM "parent_from": Date, optional, ["parent from", "member from"];
        /// The plan's title.
        TITLE "title": Text, optional, ["plan title"];
        /// Whether the plan is being made or delivered.
        PHASE "phase": Word(Phase::WORDS), optional, [];
        /// The day on which it was submitted.
        SUBMITTED "submitted": Date, optional, ["date submitted", "submission date"];
        /// The day to which actuals are reported.
        AS_AT "as_at": Date, optional, ["as at", "reporting date", "position as at", "period end"];
        /// The unit of every amount that no cell, heading or title states.
        UNIT "unit": Text, optional, ["units", "scale"];
        /// Whether a saving is written as a positive or a negative number.
        SIGN "sign": Word(Sign::WORDS), optional, [];
        /// Whether a year's amount is first made in that year, or runs on from the years before.
        BASIS "basis": Word(YearBasis::WORDS), optional, [];
        /// The financial year of amounts that name no period, where no reporting date gives it.
        YEAR "year": Year, optional, [];
        /// The year before the plan's first.
        BASELINE_YEAR "baseline_year": Year, optional, ["baseline"];
        /// The plan's last year.
        HORIZON_YEAR "horizon_year": Year, optional, ["horizon"];
        /// Who leads the programme at the centre.
        LEAD "lead": Text, optional, ["qipp lead", "programme lead", "programme director"];
        /// The organisation's budget for the first year, for its savings as a share of budget.
        BUDGET "budget": Amount, optional, ["planned budget", "allocation total"];
        /// The whole pay bill in the baseline year.
        PAY_BILL "pay_bill": Amount, optional, ["pay bill", "paybill"];
    }
    /// Money by financial year: what is allocated, spent, needed and found.
    Years years "year" {
        /// The organisation.
        ORGANISATION "organisation": Id, optional, ["organization", "org", "pct", "ccg", "icb", "trust", "provider", "body"];
        /// The financial year, or a span of years for a total over them.
        YEAR "year": Period, required, ["financial year", "period"];
        /// Revenue allocation.
        ALLOCATION "allocation": Amount, optional, ["allocations", "revenue allocation", "resource limit"];
        /// The Department's figure for the allocation.
        DEPARTMENTAL_ALLOCATION "departmental_allocation": Amount, optional, ["dh allocation", "departmental calculation"];
        /// Expenditure; in forecast years before savings.
        EXPENDITURE "expenditure": Amount, optional, ["spend", "forecast expenditure", "do nothing expenditure"];
        /// The financial challenge: savings needed in the year.
        CHALLENGE "challenge": Amount, optional, ["financial challenge", "savings needed", "challenge savings needed", "savings requirement", "efficiency requirement", "savings target", "qipp challenge", "financial gap"];
        /// The Department's figure for the challenge.
        DEPARTMENTAL_CHALLENGE "departmental_challenge": Amount, optional, ["dh challenge"];
        /// Savings identified, where no scheme has an amount for the year.
        IDENTIFIED "identified": Amount, optional, ["savings identified", "identified savings", "productivity opportunity", "opportunity", "opportunities", "potential efficiency savings identified", "potential savings identified", "efficiencies identified", "total identified"];
        /// All that the organisation earns or spends in the year, of which savings are a share where it has no allocation.
        TURNOVER "turnover": Amount, optional, ["planned turnover", "annual turnover", "operating income", "operating expenditure", "total operating income"];
        /// Headroom as stated; checked, never used.
        HEADROOM "headroom": Amount, optional, ["headroom/(shortfall)", "headroom shortfall", "headroom / (shortfall)", "surplus/(shortfall)", "headroom/shortfall"];
    }
    /// What the figures rest on.
    Assumptions assumptions "assumption" {
        /// The organisation.
        ORGANISATION "organisation": Id, optional, ["organization", "org"];
        /// The schemes it belongs to; blank for the plan as a whole.
        SCHEME "scheme": Ids, optional, ["scheme id", "scheme ref"];
        /// What it is about.
        TOPIC "topic": Word(Topic::WORDS), required, ["assumption", "area"];
        /// The year it holds for; blank for every year.
        YEAR "year": Year, optional, ["financial year"];
        /// Its value.
        VALUE "value": Value, optional, [];
        /// The unit of the value.
        UNIT "unit": Text, optional, ["units"];
        /// Why the value is right.
        RATIONALE "rationale": Text, optional, ["reason", "basis"];
        /// Where it comes from.
        SOURCE "source": Text, optional, ["reference"];
    }
    /// Volumes of care, actual and forecast.
    Activity activity "activity" {
        /// The organisation.
        ORGANISATION "organisation": Id, optional, ["organization", "org"];
        /// Point of delivery: elective, outpatient first and so on.
        POINT_OF_DELIVERY "point_of_delivery": Text, required, ["pod", "point of delivery"];
        /// The financial year.
        YEAR "year": Year, required, ["financial year"];
        /// Actual or forecast.
        KIND "kind": Word(ActivityKind::WORDS), required, ["actual or forecast"];
        /// Number of spells, attendances, contacts.
        VOLUME "volume": Number, required, ["activity", "number"];
    }
    /// What care is made of: staff, supplies, capital, buildings.
    Inputs inputs "input" {
        /// The organisation.
        ORGANISATION "organisation": Id, optional, ["organization", "org"];
        /// Pay, non-pay, capital or estate.
        KIND "kind": Word(InputKind::WORDS), required, ["input"];
        /// Staff group, supply or site.
        GROUP "group": Text, optional, ["staff group"];
        /// The financial year.
        YEAR "year": Year, required, ["financial year"];
        /// Whole-time equivalents for pay; floor area for estate; units bought for non-pay.
        VOLUME "volume": Number, optional, ["wte", "whole time equivalents"];
        /// Cost.
        COST "cost": Amount, optional, [];
        /// Yes where there is rightly none.
        NIL "nil": YesNo, optional, ["none"];
        /// What changes.
        NOTE "note": Text, optional, ["notes", "comment"];
    }
    /// The workstreams of a plan and how each is led.
    Workstreams workstreams "workstream" {
        /// The organisation.
        ORGANISATION "organisation": Id, optional, ["organization", "org"];
        /// The workstream's name.
        WORKSTREAM "workstream": Id, required, ["name", "work stream", "workstream current position", "delivery board"];
        /// The national workstream it serves, or `local`.
        NATIONAL_WORKSTREAM "national_workstream": Text, optional, ["national"];
        /// Who leads it.
        LEAD "lead": Text, optional, ["workstream lead", "exec lead", "sro"];
        /// The group that delivers it.
        DELIVERY_GROUP "delivery_group": Text, optional, ["delivery group", "board"];
        /// How it is governed, or `none: reason`.
        GOVERNANCE "governance": TextOrNone, optional, [];
        /// Stated rating for milestones.
        RAG_MILESTONES "rag_milestones": Rag, optional, ["milestones"];
        /// Stated rating for finance.
        RAG_FINANCE "rag_finance": Rag, optional, ["finance"];
        /// Stated rating for KPIs.
        RAG_KPIS "rag_kpis": Rag, optional, ["kpis"];
        /// Stated rating for risks.
        RAG_RISKS "rag_risks": Rag, optional, ["risks"];
        /// Stated overall rating.
        RAG_OVERALL "rag_overall": Rag, optional, ["rag", "rating", "overall", "overall rag"];
    }
    /// One row for each saving scheme.
    Schemes schemes "scheme" {
        /// The organisation.
        ORGANISATION "organisation": Id, optional, ["organization", "org", "pct", "ccg", "icb", "trust", "provider", "body"];
        /// The region of the organisation, where a register of several organisations says it.
        REGION "region": Id, optional, ["sha", "strategic health authority", "system"];
        /// The scheme's id; its name serves when there is none.
        SCHEME "scheme": Id, required, ["scheme id", "scheme ref", "scheme reference", "scheme reference number", "scheme no", "scheme number", "scheme code", "ref", "reference", "ref no", "id", "code", "project ref", "project id", "project code", "unique id", "qipp ref", "cip ref", "scheme name", "scheme title", "project", "project name", "project title", "opportunity", "theme", "initiative", "proposal", "saving proposal", "savings proposal", "qipp scheme", "cip scheme", "qipp opportunities", "title", "scheme description", "scheme id no", "scheme ref no", "ref number", "reference number", "reference no", "no", "number", "cip no", "cip number", "cip id", "qipp id", "qipp no", "qipp number", "pid ref", "pid no", "cip scheme name", "qipp scheme name", "name of scheme", "efficiency scheme", "efficiency", "efficiency programme", "saving scheme", "savings scheme"];
        /// The scheme's name.
        NAME "name": Text, optional, ["scheme name", "scheme title", "project", "project name", "project title", "title", "opportunity", "initiative", "proposal", "saving proposal", "savings proposal", "qipp scheme", "cip scheme", "cip scheme name", "qipp scheme name", "name of scheme", "efficiency scheme", "saving scheme", "savings scheme"];
        /// The workstream it belongs to.
        WORKSTREAM "workstream": Id, optional, ["work stream", "theme", "delivery board", "programme area", "work area", "division", "directorate", "care group", "business unit", "qipp workstream", "qipp theme", "cip theme", "programme board", "transformation programme"];
        /// The programme within the workstream.
        PROGRAMME "programme": Text, optional, ["program", "sub workstream"];
        /// What it does.
        DESCRIPTION "description": Text, optional, ["scheme description", "project description", "details", "summary"];
        /// How far it has come.
        STAGE "stage": Word(Stage::WORDS), optional, ["gate", "gateway", "status", "scheme status", "scheme stage", "gate status", "stage gate", "delivery stage", "gateway stage"];
        /// How well developed it is.
        MATURITY "maturity": Word(Maturity::WORDS), optional, ["development status", "plan status", "status", "scheme status", "stage", "scheme stage", "plan maturity", "scheme maturity", "level of development", "stage of development", "development stage", "plan development", "plan development status"];
        /// Stated risk to delivery.
        DELIVERY_RISK "delivery_risk": Word(DeliveryRisk::WORDS), optional, ["delivery risk", "risk of delivery", "risk rating", "risk", "risk level", "risk to delivery", "deliverability", "scheme risk", "delivery risk rating", "risk category"];
        /// Who drives the saving.
        DRIVER "driver": Word(Driver::WORDS), optional, [];
        /// Pay, non-pay or income.
        CATEGORY "category": Word(Category::WORDS), optional, ["pay/non-pay", "pay non pay", "pay/non pay/income", "pay non pay income", "cost category", "spend category", "saving category", "efficiency category", "type of spend", "subjective"];
        /// How those are paid whose pay is saved; blank, where `category` says so (`Pay - Agency`).
        PAY_TYPE "pay_type": Word(PayType::WORDS), optional, ["pay category", "staff type", "pay type"];
        /// Whole-time equivalents that the scheme takes out of the pay bill in a full year.
        WTE "wte": Number, optional, ["wtes", "fte", "ftes", "whole time equivalents", "whole time equivalent", "wte reduction", "wte reductions", "wte impact", "wte change", "wte saving", "wte savings", "planned wte", "wte plan", "workforce impact wte"];
        /// What the saving is.
        EFFECT "effect": Word(Effect::WORDS), optional, ["saving type", "type of saving", "cash releasing", "efficiency type", "benefit type"];
        /// Whether the saving recurs.
        RECURRENT "recurrent": YesNo, optional, ["r/nr", "rec/non rec", "recurrent/non-recurrent", "recurring", "r nr", "recurrent non recurrent", "recurrent y n", "recurrent or non recurrent", "rec nr", "rec non recurrent", "recurrence", "r or nr", "recurrent status"];
        /// Planned saving of the year that recurs.
        RECURRENT_PLAN "recurrent_plan": Amount, optional, [];
        /// Forecast saving of the year that recurs.
        RECURRENT_FORECAST "recurrent_forecast": Amount, optional, [];
        /// Of the planned saving of the year, what nobody has found yet.
        UNIDENTIFIED_PLAN "unidentified_plan": Amount, optional, [];
        /// What the saving is worth in a full year.
        FULL_YEAR_EFFECT "full_year_effect": Amount, optional, ["fye", "full year effect", "full year effect fye", "full year saving", "full year savings", "fye saving", "fye savings", "fye value", "full year value", "recurrent full year effect", "recurrent fye", "recurrent full year saving", "recurrent full year savings", "fye recurrent"];
        /// How much of the saving is reinvested.
        REINVESTED "reinvested": Amount, optional, ["reinvestment"];
        /// The project brief: its name or reference.
        BRIEF "brief": Text, optional, ["project brief", "pid", "business case"];
        /// The day on which the brief was approved.
        BRIEF_APPROVED "brief_approved": Date, optional, ["brief approved", "pid approved"];
        /// The day on which it starts.
        STARTS "starts": Date, optional, ["start", "start date", "commences", "scheme start", "scheme start date", "go live", "go live date", "implementation date"];
        /// Senior responsible owner.
        SPONSOR "sponsor": Text, optional, ["sro", "senior responsible owner", "executive sponsor", "exec sponsor", "exec lead", "executive lead", "sponsor name", "accountable director", "director", "executive director", "exec director", "responsible director", "lead director", "accountable officer", "senior responsible officer", "executive owner", "director lead"];
        /// Project manager.
        MANAGER "manager": Text, optional, ["pm", "project manager", "project lead", "manager name", "scheme lead", "lead", "lead manager", "owner", "scheme owner", "project owner", "delivery lead", "operational lead", "scheme manager", "programme manager", "responsible manager", "responsible officer"];
        /// Whole-time equivalents the manager gives to the scheme.
        MANAGER_WTE "manager_wte": Number, optional, ["pm wte", "manager capacity", "project manager wte"];
        /// Clinical lead, or `none: reason`.
        CLINICAL_LEAD "clinical_lead": TextOrNone, optional, ["clinical lead", "gp lead", "clinical sponsor", "clinician", "medical lead", "clinical champion", "clinical lead name", "lead clinician", "lead gp"];
        /// How the project is governed, or `none: reason`.
        GOVERNANCE "governance": TextOrNone, optional, ["project board", "governance group"];
        /// Engagement of sector, cluster or local health economy, or `none: reason`.
        ENGAGEMENT "engagement": TextOrNone, optional, ["stakeholder engagement"];
        /// The national workstream it serves, or `local`.
        NATIONAL_WORKSTREAM "national_workstream": Text, optional, ["national"];
        /// What the estimate rests on.
        ASSUMPTIONS "assumptions": Text, optional, ["key assumptions", "basis of calculation"];
        /// What would be spent without it: the baseline and the course from which it saves.
        COUNTERFACTUAL "counterfactual": Text, optional, ["counter factual", "without the scheme", "do nothing", "baseline and counterfactual", "counterfactual baseline"];
        /// What it does to the quality of care.
        QUALITY_IMPACT "quality_impact": Text, optional, ["quality impact", "impact on quality", "impact on quality and safety"];
        /// Score of the quality impact assessment, 1 to 25; over 8 needs a mitigation.
        QIA_SCORE "qia_score": Number, optional, ["qia score", "qia risk score"];
        /// Who signed the assessment for the medical director.
        QIA_MEDICAL "qia_medical": Text, optional, ["qia medical", "medical director sign off"];
        /// Who signed the assessment for the nursing director.
        QIA_NURSING "qia_nursing": Text, optional, ["qia nursing", "director of nursing sign off"];
        /// The day on which the quality impact assessment was completed.
        QIA_DATE "qia_date": Date, optional, ["qia", "qia date", "qia completed", "date of qia", "qia sign off date", "quality impact assessment", "qia approved"];
        /// The day on which the equality impact assessment was completed.
        EQIA_DATE "eqia_date": Date, optional, ["eqia", "eqia date", "equality impact assessment"];
        /// What is new in it, or how it raises productivity.
        INNOVATION "innovation": Text, optional, ["innovation and productivity"];
        /// Schemes it depends on, separated by `;`, or `none: reason`.
        INTERDEPENDENCIES "interdependencies": TextOrNone, optional, ["dependencies"];
        /// The scheme under which its saving is counted, and not here: its id, or `ORGANISATION/ID` (name or code) of
        /// one of another organisation.
        COUNTED_UNDER "counted_under": Id, optional, ["counted under"];
        /// What it costs to make the saving.
        INVESTMENT "investment": Amount, optional, ["investment required", "costs", "implementation cost", "reprovision cost", "investment needed", "reprovision costs", "cost of implementation", "implementation costs", "cost to deliver", "delivery cost", "delivery costs"];
        /// Saving less investment, as stated.
        NET "net": Amount, optional, ["net saving", "net savings", "net", "net plan", "net benefit"];
        /// The plan as first approved.
        ORIGINAL_PLAN "original_plan": Amount, optional, ["original savings", "original plan", "original target"];
        /// The day on which it was approved.
        APPROVED_ON "approved_on": Date, optional, ["approved", "approval date", "date approved"];
        /// The year's planned saving.
        PLAN_YEAR "plan_year": Amount, optional, ["annual plan", "full year plan", "plan for the year", "in year plan", "in-year plan", "year plan", "planned savings", "annual target", "target saving", "savings plan", "pye", "part year effect", "plan full year", "in year saving", "in year savings", "in year target", "in year value", "in year effect", "iye", "current year effect", "cye", "part year saving", "part year savings", "pye saving", "pye savings", "pye value", "annual saving", "annual savings", "annual plan saving", "gross", "gross saving", "gross savings", "gross plan", "year end target", "savings target", "planned saving in year", "revised plan", "current plan", "latest plan"];
        /// Planned saving to date.
        PLAN_YTD "plan_ytd": Amount, optional, ["ytd plan", "plan ytd", "plan to date", "plan savings to date", "planned savings to date", "year to date plan", "cumulative plan", "ytd target"];
        /// Actual saving to date.
        ACTUAL_YTD "actual_ytd": Amount, optional, ["ytd actual", "actual ytd", "actual to date", "actual savings to date", "year to date actual", "delivered", "delivered to date", "achieved to date", "savings to date", "cumulative actual", "actual", "actuals", "achieved", "savings delivered", "delivered savings", "actual savings", "actual saving"];
        /// The year's forecast saving.
        FORECAST_YEAR "forecast_year": Amount, optional, ["fot", "outturn", "forecast", "forecast outturn", "year end forecast", "full year forecast", "forecast out-turn", "projected outturn", "fot year end", "forecast saving", "forecast savings", "year end outturn", "likely outturn", "forecast year end"];
        /// What the actual rests on.
        ACTUAL_BASIS "actual_basis": Word(ActualBasis::WORDS), optional, [];
        /// The evidence of the actual: a document and page.
        ACTUAL_EVIDENCE "actual_evidence": Text, optional, [];
        /// Who validated the actual.
        VALIDATED_BY "validated_by": Text, optional, [];
        /// Whether it stands outside the plan's total.
        OUTSIDE_TOTAL "outside_total": YesNo, optional, [];
        /// Stated variance to date; checked, never used.
        VARIANCE_YTD "variance_ytd": Amount, optional, ["ytd variance", "variance to date", "variance ytd"];
        /// Stated percentage variance to date; checked, never used.
        PERCENT_YTD "percent_ytd": Percent, optional, ["ytd variance %", "variance %", "% variance", "% variance to date"];
        /// Stated variance of the forecast; checked, never used.
        VARIANCE_FORECAST "variance_forecast": Amount, optional, ["forecast variance", "fot variance", "outturn variance"];
        /// Stated percentage variance of the forecast; checked, never used.
        PERCENT_FORECAST "percent_forecast": Percent, optional, ["forecast variance %", "% forecast variance"];
        /// Stated rating; compared, never used.
        RAG "rag": Rag, optional, ["rag rating", "rag status", "rating", "finance rag", "rag finance", "finance rating", "overall rag", "rag status finance", "financial rag", "delivery rag"];
    }
    /// Savings by period: the monthly tracker.
    Savings savings "saving" {
        /// The organisation.
        ORGANISATION "organisation": Id, optional, ["organization", "org", "pct", "ccg", "icb", "trust", "provider", "body"];
        /// The region of the organisation, in a tracker that stands alone.
        REGION "region": Id, optional, ["sha", "strategic health authority", "system"];
        /// The workstream of the scheme, in a tracker that stands alone.
        WORKSTREAM "workstream": Id, optional, ["work stream", "theme"];
        /// The scheme's id; its name serves when there is none.
        SCHEME "scheme": Id, required, ["scheme id", "scheme ref", "scheme reference", "scheme no", "scheme number", "scheme code", "ref", "reference", "id", "code", "project ref", "project id", "project code", "scheme name", "project", "project name"];
        /// The scheme's name, in a tracker that stands alone.
        NAME "name": Text, optional, ["scheme name", "scheme title", "project", "project name", "title"];
        /// A month, a quarter or a year.
        PERIOD "period": Period, required, ["month", "quarter", "year", "financial year", "reporting month", "reporting period", "period ending", "month ending", "month no", "month number", "accounting period", "fin year"];
        /// Planned saving.
        PLAN "plan": Amount, optional, ["planned", "planned saving", "plan saving", "target", "planned savings"];
        /// Actual saving.
        ACTUAL "actual": Amount, optional, ["actuals", "actual saving", "delivered", "achieved", "actual savings"];
        /// Forecast saving.
        FORECAST "forecast": Amount, optional, ["forecast saving", "fot", "outturn", "projected", "forecast savings"];
        /// Cost of making the saving.
        INVESTMENT "investment": Amount, optional, ["cost", "investment cost"];
    }
    /// Totals as stated by the submission; checked, never added.
    Totals totals "total" {
        /// The organisation; `all organisations` for a total over every one.
        ORGANISATION "organisation": Id, optional, ["organization", "org"];
        /// The table the total is over.
        TABLE "table": Id, required, [];
        /// The column the total is over.
        COLUMN "column": Id, required, [];
        /// The schemes the total is over; blank for all.
        SCHEME "scheme": Ids, optional, [];
        /// The workstream the total is over; blank for all.
        WORKSTREAM "workstream": Id, optional, [];
        /// The period the total is over; blank for all.
        PERIOD "period": Period, optional, [];
        /// The total as stated.
        STATED "stated": Amount, optional, ["total"];
        /// The rating of the total as stated, where the column is a rating.
        RATING "stated_rating": Rag, optional, [];
    }
    /// What is to be done by when.
    Milestones milestones "milestone" {
        /// The organisation.
        ORGANISATION "organisation": Id, optional, ["organization", "org"];
        /// The schemes it belongs to.
        SCHEME "scheme": Ids, optional, ["scheme id", "scheme ref", "schemes"];
        /// The workstream it belongs to.
        WORKSTREAM "workstream": Id, optional, ["work stream"];
        /// What is to be done.
        MILESTONE "milestone": Text, required, ["name", "description", "milestone description", "key milestone", "action"];
        /// The day by which it was first to be done; it is judged against this day.
        DUE "due": Date, optional, ["due date", "planned date", "baseline date", "target date", "deadline"];
        /// Who is to do it.
        OWNER "owner": Text, optional, ["lead", "responsible"];
        /// Where it stands.
        STATUS "status": Word(MilestoneStatus::WORDS), optional, ["progress"];
        /// The day on which it was done.
        COMPLETED "completed": Date, optional, ["completed on", "completion date", "actual date"];
        /// A later day since agreed.
        REVISED_DUE "revised_due": Date, optional, ["revised date", "revised due date", "forecast date"];
        /// The milestone that replaces a cancelled one.
        REPLACED_BY "replaced_by": Text, optional, [];
        /// Whether doing it delivers the scheme's indicators.
        DELIVERS_KPIS "delivers_kpis": YesNo, optional, [];
    }
    /// Key performance indicators.
    Kpis kpis "kpi" {
        /// The organisation.
        ORGANISATION "organisation": Id, optional, ["organization", "org"];
        /// The schemes it belongs to.
        SCHEME "scheme": Ids, optional, ["scheme id", "scheme ref", "schemes"];
        /// The workstream it belongs to.
        WORKSTREAM "workstream": Id, optional, ["work stream"];
        /// The indicator.
        KPI "kpi": Text, required, ["name", "indicator", "metric", "measure", "key performance indicator"];
        /// Quality, activity, workforce or finance.
        TYPE "type": Word(KpiType::WORDS), optional, ["kpi type", "category"];
        /// Who answers for it.
        OWNER "owner": Text, optional, ["lead"];
        /// The unit of its values.
        UNIT "unit": Text, optional, ["units"];
        /// Its value before the scheme.
        BASELINE "baseline": Number, optional, [];
        /// The value to be reached.
        TARGET "target": Number, optional, [];
        /// What the best or the average reach.
        BENCHMARK "benchmark": Number, optional, [];
        /// The day by which the target is to be reached.
        DUE "due": Date, optional, ["due date", "target date"];
        /// The value expected at the reporting date.
        TRAJECTORY "trajectory": Number, optional, ["plan to date", "expected"];
        /// The value measured.
        ACTUAL "actual": Number, optional, ["latest", "current", "performance"];
        /// The day on which it was measured.
        MEASURED_ON "measured_on": Date, optional, ["measured on", "date measured", "data to"];
        /// Where it stands.
        STATUS "status": Text, optional, ["progress"];
        /// The side on which it is better.
        BETTER "better": Word(Side::WORDS), optional, ["direction", "polarity"];
        /// How far it may miss, as a percentage of the target.
        TOLERANCE "tolerance": Percent, optional, [];
        /// Why an indicator of this type is not needed.
        NOT_APPLICABLE "not_applicable": TextOrNone, optional, ["not applicable"];
    }
    /// The risk register.
    Risks risks "risk" {
        /// The organisation.
        ORGANISATION "organisation": Id, optional, ["organization", "org"];
        /// The risk's id.
        RISK "risk": Id, required, ["risk id", "risk ref", "id", "ref"];
        /// The schemes it belongs to.
        SCHEME "scheme": Ids, optional, ["scheme id", "scheme ref", "schemes"];
        /// The workstream it belongs to.
        WORKSTREAM "workstream": Id, optional, ["work stream"];
        /// What kind of risk it is.
        CATEGORY "category": Word(RiskCategory::WORDS), optional, ["risk category", "type"];
        /// What may happen.
        DESCRIPTION "description": Text, optional, ["risk description"];
        /// 1 (rare) to 5 (almost certain).
        LIKELIHOOD "likelihood": Number, optional, ["l", "probability"];
        /// 1 (negligible) to 5 (catastrophic).
        IMPACT "impact": Number, optional, ["i", "severity"];
        /// Likelihood times impact as stated.
        SCORE "score": Number, optional, ["risk score", "rating"];
        /// What follows if it happens.
        CONSEQUENCE "consequence": Text, optional, ["consequences", "effect"];
        /// What it would cost if it happened.
        GROSS "gross": Amount, optional, ["gross risk", "gross value", "risk value", "value at risk", "gross financial risk", "gross risk value", "full risk value"];
        /// How much of the cost its mitigation takes off.
        MITIGATED "mitigated": Amount, optional, ["mitigations", "mitigation value", "mitigated value", "value of mitigation", "value of mitigations", "value mitigated"];
        /// What is done about it.
        MITIGATION "mitigation": Text, optional, ["mitigating action", "actions", "action", "controls"];
        /// How far the mitigation has come.
        MITIGATION_STATUS "mitigation_status": Word(MitigationStatus::WORDS), optional, ["action status"];
        /// Who answers for it.
        OWNER "owner": Text, optional, ["risk owner", "lead"];
        /// The day on which it was last reviewed.
        REVIEWED "reviewed": Date, optional, ["last reviewed", "review date", "date reviewed"];
        /// Open or closed.
        STATUS "status": Word(RiskStatus::WORDS), optional, ["risk status"];
        /// What national support is needed, or `none`.
        NATIONAL_SUPPORT "national_support": TextOrNone, optional, ["national support", "support needed"];
    }
    /// With whom the plan was made.
    Engagement engagement "engagement" {
        /// The organisation.
        ORGANISATION "organisation": Id, optional, ["organization", "org"];
        /// The schemes it belongs to; blank for the plan as a whole.
        SCHEME "scheme": Ids, optional, ["scheme id", "scheme ref", "schemes"];
        /// The group.
        GROUP "group": Word(GROUPS), required, ["stakeholder group", "stakeholder"];
        /// Who of the group: a trust, a council, a national workstream.
        PARTNER "partner": Text, optional, ["name"];
        /// The day.
        DATE "date": Date, optional, ["when"];
        /// What was done.
        ACTIVITY "activity": Text, optional, ["description"];
        /// The evidence: a document and page.
        EVIDENCE "evidence": Text, optional, [];
    }
    /// What a reader judged.
    Judgements judgements "judgement" {
        /// The organisation; blank for the only one.
        ORGANISATION "organisation": Id, optional, ["organization", "org"];
        /// The scheme, for an implementation criterion.
        SCHEME "scheme": Id, optional, ["scheme id", "scheme ref"];
        /// The criterion's id, such as A1-VIS-1.
        CRITERION "criterion": Id, required, ["code", "criterion id"];
        /// What the reader found.
        RESULT "result": Word(RESULTS), required, ["judgement", "judgment"];
        /// The document and page that show it; without one, met counts as partly.
        EVIDENCE "evidence": Text, optional, ["reference"];
        /// Who judged.
        ASSESSOR "assessor": Text, optional, ["reviewer", "judged by"];
        /// When.
        DATE "date": Date, optional, [];
        /// Anything else.
        COMMENT "comment": Text, optional, ["comments", "note"];
        /// What an internal auditor's opinion assures; where `result` is blank, substantial is met, moderate partly, limited and unsatisfactory are unmet.
        ASSURANCE "assurance": Word(Assurance::WORDS), optional, ["opinion", "assurance level", "assurance opinion", "assurance rating"];
    }
    /// Departures that somebody has accepted; given with `--exceptions`, never in a submission.
    Exceptions exceptions "exception" {
        /// The organisation; blank for the only one.
        ORGANISATION "organisation": Id, optional, ["organization", "org"];
        /// The scheme; blank for the organisation's own line, `*` for every scheme.
        SCHEME "scheme": Id, optional, ["scheme id", "scheme ref"];
        /// The criterion's or finding's code.
        CODE "code": Id, required, ["criterion"];
        /// Accepted, disputed or not applicable.
        KIND "kind": Word(ExceptionKind::WORDS), required, [];
        /// Why.
        REASON "reason": Text, required, [];
        /// Who owns it.
        OWNER "owner": Text, required, [];
        /// Who approved it; not the owner.
        APPROVER "approver": Text, required, ["approved by"];
        /// From which day.
        FROM "from": Date, optional, [];
        /// Until which day.
        UNTIL "until": Date, required, ["expires"];
        /// The document that shows it.
        EVIDENCE "evidence": Text, optional, [];
        /// The most that is accepted: an amount in pounds (`£412,000`, `412k`) or a percentage of plan (`14.1%`).
        UP_TO "up_to": Value, optional, ["limit"];
        /// Which finding, as the JSON report gives it; blank where the code is of a criterion.
        FINGERPRINT "fingerprint": Id, optional, [];
    }
}
