//! What finding and replacing does: when the catalog is searched, and the steps that replace.

use super::{Find, FindAction, Searched};
use crate::app::action::Action;
use crate::app::approval;
use crate::app::effect::{Context, Effect};
use crate::app::notices::NoticeKind;
use crate::app::tasks::Task;
use crate::app::view::BottomTab;
use crate::app::workspace::WorkspaceId;
use crate::document::{self, Found, Reset};
use crate::engine::Plan;
use crate::model::Catalog;
use crate::text::Message;
use std::sync::Arc;

impl Find {
    /// Shows the panel.
    pub(in crate::app) fn show(&mut self) -> Vec<Effect> {
        self.asked += 1;
        let bottom = Effect::Act(Action::Bottom(BottomTab::Find));
        vec![Effect::prefer(|preferences| preferences.problems = true), bottom]
    }

    /// Has the catalog searched again where it or the query has changed, while the panel is shown. What is
    /// looked for already, and is not what is wanted now, is given up.
    pub(in crate::app) fn refresh(&mut self, context: &Context<'_>) -> Vec<Effect> {
        if !context.preferences.problems || context.view.bottom != BottomTab::Find {
            return Vec::new();
        }
        let wanted = self.wanted(context);
        if self.of.clone().into_iter().chain(self.asked_for.upgrade()).any(|it| it.is(&wanted)) {
            return Vec::new();
        }
        if wanted.query.text.is_empty() {
            // An empty text has no results: that needs no worker.
            return vec![Effect::Act(Action::Cancel(Task::Find))];
        }
        let wanted = Arc::new(wanted);
        self.asked_for = Arc::downgrade(&wanted);
        let of = Arc::clone(&wanted);
        vec![Effect::work(
            Task::Find,
            move |stop| Arc::new(document::find_unless(&of.catalog, &of.query, &|| stop.is_set())),
            move |features, context, found| {
                features.find.take(context, wanted, found);
                Vec::new()
            },
        )]
    }

    fn wanted(&self, context: &Context<'_>) -> Searched {
        Searched { catalog: Arc::clone(context.catalog()), query: self.query.clone() }
    }

    /// Takes over what was found, if it is still what is wanted.
    fn take(&mut self, context: &Context<'_>, of: Arc<Searched>, found: Arc<Found>) {
        if of.is(&self.wanted(context)) {
            self.found = found;
            self.of = Some(of);
        }
    }

    /// Nothing is shown of a search that was given up, and it is not begun again by itself.
    pub(in crate::app) fn stop(&mut self, context: &Context<'_>) {
        let wanted = Arc::new(self.wanted(context));
        self.take(context, wanted, Arc::default());
    }

    pub(in crate::app) fn apply(&mut self, action: FindAction, context: &Context<'_>) -> Vec<Effect> {
        match action {
            FindAction::Search(query) => self.query = query,
            FindAction::With(with) => self.with = with,
            FindAction::Replace(index) => return self.replace_one(index, context).into_iter().collect(),
            FindAction::ReplaceAll => return vec![self.replace_all(context)],
        }
        Vec::new()
    }

    fn replace_one(&self, index: usize, context: &Context<'_>) -> Option<Effect> {
        // What is listed may be of a state before the last step.
        let of = self.of.as_ref().filter(|of| of.is(&self.wanted(context)))?;
        let hit = self.found.hits.get(index).filter(|hit| hit.replaceable)?;
        let edit = document::replace_one(&of.catalog, &of.query, &hit.place, &self.with)?;
        Some(Effect::edit(edit, self.replace_step()))
    }

    /// Has the text replaced everywhere, off the window's thread: that may be thousands of rules.
    fn replace_all(&self, context: &Context<'_>) -> Effect {
        let (query, with) = (self.query.clone(), self.with.clone());
        let (workspace, plan) = (context.workspace.id(), Arc::clone(context.workspace.plan()));
        let (catalog, step) = (Arc::clone(context.catalog()), self.replace_step());
        let (before, by) = (Arc::clone(&catalog), context.signature());
        Effect::work(
            Task::Replace,
            move |cancelled| {
                let count = document::find_unless(&catalog, &query, &|| cancelled.is_set()).replaceable;
                let replaced = document::replace_all(&catalog, &query, &with);
                let next = replaced.apply_by(&catalog, plan.rules(), Some(&by));
                let next = next.filter(|_| !cancelled.is_set());
                (next.map(|(next, resets)| (Arc::new(Plan::after(&next, Some(&plan))), resets)), count)
            },
            move |_, context, (made, count)| replaced(context, (workspace, &before), made, step, count),
        )
    }

    fn replace_step(&self) -> Message {
        Message::new("find-step").with("text", &self.query.text)
    }
}

/// Takes over that a text was replaced, unless the catalog is another one by now.
fn replaced(
    context: &Context<'_>,
    (workspace, catalog): (WorkspaceId, &Arc<Catalog>),
    made: Option<(Arc<Plan>, Vec<Reset>)>,
    step: Message,
    count: usize,
) -> Vec<Effect> {
    let Some((plan, resets)) = made else { return Vec::new() };
    if context.workspace.id() != workspace || !Arc::ptr_eq(catalog, context.catalog()) {
        return vec![Effect::Notice(NoticeKind::Failed, Message::new("find-replaced-nothing"))];
    }
    let done = Message::new("find-replaced").with("count", count);
    let told = approval::apply::told(context.catalog(), &resets).map(Effect::info);
    [Effect::Take(plan, step), Effect::Notice(NoticeKind::Done, done)].into_iter().chain(told).collect()
}
