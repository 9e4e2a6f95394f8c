//! Contacts drawn evenly from a population: those whose keys have the smallest hashes. Owns the draw, which is the same
//! whatever the order in which contacts come and how many threads there are.

use crate::contacts::Person;
use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::sync::Arc;
use xxhash_rust::xxh64::xxh64;

/// Where a contact stands in the draws, by its key. It has nothing to do with where the contact stands in a split.
const SEED: u64 = 0x76_69_74_72_69_6e_65;

/// Where a contact stands in the draws.
pub(super) fn hash_of(key: &str) -> u64 {
    xxh64(key.as_bytes(), SEED)
}

/// A contact that was drawn.
#[derive(Debug, Clone)]
pub(super) struct Drawn {
    hash: u64,
    pub(super) person: Arc<Person>,
}

impl Drawn {
    /// Contacts of one key are told apart by what they are.
    fn order(&self, other: &Self) -> Ordering {
        let text = |drawn: &Self| format!("{:?} {:?}", drawn.person.profile, drawn.person.history);
        let by_key = || self.person.key.cmp(&other.person.key);
        self.hash.cmp(&other.hash).then_with(by_key).then_with(|| text(self).cmp(&text(other)))
    }
}

impl PartialEq for Drawn {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Drawn {}

impl PartialOrd for Drawn {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Drawn {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order(other)
    }
}

/// A draw of so many contacts.
#[derive(Debug, Clone, Default)]
pub(super) struct Draw {
    most: usize,
    /// The one that goes first is on top.
    kept: BinaryHeap<Drawn>,
    /// Those of the batch at hand that may be drawn, each with its row.
    noted: Vec<(u64, usize)>,
}

impl Draw {
    pub(super) fn of(most: usize) -> Self {
        Self { most, kept: BinaryHeap::new(), noted: Vec::new() }
    }

    /// Notes a contact of a batch, which may be among those drawn.
    pub(super) fn note(&mut self, hash: u64, row: usize) {
        if self.wants(hash) {
            self.noted.push((hash, row));
        }
    }

    /// Draws among those noted of a batch: of most it turns out before what they are is asked that they are not drawn.
    pub(super) fn settle(&mut self, mut person: impl FnMut(usize) -> Arc<Person>) {
        let mut noted = std::mem::take(&mut self.noted);
        noted.sort_unstable();
        for (hash, row) in noted.drain(..) {
            if !self.wants(hash) {
                break;
            }
            self.add(hash, person(row));
        }
        self.noted = noted;
    }

    /// Whether a contact with that hash may be among those drawn, as far as is known.
    pub(super) fn wants(&self, hash: u64) -> bool {
        self.kept.len() < self.most || self.kept.peek().is_some_and(|last| hash <= last.hash)
    }

    /// Adds a contact that is wanted.
    pub(super) fn add(&mut self, hash: u64, person: Arc<Person>) {
        self.kept.push(Drawn { hash, person });
        if self.kept.len() > self.most {
            self.kept.pop();
        }
    }

    /// Those drawn from this population and another together.
    pub(super) fn merge(&mut self, other: Self) {
        for Drawn { hash, person } in other.kept {
            if self.wants(hash) {
                self.add(hash, person);
            }
        }
    }

    /// Those drawn, always in the same order.
    pub(super) fn finish(self) -> Vec<Arc<Person>> {
        self.kept.into_sorted_vec().into_iter().map(|drawn| drawn.person).collect()
    }
}

/// The largest hash of a sample of so many contacts.
#[derive(Debug, Clone)]
pub(super) struct Limit {
    most: usize,
    hashes: BinaryHeap<u64>,
}

impl Limit {
    pub(super) fn of(most: usize) -> Self {
        Self { most, hashes: BinaryHeap::new() }
    }

    pub(super) fn add(&mut self, hash: u64) {
        if self.hashes.len() < self.most {
            self.hashes.push(hash);
        } else if self.hashes.peek().is_some_and(|largest| hash < *largest) {
            self.hashes.pop();
            self.hashes.push(hash);
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        for hash in other.hashes {
            self.add(hash);
        }
    }

    /// Those up to this hash are the sample; nobody, where there is none.
    pub(super) fn finish(self) -> Option<u64> {
        self.hashes.peek().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(key: u32) -> Arc<Person> {
        Arc::new(Person { key: vec![key.to_string()], ..Person::default() })
    }

    fn drawn(keys: impl Iterator<Item = u32>, most: usize) -> Draw {
        let mut draw = Draw::of(most);
        for key in keys {
            let hash = hash_of(&key.to_string());
            if draw.wants(hash) {
                draw.add(hash, person(key));
            }
        }
        draw
    }

    #[test]
    fn the_same_are_drawn_in_any_order_and_in_parts() {
        let keys = |draw: Draw| -> Vec<String> {
            draw.finish().into_iter().map(|person| person.key[0].clone()).collect()
        };
        let whole = keys(drawn(0..1_000, 20));
        assert_eq!(whole.len(), 20);
        assert_eq!(keys(drawn((0..1_000).rev(), 20)), whole);
        let mut parts = drawn(700..1_000, 20);
        parts.merge(drawn(0..700, 20));
        assert_eq!(keys(parts), whole);
        // Evenly: about half of them are among the first half.
        let many = keys(drawn(0..10_000, 1_000));
        let first = many.iter().filter(|key| key.parse::<u32>().is_ok_and(|key| key < 5_000)).count();
        assert!((450..550).contains(&first), "{first}");
    }

    #[test]
    fn a_limit_takes_as_many_as_it_says() {
        let hashes: Vec<u64> = (0..500_u32).map(|key| hash_of(&key.to_string())).collect();
        let mut limit = Limit::of(50);
        hashes[..200].iter().for_each(|hash| limit.add(*hash));
        let mut other = Limit::of(50);
        hashes[200..].iter().for_each(|hash| other.add(*hash));
        limit.merge(other);
        let up_to = limit.finish().expect("there are some");
        assert_eq!(hashes.iter().filter(|hash| **hash <= up_to).count(), 50);
        assert_eq!(Limit::of(0).finish(), None);
    }
}
