//! The tab *Content* of an offer: what it shows on every space, and what takes its place on single ones.

use super::Form;
use super::entities::offer as entity;
use super::on_spaces::{item_of_space, spaces_of};
use super::template::{Of, TemplateRow};
use crate::engine::missing_fields;
use crate::model::{Content, Field, FieldType, Offer, Space, Step, Value};
use crate::text::Message;
use crate::ui::labels::label_or_name;
use crate::ui::theme::tokens;
use crate::ui::values::typed_row;
use crate::ui::widgets::{
    self, Button, Icon, PickEvent, PickItem, Picker, Severity, card, icon_button, issue_line, picker_row,
    section,
};
use egui::{RichText, Ui};

/// A standard content field: its key, its label, its explanation, and the lines that it has at least.
type Standard = (&'static str, &'static str, &'static str, usize);

const STANDARD: [Standard; 5] = [
    ("title", "offers-title", "offers-title-tip", 1),
    ("destination_url", "offers-destination-url", "offers-destination-url-tip", 1),
    ("image_url", "offers-image-url", "offers-image-url-tip", 1),
    ("html", "offers-html", "offers-html-tip", 4),
    ("text", "offers-text", "offers-text-tip", 3),
];

/// The content that rows are of: the offer's own, or what takes its place on one space.
#[derive(Clone, Copy)]
struct Part<'p> {
    offer: &'p Offer,
    content: &'p Content,
    space: Option<&'p str>,
}

impl Part<'_> {
    /// The steps that lead to a field of it.
    fn path(&self, field: &'static str) -> Vec<Step> {
        let mut path = vec![Step::Field("content")];
        if let Some(space) = self.space {
            path.extend([Step::Field("spaces"), Step::Key(space.to_owned())]);
        }
        path.push(Step::Field(field));
        path
    }

    /// The offer with this content changed.
    fn changed(&self, change: impl FnOnce(&mut Content)) -> Offer {
        let mut offer = self.offer.clone();
        let content = match self.space {
            Some(space) => offer.content.spaces.entry(space.to_owned()).or_default(),
            None => &mut offer.content,
        };
        change(content);
        offer
    }

    /// The labels of the spaces that require a field of this content.
    fn required_by<'s>(&self, spaces: &[&'s Space], field: &str) -> Vec<&'s str> {
        let here = spaces.iter().filter(|space| self.space.is_none_or(|name| space.name == name));
        let requires =
            |space: &&&Space| space.content_fields.iter().any(|it| it.required && it.name == field);
        here.filter(requires).map(|space| label_or_name(&space.label, &space.name)).collect()
    }
}

pub(super) fn content_ui(ui: &mut Ui, form: &mut Form<'_, '_>, offer: &Offer) {
    let spaces = spaces_of(form);
    let part = Part { offer, content: &offer.content, space: None };
    required_ui(ui, form, offer, &spaces);
    part_ui(ui, form, part, &spaces);
    section(ui, &form.text("offers-section-spaces"));
    let hint = form.text("offers-spaces-hint");
    ui.label(RichText::new(hint).color(tokens(ui).color.text_muted));
    for (name, content) in &offer.content.spaces {
        ui.push_id(("space", name), |ui| {
            card(ui, |ui| space_ui(ui, form, Part { offer, content, space: Some(name) }, &spaces));
        });
    }
    add_space_ui(ui, form, part, &spaces);
}

