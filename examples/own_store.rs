//! A contact store of one's own: the contacts of a customer system, asked one by one.
//!
//! `cargo run --example own_store`
//!
//! The engine asks a store who has these key values, who was seen with this cookie, and what is known of somebody; here a
//! table in memory stands for the customer system.

use std::collections::{HashMap, HashSet};
use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use vitrine::jiff::Timestamp;
use vitrine::model::Contact;
use vitrine::{Call, Catalog, ContactStore, Past, Person, Plan, StoreError, decide, store};

/// The contacts of a dimension, in rows.
#[derive(Debug, Default)]
struct Customers {
    rows: Vec<Arc<Person>>,
    by_cookie: HashMap<String, Vec<usize>>,
}

impl Customers {
    /// Takes a row of the customer system over, as the catalog would write it.
    fn add(&mut self, catalog: &Catalog, contact: &Contact) {
        let place = self.rows.len();
        for cookie in &contact.cookies {
            self.by_cookie.entry(cookie.clone()).or_default().push(place);
        }
        self.rows.push(Arc::new(Person::of(catalog, contact, &catalog.zone())));
    }

    fn is_here(&self, place: usize, dimension: &str, folders: Option<&HashSet<String>>) -> bool {
        self.rows.get(place).is_some_and(|person| person.is_among(dimension, folders))
    }

    fn edit(&mut self, place: usize, edit: impl FnOnce(&mut Person)) {
        if let Some(person) = self.rows.get_mut(place) {
            edit(Arc::make_mut(person));
        }
    }
}

impl ContactStore for Customers {
    fn places(&self) -> Result<usize, StoreError> {
        Ok(self.rows.len())
    }

    fn first(
        &self,
        dimension: &str,
        folders: Option<&HashSet<String>>,
        most: usize,
    ) -> Result<Vec<usize>, StoreError> {
        Ok((0..self.rows.len()).filter(|place| self.is_here(*place, dimension, folders)).take(most).collect())
    }

    fn find(
        &self,
        dimension: &str,
        folders: Option<&HashSet<String>>,
        values: &[(usize, String)],
    ) -> Result<Vec<usize>, StoreError> {
        if values.is_empty() {
            return Ok(Vec::new());
        }
        let has = |place: &usize| {
            let person = &self.rows[*place];
            values.iter().all(|(slot, text)| person.value_text(*slot).as_ref() == Some(text))
        };
        let here = (0..self.rows.len()).filter(|place| self.is_here(*place, dimension, folders));
        Ok(here.filter(has).collect())
    }

    fn with_cookie(
        &self,
        dimension: &str,
        folders: Option<&HashSet<String>>,
        cookie: &str,
    ) -> Result<Vec<usize>, StoreError> {
        let seen = self.by_cookie.get(cookie).into_iter().flatten().copied();
        Ok(seen.filter(|place| self.is_here(*place, dimension, folders)).collect())
    }

    fn is_among(
        &self,
        place: usize,
        dimension: &str,
        folders: Option<&HashSet<String>>,
    ) -> Result<bool, StoreError> {
        Ok(self.is_here(place, dimension, folders))
    }

    fn person(&self, place: usize) -> Result<Option<Arc<Person>>, StoreError> {
        Ok(self.rows.get(place).cloned())
    }

    fn create(&mut self, person: Person, cookies: &[String]) -> Result<usize, StoreError> {
        let place = self.rows.len();
        self.rows.push(Arc::new(person));
        self.add_cookies(place, cookies)?;
        Ok(place)
    }

    fn add_cookies(&mut self, place: usize, cookies: &[String]) -> Result<(), StoreError> {
        for cookie in cookies {
            self.by_cookie.entry(cookie.clone()).or_default().push(place);
        }
        Ok(())
    }

    fn record(&mut self, place: usize, made: Vec<Past>) -> Result<(), StoreError> {
        self.edit(place, |person| person.history.extend(made));
        Ok(())
    }

    fn set_history(&mut self, place: usize, history: Vec<Past>) -> Result<(), StoreError> {
        self.edit(place, |person| person.history = history);
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let catalog = vitrine::load(Path::new("catalogs/neobank.catalog.ron"))?.catalog;
    let plan = Plan::new(&catalog);
    let mut customers = Customers::default();
    for contact in &catalog.contacts {
        customers.add(&catalog, contact);
    }

    let mut call = Call::new("recipient/web_best");
    call.permanent_cookie = Some("c-ben".to_owned());
    call.call_data.insert("language".to_owned(), "en".into());
    (call.count, call.store) = (2, true);
    let now: Timestamp = "2026-11-21T09:00:00Z".parse()?;
    for visit in 1..=3 {
        let decision = decide(&plan, &customers, &call, now)?;
        let offers: Vec<&str> = decision.propositions.iter().map(|it| it.label.as_str()).collect();
        let who = decision.contact.as_ref().map_or("nobody", |contact| contact.label.as_str());
        println!("visit {visit}: {who} gets {}", offers.join(", "));
        // What is proposed is remembered, and counted by caps.
        store(&plan, &mut customers, &call, &decision)?;
    }
    Ok(())
}
