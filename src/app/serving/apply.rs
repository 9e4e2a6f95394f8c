//! What serving changes of the application, and what it takes from it.

use super::{Active, ServeAction};
use crate::app::action::Action;
use crate::app::application::App;
use crate::app::notices::NoticeKind;
use crate::app::preview::PreviewChange;
use crate::app::view::BottomTab;
use crate::app::workspace::Workspace;
use crate::model::{Call, Moment, Placement, Scenario};
use crate::serve::{Options, Seen, Served, Server};
use crate::site::Asked;
use crate::text::Message;
use jiff::Timestamp;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;

/// Calls that wait to be shown: what comes faster than frames is answered, and not shown.
const WAITING_CALLS: usize = 128;

impl App {
    /// What is served, and the calls that came.
    pub fn serving(&self) -> &super::Serving {
        &self.open.serving
    }

    /// Does something about serving.
    pub(in crate::app) fn apply_serving(&mut self, action: ServeAction) {
        match action {
            ServeAction::Open => self.open_serving(),
            ServeAction::Start => self.start_serving(),
            ServeAction::Stop => self.open.serving.stop(),
            ServeAction::Port(port) => self.open.serving.port = port,
            ServeAction::Show(seen) => self.show_call(*seen),
            ServeAction::Clear => self.open.serving.calls.clear(),
        }
    }

    fn open_serving(&mut self) {
        self.open.serving.is_open = true;
        self.open.serving.led += 1;
        self.open.front_mut().view.bottom = BottomTab::Serving;
        if !self.preferences.problems {
            self.prefer(|preferences| preferences.problems = true);
        }
    }

    /// Serves the catalog in front.
    fn start_serving(&mut self) {
        self.open.serving.stop();
        self.open.front_mut().workspace.follow_now();
        let (told, seen) = sync_channel(WAITING_CALLS);
        let wake = self.jobs.waker();
        let told = Box::new(move |call| {
            if told.try_send(call).is_ok() {
                wake();
            }
        });
        let options = Options {
            port: self.open.serving.port,
            language: self.preferences.language,
            ..Options::default()
        };
        let workspace = self.workspace();
        let (id, plan) = (workspace.id(), Arc::clone(workspace.plan()));
        let started = Server::start(&options, served(workspace), Some(told));
        let serving = &mut self.open.serving;
        serving.failed = None;
        match started {
            Ok(running) => serving.active = Some(Active { running, workspace: id, plan, seen }),
            Err(error) => serving.failed = Some(error.message),
        }
    }

    /// Serves the catalog as it stands now, and takes the calls that came. Says whether there were any.
    pub(in crate::app) fn refresh_serving(&mut self) -> bool {
        let Some(active) = &self.open.serving.active else { return false };
        let Some(open) = self.open.get(active.workspace) else {
            // It was closed.
            self.open.serving.stop();
            return true;
        };
        if !Arc::ptr_eq(open.workspace.plan(), &active.plan) {
            let plan = Arc::clone(open.workspace.plan());
            let replaced = active.running.show(served(&open.workspace));
            if let Some(active) = &mut self.open.serving.active {
                crate::app::let_go::let_go((replaced, std::mem::replace(&mut active.plan, plan)));
            }
        }
        self.open.serving.take_calls()
    }

    /// Asks in the preview what a call asked, at its moment. Of spaces that are not there nothing is asked.
    fn show_call(&mut self, seen: Seen) {
        let not_shown = Message::new("serve-call-not-shown");
        let Some(asked) = seen.asked else { return self.notice(NoticeKind::Info, not_shown) };
        let catalog = Arc::clone(self.workspace().catalog());
        // To the second, as people read moments.
        let at = Timestamp::from_second(seen.at.as_second()).unwrap_or(seen.at);
        let at = at.to_zoned(self.workspace().plan().zone().clone());
        let no_offer_twice = matches!(asked, Asked::Page { no_offer_twice: true, .. });
        let mut calls = asked
            .calls()
            .filter(|call| catalog.space_at(&call.space).is_some())
            .cloned()
            .map(|call| Call { at: call.at.or_else(|| Some(Moment::local(&at))), ..call });
        let Some(call) = calls.next() else { return self.notice(NoticeKind::Info, not_shown) };
        let page = calls.map(|call| Placement { call, ..Placement::default() }).collect();
        let scenario = Scenario { call, page, no_offer_twice, ..Scenario::default() };
        let show = PreviewChange::Scenario(Box::new(scenario));
        if !self.preferences.preview {
            self.prefer(|preferences| preferences.preview = true);
        }
        self.apply(vec![Action::Preview(show)]);
    }
}

/// What is served of a catalog: what is stored meanwhile stays with the server.
fn served(workspace: &Workspace) -> Served {
    Served { plan: Arc::clone(workspace.plan()), contacts: Box::new(workspace.population().clone()) }
}