/// The content of one space, with its heading and the button that takes it away.
fn space_ui(ui: &mut Ui, form: &mut Form<'_, '_>, part: Part<'_>, spaces: &[&Space]) {
    let Some(name) = part.space else { return };
    ui.spacing_mut().item_spacing.y = tokens(ui).size.steps(2.0);
    let space = spaces.iter().find(|space| space.name == name);
    let label = space.map_or(name, |space| label_or_name(&space.label, &space.name));
    let path = [Step::Field("content"), Step::Field("spaces"), Step::Key(name.to_owned())];
    ui.horizontal(|ui| {
        ui.label(RichText::new(label).strong());
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_enabled_ui(form.enabled, |ui| {
                let remove = form.ctx.say(&Message::new("offers-space-remove").with("space", label));
                let button = icon_button(ui, Icon::Delete, &remove);
                // That the space does not exist is mended here.
                form.lead_where(ui, &button, |place| place == path);
                if button.clicked() {
                    let mut offer = part.offer.clone();
                    offer.content.spaces.shift_remove(name);
                    form.put_content(offer, "offers-section-spaces", false);
                }
            });
        });
    });
    if space.is_none() {
        let dangling = form.issues_that(|issue| issue.place.field == path);
        for issue in dangling {
            issue_line(ui, issue.severity, &issue.text);
        }
    }
    part_ui(ui, form, part, spaces);
    if !part.content.spaces.is_empty() {
        nested_ui(ui, form, part);
    }
}

/// Content of spaces inside that of a space, which a file may have and which is never used.
fn nested_ui(ui: &mut Ui, form: &mut Form<'_, '_>, part: Part<'_>) {
    for issue in form.issues_at(&part.path("spaces")) {
        issue_line(ui, issue.severity, &issue.text);
    }
    let remove = form.text("offers-nested-remove");
    let button = ui.add_enabled(form.enabled, Button::secondary(&remove).icon(Icon::Delete));
    form.lead_to_place(ui, &part.path("spaces"), &button);
    if button.clicked() {
        let offer = part.changed(|content| content.spaces.clear());
        form.put_content(offer, "offers-section-spaces", false);
    }
}

/// A picker over the spaces that have no content of their own yet.
fn add_space_ui(ui: &mut Ui, form: &mut Form<'_, '_>, part: Part<'_>, spaces: &[&Space]) {
    let free = spaces.iter().filter(|space| !part.content.spaces.contains_key(&space.name));
    let items: Vec<PickItem> = free.map(|space| item_of_space(space)).collect();
    let (title, placeholder) = (form.text("offers-space-add"), form.text("offers-space-choose"));
    let tip = form.text("offers-spaces-hint");
    let field = widgets::Field::new(&title).key("spaces").tip(&tip);
    let field = field.enabled(form.enabled && !items.is_empty());
    let picker = Picker::new(&items, form.ctx.language).placeholder(&placeholder);
    if let Some(PickEvent::Chosen(space)) = picker_row(ui, field, picker, None) {
        let offer = part.changed(|content| drop(content.spaces.insert(space, Content::default())));
        form.put_content(offer, "offers-section-spaces", false);
    }
}

/// A field of a content.
enum Entry<'e> {
    Standard(Standard, &'e str),
    Own(&'e Field, Option<&'e Value>),
}

impl Entry<'_> {
    fn name(&self) -> &str {
        match self {
            Self::Standard((key, ..), _) => key,
            Self::Own(field, _) => &field.name,
        }
    }
}

