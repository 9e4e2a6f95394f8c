//! The context menu of a row in a tree or a grid. Its first entry has the keyboard when it opens, so that no key moves
//! what lies below it; when it closes, the keyboard goes back to what the row stands in.

use crate::ui::theme::tokens;
use egui::{Context, Id, LayerId, Popup, Response, SetOpenCommand, Ui};

/// Fills the menu of a row of `owner`: at the pointer, or below the row when it was asked for by key. Says whether it is
/// open, and so has the keyboard.
pub(super) fn context_menu(owner: Id, row: &Response, by_key: bool, contents: impl FnOnce(&mut Ui)) -> bool {
    let (opened_by_key, open_for) = (owner.with("menu opened by key"), owner.with("menu is open"));
    let opens = by_key || row.secondary_clicked();
    if opens {
        row.ctx.data_mut(|data| data.insert_temp(opened_by_key, by_key));
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
        contents(ui);
        ui.layer_id()
    });
    let was_open = row.ctx.data(|data| data.get_temp::<Id>(open_for)) == Some(row.id);
    let is_open = shown.is_some();
    match shown {
        // A menu is measured before it is drawn, and none of its entries can have the keyboard in that pass.
        Some(shown) if !was_open && focus_first(&row.ctx, shown.inner) => {
            row.ctx.data_mut(|data| data.insert_temp(open_for, row.id));
        }
        None if was_open => {
            row.ctx.data_mut(|data| data.remove::<Id>(open_for));
            row.ctx.memory_mut(|memory| memory.request_focus(owner));
        }
        _ => {}
    }
    is_open
}

/// Gives the keyboard to the first control of a layer that can have it, and says whether there is one.
fn focus_first(ctx: &Context, layer: LayerId) -> bool {
    let first = ctx.viewport(|viewport| {
        let mut controls = viewport.this_pass.widgets.get_layer(layer);
        controls.find(|it| it.enabled && it.sense.is_focusable()).map(|it| it.id)
    });
    if let Some(first) = first {
        ctx.memory_mut(|memory| memory.request_focus(first));
    }
    first.is_some()
}
