//! The forms of entities: one file each, with the header, tabs and rows that they share here.
//!
//! The rows of a tab follow the declarations of the entity's fields: one that is added to the model gets an ordinary row
//! (see `ordinary`) on its tab by itself, and a row of its own where its form has one.

mod approval;
mod call_data;
mod catalog;
mod category;
mod channel;
mod choices;
mod contact;
mod contact_history;
mod content;
mod coverage;
mod declarations;
mod dimension;
mod entities;
mod environment;
mod filter;
mod folder;
mod folders;
mod form;
mod items;
mod kept;
mod list;
mod name;
mod offer;
mod offer_preview;
mod on_spaces;
mod ordinary;
mod pages;
mod parts;
mod period;
mod presentation;
mod receivers;
mod rule;
mod scenario;
mod scenario_expect;
mod scenario_page;
mod source;
mod space;
mod space_content;
mod space_propositions;
mod space_rendering;
mod space_storage;
mod summary;
mod template;
mod template_fields;
mod texts;
mod weights;

pub(super) use choices::{Choices, status_label};
pub(super) use folders::folders_dialog_ui;

use super::ctx::{Actions, UiCtx};
use super::table;
use super::theme::tokens;
use super::widgets::{self, page};
use crate::app::InnerTab;
use crate::model::{Entity, Ref, Stage};
use egui::Ui;
use form::{Form, step_name};

/// Draws the form of an entity: header, its own tabs, and the one in front, which it returns: in the frame of a click
/// that is another one than the view's.
pub(super) fn form_ui(ui: &mut Ui, ctx: &UiCtx<'_>, entity: &Ref, actions: &mut Actions) -> Option<InnerTab> {
    let value = ctx.catalog().entity(entity)?;
    let issues = ctx.app.workspace().issues().iter().filter(|issue| issue.place.entity == *entity).collect();
    let enabled = is_design(ctx, entity);
    let mut form = Form { ctx: *ctx, entity, value: value.clone(), issues, enabled, actions, bar: None };
    // egui keeps a text field's own undo by the id of the widget: it must be another for each entity. It stays when
    // the entity gets another name, so that the keyboard stays in its field.
    let shown = ui.push_id(("form", ctx.app.view().known_as(entity)), |ui| {
        form.header_ui(ui, &value);
        let tab = form.tabs_ui(ui);
        // Before a question that closes, nothing takes the keyboard.
        let is_free = ui.memory(|memory| memory.top_modal_layer().is_none());
        if tab == InnerTab::Timeline {
            let enters = is_free && form.is_led_where(ui, |_| true);
            super::timeline::timeline_ui(ui, ctx, entity, enters, form.actions);
            return tab;
        }
        if tab == InnerTab::Offers {
            if is_free && form.is_led_where(ui, |_| true) {
                table::take_keyboard(ui, entity);
            }
            table::table_ui(ui, &form.ctx, entity, form.actions);
            return tab;
        }
        if is_free {
            form.enter(ui);
        }
        page(ui, tab.title(), |ui| {
            let tokens = tokens(ui);
            ui.spacing_mut().item_spacing.y = tokens.size.steps(3.0);
            ui.add_space(tokens.size.steps(3.0));
            fields_ui(ui, &mut form, &value, tab);
            widgets::pass_next_row_on(ui.ctx());
        });
        if is_free {
            form.note_waiting(ui);
        }
        tab
    });
    Some(shown.inner)
}

/// The rows of one tab.
fn fields_ui(ui: &mut Ui, form: &mut Form<'_, '_>, value: &Entity, tab: InnerTab) {
    if tab == InnerTab::Source {
        return source::source_ui(ui, form, value);
    }
    match value {
        Entity::Catalog(catalog) => catalog::catalog_ui(ui, form, catalog, tab),
        Entity::Dimension(dimension) => dimension::dimension_ui(ui, form, dimension, tab),
        Entity::Folder(folder) => folder::folder_ui(ui, form, folder, tab),
        Entity::PresentationRule(rule) => presentation::rule_ui(ui, form, rule, tab),
        Entity::Typology(typology) => presentation::typology_ui(ui, form, typology, tab),
        Entity::Environment(environment) => environment::environment_ui(ui, form, environment, tab),
        Entity::Filter(filter) => filter::filter_ui(ui, form, filter, tab),
        Entity::Space(space) => space::space_ui(ui, form, space, tab),
        Entity::Category(category) => category::category_ui(ui, form, category, tab),
        Entity::Offer(offer) | Entity::Template(offer) => offer::offer_ui(ui, form, offer, tab),
        Entity::Contact(contact) => contact::contact_ui(ui, form, contact, tab),
        Entity::Scenario(scenario) => scenario::scenario_ui(ui, form, scenario, tab),
    }
}

/// Whether an entity can be changed: all but what is inside a Live environment.
fn is_design(ctx: &UiCtx<'_>, entity: &Ref) -> bool {
    let environment = entity.environment().and_then(|name| ctx.catalog().environment(name));
    environment.is_none_or(|environment| environment.stage != Stage::Live)
}
