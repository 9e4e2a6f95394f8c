//! One call made for one contact after another: what is the same for all of them is worked out once. Owns what is kept
//! between two contacts; the decision is [`super::decide`]'s.

use super::call_context::CallContext;
use super::decide::{self, CallError, Chosen, Page};
use super::gates::Candidate;
use super::history::{History, Lookup};
use super::plan::{EnvironmentPlan, Plan};
use super::ranking::Scratch;
use super::{demand, scope};
use crate::contacts::{Person, Population};
use crate::model::{Call, Identification, Reason};
use crate::rule::Budget;
use crate::text::Message;
use jiff::Timestamp;
use std::sync::Arc;

/// Finds the best offers of one space for one contact after another, as if each had logged in: what a call is answered by,
/// without identifying anybody, without content and without reasons. Each thread has its own.
///
/// ```
/// use std::sync::Arc;
/// use vitrine::contacts::Population;
/// use vitrine::engine::{Plan, Ranker};
/// use vitrine::model::{Call, Catalog};
///
/// let catalog: Arc<Catalog> = Arc::new(ron::from_str(r#"#![enable(unwrap_newtypes)] (format: 1, name: "c",
///     dimensions: [(name: "r", kind: Recipient, key: ["id"], fields: [(name: "id", type: Text), (name: "age", type: Integer)])],
///     environments: [(name: "e", stage: Live, targeting_dimension: "r", spaces: [(name: "web", channel: InboundWeb)],
///         categories: [(name: "all", offers: [(name: "loan", live_on: ["web"], target: "profile.age >= 18",
///             weights: [(value: 5)])])])],
///     contacts: [(dimension: "r", values: {"id": "1", "age": 34}), (dimension: "r", values: {"id": "2", "age": 17})])"#)?);
/// let (plan, population) = (Plan::new(&catalog), Population::of(&catalog));
/// let mut ranker = Ranker::new(&plan, &Call::new("e/web"), jiff::Timestamp::UNIX_EPOCH).expect("the space is there");
/// let best: Vec<_> = (0..2).map(|contact| ranker.best(&population, contact).expect("a recipient").len()).collect();
/// assert_eq!(best, [1, 0]);
/// # Ok::<(), ron::de::SpannedError>(())
/// ```
#[derive(Debug)]
pub struct Ranker<'p> {
    pub(super) plan: &'p Plan,
    pub(super) environment: &'p EnvironmentPlan,
    pub(super) call: Call,
    pub(super) context: CallContext,
    pub(super) in_scope: Vec<bool>,
    notes: Vec<Message>,
    /// What rules may take of a contact whose values are of the usual size and whose history is not too long.
    budget: Arc<Budget>,
    most_past: usize,
    scratch: Scratch,
    /// The histories of contacts, looked up once: of each so many, that of the last one.
    histories: Vec<Option<(Arc<Person>, History<'p>)>>,
    kept: Vec<Candidate>,
    best: Vec<RankedOffer<'p>>,
}

/// Of how many contacts the histories are kept that were looked up.
const MOST_HISTORIES: usize = 4_096;

/// An offer among the best of a contact.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RankedOffer<'p> {
    /// `"ENV/OFFER"`.
    pub offer: &'p str,
    /// Its place among the offers of its environment, in catalog order.
    pub place: usize,
    /// The highest weight that applies.
    pub weight: f64,
    /// The product of the multipliers active at the moment.
    pub multiplier: f64,
    /// `weight` × `multiplier`: what the order goes by.
    pub final_weight: f64,
}

impl<'p> Ranker<'p> {
    /// For the space, the call data, the scope, the count and the moment of a call. `now` is the moment of one that names
    /// none.
    ///
    /// # Errors
    /// The call's space, or its environment, does not exist, or its moment is no instant.
    pub fn new(plan: &'p Plan, call: &Call, now: Timestamp) -> Result<Self, CallError> {
        let (environment, space) = plan.space(&call.space).ok_or_else(|| decide::unknown(plan, call))?;
        let at = decide::instant_of(call.at.as_ref(), now, &plan.zone)?;
        let (mut context, mut notes) =
            CallContext::new(environment, space, at, None, Identification::Explicit, call);
        let (in_scope, of_scope) = scope::scope(plan.settings.scope, environment, space, call);
        notes.extend(of_scope);
        let budget = Arc::new(demand::budget(&context, &in_scope, 0));
        context.give(Arc::clone(&budget));
        Ok(Self {
            plan,
            environment,
            call: call.clone(),
            most_past: demand::most_past(&context),
            context,
            in_scope,
            notes,
            budget,
            scratch: Scratch::default(),
            histories: Vec::new(),
            kept: Vec::new(),
            best: Vec::new(),
        })
    }

