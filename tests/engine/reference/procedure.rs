//! The decision procedure as `domain.md` §4 words it, plain and slow: nothing is compiled, indexed or shared,
//! and no code of the engine is used. Owns every step but the hash of a shuffle, whose order is given.

use super::gates::start;
use super::rules::Book;
use jiff::{Timestamp, tz::TimeZone};
use std::collections::{BTreeMap, BTreeSet};
use vitrine::model::{
    Call, Catalog, Category, Contact, Environment, FieldType, Identification, Offer, Space, Stage, Status,
    Ties,
};

/// What a decision says.
#[derive(Debug, PartialEq)]
pub(super) struct Answer {
    pub(super) identification: Identification,
    pub(super) answered_by: String,
    pub(super) contact: Option<Vec<String>>,
    pub(super) at: Timestamp,
    /// Offer, category, weight, multiplier and final weight, best first.
    pub(super) kept: Vec<(String, String, f64, f64, f64)>,
    /// Each other offer with its reason.
    pub(super) stopped: BTreeMap<String, &'static str>,
}

/// What later calls of a page know of the earlier ones.
#[derive(Default)]
pub(super) struct Page {
    no_offer_twice: bool,
    contact: Option<(usize, Identification)>,
    offers: BTreeSet<String>,
    kept: Vec<Past>,
}

impl Page {
    pub(super) fn new(no_offer_twice: bool) -> Self {
        Self { no_offer_twice, ..Self::default() }
    }
}

/// A proposition that a presentation rule may count.
#[derive(Clone)]
pub(super) struct Past {
    pub(super) offer: String,
    pub(super) space: String,
    pub(super) at: Timestamp,
    pub(super) status: Status,
    pub(super) weight: Option<f64>,
}

/// An offer with the categories above it, the outermost first.
pub(super) struct Placed<'a> {
    pub(super) offer: &'a Offer,
    pub(super) above: Vec<&'a Category>,
}

impl Placed<'_> {
    pub(super) fn category(&self) -> &Category {
        self.above.last().expect("an offer is in a category")
    }
}

/// Depth first: a category's own offers, then those of its subcategories.
pub(super) fn offers(environment: &Environment) -> Vec<Placed<'_>> {
    fn add<'a>(category: &'a Category, above: &[&'a Category], all: &mut Vec<Placed<'a>>) {
        let above = [above, &[category]].concat();
        all.extend(category.offers.iter().map(|offer| Placed { offer, above: above.clone() }));
        for below in &category.categories {
            add(below, &above, all);
        }
    }
    let mut all = Vec::new();
    for category in &environment.categories {
        add(category, &[], &mut all);
    }
    all
}

/// The catalog, and what its rules stand for.
pub(super) struct Reference<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) book: &'a Book,
    pub(super) zone: TimeZone,
}

/// All that is fixed for one call once somebody answers.
pub(super) struct Case<'a> {
    pub(super) all: &'a Reference<'a>,
    pub(super) environment: &'a Environment,
    pub(super) space: &'a Space,
    pub(super) contact: Option<&'a Contact>,
    pub(super) identification: Identification,
    pub(super) call: &'a Call,
    pub(super) at: Timestamp,
}

impl<'a> Reference<'a> {
    fn space(&self, address: &str) -> Option<(&'a Environment, &'a Space)> {
        let (environment, space) = address.split_once('/')?;
        let environment = self.catalog.environments.iter().find(|it| it.name == environment)?;
        Some((environment, environment.spaces.iter().find(|it| it.name == space)?))
    }

    /// Steps 1 to 9; `turns` is the order of equals where it is shuffled. None: the space is unknown.
    pub(super) fn decide(
        &self,
        call: &Call,
        now: Timestamp,
        page: &mut Page,
        turns: &[String],
    ) -> Option<Answer> {
        let (environment, space) = self.space(&call.space)?;
        let at = call.at.as_ref().map_or(now, |moment| start(moment, &self.zone));
        let (environment, space, found) = self.identify(environment, space, call, page.contact);
        page.contact = page.contact.or(found);
        let case = Case {
            all: self,
            environment,
            space,
            contact: found.map(|(index, _)| &*self.catalog.contacts[index]),
            identification: found.map_or(Identification::Anonymous, |(_, how)| how),
            call,
            at,
        };
        Some(case.answer(page, turns))
    }

    /// Steps 2 and 3.
    fn identify(
        &self,
        environment: &'a Environment,
        space: &'a Space,
        call: &Call,
        known: Option<(usize, Identification)>,
    ) -> (&'a Environment, &'a Space, Option<(usize, Identification)>) {
        let known_to = |environment| known.filter(|(index, _)| self.can_be(environment, *index));
        let found = known_to(environment)
            .or_else(|| self.by_identity(environment, space, call))
            .or_else(|| self.by_cookie(environment, space, call));
        if found.is_none() && space.fall_back_to_anonymous {
            let linked = space.linked_anonymous_space.as_ref().and_then(|address| self.space(address));
            if let Some((environment, space)) = linked {
                let found = known_to(environment).or_else(|| self.by_cookie(environment, space, call));
                return (environment, space, found);
            }
        }
        (environment, space, found)
    }

    /// Whether a contact is one of the environment's: of its dimension, and in its visitor folder or below.
    fn can_be(&self, environment: &Environment, index: usize) -> bool {
        let contact = &self.catalog.contacts[index];
        let mut folder = contact.folder.clone();
        let mut inside = !environment.anonymous;
        while let Some(name) = folder {
            inside |= environment.visitor_folder.as_ref() == Some(&name);
            folder = self.catalog.folders.iter().find(|it| it.name == name).and_then(|it| it.parent.clone());
        }
        inside && contact.dimension == environment.targeting_dimension
    }

