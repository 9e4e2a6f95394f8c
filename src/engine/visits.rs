//! Visits played one after the other: what each was proposed, what was stored of it, and what was answered.
//!
//! Owns no rule of its own: a visit is decided, stored and answered as any call is.

use super::caller::Caller;
use super::decide::{CallError, decide_page_unfilled};
use super::decision::Decision;
use super::plan::Plan;
use super::store::{Stored, respond, store_page};
use crate::contacts::{ContactStore, StoreError};
use crate::model::Call;
use jiff::Timestamp;

/// A visit: the calls of a page, or one call, and what the contact answers to what is proposed. Its propositions are kept
/// where its calls say `store`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Visit {
    /// The calls, made together for one contact.
    pub calls: Vec<Call>,
    /// Whether no offer is shown twice.
    pub no_offer_twice: bool,
    /// What the contact answers, in order.
    pub responses: Vec<Response>,
}

/// An answer to an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// The offer, as `"ENV/OFFER"`.
    pub offer: String,
    /// Whether it is accepted; else it is rejected.
    pub accepted: bool,
}

/// What came of a visit.
#[derive(Debug)]
pub struct Visited {
    /// The decisions for its calls, without content.
    pub decisions: Vec<Result<Decision, CallError>>,
    /// What was stored of each decision that there is.
    pub stored: Vec<Option<Stored>>,
    /// Whether there was a proposition that each response could answer.
    pub answered: Vec<bool>,
}

impl Visited {
    /// The decisions that there are.
    pub fn made(&self) -> impl Iterator<Item = &Decision> {
        self.decisions.iter().flatten()
    }

    /// The contact of the visit, by its place: who was identified, else the visitor who was created for it.
    pub fn contact(&self) -> Option<usize> {
        let known = self.made().find_map(|decision| decision.contact.as_ref());
        known.map(|contact| contact.index).or_else(|| Some(self.stored.iter().flatten().next()?.contact))
    }
}

impl Visit {
    /// Decides the calls, stores what they ask to be stored, and answers. `now` is the moment of a call that names none.
    ///
    /// # Errors
    /// The contacts cannot be read or written.
    pub fn play(
        &self,
        plan: &Plan,
        contacts: &mut dyn ContactStore,
        now: Timestamp,
    ) -> Result<Visited, StoreError> {
        let decisions = decide_page_unfilled(plan, contacts, &self.calls, self.no_offer_twice, now);
        let caller = self.calls.first().map(Caller::of).unwrap_or_default();
        let made = self.calls.iter().zip(&decisions);
        let made: Vec<(&Call, &Decision)> =
            made.filter_map(|(call, decision)| Some((call, decision.as_ref().ok()?))).collect();
        let stored = store_page(plan, contacts, &caller, &made)?;
        let mut visited = Visited { decisions, stored, answered: Vec::new() };
        let contact = visited.contact();
        for Response { offer, accepted } in &self.responses {
            let answered = match contact {
                Some(contact) => respond(plan, contacts, contact, offer, *accepted)?,
                None => false,
            };
            visited.answered.push(answered);
        }
        Ok(visited)
    }
}

/// Plays visits in their order: each sees what those before it left.
///
/// # Errors
/// The contacts cannot be read or written.
pub fn play(
    plan: &Plan,
    contacts: &mut dyn ContactStore,
    visits: &[Visit],
    now: Timestamp,
) -> Result<Vec<Visited>, StoreError> {
    visits.iter().map(|visit| visit.play(plan, contacts, now)).collect()
}
