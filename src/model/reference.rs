//! References to entities, and the entities themselves as one type, for edits, issues and selections.
//! Owns how an entity is found in a catalog by its reference; changes nothing.

use super::{
    Catalog, Category, Contact, Dimension, Environment, Filter, Folder, Offer, PresentationRule, Scenario,
    Space, Typology,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A reference to one entity of a catalog. Names as in the file; the first of two duplicates answers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Ref {
    /// The catalog's own fields.
    Catalog,
    /// A targeting dimension.
    Dimension(String),
    /// A folder of contacts.
    Folder(String),
    /// A presentation rule.
    PresentationRule(String),
    /// A typology.
    Typology(String),
    /// An environment.
    Environment(String),
    /// A predefined filter of an environment.
    Filter(String, String),
    /// A space of an environment.
    Space(String, String),
    /// A category of an environment.
    Category(String, String),
    /// An offer of an environment.
    Offer(String, String),
    /// An offer template.
    Template(String),
    /// A sample contact, by its place: contacts have no name.
    Contact(usize),
    /// A scenario.
    Scenario(String),
}

impl Ref {
    /// Its name in the file; a contact has none.
    pub fn name(&self) -> &str {
        match self {
            Self::Catalog | Self::Contact(_) => "",
            Self::Dimension(name)
            | Self::Folder(name)
            | Self::PresentationRule(name)
            | Self::Typology(name)
            | Self::Environment(name)
            | Self::Template(name)
            | Self::Scenario(name)
            | Self::Filter(_, name)
            | Self::Space(_, name)
            | Self::Category(_, name)
            | Self::Offer(_, name) => name,
        }
    }

    /// The environment it belongs to, for what belongs to one.
    pub fn environment(&self) -> Option<&str> {
        match self {
            Self::Environment(environment)
            | Self::Filter(environment, _)
            | Self::Space(environment, _)
            | Self::Category(environment, _)
            | Self::Offer(environment, _) => Some(environment),
            _ => None,
        }
    }

    /// The English word for its kind, as JSON and the command line write it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Catalog => "catalog",
            Self::Dimension(_) => "dimension",
            Self::Folder(_) => "folder",
            Self::PresentationRule(_) => "presentation_rule",
            Self::Typology(_) => "typology",
            Self::Environment(_) => "environment",
            Self::Filter(..) => "filter",
            Self::Space(..) => "space",
            Self::Category(..) => "category",
            Self::Offer(..) => "offer",
            Self::Template(_) => "template",
            Self::Contact(_) => "contact",
            Self::Scenario(_) => "scenario",
        }
    }
}

/// An entity of any kind. Cheap to clone.
#[derive(Debug, Clone, PartialEq)]
pub enum Entity {
    /// The catalog's own fields.
    Catalog(Arc<Catalog>),
    /// A targeting dimension.
    Dimension(Arc<Dimension>),
    /// A folder of contacts.
    Folder(Arc<Folder>),
    /// A presentation rule.
    PresentationRule(Arc<PresentationRule>),
    /// A typology.
    Typology(Arc<Typology>),
    /// An environment.
    Environment(Arc<Environment>),
    /// A predefined filter.
    Filter(Arc<Filter>),
    /// A space.
    Space(Arc<Space>),
    /// A category.
    Category(Arc<Category>),
    /// An offer.
    Offer(Arc<Offer>),
    /// An offer template.
    Template(Arc<Offer>),
    /// A sample contact.
    Contact(Arc<Contact>),
    /// A scenario.
    Scenario(Arc<Scenario>),
}

impl Entity {
    /// Its name in the file; a contact has none.
    pub fn name(&self) -> &str {
        match self {
            Self::Catalog(catalog) => &catalog.name,
            Self::Dimension(dimension) => &dimension.name,
            Self::Folder(folder) => &folder.name,
            Self::PresentationRule(rule) => &rule.name,
            Self::Typology(typology) => &typology.name,
            Self::Environment(environment) => &environment.name,
            Self::Filter(filter) => &filter.name,
            Self::Space(space) => &space.name,
            Self::Category(category) => &category.name,
            Self::Offer(offer) | Self::Template(offer) => &offer.name,
            Self::Contact(_) => "",
            Self::Scenario(scenario) => &scenario.name,
        }
    }

