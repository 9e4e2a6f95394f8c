//! Texts as RON writes them: `"…"` with escapes, `r#"…"#` as they stand, `'c'`.
//!
//! Owns quotes and escapes, both ways.

use super::json_escape::{self, bad_escape};
use super::syntax::{Escapes, is_plain};
use crate::text::Message;
use std::borrow::Cow;

/// The bytes that Rust, and RON with it, skips after a backslash at the end of a line.
const CONTINUATION: [char; 4] = [' ', '\t', '\n', '\r'];

/// Something wrong in a literal: how far into it, and what.
pub(super) type Wrong = (usize, Message);

/// A text as it is written.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Literal {
    /// What it stands for.
    pub(super) value: String,
    /// How many bytes it takes, with its quotes.
    pub(super) length: usize,
    /// What of it is written as escapes.
    pub(super) escapes: Escapes,
}

impl Literal {
    fn plain(value: String, length: usize) -> Self {
        Self { value, length, escapes: Escapes::default() }
    }
}

/// The literal that a text starts with.
pub(super) fn read(text: &str) -> Result<Literal, Wrong> {
    match text.as_bytes().first() {
        Some(b'r') => read_raw(text),
        Some(b'\'') => read_char(text),
        _ => read_quoted(text),
    }
}

/// A text with the line ends that all files mean.
pub(in crate::storage) fn with_lf(text: &str) -> Cow<'_, str> {
    if text.contains("\r\n") { text.replace("\r\n", "\n").into() } else { text.into() }
}

/// Whether an escape is kept: a person wrote the number of a character, or one that is not seen. The others are how a
/// quote, a backslash and the end of a line get into a text, which the canonical form writes its own way.
fn is_kept(escape: &str, character: char) -> bool {
    escape.starts_with("\\x") || escape.starts_with("\\u") || !is_plain(character)
}

/// Whether a text starts with a raw text, rather than with a name that starts with r.
pub(super) fn is_raw(text: &str) -> bool {
    text.strip_prefix('r').is_some_and(|rest| rest.trim_start_matches('#').starts_with('"'))
}

fn unclosed() -> Wrong {
    (0, Message::new("storage-unclosed-text"))
}

fn read_raw(text: &str) -> Result<Literal, Wrong> {
    let open = raw_opening(text);
    let close = format!("\"{}", &text[1..open - 1]);
    let length = text[open..].find(&close).ok_or_else(unclosed)?;
    let value = with_lf(&text[open..open + length]).into_owned();
    Ok(Literal::plain(value, open + length + close.len()))
}

/// The length of `r##"`.
fn raw_opening(text: &str) -> usize {
    2 + text.bytes().skip(1).take_while(|byte| *byte == b'#').count()
}

fn read_char(text: &str) -> Result<Literal, Wrong> {
    let body = &text[1..];
    let first = body.chars().next().filter(|first| *first != '\'').ok_or_else(unclosed)?;
    let (value, length) = match first {
        '\\' => {
            escape(&body[1..]).map(|(value, length)| (value, length + 1)).map_err(|message| (1, message))?
        }
        _ => (Some(first), first.len_utf8()),
    };
    match value {
        Some(value) if body[length..].starts_with('\'') => {
            let mut literal = Literal::plain(value.to_string(), length + 2);
            if first == '\\' && is_kept(&body[..length], value) {
                literal.escapes.add(0, &body[..length]);
            }
            Ok(literal)
        }
        _ => Err(unclosed()),
    }
}

fn read_quoted(text: &str) -> Result<Literal, Wrong> {
    let mut literal = Literal::plain(String::new(), 0);
    let mut at = 1;
    loop {
        let stop = at + text[at..].find(['"', '\\']).ok_or_else(unclosed)?;
        literal.value.push_str(&with_lf(&text[at..stop]));
        if text[stop..].starts_with('"') {
            literal.length = stop + 1;
            return Ok(literal);
        }
        let (character, length) = escape(&text[stop + 1..]).map_err(|message| (stop, message))?;
        at = stop + 1 + length;
        if let Some(character) = character {
            if is_kept(&text[stop..at], character) {
                literal.escapes.add(literal.value.len(), &text[stop..at]);
            }
            literal.value.push(character);
        }
    }
}

/// What the text after a backslash stands for, and its length. A line that continues stands for nothing.
fn escape(text: &str) -> Result<(Option<char>, usize), Message> {
    let plain = match text.chars().next() {
        Some(same @ ('"' | '\'' | '\\')) => same,
        Some('n') => '\n',
        Some('r') => '\r',
        Some('t') => '\t',
        Some('0') => '\0',
        Some('x') => return bytes_escape(text).map(|(character, length)| (Some(character), length)),
        Some('u') => return unicode_escape(text).map(|(character, length)| (Some(character), length)),
        Some('\n') => return Ok((None, text.len() - text.trim_start_matches(CONTINUATION).len())),
        Some('\r') if text.starts_with("\r\n") => {
            return Ok((None, text.len() - text.trim_start_matches(CONTINUATION).len()));
        }
        other => return Err(bad_escape(&other.map(String::from).unwrap_or_default())),
    };
    Ok((Some(plain), 1))
}

