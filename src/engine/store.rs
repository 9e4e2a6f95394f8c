//! Step 11 of a decision: keeping its propositions in the contact's history (`domain.md` §4).

use super::decision::Decision;
use super::gates::Candidate;
use super::plan::{Plan, Rule};
use super::situation::Situation;
use crate::contacts::{Past, Person, Population};
use crate::model::{Call, Proposition, Status, Values};

/// A proposition as it would be stored, without the space's stored fields. `kept_before` is how many offers
/// of the call rank before it.
pub(super) fn past(situation: &Situation, candidate: &Candidate, kept_before: usize) -> Past {
    let environment = &situation.environment;
    Past {
        offer: environment.offers[candidate.offer].address.to_string(),
        space: environment.address(&situation.space.space.name),
        at: situation.at,
        status: situation.space.space.storage.on_proposition,
        weight: Some(candidate.final_weight()),
        rank: u32::try_from(kept_before).ok().and_then(|before| before.checked_add(1)),
        stored: Values::new(),
    }
}

/// Stores a decision's propositions when its call asks for it and the answering space does not disable it.
/// An unknown visitor of an anonymous environment who has a permanent cookie is created first. Says which
/// contact they were stored for.
pub fn store(plan: &Plan, population: &mut Population, call: &Call, decision: &Decision) -> Option<usize> {
    let situation = &decision.situation;
    let storage = &situation.space.space.storage;
    if !call.store || storage.disabled {
        return None;
    }
    let contact = match &decision.contact {
        Some(contact) => contact.index,
        None => create_visitor(plan, population, call, situation)?,
    };
    let made: Vec<Past> = decision
        .propositions
        .iter()
        .map(|proposed| Past {
            offer: proposed.offer.clone(),
            space: decision.answered_by.clone(),
            at: situation.at,
            status: storage.on_proposition,
            weight: Some(proposed.final_weight),
            rank: Some(proposed.rank),
            stored: stored_fields(situation, &proposed.offer),
        })
        .collect();
    population.record(contact, made);
    Some(contact)
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
    situation: &Situation,
) -> Option<usize> {
    let environment = &situation.environment;
    let folder = plan.catalog.environment(&environment.name)?.visitor_folder.clone()?;
    let dimension = environment.dimension.as_ref()?;
    let is_new = |cookie: &&String| {
        !cookie.is_empty()
            && population.with_cookie(&dimension.name, environment.folders.as_deref(), cookie).is_empty()
    };
    let cookie = call.permanent_cookie.as_ref().filter(|_| environment.anonymous).filter(is_new)?;
    let session = call.session_cookie.as_ref().filter(is_new);
    let cookies: Vec<String> = session.into_iter().chain([cookie]).cloned().collect();
    Some(population.push(Person::unknown(dimension, &folder, cookie, &plan.zone), &cookies))
}

/// The space's stored fields. One whose expression is unknown is left out.
fn stored_fields(situation: &Situation, offer: &str) -> Values {
    let (_, name) = crate::model::split_address(offer).unwrap_or_default();
    let Some(index) = situation.environment.offer_named(name) else { return Values::new() };
    let inputs = situation.inputs_for(index);
    let value = |rule: &Rule| match rule {
        Rule::Ready(program) => program.value(&inputs).ok(),
        Rule::Broken(_) => None,
    };
    let fields = situation.space.stored.iter();
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
