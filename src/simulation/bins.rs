//! Bins of numbers. Owns which numbers are told apart while they are counted, and the few bins, with ends that people would
//! choose, that are made of them at last.

/// An order of numbers that tells apart those whose first two digits differ: the place of the bin that a number is in.
/// Bins begin, included, at numbers of two digits and end before the next.
pub(super) fn fine(number: f64) -> i32 {
    if number == 0.0 {
        return 0;
    }
    let size = number.abs();
    #[expect(clippy::cast_possible_truncation, reason = "of a finite number it is from -324 to 308")]
    let mut power = size.log10().floor() as i32 - 1;
    let mut digits = digits(size, power, number < 0.0);
    if digits < 10 {
        power -= 1;
        digits = self::digits(size, power, number < 0.0);
    }
    while digits > 99 {
        power += 1;
        digits = digits.div_euclid(10) + i32::from(number < 0.0 && digits % 10 != 0);
    }
    let place = (power + 400) * 90 + digits - 9;
    if number < 0.0 { -place } else { place }
}

/// How often a power of ten is in a number. A number that is short of a whole by what its binary form loses has it.
fn digits(size: f64, power: i32, up: bool) -> i32 {
    let scaled = if power < 0 { size * 10_f64.powi(-power) } else { size / 10_f64.powi(power) };
    let whole = if up { (scaled * (1.0 - 1e-12)).ceil() } else { (scaled * (1.0 + 1e-12)).floor() };
    #[expect(clippy::cast_possible_truncation, reason = "it is below a thousand")]
    let whole = whole as i32;
    whole
}

/// The number that a fine bin begins with.
pub(super) fn start_of(fine: i32) -> f64 {
    if fine == 0 {
        return 0.0;
    }
    let place = fine.abs() - 1;
    let (digits, power) = (place % 90 + 10, place / 90 - 400);
    let size: f64 = format!("{digits}e{power}").parse().unwrap_or_default();
    if fine < 0 { -size } else { size }
}

/// How many bins there are at most.
const MOST_BINS: usize = 12;

/// How much larger the largest usual number is than the one in the middle where bins grow with the numbers.
const SKEWED: f64 = 15.0;

/// The ends of bins for numbers that come so often each, in their order. `whole`: no end is between two whole numbers.
pub(super) fn ends(numbers: &[(f64, u64)], whole: bool, two_digits: bool) -> Vec<f64> {
    let total: u64 = numbers.iter().map(|(_, count)| count).sum();
    let at = |share: f64| {
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a share of a count"
        )]
        let wanted = (total as f64 * share) as u64;
        let mut before = 0;
        let found = numbers.iter().find(|(_, count)| {
            before += count;
            before > wanted
        });
        found.or(numbers.last()).map_or(0.0, |(number, _)| *number)
    };
    let (low, middle, high) = (at(0.02), at(0.5), at(0.98));
    // A few below zero do not hide it.
    let usual = at(0.05);
    if usual >= 0.0 && high > SKEWED * middle.max(if whole { 1.0 } else { f64::MIN_POSITIVE }) {
        return growing(usual, high);
    }
    let mut width = nice((high - low) / 10.0);
    if whole {
        width = width.max(1.0);
    }
    loop {
        let first = (low / width).floor();
        let ends: Vec<f64> = (0_i32..)
            .map(|step| (first + f64::from(step)) * width)
            .map(|end| format!("{end:.12e}").parse().unwrap_or(end) + 0.0)
            .take(MOST_BINS + 1)
            .collect();
        let needed = ends.iter().position(|end| *end > high).map_or(ends.len(), |last| last + 1);
        let are_sharp =
            !two_digits || ends[..needed].iter().all(|end| start_of(fine(*end)).to_bits() == end.to_bits());
        if (are_sharp && needed <= MOST_BINS + 1 && ends[needed - 1] > high) || width > f64::MAX / 100.0 {
            return ends[..needed].to_vec();
        }
        width = nice(width * 1.5);
    }
}

