//! The tree of visitor folders: made, renamed and nested here, and chosen for an environment.

use super::choices::folder_items;
use super::name::{finished_text, typed_text};
use super::step_name;
use crate::app::{Action, Answer, Command, Dialog, Node};
use crate::document::{Edit, Made, name_of, unique_name};
use crate::model::{Catalog, Entity, Environment, Folder, FolderContent, FolderTree, Ref, is_name};
use crate::text::Message;
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::labels::label_or_name;
use crate::ui::theme::tokens;
use crate::ui::widgets::{
    Button, DialogButton, Field, FieldIssue, Icon, PickEvent, PickItem, Picker, Severity, Tree, TreeRow,
    dialog, name_line, picker_row, row, select_all, text_row,
};
use egui::{Context, Id, Ui};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Draws the dialog, open on a folder, for an environment.
pub(in crate::ui) fn folders_dialog_ui(
    egui: &Context,
    ctx: &UiCtx<'_>,
    environment: &str,
    selected: Option<&str>,
    actions: &mut Actions,
) {
    let (title, choose, close) =
        (ctx.text("forms-folders"), ctx.text("forms-folder-choose"), ctx.text("app-dialog-close"));
    let selected = selected.filter(|name| ctx.catalog().folder(name).is_some());
    let buttons = [DialogButton::accept(&choose).enabled(selected.is_some()), DialogButton::cancel(&close)];
    let pressed = dialog(egui, Id::unique("folders"), &title, &buttons, |ui| {
        let mut folders = Folders { ctx: *ctx, environment, selected, actions };
        folders.toolbar_ui(ui);
        folders.tree_ui(ui);
        folders.selected_ui(ui);
    });
    match pressed {
        Some(0) => {
            choose_folder(ctx, environment, selected, actions);
            actions.push(Action::Answer(Answer::Accept));
        }
        Some(_) => actions.push(Action::Answer(Answer::Cancel)),
        None => {}
    }
}

/// Where the folder stands that was made just now: its label takes the keyboard.
fn made_id() -> Id {
    Id::unique("folder that was made")
}

struct Folders<'a, 'f> {
    ctx: UiCtx<'a>,
    environment: &'a str,
    selected: Option<&'a str>,
    actions: &'f mut Actions,
}

impl Folders<'_, '_> {
    fn select(&mut self, folder: Option<String>) {
        self.actions.push(Action::Keep(Dialog::Folders {
            environment: self.environment.to_owned(),
            selected: folder,
        }));
    }

    fn edit(&mut self, edit: Edit, label: &'static str, title: &str) {
        self.actions.push(Action::Edit { edit, name: step_name(label, title), field: None });
    }

    fn toolbar_ui(&mut self, ui: &mut Ui) {
        let parent =
            self.selected.and_then(|name| self.ctx.catalog().folder(name)).and_then(|it| it.parent.clone());
        let inside = self.selected.map(str::to_owned);
        ui.horizontal(|ui| {
            let new = self.ctx.text("forms-folder-new");
            if ui.add(Button::secondary(&new).icon(Icon::FolderAdd)).clicked() {
                self.make(ui, parent);
            }
            let nested = self.ctx.text("forms-folder-new-inside");
            let nested = Button::secondary(&nested).icon(Icon::FolderAdd);
            if ui.add_enabled(inside.is_some(), nested).clicked() {
                self.make(ui, inside);
            }
            // What it holds, and what else refers to it, is said before it is deleted.
            let delete = self.ctx.text("explorer-command-delete");
            let delete = Button::secondary(&delete).icon(Icon::Delete);
            if ui.add_enabled(self.selected.is_some(), delete).clicked()
                && let Some(name) = self.selected
            {
                self.actions.push(Action::Select(Node::Entity(Ref::Folder(name.to_owned()))));
                self.actions.push(Action::Run(Command::Delete));
            }
        });
    }

    fn make(&mut self, ui: &Ui, parent: Option<String>) {
        let label = self.ctx.text("forms-folder-new-label");
        let (insert, name) = new_folder(&self.ctx, &label, parent);
        self.edit(insert, "forms-folder-new", &label);
        self.actions.push(Action::Made(Made::Entity(Ref::Folder(name.clone()))));
        ui.data_mut(|data| data.insert_temp(made_id(), name.clone()));
        self.select(Some(name));
    }

