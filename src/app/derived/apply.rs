//! How what follows from the catalog in front follows it.

use super::Derived;
use crate::app::application::App;
use crate::app::let_go::let_go;
use crate::app::preview::{Answered, Question};
use crate::app::tasks::Task;
use crate::app::workspace::WorkspaceId;
use crate::app::workspaces::Open;
use std::sync::Arc;

impl App {
    /// Has plan, contacts and the preview's answer follow the catalog in front and what is asked of it, and then what
    /// checking finds. Within this frame where that is little; else a worker does it.
    pub(in crate::app) fn derive(&mut self) {
        self.open.stands_in = false;
        let now = self.jobs.now();
        // What is under way is of another state, or of another question.
        self.jobs.outdate(Task::Decide);
        let Open { workspace, preview, .. } = self.open.front_mut();
        let question = preview.question(workspace.catalog());
        let is_large = question.as_ref().is_some_and(Question::is_large);
        if workspace.is_small() && !is_large && workspace.follow_at_once() {
            preview.take_answer(question.map(|question| question.answer(workspace.derived(), now)));
            return self.analyse();
        }
        let (id, catalog) = (workspace.id(), Arc::clone(workspace.catalog()));
        let before = workspace.derived().clone();
        self.jobs.start_last(
            Task::Decide,
            move |cancelled| {
                let derived = Derived::unless(&catalog, &before, &|| cancelled.is_set())?;
                derived.plan.index_offers();
                let answer = question.map(|question| question.answer(&derived, now));
                Some((derived, answer))
            },
            move |app: &mut Self, made| {
                if let Some((derived, answer)) = made {
                    app.take_derived(id, derived, answer);
                }
            },
        );
    }

    /// Takes over what a worker has made, unless the catalog is another one by now.
    fn take_derived(&mut self, id: WorkspaceId, derived: Derived, answer: Option<Answered>) {
        let Some(open) = self.open.iter_mut().find(|open| open.workspace.id() == id) else { return };
        if !open.workspace.take_derived(derived) {
            return let_go(answer);
        }
        open.preview.take_answer(answer);
        if self.workspace().id() == id {
            self.analyse();
        }
    }
}
