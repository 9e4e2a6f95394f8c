//! What came of a simulation, ready for tables and charts. Owns the form of the results; every number is of the contacts
//! taken unless it says otherwise, and shares are from 0 to 1.

use super::axis::{Axis, AxisValue};
use super::settings::Settings;
use crate::model::{Contact, Proposition, Reason, Values};
use crate::text::{Language, Message};
use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};

/// What came of a simulation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Simulation {
    /// What was asked.
    pub settings: Settings,
    /// Of which catalog and which population.
    pub made_of: MadeOf,
    /// What decisions say of the call whoever makes it: what it asks for that is not there.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "in_english")]
    pub notes: Vec<Message>,
    /// Who was looked at.
    pub contacts: ContactCounts,
    /// What those get whom nobody knows, where there are any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unknown: Option<Unknown>,
    /// Each offer of the environment that answered, in its order.
    pub offers: Vec<OfferResult>,
    /// How many contacts got no offer, one, two, and so on.
    pub by_count: Vec<u64>,
    /// The contacts left with nothing.
    pub nothing: Nothing,
    /// Of whom every offer's gate was found.
    pub funnel: FunnelCounts,
    /// A table for each axis that was asked for, in that order.
    pub axes: Vec<Pivot>,
    /// How long it took.
    pub speed: Speed,
}

/// Messages for programs.
fn in_english<S: Serializer>(messages: &[Message], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(messages.iter().map(|message| Language::En.say(message)))
}

/// What a simulation was made of: the same of all that, asked again, comes to the same.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MadeOf {
    /// The catalog's name.
    pub catalog: String,
    /// What the catalog held, as 16 hexadecimal digits.
    pub catalog_digest: String,
    /// What the population was read from.
    pub population: String,
    /// What the population held, as 16 hexadecimal digits.
    pub population_digest: String,
    /// The space that answered, as `"ENV/SPACE"`.
    pub answered_by: String,
    /// The moment, in the catalog's time zone.
    pub at: String,
}

/// Who was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct ContactCounts {
    /// All contacts that the source has for the environment.
    pub looked_at: u64,
    /// Those who match the rule and were drawn. They are what all results are about.
    pub taken: u64,
    /// Of those looked at, how many have no key: nobody knows them, and they are not among those taken. What they get is
    /// [`Simulation::unknown`].
    pub unidentified: u64,
}

/// What came of one offer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OfferResult {
    /// As `"ENV/OFFER"`.
    pub offer: String,
    /// What a person reads.
    pub label: String,
    /// The category that it stands in, by name.
    pub category: String,
    /// How many contacts got it at rank 1, 2, and so on, up to the count of the call.
    pub ranks: Vec<u64>,
    /// How many got it.
    pub times: u64,
    /// The share of the contacts taken who got it.
    pub share: f64,
    /// The mean of its final weight where it was proposed.
    pub mean_weight: Option<f64>,
    /// The mean of its rank where it was proposed.
    pub mean_rank: Option<f64>,
    /// Of the contacts of the funnel, how many each gate stopped.
    pub stopped: GateCounts,
    /// Of the contacts of the funnel, how many got it.
    pub passed: u64,
    /// Some who got it.
    pub examples: Vec<Example>,
}

/// How many were stopped by each gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GateCounts(pub [u64; 10]);

impl GateCounts {
    /// By one gate.
    pub fn of(&self, gate: Reason) -> u64 {
        self.0[gate as usize]
    }

    /// By each gate, in their order.
    pub fn iter(&self) -> impl Iterator<Item = (Reason, u64)> {
        Reason::ALL.into_iter().zip(self.0)
    }

    /// By any.
    pub fn total(&self) -> u64 {
        self.0.iter().sum()
    }
}

impl Serialize for GateCounts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (gate, count) in self.iter() {
            map.serialize_entry(gate.code(), &count)?;
        }
        map.end()
    }
}

