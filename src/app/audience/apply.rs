//! What the application does about contact databases: opening one beside its catalog, remembering which, closing it; and
//! looking up who comes, off the window's thread.

use super::lately;
use super::look::{Kind, Looked, Whom};
use super::{
    Audience, AudienceAction, ContactDatabase, DATABASE_ENDINGS, DatabaseState, Seeking, Stored, beside, open,
};
use crate::app::application::App;
use crate::app::notices::NoticeKind;
use crate::app::preview::PreviewChange;
use crate::app::recent::KnownContact;
use crate::app::tasks::Task;
use crate::app::workspace::WorkspaceId;
use crate::contacts::StoreError;
use crate::model::{Catalog, same_list};
use crate::text::Message;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is opened.
enum Wanted {
    /// The file that a person asked for, or that was open the last time.
    File(PathBuf),
    /// The first of these that is there, if any is.
    FirstOf(Vec<PathBuf>),
}

impl App {
    /// The contact database of the catalog in front, and who is looked up in it.
    pub fn audience(&self) -> &Audience {
        &self.open.front().audience
    }

    pub(in crate::app) fn apply_audience(&mut self, action: AudienceAction) {
        let audience = &mut self.open.front_mut().audience;
        match action {
            AudienceAction::Open(path) => {
                self.remember_database(Some(&path));
                self.open_database(Wanted::File(path));
            }
            AudienceAction::Retry => {
                if let DatabaseState::Failed(path, _) = &audience.state {
                    let path = path.clone();
                    self.open_database(Wanted::File(path));
                }
            }
            AudienceAction::Close => self.close_database(),
            AudienceAction::Choose(stored) => self.choose_stored(stored),
            AudienceAction::Nobody => self.choose_nobody(),
            AudienceAction::Random => self.seek_random(),
            AudienceAction::ToggleRule => {
                audience.seeking.is_open = !audience.seeking.is_open;
                self.stop_seeking();
            }
            AudienceAction::Rule(rule) => {
                self.stop_seeking();
                let seeking = &mut self.open.front_mut().audience.seeking;
                (seeking.rule, seeking.last, seeking.remark) = (rule, None, None);
            }
            AudienceAction::Seek => self.seek_by_rule(),
            AudienceAction::StopSeeking => self.stop_seeking(),
            #[cfg(feature = "audience")]
            AudienceAction::Import(action) => self.apply_import(action),
        }
    }

    /// Opens what was open with the catalog in front the last time; or what lies beside it, where nobody closed that.
    pub(in crate::app) fn find_database(&mut self) {
        let Some(path) = self.workspace().path().and_then(|path| std::path::absolute(path).ok()) else {
            return;
        };
        let known = self.preferences.recent.iter().find(|recent| recent.path == path);
        if let Some(contacts) = known.and_then(|known| known.contacts.clone()) {
            return self.open_database(Wanted::File(contacts));
        }
        if known.is_some_and(|known| known.contacts_closed) {
            return;
        }
        self.open_database(Wanted::FirstOf(DATABASE_ENDINGS.map(|ending| beside(&path, ending)).to_vec()));
    }

    fn open_database(&mut self, wanted: Wanted) {
        let (id, catalog) = (self.workspace().id(), Arc::clone(self.workspace().catalog()));
        let known = self.known_contacts();
        let audience = &mut self.open.front_mut().audience;
        if let Wanted::File(path) = &wanted {
            audience.state = DatabaseState::Opening(path.clone());
        }
        self.jobs.outdate(Task::OpenContacts);
        self.jobs.start_last(
            Task::OpenContacts,
            move |_| match wanted {
                Wanted::File(path) => Some((opened(&path, &catalog, &known), path)),
                // What lies there may be anything: of what is no contact database nobody asked.
                Wanted::FirstOf(paths) => paths.into_iter().find_map(|path| {
                    let opened = path.exists().then(|| opened(&path, &catalog, &known).ok())??;
                    Some((Ok(opened), path))
                }),
            },
            move |app: &mut Self, opened| {
                if let Some((opened, path)) = opened {
                    app.take_database(id, opened, path);
                }
            },
        );
    }

    fn take_database(&mut self, id: WorkspaceId, opened: Result<Opened, StoreError>, path: PathBuf) {
        let Some(open) = self.open.iter_mut().find(|open| open.workspace.id() == id) else { return };
        match opened {
            Ok((database, chosen)) => {
                let again = open.audience.database().is_some_and(|known| known.path == path);
                if again {
                    for known in &mut open.audience.recent {
                        known.database = Arc::clone(&database);
                    }
                } else {
                    open.audience.recent = chosen;
                }
                open.preview.take_database(&database, again);
                open.audience.state = DatabaseState::Open(database);
            }
            Err(error) => {
                open.preview.leave_database();
                open.audience.state = DatabaseState::Failed(path, error.message.clone());
                self.notice(NoticeKind::Failed, error.message);
            }
        }
        if self.workspace().id() == id {
            self.derive();
        }
    }

    /// The fields of the catalog in front are others: its database is read by them from now on.
    pub(in crate::app) fn refresh_database(&mut self) {
        let open = self.open.front();
        let Some(database) = open.audience.database() else { return };
        if !same_fields(database, open.workspace.catalog())
            && !self.jobs.tasks().is_under_way(Task::OpenContacts)
        {
            self.count_database_again();
        }
    }

    /// The database is read anew: by other fields, or with more contacts.
    pub(in crate::app) fn count_database_again(&mut self) {
        let open = self.open.front();
        let Some(database) = open.audience.database() else { return };
        let (id, catalog) = (open.workspace.id(), Arc::clone(open.workspace.catalog()));
        let (path, known) = (database.path.clone(), self.known_contacts());
        self.jobs.start_last(
            Task::OpenContacts,
            move |_| (opened(&path, &catalog, &known), path),
            move |app: &mut Self, (opened, path)| app.take_database(id, opened, path),
        );
    }

