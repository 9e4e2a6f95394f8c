//! The form of an environment: its *General* and *Eligibility* tabs, and the way to the others.

use super::call_data::call_data_ui;
use super::choices::folder_items;
use super::{Form, step_name};
use crate::app::{Action, Dialog};
use crate::document::{self, Creatable, Edit};
use crate::model::{Catalog, Entity, Environment, InnerTab, Ref, Stage, Step};
use crate::ui::labels::label_or_name;
use crate::ui::widgets::{
    Field, Icon, PickEvent, PickItem, Picker, Severity, check_row, icon_button, note, picker_row, radio_row,
    row, section,
};
use egui::Ui;
use std::sync::Arc;

fn entity(environment: Environment) -> Entity {
    Entity::Environment(Arc::new(environment))
}

pub(super) fn environment_ui(ui: &mut Ui, form: &mut Form<'_, '_>, environment: &Environment, tab: InnerTab) {
    let has_note = !matches!(tab, InnerTab::OfferWeight | InnerTab::CallData);
    if has_note && !form.enabled {
        note(ui, Severity::Info, &form.text("forms-live-note"));
    }
    if tab == InnerTab::CallData {
        return call_data_ui(ui, form, environment);
    }
    form.rows_ui(ui, tab, |ui, form, field| {
        match field {
            "stage" => stage_ui(ui, form, environment, &environment.stage),
            "anonymous" => {
                section(ui, &form.text("forms-section-contacts"));
                anonymous_ui(ui, form, environment, environment.anonymous);
            }
            "targeting_dimension" => dimension_ui(ui, form, environment, &environment.targeting_dimension),
            "visitor_folder" => {
                if environment.anonymous || environment.visitor_folder.is_some() {
                    folder_ui(ui, form, environment, environment.visitor_folder.as_deref());
                }
            }
            "typology" => typology_ui(ui, form, environment, environment.typology.as_deref()),
            "weights" => form.weights_ui(ui, &environment.weights, |weights| {
                entity(Environment { weights, ..environment.clone() })
            }),
            _ => return false,
        }
        true
    });
}

fn typology_ui(ui: &mut Ui, form: &mut Form<'_, '_>, environment: &Environment, current: Option<&str>) {
    let typologies = form.ctx.catalog().typologies.iter();
    let items: Vec<PickItem> = typologies
        .map(|typology| PickItem {
            id: typology.name.clone(),
            label: label_or_name(&typology.label, &typology.name).to_owned(),
            detail: typology.name.clone(),
        })
        .collect();
    let (title, issues) = (form.text("domain-typology"), form.issues_of("typology"));
    let (hint, none) = (form.text("catalog-typology-hint"), form.text("forms-none"));
    let field = Field::new(&title).key("typology").hint(&hint).issues(&issues).enabled(form.enabled);
    let field = field.focused(form.is_led_to(ui, &[Step::Field("typology")]));
    let new = form.text(Creatable::Typology.title());
    let picker = Picker::new(&items, form.ctx.language).none(&none).go_to().new_entry(&new);
    let put = |typology| entity(Environment { typology, ..environment.clone() });
    let typology = match picker_row(ui, field, picker, current) {
        Some(PickEvent::Chosen(typology)) => Some(typology),
        Some(PickEvent::Cleared) => None,
        Some(PickEvent::GoTo(name)) => {
            form.actions.push(Action::go_to(Ref::Typology(name)));
            return;
        }
        Some(PickEvent::New(label)) => {
            return form.put_new((Creatable::Typology, &label), |name| put(Some(name)), "domain-typology");
        }
        None => return,
    };
    form.put(put(typology), "typology", "domain-typology", false);
}