    /// What decisions say of the call whoever makes it: names and data that the environment does not have, and are ignored.
    pub fn notes(&self) -> &[Message] {
        &self.notes
    }

    /// The best offers for the contact at a place, best first: as many as the call asks for. `None` where the environment does
    /// not identify that contact.
    pub fn best(&mut self, population: &Population, contact: usize) -> Option<&[RankedOffer<'p>]> {
        let contacts = &self.environment.contacts;
        let dimension = contacts.dimension.as_ref().map_or("", |dimension| &dimension.name);
        if !population.is_among(contact, dimension, contacts.folders.as_ref()) {
            return None;
        }
        Some(self.best_of(population.person(contact)?, Some(contact)))
    }

    /// The best offers for somebody whom the environment identifies, wherever that contact is kept.
    pub fn best_for(&mut self, person: &Arc<Person>) -> &[RankedOffer<'p>] {
        self.best_of(person, None)
    }

    /// Each offer that is not kept for somebody whom the environment identifies, by its place, with the gate that stops it.
    pub fn gates_for(&mut self, person: &Arc<Person>, mut each: impl FnMut(usize, Reason)) {
        self.is_of(person);
        let Self { plan, context, call, in_scope, scratch, .. } = self;
        let mut page = Page::default();
        let chosen = decide::choose(plan, context, call, in_scope, &mut page, scratch, None);
        chosen.gates().for_each(|(offer, reason)| each(offer, reason));
    }

    /// The addresses of the offers, by their places.
    pub fn offers(&self) -> impl ExactSizeIterator<Item = &'p str> + use<'p> {
        self.environment.offers.iter().map(|offer| &*offer.address)
    }

    /// Makes the call one of somebody else, for whom rules may take what they may of anybody.
    pub(super) fn is_of(&mut self, person: &Arc<Person>) {
        self.context.is_of(person);
        if self.context.is_usual() && person.history.len() <= self.most_past {
            self.context.give_again(&self.budget);
        } else {
            self.context.give(Arc::new(demand::budget(&self.context, &self.in_scope, 0)));
        }
    }

    /// The best offers for somebody whom the environment identifies; of the contact at a `place` its history is kept.
    pub(super) fn best_of(&mut self, person: &Arc<Person>, place: Option<usize>) -> &[RankedOffer<'p>] {
        self.is_of(person);
        let lookup = Lookup::new(self.plan, self.environment, self.environment.shows_propositions());
        let read;
        let history = match place {
            _ if self.environment.caps().is_empty() || person.history.is_empty() => None,
            Some(contact) => Some(known_history(&mut self.histories, lookup, person, contact)),
            None => {
                read = History::of(lookup, &person.history);
                Some(&read)
            }
        };
        let Self { plan, context, call, in_scope, scratch, .. } = self;
        let mut page = Page::unexplained(std::mem::take(&mut self.kept));
        let Chosen { kept, .. } = decide::choose(plan, context, call, in_scope, &mut page, scratch, history);
        self.best.clear();
        let environment = self.environment;
        self.best.extend(kept.iter().map(|candidate| ranked(environment, candidate)));
        self.kept = kept;
        &self.best
    }
}

/// The history of the contact at a place. Who has changed since is another one: nobody changes a person that others hold.
fn known_history<'h, 'p>(
    histories: &'h mut Vec<Option<(Arc<Person>, History<'p>)>>,
    lookup: Lookup<'p>,
    person: &Arc<Person>,
    contact: usize,
) -> &'h History<'p> {
    let place = contact % MOST_HISTORIES;
    if histories.len() <= place {
        histories.resize_with(place + 1, || None);
    }
    let kept = &mut histories[place];
    if kept.as_ref().is_some_and(|(known, _)| !Arc::ptr_eq(known, person)) {
        *kept = None;
    }
    &kept.get_or_insert_with(|| (Arc::clone(person), History::of(lookup, &person.history))).1
}

fn ranked<'p>(environment: &'p EnvironmentPlan, candidate: &Candidate) -> RankedOffer<'p> {
    RankedOffer {
        offer: &environment.offers[candidate.offer].address,
        place: candidate.offer,
        weight: candidate.weight,
        multiplier: candidate.multiplier,
        final_weight: candidate.final_weight(),
    }
}
