//! How proposed scenarios are looked for, and accepted one by one.

use super::{ProposalAction, ProposedScenario, propose_scenarios};
use crate::app::application::App;
use crate::app::tasks::Task;
use crate::document::Edit;
use crate::engine::run_scenario;
use crate::model::{Entity, Ref};
use crate::text::Message;

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
        self.jobs.outdate(Task::Propose);
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
        let Some(ProposedScenario { scenario, contact, .. }) = open.proposing.take_next() else { return };
        let (plan, catalog) = (open.workspace.plan(), open.workspace.catalog());
        // Another scenario may have brought the contact along.
        let contact = contact.filter(|contact| !catalog.contacts.contains(contact));
        let population = open.workspace.population().clone().with(catalog, &contact);
        let at = Ref::Scenario(scenario.name.clone());
        let is_free = catalog.entity(&at).is_none();
        if !is_free || !run_scenario(plan, &population, &scenario, now).passes() {
            return self.begin_proposing();
        }
        let insert = |entity| Edit::Insert { parent: Ref::Catalog, index: None, entity };
        let contact = contact.map(|contact| insert(Entity::Contact(contact)));
        let all = contact.into_iter().chain([insert(Entity::Scenario(scenario))]).collect();
        self.edit(&Edit::All(all), Message::new("coverage-undo-add"), None);
    }
}
