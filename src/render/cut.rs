//! What `--view` leaves of a report for machines: the keys and kinds of each view. What belongs to no view (what the
//! report was made with and of, the head of each organisation, the gate, what could not be read, the summary) stays.

use super::View;

/// The keys of the JSON report that a view holds, of an organisation and of the roll-up alike.
fn keys(view: View) -> &'static [&'static str] {
    match view {
        View::Summary => &[],
        View::Brief => &["brief", "look_first"],
        View::Criteria => &["appendix_one", "figure_13", "integrated_plan", "milestones"],
        View::ReportCard => &["report_card"],
        View::Finance => &["finance", "months", "xmr"],
        View::Years => &["years"],
        View::Headroom => &["headroom"],
        View::Mix => &["mix", "headline"],
        View::Pipeline => &["pipeline", "not_counted"],
        View::Exceptions => &["exception_report", "to_green", "exceptions"],
        View::Practice => &["best_practice"],
        View::Risks => &["risk_log"],
        View::Rollup => &["rollup"],
        View::Shares => &["shares"],
        View::Movement => &["movement"],
        View::Peers => &["peers"],
        View::Bridge => &["bridge"],
        View::Findings => &["findings"],
        View::Reading => &["unused_amounts", "notes", "tables"],
    }
}

/// The kinds of JSON Lines that a view holds, which are not called as its keys.
fn kinds(view: View) -> &'static [&'static str] {
    match view {
        View::Criteria => &["row", "expectation", "milestone"],
        View::ReportCard => &["report_card"],
        View::Finance => &["finance", "month", "xmr"],
        View::Years => &["year"],
        View::Exceptions => &["exception", "to_green", "departure"],
        View::Practice => &["practice"],
        View::Risks => &["risk"],
        View::Pipeline => &["pipeline", "pipeline_year", "pipeline_scheme", "not_counted"],
        View::Rollup => &["not_submitted", "late", "no_region"],
        View::Shares => &["share"],
        View::Movement => {
            &["movement", "moved_subject", "moved_milestone", "moved_finding", "moved_expectation"]
        }
        View::Peers => &["peer"],
        View::Findings => &["finding"],
        View::Summary | View::Brief | View::Headroom | View::Mix | View::Bridge | View::Reading => keys(view),
    }
}

/// The views that a result for machines is cut to; none where it holds everything.
#[derive(Debug, Clone, Copy)]
pub struct Cut<'v>(pub Option<&'v [View]>);

impl Cut<'_> {
    fn holds(self, name: &str, of: fn(View) -> &'static [&'static str]) -> bool {
        let lists = |view: &View| of(*view).contains(&name);
        self.0.is_none_or(|views| views.iter().any(lists) || !View::ALL.iter().any(lists))
    }

    /// Whether an organisation, or the report, keeps a key.
    pub fn holds_key(self, key: &str) -> bool {
        match key {
            // it is kept for what of it is asked for
            "rollup" => true,
            _ => self.holds(key, keys),
        }
    }

    /// Whether the roll-up keeps a key.
    pub fn holds_key_of_rollup(self, key: &str) -> bool {
        self.holds_rollup() || self.holds(key, keys)
    }

    /// Whether a line of a kind is kept.
    pub fn holds_kind(self, kind: &str) -> bool {
        self.holds(kind, kinds)
    }

    /// Whether everything of the roll-up is asked for.
    pub fn holds_rollup(self) -> bool {
        self.0.is_none_or(|views| views.contains(&View::Rollup))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_keeps_its_own_and_what_is_nobody_s() {
        let cut = Cut(Some(&[View::Finance, View::Findings]));
        assert!(cut.holds_key("finance") && cut.holds_key("findings") && cut.holds_key("organisation"));
        assert!(!cut.holds_key("figure_13") && !cut.holds_key("movement"));
        assert!(cut.holds_kind("month") && cut.holds_kind("plan") && !cut.holds_kind("expectation"));
        assert!(Cut(None).holds_key("figure_13"));
        assert!(Cut(Some(&[View::Rollup])).holds_key_of_rollup("years"));
    }
}
