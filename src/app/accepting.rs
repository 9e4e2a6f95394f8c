//! Accepting what scenarios get as what they expect: of one, or of all that fail, in one step.

use super::application::App;
use super::dialog::Dialog;
use crate::document::Edit;
use crate::model::{Entity, Ref};
use crate::text::Message;
use std::sync::Arc;

/// From so many on a person is asked first: what they expected is not read one by one.
const MANY: usize = 10;

impl App {
    /// Has the scenario of that name, or all that fail, expect what they get; asks first where those are many.
    pub(super) fn ask_to_accept(&mut self, of: Option<&str>) {
        match of {
            None if self.workspace().acceptable() >= MANY => self.dialog = Some(Dialog::AcceptResults),
            of => self.accept_results(of),
        }
    }

    /// Has them expect what they get; nothing, where that is not known of the catalog as it stands.
    pub(super) fn accept_results(&mut self, of: Option<&str>) {
        if !self.workspace().is_analysed() {
            return;
        }
        let (results, catalog) = (Arc::clone(self.workspace().scenarios()), self.workspace().catalog());
        let wanted = results.iter().filter(|it| of.is_none_or(|name| it.name == name));
        let edits = wanted.filter_map(|result| {
            let entity = Entity::Scenario(Arc::clone(result.accepted.as_ref()?));
            catalog.scenarios.iter().find(|it| it.name == result.name)?;
            Some(Edit::Put(Ref::Scenario(result.name.clone()), entity))
        });
        let edits: Vec<Edit> = edits.collect();
        let step = Message::new("contacts-step-accept").with("count", edits.len());
        self.edit(&Edit::All(edits), step, None);
    }
}
