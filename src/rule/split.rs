//! The number that `split('NAME')` comes to (`domain.md` §3). Owns that arithmetic, which is fixed for good: other
//! systems compute it too, and a contact must not change sides from one release to the next.

use super::root::Root;
use super::value::Typed;
use crate::model::is_blank;
use std::borrow::Cow;
use xxhash_rust::xxh64::Xxh64;

/// The largest number below 100: a hash in the last 512 of all, which a double rounds up, would be 100 itself.
const LARGEST: f64 = f64::from_bits(100_f64.to_bits() - 1);

/// Where a contact stands in a split: a number from 0 (included) to 100 (excluded), evenly spread over contacts, always
/// the same for one name and one key, and independent between names.
///
/// It is `xxh64(name, a zero byte, key) / 2^64 × 100` with seed 0. The key is given by its parts, as they are written: the
/// key values of the contact, which are joined by a zero byte, or else one cookie. None where there is no part, or all are
/// blank: nothing tells that contact apart.
///
/// ```
/// assert_eq!(vitrine::rule::split_of("spring_test", &["1001".to_owned()]), Some(49.677513239741835));
/// assert_eq!(vitrine::rule::split_of("spring_test", &[""; 0]), None);
/// ```
#[expect(
    clippy::cast_precision_loss,
    reason = "a double keeps the first 53 bits of the hash, which is what is meant"
)]
pub fn split_of(name: &str, key: &[impl AsRef<str>]) -> Option<f64> {
    if key.iter().all(|part| is_blank(part.as_ref())) {
        return None;
    }
    let mut hasher = Xxh64::new(0);
    hasher.update(name.as_bytes());
    for part in key {
        // One zero byte stands behind the name, and one between two parts.
        hasher.update(b"\0");
        hasher.update(part.as_ref().as_bytes());
    }
    Some((hasher.digest() as f64 / 2_f64.powi(64) * 100.0).min(LARGEST))
}

/// How many digits of where a contact stands an explanation gives.
const DIGITS: i32 = 4;

/// A value as an explanation gives it. Of a split the first digits are enough; rounded down, it stays on its side of
/// thresholds that people write.
pub(super) fn in_explanations(root: Root, value: &Typed) -> Cow<'_, Typed> {
    match (root, value) {
        (Root::Split, Typed::Decimal(value)) => {
            let scale = 10_f64.powi(DIGITS);
            Cow::Owned(Typed::Decimal((value * scale).floor() / scale))
        }
        _ => Cow::Borrowed(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed by an XXH64 written for that from its specification, in another language.
    const FIRST_VALUES: [(&str, &[&str], f64); 8] = [
        ("spring_test", &["1001"], 49.677_513_239_741_835),
        ("spring_test", &["1002"], 62.288_872_818_957_07),
        ("spring_test", &["1003"], 35.221_233_711_169_97),
        ("spring_test", &["c-anna"], 22.135_430_893_302_694),
        ("summer_test", &["1001"], 7.262_656_185_666_734),
        ("spring_test", &["FR", "1001"], 46.386_053_396_459_42),
        ("spring_test", &["é"], 32.336_708_746_761_58),
        ("spring_test", &["a contact whose key is longer than 32 bytes"], 94.889_869_214_512_84),
    ];

    #[test]
    fn the_first_values_are_those_that_other_systems_compute() {
        for (name, key, wanted) in FIRST_VALUES {
            let key: Vec<String> = key.iter().map(|part| (*part).to_owned()).collect();
            let found = split_of(name, &key).map(f64::to_bits);
            assert_eq!(found, Some(wanted.to_bits()), "{name} {key:?}");
        }
    }

    #[test]
    fn who_has_no_key_is_in_no_part() {
        for key in [&[][..], &[""], &[" ", ""]] {
            let key: Vec<String> = key.iter().map(|part| (*part).to_owned()).collect();
            assert_eq!(split_of("spring_test", &key), None, "{key:?}");
        }
    }

    /// A million contacts: the shares of parts are within 0.2 % of what they say, and so are those of one split within a
    /// part of another.
    #[test]
    fn parts_have_the_shares_that_they_say_and_names_are_independent() {
        const CONTACTS: u32 = 1_000_000;
        let (mut tenths, mut both) = ([0_u32; 10], [0_u32; 4]);
        for contact in 0..CONTACTS {
            let key = [contact.to_string()];
            let split = |name| split_of(name, &key).expect("there is a key");
            let (spring, summer) = (split("spring_test"), split("summer_test"));
            assert!((0.0..100.0).contains(&spring), "{spring}");
            tenths[tenth(spring)] += 1;
            both[usize::from(spring < 50.0) * 2 + usize::from(summer < 50.0)] += 1;
        }
        for (part, count) in (0..).zip(tenths) {
            assert!(count.abs_diff(CONTACTS / 10) < CONTACTS / 500, "tenth {part}: {count}");
        }
        for (quarter, count) in (0..).zip(both) {
            assert!(count.abs_diff(CONTACTS / 4) < CONTACTS / 500, "quarter {quarter}: {count}");
        }
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is from 0 to 100")]
    fn tenth(value: f64) -> usize {
        (value / 10.0) as usize
    }
}
