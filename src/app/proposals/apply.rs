//! How proposed scenarios are looked for, and accepted one by one.

use super::{ProposalAction, propose_scenarios};
use crate::app::application::App;
use crate::app::tasks::Task;
use crate::document::Edit;
use crate::engine::run_scenario;
use crate::model::{Entity, Ref};
use crate::text::Message;
use std::sync::Arc;

impl App {
    /// Does something about proposed scenarios.
    pub(in crate::app) fn apply_proposal(&mut self, action: ProposalAction) {
        match action {
            ProposalAction::Begin => self.begin_proposing(),
            ProposalAction::Add => self.add_proposed(),
            ProposalAction::Skip => drop(self.open.front_mut().proposing.take_next()),
        }
    }

    /// Has a worker look for scenarios.
    fn begin_proposing(&mut self) {
        let (now, language) = (self.jobs.now(), self.preferences.language);
        let open = self.open.front_mut();
        open.workspace.follow_now();
        let (id, derived) = (open.workspace.id(), open.workspace.derived().clone());
        open.proposing.begin();
        self.jobs.tasks().outdate(Task::Propose);
        self.jobs.start_last(
            Task::Propose,
            move |cancelled| {
                let stop = || cancelled.is_set();
                propose_scenarios(&derived.plan, &derived.population, now, language, &stop)
            },
            move |app: &mut Self, found| {
                let open = app.open.iter_mut().find(|open| open.workspace.id() == id);
                if let (Some(open), Some(found)) = (open, found) {
                    open.proposing.take(found);
                }
            },
        );
    }

    /// Adds the first of those that are left, as one step. Where the catalog has changed so that it fails, others are
    /// looked for.
    fn add_proposed(&mut self) {
        let now = self.jobs.now();
        let open = self.open.front_mut();
        open.workspace.follow_now();
        let Some(scenario) = open.proposing.take_next() else { return };
        let (plan, population) = (open.workspace.plan(), open.workspace.population());
        let at = Ref::Scenario(scenario.name.clone());
        let is_free = open.workspace.catalog().entity(&at).is_none();
        if !is_free || !run_scenario(plan, population, &scenario, now).passes() {
            return self.begin_proposing();
        }
        let entity = Entity::Scenario(Arc::clone(&scenario));
        let edit = Edit::Insert { parent: Ref::Catalog, index: None, entity };
        self.edit(&edit, Message::new("coverage-undo-add"), None);
    }
}
