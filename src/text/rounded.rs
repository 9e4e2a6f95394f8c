//! Numbers with some digits behind the point, none that say nothing. Knows no language.

/// Below this, divided by the worth of a digit, values lie closer together than the digit tells apart.
const COARSE: f64 = 1e15;

/// A number with up to so many digits behind the point, none that say nothing.
pub(super) fn shortest(value: f64, decimals: usize) -> String {
    let digits = i32::try_from(decimals).unwrap_or(i32::MAX);
    if value.abs() < COARSE / 10_f64.powi(digits) {
        // The shortest text that reads as the value, which is found much faster, is the rounded one if it is short enough.
        let exact = value.to_string();
        if exact.split_once('.').is_none_or(|(_, behind)| behind.len() <= decimals) {
            return exact;
        }
    }
    rounded(value, decimals)
}

fn rounded(value: f64, decimals: usize) -> String {
    let plain = format!("{value:.decimals$}");
    if plain.contains('.') {
        return plain.trim_end_matches('0').trim_end_matches('.').to_owned();
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_shortest_text_is_the_rounded_one(
            bits: u64, whole in -2_000_000_000_000_i64..2_000_000_000_000, places in 0..9_i32, decimals in 0..8_usize,
        ) {
            #[expect(clippy::cast_precision_loss, reason = "any number will do")]
            let short = whole as f64 / 10_f64.powi(places);
            for value in [f64::from_bits(bits), short, -short, short / 3.0, 0.0, -0.0] {
                prop_assert_eq!(shortest(value, decimals), rounded(value, decimals));
            }
        }
    }
}
