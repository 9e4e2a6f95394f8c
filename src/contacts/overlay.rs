//! Contacts with what is tried with them: changes that stay in memory, over contacts that stay as they are. Owns what is
//! changed and who is added.

use super::person::{Past, Person};
use super::population::Population;
use super::store::{ContactStore, StoreError};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The place of the first contact that is added: far above those of any store.
const ADDED: usize = 1 << (usize::BITS - 2);

/// Contacts of a store, with changes that leave the store alone.
#[derive(Debug, Clone)]
pub struct Overlay<'b> {
    below: Below<'b>,
    changed: HashMap<usize, Arc<Person>>,
    /// Places below that were seen with more cookies, by cookie.
    cookies: HashMap<String, Vec<usize>>,
    added: Population,
}

#[derive(Debug, Clone)]
enum Below<'b> {
    Lent(&'b dyn ContactStore),
    Shared(Arc<dyn ContactStore>),
}

impl<'b> Overlay<'b> {
    /// Nothing is changed yet.
    pub fn over(store: &'b dyn ContactStore) -> Self {
        Self::new(Below::Lent(store))
    }

    fn new(below: Below<'b>) -> Self {
        Self { below, changed: HashMap::new(), cookies: HashMap::new(), added: Population::default() }
    }

    fn below(&self) -> &dyn ContactStore {
        match &self.below {
            Below::Lent(store) => *store,
            Below::Shared(store) => &**store,
        }
    }

    /// Changes what is known of a contact. What it is found by stays. Says whether there is one.
    ///
    /// # Errors
    /// The contacts below cannot be read.
    pub fn edit(&mut self, place: usize, edit: impl FnOnce(&mut Person)) -> Result<bool, StoreError> {
        if let Some(added) = place.checked_sub(ADDED) {
            self.added.edit(added, edit);
            return Ok(added < self.added.len());
        }
        if !self.changed.contains_key(&place) {
            let Some(person) = self.below().person(place)? else { return Ok(false) };
            self.changed.insert(place, person);
        }
        if let Some(person) = self.changed.get_mut(&place) {
            edit(Arc::make_mut(person));
        }
        Ok(true)
    }
}

impl Overlay<'static> {
    /// Nothing is changed yet.
    pub fn over_shared(store: Arc<dyn ContactStore>) -> Self {
        Self::new(Below::Shared(store))
    }
}

fn above(places: Vec<usize>) -> impl Iterator<Item = usize> {
    places.into_iter().map(|place| place + ADDED)
}

