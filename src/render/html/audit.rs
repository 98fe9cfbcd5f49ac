//! The foot of the page: what made it and from what, so that it can be made again.

use crate::render::markdown::Origin;
use crate::render::text;
use crate::report::files_of;
use crate::words::typed;
use maud::{Markup, html};

/// Inputs that are listed; of more, how many.
const LISTED: usize = 200;

/// What the command of an assessment begins with, and that of checking its report.
const ASSESS: &str = "qipp assess";
const VERIFY: &str = "qipp verify report.json";

/// The command that checks a report of these files, and of those that options name.
fn verify(command: &str, options: &[String]) -> String {
    let files = command.strip_prefix(ASSESS).unwrap_or_default().trim();
    let named = files_of(options);
    let words = [VERIFY, files].into_iter().map(str::to_owned);
    words
        .chain(named.iter().map(|file| typed(&text::clean(&file.name)).into_owned()))
        .collect::<Vec<_>>()
        .join(" ")
}

pub fn footer(origin: &Origin, command: Option<&str>) -> Markup {
    let Origin { tool, schema, policy, options, inputs } = *origin;
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
                dd { "NAO, Delivering efficiency savings in the NHS, September 2011: Appendix One and Figure 13" }
                @if let Some(command) = command {
                    dt { "Command" }
                    dd {
                        code { (command) @for option in options { " " (typed(&text::clean(option))) } }
                        ", under that policy"
                    }
                    dt { "To check" }
                    dd {
                        code { (verify(command, options)) }
                        ", with what " code { "--report json=report.json" } " writes beside this page: assesses the "
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
