//! What would have to change for offers that the preview does not propose, and who gets an offer. Owns which plan and contacts
//! are asked: those of the version that is previewed, with what is tried there; what Design needs so that publishing lets an
//! offer out; and how an invented contact can be known.

use crate::app::action::Action;
use crate::app::application::App;
use crate::app::approval::AskReview;
use crate::app::derived::Derived;
use crate::app::preview::{Version, design_address};
use crate::contacts::{ContactStore, Identities};
use crate::document::{self, Edit};
use crate::engine::{Change, ChangeSearch, Plan, Receivers, Way, Ways, decide_unfilled, receivers};
use crate::model::{
    ApprovalPart, Call, Catalog, Category, Contact, ContentApproval, EligibilityApproval, Entity, Offer,
    Reason, Ref, Stage, Verdict,
};
use crate::text::Message;
use jiff::Timestamp;
use std::sync::Arc;

impl App {
    /// What finds out what would have to change for an offer, `"ENV/OFFER"`, that the preview does not propose. A worker
    /// runs it; nothing, where the offer is proposed by then.
    pub fn ways_of(&self, offer: &str) -> impl FnOnce() -> Option<Ways> + Send + use<> {
        let (preview, workspace, now) = (self.preview(), self.workspace(), self.jobs.now());
        let population = preview.contacts(workspace);
        let call = preview.call(workspace.catalog());
        let (derived, version, offer) = (workspace.derived().clone(), preview.version(), offer.to_owned());
        move || {
            let (call, plan) = (call?, &*derived.plan);
            if version == Version::Approved {
                let call = document::call_in_live(plan.catalog(), &call).unwrap_or(call);
                return as_approved(&derived, (&population, &call, now), &offer);
            }
            let decision = decide_unfilled(plan, &population, &call, now).ok()?;
            let excluded = decision.excluded.iter().find(|excluded| decision.address(excluded) == offer)?;
            Some(ChangeSearch::new(plan, &population, &call).ways(&decision, excluded))
        }
    }

    /// What a click does about a way in which an offer would be proposed: where it takes nothing but edits of Design, these are
    /// made or asked about. What is disabled is enabled first; what is approved is so then.
    pub fn edits_of(&self, way: &Way, offer: &str) -> Option<Action> {
        let (catalog, version) = (self.workspace().catalog(), self.preview().version());
        let offer = Ref::offer_at(&match version {
            Version::Approved => design_address(catalog, offer),
            Version::Edited => offer.to_owned(),
            Version::Live => return None,
        })?;
        let (mut edits, mut parts, mut first) = (Vec::new(), Vec::new(), None);
        for change in &way.changes {
            match change {
                Change::Enabled(at) => {
                    let entity = catalog.entity(at)?;
                    first = first.or_else(|| Some(entity.title(catalog)));
                    edits.push(Edit::Put(at.clone(), enabled(entity)));
                }
                Change::Approved(part) => parts.push(*part),
                _ => return None,
            }
        }
        let environment = catalog.environment(offer.environment()?)?;
        if environment.stage == Stage::Live {
            return None;
        }
        Some(match first {
            Some(first) => Action::Edit {
                edit: Edit::All(edits),
                name: Message::new("preview-undo-enable").with("entity", first),
                field: None,
            },
            None => Action::AskReview(AskReview {
                offers: vec![offer],
                verdict: Verdict::Approved,
                part: if let [part] = parts[..] { Some(part) } else { None },
            }),
        })
    }

    /// What finds out who gets an offer of the catalog as it is edited. A worker runs it.
    pub fn receivers_of(&self, offer: &Ref) -> impl FnOnce() -> Option<Receivers> + Send + use<> {
        let (derived, now) = (self.workspace().derived().clone(), self.preview_moment());
        let address = format!("{}/{}", offer.environment().unwrap_or_default(), offer.name());
        move || receivers(&derived.plan, &derived.population, &address, now, &|| false)
    }
}

/// An offer or a category, enabled.
fn enabled(entity: Entity) -> Entity {
    match entity {
        Entity::Offer(offer) => Entity::Offer(Arc::new(Offer { enabled: true, ..Offer::clone(&offer) })),
        Entity::Category(category) => {
            Entity::Category(Arc::new(Category { enabled: true, ..Category::clone(&category) }))
        }
        other => other,
    }
}

