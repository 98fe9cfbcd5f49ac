//! Ratings and words on the page. A colour never stands alone: it has its letter or word and its shape.

use crate::rating::Rating;
use crate::render::text;
use maud::{Markup, html};

fn class(rating: Rating) -> &'static str {
    match rating {
        Rating::Green => "green",
        Rating::Amber => "amber",
        Rating::Red => "red",
        Rating::Grey => "grey",
        Rating::NotApplicable => "none",
    }
}

/// A circle, a square, a triangle, a ring, a dash: told apart where there is no colour.
fn shape(rating: Rating) -> &'static str {
    match rating {
        Rating::Green => "●",
        Rating::Amber => "■",
        Rating::Red => "▲",
        Rating::Grey => "○",
        Rating::NotApplicable => "–",
    }
}

/// A rating in its word.
pub fn rating(rating: Rating) -> Markup {
    tag(rating, &rating.word().to_uppercase())
}

/// A rating in its letter, with the word for those who hear the page.
pub fn letter(rating: Rating) -> Markup {
    if rating == Rating::NotApplicable {
        return html! { span.none title="not applicable" { "–" } };
    }
    html! {
        span class={ "rag " (class(rating)) } {
            span.shape aria-hidden="true" { (shape(rating)) }
            span aria-hidden="true" { (rating.letter()) }
            span.heard { (rating.word()) }
        }
    }
}

fn tag(rating: Rating, said: &str) -> Markup {
    html! {
        span class={ "rag " (class(rating)) } {
            span.shape aria-hidden="true" { (shape(rating)) }
            " " (said)
        }
    }
}

/// Words in which ratings are marked: each mark becomes a tag.
pub fn said(words: &str) -> Markup {
    html! {
        @for piece in pieces(words) {
            @match piece {
                Piece::Plain(words) => (words),
                Piece::Bold(words) => strong { (words) },
                Piece::Rated(own, words) => (rated(own, words)),
            }
        }
    }
}

/// A marked word: a rating, or a figure that is grey as it is not complete.
fn rated(own: Rating, words: &str) -> Markup {
    if words == own.letter() {
        return letter(own);
    }
    if words.eq_ignore_ascii_case(own.word()) {
        return tag(own, words);
    }
    html! { span class={ "said-" (class(own)) } { (words) } }
}

enum Piece<'a> {
    Plain(&'a str),
    Bold(&'a str),
    Rated(Rating, &'a str),
}

fn pieces(words: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = words;
    while let Some(start) = rest.find(text::is_mark) {
        let (before, marked) = rest.split_at(start);
        pieces.push(Piece::Plain(before));
        let mut chars = marked.chars();
        let mark = chars.next();
        let inside = chars.as_str();
        let (own, after) = inside.split_at(inside.find(text::is_mark).unwrap_or(inside.len()));
        let is_end = after.starts_with(text::END);
        rest = if is_end { after.trim_start_matches(text::END) } else { after };
        pieces.push(match mark {
            Some(text::BOLD) => Piece::Bold(own),
            Some(text::GREEN) => Piece::Rated(Rating::Green, own),
            Some(text::AMBER) => Piece::Rated(Rating::Amber, own),
            Some(text::RED) => Piece::Rated(Rating::Red, own),
            Some(text::GREY) => Piece::Rated(Rating::Grey, own),
            _ => Piece::Plain(own),
        });
    }
    pieces.push(Piece::Plain(rest));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_tags_and_everything_else_is_text() {
        let words = format!("<b> {} & {}", text::coloured(Rating::Red, "RED"), text::bold("x"));
        assert_eq!(
            said(&words).into_string(),
            "&lt;b&gt; <span class=\"rag red\"><span class=\"shape\" aria-hidden=\"true\">▲</span> RED</span> \
             &amp; <strong>x</strong>"
        );
        let grey = said(&text::coloured(Rating::Grey, "412*")).into_string();
        assert_eq!(grey, "<span class=\"said-grey\">412*</span>");
    }
}
