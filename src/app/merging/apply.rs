//! What the application does about conflicts.

use super::MergeAction;
use crate::app::application::App;
use crate::app::conflict_words;
use crate::app::dialog::Dialog;
use crate::app::notices::NoticeKind;
use crate::text::Message;

impl App {
    pub(in crate::app) fn apply_merge(&mut self, action: MergeAction) {
        match action {
            MergeAction::Show => self.dialog = Some(Dialog::Merge),
            MergeAction::Settle(index, side) => {
                let Some(merging) = self.workspace().merge() else { return };
                let Some(conflict) = merging.merge.conflicts().get(index) else { return };
                let title = conflict_words::title(&merging.merge, conflict);
                let name = Message::new("versions-step").with("entity", title);
                self.open.front_mut().workspace.settle_conflict(index, side, name);
                self.after_change();
            }
        }
    }

    /// Shows the conflicts of the catalog in front, which was just read.
    pub(in crate::app) fn ask_about_merge(&mut self) {
        let Some(merging) = self.workspace().merge() else { return };
        if merging.merge.conflicts().is_empty() {
            self.notice(NoticeKind::Info, Message::new("versions-all-together"));
        } else {
            self.dialog = Some(Dialog::Merge);
        }
    }

    /// Says why it is not saved yet, and shows the conflicts.
    pub(in crate::app) fn ask_to_settle(&mut self) {
        let count = self.workspace().open_conflicts();
        self.notice(NoticeKind::Info, Message::new("versions-not-saved").with("count", count));
        self.dialog = Some(Dialog::Merge);
    }
}
