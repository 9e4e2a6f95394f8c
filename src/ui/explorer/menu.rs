//! The context menu of a row of the explorer.

use super::rows::branches_below;
use crate::app::{Action, Node, PreviewChange};
use crate::model::Ref;
use crate::ui::ctx::{Actions, UiCtx};
use egui::Ui;

/// Fills the menu of a node. `branch` says whether it can be opened and closed.
pub(super) fn menu_ui(ui: &mut Ui, ctx: &UiCtx<'_>, node: &Node, branch: bool, actions: &mut Actions) {
    let item = |ui: &mut Ui, id: &str| ui.button(ctx.text(id)).clicked();
    if let Node::Entity(entity) = node {
        if item(ui, "explorer-open") {
            actions.push(Action::Open(entity.clone()));
        }
        if let Ref::Space(environment, name) = entity
            && item(ui, "explorer-preview")
        {
            actions.push(Action::Preview(PreviewChange::Space(format!("{environment}/{name}"))));
        }
        if !entity.name().is_empty() {
            ui.separator();
            if item(ui, "explorer-copy-name") {
                ui.ctx().copy_text(entity.name().to_owned());
            }
        }
        if let Some(address) = address(entity)
            && item(ui, "explorer-copy-reference")
        {
            ui.ctx().copy_text(address);
        }
    }
    if branch {
        if matches!(node, Node::Entity(_)) {
            ui.separator();
        }
        for (id, open) in [("explorer-expand", true), ("explorer-collapse", false)] {
            if item(ui, id) {
                let expanded = &ctx.app.view.expanded;
                let others = branches_below(ctx.catalog(), node).into_iter();
                actions.extend(others.filter(|node| expanded.contains(node) != open).map(Action::Toggle));
            }
        }
    }
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
