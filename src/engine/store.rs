//! Step 11 of a decision: keeping its propositions in the contact's history (`domain.md` §4).

use super::call_context::CallContext;
use super::caller::Caller;
use super::decision::Decision;
use super::gates::Candidate;
use super::plan::{Plan, Rule};
use crate::contacts::{Past, Person, Population};
use crate::model::{Call, Dimension, FieldType, Proposition, Status, Values, is_blank};
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

/// Stores a decision's propositions when its call asks for it and the answering space does not disable it.
/// An unknown visitor of an anonymous environment who has a permanent cookie is created first. Says which
/// contact they were stored for.
pub fn store(plan: &Plan, population: &mut Population, call: &Call, decision: &Decision) -> Option<usize> {
    if !keeps(call, decision) {
        return None;
    }
    let contact = match &decision.contact {
        Some(contact) => contact.index,
        None => create_visitor(plan, population, call, &decision.context)?,
    };
    record(population, contact, decision);
    Some(contact)
}

/// Stores the decisions of a page, made together for one contact: a visitor that one of its calls creates is also
/// that of the others whose environment can have it.
pub fn store_page(plan: &Plan, population: &mut Population, caller: &Caller, page: &[(&Call, &Decision)]) {
    let mut created: Vec<usize> = Vec::new();
    for (call, decision) in page {
        let context = &decision.context;
        let environment = &context.environment;
        let dimension = environment.contacts.dimension.as_ref().map_or("", |dimension| &dimension.name);
        let folders = environment.contacts.folders.as_ref();
        let same = created.iter().find(|index| population.is_among(**index, dimension, folders)).copied();
        match same.filter(|_| decision.contact.is_none() && environment.source.anonymous) {
            Some(contact) if keeps(call, decision) => record(population, contact, decision),
            Some(_) => {}
            None => {
                let stored = store(plan, population, &caller.make(call), decision);
                created.extend(stored.filter(|_| decision.contact.is_none()));
            }
        }
    }
}

/// Whether the propositions of a decision are kept.
fn keeps(call: &Call, decision: &Decision) -> bool {
    call.store && !decision.context.space.space.storage.disabled
}

fn record(population: &mut Population, contact: usize, decision: &Decision) {
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
    population.record(contact, made);
}

/// Gives a contact's latest proposition of an offer the status of an acceptance on the space it was made on,
/// or that of a refusal. Says whether there was one.
pub fn respond(
    plan: &Plan,
    population: &mut Population,
    contact: usize,
    offer: &str,
    accepted: bool,
) -> bool {
    let latest = population.latest_of(contact, offer);
    let status = match latest.and_then(|past| plan.space(&past.space)) {
        _ if !accepted => Status::Rejected,
        Some((_, space)) => space.space.storage.on_acceptance,
        None => Status::Accepted,
    };
    population.set_status(contact, offer, status)
}

/// Creates the visitor of an unknown cookie, with those of the call's cookies that nobody has. A cookie that
/// somebody has already is no unknown visitor's, even where the space does not identify by cookie: a second
/// contact with it would make it identify nobody.
fn create_visitor(
    plan: &Plan,
    population: &mut Population,
    call: &Call,
    context: &CallContext,
) -> Option<usize> {
    let environment = &context.environment;
    let folder = plan.catalog.environment(&environment.name)?.visitor_folder.clone()?;
    let dimension = environment.contacts.dimension.as_ref()?;
    let is_new = |cookie: &&String| {
        !is_blank(cookie)
            && population
                .with_cookie(&dimension.name, environment.contacts.folders.as_ref(), cookie)
                .is_empty()
    };
    let cookie = call.permanent_cookie.as_ref().filter(|_| environment.source.anonymous).filter(is_new)?;
    let session = call.session_cookie.as_ref().filter(is_new);
    let cookies: Vec<String> = session.into_iter().chain([cookie]).cloned().collect();
    let key = free_key(population, dimension, cookie, &plan.zone);
    Some(population.push(Person::unknown(dimension, &folder, &key, &plan.zone), &cookies))
}

/// A key for a new visitor that no other contact of the dimension has, in whichever folder: the cookie, else the
/// cookie with a number behind it, or a number of its own where the key is one.
fn free_key(population: &Population, dimension: &Dimension, cookie: &str, zone: &TimeZone) -> String {
    let key = dimension.key.first();
    let Some(slot) = key.and_then(|key| dimension.fields.iter().position(|field| field.name == *key)) else {
        return cookie.to_owned();
    };
    let field_type = &dimension.fields[slot].field_type;
    let is_free = |text: &String| {
        // As it will be kept, rounded where its type rounds it.
        typed_from_text(text, field_type, zone).is_ok_and(|value| {
            population.find(&dimension.name, None, &[(slot, identity_text(&value))]).is_empty()
        })
    };
    let numbers = population.len() + 1..;
    let others: Box<dyn Iterator<Item = String>> = match field_type {
        FieldType::Text => Box::new((2_usize..).map(|number| format!("{cookie}-{number}"))),
        FieldType::Integer | FieldType::Decimal => Box::new(numbers.map(|number| number.to_string())),
        // Few values are keys of these types, and none can be made up.
        _ => Box::new(std::iter::empty()),
    };
    std::iter::once(cookie.to_owned()).chain(others).find(is_free).unwrap_or_default()
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
