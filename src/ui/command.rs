//! How a command is shown: in a menu, as a button with an icon, and in the tooltip of both. All of it comes from the
//! command's declaration.

use super::ctx::{Actions, UiCtx};
use super::shortcuts::written;
use super::theme::tokens;
use super::widgets::{Icon, icon_button, toggle_icon_button};
use crate::app::{Action, Command};
use egui::{Button, RectAlign, Response, RichText, Role, TextWrapMode, Tooltip, Ui, WidgetInfo};

/// Explains a control of a command with these words, where the pointer rests on it; also while it cannot be run.
fn explain(response: &Response, place: Option<RectAlign>, words: impl FnOnce() -> String) {
    let of = if response.enabled() { Tooltip::for_enabled } else { Tooltip::for_disabled };
    let mut tooltip = of(response);
    if let Some(place) = place {
        tooltip.popup = tooltip.popup.align(place);
    }
    tooltip.show(|ui| ui.label(words()));
}

/// A command in a menu, with its keys, and a mark where it is a choice that is on.
pub(super) fn command_item(ui: &mut Ui, ctx: &UiCtx<'_>, command: Command, actions: &mut Actions) {
    let (title, checked) = (ctx.title(command), command.checked(ctx.app));
    let keys = command.shortcut().map(|shortcut| written(ui.ctx(), ctx.language, shortcut));
    let mut button = Button::new(&title).wrap_mode(TextWrapMode::Extend);
    if let Some(keys) = &keys {
        button = button.shortcut_text(RichText::new(keys).color(tokens(ui).color.text_muted));
    }
    if let Some(on) = checked {
        button = button.selected(on);
    }
    let response = ui.add_enabled(command.enabled(ctx.app), button);
    // The keys are not of its name.
    response.widget_info(|| WidgetInfo::labeled(Role::Button, response.enabled(), &title));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        if let Some(keys) = &keys {
            node.set_keyboard_shortcut(keys.as_str());
        }
        if let Some(on) = checked {
            node.set_toggled(on.into());
        }
    });
    // Beside the menu: below the row it would hide the next one.
    explain(&response, Some(RectAlign::RIGHT), || ctx.text(command.tip()));
    if response.clicked() {
        actions.push(Action::Run(command));
        ui.close();
    }
}

/// A command as a square button, pressed where it is a choice that is on.
pub(super) fn command_button(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    command: Command,
    icon: Icon,
    actions: &mut Actions,
) {
    let title = ctx.title(command);
    let button = |ui: &mut Ui| match command.checked(ctx.app) {
        Some(mut on) => toggle_icon_button(ui, icon, &title, &mut on),
        None => icon_button(ui, icon, &title),
    };
    let response = ui.add_enabled_ui(command.enabled(ctx.app), button).inner;
    let keys = command
        .shortcut()
        .map(|keys| format!(" ({})", written(ui.ctx(), ctx.language, keys)))
        .unwrap_or_default();
    explain(&response, None, || ctx.text(command.tip()) + &keys);
    if response.clicked() {
        actions.push(Action::Run(command));
    }
}
