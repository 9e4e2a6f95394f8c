//! The *Rendering* tab of a space: its templates, each with what it makes of an offer for a contact.

use super::Form;
use super::entities::space as entity;
use super::offer_preview::Sample;
use super::template::{Of, TemplateRow};
use crate::model::{ContentField, Rendering, Space, Step};
use crate::rule::TemplateKind;
use crate::text::Message;
use crate::ui::widgets::{Button, Icon};
use egui::Ui;

/// Lines that an empty template shows.
const LINES: usize = 4;

/// A template of the space: its field, its label, and what it makes.
#[derive(Debug, Clone, Copy)]
struct Slot {
    key: &'static str,
    label: &'static str,
    hint: &'static str,
    kind: TemplateKind,
}

const HTML: Slot = Slot {
    key: "html",
    label: "contacts-template-html",
    hint: "contacts-template-html-hint",
    kind: TemplateKind::Html,
};
const TEXT: Slot = Slot {
    key: "text",
    label: "contacts-template-text",
    hint: "contacts-template-text-hint",
    kind: TemplateKind::Text,
};
const XML: Slot = Slot {
    key: "xml",
    label: "contacts-template-xml",
    hint: "contacts-template-xml-hint",
    kind: TemplateKind::Xml,
};

pub(super) fn rendering_ui(ui: &mut Ui, form: &mut Form<'_, '_>, space: &Space) {
    let Rendering { html, text, xml } = &space.rendering;
    let sample = Sample::choose_ui(ui, form, space);
    let with = |rendering| entity(Space { rendering, ..space.clone() });
    if let Some((html, typed)) = template_ui(ui, form, space, HTML, html) {
        let changed = with(Rendering { html, ..space.rendering.clone() });
        form.put(changed, HTML.key, HTML.label, typed);
    }
    sample.result_ui(ui, form, HTML.kind);
    if let Some((text, typed)) = template_ui(ui, form, space, TEXT, text) {
        let changed = with(Rendering { text, ..space.rendering.clone() });
        form.put(changed, TEXT.key, TEXT.label, typed);
    }
    sample.result_ui(ui, form, TEXT.kind);
    if let Some((xml, typed)) = template_ui(ui, form, space, XML, xml) {
        let changed = with(Rendering { xml, ..space.rendering.clone() });
        form.put(changed, XML.key, XML.label, typed);
    }
    sample.result_ui(ui, form, XML.kind);
    sample.problems_ui(ui, form);
}

/// A template's editor. Returns what it says now, and whether that was typed.
fn template_ui(
    ui: &mut Ui,
    form: &mut Form<'_, '_>,
    space: &Space,
    slot: Slot,
    source: &str,
) -> Option<(String, bool)> {
    let path = [Step::Field("rendering"), Step::Field(slot.key)];
    let (title, hint) = (form.text(slot.label), form.text(slot.hint));
    let row = TemplateRow {
        of: Of::Space(space, slot.kind),
        key: slot.key,
        title: &title,
        tip: &form.text("check-template-unknown-field-hint"),
        hint: &hint,
        placeholder: "",
        path: &path,
        lines: LINES,
    };
    let edit = form.template_row(ui, row, source);
    let undeclared = if form.enabled { edit.undeclared } else { Vec::new() };
    for name in undeclared {
        let declare = form.ctx.say(&Message::new("render-declare").with("name", &name));
        if ui.push_id((slot.key, &name), |ui| ui.add(Button::ghost(&declare).icon(Icon::Add))).inner.clicked()
        {
            let mut content_fields = space.content_fields.clone();
            content_fields.push(ContentField { name, required: false });
            let changed = entity(Space { content_fields, ..space.clone() });
            form.put(changed, "content_fields", "contacts-content-fields", false);
        }
    }
    edit.changed.map(|text| (text, !edit.inserted))
}