    fn close_database(&mut self) {
        self.jobs.outdate(Task::OpenContacts);
        self.stop_seeking();
        let open = self.open.front_mut();
        open.preview.leave_database();
        let seeking = std::mem::take(&mut open.audience.seeking);
        let seeking = Seeking { rule: seeking.rule, is_open: seeking.is_open, ..Seeking::default() };
        open.audience = Audience { seeking, ..Audience::default() };
        self.remember_database(None);
        self.derive();
    }

    /// Which database the catalog in front has, for the next time.
    fn remember_database(&mut self, database: Option<&Path>) {
        let Some(path) = self.workspace().path().and_then(|path| std::path::absolute(path).ok()) else {
            return;
        };
        let database = database.map(|database| std::path::absolute(database).unwrap_or(database.into()));
        if let Some(known) = self.preferences.recent.iter_mut().find(|recent| recent.path == path) {
            if known.contacts != database {
                known.people.clear();
            }
            known.contacts_closed = database.is_none();
            known.contacts = database;
        }
        self.keep_preferences();
    }

    fn choose_stored(&mut self, stored: Stored) {
        let open = self.open.front_mut();
        let is_open = open.audience.database().is_some_and(|it| Arc::ptr_eq(it, &stored.database));
        if !is_open {
            return;
        }
        open.audience.remember(&stored);
        open.preview.set_stored(stored);
        self.remember_contacts();
        self.derive();
    }

    /// Nobody in particular comes: to be recognised in the database, where one is open.
    fn choose_nobody(&mut self) {
        let Some(database) = self.audience().database().cloned() else {
            return self.change_preview(PreviewChange::Who(None));
        };
        self.open.front_mut().preview.nobody_of(database);
        self.derive();
    }

    /// Who may come, as things stand.
    fn whom(&self) -> Option<Whom> {
        let (open, now) = (self.open.front(), self.jobs.now());
        let catalog = open.workspace.catalog();
        let call = open.preview.call(catalog)?;
        let space = open.preview.space()?;
        Some(Whom {
            database: open.audience.database().cloned(),
            derived: open.workspace.derived().clone(),
            dimensions: open.preview.dimensions(catalog),
            environment: space.split_once('/')?.0.to_owned(),
            call,
            now,
        })
    }

    fn seek_random(&mut self) {
        self.stop_seeking();
        if let Some(whom) = self.whom() {
            let of = (self.workspace().id(), self.audience().seeking.number);
            self.jobs.start_last(
                Task::Seek,
                move |_| whom.random(),
                move |app: &mut Self, looked| app.take_looked(of, looked),
            );
        }
    }

    fn seek_by_rule(&mut self) {
        let behind = self.audience().seeking.last;
        self.stop_seeking();
        if !self.audience().seeking.rule.trim().is_empty() {
            self.open.front_mut().audience.seeking.looked_at = Some(0);
            self.seek_behind(behind);
        }
    }

    /// Looks at some contacts; where there are more behind them, again.
    fn seek_behind(&mut self, behind: Option<usize>) {
        let Some(whom) = self.whom() else { return };
        let Seeking { rule, number, .. } = self.audience().seeking.clone();
        let of = (self.workspace().id(), number);
        self.jobs.start_last(
            Task::Seek,
            move |_| whom.by_rule(&rule, behind),
            move |app: &mut Self, looked| app.take_looked(of, looked),
        );
    }

    fn take_looked(&mut self, of: (WorkspaceId, u64), looked: Looked) {
        let open = self.open.front_mut();
        let seeking = &mut open.audience.seeking;
        if of != (open.workspace.id(), seeking.number) {
            return;
        }
        let looked_at = seeking.looked_at.take();
        match looked {
            Looked::Found(place, kind) => {
                // Somebody at random is no match of the rule.
                seeking.last = if looked_at.is_some() { Some(place) } else { seeking.last };
                seeking.remark = None;
                match kind {
                    Kind::Stored(stored) => self.choose_stored(stored),
                    Kind::Sample(place) => self.change_preview(PreviewChange::Who(Some(place))),
                }
            }
            Looked::SoFar(place, count) => {
                seeking.looked_at = looked_at.map(|before| before + count);
                self.seek_behind(Some(place));
            }
            Looked::Nobody => {
                // From the first one again.
                let none = match (looked_at, seeking.last.take()) {
                    (None, _) => "who-random-nobody",
                    (Some(_), None) => "who-rule-nobody",
                    (Some(_), Some(_)) => "who-rule-no-more",
                };
                seeking.remark = Some(Message::new(none));
            }
            Looked::Failed(message) => seeking.remark = Some(message),
        }
    }

    fn stop_seeking(&mut self) {
        self.jobs.outdate(Task::Seek);
        let seeking = &mut self.open.front_mut().audience.seeking;
        (seeking.looked_at, seeking.remark) = (None, None);
        seeking.number += 1;
    }
}

/// A database that was opened, with those of its contacts that were chosen lately.
type Opened = (Arc<ContactDatabase>, Vec<Stored>);

fn opened(path: &Path, catalog: &Arc<Catalog>, known: &[KnownContact]) -> Result<Opened, StoreError> {
    let database = Arc::new(open::database(path, catalog)?);
    let chosen = lately::found(known, &database, catalog);
    Ok((database, chosen))
}

/// Whether a database is read by the fields that the catalog has.
fn same_fields(database: &ContactDatabase, catalog: &Catalog) -> bool {
    same_list(&database.dimensions, &catalog.dimensions)
}
