//! What the thread of the server and whoever started it both hold.

use super::desk::{Desk, Seen};
use super::doors::Doors;
use super::limits::Bucket;
use crate::text::Language;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Who is told of each call that is answered. The next one waits meanwhile: it only passes the call on.
pub type Listener = Box<dyn Fn(Seen) + Send + Sync>;

/// What the thread of the server and whoever started it both hold.
pub(super) struct Shared {
    /// Who answers. Only the thread of the server takes it, so that it never waits.
    pub(super) desk: Mutex<Desk>,
    /// Who answers from the next call on.
    pub(super) next: Mutex<Option<Desk>>,
    pub(super) has_next: AtomicBool,
    pub(super) bucket: Mutex<Bucket>,
    pub(super) doors: Doors,
    pub(super) language: Language,
    /// Where the calls are told that were answered.
    pub(super) seen: Option<Listener>,
}

impl Shared {
    /// Who answers now.
    pub(super) fn desk(&self) -> MutexGuard<'_, Desk> {
        let mut desk = locked(&self.desk);
        if self.has_next.swap(false, Ordering::AcqRel)
            && let Some(next) = locked(&self.next).take()
        {
            *desk = next;
        }
        desk
    }
}

pub(super) fn locked<T>(it: &Mutex<T>) -> MutexGuard<'_, T> {
    it.lock().unwrap_or_else(PoisonError::into_inner)
}
