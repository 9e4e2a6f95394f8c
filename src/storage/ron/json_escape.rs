//! The escapes of JSON. Owns nothing else: what is around them is [`super::json`]'s, and that of RON [`super::text`]'s.

use crate::text::Message;

/// What the text after a backslash stands for, and its length.
pub(super) fn escape(text: &str) -> Result<(char, usize), Message> {
    let plain = match text.chars().next() {
        Some(same @ ('"' | '\\' | '/')) => same,
        Some('b') => '\u{8}',
        Some('f') => '\u{c}',
        Some('n') => '\n',
        Some('r') => '\r',
        Some('t') => '\t',
        Some('u') => return unicode(text),
        other => return Err(bad_escape(&other.map(String::from).unwrap_or_default())),
    };
    Ok((plain, 1))
}

/// `u00e9`, or the two halves of a character, `ud83d\ude00`.
fn unicode(text: &str) -> Result<(char, usize), Message> {
    let bad = || bad_escape(&text.chars().take(5).collect::<String>());
    let unit = |text: &str| {
        let digits = text.strip_prefix('u').and_then(|rest| rest.get(..4));
        let digits = digits.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        digits.and_then(|digits| u16::from_str_radix(digits, 16).ok())
    };
    let first = unit(text).ok_or_else(bad)?;
    let second = text.get(5..).and_then(|rest| rest.strip_prefix('\\')).and_then(unit);
    let units: Vec<u16> = std::iter::once(first).chain(second).collect();
    match char::decode_utf16(units).next() {
        Some(Ok(character)) if character.len_utf16() == 2 => Ok((character, 11)),
        Some(Ok(character)) => Ok((character, 5)),
        _ => Err(bad()),
    }
}

/// The error of an escape that is none.
pub(super) fn bad_escape(text: &str) -> Message {
    Message::new("storage-bad-escape").with("escape", format!("\\{text}"))
}
