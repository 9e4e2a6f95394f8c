//! What is tried with contacts in the preview: what they accepted and refused there, and what would have to change for an
//! offer. Owns how that is made of the catalog's contacts, which stay as they are.

use super::{Preview, Version};
use crate::app::application::App;
use crate::contacts::{Past, Person, Population};
use crate::document;
use crate::engine::{Change, ChangeSearch, Plan, Way, Ways, decide_unfilled};
use crate::model::{Catalog, Value, split_address};
use crate::rule::{Root, typed};

/// Something that is tried with a contact.
#[derive(Debug, Clone)]
pub(in crate::app) enum Tried {
    /// A proposition was made to it.
    Made(Past),
    /// One was not.
    Unmade(Past),
    /// A field of it has another value, or none.
    Value(String, Option<Value>),
}

/// Contacts, by their places among the catalog's, with what is tried with them.
pub(super) fn with_trial(
    catalog: &Catalog,
    mut population: Population,
    trial: &[(usize, Tried)],
) -> Population {
    for (contact, tried) in trial {
        population.edit(*contact, |person| match tried {
            Tried::Made(past) => person.history.push(past.clone()),
            Tried::Unmade(past) => {
                let place = person.history.iter().position(|known| known == past);
                drop(place.map(|place| person.history.remove(place)));
            }
            Tried::Value(field, value) => give(catalog, person, field, value.as_ref()),
        });
    }
    population
}

/// Gives a contact another value of a field that its dimension has.
fn give(catalog: &Catalog, person: &mut Person, name: &str, value: Option<&Value>) {
    let fields = catalog.dimension(&person.dimension).map(|dimension| dimension.fields.as_slice());
    let slot = fields.and_then(|fields| fields.iter().position(|field| field.name == name));
    let (Some(fields), Some(slot)) = (fields, slot) else { return };
    let (field, zone) = (&fields[slot], catalog.zone());
    let value = value.and_then(|value| typed(value, &field.field_type, &zone).ok());
    person.set_value(slot, &(field.name.clone(), field.field_type.clone()), value.as_ref(), &zone);
}

impl Preview {
    /// The fields of which another value is tried, with the contact's place among the catalog's.
    pub fn tried_values(&self) -> impl Iterator<Item = (usize, &str, Option<&Value>)> {
        self.trial.iter().filter_map(|(contact, tried)| match tried {
            Tried::Value(field, value) => Some((*contact, field.as_str(), value.as_ref())),
            Tried::Made(_) | Tried::Unmade(_) => None,
        })
    }

    /// Whether a way in which an offer would be proposed can be tried here: it needs no other contact, and no approval.
    pub fn can_try(&self, way: &Way) -> bool {
        let is_known = self.known_contact().is_some();
        way.changes.iter().all(|change| match change {
            Change::Identified | Change::Approved => false,
            Change::Value(it) => it.root == Root::Call || is_known,
            Change::History(_) => is_known,
            Change::Moment { .. } | Change::Space(_) | Change::Category(_) | Change::Count(_) => true,
        })
    }

    /// Tries what would have to change.
    pub(super) fn try_way(&mut self, way: Way, catalog: &Catalog) {
        if !self.can_try(&way) {
            return;
        }
        let contact = self.known_contact();
        for change in way.changes {
            match (change, contact) {
                (Change::Value(it), _) if it.root == Root::Call => match it.value {
                    Some(value) => drop(self.data.insert(it.field, value)),
                    None => drop(self.data.shift_remove(&it.field)),
                },
                (Change::Value(it), Some(contact)) => {
                    self.trial.retain(|(other, tried)| {
                        *other != contact || !matches!(tried, Tried::Value(field, _) if *field == it.field)
                    });
                    self.trial.push((contact, Tried::Value(it.field, it.value)));
                }
                (Change::History(past), Some(contact)) => {
                    self.trial.extend(past.into_iter().map(|past| (contact, Tried::Unmade(past))));
                }
                (Change::Moment { at, .. }, _) => self.at = Some(at),
                (Change::Space(space), _) => self.space = Some(self.in_design(catalog, space)),
                (Change::Category(name), _) => self.asked = (vec![name], Vec::new()),
                (Change::Count(count), _) => self.count = count,
                _ => {}
            }
        }
    }

    fn known_contact(&self) -> Option<usize> {
        Some(self.answer.as_ref()?.as_ref().ok()?.contact.as_ref()?.index)
    }

    /// The address of a space as it is called here: that of Design, whichever version is asked.
    fn in_design(&self, catalog: &Catalog, space: String) -> String {
        let design = split_address(&space).and_then(|(live, name)| {
            let design = catalog.environments.iter().find(|it| it.linked_live() == Some(live))?;
            Some(format!("{}/{name}", design.name))
        });
        design.filter(|_| self.version != Version::Edited).unwrap_or(space)
    }
}

impl App {
    /// What finds out what would have to change for an offer, `"ENV/OFFER"`, that the preview does not propose. A worker
    /// runs it; nothing, where the offer is proposed by then.
    pub fn ways_of(&self, offer: &str) -> impl FnOnce() -> Option<Ways> + Send + use<> {
        let (preview, workspace, now) = (self.preview(), self.workspace(), self.jobs.now());
        let population = preview.population(workspace);
        let call = preview.call(workspace.catalog());
        let (derived, version, offer) = (workspace.derived().clone(), preview.version(), offer.to_owned());
        move || {
            let approved;
            let (mut call, mut plan) = (call?, &*derived.plan);
            if version == Version::Approved {
                let catalog = plan.catalog();
                call = document::call_in_live(catalog, &call).unwrap_or(call);
                let published = document::publish(catalog).ok()?;
                approved = Plan::after(&published.catalog, Some(plan));
                plan = &approved;
            }
            let decision = decide_unfilled(plan, &population, &call, now).ok()?;
            let excluded = decision.excluded.iter().find(|excluded| decision.address(excluded) == offer)?;
            Some(ChangeSearch::new(plan, &population, &call).ways(&decision, excluded))
        }
    }
}
