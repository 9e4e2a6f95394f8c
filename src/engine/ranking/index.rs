//! The index of some offers of an environment: which rows there are, in which order, and which classes of values they test.
//! Owns how it is made.

use super::block::{Block, Classed, MOST_ROWS};
use super::keys::Keys;
use super::rows::{Rank, Row, RowMaker};
use crate::engine::call_context::CallContext;
use crate::engine::gates::Candidate;
use crate::engine::plan::EnvironmentPlan;
use crate::rule::{PartTest, Root, Schema, SlotTest, Typed, ValueClasses, split_of};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

/// Offers of an environment, ranked.
#[derive(Debug)]
pub(in crate::engine) struct Index {
    /// Those of the contact first, its splits behind the others.
    pub(super) fields: Vec<RankedField>,
    pub(super) keys: Keys,
    /// By the slots of the contact's fields the places of those that are ranked; [`Self::NOT_RANKED`] of others.
    pub(super) own: Box<[u32]>,
    /// How many places of offers there are.
    pub(super) offers: usize,
    /// What is no test of a field, each once.
    pub(super) parts: Vec<Arc<PartTest>>,
    /// Rows in the order of their final weights.
    pub(super) ranked: Vec<Block>,
    /// Rows of offers of which only gates tell whether they pass, and with which weight.
    pub(super) floating: Vec<Block>,
}

/// A field that rows test.
#[derive(Debug)]
pub(in crate::engine) struct RankedField {
    pub(super) root: Root,
    pub(super) slot: usize,
    /// The name of a split.
    split: Option<Arc<str>>,
    pub(super) classes: ValueClasses,
    /// The key that it is a part of, and what its class is multiplied by there.
    pub(in crate::engine) key: usize,
    pub(in crate::engine) stride: u32,
}

impl RankedField {
    /// The class of where a contact stands in the split that it is, by what tells that contact apart.
    pub(in crate::engine) fn class_of_split(&self, key: &[String]) -> Option<u32> {
        let value = split_of(self.split.as_ref()?, key).map(Typed::Decimal);
        self.classes.class(value.as_ref())
    }
}

impl Index {
    /// Stands where no row tests a field.
    pub(super) const NOT_RANKED: u32 = u32::MAX;

    /// Of the offers at some places.
    pub(super) fn of(environment: &EnvironmentPlan, offers: impl Iterator<Item = usize>) -> Self {
        let mut maker = RowMaker::new(environment);
        let rows = offers.flat_map(|offer| maker.rows_of(offer));
        let (mut ranked, floating): (Vec<Row>, Vec<Row>) = rows.partition(|row| row.rank.is_some());
        ranked.sort_by(by_rank);
        let (mut fields, places) = fields(ranked.iter().chain(&floating), &environment.schema);
        let counts: Vec<_> = fields.iter().map(|field| (field.root, field.classes.count())).collect();
        let keys = Keys::of(&counts);
        for (place, key) in keys.all.iter().enumerate() {
            for member in &key.fields {
                (fields[member.field].key, fields[member.field].stride) = (place, member.stride);
            }
        }
        let parts = parts(ranked.iter().chain(&floating));
        let part = |part: &PartTest| parts.binary_search_by(|it| it.key().cmp(&part.key())).unwrap_or(0);
        let blocks = |rows: Vec<Row>| -> Vec<Block> {
            let rows: Vec<Classed> =
                rows.into_iter().filter_map(|row| classed(row, &fields, &places)).collect();
            let block = |rows: &[Classed]| {
                let category = |offer: usize| environment.offers[offer].category;
                Block::new(rows, &keys, part, category)
            };
            rows.chunks(MOST_ROWS).map(block).collect()
        };
        let (ranked, floating) = (blocks(ranked), blocks(floating));
        let own = own_places(&fields[..declared(&fields)]);
        Self { fields, keys, own, offers: environment.offers.len(), parts, ranked, floating }
    }
}

impl Index {
    /// The classes of the keys for a call, where nothing is known of its contact; `None` where a value is in no class.
    pub(super) fn classes_of(&self, context: &CallContext) -> Option<Vec<u32>> {
        let mut classes = vec![ValueClasses::MISSING; self.keys.all.len()];
        for field in self.fields.iter().filter(|field| !field.root.is_of_contact()) {
            let value = context.of_call(field.root).get(field.slot).and_then(Option::as_ref);
            classes[field.key] = field.classes.class(value)?;
        }
        Some(classes)
    }
}

impl Index {
    /// The fields of the contact that its dimension declares.
    #[cfg(feature = "arrow")]
    pub(super) fn declared(&self) -> &[RankedField] {
        &self.fields[..declared(&self.fields)]
    }

