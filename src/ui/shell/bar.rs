//! The bar at the top: menus derived from the commands, and the name of the file.

use super::menus;
use crate::app::{Action, Command, FileAction, Menu};
use crate::ui::command::{command_button, command_item};
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::theme::tokens;
use crate::ui::widgets::{DocumentTab, Icon, TabEvent, TabStay, at_right, document_tabs, menu_ring};
use egui::{RichText, Role, Ui};

pub(super) fn bar_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    egui::MenuBar::new().ui(ui, |ui| {
        // What egui takes for a menu is the whole row; the menus of it are the bar.
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_role(Role::Toolbar);
            node.set_label(ctx.text("app-toolbar"));
        });
        ui.scope(|ui| {
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                node.set_role(Role::MenuBar);
                node.set_label(ctx.text("app-menu-bar"));
            });
            menus::menus_ui(ui, ctx, |ui, menu| menu_ui(ui, ctx, menu, actions));
        });
        ui.add_space(tokens(ui).size.steps(2.0));
        for (command, icon) in
            [(Command::Save, Icon::Save), (Command::Undo, Icon::Undo), (Command::Redo, Icon::Redo)]
        {
            command_button(ui, ctx, command, icon, actions);
        }
        at_right(ui, "file and panels", |ui| {
            file_ui(ui, ctx);
            ui.add_space(tokens(ui).size.steps(2.0));
            for (command, icon) in [
                (Command::ToggleExplorer, Icon::PanelLeft),
                (Command::ToggleProblems, Icon::PanelBottom),
                (Command::TogglePreview, Icon::PanelRight),
            ] {
                command_button(ui, ctx, command, icon, actions);
            }
        });
    });
}

/// The open catalogs, each in its tab, and the text of a broken file in the last one.
pub(super) fn catalogs_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let titles = ctx.app.open_titles();
    let catalogs = titles.into_iter().map(|title| DocumentTab {
        id: egui::Id::unique(("catalog", title.id)),
        label: title.name,
        icon: Some(Icon::File),
        marked: title.dirty,
        stay: TabStay::Alone,
    });
    let text = ctx.app.files.broken().map(|broken| DocumentTab {
        id: egui::Id::unique(("broken tab", broken.path())),
        label: broken.path().file_name().unwrap_or_default().to_string_lossy().into_owned(),
        icon: Some(Icon::Error),
        marked: broken.is_changed(),
        stay: TabStay::Alone,
    });
    let tabs: Vec<DocumentTab> = catalogs.chain(text).collect();
    let text_in_front = ctx.app.files.text_in_front().is_some();
    let front = if text_in_front { tabs.len() - 1 } else { ctx.app.front_place() };
    let event = document_tabs(ui, &ctx.text("app-open-catalogs"), &tabs, Some(front), ctx.language);
    actions.extend(event.and_then(|event| match event {
        TabEvent::Select(place) => Some(Action::Files(FileAction::Switch(place))),
        TabEvent::Close(place) => Some(Action::Files(FileAction::Close(place))),
        TabEvent::Keep(_) | TabEvent::CloseOthers(_) | TabEvent::CloseAll => None,
    }));
}

/// The files that were open lately, in a menu of their own.
fn recent_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let recent: Vec<&std::path::Path> = ctx.app.recent_files().collect();
    ui.add_enabled_ui(!recent.is_empty(), |ui| {
        ui.menu_button(ctx.text("files-recent"), |ui| {
            for path in recent {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let button = egui::Button::new(name).wrap_mode(egui::TextWrapMode::Extend);
                if ui.add(button).on_hover_text(path.display().to_string()).clicked() {
                    actions.push(Action::OpenFile(path.to_path_buf()));
                    ui.close();
                }
            }
            menu_ring(ui);
        });
    });
}

/// The name of the file, and whether it has unsaved changes.
fn file_ui(ui: &mut Ui, ctx: &UiCtx<'_>) {
    let color = &tokens(ui).color;
    let name = ui.label(RichText::new(ctx.app.workspace().file_name()).color(color.text_muted));
    if let Some(path) = ctx.app.workspace().path() {
        name.on_hover_text(path.display().to_string());
    }
    if ctx.app.workspace().is_read_only() {
        let (name, hint) = (ctx.text("files-read-only"), ctx.text("files-read-only-hint"));
        let side = egui::Vec2::splat(tokens(ui).size.icon);
        let (rect, lock) = ui.allocate_exact_size(side, egui::Sense::hover());
        lock.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &name));
        Icon::Lock.paint(ui, rect.center(), side.x, color.text_muted);
        lock.on_hover_text(hint);
    }
    if ctx.app.workspace().is_dirty() {
        let (rect, dot) =
            ui.allocate_exact_size(egui::Vec2::splat(tokens(ui).size.icon), egui::Sense::hover());
        let name = ctx.text("app-unsaved");
        dot.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &name));
        ui.painter().circle_filled(rect.center(), tokens(ui).size.space, color.link);
        dot.on_hover_text(name);
    }
}

fn menu_ui(ui: &mut Ui, ctx: &UiCtx<'_>, menu: Menu, actions: &mut Actions) {
    ui.set_min_width(tokens(ui).size.steps(60.0));
    for (index, group) in menu.groups().into_iter().enumerate() {
        if index > 0 {
            ui.separator();
        }
        for command in group {
            command_item(ui, ctx, command, actions);
        }
        if menu == Menu::File && index == 0 {
            recent_ui(ui, ctx, actions);
        }
    }
}