    fn tree_ui(&mut self, ui: &mut Ui) {
        let catalog = self.ctx.catalog();
        let folders = nested(catalog);
        let rows: Vec<TreeRow> = folders
            .iter()
            .map(|(level, folder)| TreeRow {
                icon: Some(Icon::Folder),
                selected: self.selected == Some(folder.name.as_str()),
                trailing: folder.name.clone(),
                ..TreeRow::new(
                    Id::unique(("folder", &folder.name)),
                    *level,
                    label_or_name(&folder.label, &folder.name),
                )
            })
            .collect();
        let fits =
            |from: usize, to: usize| !catalog.folder_within(&folders[to].1.name, &folders[from].1.name);
        let nested = |row: usize| folders[row].1.parent.is_some();
        let name = self.ctx.text("forms-folders");
        let height = tokens(ui).size.row * 7.0;
        let events = ui
            .allocate_ui(egui::vec2(ui.available_width(), height), |ui| {
                ui.set_min_height(height);
                let tree = Tree::new(Id::unique("folder tree"), &name).can_drop(&fits);
                tree.can_drop_below(&nested).show(ui, &rows, |_, _| {})
            })
            .inner;
        if let Some(row) = events.clicked {
            self.select(Some(folders[row].1.name.clone()));
        }
        if let Some((from, to)) = events.moved {
            self.nest(folders[from].1, Some(folders[to].1.name.clone()));
        }
        if let Some(row) = events.dropped_below {
            self.nest(folders[row].1, None);
        }
    }

    /// The folder that is selected: its label, and the folder that it is in.
    fn selected_ui(&mut self, ui: &mut Ui) {
        let catalog = self.ctx.catalog();
        let Some(folder) = self.selected.and_then(|name| catalog.folder(name)) else { return };
        let at = Ref::Folder(folder.name.clone());
        // It stays the same form when the folder is called otherwise.
        ui.push_id(("folder", self.ctx.app.view().known_as(&at)), |ui| {
            ui.spacing_mut().item_spacing.y = tokens(ui).size.steps(2.0);
            let title = self.ctx.text("forms-label");
            let mut label = folder.label.clone();
            let response = text_row(
                ui,
                Field::new(&title).key("label").tip(&self.ctx.text("forms-label-tip")),
                &mut label,
            );
            let made = ui.data(|data| data.get_temp::<String>(made_id()));
            if made.is_some_and(|made| made == folder.name) {
                ui.data_mut(|data| data.remove::<String>(made_id()));
                response.request_focus();
                select_all(&response);
            }
            if response.changed() {
                let changed = Entity::Folder(Arc::new(Folder { label, ..Folder::clone(folder) }));
                self.actions.push(Action::Edit {
                    edit: Edit::Put(at.clone(), changed),
                    name: step_name("forms-label", folder.label.as_str()),
                    field: Some((at, "label")),
                });
            }
            if response.lost_focus() {
                self.actions.push(Action::Settle);
            }
            self.name_ui(ui, folder);
            self.parent_ui(ui, folder);
        });
    }

    fn name_ui(&mut self, ui: &mut Ui, folder: &Folder) {
        let catalog = self.ctx.catalog();
        let id = ui.scope_id().with("typed name");
        let mut text = typed_text(ui, id, &folder.name);
        let problem = if text == folder.name {
            None
        } else if !is_name(&text) {
            Some(self.ctx.text("forms-name-invalid"))
        } else {
            let taken = Message::new("forms-name-taken").with("name", text.as_str());
            catalog.folder(&text).map(|_| self.ctx.say(&taken))
        };
        let issues: Vec<FieldIssue> =
            problem.into_iter().map(|text| FieldIssue { severity: Severity::Error, text }).collect();
        let (title, hint) = (self.ctx.text("forms-name"), self.ctx.text("forms-name-hint"));
        let field = Field::new(&title).key("name").hint(&hint).issues(&issues);
        let response = row(ui, field, |ui| name_line(ui, &mut text));
        if let Some(name) = finished_text(ui, id, &folder.name, &response, text, issues.is_empty()) {
            let edit = Edit::Rename(Ref::Folder(folder.name.clone()), name);
            self.edit(edit, "forms-name", label_or_name(&folder.label, &folder.name));
        }
    }

