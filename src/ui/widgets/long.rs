//! Texts that are too long for a field: their beginning stands there, with a sentence that says so.

use super::Icon;
use super::paint::focus_ring;
use crate::text::{MOST_EDITED, cut};
use crate::ui::theme::tokens;
use egui::{Context, Id, Label, Response, RichText, Role, Sense, Ui, WidgetInfo};

/// Bytes that are seen of a text that is too long for a field.
const MOST_SEEN: usize = 1_000;

fn sentence() -> Id {
    Id::unique("a text is too long for a field")
}

/// Sets the sentence that says that a text is too long, in the person's language.
pub fn say_too_long(ctx: &Context, text: &str) {
    let is_said = ctx.data(|data| data.get_temp::<String>(sentence())).is_some_and(|said| said == text);
    if !is_said {
        ctx.data_mut(|data| data.insert_temp(sentence(), text.to_owned()));
    }
}

/// Whether a text is too long for a field.
pub fn is_too_long(text: &str) -> bool {
    text.len() > MOST_EDITED
}

/// What stands in the place of a field whose text is too long for it; nothing where it is not.
pub(super) fn too_long_ui(ui: &mut Ui, text: &str) -> Option<Response> {
    is_too_long(text).then(|| beginning_ui(ui, text))
}

/// The beginning of a text that is too long for a field, in the place of that.
pub fn beginning_ui(ui: &mut Ui, text: &str) -> Response {
    let tokens = tokens(ui);
    let said = ui.data(|data| data.get_temp::<String>(sentence())).unwrap_or_default();
    let beginning = cut(text, MOST_SEEN).into_owned();
    let shown = ui.vertical(|ui| {
        let line = beginning.lines().next().unwrap_or_default().to_owned();
        let field = ui.add(
            Label::new(RichText::new(line).color(tokens.color.text_muted))
                .truncate()
                .sense(Sense::focusable_noninteractive()),
        );
        focus_ring(ui, field.rect, &field);
        field.widget_info(|| WidgetInfo::labeled(Role::Label, true, &beginning));
        ui.horizontal(|ui| {
            ui.label(Icon::Info.text(ui).color(tokens.color.text_muted));
            ui.add(
                Label::new(RichText::new(said).size(tokens.size.small).color(tokens.color.text_muted)).wrap(),
            );
        });
        field
    });
    shown.inner
}
