//! How what is listed follows the catalog.

use super::Listing;
use crate::app::application::App;
use crate::app::tasks::Task;
use crate::app::workspaces::Open;

/// Where a listing is, and what follows when it is another one.
pub(in crate::app) struct Lister<K, T> {
    pub(in crate::app) task: Task,
    pub(in crate::app) at: fn(&mut Open) -> &mut Listing<K, T>,
    /// Is given what it was made of before.
    pub(in crate::app) taken: fn(&mut App, Option<&K>),
}

impl<K, T> Clone for Lister<K, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K, T> Copy for Lister<K, T> {}

impl App {
    /// Has a listing of the catalog in front made of `key`, where it is not: at once where the catalog is small, else
    /// by a worker.
    pub(in crate::app) fn list<K, T>(
        &mut self,
        lister: Lister<K, T>,
        key: K,
        make: impl FnOnce(&K) -> T + Send + 'static,
    ) where
        K: Clone + PartialEq + Send + 'static,
        T: Send + Sync + 'static,
    {
        if self.workspace().is_small() {
            return self.list_now(lister, key, make);
        }
        let listing = (lister.at)(self.open.front_mut());
        if listing.is_of(&key) || listing.asked.as_ref() == Some(&key) {
            return;
        }
        let gone = listing.gone.take();
        self.jobs.tasks().outdate(lister.task);
        self.open.iter_mut().for_each(|open| (lister.at)(open).asked = None);
        (lister.at)(self.open.front_mut()).asked = Some(key.clone());
        self.jobs.start_last(
            lister.task,
            move |cancelled| {
                drop(gone);
                // Where something else is wanted by now, nobody looks at it any more.
                (!cancelled.is_set()).then(|| (make(&key), key))
            },
            move |app: &mut Self, made| {
                let Some((value, key)) = made else { return };
                if (lister.at)(app.open.front_mut()).asked.as_ref() == Some(&key) {
                    app.take_listed(lister, key, value);
                }
                // What another catalog has in front by now is asked for again when it is looked at.
                app.open.iter_mut().for_each(|open| (lister.at)(open).asked = None);
            },
        );
    }

    /// The same at once, however long that takes: before a person changes what is listed.
    pub(in crate::app) fn list_now<K: PartialEq, T>(
        &mut self,
        lister: Lister<K, T>,
        key: K,
        make: impl FnOnce(&K) -> T,
    ) {
        if !(lister.at)(self.open.front_mut()).is_of(&key) {
            let value = make(&key);
            self.take_listed(lister, key, value);
        }
    }

    fn take_listed<K: PartialEq, T>(&mut self, lister: Lister<K, T>, key: K, value: T) {
        let before = (lister.at)(self.open.front_mut()).take(key, value);
        (lister.taken)(self, before.as_ref());
    }
}