/// 0, 1, 2, 5, 10 and so on, or 1, 10, 100 where that is too many, around some numbers.
fn growing(low: f64, high: f64) -> Vec<f64> {
    let top = high.log10().floor();
    let of = |steps: &[u32]| -> Vec<f64> {
        let decades = (0..=8).rev().map(|down| top - f64::from(down));
        let ends = decades.flat_map(|power| {
            steps.iter().map(move |step| format!("{step}e{power}").parse::<f64>().unwrap_or_default())
        });
        let mut ends: Vec<f64> = ends.collect();
        let last = ends.iter().position(|end| *end > high).map_or(ends.len(), |last| last + 1);
        ends.truncate(last);
        let first = ends.iter().rposition(|end| *end <= low).unwrap_or(0);
        ends.split_off(first)
    };
    let mut ends = of(&[1, 2, 5]);
    if ends.len() > MOST_BINS {
        ends = of(&[1]);
    }
    if ends.len() > MOST_BINS {
        ends = ends.split_off(ends.len() - MOST_BINS);
    }
    if ends.first().is_some_and(|first| low < *first) {
        ends.insert(0, 0.0);
    }
    ends
}

/// The smallest of 1, 2 and 5, times a power of ten, that is no less.
fn nice(width: f64) -> f64 {
    if width <= 0.0 || !width.is_finite() {
        return 1.0;
    }
    let power = width.log10().floor();
    let steps = [(1, power), (2, power), (5, power), (1, power + 1.0), (2, power + 1.0)];
    let steps = steps.map(|(step, power)| format!("{step}e{power}").parse::<f64>().unwrap_or(1.0));
    steps.into_iter().find(|step| *step >= width * (1.0 - 1e-9)).unwrap_or(steps[4])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fine_bins_begin_at_numbers_of_two_digits() {
        for (number, start) in [
            (0.0, 0.0),
            (0.29, 0.29),
            (0.3, 0.3),
            (1.0, 1.0),
            (9.99, 9.9),
            (10.0, 10.0),
            (99.9, 99.0),
            (100.0, 100.0),
            (1_234.5, 1_200.0),
            (1e22, 1e22),
            (-0.3, -0.3),
            (-1_234.0, -1_300.0),
            (-99.5, -100.0),
            (-10.0, -10.0),
            (5e-9, 5e-9),
        ] {
            assert_eq!(start_of(fine(number)).to_bits(), f64::to_bits(start), "{number}");
        }
        let numbers = [-1e9, -200.0, -11.0, -10.0, -0.5, 0.0, 0.001, 0.5, 9.9, 10.0, 11.0, 1e6];
        assert!(numbers.windows(2).all(|pair| fine(pair[0]) < fine(pair[1])));
    }

    #[test]
    fn ends_are_those_that_people_would_choose() {
        let ages: Vec<(f64, u64)> = (18..90).map(|age| (f64::from(age), 10)).collect();
        assert_eq!(ends(&ages, true, false), [10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0]);
        let years: Vec<(f64, u64)> = (1_950..2_008).map(|year| (f64::from(year), 10)).collect();
        assert_eq!(ends(&years, true, false).len(), 7);
        assert_eq!(ends(&years, true, false)[0].to_bits(), 1_950_f64.to_bits());
        // Half of the balances are below 300, and some are over 20,000.
        let balances: Vec<(f64, u64)> =
            (0..2_000).map(|step| (300.0 * 1.005_f64.powi(step - 1_000), 1)).collect();
        let found = ends(&balances, false, true);
        assert!(found.len() <= MOST_BINS + 1 && found.windows(2).all(|pair| pair[0] < pair[1]), "{found:?}");
        assert!(found[0] <= 300.0 * 1.005_f64.powi(-900), "it begins below all but a few: {found:?}");
        for (numbers, whole) in [(vec![(5.0, 3)], true), (vec![(0.1, 1), (0.2, 1)], false), (vec![], false)] {
            assert!(ends(&numbers, whole, false).len() >= 2, "{numbers:?}");
        }
    }
}
