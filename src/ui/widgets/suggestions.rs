//! Suggestions at the caret of a text: a list that the text's own keyboard steers, with what is known of the
//! entry in front.

use super::popup_list::{ListEntry, list_height, list_ui};
use crate::ui::theme::tokens;
use egui::{Area, Frame, Id, Order, Rect, Role, Ui};

/// A suggestion as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestionRow {
    /// What is put into the text.
    pub label: String,
    /// What tells it from others, muted, at the right.
    pub detail: String,
}

/// Shows suggestions below the caret. `cursor` is the row that Enter would take; `follow` brings it in sight.
/// `steered` is the text's field once keys have moved in the list. `about` draws what is known of that row. `name` is the
/// list's accessible name. Returns the row that was clicked.
pub fn suggestions_ui(
    ui: &Ui,
    (id, caret): (Id, Rect),
    name: &str,
    rows: &[SuggestionRow],
    (cursor, follow): (usize, bool),
    steered: Option<Id>,
    about: impl FnOnce(&mut Ui),
) -> Option<usize> {
    let size = &tokens(ui).size;
    let area = Area::new(id).order(Order::Foreground).constrain_to(ui.ctx().content_rect());
    let shown =
        area.fixed_pos(caret.left_bottom() + egui::vec2(-size.space, size.space)).show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).show(ui, |ui| {
                ui.set_width(size.steps(90.0));
                let entry = |index: usize| ListEntry {
                    label: rows[index].label.as_str().into(),
                    detail: rows[index].detail.as_str().into(),
                    chosen: index == cursor,
                    muted: false,
                    enabled: true,
                };
                // The room is its own: an area offers no more than its content took the frame before.
                let room = egui::vec2(ui.available_width(), list_height(ui, rows.len()));
                let list = ui.allocate_ui(room, |ui| list_ui(ui, steered, rows.len(), cursor, follow, entry));
                let clicked = list.inner;
                about(ui);
                clicked
            })
        });
    ui.ctx().accesskit_node_builder(shown.response.id, |node| {
        node.set_role(Role::ListBox);
        node.set_label(name);
    });
    shown.inner.inner
}
