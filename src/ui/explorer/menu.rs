//! The context menu of a row of the explorer, and the menu of its Add button.

use super::rows::branches_below;
use crate::app::{Action, Command, ExplorerAction, Node, PreviewChange, created_at, template_target};
use crate::document::Creatable;
use crate::model::Ref;
use crate::ui::command::command_item;
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::labels::label_or_name;
use crate::ui::widgets::menu_ring;
use egui::Ui;

/// Fills the menu of a node. `branch` says whether it can be opened and closed.
pub(super) fn menu_ui(ui: &mut Ui, ctx: &UiCtx<'_>, node: &Node, branch: bool, actions: &mut Actions) {
    if let Node::Entity(entity) = node {
        entity_ui(ui, ctx, entity, actions);
        ui.separator();
    }
    if matches!(node, Node::Entity(Ref::Offer(..) | Ref::Category(..) | Ref::Environment(_))) {
        review_ui(ui, ctx, actions);
    }
    if new_ui(ui, ctx, Some(node), actions) {
        ui.separator();
    }
    if let Node::Entity(entity) = node
        && *entity != Ref::Catalog
    {
        edit_ui(ui, ctx, entity, actions);
    } else {
        command_item(ui, ctx, Command::Paste, actions);
    }
    if branch {
        ui.separator();
        for (id, open) in [("explorer-expand", true), ("explorer-collapse", false)] {
            if item(ui, ctx, id) {
                let expanded = &ctx.app.view().expanded;
                let others = branches_below(ctx.catalog(), node).into_iter();
                actions.extend(others.filter(|node| expanded.contains(node) != open).map(Action::Toggle));
            }
        }
    }
}

/// Fills the menu of the Add button: what fits at the selected node, then what fits in the catalog.
pub(super) fn add_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let node = ctx.app.view().selected.as_ref();
    let here = node.map(|node| created_at(ctx.catalog(), node)).unwrap_or_default();
    let anywhere = here.iter().all(|(_, parent)| *parent == Ref::Catalog);
    if !anywhere {
        new_ui(ui, ctx, node, actions);
        ui.separator();
    }
    command_item(ui, ctx, Command::NewEnvironment, actions);
    for kind in Creatable::OF_CATALOG {
        if item(ui, ctx, kind.title()) {
            actions.push(Action::Explorer(ExplorerAction::Create(kind, Ref::Catalog)));
        }
    }
}

/// What can be made at a node. Says whether there is anything.
fn new_ui(ui: &mut Ui, ctx: &UiCtx<'_>, node: Option<&Node>, actions: &mut Actions) -> bool {
    let Some(node) = node else { return false };
    let catalog = ctx.catalog();
    let kinds = created_at(catalog, node);
    let environments = matches!(node, Node::Group(crate::app::Group::Environments));
    if environments {
        command_item(ui, ctx, Command::NewEnvironment, actions);
    }
    for (kind, parent) in &kinds {
        // Beside the folder that can be made at the top.
        let inside = matches!(parent, Ref::Folder(_));
        if item(ui, ctx, if inside { "forms-folder-new-inside" } else { kind.title() }) {
            actions.push(Action::Explorer(ExplorerAction::Create(*kind, parent.clone())));
        }
    }
    if let Some(category) = template_target(catalog, node).filter(|_| !catalog.templates.is_empty()) {
        ui.menu_button(ctx.text("explorer-from-template"), |ui| {
            for template in &catalog.templates {
                if ui.button(label_or_name(&template.label, &template.name)).clicked() {
                    let (template, category) = (template.name.clone(), category.clone());
                    actions.push(Action::Explorer(ExplorerAction::FromTemplate { template, category }));
                }
            }
            menu_ring(ui);
        });
    }
    environments || !kinds.is_empty()
}

fn entity_ui(ui: &mut Ui, ctx: &UiCtx<'_>, entity: &Ref, actions: &mut Actions) {
    if item(ui, ctx, "explorer-open") {
        actions.push(Action::Open(entity.clone()));
    }
    if let Ref::Space(environment, name) = entity
        && item(ui, ctx, "explorer-preview")
    {
        actions.push(Action::Preview(PreviewChange::Space(format!("{environment}/{name}"))));
    }
    if matches!(entity, Ref::Offer(..)) {
        command_item(ui, ctx, Command::WhoGets, actions);
    }
    if matches!(entity, Ref::Offer(..)) && item(ui, ctx, "explorer-make-template") {
        actions.push(Action::Explorer(ExplorerAction::MakeTemplate(entity.clone())));
    }
}

/// Decisions on the offers that are chosen.
fn review_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let commands = [Command::Approve, Command::Reject, Command::AskAgain];
    if commands.iter().any(|command| command.enabled(ctx.app)) {
        for command in commands {
            command_item(ui, ctx, command, actions);
        }
        ui.separator();
    }
}

fn edit_ui(ui: &mut Ui, ctx: &UiCtx<'_>, entity: &Ref, actions: &mut Actions) {
    for command in
        [Command::Rename, Command::Duplicate, Command::Cut, Command::Copy, Command::Paste, Command::Delete]
    {
        command_item(ui, ctx, command, actions);
    }
    ui.separator();
    if !entity.name().is_empty() && item(ui, ctx, "explorer-copy-name") {
        ui.ctx().copy_text(entity.name().to_owned());
    }
    if let Some(address) = address(entity)
        && item(ui, ctx, "explorer-copy-reference")
    {
        ui.ctx().copy_text(address);
    }
}

fn item(ui: &mut Ui, ctx: &UiCtx<'_>, id: &str) -> bool {
    ui.button(ctx.text(id)).clicked()
}

/// How rules, calls and other entities name it, for what is named with its environment.
fn address(entity: &Ref) -> Option<String> {
    match entity {
        Ref::Space(environment, name)
        | Ref::Offer(environment, name)
        | Ref::Category(environment, name)
        | Ref::Filter(environment, name) => Some(format!("{environment}/{name}")),
        _ => None,
    }
}
