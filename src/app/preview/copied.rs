//! A scenario of a contact of a database. Owns the contact of the catalog that it needs: a copy, unless the catalog has that one.

use super::Preview;
use crate::app::workspace::Workspace;
use crate::contacts::{Past, Person, Population};
use crate::engine;
use crate::model::{Catalog, Contact, Proposition, Scenario};
use crate::text::{Language, Message};
use std::sync::Arc;

impl Preview {
    /// The call and its answer as a scenario that passes, with the contact that the catalog has to have for it, where it has it
    /// not yet; nothing where there is no answer.
    ///
    /// # Errors
    /// The catalog has a contact with the same key, who is another one.
    pub(in crate::app) fn scenario_with_contact(
        &self,
        workspace: &Workspace,
        language: Language,
    ) -> Result<Option<(Option<Contact>, Scenario)>, Message> {
        let Some(person) = self.contact().filter(|_| self.database().is_some()) else {
            return Ok(self.scenario(workspace, language).map(|scenario| (None, scenario)));
        };
        let (catalog, population) = (workspace.catalog(), workspace.population());
        let written = |past: &Past| {
            let made = engine::written(workspace.plan(), past);
            Proposition { at: made.at.to_the_minute(), ..made }
        };
        let same_key = same_key(catalog, population, person);
        let Some(known) = same_key else {
            let contact = Contact {
                dimension: person.dimension.clone(),
                folder: person.folder.clone(),
                values: person.values.clone(),
                cookies: self.cookies_known_by(catalog),
                history: person.history.iter().map(written).collect(),
            };
            let mut with_copy = Catalog::clone(catalog);
            with_copy.contacts.push(Arc::new(contact.clone()));
            let contacts = Population::of(&with_copy);
            let besides = (Vec::new(), Some(person.label.clone()));
            let scenario = self.scenario_among((&with_copy, &contacts), workspace.plan(), besides, language);
            return Ok(scenario.map(|scenario| (Some(contact), scenario)));
        };
        // What was proposed since is the scenario's own.
        let mut since: Vec<Proposition> = person.history.iter().map(written).collect();
        let is_there = |made: &Past| {
            let made = written(made);
            let place = since.iter().position(|past| *past == made);
            place.map(|place| since.remove(place)).is_some()
        };
        if known.values != person.values || !known.history.iter().all(is_there) {
            return Err(Message::new("stored-scenario-other").with("contact", &person.label));
        }
        let besides = (since, Some(person.label.clone()));
        let scenario = self.scenario_among((catalog, population), workspace.plan(), besides, language);
        Ok(scenario.map(|scenario| (None, scenario)))
    }

    /// The cookies of the contact who comes, or those by which somebody was recognised.
    fn cookies_known_by(&self, catalog: &Catalog) -> Vec<String> {
        if let Some(stored) = self.stored().filter(|stored| Some(stored.place) == self.known_contact()) {
            return stored.contact.cookies.clone();
        }
        let call = self.call(catalog);
        call.into_iter().flat_map(|call| [call.session_cookie, call.permanent_cookie]).flatten().collect()
    }
}

/// The contact of the catalog that has the key of another one.
fn same_key<'p>(catalog: &Catalog, population: &'p Population, person: &Person) -> Option<&'p Arc<Person>> {
    let dimension = catalog.dimension(&person.dimension)?;
    let slots = dimension.key.iter().map(|key| dimension.fields.iter().position(|field| field.name == *key));
    let values = slots.map(|slot| slot.and_then(|slot| Some((slot, person.value_text(slot)?))));
    let values: Vec<(usize, String)> = values.collect::<Option<_>>()?;
    let found = population.find(&person.dimension, None, &values);
    population.person(*found.first()?)
}