/// Design or Live, and for Design the Live environment that it is published into.
fn stage_ui(ui: &mut Ui, form: &mut Form<'_, '_>, environment: &Environment, stage: &Stage) {
    let catalog = form.ctx.catalog();
    let is_live = *stage == Stage::Live;
    let mut live = is_live;
    let (title, design, live_label) =
        (form.text("forms-type"), form.text("domain-design"), form.text("domain-live"));
    let tip = form.text("forms-stage-tip");
    let field = Field::new(&title).key("stage").tip(&tip);
    if radio_row(ui, field, &mut live, &[(false, design.as_str()), (true, live_label.as_str())]).changed() {
        if live {
            form.ask(Dialog::MakeLive(environment.name.clone()));
        } else {
            let stage = Stage::Design { live: free_live(catalog, environment) };
            let name = step_name("forms-type", label_or_name(&environment.label, &environment.name));
            let edit = document::with_stage(environment, stage);
            form.actions.push(Action::Edit { edit, name, field: None });
        }
    }
    let Stage::Design { live } = stage else { return };
    let items: Vec<PickItem> = catalog
        .environments
        .iter()
        .filter(|other| other.stage == Stage::Live)
        .map(|other| PickItem {
            id: other.name.clone(),
            label: label_or_name(&other.label, &other.name).to_owned(),
            detail: other.name.clone(),
        })
        .collect();
    let (title, issues) = (form.text("forms-linked-live"), form.issues_of("stage"));
    let tip = form.text("forms-linked-live-tip");
    let field = Field::new(&title)
        .key("live")
        .tip(&tip)
        .issues(&issues)
        .focused(form.is_led_to(ui, &[Step::Field("stage")]));
    let picker = Picker::new(&items, form.ctx.language).go_to();
    match crate::ui::widgets::picker_row(ui, field, picker, Some(live)) {
        Some(PickEvent::Chosen(live)) => {
            let stage = Stage::Design { live };
            form.put(
                entity(Environment { stage, ..environment.clone() }),
                "stage",
                "forms-linked-live",
                false,
            );
        }
        Some(PickEvent::GoTo(live)) => form.actions.push(Action::go_to(Ref::Environment(live))),
        _ => {}
    }
}

/// The first Live environment that no other Design environment is linked to.
fn free_live(catalog: &Catalog, environment: &Environment) -> String {
    let live = catalog
        .environments
        .iter()
        .filter(|other| other.stage == Stage::Live && other.name != environment.name);
    let taken = |name: &str| catalog.environments.iter().any(|other| other.linked_live() == Some(name));
    let names: Vec<&String> = live.map(|other| &other.name).collect();
    let free = names.iter().find(|name| !taken(name)).or(names.first());
    free.map(|name| (*name).clone()).unwrap_or_default()
}

/// The check box that the project is named for. Dimension and folder are filled in with it, in one step.
fn anonymous_ui(ui: &mut Ui, form: &mut Form<'_, '_>, environment: &Environment, anonymous: bool) {
    let (issues, title) = (form.issues_of("anonymous"), form.text("domain-anonymous-environment"));
    let hint = form.text("forms-anonymous-hint");
    let field = Field::new(&title).key("anonymous").hint(&hint).issues(&issues).enabled(form.enabled);
    let mut on = anonymous;
    let response = check_row(ui, field, &mut on);
    if response.changed() {
        form.actions.push(Action::Anonymous { environment: environment.name.clone(), on });
    }
    form.lead_to(ui, "anonymous", &response);
}

