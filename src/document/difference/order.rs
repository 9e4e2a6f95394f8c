//! What stands in the same order in two lists. Knows no catalog.

use std::collections::HashMap;
use std::hash::Hash;

/// Whether each number belongs to the longest part of a list that rises: what is not of it has moved.
pub(in crate::document) fn rising(numbers: &[usize]) -> Vec<bool> {
    // `ends[n]` is the place of the smallest number that a rising part of n + 1 numbers can end with.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (place, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers[*end] < *number);
        before.push(length.checked_sub(1).map(|last| ends[last]));
        if length == ends.len() {
            ends.push(place);
        } else {
            ends[length] = place;
        }
    }
    let mut kept = vec![false; numbers.len()];
    let mut at = ends.last().copied();
    while let Some(place) = at {
        kept[place] = true;
        at = before[place];
    }
    kept
}

/// The place in `current`, which is without it, where what stood at `own` of `old` goes: behind the nearest one
/// before it that still stands in the order of `old`. Both are told by names of their own.
pub(super) fn place_of<T: Eq + Hash>(old: &[T], own: usize, current: &[T]) -> usize {
    let places: HashMap<&T, usize> = old.iter().enumerate().map(|(place, it)| (it, place)).collect();
    let both = current.iter().enumerate().filter_map(|(place, it)| Some((place, *places.get(it)?)));
    let common: Vec<(usize, usize)> = both.collect();
    let kept = rising(&common.iter().map(|(_, before)| *before).collect::<Vec<_>>());
    let stable = common.iter().zip(kept).filter(|(_, kept)| *kept).map(|(pair, _)| *pair);
    stable.take_while(|(_, before)| *before < own).last().map_or(0, |(place, _)| place + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rising_part_stays() {
        let kept = |numbers: &[usize]| {
            let kept = rising(numbers);
            numbers.iter().zip(kept).filter(|(_, kept)| *kept).map(|(it, _)| *it).collect::<Vec<_>>()
        };
        assert_eq!(kept(&[0, 1, 2]), [0, 1, 2]);
        assert_eq!(kept(&[2, 0, 1, 3]), [0, 1, 3]);
        assert_eq!(kept(&[1, 2, 3, 0]), [1, 2, 3]);
        assert_eq!(kept(&[]), [0; 0]);
    }

    #[test]
    fn what_comes_back_stands_behind_what_it_followed() {
        let old = ["a", "b", "c", "d"];
        assert_eq!(place_of(&old, 2, &["a", "b", "d"]), 2);
        assert_eq!(place_of(&old, 0, &["b", "c", "d"]), 0);
        assert_eq!(place_of(&old, 2, &["x", "a", "d", "y"]), 2);
        assert_eq!(place_of(&old, 1, &["d", "a", "c"]), 2, "d has moved");
    }
}