/// What contacts get whom nobody knows, since they have no key: what any stranger gets.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Unknown {
    /// How many there are.
    pub contacts: u64,
    /// The space that answers them, as `"ENV/SPACE"`: another one where the space falls back.
    pub answered_by: String,
    /// The offers, the best first.
    pub offers: Vec<UnknownOffer>,
}

/// An offer that strangers get.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UnknownOffer {
    /// As `"ENV/OFFER"`.
    pub offer: String,
    /// What a person reads.
    pub label: String,
}

/// A contact to look at.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Example {
    /// Its key values, in the order of the dimension's key.
    pub key: Vec<String>,
    /// Its values, as a catalog writes them.
    pub values: Values,
    /// The folder that it is kept in; of a source without folders one of those that are asked.
    #[serde(skip)]
    pub folder: Option<String>,
    /// What was proposed to it.
    #[serde(skip)]
    pub history: Vec<Proposition>,
}

impl Example {
    /// The contact, as a catalog of its dimension has it.
    pub fn contact(&self, dimension: &str) -> Contact {
        Contact {
            dimension: dimension.to_owned(),
            folder: self.folder.clone(),
            values: self.values.clone(),
            cookies: Vec::new(),
            history: self.history.clone(),
        }
    }
}

/// The contacts left with nothing.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Nothing {
    /// How many.
    pub contacts: u64,
    /// Their share of the contacts taken.
    pub share: f64,
    /// Some of them, evenly drawn.
    pub examples: Vec<Example>,
    /// What they have in common: values that are much more frequent among them than among all, the most telling first.
    pub common: Vec<Common>,
    /// Of those who are in the funnel, how far the offer that got furthest came: by the gate that stopped it.
    pub closest: Vec<ClosestGate>,
}

/// A value that is much more frequent among those left with nothing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Common {
    /// The field of the contact.
    pub field: String,
    /// Its value.
    pub value: AxisValue,
    /// The share of those left with nothing who have it; of a sample, evenly drawn, where they are many.
    pub among_them: f64,
    /// The share of all contacts taken who have it, of such a sample too.
    pub among_all: f64,
}

/// Contacts left with nothing of whom no offer came further than a gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ClosestGate {
    /// The gate.
    pub gate: Reason,
    /// How many contacts.
    pub contacts: u64,
}

/// Of whom every offer's gate was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct FunnelCounts {
    /// How many contacts.
    pub contacts: u64,
    /// Whether they are a sample, evenly drawn, and not all who were taken.
    pub is_sample: bool,
}

/// What came of each offer for each value on an axis.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pivot {
    /// What is told apart.
    pub axis: Axis,
    /// The values, numbers in their order, texts the most frequent first, what is missing last. On an axis of offers a row
    /// holds the offers of that value.
    pub rows: Vec<PivotRow>,
    /// Whether there were too many values to tell them apart, as of a key: then there are no rows.
    pub too_many: bool,
}

/// What came of each offer for one value on an axis.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PivotRow {
    /// The value.
    pub value: AxisValue,
    /// How many contacts have it; on an axis of offers all who were taken. The shares of the row are of these.
    pub contacts: u64,
    /// How many of them got nothing; on an axis of offers nothing is known of that.
    pub nothing: Option<u64>,
    /// How many propositions were made to them.
    pub times: u64,
    /// The mean of their final weights.
    pub mean_weight: Option<f64>,
    /// The offers that were proposed to some of them, in their order.
    pub cells: Vec<PivotCell>,
}

/// What came of one offer for one value on an axis.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PivotCell {
    /// The offer's place among [`Simulation::offers`].
    pub offer: usize,
    /// How many contacts got it.
    pub times: u64,
    /// Their share of the row's contacts.
    pub share: f64,
    /// The mean of its final weight.
    pub mean_weight: Option<f64>,
}

/// How long it took. Two runs of the same may differ in this alone.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Speed {
    /// From the first contact to the results.
    pub seconds: f64,
    /// How many contacts were looked at in a second.
    pub contacts_per_second: f64,
    /// How many bytes of memory the program took at the most, where the system says so.
    pub memory: Option<u64>,
}
