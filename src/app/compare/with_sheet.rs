//! Comparing the catalog in front with what a spreadsheet would make of it. After each part that is taken over the sheet
//! is read against the catalog anew: what it says of cells stays, and approvals are never its own.

use super::{Against, Compare, Pair};
use crate::app::action::Action;
use crate::app::dialog::{Answer, Dialog};
use crate::app::effect::{Context, Effect};
use crate::app::tasks::Task;
use crate::document;
use crate::sheet::{self, Grid};
use crate::text::Message;
use std::sync::Arc;

impl Compare {
    /// Shows what a spreadsheet would change.
    pub(in crate::app) fn show_sheet(&mut self, grid: Arc<Grid>) -> Vec<Effect> {
        *self = Self { sheet: Some(grid), ..Self::default() };
        vec![Effect::Act(Action::Ask(Dialog::Compare(Against::Sheet)))]
    }

    /// Has what the spreadsheet would make of the catalog compared with it, where that is not done or under way.
    pub(super) fn refresh_sheet(&mut self, grid: Arc<Grid>, context: &Context<'_>) -> Vec<Effect> {
        let new = Arc::clone(context.catalog());
        let known = self.of.clone().into_iter().chain(self.asked_for.upgrade());
        if known.into_iter().any(|it| Arc::ptr_eq(&it.new, &new)) {
            return Vec::new();
        }
        // What the sheet makes of it is not known before: the pair only says what is asked for.
        let wanted = Arc::new(Pair { old: Arc::clone(&new), new });
        self.asked_for = Arc::downgrade(&wanted);
        vec![Effect::work(
            Task::Compare,
            move |_| {
                let new = Arc::clone(&wanted.new);
                let changes = sheet::changes(&new, &grid).ok();
                let old = changes.as_ref().and_then(|it| it.edit.apply(&new));
                let old = old.unwrap_or_else(|| Arc::clone(&new));
                let differences = Arc::new(document::difference(&old, &new));
                (Arc::new(Pair { old, new }), differences, changes, wanted)
            },
            move |features, _, (of, differences, changes, _wanted)| {
                let compare = features.compare;
                if compare.sheet.is_some() {
                    (compare.of, compare.differences, compare.changes) = (Some(of), differences, changes);
                }
                Vec::new()
            },
        )]
    }

    /// Takes over all that is left of what a spreadsheet would change, as one step.
    pub(in crate::app) fn take_sheet(&mut self, context: &Context<'_>) -> Vec<Effect> {
        let is_current = self.of.as_ref().is_some_and(|of| Arc::ptr_eq(&of.new, context.catalog()));
        let Some(changes) = self.changes.take_if(|_| is_current) else { return Vec::new() };
        let name = Message::new("exchange-step").with("count", changes.offers);
        vec![Effect::edit(changes.edit, name), Effect::Act(Action::Answer(Answer::Cancel))]
    }
}
