//! Numbers as RON writes them: signs, underscores, hexadecimal, octal, binary, type suffixes.
//!
//! Owns the digits. A number that is not finite, beyond 64 bits, or of more digits than a decimal keeps is refused
//! rather than rounded.

use super::NodeKind;
use crate::text::{Message, NoDecimal, said_of_rounded};

/// The types that a whole number can be written with, and what fits in them.
const INTEGER_SUFFIXES: [(&str, i128, u128); 10] = [
    ("i8", i8::MIN as i128, i8::MAX as u128),
    ("i16", i16::MIN as i128, i16::MAX as u128),
    ("i32", i32::MIN as i128, i32::MAX as u128),
    ("i64", i64::MIN as i128, i64::MAX as u128),
    ("i128", i128::MIN, i128::MAX as u128),
    ("u8", 0, u8::MAX as u128),
    ("u16", 0, u16::MAX as u128),
    ("u32", 0, u32::MAX as u128),
    ("u64", 0, u64::MAX as u128),
    ("u128", 0, u128::MAX),
];
/// What is said of a number that would be read as another one.
pub(super) const ROUNDED: &str = "storage-number-digits";
const LOWEST: i128 = i64::MIN as i128;
const HIGHEST: i128 = u64::MAX as i128;

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
pub(super) fn read(literal: &str) -> Result<NodeKind, Message> {
    let plain = literal.replace('_', "");
    let (negative, digits) = match plain.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, plain.strip_prefix('+').unwrap_or(&plain)),
    };
    let wrong = |id| Message::new(id).with("number", literal);
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(digits) = digits.strip_prefix(prefix) {
            return integer(digits, radix, negative, literal);
        }
    }
    if without_type(digits).bytes().all(|byte| byte.is_ascii_digit()) && !without_type(digits).is_empty() {
        return integer(digits, 10, negative, literal);
    }
    let (digits, single) = match digits.strip_suffix("f32") {
        Some(digits) => (digits, true),
        None => (digits.strip_suffix("f64").unwrap_or(digits), false),
    };
    if ["inf", "NaN"].contains(&digits) {
        return Err(wrong("storage-not-finite"));
    }
    let value = crate::text::decimal(digits).map_err(|problem| match problem {
        NoDecimal::NotANumber => wrong("storage-not-a-number"),
        NoDecimal::TooLarge => wrong("storage-not-finite"),
        NoDecimal::Rounded(kept) => said_of_rounded(ROUNDED, literal, if negative { -kept } else { kept }),
    })?;
    // A second sign is none of a number.
    if digits.starts_with(['-', '+']) {
        return Err(wrong("storage-not-a-number"));
    }
    let value = if negative { -value } else { value };
    if single && !fits_single(value) {
        let (low, high) = (format!("{:e}", f32::MIN), format!("{:e}", f32::MAX));
        return Err(wrong("storage-number-suffix").with("suffix", "f32").with("low", low).with("high", high));
    }
    Ok(NodeKind::Decimal(value))
}

/// A whole number without its type.
fn without_type(digits: &str) -> &str {
    suffix(digits).map_or(digits, |(name, ..)| &digits[..digits.len() - name.len()])
}

fn suffix(digits: &str) -> Option<(&'static str, i128, u128)> {
    INTEGER_SUFFIXES.into_iter().find(|(name, ..)| digits.ends_with(name))
}

/// A whole number, whose type must hold it where it is written with one.
fn integer(written: &str, radix: u32, negative: bool, literal: &str) -> Result<NodeKind, Message> {
    let wrong = |id| Message::new(id).with("number", literal);
    let digits = without_type(written);
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
        return Err(wrong("storage-not-a-number"));
    }
    let value = i128::from_str_radix(digits, radix).map_err(|_| wrong("storage-number-too-large"))?;
    let value = if negative { -value } else { value };
    match suffix(written) {
        _ if !(LOWEST..=HIGHEST).contains(&value) => Err(wrong("storage-number-too-large")),
        Some((name, low, high)) if value < low || u128::try_from(value).is_ok_and(|it| it > high) => {
            let message = wrong("storage-number-suffix").with("suffix", name);
            Err(message.with("low", low.to_string()).with("high", high.to_string()))
        }
        _ => Ok(NodeKind::Integer(value.into())),
    }
}

