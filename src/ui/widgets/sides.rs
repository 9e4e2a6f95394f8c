//! Rows with something at their right: drawn from left to right all the same, since Tab and screen readers go the way
//! in which controls are drawn.

use super::Button;
use egui::{Align, Id, Layout, Rect, Response, Ui, UiBuilder, pos2, vec2};

/// What differs less, in points, is the same width.
const SAME: f32 = 0.5;

/// Controls at the right end of the room there is. Those of one `key` are of one width at a time.
///
/// Their width is that of the pass before; where it is another one, the pass is drawn again before anybody sees it.
pub(in crate::ui) fn at_right<R>(ui: &mut Ui, key: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    let known = width(ui, key);
    ui.horizontal(|ui| {
        ui.add_space((ui.available_width() - known).max(0.0));
        let row = ui.horizontal(add);
        let is = row.response.rect.width();
        if (is - known).abs() > SAME {
            ui.data_mut(|data| data.insert_temp(id(key), is));
            ui.ctx().request_discard("what stands at the right has another width");
        }
        row.inner
    })
    .inner
}

/// What stands at the left, in the room that is left by what stands at the right.
pub(in crate::ui) fn sides<L, R>(
    ui: &mut Ui,
    key: &str,
    left: impl FnOnce(&mut Ui) -> L,
    right: impl FnOnce(&mut Ui) -> R,
) -> (L, R) {
    let room = (ui.available_width() - width(ui, key) - ui.spacing().item_spacing.x).max(0.0);
    let row = Layout::left_to_right(Align::Center);
    let height = ui.available_height().min(ui.spacing().interact_size.y);
    ui.horizontal(|ui| {
        let left = ui.allocate_ui_with_layout(vec2(room, height), row, left).inner;
        (left, at_right(ui, key, right))
    })
    .inner
}

/// Buttons at the right end of a row that has its room already, each with whether it can be pressed. Returns them, and the
/// room beside them.
pub(in crate::ui) fn buttons_at_right(
    ui: &mut Ui,
    (room, id): (Rect, Id),
    buttons: Vec<(Button<'_>, bool)>,
) -> (Vec<Response>, Rect) {
    let gap = ui.spacing().item_spacing.x;
    let wanted: f32 = buttons.iter().map(|(button, _)| button.width(ui) + gap).sum();
    let left = (room.right() + gap - wanted).min(room.right());
    let builder = UiBuilder::new()
        .max_rect(Rect::from_min_max(pos2(left, room.top()), room.max))
        .scope_id(id)
        .layout(Layout::left_to_right(Align::Center));
    let mut ui = ui.new_child(builder);
    let drawn = buttons.into_iter().map(|(button, enabled)| ui.add_enabled(enabled, button)).collect();
    (drawn, room.with_max_x(left))
}

fn id(key: &str) -> Id {
    Id::unique(("width at the right", key))
}

fn width(ui: &Ui, key: &str) -> f32 {
    ui.data(|data| data.get_temp(id(key))).unwrap_or_default()
}
