//! The text of a file that is no catalog, in the place of the forms: its errors, each with its place, and the
//! text to mend. Changes nothing: what is typed is an action, and checking is done elsewhere.

mod text;

use super::ctx::{Actions, UiCtx};
use super::theme::tokens;
use super::widgets::{Button, Icon, Severity, issue_line, note, toolbar};
use crate::app::{Action, Broken, FileAction};
use crate::text::Message;
use egui::{Label, RichText, Role, ScrollArea, Sense, Ui};

/// Errors beyond this are not listed: mending the first ones changes the others.
const MOST_ERRORS: usize = 50;
/// How many lines of the window the list of errors takes at most.
const ERROR_ROWS: f32 = 6.0;

/// Draws the text of a broken file with its errors.
pub(super) fn broken_ui(ui: &mut Ui, ctx: &UiCtx<'_>, broken: &Broken, actions: &mut Actions) {
    let name = broken.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
    toolbar(ui, |ui| {
        let save = ctx.text("files-broken-save");
        let button = ui.add_enabled(broken.is_mended(), Button::primary(&save).icon(Icon::Save));
        if button.on_disabled_hover_text(ctx.text("files-broken-save-disabled")).clicked() {
            actions.push(Action::Files(FileAction::SaveText));
        }
        let close = ctx.text("files-broken-close");
        if ui.add(Button::secondary(&close).icon(Icon::Close)).clicked() {
            actions.push(Action::Files(FileAction::CloseText));
        }
        let path = RichText::new(broken.path().display().to_string()).color(tokens(ui).color.text_muted);
        ui.add(Label::new(path).truncate());
    });
    ui.add_space(tokens(ui).size.space);
    let led = if broken.errors().is_empty() {
        state_ui(ui, ctx, broken);
        None
    } else {
        let title = Message::new("files-broken-title").with("file", name);
        note(ui, Severity::Error, &ctx.say(&title));
        errors_ui(ui, ctx, broken)
    };
    ui.add_space(tokens(ui).size.space);
    text::text_ui(ui, ctx, broken, led, actions);
}

/// What stands in the place of the errors where there are none.
fn state_ui(ui: &mut Ui, ctx: &UiCtx<'_>, broken: &Broken) {
    if broken.is_mended() {
        note(ui, Severity::Success, &ctx.text("files-broken-mended"));
    } else {
        note(ui, Severity::Info, &ctx.text("files-broken-checking"));
    }
}

/// The errors; returns the byte of the one that is chosen.
fn errors_ui(ui: &mut Ui, ctx: &UiCtx<'_>, broken: &Broken) -> Option<usize> {
    let area = ScrollArea::vertical().id_salt("errors").max_height(tokens(ui).size.row * ERROR_ROWS);
    let shown = area.auto_shrink([false, true]).show(ui, |ui| {
        let mut led = None;
        for (index, error) in broken.errors().iter().take(MOST_ERRORS).enumerate() {
            let line = Message::new("files-broken-error")
                .with("line", error.line.to_string())
                .with("column", error.column.to_string())
                .with("problem", ctx.say(&error.message));
            let line = ctx.say(&line);
            let row = ui.push_id(index, |ui| issue_line(ui, Severity::Error, &line)).inner;
            let row = row.interact(Sense::click());
            ui.ctx().accesskit_node_builder(row.id, |node| {
                node.set_role(Role::Link);
                node.set_label(line);
            });
            if row.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
                led = Some(error.span.start);
            }
        }
        led
    });
    shown.inner
}
