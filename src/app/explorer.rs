//! What a person does with entities as wholes: create, duplicate, rename, delete, move, copy and paste; which
//! of them are chosen; and the way back through those that were visited.

use super::action::Dialog;
use super::view::{Group, Inside, Node, View};
use super::{App, NoticeKind};
use crate::document::{self, Edit, Kind, Mapping, NewEnvironment, name_of};
use crate::model::{Catalog, Place, Ref, is_name};
use crate::text::Message;
use std::sync::Arc;

/// Entities visited longer ago are forgotten.
const MOST_VISITED: usize = 100;

/// One thing that a person does in the explorer.
#[derive(Debug, Clone, PartialEq)]
pub enum ExplorerAction {
    /// Make an entity of a kind in a parent.
    Create(Kind, Ref),
    /// Start an offer of a category from a template.
    FromTemplate {
        /// The template's name.
        template: String,
        /// The category.
        category: Ref,
    },
    /// Make a template of an offer.
    MakeTemplate(Ref),
    /// Move an entity to where it was dropped.
    Drop {
        /// The entity.
        what: Ref,
        /// The entity it was dropped on.
        onto: Ref,
    },
    /// Move the selected entity one place up, or down.
    Shift {
        /// Towards the beginning of the list.
        up: bool,
    },
    /// Choose these entities, the last of which is the selected one.
    Choose(Vec<Ref>),
    /// Add the entities of a text.
    Paste(String),
}

/// A question of the explorer.
#[derive(Debug, Clone, PartialEq)]
pub enum ExplorerDialog {
    /// Another name for an entity.
    Rename {
        /// The entity.
        entity: Ref,
        /// What was typed.
        name: String,
    },
    /// Whether entities are to be deleted.
    Delete {
        /// The entities.
        entities: Vec<Ref>,
        /// What refers to them, with the field that does.
        uses: Vec<(Ref, &'static str)>,
    },
    /// What a new environment is to be.
    NewEnvironment(Wizard),
}

/// What was answered in the wizard for a new environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wizard {
    /// Whom the environment is for.
    pub mapping: Mapping,
    /// Its label.
    pub label: String,
    /// Its name, where one was typed: else it follows the label.
    pub name: Option<String>,
    /// The label of a new dimension.
    pub dimension: String,
}

impl Wizard {
    /// The name that the environment would get.
    pub fn name(&self) -> String {
        self.name.clone().unwrap_or_else(|| name_of(&self.label, "environment"))
    }

    /// Whether it can be made like that.
    pub fn is_complete(&self, catalog: &Catalog) -> bool {
        let name = self.name();
        let dimension = self.mapping != Mapping::NewDimension || !self.dimension.trim().is_empty();
        !self.label.trim().is_empty() && dimension && is_name(&name) && catalog.environment(&name).is_none()
    }
}

/// What is chosen beside the selected node, and what was visited.
#[derive(Debug, Default)]
pub struct Explorer {
    /// The entities chosen together, and the node that was selected then: another one ends the choice.
    chosen: Vec<Ref>,
    chosen_at: Option<Node>,
    visited: Vec<Ref>,
    /// The place of the entity in front among those visited.
    at: usize,
}

impl Explorer {
    /// Whether there is an entity to go back (−1) or forward (1) to.
    pub fn may_go(&self, steps: isize) -> bool {
        self.at.checked_add_signed(steps).is_some_and(|at| at < self.visited.len())
    }

    fn visit(&mut self, entity: &Ref) {
        if self.visited.get(self.at) == Some(entity) {
            return;
        }
        self.visited.truncate(self.at + 1);
        self.visited.push(entity.clone());
        if self.visited.len() > MOST_VISITED {
            self.visited.remove(0);
        }
        self.at = self.visited.len() - 1;
    }

    /// The next entity in a direction that still exists; it is the one in front from now on.
    fn go(&mut self, steps: isize, exists: impl Fn(&Ref) -> bool) -> Option<Ref> {
        let mut at = self.at;
        while let Some(next) = at.checked_add_signed(steps).filter(|next| *next < self.visited.len()) {
            at = next;
            if exists(&self.visited[at]) {
                self.at = at;
                return Some(self.visited[at].clone());
            }
        }
        None
    }

    /// Lets entities that were renamed stay among those chosen and visited. `node` says what became of each.
    pub(super) fn follow(&mut self, node: impl Fn(&Node) -> Node) {
        for entity in self.visited.iter_mut().chain(&mut self.chosen) {
            if let Node::Entity(new) = node(&Node::Entity(entity.clone())) {
                *entity = new;
            }
        }
        self.chosen_at = self.chosen_at.as_ref().map(node);
    }
}