    fn contacts(&self, environment: &Environment) -> Vec<usize> {
        (0..self.catalog.contacts.len()).filter(|index| self.can_be(environment, *index)).collect()
    }

    fn by_identity(
        &self,
        environment: &Environment,
        space: &Space,
        call: &Call,
    ) -> Option<(usize, Identification)> {
        let dimension =
            self.catalog.dimensions.iter().find(|it| it.name == environment.targeting_dimension)?;
        let keys =
            if space.identification_keys.is_empty() { &dimension.key } else { &space.identification_keys };
        if call.identity.len() != keys.len() || keys.is_empty() {
            return None;
        }
        let mut matching = self.contacts(environment);
        for (key, value) in keys.iter().zip(&call.identity) {
            let field = dimension.fields.iter().find(|field| field.name == *key)?;
            let value = value.to_string();
            if value.trim().is_empty() {
                return None;
            }
            matching.retain(|index| {
                let held = self.catalog.contacts[*index].values.get(key).map(ToString::to_string);
                held.is_some_and(|held| match field.field_type {
                    FieldType::Integer => {
                        value.parse::<i64>().is_ok_and(|value| held.parse::<i64>() == Ok(value))
                    }
                    _ => held == value,
                })
            });
        }
        if matching.len() == 1 { Some((matching[0], Identification::Explicit)) } else { None }
    }

    fn by_cookie(
        &self,
        environment: &Environment,
        space: &Space,
        call: &Call,
    ) -> Option<(usize, Identification)> {
        if !space.implicit_identification {
            return None;
        }
        let cookies = [&call.session_cookie, &call.permanent_cookie];
        cookies.into_iter().flatten().filter(|cookie| !cookie.is_empty()).find_map(|cookie| {
            let mut with = self.contacts(environment);
            with.retain(|index| self.catalog.contacts[*index].cookies.contains(cookie));
            if with.len() == 1 { Some((with[0], Identification::Implicit)) } else { None }
        })
    }

    /// The environments that are one with this for counting, itself first.
    pub(super) fn one_with(&self, name: &str) -> Vec<&'a Environment> {
        let live_of = |it: &Environment| match &it.stage {
            Stage::Design { live } => Some(live.clone()),
            Stage::Live => None,
        };
        let all = || self.catalog.environments.iter().map(|it| &**it);
        let own = all().filter(|it| it.name == name);
        let live = all().find(|it| it.name == name).and_then(live_of);
        let linked =
            all().filter(|it| live_of(it).as_deref() == Some(name) || live.as_ref() == Some(&it.name));
        own.chain(linked).collect()
    }

    pub(super) fn key(&self, contact: &Contact) -> Vec<String> {
        let dimension = self.catalog.dimensions.iter().find(|it| it.name == contact.dimension);
        let keys = dimension.map(|it| it.key.clone()).unwrap_or_default();
        keys.iter().map(|key| contact.values.get(key).map(ToString::to_string).unwrap_or_default()).collect()
    }
}

impl<'a> Case<'a> {
    /// Steps 5 to 9.
    fn answer(&'a self, page: &mut Page, turns: &[String]) -> Answer {
        let placed = offers(self.environment);
        let history = self.history();
        let count_within = self.all.catalog.settings.count_within_call;
        let address = |offer: &Offer| format!("{}/{}", self.environment.name, offer.name);
        let mut counted = history.clone();
        if count_within {
            counted.extend(page.kept.clone());
        }
        let mut stopped = BTreeMap::new();
        let mut eligible: Vec<(&Placed<'_>, f64, f64)> = Vec::new();
        for offer in &placed {
            match self.gates(offer, &counted) {
                Ok(weight) => eligible.push((offer, weight, self.multiplier(offer))),
                Err(reason) => {
                    stopped.insert(address(offer.offer), reason);
                }
            }
        }
        if self.all.catalog.settings.ties != Ties::CatalogOrder {
            eligible.sort_by_key(|(offer, ..)| {
                let own = address(offer.offer);
                turns.iter().position(|turn| *turn == own).expect("every offer has its turn")
            });
        }
        // A stable sort: equals keep their turns.
        eligible.sort_by(|one, other| {
            (other.1 * other.2).partial_cmp(&(one.1 * one.2)).expect("weights are numbers")
        });
        let mut kept = Vec::new();
        for (offer, weight, multiplier) in eligible {
            let own = address(offer.offer);
            if count_within && self.capped(offer, &counted) {
                stopped.insert(own, "presentation_rule");
            } else if page.offers.contains(&own) || kept.len() >= self.call.count as usize {
                stopped.insert(own, "outranked");
            } else {
                let past = Past {
                    offer: own.clone(),
                    space: format!("{}/{}", self.environment.name, self.space.name),
                    at: self.at,
                    status: self.space.storage.on_proposition,
                    weight: Some(weight * multiplier),
                };
                counted.push(past.clone());
                page.kept.push(past);
                if page.no_offer_twice {
                    page.offers.insert(own.clone());
                }
                kept.push((own, offer.category().name.clone(), weight, multiplier, weight * multiplier));
            }
        }
        Answer {
            identification: self.identification,
            answered_by: format!("{}/{}", self.environment.name, self.space.name),
            contact: self.contact.map(|contact| self.all.key(contact)),
            at: self.at,
            kept,
            stopped,
        }
    }

    fn history(&self) -> Vec<Past> {
        let history = self.contact.map(|contact| &contact.history[..]).unwrap_or_default();
        let past = history.iter().map(|it| Past {
            offer: it.offer.clone(),
            space: it.space.clone(),
            at: start(&it.at, &self.all.zone),
            status: it.status,
            weight: it.weight,
        });
        past.collect()
    }
}
