//! Step 11 of a decision: keeping its propositions in the contact's history (`domain.md` §4).

use super::call_context::CallContext;
use super::caller::Caller;
use super::decision::{Decision, KnownContact};
use super::gates::Candidate;
use super::plan::{EnvironmentPlan, Plan};
use super::ready_rule::Rule;
use crate::contacts::{ContactStore, Past, Person, StoreError};
use crate::model::{Call, Dimension, FieldType, Identification, Proposition, Status, Values, is_blank};
use crate::rule::{identity_text, typed_from_text};
use jiff::tz::TimeZone;

/// A proposition as it would be stored, without the space's stored fields. `kept_before` is how many offers
/// of the call rank before it.
pub(super) fn past(context: &CallContext, candidate: &Candidate, kept_before: usize) -> Past {
    let environment = &context.environment;
    Past {
        offer: environment.offers[candidate.offer].address.to_string(),
        space: environment.address(&context.space.space.name),
        at: context.at,
        status: context.space.space.storage.on_proposition,
        weight: Some(candidate.final_weight()),
        rank: u32::try_from(kept_before).ok().and_then(|before| before.checked_add(1)),
        stored: Values::new(),
    }
}

/// What was stored of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// The contact that has the propositions now, by its place.
    pub contact: usize,
    /// Whether it is a visitor who was created for them.
    pub is_new: bool,
    /// The cookies of the call that the contact had not been seen with.
    pub cookies: Vec<String>,
    /// Those of them that another contact has too: they identify nobody from now on.
    pub shared: Vec<String>,
}

impl Stored {
    fn of(contact: usize) -> Self {
        Self { contact, is_new: false, cookies: Vec::new(), shared: Vec::new() }
    }
}

/// Stores a decision's propositions when its call asks for it and the answering space does not disable it.
/// An unknown visitor of an anonymous environment who has a permanent cookie is created first. Says which
/// contact they were stored for.
///
/// A login shows whose browser it is: the cookies of the call are noted with the contact who logged in, so that the next visit
/// is recognised without a login. Cookies are looked up by dimension, so that a visitor who was known by one, in a
/// dimension of its own, keeps it. Where another contact of the dimension has it already, two people share the browser:
/// it is noted with both, and identifies neither from then on, rather than showing one person's offers to the other.
///
/// # Errors
/// The contacts cannot be written.
pub fn store(
    plan: &Plan,
    contacts: &mut dyn ContactStore,
    call: &Call,
    decision: &Decision,
) -> Result<Option<Stored>, StoreError> {
    if !keeps(call, decision) {
        return Ok(None);
    }
    let stored = match &decision.contact {
        Some(contact) if decision.identification == Identification::Explicit => {
            Some(link(contacts, contact, call, &decision.context.environment)?)
        }
        Some(contact) => Some(Stored::of(contact.index)),
        None => create_visitor(plan, contacts, call, &decision.context)?,
    };
    if let Some(stored) = &stored {
        record(contacts, stored.contact, decision)?;
    }
    Ok(stored)
}

/// Notes the cookies of a call with the contact who logged in.
fn link(
    contacts: &mut dyn ContactStore,
    contact: &KnownContact,
    call: &Call,
    environment: &EnvironmentPlan,
) -> Result<Stored, StoreError> {
    let mut stored = Stored::of(contact.index);
    let folders = environment.contacts.folders.as_ref();
    let cookies = [&call.session_cookie, &call.permanent_cookie].into_iter().flatten();
    for cookie in cookies.filter(|cookie| !is_blank(cookie)) {
        let known = contacts.with_cookie(&contact.dimension, folders, cookie)?;
        if known.contains(&contact.index) || stored.cookies.contains(cookie) {
            continue;
        }
        if !known.is_empty() {
            stored.shared.push(cookie.clone());
        }
        stored.cookies.push(cookie.clone());
    }
    if !stored.cookies.is_empty() {
        contacts.add_cookies(contact.index, &stored.cookies)?;
    }
    Ok(stored)
}

/// Stores the decisions of a page, made together for one contact: a visitor that one of its calls creates is also
/// that of the others whose environment can have it. Says what was stored of each.
///
/// # Errors
/// The contacts cannot be written.
pub fn store_page(
    plan: &Plan,
    contacts: &mut dyn ContactStore,
    caller: &Caller,
    page: &[(&Call, &Decision)],
) -> Result<Vec<Option<Stored>>, StoreError> {
    let mut created: Vec<usize> = Vec::new();
    let mut all = Vec::with_capacity(page.len());
    for (call, decision) in page {
        let same = match decision.contact {
            None => created_before(contacts, &created, &decision.context.environment)?,
            Some(_) => None,
        };
        all.push(match same {
            Some(contact) if keeps(call, decision) => {
                record(contacts, contact, decision)?;
                Some(Stored::of(contact))
            }
            Some(_) => None,
            None => {
                let stored = store(plan, contacts, &caller.make(call), decision)?;
                created.extend(stored.iter().filter(|stored| stored.is_new).map(|stored| stored.contact));
                stored
            }
        });
    }
    Ok(all)
}

/// The visitor that an anonymous environment can have, of those that a page created.
fn created_before(
    contacts: &dyn ContactStore,
    created: &[usize],
    environment: &EnvironmentPlan,
) -> Result<Option<usize>, StoreError> {
    if !environment.source.anonymous {
        return Ok(None);
    }
    let dimension = environment.contacts.dimension.as_ref().map_or("", |dimension| &dimension.name);
    for place in created {
        if contacts.is_among(*place, dimension, environment.contacts.folders.as_ref())? {
            return Ok(Some(*place));
        }
    }
    Ok(None)
}

