//! The form of a catalog: its *General* and *Offer fields* tabs.

use super::declarations::Declarations;
use super::ordinary::field;
use super::texts::{TextsChange, TextsField};
use super::{Form, step_name};
use crate::app::{Action, InnerTab};
use crate::document::{Declared, Edit};
use crate::model::{Catalog, Entity, Settings, Step, Ties};
use crate::ui::widgets::{
    Field, PickEvent, PickItem, Picker, multiline_row, number_row, picker_row, section,
};
use egui::Ui;
use std::sync::{Arc, LazyLock};

/// Every time zone that moments can be in. Read once: the names are hundreds, and in no language.
static TIME_ZONES: LazyLock<Vec<PickItem>> = LazyLock::new(|| {
    let names = jiff::tz::db().available();
    names
        .map(|name| PickItem { id: name.to_string(), label: name.to_string(), detail: String::new() })
        .collect()
});

fn entity(catalog: Catalog) -> Entity {
    Entity::Catalog(Arc::new(catalog))
}

pub(super) fn catalog_ui(ui: &mut Ui, form: &mut Form<'_, '_>, catalog: &Catalog, tab: InnerTab) {
    form.rows_ui(ui, tab, |ui, form, field| {
        match field {
            // The program's, not a person's.
            "format" => {}
            "description" => description_ui(ui, form, catalog, &catalog.description),
            "time_zone" => time_zone_ui(ui, form, catalog, &catalog.time_zone),
            "settings" => {
                section(ui, &form.text("catalog-settings"));
                ties_ui(ui, form, catalog.settings.ties, |ties| {
                    let settings = Settings { ties, ..catalog.settings.clone() };
                    entity(Catalog { settings, ..catalog.clone() })
                });
                form.field_row(ui, field!(Catalog.settings.scope));
                form.field_row(ui, field!(Catalog.settings.same_category));
                form.field_row(ui, field!(Catalog.settings.count_within_call));
            }
            "channels" => {
                section(ui, &form.text("catalog-channels"));
                channels_ui(ui, form, &catalog.channels, catalog);
            }
            "offer_fields" => {
                let (key, empty) = ("offer_fields", "catalog-offer-fields-none");
                let list = Declarations { key, empty, of: Declared::OfferFields };
                form.declared_ui(ui, &list, &catalog.offer_fields, |offer_fields| {
                    entity(Catalog { offer_fields, ..catalog.clone() })
                });
            }
            _ => return false,
        }
        true
    });
}

fn description_ui(ui: &mut Ui, form: &mut Form<'_, '_>, catalog: &Catalog, current: &str) {
    let (title, tip) = (form.text("catalog-description"), form.text("catalog-description-tip"));
    let mut description = current.to_owned();
    let field = Field::new(&title).key("description").tip(&tip).enabled(form.enabled);
    let response = multiline_row(ui, field, &mut description, 3);
    if response.changed() {
        let changed = entity(Catalog { description, ..catalog.clone() });
        form.put(changed, "description", "catalog-description", true);
    }
    form.settle(&response);
    form.lead_to(ui, "description", &response);
}

fn time_zone_ui(ui: &mut Ui, form: &mut Form<'_, '_>, catalog: &Catalog, current: &str) {
    let (title, hint) = (form.text("catalog-time-zone"), form.text("catalog-time-zone-hint"));
    let issues = form.issues_of("time_zone");
    let field = Field::new(&title).key("time_zone").hint(&hint).issues(&issues).enabled(form.enabled);
    let field = field.focused(form.is_led_to(ui, &[Step::Field("time_zone")]));
    let picker = Picker::new(&TIME_ZONES, form.ctx.language);
    if let Some(PickEvent::Chosen(time_zone)) = picker_row(ui, field, picker, Some(current)) {
        let changed = entity(Catalog { time_zone, ..catalog.clone() });
        form.put(changed, "time_zone", "catalog-time-zone", false);
    }
}

/// The order of offers of equal weight, and the seed of a shuffle.
fn ties_ui(ui: &mut Ui, form: &mut Form<'_, '_>, ties: Ties, put: impl Fn(Ties) -> Entity) {
    let options = [(false, "catalog-ties-shuffled"), (true, "catalog-ties-order")];
    let row = ("ties", "catalog-ties", "catalog-ties-hint");
    form.radio_row(ui, row, ties == Ties::CatalogOrder, &options, |ordered| {
        put(if ordered { Ties::CatalogOrder } else { Ties::default() })
    });
    let Ties::Shuffled { mut seed } = ties else { return };
    let (title, hint) = (form.text("catalog-seed"), form.text("catalog-seed-hint"));
    let field = Field::new(&title).key("seed").hint(&hint).enabled(form.enabled);
    let response = number_row(ui, field, &mut seed, 0..=u64::MAX, "", form.ctx.language);
    if response.changed() {
        form.put(put(Ties::Shuffled { seed }), "seed", "catalog-seed", true);
    }
    form.settle(&response);
}

/// The catalog's own channels; spaces and presentation rules follow a new name.
fn channels_ui(ui: &mut Ui, form: &mut Form<'_, '_>, channels: &[String], catalog: &Catalog) {
    let field = TextsField {
        key: "channels",
        label: "catalog-channels",
        one: "catalog-channel",
        hint: "catalog-channels-hint",
    };
    let issues = form.issues_of("channels");
    let taken = |name: &str| channels.iter().any(|channel| channel == name);
    let change = form.texts_row(ui, field, channels, &issues, |name| form.name_problem(name, taken));
    match change {
        Some(TextsChange::List(channels)) => {
            let changed = entity(Catalog { channels, ..catalog.clone() });
            form.put(changed, "channels", "catalog-channels", false);
        }
        Some(TextsChange::Renamed { from, to, .. }) => {
            let name = step_name("catalog-channels", to.as_str());
            let edit = Edit::RenameDeclared { of: Declared::Channels, from, to };
            form.actions.push(Action::Edit { edit, name, field: None });
        }
        None => {}
    }
}
