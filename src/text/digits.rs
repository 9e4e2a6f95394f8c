//! A decimal number digit for digit, as a text or a call writes it: no digit is lost to a floating-point number.
//! Owns the reading of whole numbers that are written with a point or an exponent, and the refusal of decimals that
//! would be read as others.

use super::{Message, cut};

/// So many characters without an exponent are no more digits than every floating-point number keeps.
const ALWAYS_KEPT: usize = 15;
/// Bytes of a refused number that are said of it: nobody reads more.
const MOST_SAID: usize = 100;

/// Why a text stands for no decimal number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum NoDecimal {
    /// It is not written as one.
    NotANumber,
    /// It is too large.
    TooLarge,
    /// It would be read as another number, which is this one.
    Rounded(f64),
}

/// The decimal number that a text writes, with a point or an exponent or none. What is kept of it writes the same
/// number again: no digit is lost.
///
/// # Errors
/// It is no number, or a floating-point number cannot keep it.
pub fn decimal(text: &str) -> Result<f64, NoDecimal> {
    // The standard library also reads names of infinity, which are no digits.
    let begins = |first: char| first.is_ascii_digit() || first == '.';
    if !text.trim_start_matches(['-', '+']).starts_with(begins) {
        return Err(NoDecimal::NotANumber);
    }
    let number: f64 = text.parse().map_err(|_| NoDecimal::NotANumber)?;
    if !number.is_finite() {
        return Err(NoDecimal::TooLarge);
    }
    let is_short = text.len() <= ALWAYS_KEPT && !text.contains(['e', 'E']);
    if is_short || canonical(text) == canonical(&format!("{number:e}")) {
        return Ok(number);
    }
    Err(NoDecimal::Rounded(number))
}

/// What to say of a number that would be read as another one. `id` is that of a message with `number` and `kept`.
pub fn said_of_rounded(id: &'static str, number: &str, kept: f64) -> Message {
    Message::new(id).with("number", &*cut(number, MOST_SAID)).with("kept", format!("{kept:?}"))
}

/// A decimal number: its sign, its digits without zeros at either end, and the power of ten of the last one.
/// Two texts that mean the same number come to the same value, however long they are.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Digits {
    negative: bool,
    significant: String,
    exponent: i64,
}

impl Digits {
    /// Reads `-12.50`, `1e3` and the like; `None` for what is no decimal number.
    fn read(text: &str) -> Option<Self> {
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = [whole, part].concat();
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let behind = i64::try_from(part.len()).ok()?;
        let kept = digits.trim_end_matches('0');
        let dropped = i64::try_from(digits.len() - kept.len()).ok()?;
        let kept = kept.trim_start_matches('0');
        if kept.is_empty() {
            return Some(Self { negative: false, significant: String::new(), exponent: 0 });
        }
        Some(Self {
            negative,
            significant: kept.to_owned(),
            exponent: i64::from(exponent) - behind + dropped,
        })
    }
}

/// The whole number that a text means, written `3`, `3.0` or `3e0`; `None` where it has a part behind the point
/// or more than 64 bits.
pub fn whole(text: &str) -> Option<i64> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let Digits { negative, significant: digits, exponent } = Digits::read(text)?;
    if digits.is_empty() {
        return Some(0);
    }
    // The number of most digits that 64 bits hold has 19.
    let zeros = usize::try_from(exponent).ok().filter(|zeros| *zeros < 19)?;
    format!("{}{digits}{}", if negative { "-" } else { "" }, "0".repeat(zeros)).parse().ok()
}

/// A decimal number in the one form of all texts that mean it; `None` for what is no decimal number.
pub fn canonical(text: &str) -> Option<String> {
    let Digits { negative, significant, exponent } = Digits::read(text)?;
    Some(format!("{}{significant}e{exponent}", if negative { "-" } else { "" }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_read_to_the_last_digit() {
        for (text, wanted) in [
            ("0", Some(0)),
            ("-0", Some(0)),
            ("-0.0e-5", Some(0)),
            ("0.0", Some(0)),
            ("3.0", Some(3)),
            ("3.5", None),
            ("1e3", Some(1000)),
            ("1.5E+3", Some(1500)),
            ("1500e-2", Some(15)),
            ("1501e-2", None),
            ("01001", Some(1001)),
            ("+1001", Some(1001)),
            ("9007199254740993.0", Some(9_007_199_254_740_993)),
            ("9223372036854775807.00", Some(i64::MAX)),
            ("-9223372036854775808.0", Some(i64::MIN)),
            ("9223372036854775808", None),
            ("18446744073709551616", None),
            ("123456789012345678901", None),
            ("1e19", None),
            ("0e999999999", Some(0)),
            ("1e999999999", None),
            ("1e99999999999", None),
            ("", None),
            (".", None),
            ("-", None),
            ("e3", None),
            ("1e", None),
            ("0x10", None),
            ("١", None),
            ("1 000", None),
        ] {
            assert_eq!(whole(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_decimal_that_was_rounded_is_another_number() {
        let exact =
            |text: &str| canonical(&text.parse::<f64>().expect("a number").to_string()) == canonical(text);
        for text in
            ["2.5", "2.50", "+02.5", "25e-1", "0.1", "-0", "1e300", "100", "9007199254740992", "5e-324"]
        {
            assert!(exact(text), "{text}");
        }
        for text in ["9007199254740993", "123456789012345678901", "0.1000000000000000055511151231257827"] {
            assert!(!exact(text), "{text}");
        }
        assert!(canonical("inf").is_none() && canonical("NaN").is_none());
    }

    #[test]
    fn a_decimal_that_would_be_read_as_another_is_refused() {
        for (text, number) in [
            ("1.10", 1.1),
            ("1e1", 10.0),
            ("+2.50e+0", 2.5),
            (".5", 0.5),
            ("2.", 2.0),
            ("-0.0", -0.0),
            ("0.1", 0.1),
            ("0.30000000000000004", 0.300_000_000_000_000_04),
            ("1.7976931348623157e308", f64::MAX),
            ("5e-324", 5e-324),
            ("123456789012345670000", 123_456_789_012_345_670_000.0),
            ("9007199254740992", 9_007_199_254_740_992.0),
            ("0.000000000000000000", 0.0),
            ("1.50000000000000000000000", 1.5),
        ] {
            assert_eq!(decimal(text), Ok(number), "{text}");
        }
        for (text, kept) in [
            ("0.1000000000000000055511151231257827", 0.1),
            ("0.10000000000000001", 0.1),
            ("1.0000000000000000001", 1.0),
            ("9007199254740993", 9_007_199_254_740_992.0),
            ("-9007199254740993.0", -9_007_199_254_740_992.0),
            ("123456789012345678901", 123_456_789_012_345_680_000.0),
            ("1e-400", 0.0),
            ("4.9406564584124654e-324", 5e-324),
        ] {
            assert_eq!(decimal(text), Err(NoDecimal::Rounded(kept)), "{text}");
        }
        for (text, why) in [
            ("1e999", NoDecimal::TooLarge),
            ("inf", NoDecimal::NotANumber),
            ("-nan", NoDecimal::NotANumber),
            ("", NoDecimal::NotANumber),
            ("1,5", NoDecimal::NotANumber),
            ("1e", NoDecimal::NotANumber),
        ] {
            assert_eq!(decimal(text), Err(why), "{text}");
        }
    }
}
