//! What a submission states of its sums is held against the date it states it for.

use crate::run::{at, folder, run};
use serde_json::json;

#[test]
fn a_date_on_the_command_line_does_not_move_what_is_stated() {
    let codes = |plan_ytd: &str, words: &[&str]| {
        let month = |month: u32| json!({ "scheme": "S1", "period": format!("2011-{month:02}"), "plan": "100", "actual": "80" });
        let plan = json!({
            "plan": { "organisation": "Anytown PCT", "as_at": "2011-06-30", "unit": "£" },
            "schemes": [{ "scheme": "S1", "name": "Triage", "plan_ytd": plan_ytd, "actual_ytd": "240" }],
            "savings": (4..10).map(month).collect::<Vec<_>>(),
        });
        let files = folder(&[("plan.json", &plan.to_string())]);
        let report = run(&[&["assess", &at(&files, "plan.json"), "--format", "json"], words].concat()).json();
        let found = report["findings"].as_array().unwrap().iter();
        found.map(|found| found["code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    for words in [&[][..], &["--as-at", "2011-09-30"], &["--as-at", "2011-06-30"]] {
        assert_eq!(codes("300", words), ["DA"], "three months to June, and three beyond it: {words:?}");
        assert_eq!(codes("500", words), ["ST", "DA"], "{words:?}");
    }
}
