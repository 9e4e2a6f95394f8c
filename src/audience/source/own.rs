//! A catalog's own contacts as a population.

use super::error::SourceError;
use super::population::{Part, Parts, Source, Whom};
use crate::contacts::{ContactBatch, Population};
use std::collections::HashSet;
use std::fmt::Write;
use xxhash_rust::xxh64::Xxh64;

/// How many contacts are read together: each may take a while.
const TOGETHER: usize = 512;

/// A catalog's own contacts, with what was proposed to them since it was opened.
#[derive(Debug)]
pub struct OwnContacts {
    name: String,
    population: Population,
}

impl OwnContacts {
    /// Of a catalog that a person calls so.
    pub fn new(name: impl Into<String>, population: Population) -> Self {
        Self { name: name.into(), population }
    }
}

impl Source for OwnContacts {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn total(&self) -> Option<u64> {
        u64::try_from(self.population.len()).ok()
    }

    fn digest(&self) -> Result<u64, SourceError> {
        let (mut hash, mut written) = (Xxh64::new(0), String::new());
        for place in 0..self.population.len() {
            let Some(person) = self.population.person(place) else { continue };
            written.clear();
            let known = (&person.dimension, &person.folder, &person.values, &person.history);
            // A text can always grow.
            let _ = write!(written, "{known:?}");
            hash.update(written.as_bytes());
        }
        Ok(hash.digest())
    }

    fn parts<'s>(&'s self, whom: &Whom) -> Result<Parts<'s>, SourceError> {
        let places = (0..self.population.len()).step_by(TOGETHER);
        let (dimension, folders) = (whom.dimension.name.clone(), whom.folders.clone());
        Ok(Box::new(places.map(move |start| {
            let people = self.people(start, &dimension, folders.as_ref());
            let part: Part<'s> = Box::new(std::iter::once(Ok(people)));
            Ok(part)
        })))
    }
}

impl OwnContacts {
    fn people(&self, start: usize, dimension: &str, folders: Option<&HashSet<String>>) -> ContactBatch {
        let places = start..self.population.len().min(start + TOGETHER);
        let own = places.filter(|place| self.population.is_among(*place, dimension, folders));
        ContactBatch::People(own.filter_map(|place| self.population.person(place).cloned()).collect())
    }
}
