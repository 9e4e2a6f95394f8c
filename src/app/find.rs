//! Find and replace: what is looked for, what was found of it, and the steps that replace.
//!
//! Owns when the catalog is searched: once for a query and a state of the catalog, and only while the panel
//! shows it. One pass over 10,000 offers fits into a frame.

use super::{App, BottomTab, NoticeKind};
use crate::document::{self, Found, Query};
use crate::model::Catalog;
use crate::text::Message;
use std::sync::Arc;

/// The panel's state.
#[derive(Debug, Default)]
pub struct Find {
    query: Query,
    with: String,
    found: Arc<Found>,
    /// The catalog and the query that were searched.
    of: Option<(Arc<Catalog>, Query)>,
    asked: u64,
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

    fn is_of(&self, catalog: &Arc<Catalog>) -> bool {
        self.of.as_ref().is_some_and(|(of, query)| Arc::ptr_eq(of, catalog) && *query == self.query)
    }
}

impl App {
    /// Shows the panel.
    pub(super) fn show_find(&mut self) {
        self.preferences.problems = true;
        self.view.bottom = BottomTab::Find;
        self.find.asked += 1;
    }

    /// Searches the catalog again where it or the query has changed, while the panel is shown.
    pub(super) fn refresh_find(&mut self) {
        let catalog = self.workspace.catalog();
        let shown = self.preferences.problems && self.view.bottom == BottomTab::Find;
        if shown && !self.find.is_of(catalog) {
            self.find.found = Arc::new(document::find(catalog, &self.find.query));
            self.find.of = Some((Arc::clone(catalog), self.find.query.clone()));
        }
    }

    pub(super) fn apply_find(&mut self, action: FindAction) {
        match action {
            FindAction::Search(query) => self.find.query = query,
            FindAction::With(with) => self.find.with = with,
            FindAction::Replace(index) => self.replace_one(index),
            FindAction::ReplaceAll => self.replace_all(),
        }
    }

    fn replace_one(&mut self, index: usize) {
        let Find { query, with, found, .. } = &self.find;
        let Some(hit) = found.hits.get(index).filter(|hit| hit.replaceable) else { return };
        let Some(edit) = document::replace_one(self.workspace.catalog(), query, &hit.place, with) else {
            return;
        };
        self.edit(&edit, self.replace_step(), None);
    }

    fn replace_all(&mut self) {
        self.refresh_find();
        let edit = document::replace_all(self.workspace.catalog(), &self.find.query, &self.find.with);
        let count = self.find.found.replaceable;
        if self.edit(&edit, self.replace_step(), None) {
            self.notice(NoticeKind::Done, Message::new("find-replaced").with("count", count));
        }
    }

    fn replace_step(&self) -> Message {
        Message::new("find-step").with("text", &self.find.query.text)
    }
}
