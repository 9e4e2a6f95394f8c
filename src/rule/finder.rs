//! Finding a value among many constants at once, in the place of halving them: numbers by buckets of equal width, texts by
//! their hash. Owns the tables; the constants are their caller's.

use std::ops::Range;

/// How many buckets there are at most: what is read of them stays small beside a processor's cache.
const MOST_BUCKETS: u64 = 4_096;

/// How many buckets there are for each number, at least.
const EACH: u64 = 2;

/// For numbers in their order, where those of each bucket stand.
#[derive(Debug)]
pub(super) struct Buckets {
    /// So many bits of the distance from the first number are not looked at.
    shift: u32,
    /// For each bucket the place of its first number, and behind the last one how many numbers there are.
    starts: Box<[u32]>,
}

impl Buckets {
    /// Of distances from the first number, in their order. None where there are too few of them to be worth it.
    pub(super) fn of(distances: &[u64]) -> Option<Self> {
        let (count, last) = (distances.len() as u64, *distances.last()?);
        let wanted = (count * EACH).next_power_of_two().min(MOST_BUCKETS);
        let shift = (0..64).find(|shift| last >> shift < wanted)?;
        let buckets = usize::try_from((last >> shift) + 1).ok()?;
        let start = |bucket: usize| distances.partition_point(|distance| (distance >> shift) < bucket as u64);
        let starts = (0..=buckets).map(|bucket| u32::try_from(start(bucket)).ok());
        Some(Self { shift, starts: starts.collect::<Option<_>>()? })
    }

    /// The places of the numbers that are in one bucket with a distance; none of one beyond the last number.
    pub(super) fn around(&self, distance: u64) -> Option<Range<usize>> {
        let bucket = usize::try_from(distance >> self.shift).ok()?;
        let (start, end) = (self.starts.get(bucket)?, self.starts.get(bucket + 1)?);
        Some(*start as usize..*end as usize)
    }
}

/// The places of texts, by their hash.
#[derive(Debug)]
pub(super) struct TextPlaces {
    /// A power of two of them, most of them empty.
    table: Box<[u32]>,
}

/// What stands where there is no text.
const EMPTY: u32 = u32::MAX;

impl TextPlaces {
    /// Of texts of which none stands twice.
    pub(super) fn of(texts: &[Box<str>]) -> Self {
        let mut table = vec![EMPTY; (texts.len() * 3).next_power_of_two().max(4)].into_boxed_slice();
        for (place, text) in (0..).zip(texts) {
            let mut slot = hash(text.as_bytes()) & (table.len() - 1);
            while table[slot] != EMPTY {
                slot = (slot + 1) & (table.len() - 1);
            }
            table[slot] = place;
        }
        Self { table }
    }

    /// The place of a text among those that it was made of.
    pub(super) fn find(&self, texts: &[Box<str>], text: &str) -> Option<usize> {
        let mut slot = hash(text.as_bytes()) & (self.table.len() - 1);
        loop {
            let place = self.table[slot] as usize;
            if **texts.get(place)? == *text {
                return Some(place);
            }
            slot = (slot + 1) & (self.table.len() - 1);
        }
    }
}

/// A hash of a text. Who writes the constants of a catalog may make them all alike; finding them is as slow then as that.
fn hash(bytes: &[u8]) -> usize {
    const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |hash: u64, word: u64| {
        let product = u128::from(hash ^ word) * u128::from(MIX);
        #[expect(clippy::cast_possible_truncation, reason = "both halves of it are wanted")]
        let halves = (product as u64, (product >> 64) as u64);
        halves.0 ^ halves.1
    };
    let mut hash = bytes.len() as u64 ^ MIX;
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        hash = mix(hash, u64::from_le_bytes(*word));
    }
    // What is left, or the last eight bytes: some of them are looked at twice.
    let last = match (bytes.last_chunk::<8>(), rest.first_chunk::<4>(), rest.last_chunk::<4>()) {
        (Some(last), ..) => u64::from_le_bytes(*last),
        (None, Some(first), Some(last)) => {
            u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last))
        }
        _ => rest.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    };
    let found = mix(hash, last);
    usize::try_from(found & u64::from(u32::MAX)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_among_those_of_its_bucket() {
        for numbers in [vec![0, 1, 2, 900_000, 1_000_000], vec![0], vec![0, u64::MAX], vec![0, 3, 4, 5, 6, 7]]
        {
            let buckets = Buckets::of(&numbers).expect("there are some");
            for wanted in
                numbers.iter().flat_map(|number| number.saturating_sub(1)..=number.saturating_add(1))
            {
                let place = numbers.binary_search(&wanted);
                let Some(around) = buckets.around(wanted) else {
                    assert_eq!(place, Err(numbers.len()), "{wanted} in {numbers:?}");
                    continue;
                };
                let found = numbers[around.clone()].binary_search(&wanted);
                let found = found.map(|it| it + around.start).map_err(|it| it + around.start);
                assert_eq!(found, place, "{wanted} in {numbers:?}");
            }
        }
    }

    #[test]
    fn a_text_is_found_where_it_stands_and_no_other_one() {
        let texts: Vec<Box<str>> = (0..300)
            .map(|length: usize| "ab".repeat(length % 40) + &length.to_string())
            .map(Into::into)
            .collect();
        let places = TextPlaces::of(&texts);
        for (place, text) in texts.iter().enumerate() {
            assert_eq!(places.find(&texts, text), Some(place));
            assert_eq!(places.find(&texts, &format!("{text}x")), None);
        }
        assert_eq!(TextPlaces::of(&[]).find(&[], ""), None);
    }
}
