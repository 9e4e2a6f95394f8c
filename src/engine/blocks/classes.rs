//! The classes of some contacts' values, as an index of offers asks for them. Owns how they lie.

use crate::contacts::{ReadBlock, UNCLASSED};
use crate::engine::ranking::{Narrowed, RankedField};
use std::ops::Range;

/// How many contacts are looked at together.
pub(super) const TOGETHER: usize = 2_048;

/// How far the classes of a key stand from those of the next one. Were it a power of two, those of one contact would all
/// want the same few places of a processor's cache.
const APART: usize = TOGETHER + 16;

/// The classes of no more than [`TOGETHER`] contacts.
#[derive(Debug, Default)]
pub(super) struct Classes {
    /// Key by key, contact by contact.
    of_keys: Vec<u32>,
    /// Of one field.
    of_field: Vec<u32>,
    /// Which contacts have a value that is in no class; nobody, where it is empty.
    unclassed: Vec<bool>,
}

impl Classes {
    /// Finds those of some contacts of a block.
    pub(super) fn find(&mut self, narrowed: &Narrowed<'_>, block: &ReadBlock, rows: &Range<usize>) {
        let Self { of_keys, of_field, unclassed } = self;
        of_keys.resize(narrowed.keys() * APART, 0);
        let mut is_begun = vec![false; narrowed.keys()];
        of_field.resize(rows.len(), 0);
        unclassed.clear();
        for field in narrowed.fields() {
            block.classes(field.slot, field.classes, rows.clone(), of_field);
            if of_field.contains(&UNCLASSED) {
                unclassed.resize(rows.len(), false);
                let both = unclassed.iter_mut().zip(&*of_field);
                both.for_each(|(is_one, class)| *is_one |= *class == UNCLASSED);
            }
            let of_key = of_keys[field.key * APART..].iter_mut().zip(&*of_field);
            if std::mem::replace(&mut is_begun[field.key], true) {
                of_key.for_each(|(key, class)| *key = key.wrapping_add(class.wrapping_mul(field.stride)));
            } else {
                of_key.for_each(|(key, class)| *key = class.wrapping_mul(field.stride));
            }
        }
        // A key of splits alone is yet to come.
        for (key, _) in is_begun.iter().enumerate().filter(|(_, is_begun)| !**is_begun) {
            of_keys[key * APART..][..rows.len()].fill(0);
        }
    }

    /// Adds those of where a contact stands in splits, by what tells it apart.
    pub(super) fn add_splits(&mut self, splits: &[RankedField], at: usize, key: &[String]) {
        for split in splits {
            let class = split.class_of_split(key).unwrap_or_default();
            let of_key = &mut self.of_keys[split.key * APART + at];
            // Of a contact with a value in no class the sum means nothing, and is not asked.
            *of_key = of_key.wrapping_add(class.wrapping_mul(split.stride));
        }
    }

    /// Whether a contact has a value that is in no class.
    pub(super) fn has_unclassed(&self, at: usize) -> bool {
        self.unclassed.get(at).is_some_and(|unclassed| *unclassed)
    }

    /// The class of a key for a contact.
    pub(super) fn of(&self, key: usize, at: usize) -> u32 {
        self.of_keys[key * APART + at]
    }
}
