//! The frame of a page: its head with the rule that nothing is loaded, the way to its parts, its foot.

use super::pictures::hatching;
use super::{Section, audit, under};
use crate::rating::Rating;
use crate::render::colours::{COLOURED, Pair};
use crate::render::markdown::Origin;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

const STYLE: &str = include_str!("style.css");
/// The line of the style in whose place they stand.
const RATINGS: &str = "/* the colours of ratings */\n";

/// A page before it is framed.
pub struct Page<'r> {
    /// Its heading, and its title in the browser.
    pub title: String,
    /// What stands at the head of every printed page.
    pub running: String,
    pub contents: Vec<Section>,
    /// What it was made by and from.
    pub origin: Origin<'r>,
    /// The command that made it, where it is known.
    pub command: Option<String>,
}

impl Page<'_> {
    pub fn markup(&self) -> Markup {
        let tool = self.origin.tool;
        let style = style(&self.running);
        let digest = STANDARD.encode(Sha256::digest(style.as_bytes()));
        let policy =
            format!("default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'");
        html! {
            (DOCTYPE)
            html lang="en-GB" {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(policy);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="generator" content={ (tool.name) " " (tool.version) };
                    title { (self.title) }
                    style { (PreEscaped(&style)) }
                }
                body {
                    @if let Some(first) = self.contents.first() { a.skip href={ "#" (first.id) } { "Skip to the decision" } }
                    (hatching())
                    header { h1 { (self.title) } }
                    nav aria-label="Parts of this page" {
                        ul { @for part in &self.contents { li { a href={ "#" (part.id) } { (part.name) } } } }
                    }
                    main { @for section in &self.contents { (under(section)) } }
                    (audit::footer(&self.origin, self.command.as_deref()))
                }
            }
        }
    }
}

/// The style with what is printed at the head of every page.
fn style(running: &str) -> String {
    STYLE.replace("\"RUNNING HEAD\"", &in_style(running)).replace(RATINGS, &ratings())
}

/// The colours of ratings.
fn ratings() -> String {
    let class = |(rating, Pair { ink, ground }): &(Rating, Pair)| {
        format!(".{rating} {{ color: #{ink:06x}; background: #{ground:06x}; border-color: #{ink:06x}; }}\n")
    };
    COLOURED.iter().map(class).collect()
}

/// Text as a string of the style: letters as they are, all else as numbers, so that nothing ends it.
fn in_style(text: &str) -> String {
    let escaped = |c: char| match c {
        ' ' | ',' | '(' | ')' | '/' | ':' => c.to_string(),
        c if c.is_alphanumeric() => c.to_string(),
        c => format!("\\{:x} ", u32::from(c)),
    };
    format!("\"{}\"", text.chars().map(escaped).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::in_style;

    #[test]
    fn no_name_ends_the_style() {
        assert_eq!(in_style("A \"b\" </style>"), "\"A \\22 b\\22  \\3c /style\\3e \"");
    }
}
