//! Schemes, what they save by period, and stated totals.

columns! {
    /// One row for each saving scheme.
    Schemes schemes {
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
}

columns! {
    /// Savings by period: the monthly tracker.
    Savings savings {
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
}

columns! {
    /// Totals as stated by the submission; checked, never added.
    Totals totals {
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
}
