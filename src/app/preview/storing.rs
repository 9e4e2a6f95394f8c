//! Keeping what the preview proposes, and what was answered to it: in the catalog's contacts as edits, so that it is saved and
//! undone as any other; in a database by who may write there. Owns what of the contacts changes; what is stored is the engine's.

use super::trial::Tried;
use super::{Arrival, Preview, moment};
use crate::app::workspace::Workspace;
use crate::contacts::{ContactStore, Past, Population, StoreError};
use crate::document::Edit;
use crate::engine::{self, Caller, Decision, Plan, Stored, Visit};
use crate::model::{Call, Catalog, Contact, Entity, Proposition, Ref};
use jiff::Timestamp;
use std::sync::Arc;

/// What a visit leaves in the contacts of a catalog.
#[derive(Debug)]
pub(in crate::app) struct Kept {
    /// What changes of them; nothing where nothing was stored.
    pub(in crate::app) edits: Vec<Edit>,
    /// What was stored, space by space.
    pub(in crate::app) stored: Vec<Stored>,
    /// The contacts afterwards.
    pub(in crate::app) contacts: Population,
}

/// What the preview proposes, ready to be stored in whichever contacts.
#[derive(Debug)]
pub(in crate::app) struct Proposing {
    caller: Caller,
    calls: Vec<(Call, Arc<Decision>)>,
}

impl Proposing {
    /// Stores it, with an answer to one of the offers. Says what was stored, space by space, and who answered.
    pub(in crate::app) fn store(
        &self,
        plan: &Plan,
        contacts: &mut dyn ContactStore,
        response: Option<(&str, bool)>,
    ) -> Result<(Vec<Stored>, Option<usize>), StoreError> {
        let page: Vec<(&Call, &Decision)> =
            self.calls.iter().map(|(call, decision)| (call, &**decision)).collect();
        let stored = engine::store_page(plan, contacts, &self.caller, &page)?;
        let stored: Vec<Stored> = stored.into_iter().flatten().collect();
        let known = self.calls.iter().find_map(|(_, decision)| Some(decision.contact.as_ref()?.index));
        let answering = known.or_else(|| Some(stored.first()?.contact)).filter(|_| response.is_some());
        if let (Some((offer, accepted)), Some(place)) = (response, answering) {
            engine::respond(plan, contacts, place, offer, accepted)?;
        }
        Ok((stored, answering))
    }
}

impl Preview {
    /// From now on what is proposed is kept, or is not. A browser that nobody knows gets a cookie, since no visitor is
    /// created without one.
    pub(super) fn store_from_now_on(&mut self, stores: bool, catalog: &Catalog, now: Timestamp) {
        self.stores = stores;
        if self.stores && self.visitor.arrival == Arrival::Unknown && self.visitor.cookie.is_none() {
            let taken = |cookie: &String| catalog.contacts.iter().any(|it| it.cookies.contains(cookie));
            // A database is not asked within a frame which of them it has.
            let first = if self.database().is_some() { now.as_second().unsigned_abs() } else { 1 };
            let mut free = (first..).map(|number| format!("browser-{number}"));
            self.visitor.cookie = free.find(|cookie| !taken(cookie));
        }
    }

    /// The calls as a visit that stores.
    pub(in crate::app) fn visit(&self, workspace: &Workspace, now: Timestamp) -> Option<Visit> {
        let plan: &Plan = workspace.plan();
        let calls = self.calls(workspace.catalog()).into_iter().map(|call| {
            let at = call.at.clone().or_else(|| Some(moment(now, plan).to_the_minute()));
            Call { store: true, at, ..call }
        });
        let (calls, no_offer_twice): (Vec<Call>, _) = (calls.collect(), self.page.no_offer_twice);
        (!calls.is_empty()).then_some(Visit { calls, no_offer_twice, responses: Vec::new() })
    }

    /// What the answers propose; nothing, where there is no answer.
    pub(in crate::app) fn proposing(&self, workspace: &Workspace, now: Timestamp) -> Option<Proposing> {
        let visit = self.visit(workspace, now)?;
        let caller = visit.calls.first().map(Caller::of)?;
        let answered = visit.calls.into_iter().zip(self.answers());
        let answered = answered.filter_map(|(call, answer)| Some((call, Arc::clone(answer.as_ref().ok()?))));
        let calls: Vec<(Call, Arc<Decision>)> = answered.collect();
        (!calls.is_empty()).then_some(Proposing { caller, calls })
    }

