//! What the timeline does: which rows it shows, and the changes made in it.

use super::rows::{self, Part, Source};
use super::{Rows, RowsKey, Timeline, TimelineAction};
use crate::app::action::Action;
use crate::app::effect::{Context, Effect};
use crate::app::listing::Same;
use crate::app::tasks::Task;
use crate::document::Edit;
use crate::model::InnerTab;
use crate::model::{Period, Ref};
use crate::text::Message;
use jiff::Timestamp;
use std::sync::Arc;

/// The rows of what is shown.
fn rows_of(shown: &RowsKey, now: Timestamp) -> Rows {
    let RowsKey { catalog: Same(catalog), root, toggled, only_dated, .. } = shown;
    let environment = root.environment().and_then(|name| catalog.environment(name));
    let Some(environment) = environment else { return Rows::default() };
    let category = match root {
        Ref::Category(_, name) => Some(name.as_str()),
        _ => None,
    };
    Source { environment, category, toggled, only_dated: *only_dated, zone: catalog.zone(), now }.rows()
}

impl Timeline {
    /// Has the rows follow what is to be shown, while a tab shows them.
    pub(in crate::app) fn refresh(&mut self, context: &Context<'_>) -> Vec<Effect> {
        let Some(shown) = self.wanted(context) else { return Vec::new() };
        let now = context.now;
        if !context.workspace.is_small() {
            let make = move |shown: &RowsKey| rows_of(shown, now);
            return self.rows.order(Task::Timeline, shown, make, |features, context, shown, rows| {
                if features.timeline.rows.waits_for(&shown) {
                    features.timeline.take(&shown, rows, context.now);
                }
                Vec::new()
            });
        }
        if !self.rows.is_of(&shown) {
            let rows = rows_of(&shown, now);
            self.take(&Arc::new(shown), rows, now);
        }
        Vec::new()
    }

    /// What the rows are to be made of; none while no tab shows them.
    fn wanted(&self, context: &Context<'_>) -> Option<RowsKey> {
        let view = context.view;
        let root = view.active_tab().filter(|it| view.inner_tab(it) == InnerTab::Timeline)?.clone();
        context.catalog().environment(root.environment()?)?;
        Some(RowsKey {
            workspace: context.workspace.id(),
            catalog: Same::of(context.catalog()),
            root,
            toggled: self.toggled.clone(),
            only_dated: self.only_dated,
        })
    }

    /// Takes rows over, and looks at all periods of what was not shown before.
    fn take(&mut self, shown: &Arc<RowsKey>, rows: Rows, now: Timestamp) {
        let before = self.rows.take(Arc::clone(shown), rows);
        if before.is_none_or(|it| (it.workspace, &it.root) != (shown.workspace, &shown.root)) {
            self.fit(now);
        }
    }

    pub(in crate::app) fn apply(&mut self, action: TimelineAction, context: &Context<'_>) -> Option<Effect> {
        match action {
            TimelineAction::Toggle(entity) => {
                let (set, name) = match entity {
                    Ref::Category(_, name) => (&mut self.toggled.categories, name),
                    Ref::Offer(_, name) => (&mut self.toggled.offers, name),
                    _ => return None,
                };
                if !set.remove(&name) {
                    set.insert(name);
                }
            }
            TimelineAction::Look(visible) => self.visible = Some(visible),
            TimelineAction::Fit => self.fit(context.now),
            TimelineAction::OnlyDated(only) => self.only_dated = Some(only),
            TimelineAction::Move { of, part, period, by_key } => {
                return moved(of, part, period, by_key, context);
            }
        }
        None
    }
}

/// One step of history for one drag, or for keys pressed one after the other.
fn moved(of: Ref, part: Part, period: Period, by_key: bool, context: &Context<'_>) -> Option<Effect> {
    let entity = context.catalog().entity(&of)?;
    let changed = rows::with_period(&entity, part, period)?;
    let name = Message::new("timeline-step").with("name", rows::title(&entity, part));
    let field = by_key.then(|| (of.clone(), "timeline"));
    Some(Effect::Act(Action::Edit { edit: Edit::Put(of, changed), name, field }))
}
