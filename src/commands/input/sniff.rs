//! What a file is shows in its content, not in its name.

use crate::cli::{InputFormat, ReadingArgs};
use crate::problem::ProblemKind;
use crate::read::{encoding, workbook};
use std::borrow::Cow;

pub(super) struct Text<'b> {
    pub(super) text: Cow<'b, str>,
    pub(super) is_json: bool,
    pub(super) assumed: Option<&'static str>,
}

/// How many bytes show what a file is; more than are looked at for its separator.
pub(super) const BEGINNING: u64 = 1 << 16;
/// What a text of Unicode may begin with.
pub(super) const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Files that begin so are no text: what they are, and what to do.
const MAGIC: [(&[u8], &str, &str); 2] = [
    (b"%PDF", "this is a PDF document", "give the table it was made from, as CSV"),
    (b"\x1F\x8B", "this is a compressed file", "unpack it first"),
];

impl<'b> Text<'b> {
    /// Decodes a file and tells what it holds.
    pub(super) fn of(bytes: &'b [u8], args: &ReadingArgs) -> Result<Self, Box<ProblemKind>> {
        let syntax = |what: &str, mend: &str| {
            Box::new(ProblemKind::Syntax { what: what.to_owned(), mend: mend.to_owned() })
        };
        if let Some((_, what, mend)) = MAGIC.iter().find(|(magic, ..)| bytes.starts_with(magic)) {
            return Err(syntax(what, mend));
        }
        let decoded = encoding::decode(bytes, args.encoding.as_deref())
            .map_err(|what| syntax(&what, "save it as UTF-8, or say which encoding it is (--encoding)"))?;
        if decoded.text.contains('\0') {
            return Err(syntax(
                "this is not a text file: it holds NUL characters",
                "give CSV or JSON; for UTF-16 without a byte-order mark say so (--encoding)",
            ));
        }
        let is_json = args
            .input_format
            .map_or_else(|| looks_like_json(&decoded.text), |format| format != InputFormat::Csv);
        Ok(Self { is_json, assumed: decoded.assumed, text: decoded.text })
    }
}

/// What the beginning of a file shows of a table in plain UTF-8; `None` where it is anything else, or
/// does not show it.
pub(super) fn table<'b>(beginning: &'b [u8], args: &ReadingArgs) -> Option<&'b str> {
    let text = match std::str::from_utf8(beginning) {
        Ok(text) => text,
        // a character may be cut at the end
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(beginning.get(..error.valid_up_to())?).ok()?
        }
        Err(_) => return None,
    };
    let is_plain =
        !beginning.starts_with(MARK) && !workbook::is_workbook(beginning) && !text.trim().is_empty();
    let Ok(Text { text: Cow::Borrowed(text), is_json: false, assumed: None }) =
        Text::of(text.as_bytes(), args)
    else {
        return None;
    };
    is_plain.then_some(text)
}

/// An opening brace, or a bracket that holds objects or lists.
fn looks_like_json(text: &str) -> bool {
    let mut characters = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{FEFF}');
    match characters.next() {
        Some('{') => true,
        Some('[') => matches!(characters.next(), Some('{' | '[' | ']') | None),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides() {
        let kind = |bytes: &[u8]| Text::of(bytes, &ReadingArgs::default()).map(|c| c.is_json);
        assert!(matches!(kind(b"\xEF\xBB\xBF \n {\"schemes\": []}"), Ok(true)));
        assert!(matches!(kind(b"[ {\"scheme\": 1} ]"), Ok(true)));
        assert!(matches!(kind(b"[Draft] scheme,plan\n"), Ok(false)));
        assert!(matches!(kind(b"scheme,plan\n"), Ok(false)));
        assert!(kind(b"%PDF-1.4").is_err());
        assert!(matches!(kind(b"s\0c\0h\0"), Ok(false)), "UTF-16 without a byte-order mark");
        assert!(kind(b"scheme,plan\0\0\0and other bytes").is_err());
    }
}
