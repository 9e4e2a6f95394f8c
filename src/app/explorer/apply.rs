//! What the application does about the explorer's entities: making, renaming, moving, duplicating and deleting them.

use super::{ExplorerAction, ExplorerDialog, Wizard};
use crate::app::application::App;
use crate::app::dialog::Dialog;
use crate::app::notices::NoticeKind;
use crate::app::view::Node;
use crate::document::{self, Edit, Made, Mapping, NewEnvironment};
use crate::model::Ref;
use crate::text::Message;
use std::sync::Arc;

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

    pub(in crate::app) fn explore(&mut self, action: ExplorerAction) {
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
            ExplorerAction::Duplicate => self.duplicate(),
            ExplorerAction::Rename => {
                if let [entity] = self.chosen().as_slice() {
                    let entity = entity.clone();
                    self.open.front_mut().view.go_to_label(entity);
                }
            }
            ExplorerAction::Delete => self.ask_to_delete(),
            ExplorerAction::Paste(text) => self.paste(&text),
        }
    }

    /// Asks for what a new environment needs.
    pub(in crate::app) fn ask_for_environment(&mut self) {
        let wizard =
            Wizard { mapping: Mapping::Visitors, label: String::new(), name: None, dimension: String::new() };
        self.dialog = Some(Dialog::Explorer(ExplorerDialog::NewEnvironment(wizard)));
    }

    /// Copies what is chosen, and takes it away.
    pub(in crate::app) fn cut(&mut self) {
        self.copy();
        let chosen = self.chosen();
        self.remove(&chosen, "explorer-step-cut");
    }

    pub(in crate::app) fn accept_explorer(&mut self, dialog: ExplorerDialog) {
        match dialog {
            ExplorerDialog::Delete { entities, .. } => self.remove(&entities, "explorer-step-delete"),
            ExplorerDialog::NewEnvironment(wizard) => self.found_environment(&wizard),
        }
    }

    /// Adds a new entity, opens it, and gives the keyboard to its label, which typing replaces.
    fn add(&mut self, made: Option<(Edit, Ref)>, step: Message) {
        let Some((edit, entity)) = made else {
            return self.notice(NoticeKind::Info, Message::new("explorer-read-only"));
        };
        self.edit(&edit, step, None);
        let view = &mut self.open.front_mut().view;
        view.naming.made.push(Made::Entity(entity.clone()));
        view.go_to_label(entity);
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
    fn duplicate(&mut self) {
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
        self.open.front_mut().view.naming.made.extend(made.iter().cloned().map(Made::Entity));
        self.add_all(edits, made, step);
    }

    /// Adds several entities, and chooses them. One alone is opened.
    pub(in crate::app) fn add_all(&mut self, edits: Vec<Edit>, made: Vec<Ref>, step: Message) {
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
    fn ask_to_delete(&mut self) {
        let entities = self.chosen();
        let catalog = self.workspace().catalog();
        let mut uses: Vec<(Ref, &'static str)> = Vec::new();
        for entity in &entities {
            let others = document::uses(catalog, self.workspace().plan().rules(), entity);
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
        let view = &mut self.open.front_mut().view;
        if wizard.name.is_none() {
            view.naming.made.push(Made::Entity(design.clone()));
        }
        view.open(&design);
    }

    /// Goes back or forward through the entities visited.
    pub(in crate::app) fn go(&mut self, steps: isize) {
        let catalog = Arc::clone(self.workspace().catalog());
        if let Some(entity) = self.open.front_mut().view.explorer.go(steps, |it| catalog.entity(it).is_some())
        {
            self.open.front_mut().view.look_at(&entity);
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
