//! Sums of weights that do not depend on the order in which they are added. Owns their form: whole steps, since sums of
//! decimal numbers are rounded, each order otherwise.

/// A weight of 1 in steps: a million millionth is still one, and a weight of a million million millions has room a hundred
/// million times.
const STEPS: f64 = 1_099_511_627_776.0;

/// Weights beyond this count as this.
const MOST: f64 = 1e18;

/// Weights that in steps surely fit 64 bits, which are much faster to convert.
const SMALL: f64 = 4_000_000.0;

/// A sum of weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Sum(i128);

impl Sum {
    #[expect(clippy::cast_possible_truncation, reason = "both are within what fits")]
    pub(super) fn add(&mut self, weight: f64) {
        let steps = if weight.abs() < SMALL {
            i128::from((weight * STEPS) as i64)
        } else {
            (weight.clamp(-MOST, MOST) * STEPS) as i128
        };
        self.0 = self.0.saturating_add(steps);
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.0 = self.0.saturating_add(other.0);
    }

    /// The mean of so many weights; none of nothing.
    #[expect(clippy::cast_precision_loss, reason = "a mean is rounded")]
    pub(super) fn mean(self, count: u64) -> Option<f64> {
        (count > 0).then(|| self.0 as f64 / STEPS / count as f64)
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
}
