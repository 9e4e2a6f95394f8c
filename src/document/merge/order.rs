//! The order of a list that two people changed. Knows no catalog: items are told by keys of their own.
//!
//! What neither moved keeps its place. What one put or moved somewhere stands behind what it stands behind there; of what
//! both put behind the same, the smaller name comes first, so that it does not matter who is called ours.

use crate::document::difference::rising;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// What stands between two items that neither moved.
pub(super) struct Gap<K> {
    /// What both took away there.
    pub(super) gone: Vec<K>,
    /// What ours and theirs put there.
    pub(super) put: [Vec<K>; 2],
}

/// The items that are kept, with what was put before the first and behind each of those that neither moved.
struct Laid<K> {
    spine: Vec<K>,
    /// One more than in the spine.
    gaps: Vec<Gap<K>>,
}

/// The keys of `base` that do not stand in its order in `list`.
fn moved<K: Eq + Hash + Clone>(base: &HashMap<&K, usize>, list: &[K]) -> HashSet<K> {
    let common: Vec<(&K, usize)> = list.iter().filter_map(|it| Some((it, *base.get(it)?))).collect();
    let stays = rising(&common.iter().map(|(_, place)| *place).collect::<Vec<_>>());
    common.iter().zip(stays).filter(|(_, stays)| !stays).map(|((key, _), _)| (*key).clone()).collect()
}

fn laid<K: Eq + Hash + Clone>(base: &[K], [ours, theirs]: [&[K]; 2], kept: &HashSet<K>) -> Laid<K> {
    let places: HashMap<&K, usize> = base.iter().enumerate().map(|(at, key)| (key, at)).collect();
    let moved = [ours, theirs].map(|list| moved(&places, list));
    let there: [HashSet<&K>; 2] = [ours, theirs].map(|list| list.iter().collect());
    let is_spine = |key: &K| {
        kept.contains(key)
            && there.iter().any(|it| it.contains(key))
            && moved.iter().all(|it| !it.contains(key))
    };
    let spine: Vec<K> = base.iter().filter(|key| is_spine(key)).cloned().collect();
    let on_spine: HashMap<&K, usize> = spine.iter().enumerate().map(|(at, key)| (key, at)).collect();
    let mut gaps: Vec<Gap<K>> = Vec::new();
    gaps.resize_with(spine.len() + 1, || Gap { gone: Vec::new(), put: [Vec::new(), Vec::new()] });
    let mut at = 0;
    for key in base {
        match on_spine.get(key) {
            Some(place) => at = place + 1,
            None if there.iter().all(|it| !it.contains(key)) => gaps[at].gone.push(key.clone()),
            None => {}
        }
    }
    for (side, list) in [ours, theirs].into_iter().enumerate() {
        let mut at = 0;
        for key in list {
            match on_spine.get(key) {
                // What one moved past its neighbours is no longer where the next ones begin.
                Some(place) => at = at.max(place + 1),
                None if !kept.contains(key) => {}
                None if !places.contains_key(key) || moved[side].contains(key) => {
                    gaps[at].put[side].push(key.clone());
                }
                None => {}
            }
        }
    }
    Laid { spine, gaps }
}

/// The gaps of a list that two people changed.
pub(super) fn gaps<K: Eq + Hash + Clone>(base: &[K], lists: [&[K]; 2], kept: &HashSet<K>) -> Vec<Gap<K>> {
    laid(base, lists, kept).gaps
}

/// The keys that are kept, in their order. Each list holds a key once.
pub(super) fn merged<K: Eq + Hash + Ord + Clone>(base: &[K], lists: [&[K]; 2], kept: &HashSet<K>) -> Vec<K> {
    let Laid { spine, gaps } = laid(base, lists, kept);
    let mut found = Vec::with_capacity(kept.len());
    let mut seen = HashSet::new();
    let mut spine = spine.into_iter();
    for gap in gaps {
        let [ours, theirs] = gap.put;
        found.extend(beside(ours, theirs).into_iter().filter(|key| seen.insert(key.clone())));
        found.extend(spine.next().filter(|key| seen.insert(key.clone())));
    }
    // What stands in none of the lists' own order: nothing is lost.
    let mut rest: Vec<K> = kept.iter().filter(|key| !seen.contains(*key)).cloned().collect();
    rest.sort_unstable();
    found.extend(rest);
    found
}

/// What two people put in one place.
fn beside<K: Eq + Hash + Ord + Clone>(ours: Vec<K>, theirs: Vec<K>) -> Vec<K> {
    let first = |ours: Vec<K>, theirs: Vec<K>| if ours <= theirs { [ours, theirs] } else { [theirs, ours] };
    let common: HashSet<K> = {
        let ours: HashSet<&K> = ours.iter().collect();
        theirs.iter().filter(|key| ours.contains(key)).cloned().collect()
    };
    let [one, other] = first(ours, theirs);
    if common.is_empty() {
        return [one, other].concat();
    }
    // What both put there keeps its order of one of them; what else is put stands before it.
    let mut found = Vec::new();
    let mut rest = other.into_iter().peekable();
    for key in one {
        if common.contains(&key) {
            while let Some(next) = rest.next_if(|it| !common.contains(it)) {
                found.push(next);
            }
            rest.next_if_eq(&key);
        }
        found.push(key);
    }
    found.extend(rest);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(base: &str, ours: &str, theirs: &str) -> String {
        let [base, ours, theirs] = [base, ours, theirs].map(|it| it.chars().collect::<Vec<char>>());
        let there = |key: &char| {
            let [old, one, other] = [&base, &ours, &theirs].map(|it| it.contains(key));
            if old { one && other } else { one || other }
        };
        let kept = base.iter().chain(&ours).chain(&theirs).copied().filter(there).collect();
        let (one, other) = (merged(&base, [&ours, &theirs], &kept), merged(&base, [&theirs, &ours], &kept));
        assert_eq!(one, other, "it does not matter who is ours");
        one.into_iter().collect()
    }

    #[test]
    fn what_either_put_or_moved_stands_where_it_was_put() {
        assert_eq!(of("abc", "abc", "cab"), "cab");
        assert_eq!(of("abc", "abxc", "abc"), "abxc");
        assert_eq!(of("abc", "abyc", "abxc"), "abxyc", "beside each other by name");
        assert_eq!(of("abc", "xabc", "abcy"), "xabcy");
        assert_eq!(of("abc", "ac", "abx"), "ax");
        assert_eq!(of("abcd", "bacd", "abdc"), "badc");
        assert_eq!(of("abc", "axbc", "axbc"), "axbc");
        assert_eq!(of("ab", "axyb", "ayzb"), "axyzb");
        assert_eq!(of("", "xy", "yx"), "xy");
        assert_eq!(of("abc", "", "abc"), "");
    }

    #[test]
    fn merging_with_an_unchanged_list_is_the_other_one() {
        for other in ["abcd", "dcba", "bd", "xaybzcwd", "dxa", ""] {
            assert_eq!(of("abcd", "abcd", other), other);
        }
    }
}
