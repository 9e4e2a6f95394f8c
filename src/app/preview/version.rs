//! Which version of the catalog the preview asks: as it is edited, as it would be once what is approved is published, or
//! Live; and what Live answers to the same call.

use super::against_live::AgainstLive;
use super::trial::{Tried, with_trial};
use crate::app::derived::Derived;
use crate::contacts::Population;
use crate::document;
use crate::engine::{self, CallError, Decision};
use crate::model::Call;
use crate::text::Message;
use jiff::Timestamp;
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
    /// The call, for the space of Design.
    pub(super) call: Call,
    pub(super) version: Version,
    pub(super) trial: Vec<(usize, Tried)>,
}

impl Question {
    /// Whether it takes more than deciding: what is approved is made first.
    pub(in crate::app) fn is_large(&self) -> bool {
        self.version == Version::Approved
    }

    /// Asks the engine.
    pub(in crate::app) fn answer(&self, derived: &Derived, now: Timestamp) -> Answered {
        let population = with_trial(derived.plan.catalog(), derived.population.clone(), &self.trial);
        let in_live = document::call_in_live(derived.plan.catalog(), &self.call);
        let start = Instant::now();
        let answer = self.decide(derived, &population, in_live.as_ref(), now);
        let took = start.elapsed();
        // Where Live is asked, or has no such space, there is nothing to hold the answer against.
        let held_against = in_live.filter(|_| self.version != Version::Live);
        let live = held_against
            .and_then(|call| engine::decide_unfilled(&derived.plan, &population, &call, now).ok());
        let catalog = derived.plan.catalog();
        let live = live.zip(answer.as_ref().ok()).map(|(live, it)| AgainstLive::of(catalog, it, &live));
        Answered { answer, beside: Beside { live, took } }
    }

    fn decide(
        &self,
        derived: &Derived,
        population: &Population,
        in_live: Option<&Call>,
        now: Timestamp,
    ) -> Result<Decision, CallError> {
        let plan = &derived.plan;
        let call = in_live.unwrap_or(&self.call);
        match self.version {
            Version::Edited => engine::decide_unfilled(plan, population, &self.call, now),
            Version::Live if plan.catalog().space_at(&call.space).is_none() => {
                Err(CallError { message: Message::new("preview-not-in-live") })
            }
            Version::Live => engine::decide_unfilled(plan, population, call, now),
            Version::Approved => {
                let approved = derived.approved();
                let approved =
                    approved.ok_or_else(|| CallError { message: Message::new("preview-not-publishable") })?;
                engine::decide_unfilled(&approved.plan, population, call, now)
            }
        }
    }
}

/// The engine's answer, with what is known beside it.
#[derive(Debug)]
pub(in crate::app) struct Answered {
    pub(super) answer: Result<Decision, CallError>,
    pub(super) beside: Beside,
}

/// What is known beside an answer.
#[derive(Debug, Default)]
pub(super) struct Beside {
    /// What Live answers to the same call; none where Live is asked, or has no such space.
    pub(super) live: Option<AgainstLive>,
    /// How long the engine took to decide.
    pub(super) took: Duration,
}
