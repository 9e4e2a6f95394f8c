//! What the explorer does about entities: making, renaming, moving, copying, duplicating and deleting them.

use super::paste::pasted;
use super::{ExplorerAction, ExplorerDialog, Wizard};
use crate::app::action::Action;
use crate::app::dialog::Dialog;
use crate::app::effect::{Context, Effect};
use crate::app::notices::NoticeKind;
use crate::app::view::Node;
use crate::document::{self, Edit, Made, Mapping, NewEnvironment};
use crate::model::{Entity, Ref};
use crate::storage;
use crate::text::Message;
use std::sync::Arc;

impl Context<'_> {
    /// The entities that an action on the explorer's choice is about: those that exist, none inside another.
    pub(in crate::app) fn chosen(&self) -> Vec<Ref> {
        let mut chosen = self.view.chosen();
        chosen.retain(|it| *it != Ref::Catalog && self.catalog().entity(it).is_some());
        document::outermost(self.catalog(), &chosen)
    }

    /// Whether everything chosen can be taken away.
    pub(in crate::app) fn can_remove(&self) -> bool {
        let chosen = self.chosen();
        !chosen.is_empty() && chosen.iter().all(|it| document::may_remove(self.catalog(), it))
    }

    /// Whether everything chosen can have a copy beside it.
    pub(in crate::app) fn can_duplicate(&self) -> bool {
        let parent = |it: &Ref| document::position(self.catalog(), it).map(|(parent, _)| parent);
        let chosen = self.chosen();
        !chosen.is_empty()
            && chosen.iter().all(|it| parent(it).is_some_and(|it| document::may_hold(self.catalog(), &it)))
    }

    /// Whether one entity is chosen, and can have another name.
    pub(in crate::app) fn can_rename(&self) -> bool {
        let chosen = self.chosen();
        let [one] = chosen.as_slice() else { return false };
        document::may_hold(self.catalog(), one) && !one.name().is_empty()
    }

    /// What an action in the explorer asks for.
    pub(in crate::app) fn explore(&self, action: ExplorerAction) -> Vec<Effect> {
        let catalog = self.catalog();
        match action {
            ExplorerAction::Create(kind, parent) => {
                let label = self.preferences.language.text(kind.title());
                let made = document::create(catalog, kind, &parent, label);
                add(made, Message::new(kind.title()))
            }
            ExplorerAction::NewEnvironment => vec![ask(ExplorerDialog::NewEnvironment(Wizard {
                mapping: Mapping::Visitors,
                label: String::new(),
                name: None,
                dimension: String::new(),
            }))],
            ExplorerAction::FromTemplate { template, category } => {
                let made = document::start_from_template(catalog, &template, &category);
                add(made, Message::new("explorer-step-from-template"))
            }
            ExplorerAction::MakeTemplate(offer) => {
                let made = document::make_template(catalog, &offer);
                add(made, Message::new("explorer-make-template"))
            }
            ExplorerAction::Drop { what, onto } => self.shift(document::drop_on(catalog, &what, &onto), what),
            ExplorerAction::Shift { up } => match &self.view.selected {
                Some(Node::Entity(entity)) => {
                    self.shift(document::shift(catalog, entity, up), entity.clone())
                }
                _ => Vec::new(),
            },
            ExplorerAction::Choose(entities) => vec![Effect::view(move |view| view.choose(entities))],
            ExplorerAction::Copy => self.copy().into_iter().collect(),
            ExplorerAction::Cut => {
                self.copy().into_iter().chain(self.remove(self.chosen(), "explorer-step-cut")).collect()
            }
            ExplorerAction::Paste(text) => self.paste(&text),
            ExplorerAction::Duplicate => self.duplicate(),
            // Its name is the next field of the form.
            ExplorerAction::Rename => match self.chosen().as_slice() {
                [entity] => {
                    let entity = entity.clone();
                    vec![Effect::view(move |view| view.go_to_label(entity))]
                }
                _ => Vec::new(),
            },
            ExplorerAction::Delete => vec![self.ask_to_delete()],
            ExplorerAction::Go(steps) => vec![self.go(steps)],
        }
    }

    /// What a dialog of the explorer asked about, once it is accepted.
    pub(in crate::app) fn accept_explorer(&self, dialog: ExplorerDialog) -> Vec<Effect> {
        match dialog {
            ExplorerDialog::Delete { entities, .. } => self.remove(entities, "explorer-step-delete"),
            ExplorerDialog::NewEnvironment(wizard) => self.new_environment(&wizard),
        }
    }

    fn shift(&self, edit: Option<Edit>, what: Ref) -> Vec<Effect> {
        let Some(edit) = edit else { return Vec::new() };
        let to = match &edit {
            Edit::Move { parent, .. } => moved(&what, parent),
            _ => what.clone(),
        };
        let name = Message::new("explorer-step-move").with("entity", self.title_of(&what));
        let there = to.clone();
        vec![
            // Tabs follow before what is gone is closed.
            Effect::view(move |view| view.follow(&what, &to)),
            Effect::edit(edit, name),
            Effect::view(move |view| view.reveal(&there)),
        ]
    }

    fn copy(&self) -> Option<Effect> {
        let mut chosen = self.chosen();
        // The order of the file, which that of deleting is not for contacts.
        chosen.sort_by_key(|it| if let Ref::Contact(index) = it { *index } else { 0 });
        let entities: Vec<Entity> = chosen.iter().filter_map(|it| self.catalog().entity(it)).collect();
        (!entities.is_empty()).then(|| match storage::write_entities(&entities) {
            Ok(text) => Effect::Copy(text),
            Err(error) => Effect::Notice(NoticeKind::Failed, error.message()),
        })
    }

    fn paste(&self, text: &str) -> Vec<Effect> {
        match pasted(self.catalog(), self.view.selected.as_ref(), text) {
            Ok((edits, made)) => {
                let step = Message::new("explorer-step-paste").with("count", made.len());
                add_all(edits, made, step)
            }
            Err((kind, message)) => vec![Effect::Notice(kind, message)],
        }
    }

    fn duplicate(&self) -> Vec<Effect> {
        let language = self.preferences.language;
        let label = |label: &str| language.say(&Message::new("explorer-copy-of").with("label", label));
        let mut catalog = Arc::clone(self.catalog());
        let (mut edits, mut made) = (Vec::new(), Vec::new());
        let chosen = self.chosen();
        for entity in &chosen {
            let Some((edit, copy)) = document::duplicate(&catalog, entity, label) else { continue };
            catalog = edit.apply(&catalog).unwrap_or(catalog);
            edits.push(edit);
            made.push(copy);
        }
        let step = self.step("explorer-step-duplicate", &chosen);
        let follow: Vec<Made> = made.iter().cloned().map(Made::Entity).collect();
        let follow = Effect::view(move |view| view.naming.made.extend(follow));
        std::iter::once(follow).chain(add_all(edits, made, step)).collect()
    }

    /// Asks before what is chosen is deleted, with what uses it.
    fn ask_to_delete(&self) -> Effect {
        let entities = self.chosen();
        let mut uses: Vec<(Ref, &'static str)> = Vec::new();
        for entity in &entities {
            let others = document::uses(self.catalog(), self.workspace.plan().rules(), entity);
            uses.extend(others.into_iter().filter(|(owner, _)| !entities.contains(owner)));
        }
        ask(ExplorerDialog::Delete { entities, uses })
    }

    fn remove(&self, entities: Vec<Ref>, step: &'static str) -> Vec<Effect> {
        let (name, contacts) = (self.step(step, &entities), self.catalog().contacts.len());
        let next = entities.first().and_then(|it| document::position(self.catalog(), it));
        let next = next.map(|(parent, _)| parent).filter(|parent| *parent != Ref::Catalog);
        let edit = Edit::All(entities.iter().cloned().map(Edit::Remove).collect());
        vec![
            Effect::view(move |view| {
                for entity in entities {
                    view.close(&entity);
                    // Contacts after one that goes get its place.
                    if let Ref::Contact(gone) = entity {
                        for index in gone + 1..contacts {
                            view.follow(&Ref::Contact(index), &Ref::Contact(index - 1));
                        }
                    }
                }
            }),
            Effect::edit(edit, name),
            Effect::view(move |view| view.select(next.map(Node::Entity))),
        ]
    }

    fn new_environment(&self, wizard: &Wizard) -> Vec<Effect> {
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
        let (edit, design) = document::new_environment(self.catalog(), &wanted);
        let follows = wizard.name.is_none().then(|| Action::Made(Made::Entity(design.clone())));
        let edit = Effect::edit(edit, Message::new("explorer-command-new-environment"));
        std::iter::once(edit)
            .chain(follows.into_iter().chain([Action::Open(design)]).map(Effect::Act))
            .collect()
    }

    /// Goes back or forward through the entities visited.
    fn go(&self, steps: isize) -> Effect {
        let catalog = Arc::clone(self.catalog());
        Effect::view(move |view| {
            if let Some(entity) = view.explorer.go(steps, |it| catalog.entity(it).is_some()) {
                view.look_at(&entity);
            }
        })
    }

    /// The name of a step about entities.
    fn step(&self, id: &'static str, entities: &[Ref]) -> Message {
        let first = entities.first().map(|it| self.title_of(it)).unwrap_or_default();
        Message::new(id).with("entity", first).with("others", entities.len().saturating_sub(1))
    }

    fn title_of(&self, entity: &Ref) -> String {
        self.catalog().entity(entity).map(|it| it.title(self.catalog())).unwrap_or_default()
    }
}