    fn parent_ui(&mut self, ui: &mut Ui, folder: &Arc<Folder>) {
        let catalog = self.ctx.catalog();
        let inside = FolderTree::new(&catalog.folders).within(&folder.name);
        let items: Vec<PickItem> =
            folder_items(catalog).into_iter().filter(|item| !inside.contains(item.id.as_str())).collect();
        let (title, top) = (self.ctx.text("forms-folder-parent"), self.ctx.text("forms-folder-top"));
        let picker = Picker::new(&items, self.ctx.language).none(&top).placeholder(&top);
        match picker_row(
            ui,
            Field::new(&title).key("parent").tip(&self.ctx.text("forms-folder-parent-tip")),
            picker,
            folder.parent.as_deref(),
        ) {
            Some(PickEvent::Chosen(parent)) => self.nest(folder, Some(parent)),
            Some(PickEvent::Cleared) => self.nest(folder, None),
            _ => {}
        }
    }

    fn nest(&mut self, folder: &Arc<Folder>, parent: Option<String>) {
        let changed = Entity::Folder(Arc::new(Folder { parent, ..Folder::clone(folder) }));
        self.edit(Edit::Put(Ref::Folder(folder.name.clone()), changed), "forms-folder-parent", &folder.label);
    }
}

/// The edit that adds a folder of that label, and the folder's name.
pub(super) fn new_folder(ctx: &UiCtx<'_>, label: &str, parent: Option<String>) -> (Edit, String) {
    let label =
        if label.trim().is_empty() { ctx.text("forms-folder-new-label") } else { label.trim().to_owned() };
    let name = unique_name(&name_of(&label, "folder"), |name| ctx.catalog().folder(name).is_some());
    let folder = Folder { name: name.clone(), label, holds: FolderContent::Visitors, parent };
    let entity = Entity::Folder(Arc::new(folder));
    (Edit::Insert { parent: Ref::Catalog, index: None, entity }, name)
}

/// The folders for visitors, each below the one that it is in. Those in a loop stand at the top.
fn nested(catalog: &Catalog) -> Vec<(u16, &Arc<Folder>)> {
    let folders: Vec<&Arc<Folder>> =
        catalog.folders.iter().filter(|folder| folder.holds == FolderContent::Visitors).collect();
    let mut below: HashMap<Option<&str>, Vec<(u16, &Arc<Folder>)>> = HashMap::new();
    // Backwards, since what is pushed last is taken first.
    for folder in folders.iter().rev() {
        let parent = folder.parent.as_deref().filter(|parent| catalog.folder(parent).is_some());
        below.entry(parent).or_default().push((0, folder));
    }
    let mut waiting = below.remove(&None).unwrap_or_default();
    let mut rows = Vec::with_capacity(folders.len());
    let mut listed = HashSet::new();
    while let Some((level, folder)) = waiting.pop() {
        rows.push((level, folder));
        listed.insert(&folder.name);
        let inside = below.remove(&Some(folder.name.as_str())).unwrap_or_default();
        waiting.extend(inside.into_iter().map(|(_, inside)| (level.saturating_add(1), inside)));
    }
    rows.extend(
        folders.into_iter().filter(|folder| !listed.contains(&folder.name)).map(|folder| (0, folder)),
    );
    rows
}

fn choose_folder(ctx: &UiCtx<'_>, environment: &str, folder: Option<&str>, actions: &mut Actions) {
    let Some(source) = ctx.catalog().environment(environment) else { return };
    let changed = Environment { visitor_folder: folder.map(str::to_owned), ..Environment::clone(source) };
    actions.push(Action::Edit {
        edit: Edit::Put(Ref::Environment(environment.to_owned()), Entity::Environment(Arc::new(changed))),
        name: step_name("domain-visitor-folder", label_or_name(&source.label, &source.name)),
        field: None,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_stand_below_the_one_that_they_are_in() {
        let mut catalog = Catalog::new("folders");
        let folder = |name: &str, parent: Option<&str>| {
            let (holds, parent) = (FolderContent::Visitors, parent.map(str::to_owned));
            Arc::new(Folder { name: name.to_owned(), label: String::new(), holds, parent })
        };
        catalog.folders = vec![
            folder("b", Some("a")),
            folder("loop", Some("pool")),
            folder("a", None),
            folder("c", Some("b")),
            folder("pool", Some("loop")),
            folder("lost", Some("gone")),
        ];
        let rows: Vec<(u16, &str)> =
            nested(&catalog).iter().map(|(level, it)| (*level, it.name.as_str())).collect();
        assert_eq!(rows, [(0, "a"), (1, "b"), (2, "c"), (0, "lost"), (0, "loop"), (0, "pool")]);
    }
}
