//! Which version of the catalog the preview asks: as it is edited, as it would be once what is approved is published, or
//! Live; and what Live answers to the same call.

use super::against_live::AgainstLive;
use super::trial::{Tried, tried};
use crate::app::audience::ContactDatabase;
use crate::app::derived::Derived;
use crate::contacts::{ContactStore, Overlay, Person, Population};
use crate::document;
use crate::engine::{self, CallError, Decision, Plan};
use crate::model::{Call, Contact};
use crate::text::Message;
use jiff::Timestamp;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A version of the catalog.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Version {
    /// As it is edited.
    #[default]
    Edited,
    /// What publishing would make of Live: Design as approved.
    Approved,
    /// What visitors get.
    Live,
}

impl Version {
    /// All, from the person's desk to the visitors.
    pub const ALL: [Self; 3] = [Self::Edited, Self::Approved, Self::Live];
}

/// What the preview asks of the engine: a call, of which version, and what is tried with contacts.
#[derive(Debug)]
pub(in crate::app) struct Question {
    /// The calls of a page, or the one call, each for a space of Design.
    pub(super) calls: Vec<Call>,
    pub(super) no_offer_twice: bool,
    pub(super) version: Version,
    /// The database whose contacts are asked, where the catalog's are not.
    pub(super) database: Option<Arc<ContactDatabase>>,
    /// Somebody who is kept nowhere here.
    pub(super) guest: Option<Arc<Contact>>,
    pub(super) trial: Vec<(usize, Tried)>,
}

impl Question {
    /// Whether it takes more than deciding: what is approved is made first, and a database may be slow.
    pub(in crate::app) fn is_large(&self) -> bool {
        self.version == Version::Approved || self.database.is_some()
    }

    /// Asks the engine.
    pub(in crate::app) fn answer(&self, derived: &Derived, now: Timestamp) -> Answered {
        let guest = self.guest.as_ref();
        let guest = guest.map(|guest| Population::default().with(derived.plan.catalog(), [guest]));
        let contacts: &dyn ContactStore = match (&guest, &self.database) {
            (Some(guest), _) => guest,
            (None, Some(database)) => &*database.contacts,
            (None, None) => &derived.population,
        };
        let population = tried(derived.plan.catalog(), Overlay::over(contacts), &self.trial);
        let population: &dyn ContactStore = &population;
        let catalog = derived.plan.catalog();
        let first_in_live = self.calls.first().and_then(|call| document::call_in_live(catalog, call));
        let start = Instant::now();
        let is_there = self.database.as_ref().map_or(Ok(()), |database| database.is_there());
        let mut answers = match is_there {
            Ok(()) => self.decide(derived, population, now).into_iter(),
            Err(gone) => vec![Err(CallError { message: gone.message })].into_iter(),
        };
        let took = start.elapsed();
        let unasked = || Err(error("preview-no-space"));
        let (answer, page): (_, Vec<_>) = (answers.next().unwrap_or_else(unasked), answers.collect());
        // Where Live is asked, or has no such space, there is nothing to hold the answer against; nor for a page.
        let held_against = first_in_live.filter(|_| self.version != Version::Live && page.is_empty());
        let live =
            held_against.and_then(|call| engine::decide_unfilled(&derived.plan, population, &call, now).ok());
        let live = live.zip(answer.as_ref().ok()).map(|(live, it)| AgainstLive::of(catalog, it, &live));
        let contact = answer.as_ref().ok().and_then(|it| it.contact.as_ref());
        let contact = contact.and_then(|contact| contacts.person(contact.index).ok().flatten());
        Answered { answer, page, beside: Beside { live, contact, took } }
    }

    fn decide(
        &self,
        derived: &Derived,
        population: &dyn ContactStore,
        now: Timestamp,
    ) -> Vec<Result<Decision, CallError>> {
        let decide = |plan: &Plan, calls: &[Call]| {
            engine::decide_page_unfilled(plan, population, calls, self.no_offer_twice, now)
        };
        let catalog = derived.plan.catalog();
        let in_live =
            self.calls.iter().map(|call| document::call_in_live(catalog, call).unwrap_or(call.clone()));
        match self.version {
            Version::Edited => decide(&derived.plan, &self.calls),
            Version::Live => {
                let calls: Vec<Call> = in_live.collect();
                let all = decide(&derived.plan, &calls).into_iter().zip(&calls);
                let is_there = |call: &Call| catalog.space_at(&call.space).is_some();
                all.map(
                    |(answer, call)| if is_there(call) { answer } else { Err(error("preview-not-in-live")) },
                )
                .collect()
            }
            Version::Approved => match derived.approved() {
                Some(approved) => decide(&approved.plan, &in_live.collect::<Vec<_>>()),
                None => self.calls.iter().map(|_| Err(error("preview-not-publishable"))).collect(),
            },
        }
    }
}

fn error(id: &'static str) -> CallError {
    CallError { message: Message::new(id) }
}

/// The engine's answer, with what is known beside it.
#[derive(Debug)]
pub(in crate::app) struct Answered {
    pub(super) answer: Result<Decision, CallError>,
    /// Those of the further spaces of the page.
    pub(super) page: Vec<Result<Decision, CallError>>,
    pub(super) beside: Beside,
}

/// What is known beside an answer.
#[derive(Debug, Default)]
pub(super) struct Beside {
    /// What Live answers to the same call; none where Live is asked, or has no such space.
    pub(super) live: Option<AgainstLive>,
    /// The contact who was identified, without what is tried with it.
    pub(super) contact: Option<Arc<Person>>,
    /// How long the engine took to decide.
    pub(super) took: Duration,
}
