//! Keeping what the preview proposes, and what was answered to it, in the catalog's contacts: as edits, so that it is saved
//! and undone as any other. Owns what of the contacts changes; what is stored is the engine's.

use super::trial::Tried;
use super::{Arrival, Preview, moment};
use crate::app::workspace::Workspace;
use crate::contacts::{ContactStore, Population};
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

impl Preview {
    /// From now on what is proposed is kept, or is not. A browser that nobody knows gets a cookie, since no visitor is
    /// created without one.
    pub(super) fn store_from_now_on(&mut self, stores: bool, catalog: &Catalog) {
        self.stores = stores && self.stored().is_none();
        if self.stores && self.visitor.arrival == Arrival::Unknown && self.visitor.cookie.is_none() {
            let taken = |cookie: &String| catalog.contacts.iter().any(|it| it.cookies.contains(cookie));
            let mut free = (1..).map(|number: u32| format!("browser-{number}"));
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

    /// Keeps what the answers propose in the histories of contacts, and says what; nothing, where there is no answer.
    pub(super) fn store_in(
        &self,
        workspace: &Workspace,
        contacts: &mut dyn ContactStore,
        now: Timestamp,
    ) -> Option<Vec<Stored>> {
        let visit = self.visit(workspace, now)?;
        let caller = visit.calls.first().map(Caller::of)?;
        let answered = visit.calls.iter().zip(self.answers());
        let page: Vec<(&Call, &Decision)> =
            answered.filter_map(|(call, answer)| Some((call, &**answer.as_ref().ok()?))).collect();
        // Where the contacts cannot be read, the answer says so.
        let stored = engine::store_page(workspace.plan(), contacts, &caller, &page).ok()?;
        (!page.is_empty()).then(|| stored.into_iter().flatten().collect())
    }

    /// What storing the answers leaves in the catalog's contacts, with an answer to one of the offers; nothing, where there is no
    /// answer of the engine.
    pub(in crate::app) fn keep(
        &self,
        workspace: &Workspace,
        response: Option<(&str, bool)>,
        now: Timestamp,
    ) -> Option<Kept> {
        if self.stored().is_some() {
            return None;
        }
        let before = workspace.population();
        let mut contacts = before.clone();
        let stored = self.store_in(workspace, &mut contacts, now)?;
        let known = self.answers().flatten().find_map(|answer| Some(answer.contact.as_ref()?.index));
        let mut places: Vec<usize> = stored.iter().map(|stored| stored.contact).collect();
        if let (Some((offer, accepted)), Some(place)) = (response, known.or(places.first().copied())) {
            drop(engine::respond(workspace.plan(), &mut contacts, place, offer, accepted));
            places.push(place);
        }
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
            let made = self.trial.iter().filter_map(|(of, tried)| match tried {
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

    /// Forgets the propositions that were tried, and nothing else that is.
    pub(in crate::app) fn forget_made(&mut self) {
        self.trial.retain(|(_, tried)| !matches!(tried, Tried::Made(_)));
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
