//! The form of a sample contact: its *General* tab. The history has a file of its own.

use super::Form;
use super::contact_history::{Owner, history_ui};
use super::entities::contact as entity;
use crate::app::{Action, InnerTab};
use crate::model::{Catalog, Contact, DimensionKind, Field as Declared, FieldType, FolderContent, Ref, Step};
use crate::text::Message;
use crate::ui::labels::label_or_name;
use crate::ui::theme::tokens;
use crate::ui::values::typed_row;
use crate::ui::widgets::{
    Field, Icon, PickEvent, PickItem, Picker, icon_button, picker_row, section, text_row,
};
use egui::{RichText, Ui};

pub(super) fn contact_ui(ui: &mut Ui, form: &mut Form<'_, '_>, contact: &Contact, tab: InnerTab) {
    form.rows_ui(ui, tab, |ui, form, field| {
        match field {
            "dimension" => dimension_ui(ui, form, contact, &contact.dimension),
            "folder" => folder_ui(ui, form, contact, contact.folder.as_deref()),
            "values" => values_ui(ui, form, contact),
            "cookies" => cookies_ui(ui, form, contact),
            "history" => history_ui(ui, form, Owner::Contact(contact)),
            _ => return false,
        }
        true
    });
}

fn cookies_ui(ui: &mut Ui, form: &mut Form<'_, '_>, contact: &Contact) {
    let cookies = &contact.cookies;
    section(ui, &form.text("contacts-cookies"));
    ui.label(RichText::new(form.text("contacts-cookies-hint")).color(tokens(ui).color.text_muted));
    for index in form.page_ui(ui, &["cookies"], cookies.len()) {
        ui.push_id(("cookie", index), |ui| cookie_ui(ui, form, contact, index));
    }
    if form.add_item_ui(ui, "contacts-cookie-add", "cookies", cookies.len()) {
        put_cookies(form, contact, cookies.iter().cloned().chain([String::new()]).collect(), false);
    }
}

fn dimension_ui(ui: &mut Ui, form: &mut Form<'_, '_>, contact: &Contact, current: &str) {
    let dimensions = &form.ctx.catalog().dimensions;
    let items: Vec<PickItem> = dimensions
        .iter()
        .map(|dimension| PickItem {
            id: dimension.name.clone(),
            label: label_or_name(&dimension.label, &dimension.name).to_owned(),
            detail: dimension.name.clone(),
        })
        .collect();
    let (title, issues) = (form.text("domain-targeting-dimension"), form.issues_of("dimension"));
    let tip = form.text("contacts-dimension-tip");
    let field = Field::new(&title).key("dimension").tip(&tip).issues(&issues).enabled(form.enabled);
    let field = field.focused(form.is_led_to(ui, &[Step::Field("dimension")]));
    let picker = Picker::new(&items, form.ctx.language).go_to();
    match picker_row(ui, field, picker, Some(current)) {
        Some(PickEvent::Chosen(dimension)) => {
            let changed = entity(Contact { dimension, ..contact.clone() });
            form.put(changed, "dimension", "domain-targeting-dimension", false);
        }
        Some(PickEvent::GoTo(name)) => form.actions.push(Action::go_to(Ref::Dimension(name))),
        _ => {}
    }
}

fn folder_ui(ui: &mut Ui, form: &mut Form<'_, '_>, contact: &Contact, current: Option<&str>) {
    let items = folder_items(form.ctx.catalog(), &contact.dimension);
    let (title, none) = (form.text("domain-folder"), form.text("forms-none"));
    let issues = form.issues_of("folder");
    let tip = form.text("contacts-folder-tip");
    let field = Field::new(&title).key("folder").tip(&tip).issues(&issues).enabled(form.enabled);
    let field = field.focused(form.is_led_to(ui, &[Step::Field("folder")]));
    let picker = Picker::new(&items, form.ctx.language).none(&none).go_to();
    let folder = match picker_row(ui, field, picker, current) {
        Some(PickEvent::Chosen(folder)) => Some(folder),
        Some(PickEvent::Cleared) => None,
        Some(PickEvent::GoTo(name)) => return form.actions.push(Action::go_to(Ref::Folder(name))),
        Some(PickEvent::New(_)) | None => return,
    };
    form.put(entity(Contact { folder, ..contact.clone() }), "folder", "domain-folder", false);
}

/// The folders that keep contacts of a dimension's kind.
fn folder_items(catalog: &Catalog, dimension: &str) -> Vec<PickItem> {
    let holds = catalog.dimension(dimension).map(|dimension| match dimension.kind {
        DimensionKind::Recipient => FolderContent::Recipients,
        DimensionKind::Visitor => FolderContent::Visitors,
    });
    let folders = catalog.folders.iter().filter(|folder| holds.is_none_or(|holds| folder.holds == holds));
    folders
        .map(|folder| PickItem {
            id: folder.name.clone(),
            label: label_or_name(&folder.label, &folder.name).to_owned(),
            detail: folder.parent.clone().unwrap_or_default(),
        })
        .collect()
}

