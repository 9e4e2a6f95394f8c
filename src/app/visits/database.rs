//! What visits leave in a contact database: stored there by a worker, told, and the contact's history edited there. Owns no rule:
//! what is stored is the engine's.

use super::apply::what_is_new;
use crate::app::application::App;
use crate::app::audience::ContactDatabase;
use crate::app::notices::NoticeKind;
use crate::app::tasks::Task;
use crate::app::workspace::WorkspaceId;
use crate::contacts::{ContactStore, Past, Person, StoreError};
use crate::engine::Stored;
use crate::model::Catalog;
use crate::text::Message;
use std::sync::Arc;

/// What was stored of a visit, each with the contact that has it now.
type Left = Vec<(Stored, Option<Arc<Person>>)>;

impl App {
    /// Stores what the preview proposes in the database that it asks, with an answer to one of the offers.
    pub(super) fn store_in_database(
        &mut self,
        database: Arc<ContactDatabase>,
        response: Option<(String, bool)>,
    ) {
        let Some(proposing) = self.preview().proposing(self.workspace(), self.jobs.now()) else { return };
        let plan = Arc::clone(self.workspace().plan());
        self.write(
            database,
            move |contacts| {
                let response = response.as_ref().map(|(offer, accepted)| (offer.as_str(), *accepted));
                let (stored, _) = proposing.store(&plan, contacts, response)?;
                let with_person = stored.into_iter().map(|stored| {
                    let person = contacts.person(stored.contact)?;
                    Ok((stored, person))
                });
                with_person.collect()
            },
            |app, database, left| app.tell_left(database, &left),
        );
    }

    /// Stores what was only tried with contacts of the database.
    pub(super) fn store_tried_in_database(&mut self, database: Arc<ContactDatabase>) {
        let tried = self.preview().tried_made();
        let count = tried.len();
        self.write(
            database,
            move |contacts| {
                tried.into_iter().try_for_each(|(place, past)| contacts.record(place, vec![past]))
            },
            move |app, database, ()| {
                app.open.front_mut().preview.forget_made();
                let said = Message::new("stored-tried").with("count", count).with("file", database.name());
                app.notice(NoticeKind::Done, said);
            },
        );
    }

    /// Puts another history in the place of a contact's, unless it is another one by now than it was.
    pub(super) fn store_history(
        &mut self,
        database: Arc<ContactDatabase>,
        place: usize,
        (before, now): (Vec<Past>, Vec<Past>),
    ) {
        self.write(
            database,
            move |contacts| {
                let known = contacts.person(place)?.map(|person| person.history.clone());
                let is_same = known.is_some_and(|known| known == before);
                if is_same { contacts.set_history(place, now).map(|()| true) } else { Ok(false) }
            },
            |app, database, is_stored| {
                let (kind, id) = if is_stored {
                    (NoticeKind::Done, "stored-history-done")
                } else {
                    (NoticeKind::Failed, "stored-history-changed")
                };
                app.notice(kind, Message::new(id).with("file", database.name()));
            },
        );
    }

    /// Has a worker write, and says what came of it while the catalog is still in front; then the preview asks again.
    fn write<R: Send + 'static>(
        &mut self,
        database: Arc<ContactDatabase>,
        work: impl FnOnce(&mut dyn ContactStore) -> Result<R, StoreError> + Send + 'static,
        tell: impl FnOnce(&mut Self, &Arc<ContactDatabase>, R) + Send + 'static,
    ) {
        let (id, writes) = (self.workspace().id(), Arc::clone(&database));
        let is_taken = self.jobs.start(
            Task::StoreVisit,
            move |_| {
                writes.is_there()?;
                work(&mut *writes.contacts.writer())
            },
            move |app: &mut Self, done: Result<R, StoreError>| app.take_written(id, &database, done, tell),
        );
        if !is_taken {
            self.notice(NoticeKind::Failed, Message::new("stored-too-many"));
        }
    }

    fn take_written<R>(
        &mut self,
        id: WorkspaceId,
        database: &Arc<ContactDatabase>,
        done: Result<R, StoreError>,
        tell: impl FnOnce(&mut Self, &Arc<ContactDatabase>, R),
    ) {
        match done {
            Err(error) => self.notice(NoticeKind::Failed, error.message),
            Ok(done) if self.workspace().id() == id => tell(self, database, done),
            Ok(_) => {}
        }
        if self.workspace().id() == id {
            self.derive();
        }
    }

    fn tell_left(&mut self, database: &Arc<ContactDatabase>, left: &Left) {
        let Some((_, first)) = left.first() else {
            return self.notice(NoticeKind::Info, Message::new("visits-stored-nothing"));
        };
        let catalog: Arc<Catalog> = Arc::clone(self.workspace().catalog());
        let title = |person: &Option<Arc<Person>>| {
            person.as_ref().map(|person| person.label.clone()).unwrap_or_default()
        };
        for (stored, person) in left {
            if let Some(said) = what_is_new(&catalog, stored, &title(person), person.as_ref()) {
                self.notice(NoticeKind::Info, said);
            }
        }
        let said = Message::new("stored-in").with("contact", title(first)).with("file", database.name());
        self.notice(NoticeKind::Done, said);
        if left.iter().any(|(stored, _)| stored.is_new) {
            self.count_database_again();
        }
    }
}
