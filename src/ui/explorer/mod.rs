//! The explorer: the whole catalog as a tree, searched as you type.
//!
//! Owns the rows in between frames. Reads the application and asks for actions; changes nothing.

mod answer;
mod choice;
mod dialogs;
mod items;
mod menu;
mod rows;

use super::command::command_button;
use super::ctx::{Actions, UiCtx};
use super::later::later;
use super::memo::Same;
use super::theme::tokens;
use super::widgets::{
    self, Icon, Tree, TreeEvents, begin_part, empty_state, icon_button, panel_header, text_width,
};
use crate::app::{Action, Command, ExplorerAction, Group, Node, ScenarioResult, created_at};
use crate::check::Issue;
use crate::model::{Catalog, Ref};
use crate::text::{Language, Message};
use egui::{Align2, EventFilter, Frame, Id, IdSet, Key, Margin, Modifiers, Response, RichText, Ui, vec2};
use rows::{Rows, Source, id_of};
use std::collections::HashSet;
use std::sync::Arc;

pub(super) use answer::answer;
pub(super) use dialogs::{dialog_ui, field_label};
pub(super) use rows::severity;

/// The buttons of the header.
const BUTTONS: f32 = 3.0;

/// The rows of the explorer, kept until something else is to be shown.
#[derive(Debug, Default)]
pub(super) struct State {
    of: Option<RowsKey>,
    rows: Arc<Rows>,
    /// The ids of the rows that are marked.
    marked: IdSet,
    /// What was selected when the rows were last looked at.
    selected: Option<Node>,
    /// What was chosen together then.
    together: Option<Arc<Vec<Ref>>>,
    /// How often a node was brought in sight by then.
    revealed: u64,
    /// The node from which Shift chooses several.
    anchor: Option<Node>,
}

/// What the rows were made of.
#[derive(Debug, PartialEq)]
struct RowsKey {
    catalog: Same<Catalog>,
    issues: Same<Vec<Issue>>,
    scenarios: Same<Vec<ScenarioResult>>,
    expanded: Same<HashSet<Node>>,
    filter: String,
    language: Language,
}

impl RowsKey {
    fn of(ctx: &UiCtx<'_>) -> Self {
        let (workspace, view) = (ctx.app.workspace(), ctx.app.view());
        Self {
            catalog: Same::of(workspace.catalog()),
            issues: Same::of(workspace.issues()),
            scenarios: Same::of(workspace.scenarios()),
            expanded: Same::of(&view.expanded),
            filter: view.filter.clone(),
            language: ctx.language,
        }
    }

    fn rows(&self) -> Rows {
        rows::build(&Source {
            catalog: &self.catalog.0,
            issues: &self.issues.0,
            scenarios: &self.scenarios.0,
            language: self.language,
            filter: &self.filter,
            is_open: &|node| self.expanded.0.contains(node),
        })
    }
}

impl State {
    /// Draws the explorer.
    pub(super) fn explorer_ui(&mut self, ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
        let fresh = self.follow(ui, ctx, actions);
        let reveal = fresh.and_then(|fresh| self.select(ctx, fresh, actions));
        let searching = !ctx.app.view().filter.trim().is_empty();
        ui.spacing_mut().item_spacing.y = 0.0;
        header_ui(ui, ctx, searching.then_some(self.rows.matches), actions);
        let field = filter_ui(ui, ctx, actions);
        if searching && self.rows.lines.is_empty() {
            let sentence = ctx.text("explorer-none-hint");
            let clear = ctx.text("explorer-clear");
            if empty_state(ui, Icon::Search, &ctx.text("explorer-none"), &sentence, Some(&clear)) {
                actions.push(Action::Filter(String::new()));
            }
            return;
        }
        let tree = tree_id();
        // F6 leads to what can be opened, and not to the buttons above it.
        begin_part(ui, tree);
        choice::keys(ui, ctx, tree, actions);
        search_by_typing(ui, ctx, tree, &field, actions);
        let name = ctx.text("app-command-explorer");
        let Rows { lines, nodes, .. } = &*self.rows;
        let can_drop = |from: usize, to: usize| choice::can_drop(ctx, &self.rows, from, to);
        let can_drop_below = |from: usize| choice::can_drop_below(ctx, &self.rows, from);
        let shown = Tree::new(tree, &name).reveal(reveal).selected(&self.marked);
        let events =
            shown.can_drop(&can_drop).can_drop_below(&can_drop_below).show(ui, lines, |ui, index| {
                let branch = lines[index].expanded.is_some() && !searching;
                menu::menu_ui(ui, ctx, &nodes[index], branch, actions);
            });
        self.anchor = choice::choose(ctx, &self.rows, &events, self.anchor.take(), actions);
        choice::edits(ctx, &self.rows, &events, actions);
        take_events(ctx, &self.rows, &events, searching, actions);
    }

