//! How contacts are looked up by workers: by what is typed, by a rule, at random. Owns what is told of each, and how much is
//! looked at before a person hears of it.

use super::{ContactDatabase, Hit, Stored};
use crate::app::derived::Derived;
use crate::contacts::{ContactStore, Person, StoreError};
use crate::model::{Call, Catalog, Contact};
use crate::rule::{self, Budget, Inputs, Truth, Use};
use crate::text::{Message, contains_folded, folded};
use jiff::Timestamp;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A worker looks at contacts for so long at a time, then says how far it is.
const AT_A_TIME: Duration = Duration::from_millis(150);

/// So many contacts are asked for together.
const TOGETHER: usize = 256;

/// Finds contacts of these dimensions by what is typed.
///
/// # Errors
/// The contacts cannot be read.
pub fn search(
    database: &Arc<ContactDatabase>,
    catalog: &Catalog,
    dimensions: &[String],
    query: &str,
    most: usize,
) -> Result<Vec<Hit>, StoreError> {
    database.is_there()?;
    let words = folded(query);
    let words: Vec<&str> = words.split_whitespace().collect();
    let places = database.contacts.search(dimensions, query, most)?;
    let hits = places.into_iter().filter_map(|place| {
        let person = database.contacts.person(place).transpose()?;
        Some(person.and_then(|person| {
            let stored = stored(database, catalog, place, &person)?;
            let matched = matched(&stored, &words);
            Ok(Hit { stored, matched })
        }))
    });
    hits.collect()
}

pub(super) fn stored(
    database: &Arc<ContactDatabase>,
    catalog: &Catalog,
    place: usize,
    person: &Person,
) -> Result<Stored, StoreError> {
    let contact = Contact {
        dimension: person.dimension.clone(),
        folder: person.folder.clone(),
        values: person.values.clone(),
        cookies: database.contacts.cookies(place)?,
        history: Vec::new(),
    };
    let title = catalog.contact_title(&contact);
    Ok(Stored { database: Arc::clone(database), place, contact: Arc::new(contact), title })
}

/// The first value with a word of the query that the title does not show.
fn matched(stored: &Stored, words: &[&str]) -> Option<(String, String)> {
    let hidden = words.iter().find(|word| !contains_folded(&stored.title, word))?;
    let mut values = stored.contact.values.iter().map(|(name, value)| (name, value.to_string()));
    values.find(|(_, value)| contains_folded(value, hidden)).map(|(name, value)| (name.clone(), value))
}

/// Who may come, and where from.
#[derive(Debug, Clone)]
pub(super) struct Whom {
    pub(super) database: Option<Arc<ContactDatabase>>,
    pub(super) derived: Derived,
    pub(super) dimensions: Vec<String>,
    /// The environment whose rules see the contact, with the call.
    pub(super) environment: String,
    pub(super) call: Call,
    pub(super) now: Timestamp,
}

/// Somebody who was looked up.
#[derive(Debug, Clone)]
pub(super) enum Kind {
    /// A contact of the database.
    Stored(Stored),
    /// A sample contact, by its place.
    Sample(usize),
}

/// What a look came to.
#[derive(Debug)]
pub(super) enum Looked {
    /// Somebody was found, at that place.
    Found(usize, Kind),
    /// Nobody among so many up to that place; there are more.
    SoFar(usize, usize),
    /// Nobody.
    Nobody,
    /// It cannot be looked: the rule, or the contacts.
    Failed(Message),
}

impl Whom {
    fn contacts(&self) -> &dyn ContactStore {
        match &self.database {
            Some(database) => &*database.contacts,
            None => &self.derived.population,
        }
    }

    fn is_there(&self) -> Result<(), StoreError> {
        self.database.as_ref().map_or(Ok(()), |database| database.is_there())
    }

    fn kind(&self, place: usize, person: &Person) -> Result<Kind, StoreError> {
        Ok(match &self.database {
            Some(database) => Kind::Stored(stored(database, self.derived.plan.catalog(), place, person)?),
            None => Kind::Sample(place),
        })
    }

