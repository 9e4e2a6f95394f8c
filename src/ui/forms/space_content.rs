//! The *Content* tab of a space: which content fields its templates show, in order, and which it needs.

use super::Form;
use super::entities::space as entity;
use super::parts::order_width;
use crate::model::{Content, ContentField, Entity, Space, Step};
use crate::text::Message;
use crate::ui::labels::label_or_name;
use crate::ui::theme::tokens;
use crate::ui::widgets::{PickEvent, PickItem, Picker, card, check_box, issue_line};
use egui::{RichText, Ui};

pub(super) fn content_ui(ui: &mut Ui, form: &mut Form<'_, '_>, space: &Space) {
    let items = field_items(form);
    ui.label(RichText::new(form.text("contacts-content-hint")).color(tokens(ui).color.text_muted));
    let fields = &space.content_fields;
    for index in form.page_ui(ui, &["content_fields"], fields.len()) {
        ui.push_id(("content field", index), |ui| {
            card(ui, |ui| field_ui(ui, form, space, &items, index));
        });
    }
    if fields.is_empty() {
        ui.label(form.text("contacts-content-none"));
    }
    let free = unused(&items, fields, None);
    if free.is_empty() {
        return;
    }
    let (name, placeholder) = (form.text("contacts-content-add"), form.text("forms-add"));
    let added = ui.add_enabled_ui(form.enabled, |ui| {
        ui.set_max_width(ui.available_width().min(tokens(ui).size.steps(60.0)));
        Picker::new(&free, form.ctx.language).placeholder(&placeholder).show(ui, &name, None)
    });
    if let Some(PickEvent::Chosen(name)) = added.inner {
        let added = ContentField { name, required: false };
        put(form, space, fields.iter().cloned().chain([added]).collect());
    }
}

fn put(form: &mut Form<'_, '_>, space: &Space, content_fields: Vec<ContentField>) {
    let changed: Entity = entity(Space { content_fields, ..space.clone() });
    form.put(changed, "content_fields", "contacts-content-fields", false);
}

fn field_ui(ui: &mut Ui, form: &mut Form<'_, '_>, space: &Space, items: &[PickItem], index: usize) {
    let fields = &space.content_fields;
    let ContentField { name, required } = &fields[index];
    let number = form.ctx.say(&Message::new("contacts-content-number").with("number", index + 1));
    let label = super::choices::label_of(items, name).to_owned();
    let free = unused(items, fields, Some(name));
    let with = |field: ContentField| {
        let mut fields = fields.clone();
        fields[index] = field;
        fields
    };
    let path = [Step::Field("content_fields"), Step::Index(index)];
    let of_tick = [&path[..], &[Step::Field("required")]].concat();
    let mut next = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = tokens(ui).size.space;
        let room = ui.available_width() - order_width(ui);
        let picked = ui.scope(|ui| {
            ui.set_max_width(room);
            let picker = Picker::new(&free, form.ctx.language);
            ui.add_enabled_ui(form.enabled, |ui| picker.show_control(ui, &number, Some(name))).inner
        });
        let (control, picked) = picked.inner;
        form.lead_where(ui, &control, |place| place.starts_with(&path) && !place.starts_with(&of_tick));
        if let Some(PickEvent::Chosen(name)) = picked {
            next = Some(with(ContentField { name, required: *required }));
        }
        if let Some(rearrange) = form.order_ui(ui, index, fields.len(), &label) {
            next = Some(rearrange.of(fields, index));
        }
    });
    let mut on = *required;
    let words = form.ctx.say(&Message::new("contacts-content-required").with("field", &label));
    let ticked = ui.add_enabled_ui(form.enabled, |ui| check_box(ui, &mut on, &words)).inner;
    if ticked.changed() {
        next = Some(with(ContentField { name: name.clone(), required: on }));
    }
    for issue in form.issues_at(&path) {
        issue_line(ui, issue.severity, &issue.text);
    }
    form.lead_to_place(ui, &of_tick, &ticked);
    if let Some(next) = next {
        put(form, space, next);
    }
}

/// The content that every offer has, then the catalog's own offer fields.
pub(super) fn field_items(form: &Form<'_, '_>) -> Vec<PickItem> {
    let labels = [
        ("title", "contacts-field-title"),
        ("destination_url", "contacts-field-destination-url"),
        ("image_url", "contacts-field-image-url"),
        ("html", "contacts-field-html"),
        ("text", "contacts-field-text"),
    ];
    let standard = Content::STANDARD.iter().map(|name| PickItem {
        id: (*name).to_owned(),
        label: labels
            .iter()
            .find(|(of, _)| of == name)
            .map_or_else(|| (*name).to_owned(), |it| form.text(it.1)),
        detail: (*name).to_owned(),
    });
    let own = form.ctx.catalog().offer_fields.iter().map(|field| PickItem {
        id: field.name.clone(),
        label: label_or_name(&field.label, &field.name).to_owned(),
        detail: field.name.clone(),
    });
    standard.chain(own).collect()
}

/// What is not declared yet, and the one that is chosen.
fn unused(items: &[PickItem], fields: &[ContentField], chosen: Option<&str>) -> Vec<PickItem> {
    let taken = |id: &str| chosen != Some(id) && fields.iter().any(|field| field.name == id);
    items.iter().filter(|item| !taken(&item.id)).cloned().collect()
}
