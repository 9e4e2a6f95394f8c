//! The bar at the top: menus derived from the commands, and the name of the file.

use super::shortcuts::written;
use crate::app::{Action, Command, Menu};
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::theme::tokens;
use crate::ui::widgets::{Icon, icon_button, toggle_icon_button};
use egui::{Align, Layout, RichText, Ui};

pub(super) fn bar_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    egui::MenuBar::new().ui(ui, |ui| {
        for menu in Menu::ALL {
            ui.menu_button(ctx.text(menu.title()), |ui| menu_ui(ui, ctx, menu, actions));
        }
        ui.add_space(tokens(ui).size.steps(2.0));
        for (command, icon) in
            [(Command::Save, Icon::Save), (Command::Undo, Icon::Undo), (Command::Redo, Icon::Redo)]
        {
            let enabled = command.enabled(ctx.app);
            let button = ui.add_enabled_ui(enabled, |ui| icon_button(ui, icon, &ctx.title(command))).inner;
            if button.clicked() {
                actions.push(Action::Run(command));
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            for (command, icon) in [
                (Command::TogglePreview, Icon::PanelRight),
                (Command::ToggleProblems, Icon::PanelBottom),
                (Command::ToggleExplorer, Icon::PanelLeft),
            ] {
                let mut on = command.checked(ctx.app).unwrap_or_default();
                if toggle_icon_button(ui, icon, &ctx.title(command), &mut on).clicked() {
                    actions.push(Action::Run(command));
                }
            }
            ui.add_space(tokens(ui).size.steps(2.0));
            file_ui(ui, ctx);
        });
    });
}

/// The name of the file, and whether it has unsaved changes.
fn file_ui(ui: &mut Ui, ctx: &UiCtx<'_>) {
    let color = &tokens(ui).color;
    if ctx.app.workspace.document().is_dirty() {
        let (rect, dot) =
            ui.allocate_exact_size(egui::Vec2::splat(tokens(ui).size.icon), egui::Sense::hover());
        let name = ctx.text("app-unsaved");
        dot.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &name));
        ui.painter().circle_filled(rect.center(), tokens(ui).size.space, color.link);
        dot.on_hover_text(name);
    }
    let name = ui.label(RichText::new(ctx.app.workspace.file_name()).color(color.text_muted));
    if let Some(path) = ctx.app.workspace.path() {
        name.on_hover_text(path.display().to_string());
    }
}

fn menu_ui(ui: &mut Ui, ctx: &UiCtx<'_>, menu: Menu, actions: &mut Actions) {
    ui.set_min_width(tokens(ui).size.steps(60.0));
    for (index, group) in menu.groups().into_iter().enumerate() {
        if index > 0 {
            ui.separator();
        }
        for command in group {
            if item_ui(ui, ctx, command) {
                actions.push(Action::Run(command));
                ui.close();
            }
        }
    }
}

fn item_ui(ui: &mut Ui, ctx: &UiCtx<'_>, command: Command) -> bool {
    let keys = command.shortcut().map(|shortcut| written(ui.ctx(), shortcut)).unwrap_or_default();
    let title = ctx.title(command);
    let checked = command.checked(ctx.app);
    let mut button =
        egui::Button::new(title).shortcut_text(RichText::new(keys).color(tokens(ui).color.text_muted));
    if let Some(on) = checked {
        button = button.selected(on);
    }
    let response = ui.add_enabled(command.enabled(ctx.app), button.wrap_mode(egui::TextWrapMode::Extend));
    if let Some(on) = checked {
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_toggled(on.into()));
    }
    response.clicked()
}
