//! What is looked up in catalogs off the window's thread: what was found, what differs, what was replaced.
//! Owns how the answers reach those who asked; each is dropped there when it is of another state.

use super::App;
use super::tasks::Task;
use super::workspace::WorkspaceId;
use crate::document::{Difference, Found, Query};
use crate::engine::{Decision, Plan};
use crate::model::Catalog;
use crate::text::Message;
use std::sync::Arc;

/// Something that was looked up.
#[derive(Debug)]
pub enum LookedUp {
    /// A text was looked for.
    Found {
        /// In this catalog.
        catalog: Arc<Catalog>,
        /// What was looked for.
        query: Query,
        /// What was found.
        found: Arc<Found>,
    },
    /// Two catalogs were compared.
    Compared {
        /// The catalog before.
        old: Arc<Catalog>,
        /// The catalog after.
        new: Arc<Catalog>,
        /// What differs.
        differences: Arc<Vec<Difference>>,
    },
    /// What the live preview answers was filled in.
    Filled {
        /// The answer before.
        unfilled: Arc<Decision>,
        /// The answer with its content.
        filled: Arc<Decision>,
    },
    /// What a part of the window wanted, which it has already.
    Made,
    /// A text was replaced everywhere.
    Replaced {
        /// Whose catalog it is.
        workspace: WorkspaceId,
        /// The catalog before.
        catalog: Arc<Catalog>,
        /// The catalog after, compiled; nothing where there was nothing to replace.
        made: Option<Arc<Plan>>,
        /// The name of the step.
        step: Message,
        /// How many places it stood at.
        count: usize,
    },
}

impl App {
    /// Takes over what was looked up.
    pub(super) fn take_look_up(&mut self, found: LookedUp) {
        match found {
            LookedUp::Found { catalog, query, found } => self.take_found(catalog, query, found),
            LookedUp::Filled { unfilled, filled } => self.preview.take_filled(&unfilled, filled),
            LookedUp::Made => {}
            LookedUp::Compared { old, new, differences } => self.compared(old, new, differences),
            LookedUp::Replaced { workspace, catalog, made, step, count } => {
                self.take_replaced((workspace, &catalog), made, step, count);
            }
        }
    }

    /// Gives up what workers are doing of a kind.
    pub(super) fn cancel(&mut self, task: Task) {
        self.jobs.tasks().cancel(task);
        match task {
            Task::Find => self.stop_finding(),
            Task::Load | Task::Compare => self.stop_comparing(),
            _ => {}
        }
    }
}
