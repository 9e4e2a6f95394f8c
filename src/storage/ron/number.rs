//! Numbers as RON writes them: signs, underscores, hexadecimal, octal, binary, type suffixes.
//!
//! Owns the digits. A number that is not finite, or beyond 64 bits, is refused rather than rounded.

use super::Kind;
use crate::text::Message;

const INTEGER_SUFFIXES: [&str; 10] = ["i8", "i16", "i32", "i64", "i128", "u8", "u16", "u32", "u64", "u128"];
const DECIMAL_SUFFIXES: [&str; 2] = ["f32", "f64"];

/// How many bytes at the start of a text belong to one number.
pub(super) fn length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let signed = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
    let radix = matches!(bytes.get(signed..signed + 2), Some(b"0x" | b"0b" | b"0o"));
    let mut end = signed;
    while let Some(byte) = bytes.get(end) {
        let exponent_sign = !radix && matches!(byte, b'+' | b'-') && matches!(bytes[end - 1], b'e' | b'E');
        if !(byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.') || (exponent_sign && end > signed)) {
            break;
        }
        end += 1;
    }
    end
}

/// The number that a literal stands for.
pub(super) fn read(literal: &str) -> Result<Kind, Message> {
    let plain = literal.replace('_', "");
    let (negative, digits) = match plain.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, plain.strip_prefix('+').unwrap_or(&plain)),
    };
    let wrong = |id| Message::new(id).with("number", literal);
    if ["inf", "NaN"].contains(&strip(digits, &DECIMAL_SUFFIXES)) {
        return Err(wrong("storage-not-finite"));
    }
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(digits) = digits.strip_prefix(prefix) {
            return integer(strip(digits, &INTEGER_SUFFIXES), radix, negative).map_err(wrong);
        }
    }
    let whole = strip(digits, &INTEGER_SUFFIXES);
    if !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return integer(whole, 10, negative).map_err(wrong);
    }
    decimal(strip(digits, &DECIMAL_SUFFIXES), negative).map_err(wrong)
}

fn strip<'a>(digits: &'a str, suffixes: &[&str]) -> &'a str {
    suffixes.iter().find_map(|suffix| digits.strip_suffix(suffix)).unwrap_or(digits)
}

fn integer(digits: &str, radix: u32, negative: bool) -> Result<Kind, &'static str> {
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
        return Err("storage-not-a-number");
    }
    let value = i128::from_str_radix(digits, radix).map_err(|_| "storage-number-too-large")?;
    let value = if negative { -value } else { value };
    if (i128::from(i64::MIN)..=i128::from(u64::MAX)).contains(&value) {
        Ok(Kind::Integer(value))
    } else {
        Err("storage-number-too-large")
    }
}

fn decimal(digits: &str, negative: bool) -> Result<Kind, &'static str> {
    // The standard library also reads names of infinity, which are no digits here.
    if !digits.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
        return Err("storage-not-a-number");
    }
    let value: f64 = digits.parse().map_err(|_| "storage-not-a-number")?;
    if value.is_finite() {
        Ok(Kind::Decimal(if negative { -value } else { value }))
    } else {
        Err("storage-not-finite")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers() {
        for (text, value) in [
            ("0", 0),
            ("-12", -12),
            ("+7", 7),
            ("1_000", 1000),
            ("0xFf", 255),
            ("-0b1_0", -2),
            ("0o17", 15),
            ("3u8", 3),
            ("0x1i64", 1),
            ("-9223372036854775808", i128::from(i64::MIN)),
            ("18446744073709551615", i128::from(u64::MAX)),
        ] {
            assert_eq!(read(text), Ok(Kind::Integer(value)), "{text}");
        }
    }

    #[test]
    fn decimals() {
        for (text, value) in [
            ("1.5", 1.5),
            ("-.5", -0.5),
            ("2.", 2.0),
            ("1e3", 1000.0),
            ("1_0.2_5E-1", 1.025),
            ("3f32", 3.0),
            ("2.5f64", 2.5),
        ] {
            assert_eq!(read(text), Ok(Kind::Decimal(value)), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused_with_its_reason() {
        for (text, id) in [
            ("1e400", "storage-not-finite"),
            ("-inf", "storage-not-finite"),
            ("inf", "storage-not-finite"),
            ("NaN", "storage-not-finite"),
            ("18446744073709551616", "storage-number-too-large"),
            ("-9223372036854775809", "storage-number-too-large"),
            ("99999999999999999999999999999999999999999999", "storage-number-too-large"),
            ("0x", "storage-not-a-number"),
            ("0xG", "storage-not-a-number"),
            ("0b2", "storage-not-a-number"),
            ("1..2", "storage-not-a-number"),
            ("1px", "storage-not-a-number"),
            (".", "storage-not-a-number"),
            ("-", "storage-not-a-number"),
            ("+infinity", "storage-not-a-number"),
        ] {
            assert_eq!(read(text).map_err(|message| message.id), Err(id), "{text}");
        }
    }

    #[test]
    fn a_number_ends_where_something_else_starts() {
        for (text, expected) in [
            ("12,", 2),
            ("1e-5)", 4),
            ("0xe-5", 3),
            ("-.5 ", 3),
            ("1_0]", 3),
            ("1-2", 1),
            ("-", 1),
            ("e-5", 3),
        ] {
            assert_eq!(length(text), expected, "{text}");
        }
    }
}
