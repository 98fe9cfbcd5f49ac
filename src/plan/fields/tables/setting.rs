//! The plan, its years, what its figures rest on, and its workstreams.

columns! {
    /// One row for each organisation: who submits, as at when, in which unit.
    Plan plan {
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
}

columns! {
    /// Money by financial year: what is allocated, spent, needed and found.
    Years years {
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
}

columns! {
    /// What the figures rest on.
    Assumptions assumptions {
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
}

columns! {
    /// Volumes of care, actual and forecast.
    Activity activity {
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
}

columns! {
    /// What care is made of: staff, supplies, capital, buildings.
    Inputs inputs {
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
}

columns! {
    /// The workstreams of a plan and how each is led.
    Workstreams workstreams {
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
}