fn dimension_ui(ui: &mut Ui, form: &mut Form<'_, '_>, environment: &Environment, current: &str) {
    let items: Vec<PickItem> = form
        .ctx
        .catalog()
        .dimensions
        .iter()
        .map(|dimension| PickItem {
            id: dimension.name.clone(),
            label: label_or_name(&dimension.label, &dimension.name).to_owned(),
            detail: dimension.name.clone(),
        })
        .collect();
    let (title, issues) = (form.text("domain-targeting-dimension"), form.issues_of("targeting_dimension"));
    let tip = form.text("forms-dimension-tip");
    let field = Field::new(&title).key("targeting_dimension").tip(&tip).issues(&issues).enabled(form.enabled);
    let field = field.focused(form.is_led_to(ui, &[Step::Field("targeting_dimension")]));
    let new = form.text(Creatable::Dimension.title());
    let picker = Picker::new(&items, form.ctx.language).go_to().new_entry(&new);
    let put = |targeting_dimension| entity(Environment { targeting_dimension, ..environment.clone() });
    match crate::ui::widgets::picker_row(ui, field, picker, Some(current)) {
        Some(PickEvent::Chosen(name)) => {
            form.put(put(name), "targeting_dimension", "domain-targeting-dimension", false);
        }
        Some(PickEvent::New(label)) => {
            form.put_new((Creatable::Dimension, &label), put, "domain-targeting-dimension");
        }
        Some(PickEvent::GoTo(name)) => form.actions.push(Action::go_to(Ref::Dimension(name))),
        _ => {}
    }
}

/// The visitor folder: a picker, and a button to the tree where folders are made, renamed and nested.
fn folder_ui(ui: &mut Ui, form: &mut Form<'_, '_>, environment: &Environment, current: Option<&str>) {
    let items = folder_items(form.ctx.catalog());
    let (title, issues) = (form.text("domain-visitor-folder"), form.issues_of("visitor_folder"));
    let (hint, open) = (form.text("forms-folder-hint"), form.text("forms-folder-open"));
    let (new, none) = (form.text("forms-folder-new"), form.text("forms-none"));
    let field = Field::new(&title).key("visitor_folder").issues(&issues).hint(&hint).enabled(form.enabled);
    let field = field.focused(form.is_led_to(ui, &[Step::Field("visitor_folder")]));
    let mut event = None;
    let mut dialog = false;
    row(ui, field, |ui| {
        ui.horizontal(|ui| {
            let size = &crate::ui::theme::tokens(ui).size;
            ui.spacing_mut().item_spacing.x = size.space;
            let width = ui.available_width() - size.control - size.space;
            let shown = ui.scope(|ui| {
                ui.set_max_width(width);
                let picker = Picker::new(&items, form.ctx.language).new_entry(&new);
                // Only anonymous environments have one.
                let picker = if environment.anonymous { picker } else { picker.none(&none) };
                picker.show_control(ui, &title, current)
            });
            let (control, picked) = shown.inner;
            event = picked;
            dialog = icon_button(ui, Icon::FolderOpen, &open).clicked();
            control
        })
        .inner
    });
    match event {
        Some(PickEvent::Chosen(folder)) => form.put_folder(environment, Some(folder)),
        Some(PickEvent::Cleared) => form.put_folder(environment, None),
        Some(PickEvent::New(label)) => {
            let (insert, folder) = super::folders::new_folder(
                &form.ctx,
                &label,
                current.and_then(|name| parent_of(&form.ctx, name)),
            );
            let put = Edit::Put(
                form.entity.clone(),
                entity(Environment { visitor_folder: Some(folder), ..environment.clone() }),
            );
            let name = step_name("domain-visitor-folder", environment.label.as_str());
            form.actions.push(Action::Edit { edit: Edit::All(vec![insert, put]), name, field: None });
        }
        _ => {}
    }
    if dialog {
        form.ask(Dialog::Folders {
            environment: environment.name.clone(),
            selected: current.map(str::to_owned),
        });
    }
}

fn parent_of(ctx: &crate::ui::ctx::UiCtx<'_>, folder: &str) -> Option<String> {
    ctx.catalog().folder(folder).and_then(|folder| folder.parent.clone())
}

impl Form<'_, '_> {
    fn put_folder(&mut self, environment: &Environment, visitor_folder: Option<String>) {
        let changed = entity(Environment { visitor_folder, ..environment.clone() });
        self.put(changed, "visitor_folder", "domain-visitor-folder", false);
    }
}
