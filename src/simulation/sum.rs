//! Sums of weights that do not depend on the order in which they are added. Owns their form: whole steps, since sums of
//! decimal numbers are rounded, each order otherwise.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// A weight of 1 in steps: one step is a thousand-millionth of the smallest weight that is counted so.
const STEPS: f64 = 1_099_511_627_776.0;

/// The weights that are counted in steps: they fit 64 bits, which are much faster to convert than any number.
const ORDINARY: RangeInclusive<f64> = 1e-3..=4_000_000.0;

/// A sum of weights.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Sum {
    steps: i128,
    /// Of weights that steps are too coarse or too fine for.
    others: Option<Box<Exact>>,
}

/// Numbers added up exactly: for each range of exponents the sum of what stands before them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Exact(BTreeMap<i32, i128>);

/// How many exponents one range has: of numbers of 53 bits, thousands of millions of contacts have room in 128.
const EXPONENTS: i32 = 32;

impl Sum {
    #[expect(clippy::cast_possible_truncation, reason = "within what fits")]
    pub(super) fn add(&mut self, weight: f64) {
        if weight == 0.0 || ORDINARY.contains(&weight.abs()) {
            self.steps += i128::from((weight * STEPS) as i64);
        } else {
            self.others.get_or_insert_default().add(weight);
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.steps += other.steps;
        if let Some(others) = other.others {
            let all = self.others.get_or_insert_default();
            others.0.into_iter().for_each(|(range, sum)| all.add_to(range, sum));
        }
    }

    /// The mean of so many weights; none of nothing.
    #[expect(clippy::cast_precision_loss, reason = "a mean is rounded")]
    pub(super) fn mean(&self, count: u64) -> Option<f64> {
        let others = || self.others.as_ref().map_or(0.0, |others| others.divided_by(count as f64));
        (count > 0).then(|| self.steps as f64 / STEPS / count as f64 + others())
    }
}
impl Exact {
    fn add(&mut self, number: f64) {
        let number = number.clamp(f64::MIN, f64::MAX);
        let bits = number.to_bits();
        let (fraction, biased) =
            (bits & ((1 << 52) - 1), i32::try_from(bits >> 52 & 0x7ff).unwrap_or_default());
        // Numbers are a fraction of 52 bits with a one before it, but for the smallest.
        let (whole, exponent) = if biased == 0 { (fraction, 1) } else { (fraction | 1 << 52, biased) };
        let whole = i128::from(whole) << exponent.rem_euclid(EXPONENTS);
        self.add_to(exponent.div_euclid(EXPONENTS), if number < 0.0 { -whole } else { whole });
    }

    fn add_to(&mut self, range: i32, sum: i128) {
        *self.0.entry(range).or_default() += sum;
    }

    /// The sum, divided; each part of it by itself, since the whole may be more than a number can be.
    #[expect(clippy::cast_precision_loss, reason = "a mean is rounded")]
    fn divided_by(&self, count: f64) -> f64 {
        let part = |(range, sum): (&i32, &i128)| {
            // The exponent of a fraction's last bit, in two halves: the power itself may be no number.
            let exponent = range * EXPONENTS - 1_075;
            let half = exponent / 2;
            *sum as f64 / count * 2f64.powi(half) * 2f64.powi(exponent - half)
        };
        self.0.iter().rev().map(part).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_the_same_in_any_order() {
        let weights = [0.1, 1e17, -0.3, 7.25, 5_000_000.5, 1e-9, -1e17];
        let of = |weights: &mut dyn Iterator<Item = f64>| {
            let mut sum = Sum::default();
            weights.for_each(|weight| sum.add(weight));
            sum
        };
        let forward = of(&mut weights.into_iter());
        assert_eq!(of(&mut weights.into_iter().rev()), forward);
        let mut parts = of(&mut weights[..3].iter().copied());
        parts.merge(of(&mut weights[3..].iter().copied()));
        assert_eq!(parts, forward);
        let mean = forward.mean(7).expect("there are some");
        assert!((mean - 5_000_007.550_000_001 / 7.0).abs() < 1e-9, "{mean}");
        assert_eq!(Sum::default().mean(0), None);
    }

    #[test]
    fn the_mean_of_weights_of_any_size_is_what_it_is() {
        for weight in [2e18, 1e300, f64::MAX, 1e-13, f64::MIN_POSITIVE, 5e-324, 4_000_001.0, -1e-9, 1e18] {
            let mut sum = Sum::default();
            (0..3).for_each(|_| sum.add(weight));
            let mean = sum.mean(3).expect("there are some");
            assert!((mean / weight - 1.0).abs() < 1e-9, "{mean} of {weight}");
        }
        let mut sum = Sum::default();
        for weight in [1e300, 2.0, 0.0] {
            sum.add(weight);
        }
        assert_eq!(sum.mean(3), Some(1e300 / 3.0));
    }
}
