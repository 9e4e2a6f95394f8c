//! Numbers of different types compared exactly (`domain.md` §3): an integer is never rounded to a decimal first.
//! Owns that comparison; the compiled evaluator, the interpreter and the proofs all use it.

use std::cmp::Ordering;

/// A number above which doubles stand for no 64-bit integer: 2^64.
const TWO_TO_64: f64 = 18_446_744_073_709_551_616.0;

/// How a whole number stands to a decimal one; `None` when that is not a number. The whole number is an `int` or a
/// `uint`, widened.
pub(super) fn whole_with_decimal(whole: i128, decimal: f64) -> Option<Ordering> {
    if decimal.is_nan() {
        return None;
    }
    if decimal >= TWO_TO_64 {
        return Some(Ordering::Less);
    }
    if decimal <= -TWO_TO_64 {
        return Some(Ordering::Greater);
    }
    let floor = decimal.floor();
    let order = whole.cmp(&truncated(floor));
    // What lies between two whole numbers is above the lower one.
    Some(if order == Ordering::Equal && floor < decimal { Ordering::Less } else { order })
}

/// The whole number that a decimal one is, if it is one of 64 bits.
pub(super) fn as_whole(decimal: f64) -> Option<i128> {
    (decimal.abs() <= TWO_TO_64 && decimal.fract() == 0.0).then(|| truncated(decimal))
}

#[expect(clippy::cast_possible_truncation, reason = "both users check the range, and that it is whole")]
fn truncated(decimal: f64) -> i128 {
    decimal as i128
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_number_is_compared_with_a_decimal_one_exactly() {
        let (less, equal, greater) = (Some(Ordering::Less), Some(Ordering::Equal), Some(Ordering::Greater));
        for (whole, decimal, order) in [
            (1, 1.0, equal),
            (1, 1.5, less),
            (2, 1.5, greater),
            (-1, -1.5, greater),
            (-2, -1.5, less),
            (0, -0.0, equal),
            (9_007_199_254_740_993, 9_007_199_254_740_992.0, greater),
            (9_007_199_254_740_992, 9_007_199_254_740_992.0, equal),
            (9_007_199_254_740_991, 9_007_199_254_740_992.0, less),
            (i128::from(i64::MAX), 9_223_372_036_854_775_808.0, less),
            (i128::from(i64::MIN), -9_223_372_036_854_775_808.0, equal),
            (i128::from(u64::MAX), 18_446_744_073_709_551_616.0, less),
            (i128::from(u64::MAX), f64::INFINITY, less),
            (i128::from(i64::MIN), f64::NEG_INFINITY, greater),
            (i128::from(i64::MIN), -1e300, greater),
            (0, 5e-324, less),
            (0, f64::NAN, None),
        ] {
            assert_eq!(whole_with_decimal(whole, decimal), order, "{whole} with {decimal}");
        }
    }

    #[test]
    fn a_decimal_number_may_be_whole() {
        for (decimal, whole) in [
            (3.0, Some(3)),
            (-0.0, Some(0)),
            (3.5, None),
            (f64::NAN, None),
            (f64::INFINITY, None),
            (1e300, None),
        ] {
            assert_eq!(as_whole(decimal), whole, "{decimal}");
        }
    }
}
