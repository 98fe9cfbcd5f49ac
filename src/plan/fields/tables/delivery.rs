//! Milestones, indicators, risks and engagement.

columns! {
    /// What is to be done by when.
    Milestones milestones {
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
}

columns! {
    /// Key performance indicators.
    Kpis kpis {
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
}

columns! {
    /// The risk register.
    Risks risks {
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
}

columns! {
    /// With whom the plan was made.
    Engagement engagement {
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
}