impl View {
    /// The entities that are chosen: the selected one, or several together.
    pub fn chosen(&self) -> Vec<Ref> {
        let explorer = &self.explorer;
        match &self.selected {
            Some(node) if explorer.chosen_at.as_ref() == Some(node) => explorer.chosen.clone(),
            Some(Node::Entity(entity)) => vec![entity.clone()],
            _ => Vec::new(),
        }
    }

    /// Chooses one node, and nothing else.
    pub(super) fn select(&mut self, node: Option<Node>) {
        self.selected = node;
        if self.explorer.chosen_at.take().is_some() {
            self.explorer_version += 1;
        }
    }

    pub(super) fn choose(&mut self, entities: Vec<Ref>) {
        self.selected = entities.last().cloned().map(Node::Entity);
        self.explorer.chosen_at.clone_from(&self.selected);
        self.explorer.chosen = entities;
        self.explorer_version += 1;
    }

    /// Notes which entity is in front, for the way back.
    pub(super) fn note_visit(&mut self) {
        if let Some(entity) = self.active_tab().cloned() {
            self.explorer.visit(&entity);
        }
    }
}

/// The entity that stands for a node: an environment for its groups.
pub fn entity_of(node: &Node) -> Option<Ref> {
    match node {
        Node::Entity(entity) => Some(entity.clone()),
        Node::Inside(environment, _) => Some(Ref::Environment(environment.clone())),
        Node::Group(_) => None,
    }
}

/// The kinds of entity that can be made at a node, each with its parent; those that fit nowhere else first.
pub fn created_at(catalog: &Catalog, node: &Node) -> Vec<(Kind, Ref)> {
    let of_catalog = |kinds: &[Kind]| kinds.iter().map(|kind| (*kind, Ref::Catalog)).collect();
    match node {
        Node::Entity(entity) => document::kinds_at(catalog, entity),
        Node::Inside(environment, inside) => {
            let kind = match inside {
                Inside::Spaces => Kind::Space,
                Inside::Filters => Kind::Filter,
                Inside::Offers => Kind::Category,
            };
            let all = document::kinds_at(catalog, &Ref::Environment(environment.clone()));
            all.into_iter().filter(|(offered, _)| *offered == kind).collect()
        }
        Node::Group(Group::Environments) => Vec::new(),
        Node::Group(Group::Presentation) => of_catalog(&[Kind::PresentationRule, Kind::Typology]),
        Node::Group(Group::Dimensions) => of_catalog(&[Kind::Dimension]),
        Node::Group(Group::Folders) => of_catalog(&[Kind::Folder]),
        Node::Group(Group::Templates) => of_catalog(&[Kind::Template]),
        Node::Group(Group::Contacts) => of_catalog(&[Kind::Contact]),
        Node::Group(Group::Scenarios) => of_catalog(&[Kind::Scenario]),
    }
}

/// The category in which an offer can be started from a template at a node.
pub fn template_target(catalog: &Catalog, node: &Node) -> Option<Ref> {
    created_at(catalog, node).into_iter().find(|(kind, _)| *kind == Kind::Offer).map(|(_, parent)| parent)
}

impl App {
    /// The entities that a command on the explorer's choice is about: those that exist, none inside another.
    pub fn chosen(&self) -> Vec<Ref> {
        let catalog = self.workspace().catalog();
        let mut chosen = self.view().chosen();
        chosen.retain(|it| *it != Ref::Catalog && catalog.entity(it).is_some());
        document::outermost(catalog, &chosen)
    }

    /// Whether everything chosen can be taken away.
    pub fn can_remove(&self) -> bool {
        let chosen = self.chosen();
        !chosen.is_empty() && chosen.iter().all(|it| document::may_remove(self.workspace().catalog(), it))
    }

    /// Whether everything chosen can have a copy beside it.
    pub fn can_duplicate(&self) -> bool {
        let catalog = self.workspace().catalog();
        let parent = |it: &Ref| document::position(catalog, it).map(|(parent, _)| parent);
        let chosen = self.chosen();
        !chosen.is_empty()
            && chosen.iter().all(|it| parent(it).is_some_and(|it| document::may_hold(catalog, &it)))
    }

    /// Whether one entity is chosen, and can have another name.
    pub fn can_rename(&self) -> bool {
        let chosen = self.chosen();
        let [one] = chosen.as_slice() else { return false };
        document::may_hold(self.workspace().catalog(), one) && !one.name().is_empty()
    }

