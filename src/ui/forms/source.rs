//! An entity as the file has it: its RON, to read and to copy.

use super::Form;
use crate::model::Entity;
use crate::storage;
use crate::text::{MOST_EDITED, cut};
use crate::ui::explorer::severity;
use crate::ui::memo::{Same, memo};
use crate::ui::theme::tokens;
use crate::ui::widgets::{Button, Icon, Severity, card, focus_ring, note};
use egui::{Id, RichText, Ui};
use std::sync::Arc;

pub(super) fn source_ui(ui: &mut Ui, form: &Form<'_, '_>, value: &Entity) {
    for issue in &form.issues {
        note(ui, severity(issue.severity), &form.ctx.say(&issue.message));
    }
    let text = text_of(ui, form, value);
    ui.horizontal(|ui| {
        ui.label(RichText::new(form.text("forms-source-hint")).color(tokens(ui).color.text_muted));
        if ui.add(Button::ghost(&form.text("forms-copy")).icon(Icon::Copy)).clicked() {
            ui.ctx().copy_text(text.to_string());
        }
    });
    if text.len() > MOST_EDITED {
        note(ui, Severity::Info, &form.text("forms-source-cut"));
    }
    card(ui, |ui| {
        let name = form.text("forms-tab-source");
        let beginning = cut(&text, MOST_EDITED);
        let mut shown: &str = &beginning;
        let edit = egui::TextEdit::multiline(&mut shown).code_editor().frame(egui::Frame::NONE);
        let response = ui.add(edit.desired_width(f32::INFINITY));
        focus_ring(ui, response.rect.expand(2.0).intersect(ui.clip_rect().shrink(4.0)), &response);
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
    });
}

/// The text is made once for each state of the catalog, not once a frame.
fn text_of(ui: &Ui, form: &Form<'_, '_>, value: &Entity) -> Arc<String> {
    let id: Id = ui.scope_id().with("source");
    memo(ui, id, Same::of(form.ctx.catalog()), |_| match storage::write_entity(value) {
        Ok(text) => text,
        Err(error) => form.ctx.say(&error.message()),
    })
}
