//! What is counted while contacts go by. Owns the counts of one thread; those of two are one by [`Tally::merge`], in any
//! order.

use super::axis_rows::{AxisRows, Told};
use super::batch::{KeyFields, Read};
use super::draw::Draw;
use super::sum::Sum;
use crate::contacts::Person;
use jiff::tz::TimeZone;
use std::sync::Arc;

/// How many contacts are kept of those who get an offer, to be looked at.
pub(super) const EXAMPLES: usize = 3;

/// Of how many contacts it is known what they have in common, of all and of those left with nothing: shares of so many are
/// within two of a hundred.
pub(super) const COMPARED: usize = 2_000;

/// What counts need to know beforehand.
#[derive(Debug, Clone)]
pub(super) struct TallyFrame {
    pub(super) offers: usize,
    pub(super) axes: Vec<Told>,
    pub(super) zone: TimeZone,
    /// How many of all contacts are drawn.
    pub(super) drawn: usize,
}

impl TallyFrame {
    /// Whether somebody asks for keys as texts.
    pub(super) fn needs_key(&self) -> bool {
        self.axes.iter().any(|told| matches!(told, Told::Split(_)))
    }
}

/// What is counted of one offer.
#[derive(Debug, Clone)]
pub(super) struct OfferTally {
    /// By rank.
    pub(super) ranks: Vec<u64>,
    pub(super) weight: Sum,
    pub(super) examples: Draw,
    /// How many contacts each gate stopped, where it is asked for each contact.
    pub(super) stopped: [u64; 10],
}

/// What is counted.
#[derive(Debug, Clone)]
pub(super) struct Tally {
    pub(super) looked_at: u64,
    pub(super) taken: u64,
    pub(super) unidentified: u64,
    /// Of how many contacts each offer's gate was asked for.
    pub(super) asked: u64,
    pub(super) by_count: Vec<u64>,
    pub(super) offers: Vec<OfferTally>,
    pub(super) axes: Vec<AxisRows>,
    /// Of all contacts, and of those left with nothing.
    pub(super) all: Draw,
    pub(super) left: Draw,
}

/// A contact of a batch.
#[derive(Clone, Copy)]
pub(super) struct Contact<'c> {
    pub(super) read: &'c Read<'c>,
    pub(super) fields: &'c KeyFields,
    pub(super) row: usize,
    pub(super) key: &'c str,
    pub(super) hash: u64,
}

impl Contact<'_> {
    pub(super) fn person(&self) -> Arc<Person> {
        self.read.person(self.fields, self.row)
    }

    /// Puts it into a draw, where it is wanted there.
    pub(super) fn draw(&self, draw: &mut Draw) {
        if draw.wants(self.hash) {
            draw.add(self.hash, self.person());
        }
    }
}

impl Tally {
    pub(super) fn new(frame: &TallyFrame) -> Self {
        let offer = OfferTally {
            ranks: Vec::new(),
            weight: Sum::default(),
            examples: Draw::of(EXAMPLES),
            stopped: [0; 10],
        };
        let axis = |told: &Told| AxisRows::new(told.clone(), &frame.zone, frame.offers);
        Self {
            looked_at: 0,
            taken: 0,
            unidentified: 0,
            asked: 0,
            by_count: Vec::new(),
            offers: vec![offer; frame.offers],
            axes: frame.axes.iter().map(axis).collect(),
            all: Draw::of(frame.drawn),
            left: Draw::of(COMPARED),
        }
    }

    /// Counts a contact that got some offers, each with its final weight, the best first.
    pub(super) fn add(&mut self, contact: &Contact<'_>, got: &[(u32, f64)]) {
        self.taken += 1;
        add_at(&mut self.by_count, got.len(), 1);
        for (rank, (place, weight)) in got.iter().enumerate() {
            let offer = &mut self.offers[*place as usize];
            add_at(&mut offer.ranks, rank, 1);
            offer.weight.add(*weight);
            offer.examples.note(contact.hash, contact.row);
        }
        for axis in &mut self.axes {
            axis.add(contact.read, contact.row, contact.key, got);
        }
        self.all.note(contact.hash, contact.row);
        if got.is_empty() {
            self.left.note(contact.hash, contact.row);
        }
    }

    /// Draws among the contacts of a batch, all of which were counted.
    pub(super) fn settle(&mut self, read: &Read<'_>, fields: &KeyFields) {
        let draws = self.offers.iter_mut().map(|offer| &mut offer.examples);
        for draw in draws.chain([&mut self.all, &mut self.left]) {
            draw.settle(|row| read.person(fields, row));
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.looked_at += other.looked_at;
        self.taken += other.taken;
        self.unidentified += other.unidentified;
        self.asked += other.asked;
        merge_counts(&mut self.by_count, &other.by_count);
        for (own, offer) in self.offers.iter_mut().zip(other.offers) {
            merge_counts(&mut own.ranks, &offer.ranks);
            own.weight.merge(offer.weight);
            own.examples.merge(offer.examples);
            own.stopped.iter_mut().zip(offer.stopped).for_each(|(own, count)| *own += count);
        }
        for (own, axis) in self.axes.iter_mut().zip(other.axes) {
            own.merge(axis);
        }
        self.all.merge(other.all);
        self.left.merge(other.left);
    }
}

fn add_at(counts: &mut Vec<u64>, place: usize, count: u64) {
    if counts.len() <= place {
        counts.resize(place + 1, 0);
    }
    counts[place] += count;
}

fn merge_counts(counts: &mut Vec<u64>, others: &[u64]) {
    for (place, count) in others.iter().enumerate() {
        add_at(counts, place, *count);
    }
}