/// Whether the propositions of a decision are kept.
fn keeps(call: &Call, decision: &Decision) -> bool {
    call.store && !decision.context.space.space.storage.disabled
}

fn record(contacts: &mut dyn ContactStore, contact: usize, decision: &Decision) -> Result<(), StoreError> {
    let context = &decision.context;
    let made: Vec<Past> = decision
        .propositions
        .iter()
        .map(|proposed| Past {
            offer: proposed.offer.clone(),
            space: decision.answered_by.clone(),
            at: context.at,
            status: context.space.space.storage.on_proposition,
            weight: Some(proposed.final_weight),
            rank: Some(proposed.rank),
            stored: stored_fields(context, &proposed.offer),
        })
        .collect();
    contacts.record(contact, made)
}

/// Gives a contact's latest proposition of an offer the status of an acceptance on the space it was made on,
/// or that of a refusal. Says whether there was one.
///
/// # Errors
/// The contacts cannot be read or written.
pub fn respond(
    plan: &Plan,
    contacts: &mut dyn ContactStore,
    contact: usize,
    offer: &str,
    accepted: bool,
) -> Result<bool, StoreError> {
    let person = contacts.person(contact)?;
    let latest = person.as_ref().and_then(|person| person.latest_of(offer));
    let status = match latest.and_then(|past| plan.space(&past.space)) {
        _ if !accepted => Status::Rejected,
        Some((_, space)) => space.space.storage.on_acceptance,
        None => Status::Accepted,
    };
    contacts.set_status(contact, offer, status)
}

/// Creates the visitor of an unknown cookie, with those of the call's cookies that nobody has. A cookie that
/// somebody has already is no unknown visitor's, even where the space does not identify by cookie: a second
/// contact with it would make it identify nobody.
fn create_visitor(
    plan: &Plan,
    contacts: &mut dyn ContactStore,
    call: &Call,
    context: &CallContext,
) -> Result<Option<Stored>, StoreError> {
    let environment = &context.environment;
    let source = plan.catalog.environment(&environment.name).filter(|_| environment.source.anonymous);
    let folder = source.and_then(|source| source.visitor_folder.clone());
    let (Some(folder), Some(dimension)) = (folder, &environment.contacts.dimension) else { return Ok(None) };
    let mut new = Vec::new();
    for cookie in [&call.session_cookie, &call.permanent_cookie] {
        let Some(cookie) = cookie.as_ref().filter(|cookie| !is_blank(cookie)) else { continue };
        let folders = environment.contacts.folders.as_ref();
        if contacts.with_cookie(&dimension.name, folders, cookie)?.is_empty() {
            new.push(cookie.clone());
        }
    }
    let Some(cookie) = call.permanent_cookie.as_ref().filter(|cookie| new.contains(cookie)) else {
        return Ok(None);
    };
    let key = free_key(contacts, dimension, cookie, &plan.zone)?;
    let person = Person::unknown(dimension, &folder, &key, &plan.zone);
    let contact = contacts.create(person, &new)?;
    Ok(Some(Stored { is_new: true, cookies: new, ..Stored::of(contact) }))
}

/// A key for a new visitor that no other contact of the dimension has, in whichever folder: the cookie, else the
/// cookie with a number behind it, or a number of its own where the key is one.
fn free_key(
    contacts: &dyn ContactStore,
    dimension: &Dimension,
    cookie: &str,
    zone: &TimeZone,
) -> Result<String, StoreError> {
    let key = dimension.key.first();
    let Some(slot) = key.and_then(|key| dimension.fields.iter().position(|field| field.name == *key)) else {
        return Ok(cookie.to_owned());
    };
    let field_type = &dimension.fields[slot].field_type;
    let numbers = contacts.places()? + 1..;
    let others: Box<dyn Iterator<Item = String>> = match field_type {
        FieldType::Text => Box::new((2_usize..).map(|number| format!("{cookie}-{number}"))),
        FieldType::Integer | FieldType::Decimal => Box::new(numbers.map(|number| number.to_string())),
        // Few values are keys of these types, and none can be made up.
        _ => Box::new(std::iter::empty()),
    };
    for text in std::iter::once(cookie.to_owned()).chain(others) {
        // As it will be kept, rounded where its type rounds it.
        let Ok(value) = typed_from_text(&text, field_type, zone) else { continue };
        if contacts.find(&dimension.name, None, &[(slot, identity_text(&value))])?.is_empty() {
            return Ok(text);
        }
    }
    Ok(String::new())
}

/// The space's stored fields. One whose expression is unknown is left out.
fn stored_fields(context: &CallContext, offer: &str) -> Values {
    let (_, name) = crate::model::split_address(offer).unwrap_or_default();
    let Some(index) = context.environment.offer_named(name) else { return Values::new() };
    let inputs = context.inputs_for(index);
    let value = |rule: &Rule| match rule {
        Rule::Ready(program) => program.value(&inputs).ok(),
        Rule::Broken(_) => None,
    };
    let fields = context.space.stored.iter();
    fields.filter_map(|(name, rule)| Some((name.clone(), value(rule)?))).collect()
}

/// A stored proposition as a catalog writes it, in the plan's time zone.
pub fn written(plan: &Plan, past: &Past) -> Proposition {
    Proposition {
        offer: past.offer.clone(),
        space: past.space.clone(),
        at: crate::model::Moment::local(&past.at.to_zoned(plan.zone.clone())),
        status: past.status,
        weight: past.weight,
        rank: past.rank,
        stored: past.stored.clone(),
    }
}
