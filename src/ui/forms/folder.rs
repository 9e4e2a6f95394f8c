//! The form of a folder.

use super::Form;
use crate::app::Action;
use crate::model::{Entity, Folder, FolderTree, InnerTab, Ref, Step};
use crate::ui::labels::label_or_name;
use crate::ui::widgets::{Field, PickEvent, PickItem, Picker, picker_row};
use egui::Ui;
use std::sync::Arc;

fn entity(folder: Folder) -> Entity {
    Entity::Folder(Arc::new(folder))
}

pub(super) fn folder_ui(ui: &mut Ui, form: &mut Form<'_, '_>, folder: &Folder, tab: InnerTab) {
    form.rows_ui(ui, tab, |ui, form, field| {
        let special = field == "parent";
        if special {
            parent_ui(ui, form, folder, folder.parent.as_deref());
        }
        special
    });
}

/// The folder that it is in: one that holds the same, and is not inside this one.
fn parent_ui(ui: &mut Ui, form: &mut Form<'_, '_>, folder: &Folder, current: Option<&str>) {
    let catalog = form.ctx.catalog();
    let inside = FolderTree::new(&catalog.folders).within(&folder.name);
    let items: Vec<PickItem> = catalog
        .folders
        .iter()
        .filter(|other| other.holds == folder.holds && !inside.contains(other.name.as_str()))
        .map(|other| PickItem {
            id: other.name.clone(),
            label: label_or_name(&other.label, &other.name).to_owned(),
            detail: other.name.clone(),
        })
        .collect();
    let (title, top) = (form.text("forms-folder-parent"), form.text("forms-folder-top"));
    let issues = form.issues_of("parent");
    let tip = form.text("forms-folder-parent-tip");
    let field = Field::new(&title).key("parent").tip(&tip).issues(&issues).enabled(form.enabled);
    let field = field.focused(form.is_led_to(ui, &[Step::Field("parent")]));
    let picker = Picker::new(&items, form.ctx.language).none(&top).placeholder(&top).go_to();
    let parent = match picker_row(ui, field, picker, current) {
        Some(PickEvent::Chosen(parent)) => Some(parent),
        Some(PickEvent::Cleared) => None,
        Some(PickEvent::GoTo(name)) => {
            form.actions.push(Action::go_to(Ref::Folder(name)));
            return;
        }
        Some(PickEvent::New(_)) | None => return,
    };
    form.put(entity(Folder { parent, ..folder.clone() }), "parent", "forms-folder-parent", false);
}
