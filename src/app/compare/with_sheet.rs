//! Comparing the catalog in front with what a spreadsheet would make of it. After each part that is taken over the sheet
//! is read against the catalog anew: what it says of cells stays, and approvals are never its own.

use super::{Against, Compare, Pair};
use crate::app::action::Action;
use crate::app::dialog::{Answer, Dialog};
use crate::app::effect::{Context, Effect};
use crate::app::tasks::Task;
use crate::document::{self, Edit, Part};
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
                let old = changes.and_then(|it| it.edit.apply(&new)).unwrap_or_else(|| Arc::clone(&new));
                let differences = Arc::new(document::difference(&old, &new));
                (Arc::new(Pair { old, new }), differences, wanted)
            },
            move |features, _, (of, differences, _wanted)| {
                let compare = features.compare;
                if compare.sheet.is_some() {
                    (compare.of, compare.differences) = (Some(of), differences);
                }
                Vec::new()
            },
        )]
    }

    /// Takes over all that is left of what a spreadsheet would change, as one step.
    pub(in crate::app) fn take_sheet(&self, context: &Context<'_>) -> Vec<Effect> {
        let Some(of) = self.of.as_ref().filter(|of| Arc::ptr_eq(&of.new, context.catalog())) else {
            return Vec::new();
        };
        let open = self.differences.iter().filter(|it| document::may_take_back(&of.old, &of.new, it));
        let edits: Vec<Edit> =
            open.filter_map(|it| document::revert(&of.old, &of.new, it, Part::All)).collect();
        let count = edits.len();
        vec![
            Effect::edit(Edit::All(edits), Message::new("exchange-step").with("count", count)),
            Effect::Act(Action::Answer(Answer::Cancel)),
        ]
    }
}