    pub(super) fn explore(&mut self, action: ExplorerAction) {
        let catalog = Arc::clone(self.workspace().catalog());
        match action {
            ExplorerAction::Create(kind, parent) => {
                let label = self.preferences.language.text(kind.title());
                let made = document::create(&catalog, kind, &parent, label);
                self.add(made, Message::new(kind.title()));
            }
            ExplorerAction::FromTemplate { template, category } => {
                let made = document::start_from_template(&catalog, &template, &category);
                self.add(made, Message::new("explorer-step-from-template"));
            }
            ExplorerAction::MakeTemplate(offer) => {
                let made = document::make_template(&catalog, &offer);
                self.add(made, Message::new("explorer-make-template"));
            }
            ExplorerAction::Drop { what, onto } => {
                let edit = document::drop_on(&catalog, &what, &onto);
                self.shift(edit, &what);
            }
            ExplorerAction::Shift { up } => {
                if let Some(Node::Entity(entity)) = self.view().selected.clone() {
                    let edit = document::shift(&catalog, &entity, up);
                    self.shift(edit, &entity);
                }
            }
            ExplorerAction::Choose(entities) => self.open.front_mut().view.choose(entities),
            ExplorerAction::Paste(text) => self.paste(&text),
        }
    }

    /// Asks for what a new environment needs.
    pub(super) fn ask_for_environment(&mut self) {
        let wizard =
            Wizard { mapping: Mapping::Visitors, label: String::new(), name: None, dimension: String::new() };
        self.dialog = Some(Dialog::Explorer(ExplorerDialog::NewEnvironment(wizard)));
    }

    /// Whether what is chosen is meant. The keys mean the rows of a table that has the keyboard: these are chosen
    /// then, and nothing is meant where there are none.
    fn means_the_choice(&mut self) -> bool {
        !self.table_has_keyboard() || self.choose_rows()
    }

    /// Copies what is chosen, and takes it away.
    pub(super) fn cut(&mut self) {
        self.copy();
        let chosen = self.chosen();
        self.remove(&chosen, "explorer-step-cut");
    }

    /// Asks for another name of what is chosen.
    pub(super) fn ask_to_rename(&mut self) {
        if self.means_the_choice()
            && let [entity] = self.chosen().as_slice()
        {
            let (entity, name) = (entity.clone(), entity.name().to_owned());
            self.dialog = Some(Dialog::Explorer(ExplorerDialog::Rename { entity, name }));
        }
    }

    pub(super) fn accept_explorer(&mut self, dialog: ExplorerDialog) {
        match dialog {
            ExplorerDialog::Rename { entity, name } => {
                let step = Message::new("explorer-step-rename").with("name", name.as_str());
                self.edit(&Edit::Rename(entity, name), step, None);
            }
            ExplorerDialog::Delete { entities, .. } => self.remove(&entities, "explorer-step-delete"),
            ExplorerDialog::NewEnvironment(wizard) => self.found_environment(&wizard),
        }
    }

    /// Adds a new entity, opens it, and gives the keyboard to its label.
    fn add(&mut self, made: Option<(Edit, Ref)>, step: Message) {
        let Some((edit, entity)) = made else {
            return self.notice(NoticeKind::Info, Message::new("explorer-read-only"));
        };
        self.edit(&edit, step, None);
        self.open.front_mut().view.go_to(Place::new(entity, Vec::new()).field("label"));
    }

    fn shift(&mut self, edit: Option<Edit>, what: &Ref) {
        let Some(edit) = edit else { return };
        let to = match &edit {
            Edit::Move { parent, .. } => moved(what, parent),
            _ => what.clone(),
        };
        let name = Message::new("explorer-step-move").with("entity", self.title_of(what));
        // Tabs follow before what is gone is closed.
        self.open.front_mut().view.follow(what, &to);
        self.edit(&edit, name, None);
        self.open.front_mut().view.reveal(&to);
    }

    /// Duplicates what is chosen.
    pub(super) fn duplicate(&mut self) {
        if !self.means_the_choice() {
            return;
        }
        let language = self.preferences.language;
        let label = |label: &str| language.say(&Message::new("explorer-copy-of").with("label", label));
        let mut catalog = Arc::clone(self.workspace().catalog());
        let (mut edits, mut made) = (Vec::new(), Vec::new());
        for entity in self.chosen() {
            let Some((edit, copy)) = document::duplicate(&catalog, &entity, label) else { continue };
            catalog = edit.apply(&catalog).unwrap_or(catalog);
            edits.push(edit);
            made.push(copy);
        }
        let step = self.step("explorer-step-duplicate", &self.chosen());
        self.add_all(edits, made, step);
    }

