//! The best offers of contacts, in columns. Owns which columns there are.

use super::super::plan::EnvironmentPlan;
use arrow_array::types::UInt32Type;
use arrow_array::{ArrayRef, DictionaryArray, Float64Array, RecordBatch, StringArray, UInt32Array};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use std::sync::Arc;

/// The columns of answers, which are the same for all blocks of contacts.
#[derive(Debug, Clone)]
pub(super) struct AnswerColumns {
    schema: SchemaRef,
    /// The addresses of all offers, by place.
    offers: ArrayRef,
}

impl AnswerColumns {
    pub(super) fn new(environment: &EnvironmentPlan) -> Self {
        let offer = DataType::Dictionary(DataType::UInt32.into(), DataType::Utf8.into());
        let decimal = |name| Field::new(name, DataType::Float64, false);
        let schema = Schema::new(vec![
            Field::new("contact", DataType::UInt32, false),
            Field::new("rank", DataType::UInt32, false),
            Field::new("offer", offer, false),
            decimal("weight"),
            decimal("multiplier"),
            decimal("final_weight"),
        ]);
        let offers = environment.offers.iter().map(|offer| &*offer.address);
        let offers = Arc::new(StringArray::from_iter_values(offers));
        Self { schema: Arc::new(schema), offers }
    }
}

/// The best offers of some contacts, one below the other.
#[derive(Debug)]
pub(super) struct Answers {
    contacts: Vec<u32>,
    ranks: Vec<u32>,
    offers: Vec<u32>,
    weights: Vec<f64>,
    multipliers: Vec<f64>,
    final_weights: Vec<f64>,
}

/// For how many offers of each contact there is room from the start.
const MOST_ROOM: u32 = 4;

impl Answers {
    /// Of so many contacts, with so many offers each at most.
    pub(super) fn of(contacts: usize, count: u32) -> Self {
        let room = contacts * count.min(MOST_ROOM) as usize;
        let (of_places, of_weights) = (|| Vec::with_capacity(room), || Vec::with_capacity(room));
        Self {
            contacts: of_places(),
            ranks: of_places(),
            offers: of_places(),
            weights: of_weights(),
            multipliers: of_weights(),
            final_weights: of_weights(),
        }
    }

    /// Adds an offer of a contact, which has the next rank.
    pub(super) fn add(&mut self, contact: usize, offer: usize, [weight, multiplier, final_weight]: [f64; 3]) {
        let contact = u32::try_from(contact).unwrap_or(u32::MAX);
        let is_next = self.contacts.last() == Some(&contact);
        let rank = self.ranks.last().filter(|_| is_next).map_or(1, |before| before + 1);
        self.contacts.push(contact);
        self.ranks.push(rank);
        self.offers.push(u32::try_from(offer).unwrap_or(u32::MAX));
        self.weights.push(weight);
        self.multipliers.push(multiplier);
        self.final_weights.push(final_weight);
    }

    pub(super) fn finish(self, columns: &AnswerColumns) -> Result<RecordBatch, ArrowError> {
        let places = UInt32Array::from(self.offers);
        let offers = DictionaryArray::<UInt32Type>::try_new(places, Arc::clone(&columns.offers))?;
        let decimal = |values: Vec<f64>| -> ArrayRef { Arc::new(Float64Array::from(values)) };
        let arrays: Vec<ArrayRef> = vec![
            Arc::new(UInt32Array::from(self.contacts)),
            Arc::new(UInt32Array::from(self.ranks)),
            Arc::new(offers),
            decimal(self.weights),
            decimal(self.multipliers),
            decimal(self.final_weights),
        ];
        RecordBatch::try_new(Arc::clone(&columns.schema), arrays)
    }
}
