//! The form of a space: its *Properties* and *Identification* tabs; the others have a file each.

use super::dimension::item_of_field;
use super::entities::space as entity;
use super::ordinary::field;
use super::space_content::content_ui;
use super::space_propositions::propositions_ui;
use super::space_rendering::rendering_ui;
use super::space_storage::storage_ui;
use super::{Form, channel, coverage};
use crate::app::{Action, Command, InnerTab, PreviewChange};
use crate::model::{Catalog, Channel, Environment, Ref, Space, Stage, Step, split_address};
use crate::ui::labels::label_or_name;
use crate::ui::tour;
use crate::ui::widgets::{
    Button, Field, Icon, PickEvent, PickItem, Picker, Severity, note, picker_row, section,
};
use egui::Ui;
use std::collections::BTreeSet;
use std::sync::Arc;

pub(super) fn space_ui(ui: &mut Ui, form: &mut Form<'_, '_>, space: &Space, tab: InnerTab) {
    live_note_ui(ui, form);
    match tab {
        InnerTab::Identification => identification_ui(ui, form, space),
        InnerTab::Content => content_ui(ui, form, space),
        InnerTab::Rendering => rendering_ui(ui, form, space),
        InnerTab::Storage => storage_ui(ui, form, space),
        InnerTab::Propositions => propositions_ui(ui, form),
        _ => properties_ui(ui, form, space, tab),
    }
}

fn properties_ui(ui: &mut Ui, form: &mut Form<'_, '_>, space: &Space, tab: InnerTab) {
    let (categories, themes) = scope_items(form);
    // Where the other list says what is in scope, this one asks for nothing.
    let empty = |other: &[String]| if other.is_empty() { "forms-none-all" } else { "forms-none-asked" };
    form.rows_ui(ui, tab, |ui, form, field| {
        match field {
            "channel" => channel_ui(ui, form, space, &space.channel),
            "default_categories" => {
                section(ui, &form.text("forms-section-scope"));
                let (names, empty) = (&space.default_categories, empty(&space.default_themes));
                form.list_row(ui, &["default_categories"], empty, names, &categories, |default_categories| {
                    entity(Space { default_categories, ..space.clone() })
                });
            }
            "default_themes" => {
                let (names, empty) = (&space.default_themes, empty(&space.default_categories));
                form.list_row(ui, &["default_themes"], empty, names, &themes, |default_themes| {
                    entity(Space { default_themes, ..space.clone() })
                });
            }
            _ => return false,
        }
        true
    });
    coverage::coverage_ui(ui, form);
    preview_button_ui(ui, form);
}

pub(super) fn live_note_ui(ui: &mut Ui, form: &Form<'_, '_>) {
    if !form.enabled {
        note(ui, Severity::Info, &form.text("forms-live-note"));
    }
}

fn preview_button_ui(ui: &mut Ui, form: &mut Form<'_, '_>) {
    ui.add_space(crate::ui::theme::tokens(ui).size.steps(2.0));
    if !ui.add(Button::secondary(&form.text("forms-preview-space")).icon(Icon::Eye)).clicked() {
        return;
    }
    if let Ref::Space(environment, name) = form.entity {
        form.actions.push(Action::Preview(PreviewChange::Space(format!("{environment}/{name}"))));
        if !form.ctx.app.preferences.preview {
            form.actions.push(Action::Run(Command::TogglePreview));
        }
    }
}

fn channel_ui(ui: &mut Ui, form: &mut Form<'_, '_>, space: &Space, current: &Channel) {
    let items = channel::items(&form.ctx);
    let (title, issues) = (form.text("forms-channel"), form.issues_of("channel"));
    let tip = form.text("forms-channel-tip");
    let field = Field::new(&title).key("channel").tip(&tip).issues(&issues).enabled(form.enabled);
    let field = field.focused(form.is_led_to(ui, &[Step::Field("channel")]));
    let picker = Picker::new(&items, form.ctx.language);
    if let Some(PickEvent::Chosen(id)) = picker_row(ui, field, picker, Some(&channel::id(current))) {
        let channel = channel::of_id(&id);
        form.put(entity(Space { channel, ..space.clone() }), "channel", "forms-channel", false);
    }
}

/// The categories and themes of the space's environment.
fn scope_items(form: &Form<'_, '_>) -> (Vec<PickItem>, Vec<PickItem>) {
    let mut categories = Vec::new();
    let mut themes = BTreeSet::new();
    if let Some(environment) = own_environment(form) {
        environment.walk_categories(|above, category| {
            let path: Vec<&str> = above.iter().map(|it| label_or_name(&it.label, &it.name)).collect();
            categories.push(PickItem {
                id: category.name.clone(),
                label: label_or_name(&category.label, &category.name).to_owned(),
                detail: path.join(" › "),
            });
            themes.extend(category.themes.iter().cloned());
        });
    }
    let theme = |name: String| PickItem { id: name.clone(), label: name, detail: String::new() };
    (categories, themes.into_iter().map(theme).collect())
}

