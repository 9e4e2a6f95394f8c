//! The bar at the bottom: what was saved, how large the catalog is, how fast it decides; language and zoom.

use super::notices::bell_ui;
use crate::app::{Action, Command, Unpublished};
use crate::text::{Language, Message};
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::theme::tokens;
use crate::ui::widgets::{Button, Icon, at_right, icon_button, menu};
use egui::{Popup, RichText, Ui};

pub(super) fn status_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let size = tokens(ui).size.small;
    let muted = tokens(ui).color.text_muted;
    let line = |text: String| RichText::new(text).size(size).color(muted);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = tokens(ui).size.steps(3.0);
        task_ui(ui, ctx, actions);
        ui.label(line(saved(ctx)));
        ui.label(line(
            ctx.say(&Message::new("app-status-offers").with("count", ctx.app.workspace().offer_count())),
        ));
        unpublished_ui(ui, ctx, actions);
        if ctx.app.preview().decision().is_some() {
            let milliseconds = ctx.app.preview().took().as_secs_f64() * 1_000.0;
            let milliseconds = ctx.language.number(milliseconds, if milliseconds < 1.0 { 2 } else { 1 });
            ui.label(line(ctx.say(&Message::new("app-status-decided").with("milliseconds", milliseconds))));
        }
        at_right(ui, "language and zoom", |ui| {
            ui.spacing_mut().item_spacing.x = tokens(ui).size.space;
            bell_ui(ui, ctx, actions);
            language_ui(ui, ctx, actions);
            if icon_button(ui, Icon::Remove, &ctx.text("app-command-zoom-out")).clicked() {
                actions.push(Action::Run(Command::ZoomOut));
            }
            let zoom =
                ctx.say(&Message::new("app-zoom").with("percent", f64::from(ctx.app.preferences.zoom)));
            if ui.add(Button::ghost(&zoom)).on_hover_text(ctx.text("app-command-zoom-reset")).clicked() {
                actions.push(Action::Run(Command::ZoomReset));
            }
            if icon_button(ui, Icon::Add, &ctx.text("app-command-zoom-in")).clicked() {
                actions.push(Action::Run(Command::ZoomIn));
            }
        });
    });
}

/// What is approved and not in Live yet, with the way to publish it.
fn unpublished_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let text = match ctx.app.publishing().unpublished() {
        None | Some(Unpublished::NothingDesigned) => return,
        Some(Unpublished::Changes(0)) => {
            let (size, muted) = (tokens(ui).size.small, tokens(ui).color.text_muted);
            ui.label(RichText::new(ctx.text("publish-status-none")).size(size).color(muted));
            return;
        }
        Some(Unpublished::Changes(count)) => {
            ctx.say(&Message::new("publish-status-changes").with("count", count))
        }
        Some(Unpublished::Blocked) => ctx.text("publish-status-blocked"),
    };
    if ui.add(Button::ghost(&text)).on_hover_text(ctx.text("publish-command-tip")).clicked() {
        actions.push(Action::Run(Command::Publish));
    }
}

/// What takes long, with a way to give it up where nothing is left half done.
fn task_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let Some((task, message)) = ctx.app.task().and_then(|task| Some((task, task.message()?))) else { return };
    let (size, color) = (tokens(ui).size.small, tokens(ui).color.text);
    let text = ctx.text(message);
    ui.add(egui::Spinner::new().size(size));
    let label = ui.label(RichText::new(text.as_str()).size(size).color(color));
    ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
    if task.can_cancel() {
        let name = ctx.say(&Message::new("app-task-cancel").with("task", text));
        if icon_button(ui, Icon::Close, &name).clicked() {
            actions.push(Action::Cancel(task));
        }
    }
}

fn saved(ctx: &UiCtx<'_>) -> String {
    let workspace = &ctx.app.workspace();
    if workspace.is_dirty() {
        return ctx.text("app-unsaved");
    }
    if ctx.app.view().unfit().is_some() {
        return ctx.text("app-unfit");
    }
    match workspace.saved_at() {
        Some(at) => {
            let time = at.to_zoned(jiff::tz::TimeZone::system()).strftime("%H:%M").to_string();
            ctx.say(&Message::new("app-saved-at").with("time", time))
        }
        None => ctx.text("app-unchanged"),
    }
}

fn language_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let button = ui.add(Button::ghost(ctx.language.code()).icon(Icon::Language));
    let is = Message::new("app-language-is").with("language", ctx.language.name());
    let button = button.on_hover_text(ctx.text("app-language")).accessible_name(ctx.say(&is));
    menu(Popup::menu(&button), |ui| {
        for (language, command) in [(Language::En, Command::English), (Language::Fr, Command::French)] {
            if ui.selectable_label(language == ctx.language, language.name()).clicked() {
                actions.push(Action::Run(command));
            }
        }
    });
}
