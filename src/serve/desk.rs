//! Who answers: a clerk with what is served, and what is told of each answer.

use crate::contacts::ContactStore;
use crate::engine::{Clerk, Plan};
use crate::model::split_address;
use crate::site::{Asked, Asking, Refused, Told, Writing};
use jiff::Timestamp;
use std::sync::Arc;
use std::time::Duration;

/// Offers whose reasons one answer may hold: each takes some hundred bytes.
const MOST_EXPLAINED: usize = 500_000;
/// Calls that are answered together: a page has some tens.
const MOST_ON_PAGE: usize = 1_000;

/// What is served.
#[derive(Debug)]
pub struct Served {
    /// The catalog, compiled.
    pub plan: Arc<Plan>,
    /// The contacts, with what is stored meanwhile.
    pub contacts: Box<dyn ContactStore>,
}

/// A call, or a page, that was answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// When it came.
    pub at: Timestamp,
    /// What was asked; nothing where it cannot be read.
    pub asked: Option<Asked>,
    /// What each call was answered in short.
    pub answered: Vec<Told>,
    /// How long it took to answer.
    pub took: Duration,
    /// The status of the answer.
    pub status: u16,
}

/// Answers the calls of a server.
#[derive(Debug)]
pub(super) struct Desk {
    clerk: Clerk<'static>,
    plan: Arc<Plan>,
    contacts: Box<dyn ContactStore>,
}

/// What came of something that was asked.
#[derive(Debug)]
pub(super) struct Answered {
    pub(super) json: Vec<u8>,
    /// Why there is no answer; one call of a page that has some is enough for there to be one.
    pub(super) refused: Option<Refused>,
    /// What each call was answered in short, where somebody wants to know.
    pub(super) told: Option<Vec<Told>>,
}

impl Desk {
    pub(super) fn new(served: Served) -> Self {
        let Served { plan, contacts } = served;
        Self { clerk: Clerk::of_shared(Arc::clone(&plan)), plan, contacts }
    }

    pub(super) fn into_served(self) -> Served {
        Served { plan: self.plan, contacts: self.contacts }
    }

    pub(super) fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Why something is too much to answer; in English, as the JSON is.
    pub(super) fn too_much(&self, asked: &Asked, unexplained: bool) -> Option<String> {
        if asked.count() > MOST_ON_PAGE {
            return Some(format!("a page has {MOST_ON_PAGE} calls at most"));
        }
        let offers_of = |space: &str| {
            split_address(space).map_or(0, |(environment, _)| self.plan().offers_in(environment))
        };
        let explained: usize = asked.calls().map(|call| offers_of(&call.space)).sum();
        (!unexplained && explained > MOST_EXPLAINED).then(|| {
            format!("the answer would explain {explained} offers, and may explain {MOST_EXPLAINED}: ask with ?no_excluded, or for fewer spaces together")
        })
    }

    /// Answers, and stores what is to be stored: what cannot be stored is not shown either.
    pub(super) fn answer(
        &mut self,
        asked: &Asked,
        unexplained: bool,
        is_told: bool,
    ) -> serde_json::Result<Answered> {
        let mut writing = Writing { told: is_told.then(Vec::new), ..Writing::default() };
        let asking = Asking { unexplained, now: Timestamp::now(), line: None };
        let to_store = writing.answer(&mut self.clerk, &*self.contacts, asked, asking)?;
        writing.store(&to_store, &self.plan, &mut *self.contacts, asking.line)?;
        writing.end_line();
        let refused = writing.refused.filter(|_| !writing.is_answered);
        Ok(Answered { refused, json: writing.json, told: writing.told })
    }
}