/// `x41`, or the two to four bytes of one character, `xC3\xA9`.
fn bytes_escape(text: &str) -> Result<(char, usize), Message> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while bytes.len() < 4 {
        let start = if bytes.is_empty() { "x" } else { "\\x" };
        let digits = rest.strip_prefix(start).and_then(|rest| rest.get(..2));
        let digits = digits.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) else { break };
        bytes.push(byte);
        rest = &rest[start.len() + 2..];
        if let Some(character) = str::from_utf8(&bytes).ok().and_then(|text| text.chars().next()) {
            return Ok((character, text.len() - rest.len()));
        }
    }
    Err(bad_escape(&text.chars().take(3).collect::<String>()))
}

/// `u{1F600}`.
fn unicode_escape(text: &str) -> Result<(char, usize), Message> {
    let end = text.find('}').filter(|end| *end <= 8);
    let digits = end.and_then(|end| text.get(..end)).and_then(|text| text.strip_prefix("u{"));
    let character = digits
        .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
        .and_then(|digits| u32::from_str_radix(digits, 16).ok())
        .and_then(char::from_u32);
    match (character, end) {
        (Some(character), Some(end)) => Ok((character, end + 1)),
        _ => Err(bad_escape(&text.chars().take(end.map_or(1, |end| end + 1)).collect::<String>())),
    }
}

/// Where, in a literal, the byte of its value at `offset` comes from; its closing quote for one beyond it.
pub(super) fn offset_in_literal(literal: &str, offset: usize) -> usize {
    let raw = literal.starts_with('r');
    let (mut at, mut value) = (if raw { raw_opening(literal) } else { 1 }, 0);
    while let Some(next) = literal[at..].chars().next().filter(|next| raw || *next != '"') {
        let (gives, takes) = match next {
            '\\' if !raw => match escape(&literal[at + 1..]) {
                Ok((character, length)) => (character.map_or(0, char::len_utf8), length + 1),
                // What both notations have means the same in both.
                Err(_) => match json_escape::escape(&literal[at + 1..]) {
                    Ok((character, length)) => (character.len_utf8(), length + 1),
                    Err(_) => break,
                },
            },
            '\r' if literal[at..].starts_with("\r\n") => (1, 2),
            _ => (next.len_utf8(), next.len_utf8()),
        };
        if value + gives > offset {
            break;
        }
        at += takes;
        value += gives;
    }
    at
}

/// A text as it is written: raw where it holds a line's end, a quote or a backslash, unless control characters
/// or what is to be kept as escapes force them.
pub(super) fn write(value: &str, escapes: Option<&Escapes>, out: &mut String) {
    let control = value.chars().any(|c| c.is_control() && c != '\n' && c != '\t');
    if control || escapes.is_some() {
        return write_escaped(value, escapes.unwrap_or(&Escapes::default()), control, out);
    }
    if !value.contains(['"', '\\', '\n']) {
        out.extend(["\"", value, "\""]);
        return;
    }
    let hashes = "#".repeat(hashes_needed(value));
    out.extend(["r", &hashes, "\"", value, "\"", &hashes]);
}

/// One more than the longest run of `#` behind a quote.
fn hashes_needed(value: &str) -> usize {
    let run = |rest: &str| rest.bytes().take_while(|byte| *byte == b'#').count();
    1 + value.split('"').skip(1).map(run).max().unwrap_or(0)
}