impl ContactStore for Overlay<'_> {
    fn places(&self) -> Result<usize, StoreError> {
        // Of those that are added it is how many, so that numbers made of it stay small.
        Ok(self.below().places()? + self.added.len())
    }

    fn first(
        &self,
        dimension: &str,
        folders: Option<&HashSet<String>>,
        most: usize,
    ) -> Result<Vec<usize>, StoreError> {
        let mut first = self.below().first(dimension, folders, most)?;
        first.extend(above(self.added.first(dimension, folders, most - first.len())));
        Ok(first)
    }

    fn find(
        &self,
        dimension: &str,
        folders: Option<&HashSet<String>>,
        values: &[(usize, String)],
    ) -> Result<Vec<usize>, StoreError> {
        let mut found = self.below().find(dimension, folders, values)?;
        found.extend(above(self.added.find(dimension, folders, values)));
        Ok(found)
    }

    fn with_cookie(
        &self,
        dimension: &str,
        folders: Option<&HashSet<String>>,
        cookie: &str,
    ) -> Result<Vec<usize>, StoreError> {
        let mut found = self.below().with_cookie(dimension, folders, cookie)?;
        for place in self.cookies.get(cookie).into_iter().flatten() {
            if !found.contains(place) && self.below().is_among(*place, dimension, folders)? {
                found.push(*place);
            }
        }
        found.extend(above(self.added.with_cookie(dimension, folders, cookie)));
        Ok(found)
    }

    fn is_among(
        &self,
        place: usize,
        dimension: &str,
        folders: Option<&HashSet<String>>,
    ) -> Result<bool, StoreError> {
        match place.checked_sub(ADDED) {
            Some(added) => Ok(self.added.is_among(added, dimension, folders)),
            None => self.below().is_among(place, dimension, folders),
        }
    }

    fn person(&self, place: usize) -> Result<Option<Arc<Person>>, StoreError> {
        match (place.checked_sub(ADDED), self.changed.get(&place)) {
            (Some(added), _) => Ok(self.added.person(added).cloned()),
            (None, Some(person)) => Ok(Some(Arc::clone(person))),
            (None, None) => self.below().person(place),
        }
    }

    fn create(&mut self, person: Person, cookies: &[String]) -> Result<usize, StoreError> {
        Ok(self.added.push(person, cookies) + ADDED)
    }

    fn add_cookies(&mut self, place: usize, cookies: &[String]) -> Result<(), StoreError> {
        if let Some(added) = place.checked_sub(ADDED) {
            return self.added.add_cookies(added, cookies);
        }
        for cookie in cookies {
            self.cookies.entry(cookie.clone()).or_default().push(place);
        }
        Ok(())
    }

    fn record(&mut self, place: usize, made: Vec<Past>) -> Result<(), StoreError> {
        self.edit(place, |person| person.history.extend(made)).map(drop)
    }

    fn set_history(&mut self, place: usize, history: Vec<Past>) -> Result<(), StoreError> {
        self.edit(place, |person| person.history = history).map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Catalog, Status, Values};
    use jiff::Timestamp;

    fn catalog() -> Catalog {
        let text = r#"#![enable(unwrap_newtypes, implicit_some)] (format: 1, name: "c",
            dimensions: [(name: "r", kind: Recipient, key: ["id"], fields: [(name: "id", type: Text)])],
            contacts: [(dimension: "r", values: {"id": "1"}, cookies: ["c-1"]), (dimension: "r", values: {"id": "2"})])"#;
        ron::from_str(text).expect("a catalog")
    }

    fn past(offer: &str) -> Past {
        Past {
            offer: offer.to_owned(),
            space: "e/s".to_owned(),
            at: Timestamp::UNIX_EPOCH,
            status: Status::Presented,
            weight: None,
            rank: None,
            stored: Values::new(),
        }
    }

    #[test]
    fn what_is_tried_is_seen_above_and_not_below() {
        let below = Population::of(&catalog());
        let mut overlay = Overlay::over(&below);
        overlay.record(0, vec![past("e/a"), past("e/b")]).expect("in memory");
        assert!(overlay.set_status(0, "e/a", Status::Rejected).expect("in memory"));
        assert!(!overlay.set_status(1, "e/a", Status::Rejected).expect("in memory"), "it was never proposed");
        overlay.add_cookies(1, &["c-2".to_owned(), "c-1".to_owned()]).expect("in memory");
        let person = overlay.person(0).expect("in memory").expect("somebody");
        let statuses: Vec<Status> = person.history.iter().map(|past| past.status).collect();
        assert_eq!(statuses, [Status::Rejected, Status::Presented]);
        assert_eq!(overlay.with_cookie("r", None, "c-2").expect("in memory"), [1]);
        assert_eq!(overlay.with_cookie("r", None, "c-1").expect("in memory"), [0, 1]);
        assert_eq!(overlay.with_cookie("other", None, "c-2").expect("in memory"), [0_usize; 0]);
        overlay.set_history(0, Vec::new()).expect("in memory");
        assert_eq!(overlay.person(0).expect("in memory").expect("somebody").history, []);
        assert!(below.person(0).expect("somebody").history.is_empty());
        assert!(below.with_cookie("r", None, "c-2").is_empty());
    }

    #[test]
    fn who_is_added_is_found_as_the_others_are() {
        let catalog = catalog();
        let mut overlay = Overlay::over_shared(Arc::new(Population::of(&catalog)));
        let zone = catalog.zone();
        let new = Person::unknown(&catalog.dimensions[0], "folder", "3", &zone);
        let place = overlay.create(new, &["c-3".to_owned()]).expect("in memory");
        overlay.add_cookies(place, &["c-4".to_owned()]).expect("in memory");
        overlay.record(place, vec![past("e/a")]).expect("in memory");
        let folders = HashSet::from(["folder".to_owned()]);
        assert_eq!(overlay.places(), Ok(3));
        assert_eq!(overlay.find("r", Some(&folders), &[(0, "3".to_owned())]), Ok(vec![place]));
        assert_eq!(overlay.with_cookie("r", None, "c-3"), Ok(vec![place]));
        assert_eq!(overlay.with_cookie("r", None, "c-4"), Ok(vec![place]));
        assert_eq!(overlay.is_among(place, "r", Some(&folders)), Ok(true));
        assert_eq!(overlay.is_among(0, "r", Some(&folders)), Ok(false));
        assert_eq!(overlay.first("r", None, 2), Ok(vec![0, 1]));
        assert_eq!(overlay.first("r", None, 9), Ok(vec![0, 1, place]));
        assert_eq!(overlay.person(place).expect("in memory").expect("somebody").history.len(), 1);
        assert_eq!(overlay.edit(7, |_| ()), Ok(false));
    }
}
