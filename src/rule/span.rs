//! Spans of time as rules write them (`domain.md` §3): read whole, or refused. Owns their text and their range.

use jiff::SignedDuration;

/// The longest span, in seconds: the range of timestamps but for its last second, since the specification has the
/// difference of its two ends overflow.
pub(super) const MAX_SECONDS: i64 = 315_537_897_598;

/// The units of the specification, longest name first, in nanoseconds.
const UNITS: [(&str, i128); 6] = [
    ("ms", 1_000_000),
    ("us", 1_000),
    ("ns", 1),
    ("h", 3_600_000_000_000),
    ("m", 60_000_000_000),
    ("s", 1_000_000_000),
];

/// How many digits a number of a span may have: more would be no span in the range, or below a nanosecond.
const MAX_DIGITS: usize = 24;

/// Reads a span such as `1h30m`, `-1.5h` or `0`: numbers with a unit each, and a sign before them all.
/// What lies below a nanosecond is cut, as it is in the specification's own implementation.
pub(super) fn parse(text: &str) -> Option<SignedDuration> {
    let (negative, mut rest) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    if rest == "0" {
        return Some(SignedDuration::ZERO);
    }
    if rest.is_empty() {
        return None;
    }
    let mut total: i128 = 0;
    while !rest.is_empty() {
        let (nanoseconds, behind) = part(rest)?;
        total = total.checked_add(nanoseconds)?;
        rest = behind;
    }
    in_range(if negative { -total } else { total })
}

/// A span of so many nanoseconds, when it is in range.
fn in_range(nanoseconds: i128) -> Option<SignedDuration> {
    let seconds = i64::try_from(nanoseconds / 1_000_000_000).ok()?;
    let below = i32::try_from(nanoseconds % 1_000_000_000).ok()?;
    (seconds.abs() <= MAX_SECONDS).then(|| SignedDuration::new(seconds, below))
}

/// One number with its unit, in nanoseconds, and what stands behind it.
fn part(text: &str) -> Option<(i128, &str)> {
    let (whole, rest) = digits(text);
    let (fraction, rest) = match rest.strip_prefix('.') {
        Some(behind) => digits(behind),
        None => ("", rest),
    };
    if whole.is_empty() && fraction.is_empty() || whole.len() > MAX_DIGITS {
        return None;
    }
    let (unit, nanoseconds) = UNITS.iter().find(|(unit, _)| rest.starts_with(unit))?;
    let whole = if whole.is_empty() { 0 } else { whole.parse::<i128>().ok()? };
    // Digits below the first few change no nanosecond of an hour.
    let fraction = &fraction[..fraction.len().min(MAX_DIGITS - 6)];
    let below = match u32::try_from(fraction.len()) {
        Ok(0) | Err(_) => 0,
        Ok(length) => {
            fraction.parse::<i128>().ok()?.checked_mul(*nanoseconds)? / 10_i128.checked_pow(length)?
        }
    };
    Some((whole.checked_mul(*nanoseconds)?.checked_add(below)?, &rest[unit.len()..]))
}

fn digits(text: &str) -> (&str, &str) {
    text.split_at(text.bytes().take_while(u8::is_ascii_digit).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: i128 = 1_000_000_000;

    /// Spans in nanoseconds.
    const READ: &[(&str, i128)] = &[
        ("0", 0),
        ("-0", 0),
        ("+0", 0),
        ("0s", 0),
        ("1h30m", 5_400 * SECOND),
        ("+1h", 3_600 * SECOND),
        ("-1h30m", -5_400 * SECOND),
        ("1.5h", 5_400 * SECOND),
        (".5h", 1_800 * SECOND),
        ("1.h", 3_600 * SECOND),
        ("1h1m1s1ms1us1ns", 3_661_001_001_001),
        ("30m1h", 5_400 * SECOND),
        ("1h1h", 7_200 * SECOND),
        ("1.9ns", 1),
        ("0.1s", 100_000_000),
        ("0.3333333333333333333333h", 1_199_999_999_999),
        ("720h", 720 * 3_600 * SECOND),
        ("315537897598s", 315_537_897_598 * SECOND),
    ];

    /// What is no span, or none as a whole.
    const REFUSED: &[&str] = &[
        "",
        "-",
        "+",
        "h",
        ".",
        ".h",
        "1",
        "5m30",
        "1h30",
        "3months",
        "3mo",
        "1 h",
        " 1h",
        "1h ",
        "1h 30m",
        "1d",
        "1w",
        "1y",
        "1.5.h",
        "1..5h",
        "1,5h",
        "1e3s",
        "--1h",
        "-+1h",
        "+-1h",
        "1h-30m",
        "1H",
        "1M",
        "1min",
        "1 month",
        "P1D",
        "PT1H",
        "0x1h",
        "inf",
        "nan",
        "NaNs",
        "infs",
        "1µs",
        "٣h",
        "1_000s",
        "00",
        "0 ",
        "315537897599s",
        "9223372036854775808h",
        "99999999999999999999999999h",
        "320000000000s",
    ];

    #[test]
    fn a_span_is_read_whole_or_refused() {
        for &(text, wanted) in READ {
            assert_eq!(parse(text).map(|span| span.as_nanos()), Some(wanted), "{text}");
        }
        for text in REFUSED {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