    /// The places of contacts of a dimension that follow one.
    fn behind(&self, dimension: &str, place: Option<usize>) -> Result<Vec<usize>, StoreError> {
        let population = &self.derived.population;
        if let Some(database) = &self.database {
            return database.contacts.behind(dimension, place, TOGETHER);
        }
        let rest = place.map_or(0, |place| place + 1)..population.len();
        Ok(rest.filter(|place| population.is_among(*place, dimension, None)).take(TOGETHER).collect())
    }

    /// Somebody, whoever it is.
    pub(super) fn random(&self) -> Looked {
        self.try_random().unwrap_or_else(|error| Looked::Failed(error.message))
    }

    fn try_random(&self) -> Result<Looked, StoreError> {
        self.is_there()?;
        let mut any = Vec::new();
        for dimension in &self.dimensions {
            if let Some(database) = &self.database {
                any.extend(database.contacts.at_part(dimension, part())?);
            } else {
                let population = &self.derived.population;
                let own = population.first(dimension, None, population.len());
                any.extend(own.get(below(own.len())));
            }
        }
        let Some(place) = any.get(below(any.len())).copied() else { return Ok(Looked::Nobody) };
        let Some(person) = self.contacts().person(place)? else { return Ok(Looked::Nobody) };
        Ok(Looked::Found(place, self.kind(place, &person)?))
    }

    /// The first contact that matches a rule, behind a place.
    pub(super) fn by_rule(&self, source: &str, behind: Option<usize>) -> Looked {
        self.try_by_rule(source, behind).unwrap_or_else(Looked::Failed)
    }

    fn try_by_rule(&self, source: &str, mut behind: Option<usize>) -> Result<Looked, Message> {
        let start = Instant::now();
        let message = |error: StoreError| error.message;
        self.is_there().map_err(message)?;
        let rules = self.derived.plan.rules();
        let view = self.derived.plan.call_view(&self.environment, &self.call, None, self.now);
        let view = view.ok_or_else(|| Message::new("preview-no-space"))?;
        let found = rules.check(view.schema(), source, Use::Target);
        if let Some(error) = found.iter().find(|found| found.severity == rule::Severity::Error) {
            return Err(error.message.clone());
        }
        let program = rules.program(view.schema(), source).map_err(|found| {
            found.first().map_or_else(|| Message::new("preview-no-space"), |error| error.message.clone())
        })?;
        let (contacts, mut spread, mut looked_at) = (self.contacts(), view.spread(), 0);
        let own = self.derived.plan.catalog().environment(&self.environment);
        let own = own.map_or("", |environment| environment.targeting_dimension.as_str());
        loop {
            let places = self.behind(own, behind).map_err(message)?;
            let Some(last) = places.last().copied() else { return Ok(Looked::Nobody) };
            for place in places {
                looked_at += 1;
                let Some(person) = contacts.person(place).map_err(message)? else { continue };
                // Each contact has what one decision may take.
                let budget = Budget::default();
                let profile = spread.fill(Some(&person.profile));
                let inputs = Inputs { budget: Some(&budget), ..view.inputs_of((profile, &person.key), None) };
                if matches!(program.test(&inputs), Truth::True) {
                    return Ok(Looked::Found(place, self.kind(place, &person).map_err(message)?));
                }
            }
            behind = Some(last);
            if start.elapsed() > AT_A_TIME {
                return Ok(Looked::SoFar(last, looked_at));
            }
        }
    }
}

/// Any number. Hash maps have their keys from the same source.
fn any() -> u64 {
    RandomState::new().build_hasher().finish()
}

/// Any number from 0 to below 1.
#[expect(clippy::cast_precision_loss, reason = "53 bits have room")]
fn part() -> f64 {
    (any() >> 11) as f64 / (1_u64 << 53) as f64
}

/// Any number below another one.
fn below(most: usize) -> usize {
    usize::try_from(any() % most.max(1) as u64).unwrap_or_default()
}