    /// What a person reads: its label, or its name where it has none. A contact shows its key.
    pub fn title(&self, catalog: &Catalog) -> String {
        let label = match self {
            Self::Catalog(catalog) => &catalog.label,
            Self::Dimension(dimension) => &dimension.label,
            Self::Folder(folder) => &folder.label,
            Self::PresentationRule(rule) => &rule.label,
            Self::Typology(typology) => &typology.label,
            Self::Environment(environment) => &environment.label,
            Self::Filter(filter) => &filter.label,
            Self::Space(space) => &space.label,
            Self::Category(category) => &category.label,
            Self::Offer(offer) | Self::Template(offer) => &offer.label,
            Self::Contact(contact) => return catalog.contact_title(contact),
            Self::Scenario(scenario) => &scenario.label,
        };
        super::label_or_name(label, self.name()).to_owned()
    }
}

impl Catalog {
    /// The entity that a reference names.
    pub fn entity(self: &Arc<Self>, reference: &Ref) -> Option<Entity> {
        Some(match reference {
            Ref::Catalog => Entity::Catalog(Arc::clone(self)),
            Ref::Dimension(name) => Entity::Dimension(Arc::clone(self.dimension(name)?)),
            Ref::Folder(name) => Entity::Folder(Arc::clone(self.folder(name)?)),
            Ref::PresentationRule(name) => {
                Entity::PresentationRule(named(&self.presentation_rules, name, |rule| &rule.name)?)
            }
            Ref::Typology(name) => {
                Entity::Typology(named(&self.typologies, name, |typology| &typology.name)?)
            }
            Ref::Environment(name) => Entity::Environment(Arc::clone(self.environment(name)?)),
            Ref::Filter(environment, name) => {
                Entity::Filter(named(&self.environment(environment)?.filters, name, |filter| &filter.name)?)
            }
            Ref::Space(environment, name) => {
                Entity::Space(Arc::clone(self.environment(environment)?.space(name)?))
            }
            Ref::Category(environment, name) => {
                Entity::Category(Arc::clone(self.environment(environment)?.category(name)?))
            }
            Ref::Offer(environment, name) => {
                Entity::Offer(Arc::clone(self.environment(environment)?.offer(name)?.1))
            }
            Ref::Template(name) => Entity::Template(named(&self.templates, name, |offer| &offer.name)?),
            Ref::Contact(index) => Entity::Contact(Arc::clone(self.contacts.get(*index)?)),
            Ref::Scenario(name) => Entity::Scenario(named(&self.scenarios, name, |scenario| &scenario.name)?),
        })
    }

    /// A space by its address `"ENV/SPACE"`, with its environment.
    pub fn space_at(&self, address: &str) -> Option<(&Arc<Environment>, &Arc<Space>)> {
        let (environment, space) = super::split_address(address)?;
        let environment = self.environment(environment)?;
        Some((environment, environment.space(space)?))
    }

    /// What a person reads of a contact: its name with its key, or one of them; else its dimension.
    pub fn contact_title(&self, contact: &Contact) -> String {
        let key = self.contact_key(contact).join(" ").trim().to_owned();
        let name = ["first_name", "last_name"].iter().filter_map(|field| contact.values.get(*field));
        let name = name.map(ToString::to_string).collect::<Vec<_>>().join(" ");
        match (name.is_empty(), key.is_empty()) {
            // Everything that is listed has to have something to read.
            (true, true) if contact.dimension.is_empty() => "contact".to_owned(),
            (true, true) => contact.dimension.clone(),
            (true, false) => key,
            (false, true) => name,
            (false, false) => format!("{name} · {key}"),
        }
    }
}

impl Environment {
    /// Its category of that name.
    pub fn category(&self, name: &str) -> Option<&Arc<Category>> {
        self.find(|_, category| (category.name == name).then_some(category))
    }

    /// Its offer of that name, with the category it is in.
    pub fn offer(&self, name: &str) -> Option<(&Arc<Category>, &Arc<Offer>)> {
        self.find(|_, category| {
            category.offers.iter().find(|offer| offer.name == name).map(|offer| (category, offer))
        })
    }

    /// The first category, depth first, for which `pick` answers.
    pub fn find<'a, T>(
        &'a self,
        pick: impl Fn(&[&'a Arc<Category>], &'a Arc<Category>) -> Option<T>,
    ) -> Option<T> {
        let mut found = None;
        self.walk_categories(|above, category| {
            if found.is_none() {
                found = pick(above, category);
            }
        });
        found
    }
}

fn named<T>(items: &[Arc<T>], name: &str, name_of: impl Fn(&T) -> &String) -> Option<Arc<T>> {
    items.iter().find(|item| name_of(item) == name).cloned()
}
