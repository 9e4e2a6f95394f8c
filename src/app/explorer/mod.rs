//! What a person does with entities as wholes: create, duplicate, rename, delete, move, copy and paste.

mod apply;
mod paste;

use crate::app::view::{Group, Inside, Node};
use crate::document::{self, Creatable, Mapping, name_of};
use crate::model::{Catalog, Ref, is_name};

/// One thing that a person does in the explorer.
#[derive(Debug, Clone, PartialEq)]
pub enum ExplorerAction {
    /// Make an entity of a kind in a parent.
    Create(Creatable, Ref),
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
    /// Ask what a new environment is to be.
    NewEnvironment,
    /// Copy the chosen ones, as text.
    Copy,
    /// Copy them, and take them away.
    Cut,
    /// Put a copy of each chosen one beside it.
    Duplicate,
    /// Lead to the label of the chosen one, to be typed anew.
    Rename,
    /// Ask whether the chosen ones are to be deleted.
    Delete,
    /// Go back (−1) or forward (1) through the entities visited.
    Go(isize),
    /// Add the entities of a text.
    Paste(String),
}

/// A question of the explorer.
#[derive(Debug, Clone, PartialEq)]
pub enum ExplorerDialog {
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

/// The entity that stands for a node: an environment for its groups.
pub fn entity_of(node: &Node) -> Option<Ref> {
    match node {
        Node::Entity(entity) => Some(entity.clone()),
        Node::Inside(environment, _) => Some(Ref::Environment(environment.clone())),
        Node::Group(_) => None,
    }
}

/// The kinds of entity that can be made at a node, each with its parent; those that fit nowhere else first.
pub fn created_at(catalog: &Catalog, node: &Node) -> Vec<(Creatable, Ref)> {
    let of_catalog = |kinds: &[Creatable]| kinds.iter().map(|kind| (*kind, Ref::Catalog)).collect();
    match node {
        Node::Entity(entity) => document::kinds_at(catalog, entity),
        Node::Inside(environment, inside) => {
            let kind = match inside {
                Inside::Spaces => Creatable::Space,
                Inside::Filters => Creatable::Filter,
                Inside::Offers => Creatable::Category,
            };
            let all = document::kinds_at(catalog, &Ref::Environment(environment.clone()));
            all.into_iter().filter(|(offered, _)| *offered == kind).collect()
        }
        Node::Group(Group::Environments) => Vec::new(),
        Node::Group(Group::Presentation) => of_catalog(&[Creatable::PresentationRule, Creatable::Typology]),
        Node::Group(Group::Dimensions) => of_catalog(&[Creatable::Dimension]),
        Node::Group(Group::Folders) => of_catalog(&[Creatable::Folder]),
        Node::Group(Group::Templates) => of_catalog(&[Creatable::Template]),
        Node::Group(Group::Contacts) => of_catalog(&[Creatable::Contact]),
        Node::Group(Group::Scenarios) => of_catalog(&[Creatable::Scenario]),
    }
}

/// The category in which an offer can be started from a template at a node.
pub fn template_target(catalog: &Catalog, node: &Node) -> Option<Ref> {
    created_at(catalog, node)
        .into_iter()
        .find(|(kind, _)| *kind == Creatable::Offer)
        .map(|(_, parent)| parent)
}