/// Whether a number of single precision can stand for a value: neither infinite nor zero in its place.
#[expect(clippy::cast_possible_truncation, reason = "what becomes of it is the question")]
fn fits_single(value: f64) -> bool {
    let single = value as f32;
    single.is_finite() && (single == 0.0) == (value == 0.0)
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
            ("255u8", 255),
            ("0xFFu8", 255),
            ("-128i8", -128),
            ("-0u8", 0),
            ("65_535u16", 65_535),
            ("-2147483648i32", i128::from(i32::MIN)),
            ("4294967295u32", i128::from(u32::MAX)),
            ("18446744073709551615u64", i128::from(u64::MAX)),
            ("18446744073709551615i128", i128::from(u64::MAX)),
            ("-9223372036854775808", i128::from(i64::MIN)),
            ("18446744073709551615", i128::from(u64::MAX)),
        ] {
            assert_eq!(read(text), Ok(NodeKind::Integer(value.into())), "{text}");
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
            ("3.4e38f32", 3.4e38),
            ("0.0f32", 0.0),
            ("1e308f64", 1e308),
        ] {
            assert_eq!(read(text), Ok(NodeKind::Decimal(value)), "{text}");
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
            ("18446744073709551616u128", "storage-number-too-large"),
            ("300u8", "storage-number-suffix"),
            ("-5u8", "storage-number-suffix"),
            ("0x1FFu8", "storage-number-suffix"),
            ("0b11111111i8", "storage-number-suffix"),
            ("128i8", "storage-number-suffix"),
            ("-129i8", "storage-number-suffix"),
            ("70_000u16", "storage-number-suffix"),
            ("-32769i16", "storage-number-suffix"),
            ("4294967296u32", "storage-number-suffix"),
            ("2147483648i32", "storage-number-suffix"),
            ("9223372036854775808i64", "storage-number-suffix"),
            ("-1u64", "storage-number-suffix"),
            ("-1u128", "storage-number-suffix"),
            ("4e38f32", "storage-number-suffix"),
            ("-4e38f32", "storage-number-suffix"),
            ("1e-60f32", "storage-number-suffix"),
            ("1e309f64", "storage-not-finite"),
            ("inff32", "storage-not-finite"),
            ("0.1000000000000000055511151231257827", ROUNDED),
            ("-1.0000000000000000001", ROUNDED),
            ("9007199254740993.0", ROUNDED),
            ("1e-400", ROUNDED),
            ("0.1_000_000_000_000_000_1f64", ROUNDED),
            ("5.5u8", "storage-not-a-number"),
            ("1e3i32", "storage-not-a-number"),
            ("u8", "storage-not-a-number"),
            ("5u9", "storage-not-a-number"),
            ("0x", "storage-not-a-number"),
            ("0xG", "storage-not-a-number"),
            ("0b2", "storage-not-a-number"),
            ("1..2", "storage-not-a-number"),
            ("1px", "storage-not-a-number"),
            (".", "storage-not-a-number"),
            ("-", "storage-not-a-number"),
            ("+infinity", "storage-not-a-number"),
            ("--1.5", "storage-not-a-number"),
            ("+-1.5", "storage-not-a-number"),
        ] {
            assert_eq!(read(text).map_err(|message| message.id), Err(id), "{text}");
        }
    }

    #[test]
    fn a_type_is_refused_with_its_own_range() {
        let said = |text| crate::text::Language::En.say(&read(text).expect_err(text));
        assert!(said("-1u128").contains("from 0 to 340282366920938463463374607431768211455"));
        assert!(said("-1u64").contains("from 0 to 18446744073709551615"));
        assert!(said("300u8").contains("from 0 to 255"));
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