/// The ways for an offer of Live, `"ENV/OFFER"`, as publishing would make it now: what holds of the version that is in Live
/// then, or that the one of Design is let out.
fn as_approved(
    derived: &Derived,
    (population, call, now): (&dyn ContactStore, &Call, Timestamp),
    offer: &str,
) -> Option<Ways> {
    let approved = &derived.approved()?.plan;
    let decision = decide_unfilled(approved, population, call, now).ok()?;
    let mut search = ChangeSearch::new(approved, population, call);
    let excluded = decision.excluded.iter().find(|excluded| decision.address(excluded) == offer);
    // What is disabled in Live is so because of Design.
    let published = excluded.filter(|excluded| excluded.reason() != Reason::Disabled);
    let published = published.map(|excluded| search.ways(&decision, excluded));
    let design = Ref::offer_at(&design_address(derived.plan.catalog(), offer))?;
    let (changes, catalog) = let_out(derived.plan.catalog(), &design)?;
    if changes.is_empty() {
        return Some(published.unwrap_or(Ways { is_whole: true, ..Ways::default() }));
    }
    let then = document::publish(&catalog).ok()?.catalog;
    let then = search.after(&changes, &Plan::after(&then, Some(approved)), offer, now);
    let size = |ways: &Ways| ways.all.first().map_or(usize::MAX, |way| way.changes.len());
    let both: Vec<Ways> = then.into_iter().chain(published).collect();
    let least = both.iter().map(size).min()?;
    let is_whole = both.iter().all(|ways| ways.is_whole);
    let least = both.into_iter().filter(|ways| size(ways) == least);
    let (all, splits): (Vec<_>, Vec<_>) = least.map(|ways| (ways.all, ways.splits)).unzip();
    Some(Ways { all: all.concat(), is_whole, splits: splits.concat() })
}

/// What must be done for publishing to let out an offer of Design as it is, and the catalog with that.
fn let_out(catalog: &Catalog, design: &Ref) -> Option<(Vec<Change>, Catalog)> {
    let environment = catalog.environment(design.environment()?)?;
    let (category, offer) = environment.offer(design.name())?;
    let above = environment.find(|above, it| {
        Arc::ptr_eq(it, category).then(|| above.iter().map(|above| Arc::clone(above)).collect::<Vec<_>>())
    })?;
    let off = above.iter().chain([category]).filter(|category| !category.enabled);
    let off = off.map(|category| Ref::Category(environment.name.clone(), category.name.clone()));
    let mut changes: Vec<Change> = off.map(Change::Enabled).collect();
    if !offer.enabled {
        changes.push(Change::Enabled(design.clone()));
    }
    let is_approved = matches!(offer.approval.content, ContentApproval::Approved { .. });
    if !is_approved {
        changes.push(Change::Approved(ApprovalPart::Content));
    }
    // To enable it is to change what is approved.
    if !offer.enabled || offer.approval.eligibility != EligibilityApproval::Approved {
        changes.push(Change::Approved(ApprovalPart::Eligibility));
    }
    let mut next = catalog.clone();
    let spaces: Vec<String> = environment.spaces.iter().map(|space| space.name.clone()).collect();
    next.environment_mut(&environment.name)?.enable(&offer.name, &|offer| {
        offer.approval.eligibility = EligibilityApproval::Approved;
        if !is_approved {
            offer.approval.content = ContentApproval::Approved { spaces: spaces.clone() };
        }
    });
    Some((changes, next))
}

/// An invented contact with all that it takes for a space to know it: values of its key, and a cookie where visitors are
/// recognised by one. No other contact has them. As it is, where none can be made up.
pub fn known_on(catalog: &Catalog, space: &str, contact: Contact) -> Contact {
    let found = catalog.space_at(space).zip(catalog.dimension(&contact.dimension));
    let Some(((_, space), dimension)) = found else { return contact };
    let keys = dimension.key.iter().chain(&space.identification_keys);
    let known = Identities::of(catalog).give(contact.clone(), keys, space.implicit_identification);
    known.unwrap_or(contact)
}