    /// Its splits.
    pub(super) fn splits(&self) -> &[RankedField] {
        let behind = &self.fields[declared(&self.fields)..];
        &behind[..behind.partition_point(|field| field.root == Root::Split)]
    }
}

/// How many fields are the contact's, as its dimension declares them.
fn declared(fields: &[RankedField]) -> usize {
    fields.partition_point(|field| field.root == Root::Profile)
}

/// The heaviest first; of an offer, the weight that counts.
fn by_rank(one: &Row, other: &Row) -> std::cmp::Ordering {
    let key = |row: &Row| row.rank.map_or(0.0, |rank| candidate(row.offer, &rank).final_weight());
    let weight = |row: &Row| row.rank.map_or(0.0, |rank| rank.weight);
    let spot = |row: &Row| row.rank.map(|rank| rank.spot.order());
    key(other)
        .total_cmp(&key(one))
        .then(one.offer.cmp(&other.offer))
        .then(weight(other).total_cmp(&weight(one)))
        .then(spot(one).cmp(&spot(other)))
}

pub(super) fn candidate(offer: usize, rank: &Rank) -> Candidate {
    let weight_from = (rank.spot.level, rank.spot.place);
    Candidate { offer, weight: rank.weight, multiplier: rank.multiplier, weight_from }
}

/// What rows ask that is no test of a field and the same for all offers, each once, in an order of its own.
fn parts<'r>(rows: impl Iterator<Item = &'r Row>) -> Vec<Arc<PartTest>> {
    let mut parts: Vec<Arc<PartTest>> = rows.flat_map(|row| &row.parts).cloned().collect();
    parts.sort_by(|one, other| one.key().cmp(&other.key()));
    parts.dedup_by(|one, other| one.key() == other.key());
    parts
}

/// The fields that rows test, with the classes of their values, and the place of each.
fn fields<'r>(
    rows: impl Iterator<Item = &'r Row>,
    schema: &Schema,
) -> (Vec<RankedField>, HashMap<(Root, usize), usize>) {
    let mut tests: BTreeMap<(Root, usize), Vec<&SlotTest>> = BTreeMap::new();
    for test in rows.flat_map(|row| &row.fields) {
        tests.entry((test.root, test.slot)).or_default().push(test);
    }
    let places = tests.keys().copied().zip(0..).collect();
    let field = |((root, slot), mut tests): ((Root, usize), Vec<&SlotTest>)| {
        // Rows share the tests of the rules above their offers.
        tests.sort_unstable_by_key(|test| std::ptr::from_ref(*test));
        tests.dedup_by_key(|test| std::ptr::from_ref(*test));
        let split = (root == Root::Split).then(|| schema.split_name(slot)).flatten();
        RankedField { root, slot, split, classes: ValueClasses::of(tests), key: 0, stride: 1 }
    };
    (tests.into_iter().map(field).collect(), places)
}

/// By the slots of these fields their places.
fn own_places(fields: &[RankedField]) -> Box<[u32]> {
    let mut places = vec![Index::NOT_RANKED; fields.last().map_or(0, |last| last.slot + 1)];
    for (place, field) in (0..).zip(fields) {
        places[field.slot] = place;
    }
    places.into()
}

/// A row with the classes that pass its tests; `None` where no value passes all those of a field.
fn classed(row: Row, fields: &[RankedField], places: &HashMap<(Root, usize), usize>) -> Option<Classed> {
    let mut passing: BTreeMap<usize, Vec<Range<u32>>> = BTreeMap::new();
    for test in &row.fields {
        let field = places[&(test.root, test.slot)];
        let ranges = fields[field].classes.of_test(test);
        let both = match passing.get(&field) {
            Some(known) => meet(known, &ranges),
            None => ranges,
        };
        if both.is_empty() {
            return None;
        }
        passing.insert(field, both);
    }
    Some(Classed { row, passing: passing.into_iter().collect() })
}

/// What is in both of two lists of ranges, each in its order.
fn meet(one: &[Range<u32>], other: &[Range<u32>]) -> Vec<Range<u32>> {
    let (mut one, mut other) = (one.iter().peekable(), other.iter().peekable());
    let mut found = Vec::new();
    while let (Some(left), Some(right)) = (one.peek(), other.peek()) {
        let both = left.start.max(right.start)..left.end.min(right.end);
        if !both.is_empty() {
            found.push(both);
        }
        if left.end <= right.end {
            one.next();
        } else {
            other.next();
        }
    }
    found
}