fn ask(dialog: ExplorerDialog) -> Effect {
    Effect::Act(Action::Ask(Dialog::Explorer(dialog)))
}

/// Adds a new entity, opens it, and gives the keyboard to its label, which typing replaces.
fn add(made: Option<(Edit, Ref)>, step: Message) -> Vec<Effect> {
    let Some((edit, entity)) = made else {
        return vec![Effect::info(Message::new("explorer-read-only"))];
    };
    let follows = Action::Made(Made::Entity(entity.clone()));
    vec![Effect::edit(edit, step), Effect::Act(follows), Effect::view(move |view| view.go_to_label(entity))]
}

/// Adds several entities, and chooses them. One alone is opened.
fn add_all(edits: Vec<Edit>, made: Vec<Ref>, step: Message) -> Vec<Effect> {
    let Some(last) = made.last().cloned() else {
        return vec![Effect::info(Message::new("explorer-read-only"))];
    };
    let show = Effect::view(move |view| {
        if made.len() == 1 {
            view.open(&last);
        } else {
            view.reveal(&last);
            view.choose(made);
        }
    });
    vec![Effect::edit(Edit::All(edits), step), show]
}

/// The reference of an entity after it moved.
fn moved(what: &Ref, parent: &Ref) -> Ref {
    match (what, parent.environment()) {
        (Ref::Offer(_, name), Some(environment)) => Ref::Offer(environment.to_owned(), name.clone()),
        (Ref::Category(_, name), Some(environment)) => Ref::Category(environment.to_owned(), name.clone()),
        _ => what.clone(),
    }
}
