//! The *Rendering* tab of a space: its templates, read while they are typed.

use super::Form;
use super::space::entity;
use crate::model::{Rendering, Space, Step};
use crate::rule::{Kind, Template, line_column};
use crate::text::Message;
use crate::ui::theme::tokens;
use crate::ui::widgets::{Field, FieldIssue, Severity, row};
use egui::{Id, RichText, TextEdit, Ui};

/// Lines that an empty template shows.
const LINES: usize = 5;

/// A template of the space: its field, its label, and what it makes.
#[derive(Debug, Clone, Copy)]
struct Slot {
    key: &'static str,
    label: &'static str,
    hint: &'static str,
    kind: Kind,
}

const HTML: Slot = Slot {
    key: "html",
    label: "contacts-template-html",
    hint: "contacts-template-html-hint",
    kind: Kind::Html,
};
const TEXT: Slot = Slot {
    key: "text",
    label: "contacts-template-text",
    hint: "contacts-template-text-hint",
    kind: Kind::Text,
};
const XML: Slot =
    Slot { key: "xml", label: "contacts-template-xml", hint: "contacts-template-xml-hint", kind: Kind::Xml };

/// What came of reading a template, so that it is read once a change and not once a frame.
#[derive(Clone)]
struct Read {
    source: String,
    problem: Option<Message>,
}

pub(super) fn rendering_ui(ui: &mut Ui, form: &mut Form<'_, '_>, space: &Space) {
    let Rendering { html, text, xml } = &space.rendering;
    names_ui(ui, form, space);
    let with = |rendering| entity(Space { rendering, ..space.clone() });
    if let Some(html) = template_ui(ui, form, HTML, html) {
        let changed = with(Rendering { html, ..space.rendering.clone() });
        form.put(changed, HTML.key, HTML.label, true);
    }
    if let Some(text) = template_ui(ui, form, TEXT, text) {
        let changed = with(Rendering { text, ..space.rendering.clone() });
        form.put(changed, TEXT.key, TEXT.label, true);
    }
    if let Some(xml) = template_ui(ui, form, XML, xml) {
        let changed = with(Rendering { xml, ..space.rendering.clone() });
        form.put(changed, XML.key, XML.label, true);
    }
}

/// What the templates can name: the content fields that the space declares, and what every template sees.
fn names_ui(ui: &mut Ui, form: &Form<'_, '_>, space: &Space) {
    let muted = |text: String| RichText::new(text).color(tokens(ui).color.text_muted);
    let fields: Vec<String> =
        space.content_fields.iter().map(|field| format!("{{{{ {} }}}}", field.name)).collect();
    let names = if fields.is_empty() {
        muted(form.text("contacts-template-no-fields"))
    } else {
        muted(form.ctx.say(&Message::new("contacts-template-fields").with("fields", fields.join("  "))))
    };
    let roots = "{{ profile.… }}  {{ call.… }}  {{ offer.… }}  {{ proposition.… }}";
    let also = muted(form.ctx.say(&Message::new("contacts-template-also").with("names", roots)));
    ui.label(names);
    ui.label(also);
}

/// A template's editor. Returns what was typed.
fn template_ui(ui: &mut Ui, form: &mut Form<'_, '_>, slot: Slot, source: &str) -> Option<String> {
    let path = [Step::Field("rendering"), Step::Field(slot.key)];
    let issues = match problem(ui, slot, source) {
        // The analysis says the same, a moment later and without the line.
        Some(problem) => vec![FieldIssue { severity: Severity::Error, text: form.ctx.say(&problem) }],
        None => form.issues_at(&path),
    };
    let (title, hint) = (form.text(slot.label), form.text(slot.hint));
    let mut text = source.to_owned();
    let field = Field::new(&title).key(slot.key).hint(&hint).issues(&issues).enabled(form.enabled);
    let response = row(ui, field, |ui| {
        let edit = TextEdit::multiline(&mut text).id(ui.make_persistent_id("input"));
        let edit = edit.font(egui::TextStyle::Monospace).desired_rows(LINES);
        ui.add(edit.desired_width(ui.available_width()))
    });
    form.settle(&response);
    form.lead_to_place(ui, &path, &response);
    response.changed().then_some(text)
}

/// Why a template cannot be read, with the line.
fn problem(ui: &Ui, slot: Slot, source: &str) -> Option<Message> {
    let id: Id = ui.scope_id().with(("template", slot.key));
    let known = ui.data(|data| data.get_temp::<Read>(id)).filter(|read| read.source == source);
    if let Some(read) = known {
        return read.problem;
    }
    let problem = Template::compile(source, slot.kind).err().map(|wrong| {
        let (line, _) = line_column(source, wrong.span.start);
        Message::new("contacts-template-issue").with("line", line).with("problem", wrong.message)
    });
    let read = Read { source: source.to_owned(), problem: problem.clone() };
    ui.data_mut(|data| data.insert_temp(id, read));
    problem
}
