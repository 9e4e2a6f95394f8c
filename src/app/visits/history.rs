//! The history of a contact of a database as a person edits it. Owns what is another one until it is stored.

use super::VisitAction;
use crate::app::application::App;
use crate::app::audience::ContactDatabase;
use crate::app::dialog::Dialog;
use crate::contacts::Past;
use crate::model::Status;
use std::sync::Arc;

/// The history of a contact of a database.
#[derive(Debug, Clone)]
pub struct StoredHistory {
    /// Where it is kept.
    pub database: Arc<ContactDatabase>,
    /// What a person reads of the contact.
    pub title: String,
    place: usize,
    before: Vec<Past>,
    now: Vec<Past>,
}

impl StoredHistory {
    /// What was proposed, as it is to be, in the order of the moments.
    pub fn made(&self) -> &[Past] {
        &self.now
    }

    /// Whether it is to be another one than it was.
    pub fn is_changed(&self) -> bool {
        self.before != self.now
    }

    fn change(&mut self, action: &HistoryAction) {
        match action {
            HistoryAction::Status(place, status) => {
                if let Some(past) = self.now.get_mut(*place) {
                    past.status = *status;
                }
            }
            HistoryAction::Remove(place) if *place < self.now.len() => drop(self.now.remove(*place)),
            HistoryAction::Clear => self.now.clear(),
            HistoryAction::Undo => self.now.clone_from(&self.before),
            _ => {}
        }
    }
}

/// Something to do about the history of a contact of a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HistoryAction {
    /// Look at that of the contact whom the preview identified.
    Open,
    /// What was proposed at a place has another status.
    Status(usize, Status),
    /// What was proposed at a place was not.
    Remove(usize),
    /// Nothing was proposed.
    Clear,
    /// It is as it was.
    Undo,
    /// Store it in the database.
    Store,
    /// Leave it as it was.
    Close,
}

impl App {
    pub(super) fn apply_history(&mut self, action: HistoryAction) {
        match action {
            HistoryAction::Open => self.open_history(),
            HistoryAction::Store | HistoryAction::Close => {
                self.dialog = None;
                let history = self.open.front_mut().visits.history.take();
                let stored = history.filter(|it| action == HistoryAction::Store && it.is_changed());
                if let Some(StoredHistory { database, place, before, now, .. }) = stored {
                    self.store_history(database, place, (before, now));
                }
            }
            change => {
                if let Some(history) = &mut self.open.front_mut().visits.history {
                    history.change(&change);
                }
            }
        }
    }

    fn open_history(&mut self) {
        let preview = self.preview();
        let (database, place) = (preview.database().cloned(), preview.known_contact());
        let (Some(database), Some(place), Some(person)) = (database, place, preview.contact()) else {
            return;
        };
        let (title, made) = (person.label.clone(), person.history.clone());
        let history = StoredHistory { database, title, place, before: made.clone(), now: made };
        self.open.front_mut().visits.history = Some(history);
        self.dialog = Some(Dialog::StoredHistory);
    }
}

impl From<HistoryAction> for VisitAction {
    fn from(action: HistoryAction) -> Self {
        Self::History(action)
    }
}
