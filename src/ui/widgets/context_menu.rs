//! The context menu of a row in a tree or a grid. Its first entry has the keyboard when it opens, so that no key moves
//! what lies below it; when it closes, the keyboard goes back to what the row stands in.

use super::keyboard;
use super::menu::{in_room, menu_ring};
use crate::ui::theme::tokens;
use egui::{Id, Key, Modifiers, Popup, Response, SetOpenCommand, Ui};

/// Whether a key asks for the context menu: Shift+F10, or the key that some keyboards have for it.
pub(super) fn is_asked_for(ui: &Ui) -> bool {
    ui.input_mut(|input| {
        input.consume_key(Modifiers::SHIFT, Key::F10) || input.consume_key(Modifiers::NONE, Key::Menu)
    })
}

/// Fills the menu of a row of `owner`: at the pointer, or below the row when it was asked for by key. Says whether it is
/// open, and so has the keyboard.
pub(super) fn context_menu(owner: Id, row: &Response, by_key: bool, contents: impl FnOnce(&mut Ui)) -> bool {
    let opened_by_key = owner.with("menu opened by key");
    if by_key || row.secondary_clicked() {
        row.ctx.data_mut(|data| data.insert_temp(opened_by_key, by_key));
        keyboard::opened_by(&row.ctx, owner);
    }
    let mut popup = Popup::context_menu(row);
    if row.ctx.data(|data| data.get_temp(opened_by_key)) == Some(true) {
        popup = popup.at_position(row.rect.left_bottom());
    }
    if by_key {
        popup = popup.open_memory(Some(SetOpenCommand::Bool(true)));
    }
    let shown = popup.show(|ui| {
        ui.set_min_width(tokens(ui).size.steps(45.0));
        in_room(ui, contents);
        menu_ring(ui);
        keyboard::enter(ui.ctx(), ui.layer_id(), None);
    });
    shown.is_some()
}
