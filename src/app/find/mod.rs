//! Find and replace: what is looked for, what was found of it, and the steps that replace.
//!
//! Owns when the catalog is searched: once for a query and a state of the catalog, off the window's thread, and
//! only while the panel shows it.

mod apply;

use crate::document::{Found, Query};
use crate::model::Catalog;
use std::sync::{Arc, Weak};

/// The panel's state.
#[derive(Debug, Default)]
pub struct Find {
    query: Query,
    with: String,
    found: Arc<Found>,
    /// The catalog and the query that were searched.
    of: Option<Arc<Searched>>,
    /// The catalog and the query that a worker is searching; held by its work.
    asked_for: Weak<Searched>,
    asked: u64,
}

/// A state of a catalog and what is looked for in it.
#[derive(Debug)]
struct Searched {
    catalog: Arc<Catalog>,
    query: Query,
}

impl Searched {
    fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.catalog, &other.catalog) && self.query == other.query
    }
}

/// What a person does in the panel.
#[derive(Debug, Clone, PartialEq)]
pub enum FindAction {
    /// Look for this.
    Search(Query),
    /// Replace by this, once it is asked for.
    With(String),
    /// Replace what stands at this place of the list.
    Replace(usize),
    /// Replace everything that can be.
    ReplaceAll,
}

impl Find {
    /// What is looked for.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// What it is to be replaced by.
    pub fn with(&self) -> &str {
        &self.with
    }

    /// What was found.
    pub fn found(&self) -> &Arc<Found> {
        &self.found
    }

    /// Grows whenever the panel is asked for: its field then takes the keyboard.
    pub fn asked(&self) -> u64 {
        self.asked
    }
}