    /// What storing the answers leaves in the catalog's contacts, with an answer to one of the offers; nothing, where there is no
    /// answer of the engine.
    pub(in crate::app) fn keep(
        &self,
        workspace: &Workspace,
        response: Option<(&str, bool)>,
        now: Timestamp,
    ) -> Option<Kept> {
        if !self.asks_catalog() {
            return None;
        }
        let before = workspace.population();
        let mut contacts = before.clone();
        let proposing = self.proposing(workspace, now)?;
        // In memory nothing goes wrong.
        let (stored, answering) = proposing.store(workspace.plan(), &mut contacts, response).ok()?;
        let mut places: Vec<usize> = stored.iter().map(|stored| stored.contact).chain(answering).collect();
        places.sort_unstable();
        places.dedup();
        let cookies = |place: usize| {
            let own = stored.iter().filter(move |stored| stored.contact == place);
            own.flat_map(|stored| stored.cookies.iter().cloned())
        };
        let edits = places
            .into_iter()
            .filter_map(|place| edit_of(workspace, (before, &contacts), place, cookies(place).collect()));
        Some(Kept { edits: edits.collect(), stored, contacts })
    }
}

impl Preview {
    /// What stores the propositions that are only tried with contacts.
    pub(in crate::app) fn tried_edits(&self, workspace: &Workspace) -> Vec<Edit> {
        let contacts = workspace.catalog().contacts.iter().enumerate();
        let edits = contacts.filter_map(|(place, known)| {
            let made = self.tried_with_kept().iter().filter_map(|(of, tried)| match tried {
                Tried::Made(past) if *of == place => Some(engine::written(workspace.plan(), past)),
                _ => None,
            });
            let made: Vec<Proposition> =
                made.map(|made| Proposition { at: made.at.to_the_minute(), ..made }).collect();
            if made.is_empty() {
                return None;
            }
            let mut contact = Contact::clone(known);
            contact.history.extend(made);
            Some(Edit::Put(Ref::Contact(place), Entity::Contact(Arc::new(contact))))
        });
        edits.collect()
    }

    /// The propositions that are only tried with contacts, each with the place of its contact.
    pub(in crate::app) fn tried_made(&self) -> Vec<(usize, Past)> {
        let made = self.tried_with_kept().iter().filter_map(|(place, tried)| match tried {
            Tried::Made(past) => Some((*place, past.clone())),
            _ => None,
        });
        made.collect()
    }

    /// Forgets the propositions that were tried, and nothing else that is.
    pub(in crate::app) fn forget_made(&mut self) {
        let is_guest = self.guest().is_some();
        let trial = if is_guest { &mut self.visitor.who.tried_before } else { &mut self.trial };
        trial.retain(|(_, tried)| !matches!(tried, Tried::Made(_)));
    }
}

/// What changes of the contact at a place: its history, and the cookies that it was seen with.
fn edit_of(
    workspace: &Workspace,
    (before, after): (&Population, &Population),
    place: usize,
    cookies: Vec<String>,
) -> Option<Edit> {
    let person = after.person(place)?;
    let made = |from: usize| {
        let made = person.history.iter().skip(from).map(|past| engine::written(workspace.plan(), past));
        made.map(|made| Proposition { at: made.at.to_the_minute(), ..made })
    };
    let Some(known) = workspace.catalog().contacts.get(place) else {
        let new = Contact {
            dimension: person.dimension.clone(),
            folder: person.folder.clone(),
            values: person.values.clone(),
            cookies,
            history: made(0).collect(),
        };
        let entity = Entity::Contact(Arc::new(new));
        return Some(Edit::Insert { parent: Ref::Catalog, index: None, entity });
    };
    let mut contact = Contact::clone(known);
    for (own, past) in contact.history.iter_mut().zip(&person.history) {
        own.status = past.status;
    }
    contact.history.extend(made(before.person(place)?.history.len()));
    contact.cookies.extend(cookies);
    (contact != **known).then(|| Edit::Put(Ref::Contact(place), Entity::Contact(Arc::new(contact))))
}
