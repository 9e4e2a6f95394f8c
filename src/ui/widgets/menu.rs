//! Menus below a button: the one that is opened by key has the keyboard on its first entry. Every entry shows when it
//! has the keyboard.

use super::keyboard::{self, Keyboard};
use crate::ui::theme::tokens;
use egui::{CornerRadius, Id, InnerResponse, Popup, ScrollArea, Stroke, StrokeKind, Ui};

/// What a menu leaves free of the window's height: the bar that it opens below, and its own edges. In points.
const BESIDE_MENU: f32 = 60.0;

/// Shows the menu of a button, if it is open.
pub(in crate::ui) fn menu<R>(
    popup: Popup<'_>,
    contents: impl FnOnce(&mut Ui) -> R,
) -> Option<InnerResponse<R>> {
    popup.show(|ui| {
        let inner = in_room(ui, contents);
        enter_menu(ui);
        inner
    })
}

/// What is in a menu, which scrolls where the window is too low for it.
pub(in crate::ui) fn in_room<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let room = ui.ctx().content_rect().height() - BESIDE_MENU;
    // Entries out of sight are known of without the pointer in the menu.
    ui.spacing_mut().scroll.dormant_handle_opacity = 0.6;
    ScrollArea::vertical().max_height(room).min_scrolled_height(room).show(ui, contents).inner
}

/// To be called at the end of a menu that egui opens. Says whether it has taken the keyboard now.
pub(in crate::ui) fn enter_menu(ui: &Ui) -> bool {
    menu_ring(ui);
    let by_mouse = ui.input(|input| input.pointer.any_released());
    let keyboard = ui.ctx().plugin_or_default::<Keyboard>();
    let by_key = keyboard.lock().opened_by_key(ui.layer_id(), !by_mouse);
    by_key && keyboard::enter(ui.ctx(), ui.layer_id(), None)
}

/// The ring around the entry that has the keyboard: egui shows it by a ground only, which ticked entries have as well. To
/// be called at the end of each menu.
pub(in crate::ui) fn menu_ring(ui: &Ui) {
    if let Some(rect) = keyboard::place_in(ui.ctx(), ui.layer_id()) {
        let tokens = tokens(ui);
        let ring = Stroke::new(2.0, tokens.color.focus);
        let radius = CornerRadius::from(tokens.size.radius_small);
        ui.painter().rect_stroke(rect, radius, ring, StrokeKind::Inside);
    }
}

/// Says which button a menu was opened by: it is closed to there.
pub(in crate::ui) fn opened_by(ui: &Ui, button: Id) {
    keyboard::opened_by(ui.ctx(), button);
}
