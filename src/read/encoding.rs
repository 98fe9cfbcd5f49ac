//! Bytes to text: a byte-order mark decides, else the nil bytes of UTF-16, else strict UTF-8, else
//! Windows-1252, which never fails; what is assumed is always said.

use std::borrow::Cow;

/// Text and how it was decoded.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded<'b> {
    /// The text, without a byte-order mark.
    pub text: Cow<'b, str>,
    /// The encoding, where it was assumed and not declared.
    pub assumed: Option<&'static str>,
}

/// Decodes bytes. `label` is the encoding the user names, such as `windows-1252`.
///
/// # Errors
/// The label, when no such encoding is known, or a description of bytes that do not decode.
pub fn decode<'b>(bytes: &'b [u8], label: Option<&str>) -> Result<Decoded<'b>, String> {
    if let Some(label) = label {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes())
            .ok_or_else(|| format!("`{label}` is not an encoding: write utf-8, utf-16le, windows-1252 …"))?;
        let (text, _, malformed) = encoding.decode(bytes);
        let decoded = (!malformed).then_some(Decoded { text, assumed: None });
        return decoded.ok_or_else(|| format!("the bytes are not {label}"));
    }
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, malformed) = encoding.decode_without_bom_handling(&bytes[mark..]);
        let decoded = (!malformed).then_some(Decoded { text, assumed: None });
        let wrong = || format!("the byte-order mark says {}, but the bytes are not", encoding.name());
        return decoded.ok_or_else(wrong);
    }
    if let Some(decoded) = utf16_without_mark(bytes) {
        return Ok(decoded);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Decoded { text: Cow::Borrowed(text), assumed: None });
    }
    let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
    Ok(Decoded { text, assumed: Some("windows-1252") })
}

/// UTF-16 that lost its mark: every second byte of its beginning is nil.
fn utf16_without_mark(bytes: &[u8]) -> Option<Decoded<'_>> {
    let head = bytes.get(..bytes.len().min(64) & !1).filter(|head| head.len() >= 4)?;
    let nil =
        |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count() * 4 >= head.len();
    let (encoding, name) = match (nil(0), nil(1)) {
        (false, true) => (encoding_rs::UTF_16LE, "utf-16le"),
        (true, false) => (encoding_rs::UTF_16BE, "utf-16be"),
        _ => return None,
    };
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    (!malformed).then_some(Decoded { text, assumed: Some(name) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pound_sign_survives_every_encoding() {
        let utf16: Vec<u8> =
            std::iter::once(0xfeff_u16).chain("£5".encode_utf16()).flat_map(u16::to_le_bytes).collect();
        for bytes in ["£5".as_bytes(), b"\xef\xbb\xbf\xc2\xa35", b"\xa35", &utf16] {
            assert_eq!(decode(bytes, None).unwrap().text, "£5");
        }
        assert_eq!(decode(b"\xa35", None).unwrap().assumed, Some("windows-1252"));
        assert_eq!(decode(b"S\0c\0h\0\xa3\0", None).unwrap().text, "Sch£");
        assert!(decode(b"\xa35", Some("utf-8")).is_err());
    }
}
