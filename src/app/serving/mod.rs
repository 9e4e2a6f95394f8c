//! Serving a catalog to a site in the making: what it is served as, and the calls that come.
//!
//! Owns the server of the window, of which there is one: it serves the catalog for which it was started, as that stands in the
//! window, and ends with it. It is never started by itself.

mod apply;

use crate::app::let_go::let_go;
use crate::app::workspace::WorkspaceId;
use crate::engine::Plan;
use crate::serve::{Running, Seen, USUAL_PORT};
use crate::text::Message;
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::Receiver;

/// Calls that are kept, the newest ones.
const MOST_SEEN: usize = 500;

/// One thing that is done about serving.
#[derive(Debug, Clone)]
pub enum ServeAction {
    /// Show its page.
    Open,
    /// Begin.
    Start,
    /// End.
    Stop,
    /// Another port, from the next start on.
    Port(u16),
    /// Ask in the preview what a call asked.
    Show(Box<Seen>),
    /// The calls that came are forgotten.
    Clear,
}

/// What is served, and the calls that came.
#[derive(Debug)]
pub struct Serving {
    is_open: bool,
    /// How often a command has led to its page.
    led: u64,
    port: u16,
    failed: Option<Message>,
    active: Option<Active>,
    calls: VecDeque<Seen>,
}

/// A server that runs.
#[derive(Debug)]
struct Active {
    running: Running,
    workspace: WorkspaceId,
    /// What it serves.
    plan: Arc<Plan>,
    seen: Receiver<Seen>,
}

impl Default for Serving {
    fn default() -> Self {
        Self { is_open: false, led: 0, port: USUAL_PORT, failed: None, active: None, calls: VecDeque::new() }
    }
}

impl Serving {
    /// Whether its page was asked for.
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// How often a command has led to its page: the keyboard goes there, too.
    pub fn led(&self) -> u64 {
        self.led
    }

    /// The port that is asked for.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Why it could not begin.
    pub fn failed(&self) -> Option<&Message> {
        self.failed.as_ref()
    }

    /// The address of what is served, and which catalog that is.
    pub fn running(&self) -> Option<(String, WorkspaceId)> {
        self.active.as_ref().map(|active| (active.running.url(), active.workspace))
    }

    /// The calls that came, the newest first.
    pub fn calls(&self) -> &VecDeque<Seen> {
        &self.calls
    }

    /// Another value stands for the catalog that is served: its file was read again.
    pub(in crate::app) fn follow(&mut self, before: WorkspaceId, now: WorkspaceId) {
        if let Some(active) = self.active.as_mut().filter(|active| active.workspace == before) {
            active.workspace = now;
        }
    }

    /// Ends it, and waits for nothing.
    fn stop(&mut self) {
        if let Some(Active { mut running, plan, .. }) = self.active.take() {
            running.begin_to_stop();
            let_go((running, plan));
        }
    }

    /// Takes the calls that came. Says whether there were any.
    fn take_calls(&mut self) -> bool {
        let Some(active) = &self.active else { return false };
        let mut any = false;
        for seen in active.seen.try_iter() {
            any = true;
            self.calls.push_front(seen);
        }
        self.calls.truncate(MOST_SEEN);
        any
    }
}