/// With escapes; those of line ends and tabs too where the text has other control characters.
fn write_escaped(value: &str, escapes: &Escapes, control: bool, out: &mut String) {
    out.push('"');
    let mut escapes = escapes.iter().peekable();
    for (at, character) in value.char_indices() {
        if let Some((_, escape)) = escapes.next_if(|(escaped, _)| *escaped == at) {
            out.push_str(escape);
            continue;
        }
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' if control => out.push_str("\\n"),
            '\t' if control => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '\n' | '\t' => out.push(character),
            control if control.is_control() => out.extend(control.escape_unicode()),
            other => out.push(other),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_have_a_value_and_a_length() {
        for (literal, value) in [
            (r#""""#, ""),
            (r#""é☃""#, "é☃"),
            (r#""a\"\'\\\n\r\t\0""#, "a\"'\\\n\r\t\0"),
            (r#""\x41\xC3\xA9\u{1F600}\u{41}""#, "Aé😀A"),
            ("\"one \\\n   two\"", "one two"),
            ("\"one \\\r\n \n two\"", "one two"),
            ("\"line\nline\"", "line\nline"),
            ("\"line\r\nline\"", "line\nline"),
            ("r\"line\r\n\r\nline\r\"", "line\n\nline\r"),
            ("\"one\\r\\n \r\n\"", "one\r\n \n"),
            ("r\"a\\n\"", r"a\n"),
            (r##"r#"say "hi"!"#"##, r#"say "hi"!"#),
            (r###"r##"a"#b"##"###, "a\"#b"),
            ("'x'", "x"),
            (r"'\''", "'"),
            (r"'\u{e9}'", "é"),
        ] {
            let read = read(&format!("{literal} rest\"")).expect(literal);
            assert_eq!((read.value.as_str(), read.length), (value, literal.len()), "{literal}");
        }
    }

    #[test]
    fn wrong_literals_say_where() {
        for (literal, at, id) in [
            ("\"abc", 0, "storage-unclosed-text"),
            ("r#\"abc\"", 0, "storage-unclosed-text"),
            ("''", 0, "storage-unclosed-text"),
            ("'ab'", 0, "storage-unclosed-text"),
            ("\"a\\q\"", 2, "storage-bad-escape"),
            ("\"a\\", 2, "storage-bad-escape"),
            ("\"\\xZZ\"", 1, "storage-bad-escape"),
            ("\"\\xFF\"", 1, "storage-bad-escape"),
            ("\"\\x+1\"", 1, "storage-bad-escape"),
            ("\"\\u{D800}\"", 1, "storage-bad-escape"),
            ("\"\\u{}\"", 1, "storage-bad-escape"),
            ("\"\\u{1234567}\"", 1, "storage-bad-escape"),
            ("\"\\u0041\"", 1, "storage-bad-escape"),
        ] {
            assert_eq!(read(literal).map_err(|(at, message)| (at, message.id)), Err((at, id)), "{literal}");
        }
    }

    #[test]
    fn texts_are_written_so_that_they_can_be_read() {
        for (value, written) in [
            ("plain\ttab", "\"plain\ttab\""),
            ("two\nlines", "r#\"two\nlines\"#"),
            ("say \"#hi\"", "r##\"say \"#hi\"\"##"),
            ("a\\b", "r#\"a\\b\"#"),
            ("\u{1}\"\r\n\\", r#""\u{1}\"\r\n\\""#),
        ] {
            let mut out = String::new();
            write(value, None, &mut out);
            assert_eq!(out, written);
            assert_eq!(read(&out).map(|read| (read.value, read.length)), Ok((value.to_owned(), out.len())));
        }
    }

    #[test]
    fn what_was_written_as_an_escape_stays_one() {
        for (literal, written) in [
            (r#""\u{202E}abc\u{202c}""#, r#""\u{202E}abc\u{202c}""#),
            (r#""10\u{a0}€""#, r#""10\u{a0}€""#),
            (r#""\x41A\u{42}\u{20}\x22\'""#, r#""\x41A\u{42}\u{20}\x22'""#),
            (r#""\"\\""#, r##"r#""\"#"##),
            (r#""a\tb\u{200b}""#, r#""a\tb\u{200b}""#),
            (r#""\xC3\xA9t\xC3\xA9""#, r#""\xC3\xA9t\xC3\xA9""#),
            (r#""say \"\u{feff}\"""#, r#""say \"\u{feff}\"""#),
            ("\"one\\n\\u{ad}two\"", "\"one\n\\u{ad}two\""),
            ("\"\\u{7}\\n\"", "\"\\u{7}\\n\""),
            (r"'\u{2028}'", r#""\u{2028}""#),
            (r#""é\u{e9}\xC3\xA9é""#, r#""é\u{e9}\xC3\xA9é""#),
        ] {
            let first = read(literal).expect(literal);
            let mut out = String::new();
            write(&first.value, first.escapes.clone().kept().as_deref(), &mut out);
            assert_eq!(out, written);
            let again = read(&out).expect(&out);
            assert_eq!((again.value, again.escapes), (first.value, first.escapes), "{out}");
        }
    }

    #[test]
    fn in_an_edited_text_what_nobody_sees_stays_an_escape() {
        let first = read(r#""\x41 \u{202e}b\u{202E}c""#).expect("a text");
        for (edited, written) in [
            ("\u{202e}AA\u{202e}", Some(r#""\u{202e}AA\u{202e}""#)),
            ("A \u{202e}b\u{202e}c", Some(r#""\x41 \u{202e}b\u{202E}c""#)),
            ("A", None),
        ] {
            let carried = first.escapes.carried_over(&first.value, edited);
            assert_eq!(carried.is_some(), written.is_some(), "{edited:?}");
            let mut out = String::new();
            write(edited, carried.as_deref(), &mut out);
            assert_eq!(out, written.unwrap_or("\"A\""));
        }
    }

    #[test]
    fn a_place_in_a_value_is_found_in_its_literal() {
        for (literal, offset, expected) in [
            ("\"abc\"", 1, 2),
            ("\"abc\"", 9, 4),
            (r#""\"b""#, 1, 3),
            (r#""\u{e9}b""#, 1, 1),
            (r#""\u{e9}b""#, 2, 7),
            ("\"a\\\n   b\"", 1, 7),
            ("r#\"a\"b\"#", 2, 5),
            ("\"a\r\nb\"", 2, 4),
            ("r\"a\r\nb\"", 2, 5),
            ("r\"a\r\nb\"", 1, 3),
            ("r\"ab\"", 99, 5),
        ] {
            assert_eq!(offset_in_literal(literal, offset), expected, "{literal} {offset}");
        }
    }
}
