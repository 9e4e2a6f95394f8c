//! Contacts of any store as a population: a database's. Owns nothing but the order in which they are asked for.

use super::error::SourceError;
use super::population::{Part, Parts, Source, Whom};
use crate::contacts::{ContactBatch, ContactStore, StoreError};
use std::sync::Arc;

/// How many contacts are read together, and how many one thread takes at once.
const TOGETHER: usize = 512;
const PART: usize = 8_192;

/// The contacts of a store, with their history.
#[derive(Debug)]
pub struct StoreContacts {
    name: String,
    store: Arc<dyn ContactStore>,
    digest: u64,
}

impl StoreContacts {
    /// Of a store that a person calls so; `digest` tells what it holds from what it held before.
    pub fn new(name: impl Into<String>, store: Arc<dyn ContactStore>, digest: u64) -> Self {
        Self { name: name.into(), store, digest }
    }

    fn people(&self, places: &[usize]) -> Result<ContactBatch, SourceError> {
        let people = places.iter().filter_map(|place| self.store.person(*place).transpose());
        Ok(ContactBatch::People(people.collect::<Result<_, StoreError>>()?))
    }
}

impl From<StoreError> for SourceError {
    fn from(error: StoreError) -> Self {
        Self { message: error.message }
    }
}

impl Source for StoreContacts {
    fn name(&self) -> String {
        self.name.clone()
    }

    fn total(&self) -> Option<u64> {
        None
    }

    fn digest(&self) -> Result<u64, SourceError> {
        Ok(self.digest)
    }

    fn parts<'s>(&'s self, whom: &Whom) -> Result<Parts<'s>, SourceError> {
        let places = self.store.first(&whom.dimension.name, whom.folders.as_ref(), usize::MAX)?;
        let parts: Vec<Vec<usize>> = places.chunks(PART).map(<[usize]>::to_vec).collect();
        Ok(Box::new(parts.into_iter().map(move |places| {
            let batches: Vec<Vec<usize>> = places.chunks(TOGETHER).map(<[usize]>::to_vec).collect();
            let part: Part<'s> = Box::new(batches.into_iter().map(move |places| self.people(&places)));
            Ok(part)
        })))
    }
}