    /// Makes the rows those of what is to be shown, and says whether they are other ones. None, while a worker makes
    /// those of a large catalog: until then the ones before stand.
    fn follow(&mut self, ui: &Ui, ctx: &UiCtx<'_>, actions: &mut Actions) -> Option<bool> {
        let wanted = RowsKey::of(ctx);
        if self.of.as_ref() == Some(&wanted) {
            return Some(false);
        }
        if ctx.app.workspace().is_small() {
            self.rows = Arc::new(wanted.rows());
        } else {
            let order = || {
                let wanted = RowsKey::of(ctx);
                move || wanted.rows()
            };
            let (rows, is_it) =
                later(ui.ctx(), Id::unique("explorer rows"), RowsKey::of(ctx), actions, order);
            self.rows = rows.filter(|_| is_it)?;
        }
        self.of = Some(wanted);
        Some(true)
    }

    /// Marks the selected row. Returns it when it has just been selected, to be brought in sight; asks for
    /// what it lies in to be opened.
    fn select(&mut self, ctx: &UiCtx<'_>, fresh: bool, actions: &mut Actions) -> Option<usize> {
        let selected = &ctx.app.view().selected;
        // What was dropped into a closed category is chosen still, and not in sight any more.
        let changed = *selected != self.selected || ctx.app.view().explorer.revealed != self.revealed;
        let together = ctx.app.view().chosen_together();
        let same_choice = together.map(Arc::as_ptr) == self.together.as_ref().map(Arc::as_ptr);
        if !changed && !fresh && same_choice {
            return None;
        }
        self.together = together.cloned();
        let chosen = ctx.app.view().chosen().into_iter().map(Node::Entity);
        self.marked = chosen.chain(selected.clone()).map(|node| id_of(&node)).collect();
        let index = selected.as_ref().and_then(|node| self.rows.place(node));
        if index.is_none()
            && changed
            && let Some(Node::Entity(entity)) = selected
        {
            let closed = |node: &Node| !ctx.app.view().expanded.contains(node);
            let before = actions.len();
            actions.extend(above(ctx.catalog(), entity).into_iter().filter(closed).map(Action::Toggle));
            if actions.len() > before {
                // The next frame has its row.
                return None;
            }
        }
        self.selected.clone_from(selected);
        self.revealed = ctx.app.view().explorer.revealed;
        index.filter(|_| changed)
    }
}

/// The buttons of the header: back, forward, add.
fn buttons_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    for (command, icon) in [(Command::Back, Icon::Left), (Command::Forward, Icon::Right)] {
        command_button(ui, ctx, command, icon, actions);
    }
    let add = icon_button(ui, Icon::Add, &ctx.text("explorer-add"));
    widgets::menu(egui::Popup::menu(&add), |ui| menu::add_ui(ui, ctx, actions));
}

fn tree_id() -> Id {
    Id::unique("explorer")
}

/// The categories or folders that an entity lies in.
fn above(catalog: &Catalog, entity: &Ref) -> Vec<Node> {
    let environment = entity.environment().and_then(|name| catalog.environment(name));
    let chain = environment.and_then(|environment| {
        environment.find(|above, category| {
            let here = match entity {
                Ref::Category(_, name) => (category.name == *name).then_some(None),
                Ref::Offer(_, name) => {
                    category.offers.iter().any(|offer| offer.name == *name).then_some(Some(category))
                }
                _ => None,
            };
            here.map(|own| above.iter().copied().chain(own).map(|it| it.name.clone()).collect::<Vec<_>>())
        })
    });
    let environment = entity.environment().unwrap_or_default();
    let categories = chain.into_iter().flatten();
    let categories = categories.map(|name| Ref::Category(environment.to_owned(), name));
    let mut folders = Vec::new();
    if let Ref::Folder(name) = entity {
        let mut at = catalog.folder(name);
        while let Some(parent) = at.and_then(|folder| folder.parent.as_ref()) {
            let parent = Ref::Folder(parent.clone());
            if folders.contains(&parent) {
                break;
            }
            at = catalog.folder(parent.name());
            folders.push(parent);
        }
    }
    categories.chain(folders).map(Node::Entity).collect()
}

