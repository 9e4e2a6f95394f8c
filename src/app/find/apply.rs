//! What the application does about finding and replacing: when the catalog is searched, and the steps that replace.

use super::{Find, FindAction, Searched};
use crate::app::application::App;
use crate::app::notices::NoticeKind;
use crate::app::tasks::Task;
use crate::app::view::BottomTab;
use crate::app::workspace::WorkspaceId;
use crate::document::{self, Found, Query};
use crate::engine::Plan;
use crate::model::Catalog;
use crate::text::Message;
use std::sync::Arc;

impl App {
    /// Shows the panel.
    pub(in crate::app) fn show_find(&mut self) {
        self.preferences.problems = true;
        self.open.front_mut().view.bottom = BottomTab::Find;
        self.find.asked += 1;
    }

    /// Has the catalog searched again where it or the query has changed, while the panel is shown. What is
    /// looked for already, and is not what is wanted now, is given up.
    pub(in crate::app) fn refresh_find(&mut self) {
        let catalog = Arc::clone(self.workspace().catalog());
        let shown = self.preferences.problems && self.view().bottom == BottomTab::Find;
        let asked = self.find.asked_for.as_ref().is_some_and(|asked| asked.is(&catalog, &self.find.query));
        if !shown || self.find.is_of(&catalog) || asked {
            return;
        }
        let query = self.find.query.clone();
        if query.text.is_empty() {
            // An empty text has no results: that needs no worker.
            self.jobs.tasks().cancel(Task::Find);
            self.find.asked_for = None;
            return self.take_found(catalog, query, Arc::default());
        }
        self.jobs.tasks().cancel(Task::Find);
        let of = Searched { catalog: Arc::clone(&catalog), query: query.clone() };
        let (searched, wanted) = (Arc::clone(&catalog), query.clone());
        let ordered = self.jobs.start(
            Task::Find,
            move |cancelled| Arc::new(document::find_unless(&searched, &wanted, &|| cancelled.is_set())),
            move |app: &mut Self, found| app.take_found(catalog, query, found),
        );
        self.find.asked_for = ordered.then_some(of);
    }

    /// Takes over what was found, if it is still what is wanted.
    fn take_found(&mut self, catalog: Arc<Catalog>, query: Query, found: Arc<Found>) {
        if query == self.find.query && Arc::ptr_eq(&catalog, self.workspace().catalog()) {
            self.find.found = found;
            self.find.of = Some(Searched { catalog, query });
            self.find.asked_for = None;
        }
    }

    /// Nothing is shown of a search that was given up, and it is not begun again by itself.
    pub(in crate::app) fn stop_finding(&mut self) {
        let (catalog, query) = (Arc::clone(self.workspace().catalog()), self.find.query.clone());
        self.take_found(catalog, query, Arc::default());
    }

    pub(in crate::app) fn apply_find(&mut self, action: FindAction) {
        match action {
            FindAction::Search(query) => self.find.query = query,
            FindAction::With(with) => self.find.with = with,
            FindAction::Replace(index) => self.replace_one(index),
            FindAction::ReplaceAll => self.replace_all(),
        }
    }

    fn replace_one(&mut self, index: usize) {
        // What is listed may be of a state before the last step.
        if !self.find.is_of(self.workspace().catalog()) {
            return;
        }
        let Find { query, with, found, .. } = &self.find;
        let Some(hit) = found.hits.get(index).filter(|hit| hit.replaceable) else { return };
        let Some(edit) = document::replace_one(self.workspace().catalog(), query, &hit.place, with) else {
            return;
        };
        self.edit(&edit, self.replace_step(), None);
    }

    /// Has the text replaced everywhere, off the window's thread: that may be thousands of rules.
    fn replace_all(&mut self) {
        let (query, with) = (self.find.query.clone(), self.find.with.clone());
        let (workspace, plan) = (self.workspace().id(), Arc::clone(self.workspace().plan()));
        let (catalog, step) = (Arc::clone(self.workspace().catalog()), self.replace_step());
        let before = Arc::clone(&catalog);
        self.jobs.start(
            Task::Replace,
            move |cancelled| {
                let count = document::find_unless(&catalog, &query, &|| cancelled.is_set()).replaceable;
                let next = document::replace_all(&catalog, &query, &with).apply(&catalog);
                let next = next.filter(|_| !cancelled.is_set());
                (next.map(|next| Arc::new(Plan::after(&next, Some(&plan)))), count)
            },
            move |app: &mut Self, (made, count)| app.take_replaced((workspace, &before), made, step, count),
        );
    }

    /// Takes over that a text was replaced, unless the catalog is another one by now.
    fn take_replaced(
        &mut self,
        (workspace, catalog): (WorkspaceId, &Arc<Catalog>),
        made: Option<Arc<Plan>>,
        step: Message,
        count: usize,
    ) {
        let Some(plan) = made else { return };
        if self.workspace().id() != workspace || !Arc::ptr_eq(catalog, self.workspace().catalog()) {
            return self.notice(NoticeKind::Failed, Message::new("find-replaced-nothing"));
        }
        self.open.front_mut().workspace.take(plan, step);
        self.after_change();
        self.notice(NoticeKind::Done, Message::new("find-replaced").with("count", count));
    }

    fn replace_step(&self) -> Message {
        Message::new("find-step").with("text", &self.find.query.text)
    }
}