/// A row for each field of the dimension, then one for each value that it does not declare.
fn values_ui(ui: &mut Ui, form: &mut Form<'_, '_>, contact: &Contact) {
    section(ui, &form.text("contacts-values"));
    let dimension = form.ctx.catalog().dimension(&contact.dimension);
    let declared = dimension.map(|dimension| dimension.fields.as_slice()).unwrap_or_default();
    let known = |name: &str| declared.iter().any(|field| field.name == name);
    let others: Vec<Declared> = contact
        .values
        .keys()
        .filter(|name| !known(name))
        .map(|name| Declared { name: name.clone(), label: String::new(), field_type: FieldType::Text })
        .collect();
    if declared.is_empty() && others.is_empty() {
        ui.label(RichText::new(form.text("contacts-values-none")).color(tokens(ui).color.text_muted));
    }
    let undeclared = form.text("contacts-value-undeclared");
    let rows =
        declared.iter().map(|field| (field, "")).chain(others.iter().map(|it| (it, undeclared.as_str())));
    let led_to = form.place_led_to().and_then(|place| match place {
        [Step::Field("values"), Step::Key(name), ..] => {
            rows.clone().position(|(field, _)| field.name == *name)
        }
        _ => None,
    });
    let shown = form.page_at_ui(ui, &["values"], declared.len() + others.len(), led_to);
    for (field, hint) in rows.skip(shown.start).take(shown.len()) {
        value_ui(ui, form, contact, field, hint);
    }
}

fn value_ui(ui: &mut Ui, form: &mut Form<'_, '_>, contact: &Contact, field: &Declared, hint: &str) {
    let path = [Step::Field("values"), Step::Key(field.name.clone())];
    // What is said of the key is said at its first field.
    let dimension = form.ctx.catalog().dimension(&contact.dimension);
    let of_key = dimension.and_then(|it| it.key.first()) == Some(&field.name);
    let here = |place: &[Step]| place.starts_with(&path) || of_key && place == &path[..1];
    let issues = form.issues_where(here);
    let tip = form.ctx.say(&Message::new("contacts-value-tip").with("name", &field.name));
    let row = Field::new(label_or_name(&field.label, &field.name)).key(&field.name).tip(&tip).hint(hint);
    let row = row.issues(&issues).focused(form.is_led_where(ui, here)).enabled(form.enabled);
    let drawn = typed_row(ui, form.ctx.language, field, row, contact.values.get(&field.name));
    if let Some(value) = drawn.changed {
        let mut values = contact.values.clone();
        match value {
            Some(value) => drop(values.insert(field.name.clone(), value)),
            None => drop(values.shift_remove(&field.name)),
        }
        let typed = drawn.response.is_some();
        form.put(entity(Contact { values, ..contact.clone() }), "values", "contacts-values", typed);
    }
    if let Some(response) = &drawn.response {
        form.settle(response);
    }
}

fn put_cookies(form: &mut Form<'_, '_>, contact: &Contact, cookies: Vec<String>, typed: bool) {
    form.put(entity(Contact { cookies, ..contact.clone() }), "cookies", "contacts-cookies", typed);
}

fn cookie_ui(ui: &mut Ui, form: &mut Form<'_, '_>, contact: &Contact, index: usize) {
    let number = form.ctx.say(&Message::new("contacts-cookie-number").with("number", index + 1));
    let mut cookie = contact.cookies[index].clone();
    let issues = form.issues_of_item("cookies", index);
    ui.horizontal_top(|ui| {
        let size = &tokens(ui).size;
        ui.spacing_mut().item_spacing.x = size.space;
        let width = (ui.available_width() - size.control - size.space).min(size.steps(160.0));
        let response = ui.vertical(|ui| {
            ui.set_max_width(width);
            let tip = form.text("contacts-cookies-hint");
            form.begin_item(ui, "cookies", index);
            let field = Field::new(&number).key("cookie").tip(&tip).issues(&issues).enabled(form.enabled);
            text_row(ui, field, &mut cookie)
        });
        let response = response.inner;
        form.lead_to_item(ui, "cookies", index, &response);
        if response.changed() {
            let mut cookies = contact.cookies.clone();
            cookies[index] = cookie;
            put_cookies(form, contact, cookies, true);
        }
        form.settle(&response);
        let remove = form.ctx.say(&Message::new("forms-remove").with("name", &number));
        ui.add_enabled_ui(form.enabled, |ui| {
            if icon_button(ui, Icon::Close, &remove).clicked() {
                let mut cookies = contact.cookies.clone();
                cookies.remove(index);
                put_cookies(form, contact, cookies, false);
            }
        });
    });
}