/// The title with its buttons, and how many were found while something is searched.
fn header_ui(ui: &mut Ui, ctx: &UiCtx<'_>, found: Option<usize>, actions: &mut Actions) {
    Frame::new().inner_margin(Margin::symmetric(8, 0)).show(ui, |ui| {
        let (title, size) = (ctx.text("app-command-explorer"), &tokens(ui).size);
        let taken = text_width(ui, &title, size.body) + BUTTONS * size.control + size.steps(4.0);
        let room = ui.available_width() - taken;
        panel_header(ui, &title, |ui| {
            if let Some(found) = found {
                let found = ctx.say(&Message::new("explorer-found").with("count", found));
                // In a narrow explorer the tree alone says what was found.
                if text_width(ui, &found, size.small) <= room {
                    ui.label(RichText::new(found).size(size.small).color(tokens(ui).color.text_muted));
                }
            }
            buttons_ui(ui, ctx, actions);
        });
    });
}

/// The field that the tree is filtered by.
fn filter_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) -> Response {
    let size = &tokens(ui).size;
    let mut text = ctx.app.view().filter.clone();
    let name = ctx.text("explorer-filter");
    let response = ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = size.space;
        ui.add_space(size.steps(2.0));
        let clear = if text.is_empty() { 0.0 } else { size.control + size.space };
        let width = ui.available_width() - clear - size.space;
        let edit = egui::TextEdit::singleline(&mut text).id(Id::unique("explorer filter"));
        let edit = edit.hint_text(name.as_str()).align(Align2::LEFT_CENTER);
        let response = ui.add_sized(vec2(width, size.control), edit);
        if clear > 0.0 && icon_button(ui, Icon::Close, &ctx.text("explorer-clear")).clicked() {
            actions.push(Action::Filter(String::new()));
        }
        response
    });
    let response = response.inner;
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name.as_str()));
    if response.changed() {
        actions.push(Action::Filter(text));
    }
    if response.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowDown)) {
        ui.memory_mut(|memory| {
            memory.request_focus(tree_id());
            memory.move_focus(egui::FocusDirection::None);
        });
    }
    ui.add_space(size.steps(1.5));
    response
}

/// Typing while the tree has the keyboard goes on in the field.
fn search_by_typing(ui: &Ui, ctx: &UiCtx<'_>, tree: Id, field: &Response, actions: &mut Actions) {
    if !ui.memory(|memory| memory.has_focus(tree)) {
        return;
    }
    let typed = EventFilter::default();
    let typed: String = ui.input(|input| {
        let events = input.filtered_events(&typed).into_iter();
        events
            .filter_map(|event| if let egui::Event::Text(text) = event { Some(text) } else { None })
            .collect()
    });
    if !typed.trim().is_empty() {
        actions.push(Action::Filter(format!("{}{typed}", ctx.app.view().filter)));
        field.request_focus();
    }
}

/// What makes the first entity of a group that has none yet.
fn first_of(ctx: &UiCtx<'_>, node: &Node) -> Option<Action> {
    match node {
        Node::Group(Group::Environments) => Some(Action::Run(Command::NewEnvironment)),
        Node::Group(_) | Node::Inside(..) => {
            let (kind, parent) = created_at(ctx.catalog(), node).into_iter().next()?;
            Some(Action::Explorer(ExplorerAction::Create(kind, parent)))
        }
        Node::Entity(_) => None,
    }
}

/// What a person did with the rows, as actions. A searched tree shows its branches open.
fn take_events(ctx: &UiCtx<'_>, rows: &Rows, events: &TreeEvents, searching: bool, actions: &mut Actions) {
    let toggle = |index: usize, actions: &mut Actions| {
        if !searching && rows.lines[index].expanded.is_some() {
            actions.push(Action::Toggle(rows.nodes[index].clone()));
        }
    };
    if let Some(index) = events.toggled {
        toggle(index, actions);
    }
    if let Some(index) = events.activated.filter(|index| rows.lines[*index].expanded.is_none()) {
        actions.extend(first_of(ctx, &rows.nodes[index]));
    }
    // A double click is the second of two clicks, each of which has been taken already.
    let several = events.modifiers.shift || events.modifiers.command;
    let used = events.pressed.filter(|_| !several).or(events.activated.filter(|_| events.clicked.is_none()));
    if let Some(index) = used {
        match &rows.nodes[index] {
            Node::Entity(entity) if events.activated == used => actions.push(Action::Open(entity.clone())),
            Node::Entity(entity) => actions.push(Action::Look(entity.clone())),
            Node::Group(_) | Node::Inside(..) => toggle(index, actions),
        }
    }
}