/// The fields of one content: the standard ones, the catalog's, and those that the catalog does not have; what
/// a space requires first.
fn part_ui(ui: &mut Ui, form: &mut Form<'_, '_>, part: Part<'_>, spaces: &[&Space]) {
    let Content {
        title,
        destination_url,
        image_url,
        html,
        text,
        fields,
        // A card each, below.
        spaces: _,
    } = part.content;
    let standard = STANDARD.into_iter().zip([title, destination_url, image_url, html, text]);
    let mut entries: Vec<Entry<'_>> =
        standard.map(|(standard, value)| Entry::Standard(standard, value)).collect();
    let declared = &form.ctx.catalog().offer_fields;
    entries.extend(declared.iter().map(|field| Entry::Own(field, fields.get(&field.name))));
    let gone =
        |name: &String| Field { name: name.clone(), label: String::new(), field_type: FieldType::Text };
    let unknown = fields.keys().filter(|name| declared.iter().all(|field| field.name != **name));
    let unknown: Vec<Field> = unknown.map(gone).collect();
    entries.extend(unknown.iter().map(|field| Entry::Own(field, fields.get(&field.name))));
    entries.sort_by_key(|entry| part.required_by(spaces, entry.name()).is_empty());
    let required = entries.iter().filter(|it| !part.required_by(spaces, it.name()).is_empty()).count();
    let named = |step: &Step| match step {
        Step::Field(name) => entries.iter().position(|entry| entry.name() == *name),
        Step::Key(name) => entries.iter().position(|entry| entry.name() == name),
        Step::Index(_) => None,
    };
    let led_to = form.place_led_to().and_then(|place| place.last().and_then(named));
    let shown = form.page_at_ui(ui, &["content"], entries.len(), led_to);
    let entries = entries.into_iter().enumerate().skip(shown.start).take(shown.len());
    for (index, entry) in entries {
        if part.space.is_none() && required > 0 && index == required {
            section(ui, &form.text("render-other-content"));
        }
        match entry {
            Entry::Standard(standard, value) => standard_ui(ui, form, part, standard, value, spaces),
            Entry::Own(field, value) => field_ui(ui, form, part, field, value, spaces),
        }
    }
}

/// What each space requires of the offer, and what of it is missing there.
fn required_ui(ui: &mut Ui, form: &Form<'_, '_>, offer: &Offer, spaces: &[&Space]) {
    let requiring = |space: &&&Space| space.content_fields.iter().any(|field| field.required);
    let requiring: Vec<&Space> = spaces.iter().filter(requiring).copied().collect();
    if requiring.is_empty() {
        return;
    }
    section(ui, &form.text("render-required-content"));
    let label_of = |name: &str| {
        let standard =
            STANDARD.into_iter().find(|(key, ..)| *key == name).map(|(_, label, ..)| form.text(label));
        let own = || form.ctx.catalog().offer_fields.iter().find(|field| field.name == name);
        standard.or_else(|| own().map(|field| label_or_name(&field.label, &field.name).to_owned()))
    };
    for space in requiring {
        let missing: Vec<usize> = missing_fields(&offer.content, space).collect();
        let named = |wanted: &dyn Fn(usize) -> bool| {
            let fields = space.content_fields.iter().enumerate();
            let fields = fields.filter(|(index, field)| field.required && wanted(*index));
            let names = fields.map(|(_, field)| label_of(&field.name).unwrap_or_else(|| field.name.clone()));
            names.collect::<Vec<_>>().join(", ")
        };
        let label = label_or_name(&space.label, &space.name);
        let (severity, message) = if missing.is_empty() {
            let all = Message::new("render-space-complete").with("fields", named(&|_| true));
            (Severity::Success, all)
        } else {
            let lacks =
                Message::new("render-space-lacks").with("fields", named(&|index| missing.contains(&index)));
            (Severity::Warning, lacks)
        };
        issue_line(ui, severity, &form.ctx.say(&message.with("space", label)));
    }
    ui.add_space(tokens(ui).size.steps(2.0));
}

fn standard_ui(
    ui: &mut Ui,
    form: &mut Form<'_, '_>,
    part: Part<'_>,
    (key, label, tip, lines): Standard,
    value: &str,
    spaces: &[&Space],
) {
    let path = part.path(key);
    let (title, hint) = (form.text(label), form.required_hint(&part, spaces, key, ""));
    let (placeholder, tip) = (form.placeholder(&part), form.text(tip));
    let row = TemplateRow {
        of: Of::Content(key),
        key,
        title: &title,
        tip: &tip,
        hint: &hint,
        placeholder: &placeholder,
        path: &path,
        lines,
    };
    let edit = form.template_row(ui, row, value);
    if let Some(text) = edit.changed {
        let offer = part.changed(|content| {
            let place = match key {
                "title" => &mut content.title,
                "destination_url" => &mut content.destination_url,
                "image_url" => &mut content.image_url,
                "html" => &mut content.html,
                _ => &mut content.text,
            };
            *place = text;
        });
        form.put_content(offer, label, !edit.inserted);
    }
}

