//! A rule as text: taken over while it is typed, made canonical when it is finished.

use super::{RuleContext, RuleEdit};
use crate::rule;
use crate::ui::ctx::Actions;
use egui::{TextEdit, Ui};

pub(super) fn editor_ui(
    ui: &mut Ui,
    _rule: &RuleContext<'_>,
    source: &str,
    _actions: &mut Actions,
) -> RuleEdit {
    let mut text = source.to_owned();
    let edit = TextEdit::multiline(&mut text).id(ui.make_persistent_id("input")).code_editor();
    // Tab leaves the field: a rule has no use for it.
    let response = ui.add(edit.lock_focus(false).desired_rows(1).desired_width(ui.available_width()));
    // A rule is one line: Enter would only be lost when it is saved.
    let text = text.replace('\n', " ");
    let settled = response.lost_focus();
    let typed = if response.changed() {
        Some(text)
    } else if settled {
        let canonical = if text.trim().is_empty() { String::new() } else { rule::canonical(&text) };
        (canonical != text).then_some(canonical)
    } else {
        None
    };
    RuleEdit { response, source: typed, settled }
}
