//! Figure 13: what a scheme sets out before it starts: brief, leadership, governance, milestones.

use super::{Case, is};

pub const CASES: &[Case] = &[
    Case {
        criterion: "F13-BRF-1",
        what: "the brief is not approved",
        change: |plan| plan.set("schemes", "brief_approved", is("scheme", "PC-01"), ""),
        expect: &["F13-BRF-1 PC-01: met -> partly"],
    },
    Case {
        criterion: "F13-BRF-1",
        what: "the brief is approved after the reporting date",
        change: |plan| plan.set("schemes", "brief_approved", is("scheme", "PC-01"), "2011-10-01"),
        expect: &["F13-BRF-1 PC-01: met -> partly"],
    },
    Case {
        criterion: "F13-BRF-1",
        what: "an approval, and no brief",
        change: |plan| plan.set("schemes", "brief", is("scheme", "PC-01"), ""),
        expect: &["F13-BRF-1 PC-01: met -> unmet"],
    },
    Case {
        criterion: "F13-BRF-1",
        what: "no brief",
        change: |plan| {
            plan.set("schemes", "brief", is("scheme", "PC-01"), "").set(
                "schemes",
                "brief_approved",
                is("scheme", "PC-01"),
                "",
            )
        },
        expect: &["F13-BRF-1 PC-01: met -> unevidenced"],
    },
    Case {
        criterion: "F13-LED-1",
        what: "nobody is the sponsor",
        change: |plan| plan.set("schemes", "sponsor", is("scheme", "PC-01"), "none: post vacant"),
        expect: &[
            "A1-GOV-3: met -> partly",
            "F13-BRF-1 PC-01: met -> partly",
            "F13-LED-1 PC-01: met -> unmet",
        ],
    },
    Case {
        criterion: "F13-LED-1",
        what: "no sponsor",
        change: |plan| plan.set("schemes", "sponsor", is("scheme", "PC-01"), ""),
        expect: &[
            "A1-GOV-3: met -> partly",
            "F13-BRF-1 PC-01: met -> partly",
            "F13-LED-1 PC-01: met -> unevidenced",
        ],
    },
    Case {
        criterion: "F13-LED-2",
        what: "a manager with too much to do",
        change: |plan| plan.set("schemes", "manager_wte", is("scheme", "PC-01"), "0.51"),
        expect: &["F13-LED-2 PC-01, PC-06, PC-07: met -> unmet"],
    },
    Case {
        criterion: "F13-LED-2",
        what: "a manager without time",
        change: |plan| plan.set("schemes", "manager_wte", is("scheme", "PC-01"), "0"),
        expect: &["F13-LED-2 PC-01: met -> unmet"],
    },
    Case {
        criterion: "F13-LED-2",
        what: "no manager",
        change: |plan| {
            plan.set("schemes", "manager", is("scheme", "PC-01"), "").set(
                "schemes",
                "manager_wte",
                is("scheme", "PC-01"),
                "",
            )
        },
        expect: &[
            "A1-GOV-3: met -> partly",
            "F13-BRF-1 PC-01: met -> partly",
            "F13-LED-2 PC-01: met -> unevidenced",
        ],
    },
    Case {
        criterion: "F13-GOV-1",
        what: "none, without a reason",
        change: |plan| plan.set("workstreams", "governance", is("workstream", "Medicines"), "none"),
        expect: &[
            "A1-GOV-2: met -> unmet",
            "F13-GOV-1 MM-01, MM-02, MM-03, MM-04, MM-05: met -> unmet",
            "conflict A1-GOV-2",
        ],
    },
    Case {
        criterion: "F13-GOV-1",
        what: "nothing is said of governance",
        change: |plan| plan.set("workstreams", "governance", is("workstream", "Medicines"), ""),
        expect: &[
            "A1-GOV-2: met -> unmet",
            "F13-GOV-1 MM-01, MM-02, MM-03, MM-04, MM-05: met -> unevidenced",
            "conflict A1-GOV-2",
        ],
    },
    Case {
        criterion: "F13-GOV-2",
        what: "none, without a reason",
        change: |plan| plan.set("schemes", "clinical_lead", is("scheme", "PC-01"), "none"),
        expect: &["F13-GOV-2 PC-01: met -> unmet"],
    },
    Case {
        criterion: "F13-GOV-2",
        what: "no clinical lead",
        change: |plan| plan.set("schemes", "clinical_lead", is("scheme", "PC-01"), ""),
        expect: &["F13-GOV-2 PC-01: met -> unevidenced"],
    },
    Case {
        criterion: "F13-GOV-3",
        what: "none, without a reason",
        change: |plan| plan.set("schemes", "engagement", is("scheme", "PC-02"), "none"),
        expect: &["F13-GOV-3 PC-02: met -> unmet"],
    },
    Case {
        criterion: "F13-GOV-3",
        what: "nothing is said of engagement",
        change: |plan| plan.set("schemes", "engagement", is("scheme", "PC-02"), ""),
        expect: &["F13-GOV-3 PC-02: met -> unevidenced"],
    },
    Case {
        criterion: "F13-MIL-1",
        what: "a milestone without an owner",
        change: |plan| plan.set("milestones", "owner", is("milestone", "Service open at four sites"), ""),
        expect: &["F13-MIL-1 PC-03: met -> unmet"],
    },
    Case {
        criterion: "F13-MIL-1",
        what: "no milestones",
        change: |plan| plan.drop_rows("milestones", is("scheme", "PC-03")),
        expect: &[
            "A1-MIL-1: met -> partly",
            "F13-BRF-1 PC-03: met -> partly",
            "F13-MIL-1 PC-03: met -> unevidenced",
            "F13-MIL-2 PC-03: met -> unevidenced",
            "F13-MIL-3 PC-03: met -> unevidenced",
            "F13-MIL-4 PC-03: met -> unevidenced",
        ],
    },
    Case {
        criterion: "F13-MIL-2",
        what: "two milestones",
        change: |plan| plan.drop_rows("milestones", is("milestone", "Direct orthopaedic referral closed")),
        expect: &["F13-MIL-2 PC-03: met -> unmet"],
    },
    Case {
        criterion: "F13-MIL-2",
        what: "a milestone without a date",
        change: |plan| {
            plan.set("milestones", "due", is("milestone", "Direct orthopaedic referral closed"), "")
        },
        expect: &["F13-MIL-2 PC-03: met -> unmet"],
    },
    Case {
        criterion: "F13-MIL-2",
        what: "the first milestone is due after the first saving",
        change: |plan| {
            plan.set("milestones", "due", is("milestone", "Community provider contract signed"), "2011-05-01")
        },
        expect: &["F13-MIL-2 PC-03: met -> unmet"],
    },
    Case {
        criterion: "F13-MIL-2",
        what: "a milestone due after the horizon",
        change: |plan| {
            plan.set("milestones", "due", is("milestone", "Direct orthopaedic referral closed"), "2014-04-01")
        },
        expect: &["F13-MIL-2 PC-03: met -> unmet"],
    },
    Case {
        criterion: "F13-MIL-2",
        what: "no milestones",
        change: |plan| plan.drop_rows("milestones", is("scheme", "PC-03")),
        expect: &[
            "A1-MIL-1: met -> partly",
            "F13-BRF-1 PC-03: met -> partly",
            "F13-MIL-1 PC-03: met -> unevidenced",
            "F13-MIL-2 PC-03: met -> unevidenced",
            "F13-MIL-3 PC-03: met -> unevidenced",
            "F13-MIL-4 PC-03: met -> unevidenced",
        ],
    },
];