/// A field of the catalog's own, by its type.
fn field_ui(
    ui: &mut Ui,
    form: &mut Form<'_, '_>,
    part: Part<'_>,
    field: &Field,
    value: Option<&Value>,
    spaces: &[&Space],
) {
    let mut path = part.path("fields");
    path.push(Step::Key(field.name.clone()));
    let lines =
        if field.field_type == FieldType::List { form.text("preview-data-lines") } else { String::new() };
    let hint = form.required_hint(&part, spaces, &field.name, &lines);
    let placeholder = if part.space.is_some() { form.placeholder(&part) } else { String::new() };
    let key = format!("fields/{}", field.name);
    let tip = form.ctx.say(&Message::new("offers-field-tip").with("name", &field.name));
    if field.field_type == FieldType::Text && matches!(value, None | Some(Value::Text(_))) {
        return text_field_ui(ui, form, part, (field, value), (&key, &tip, &hint, &placeholder), &path);
    }
    let issues = form.issues_that(|issue| issue.place.field.starts_with(&path));
    let row = widgets::Field::new(label_or_name(&field.label, &field.name))
        .key(&key)
        .tip(&tip)
        .hint(&hint)
        .issues(&issues)
        .placeholder(&placeholder)
        .enabled(form.enabled);
    let row = typed_row(ui, form.ctx.language, field, row, value);
    if let Some(new) = row.changed {
        let offer = part.changed(|content| match new {
            Some(value) => drop(content.fields.insert(field.name.clone(), value)),
            None => drop(content.fields.shift_remove(&field.name)),
        });
        form.put_content(offer, "forms-tab-content", row.response.is_some());
    }
    if let Some(response) = row.response {
        form.settle(&response);
        form.lead_to_place(ui, &path, &response);
    }
}

/// A text of the catalog's own, which may name values.
fn text_field_ui(
    ui: &mut Ui,
    form: &mut Form<'_, '_>,
    part: Part<'_>,
    (field, value): (&Field, Option<&Value>),
    (key, tip, hint, placeholder): (&str, &str, &str, &str),
    path: &[Step],
) {
    let source = value.map(ToString::to_string).unwrap_or_default();
    let none = form.text("offers-value-none");
    let placeholder = if placeholder.is_empty() { &none } else { placeholder };
    let title = label_or_name(&field.label, &field.name);
    let of = Of::Content(&field.name);
    let row = TemplateRow { of, key, title, tip, hint, placeholder, path, lines: 1 };
    let edit = form.template_row(ui, row, &source);
    if let Some(text) = edit.changed {
        let offer = part.changed(|content| {
            if text.is_empty() {
                content.fields.shift_remove(&field.name);
            } else {
                content.fields.insert(field.name.clone(), Value::Text(text));
            }
        });
        form.put_content(offer, "forms-tab-content", !edit.inserted);
    }
}

impl Form<'_, '_> {
    fn put_content(&mut self, offer: Offer, label: &'static str, typed: bool) {
        self.put(entity(self.entity, offer), "content", label, typed);
    }

    /// What stands in an empty field: on a space, that nothing takes the place of what is above.
    fn placeholder(&self, part: &Part<'_>) -> String {
        if part.space.is_some() { self.text("offers-as-everywhere") } else { String::new() }
    }

    /// A sentence on the spaces that require a field, after another.
    fn required_hint(&self, part: &Part<'_>, spaces: &[&Space], field: &str, before: &str) -> String {
        let required = part.required_by(spaces, field);
        if required.is_empty() {
            return before.to_owned();
        }
        let everywhere = part.space.is_none() && spaces.len() > 1 && required.len() == spaces.len();
        let message = if everywhere {
            Message::new("offers-required-everywhere")
        } else {
            Message::new("offers-required").with("spaces", required.join(" · "))
        };
        let required = self.ctx.say(&message);
        if before.is_empty() { required } else { format!("{before} {required}") }
    }
}
