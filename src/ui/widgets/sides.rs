//! Rows with something at their right: drawn from left to right all the same, since Tab and screen readers go the way
//! in which controls are drawn.

use egui::{Align, Id, Layout, Ui, vec2};

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

fn id(key: &str) -> Id {
    Id::unique(("width at the right", key))
}

fn width(ui: &Ui, key: &str) -> f32 {
    ui.data(|data| data.get_temp(id(key))).unwrap_or_default()
}