fn own_environment<'a>(form: &Form<'a, '_>) -> Option<&'a Arc<Environment>> {
    form.ctx.catalog().environment(form.entity.environment()?)
}

fn identification_ui(ui: &mut Ui, form: &mut Form<'_, '_>, space: &Space) {
    let Some(environment) = own_environment(form) else { return };
    section(ui, &form.text("forms-section-explicit"));
    keys_ui(ui, form, environment, space);
    let unidentified = ui.scope(|ui| unidentified_ui(ui, form, environment, space));
    tour::mark(ui, &form.ctx, unidentified.response.rect);
    preview_button_ui(ui, form);
}

/// Who is recognised all the same, and where the others are answered.
fn unidentified_ui(ui: &mut Ui, form: &mut Form<'_, '_>, environment: &Environment, space: &Space) {
    section(ui, &form.text("forms-section-unidentified"));
    form.field_row(ui, field!(Space.implicit_identification));
    // In an anonymous environment a visitor who is not recognised is answered there: nothing to fall back on.
    if environment.anonymous && !space.fall_back_to_anonymous {
        note(ui, Severity::Info, &form.text("forms-fallback-anonymous"));
    } else {
        form.field_row(ui, field!(Space.fall_back_to_anonymous));
        if space.fall_back_to_anonymous {
            linked_ui(ui, form, environment, space);
        }
    }
}

/// The fields that somebody who logs in is matched on, in order.
fn keys_ui(ui: &mut Ui, form: &mut Form<'_, '_>, environment: &Environment, space: &Space) {
    let dimension = form.ctx.catalog().dimension(&environment.targeting_dimension);
    let fields = dimension.map(|dimension| dimension.fields.as_slice()).unwrap_or_default();
    let items: Vec<PickItem> = fields.iter().map(item_of_field).collect();
    let (names, empty) = (&space.identification_keys, "forms-keys-default");
    form.list_row(ui, &["identification_keys"], empty, names, &items, |identification_keys| {
        entity(Space { identification_keys, ..space.clone() })
    });
}

/// The space that answers instead. Only spaces of anonymous environments are offered.
fn linked_ui(ui: &mut Ui, form: &mut Form<'_, '_>, environment: &Environment, space: &Space) {
    let items = linked_items(form.ctx.catalog(), environment);
    let (title, issues) =
        (form.text("domain-linked-anonymous-space"), form.issues_of("linked_anonymous_space"));
    let (none, placeholder) = (form.text("forms-none"), form.text("forms-linked-placeholder"));
    let hint =
        if items.is_empty() { form.text("forms-linked-nothing") } else { form.text("forms-linked-hint") };
    let field =
        Field::new(&title).key("linked_anonymous_space").issues(&issues).hint(&hint).enabled(form.enabled);
    let field = field.focused(form.is_led_to(ui, &[Step::Field("linked_anonymous_space")]));
    let picker = Picker::new(&items, form.ctx.language).none(&none).placeholder(&placeholder).go_to();
    let chosen = match picker_row(ui, field, picker, space.linked_anonymous_space.as_deref()) {
        Some(PickEvent::Chosen(address)) => Some(address),
        Some(PickEvent::Cleared) => None,
        Some(PickEvent::GoTo(address)) => {
            if let Some((environment, name)) = split_address(&address) {
                form.actions.push(Action::go_to(Ref::Space(environment.to_owned(), name.to_owned())));
            }
            return;
        }
        Some(PickEvent::New(_)) | None => return,
    };
    let changed = entity(Space { linked_anonymous_space: chosen, ..space.clone() });
    form.put(changed, "linked_anonymous_space", "domain-linked-anonymous-space", false);
}

/// The spaces of anonymous environments, those of the same stage first: a Design space links to a Design
/// space, and publishing maps the link onto Live.
fn linked_items(catalog: &Catalog, own: &Environment) -> Vec<PickItem> {
    let live = own.stage == Stage::Live;
    let mut anonymous: Vec<&Arc<Environment>> =
        catalog.environments.iter().filter(|it| it.anonymous && it.name != own.name).collect();
    anonymous.sort_by_key(|environment| (environment.stage == Stage::Live) != live);
    let spaces = anonymous.into_iter().flat_map(|environment| {
        environment.spaces.iter().map(move |space| PickItem {
            id: format!("{}/{}", environment.name, space.name),
            label: label_or_name(&space.label, &space.name).to_owned(),
            detail: label_or_name(&environment.label, &environment.name).to_owned(),
        })
    });
    spaces.collect()
}
