//! The recovery journal: when unsaved changes are written to it, and how they come back after a crash.
//!
//! Owns the timing and the comparison with the file. Where journals lie and how they look is `storage`'s.

mod apply;

use crate::app::keeper::{Keeping, Session};
use crate::app::merging::{Marked, text};
use crate::app::workspace::Workspace;
use crate::app::workspace::WorkspaceId;
use crate::model::Catalog;
use crate::storage;
use crate::storage::journal::{self, JournalHead, JournalSession};
use crate::text::Message;
use jiff::Timestamp;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

/// Who types without a rest has the journal written all the same, after so many times the usual rest.
const MOST_RESTS: u32 = 5;

/// The journal of an open catalog with unsaved changes.
#[derive(Debug)]
pub(super) struct Slot {
    /// The revision that was there at the last look, and since when.
    revision: (u64, Instant),
    /// Since when something is not in the journal.
    behind: Instant,
    /// The revision that is in the journal.
    written: Option<u64>,
    /// The journal of an earlier run that these changes came from: removed once they are in this one.
    replaces: Option<PathBuf>,
}

/// Unsaved changes that a crash left.
#[derive(Debug)]
pub struct Leftover {
    journal: PathBuf,
    /// The file of the catalog; none for one that was never saved.
    pub file: Option<PathBuf>,
    /// When they were written down.
    pub at: Timestamp,
    /// How many entities differ from those of the file.
    pub changed: usize,
    /// Whether the file holds something else now than what the changes were made on.
    pub file_changed: bool,
    /// The catalog with the changes.
    workspace: Box<Workspace>,
}

/// What the keeper needs to write a journal.
struct Order {
    workspace: WorkspaceId,
    catalog: Arc<Catalog>,
    tree: Option<Arc<storage::ron::Document>>,
    marked: Option<Marked>,
    head: JournalHead,
    replaces: Option<PathBuf>,
}

impl Slot {
    fn new(revision: u64, now: Instant) -> Self {
        Self { revision: (revision, now), behind: now, written: None, replaces: None }
    }

    /// Whether a revision is to be written now.
    fn is_due(&mut self, revision: u64, now: Instant, rest: Duration) -> bool {
        if self.revision.0 != revision {
            if self.written == Some(self.revision.0) {
                self.behind = now;
            }
            self.revision = (revision, now);
        }
        self.due_after(now, rest).is_some_and(|left| left.is_zero())
    }

    /// How long until the revision of the last look is to be written; none where it is written.
    fn due_after(&self, now: Instant, rest: Duration) -> Option<Duration> {
        let rested = rest.saturating_sub(now.duration_since(self.revision.1));
        let waited = rest.saturating_mul(MOST_RESTS).saturating_sub(now.duration_since(self.behind));
        (self.written != Some(self.revision.0)).then(|| rested.min(waited))
    }
}

/// What the keeper writes to; no order leaves it half done, so that a panic in one does not matter here.
fn lock(session: &Session) -> std::sync::MutexGuard<'_, Option<JournalSession>> {
    session.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Writes a journal. Says why it could not.
fn written(session: &Session, keeping: &Keeping, order: &Order) -> Option<Message> {
    let write = || {
        let text = text(&order.catalog, order.tree.as_deref(), order.marked.as_ref(), None);
        let text = text.map_err(|error| error.message())?.text;
        let mut session = lock(session);
        if session.is_none() {
            let started = JournalSession::start(&keeping.journals, order.head.at);
            *session = Some(started.map_err(|error| error.message)?);
        }
        if let Some(session) = session.as_ref() {
            let done = session.write(order.workspace.number(), &order.head, &text);
            done.map_err(|error| error.message)?;
        }
        if let Some(journal) = &order.replaces {
            journal::remove(journal);
        }
        Ok(())
    };
    write().err()
}
