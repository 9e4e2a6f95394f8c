//! What the keys and the mouse do to the explorer's entities: choosing several, moving, the clipboard.
//! Asks for actions; changes nothing.

use super::rows::Rows;
use crate::app::{Action, Command, ExplorerAction, Group, Node, entity_of};
use crate::document;
use crate::model::Ref;
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::widgets::TreeEvents;
use egui::{Event, Id, Key, Modifiers, Ui};

/// Keys that the tree would take for its own, or that its rows mean differently than a text field: before
/// the tree is shown.
pub(super) fn keys(ui: &Ui, ctx: &UiCtx<'_>, tree: Id, actions: &mut Actions) {
    if ctx.app.dialog.is_some() || !ui.memory(|memory| memory.has_focus(tree)) {
        return;
    }
    for (key, up) in [(Key::ArrowUp, true), (Key::ArrowDown, false)] {
        if ui.input_mut(|input| input.consume_key(Modifiers::ALT, key)) {
            actions.push(Action::Explorer(ExplorerAction::Shift { up }));
        }
    }
    let events: Vec<Event> = ui.input(|input| input.events.clone());
    for event in events {
        let command = match event {
            Event::Copy => Command::Copy,
            Event::Cut => Command::Cut,
            Event::Paste(text) => {
                actions.push(Action::Explorer(ExplorerAction::Paste(text)));
                continue;
            }
            _ => continue,
        };
        if command.enabled(ctx.app) {
            actions.push(Action::Run(command));
        }
    }
}

/// Whether the entity of one row can be dropped on another row.
pub(super) fn can_drop(ctx: &UiCtx<'_>, rows: &Rows, from: usize, to: usize) -> bool {
    dropped(rows, from, to)
        .is_some_and(|(what, onto)| document::drop_on(ctx.catalog(), &what, &onto).is_some())
}

/// Whether the entity of a row can be dropped below all rows, which is the top level.
pub(super) fn can_drop_below(ctx: &UiCtx<'_>, rows: &Rows, from: usize) -> bool {
    let Some(Node::Entity(what)) = rows.nodes.get(from) else { return false };
    document::drop_on(ctx.catalog(), what, &Ref::Catalog).is_some()
}

fn dropped(rows: &Rows, from: usize, to: usize) -> Option<(Ref, Ref)> {
    let Node::Entity(what) = rows.nodes.get(from)? else { return None };
    let onto = match (what, rows.nodes.get(to)?) {
        // The heading above all folders is the top of them.
        (Ref::Folder(_), Node::Group(Group::Folders)) => Ref::Catalog,
        (_, node) => entity_of(node)?,
    };
    Some((what.clone(), onto))
}

/// Renaming, deleting and moving, as the tree's own keys and mouse ask for them.
pub(super) fn edits(ctx: &UiCtx<'_>, rows: &Rows, events: &TreeEvents, actions: &mut Actions) {
    let mut run = |command: Command| {
        if command.enabled(ctx.app) {
            actions.push(Action::Run(command));
        }
    };
    if events.rename.is_some() {
        run(Command::Rename);
    }
    if events.delete.is_some() {
        run(Command::Delete);
    }
    let below = events.dropped_below.and_then(|from| match rows.nodes.get(from)? {
        Node::Entity(what) => Some((what.clone(), Ref::Catalog)),
        _ => None,
    });
    let onto_row = events.moved.and_then(|(from, to)| dropped(rows, from, to));
    if let Some((what, onto)) = onto_row.or(below) {
        actions.push(Action::Explorer(ExplorerAction::Drop { what, onto }));
    }
}

/// What is chosen after a row was clicked or reached: it alone; with Ctrl it in addition, or no more; with
/// Shift all entities from `anchor` to it. Returns the anchor of the next choice.
pub(super) fn choose(
    ctx: &UiCtx<'_>,
    rows: &Rows,
    events: &TreeEvents,
    anchor: Option<Node>,
    actions: &mut Actions,
) -> Option<Node> {
    let Some(index) = events.clicked else { return anchor };
    let node = &rows.nodes[index];
    let chosen = ctx.app.view().chosen();
    let entity = if let Node::Entity(entity) = node { Some(entity.clone()) } else { None };
    if events.modifiers.shift
        && let Some(from) = rows.nodes.iter().position(|other| Some(other) == anchor.as_ref())
    {
        let range = &rows.nodes[from.min(index)..=from.max(index)];
        let range = range.iter().filter_map(|node| if let Node::Entity(it) = node { Some(it) } else { None });
        let last = entity.iter();
        let others = range.filter(|it| Some(*it) != entity.as_ref());
        let all: Vec<Ref> = others.chain(last).cloned().collect();
        if entity.is_some() {
            actions.push(Action::Explorer(ExplorerAction::Choose(all)));
            return anchor;
        }
    }
    if events.modifiers.command
        && let Some(entity) = &entity
    {
        let mut all: Vec<Ref> = chosen.iter().filter(|it| *it != entity).cloned().collect();
        if all.len() == chosen.len() || all.is_empty() {
            all.push(entity.clone());
        }
        actions.push(Action::Explorer(ExplorerAction::Choose(all)));
        return Some(node.clone());
    }
    // The menu of one of several is a menu for all of them.
    let for_menu = events.pressed.is_none() && chosen.len() > 1;
    if !(for_menu && entity.is_some_and(|entity| chosen.contains(&entity))) {
        actions.push(Action::Select(node.clone()));
    }
    Some(node.clone())
}
