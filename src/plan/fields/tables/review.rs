//! What is given apart from a submission: judgements and exceptions.

columns! {
    /// What a reader judged.
    Judgements judgements {
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
}

columns! {
    /// Departures that somebody has accepted; given with `--exceptions`, never in a submission.
    Exceptions exceptions {
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