    /// Adds several entities, and chooses them. One alone is opened.
    pub(super) fn add_all(&mut self, edits: Vec<Edit>, made: Vec<Ref>, step: Message) {
        let Some(last) = made.last() else {
            return self.notice(NoticeKind::Info, Message::new("explorer-read-only"));
        };
        self.edit(&Edit::All(edits), step, None);
        if made.len() == 1 {
            self.open.front_mut().view.open(last);
        } else {
            self.open.front_mut().view.reveal(last);
            self.open.front_mut().view.choose(made);
        }
    }

    /// Asks before what is chosen is deleted, with what uses it.
    pub(super) fn ask_to_delete(&mut self) {
        if !self.means_the_choice() {
            return;
        }
        let entities = self.chosen();
        let catalog = self.workspace().catalog();
        let mut uses: Vec<(Ref, &'static str)> = Vec::new();
        for entity in &entities {
            let others = document::uses(catalog, entity);
            uses.extend(others.into_iter().filter(|(owner, _)| !entities.contains(owner)));
        }
        self.dialog = Some(Dialog::Explorer(ExplorerDialog::Delete { entities, uses }));
    }

    fn remove(&mut self, entities: &[Ref], step: &'static str) {
        let name = self.step(step, entities);
        let catalog = Arc::clone(self.workspace().catalog());
        let next = entities.first().and_then(|it| document::position(&catalog, it)).map(|(parent, _)| parent);
        for entity in entities {
            self.open.front_mut().view.close(entity);
            // Contacts after one that goes get its place.
            if let Ref::Contact(gone) = entity {
                for index in gone + 1..catalog.contacts.len() {
                    self.open.front_mut().view.follow(&Ref::Contact(index), &Ref::Contact(index - 1));
                }
            }
        }
        self.edit(&Edit::All(entities.iter().cloned().map(Edit::Remove).collect()), name, None);
        self.open.front_mut().view.select(next.filter(|parent| *parent != Ref::Catalog).map(Node::Entity));
    }

    fn found_environment(&mut self, wizard: &Wizard) {
        let language = self.preferences.language;
        let dimension_label = match wizard.mapping {
            Mapping::Visitors => language.text("explorer-wizard-visitor"),
            Mapping::Recipients => language.text("explorer-wizard-recipient"),
            Mapping::Dimension(_) | Mapping::NewDimension => wizard.dimension.trim().to_owned(),
        };
        let about = |id: &'static str| language.say(&Message::new(id).with("label", wizard.label.trim()));
        let wanted = NewEnvironment {
            mapping: wizard.mapping.clone(),
            name: wizard.name(),
            label: wizard.label.trim().to_owned(),
            live_label: about("explorer-wizard-live-label"),
            dimension_label,
            folder_label: about("explorer-wizard-folder-label"),
        };
        let (edit, design) = document::new_environment(self.workspace().catalog(), &wanted);
        self.edit(&edit, Message::new("explorer-command-new-environment"), None);
        self.open.front_mut().view.open(&design);
    }

    /// Goes back or forward through the entities visited.
    pub(super) fn go(&mut self, steps: isize) {
        let catalog = Arc::clone(self.workspace().catalog());
        if let Some(entity) = self.open.front_mut().view.explorer.go(steps, |it| catalog.entity(it).is_some())
        {
            self.open.front_mut().view.open(&entity);
        }
    }

    /// The name of a step about entities.
    fn step(&self, id: &'static str, entities: &[Ref]) -> Message {
        let first = entities.first().map(|it| self.title_of(it)).unwrap_or_default();
        Message::new(id).with("entity", first).with("others", entities.len().saturating_sub(1))
    }

    fn title_of(&self, entity: &Ref) -> String {
        let catalog = self.workspace().catalog();
        catalog.entity(entity).map(|it| it.title(catalog)).unwrap_or_default()
    }
}

/// The reference of an entity after it moved.
fn moved(what: &Ref, parent: &Ref) -> Ref {
    match (what, parent.environment()) {
        (Ref::Offer(_, name), Some(environment)) => Ref::Offer(environment.to_owned(), name.clone()),
        (Ref::Category(_, name), Some(environment)) => Ref::Category(environment.to_owned(), name.clone()),
        _ => what.clone(),
    }
}
