//! The foot of the page: what made it and from what, so that it can be made again.

use crate::criteria::EDITION;
use crate::render::conformance::lines;
use crate::render::markdown::Origin;
use crate::render::text;
use maud::{Markup, html};

/// Inputs that are listed; of more, how many.
const LISTED: usize = 200;

/// The command that checks a report.
pub const VERIFY: &str = "qipp verify report.json FILE…";

pub fn footer(origin: &Origin, command: Option<&str>) -> Markup {
    let Origin { tool, schema, policy, inputs, conformance } = *origin;
    let rest = inputs.len().saturating_sub(LISTED);
    html! {
        footer {
            h2 { "How this was made" }
            dl.facts {
                dt { "Program" }
                dd { (tool.name) " " (tool.version) ", report " (schema) }
                dt { "Policy" }
                dd {
                    (text::clean(&policy.name))
                    @if policy.changed > 0 { ", " (crate::words::count(policy.changed, "value")) " changed" }
                    ", SHA-256 " span.place { (policy.hash) }
                }
                dt { "Criteria" }
                dd { (EDITION) }
                @if let Some((own, organisations)) = conformance {
                    @for (label, said) in lines(own, organisations) { dt { (label) } dd { (said) } }
                }
                @if let Some(command) = command {
                    dt { "Command" }
                    dd { code { (command) } }
                    dt { "To check" }
                    dd {
                        code { (VERIFY) } ", with the inputs below and what " code { "--report json=report.json" }
                        " writes beside this page: assesses the "
                        "files again and says whether every figure is reproduced"
                    }
                }
            }
            p {
                "Every colour is worked out from the cells that stand beside it; a rating that a plan states is "
                "compared and never counts. Nothing on this page was loaded or run."
            }
            @if !inputs.is_empty() {
                details.more.screen[inputs.len() > 3] open[inputs.len() <= 3] {
                summary { "Inputs: " (crate::words::count(inputs.len(), "file")) }
                div {
                    ul {
                        @for input in inputs.iter().take(LISTED) {
                            li {
                                span.place { (text::clean(&input.name)) } ", " (input.bytes) " bytes, SHA-256 "
                                span.place { (input.sha256) }
                            }
                        }
                        @if rest > 0 { li { "and " (rest) " more: --format json has all" } }
                    }
                }
            }
            }
        }
    }
}
